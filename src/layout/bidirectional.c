/* SPDX-License-Identifier: ISC */
/* Put the pieces of rows in the order in which they stand from left to right,
 * where text runs from right to left. */
#include "layout/bidirectional.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/segment.h"
#include "layout/setting.h"
#include "text/bidi.h"
#include "text/cells.h"

/* Bytes of a piece that is shown by bytes of its own: more are several pieces,
 * for a piece may have UINT16_MAX of them. */
enum { UNIT_MAX = UINT16_MAX / CELLS_SHOWN_MAX };

/* What a cluster of a unit shows, with those of no width that follow it. */
struct item {
	uint32_t off;
	uint32_t end;
	uint32_t width;
	uint32_t bytes; /* in the ordering's bytes */
	uint32_t len;
};

void ordering_release(struct ordering *ordering)
{
	free(ordering->levels);
	free(ordering->joins);
	free(ordering->units);
	free(ordering->unit_levels);
	free(ordering->order);
	free(ordering->items);
	buffer_release(&ordering->bytes);
	*ordering = (struct ordering){ 0 };
}

/* The direction of a block: of the first letter in what is its first segment
 * at least, so that a segment costs no more than its own length. */
static bool block_runs_left(const struct setting *setting)
{
	uint32_t len = setting->block->end - setting->block->off;

	return bidi_runs_left(setting->text + setting->block->off,
			      len < SEGMENT_BYTES ? len : SEGMENT_BYTES);
}

/* Each cell by itself. */
static void resolve_cells(struct setting *setting)
{
	struct ordering *ordering = &setting->scratch->ordering;
	const char *text = setting->text + setting->off;
	size_t len = setting->end - setting->off;

	for (size_t off = 0; off < len;) {
		const char *newline = memchr(text + off, '\n', len - off);
		size_t end = newline ? (size_t)(newline - text) + 1 : len;

		bidi_levels(text + off, end - off,
			    bidi_runs_left(text + off, end - off),
			    ordering->levels + off, ordering->joins + off);
		off = end;
	}
}

void bidirectional_begin(struct setting *setting)
{
	struct ordering *ordering = &setting->scratch->ordering;
	const char *text = setting->text + setting->off;
	size_t len = setting->end - setting->off;
	bool text_runs = setting->options->bidi &&
			 setting->options->cells != CELLS_ASCII &&
			 (bidi_needed(text, len) ||
			  (setting->off > setting->block->off &&
			   block_runs_left(setting)));

	setting->bidi = text_runs;
	setting->runs_left = false;
	if (!text_runs)
		return;
	MEMORY_RESERVE(ordering->levels, ordering->levels_room, len);
	MEMORY_RESERVE(ordering->joins, ordering->joins_room, len);
	if (setting->block->kind == BLOCK_ROW) {
		resolve_cells(setting);
		return;
	}
	setting->runs_left =
		setting->block->kind != BLOCK_CODE && block_runs_left(setting);
	bidi_levels(text, len, setting->runs_left, ordering->levels,
		    ordering->joins);
}

/* A '\n' has the level of the paragraph that it ends. */
bool bidirectional_runs_left(const struct setting *setting, uint32_t off)
{
	const char *newline;

	if (!setting->bidi || setting->block->kind != BLOCK_ROW)
		return setting->runs_left;
	newline = memchr(setting->text + off, '\n', setting->end - off);
	return newline &&
	       setting->scratch->ordering
			       .levels[newline - setting->text - setting->off] %
		       2;
}

/* A line while its pieces are ordered. */
struct ordered_line {
	struct setting *setting;
	struct ordering *ordering;
	uint32_t tail; /* white space at the line's end starts here … */
	uint8_t base;  /* … and has the level of the paragraph (rule L1) */
};

static uint8_t level_at(const struct ordered_line *line, uint32_t off)
{
	if (off >= line->tail)
		return line->base;
	return line->ordering->levels[off - line->setting->off];
}

