/* SPDX-License-Identifier: ISC */
/* Bring a document's Markdown up to date around what people wrote in it. */
#include "marks/exchange/merge.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "marks/exchange/blocks.h"
#include "marks/exchange/markdown.h"
#include "marks/exchange/refresh.h"
#include "marks/exchange/seen.h"

static const char kept_line[] =
	"*Deleted in Lectern; this stays for what was written in it.*\n\n";

/* [off, end) of the file becomes other bytes; an insertion stands apart from
 * what is around it. */
struct edit {
	size_t off;
	size_t end;
	size_t text; /* in struct merge's texts */
	size_t len;
	size_t order;
	bool inserts;
};

/* A live mark of the document, in its order. */
struct entry {
	const struct mark *mark;
	const struct mark_block *block; /* of the file; NULL: none */
	uint64_t hash;			/* of its block as it is to be */
	bool left_out;
};

struct merge {
	struct span file;
	bool crlf;
	struct mark_block_list blocks;
	struct entry *entries;
	size_t count;
	struct map numbers; /* of entries, by ID */
	struct seen seen;   /* as the file has it … */
	struct seen kept;   /* … and is to */
	bool has_seen;
	size_t seen_off;
	size_t seen_end;
	size_t tail; /* where something is put at the end */
	struct edit *edits;
	size_t edit_count;
	size_t edit_room;
	struct buffer texts;
	struct exchange_into_report *report;
};

/* --- Lines --------------------------------------------------------------- */

/* Behind the line that begins at off. */
static size_t line_end(struct span file, size_t off)
{
	const char *end = memchr(file.ptr + off, '\n', file.len - off);

	return end ? (size_t)(end - file.ptr) + 1 : file.len;
}

static size_t line_start(struct span file, size_t off)
{
	while (off > 0 && file.ptr[off - 1] != '\n')
		off--;
	return off;
}

static bool is_blank(struct span file, size_t off, size_t end)
{
	for (; off < end; off++) {
		char byte = file.ptr[off];

		if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n')
			return false;
	}
	return true;
}

/* The number of '#' of a heading's line; 0: it is none. */
static int heading_level(struct span file, size_t off, size_t end)
{
	int level = 0;

	while (off < end && file.ptr[off] == '#' && level < 7) {
		level++;
		off++;
	}
	return level < 7 && off < end && file.ptr[off] == ' ' ? level : 0;
}

/* The character of a code fence; NUL: the line is none. */
static char fence_of(struct span file, size_t off, size_t end)
{
	for (int indent = 0; indent < 3 && off < end && file.ptr[off] == ' ';
	     indent++)
		off++;
	if (end - off < 3 || (file.ptr[off] != '`' && file.ptr[off] != '~') ||
	    file.ptr[off + 1] != file.ptr[off] ||
	    file.ptr[off + 2] != file.ptr[off])
		return '\0';
	return file.ptr[off];
}

/* Where the next heading begins from off on, outside code; else to. */
static size_t section_end(struct span file, size_t off, size_t to)
{
	char fence = '\0';

	while (off < to) {
		size_t end = line_end(file, off);
		char found = fence_of(file, off, end);

		if (fence)
			fence = found == fence ? '\0' : fence;
		else if (found)
			fence = found;
		else if (heading_level(file, off, end))
			return off;
		off = end;
	}
	return to;
}

/* The start of the heading just above off, but not before from; else off. */
static size_t heading_above(struct span file, size_t off, size_t from)
{
	size_t at = off;

	while (at > from) {
		size_t start = line_start(file, at - 1);

		if (start < from)
			break;
		if (heading_level(file, start, at) == 2)
			return start;
		if (!is_blank(file, start, at))
			break;
		at = start;
	}
	return off;
}

/* --- Edits --------------------------------------------------------------- */

static struct edit *add_edit(struct merge *merge, size_t off, size_t end)
{
	struct edit *edit;

	MEMORY_RESERVE(merge->edits, merge->edit_room, merge->edit_count + 1);
	edit = &merge->edits[merge->edit_count];
	*edit = (struct edit){ .off = off,
			       .end = end,
			       .text = merge->texts.len,
			       .order = merge->edit_count++ };
	return edit;
}

/* Appends text of ours to those of the edit, with the file's line ends. */
static void add_text(struct merge *merge, struct edit *edit, const char *text,
		     size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n' && merge->crlf)
			buffer_append_byte(&merge->texts, '\r');
		buffer_append_byte(&merge->texts, text[i]);
	}
	edit->len = merge->texts.len - edit->text;
}

static void add_block(struct merge *merge, struct edit *edit,
		      const struct mark *mark)
{
	struct buffer block = BUFFER_INIT;

	mark_block_write(&block, mark);
	add_text(merge, edit, block.data, block.len);
	buffer_release(&block);
}

