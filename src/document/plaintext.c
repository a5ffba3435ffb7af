/* SPDX-License-Identifier: ISC */
/* Plain text to pieces: paragraphs rejoined, headings inferred. */
#include "document/plaintext.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/plain/headings.h"
#include "document/plain/nesting.h"
#include "document/plain/passage.h"
#include "document/plain/survey.h"
#include "document/source.h"

enum {
	SURVEY = 256 * 1024, /* bytes that the statistics are taken from */
	QUEUE = NESTING_BACK + 1 + NESTING_AHEAD,
	QUOTE_INDENT = 2, /* columns more than the text has */
};

/*
 * Passages are read ahead, for what stands below decides what is a heading.
 * The queue holds those just turned into blocks, the next one at next, and
 * those behind it.
 */
struct plaintext {
	size_t window;
	uint64_t start; /* byte of the source where it begins */
	struct wrapping wrapping;
	struct headings headings;
	struct passages passages;
	struct passage queue[QUEUE];
	size_t count;
	size_t next;
	struct heading_path path; /* above the next passage */
	bool apart;		  /* the last one was behind the text */
	uint64_t done;		  /* bytes of source turned into blocks */
	size_t repaired;	  /* of them already told */
};

/* --- The survey -------------------------------------------------------------
 */

/* The passages are read from a copy of the beginning, so that one long line
 * costs no more than its start. */
static void survey(struct plaintext *plaintext, struct source *source)
{
	struct source_cursor start = source_start(source);
	char *head = memory_alloc(SURVEY);
	size_t len = source_read(source, start.off, head, SURVEY);
	struct source *beginning =
		source_from_memory(source_name(source), head, len);
	struct passage *list = NULL;
	size_t count = 0, room = 0;
	struct passages passages;

	start.off = 0;
	plaintext->wrapping = wrapping_measure(beginning, start);
	passages_init(&passages, beginning, start, plaintext->wrapping);
	do {
		MEMORY_RESERVE(list, room, count + 1);
		list[count] = (struct passage){ .text = BUFFER_INIT };
	} while (passages_next(&passages, &list[count]) && ++count);
	survey_headings(&plaintext->headings, list, count,
			&plaintext->wrapping);
	for (size_t i = 0; i < count; i++)
		passage_release(&list[i]);
	free(list);
	passages_release(&passages);
	source_free(beginning);
	free(head);
}

struct plaintext *plaintext_open(struct source *source, size_t window)
{
	return plaintext_open_part(source, source, window);
}

struct plaintext *plaintext_open_part(struct source *whole, struct source *part,
				      size_t window)
{
	struct plaintext *plaintext =
		memory_alloc_zeroed(1, sizeof(*plaintext));
	struct source_cursor start = source_start(part);

	plaintext->window = window;
	plaintext->done = start.off;
	survey(plaintext, whole);
	passages_init(&plaintext->passages, part, start, plaintext->wrapping);
	return plaintext;
}

void plaintext_free(struct plaintext *plaintext)
{
	if (!plaintext)
		return;
	for (size_t i = 0; i < QUEUE; i++)
		passage_release(&plaintext->queue[i]);
	passages_release(&plaintext->passages);
	headings_release(&plaintext->headings);
	free(plaintext);
}

/* --- The queue
 * ---------------------------------------------------------------- */

/* Turns the queue so that the passage that has gone furthest is overwritten. */
static void forget_oldest(struct plaintext *plaintext)
{
	struct passage oldest = plaintext->queue[0];

	memmove(plaintext->queue, plaintext->queue + 1,
		(QUEUE - 1) * sizeof(oldest));
	plaintext->queue[QUEUE - 1] = oldest;
	plaintext->count--;
	plaintext->next--;
}

/* Reads until enough stands behind the next passage; false if there is none. */
static bool look_ahead(struct plaintext *plaintext)
{
	while (plaintext->count < plaintext->next + 1 + NESTING_AHEAD) {
		if (plaintext->count == QUEUE)
			forget_oldest(plaintext);
		if (!passages_next(&plaintext->passages,
				   &plaintext->queue[plaintext->count]))
			break;
		plaintext->count++;
	}
	return plaintext->next < plaintext->count;
}

