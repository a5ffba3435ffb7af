/* SPDX-License-Identifier: ISC */
/* Tests of making, changing and undoing marks. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "inspect.h"
#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/move.h"
#include "reader/select.h"
#include "reading.h"

/* A reader of a text with a marks file. */
struct desk_of_marks {
	struct reading reading;
	struct store *store;
	char file[32];
};

static const char essay[] =
	"# Title\n\n"
	"First one. Second, well-known one! Third.\n\n"
	"- Item\n- Other item. More.\n\n"
	"| cell | two words |\n|---|---|\n| a | b |\n\n"
	"***\n\n"
	"```\n\n  int x;\n\n  y\n```\n\n"
	"\xe4\xbd\xa0\xe5\xa5\xbd\xe3\x80\x82 na\xc3\xafve cafe\xcc\x81.\n\n"
	"Last words.\n";

static struct store *open_store(const char *file)
{
	const struct store_options options = {
		.path = scratch_path(file),
		.state = scratch_path("state"),
	};
	struct store *store = store_open(&options);

	store_read(store);
	return store;
}

/* file: a name that no other test uses. */
static void sit(struct desk_of_marks *desk, const char *file, const char *text)
{
	reading_open(&desk->reading, text, 24, 60);
	snprintf(desk->file, sizeof(desk->file), "%s.jsonl", file);
	desk->store = open_store(desk->file);
	desk->reading.view.kept.store = desk->store;
	desk->reading.view.kept.known = true;
}

static void get_up(struct desk_of_marks *desk)
{
	reading_close(&desk->reading);
	store_free(desk->store);
}

static void type(struct desk_of_marks *desk, const char *keys)
{
	for (; *keys; keys++)
		dispatch_key(&desk->reading.view,
			     keys_make((unsigned char)*keys, 0));
}

static void put_point(struct desk_of_marks *desk, const char *words)
{
	const char *text = desk->reading.document->text.data;
	const char *found = strstr(text, words);

	assert_non_null(found);
	assert_true(
		move_point_to(&desk->reading.view, (uint32_t)(found - text)));
}

static bool says(const struct desk_of_marks *desk, const char *words)
{
	return strstr(buffer_string(&desk->reading.view.message), words);
}

/* --- What is marked, as a line for each mark --------------------------------
 */

static void append_mark(const struct mark *mark, struct buffer *out)
{
	const struct buffer *exact = &mark_selector(mark)->anchor.exact;

	if (mark->kind == MARK_BOOKMARK)
		buffer_append_format(out, "bm%c|%.6s",
				     mark->letter ? mark->letter : '-',
				     buffer_string(exact));
	else
		buffer_append_format(
			out, "hl%s-%c|%s", mark->is_confirmed ? "!" : "",
			mark_color_name(mark->color)[0], buffer_string(exact));
	buffer_append_format(out, "|%s|%s\n", buffer_string(&mark->note),
			     buffer_string(&mark->tags));
}

static int compare_lines(const void *one, const void *other)
{
	return strcmp(*(char *const *)one, *(char *const *)other);
}

/* In an order of their own. */
static char *sorted(char **lines, size_t count)
{
	struct buffer all = BUFFER_INIT;

	buffer_append_string(&all, "");
	if (count)
		qsort(lines, count, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(&all, lines[i]);
		free(lines[i]);
	}
	buffer_append_byte(&all, '.');
	return buffer_detach(&all);
}

enum { MOST = 400 };

/* The marks that are shown, each of them at its quote. */
static char *shown(const struct desk_of_marks *desk)
{
	const struct marks *marks = &desk->reading.view.kept.marks;
	const char *text = desk->reading.document->text.data;
	char *lines[MOST];

	assert_true(marks->count <= MOST);
	for (size_t i = 0; i < marks->count; i++) {
		const struct placed_mark *mark = &marks->items[i];
		const struct buffer *exact =
			&mark_selector(&mark->mark)->anchor.exact;
		struct buffer line = BUFFER_INIT;

		assert_int_equal(mark->state, MARK_PLACED);
		assert_int_equal(mark->end - mark->off, exact->len);
		assert_memory_equal(text + mark->off, exact->data, exact->len);
		assert_false(mark->mark.deleted);
		append_mark(&mark->mark, &line);
		lines[i] = buffer_detach(&line);
	}
	return sorted(lines, marks->count);
}

