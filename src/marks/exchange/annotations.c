/* SPDX-License-Identifier: ISC */
/*
 * Marks as annotations of the Web Annotation Data Model.
 *
 * Written are AnnotationSets of EPUB Annotations 1.0 (W3C Working Draft), one a
 * document; several are an array of them, as JSON-LD allows. Read are those,
 * Readium's of the same kind, and annotations of the model itself without a
 * set. Offsets count code points in the reading text.
 */
#include <string.h>

#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "marks/exchange/json.h"

enum { TARGETS = 16 }; /* of an annotation that become marks */

static const char context[] = "https://www.w3.org/ns/epub-anno.jsonld";

/* --- Writing ---------------------------------------------------------------
 */

/* Who made the set: a URN, for a home page would promise that there is one. */
static json_t *make_generator(const struct exchange *exchange)
{
	json_t *generator = json_object();

	json_put_string(generator, "id", "urn:x-lectern");
	json_put_string(generator, "type", "Software");
	json_put_string(generator, "name", exchange->generator);
	return generator;
}

static json_t *make_about(const struct exchange_document *document)
{
	json_t *about = json_object();
	json_t *identifiers = json_array();
	json_t *creators = json_array();
	json_t *one = json_object();

	if (document->id[0]) {
		json_put_urn(one, "id", document->id);
		json_array_append(identifiers, json_object_get(one, "id"));
	}
	if (document->url.len) {
		json_put_buffer(one, "url", &document->url);
		json_array_append(identifiers, json_object_get(one, "url"));
	}
	if (document->fingerprint[0]) {
		json_put_string(one, "text", document->fingerprint);
		json_array_append(identifiers, json_object_get(one, "text"));
	}
	if (document->author.len) {
		json_put_buffer(one, "author", &document->author);
		json_array_append(creators, json_object_get(one, "author"));
	}
	json_decref(one);
	json_object_set_new(about, "dc:identifier", identifiers);
	json_object_set_new(about, "dc:format", json_string("text/markdown"));
	json_put_buffer(about, "dc:title", &document->title);
	json_object_set_new(about, "dc:creator", creators);
	return about;
}

static json_t *make_selectors(const struct selector *selector)
{
	const struct anchor *anchor = &selector->anchor;
	json_t *selectors = json_array();
	json_t *one;

	if (anchor->exact.len) {
		one = json_object();
		json_put_string(one, "type", "TextQuoteSelector");
		json_put_buffer(one, "exact", &anchor->exact);
		json_put_buffer(one, "prefix", &anchor->prefix);
		json_put_buffer(one, "suffix", &anchor->suffix);
		json_array_append_new(selectors, one);
	}
	one = json_object();
	json_put_string(one, "type", "TextPositionSelector");
	json_object_set_new(one, "start", json_integer(selector->start));
	json_object_set_new(one, "end", json_integer(selector->end));
	json_array_append_new(selectors, one);
	if (selector->len && selector->start <= selector->len) {
		one = json_object();
		json_put_string(one, "type", "ProgressionSelector");
		json_object_set_new(
			one, "value",
			json_real((double)selector->start / selector->len));
		json_array_append_new(selectors, one);
	}
	return selectors;
}

/* The headings above a mark, the outermost of level 1. */
static json_t *make_headings(const struct buffer *head)
{
	json_t *headings = json_array();
	const char *title = buffer_string(head);
	const char *end = title + head->len;
	json_int_t level = 0;

	while (title < end) {
		size_t len = strcspn(title, "\n");

		if (len) {
			json_t *heading = json_object();

			json_object_set_new(heading, "level",
					    json_integer(++level));
			json_put(heading, "txt", title, len);
			json_array_append_new(headings, heading);
		}
		title += len + 1;
	}
	return headings;
}

static json_t *make_target(const struct exchange_document *document,
			   const struct mark *mark)
{
	json_t *target = json_object();
	json_t *headings = make_headings(&mark->head);
	json_t *meta;

	if (document->url.len)
		json_put_buffer(target, "source", &document->url);
	else
		json_put_urn(target, "source", document->id);
	json_object_set_new(target, "selector",
			    make_selectors(mark_selector(mark)));
	if (json_array_size(headings)) {
		meta = json_object();
		json_object_set(meta, "headings", headings);
		json_object_set_new(target, "meta", meta);
	}
	json_decref(headings);
	return target;
}

