/* SPDX-License-Identifier: ISC */
/* Tests of marks that are found by what became of their text. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "documents.h"
#include "marks/identity.h"
#include "marks/recall.h"
#include "marks/snapshot.h"
#include "revisions.h"
#include "scratch.h"
#include "text/cells.h"

enum { ESSAYS = 6, MARKS = 12, ROUNDS = 5 };

static void fingerprint_of(char out[MARK_FINGERPRINT + 1],
			   const struct document *document)
{
	struct identity *identity = identity_new();

	while (identity_step(identity, document, SIZE_MAX))
		;
	identity_fingerprint(identity, out);
	identity_free(identity);
}

static struct document *document_of(const struct essay *essay,
				    uint32_t **numbers)
{
	struct buffer markdown = BUFFER_INIT, text = BUFFER_INIT;
	struct document *document;

	essay_write(essay, &markdown);
	essay_read(essay, &text, numbers);
	document = document_from_markdown(markdown.data, markdown.len,
					  LOAD_WINDOW);
	assert_int_equal(document->text.len, text.len);
	assert_memory_equal(document->text.data, text.data, text.len);
	buffer_release(&markdown);
	buffer_release(&text);
	return document;
}

static uint32_t characters(const struct document *document, uint32_t end)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < end; i++)
		count += ((unsigned char)document->text.data[i] & 0xc0) != 0x80;
	return count;
}

static void select_range(struct selector *selector,
			 const struct document *document, uint32_t off,
			 uint32_t end)
{
	memset(selector, 0, sizeof(*selector));
	anchor_init(&selector->anchor);
	anchor_capture(&selector->anchor, document, off, end);
	selector->start = characters(document, off);
	selector->end = characters(document, end);
	selector->norm = DOCUMENT_NORM;
	fingerprint_of(selector->fingerprint, document);
}

static void keep(const struct document *document)
{
	char fingerprint[MARK_FINGERPRINT + 1];

	fingerprint_of(fingerprint, document);
	snapshot_save(scratch_path("kept"), fingerprint,
		      (struct span){ document->text.data, document->text.len });
}

/* A block, from which of its letters is where. */
static void check_found(const struct document *document,
			const uint32_t *numbers, const struct anchor *anchor,
			uint32_t first, uint32_t last,
			const struct anchor_result *result)
{
	const struct buffer *text = &document->text;
	uint32_t from = UINT32_MAX, to = UINT32_MAX;

	assert_true(result->off <= result->end);
	assert_true(result->end <= text->len);
	assert_int_equal(cells_start(text->data, text->len, result->off),
			 result->off);
	assert_int_equal(cells_start(text->data, text->len, result->end),
			 result->end);
	for (uint32_t i = 0; i < text->len; i++) {
		from = numbers[i] == first ? i : from;
		to = numbers[i] == last ? i + 1 : to;
	}
	/* What stands as it stood is there, whatever else there is. */
	if (from == UINT32_MAX || to == UINT32_MAX || from >= to ||
	    to - from != anchor->exact.len || to - from < 40 ||
	    memcmp(text->data + from, anchor->exact.data, to - from) != 0)
		return;
	assert_int_not_equal(result->state, ANCHOR_LOST);
}

/* Every range found is one; every block that was left as it was is found. */
static void test_revised_essays(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= ESSAYS; seed++) {
		struct selector selectors[MARKS];
		uint32_t first[MARKS], last[MARKS], *numbers;
		struct document *document;
		struct essay essay;

		essay_begin(&essay, seed, 5000);
		document = document_of(&essay, &numbers);
		keep(document);
		for (size_t i = 0; i < MARKS; i++) {
			const struct block *block =
				&document->blocks[essay_roll(
					&essay, document->block_count)];

			select_range(&selectors[i], document, block->off,
				     block->end - 1);
			first[i] = numbers[block->off];
			last[i] = numbers[block->end - 2];
		}
		for (size_t round = 0; round < ROUNDS; round++) {
			struct recall *recall;
			char own[MARK_FINGERPRINT + 1];

			free(numbers);
			document_free(document);
			for (int i = 0; i < 5; i++)
				revise(&essay);
			document = document_of(&essay, &numbers);
			fingerprint_of(own, document);
			recall = recall_open(document, own,
					     scratch_path("kept"));
			for (size_t i = 0; i < MARKS; i++) {
				struct anchor_result result;

				recall_find(recall, &selectors[i], &result);
				check_found(document, numbers,
					    &selectors[i].anchor, first[i],
					    last[i], &result);
			}
			recall_free(recall);
		}
		for (size_t i = 0; i < MARKS; i++)
			anchor_release(&selectors[i].anchor);
		free(numbers);
		document_free(document);
		essay_release(&essay);
	}
}

/* Texts that are hard to compare take no longer than others, and empty ones
 * are none. */
