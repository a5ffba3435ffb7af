/* SPDX-License-Identifier: ISC */
/* Test searches: large leaf blocks, running ones, where they begin and end. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/query.h"
#include "document/search.h"
#include "searching.h"

/* The other kinds: a search has what query_find() has of all and of parts. */
static void test_other_kinds(void **state)
{
	static const enum query_kind kinds[] = {
		QUERY_WORDS,
		QUERY_TYPOS,
#ifdef HAVE_PCRE2
		QUERY_REGEX,
#endif
	};
	static struct hit found[HITS_MAX], expected[HITS_MAX];
	struct buffer typed = BUFFER_INIT;
	uint64_t random = 5;
	size_t hits = 0;

	(void)state;
	for (int round = 0; round < 600; round++) {
		struct document *document = make_document(&random);
		enum query_kind kind = kinds[test_random(&random) %
					     (sizeof(kinds) / sizeof(*kinds))];
		struct error error;
		struct query *query;

		make_typed(&typed, document, &random);
		query = query_new(kind, typed.data, typed.len, &error);
		if (query) {
			size_t count =
				query_find(query, document, 0, UINT32_MAX,
					   expected, HITS_MAX);

			assert_same(found,
				    search_all(query, document, &random, found),
				    expected, count, typed.data);
			check_parts(query, document, &random, expected, count,
				    typed.data);
			hits += count;
		}
		query_free(query);
		document_free(document);
	}
	assert_true(hits > 300);
	buffer_release(&typed);
}

/* --- Leaf blocks of many stretches -----------------------------------------
 */

/* A paragraph of filler with the word at so many places, some of them where
 * stretches may end. Returns owned. */
static struct document *make_large(const char *filler, const char *word,
				   size_t *places)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct buffer text = BUFFER_INIT;

	*places = 0;
	while (text.len < 150000) {
		size_t nominal = 16384 * (1 + *places / 3);

		while (text.len < nominal + *places % 3 * 4 - 6)
			buffer_append_string(&text, filler);
		buffer_append_string(&text, word);
		++*places;
	}
	add_paragraph(piece, BLOCK_PARAGRAPH, text.data, text.len);
	assert_true(document_append(document, piece));
	document_free(piece);
	buffer_release(&text);
	return document;
}

static void test_large_leaves(void **state)
{
	static const struct {
		const char *filler, *word, *typed;
		enum query_kind kind;
	} table[] = {
		{ "some words ", "the needle ", "the needle", QUERY_TEXT },
		{ "some words ", "the needle ", "the needle ", QUERY_TEXT },
		{ "filler", "needle", "needle", QUERY_TEXT },
		{ "filler", "ne\u00adedle", "needle", QUERY_TEXT },
		{ "漢字", "かな", "かな", QUERY_TEXT },
		{ "e\u0301", "no\u0308e", "noe", QUERY_TEXT },
		{ "\u1112\u1161\u11ab", "\u1100\u1161", "가", QUERY_TEXT },
		{ "some ", "words ", "words", QUERY_WORDS },
		{ "some ", "wodrs ", "words", QUERY_TYPOS },
#ifdef HAVE_PCRE2
		{ "some ", "words ", "w\\w+s", QUERY_REGEX },
		{ "some", "words", "wo..s", QUERY_REGEX },
		{ "漢字", "かな", "か.", QUERY_REGEX },
#endif
	};
	static struct hit found[HITS_MAX], all[HITS_MAX];
	uint64_t random = 6;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct error error;
		size_t places, count;
		struct document *document =
			make_large(table[i].filler, table[i].word, &places);
		struct query *query = query_new(table[i].kind, table[i].typed,
						strlen(table[i].typed), &error);

		count = query_find(query, document, 0, UINT32_MAX, all,
				   HITS_MAX);
		if (count != places)
			fail_msg("%s: %zu, not %zu", table[i].typed, count,
				 places);
		assert_same(found, search_all(query, document, &random, found),
			    all, count, table[i].typed);
		check_parts(query, document, &random, all, count,
			    table[i].typed);
		query_free(query);
		document_free(document);
	}
}

