/* SPDX-License-Identifier: ISC */
/* Write REP (CSI N b) out as the characters that it repeats. */
#include "repeat.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buffer.h"

enum { ESC = 0x1b, REPEAT_MAX = 10000 };

static void note_character(struct repeat *repeat, char byte)
{
	uint8_t value = (uint8_t)byte;

	if (value < 0x20 || value == 0x7f)
		return;
	if ((value & 0xc0) != 0x80)
		repeat->character_len = 0;
	if (repeat->character_len < sizeof(repeat->character))
		repeat->character[repeat->character_len++] = byte;
}

static void let_go(struct repeat *repeat, struct buffer *out)
{
	buffer_append(out, repeat->held, repeat->held_len);
	repeat->held_len = 0;
}

/* The held bytes are ESC '[' and more; the last one just came. */
static void end_sequence(struct repeat *repeat, char final, struct buffer *out)
{
	long count = strtol(repeat->held + 2, NULL, 10);

	if (final != 'b' || count < 1 || count > REPEAT_MAX) {
		let_go(repeat, out);
		return;
	}
	repeat->held_len = 0;
	for (long i = 0; i < count; i++)
		buffer_append(out, repeat->character, repeat->character_len);
}

static void held_byte(struct repeat *repeat, char byte, struct buffer *out)
{
	repeat->held[repeat->held_len++] = byte;
	if (repeat->held_len > 2 && byte >= 0x40 && byte < 0x7f)
		end_sequence(repeat, byte, out);
	else if ((repeat->held_len == 2 && byte != '[') ||
		 repeat->held_len == REPEAT_HELD)
		let_go(repeat, out);
}

void repeat_expand(struct repeat *repeat, const char *bytes, size_t len,
		   struct buffer *out)
{
	for (size_t i = 0; i < len; i++) {
		if (repeat->held_len || bytes[i] == ESC) {
			held_byte(repeat, bytes[i], out);
		} else {
			note_character(repeat, bytes[i]);
			buffer_append_byte(out, bytes[i]);
		}
	}
}
