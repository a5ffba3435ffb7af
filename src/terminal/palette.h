/* SPDX-License-Identifier: ISC */
/* Looks as curses' attributes and pairs of colours. */
#ifndef TERMINAL_PALETTE_H
#define TERMINAL_PALETTE_H

#include <stdbool.h>
#include <stdint.h>

struct buffer;
struct look;

/* After newterm(): forgets the terminal that was. */
void palette_start(void);

/* Uses the terminal's colours, or none. */
void palette_use(bool color);
bool palette_has_colors(void);
/* Of 256, rather than of 8. */
bool palette_has_hues(void);

/* An attr_t; and the pair of a look's colours, 0: the default ones. */
uint32_t palette_attributes(struct look look);
short palette_pair(struct look look);

/* Appends the bytes that turn them on, and all else off. They have to be sent,
 * before curses sends anything: it counts on them. */
void palette_append(struct buffer *out, uint32_t attributes, short pair);

#endif
