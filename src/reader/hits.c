/* SPDX-License-Identifier: ISC */
/* List all hits of a search, each with its section and what is around it. */
#include "reader/hits.h"

#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "document/search.h"
#include "reader/find/parts.h"
#include "reader/list.h"
#include "reader/view.h"
#include "text/cells.h"

enum {
	BEFORE = 3,	/* a third of the window stands before a hit */
	CELL_BYTES = 8, /* more than most characters have for a column */
	LEVELS = 6,	/* of headings */
};

/* Whether paragraphs are listed, not single hits. */
static bool by_paragraph(const struct view *view)
{
	return view->find.kind == QUERY_WORDS || view->find.kind == QUERY_TYPOS;
}

/* --- Paragraphs -------------------------------------------------------------
 */

/* Finds the first hit of each paragraph, where hits have come. */
static void divide(struct view *view)
{
	const struct document *document = view->document;
	const struct search *search = view->find.search;
	struct find_paragraphs *paragraphs = &view->find.paragraphs;
	size_t count = search_count(search);
	uint32_t end = 0;

	if (paragraphs->hit_count == count)
		return;
	paragraphs->hit_count = count;
	paragraphs->count = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t off = search_hit(search, i).off;

		if (off < end)
			continue;
		end = document->blocks[document_block_at(document, off)].end;
		MEMORY_RESERVE(paragraphs->first, paragraphs->room,
			       paragraphs->count + 1);
		paragraphs->first[paragraphs->count++] = (uint32_t)i;
	}
}

static size_t count_items(struct view *view)
{
	if (!view->find.search)
		return 0;
	if (!by_paragraph(view))
		return search_count(view->find.search);
	divide(view);
	return view->find.paragraphs.count;
}

/* The index of an item's first hit. */
static size_t first_hit(const struct view *view, size_t item)
{
	return by_paragraph(view) ? view->find.paragraphs.first[item] : item;
}

/* The item that a hit belongs to: the last that begins at it or before. */
static size_t item_of(const struct view *view, size_t hit)
{
	const struct find_paragraphs *paragraphs = &view->find.paragraphs;
	size_t from = 0;
	size_t to = paragraphs->count;

	if (!by_paragraph(view))
		return hit;
	while (to - from > 1) {
		size_t middle = from + (to - from) / 2;

		if (paragraphs->first[middle] <= hit)
			from = middle;
		else
			to = middle;
	}
	return from;
}

/* --- Sections ---------------------------------------------------------------
 */

void hits_forget_paths(struct view *view)
{
	view->find.sections.count = view->find.sections.tops = 0;
}

/* Finds what headings stand under, where some have come. */
static void divide_sections(struct view *view)
{
	const struct document *document = view->document;
	struct find_sections *sections = &view->find.sections;

	MEMORY_RESERVE(sections->above, sections->room,
		       document->heading_count);
	for (size_t i = sections->count; i < document->heading_count; i++) {
		uint32_t above = outline_previous(document, (uint32_t)i,
						  view->options.inferred);

		while (above != DOCUMENT_NONE &&
		       document->headings[above].level >=
			       document->headings[i].level)
			above = sections->above[above];
		sections->above[i] = above;
		sections->tops += above == DOCUMENT_NONE &&
				  (view->options.inferred ||
				   !document->headings[i].inferred);
	}
	sections->count = document->heading_count;
}

void hits_append_path(struct view *view, uint32_t off, struct buffer *out)
{
	const struct find_sections *sections = &view->find.sections;
	uint32_t path[LEVELS];
	size_t count = 0;
	uint32_t heading =
		outline_heading_at(view->document, off, view->options.inferred);

	divide_sections(view);
	for (; heading != DOCUMENT_NONE && count < LEVELS;
	     heading = sections->above[heading])
		path[count++] = heading;
	if (count > 1 && sections->tops == 1)
		count--;
	while (count) {
		outline_append_title(out, view->document, path[--count]);
		if (count)
			buffer_append_string(out, " \xe2\x80\xba ");
	}
}

/* --- Rows -------------------------------------------------------------------
 */

/* Where the text around a hit begins: a third of the window before it, at the
 * start of a word if there is one. */
static uint32_t context_start(const struct view *view, uint32_t first,
			      uint32_t off)
{
	const char *text = view->document->text.data;
	size_t room = (size_t)view->geometry.columns / BEFORE;
	size_t reach = room * CELL_BYTES;
	uint32_t start = first;
	size_t width;

	if (off - first > reach) {
		start = off - (uint32_t)reach;
		start = first + (uint32_t)cells_start(text + first, off - first,
						      start - first);
	}
	width = cells_width(view->cells, text + start, off - start);
	if (width > room)
		start += (uint32_t)cells_fit(view->cells, text + start,
					     off - start, width - room, NULL);
	if (start == first)
		return first;
	for (uint32_t at = start; at < off; at++) {
		if (text[at] == ' ' || text[at] == '\n')
			return at + 1;
	}
	return start;
}

