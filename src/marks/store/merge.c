/* SPDX-License-Identifier: ISC */
/* What is true of an ID, computed from its records. */
#include "marks/store/merge.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/store.h"
#include "marks/store/look.h"

/* Of more records than that each is a head, and nothing in them superseded, for
 * comparing all with all would take too long. No person makes so many changes
 * to one mark without knowing of each other. */
enum {
	COMPARED = 512,
	JOINED = 16, /* heads whose events are named as those of a field */
};

/* --- Records -------------------------------------------------------------- */

static void read_vector(const json_t *json, struct writers *writers,
			struct vector *vector)
{
	json_t *entries = json_object_get(json, "vv");
	const char *writer;
	json_t *counter;

	json_object_foreach(entries, writer, counter)
	{
		if (json_typeof(counter) == JSON_INTEGER)
			vector_add(
				vector,
				writers_number(writers, writer, strlen(writer)),
				json_integer_value(counter));
	}
	vector_settle(vector);
}

bool record_parse(struct record *record, struct span line,
		  struct writers *writers)
{
	struct look look;

	memset(record, 0, sizeof(*record));
	record->json = fields_parse(line, STORE_RECORD);
	look_at_object(record->json, &look);
	if (look.kind != LOOK_MARK && look.kind != LOOK_SIGHTING) {
		json_decref(record->json);
		record->json = NULL;
		return false;
	}
	line = fields_trim(line);
	record->bytes = memory_copy_string(line.ptr, line.len);
	record->len = line.len;
	record->ev = look.ev.ptr ? look.ev.ptr : "";
	record->newer = look.newer;
	read_vector(record->json, writers, &record->vector);
	return true;
}

void record_release(struct record *record)
{
	json_decref(record->json);
	free(record->bytes);
	vector_release(&record->vector);
	memset(record, 0, sizeof(*record));
}

/* Event order. Of two objects none is the beginning of the other one. */
static int compare_events(const void *one, const void *other)
{
	const struct record *a = one;
	const struct record *b = other;
	int order = strcmp(a->ev, b->ev);
	size_t len = a->len < b->len ? a->len : b->len;

	return order == 0 ? memcmp(a->bytes, b->bytes, len) : order;
}

/* --- Heads ---------------------------------------------------------------- */

/* What is merged: heads, in event order. */
struct merge {
	const struct record **heads;
	size_t count;
	struct writers *writers;
	struct merged *merged;
};

static bool is_dominated(const struct record *records, size_t count,
			 const struct record *record)
{
	for (size_t i = 0; i < count; i++)
		if (vector_compare(record->vector.entries, record->vector.count,
				   records[i].vector.entries,
				   records[i].vector.count) == VECTOR_BEFORE)
			return true;
	return false;
}

static void find_heads(struct merge *merge, const struct record *records,
		       size_t count)
{
	merge->heads = memory_alloc_zeroed(count, sizeof(const void *));
	for (size_t i = 0; i < count; i++) {
		const struct record *record = &records[i];

		if (i && compare_events(record - 1, record) == 0)
			continue;
		if (count > COMPARED || !is_dominated(records, count, record))
			merge->heads[merge->count++] = record;
	}
}

/* --- Fields --------------------------------------------------------------- */

/* Whether a field is one that makes a record an event. */
static bool is_event(const char *field)
{
	static const char *const event[] = { "v",    "t",  "id", "ev", "vv",
					     "dots", "at", "by", "del" };

	for (size_t i = 0; i < sizeof(event) / sizeof(event[0]); i++)
		if (strcmp(field, event[i]) == 0)
			return true;
	return false;
}

json_t *merge_dot(const char *writer, int64_t counter)
{
	struct buffer text = BUFFER_INIT;
	json_t *dot;

	buffer_append_format(&text, "%s:%" PRId64, writer, counter);
	dot = json_stringn(text.data, text.len);
	buffer_release(&text);
	return dot;
}

/* Which event set a field of a head, owned; NULL: that is not known. */
static json_t *dot_of(const struct merge *merge, const struct record *head,
		      const char *field)
{
	json_t *dots = json_object_get(head->json, "dots");
	json_t *dot = json_object_get(dots, field);

	if (!dot)
		dot = json_object_get(dots, "*");
	if (json_is_string(dot))
		return json_incref(dot);
	if (dots || head->vector.count != 1)
		return NULL;
	return merge_dot(merge->writers->names[head->vector.entries[0].writer],
			 head->vector.entries[0].counter);
}

/* Whether a record knows of an event. */
static bool knows_event(const struct merge *merge, const struct record *record,
			struct span event)
{
	const char *colon = memrchr(event.ptr, ':', event.len);
	uint32_t writer;

