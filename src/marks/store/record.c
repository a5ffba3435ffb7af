/* SPDX-License-Identifier: ISC */
/* What is kept of a mark or a sighting, as fields of a JSON object. */
#include "marks/store/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "marks/store/look.h"
#include "text/utf8.h"

const char *const record_mark_fields[] = {
	"kind",	  "letter", "exact",	 "note", "tags",    "color", "head",
	"prefix", "suffix", "start",	 "end",	 "len",	    "k",     "n",
	"norm",	  "fp",	    "confirmed", "doc",	 "created", NULL,
};

const char *const record_sighting_fields[] = {
	"title", "path", "fp", "sketch", "doc", NULL,
};

void record_copy(char *to, size_t size, const char *from)
{
	size_t len = from ? strlen(from) : 0;

	if (len >= size)
		len = 0;
	if (len)
		memcpy(to, from, len);
	to[len] = '\0';
}

/* --- Writing -------------------------------------------------------------- */

/* A string that JSON can hold: NUL is none of them. */
static json_t *make_string(const char *bytes, size_t len)
{
	struct buffer sound = BUFFER_INIT;
	json_t *string = NULL;

	if (!memchr(bytes, '\0', len))
		string = json_stringn(bytes, len);
	if (string)
		return string;
	utf8_repair(&sound, bytes, len);
	string = json_stringn(buffer_string(&sound), sound.len);
	buffer_release(&sound);
	return string;
}

/* An empty text is no field. */
static void set_text(json_t *object, const char *field, const char *bytes,
		     size_t len)
{
	if (len)
		json_object_set_new(object, field, make_string(bytes, len));
}

static void set_buffer(json_t *object, const char *field,
		       const struct buffer *buffer)
{
	set_text(object, field, buffer_string(buffer), buffer->len);
}

static void set_string(json_t *object, const char *field, const char *string)
{
	set_text(object, field, string, strlen(string));
}

static void set_number(json_t *object, const char *field, uint64_t number)
{
	json_object_set_new(object, field, json_integer((json_int_t)number));
}

/* The parts of a text between separators, those that are empty left out. */
static void set_list(json_t *object, const char *field,
		     const struct buffer *parts, char separator)
{
	const char *at = buffer_string(parts);
	const char *end = at + parts->len;
	json_t *list = json_array();

	while (at < end) {
		const char *stop = memchr(at, separator, (size_t)(end - at));

		if (!stop)
			stop = end;
		if (stop > at)
			json_array_append_new(
				list, make_string(at, (size_t)(stop - at)));
		at = stop + (stop < end);
	}
	if (json_array_size(list))
		json_object_set_new(object, field, list);
	else
		json_decref(list);
}

json_t *record_time(int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000);
	char text[64] = "";
	struct tm parts;

	if (gmtime_r(&seconds, &parts))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts);
	return json_string(text);
}

static void set_selector(json_t *object, const struct selector *selector)
{
	const struct anchor *anchor = &selector->anchor;

	set_buffer(object, "exact", &anchor->exact);
	set_buffer(object, "prefix", &anchor->prefix);
	set_buffer(object, "suffix", &anchor->suffix);
	set_number(object, "start", selector->start);
	set_number(object, "end", selector->end);
	set_number(object, "len", selector->len);
	set_number(object, "k", anchor->ordinal);
	set_number(object, "n", anchor->total);
	json_object_set_new(object, "norm", json_integer(selector->norm));
	set_string(object, "fp", selector->fingerprint);
}

json_t *record_of_mark(const struct mark *mark)
{
	bool is_highlight = mark->kind == MARK_HIGHLIGHT;
	json_t *object = json_object();

	set_string(object, "kind", is_highlight ? "hl" : "bm");
	if (mark->letter)
		set_text(object, "letter", &mark->letter, 1);
	set_buffer(object, "note", &mark->note);
	set_list(object, "tags", &mark->tags, ' ');
	if (is_highlight || mark->color != MARK_YELLOW)
		set_string(object, "color", mark_color_name(mark->color));
	set_list(object, "head", &mark->head, '\n');
	set_selector(object, &mark->original);
	if (mark->is_confirmed) {
		json_t *confirmed = json_object();

		set_selector(confirmed, &mark->confirmed);
		json_object_set_new(object, "confirmed", confirmed);
	}
	set_string(object, "doc", mark->document);
	if (mark->created_ms)
		json_object_set_new(object, "created",
				    record_time(mark->created_ms));
	return object;
}

json_t *record_of_sighting(const struct sighting *sighting)
{
	struct buffer sketch = BUFFER_INIT;
	json_t *object = json_object();

	set_buffer(object, "title", &sighting->title);
	set_buffer(object, "path", &sighting->path);
	set_string(object, "fp", sighting->fingerprint);
	for (size_t i = 0; i < sighting->sketch_count; i++)
		buffer_append_format(&sketch, "%016" PRIx64,
				     sighting->sketch[i]);
	set_buffer(object, "sketch", &sketch);
	set_string(object, "doc", sighting->document);
	buffer_release(&sketch);
	return object;
}

