/* SPDX-License-Identifier: ISC */
/* "L": the list of the marks of what is read, under their headings. */
#include "reader/marklist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "marks/marks.h"
#include "reader/hits.h"
#include "reader/jumps.h"
#include "reader/kept.h"
#include "reader/list.h"
#include "reader/noting.h"
#include "reader/select.h"
#include "reader/view.h"
#include "text/cells.h"

enum {
	ALIKE = 16,	/* bytes at which two texts begin alike … */
	BEFORE = 12,	/* … and how many of these are shown */
	ASIDE = 16,	/* columns of a row that are not a quote's */
	QUOTE_MIN = 12, /* columns that a quote gets beside its new text */
};

void marklist_release(struct marklist *marklist)
{
	free(marklist->items);
	*marklist = (struct marklist){ 0 };
}

static const struct placed_mark *mark_of(const struct view *view, size_t item)
{
	const struct marks *marks = &view->kept.marks;

	if (item >= view->marklist.count ||
	    view->marklist.items[item] >= marks->count)
		return NULL;
	return &marks->items[view->marklist.items[item]];
}

/* --- States -----------------------------------------------------------------
 */

static void count_states(struct view *view)
{
	struct marklist *marklist = &view->marklist;
	const struct marks *marks = &view->kept.marks;

	if (marklist->counted == marks->generation + 1)
		return;
	marklist->counted = marks->generation + 1;
	marklist->doubtful = marks_count_state(marks, MARK_DOUBTFUL);
	marklist->lost = marks_count_state(marks, MARK_LOST);
}

size_t marklist_doubtful(struct view *view)
{
	count_states(view);
	return view->marklist.doubtful;
}

static size_t count_lost(struct view *view)
{
	count_states(view);
	return view->marklist.lost;
}

/* --- Items ------------------------------------------------------------------
 */

static void add_state(struct view *view, enum mark_state state)
{
	struct marklist *marklist = &view->marklist;
	const struct marks *marks = &view->kept.marks;

	for (size_t i = 0; i < marks->count; i++)
		if (marks->items[i].state == state)
			marklist->items[marklist->count++] = (uint32_t)i;
}

/* Those with a place in the order of the text, then those that are not looked
 * for yet, then the lost. */
static void make_items(struct view *view)
{
	struct marklist *marklist = &view->marklist;
	struct marks *marks = &view->kept.marks;

	marks_arrange(marks);
	MEMORY_RESERVE(marklist->items, marklist->room, marks->count + 1);
	if (marks->placed)
		memcpy(marklist->items, marks->order,
		       marks->placed * sizeof(*marklist->items));
	marklist->count = marks->placed;
	add_state(view, MARK_WAITING);
	add_state(view, MARK_LOST);
	marklist->generation = marks->generation;
	hits_forget_paths(view);
}

/* The index of the mark with an ID in what is listed; 0 if it is not. */
static size_t index_of(const struct view *view, const char *id)
{
	const struct list *list = &view->list;

	for (size_t i = 0; i < list->count; i++) {
		const struct placed_mark *mark =
			mark_of(view, list_at(list, i));

		if (mark && strcmp(mark->mark.id, id) == 0)
			return i;
	}
	return list->selected < list->count ? list->selected : 0;
}

/* Numbers become others': what was selected is known by its ID, from before. */
static void refresh(struct view *view)
{
	struct marklist *marklist = &view->marklist;
	const struct placed_mark *selected;

	if (marklist->generation != view->kept.marks.generation) {
		make_items(view);
		list_reset(view);
		view->list.selected = index_of(view, marklist->selected);
	}
	selected = mark_of(view, list_item(&view->list));
	if (selected)
		memcpy(marklist->selected, selected->mark.id,
		       sizeof(marklist->selected));
}

static size_t count_items(struct view *view)
{
	return view->marklist.count;
}

static void append_title(struct view *view, struct buffer *out)
{
	const struct marks *marks = &view->kept.marks;
	size_t doubtful = marklist_doubtful(view);
	size_t lost = count_lost(view);

	buffer_append_format(out, "Marks: %zu", marks->count);
	if (doubtful)
		buffer_append_format(out, ", %zu doubtful (~)", doubtful);
	if (lost)
		buffer_append_format(out, ", %zu lost", lost);
	if (marks->waiting)
		buffer_append_format(out, ", looking for %zu \xe2\x80\xa6",
				     marks->waiting);
}

