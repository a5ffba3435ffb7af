/* SPDX-License-Identifier: ISC */
/*
 * Marks as Hypothesis' client exports and imports them.
 *
 * Read is also what its API answers ("rows"). A note on a whole page is a
 * bookmark of its start; a reply becomes part of the note of what it answers,
 * and without that a note on the page. What Hypothesis has no field for stands
 * in fields of our own, which it passes over: that a mark is a bookmark, and
 * its colour.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "marks/exchange/json.h"

/* Its importer asks whose annotations are meant. */
static const char user[] = "acct:lectern@localhost";

/* --- Writing ---------------------------------------------------------------
 */

static json_t *make_permissions(void)
{
	static const char *const acts[] = { "read", "admin", "update",
					    "delete" };
	json_t *permissions = json_object();

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		json_object_set_new(permissions, acts[i],
				    json_pack("[s]", user));
	return permissions;
}

static json_t *make_selectors(const struct selector *selector)
{
	const struct anchor *anchor = &selector->anchor;
	json_t *selectors = json_array();
	json_t *position = json_object();
	json_t *quote = json_object();

	json_put_string(position, "type", "TextPositionSelector");
	json_object_set_new(position, "start", json_integer(selector->start));
	json_object_set_new(position, "end", json_integer(selector->end));
	json_array_append_new(selectors, position);
	json_put_string(quote, "type", "TextQuoteSelector");
	json_put_buffer(quote, "exact", &anchor->exact);
	json_put_buffer(quote, "prefix", &anchor->prefix);
	json_put_buffer(quote, "suffix", &anchor->suffix);
	json_array_append_new(selectors, quote);
	return selectors;
}

static void put_address(json_t *object, const char *field,
			const struct exchange_document *document)
{
	if (document->url.len)
		json_put_buffer(object, field, &document->url);
	else
		json_put_urn(object, field, document->id);
}

/* A mark without a quote is a note on the page: it has no selectors. */
static json_t *make_target(const struct exchange_document *document,
			   const struct mark *mark)
{
	const struct selector *selector = mark_selector(mark);
	json_t *target = json_object();
	json_t *targets = json_array();

	put_address(target, "source", document);
	if (selector->anchor.exact.len)
		json_object_set_new(target, "selector",
				    make_selectors(selector));
	json_array_append_new(targets, target);
	return targets;
}

static json_t *make_document(const struct exchange_document *document)
{
	json_t *titles = json_array();
	json_t *one = json_object();

	json_put_buffer(one, "title", &document->title);
	json_array_append(titles, json_object_get(one, "title"));
	json_object_set_new(one, "title", titles);
	return one;
}

static json_t *make_annotation(const struct exchange_document *document,
			       const struct mark *mark)
{
	json_t *annotation = json_object();

	json_put_string(annotation, "id", mark->id);
	json_put_time(annotation, "created", mark->created_ms);
	json_put_time(annotation, "updated", mark->changed_ms);
	json_put_string(annotation, "user", user);
	put_address(annotation, "uri", document);
	json_put_buffer(annotation, "text", &mark->note);
	json_object_set_new(annotation, "tags", json_words(&mark->tags));
	json_put_string(annotation, "group", "__world__");
	json_object_set_new(annotation, "permissions", make_permissions());
	json_object_set_new(annotation, "target", make_target(document, mark));
	json_object_set_new(annotation, "document", make_document(document));
	if (mark->kind == MARK_BOOKMARK)
		json_put_string(annotation, "motivation", "bookmarking");
	if (mark->color != MARK_YELLOW)
		json_put_string(annotation, "color",
				mark_color_name(mark->color));
	return annotation;
}

static void write_hypothesis(const struct exchange *exchange,
			     struct buffer *out)
{
	json_t *export = json_object();
	const char *separator = "\n";

	json_put_time(export, "export_date", exchange->now_ms);
	json_put_string(export, "export_userid", user);
	json_put_string(export, "client_version", exchange->generator);
	json_write_open(out, export);
	buffer_append_string(out, ",\n\"annotations\":[");
	for (size_t i = 0; i < exchange->count; i++) {
		const struct exchange_document *document =
			&exchange->documents[i];

		for (size_t k = 0; k < document->marks.count; k++) {
			const struct mark *mark = &document->marks.marks[k];

			if (mark->deleted)
				continue;
			buffer_append_string(out, separator);
			json_write(out, make_annotation(document, mark));
			separator = ",\n";
		}
	}
	buffer_append_string(out, "\n]}\n");
}

/* --- Reading ---------------------------------------------------------------
 */

