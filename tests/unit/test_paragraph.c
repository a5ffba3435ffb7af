/* SPDX-License-Identifier: ISC */
/* Tests of where the lines of a paragraph end. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "layout/paragraph.h"
#include "text/breaks.h"
#include "text/cells.h"

/* A text with its widths and breaks, which may be replaced by hand. */
struct paragraph {
	const char *text;
	size_t len;
	uint8_t *widths;
	uint8_t *kinds;
};

static struct paragraph paragraph_open(const char *text, size_t len)
{
	struct paragraph p = { text, len, malloc(len), malloc(len) };

	assert_non_null(p.widths);
	assert_non_null(p.kinds);
	cells_measure(CELLS_UNICODE, text, len, p.widths);
	breaks_find(text, len, p.kinds);
	return p;
}

static void paragraph_close(struct paragraph *p)
{
	free(p->widths);
	free(p->kinds);
}

/* The lines as they are shown, with '|' between them. */
static void append_lines(struct buffer *out, const struct paragraph *p,
			 uint32_t width)
{
	struct lines lines = { 0 };

	paragraph_break(&lines, p->text, p->len, p->widths, p->kinds, width);
	for (size_t i = 0; i < lines.count; i++) {
		const struct line *line = &lines.lines[i];

		if (i)
			buffer_append_byte(out, '|');
		buffer_append(out, p->text + line->off,
			      line->shown_end - line->off);
		if (line->hyphen)
			buffer_append_byte(out, '-');
	}
	paragraph_release(&lines);
}

static void test_lines_end_where_the_words_do(void **state)
{
	static const struct {
		uint32_t width;
		const char *text;
		const char *lines;
	} rows[] = {
		{ 20, "a", "a" },
		{ 20, "one line only\n", "one line only" },
		{ 9, "two words", "two words" },
		{ 8, "two words", "two|words" },
		{ 3, "two words", "two|wor|ds" },
		{ 5, "aa bb cc dd\n", "aa bb|cc dd" },
		/* All the spaces at a break go, inside a line they stay. */
		{ 5, "aa   bbb", "aa|bbb" },
		{ 9, "aa   bbb cc", "aa   bbb|cc" },
		{ 4, "aaaa   \n", "aaaa" },
		/* Hard breaks, empty lines. */
		{ 20, "one\ntwo\n", "one|two" },
		{ 3, "one\ntwo\n", "one|two" },
		{ 20, "a\n\nb", "a||b" },
		{ 20, "\n", "" },
		{ 20, "a \nb", "a|b" },
		/* Leading blanks are text. */
		{ 9, "   a b c", "   a b c" },
		/* Wide characters; a line may be one column short. */
		{ 5, "\u6f22\u5b57\u6f22\u5b57", "\u6f22\u5b57|\u6f22\u5b57" },
		/* A cluster wider than the width stands alone. */
		{ 1, "\u6f22\u5b57", "\u6f22|\u5b57" },
		{ 1, "\u6f22 a", "\u6f22|a" },
		/* A combining mark never starts a line. */
		{ 2, "e\u0301e\u0301e\u0301", "e\u0301e\u0301|e\u0301" },
		/* No-break space. */
		{ 6, "ab c\u00a0d e", "ab c\u00a0d|e" },
		{ 4, "ab c\u00a0d e", "ab|c\u00a0d|e" },
		/* Ideographic space goes at a break as others do. */
		{ 4, "\u6f22\u5b57\u3000\u6f22", "\u6f22\u5b57|\u6f22" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct paragraph p =
			paragraph_open(rows[i].text, strlen(rows[i].text));
		struct buffer lines = BUFFER_INIT;

		append_lines(&lines, &p, rows[i].width);
		assert_string_equal(buffer_string(&lines), rows[i].lines);
		buffer_release(&lines);
		paragraph_close(&p);
	}
}

static void test_soft_hyphens_show_where_they_break(void **state)
{
	static const struct {
		uint32_t width;
		const char *lines;
	} rows[] = {
		{ 9, "syl\u00adla\u00adbles" },
		{ 8, "syl\u00adla\u00ad-|bles" },
		{ 7, "syl\u00adla\u00ad-|bles" },
		{ 6, "syl\u00adla\u00ad-|bles" },
		/* No room for the hyphen behind "sylla". */
		{ 5, "syl\u00ad-|la\u00ad-|bles" },
		{ 4, "syl\u00ad-|la\u00ad-|bles" },
	};
	static const char text[] = "syl\u00adla\u00adbles\n";

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct paragraph p = paragraph_open(text, sizeof(text) - 1);
		struct buffer lines = BUFFER_INIT;

		append_lines(&lines, &p, rows[i].width);
		assert_string_equal(buffer_string(&lines), rows[i].lines);
		buffer_release(&lines);
		paragraph_close(&p);
	}
}

