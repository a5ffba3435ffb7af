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
#define I1(condition) assert((condition) && "I1: text")
#define I2(condition) assert((condition) && "I2: blocks tile the text")
#define I3(condition) assert((condition) && "I3: runs")
#define I4(condition) assert((condition) && "I4: containers")
#define I5(condition) assert((condition) && "I5: first blocks")
#define I6(condition) assert((condition) && "I6: headings")
#define I7(condition) assert((condition) && "I7: strings")
#define I8(condition) assert((condition) && "I8: lines")

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

static void check_blocks(const struct document *document)
{
	uint32_t off = 0;
	uint32_t line = 1;

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
		I8(block->line >= line);
		off = block->end;
		line = block->line;
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

		I3(run->off >= end && run->off < run->end);
		I3(run->style || run->link != DOCUMENT_NONE);
		block = &document->blocks[document_block_at(document,
							    run->off)];
		I3(run->end < block->end);
		I3(cells_start(text, len, run->off) == run->off);
		I3(cells_start(text, len, run->end) == run->end);
		I3(run->link == DOCUMENT_NONE ||
		   run->link < document->link_count);
		if (i && run->off == end)
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

		if (run->link == DOCUMENT_NONE)
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
	}
	free(depth);
	for (size_t i = 0; i < document->block_count; i++) {
		uint32_t container = document->blocks[i].container;

		I4(container == DOCUMENT_NONE ||
		   document->containers[container].kind != CONTAINER_LIST);
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
	I7(metadata->url < strings->len);
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
	check_headings(document);
}
