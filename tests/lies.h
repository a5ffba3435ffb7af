/* SPDX-License-Identifier: ISC */
/* Messages that say something else than what was sent. */
#ifndef TESTS_LIES_H
#define TESTS_LIES_H

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "test.h"

static inline uint32_t lies_number(uint32_t number, uint64_t *random)
{
	static const uint32_t odd[] = { 0,	    1,		2,
					3,	    0x7fffffff, 0x80000000,
					0xfffffffe, 0xffffffff };

	switch (test_random(random) % 3) {
	case 0:
		return odd[test_random(random) % 8];
	case 1:
		return (uint32_t)(test_random(random) % 300);
	default:
		return number + (uint32_t)(test_random(random) % 9) - 4;
	}
}

/* Changes a byte, a bit or a number, also to one that stands elsewhere. */
static inline void lies_change(char *lie, size_t len, uint64_t *random)
{
	size_t at = test_random(random) % len;
	size_t other = test_random(random) % len / 4 * 4;
	uint32_t number;

	switch (test_random(random) % 4) {
	case 0:
		lie[at] = (char)test_random(random);
		break;
	case 1:
		lie[at] = (char)(lie[at] ^ 1 << test_random(random) % 8);
		break;
	case 2:
		memmove(lie + at / 4 * 4, lie + other, sizeof(number));
		break;
	default:
		memcpy(&number, lie + at / 4 * 4, sizeof(number));
		number = lies_number(number, random);
		memcpy(lie + at / 4 * 4, &number, sizeof(number));
		break;
	}
}

/* A copy (owned) of the message's own size, so that it is noticed what is read
 * behind it; mostly changed in one place. Its length is a multiple of four. */
static inline char *lies_about(const struct buffer *sent, uint64_t *random)
{
	char *lie = memory_alloc(sent->len);
	uint64_t places =
		test_random(random) % 2 ? 1 : 1 + test_random(random) % 3;

	memcpy(lie, sent->data, sent->len);
	for (uint64_t i = 0; i < places; i++)
		lies_change(lie, sent->len, random);
	return lie;
}

#endif
