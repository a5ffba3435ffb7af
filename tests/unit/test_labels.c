/* SPDX-License-Identifier: ISC */
/* Tests of the letters that choose a sentence, a link or a note. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/sentence.h"
#include "reader/dispatch.h"
#include "reader/keys.h"
#include "reader/labels.h"
#include "reader/move.h"
#include "reading.h"

/* What the last letter chose. */
static struct document_sentence chosen;
static int chosen_count;

static void choose(struct view *view, uint32_t off, uint32_t end)
{
	(void)view;
	chosen = (struct document_sentence){ off, end };
	chosen_count++;
}

static void type(struct reading *r, const char *keys)
{
	for (; *keys; keys++)
		dispatch_key(&r->view, (unsigned char)*keys);
}

static const char *label_text(const struct reading *r, size_t label)
{
	static char text[256];
	const struct reference *sentence =
		&r->view.labels.labels[label].reference;
	size_t len = sentence->end - sentence->off;

	assert_true(len < sizeof(text));
	memcpy(text, r->document->text.data + sentence->off, len);
	text[len] = '\0';
	return text;
}

static const char mixed[] = "# Title\n\nOne. Two (half)! Three?\n\n"
			    "- Item. More.\n- Other\n\n"
			    "| a | bird sings. Done. |\n|---|---|\n|  | e |\n\n"
			    "```\nint x;\nint y;\n```\n\n***\n\nEnd.\n";

static void test_sentences_have_letters(void **state)
{
	static const char *const wanted[] = {
		"Title",       "One.",	"Two (half)!", "Three?",
		"Item.",       "More.", "Other",       "a",
		"bird sings.", "Done.", "e",	       "int x;\nint y;",
		"End.",
	};
	enum { WANTED = sizeof(wanted) / sizeof(wanted[0]) };
	struct reading r;

	(void)state;
	reading_open(&r, mixed, 40, 80);
	labels_open_sentences(&r.view, choose);
	assert_int_equal(r.view.focus, FOCUS_LABELS);
	assert_int_equal(r.view.labels.count, WANTED);
	for (size_t i = 0; i < WANTED; i++)
		assert_string_equal(label_text(&r, i), wanted[i]);
	chosen_count = 0;
	type(&r, "d");
	assert_int_equal(chosen_count, 1);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_memory_equal(r.document->text.data + chosen.off, "Two (half)!",
			    chosen.end - chosen.off);
	reading_close(&r);
}

/* The page may begin and end in the middle of a sentence: on each page the
 * labels are all sentences that it shows something of, at their first byte that
 * it shows. */
static void test_labels_of_any_page(void **state)
{
	char *essay = reading_essay(17, 60);
	struct reading r;

	(void)state;
	reading_open(&r, essay, 9, 40);
	do {
		struct labels *labels = &r.view.labels;
		uint32_t last = UINT32_MAX;
		uint32_t off, end;
		size_t count = 0;

		view_visible(&r.view, &off, &end);
		labels_open_sentences(&r.view, choose);
		for (uint32_t at = off; at < end; at++) {
			struct document_sentence sentence;
			const struct label *label = &labels->labels[count];

			if (strchr(" \n", r.document->text.data[at]) ||
			    !document_sentence_at(r.document, at, &sentence) ||
			    sentence.off == last)
				continue;
			last = sentence.off;
			count++;
			/* One alone was chosen at once. */
			if (r.view.focus != FOCUS_LABELS)
				continue;
			assert_int_equal(label->shown, at);
			assert_int_equal(label->reference.off, sentence.off);
			assert_int_equal(label->reference.end, sentence.end);
		}
		if (r.view.focus == FOCUS_LABELS)
			assert_int_equal(labels->count, count);
		else
			assert_true(count <= 1);
		labels_close(&r.view);
	} while (move_lines(&r.view, 1));
	reading_close(&r);
	free(essay);
}

/* Of code only an empty line may be left. */
static void test_nothing_left_of_a_sentence(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "```\none\n\n\n```\n\nAbel. Bert.\n\nCid.\n", 5, 40);
	move_lines(&r.view, 2);
	labels_open_sentences(&r.view, choose);
	assert_int_equal(r.view.labels.count, 2);
	assert_string_equal(label_text(&r, 0), "Abel.");
	reading_close(&r);
}

static void test_two_letters(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct reading r;
	char letters[3];

	(void)state;
	for (int i = 0; i < 60; i++)
		buffer_append_format(&text, "Sentence %d. ", i);
	reading_open(&r, buffer_string(&text), 40, 80);
	labels_open_sentences(&r.view, choose);
	assert_int_equal(r.view.labels.count, 60);
	labels_letters(&r.view.labels, 27, letters);
	assert_string_equal(letters, "ss");
	chosen_count = 0;
	type(&r, "ss");
	assert_int_equal(chosen_count, 1);
	assert_memory_equal(r.document->text.data + chosen.off, "Sentence 27.",
			    12);
	reading_close(&r);
	buffer_release(&text);
}

static void test_other_keys_only_close(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, mixed, 40, 80);
	chosen_count = 0;
	labels_open_sentences(&r.view, choose);
	type(&r, "p");
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_string_equal(buffer_string(&r.view.message),
			    "No sentence has that letter.");
	labels_open_sentences(&r.view, choose);
	dispatch_key(&r.view, KEYS_ESCAPE);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_int_equal(chosen_count, 0);
	/* Where there is nothing but a rule, that is said. */
	reading_close(&r);
	reading_open(&r, "***\n", 40, 80);
	labels_open_sentences(&r.view, choose);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_string_equal(buffer_string(&r.view.message),
			    "There is no sentence on this page.");
	reading_close(&r);
	reading_open(&r, "", 40, 80);
	labels_open_sentences(&r.view, choose);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_int_equal(chosen_count, 0);
	reading_close(&r);
}

/* A paragraph of 5 MB has letters as fast as any. */
static void test_labels_in_one_long_paragraph(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct reading r;

	(void)state;
	for (int i = 0; text.len < 5000000; i++)
		buffer_append_format(&text, "Sentence %d is said. ", i);
	reading_open(&r, buffer_string(&text), 24, 80);
	move_percent(&r.view, 50);
	for (int i = 0; i < 200; i++) {
		labels_open_sentences(&r.view, choose);
		assert_in_range(r.view.labels.count, 30, 80);
		labels_close(&r.view);
	}
	reading_close(&r);
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sentences_have_letters),
		cmocka_unit_test(test_labels_of_any_page),
		cmocka_unit_test(test_nothing_left_of_a_sentence),
		cmocka_unit_test(test_two_letters),
		cmocka_unit_test(test_other_keys_only_close),
		cmocka_unit_test(test_labels_in_one_long_paragraph),
	};

	return test_run(tests);
}
