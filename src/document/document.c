/* SPDX-License-Identifier: ISC */
/* The model of what is read: one reading text, and flat arrays over it. */
#include "document/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "document/outline.h"

struct document *document_new(enum document_kind kind)
{
	struct document *document = memory_alloc_zeroed(1, sizeof(*document));

	document->kind = (uint8_t)kind;
	document->title_block = DOCUMENT_NONE;
	document->body_block = DOCUMENT_NONE;
	document->after_block = DOCUMENT_NONE;
	buffer_append_byte(&document->strings, '\0');
	return document;
}

void document_free(struct document *document)
{
	if (!document)
		return;
	buffer_release(&document->text);
	buffer_release(&document->strings);
	free(document->blocks);
	free(document->containers);
	free(document->runs);
	free(document->links);
	free(document->headings);
	free(document->cells);
	free(document->notes);
	free(document->targets);
	map_release(&document->slugs);
	map_release(&document->note_labels);
	map_release(&document->interned);
	free(document);
}

void document_trim(struct document *piece)
{
	buffer_trim(&piece->text);
	buffer_trim(&piece->strings);
	MEMORY_TRIM(piece->blocks, piece->block_room, piece->block_count);
	MEMORY_TRIM(piece->containers, piece->container_room,
		    piece->container_count);
	MEMORY_TRIM(piece->runs, piece->run_room, piece->run_count);
	MEMORY_TRIM(piece->links, piece->link_room, piece->link_count);
	MEMORY_TRIM(piece->headings, piece->heading_room, piece->heading_count);
	MEMORY_TRIM(piece->cells, piece->cell_room, piece->cell_count);
	MEMORY_TRIM(piece->notes, piece->note_room, piece->note_count);
	MEMORY_TRIM(piece->targets, piece->target_room, piece->target_count);
}

const char *document_string(const struct document *document, uint32_t offset)
{
	assert(offset < document->strings.len);
	return document->strings.data + offset;
}

/* Adds a string, with its NUL, that may be there already. */
static uint32_t add_string(struct document *document, const char *bytes,
			   size_t len)
{
	uint32_t off = (uint32_t)document->strings.len;

	if (!len)
		return 0;
	buffer_append(&document->strings, bytes, len + 1);
	return off;
}

static uint32_t intern(struct document *document, const char *bytes, size_t len)
{
	uint32_t off = 0;

	if (!len || map_get(&document->interned, bytes, len, &off))
		return off;
	off = add_string(document, bytes, len);
	map_put(&document->interned, bytes, len, off);
	return off;
}

/* Where the strings of a piece went: ascending offsets, and the new ones. */
struct moved_strings {
	uint32_t *from;
	uint32_t *to;
	size_t count;
	size_t from_room, to_room;
};

static void move_strings(struct moved_strings *moved, struct document *document,
			 const struct document *piece)
{
	size_t off = 0;

	while (off < piece->strings.len) {
		const char *string = piece->strings.data + off;
		size_t len = strlen(string);

		MEMORY_RESERVE(moved->from, moved->from_room, moved->count + 1);
		MEMORY_RESERVE(moved->to, moved->to_room, moved->count + 1);
		moved->from[moved->count] = (uint32_t)off;
		moved->to[moved->count++] = intern(document, string, len);
		off += len + 1;
	}
}

static int compare_offsets(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a;
	uint32_t right = *(const uint32_t *)b;

	return (left > right) - (left < right);
}

static uint32_t moved_string(const struct moved_strings *moved, uint32_t off)
{
	const uint32_t *found;

	/* Every piece has at least "". */
	assert(moved->from);
	found = bsearch(&off, moved->from, moved->count, sizeof(off),
			compare_offsets);
	assert(found);
	return moved->to[found - moved->from];
}

/* The same index behind count others; DOCUMENT_NONE stays. */
static uint32_t rebased(uint32_t index, size_t count)
{
	return index == DOCUMENT_NONE ? index : index + (uint32_t)count;
}