/* --- Rows -------------------------------------------------------------------
 */

/* Tags that do not stand in the note. */
static void append_tags(struct buffer *out, const struct mark *mark)
{
	const char *tag = buffer_string(&mark->tags);

	for (size_t len; *tag; tag += len + (tag[len] == ' ')) {
		len = strcspn(tag, " ");
		if (!len || (mark->note.len &&
			     memmem(mark->note.data, mark->note.len, tag, len)))
			continue;
		if (out->len)
			buffer_append_byte(out, ' ');
		buffer_append_byte(out, '#');
		buffer_append(out, tag, len);
	}
}

/* Words that find a mark though its row need not show them. */
static void append_words(struct buffer *out, const struct mark *mark)
{
	const char *tag = buffer_string(&mark->tags);

	if (mark->kind == MARK_BOOKMARK)
		buffer_append_string(out, "bookmark");
	else
		buffer_append_format(out, "highlight %s",
				     mark_color_name(mark->color));
	buffer_append_string(out, mark->note.len ? " note" : "");
	for (size_t len; *tag; tag += len + (tag[len] == ' ')) {
		len = strcspn(tag, " ");
		buffer_append_string(out, " #");
		buffer_append(out, tag, len);
	}
}

void marklist_describe(const struct view *view, const struct mark *mark,
		       struct list_row *row)
{
	const struct buffer *quote = &mark->original.anchor.exact;
	const char *sign = " ";

	if (mark->kind == MARK_BOOKMARK)
		sign = view->cells != CELLS_UNICODE ? "#" : "\xe2\x97\x86";
	snprintf(row->sign, sizeof(row->sign), "%s", sign);
	row->color = mark->color;
	if (mark->letter) {
		row->sign[0] = mark->letter;
		row->sign[1] = '\0';
	}
	list_append_start(&row->text, buffer_string(quote), quote->len);
	/* What stands at a bookmark goes on. */
	if (mark->kind == MARK_BOOKMARK && quote->len)
		buffer_append_string(&row->text, "\xe2\x80\xa6");
	list_append_start(&row->right, buffer_string(&mark->note),
			  mark->note.len);
	append_tags(&row->right, mark);
	append_words(&row->words, mark);
}

/* As many bytes of a text as fit, with a sign where there are more. */
static void append_fitting(const struct view *view, struct buffer *out,
			   const char *text, size_t len, size_t columns)
{
	size_t fits = cells_fit(view->cells, text, len, columns, NULL);

	buffer_append(out, text, fits);
	if (fits < len)
		buffer_append_string(out, "\xe2\x80\xa6");
}

/* Where what is shown of two texts that begin alike should start. */
static size_t shown_from(const char *a, size_t a_len, const char *b,
			 size_t b_len)
{
	size_t len = a_len < b_len ? a_len : b_len;
	size_t same = 0;

	while (same < len && a[same] == b[same])
		same++;
	if (same < ALIKE)
		return 0;
	return cells_start(a, a_len, same - BEFORE);
}

/* "what stood there → what stands there now", each as much as there is room
 * for, from where they begin to differ. */
static void append_change(const struct view *view,
			  const struct placed_mark *placed, struct buffer *out)
{
	const struct buffer *old = &placed->mark.original.anchor.exact;
	const char *now = view->document->text.data + placed->off;
	size_t now_len = placed->end - placed->off;
	int room = (view->geometry.columns - ASIDE) / 2;
	size_t columns = room > QUOTE_MIN ? (size_t)room : QUOTE_MIN;
	size_t from = 0;

	if (cells_width(view->cells, buffer_string(old), old->len) > columns)
		from = shown_from(buffer_string(old), old->len, now, now_len);
	for (int i = 0; i < 2; i++) {
		const char *text = i ? now : buffer_string(old);
		size_t len = i ? now_len : old->len;

		if (i)
			buffer_append_string(out, " \xe2\x86\x92 ");
		if (from)
			buffer_append_string(out, "\xe2\x80\xa6");
		append_fitting(view, out, text + from, len - from, columns);
	}
}

