/* SPDX-License-Identifier: ISC */
/* Tests of the lines that suit a paragraph as a whole. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "layout/candidates.h"
#include "layout/fit.h"
#include "layout/paragraph.h"
#include "text/breaks.h"
#include "text/cells.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A text with all that is needed to choose its lines. */
struct paragraph {
	const char *text;
	size_t len;
	uint8_t *widths;
	uint8_t *kinds;
	struct candidates candidates;
	struct fit fit;
	struct lines lines;
};

static struct paragraph paragraph_open(const char *text, size_t len)
{
	struct paragraph p = {
		.text = text,
		.len = len,
		.widths = malloc(len),
		.kinds = malloc(len),
	};

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
	candidates_release(&p->candidates);
	fit_release(&p->fit);
	paragraph_release(&p->lines);
}

static void fit(struct paragraph *p, struct fit_shape shape)
{
	p->lines.count = 0;
	candidates_find(&p->candidates, p->text, p->len, p->widths, p->kinds);
	fit_lines(&p->fit, &p->lines, &p->candidates, p->text, p->widths,
		  &shape);
	if (shape.justify)
		fit_justify(&p->lines, p->text, p->len, p->widths, &shape);
}

/* The lines as they are shown, with '|' between them. */
static void append_lines(struct buffer *out, const struct paragraph *p)
{
	for (size_t i = 0; i < p->lines.count; i++) {
		const struct line *line = &p->lines.lines[i];

		if (i)
			buffer_append_byte(out, '|');
		buffer_append(out, p->text + line->off,
			      line->shown_end - line->off);
		if (line->hyphen)
			buffer_append_byte(out, '-');
	}
}

static void expect(struct paragraph *p, struct fit_shape shape,
		   const char *expected)
{
	struct buffer lines = BUFFER_INIT;

	fit(p, shape);
	append_lines(&lines, p);
	assert_string_equal(buffer_string(&lines), expected);
	buffer_release(&lines);
}

static void test_lines(void **state)
{
	static const struct {
		struct fit_shape shape;
		const char *text;
		const char *lines;
	} rows[] = {
		{ { .width = 20 }, "a", "a" },
		{ { .width = 20 }, "one line only\n", "one line only" },
		{ { .width = 8 }, "two words", "two|words" },
		/* Not "aaa bb cc|ddddd|…": the square of 4 is more than of 1
		 * and 2. */
		{ { .width = 9 },
		  "aaa bb cc ddddd ffffffff hh\n",
		  "aaa bb|cc ddddd|ffffffff|hh" },
		/* The lines before a '\n' are last lines of their own. */
		{ { .width = 9 }, "a\nbb\n\ncc d", "a|bb||cc d" },
		/* A text of nothing but a hard break. */
		{ { .width = 9 }, "\n", "" },
		/* Where nothing ends a line it ends between clusters. */
		{ { .width = 3 }, "two words", "two|wor|ds" },
		{ { .width = 1 }, "\u6f22\u5b57", "\u6f22|\u5b57" },
		{ { .width = 4 }, "a bbbbbbbbb c", "a|bbbb|bbbb|b c" },
		{ { .width = 2 },
		  "e\u0301e\u0301e\u0301",
		  "e\u0301e\u0301|e\u0301" },
		/* An indent is the first line's. */
		{ { .width = 7, .indent = 2 }, "aaa bbb ccc", "aaa|bbb ccc" },
		{ { .width = 3, .indent = 2 }, "abcd", "a|bcd" },
		/* Soft hyphens, where there is room for the hyphen. */
		{ { .width = 6 },
		  "syl\u00adla\u00adbles\n",
		  "syl\u00adla\u00ad-|bles" },
		{ { .width = 5 },
		  "syl\u00adla\u00adbles\n",
		  "syl\u00ad-|la\u00ad-|bles" },
		{ { .width = 2 }, "ab\u00ad", "ab\u00ad" },
		/* No hyphen, no end at a soft one. */
		{ { .width = 4 }, "abcdefgh\u00adij", "abcd|efgh|\u00adij" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct paragraph p =
			paragraph_open(rows[i].text, strlen(rows[i].text));

		expect(&p, rows[i].shape, rows[i].lines);
		paragraph_close(&p);
	}
}

static void test_emergencies_come_last(void **state)
{
	static const char text[] = "ab cd/ef";
	struct paragraph p = paragraph_open(text, sizeof(text) - 1);

	(void)state;
	p.kinds[6] = BREAK_EMERGENCY;
	expect(&p, (struct fit_shape){ .width = 7 }, "ab|cd/ef");
	expect(&p, (struct fit_shape){ .width = 4 }, "ab|cd/|ef");
	expect(&p, (struct fit_shape){ .width = 2 }, "ab|cd|/|ef");
	paragraph_close(&p);
}

/* A hyphen is better than a line that leaves much free, but not than one that
 * leaves little. */
static void test_hyphens_cost(void **state)
{
	static const char text[] = "aaaa hyphenated bbbb cccc";
	struct paragraph p = paragraph_open(text, sizeof(text) - 1);

	(void)state;
	p.kinds[7] = BREAK_HYPHEN;
	p.kinds[11] = BREAK_HYPHEN;
	expect(&p, (struct fit_shape){ .width = 12 },
	       "aaaa hyphen-|ated bbbb|cccc");
	expect(&p, (struct fit_shape){ .width = 15 },
	       "aaaa hyphenated|bbbb cccc");
	paragraph_close(&p);
}

/* --- Kinsoku ---------------------------------------------------------------
 */

static void test_marks_hang(void **state)
{
	static const char text[] = "\u6f22\u5b57\u3002\u6f22\u5b57\u3001\u6f22";
	struct paragraph p = paragraph_open(text, sizeof(text) - 1);

	(void)state;
	expect(&p, (struct fit_shape){ .width = 4 },
	       "\u6f22|\u5b57\u3002|\u6f22|\u5b57\u3001|\u6f22");
	expect(&p, (struct fit_shape){ .width = 4, .hang = 2 },
	       "\u6f22\u5b57\u3002|\u6f22\u5b57\u3001|\u6f22");
	assert_int_equal(p.lines.lines[0].width, 6);
	paragraph_close(&p);
}

static bool is_one_of(const char *at, const char *const *marks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strncmp(at, marks[i], strlen(marks[i])) == 0)
			return true;
	}
	return false;
}

