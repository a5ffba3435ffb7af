/* SPDX-License-Identifier: ISC */
/*
 * Marks as the marks file itself has them, a record a line.
 *
 * Lines that were taken from a marks file go through as they stand: what comes
 * in is what went out, and the union of both files is the right merge. Marks
 * and sightings that are handed over without their lines become records that
 * know of no event, which any other record of their ID supersedes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "marks/exchange/json.h"
#include "marks/store/look.h"
#include "marks/store/merge.h"
#include "marks/store/record.h"

enum {
	RECORD_VERSION = 1,
	LOOKED_AT = 64, /* lines by which the format is known */
};

/* --- Writing ---------------------------------------------------------------
 */

/* Writes a record; fields, which are given back, stand before what makes it an
 * event. */
static void write_record(struct buffer *out, const char *type, json_t *fields,
			 const char *id, int64_t at_ms, const char *by)
{
	json_t *record = json_object();

	json_object_set_new(record, "v", json_integer(RECORD_VERSION));
	json_put_string(record, "t", type);
	json_object_update(record, fields);
	json_decref(fields);
	json_put_string(record, "id", id);
	json_object_set_new(record, "at", record_time(at_ms));
	if (*by)
		json_put_string(record, "by", by);
	json_write(out, record);
	buffer_append_byte(out, '\n');
}

static void write_mark(struct buffer *out, const struct mark *mark)
{
	json_t *fields = record_of_mark(mark);

	if (mark->deleted)
		json_object_set_new(fields, "del", json_true());
	write_record(out, "mark", fields, mark->id, mark->changed_ms, mark->by);
}

static void write_jsonl(const struct exchange *exchange, struct buffer *out)
{
	if (exchange->records.len) {
		buffer_append(out, exchange->records.data,
			      exchange->records.len);
		return;
	}
	for (size_t i = 0; i < exchange->count; i++) {
		const struct exchange_document *document =
			&exchange->documents[i];

		for (size_t k = 0; k < document->sightings.count; k++) {
			const struct sighting *sighting =
				&document->sightings.sightings[k];

			write_record(out, "doc", record_of_sighting(sighting),
				     sighting->id, sighting->at_ms,
				     sighting->by);
		}
		for (size_t k = 0; k < document->marks.count; k++)
			write_mark(out, &document->marks.marks[k]);
	}
}

/* --- Reading ---------------------------------------------------------------
 */

/* The lines of an ID, of a mark or of a sighting, linked from the last on. */
struct group {
	size_t last;
	size_t count;
	bool is_mark;
};

struct line {
	struct span bytes;
	size_t previous; /* of its group; SIZE_MAX: none */
};

struct reader {
	struct exchange *exchange;
	struct line *lines;
	size_t line_count;
	size_t line_room;
	struct group *groups;
	size_t group_count;
	size_t group_room;
	struct map numbers;   /* of groups, by kind and ID */
	struct map documents; /* of the exchange, by ID */
	int64_t *seen_ms;     /* when each of them was seen last */
	size_t seen_room;
	struct writers writers;
};

static struct group *group_of(struct reader *reader, const struct look *look)
{
	struct buffer key = BUFFER_INIT;
	bool is_mark = look->kind == LOOK_MARK;
	uint32_t number;

	buffer_append_byte(&key, is_mark ? 'm' : 'd');
	buffer_append(&key, look->id.ptr, look->id.len);
	if (!map_get(&reader->numbers, key.data, key.len, &number)) {
		number = (uint32_t)reader->group_count;
		map_put(&reader->numbers, key.data, key.len, number);
		MEMORY_RESERVE(reader->groups, reader->group_room,
			       reader->group_count + 1);
		reader->groups[reader->group_count++] =
			(struct group){ SIZE_MAX, 0, is_mark };
	}
	buffer_release(&key);
	return &reader->groups[number];
}

/* Keeps a record as it stands, as a line. */
static void keep(struct reader *reader, struct span bytes)
{
	struct buffer *records = &reader->exchange->records;

	buffer_append(records, bytes.ptr, bytes.len);
	buffer_append_byte(records, '\n');
}

/* Files that were put one behind the other have a byte-order mark before some
 * lines; in one of ours it has no place. */
static struct span without_bom(struct span line)
{
	static const char bom[] = "\xef\xbb\xbf";

	line = fields_trim(line);
	if (line.len >= 3 && memcmp(line.ptr, bom, 3) == 0)
		line = (struct span){ line.ptr + 3, line.len - 3 };
	return line;
}

static void read_line(struct reader *reader, struct span bytes)
{
	struct group *group;
	struct look look;

	bytes = without_bom(bytes);
	look_at(bytes, &look);
	if (look.kind == LOOK_MARK || look.kind == LOOK_SIGHTING) {
		group = group_of(reader, &look);
		MEMORY_RESERVE(reader->lines, reader->line_room,
			       reader->line_count + 1);
		reader->lines[reader->line_count] =
			(struct line){ bytes, group->last };
		group->last = reader->line_count++;
		group->count++;
	} else if (look.kind != LOOK_BLANK) {
		reader->exchange->unusable++;
		/* Of a kind that some other version knows. */
		if (look.kind != LOOK_UNREADABLE)
			keep(reader, bytes);
	}
	look_release(&look);
}

