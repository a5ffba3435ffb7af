/* SPDX-License-Identifier: ISC */
/* Where a page begins when one is turned, and how many rows it leaves blank. */
#include "reader/paging.h"

#include <limits.h>

#include "document/document.h"

enum {
	SAME_MAX = 4,	/* rows that stand on both pages at most */
	BLANK_MAX = 6,	/* rows that stay blank at most … */
	BLANK_FEW = 2,	/* … and that do so if these are enough */
	BLANK_PART = 4, /* nor more than this part of the page */
	KEPT_ROWS = 2,	/* rows of text that stay below their heading */
	BAR_WIDTH = 2,	/* columns of what is drawn left of a quote */
};

/* What is wrong with a page, in points. What strands something is worse than
 * all else together. */
enum {
	COST_STRANDED = 10000,
	COST_TORN = 3000,   /* the page begins within a heading */
	COST_MANY = 100,    /* each blank row that is one too many */
	COST_SPACE = 50,    /* the page begins with a blank row */
	COST_TOP_ROW = 3,   /* each row that the top moves */
	COST_BLANK_ROW = 2, /* each row that stays blank */
};

int paging_overlap(int rows)
{
	return rows > 5 ? PAGING_OVERLAP : 0;
}

/* --- Rows -------------------------------------------------------------------
 */

/* What a row is to the rules. */
enum role {
	ROLE_SPACE, /* between blocks */
	ROLE_TITLE, /* it is above something, and stays with that */
	ROLE_TEXT,
};

struct facts {
	enum role role;
	uint32_t block;
	uint8_t flags;
};

/* Nothing but bars of quotes. */
static bool is_blank(const struct row *row)
{
	for (size_t i = 0; i < row->piece_count; i++)
		if (row->pieces[i].width > BAR_WIDTH)
			return false;
	return true;
}

static bool is_title(const struct layout *layout, const struct block *block)
{
	if (block->kind == BLOCK_HEADING)
		return !(block->flags & BLOCK_INFERRED) ||
		       layout_options(layout)->inferred;
	return block->flags & (BLOCK_TITLE | BLOCK_HEADER);
}

static struct facts facts_at(struct layout *layout, struct layout_at at)
{
	const struct document *document = layout_document(layout);
	struct facts facts = { .role = ROLE_TEXT };
	struct row row;

	layout_row(layout, at, &row);
	facts.block = row.block;
	facts.flags = row.flags;
	if (row.flags & ROW_LEAD)
		facts.role = is_blank(&row) ? ROLE_SPACE : ROLE_TITLE;
	else if (is_title(layout, &document->blocks[row.block]))
		facts.role = ROLE_TITLE;
	return facts;
}

/* Whether no row of text of its block stands above this one. */
static bool is_first_of_block(struct layout *layout, struct layout_at at)
{
	uint32_t block = at.block;

	return !layout_previous(layout, &at) || at.block != block ||
	       facts_at(layout, at).flags & ROW_LEAD;
}

static bool is_last_of_block(struct layout *layout, struct layout_at at)
{
	uint32_t block = at.block;

	return !layout_next(layout, &at) || at.block != block ||
	       facts_at(layout, at).flags & ROW_TRAIL;
}

/* From a row on to one that is no space; false where there is none. */
static bool skip_space(struct layout *layout, struct layout_at *at)
{
	while (facts_at(layout, *at).role == ROLE_SPACE)
		if (!layout_next(layout, at))
			return false;
	return true;
}

/* --- What is wrong with a page ----------------------------------------------
 */

/* Whether what is above a row of text is a title with fewer rows below it than
 * stay with it. The row itself is one of these. */
static bool is_near_title(struct layout *layout, struct layout_at at)
{
	int rows = 1;

	while (rows < KEPT_ROWS && layout_previous(layout, &at)) {
		switch (facts_at(layout, at).role) {
		case ROLE_SPACE:
			break;
		case ROLE_TITLE:
			return true;
		case ROLE_TEXT:
			rows++;
			break;
		}
	}
	return false;
}

/* Whether a page that ends before next strands what stands at its foot. */
static bool strands(struct layout *layout, struct layout_at next)
{
	struct layout_at last = next;
	struct facts below;
	struct facts above;

	do {
		if (!layout_previous(layout, &last))
			return false;
		above = facts_at(layout, last);
	} while (above.role == ROLE_SPACE);
	if (above.role == ROLE_TITLE)
		return true;
	if (next.block == last.block && !is_last_of_block(layout, last) &&
	    is_first_of_block(layout, last))
		return true;
	if (!skip_space(layout, &next))
		return false;
	below = facts_at(layout, next);
	/* All that the title is above may be a single row. */
	return below.role == ROLE_TEXT && is_near_title(layout, last);
}

