/* SPDX-License-Identifier: ISC */
/* The lines of the marks file and those beside it, by what they are of. */
#include "marks/store/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/store.h"
#include "marks/store/uuid.h"

/* Lines that are compared with a new one of their ID. More heads than that are
 * no person's; that some of them are superseded is then seen later, in
 * merging. */
enum { COMPARED = 512 };

/* Room that is made at once for IDs of lines that are of common length. */
enum { LINE = 512, IDS = 1024 * 1024 };

/* What makes a hash another one. */
enum { OF_MARK = 1, OF_SIGHTING, OF_TEXT };

void catalog_init(struct catalog *catalog, struct writers *writers)
{
	memset(catalog, 0, sizeof(*catalog));
	catalog->writers = writers;
}

void catalog_release(struct catalog *catalog)
{
	for (size_t i = 0; i < catalog->source_count; i++) {
		logfile_release(catalog->sources[i]);
		free(catalog->sources[i]);
	}
	free(catalog->sources);
	free(catalog->lines);
	free(catalog->groups);
	free(catalog->clues);
	free(catalog->order);
	free(catalog->listed);
	vector_release(&catalog->vectors);
	vector_release(&catalog->scratch);
	table_release(&catalog->ids);
	table_release(&catalog->documents);
	catalog_init(catalog, catalog->writers);
}

struct logfile *catalog_add_source(struct catalog *catalog,
				   enum logfile_kind kind, const char *path)
{
	struct logfile *source = memory_alloc(sizeof(*source));

	logfile_init(source, kind, path);
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): it holds pointers. */
	MEMORY_RESERVE(catalog->sources, catalog->source_room,
		       catalog->source_count + 1);
	catalog->sources[catalog->source_count++] = source;
	return source;
}

struct logfile *catalog_memory(const struct catalog *catalog)
{
	return catalog->sources[catalog->source_count - 1];
}

bool catalog_fetch(const struct catalog *catalog, uint32_t line,
		   struct buffer *out)
{
	const struct line *wanted = &catalog->lines[line];

	return logfile_fetch(catalog->sources[wanted->source], wanted->off,
			     wanted->len, out);
}

uint64_t catalog_hash(const char *bytes, size_t len)
{
	return len ? table_hash((struct span){ bytes, len }, OF_TEXT) : 0;
}

static uint64_t hash_id(bool is_mark, struct span id)
{
	return table_hash(id, is_mark ? OF_MARK : OF_SIGHTING);
}

/* --- Heads ---------------------------------------------------------------- */

static enum vector_order compare(const struct catalog *catalog,
				 const struct line *one,
				 const struct line *other)
{
	const struct vector_entry *entries = catalog->vectors.entries;

	if (!one->vector_count && !other->vector_count)
		return VECTOR_EQUAL;
	return vector_compare(entries + one->vector, one->vector_count,
			      entries + other->vector, other->vector_count);
}

static struct span without_newline(const struct buffer *line)
{
	return fields_trim((struct span){ buffer_string(line), line->len });
}

/* Whether two lines of a group are the same, byte for byte. */
static bool is_copy(const struct catalog *catalog, uint32_t one, uint32_t other)
{
	struct buffer bytes = BUFFER_INIT, others = BUFFER_INIT;
	bool same = catalog->lines[one].ev == catalog->lines[other].ev;
	struct span a, b;

	if (!same)
		return false;
	same = catalog_fetch(catalog, one, &bytes) &&
	       catalog_fetch(catalog, other, &others);
	a = without_newline(&bytes);
	b = without_newline(&others);
	same = same && a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
	buffer_release(&bytes);
	buffer_release(&others);
	return same;
}

