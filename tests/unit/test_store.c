/* SPDX-License-Identifier: ISC */
/* Tests of the marks file: what is kept is found again, by everybody. */
#include "storing.h"

#include <sys/file.h>

#include "marks/store/look.h"
#include "marks/store/uuid.h"

/* --- Keeping -------------------------------------------------------------- */

static size_t count_marks(struct store *store, const char *document)
{
	struct mark_list list = { NULL, 0, 0 };
	size_t count;

	store_marks(store, &document, 1, &list);
	count = list.count;
	mark_list_release(&list);
	assert_int_equal(store_count_of(store, document), count);
	return count;
}

static void fill_mark(struct mark *mark)
{
	mark_init(mark);
	store_new_id(mark->id);
	SET_STRING(mark->document, "a document");
	mark->kind = MARK_BOOKMARK;
	mark->color = MARK_PINK;
	mark->letter = 'q';
	set_text(&mark->note, "a \"note\"\n\xe2\x9c\x93 with lines\\");
	set_text(&mark->tags, "one two");
	set_text(&mark->head, "Part I\nWhy");
	set_text(&mark->original.anchor.exact, "the quote");
	set_text(&mark->original.anchor.prefix, "before ");
	set_text(&mark->original.anchor.suffix, " behind");
	mark->original.anchor.ordinal = 1;
	mark->original.anchor.total = 3;
	mark->original.start = 12;
	mark->original.end = 21;
	mark->original.len = 400;
	mark->original.norm = 1;
	SET_STRING(mark->original.fingerprint, "sha256:00");
	mark->is_confirmed = true;
	set_text(&mark->confirmed.anchor.exact, "the other quote");
	mark->confirmed.start = 7;
	mark->confirmed.end = 9;
	mark->created_ms = 1790000000000;
}

static void assert_selector(const struct selector *a, const struct selector *b)
{
	assert_string_equal(buffer_string(&a->anchor.exact),
			    buffer_string(&b->anchor.exact));
	assert_string_equal(buffer_string(&a->anchor.prefix),
			    buffer_string(&b->anchor.prefix));
	assert_string_equal(buffer_string(&a->anchor.suffix),
			    buffer_string(&b->anchor.suffix));
	assert_int_equal(a->anchor.ordinal, b->anchor.ordinal);
	assert_int_equal(a->anchor.total, b->anchor.total);
	assert_int_equal(a->start, b->start);
	assert_int_equal(a->end, b->end);
	assert_int_equal(a->len, b->len);
	assert_int_equal(a->norm, b->norm);
	assert_string_equal(a->fingerprint, b->fingerprint);
}

static void test_all_of_a_mark_is_kept(void **unused)
{
	struct store *store = open_store("all");
	struct mark mark, again;

	(void)unused;
	fill_mark(&mark);
	must_put(store, &mark);
	assert_int_equal(strlen(mark.by), 4);
	store_free(store);
	store = open_store("all");
	mark_init(&again);
	assert_true(store_mark(store, mark.id, &again));
	assert_string_equal(again.document, mark.document);
	assert_int_equal(again.kind, mark.kind);
	assert_int_equal(again.color, mark.color);
	assert_int_equal(again.letter, mark.letter);
	assert_string_equal(buffer_string(&again.note),
			    buffer_string(&mark.note));
	assert_string_equal(buffer_string(&again.tags), "one two");
	assert_string_equal(buffer_string(&again.head), "Part I\nWhy");
	assert_selector(&again.original, &mark.original);
	assert_true(again.is_confirmed);
	assert_selector(&again.confirmed, &mark.confirmed);
	assert_true(again.created_ms == mark.created_ms);
	assert_true(again.changed_ms == mark.changed_ms / 1000 * 1000);
	assert_string_equal(again.by, mark.by);
	assert_false(again.deleted || again.read_only);
	mark_release(&again);
	mark_release(&mark);
	store_free(store);
}

