/* SPDX-License-Identifier: ISC */
/* "S": what was read lately, or a folder's texts. */
#ifndef READER_SHELF_H
#define READER_SHELF_H

struct view;

/* Opens the list: of a folder's texts if there is one in view->shelf, else of
 * what the state remembers. */
void shelf_open(struct view *view);

#endif
