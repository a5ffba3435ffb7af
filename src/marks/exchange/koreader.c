/* SPDX-License-Identifier: ISC */
/*
 * Marks as KOReader's exporter writes them in JSON.
 *
 * A file is a document, or several in "documents". It has one heading above a
 * mark, seconds since the epoch, no tags but those in the note, and no pink,
 * which is red. Pages are those of manuscripts, of 1800 characters.
 */
#include <string.h>

#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "marks/exchange/json.h"

enum { PAGE = 1800 };

/* --- Writing ---------------------------------------------------------------
 */

/* The innermost heading. */
static void put_chapter(json_t *entry, const struct buffer *head)
{
	const char *title = buffer_string(head);
	size_t start = head->len;

	while (start && title[start - 1] != '\n')
		start--;
	if (head->len)
		json_put(entry, "chapter", title + start, head->len - start);
}

static json_t *make_entry(const struct mark *mark)
{
	const struct selector *selector = mark_selector(mark);
	bool highlight = mark->kind == MARK_HIGHLIGHT;
	json_t *entry = json_object();

	json_put_string(entry, "sort", highlight ? "highlight" : "bookmark");
	json_object_set_new(entry, "page",
			    json_integer(selector->start / PAGE + 1));
	json_object_set_new(entry, "time",
			    json_integer(mark->created_ms / 1000));
	json_put_buffer(entry, "text", &selector->anchor.exact);
	if (mark->note.len)
		json_put_buffer(entry, "note", &mark->note);
	put_chapter(entry, &mark->head);
	if (highlight)
		json_put_string(entry, "drawer", "lighten");
	json_put_string(entry, "color",
			mark->color == MARK_PINK
				? "red"
				: mark_color_name(mark->color));
	return entry;
}

static json_t *make_document(const struct exchange_document *document)
{
	json_t *book = json_object();
	uint32_t len = 0;

	json_put_buffer(book, "title", &document->title);
	if (document->author.len)
		json_put_buffer(book, "author", &document->author);
	if (document->path.len)
		json_put_buffer(book, "file", &document->path);
	for (size_t i = 0; i < document->marks.count; i++) {
		const struct selector *selector =
			mark_selector(&document->marks.marks[i]);

		if (selector->len > len)
			len = selector->len;
	}
	if (len)
		json_object_set_new(book, "number_of_pages",
				    json_integer((len - 1) / PAGE + 1));
	return book;
}

/* What stands at the end of the file, whatever is in it. */
static void put_version(json_t *object, const struct exchange *exchange)
{
	json_object_set_new(object, "created_on",
			    json_integer(exchange->now_ms / 1000));
	json_put_string(object, "version", exchange->generator);
}

static void write_document(const struct exchange_document *document,
			   json_t *book, struct buffer *out)
{
	const char *separator = "\n";

	json_write_open(out, book);
	buffer_append_string(out, ",\n\"entries\":[");
	for (size_t i = 0; i < document->marks.count; i++) {
		if (document->marks.marks[i].deleted)
			continue;
		buffer_append_string(out, separator);
		json_write(out, make_entry(&document->marks.marks[i]));
		separator = ",\n";
	}
	buffer_append_string(out, "\n]}");
}

static void write_koreader(const struct exchange *exchange, struct buffer *out)
{
	json_t *top;

	if (exchange->count == 1) {
		top = make_document(&exchange->documents[0]);
		put_version(top, exchange);
		write_document(&exchange->documents[0], top, out);
		buffer_append_byte(out, '\n');
		return;
	}
	top = json_object();
	put_version(top, exchange);
	json_write_open(out, top);
	buffer_append_string(out, ",\n\"documents\":[");
	for (size_t i = 0; i < exchange->count; i++) {
		buffer_append_string(out, i ? ",\n" : "\n");
		write_document(&exchange->documents[i],
			       make_document(&exchange->documents[i]), out);
	}
	buffer_append_string(out, "\n]}\n");
}

/* --- Reading ---------------------------------------------------------------
 */

/* Seconds since the epoch, or text. */
static int64_t read_time(const json_t *entry)
{
	const json_t *time = json_object_get(entry, "time");
	uint32_t seconds;

	if (json_is_number(time) && json_count(entry, "time", &seconds))
		return (int64_t)seconds * 1000;
	return json_time(entry, json_is_string(time) ? "time" : "datetime");
}

static bool is_bookmark(const json_t *entry)
{
	const char *sort = fields_string(entry, "sort");

	return sort && strcmp(sort, "bookmark") == 0;
}

static void read_entry(struct incoming *incoming,
		       struct exchange_document *document, const json_t *entry)
{
	struct incoming_entry said = { .exact = json_text(entry, "text"),
				       .note = json_text(entry, "note") };
	const char *chapter = json_text(entry, "chapter");
	const char *color = fields_string(entry, "color");
	struct mark mark;

	mark_init(&mark);
	if (is_bookmark(entry))
		mark.kind = MARK_BOOKMARK;
	if (color)
		mark.color = incoming_color(color);
	if (chapter)
		incoming_heading(&mark, chapter);
	mark.created_ms = read_time(entry);
	incoming_add(incoming, document, &mark, &said);
}

static void read_document(struct incoming *incoming, const json_t *book)
{
	struct exchange *exchange = incoming->exchange;
	const json_t *entries = json_object_get(book, "entries");
	const char *title = json_text(book, "title");
	const char *author = json_text(book, "author");
	const char *file = fields_string(book, "file");
	size_t count = json_items(entries);
	struct exchange_document *document;

	if (!json_is_array(entries)) {
		exchange->unusable++;
		return;
	}
	if (!count)
		return;
	document = exchange_find(exchange, title ? title : "",
				 author ? author : "");
	if (file && !document->path.len)
		buffer_append_string(&document->path, file);
	for (size_t i = 0; i < count; i++)
		read_entry(incoming, document, json_array_get(entries, i));
}

static bool read_koreader(struct exchange *exchange, struct span bytes,
			  struct error *error)
{
	json_t *json = json_read(bytes, error);
	struct incoming incoming;
	json_t *books;

	if (!json)
		return false;
	books = json_object_get(json, "documents");
	if (!books)
		books = json;
	incoming_begin(&incoming, exchange);
	for (size_t i = 0; i < json_items(books); i++)
		read_document(&incoming, json_item(books, i));
	json_decref(json);
	return incoming_end(&incoming, error);
}

static bool is_koreader(struct span bytes)
{
	return json_has_key(bytes, "entries") ||
	       json_has_key(bytes, "documents");
}

const struct exchange_format exchange_koreader = {
	"koreader",	".json",     "what KOReader exports as JSON",
	write_koreader, is_koreader, read_koreader,
	true,
};
