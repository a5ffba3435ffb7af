/* SPDX-License-Identifier: ISC */
/* Tests of finding titles by a few letters, also mistyped ones. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "reader/guess.h"
#include "reader/rank.h"

static const char *const titles[] = {
	"The Art of the Peace",		    /* 0 */
	"Peace in our time",		    /* 1 */
	"Munich, 1938",			    /* 2 */
	"Élysée, 1963",			    /* 3 */
	"The new generation",		    /* 4 */
	"Sticks for Ukraine",		    /* 5 */
	"Don't look back",		    /* 6 */
	"Carrots",			    /* 7 */
	"Peace",			    /* 8 */
	"Of war and of peace",		    /* 9 */
	"世界和平的条件",		    /* 10 */
	"Die Straße nach Łódź",		    /* 11 */
	"Η Ελλάδα σήμερα",		    /* 12 */
	"Война и мир",			    /* 13 */
	"",				    /* 14 */
	"* * *",			    /* 15 */
	"Administrations and their legacy", /* 16 */
	"第三章 平和への道",		    /* 17 */
	"한국의 평화",			    /* 18 */
	"Chapter 12: Unpeaceful ends",	    /* 19 */
	"Unix哲学と道具",		    /* 20 */
};
enum { TITLES = sizeof(titles) / sizeof(titles[0]) };

static const char *const fits[RANK_NONE] = {
	[RANK_SAME] = "same",		[RANK_START] = "start",
	[RANK_WORD] = "word",		[RANK_IN_ORDER] = "in order",
	[RANK_ANY_ORDER] = "any order", [RANK_INITIALS] = "initials",
	[RANK_INSIDE] = "inside",	[RANK_SCATTERED] = "scattered",
	[RANK_TYPO] = "typo",
};

static void add_titles(struct rank_index *index)
{
	for (size_t i = 0; i < TITLES; i++)
		rank_add(index, titles[i], strlen(titles[i]));
	assert_int_equal(rank_count(index), TITLES);
}

/* What was found, as one writes it down: "8 same, 1 start, 0 9 word". */
static const char *found(const struct rank_index *index, const char *typed,
			 size_t room)
{
	static char shown[512];
	struct rank_result results[TITLES];
	size_t count = rank_query(index, typed, strlen(typed), results, room);
	size_t len = 0;

	assert_true(count <= room);
	shown[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		bool last =
			i + 1 == count || results[i].fit != results[i + 1].fit;

		assert_true(results[i].fit < RANK_NONE);
		len += (size_t)snprintf(shown + len, sizeof(shown) - len,
					"%u%s%s%s", (unsigned)results[i].item,
					last ? " " : "",
					last ? fits[results[i].fit] : "",
					i + 1 == count ? ""
					: last	       ? ", "
						       : " ");
	}
	return shown;
}

