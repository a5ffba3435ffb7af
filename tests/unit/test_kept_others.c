/* SPDX-License-Identifier: ISC */
/* Tests of marks that others change too, or that stood in another text. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "inspect.h"
#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/move.h"
#include "reading.h"

/* A reader of a text with a marks file. */
struct desk_of_marks {
	struct reading reading;
	struct store *store;
	char file[32];
};

static const char essay[] = "# Title\n\n"
			    "First one. Second, well-known one! Third.\n\n"
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

/* "color or letter|quote|note\n" of each mark that is shown, in their order. */
static void assert_marks(const struct desk_of_marks *desk, const char *expected)
{
	const struct marks *marks = &desk->reading.view.kept.marks;
	struct buffer all = BUFFER_INIT;

	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *mark = &marks->items[i].mark;

		if (mark->kind == MARK_BOOKMARK)
			buffer_append_format(&all, "%c|",
					     mark->letter ? mark->letter : '-');
		else
			buffer_append_format(&all, "%s|",
					     mark_color_name(mark->color));
		buffer_append_format(
			&all, "%s|%s\n",
			buffer_string(&mark->original.anchor.exact),
			buffer_string(&mark->note));
	}
	assert_string_equal(buffer_string(&all), expected);
	buffer_release(&all);
}

/* Another reader writes a note on the first mark, and this one's store has
 * read that; the marks that are shown are as they were. */
static void write_elsewhere(struct desk_of_marks *desk, const char *note)
{
	const char *id = desk->reading.view.kept.marks.items[0].mark.id;
	struct store *other = open_store(desk->file);
	struct mark mark;
	struct store_batch batch = { .marks = &mark, .mark_count = 1 };
	struct error error;

	mark_init(&mark);
	assert_true(store_mark(other, id, &mark));
	mark_set_note(&mark, note, strlen(note));
	assert_true(store_put(other, &batch, &error));
	store_free(other);
	store_look(desk->store);
	store_read(desk->store);
	mark_release(&mark);
}

/* An act changes what it is about, not what others wrote on the mark. */
static void test_acts_leave_what_others_did(void **state)
{
	struct desk_of_marks desk;

	(void)state;
	sit(&desk, "recolored", essay);
	put_point(&desk, "Second");
	type(&desk, "a");
	write_elsewhere(&desk, "theirs");
	type(&desk, "3C");
	assert_marks(&desk, "blue|Second, well-known one!|theirs\n");
	get_up(&desk);
	sit(&desk, "lettered", essay);
	put_point(&desk, "Second");
	type(&desk, "mq");
	write_elsewhere(&desk, "theirs");
	put_point(&desk, "Last");
	type(&desk, "mq");
	assert_marks(
		&desk,
		"-|Second, well-known one! Third.|theirs\nq|Last words.|\n");
	get_up(&desk);
}

/* The same words at the same place of another text are not what was marked. */
static void test_another_text_is_looked_through(void **state)
{
	struct desk_of_marks desk;
	struct kept *kept = &desk.reading.view.kept;

	(void)state;
	sit(&desk, "edited", essay);
	snprintf(kept->fingerprint, sizeof(kept->fingerprint), "sha256:one");
	put_point(&desk, "Second");
	type(&desk, "ax");
	assert_int_equal(kept->marks.count, 0);
	snprintf(kept->fingerprint, sizeof(kept->fingerprint), "sha256:other");
	type(&desk, "U");
	assert_int_equal(kept->marks.count, 1);
	assert_int_equal(kept->marks.items[0].state, MARK_WAITING);
	get_up(&desk);
}

/* What a list or a prompt changes is no command that could run again. */
static void test_a_change_waits_for_nothing(void **state)
{
	struct desk_of_marks desk;
	struct view *view = &desk.reading.view;

	(void)state;
	sit(&desk, "at_once", essay);
	put_point(&desk, "Second");
	type(&desk, "ac");
	view->kept.known = false;
	type(&desk, "words\r");
	assert_int_equal(view->request, REQUEST_NONE);
	assert_marks(&desk, "yellow|Second, well-known one!|words\n");
	get_up(&desk);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_acts_leave_what_others_did),
		cmocka_unit_test(test_another_text_is_looked_through),
		cmocka_unit_test(test_a_change_waits_for_nothing),
	};

	return test_run_in_scratch(tests);
}
