/* SPDX-License-Identifier: ISC */
/* Tests of what is printed. */
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "print/output.h"
#include "print/print.h"
#include "reader/style.h"
#include "text/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void add(struct document *piece, const char *text, unsigned style)
{
	document_add_text(piece, text, strlen(text), style, DOCUMENT_NONE);
}

static uint32_t add_heading(struct document *piece, unsigned level,
			    const char *text)
{
	uint32_t block =
		document_begin_block(piece, BLOCK_HEADING, DOCUMENT_NONE, 1);

	piece->blocks[block].level = (uint8_t)level;
	add(piece, text, 0);
	document_end_block(piece);
	return block;
}

static void add_paragraph(struct document *piece, uint32_t container,
			  const char *text)
{
	document_begin_block(piece, BLOCK_PARAGRAPH, container, 1);
	add(piece, text, 0);
	document_end_block(piece);
}

static struct document *finish(struct document *piece)
{
	struct document *document =
		document_new((enum document_kind)piece->kind);

	assert_true(document_append(document, piece));
	document->complete = true;
	document_free(piece);
	return document;
}

/* An essay with a bit of everything. */
static struct document *essay(void)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	uint32_t quote, guessed, link;

	add_heading(piece, 1, "An essay");
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 3);
	add(piece, "It is ", 0);
	add(piece, "truly", RUN_STRONG);
	add(piece, " about ", 0);
	link = document_add_link(
		piece, document_add_string(piece, "http://a.b/\tc", 13), 0,
		false);
	document_add_text(piece, "this thing", 10, RUN_LINK, link);
	add(piece, ".", 0);
	document_end_block(piece);
	add_heading(piece, 2, "Quoted\nwords");
	quote = document_add_container(piece, CONTAINER_QUOTE, DOCUMENT_NONE);
	add_paragraph(piece, quote, "Somebody said so.");
	guessed = add_heading(piece, 3, "Guessed");
	piece->headings[piece->heading_count - 1].inferred = true;
	piece->blocks[guessed].flags |= BLOCK_INFERRED;
	document_begin_block(piece, BLOCK_CODE, DOCUMENT_NONE, 9);
	add(piece, "if (x)\t\n\treturn;   ", 0);
	document_end_block(piece);
	return finish(piece);
}

static struct print_options plain_options(uint32_t width)
{
	return (struct print_options){
		.layout = { .width = width, .inferred = true },
		.end = UINT32_MAX,
	};
}

/* --- Reading what was printed --------------------------------------------- */

static int open_file(void)
{
	FILE *file = tmpfile();
	int fd;

	assert_non_null(file);
	fd = dup(fileno(file));
	assert_true(fd >= 0);
	fclose(file);
	return fd;
}

/* What was written to the file, which is closed. */
static void take_file(struct buffer *out, int fd)
{
	char bytes[4096];
	ssize_t got;

	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	while ((got = read(fd, bytes, sizeof(bytes))) > 0)
		buffer_append(out, bytes, (size_t)got);
	assert_int_equal(got, 0);
	close(fd);
}

static void take_print(struct buffer *out, const struct document *document,
		       const struct print_options *options)
{
	struct error error;
	int fd = open_file();

	assert_true(print_document(fd, document, options, &error));
	take_file(out, fd);
}

static void assert_prints(const struct document *document,
			  const struct print_options *options,
			  const char *expected)
{
	struct buffer out = BUFFER_INIT;

	take_print(&out, document, options);
	assert_string_equal(buffer_string(&out), expected);
	buffer_release(&out);
}

/* --- The document --------------------------------------------------------- */

