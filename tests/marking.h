/* SPDX-License-Identifier: ISC */
/* Marks that follow from their ID, for whoever puts many into a store. */
#ifndef TESTS_MARKING_H
#define TESTS_MARKING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "marks/mark.h"
#include "marks/store.h"

/* Opens the marks file of a folder, whose state is in the same folder: so a
 * copy of the folder is the clone of a home. */
static inline struct store *marking_open(const char *folder)
{
	struct buffer path = BUFFER_INIT;
	struct buffer state = BUFFER_INIT;
	struct store_options options = { NULL, NULL, false };
	struct store *store;

	buffer_append_format(&path, "%s/marks.jsonl", folder);
	buffer_append_format(&state, "%s/state", folder);
	options.path = path.data;
	options.state = state.data;
	store = store_open(&options);
	buffer_release(&path);
	buffer_release(&state);
	return store;
}

/* Makes what is kept of a mark beside its note; mark is initialised. */
static inline void marking_make(struct mark *mark, const char *id,
				const char *document)
{
	struct anchor *anchor = &mark->original.anchor;

	mark_release(mark);
	snprintf(mark->id, sizeof(mark->id), "%s", id);
	snprintf(mark->document, sizeof(mark->document), "%s", document);
	mark->color = (enum mark_color)(strlen(id) % MARK_COLORS);
	mark->created_ms = 1750000000000;
	buffer_append_format(&mark->head, "Part \"One\"\nOf %s", id);
	buffer_append_format(&anchor->exact,
			     "What %s says\nof \\ and \xe2\x82\xac", id);
	buffer_append_format(&anchor->prefix, "before %s, ", id);
	buffer_append_format(&anchor->suffix, " and behind %s.", id);
	anchor->ordinal = 1;
	anchor->total = 3;
	mark->original.start = 1000;
	mark->original.end = 1234;
	mark->original.len = 56789;
	mark->original.norm = 1;
}

/* Keeps a mark as it is. */
static inline bool marking_put(struct store *store, struct mark *mark,
			       struct error *error)
{
	const struct store_batch batch = { .marks = mark, .mark_count = 1 };

	return store_put(store, &batch, error);
}

static inline bool marking_add(struct store *store, const char *id,
			       const char *note, struct error *error)
{
	struct mark mark;
	bool kept;

	mark_init(&mark);
	marking_make(&mark, id, "a-document");
	mark_set_note(&mark, note, strlen(note));
	kept = marking_put(store, &mark, error);
	mark_release(&mark);
	return kept;
}

/* Appends bytes in one line. */
static inline void marking_escape(struct buffer *out,
				  const struct buffer *bytes)
{
	for (size_t i = 0; i < bytes->len; i++) {
		unsigned char byte = (unsigned char)bytes->data[i];

		if (byte == '\n')
			buffer_append_string(out, "\\n");
		else if (byte == '\\' || byte < 0x20)
			buffer_append_format(out, "\\x%02x", byte);
		else
			buffer_append_byte(out, (char)byte);
	}
}

static inline void marking_append_selector(struct buffer *out,
					   const struct selector *selector)
{
	const struct anchor *anchor = &selector->anchor;

	marking_escape(out, &anchor->exact);
	buffer_append_byte(out, '|');
	marking_escape(out, &anchor->prefix);
	buffer_append_byte(out, '|');
	marking_escape(out, &anchor->suffix);
	buffer_append_format(out, "|%u|%u|%u|%u|%u|%d|%s", selector->start,
			     selector->end, selector->len, anchor->ordinal,
			     anchor->total, selector->norm,
			     selector->fingerprint);
}

/* Appends a line with all of a mark but when it was changed, by whom. */
static inline void marking_append(struct buffer *out, const struct mark *mark)
{
	buffer_append_format(out, "%s ", mark->id);
	marking_escape(out, &mark->note);
	buffer_append_format(out, "|%s|%d|%s|%d|%d|%lld|", mark->document,
			     mark->kind, mark_color_name(mark->color),
			     mark->letter, mark->deleted,
			     (long long)mark->created_ms);
	marking_escape(out, &mark->tags);
	buffer_append_byte(out, '|');
	marking_escape(out, &mark->head);
	buffer_append_byte(out, '|');
	marking_append_selector(out, &mark->original);
	if (mark->is_confirmed) {
		buffer_append_string(out, "|confirmed|");
		marking_append_selector(out, &mark->confirmed);
	}
	buffer_append_byte(out, '\n');
}

static inline int marking_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Appends a line for each live mark, sorted. */
static inline void marking_list(struct store *store, struct buffer *out)
{
	size_t count = store_mark_count(store);
	char **lines = calloc(count + 1, sizeof(*lines));
	struct mark mark;

	if (!lines)
		abort();
	mark_init(&mark);
	for (size_t i = 0; i < count; i++) {
		struct buffer line = BUFFER_INIT;

		if (store_mark_at(store, i, &mark))
			marking_append(&line, &mark);
		lines[i] = buffer_detach(&line);
	}
	mark_release(&mark);
	qsort(lines, count, sizeof(*lines), marking_compare);
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(out, lines[i] ? lines[i] : "");
		free(lines[i]);
	}
	free(lines);
}

#endif
