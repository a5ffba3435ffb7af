/* SPDX-License-Identifier: ISC */
/* Tests of following links and notes, of the note panel, and of going back. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/dispatch.h"
#include "reader/follow.h"
#include "reader/jumps.h"
#include "reader/keys.h"
#include "reader/labels.h"
#include "reader/move.h"
#include "reader/note.h"
#include "reading.h"

enum { PARAGRAPHS = 60 };

static void add_words(struct document *piece, const char *words)
{
	document_add_text(piece, words, strlen(words), 0, DOCUMENT_NONE);
}

static void add_paragraph(struct document *piece, uint32_t container,
			  const char *words)
{
	uint32_t line = (uint32_t)piece->block_count + 1;

	document_begin_block(piece, BLOCK_PARAGRAPH, container, line);
	add_words(piece, words);
	document_end_block(piece);
}

static void add_link(struct document *piece, const char *url, const char *words)
{
	uint32_t string = document_add_string(piece, url, strlen(url));
	uint32_t link = document_add_link(piece, string, 0, false);

	document_add_text(piece, words, strlen(words), RUN_LINK, link);
}

static void add_note_body(struct document *piece, const char *label,
			  const char *words, int paragraphs)
{
	uint32_t note = document_add_note(piece, label, strlen(label));
	uint32_t container =
		document_add_container(piece, CONTAINER_NOTE, DOCUMENT_NONE);

	piece->containers[container].number = note;
	piece->notes[note].container = container;
	for (int i = 0; i < paragraphs; i++)
		add_paragraph(piece, container, words);
}

/*
 * Sixty paragraphs; in the first two notes, a link to a target far below, one
 * to nowhere and one out of the text. The notes: a short one, one that has
 * more rows than any page, and one that is never used.
 */
static struct document *annotated(void)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = document_new(DOCUMENT_MARKDOWN);

	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add_words(piece, "First");
	document_add_reference(piece, document_add_note(piece, "b", 1), 0);
	add_words(piece, " and second");
	document_add_reference(piece, document_add_note(piece, "a", 1), 0);
	add_words(piece, " and ");
	add_link(piece, "#far", "far below");
	add_words(piece, " or ");
	add_link(piece, "#never", "nowhere");
	add_words(piece, " or ");
	add_link(piece, "https://example.org/x", "out");
	add_words(piece, " or ");
	add_link(piece, "#far", "[12]");
	add_words(piece, ".");
	document_end_block(piece);
	for (int i = 1; i < PARAGRAPHS; i++) {
		char words[32];

		if (i == 40)
			document_add_target(piece, "far", 3);
		snprintf(words, sizeof(words), "Paragraph %d.", i);
		add_paragraph(piece, DOCUMENT_NONE, words);
	}
	assert_true(document_append(document, piece));
	document_free(piece);
	piece = document_new(DOCUMENT_MARKDOWN);
	piece->after_block = 0;
	add_note_body(piece, "b", "The short note.", 1);
	add_note_body(piece, "a", "The long note.", 40);
	add_note_body(piece, "c", "Nobody refers to this.", 1);
	assert_true(document_append(document, piece));
	document_free(piece);
	document->complete = true;
	document_check(document);
	return document;
}

static void open_annotated(struct reading *r, int rows, int columns)
{
	reading_init(r, rows, columns);
	reading_show(r, annotated());
}

static void type(struct reading *r, const char *keys)
{
	for (; *keys; keys++)
		dispatch_key(&r->view, (unsigned char)*keys);
}

static uint32_t top_block(struct reading *r)
{
	struct layout_at at;

	assert_true(view_top(&r->view, &at));
	return at.block;
}

static void test_numbers(void **state)
{
	struct document *document = annotated();

	(void)state;
	assert_int_equal(document->note_count, 3);
	assert_string_equal(document_string(document, document->notes[0].label),
			    "b");
	assert_string_equal(document_string(document, document->notes[1].label),
			    "a");
	assert_int_equal(document->notes[2].run, DOCUMENT_NONE);
	assert_int_equal(document->after_block, PARAGRAPHS);
	document_free(document);
}

static void test_what_can_be_followed(void **state)
{
	static const struct {
		enum reference_kind kind;
		uint32_t index;
	} wanted[] = {
		{ REFERENCE_NOTE, 0 }, { REFERENCE_NOTE, 1 },
		{ REFERENCE_LINK, 0 }, { REFERENCE_LINK, 1 },
		{ REFERENCE_LINK, 2 }, { REFERENCE_LINK, 3 },
	};
	struct reference found[16];
	struct reading r;
	size_t count;

	(void)state;
	open_annotated(&r, 24, 80);
	count = follow_find(&r.view, 0, 100, found, 16);
	assert_int_equal(count, 6);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(found[i].kind, wanted[i].kind);
		assert_int_equal(found[i].index, wanted[i].index);
	}
	/* No more than there is room for. */
	assert_int_equal(follow_find(&r.view, 0, 100, found, 2), 2);
	/* The notes that are used lead back. */
	count = follow_find(&r.view, r.document->blocks[PARAGRAPHS].off,
			    (uint32_t)r.document->text.len, found, 16);
	assert_int_equal(count, 2);
	assert_int_equal(found[0].kind, REFERENCE_BACK);
	assert_int_equal(found[1].index, 1);
	reading_close(&r);
}