/* A block's body as words of the file: byte for byte, but for blank lines
 * around it and the line with its name, which must not be there twice. */
static void add_body(struct merge *merge, struct edit *edit,
		     const struct mark_block *block)
{
	struct span file = merge->file;
	size_t off = block->body;
	size_t end = block->body_end;
	bool named = false;

	while (off < end && is_blank(file, off, line_end(file, off)))
		off = line_end(file, off);
	while (end > off && is_blank(file, line_start(file, end - 1), end))
		end = line_start(file, end - 1);
	while (off < end) {
		size_t next = line_end(file, off);
		size_t last = next;

		while (last > off && is_blank(file, last - 1, last))
			last--;
		if (!named && mark_block_is_name(file.ptr + off, last - off))
			named = true;
		else
			buffer_append(&merge->texts, file.ptr + off,
				      next - off);
		off = next;
	}
	edit->len = merge->texts.len - edit->text;
}

static int by_place(const void *a, const void *b)
{
	const struct edit *first = a;
	const struct edit *second = b;

	if (first->off != second->off)
		return first->off < second->off ? -1 : 1;
	if (first->inserts != second->inserts)
		return first->inserts ? -1 : 1;
	return first->order < second->order ? -1 : 1;
}

/* --- Blocks that are there ----------------------------------------------- */

static struct entry *entry_of(const struct merge *merge, const char *id)
{
	uint32_t number;

	if (!map_get(&merge->numbers, id, strlen(id), &number))
		return NULL;
	return &merge->entries[number];
}

static uint64_t hash_in_file(const struct merge *merge,
			     const struct mark_block *block)
{
	return mark_block_hash(merge->file.ptr + block->body,
			       block->body_end - block->body);
}

static void update_block(struct merge *merge, struct entry *entry)
{
	const struct mark_block *block = entry->block;
	uint64_t there = hash_in_file(merge, block);
	struct edit *edit;

	if (entry->hash == block->hash)
		return;
	edit = add_edit(merge, block->off, block->end);
	if (there != block->hash && there != entry->hash) {
		add_body(merge, edit, block);
		add_text(merge, edit, "\n", 1);
		merge->report->conflicts++;
	} else {
		merge->report->updated++;
	}
	add_block(merge, edit, entry->mark);
}

static void remove_block(struct merge *merge, const struct mark_block *block)
{
	bool edited = hash_in_file(merge, block) != block->hash;
	size_t next = block->end < merge->file.len
			      ? line_end(merge->file, block->end)
			      : block->end;
	struct edit *edit;

	if (edited) {
		edit = add_edit(merge, block->off, block->end);
		add_text(merge, edit, kept_line, strlen(kept_line));
		add_body(merge, edit, block);
		merge->report->conflicts++;
	} else {
		/* With the blank line that parted it from what follows. */
		if (!is_blank(merge->file, block->end, next))
			next = block->end;
		(void)add_edit(merge, block->off, next);
		merge->report->removed++;
	}
}

static bool is_deleted(const struct exchange_into_options *options,
		       const struct map *tombstones, const char *id)
{
	uint32_t number;

	return map_get(tombstones, id, strlen(id), &number) ||
	       (options->deleted && options->deleted(options->context, id));
}

/* --- Blocks that are new ------------------------------------------------- */

/* Puts marks [from, to) before off. headings: those that they stand under are
 * written where they differ from the one before; before may be NULL. */
static void insert(struct merge *merge, size_t off, size_t from, size_t to,
		   bool headings, const struct mark *before)
{
	struct buffer heading = BUFFER_INIT;

	for (size_t i = from; i < to; i++) {
		struct entry *entry = &merge->entries[i];
		struct edit *edit;

		assert(merge->entries);
		if (entry->block || entry->left_out)
			continue;
		edit = add_edit(merge, off, off);
		edit->inserts = true;
		buffer_clear(&heading);
		if (headings &&
		    (!before || !markdown_same_heading(before, entry->mark)))
			markdown_heading(&heading, entry->mark);
		if (heading.len)
			add_text(merge, edit, heading.data, heading.len);
		add_block(merge, edit, entry->mark);
		before = entry->mark;
		merge->report->added++;
	}
	buffer_release(&heading);
}

/* The first of [from, to) from where on all stand under this mark's heading. */
static size_t tail_under(const struct merge *merge, size_t from, size_t to,
			 const struct mark *mark)
{
	while (to > from &&
	       markdown_same_heading(merge->entries[to - 1].mark, mark))
		to--;
	return to;
}