static void test_marks_are_found_by_document_and_time(void **unused)
{
	static const char *const both[] = { "d", "e" };
	struct store *store = open_store("found");
	struct mark_list list = { NULL, 0, 0 };
	struct mark marks[6], mark;

	(void)unused;
	for (size_t i = 0; i < 6; i++)
		put_new(store, &marks[i], i % 2 ? "d" : "e", "quote");
	marks[3].deleted = true;
	must_put(store, &marks[3]);
	/* The older of these is that with the older date. */
	marks[5].created_ms = 1000;
	must_put(store, &marks[5]);
	for (int turn = 0; turn < 2; turn++) {
		assert_int_equal(count_marks(store, "d"), 2);
		assert_int_equal(count_marks(store, "e"), 3);
		assert_int_equal(count_marks(store, "none"), 0);
		assert_int_equal(store_mark_count(store), 5);
		mark_init(&mark);
		for (size_t i = 0; i < 5; i++) {
			static const size_t order[] = { 4, 2, 0, 1, 5 };

			assert_true(store_mark_at(store, i, &mark));
			assert_string_equal(mark.id, marks[order[i]].id);
		}
		assert_false(store_mark_at(store, 5, &mark));
		assert_true(store_mark(store, marks[3].id, &mark));
		assert_true(mark.deleted);
		mark_release(&mark);
		store_free(store);
		store = open_store("found");
	}
	store_marks(store, both, 2, &list);
	assert_int_equal(list.count, 5);
	mark_list_release(&list);
	for (size_t i = 0; i < 6; i++)
		mark_release(&marks[i]);
	store_free(store);
}

static size_t count_sightings(struct store *store, const char *path,
			      const char *fingerprint)
{
	struct sighting_list list = { NULL, 0, 0 };
	size_t count;

	store_sightings(store, path, fingerprint, &list);
	count = list.count;
	sighting_list_release(&list);
	return count;
}

static void test_sightings_are_found(void **unused)
{
	struct store *store = open_store("sightings");
	struct sighting sighting;
	struct store_batch batch = { NULL, 0, &sighting, 1 };
	struct sighting_list list = { NULL, 0, 0 };
	struct error error;

	(void)unused;
	sighting_init(&sighting);
	store_new_id(sighting.id);
	set_text(&sighting.path, "~/an \"essay\".md");
	set_text(&sighting.title, "An essay");
	SET_STRING(sighting.fingerprint, "sha256:11");
	sighting.sketch[0] = 3;
	sighting.sketch[1] = UINT64_MAX;
	sighting.sketch_count = 2;
	assert_true(store_put(store, &batch, &error));
	set_text(&sighting.title, "The essay");
	assert_true(store_put(store, &batch, &error));
	store_free(store);
	store = open_store("sightings");
	assert_int_equal(count_sightings(store, "~/an \"essay\".md", NULL), 1);
	assert_int_equal(count_sightings(store, "", "sha256:11"), 1);
	assert_int_equal(count_sightings(store, "/x", "sha256:11"), 1);
	assert_int_equal(count_sightings(store, "/x", "sha256:12"), 0);
	assert_int_equal(count_sightings(store, NULL, NULL), 0);
	store_sightings_of(store, sighting.id, &list);
	store_all_sightings(store, &list);
	assert_int_equal(list.count, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct sighting *found = &list.sightings[i];

		assert_string_equal(found->document, sighting.id);
		assert_string_equal(buffer_string(&found->title), "The essay");
		assert_int_equal(found->sketch_count, 2);
		assert_true(found->sketch[1] == UINT64_MAX);
		assert_true(found->at_ms > 0);
	}
	sighting_list_release(&list);
	sighting_release(&sighting);
	store_free(store);
}

static void test_what_is_not_known_survives_an_edit(void **unused)
{
	static const char line[] =
		"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"color\":\"mauve\","
		"\"tags\":[\"two words\"],\"future\":{\"a\":[1]},\"doc\":\"d\","
		"\"id\":\"u\",\"ev\":\"e\",\"vv\":{\"zzzz\":4}}\n";
	struct store *store;
	struct mark mark;

	(void)unused;
	scratch_mkdir("unknown");
	scratch_write("unknown/marks.jsonl", line);
	store = open_store("unknown");
	put_note(store, "u", "mine");
	mark_init(&mark);
	assert_true(store_mark(store, "u", &mark));
	assert_int_equal(mark.color, MARK_YELLOW);
	store_free(store);
	assert_true(has_text("unknown/marks.jsonl",
			     "\"note\":\"mine\",\"tags\":[\"two words\"],"
			     "\"color\":\"mauve\""));
	store = open_store("unknown");
	assert_note(store, "u", "mine");
	mark.color = MARK_BLUE;
	set_text(&mark.note, "mine");
	must_put(store, &mark);
	store_free(store);
	store = open_store("unknown");
	assert_true(store_mark(store, "u", &mark));
	assert_int_equal(mark.color, MARK_BLUE);
	mark_release(&mark);
	store_free(store);
	assert_true(has_text("unknown/marks.jsonl",
			     "\"color\":\"blue\",\"future\":"));
}

