/* SPDX-License-Identifier: ISC */
/* Bytes as they come: in any pieces, of any encoding, cut off and failing. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/source/feed.h"

enum { ROUNDS = 400, HEAD = 8 * 1024, CONTEXT_PLAIN = 600 };

/* Sentences as they stand in files, much or little plain text before them. */
static const struct {
	const char *encoding;
	const char *bytes;
	size_t len;
} texts[] = {
#define BYTES(literal) literal, sizeof(literal) - 1
	{ "", BYTES("Caf\xc3\xa9 \xe2\x80\x94 and so on.\r\n") },
	{ "", BYTES("A plain line, and another\n") },
	{ "windows-1252", BYTES("Les \xe9l\xe8ves \xe9taient l\xe0.\r\n") },
	{ "KOI8-R", BYTES("\xf0\xd2\xc9\xd7\xc5\xd4, \xcd\xc9\xd2. \xed\xd9 "
			  "\xda\xc4\xc5\xd3\xd8.\n") },
	{ "Shift_JIS", BYTES("\x96\x7c\x96\xf3\x8e\xd2\x82\xcd\x83\x5c\x83\x74"
			     "\x83\x67\x82\xf0\x93\xc7\x82\xde\x81\x42\n") },
	{ "EUC-JP", BYTES("\xcb\xdd\xcc\xf5\xbc\xd4\xa4\xcf\xc6\xc9\xa4\xe0"
			  "\xa1\xa3\n") },
	{ "GB18030", BYTES("\xce\xd2\xc3\xc7\xb5\xc4\xca\xe9\xd4\xda\xd5\xe2"
			   "\xc0\xef\xa1\xa3\n") },
	{ "Big5", BYTES("\xa7\xda\xad\xcc\xaa\xba\xae\xd1\xa6\xb3\xa4\x40"
			"\xa5\xbb\xa1\x43\n") },
};

static void fill(struct buffer *out, size_t text, size_t plain, size_t times)
{
	buffer_clear(out);
	for (size_t i = 0; i < plain; i++)
		buffer_append_string(out, i % 9 ? "word " : "line\n");
	for (size_t i = 0; i < times; i++)
		buffer_append(out, texts[text].bytes, texts[text].len);
}

static void check_lines(const struct feed *feed)
{
	size_t end = feed->lines_end;

	assert_true(end <= feed->text.len);
	if (end && !feed->ended)
		assert_true(feed->text.data[end - 1] == '\n' ||
			    feed->text.data[end - 1] == '\r');
	if (!feed->ended)
		assert_null(memchr(buffer_string(&feed->text) + end, '\n',
				   feed->text.len - end));
}

/* The text and its encoding hang on no accident of how they came. */
static void test_pieces(void **state)
{
	struct buffer bytes = BUFFER_INIT;
	uint64_t random = 5;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		size_t text =
			test_random(&random) % (sizeof(texts) / sizeof(*texts));
		size_t most = round % 2 ? 40 : 9000;
		struct feed whole, pieces;

		fill(&bytes, text, test_random(&random) % CONTEXT_PLAIN,
		     1 + test_random(&random) % 900);
		feed_init(&whole, -1, NULL);
		feed_bytes(&whole, bytes.data, bytes.len, true);
		feed_init(&pieces, -1, NULL);
		for (size_t off = 0; off < bytes.len;) {
			size_t size = 1 + test_random(&random) % most;

			if (size > bytes.len - off)
				size = bytes.len - off;
			feed_bytes(&pieces, bytes.data + off, size, false);
			check_lines(&pieces);
			off += size;
		}
		feed_bytes(&pieces, NULL, 0, true);
		check_lines(&pieces);
		assert_string_equal(whole.encoding, texts[text].encoding);
		assert_string_equal(pieces.encoding, texts[text].encoding);
		assert_int_equal(pieces.text.len, whole.text.len);
		assert_int_equal(pieces.lines_end, pieces.text.len);
		if (pieces.text.len)
			assert_memory_equal(pieces.text.data, whole.text.data,
					    whole.text.len);
		assert_int_equal(pieces.replaced + whole.replaced, 0);
		feed_release(&whole);
		feed_release(&pieces);
	}
	buffer_release(&bytes);
}

