/* SPDX-License-Identifier: ISC */
/* Tests of folding: case and accents do not matter, other letters do. */
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
		{ "İstanbul", "istanbul" },
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
		"øłđ",	"ß",	"か が", "か\u3099", "ハ パ バ", "漢字",
		"한글", "שָׁלוֹם", "نُور",	 "😀",	     "“” — …",	 "²½",
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		fold(&out, table[i]);
		assert_string_equal(buffer_string(&out), table[i]);
	}
	buffer_release(&out);
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
		cmocka_unit_test(test_every_character_settles),
		cmocka_unit_test(test_parts_fold_as_the_whole),
	};

	return test_run(tests);
}