static char *lines_of(const struct mark_list *list)
{
	char *lines[MOST];

	assert_true(list->count <= MOST);
	for (size_t i = 0; i < list->count; i++) {
		struct buffer line = BUFFER_INIT;

		append_mark(&list->marks[i], &line);
		lines[i] = buffer_detach(&line);
	}
	return sorted(lines, list->count);
}

/* The marks that whoever reads the file now finds. */
static char *stored(const struct desk_of_marks *desk)
{
	const struct kept *kept = &desk->reading.view.kept;
	struct store *store = open_store(desk->file);
	struct mark_list list = { 0 };
	const char *document =
		kept->document_count ? kept->documents[0] : "none";
	char *lines;

	store_marks(store, &document, 1, &list);
	lines = lines_of(&list);
	mark_list_release(&list);
	store_free(store);
	return lines;
}

static void assert_marks(const struct desk_of_marks *desk, const char *expected)
{
	char *lines = shown(desk);
	char *in_file = stored(desk);

	assert_string_equal(lines, expected);
	assert_string_equal(in_file, expected);
	free(lines);
	free(in_file);
}

/* --- Acts, and what U makes of them ----------------------------------------
 */

/* From the sentence of point on (NULL: there is none), keys make these marks.
 */
static const struct act {
	const char *point;
	const char *keys;
	const char *marks;
	const char *says;
} acts[] = {
	{ "Second", "a", "hl-y|Second, well-known one!||\n.", ": 3 words." },
	{ "Second", "2a", "hl-y|Second, well-known one! Third.||\n.",
	  ": 4 words." },
	{ "Third", "3a", "hl-y|Third.\nItem\nOther item.||\n.", ": 4 words." },
	{ "Third", "aa", "hl-y|Third.\nItem||\n.", ": 2 words." },
	{ "Third", "a2a", "hl-y|Third.\nItem\nOther item.||\n.", ": 4 words." },
	{ "First", "aaa", "hl-y|First one. Second, well-known one! Third.||\n.",
	  ": 6 words." },
	{ "Last", "aa", "hl-y|Last words.||\n.", "The text ends here." },
	{ "Second", "A", "hl-y|First one. Second, well-known one! Third.||\n.",
	  ": 6 words." },
	{ "More", "2A", "hl-y|Other item. More.\ncell\ntwo words||\n.",
	  ": 6 words." },
	{ "a\nb", "2A", "hl-y|a\nb\n\n\n  int x;\n\n  y||\n.", NULL },
	{ "int", "A", "hl-y|int x;\n\n  y||\n.", NULL },
	{ "int", "Aa",
	  "hl-y|int x;\n\n  y\n\xe4\xbd\xa0\xe5\xa5\xbd"
	  "\xe3\x80\x82||\n.",
	  NULL },
	{ "Second", "AA", "hl-y|First one. Second, well-known one! Third.||\n.",
	  "highlighted already" },
	/* What is selected, and no blank at its ends. */
	{ "Second", "vla", "hl-y|Second, well-known one!||\n.", "Highlighted" },
	{ "Second", "v5ba", "hl-y|one. S||\n.", "Highlighted" },
	{ "Second", "v5baa", "hl-y|one. Second, well-known one!||\n.", NULL },
	{ "caf", "vha", "hl-y|na\xc3\xafve cafe\xcc\x81||\n.", NULL },
	/* Notes. */
	{ "Second", "cso #good\r",
	  "hl-y|Second, well-known one!|so #good|good\n.", "Note kept." },
	{ "Second", "vcso\r", "hl-y|Second, well-known one!|so|\n.",
	  "Note kept." },
	{ "Second", "acso\rc more\r",
	  "hl-y|Second, well-known one!|so more|\n.", "Note kept." },
	{ "Second", "cso\rc\x15\r", "hl-y|Second, well-known one!||\n.",
	  "Note removed" },
	{ "Second", "c \r", "hl-y|Second, well-known one!||\n.",
	  "There is no note." },
	/* Colours. */
	{ "Second", "aC", "hl-g|Second, well-known one!||\n.", "green now" },
	{ "Second", "a3C", "hl-b|Second, well-known one!||\n.", "blue now" },
	{ "Second", "a9C", "hl-y|Second, well-known one!||\n.", "The colours" },
	{ "Second", "Ca", "hl-g|Second, well-known one!||\n.", "Highlighted" },
	{ "Second", "a6CC", "hl-y|Second, well-known one!||\n.", "yellow now" },
	{ "Second", "a:color pink\r", "hl-p|Second, well-known one!||\n.",
	  "pink now" },
	/* Deleting. */
	{ "Second", "ax", ".", "Deleted the highlight of 3 words; U" },
	{ "Second", "x", ".", "no mark here" },
	{ "Second", "Aax", ".", "Deleted" },
	/* Overlapping: the shortest. */
	{ "Second", "vaAx",
	  "hl-y|First one. Second, well-known one! Third.||\n.", "of 3 words" },
	/* Bookmarks. */
	{ "Second", "ma", "bma|Second||\n.", "Bookmark a" },
	{ "Second", "B", "bm-|Second||\n.", "Bookmark" },
	{ "Second", "BB", "bm-|Second||\n.", "already" },
	{ "Second", "mama", "bma|Second||\n.", "already" },
	{ "Second", "m1", ".", "letters" },
	{ NULL, "mz", "bmz|Title||\n.", "Bookmark z" },
};