static void test_how_well_titles_fit(void **state)
{
	static const struct {
		const char *typed, *found;
	} table[] = {
		{ "peace", "8 same, 1 start, 0 9 word, 19 inside" },
		{ "PEACE ", "8 same, 1 start, 0 9 word, 19 inside" },
		{ "the peace", "0 word" },
		{ "the ge", "4 in order" },
		{ "time peace", "1 any order" },
		{ "gen new", "4 any order" },
		{ "tng", "4 initials" },
		{ "ng", "4 initials" },
		{ "tn", "4 initials" },
		{ "sfu", "5 initials" },
		{ "owaop", "9 initials" },
		{ "arro", "7 inside" },
		{ "eace arro", "" },
		/* Numbers and punctuation. */
		{ "19", "2 3 word" },
		{ "1938", "2 word" },
		{ "12", "19 word" },
		{ "don't", "6 start" },
		{ "don’t", "6 start" },
		/* Accents do not matter on either side. */
		{ "elysee", "3 start" },
		{ "münich", "2 start" },
		{ "strasse", "11 word" },
		{ "lodz", "11 word" },
		/* In order, with few gaps, from the start of a word on. */
		{ "stkr", "5 scattered, 11 typo" },
		{ "cr ts", "7 scattered" },
		{ "newgen", "4 scattered" },
		{ "dont", "6 scattered" },
		{ "icks4", "" },
		{ "hnwgnrtn", "" },
		/* Left out, too many, wrong, swapped. */
		{ "caarrots", "7 typo" },
		{ "carxots", "7 typo" },
		{ "acrrots", "7 typo" },
		{ "carrost", "7 typo" },
		{ "xarrots", "7 typo" },
		{ "pecae", "0 1 8 9 typo" },
		{ "paece time", "1 typo" },
		{ "munihc 1938", "2 typo" },
		{ "ukarine", "5 typo" },
		/* While it is being typed as well. */
		{ "ukar", "5 typo" },
		/* Two in a long word, one in a short one. */
		{ "admniistartion", "16 typo" },
		{ "geenratoin", "4 typo" },
		{ "crorast", "" },
		{ "xyz", "" },
		/* Other scripts. */
		{ "世界", "10 start" },
		{ "和平", "10 word" },
		{ "平和", "17 word" },
		{ "哲学", "20 word" },
		{ "道具", "20 word" },
		{ "和道", "17 scattered" },
		{ "世界和本", "10 typo" },
		{ "世界平和", "10 typo" },
		{ "ελλαδα", "12 word" },
		{ "ΣΗΜΕΡΑ", "12 word" },
		{ "ελαλδα", "12 typo" },
		{ "война", "13 start" },
		{ "вм", "13 scattered" },
		{ "вим", "13 initials" },
		{ "вйона", "13 typo" },
		{ "평화", "18 word" },
	};
	struct rank_index index = { 0 };

	(void)state;
	add_titles(&index);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const char *now = found(&index, table[i].typed, TITLES);

		if (strcmp(now, table[i].found) != 0)
			fail_msg("%s: %s", table[i].typed, now);
	}
	rank_release(&index);
}

static void test_nothing_typed_finds_all(void **state)
{
	struct rank_index index = { 0 };
	struct rank_result results[TITLES];

	(void)state;
	assert_int_equal(rank_query(&index, "", 0, results, TITLES), 0);
	assert_int_equal(rank_query(&index, "a", 1, results, TITLES), 0);
	add_titles(&index);
	assert_int_equal(rank_query(&index, "", 0, results, TITLES), TITLES);
	assert_int_equal(rank_query(&index, " - ", 3, results, 3), 3);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(results[i].item, i);
	rank_clear(&index);
	assert_int_equal(rank_count(&index), 0);
	rank_add(&index, "Peace", 5);
	assert_string_equal(found(&index, "peace", TITLES), "0 same");
	rank_release(&index);
}

/* However few are wanted, they are the best ones. */
static void test_the_best_come_first(void **state)
{
	struct rank_index index = { 0 };

	(void)state;
	add_titles(&index);
	assert_string_equal(found(&index, "peace", 0), "");
	assert_string_equal(found(&index, "peace", 1), "8 same");
	assert_string_equal(found(&index, "peace", 3),
			    "8 same, 1 start, 0 word");
	assert_string_equal(found(&index, "pecae", 2), "0 1 typo");
	rank_release(&index);
}

