/* SPDX-License-Identifier: ISC */
/* Tests of tables in lines of Markdown. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/markdown/table.h"

enum { LINES_MAX = 64 };

/*
 * Lines as a test has them: '@' before a lazy one, four spaces before an
 * indented one, and '=' for a line of its own where the paragraph ends.
 * Returns their number, and that of the paragraph's lines.
 */
static size_t lines_of(const char *text, struct table_line *lines,
		       size_t *paragraph)
{
	size_t count = 0;

	*paragraph = SIZE_MAX;
	while (*text) {
		size_t len = strcspn(text, "\n");
		bool lazy = *text == '@';

		if (len == 1 && *text == '=') {
			*paragraph = count;
		} else {
			assert_true(count < LINES_MAX);
			lines[count++] = (struct table_line){
				.text = { text + lazy, len - lazy },
				.lazy = lazy,
				.indented = strncmp(text, "    ", 4) == 0,
			};
		}
		text += len + (text[len] == '\n');
	}
	if (*paragraph == SIZE_MAX)
		*paragraph = count;
	return count;
}

static void describe_row(struct buffer *out, struct span row, size_t columns)
{
	struct span cells[TABLE_COLUMNS_MAX];

	table_cells(row, cells, columns);
	buffer_append_byte(out, ' ');
	for (size_t i = 0; i < columns; i++) {
		buffer_append_byte(out, '[');
		table_cell_source(out, cells[i]);
		buffer_append_byte(out, ']');
	}
}

/* Each table: its first line, its alignments, the cells of its rows; then the
 * number of lines that are left. "-" where there is none. */
static void describe(struct buffer *out, const char *text)
{
	struct table_line lines[LINES_MAX];
	struct table table;
	size_t paragraph;
	size_t count = lines_of(text, lines, &paragraph);

	if (!table_find(lines, paragraph, count, 0, &table)) {
		buffer_append_string(out, "-");
		return;
	}
	assert_true(table.count >= 2 && table.first + table.count <= count);
	assert_int_equal(strlen(table.alignment), table.columns);
	buffer_append_format(out, "%zu %s", table.first, table.alignment);
	for (size_t i = 0; i < table.count; i++)
		if (i != 1)
			describe_row(out, lines[table.first + i].text,
				     table.columns);
	if (count > table.first + table.count)
		buffer_append_format(out, " +%zu",
				     count - table.first - table.count);
}

