/* SPDX-License-Identifier: ISC */
/* Tell encodings from own samples; decode what is broken or cut. */
#include "test.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "text/decoder.h"
#include "text/encoding.h"
#include "text/utf8.h"

enum {
	SAMPLES = 200,
	TOGETHER = 5,	   /* sentences of a long sample */
	LONG = 200,	   /* bytes that make one */
	WANTED = 95,	   /* of a hundred long ones right … */
	WANTED_SHORT = 90, /* … and of the others */
};

/* --- Samples --------------------------------------------------------------
 * tests/data/encodings*.txt: a language, a tab, a sentence.
 */

static struct sample {
	char language[16];
	char text[512];
} samples[SAMPLES];
static size_t sample_count;

static void read_samples(const char *name)
{
	const char *folder = getenv("srcdir");
	char path[1024];
	char line[600];
	FILE *file;

	snprintf(path, sizeof(path), "%s/tests/data/%s", folder ? folder : ".",
		 name);
	file = fopen(path, "r");
	assert_non_null(file);
	for (sample_count = 0; fgets(line, sizeof(line), file);
	     sample_count++) {
		struct sample *sample = &samples[sample_count];

		assert_true(sample_count < SAMPLES);
		assert_int_equal(sscanf(line, "%15[^\t]\t%511[^\n]",
					sample->language, sample->text),
				 2);
	}
	fclose(file);
	assert_true(sample_count > 0);
}

/* Which languages are written in which encodings; iconv()'s name of it. */
static const struct pair {
	const char *language;
	const char *encoding;
	const char *system;
} pairs[] = {
	{ "fr", "windows-1252", "CP1252" },
	{ "de", "windows-1252", "CP1252" },
	{ "es", "windows-1252", "CP1252" },
	{ "ru", "windows-1251", "CP1251" },
	{ "uk", "windows-1251", "CP1251" },
	{ "ru", "KOI8-R", "KOI8-R" },
	{ "uk", "KOI8-U", "KOI8-U" },
	{ "ru", "IBM866", "CP866" },
	{ "ja", "Shift_JIS", "CP932" },
	{ "ja", "EUC-JP", "EUC-JP" },
	{ "ja", "ISO-2022-JP", "ISO-2022-JP" },
	{ "zh-hans", "GB18030", "GB18030" },
	{ "zh-hant", "Big5", "BIG5" },
	{ "ko", "EUC-KR", "EUC-KR" },
	{ "fr", "UTF-16LE", "UTF-16LE" },
	{ "ru", "UTF-16BE", "UTF-16BE" },
	{ "ja", "UTF-16LE", "UTF-16LE" },
	{ "zh-hans", "UTF-16BE", "UTF-16BE" },
};

static void encode(const char *system, const struct buffer *text,
		   struct buffer *out)
{
	iconv_t converter = iconv_open(system, "UTF-8");
	char *from = text->data;
	size_t left = text->len;
	size_t room = text->len * 4 + 16;
	char *to;

	assert_true(converter != (iconv_t)-1);
	buffer_clear(out);
	buffer_reserve(out, room);
	to = out->data;
	assert_true(iconv(converter, (void *)&from, &left, &to, &room) !=
		    (size_t)-1);
	iconv(converter, NULL, NULL, &to, &room);
	out->len = (size_t)(to - out->data);
	iconv_close(converter);
}

/* What a feed would decide on the whole. */
static const char *tell(const struct buffer *bytes)
{
	const char *sign = encoding_sign(bytes->data, bytes->len);

	return sign ? sign
		    : encoding_guess(bytes->data, bytes->len, true, NULL);
}

/* Sentences from first on, as many as there are of the language up to count;
 * in_markdown: among English. */
static bool compose(size_t first, size_t count, bool in_markdown,
		    struct buffer *out)
{
	const char *language = samples[first].language;

	buffer_clear(out);
	if (in_markdown)
		buffer_append_string(
			out, "# Notes on a reading list\n\nWhat follows was "
			     "*quoted* in [a letter](https://example.org/a); "
			     "I don't know who translated it:\n\n> ");
	for (size_t i = 0; i < count; i++) {
		if (first + i >= sample_count ||
		    strcmp(samples[first + i].language, language) != 0)
			return false;
		buffer_append_string(out, samples[first + i].text);
		buffer_append_byte(out, '\n');
	}
	if (in_markdown)
		buffer_append_string(out,
				     "\n1. See page 14.\n2. `grep -c x y`\n\n"
				     "| year | kept |\n|---|---|\n| 1998 | 3 "
				     "|\n");
	return true;
}

