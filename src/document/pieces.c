/* SPDX-License-Identifier: ISC */
/* A source through its parser, a piece at a time. */
#include "document/pieces.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/markdown.h"
#include "document/plaintext.h"
#include "document/source/addresses.h"

enum { FIRST_WINDOW = 8 * 1024 };

struct pieces {
	struct source *source;
	struct source *part; /* what of it is parsed, or NULL: all */
	char *bytes;	     /* which are these */
	enum document_kind kind;
	struct markdown *markdown;   /* one of these two, */
	struct plaintext *plaintext; /* as the kind is */
	struct addresses *addresses; /* of a plain text's links, or NULL */
	uint64_t text;		     /* bytes of plain text in pieces */
	bool begun;		     /* the front matter is in */
};

struct pieces *pieces_open(struct source *source, enum source_from from,
			   size_t window, struct guard *guard)
{
	struct pieces *pieces = memory_alloc_zeroed(1, sizeof(*pieces));

	pieces->source = source;
	pieces->kind = source_kind(source, from);
	if (pieces->kind == DOCUMENT_MARKDOWN) {
		pieces->markdown = markdown_open(source, window, guard);
		return pieces;
	}
	pieces->plaintext = plaintext_open(source, window);
	pieces->addresses = addresses_open(source);
	return pieces;
}

/* --- A part ----------------------------------------------------------------
 */

/* A line that is blank ends paragraphs. */
static bool is_blank_line(const char *line, const char *end, char newline)
{
	while (line < end && (*line == ' ' || *line == '\t' || *line == '\r'))
		line++;
	return line < end && *line == newline;
}

/* The best of the places where bytes can be cut in two: behind the first blank
 * line, else line, else blank, else before a character. */
static size_t find_cut(const char *bytes, size_t len)
{
	const char *end = bytes + len;
	char newline = memchr(bytes, '\n', len) ? '\n' : '\r';
	const char *first = memchr(bytes, newline, len);
	const char *line = first;
	size_t off = 0;

	while (line && !is_blank_line(line + 1, end, newline))
		line = memchr(line + 1, newline, (size_t)(end - line) - 1);
	if (line)
		first = memchr(line + 1, newline, (size_t)(end - line) - 1);
	if (!first)
		first = memchr(bytes, ' ', len);
	if (first)
		return (size_t)(first - bytes) + 1;
	while (off < len && ((unsigned char)bytes[off] & 0xc0) == 0x80)
		off++;
	return off;
}

/* Parses these bytes (owned then) for themselves, in such windows. */
static struct pieces *open_part(struct source *source, enum document_kind kind,
				char *bytes, size_t len, size_t window)
{
	struct pieces *pieces = memory_alloc_zeroed(1, sizeof(*pieces));

	pieces->source = source;
	pieces->kind = kind;
	pieces->bytes = bytes;
	pieces->part = source_from_memory(source_name(source), bytes, len);
	if (kind == DOCUMENT_MARKDOWN) {
		pieces->markdown = markdown_open(pieces->part, window, NULL);
		markdown_assume_links(pieces->markdown, bytes, len);
	} else {
		pieces->plaintext =
			plaintext_open_part(source, pieces->part, window);
	}
	return pieces;
}

struct pieces *pieces_open_head(struct source *source, enum document_kind kind,
				size_t bytes, size_t window)
{
	size_t wanted = (size_t)source_start(source).off + bytes;
	char *head = memory_alloc(wanted + bytes);
	size_t len = source_read(source, 0, head, wanted + bytes);

	if (len > wanted)
		len = wanted + find_cut(head + wanted, len - wanted);
	return open_part(source, kind, head, len,
			 window < bytes ? window : len);
}

struct pieces *pieces_open_tail(struct source *source, enum document_kind kind,
				size_t bytes)
{
	uint64_t start = source_start(source).off;
	uint64_t end = source_size(source);
	uint64_t off = end > start && end - start > bytes ? end - bytes : start;
	/* A blank line before it, so that it has no front matter. */
	char *tail = memory_alloc(bytes + 1);
	size_t len = source_read(source, off, tail + 1, bytes);
	size_t cut = off > start ? find_cut(tail + 1, len / 2) : 0;

	tail[0] = '\n';
	memmove(tail + 1, tail + 1 + cut, len - cut);
	return open_part(source, kind, tail, len - cut + 1, len - cut + 1);
}

void pieces_free(struct pieces *pieces)
{
	if (!pieces)
		return;
	source_free(pieces->part);
	free(pieces->bytes);
	markdown_free(pieces->markdown);
	plaintext_free(pieces->plaintext);
	addresses_free(pieces->addresses);
	free(pieces);
}

void pieces_settle(struct pieces *pieces)
{
	if (pieces->markdown)
		markdown_settle(pieces->markdown);
}

void pieces_hasten(struct pieces *pieces)
{
	if (pieces->markdown)
		markdown_hasten(pieces->markdown, FIRST_WINDOW);
}

enum document_kind pieces_kind(const struct pieces *pieces)
{
	return pieces->kind;
}

static enum pieces_result next_of_markdown(struct pieces *pieces,
					   struct document *piece)
{
	switch (markdown_step(pieces->markdown, piece)) {
	case MARKDOWN_PIECE:
		return PIECES_MORE;
	case MARKDOWN_AGAIN:
		pieces->begun = false;
		return PIECES_AGAIN;
	case MARKDOWN_DONE:
		break;
	}
	return PIECES_DONE;
}

static enum pieces_result next_of_plaintext(struct pieces *pieces,
					    struct document *piece)
{
	if (!plaintext_step(pieces->plaintext, piece))
		return PIECES_DONE;
	if (pieces->addresses)
		addresses_resolve(pieces->addresses, piece);
	pieces->text += piece->text.len;
	return PIECES_MORE;
}

enum pieces_result pieces_next(struct pieces *pieces, struct document *piece)
{
	if (!pieces->begun)
		source_metadata(pieces->source, piece);
	pieces->begun = true;
	if (pieces->markdown)
		return next_of_markdown(pieces, piece);
	return next_of_plaintext(pieces, piece);
}

uint64_t pieces_position(const struct pieces *pieces)
{
	/* A plain text's bytes are nearly all text. */
	return pieces->markdown ? markdown_position(pieces->markdown)
				: pieces->text;
}
