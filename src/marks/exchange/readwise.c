/* SPDX-License-Identifier: ISC */
/*
 * Marks as CSV that Readwise imports.
 *
 * Its columns have no prefix, suffix, heading or colour. Tags stand at the
 * start of the note as ".tag". The location is the offset in code points. A
 * bookmark is no highlight, so it is written only if there is a note on it, as
 * one. The URL is that of the document's front matter, never a mark's: Readwise
 * takes texts with different URLs for different ones. Read is also what
 * Readwise exports, which has other names for the columns, and tags and
 * colours. A field that begins like a formula stays what it is.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "marks/exchange/csv.h"
#include "marks/exchange/dates.h"
#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "text/utf8.h"

/* --- Writing ---------------------------------------------------------------
 */

/* A note that begins like a tag gets a blank before it, which read_note() takes
 * away again. */
static void append_note(struct buffer *out, const struct mark *mark)
{
	const char *note = buffer_string(&mark->note);
	const char *tag = buffer_string(&mark->tags);

	while (*tag) {
		size_t len = strcspn(tag, " ");

		if (len) {
			buffer_append_byte(out, '.');
			buffer_append(out, tag, len);
			buffer_append_byte(out, ' ');
		}
		tag += len + (tag[len] == ' ');
	}
	if (note[strspn(note, " ")] == '.')
		buffer_append_byte(out, ' ');
	if (mark->note.len)
		buffer_append(out, note, mark->note.len);
	else if (out->len)
		buffer_truncate(out, out->len - 1);
}

static void write_field(struct buffer *out, const struct buffer *field)
{
	csv_write(out, buffer_string(field), field->len);
	buffer_append_byte(out, ',');
}

static void write_row(const struct exchange_document *document,
		      const struct mark *mark, struct buffer *out)
{
	const struct selector *selector = mark_selector(mark);
	struct buffer field = BUFFER_INIT;

	write_field(out, &selector->anchor.exact);
	write_field(out, &document->title);
	write_field(out, &document->author);
	write_field(out, &document->url);
	append_note(&field, mark);
	write_field(out, &field);
	buffer_append_format(out, "%lu,", (unsigned long)selector->start);
	buffer_clear(&field);
	dates_write_readwise(&field, mark->created_ms);
	csv_write(out, buffer_string(&field), field.len);
	buffer_append_string(out, "\r\n");
	buffer_release(&field);
}

static void write_readwise(const struct exchange *exchange, struct buffer *out)
{
	buffer_append_string(
		out, "Highlight,Title,Author,URL,Note,Location,Date\r\n");
	for (size_t i = 0; i < exchange->count; i++) {
		const struct exchange_document *document =
			&exchange->documents[i];

		for (size_t k = 0; k < document->marks.count; k++) {
			const struct mark *mark = &document->marks.marks[k];

			if (mark->deleted ||
			    (mark->kind == MARK_BOOKMARK && !mark->note.len))
				continue;
			write_row(document, mark, out);
		}
	}
}

/* --- Reading ---------------------------------------------------------------
 */

enum { TAGS_READ = 1000 }; /* of a row: more are none */

enum column {
	HIGHLIGHT,
	TITLE,
	AUTHOR,
	URL,
	NOTE,
	LOCATION,
	DATE,
	COLOR,
	TAGS,
	COLUMNS,
};

static const struct {
	const char *name;
	enum column column;
} headers[] = {
	{ "highlight", HIGHLIGHT }, { "title", TITLE },
	{ "book title", TITLE },    { "author", AUTHOR },
	{ "book author", AUTHOR },  { "url", URL },
	{ "note", NOTE },	    { "location", LOCATION },
	{ "date", DATE },	    { "highlighted at", DATE },
	{ "color", COLOR },	    { "tags", TAGS },
};

struct table {
	struct span rest;
	size_t places[COLUMNS]; /* of a column in a record; SIZE_MAX: it lacks
				 */
	struct buffer fields[COLUMNS];
	struct buffer other; /* a field of a column that is not known */
};

static enum column column_of(const char *name, size_t len)
{
	while (len && (name[len - 1] == ' ' || name[len - 1] == '\t'))
		len--;
	while (len && (*name == ' ' || *name == '\t')) {
		name++;
		len--;
	}
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		if (strlen(headers[i].name) == len &&
		    strncasecmp(headers[i].name, name, len) == 0)
			return headers[i].column;
	return COLUMNS;
}

/* Takes the first record; false: it is no header with highlights. Of columns
 * of one name the first holds. */
static bool read_header(struct table *table)
{
	enum csv_end end = CSV_FIELD;

	for (size_t i = 0; i < COLUMNS; i++)
		table->places[i] = SIZE_MAX;
	for (size_t place = 0; end == CSV_FIELD; place++) {
		enum column column;

		end = csv_read(&table->rest, &table->other);
		column = column_of(buffer_string(&table->other),
				   table->other.len);
		if (column < COLUMNS && table->places[column] == SIZE_MAX)
			table->places[column] = place;
	}
	return end == CSV_RECORD && table->places[HIGHLIGHT] != SIZE_MAX;
}

/* Takes a record; blank says whether it has nothing in it. */
static enum csv_end read_record(struct table *table, bool *blank)
{
	enum csv_end end = CSV_FIELD;

