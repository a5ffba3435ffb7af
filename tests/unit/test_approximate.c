/* SPDX-License-Identifier: ISC */
/* Tests of matching text exactly and approximately, against naive matching. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "marks/anchor/approximate.h"
#include "marks/anchor/exact.h"
#include "marks/anchor/pattern.h"
#include "marks/anchor/units.h"
#include "text/alike.h"
#include "text/cells.h"
#include "text/utf8.h"

enum { PATTERN_MAX = 300, TEXT_MAX = 600 };

static uint32_t roll(uint64_t *random, uint32_t below)
{
	return (uint32_t)(test_random(random) % below);
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Sellers' dynamic programming: the whole matrix, a column at a time. */
static void naive_distances(const uint32_t *pattern, size_t count,
			    const uint32_t *text, size_t len, bool here,
			    uint32_t *distances)
{
	uint32_t column[PATTERN_MAX + 1];

	for (size_t i = 0; i <= count; i++)
		column[i] = (uint32_t)i;
	for (size_t j = 0; j < len; j++) {
		uint32_t diagonal = column[0];

		column[0] = here ? (uint32_t)j + 1 : 0;
		for (size_t i = 1; i <= count; i++) {
			uint32_t left = column[i];

			column[i] =
				least(diagonal + (pattern[i - 1] != text[j]),
				      1 + least(left, column[i - 1]));
			diagonal = left;
		}
		distances[j] = column[count];
	}
}

/* A text that has the pattern in it, with errors. */
static size_t write_text(uint64_t *random, const uint32_t *pattern,
			 size_t count, uint32_t letters, uint32_t *text)
{
	size_t len = roll(random, 200);

	for (size_t i = 0; i < len; i++)
		text[i] = 'a' + roll(random, letters);
	for (size_t i = 0; i < count && len < TEXT_MAX - 100; i++) {
		uint32_t chance = roll(random, 12);

		if (chance == 0)
			continue;
		text[len++] =
			chance == 1 ? 'a' + roll(random, letters) : pattern[i];
		if (chance == 2)
			text[len++] = 0x4e00 + roll(random, letters);
	}
	for (size_t i = roll(random, 100); i; i--)
		text[len++] = 'a' + roll(random, letters);
	return len;
}

static void check_distances(uint64_t *random, size_t count, uint32_t letters,
			    bool here)
{
	uint32_t pattern[PATTERN_MAX], text[TEXT_MAX];
	uint32_t expected[TEXT_MAX], got[TEXT_MAX];
	uint32_t limit = roll(random, (uint32_t)count + 3);
	struct approximate *approximate;
	size_t len;

	for (size_t i = 0; i < count; i++)
		pattern[i] = (roll(random, 9) ? 'a' : 0x4e00) +
			     roll(random, letters);
	len = write_text(random, pattern, count, letters, text);
	naive_distances(pattern, count, text, len, here, expected);
	approximate = approximate_open(pattern, count);
	/* It may be used again. */
	for (unsigned round = 0; round < 2; round++) {
		size_t half = len ? roll(random, (uint32_t)len) : 0;

		approximate_start(
			approximate,
			here ? APPROXIMATE_HERE : APPROXIMATE_ANYWHERE, limit);
		approximate_feed(approximate, text, half, got);
		approximate_feed(approximate, text + half, len - half,
				 got + half);
		for (size_t i = 0; i < len; i++)
			assert_int_equal(got[i], least(expected[i], limit + 1));
	}
	approximate_free(approximate);
}

static void test_distances_are_those_of_the_matrix(void **state)
{
	static const size_t lengths[] = { 1,   2,   31,	 63,  64,
					  65,  127, 128, 129, 130,
					  191, 192, 193, 256, 300 };
	uint64_t random = 1;

	(void)state;
	for (unsigned round = 0; round < 900; round++) {
		size_t count = round % 3 ? lengths[round % 15]
					 : 1 + roll(&random, PATTERN_MAX - 1);

		check_distances(&random, count, 1 + roll(&random, 26),
				round % 4 == 0);
	}
}

/* What is found ends, starts and differs as it says; nothing better is missed.
 */