static void test_nothing_is_written_of_nothing_new(void **unused)
{
	struct store *store = open_store("same");
	struct buffer before, after;
	struct mark mark;

	(void)unused;
	put_new(store, &mark, "d", "quote");
	read_whole("same/marks.jsonl", &before);
	must_put(store, &mark);
	read_whole("same/marks.jsonl", &after);
	assert_string_equal(before.data, after.data);
	buffer_release(&before);
	buffer_release(&after);
	mark_release(&mark);
	store_free(store);
}

static void test_a_record_too_long_is_refused(void **unused)
{
	struct store *store = open_store("long");
	struct error error;
	struct mark mark;

	(void)unused;
	mark_init(&mark);
	store_new_id(mark.id);
	buffer_reserve(&mark.note, STORE_RECORD);
	memset(mark.note.data, 'x', STORE_RECORD);
	mark.note.len = STORE_RECORD;
	mark.note.data[STORE_RECORD] = '\0';
	assert_false(put_one(store, &mark, &error));
	assert_non_null(strstr(error.sentence, "1024 KiB"));
	assert_int_equal(store_unsaved(store), 0);
	assert_int_equal(access(scratch_path("long/marks.jsonl"), F_OK), -1);
	mark_release(&mark);
	store_free(store);
}

/* --- Others --------------------------------------------------------------- */

static void test_two_readers_see_each_other(void **unused)
{
	struct store *one = open_store("two"), *other = open_store("two");
	uint64_t generation = store_generation(other);
	struct mark mark, changed;
	struct buffer note = BUFFER_INIT;

	(void)unused;
	assert_false(store_look(other));
	put_new(one, &mark, "d", "quote");
	assert_true(store_look(other));
	store_read(other);
	assert_true(store_generation(other) != generation);
	assert_int_equal(count_marks(other, "d"), 1);
	/* Each changes something else, not knowing of the other one. */
	put_note(one, mark.id, "from one");
	mark_init(&changed);
	assert_true(store_mark(other, mark.id, &changed));
	changed.color = MARK_GREEN;
	must_put(other, &changed);
	catch_up(one);
	for (int i = 0; i < 2; i++) {
		struct store *store = i ? one : other;

		assert_true(store_mark(store, mark.id, &changed));
		assert_int_equal(changed.color, MARK_GREEN);
		assert_string_equal(buffer_string(&changed.note), "from one");
	}
	/* Both write a note. */
	put_note(one, mark.id, "left");
	put_note(other, mark.id, "right");
	catch_up(one);
	buffer_append_string(&note, "left\n--- also written on ");
	assert_true(store_mark(one, mark.id, &changed));
	assert_memory_equal(changed.note.data, note.data, note.len);
	assert_non_null(strstr(changed.note.data, " ---\nright"));
	assert_note(other, mark.id, changed.note.data);
	/* One deletes what the other one still edits. */
	changed.deleted = true;
	must_put(one, &changed);
	put_note(other, mark.id, "alive");
	catch_up(one);
	assert_int_equal(count_marks(one, "d"), 1);
	assert_note(one, mark.id, "alive");
	mark_release(&changed);
	mark_release(&mark);
	buffer_release(&note);
	store_free(one);
	store_free(other);
}