static void test_plain_print_is_the_page(void **state)
{
	struct document *document = essay();
	struct print_options options = plain_options(40);

	(void)state;
	assert_prints(document, &options,
		      "An essay\n"
		      "\u2550\u2550\u2550\u2550\u2550\u2550\u2550\u2550\n"
		      "\n"
		      "It is truly about this thing.\n"
		      "\n"
		      "\n"
		      "Quoted\n"
		      "words\n"
		      "\u2500\u2500\u2500\u2500\u2500\u2500\n"
		      "\n"
		      "\u2502 Somebody said so.\n"
		      "\n"
		      "Guessed\n"
		      "\n"
		      "  if (x)\n"
		      "          return;\n");
	document_free(document);
}

static void test_attributes_change_as_little_as_they_can(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct print_options options = plain_options(12);

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add(piece, "a ", 0);
	add(piece, "b ", RUN_STRONG);
	add(piece, "c", RUN_STRONG | RUN_EMPHASIS);
	add(piece, " d ", RUN_EMPHASIS);
	add(piece, "wrapped over", RUN_STRONG);
	document_end_block(piece);
	document = finish(piece);
	options.color = true;
	assert_prints(document, &options,
		      "a \033[1mb \033[3mc\033[0;3m d\033[0m\n"
		      "\033[1mwrapped over\033[0m\n");
	options.color = false;
	options.hues = true; /* nothing without color */
	assert_prints(document, &options, "a b c d\nwrapped over\n");
	document_free(document);
}

/* Colours come on top of attributes, and only where they are wanted. */
static void test_hues_are_only_an_addition(void **state)
{
	struct document *document = essay();
	struct print_options options = plain_options(40);
	struct buffer out = BUFFER_INIT;

	(void)state;
	options.color = true;
	take_print(&out, document, &options);
	assert_non_null(strstr(buffer_string(&out), "\033[1mAn essay\033[0m"));
	assert_null(strstr(buffer_string(&out), "38;5"));
	options.hues = true;
	style_use(THEME_DARK);
	buffer_clear(&out);
	take_print(&out, document, &options);
	assert_non_null(strstr(buffer_string(&out), "\033[1;38;5;"));
	style_use(THEME_AUTO);
	buffer_release(&out);
	document_free(document);
}

/* Back to no colour at all. */
static void test_hues_end(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct print_options options = plain_options(40);
	struct buffer expected = BUFFER_INIT;

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add(piece, "a ", 0);
	add(piece, "b", RUN_CODE);
	add(piece, " c", 0);
	document_end_block(piece);
	document = finish(piece);
	options.color = options.hues = true;
	style_use(THEME_DARK);
	buffer_append_format(&expected, "a \033[38;5;%dmb\033[0m c\n",
			     style_look(MEANING_TEXT, RUN_CODE).hue);
	assert_prints(document, &options, buffer_string(&expected));
	style_use(THEME_AUTO);
	buffer_release(&expected);
	document_free(document);
}

/* A mark belongs to the letter before it. */
static void test_clusters_stay_whole(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct print_options options = plain_options(40);

	(void)state;
	add_paragraph(piece, DOCUMENT_NONE, "x\u0301 yx\u0301");
	document = finish(piece);
	assert_prints(document, &options, "x\u0301 yx\u0301\n");
	document_free(document);
}

/* Lines under links don't run on into the space between words' pieces. */
static void test_gaps_are_plain(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct print_options options = plain_options(40);

	(void)state;
	document_begin_block(piece, BLOCK_CODE, DOCUMENT_NONE, 1);
	add(piece, "ab\tc", RUN_LINK);
	document_end_block(piece);
	document = finish(piece);
	options.color = true;
	assert_prints(document, &options,
		      "  \033[4;2mab\033[0m      \033[4;2mc\033[0m\n");
	document_free(document);
}

/* But through blanks that are widened, as between any words. */
static void test_widened_blanks_belong_to_words(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct print_options options = plain_options(60);

	(void)state;
	options.layout.justify = true;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add(piece, "It leads with each of its words to the one place where ",
	    RUN_LINK);
	add(piece, "everything that was meant is.", RUN_LINK);
	document_end_block(piece);
	document = finish(piece);
	options.color = true;
	assert_prints(document, &options,
		      "\033[4mIt  leads  with  each  of  its  words to the one "
		      "place where\033[0m\n"
		      "\033[4meverything that was meant is.\033[0m\n");
	document_free(document);
}