/* Finds out what a new line of a group does to its heads (C2). */
static void place_head(struct catalog *catalog, struct group *group,
		       uint32_t number)
{
	struct line *line = &catalog->lines[number];
	uint32_t *link = &group->head;
	size_t compared = 0;

	while (*link != CATALOG_NONE && !line->superseded &&
	       compared++ < COMPARED) {
		struct line *head = &catalog->lines[*link];
		enum vector_order order = compare(catalog, line, head);

		if (order == VECTOR_AFTER) {
			head->superseded = true;
			*link = head->next_head;
			continue;
		}
		line->superseded = order == VECTOR_BEFORE ||
				   (order == VECTOR_EQUAL &&
				    is_copy(catalog, *link, number));
		link = &head->next_head;
	}
	if (line->superseded)
		return;
	line->next_head = group->head;
	group->head = number;
}

/* --- Lines ---------------------------------------------------------------- */

void catalog_read_vector(struct writers *writers, const struct look *look,
			 struct vector *vector)
{
	struct span rest = look->vector, writer;
	json_t *entries = json_object_get(look->parsed, "vv");
	const char *name;
	json_t *value;
	int64_t counter;

	vector->count = 0;
	/* unreached: a look has no vector that cannot be read to its end. */
	while (rest.len && look_entry(&rest, &writer, &counter))
		vector_add(vector,
			   writers_number(writers, writer.ptr, writer.len),
			   counter);
	json_object_foreach(entries, name, value)
	{
		if (json_typeof(value) == JSON_INTEGER)
			vector_add(vector,
				   writers_number(writers, name, strlen(name)),
				   json_integer_value(value));
	}
	vector_settle(vector);
}

static void read_vector(struct catalog *catalog, const struct look *look,
			struct line *line)
{
	struct vector *vector = &catalog->scratch;

	catalog_read_vector(catalog->writers, look, vector);
	line->vector = (uint32_t)catalog->vectors.count;
	for (size_t i = 0; i < vector->count; i++)
		vector_add(&catalog->vectors, vector->entries[i].writer,
			   vector->entries[i].counter);
	line->vector_count = (uint32_t)vector->count;
}

/* What marks are ordered by: the second in which it was made, and within it
 * what a UUIDv7 says. */
static uint64_t order_of(const struct look *look)
{
	uint64_t seconds = (uint64_t)look_time(look->created);
	unsigned count = 0;
	int64_t ms = 0;

	if (uuid_time(look->id.ptr, look->id.len, &ms, &count) && !seconds)
		seconds = (uint64_t)ms / 1000;
	return seconds << 22 | (uint64_t)(ms % 1000) << 12 | count;
}

static struct group *find_group(struct catalog *catalog, bool is_mark,
				uint64_t hash, uint32_t *number)
{
	uint32_t *slot = table_slot(&catalog->ids, hash);

	if (*slot == TABLE_NONE) {
		*slot = (uint32_t)catalog->group_count;
		MEMORY_RESERVE(catalog->groups, catalog->group_room,
			       catalog->group_count + 1);
		catalog->groups[catalog->group_count++] =
			(struct group){ CATALOG_NONE, CATALOG_NONE, is_mark,
					false };
	}
	*number = *slot;
	return &catalog->groups[*slot];
}

/* Adds what is looked for by other things than its ID. */
static void add_clues(struct catalog *catalog, const struct look *look,
		      uint32_t number)
{
	struct line *line = &catalog->lines[number];

	if (look->kind == LOOK_SIGHTING) {
		MEMORY_RESERVE(catalog->clues, catalog->clue_room,
			       catalog->clue_count + 1);
		catalog->clues[catalog->clue_count++] =
			(struct clue){ catalog_hash(look->path.ptr,
						    look->path.len),
				       catalog_hash(look->fingerprint.ptr,
						    look->fingerprint.len),
				       number };
	} else if (line->document) {
		uint32_t *last =
			table_slot(&catalog->documents, line->document);

		line->same_document = *last;
		*last = number;
	}
}

