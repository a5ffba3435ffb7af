/* SPDX-License-Identifier: ISC */
/* A line of the file of state: one record, as JSON. */
#include "reader/state/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/state/fields.h"
#include "reader/state/stored.h"

/* A hash that stands for all paths. */
#define ALL "0000000000000000"

static const char start[] = "{\"v\":1,\"t\":\"";

/* --- What a line is ------------------------------------------------------- */

/* Takes the field that says what a record is of, as written here; one with
 * escapes wants a parser. */
static bool take_of(struct span *rest, const char *field, struct buffer *of)
{
	const char *end;
	size_t len;

	if (!span_take(rest, ",\"") || !span_take(rest, field) ||
	    !span_take(rest, "\":\""))
		return false;
	end = memchr(rest->ptr, '"', rest->len);
	len = end ? (size_t)(end - rest->ptr) : 0;
	if (!end || memchr(rest->ptr, '\\', len))
		return false;
	buffer_append(of, rest->ptr, len);
	return true;
}

/* By the first bytes, if they are as written here. */
static bool recognise(struct span line, enum record_kind *kind,
		      struct buffer *of)
{
	if (line.len > RECORD_MAX || line.ptr[line.len - 1] != '}' ||
	    !span_take(&line, start))
		return false;
	for (*kind = RECORD_PLACE; *kind < RECORD_KINDS; ++*kind) {
		const char *field = fields_kind_of(*kind);
		struct span rest = line;

		if (span_take(&rest, fields_kind_name(*kind)) &&
		    span_take(&rest, "\""))
			return !field || take_of(&rest, field, of);
	}
	return false;
}

enum record_kind record_kind(struct span line, struct buffer *of)
{
	enum record_kind kind;
	const char *parsed_of;
	json_t *json;

	line = fields_trim(line);
	if (!line.len)
		return RECORD_BLANK;
	if (recognise(line, &kind, of))
		return kind;
	json = fields_parse_line(line);
	kind = fields_classify(json, &parsed_of);
	if (parsed_of)
		buffer_append_string(of, parsed_of);
	json_decref(json);
	return kind;
}

/* --- Fields that are read ------------------------------------------------- */

static uint32_t uint32_field(const json_t *object, const char *field)
{
	return (uint32_t)fields_int(object, field, 0, UINT32_MAX);
}

static void read_buffer(const json_t *object, const char *field, bool last,
			struct buffer *out)
{
	const json_t *value = json_object_get(object, field);
	struct span kept;

	buffer_clear(out);
	if (!json_is_string(value))
		return;
	kept = fields_cut((struct span){ json_string_value(value),
					 json_string_length(value) },
			  STATE_QUOTE, last);
	buffer_append(out, kept.ptr, kept.len);
}

static void read_anchor(const json_t *object, const char *field,
			struct anchor *anchor)
{
	const json_t *json = json_object_get(object, field);

	read_buffer(json, "exact", false, &anchor->exact);
	read_buffer(json, "prefix", true, &anchor->prefix);
	read_buffer(json, "suffix", false, &anchor->suffix);
	anchor->off = uint32_field(json, "start");
	anchor->end = uint32_field(json, "end");
	if (anchor->end < anchor->off)
		anchor->end = anchor->off;
	anchor->text_len = uint32_field(json, "len");
	anchor->ordinal = uint32_field(json, "k");
	anchor->total = uint32_field(json, "n");
}

static void read_title(const json_t *object, const char *field, char **title)
{
	const char *string = fields_string(object, field);
	struct span kept = { "", 0 };

	if (string)
		kept = fields_cut((struct span){ string, strlen(string) },
				  STATE_TITLE, false);
	free(*title);
	*title = memory_copy_string(kept.ptr, kept.len);
}

