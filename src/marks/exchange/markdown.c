/* SPDX-License-Identifier: ISC */
/* Marks as Markdown that suits Obsidian: a document is a file, a mark a block.
 */
#include "marks/exchange/markdown.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "marks/exchange/blocks.h"
#include "marks/exchange/dates.h"
#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "marks/exchange/properties.h"
#include "marks/exchange/prose.h"
#include "text/utf8.h"

#define HEADING	      "## "
#define TITLE	      "# "
#define BELOW	      " \xe2\x80\xba " /* a single angle quotation mark */
#define DOCUMENT      "<!-- document"
#define DOCUMENT_ENDS "-->"

/* --- Writing ------------------------------------------------------------- */

void markdown_document_id(const struct exchange_document *document,
			  char id[MARK_ID + 1])
{
	struct buffer name = BUFFER_INIT;

	if (*document->id) {
		memcpy(id, document->id, MARK_ID + 1);
		return;
	}
	buffer_append_format(&name, "%s\n%s", buffer_string(&document->title),
			     buffer_string(&document->author));
	if (!document->title.len)
		buffer_append_string(&name, buffer_string(&document->path));
	memset(id, 0, MARK_ID + 1);
	buffer_append_format(&name, "%c%012" PRIx64, '\n',
			     mark_block_key(buffer_string(&name)));
	memcpy(id, name.data + name.len - 12, 12);
	buffer_release(&name);
}

void markdown_title(struct buffer *out,
		    const struct exchange_document *document)
{
	const char *path = buffer_string(&document->path);
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	const char *dot = strrchr(name, '.');

	if (document->title.len)
		buffer_append_string(out, buffer_string(&document->title));
	else if (*name)
		buffer_append(out, name,
			      dot && dot > name ? (size_t)(dot - name)
						: strlen(name));
	else
		buffer_append_string(out, "Untitled");
}

static void write_property(struct buffer *out, const char *name,
			   const struct buffer *value)
{
	if (value->len)
		property_write(out, name, buffer_string(value));
}

static void write_properties(struct buffer *out,
			     const struct exchange_document *document,
			     int64_t now_ms)
{
	struct buffer title = BUFFER_INIT;
	size_t counts[2] = { 0, 0 };
	char id[MARK_ID + 1];

	for (size_t i = 0; i < document->marks.count; i++) {
		const struct mark *mark = &document->marks.marks[i];

		counts[mark->kind == MARK_BOOKMARK] += !mark->deleted;
	}
	markdown_title(&title, document);
	markdown_document_id(document, id);
	write_property(out, "title", &title);
	write_property(out, "author", &document->author);
	write_property(out, "source", &document->path);
	write_property(out, "url", &document->url);
	buffer_append_string(out, "exported: ");
	dates_write_rfc3339(out, now_ms);
	buffer_append_format(out, "\nhighlights: %zu\nbookmarks: %zu\n",
			     counts[0], counts[1]);
	property_write(out, MARKDOWN_ID, id);
	buffer_release(&title);
}

void markdown_heading(struct buffer *out, const struct mark *mark)
{
	const char *head = buffer_string(&mark->head);
	bool first = true;

	while (*head) {
		size_t len = strcspn(head, "\n");

		if (len) {
			buffer_append_string(out, first ? HEADING : BELOW);
			prose_line(out, head, len);
			first = false;
		}
		head += len + (head[len] != '\0');
	}
	if (!first)
		buffer_append_string(out, "\n\n");
}

bool markdown_same_heading(const struct mark *a, const struct mark *b)
{
	return !strcmp(buffer_string(&a->head), buffer_string(&b->head));
}

static void write_body(struct buffer *out,
		       const struct exchange_document *document)
{
	struct buffer title = BUFFER_INIT;
	const struct mark *before = NULL;

	markdown_title(&title, document);
	buffer_append_string(out, TITLE);
	prose_line(out, title.data, title.len);
	buffer_append_string(out, "\n");
	for (size_t i = 0; i < document->marks.count; i++) {
		const struct mark *mark = &document->marks.marks[i];

		if (mark->deleted)
			continue;
		buffer_append_byte(out, '\n');
		if (!before || !markdown_same_heading(mark, before))
			markdown_heading(out, mark);
		mark_block_write(out, mark);
		before = mark;
	}
	buffer_release(&title);
}

void markdown_document(struct buffer *out, const struct exchange *exchange,
		       const struct exchange_document *document)
{
	buffer_append_string(out, "---\n");
	write_properties(out, document, exchange->now_ms);
	buffer_append_string(out, "---\n\n");
	write_body(out, document);
}

/* Front matter is for one document; several have it in comments. */
static void write_markdown(const struct exchange *exchange, struct buffer *out)
{
	if (exchange->count == 1) {
		markdown_document(out, exchange, &exchange->documents[0]);
		return;
	}
	for (size_t i = 0; i < exchange->count; i++) {
		if (i)
			buffer_append_byte(out, '\n');
		buffer_append_string(out, DOCUMENT "\n");
		write_properties(out, &exchange->documents[i],
				 exchange->now_ms);
		buffer_append_string(out, DOCUMENT_ENDS "\n\n");
		write_body(out, &exchange->documents[i]);
	}
}

/* --- Reading ------------------------------------------------------------- */

/* What is read, from one block to the next. */
struct reading {
	struct incoming incoming;
	size_t document; /* its number in the exchange … */
	bool has_document;
	struct buffer head; /* the titles above, a line each */
};

static struct span next_line(struct span *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	struct span line = { rest->ptr,
			     end ? (size_t)(end - rest->ptr) : rest->len };
	size_t taken = line.len + (end != NULL);

	rest->ptr += taken;
	rest->len -= taken;
	while (line.len && strchr(" \t\r", line.ptr[line.len - 1]) &&
	       line.ptr[line.len - 1])
		line.len--;
	return line;
}

