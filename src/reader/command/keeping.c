/* SPDX-License-Identifier: ISC */
/* Make marks, change them, take that back. */
#include "reader/command/commands.h"

#include <string.h>

#include "document/document.h"
#include "document/sentence.h"
#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/labels.h"
#include "reader/noting.h"
#include "reader/select.h"
#include "reader/view.h"

/* --- Which text ------------------------------------------------------------
 */

/* So many sentences from the point on. */
static void sentences(const struct view *view, long count, uint32_t *off,
		      uint32_t *end)
{
	struct document_sentence sentence = { view->point_off,
					      view->point_end };

	while (--count > 0 && document_sentence_next(view->document, &sentence))
		;
	*off = view->point_off;
	*end = sentence.end;
}

/* So many paragraphs, the point's first; such as have no text don't count. */
static void paragraphs(const struct view *view, long count, uint32_t *off,
		       uint32_t *end)
{
	const struct document *document = view->document;
	size_t at = document_block_at(document, view->point_off);

	*off = document->blocks[at].off;
	for (; count > 0 && at < document->block_count; at++) {
		const struct block *block = &document->blocks[at];

		*end = block->end;
		count -= block->end - block->off > 1;
	}
}

/* The shortest highlight that holds the point; SIZE_MAX: none. */
static size_t highlight_here(struct view *view)
{
	const struct placed_mark *mark;
	uint32_t off = view->point_off;
	uint32_t end = view->point_end;
	size_t number;

	if (!kept_trim(view, &off, &end))
		return SIZE_MAX;
	number = kept_at(view, off, end);
	if (number == SIZE_MAX)
		return SIZE_MAX;
	mark = &view->kept.marks.items[number];
	return mark->mark.kind == MARK_HIGHLIGHT && mark->off <= off &&
			       mark->end >= end
		       ? number
		       : SIZE_MAX;
}

/* --- Letters on sentences ---------------------------------------------------
 */

static void choose_highlight(struct view *view, uint32_t off, uint32_t end)
{
	view_set_point(view, off, end);
	dispatch_command(view, "highlight", view->select.count, "");
}

static void choose_paragraph(struct view *view, uint32_t off, uint32_t end)
{
	view_set_point(view, off, end);
	dispatch_command(view, "highlight-paragraph", view->select.count, "");
}

static void choose_note(struct view *view, uint32_t off, uint32_t end)
{
	view_set_point(view, off, end);
	dispatch_command(view, "note", view->select.count, "");
}

static void offer(struct view *view, const struct command_call *call,
		  labels_chosen *chosen)
{
	view->select.count = call->has_count ? call->count : 0;
	labels_open_sentences(view, chosen);
}

/* --- Highlights ------------------------------------------------------------
 */

/* The end of so many sentences behind a highlight; one that it breaks off in is
 * the first of them. The sentence that ends there is the last one. */
static uint32_t further_end(const struct view *view,
			    const struct placed_mark *mark, long count,
			    struct document_sentence *sentence)
{
	uint32_t off = mark->off;
	uint32_t end;

	if (!document_sentence_at(view->document, mark->end - 1, sentence))
		return mark->end;
	end = sentence->end;
	if (kept_trim(view, &off, &end) && end > mark->end)
		count--;
	while (count-- > 0 && document_sentence_next(view->document, sentence))
		;
	return sentence->end;
}

static void lengthen(struct view *view, size_t number, long count)
{
	const struct placed_mark *mark = &view->kept.marks.items[number];
	struct document_sentence sentence = { 0, 0 };
	uint32_t off = mark->off;
	uint32_t end = further_end(view, mark, count, &sentence);

	if (!kept_trim(view, &off, &end) || end <= mark->end) {
		if (view->document->complete)
			view_say(view, "The text ends here.");
		else
			view->request = REQUEST_WHOLE;
		return;
	}
	kept_lengthen(view, number, end);
	view_reveal(view, sentence.off, sentence.end);
}

/* Highlights what is selected, which is the point then; its number, SIZE_MAX:
 * it was not kept. */
static size_t add_selected(struct view *view, uint32_t off, uint32_t end)
{
	size_t number = kept_add(view, MARK_HIGHLIGHT, off, end, '\0');

	/* The command will run again with what is selected. */
	if (view->request != REQUEST_NONE)
		return SIZE_MAX;
	select_end(view);
	if (kept_trim(view, &off, &end))
		view_set_point(view, off, end);
	return number;
}

