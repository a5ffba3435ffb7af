/* SPDX-License-Identifier: ISC */
/* Write a range of the text as it reads, to be pasted elsewhere. */
#include "reader/excerpt.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "reader/attribution.h"
#include "reader/escaped.h"

enum {
	BULLET = 2, /* columns of "- " */
};

#define SOFT_HYPHEN    "\xc2\xad"
#define NO_BREAK_SPACE "\xc2\xa0"

struct writer {
	const struct document *document;
	uint32_t off;
	uint32_t end;
	size_t first; /* blocks with text in the range: the first … */
	size_t last;  /* … and the last */
	bool markdown;
	size_t indent;	 /* columns under the markers of items */
	size_t previous; /* the block written last … */
	bool in_item;	 /* … was in an item */
	uint32_t table;	 /* the table that was looked at last … */
	bool drawn;	 /* … is to be one in Markdown too */
	struct buffer *out;
};

/* The text of a block in the range, without the '\n' that ends it. */
static bool slice(const struct writer *writer, size_t index, uint32_t *off,
		  uint32_t *end)
{
	const struct block *block = &writer->document->blocks[index];

	*off = block->off > writer->off ? block->off : writer->off;
	*end = block->end - 1 < writer->end ? block->end - 1 : writer->end;
	return *off < *end;
}

static bool is_whole(const struct writer *writer, size_t index)
{
	const struct block *block = &writer->document->blocks[index];

	return writer->off <= block->off && writer->end >= block->end - 1;
}

/* Finds first and last; false where the range has no text. */
static bool open_writer(struct writer *writer, const struct excerpt *excerpt,
			bool markdown, struct buffer *out)
{
	const struct document *document = excerpt->document;
	uint32_t off, end;

	*writer = (struct writer){
		.document = document,
		.off = excerpt->off,
		.end = excerpt->end,
		.markdown = markdown,
		.table = DOCUMENT_NONE,
		.out = out,
	};
	if (excerpt->off >= excerpt->end || excerpt->off >= document->text.len)
		return false;
	writer->first = document_block_at(document, excerpt->off);
	writer->last = document_block_at(document, excerpt->end - 1);
	while (!slice(writer, writer->first, &off, &end))
		if (writer->first++ == writer->last)
			return false;
	while (!slice(writer, writer->last, &off, &end))
		writer->last--;
	return true;
}

static void put_blanks(struct buffer *out, size_t count)
{
	while (count-- > 0)
		buffer_append_byte(out, ' ');
}

/* --- Markers of items ------------------------------------------------------
 */

/* Whether an item gets no marker: it began before the range, or all of the
 * range is one block. */
static bool is_around(const struct writer *writer, uint32_t item)
{
	const struct document *document = writer->document;
	uint32_t first = document->containers[item].first_block;

	return first < writer->first || writer->first == writer->last ||
	       (first == writer->first &&
		writer->off > document->blocks[first].off);
}

static void append_marker(const struct container *item, struct buffer *out)
{
	if (item->ordered)
		buffer_append_format(out, "%u%c ", (unsigned)item->number,
				     item->delimiter);
	else
		buffer_append_string(out, "- ");
	if (item->task != TASK_NONE)
		buffer_append_string(out,
				     item->task == TASK_DONE ? "[x] " : "[ ] ");
}

/* The items around a block, the outermost first. */
static size_t items_around(const struct writer *writer, size_t index,
			   uint32_t items[DOCUMENT_DEPTH_MAX])
{
	const struct document *document = writer->document;
	uint32_t container = document->blocks[index].container;
	size_t count = 0;

	while (container != DOCUMENT_NONE) {
		const struct container *c = &document->containers[container];

		assert(count < DOCUMENT_DEPTH_MAX);
		if (c->kind == CONTAINER_ITEM && !is_around(writer, container))
			items[count++] = container;
		container = c->parent;
	}
	for (size_t i = 0; i < count / 2; i++) {
		uint32_t swap = items[i];

		items[i] = items[count - 1 - i];
		items[count - 1 - i] = swap;
	}
	return count;
}

/* Columns that the text of an item stands to the right of its marker: a task's
 * box is text to Markdown. */
static size_t item_indent(const struct container *item)
{
	size_t columns = BULLET;

	if (!item->ordered)
		return columns;
	for (uint32_t number = item->number; number > 9; number /= 10)
		columns++;
	return columns + 1;
}

/* Writes what stands before a block: blanks under the items that go on, the
 * markers of those that begin. Returns the innermost of these. */
static uint32_t append_lead(struct writer *writer, size_t index,
			    struct buffer *lead)
{
	const struct document *document = writer->document;
	uint32_t items[DOCUMENT_DEPTH_MAX];
	size_t count = items_around(writer, index, items);
	uint32_t begun = DOCUMENT_NONE;

	writer->indent = 0;
	for (size_t i = 0; i < count; i++) {
		const struct container *item = &document->containers[items[i]];

		if (item->first_block == index) {
			append_marker(item, lead);
			begun = items[i];
		} else {
			put_blanks(lead, item_indent(item));
		}
		writer->indent += item_indent(item);
	}
	return begun;
}