/* The document of an ID, added if it lacks. */
static struct exchange_document *document_of(struct reader *reader,
					     const char *id)
{
	struct exchange *exchange = reader->exchange;
	struct exchange_document *document;
	uint32_t number;

	if (map_get(&reader->documents, id, strlen(id), &number))
		return &exchange->documents[number];
	map_put(&reader->documents, id, strlen(id), (uint32_t)exchange->count);
	MEMORY_RESERVE(reader->seen_ms, reader->seen_room, exchange->count + 1);
	reader->seen_ms[exchange->count] = INT64_MIN;
	document = exchange_add(exchange);
	record_copy(document->id, sizeof(document->id), id);
	return document;
}

static int64_t time_of(const char *text)
{
	return text ? look_time((struct span){ text, strlen(text) }) * 1000 : 0;
}

/* Deleted ones are left to their records: what is deleted there is not always
 * to be deleted here. */
static void take_mark(struct reader *reader, const char *id,
		      const struct merged *merged)
{
	struct mark mark;

	if (merged->deleted)
		return;
	mark_init(&mark);
	record_read_mark(merged->fields, &mark);
	record_copy(mark.id, sizeof(mark.id), id);
	record_copy(mark.by, sizeof(mark.by), merged->by);
	mark.changed_ms = time_of(merged->at);
	mark.read_only = merged->newer;
	*mark_list_add(&document_of(reader, mark.document)->marks) = mark;
}

static void set_text(struct buffer *to, const struct buffer *from)
{
	buffer_clear(to);
	buffer_append(to, buffer_string(from), from->len);
}

/* A document is called as it was when it was seen last. */
static void take_sighting(struct reader *reader, const char *id,
			  const struct merged *merged)
{
	struct sighting sighting;
	struct exchange_document *document;
	int64_t *seen_ms;

	sighting_init(&sighting);
	record_read_sighting(merged->fields, &sighting);
	record_copy(sighting.id, sizeof(sighting.id), id);
	record_copy(sighting.by, sizeof(sighting.by), merged->by);
	sighting.at_ms = time_of(merged->at);
	if (!sighting.document[0])
		record_copy(sighting.document, sizeof(sighting.document), id);
	document = document_of(reader, sighting.document);
	seen_ms = &reader->seen_ms[document - reader->exchange->documents];
	if (*seen_ms <= sighting.at_ms) {
		*seen_ms = sighting.at_ms;
		set_text(&document->path, &sighting.path);
		set_text(&document->title, &sighting.title);
		record_copy(document->fingerprint,
			    sizeof(document->fingerprint),
			    sighting.fingerprint);
	}
	*sighting_list_add(&document->sightings) = sighting;
}

/* Merges the records of a group into what is true of its ID. */
static void read_group(struct reader *reader, const struct group *group)
{
	struct record *records =
		memory_alloc_zeroed(group->count, sizeof(*records));
	struct merged merged;
	size_t count = 0;

	for (size_t at = group->last; at != SIZE_MAX;
	     at = reader->lines[at].previous) {
		if (record_parse(&records[count], reader->lines[at].bytes,
				 &reader->writers))
			count++;
		else
			reader->exchange->unusable++;
	}
	if (count) {
		const char *id = fields_string(records[0].json, "id");

		merge_records(records, count,
			      group->is_mark ? record_mark_fields
					     : record_sighting_fields,
			      &reader->writers, &merged);
		if (group->is_mark)
			take_mark(reader, id, &merged);
		else
			take_sighting(reader, id, &merged);
		merged_release(&merged);
	}
	for (size_t i = 0; i < count; i++)
		record_release(&records[i]);
	free(records);
}

static struct span next_line(struct span *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	struct span line = { rest->ptr, rest->len };

	if (end)
		line.len = (size_t)(end - rest->ptr);
	rest->ptr += line.len + (end != NULL);
	rest->len -= line.len + (end != NULL);
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

static bool read_jsonl(struct exchange *exchange, struct span bytes,
		       struct error *error)
{
	struct reader reader = { .exchange = exchange,
				 .numbers = MAP_INIT,
				 .documents = MAP_INIT };
	struct span rest = bytes;
	bool full;

	writers_init(&reader.writers);
	while (rest.len)
		read_line(&reader, next_line(&rest));
	full = reader.group_count > EXCHANGE_MARKS;
	for (size_t i = 0; !full && i < reader.group_count; i++)
		read_group(&reader, &reader.groups[i]);
	/* In their order: a record that proved to be damaged does no harm. */
	for (size_t i = 0; !full && i < reader.line_count; i++)
		keep(&reader, reader.lines[i].bytes);
	writers_release(&reader.writers);
	map_release(&reader.numbers);
	map_release(&reader.documents);
	free(reader.seen_ms);
	free(reader.lines);
	free(reader.groups);
	return !full || error_set(error,
				  "it has more than %d marks; import it in "
				  "parts",
				  EXCHANGE_MARKS);
}

static bool is_jsonl(struct span bytes)
{
	struct span rest = bytes;
	bool found = false;

	for (int i = 0; !found && rest.len && i < LOOKED_AT; i++) {
		struct look look;

		look_at(next_line(&rest), &look);
		found = look.kind <= LOOK_NEWER;
		look_release(&look);
	}
	return found;
}

const struct exchange_format exchange_jsonl = {
	"jsonl",
	".jsonl",
	"Lectern's own records, with all that is in "
	"them",
	write_jsonl,
	is_jsonl,
	read_jsonl,
	true,
};
