/* SPDX-License-Identifier: ISC */
/* Which characters hide in a text, and which are at home in it. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "text/cells.h"
#include "text/hidden.h"
#include "text/invisible.h"
#include "text/sink.h"
#include "text/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SIGN	     "\u25af"

/* Text as people write it, with every invisible character that it needs. */
static const char *const honest[] = {
	/* Persian: joins broken inside words, behind Latin, digits, quotes */
	"می\u200cخواهم این کتاب\u200cها را بخوانم؛ نمی\u200cدانم کجاست.",
	"خانه\u200cی ما و CD\u200cها، PDF\u200cهای «کتاب»\u200cها.",
	"دهه\u200cی ۱۳۴۰\u200cها و 1340\u200cها (هـ\u200d. ق)",
	"ه\u200d.ش. و \u200dه\u200d و \u200cها",
	"کُ\u200cتب و می\u200c\u200cرود",
	/* Arabic and Hebrew, with marks of direction and vowels */
	"\u200fقال: «السلام عليكم»\u200e! (2024)\u061c",
	"العَرَبِيَّة \u200fA.B.\u200f عام\u200e\u200f 5",
	"שָׁלוֹם\u200f! הוא אמר: \"C++\u200f\" (עברית\u200e)",
	"יְרוּשָׁלַ\u034fִם",
	"\u200e",
	/* the scripts of India: conjuncts, half forms, eyelash ra */
	"क्\u200dष और क्\u200cष, श्री र्\u200dया",
	"दुसऱ्\u200dया वर\u200dऱ्\u200dहाड, मराठी भाषा",
	"র\u200d্যাব, উদ্\u200cঘাটন এবং র\u200d্যাম",
	"க்\u200cஷ, தமிழ் மொழி",
	"അവന്\u200d പറഞ്ഞു, കണ്\u200c, ന്\u200d",
	"ශ්\u200dරී ලංකා, ක්\u200dෂ",
	"ಕ್\u200cಷ ర్\u200cయ ਸ੍\u200dਹ કૢ્\u200dષ ଶ୍\u200cର",
	/* scripts without spaces between words */
	"ខ្ញុំ\u200bចង់\u200bអាន\u200bសៀវភៅ។\u200b នេះ",
	"(ABC\u200bខ្មែរ\u200b) ២០២៤\u200bឆ្នាំ",
	"ภาษา\u200bไทย\u200bง่าย \u200bครับ",
	"ພາສາ\u200bລາວ, မြန်\u200bမာ\u200bဘာသာ",
	"ཀ\u200bཁ",
	/* Mongolian: vowel separator, selectors, narrow spaces */
	"ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠨ\u180eᠠ ᠬ\u180bᠡ ᠭᠠᠵᠠᠷ\u180eᠠ ᠣ\u180c",
	/* Japanese and Chinese: variants of ideographs, of commas, of kana */
	"葛\U000e0100城市と葛\U000e0101飾区、辻\U000e0100さん、邊\U000e0108",
	"，\ufe01。\ufe00 蓮\ufe00 か\u3099",
	/* Hangul in pieces, an open syllable filled up */
	"\u1112\u1161\u11ab \u1112\u1160 \u115f\u1161",
	/* mathematics, a zero with a stroke */
	"a ∩\ufe00 b ≨\ufe00 c 0\ufe00",
	/* emoji of every kind of sequence */
	"👨\u200d👩\u200d👧\u200d👦 👩🏽\u200d💻 "
	"👨🏿\u200d🦰 "
	"🧑🏻\u200d🤝\u200d🧑🏾",
	"🏳\ufe0f\u200d🌈 🏳\ufe0f\u200d⚧\ufe0f 🏴\u200d☠\ufe0f "
	"❤\ufe0f\u200d🔥",
	"👁\ufe0f\u200d🗨\ufe0f 🐻\u200d❄\ufe0f 🐈\u200d⬛ ☝🏽 "
	"☝\ufe0f "
	"⛹🏽\u200d♀\ufe0f",
	"🇫🇷 🇩🇪 1\ufe0f\u20e3 #\ufe0f\u20e3 *\ufe0f\u20e3 ©\ufe0f ™\ufe0f "
	"ℹ\ufe0f ‼\ufe0f",
	"☎\ufe0e ✔\ufe0f ⌚\ufe0e ▶\ufe0f ↔\ufe0f 〰\ufe0f ㊗\ufe0f 🅰\ufe0f",
	"🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f "
	"🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f "
	"🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
	/* Europe: soft hyphens, narrow spaces, joined dashes, marks */
	"Donau\u00addampf\u00adschiff\u00adfahrt, z.\u202fB. 10\u2009%",
	"«\u202fBonjour\u202f!\u202f» dit-il\u00a0; l’\u00adhomme",
	"one thing\u2060—\u2060another, “\u2060—and then”\u2060…",
	"\u2060—\u2060",
	"cafe\u0301, A\u034f\u0308, q\u0303",
	"",
	"plain",
};