/* An annotation that answers another one of the file. */
struct reply {
	const json_t *annotation;
	size_t root; /* what it answers, at last */
	size_t order;
	int64_t created_ms;
};

struct reader {
	struct incoming incoming;
	const json_t *annotations;
	size_t count;
	struct map numbers; /* of annotations, by their IDs */
	struct reply *replies;
	size_t reply_count;
	size_t reply_room;
};

static size_t reference_count(const json_t *annotation)
{
	const json_t *references = json_object_get(annotation, "references");

	return json_is_array(references) ? json_array_size(references) : 0;
}

/* The number of an ID's annotation, the first with it. */
static bool number_of(const struct reader *reader, const char *id,
		      uint32_t *number)
{
	return id && map_get(&reader->numbers, id, strlen(id), number);
}

static void number_annotations(struct reader *reader)
{
	uint32_t number;

	for (size_t i = 0; i < reader->count; i++) {
		const char *id = fields_string(
			json_array_get(reader->annotations, i), "id");

		if (id && !number_of(reader, id, &number))
			map_put(&reader->numbers, id, strlen(id), (uint32_t)i);
	}
}

/* The first of what it refers to, from the root on, that is no reply itself. */
static bool find_root(const struct reader *reader, const json_t *annotation,
		      size_t *root)
{
	const json_t *references = json_object_get(annotation, "references");

	for (size_t i = 0; i < reference_count(annotation); i++) {
		uint32_t number;

		if (!number_of(reader,
			       json_string_value(json_array_get(references, i)),
			       &number) ||
		    reference_count(
			    json_array_get(reader->annotations, number)))
			continue;
		*root = number;
		return true;
	}
	return false;
}

