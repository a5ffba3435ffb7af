/* SPDX-License-Identifier: ISC */
/* Making foreign strings safe for a terminal. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "text/sink.h"
#include "text/utf8.h"

#define SIGN   "\xef\xbf\xbd"
#define HIDDEN "\xe2\x96\xaf"

struct class_case {
	uint32_t first, last;
	enum sink_class class;
};

static const struct class_case class_cases[] = {
	{ 0x00, 0x1f, SINK_CONTROL },
	{ 0x20, 0x7e, SINK_PLAIN },
	{ 0x7f, 0x9f, SINK_CONTROL },
	{ 0xa0, 0xac, SINK_PLAIN },
	{ 0xad, 0xad, SINK_JOINER },
	{ 0xae, 0x34e, SINK_PLAIN },
	{ 0x61c, 0x61c, SINK_JOINER },
	{ 0x115f, 0x1160, SINK_HIDDEN },
	{ 0x180b, 0x180f, SINK_JOINER },
	{ 0x2000, 0x200a, SINK_PLAIN },
	{ 0x200b, 0x200b, SINK_HIDDEN },
	{ 0x200c, 0x200f, SINK_JOINER },
	{ 0x2010, 0x2027, SINK_PLAIN },
	{ 0x2028, 0x2029, SINK_CONTROL },
	{ 0x202a, 0x202e, SINK_HIDDEN },
	{ 0x202f, 0x205f, SINK_PLAIN },
	{ 0x2060, 0x2060, SINK_JOINER },
	{ 0x2061, 0x206f, SINK_HIDDEN },
	{ 0x3164, 0x3164, SINK_HIDDEN },
	{ 0x4e00, 0x9fff, SINK_PLAIN },
	{ 0xd800, 0xdfff, SINK_CONTROL },
	{ 0xe000, 0xf8ff, SINK_PLAIN },
	{ 0xfdd0, 0xfdef, SINK_CONTROL },
	{ 0xfe00, 0xfe0f, SINK_JOINER },
	{ 0xfeff, 0xfeff, SINK_HIDDEN },
	{ 0xffa0, 0xffa0, SINK_HIDDEN },
	{ 0xfff9, 0xfffb, SINK_HIDDEN },
	{ 0xfffc, 0xfffd, SINK_PLAIN },
	{ 0xfffe, 0xffff, SINK_CONTROL },
	{ 0x1d173, 0x1d17a, SINK_HIDDEN },
	{ 0x1f1e6, 0x1f1ff, SINK_PLAIN },
	{ 0x1fffe, 0x1ffff, SINK_CONTROL },
	{ 0xe0000, 0xe007f, SINK_HIDDEN },
	{ 0xe0100, 0xe01ef, SINK_JOINER },
	{ 0xe01f0, 0xe0fff, SINK_HIDDEN },
	{ 0x10fffd, 0x10fffd, SINK_PLAIN },
	{ 0x10fffe, 0x10ffff, SINK_CONTROL },
	{ 0x110000, 0x110010, SINK_CONTROL },
};

static void classifies_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(class_cases) / sizeof(*class_cases);
	     i++) {
		const struct class_case *expected = &class_cases[i];
		for (uint32_t point = expected->first; point <= expected->last;
		     point++)
			assert_int_equal(sink_classify(point), expected->class);
	}
}

struct sink_case {
	const char *bytes;
	const char *safe;
	const char *ascii;
};

/* A terminal's commands, in every form that some terminal obeys. */
static const struct sink_case sink_cases[] = {
	{ "", "", "" },
	{ "plain", "plain", "plain" },
	{ "\x1b[31mred", SIGN "[31mred", "?[31mred" },
	{ "\x1b]0;title\x07", SIGN "]0;title" SIGN, "?]0;title?" },
	{ "\xc2\x9b"
	  "31m",
	  SIGN "31m", "?31m" },
	{ "\x9b"
	  "31m",
	  SIGN "31m", "?31m" },
	{ "\xe2\x80", SIGN, "?" },
	{ "a\x7f\x08", "a" SIGN SIGN, "a??" },
	{ "two\nlines\tand", "two lines and", "two lines and" },
	{ "cr\r\n", "cr" SIGN " ", "cr? " },
	{ "\xe2\x80\xae"
	  "txt.exe",
	  HIDDEN "txt.exe", "~txt.exe" },
	{ "a\xe2\x80\x8b"
	  "b",
	  "a" HIDDEN "b", "a~b" },
	{ "\xe2\x80\xa8", SIGN, "?" },
	{ "\xef\xbf\xbe", SIGN, "?" },
	{ "\xef\xbb\xbf"
	  "bom",
	  HIDDEN "bom", "~bom" },
	{ "\xe2\x80\x9c"
	  "caf\xc3\xa9\xe2\x80\x9d \xe2\x80\x94",
	  "\xe2\x80\x9c"
	  "caf\xc3\xa9\xe2\x80\x9d \xe2\x80\x94",
	  "\"cafe\" --" },
	{ "cafe\xcc\x81s", "cafe\xcc\x81s", "cafes" },
	{ "\xe2\x80\xa6x", "\xe2\x80\xa6x", "...x" },
	{ "co\xc2\xadop", "co\xc2\xadop", "coop" },
	/* U+1F468 U+200D U+1F469: a joiner hides nothing */
	{ "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
	  "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "??" },
	/* a tag, alone */
	{ "x\xf3\xa0\x81\xa1", "x" HIDDEN, "x~" },
	/* the flag of Scotland: U+1F3F4, tags "gbsct", U+E007F */
	{ "\xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2\xf3\xa0\x81\xb3"
	  "\xf3\xa0\x81\xa3\xf3\xa0\x81\xb4\xf3\xa0\x81\xbf.",
	  "\xf0\x9f\x8f\xb4.", "??." },
};

static void makes_table_safe(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sink_cases) / sizeof(*sink_cases); i++) {
		const struct sink_case *expected = &sink_cases[i];
		struct buffer out = BUFFER_INIT;
		sink_append(&out, expected->bytes, strlen(expected->bytes));
		assert_string_equal(buffer_string(&out), expected->safe);
		buffer_clear(&out);
		sink_append_ascii(&out, expected->bytes,
				  strlen(expected->bytes));
		assert_string_equal(buffer_string(&out), expected->ascii);
		buffer_release(&out);
	}
}