static uint32_t tail_of(const struct setting *setting, struct line line)
{
	uint32_t tail = line.off;

	for (uint32_t i = line.off; i < line.shown_end;) {
		uint32_t space = (uint32_t)paragraph_space(setting->text,
							   line.shown_end, i);

		if (!space)
			tail = i + 1;
		i += space ? space : 1;
	}
	return tail;
}

/* Whether every byte of the line is of level 0. */
static bool is_plain(const struct ordered_line *line, uint32_t off,
		     uint32_t end)
{
	const uint8_t *levels = line->ordering->levels - line->setting->off;

	for (uint32_t i = off; i < end && !line->base; i++) {
		if (levels[i])
			return false;
	}
	return !line->base;
}

/* ---- Pieces to units ---- */

static void add_unit(struct ordering *ordering, struct row_piece unit,
		     uint8_t level)
{
	size_t count = ordering->unit_count;

	MEMORY_RESERVE(ordering->units, ordering->units_room, count + 1);
	MEMORY_RESERVE(ordering->unit_levels, ordering->unit_levels_room,
		       count + 1);
	ordering->units[count] = unit;
	ordering->unit_levels[count] = level;
	ordering->unit_count++;
}

/* Where the part of a piece of text that starts at off and has one level ends,
 * and how many columns it takes. */
static uint32_t end_of_level(const struct ordered_line *line,
			     const struct row_piece *piece, uint32_t off,
			     uint32_t *width)
{
	const uint8_t *widths =
		line->setting->scratch->widths - line->setting->off;
	uint8_t level = level_at(line, off);
	uint32_t i = off;

	*width = 0;
	do {
		if (widths[i] != CELLS_INSIDE) {
			if (i > off && (level_at(line, i) != level ||
					level_at(line, i - 1) != level ||
					i - off >= UNIT_MAX))
				break;
			*width += widths[i];
		}
	} while (++i < piece->end);
	return i;
}

static void add_text_units(struct ordered_line *line,
			   const struct row_piece *piece)
{
	struct row_piece unit = *piece;

	while (unit.off < piece->end) {
		uint8_t level = level_at(line, unit.off);

		unit.end = end_of_level(line, piece, unit.off, &unit.width);
		add_unit(line->ordering, unit, level);
		unit.col += unit.width;
		unit.off = unit.end;
		/* A mark in the last cluster, which shows nothing, may part
		 * what is on both sides of it. */
		if (level_at(line, unit.end - 1) != level)
			add_unit(line->ordering, (struct row_piece){ 0 },
				 level_at(line, unit.end - 1));
	}
}

/* What is drawn among the text has the level of the text that it follows, or
 * stands before; a blank between pieces that of the less nested neighbour. */
static void level_decorations(struct ordered_line *line)
{
	struct ordering *ordering = line->ordering;
	uint8_t *levels = ordering->unit_levels;

	for (size_t i = 0; i < ordering->unit_count; i++) {
		const struct row_piece *unit = &ordering->units[i];

		if (unit->off == unit->end && unit->decoration_len)
			levels[i] = i > 0 ? levels[i - 1]
					  : level_at(line, unit->off);
	}
	for (size_t i = 0; i < ordering->unit_count; i++) {
		const struct row_piece *unit = &ordering->units[i];
		uint8_t next = i + 1 < ordering->unit_count ? levels[i + 1]
							    : line->base;
		uint8_t last = i > 0 ? levels[i - 1] : line->base;

		if (unit->off == unit->end && !unit->decoration_len &&
		    unit->width > 0)
			levels[i] = last < next ? last : next;
	}
}

