/* SPDX-License-Identifier: ISC */
/* Tests of the list of the marks of what is read. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inspect.h"
#include "marks/store.h"
#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reader/marklist.h"
#include "reader/select.h"
#include "reading.h"

static const char essay[] = "# Book\n\nA first sentence. A second one.\n\n"
			    "## War\n\nOn war and peace. Of arms.\n\n"
			    "## Peace\n\nAll is quiet. The end of it all.\n";

struct marked {
	struct reading reading;
	struct store *store;
};

/* With a marks file of its own, in which there is nothing. */
static void open_marked(struct marked *marked)
{
	static unsigned turn;
	char name[32];
	struct store_options options;
	struct view *view = &marked->reading.view;

	snprintf(name, sizeof(name), "marks%u.jsonl", turn++);
	options = (struct store_options){
		.path = scratch_path(name),
		.state = scratch_path("state"),
	};
	marked->store = store_open(&options);
	store_read(marked->store);
	reading_open(&marked->reading, essay, 24, 80);
	view->kept.store = marked->store;
	view->kept.known = true;
}

static void close_marked(struct marked *marked)
{
	reading_close(&marked->reading);
	store_free(marked->store);
}

static void type(struct marked *marked, const char *keys)
{
	for (; *keys; keys++)
		dispatch_key(&marked->reading.view, (unsigned char)*keys);
}

static uint32_t place_of(const struct marked *marked, const char *words)
{
	const char *text = marked->reading.document->text.data;
	const char *found = strstr(text, words);

	assert_non_null(found);
	return (uint32_t)(found - text);
}

/* Keeps a highlight of some words; its number. */
static size_t add(struct marked *marked, const char *words)
{
	uint32_t off = place_of(marked, words);
	size_t number = kept_add(&marked->reading.view, MARK_HIGHLIGHT, off,
				 off + (uint32_t)strlen(words), '\0');

	assert_int_not_equal(number, SIZE_MAX);
	return number;
}

/* What an index of the list shows: "over|sign|text|right". */
static const char *shown(struct marked *marked, size_t index)
{
	static char line[400];
	struct list_row row = { 0 };

	assert_true(index < marked->reading.view.list.count);
	list_describe(&marked->reading.view, index, &row);
	snprintf(line, sizeof(line), "%s|%s%d|%s|%s", buffer_string(&row.over),
		 row.sign, row.color, buffer_string(&row.text),
		 buffer_string(&row.right));
	list_row_release(&row);
	return line;
}

static const char *title(struct marked *marked)
{
	static char text[200];
	struct buffer out = BUFFER_INIT;

	list_update(&marked->reading.view);
	marked->reading.view.list.source->title(&marked->reading.view, &out);
	snprintf(text, sizeof(text), "%s", buffer_string(&out));
	buffer_release(&out);
	return text;
}

static struct placed_mark *mark_at(struct marked *marked, size_t number)
{
	return &marked->reading.view.kept.marks.items[number];
}

/* Makes a mark that is not where it was. */
static void misplace(struct marked *marked, size_t number,
		     enum mark_state state, const char *words)
{
	struct placed_mark *mark = mark_at(marked, number);

	mark->state = state;
	if (state == MARK_DOUBTFUL) {
		mark->off = place_of(marked, words);
		mark->end = mark->off + (uint32_t)strlen(words);
	} else {
		mark->candidate_count = words != NULL;
		if (words) {
			mark->candidates[0].off = place_of(marked, words);
			mark->candidates[0].end = mark->candidates[0].off +
						  (uint32_t)strlen(words);
			mark->candidates[0].score = 700;
		}
		mark->off = mark->end = 0;
	}
	marked->reading.view.kept.marks.arranged = false;
	marked->reading.view.kept.marks.generation++;
}

static void test_empty(void **state)
{
	struct marked m;

	(void)state;
	open_marked(&m);
	type(&m, "L");
	assert_int_equal(m.reading.view.focus, FOCUS_LIST);
	assert_string_equal(title(&m), "Marks: 0");
	assert_non_null(strstr(list_nothing(&m.reading.view), "a highlights"));
	type(&m, "axcCy\r");
	assert_int_equal(m.reading.view.focus, FOCUS_LIST);
	close_marked(&m);
}

