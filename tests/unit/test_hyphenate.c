/* SPDX-License-Identifier: ISC */
/* Tests of dictionaries of patterns, and of the hyphens that they give. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "layout/hyphenate.h"
#include "scratch.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *write_dictionary(const char *bytes, size_t len)
{
	static char path[SCRATCH_MAX + 16];
	struct error error;

	snprintf(path, sizeof(path), "%s/hyph.dic", scratch_folder);
	if (!files_replace(path, bytes, len, &error))
		fail_msg("%s", error.sentence);
	return path;
}

static struct hyphenator *read_dictionary(const char *text)
{
	struct error error;
	struct hyphenator *hyphenator =
		hyphenator_read(write_dictionary(text, strlen(text)), &error);

	if (!hyphenator)
		fail_msg("%s", error.sentence);
	return hyphenator;
}

/* The word with its hyphens shown as '='. */
static const char *shown(const struct hyphenator *hyphenator, const char *word)
{
	static char text[3 * HYPHENATE_WORD_MAX];
	uint8_t hyphens[2 * HYPHENATE_WORD_MAX];
	size_t len = strlen(word);
	size_t count = 0;

	hyphenate_word(hyphenator, word, len, hyphens);
	for (size_t i = 0; i < len; i++) {
		if (hyphens[i])
			text[count++] = '=';
		text[count++] = word[i];
	}
	text[count] = '\0';
	return text;
}

struct example {
	const char *dictionary;
	const char *parted; /* with '=' for each hyphen */
};

static void assert_parted(const struct example *example)
{
	struct hyphenator *hyphenator = read_dictionary(example->dictionary);
	char word[HYPHENATE_WORD_MAX + 1];
	size_t len = 0;

	for (const char *at = example->parted; *at; at++) {
		if (*at != '=')
			word[len++] = *at;
	}
	word[len] = '\0';
	assert_string_equal(shown(hyphenator, word), example->parted);
	hyphenator_free(hyphenator);
}

static void assert_all_parted(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_parted(examples + i);
}

/* --- Patterns ------------------------------------------------------------- */

