/* SPDX-License-Identifier: ISC */
/* Tests of finding the words of a text. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/utf8.h"
#include "text/words.h"

/* Between two bars, what words_at() finds. */
static const struct {
	const char *text;  /* with '|' at each boundary … */
	const char *words; /* … and w for a word, - for what is none */
} cases[] = {
	{ "one| |two", "w-w" },
	{ "don\xe2\x80\x99t| |can't", "w-w" },
	{ "well|-|known|.", "w-w-" },
	{ "3.14|,| |1,000|%", "w--w-" },
	{ "  |a|\t\n|b", "-w-w" },
	{ "\xe4\xb8\xad|\xe6\x96\x87|\xe3\x80\x82", "ww-" },
	{ "\xe3\x82\xab\xe3\x82\xbf\xe3\x82\xab\xe3\x83\x8a|\xe3\x81\xab",
	  "ww" },
	{ "na\xc3\xafve|/|cafe\xcc\x81|!", "w-w-" },
	{ "snake_case|(|)", "w--" },
	{ "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd| |ok", "--w" },
	{ "Kant|\xe2\x80\x94|Hegel", "w-w" },
	{ "\xd0\xbc\xd0\xb8\xd1\x80|,| |\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
	  "w--w" },
};

static void check_case(const char *marked, const char *kinds)
{
	char text[128];
	size_t starts[16];
	size_t count = 1;
	size_t len = 0;

	starts[0] = 0;
	for (; *marked; marked++) {
		if (*marked == '|')
			starts[count++] = len;
		else
			text[len++] = *marked;
	}
	assert_int_equal(count, strlen(kinds));
	starts[count] = len;
	for (size_t i = 0; i < count; i++) {
		for (size_t pos = starts[i]; pos < starts[i + 1]; pos++) {
			struct word word;

			words_at(text, len, pos, &word);
			assert_int_equal(word.off, starts[i]);
			assert_int_equal(word.end, starts[i + 1]);
			assert_int_equal(word.wordlike, kinds[i] == 'w');
		}
	}
}

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_case(cases[i].text, cases[i].words);
}

static void test_from_word_to_word(void **state)
{
	static const char text[] = "  One, two\n\n(three) \xe2\x80\x93 4.";
	static const char *const words[] = { "One", "two", "three", "4" };
	struct word word = { 0 };
	size_t pos = 0;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		assert_true(words_next(text, strlen(text), pos, &word));
		assert_int_equal(word.end - word.off, strlen(words[i]));
		assert_memory_equal(text + word.off, words[i],
				    strlen(words[i]));
		pos = word.off;
	}
	assert_false(words_next(text, strlen(text), pos, &word));
	pos = strlen(text);
	for (size_t i = 4; i-- > 0;) {
		assert_true(words_previous(text, strlen(text), pos, &word));
		assert_memory_equal(text + word.off, words[i],
				    strlen(words[i]));
		pos = word.off;
	}
	assert_false(words_previous(text, strlen(text), pos, &word));
	assert_false(words_next("", 0, 0, &word));
	assert_false(words_previous("", 0, 0, &word));
	/* From inside a word back is first to its own start. */
	assert_true(words_previous("hello", 5, 3, &word));
	assert_int_equal(word.off, 0);
}

/* Words tile any text, whoever asks where. */
static void test_words_tile(void **state)
{
	static const char *const pieces[] = {
		"a",
		"Word",
		" ",
		"  ",
		"\n",
		"'",
		"\xe2\x80\x99",
		".",
		"1",
		"_",
		"\xe4\xb8\xad",
		"\xe3\x82\xab",
		"\xe3\x83\xbc",
		"\xcc\x81",
		"\xe2\x80\x8d",
		"\xf0\x9f\x91\xa9",
		"\xc2\xad",
		"\xd7\x90",
		"\"",
		":",
		"\xef\xb8\x8f",
		"\xe1\x84\x80",
	};
	uint64_t random = 11;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char text[128];
		size_t len = 0;
		size_t pos = 0;

		while (len < 60) {
			const char *piece =
				pieces[test_random(&random) %
				       (sizeof(pieces) / sizeof(pieces[0]))];

			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		while (pos < len) {
			struct word word, other;

			words_at(text, len, pos, &word);
			assert_int_equal(word.off, pos);
			assert_in_range(word.end, pos + 1, len);
			for (; pos < word.end; pos++) {
				words_at(text, len, pos, &other);
				assert_int_equal(other.off, word.off);
				assert_int_equal(other.end, word.end);
			}
		}
	}
}

/* A word without an end costs no more than WORDS_REACH to both sides, and one
 * comes to its end from step to step. */
static void test_endless_words(void **state)
{
	static const char *const kinds[] = { "x", "\xc3\xa9", ".",
					     "\xe4\xb8\xad", " " };

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t one = strlen(kinds[i]);
		size_t len = one * 1000000;
		char *text = memory_alloc(len);
		struct word word = { 0 };
		size_t steps = 0;

		for (size_t at = 0; at < len; at += one)
			memcpy(text + at, kinds[i], one);
		words_at(text, len, len / 2, &word);
		assert_true(word.off <= len / 2 && word.end > len / 2);
		assert_true(word.end - word.off <= 2 * WORDS_REACH + 8);
		for (size_t pos = len - one * 5000;
		     words_next(text, len, pos, &word); pos = word.off) {
			assert_true(word.off > pos);
			steps++;
		}
		assert_true(steps <= 5000);
		for (size_t pos = one * 3000;
		     words_previous(text, len, pos, &word); pos = word.off)
			assert_true(word.off < pos);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_from_word_to_word),
		cmocka_unit_test(test_words_tile),
		cmocka_unit_test(test_endless_words),
	};

	return test_run(tests);
}