static void test_acts_and_their_undoing(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		const struct act *act = &acts[i];
		struct desk_of_marks desk;
		char name[16];

		snprintf(name, sizeof(name), "act%zu", i);
		sit(&desk, name, essay);
		if (act->point)
			put_point(&desk, act->point);
		type(&desk, act->keys);
		assert_marks(&desk, act->marks);
		if (act->says && !says(&desk, act->says))
			fail_msg("%s: says %s", act->keys,
				 buffer_string(&desk.reading.view.message));
		dispatch_key(&desk.reading.view, KEYS_ESCAPE);
		while (desk.reading.view.kept.act_count)
			type(&desk, "U");
		assert_marks(&desk, ".");
		type(&desk, "U");
		assert_true(says(&desk, "nothing to undo"));
		get_up(&desk);
	}
}

/* The letters that stand on sentences, in this order: a s d f. */
static void test_a_sentence_in_two_keys(void **state)
{
	static const struct act table[] = {
		{ NULL, "as", "hl-y|First one.||\n.", NULL },
		{ NULL, "2as", "hl-y|First one. Second, well-known one!||\n.",
		  NULL },
		{ NULL, "ad\033as",
		  "hl-y|First one.||\nhl-y|Second, well-known one!||\n.",
		  NULL },
		{ NULL, "asa", "hl-y|First one. Second, well-known one!||\n.",
		  NULL },
		{ NULL, "As",
		  "hl-y|First one. Second, well-known one! Third.||\n.", NULL },
		{ NULL, "afa", "hl-y|Third.\nItem||\n.", NULL },
		{ NULL, "csyes\r", "hl-y|First one.|yes|\n.", NULL },
		{ NULL, "a\033", ".", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct desk_of_marks desk;
		char name[16];

		snprintf(name, sizeof(name), "letters%zu", i);
		sit(&desk, name, essay);
		type(&desk, table[i].keys);
		assert_marks(&desk, table[i].marks);
		get_up(&desk);
	}
}

/* The marks behind so many acts, from none on; NULL behind the first one of two
 * that a key makes. */
struct history {
	char *marks[MOST];
	size_t count;
};

/* Takes down what acts came to, or forgets those that were undone. */
static void follow(struct history *history, const struct desk_of_marks *desk)
{
	size_t acts_done = desk->reading.view.kept.act_count;

	while (history->count > acts_done + 1)
		free(history->marks[--history->count]);
	while (history->count < acts_done)
		history->marks[history->count++] = NULL;
	if (history->count == acts_done)
		history->marks[history->count++] = shown(desk);
}

static void check_undoing(struct desk_of_marks *desk, struct history *history)
{
	while (desk->reading.view.kept.act_count) {
		const char *marks;

		type(desk, "U");
		marks = history->marks[desk->reading.view.kept.act_count];
		if (marks)
			assert_marks(desk, marks);
	}
	assert_marks(desk, ".");
	while (history->count)
		free(history->marks[--history->count]);
}

static void act_at_random(struct desk_of_marks *desk, uint64_t *random)
{
	static const char *const keys[] = {
		")",	"(",	  "}",	     "{", "3)", "a",  "2a",
		"A",	"2A",	  "x",	     "C", "5C", "ma", "mb",
		"B",	"cw\r",	  "c #t\r",  ">", "<",	"2>", "va",
		"v2wa", "vbca\r", "c\x15\r", "U", "'a", "''",
	};
	struct view *view = &desk->reading.view;

	if (!view_has_point(view))
		type(desk, ")");
	type(desk, keys[test_random(random) % (sizeof(keys) / sizeof(*keys))]);
	if (view->focus != FOCUS_PAGE)
		dispatch_key(view, KEYS_ESCAPE);
	view->request = REQUEST_NONE;
}

static void test_any_acts_are_undone_in_turn(void **state)
{
	enum { ROUNDS = 3, STEPS = 50 };
	uint64_t random = 7;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct desk_of_marks desk;
		struct history history = { { NULL }, 0 };
		char *text = reading_essay((uint64_t)round + 1, 8);
		char name[16];

		snprintf(name, sizeof(name), "any%d", round);
		sit(&desk, name, text);
		free(text);
		follow(&history, &desk);
		for (int step = 0; step < STEPS; step++) {
			const char *marks;

			act_at_random(&desk, &random);
			follow(&history, &desk);
			marks = history.marks[history.count - 1];
			if (marks)
				assert_marks(&desk, marks);
		}
		check_undoing(&desk, &history);
		get_up(&desk);
	}
}