void command_highlight(struct view *view, const struct command_call *call)
{
	uint32_t off, end;
	size_t number;

	if (!kept_ready(view))
		return;
	if (select_range(view, &off, &end)) {
		add_selected(view, off, end);
		return;
	}
	if (!view_has_point(view)) {
		offer(view, call, choose_highlight);
		return;
	}
	number = highlight_here(view);
	if (number != SIZE_MAX) {
		lengthen(view, number, call->count);
		return;
	}
	sentences(view, call->count, &off, &end);
	kept_add(view, MARK_HIGHLIGHT, off, end, '\0');
}

void command_highlight_paragraph(struct view *view,
				 const struct command_call *call)
{
	uint32_t off = 0, end = 0;

	if (!kept_ready(view))
		return;
	if (!view_has_point(view)) {
		offer(view, call, choose_paragraph);
		return;
	}
	paragraphs(view, call->count, &off, &end);
	kept_add(view, MARK_HIGHLIGHT, off, end, '\0');
}

/* --- Notes -----------------------------------------------------------------
 */

void command_note(struct view *view, const struct command_call *call)
{
	uint32_t off, end;
	size_t number;

	if (!kept_ready(view))
		return;
	if (select_range(view, &off, &end)) {
		number = add_selected(view, off, end);
	} else if (!view_has_point(view)) {
		offer(view, call, choose_note);
		return;
	} else {
		number = kept_at(view, view->point_off, view->point_end);
		if (number == SIZE_MAX) {
			sentences(view, call->count, &off, &end);
			number = kept_add(view, MARK_HIGHLIGHT, off, end, '\0');
		}
	}
	if (number != SIZE_MAX)
		noting_open(view, number);
}

/* --- Colours ---------------------------------------------------------------
 */

/* The colour that is asked for; MARK_COLORS: none, and that is said. */
static enum mark_color wanted_color(struct view *view,
				    const struct command_call *call,
				    enum mark_color now)
{
	size_t len = strcspn(call->args, " ");
	enum mark_color color = mark_color_find(call->args, len);

	if (!len && !call->has_count)
		return (now + 1) % MARK_COLORS;
	if (!len && call->count <= MARK_COLORS)
		return (enum mark_color)(call->count - 1);
	if (!len || color == MARK_COLORS) {
		view_complain(view,
			      "The colours are yellow, green, blue, pink, "
			      "orange and purple.");
		return MARK_COLORS;
	}
	return color;
}

void command_color(struct view *view, const struct command_call *call)
{
	struct kept *kept = &view->kept;
	size_t number = SIZE_MAX;
	enum mark_color color;

	if (!kept_ready(view))
		return;
	if (view_has_point(view))
		number = kept_at(view, view->point_off, view->point_end);
	if (number != SIZE_MAX &&
	    kept->marks.items[number].mark.kind != MARK_HIGHLIGHT)
		number = SIZE_MAX;
	color = wanted_color(view, call,
			     number == SIZE_MAX
				     ? kept->color
				     : kept->marks.items[number].mark.color);
	if (color == MARK_COLORS)
		return;
	kept->color = color;
	if (number == SIZE_MAX) {
		view_say(view, "The next highlight will be %s.",
			 mark_color_name(color));
		return;
	}
	if (kept_recolor(view, number, color))
		view_say(view, "It is %s now.", mark_color_name(color));
}

/* --- Deleting, and taking back ---------------------------------------------
 */

void command_delete_mark(struct view *view, const struct command_call *call)
{
	size_t number = SIZE_MAX;

	(void)call;
	if (!kept_ready(view))
		return;
	if (view_has_point(view))
		number = kept_at(view, view->point_off, view->point_end);
	if (number != SIZE_MAX)
		kept_delete(view, number);
	else if (view_has_point(view))
		view_say(view, "There is no mark here; > goes to the next.");
	else
		view_say_keys(view,
			      "Which one? {next-mark} and {previous-mark} "
			      "point at marks.");
}

void command_undo(struct view *view, const struct command_call *call)
{
	for (long i = 0; i < call->count && kept_undo(view); i++)
		;
}

void command_redo(struct view *view, const struct command_call *call)
{
	for (long i = 0; i < call->count && kept_redo(view); i++)
		;
}