static void add_record(struct catalog *catalog, const struct look *look,
		       uint32_t number)
{
	struct line *line = &catalog->lines[number];
	bool is_mark = look->kind == LOOK_MARK;
	uint64_t hash = hash_id(is_mark, look->id);
	struct group *group;

	table_prepare(&catalog->ids, hash);
	line->document = catalog_hash(look->document.ptr, look->document.len);
	line->ev = (uint32_t)catalog_hash(look->ev.ptr, look->ev.len);
	line->order = order_of(look);
	line->deleted = look->deleted;
	line->highlight = look->highlight;
	line->newer = look->newer;
	read_vector(catalog, look, line);
	group = find_group(catalog, is_mark, hash, &line->group);
	line->previous = group->last;
	group->last = number;
	group->sound = false;
	add_clues(catalog, look, number);
	place_head(catalog, group, number);
}

/* Where a source's lines go. */
struct filing {
	struct catalog *catalog;
	uint16_t source;
};

static void add_line(void *context, struct span bytes, int64_t off, size_t len)
{
	const struct filing *filing = context;
	struct catalog *catalog = filing->catalog;
	uint32_t number = (uint32_t)catalog->line_count;
	struct line *line;
	struct look look;

	/* unreached: fewer than 2^32 lines fit a file that anybody can wait
	 * for. */
	if (number == CATALOG_NONE - 1)
		return;
	MEMORY_RESERVE(catalog->lines, catalog->line_room, number + 1);
	catalog->line_count++;
	line = &catalog->lines[number];
	memset(line, 0, sizeof(*line));
	line->off = off;
	/* unreached: a line of 4 GiB. */
	line->len = len < UINT32_MAX ? (uint32_t)len : UINT32_MAX;
	line->source = filing->source;
	line->group = line->previous = CATALOG_NONE;
	line->next_head = line->same_document = CATALOG_NONE;
	line->kind = LOOK_UNREADABLE;
	catalog->ordered = false;
	if (!bytes.ptr)
		return;
	look_at(bytes, &look);
	line->kind = (uint8_t)look.kind;
	if (look.kind == LOOK_MARK || look.kind == LOOK_SIGHTING)
		add_record(catalog, &look, number);
	look_release(&look);
}

/* Makes room for the IDs that a source of this size is likely to have. */
static void expect_ids(struct catalog *catalog, struct logfile *source)
{
	int64_t count = logfile_size(source) / LINE;
	/* unreached: a file of 512 MiB. */
	size_t room = count < IDS ? (size_t)count : IDS;

	if (source->read_to == 0 && count > 0)
		table_reserve(&catalog->ids, catalog->ids.count + room);
}

bool catalog_step(struct catalog *catalog, size_t bytes)
{
	while (catalog->reading < catalog->source_count) {
		struct filing filing = { catalog, (uint16_t)catalog->reading };
		struct logfile *source = catalog->sources[catalog->reading];

		expect_ids(catalog, source);
		if (logfile_read(source, bytes, add_line, &filing))
			return true;
		catalog->reading++;
	}
	return false;
}

void catalog_rewind(struct catalog *catalog)
{
	catalog->reading = 0;
}

/* --- Groups --------------------------------------------------------------- */

uint32_t catalog_group(const struct catalog *catalog, bool is_mark,
		       const char *id)
{
	struct span span = { id, strlen(id) };

	return table_get(&catalog->ids, hash_id(is_mark, span));
}

bool catalog_alive(const struct catalog *catalog, uint32_t group)
{
	uint32_t head = catalog->groups[group].head;

	while (head != CATALOG_NONE && catalog->lines[head].deleted)
		head = catalog->lines[head].next_head;
	return head != CATALOG_NONE;
}

/* Whether a line is what it looked like, to its last byte. That it says that
 * the mark is deleted may have been overlooked. */
static bool is_sound(const struct catalog *catalog, uint32_t number)
{
	struct line *line = &catalog->lines[number];
	struct buffer bytes = BUFFER_INIT;
	json_t *json = NULL;
	struct look look;
	bool sound;

	if (catalog_fetch(catalog, number, &bytes))
		json = fields_parse((struct span){ bytes.data, bytes.len },
				    STORE_RECORD);
	look_at_object(json, &look);
	sound = look.kind == line->kind &&
		table_get(&catalog->ids, hash_id(look.kind == LOOK_MARK,
						 look.id)) == line->group;
	line->deleted = look.deleted;
	json_decref(json);
	buffer_release(&bytes);
	return sound;
}

