/* SPDX-License-Identifier: ISC */
/* Say in which script a letter is. */
#include "document/language/script.h"

#include <stddef.h>

/* The blocks of Unicode that letters of a script are in; but those of ASCII. */
static const struct {
	uint32_t first, last;
	enum script script;
} ranges[] = {
	{ 0xaa, 0xaa, SCRIPT_LATIN },
	{ 0xba, 0xba, SCRIPT_LATIN },
	{ 0xc0, 0xd6, SCRIPT_LATIN },
	{ 0xd8, 0xf6, SCRIPT_LATIN },
	{ 0xf8, 0x2af, SCRIPT_LATIN },
	{ 0x370, 0x3ff, SCRIPT_GREEK },
	{ 0x400, 0x52f, SCRIPT_CYRILLIC },
	{ 0x530, 0x58f, SCRIPT_ARMENIAN },
	{ 0x5d0, 0x5ea, SCRIPT_HEBREW },
	{ 0x620, 0x8ff, SCRIPT_OTHER },
	{ 0x900, 0x963, SCRIPT_DEVANAGARI },
	{ 0x980, 0x9fe, SCRIPT_BENGALI },
	{ 0xa01, 0xa75, SCRIPT_GURMUKHI },
	{ 0xa81, 0xaff, SCRIPT_GUJARATI },
	{ 0xb01, 0xb71, SCRIPT_ORIYA },
	{ 0xb82, 0xbd7, SCRIPT_TAMIL },
	{ 0xc00, 0xc7f, SCRIPT_TELUGU },
	{ 0xc80, 0xcf2, SCRIPT_KANNADA },
	{ 0xd00, 0xd7f, SCRIPT_MALAYALAM },
	{ 0xd80, 0xdff, SCRIPT_OTHER },
	{ 0xe01, 0xe4e, SCRIPT_THAI },
	{ 0xe80, 0x109f, SCRIPT_OTHER },
	{ 0x10a0, 0x10ff, SCRIPT_GEORGIAN },
	{ 0x1100, 0x11ff, SCRIPT_EAST_ASIAN },
	{ 0x1200, 0x1dbf, SCRIPT_OTHER },
	{ 0x1e00, 0x1eff, SCRIPT_LATIN },
	{ 0x1f00, 0x1fff, SCRIPT_GREEK },
	{ 0x2c00, 0x2ddf, SCRIPT_OTHER },
	{ 0x2e80, 0x2fdf, SCRIPT_EAST_ASIAN },
	{ 0x3005, 0x3007, SCRIPT_EAST_ASIAN },
	{ 0x3041, 0x4dbf, SCRIPT_EAST_ASIAN },
	{ 0x4e00, 0x9fff, SCRIPT_EAST_ASIAN },
	{ 0xa000, 0xabff, SCRIPT_OTHER },
	{ 0xac00, 0xd7ff, SCRIPT_EAST_ASIAN },
	{ 0xf900, 0xfaff, SCRIPT_EAST_ASIAN },
	{ 0xfb1d, 0xfb4f, SCRIPT_HEBREW },
	{ 0xfb50, 0xfdff, SCRIPT_OTHER },
	{ 0xfe70, 0xfefc, SCRIPT_OTHER },
	{ 0xff66, 0xffdc, SCRIPT_EAST_ASIAN },
	{ 0x10000, 0x1b0ff, SCRIPT_OTHER },
	{ 0x20000, 0x3ffff, SCRIPT_EAST_ASIAN },
};

enum script language_script(uint32_t point)
{
	size_t low = 0;
	size_t high = sizeof(ranges) / sizeof(ranges[0]);

	/* Most of most texts. */
	if (point < 0x80)
		return (point | 0x20) >= 'a' && (point | 0x20) <= 'z'
			       ? SCRIPT_LATIN
			       : SCRIPT_NONE;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (point > ranges[middle].last)
			low = middle + 1;
		else if (point < ranges[middle].first)
			high = middle;
		else
			return ranges[middle].script;
	}
	return SCRIPT_NONE;
}