static void test_stretches_are_the_best_ones(void **state)
{
	uint64_t random = 2;

	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		uint32_t units[PATTERN_MAX], text[TEXT_MAX];
		uint32_t distances[TEXT_MAX];
		struct likeness found[PATTERN_FOUND];
		struct buffer bytes = BUFFER_INIT;
		struct pattern pattern;
		size_t count = 1 + roll(&random, 90), len, most = 0;
		uint32_t limit = (uint32_t)count / 2, best = UINT32_MAX;

		for (size_t i = 0; i < count; i++)
			units[i] = 'a' + roll(&random, 20);
		len = write_text(&random, units, count, 20, text);
		for (size_t i = 0; i < len; i++) {
			char encoded[4];

			/* ASCII, so that a unit is a byte. */
			text[i] = text[i] < 0x80 ? text[i] : '.';
			buffer_append(&bytes, encoded,
				      utf8_encode(text[i], encoded));
		}
		naive_distances(units, count, text, len, false, distances);
		for (size_t i = 0; i < len; i++)
			best = least(best, distances[i]);
		pattern_init(&pattern, units, count);
		most = pattern_find(
			&pattern,
			(struct span){ buffer_string(&bytes), bytes.len }, 0,
			(uint32_t)len, limit, found, PATTERN_FOUND);
		assert_int_equal(most > 0, best <= limit);
		for (size_t i = 0; i < most; i++) {
			uint32_t off = found[i].off, end = found[i].end;
			uint32_t inside[TEXT_MAX];

			assert_true(off <= end && end <= len);
			assert_true(!i || found[i - 1].end < end);
			assert_int_equal(found[i].errors, distances[end - 1]);
			naive_distances(units, count, text + off, end - off,
					true, inside);
			assert_int_equal(off < end ? inside[end - off - 1]
						   : count,
					 found[i].errors);
			best = best == found[i].errors ? UINT32_MAX : best;
		}
		assert_true(!most || best == UINT32_MAX);
		pattern_release(&pattern);
		buffer_release(&bytes);
	}
}

