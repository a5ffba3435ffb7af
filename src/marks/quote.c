/* SPDX-License-Identifier: ISC */
/* Find where a text has a quote, as marks compare texts. */
#include "marks/quote.h"

#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "marks/anchor/exact.h"
#include "marks/anchor/units.h"

static size_t find(const struct document *document, const char *quote,
		   size_t len, struct quote_place *places, size_t room)
{
	struct units units = UNITS_INIT;
	struct exact *exact;
	struct quote_place place;
	size_t count = 0;

	units_append(&units, quote, 0, (uint32_t)len);
	if (units.count && units.count <= EXACT_MAX) {
		exact = exact_open(units.list, units.count,
				   (struct span){ document->text.data,
						  document->text.len });
		for (; exact_next(exact, &place.off, &place.end); count++)
			if (count < room)
				places[count] = place;
		exact_free(exact);
	}
	units_release(&units);
	return count;
}

static void append_single_blanks(struct buffer *out, const char *text,
				 size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!strchr(" \t\r\n", text[i]))
			buffer_append_byte(out, text[i]);
		else if (out->len && out->data[out->len - 1] != ' ')
			buffer_append_byte(out, ' ');
	}
	if (out->len && out->data[out->len - 1] == ' ')
		buffer_truncate(out, out->len - 1);
}

size_t quote_find(const struct document *document, const char *quote,
		  size_t len, struct quote_place *places, size_t room)
{
	struct buffer single = BUFFER_INIT;
	size_t count;

	append_single_blanks(&single, quote, len);
	count = find(document, buffer_string(&single), single.len, places,
		     room);
	if (!count && (single.len != len ||
		       memcmp(buffer_string(&single), quote, len) != 0))
		count = find(document, quote, len, places, room);
	buffer_release(&single);
	return count;
}
