/* SPDX-License-Identifier: ISC */
/* Tests of the marks of an open document. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "edits.h"
#include "marks/identity.h"
#include "marks/marks.h"
#include "marks/snapshot.h"
#include "scratch.h"
#include "text/utf8.h"

static const char fingerprint[] = "sha256:of-this-text";

static struct document *document_of(const char *text)
{
	return edits_document(text, strlen(text));
}

static void init_mark(struct mark *mark, const char *id)
{
	mark_init(mark);
	snprintf(mark->id, sizeof(mark->id), "%s", id);
}

/* A mark of the first of these words in the document, as it is captured. */
static void capture(struct mark *mark, const char *id,
		    const struct document *document, const char *words)
{
	const char *at = strstr(document->text.data, words);
	uint32_t off = (uint32_t)(at - document->text.data);

	assert_non_null(at);
	init_mark(mark, id);
	marks_capture(&mark->original, MARK_HIGHLIGHT, document, fingerprint,
		      off, off + (uint32_t)strlen(words));
}

static void list_add(struct mark_list *list, const struct mark *mark)
{
	mark_copy(mark_list_add(list), mark);
}

/* As it is read from the store: nothing is reckoned in bytes. */
static void list_add_kept(struct mark_list *list, const struct mark *mark)
{
	struct mark *added = mark_list_add(list);

	mark_copy(added, mark);
	added->original.anchor.off = UINT32_MAX;
	added->original.anchor.end = 7;
	added->original.anchor.text_len = 9;
}

static void step_all(struct marks *marks, const struct document *document,
		     const char *of)
{
	while (marks_step(marks, document, of, 0, 100, 1000))
		continue;
	assert_int_equal(marks->waiting, 0);
}

static void assert_stands(const struct marks *marks,
			  const struct document *document, const char *id,
			  enum mark_state state, const char *words)
{
	size_t i = marks_find(marks, id);
	const struct placed_mark *item;

	assert_true(i < marks->count);
	item = &marks->items[i];
	if (item->state != state || item->end - item->off != strlen(words) ||
	    memcmp(document->text.data + item->off, words, strlen(words)) != 0)
		fail_msg("%s: state %d, [%u, %u), not \"%s\"", id, item->state,
			 item->off, item->end, words);
}

/* --- Capturing ------------------------------------------------------- */

static const struct {
	const char *what;
	const char *text;
	uint32_t off, end;
	uint32_t start_points, end_points, points;
} counted[] = {
	{ "ASCII", "one two\n", 4, 7, 4, 7, 8 },
	{ "at the start", "one two\n", 0, 3, 0, 3, 8 },
	{ "all of it", "one\n", 0, 4, 0, 4, 4 },
	{ "two bytes each", "\xc3\xa9t\xc3\xa9 \xc3\xa9\n", 6, 8, 4, 5, 6 },
	{ "four bytes each", "\xf0\x9f\x98\x80\xf0\x9f\x98\x81\n", 4, 8, 1, 2,
	  3 },
	{ "over more than eight bytes",
	  "\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80"
	  "\xe4\xb8\x80\xe4\xb8\x80\n",
	  12, 18, 4, 6, 8 },
};

static void test_what_is_captured_counts_code_points(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++) {
		struct document *document = document_of(counted[i].text);
		struct mark mark;

		init_mark(&mark, "m");
		marks_capture(&mark.original, MARK_HIGHLIGHT, document,
			      fingerprint, counted[i].off, counted[i].end);
		assert_int_equal(mark.original.start, counted[i].start_points);
		assert_int_equal(mark.original.end, counted[i].end_points);
		assert_int_equal(mark.original.len, counted[i].points);
		assert_string_equal(mark.original.fingerprint, fingerprint);
		assert_int_equal(mark.original.norm, DOCUMENT_NORM);
		assert_true(mark.original.anchor.total >= 1);
		/* While more comes, the rest is not known. */
		document->complete = false;
		marks_capture(&mark.original, MARK_HIGHLIGHT, document,
			      fingerprint, counted[i].off, counted[i].end);
		assert_int_equal(mark.original.end, counted[i].end_points);
		assert_int_equal(mark.original.len, 0);
		assert_int_equal(mark.original.anchor.total, 0);
		assert_string_equal(mark.original.fingerprint, "");
		mark_release(&mark);
		document_free(document);
	}
}