/* What JLREQ 3.1.7 and 3.1.8 forbid at the start and the end of a line. */
static void test_kinsoku(void **state)
{
	static const char *const no_start[] = {
		"\u3001", "\u3002", "\uff0c", "\uff0e", "\u300d",
		"\u300f", "\uff09", "\uff01", "\uff1f", "\u30fc",
		"\u3083", "\u3063", "\u30e3", "\u30c3",
	};
	static const char *const no_end[] = { "\u300c", "\u300e", "\uff08" };
	static const char *const scraps[] = {
		"\u6f22", "\u5b57", "\u304b", "\u30ab", "\u6f22\u5b57\u304b",
	};
	uint64_t random = 3;
	struct buffer text = BUFFER_INIT;
	struct paragraph p;

	(void)state;
	for (int i = 0; i < 400; i++) {
		buffer_append_string(
			&text, scraps[test_random(&random) % COUNT(scraps)]);
		if (i % 3 == 0)
			buffer_append_string(&text,
					     no_start[test_random(&random) %
						      COUNT(no_start)]);
		if (i % 5 == 0)
			buffer_append_string(
				&text,
				no_end[test_random(&random) % COUNT(no_end)]);
		if (i % 5 == 0)
			buffer_append_string(&text, "\u6f22");
	}
	p = paragraph_open(buffer_string(&text), text.len);
	for (uint32_t width = 12; width < 90; width++) {
		fit(&p, (struct fit_shape){ .width = width,
					    .hang = width % 2 * 2 });
		for (size_t i = 0; i + 1 < p.lines.count; i++) {
			const struct line *line = &p.lines.lines[i];

			assert_false(is_one_of(p.text + line->end, no_start,
					       COUNT(no_start)));
			assert_false(is_one_of(p.text + line->shown_end - 3,
					       no_end, COUNT(no_end)));
			assert_true(line->width <= width + width % 2 * 2);
		}
	}
	paragraph_close(&p);
	buffer_release(&text);
}

/* --- What lines cost -------------------------------------------------------
 */

static bool is_last(const struct paragraph *p, const struct line *line)
{
	return line->end == p->len || p->text[line->end - 1] == '\n';
}

