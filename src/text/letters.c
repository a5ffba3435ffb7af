/* SPDX-License-Identifier: ISC */
/* Say what kind of letter a character is. */
#include "text/letters.h"

#include <stddef.h>
#include <unictype.h>

#include "text/character.h"
#include "text/utf8.h"

static enum letters_kind ascii_kind(uint32_t point)
{
	if (point >= 'a' && point <= 'z')
		return LETTERS_SMALL;
	if (point >= 'A' && point <= 'Z')
		return LETTERS_CAPITAL;
	return point >= '0' && point <= '9' ? LETTERS_DIGIT : LETTERS_NONE;
}

enum letters_kind letters_kind(uint32_t point)
{
	if (point < 0x80)
		return ascii_kind(point);
	if (uc_is_property_uppercase(point) || uc_is_property_titlecase(point))
		return LETTERS_CAPITAL;
	if (uc_is_property_lowercase(point))
		return LETTERS_SMALL;
	if (uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L))
		return LETTERS_PLAIN;
	if (uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Nd))
		return LETTERS_DIGIT;
	return LETTERS_NONE;
}

int letters_digit(uint32_t point)
{
	return uc_decimal_value(point);
}

bool letters_space(uint32_t point)
{
	return point == ' ' || point == '\t' || point == 0xa0 ||
	       point == 0x1680 || (point >= 0x2000 && point <= 0x200b) ||
	       point == 0x202f || point == 0x205f || point == 0x3000 ||
	       point == 0xfeff;
}

bool letters_stop(uint32_t point)
{
	/* UAX #29's Sentence_Terminal has signs of dead scripts besides. */
	static const uint32_t stops[] = { '.',	  '!',	  '?',	  0x2026,
					  0x203c, 0x2047, 0x2048, 0x2049,
					  0x3002, 0xff01, 0xff0e, 0xff1f,
					  0xff61, 0x61f,  0x6d4,  0x964,
					  0x965 };

	for (size_t i = 0; i < sizeof(stops) / sizeof(*stops); i++)
		if (stops[i] == point)
			return true;
	return false;
}

static bool is_straight(uint32_t point)
{
	return point == '"' || point == '\'';
}

bool letters_closing(uint32_t point)
{
	return is_straight(point) ||
	       uc_is_general_category_withtable(
		       point, UC_CATEGORY_MASK_Pe | UC_CATEGORY_MASK_Pf) ||
	       point == 0xab; /* as German sets it */
}

bool letters_opening(uint32_t point)
{
	return is_straight(point) ||
	       uc_is_general_category_withtable(
		       point, UC_CATEGORY_MASK_Ps | UC_CATEGORY_MASK_Pi) ||
	       point == 0xbb || point == 0xbf || point == 0xa1;
}

static bool is_wide(uint32_t point)
{
	return character_unspaced(point) ||
	       (point >= 0x1100 && point <= 0x115f) || /* Hangul */
	       (point >= 0xac00 && point <= 0xd7a3);
}

uint32_t letters_columns(const char *text, size_t len)
{
	const char *end = text + len;
	uint32_t columns = 0;

	while (text < end) {
		uint8_t byte = (uint8_t)*text;
		uint32_t point = 0;

		/* Nothing below U+1000 is wide. */
		if (byte >= 0xe1)
			text += utf8_decode(text, (size_t)(end - text), &point);
		else
			text++;
		columns += (byte & 0xc0) != 0x80;
		columns += point && is_wide(point);
	}
	return columns;
}