#define TEN "ten bytes "

static const struct {
	const char *what;
	const char *text;
	uint32_t off;
	uint32_t start;
	const char *quote;
} bookmarked[] = {
	{ "a short paragraph", "One.\nTwo.\nThree.\n", 5, 5, "Two." },
	{ "inside one", "One. Two.\nThree.\n", 5, 5, "Two." },
	{ "64 of a long one", "x\n" TEN TEN TEN TEN TEN TEN "ten bytes\n", 2, 2,
	  TEN TEN TEN TEN TEN TEN "ten " },
	{ "of a rule, what follows", "One.\n\n\nTwo.\nThree.\n", 5, 5,
	  "\n\nTwo." },
	{ "of the end of a block, likewise", "One.\nTwo.\n", 4, 4, "\nTwo." },
	{ "of the last end, its block", "One.\nTwo.\n", 9, 5, "Two." },
	{ "of the end of the text too", "One.\nTwo.\n", 10, 5, "Two." },
	{ "of a last rule, what is before", "One.\nTwo.\n\n\n", 11, 5, "Two." },
	{ "only rules", "\n\n", 1, 0, "\n" },
	{ "no half clusters",
	  "123456789 123456789 123456789 123456789 123456789 123456789 123"
	  "e\xcc\x81 and more\n",
	  0, 0,
	  "123456789 123456789 123456789 123456789 123456789 123456789 123" },
};

static void test_bookmarks_quote_what_follows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bookmarked) / sizeof(bookmarked[0]);
	     i++) {
		struct document *document = document_of(bookmarked[i].text);
		struct mark mark;

		init_mark(&mark, "m");
		marks_capture(&mark.original, MARK_BOOKMARK, document,
			      fingerprint, bookmarked[i].off, 0);
		if (strcmp(buffer_string(&mark.original.anchor.exact),
			   bookmarked[i].quote) != 0)
			fail_msg("%s: \"%s\"", bookmarked[i].what,
				 buffer_string(&mark.original.anchor.exact));
		assert_int_equal(mark.original.anchor.off, bookmarked[i].start);
		mark_release(&mark);
		document_free(document);
	}
}

/* A cluster that is longer than what is quoted is not halved. */
static void test_a_bookmark_of_one_long_cluster(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct document *document;
	struct mark mark;

	(void)state;
	buffer_append_string(&text, "e");
	for (size_t i = 0; i < 100; i++)
		buffer_append_string(&text, "\xcc\x81");
	buffer_append_string(&text, " and more\n");
	document = edits_document(text.data, text.len);
	init_mark(&mark, "m");
	marks_capture(&mark.original, MARK_BOOKMARK, document, "", 0, 0);
	assert_int_equal(mark.original.anchor.end, 201);
	mark_release(&mark);
	document_free(document);
	buffer_release(&text);
}

static void test_a_text_without_blocks_has_bookmarks(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct marks marks = { 0 };
	struct mark mark;
	struct mark_list list = { 0 };
	struct buffer head = BUFFER_INIT;

	(void)state;
	document->complete = true;
	init_mark(&mark, "m");
	marks_capture(&mark.original, MARK_BOOKMARK, document, "", 0, 0);
	assert_int_equal(mark.original.len, 0);
	marks_capture_head(&head, document, 0);
	assert_int_equal(head.len, 0);
	list_add(&list, &mark);
	marks_set(&marks, &list);
	assert_false(marks_step(&marks, document, "", 0, 0, 0));
	assert_int_equal(marks_count_state(&marks, MARK_LOST), 1);
	marks_release(&marks);
	mark_release(&mark);
	buffer_release(&head);
	document_free(document);
}

static void add_block(struct document *piece, unsigned level, const char *text)
{
	size_t block = document_begin_block(
		piece, level ? BLOCK_HEADING : BLOCK_PARAGRAPH, DOCUMENT_NONE,
		1);

	piece->blocks[block].level = (uint8_t)level;
	document_add_text(piece, text, strlen(text), 0, DOCUMENT_NONE);
	document_end_block(piece);
}