/* --- Lines -----------------------------------------------------------------
 */

static void append_words(const struct writer *writer, const char *text,
			 size_t len, bool at_start)
{
	while (len) {
		const char *hyphen =
			memmem(text, len, SOFT_HYPHEN, strlen(SOFT_HYPHEN));
		size_t part = hyphen ? (size_t)(hyphen - text) : len;

		if (writer->markdown)
			escaped_append(writer->out, text, part, at_start);
		else
			buffer_append(writer->out, text, part);
		at_start = at_start && !part;
		part += hyphen ? strlen(SOFT_HYPHEN) : 0;
		text += part;
		len -= part;
	}
}

/* Markdown keeps no blanks at a line's start; verse may want them. */
static void append_line(const struct writer *writer, const char *text,
			size_t len, bool verse)
{
	while (writer->markdown && len && (*text == ' ' || *text == '\t')) {
		if (verse)
			buffer_append_string(writer->out, NO_BREAK_SPACE);
		text++;
		len--;
	}
	append_words(writer, text, len, true);
}

/* Lines of a block, the author's own breaks between them. */
static void append_lines(const struct writer *writer, const char *text,
			 size_t len, bool verse)
{
	const char *end = text + len;

	for (;;) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));

		append_line(writer, text, (size_t)((stop ? stop : end) - text),
			    verse);
		if (!stop)
			return;
		if (writer->markdown)
			buffer_append_byte(writer->out, '\\');
		buffer_append_byte(writer->out, '\n');
		text = stop + 1;
		if (text < end && (writer->markdown || *text != '\n'))
			put_blanks(writer->out, writer->indent);
	}
}

static void append_heading(const struct writer *writer, const char *text,
			   size_t len, int level)
{
	if (!writer->markdown) {
		append_lines(writer, text, len, false);
		return;
	}
	for (int i = 0; i < level; i++)
		buffer_append_byte(writer->out, '#');
	buffer_append_byte(writer->out, ' ');
	for (const char *end = text + len; text < end;) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));

		append_words(writer, text, (size_t)((stop ? stop : end) - text),
			     false);
		if (stop)
			buffer_append_byte(writer->out, ' ');
		text = stop ? stop + 1 : end;
	}
}

/* The most backticks in a row. */
static size_t longest_ticks(const char *text, size_t len)
{
	size_t longest = 0;
	size_t ticks = 0;

	for (size_t i = 0; i < len; i++) {
		ticks = text[i] == '`' ? ticks + 1 : 0;
		if (ticks > longest)
			longest = ticks;
	}
	return longest;
}

static void append_code(const struct writer *writer, const char *text,
			size_t len, const char *info)
{
	struct buffer *out = writer->out;
	size_t ticks;

	if (!writer->markdown) {
		buffer_append(out, text, len);
		return;
	}
	ticks = longest_ticks(text, len) + 1;
	if (ticks < 3)
		ticks = 3;
	for (size_t i = 0; i < ticks; i++)
		buffer_append_byte(out, '`');
	if (!strchr(info, '`'))
		escaped_append(out, info, strlen(info), false);
	buffer_append_byte(out, '\n');
	for (const char *end = text + len; text <= end;) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t line = (size_t)((stop ? stop : end) - text);

		put_blanks(out, line ? writer->indent : 0);
		buffer_append(out, text, line);
		buffer_append_byte(out, '\n');
		text += line + 1;
	}
	put_blanks(out, writer->indent);
	for (size_t i = 0; i < ticks; i++)
		buffer_append_byte(out, '`');
}

/* --- Blocks ----------------------------------------------------------------
 */

/* Looks whether the range has the rows of a table whole, its titles first: only
 * that can be a table in Markdown. */
static void look_at_table(struct writer *writer, uint32_t table)
{
	const struct document *document = writer->document;
	uint32_t from, to;

	if (writer->table == table)
		return;
	document_container_blocks(document, table, &from, &to);
	if (to > writer->last)
		to = (uint32_t)writer->last + 1;
	writer->table = table;
	writer->drawn = writer->markdown && from >= writer->first &&
			from + 1 < to && is_whole(writer, from) &&
			is_whole(writer, to - 1) &&
			(document->blocks[from].flags & BLOCK_HEADER);
}

static void append_cells(const struct writer *writer, size_t index,
			 uint32_t off, uint32_t end)
{
	const struct document *document = writer->document;
	uint32_t row_end = document->blocks[index].end - 1;
	const struct cell *cell =
		&document->cells[document_cell_at(document, off)];
	const char *between = "\t";

	if (writer->markdown)
		between = writer->drawn ? " | " : " \\| ";
	for (bool at_start = true;; at_start = false, cell++) {
		uint32_t from = cell->off > off ? cell->off : off;
		uint32_t to = cell->end - 1 < end ? cell->end - 1 : end;

		if (from < to)
			append_words(writer, document->text.data + from,
				     to - from, at_start && !writer->drawn);
		if (cell->end - 1 >= end || (cell->end == end && end < row_end))
			return;
		buffer_append_string(writer->out, between);
	}
}