static int compare_replies(const void *one, const void *other)
{
	const struct reply *a = one;
	const struct reply *b = other;

	if (a->root != b->root)
		return a->root < b->root ? -1 : 1;
	if (a->created_ms != b->created_ms)
		return a->created_ms < b->created_ms ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* Finds the replies that have a root, and brings them into its order. */
static void gather_replies(struct reader *reader)
{
	for (size_t i = 0; i < reader->count; i++) {
		const json_t *one = json_array_get(reader->annotations, i);
		struct reply reply = { one, 0, i, json_time(one, "created") };

		if (!find_root(reader, one, &reply.root))
			continue;
		MEMORY_RESERVE(reader->replies, reader->reply_room,
			       reader->reply_count + 1);
		reader->replies[reader->reply_count++] = reply;
	}
	if (reader->reply_count)
		qsort(reader->replies, reader->reply_count,
		      sizeof(*reader->replies), compare_replies);
}

/* Appends who wrote a reply: their name, else that of their account. */
static void append_name(struct buffer *note, const json_t *reply)
{
	static const char account[] = "acct:";
	const char *name = fields_string(json_object_get(reply, "user_info"),
					 "display_name");
	size_t len = name ? strlen(name) : 0;

	if (!len) {
		name = fields_string(reply, "user");
		if (!name)
			return;
		if (strncmp(name, account, sizeof(account) - 1) == 0)
			name += sizeof(account) - 1;
		len = strcspn(name, "@");
	}
	buffer_append(note, name, len);
	buffer_append_string(note, ": ");
}

/* A reply that comes twice in the file is said once. */
static bool comes_again(const struct reader *reader, const struct reply *reply)
{
	const char *id = fields_string(reply->annotation, "id");
	uint32_t first;

	return number_of(reader, id, &first) && first < reply->order &&
	       json_equal(json_array_get(reader->annotations, first),
			  reply->annotation);
}

static void append_reply(struct reader *reader, const struct reply *reply,
			 struct mark *mark, struct buffer *note)
{
	struct exchange *exchange = reader->incoming.exchange;
	const char *text = fields_string(reply->annotation, "text");
	size_t before = note->len;

	if (comes_again(reader, reply)) {
		exchange->duplicates++;
		return;
	}
	json_read_tags(reply->annotation, "tags", mark);
	if (!text || !*text) {
		exchange->unusable++;
		return;
	}
	if (note->len)
		buffer_append_string(note, "\n\n");
	append_name(note, reply->annotation);
	buffer_append_string(note, text);
	if (note->len > MARK_NOTE) {
		buffer_truncate(note, before);
		exchange->unusable++;
	}
}

/* The document of a title and an address: a site gives many pages one title. */
static struct exchange_document *document_of(struct reader *reader,
					     const json_t *annotation)
{
	const json_t *page = json_object_get(annotation, "document");
	const char *address = fields_string(annotation, "uri");
	const char *title = json_text(page, "title");
	struct exchange_document *document;
	char id[MARK_ID + 1];

	if (!address)
		address = "";
	if (!title)
		title = address;
	/* Hypothesis knows no author, so the address may be looked up as one.
	 */
	document = exchange_find(reader->incoming.exchange, title, address);
	if (document->author.len) {
		if (incoming_uuid(address, id))
			memcpy(document->id, id, sizeof(id));
		else
			buffer_append_string(&document->url, address);
		buffer_release(&document->author);
	}
	return document;
}

static void read_selectors(const json_t *annotation, struct mark *mark,
			   struct incoming_entry *entry)
{
	json_t *targets = json_object_get(annotation, "target");
	json_t *selectors = json_object_get(json_item(targets, 0), "selector");
	struct selector *selector = &mark->original;

	for (size_t i = 0; i < json_items(selectors); i++) {
		const json_t *one = json_item(selectors, i);
		const char *type = fields_string(one, "type");

		if (!type)
			continue;
		if (strcmp(type, "TextQuoteSelector") == 0) {
			entry->exact = fields_string(one, "exact");
			entry->prefix = fields_string(one, "prefix");
			entry->suffix = fields_string(one, "suffix");
		} else if (strcmp(type, "TextPositionSelector") == 0 &&
			   (!json_count(one, "start", &selector->start) ||
			    !json_count(one, "end", &selector->end) ||
			    selector->end < selector->start)) {
			selector->start = 0;
			selector->end = 0;
		}
	}
}

/* Reads an annotation with the replies to it, which begin at *next. */
static void read_annotation(struct reader *reader, size_t number, size_t *next)
{
	const json_t *one = json_array_get(reader->annotations, number);
	struct incoming_entry entry = { .id = fields_string(one, "id") };
	const char *text = fields_string(one, "text");
	const char *motivation = fields_string(one, "motivation");
	const char *color = fields_string(one, "color");
	struct buffer note = BUFFER_INIT;
	struct mark mark;

	mark_init(&mark);
	if (motivation && strcmp(motivation, "bookmarking") == 0)
		mark.kind = MARK_BOOKMARK;
	if (color)
		mark.color = incoming_color(color);
	mark.created_ms = json_time(one, "created");
	mark.changed_ms = json_time(one, "updated");
	buffer_append_string(&note, text ? text : "");
	read_selectors(one, &mark, &entry);
	json_read_tags(one, "tags", &mark);
	for (; *next < reader->reply_count &&
	       reader->replies[*next].root == number;
	     ++*next)
		append_reply(reader, &reader->replies[*next], &mark, &note);
	entry.note = buffer_string(&note);
	incoming_add(&reader->incoming, document_of(reader, one), &mark,
		     &entry);
	buffer_release(&note);
}

static const json_t *find_annotations(const json_t *json)
{
	const json_t *annotations = json_object_get(json, "annotations");

	if (!annotations)
		annotations = json_object_get(json, "rows");
	if (json_is_array(json))
		annotations = json;
	return json_is_array(annotations) ? annotations : NULL;
}

static void read_all(struct reader *reader)
{
	size_t next = 0;
	size_t root;

	number_annotations(reader);
	gather_replies(reader);
	for (size_t i = 0; i < reader->count; i++)
		if (!find_root(reader, json_array_get(reader->annotations, i),
			       &root))
			read_annotation(reader, i, &next);
	map_release(&reader->numbers);
	free(reader->replies);
}

static bool read_hypothesis(struct exchange *exchange, struct span bytes,
			    struct error *error)
{
	json_t *json = json_read(bytes, error);
	struct reader reader = { .numbers = MAP_INIT };

	if (!json)
		return false;
	reader.annotations = find_annotations(json);
	reader.count = json_array_size(reader.annotations);
	if (!reader.annotations) {
		json_decref(json);
		return error_set(error, "it has no list of annotations");
	}
	incoming_begin(&reader.incoming, exchange);
	read_all(&reader);
	json_decref(json);
	return incoming_end(&reader.incoming, error);
}

static bool is_hypothesis(struct span bytes)
{
	return (json_has_key(bytes, "annotations") &&
		!json_has_key(bytes, "metadata")) ||
	       json_has_key(bytes, "rows") ||
	       (json_has_key(bytes, "target") && json_has_key(bytes, "uri"));
}

const struct exchange_format exchange_hypothesis = {
	"hypothesis",
	".json",
	"what Hypothesis exports",
	write_hypothesis,
	is_hypothesis,
	read_hypothesis,
	true,
};