struct score {
	size_t right;
	size_t all;
};

static void judge(const struct pair *pair, const struct buffer *text,
		  struct score *score)
{
	struct buffer bytes = BUFFER_INIT;
	const char *found;

	encode(pair->system, text, &bytes);
	found = tell(&bytes);
	score->all++;
	if (found && strcmp(found, pair->encoding) == 0)
		score->right++;
	else
		print_message("# %s for %s: %.60s\n", found ? found : "UTF-8",
			      pair->encoding, text->data);
	buffer_release(&bytes);
}

static void judge_all(const char *name)
{
	struct score brief = { 0, 0 }, lengthy = { 0, 0 };
	struct buffer text = BUFFER_INIT;

	read_samples(name);
	for (size_t p = 0; p < sizeof(pairs) / sizeof(pairs[0]); p++) {
		for (size_t i = 0; i < sample_count; i++) {
			if (strcmp(samples[i].language, pairs[p].language) != 0)
				continue;
			for (size_t count = 1; count <= TOGETHER; count++) {
				for (int markdown = 0; markdown < 2;
				     markdown++) {
					if (!compose(i, count, markdown, &text))
						break;
					judge(&pairs[p], &text,
					      text.len < LONG ? &brief
							      : &lengthy);
				}
			}
		}
	}
	buffer_release(&text);
	print_message("# %s: %zu of %zu long texts, %zu of %zu short ones\n",
		      name, lengthy.right, lengthy.all, brief.right, brief.all);
	assert_true(lengthy.all > 100 && brief.all > 50);
	assert_true(lengthy.right * 100 >= lengthy.all * WANTED);
	assert_true(brief.right * 100 >= brief.all * WANTED_SHORT);
}

static void test_guesses(void **state)
{
	(void)state;
	judge_all("encodings.txt");
}

static void test_held_out(void **state)
{
	(void)state;
	judge_all("encodings-held-out.txt");
}

/* UTF-8 stays UTF-8, also damaged, and so does what is no text. */
static void test_utf8(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} texts[] = {
		{ "plain", 5 },
		{ "", 0 },
		{ "caf\xc3\xa9", 5 },
		{ "caf\xc3", 4 },
		{ "\xe2\x80\x9cno\xe2\x80\x9d \xff \xe2\x80\x94", 13 },
		{ "a \xff\xfe\xfd b", 7 },
	};
	struct buffer text = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (encoding_guess(texts[i].bytes, texts[i].len, i != 3, NULL))
			fail_msg("text %zu is taken for another", i);
	read_samples("encodings.txt");
	for (size_t i = 0; i < sample_count; i++) {
		compose(i, 1, false, &text);
		/* A character in the middle of the first one is lost. */
		assert_null(encoding_guess(text.data, text.len, true, NULL));
		buffer_append_string(&text, "\xe9 \xe9");
		if (text.len > LONG)
			assert_null(encoding_guess(text.data, text.len, true,
						   NULL));
	}
	buffer_release(&text);
}

/* A few letters must do where there are no more. */
static void test_words(void **state)
{
	static const struct {
		const char *bytes;
		const char *name;
	} words[] = {
		/* "maître", with a letter that is common in Russian */
		{ "ma\xeetre", "windows-1252" },
		{ "\xc9t\xe9", "windows-1252" },
		{ "don\x92t \x93so\x94 \x97 1914\x96"
		  "18\x85",
		  "windows-1252" },
		{ "\xabnon\xbb, 20 \x80, n\xb0 5, \xa7 3", "windows-1252" },
		{ "\xbfQu\xe9? \xa1No!", "windows-1252" },
		/* "щука, цифра, эхо", of letters that are rare in it */
		{ "\xf9\xf3\xea\xe0, \xf6\xe8\xf4\xf0\xe0, \xfd\xf5\xee",
		  "windows-1251" },
		{ "\xcc\xc8\xd0", "windows-1251" },  /* "МИР" */
		{ "\xcd\xc9\xd2", "KOI8-R" },	     /* "мир" */
		{ "\x82\xbb\x82\xa4", "Shift_JIS" }, /* "そう" */
		{ "\xa4\xbd\xa4\xa6", "EUC-JP" },
		{ "\xce\xd2\xc3\xc7", "GB18030" }, /* "我们" */
		{ "\xa7\xda\xad\xcc", "Big5" },	   /* "我們" */
		{ "\xb3\xaa\xb4\xc2", "EUC-KR" },  /* "나는" */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *found = encoding_guess(
			words[i].bytes, strlen(words[i].bytes), true, NULL);

		if (!found || strcmp(found, words[i].name) != 0)
			fail_msg("%s is taken for %s", words[i].name,
				 found ? found : "UTF-8");
	}
}

