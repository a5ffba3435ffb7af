/* SPDX-License-Identifier: ISC */
/* Write what cmark parses: lines of the source, and before them a prelude. */
#include "document/markdown/prelude.h"

#include <stdlib.h>
#include <string.h>

#include "document/markdown/definitions.h"
#include "document/markdown/rewrites.h"
#include "document/markdown/tables.h"

enum {
	TOKEN_MAX = 12, /* bytes of a token */
	/* cmark 0.30 gives up references when their URLs and titles take more
	 * than the document, or this. */
	REFERENCES_MIN = 100000,
};

#define TOKEN "\xfd"

/* Never in a line that has not at least as many of them in a row. */
#define TAG_BYTE '\x01'

void prelude_release(struct prelude *prelude)
{
	buffer_release(&prelude->text);
	buffer_release(&prelude->body);
}

uint32_t prelude_token(const char *url)
{
	if (!url || *url != *TOKEN)
		return UINT32_MAX;
	return (uint32_t)strtoul(url + 1, NULL, 10);
}

/* In decimal; printf() is slow where there are thousands. */
static void append_number(struct buffer *out, uint32_t number)
{
	char digits[10];
	size_t start = sizeof(digits);

	do {
		digits[--start] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	buffer_append(out, digits + start, sizeof(digits) - start);
}

/* --- Links ------------------------------------------------------------- */

/* Gives what a reference with this label refers to its token, once in a
 * prelude. */
static void list_label(struct prelude *prelude, struct definitions *definitions,
		       struct span label, bool unquote, uint32_t piece)
{
	struct definition *item;
	uint32_t index;

	/* A note's. */
	if (label.len && *label.ptr == '^')
		return;
	index = definitions_find(definitions, label.ptr, label.len, unquote,
				 piece);
	if (index == UINT32_MAX)
		return;
	item = &definitions->items[index];
	if (item->listed == prelude->serial)
		return;
	item->listed = prelude->serial;
	/* The empty line lets no label that is wrong after all spoil others. */
	buffer_append_byte(&prelude->text, '[');
	buffer_append_string(&prelude->text,
			     definitions_string(definitions, item->label));
	buffer_append_string(&prelude->text, "]: <" TOKEN);
	append_number(&prelude->text, index);
	buffer_append_string(&prelude->text, ">\n\n");
	prelude->lines += 2;
}

/* Lists what the label behind a bracket may refer to. */
static void list_bracket(struct prelude *prelude,
			 struct definitions *definitions, const char *text,
			 const char *end, uint32_t piece)
{
	struct span label = { text, 0 };

	if (!definitions_label(text, (size_t)(end - text), &label.len))
		return;
	list_label(prelude, definitions, label, false, piece);
	/* In a quote it may be another. */
	if (memchr(text, '\n', label.len))
		list_label(prelude, definitions, label, true, piece);
}

/* The bracket on this line with which a definition of a link begins, or NULL;
 * passes over all that the line has. */
static const char *definition_bracket(const struct definitions *definitions,
				      const struct prelude_lines *lines,
				      uint32_t *index, uint32_t line,
				      const char *text)
{
	const char *bracket = NULL;

	for (; *index < lines->to; ++*index) {
		const struct definition *item = &definitions->items[*index];

		if (item->line != line)
			break;
		if (!item->note && item->state != DEFINITION_FALSE)
			bracket = text + item->column;
	}
	return bracket;
}

/*
 * Lists every label that the lines might refer to: whatever stands in brackets
 * in any way, but for what is defined there. Returns how many brackets there
 * are.
 */
static size_t list_labels(struct prelude *prelude,
			  struct definitions *definitions,
			  const struct prelude_lines *lines)
{
	const char *text = lines->text;
	const char *end = text + lines->len;
	uint32_t index = lines->from;
	size_t count = 0;

	for (uint32_t line = lines->line; text < end; line++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *next = newline ? newline + 1 : end;
		const char *own = definition_bracket(definitions, lines, &index,
						     line, text);

		while ((text = memchr(text, '[', (size_t)(next - text)))) {
			count++;
			if (text++ != own)
				list_bracket(prelude, definitions, text, end,
					     lines->piece);
		}
		text = next;
	}
	return count;
}

/* --- Definitions ------------------------------------------------------- */

bool prelude_probed(const struct definitions *definitions,
		    const struct prelude_lines *lines, uint32_t index)
{
	uint8_t state = definitions->items[index].state;

	if (definitions->items[index].note)
		return false;
	return lines->all || state == DEFINITION_UNLIKELY ||
	       state == DEFINITION_LIKELY;
}

/* The most tag bytes in a row. */
static size_t longest_row(const char *text, size_t len)
{
	const char *end = text + len;
	size_t longest = 0;

	while ((text = memchr(text, TAG_BYTE, (size_t)(end - text)))) {
		const char *start = text;

		while (text < end && *text == TAG_BYTE)
			text++;
		if ((size_t)(text - start) > longest)
			longest = (size_t)(text - start);
	}
	return longest;
}

static void append_tag(struct buffer *out, size_t row, uint32_t index)
{
	for (size_t i = 0; i < row; i++)
		buffer_append_byte(out, TAG_BYTE);
	append_number(out, index);
}

/* A label on one line is replaced; one on several gets the tag before it, so
 * that the lines stay. */
static void append_probe(struct prelude *prelude,
			 const struct definitions *definitions, uint32_t index,
			 size_t row)
{
	const struct definition *item = &definitions->items[index];

	buffer_append_string(&prelude->text, "[x][");
	append_tag(&prelude->text, row, index);
	if (!item->one_line) {
		buffer_append_byte(&prelude->text, ';');
		buffer_append_string(
			&prelude->text,
			definitions_string(definitions, item->label));
	}
	buffer_append_string(&prelude->text, "]\n\n");
	prelude->lines += 2;
}

/* How much indent is taken back from a line. */
static size_t dedent_of(const struct prelude_lines *lines, struct span line)
{
	size_t count = 0;

	while (count < lines->dedent && count < line.len &&
	       (line.ptr[count] == ' ' || line.ptr[count] == '\t'))
		count++;
	return count;
}

/* Where the lines are of which something is rewritten. */
struct body_writer {
	struct prelude *prelude;
	const struct definitions *definitions;
	const struct prelude_lines *lines;
	size_t row;
	uint32_t index; /* the next definition */
	size_t rewrite; /* the next line rewritten */
	size_t table;	/* the next table */
	size_t drawn;	/* likewise */
};

/* What stands in this line's place, or NULL. */
static const struct rewrite *rewrite_on(struct body_writer *writer,
					uint32_t line)
{
	const struct rewrites *rewrites = writer->lines->rewrites;
	const struct rewrite *item;

	if (!rewrites || writer->rewrite == rewrites->count)
		return NULL;
	item = &rewrites->items[writer->rewrite];
	if (item->line != line)
		return NULL;
	writer->rewrite++;
	return item->refused ? NULL : item;
}

/* Whether this line is one of a table's, which is then *at. */
static bool in_table(const struct tables *tables, size_t *at, uint32_t line)
{
	const struct found_table *item;

	if (!tables)
		return false;
	for (; *at < tables->count; ++*at) {
		item = &tables->items[*at];
		if (line < item->line + item->count)
			return line >= item->line && !item->refused;
	}
	return false;
}

static bool has_tables(const struct tables *tables)
{
	return tables && tables->count;
}

/* Writes a note's mark as an item's; returns where the line goes on. Without
 * text on its line an item would end no paragraph: it gets a comment. */
static size_t write_note(struct body_writer *writer, struct definition *item,
			 struct span line, size_t start)
{
	struct buffer *body = &writer->prelude->body;
	size_t at = item->column;

	if (item->indent && body->len == start + item->indent)
		buffer_truncate(body, start);
	item->shown = (uint32_t)(body->len - start);
	buffer_append_string(body, "01) ");
	at += definitions_note_mark(line.ptr + at, line.len - at);
	if (at + 1 >= line.len)
		buffer_append_string(body, "<!-- -->");
	return at;
}

/* Writes a label with a tag; returns where the line goes on. */
static size_t write_tagged(struct body_writer *writer, uint32_t index,
			   struct span line)
{
	const struct definition *item = &writer->definitions->items[index];
	struct buffer *body = &writer->prelude->body;
	size_t at = item->column + 1;
	size_t label;

	buffer_append_byte(body, '[');
	append_tag(body, writer->row, index);
	if (!item->one_line)
		buffer_append_byte(body, ';');
	else if (definitions_label(line.ptr + at, line.len - at, &label))
		at += label;
	return at;
}

/* Writes a line with its definitions, some of which are given another shape.
 */
static void write_definitions(struct body_writer *writer, uint32_t number,
			      struct span line)
{
	struct buffer *body = &writer->prelude->body;
	size_t start = body->len;
	size_t at = dedent_of(writer->lines, line);

	for (; writer->index < writer->lines->to; writer->index++) {
		struct definition *item =
			&writer->definitions->items[writer->index];
		bool note = item->note && item->state != DEFINITION_FALSE;

		if (item->line != number)
			break;
		if (!note && !prelude_probed(writer->definitions, writer->lines,
					     writer->index))
			continue;
		buffer_append(body, line.ptr + at, item->column - at);
		at = note ? write_note(writer, item, line, start)
			  : write_tagged(writer, writer->index, line);
	}
	buffer_append(body, line.ptr + at, line.len - at);
}

/* Writes a line, with its '\n'. */
static void write_line(struct body_writer *writer, uint32_t number,
		       struct span line)
{
	struct buffer *body = &writer->prelude->body;
	const struct tables *tables = writer->lines->drawn;
	const struct rewrite *rewrite = rewrite_on(writer, number);
	size_t *table = &writer->drawn;
	size_t start = body->len;

	write_definitions(writer, number, line);
	if (rewrite)
		rewrites_apply(rewrite, body, start);
	if (!in_table(tables, table, number)) {
		tables = writer->lines->tables;
		table = &writer->table;
		if (!in_table(tables, table, number))
			return;
	}
	buffer_truncate(body, start);
	tables_append(body, tables, *table, number, line);
}

static void write_body(struct prelude *prelude, struct definitions *definitions,
		       const struct prelude_lines *lines, size_t row)
{
	struct body_writer writer = {
		.prelude = prelude,
		.definitions = definitions,
		.lines = lines,
		.row = row,
		.index = lines->from,
	};
	const char *text = lines->text;
	const char *end = text + lines->len;

	if (lines->from == lines->to && !lines->dedent &&
	    (!lines->rewrites || !lines->rewrites->count) &&
	    !has_tables(lines->tables) && !has_tables(lines->drawn)) {
		prelude->shown = (struct span){ text, lines->len };
		return;
	}
	for (uint32_t line = lines->line; text < end; line++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t len = (size_t)(newline - text) + 1;

		write_line(&writer, line, (struct span){ text, len });
		text += len;
	}
	prelude->shown = (struct span){ buffer_string(&prelude->body),
					prelude->body.len };
}

/*
 * Ends the prelude with a line of blanks. There must be one, or else a first
 * line of the body might lose a U+FEFF as if that were a byte-order mark. It
 * makes the document long enough for all its references: for the tokens, and
 * for the probes, whose URLs and titles are among the body's bytes. (Of those
 * a character reference can make more, by a fifth: "&nGt;" is six bytes.)
 */
static void append_padding(struct prelude *prelude, size_t tokens, bool probes)
{
	static const char blanks[] = "                                        "
				     "                                        ";
	size_t have = prelude->text.len + prelude->shown.len;
	size_t wanted = tokens * TOKEN_MAX;

	if (probes)
		wanted += prelude->shown.len + prelude->shown.len / 4;
	if (wanted > REFERENCES_MIN)
		for (; have < wanted; have += sizeof(blanks) - 1)
			buffer_append(&prelude->text, blanks,
				      sizeof(blanks) - 1);
	buffer_append_byte(&prelude->text, '\n');
	prelude->lines++;
}

void prelude_write(struct prelude *prelude, struct definitions *definitions,
		   const struct prelude_lines *lines)
{
	size_t row = longest_row(lines->text, lines->len) + 1;
	size_t brackets = 0;

	prelude->serial = ++definitions->serial;
	prelude->lines = 0;
	buffer_clear(&prelude->text);
	buffer_clear(&prelude->body);
	if (definitions->count && lines->piece)
		brackets = list_labels(prelude, definitions, lines);
	prelude->probes = prelude->lines + 1;
	for (uint32_t i = lines->from; i < lines->to; i++)
		if (prelude_probed(definitions, lines, i))
			append_probe(prelude, definitions, i, row);
	write_body(prelude, definitions, lines, row);
	append_padding(prelude, brackets, prelude->lines >= prelude->probes);
}
