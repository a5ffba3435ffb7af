/* SPDX-License-Identifier: ISC */
/* What a terminal shows, row by row, by libvterm. */
#include "bench/speed/picture.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vterm.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "repeat.h"
#include "text/utf8.h"

struct picture {
	int rows, columns;
	int answers;
	VTerm *vterm;
	VTermScreen *screen;
	struct repeat repeat;
};

const bool picture_is_real = true;

static void answer(const char *bytes, size_t len, void *context)
{
	const struct picture *picture = context;

	/* A program that has ended takes none. */
	if (write(picture->answers, bytes, len) < 0)
		return;
}

struct picture *picture_new(int rows, int columns, int answers)
{
	struct picture *picture = memory_alloc_zeroed(1, sizeof(*picture));

	picture->rows = rows;
	picture->columns = columns;
	picture->answers = answers;
	picture->vterm = vterm_new(rows, columns);
	vterm_set_utf8(picture->vterm, 1);
	vterm_output_set_callback(picture->vterm, answer, picture);
	picture->screen = vterm_obtain_screen(picture->vterm);
	vterm_screen_enable_altscreen(picture->screen, 1);
	vterm_screen_reset(picture->screen, 1);
	return picture;
}

void picture_free(struct picture *picture)
{
	vterm_free(picture->vterm);
	free(picture);
}

void picture_take(struct picture *picture, const char *bytes, size_t len)
{
	struct buffer expanded = BUFFER_INIT;

	repeat_expand(&picture->repeat, bytes, len, &expanded);
	vterm_input_write(picture->vterm, buffer_string(&expanded),
			  expanded.len);
	buffer_release(&expanded);
}

/* FNV-1a (Fowler, Noll, Vo), over the characters of a row. */
void picture_rows(const struct picture *picture, uint64_t *prints)
{
	for (int row = 0; row < picture->rows; row++) {
		uint64_t print = 0xcbf29ce484222325u;

		for (int column = 0; column < picture->columns; column++) {
			VTermPos at = { row, column };
			VTermScreenCell cell;

			if (!vterm_screen_get_cell(picture->screen, at, &cell))
				continue;
			/* A cell that was never written shows a blank. */
			if (!cell.chars[0])
				cell.chars[0] = ' ';
			print = (print ^ cell.chars[0]) * 0x100000001b3u;
		}
		prints[row] = print;
	}
}

bool picture_shows(const struct picture *picture, const char *text)
{
	struct buffer line = BUFFER_INIT;
	bool shows = false;

	for (int row = 0; row < picture->rows && !shows; row++) {
		buffer_clear(&line);
		for (int column = 0; column < picture->columns; column++) {
			VTermPos at = { row, column };
			VTermScreenCell cell;
			char shape[4];

			if (!vterm_screen_get_cell(picture->screen, at,
						   &cell) ||
			    cell.chars[0] == (uint32_t)-1)
				continue;
			buffer_append(
				&line, shape,
				utf8_encode(cell.chars[0] ? cell.chars[0] : ' ',
					    shape));
		}
		shows = strstr(buffer_string(&line), text) != NULL;
	}
	buffer_release(&line);
	return shows;
}
