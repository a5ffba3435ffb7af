/* SPDX-License-Identifier: ISC */
/* Tests of typing the note of a mark. */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "inspect.h"
#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/move.h"
#include "reader/noting.h"
#include "reader/state.h"
#include "reading.h"

enum { ALT_ENTER = KEYS_ALT | KEYS_ENTER };

/* A reader of a text with one sentence highlighted, its point on it. */
struct writer {
	struct reading reading;
	struct store *store;
	struct state *state;
	const char *file;
};

static struct store *open_store(const char *file)
{
	const struct store_options options = {
		.path = scratch_path(file),
		.state = scratch_path("lectern"),
	};
	struct store *store = store_open(&options);

	store_read(store);
	return store;
}

static void type(struct writer *writer, const char *keys)
{
	for (; *keys; keys++)
		dispatch_key(&writer->reading.view,
			     keys_make((unsigned char)*keys, 0));
}

static void sit(struct writer *writer, const char *file, bool private)
{
	const struct state_options remembered = {
		.dir = scratch_path("state"),
		.keep = !private,
	};

	assert_int_equal(setenv("XDG_STATE_HOME", scratch_folder, 1), 0);
	reading_open(&writer->reading, "First one. Second one.\n", 24, 60);
	writer->file = file;
	writer->store = open_store(file);
	writer->state = state_open(&remembered);
	writer->reading.view.kept.store = writer->store;
	writer->reading.view.kept.known = true;
	writer->reading.view.state = writer->state;
	assert_true(move_point_to(&writer->reading.view, 0));
	type(writer, "a");
}

static void get_up(struct writer *writer)
{
	reading_close(&writer->reading);
	state_free(writer->state);
	store_free(writer->store);
}

static const struct mark *mark_of(const struct writer *writer)
{
	return &writer->reading.view.kept.marks.items[0].mark;
}

/* The note, on the page and in the file. */
static void assert_note(const struct writer *writer, const char *note)
{
	struct store *store = open_store(writer->file);
	struct mark mark;

	assert_string_equal(buffer_string(&mark_of(writer)->note), note);
	mark_init(&mark);
	assert_true(store_mark(store, mark_of(writer)->id, &mark));
	assert_string_equal(buffer_string(&mark.note), note);
	mark_release(&mark);
	store_free(store);
}

static void assert_draft(const struct writer *writer, const char *draft)
{
	const char *text = state_draft(writer->state, mark_of(writer)->id);

	assert_string_equal(text ? text : "", draft);
}

static void assert_typed(const struct writer *writer, const char *text)
{
	assert_true(noting_is_open(&writer->reading.view));
	assert_string_equal(buffer_string(&writer->reading.view.prompt.text),
			    text);
}

static void assert_says(const struct writer *writer, const char *words)
{
	const char *message = buffer_string(&writer->reading.view.message);

	if (!strstr(message, words))
		fail_msg("says \"%s\" instead of \"%s\"", message, words);
}

static void test_notes_have_lines(void **state)
{
	struct writer writer;
	struct view *view = &writer.reading.view;

	(void)state;
	sit(&writer, "lines.jsonl", false);
	type(&writer, "cone");
	dispatch_key(view, ALT_ENTER);
	type(&writer, "#two");
	dispatch_paste(view, "\r\nthree\rfour\033", 13);
	type(&writer, "\r");
	assert_false(noting_is_open(view));
	assert_note(&writer, "one\n#two\nthree\nfour\xef\xbf\xbd");
	assert_string_equal(buffer_string(&mark_of(&writer)->tags), "two");
	assert_says(&writer, "Note kept.");
	get_up(&writer);
}

static void test_a_draft_is_gone_on_with(void **state)
{
	struct writer writer;

	(void)state;
	sit(&writer, "draft.jsonl", false);
	type(&writer, "cnote\rc and more\033");
	assert_says(&writer, "Kept as a draft");
	assert_note(&writer, "note");
	assert_draft(&writer, "note and more");
	type(&writer, "c");
	assert_says(&writer, "This is a draft.");
	assert_typed(&writer, "note and more");
	type(&writer, "!\r");
	assert_note(&writer, "note and more!");
	assert_draft(&writer, "");
	/* What is no other than the note is no draft, nor what is empty. */
	type(&writer, "c\033");
	assert_int_equal(writer.reading.view.message.len, 0);
	assert_draft(&writer, "");
	type(&writer, "c?\033c\x15\033");
	assert_draft(&writer, "");
	assert_note(&writer, "note and more!");
	get_up(&writer);
}

static void test_the_note_may_stay_or_go(void **state)
{
	struct writer writer;
	size_t acts;

	(void)state;
	sit(&writer, "stay.jsonl", false);
	type(&writer, "cnote\r");
	acts = writer.reading.view.kept.act_count;
	type(&writer, "c  \r");
	assert_says(&writer, "as it was");
	assert_int_equal(writer.reading.view.kept.act_count, acts);
	type(&writer, "c\x15\x7f\r");
	assert_says(&writer, "Note removed");
	assert_note(&writer, "");
	type(&writer, "U");
	assert_note(&writer, "note");
	get_up(&writer);
}