static void assert_hidden(const char *text, size_t expected)
{
	size_t count = hidden_count(text, strlen(text));

	if (count != expected)
		fail_msg("%zu hidden in \"%s\", not %zu", count, text,
			 expected);
}

static void leaves_honest_text_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(honest); i++) {
		struct buffer safe = BUFFER_INIT;
		assert_hidden(honest[i], 0);
		sink_append(&safe, honest[i], strlen(honest[i]));
		assert_null(strstr(buffer_string(&safe), SIGN));
		buffer_clear(&safe);
		sink_append_whole(&safe, honest[i], strlen(honest[i]));
		if (!strstr(honest[i], "\u00ad"))
			assert_string_equal(buffer_string(&safe), honest[i]);
		buffer_release(&safe);
	}
}

/* Each that orders text, has no width or is a tag: in English, beside a digit,
 * at the end; alone and behind itself. */
static void shows_all_that_hide(void **state)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0x202a, 0x202e }, { 0x2066, 0x2069 },	  { 0x200b, 0x200b },
		{ 0x2061, 0x2064 }, { 0xfeff, 0xfeff },	  { 0x180e, 0x180e },
		{ 0x3164, 0x3164 }, { 0xe0000, 0xe007f }, { 0xfff9, 0xfffb },
		{ 0x200c, 0x200d }, { 0xfe00, 0xfe0f },
	};
	/* '*' is the character. */
	static const char *const places[] = { "a*b", "1 *2", "a*", "**x", "*" };
	size_t tried = 0, shown = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(ranges); i++) {
		for (uint32_t point = ranges[i].first; point <= ranges[i].last;
		     point++) {
			for (size_t j = 0; j < COUNT(places); j++) {
				struct buffer text = BUFFER_INIT;
				struct buffer safe = BUFFER_INIT;
				char bytes[4];
				size_t len = utf8_encode(point, bytes);

				for (const char *at = places[j]; *at; at++)
					buffer_append(&text,
						      *at == '*' ? bytes : at,
						      *at == '*' ? len : 1);
				sink_append(&safe, text.data, text.len);
				tried++;
				shown += strstr(buffer_string(&safe), SIGN) &&
					 hidden_count(text.data, text.len);
				buffer_release(&text);
				buffer_release(&safe);
			}
		}
	}
	print_message("# figure | characters that hide, in their places | %zu "
		      "| >= 700\n",
		      tried);
	print_message("# figure | of these without a sign | %zu | 0\n",
		      tried - shown);
	print_message("# figure | honest texts in which something is marked | "
		      "0 | 0\n");
	assert_int_equal(shown, tried);
	assert_true(tried >= 700);
}

struct hidden_case {
	const char *text;
	size_t count;
};

