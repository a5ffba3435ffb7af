/* SPDX-License-Identifier: ISC */
/* Read what stands in the fields of a JSON object. */
#include "base/fields.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void fields_use_memory(void)
{
	json_set_alloc_funcs(memory_alloc, free);
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

json_t *fields_parse(struct span text, size_t max)
{
	static const char bom[] = "\xef\xbb\xbf";

	if (text.len >= 3 && memcmp(text.ptr, bom, 3) == 0)
		text = (struct span){ text.ptr + 3, text.len - 3 };
	text = fields_trim(text);
	if (!text.len || text.len > max)
		return NULL;
	return json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
}

const char *fields_string(const json_t *object, const char *field)
{
	return json_string_value(json_object_get(object, field));
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