static void test_hard_texts(void **state)
{
	static const char *const words[][2] = {
		{ "a ", "a " },		{ "a ", "b " }, { "a b ", "b a " },
		{ "x\n\n", "x y\n\n" }, { "a ", "" },	{ "\u6f22", "\u6f22 " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct buffer text[2] = { BUFFER_INIT, BUFFER_INIT };
		struct document *documents[2];
		struct anchor_result result;
		struct selector selector;
		struct recall *recall;

		for (size_t side = 0; side < 2; side++) {
			for (int n = 0; n < 20000; n++)
				buffer_append_string(&text[side],
						     words[i][side]);
			documents[side] = document_from_markdown(
				buffer_string(&text[side]), text[side].len,
				LOAD_WINDOW);
			buffer_release(&text[side]);
		}
		keep(documents[0]);
		select_range(&selector, documents[0], 3000, 3006);
		recall = recall_open(documents[1], "", scratch_path("kept"));
		for (int steps = 0; recall_prepare(recall, &selector);)
			assert_true(++steps < 1000);
		recall_find(recall, &selector, &result);
		assert_true(result.off <= result.end);
		assert_true(result.end <= documents[1]->text.len);
		recall_free(recall);
		anchor_release(&selector.anchor);
		document_free(documents[0]);
		document_free(documents[1]);
	}
}

/* Offsets that are not those of the text that is kept are not believed. */
static void test_wrong_offsets(void **state)
{
	static const char old[] = "One sentence here.\n\nAnother one there.\n";
	static const char fresh[] =
		"New.\n\nOne sentence here.\n\nAnother one there.\n";
	static const uint32_t ranges[][2] = {
		{ 0, 0 }, { 5, 4 }, { 0, 4000000000u }, { 1, 12 }, { 19, 31 },
	};
	struct document *from =
		document_from_markdown(old, sizeof(old) - 1, LOAD_WINDOW);
	struct document *to =
		document_from_markdown(fresh, sizeof(fresh) - 1, LOAD_WINDOW);

	(void)state;
	keep(from);
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		struct recall *recall =
			recall_open(to, "", scratch_path("kept"));
		struct anchor_result result;
		struct selector selector;

		select_range(&selector, from, 19, 30);
		selector.start = ranges[i][0];
		selector.end = ranges[i][1];
		recall_find(recall, &selector, &result);
		assert_int_equal(result.state, ANCHOR_PLACED);
		assert_int_equal(result.off, 24);
		assert_int_equal(result.end, 35);
		recall_free(recall);
		anchor_release(&selector.anchor);
	}
	document_free(from);
	document_free(to);
}

/* Where a word of a range was cut off by a new sentence, the range ends before
 * that or behind it: neither is sure. */
static void test_open_edges(void **state)
{
	static const char was[] =
		"The letter lay in the drawer. He read it in all of those "
		"years, for the key was lost.\n";
	static const char is[] =
		"The letter lay in the drawer. It had been written in the "
		"summer, and sealed, and was never sent. He read it in all "
		"of those years, for the key was lost.\n";
	struct document *from =
		document_from_markdown(was, sizeof(was) - 1, LOAD_WINDOW);
	struct document *to =
		document_from_markdown(is, sizeof(is) - 1, LOAD_WINDOW);
	struct recall *recall;
	struct anchor_result result;
	struct selector selector;

	(void)state;
	keep(from);
	recall = recall_open(to, "", scratch_path("kept"));
	select_range(&selector, from, 0, 32);
	recall_find(recall, &selector, &result);
	assert_int_equal(result.state, ANCHOR_DOUBTFUL);
	assert_int_equal(result.off, 0);
	anchor_release(&selector.anchor);
	select_range(&selector, from, 0, 29);
	recall_find(recall, &selector, &result);
	assert_int_equal(result.state, ANCHOR_PLACED);
	assert_int_equal(result.end, 29);
	anchor_release(&selector.anchor);
	recall_free(recall);
	document_free(from);
	document_free(to);
}

/* What stood twice is sure only with much of what stood around it. */
static void test_repeated(void **state)
{
	static const char was[] =
		"Alpha beta gamma delta epsilon zeta. All of the rest of it is "
		"so, they say now. Eta theta iota kappa lambda mu. Further on "
		"it is so.\n";
	static const char is[] =
		"Wholly other words do stand here. All of the rest of it is "
		"so, they say now. Different ones follow it instead. Further "
		"on it is so.\n";
	struct document *from =
		document_from_markdown(was, sizeof(was) - 1, LOAD_WINDOW);
	struct document *to =
		document_from_markdown(is, sizeof(is) - 1, LOAD_WINDOW);
	struct recall *recall;
	struct anchor_result result;
	struct selector selector;

	(void)state;
	keep(from);
	recall = recall_open(to, "", scratch_path("kept"));
	select_range(&selector, from, 59, 64);
	recall_find(recall, &selector, &result);
	assert_int_equal(result.state, ANCHOR_DOUBTFUL);
	assert_int_equal(result.off, 56);
	anchor_release(&selector.anchor);
	recall_free(recall);
	document_free(from);
	document_free(to);
}

/* Of more texts than are compared at a time each is compared when asked for. */
static void test_many_texts(void **state)
{
	enum { TEXTS = 30 };
	struct selector selectors[TEXTS];
	struct document *document = NULL;
	struct recall *recall;

	(void)state;
	for (int i = 0; i < TEXTS; i++) {
		struct buffer text = BUFFER_INIT;

		buffer_append_format(&text, "Draft %d.\n\nso so\n\n", i);
		buffer_append_string(&text, "It is a line, and so so it is.\n");
		document_free(document);
		document = document_from_markdown(text.data, text.len,
						  LOAD_WINDOW);
		keep(document);
		select_range(&selectors[i], document,
			     (uint32_t)document->text.len - 13,
			     (uint32_t)document->text.len - 8);
		buffer_release(&text);
	}
	recall = recall_open(document, "", scratch_path("kept"));
	for (int i = 0; i < 3 * TEXTS; i++) {
		struct anchor_result result;

		recall_find(recall, &selectors[i * 7 % TEXTS], &result);
		assert_int_equal(result.state, ANCHOR_PLACED);
		assert_int_equal(result.off, document->text.len - 13);
	}
	for (int i = 0; i < TEXTS; i++)
		anchor_release(&selectors[i].anchor);
	recall_free(recall);
	document_free(document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_revised_essays),
		cmocka_unit_test(test_hard_texts),
		cmocka_unit_test(test_wrong_offsets),
		cmocka_unit_test(test_open_edges),
		cmocka_unit_test(test_repeated),
		cmocka_unit_test(test_many_texts),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