static void test_signs(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *name;
	} heads[] = {
		{ "\xff\xfe"
		  "a\0",
		  4, "UTF-16LE" },
		{ "\xfe\xff\0a", 4, "UTF-16BE" },
		{ "\xff\xfe\0\0a\0\0\0", 8, "UTF-32LE" },
		{ "\0\0\xfe\xff\0\0\0a", 8, "UTF-32BE" },
		{ "a\0b\0c\0\n\0", 8, "UTF-16LE" },
		{ "\0a\0b\0c\0\n", 8, "UTF-16BE" },
		{ "\x1b$B$3$s\x1b(B", 10, "ISO-2022-JP" },
		{ "\x1b[1mbold\x1b[0m", 12, NULL },
		{ "a\0b\0\1\0\2\0\3\0", 10, NULL }, /* numbers */
		{ "a\0\0b\0c\0\0", 8, NULL },
		{ "words \0words \0", 14, NULL }, /* ASCII with NULs */
		{ "\xef\xbb\xbf"
		  "a",
		  4, NULL },
		{ "", 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		const char *found = encoding_sign(heads[i].bytes, heads[i].len);

		if (!found != !heads[i].name ||
		    (found && strcmp(found, heads[i].name) != 0))
			fail_msg("head %zu is %s", i, found ? found : "none");
	}
}

/* The same by bytes and by words, wherever they begin and end. */
static void test_plain(void **state)
{
	static const char alphabet[] = "abcdefgh \n\033\033$$";
	uint64_t random = 3;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char bytes[40];
		size_t len = test_random(&random) % sizeof(bytes);
		size_t expected = 0;

		for (size_t i = 0; i < len; i++)
			bytes[i] = alphabet[test_random(&random) %
					    (sizeof(alphabet) - 1)];
		if (len && round % 3 == 0)
			bytes[test_random(&random) % len] =
				round % 2 ? '\0' : '\x80';
		while (expected < len && bytes[expected] &&
		       !(bytes[expected] & 0x80) &&
		       !(bytes[expected] == '\033' && expected + 1 < len &&
			 bytes[expected + 1] == '$'))
			expected++;
		assert_int_equal(encoding_plain(bytes, len), expected);
	}
}

static void test_declarations(void **state)
{
	static const struct {
		const char *text;
		const char *name;
	} cases[] = {
		{ "<?xml version=\"1.0\" encoding=\"KOI8-R\"?>", "KOI8-R" },
		{ "<meta charset=big5>", "big5" },
		{ "<meta content='text/html; CHARSET=EUC-KR'>", "EUC-KR" },
		{ "<!-- -*- coding: euc-jp; mode: text -*- -->", "euc-jp" },
		{ "coding: \"\"", NULL },
		{ "a text on encodings", NULL },
		{ "charset=", NULL },
	};
	char name[40];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool found =
			encoding_declared(cases[i].text, strlen(cases[i].text),
					  name, sizeof(name));

		assert_int_equal(found, cases[i].name != NULL);
		if (found)
			assert_string_equal(name, cases[i].name);
	}
	/* "Привет" in KOI8-R and in windows-1251 is text both times. */
	assert_string_equal(encoding_guess("\xf0\xd2\xc9\xd7\xc5\xd4", 6, true,
					   "windows-1251"),
			    "windows-1251");
	/* What can't be is not believed, nor what is not known. */
	assert_string_equal(encoding_guess("caf\xe9 t\xe9", 8, true, "big5"),
			    "windows-1252");
	assert_string_equal(encoding_guess("caf\xe9 t\xe9", 8, true, "x-who"),
			    "windows-1252");
	assert_string_equal(encoding_guess("caf\xe9 t\xe9", 8, true, "utf-8"),
			    "windows-1252");
}