static void collect_units(struct ordered_line *line, size_t first)
{
	const struct rows *rows = line->setting->rows;
	struct ordering *ordering = line->ordering;
	const char *text = line->setting->text;
	uint32_t col = rows->pieces[first].col;

	ordering->unit_count = 0;
	for (size_t i = first; i < rows->piece_count; i++) {
		const struct row_piece *piece = &rows->pieces[i];

		if (piece->col > col)
			add_unit(ordering,
				 (struct row_piece){
					 .width = piece->col - col,
				 },
				 line->base);
		col = piece->col + piece->width;
		if (piece->off == piece->end || piece->decoration_len ||
		    row_piece_is_gap(text, piece))
			add_unit(ordering, *piece, level_at(line, piece->off));
		else
			add_text_units(line, piece);
	}
	level_decorations(line);
}

/* ---- Units to pieces ---- */

/* What the unit's clusters show, in reading order. */
static void collect_items(struct ordered_line *line,
			  const struct row_piece *unit)
{
	struct ordering *ordering = line->ordering;
	const struct setting *setting = line->setting;

	ordering->item_count = 0;
	buffer_clear(&ordering->bytes);
	for (uint32_t off = unit->off; off < unit->end;) {
		struct item *item;
		struct cluster cluster;

		cells_next(setting->options->cells, setting->text + off,
			   unit->end - off, &cluster);
		bidi_show(&cluster, ordering->joins[off - setting->off]);
		off += (uint32_t)cluster.len;
		if (cluster.width == 0 && ordering->item_count > 0) {
			ordering->items[ordering->item_count - 1].end = off;
			continue;
		}
		MEMORY_RESERVE(ordering->items, ordering->items_room,
			       ordering->item_count + 1);
		item = &ordering->items[ordering->item_count++];
		*item = (struct item){
			.off = off - (uint32_t)cluster.len,
			.end = off,
			.width = (uint32_t)cluster.width,
			.bytes = (uint32_t)ordering->bytes.len,
			.len = (uint32_t)cluster.shown_len,
		};
		buffer_append(&ordering->bytes, cluster.shown, item->len);
	}
}

/* Appends what the items show, the last one first. Returns whether all of them
 * are the clusters that they were: where they are not, as behind a number sign
 * that takes in what follows it, each has to be a piece. */
static bool append_items(const struct ordering *ordering, enum cells_mode mode,
			 struct buffer *out)
{
	size_t start = out->len;
	size_t off = start;

	for (size_t i = ordering->item_count; i-- > 0;)
		buffer_append(out,
			      ordering->bytes.data + ordering->items[i].bytes,
			      ordering->items[i].len);
	for (size_t i = ordering->item_count; i-- > 0;) {
		const struct item *item = &ordering->items[i];
		struct cluster cluster;

		if (!item->len)
			continue;
		cells_next(mode, out->data + off, out->len - off, &cluster);
		if (cluster.len != item->len ||
		    (uint32_t)cluster.width != item->width) {
			out->len = start;
			return false;
		}
		off += item->len;
	}
	return true;
}

/* Adds a unit of text that runs to the left, whose col is set. */
static void put_left_running(struct ordered_line *line, struct row_piece unit)
{
	struct ordering *ordering = line->ordering;
	struct rows *rows = line->setting->rows;
	size_t start = rows->decorations.len;

	collect_items(line, &unit);
	if (append_items(ordering, line->setting->options->cells,
			 &rows->decorations)) {
		unit.decoration = (uint32_t)start;
		unit.decoration_len = (uint16_t)(rows->decorations.len - start);
		rows_text(rows, unit);
		return;
	}
	for (size_t i = ordering->item_count; i-- > 0;) {
		const struct item *item = &ordering->items[i];
		struct row_piece piece = unit;

		piece.off = item->off;
		piece.end = item->end;
		piece.width = item->width;
		rows_draw_bytes(rows, piece, ordering->bytes.data + item->bytes,
				item->len);
		unit.col += item->width;
	}
}

static void put_unit(struct ordered_line *line, struct row_piece unit,
		     uint8_t level)
{
	const char *text = line->setting->text;
	bool is_text = unit.off < unit.end;

	unit.level = level;
	if (level % 2 && is_text && !unit.decoration_len &&
	    !row_piece_is_gap(text, &unit)) {
		put_left_running(line, unit);
		return;
	}
	/* What is raised is shown by characters that run to the right. */
	if (is_text && unit.decoration_len)
		unit.level = (uint8_t)(level + level % 2);
	rows_text(line->setting->rows, unit);
}