static void replaces_nul(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	sink_append(&out, "a\0b", 3);
	sink_append_ascii(&out, "a\0b", 3);
	assert_string_equal(buffer_string(&out), "a" SIGN "ba?b");
	buffer_release(&out);
}

struct tags_case {
	const char *tags; /* as ASCII; '.' is the cancel tag, '!' no tag */
	size_t taken;	  /* in tags */
};

static const struct tags_case tags_cases[] = {
	{ "", 0 },	  { ".", 0 },	     { "gb.", 0 },
	{ "gbe.", 4 },	  { "gbeng.", 6 },   { "usca.x", 5 },
	{ "gb1234.", 7 }, { "gb12345.", 0 }, { "gbeng", 0 },
	{ "gbeng!", 0 },  { "1beng.", 0 },   { "g1eng.", 0 },
	{ "gBeng.", 0 },  { "hidden.", 7 },  { "smuggled.", 0 },
};

static void knows_the_tags_of_flags(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tags_cases) / sizeof(*tags_cases); i++) {
		char text[64];
		size_t len = 0;
		for (const char *tag = tags_cases[i].tags; *tag; tag++) {
			uint32_t point = 0xe0000u + (unsigned char)*tag;
			if (*tag == '.')
				point = 0xe007f;
			else if (*tag == '!')
				point = '!';
			len += utf8_encode(point, text + len);
		}
		assert_int_equal(sink_flag_tags(text, len),
				 4 * tags_cases[i].taken);
	}
}

