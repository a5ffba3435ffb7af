/* SPDX-License-Identifier: ISC */
/* Tests of the list of headings. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "document/outline.h"
#include "reader/contents.h"

struct title {
	unsigned level;
	const char *text;
	bool inferred;
};

static void add_title(struct document *piece, const struct title *title,
		      uint32_t line)
{
	uint32_t block =
		document_begin_block(piece, BLOCK_HEADING, DOCUMENT_NONE, line);

	piece->blocks[block].level = (uint8_t)title->level;
	piece->blocks[block].flags = title->inferred ? BLOCK_INFERRED : 0;
	document_add_text(piece, title->text, strlen(title->text), 0,
			  DOCUMENT_NONE);
	document_end_block(piece);
}

static void grow(struct document *document, const struct title *titles,
		 size_t count)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	uint32_t line = (uint32_t)document->heading_count + 1;

	for (size_t i = 0; i < count; i++)
		add_title(piece, &titles[i], line + (uint32_t)i);
	assert_true(document_append(document, piece));
	document_free(piece);
}

/* A book of two parts, with titles to look for. */
static const struct title book[] = {
	{ 1, "The Art of the Peace", false }, /* 0 */
	{ 2, "Peace in our time", false },    /* 1 */
	{ 3, "Munich, 1938", false },	      /* 2 */
	{ 3, "Élysée, 1963", false },	      /* 3 */
	{ 2, "The new generation", false },   /* 4 */
	{ 1, "Sticks for Ukraine", false },   /* 5 */
	{ 4, "A level left out", false },     /* 6 */
	{ 2, "Carrots", false },	      /* 7 */
};
enum { BOOK = sizeof(book) / sizeof(book[0]) };

/* The contents of a document, as one writes them down: "0 *1 4": the asterisk
 * stands before the entry selected. */
static const char *entries(const struct contents *contents)
{
	static char shown[256];
	size_t len = 0;

	shown[0] = '\0';
	for (size_t i = 0; i < contents->entry_count; i++)
		len += (size_t)snprintf(shown + len, sizeof(shown) - len,
					"%s%s%u", i ? " " : "",
					i == contents->selected ? "*" : "",
					(unsigned)contents->entries[i]);
	return shown;
}

struct fixture {
	struct document *document;
	struct contents contents;
};

static int open_book(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	if (!fixture)
		return -1;
	fixture->document = document_new(DOCUMENT_MARKDOWN);
	grow(fixture->document, book, BOOK);
	contents_update(&fixture->contents, fixture->document, true);
	*state = fixture;
	return 0;
}

static int close_book(void **state)
{
	struct fixture *fixture = *state;

	contents_release(&fixture->contents);
	document_free(fixture->document);
	free(fixture);
	return 0;
}

static void test_nothing_in_an_empty_document(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct contents contents = { 0 };

	(void)state;
	contents_update(&contents, document, true);
	contents_filter(&contents, document, "peace");
	contents_filter(&contents, document, "");
	contents_move(&contents, 1);
	contents_reveal(&contents, 0, 10);
	contents_fold(&contents, document, 0, true);
	assert_int_equal(contents.entry_count, 0);
	assert_int_equal(contents.selected, 0);
	assert_int_equal(contents.top, 0);
	assert_int_equal(contents_entry(&contents, 0), 0);
	contents_release(&contents);
	document_free(document);
}

static void test_all_headings_show_at_first(void **state)
{
	struct fixture *fixture = *state;

	assert_string_equal(entries(&fixture->contents), "*0 1 2 3 4 5 6 7");
}

static void test_folding_hides_what_is_below(void **state)
{
	struct fixture *fixture = *state;
	struct contents *contents = &fixture->contents;
	struct document *document = fixture->document;

	contents_fold(contents, document, 1, true);
	assert_string_equal(entries(contents), "*0 1 4 5 6 7");
	contents_fold(contents, document, 0, true);
	assert_string_equal(entries(contents), "*0 5 6 7");
	/* What was folded inside stays so. */
	contents_fold(contents, document, 0, false);
	assert_string_equal(entries(contents), "*0 1 4 5 6 7");
	contents_fold(contents, document, 1, false);
	assert_string_equal(entries(contents), "*0 1 2 3 4 5 6 7");
	/* A level may be left out. */
	contents_fold(contents, document, 5, true);
	assert_string_equal(entries(contents), "*0 1 2 3 4 5");
	contents_fold(contents, document, 99, true);
	assert_string_equal(entries(contents), "*0 1 2 3 4 5");
}

