/* SPDX-License-Identifier: ISC */
/* Clusters that curses counts too narrow, which are written over its blanks. */
#include "terminal/overlay.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

static void release_layer(struct overlay_layer *layer)
{
	free(layer->at);
	free(layer->cells);
	*layer = (struct overlay_layer){ 0 };
}

void overlay_release(struct overlay *overlay)
{
	release_layer(&overlay->painted);
	release_layer(&overlay->sent);
	overlay->rows = overlay->columns = 0;
}

static size_t place_count(const struct overlay *overlay)
{
	return (size_t)overlay->rows * (size_t)overlay->columns;
}

static size_t place(const struct overlay *overlay, int y, int x)
{
	assert(y >= 0 && y < overlay->rows && x >= 0 && x < overlay->columns);
	return (size_t)y * (size_t)overlay->columns + (size_t)x;
}

static void open_layer(struct overlay_layer *layer, size_t places)
{
	release_layer(layer);
	layer->at = memory_alloc_zeroed(places, sizeof(*layer->at));
}

void overlay_clear(struct overlay *overlay, int rows, int columns)
{
	struct overlay_layer *painted = &overlay->painted;

	assert(rows > 0 && columns > 0);
	if (rows == overlay->rows && columns == overlay->columns) {
		memset(painted->at, 0,
		       place_count(overlay) * sizeof(*painted->at));
		painted->count = 0;
		return;
	}
	overlay->rows = rows;
	overlay->columns = columns;
	open_layer(painted, place_count(overlay));
	open_layer(&overlay->sent, place_count(overlay));
}

void overlay_hide(struct overlay *overlay, int y, int x)
{
	struct overlay_layer *painted = &overlay->painted;
	size_t at = place(overlay, y, x);
	uint32_t number = painted->at[at];
	struct overlay_cell *cell;

	if (!number)
		return;
	cell = &painted->cells[number - 1];
	while (x > 0 && painted->at[at - 1] == number) {
		at--;
		x--;
	}
	memset(&painted->at[at], 0, cell->width * sizeof(*painted->at));
	cell->width = 0;
}

void overlay_put(struct overlay *overlay, int y, int x,
		 const struct overlay_cell *cell)
{
	struct overlay_layer *painted = &overlay->painted;
	size_t at = place(overlay, y, x);

	assert(cell->width > 0 && x + cell->width <= overlay->columns);
	for (int i = 0; i < cell->width; i++)
		overlay_hide(overlay, y, x + i);
	MEMORY_RESERVE(painted->cells, painted->capacity, painted->count + 1);
	painted->cells[painted->count++] = *cell;
	for (int i = 0; i < cell->width; i++)
		painted->at[at + (size_t)i] = (uint32_t)painted->count;
}

static const struct overlay_cell *cell_of(const struct overlay_layer *layer,
					  size_t at, int x)
{
	uint32_t number = layer->at[at];

	if (!number || (x > 0 && layer->at[at - 1] == number))
		return NULL;
	return &layer->cells[number - 1];
}

void overlay_append(const struct overlay *overlay, struct buffer *out,
		    void (*append_move)(struct buffer *out, int y, int x),
		    void (*append_look)(struct buffer *out, uint32_t attributes,
					short pair))
{
	for (int y = 0; y < overlay->rows; y++) {
		for (int x = 0; x < overlay->columns; x++) {
			const struct overlay_cell *cell = cell_of(
				&overlay->painted, place(overlay, y, x), x);

			if (!cell)
				continue;
			append_move(out, y, x);
			append_look(out, cell->attributes, cell->pair);
			buffer_append_string(out, cell->shown);
		}
	}
}

static bool look_alike(const struct overlay_cell *a,
		       const struct overlay_cell *b)
{
	if (!a || !b)
		return a == b;
	return a->attributes == b->attributes && a->pair == b->pair &&
	       a->width == b->width && strcmp(a->shown, b->shown) == 0;
}

bool overlay_row_differs(const struct overlay *overlay, int y)
{
	for (int x = 0; x < overlay->columns; x++) {
		size_t at = place(overlay, y, x);

		if (!look_alike(cell_of(&overlay->painted, at, x),
				cell_of(&overlay->sent, at, x)))
			return true;
	}
	return false;
}

void overlay_settle(struct overlay *overlay)
{
	const struct overlay_layer *painted = &overlay->painted;
	struct overlay_layer *sent = &overlay->sent;

	memcpy(sent->at, painted->at, place_count(overlay) * sizeof(*sent->at));
	MEMORY_RESERVE(sent->cells, sent->capacity, painted->count);
	sent->count = painted->count;
	if (sent->count)
		memcpy(sent->cells, painted->cells,
		       sent->count * sizeof(*sent->cells));
}