static const struct {
	unsigned level;
	const char *text;
	const char *head; /* above what stands here */
} headed[] = {
	{ 0, "Before.", "" },
	{ 2, "A subtitle", "A subtitle" },
	{ 1, "Part", "Part" },
	{ 3, "Why\nnot", "Part\nWhy not" },
	{ 0, "Under it.", "Part\nWhy not" },
	{ 2, "", "Part" },
	{ 0, "Under none.", "Part" },
	{ 3, "Deep", "Part\nDeep" },
	{ 4, "Deeper", "Part\nDeep\nDeeper" },
	{ 0, "There.", "Part\nDeep\nDeeper" },
	{ 2, "Up", "Part\nUp" },
	{ 0, "The body's last.", "Part\nUp" },
	{ 0, "A note.", "" },
};

static void test_heads_are_the_headings_above(void **state)
{
	enum { BLOCKS = sizeof(headed) / sizeof(headed[0]) };
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct buffer head = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < BLOCKS; i++)
		add_block(piece, headed[i].level, headed[i].text);
	assert_true(document_append(document, piece));
	document->after_block = BLOCKS - 1;
	for (size_t i = 0; i < BLOCKS; i++) {
		marks_capture_head(&head, document, document->blocks[i].off);
		if (strcmp(buffer_string(&head), headed[i].head) != 0)
			fail_msg("above %s: \"%s\"", headed[i].text,
				 buffer_string(&head));
	}
	buffer_release(&head);
	document_free(piece);
	document_free(document);
}

static void test_a_title_is_cut(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct buffer title = BUFFER_INIT;
	struct buffer head = BUFFER_INIT;

	(void)state;
	buffer_append_string(&title, "x");
	for (size_t i = 0; i < 100000; i++)
		buffer_append_string(&title, "\xc3\xa9");
	add_block(piece, 1, title.data);
	assert_true(document_append(document, piece));
	marks_capture_head(&head, document, 0);
	assert_int_equal(head.len, 511);
	assert_true(utf8_valid(head.data, head.len));
	buffer_release(&title);
	buffer_release(&head);
	document_free(piece);
	document_free(document);
}

/* --- Looking for them ------------------------------------------------ */

#define FIRST "The reader who comes back finds the book where it was left.\n"
#define SECOND                                                                \
	"A margin is where the second reader meets the first, and no sooner." \
	"\n"
#define THIRD "Nobody ever wrote in a book that was not entirely theirs.\n"

static void test_marks_are_found_again(void **state)
{
	struct document *old = document_of(FIRST SECOND THIRD);
	struct document *fresh = document_of(
		"New.\n" FIRST SECOND "Somebody wrote it, in a hurry.\n");
	struct mark_list list = { 0 };
	struct marks marks = { 0 };
	struct mark mark;

	(void)state;
	capture(&mark, "a", old, "where it was left");
	list_add_kept(&list, &mark);
	mark_release(&mark);
	capture(&mark, "b", old, "where the second reader meets the first");
	list_add_kept(&list, &mark);
	mark_release(&mark);
	capture(&mark, "c", old, "Nobody ever wrote in a book");
	list_add_kept(&list, &mark);
	mark_release(&mark);
	marks_set(&marks, &list);
	assert_int_equal(list.count, 0);
	assert_null(list.marks);
	assert_int_equal(marks_count_state(&marks, MARK_WAITING), 3);
	step_all(&marks, old, fingerprint);
	assert_stands(&marks, old, "a", MARK_PLACED, "where it was left");
	assert_stands(&marks, old, "c", MARK_PLACED,
		      "Nobody ever wrote in a book");
	marks_forget_places(&marks);
	assert_int_equal(marks_count_state(&marks, MARK_WAITING), 3);
	assert_int_equal(marks_next(&marks, 0), SIZE_MAX);
	step_all(&marks, fresh, "sha256:another");
	assert_stands(&marks, fresh, "a", MARK_PLACED, "where it was left");
	assert_stands(&marks, fresh, "b", MARK_PLACED,
		      "where the second reader meets the first");
	assert_stands(&marks, fresh, "c", MARK_LOST, "");
	marks_release(&marks);
	document_free(old);
	document_free(fresh);
}

