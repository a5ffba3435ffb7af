/* SPDX-License-Identifier: ISC */
/* A screen in memory, instead of curses' (terminal/screen.h). */
#include "fuzz/frame.h"

#include <assert.h>
#include <string.h>

#include "fuzz/oracle.h"
#include "terminal/screen.h"

static struct {
	int rows;
	int columns;
	enum cells_mode mode;
	int cursor_y;
	int cursor_x;
	bool cursor_shown;
	uint32_t cells[FRAME_ROWS][FRAME_COLUMNS]; /* 0: nothing was put */
} frame;

enum { BLANK = 1, HORIZONTAL = 2, VERTICAL = 3, TEE = 4 };

void frame_set(int rows, int columns, enum cells_mode cells)
{
	assert(rows <= FRAME_ROWS && columns <= FRAME_COLUMNS);
	frame.rows = rows;
	frame.columns = columns;
	frame.mode = cells;
	screen_clear();
}

/* FNV-1a. */
uint64_t frame_hash(void)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (int y = 0; y < frame.rows; y++) {
		for (int x = 0; x < frame.columns; x++)
			hash = (hash ^ frame.cells[y][x]) * 0x100000001b3u;
	}
	return hash;
}

int frame_painted(int y, int from, int to)
{
	int count = 0;

	for (int x = from; x < to; x++)
		count += frame.cells[y][x] != 0;
	return count;
}

int frame_inked(int y, int from, int to)
{
	int count = 0;

	for (int x = from; x < to; x++)
		count += frame.cells[y][x] > BLANK;
	return count;
}

bool frame_has_cursor(void)
{
	return !frame.cursor_shown ||
	       (frame.cursor_y >= 0 && frame.cursor_y < frame.rows &&
		frame.cursor_x >= 0 && frame.cursor_x < frame.columns);
}

/* --- terminal/screen.h -----------------------------------------------------
 */

static bool clip(int y, int x, int *columns)
{
	if (y < 0 || y >= frame.rows || x < 0 || x >= frame.columns)
		return false;
	if (*columns > frame.columns - x)
		*columns = frame.columns - x;
	return *columns > 0;
}

void screen_clear(void)
{
	memset(frame.cells, 0, sizeof(frame.cells));
	frame.cursor_y = frame.cursor_x = 0;
}

enum cells_mode screen_cells(void)
{
	return frame.mode;
}

bool screen_has_colors(void)
{
	return true;
}

bool screen_has_palette(void)
{
	return true;
}

void screen_size(int *rows, int *columns)
{
	*rows = frame.rows;
	*columns = frame.columns;
}

/* What stands in a cell: a number that follows from its bytes. */
static uint32_t ink(const struct cluster *cluster)
{
	uint32_t hash = 0x811c9dc5;

	if (cluster->shown_len == 1 && cluster->shown[0] == ' ')
		return BLANK;
	for (int i = 0; i < cluster->shown_len; i++)
		hash = (hash ^ (unsigned char)cluster->shown[i]) * 0x01000193u;
	return hash | 0x100;
}

int screen_put(int y, int x, int columns, const char *text, size_t len,
	       struct look look)
{
	struct cluster cluster;
	int used = 0;

	(void)look;
	if (!clip(y, x, &columns))
		return 0;
	for (size_t off = 0; off < len; off += cluster.len) {
		cells_next(frame.mode, text + off, len - off, &cluster);
		oracle_check(cluster.shown, (size_t)cluster.shown_len,
			     ORACLE_BARE);
		if (cluster.width > columns - used)
			break;
		for (int i = 0; i < cluster.width; i++)
			frame.cells[y][x + used++] = ink(&cluster);
	}
	assert(used <= columns);
	return used;
}

int screen_put_line(int y, int x, int columns, const char *text, size_t len,
		    struct look look)
{
	return screen_put(y, x, columns, text, len, look);
}

int screen_put_string(int y, int x, int columns, const char *text,
		      struct look look)
{
	return screen_put(y, x, columns, text, strlen(text), look);
}

static void put(int y, int x, int columns, uint32_t what)
{
	if (!clip(y, x, &columns))
		return;
	for (int i = 0; i < columns; i++)
		frame.cells[y][x + i] = what;
}

void screen_fill(int y, int x, int columns, struct look look)
{
	(void)look;
	put(y, x, columns, BLANK);
}

void screen_horizontal_line(int y, int x, int columns, struct look look)
{
	(void)look;
	put(y, x, columns, HORIZONTAL);
}

void screen_vertical_line(int y, int x, int rows, struct look look)
{
	(void)look;
	for (int i = 0; i < rows; i++)
		put(y + i, x, 1, VERTICAL);
}

void screen_tee(int y, int x, struct look look)
{
	(void)look;
	put(y, x, 1, TEE);
}

void screen_cursor(int y, int x, bool visible)
{
	frame.cursor_shown = visible;
	frame.cursor_y = y;
	frame.cursor_x = x;
}