static void test_copies_beside_are_read(void **unused)
{
	struct store *store = open_store("copies");
	struct store *other;
	struct mark mine, theirs, both;
	size_t left_out;
	struct error error;

	(void)unused;
	put_new(store, &both, "d", "both");
	other = open_store_at("copies/marks.sync-conflict-1.jsonl",
			      "copies/other");
	{
		struct buffer lines;

		read_whole("copies/marks.jsonl", &lines);
		write_whole("copies/marks.sync-conflict-1.jsonl", lines.data,
			    lines.len);
		buffer_release(&lines);
	}
	catch_up(other);
	put_new(other, &theirs, "d", "theirs");
	put_note(other, both.id, "their note");
	store_free(other);
	append_whole("copies/marks.sync-conflict-1.jsonl", "garbage\n");
	put_new(store, &mine, "d", "mine");
	catch_up(store);
	assert_int_equal(count_marks(store, "d"), 3);
	assert_note(store, both.id, "their note");
	assert_true(store_compact(store, &left_out, &error));
	assert_int_equal(left_out, 1);
	assert_int_equal(
		access(scratch_path("copies/marks.sync-conflict-1.jsonl"),
		       F_OK),
		-1);
	assert_int_equal(count_marks(store, "d"), 3);
	assert_note(store, both.id, "their note");
	assert_true(has_text("copies/marks.jsonl", "garbage\n"));
	mark_release(&mine);
	mark_release(&theirs);
	mark_release(&both);
	store_free(store);
}

static void test_lines_that_somebody_lost_come_back(void **unused)
{
	struct store *store = open_store("lost");
	struct buffer early;
	struct mark first, second, third;

	(void)unused;
	put_new(store, &first, "d", "1");
	read_whole("lost/marks.jsonl", &early);
	put_new(store, &second, "d", "2");
	/* An editor saves what it read before. */
	write_whole("lost/marks.jsonl", early.data, early.len);
	catch_up(store);
	assert_int_equal(count_marks(store, "d"), 2);
	assert_int_equal(store_unsaved(store), 1);
	put_new(store, &third, "d", "3");
	assert_int_equal(store_unsaved(store), 0);
	store_free(store);
	store = open_store("lost");
	assert_int_equal(count_marks(store, "d"), 3);
	/* What was compacted away is not lost. */
	put_note(store, first.id, "x");
	put_note(store, first.id, "y");
	{
		struct store *other = open_store("lost");
		struct error error;
		size_t left_out;

		assert_true(store_compact(other, &left_out, &error));
		assert_int_equal(left_out, 2);
		store_free(other);
	}
	catch_up(store);
	assert_int_equal(store_unsaved(store), 0);
	assert_note(store, first.id, "y");
	buffer_release(&early);
	mark_release(&first);
	mark_release(&second);
	mark_release(&third);
	store_free(store);
}

/* --- Files ---------------------------------------------------------------- */

static void test_files_are_the_owners_alone(void **unused)
{
	struct store *store;
	struct stat at;
	struct mark mark;
	mode_t mask = umask(0);

	(void)unused;
	store = open_store("modes/deep");
	put_new(store, &mark, "d", "quote");
	umask(mask);
	assert_int_equal(stat(scratch_path("modes/deep/marks.jsonl"), &at), 0);
	assert_int_equal(at.st_mode & 0777, 0600);
	assert_int_equal(stat(scratch_path("modes/deep"), &at), 0);
	assert_int_equal(at.st_mode & 0777, 0700);
	mark_release(&mark);
	store_free(store);
}

static void test_a_link_is_followed(void **unused)
{
	struct store *store;
	struct mark mark;
	struct error error;
	struct stat at;
	size_t left_out;

	(void)unused;
	scratch_mkdir("dotfiles");
	scratch_mkdir("link");
	scratch_write("dotfiles/m.jsonl", "");
	scratch_link("../dotfiles/m.jsonl", "link/marks.jsonl");
	store = open_store("link");
	put_new(store, &mark, "d", "quote");
	put_note(store, mark.id, "note");
	assert_true(store_compact(store, &left_out, &error));
	assert_int_equal(left_out, 1);
	assert_int_equal(lstat(scratch_path("link/marks.jsonl"), &at), 0);
	assert_true(S_ISLNK(at.st_mode));
	assert_true(has_text("dotfiles/m.jsonl", "\"note\""));
	assert_int_equal(access(scratch_path("dotfiles/m.jsonl.bak"), F_OK), 0);
	assert_note(store, mark.id, "note");
	mark_release(&mark);
	store_free(store);
}

