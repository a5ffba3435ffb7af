/* SPDX-License-Identifier: ISC */
/* What a stretch of text shows of the marks in it. */
#include "reader/highlights.h"

#include "marks/marks.h"
#include "reader/kept.h"
#include "reader/view.h"

enum {
	MET_MAX = 64,	  /* marks that a row's signs are looked for in */
	HUES_LOOKED = 32, /* marks that are compared by their colours */
};

/* --- Stretches -------------------------------------------------------------
 */

/* The marks of a row, and where one of them begins or ends. */
struct edges {
	uint32_t numbers[HIGHLIGHTS_MAX];
	size_t count;
	uint32_t offs[2 * HIGHLIGHTS_MAX]; /* ascending, each once */
	size_t off_count;
};

static void add_edge(struct edges *edges, uint32_t off)
{
	size_t at = edges->off_count;

	while (at > 0 && edges->offs[at - 1] > off)
		at--;
	if (at > 0 && edges->offs[at - 1] == off)
		return;
	for (size_t i = edges->off_count++; i > at; i--)
		edges->offs[i] = edges->offs[i - 1];
	edges->offs[at] = off;
}

static void find_edges(struct view *view, uint32_t off, uint32_t end,
		       struct edges *edges)
{
	const struct placed_mark *items;

	edges->off_count = 0;
	edges->count =
		kept_highlights(view, off, end, edges->numbers, HIGHLIGHTS_MAX);
	if (edges->count > HIGHLIGHTS_MAX)
		edges->count = HIGHLIGHTS_MAX;
	items = view->kept.marks.items;
	for (size_t i = 0; i < edges->count; i++) {
		const struct placed_mark *mark = &items[edges->numbers[i]];

		add_edge(edges, mark->off > off ? mark->off : off);
		add_edge(edges, mark->end < end ? mark->end : end);
	}
}

/* What lies between two edges; false: nothing does. */
static bool look_between(const struct placed_mark *items,
			 const struct edges *edges, uint32_t off, uint32_t end,
			 struct highlight *found)
{
	const struct placed_mark *top = NULL;
	size_t over = 0;

	for (size_t i = 0; i < edges->count; i++) {
		const struct placed_mark *mark = &items[edges->numbers[i]];

		if (mark->off > off || mark->end < end)
			continue;
		over++;
		/* The later one of two that are as long. */
		if (top && mark->end - mark->off > top->end - top->off)
			continue;
		top = mark;
		found->number = edges->numbers[i];
	}
	if (!top)
		return false;
	found->off = off;
	found->end = end;
	found->color = top->mark.color;
	found->doubtful = top->state == MARK_DOUBTFUL;
	found->shared = over > 1;
	return true;
}

size_t highlights_in(struct view *view, uint32_t off, uint32_t end,
		     struct highlight out[HIGHLIGHTS_STRETCHES])
{
	struct edges edges;
	size_t count = 0;

	if (off >= end || !view->kept.marks.count)
		return 0;
	find_edges(view, off, end, &edges);
	for (size_t i = 0; i + 1 < edges.off_count; i++)
		count += look_between(view->kept.marks.items, &edges,
				      edges.offs[i], edges.offs[i + 1],
				      &out[count]);
	return count;
}

/* --- Signs ------------------------------------------------------------------
 */

static void add_sign(struct margin_sign out[SIGNS_MAX], size_t *count,
		     enum mark_sign sign, const struct mark *mark,
		     uint32_t number)
{
	size_t at = *count;

	while (at > 0 && out[at - 1].sign > sign)
		at--;
	if (at == SIGNS_MAX)
		return;
	if (*count < SIGNS_MAX)
		(*count)++;
	for (size_t i = *count - 1; i > at; i--)
		out[i] = out[i - 1];
	out[at] = (struct margin_sign){
		.sign = sign,
		.color = mark->color,
		.number = number,
		.letter = mark->letter,
	};
}

size_t highlights_signs(struct view *view, uint32_t off, uint32_t end,
			bool colors, struct margin_sign out[SIGNS_MAX])
{
	uint32_t numbers[MET_MAX];
	size_t count = 0;
	size_t met;

	if (off >= end || !view->kept.marks.count)
		return 0;
	met = marks_in(&view->kept.marks, off, end, numbers, MET_MAX);
	if (met > MET_MAX)
		met = MET_MAX;
	for (size_t i = 0; i < met; i++) {
		const struct placed_mark *placed =
			&view->kept.marks.items[numbers[i]];
		const struct mark *mark = &placed->mark;

		if (placed->off < off || placed->off >= end)
			continue;
		if (placed->state == MARK_DOUBTFUL)
			add_sign(out, &count, SIGN_DOUBTFUL, mark, numbers[i]);
		if (mark->kind == MARK_BOOKMARK)
			add_sign(out, &count, SIGN_BOOKMARK, mark, numbers[i]);
		if (mark->note.len)
			add_sign(out, &count, SIGN_NOTE, mark, numbers[i]);
		if (mark->kind == MARK_HIGHLIGHT && !colors)
			add_sign(out, &count, SIGN_COLOR, mark, numbers[i]);
	}
	return count;
}

/* --- Counting ---------------------------------------------------------------
 */

/* How many marks begin before off. */
static size_t begun_before(const struct marks *marks, uint32_t off)
{
	size_t from = 0;
	size_t to = marks->placed;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (marks->items[marks->order[middle]].off < off)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

size_t highlights_count(struct view *view, uint32_t off, uint32_t end,
			enum mark_color *color)
{
	struct marks *marks = &view->kept.marks;
	size_t first, behind;

	if (!marks->count || off >= end)
		return 0;
	marks_arrange(marks);
	first = begun_before(marks, off);
	behind = begun_before(marks, end);
	if (!color || first == behind)
		return behind - first;
	*color = marks->items[marks->order[first]].mark.color;
	for (size_t i = first; i < behind; i++)
		if (i - first == HUES_LOOKED ||
		    marks->items[marks->order[i]].mark.color != *color) {
			*color = MARK_COLORS;
			break;
		}
	return behind - first;
}