/* The lines of a group in their order; owned. */
static uint32_t *list_lines(const struct catalog *catalog,
			    const struct group *group, size_t *count)
{
	uint32_t *lines;
	size_t i = 0;

	for (uint32_t at = group->last; at != CATALOG_NONE;
	     at = catalog->lines[at].previous)
		i++;
	*count = i;
	lines = memory_alloc_zeroed(i, sizeof(*lines));
	for (uint32_t at = group->last; at != CATALOG_NONE;
	     at = catalog->lines[at].previous)
		lines[--i] = at;
	return lines;
}

void catalog_prove(struct catalog *catalog, uint32_t group_number)
{
	struct group *group = &catalog->groups[group_number];
	uint32_t *lines;
	size_t count;

	if (group->sound)
		return;
	lines = list_lines(catalog, group, &count);
	*group = (struct group){ CATALOG_NONE, CATALOG_NONE, group->is_mark,
				 true };
	catalog->ordered = false;
	for (size_t i = 0; i < count; i++) {
		struct line *line = &catalog->lines[lines[i]];

		line->superseded = false;
		if (is_sound(catalog, lines[i])) {
			line->previous = group->last;
			group->last = lines[i];
			place_head(catalog, group, lines[i]);
		} else {
			line->kind = LOOK_UNREADABLE;
			line->group = line->previous = CATALOG_NONE;
		}
	}
	free(lines);
}

uint32_t catalog_document(const struct catalog *catalog, const char *document)
{
	return table_get(&catalog->documents,
			 catalog_hash(document, strlen(document)));
}

/* --- Order ---------------------------------------------------------------- */

/* A group, by when its mark was made. */
struct made {
	uint64_t order;
	uint32_t group;
	uint32_t document; /* its number, by its newest mark */
};

/* The newest first; of one moment the one that was written last. */
static int compare_made(const void *one, const void *other)
{
	const struct made *a = one;
	const struct made *b = other;

	if (a->document != b->document)
		return a->document < b->document ? -1 : 1;
	if (a->order != b->order)
		return a->order > b->order ? -1 : 1;
	return (a->group < b->group) - (a->group > b->group);
}

/* Puts marks of a document together, where the newest of them is. */
static void group_by_document(const struct catalog *catalog, struct made *made,
			      size_t count)
{
	struct table numbers = { 0 };

	for (size_t i = 0; i < count; i++) {
		uint32_t head = catalog->groups[made[i].group].head;
		uint32_t *number =
			table_slot(&numbers, catalog->lines[head].document);

		if (*number == TABLE_NONE)
			*number = (uint32_t)numbers.count;
		made[i].document = *number;
	}
	qsort(made, count, sizeof(*made), compare_made);
	table_release(&numbers);
}

size_t catalog_order(struct catalog *catalog)
{
	struct made *made;
	size_t count = 0;

	if (catalog->ordered)
		return catalog->order_count;
	made = memory_alloc_zeroed(catalog->group_count, sizeof(*made));
	for (uint32_t i = 0; i < catalog->group_count; i++)
		if (catalog->groups[i].is_mark && catalog_alive(catalog, i))
			made[count++] = (struct made){
				catalog->lines[catalog->groups[i].head].order,
				i, 0
			};
	qsort(made, count, sizeof(*made), compare_made);
	MEMORY_RESERVE(catalog->order, catalog->order_room, count);
	MEMORY_RESERVE(catalog->listed, catalog->listed_room, count);
	for (size_t i = 0; i < count; i++)
		catalog->order[i] = made[i].group;
	group_by_document(catalog, made, count);
	for (size_t i = 0; i < count; i++)
		catalog->listed[i] = made[i].group;
	free(made);
	catalog->order_count = count;
	catalog->ordered = true;
	return count;
}