#ifdef HAVE_PCRE2
/* Where a stretch begins or ends no line does. */
static void test_lines_of_large_leaves(void **state)
{
	static const char *const patterns[] = { "^.", ".$", "\\A.",
						"(?<=^.{128})." };
	static struct hit found[HITS_MAX];
	uint64_t random = 10;
	size_t places;
	struct document *document = make_large("some ", "words ", &places);

	(void)state;
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		struct error error;
		struct query *query = query_new(QUERY_REGEX, patterns[i],
						strlen(patterns[i]), &error);

		assert_int_equal(search_all(query, document, &random, found),
				 1);
		assert_false(query_trouble(query, &error));
		query_free(query);
	}
	document_free(document);
}
#endif

/* Hits side by side over the ends of stretches never overlap, and are the same
 * wherever one looks from. */
static void test_dense_leaves(void **state)
{
	static const struct {
		enum query_kind kind;
		const char *typed;
	} table[] = {
		{ QUERY_TEXT, "aaaaaaa" },
		{ QUERY_WORDS, "aaaaaaa" },
#ifdef HAVE_PCRE2
		{ QUERY_REGEX, "a{7}" },
		{ QUERY_REGEX, "a{1,999}" },
#endif
	};
	static struct hit found[HITS_MAX], all[HITS_MAX];
	uint64_t random = 7;
	size_t places;
	struct document *document = make_large("aaaa", "aa", &places);

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct error error;
		struct query *query = query_new(table[i].kind, table[i].typed,
						strlen(table[i].typed), &error);
		size_t count = query_find(query, document, 0, UINT32_MAX, all,
					  HITS_MAX);

		assert_true(count > 100);
		for (size_t hit = 1; hit < count; hit++) {
			assert_true(all[hit].off >= all[hit - 1].end);
			assert_true(all[hit].off < all[hit - 1].end + 1000);
		}
		assert_same(found, search_all(query, document, &random, found),
			    all, count, table[i].typed);
		check_parts(query, document, &random, all, count,
			    table[i].typed);
		query_free(query);
	}
	document_free(document);
}

/* Clusters without end are cut somewhere, everywhere in the same places, and
 * soon: one by one they took seconds a page. */
static void test_endless_clusters(void **state)
{
	static const struct {
		enum query_kind kind;
		const char *filler, *typed;
	} table[] = {
		{ QUERY_TEXT, "\u093f", "\u093f" },
		{ QUERY_WORDS, "\u093f", "\u093f" },
		{ QUERY_TEXT, "\u200d👨", "👨" },
		{ QUERY_TEXT, "\u0301\u0323", "x\u0301" },
		{ QUERY_TEXT, "\u0301\u0323", "\u0323" },
	};
	static struct hit found[HITS_MAX], all[HITS_MAX];
	uint64_t random = 11;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct error error;
		size_t places;
		struct document *document =
			make_large(table[i].filler, table[i].filler, &places);
		struct query *query = query_new(table[i].kind, table[i].typed,
						strlen(table[i].typed), &error);
		size_t count = query_find(query, document, 0, UINT32_MAX, all,
					  HITS_MAX);

		assert_same(found, search_all(query, document, &random, found),
			    all, count, table[i].typed);
		check_parts(query, document, &random, all, count,
			    table[i].typed);
		query_free(query);
		document_free(document);
	}
}

/* --- Running searches ------------------------------------------------------
 */

static void test_growing(void **state)
{
	static struct hit found[HITS_MAX], all[HITS_MAX];
	uint64_t random = 8;
	struct error error;
	struct query *query = query_new(QUERY_TEXT, "a", 1, &error);

	(void)state;
	for (int round = 0; round < 100; round++) {
		struct document *document = make_document(&random);
		struct search *search = search_open(
			query, document,
			(uint32_t)(test_random(&random) % document->text.len));

		for (int i = 0; i < 10; i++) {
			for (size_t n = test_random(&random) % 5; n > 0; n--)
				search_step(search, 20);
			add_piece(document, &random);
			assert_false(search_is_done(search));
		}
		while (search_step(search, 20))
			;
		assert_same(found, collect(search, found), all,
			    query_find(query, document, 0, UINT32_MAX, all,
				       HITS_MAX),
			    "a");
		search_free(search);
		document_free(document);
	}
	query_free(query);
}

static void test_empty(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct error error;
	struct query *query = query_new(QUERY_TEXT, "a", 1, &error);
	struct search *search = search_open(query, document, 5);
	struct hit hit;

	(void)state;
	assert_true(search_is_done(search));
	assert_false(search_step(search, 100));
	assert_int_equal(search_count(search), 0);
	assert_int_equal(search_after(search, 0), 0);
	assert_int_equal(query_find(query, document, 0, 10, &hit, 1), 0);
	search_free(search);
	search_free(NULL);
	query_free(query);
	document_free(document);
}

