/* SPDX-License-Identifier: ISC */
/* Select text: from the point on, by characters, words, paragraphs. */
#include "reader/select.h"

#include "base/buffer.h"
#include "document/document.h"
#include "document/sentence.h"
#include "reader/command/commands.h"
#include "reader/excerpt.h"
#include "reader/labels.h"
#include "reader/select/steps.h"
#include "reader/view.h"
#include "text/words.h"

/* --- Keeping the moving end in sight ---------------------------------------
 */

static bool same_row(struct layout_at a, struct layout_at b)
{
	return a.block == b.block && a.segment == b.segment && a.row == b.row;
}

static bool is_on_page(struct view *view, struct layout_at at)
{
	struct layout_at row;

	if (!view_top(view, &row))
		return false;
	for (int y = 0; y < view_rows(view); y++) {
		if (same_row(row, at))
			return true;
		if (!layout_next(view->layout, &row))
			break;
	}
	return false;
}

/* Scrolls no further than it must. */
static void show_row(struct view *view, struct layout_at at)
{
	uint32_t off = view->point_off;
	uint32_t end = view->point_end;
	uint32_t top, foot;

	if (is_on_page(view, at))
		return;
	view_visible(view, &top, &foot);
	if (view->select.moving >= top)
		layout_move(view->layout, &at, 1 - view->geometry.page_rows);
	view_set_top(view, at);
	view_set_point(view, off, end);
}

static void show_moving(struct view *view)
{
	struct layout_at at;

	if (!layout_find(view->layout, (struct place){ view->select.moving, 0 },
			 &at))
		return;
	show_row(view, at);
	pan_reveal(view, view->select.moving, view->select.moving + 1);
}

/* --- Beginning and ending --------------------------------------------------
 */

static void begin(struct view *view, uint32_t anchor, uint32_t moving,
		  enum select_unit unit)
{
	if (!steps_settle(view, &anchor) || !steps_settle(view, &moving)) {
		view_say(view, "There is nothing to select.");
		return;
	}
	view->select = (struct select){
		.active = true,
		.unit = unit,
		.anchor = anchor,
		.moving = moving,
	};
	view->focus = FOCUS_SELECT;
}

static void begin_with_point(struct view *view, enum select_unit unit)
{
	begin(view, view->point_off,
	      steps_last_cluster(view, view->point_off, view->point_end), unit);
}

static void choose_characters(struct view *view, uint32_t off, uint32_t end)
{
	view_set_point(view, off, end);
	begin_with_point(view, SELECT_CHARACTERS);
}

static void choose_paragraph(struct view *view, uint32_t off, uint32_t end)
{
	view_set_point(view, off, end);
	begin_with_point(view, SELECT_PARAGRAPHS);
}

void select_begin(struct view *view, enum select_unit unit)
{
	if (view_has_point(view))
		begin_with_point(view, unit);
	else
		labels_open_sentences(view, unit == SELECT_PARAGRAPHS
						    ? choose_paragraph
						    : choose_characters);
}

void select_begin_at(struct view *view, uint32_t off, enum select_unit unit)
{
	begin(view, off, off, unit);
}

void select_extend_to(struct view *view, uint32_t off)
{
	view->select.has_column = false;
	if (view->select.active && steps_settle(view, &off))
		view->select.moving = off;
}

void select_end(struct view *view)
{
	view->select.active = false;
	if (view->focus == FOCUS_SELECT)
		view->focus = FOCUS_PAGE;
	if (view->focus_before_prompt == FOCUS_SELECT)
		view->focus_before_prompt = FOCUS_PAGE;
}

/* While the keys are elsewhere than on the page, or in a prompt that they were
 * lent to, nothing is selected. */
static bool has_selection(const struct view *view)
{
	enum focus focus = view->focus == FOCUS_PROMPT
				   ? view->focus_before_prompt
				   : view->focus;

	return view->select.active && focus == FOCUS_SELECT;
}

bool select_range(const struct view *view, uint32_t *off, uint32_t *end)
{
	const struct select *select = &view->select;
	const struct document *document = view->document;
	bool forward = select->anchor <= select->moving;
	struct word word;

	if (!has_selection(view))
		return false;
	*off = forward ? select->anchor : select->moving;
	*end = forward ? select->moving : select->anchor;
	switch (select->unit) {
	case SELECT_CHARACTERS:
		*end = steps_cluster_end(view, *end);
		break;
	case SELECT_WORDS:
		words_at(document->text.data, document->text.len, *off, &word);
		*off = steps_cluster_start(view, (uint32_t)word.off);
		words_at(document->text.data, document->text.len, *end, &word);
		*end = steps_cluster_start(view, (uint32_t)word.end);
		break;
	case SELECT_PARAGRAPHS:
		*off = document->blocks[document_block_at(document, *off)].off;
		*end = document->blocks[document_block_at(document, *end)].end -
		       1;
		break;
	}
	return true;
}

/* --- Keys ------------------------------------------------------------------
 */

typedef void run_command(struct view *view, const struct command_call *call);