static void test_a_note_opens_in_place(void **state)
{
	struct reading r;
	struct layout_at at;
	int rows;

	(void)state;
	open_annotated(&r, 24, 80);
	rows = r.view.geometry.page_rows;
	type(&r, "1o");
	assert_int_equal(r.view.focus, FOCUS_NOTE);
	assert_int_equal(r.view.geometry.panel, 2);
	assert_int_equal(r.view.geometry.page_rows, rows - 2);
	assert_true(note_top(&r.view, &at));
	assert_int_equal(at.block, PARAGRAPHS);
	assert_false(note_goes_on(&r.view));
	assert_int_equal(top_block(&r), 0);
	/* The same key closes it; so do Esc, Enter and q. */
	type(&r, "o");
	assert_false(note_is_open(&r.view));
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_int_equal(r.view.geometry.page_rows, rows);
	type(&r, "1oq");
	assert_false(note_is_open(&r.view));
	assert_int_equal(r.view.request, REQUEST_NONE);
	type(&r, "1o");
	dispatch_key(&r.view, KEYS_ENTER);
	assert_false(note_is_open(&r.view));
	type(&r, "1o");
	dispatch_key(&r.view, KEYS_ESCAPE);
	assert_false(note_is_open(&r.view));
	reading_close(&r);
}

static void test_a_long_note_scrolls(void **state)
{
	struct reading r;
	struct layout_at at;
	struct place top;
	long moved = 0;

	(void)state;
	open_annotated(&r, 24, 80);
	top = r.view.top;
	type(&r, "2o");
	assert_true(note_goes_on(&r.view));
	assert_true(r.view.geometry.page_rows >= r.view.geometry.panel - 1);
	type(&r, "jj ");
	assert_true(note_top(&r.view, &at));
	assert_true(at.block > PARAGRAPHS + 1);
	assert_int_equal(r.view.top.off, top.off);
	type(&r, "g");
	assert_true(note_top(&r.view, &at));
	assert_int_equal(at.block, PARAGRAPHS + 1);
	while (note_scroll(&r.view, 1))
		moved++;
	/* The last row stands at the panel's foot. */
	assert_true(note_top(&r.view, &at));
	assert_int_equal(
		layout_move(r.view.layout, &at, r.view.geometry.panel - 2),
		r.view.geometry.panel - 2);
	assert_int_equal(at.block, PARAGRAPHS + 40);
	assert_true(moved > 40);
	reading_close(&r);
}

static void test_a_note_survives_resizes(void **state)
{
	struct reading r;

	(void)state;
	open_annotated(&r, 24, 80);
	type(&r, "2o");
	for (int rows = 30; rows >= 1; rows--) {
		view_resize(&r.view, rows, 20 + rows);
		assert_true(r.view.geometry.page_rows >= 1);
		assert_true(note_is_open(&r.view));
	}
	view_resize(&r.view, 24, 80);
	assert_true(r.view.geometry.panel > 2);
	reading_close(&r);
}

static void test_labels_choose(void **state)
{
	struct reading r;
	char letters[3];

	(void)state;
	open_annotated(&r, 24, 80);
	type(&r, "o");
	assert_int_equal(r.view.focus, FOCUS_LABELS);
	assert_int_equal(r.view.labels.count, 6);
	labels_letters(&r.view.labels, 1, letters);
	assert_string_equal(letters, "s");
	type(&r, letters);
	assert_int_equal(r.view.focus, FOCUS_NOTE);
	assert_int_equal(r.view.note.note, 1);
	dispatch_key(&r.view, KEYS_ESCAPE);
	/* Any other key only takes them away. */
	type(&r, "oP");
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_false(note_is_open(&r.view));
	type(&r, "o");
	dispatch_key(&r.view, KEYS_ESCAPE);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	reading_close(&r);
}

static void test_two_letters_where_one_is_not_enough(void **state)
{
	struct labels labels = { .count = 60 };
	char letters[3], others[3];

	(void)state;
	for (size_t i = 0; i < labels.count; i++) {
		labels_letters(&labels, i, letters);
		assert_int_equal(strlen(letters), 2);
		for (size_t j = 0; j < i; j++) {
			labels_letters(&labels, j, others);
			assert_string_not_equal(letters, others);
		}
	}
	labels.typed = 'a';
	labels_letters(&labels, 3, letters);
	assert_int_equal(strlen(letters), 1);
	labels_letters(&labels, 30, letters);
	assert_string_equal(letters, "");
}