/* A soft hyphen at the very end of a text needs room for its hyphen too: a
 * segment may be cut there. */
static void test_the_end_may_be_a_soft_hyphen(void **state)
{
	static const char text[] = "aa bb\u00ad";
	struct paragraph p = paragraph_open(text, sizeof(text) - 1);
	struct buffer lines = BUFFER_INIT;

	(void)state;
	append_lines(&lines, &p, 5);
	assert_string_equal(buffer_string(&lines), "aa|bb\u00ad-");
	buffer_clear(&lines);
	append_lines(&lines, &p, 6);
	assert_string_equal(buffer_string(&lines), "aa bb\u00ad-");
	buffer_release(&lines);
	paragraph_close(&p);
}

static void test_emergencies_come_last(void **state)
{
	static const char text[] = "ab cd/ef";
	struct paragraph p = paragraph_open(text, sizeof(text) - 1);
	struct buffer lines = BUFFER_INIT;

	(void)state;
	p.kinds[6] = BREAK_EMERGENCY;
	append_lines(&lines, &p, 7);
	assert_string_equal(buffer_string(&lines), "ab|cd/ef");
	buffer_clear(&lines);
	append_lines(&lines, &p, 4);
	assert_string_equal(buffer_string(&lines), "ab|cd/|ef");
	buffer_clear(&lines);
	append_lines(&lines, &p, 2);
	assert_string_equal(buffer_string(&lines), "ab|cd|/|ef");
	buffer_release(&lines);
	paragraph_close(&p);
}

/* Whether nothing but white space, with no marks on it, was left out. */
static bool leaves_out_space(const struct paragraph *p, const struct line *line)
{
	static const char *const spaces[] = { " ", "\n", "\u2003", "\u3000" };
	uint32_t off = line->shown_end;

	while (off < line->end) {
		uint32_t next = off + 1;
		bool space = false;

		while (next < p->len && p->widths[next] == CELLS_INSIDE)
			next++;
		for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++)
			space |= strlen(spaces[i]) == next - off &&
				 !memcmp(spaces[i], p->text + off, next - off);
		if (!space)
			return false;
		off = next;
	}
	return true;
}

/* Columns that a line from off shows if it ends there, its hyphen too. */
static uint32_t columns_to(const struct paragraph *p, uint32_t off,
			   uint32_t end)
{
	uint32_t columns = 0; /* and the spaces behind what is shown */
	uint32_t shown = 0;
	bool hyphen = paragraph_soft_hyphen(p->text, end);

	for (uint32_t i = off; i < end; i++) {
		uint32_t next = i + 1;

		if (p->widths[i] == CELLS_INSIDE)
			continue;
		while (next < p->len && p->widths[next] == CELLS_INSIDE)
			next++;
		columns += p->widths[i];
		if (paragraph_space(p->text, p->len, i) != next - i)
			shown = columns;
		else if (next == end)
			hyphen = false;
	}
	return shown + hyphen;
}

/* The last place where a line from off may end and what it shows fits; 0 if
 * there is none. */
static uint32_t farthest_end(const struct paragraph *p, uint32_t off,
			     uint32_t width)
{
	uint32_t farthest = 0;
	uint32_t end = off;

	while (end < p->len) {
		bool last;
		uint32_t columns;

		end++;
		last = end == p->len || p->kinds[end] == BREAK_FORCED;
		if (!last && p->kinds[end] != BREAK_ALLOWED)
			continue;
		columns = columns_to(p, off, end);
		if (columns <= width)
			farthest = end;
		if (last || columns > width + 1)
			break;
	}
	return farthest;
}

/* What must hold of a line that starts at off, whatever the text. */
static void check_line(const struct paragraph *p, const struct line *line,
		       uint32_t off, uint32_t width)
{
	uint32_t shown = 0;
	size_t clusters = 0;
	bool hyphen = line->hyphen;

	assert_int_equal(line->off, off);
	assert_true(line->end > off && line->end <= p->len);
	assert_true(line->shown_end >= off && line->shown_end <= line->end);
	assert_true(leaves_out_space(p, line));
	if (line->end < p->len)
		assert_int_not_equal(p->widths[line->end], CELLS_INSIDE);
	if (line->shown_end < p->len)
		assert_int_not_equal(p->widths[line->shown_end], CELLS_INSIDE);
	for (uint32_t i = off; i < line->shown_end; i++) {
		if (p->widths[i] == CELLS_INSIDE)
			continue;
		clusters++;
		shown += p->widths[i];
	}
	assert_int_equal(line->width, shown);
	if (farthest_end(p, off, width))
		assert_int_equal(line->end, farthest_end(p, off, width));
	if (shown + hyphen > width)
		assert_int_equal(clusters, 1);
	for (uint32_t i = off + 1; i < line->end; i++)
		assert_int_not_equal(p->kinds[i], BREAK_FORCED);
}