/* Marks the part of a hit that is in the row; text[0] is byte start of the
 * document, behind lead bytes. */
static void add_mark(struct list_row *row, struct hit hit, uint32_t start,
		     size_t lead)
{
	size_t end = hit.end - start + lead;

	row->marks[row->mark_count++] = (struct list_mark){
		.off = (uint32_t)(hit.off - start + lead),
		.end = (uint32_t)(end < row->text.len ? end : row->text.len),
	};
}

static void append_context(const struct view *view, size_t index,
			   struct list_row *row)
{
	const struct document *document = view->document;
	const struct search *search = view->find.search;
	struct hit hit = search_hit(search, index);
	const struct block *block =
		&document->blocks[document_block_at(document, hit.off)];
	uint32_t start = context_start(view, block->off, hit.off);
	size_t room = (size_t)view->geometry.columns * CELL_BYTES;
	size_t len = block->end - 1 - start;
	size_t lead;

	if (len > room)
		len = cells_start(document->text.data + start, len, room);
	if (start > block->off)
		buffer_append_string(&row->text, "\xe2\x80\xa6");
	lead = row->text.len;
	buffer_append(&row->text, document->text.data + start, len);
	for (size_t i = lead; i < row->text.len; i++) {
		if (row->text.data[i] == '\n' || row->text.data[i] == '\t')
			row->text.data[i] = ' ';
	}
	do {
		add_mark(row, hit, start, lead);
		if (++index >= search_count(search))
			break;
		hit = search_hit(search, index);
	} while (by_paragraph(view) && row->mark_count < LIST_MARKS &&
		 hit.off < start + len);
}

static void append_percent(const struct view *view, uint32_t off,
			   struct buffer *out)
{
	const struct document *document = view->document;
	uint64_t all = document->text.len;

	/* As in the status line, of what is read from start to end. */
	if (document->after_block < document->block_count)
		all = document->blocks[document->after_block].off;
	buffer_append_format(out, "%u%%",
			     off < all ? (unsigned)(100 * (uint64_t)off / all)
				       : 100);
}

static void describe(struct view *view, size_t item, struct list_row *row)
{
	size_t index = first_hit(view, item);
	uint32_t off = search_hit(view->find.search, index).off;

	hits_append_path(view, off, &row->over);
	append_context(view, index, row);
	append_percent(view, off, &row->right);
}

/* --- The list ---------------------------------------------------------------
 */

/* "3 paragraphs hold all the words". */
static void append_found(struct view *view, struct buffer *out)
{
	size_t count = count_items(view);
	bool several = count != 1;

	buffer_append_format(out, "%zu paragraph%s hold%s %s", count,
			     several ? "s" : "", several ? "" : "s",
			     view->find.kind == QUERY_WORDS
				     ? "all the words"
				     : "words like it, with a slip each");
}

static void append_title(struct view *view, struct buffer *out)
{
	size_t count = count_items(view);

	if (by_paragraph(view)) {
		append_found(view, out);
		buffer_append_string(out, ": ");
	} else {
		buffer_append_format(out, "%zu hit%s for ", count,
				     count == 1 ? "" : "s");
	}
	find_append_quoted(out, find_text(view));
}

static void choose(struct view *view, size_t item)
{
	if (item < count_items(view))
		find_go_to(view, search_hit(view->find.search,
					    first_hit(view, item)));
}

const struct list_source hits_source = {
	.title = append_title,
	.count = count_items,
	.describe = describe,
	.choose = choose,
	.empty = "No hits.",
};

void hits_open(struct view *view)
{
	const struct find *find = &view->find;
	uint32_t off = find->found ? find->hit.off : find->from;
	size_t hit = search_after(find->search, off);
	struct buffer text = BUFFER_INIT;

	hits_forget_paths(view);
	count_items(view);
	if (hit == search_count(find->search))
		hit = 0;
	list_open(view, &hits_source, item_of(view, hit), false);
	if (!by_paragraph(view))
		return;
	buffer_append_string(&text, "No ");
	find_append_quoted(&text, find_text(view));
	buffer_append_string(&text, "; ");
	append_found(view, &text);
	view_say(view, "%s.", buffer_string(&text));
	buffer_release(&text);
}