static void test_lists(void **state)
{
	struct marked m;
	struct mark mark;
	size_t number;

	(void)state;
	open_marked(&m);
	add(&m, "All is quiet.");
	number = add(&m, "On war");
	mark_init(&mark);
	mark_copy(&mark, &mark_at(&m, number)->mark);
	mark_set_note(&mark, "Why\nnot? #arms", 14);
	mark_add_tag(&mark, "old", 3);
	mark.color = MARK_PINK;
	assert_true(kept_change(&m.reading.view, &mark, "the note"));
	mark_release(&mark);
	kept_add(&m.reading.view, MARK_BOOKMARK, place_of(&m, "A second"),
		 place_of(&m, "A second"), 'k');
	type(&m, "L");
	assert_string_equal(title(&m), "Marks: 3");
	assert_string_equal(shown(&m, 0), "Book|k0|A second one.\xe2\x80\xa6|");
	assert_string_equal(shown(&m, 1), "War| 3|On war|Why not? #arms #old");
	assert_string_equal(shown(&m, 2), "Peace| 0|All is quiet.|");
	close_marked(&m);
}

static void test_filters(void **state)
{
	static const struct {
		const char *words;
		size_t left;
	} cases[] = {
		{ "quiet", 1 },	    { "#arms", 1 }, { "#war", 0 },
		{ "yellow", 1 },    { "pink", 1 },  { "bookmark", 1 },
		{ "highlight", 2 }, { "note", 1 },  { "lost", 1 },
		{ "doubtful", 0 },  { "green", 0 }, { "not why", 1 },
	};
	struct marked m;
	struct mark mark;
	size_t number;

	(void)state;
	open_marked(&m);
	misplace(&m, add(&m, "All is quiet."), MARK_LOST, NULL);
	number = add(&m, "On war");
	mark_init(&mark);
	mark_copy(&mark, &mark_at(&m, number)->mark);
	mark_set_note(&mark, "Why not? #arms", 14);
	mark.color = MARK_PINK;
	assert_true(kept_change(&m.reading.view, &mark, "the note"));
	mark_release(&mark);
	kept_add(&m.reading.view, MARK_BOOKMARK, place_of(&m, "A second"),
		 place_of(&m, "A second"), '\0');
	type(&m, "L");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		list_filter(&m.reading.view, cases[i].words);
		while (list_step(&m.reading.view))
			;
		assert_int_equal(m.reading.view.list.count, cases[i].left);
	}
	close_marked(&m);
}

static void test_goes_there(void **state)
{
	struct marked m;
	size_t number;

	(void)state;
	open_marked(&m);
	number = add(&m, "Of arms.");
	type(&m, "L");
	dispatch_key(&m.reading.view, KEYS_ENTER);
	assert_int_equal(m.reading.view.focus, FOCUS_PAGE);
	assert_int_equal(m.reading.view.point_off, mark_at(&m, number)->off);
	assert_int_equal(m.reading.view.point_end, mark_at(&m, number)->end);
	assert_int_equal(m.reading.view.jumps.count, 1);
	close_marked(&m);
}

/* The one under the point is selected. */
static void test_opens_at_point(void **state)
{
	struct marked m;
	size_t number;

	(void)state;
	open_marked(&m);
	add(&m, "A first sentence.");
	number = add(&m, "Of arms.");
	add(&m, "All is quiet.");
	view_set_point(&m.reading.view, mark_at(&m, number)->off,
		       mark_at(&m, number)->end);
	type(&m, "L");
	assert_string_equal(shown(&m, m.reading.view.list.selected),
			    "War| 0|Of arms.|");
	close_marked(&m);
}

static void test_deletes_and_undoes(void **state)
{
	struct marked m;

	(void)state;
	open_marked(&m);
	add(&m, "A first sentence.");
	add(&m, "Of arms.");
	type(&m, "Lx");
	assert_string_equal(title(&m), "Marks: 1");
	assert_string_equal(shown(&m, 0), "War| 0|Of arms.|");
	type(&m, "U");
	assert_string_equal(title(&m), "Marks: 2");
	type(&m, "g3C");
	assert_string_equal(shown(&m, 0), "Book| 2|A first sentence.|");
	type(&m, "C");
	assert_string_equal(shown(&m, 0), "Book| 3|A first sentence.|");
	type(&m, "UUU");
	assert_int_equal(m.reading.view.focus, FOCUS_LIST);
	type(&m, "y");
	assert_int_equal(m.reading.view.request, REQUEST_COPY);
	assert_string_equal(buffer_string(&m.reading.view.outgoing),
			    "A first sentence.");
	close_marked(&m);
}

