/* SPDX-License-Identifier: ISC */
/* Short ways to keep marks in a test and to ask for them. */
#ifndef TESTS_STORING_H
#define TESTS_STORING_H

#include "base/error.h"
#include "marks/store.h"
#include "scratch.h"

/* Opens "FOLDER/marks.jsonl" in scratch, with a state of its own. */
static inline struct store *open_store_at(const char *path, const char *state)
{
	struct store_options options = { NULL, NULL, false };
	struct store *store;

	options.path = scratch_path(path);
	options.state = scratch_path(state);
	store = store_open(&options);
	store_read(store);
	return store;
}

static inline struct store *open_store(const char *folder)
{
	char path[256], state[256];

	snprintf(path, sizeof(path), "%s/marks.jsonl", folder);
	snprintf(state, sizeof(state), "%s/state", folder);
	return open_store_at(path, state);
}

/* Copies a string into an array. */
#define SET_STRING(array, string) \
	snprintf((array), sizeof(array), "%s", (string))

static inline void set_text(struct buffer *buffer, const char *text)
{
	buffer_clear(buffer);
	buffer_append_string(buffer, text);
}

static inline bool put_one(struct store *store, struct mark *mark,
			   struct error *error)
{
	struct store_batch batch = { mark, 1, NULL, 0 };

	return store_put(store, &batch, error);
}

/* Keeps a mark as it is. */
static inline void must_put(struct store *store, struct mark *mark)
{
	struct error error;

	if (!put_one(store, mark, &error))
		fail_msg("%s", error.sentence);
}

/* Lines of a marks file. */
#define MARK_LINE(rest) "{\"v\":1,\"t\":\"mark\"," rest "}\n"
#define DOC_LINE(rest)	"{\"v\":1,\"t\":\"doc\"," rest "}\n"

/* Makes a highlight (initialised here) of a quote, and keeps it. */
static inline void put_new(struct store *store, struct mark *mark,
			   const char *document, const char *quote)
{
	mark_init(mark);
	store_new_id(mark->id);
	SET_STRING(mark->document, document);
	set_text(&mark->original.anchor.exact, quote);
	must_put(store, mark);
}

/* Changes the note of a mark as it is known. */
static inline void put_note(struct store *store, const char *id,
			    const char *note)
{
	struct mark mark;

	mark_init(&mark);
	assert_true(store_mark(store, id, &mark));
	set_text(&mark.note, note);
	must_put(store, &mark);
	mark_release(&mark);
}

/* Reads what others wrote. */
static inline void catch_up(struct store *store)
{
	store_look(store);
	store_read(store);
}

static inline void assert_note(struct store *store, const char *id,
			       const char *note)
{
	struct mark mark;

	mark_init(&mark);
	assert_true(store_mark(store, id, &mark));
	assert_string_equal(buffer_string(&mark.note), note);
	mark_release(&mark);
}

/* All of a file in scratch; released by the caller. */
static inline void read_whole(const char *name, struct buffer *out)
{
	char bytes[4096];
	FILE *file = fopen(scratch_path(name), "re");
	size_t got;

	assert_non_null(file);
	buffer_init(out);
	while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append(out, bytes, got);
	fclose(file);
}

static inline void write_whole(const char *name, const char *bytes, size_t len)
{
	FILE *file = fopen(scratch_path(name), "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* Writes "FOLDER/marks.jsonl", the folder being new, and opens it. */
static inline struct store *open_lines(const char *folder, const char *lines)
{
	char path[256];

	scratch_mkdir(folder);
	snprintf(path, sizeof(path), "%s/marks.jsonl", folder);
	scratch_write(path, lines);
	return open_store(folder);
}

static inline void append_whole(const char *name, const char *text)
{
	FILE *file = fopen(scratch_path(name), "ae");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static inline bool has_bytes(const char *name, const char *bytes, size_t len)
{
	struct buffer all;
	bool has;

	read_whole(name, &all);
	has = len == 0 || (all.len && memmem(all.data, all.len, bytes, len));
	buffer_release(&all);
	return has;
}

static inline bool has_text(const char *name, const char *text)
{
	return has_bytes(name, text, strlen(text));
}

#endif