static uint64_t justified_cost(uint64_t free, uint64_t blanks)
{
	uint64_t cost = 0;

	if (!blanks)
		return 110 * free * free;
	for (uint64_t i = 0; i < blanks; i++) {
		uint64_t more = free / blanks + (i < free % blanks);

		cost += 10 * more * more;
	}
	if (free > blanks)
		cost += 100 * (free - blanks) * (free - blanks) / blanks;
	return cost;
}

static uint64_t cost_of(const struct paragraph *p, const struct line *line,
			bool first, bool behind_hyphen,
			const struct fit_shape *shape)
{
	uint64_t room = shape->width - (line->off == 0 ? shape->indent : 0);
	uint64_t free = room - line->width - line->hyphen;
	uint64_t blanks = 0;

	if (is_last(p, line))
		return (behind_hyphen ? FIT_LAST_HYPHEN : 0) +
		       (!first && line->width < shape->width / 6 ? FIT_SHORT
								 : 0);
	for (uint32_t i = line->off; i < line->shown_end; i++)
		blanks += p->text[i] == ' ';
	return (shape->justify ? justified_cost(free, blanks) : free * free) +
	       (line->hyphen ? FIT_HYPHEN : 0) +
	       (line->hyphen && behind_hyphen ? FIT_HYPHENS : 0);
}

static uint64_t cost_of_lines(const struct paragraph *p,
			      const struct fit_shape *shape)
{
	uint64_t cost = 0;

	for (size_t i = 0; i < p->lines.count; i++) {
		const struct line *line = &p->lines.lines[i];

		cost += cost_of(p, line, i == 0 || is_last(p, line - 1),
				i > 0 && line[-1].hyphen, shape);
	}
	return cost;
}

/* The line [off, end); false if it does not fit. */
static bool line_of(const struct paragraph *p, uint32_t off, uint32_t end,
		    const struct fit_shape *shape, struct line *line)
{
	uint32_t room = shape->width - (off == 0 ? shape->indent : 0);

	*line = (struct line){ .off = off, .shown_end = end, .end = end };
	while (line->shown_end > off && (p->text[line->shown_end - 1] == ' ' ||
					 p->text[line->shown_end - 1] == '\n'))
		line->shown_end--;
	for (uint32_t i = off; i < line->shown_end; i++)
		line->width += p->widths[i] != CELLS_INSIDE ? p->widths[i] : 0;
	line->hyphen = line->shown_end == end && end >= 2 &&
		       memcmp(p->text + end - 2, "\u00ad", 2) == 0;
	return line->width + line->hyphen <= room;
}

/* The least that lines from off on can cost, by trying all of them. */
static uint64_t least_cost(const struct paragraph *p, uint32_t off,
			   bool behind_hyphen, const struct fit_shape *shape)
{
	bool first = off == 0 || p->text[off - 1] == '\n';
	uint64_t least = UINT64_MAX / 2;

	if (off == p->len)
		return 0;
	for (uint32_t end = off + 1; end <= p->len; end++) {
		struct line line;
		uint64_t cost;

		if (end < p->len && p->kinds[end] == BREAK_NONE)
			continue;
		if (!line_of(p, off, end, shape, &line))
			break;
		cost = cost_of(p, &line, first, behind_hyphen, shape) +
		       least_cost(p, end, line.hyphen, shape);
		if (cost < least)
			least = cost;
		if (end < p->len && p->kinds[end] == BREAK_FORCED)
			break;
	}
	return least;
}

/* Words of up to nine letters, some of them with a soft hyphen. */
static void append_words(struct buffer *text, uint64_t *random, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t letters = 1 + test_random(random) % 9;

		if (i > 0)
			buffer_append_byte(
				text, test_random(random) % 20 ? ' ' : '\n');
		for (size_t k = 0; k < letters; k++) {
			buffer_append_byte(text, 'x');
			if (k > 1 && k + 3 < letters &&
			    test_random(random) % 3 == 0)
				buffer_append_string(text, "\u00ad");
		}
	}
}

static struct fit_shape random_shape(uint64_t *random, uint32_t least,
				     uint32_t most)
{
	return (struct fit_shape){
		.width = least +
			 (uint32_t)(test_random(random) % (most - least)),
		.indent = (uint32_t)(test_random(random) % 3),
		.justify = test_random(random) % 2,
	};
}