/* --- Bookmarks -------------------------------------------------------------
 */

static void test_a_letter_is_that_of_one_bookmark(void **state)
{
	struct desk_of_marks desk;

	(void)state;
	sit(&desk, "letter", essay);
	put_point(&desk, "Second");
	type(&desk, "ma");
	put_point(&desk, "Third");
	type(&desk, "ma");
	assert_marks(&desk, "bma|Third.||\n.");
	type(&desk, "U");
	assert_marks(&desk, "bma|Second||\n.");
	/* With a note it stays, without its letter. */
	put_point(&desk, "Second");
	type(&desk, "cwhy\r");
	put_point(&desk, "Last");
	type(&desk, "ma");
	assert_marks(&desk, "bm-|Second|why|\nbma|Last w||\n.");
	type(&desk, "U");
	assert_marks(&desk, "bma|Second|why|\n.");
	get_up(&desk);
}

static void test_bookmarks_lead_there_and_back(void **state)
{
	struct desk_of_marks desk;
	char *text = reading_essay(3, 60);
	struct view *view = &desk.reading.view;
	struct place there, here;

	(void)state;
	sit(&desk, "going", text);
	free(text);
	type(&desk, "60j)mag");
	here = view->top;
	type(&desk, "'a");
	there = view->top;
	assert_true(there.off > 0);
	assert_true(view_has_point(view));
	for (int i = 0; i < 2; i++) {
		type(&desk, "''");
		assert_int_equal(view->top.off, here.off);
		type(&desk, "''");
		assert_int_equal(view->top.off, there.off);
	}
	type(&desk, "'b");
	assert_true(says(&desk, "no bookmark b"));
	type(&desk, "'");
	assert_true(says(&desk, "Here are: a"));
	dispatch_key(view, KEYS_ESCAPE);
	type(&desk, "j");
	assert_int_equal(view->message.len, 0);
	get_up(&desk);
}