	if (!colon || !map_get(&merge->writers->numbers, event.ptr,
			       (size_t)(colon - event.ptr), &writer))
		return false;
	return vector_counter(&record->vector, writer) >=
	       strtoll(colon + 1, NULL, 10);
}

/* The same of all events of a dot. */
static bool knows(const struct merge *merge, const struct record *record,
		  const json_t *dot)
{
	const char *at = json_string_value(dot);

	for (;;) {
		size_t len = strcspn(at, " ");

		if (!knows_event(merge, record, (struct span){ at, len }))
			return false;
		at += len;
		if (!*at++)
			return true;
	}
}

/* A field as the heads have it. */
struct saying {
	json_t *value; /* borrowed; NULL: the head lacks it */
	json_t *dot;   /* owned; NULL: not known */
	bool superseded;
};

static bool is_same(const json_t *one, const json_t *other)
{
	return one == other || (one && other && json_equal(one, other));
}

static bool is_superseded(const struct merge *merge,
			  const struct saying *sayings, size_t i)
{
	if (!sayings[i].dot)
		return false;
	for (size_t j = 0; j < merge->count; j++)
		if (j != i && !is_same(sayings[i].value, sayings[j].value) &&
		    !is_same(sayings[i].dot, sayings[j].dot) &&
		    knows(merge, merge->heads[j], sayings[i].dot))
			return true;
	return false;
}

/* Finds what holds of a field; all does if each is superseded by another one,
 * as what was merged from different sets may be. */
static void supersede(const struct merge *merge, struct saying *sayings)
{
	size_t superseded = 0;

	if (merge->count > COMPARED)
		return;
	for (size_t i = 0; i < merge->count; i++) {
		sayings[i].superseded = is_superseded(merge, sayings, i);
		superseded += sayings[i].superseded;
	}
	for (size_t i = 0; superseded == merge->count && i < superseded; i++)
		sayings[i].superseded = false;
}

static void say(const struct merge *merge, const char *field, json_t *value,
		json_t *dot)
{
	if (value)
		json_object_set(merge->merged->fields, field, value);
	if (dot)
		json_object_set(merge->merged->dots, field, dot);
}

/* The last one in event order that has the field, if any has. */
static void say_last(const struct merge *merge, const char *field,
		     const struct saying *sayings)
{
	const struct saying *last = NULL;

	for (size_t i = 0; i < merge->count; i++)
		if (!sayings[i].superseded &&
		    (sayings[i].value || !last || !last->value))
			last = &sayings[i];
	/* They are never all superseded. */
	assert(last);
	say(merge, field, last->value, last->dot);
}

/* What several heads said is set by all of their events; owned. NULL: one is
 * not known. */
static json_t *join_dots(const struct merge *merge,
			 const struct saying *sayings)
{
	struct buffer dots = BUFFER_INIT;
	struct map seen = MAP_INIT;
	bool all = merge->count <= JOINED;
	json_t *joined = NULL;

	for (size_t i = 0; i < merge->count && all; i++) {
		const char *dot = json_string_value(sayings[i].dot);
		uint32_t value;

		if (sayings[i].superseded || !sayings[i].value)
			continue;
		all = dot != NULL;
		if (!all || map_get(&seen, dot, strlen(dot), &value))
			continue;
		map_put(&seen, dot, strlen(dot), 0);
		if (dots.len)
			buffer_append_byte(&dots, ' ');
		buffer_append_string(&dots, dot);
	}
	if (all)
		joined = json_stringn(buffer_string(&dots), dots.len);
	map_release(&seen);
	buffer_release(&dots);
	return joined;
}

static void say_joined(const struct merge *merge, const char *field,
		       const struct saying *sayings, json_t *value)
{
	json_t *dot = join_dots(merge, sayings);

	say(merge, field, value, dot);
	json_decref(dot);
}

/* --- Notes ---------------------------------------------------------------- */

/* "--- also written on k3f9, 2026-10-11 ---" */
static void append_origin(struct buffer *note, const struct record *head)
{
	const char *by = fields_string(head->json, "by");
	const char *at = fields_string(head->json, "at");

	buffer_append_format(note, "\n--- also written on %s",
			     by && *by ? by : "another machine");
	if (at && strlen(at) >= 10)
		buffer_append_format(note, ", %.10s", at);
	buffer_append_string(note, " ---\n");
}

