/* SPDX-License-Identifier: ISC */
/* "O": the list of a document's links. */
#ifndef READER_LINKS_H
#define READER_LINKS_H

struct view;

/* Opens it at the first link behind the top of the page; says so where there
 * are none. Enter follows a link as its label would. */
void links_open(struct view *view);

#endif
