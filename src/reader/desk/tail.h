/* SPDX-License-Identifier: ISC */
/* Show the end of a text at once, while all of it is still being read. */
#ifndef READER_DESK_TAIL_H
#define READER_DESK_TAIL_H

struct desk;

/* All that there is has been read: it takes the preview's place. */
void tail_replace(struct desk *desk);

#endif