static void test_a_file_of_others_is_not_replaced(void **unused)
{
	struct store *store = open_store("names");
	struct error error;
	struct mark mark;
	size_t left_out;

	(void)unused;
	put_new(store, &mark, "d", "quote");
	put_note(store, mark.id, "x");
	assert_int_equal(link(scratch_path("names/marks.jsonl"),
			      scratch_path("names/elsewhere")),
			 0);
	assert_false(store_compact(store, &left_out, &error));
	assert_non_null(strstr(error.sentence, "another name"));
	/* It can be written all the same. */
	put_note(store, mark.id, "y");
	assert_note(store, mark.id, "y");
	/* What a compaction left that was ended is no reason. */
	assert_int_equal(rename(scratch_path("names/elsewhere"),
				scratch_path("names/marks.jsonl.bak")),
			 0);
	assert_true(store_compact(store, &left_out, &error));
	assert_int_equal(left_out, 2);
	mark_release(&mark);
	store_free(store);
}

static void test_what_cannot_be_written_is_kept(void **unused)
{
	struct store *store;
	struct mark first, second;
	struct error error;

	(void)unused;
	/* A folder is where the file should be. */
	scratch_mkdir("full");
	scratch_mkdir("full/marks.jsonl");
	store = open_store("full");
	mark_init(&first);
	mark_init(&second);
	store_new_id(first.id);
	SET_STRING(first.document, "d");
	assert_false(put_one(store, &first, &error));
	assert_non_null(strstr(error.sentence, "marks.jsonl"));
	assert_non_null(strstr(error.sentence, "state/unsaved-"));
	assert_int_equal(count_marks(store, "d"), 1);
	assert_int_equal(store_unsaved(store), 1);
	assert_false(store_retry(store, &error));
	store_free(store);
	/* The next run knows it too. */
	store = open_store("full");
	assert_int_equal(count_marks(store, "d"), 1);
	assert_int_equal(store_unsaved(store), 1);
	assert_int_equal(rmdir(scratch_path("full/marks.jsonl")), 0);
	assert_true(store_retry(store, &error));
	assert_int_equal(store_unsaved(store), 0);
	assert_int_equal(count_marks(store, "d"), 1);
	store_free(store);
	store = open_store("full");
	assert_int_equal(count_marks(store, "d"), 1);
	mark_release(&first);
	mark_release(&second);
	store_free(store);
}

static void test_a_lock_is_waited_for(void **unused)
{
	struct store *store = open_store("locked");
	struct mark mark;
	struct error error;
	int fd;

	(void)unused;
	put_new(store, &mark, "d", "quote");
	fd = open(scratch_path("locked/marks.jsonl"), O_RDWR | O_CLOEXEC);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	set_text(&mark.note, "x");
	assert_false(put_one(store, &mark, &error));
	assert_int_equal(store_unsaved(store), 1);
	close(fd);
	set_text(&mark.note, "y");
	must_put(store, &mark);
	assert_int_equal(store_unsaved(store), 0);
	assert_note(store, mark.id, "y");
	mark_release(&mark);
	store_free(store);
}

static void test_nothing_is_written_when_only_read(void **unused)
{
	struct store_options options = { NULL, NULL, true };
	struct store *store;
	struct mark mark;
	struct error error;

	(void)unused;
	options.path = scratch_path("quiet/marks.jsonl");
	options.state = scratch_path("quiet/state");
	store = store_open(&options);
	mark_init(&mark);
	store_new_id(mark.id);
	assert_false(put_one(store, &mark, &error));
	assert_int_equal(access(scratch_path("quiet"), F_OK), -1);
	mark_release(&mark);
	store_free(store);
}

/* --- Parts ---------------------------------------------------------------- */

static void test_ids_ascend(void **unused)
{
	char last[UUID_LENGTH + 1] = "", id[UUID_LENGTH + 1];
	unsigned count;
	int64_t ms;

	(void)unused;
	for (int i = 0; i < 20000; i++) {
		uuid_draw(id);
		assert_true(strcmp(last, id) < 0);
		assert_int_equal(strlen(id), UUID_LENGTH);
		assert_int_equal(id[14], '7');
		assert_non_null(strchr("89ab", id[19]));
		assert_true(uuid_time(id, strlen(id), &ms, &count));
		memcpy(last, id, sizeof(id));
	}
}