static void test_no_other_lines_cost_less(void **state)
{
	uint64_t random = 17;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		struct buffer text = BUFFER_INIT;
		struct fit_shape shape = random_shape(&random, 13, 40);
		struct paragraph p;

		append_words(&text, &random, 1 + test_random(&random) % 9);
		p = paragraph_open(buffer_string(&text), text.len);
		fit(&p, shape);
		assert_int_equal(cost_of_lines(&p, &shape),
				 least_cost(&p, 0, false, &shape));
		paragraph_close(&p);
		buffer_release(&text);
	}
}

static void test_filling_lines_costs_no_less(void **state)
{
	uint64_t random = 23;

	(void)state;
	for (int round = 0; round < 100; round++) {
		struct buffer text = BUFFER_INIT;
		struct fit_shape shape = random_shape(&random, 13, 120);
		struct paragraph p;
		uint64_t total;

		shape.indent = 0;
		append_words(&text, &random, 300);
		p = paragraph_open(buffer_string(&text), text.len);
		fit(&p, shape);
		total = cost_of_lines(&p, &shape);
		p.lines.count = 0;
		paragraph_break(&p.lines, p.text, p.len, p.widths, p.kinds,
				shape.width);
		assert_true(total <= cost_of_lines(&p, &shape));
		paragraph_close(&p);
		buffer_release(&text);
	}
}

/* --- Justified lines -------------------------------------------------------
 */

static void test_lines_are_justified(void **state)
{
	uint64_t random = 29;
	size_t filled = 0;

	(void)state;
	for (int round = 0; round < 100; round++) {
		struct buffer text = BUFFER_INIT;
		struct fit_shape shape = random_shape(&random, 20, 90);
		struct paragraph p;

		shape.justify = true;
		append_words(&text, &random, 100);
		p = paragraph_open(buffer_string(&text), text.len);
		fit(&p, shape);
		for (size_t i = 0; i < p.lines.count; i++) {
			const struct line *line = &p.lines.lines[i];
			uint32_t room = shape.width - (i ? 0 : shape.indent);
			uint32_t blanks = 0;

			for (uint32_t k = line->off; k < line->shown_end; k++)
				blanks += p.text[k] == ' ';
			filled += line->fill > 0;
			if (is_last(&p, line) ||
			    room - line->width - line->hyphen > blanks)
				assert_int_equal(line->fill, 0);
			else
				assert_int_equal(line->width + line->hyphen +
							 line->fill,
						 room);
		}
		paragraph_close(&p);
		buffer_release(&text);
	}
	assert_true(filled > 500);
}

/* --- Any text --------------------------------------------------------------
 */

static void append_scraps(struct buffer *text, uint64_t *random, size_t count)
{
	static const char *const scraps[] = {
		"a",
		"word",
		" ",
		"  ",
		"\n",
		"\u00ad",
		"\u2014",
		"\u3000",
		"\u6f22",
		"\u3002",
		"\u0301",
		"\u200b",
		"\u00a0",
		".",
		"-",
		"\u05d0",
		"/",
		"\u2003",
		"\u0e01\u0e33",
		"\U0001f1eb\U0001f1f7",
		"http://e.org/a/b?c=d",
		"\t",
	};

	for (size_t i = 0; i < count; i++)
		buffer_append_string(
			text, scraps[test_random(random) % COUNT(scraps)]);
}

/* What must hold of a line that starts at off, whatever the text. */
static void check_line(const struct paragraph *p, const struct line *line,
		       uint32_t off, const struct fit_shape *shape)
{
	uint32_t room = shape->width - (off == 0 ? shape->indent : 0);
	uint32_t shown = 0;
	size_t clusters = 0;

	assert_int_equal(line->off, off);
	assert_true(line->end > off && line->end <= p->len);
	assert_true(line->shown_end >= off && line->shown_end <= line->end);
	assert_true(!line->hyphen || line->shown_end == line->end);
	if (line->end < p->len)
		assert_int_not_equal(p->widths[line->end], CELLS_INSIDE);
	for (uint32_t i = off; i < line->shown_end; i++) {
		if (p->widths[i] == CELLS_INSIDE)
			continue;
		clusters += p->widths[i] > 0;
		shown += p->widths[i];
	}
	assert_int_equal(line->width, shown);
	if (shown + line->hyphen > room + shape->hang)
		assert_int_equal(clusters, 1);
	else if (shown + line->hyphen > room)
		assert_true(clusters == 1 ||
			    memcmp(p->text + line->shown_end - 3, "\u3002",
				   3) == 0);
	for (uint32_t i = off + 1; i < line->end; i++)
		assert_int_not_equal(p->kinds[i], BREAK_FORCED);
}

