/* SPDX-License-Identifier: ISC */
/* The model: how a piece is built, appended and looked into, and that its
 * invariants are noticed when they break. */
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "documents.h"

static void add(struct document *piece, const char *text, unsigned style,
		uint32_t link)
{
	document_add_text(piece, text, strlen(text), style, link);
}

static uint32_t string(struct document *piece, const char *text)
{
	return document_add_string(piece, text, strlen(text));
}

/* A paragraph, heading, code or verse of one text. */
static void add_block(struct document *piece, enum block_kind kind,
		      uint32_t container, uint32_t line, const char *text)
{
	uint32_t block = document_begin_block(piece, kind, container, line);

	if (kind == BLOCK_HEADING)
		piece->blocks[block].level = 1;
	if (*text)
		add(piece, text, 0, DOCUMENT_NONE);
	document_end_block(piece);
}

static void assert_text(const struct document *document, const char *text)
{
	assert_string_equal(buffer_string(&document->text), text);
}

/* --- Building ---------------------------------------------------------- */

static void test_white_space_and_controls(void **state)
{
	static const struct {
		enum block_kind kind;
		const char *text, *expected;
	} rows[] = {
		{ BLOCK_PARAGRAPH, "  a  b  ", "a b\n" },
		{ BLOCK_PARAGRAPH, "a \t \n\t b", "a\nb\n" },
		{ BLOCK_PARAGRAPH, "\n\n a\n\nb \n\n", "a\n\nb\n" },
		{ BLOCK_PARAGRAPH, "a\tb", "a b\n" },
		{ BLOCK_PARAGRAPH, " \n ", "\n" },
		{ BLOCK_PARAGRAPH, "\xc2\xa0x\xc2\xa0", "\xc2\xa0x\xc2\xa0\n" },
		{ BLOCK_HEADING, " a\x1b[31m\r ",
		  "a\xef\xbf\xbd[31m"
		  "\xef\xbf\xbd\n" },
		{ BLOCK_PARAGRAPH, "\x7f\xc2\x80\xc2\x9f\xc2\xa0",
		  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xc2\xa0\n" },
		{ BLOCK_PARAGRAPH, "a\xff\xe2\x82",
		  "a\xef\xbf\xbd"
		  "\xef\xbf\xbd\n" },
		{ BLOCK_PARAGRAPH, "eight or more bytes before it\x01",
		  "eight or more bytes before it\xef\xbf\xbd\n" },
		{ BLOCK_CODE, "  a\t\n\n b  \n", "  a\t\n\n b  \n\n" },
		{ BLOCK_CODE, "", "\n" },
		{ BLOCK_VERSE, " \n\n  a \n b\tc\n \n", "  a \n b\tc\n" },
		{ BLOCK_VERSE, " \n", "\n" },
		{ BLOCK_RULE, "", "\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct document *piece = document_new(DOCUMENT_MARKDOWN);

		add_block(piece, rows[i].kind, DOCUMENT_NONE, 1, rows[i].text);
		assert_text(piece, rows[i].expected);
		document_free(piece);
	}
}

static void test_strings(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);

	(void)state;
	assert_int_equal(string(piece, ""), 0);
	assert_string_equal(document_string(piece, 0), "");
	assert_string_equal(document_string(piece, string(piece, "a\n\tb")),
			    "a  b");
	assert_string_equal(document_string(piece, string(piece, "\x1b\xff")),
			    "\xef\xbf\xbd\xef\xbf\xbd");
	document_free(piece);
}

static void test_runs_merge(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct buffer found = BUFFER_INIT;

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add(piece, " a", RUN_EMPHASIS, DOCUMENT_NONE);
	add(piece, "b", RUN_EMPHASIS, DOCUMENT_NONE);
	add(piece, "c", RUN_STRONG, DOCUMENT_NONE);
	add(piece, "d ", RUN_CODE, DOCUMENT_NONE);
	add(piece, "\n", 0, DOCUMENT_NONE);
	add(piece, "  ", RUN_CODE, DOCUMENT_NONE);
	add(piece, "e", 0, DOCUMENT_NONE);
	add(piece, " ", RUN_STRONG, DOCUMENT_NONE);
	document_end_block(piece);
	document_describe(&found, piece);
	assert_string_equal(found.data, "1 <{e:ab}{s:c}{c:d}\\e>\n");
	buffer_release(&found);
	document_free(piece);
}

/* A cluster has the style of the character that it starts with. */
static void test_runs_snap_to_clusters(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct buffer found = BUFFER_INIT;

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add(piece, "a", RUN_EMPHASIS, DOCUMENT_NONE);
	add(piece, "\u0301\u0302", RUN_STRONG, DOCUMENT_NONE);
	add(piece, "b", 0, DOCUMENT_NONE);
	add(piece, "\u0301x", RUN_CODE, DOCUMENT_NONE);
	add(piece, "\U0001f469", RUN_EMPHASIS, DOCUMENT_NONE);
	add(piece, "\u200d\U0001f467y", 0, DOCUMENT_NONE);
	/* A run that is swallowed leaves two that are one. */
	add(piece, "e", RUN_CODE, DOCUMENT_NONE);
	add(piece, "\u0301", RUN_STRONG, DOCUMENT_NONE);
	add(piece, "f", RUN_CODE, DOCUMENT_NONE);
	document_end_block(piece);
	document_append(document, piece);
	document_check(document);
	document_describe(&found, document);
	assert_string_equal(found.data, "1 <{e:a\u0301\u0302}b\u0301{c:x}"
					"{e:\U0001f469\u200d\U0001f467}y"
					"{c:e\u0301f}>\n");
	buffer_release(&found);
	document_free(piece);
	document_free(document);
}

static void test_links_have_the_range_of_their_runs(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct buffer found = BUFFER_INIT;
	uint32_t link;

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add(piece, "see", 0, DOCUMENT_NONE);
	link = document_add_link(piece, string(piece, "/u"), 0, false);
	add(piece, " this", RUN_LINK, link);
	add(piece, "one ", RUN_LINK | RUN_CODE, link);
	document_add_link(piece, string(piece, "/v"), string(piece, "t"), true);
	document_end_block(piece);
	document_describe(&found, piece);
	assert_string_equal(found.data, "1 <see{l0: this}{cl0:one}>\n"
					"0 [3,11) /u\nimage 1 [11,11) /v "
					"\"t\"\n");
	buffer_release(&found);
	document_free(piece);
}

static void test_drop_block(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);

	(void)state;
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1, "kept");
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 2);
	add(piece, "gone", RUN_LINK, document_add_link(piece, 0, 0, false));
	document_drop_block(piece);
	assert_text(piece, "kept\n");
	assert_int_equal(piece->block_count, 1);
	assert_int_equal(piece->run_count, 0);
	assert_int_equal(piece->link_count, 0);
	document_free(piece);
}

