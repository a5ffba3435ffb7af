/* SPDX-License-Identifier: ISC */
/*
 * Draws what a program shows in a terminal, as SVG on standard output.
 *
 *	picture ROWSxCOLUMNS FOREGROUND BACKGROUND KEYS PROGRAM [ARGUMENT]...
 *
 * The terminal's own colours are given as RRGGBB. KEYS are typed as in screen
 * tests (script.h); the picture is taken when nothing more comes. The program
 * runs in the folder that picture runs in, with its environment.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "pty.h"
#include "script.h"

enum { CELL_WIDTH = 9, CELL_HEIGHT = 18, BASELINE = 14, MARGIN = 14 };
enum { SETTLED_MS = 300, DEADLINE_MS = 10000 };

extern char **environ;

struct picture {
	struct pty *pty;
	int rows, columns;
	uint32_t color, ground; /* the terminal's own */
};

static void put_escaped(const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			fputs("&lt;", stdout);
		else if (*text == '&')
			fputs("&amp;", stdout);
		else
			putchar(*text);
	}
}

/* A cell with its colours as they are seen. */
static struct pty_cell cell_at(const struct picture *picture, int row,
			       int column)
{
	struct pty_cell cell;

	pty_cell(picture->pty, row, column, &cell);
	if (cell.color == PTY_DEFAULT)
		cell.color = picture->color;
	if (cell.ground == PTY_DEFAULT)
		cell.ground = picture->ground;
	if (cell.attributes & PTY_REVERSE) {
		uint32_t color = cell.color;

		cell.color = cell.ground;
		cell.ground = color;
	}
	return cell;
}

static bool look_alike(const struct pty_cell *a, const struct pty_cell *b)
{
	const unsigned seen = PTY_BOLD | PTY_ITALIC | PTY_UNDERLINE;

	return a->color == b->color && a->ground == b->ground &&
	       (a->attributes & seen) == (b->attributes & seen);
}

static void draw_ground(const struct picture *picture, int row, int column,
			int count, uint32_t ground)
{
	if (ground == picture->ground)
		return;
	printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
	       "fill=\"#%06x\"/>\n",
	       MARGIN + column * CELL_WIDTH, MARGIN + row * CELL_HEIGHT,
	       count * CELL_WIDTH, CELL_HEIGHT, ground);
}

static void draw_text(const struct pty_cell *look, const char *text, int row,
		      int column, int count)
{
	printf("<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"",
	       MARGIN + column * CELL_WIDTH,
	       MARGIN + row * CELL_HEIGHT + BASELINE, count * CELL_WIDTH,
	       look->color);
	if (look->attributes & PTY_BOLD)
		fputs(" font-weight=\"bold\"", stdout);
	if (look->attributes & PTY_ITALIC)
		fputs(" font-style=\"italic\"", stdout);
	if (look->attributes & PTY_UNDERLINE)
		fputs(" text-decoration=\"underline\"", stdout);
	putchar('>');
	put_escaped(text);
	fputs("</text>\n", stdout);
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " ")] == '\0';
}

static void draw_row(const struct picture *picture, int row)
{
	struct buffer text = BUFFER_INIT;

	for (int column = 0; column < picture->columns;) {
		struct pty_cell look = cell_at(picture, row, column);
		struct pty_cell cell = look;
		int end = column;

		buffer_clear(&text);
		while (end < picture->columns && look_alike(&cell, &look)) {
			buffer_append_string(&text, cell.text);
			end += cell.width > 0 ? cell.width : 1;
			if (end < picture->columns)
				cell = cell_at(picture, row, end);
		}
		draw_ground(picture, row, column, end - column, look.ground);
		if (!is_blank(buffer_string(&text)) ||
		    look.attributes & PTY_UNDERLINE)
			draw_text(&look, buffer_string(&text), row, column,
				  end - column);
		column = end;
	}
	buffer_release(&text);
}

static void draw(const struct picture *picture)
{
	int width = picture->columns * CELL_WIDTH + 2 * MARGIN;
	int height = picture->rows * CELL_HEIGHT + 2 * MARGIN;

	printf("<svg xmlns=\"http://www.w3.org/2000/svg\" "
	       "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
	       "font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" "
	       "font-size=\"15\" xml:space=\"preserve\">\n"
	       "<rect width=\"100%%\" height=\"100%%\" rx=\"8\" "
	       "fill=\"#%06x\"/>\n",
	       width, height, width, height, picture->ground);
	for (int row = 0; row < picture->rows; row++)
		draw_row(picture, row);
	puts("</svg>");
}

static bool type(struct pty *pty, const char *keys)
{
	while (*keys) {
		struct buffer bytes = BUFFER_INIT;
		bool known = script_key(&keys, true, &bytes);

		if (known)
			pty_send(pty, bytes.data, bytes.len);
		buffer_release(&bytes);
		if (!known || !pty_settle(pty, SETTLED_MS, DEADLINE_MS))
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct picture picture = { 0 };
	struct pty_spawn spawn = { .directory = ".", .envp = environ };

	if (argc < 6 ||
	    sscanf(argv[1], "%dx%d", &picture.rows, &picture.columns) != 2) {
		fputs("Usage: picture ROWSxCOLUMNS FOREGROUND BACKGROUND KEYS "
		      "PROGRAM [ARGUMENT]...\n",
		      stderr);
		return 2;
	}
	picture.color = (uint32_t)strtoul(argv[2], NULL, 16);
	picture.ground = (uint32_t)strtoul(argv[3], NULL, 16);
	spawn.rows = picture.rows;
	spawn.columns = picture.columns;
	spawn.program = argv[5];
	spawn.argv = argv + 5;
	picture.pty = pty_open(&spawn);
	if (!picture.pty) {
		perror("picture");
		return 1;
	}
	if (!pty_settle(picture.pty, SETTLED_MS, DEADLINE_MS) ||
	    !type(picture.pty, argv[4])) {
		fputs("picture: the program does not settle, or a key is "
		      "unknown\n",
		      stderr);
		pty_close(picture.pty);
		return 1;
	}
	draw(&picture);
	pty_close(picture.pty);
	return 0;
}
