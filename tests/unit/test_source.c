/* SPDX-License-Identifier: ISC */
/* Test files, pipes and memory as lines; front matter; the kind of text. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/source.h"
#include "document/source/frontmatter.h"
#include "document/source/toml.h"

enum { WINDOW = 64 * 1024 }; /* of source.c */

/* A name for a file that does not exist yet, in a folder of this test. */
static char folder[256];
static char path[512];

static void name_file(const char *name)
{
	snprintf(path, sizeof(path), "%s/%s", folder, name);
}

static void write_file(const char *name, const char *bytes, size_t len)
{
	FILE *file;

	name_file(name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state)
{
	const char *parent = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof(folder), "%s/lectern-source-XXXXXX",
		 parent ? parent : "/tmp");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	static const char *const names[] = { "file", "text.md", "fifo",
					     "shrinking" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		name_file(names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

/* All lines from a cursor on. */
static size_t read_lines(struct source *source, struct source_cursor cursor,
			 struct buffer *out)
{
	size_t repaired = 0;

	while (source_line(source, &cursor, out, &repaired))
		continue;
	return repaired;
}

static void expect_lines(struct source *source, const char *expected,
			 size_t repaired)
{
	struct buffer found = BUFFER_INIT;

	assert_non_null(source);
	assert_int_equal(read_lines(source, source_start(source), &found),
			 repaired);
	assert_string_equal(buffer_string(&found), expected);
	assert_int_equal(found.len, strlen(expected));
	buffer_release(&found);
}

/* --- Lines -----------------------------------------------------------------
 */

static const struct {
	const char *bytes;
	size_t len;
	const char *lines;
	size_t repaired;
} texts[] = {
#define BYTES(literal) literal, sizeof(literal) - 1
	{ BYTES(""), "", 0 },
	{ BYTES("\n"), "\n", 0 },
	{ BYTES("one"), "one\n", 0 },
	{ BYTES("one\n"), "one\n", 0 },
	{ BYTES("one\r\ntwo\rthree\nfour\r"), "one\ntwo\nthree\nfour\n", 0 },
	{ BYTES("\r\r\n\n\r"), "\n\n\n\n", 0 },
	{ BYTES("a\n\rb"), "a\n\nb\n", 0 },
	{ BYTES("\xef\xbb\xbfmark\n"), "mark\n", 0 },
	{ BYTES("in\xef\xbb\xbfside"), "in\xef\xbb\xbfside\n", 0 },
	{ BYTES("caf\xe9 \xe2\x82 au lait, and a good deal more"),
	  "caf\xef\xbf\xbd \xef\xbf\xbd au lait, and a good deal more\n", 2 },
	{ BYTES("a nul \0 is no end of the text, nor of its line\n"),
	  "a nul \xef\xbf\xbd is no end of the text, nor of its line\n", 1 },
};

static void test_memory(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct source *source =
			source_from_memory("x", texts[i].bytes, texts[i].len);

		expect_lines(source, texts[i].lines, texts[i].repaired);
		assert_int_equal(source_size(source), texts[i].len);
		source_free(source);
	}
}

/* As a file whose encoding is not to be found out. */
static struct source *open_utf8(void)
{
	struct source_file file = { .path = path, .encoding = "utf-8" };
	struct error error;

	return source_open_file(&file, &error);
}

static void test_files(void **state)
{
	struct error error;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct source *source;

		write_file("file", texts[i].bytes, texts[i].len);
		source = open_utf8();
		assert_non_null(source);
		assert_string_equal(source_name(source), path);
		/* twice: a file can be read again */
		expect_lines(source, texts[i].lines, texts[i].repaired);
		expect_lines(source, texts[i].lines, texts[i].repaired);
		assert_false(source_failed(source, &error));
		source_free(source);
	}
}

/* Line ends and characters that fall on the edge of the window, and lines that
 * are longer than it. */
static void test_windows(void **state)
{
	static const char *const edges[] = {
		"\r\n",	     "\r", "\n", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
		"\xff\r\n\r"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
		for (size_t before = WINDOW - 4; before <= WINDOW; before++) {
			struct buffer bytes = BUFFER_INIT;
			struct buffer memory = BUFFER_INIT;
			struct buffer file = BUFFER_INIT;
			struct source *source;

			for (size_t j = 0; j < before; j++)
				buffer_append_byte(&bytes, 'a');
			buffer_append_string(&bytes, edges[i]);
			for (size_t j = 0; j < 2 * WINDOW; j++)
				buffer_append_byte(&bytes, 'b');
			source = source_from_memory("x", bytes.data, bytes.len);
			read_lines(source, source_start(source), &memory);
			source_free(source);
			write_file("file", bytes.data, bytes.len);
			source = open_utf8();
			assert_non_null(source);
			read_lines(source, source_start(source), &file);
			source_free(source);
			assert_int_equal(file.len, memory.len);
			assert_memory_equal(file.data, memory.data, file.len);
			buffer_release(&bytes);
			buffer_release(&memory);
			buffer_release(&file);
		}
	}
}

/* Cursors count lines, and any of them can be gone back to. */
static void test_cursors(void **state)
{
	static const char text[] = "\xef\xbb\xbf"
				   "a\r\nb\rc\nd";
	static const struct source_cursor expected[] = {
		{ 3, 1 }, { 6, 2 }, { 8, 3 }, { 10, 4 }, { 11, 5 }
	};
	struct source *source = source_from_memory("x", text, sizeof(text) - 1);
	struct source_cursor cursor = source_start(source);
	struct buffer line = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(cursor.off, expected[i].off);
		assert_int_equal(cursor.line, expected[i].line);
		assert_int_equal(source_line(source, &cursor, &line, NULL),
				 i < 4);
	}
	cursor = expected[2];
	buffer_clear(&line);
	assert_true(source_line(source, &cursor, &line, NULL));
	assert_string_equal(line.data, "c\n");
	buffer_release(&line);
	source_free(source);
}

