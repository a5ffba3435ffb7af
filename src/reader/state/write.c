/* SPDX-License-Identifier: ISC */
/* Write records as lines of JSON. */
#include "reader/state/record.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "reader/state/fields.h"
#include "reader/state/stored.h"
#include "text/utf8.h"

static int append_dumped(const char *bytes, size_t len, void *out)
{
	buffer_append(out, bytes, len);
	return 0;
}

/* Appends it as a line, and is rid of it. */
static void write_line(struct buffer *out, json_t *json)
{
	int failure = json_dump_callback(json, append_dumped, out,
					 JSON_COMPACT | JSON_ENCODE_ANY);

	assert(!failure);
	json_decref(json);
	buffer_append_byte(out, '\n');
}

/* Fields without a value are left out: they are read as such. */
static void put_int(json_t *object, const char *field, uint64_t number)
{
	if (number > INT64_MAX)
		number = INT64_MAX;
	if (number)
		json_object_set_new(object, field,
				    json_integer((json_int_t)number));
}

static void put_hash(json_t *object, const char *field, uint64_t hash)
{
	char digits[17];

	snprintf(digits, sizeof(digits), "%016" PRIx64, hash);
	if (hash)
		json_object_set_new(object, field, json_string(digits));
}

/* What is no UTF-8 is repaired. */
static void put_string(json_t *object, const char *field, struct span string,
		       size_t max, bool last)
{
	struct buffer repaired = BUFFER_INIT;
	struct span kept;

	if (!string.len)
		return;
	utf8_repair(&repaired, string.ptr, string.len);
	kept = fields_cut((struct span){ repaired.data, repaired.len }, max,
			  last);
	json_object_set_new(object, field, json_stringn(kept.ptr, kept.len));
	buffer_release(&repaired);
}

static void put_title(json_t *object, const char *field, const char *title)
{
	if (title)
		put_string(object, field, (struct span){ title, strlen(title) },
			   STATE_TITLE, false);
}

static void put_quote(json_t *object, const char *field,
		      const struct buffer *quote, bool last)
{
	put_string(object, field, (struct span){ quote->data, quote->len },
		   STATE_QUOTE, last);
}

static void put_path(json_t *object, const char *home, const char *path)
{
	struct buffer stored = BUFFER_INIT;

	stored_path(&stored, home, path);
	json_object_set_new(object, "path",
			    json_stringn(stored.data, stored.len));
	buffer_release(&stored);
}

static void put_anchor(json_t *object, const char *field,
		       const struct anchor *anchor)
{
	json_t *json = json_object();

	put_quote(json, "exact", &anchor->exact, false);
	put_quote(json, "prefix", &anchor->prefix, true);
	put_quote(json, "suffix", &anchor->suffix, false);
	put_int(json, "start", anchor->off);
	put_int(json, "end", anchor->end);
	put_int(json, "len", anchor->text_len);
	put_int(json, "k", anchor->ordinal);
	put_int(json, "n", anchor->total);
	json_object_set_new(object, field, json);
}

static void put_ranges(json_t *object, const struct state_document *document)
{
	json_t *list = json_array();

	assert(document->read_count <= STATE_READ_RANGES);
	for (size_t i = 0; i < document->read_count; i++) {
		json_array_append_new(list,
				      json_integer(document->read[i].off));
		json_array_append_new(list,
				      json_integer(document->read[i].end));
	}
	json_object_set_new(object, "read", list);
}

/* Owned. */
static json_t *begin(enum record_kind kind)
{
	json_t *json = json_object();

	json_object_set_new(json, "v", json_integer(FIELDS_VERSION));
	json_object_set_new(json, "t", json_string(fields_kind_name(kind)));
	return json;
}

void record_write_place(struct buffer *out, const char *home,
			const struct state_document *document)
{
	json_t *json = begin(RECORD_PLACE);

	put_path(json, home, document->path);
	put_title(json, "title", document->title);
	put_title(json, "author", document->author);
	put_int(json, "percent", document->percent);
	put_int(json, "finished", document->finished);
	put_int(json, "minutes", document->minutes);
	put_int(json, "words", document->words);
	put_int(json, "marks", document->marks);
	put_int(json, "at", (uint64_t)document->at);
	put_int(json, "opened", (uint64_t)document->opened);
	put_title(json, "host", document->host);
	put_int(json, "size", document->size);
	json_object_set_new(json, "mtime", json_integer(document->mtime_ns));
	put_hash(json, "print", document->print);
	put_anchor(json, "top", &document->top);
	put_int(json, "above", document->above);
	put_anchor(json, "furthest", &document->furthest);
	put_ranges(json, document);
	write_line(out, json);
}

static json_t *jump_of(const char *home, const struct state_jump *jump)
{
	json_t *json = json_object();

	if (jump->path && *jump->path)
		put_path(json, home, jump->path);
	put_anchor(json, "at", &jump->at);
	put_int(json, "above", jump->above);
	return json;
}

void record_write_jumps(struct buffer *out, const char *home, const char *path,
			const struct state_jump *jumps, size_t count, size_t at,
			int64_t time)
{
	json_t *json = begin(RECORD_JUMPS);
	json_t *list = json_array();

	put_path(json, home, path);
	put_int(json, "at", (uint64_t)time);
	put_int(json, "here", at);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, jump_of(home, &jumps[i]));
	json_object_set_new(json, "list", list);
	write_line(out, json);
}

void record_write_search(struct buffer *out, const char *text, int64_t at)
{
	json_t *json = begin(RECORD_SEARCH);
	struct buffer repaired = BUFFER_INIT;

	utf8_repair(&repaired, text, strlen(text));
	json_object_set_new(json, "text",
			    json_string(buffer_string(&repaired)));
	put_int(json, "at", (uint64_t)at);
	buffer_release(&repaired);
	write_line(out, json);
}