/* Where nothing but its quote and place is kept, the place counts in the very
 * same text. */
static void test_the_same_text_needs_no_context(void **state)
{
	static const struct {
		const char *fingerprint;
		int norm;
		uint32_t start, end;
		enum mark_state state;
	} cases[] = {
		{ fingerprint, DOCUMENT_NORM, 14, 16, MARK_PLACED },
		{ "sha256:another", DOCUMENT_NORM, 14, 16, MARK_LOST },
		{ "", DOCUMENT_NORM, 14, 16, MARK_LOST },
		{ fingerprint, DOCUMENT_NORM + 1, 14, 16, MARK_LOST },
		{ fingerprint, DOCUMENT_NORM, 13, 15, MARK_LOST },
		{ fingerprint, DOCUMENT_NORM, 4000000000u, 4000000002u,
		  MARK_LOST },
		{ fingerprint, DOCUMENT_NORM, 14, 15, MARK_LOST },
	};
	struct document *document = document_of("An \xc3\xa9 is an \xc3\xa9, "
						"an \xc3\xa9.\n");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mark_list list = { 0 };
		struct marks marks = { 0 };
		struct mark *mark = mark_list_add(&list);
		struct selector *selector = &mark->original;

		snprintf(mark->id, sizeof(mark->id), "m");
		buffer_append_string(&selector->anchor.exact, "an");
		selector->anchor.total = 3;
		selector->start = cases[i].start;
		selector->end = cases[i].end;
		selector->norm = cases[i].norm;
		snprintf(selector->fingerprint, sizeof(selector->fingerprint),
			 "%s", cases[i].fingerprint);
		marks_set(&marks, &list);
		step_all(&marks, document, fingerprint);
		if (marks.items[0].state != cases[i].state)
			fail_msg("case %zu: state %d", i, marks.items[0].state);
		if (cases[i].state == MARK_PLACED)
			assert_int_equal(marks.items[0].off, 16);
		marks_release(&marks);
	}
	document_free(document);
}

static void test_a_lost_confirmation_falls_back(void **state)
{
	struct document *old = document_of(FIRST SECOND THIRD);
	struct document *edited = document_of(
		FIRST
		"Marginal notes are how strangers greet each other.\n" THIRD);
	struct mark_list list = { 0 };
	struct marks marks = { 0 };
	struct mark mark;
	const char *old_words = "where the second reader meets the first";
	const char *new_words = "how strangers greet each other";
	uint32_t off = (uint32_t)(strstr(edited->text.data, new_words) -
				  edited->text.data);

	(void)state;
	capture(&mark, "m", old, old_words);
	marks_capture(&mark.confirmed, MARK_HIGHLIGHT, edited, "", off,
		      off + (uint32_t)strlen(new_words));
	mark.is_confirmed = true;
	list_add(&list, &mark);
	marks_set(&marks, &list);
	step_all(&marks, edited, "");
	assert_stands(&marks, edited, "m", MARK_PLACED, new_words);
	marks_forget_places(&marks);
	step_all(&marks, old, fingerprint);
	assert_stands(&marks, old, "m", MARK_DOUBTFUL, old_words);
	marks_release(&marks);
	mark_release(&mark);
	document_free(old);
	document_free(edited);
}

static void fingerprint_of(const struct document *document, char *of)
{
	struct identity *identity = identity_new();

	identity_step(identity, document, SIZE_MAX);
	identity_fingerprint(identity, of);
	identity_free(identity);
}

/* How the mark of old fares in fresh, a slice of no time after the other. */
static enum mark_state state_in(const struct mark *mark,
				const struct document *fresh, size_t *steps)
{
	struct mark_list list = { 0 };
	struct marks marks = { .snapshots = scratch_folder };
	enum mark_state there;

	list_add_kept(&list, mark);
	marks_set(&marks, &list);
	for (*steps = 1; marks_step(&marks, fresh, "", 0, 0, 0); ++*steps)
		assert_int_equal(marks.waiting, 1);
	there = marks.items[0].state;
	if (there == MARK_PLACED)
		assert_stands(&marks, fresh, mark->id, there,
			      buffer_string(&mark->original.anchor.exact));
	marks_release(&marks);
	return there;
}

