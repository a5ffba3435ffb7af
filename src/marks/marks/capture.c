/* SPDX-License-Identifier: ISC */
/* Take from a text what is kept of a mark in it. */
#include <assert.h>
#include <string.h>

#include "document/document.h"
#include "document/outline.h"
#include "marks/anchor.h"
#include "marks/marks.h"
#include "marks/marks/positions.h"
#include "text/cells.h"

enum {
	HEAD_TITLE = 512, /* bytes of a heading's title that are kept */
	HEAD_LEVELS = 6,
};

static bool is_start(const char *text, size_t off)
{
	return ((unsigned char)text[off] & 0xc0) != 0x80;
}

/* The end of the first ANCHOR_PLACE code points of [off, stop), whole clusters,
 * at least one. */
static uint32_t quote_end(const struct document *document, uint32_t off,
			  uint32_t stop)
{
	const char *text = buffer_string(&document->text);
	struct cluster cluster;
	uint32_t end = off;

	for (size_t i = 0; i < ANCHOR_PLACE && end < stop; i++)
		for (end++; end < stop && !is_start(text, end);)
			end++;
	if (end == stop)
		return end;
	end = (uint32_t)cells_start(text, document->text.len, end);
	if (end > off)
		return end;
	cells_next(CELLS_UNICODE, text + off, document->text.len - off,
		   &cluster);
	return off + (uint32_t)cluster.len;
}

/* What is quoted of a bookmark's place. */
static void quote_place(const struct document *document, uint32_t *off,
			uint32_t *end)
{
	const struct block *blocks = document->blocks;
	size_t first, i;

	*end = *off;
	if (!document->block_count)
		return;
	first = document_block_at(document, *off);
	/* The first block, from this one on, with something behind off: a rule
	 * is only its end. */
	for (i = first; i < document->block_count; i++)
		if (blocks[i].end - 1 > *off &&
		    blocks[i].end - blocks[i].off > 1)
			break;
	if (i < document->block_count) {
		*end = quote_end(document, *off, blocks[i].end - 1);
		return;
	}
	/* Or the last one before its end. */
	for (i = first; i > 0 && blocks[i].end - blocks[i].off == 1;)
		i--;
	*off = blocks[i].off;
	*end = blocks[i].end - 1;
	*end = *end > *off ? quote_end(document, *off, *end) : blocks[i].end;
}

void marks_capture(struct selector *selector, enum mark_kind kind,
		   const struct document *document, const char *fingerprint,
		   uint32_t off, uint32_t end)
{
	const char *text = buffer_string(&document->text);
	size_t rest;

	if (kind == MARK_BOOKMARK)
		quote_place(document, &off, &end);
	anchor_capture(&selector->anchor, document, off, end);
	selector->start = (uint32_t)positions_count(text, off);
	selector->end = selector->start +
			(uint32_t)positions_count(text + off, end - off);
	selector->len = 0;
	selector->fingerprint[0] = '\0';
	selector->norm = DOCUMENT_NORM;
	if (!document->complete) {
		/* What is not there yet may have the quote again. */
		selector->anchor.ordinal = 0;
		selector->anchor.total = 0;
		return;
	}
	rest = positions_count(text + end, document->text.len - end);
	selector->len = selector->end + (uint32_t)rest;
	assert(strlen(fingerprint) <= MARK_FINGERPRINT);
	memcpy(selector->fingerprint, fingerprint, strlen(fingerprint) + 1);
}

static void append_title(struct buffer *head, const struct document *document,
			 uint32_t heading)
{
	size_t from = head->len;
	size_t len;

	outline_append_title(head, document, heading);
	len = head->len - from;
	if (len > HEAD_TITLE)
		len = cells_start(head->data + from, len, HEAD_TITLE);
	/* One cluster that is longer is no title. */
	buffer_truncate(head, from + len);
	if (len)
		buffer_append_byte(head, '\n');
}

void marks_capture_head(struct buffer *head, const struct document *document,
			uint32_t off)
{
	uint32_t path[HEAD_LEVELS] = { 0 };
	size_t depth = 0;
	uint32_t heading = outline_heading_at(document, off, true);

	buffer_clear(head);
	/* The notes behind the body are under none of its headings. */
	if (heading == DOCUMENT_NONE ||
	    (off >= outline_section_end(document, heading, true) &&
	     off < document->text.len))
		return;
	for (; heading != DOCUMENT_NONE && depth < HEAD_LEVELS;
	     heading = outline_previous(document, heading, true))
		if (!depth || document->headings[heading].level <
				      document->headings[path[depth - 1]].level)
			path[depth++] = heading;
	while (depth)
		append_title(head, document, path[--depth]);
	if (head->len)
		buffer_truncate(head, head->len - 1);
}