void record_write_pace(struct buffer *out, uint64_t words, uint64_t ms,
		       int64_t at)
{
	json_t *json = begin(RECORD_PACE);

	put_int(json, "words", words);
	put_int(json, "ms", ms);
	put_int(json, "at", (uint64_t)at);
	write_line(out, json);
}

void record_write_draft(struct buffer *out, const char *mark, const char *text,
			int64_t at)
{
	json_t *json = begin(RECORD_DRAFT);
	struct buffer repaired = BUFFER_INIT;

	utf8_repair(&repaired, text, strlen(text));
	json_object_set_new(json, "of", json_string(mark));
	if (repaired.len)
		json_object_set_new(json, "text", json_string(repaired.data));
	put_int(json, "at", (uint64_t)at);
	buffer_release(&repaired);
	write_line(out, json);
}

void record_write_theme(struct buffer *out, enum theme theme, int64_t at)
{
	json_t *json = begin(RECORD_THEME);

	json_object_set_new(json, "name", json_string(theme_names[theme]));
	put_int(json, "at", (uint64_t)at);
	write_line(out, json);
}

void record_write_terminal(struct buffer *out, const char *name,
			   const struct state_terminal *terminal, int64_t at)
{
	json_t *json = begin(RECORD_TERMINAL);
	struct buffer repaired = BUFFER_INIT;

	utf8_repair(&repaired, name, strlen(name));
	json_object_set_new(json, "of", json_string(buffer_string(&repaired)));
	if (terminal->ground != GROUND_UNKNOWN)
		json_object_set_new(json, "ground",
				    json_string(terminal->ground == GROUND_DARK
							? "dark"
							: "light"));
	put_int(json, "ambiguous", terminal->wide ? 2 : 1);
	put_int(json, "at", (uint64_t)at);
	buffer_release(&repaired);
	write_line(out, json);
}

void record_write_learnt(struct buffer *out, const char *command, int64_t at)
{
	json_t *json = begin(RECORD_LEARNT);

	json_object_set_new(json, "of", json_string(command));
	put_int(json, "at", (uint64_t)at);
	write_line(out, json);
}

void record_write_forget(struct buffer *out, const struct record_forget *forget)
{
	json_t *json = begin(RECORD_FORGET);
	char digits[17];

	snprintf(digits, sizeof(digits), "%016" PRIx64, forget->path);
	json_object_set_new(json, "of", json_string(digits));
	put_hash(json, "print", forget->print);
	put_int(json, "at", (uint64_t)forget->at);
	write_line(out, json);
}

/* --- Records that are changed --------------------------------------------- */

static void write_verbatim(struct buffer *out, struct span line)
{
	buffer_append(out, line.ptr, line.len);
	if (!line.len || line.ptr[line.len - 1] != '\n')
		buffer_append_byte(out, '\n');
}

static bool is_of(const json_t *json, const char *path)
{
	const char *stored = fields_string(json, "path");

	return stored && strcmp(stored, path) == 0;
}

/* Replaces the jumps to a path, or takes them out; returns whether there are
 * any. */
static bool replace_jumps(json_t *json, const char *from, const char *to)
{
	json_t *list = json_object_get(json, "list");
	int64_t here = fields_int(json, "here", 0, STATE_JUMPS);
	bool changed = false;

	for (size_t i = json_array_size(list); i-- > 0;) {
		json_t *jump = json_array_get(list, i);

		if (!is_of(jump, from))
			continue;
		changed = true;
		if (to)
			json_object_set_new(jump, "path", json_string(to));
		else {
			json_array_remove(list, i);
			here -= (int64_t)i < here;
		}
	}
	if (changed)
		json_object_set_new(json, "here", json_integer(here));
	return changed;
}

/* Of a place or a list of jumps. */
static void replace_in(struct buffer *out, struct span line, json_t *json,
		       const char *from, const char *to)
{
	bool own = is_of(json, from);
	bool changed = replace_jumps(json, from, to);

	if (own && to)
		json_object_set_new(json, "path", json_string(to));
	if (!own && !changed)
		write_verbatim(out, line);
	else if (!own || to)
		write_line(out, json_incref(json));
}

/* Whether the path's bytes are somewhere in a line that says nothing of it that
 * could be understood. What was torn off in the path itself has no end. */
static bool mentions(struct span line, const char *path)
{
	struct buffer dumped = BUFFER_INIT;
	const char *at = line.ptr;
	const char *end;
	bool found = false;
	size_t len;

	write_line(&dumped, json_string(path));
	/* Without its quotes and the newline. */
	len = dumped.len - 3;
	line = fields_trim(line);
	end = line.ptr + line.len;
	while (!found &&
	       (at = memmem(at, (size_t)(end - at), dumped.data + 1, len))) {
		at += len;
		found = at == end || *at == '"' || *at == '\0';
	}
	buffer_release(&dumped);
	return found;
}

void record_replace(struct buffer *out, struct span line, const char *from,
		    const char *to)
{
	struct buffer of = BUFFER_INIT;
	enum record_kind kind = record_kind(line, &of);
	json_t *json = NULL;

	buffer_release(&of);
	if (kind == RECORD_PLACE || kind == RECORD_JUMPS)
		json = fields_parse_kind(line, kind);
	if (json)
		replace_in(out, line, json, from, to);
	else if (to || kind == RECORD_SEARCH || !mentions(line, from))
		write_verbatim(out, line);
	json_decref(json);
}