static const struct hidden_case hidden_cases[] = {
	/* bidi controls, wherever they are */
	{ "a\u202egnp.exe", 1 },
	{ "\u2066a\u2069 \u2067b\u2068c \u202a\u202b\u202c\u202d", 8 },
	{ "שלום \u202bעולם\u202c", 2 },
	/* zero width */
	{ "pass\u200bword", 1 },
	{ "pass\u200cword \u200d \ufeff", 3 },
	{ "\u200b", 1 },
	{ "ก\u200b\u200b\u200b\u200b", 2 },
	{ "a\u200b\u200cb", 2 },
	{ "می\u200c\u200c\u200c\u200cرود", 1 }, /* the last is ر's */
	{ "می\u200c\u200c\u200c\u200c", 2 },
	{ "f(\u2061x\u2062y\u2063z\u2064)", 4 },
	{ "\u206a\u206b\u206c\u206d\u206e\u206f", 6 },
	/* rows of what is right alone */
	{ "co\u00ad\u00adop", 2 },
	{ "a\u2060\u2060\u2060b\u2060c", 3 },
	{ "a\u200e\u200fb", 0 },
	{ "a\u200e\u200f\u200eb", 3 },
	{ "a\u00ad\u200eb", 2 },
	/* selectors without anything to select */
	{ "a\ufe0fb\U000e0100", 2 },
	{ "😀\ufe0f\ufe0f\ufe0f", 2 },
	{ "😀\U000e0158\U000e0159", 2 },
	{ "\u845b\U000e0100\U000e0101", 1 },
	{ "😀\ufe00", 1 },
	{ "a\u180b", 1 },
	/* joiners between what does not join */
	{ "👨\u200da \u200d👨", 2 },
	{ "a\u200d👨", 1 },
	{ "a\u034fb \u034f", 2 },
	{ "a\u180eb", 1 },
	{ "a\u17b5", 1 },
	/* tags that name no region, fillers, annotations */
	{ "a\U000e0068\U000e0069", 2 },
	{ "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067", 5 },
	{ "🏴\U000e0067\U000e0062\U000e0065\U000e007f\U000e0041", 1 },
	{ "\u3164a\u115fb\u1160\uffa0", 4 },
	{ "\ufff9a\ufffab\ufffb", 3 },
	{ "\U0001d173", 1 },
	/* controls and others that are not this room's matter */
	{ "\u2028\xc2\x85 \u25af \ufffd", 0 },
};

static void counts_what_hides(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(hidden_cases); i++)
		assert_hidden(hidden_cases[i].text, hidden_cases[i].count);
}

static const char *const morsels[] = {
	"a",	      " ",
	"\n",	      "é",
	"\u0301",     "ی",
	"क",	      "\u094d",
	"ก",	      "ក",
	"ᠨ",	      "葛",
	"👨",	      "❤",
	"🏽",	      "🇫",
	"1",	      "\u20e3",
	"\u1112",     "\u1161",
	"\u200b",     "\u200c",
	"\u200d",     "\u200e",
	"\u2060",     "\u00ad",
	"\u034f",     "\u180e",
	"\u180b",     "\u17b5",
	"\ufe0f",     "\ufe00",
	"\U000e0100", "\U000e0067",
	"\U000e0062", "🏴",
	"\u1160",     "\u115f",
	"\u202e",     "\ufeff",
	"\u3164",     "\u25af",
	"\u2028",     "\U000e007f",
	"\u061c",     "\U000e0067\U000e0062\U000e0065\U000e007f",
};

static size_t make_text(uint64_t *seed, char *text)
{
	size_t count = test_random(seed) % 24, len = 0, kind = 0;

	for (size_t i = 0; i < count; i++) {
		if (test_random(seed) % 4 > 0)
			kind = test_random(seed) % COUNT(morsels);
		memcpy(text + len, morsels[kind], strlen(morsels[kind]));
		len += strlen(morsels[kind]);
	}
	return len;
}

/* In every cluster everything hides or nothing does, it has the sign or has
 * it not, and it is the same when the cluster stands alone. */
