/* SPDX-License-Identifier: ISC */
/* Comma-separated values, after RFC 4180. */
#include "marks/exchange/csv.h"

#include <string.h>

static bool is_special(char byte)
{
	return byte == ',' || byte == '"' || byte == '\r' || byte == '\n';
}

void csv_write(struct buffer *out, const char *field, size_t len)
{
	size_t plain = 0;

	while (plain < len && !is_special(field[plain]))
		plain++;
	/* Blanks at the ends belong to the field, but not everybody knows. */
	if (plain == len &&
	    !(len && (field[0] == ' ' || field[len - 1] == ' '))) {
		buffer_append(out, field, len);
		return;
	}
	buffer_append_byte(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (field[i] == '"')
			buffer_append_byte(out, '"');
		buffer_append_byte(out, field[i]);
	}
	buffer_append_byte(out, '"');
}

static char take(struct span *rest)
{
	char byte = *rest->ptr;

	rest->ptr++;
	rest->len--;
	return byte;
}

/* What stands between quotes, whose first one is taken; false: the second one
 * lacks. */
static bool read_quoted(struct span *rest, struct buffer *field)
{
	while (rest->len) {
		char byte = take(rest);

		if (byte == '"') {
			if (!rest->len || *rest->ptr != '"')
				return true;
			take(rest);
		}
		buffer_append_byte(field, byte);
	}
	return false;
}

enum csv_end csv_read(struct span *rest, struct buffer *field)
{
	buffer_clear(field);
	if (rest->len && *rest->ptr == '"') {
		take(rest);
		if (!read_quoted(rest, field))
			return CSV_UNENDED;
	}
	while (rest->len) {
		char byte = take(rest);

		if (byte == ',')
			return CSV_FIELD;
		if (byte == '\r' && rest->len && *rest->ptr == '\n')
			take(rest);
		if (byte == '\r' || byte == '\n')
			return CSV_RECORD;
		buffer_append_byte(field, byte);
	}
	return CSV_RECORD;
}