static void test_bytes(void **state)
{
	struct source *source;
	struct error error;
	char out[8];

	(void)state;
	write_file("file", "abcdefgh", 8);
	source = source_open(path, &error);
	assert_non_null(source);
	assert_int_equal(source_read(source, 2, out, 3), 3);
	assert_memory_equal(out, "cde", 3);
	assert_int_equal(source_read(source, 6, out, 8), 2);
	assert_memory_equal(out, "gh", 2);
	assert_int_equal(source_read(source, 8, out, 8), 0);
	assert_int_equal(source_read(source, 99, out, 8), 0);
	source_free(source);
}

/* --- Kinds of files ----------------------------------------------------------
 */

static void expect_refusal(const char *name, const char *why)
{
	struct error error = { .sentence = "" };

	assert_null(source_open(name, &error));
	assert_memory_equal(error.sentence, name, strlen(name));
	assert_non_null(strstr(error.sentence, why));
}

static void test_refusals(void **state)
{
	(void)state;
	expect_refusal(folder, ": is a folder");
	name_file("missing");
	expect_refusal(path, ": there is no such file");
	expect_refusal("/dev/zero", ": is a binary file");
	write_file("file", "secret", 6);
	if (geteuid() != 0) {
		assert_int_equal(chmod(path, 0), 0);
		expect_refusal(path, ": you may not read it");
	}
	write_file("file",
		   "\x7f"
		   "ELF\2\1\1\0\0\0",
		   10);
	expect_refusal(path, ": is a binary file");
	/* numbers, not the letters of UTF-16 */
	write_file("file", "a\0b\0\1\0\2\0\3\0", 10);
	expect_refusal(path, ": is a binary file");
}

static void test_large_file(void **state)
{
	(void)state;
	write_file("file", "a", 1);
	if (truncate(path, (off_t)DOCUMENT_TEXT_MAX + 1) == 0)
		expect_refusal(path, ": is larger than 1 GiB");
}

/* Text in a legacy encoding, or with a few NULs, is text. */
static void test_damaged_text(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct source *source;
	struct error error;

	(void)state;
	for (int i = 0; i < 100; i++)
		buffer_append(&text, "na\xefve \xe9t\xe9 of 1914\0 and\n", 23);
	write_file("file", text.data, text.len);
	source = source_open(path, &error);
	assert_non_null(source);
	source_free(source);
	buffer_release(&text);
}

static void test_devices(void **state)
{
	struct error error;
	struct source *source = source_open("/dev/null", &error);

	(void)state;
	assert_non_null(source);
	assert_int_equal(source_size(source), 0);
	expect_lines(source, "", 0);
	source_free(source);
}

/* A writer who hesitates is waited for. */
static void test_fifo(void **state)
{
	struct source *source;
	struct error error;
	pid_t writer;
	int status;

	(void)state;
	name_file("fifo");
	assert_int_equal(mkfifo(path, 0600), 0);
	writer = fork();
	assert_true(writer >= 0);
	if (!writer) {
		int fd = open(path, O_WRONLY);
		bool ok = fd >= 0 && write(fd, "one\ntw", 6) == 6 &&
			  write(fd, "o\n", 2) == 2;

		_exit(ok ? 0 : 1);
	}
	source = source_open(path, &error);
	assert_int_equal(waitpid(writer, &status, 0), writer);
	assert_int_equal(status, 0);
	expect_lines(source, "one\ntwo\n", 0);
	expect_lines(source, "one\ntwo\n", 0);
	source_free(source);
}