/* With the text that it was made in at hand, a mark is told from others that
 * are alike. */
static void test_old_texts_are_compared(void **state)
{
	static const char again[] = "It says so, and it says so again.\n";
	struct buffer text = BUFFER_INIT;
	struct document *old, *fresh;
	uint64_t random = 31;
	char of[MARK_FINGERPRINT + 1];
	struct mark mark;
	size_t steps;

	(void)state;
	/* Of the same words in five places one is marked … */
	for (size_t i = 0; i < 5; i++) {
		edits_add_sentence(&text, &random);
		buffer_append_string(&text, "\n");
		/* Around it there is nothing else, as far as is kept. */
		for (size_t j = 0; j < 8; j++)
			buffer_append_string(&text, again);
	}
	old = edits_document(text.data, text.len);
	fingerprint_of(old, of);
	init_mark(&mark, "m");
	marks_capture(&mark.original, MARK_HIGHLIGHT, old, of,
		      old->blocks[14].off, old->blocks[14].off + 11);
	/* … and one before it goes. */
	buffer_truncate(&text, 0);
	for (size_t i = 0; i < old->block_count; i++)
		if (i != 3)
			buffer_append(&text,
				      old->text.data + old->blocks[i].off,
				      old->blocks[i].end - old->blocks[i].off);
	fresh = edits_document(text.data, text.len);
	assert_int_not_equal(state_in(&mark, fresh, &steps), MARK_PLACED);
	snapshot_save(scratch_folder, of,
		      (struct span){ old->text.data, old->text.len });
	assert_int_equal(state_in(&mark, fresh, &steps), MARK_PLACED);
	assert_true(steps > 1);
	/* A text that is not complete is not compared. */
	fresh->complete = false;
	assert_int_not_equal(state_in(&mark, fresh, &steps), MARK_PLACED);
	assert_int_equal(steps, 1);
	mark_release(&mark);
	document_free(old);
	document_free(fresh);
	buffer_release(&text);
}

/* Looks for one at a time (no time is enough for one). */
static void test_what_is_seen_comes_first(void **state)
{
	enum { LINES = 60, SEEN = 40 };
	struct buffer text = BUFFER_INIT;
	struct mark_list list = { 0 };
	struct marks marks = { 0 };
	struct document *document;
	uint32_t seen_off, seen_end;
	uint64_t random = 7;
	size_t steps = 0;

	(void)state;
	for (size_t i = 0; i < LINES; i++) {
		buffer_append_format(&text, "Line %zu: ", i);
		edits_add_sentence(&text, &random);
		buffer_append_string(&text, "\n");
	}
	document = edits_document(text.data, text.len);
	for (uint32_t i = 0; i < LINES; i++) {
		const struct block *block = &document->blocks[i * 7 % LINES];
		struct mark *mark = mark_list_add(&list);

		snprintf(mark->id, sizeof(mark->id), "%u", i * 7 % LINES);
		marks_capture(&mark->original, MARK_HIGHLIGHT, document, "",
			      block->off, block->end - 1);
	}
	marks_set(&marks, &list);
	seen_off = document->blocks[SEEN].off;
	seen_end = document->blocks[SEEN + 3].end;
	for (bool more = true; more; steps++) {
		uint32_t looked = 0;
		uint32_t waits = UINT32_MAX;

		more = marks_step(&marks, document, "", seen_off, seen_end, 0);
		assert_int_equal(marks_count_state(&marks, MARK_PLACED),
				 steps + 1);
		assert_int_equal(marks.waiting, LINES - steps - 1);
		for (size_t i = 0; i < LINES; i++) {
			uint32_t off = document->blocks[i * 7 % LINES].off;
			uint32_t away = off < seen_off	 ? seen_off - off
					: off > seen_end ? off - seen_end
							 : 0;

			if (marks.items[i].state != MARK_WAITING)
				looked = away > looked ? away : looked;
			else
				waits = away < waits ? away : waits;
		}
		assert_true(looked <= waits);
	}
	assert_int_equal(steps, LINES);
	marks_release(&marks);
	document_free(document);
	buffer_release(&text);
}