/* --- Appending --------------------------------------------------------- */

/* A heading, a quote with a paragraph that has a link. */
static struct document *make_piece(uint32_t line)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	uint32_t quote;
	uint32_t link;

	add_block(piece, BLOCK_HEADING, DOCUMENT_NONE, line, "Title");
	quote = document_add_container(piece, CONTAINER_QUOTE, DOCUMENT_NONE);
	document_begin_block(piece, BLOCK_PARAGRAPH, quote, line + 1);
	link = document_add_link(piece, string(piece, "/u"), string(piece, "t"),
				 false);
	add(piece, "text", RUN_LINK, link);
	document_end_block(piece);
	return piece;
}

static void test_append_rebases(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct buffer found = BUFFER_INIT;

	(void)state;
	for (uint32_t i = 0; i < 3; i++) {
		struct document *piece = make_piece(1 + 2 * i);

		piece->repaired = 2;
		assert_true(document_append(document, piece));
		document_free(piece);
		document_check(document);
	}
	document_describe(&found, document);
	assert_string_equal(found.data, "1 #<Title>\n2 > <{l0:text}>\n"
					"3 #<Title>\n4 > <{l1:text}>\n"
					"5 #<Title>\n6 > <{l2:text}>\n"
					"0 [6,10) /u \"t\"\n"
					"1 [17,21) /u \"t\"\n"
					"2 [28,32) /u \"t\"\n");
	assert_int_equal(document->container_count, 3);
	assert_int_equal(document->containers[2].first_block, 5);
	assert_int_equal(document->repaired, 6);
	/* Equal strings are kept once. */
	assert_int_equal(document->links[0].url, document->links[2].url);
	assert_string_equal(
		document_string(document, document->headings[2].slug),
		"title-2");
	buffer_release(&found);
	document_free(document);
}

