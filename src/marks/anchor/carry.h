/* SPDX-License-Identifier: ISC */
/* Carry ranges of an old text over into a new one. */
#ifndef MARKS_ANCHOR_CARRY_H
#define MARKS_ANCHOR_CARRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct carry;
struct words;

/* Takes the old text over, which is empty then; the new one and all of its
 * words are borrowed until carry_free(). Both are valid UTF-8. Returns owned.
 */
struct carry *carry_open(struct buffer *old, struct span fresh,
			 const struct words *fresh_words);
void carry_free(struct carry *carry);

/* Goes on comparing them, some milliseconds; whether there is more to do. Then
 * what follows may be asked. */
bool carry_step(struct carry *carry);

/* The old text. */
struct span carry_old(const struct carry *carry);

/* The byte of the old text where so many characters have gone by; its end if it
 * has no more. */
uint32_t carry_byte(const struct carry *carry, uint32_t characters);

/* What became of a range: where most of it is together, starts of characters,
 * and how many of its bytes that are no blanks are there. */
struct carried {
	uint32_t off;
	uint32_t end;
	size_t alive;	  /* 0: it is gone; off and end say nothing */
	size_t elsewhere; /* bytes that are there, but not with those */
	size_t bytes;
	uint32_t spread; /* from the first of all of them to the last */
	size_t support;	 /* of the longest stretch, which may begin before the
			  * range and end behind it, that stands as it did */
};

void carry_range(const struct carry *carry, uint32_t off, uint32_t end,
		 struct carried *carried);

/* Whether most of [off, end) of the new text was in the old one something else
 * than [old_off, old_end). */
bool carry_is_other(const struct carry *carry, uint32_t off, uint32_t end,
		    uint32_t old_off, uint32_t old_end);

#endif