/* --- The set --------------------------------------------------------- */

static void test_a_change_that_is_none_of_place_keeps_it(void **state)
{
	static const struct {
		const char *what;
		bool stays;
	} changes[] = {
		{ "nothing", true },	  { "note", true },
		{ "colour", true },	  { "tags", true },
		{ "letter", true },	  { "kind", false },
		{ "quote", false },	  { "prefix", false },
		{ "start", false },	  { "confirmed", false },
		{ "fingerprint", false },
	};
	struct document *document = document_of(FIRST SECOND THIRD);

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		const char *what = changes[i].what;
		struct mark_list list = { 0 };
		struct marks marks = { 0 };
		struct mark mark;

		capture(&mark, "m", document, "where it was left");
		marks_add(&marks, &mark, 3, 9);
		assert_int_equal(marks.waiting, 0);
		if (strcmp(what, "note") == 0)
			mark_set_note(&mark, "well", 4);
		else if (strcmp(what, "colour") == 0)
			mark.color = MARK_PINK;
		else if (strcmp(what, "tags") == 0)
			mark_add_tag(&mark, "x", 1);
		else if (strcmp(what, "letter") == 0)
			mark.letter = 'b';
		else if (strcmp(what, "kind") == 0)
			mark.kind = MARK_BOOKMARK;
		else if (strcmp(what, "quote") == 0)
			mark.original.anchor.exact.data[0] = 'W';
		else if (strcmp(what, "prefix") == 0)
			buffer_truncate(&mark.original.anchor.prefix, 2);
		else if (strcmp(what, "start") == 0)
			mark.original.start--;
		else if (strcmp(what, "confirmed") == 0)
			mark.is_confirmed = true;
		else if (strcmp(what, "fingerprint") == 0)
			mark.original.fingerprint[0] = '\0';
		list_add_kept(&list, &mark);
		marks_set(&marks, &list);
		assert_int_equal(marks.count, 1);
		if ((marks.items[0].state == MARK_PLACED) != changes[i].stays)
			fail_msg("%s: state %d", what, marks.items[0].state);
		assert_int_equal(marks.items[0].off, changes[i].stays ? 3 : 0);
		assert_int_equal(marks.waiting, !changes[i].stays);
		assert_int_equal(marks.items[0].mark.color, mark.color);
		mark_release(&mark);
		marks_release(&marks);
	}
	document_free(document);
}

/* What the set should be: by ID, 0 to 9. */
struct model {
	bool is[10];
	bool placed[10];
	uint32_t off[10];
};

static void assert_like(struct marks *marks, const struct model *model)
{
	size_t count = 0, waiting = 0;

	for (size_t i = 0; i < 10; i++) {
		char id[2] = { (char)('0' + i), '\0' };
		size_t number = marks_find(marks, id);

		assert_int_equal(number != SIZE_MAX, model->is[i]);
		if (!model->is[i])
			continue;
		count++;
		waiting += !model->placed[i];
		assert_int_equal(marks->items[number].state,
				 model->placed[i] ? MARK_PLACED : MARK_WAITING);
		if (model->placed[i])
			assert_int_equal(marks->items[number].off,
					 model->off[i]);
	}
	assert_int_equal(marks->count, count);
	assert_int_equal(marks->waiting, waiting);
	marks_arrange(marks);
	assert_int_equal(marks->placed, count - waiting);
}

static void set_some(struct marks *marks, struct model *model, uint64_t *random)
{
	struct mark_list list = { 0 };

	for (size_t i = 0; i < 10; i++) {
		struct mark *mark;

		if (test_random(random) % 3 == 0) {
			model->is[i] = model->placed[i] = false;
			continue;
		}
		mark = mark_list_add(&list);
		snprintf(mark->id, sizeof(mark->id), "%zu", i);
		if (test_random(random) % 4 == 0) {
			mark->original.start = (uint32_t)test_random(random);
			model->placed[i] = false;
		} else if (model->is[i]) {
			char id[2] = { (char)('0' + i), '\0' };

			mark_copy(mark,
				  &marks->items[marks_find(marks, id)].mark);
		}
		model->is[i] = true;
	}
	marks_set(marks, &list);
}