static void test_append_refuses_too_much(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = make_piece(1);
	size_t len;

	(void)state;
	assert_true(document_append(document, piece));
	len = document->text.len;
	/* As if it were that long. */
	document->text.len = DOCUMENT_TEXT_MAX;
	assert_false(document_append(document, piece));
	document->text.len = len;
	document_check(document);
	assert_int_equal(document->block_count, 2);
	document_free(piece);
	document_free(document);
}

static void test_title_block(void **state)
{
	static const struct {
		const char *title, *heading;
		bool found;
	} rows[] = {
		{ "One two", "One two", true },
		{ " One  two ", "One\ntwo", true },
		{ "One two", "Onetwo", false },
		{ "One two", "One two three", false },
		{ "One two three", "One two", false },
		{ "one", "One", false },
		{ "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct document *document = document_new(DOCUMENT_MARKDOWN);
		struct document *piece = document_new(DOCUMENT_MARKDOWN);

		piece->metadata.title = string(piece, rows[i].title);
		add_block(piece, BLOCK_HEADING, DOCUMENT_NONE, 1,
			  rows[i].heading);
		document_append(document, piece);
		document_check(document);
		assert_int_equal(document->title_block,
				 rows[i].found ? 0 : DOCUMENT_NONE);
		document_free(piece);
		document_free(document);
	}
}

/* Without a title it is the first heading that author and date go with. */
static void test_title_block_of_a_byline(void **state)
{
	static const struct {
		const char *author, *date;
		uint8_t kind, level;
		bool found;
	} rows[] = {
		{ "Ada", "", BLOCK_HEADING, 1, true },
		{ "", "1843", BLOCK_HEADING, 1, true },
		{ "", "", BLOCK_HEADING, 1, false },
		{ "Ada", "1843", BLOCK_HEADING, 2, false },
		{ "Ada", "1843", BLOCK_PARAGRAPH, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct document *document = document_new(DOCUMENT_MARKDOWN);
		struct document *piece = document_new(DOCUMENT_MARKDOWN);
		uint32_t block;

		piece->metadata.author = string(piece, rows[i].author);
		piece->metadata.date = string(piece, rows[i].date);
		block = document_begin_block(piece, rows[i].kind, DOCUMENT_NONE,
					     1);
		piece->blocks[block].level = rows[i].level;
		document_add_text(piece, "One", 3, 0, DOCUMENT_NONE);
		document_end_block(piece);
		document_append(document, piece);
		document_check(document);
		assert_int_equal(document->title_block,
				 rows[i].found ? 0 : DOCUMENT_NONE);
		document_free(piece);
		document_free(document);
	}
}

/* --- Looking ----------------------------------------------------------- */

static void test_block_at(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);

	(void)state;
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1, "ab");
	add_block(piece, BLOCK_RULE, DOCUMENT_NONE, 2, "");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 3, "c");
	assert_int_equal(document_block_at(piece, 0), 0);
	assert_int_equal(document_block_at(piece, 2), 0);
	assert_int_equal(document_block_at(piece, 3), 1);
	assert_int_equal(document_block_at(piece, 4), 2);
	assert_int_equal(document_block_at(piece, 6), 2);
	assert_int_equal(document_block_at(piece, 600), 2);
	document_free(piece);
}

static void test_run_at(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add(piece, "ab", RUN_STRONG, DOCUMENT_NONE);
	add(piece, "cd", 0, DOCUMENT_NONE);
	add(piece, "ef", RUN_CODE, DOCUMENT_NONE);
	document_end_block(piece);
	assert_int_equal(document_run_at(piece, 0), 0);
	assert_int_equal(document_run_at(piece, 1), 0);
	assert_int_equal(document_run_at(piece, 2), 1);
	assert_int_equal(document_run_at(piece, 5), 1);
	assert_int_equal(document_run_at(piece, 6), 2);
	document_free(piece);
}