/* Raised text by its own characters, numbers of notes between the words; the
 * look of text goes on over them. */
static void test_insets_are_printed(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct print_options options = plain_options(40);
	uint32_t note;

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add(piece, "a", 0);
	add(piece, "2", RUN_SUPERSCRIPT | RUN_STRONG);
	add(piece, " b", 0);
	note = document_add_note(piece, "x", 1);
	document_add_reference(piece, note, 0);
	add(piece, " c", RUN_STRIKE);
	add(piece, " d", RUN_MARK);
	document_end_block(piece);
	document = finish(piece);
	assert_prints(document, &options, "a\u00b2 b\u00b9 ~~c~~ d\n");
	options.color = true;
	assert_prints(document, &options,
		      "a\033[1m\u00b2\033[0m b\033[1m\u00b9\033[0;2m "
		      "\033[0m~~\033[2mc\033[0m~~\033[7m d\033[0m\n");
	document_free(document);
}

static void test_a_part_starts_at_its_block(void **state)
{
	struct document *document = essay();
	struct print_options options = plain_options(40);
	uint32_t quoted = document->blocks[2].off;
	static const char section[] =
		"Quoted\nwords\n\u2500\u2500\u2500\u2500\u2500\u2500\n\n"
		"\u2502 Somebody said so.\n";

	(void)state;
	options.off = quoted;
	options.end = document->blocks[4].off;
	assert_prints(document, &options, section);
	options.off = quoted + 3;
	options.end = document->blocks[4].off - 1;
	assert_prints(document, &options, section);
	options.end = options.off;
	assert_prints(document, &options, "");
	options.off = UINT32_MAX - 1;
	options.end = UINT32_MAX;
	assert_prints(document, &options, "");
	document_free(document);
}

static void test_nothing_gives_nothing(void **state)
{
	struct document *document = document_new(DOCUMENT_PLAIN);
	struct print_options options = plain_options(40);

	(void)state;
	assert_prints(document, &options, "");
	document_free(document);
}

/* No byte sequence of a text reaches the output as a command, no line has
 * blanks at its end, and all of it is UTF-8. */
static void test_nothing_commands_the_terminal(void **state)
{
	static const char *const hostile[] = {
		"\033[31mred\033]0;title\a",
		"\x9b"
		"31m",
		"\xc2\x9b"
		"31m",
		"\u202eright to left\u202c",
		"\u200bzero",
		"\ufeffmark",
		"tag\U000e0041\U000e007f",
		"\xff\xfe",
		"sh\u00ady",
		"\u00a0",
		"\u3000",
		"\r\b\v\f",
		"\u2028line\u2029paragraph",
		"a\u0301\u0301\u0301\u0301\u0301",
	};
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct print_options options = plain_options(40);
	struct buffer out = BUFFER_INIT;

	(void)state;
	piece->metadata.title = document_add_string(piece, "\033[2J\u202e", 7);
	for (size_t i = 0; i < COUNT(hostile); i++) {
		add_paragraph(piece, DOCUMENT_NONE, hostile[i]);
		document_begin_block(piece, BLOCK_CODE, DOCUMENT_NONE, 1);
		add(piece, hostile[i], RUN_CODE);
		add(piece, "\t \n \t", 0);
		document_end_block(piece);
	}
	document = finish(piece);
	take_print(&out, document, &options);
	assert_true(utf8_valid(out.data, out.len));
	for (size_t i = 0; i < out.len;) {
		uint32_t point;
		size_t len = utf8_decode(out.data + i, out.len - i, &point);

		assert_true(point == '\n' || (point >= 0x20 && point < 0x7f) ||
			    point >= 0xa0);
		assert_false(point == 0xad ||
			     (point >= 0x200b && point <= 0x200f) ||
			     (point >= 0x2028 && point <= 0x202e) ||
			     point == 0xfeff || (point >> 16) == 0xe);
		if (i > 0 && point == '\n')
			assert_int_not_equal(out.data[i - 1], ' ');
		i += len;
	}
	assert_non_null(strstr(buffer_string(&out), "\nshy\n"));
	buffer_release(&out);
	document_free(document);
}

