/* SPDX-License-Identifier: ISC */
/* Clusters, what they show and how wide they are. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unigbrk.h>

#include "text/cells.h"
#include "text/clusters.h"
#include "text/sink.h"
#include "text/utf8.h"

#define SIGN   "\xef\xbf\xbd"
#define HIDDEN "\u25af"

/* One cluster, or what its first is: how long, how wide, what it shows. */
struct cluster_case {
	const char *text;
	size_t len;
	int width;
	const char *shown;
	const char *ascii;
};

static const struct cluster_case cluster_cases[] = {
	{ "a", 1, 1, "a", "a" },
	{ "ab", 1, 1, "a", "a" },
	{ "\t", 1, 1, " ", " " },
	{ "\n", 1, 0, "", "" },
	{ "\r\n", 1, 1, SIGN, "?" },
	{ "\x1b[0m", 1, 1, SIGN, "?" },
	{ "\xc2\x9b", 2, 1, SIGN, "?" },
	{ "\xff", 1, 1, SIGN, "?" },
	{ "\xe2\x80z", 2, 1, SIGN, "?" },
	{ SIGN, 3, 1, SIGN, "?" },
	{ "\u2028", 3, 1, SIGN, "?" },
	/* letters and marks */
	{ "é", 2, 1, "é", "e" },
	{ "e\u0301x", 3, 1, "é", "e" },
	{ "q\u0301", 3, 1, "q\u0301", "q" },
	{ "e\u0323\u0302", 5, 1, "ệ", "e" },
	{ "x\u0300\u0301\u0302\u0303\u0304", 11, 1, "x\u0300\u0301\u0302",
	  "x" },
	{ "a\u0327\u0301", 5, 1, "a\u0327\u0301", "a" },
	{ "\u0301a", 2, 1, "\u25cc\u0301", "?" },
	{ " \u0301", 3, 1, " \u0301", " " },
	{ "\u00ad-", 2, 0, "", "" },
	{ "ß", 2, 1, "ß", "ss" },
	{ "Ł", 2, 1, "Ł", "L" },
	{ "ﬁ", 3, 1, "ﬁ", "fi" },
	{ "½", 2, 1, "½", "1/2" },
	{ "Ж", 2, 1, "Ж", "?" },
	/* punctuation and drawing */
	{ "“", 3, 1, "“", "\"" },
	{ "—a", 3, 1, "—", "--" },
	{ "…", 3, 1, "…", "..." },
	{ "\u00a0", 2, 1, "\u00a0", " " },
	{ "→", 3, 1, "→", "->" },
	{ "•", 3, 1, "•", "*" },
	{ "▪", 3, 1, "▪", "*" },
	{ "□", 3, 1, "□", "*" },
	{ "─", 3, 1, "─", "-" },
	{ "═", 3, 1, "═", "=" },
	{ "━", 3, 1, "━", "-" },
	{ "│", 3, 1, "│", "|" },
	{ "▎", 3, 1, "▎", "|" },
	{ "┼", 3, 1, "┼", "+" },
	{ "€", 3, 1, "€", "EUR" },
	/* Chinese, Japanese, Korean */
	{ "日本", 3, 2, "日", "??" },
	{ "。", 3, 2, "。", "." },
	{ "Ａ", 3, 2, "Ａ", "A" },
	{ "か\u3099", 6, 2, "が", "??" },
	{ "ｶﾞ", 6, 2, "ｶﾞ", "??" },
	{ "\u4dc0", 3, 2, "\u4dc0", "??" },
	{ "\u3248", 3, 2, "\u3248", "??" },
	{ "\u1112\u1161\u11ab", 9, 2, "한", "??" },
	{ "\ud558\u11ab", 6, 2, "한", "??" },
	{ "\u1112\u1160", 6, 2, "\u1112", "??" },
	{ "\u115f\u1161", 6, 1, "\u25cc\u1161", "?" },
	{ "\u115fx", 3, 1, HIDDEN, "~" },
	{ "\u1160", 3, 1, HIDDEN, "~" },
	{ "\u3164\u0301", 3, 1, HIDDEN, "~" },
	{ "\uffa0", 3, 1, HIDDEN, "~" },
	/* scripts whose clusters have spacing marks or signs before */
	{ "का", 6, 2, "का", "??" },
	{ "กำ", 6, 2, "กำ", "??" },
	{ "\u0c95\u0cbf", 6, 1, "\u0c95\u0cbf", "?" },
	{ "\u0600\u0661", 4, 2, "\u0600\u0661", "?1" },
	{ "\u0915\u093e\u093e\u093e\u093e\u093e", 18, 5,
	  "\u0915\u093e\u093e\u093e" SIGN, "??????" },
	/* emoji */
	{ "😀", 4, 2, "😀", "??" },
	{ "❤\ufe0f", 6, 1, "❤", "?" },
	{ "⌚\ufe0e", 6, 2, "⌚", "??" },
	{ "1\ufe0f\u20e3", 7, 1, "1\u20e3", "1" },
	{ "👍🏽", 8, 2, "👍", "??" },
	{ "🏽", 4, 2, "🏽", "??" },
	{ "👨\u200d👩\u200d👧x", 18, 2, "👨", "??" },
	{ "❤\ufe0f\u200d🔥", 13, 1, "❤", "?" },
	{ "🇫🇷🇩🇪", 8, 2, "🇫🇷", "FR" },
	{ "🇫x", 4, 1, "F", "F" },
	/* a conjunct's joiner is no emoji's */
	{ "\u0995\u09cd\u200d\u09be", 12, 2, "\u0995\u09cd\u09be", "??" },
	/* hidden */
	{ "\u200ba", 3, 1, HIDDEN, "~" },
	{ "\u202eabc", 3, 1, HIDDEN, "~" },
	{ "\u2066", 3, 1, HIDDEN, "~" },
	{ "\ufeff", 3, 1, HIDDEN, "~" },
	{ "\ufff9", 3, 1, HIDDEN, "~" },
	{ "a\U000e0061", 1, 1, "a", "a" },
	{ "\U000e0061\U000e0062", 4, 1, HIDDEN, "~" },
	/* the flag of Scotland; one whose tags do not end; smuggled text */
	{ "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
	  28, 2, "🏴", "??" },
	{ "🏴\U000e0067\U000e0062\U000e0073", 4, 2, "🏴", "??" },
	/* harmless, of no width */
	{ "\u200e", 3, 0, "", "" },
	{ "\u061c", 2, 0, "", "" },
	{ "\u2060", 3, 0, "", "" },
	{ "\u200e\u200fa", 6, 0, "", "" },
	/* too many of them */
	{ "\u00ad\u00ada", 4, 1, HIDDEN, "~" },
	{ "\u200e\u200f\u200ea", 9, 1, HIDDEN, "~" },
	{ "\u2060\u2060\u2060", 9, 1, HIDDEN, "~" },
	/* joiners, selectors and spaces that are at home, and not */
	{ "\u200c", 3, 1, HIDDEN, "~" },
	{ "a\u200cb", 1, 1, "a", "a" },
	{ "\u200cb", 3, 1, HIDDEN, "~" },
	{ "ی\u200cخ", 5, 1, "ی", "?" },
	{ "ی\u200c\u200c\u200c", 8, 1, "ی", "?" },
	{ "F\u200cها", 1, 1, "F", "F" },
	{ "\u200cها", 5, 1, "ه", "?" },
	{ "ក\u200bខ", 6, 1, "ក", "?" },
	{ "\u200bខ", 6, 1, "ខ", "?" },
	{ "ᠨ\u180e\u1820", 6, 1, "ᠨ", "?" },
	{ "\u845b\U000e0101", 7, 2, "\u845b", "??" },
	{ "a\ufe0f", 1, 1, "a", "a" },
	{ "😀\ufe0f\ufe0f", 7, 2, "😀", "??" },
	{ "😀\U000e0101", 4, 2, "😀", "??" },
	{ "\ufe0f", 3, 1, HIDDEN, "~" },
	{ "👨\u200dx", 4, 2, "👨", "??" },
	{ "a\u034f\u0301", 5, 1, "á", "a" },
	{ "a\u034fb", 1, 1, "a", "a" },
	/* unassigned, and a private use that fonts fill */
	{ "\u0378", 2, 1, SIGN, "?" },
	{ "\U000e0fff", 4, 1, HIDDEN, "~" },
	{ "\ue0b0", 3, 1, "\ue0b0", "?" },
};