/* Titles of the headings above it when it was marked, on one line. */
static void append_head(struct buffer *out, const struct mark *mark)
{
	for (size_t i = 0; i < mark->head.len; i++) {
		if (mark->head.data[i] != '\n')
			buffer_append_byte(out, mark->head.data[i]);
		else if (i + 1 < mark->head.len)
			buffer_append_string(out, " \xe2\x80\xba ");
	}
}

static bool is_changed(const struct view *view,
		       const struct placed_mark *placed)
{
	const struct buffer *quote = &placed->mark.original.anchor.exact;

	return quote->len != placed->end - placed->off ||
	       memcmp(buffer_string(quote),
		      view->document->text.data + placed->off, quote->len) != 0;
}

static void describe(struct view *view, size_t item, struct list_row *row)
{
	const struct placed_mark *placed = mark_of(view, item);

	if (!placed)
		return;
	marklist_describe(view, &placed->mark, row);
	switch (placed->state) {
	case MARK_DOUBTFUL:
		buffer_append_byte(&row->words, ' ');
		buffer_append(&row->words, buffer_string(&row->text),
			      row->text.len);
		buffer_append_string(&row->words, " doubtful");
		buffer_clear(&row->text);
		buffer_append_string(&row->text, "~ ");
		if (is_changed(view, placed))
			append_change(view, placed, &row->text);
		else
			append_fitting(view, &row->text,
				       view->document->text.data + placed->off,
				       placed->end - placed->off,
				       LIST_TEXT_MAX);
		/* fallthrough */
	case MARK_PLACED:
		hits_append_path(view, placed->off, &row->over);
		break;
	case MARK_LOST:
		buffer_append_string(&row->over, "Lost");
		if (placed->mark.head.len)
			buffer_append_string(&row->over, " from: ");
		append_head(&row->over, &placed->mark);
		buffer_append_string(&row->words, " lost");
		row->dim = !placed->candidate_count;
		break;
	case MARK_WAITING:
		append_head(&row->over, &placed->mark);
		row->dim = true;
		break;
	}
}

/* --- Going there ------------------------------------------------------------
 */

static void go_to(struct view *view, uint32_t off, uint32_t end)
{
	jumps_remember(view);
	view_reveal(view, off, end);
	view_set_point(view, off, end);
}

/* The next of what is like a lost one, selected: its ends may be moved. */
static void try_candidate(struct view *view, const struct placed_mark *placed)
{
	struct marklist *marklist = &view->marklist;
	const struct anchor_candidate *candidate;
	size_t at;

	if (strcmp(marklist->tried, placed->mark.id) != 0)
		marklist->tries = 0;
	memcpy(marklist->tried, placed->mark.id, sizeof(marklist->tried));
	if (!placed->candidate_count) {
		view_say(view, "Nothing here is like it. Select where it "
			       "belongs, then L and a; y copies it.");
		return;
	}
	at = marklist->tries++ % placed->candidate_count;
	candidate = &placed->candidates[at];
	go_to(view, candidate->off, candidate->end);
	select_begin_at(view, candidate->off, SELECT_CHARACTERS);
	select_extend_to(view, candidate->end - 1);
	view_say(view, "Like it, %zu of %zu (%u %%): L and a attach it here%s.",
		 at + 1, placed->candidate_count, candidate->score / 10,
		 placed->candidate_count > 1 ? ", Enter in L shows the next"
					     : "");
}

static void choose(struct view *view, size_t item)
{
	const struct placed_mark *placed = mark_of(view, item);

	if (!placed)
		return;
	select_end(view);
	switch (placed->state) {
	case MARK_PLACED:
	case MARK_DOUBTFUL:
		go_to(view, placed->off, placed->end);
		marknote_show(view, view->marklist.items[item]);
		break;
	case MARK_LOST:
		try_candidate(view, placed);
		break;
	case MARK_WAITING:
		view_say(view, "It has not been looked for yet.");
		break;
	}
}

/* --- Keys -------------------------------------------------------------------
 */

