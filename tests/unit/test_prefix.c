/* SPDX-License-Identifier: ISC */
/* Tests of the marks and indents of containers. */
#include "test.h"

#include <cmark.h>
#include <string.h>

#include "base/buffer.h"
#include "document/markdown/prefix.h"

/* A chain as a word: 'q' for a quote, a digit for an item of that width. */
static size_t chain_of(const char *word, struct prefix *chain)
{
	size_t depth = 0;

	for (; *word; word++, depth++)
		chain[depth] = (struct prefix){
			.quote = *word == 'q',
			.width = *word == 'q' ? 0 : (size_t)(*word - '0'),
		};
	return depth;
}

static void test_strip(void **state)
{
	static const struct {
		const char *chain, *line;
		size_t had;
		size_t indent;
		const char *text;
	} cases[] = {
		{ "", "text", 0, 0, "text" },
		{ "", "  text\n", 0, 2, "text" },
		{ "", "\ttext\r\n", 0, 4, "text" },
		{ "", "", 0, 0, "" },
		{ "q", "> text", 1, 0, "text" },
		{ "q", ">text", 1, 0, "text" },
		{ "q", "   >  text", 1, 1, "text" },
		{ "q", "    > text", 0, 4, "> text" },
		{ "q", ">", 1, 0, "" },
		{ "q", "text", 0, 0, "text" },
		{ "q", "", 0, 0, "" },
		/* A tab behind the mark: one of its columns is the mark's. */
		{ "q", ">\ttext", 1, 2, "text" },
		{ "q", " >\ttext", 1, 1, "text" },
		{ "q", "  >\ttext", 1, 0, "text" },
		{ "q", "   >\ttext", 1, 3, "text" },
		{ "q", ">\t\ttext", 1, 6, "text" },
		{ "qq", "> > text", 2, 0, "text" },
		{ "qq", ">> text", 2, 0, "text" },
		{ "qq", ">    > text", 2, 0, "text" },
		{ "qq", ">     > text", 1, 4, "> text" },
		{ "qq", "> text", 1, 0, "text" },
		{ "2", "  text", 1, 0, "text" },
		{ "2", "   text", 1, 1, "text" },
		{ "2", " text", 0, 1, "text" },
		{ "2", "\ttext", 1, 2, "text" },
		{ "2", " ", 1, 0, "" },
		{ "2", "", 1, 0, "" },
		{ "5", "\ttext", 0, 4, "text" },
		{ "5", "\t text", 1, 0, "text" },
		{ "22", "\ttext", 2, 0, "text" },
		{ "222", "\t  text", 3, 0, "text" },
		{ "222", "\t\ttext", 3, 2, "text" },
		{ "32", "\t  text", 2, 1, "text" },
		{ "q2", ">   text", 2, 0, "text" },
		{ "q2", ">\ttext", 2, 0, "text" },
		{ "q2", ">  text", 1, 1, "text" },
		{ "q2", ">", 2, 0, "" },
		{ "q2", "", 0, 0, "" },
		{ "2q", "  > text", 2, 0, "text" },
		{ "2q", "> text", 0, 0, "> text" },
		{ "2q", "\t> text", 2, 0, "text" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct prefix chain[8];
		size_t depth = chain_of(cases[i].chain, chain);
		struct prefix_cursor cursor =
			prefix_start(cases[i].line, strlen(cases[i].line));
		size_t had = prefix_strip(&cursor, chain, depth);
		size_t len = strlen(cases[i].text);

		if (had != cases[i].had ||
		    prefix_indent(&cursor) != cases[i].indent ||
		    (size_t)(cursor.end - cursor.text) != len ||
		    memcmp(cursor.text, cases[i].text, len) != 0)
			fail_msg("%s of \"%s\": %zu, %zu columns, \"%.*s\"",
				 cases[i].chain, cases[i].line, had,
				 prefix_indent(&cursor),
				 (int)(cursor.end - cursor.text), cursor.text);
		assert_int_equal(prefix_blank(&cursor), len == 0);
	}
}

static void test_open(void **state)
{
	static const struct {
		const char *line;
		int width; /* 0: a quote; -1: nothing opens */
		size_t indent;
		const char *text;
	} cases[] = {
		{ "> a", 0, 0, "a" },
		{ "- a", 2, 0, "a" },
		{ "  - a", 4, 0, "a" },
		{ "    - a", -1, 4, "- a" },
		{ "-   a", 4, 0, "a" },
		{ "-    a", 5, 0, "a" },
		{ "-     a", 2, 4, "a" },
		{ "-\ta", 4, 0, "a" },
		{ "-\t\ta", 2, 6, "a" },
		{ "-", 2, 0, "" },
		{ "-  ", 2, 1, "" },
		{ "-a", -1, 0, "-a" },
		{ "* a", 2, 0, "a" },
		{ "+ a", 2, 0, "a" },
		{ "1. a", 3, 0, "a" },
		{ "12)  a", 5, 0, "a" },
		{ "12)", 4, 0, "" },
		{ "123456789. a", 11, 0, "a" },
		{ "1234567890. a", -1, 0, "1234567890. a" },
		{ "1.a", -1, 0, "1.a" },
		{ "1", -1, 0, "1" },
		{ "", -1, 0, "" },
		{ "a", -1, 0, "a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct prefix opened = { 0 };
		struct prefix_cursor cursor =
			prefix_start(cases[i].line, strlen(cases[i].line));
		bool opens = prefix_open(&cursor, &opened);

		assert_int_equal(opens, cases[i].width >= 0);
		if (opens) {
			assert_int_equal(opened.quote, cases[i].width == 0);
			assert_int_equal(opened.width, cases[i].width);
		}
		assert_int_equal(prefix_indent(&cursor), cases[i].indent);
		assert_int_equal(cursor.end - cursor.text,
				 strlen(cases[i].text));
		assert_memory_equal(cursor.text, cases[i].text,
				    strlen(cases[i].text));
	}
}

static void test_write(void **state)
{
	struct buffer out = BUFFER_INIT;
	struct prefix chain[8];
	size_t depth = chain_of("q3q2", chain);
	struct prefix_cursor cursor;

	(void)state;
	prefix_write(&out, chain, depth);
	assert_string_equal(buffer_string(&out), ">    >   ");
	buffer_append_string(&out, "text");
	cursor = prefix_start(out.data, out.len);
	assert_int_equal(prefix_strip(&cursor, chain, depth), depth);
	assert_int_equal(prefix_indent(&cursor), 0);
	assert_string_equal(cursor.text, "text");
	buffer_release(&out);
}

/* Opens what the first line opens; returns how many containers. */
static size_t open_all(const char *line, size_t len, struct prefix *chain,
		       size_t room)
{
	struct prefix_cursor cursor = prefix_start(line, len);
	size_t depth = 0;

	while (depth < room && prefix_open(&cursor, &chain[depth]))
		depth++;
	return depth;
}

/* How many quotes and items are around the heading; SIZE_MAX without one. */
static size_t depth_of_heading(const char *text, size_t len)
{
	cmark_node *root = cmark_parse_document(text, len, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	size_t depth = SIZE_MAX;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (cmark_node_get_type(node) != CMARK_NODE_HEADING)
			continue;
		depth = 0;
		for (; node != root; node = cmark_node_parent(node))
			depth += cmark_node_get_type(node) ==
					 CMARK_NODE_BLOCK_QUOTE ||
				 cmark_node_get_type(node) == CMARK_NODE_ITEM;
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
	return depth;
}

/*
 * Against a parser: behind a line of containers at random with a word in them,
 * a line of white space and '>' at random with a heading lies in as many of
 * them as it has prefixes of, and in those that it opens itself.
 */
static void test_as_parsed(void **state)
{
	static const char *const firsts[] = { ">",   "> ",  "- ",
					      "1. ", "-\t", "  - ",
					      " * ", ">\t", "23)  " };
	static const char *const nexts[] = {
		">", "> ", " ", "  ", "   ", "\t"
	};
	uint64_t seed = 0x5eed;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buffer text = BUFFER_INIT;
		struct prefix chain[32];
		struct prefix_cursor cursor;
		size_t count = test_random(&seed) % 5;
		size_t depth;
		size_t first;
		size_t had;

		for (size_t i = 0; i < count; i++)
			buffer_append_string(&text,
					     firsts[test_random(&seed) % 9]);
		buffer_append_string(&text, "word\n");
		first = text.len;
		depth = open_all(text.data, first, chain, 32);
		count = test_random(&seed) % 8;
		for (size_t i = 0; i < count; i++)
			buffer_append_string(&text,
					     nexts[test_random(&seed) % 6]);
		buffer_append_string(&text, "# h\n");
		cursor = prefix_start(text.data + first, text.len - first);
		had = prefix_strip(&cursor, chain, depth);
		while (prefix_open(&cursor, &chain[0]))
			had++;
		if (prefix_indent(&cursor) >= 4)
			had = SIZE_MAX;
		if (depth_of_heading(text.data, text.len) != had)
			fail_msg("%zu: %s", had, text.data);
		buffer_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strip),
		cmocka_unit_test(test_open),
		cmocka_unit_test(test_write),
		cmocka_unit_test(test_as_parsed),
	};

	return test_run(tests);
}
