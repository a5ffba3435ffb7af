/* SPDX-License-Identifier: ISC */
/* Choose the lines that suit a paragraph as a whole. */
#include "layout/fit.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "text/breaks.h"
#include "text/cells.h"

enum { FREE_MAX = 1023 /* more free columns of a line are not worse */ };

/* More than all lines of a segment can cost without one. */
static const uint64_t cost_emergency = (uint64_t)1 << 44;

/* A place where a line of this width can end. */
struct fit_node {
	struct candidate at;
	uint32_t from; /* where the line that ends here best starts */
};

/* What counts of it as a place where a line starts, for the innermost loop. */
struct fit_start {
	uint64_t cost; /* of the lines up to here */
	int64_t col;   /* an indent is like text before the first one */
	uint32_t blanks;
	bool hyphen; /* the line before ends in one */
};

struct search {
	struct fit *fit;
	const struct fit_shape *shape;
	const char *text;
	size_t len;
	const uint8_t *widths;
	/* The first start from which a line may reach the next node, and those
	 * behind it none of which costs more than any later one: fit->least
	 * [head, tail), the cheapest first. */
	size_t first;
	size_t head;
	size_t tail;
};

void fit_release(struct fit *fit)
{
	free(fit->nodes);
	free(fit->starts);
	free(fit->least);
	*fit = (struct fit){ 0 };
}

/* The least column where a line may start that ends there. */
static int64_t least_start(const struct fit_shape *shape,
			   const struct candidate *to)
{
	uint32_t hang = to->hang <= shape->hang ? to->hang : 0;

	return (int64_t)to->shown_col + to->hyphen - hang - shape->width;
}

/* Whether a line from the last node can end there. */
static bool fits(const struct search *search, const struct candidate *to)
{
	const struct fit *fit = search->fit;

	return fit->starts[fit->count - 1].col >=
	       least_start(search->shape, to);
}

/* What a line costs whose blanks are to take free columns more: cells are
 * whole, so some grow by one more than others. */
static uint64_t stretched(uint64_t free, uint64_t blanks)
{
	uint64_t each, rest, excess;

	if (free <= blanks)
		return 10 * free;
	excess = free - blanks;
	if (blanks == 0)
		return (10 + 100) * free * free;
	each = free / blanks;
	rest = free % blanks;
	return 10 * (blanks * each * each + rest * (2 * each + 1)) +
	       100 * excess * excess / blanks;
}

/* What a line costs for the columns that it leaves free. */
static uint64_t cost_of_free(const struct fit_start *start,
			     const struct candidate *to,
			     const struct fit_shape *shape)
{
	int64_t free = start->col + shape->width - to->shown_col - to->hyphen;

	if (free < 0)
		free = 0;
	if (free > FREE_MAX)
		free = FREE_MAX;
	if (!shape->justify)
		return (uint64_t)(free * free);
	return stretched((uint64_t)free,
			 to->shown_blanks > start->blanks
				 ? to->shown_blanks - start->blanks
				 : 0);
}

/* What a line costs that ends the paragraph, or stands before a '\n'. */
static uint64_t cost_of_last(const struct search *search, size_t from,
			     const struct candidate *to)
{
	const struct fit_node *start = &search->fit->nodes[from];
	uint32_t least = search->shape->width / FIT_SHORT_SHARE;

	return start->at.kind != BREAK_FORCED &&
			       to->shown_col < start->at.col + least
		       ? FIT_SHORT
		       : 0;
}

/* What every line costs that ends there. */
static uint64_t cost_of_end(const struct candidate *to)
{
	switch ((enum break_kind)to->kind) {
	case BREAK_HYPHEN:
		return FIT_HYPHEN;
	case BREAK_EMERGENCY:
		return cost_emergency;
	case BREAK_NONE:
	case BREAK_ALLOWED:
	case BREAK_FORCED:
		break;
	}
	return 0;
}

/* What a line costs that ends there, if the line before ends in a hyphen. */
static uint64_t cost_behind_hyphen(const struct candidate *to)
{
	if (to->kind == BREAK_HYPHEN)
		return FIT_HYPHENS;
	return to->kind == BREAK_FORCED ? FIT_LAST_HYPHEN : 0;
}

static void grow(struct fit *fit)
{
	size_t room = fit->room;

	MEMORY_RESERVE(fit->nodes, room, fit->count);
	fit->room = room;
	fit->starts = memory_resize(fit->starts, room, sizeof(*fit->starts));
	fit->least = memory_resize(fit->least, room, sizeof(*fit->least));
}

/* Adds a place where lines end, at that cost; from is where the best of them
 * starts. */
static void push(struct search *search, const struct candidate *at, size_t from,
		 uint64_t cost, int64_t col)
{
	struct fit *fit = search->fit;
	size_t i = fit->count++;

	if (fit->count > fit->room)
		grow(fit);
	fit->nodes[i].at = *at;
	fit->nodes[i].from = (uint32_t)from;
	fit->starts[i] = (struct fit_start){
		.cost = cost,
		.col = col,
		.blanks = at->blanks,
		.hyphen = at->kind == BREAK_HYPHEN,
	};
	if (at->kind == BREAK_FORCED) {
		search->first = i;
		search->head = search->tail;
	}
	while (search->tail > search->head &&
	       fit->starts[fit->least[search->tail - 1]].cost >= cost)
		search->tail--;
	fit->least[search->tail++] = (uint32_t)i;
}

/* Leaves the starts behind from which no line reaches a place any more;
 * returns what each of the others costs at least. */