static void test_any_sequence_of_changes(void **state)
{
	struct document *document = document_of(FIRST);
	uint64_t random = 11;

	(void)state;
	for (size_t round = 0; round < 50; round++) {
		struct marks marks = { 0 };
		struct model model = { { false }, { false }, { 0 } };

		for (size_t i = 0; i < 60; i++) {
			size_t which = test_random(&random) % 10;
			uint32_t off = (uint32_t)(test_random(&random) % 50);
			char id[2] = { (char)('0' + which), '\0' };
			size_t generation = marks.generation;
			struct mark mark;

			switch (test_random(&random) % 8) {
			case 0:
				set_some(&marks, &model, &random);
				break;
			case 1:
				marks_forget_places(&marks);
				memset(model.placed, 0, sizeof(model.placed));
				break;
			case 2:
			case 3:
				if (!model.is[which])
					generation--;
				marks_remove(&marks, id);
				model.is[which] = model.placed[which] = false;
				break;
			default:
				init_mark(&mark, id);
				marks_add(&marks, &mark, off, off + 5);
				mark_release(&mark);
				model.is[which] = model.placed[which] = true;
				model.off[which] = off;
			}
			assert_int_not_equal(marks.generation, generation);
			assert_like(&marks, &model);
		}
		/* Those that wait have no quotes, and are lost. */
		marks_step(&marks, document, "", 0, 9, 1000);
		for (size_t i = 0; i < marks.count; i++)
			assert_true(marks.items[i].state == MARK_PLACED ||
				    marks.items[i].state == MARK_LOST);
		marks_release(&marks);
	}
	document_free(document);
}

/* A mark that is put somewhere while others wait; time for one is one's. */
static void test_a_step_passes_over_what_was_put(void **state)
{
	struct document *document = document_of(FIRST SECOND THIRD);
	static const char *const words[] = { "comes back", "no sooner",
					     "entirely" };
	struct mark_list list = { 0 };
	struct marks marks = { 0 };
	struct mark mark;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		char id[2] = { (char)('0' + i), '\0' };

		capture(&mark, id, document, words[i]);
		list_add_kept(&list, &mark);
		mark_release(&mark);
	}
	marks_set(&marks, &list);
	assert_true(marks_step(&marks, document, fingerprint, 0, 5, 0));
	assert_stands(&marks, document, "0", MARK_PLACED, words[0]);
	capture(&mark, "1", document, words[1]);
	marks_add(&marks, &mark, 60, 62);
	assert_false(marks_step(&marks, document, fingerprint, 0, 5, 0));
	assert_stands(&marks, document, "2", MARK_PLACED, words[2]);
	assert_int_equal(marks.items[1].off, 60);
	mark_release(&mark);
	marks_release(&marks);
	document_free(document);
}

/* --- Asking which are where ------------------------------------------ */

enum { RANGES = 60, SPACE = 40 };

static bool comes_before(const struct placed_mark *a,
			 const struct placed_mark *b)
{
	if (a->off != b->off)
		return a->off < b->off;
	if (a->end != b->end)
		return a->end > b->end;
	return a < b;
}