static const struct {
	const char *lines, *expected;
} cases[] = {
	/* What a table is. */
	{ "| a | b |\n|---|---|\n| c | d |", "0 -- [a][b] [c][d]" },
	{ "a|b\n-|-\nc|d", "0 -- [a][b] [c][d]" },
	{ "a|b\n-|-", "0 -- [a][b]" },
	{ "|a|\n|-|", "0 - [a]" },
	{ "a\n|-|", "0 - [a]" },
	{ "a\n-|", "0 - [a]" },
	{ "a\n:-", "0 l [a]" },
	{ "a\n---", "-" },
	{ "a\n===", "-" },
	{ "a\n-", "-" },
	{ "a|b", "-" },
	{ "", "-" },
	{ "-|-\na|b", "-" },
	{ "-|-\n-|-", "0 -- [-][-]" },
	{ "a|b\n|---|", "-" },
	{ "a|b|c\n-|-", "-" },
	{ "a b\n-|-", "-" },
	{ "|\n|-|", "-" },
	{ "||\n|-|", "0 - []" },
	{ "| |\n|-|", "0 - []" },
	/* The delimiter row. */
	{ "a|b|c|d\n:-|:-:|-:|-", "0 lcr- [a][b][c][d]" },
	{ "a|b\n :--- | ---: ", "0 lr [a][b]" },
	{ "a|b\n|:-:|:-|", "0 cl [a][b]" },
	{ "a|b\n-|- -", "-" },
	{ "a|b\n-|", "-" },
	{ "a|b\n-||-", "-" },
	{ "a|b\n-|:", "-" },
	{ "a|b\n-|::", "-" },
	{ "a|b\n-|:-:-", "-" },
	{ "a|b\n-|=", "-" },
	{ "a|b\n-\\|-", "-" },
	{ "a|b\n+-+-+", "-" },
	{ "a|b\n-\t|\v-\f", "0 -- [a][b]" },
	{ "a|b\n    -|-", "-" },
	{ "a|b\n@-|-", "-" },
	{ "a|b\n   -|-", "0 -- [a][b]" },
	/* The header, and what stands before it. */
	{ "text\na|b\n-|-\nc|d", "1 -- [a][b] [c][d]" },
	{ "x|y\ntext\na|b\n-|-", "2 -- [a][b]" },
	{ "@a|b\n-|-", "0 -- [a][b]" },
	{ "    a|b\n-|-", "0 -- [a][b]" },
	{ "a|b\n-|-|-\nc|d\n-|-", "2 -- [c][d]" },
	{ "a|b|c\n-|-\n-|-", "1 -- [-][-]" },
	/* Cells. */
	{ "a|b\n-|-\nc", "0 -- [a][b] [c][]" },
	{ "a|b\n-|-\n|c", "0 -- [a][b] [c][]" },
	{ "a|b\n-|-\n|c|", "0 -- [a][b] [c][]" },
	{ "a|b\n-|-\n||c", "0 -- [a][b] [][c]" },
	{ "a|b\n-|-\nc|d|e", "0 -- [a][b] [c][d e]" },
	{ "a|b\n-|-\nc|d|e|", "0 -- [a][b] [c][d e]" },
	{ "a|b\n-|-\nc|d||", "0 -- [a][b] [c][d]" },
	{ "a|b\n-|-\nc||e|f\\|", "0 -- [a][b] [c][ e f|]" },
	{ "a|b\n-|-\n||||", "0 -- [a][b] [][]" },
	{ "a|b\n-|-\n \t| c\t|\vd\f|  ", "0 -- [a][b] [c][d]" },
	{ "a\\|b|c\n-|-\n`d\\|e`|f", "0 -- [a|b][c] [`d|e`][f]" },
	{ "a\\\\|b|c\n-|-", "0 -- [a\\|b][c]" },
	{ "a|b\n-|-\n\\|c|\\|", "0 -- [a][b] [|c][|]" },
	{ "a|b\n-|-\n`c|d`", "0 -- [a][b] [`c][d`]" },
	{ "a|b\n-|-\n\f|c|\v", "0 -- [a][b] [][c]" },
	{ "a|b\n-|-\n\f", "0 -- [a][b] [][]" },
	{ "a\n\f---", "0 - [a]" },
	{ "a\n\f|-|", "-" },
	/* Where it ends. */
	{ "a|b\n-|-\nc|d\n@e|f", "0 -- [a][b] [c][d] +1" },
	{ "a|b\n-|-\nc|d\n    e|f", "0 -- [a][b] [c][d] +1" },
	{ "a|b\n-|-\n   c|d", "0 -- [a][b] [c][d]" },
	{ "a|b\n-|-\n=\n\nc|d", "0 -- [a][b] +2" },
	{ "a|b\n-|-\n=\n \t\nc|d", "0 -- [a][b] +2" },
	{ "a|b\n-|-\n|", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n| ", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n=\n- c|d", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n2. c|d", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n=\n> c|d", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n=\n# c", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n=\n```", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n=\n<div>", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n<a>", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n<a>|d", "0 -- [a][b] [<a>][d]" },
	{ "a|b\n-|-\n=\n---", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n=\n***", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n=\n-", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n=\n[^n]: c|d", "0 -- [a][b] +1" },
	{ "a|b\n-|-\n[n]: c|d", "0 -- [a][b] [[n]: c][d]" },
	/* Rows behind what ends a heading elsewhere. */
	{ "a|b\n-|-\n=\n===\nc|d", "0 -- [a][b] [===][] [c][d]" },
	{ "a|b\n-|-\n=\n--\nc|d", "0 -- [a][b] [--][] [c][d]" },
	{ "a|b\n-|-\n-|-\nc", "0 -- [a][b] [-][-] [c][]" },
	/* A header is the paragraph's. */
	{ "text\n=\na|b\n-|-", "-" },
	{ "a|b\n=\n-|-", "-" },
};

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buffer out = BUFFER_INIT;

		describe(&out, cases[i].lines);
		if (strcmp(buffer_string(&out), cases[i].expected) != 0)
			fail_msg("%s\nis %s\nnot %s", cases[i].lines,
				 buffer_string(&out), cases[i].expected);
		buffer_release(&out);
	}
}