/* --- The stream ----------------------------------------------------------- */

static void test_a_gone_reader_is_no_failure(void **state)
{
	struct document *document = essay();
	struct print_options options = plain_options(40);
	struct error error;
	int ends[2];

	(void)state;
	assert_true(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	assert_true(print_document(ends[1], document, &options, &error));
	assert_true(print_outline(ends[1], document, true, &error));
	close(ends[1]);
	document_free(document);
}

static void test_a_full_disk_is_told(void **state)
{
	struct document *document = essay();
	struct print_options options = plain_options(40);
	struct error error = { "" };
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	if (fd < 0) /* not every system has one */
		fd = open("/", O_RDONLY);
	assert_true(fd >= 0);
	assert_false(print_document(fd, document, &options, &error));
	assert_non_null(strstr(error.sentence, "cannot write: "));
	close(fd);
	document_free(document);
}

/* More than the buffer holds, in odd amounts, arrives as it was. */
static void test_output_is_whole(void **state)
{
	struct output output;
	struct buffer expected = BUFFER_INIT, out = BUFFER_INIT;
	struct error error;
	uint64_t random = 3;
	int fd = open_file();

	(void)state;
	output_open(&output, fd);
	while (expected.len < 5 * (size_t)OUTPUT_SIZE) {
		size_t len = test_random(&random) % 100;

		if (test_random(&random) % 2) {
			output_append_blanks(&output, len);
			while (len-- > 0)
				buffer_append_byte(&expected, ' ');
		} else {
			const char *from = expected.data;

			if (len > expected.len)
				len = expected.len;
			output_append(&output, from, len);
			output_append_byte(&output, 'x');
			buffer_reserve(&expected, len);
			buffer_append(&expected, expected.data, len);
			buffer_append_byte(&expected, 'x');
		}
	}
	assert_true(output_close(&output, &error));
	take_file(&out, fd);
	assert_int_equal(out.len, expected.len);
	assert_memory_equal(out.data, expected.data, out.len);
	buffer_release(&expected);
	buffer_release(&out);
}

/* --- The lists ------------------------------------------------------------ */

static void test_outline(void **state)
{
	struct document *document = essay();
	struct buffer out = BUFFER_INIT;
	struct error error;
	int fd = open_file();

	(void)state;
	assert_true(print_outline(fd, document, true, &error));
	take_file(&out, fd);
	assert_string_equal(buffer_string(&out),
			    "1\tan-essay\t17\tAn essay\n"
			    "2\tquoted-words\t9\tQuoted words\n"
			    "3\tguessed\t4\tGuessed\n");
	buffer_clear(&out);
	fd = open_file();
	assert_true(print_outline(fd, document, false, &error));
	take_file(&out, fd);
	assert_string_equal(buffer_string(&out),
			    "1\tan-essay\t17\tAn essay\n"
			    "2\tquoted-words\t9\tQuoted words\n");
	buffer_release(&out);
	document_free(document);
}

/* A section's words are those of the sections in it, and no others. */
static void test_outline_counts_sections(void **state)
{
	static const struct {
		unsigned level;
		const char *title;
	} headings[] = {
		{ 2, "a" }, { 4, "b" }, { 3, "c" }, { 1, "d" },
		{ 6, "e" }, { 2, "f" }, { 2, "g" }, { 1, "h" },
	};
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct buffer out = BUFFER_INIT;
	struct error error;
	int fd = open_file();

	(void)state;
	add_paragraph(piece, DOCUMENT_NONE, "before it all");
	for (size_t i = 0; i < COUNT(headings); i++)
		add_heading(piece, headings[i].level, headings[i].title);
	document = finish(piece);
	assert_true(print_outline(fd, document, true, &error));
	take_file(&out, fd);
	assert_string_equal(buffer_string(&out), "2\ta\t3\ta\n"
						 "4\tb\t1\tb\n"
						 "3\tc\t1\tc\n"
						 "1\td\t4\td\n"
						 "6\te\t1\te\n"
						 "2\tf\t1\tf\n"
						 "2\tg\t1\tg\n"
						 "1\th\t1\th\n");
	buffer_release(&out);
	document_free(document);
}

static void test_links(void **state)
{
	struct document *document = essay();
	struct buffer out = BUFFER_INIT;
	struct error error;
	int fd = open_file();

	(void)state;
	assert_true(print_links(fd, document, &error));
	take_file(&out, fd);
	assert_string_equal(buffer_string(&out),
			    "1\thttp://a.b/ c\tthis thing\n");
	buffer_release(&out);
	document_free(document);
}

static void test_stats(void **state)
{
	struct document *piece = document_new(DOCUMENT_PLAIN);
	struct document *document;
	struct buffer out = BUFFER_INIT;
	struct error error;
	int fd = open_file();

	(void)state;
	piece->metadata.title = document_add_string(piece, "A\tt\033", 4);
	piece->metadata.lang = document_add_string(piece, "en", 2);
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	for (int i = 0; i < 241; i++)
		add(piece, "\u00e9t\u00e9 ", 0);
	document_end_block(piece);
	document = finish(piece);
	assert_true(print_stats(fd, document, true, &error));
	take_file(&out, fd);
	assert_string_equal(buffer_string(&out), "title\tA t\ufffd\n"
						 "lang\ten\n"
						 "kind\tplain\n"
						 "words\t241\n"
						 "characters\t964\n"
						 "minutes\t2\n"
						 "headings\t0\n"
						 "links\t0\n"
						 "repaired\t0\n"
						 "hidden\t0\n");
	buffer_release(&out);
	document_free(document);
}

/* What a program reads keeps its joiners, which a terminal might not show in
 * the width that it should; what hides is a sign in both. */
static void test_a_program_gets_clusters_whole(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	struct print_options options = plain_options(40);

	(void)state;
	add_paragraph(piece, DOCUMENT_NONE,
		      "\u0645\u06cc\u200c\u062e \U0001f469\u200d\U0001f680 "
		      "a\u202eb");
	document = finish(piece);
	assert_prints(document, &options,
		      "\u0645\u06cc\u062e \U0001f469 a\u25afb\n");
	options.whole = true;
	assert_prints(document, &options,
		      "\u0645\u06cc\u200c\u062e \U0001f469\u200d\U0001f680 "
		      "a\u25afb\n");
	document_free(document);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain_print_is_the_page),
		cmocka_unit_test(test_attributes_change_as_little_as_they_can),
		cmocka_unit_test(test_hues_are_only_an_addition),
		cmocka_unit_test(test_hues_end),
		cmocka_unit_test(test_clusters_stay_whole),
		cmocka_unit_test(test_a_program_gets_clusters_whole),
		cmocka_unit_test(test_gaps_are_plain),
		cmocka_unit_test(test_widened_blanks_belong_to_words),
		cmocka_unit_test(test_insets_are_printed),
		cmocka_unit_test(test_a_part_starts_at_its_block),
		cmocka_unit_test(test_nothing_gives_nothing),
		cmocka_unit_test(test_nothing_commands_the_terminal),
		cmocka_unit_test(test_a_gone_reader_is_no_failure),
		cmocka_unit_test(test_a_full_disk_is_told),
		cmocka_unit_test(test_output_is_whole),
		cmocka_unit_test(test_outline),
		cmocka_unit_test(test_outline_counts_sections),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_stats),
	};

	return test_run(tests);
}