/* Texts of scraps, so that everything meets everything. */
static void append_scraps(struct buffer *text, uint64_t *random, size_t count)
{
	static const char *const scraps[] = {
		"a",
		"word",
		"several plain words, ",
		" ",
		"  ",
		"\n",
		"\u00ad",
		"\u2014",
		"\u3000",
		"\u6f22",
		"\u3042",
		"\u0301",
		"\u200b",
		"\u00a0",
		".",
		"-",
		"\U0001f469\u200d\U0001f469\u200d\U0001f467",
		"\u05d0",
		"\u0e01\u0e33",
		"/",
		"\u2003",
		"\u0915\u094d\u0937",
		"\U0001f1eb\U0001f1f7",
		"\u1100\u1161",
		"http://e.org/a/b?c=d",
	};

	for (size_t i = 0; i < count; i++)
		buffer_append_string(
			text, scraps[test_random(random) %
				     (sizeof(scraps) / sizeof(scraps[0]))]);
}

static void test_every_width_keeps_the_rules(void **state)
{
	uint64_t random = 7;
	struct lines lines = { 0 };

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct buffer text = BUFFER_INIT;
		struct paragraph p;

		append_scraps(&text, &random, 1 + test_random(&random) % 80);
		p = paragraph_open(text.data, text.len);
		for (uint32_t width = 1; width < 50; width++) {
			uint32_t off = 0;

			lines.count = 0;
			paragraph_break(&lines, p.text, p.len, p.widths,
					p.kinds, width);
			for (size_t i = 0; i < lines.count; i++) {
				check_line(&p, &lines.lines[i], off, width);
				off = lines.lines[i].end;
			}
			assert_int_equal(off, p.len);
		}
		paragraph_close(&p);
		buffer_release(&text);
	}
	paragraph_release(&lines);
}

/* A greedy line could not have taken the next word too. */
static void test_lines_are_full(void **state)
{
	uint64_t random = 11;
	struct buffer text = BUFFER_INIT;
	struct paragraph p;

	(void)state;
	for (int i = 0; i < 400; i++) {
		for (uint64_t n = 1 + test_random(&random) % 9; n > 0; n--)
			buffer_append_byte(&text, 'x');
		buffer_append_byte(&text, ' ');
	}
	p = paragraph_open(text.data, text.len);
	for (uint32_t width = 9; width < 100; width++) {
		struct lines lines = { 0 };

		paragraph_break(&lines, p.text, p.len, p.widths, p.kinds,
				width);
		for (size_t i = 0; i + 1 < lines.count; i++) {
			const char *next = p.text + lines.lines[i].end;
			size_t word = strcspn(next, " ");

			assert_true(lines.lines[i].width <= width);
			assert_true(lines.lines[i].width + 1 + word > width);
		}
		paragraph_release(&lines);
	}
	paragraph_close(&p);
	buffer_release(&text);
}

/* Blanks that may be widened are shown as '_'. */
static void test_blanks_of_french_are_fixed(void **state)
{
	static const struct {
		const char *text;
		const char *shown;
	} rows[] = {
		{ "Il dit : \u00ab Oui ! \u00bb, puis",
		  "Il_dit :_\u00ab Oui ! \u00bb,_puis" },
		{ "qui ? moi ; (\u2039 toi \u203a)",
		  "qui ?_moi ;_(\u2039 toi \u203a)" },
		{ "er rief \u00bbLos\u00ab und \u00bb\u00dcber.\u00ab Dann",
		  "er_rief_\u00bbLos\u00ab_und_\u00bb\u00dcber.\u00ab_Dann" },
		{ "\u00ab a \u00bb", "\u00ab a \u00bb" },
		{ "a \u00bb", "a \u00bb" },
		{ "a b ", "a_b_" },
		{ "a\u00a0b c", "a\u00a0b_c" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buffer shown = BUFFER_INIT;
		size_t len = strlen(rows[i].text);
		struct paragraph p = paragraph_open(rows[i].text, len);

		for (size_t off = 0; off < len; off++)
			buffer_append_byte(
				&shown,
				paragraph_blank(p.text, len, off, p.widths)
					? '_'
					: p.text[off]);
		assert_string_equal(buffer_string(&shown), rows[i].shown);
		buffer_release(&shown);
		paragraph_close(&p);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_end_where_the_words_do),
		cmocka_unit_test(test_soft_hyphens_show_where_they_break),
		cmocka_unit_test(test_the_end_may_be_a_soft_hyphen),
		cmocka_unit_test(test_emergencies_come_last),
		cmocka_unit_test(test_every_width_keeps_the_rules),
		cmocka_unit_test(test_lines_are_full),
		cmocka_unit_test(test_blanks_of_french_are_fixed),
	};

	return test_run(tests);
}