static void test_marks_are_stepped_through(void **state)
{
	struct desk_of_marks desk;

	(void)state;
	sit(&desk, "steps", essay);
	type(&desk, ">");
	assert_true(says(&desk, "a highlights a sentence"));
	put_point(&desk, "First");
	type(&desk, "a");
	put_point(&desk, "Third");
	type(&desk, "ma");
	put_point(&desk, "Last");
	type(&desk, "ag\033>");
	assert_string_equal(reading_point(&desk.reading), "First one.");
	type(&desk, ">");
	assert_string_equal(reading_point(&desk.reading), "Third.");
	type(&desk, ">");
	assert_string_equal(reading_point(&desk.reading), "Last words.");
	type(&desk, ">");
	assert_true(says(&desk, "no mark behind"));
	type(&desk, "2<");
	assert_string_equal(reading_point(&desk.reading), "First one.");
	type(&desk, "<");
	assert_true(says(&desk, "no mark before"));
	type(&desk, "9>x");
	assert_marks(&desk, "bma|Third.||\nhl-y|First one.||\n.");
	get_up(&desk);
}

/* --- What acts wait for, and what stops them --------------------------------
 */

static void test_acts_wait_for_what_they_need(void **state)
{
	static const char *const lines[] = { "highlight", "set-bookmark q" };
	struct desk_of_marks desk;
	struct view *view = &desk.reading.view;

	(void)state;
	sit(&desk, "waiting", essay);
	put_point(&desk, "Second");
	for (size_t i = 0; i < 2; i++) {
		view->kept.known = false;
		view->kept.is_fleeting = true;
		dispatch_line(view, lines[i]);
		assert_int_equal(view->request, REQUEST_MARKS);
		view->kept.known = true;
		dispatch_again(view);
		assert_int_equal(view->request, REQUEST_KEEP_COPY);
		view->kept.is_fleeting = false;
		dispatch_again(view);
		assert_int_equal(view->request, REQUEST_NONE);
	}
	assert_marks(&desk, "bmq|Second||\nhl-y|Second, well-known one!||\n.");
	get_up(&desk);
}

static void test_nothing_is_kept_without_a_store_or_text(void **state)
{
	struct desk_of_marks desk;

	(void)state;
	sit(&desk, "none", essay);
	desk.reading.view.kept.store = NULL;
	put_point(&desk, "Second");
	type(&desk, "a");
	assert_true(says(&desk, "cannot be kept"));
	assert_true(desk.reading.view.message_is_error);
	get_up(&desk);
	sit(&desk, "empty", "");
	type(&desk, "a");
	assert_true(says(&desk, "no text"));
	get_up(&desk);
}

static void test_the_text_is_known_again(void **state)
{
	struct desk_of_marks desk;
	struct kept *kept = &desk.reading.view.kept;
	struct sighting_list list = { 0 };

	(void)state;
	sit(&desk, "sighting", essay);
	buffer_append_string(&kept->path, "~/essay.md");
	snprintf(kept->fingerprint, sizeof(kept->fingerprint), "sha256:%064d",
		 12);
	put_point(&desk, "Second");
	type(&desk, "aa");
	store_sightings(desk.store, "~/essay.md", NULL, &list);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.sightings[0].document, kept->documents[0]);
	assert_string_equal(buffer_string(&list.sightings[0].title), "Title");
	assert_string_equal(list.sightings[0].fingerprint, kept->fingerprint);
	sighting_list_release(&list);
	get_up(&desk);
}

static void test_what_is_confirmed_can_be_undone(void **state)
{
	struct desk_of_marks desk;
	struct view *view = &desk.reading.view;
	uint32_t off;

	(void)state;
	sit(&desk, "confirmed", essay);
	put_point(&desk, "Second");
	type(&desk, "a");
	put_point(&desk, "Third");
	off = view->point_off;
	assert_true(kept_confirm(view, 0, off - 1, view->point_end + 1));
	assert_marks(&desk, "hl!-y|Third.||\n.");
	assert_string_equal(
		view->kept.marks.items[0].mark.original.anchor.exact.data,
		"Second, well-known one!");
	/* Its quote stays what it was, however it grows. */
	type(&desk, "a");
	assert_marks(&desk, "hl!-y|Third.\nItem||\n.");
	type(&desk, "U");
	assert_marks(&desk, "hl!-y|Third.||\n.");
	type(&desk, "U");
	assert_marks(&desk, "hl-y|Second, well-known one!||\n.");
	get_up(&desk);
}

