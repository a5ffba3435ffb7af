/* SPDX-License-Identifier: ISC */
/* Assert the invariants that document.h numbers. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "document/document.h"
#include "text/cells.h"
#include "text/utf8.h"

/* The assertion's text carries the number of the invariant. */
#define I1(condition)  assert((condition) && "I1: text")
#define I2(condition)  assert((condition) && "I2: blocks tile the text")
#define I3(condition)  assert((condition) && "I3: runs")
#define I4(condition)  assert((condition) && "I4: containers")
#define I5(condition)  assert((condition) && "I5: first blocks")
#define I6(condition)  assert((condition) && "I6: headings")
#define I7(condition)  assert((condition) && "I7: strings")
#define I8(condition)  assert((condition) && "I8: lines")
#define I9(condition)  assert((condition) && "I9: cells")
#define I10(condition) assert((condition) && "I10: notes")
#define I11(condition) assert((condition) && "I11: targets")

static void check_text(const struct document *document)
{
	const char *text = buffer_string(&document->text);
	size_t len = document->text.len;

	I1(len <= DOCUMENT_TEXT_MAX);
	I1(utf8_valid(text, len));
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		I1(byte >= ' ' || byte == '\n' || byte == '\t');
		I1(byte != 0x7f);
		/* C1 is 0xc2 0x80 to 0xc2 0x9f. */
		I1(byte != 0xc2 || (unsigned char)text[i + 1] >= 0xa0);
	}
}

/* The note that a block is in, or DOCUMENT_NONE. */
static uint32_t note_around(const struct document *document, size_t block)
{
	uint32_t container = document->blocks[block].container;
	uint32_t top = DOCUMENT_NONE;

	for (; container != DOCUMENT_NONE;
	     container = document->containers[container].parent)
		top = container;
	if (top == DOCUMENT_NONE ||
	    document->containers[top].kind != CONTAINER_NOTE)
		return DOCUMENT_NONE;
	return document->containers[top].number;
}

static void check_lines(const struct document *document)
{
	uint32_t note = DOCUMENT_NONE;
	uint32_t line = 1;

	for (size_t i = 0; i < document->block_count; i++) {
		uint32_t around = note_around(document, i);

		if (around != note)
			line = 1;
		/* Notes come last. */
		I10(around != DOCUMENT_NONE || note == DOCUMENT_NONE);
		I8(document->blocks[i].line >= line);
		line = document->blocks[i].line;
		note = around;
	}
}

static void check_blocks(const struct document *document)
{
	uint32_t off = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		size_t len = block->end - block->off;
		const char *text;

		I2(block->off == off && block->end > off);
		I2(block->end <= document->text.len);
		text = document->text.data + block->off;
		I2(text[len - 1] == '\n');
		if (block->kind == BLOCK_RULE)
			I2(len == 1);
		if (block->kind != BLOCK_CODE && block->kind != BLOCK_VERSE)
			I1(!memchr(text, '\t', len));
		I4(block->container == DOCUMENT_NONE ||
		   block->container < document->container_count);
		off = block->end;
	}
	I2(off == document->text.len);
}

static void check_runs(const struct document *document)
{
	const char *text = buffer_string(&document->text);
	size_t len = document->text.len;
	uint32_t end = 0;

	for (size_t i = 0; i < document->run_count; i++) {
		const struct run *run = &document->runs[i];
		const struct block *block;

		if (run->style & RUN_NOTE)
			I3(run->off >= end && run->off == run->end);
		else
			I3(run->off >= end && run->off < run->end);
		I3(run->style || run->link != DOCUMENT_NONE);
		block = &document->blocks[document_block_at(document,
							    run->off)];
		I3(run->end < block->end);
		I3(cells_start(text, len, run->off) == run->off);
		I3(cells_start(text, len, run->end) == run->end);
		if (run->style & RUN_NOTE)
			I10(run->link < document->note_count);
		else
			I3(run->link == DOCUMENT_NONE ||
			   run->link < document->link_count);
		if (i && run->off == end && !(run->style & RUN_NOTE))
			I3(run->style != run[-1].style ||
			   run->link != run[-1].link);
		end = run->end;
	}
}

static void check_links(const struct document *document)
{
	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];

		I3(link->off <= link->end);
		I3(link->end < document->text.len);
		I7(link->url < document->strings.len);
		I7(link->title < document->strings.len);
	}
	for (size_t i = 0; i < document->run_count; i++) {
		const struct run *run = &document->runs[i];
		const struct link *link;

		if (run->link == DOCUMENT_NONE || run->style & RUN_NOTE)
			continue;
		link = &document->links[run->link];
		I3(link->off <= run->off && run->end <= link->end);
	}
}

static void check_containers(const struct document *document)
{
	size_t count = document->container_count;
	uint8_t *depth = memory_alloc(count);

	for (size_t i = 0; i < count; i++) {
		const struct container *container = &document->containers[i];
		uint32_t parent = container->parent;
		bool in_list = false;

		I4(parent == DOCUMENT_NONE || parent < i);
		depth[i] = 1;
		if (parent != DOCUMENT_NONE) {
			depth[i] = (uint8_t)(depth[parent] + 1);
			in_list = document->containers[parent].kind ==
				  CONTAINER_LIST;
		}
		I4(depth[i] <= DOCUMENT_DEPTH_MAX);
		I4(in_list == (container->kind == CONTAINER_ITEM));
		I4(parent == DOCUMENT_NONE ||
		   container->kind != CONTAINER_NOTE);
		I4(parent == DOCUMENT_NONE ||
		   document->containers[parent].kind != CONTAINER_TABLE);
		I7(container->info < document->strings.len);
	}
	free(depth);
	for (size_t i = 0; i < document->block_count; i++) {
		uint32_t container = document->blocks[i].container;

		I4(container == DOCUMENT_NONE ||
		   document->containers[container].kind != CONTAINER_LIST);
		I4((document->blocks[i].kind == BLOCK_ROW) ==
		   (container != DOCUMENT_NONE &&
		    document->containers[container].kind == CONTAINER_TABLE));
	}
}