/* Whatever ends the typing, what was typed is there in the next run. */
static void test_an_end_keeps_a_draft(void **state)
{
	struct writer writer;
	char id[MARK_ID + 1];

	(void)state;
	sit(&writer, "end.jsonl", false);
	memcpy(id, mark_of(&writer)->id, sizeof(id));
	type(&writer, "cthe end");
	get_up(&writer);
	sit(&writer, "end.jsonl", false);
	assert_string_equal(state_draft(writer.state, id), "the end");
	type(&writer, "canother text");
	memcpy(id, mark_of(&writer)->id, sizeof(id));
	reading_show(&writer.reading, reading_document("Another.\n"));
	assert_string_equal(state_draft(writer.state, id), "another text");
	get_up(&writer);
}

static void test_a_private_draft_lasts_as_long_as_the_run(void **state)
{
	struct writer writer;
	char id[MARK_ID + 1];

	(void)state;
	sit(&writer, "private.jsonl", true);
	memcpy(id, mark_of(&writer)->id, sizeof(id));
	type(&writer, "cfor nobody\033c");
	assert_typed(&writer, "for nobody");
	get_up(&writer);
	sit(&writer, "private.jsonl", false);
	assert_null(state_draft(writer.state, id));
	get_up(&writer);
}

/* Esc turns out to have been the start of an arrow key. */
static void test_an_escape_that_was_none(void **state)
{
	struct writer writer;

	(void)state;
	sit(&writer, "slow.jsonl", false);
	type(&writer, "cnote\033");
	view_unescape(&writer.reading.view);
	assert_typed(&writer, "note");
	type(&writer, "!\r");
	assert_note(&writer, "note!");
	assert_draft(&writer, "");
	get_up(&writer);
}

static void test_two_readers_write_a_note(void **state)
{
	struct writer writer;
	struct mark mark;
	const struct store_batch batch = { .marks = &mark, .mark_count = 1 };
	struct store *other;
	struct error error;

	(void)state;
	sit(&writer, "two.jsonl", false);
	type(&writer, "cmine");
	mark_init(&mark);
	other = open_store(writer.file);
	assert_true(store_mark(other, mark_of(&writer)->id, &mark));
	mark_set_note(&mark, "theirs", 6);
	assert_true(store_put(other, &batch, &error));
	store_free(other);
	assert_true(store_look(writer.store));
	store_read(writer.store);
	type(&writer, "\r");
	assert_note(&writer,
		    "mine\n--- written elsewhere meanwhile ---\ntheirs");
	/* And their deleting is not the end of what is written. */
	type(&writer, "c!");
	mark.deleted = true;
	other = open_store(writer.file);
	assert_true(store_put(other, &batch, &error));
	store_free(other);
	assert_true(store_look(writer.store));
	store_read(writer.store);
	type(&writer, "\r");
	assert_non_null(strstr(buffer_string(&mark_of(&writer)->note), "mine"));
	mark_release(&mark);
	get_up(&writer);
}

static void test_the_editor_gets_a_private_file(void **state)
{
	struct writer writer;
	struct view *view = &writer.reading.view;
	struct buffer path = BUFFER_INIT;
	struct stat status;
	struct error error;
	FILE *file;

	(void)state;
	sit(&writer, "editor.jsonl", false);
	type(&writer, "cdraft\x18x");
	assert_typed(&writer, "draftx");
	assert_int_equal(view->request, REQUEST_NONE);
	type(&writer, "\x18\x05");
	assert_int_equal(view->request, REQUEST_EDIT_NOTE);
	assert_draft(&writer, "draftx");
	assert_true(noting_write_file(view, &path, &error));
	assert_int_equal(stat(path.data, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	file = fopen(path.data, "ae");
	assert_non_null(file);
	assert_true(fputs("\nmore \xff\n\n", file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_true(noting_read_file(view, path.data, &error));
	assert_typed(&writer, "draftx\nmore \xef\xbf\xbd");
	assert_int_equal(unlink(path.data), 0);
	assert_false(noting_read_file(view, path.data, &error));
	assert_typed(&writer, "draftx\nmore \xef\xbf\xbd");
	buffer_release(&path);
	get_up(&writer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_notes_have_lines),
		cmocka_unit_test(test_a_draft_is_gone_on_with),
		cmocka_unit_test(test_the_note_may_stay_or_go),
		cmocka_unit_test(test_an_end_keeps_a_draft),
		cmocka_unit_test(test_a_private_draft_lasts_as_long_as_the_run),
		cmocka_unit_test(test_an_escape_that_was_none),
		cmocka_unit_test(test_two_readers_write_a_note),
		cmocka_unit_test(test_the_editor_gets_a_private_file),
	};

	return test_run_in_scratch(tests);
}
