/* SPDX-License-Identifier: ISC */
/* JSON of other programs, in and out. */
#include "marks/exchange/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "marks/exchange/dates.h"
#include "marks/exchange/incoming.h"
#include "text/utf8.h"

enum {
	/* What a file may hold: its values take some 40 bytes of memory each,
	 * objects 250. No marks of 64 MiB have as many. */
	VALUES = 6000000,
	CONTAINERS = 1000000,
	ESCAPE = 6, /* bytes of \uXXXX */
	TAGS = 1000,
};

/* --- Mending ---------------------------------------------------------------
 */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The code unit of an escape \uXXXX at text; -1: there is none. */
static long escaped_unit(const char *text, size_t len)
{
	char digits[5];
	char *end;
	long unit;

	if (len < ESCAPE || text[0] != '\\' || text[1] != 'u')
		return -1;
	memcpy(digits, text + 2, 4);
	digits[4] = '\0';
	if (strspn(digits, "0123456789abcdefABCDEF") != 4)
		return -1;
	unit = strtol(digits, &end, 16);
	return unit;
}

/* Passes over an escape, which becomes U+FFFD if it stands for NUL or half a
 * surrogate pair; returns its length. */
static size_t mend_escape(char *text, size_t len)
{
	static const char replacement[] = "\\ufffd";
	long unit = escaped_unit(text, len);
	long second;

	if (unit < 0)
		return len < 2 ? len : 2;
	if (unit >= 0xd800 && unit < 0xdc00) {
		second = escaped_unit(text + ESCAPE, len - ESCAPE);
		if (second >= 0xdc00 && second < 0xe000)
			return (size_t)2 * ESCAPE;
	}
	if (unit == 0 || (unit >= 0xd800 && unit < 0xe000))
		memcpy(text, replacement, ESCAPE);
	return ESCAPE;
}

/* Whether the text, once its escapes are mended, has no more values than may
 * be. */
static bool mend(char *text, size_t len)
{
	size_t values = 0;
	size_t containers = 0;
	bool quoted = false;

	for (size_t off = 0; off < len;) {
		char byte = text[off];

		if (quoted && byte == '\\') {
			off += mend_escape(text + off, len - off);
			continue;
		}
		if (byte == '"')
			quoted = !quoted;
		else if (!quoted && (byte == '{' || byte == '['))
			containers++;
		else if (!quoted && (byte == ',' || byte == ':'))
			values++;
		off++;
	}
	return values <= VALUES && containers <= CONTAINERS;
}

static struct span without_bom(struct span bytes)
{
	if (bytes.len >= 3 && memcmp(bytes.ptr, "\xef\xbb\xbf", 3) == 0)
		bytes = (struct span){ bytes.ptr + 3, bytes.len - 3 };
	return bytes;
}

json_t *json_read(struct span bytes, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	json_error_t wrong;
	json_t *json = NULL;

	bytes = without_bom(bytes);
	utf8_repair(&text, bytes.ptr, bytes.len);
	if (!text.len)
		error_set(error, "it is empty");
	else if (!mend(text.data, text.len))
		error_set(error, "it has too many values; import it in parts");
	else if (!(json = json_loadb(text.data, text.len,
				     JSON_REJECT_DUPLICATES, &wrong)))
		error_set(error, "it is no valid JSON: line %d: %s", wrong.line,
			  wrong.text);
	buffer_release(&text);
	return json;
}

/* --- Keys ------------------------------------------------------------------
 */

/* The end of the string that begins at off with its quotation mark. */
static size_t string_end(struct span bytes, size_t off)
{
	for (off++; off < bytes.len && bytes.ptr[off] != '"'; off++)
		if (bytes.ptr[off] == '\\')
			off++;
	return off < bytes.len ? off + 1 : bytes.len;
}

static size_t skip_blanks(struct span bytes, size_t off)
{
	while (off < bytes.len && is_blank(bytes.ptr[off]))
		off++;
	return off;
}

bool json_has_key(struct span bytes, const char *key)
{
	size_t len = strlen(key);
	size_t depth = 0;
	size_t level; /* at which an object's keys are looked at */
	size_t off;

	bytes = without_bom(bytes);
	off = skip_blanks(bytes, 0);
	if (off == bytes.len ||
	    (bytes.ptr[off] != '{' && bytes.ptr[off] != '['))
		return false;
	level = bytes.ptr[off] == '{' ? 1 : 2;
	while (off < bytes.len) {
		char byte = bytes.ptr[off];
		size_t end = off + 1;

		if (byte == '"')
			end = string_end(bytes, off);
		else if (byte == '{' || byte == '[')
			depth++;
		else if ((byte == '}' || byte == ']') && depth)
			depth--;
		if (byte == '"' && depth == level && end - off == len + 2 &&
		    memcmp(bytes.ptr + off + 1, key, len) == 0) {
			size_t next = skip_blanks(bytes, end);

			if (next < bytes.len && bytes.ptr[next] == ':')
				return true;
		}
		off = end;
	}
	return false;
}