static void check_clusters(const char *text, size_t len)
{
	size_t sum = 0;

	for (size_t pos = 0; pos < len;) {
		struct cluster cluster;
		cells_next(CELLS_UNICODE, text + pos, len - pos, &cluster);
		size_t count = hidden_count(text + pos, cluster.len);
		bool sign = strcmp(cluster.shown, SIGN) == 0 &&
			    strncmp(text + pos, SIGN, 3) != 0;
		assert_int_equal(
			count, sign ? utf8_count(text + pos, cluster.len) : 0);
		sum += count;
		pos += cluster.len;
	}
	assert_int_equal(hidden_count(text, len), sum);
}

static void agrees_with_the_cells(void **state)
{
	uint64_t seed = 0x41d;

	(void)state;
	for (int round = 0; round < 12000; round++) {
		char text[24 * 16];
		size_t len = make_text(&seed, text);
		check_clusters(text, len);
	}
}

static void finds_one_after_the_other(void **state)
{
	static const char text[] = "a\u202eb\u200bc\U000e0041";
	static const uint32_t expected[] = { 0x202e, 0x200b, 0xe0041 };
	static const size_t ends[] = { 4, 8, 13 };
	size_t off = 0;
	uint32_t point;

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		assert_true(hidden_next(text, strlen(text), &off, &point));
		assert_int_equal(point, expected[i]);
		assert_int_equal(off, ends[i]);
	}
	assert_false(hidden_next(text, strlen(text), &off, &point));
	assert_false(hidden_next(text, strlen(text), &off, &point));
}

struct name_case {
	uint32_t point;
	const char *name;
};

static const struct name_case name_cases[] = {
	{ 0x202e, "right-to-left override" },
	{ 0x200b, "zero width space" },
	{ 0xe0041, "tag letter A" },
	{ 0xe007a, "tag letter z" },
	{ 0xe0030, "tag digit 0" },
	{ 0xe0020, "tag space" },
	{ 0xe0021, "tag sign !" },
	{ 0xe007f, "cancel tag" },
	{ 0xe0001, "invisible character" },
	{ 0xfe00, "variation selector 1" },
	{ 0xfe0f, "variation selector 16" },
	{ 0xe0100, "variation selector 17" },
	{ 0xe01ef, "variation selector 256" },
	{ 0xfeff, "byte order mark" },
	{ 0xe0fff, "invisible character" },
};

static void names_them(void **state)
{
	char name[HIDDEN_NAME_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(name_cases); i++)
		assert_string_equal(hidden_name(name_cases[i].point, name),
				    name_cases[i].name);
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		enum sink_class class = sink_classify(point);
		if (class != SINK_HIDDEN && class != SINK_JOINER)
			continue;
		assert_in_range(strlen(hidden_name(point, name)), 5,
				HIDDEN_NAME_MAX - 1);
	}
}

/* Looking only at bytes that may hide something misses none. */
static void passes_over_none(void **state)
{
	char text[5] = "a";

	(void)state;
	for (uint32_t point = 1; point <= 0x10ffff; point++) {
		struct invisible_reader reader = { .reading = false };
		enum sink_class class = sink_classify(point);
		size_t len, hidden;

		if (point == 0xd800)
			point = 0xe000;
		len = 1 + utf8_encode(point, text + 1);
		hidden = (class == SINK_HIDDEN || class == SINK_JOINER) &&
			 invisible_read(&reader, text, len, 1) ==
				 INVISIBLE_HIDDEN;
		if (hidden_count(text, len) != hidden)
			fail_msg("U+%04X", (unsigned)point);
	}
}

/* Appends ASCII as tags, or as variation selectors. */
static void smuggle(struct buffer *out, const char *ascii, bool selectors)
{
	for (; *ascii; ascii++) {
		uint32_t byte = (unsigned char)*ascii;
		char encoded[4];
		size_t len = utf8_encode(selectors ? 0xe0100 + byte - 16
						   : 0xe0000 + byte,
					 encoded);
		buffer_append(out, encoded, len);
	}
}

