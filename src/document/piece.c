/* SPDX-License-Identifier: ISC */
/* Build a piece of a document: blocks, and the text that enters them. */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "text/cells.h"
#include "text/hidden.h"
#include "text/octets.h"
#include "text/utf8.h"

/* T1: C0, DEL and C1 are no text. */
static uint32_t admitted(uint32_t point, char tab)
{
	if (point == '\t')
		return (unsigned char)tab;
	if (point == '\n' || point >= 0xa0)
		return point;
	return point < ' ' || point >= 0x7f ? UTF8_REPLACEMENT : point;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* Whether two of nine bytes that follow one another are spaces. */
static bool has_wide_space(const char *bytes)
{
	uint64_t both = (octets_at(bytes) ^ octets_of(' ')) |
			(octets_at(bytes + 1) ^ octets_of(' '));

	return octets_zeros(both) != 0;
}

/* The length of the character at the start if it may stand as it is, or 0;
 * where blanks are to be single, that is so for the last of several. */
static size_t kept_length(const char *bytes, size_t len, bool spaced)
{
	uint32_t point;
	size_t taken;

	if (bytes[0] > ' ' && bytes[0] < 0x7f)
		return 1;
	if (bytes[0] == ' ')
		return !spaced || len == 1 || !is_blank(bytes[1]);
	if (bytes[0] == '\n')
		return !spaced;
	taken = utf8_decode(bytes, len, &point);
	/* The sign for what was malformed may also be meant. */
	if (point == UTF8_REPLACEMENT &&
	    (taken != 3 || memcmp(bytes, "\xef\xbf\xbd", 3) != 0))
		return 0;
	return admitted(point, '\0') == point ? taken : 0;
}

/* How many bytes at the start may stand as they are. */
static size_t plain_length(const char *bytes, size_t len, bool spaced)
{
	size_t i = 0;

	for (;;) {
		size_t stop;

		while (len - i > OCTETS &&
		       octets_printable(octets_at(bytes + i)) &&
		       !(spaced && has_wide_space(bytes + i)))
			i += OCTETS;
		stop = len - i > OCTETS ? i + OCTETS : len;
		while (i < stop) {
			size_t kept = kept_length(bytes + i, len - i, spaced);

			if (!kept)
				return i;
			i += kept;
		}
		if (i == len)
			return i;
	}
}

/* Appends one character that may not stand as it is. */
static size_t append_admitted(struct buffer *out, const char *bytes, size_t len,
			      char tab)
{
	uint32_t point;
	size_t taken = utf8_decode(bytes, len, &point);
	char form[4];

	buffer_append(out, form, utf8_encode(admitted(point, tab), form));
	return taken;
}

static void append_clean(struct buffer *out, const char *bytes, size_t len,
			 char tab)
{
	size_t i = 0;

	while (i < len) {
		size_t plain = plain_length(bytes + i, len - i, false);

		buffer_append(out, bytes + i, plain);
		i += plain;
		if (i < len)
			i += append_admitted(out, bytes + i, len - i, tab);
	}
}

uint32_t document_add_string(struct document *piece, const char *bytes,
			     size_t len)
{
	struct buffer *strings = &piece->strings;
	size_t off = strings->len;

	if (!len)
		return 0;
	append_clean(strings, bytes, len, ' ');
	for (size_t i = off; i < strings->len; i++)
		if (strings->data[i] == '\n')
			strings->data[i] = ' ';
	buffer_append_byte(strings, '\0');
	assert(strings->len < UINT32_MAX);
	return (uint32_t)off;
}

uint32_t document_add_container(struct document *piece,
				enum container_kind kind, uint32_t parent)
{
	assert(parent == DOCUMENT_NONE || parent < piece->container_count);
	MEMORY_RESERVE(piece->containers, piece->container_room,
		       piece->container_count + 1);
	piece->containers[piece->container_count] = (struct container){
		.parent = parent,
		.first_block = DOCUMENT_NONE,
		.kind = (uint8_t)kind,
	};
	return (uint32_t)piece->container_count++;
}

static struct block *block_in_hand(struct document *piece)
{
	assert(piece->building);
	return &piece->blocks[piece->block_count];
}

static bool block_flows(const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING ||
	       block->kind == BLOCK_ROW;
}

/* Where the text starts that white space is trimmed of: the block's, or the
 * open cell's. */
static size_t flow_start(struct document *piece)
{
	if (piece->cell_open)
		return piece->cells[piece->cell_count].off;
	return block_in_hand(piece)->off;
}

uint32_t document_begin_block(struct document *piece, enum block_kind kind,
			      uint32_t container, uint32_t line)
{
	assert(!piece->building);
	MEMORY_RESERVE(piece->blocks, piece->block_room,
		       piece->block_count + 1);
	piece->blocks[piece->block_count] = (struct block){
		.off = (uint32_t)piece->text.len,
		.container = container,
		.line = line,
		.kind = (uint8_t)kind,
	};
	piece->building = true;
	piece->building_runs = piece->run_count;
	piece->building_links = piece->link_count;
	piece->building_cells = piece->cell_count;
	piece->blank_due = false;
	return (uint32_t)piece->block_count;
}

/* Takes back the text behind len, and what runs and links have of it. */
static void truncate_text(struct document *piece, size_t len)
{
	uint32_t end = (uint32_t)len;
	size_t kept = piece->run_count;

	buffer_truncate(&piece->text, len);
	while (kept > piece->building_runs && piece->runs[kept - 1].end > end)
		kept--;
	for (size_t i = kept; i < piece->run_count; i++) {
		struct run run = piece->runs[i];

		run.end = end;
		if (run.style & RUN_NOTE)
			run.off = end;
		if (run.off < end || run.style & RUN_NOTE)
			piece->runs[kept++] = run;
	}
	piece->run_count = kept;
	for (size_t i = piece->link_count; i > piece->building_links; i--) {
		struct link *link = &piece->links[i - 1];

		if (link->end <= end)
			break;
		link->end = end;
		if (link->off > end)
			link->off = end;
	}
}

static void trim_end(struct document *piece, const char *white)
{
	size_t start = flow_start(piece);
	size_t len = piece->text.len;

	while (len > start && strchr(white, piece->text.data[len - 1]))
		len--;
	if (len < piece->text.len)
		truncate_text(piece, len);
}

static size_t blank_run(const char *bytes, size_t len)
{
	size_t run = 0;

	while (run < len && is_blank(bytes[run]))
		run++;
	return run;
}

/* T9: several blanks are one space, also where they come from two pieces of
 * markup. */
static void append_spaced(struct buffer *text, const char *bytes, size_t len)
{
	size_t i = 0;

	while (i < len) {
		size_t blank = blank_run(bytes + i, len - i);
		size_t plain;

		if (blank && (!text->len || text->data[text->len - 1] != ' '))
			buffer_append_byte(text, ' ');
		i += blank;
		plain = plain_length(bytes + i, len - i, true);
		buffer_append(text, bytes + i, plain);
		i += plain;
		if (i < len && !is_blank(bytes[i]))
			i += append_admitted(text, bytes + i, len - i, ' ');
	}
}

/* T9: no white space around line breaks, none at the ends. */
static void append_flowing(struct document *piece, const char *bytes,
			   size_t len, bool code)
{
	struct buffer *text = &piece->text;
	size_t start = flow_start(piece);

	while (len) {
		const char *newline = memchr(bytes, '\n', len);
		size_t line = newline ? (size_t)(newline - bytes) : len;
		size_t blank = 0;

		if (text->len == start || text->data[text->len - 1] == '\n' ||
		    (piece->cell_open && text->data[text->len - 1] == ' '))
			blank = blank_run(bytes, line);
		if (code)
			append_clean(text, bytes + blank, line - blank, ' ');
		else
			append_spaced(text, bytes + blank, line - blank);
		if (!newline)
			return;
		trim_end(piece, " ");
		if (text->len > start)
			buffer_append_byte(text, piece->cell_open ? ' ' : '\n');
		bytes += line + 1;
		len -= line + 1;
	}
}

static void add_run(struct document *piece, size_t off, unsigned style,
		    uint32_t link)
{
	uint32_t end = (uint32_t)piece->text.len;

	if (piece->run_count > piece->building_runs) {
		struct run *last = &piece->runs[piece->run_count - 1];

		if (last->end == off && last->style == style &&
		    last->link == link) {
			last->end = end;
			return;
		}
	}
	MEMORY_RESERVE(piece->runs, piece->run_room, piece->run_count + 1);
	piece->runs[piece->run_count++] = (struct run){
		.off = (uint32_t)off,
		.end = end,
		.link = link,
		.style = (uint16_t)style,
	};
}

/* Whether text begins with what follows a word without a blank, or with one. */
static bool is_closing(const char *bytes, size_t len)
{
	static const uint32_t closing[] = {
		0xbb,	0x2019, 0x201d, 0x2026, 0x203a, 0x3001, 0x3002, 0x300b,
		0x300d, 0x300f, 0xff01, 0xff09, 0xff0c, 0xff1a, 0xff1b, 0xff1f,
	};
	uint32_t point;

	if (strchr(" \t\n.,;:!?)]}\"'", *bytes))
		return true;
	utf8_decode(bytes, len, &point);
	for (size_t i = 0; i < sizeof(closing) / sizeof(*closing); i++)
		if (closing[i] == point)
			return true;
	return false;
}

void document_add_text(struct document *piece, const char *bytes, size_t len,
		       unsigned style, uint32_t link)
{
	size_t off = piece->text.len;

	assert(block_in_hand(piece)->kind != BLOCK_RULE);
	if (piece->blank_due && len) {
		piece->blank_due = false;
		if (!is_closing(bytes, len))
			buffer_append_byte(&piece->text, ' ');
		off = piece->text.len;
	}
	assert(piece->cell_open == (block_in_hand(piece)->kind == BLOCK_ROW));
	if (block_flows(block_in_hand(piece)))
		append_flowing(piece, bytes, len, style & RUN_CODE);
	else
		append_clean(&piece->text, bytes, len, '\t');
	assert(piece->text.len < UINT32_MAX);
	/* A line break may have taken back spaces of earlier text. */
	if (off > piece->text.len)
		off = piece->text.len;
	if ((style || link != DOCUMENT_NONE) && piece->text.len > off)
		add_run(piece, off, style, link);
}

uint32_t document_add_link(struct document *piece, uint32_t url, uint32_t title,
			   bool image)
{
	assert(piece->building);
	MEMORY_RESERVE(piece->links, piece->link_room, piece->link_count + 1);
	piece->links[piece->link_count] = (struct link){
		.url = url,
		.title = title,
		.off = (uint32_t)piece->text.len,
		.end = (uint32_t)piece->text.len,
		.image = image,
	};
	return (uint32_t)piece->link_count++;
}

void document_begin_cell(struct document *piece)
{
	assert(block_in_hand(piece)->kind == BLOCK_ROW && !piece->cell_open);
	MEMORY_RESERVE(piece->cells, piece->cell_room, piece->cell_count + 1);
	piece->cells[piece->cell_count].off = (uint32_t)piece->text.len;
	piece->cell_open = true;
}

void document_end_cell(struct document *piece)
{
	assert(piece->cell_open);
	trim_end(piece, " ");
	piece->blank_due = false;
	buffer_append_byte(&piece->text, '\n');
	piece->cells[piece->cell_count++].end = (uint32_t)piece->text.len;
	piece->cell_open = false;
}

uint32_t document_add_note(struct document *piece, const char *label,
			   size_t len)
{
	uint32_t note = (uint32_t)piece->note_count;

	if (map_get(&piece->note_labels, label, len, &note))
		return note;
	map_put(&piece->note_labels, label, len, note);
	MEMORY_RESERVE(piece->notes, piece->note_room, piece->note_count + 1);
	piece->notes[piece->note_count++] = (struct note){
		.label = document_add_string(piece, label, len),
		.container = DOCUMENT_NONE,
		.run = DOCUMENT_NONE,
	};
	return note;
}

/* A reference stands right behind the word before it; the blank between them
 * comes behind it, if anything but punctuation does. */
void document_add_reference(struct document *piece, uint32_t note,
			    unsigned style)
{
	size_t start = flow_start(piece);
	size_t off = piece->text.len;

	if (off > start && piece->text.data[off - 1] == ' ') {
		truncate_text(piece, --off);
		piece->blank_due = true;
	}
	MEMORY_RESERVE(piece->runs, piece->run_room, piece->run_count + 1);
	piece->runs[piece->run_count++] = (struct run){
		.off = (uint32_t)off,
		.end = (uint32_t)off,
		.link = note,
		.style = (uint16_t)(style | RUN_NOTE),
	};
}

void document_add_target(struct document *piece, const char *name, size_t len)
{
	if (!len)
		return;
	MEMORY_RESERVE(piece->targets, piece->target_room,
		       piece->target_count + 1);
	piece->targets[piece->target_count++] = (struct target){
		.name = document_add_string(piece, name, len),
		.off = (uint32_t)piece->text.len,
	};
}

/* The block's text while its runs are snapped; the last cluster found is kept,
 * so that many edges inside one endless cluster cost one search. */
struct snap {
	const char *text;
	size_t base; /* where text stands in the reading text */
	size_t len;
	size_t cluster_off;
	size_t cluster_end;
};

/* An edge inside a cluster moves to its end: a cluster has the style of the
 * character that it starts with. */
static uint32_t snap_edge(struct snap *snap, uint32_t edge)
{
	size_t off = edge - snap->base;
	struct cluster cluster;

	if (off == 0 || off >= snap->len)
		return (uint32_t)(snap->base + (off ? snap->len : 0));
	if (!((snap->text[off - 1] | snap->text[off]) & 0x80))
		return edge;
	if (off <= snap->cluster_off || off >= snap->cluster_end) {
		size_t start = cells_start(snap->text, snap->len, off);

		if (start == off)
			return edge;
		cells_next(CELLS_UNICODE, snap->text + start, snap->len - start,
			   &cluster);
		snap->cluster_off = start;
		snap->cluster_end = start + cluster.len;
	}
	return (uint32_t)(snap->base + snap->cluster_end);
}

static void snap_runs(struct document *piece, struct snap *snap)
{
	size_t kept = piece->building_runs;

	for (size_t i = kept; i < piece->run_count; i++) {
		struct run run = piece->runs[i];
		struct run *last = &piece->runs[kept];

		run.off = snap_edge(snap, run.off);
		run.end = snap_edge(snap, run.end);
		if (run.off >= run.end && !(run.style & RUN_NOTE))
			continue;
		if (kept > piece->building_runs && last[-1].end == run.off &&
		    last[-1].style == run.style && last[-1].link == run.link &&
		    !(run.style & RUN_NOTE)) {
			last[-1].end = run.end;
			continue;
		}
		*last = run;
		kept++;
	}
	piece->run_count = kept;
}

/* A link's range is that of its runs; where it has none it is what it was. */
static void snap_links(struct document *piece, struct snap *snap)
{
	uint32_t named = DOCUMENT_NONE;

	for (size_t i = piece->building_links; i < piece->link_count; i++) {
		struct link *link = &piece->links[i];

		link->off = snap_edge(snap, link->off);
		link->end = snap_edge(snap, link->end);
		if (link->end < link->off)
			link->end = link->off;
	}
	for (size_t i = piece->building_runs; i < piece->run_count; i++) {
		const struct run *run = &piece->runs[i];

		if (run->link == DOCUMENT_NONE || run->style & RUN_NOTE)
			continue;
		if (run->link != named)
			piece->links[run->link].off = run->off;
		named = run->link;
		piece->links[named].end = run->end;
	}
}

/* Verse keeps its first line's indent, but no blank lines before it. */
static size_t blank_lines(const char *text, size_t len)
{
	size_t blank = 0;

	for (size_t i = 0; i < len && strchr(" \t\n", text[i]); i++)
		if (text[i] == '\n')
			blank = i + 1;
	return blank;
}

static uint32_t moved_back(uint32_t off, uint32_t start, uint32_t by)
{
	return off > start + by ? off - by : start;
}

static void trim_verse(struct document *piece)
{
	uint32_t start = block_in_hand(piece)->off;
	char *text;
	uint32_t blank;

	trim_end(piece, " \t\n");
	if (piece->text.len == start)
		return;
	text = piece->text.data + start;
	blank = (uint32_t)blank_lines(text, piece->text.len - start);
	memmove(text, text + blank, piece->text.len - start - blank);
	for (size_t i = piece->building_runs; i < piece->run_count; i++) {
		struct run *run = &piece->runs[i];

		run->off = moved_back(run->off, start, blank);
		run->end = moved_back(run->end, start, blank);
	}
	for (size_t i = piece->building_links; i < piece->link_count; i++) {
		struct link *link = &piece->links[i];

		link->off = moved_back(link->off, start, blank);
		link->end = moved_back(link->end, start, blank);
	}
	truncate_text(piece, piece->text.len - blank);
}

static void add_heading(struct document *piece, const struct block *block)
{
	MEMORY_RESERVE(piece->headings, piece->heading_room,
		       piece->heading_count + 1);
	piece->headings[piece->heading_count++] = (struct heading){
		.block = (uint32_t)piece->block_count,
		.slug = block->info,
		.level = block->level,
		.inferred = block->flags & BLOCK_INFERRED,
	};
}

/* Text at the end was cut off: what it was the target of is what is before. */
static void draw_targets_in(struct document *piece)
{
	for (size_t i = piece->target_count; i > 0; i--) {
		if (piece->targets[i - 1].off <= piece->text.len)
			break;
		piece->targets[i - 1].off = (uint32_t)piece->text.len;
	}
}

void document_end_block(struct document *piece)
{
	struct block *block = block_in_hand(piece);
	struct snap snap = { .base = block->off };

	assert(!piece->cell_open);
	if (block->kind == BLOCK_ROW)
		/* The last cell has brought the '\n'. */
		buffer_truncate(&piece->text, piece->text.len - 1);
	else if (block_flows(block))
		trim_end(piece, " \n");
	else if (block->kind == BLOCK_VERSE)
		trim_verse(piece);
	draw_targets_in(piece);
	snap.text = buffer_string(&piece->text) + block->off;
	snap.len = piece->text.len - block->off;
	snap_runs(piece, &snap);
	snap_links(piece, &snap);
	piece->hidden += hidden_count(snap.text, snap.len);
	buffer_append_byte(&piece->text, '\n');
	block->end = (uint32_t)piece->text.len;
	for (uint32_t i = block->container; i != DOCUMENT_NONE;
	     i = piece->containers[i].parent) {
		if (piece->containers[i].first_block != DOCUMENT_NONE)
			break;
		piece->containers[i].first_block = (uint32_t)piece->block_count;
	}
	if (block->kind == BLOCK_HEADING)
		add_heading(piece, block);
	piece->block_count++;
	piece->building = false;
}

void document_drop_block(struct document *piece)
{
	buffer_truncate(&piece->text, block_in_hand(piece)->off);
	piece->run_count = piece->building_runs;
	piece->link_count = piece->building_links;
	piece->cell_count = piece->building_cells;
	draw_targets_in(piece);
	piece->cell_open = false;
	piece->building = false;
}