/* --- Fields ----------------------------------------------------------------
 */

const char *json_text_of(const json_t *value)
{
	static const char *const names[] = { "value", "@value", "text",
					     "stringValue" };
	const char *text = json_string_value(value);

	if (json_is_array(value)) {
		value = json_array_get(value, 0);
		text = json_string_value(value);
	}
	for (size_t i = 0; !text && i < sizeof(names) / sizeof(names[0]); i++)
		text = fields_string(value, names[i]);
	return text;
}

const char *json_text(const json_t *object, const char *field)
{
	return json_text_of(json_object_get(object, field));
}

bool json_count(const json_t *object, const char *field, uint32_t *count)
{
	const json_t *value = json_object_get(object, field);
	const char *digits = json_string_value(value);
	double number = -1;

	if (json_is_number(value))
		number = json_number_value(value);
	else if (digits && *digits >= '0' && *digits <= '9')
		number = (double)strtoull(digits, NULL, 10);
	if (!(number >= 0))
		return false;
	*count = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
	return true;
}

int64_t json_time(const json_t *object, const char *field)
{
	const char *text = json_text(object, field);
	int64_t ms = 0;

	if (text)
		dates_read_rfc3339(text, strlen(text), &ms);
	return ms;
}

size_t json_items(const json_t *value)
{
	return json_is_array(value) ? json_array_size(value) : value != NULL;
}

json_t *json_item(json_t *value, size_t item)
{
	return json_is_array(value) ? json_array_get(value, item) : value;
}

void json_read_tags(const json_t *object, const char *field, struct mark *mark)
{
	json_t *tags = json_object_get(object, field);

	for (size_t i = 0; i < json_items(tags) && i < TAGS; i++) {
		const char *tag = json_text_of(json_item(tags, i));

		if (tag)
			incoming_tag(mark, tag);
	}
}

/* --- Out -------------------------------------------------------------------
 */

void json_put(json_t *object, const char *field, const char *bytes, size_t len)
{
	struct buffer valid = BUFFER_INIT;
	json_t *text = json_stringn(bytes, len);

	if (!text) {
		utf8_repair(&valid, bytes, len);
		text = json_stringn(buffer_string(&valid), valid.len);
		buffer_release(&valid);
	}
	json_object_set_new(object, field, text);
}

void json_put_buffer(json_t *object, const char *field,
		     const struct buffer *text)
{
	json_put(object, field, buffer_string(text), text->len);
}

void json_put_string(json_t *object, const char *field, const char *string)
{
	json_put(object, field, string, strlen(string));
}

void json_put_time(json_t *object, const char *field, int64_t ms)
{
	struct buffer text = BUFFER_INIT;

	dates_write_rfc3339(&text, ms);
	json_put_buffer(object, field, &text);
	buffer_release(&text);
}

void json_put_urn(json_t *object, const char *field, const char *id)
{
	char uuid[MARK_ID + 1];
	char urn[sizeof("urn:uuid:") + MARK_ID];

	if (incoming_uuid(id, uuid))
		snprintf(urn, sizeof(urn), "urn:uuid:%s", uuid);
	else
		snprintf(urn, sizeof(urn), "%s", id);
	json_put_string(object, field, urn);
}

json_t *json_words(const struct buffer *words)
{
	json_t *array = json_array();
	const char *word = buffer_string(words);

	while (*word) {
		size_t len = strcspn(word, " ");

		if (len)
			json_array_append_new(array, json_stringn(word, len));
		word += len + (word[len] == ' ');
	}
	return array;
}

static int append(const char *bytes, size_t len, void *out)
{
	buffer_append(out, bytes, len);
	return 0;
}

void json_write(struct buffer *out, json_t *value)
{
	json_dump_callback(value, append, out,
			   JSON_COMPACT | JSON_REAL_PRECISION(6));
	json_decref(value);
}

void json_write_open(struct buffer *out, json_t *object)
{
	json_write(out, object);
	if (out->len)
		buffer_truncate(out, out->len - 1);
}