static uint64_t pass_starts(struct search *search, const struct candidate *to)
{
	const struct fit *fit = search->fit;
	int64_t least = (int64_t)to->shown_col - search->shape->width -
			search->shape->hang;
	size_t last = fit->count - 1;

	if (last > search->first + FIT_REACH)
		search->first = last - FIT_REACH;
	while (search->first < last && fit->starts[search->first].col < least)
		search->first++;
	while (fit->least[search->head] < search->first)
		search->head++;
	return fit->starts[fit->least[search->head]].cost;
}

/* Adds a place where lines end, with the best line to it. That from the place
 * before always is one, even where it is too wide. */
static void add_node(struct search *search, const struct candidate *to)
{
	const struct fit *fit = search->fit;
	uint64_t floor = pass_starts(search, to);
	uint64_t behind_hyphen = cost_behind_hyphen(to);
	int64_t least = least_start(search->shape, to);
	bool last = to->kind == BREAK_FORCED;
	uint64_t best = UINT64_MAX;
	size_t from = 0;

	for (size_t i = search->first; i < fit->count; i++) {
		const struct fit_start *start = &fit->starts[i];
		uint64_t cost;

		if (start->col < least && i + 1 < fit->count)
			continue;
		cost = last ? cost_of_last(search, i, to)
			    : cost_of_free(start, to, search->shape);
		/* The later a line starts the more it leaves free. */
		if (!last && floor + cost >= best)
			break;
		cost += start->cost;
		if (start->hyphen)
			cost += behind_hyphen;
		if (cost < best) {
			best = cost;
			from = i;
		}
	}
	push(search, to, from, best + cost_of_end(to), to->col);
}

/* A hyphen that is not drawn must not end a line, unless it has columns of an
 * inset. */
static void leave_soft_hyphen(struct search *search, struct candidate *end,
			      uint32_t start)
{
	if (paragraph_soft_hyphen(search->text, end->end) &&
	    end->end - 2 > start && end->shown_end == end->end &&
	    search->widths[end->end - 2] == 0) {
		end->end -= 2;
		end->shown_end -= 2;
	}
}

/* Ends lines between clusters where there is too much without a candidate. */
static void add_clusters(struct search *search, const struct candidate *to)
{
	struct fit *fit = search->fit;
	struct candidate seen = fit->nodes[fit->count - 1].at;
	uint32_t start = seen.end;

	while (seen.end < to->shown_end && !fits(search, to)) {
		struct candidate before = seen;

		candidate_pass(&seen, search->text, search->len,
			       search->widths);
		seen.hyphen = 0;
		seen.hang = 0;
		seen.kind = BREAK_NONE;
		if (before.end == start || fits(search, &seen))
			continue;
		leave_soft_hyphen(search, &before, start);
		start = before.end;
		seen = before;
		add_node(search, &before);
	}
}

static void set_lines(const struct search *search, struct lines *lines)
{
	const struct fit_node *nodes = search->fit->nodes;
	size_t count = 0;

	for (size_t i = search->fit->count - 1; i > 0; i = nodes[i].from)
		count++;
	MEMORY_RESERVE(lines->lines, lines->room, lines->count + count);
	lines->count += count;
	count = lines->count;
	for (size_t i = search->fit->count - 1; i > 0; i = nodes[i].from) {
		const struct candidate *from = &nodes[nodes[i].from].at;
		const struct candidate *to = &nodes[i].at;

		lines->lines[--count] = (struct line){
			.off = from->end,
			.shown_end = to->shown_end > from->end ? to->shown_end
							       : from->end,
			.end = to->end,
			.width = to->shown_col > from->col
					 ? to->shown_col - from->col
					 : 0,
			.hyphen = to->hyphen,
		};
	}
}

void fit_lines(struct fit *fit, struct lines *lines,
	       const struct candidates *candidates, const char *text,
	       const uint8_t *widths, const struct fit_shape *shape)
{
	struct search search = {
		.fit = fit,
		.shape = shape,
		.text = text,
		.widths = widths,
	};

	const struct candidate start = { .kind = BREAK_FORCED };

	assert(shape->indent < shape->width && candidates->count > 0);
	search.len = candidates->candidates[candidates->count - 1].end;
	fit->count = 0;
	push(&search, &start, 0, 0, -(int64_t)shape->indent);
	for (size_t i = 0; i < candidates->count; i++) {
		struct candidate to = candidates->candidates[i];

		if (!fits(&search, &to)) {
			if (to.kind == BREAK_HYPHEN)
				continue;
			add_clusters(&search, &to);
		}
		if (to.hyphen && !fits(&search, &to))
			to.hyphen = 0; /* the end of all, or an emergency */
		add_node(&search, &to);
	}
	set_lines(&search, lines);
}

static uint32_t count_blanks(const char *text, size_t len,
			     const uint8_t *widths, const struct line *line)
{
	uint32_t count = 0;

	for (uint32_t i = line->off; i < line->shown_end; i++)
		count += paragraph_blank(text, len, i, widths);
	return count;
}

void fit_justify(struct lines *lines, const char *text, size_t len,
		 const uint8_t *widths, const struct fit_shape *shape)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct line *line = &lines->lines[i];
		uint32_t room = shape->width - (i == 0 ? shape->indent : 0);
		uint32_t width = line->width + line->hyphen;

		if (line->end == len || text[line->end - 1] == '\n' ||
		    width >= room ||
		    room - width > count_blanks(text, len, widths, line))
			continue;
		line->fill = room - width;
		line->fill_right = i % 2 == 1;
	}
}