static void reduces_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cluster_cases) / sizeof(*cluster_cases);
	     i++) {
		const struct cluster_case *expected = &cluster_cases[i];
		size_t len = strlen(expected->text);
		struct cluster cluster;
		cells_next(CELLS_UNICODE, expected->text, len, &cluster);
		assert_string_equal(cluster.shown, expected->shown);
		assert_int_equal(cluster.shown_len, strlen(expected->shown));
		assert_int_equal(cluster.len, expected->len);
		assert_int_equal(cluster.width, expected->width);
		cells_next(CELLS_ASCII, expected->text, len, &cluster);
		assert_string_equal(cluster.shown, expected->ascii);
		assert_int_equal(cluster.width, strlen(expected->ascii));
		assert_int_equal(cluster.len, expected->len);
	}
}

static void check_shown(enum cells_mode mode, const struct cluster *cluster)
{
	const char *shown = cluster->shown;
	size_t len = (size_t)cluster->shown_len;

	assert_int_equal(strlen(shown), len);
	assert_true(utf8_valid(shown, len));
	assert_in_range(cluster->width, 0, 9);
	for (size_t pos = 0; pos < len;) {
		uint32_t point;
		pos += utf8_decode(shown + pos, len - pos, &point);
		assert_int_equal(sink_classify(point), SINK_PLAIN);
		if (mode == CELLS_ASCII)
			assert_in_range(point, 0x20, 0x7e);
	}
	if (mode == CELLS_ASCII)
		assert_int_equal(cluster->width, len);
	else if (cluster->width == 0)
		assert_int_equal(len, 0);
}

