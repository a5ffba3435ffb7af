/* SPDX-License-Identifier: ISC */
/* Tests of the list of all marks. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "inspect.h"
#include "marks/store.h"
#include "reader/allmarks.h"
#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reading.h"

struct marked {
	struct reading reading;
	struct store *store;
};

static void open_marked(struct marked *marked)
{
	static unsigned turn;
	char name[32];
	struct store_options options;

	snprintf(name, sizeof(name), "marks%u.jsonl", turn++);
	options = (struct store_options){
		.path = scratch_path(name),
		.state = scratch_path("state"),
	};
	marked->store = store_open(&options);
	reading_open(&marked->reading, "# One\n\nThe text that is open.\n", 24,
		     80);
	marked->reading.view.kept.store = marked->store;
	marked->reading.view.kept.known = true;
}

static void close_marked(struct marked *marked)
{
	reading_close(&marked->reading);
	store_free(marked->store);
}

/* Keeps a mark of a document, and where that was seen; path NULL: it was not.
 */
static void keep(struct marked *marked, const char *document, const char *quote,
		 const char *path, const char *title)
{
	static int64_t now = 1750000000000;
	struct mark mark;
	struct sighting sighting;
	struct store_batch batch = { &mark, 1, &sighting, path != NULL };
	struct error error;

	mark_init(&mark);
	sighting_init(&sighting);
	store_new_id(mark.id);
	snprintf(mark.document, sizeof(mark.document), "%s", document);
	mark.created_ms = now += 1000;
	mark.color = MARK_BLUE;
	mark_set_note(&mark, "see #this", 9);
	buffer_append_string(&mark.original.anchor.exact, quote);
	snprintf(sighting.id, sizeof(sighting.id), "%s-seen", document);
	snprintf(sighting.document, sizeof(sighting.document), "%s", document);
	buffer_append_string(&sighting.path, path ? path : "");
	buffer_append_string(&sighting.title, title);
	assert_true(store_put(marked->store, &batch, &error));
	mark_release(&mark);
	sighting_release(&sighting);
}

static void type(struct marked *marked, const char *keys)
{
	for (; *keys; keys++)
		dispatch_key(&marked->reading.view, (unsigned char)*keys);
}

/* "over|text|right|dim" */
static const char *shown(struct marked *marked, size_t index)
{
	static char line[4400];
	struct list_row row = { 0 };

	assert_true(index < marked->reading.view.list.count);
	list_describe(&marked->reading.view, index, &row);
	snprintf(line, sizeof(line), "%s|%s|%s%s", buffer_string(&row.over),
		 buffer_string(&row.text), buffer_string(&row.right),
		 row.dim ? "|dim" : "");
	list_row_release(&row);
	return line;
}

static void test_lists(void **state)
{
	struct marked m;
	struct buffer title = BUFFER_INIT;
	FILE *file = fopen(scratch_path("there.md"), "w");

	(void)state;
	assert_non_null(file);
	fclose(file);
	open_marked(&m);
	keep(&m, "a", "first", scratch_path("there.md"), "There");
	keep(&m, "b", "second", scratch_path("gone.md"), "Gone");
	keep(&m, "c", "third", NULL, "");
	keep(&m, "a", "fourth", NULL, "");
	type(&m, "M");
	assert_int_equal(m.reading.view.focus, FOCUS_LIST);
	assert_string_equal(shown(&m, 0), "There|fourth|see #this");
	/* Those of a text stand together. */
	assert_string_equal(shown(&m, 1), "There|first|see #this");
	assert_string_equal(shown(&m, 2),
			    "A text that is not known|third|see #this|dim");
	assert_string_equal(shown(&m, 3), "Gone|second|see #this|dim");
	m.reading.view.list.source->title(&m.reading.view, &title);
	assert_string_equal(buffer_string(&title), "All marks: 4");
	buffer_release(&title);

	/* Enter opens the one, and says that the other cannot be. */
	type(&m, "jj");
	dispatch_key(&m.reading.view, KEYS_ENTER);
	assert_int_equal(m.reading.view.request, REQUEST_NONE);
	assert_true(list_is_open(&m.reading.view));
	dispatch_key(&m.reading.view, KEYS_DOWN);
	dispatch_key(&m.reading.view, KEYS_ENTER);
	assert_true(list_is_open(&m.reading.view));
	assert_non_null(
		strstr(buffer_string(&m.reading.view.message), "gone.md"));
	type(&m, "gj");
	dispatch_key(&m.reading.view, KEYS_ENTER);
	assert_int_equal(m.reading.view.request, REQUEST_OPEN);
	assert_string_equal(buffer_string(&m.reading.view.wish.path),
			    scratch_path("there.md"));
	assert_int_equal(m.reading.view.wish.place.len, 36);
	close_marked(&m);
}

/* A mark of what is read is gone to, not opened. */
static void test_goes_to_what_is_open(void **state)
{
	struct marked m;

	(void)state;
	open_marked(&m);
	assert_int_not_equal(
		kept_add(&m.reading.view, MARK_HIGHLIGHT, 4, 12, '\0'),
		SIZE_MAX);
	type(&m, "M");
	assert_null(strstr(shown(&m, 0), "dim"));
	dispatch_key(&m.reading.view, KEYS_ENTER);
	assert_int_equal(m.reading.view.request, REQUEST_NONE);
	assert_int_equal(m.reading.view.point_off, 4);
	close_marked(&m);
}

static void test_filters_deletes_copies(void **state)
{
	static const struct {
		const char *words;
		size_t left;
	} cases[] = { { "first", 1 }, { "#this", 2 }, { "blue", 2 },
		      { "pink", 0 },  { "there", 2 }, { "second there", 1 } };
	struct marked m;

	(void)state;
	open_marked(&m);
	keep(&m, "a", "first", scratch_path("there.md"), "There");
	keep(&m, "a", "second", NULL, "");
	type(&m, "M");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		list_filter(&m.reading.view, cases[i].words);
		while (list_step(&m.reading.view))
			;
		assert_int_equal(m.reading.view.list.count, cases[i].left);
	}
	list_filter(&m.reading.view, "");
	type(&m, "gy");
	assert_int_equal(m.reading.view.request, REQUEST_COPY);
	assert_string_equal(buffer_string(&m.reading.view.outgoing), "second");
	type(&m, "x");
	assert_int_equal(store_mark_count(m.store), 1);
	assert_int_equal(m.reading.view.list.count, 1);
	assert_string_equal(shown(&m, 0), "There|first|see #this");
	type(&m, "U");
	assert_int_equal(store_mark_count(m.store), 2);
	assert_int_equal(m.reading.view.list.count, 2);
	close_marked(&m);
}

static void test_empty(void **state)
{
	struct marked m;

	(void)state;
	open_marked(&m);
	type(&m, "Mxy\r");
	assert_true(list_is_open(&m.reading.view));
	assert_non_null(strstr(list_nothing(&m.reading.view), "No marks"));
	type(&m, "q");
	m.reading.view.kept.store = NULL;
	type(&m, "M");
	assert_false(list_is_open(&m.reading.view));
	assert_true(m.reading.view.message_is_error);
	close_marked(&m);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_goes_to_what_is_open),
		cmocka_unit_test(test_filters_deletes_copies),
		cmocka_unit_test(test_empty),
	};

	return test_run_in_scratch(tests);
}