/* What is not decided is kept back, but not after a pause. */
static void test_pause(void **state)
{
	struct feed feed;

	(void)state;
	feed_init(&feed, -1, NULL);
	feed_bytes(&feed, "One.\n", 5, false);
	assert_int_equal(feed.text.len, 0);
	feed_pause(&feed);
	assert_int_equal(feed.text.len, 5);
	feed_bytes(&feed, "Two.\n", 5, false);
	assert_int_equal(feed.text.len, 10);
	feed_bytes(&feed, "caf\xe9 \xe9t\xe9\n", 9, false);
	assert_int_equal(feed.text.len, 13);
	assert_false(feed.decided);
	feed_pause(&feed);
	assert_true(feed.decided);
	assert_string_equal(feed.text.data, "One.\nTwo.\ncafé été\n");
	feed_release(&feed);
}

/* What was plain and is passed on already still tells what comes behind it. */
static void test_context(void **state)
{
	struct feed feed;

	(void)state;
	feed_init(&feed, -1, NULL);
	feed_bytes(&feed, "Ever since, he fin", 18, false);
	feed_pause(&feed);
	assert_int_equal(feed.text.len, 18);
	/* alone the letter would rather be a Russian "o" */
	feed_bytes(&feed, "\xee\n", 2, true);
	assert_string_equal(feed.encoding, "windows-1252");
	feed_release(&feed);
}

static void test_objection(void **state)
{
	static const char zeros[HEAD];
	struct feed feed;

	(void)state;
	feed_init(&feed, -1, NULL);
	feed_bytes(&feed, zeros, HEAD - 1, false);
	assert_false(feed.ended);
	feed_bytes(&feed, zeros, 1, false);
	assert_true(feed.ended);
	assert_non_null(feed.objection);
	assert_int_equal(feed.text.len, 0);
	feed_release(&feed);
	/* Where the reader has said what it is there is nothing to object. */
	feed_init(&feed, -1, "utf-8");
	feed_bytes(&feed, zeros, HEAD, false);
	assert_null(feed.objection);
	assert_int_equal(feed.text.len, HEAD);
	feed_release(&feed);
}

/* More than can be read is cut off; what came before stays. */
static void test_limit(void **state)
{
	struct feed feed;

	(void)state;
	feed_init(&feed, -1, NULL);
	feed_bytes(&feed, "One.\n", 5, false);
	feed_pause(&feed);
	feed.taken = DOCUMENT_TEXT_MAX - 5;
	feed_bytes(&feed, "Two.\n", 5, false);
	assert_false(feed.cut);
	feed_bytes(&feed, "Three.\n", 7, false);
	assert_true(feed.cut);
	assert_true(feed.ended);
	feed_bytes(&feed, "Four.\n", 6, false);
	assert_string_equal(feed.text.data, "One.\nTwo.\nThree.\n");
	feed_release(&feed);
}

static void test_failure(void **state)
{
	struct feed feed;

	(void)state;
	feed_init(&feed, open("/", O_RDONLY | O_CLOEXEC), NULL);
	assert_true(feed_wait(&feed, -1));
	assert_true(feed.ended);
	assert_int_equal(feed.failure, EISDIR);
	assert_false(feed_wait(&feed, -1));
	feed_release(&feed);
}

/* Nothing is waited for; what is there is taken. */
static void test_reading(void **state)
{
	struct feed feed;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	feed_init(&feed, ends[0], NULL);
	assert_false(feed_read(&feed));
	assert_false(feed_wait(&feed, 0));
	assert_int_equal(write(ends[1], "abc", 3), 3);
	assert_true(feed_read(&feed));
	assert_false(feed.ended);
	assert_int_equal(feed.taken, 3);
	close(ends[1]);
	assert_true(feed_read(&feed));
	assert_true(feed.ended);
	assert_int_equal(feed.failure, 0);
	assert_string_equal(feed.text.data, "abc");
	feed_release(&feed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_pause),
		cmocka_unit_test(test_context),
		cmocka_unit_test(test_objection),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_failure),
		cmocka_unit_test(test_reading),
	};

	return test_run(tests);
}