static void test_what_can_be_folded(void **state)
{
	static const bool can[BOOK] = { true,  true, false, false,
					false, true, false, false };
	struct fixture *fixture = *state;

	for (uint32_t i = 0; i < BOOK; i++)
		assert_int_equal(contents_can_fold(&fixture->contents,
						   fixture->document, i),
				 can[i]);
}

static void test_the_selection_stays_on_its_heading(void **state)
{
	struct fixture *fixture = *state;
	struct contents *contents = &fixture->contents;

	contents_move(contents, 5);
	contents_fold(contents, fixture->document, 0, true);
	assert_string_equal(entries(contents), "0 *5 6 7");
	contents_fold(contents, fixture->document, 0, false);
	assert_string_equal(entries(contents), "0 1 2 3 4 *5 6 7");
	/* When it is hidden, the one that hides it has it. */
	contents_move(contents, -2);
	contents_fold(contents, fixture->document, 1, true);
	assert_string_equal(entries(contents), "0 *1 4 5 6 7");
}

static void test_the_entry_of_a_heading(void **state)
{
	static const size_t expected[BOOK] = { 0, 1, 1, 1, 2, 3, 3, 3 };
	struct fixture *fixture = *state;
	struct contents *contents = &fixture->contents;

	for (uint32_t i = 0; i < BOOK; i++)
		assert_int_equal(contents_entry(contents, i), i);
	contents_fold(contents, fixture->document, 1, true);
	contents_fold(contents, fixture->document, 5, true);
	for (uint32_t i = 0; i < BOOK; i++)
		assert_int_equal(contents_entry(contents, i), expected[i]);
	contents_filter(contents, fixture->document, "carrots");
	assert_int_equal(contents_entry(contents, 0), contents->entry_count);
}

static void test_moving_stops_at_the_ends(void **state)
{
	struct fixture *fixture = *state;
	struct contents *contents = &fixture->contents;

	contents_move(contents, -1);
	assert_int_equal(contents->selected, 0);
	contents_move(contents, 3);
	assert_int_equal(contents->selected, 3);
	contents_move(contents, 99999999);
	assert_int_equal(contents->selected, BOOK - 1);
	contents_move(contents, -2);
	assert_int_equal(contents->selected, BOOK - 3);
	contents_move(contents, -99999999);
	assert_int_equal(contents->selected, 0);
}

static void test_filtering(void **state)
{
	static const struct {
		const char *words, *found;
	} table[] = {
		{ "peace", "*0 1" },
		{ "PEACE", "*0 1" },
		/* All words, in any order. */
		{ "the art", "*0" },
		{ "time peace", "*1" },
		{ "  peace   time ", "*1" },
		/* Part of a word is enough. */
		{ "gener", "*4" },
		{ "19", "*2 3" },
		/* Accents do not matter on either side. */
		{ "elysee", "*3" },
		{ "münich", "*2" },
		/* The words' first letters, else letters in this order. */
		{ "tng", "*4" },
		{ "stkr", "*5" },
		{ "cr ts", "*7" },
		/* Or what was mistyped, if there is nothing else. */
		{ "carrtos", "*7" },
		{ "pecae", "*0 1" },
		{ "pecae time", "*1" },
		/* Not letters where words are found. */
		{ "art", "*0" },
		{ "xyz", "" },
		{ " ", "*0 1 2 3 4 5 6 7" },
	};
	struct fixture *fixture = *state;
	struct contents *contents = &fixture->contents;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		contents_move(contents, 2);
		contents_filter(contents, fixture->document, table[i].words);
		assert_string_equal(entries(contents), table[i].found);
		assert_int_equal(contents->top, 0);
	}
	contents_filter(contents, fixture->document, "");
	assert_string_equal(entries(contents), "*0 1 2 3 4 5 6 7");
}

/* A filter finds what is folded away; without it the folds are as before. */
static void test_filtering_looks_into_folds(void **state)
{
	struct fixture *fixture = *state;
	struct contents *contents = &fixture->contents;

	contents_fold(contents, fixture->document, 0, true);
	contents_filter(contents, fixture->document, "munich");
	assert_string_equal(entries(contents), "*2");
	contents_filter(contents, fixture->document, "");
	assert_string_equal(entries(contents), "*0 5 6 7");
}