/* What is not ascending is left out. */
static void read_ranges(const json_t *object, struct state_document *document)
{
	const json_t *list = json_object_get(object, "read");
	json_int_t last = 0;

	document->read_count = 0;
	for (size_t i = 0; i + 1 < json_array_size(list); i += 2) {
		json_int_t off = json_integer_value(json_array_get(list, i));
		json_int_t end =
			json_integer_value(json_array_get(list, i + 1));

		if (off < last || end <= off || end > UINT32_MAX)
			continue;
		if (document->read_count == STATE_READ_RANGES)
			break;
		document->read[document->read_count++] =
			(struct state_range){ (uint32_t)off, (uint32_t)end };
		last = end;
	}
}

/* An owned absolute path, or NULL. */
static char *read_path(const json_t *object, const char *home)
{
	const char *stored = fields_string(object, "path");
	struct buffer path = BUFFER_INIT;

	if (stored && stored_load(&path, home, stored) &&
	    path.len <= STATE_PATH)
		return buffer_detach(&path);
	buffer_release(&path);
	return NULL;
}

/* --- Records that are read ------------------------------------------------ */

bool record_sound(struct span line, int64_t *at)
{
	json_t *json = fields_parse_line(line);
	const char *of;
	bool sound = fields_classify(json, &of) != RECORD_DAMAGED;

	*at = fields_int(json, "at", 0, INT64_MAX);
	json_decref(json);
	return sound;
}

static void read_document(const json_t *json, struct state_document *document)
{
	read_title(json, "title", &document->title);
	read_title(json, "author", &document->author);
	read_title(json, "host", &document->host);
	document->size = (uint64_t)fields_int(json, "size", 0, INT64_MAX);
	document->mtime_ns = fields_int(json, "mtime", INT64_MIN, INT64_MAX);
	document->print = fields_hash(json, "print");
	read_anchor(json, "top", &document->top);
	document->above = uint32_field(json, "above");
	read_anchor(json, "furthest", &document->furthest);
	read_ranges(json, document);
	document->words = uint32_field(json, "words");
	document->minutes = uint32_field(json, "minutes");
	document->percent = (uint32_t)fields_int(json, "percent", 0, 100);
	document->marks = uint32_field(json, "marks");
	document->finished = fields_int(json, "finished", 0, 1) != 0;
	document->at = fields_int(json, "at", 0, INT64_MAX);
	document->opened = fields_int(json, "opened", 0, INT64_MAX);
}

bool record_read_place(struct span line, const char *home,
		       struct state_document *document)
{
	json_t *json = fields_parse_kind(line, RECORD_PLACE);
	char *path = json ? read_path(json, home) : NULL;

	if (path) {
		free(document->path);
		document->path = path;
		read_document(json, document);
	}
	json_decref(json);
	return path != NULL;
}

bool record_read_search(struct span line, struct buffer *text, int64_t *at)
{
	json_t *json = fields_parse_kind(line, RECORD_SEARCH);
	const char *string = json ? fields_string(json, "text") : NULL;
	bool read = string && strlen(string) <= STATE_SEARCH;

	if (read) {
		buffer_append_string(text, string);
		*at = fields_int(json, "at", 0, INT64_MAX);
	}
	json_decref(json);
	return read;
}

bool record_read_pace(struct span line, uint64_t *words, uint64_t *ms)
{
	json_t *json = fields_parse_kind(line, RECORD_PACE);

	if (!json)
		return false;
	*words = (uint64_t)fields_int(json, "words", 0, INT64_MAX);
	*ms = (uint64_t)fields_int(json, "ms", 0, INT64_MAX);
	json_decref(json);
	return true;
}

bool record_read_draft(struct span line, struct buffer *text, int64_t *at)
{
	json_t *json = fields_parse_kind(line, RECORD_DRAFT);
	const char *string = json ? fields_string(json, "text") : NULL;

	if (!json)
		return false;
	buffer_clear(text);
	if (string && strlen(string) <= STATE_DRAFT)
		buffer_append_string(text, string);
	*at = fields_int(json, "at", 0, INT64_MAX);
	json_decref(json);
	return true;
}