/* A highlight has a colour and so a body; a bookmark only if there is anything
 * to be said. */
static json_t *make_body(const struct mark *mark)
{
	bool highlight = mark->kind == MARK_HIGHLIGHT;
	json_t *body;

	if (!highlight && !mark->note.len && !mark->tags.len &&
	    mark->color == MARK_YELLOW)
		return NULL;
	body = json_object();
	json_put_string(body, "type", "TextualBody");
	json_put_buffer(body, "value", &mark->note);
	json_put_string(body, "format", "text/plain");
	json_put_string(body, "color", mark_color_name(mark->color));
	if (highlight)
		json_put_string(body, "highlight", "solid");
	if (mark->tags.len)
		json_object_set_new(body, "tags", json_words(&mark->tags));
	return body;
}

static json_t *make_annotation(const struct exchange_document *document,
			       const struct mark *mark)
{
	json_t *annotation = json_object();
	json_t *body = make_body(mark);
	const char *motivation = "bookmarking";

	if (mark->kind == MARK_HIGHLIGHT)
		motivation = mark->note.len ? "commenting" : "highlighting";
	json_put_urn(annotation, "id", mark->id);
	json_put_string(annotation, "type", "Annotation");
	json_put_string(annotation, "motivation", motivation);
	json_put_time(annotation, "created", mark->created_ms);
	json_put_time(annotation, "modified", mark->changed_ms);
	json_object_set_new(annotation, "target", make_target(document, mark));
	if (body)
		json_object_set_new(annotation, "body", body);
	return annotation;
}

/* Each set that is written is another one, but no two runs differ in it that
 * write the same at the same time. */
static void put_set_id(json_t *set, const struct exchange *exchange,
		       const struct exchange_document *document)
{
	struct buffer name = BUFFER_INIT;
	char id[MARK_ID + 1];

	buffer_append_format(&name, "%s %s %lld", document->id,
			     buffer_string(&document->title),
			     (long long)exchange->now_ms);
	incoming_make_uuid(buffer_string(&name), name.len, id);
	json_put_urn(set, "id", id);
	buffer_release(&name);
}

static void write_set(const struct exchange *exchange,
		      const struct exchange_document *document,
		      struct buffer *out)
{
	json_t *set = json_object();
	const char *separator = "\n";

	json_put_string(set, "@context", context);
	put_set_id(set, exchange, document);
	json_put_string(set, "type", "AnnotationSet");
	json_object_set_new(set, "generator", make_generator(exchange));
	json_put_time(set, "generated", exchange->now_ms);
	json_object_set_new(set, "about", make_about(document));
	json_write_open(out, set);
	buffer_append_string(out, ",\n\"items\":[");
	for (size_t i = 0; i < document->marks.count; i++) {
		const struct mark *mark = &document->marks.marks[i];

		if (mark->deleted)
			continue;
		buffer_append_string(out, separator);
		json_write(out, make_annotation(document, mark));
		separator = ",\n";
	}
	buffer_append_string(out, "\n]}");
}

static void write_annotations(const struct exchange *exchange,
			      struct buffer *out)
{
	if (exchange->count != 1)
		buffer_append_string(out, "[\n");
	for (size_t i = 0; i < exchange->count; i++) {
		if (i)
			buffer_append_string(out, ",\n");
		write_set(exchange, &exchange->documents[i], out);
	}
	buffer_append_string(out, exchange->count == 1 ? "\n" : "\n]\n");
}

/* --- Reading ---------------------------------------------------------------
 */

static bool has_type(const json_t *object, const char *type)
{
	json_t *types = json_object_get(object, "type");

	for (size_t i = 0; i < json_items(types); i++) {
		const char *name = json_string_value(json_item(types, i));

		if (name && strcmp(name, type) == 0)
			return true;
	}
	return false;
}

/* All selectors of a target in a row, owned, what refines another one too,
 * behind the first *count, which stand in the target itself. */
