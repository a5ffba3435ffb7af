/* SPDX-License-Identifier: ISC */
/* Tests of sharing out a page among columns of words. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "layout/shares.h"

/* Adds a cell: its words are what stands between blanks. */
static void add_cell(struct shares *shares, size_t column, const char *text)
{
	struct share *share = &shares->shares[column];
	uint32_t natural = (uint32_t)strlen(text);

	shares_begin_cell(shares);
	share->text += natural;
	if (share->most < natural)
		share->most = natural;
	while (*text) {
		uint32_t width = (uint32_t)strcspn(text, " ");
		uint32_t space = (uint32_t)strspn(text + width, " ");

		shares_add_word(shares, width, space);
		if (share->least < width)
			share->least = width;
		text += width + space;
	}
}

/* A row of cells with '|' between them. */
static void add_row(struct shares *shares, const char *row)
{
	char cell[256];

	for (size_t i = 0; i < shares->count; i++) {
		size_t len = strcspn(row, "|");

		assert_true(len < sizeof(cell));
		memcpy(cell, row, len);
		cell[len] = '\0';
		add_cell(shares, i, cell);
		row += len + (row[len] == '|');
	}
	shares_end_row(shares);
}

static uint32_t sum_of(const struct shares *shares)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < shares->count; i++)
		sum += shares->shares[i].width;
	return sum;
}

static const struct {
	const char *rows; /* one a line */
	size_t columns;
	uint32_t room;
	size_t lines, broken;
	uint32_t widths[3];
} cases[] = {
	/* Each has what it likes, and no more. */
	{ "a|bb|ccc", 3, 30, 1, 0, { 1, 2, 3 } },
	{ "||", 3, 30, 1, 0, { 0, 0, 0 } },
	/* The one with more text has more room, as far as it is of use. */
	{ "one|two three four five six seven", 2, 18, 2, 0, { 3, 14 } },
	/* Two lines each, where the longer one would have three of even
	 * halves. */
	{ "aa bb cc dd|ee ff gg hh ii jj kk", 2, 18, 2, 0, { 5, 11 } },
	/* What does not help is left. */
	{ "aaaa bbbb|cccc dddd", 2, 17, 2, 0, { 9, 4 } },
	/* A row's height is that of its tallest cell alone. */
	{ "x y z|a\nx|aaa bbb ccc", 2, 12, 3, 0, { 5, 7 } },
};

static void test_cases(void **state)
{
	struct shares shares = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *row = cases[i].rows;

		shares_clear(&shares, cases[i].columns);
		for (; row; row = strchr(row, '\n')) {
			char line[256];

			row += *row == '\n';
			snprintf(line, sizeof(line), "%.*s",
				 (int)strcspn(row, "\n"), row);
			add_row(&shares, line);
		}
		shares_fill(&shares, cases[i].room);
		shares_climb(&shares, cases[i].room);
		if (shares_lines(&shares) != cases[i].lines ||
		    shares_broken(&shares) != cases[i].broken)
			fail_msg("%s: %zu lines", cases[i].rows,
				 shares_lines(&shares));
		for (size_t k = 0; k < cases[i].columns; k++)
			if (shares.shares[k].width != cases[i].widths[k])
				fail_msg("%s: column %zu has %u", cases[i].rows,
					 k, shares.shares[k].width);
	}
	shares_release(&shares);
}

/* The widest come down, level with each other; no one below its least, nor
 * beyond what it likes. */
static void test_level(void **state)
{
	static const struct share shares[] = { { .least = 2, .most = 4 },
					       { .least = 3, .most = 30 },
					       { .least = 12, .most = 20 },
					       { .least = 1, .most = 50 } };
	static const struct {
		uint32_t room;
		uint32_t widths[4];
	} levels[] = {
		{ 18, { 2, 3, 12, 1 } },   { 21, { 3, 3, 12, 3 } },
		{ 29, { 4, 7, 12, 6 } },   { 46, { 4, 14, 14, 14 } },
		{ 64, { 4, 20, 20, 20 } }, { 84, { 4, 30, 20, 30 } },
		{ 99, { 4, 30, 20, 45 } }, { 200, { 4, 30, 20, 50 } },
	};
	struct shares table = { 0 };

	(void)state;
	shares_clear(&table, 4);
	memcpy(table.shares, shares, sizeof(shares));
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
		shares_level(&table, levels[i].room);
		for (size_t k = 0; k < 4; k++)
			assert_int_equal(table.shares[k].width,
					 levels[i].widths[k]);
	}
	shares_release(&table);
}

/* A word that is wider than its column takes lines of its own. */
static void test_broken_words(void **state)
{
	struct shares shares = { 0 };

	(void)state;
	shares_clear(&shares, 1);
	add_row(&shares, "ab abcdefghij c d");
	shares.shares[0].width = 4;
	/* ab / abcd / efgh / ij c / d */
	assert_int_equal(shares_lines(&shares), 5);
	assert_int_equal(shares_broken(&shares), 1);
	shares.shares[0].width = 10;
	/* ab / abcdefghij / c d */
	assert_int_equal(shares_lines(&shares), 3);
	assert_int_equal(shares_broken(&shares), 0);
	shares_release(&shares);
}

