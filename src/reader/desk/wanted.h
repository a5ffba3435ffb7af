/* SPDX-License-Identifier: ISC */
/* Have what a command wants before it can run: more text, its marks, a copy. */
#ifndef READER_DESK_WANTED_H
#define READER_DESK_WANTED_H

struct desk;

/* Runs a command that wanted more of the text once more, with what there is;
 * it may want still more. */
void wanted_again(struct desk *desk);

#endif
