/* SPDX-License-Identifier: ISC */
/* Bytes that are looked at eight at a time give what they give one by one. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/source.h"
#include "text/utf8.h"

enum { ROUNDS = 20000 };

/* What matters to lines, white space and repair, among what does not. */
static const struct span morsels[] = {
#define MORSEL(literal)                      \
	{                                    \
		literal, sizeof(literal) - 1 \
	}
	MORSEL(" "),
	MORSEL("  "),
	MORSEL("\t"),
	MORSEL("\n"),
	MORSEL("\r"),
	MORSEL("\r\n"),
	MORSEL("\0"),
	MORSEL("\x1b"),
	MORSEL("\x7f"),
	MORSEL("\xc2\x85"),
	MORSEL("\xc2\xa0"),
	MORSEL("\xc3\xa9"),
	MORSEL("\xe2\x80"),
	MORSEL("\xff"),
	MORSEL("\xbf"),
	MORSEL("\xe6\xbc\xa2"),
	MORSEL("\xef\xbf\xbd"),
	MORSEL("\xef\xbf\xbe"),
	MORSEL("\xf0\x9f\x98\x80"),
	MORSEL("\xf4\x91\xbf\xb4"),
};

static const char words[] = "a b words of one blank each, and some more";

/* Words in which a morsel stands now and then, at any place. */
static void write_text(struct buffer *out, uint64_t *random)
{
	size_t pieces = test_random(random) % 8;

	buffer_clear(out);
	for (size_t i = 0; i < pieces; i++) {
		const struct span *morsel =
			&morsels[test_random(random) %
				 (sizeof(morsels) / sizeof(*morsels))];
		size_t from = test_random(random) % sizeof(words);
		size_t len = test_random(random) % (sizeof(words) - from);

		buffer_append(out, words + from, len);
		buffer_append(out, morsel->ptr, morsel->len);
	}
}

static void append_point(struct buffer *out, uint32_t point)
{
	char form[4];

	buffer_append(out, form, utf8_encode(point, form));
}

/* --- Lines ------------------------------------------------------------- */

/* As source.h says it, a character at a time. */
static size_t expected_lines(const struct buffer *bytes, struct buffer *out)
{
	size_t repaired = 0;
	size_t i = 0;

	while (i < bytes->len) {
		uint32_t point;
		size_t taken =
			utf8_decode(bytes->data + i, bytes->len - i, &point);
		bool sign = taken == 3 &&
			    !memcmp(bytes->data + i, "\xef\xbf\xbd", 3);

		i += taken;
		if (!point || (point == UTF8_REPLACEMENT && !sign)) {
			point = UTF8_REPLACEMENT;
			repaired++;
		}
		if (point == '\r' && i < bytes->len && bytes->data[i] == '\n')
			continue;
		append_point(out, point == '\r' ? '\n' : point);
	}
	if (bytes->len && out->data[out->len - 1] != '\n')
		buffer_append_byte(out, '\n');
	return repaired;
}

static void test_lines(void **state)
{
	struct buffer bytes = BUFFER_INIT;
	struct buffer expected = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;
	uint64_t random = 7;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct source_cursor cursor = { 0, 1 };
		struct source *source;
		size_t repaired = 0;
		size_t wanted;

		write_text(&bytes, &random);
		buffer_clear(&expected);
		buffer_clear(&found);
		wanted = expected_lines(&bytes, &expected);
		source = source_from_memory("x", buffer_string(&bytes),
					    bytes.len);
		while (source_line(source, &cursor, &found, &repaired))
			continue;
		source_free(source);
		assert_int_equal(found.len, expected.len);
		assert_memory_equal(buffer_string(&found),
				    buffer_string(&expected), found.len);
		assert_int_equal(repaired, wanted);
	}
	buffer_release(&bytes);
	buffer_release(&expected);
	buffer_release(&found);
}

/* --- Text -------------------------------------------------------------- */

static char last_of(const struct buffer *text)
{
	return text->len ? text->data[text->len - 1] : '\n';
}

static void trim(struct buffer *text, const char *white)
{
	while (text->len && strchr(white, last_of(text)))
		buffer_truncate(text, text->len - 1);
}

/* T1 and T9 of document.h for text that flows, a character at a time. */
static void enter_flowing(struct buffer *text, const char *bytes, size_t len)
{
	size_t i = 0;

	while (i < len) {
		uint32_t point;

		i += utf8_decode(bytes + i, len - i, &point);
		if (point == '\n') {
			trim(text, " ");
			if (text->len)
				buffer_append_byte(text, '\n');
		} else if (point == ' ' || point == '\t') {
			if (!strchr(" \n", last_of(text)))
				buffer_append_byte(text, ' ');
		} else if (point < ' ' || (point >= 0x7f && point < 0xa0)) {
			append_point(text, UTF8_REPLACEMENT);
		} else {
			append_point(text, point);
		}
	}
}

/* T1 for code. */
static void enter_code(struct buffer *text, const char *bytes, size_t len)
{
	size_t i = 0;

	while (i < len) {
		uint32_t point;

		i += utf8_decode(bytes + i, len - i, &point);
		if ((point < ' ' && point != '\n' && point != '\t') ||
		    (point >= 0x7f && point < 0xa0))
			point = UTF8_REPLACEMENT;
		append_point(text, point);
	}
}

/* Enters bytes in some pieces, as the document does it and as the rules. */
static void enter(struct document *piece, struct buffer *expected,
		  const struct buffer *bytes, bool code, uint64_t *random)
{
	size_t at = 0;

	while (at < bytes->len) {
		size_t len = 1 + test_random(random) % (bytes->len - at);

		document_add_text(piece, bytes->data + at, len, 0,
				  DOCUMENT_NONE);
		if (code)
			enter_code(expected, bytes->data + at, len);
		else
			enter_flowing(expected, bytes->data + at, len);
		at += len;
	}
}

static void test_text(void **state)
{
	struct buffer bytes = BUFFER_INIT;
	struct buffer expected = BUFFER_INIT;
	uint64_t random = 8;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct document *piece = document_new(DOCUMENT_MARKDOWN);
		bool code = round % 4 == 0;

		write_text(&bytes, &random);
		buffer_clear(&expected);
		document_begin_block(piece, code ? BLOCK_CODE : BLOCK_PARAGRAPH,
				     DOCUMENT_NONE, 1);
		enter(piece, &expected, &bytes, code, &random);
		document_end_block(piece);
		if (!code)
			trim(&expected, " \n");
		buffer_append_byte(&expected, '\n');
		assert_int_equal(piece->text.len, expected.len);
		assert_memory_equal(piece->text.data, expected.data,
				    expected.len);
		document_free(piece);
	}
	buffer_release(&bytes);
	buffer_release(&expected);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_text),
	};

	return test_run(tests);
}