static void append_delimiter_row(const struct writer *writer)
{
	const struct document *document = writer->document;
	const char *aligned = document_string(
		document, document->containers[writer->table].info);

	buffer_append_byte(writer->out, '\n');
	put_blanks(writer->out, writer->indent);
	buffer_append_byte(writer->out, '|');
	for (; *aligned; aligned++)
		buffer_append_format(
			writer->out, " %s---%s |",
			*aligned == 'l' || *aligned == 'c' ? ":" : "",
			*aligned == 'r' || *aligned == 'c' ? ":" : "");
}

static void append_row(struct writer *writer, size_t index, uint32_t off,
		       uint32_t end)
{
	const struct document *document = writer->document;
	uint32_t table = document->blocks[index].container;

	look_at_table(writer, table);
	buffer_append_string(writer->out, writer->drawn ? "| " : "");
	append_cells(writer, index, off, end);
	buffer_append_string(writer->out, writer->drawn ? " |" : "");
	if (writer->drawn && document->containers[table].first_block == index)
		append_delimiter_row(writer);
}

static void append_block(struct writer *writer, size_t index)
{
	const struct document *document = writer->document;
	const struct block *block = &document->blocks[index];
	const char *text;
	uint32_t off, end;
	size_t len;

	if (!slice(writer, index, &off, &end)) {
		buffer_append_string(writer->out, "---");
		return;
	}
	text = document->text.data + off;
	len = end - off;
	switch ((enum block_kind)block->kind) {
	case BLOCK_CODE:
		append_code(writer, text, len,
			    document_string(document, block->info));
		break;
	case BLOCK_ROW:
		append_row(writer, index, off, end);
		break;
	case BLOCK_HEADING:
		append_heading(writer, text, len, block->level);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_VERSE:
	case BLOCK_RULE:
		append_lines(writer, text, len, block->kind == BLOCK_VERSE);
		break;
	}
}

/* Whether an item may begin on the very next line: behind another one, and not
 * with a number that would be text in the middle of a paragraph. */
static bool may_follow_at_once(const struct writer *writer, uint32_t item)
{
	const struct container *c, *list;

	if (!writer->markdown)
		return true;
	if (item == DOCUMENT_NONE || !writer->in_item)
		return false;
	c = &writer->document->containers[item];
	list = &writer->document->containers[c->parent];
	return !c->ordered || c->number == 1 ||
	       list->first_block != c->first_block;
}

/* Between a block and the one written before it. */
static void append_gap(const struct writer *writer, size_t index, uint32_t item)
{
	const struct block *block = &writer->document->blocks[index];
	const struct block *before =
		&writer->document->blocks[writer->previous];
	bool rows = block->kind == BLOCK_ROW && before->kind == BLOCK_ROW &&
		    block->container == before->container;

	if (rows && writer->markdown && !writer->drawn)
		buffer_append_byte(writer->out, '\\');
	buffer_append_byte(writer->out, '\n');
	if (!rows &&
	    !((block->flags & BLOCK_TIGHT) && may_follow_at_once(writer, item)))
		buffer_append_byte(writer->out, '\n');
}

static void append_blocks(struct writer *writer)
{
	const struct document *document = writer->document;
	struct buffer lead = BUFFER_INIT;
	bool any = false;

	for (size_t i = writer->first; i <= writer->last; i++) {
		uint32_t off, end, item;

		/* An empty heading, a picture without words. */
		if (!slice(writer, i, &off, &end) &&
		    document->blocks[i].kind != BLOCK_RULE)
			continue;
		buffer_clear(&lead);
		item = append_lead(writer, i, &lead);
		if (any)
			append_gap(writer, i, item);
		buffer_append(writer->out, buffer_string(&lead), lead.len);
		append_block(writer, i);
		writer->in_item = writer->indent > 0;
		writer->previous = i;
		any = true;
	}
	buffer_release(&lead);
}

void excerpt_append(const struct excerpt *excerpt, struct buffer *out)
{
	struct writer writer;

	if (!open_writer(&writer, excerpt, false, out))
		return;
	append_blocks(&writer);
	if (writer.first == writer.last && is_whole(&writer, writer.first) &&
	    excerpt->document->blocks[writer.first].kind == BLOCK_CODE)
		buffer_append_byte(out, '\n');
}

/* --- Quotes ----------------------------------------------------------------
 */

void excerpt_append_quote(const struct excerpt *excerpt, const char *name,
			  bool inferred, struct buffer *out)
{
	struct buffer text = BUFFER_INIT;
	struct writer writer;

	if (!open_writer(&writer, excerpt, true, &text))
		return;
	append_blocks(&writer);
	for (const char *line = text.data, *end = line + text.len;
	     line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((stop ? stop : end) - line);

		buffer_append_string(out, len ? "> " : ">");
		buffer_append(out, line, len);
		buffer_append_byte(out, '\n');
		line += len + 1;
	}
	attribution_append(excerpt->document, excerpt->off, name, inferred,
			   out);
	buffer_release(&text);
}