static void assert_query(struct marks *marks, uint32_t off, uint32_t end)
{
	uint32_t numbers[RANGES];
	size_t found = marks_in(marks, off, end, numbers, RANGES);
	uint32_t to = end > off ? end : off + 1;
	size_t expected = 0;

	for (size_t i = 0; i < marks->count; i++) {
		const struct placed_mark *item = &marks->items[i];
		uint32_t behind =
			item->end > item->off ? item->end : item->off + 1;
		bool meets = (item->state == MARK_PLACED ||
			      item->state == MARK_DOUBTFUL) &&
			     item->off < to && behind > off;
		bool is_in = false;

		for (size_t j = 0; j < found; j++)
			is_in |= numbers[j] == i;
		if (meets != is_in)
			fail_msg("[%u, %u): %zu is [%u, %u)", off, end, i,
				 item->off, item->end);
		expected += meets;
	}
	assert_int_equal(found, expected);
	for (size_t j = 1; j < found; j++)
		assert_true(comes_before(&marks->items[numbers[j - 1]],
					 &marks->items[numbers[j]]));
	if (found) {
		uint32_t first = numbers[0];

		/* Without room they are counted all the same. */
		numbers[0] = UINT32_MAX;
		assert_int_equal(marks_in(marks, off, end, NULL, 0), found);
		assert_int_equal(numbers[0], UINT32_MAX);
		assert_int_equal(marks_in(marks, off, end, numbers, 1), found);
		assert_int_equal(numbers[0], first);
	}
}

static void assert_neighbours(struct marks *marks, uint32_t off)
{
	const struct placed_mark *next = NULL;
	const struct placed_mark *previous = NULL;
	size_t found;

	for (size_t i = 0; i < marks->count; i++) {
		const struct placed_mark *item = &marks->items[i];

		if (item->state != MARK_PLACED && item->state != MARK_DOUBTFUL)
			continue;
		if (item->off > off && (!next || comes_before(item, next)))
			next = item;
		if (item->off < off &&
		    (!previous || item->off > previous->off ||
		     (item->off == previous->off &&
		      comes_before(item, previous))))
			previous = item;
	}
	found = marks_next(marks, off);
	assert_int_equal(found,
			 next ? (size_t)(next - marks->items) : SIZE_MAX);
	found = marks_previous(marks, off);
	assert_int_equal(found, previous ? (size_t)(previous - marks->items)
					 : SIZE_MAX);
}

static void test_queries_find_what_meets_them(void **state)
{
	uint64_t random = 3;

	(void)state;
	for (size_t round = 0; round < 60; round++) {
		struct marks marks = { 0 };
		size_t count = test_random(&random) % RANGES;
		uint32_t most = 1 + (uint32_t)(test_random(&random) % SPACE);

		for (size_t i = 0; i < count; i++) {
			uint32_t off = (uint32_t)(test_random(&random) % SPACE);
			uint32_t len = (uint32_t)(test_random(&random) % most);
			struct mark mark;
			char id[8];

			snprintf(id, sizeof(id), "%zu", i);
			init_mark(&mark, id);
			marks_add(&marks, &mark, off, off + len);
			mark_release(&mark);
			marks.items[i].state =
				(enum mark_state)(test_random(&random) % 4);
		}
		marks.arranged = false;
		for (uint32_t off = 0; off < SPACE + 5; off++) {
			uint32_t end =
				(uint32_t)(test_random(&random) % (SPACE * 2));

			assert_query(&marks, off, off);
			assert_query(&marks, off, off + 1);
			assert_query(&marks, off < end ? off : end,
				     off < end ? end : off);
			assert_neighbours(&marks, off);
		}
		assert_query(&marks, 0, UINT32_MAX);
		marks_release(&marks);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_captured_counts_code_points),
		cmocka_unit_test(test_bookmarks_quote_what_follows),
		cmocka_unit_test(test_a_bookmark_of_one_long_cluster),
		cmocka_unit_test(test_a_text_without_blocks_has_bookmarks),
		cmocka_unit_test(test_heads_are_the_headings_above),
		cmocka_unit_test(test_a_title_is_cut),
		cmocka_unit_test(test_marks_are_found_again),
		cmocka_unit_test(test_the_same_text_needs_no_context),
		cmocka_unit_test(test_a_lost_confirmation_falls_back),
		cmocka_unit_test_setup_teardown(test_old_texts_are_compared,
						scratch_make, scratch_remove),
		cmocka_unit_test(test_what_is_seen_comes_first),
		cmocka_unit_test(test_a_change_that_is_none_of_place_keeps_it),
		cmocka_unit_test(test_any_sequence_of_changes),
		cmocka_unit_test(test_a_step_passes_over_what_was_put),
		cmocka_unit_test(test_queries_find_what_meets_them),
	};

	return test_run(tests);
}