static int cost_of_top(struct layout *layout, struct layout_at top)
{
	struct facts facts = facts_at(layout, top);

	if (facts.role == ROLE_SPACE)
		return COST_SPACE;
	if (facts.flags & ROW_LEAD || is_first_of_block(layout, top))
		return 0;
	if (facts.role == ROLE_TITLE || facts.flags & ROW_TRAIL)
		return COST_TORN;
	return is_last_of_block(layout, top) ? COST_STRANDED : 0;
}

static int most_blank(int rows)
{
	int part = rows / BLANK_PART;

	return part < BLANK_MAX ? part : BLANK_MAX;
}

static int cost_of_blank(int blank)
{
	return blank * COST_BLANK_ROW +
	       (blank > BLANK_FEW ? (blank - BLANK_FEW) * COST_MANY : 0);
}

/* How many rows at the foot of a page from top on best stay blank, of at most
 * most; sets its cost. The last page of all is as full as it can be. */
static int best_blank(struct layout *layout, struct layout_at top, int rows,
		      int most, int *cost)
{
	int best = 0;

	*cost = INT_MAX;
	for (int blank = 0; blank <= most; blank++) {
		struct layout_at next = top;
		int now = cost_of_blank(blank);

		if (layout_move(layout, &next, rows - blank) < rows - blank) {
			*cost = 0;
			return 0;
		}
		if (strands(layout, next))
			now += COST_STRANDED;
		if (now >= *cost)
			continue;
		*cost = now;
		best = blank;
	}
	return best;
}

int paging_blank(struct layout *layout, struct layout_at top, int rows)
{
	int cost;

	return rows < PAGING_LEAST
		       ? 0
		       : best_blank(layout, top, rows, most_blank(rows), &cost);
}

/* --- Turning ----------------------------------------------------------------
 */

/* A page that is tried, with the best that was found so far. */
struct search {
	struct layout *layout;
	int rows;
	int cost;
	struct paging_page *best;
};

static void try_top(struct search *search, struct layout_at top, int most,
		    int cost)
{
	int foot;
	int blank = best_blank(search->layout, top, search->rows, most, &foot);

	cost += cost_of_top(search->layout, top) + foot;
	if (cost >= search->cost)
		return;
	search->cost = cost;
	search->best->top = top;
	search->best->blank = blank;
}

/* Whether the page that was left ended with a block: the next one begins with
 * another, at *first. */
static bool begins_anew(struct layout *layout, struct layout_at last,
			struct layout_at *first)
{
	bool ended = facts_at(layout, last).role == ROLE_SPACE ||
		     facts_at(layout, *first).role == ROLE_SPACE;

	return skip_space(layout, first) && ended;
}

bool paging_next(struct layout *layout, struct layout_at last, int rows,
		 struct paging_page *page)
{
	struct search search = { layout, rows, INT_MAX, page };
	struct layout_at first = last;
	int overlap = paging_overlap(rows);

	if (!layout_next(layout, &first))
		return false;
	*page = (struct paging_page){ .top = first, .fresh = first };
	if (rows < PAGING_LEAST) {
		layout_move(layout, &page->top, -overlap);
		return true;
	}
	if (begins_anew(layout, last, &first)) {
		page->fresh = first;
		overlap = 0;
		try_top(&search, first, most_blank(rows), 0);
	}
	for (int same = overlap ? 0 : 1; same <= SAME_MAX; same++) {
		struct layout_at top = page->fresh;
		int moved = same < overlap ? overlap - same : same - overlap;

		if (layout_move(layout, &top, -same) == -same)
			try_top(&search, top, most_blank(rows),
				moved * COST_TOP_ROW);
	}
	return true;
}

bool paging_previous(struct layout *layout, struct layout_at first, int rows,
		     struct paging_page *page)
{
	struct search search = { layout, rows, INT_MAX, page };
	struct layout_at last = first;
	int usual = paging_overlap(rows);

	if (!layout_previous(layout, &last))
		return false;
	*page = (struct paging_page){ .top = first, .fresh = last };
	if (rows < PAGING_LEAST) {
		layout_move(layout, &page->top, usual - rows);
		return true;
	}
	for (int same = 0; same <= SAME_MAX; same++) {
		int moved = same < usual ? usual - same : same - usual;
		int most = most_blank(rows) < same ? most_blank(rows) : same;
		struct layout_at top = first;

		layout_move(layout, &top, same - rows);
		try_top(&search, top, most, moved * COST_TOP_ROW);
	}
	return true;
}
