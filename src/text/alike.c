/* SPDX-License-Identifier: ISC */
/* Reduce characters that writers take for the same to one of them. */
#include "text/alike.h"

#include <uninorm.h>

#include "text/ranges.h"

/* What an editor, or an author with another one, writes for the other. */
static const struct point_range signs[] = {
	{ 0x0009, 0x000a, ' ' },  { 0x00a0, 0x00a0, ' ' },
	{ 0x2007, 0x2007, ' ' },  { 0x2010, 0x2015, '-' },
	{ 0x2018, 0x201b, '\'' }, { 0x201c, 0x201f, '"' },
	{ 0x202f, 0x202f, ' ' },  { 0x2212, 0x2212, '-' },
	{ 0x2e3a, 0x2e3b, '-' },  { 0xfe58, 0xfe58, '-' },
	{ 0xfe63, 0xfe63, '-' },  { 0xff0d, 0xff0d, '-' },
};

/* Nothing below U+00C0 decomposes, no Han or kana without a voicing mark. */
static int may_decompose(uint32_t point)
{
	return point >= 0xc0 && !(point >= 0x3400 && point <= 0x9fff);
}

size_t alike_parts(uint32_t point, uint32_t parts[ALIKE_MAX])
{
	ucs4_t found[UC_DECOMPOSITION_MAX_LENGTH];
	size_t count = 1;

	if (point >= 0x20 && point < 0xa0) {
		parts[0] = point;
		return 1;
	}
	parts[0] = (uint32_t)ranges_find(signs, RANGES_COUNT(signs), point,
					 (int)point);
	if (parts[0] != point || !may_decompose(point))
		return 1;
	/* Only the first part of a canonical decomposition has one itself. */
	for (;;) {
		int more = uc_canonical_decomposition(parts[0], found);

		if (more < 1 || count + (size_t)more - 1 > ALIKE_MAX)
			return count;
		for (size_t i = count; i-- > 1;)
			parts[i + (size_t)more - 1] = parts[i];
		for (int i = 0; i < more; i++)
			parts[i] = found[i];
		count += (size_t)more - 1;
	}
}