static void check_first_blocks(const struct document *document)
{
	size_t count = document->container_count;
	uint32_t *first = memory_alloc_zeroed(count, sizeof(*first));

	for (size_t i = 0; i < count; i++)
		first[i] = DOCUMENT_NONE;
	for (size_t i = 0; i < document->block_count; i++)
		for (uint32_t c = document->blocks[i].container;
		     c != DOCUMENT_NONE; c = document->containers[c].parent)
			if (first[c] == DOCUMENT_NONE)
				first[c] = (uint32_t)i;
	for (size_t i = 0; i < count; i++) {
		I5(first[i] != DOCUMENT_NONE);
		I5(first[i] == document->containers[i].first_block);
	}
	free(first);
}

/* The cells of the row, from the one at first on; returns the next row's. */
static size_t check_row(const struct document *document,
			const struct block *row, size_t first)
{
	uint32_t off = row->off;
	size_t cell = first;
	uint32_t aligned = document->containers[row->container].info;

	for (; off < row->end; cell++) {
		const struct cell *here = &document->cells[cell];
		const char *text = document->text.data + off;

		I9(cell < document->cell_count);
		I9(here->off == off && here->end > off);
		I9(here->end <= row->end);
		I9((size_t)((const char *)memchr(text, '\n', row->end - off) -
			    text) == here->end - off - 1);
		off = here->end;
	}
	I9(cell - first == strlen(document_string(document, aligned)));
	return cell;
}

static void check_cells(const struct document *document)
{
	size_t cell = 0;

	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].kind == BLOCK_ROW)
			cell = check_row(document, &document->blocks[i], cell);
	I9(cell == document->cell_count);
	for (size_t i = 0; i < document->run_count; i++) {
		const struct run *run = &document->runs[i];
		size_t at = document_cell_at(document, run->off);
		size_t block = document_block_at(document, run->off);

		if (document->blocks[block].kind == BLOCK_ROW)
			I3(run->end < document->cells[at].end);
	}
}

static void check_notes(const struct document *document)
{
	size_t containers = 0;

	for (size_t i = 0; i < document->note_count; i++) {
		const struct note *note = &document->notes[i];

		I7(note->label < document->strings.len);
		if (note->run != DOCUMENT_NONE) {
			I10(note->run < document->run_count);
			I10(document->runs[note->run].style & RUN_NOTE);
			I10(document->runs[note->run].link == i);
		}
		if (note->container == DOCUMENT_NONE)
			continue;
		containers++;
		I10(note->container < document->container_count);
		I10(document->containers[note->container].kind ==
		    CONTAINER_NOTE);
		I10(document->containers[note->container].number == i);
	}
	for (size_t i = 0; i < document->container_count; i++)
		containers -= document->containers[i].kind == CONTAINER_NOTE;
	I10(containers == 0);
}

static void check_targets(const struct document *document)
{
	uint32_t off = 0;

	for (size_t i = 0; i < document->target_count; i++) {
		const struct target *target = &document->targets[i];

		I7(target->name < document->strings.len);
		I11(target->off >= off && target->off <= document->text.len);
		off = target->off;
	}
}

static void check_headings(const struct document *document)
{
	struct map slugs = MAP_INIT;
	size_t seen = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		const struct heading *heading;

		if (block->kind != BLOCK_HEADING)
			continue;
		I6(seen < document->heading_count);
		heading = &document->headings[seen++];
		I6(heading->block == i);
		I6(heading->level == block->level);
		I6(block->level >= 1 && block->level <= 6);
		I6(heading->inferred == !!(block->flags & BLOCK_INFERRED));
	}
	I6(seen == document->heading_count);
	for (size_t i = 0; i < document->heading_count; i++) {
		const char *slug;
		uint32_t value;

		I7(document->headings[i].slug < document->strings.len);
		slug = document_string(document, document->headings[i].slug);
		I6(!map_get(&slugs, slug, strlen(slug), &value));
		map_put(&slugs, slug, strlen(slug), 0);
	}
	map_release(&slugs);
	I6(document->title_block == DOCUMENT_NONE ||
	   (document->title_block < document->block_count &&
	    document->blocks[document->title_block].kind == BLOCK_HEADING));
}

static void check_strings(const struct document *document)
{
	const struct buffer *strings = &document->strings;
	const struct metadata *metadata = &document->metadata;

	I7(strings->len && strings->data[0] == '\0');
	I7(strings->data[strings->len - 1] == '\0');
	I7(utf8_valid(strings->data, strings->len));
	for (size_t i = 0; i < document->block_count; i++)
		I7(document->blocks[i].info < strings->len);
	I7(metadata->title < strings->len && metadata->author < strings->len);
	I7(metadata->date < strings->len && metadata->lang < strings->len);
	I7(metadata->url < strings->len && metadata->encoding < strings->len);
}

void document_check(const struct document *document)
{
	assert(!document->building);
	check_text(document);
	check_blocks(document);
	check_strings(document);
	check_containers(document);
	check_first_blocks(document);
	check_runs(document);
	check_links(document);
	check_cells(document);
	check_notes(document);
	check_targets(document);
	check_lines(document);
	check_headings(document);
}