static void check_safe(const struct buffer *out)
{
	const char *text = buffer_string(out);

	assert_true(utf8_valid(text, out->len));
	for (size_t pos = 0; pos < out->len;) {
		uint32_t point;
		pos += utf8_decode(text + pos, out->len - pos, &point);
		assert_int_not_equal(sink_classify(point), SINK_CONTROL);
		assert_int_not_equal(sink_classify(point), SINK_HIDDEN);
	}
}

static void check_ascii(const struct buffer *out)
{
	for (size_t i = 0; i < out->len; i++)
		assert_in_range(out->data[i], 0x20, 0x7e);
}

static void lets_nothing_pass(void **state)
{
	struct buffer out = BUFFER_INIT;
	uint64_t seed = 0x51;

	(void)state;
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		char bytes[4];
		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		buffer_clear(&out);
		sink_append(&out, bytes, utf8_encode(point, bytes));
		check_safe(&out);
	}
	for (int round = 0; round < 3000; round++) {
		char bytes[64];
		size_t len = test_random(&seed) % sizeof(bytes);
		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)test_random(&seed);
		buffer_clear(&out);
		sink_append(&out, bytes, len);
		check_safe(&out);
		buffer_clear(&out);
		sink_append_ascii(&out, bytes, len);
		check_ascii(&out);
	}
	buffer_release(&out);
}

static void lays_out_text(void **state)
{
	static const struct {
		const char *text, *safe;
	} table[] = {
		{ "a\n\tb\n", "a\n\tb\n" },
		{ "a\r\nb\r\n", "a\nb\n" },
		{ "a\rb\r", "a\ufffdb\ufffd" },
		{ "\n\r\n", "\n\n" },
		{ "a\xc2\xad"
		  "b",
		  "a\xc2\xad"
		  "b" },
		{ "\033[m\xc2\x9b\x7f", "\ufffd[m\ufffd\ufffd" },
		{ "x\u202ey\n\u202e", "x\u25afy\n\u25af" },
		{ "\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e" },
		{ "\xff", "\ufffd" },
		{ "", "" },
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		buffer_clear(&out);
		sink_append_text(&out, table[i].text, strlen(table[i].text));
		assert_string_equal(buffer_string(&out), table[i].safe);
	}
	buffer_release(&out);
}

static void escapes_json(void **state)
{
	static const struct {
		const char *json, *safe;
	} table[] = {
		{ "{\"a\":\"b\"}\n[]\n", "{\"a\":\"b\"}\n[]\n" },
		{ "{}\r\n\t{}", "{} \n {}" },
		{ "\"\x7f\xc2\x9b\"", "\"\\u007f\\u009b\"" },
		{ "\"a\u202eb\ufeff\u200b\"", "\"a\\u202eb\\ufeff\\u200b\"" },
		{ "\"\U000e0041\U0010ffff\"",
		  "\"\\udb40\\udc41\\udbff\\udfff\"" },
		{ "\"\u0645\u06cc\u200c\u062e\"",
		  "\"\u0645\u06cc\u200c\u062e\"" },
		{ "\"\u00e4\ufffd\xff\"", "\"\u00e4\ufffd\ufffd\"" },
		{ "\"\\u001b\"", "\"\\u001b\"" },
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		buffer_clear(&out);
		sink_append_json(&out, table[i].json, strlen(table[i].json));
		assert_string_equal(buffer_string(&out), table[i].safe);
	}
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classifies_table),
		cmocka_unit_test(makes_table_safe),
		cmocka_unit_test(replaces_nul),
		cmocka_unit_test(knows_the_tags_of_flags),
		cmocka_unit_test(lets_nothing_pass),
		cmocka_unit_test(lays_out_text),
		cmocka_unit_test(escapes_json),
	};

	return test_run(tests);
}