static void read_value(struct buffer *out, struct span lines, const char *name)
{
	struct span value;

	buffer_clear(out);
	if (property_find(lines, name, &value))
		property_read(out, value);
}

/* The document of a title, an author and an ID, which may be "". */
static struct exchange_document *find_document(struct exchange *exchange,
					       const char *title,
					       const char *author,
					       const char *id)
{
	struct exchange_document *document =
		exchange_find(exchange, title, author);

	if (*document->id && strcmp(document->id, id) != 0) {
		document = exchange_add(exchange);
		buffer_append_string(&document->title, title);
		buffer_append_string(&document->author, author);
	}
	memcpy(document->id, id, strlen(id) + 1);
	return document;
}

static void read_document(struct reading *reading, struct span lines)
{
	struct exchange *exchange = reading->incoming.exchange;
	struct exchange_document *document;
	struct buffer title = BUFFER_INIT;
	struct buffer author = BUFFER_INIT;
	struct buffer name = BUFFER_INIT;
	char id[MARK_ID + 1] = "";

	read_value(&title, lines, "title");
	read_value(&author, lines, "author");
	read_value(&name, lines, MARKDOWN_ID);
	if (!incoming_uuid(buffer_string(&name), id))
		*id = '\0';
	document = find_document(exchange, buffer_string(&title),
				 buffer_string(&author), id);
	read_value(&document->path, lines, "source");
	read_value(&document->url, lines, "url");
	reading->document = (size_t)(document - exchange->documents);
	reading->has_document = true;
	buffer_clear(&reading->head);
	buffer_release(&title);
	buffer_release(&author);
	buffer_release(&name);
}

static void read_heading(struct reading *reading, struct span title)
{
	buffer_clear(&reading->head);
	for (;;) {
		const char *end =
			memmem(title.ptr, title.len, BELOW, strlen(BELOW));
		size_t len = end ? (size_t)(end - title.ptr) : title.len;

		if (reading->head.len)
			buffer_append_byte(&reading->head, '\n');
		prose_read_note(&reading->head, title.ptr, len);
		if (!end)
			break;
		title.ptr += len + strlen(BELOW);
		title.len -= len + strlen(BELOW);
	}
}

/* What stands between blocks. */
static void read_between(struct reading *reading, struct span text)
{
	while (text.len) {
		struct span line = next_line(&text);

		if (span_take(&line, DOCUMENT) && !line.len) {
			const char *end =
				memmem(text.ptr, text.len, DOCUMENT_ENDS,
				       strlen(DOCUMENT_ENDS));
			size_t len = end ? (size_t)(end - text.ptr) : text.len;

			read_document(reading, (struct span){ text.ptr, len });
			text.ptr += len;
			text.len -= len;
		} else if (span_take(&line, HEADING)) {
			read_heading(reading, line);
		}
	}
}

static void read_mark(struct reading *reading, const char *bytes,
		      const struct mark_block *block)
{
	struct exchange_document *document;
	struct incoming_entry entry = { .id = block->id };
	struct buffer body = BUFFER_INIT;
	struct buffer note = BUFFER_INIT;
	struct buffer exact = BUFFER_INIT;
	struct mark mark;

	if (!reading->has_document)
		read_document(reading, (struct span){ bytes, 0 });
	document = &reading->incoming.exchange->documents[reading->document];
	mark_init(&mark);
	utf8_repair(&body, bytes + block->body, block->body_end - block->body);
	mark_block_read(&mark, buffer_string(&body), body.len);
	utf8_repair(&mark.head, buffer_string(&reading->head),
		    reading->head.len);
	buffer_append(&note, buffer_string(&mark.note), mark.note.len);
	buffer_append(&exact, buffer_string(&mark.original.anchor.exact),
		      mark.original.anchor.exact.len);
	entry.note = buffer_string(&note);
	entry.exact = buffer_string(&exact);
	(void)incoming_add(&reading->incoming, document, &mark, &entry);
	mark_release(&mark);
	buffer_release(&body);
	buffer_release(&note);
	buffer_release(&exact);
}

static bool is_markdown(struct span bytes)
{
	struct mark_block_list list = { NULL, 0, 0 };
	bool any;

	mark_block_find(&list, bytes.ptr, bytes.len);
	any = list.count > 0;
	mark_block_list_release(&list);
	return any;
}

static bool read_markdown(struct exchange *exchange, struct span bytes,
			  struct error *error)
{
	struct reading reading = { .has_document = false };
	struct mark_block_list list = { NULL, 0, 0 };
	struct span lines;
	size_t at = 0;

	mark_block_find(&list, bytes.ptr, bytes.len);
	if (!list.count)
		return error_set(error, "no marks of Lectern are in this "
					"Markdown; only blocks between "
					"<!-- id:… --> are read");
	incoming_begin(&reading.incoming, exchange);
	if (property_block(bytes, &lines)) {
		read_document(&reading, lines);
		at = (size_t)(lines.ptr - bytes.ptr) + lines.len;
	}
	for (size_t i = 0; i < list.count; i++) {
		const struct mark_block *block = &list.blocks[i];

		if (block->off > at)
			read_between(&reading,
				     (struct span){ bytes.ptr + at,
						    block->off - at });
		read_mark(&reading, bytes.ptr, block);
		at = block->end;
	}
	mark_block_list_release(&list);
	buffer_release(&reading.head);
	return incoming_end(&reading.incoming, error);
}

const struct exchange_format exchange_markdown = {
	.name = "markdown",
	.extension = ".md",
	.help = "Markdown with links, for Obsidian",
	.write = write_markdown,
	.is = is_markdown,
	.read = read_markdown,
};