/* Another reader's edits stay as they were left. */
static void test_undo_leaves_what_others_did(void **state)
{
	struct desk_of_marks desk;
	struct view *view = &desk.reading.view;
	struct mark mark;
	struct store *other;
	struct error error;

	(void)state;
	sit(&desk, "others", essay);
	put_point(&desk, "Second");
	type(&desk, "a3Ccmine\r");
	mark_init(&mark);
	other = open_store(desk.file);
	assert_true(
		store_mark(other, view->kept.marks.items[0].mark.id, &mark));
	mark_set_note(&mark, "theirs", 6);
	assert_true(store_put(
		other, &(struct store_batch){ .marks = &mark, .mark_count = 1 },
		&error));
	store_free(other);
	store_look(desk.store);
	store_read(desk.store);
	type(&desk, "U");
	assert_true(says(&desk, "the note was changed elsewhere"));
	assert_marks(&desk, "hl-b|Second, well-known one!|theirs|\n.");
	type(&desk, "U");
	assert_marks(&desk, "hl-y|Second, well-known one!|theirs|\n.");
	type(&desk, "U");
	assert_true(says(&desk, "changed elsewhere"));
	assert_marks(&desk, "hl-y|Second, well-known one!|theirs|\n.");
	mark_release(&mark);
	get_up(&desk);
}

static void test_undo_reaches_other_texts(void **state)
{
	struct desk_of_marks desk;
	struct view *view = &desk.reading.view;
	struct document *other = reading_document("# Other\n\nElse.\n");

	(void)state;
	sit(&desk, "texts", essay);
	put_point(&desk, "Second");
	type(&desk, "a");
	kept_clear(&view->kept);
	view->kept.known = true;
	reading_show(&desk.reading, other);
	type(&desk, "U");
	assert_true(says(&desk, "Undone in \xe2\x80\x9cTitle\xe2\x80\x9d: "
				"the highlight."));
	assert_int_equal(store_mark_count(desk.store), 0);
	get_up(&desk);
}

/* What cannot be written is true for this run, and said. */
static void test_what_is_not_written_is_said(void **state)
{
	struct desk_of_marks desk;
	struct view *view = &desk.reading.view;
	char *lines;

	(void)state;
	assert_int_equal(mkdir(scratch_path("unwritten.jsonl"), 0700), 0);
	sit(&desk, "unwritten", essay);
	put_point(&desk, "Second");
	type(&desk, "a");
	assert_true(view->message_is_error);
	assert_int_equal(view->kept.marks.count, 1);
	assert_true(store_unsaved(desk.store) > 0);
	type(&desk, "cword\r");
	assert_true(view->message_is_error);
	lines = shown(&desk);
	assert_string_equal(lines, "hl-y|Second, well-known one!|word|\n.");
	free(lines);
	type(&desk, "UU");
	assert_int_equal(view->kept.marks.count, 0);
	get_up(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_acts_and_their_undoing),
		cmocka_unit_test(test_a_sentence_in_two_keys),
		cmocka_unit_test(test_any_acts_are_undone_in_turn),
		cmocka_unit_test(test_a_letter_is_that_of_one_bookmark),
		cmocka_unit_test(test_bookmarks_lead_there_and_back),
		cmocka_unit_test(test_marks_are_stepped_through),
		cmocka_unit_test(test_acts_wait_for_what_they_need),
		cmocka_unit_test(test_nothing_is_kept_without_a_store_or_text),
		cmocka_unit_test(test_the_text_is_known_again),
		cmocka_unit_test(test_what_is_confirmed_can_be_undone),
		cmocka_unit_test(test_undo_leaves_what_others_did),
		cmocka_unit_test(test_undo_reaches_other_texts),
		cmocka_unit_test(test_what_is_not_written_is_said),
	};

	return test_run_in_scratch(tests);
}