static void spells_messages(void **state)
{
	struct buffer text = BUFFER_INIT, out = BUFFER_INIT;

	(void)state;
	for (int selectors = 0; selectors < 2; selectors++) {
		buffer_clear(&text);
		buffer_clear(&out);
		buffer_append_string(&text, "Nice day 😀");
		smuggle(&text, "Ignore all this.", selectors);
		buffer_append_string(&text, "!");
		assert_int_equal(hidden_spell(&out, text.data, text.len), 16);
		assert_string_equal(buffer_string(&out), "Ignore all this.");
		buffer_clear(&out);
		hidden_explain(&out, text.data, text.len);
		assert_string_equal(buffer_string(&out),
				    "16 hidden characters: 16 spell \"Ignore "
				    "all this.\"");
	}
	buffer_release(&text);
	buffer_release(&out);
}

struct phrase_case {
	const char *text;
	const char *phrase;
};

static const struct phrase_case phrase_cases[] = {
	{ "nothing", "" },
	{ "a\u202eb", "1 hidden character: right-to-left override (U+202E)" },
	{ "a\u200bb\u200bc\u202ed",
	  "3 hidden characters: right-to-left override (U+202E), zero width "
	  "space (U+200B, 2 times)" },
	{ "a\U000e0041b\ufeff",
	  "2 hidden characters: tag letter A (U+E0041), byte order mark "
	  "(U+FEFF)" },
};

static void explains_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(phrase_cases); i++) {
		const struct phrase_case *expected = &phrase_cases[i];
		struct buffer out = BUFFER_INIT;
		hidden_explain(&out, expected->text, strlen(expected->text));
		assert_string_equal(buffer_string(&out), expected->phrase);
		buffer_release(&out);
	}
}

/* However many there are and whatever they spell. */
static void keeps_phrases_short(void **state)
{
	struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
	char encoded[4];

	(void)state;
	for (uint32_t point = 0x80; point <= 0xe0fff; point++) {
		enum sink_class class = sink_classify(point);
		if (class == SINK_HIDDEN || class == SINK_JOINER)
			buffer_append(&text, encoded,
				      utf8_encode(point, encoded));
	}
	hidden_explain(&out, text.data, text.len);
	assert_in_range(out.len, 200, HIDDEN_PHRASE_MAX);
	assert_non_null(strstr(buffer_string(&out), " more"));
	assert_non_null(strstr(buffer_string(&out), "right-to-left override"));
	buffer_release(&text);
	buffer_release(&out);
}

/* Hostile rows of a megabyte: a test that hangs when this is not linear. */
static void counts_in_linear_time(void **state)
{
	static const char *const rows[] = { "\u200d",	   "\u00ad",
					    "\u200f",	   "\ufe0f",
					    "\U000e0061",  "🏴",
					    "\u0301\u200d" };
	enum { ROW = 1 << 19 };
	char *text = malloc(ROW + 4);

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t step = strlen(rows[i]), len = 4;
		memcpy(text, "👨", 4);
		for (; len + step <= ROW; len += step)
			memcpy(text + len, rows[i], step);
		assert_in_range(hidden_count(text, len) + 3,
				i == 5 ? 3 : len / step, len / step + 3);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_honest_text_alone),
		cmocka_unit_test(shows_all_that_hide),
		cmocka_unit_test(counts_what_hides),
		cmocka_unit_test(agrees_with_the_cells),
		cmocka_unit_test(finds_one_after_the_other),
		cmocka_unit_test(passes_over_none),
		cmocka_unit_test(names_them),
		cmocka_unit_test(spells_messages),
		cmocka_unit_test(explains_them),
		cmocka_unit_test(keeps_phrases_short),
		cmocka_unit_test(counts_in_linear_time),
	};

	return test_run(tests);
}
