/* SPDX-License-Identifier: ISC */
/* Where what is like a quote begins and ends, as a reader would have marked it.
 */
#include "marks/marks/extent.h"

#include <stdbool.h>
#include <string.h>

#include "document/document.h"
#include "marks/anchor.h"
#include "text/letters.h"
#include "text/utf8.h"
#include "text/words.h"

enum { SLIVER = 5 }; /* a part of the range that is none of the quote */

/* The character that ends a text, or begins it; 0: it is empty. */
static uint32_t last_point(const char *text, size_t len)
{
	size_t off = len;
	uint32_t point = 0;

	while (off && ((unsigned char)text[--off] & 0xc0) == 0x80)
		;
	if (len)
		utf8_decode(text + off, len - off, &point);
	return point;
}

static uint32_t first_point(const char *text, size_t len)
{
	uint32_t point = 0;

	if (len)
		utf8_decode(text, len, &point);
	return point;
}

/* Whether a word goes on over the border of two texts. */
static bool in_word(const struct buffer *before, const struct buffer *behind)
{
	return letters_kind(last_point(buffer_string(before), before->len)) !=
		       LETTERS_NONE &&
	       letters_kind(first_point(buffer_string(behind), behind->len)) !=
		       LETTERS_NONE;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

static void trim(const char *text, uint32_t *off, uint32_t *end)
{
	while (*off + 1 < *end && is_blank(text[*off]))
		++*off;
	while (*end > *off + 1 && is_blank(text[*end - 1]))
		--*end;
}

/* Leaves out slivers of other blocks at the ends. */
static void keep_in_block(const struct document *document, uint32_t *off,
			  uint32_t *end)
{
	uint32_t sliver = (*end - *off) / SLIVER;
	const struct block *first =
		&document->blocks[document_block_at(document, *off)];
	const struct block *last =
		&document->blocks[document_block_at(document, *end - 1)];

	if (first == last)
		return;
	if (first->end - *off <= sliver)
		*off = first->end;
	if (*end - last->off <= sliver)
		*end = last->off;
}

/* The border of the word that byte at is inside of which is nearer; at itself
 * where it is inside of none. */
static uint32_t nearest_border(const struct document *document, uint32_t at)
{
	struct word word;

	if (!at || at >= document->text.len)
		return at;
	words_at(document->text.data, document->text.len, at, &word);
	if (!word.wordlike || word.off >= at)
		return at;
	return (uint32_t)(at - word.off <= word.end - at ? word.off : word.end);
}

void extent_settle(const struct anchor *anchor, const struct document *document,
		   uint32_t *off, uint32_t *end)
{
	const char *text = document->text.data;
	const struct buffer *exact = &anchor->exact;
	uint32_t from = *off;
	uint32_t to = *end;

	if (exact->len == to - from &&
	    memcmp(text + from, exact->data, exact->len) == 0)
		return;
	trim(text, &from, &to);
	if (!memchr(buffer_string(exact), '\n', exact->len)) {
		keep_in_block(document, &from, &to);
		trim(text, &from, &to);
	}
	if (!in_word(&anchor->prefix, exact))
		from = nearest_border(document, from);
	if (!in_word(exact, &anchor->suffix))
		to = nearest_border(document, to);
	if (from >= to)
		return;
	trim(text, &from, &to);
	*off = from;
	*end = to;
}