static void test_block_of_line(void **state)
{
	static const uint32_t lines[] = { 3, 5, 5, 9 };
	struct document *piece = document_new(DOCUMENT_MARKDOWN);

	(void)state;
	for (size_t i = 0; i < 4; i++)
		add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, lines[i], "x");
	assert_int_equal(document_block_of_line(piece, 1), 0);
	assert_int_equal(document_block_of_line(piece, 4), 0);
	assert_int_equal(document_block_of_line(piece, 5), 1);
	assert_int_equal(document_block_of_line(piece, 8), 1);
	assert_int_equal(document_block_of_line(piece, 9), 3);
	assert_int_equal(document_block_of_line(piece, UINT32_MAX), 3);
	document_free(piece);
}

/* --- The invariants ---------------------------------------------------- */

enum fault {
	NO_FAULT,
	BAD_CONTROL,
	BAD_UTF8,
	BAD_TILES,
	BAD_END,
	BAD_RUN,
	BAD_CLUSTER,
	BAD_TOUCHING,
	BAD_CONTAINER,
	BAD_ITEM,
	BAD_FIRST_BLOCK,
	BAD_HEADING,
	BAD_SLUG,
	BAD_STRING,
	BAD_LINE,
	FAULTS,
};

static void spoil(struct document *document, enum fault fault)
{
	switch (fault) {
	case NO_FAULT:
	case FAULTS:
		break;
	case BAD_CONTROL:
		document->text.data[1] = '\x1b';
		break;
	case BAD_UTF8:
		document->text.data[1] = '\xff';
		break;
	case BAD_TILES:
		document->blocks[1].off++;
		break;
	case BAD_END:
		document->text.data[document->text.len - 1] = ' ';
		break;
	case BAD_RUN:
		document->runs[0].end++;
		break;
	case BAD_CLUSTER:
		memcpy(document->text.data + document->runs[0].off, "e\xcc\x81",
		       3);
		document->runs[0].off++;
		break;
	case BAD_TOUCHING:
		document->runs[1].off = document->runs[0].end;
		document->runs[1].link = document->runs[0].link;
		document->runs[1].end = document->runs[0].end + 1;
		break;
	case BAD_CONTAINER:
		document->containers[0].parent = 0;
		break;
	case BAD_ITEM:
		document->containers[0].kind = CONTAINER_ITEM;
		break;
	case BAD_FIRST_BLOCK:
		document->containers[0].first_block = 0;
		break;
	case BAD_HEADING:
		document->headings[1].block++;
		break;
	case BAD_SLUG:
		document->headings[1].slug = document->headings[0].slug;
		break;
	case BAD_STRING:
		document->blocks[0].info = (uint32_t)document->strings.len;
		break;
	case BAD_LINE:
		document->blocks[2].line = 1;
		break;
	}
}

/* Whether document_check() aborts, tried in a child. */
static bool check_aborts(enum fault fault)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	int status = 0;
	pid_t child;

	for (uint32_t i = 0; i < 2; i++) {
		struct document *piece = make_piece(1 + 2 * i);

		document_append(document, piece);
		document_free(piece);
	}
	spoil(document, fault);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		signal(SIGABRT, SIG_DFL);
		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		document_check(document);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	document_free(document);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void test_check_notices(void **state)
{
	(void)state;
	assert_false(check_aborts(NO_FAULT));
	for (int fault = NO_FAULT + 1; fault < FAULTS; fault++)
		if (!check_aborts((enum fault)fault))
			fail_msg("fault %d was not noticed", fault);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_white_space_and_controls),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_runs_merge),
		cmocka_unit_test(test_runs_snap_to_clusters),
		cmocka_unit_test(test_links_have_the_range_of_their_runs),
		cmocka_unit_test(test_drop_block),
		cmocka_unit_test(test_append_rebases),
		cmocka_unit_test(test_append_refuses_too_much),
		cmocka_unit_test(test_title_block),
		cmocka_unit_test(test_title_block_of_a_byline),
		cmocka_unit_test(test_block_at),
		cmocka_unit_test(test_run_at),
		cmocka_unit_test(test_block_of_line),
		cmocka_unit_test(test_check_notices),
	};

	return test_run(tests);
}
