/* SPDX-License-Identifier: ISC */
/* What is common to reading and writing records as JSON. */
#include "reader/state/fields.h"

#include <string.h>

#include "text/utf8.h"

static const struct kind_row {
	const char *name;
	const char *of;
} kind_rows[RECORD_KINDS] = {
	[RECORD_PLACE] = { "place", "path" },
	[RECORD_JUMPS] = { "jumps", "path" },
	[RECORD_SEARCH] = { "search", "text" },
	[RECORD_PACE] = { "pace", NULL },
	[RECORD_FORGET] = { "forget", "of" },
};

const char *fields_kind_name(enum record_kind kind)
{
	return kind_rows[kind].name;
}

const char *fields_kind_of(enum record_kind kind)
{
	return kind_rows[kind].of;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct span fields_trim(struct span line)
{
	while (line.len && is_blank(line.ptr[line.len - 1]))
		line.len--;
	while (line.len && is_blank(*line.ptr)) {
		line.ptr++;
		line.len--;
	}
	return line;
}

json_t *fields_parse(struct span line)
{
	line = fields_trim(line);
	if (!line.len || line.len > RECORD_MAX)
		return NULL;
	return json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, NULL);
}

const char *fields_string(const json_t *object, const char *field)
{
	return json_string_value(json_object_get(object, field));
}

static enum record_kind kind_by_name(const char *name)
{
	for (size_t i = 0; name && i < RECORD_KINDS; i++)
		if (strcmp(name, kind_rows[i].name) == 0)
			return (enum record_kind)i;
	return name ? RECORD_OTHER : RECORD_DAMAGED;
}

enum record_kind fields_classify(const json_t *json, const char **of)
{
	const json_t *version = json_object_get(json, "v");
	enum record_kind kind;

	*of = "";
	if (!json_is_integer(version) ||
	    json_integer_value(version) < FIELDS_VERSION)
		return RECORD_DAMAGED;
	if (json_integer_value(version) > FIELDS_VERSION)
		return RECORD_NEWER;
	kind = kind_by_name(fields_string(json, "t"));
	if (kind >= RECORD_KINDS || !kind_rows[kind].of)
		return kind;
	*of = fields_string(json, kind_rows[kind].of);
	return *of ? kind : RECORD_DAMAGED;
}

json_t *fields_parse_kind(struct span line, enum record_kind kind)
{
	json_t *json = fields_parse(line);
	const char *of;

	if (fields_classify(json, &of) == kind)
		return json;
	json_decref(json);
	return NULL;
}

int64_t fields_int(const json_t *object, const char *field, int64_t min,
		   int64_t max)
{
	const json_t *value = json_object_get(object, field);
	int64_t number = json_integer_value(value);

	if (number < min)
		return min;
	return number > max ? max : number;
}

uint64_t fields_hash(const json_t *object, const char *field)
{
	const char *digits = fields_string(object, field);
	uint64_t hash = 0;

	if (!digits || strlen(digits) != 16 ||
	    strspn(digits, "0123456789abcdef") != 16)
		return 0;
	for (; *digits; digits++)
		hash = hash << 4 |
		       (uint64_t)(*digits <= '9' ? *digits - '0'
						 : *digits - 'a' + 10);
	return hash;
}

struct span fields_cut(struct span string, size_t max, bool last)
{
	size_t count = string.len;
	size_t off = 0;

	if (count > max)
		count = utf8_count(string.ptr, string.len);
	if (count <= max)
		return string;
	for (size_t i = 0; i < (last ? count - max : max); i++) {
		uint32_t point;

		off += utf8_decode(string.ptr + off, string.len - off, &point);
	}
	if (last)
		return (struct span){ string.ptr + off, string.len - off };
	return (struct span){ string.ptr, off };
}