/* Puts [from, to) behind the block of an entry. */
static void insert_behind(struct merge *merge, const struct entry *previous,
			  size_t from, size_t to)
{
	const struct mark_block *last =
		merge->blocks.blocks + merge->blocks.count;
	const struct mark_block *next = previous->block + 1;
	const struct entry *follower =
		next < last ? entry_of(merge, next->id) : NULL;
	size_t limit = next < last ? next->off : merge->tail;
	size_t off = section_end(merge->file, previous->block->end, limit);
	size_t under = to;

	if (follower &&
	    !markdown_same_heading(follower->mark, previous->mark)) {
		under = tail_under(merge, from, to, follower->mark);
		insert(merge, limit, under, to, false, NULL);
	}
	/* Without a heading in between what follows is under the same one: no
	 * other may come before it. */
	insert(merge, off, from, under, off < limit || next == last,
	       previous->mark);
}

/* Puts [from, to) before the block of an entry, the first that is there. */
static void insert_before(struct merge *merge, const struct entry *next,
			  size_t from, size_t to)
{
	const struct mark_block *block = next->block;
	size_t behind = block > merge->blocks.blocks ? block[-1].end : 0;
	size_t off = heading_above(merge->file, block->off, behind);
	size_t under = tail_under(merge, from, to, next->mark);

	insert(merge, off, from, under, off < block->off, NULL);
	insert(merge, block->off, under, to, false, NULL);
}

static void insert_new(struct merge *merge)
{
	const struct entry *previous = NULL;
	size_t from = 0;

	for (size_t i = 0; i <= merge->count; i++) {
		struct entry *next =
			i < merge->count ? &merge->entries[i] : NULL;

		if (next && !next->block)
			continue;
		if (from < i && previous)
			insert_behind(merge, previous, from, i);
		else if (from < i && next)
			insert_before(merge, next, from, i);
		else if (from < i)
			insert(merge, merge->tail, from, i, true, NULL);
		previous = next;
		from = i + 1;
	}
}

/* --- What has been seen -------------------------------------------------- */

static void update_seen(struct merge *merge, const struct seen *gone)
{
	struct buffer comment = BUFFER_INIT;
	struct seen live = { NULL, 0, 0 };
	struct edit *edit;
	size_t off = merge->has_seen ? merge->seen_off : merge->file.len;
	size_t end = merge->has_seen ? merge->seen_end : merge->file.len;

	for (size_t i = 0; i < merge->count; i++)
		seen_add(&live, mark_block_key(merge->entries[i].mark->id),
			 (uint32_t)merge->entries[i].hash);
	seen_settle(&live);
	for (size_t i = 0; i < merge->seen.count; i++) {
		const struct seen_entry *old = &merge->seen.entries[i];

		if (!seen_find(gone, old->key) && !seen_find(&live, old->key))
			seen_add(&merge->kept, old->key, old->hash);
	}
	for (size_t i = 0; i < live.count; i++)
		seen_add(&merge->kept, live.entries[i].key,
			 live.entries[i].hash);
	seen_settle(&merge->kept);
	seen_write(&comment, &merge->kept);
	edit = add_edit(merge, off, end);
	edit->inserts = !merge->has_seen;
	add_text(merge, edit, buffer_string(&comment), comment.len);
	if (edit->len == end - off &&
	    (!edit->len || !memcmp(merge->texts.data + edit->text,
				   merge->file.ptr + off, edit->len)))
		merge->edit_count--;
	buffer_release(&comment);
	seen_release(&live);
}

/* --- Together ------------------------------------------------------------ */

/* One that somebody moved into a block is that block's. */
static void find_seen(struct merge *merge)
{
	size_t from = 0;
	size_t i = 0;

	for (;;) {
		struct span rest = { merge->file.ptr + from,
				     merge->file.len - from };

		merge->has_seen = seen_read(&merge->seen, rest,
					    &merge->seen_off, &merge->seen_end);
		if (!merge->has_seen)
			return;
		merge->seen_off += from;
		merge->seen_end += from;
		while (i < merge->blocks.count &&
		       merge->blocks.blocks[i].end <= merge->seen_off)
			i++;
		if (i == merge->blocks.count ||
		    merge->blocks.blocks[i].off >= merge->seen_end)
			return;
		seen_release(&merge->seen);
		from = merge->blocks.blocks[i].end;
	}
}

static void begin(struct merge *merge, struct span file,
		  const struct exchange_document *document,
		  struct exchange_into_report *report)
{
	size_t first = file.len ? line_end(file, 0) : 0;

	memset(merge, 0, sizeof(*merge));
	merge->file = file;
	merge->crlf = first > 1 && file.ptr[first - 1] == '\n' &&
		      file.ptr[first - 2] == '\r';
	merge->report = report;
	mark_block_find(&merge->blocks, file.ptr, file.len);
	find_seen(merge);
	merge->tail = file.len;
	if (merge->has_seen && is_blank(file, merge->seen_end, file.len))
		merge->tail = merge->seen_off;
	merge->entries = memory_alloc_zeroed(document->marks.count + 1,
					     sizeof(*merge->entries));
}