static json_t *list_selectors(const json_t *target, size_t *count)
{
	json_t *selectors = json_object_get(target, "selector");
	json_t *list = json_array();

	*count = json_items(selectors);
	for (size_t i = 0; i < *count; i++)
		json_array_append(list, json_item(selectors, i));
	for (size_t i = 0; i < json_array_size(list); i++) {
		json_t *finer =
			json_object_get(json_array_get(list, i), "refinedBy");

		for (size_t k = 0; k < json_items(finer); k++)
			json_array_append(list, json_item(finer, k));
	}
	return list;
}

/* The first quote that there is, and the place in the whole text. */
static void read_selectors(const json_t *list, size_t count, struct mark *mark,
			   struct incoming_entry *entry)
{
	struct selector *selector = &mark->original;

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);

		if (!entry->exact && has_type(one, "TextQuoteSelector")) {
			entry->exact = json_text(one, "exact");
			entry->prefix = json_text(one, "prefix");
			entry->suffix = json_text(one, "suffix");
		} else if (i < count && has_type(one, "TextPositionSelector") &&
			   (!json_count(one, "start", &selector->start) ||
			    !json_count(one, "end", &selector->end) ||
			    selector->end < selector->start)) {
			selector->start = 0;
			selector->end = 0;
		}
	}
}

static void read_headings(const json_t *target, struct mark *mark)
{
	json_t *headings =
		json_object_get(json_object_get(target, "meta"), "headings");

	for (size_t i = 0; i < json_items(headings); i++) {
		const char *title = json_text(json_item(headings, i), "txt");

		if (title)
			incoming_heading(mark, title);
	}
}

/* A body is text, or a tag if that is its purpose; several texts are one note
 * with paragraphs. */
static void read_body(const json_t *body, struct mark *mark,
		      struct buffer *note)
{
	const char *value = json_text_of(body);
	const char *purpose = fields_string(body, "purpose");
	const char *color = fields_string(body, "color");

	json_read_tags(body, "tags", mark);
	json_read_tags(body, "tag", mark);
	json_read_tags(body, "keyword", mark);
	if (color)
		mark->color = incoming_color(color);
	if (value && purpose && strcmp(purpose, "tagging") == 0) {
		incoming_tag(mark, value);
	} else if (value && *value) {
		if (note->len)
			buffer_append_string(note, "\n\n");
		buffer_append_string(note, value);
	}
}

static void read_bodies(const json_t *annotation, struct mark *mark,
			struct buffer *note)
{
	json_t *bodies = json_object_get(annotation, "body");
	const char *value = fields_string(annotation, "bodyValue");

	for (size_t i = 0; i < json_items(bodies); i++)
		read_body(json_item(bodies, i), mark, note);
	if (value && !note->len)
		buffer_append_string(note, value);
}

static bool is_bookmark(const json_t *annotation)
{
	json_t *motivations = json_object_get(annotation, "motivation");

	for (size_t i = 0; i < json_items(motivations); i++) {
		const char *name = json_string_value(json_item(motivations, i));

		if (name && strcmp(name, "bookmarking") == 0)
			return true;
	}
	return false;
}

static void read_target(struct incoming *incoming,
			struct exchange_document *document,
			const json_t *annotation, const json_t *target)
{
	struct incoming_entry entry = { .id = fields_string(annotation, "id") };
	struct buffer note = BUFFER_INIT;
	struct mark mark;
	size_t count;
	json_t *list = list_selectors(target, &count);

	mark_init(&mark);
	mark.kind = is_bookmark(annotation) ? MARK_BOOKMARK : MARK_HIGHLIGHT;
	mark.created_ms = json_time(annotation, "created");
	mark.changed_ms = json_time(annotation, "modified");
	read_selectors(list, count, &mark, &entry);
	read_headings(target, &mark);
	read_bodies(annotation, &mark, &note);
	entry.note = buffer_string(&note);
	incoming_add(incoming, document, &mark, &entry);
	buffer_release(&note);
	json_decref(list);
}