static void test_every_width_keeps_the_rules(void **state)
{
	uint64_t random = 7;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct buffer text = BUFFER_INIT;
		struct paragraph p;

		append_scraps(&text, &random, 1 + test_random(&random) % 80);
		p = paragraph_open(text.data, text.len);
		for (uint32_t width = 1; width < 50; width++) {
			struct fit_shape shape = {
				.width = width,
				.indent = width > 4 ? width % 3 : 0,
				.hang = width % 2 * 2,
				.justify = width % 5 == 0,
			};
			uint32_t off = 0;

			fit(&p, shape);
			for (size_t i = 0; i < p.lines.count; i++) {
				check_line(&p, &p.lines.lines[i], off, &shape);
				off = p.lines.lines[i].end;
			}
			assert_int_equal(off, p.len);
		}
		paragraph_close(&p);
		buffer_release(&text);
	}
}

/* Columns and blanks of text [0, end), by their definition. */
static void measure(const struct paragraph *p, uint32_t end, uint32_t *columns,
		    uint32_t *blanks)
{
	*columns = 0;
	*blanks = 0;
	for (uint32_t i = 0; i < end; i++) {
		*columns += p->widths[i] == CELLS_INSIDE ? 0 : p->widths[i];
		*blanks += paragraph_blank(p->text, p->len, i, p->widths);
	}
}

static void check_candidate(const struct paragraph *p,
			    const struct candidate *candidate)
{
	uint32_t shown_end = (uint32_t)paragraph_space_start(
		p->text, p->len, 0, candidate->end, p->widths);
	uint32_t columns, blanks;

	measure(p, candidate->end, &columns, &blanks);
	assert_int_equal(candidate->col, columns);
	assert_int_equal(candidate->blanks, blanks);
	/* Where there are but spaces since the candidate before, what that one
	 * showed stays. */
	assert_true(candidate->shown_end == shown_end ||
		    (shown_end == 0 && candidate->shown_end == 0));
	measure(p, candidate->shown_end, &columns, &blanks);
	assert_int_equal(candidate->shown_col, columns);
	assert_int_equal(candidate->shown_blanks, blanks);
	assert_int_equal(candidate->kind,
			 candidate->end == p->len ? BREAK_FORCED
			 : candidate->hyphen	  ? BREAK_HYPHEN
						  : p->kinds[candidate->end]);
}

/* Each place where a line may end is a candidate, and what that says of it is
 * so, whatever the text is made of. */
static void test_candidates_are_as_defined(void **state)
{
	uint64_t random = 41;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct buffer text = BUFFER_INIT;
		struct paragraph p;
		size_t next = 0;

		if (round % 3 == 0)
			append_scraps(&text, &random, 30);
		else
			append_words(&text, &random, 30);
		p = paragraph_open(text.data, text.len);
		candidates_find(&p.candidates, p.text, p.len, p.widths,
				p.kinds);
		for (uint32_t end = 1; end <= p.len; end++) {
			const struct candidate *at =
				&p.candidates.candidates[next];

			if (at->end != end)
				continue;
			check_candidate(&p, at);
			next++;
		}
		assert_int_equal(next, p.candidates.count);
		paragraph_close(&p);
		buffer_release(&text);
	}
}

/* Candidates that take no columns are few, however many there could be. */
static void test_candidates_are_told_apart(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct paragraph p;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buffer_append_string(&text, "\u200b");
	buffer_append_string(&text, "end");
	p = paragraph_open(buffer_string(&text), text.len);
	candidates_find(&p.candidates, p.text, p.len, p.widths, p.kinds);
	assert_in_range(p.candidates.count, 1, 3);
	paragraph_close(&p);
	buffer_release(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_emergencies_come_last),
		cmocka_unit_test(test_hyphens_cost),
		cmocka_unit_test(test_marks_hang),
		cmocka_unit_test(test_kinsoku),
		cmocka_unit_test(test_no_other_lines_cost_less),
		cmocka_unit_test(test_filling_lines_costs_no_less),
		cmocka_unit_test(test_lines_are_justified),
		cmocka_unit_test(test_every_width_keeps_the_rules),
		cmocka_unit_test(test_candidates_are_as_defined),
		cmocka_unit_test(test_candidates_are_told_apart),
	};

	return test_run(tests);
}