static void release(struct merge *merge)
{
	mark_block_list_release(&merge->blocks);
	free(merge->entries);
	map_release(&merge->numbers);
	seen_release(&merge->seen);
	seen_release(&merge->kept);
	free(merge->edits);
	buffer_release(&merge->texts);
}

/* Lists the live marks, each once, with the hashes of their blocks. */
static void list_entries(struct merge *merge,
			 const struct exchange_document *document,
			 struct map *tombstones, struct seen *gone)
{
	struct buffer body = BUFFER_INIT;

	assert(merge->entries);
	for (size_t i = 0; i < document->marks.count; i++) {
		const struct mark *mark = &document->marks.marks[i];
		struct entry *entry = &merge->entries[merge->count];

		if (mark->deleted) {
			map_put(tombstones, mark->id, strlen(mark->id), 0);
			seen_add(gone, mark_block_key(mark->id), 0);
			continue;
		}
		if (entry_of(merge, mark->id))
			continue;
		map_put(&merge->numbers, mark->id, strlen(mark->id),
			(uint32_t)merge->count++);
		buffer_clear(&body);
		mark_block_write_body(&body, mark);
		assert(merge->entries);
		entry->mark = mark;
		entry->hash = mark_block_hash(body.data, body.len);
	}
	buffer_release(&body);
}

static void settle_blocks(struct merge *merge,
			  const struct exchange_into_options *options,
			  const struct map *tombstones, struct seen *gone)
{
	assert(merge->entries);
	for (size_t i = 0; i < merge->blocks.count; i++) {
		const struct mark_block *block = &merge->blocks.blocks[i];
		struct entry *entry = entry_of(merge, block->id);

		if (entry) {
			entry->block = block;
			update_block(merge, entry);
		} else if (is_deleted(options, tombstones, block->id)) {
			remove_block(merge, block);
			seen_add(gone, mark_block_key(block->id), 0);
		}
	}
	for (size_t i = 0; i < merge->count; i++) {
		struct entry *entry = &merge->entries[i];
		const struct seen_entry *seen =
			entry->block
				? NULL
				: seen_find(&merge->seen,
					    mark_block_key(entry->mark->id));

		entry->left_out = seen && seen->hash == (uint32_t)entry->hash;
		merge->report->left_out += entry->left_out;
	}
	seen_settle(gone);
}

/* Ends what is in out by a blank line, if it holds anything. */
static void end_paragraph(struct buffer *out, size_t start, bool crlf)
{
	const char *newline = crlf ? "\r\n" : "\n";
	struct span written = { out->data + start, out->len - start };
	size_t last;

	if (out->len == start)
		return;
	if (out->data[out->len - 1] != '\n') {
		buffer_append_string(out, newline);
		written = (struct span){ out->data + start, out->len - start };
	}
	last = line_start(written, written.len - 1);
	if (!is_blank(written, last, written.len))
		buffer_append_string(out, newline);
}

static void apply(struct merge *merge, struct buffer *out)
{
	struct span file = merge->file;
	size_t start = out->len;
	size_t at = 0;

	qsort(merge->edits, merge->edit_count, sizeof(*merge->edits), by_place);
	for (size_t i = 0; i < merge->edit_count; i++) {
		const struct edit *edit = &merge->edits[i];
		bool last = i + 1 == merge->edit_count ||
			    merge->edits[i + 1].off > edit->off ||
			    !merge->edits[i + 1].inserts;

		buffer_append(out, file.ptr + at, edit->off - at);
		if (edit->inserts)
			end_paragraph(out, start, merge->crlf);
		if (edit->len)
			buffer_append(out, merge->texts.data + edit->text,
				      edit->len);
		at = edit->end;
		if (edit->inserts && last && at < file.len &&
		    !is_blank(file, at, line_end(file, at)))
			end_paragraph(out, start, merge->crlf);
	}
	buffer_append(out, file.ptr + at, file.len - at);
}

bool merge_document(struct span file, const struct exchange *exchange,
		    const struct exchange_document *document,
		    const struct exchange_into_options *options,
		    struct exchange_into_report *report, struct buffer *out)
{
	struct map tombstones = MAP_INIT;
	struct seen gone = { NULL, 0, 0 };
	struct buffer merged = BUFFER_INIT;
	struct merge merge;
	bool changes;

	begin(&merge, file, document, report);
	list_entries(&merge, document, &tombstones, &gone);
	settle_blocks(&merge, options, &tombstones, &gone);
	insert_new(&merge);
	update_seen(&merge, &gone);
	changes = merge.edit_count > 0;
	if (changes) {
		apply(&merge, &merged);
		refresh_properties(out, buffer_string(&merged), merged.len,
				   exchange->now_ms);
	}
	buffer_release(&merged);
	map_release(&tombstones);
	seen_release(&gone);
	release(&merge);
	return changes;
}