static void shows_every_character_safely(void **state)
{
	(void)state;
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		struct cluster cluster;
		char bytes[4];
		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		size_t len = utf8_encode(point, bytes);
		cells_next(CELLS_UNICODE, bytes, len, &cluster);
		assert_int_equal(cluster.len, len);
		check_shown(CELLS_UNICODE, &cluster);
		if (uc_is_general_category(point, UC_UNASSIGNED) &&
		    sink_classify(point) == SINK_PLAIN)
			assert_string_equal(cluster.shown, SIGN);
		cells_next(CELLS_ASCII, bytes, len, &cluster);
		assert_int_equal(cluster.len, len);
		check_shown(CELLS_ASCII, &cluster);
	}
}

/* The short cut for plain characters rests on this. */
static void plain_characters_are_plain(void **state)
{
	(void)state;
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		uint8_t joined[11];
		char breaks[11];
		if (clusters_plain_width(point) == 0)
			continue;
		assert_int_equal(sink_classify(point), SINK_PLAIN);
		int property = uc_graphemeclusterbreak_property(point);
		assert_true(property == GBP_OTHER || property == GBP_LV ||
			    property == GBP_LVT);
		assert_false(uc_is_general_category(point, UC_UNASSIGNED));
		/* A joiner between two pictographs makes them one cluster. */
		size_t len = utf8_encode(point, (char *)joined);
		memcpy(joined + len, "\xe2\x80\x8d", 3);
		memcpy(joined + len + 3, joined, len);
		u8_grapheme_breaks(joined, 2 * len + 3, breaks);
		assert_true(breaks[len + 3]);
	}
}

/* What goes together in all the ways that the rules of UAX #29 know, and what
 * makes trouble. The first ORDINARY of them are in no way hidden. */