static void test_growing_keeps_folds_and_selection(void **state)
{
	static const struct title more[] = {
		{ 3, "Of what is left", false },
		{ 1, "Epilogue", false },
	};
	struct fixture *fixture = *state;
	struct contents *contents = &fixture->contents;

	contents_fold(contents, fixture->document, 1, true);
	contents_fold(contents, fixture->document, 7, true);
	contents_move(contents, 3);
	grow(fixture->document, more, 2);
	/* Nothing is known of them until contents_update(). */
	assert_string_equal(entries(contents), "0 1 4 *5 6 7");
	contents_update(contents, fixture->document, true);
	assert_string_equal(entries(contents), "0 1 4 *5 6 7 9");
	contents_clear(contents);
	assert_int_equal(contents->entry_count, 0);
	contents_update(contents, fixture->document, true);
	assert_string_equal(entries(contents), "*0 1 2 3 4 5 6 7 8 9");
}

static void test_growing_under_a_filter(void **state)
{
	static const struct title more = { 2, "War and peace", false };
	struct fixture *fixture = *state;
	struct contents *contents = &fixture->contents;

	contents_filter(contents, fixture->document, "peace");
	contents_move(contents, 1);
	grow(fixture->document, &more, 1);
	contents_update(contents, fixture->document, true);
	assert_string_equal(entries(contents), "0 *1 8");
}

static void test_levels_left_out_take_no_depth(void **state)
{
	static const struct title titles[] = {
		{ 3, "Early", false }, { 1, "One", false },
		{ 6, "Deep", false },  { 6, "Deep too", false },
		{ 4, "Less", false },  { 5, "More", false },
		{ 2, "Two", false },   { 1, "Again", false },
	};
	static const uint8_t depths[] = { 0, 0, 1, 1, 1, 2, 1, 0 };
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct contents contents = { 0 };

	(void)state;
	grow(document, titles, 8);
	contents_update(&contents, document, true);
	assert_memory_equal(contents.depth, depths, sizeof(depths));
	contents_release(&contents);
	document_free(document);
}

static void test_inferred_headings_come_and_go(void **state)
{
	static const struct title titles[] = {
		{ 1, "GUESSED", true },
		{ 2, "Sure", false },
		{ 3, "Guessed too", true },
		{ 2, "Sure as well", false },
	};
	struct document *document = document_new(DOCUMENT_PLAIN);
	struct contents contents = { 0 };

	(void)state;
	grow(document, titles, 4);
	contents_update(&contents, document, true);
	assert_string_equal(entries(&contents), "*0 1 2 3");
	assert_int_equal(contents.depth[1], 1);
	assert_int_equal(contents.depth[3], 1);
	assert_true(contents_can_fold(&contents, document, 1));
	contents_update(&contents, document, false);
	assert_string_equal(entries(&contents), "*1 3");
	assert_int_equal(contents.depth[1], 0);
	assert_int_equal(contents.depth[3], 0);
	assert_false(contents_can_fold(&contents, document, 1));
	contents_filter(&contents, document, "guessed");
	assert_string_equal(entries(&contents), "");
	contents_update(&contents, document, true);
	assert_string_equal(entries(&contents), "*0 2");
	contents_release(&contents);
	document_free(document);
}

/* A random book: levels jump, some headings are inferred. */
static struct document *random_book(uint64_t *random, size_t count)
{
	static const char *const words[] = { "Peace",	"war",	"Élan",
					     "Ukraine", "1938", "the" };
	struct document *document = document_new(DOCUMENT_MARKDOWN);

	for (size_t i = 0; i < count; i++) {
		uint64_t number = test_random(random);
		char text[64];
		struct title title = { 1 + (unsigned)(number % 6), text,
				       number >> 62 == 0 };

		snprintf(text, sizeof(text), "%s %s %s",
			 words[(number >> 8) % 6], words[(number >> 16) % 6],
			 words[(number >> 24) % 6]);
		grow(document, &title, 1);
	}
	return document;
}

/* Whether a folded heading above hides this one, found the slow way. */
static bool hidden(const struct contents *contents,
		   const struct document *document, uint32_t heading)
{
	unsigned level = document->headings[heading].level;

	for (uint32_t i = heading; i-- > 0;) {
		const struct heading *above = &document->headings[i];

		if ((!contents->inferred && above->inferred) ||
		    above->level >= level)
			continue;
		if (contents->folded[i])
			return true;
		level = above->level;
	}
	return false;
}

