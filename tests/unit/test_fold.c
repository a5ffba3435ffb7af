/* SPDX-License-Identifier: ISC */
/* Test folding: what does not matter is gone, other letters are not. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "text/character.h"
#include "text/fold.h"
#include "text/utf8.h"

static void fold(struct buffer *out, const char *text)
{
	buffer_clear(out);
	fold_append(out, text, strlen(text));
}

static void test_what_is_the_same(void **state)
{
	static const struct {
		const char *text, *folded;
	} table[] = {
		{ "", "" },
		{ "The Art of the PEACE, 1984!",
		  "the art of the peace, 1984!" },
		{ "[\\]^_`{|}~@", "[\\]^_`{|}~@" },
		{ "a\n\tb", "a\n\tb" },
		{ "Éléphant À Ç Ñ Ö", "elephant a c n o" },
		/* Composed or not. */
		{ "e\u0301le\u0300ve", "eleve" },
		/* Two accents on one letter. */
		{ "Việt Nam ǖ Ǖ", "viet nam u u" },
		{ "o\u0302\u0301", "o" },
		/* Characters that are another one's double. */
		{ "\u212bngström \u212a \u2126", "angstrom k \u03c9" },
		/* Greek: three forms of sigma, accents. */
		{ "ΟΔΌΣ οδός", "οδοσ οδοσ" },
		{ "Ἀθῆναι", "αθηναι" },
		{ "Чёрный ЙОД", "черныи иод" },
		{ "İstanbul ISPARTA ısı", "istanbul isparta isi" },
		/* Accents to a reader, not to Unicode. */
		{ "Søren Łódź Đà Nẵng Ħal", "soren lodz da nang hal" },
		/* Letters and ligatures of several. */
		{ "Straße STRASSE STRAẞE", "strasse strasse strasse" },
		{ "Ægir Œuvre œuf Þór", "aegir oeuvre oeuf thor" },
		{ "ﬁn ﬂow oﬀ baﬄe ﬅ Ⅳ ǆ", "fin flow off baffle st iv dz" },
		/* Typographic signs. */
		{ "don’t ‘a’ ‚b‛ “c” „d‟ «e» ‹f›",
		  "don't 'a' 'b' \"c\" \"d\" \"e\" 'f'" },
		{ "1914–18 — ‐ ‑ ‒ ― −", "1914-18 - - - - - -" },
		{ "Well… 5′ 6″", "well... 5' 6\"" },
		{ "a\u00a0b\u202fc\u2009d\u3000e", "a b c d e" },
		/* What is invisible. */
		{ "soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth" },
		{ "x\u2060y\ufeffz \u200e\u200f☺\ufe0f", "xyz ☺" },
		/* Forms of the full and the half width. */
		{ "ＡＢｃ１２！", "abc12!" },
		{ "ｶﾞ ﾊﾟ", "カ\u3099 ハ\u309a" },
		/* Points, harakat, tatweel, and forms of Arabic letters. */
		{ "שָׁלוֹם צה״ל", "שלום צה\"ל" },
		{ "نُور مـــن", "نور من" },
		{ "\ufe8d\ufedf\ufecc \ufefb أحمد", "الع لا احمد" },
		/* The stroke through a sign is none through a letter. */
		{ "a ≠ b", "a =\u0338 b" },
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		fold(&out, table[i].text);
		assert_string_equal(buffer_string(&out), table[i].folded);
	}
	buffer_release(&out);
}

/* What makes another letter, another word or a sign is kept. */
static void test_what_is_kept(void **state)
{
	static const char *const table[] = {
		"か が パ 한글",
		"か\u3099 \u1112\u1161\u11ab",
		"漢字",
		"ไทย",
		"कि क्ष क\u093c",
		"😀",
		"²½①㎏",
		"「」・。",
		"ŋ",
		"×÷",
		"c++ a|b $^",
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		fold(&out, table[i]);
		assert_string_equal(buffer_string(&out), table[i]);
	}
	buffer_release(&out);
}