enum { ORDINARY = 40 };
static const char *const morsels[] = {
	"a",
	"e",
	" ",
	"é",
	"“",
	"…",
	"ß",
	"ж",
	"日",
	"か",
	"ー",
	"\u0301",
	"\u0308",
	"\u3099",
	"👨\u200d👩",
	"❤\ufe0f",
	"1\ufe0f\u20e3",
	"☝🏽\u200d❤\ufe0f",
	"ی\u200c",
	"क\u094d\u200d",
	"\u20e3",
	"👨",
	"👩",
	"❤",
	"🏽",
	"🇫",
	"🇷",
	"\u1112",
	"\u1161",
	"\u11ab",
	"하",
	"한",
	"क",
	"\u094d",
	"\u093e",
	"ก",
	"ำ",
	"\u0600",
	"\u0378",
	/* hidden, controls, ill-formed */
	"\n",
	"\r",
	"\t",
	"🏴",
	"\u200d",
	"\u200c",
	"\ufe0f",
	"\U000e0100",
	"\u034f",
	"\u180e",
	"\u180b",
	"ᠨ",
	"ក",
	"ឹ",
	"ی",
	"\u2060",
	"\u200f",
	"\u00ad",
	"\u200b",
	"\u200e",
	"\u202e",
	"\u115f",
	"\u1160",
	"\u3164",
	"\U000e0067",
	"\U000e0062",
	"\U000e0065",
	"\U000e007f",
	"\U000e0067\U000e0062\U000e0065\U000e007f",
	"eight of",
	"a few plain words ",
	"eight\x7fof",
	"\x1b",
	"\xff",
	"\x80",
	"\xe2\x80",
	"\xf0\x9f\x8f",
	"\xed\xa0\x80",
	SIGN,
};

#define MORSELS (sizeof(morsels) / sizeof(*morsels))
enum { TEXT_MAX = 512 };

/* Strings some morsels together, the same one often repeated. */
static size_t make_text(uint64_t *seed, size_t kinds, char *text)
{
	size_t count = test_random(seed) % 24;
	size_t len = 0, kind = 0;

	for (size_t i = 0; i < count; i++) {
		if (test_random(seed) % 4 > 0)
			kind = test_random(seed) % kinds;
		size_t taken = strlen(morsels[kind]);
		if (len + taken > TEXT_MAX)
			break;
		memcpy(text + len, morsels[kind], taken);
		len += taken;
	}
	return len;
}

/* text in a block of its own size, so that the sanitizer sees every byte read
 * past it. */
static char *tighten(const char *text, size_t len)
{
	char *tight = malloc(len + (len == 0));

	assert_non_null(tight);
	memcpy(tight, text, len);
	return tight;
}

/* cells_measure(), cells_fit(), cells_width() and cells_start() say what
 * cells_next() says. */
static void check_agreement(enum cells_mode mode, const char *text, size_t len)
{
	uint8_t widths[TEXT_MAX];
	size_t pos = 0, columns = 0, used;

	memset(widths, 0xee, sizeof(widths));
	cells_measure(mode, text, len, widths);
	while (pos < len) {
		struct cluster cluster;
		cells_next(mode, text + pos, len - pos, &cluster);
		check_shown(mode, &cluster);
		assert_true(cluster.len > 0 && cluster.len <= len - pos);
		assert_int_equal(widths[pos], cluster.width);
		for (size_t i = 0; i < cluster.len; i++) {
			if (i > 0)
				assert_int_equal(widths[pos + i], CELLS_INSIDE);
			assert_int_equal(cells_start(text, len, pos + i), pos);
		}
		columns += (size_t)cluster.width;
		pos += cluster.len;
		assert_true(cells_fit(mode, text, len, columns, &used) >= pos);
		assert_int_equal(used, columns);
	}
	assert_int_equal(cells_start(text, len, len), len);
	assert_int_equal(cells_width(mode, text, len), columns);
	assert_int_equal(cells_columns(widths, len), columns);
	if (len < TEXT_MAX)
		assert_int_equal(widths[len], 0xee);
}

static void agrees_with_itself(void **state)
{
	uint64_t seed = 0xce11;

	(void)state;
	for (int round = 0; round < 6000; round++) {
		char text[TEXT_MAX];
		size_t len = make_text(&seed, MORSELS, text);
		char *tight = tighten(text, len);
		check_agreement(round % 4 == 0	 ? CELLS_ASCII
				: round % 4 == 1 ? CELLS_EAST_ASIAN
						 : CELLS_UNICODE,
				tight, len);
		free(tight);
	}
}

