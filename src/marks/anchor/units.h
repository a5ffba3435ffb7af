/* SPDX-License-Identifier: ISC */
/* Text as the code points that it is compared as, each with its byte. */
#ifndef MARKS_ANCHOR_UNITS_H
#define MARKS_ANCHOR_UNITS_H

#include <stddef.h>
#include <stdint.h>

/* list[i], by text/alike.h, is of the character at byte offs[i]; a character
 * may be several units. end is the byte behind the last one. */
struct units {
	uint32_t *list;
	uint32_t *offs;
	size_t count;
	size_t list_room;
	size_t offs_room;
	uint32_t end;
};

#define UNITS_INIT                      \
	{                               \
		NULL, NULL, 0, 0, 0, 0, \
	}

void units_release(struct units *units);
void units_clear(struct units *units);

/* Appends bytes [off, end) of valid UTF-8 text; both are starts of characters
 * (or text's end). */
void units_append(struct units *units, const char *text, uint32_t off,
		  uint32_t end);

/* The byte where unit i (or, for count, the end) stands; and the byte behind
 * the character that unit i - 1 belongs to, i > 0. */
uint32_t units_off(const struct units *units, size_t i);
uint32_t units_behind(const struct units *units, size_t i);

void units_reverse(struct units *units);

/* So many characters before, or behind, off in valid UTF-8, as far as there
 * are any. */
uint32_t units_back(const char *text, uint32_t off, size_t characters);
uint32_t units_forth(const char *text, uint32_t len, uint32_t off,
		     size_t characters);

#endif
