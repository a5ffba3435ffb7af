/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: a marks file of any bytes, with the lines of another one
 * merged into it. No line is lost that is not known, and what was done once
 * changes nothing the second time.
 *
 * What is before the first byte 0x1e is the marks file, what is behind it the
 * other one's lines.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "marks/mark.h"
#include "marks/store.h"
#include "text/utf8.h"

#define MARKS "marks.jsonl"

/* All of the marks file; nothing where there is none. */
static void take(struct buffer *out)
{
	FILE *file = fopen(fuzz_path(MARKS), "re");
	char bytes[4096];
	size_t got;

	buffer_clear(out);
	if (!file)
		return;
	while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append(out, bytes, got);
	assert(fclose(file) == 0);
}

static bool same(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len &&
	       (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

static struct store *read_store(void)
{
	struct store_options options = { .path = fuzz_path(MARKS),
					 .state = fuzz_path("state") };
	struct store *store = store_open(&options);

	store_read(store);
	return store;
}

/* --- Lines ----------------------------------------------------------------
 */

/* Line number (from 1) of a file, without its newline. */
static struct span line_of(const struct buffer *file, size_t number)
{
	const char *at = buffer_string(file);
	const char *end = at + file->len;
	const char *stop;

	while (--number) {
		at = memchr(at, '\n', (size_t)(end - at));
		assert(at);
		at++;
	}
	stop = memchr(at, '\n', (size_t)(end - at));
	return (struct span){ at, (size_t)((stop ? stop : end) - at) };
}

static bool has_line(const struct buffer *file, struct span line)
{
	const char *at = buffer_string(file);
	const char *end = at + file->len;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((stop ? stop : end) - at);

		if (len == line.len && memcmp(at, line.ptr, len) == 0)
			return true;
		at += len + 1;
	}
	return false;
}

/* Lines that are not known. */
struct unknown {
	size_t lines[64];
	size_t count;
};

static void note_line(void *context, const struct store_finding *finding)
{
	struct unknown *unknown = context;

	if (unknown->count < sizeof(unknown->lines) / sizeof(size_t))
		unknown->lines[unknown->count++] = finding->line;
}

/* --- Marks ----------------------------------------------------------------
 */

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct mark *)a)->id,
		      ((const struct mark *)b)->id);
}

/* All live marks by their ID, and that each is as it may be. */
static void list_marks(struct store *store, struct mark_list *list)
{
	for (size_t i = 0; i < store_mark_count(store); i++) {
		struct mark mark;

		mark_init(&mark);
		if (store_mark_at(store, i, &mark)) {
			assert(*mark.id && strlen(mark.id) <= MARK_ID);
			assert(!mark.deleted && mark.color < MARK_COLORS);
			assert(utf8_valid(buffer_string(&mark.note),
					  mark.note.len));
			assert(utf8_valid(
				buffer_string(&mark.original.anchor.exact),
				mark.original.anchor.exact.len));
			mark_copy(mark_list_add(list), &mark);
		}
		mark_release(&mark);
	}
	if (list->count)
		qsort(list->marks, list->count, sizeof(*list->marks), compare);
}

static void check_same_marks(const struct mark_list *a,
			     const struct mark_list *b)
{
	assert(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct mark *x = &a->marks[i];
		const struct mark *y = &b->marks[i];

		assert(strcmp(x->id, y->id) == 0 && x->kind == y->kind);
		assert(x->color == y->color && x->letter == y->letter);
		assert(same(&x->note, &y->note) && same(&x->tags, &y->tags));
		assert(same(&x->original.anchor.exact,
			    &y->original.anchor.exact));
	}
}

/* --- What is done ---------------------------------------------------------
 */

/* What others' lines say comes once; nothing that stood there goes. */
static void check_merge(const struct fuzz_input *other)
{
	struct buffer before = BUFFER_INIT, once = BUFFER_INIT;
	struct buffer twice = BUFFER_INIT, news = BUFFER_INIT;
	struct span lines = { other->bytes, other->len };
	struct store *store = read_store();
	struct error error;
	size_t count, added = 0;

	take(&before);
	count = store_news(store, lines, &news);
	lines = (struct span){ buffer_string(&news), news.len };
	if (!store_put_lines(store, lines, &added, &error))
		abort();
	assert(added <= count);
	take(&once);
	assert(once.len >= before.len);
	assert(!before.len || memcmp(once.data, before.data, before.len) == 0);
	store_free(store);
	store = read_store();
	buffer_clear(&news);
	lines = (struct span){ other->bytes, other->len };
	assert(store_news(store, lines, &news) == 0);
	assert(store_put_lines(store, lines, &added, &error) && added == 0);
	take(&twice);
	assert(same(&once, &twice));
	store_free(store);
	buffer_release(&before);
	buffer_release(&once);
	buffer_release(&twice);
	buffer_release(&news);
}

static void compact(struct store *store, size_t *left_out)
{
	struct error error;

	if (!store_compact(store, left_out, &error))
		abort();
}

/* Compaction keeps every mark and every line that is not known. */
static void check_compact(void)
{
	struct buffer before = BUFFER_INIT, once = BUFFER_INIT;
	struct buffer twice = BUFFER_INIT;
	struct mark_list marks = { 0 }, kept = { 0 };
	struct unknown unknown = { .count = 0 };
	struct store *store = read_store();
	struct store_report report;
	size_t left_out;

	take(&before);
	list_marks(store, &marks);
	store_check(store, &report, note_line, &unknown);
	compact(store, &left_out);
	take(&once);
	for (size_t i = 0; i < unknown.count; i++)
		assert(has_line(&once, line_of(&before, unknown.lines[i])));
	store_free(store);
	store = read_store();
	list_marks(store, &kept);
	check_same_marks(&marks, &kept);
	compact(store, &left_out);
	assert(left_out == 0);
	take(&twice);
	assert(same(&once, &twice));
	store_free(store);
	mark_list_release(&marks);
	mark_list_release(&kept);
	buffer_release(&before);
	buffer_release(&once);
	buffer_release(&twice);
}

/* A mark that is changed is written again, and read as it was left. */
static void check_put(void)
{
	struct store *store = read_store();
	struct store_batch batch = { .mark_count = 1 };
	struct error error;
	struct mark mark, found;

	mark_init(&mark);
	mark_init(&found);
	if (store_mark_count(store) && store_mark_at(store, 0, &mark) &&
	    !mark.read_only) {
		mark_set_note(&mark, "another note", 12);
		batch.marks = &mark;
		if (store_put(store, &batch, &error)) {
			store_free(store);
			store = read_store();
			assert(store_mark(store, mark.id, &found));
			assert(strcmp(buffer_string(&found.note),
				      "another note") == 0);
		}
	}
	mark_release(&mark);
	mark_release(&found);
	store_free(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input other = fuzz_input(data, size);
	struct fuzz_input file = fuzz_until(&other, '\x1e');

	fuzz_write(MARKS, file.bytes, file.len);
	check_merge(&other);
	check_compact();
	check_put();
	fuzz_remove(MARKS);
	fuzz_remove(MARKS ".bak");
	return 0;
}