static void append_blocks(struct document *document,
			  const struct document *piece,
			  const struct moved_strings *strings)
{
	uint32_t base = (uint32_t)document->text.len;
	size_t count = document->block_count;

	MEMORY_RESERVE(document->blocks, document->block_room,
		       count + piece->block_count);
	for (size_t i = 0; i < piece->block_count; i++) {
		struct block block = piece->blocks[i];

		block.off += base;
		block.end += base;
		block.container =
			rebased(block.container, document->container_count);
		block.info = moved_string(strings, block.info);
		document->blocks[count + i] = block;
	}
}

static void append_containers(struct document *document,
			      const struct document *piece,
			      const struct moved_strings *strings)
{
	size_t count = document->container_count;

	MEMORY_RESERVE(document->containers, document->container_room,
		       count + piece->container_count);
	for (size_t i = 0; i < piece->container_count; i++) {
		struct container container = piece->containers[i];

		container.parent = rebased(container.parent, count);
		container.first_block =
			rebased(container.first_block, document->block_count);
		container.info = moved_string(strings, container.info);
		document->containers[count + i] = container;
	}
}

/*
 * Enters the piece's notes; to[i] is the index that the i-th has here. The
 * containers of the piece are in already.
 */
static void append_notes(struct document *document,
			 const struct document *piece, uint32_t *to)
{
	size_t containers = document->container_count;

	for (size_t i = 0; i < piece->note_count; i++) {
		const struct note *from = &piece->notes[i];
		const char *label = document_string(piece, from->label);
		struct note *note;

		to[i] = document_add_note(document, label, strlen(label));
		note = &document->notes[to[i]];
		if (from->container == DOCUMENT_NONE)
			continue;
		note->container = rebased(from->container, containers);
		document->containers[note->container].number = to[i];
	}
}

static void append_runs(struct document *document, const struct document *piece)
{
	uint32_t *notes =
		memory_alloc_zeroed(piece->note_count, sizeof(*notes));
	uint32_t base = (uint32_t)document->text.len;
	size_t count = document->run_count;

	append_notes(document, piece, notes);
	MEMORY_RESERVE(document->runs, document->run_room,
		       count + piece->run_count);
	for (size_t i = 0; i < piece->run_count; i++) {
		struct run run = piece->runs[i];

		run.off += base;
		run.end += base;
		if (run.style & RUN_NOTE) {
			run.link = notes[run.link];
			document->notes[run.link].referred = true;
			if (document->notes[run.link].run == DOCUMENT_NONE)
				document->notes[run.link].run =
					(uint32_t)(count + i);
		} else {
			run.link = rebased(run.link, document->link_count);
		}
		document->runs[count + i] = run;
	}
	free(notes);
}

static void append_links(struct document *document,
			 const struct document *piece,
			 const struct moved_strings *strings)
{
	uint32_t base = (uint32_t)document->text.len;

	MEMORY_RESERVE(document->links, document->link_room,
		       document->link_count + piece->link_count);
	for (size_t i = 0; i < piece->link_count; i++) {
		struct link link = piece->links[i];

		link.off += base;
		link.end += base;
		link.url = moved_string(strings, link.url);
		link.title = moved_string(strings, link.title);
		document->links[document->link_count + i] = link;
	}
}

static void append_cells(struct document *document,
			 const struct document *piece)
{
	uint32_t base = (uint32_t)document->text.len;
	size_t count = document->cell_count;

	MEMORY_RESERVE(document->cells, document->cell_room,
		       count + piece->cell_count);
	for (size_t i = 0; i < piece->cell_count; i++)
		document->cells[count + i] = (struct cell){
			.off = piece->cells[i].off + base,
			.end = piece->cells[i].end + base,
		};
}