static void assert_sound(const struct contents *contents,
			 const struct document *document, size_t rows)
{
	size_t entry = 0;

	for (uint32_t i = 0; i < document->heading_count; i++) {
		bool counts =
			contents->inferred || !document->headings[i].inferred;
		bool shows = entry < contents->entry_count &&
			     contents->entries[entry] == i;

		if (!contents->filter.len)
			assert_int_equal(shows, counts && !hidden(contents,
								  document, i));
		else
			assert_true(counts || !shows);
		if (shows)
			assert_int_equal(contents_entry(contents, i), entry);
		entry += shows;
	}
	assert_int_equal(entry, contents->entry_count);
	if (!contents->entry_count) {
		assert_int_equal(contents->selected, 0);
		return;
	}
	assert_true(contents->selected < contents->entry_count);
	assert_true(contents->top <= contents->selected &&
		    contents->selected < contents->top + rows);
	assert_true(contents->top == 0 ||
		    contents->top + rows <= contents->entry_count);
}

static void random_step(struct contents *contents,
			const struct document *document, uint64_t number,
			bool *inferred)
{
	static const char *const filters[] = { "",     "peace", "war the",
					       "uk19", "zzz",	"e" };
	uint32_t heading =
		(uint32_t)((number >> 8) % (document->heading_count + 1));

	switch (number % 8) {
	case 0:
		contents_filter(contents, document, filters[number >> 32 & 3]);
		break;
	case 1:
		contents_filter(contents, document,
				filters[(number >> 32) % 6]);
		break;
	case 2:
		*inferred = !*inferred;
		contents_update(contents, document, *inferred);
		break;
	case 3:
		contents_move(contents, (long)(number >> 32) % 20 - 10);
		break;
	default:
		contents_fold(contents, document, heading, number >> 63);
		break;
	}
}

static void test_any_steps_agree_with_the_slow_way(void **state)
{
	enum { BOOKS = 12, STEPS = 300 };
	uint64_t random = 17;

	(void)state;
	for (size_t n = 0; n < BOOKS; n++) {
		struct document *document = random_book(&random, n * 5);
		struct contents contents = { 0 };
		size_t rows = 1 + test_random(&random) % 12;
		bool inferred = true;

		contents_update(&contents, document, inferred);
		for (int step = 0; step < STEPS; step++) {
			random_step(&contents, document, test_random(&random),
				    &inferred);
			contents_reveal(&contents, contents.selected, rows);
			assert_sound(&contents, document, rows);
		}
		contents_release(&contents);
		document_free(document);
	}
}

#define WITH_BOOK(test) \
	cmocka_unit_test_setup_teardown(test, open_book, close_book)

/* What stands before and behind the body is folded away, once; the reader may
 * unfold it for good. */
static void test_licences_are_folded_away(void **state)
{
	static const struct title front[] = {
		{ 1, "The licence", false },
		{ 2, "Terms", false },
	};
	static const struct title body[] = {
		{ 1, "The book", false },
		{ 2, "A chapter", false },
	};
	static const struct title back[] = {
		{ 1, "The licence again", false },
		{ 2, "More terms", false },
	};
	struct document *document = document_new(DOCUMENT_PLAIN);
	struct contents contents = { 0 };

	(void)state;
	grow(document, front, 2);
	contents_update(&contents, document, true);
	assert_string_equal(entries(&contents), "*0 1");
	document->body_block = 2;
	grow(document, body, 2);
	contents_update(&contents, document, true);
	assert_string_equal(entries(&contents), "*0 2 3");
	document->after_block = 4;
	grow(document, back, 2);
	contents_update(&contents, document, true);
	assert_string_equal(entries(&contents), "*0 2 3 4");
	contents_fold(&contents, document, 0, false);
	grow(document, back, 2);
	contents_update(&contents, document, true);
	assert_string_equal(entries(&contents), "*0 1 2 3 4 6");
	contents_release(&contents);
	document_free(document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_in_an_empty_document),
		WITH_BOOK(test_all_headings_show_at_first),
		WITH_BOOK(test_folding_hides_what_is_below),
		WITH_BOOK(test_what_can_be_folded),
		WITH_BOOK(test_the_selection_stays_on_its_heading),
		WITH_BOOK(test_the_entry_of_a_heading),
		WITH_BOOK(test_moving_stops_at_the_ends),
		WITH_BOOK(test_filtering),
		WITH_BOOK(test_filtering_looks_into_folds),
		WITH_BOOK(test_growing_keeps_folds_and_selection),
		WITH_BOOK(test_growing_under_a_filter),
		cmocka_unit_test(test_levels_left_out_take_no_depth),
		cmocka_unit_test(test_licences_are_folded_away),
		cmocka_unit_test(test_inferred_headings_come_and_go),
		cmocka_unit_test(test_any_steps_agree_with_the_slow_way),
	};

	return test_run(tests);
}