/* Old and new words are both to be seen; "a" confirms the new ones. */
static void test_doubtful(void **state)
{
	struct marked m;
	size_t number;

	(void)state;
	open_marked(&m);
	number = add(&m, "Of arms.");
	misplace(&m, number, MARK_DOUBTFUL, "On war");
	type(&m, "L");
	assert_string_equal(title(&m), "Marks: 1, 1 doubtful (~)");
	assert_string_equal(shown(&m, 0),
			    "War| 0|~ Of arms. \xe2\x86\x92 On war|");
	type(&m, "a");
	assert_string_equal(title(&m), "Marks: 1");
	assert_int_equal(mark_at(&m, 0)->state, MARK_PLACED);
	assert_int_equal(mark_at(&m, 0)->off, place_of(&m, "On war"));
	assert_true(mark_at(&m, 0)->mark.is_confirmed);
	assert_string_equal(
		buffer_string(&mark_at(&m, 0)->mark.original.anchor.exact),
		"Of arms.");
	type(&m, "a");
	assert_int_equal(mark_at(&m, 0)->off, place_of(&m, "On war"));
	close_marked(&m);
}

/* What is like a lost one is gone to, selected; "a" attaches it there. */
static void test_lost(void **state)
{
	struct marked m;
	uint32_t off, end;

	(void)state;
	open_marked(&m);
	misplace(&m, add(&m, "Of arms."), MARK_LOST, "quiet");
	type(&m, "L");
	assert_string_equal(title(&m), "Marks: 1, 1 lost");
	assert_string_equal(shown(&m, 0),
			    "Lost from: Book \xe2\x80\xba War| 0|Of arms.|");
	type(&m, "a");
	assert_int_equal(mark_at(&m, 0)->state, MARK_LOST);
	dispatch_key(&m.reading.view, KEYS_ENTER);
	assert_int_equal(m.reading.view.focus, FOCUS_SELECT);
	assert_true(select_range(&m.reading.view, &off, &end));
	assert_int_equal(off, place_of(&m, "quiet"));
	assert_int_equal(end, off + 5);
	type(&m, "La");
	assert_int_equal(mark_at(&m, 0)->state, MARK_PLACED);
	assert_int_equal(mark_at(&m, 0)->off, off);
	assert_int_equal(mark_at(&m, 0)->end, end);
	assert_string_equal(title(&m), "Marks: 1");
	close_marked(&m);
}

/* Others' marks come and go under an open list. */
static void test_changes_while_open(void **state)
{
	struct marked m;
	char id[MARK_ID + 1];
	size_t number;

	(void)state;
	open_marked(&m);
	add(&m, "A first sentence.");
	number = add(&m, "Of arms.");
	memcpy(id, mark_at(&m, number)->mark.id, sizeof(id));
	add(&m, "All is quiet.");
	type(&m, "Lgj");
	assert_string_equal(title(&m), "Marks: 3");
	marks_remove(&m.reading.view.kept.marks,
		     mark_at(&m, marks_find(&m.reading.view.kept.marks, id) - 1)
			     ->mark.id);
	assert_string_equal(title(&m), "Marks: 2");
	assert_string_equal(shown(&m, m.reading.view.list.selected),
			    "War| 0|Of arms.|");
	marks_remove(&m.reading.view.kept.marks, id);
	assert_string_equal(title(&m), "Marks: 1");
	assert_string_equal(shown(&m, m.reading.view.list.selected),
			    "Peace| 0|All is quiet.|");
	close_marked(&m);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_filters),
		cmocka_unit_test(test_goes_there),
		cmocka_unit_test(test_opens_at_point),
		cmocka_unit_test(test_deletes_and_undoes),
		cmocka_unit_test(test_doubtful),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_changes_while_open),
	};

	return test_run_in_scratch(tests);
}