/* --- Reading -------------------------------------------------------------- */

static void read_text(const json_t *object, const char *field,
		      struct buffer *text)
{
	const json_t *value = json_object_get(object, field);

	buffer_clear(text);
	if (json_is_string(value))
		buffer_append(text, json_string_value(value),
			      json_string_length(value));
}

/* Joins the strings of a list; a single string is a list of one. */
static void read_list(const json_t *object, const char *field, char separator,
		      struct buffer *parts)
{
	const json_t *list = json_object_get(object, field);
	size_t i;
	json_t *part;

	read_text(object, field, parts);
	json_array_foreach(list, i, part)
	{
		if (!json_string_length(part))
			continue;
		if (parts->len)
			buffer_append_byte(parts, separator);
		buffer_append(parts, json_string_value(part),
			      json_string_length(part));
	}
}

static uint32_t read_uint32(const json_t *object, const char *field)
{
	return (uint32_t)fields_int(object, field, 0, UINT32_MAX);
}

static void read_selector(const json_t *object, struct selector *selector)
{
	struct anchor *anchor = &selector->anchor;

	read_text(object, "exact", &anchor->exact);
	read_text(object, "prefix", &anchor->prefix);
	read_text(object, "suffix", &anchor->suffix);
	selector->start = read_uint32(object, "start");
	selector->end = read_uint32(object, "end");
	if (selector->end < selector->start)
		selector->end = selector->start;
	selector->len = read_uint32(object, "len");
	anchor->ordinal = read_uint32(object, "k");
	anchor->total = read_uint32(object, "n");
	selector->norm = (int)fields_int(object, "norm", 0, INT32_MAX);
	record_copy(selector->fingerprint, sizeof(selector->fingerprint),
		    fields_string(object, "fp"));
}

static bool has_string(const json_t *object, const char *field,
		       const char *string)
{
	const char *value = fields_string(object, field);

	return value && strcmp(value, string) == 0;
}

/* A colour that is not known is shown as the default one. */
static enum mark_color read_color(const json_t *object)
{
	const char *name = fields_string(object, "color");
	enum mark_color color = MARK_COLORS;

	if (name)
		color = mark_color_find(name, strlen(name));
	return color == MARK_COLORS ? MARK_YELLOW : color;
}

static char read_letter(const json_t *object)
{
	const char *letter = fields_string(object, "letter");

	/* Capitals are letters too: of one bookmark among all texts. */
	if (!letter || !mark_is_letter(letter[0]) || letter[1])
		return '\0';
	return letter[0];
}

int64_t record_read_time(const json_t *object, const char *field)
{
	const char *time = fields_string(object, field);

	return time ? look_time((struct span){ time, strlen(time) }) * 1000 : 0;
}

void record_read_mark(const json_t *object, struct mark *mark)
{
	const json_t *confirmed = json_object_get(object, "confirmed");

	mark->kind = has_string(object, "kind", "bm") ? MARK_BOOKMARK
						      : MARK_HIGHLIGHT;
	mark->letter = read_letter(object);
	read_text(object, "note", &mark->note);
	read_list(object, "tags", ' ', &mark->tags);
	mark->color = read_color(object);
	read_list(object, "head", '\n', &mark->head);
	read_selector(object, &mark->original);
	mark->is_confirmed = json_is_object(confirmed);
	if (mark->is_confirmed)
		read_selector(confirmed, &mark->confirmed);
	record_copy(mark->document, sizeof(mark->document),
		    fields_string(object, "doc"));
	mark->created_ms = record_read_time(object, "created");
}

/* Reads digits of hashes, which are to ascend. */
static size_t read_sketch(const char *digits, uint64_t *sketch)
{
	size_t count = 0;

	while (digits && strlen(digits) >= 16 && count < STORE_SKETCH) {
		char hash[17];
		char *end;

		memcpy(hash, digits, 16);
		hash[16] = '\0';
		sketch[count] = strtoull(hash, &end, 16);
		if (*end || (count && sketch[count] <= sketch[count - 1]))
			break;
		digits += 16;
		count++;
	}
	return count;
}

void record_read_sighting(const json_t *object, struct sighting *sighting)
{
	read_text(object, "title", &sighting->title);
	read_text(object, "path", &sighting->path);
	record_copy(sighting->fingerprint, sizeof(sighting->fingerprint),
		    fields_string(object, "fp"));
	sighting->sketch_count =
		read_sketch(fields_string(object, "sketch"), sighting->sketch);
	record_copy(sighting->document, sizeof(sighting->document),
		    fields_string(object, "doc"));
}