static void append_targets(struct document *document,
			   const struct document *piece,
			   const struct moved_strings *strings)
{
	uint32_t base = (uint32_t)document->text.len;
	size_t count = document->target_count;

	MEMORY_RESERVE(document->targets, document->target_room,
		       count + piece->target_count);
	for (size_t i = 0; i < piece->target_count; i++)
		document->targets[count + i] = (struct target){
			.name = moved_string(strings, piece->targets[i].name),
			.off = piece->targets[i].off + base,
		};
}

/* A heading's own id is its slug, unless another heading has it already. */
static bool take_own_slug(struct document *document, const char *id,
			  uint32_t *off)
{
	size_t len = strlen(id);
	uint32_t value;

	if (!len || map_get(&document->slugs, id, len, &value))
		return false;
	map_put(&document->slugs, id, len, 0);
	*off = intern(document, id, len);
	return true;
}

static uint32_t make_slug(struct document *document,
			  const struct document *piece,
			  const struct block *block)
{
	struct buffer slug = BUFFER_INIT;
	uint32_t off;

	outline_slug(&slug, &document->slugs, piece->text.data + block->off,
		     block->end - 1 - block->off);
	/* No two headings have the same. */
	off = add_string(document, buffer_string(&slug), slug.len);
	buffer_release(&slug);
	return off;
}

static void append_headings(struct document *document,
			    const struct document *piece)
{
	size_t count = document->heading_count;

	MEMORY_RESERVE(document->headings, document->heading_room,
		       count + piece->heading_count);
	for (size_t i = 0; i < piece->heading_count; i++) {
		struct heading heading = piece->headings[i];
		const char *id = document_string(piece, heading.slug);

		if (!take_own_slug(document, id, &heading.slug))
			heading.slug = make_slug(document, piece,
						 &piece->blocks[heading.block]);
		heading.block = rebased(heading.block, document->block_count);
		document->headings[count + i] = heading;
	}
}

static void append_metadata(struct document *document,
			    const struct metadata *from,
			    const struct moved_strings *strings)
{
	struct metadata *to = &document->metadata;

	if (from->title)
		to->title = moved_string(strings, from->title);
	if (from->author)
		to->author = moved_string(strings, from->author);
	if (from->date)
		to->date = moved_string(strings, from->date);
	if (from->lang)
		to->lang = moved_string(strings, from->lang);
	if (from->url)
		to->url = moved_string(strings, from->url);
	if (from->encoding)
		to->encoding = moved_string(strings, from->encoding);
}

static void append_body(struct document *document, const struct document *piece)
{
	size_t count = document->block_count;

	if (document->body_block == DOCUMENT_NONE)
		document->body_block = rebased(piece->body_block, count);
	if (document->after_block == DOCUMENT_NONE)
		document->after_block = rebased(piece->after_block, count);
}

