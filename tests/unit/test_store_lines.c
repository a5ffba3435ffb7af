/* SPDX-License-Identifier: ISC */
/* Tests of the marks file's lines: what they look like, out and in. */
#include "storing.h"

#include <string.h>

#include "base/fields.h"
#include "marks/store/look.h"

enum { MARKS = 40, MUTATIONS = 4000 };

static const char *const words[] = {
	"plain", "\",\"doc\":\"x\",\"id\":\"y\"",
	"\\",	 "\\\\\"",
	"{}",	 "},\"created\":\"2026-01-01T00:00:00Z\"",
	"\n\t",	 "\xe2\x80\x9c",
	"del",	 "\"del\":true,",
};

static unsigned draw(void)
{
	static uint64_t state = 1;

	return (unsigned)(test_random(&state) >> 16);
}

static void append_words(struct buffer *text)
{
	buffer_clear(text);
	for (unsigned i = draw() % 5; i > 0; i--)
		buffer_append_string(
			text,
			words[draw() % (sizeof(words) / sizeof(words[0]))]);
}

/* Makes a file of marks of all kinds, some of them changed or deleted. */
static void make_marks(const char *folder)
{
	struct store *store = open_store(folder);

	for (unsigned i = 0; i < MARKS; i++) {
		struct mark mark;

		mark_init(&mark);
		store_new_id(mark.id);
		SET_STRING(mark.document, i % 3 ? "d" : mark.id);
		append_words(&mark.original.anchor.exact);
		append_words(&mark.note);
		mark.is_confirmed = i % 5 == 0;
		if (i % 4 == 0) {
			mark.kind = MARK_BOOKMARK;
			mark.letter = (char)('a' + i / 4);
		}
		must_put(store, &mark);
		if (i % 3 == 1) {
			set_text(&mark.note, "changed");
			mark.deleted = i % 2;
			must_put(store, &mark);
		}
		mark_release(&mark);
	}
	store_free(store);
}

/* --- Looking -------------------------------------------------------------- */

static bool same_span(struct span one, struct span other)
{
	return one.len == other.len &&
	       (!one.len || memcmp(one.ptr, other.ptr, one.len) == 0);
}

/* Whether two looks at a line say the same. */
static bool agree(const struct look *one, const struct look *other)
{
	return one->kind == other->kind && one->newer == other->newer &&
	       one->deleted == other->deleted &&
	       same_span(one->id, other->id) &&
	       same_span(one->document, other->document) &&
	       same_span(one->ev, other->ev) &&
	       same_span(one->created, other->created) &&
	       (one->parsed || other->parsed ||
		same_span(one->vector, other->vector));
}

/* Holds the quick look against the careful one. It may overlook what is in the
 * middle of a line: that it is no JSON, or that it is deleted there. */
static bool is_quick(struct span line)
{
	json_t *object = fields_parse(line, STORE_RECORD);
	struct look quick, careful;
	bool was_quick;

	look_at(line, &quick);
	look_carefully(line, &careful);
	was_quick = !quick.parsed && quick.kind == LOOK_MARK;
	if (was_quick && careful.deleted)
		quick.deleted = true;
	if (object && !agree(&quick, &careful))
		fail_msg("looks differ: %.*s", (int)line.len, line.ptr);
	look_release(&quick);
	look_release(&careful);
	json_decref(object);
	return was_quick;
}

/* Changes a byte, moves a stretch, or takes one out. */
static void mutate(struct buffer *line)
{
	static const char bytes[] = "\"\\{}[],:x0 ";
	size_t at = draw() % line->len;
	size_t len = 1 + draw() % 12;

	if (len > line->len - at)
		len = line->len - at;
	switch (draw() % 3) {
	case 0:
		line->data[at] = bytes[draw() % (sizeof(bytes) - 1)];
		break;
	case 1:
		memmove(line->data + at, line->data + at + len,
			line->len - at - len);
		line->len -= len;
		break;
	default:
		memmove(line->data + at,
			line->data + draw() % (line->len - len + 1), len);
		break;
	}
}