/* Several of them, one behind another that a lazy line ended. */
static void test_next(void **state)
{
	struct table_line lines[LINES_MAX];
	struct table table;
	size_t paragraph;
	size_t count =
		lines_of("a|b\n-|-\n@c|d|e\n-|-|-\n@f", lines, &paragraph);

	(void)state;
	assert_true(table_find(lines, paragraph, count, 0, &table));
	assert_int_equal(table.first, 0);
	assert_int_equal(table.count, 2);
	assert_true(table_find(lines, paragraph, count, 2, &table));
	assert_int_equal(table.first, 2);
	assert_int_equal(table.count, 2);
	assert_int_equal(table.columns, 3);
	assert_false(table_find(lines, paragraph, count, 4, &table));
	assert_false(table_find(lines, paragraph, count, 5, &table));
}

static void test_hint(void **state)
{
	static const struct {
		const char *lines;
		bool may;
	} hints[] = {
		{ "", false },
		{ "text\nmore text\n", false },
		{ "a | b\n", false },
		{ "a|b\n-|-", true },
		{ "a|b\n-|-\nc|d\n", true },
		{ "a|b\r\n| :-: | - | \r\n", true },
		{ "> a|b\n>\t-|-\n", true },
		{ "> a|b\n>-|-\n", true },
		{ "- a|b\n  -|-\n", true },
		{ "a\n:-", true },
		{ "a -\n", false },
		{ "a -|-\n", false },
		{ ":|:\n", false },
		{ "|\n", false },
		{ "    \n\n", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++)
		if (table_hint(hints[i].lines, strlen(hints[i].lines)) !=
		    hints[i].may)
			fail_msg("%s", hints[i].lines);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (*cases[i].expected != '-' &&
		    !table_hint(cases[i].lines, strlen(cases[i].lines)))
			fail_msg("%s", cases[i].lines);
}

static void repeat(struct buffer *out, const char *text, size_t count)
{
	while (count--)
		buffer_append_string(out, text);
}

/* Finds the table of a header and a delimiter row of so many columns. */
static bool find_wide(size_t columns, struct table *table)
{
	struct buffer header = BUFFER_INIT;
	struct buffer delimiter = BUFFER_INIT;
	struct table_line lines[2];
	bool found;

	repeat(&header, "|a", columns);
	repeat(&delimiter, "|-", columns);
	lines[0] = (struct table_line){ .text = { header.data, header.len } };
	lines[1] = (struct table_line){ .text = { delimiter.data,
						  delimiter.len } };
	found = table_find(lines, 2, 2, 0, table);
	buffer_release(&header);
	buffer_release(&delimiter);
	return found;
}

static void test_limits(void **state)
{
	size_t count = TABLE_CELLS_MAX / 4 + 10;
	struct table_line *lines = memory_alloc_zeroed(count, sizeof(*lines));
	struct table table;

	(void)state;
	assert_true(find_wide(TABLE_COLUMNS_MAX, &table));
	assert_int_equal(table.columns, TABLE_COLUMNS_MAX);
	assert_false(find_wide(TABLE_COLUMNS_MAX + 1, &table));
	for (size_t i = 0; i < count; i++)
		lines[i].text = (struct span){ "|-|-|-|-|", 9 };
	assert_true(table_find(lines, count, count, 0, &table));
	assert_int_equal(table.count, TABLE_CELLS_MAX / 4 + 1);
	free(lines);
}

static bool is_kept(char byte)
{
	return byte != '|' && byte != '\\' && byte != ' ';
}

/* Whatever a row holds but pipes, backslashes and spaces is in its cells. */
static void test_no_text_lost(void **state)
{
	static const char bytes[] = "|||\\\\ ab-:\t";
	uint64_t seed = 0x7ab1e;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char row[24];
		struct span cells[4];
		size_t columns = 1 + test_random(&seed) % 4;
		size_t len = test_random(&seed) % sizeof(row);
		struct buffer out = BUFFER_INIT;
		size_t at = 0;

		for (size_t i = 0; i < len; i++)
			row[i] =
				bytes[test_random(&seed) % (sizeof(bytes) - 1)];
		table_cells((struct span){ row, len }, cells, columns);
		for (size_t i = 0; i < columns; i++) {
			assert_true(cells[i].ptr >= row &&
				    cells[i].ptr + cells[i].len <= row + len);
			table_cell_source(&out, cells[i]);
		}
		for (size_t i = 0; i < len; i++) {
			if (!is_kept(row[i]) || row[i] == '\t')
				continue;
			while (at < out.len && out.data[at] != row[i])
				at++;
			if (at++ >= out.len)
				fail_msg("%.*s: %s", (int)len, row,
					 buffer_string(&out));
		}
		buffer_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_next),
		cmocka_unit_test(test_hint),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_no_text_lost),
	};

	return test_run(tests);
}