bool record_read_theme(struct span line, enum theme *theme, int64_t *at)
{
	json_t *json = fields_parse_kind(line, RECORD_THEME);
	const char *name = json ? fields_string(json, "name") : NULL;
	bool read = name && theme_find(name, theme);

	if (read)
		*at = fields_int(json, "at", 0, INT64_MAX);
	json_decref(json);
	return read;
}

bool record_read_terminal(struct span line, struct state_terminal *terminal,
			  int64_t *at)
{
	json_t *json = fields_parse_kind(line, RECORD_TERMINAL);
	const char *ground = json ? fields_string(json, "ground") : NULL;

	if (!json)
		return false;
	terminal->ground = GROUND_UNKNOWN;
	if (ground && strcmp(ground, "dark") == 0)
		terminal->ground = GROUND_DARK;
	else if (ground && strcmp(ground, "light") == 0)
		terminal->ground = GROUND_LIGHT;
	terminal->wide = fields_int(json, "ambiguous", 1, 2) == 2;
	*at = fields_int(json, "at", 0, INT64_MAX);
	json_decref(json);
	return true;
}

bool record_read_learnt(struct span line, int64_t *at)
{
	json_t *json = fields_parse_kind(line, RECORD_LEARNT);

	if (!json)
		return false;
	*at = fields_int(json, "at", 0, INT64_MAX);
	json_decref(json);
	return true;
}

void record_jumps_init(struct record_jumps *jumps)
{
	memset(jumps, 0, sizeof(*jumps));
}

void record_jumps_release(struct record_jumps *jumps)
{
	for (size_t i = 0; i < jumps->count; i++) {
		free(jumps->jumps[i].path);
		anchor_release(&jumps->jumps[i].at);
	}
	record_jumps_init(jumps);
}

/* One that leads nowhere is left out. */
static void read_jump(const json_t *json, const char *home,
		      struct record_jumps *jumps)
{
	bool elsewhere = json_object_get(json, "path") != NULL;
	char *path =
		elsewhere ? read_path(json, home) : memory_copy_string("", 0);
	struct state_jump *jump = &jumps->jumps[jumps->count];

	if (!path)
		return;
	jump->path = path;
	anchor_init(&jump->at);
	read_anchor(json, "at", &jump->at);
	jump->above = uint32_field(json, "above");
	jumps->count++;
}

bool record_read_jumps(struct span line, const char *home,
		       struct record_jumps *jumps)
{
	json_t *json = fields_parse_kind(line, RECORD_JUMPS);
	const json_t *list = json_object_get(json, "list");
	size_t at;

	if (!json)
		return false;
	record_jumps_release(jumps);
	at = (size_t)fields_int(json, "here", 0, STATE_JUMPS);
	jumps->at = at;
	for (size_t i = 0; i < json_array_size(list); i++) {
		size_t before = jumps->count;

		if (before == STATE_JUMPS)
			break;
		read_jump(json_array_get(list, i), home, jumps);
		if (jumps->count == before && i < at)
			jumps->at--;
	}
	if (jumps->at > jumps->count)
		jumps->at = jumps->count;
	jumps->time = fields_int(json, "at", 0, INT64_MAX);
	json_decref(json);
	return true;
}

bool record_read_forget(struct span line, struct record_forget *forget)
{
	json_t *json = fields_parse_kind(line, RECORD_FORGET);
	bool all = json && strcmp(fields_string(json, "of"), ALL) == 0;

	forget->path = fields_hash(json, "of");
	forget->print = fields_hash(json, "print");
	forget->at = fields_int(json, "at", 0, INT64_MAX);
	json_decref(json);
	return all || forget->path;
}

void record_print_bytes(char out[RECORD_PRINT_SIZE], uint64_t print)
{
	snprintf(out, RECORD_PRINT_SIZE, "\"print\":\"%016" PRIx64 "\"", print);
}

uint64_t record_hash(uint64_t hash, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		hash ^= (unsigned char)bytes[i];
		hash *= UINT64_C(0x100000001b3);
	}
	return hash;
}
