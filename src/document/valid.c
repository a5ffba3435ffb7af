/* SPDX-License-Identifier: ISC */
/* Tell whether a piece or a document holds what all rely on. */
#include "document/valid.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "text/cells.h"
#include "text/octets.h"
#include "text/utf8.h"

enum {
	ALL_FLAGS = BLOCK_INFERRED | BLOCK_TIGHT | BLOCK_FENCED | BLOCK_TITLE |
		    BLOCK_HEADER,
	ALL_STYLES = RUN_EMPHASIS | RUN_STRONG | RUN_CODE | RUN_LINK |
		     RUN_IMAGE | RUN_STRIKE | RUN_MARK | RUN_SUPERSCRIPT |
		     RUN_SUBSCRIPT | RUN_NOTE,
	HEADING_LEVELS = 6,
};

/* --- Bytes -----------------------------------------------------------------
 */

/* The length of the character at bytes; 0 if it is none, or a control character
 * that is not among these. */
static size_t clean_length(const char *bytes, size_t len, const char *controls,
			   size_t control_count)
{
	unsigned char byte = (unsigned char)*bytes;
	uint32_t point;
	size_t taken;

	if (byte < ' ')
		return memchr(controls, byte, control_count) != NULL;
	if (byte < 0x7f)
		return 1;
	taken = utf8_decode(bytes, len, &point);
	if (point == UTF8_REPLACEMENT &&
	    memcmp(bytes, "\xef\xbf\xbd", taken) != 0)
		return 0;
	return point >= 0xa0 ? taken : 0;
}

/* Whether bytes are valid UTF-8 without control characters but these. */
static bool is_clean(const char *bytes, size_t len, const char *controls,
		     size_t control_count)
{
	size_t taken = 1;
	size_t off = 0;

	while (taken && off < len) {
		off += octets_printable_length(bytes + off, len - off);
		for (int i = 0; taken && i < OCTETS && off < len; i++) {
			taken = clean_length(bytes + off, len - off, controls,
					     control_count);
			off += taken;
		}
	}
	return taken != 0;
}

/* Whether a byte that is 0 or 1 stands where a bool does. */
static bool is_bool(const bool *member)
{
	unsigned char byte;

	memcpy(&byte, member, 1);
	return byte <= 1;
}

static bool is_string(const struct document *piece, uint32_t off)
{
	return off < piece->strings.len &&
	       (!off || !piece->strings.data[off - 1]);
}

/* Whether off is in the text, or at its end, and not within a character. */
static bool is_edge(const struct document *piece, uint32_t off)
{
	return off <= piece->text.len &&
	       (off == piece->text.len ||
		((unsigned char)piece->text.data[off] & 0xc0) != 0x80);
}

static bool are_strings_valid(const struct document *piece)
{
	const struct buffer *strings = &piece->strings;
	const struct metadata *said = &piece->metadata;
	const uint32_t offs[] = { said->title, said->author, said->date,
				  said->lang,  said->url,    said->encoding };

	if (!strings->len || strings->len > DOCUMENT_TEXT_MAX ||
	    strings->data[0] || strings->data[strings->len - 1] ||
	    !is_clean(strings->data, strings->len, "", 1))
		return false;
	for (size_t i = 0; i < sizeof(offs) / sizeof(*offs); i++)
		if (!is_string(piece, offs[i]) ||
		    (offs[i] && !strings->data[offs[i]]))
			return false;
	return true;
}

/* --- Containers ------------------------------------------------------------
 */

static bool is_alignment(const char *letters)
{
	return letters[strspn(letters, "lcr-")] == '\0';
}

static bool is_container_valid(const struct document *piece, size_t index)
{
	const struct container *container = &piece->containers[index];
	uint32_t parent = container->parent;
	enum container_kind around = CONTAINER_QUOTE;

	if (container->kind > CONTAINER_NOTE ||
	    !is_string(piece, container->info) ||
	    !is_bool(&container->ordered) || !is_bool(&container->tight) ||
	    container->task > TASK_DONE ||
	    (container->delimiter &&
	     (container->delimiter < ' ' || container->delimiter > '~')) ||
	    (parent != DOCUMENT_NONE && parent >= index))
		return false;
	if (parent != DOCUMENT_NONE)
		around = (enum container_kind)piece->containers[parent].kind;
	if (container->kind == CONTAINER_TABLE &&
	    !is_alignment(document_string(piece, container->info)))
		return false;
	return (around == CONTAINER_LIST) ==
		       (container->kind == CONTAINER_ITEM) &&
	       around != CONTAINER_TABLE &&
	       (container->kind != CONTAINER_NOTE || parent == DOCUMENT_NONE);
}

