/* SPDX-License-Identifier: ISC */
/* Decoding, encoding and repairing UTF-8. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "text/utf8.h"

#define SIGN "\xef\xbf\xbd"

struct decode_case {
	const char *bytes;
	size_t len;
	uint32_t point;
	size_t taken;
};

/* Well-formed: the ends of each row of Unicode 15, table 3-7. */
static const struct decode_case well_formed[] = {
	{ "\0", 1, 0, 1 },
	{ "\x7f", 1, 0x7f, 1 },
	{ "\xc2\x80", 2, 0x80, 2 },
	{ "\xdf\xbf", 2, 0x7ff, 2 },
	{ "\xe0\xa0\x80", 3, 0x800, 3 },
	{ "\xed\x9f\xbf", 3, 0xd7ff, 3 },
	{ "\xee\x80\x80", 3, 0xe000, 3 },
	{ "\xef\xbf\xbd", 3, 0xfffd, 3 },
	{ "\xef\xbf\xbf", 3, 0xffff, 3 },
	{ "\xf0\x90\x80\x80", 4, 0x10000, 4 },
	{ "\xf4\x8f\xbf\xbf", 4, 0x10ffff, 4 },
};

/* Ill-formed: what "U+FFFD substitution of maximal subparts" takes. */
static const struct decode_case ill_formed[] = {
	{ "\x80", 1, 0xfffd, 1 },
	{ "\xbf\x80", 2, 0xfffd, 1 },
	{ "\xc0\x80", 2, 0xfffd, 1 }, /* overlong */
	{ "\xc1\xbf", 2, 0xfffd, 1 },
	{ "\xc2", 1, 0xfffd, 1 },
	{ "\xc2\x41", 2, 0xfffd, 1 },
	{ "\xe0\x9f\x80", 3, 0xfffd, 1 }, /* overlong */
	{ "\xed\xa0\x80", 3, 0xfffd, 1 }, /* surrogate */
	{ "\xe2\x80", 2, 0xfffd, 2 },
	{ "\xe2\x80\x41", 3, 0xfffd, 2 },
	{ "\xf0\x8f\x80\x80", 4, 0xfffd, 1 },
	{ "\xf1\x80\x80", 3, 0xfffd, 3 },
	{ "\xf1\x80\x80\x41", 4, 0xfffd, 3 },
	{ "\xf1\x80\xe1\x80", 4, 0xfffd, 2 },
	{ "\xf4\x90\x80\x80", 4, 0xfffd, 1 }, /* past U+10FFFF */
	{ "\xf5\x80\x80\x80", 4, 0xfffd, 1 },
	{ "\xff", 1, 0xfffd, 1 },
};

/* The bytes are copied so that a byte read past them is an error that the
 * sanitizer sees. */
static void check_decode(const struct decode_case *expected)
{
	char *bytes = malloc(expected->len);
	uint32_t point;

	assert_non_null(bytes);
	memcpy(bytes, expected->bytes, expected->len);
	assert_int_equal(utf8_decode(bytes, expected->len, &point),
			 expected->taken);
	assert_int_equal(point, expected->point);
	free(bytes);
}

static void decodes_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(well_formed) / sizeof(*well_formed);
	     i++) {
		check_decode(&well_formed[i]);
		assert_true(
			utf8_valid(well_formed[i].bytes, well_formed[i].len));
	}
	for (size_t i = 0; i < sizeof(ill_formed) / sizeof(*ill_formed); i++) {
		check_decode(&ill_formed[i]);
		assert_false(
			utf8_valid(ill_formed[i].bytes, ill_formed[i].len));
	}
}

static void encodes_what_it_decodes(void **state)
{
	(void)state;
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		char bytes[4];
		uint32_t decoded;
		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		size_t len = utf8_encode(point, bytes);
		assert_int_equal(utf8_decode(bytes, len, &decoded), len);
		assert_int_equal(decoded, point);
	}
}

static void steps_back_over_whole_characters(void **state)
{
	static const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";

	(void)state;
	assert_int_equal(utf8_previous(text, 10), 6);
	assert_int_equal(utf8_previous(text, 6), 3);
	assert_int_equal(utf8_previous(text, 3), 1);
	assert_int_equal(utf8_previous(text, 1), 0);
	assert_int_equal(utf8_count(text, 10), 4);
	assert_int_equal(utf8_count(text, 0), 0);
}

struct repair_case {
	const char *bytes;
	size_t len;
	const char *repaired;
	size_t replaced;
};

static const struct repair_case repairs[] = {
	{ "", 0, "", 0 },
	{ "plain", 5, "plain", 0 },
	{ "\xc3\xa9", 2, "\xc3\xa9", 0 },
	{ "a\0b", 3, "a" SIGN "b", 1 },
	{ "\0\0", 2, SIGN SIGN, 2 },
	{ "caf\xe9 au lait", 12, "caf" SIGN " au lait", 1 },
	{ "\xe2\x80", 2, SIGN, 1 },
	/* The example of Unicode 15, table 3-11. */
	{ "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", 9, SIGN SIGN SIGN SIGN "\x41",
	  4 },
	{ "\xed\xa0\x80", 3, SIGN SIGN SIGN, 3 },
	{ "x\xff\0y", 4, "x" SIGN SIGN "y", 2 },
	{ SIGN, 3, SIGN, 0 },
};

static void repairs_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(repairs) / sizeof(*repairs); i++) {
		struct buffer out = BUFFER_INIT;
		size_t replaced =
			utf8_repair(&out, repairs[i].bytes, repairs[i].len);
		assert_string_equal(buffer_string(&out), repairs[i].repaired);
		assert_int_equal(replaced, repairs[i].replaced);
		buffer_release(&out);
	}
}

/* Repair and decoding must agree on where each ill-formed subpart ends, and
 * what is repaired needs no more repair. */
static void repairs_as_it_decodes(void **state)
{
	static const unsigned char likely[] = { 'a',  0,    0x80, 0xbf,
						0xc2, 0xe0, 0xed, 0xf0,
						0xf4, 0x90, 0xa0, 0xff };
	uint64_t seed = 0x5eed;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buffer out = BUFFER_INIT, again = BUFFER_INIT;
		char bytes[12];
		size_t len = test_random(&seed) % sizeof(bytes);
		size_t characters = 0, replaced = 0;
		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)
				likely[test_random(&seed) % sizeof(likely)];
		for (size_t pos = 0; pos < len; characters++) {
			uint32_t point;
			pos += utf8_decode(bytes + pos, len - pos, &point);
			replaced += point == 0 || point == UTF8_REPLACEMENT;
		}
		assert_int_equal(utf8_repair(&out, bytes, len), replaced);
		assert_int_equal(utf8_count(buffer_string(&out), out.len),
				 characters);
		assert_true(utf8_valid(buffer_string(&out), out.len));
		assert_null(memchr(buffer_string(&out), '\0', out.len));
		assert_int_equal(
			utf8_repair(&again, buffer_string(&out), out.len), 0);
		assert_string_equal(buffer_string(&again), buffer_string(&out));
		buffer_release(&out);
		buffer_release(&again);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_table),
		cmocka_unit_test(encodes_what_it_decodes),
		cmocka_unit_test(steps_back_over_whole_characters),
		cmocka_unit_test(repairs_table),
		cmocka_unit_test(repairs_as_it_decodes),
	};

	return test_run(tests);
}