/* A step by its own key, or by the key of the command that moves so. */
static const struct step {
	uint32_t key;
	run_command *command;
	bool (*run)(struct view *view, bool back);
	bool back;
} steps[] = {
	{ 'w', NULL, steps_word, false },
	{ 'b', NULL, steps_word, true },
	{ 'e', NULL, steps_word_end, false },
	{ 0, command_right, steps_cluster, false },
	{ 0, command_left, steps_cluster, true },
	{ 0, command_line_down, steps_row, false },
	{ 0, command_line_up, steps_row, true },
	{ 0, command_next_sentence, steps_sentence, false },
	{ 0, command_previous_sentence, steps_sentence, true },
	{ 0, command_next_paragraph, steps_paragraph, false },
	{ 0, command_previous_paragraph, steps_paragraph, true },
	{ 0, command_page_down, steps_page, false },
	{ 0, command_page_up, steps_page, true },
	{ 0, command_half_down, steps_half_page, false },
	{ 0, command_half_up, steps_half_page, true },
	{ 0, command_end, steps_end, false },
	{ 0, command_start, steps_end, true },
};

static const struct step *step_for(uint32_t key, const struct command *command)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (steps[i].key ? steps[i].key == key
				 : command && command->run == steps[i].command)
			return &steps[i];
	return NULL;
}

static void run_step(struct view *view, const struct step *step)
{
	long count = view->count ? view->count : 1;

	view->count = 0;
	if (step->run != steps_row && step->run != steps_page &&
	    step->run != steps_half_page)
		view->select.has_column = false;
	while (count-- > 0 && step->run(view, step->back))
		;
	show_moving(view);
}

static void swap_ends(struct view *view)
{
	struct select *select = &view->select;
	uint32_t anchor = select->anchor;

	select->anchor = select->moving;
	select->moving = anchor;
	select->has_column = false;
	show_moving(view);
}

/* The same key again ends what it began, the other one changes it. */
static void change_unit(struct view *view, enum select_unit unit)
{
	if (unit == view->select.unit)
		select_end(view);
	else
		view->select.unit = unit;
}

/* Whether what is selected stays so behind this command. */
static bool is_kept(const struct command *command)
{
	static run_command *const kept[] = {
		command_copy,	     command_copy_quote,   command_search,
		command_search_back, command_next_hit,	   command_escape,
		command_stop,	     command_previous_hit, command_redraw,
		command_suspend,     command_quit_all,	   command_highlight,
		command_note,	     command_marks,
	};

	if (command->group == GROUP_MOVE || command->group == GROUP_PAGE)
		return true;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (command->run == kept[i])
			return true;
	return false;
}

bool select_key(struct view *view, uint32_t key)
{
	const struct command *command = command_for_key(key);
	const struct step *step = step_for(key, command);

	/* To a line, or to an end that is not known: the page alone goes. */
	if (step && step->run == steps_end &&
	    (view->count || !view->document->complete))
		return false;
	if (step) {
		view_hush(view);
		run_step(view, step);
		return true;
	}
	if (key == 'o') {
		swap_ends(view);
	} else if (command && command->run == command_select) {
		change_unit(view, SELECT_CHARACTERS);
	} else if (command && command->run == command_select_paragraphs) {
		change_unit(view, SELECT_PARAGRAPHS);
	} else if (command && command->run == command_quit) {
		select_end(view);
	} else {
		if (command && !is_kept(command))
			select_end(view);
		return false;
	}
	view->count = 0;
	view_hush(view);
	return true;
}

/* --- Copying ---------------------------------------------------------------
 */

static void copy_range(struct view *view, uint32_t off, uint32_t end,
		       bool with_source)
{
	struct excerpt excerpt = { view->document, off, end };

	buffer_clear(&view->outgoing);
	buffer_clear(&view->copied);
	if (with_source)
		excerpt_append_quote(&excerpt, view->path,
				     view->options.inferred, &view->outgoing);
	else
		excerpt_append(&excerpt, &view->outgoing);
	if (!view->outgoing.len) {
		view_say(view, "There is nothing to copy.");
		return;
	}
	excerpt_append_name(&excerpt, &view->copied);
	view->request = REQUEST_COPY;
}

/* So many sentences from the point on. */
static void copy_point(struct view *view, bool with_source, long count)
{
	struct document_sentence sentence = { view->point_off,
					      view->point_end };

	while (--count > 0 && document_sentence_next(view->document, &sentence))
		;
	copy_range(view, view->point_off, sentence.end, with_source);
}

static void choose_copy(struct view *view, uint32_t off, uint32_t end)
{
	view_set_point(view, off, end);
	copy_point(view, false, view->select.count);
}

static void choose_quote(struct view *view, uint32_t off, uint32_t end)
{
	view_set_point(view, off, end);
	copy_point(view, true, view->select.count);
}

static void copy_note(struct view *view, bool with_source)
{
	const struct block *blocks = view->document->blocks;

	copy_range(view, blocks[view->note.from].off,
		   blocks[view->note.to - 1].end, with_source);
}

void select_copy(struct view *view, bool with_source, long count)
{
	uint32_t off, end;

	if (select_range(view, &off, &end)) {
		copy_range(view, off, end, with_source);
		select_end(view);
	} else if (view->focus == FOCUS_NOTE && note_is_open(view)) {
		copy_note(view, with_source);
	} else if (view_has_point(view)) {
		copy_point(view, with_source, count);
	} else {
		view->select.count = count;
		labels_open_sentences(view,
				      with_source ? choose_quote : choose_copy);
	}
}