static void test_quick_looks_agree_with_careful_ones(void **unused)
{
	struct buffer bytes, line = BUFFER_INIT;
	size_t quick = 0, lines = 0;

	(void)unused;
	make_marks("looks");
	read_whole("looks/marks.jsonl", &bytes);
	for (const char *at = bytes.data; at < bytes.data + bytes.len;) {
		const char *end =
			memchr(at, '\n', (size_t)(bytes.data + bytes.len - at));
		struct span whole = { at, (size_t)(end - at) };

		quick += is_quick(whole);
		lines++;
		for (int i = 0; i < MUTATIONS / MARKS; i++) {
			buffer_clear(&line);
			buffer_append(&line, whole.ptr, whole.len);
			for (unsigned k = draw() % 3 + 1; k > 0 && line.len;
			     k--)
				mutate(&line);
			is_quick((struct span){ line.data, line.len });
		}
		at = end + 1;
	}
	/* Most of our lines are looked at the quick way. */
	assert_true(quick * 3 > lines);
	buffer_release(&line);
	buffer_release(&bytes);
}

/* Fields that another program put where we don't hold all the same. */
static void test_an_odd_deletion_is_seen(void **unused)
{
	static const char *const document = "d";
	struct store *store = open_store("odd");
	struct buffer bytes, odd = BUFFER_INIT;
	struct mark_list list = { NULL, 0, 0 };
	struct mark mark;
	const char *kind;

	(void)unused;
	put_new(store, &mark, "d", "quote");
	store_free(store);
	read_whole("odd/marks.jsonl", &bytes);
	kind = strstr(bytes.data, "\"exact\"");
	assert_non_null(kind);
	buffer_append(&odd, bytes.data, (size_t)(kind - bytes.data));
	buffer_append_string(&odd, "\"del\":true,");
	buffer_append_string(&odd, kind);
	write_whole("odd/marks.jsonl", odd.data, odd.len);
	store = open_store("odd");
	store_marks(store, &document, 1, &list);
	assert_int_equal(list.count, 0);
	assert_int_equal(store_mark_count(store), 0);
	assert_true(store_mark(store, mark.id, &mark));
	assert_true(mark.deleted);
	mark_release(&mark);
	mark_list_release(&list);
	buffer_release(&bytes);
	buffer_release(&odd);
	store_free(store);
}

/* --- Written over --------------------------------------------------------- */

/* A file that is written over in place, as editors do, has its lines elsewhere.
 */
static void test_a_file_written_over_in_place_is_read_anew(void **unused)
{
	struct store *store = open_store("over");
	struct store *reader;
	struct mark first, second;
	struct buffer bytes, turned = BUFFER_INIT;
	const char *newline;

	(void)unused;
	put_new(store, &first, "d", "one");
	put_new(store, &second, "d", "another");
	put_note(store, first.id, "later");
	read_whole("over/marks.jsonl", &bytes);
	/* The first line goes to the end. */
	newline = memchr(bytes.data, '\n', bytes.len);
	buffer_append_string(&turned, newline + 1);
	buffer_append(&turned, bytes.data, (size_t)(newline + 1 - bytes.data));
	write_whole("over/marks.jsonl", turned.data, turned.len);
	assert_note(store, first.id, "later");
	assert_true(store_mark(store, second.id, &second));
	assert_string_equal(second.original.anchor.exact.data, "another");
	reader = open_store("over");
	assert_note(reader, first.id, "later");
	write_whole("over/marks.jsonl", "", 0);
	assert_false(store_mark(reader, second.id, &second));
	/* Who wrote them has them still. */
	assert_true(store_mark(store, second.id, &second));
	mark_release(&first);
	mark_release(&second);
	buffer_release(&bytes);
	buffer_release(&turned);
	store_free(store);
	store_free(reader);
}

/* --- Out and in ----------------------------------------------------------- */

static struct span whole_of(const struct buffer *bytes)
{
	return (struct span){ buffer_string(bytes), bytes->len };
}

static void test_lines_go_out_and_come_in_as_they_stand(void **unused)
{
	static const struct store_wish all = { NULL, 0, NULL, NULL };
	struct store *store, *other;
	struct buffer out = BUFFER_INIT, again = BUFFER_INIT, bytes;
	struct error error;
	size_t added;

	(void)unused;
	make_marks("from");
	store = open_store("from");
	store_lines(store, &all, &out);
	other = open_store("to");
	assert_true(store_put_lines(other, whole_of(&out), &added, &error));
	assert_int_equal(added, MARKS);
	read_whole("to/marks.jsonl", &bytes);
	assert_int_equal(bytes.len, out.len);
	assert_memory_equal(bytes.data, out.data, out.len);
	assert_int_equal(store_mark_count(other), store_mark_count(store));
	/* What is there is not put again, nor what it knows of. */
	assert_true(store_put_lines(other, whole_of(&out), &added, &error));
	assert_int_equal(added, 0);
	buffer_release(&bytes);
	read_whole("from/marks.jsonl", &bytes);
	assert_true(store_put_lines(other, whole_of(&bytes), &added, &error));
	assert_int_equal(added, 0);
	store_lines(other, &all, &again);
	assert_memory_equal(again.data, out.data, out.len);
	buffer_release(&out);
	buffer_release(&again);
	buffer_release(&bytes);
	store_free(store);
	store_free(other);
}