static void test_standard_input(void **state)
{
	int saved = dup(STDIN_FILENO);
	struct source *source;
	struct error error;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	/* nothing to read yet must not look like the end */
	assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(write(ends[1], "a letter\n", 9), 9);
	close(ends[1]);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	source = source_open("-", &error);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_non_null(source);
	assert_string_equal(source_name(source), "standard input");
	expect_lines(source, "a letter\n", 0);
	source_free(source);
}

/* --- Encodings --------------------------------------------------------------
 */

static const struct {
	const char *bytes;
	size_t len;
	const char *encoding; /* NULL: UTF-8 */
	const char *lines;
	size_t replaced;
} encoded[] = {
	{ BYTES("\xff\xfe"
		"a\0\n\0\xe9\0"),
	  "UTF-16LE", "a\né\n", 0 },
	{ BYTES("\xfe\xff\0a\0\r\0\n\x4e\x00"), "UTF-16BE", "a\n一\n", 0 },
	{ BYTES("a\0\n\0b\0\xd8"), "UTF-16LE", "a\nb\ufffd\n", 1 },
	{ BYTES("\xff\xfe\0\0a\0\0\0"), "UTF-32LE", "a\n", 0 },
	{ BYTES("Les \xe9l\xe8ves\r\nont \xe9t\xe9 l\xe0.\r\n"), "windows-1252",
	  "Les élèves\nont été là.\n", 0 },
	/* a backslash and a bar in the second bytes */
	{ BYTES("\x83\x5c\x83\x74\x83\x67\x95\x5c\x82\xcc\n\x83\x7c"
		"\x83\x58\x83\x67\x82\xcd\n"),
	  "Shift_JIS", "ソフト表の\nポストは\n", 0 },
	{ BYTES("\xce\xd2\xc3\xc7\xb5\xc4\n"), "GB18030", "我们的\n", 0 },
	{ BYTES("\xef\xbb\xbf"
		"caf\xc3\xa9\n"),
	  NULL, "café\n", 0 },
	{ BYTES("caf\xc3\xa9 \xe2\x80\x94 \xff\n"), NULL, "café — \ufffd\n",
	  1 },
};

static void expect_encoded(struct source *source, size_t i)
{
	size_t replaced = source_replaced(source);

	assert_non_null(source);
	if (!encoded[i].encoding)
		assert_null(source_encoding(source));
	else
		assert_string_equal(source_encoding(source),
				    encoded[i].encoding);
	/* What is replaced while decoding is no bad line any more. */
	expect_lines(source, encoded[i].lines,
		     replaced ? 0 : encoded[i].replaced);
	assert_true(!replaced || replaced == encoded[i].replaced);
	assert_true(source_is_whole(source));
	source_free(source);
}

static void test_encodings(void **state)
{
	struct error error;

	(void)state;
	for (size_t i = 0; i < sizeof(encoded) / sizeof(*encoded); i++) {
		write_file("file", encoded[i].bytes, encoded[i].len);
		expect_encoded(source_open(path, &error), i);
		expect_encoded(source_from_bytes("x", encoded[i].bytes,
						 encoded[i].len, NULL),
			       i);
	}
}

/* What the reader says counts, also against a sign. */
static void test_given_encoding(void **state)
{
	struct source_file file = { .path = path, .encoding = "koi8-r" };
	struct source *source;
	struct error error;

	(void)state;
	write_file("file", "\xce\xd2\xc3\xc7\xb5\xc4\n", 7);
	source = source_open_file(&file, &error);
	assert_string_equal(source_encoding(source), "KOI8-R");
	expect_lines(source, "нрцг╣д\n", 0);
	source_free(source);
	file.encoding = "UTF-8";
	source = source_open_file(&file, &error);
	assert_null(source_encoding(source));
	expect_lines(source, "\ufffd\ufffd\ufffdǵ\ufffd\n", 4);
	source_free(source);
}

/* The first byte that tells may stand far into the file, or in a pipe, long
 * after its beginning was taken for ASCII. */
