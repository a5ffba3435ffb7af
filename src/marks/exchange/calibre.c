/* SPDX-License-Identifier: ISC */
/*
 * Highlights that calibre's viewer exports; only read.
 *
 * They name neither the book nor anything around the text. What they call
 * removed is passed over.
 */
#include "base/error.h"
#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "marks/exchange/json.h"

static void read_highlight(struct incoming *incoming, const json_t *highlight)
{
	json_t *headings = json_object_get(highlight, "toc_family_titles");
	const char *color =
		fields_string(json_object_get(highlight, "style"), "which");
	struct incoming_entry entry = {
		.id = fields_string(highlight, "uuid"),
		.exact = json_text(highlight, "highlighted_text"),
		.note = json_text(highlight, "notes"),
	};
	struct mark mark;

	if (json_is_true(json_object_get(highlight, "removed")))
		return;
	mark_init(&mark);
	if (color)
		mark.color = incoming_color(color);
	for (size_t i = 0; i < json_items(headings); i++) {
		const char *title = json_text_of(json_item(headings, i));

		if (title)
			incoming_heading(&mark, title);
	}
	mark.created_ms = json_time(highlight, "timestamp");
	incoming_add(incoming, exchange_find(incoming->exchange, "", ""), &mark,
		     &entry);
}

static bool read_calibre(struct exchange *exchange, struct span bytes,
			 struct error *error)
{
	json_t *json = json_read(bytes, error);
	struct incoming incoming;
	json_t *highlights;

	if (!json)
		return false;
	highlights = json_object_get(json, "highlights");
	if (!json_is_array(highlights)) {
		json_decref(json);
		return error_set(error, "it has no list of highlights");
	}
	incoming_begin(&incoming, exchange);
	for (size_t i = 0; i < json_array_size(highlights); i++)
		read_highlight(&incoming, json_array_get(highlights, i));
	json_decref(json);
	return incoming_end(&incoming, error);
}

static bool is_calibre(struct span bytes)
{
	return json_has_key(bytes, "highlights");
}

const struct exchange_format exchange_calibre = {
	"calibre",
	".calibre_highlights",
	"what calibre's viewer exports",
	NULL,
	is_calibre,
	read_calibre,
	false,
};
