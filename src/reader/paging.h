/* SPDX-License-Identifier: ISC */
/*
 * Where a page begins when one is turned, and how many rows it leaves blank.
 *
 * Two rows of the page that is left stand on the next one too, so that the eye
 * finds its line; none where that page ended with a paragraph. Or there are up
 * to four of them, and some rows at the foot stay blank, so that
 *  - no heading, title or label stands at the foot without two rows of what it
 *    is above (or all of that),
 *  - no first row of a block stands alone at the foot, no last one at the top.
 * A row is never left out: the page after this one begins with the rows that
 * stayed blank. In windows of fewer than PAGING_LEAST rows there is no rule.
 */
#ifndef READER_PAGING_H
#define READER_PAGING_H

#include <stdbool.h>

#include "layout/layout.h"

enum {
	PAGING_LEAST = 8,   /* rows of a page that has rules */
	PAGING_OVERLAP = 2, /* rows that stand on both pages */
	PAGING_AHEAD = 4,   /* rows behind a page that are looked at, at most */
};

struct paging_page {
	struct layout_at top;
	struct layout_at fresh; /* the first row that the other page lacks */
	int blank;		/* rows at the foot that stay blank */
};

/* Rows of the page that is left that stand on the next one as a rule, with this
 * many rows on a page. */
int paging_overlap(int rows);

/* How many rows stay blank at the foot of a page from top on. */
int paging_blank(struct layout *layout, struct layout_at top, int rows);

/* The page on from the one whose last shown row is last; false where that is
 * the last row of all. The caller sees to it that the last page is full. */
bool paging_next(struct layout *layout, struct layout_at last, int rows,
		 struct paging_page *page);

/* The page back from the one whose first row is first; false where that is the
 * first of all. fresh is its last row. */
bool paging_previous(struct layout *layout, struct layout_at first, int rows,
		     struct paging_page *page);

#endif
