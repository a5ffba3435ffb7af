/* SPDX-License-Identifier: ISC */
/* Find bytes in bytes, quickly also where there are few. */
#include "document/search/needle.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	WORD_SIZE = sizeof(uint64_t),
	SHORT_MAX = 32, /* longer needles are memmem()'s strength */
};

#define EACH(byte) (UINT64_C(0x0101010101010101) * (uint8_t)(byte))
#define HIGH	   EACH(0x80)

static uint64_t read_word(const char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, WORD_SIZE);
	return word;
}

/* Whether a byte of word may be zero: it is, or one below it is (Mycroft
 * 1987). */
static bool may_have_zero(uint64_t word)
{
	return ((word - EACH(1)) & ~word & HIGH) != 0;
}

/* Where its first byte stands with its last one as far behind as it must be,
 * eight places at a time, there the needle may be. */
static const char *find_short(const char *needle, size_t len, const char *from,
			      const char *end)
{
	uint64_t first = EACH(needle[0]);
	uint64_t last = EACH(needle[len - 1]);

	for (; (size_t)(end - from) >= len - 1 + WORD_SIZE; from += WORD_SIZE) {
		if (!may_have_zero((read_word(from) ^ first) |
				   (read_word(from + len - 1) ^ last)))
			continue;
		for (int i = 0; i < WORD_SIZE; i++)
			if (from[i] == needle[0] &&
			    memcmp(from + i, needle, len) == 0)
				return from + i;
	}
	return memmem(from, (size_t)(end - from), needle, len);
}

const char *needle_find(const char *needle, size_t len, const char *from,
			const char *end)
{
	if (len > SHORT_MAX)
		return memmem(from, (size_t)(end - from), needle, len);
	return find_short(needle, len, from, end);
}
