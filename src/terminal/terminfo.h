/* SPDX-License-Identifier: ISC */
/* What terminfo knows of this terminal. */
#ifndef TERMINAL_TERMINFO_H
#define TERMINAL_TERMINFO_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct error;
struct input;

/* Whether the terminal TERM names is known and can place a cursor; false with
 * a sentence. For before newterm(): leaves nothing behind. */
bool terminfo_can_paint(struct error *error);

/* After newterm(): a capability of the terminal ("smkx", "kcuu1"), borrowed;
 * NULL where it has none. */
const char *terminfo_string(const char *name);

/* Appends the bytes that carry the capability out, padding done; nothing
 * where there is none. */
void terminfo_append(struct buffer *out, const char *name);

/* The bytes that move the cursor. */
void terminfo_append_move(struct buffer *out, int y, int x);

/* After newterm(): tells input the sequences that the terminal's keys send. */
void terminfo_define_keys(struct input *input);

#endif