/* Where nothing is hidden, the boundaries are those of UAX #29. */
static void cuts_as_unicode_does(void **state)
{
	uint64_t seed = 0x29;

	(void)state;
	for (int round = 0; round < 10000; round++) {
		char text[TEXT_MAX], breaks[TEXT_MAX];
		uint8_t widths[TEXT_MAX];
		size_t len = make_text(&seed, ORDINARY, text);
		u8_grapheme_breaks((const uint8_t *)text, len, breaks);
		cells_measure(CELLS_UNICODE, text, len, widths);
		for (size_t i = 1; i < len; i++)
			assert_int_equal(widths[i] != CELLS_INSIDE, breaks[i]);
	}
}

/* Random bytes, mostly ill-formed. */
static void survives_noise(void **state)
{
	uint64_t seed = 0xbad;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		char text[48];
		size_t len = 1 + test_random(&seed) % sizeof(text);
		for (size_t i = 0; i < len; i++)
			text[i] = (char)(test_random(&seed) | 0x80);
		char *tight = tighten(text, len);
		check_agreement(CELLS_UNICODE, tight, len);
		free(tight);
	}
}

static void fits_whole_clusters(void **state)
{
	static const char text[] = "日本a\u0301\u00ad🇫🇷";
	static const size_t fitting[] = { 0, 0, 3, 3, 6, 11, 11, 19, 19 };

	(void)state;
	for (size_t columns = 0; columns < 9; columns++) {
		size_t used;
		assert_int_equal(cells_fit(CELLS_UNICODE, text, strlen(text),
					   columns, &used),
				 fitting[columns]);
		assert_true(used <= columns);
		assert_int_equal(
			cells_width(CELLS_UNICODE, text, fitting[columns]),
			used);
	}
	assert_int_equal(cells_fit(CELLS_UNICODE, "", 0, 5, NULL), 0);
}

/* One cluster of a megabyte: a test that hangs when this is not linear. */
static void endures_monsters(void **state)
{
	static const char *const marks[] = { "\u0301", "\u200d👩", "\u093e" };
	enum { MONSTER = 1 << 19 };
	char *text = malloc(MONSTER);
	uint8_t *widths = malloc(MONSTER);

	(void)state;
	assert_non_null(text);
	assert_non_null(widths);
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t step = strlen(marks[i]), len = 4;
		struct cluster cluster;
		memcpy(text, "👨", 4);
		for (; len + step <= MONSTER; len += step)
			memcpy(text + len, marks[i], step);
		cells_next(CELLS_UNICODE, text, len, &cluster);
		assert_int_equal(cluster.len, len);
		cells_measure(CELLS_UNICODE, text, len, widths);
		assert_int_equal(widths[0], cluster.width);
		assert_int_equal(widths[len - 1], CELLS_INSIDE);
		assert_int_equal(cells_start(text, len, len - 1), 0);
	}
	free(widths);
	free(text);
}

/* Rows of what belongs to no cluster: cutting anywhere in them costs nothing.
 */
static void endures_hidden_rows(void **state)
{
	static const char *const rows[] = { "\u200d", "\ufe0f", "\u200b",
					    "\U000e0061", "\u202e" };
	enum { ROW = 1 << 17 };
	char *text = malloc(ROW);
	uint8_t *widths = malloc(ROW);

	(void)state;
	assert_non_null(text);
	assert_non_null(widths);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t step = strlen(rows[i]), len = 0, columns = 0;
		for (; len + step <= ROW; len += step)
			memcpy(text + len, rows[i], step);
		cells_measure(CELLS_UNICODE, text, len, widths);
		for (size_t off = 0; off < len; off += step) {
			assert_int_equal(cells_start(text, len, off), off);
			columns += widths[off];
		}
		assert_int_equal(columns, len / step);
	}
	free(widths);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reduces_table),
		cmocka_unit_test(shows_every_character_safely),
		cmocka_unit_test(plain_characters_are_plain),
		cmocka_unit_test(agrees_with_itself),
		cmocka_unit_test(cuts_as_unicode_does),
		cmocka_unit_test(survives_noise),
		cmocka_unit_test(fits_whole_clusters),
		cmocka_unit_test(endures_monsters),
		cmocka_unit_test(endures_hidden_rows),
	};

	return test_run(tests);
}
