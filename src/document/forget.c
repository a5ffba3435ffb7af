/* SPDX-License-Identifier: ISC */
/* Drop what a document holds but for its last block. */
#include <stdlib.h>
#include <string.h>

#include "document/document.h"

/* What stays, in the order in which it is moved to the front. */
struct kept {
	struct document *document;
	struct buffer strings; /* those before */
	uint32_t block;	       /* the last one, */
	uint32_t off;	       /* and where it starts */
};

/* Enters a string anew; returns its offset. */
static uint32_t keep_string(const struct kept *kept, uint32_t string)
{
	const char *bytes = kept->strings.data + string;

	return document_add_string(kept->document, bytes, strlen(bytes));
}

static void keep_metadata(const struct kept *kept)
{
	struct metadata *metadata = &kept->document->metadata;

	metadata->title = keep_string(kept, metadata->title);
	metadata->author = keep_string(kept, metadata->author);
	metadata->date = keep_string(kept, metadata->date);
	metadata->lang = keep_string(kept, metadata->lang);
	metadata->url = keep_string(kept, metadata->url);
	metadata->encoding = keep_string(kept, metadata->encoding);
}

static void forget_note(struct note *note)
{
	note->label = 0;
	note->container = DOCUMENT_NONE;
	note->run = DOCUMENT_NONE;
}

/* Those of the text that goes; there may be many more. */
static void forget_notes(struct document *document)
{
	for (size_t i = 0; i < document->run_count; i++)
		if (document->runs[i].style & RUN_NOTE)
			forget_note(&document->notes[document->runs[i].link]);
	for (size_t i = 0; i < document->container_count; i++)
		if (document->containers[i].kind == CONTAINER_NOTE)
			forget_note(&document->notes[document->containers[i]
							     .number]);
}

/* The containers around the block, of which none is moved behind itself. */
static void keep_containers(const struct kept *kept)
{
	struct document *document = kept->document;
	struct container *containers = document->containers;
	uint32_t chain[DOCUMENT_DEPTH_MAX];
	uint32_t depth = 0;
	uint32_t c = document->blocks[kept->block].container;

	for (; c != DOCUMENT_NONE; c = containers[c].parent)
		chain[depth++] = c;
	for (uint32_t i = 0; i < depth; i++) {
		struct container *to = &containers[i];

		*to = containers[chain[depth - 1 - i]];
		to->parent = i > 0 ? i - 1 : DOCUMENT_NONE;
		to->first_block = 0;
		to->info = keep_string(kept, to->info);
		if (to->kind == CONTAINER_NOTE)
			document->notes[to->number].container = i;
	}
	document->container_count = depth;
	if (depth > 0)
		document->blocks[kept->block].container = depth - 1;
}

static void keep_links(const struct kept *kept, uint32_t *first)
{
	struct document *document = kept->document;
	size_t from = document->link_count;
	size_t count = 0;

	while (from > 0 && document->links[from - 1].off >= kept->off)
		from--;
	*first = (uint32_t)from;
	for (size_t i = from; i < document->link_count; i++) {
		struct link *to = &document->links[count++];

		*to = document->links[i];
		to->url = keep_string(kept, to->url);
		to->title = keep_string(kept, to->title);
		to->off -= kept->off;
		to->end -= kept->off;
	}
	document->link_count = count;
}

static void keep_runs(const struct kept *kept, uint32_t first_link)
{
	struct document *document = kept->document;
	size_t from = document->run_count;
	size_t count = 0;

	while (from > 0 && document->runs[from - 1].off >= kept->off)
		from--;
	for (size_t i = from; i < document->run_count; i++) {
		struct run *to = &document->runs[count];

		*to = document->runs[i];
		to->off -= kept->off;
		to->end -= kept->off;
		if (!(to->style & RUN_NOTE) && to->link != DOCUMENT_NONE)
			to->link -= first_link;
		else if (to->style & RUN_NOTE &&
			 document->notes[to->link].run == DOCUMENT_NONE)
			document->notes[to->link].run = (uint32_t)count;
		count++;
	}
	document->run_count = count;
}

static void keep_cells(const struct kept *kept)
{
	struct document *document = kept->document;
	size_t from = document->cell_count;
	size_t count = 0;

	while (from > 0 && document->cells[from - 1].off >= kept->off)
		from--;
	for (size_t i = from; i < document->cell_count; i++)
		document->cells[count++] = (struct cell){
			.off = document->cells[i].off - kept->off,
			.end = document->cells[i].end - kept->off,
		};
	document->cell_count = count;
}

static void keep_heading(const struct kept *kept)
{
	struct document *document = kept->document;
	size_t count = document->heading_count;
	struct heading heading;

	document->heading_count = 0;
	if (count == 0 || document->headings[count - 1].block != kept->block)
		return;
	heading = document->headings[count - 1];
	heading.slug = keep_string(kept, heading.slug);
	heading.block = 0;
	document->headings[document->heading_count++] = heading;
}

static void keep_block(const struct kept *kept)
{
	struct document *document = kept->document;
	struct block block = document->blocks[kept->block];

	block.info = keep_string(kept, block.info);
	block.off -= kept->off;
	block.end -= kept->off;
	document->blocks[0] = block;
	document->block_count = 1;
	memmove(document->text.data, document->text.data + kept->off,
		block.end);
	buffer_truncate(&document->text, block.end);
}

void document_forget(struct document *document)
{
	struct kept kept = { .document = document };
	uint32_t first_link;

	if (document->block_count < 2)
		return;
	kept.block = (uint32_t)document->block_count - 1;
	kept.off = document->blocks[kept.block].off;
	kept.strings = document->strings;
	document->strings = (struct buffer)BUFFER_INIT;
	buffer_append_byte(&document->strings, '\0');
	map_release(&document->interned);
	map_release(&document->slugs);
	keep_metadata(&kept);
	forget_notes(document);
	keep_containers(&kept);
	keep_links(&kept, &first_link);
	keep_runs(&kept, first_link);
	keep_cells(&kept);
	keep_heading(&kept);
	keep_block(&kept);
	document->target_count = 0;
	document->title_block = DOCUMENT_NONE;
	document->body_block = DOCUMENT_NONE;
	document->after_block = DOCUMENT_NONE;
	buffer_release(&kept.strings);
}