static void test_which_stretches_are_found(void **state)
{
	static const struct {
		const char *pattern, *text;
		uint32_t limit;
		size_t count;
		uint32_t offs[3], ends[3];
	} table[] = {
		/* Each of several. */
		{ "margin", "a margin, a margin", 2, 2, { 2, 12 }, { 8, 18 } },
		{ "margin",
		  "a margin, a mergin, a pen",
		  2,
		  2,
		  { 2, 12 },
		  { 8, 18 } },
		/* One that is near a better one is not another one. */
		{ "margin", "marginin", 3, 1, { 0 }, { 6 } },
		/* As long as the pattern: x was a, which is not gone. */
		{ "abcd", "..xbcd..", 1, 1, { 2 }, { 6 } },
		{ "abcd", "..bcd..", 1, 1, { 1 }, { 5 } },
		{ "abcd", "....", 1, 0, { 0 }, { 0 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct likeness found[PATTERN_FOUND];
		struct units units = UNITS_INIT;
		struct pattern pattern;
		struct span text = { table[i].text, strlen(table[i].text) };
		size_t count;

		units_append(&units, table[i].pattern, 0,
			     (uint32_t)strlen(table[i].pattern));
		pattern_init(&pattern, units.list, units.count);
		count = pattern_find(&pattern, text, 0, (uint32_t)text.len,
				     table[i].limit, found, PATTERN_FOUND);
		assert_int_equal(count, table[i].count);
		for (size_t j = 0; j < count; j++)
			if (found[j].off != table[i].offs[j] ||
			    found[j].end != table[i].ends[j])
				fail_msg("%zu: %u to %u", i, found[j].off,
					 found[j].end);
		pattern_release(&pattern);
		units_release(&units);
	}
}

/* A text of few characters, several of which fold to one. */
static void write_foldable(uint64_t *random, struct buffer *out, size_t count)
{
	static const char *const parts[] = {
		"a",
		"b",
		"e\xcc\x81",
		"\xc3\xa9",
		" ",
		"\n",
		"-",
		"K",
		"\xe2\x84\xaa",
		"\xe2\x80\x94",
		"'",
		"\xe2\x80\x99",
		"\"",
		"\xe4\xb8\xad",
		"\xe3\x81\x8c",
		"\xe3\x81\x8b\xe3\x82\x99",
		"\xea\xb0\x80",
		"\xd0\xb9",
		"\xd0\xb8",
		"e",
		"ab",
	};

	buffer_clear(out);
	while (count--)
		buffer_append_string(
			out,
			parts[roll(random, sizeof(parts) / sizeof(parts[0]))]);
}

/* Every pair of cluster starts between which the folded text is the quote. */
static size_t naive_matches(struct span text, const struct units *quote,
			    uint32_t *last)
{
	size_t count = 0;

	for (uint32_t off = 0; off < text.len; off++) {
		if (cells_start(text.ptr, text.len, off) != off)
			continue;
		for (uint32_t end = off + 1; end <= text.len; end++) {
			struct units here = UNITS_INIT;
			bool same;

			if (cells_start(text.ptr, text.len, end) != end)
				continue;
			units_append(&here, text.ptr, off, end);
			same = here.count == quote->count &&
			       memcmp(here.list, quote->list,
				      here.count * sizeof(*here.list)) == 0;
			units_release(&here);
			if (!same)
				continue;
			count++;
			*last = off;
		}
	}
	return count;
}

static void test_exact_matches_are_all_there_are(void **state)
{
	uint64_t random = 3;
	size_t all = 0;

	(void)state;
	for (unsigned round = 0; round < 700; round++) {
		struct buffer bytes = BUFFER_INIT, quote_bytes = BUFFER_INIT;
		struct units quote = UNITS_INIT;
		struct span text;
		struct exact *exact;
		uint32_t off = 0, end = 0, expected_off = 0, last = 0;
		size_t count = 0, expected;

		write_foldable(&random, &bytes, roll(&random, 60));
		write_foldable(&random, &quote_bytes, 1 + roll(&random, 3));
		units_append(&quote, quote_bytes.data, 0,
			     (uint32_t)quote_bytes.len);
		text = (struct span){ buffer_string(&bytes), bytes.len };
		expected = naive_matches(text, &quote, &expected_off);
		exact = exact_open(quote.list, quote.count, text);
		while (exact_next(exact, &off, &end)) {
			assert_true(!count || off > last);
			last = off;
			count++;
		}
		if (count != expected)
			fail_msg("\"%s\" in \"%s\": %zu, not %zu",
				 buffer_string(&quote_bytes), text.ptr, count,
				 expected);
		assert_int_equal(last, expected_off);
		all += count;
		exact_free(exact);
		units_release(&quote);
		buffer_release(&bytes);
		buffer_release(&quote_bytes);
	}
	assert_true(all > 300);
}

/* In linear time, where each byte begins a match that fails late. */
static void test_a_repeated_text_takes_no_longer(void **state)
{
	enum { LEN = 1 << 18, QUOTE = 1 << 14 };
	uint32_t *units = calloc(QUOTE, sizeof(*units));
	char *text = malloc(LEN);
	struct exact *exact;
	uint32_t off, end;
	size_t count = 0;

	(void)state;
	assert_non_null(units);
	assert_non_null(text);
	memset(text, 'a', LEN);
	for (size_t i = 0; i < QUOTE; i++)
		units[i] = 'a';
	exact = exact_open(units, QUOTE, (struct span){ text, LEN });
	while (exact_next(exact, &off, &end))
		count++;
	assert_int_equal(count, LEN - QUOTE + 1);
	exact_free(exact);
	units[0] = 'b';
	exact = exact_open(units, QUOTE, (struct span){ text, LEN });
	assert_false(exact_next(exact, &off, &end));
	exact_free(exact);
	free(text);
	free(units);
}

static void test_what_is_alike(void **state)
{
	static const struct {
		uint32_t point;
		uint32_t parts[4];
	} table[] = {
		{ 'a', { 'a' } },
		{ 'A', { 'A' } },
		{ '\n', { ' ' } },
		{ '\t', { ' ' } },
		{ 0xa0, { ' ' } },
		{ 0x2019, { '\'' } },
		{ 0x2018, { '\'' } },
		{ 0x201c, { '"' } },
		{ 0x201e, { '"' } },
		{ 0x2014, { '-' } },
		{ 0x2013, { '-' } },
		{ 0x2212, { '-' } },
		{ 0x2026, { 0x2026 } },
		{ 0xe9, { 'e', 0x301 } },
		{ 0x212b, { 'A', 0x30a } },
		{ 0x1e69, { 's', 0x323, 0x307 } },
		{ 0x1ed7, { 'o', 0x302, 0x303 } },
		{ 0xac01, { 0x1100, 0x1161, 0x11a8 } },
		{ 0x4e2d, { 0x4e2d } },
		{ 0x304c, { 0x304b, 0x3099 } },
		{ 0x1f82, { 0x3b1, 0x313, 0x300, 0x345 } },
		{ 0x1f600, { 0x1f600 } },
		{ 0xfb01, { 0xfb01 } },
		{ 0xdf, { 0xdf } },
		{ 0xfffd, { 0xfffd } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		uint32_t parts[ALIKE_MAX] = { 0 };
		size_t count = alike_parts(table[i].point, parts);

		for (size_t j = 0; j < 4; j++)
			if (j < count ? parts[j] != table[i].parts[j]
				      : table[i].parts[j] != 0)
				fail_msg("U+%04X", (unsigned)table[i].point);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distances_are_those_of_the_matrix),
		cmocka_unit_test(test_stretches_are_the_best_ones),
		cmocka_unit_test(test_which_stretches_are_found),
		cmocka_unit_test(test_exact_matches_are_all_there_are),
		cmocka_unit_test(test_a_repeated_text_takes_no_longer),
		cmocka_unit_test(test_what_is_alike),
	};

	return test_run(tests);
}
