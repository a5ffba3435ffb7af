/* SPDX-License-Identifier: ISC */
/* "T": headings by a few letters, the likeliest first. */
#ifndef READER_FINDER_H
#define READER_FINDER_H

struct view;

/* Opens the list of headings, each under its path, with the letters being
 * typed; says so where there are none. */
void finder_open(struct view *view);

#endif