static void test_only_readable_news_come_in(void **unused)
{
	static const char lines[] =
		"{\"v\":1,\"t\":\"mark\",\"id\":\"a\",\"doc\":\"d\","
		"\"ev\":\"1\",\"vv\":{\"x\":1},\"odd\":[1.50]}\n"
		"no record\n\n"
		"{\"v\":1,\"t\":\"mark\",\"id\":\"b\",\"exact\":\"\\x\"}\n"
		"{\"v\":7,\"t\":\"colour\",\"is\":3}";
	const struct span span = { lines, sizeof(lines) - 1 };
	struct store *store = open_store("news");
	struct buffer record = BUFFER_INIT;
	struct error error;
	size_t added;

	(void)unused;
	assert_true(store_put_lines(store, span, &added, &error));
	assert_int_equal(added, 2);
	assert_true(store_put_lines(store, span, &added, &error));
	assert_int_equal(added, 0);
	assert_true(store_record(store, "a", &record));
	assert_memory_equal(record.data, lines, record.len);
	assert_false(store_record(store, "b", &record));
	buffer_release(&record);
	store_free(store);
}

static bool is_changed(void *context, const struct mark *mark)
{
	(void)context;
	return strcmp(buffer_string(&mark->note), "changed") == 0;
}

static void test_lines_of_some_marks_are_handed_out(void **unused)
{
	static const char *const document = "d";
	const struct store_wish wish = { &document, 1, is_changed, NULL };
	struct store *store;
	struct buffer out = BUFFER_INIT;
	size_t lines = 0;

	(void)unused;
	make_marks("some");
	store = open_store("some");
	store_lines(store, &wish, &out);
	for (const char *at = out.data; (at = strchr(at, '\n')); at++)
		lines++;
	/* Every third is changed, every second of those deleted. */
	assert_int_equal(lines, MARKS / 3 / 2);
	assert_null(strstr(out.data, "\"del\":true,\"kind\""));
	buffer_release(&out);
	store_free(store);
}

static void test_bookmarks_are_found_by_letter(void **unused)
{
	struct store *store;
	struct mark mark;

	(void)unused;
	make_marks("letters");
	store = open_store("letters");
	mark_init(&mark);
	assert_true(store_find_letter(store, 'a', &mark));
	assert_int_equal(mark.letter, 'a');
	assert_true(store_find_letter(store, 'c', &mark));
	assert_int_equal(mark.letter, 'c');
	assert_false(store_find_letter(store, 'z', &mark));
	mark_release(&mark);
	store_free(store);
}

/* --- What could not be written -------------------------------------------- */

/* Records that are meant for one file don't come into another one. */
static void test_the_emergency_file_is_of_one_file(void **unused)
{
	struct store *store, *other;
	struct mark mark;
	struct error error;

	(void)unused;
	scratch_mkdir("emergency");
	scratch_mkdir("emergency/a");
	scratch_mkdir("emergency/b");
	scratch_mkdir("emergency/a/marks.jsonl");
	store = open_store_at("emergency/a/marks.jsonl", "emergency/state");
	mark_init(&mark);
	store_new_id(mark.id);
	assert_false(put_one(store, &mark, &error));
	store_free(store);
	other = open_store_at("emergency/b/marks.jsonl", "emergency/state");
	assert_int_equal(store_unsaved(other), 0);
	store_free(other);
	/* By another name it is the same file. */
	store = open_store_at("emergency/b/../a/marks.jsonl",
			      "emergency/state");
	assert_int_equal(store_unsaved(store), 1);
	mark_release(&mark);
	store_free(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quick_looks_agree_with_careful_ones),
		cmocka_unit_test(test_an_odd_deletion_is_seen),
		cmocka_unit_test(
			test_a_file_written_over_in_place_is_read_anew),
		cmocka_unit_test(test_lines_go_out_and_come_in_as_they_stand),
		cmocka_unit_test(test_only_readable_news_come_in),
		cmocka_unit_test(test_lines_of_some_marks_are_handed_out),
		cmocka_unit_test(test_bookmarks_are_found_by_letter),
		cmocka_unit_test(test_the_emergency_file_is_of_one_file),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