static const struct {
	const char *time;
	int64_t seconds;
} times[] = {
	{ "1970-01-01T00:00:00Z", 0 },
	{ "1970-01-01T00:00:01Z", 1 },
	{ "2026-10-11T09:12:33Z", 1791709953 },
	{ "2026-10-11T09:12:33.5Z", 1791709953 },
	{ "2000-02-29T23:59:59Z", 951868799 },
	{ "2026-10-11T09:12:33", 0 },
	{ "2026-13-11T09:12:33Z", 0 },
	{ "2026-10-11 09:12:33Z", 0 },
	{ "x", 0 },
	{ "", 0 },
};

static void test_times_are_read(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		struct span span = { times[i].time, strlen(times[i].time) };

		assert_true(look_time(span) == times[i].seconds);
	}
}

static void assert_span(struct span one, struct span other)
{
	assert_int_equal(one.len, other.len);
	if (one.len)
		assert_memory_equal(one.ptr, other.ptr, one.len);
}

/* What is seen without parsing is what parsing says, if that says anything. */
static void test_a_look_is_no_guess(void **unused)
{
	static const char line[] =
		"{\"v\":1,\"t\":\"mark\",\"del\":true,\"exact\":\"a "
		"\\\"b\\\\\","
		"\"c\":{\"id\":[\"]\",3]},\"doc\":\"d\",\"id\":\"i\",\"ev\":"
		"\"e\""
		",\"vv\":{\"a\":1,\"b\":22},\"created\":\"c\",\"fp\":\"f\"}";
	uint64_t random = 7;
	size_t cheap = 0;

	(void)unused;
	for (int i = 0; i < 20000; i++) {
		static const char odd[] = "\"\\{}[],: 1tdvi";
		char text[sizeof(line)];
		struct look look, parsed;
		json_t *json;

		memcpy(text, line, sizeof(line));
		for (uint64_t k = test_random(&random) % 3; k; k--)
			text[test_random(&random) % (sizeof(line) - 1)] =
				odd[test_random(&random) % (sizeof(odd) - 1)];
		look_at((struct span){ text, sizeof(line) - 1 }, &look);
		json = fields_parse((struct span){ text, sizeof(line) - 1 },
				    STORE_RECORD);
		look_at_object(json, &parsed);
		cheap += !look.parsed;
		if (json) {
			assert_int_equal(look.kind, parsed.kind);
			assert_int_equal(look.deleted, parsed.deleted);
			assert_span(look.id, parsed.id);
			assert_span(look.document, parsed.document);
			assert_span(look.ev, parsed.ev);
			assert_span(look.fingerprint, parsed.fingerprint);
		}
		json_decref(json);
		look_release(&look);
	}
	/* Both ways were gone. */
	assert_true(cheap > 1000 && cheap < 19900);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_of_a_mark_is_kept),
		cmocka_unit_test(test_marks_are_found_by_document_and_time),
		cmocka_unit_test(test_sightings_are_found),
		cmocka_unit_test(test_what_is_not_known_survives_an_edit),
		cmocka_unit_test(test_nothing_is_written_of_nothing_new),
		cmocka_unit_test(test_a_record_too_long_is_refused),
		cmocka_unit_test(test_two_readers_see_each_other),
		cmocka_unit_test(test_copies_beside_are_read),
		cmocka_unit_test(test_lines_that_somebody_lost_come_back),
		cmocka_unit_test(test_files_are_the_owners_alone),
		cmocka_unit_test(test_a_link_is_followed),
		cmocka_unit_test(test_a_file_of_others_is_not_replaced),
		cmocka_unit_test(test_what_cannot_be_written_is_kept),
		cmocka_unit_test(test_a_lock_is_waited_for),
		cmocka_unit_test(test_nothing_is_written_when_only_read),
		cmocka_unit_test(test_ids_ascend),
		cmocka_unit_test(test_times_are_read),
		cmocka_unit_test(test_a_look_is_no_guess),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