static void put_units(struct ordered_line *line, size_t first)
{
	struct ordering *ordering = line->ordering;
	struct rows *rows = line->setting->rows;
	size_t count = ordering->unit_count;
	uint32_t col = rows->pieces[first].col;

	MEMORY_RESERVE(ordering->order, ordering->order_room, count);
	bidi_order(ordering->unit_levels, count, ordering->order);
	rows->rows[rows->count - 1].piece_count -=
		(uint32_t)(rows->piece_count - first);
	rows->piece_count = first;
	for (size_t i = 0; i < count; i++) {
		uint32_t which = ordering->order[i];
		struct row_piece unit = ordering->units[which];

		unit.col = col;
		col += unit.width;
		if (unit.off < unit.end || unit.decoration_len)
			put_unit(line, unit, ordering->unit_levels[which]);
	}
}

void bidirectional_order(struct setting *setting, struct line line,
			 size_t first)
{
	struct ordered_line ordered = {
		.setting = setting,
		.ordering = &setting->scratch->ordering,
		.base = bidirectional_runs_left(setting, line.off),
	};

	if (!setting->bidi || first == setting->rows->piece_count ||
	    is_plain(&ordered, line.off, line.shown_end))
		return;
	ordered.tail = tail_of(setting, line);
	collect_units(&ordered, first);
	put_units(&ordered, first);
}

/* ---- Rows that run to the left as a whole ---- */

/* What stands beside the text, a number with its stop, is read from the right
 * too. */
static void turn_marker(struct rows *rows, struct row_piece *piece)
{
	size_t start = rows->decorations.len;
	struct buffer shown = BUFFER_INIT;

	bidi_append_shown(&shown, rows->decorations.data + piece->decoration,
			  piece->decoration_len, true);
	if (shown.len <= UINT16_MAX) {
		buffer_append(&rows->decorations, shown.data, shown.len);
		piece->decoration = (uint32_t)start;
		piece->decoration_len = (uint16_t)shown.len;
	}
	buffer_release(&shown);
}

static void reverse_pieces(struct row_piece *pieces, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct row_piece moved = pieces[i];

		pieces[i] = pieces[count - 1 - i];
		pieces[count - 1 - i] = moved;
	}
}

/* The row's text, in its order already, moves as one; what stands beside it
 * changes sides. */
static void mirror_row(struct rows *rows, struct kept_row *row, uint32_t width)
{
	struct row_piece *pieces = rows->pieces + row->piece;
	size_t count = row->piece_count;
	size_t first = 0;
	size_t end;

	if (row->width > width)
		width = row->width;
	while (first < count && pieces[first].level == 0)
		first++;
	for (end = first; end < count && pieces[end].level > 0;)
		end++;
	if (first < end) {
		uint32_t left = pieces[first].col;
		uint32_t right = pieces[end - 1].col + pieces[end - 1].width;

		for (size_t i = first; i < end; i++)
			pieces[i].col += width - right - left;
	}
	for (size_t i = 0; i < count; i++) {
		if (i >= first && i < end)
			continue;
		pieces[i].col = width - pieces[i].col - pieces[i].width;
		if (pieces[i].meaning == MEANING_MARKER)
			turn_marker(rows, &pieces[i]);
	}
	reverse_pieces(pieces + first, end - first);
	reverse_pieces(pieces, count);
	row->width =
		count ? pieces[count - 1].col + pieces[count - 1].width : 0;
}

void bidirectional_mirror(struct setting *setting)
{
	struct rows *rows = setting->rows;

	if (!setting->runs_left)
		return;
	for (size_t i = 0; i < rows->count; i++)
		mirror_row(rows, &rows->rows[i], setting->options->width);
}