static bool are_containers_valid(const struct document *piece)
{
	uint8_t *depth = memory_alloc(piece->container_count);
	bool valid = true;

	for (size_t i = 0; valid && i < piece->container_count; i++) {
		uint32_t parent = piece->containers[i].parent;

		valid = is_container_valid(piece, i);
		depth[i] = 1;
		if (valid && parent != DOCUMENT_NONE)
			depth[i] = (uint8_t)(depth[parent] + 1);
		valid = valid && depth[i] <= DOCUMENT_DEPTH_MAX;
	}
	free(depth);
	return valid;
}

/* Whether each container's first block is what it says. */
static bool are_first_blocks_valid(const struct document *piece)
{
	size_t count = piece->container_count;
	bool *found = memory_alloc_zeroed(count, sizeof(*found));
	bool valid = true;

	for (size_t i = 0; valid && i < piece->block_count; i++) {
		uint32_t at = piece->blocks[i].container;

		/* Who was found has parents who were. */
		for (; at != DOCUMENT_NONE && !found[at];
		     at = piece->containers[at].parent) {
			valid = valid && piece->containers[at].first_block == i;
			found[at] = true;
		}
	}
	for (size_t i = 0; valid && i < count; i++)
		valid = found[i];
	free(found);
	return valid;
}

/* Whether each note that is here is that of one container, and the other way
 * round. */
static bool are_notes_valid(const struct document *piece)
{
	bool *named = memory_alloc_zeroed(piece->container_count, 1);
	bool valid = true;

	for (size_t i = 0; valid && i < piece->note_count; i++) {
		const struct note *note = &piece->notes[i];
		uint32_t at = note->container;

		valid = is_string(piece, note->label);
		if (at == DOCUMENT_NONE || !valid)
			continue;
		valid = at < piece->container_count && !named[at] &&
			piece->containers[at].kind == CONTAINER_NOTE;
		if (valid)
			named[at] = true;
	}
	for (size_t i = 0; valid && i < piece->container_count; i++)
		valid = named[i] ==
			(piece->containers[i].kind == CONTAINER_NOTE);
	free(named);
	return valid;
}

/* --- Blocks ----------------------------------------------------------------
 */

static bool is_block_valid(const struct document *piece,
			   const struct block *block)
{
	const char *text = piece->text.data + block->off;
	size_t len = block->end - block->off;
	bool heading = block->kind == BLOCK_HEADING;
	enum container_kind around = CONTAINER_QUOTE;

	if (block->kind > BLOCK_ROW || block->flags & ~ALL_FLAGS ||
	    !is_string(piece, block->info) || !block->line ||
	    (block->container != DOCUMENT_NONE &&
	     block->container >= piece->container_count))
		return false;
	if (block->container != DOCUMENT_NONE)
		around =
			(enum container_kind)piece->containers[block->container]
				.kind;
	if (around == CONTAINER_LIST ||
	    (around == CONTAINER_TABLE) != (block->kind == BLOCK_ROW))
		return false;
	if (heading ? !block->level || block->level > HEADING_LEVELS
		    : block->level != 0)
		return false;
	return text[len - 1] == '\n' &&
	       (block->kind != BLOCK_RULE || len == 1) &&
	       (block->kind == BLOCK_CODE || block->kind == BLOCK_VERSE ||
		!memchr(text, '\t', len));
}

static bool are_blocks_valid(const struct document *piece)
{
	uint32_t off = 0;

	for (size_t i = 0; i < piece->block_count; i++) {
		const struct block *block = &piece->blocks[i];

		if (block->off != off || block->end <= off ||
		    block->end > piece->text.len ||
		    !is_block_valid(piece, block))
			return false;
		off = block->end;
	}
	return off == piece->text.len &&
	       (piece->body_block == DOCUMENT_NONE ||
		piece->body_block < piece->block_count) &&
	       (piece->after_block == DOCUMENT_NONE ||
		piece->after_block < piece->block_count);
}

static bool are_headings_valid(const struct document *piece)
{
	size_t seen = 0;

	for (size_t i = 0; i < piece->block_count; i++) {
		const struct block *block = &piece->blocks[i];
		const struct heading *heading;

		if (block->kind != BLOCK_HEADING)
			continue;
		if (seen == piece->heading_count)
			return false;
		heading = &piece->headings[seen++];
		if (heading->block != i || heading->level != block->level ||
		    !is_bool(&heading->inferred) ||
		    heading->inferred != !!(block->flags & BLOCK_INFERRED) ||
		    !is_string(piece, heading->slug))
			return false;
	}
	return seen == piece->heading_count;
}

