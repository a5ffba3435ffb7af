/* SPDX-License-Identifier: ISC */
/* What a whole control sequence from the terminal means. */
#ifndef TERMINAL_SEQUENCE_H
#define TERMINAL_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

struct input_event;

/*
 * sequence[0..len) is a CSI or SS3 sequence without its ESC: it begins with
 * '[' or 'O' and ends with its final byte (for "[M", xterm's old report of the
 * mouse, with the three bytes that follow). False where it says nothing to a
 * reader: focus, answers that nobody asks for, a key let go. A begun paste is
 * INPUT_PASTE without text. What is not known is KEYS_UNKNOWN.
 *
 * Source: XTerm Control Sequences (T. Dickey), "PC-Style Function Keys" and
 * "Mouse Tracking", DSR; for "[?997;1n", "Dark and Light Mode detection"
 * (Contour); urxvt(7) for '^', '@' and small letters as final bytes.
 */
bool sequence_read(const char *sequence, size_t len, struct input_event *event);

#endif
