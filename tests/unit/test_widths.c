/* SPDX-License-Identifier: ISC */
/* No character costs a row: what is shown is as wide as is counted. */
#include "test.h"

#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "text/ambiguous.h"
#include "text/cells.h"
#include "text/sink.h"
#include "text/utf8.h"

#define SCOTLAND                                                 \
	"🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074" \
	"\U000e007f"

enum { POINTS_MAX = 8, SEQUENCES = 40000 };

/* The C library's widths are what curses places cells by. */
static int start(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

/* The columns of a character on a terminal. */
static int terminal_width(enum cells_mode mode, uint32_t point)
{
	if (mode == CELLS_EAST_ASIAN && ambiguous_width(point))
		return 2;
	return wcwidth((wchar_t)point);
}

/*
 * What a cluster shows begins with a character that has columns, so that no
 * mark falls on what stands before it, and all of it has as many as are
 * counted.
 */
static void check_cluster(enum cells_mode mode, const struct cluster *cluster)
{
	size_t len = (size_t)cluster->shown_len;
	bool ambiguous = false;
	int width = 0;

	for (size_t off = 0; off < len;) {
		bool first = off == 0;
		uint32_t point;
		int own;

		off += utf8_decode(cluster->shown + off, len - off, &point);
		own = terminal_width(mode, point);
		assert_int_equal(sink_classify(point), SINK_PLAIN);
		assert_true(own >= first);
		if (mode == CELLS_ASCII)
			assert_in_range(point, 0x20, 0x7e);
		ambiguous |= ambiguous_width(point);
		width += own;
	}
	assert_int_equal(width, cluster->width);
	assert_int_equal(cluster->ambiguous,
			 ambiguous && mode == CELLS_EAST_ASIAN);
}

static void check_text(const char *text, size_t len)
{
	static const enum cells_mode modes[] = { CELLS_UNICODE, CELLS_ASCII,
						 CELLS_EAST_ASIAN };
	struct cluster cluster;

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		for (size_t off = 0; off < len; off += cluster.len) {
			cells_next(modes[i], text + off, len - off, &cluster);
			check_cluster(modes[i], &cluster);
		}
	}
}

static void check_character(uint32_t point)
{
	char text[8];
	size_t len = utf8_encode(point, text);

	check_text(text, len);
	/* As the second one of a cluster, if it goes into one. */
	text[0] = 'e';
	len = 1 + utf8_encode(point, text + 1);
	check_text(text, len);
}

/* Of planes without an assigned character, and of those for private use, a few
 * stand for the rest. */
static void every_character_is_as_wide_as_counted(void **state)
{
	(void)state;
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		if ((point < 0x33000 || point >= 0xe0000) &&
		    (point < 0xe1000 || point % 0x101 == 0))
			check_character(point);
	}
}

static void strange_ones_are_as_wide_as_counted(void **state)
{
	static const char *const strange[] = {
		"👨\u200d👩\u200d👧\u200d👦",
		"👩🏽\u200d🚀",
		"🏳\ufe0f\u200d🌈",
		"❤\ufe0f",
		"❤\ufe0e",
		"☝🏽",
		"1\ufe0f\u20e3",
		"🇫🇷🇩",
		SCOTLAND,
		"🏴\U000e0067",
		"न\u0940क\u094dष\u093f",
		"ก\u0e33ที\u0e48",
		"\u1112\u1161\u11ab",
		"\u115f\u1161",
		"\ufdfd",
		"\ue000\uf8ff",
		"\U00100000",
		"\u0378",
		"z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f",
		"\u0600\u0661",
		"=\u0338",
		"“\u0301",
		"\u25cc\u0301",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++)
		check_text(strange[i], strlen(strange[i]));
}

/* Where characters live that do something to others, and all of them. */
static const struct block {
	uint32_t first, last;
} blocks[] = {
	{ 0x20, 0x7e },	      { 0xa0, 0x17f },	    { 0x300, 0x36f },
	{ 0x391, 0x45f },     { 0x591, 0x6ff },	    { 0x900, 0xdff },
	{ 0xe00, 0x109f },    { 0x1100, 0x11ff },   { 0x1780, 0x18af },
	{ 0x1b00, 0x1bff },   { 0x2000, 0x206f },   { 0x20d0, 0x20f0 },
	{ 0x2190, 0x27bf },   { 0x3000, 0x30ff },   { 0xa960, 0xa97c },
	{ 0xac00, 0xd7ff },   { 0xe000, 0xe010 },   { 0xfb00, 0xfdff },
	{ 0xfe00, 0xfe0f },   { 0x11000, 0x1147f }, { 0x1f1e6, 0x1f1ff },
	{ 0x1f300, 0x1faff }, { 0x1f3fb, 0x1f3ff }, { 0xe0000, 0xe01ef },
	{ 0x200c, 0x200d },   { 0, 0x10ffff },
};

static uint32_t any_point(uint64_t *seed)
{
	const struct block *block =
		&blocks[test_random(seed) %
			(sizeof(blocks) / sizeof(blocks[0]))];

	return block->first +
	       (uint32_t)(test_random(seed) % (block->last - block->first + 1));
}

static void sequences_are_as_wide_as_counted(void **state)
{
	uint64_t seed = 0x31d7;

	(void)state;
	for (int round = 0; round < SEQUENCES; round++) {
		size_t count = 1 + test_random(&seed) % POINTS_MAX;
		char text[4 * POINTS_MAX];
		size_t len = 0;

		for (size_t i = 0; i < count; i++) {
			uint32_t point = any_point(&seed);

			if (point < 0xd800 || point > 0xdfff)
				len += utf8_encode(point, text + len);
		}
		check_text(text, len);
	}
}

/* Where they are wide, punctuation is not, and letters stay what they are. */
static void shows_ambiguous_ones(void **state)
{
	static const struct {
		const char *text, *shown;
		int width;
		bool ambiguous;
	} cases[] = {
		{ "“", "\"", 1, false },
		{ "—", "--", 2, false },
		{ "…", "...", 3, false },
		{ "’", "'", 1, false },
		{ "•", "*", 1, false },
		{ "│", "|", 1, false },
		{ "▌", "|", 1, false },
		{ "é", "é", 2, true },
		{ "e\u0301", "é", 2, true },
		{ "ö", "ö", 1, false },
		{ "Ж", "Ж", 2, true },
		{ "λ", "λ", 2, true },
		{ "ж\u0301", "ж\u0301", 2, true },
		{ "ü\u030c", "ǚ", 2, true },
		{ "ê\u0301", "ế", 1, false },
		{ "①", "①", 2, true },
		{ "½", "½", 2, true },
		{ "中", "中", 2, false },
		{ "\u0378", "?", 1, false },
		{ "\ufffd", "?", 1, false },
		{ "\x1b", "?", 1, false },
		{ "ש", "ש", 1, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct cluster cluster;

		cells_next(CELLS_EAST_ASIAN, cases[i].text,
			   strlen(cases[i].text), &cluster);
		assert_string_equal(cluster.shown, cases[i].shown);
		assert_int_equal(cluster.width, cases[i].width);
		assert_int_equal(cluster.ambiguous, cases[i].ambiguous);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(every_character_is_as_wide_as_counted,
				       start),
		cmocka_unit_test_setup(strange_ones_are_as_wide_as_counted,
				       start),
		cmocka_unit_test_setup(sequences_are_as_wide_as_counted, start),
		cmocka_unit_test_setup(shows_ambiguous_ones, start),
	};

	return test_run(tests);
}