static void test_order(void **state)
{
	static struct hit all[HITS_MAX];
	uint64_t random = 9;
	struct error error;
	struct query *query = query_new(QUERY_TEXT, "e", 1, &error);

	(void)state;
	for (int round = 0; round < 100; round++) {
		struct document *document = make_document(&random);
		struct search *search = search_open(
			query, document,
			(uint32_t)(test_random(&random) % document->text.len));

		for (bool more = true; more;) {
			size_t count = collect(search, all);

			for (int i = 0; i < 5; i++) {
				uint32_t off =
					(uint32_t)(test_random(&random) % 60);
				uint32_t end =
					off +
					(uint32_t)(test_random(&random) % 60);
				size_t before = 0, within = 0;

				for (size_t hit = 0; hit < count; hit++) {
					before += all[hit].off < off;
					within += all[hit].off >= off &&
						  all[hit].off < end;
				}
				assert_int_equal(search_after(search, off),
						 before);
				assert_int_equal(
					search_between(search, off, end),
					within);
			}
			more = search_step(search, 1);
		}
		assert_int_equal(search_between(search, 9, 3), 0);
		search_free(search);
		document_free(document);
	}
	query_free(query);
}

/* So many hits that those far from the start are given up. */
static void test_cut(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct buffer text = BUFFER_INIT;
	struct error error;
	struct query *query = query_new(QUERY_TEXT, "a", 1, &error);
	static const uint32_t starts[] = { 0, 600000, 1200000 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		buffer_append_byte(&text, 'a');
	for (int i = 0; i < 1200; i++)
		add_paragraph(piece, BLOCK_PARAGRAPH, text.data, text.len);
	assert_true(document_append(document, piece));
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		struct search *search = search_open(query, document, starts[i]);
		struct hit first, last;

		while (search_step(search, 100000))
			;
		assert_true(search_is_cut(search));
		assert_int_equal(search_count(search), SEARCH_HITS_MAX);
		first = search_hit(search, 0);
		last = search_hit(search, SEARCH_HITS_MAX - 1);
		if (starts[i] < 500000)
			assert_int_equal(first.off, 1);
		if (starts[i] > 700000)
			assert_int_equal(last.off, document->text.len - 3);
		if (starts[i] == 600000)
			assert_in_range(last.off + first.off, 1197000, 1203000);
		search_free(search);
	}
	query_free(query);
	buffer_release(&text);
	document_free(piece);
	document_free(document);
}

#ifdef HAVE_PCRE2
/* A pattern that takes for ever: it is given up soon, and one is told. */
static void test_catastrophe(void **state)
{
	static const char *const patterns[] = {
		"(a+)+$",
		"(a*)*\\d",
		"([a-z]+)*bb",
	};
	static const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = document_new(DOCUMENT_MARKDOWN);

	(void)state;
	for (int i = 0; i < 500; i++)
		add_paragraph(piece, BLOCK_PARAGRAPH, text, strlen(text));
	assert_true(document_append(document, piece));
	document_free(piece);
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		struct error error = { "" };
		struct query *query = query_new(QUERY_REGEX, patterns[i],
						strlen(patterns[i]), &error);
		struct search *search = search_open(query, document, 0);
		size_t steps = 0;

		assert_false(query_trouble(query, &error));
		while (search_step(search, SIZE_MAX))
			steps++;
		if (!query_trouble(query, &error))
			fail_msg("%s", patterns[i]);
		assert_non_null(strstr(error.sentence, "given up"));
		/* Not all at once, and not all of them. */
		assert_in_range(steps, 10, 200);
		assert_true(search_is_done(search));
		search_free(search);
		query_free(query);
	}
	document_free(document);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_other_kinds),
		cmocka_unit_test(test_large_leaves),
		cmocka_unit_test(test_dense_leaves),
		cmocka_unit_test(test_endless_clusters),
		cmocka_unit_test(test_growing),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_cut),
#ifdef HAVE_PCRE2
		cmocka_unit_test(test_lines_of_large_leaves),
		cmocka_unit_test(test_catastrophe),
#endif
	};

	return test_run(tests);
}
