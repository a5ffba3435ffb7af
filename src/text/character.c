/* SPDX-License-Identifier: ISC */
/* What single characters are, and the case of strings. */
#include "text/character.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "text/octets.h"

struct range {
	uint32_t first;
	uint32_t last;
};

/* Blocks of wide Chinese and Japanese characters; UAX #11 has them all W or F.
 * Enclosed and squared Hangul stay out, and so does U+303F, which is narrow. */
static const struct range unspaced[] = {
	{ 0x2e80, 0x303e },   { 0x3041, 0x312f },   { 0x3190, 0x31ff },
	{ 0x3220, 0x325f },   { 0x3280, 0x33ff },   { 0x3400, 0x4dbf },
	{ 0x4e00, 0x9fff },   { 0xf900, 0xfaff },   { 0xfe10, 0xfe1f },
	{ 0xfe30, 0xfe6f },   { 0xff01, 0xff60 },   { 0xffe0, 0xffe6 },
	{ 0x1aff0, 0x1b2ff }, { 0x20000, 0x3fffd },
};

bool character_unspaced(uint32_t point)
{
	size_t low = 0;
	size_t high = sizeof(unspaced) / sizeof(*unspaced);

	if (point < unspaced[0].first)
		return false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (unspaced[middle].last < point)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof(unspaced) / sizeof(*unspaced) &&
	       unspaced[low].first <= point;
}

bool character_ideographic(uint32_t point)
{
	return character_unspaced(point) && character_wordlike(point);
}

bool character_wordlike(uint32_t point)
{
	if (point < 0x80)
		return character_ascii_wordlike(point);
	return uc_is_property_alphabetic(point) ||
	       uc_is_general_category_withtable(point, UC_CATEGORY_MASK_N);
}

bool character_in_slug(uint32_t point)
{
	if (point < 0x80)
		return character_ascii_wordlike(point) || point == '_';
	return uc_is_property_alphabetic(point) ||
	       uc_is_general_category_withtable(
		       point, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Nd |
				      UC_CATEGORY_MASK_Pc);
}

bool character_white(uint32_t point)
{
	if (point < 0x80)
		return character_ascii_white(point);
	return uc_is_property_white_space(point);
}

static void append_ascii_lower(struct buffer *out, const char *bytes,
			       size_t len)
{
	buffer_reserve(out, len);
	for (size_t i = 0; i < len; i++)
		buffer_append_byte(out, bytes[i] >= 'A' && bytes[i] <= 'Z'
						? (char)(bytes[i] | 0x20)
						: bytes[i]);
}

typedef uint8_t *case_mapping(const uint8_t *, size_t, const char *, uninorm_t,
			      uint8_t *, size_t *);

static void append_mapped(struct buffer *out, const char *bytes, size_t len,
			  case_mapping *map)
{
	size_t mapped_len;
	uint8_t *mapped;

	if (octets_ascii(bytes, len)) {
		append_ascii_lower(out, bytes, len);
		return;
	}
	mapped =
		map((const uint8_t *)bytes, len, NULL, NULL, NULL, &mapped_len);
	/* Of valid UTF-8 only memory can be wanting: keep the case then. */
	if (!mapped) {
		buffer_append(out, bytes, len);
		return;
	}
	buffer_append(out, (const char *)mapped, mapped_len);
	free(mapped);
}

uint32_t character_lower(uint32_t point)
{
	return uc_tolower(point);
}

void character_append_lower(struct buffer *out, const char *bytes, size_t len)
{
	append_mapped(out, bytes, len, u8_tolower);
}

void character_append_folded(struct buffer *out, const char *bytes, size_t len)
{
	append_mapped(out, bytes, len, u8_casefold);
}