/* One without a set belongs to the document that it names. */
static struct exchange_document *document_of(struct incoming *incoming,
					     const json_t *target)
{
	struct exchange_document *document;
	const char *source = json_text(target, "source");

	if (!source)
		source = fields_string(json_object_get(target, "source"), "id");
	if (!source)
		source = json_string_value(target);
	document = exchange_find(incoming->exchange, source ? source : "", "");
	if (source && !document->url.len)
		buffer_append_string(&document->url, source);
	return document;
}

/* The document is that with this number; SIZE_MAX: that which the annotation
 * names. */
static void read_annotation(struct incoming *incoming, size_t number,
			    const json_t *annotation)
{
	struct exchange *exchange = incoming->exchange;
	json_t *targets = json_object_get(annotation, "target");
	size_t count = json_items(targets);

	if (!count)
		exchange->unusable++;
	if (count > TARGETS) {
		exchange->unusable += count - TARGETS;
		count = TARGETS;
	}
	for (size_t i = 0; i < count; i++) {
		const json_t *target = json_item(targets, i);

		read_target(incoming,
			    number == SIZE_MAX ? document_of(incoming, target)
					       : &exchange->documents[number],
			    annotation, target);
	}
}

static void read_creators(const json_t *about, struct buffer *author)
{
	json_t *creators = json_object_get(about, "dc:creator");

	for (size_t i = 0; i < json_items(creators); i++) {
		const json_t *creator = json_item(creators, i);
		const char *name = json_text_of(creator);

		if (!name)
			name = json_text(creator, "name");
		if (!name)
			continue;
		if (author->len)
			buffer_append_string(author, ", ");
		buffer_append_string(author, name);
	}
}

static void read_identifier(struct exchange_document *document,
			    const char *identifier)
{
	char id[MARK_ID + 1];

	if (incoming_uuid(identifier, id))
		memcpy(document->id, id, sizeof(id));
	else if (strncmp(identifier, "sha256:", 7) == 0 &&
		 strlen(identifier) == MARK_FINGERPRINT)
		memcpy(document->fingerprint, identifier, MARK_FINGERPRINT + 1);
	else if (!document->url.len && strstr(identifier, "://"))
		buffer_append_string(&document->url, identifier);
}

static void read_about(const json_t *set, struct exchange_document *document)
{
	const json_t *about = json_object_get(set, "about");
	json_t *identifiers = json_object_get(about, "dc:identifier");
	const char *title = json_text(about, "dc:title");

	if (!title)
		title = json_text(set, "title");
	if (title)
		buffer_append_string(&document->title, title);
	read_creators(about, &document->author);
	for (size_t i = 0; i < json_items(identifiers); i++) {
		const char *one = json_text_of(json_item(identifiers, i));

		if (one)
			read_identifier(document, one);
	}
}

/* A set, a page or a collection of annotations (whose items stand in its first
 * page), or one that stands for itself. */
static void read_top(struct incoming *incoming, const json_t *top)
{
	json_t *items = json_object_get(top, "items");
	size_t number = SIZE_MAX;

	if (!items)
		items = json_object_get(json_object_get(top, "first"), "items");
	if (!items) {
		read_annotation(incoming, number, top);
		return;
	}
	if (has_type(top, "AnnotationSet") || json_object_get(top, "about")) {
		number = incoming->exchange->count;
		read_about(top, exchange_add(incoming->exchange));
	}
	for (size_t i = 0; i < json_items(items); i++)
		read_annotation(incoming, number, json_item(items, i));
}

static bool read_annotations(struct exchange *exchange, struct span bytes,
			     struct error *error)
{
	json_t *json = json_read(bytes, error);
	struct incoming incoming;

	if (!json)
		return false;
	incoming_begin(&incoming, exchange);
	for (size_t i = 0; i < json_items(json); i++)
		read_top(&incoming, json_item(json, i));
	json_decref(json);
	return incoming_end(&incoming, error);
}

static bool is_annotations(struct span bytes)
{
	return json_has_key(bytes, "items") || json_has_key(bytes, "first") ||
	       (json_has_key(bytes, "target") && json_has_key(bytes, "type"));
}

const struct exchange_format exchange_annotations = {
	"annotations",
	".annotation",
	"a W3C or Readium AnnotationSet, in JSON",
	write_annotations,
	is_annotations,
	read_annotations,
	true,
};