/* Whether a row has the cells from *next on; moves behind them. */
static bool is_row_valid(const struct document *piece, const struct block *row,
			 size_t *next)
{
	const struct container *table = &piece->containers[row->container];
	size_t columns = strlen(document_string(piece, table->info));
	uint32_t off = row->off;

	for (; columns && *next < piece->cell_count; columns--) {
		const struct cell *cell = &piece->cells[*next];
		const char *text = piece->text.data + off;

		if (cell->off != off || cell->end <= off ||
		    cell->end > row->end ||
		    memchr(text, '\n', cell->end - off) !=
			    text + (cell->end - off - 1))
			return false;
		off = cell->end;
		++*next;
	}
	return !columns && off == row->end;
}

static bool are_cells_valid(const struct document *piece)
{
	size_t next = 0;

	for (size_t i = 0; i < piece->block_count; i++)
		if (piece->blocks[i].kind == BLOCK_ROW &&
		    !is_row_valid(piece, &piece->blocks[i], &next))
			return false;
	return next == piece->cell_count;
}

/* --- Inlines ---------------------------------------------------------------
 */

static bool are_links_valid(const struct document *piece)
{
	for (size_t i = 0; i < piece->link_count; i++) {
		const struct link *link = &piece->links[i];

		if (link->off > link->end || link->end >= piece->text.len ||
		    !is_edge(piece, link->off) || !is_edge(piece, link->end) ||
		    !is_string(piece, link->url) ||
		    !is_string(piece, link->title) || !is_bool(&link->image))
			return false;
	}
	return true;
}

/* Whether what a run names is there. */
static bool names_something(const struct document *piece, const struct run *run)
{
	const struct link *link;

	if (run->style & RUN_NOTE)
		return run->link < piece->note_count;
	if (run->link == DOCUMENT_NONE)
		return run->style != 0;
	if (run->link >= piece->link_count)
		return false;
	link = &piece->links[run->link];
	return link->off <= run->off && run->end <= link->end;
}

/* Whether a cluster of the block starts at off. */
static bool is_cluster_edge(const struct document *piece,
			    const struct block *block, uint32_t off)
{
	const char *text = piece->text.data + block->off;
	size_t at = off - block->off;

	if (!at || !((text[at - 1] | text[at]) & 0x80))
		return true;
	return cells_start(text, block->end - block->off, at) == at;
}

static bool are_runs_valid(const struct document *piece)
{
	uint32_t end = 0;
	size_t block = 0;
	size_t cell = 0;

	for (size_t i = 0; i < piece->run_count; i++) {
		const struct run *run = &piece->runs[i];
		uint32_t limit;

		if (run->off < end || run->end < run->off ||
		    run->end >= piece->text.len || run->style & ~ALL_STYLES ||
		    (run->off == run->end) != !!(run->style & RUN_NOTE) ||
		    !is_edge(piece, run->off) || !is_edge(piece, run->end) ||
		    !names_something(piece, run))
			return false;
		while (piece->blocks[block].end <= run->off)
			block++;
		limit = piece->blocks[block].end;
		if (piece->blocks[block].kind == BLOCK_ROW) {
			while (piece->cells[cell].end <= run->off)
				cell++;
			limit = piece->cells[cell].end;
		}
		if (run->end >= limit ||
		    !is_cluster_edge(piece, &piece->blocks[block], run->off) ||
		    !is_cluster_edge(piece, &piece->blocks[block], run->end))
			return false;
		end = run->end;
	}
	return true;
}

static bool are_targets_valid(const struct document *piece)
{
	uint32_t off = 0;

	for (size_t i = 0; i < piece->target_count; i++) {
		const struct target *target = &piece->targets[i];

		if (target->off < off || !is_edge(piece, target->off) ||
		    !is_string(piece, target->name))
			return false;
		off = target->off;
	}
	return true;
}

/* --- All of them -----------------------------------------------------------
 */

static bool is_text_valid(const struct document *piece)
{
	return piece->text.len <= DOCUMENT_TEXT_MAX &&
	       is_clean(buffer_string(&piece->text), piece->text.len, "\n\t",
			2);
}

unsigned valid_fault(const struct document *piece)
{
	/* Each may rely on those before it. */
	static const struct {
		unsigned invariant;
		bool (*holds)(const struct document *piece);
	} invariants[] = {
		{ 1, is_text_valid },	       { 7, are_strings_valid },
		{ 4, are_containers_valid },   { 2, are_blocks_valid },
		{ 5, are_first_blocks_valid }, { 6, are_headings_valid },
		{ 9, are_cells_valid },	       { 10, are_notes_valid },
		{ 3, are_links_valid },	       { 3, are_runs_valid },
		{ 11, are_targets_valid },
	};

	for (size_t i = 0; i < sizeof(invariants) / sizeof(*invariants); i++)
		if (!invariants[i].holds(piece))
			return invariants[i].invariant;
	return 0;
}