/* What typed text says about what counts. */
static void test_what_counts(void **state)
{
	static const struct {
		const char *typed;
		unsigned counting;
	} table[] = {
		{ "", 0 },
		{ "plain words, 1984", 0 },
		{ "Plain", FOLD_CASE },
		{ "plaiN", FOLD_CASE },
		{ "ＦＵＬＬ", FOLD_CASE },
		{ "résumé", FOLD_ACCENTS },
		{ "re\u0301sume", FOLD_ACCENTS },
		{ "Élan", FOLD_CASE | FOLD_ACCENTS },
		{ "İ", FOLD_CASE | FOLD_ACCENTS },
		{ "ısı", FOLD_ACCENTS },
		{ "øl", FOLD_ACCENTS },
		{ "أحمد", FOLD_ACCENTS },
		/* Typographic signs, ligatures and letters of two do not say
		 * anything, nor do points, voicing, final sigmas. */
		{ "don’t — “so” …", 0 },
		{ "ﬁn straße æon", 0 },
		{ "soft\u00adhyphen", 0 },
		{ "שָׁלוֹם", 0 },
		{ "がガﾊﾟ 漢字 한글", 0 },
		{ "οδος", 0 },
		{ "≠ क\u093c", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (fold_counting(table[i].typed, strlen(table[i].typed)) !=
		    table[i].counting)
			fail_msg("%s", table[i].typed);
}

static void test_counting(void **state)
{
	static const struct {
		uint32_t point;
		unsigned counting;
		const char *folded;
	} table[] = {
		{ 0x00c9, 0, "e" },
		{ 0x00c9, FOLD_CASE, "E" },
		{ 0x00c9, FOLD_ACCENTS, "e\u0301" },
		{ 0x00c9, FOLD_CASE | FOLD_ACCENTS, "E\u0301" },
		{ 0x1ec6, FOLD_ACCENTS, "e\u0323\u0302" },
		{ 0x00d8, FOLD_CASE, "O" },
		{ 0x00d8, FOLD_ACCENTS, "ø" },
		{ 0x01fc, FOLD_CASE | FOLD_ACCENTS, "Ae\u0301" },
		{ 0x1e9e, FOLD_CASE, "SS" },
		{ 0x0130, FOLD_ACCENTS, "i\u0307" },
		{ 0x03c2, FOLD_CASE, "ς" },
		{ 0x0131, FOLD_ACCENTS, "ı" },
		{ 0xff21, FOLD_CASE, "A" },
		{ 0x0344, FOLD_ACCENTS, "\u0308\u0301" },
		{ 0x2019, FOLD_CASE | FOLD_ACCENTS, "'" },
		{ 0x00ad, FOLD_CASE | FOLD_ACCENTS, "" },
		{ '\n', FOLD_CASE, " " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct fold_point folded =
			fold_point(table[i].point, table[i].counting);

		assert_int_equal(folded.len, strlen(table[i].folded));
		assert_memory_equal(folded.bytes, table[i].folded, folded.len);
	}
}

static void test_going_on(void **state)
{
	static const struct {
		uint32_t last, next;
		bool goes_on;
	} table[] = {
		{ 'e', 'x', false },	     { 'e', 0x301, true },
		{ 'x', 0x302, true },	     { '=', 0x338, true },
		{ 0x304b, 0x3099, true },    { 0x304b, 0x304d, false },
		{ 0x1100, 0x1161, true },    { 0x1161, 0x11a8, true },
		{ 0x1161, 0x1100, false },   { 0x0915, 0x093c, true },
		{ 0x0915, 0x093f, false },   { 0x0915, 0x094d, false },
		{ 0x09c7, 0x09be, true },    { 0x0995, 0x09be, false },
		{ 0x0627, 0x0654, true },    { 0x0e01, 0x0e31, false },
		{ 0x1f468, 0x1f469, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (fold_goes_on(table[i].last, table[i].next) !=
		    table[i].goes_on)
			fail_msg("%04X %04X", (unsigned)table[i].last,
				 (unsigned)table[i].next);
}

static bool same(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len &&
	       memcmp(buffer_string(a), buffer_string(b), a->len) == 0;
}

/* Of each character of the first three planes, and so of each with a case or a
 * decomposition: folding gives valid UTF-8, folding that again changes nothing,
 * and its small form folds to the same. */
static void test_every_character_settles(void **state)
{
	struct buffer once = BUFFER_INIT;
	struct buffer again = BUFFER_INIT;
	struct buffer small = BUFFER_INIT;

	(void)state;
	for (uint32_t point = 1; point <= 0x2ffff; point++) {
		char bytes[4];
		size_t len;

		if (point == 0xd800)
			point = 0xe000;
		len = utf8_encode(point, bytes);
		buffer_clear(&once);
		fold_append(&once, bytes, len);
		buffer_clear(&again);
		fold_append(&again, buffer_string(&once), once.len);
		if (!same(&once, &again) ||
		    !utf8_valid(buffer_string(&once), once.len))
			fail_msg("U+%04X does not settle", (unsigned)point);
		buffer_clear(&small);
		character_append_lower(&small, bytes, len);
		buffer_clear(&again);
		fold_append(&again, buffer_string(&small), small.len);
		if (!same(&once, &again))
			fail_msg("U+%04X and its small form differ",
				 (unsigned)point);
	}
	buffer_release(&small);
	buffer_release(&again);
	buffer_release(&once);
}

/* The same of what folding makes where something counts. */
static void test_every_part_settles(void **state)
{
	(void)state;
	for (uint32_t point = 0x80; point <= 0x2ffff; point++) {
		if (point == 0xd800)
			point = 0xe000;
		for (unsigned counting = 0; counting < 4; counting++) {
			struct fold_point once = fold_point(point, counting);

			for (size_t pos = 0; pos < once.len;) {
				struct fold_point again;
				uint32_t part;
				size_t from = pos;

				pos += utf8_decode(once.bytes + pos,
						   once.len - pos, &part);
				again = fold_point(part, counting);
				if (again.len != pos - from ||
				    memcmp(again.bytes, once.bytes + from,
					   again.len) != 0)
					fail_msg("U+%04X, %u", (unsigned)point,
						 counting);
			}
		}
	}
}

/* A query can be folded without the text around it. */
static void test_parts_fold_as_the_whole(void **state)
{
	static const char text[] =
		"L\u2019\u00c9t\u00e9 e\u0301te\u0301 \u304b\u3099 \u039f\u03a3"
		" \U0001f600 \u212b \u1ea4";
	struct buffer whole = BUFFER_INIT;
	struct buffer parts = BUFFER_INIT;
	size_t len = strlen(text);

	(void)state;
	fold_append(&whole, text, len);
	for (size_t cut = 0; cut <= len; cut++) {
		if (cut < len && ((unsigned char)text[cut] & 0xc0) == 0x80)
			continue;
		buffer_clear(&parts);
		fold_append(&parts, text, cut);
		fold_append(&parts, text + cut, len - cut);
		assert_string_equal(buffer_string(&parts),
				    buffer_string(&whole));
	}
	buffer_release(&parts);
	buffer_release(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_the_same),
		cmocka_unit_test(test_what_is_kept),
		cmocka_unit_test(test_what_counts),
		cmocka_unit_test(test_counting),
		cmocka_unit_test(test_going_on),
		cmocka_unit_test(test_every_character_settles),
		cmocka_unit_test(test_every_part_settles),
		cmocka_unit_test(test_parts_fold_as_the_whole),
	};

	return test_run(tests);
}