static void test_late_encoding(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct source *source;
	struct error error;

	(void)state;
	for (int i = 0; i < 40000; i++)
		buffer_append_string(&text, "The same plain line again.\n");
	buffer_append_string(&text, "\xc9t\xe9, no\xebl.\n");
	write_file("file", text.data, text.len);
	source = source_open(path, &error);
	assert_string_equal(source_encoding(source), "windows-1252");
	assert_int_equal(source_size(source), text.len + 3);
	source_free(source);
	source = source_from_bytes("x", text.data, text.len, NULL);
	assert_string_equal(source_encoding(source), "windows-1252");
	assert_int_equal(source_size(source), text.len + 3);
	source_free(source);
	buffer_release(&text);
}

/* --- Arriving ---------------------------------------------------------------
 */

/* A FIFO whose writing end is the test's. */
static int open_arriving(struct source **source)
{
	struct source_file file = { .path = path, .arriving = true };
	struct error error;
	int writer;

	name_file("fifo");
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	writer = open(path, O_RDWR | O_CLOEXEC);
	assert_true(writer >= 0);
	*source = source_open_file(&file, &error);
	assert_non_null(*source);
	return writer;
}

static void send_text(int writer, struct source *source, const char *text)
{
	assert_int_equal(write(writer, text, strlen(text)), strlen(text));
	assert_true(source_advance(source));
	source_pause(source);
}

/* A snapshot is of whole lines; what comes later does not change it. */
static void test_snapshots(void **state)
{
	struct source *source;
	int writer = open_arriving(&source);

	(void)state;
	expect_lines(source, "", 0);
	assert_false(source_is_whole(source));
	assert_false(source_has_news(source));
	assert_false(source_advance(source));
	send_text(writer, source, "one\ntw");
	expect_lines(source, "", 0);
	assert_true(source_has_news(source));
	source_take_snapshot(source);
	assert_false(source_has_news(source));
	expect_lines(source, "one\n", 0);
	send_text(writer, source, "o\r");
	assert_false(source_has_news(source));
	send_text(writer, source, "\nthree\xe2");
	expect_lines(source, "one\n", 0);
	source_take_snapshot(source);
	expect_lines(source, "one\ntwo\n", 0);
	send_text(writer, source, "\x80\x94");
	close(writer);
	assert_true(source_fd(source) >= 0);
	assert_true(source_advance(source));
	assert_int_equal(source_fd(source), -1);
	assert_true(source_has_news(source));
	assert_false(source_is_whole(source));
	source_take_snapshot(source);
	assert_true(source_is_whole(source));
	expect_lines(source, "one\ntwo\nthree—\n", 0);
	source_free(source);
}

/* Nobody is waited for who may never come. */
static void test_nobody_writes(void **state)
{
	struct source_file file = { .path = path, .arriving = true };
	struct source *source;
	struct error error;

	(void)state;
	name_file("fifo");
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	alarm(20);
	source = source_open_file(&file, &error);
	alarm(0);
	assert_non_null(source);
	assert_false(source_is_whole(source));
	assert_true(source_fd(source) >= 0);
	assert_int_equal(source_size(source), 0);
	source_free(source);
}

/* Front matter is never taken for text while its end is still to come; two
 * rules are, for nothing between them looks like it. */
static void test_arriving_front_matter(void **state)
{
	struct source *source;
	int writer = open_arriving(&source);

	(void)state;
	send_text(writer, source, "---\ntitle: A\n");
	source_take_snapshot(source);
	expect_lines(source, "", 0);
	send_text(writer, source, "author: B\n---\nText.\n");
	source_take_snapshot(source);
	expect_lines(source, "Text.\n", 0);
	assert_int_equal(source_start(source).line, 5);
	source_free(source);
	close(writer);
	writer = open_arriving(&source);
	send_text(writer, source, "+++\ntitle = 'A'\n");
	source_take_snapshot(source);
	expect_lines(source, "", 0);
	send_text(writer, source, "+++\nText.\n");
	source_take_snapshot(source);
	expect_lines(source, "Text.\n", 0);
	source_free(source);
	close(writer);
	writer = open_arriving(&source);
	send_text(writer, source, "---\nNo front matter, that.\n");
	source_take_snapshot(source);
	expect_lines(source, "---\nNo front matter, that.\n", 0);
	close(writer);
	source_finish(source);
	expect_lines(source, "---\nNo front matter, that.\n", 0);
	source_free(source);
}

