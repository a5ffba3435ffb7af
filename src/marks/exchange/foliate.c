/* SPDX-License-Identifier: ISC */
/*
 * Annotations that Foliate exports as JSON; only read.
 *
 * Its bookmarks are places in the EPUB alone, without text: unusable.
 */
#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "marks/exchange/json.h"

static void read_annotation(struct incoming *incoming,
			    struct exchange_document *document,
			    const json_t *annotation)
{
	const char *color = fields_string(annotation, "color");
	struct incoming_entry entry = {
		.exact = json_text(annotation, "text"),
		.note = json_text(annotation, "note"),
	};
	struct mark mark;

	mark_init(&mark);
	if (color)
		mark.color = incoming_color(color);
	mark.created_ms = json_time(annotation, "created");
	mark.changed_ms = json_time(annotation, "modified");
	incoming_add(incoming, document, &mark, &entry);
}

/* Who wrote it: a name, an object with one, or several of either. */
static void append_authors(const json_t *metadata, struct buffer *authors)
{
	json_t *list = json_object_get(metadata, "author");

	if (!list)
		list = json_object_get(metadata, "creator");
	for (size_t i = 0; i < json_items(list); i++) {
		const char *name = json_text_of(json_item(list, i));

		if (!name)
			name = json_text(json_item(list, i), "name");
		if (!name)
			continue;
		if (authors->len)
			buffer_append_string(authors, ", ");
		buffer_append_string(authors, name);
	}
}

static bool read_foliate(struct exchange *exchange, struct span bytes,
			 struct error *error)
{
	json_t *json = json_read(bytes, error);
	struct buffer authors = BUFFER_INIT;
	struct incoming incoming;
	const json_t *metadata;
	json_t *annotations;
	const char *title;
	struct exchange_document *document;

	if (!json)
		return false;
	metadata = json_object_get(json, "metadata");
	annotations = json_object_get(json, "annotations");
	title = json_text(metadata, "title");
	append_authors(metadata, &authors);
	document = exchange_find(exchange, title ? title : "",
				 buffer_string(&authors));
	buffer_release(&authors);
	incoming_begin(&incoming, exchange);
	for (size_t i = 0; i < json_items(annotations); i++)
		read_annotation(&incoming, document, json_item(annotations, i));
	exchange->unusable += json_items(json_object_get(json, "bookmarks"));
	json_decref(json);
	return incoming_end(&incoming, error);
}

static bool is_foliate(struct span bytes)
{
	return json_has_key(bytes, "annotations") &&
	       json_has_key(bytes, "metadata");
}

const struct exchange_format exchange_foliate = {
	"foliate",    ".json", "what Foliate exports as JSON", NULL, is_foliate,
	read_foliate, false,
};
