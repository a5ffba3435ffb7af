/* SPDX-License-Identifier: ISC */
/* "O": the list of a document's links. */
#ifndef READER_LINKS_H
#define READER_LINKS_H

#include <stddef.h>
#include <stdint.h>

struct view;

/* Those that are listed: not the signs that lead to notes and back. */
struct links {
	uint32_t *links; /* of the document; owned */
	size_t count;
	size_t room;
	size_t seen; /* links of the document looked at */
};

void links_release(struct links *links);
/* The document is another. */
void links_clear(struct links *links);

/* Opens it at the first link behind the top of the page; says so where there
 * are none. Enter follows a link as its label would, y copies its target. */
void links_open(struct view *view);

#endif
