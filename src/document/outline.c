/* SPDX-License-Identifier: ISC */
/* Headings: their slugs, their titles, the sections they open. */
#include "document/outline.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "text/character.h"
#include "text/octets.h"
#include "text/utf8.h"

/* What stays of a title in lower case; a line break in it counts as a space. */
static void append_kept(struct buffer *slug, const char *title, size_t len)
{
	size_t i = 0;

	while (i < len) {
		uint32_t point;
		size_t size = utf8_decode(title + i, len - i, &point);

		if (point == ' ' || point == '\n' || point == '-')
			buffer_append_byte(slug, '-');
		else if (character_in_slug(point))
			buffer_append(slug, title + i, size);
		i += size;
	}
}

/* The same for a title in ASCII, whose letters need no context. */
static void append_kept_ascii(struct buffer *slug, const char *title,
			      size_t len)
{
	buffer_reserve(slug, len);
	for (size_t i = 0; i < len; i++) {
		char byte = title[i];

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte - 'A' + 'a');
		if (byte == ' ' || byte == '\n')
			byte = '-';
		if (byte == '-' || character_in_slug((unsigned char)byte))
			slug->data[slug->len++] = byte;
	}
	slug->data[slug->len] = '\0';
}

static void append_base(struct buffer *slug, const char *title, size_t len)
{
	struct buffer lower = BUFFER_INIT;

	if (octets_ascii(title, len)) {
		append_kept_ascii(slug, title, len);
		return;
	}
	character_append_lower(&lower, title, len);
	append_kept(slug, buffer_string(&lower), lower.len);
	buffer_release(&lower);
}

void outline_slug(struct buffer *slug, struct map *used, const char *title,
		  size_t len)
{
	size_t start = slug->len;
	size_t base_end;
	uint32_t count;
	uint32_t taken;

	append_base(slug, title, len);
	base_end = slug->len;
	/* github-slugger 2.0.0, index.js: occurrences of the slug without a
	 * number are counted on, past the numbers that other titles took. */
	if (map_get(used, buffer_string(slug) + start, base_end - start,
		    &count)) {
		do {
			buffer_truncate(slug, base_end);
			buffer_append_format(slug, "-%u", (unsigned)++count);
		} while (map_get(used, slug->data + start, slug->len - start,
				 &taken));
		map_put(used, slug->data + start, base_end - start, count);
	}
	map_put(used, buffer_string(slug) + start, slug->len - start, 0);
}

static const struct block *block_of(const struct document *document,
				    size_t heading)
{
	assert(heading < document->heading_count);
	return &document->blocks[document->headings[heading].block];
}

void outline_title(const struct document *document, size_t heading,
		   uint32_t *off, uint32_t *end)
{
	const struct block *block = block_of(document, heading);

	*off = block->off;
	*end = block->end - 1;
}

void outline_append_title(struct buffer *out, const struct document *document,
			  size_t heading)
{
	size_t start = out->len;
	uint32_t off, end;

	outline_title(document, heading, &off, &end);
	buffer_append(out, document->text.data + off, end - off);
	for (size_t i = start; i < out->len; i++)
		if (out->data[i] == '\n')
			out->data[i] = ' ';
}

static bool counts(const struct document *document, size_t heading,
		   bool inferred)
{
	return inferred || !document->headings[heading].inferred;
}

/* How many headings start at or before off. */
static size_t headings_up_to(const struct document *document, uint32_t off)
{
	size_t low = 0;
	size_t high = document->heading_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (block_of(document, middle)->off <= off)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The last heading before index that counts. */
static uint32_t last_before(const struct document *document, size_t index,
			    bool inferred)
{
	while (index > 0)
		if (counts(document, --index, inferred))
			return (uint32_t)index;
	return DOCUMENT_NONE;
}

bool outline_append_name(struct buffer *out, const struct document *document)
{
	uint32_t body = document->body_block;

	if (document->metadata.title) {
		buffer_append_string(
			out,
			document_string(document, document->metadata.title));
		return true;
	}
	/* A licence before the body has a name of its own. */
	if (body >= document->block_count)
		body = 0;
	for (size_t i = 0;
	     i < document->heading_count && document->headings[i].block <= body;
	     i++) {
		if (document->headings[i].block != body)
			continue;
		outline_append_title(out, document, i);
		return true;
	}
	return false;
}

uint32_t outline_heading_at(const struct document *document, uint32_t off,
			    bool inferred)
{
	return last_before(document, headings_up_to(document, off), inferred);
}

uint32_t outline_next(const struct document *document, uint32_t heading,
		      bool inferred)
{
	size_t i = heading == DOCUMENT_NONE ? 0 : (size_t)heading + 1;

	for (; i < document->heading_count; i++)
		if (counts(document, i, inferred))
			return (uint32_t)i;
	return DOCUMENT_NONE;
}

uint32_t outline_previous(const struct document *document, uint32_t heading,
			  bool inferred)
{
	return last_before(document,
			   heading == DOCUMENT_NONE ? document->heading_count
						    : heading,
			   inferred);
}

uint32_t outline_section_end(const struct document *document, uint32_t heading,
			     bool inferred)
{
	uint32_t next = heading;
	uint32_t after = document->after_block;

	assert(heading < document->heading_count);
	while ((next = outline_next(document, next, inferred)) != DOCUMENT_NONE)
		if (document->headings[next].level <=
		    document->headings[heading].level)
			return block_of(document, next)->off;
	/* The last section of the body has no part in the notes. */
	if (after < document->block_count &&
	    document->headings[heading].block < after)
		return document->blocks[after].off;
	return (uint32_t)document->text.len;
}

uint32_t outline_find(const struct document *document, const char *slug)
{
	for (size_t i = 0; i < document->heading_count; i++)
		if (strcmp(document_string(document,
					   document->headings[i].slug),
			   slug) == 0)
			return (uint32_t)i;
	return DOCUMENT_NONE;
}

struct outline_count outline_count(const struct document *document,
				   uint32_t off, uint32_t end)
{
	const char *text = buffer_string(&document->text);
	struct outline_count count = { 0, 0 };
	bool counted = false; /* the word that i stands in */
	uint32_t i = off;

	assert(off <= end && end <= document->text.len);
	while (i < end) {
		uint32_t point = (unsigned char)text[i];

		/* Nearly all of most texts. */
		if (point < 0x80) {
			if (counted) {
				counted = !character_ascii_white(point);
			} else if (character_ascii_wordlike(point)) {
				count.words++;
				counted = true;
			}
			i++;
			continue;
		}
		i += (uint32_t)utf8_decode(text + i, end - i, &point);
		if (character_ideographic(point)) {
			count.words++;
			count.ideographs++;
			counted = false;
		} else if (character_white(point) ||
			   character_unspaced(point)) {
			counted = false;
		} else if (!counted && character_wordlike(point)) {
			count.words++;
			counted = true;
		}
	}
	return count;
}

size_t outline_words(const struct document *document, uint32_t off,
		     uint32_t end)
{
	return outline_count(document, off, end).words;
}
