/* SPDX-License-Identifier: ISC */
/* Tell the labels of hosts that can be taken for others. */
#include "text/spoofs.h"

#include <string.h>

#include <unictype.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The scripts that are mixed in ordinary writing: UTS #39, 5.2. */
enum scripts {
	SCRIPT_LATIN = 1 << 0,
	SCRIPT_HAN = 1 << 1,
	SCRIPT_HIRAGANA = 1 << 2,
	SCRIPT_KATAKANA = 1 << 3,
	SCRIPT_BOPOMOFO = 1 << 4,
	SCRIPT_HANGUL = 1 << 5,
};

struct writing {
	unsigned scripts;	  /* of those above */
	const uc_script_t *other; /* a script beyond them, or NULL */
	uint32_t zero;		  /* of the digits' system, 0: no digit yet */
	bool mixed;		  /* two others, or two systems */
	bool marked;		  /* with marks of no script of their own */
};

static unsigned common_script(const char *name)
{
	static const char *const names[] = { "Latin",	 "Han",	     "Hiragana",
					     "Katakana", "Bopomofo", "Hangul" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(name, names[i]) == 0)
			return 1U << i;
	return 0;
}

static void note_script(struct writing *writing, uint32_t point)
{
	const uc_script_t *script = uc_script(point);
	unsigned common;

	if (!script || strcmp(script->name, "Common") == 0)
		return;
	if (strcmp(script->name, "Inherited") == 0) {
		writing->marked = true;
		return;
	}
	common = common_script(script->name);
	writing->scripts |= common;
	if (common)
		return;
	writing->mixed |= writing->other && writing->other != script;
	writing->other = script;
}

static void note_digit(struct writing *writing, uint32_t point)
{
	int value = uc_decimal_value(point);

	if (value < 0)
		return;
	writing->mixed |=
		writing->zero && writing->zero != point - (uint32_t)value;
	writing->zero = point - (uint32_t)value;
}

static bool is_one_of(const uint32_t *points, size_t count, uint32_t point)
{
	for (size_t i = 0; i < count; i++)
		if (points[i] == point)
			return true;
	return false;
}

/* Letters of phonetic alphabets, of clicks, and of none: UTS #39 has them for
 * "Technical" or "Obsolete", but for those of African languages. */
static bool is_phonetic(uint32_t point)
{
	static const uint32_t african[] = { 0x0253, 0x0254, 0x0256, 0x0257,
					    0x0259, 0x025b, 0x0263, 0x0268,
					    0x0272, 0x0289, 0x028b, 0x0292 };

	if (is_one_of(african, COUNT(african), point))
		return false;
	return (point >= 0x01c0 && point <= 0x01c3) ||
	       (point >= 0x0250 && point <= 0x02ff) ||
	       (point >= 0x1d00 && point <= 0x1dbf) ||
	       (point >= 0xa720 && point <= 0xa7ff);
}

/* What looks like a slash or a line: kana, radicals. */
static bool is_stroke(uint32_t point)
{
	static const uint32_t strokes[] = { 0x30bd, 0x30ce, 0x30f3, 0x30fb,
					    0x30fc, 0x30fd, 0x30fe, 0x4e28,
					    0x4e36, 0x4e3f, 0x4e40, 0x4e41,
					    0x4e85, 0x5202 };

	return is_one_of(strokes, COUNT(strokes), point);
}

static bool is_in_names(uint32_t point)
{
	const uint32_t kinds =
		UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Nd;

	if (point == '-' || point == '_' || point == 0x30fb)
		return true;
	return !is_phonetic(point) &&
	       uc_is_general_category_withtable(point, kinds);
}

static bool is_usual(const struct writing *writing)
{
	const unsigned japanese =
		SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_HIRAGANA | SCRIPT_KATAKANA;
	const unsigned chinese = SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_BOPOMOFO;
	const unsigned korean = SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_HANGUL;

	if (writing->mixed || (writing->other && writing->scripts))
		return false;
	if (writing->marked && writing->scripts & SCRIPT_LATIN)
		return false;
	return !(writing->scripts & ~japanese) ||
	       !(writing->scripts & ~chinese) || !(writing->scripts & ~korean);
}

bool spoofs_mixed(const uint32_t *points, size_t count)
{
	struct writing writing = { .scripts = 0 };
	bool stroke = false;

	for (size_t i = 0; i < count; i++) {
		/* Catalan's: col·legi. */
		bool middle = points[i] == 0xb7 && i > 0 && i + 1 < count &&
			      points[i - 1] == 'l' && points[i + 1] == 'l';

		if (!middle && !is_in_names(points[i]))
			return true;
		note_script(&writing, points[i]);
		note_digit(&writing, points[i]);
		stroke |= is_stroke(points[i]);
	}
	return !is_usual(&writing) ||
	       (stroke && writing.scripts & SCRIPT_LATIN);
}

/* Small letters that look like a Latin one in most typefaces; Unicode's
 * confusables (UTS #39) and what browsers take for such. */
static const uint32_t cyrillic[] = {
	0x0430, 0x0433, 0x0435, 0x043e, 0x043f, 0x0440, 0x0441, 0x0443,
	0x0445, 0x044a, 0x044c, 0x0455, 0x0456, 0x0458, 0x0461, 0x0475,
	0x04bb, 0x04bd, 0x04cf, 0x0501, 0x051b, 0x051d,
};
static const uint32_t greek[] = {
	0x03b1, 0x03b3, 0x03b7, 0x03b9, 0x03ba, 0x03bd, 0x03bf, 0x03c1,
	0x03c2, 0x03c3, 0x03c4, 0x03c5, 0x03c7, 0x03c9, 0x03f3,
};
static const uint32_t armenian[] = {
	0x0561, 0x0563, 0x0566, 0x0567, 0x056c, 0x0570,
	0x0575, 0x0578, 0x057d, 0x0581, 0x0582, 0x0585,
};

/* Whether there are letters and all are in the table. */
static bool all_in(const uint32_t *table, size_t size, const uint32_t *points,
		   size_t count)
{
	bool letters = false;

	for (size_t i = 0; i < count; i++) {
		if (!uc_is_general_category_withtable(points[i],
						      UC_CATEGORY_MASK_L))
			continue;
		if (!is_one_of(table, size, points[i]))
			return false;
		letters = true;
	}
	return letters;
}

bool spoofs_latin(const uint32_t *points, size_t count)
{
	return all_in(cyrillic, COUNT(cyrillic), points, count) ||
	       all_in(greek, COUNT(greek), points, count) ||
	       all_in(armenian, COUNT(armenian), points, count);
}