static void parts_where_the_highest_digit_is_odd(void **state)
{
	static const struct example examples[] = {
		{ "UTF-8\na1b\n", "aaa=baa" },
		{ "UTF-8\na1b\naa2b\n", "aaabaa" },
		{ "UTF-8\na1b\naa2b\naab3a\n", "aaab=aab" },
		{ "UTF-8\na1b\naa2b\naaa3b\n", "aaa=baa" },
		/* a lower digit does not win because it comes later */
		{ "UTF-8\nxa2b\nxa1ba\n", "xxabaa" },
		{ "UTF-8\n1ba\n", "xx=baxx=baxx" },
		{ "UTF-8\nba1\n", "xxba=xxx" },
		{ "UTF-8\nb1a1b\n", "xxb=a=bxx" },
		/* the last of two digits in one gap, and of equal patterns */
		{ "UTF-8\na12b\nc1d\n", "aaabaa" },
		{ "UTF-8\na1b\na2b\nc1d\n", "aaabaa" },
		{ "UTF-8\na2b\na1b\n", "aaa=baa" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

static void knows_the_ends_of_a_word(void **state)
{
	static const struct example examples[] = {
		{ "UTF-8\n.ab1a\n", "ab=aaba" },
		{ "UTF-8\n.ab1a\n", "aabaaba" },
		{ "UTF-8\na1bab.\n", "ababa=bab" },
		{ "UTF-8\na1bab.\n", "ababababc" },
		{ "UTF-8\n1.ab1a\n", "ab=aaba" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

static void keeps_the_least_fragments(void **state)
{
	static const struct example examples[] = {
		{ "UTF-8\na1a\n", "aa=a=a=aaa" },
		{ "UTF-8\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1\na1a\n",
		  "aa=a=a=aaa" },
		{ "UTF-8\nLEFTHYPHENMIN 3\nRIGHTHYPHENMIN\t4\na1a\n",
		  "aaa=aaaa" },
		{ "UTF-8\nLEFTHYPHENMIN 9999999999\na1a\n", "aaaaaaaaaaaa" },
		{ "UTF-8\nLEFTHYPHENMIN -7\na1a\n", "aa=a=aaa" },
		/* characters, not bytes; a ligature is more of them */
		{ "UTF-8\né1é\n", "éé=é=ééé" },
		{ "UTF-8\né1ﬀ\nﬃ1é\n", "éé=ﬀéé" },
		{ "UTF-8\nﬃ1é\n", "ﬃ=ééé" },
		{ "UTF-8\nﬁ1é\n", "ﬁééé" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

/* What begins a longer pattern hides the shorter ones that end there. */
static void takes_the_longest_beginning(void **state)
{
	static const struct example examples[] = {
		{ "UTF-8\na1b\nxaby2z\n", "qqxabqq" },
		{ "UTF-8\na1b\nxaby2z\n", "qqa=bqq" },
		{ "UTF-8\na1b\nxaby2z\nxa1b\n", "qqxa=bqq" },
		{ "UTF-8\nb1c\nabx1y\n", "qqab=cqq" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

static void parts_compounds_first(void **state)
{
#define COMPOUND "UTF-8\nNOHYPHEN -\nhaus1\nNEXTLEVEL\n"
	static const struct example examples[] = {
		{ COMPOUND "a1u\n", "ba=uhaus=bau" },
		/* ends of a part are those of a word to the patterns */
		{ COMPOUND ".ba1u\n", "ba=ubauhaus=ba=uba" },
		{ COMPOUND ".xy1z\n", "xy=zhaus=xy=zxyz" },
		{ COMPOUND "xy1z.\n", "xyzhaus=xyzxyz" },
		/* least fragments at the inner ends */
		{ COMPOUND "y1z\n", "xxy=zxhaus=xxy=zxx" },
		{ COMPOUND "b1c\n", "bcbhaus=bcb=cbb" },
		{ "UTF-8\nCOMPOUNDLEFTHYPHENMIN 4\nhaus1\nNEXTLEVEL\nb1c\n",
		  "bb=cxhaus=bbcbb=cbb" },
		{ "UTF-8\nCOMPOUNDRIGHTHYPHENMIN 5\nhau2s1\nNEXTLEVEL\na1u\n",
		  "xxxxhaus=xa=uxx" },
		/* what comes of looking at a part again */
		{ "UTF-8\nab1\n.cd1\nNEXTLEVEL\nx1y\n", "xxab=cd=xx=yyy" },
		{ "UTF-8\nab1\n.cd1\nNEXTLEVEL\nx1y\n", "xxcdxx=yyy" },
		{ "UTF-8\nab1\ncde1\n.cd1e.\nNEXTLEVEL\nx1y\n",
		  "xxab=cde=xxx=yyy" },
	};
#undef COMPOUND

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

static void parts_at_hyphens_without_a_hyphen(void **state)
{
	static const struct example examples[] = {
		{ "UTF-8\na1b\n", "aaa=baa-aaa=baa" },
		{ "UTF-8\na1b\n", "aaa=baa'aaa=baa" },
		{ "UTF-8\na1b\n", "aaa=baa’aaa=baa" },
		{ "UTF-8\na1b\n", "aaa=baa–aaa=baa" },
		/* three characters, unless the dictionary says */
		{ "UTF-8\na1b\n", "aaab-aabaaa" },
		{ "UTF-8\na1b\n", "aaab-aaa=baa" },
		{ "UTF-8\nLEFTHYPHENMIN 2\na1b\n", "aaab-aa=baaa" },
		{ "UTF-8\nRIGHTHYPHENMIN 5\na1b\n", "aaabaaa-aaa=baaaa" },
		{ "UTF-8\nCOMPOUNDLEFTHYPHENMIN 2\na1b\n", "aaab-aa=baaa" },
		/* its own list, with patterns of two levels */
		{ "UTF-8\nNOHYPHEN \txx,-\na1x\nx1b\nNEXTLEVEL\nc1d\n",
		  "ccaxxbcc=ddd" },
		{ "UTF-8\na1x\nx1b\nNEXTLEVEL\nc1d\n", "cca=xx=bcc=ddd" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

static void leaves_out_what_respells(void **state)
{
	static const struct example examples[] = {
		{ "UTF-8\nf1f/ff=f,1,2\na1b\n", "schiffaa=baa" },
		{ "UTF-8\nf1f\nif3f/ff=f,2,2\na1b\n", "schiffaa=baa" },
		/* the higher digit decides whose hyphen it is */
		{ "UTF-8\nf3f\nif1f/ff=f,2,2\nif3f\n", "schif=faabaa" },
		{ "UTF-8\nf1f/ff=f,1,2\nif2f\na1b\n", "schiffaa=baa" },
		/* a second odd digit, not in the change, is a plain one */
		{ "UTF-8\n.til1la1ta/ll=l,3,2\n", "tilla=tata" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

/* --- Letters -------------------------------------------------------------- */

static void knows_capital_letters(void **state)
{
	static const struct example examples[] = {
		{ "UTF-8\na1b\n", "AAA=BAA" },
		{ "UTF-8\né1ß\n", "ÉÉÉ=ẞÉÉ" }, /* U+1E9E has a byte more */
		{ "UTF-8\ni1b\nb1i\n", "İİ=b=İİİ" }, /* one byte less */
		{ "UTF-8\nⱥ1b\n", "ȺȺȺ=bȺȺ" },
		{ "UTF-8\nд1а\n", "ДАД=АДА" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

static void knows_encodings(void **state)
{
	static const struct example examples[] = {
		{ "ISO8859-1\n\xe9"
		  "1\xdf\n",
		  "ééé=ßéé" },
		{ "ISO8859-2\n\xb1"
		  "1b\n",
		  "ąąą=bąą" },
		{ "ISO8859-15\n\xa8"
		  "1b\n",
		  "ššš=bšš" },
		{ "KOI8-R\r\n\xc4"
		  "1\xc1\r\n",
		  "дад=ада" },
		{ "microsoft-cp1251\n\xe4"
		  "1\xe0\n",
		  "дад=ада" },
		{ "\xef\xbb\xbfutf-8 \né1b\n", "ééé=béé" },
		/* cuts are of characters in any encoding */
		{ "ISO8859-1\n\xe9"
		  "f1f\xe9/ff=f,2,2\na1b\n",
		  "ééffééa=baa" },
		{ "UTF-8\néf1fé/ff=f,2,2\na1b\n", "ééffééa=baa" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

static void passes_over_what_is_no_pattern(void **state)
{
	static const struct example examples[] = {
		{ "UTF-8\n% a1b\n%a1b\n# c1d\n#c1d\n\n \nx1y\n",
		  "aabaacdaaxx=yyy" },
		{ "UTF-8\na1b explained c1d\n", "aaa=bccddd" },
		{ "UTF-8\na1b", "aaa=baa" },
		{ "UTF-8\r\na1b\r\nb1c\r\n", "aaa=b=caa" },
		/* a line of over 98 bytes */
		{ "UTF-8\na1b                                                "
		  "                                                          "
		  "\nb1c\n",
		  "aaab=caa" },
		{ "UTF-8\nNEXTLEVEL\na1b\nNEXTLEVEL\nb1c\n", "aaa=bcaaa" },
	};

	(void)state;
	assert_all_parted(examples, COUNT(examples));
}

static void leaves_long_words_whole(void **state)
{
	struct hyphenator *hyphenator = read_dictionary("UTF-8\na1a\n");
	char word[HYPHENATE_WORD_MAX + 1];
	uint8_t hyphens[HYPHENATE_WORD_MAX + 1];

	(void)state;
	memset(word, 'a', sizeof(word));
	hyphenate_word(hyphenator, word, HYPHENATE_WORD_MAX, hyphens);
	assert_int_equal(hyphens[50], 1);
	assert_int_equal(hyphens[HYPHENATE_WORD_MAX - 3], 1);
	assert_int_equal(hyphens[HYPHENATE_WORD_MAX - 2], 0);
	hyphenate_word(hyphenator, word, sizeof(word), hyphens);
	for (size_t i = 0; i < sizeof(word); i++)
		assert_int_equal(hyphens[i], 0);
	assert_string_equal(shown(hyphenator, ""), "");
	assert_string_equal(shown(hyphenator, "a"), "a");
	assert_true(hyphenator_size(hyphenator) > 0);
	hyphenator_free(hyphenator);
	hyphenator_free(NULL);
}

/* --- What is read when -----------------------------------------------------
 */

enum { PATTERNS = 400, LONGEST = 8, WORDS_ASKED = 60 };

static void append_random_letters(struct buffer *out, uint64_t *seed,
				  bool with_digits)
{
	size_t len = 1 + test_random(seed) % LONGEST;

	for (size_t i = 0; i < len; i++) {
		if (with_digits && test_random(seed) % 3 == 0)
			buffer_append_byte(out,
					   (char)('1' + test_random(seed) % 5));
		buffer_append_byte(out, (char)('a' + test_random(seed) % 3));
	}
}

/* Patterns are read when a word asks for them: which ones others have asked
 * for before must not show. */
static void parts_words_in_any_order_alike(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct buffer word = BUFFER_INIT;
	struct hyphenator *all;
	struct error error;
	uint64_t seed = 11;

	(void)state;
	buffer_append_string(&text, "UTF-8\na1b\n");
	for (size_t i = 0; i < PATTERNS; i++) {
		if (i == PATTERNS / 2)
			buffer_append_string(&text, "NEXTLEVEL\n");
		append_random_letters(&text, &seed, true);
		buffer_append_byte(&text, '\n');
	}
	all = hyphenator_read(write_dictionary(text.data, text.len), &error);
	assert_non_null(all);
	for (int i = 0; i < WORDS_ASKED; i++) {
		uint8_t expected[HYPHENATE_WORD_MAX];
		uint8_t hyphens[HYPHENATE_WORD_MAX];
		struct hyphenator *one = hyphenator_read(
			write_dictionary(text.data, text.len), &error);

		buffer_clear(&word);
		append_random_letters(&word, &seed, false);
		append_random_letters(&word, &seed, false);
		hyphenate_word(one, word.data, word.len, expected);
		hyphenate_word(all, word.data, word.len, hyphens);
		assert_memory_equal(hyphens, expected, word.len);
		hyphenator_free(one);
	}
	hyphenator_free(all);
	buffer_release(&word);
	buffer_release(&text);
}

/* Answers are kept: which words were asked for before must not show, however
 * many there were. */
static void parts_a_word_again_alike(void **state)
{
	enum { ASKED = 6000, WORD = 40 };
	static uint8_t first[ASKED][WORD];
	static char words[ASKED][WORD + 1];
	struct hyphenator *hyphenator =
		read_dictionary("UTF-8\na1b\nb3c\nc2a\n1ca1\nabc1\n");
	uint8_t hyphens[HYPHENATE_WORD_MAX];
	uint64_t seed = 5;
	size_t parted = 0;

	(void)state;
	for (size_t i = 0; i < ASKED; i++) {
		size_t len = 1 + test_random(&seed) % WORD;

		for (size_t k = 0; k < len; k++)
			words[i][k] = (char)('a' + test_random(&seed) % 3);
		hyphenate_word(hyphenator, words[i], len, first[i]);
	}
	for (size_t i = ASKED; i-- > 0;) {
		size_t len = strlen(words[i]);

		for (int again = 0; again < 2; again++) {
			memset(hyphens, 9, sizeof(hyphens));
			hyphenate_word(hyphenator, words[i], len, hyphens);
			assert_memory_equal(hyphens, first[i], len);
			assert_int_equal(hyphens[len], 9);
		}
		parted += memchr(hyphens, 1, len) != NULL;
	}
	assert_true(parted > ASKED / 2);
	hyphenator_free(hyphenator);
}

/* --- Files that are none -------------------------------------------------- */

static void says_what_is_no_dictionary(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} examples[] = {
		{ "", "no encoding" },
		{ "\n", "no encoding" },
		{ "a1b\nb1c\n", "no encoding" },
		{ "no-such-encoding\na1b\n", "no encoding" },
		{ "UTF-8//TRANSLIT\na1b\n", "no encoding" },
		{ "\x7f"
		  "ELF\x02\x01\x01",
		  "no encoding" },
		{ "UTF-8", "no pattern" },
		{ "UTF-8\n% a1b\n", "no pattern" },
		{ "UTF-8\nwords\nwithout\ndigits\na2b\n", "no pattern" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(examples); i++) {
		const char *text = examples[i].text;
		struct error error = { "" };

		assert_null(hyphenator_read(
			write_dictionary(text, strlen(text)), &error));
		assert_non_null(strstr(error.sentence, examples[i].why));
		assert_non_null(strstr(error.sentence, "hyph.dic"));
	}
	{
		struct error error = { "" };

		assert_null(hyphenator_read("/no/such/hyph.dic", &error));
		assert_non_null(strstr(error.sentence, "/no/such/hyph.dic"));
	}
}

/* Whatever is read, words in it end where they must. */
static void survives_damage(void **state)
{
	static const char whole[] =
		"UTF-8\nLEFTHYPHENMIN 2\nNOHYPHEN -,'\nhaus1\n.a1b\nNEXTLEVEL\n"
		"f1f/ff=f,1,2\né1bc2d\n.til1la1ta/ll=l,3,2\na1b1c1d3e9f.\n";
	static const char *const words[] = { "haus", "abcdefhaus-tillata",
					     "schiffé-bcd", "éééé'éé" };
	static const char bytes[] = "0123456789./,=\n\r -\xc3\xff%NU";
	char text[sizeof(whole) + 1];
	uint64_t seed = 7;
	size_t read = 0;

	(void)state;
	for (size_t round = 0; round < 500; round++) {
		size_t len = sizeof(whole) - 1;
		struct hyphenator *hyphenator;
		struct error error = { "" };

		memcpy(text, whole, len);
		for (size_t k = test_random(&seed) % 6; k > 0; k--)
			text[test_random(&seed) % len] =
				bytes[test_random(&seed) % sizeof(bytes)];
		if (test_random(&seed) % 4 == 0)
			len = test_random(&seed) % len;
		hyphenator =
			hyphenator_read(write_dictionary(text, len), &error);
		if (!hyphenator) {
			assert_true(error.sentence[0] != '\0');
			continue;
		}
		read++;
		for (size_t i = 0; i < COUNT(words); i++)
			assert_true(strlen(shown(hyphenator, words[i])) >=
				    strlen(words[i]));
		hyphenator_free(hyphenator);
	}
	assert_true(read > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_where_the_highest_digit_is_odd),
		cmocka_unit_test(knows_the_ends_of_a_word),
		cmocka_unit_test(keeps_the_least_fragments),
		cmocka_unit_test(takes_the_longest_beginning),
		cmocka_unit_test(parts_compounds_first),
		cmocka_unit_test(parts_at_hyphens_without_a_hyphen),
		cmocka_unit_test(leaves_out_what_respells),
		cmocka_unit_test(knows_capital_letters),
		cmocka_unit_test(knows_encodings),
		cmocka_unit_test(passes_over_what_is_no_pattern),
		cmocka_unit_test(leaves_long_words_whole),
		cmocka_unit_test(parts_words_in_any_order_alike),
		cmocka_unit_test(parts_a_word_again_alike),
		cmocka_unit_test(says_what_is_no_dictionary),
		cmocka_unit_test(survives_damage),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
