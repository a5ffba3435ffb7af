/* SPDX-License-Identifier: ISC */
/* Texts that ask more of a reader than their length is worth. */
#ifndef TESTS_HOSTILE_FAMILIES_H
#define TESTS_HOSTILE_FAMILIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* How a family's texts are made. */
enum hostile_kind {
	HOSTILE_WHOLE,	  /* before, the unit again and again, after */
	HOSTILE_NUMBERED, /* the same; the unit has its number at each "%zu" */
	HOSTILE_ALONE,	  /* the same, at the start of the text */
	HOSTILE_LONG,	  /* half of it is a long target in before */
	HOSTILE_RUNS,	  /* rows of ticks, each one longer */
	HOSTILE_FENCES,	  /* the same, each on a line */
	HOSTILE_STAIRS,	  /* items, each in the one before it */
	HOSTILE_DEEP,	  /* quotes, likewise */
	HOSTILE_SQUARE,	  /* a table of as many columns as rows */
	HOSTILE_UTF16,
	HOSTILE_MIRROR, /* the unit again and again, before, and as often after
			 */
	HOSTILE_ZEROS,	/* as HOSTILE_WHOLE, with NUL for each '0' */
	HOSTILE_PLAIN,	/* the same, and no Markdown */
};

struct hostile_family {
	const char *name;
	enum hostile_kind kind;
	const char *before, *unit, *after;
};

extern const struct hostile_family hostile_families[];
extern const size_t hostile_family_count;

#define HOSTILE_FIRST "Beginning"
#define HOSTILE_WORD  "Wort"

/* How many words of a family's texts no page shows: those of comments, targets
 * … SIZE_MAX: any of them. */
size_t hostile_unseen(const struct hostile_family *family);

/* Makes a family of two that are drawn by a number: what they repeat is
 * repeated in turn, or one as often behind the other. strings gets what the
 * family borrows; false where that would be none. */
bool hostile_compose(struct hostile_family *family, struct buffer *strings,
		     uint64_t number);

/* Appends the bytes so many times. */
void hostile_repeat(struct buffer *out, const char *bytes, size_t count);

/* Appends a unit with its number in the place of each "%zu". */
void hostile_append_numbered(struct buffer *out, const char *unit,
			     size_t number);

/* Appends a text of about so many bytes; but for some kinds it begins with a
 * paragraph that is HOSTILE_FIRST. */
void hostile_write(struct buffer *out, const struct hostile_family *family,
		   size_t size);

#endif