/* Decided when it can be, and once. */
static void test_arriving_encoding(void **state)
{
	struct source *source;
	int writer = open_arriving(&source);

	(void)state;
	send_text(writer, source, "A plain line.\n");
	source_take_snapshot(source);
	assert_null(source_encoding(source));
	expect_lines(source, "A plain line.\n", 0);
	send_text(writer, source, "D\xe9j\xe0 l'\xe9t\xe9.\n");
	source_take_snapshot(source);
	assert_string_equal(source_encoding(source), "windows-1252");
	send_text(writer, source, "\xd0\xe9\xe8\n");
	close(writer);
	source_finish(source);
	expect_lines(source, "A plain line.\nDéjà l'été.\nÐéè\n", 0);
	source_free(source);
}

/* --- Changes ----------------------------------------------------------------
 */

enum change {
	CHANGE_NONE,
	CHANGE_SHORTER,
	CHANGE_LONGER,
	CHANGE_INSIDE,
	CHANGE_REPLACED,
	CHANGES
};

static void change_file(enum change change)
{
	static const struct timespec times[] = { { 1000, 0 }, { 1000, 0 } };
	char other[520];

	switch (change) {
	case CHANGE_SHORTER:
		assert_int_equal(truncate(path, 3), 0);
		break;
	case CHANGE_LONGER:
		assert_int_equal(truncate(path, 30), 0);
		break;
	case CHANGE_INSIDE:
		assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
		break;
	case CHANGE_REPLACED:
		snprintf(other, sizeof(other), "%s.new", path);
		assert_int_equal(rename(path, other), 0);
		write_file("file", "other\n", 6);
		assert_int_equal(unlink(other), 0);
		break;
	case CHANGE_NONE:
	case CHANGES:
		break;
	}
}

/* What a file has become while it was read is said, in any encoding. */
static void test_changes(void **state)
{
	static const char *const said[] = { NULL, "became shorter",
					    "became longer", "changed",
					    "was replaced" };

	(void)state;
	for (int i = 0; i < 2 * CHANGES; i++) {
		struct source *source;
		struct error error;

		write_file("file",
			   i < CHANGES ? "a\nb\nc\n"
				       : "\xff\xfe"
					 "a\0\n\0",
			   6);
		source = source_open(path, &error);
		assert_non_null(source);
		change_file((enum change)(i % CHANGES));
		assert_int_equal(source_is_doubtful(source, &error),
				 said[i % CHANGES] != NULL);
		if (said[i % CHANGES])
			assert_non_null(
				strstr(error.sentence, said[i % CHANGES]));
		source_free(source);
	}
}

/* A file cut short while it is read ends early, and that is all. */
static void test_shrinking_file(void **state)
{
	struct buffer bytes = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;
	struct source_cursor cursor;
	struct source *source;
	struct error error;

	(void)state;
	for (int i = 0; i < 40000; i++)
		buffer_append_string(&bytes, "a line\n");
	write_file("shrinking", bytes.data, bytes.len);
	source = source_open(path, &error);
	assert_non_null(source);
	cursor = source_start(source);
	assert_true(source_line(source, &cursor, &found, NULL));
	assert_int_equal(truncate(path, 5000), 0);
	read_lines(source, cursor, &found);
	assert_true(found.len >= 5000 && found.len < bytes.len);
	assert_memory_equal(found.data, bytes.data, found.len - 7);
	cursor = (struct source_cursor){ 200000, 1 };
	assert_false(source_line(source, &cursor, &found, NULL));
	source_free(source);
	buffer_release(&bytes);
	buffer_release(&found);
}

/* --- Front matter ------------------------------------------------------------
 */

static void expect_metadata(const char *text, uint32_t line, const char *title,
			    const char *author, const char *rest)
{
	struct source *source = source_from_memory("x", text, strlen(text));
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	const struct metadata *said = &piece->metadata;
	struct buffer others = BUFFER_INIT;

	source_metadata(source, piece);
	buffer_append_format(&others, "%s|%s|%s",
			     document_string(piece, said->date),
			     document_string(piece, said->lang),
			     document_string(piece, said->url));
	assert_string_equal(document_string(piece, said->title), title);
	assert_string_equal(document_string(piece, said->author), author);
	assert_string_equal(others.data, rest);
	assert_int_equal(source_start(source).line, line);
	buffer_release(&others);
	document_free(piece);
	source_free(source);
}