static bool is_white(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

static size_t skip_white(const char *text, size_t len, size_t at)
{
	while (at < len && is_white(text[at]))
		at++;
	return at;
}

/* Equal but for white space at the ends and how much there is of it. */
static bool same_words(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t i = skip_white(a, a_len, 0);
	size_t j = skip_white(b, b_len, 0);

	while (i < a_len && j < b_len) {
		if (is_white(a[i]) != is_white(b[j]))
			break;
		if (is_white(a[i])) {
			i = skip_white(a, a_len, i);
			j = skip_white(b, b_len, j);
		} else if (a[i++] != b[j++]) {
			return false;
		}
	}
	return skip_white(a, a_len, i) == a_len &&
	       skip_white(b, b_len, j) == b_len;
}

/* A document that opens with its own title need not show it twice. */
static void find_title_block(struct document *document)
{
	const struct metadata *metadata = &document->metadata;
	const char *title = document_string(document, metadata->title);
	const struct block *first = document->blocks;

	if (!document->block_count || first->kind != BLOCK_HEADING)
		return;
	if (*title ? same_words(title, strlen(title), document->text.data,
				first->end - 1)
		   : first->level == 1 && (metadata->author || metadata->date))
		document->title_block = 0;
}

bool document_append(struct document *document, const struct document *piece)
{
	struct moved_strings strings = { 0 };
	bool first = !document->block_count;

	assert(!piece->building);
	if (document->text.len + piece->text.len > DOCUMENT_TEXT_MAX ||
	    document->strings.len + piece->strings.len > DOCUMENT_TEXT_MAX)
		return false;
	move_strings(&strings, document, piece);
	append_headings(document, piece);
	append_blocks(document, piece, &strings);
	append_containers(document, piece, &strings);
	append_runs(document, piece);
	append_links(document, piece, &strings);
	append_cells(document, piece);
	append_targets(document, piece, &strings);
	append_body(document, piece);
	append_metadata(document, &piece->metadata, &strings);
	buffer_append(&document->text, buffer_string(&piece->text),
		      piece->text.len);
	document->block_count += piece->block_count;
	document->container_count += piece->container_count;
	document->run_count += piece->run_count;
	document->link_count += piece->link_count;
	document->heading_count += piece->heading_count;
	document->cell_count += piece->cell_count;
	document->target_count += piece->target_count;
	document->hidden += piece->hidden;
	document->repaired += piece->repaired;
	if (!document->unended)
		document->unended = piece->unended;
	if (first)
		find_title_block(document);
	free(strings.from);
	free(strings.to);
	return true;
}

bool document_trouble(const struct document *document, const char *source,
		      struct error *error)
{
	if (document->unended)
		error_set(error,
			  "%s: the comment or script on line %u does not end, "
			  "and what follows it there is not shown",
			  source, (unsigned)document->unended);
	return document->unended != 0;
}

size_t document_block_at(const struct document *document, uint32_t off)
{
	size_t low = 0;
	size_t high = document->block_count;

	assert(high);
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (document->blocks[middle].off <= off)
			low = middle;
		else
			high = middle;
	}
	return low;
}

uint32_t document_body_end(const struct document *document)
{
	if (document->after_block >= document->block_count)
		return (uint32_t)document->text.len;
	return document->blocks[document->after_block].off;
}

size_t document_run_at(const struct document *document, uint32_t off)
{
	size_t low = 0;
	size_t high = document->run_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (document->runs[middle].end > off)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

size_t document_cell_at(const struct document *document, uint32_t off)
{
	size_t low = 0;
	size_t high = document->cell_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (document->cells[middle].end > off)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static bool is_inside(const struct document *document, uint32_t inner,
		      uint32_t container)
{
	/* Parents have smaller indices. */
	while (inner != DOCUMENT_NONE && inner > container)
		inner = document->containers[inner].parent;
	return inner == container;
}

void document_container_blocks(const struct document *document,
			       uint32_t container, uint32_t *from, uint32_t *to)
{
	uint32_t block = document->containers[container].first_block;

	*from = block;
	while (block < document->block_count &&
	       is_inside(document, document->blocks[block].container,
			 container))
		block++;
	*to = block;
}

/* The first block whose source line is at least line, or the first of the
 * notes, whose lines are not in order. */
static size_t first_from_line(const struct document *document, uint32_t line)
{
	size_t low = 0;
	size_t high = document->block_count;

	for (size_t i = 0; i < document->note_count; i++) {
		uint32_t container = document->notes[i].container;
		uint32_t first;

		if (container == DOCUMENT_NONE)
			continue;
		first = document->containers[container].first_block;
		if (first < high)
			high = first;
	}

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (document->blocks[middle].line >= line)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

size_t document_block_of_line(const struct document *document, uint32_t line)
{
	size_t block = first_from_line(document, line);

	assert(document->block_count);
	if (block < document->block_count &&
	    document->blocks[block].line == line)
		return block;
	if (!block)
		return 0;
	return first_from_line(document, document->blocks[block - 1].line);
}