	*blank = true;
	for (size_t i = 0; i < COLUMNS; i++)
		buffer_clear(&table->fields[i]);
	for (size_t place = 0; end == CSV_FIELD; place++) {
		struct buffer *field = &table->other;

		for (size_t i = 0; i < COLUMNS; i++)
			if (table->places[i] == place)
				field = &table->fields[i];
		end = csv_read(&table->rest, field);
		*blank = *blank && !field->len;
	}
	return end;
}

/* Takes ".tag" by ".tag" off the start of a note; returns what is left. */
static const char *read_note(const char *note, struct mark *mark)
{
	struct buffer tag = BUFFER_INIT;
	size_t blanks;

	for (int i = 0; i < TAGS_READ && note[0] == '.' && note[1] != '.' &&
			note[1] && !isspace((unsigned char)note[1]);
	     i++) {
		size_t len = strcspn(note, " \t\r\n");

		buffer_clear(&tag);
		buffer_append(&tag, note + 1, len - 1);
		incoming_tag(mark, buffer_string(&tag));
		note += len;
		if (*note)
			note++;
	}
	buffer_release(&tag);
	blanks = strspn(note, " ");
	return blanks && note[blanks] == '.' ? note + 1 : note;
}

/* Tags of a column, a comma between. */
static void read_tags(const char *tags, struct mark *mark)
{
	struct buffer tag = BUFFER_INIT;

	for (int i = 0; i < TAGS_READ && *tags; i++) {
		size_t len;

		tags += strspn(tags, ", ");
		len = strcspn(tags, ",");
		buffer_clear(&tag);
		buffer_append(&tag, tags, len);
		incoming_tag(mark, buffer_string(&tag));
		tags += len;
	}
	buffer_release(&tag);
}

static uint32_t read_number(const char *digits)
{
	unsigned long long number = 0;

	if (*digits >= '0' && *digits <= '9')
		number = strtoull(digits, NULL, 10);
	return number < UINT32_MAX ? (uint32_t)number : 0;
}

static void read_row(struct incoming *incoming, const struct table *table)
{
	const struct buffer *fields = table->fields;
	struct incoming_entry entry = { .exact = buffer_string(
						&fields[HIGHLIGHT]) };
	struct exchange_document *document;
	struct mark mark;

	if (!fields[HIGHLIGHT].len && !fields[NOTE].len) {
		incoming->exchange->unusable++;
		return;
	}
	mark_init(&mark);
	read_tags(buffer_string(&fields[TAGS]), &mark);
	entry.note = read_note(buffer_string(&fields[NOTE]), &mark);
	mark.color = incoming_color(buffer_string(&fields[COLOR]));
	dates_read_readwise(buffer_string(&fields[DATE]), fields[DATE].len,
			    &mark.created_ms);
	mark.original.start = read_number(buffer_string(&fields[LOCATION]));
	mark.original.end = mark.original.start;
	if (mark.original.start)
		mark.original.end +=
			(uint32_t)utf8_count(buffer_string(&fields[HIGHLIGHT]),
					     fields[HIGHLIGHT].len);
	document =
		exchange_find(incoming->exchange, buffer_string(&fields[TITLE]),
			      buffer_string(&fields[AUTHOR]));
	if (!document->url.len)
		buffer_append_string(&document->url,
				     buffer_string(&fields[URL]));
	incoming_add(incoming, document, &mark, &entry);
}

static void release_table(struct table *table)
{
	for (size_t i = 0; i < COLUMNS; i++)
		buffer_release(&table->fields[i]);
	buffer_release(&table->other);
}

static bool read_rows(struct exchange *exchange, struct table *table,
		      struct error *error)
{
	struct incoming incoming;
	enum csv_end end = CSV_RECORD;

	if (!read_header(table))
		return error_set(error, "its first line names no column "
					"\"Highlight\"");
	incoming_begin(&incoming, exchange);
	while (table->rest.len && end == CSV_RECORD && !incoming.full) {
		bool blank;

		end = read_record(table, &blank);
		if (end == CSV_RECORD && !blank)
			read_row(&incoming, table);
	}
	if (!incoming_end(&incoming, error))
		return false;
	return end == CSV_RECORD ||
	       error_set(error, "quotation marks in it are not closed");
}

static struct span without_bom(struct span bytes)
{
	if (bytes.len >= 3 && memcmp(bytes.ptr, "\xef\xbb\xbf", 3) == 0)
		bytes = (struct span){ bytes.ptr + 3, bytes.len - 3 };
	return bytes;
}

static bool read_readwise(struct exchange *exchange, struct span bytes,
			  struct error *error)
{
	struct table table = { .rest = { NULL, 0 } };
	struct buffer text = BUFFER_INIT;
	bool read;

	bytes = without_bom(bytes);
	utf8_repair(&text, bytes.ptr, bytes.len);
	table.rest = (struct span){ buffer_string(&text), text.len };
	read = read_rows(exchange, &table, error);
	release_table(&table);
	buffer_release(&text);
	return read;
}

static bool is_readwise(struct span bytes)
{
	struct table table = { .rest = without_bom(bytes) };
	bool is = read_header(&table);

	release_table(&table);
	return is;
}

const struct exchange_format exchange_readwise = {
	"readwise",	".csv",	     "CSV that Readwise imports",
	write_readwise, is_readwise, read_readwise,
	false,
};
