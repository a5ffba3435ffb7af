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
	[RECORD_DRAFT] = { "draft", "of" },
	[RECORD_THEME] = { "theme", NULL },
	[RECORD_TERMINAL] = { "terminal", "of" },
	[RECORD_LEARNT] = { "learnt", "of" },
};

const char *fields_kind_name(enum record_kind kind)
{
	return kind_rows[kind].name;
}

const char *fields_kind_of(enum record_kind kind)
{
	return kind_rows[kind].of;
}

json_t *fields_parse_line(struct span line)
{
	return fields_parse(line, RECORD_MAX);
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
	json_t *json = fields_parse_line(line);
	const char *of;

	if (fields_classify(json, &of) == kind)
		return json;
	json_decref(json);
	return NULL;
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