/* A table of words; returns the room that its least takes. */
static uint32_t add_random(struct shares *shares, uint64_t *random)
{
	size_t columns = 1 + test_random(random) % 7;
	size_t rows = 1 + test_random(random) % 6;
	uint32_t least = 0;

	shares_clear(shares, columns);
	for (size_t i = 0; i < rows * columns; i++) {
		char cell[128] = "";
		size_t len = test_random(random) % 100;

		if (test_random(random) % 3 == 0)
			len /= 8;
		for (size_t k = 0; k < len; k++)
			cell[k] = test_random(random) % 5 ? 'x' : ' ';
		/* No cell begins or ends with a blank. */
		if (len > 0)
			cell[0] = cell[len - 1] = 'x';
		add_cell(shares, i % columns, cell);
		if (i % columns == columns - 1)
			shares_end_row(shares);
	}
	for (size_t i = 0; i < columns; i++) {
		/* Some are so short of room that words must be broken. */
		if (test_random(random) % 4 == 0)
			shares->shares[i].least =
				(shares->shares[i].least + 1) / 2;
		least += shares->shares[i].least;
	}
	return least;
}

/* Climbing never leads down, nor beyond the room or under the least. */
static void test_climbing(void **state)
{
	struct shares shares = { 0 };
	uint64_t random = 0x7ab1e5;
	size_t before_all = 0, after_all = 0;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		uint32_t room = add_random(&shares, &random);
		size_t lines, broken;
		uint32_t widths[8];

		room += (uint32_t)(test_random(&random) % 80);
		shares_fill(&shares, room);
		assert_true(sum_of(&shares) <= room);
		lines = shares_lines(&shares);
		broken = shares_broken(&shares);
		shares_climb(&shares, room);
		assert_true(sum_of(&shares) <= room);
		assert_true(shares_lines(&shares) <= lines);
		assert_true(shares_broken(&shares) <= broken);
		before_all += lines;
		after_all += shares_lines(&shares);
		for (size_t i = 0; i < shares.count; i++) {
			const struct share *share = &shares.shares[i];

			assert_in_range(share->width, share->least,
					share->most > share->least
						? share->most
						: share->least);
			widths[i] = share->width;
		}
		/* The same again comes out the same. */
		shares_fill(&shares, room);
		shares_climb(&shares, room);
		for (size_t i = 0; i < shares.count; i++)
			assert_int_equal(shares.shares[i].width, widths[i]);
	}
	assert_true(after_all * 100 < before_all * 97);
	shares_release(&shares);
}

/* The best of all ways to share room among three columns, tried one by one. */
static size_t best_of_all(struct shares *shares, uint32_t room)
{
	struct share *share = shares->shares;
	size_t best = SIZE_MAX;

	for (uint32_t a = share[0].least; a <= room; a++) {
		for (uint32_t b = share[1].least; a + b <= room; b++) {
			size_t lines;

			if (room - a - b < share[2].least)
				break;
			share[0].width = a;
			share[1].width = b;
			share[2].width = room - a - b;
			lines = shares_lines(shares);
			if (lines < best)
				best = lines;
		}
	}
	return best;
}

/* It comes near to the best. */
static void test_the_best(void **state)
{
	struct shares shares = { 0 };
	uint64_t random = 0xbe57;
	size_t sum = 0, best = 0;

	(void)state;
	for (int round = 0; round < 300;) {
		uint32_t room = add_random(&shares, &random) + 24;

		if (shares.count != 3)
			continue;
		round++;
		shares_fill(&shares, room);
		shares_climb(&shares, room);
		sum += shares_lines(&shares);
		best += best_of_all(&shares, room);
	}
	assert_in_range(sum, best, best + best / 50);
	shares_release(&shares);
}

/* Of a long table the rows that fit have a say, and whole ones only. */
static void test_bounds(void **state)
{
	struct shares shares = { 0 };

	(void)state;
	shares_clear(&shares, 2);
	for (int i = 0; i < SHARES_WORDS; i++)
		add_row(&shares, "one two three four five|six");
	assert_true(shares.full);
	assert_true(shares.word_count <= SHARES_WORDS);
	assert_int_equal(shares.word_count, shares.rows * 6);
	shares_fill(&shares, 20);
	shares_climb(&shares, 20);
	assert_int_equal(shares_lines(&shares), 2 * shares.rows);
	shares_clear(&shares, 2);
	for (int i = 0; i < SHARES_CELLS; i++)
		add_row(&shares, "|");
	assert_true(shares.full);
	assert_int_equal(shares.rows, SHARES_CELLS / 2);
	shares_release(&shares);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_level),
		cmocka_unit_test(test_broken_words),
		cmocka_unit_test(test_climbing),
		cmocka_unit_test(test_the_best),
		cmocka_unit_test(test_bounds),
	};

	return test_run(tests);
}