static void test_links_inside(void **state)
{
	struct reading r;

	(void)state;
	open_annotated(&r, 24, 80);
	type(&r, "od");
	assert_int_equal(top_block(&r), 40);
	dispatch_key(&r.view, KEYS_BACKSPACE);
	assert_int_equal(top_block(&r), 0);
	dispatch_key(&r.view, KEYS_CONTROL | 'n');
	assert_int_equal(top_block(&r), 40);
	dispatch_key(&r.view, KEYS_CONTROL | 'o');
	type(&r, "of");
	assert_true(r.view.message_is_error);
	assert_int_equal(r.view.message.data[r.view.message.len - 1], '.');
	assert_int_equal(top_block(&r), 0);
	/* Out of the text: its address is shown and asked about. */
	type(&r, "oj");
	assert_int_equal(r.view.focus, FOCUS_ASK);
	assert_string_equal(buffer_string(&r.view.ask.text),
			    "https://example.org/x");
	dispatch_key(&r.view, KEYS_ESCAPE);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	/* A number opens as a note. */
	type(&r, "ok");
	assert_int_equal(r.view.focus, FOCUS_NOTE);
	assert_int_equal(r.view.note.from, 40);
	type(&r, "o12o");
	assert_int_equal(r.view.note.from, 40);
	type(&r, "o99o");
	assert_false(note_is_open(&r.view));
	assert_true(r.view.message.len > 0);
	reading_close(&r);
}

static void test_enter_follows_the_point(void **state)
{
	struct reading r;

	(void)state;
	open_annotated(&r, 24, 80);
	type(&r, ")");
	dispatch_key(&r.view, KEYS_ENTER);
	assert_int_equal(r.view.note.note, 0);
	dispatch_key(&r.view, KEYS_ENTER);
	assert_false(note_is_open(&r.view));
	/* At the end a note leads back to its reference. */
	type(&r, "G");
	assert_true(
		move_point_to(&r.view, r.document->blocks[PARAGRAPHS + 5].off));
	dispatch_key(&r.view, KEYS_ENTER);
	assert_int_equal(top_block(&r), 0);
	dispatch_key(&r.view, KEYS_CONTROL | 'o');
	assert_true(top_block(&r) > PARAGRAPHS);
	/* A sentence without: a line on, as ever. */
	type(&r, "g");
	assert_true(move_point_to(&r.view, r.document->blocks[1].off));
	dispatch_key(&r.view, KEYS_ENTER);
	assert_false(note_is_open(&r.view));
	reading_close(&r);
}

static void test_progress_leaves_the_notes_out(void **state)
{
	struct reading r;

	(void)state;
	open_annotated(&r, 24, 80);
	assert_true(
		move_point_to(&r.view, r.document->blocks[PARAGRAPHS - 1].off));
	while (view_percent(&r.view) < 100)
		assert_true(move_lines(&r.view, 1));
	assert_true(top_block(&r) < PARAGRAPHS);
	assert_false(view_at_end(&r.view));
	type(&r, "G");
	assert_int_equal(view_percent(&r.view), 100);
	assert_int_equal(view_minutes_left(&r.view), 0);
	reading_close(&r);
}

/* However many jumps: back and forward pass the same places. */
static void test_many_jumps(void **state)
{
	struct reading r;
	uint32_t left[JUMPS_KEPT + 20];
	int count = JUMPS_KEPT + 20;
	int back = 0;

	(void)state;
	open_annotated(&r, 24, 80);
	for (int i = 0; i < count; i++) {
		struct layout_at at = { (uint32_t)(i * 7 % 50), 0, 0 };

		jumps_remember(&r.view);
		left[i] = top_block(&r);
		assert_true(layout_find(
			r.view.layout,
			(struct place){ r.document->blocks[at.block].off, 0 },
			&at));
		view_set_top(&r.view, at);
	}
	while (jumps_back(&r.view)) {
		back++;
		assert_int_equal(top_block(&r), left[count - back]);
	}
	assert_in_range(back, JUMPS_KEPT - 2, JUMPS_KEPT);
	for (int i = back - 1; i > 0; i--) {
		assert_true(jumps_forward(&r.view));
		assert_int_equal(top_block(&r), left[count - i]);
	}
	reading_close(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_what_can_be_followed),
		cmocka_unit_test(test_a_note_opens_in_place),
		cmocka_unit_test(test_a_long_note_scrolls),
		cmocka_unit_test(test_a_note_survives_resizes),
		cmocka_unit_test(test_labels_choose),
		cmocka_unit_test(test_two_letters_where_one_is_not_enough),
		cmocka_unit_test(test_links_inside),
		cmocka_unit_test(test_enter_follows_the_point),
		cmocka_unit_test(test_progress_leaves_the_notes_out),
		cmocka_unit_test(test_many_jumps),
	};

	return test_run(tests);
}
