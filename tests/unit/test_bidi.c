/* SPDX-License-Identifier: ISC */
/* Tests of the order in which text is shown that runs from right to left. */
#include "test.h"

#include <string.h>

#ifdef HAVE_FRIBIDI
#include <fribidi.h>
#endif

#include "base/buffer.h"
#include "text/bidi.h"
#include "text/cells.h"
#include "text/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void test_needed(void **state)
{
	static const struct {
		const char *text;
		bool needed;
	} cases[] = {
		{ "", false },
		{ "plain English, with more than eight letters", false },
		{ "curly \u201cquotes\u201d \u2014 and accents: \u00e9\u0159",
		  false },
		{ "\u0420\u0443\u0441\u0441\u043a\u0438\u0439 \u0584", false },
		{ "\u6f22\u5b57 \uac00 \ufb01 \ufe0f \U0001f600 \U00010100",
		  false },
		{ "\u05d0", true },
		{ "eight letters first: \u05ea", true },
		{ "\u0590", true },
		{ "\u0627", true },
		{ "\u07ff", true },
		{ "\u0800", true },
		{ "\u08ff", true },
		{ "\u0900", false },
		{ "a\u200fb", true },
		{ "a\u200eb", false },
		{ "\ufb1d", true },
		{ "\ufdf2", true },
		{ "\ufe6f", false },
		{ "\ufe70", true },
		{ "\U00010800", true },
		{ "\U0001e900", true },
		{ "\U0001f000", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(
			bidi_needed(cases[i].text, strlen(cases[i].text)),
			cases[i].needed && bidi_available());
}

static void test_order(void **state)
{
	static const struct {
		uint8_t levels[8];
		size_t count;
		uint32_t order[8];
	} cases[] = {
		{ { 0, 0, 0 }, 3, { 0, 1, 2 } },
		{ { 1, 1, 1 }, 3, { 2, 1, 0 } },
		{ { 0, 1, 1, 0 }, 4, { 0, 2, 1, 3 } },
		{ { 1, 2, 2, 1 }, 4, { 3, 1, 2, 0 } },
		{ { 0, 1, 2, 2, 1, 0 }, 6, { 0, 4, 2, 3, 1, 5 } },
		{ { 2, 1, 0, 2 }, 4, { 1, 0, 2, 3 } },
		{ { 0 }, 0, { 0 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t order[8];

		bidi_order(cases[i].levels, cases[i].count, order);
		for (size_t j = 0; j < cases[i].count; j++)
			assert_int_equal(order[j], cases[i].order[j]);
	}
}

/* As in UAX #9, capitals stand for letters that run from right to left: those
 * of the Hebrew alphabet. */
static void append_hebrew(struct buffer *out, const char *text)
{
	char bytes[4];

	for (; *text; text++) {
		if (*text >= 'A' && *text <= 'Z')
			buffer_append(
				out, bytes,
				utf8_encode(0x5d0 + (uint32_t)(*text - 'A'),
					    bytes));
		else
			buffer_append_byte(out, *text);
	}
}

/* What a build that cannot order text shows. */
static void append_reduced(struct buffer *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t off = 0; off < len;) {
		struct cluster cluster;

		cells_next(CELLS_UNICODE, text + off, len - off, &cluster);
		buffer_append(out, cluster.shown, (size_t)cluster.shown_len);
		off += cluster.len;
	}
}

static void assert_shown(const char *text, bool runs_left, const char *expected)
{
	struct buffer shown = BUFFER_INIT;
	struct buffer reduced = BUFFER_INIT;

	append_reduced(&reduced, text);
	bidi_append_shown(&shown, text, strlen(text), runs_left);
	assert_string_equal(buffer_string(&shown),
			    bidi_available() ? expected
					     : buffer_string(&reduced));
	buffer_release(&shown);
	buffer_release(&reduced);
}

static void test_lines(void **state)
{
	static const struct {
		bool runs_left;
		const char *text;
		const char *shown;
	} cases[] = {
		{ false, "", "" },
		{ false, "left alone (1)", "left alone (1)" },
		{ false, "car is THE CAR in arabic",
		  "car is RAC EHT in arabic" },
		{ false, "abc ABC (12) D", "abc D (12) CBA" },
		{ false, "he said \"THE VALUES ARE 123, 456, 789, OK\".",
		  "he said \"KO ,789 ,456 ,123 ERA SEULAV EHT\"." },
		{ false, "A [b] {C}", "A [b] {C}" },
		{ false, "A (B [C] D) e", "(D [C] B) A e" },
		{ false, "x A<B y", "x B>A y" },
		{ true, "THE CAR is red", "is red RAC EHT" },
		{ true, "A (b) C.", ".C (b) A" },
		{ true, "1. A", "A .1" },
		{ true, "A 12.5 B 3,000-C", "C-3,000 B 12.5 A" },
		{ true, "abc", "abc" },
		{ true, "abc.", ".abc" },
		{ true, "12. ", " .12" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buffer text = BUFFER_INIT;
		struct buffer shown = BUFFER_INIT;

		append_hebrew(&text, cases[i].text);
		append_hebrew(&shown, cases[i].shown);
		assert_shown(buffer_string(&text), cases[i].runs_left,
			     buffer_string(&shown));
		buffer_release(&text);
		buffer_release(&shown);
	}
}

static void test_clusters_stay_whole(void **state)
{
	(void)state;
	/* A point stays behind its letter, an emoji and a flag whole. */
	assert_shown("\u05d0\u05b8\u05d1\u05b4", true,
		     "\u05d1\u05b4\u05d0\u05b8");
	assert_shown("\u05d0 \U0001f600\U0001f601 \u05d1", true,
		     "\u05d1 \U0001f601\U0001f600 \u05d0");
	assert_shown("\u05d0 \U0001f1eb\U0001f1f7 \u05d1", true,
		     "\u05d1 \U0001f1eb\U0001f1f7 \u05d0");
	assert_shown("\u05d0 e\u0323\u0302", true, "\u1ec7 \u05d0");
}

static void test_arabic_joins(void **state)
{
	(void)state;
	/* Seen, lam, alef, meem: lam and alef stay two letters. */
	assert_shown("\u0633\u0644\u0627\u0645", true,
		     "\ufee1\ufe8e\ufee0\ufeb3");
	/* A joiner that forbids to join does, and is not shown. */
	assert_shown("\u0645\u06cc\u200c\u062e", true, "\ufea5\ufbfd\ufee3");
	/* What composes is composed first, marks join nothing. */
	assert_shown("\u0628\u064e\u0628", true, "\ufe90\ufe91\u064e");
	/* Marks that show nothing part what is beside them. */
	assert_shown("\u05d0\u200e\u05d1", false, "\u05d0\u05d1");
	/* Digits run to the right. */
	assert_shown("\u0639 \u0661\u0662", true, "\u0661\u0662 \ufec9");
}

static void test_what_is_hidden_reorders_nothing(void **state)
{
	static const char *const hidden[] = { "\u202a", "\u202b", "\u202d",
					      "\u202e", "\u2066", "\u2067",
					      "\u2068" };

	(void)state;
	for (size_t i = 0; i < COUNT(hidden); i++) {
		struct buffer text = BUFFER_INIT;
		struct buffer shown = BUFFER_INIT;

		buffer_append_format(&text, "if %sadmin\u05d0", hidden[i]);
		bidi_append_shown(&shown, text.data, text.len, false);
		assert_string_equal(buffer_string(&shown),
				    "if \u25afadmin\u05d0");
		buffer_release(&text);
		buffer_release(&shown);
	}
}

static void test_directions(void **state)
{
	static const struct {
		const char *text;
		bool runs_left;
	} cases[] = {
		{ "", false },	      { "12 (!)", false },
		{ "a\u05d0", false }, { "12. \u05d0a", true },
		{ "\u0627", true },   { "\u200f12", true },
		{ "\u202ea", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(
			bidi_runs_left(cases[i].text, strlen(cases[i].text)),
			cases[i].runs_left && bidi_available());
}

static void test_lines_are_resolved_apart(void **state)
{
	static const char text[] = "a \u05d0 (\n) b";
	uint8_t levels[sizeof(text)];

	(void)state;
	bidi_levels(text, sizeof(text) - 1, true, levels, NULL);
	for (size_t i = 0; i < sizeof(text) - 1; i++) {
		bool latin = text[i] == 'a' || text[i] == 'b';

		if (bidi_available())
			assert_int_equal(levels[i], latin ? 2 : 1);
		else
			assert_int_equal(levels[i], 0);
	}
}

#ifdef HAVE_FRIBIDI

/* Against what FriBidi itself makes of a line of single characters. */
static void test_order_is_fribidis(void **state)
{
	static const uint32_t points[] = {
		'a',	'b',	' ',	' ',	'(',	')',	 '[',	']',
		'1',	'2',	',',	'.',	'-',	'%',	 '"',	0x5d0,
		0x5d1,	0x5d2,	0x5d3,	0x5e9,	0x5ea,	0x661,	 0x662, 0x3b1,
		0x4e00, 0x2014, 0x20ac, 0x200e, 0x200f, 0x1f600,
	};
	uint64_t random = 3;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		FriBidiChar logical[40], visual[40];
		FriBidiParType direction;
		struct buffer text = BUFFER_INIT, shown = BUFFER_INIT,
			      expected = BUFFER_INIT;
		int count = (int)(test_random(&random) % 39) + 1;
		bool runs_left = test_random(&random) % 2;
		char bytes[4];

		for (int i = 0; i < count; i++) {
			logical[i] =
				points[test_random(&random) % COUNT(points)];
			buffer_append(&text, bytes,
				      utf8_encode(logical[i], bytes));
		}
		direction = runs_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
		assert_true(fribidi_log2vis(logical, count, &direction, visual,
					    NULL, NULL, NULL));
		for (int i = 0; i < count; i++) {
			if (visual[i] != 0x200e && visual[i] != 0x200f)
				buffer_append(&expected, bytes,
					      utf8_encode(visual[i], bytes));
		}
		bidi_append_shown(&shown, text.data, text.len, runs_left);
		/* A mark that is not at home is shown by a sign. */
		if (!strstr(buffer_string(&shown), "\u25af"))
			assert_string_equal(buffer_string(&shown),
					    buffer_string(&expected));
		buffer_release(&text);
		buffer_release(&shown);
		buffer_release(&expected);
	}
}

#endif

/* Any bytes are shown in as many columns as they take in their own order. */
static void test_widths_stay(void **state)
{
	uint64_t random = 5;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buffer text = BUFFER_INIT, shown = BUFFER_INIT;
		size_t count = test_random(&random) % 12;

		for (size_t i = 0; i < count; i++) {
			static const uint32_t first[] = {
				' ',   0x590,  0x600,  0x700,  0x8d0,
				0x300, 0x2000, 0xfb1d, 0xfe70, 0x1e900
			};
			char bytes[4];
			uint32_t point =
				first[test_random(&random) % COUNT(first)];

			point += (uint32_t)(test_random(&random) % 96);
			buffer_append(&text, bytes, utf8_encode(point, bytes));
		}
		for (size_t off = 0; off < text.len;) {
			struct cluster cluster;
			int width;

			cells_next(CELLS_UNICODE, text.data + off,
				   text.len - off, &cluster);
			width = cluster.width;
			bidi_show(&cluster, (uint8_t)test_random(&random));
			assert_int_equal(cells_width(CELLS_UNICODE,
						     cluster.shown,
						     (size_t)cluster.shown_len),
					 width);
			off += cluster.len;
		}
		bidi_append_shown(&shown, buffer_string(&text), text.len,
				  round % 2);
		buffer_release(&text);
		buffer_release(&shown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_needed),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_clusters_stay_whole),
		cmocka_unit_test(test_arabic_joins),
		cmocka_unit_test(test_what_is_hidden_reorders_nothing),
		cmocka_unit_test(test_directions),
		cmocka_unit_test(test_lines_are_resolved_apart),
#ifdef HAVE_FRIBIDI
		cmocka_unit_test(test_order_is_fribidis),
#endif
		cmocka_unit_test(test_widths_stay),
	};

	return test_run(tests);
}