void marklist_copy(struct view *view, const struct mark *mark)
{
	const struct buffer *quote = &mark->original.anchor.exact;

	buffer_clear(&view->outgoing);
	buffer_append(&view->outgoing, buffer_string(quote), quote->len);
	buffer_clear(&view->copied);
	buffer_append_string(&view->copied, "the quote");
	view->request = REQUEST_COPY;
}

/* It has served. */
static void end_selection(struct view *view)
{
	view->marklist.selected_off = view->marklist.selected_end = 0;
	select_end(view);
}

/* What is doubtful is where it seems to be, or where the selection is. */
static void confirm(struct view *view, size_t number)
{
	struct marklist *marklist = &view->marklist;
	const struct placed_mark *placed = &view->kept.marks.items[number];
	bool selected = marklist->selected_off < marklist->selected_end;
	uint32_t off = selected ? marklist->selected_off : placed->off;
	uint32_t end = selected ? marklist->selected_end : placed->end;

	if (placed->state == MARK_PLACED)
		view_say(view, "It is where it was marked.");
	else if (placed->state == MARK_WAITING)
		view_say(view, "It has not been looked for yet.");
	else if (off >= end)
		view_say(view, "Select where it belongs, then L and a; Enter "
			       "shows what is like it.");
	else if (kept_confirm(view, number, off, end))
		end_selection(view);
}

/* The next colour, or the one of the count's number. */
static void change_color(struct view *view, size_t number)
{
	const struct mark *mark = &view->kept.marks.items[number].mark;
	unsigned color = (unsigned)mark->color + 1;

	if (view->count)
		color = (unsigned)((view->count - 1) % MARK_COLORS);
	if (mark->kind == MARK_BOOKMARK)
		view_say(view, "A bookmark has no colour.");
	else
		kept_recolor(view, number,
			     (enum mark_color)(color % MARK_COLORS));
}

static bool take_key(struct view *view, size_t item, uint32_t key)
{
	const struct placed_mark *placed = mark_of(view, item);
	size_t number = placed ? view->marklist.items[item] : 0;

	if (key == 'U') {
		kept_undo(view);
		list_update(view);
		return true;
	}
	if (key != 'a' && key != 'c' && key != 'C' && key != 'x' && key != 'y')
		return false;
	if (!placed)
		return true;
	switch (key) {
	case 'a':
		confirm(view, number);
		break;
	case 'c':
		noting_open(view, number);
		break;
	case 'C':
		change_color(view, number);
		break;
	case 'x':
		kept_delete(view, number);
		break;
	default:
		marklist_copy(view, &placed->mark);
		break;
	}
	list_update(view);
	return true;
}

/* --- The list ---------------------------------------------------------------
 */

static const struct list_source source = {
	.title = append_title,
	.count = count_items,
	.refresh = refresh,
	.describe = describe,
	.choose = choose,
	.key = take_key,
	.hint = "Enter goes, {search} finds, c note, C colour, x delete, U "
		"undo, "
		"a confirm, y copy",
	.prompt = "Mark: ",
	.empty = "No marks yet: a highlights the sentence at the point, c "
		 "writes a note on it, m and a letter is a bookmark.",
};

/* The one under the point, else the first that is not above the page. */
static size_t first_item(struct view *view)
{
	const struct marks *marks = &view->kept.marks;
	size_t number = SIZE_MAX;

	if (view_has_point(view))
		number = kept_at(view, view->point_off, view->point_end);
	for (size_t i = 0; i < marks->placed; i++)
		if (number == SIZE_MAX
			    ? marks->items[marks->order[i]].off >= view->top.off
			    : marks->order[i] == number)
			return i;
	return marks->placed ? marks->placed - 1 : 0;
}

void marklist_open(struct view *view)
{
	struct marklist *marklist = &view->marklist;

	if (view->kept.store && !view->kept.known) {
		view->request = REQUEST_MARKS;
		return;
	}
	if (!select_range(view, &marklist->selected_off,
			  &marklist->selected_end))
		marklist->selected_off = marklist->selected_end = 0;
	make_items(view);
	list_open(view, &source, first_item(view), false);
}