/* --- Decoding -------------------------------------------------------------
 */

static void test_names(void **state)
{
	(void)state;
	assert_string_equal(decoder_name("sjis"), "Shift_JIS");
	assert_string_equal(decoder_name("Latin1"), "windows-1252");
	assert_string_equal(decoder_name("GB2312"), "GB18030");
	assert_string_equal(decoder_name("ISO-8859-2"), "ISO-8859-2");
	assert_true(decoder_is_utf8("UTF8"));
	assert_false(decoder_is_utf8("UTF-16"));
	assert_null(decoder_open("no-such-encoding"));
	assert_null(decoder_open(""));
	assert_null(decoder_open("UTF-16//TRANSLIT"));
}

/* Cut anywhere, the text is the same; and always valid. */
static void test_cuts(void **state)
{
	static const struct {
		const char *name;
		const char *bytes;
		size_t len;
		const char *text;
		size_t replaced;
	} cases[] = {
		{ "Shift_JIS", "\x83\x5c\x95\x5c|", 5, "ソ表|", 0 },
		{ "Big5", "\xa5\x5c\xb3\x5c", 4, "功許", 0 },
		{ "UTF-16LE",
		  "\xff\xfe"
		  "a\0\x3d\xd8\x00\xde",
		  8, "a😀", 0 },
		{ "UTF-16BE", "\xd8\x3d\0a\xdc\0", 6, "\ufffda\ufffd", 2 },
		{ "UTF-16LE", "a\0b", 3, "a\ufffd", 1 },
		{ "GB18030", "\x81\x30\x81\x30\xd6\xd0", 6,
		  "\xc2\x80"
		  "中",
		  0 },
		{ "EUC-JP", "a\xa4", 2, "a\ufffd", 1 },
		{ "EUC-JP",
		  "\xa4"
		  "b\xa4\xa2",
		  4,
		  "\ufffd"
		  "bあ",
		  1 },
		{ "EUC-JP", "\xa4\x80\xa4\xa2", 4, "\ufffdあ", 1 },
		{ "windows-1252", "\x93x\x94\x81", 4, "“x”\ufffd", 1 },
		{ "ISO-2022-JP", "\x1b$B$3\x1b(Ba", 9, "こa", 0 },
		{ "UTF-8", "\xef\xbb\xbf\xef\xbb\xbf", 6, "\ufeff", 0 },
		{ "UTF-8", "\xe2\x80", 2, "\ufffd", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (size_t cut = 0; cut <= cases[i].len; cut++) {
			struct decoder *decoder = decoder_open(cases[i].name);
			struct buffer out = BUFFER_INIT;
			size_t replaced;

			assert_non_null(decoder);
			replaced = decoder_feed(decoder, cases[i].bytes, cut,
						false, &out);
			replaced +=
				decoder_feed(decoder, cases[i].bytes + cut,
					     cases[i].len - cut, true, &out);
			if (strcmp(buffer_string(&out), cases[i].text) != 0)
				fail_msg("case %zu cut at %zu: \"%s\"", i, cut,
					 buffer_string(&out));
			assert_int_equal(replaced, cases[i].replaced);
			buffer_release(&out);
			decoder_free(decoder);
		}
	}
}

/* Whatever the bytes, in pieces of whatever size. */
static void test_noise(void **state)
{
	static const char *const names[] = { "Shift_JIS",   "GB18030",
					     "Big5",	    "UTF-16BE",
					     "ISO-2022-JP", "UTF-32LE" };
	uint64_t random = 11;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct decoder *decoder = decoder_open(names[round % 6]);
		struct buffer out = BUFFER_INIT;
		char bytes[300];

		assert_non_null(decoder);
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)test_random(&random);
		for (size_t off = 0; off < sizeof(bytes);) {
			size_t size = 1 + test_random(&random) % 20;

			if (size > sizeof(bytes) - off)
				size = sizeof(bytes) - off;
			decoder_feed(decoder, bytes + off, size,
				     off + size == sizeof(bytes), &out);
			off += size;
		}
		assert_true(utf8_valid(out.data, out.len));
		encoding_guess(bytes, sizeof(bytes), round % 2, NULL);
		buffer_release(&out);
		decoder_free(decoder);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_guesses),
		cmocka_unit_test(test_held_out),
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_declarations),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_noise),
	};

	return test_run(tests);
}