static void say_note(const struct merge *merge, const char *field,
		     const struct saying *sayings)
{
	struct buffer note = BUFFER_INIT;
	struct map texts = MAP_INIT;
	json_t *joined;

	for (size_t i = 0; i < merge->count; i++) {
		const char *text = json_string_value(sayings[i].value);
		uint32_t seen;

		if (sayings[i].superseded || !text || !*text ||
		    map_get(&texts, text, strlen(text), &seen))
			continue;
		map_put(&texts, text, strlen(text), 0);
		if (note.len)
			append_origin(&note, merge->heads[i]);
		buffer_append_string(&note, text);
	}
	if (texts.count < 2) {
		say_last(merge, field, sayings);
	} else {
		joined = json_stringn(note.data, note.len);
		say_joined(merge, field, sayings, joined);
		json_decref(joined);
	}
	map_release(&texts);
	buffer_release(&note);
}

/* --- Tags ----------------------------------------------------------------- */

/* In the order of their first use; a list of what else is in there too. */
static void say_tags(const struct merge *merge, const char *field,
		     const struct saying *sayings)
{
	struct map texts = MAP_INIT;
	json_t *tags = json_array();
	size_t lists = 0;

	for (size_t i = 0; i < merge->count; i++) {
		json_t *tag;
		size_t k;

		if (sayings[i].superseded || !json_is_array(sayings[i].value))
			continue;
		lists++;
		json_array_foreach(sayings[i].value, k, tag)
		{
			const char *text = json_string_value(tag);
			uint32_t seen;

			if (text && map_get(&texts, text, strlen(text), &seen))
				continue;
			if (text)
				map_put(&texts, text, strlen(text), 0);
			json_array_append(tags, tag);
		}
	}
	if (lists < 2)
		say_last(merge, field, sayings);
	else
		say_joined(merge, field, sayings, tags);
	json_decref(tags);
	map_release(&texts);
}

/* --- All of it ------------------------------------------------------------ */

static void merge_field(const struct merge *merge, const char *field,
			struct saying *sayings)
{
	bool agreed = true;

	for (size_t i = 0; i < merge->count; i++) {
		sayings[i].value =
			json_object_get(merge->heads[i]->json, field);
		sayings[i].dot = dot_of(merge, merge->heads[i], field);
		sayings[i].superseded = false;
		agreed = agreed && is_same(sayings[i].value, sayings[0].value);
	}
	if (!agreed)
		supersede(merge, sayings);
	if (!agreed && strcmp(field, "note") == 0)
		say_note(merge, field, sayings);
	else if (!agreed && strcmp(field, "tags") == 0)
		say_tags(merge, field, sayings);
	else
		say_last(merge, field, sayings);
	for (size_t i = 0; i < merge->count; i++)
		json_decref(sayings[i].dot);
}

static void merge_fields(const struct merge *merge, const char *const *known)
{
	struct saying *sayings =
		memory_alloc_zeroed(merge->count, sizeof(*sayings));
	struct map done = MAP_INIT;

	for (; *known; known++) {
		map_put(&done, *known, strlen(*known), 0);
		merge_field(merge, *known, sayings);
	}
	for (size_t i = 0; i < merge->count; i++) {
		const char *field;
		json_t *value;

		json_object_foreach(merge->heads[i]->json, field, value)
		{
			uint32_t seen;

			if (is_event(field) ||
			    map_get(&done, field, strlen(field), &seen))
				continue;
			map_put(&done, field, strlen(field), 0);
			merge_field(merge, field, sayings);
		}
	}
	map_release(&done);
	free(sayings);
}

void merge_records(struct record *records, size_t count,
		   const char *const *known, struct writers *writers,
		   struct merged *merged)
{
	struct merge merge = { NULL, 0, writers, merged };

	memset(merged, 0, sizeof(*merged));
	merged->fields = json_object();
	merged->dots = json_object();
	qsort(records, count, sizeof(*records), compare_events);
	find_heads(&merge, records, count);
	merge_fields(&merge, known);
	merged->heads = merge.count;
	merged->deleted = true;
	for (size_t i = 0; i < merge.count; i++) {
		const struct record *head = merge.heads[i];

		merged->deleted =
			merged->deleted &&
			json_is_true(json_object_get(head->json, "del"));
		merged->newer = merged->newer || head->newer;
		merged->at = fields_string(head->json, "at");
		merged->by = fields_string(head->json, "by");
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < records[i].vector.count; k++)
			vector_add(&merged->join,
				   records[i].vector.entries[k].writer,
				   records[i].vector.entries[k].counter);
	vector_settle(&merged->join);
	free(merge.heads);
}

void merged_release(struct merged *merged)
{
	json_decref(merged->fields);
	json_decref(merged->dots);
	vector_release(&merged->join);
	memset(merged, 0, sizeof(*merged));
}