/* --- Blocks
 * ------------------------------------------------------------------- */

/* Prose that is set in from the rest of a wrapped text. */
static bool is_quote(const struct plaintext *plaintext,
		     const struct passage *passage)
{
	return plaintext->wrapping.hard && passage->shape == PASSAGE_PROSE &&
	       passage->lines > 1 &&
	       passage->indent >= plaintext->wrapping.indent + QUOTE_INDENT;
}

static enum block_kind kind_of(const struct passage *passage, unsigned level)
{
	if (level)
		return BLOCK_HEADING;
	return passage->shape == PASSAGE_VERSE ||
			       passage->shape == PASSAGE_TABLE
		       ? BLOCK_VERSE
		       : BLOCK_PARAGRAPH;
}

/* A heading's passages, each of which has a line at least. */
static void add_heading_text(struct document *piece,
			     const struct passage *passages, size_t count)
{
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_append_byte(&text, '\n');
		heading_append_text(&passages[i], &text);
	}
	document_add_text(piece, text.data, text.len, 0, DOCUMENT_NONE);
	buffer_release(&text);
}

/* Says where a library's notices end, and where they begin again. */
static void mark_body(struct plaintext *plaintext, struct document *piece,
		      const struct passage *passage, uint32_t index)
{
	if (plaintext->headings.start &&
	    passage->line == plaintext->headings.start)
		piece->body_block = index;
	if (passage->apart && !plaintext->apart)
		piece->after_block = index;
	plaintext->apart = passage->apart;
}

/* Turns the next passage of the queue into a block; quote is the container
 * that the one before it was in, and becomes its own. */
static void add_block(struct plaintext *plaintext, struct document *piece,
		      uint32_t *quote)
{
	size_t at = plaintext->next;
	const struct passage *passage = &plaintext->queue[at];
	unsigned level = headings_level(&plaintext->headings, plaintext->queue,
					plaintext->count, at);
	size_t taken = 1;
	struct block *block;
	uint32_t index;

	if (level && headings_joins(&plaintext->headings, plaintext->queue,
				    plaintext->count, at))
		taken = 2;
	if (level)
		level = heading_path_enter(&plaintext->path, level);
	if (level || !is_quote(plaintext, passage))
		*quote = DOCUMENT_NONE;
	else if (*quote == DOCUMENT_NONE)
		*quote = document_add_container(piece, CONTAINER_QUOTE,
						DOCUMENT_NONE);
	index = document_begin_block(piece, kind_of(passage, level), *quote,
				     passage->line);
	block = &piece->blocks[index];
	block->level = (uint8_t)level;
	if (level)
		block->flags |= BLOCK_INFERRED;
	else if (!passage->gap && at && passage->shape == PASSAGE_ITEM &&
		 plaintext->queue[at - 1].shape == PASSAGE_ITEM)
		block->flags |= BLOCK_TIGHT;
	if (level)
		add_heading_text(piece, passage, taken);
	else
		document_add_text(piece, passage->text.data, passage->text.len,
				  0, DOCUMENT_NONE);
	document_end_block(piece);
	mark_body(plaintext, piece, passage, index);
	plaintext->next += taken;
	plaintext->done = plaintext->queue[plaintext->next - 1].end;
}

bool plaintext_step(struct plaintext *plaintext, struct document *piece)
{
	uint64_t start = plaintext->done;
	uint32_t quote = DOCUMENT_NONE;

	/* A quotation is not cut: its paragraphs are in one container. */
	while (look_ahead(plaintext) &&
	       (plaintext->done - start < plaintext->window ||
		!piece->block_count ||
		(quote != DOCUMENT_NONE &&
		 is_quote(plaintext, &plaintext->queue[plaintext->next]))))
		add_block(plaintext, piece, &quote);
	piece->repaired += plaintext->passages.repaired - plaintext->repaired;
	plaintext->repaired = plaintext->passages.repaired;
	return piece->block_count > 0;
}