/* The first ones fit as well, whatever room there is. */
static void test_room_changes_nothing(void **state)
{
	static const char *const syllables[] = { "pe", "ace", "wa", "r",
						 "é",  "平",  " ",  "ne" };
	struct rank_index index = { 0 };
	uint64_t random = 11;

	(void)state;
	for (int i = 0; i < 500; i++) {
		struct buffer title = BUFFER_INIT;

		for (uint64_t k = test_random(&random) % 12; k > 0; k--)
			buffer_append_string(
				&title, syllables[test_random(&random) % 8]);
		rank_add(&index, buffer_string(&title), title.len);
		buffer_release(&title);
	}
	for (int i = 0; i < 200; i++) {
		struct rank_result all[500];
		struct rank_result some[20];
		struct buffer typed = BUFFER_INIT;
		size_t count, few;

		for (uint64_t k = 1 + test_random(&random) % 4; k > 0; k--)
			buffer_append_string(
				&typed, syllables[test_random(&random) % 8]);
		count = rank_query(&index, buffer_string(&typed), typed.len,
				   all, 500);
		few = rank_query(&index, buffer_string(&typed), typed.len, some,
				 20);
		assert_int_equal(few, count < 20 ? count : 20);
		for (size_t k = 0; k < few; k++)
			assert_int_equal(some[k].fit, all[k].fit);
		for (size_t k = 1; k < count; k++)
			assert_true(all[k - 1].fit < all[k].fit ||
				    (all[k - 1].fit == all[k].fit &&
				     (all[k - 1].cost < all[k].cost ||
				      (all[k - 1].cost == all[k].cost &&
				       all[k - 1].item < all[k].item))));
		buffer_release(&typed);
	}
	rank_release(&index);
}

/* A very long title, and a very long query, cost what they are long. */
static void test_long_titles_and_queries(void **state)
{
	struct rank_index index = { 0 };
	struct buffer title = BUFFER_INIT;
	struct rank_result result;

	(void)state;
	for (int i = 0; i < 200000; i++)
		buffer_append_string(&title, i % 3 ? "平" : "a ");
	buffer_append_string(&title, "end");
	rank_add(&index, buffer_string(&title), title.len);
	assert_int_equal(rank_query(&index, "end", 3, &result, 1), 1);
	assert_int_equal(result.fit, RANK_WORD);
	assert_int_equal(rank_query(&index, title.data, title.len, &result, 1),
			 1);
	assert_int_equal(rank_query(&index, "aend平", 7, &result, 1), 0);
	buffer_release(&title);
	rank_release(&index);
}

/* --- Typos against the definition ------------------------------------------
 */

/* The distance of optimal string alignment, by the book. */
static unsigned distance(const uint32_t *a, size_t a_len, const uint32_t *b,
			 size_t b_len)
{
	unsigned table[12][12];

	for (size_t i = 0; i <= a_len; i++) {
		for (size_t k = 0; k <= b_len; k++) {
			unsigned best = (unsigned)(i ? k ? 99 : i : k);

			if (i && k) {
				best = table[i - 1][k - 1] +
				       (a[i - 1] != b[k - 1]);
				if (table[i - 1][k] + 1 < best)
					best = table[i - 1][k] + 1;
				if (table[i][k - 1] + 1 < best)
					best = table[i][k - 1] + 1;
			}
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1] &&
			    table[i - 2][k - 2] + 1 < best)
				best = table[i - 2][k - 2] + 1;
			table[i][k] = best;
		}
	}
	return table[a_len][b_len];
}

static void test_typos_are_those_of_the_definition(void **state)
{
	uint64_t random = 5;

	(void)state;
	for (int turn = 0; turn < 20000; turn++) {
		uint32_t word[10], typed[10];
		size_t len = test_random(&random) % 11;
		size_t count = 1 + test_random(&random) % 10;
		unsigned most = (unsigned)(test_random(&random) % 3);
		unsigned fewest = most + 1;

		for (size_t i = 0; i < 10; i++) {
			word[i] = 'a' + (uint32_t)(test_random(&random) % 3);
			typed[i] = word[i];
			if (test_random(&random) % 4 == 0)
				typed[i] = 'a' +
					   (uint32_t)(test_random(&random) % 3);
		}
		for (size_t i = 0; i <= len; i++) {
			unsigned one = distance(word, i, typed, count);

			fewest = one < fewest ? one : fewest;
		}
		assert_int_equal(guess_typos(word, len, typed, count, most),
				 fewest);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_how_well_titles_fit),
		cmocka_unit_test(test_nothing_typed_finds_all),
		cmocka_unit_test(test_the_best_come_first),
		cmocka_unit_test(test_room_changes_nothing),
		cmocka_unit_test(test_long_titles_and_queries),
		cmocka_unit_test(test_typos_are_those_of_the_definition),
	};

	return test_run(tests);
}
