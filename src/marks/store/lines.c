/* SPDX-License-Identifier: ISC */
/* Hand out records as they stand, and take in those of others. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "marks/store/held.h"
#include "marks/store/record.h"

/* --- Out ------------------------------------------------------------------ */

/* Lines, or groups, by their numbers. */
struct numbers {
	uint32_t *items;
	size_t count;
	size_t room;
};

static void add_number(struct numbers *numbers, uint32_t number)
{
	MEMORY_RESERVE(numbers->items, numbers->room, numbers->count + 1);
	numbers->items[numbers->count++] = number;
}

static int compare_numbers(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

static void sort_numbers(struct numbers *numbers)
{
	size_t kept = 0;

	if (!numbers->count)
		return;
	qsort(numbers->items, numbers->count, sizeof(*numbers->items),
	      compare_numbers);
	for (size_t i = 0; i < numbers->count; i++)
		if (!kept || numbers->items[kept - 1] != numbers->items[i])
			numbers->items[kept++] = numbers->items[i];
	numbers->count = kept;
}

/* Adds the groups of which a record says that it is of a document. */
static void add_document(const struct catalog *known, const char *document,
			 struct numbers *groups)
{
	uint64_t hash = catalog_hash(document, strlen(document));

	for (size_t i = 0; hash && i < known->line_count; i++)
		if (known->lines[i].document == hash &&
		    known->lines[i].group != CATALOG_NONE &&
		    !known->lines[i].superseded)
			add_number(groups, known->lines[i].group);
}

/* Adds the lines of a group that no other one dominates, as far as they are
 * sound. */
static void add_heads(struct store *store, uint32_t group,
		      const struct store_wish *wish, struct numbers *lines)
{
	struct catalog *known = &store->known;
	bool wanted = true;
	struct mark mark;

	catalog_prove(known, group);
	if (known->groups[group].is_mark && wish->wants) {
		mark_init(&mark);
		wanted = held_read_mark(store, group, &mark) && !mark.deleted &&
			 wish->wants(wish->context, &mark);
		mark_release(&mark);
	}
	if (!wanted)
		return;
	for (uint32_t i = known->groups[group].head; i != CATALOG_NONE;
	     i = known->lines[i].next_head)
		add_number(lines, i);
}

/* Appends a line, which has a newline then. */
static bool append_line(const struct catalog *known, uint32_t number,
			struct buffer *out)
{
	struct buffer bytes = BUFFER_INIT;
	bool done = catalog_fetch(known, number, &bytes);
	struct span line =
		fields_trim((struct span){ buffer_string(&bytes), bytes.len });

	if (done) {
		buffer_append(out, line.ptr, line.len);
		buffer_append_byte(out, '\n');
	}
	buffer_release(&bytes);
	return done;
}

void store_lines(struct store *store, const struct store_wish *wish,
		 struct buffer *out)
{
	const struct catalog *known = &store->known;
	struct numbers groups = { NULL, 0, 0 }, lines = { NULL, 0, 0 };

	held_read_on(store);
	for (size_t i = 0; i < wish->count; i++)
		add_document(known, wish->documents[i], &groups);
	for (uint32_t i = 0; !wish->documents && i < known->group_count; i++)
		add_number(&groups, i);
	sort_numbers(&groups);
	for (size_t i = 0; i < groups.count; i++)
		add_heads(store, groups.items[i], wish, &lines);
	sort_numbers(&lines);
	for (size_t i = 0; i < lines.count; i++)
		append_line(known, lines.items[i], out);
	free(groups.items);
	free(lines.items);
}

static int append_text(const char *bytes, size_t len, void *context)
{
	buffer_append(context, bytes, len);
	return 0;
}

/* What several records say together. */
static void append_merged(const struct held_group *held, const char *id,
			  struct buffer *out)
{
	const struct merged *merged = &held->merged;
	json_t *record = json_object();

	json_object_set_new(record, "v", json_integer(1));
	json_object_set_new(record, "t", json_string("mark"));
	if (merged->deleted)
		json_object_set_new(record, "del", json_true());
	json_object_update(record, merged->fields);
	json_object_set_new(record, "id", json_string(id));
	if (merged->at)
		json_object_set_new(record, "at", json_string(merged->at));
	if (merged->by)
		json_object_set_new(record, "by", json_string(merged->by));
	json_dump_callback(record, append_text, out, JSON_COMPACT);
	buffer_append_byte(out, '\n');
	json_decref(record);
}

bool store_record(struct store *store, const char *id, struct buffer *line)
{
	struct held_group held;
	uint32_t group;

	held_read_on(store);
	group = catalog_group(&store->known, true, id);
	if (group == CATALOG_NONE || !held_merge(store, group, &held))
		return false;
	if (held.merged.heads == 1 && held.count == 1) {
		buffer_append(line, held.records[0].bytes, held.records[0].len);
		buffer_append_byte(line, '\n');
	} else {
		append_merged(&held, id, line);
	}
	held_forget(&held);
	return true;
}

/* --- In ------------------------------------------------------------------- */

static void see(struct map *seen, struct span line)
{
	map_put(seen, line.ptr, line.len, 0);
}

/* Whether a line is known by what it says: its event, and those before. */
static bool has_event(const struct line *line)
{
	return (line->kind == LOOK_MARK || line->kind == LOOK_SIGHTING) &&
	       line->vector_count && line->ev != (uint32_t)catalog_hash("", 0);
}

/* What has no events, or none that is told, is known by its bytes. */
static void see_foreign(const struct catalog *known, struct map *seen)
{
	struct buffer bytes = BUFFER_INIT;

	for (uint32_t i = 0; i < known->line_count; i++) {
		if (known->lines[i].kind == LOOK_UNREADABLE ||
		    has_event(&known->lines[i]))
			continue;
		buffer_clear(&bytes);
		if (catalog_fetch(known, i, &bytes))
			see(seen, fields_trim((struct span){ bytes.data,
							     bytes.len }));
	}
	buffer_release(&bytes);
}

/* Whether a line is a record that can be read to its end, and is news. */
static bool is_news(struct store *store, struct span line)
{
	json_t *object = fields_parse(line, STORE_RECORD);
	bool readable = object != NULL;
	struct look look;
	bool news;

	json_decref(object);
	if (!readable)
		return false;
	look_at(line, &look);
	if (look.kind == LOOK_MARK || look.kind == LOOK_SIGHTING)
		news = !held_has_event(store, &look, false);
	else
		news = look.kind == LOOK_FOREIGN || look.kind == LOOK_NEWER;
	look_release(&look);
	return news;
}

size_t store_news(struct store *store, struct span lines, struct buffer *out)
{
	const char *at = lines.ptr;
	const char *end = at + lines.len;
	struct map seen = MAP_INIT;
	size_t count = 0;

	store_read(store);
	held_read_on(store);
	see_foreign(&store->known, &seen);
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *stop = newline ? newline : end;
		struct span line =
			fields_trim((struct span){ at, (size_t)(stop - at) });
		uint32_t value;

		at = newline ? newline + 1 : end;
		if (!line.len || map_get(&seen, line.ptr, line.len, &value) ||
		    !is_news(store, line))
			continue;
		see(&seen, line);
		buffer_append(out, line.ptr, line.len);
		buffer_append_byte(out, '\n');
		count++;
	}
	map_release(&seen);
	return count;
}

bool store_put_lines(struct store *store, struct span lines, size_t *added,
		     struct error *error)
{
	struct buffer news = BUFFER_INIT;
	bool done = held_may_write(store, error);

	*added = 0;
	if (done)
		*added = store_news(store, lines, &news);
	if (*added)
		done = unsaved_write(store, &news, error);
	buffer_release(&news);
	return done;
}