static void test_front_matter(void **state)
{
	static const struct {
		const char *text;
		uint32_t line;
		const char *title, *author, *rest;
	} cases[] = {
		{ "---\ntitle: On Bees\nauthor: Ana P.\ndate: 2024-03-12\n"
		  "lang: en-GB\nurl: https://example.org/bees\n---\nText",
		  8, "On Bees", "Ana P.",
		  "2024-03-12|en-GB|https://example.org/bees" },
		/* other names of keys, other ends, other line ends */
		{ "\xef\xbb\xbf---  \r\nTitle: A\r\nLANGUAGE: de\r\n"
		  "source: \"x y\"\r\n...\r\nText",
		  6, "A", "", "|de|x y" },
		/* quotes, escapes, comments, a colon */
		{ "---\n# a comment\n"
		  "title: \"Bees: a \\\"study\\\" \\u00e9\\x21\" # not this\n"
		  "author: 'O''Neil'\n---\n",
		  6, "Bees: a \"study\" \xc3\xa9!", "O'Neil", "||" },
		{ "---\ntitle: Star Wars: what now # a comment\n---\n", 4,
		  "Star Wars: what now", "", "||" },
		{ "---\ntitle: C#\n---\n", 4, "C#", "", "||" },
		{ "---\ntitle: Dune: a book\n---\n", 4, "Dune: a book", "",
		  "||" },
		/* scalars on several lines */
		{ "---\ntitle: >-\n  A long\n  title\n\n  folded\n"
		  "author: |\n  Ana\n---\n",
		  10, "A long title folded", "Ana", "||" },
		{ "---\ntitle: A plain\n  one\ndate: \"2024\n  March\"\n---\n",
		  7, "A plain one", "", "2024 March||" },
		/* lists of both styles, and of maps */
		{ "---\nauthors: [Ana, \"B, C\", 'D']\n---\n", 4, "",
		  "Ana, B, C, D", "||" },
		{ "---\nauthors:\n  - Ana # first\n  - 'Bo'\n---\n", 6, "",
		  "Ana, Bo", "||" },
		{ "---\nauthor:\n- name: Ana\n  email: a@b.c\n"
		  "- email: d@e.f\n  name: Bo\n---\n",
		  8, "", "Ana, Bo", "||" },
		{ "---\nauthors: [Ana,\n  Bo\n]\ntitle: T\n---\n", 7, "T",
		  "Ana, Bo", "||" },
		/* the first one that says something counts */
		{ "---\ntitle: ~\nauthor:\nauthors: Ana\ntitle: T\n---\n", 7,
		  "T", "Ana", "||" },
		/* other people's keys */
		{ "---\nlayout: post\ntags:\n  - x\nnested:\n  title: no\n"
		  "title: yes\n---\n",
		  9, "yes", "", "||" },
		/* no front matter: nothing is lost */
		{ "---\n\nText between rules\n\n---\n", 1, "", "", "||" },
		{ "---\nDear John: I write\n---\n", 1, "", "", "||" },
		{ "---\ntitle: T\nBut this is a sentence.\n---\n", 1, "", "",
		  "||" },
		{ "---\ntitle: without an end\n", 1, "", "", "||" },
		{ "---\n---\n", 1, "", "", "||" },
		{ "----\ntitle: T\n----\n", 1, "", "", "||" },
		{ "\n---\ntitle: T\n---\n", 1, "", "", "||" },
		{ "---\n- a list\n---\n", 1, "", "", "||" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		expect_metadata(cases[i].text, cases[i].line, cases[i].title,
				cases[i].author, cases[i].rest);
}

static void test_toml_front_matter(void **state)
{
	static const struct {
		const char *text;
		uint32_t line;
		const char *title, *author, *rest;
	} cases[] = {
		{ "+++\ntitle = \"On Bees\"\nauthor='Ana P.'\n"
		  "date = 2024-03-12T10:00:00+02:00 # a comment\n"
		  "lang = \"en\"\nurl = \"/bees\"\n+++\nText",
		  8, "On Bees", "Ana P.",
		  "2024-03-12T10:00:00+02:00|en|/bees" },
		{ "\xef\xbb\xbf+++ \r\nTitle = \"A\"\r\n+++\t\r\nText", 4, "A",
		  "", "||" },
		/* strings of all four kinds, and escapes */
		{ "+++\ntitle = \"A \\\"b\\\" \\u00e9 #\"\n"
		  "author = 'C:\\n'\n+++\n",
		  5, "A \"b\" \xc3\xa9 #", "C:\\n", "||" },
		{ "+++\ntitle = \"\"\"\nA \"b\" \\\n\n  c\"\"\"\n"
		  "author = '''D\\'''\n+++\n",
		  8, "A \"b\" c", "D\\", "||" },
		{ "+++\ntitle = \"\"\nx = ''\nauthors = \"Bo\"\n+++\n", 6, "",
		  "Bo", "||" },
		/* arrays, over lines, and tables inside a line */
		{ "+++\nauthors = [\"Ana\", 'B, C',\n # so\n \"D\", ]\n"
		  "title = 'T'\n+++\n",
		  7, "T", "Ana, B, C, D", "||" },
		{ "+++\nauthor = { email = \"a@b.c\", name = \"Ana\" }\n"
		  "t = [[1, 2], [{ a.\"b c\" = [] }]]\n+++\n",
		  5, "", "Ana", "||" },
		{ "+++\nauthors = [{name='Ana',url='x'}, {name='Bo'}]\n+++\n",
		  4, "", "Ana, Bo", "||" },
		/* authors in tables, and among parameters */
		{ "+++\ntitle = 'T'\n[author]\nurl = 'no'\nname = 'Ana'\n"
		  "[cover]\ntitle = 'no'\n+++\n",
		  9, "T", "Ana", "||" },
		{ "+++\n[[authors]]\nname = 'Ana'\n[[ authors ]] # x\n"
		  "name = 'Bo'\n+++\n",
		  7, "", "Ana, Bo", "||" },
		{ "+++\nauthor.name = 'Ana'\n\n[params]\nauthor = 'Bo'\n"
		  "+++\n",
		  7, "", "Ana", "||" },
		{ "+++\n[extra]\nauthors = ['Ana', 'Bo']\n+++\n", 5, "",
		  "Ana, Bo", "||" },
		/* values of other kinds */
		{ "+++\na = true\nb = -1.5e3\nc = +inf\nd = 0xff\n"
		  "date = 2024-03-12 10:00:00 # x\n\"e f\".g-h = 1_000\n"
		  "i = 07:32:00\n+++\n",
		  10, "", "", "2024-03-12 10:00:00||" },
		/* no front matter: nothing is lost */
		{ "+++\n\nText between marks\n\n+++\n", 1, "", "", "||" },
		{ "+++\nx = y\n+++\n", 1, "", "", "||" },
		{ "+++\ntitle: T\n+++\n", 1, "", "", "||" },
		{ "+++\ntitle = \"T\n+++\n", 1, "", "", "||" },
		{ "+++\ntitle = \"T\" and more\n+++\n", 1, "", "", "||" },
		{ "+++\ntitle = 'T'\nThis is a sentence.\n+++\n", 1, "", "",
		  "||" },
		{ "+++\ntitle = ['T'\n+++\n", 1, "", "", "||" },
		{ "+++\ntitle = 'T']\n+++\n", 1, "", "", "||" },
		{ "+++\ntitle =\n+++\n", 1, "", "", "||" },
		{ "+++\n= 1\n+++\n", 1, "", "", "||" },
		{ "+++\n[table\na = 1\n+++\n", 1, "", "", "||" },
		{ "+++\n[table]\n+++\n", 1, "", "", "||" },
		{ "+++\ntitle = 'T'\n---\n", 1, "", "", "||" },
		{ "---\ntitle = 'T'\n---\n", 1, "", "", "||" },
		{ "+++\ntitle = 'without an end'\n", 1, "", "", "||" },
		{ "+++\n+++\n", 1, "", "", "||" },
		{ "++++\ntitle = 'T'\n++++\n", 1, "", "", "||" },
		{ "\n+++\ntitle = 'T'\n+++\n", 1, "", "", "||" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		expect_metadata(cases[i].text, cases[i].line, cases[i].title,
				cases[i].author, cases[i].rest);
}

/* A file of one key and no end is not read for ever. */
static void test_long_front_matter(void **state)
{
	struct buffer text = BUFFER_INIT;

	(void)state;
	buffer_append_string(&text, "---\n");
	while (text.len < 100000)
		buffer_append_string(&text, "key: value\n");
	buffer_append_string(&text, "---\n");
	expect_metadata(text.data, 1, "", "", "||");
	buffer_release(&text);
}

/* Whatever stands there, reading it does no harm. */
static void test_front_matter_noise(void **state)
{
	static const char alphabet[] =
		"title: author:-[]\"'\\#|>\n\n  ux{},~=1.";
	uint64_t random = 7;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		char text[120] = "title: x\nauthor:";
		size_t len = 16 + test_random(&random) % 100;
		struct frontmatter said;

		for (size_t j = 16; j < len; j++)
			text[j] = alphabet[test_random(&random) %
					   (sizeof(alphabet) - 1)];
		text[len] = '\n';
		if (frontmatter_parse(&said, text, len + 1))
			frontmatter_release(&said);
		memcpy(text, "title='x'\nname =", 16);
		if (toml_parse(&said, text, len + 1))
			frontmatter_release(&said);
	}
}

/* --- Kinds of text -----------------------------------------------------------
 */

static enum document_kind kind_of(const char *name, const char *text)
{
	struct source *source = source_from_memory(name, text, strlen(text));
	enum document_kind kind = source_kind(source, SOURCE_AUTO);

	assert_int_equal(source_kind(source, SOURCE_AS_PLAIN), DOCUMENT_PLAIN);
	assert_int_equal(source_kind(source, SOURCE_AS_MARKDOWN),
			 DOCUMENT_MARKDOWN);
	source_free(source);
	return kind;
}

static void test_extensions(void **state)
{
	static const char *const markdown[] = { "a.md",	    "a.markdown",
						"A.MD",	    "x/y.mkd",
						"a.b.mkdn", "a.mdwn",
						"a.mdtxt",  "a.mdown" };
	static const char *const plain[] = { "a.txt", "a.TEXT", "a.md.txt" };

	(void)state;
	for (size_t i = 0; i < sizeof(markdown) / sizeof(*markdown); i++)
		assert_int_equal(kind_of(markdown[i], "plain words"),
				 DOCUMENT_MARKDOWN);
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		assert_int_equal(kind_of(plain[i], "# A heading\n\n**bold**"),
				 DOCUMENT_PLAIN);
	assert_int_equal(kind_of("x.md/file", "plain words"), DOCUMENT_PLAIN);
}

static void test_signs(void **state)
{
	static const char *const markdown[] = {
		"# Title\n\nText\n",
		"Text\n\n## Section ##\n\nText\n",
		"Title\n=====\n\nText\n",
		"Text\n\nSection\n-------\nText\n",
		"See [the file](docs/file.md) for it.\n",
		"![A picture](x.png)\n",
		"Text\n\n```c\nint x;\n```\n",
		"~~~\ncode\n~~~\n",
		"| a | b |\n|---|:-:|\n| 1 | 2 |\n",
		"A note.[^1]\n\n[^1]: Which says this.\n",
		"It is **very** important, **really**.\n",
		"Run `make` or `make check`.\n",
		"See [here].\n\n[here]: https://example.org\n[b]: /x\n",
		"---\ntitle: T\n---\nplain words\n",
		"- [x] done\n- [ ] to do\n",
	};
	static const char *const plain[] = {
		"",
		"Just some words.\n",
		"A list:\n\n- one\n- two\n\n1. three\n2. four\n",
		"> you wrote\n> that\n\nNo, I did not.\n",
		"It was _very_ cold, and *so* dark.\n\n* * *\n\nMorning.\n",
		"*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n",
		"[Illustration: the mill (see page 3)]\n\n[1] A note.\n",
		"He said [sic](or so they claim) that it rained.\n",
		"Name     Amount\n---------------\nOil      12\n",
		"#1 in the charts\n\n#nofilter\n",
		"set -e\n# a comment\n# and its second line\nx=1\n",
		"#!/bin/sh\n# comment\n\n# another\n",
		"``Quoted,'' he said, `so' and `so'.\n",
		"The blank ____ is to be filled in with __ or **.\n",
		"Dear Ana,\n\n    indented\n\n-- \nJonas\n",
		"2 ** 3 ** 4 and a__b__c\n",
		"-----\n\nText\n\n=====\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(markdown) / sizeof(*markdown); i++)
		if (kind_of("x", markdown[i]) != DOCUMENT_MARKDOWN)
			fail_msg("not Markdown: %s", markdown[i]);
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (kind_of("x", plain[i]) != DOCUMENT_PLAIN)
			fail_msg("not plain: %s", plain[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_cursors),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_large_file),
		cmocka_unit_test(test_damaged_text),
		cmocka_unit_test(test_devices),
		cmocka_unit_test(test_fifo),
		cmocka_unit_test(test_standard_input),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_given_encoding),
		cmocka_unit_test(test_late_encoding),
		cmocka_unit_test(test_snapshots),
		cmocka_unit_test(test_nobody_writes),
		cmocka_unit_test(test_arriving_front_matter),
		cmocka_unit_test(test_arriving_encoding),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_shrinking_file),
		cmocka_unit_test(test_front_matter),
		cmocka_unit_test(test_toml_front_matter),
		cmocka_unit_test(test_long_front_matter),
		cmocka_unit_test(test_front_matter_noise),
		cmocka_unit_test(test_extensions),
		cmocka_unit_test(test_signs),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_folder, remove_folder) ? 1
									 : 0;
}
