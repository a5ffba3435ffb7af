/* SPDX-License-Identifier: ISC */
/*
 * The screen: cells and colours, start, stop and suspend, through curses.
 *
 * curses paints and never reads: keys come to input.c by read(2), so curses
 * must neither look for typeahead nor know of the mouse and of pasting, whose
 * modes are written here, beside it.
 */
#include "terminal/screen.h"

/* Functions for macros: their conversions are curses' own then. */
#define NCURSES_NOMACROS	 1
#define NCURSES_WIDECHAR	 1
#define NCURSES_ENABLE_STDBOOL_H 1

#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "terminal/answers.h"
#include "terminal/modes.h"
#include "terminal/overlay.h"
#include "terminal/palette.h"
#include "terminal/send.h"
#include "terminal/signals.h"
#include "terminal/terminfo.h"
#include "text/bidi.h"
#include "text/utf8.h"

/* More cells than any real window has: curses would take gigabytes. */
enum { ROWS_MAX = 1000, COLUMNS_MAX = 2000 };

static struct {
	SCREEN *curses; /* NULL: not started */
	FILE *tty;	/* /dev/tty where standard input is none, or NULL */
	int input_fd;
	struct termios before;
	bool mouse;
	bool bidi;
	bool wide;		/* ambiguous characters take two columns: */
	struct overlay overlay; /* what curses paints blanks for */
	struct modes modes;
	int cursor_y, cursor_x;
	bool cursor_shown;
} screen = { .input_fd = -1 };

/* ---- Start, stop, suspend ---- */

static void prepare_modes(void)
{
	modes_prepare(&screen.modes, screen.mouse, screen.bidi);
}

void screen_send(const char *bytes, size_t len)
{
	send_all(STDOUT_FILENO, bytes, len);
}

static void write_all(const struct buffer *bytes)
{
	screen_send(bytes->data, bytes->len);
}

/* curses leaves by exit() where it has no memory to start with. */
static void restore_settings(void)
{
	if (screen.input_fd >= 0)
		tcsetattr(screen.input_fd, TCSANOW, &screen.before);
}

/* In a handler of a fatal signal, or without memory: write(2) and
 * tcsetattr(3) are all that is allowed, but for the moment in which curses
 * starts, when only itself knows what it set. */
static void restore_at_worst(void)
{
	/* Until they are known no mode is set but by curses. */
	if (screen.modes.worst.len)
		write_all(&screen.modes.worst);
	else if (screen.input_fd >= 0)
		endwin();
	restore_settings();
}

static bool open_input(struct error *error)
{
	if (isatty(STDIN_FILENO)) {
		screen.input_fd = STDIN_FILENO;
	} else {
		screen.tty = fopen("/dev/tty", "r+e");
		if (!screen.tty)
			return error_set(error,
					 "there is no terminal to read keys "
					 "from: %s",
					 strerror(errno));
		screen.input_fd = fileno(screen.tty);
	}
	if (tcgetattr(screen.input_fd, &screen.before) == 0)
		return true;
	return error_set(error, "the terminal does not say how it is set: %s",
			 strerror(errno));
}

static void close_input(void)
{
	if (screen.tty)
		fclose(screen.tty);
	screen.tty = NULL;
	screen.input_fd = -1;
}

static void give_back(void)
{
	write_all(&screen.modes.give);
	endwin();
	if (screen.bidi)
		screen_send(MODES_UNORDERED, strlen(MODES_UNORDERED));
}

static void take_back(void)
{
	screen_resize();
	if (screen.bidi)
		screen_send(MODES_ORDERED, strlen(MODES_ORDERED));
	clearok(curscr, TRUE);
	refresh();
	write_all(&screen.modes.take);
}

/* The same after somebody else had it, who may have died in the middle. */
static void take_back_afresh(void)
{
	screen_send(MODES_AFRESH, strlen(MODES_AFRESH));
	take_back();
}

/* Whether curses may have the terminal shift lines and characters, which take
 * along what is written over blanks, of which curses does not know. A line down
 * without a sidebar is a hundred bytes then instead of two thousand. */
static void shift_cells(bool may)
{
	idlok(stdscr, may);
	idcok(stdscr, may);
}

static void set_modes(const struct screen_options *options)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);
	scrollok(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	shift_cells(!screen.wide);
	palette_start();
	palette_use(options->color);
	screen.cursor_y = screen.cursor_x = 0;
	screen.cursor_shown = false;
	curs_set(0);
	screen.mouse = options->mouse;
	screen.bidi = options->bidi && bidi_available();
	prepare_modes();
}

bool screen_start(const struct screen_options *options, struct error *error)
{
	assert(!screen.curses);
	if (!isatty(STDOUT_FILENO))
		return error_set(error, "standard output is no terminal");
	if (!terminfo_can_paint(error))
		return false;
	if (!open_input(error)) {
		close_input();
		return false;
	}
	atexit(restore_settings);
	/* Before newterm(): curses installs handlers where there are none. */
	if (!signals_start(restore_at_worst)) {
		close_input();
		return error_set(error, "there is no pipe to be had: %s",
				 strerror(errno));
	}
	screen.curses = newterm(NULL, stdout, screen.tty ? screen.tty : stdin);
	if (!screen.curses) {
		signals_stop();
		close_input();
		return error_set(error, "the terminal could not be set up");
	}
	memory_on_exhaustion(restore_at_worst);
	set_modes(options);
	take_back();
	return true;
}

void screen_stop(void)
{
	if (!screen.curses)
		return;
	give_back();
	memory_on_exhaustion(NULL);
	/* What newterm() made stays to the end of the program: to give back
	 * what it has, curses asks for more, and crashes where there is none.
	 */
	screen.curses = NULL;
	modes_release(&screen.modes);
	overlay_release(&screen.overlay);
	tcsetattr(screen.input_fd, TCSADRAIN, &screen.before);
	signals_stop();
	close_input();
}

void screen_suspend(void)
{
	give_back();
	signals_suspend();
	take_back_afresh();
}

void screen_lend(void)
{
	give_back();
}

void screen_reclaim(void)
{
	take_back_afresh();
}

void screen_use_mouse(bool mouse)
{
	if (mouse == screen.mouse)
		return;
	write_all(&screen.modes.give);
	screen.mouse = mouse;
	prepare_modes();
	write_all(&screen.modes.take);
}

void screen_use_bidi(bool bidi)
{
	bidi = bidi && bidi_available();
	if (bidi == screen.bidi)
		return;
	screen.bidi = bidi;
	prepare_modes();
	screen_send(bidi ? MODES_ORDERED : MODES_UNORDERED,
		    strlen(MODES_ORDERED));
	clearok(curscr, TRUE);
}

void screen_use_color(bool color)
{
	palette_use(color);
}

bool screen_has_colors(void)
{
	return palette_has_hues() && style_has_tints();
}

bool screen_has_palette(void)
{
	return palette_has_colors();
}

int screen_input_fd(void)
{
	return screen.input_fd;
}

int screen_signal_fd(void)
{
	return signals_fd();
}

unsigned screen_signals(void)
{
	unsigned came = signals_take();
	unsigned told = 0;

	if (came & SIGNALS_QUIT)
		told |= SCREEN_QUIT;
	if (came & SIGNALS_INTERRUPT)
		told |= SCREEN_INTERRUPT;
	if (came & SIGNALS_RESIZED)
		told |= SCREEN_RESIZED;
	/* A stop that was continued already is over. */
	if (came & SIGNALS_STOP && !(came & SIGNALS_CONTINUED)) {
		screen_suspend();
		told |= SCREEN_CONTINUED | SCREEN_RESIZED;
	} else if (came & SIGNALS_CONTINUED) {
		/* Stopped without warning: whoever had the terminal since may
		 * have left it in any state. */
		give_back();
		take_back_afresh();
		told |= SCREEN_CONTINUED | SCREEN_RESIZED;
	}
	return told;
}

/* ---- Size ---- */

enum cells_mode screen_cells(void)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		return CELLS_ASCII;
	return screen.wide ? CELLS_EAST_ASIAN : CELLS_UNICODE;
}

void screen_use_wide(bool wide)
{
	if (wide == screen.wide)
		return;
	screen.wide = wide;
	overlay_release(&screen.overlay);
	if (!screen.curses)
		return;
	shift_cells(!wide);
	clearok(curscr, TRUE);
}

void screen_size(int *rows, int *columns)
{
	*rows = getmaxy(stdscr);
	*columns = getmaxx(stdscr);
}

void screen_resize(void)
{
	struct winsize size;
	int rows, columns;

	/* A terminal that does not know its size keeps terminfo's. */
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row ||
	    !size.ws_col)
		return;
	rows = size.ws_row < ROWS_MAX ? size.ws_row : ROWS_MAX;
	columns = size.ws_col < COLUMNS_MAX ? size.ws_col : COLUMNS_MAX;
	if (is_term_resized(rows, columns))
		resizeterm(rows, columns);
	else /* it may have had another meanwhile, and lost what was there */
		clearok(curscr, TRUE);
}

/* ---- Painting ---- */

/* Cuts what is outside of the screen off [x, x + *columns) in row y; whether
 * anything is left. */
static bool clip(int y, int x, int *columns)
{
	int rows, width;

	screen_size(&rows, &width);
	if (y < 0 || y >= rows || x < 0 || x >= width)
		return false;
	if (*columns > width - x)
		*columns = width - x;
	return *columns > 0;
}

/* A look as curses has it. */
struct brush {
	attr_t attributes;
	short pair;
};

static struct brush brush_of(struct look look)
{
	return (struct brush){ palette_attributes(look), palette_pair(look) };
}

/* One cell: a base and its marks, NUL-terminated. ERR in the last cell of the
 * screen only says that the cursor cannot go on. */
static void put_cell(int y, int x, const wchar_t *characters,
		     struct brush brush)
{
	cchar_t cell;

	if (y < screen.overlay.rows && x < screen.overlay.columns)
		overlay_hide(&screen.overlay, y, x);
	if (setcchar(&cell, characters, brush.attributes, brush.pair, NULL) ==
	    OK)
		mvadd_wch(y, x, &cell);
}

static void put_blanks(int y, int x, int columns, struct brush brush)
{
	for (int i = 0; i < columns; i++)
		put_cell(y, x + i, L" ", brush);
}

/* Decodes what a cluster shows; whether the C library, by whose widths curses
 * places cells, gives it the width that we do. */
static bool widths_agree(const struct cluster *cluster,
			 wchar_t characters[CELLS_SHOWN_MAX])
{
	size_t len = (size_t)cluster->shown_len;
	size_t count = 0;
	int width = 0;
	uint32_t point;

	for (size_t off = 0; off < len; count++) {
		int own;

		off += utf8_decode(cluster->shown + off, len - off, &point);
		characters[count] = (wchar_t)point;
		own = wcwidth(characters[count]);
		if (own < 0 || (count == 0 && own == 0))
			return false;
		width += own;
	}
	characters[count] = L'\0';
	return count > 0 && width == cluster->width;
}

/* A flag is one cluster of two cells: each base begins one. */
static void put_cells(int y, int x, const wchar_t *characters,
		      struct brush brush)
{
	while (*characters) {
		wchar_t cell[CCHARW_MAX + 1] = { *characters };
		int width = wcwidth(*characters++);
		size_t count = 1;

		while (*characters && wcwidth(*characters) == 0) {
			if (count < CCHARW_MAX)
				cell[count++] = *characters;
			characters++;
		}
		put_cell(y, x, cell, brush);
		x += width;
	}
}

/* Leaves the cluster's place blank, to be written over it. */
static void put_over(int y, int x, const struct cluster *cluster,
		     struct brush brush)
{
	struct overlay_cell cell = {
		.attributes = brush.attributes,
		.pair = brush.pair,
		.width = (uint8_t)cluster->width,
	};

	put_blanks(y, x, cluster->width, brush);
	memcpy(cell.shown, cluster->shown, sizeof(cell.shown));
	if (y < screen.overlay.rows &&
	    x + cluster->width <= screen.overlay.columns)
		overlay_put(&screen.overlay, y, x, &cell);
}

static void put_cluster(int y, int x, const struct cluster *cluster,
			struct brush brush)
{
	wchar_t characters[CELLS_SHOWN_MAX];

	if (cluster->ambiguous) {
		put_over(y, x, cluster, brush);
		return;
	}
	if (widths_agree(cluster, characters)) {
		put_cells(y, x, characters, brush);
		return;
	}
	put_cell(y, x, screen_cells() == CELLS_UNICODE ? L"\ufffd" : L"?",
		 brush);
	put_blanks(y, x + 1, cluster->width - 1, brush);
}

/* What is not painted is the theme's ground. */
void screen_clear(void)
{
	struct look look = style_ground();
	int rows, columns;
	cchar_t blank;

	screen_size(&rows, &columns);
	if (screen.wide) {
		if (rows != screen.overlay.rows ||
		    columns != screen.overlay.columns)
			clearok(curscr, TRUE);
		overlay_clear(&screen.overlay, rows, columns);
	}
	if (setcchar(&blank, L" ", palette_attributes(look), palette_pair(look),
		     NULL) == OK)
		bkgrndset(&blank);
	erase();
}

/* Whether a cluster begins text that is a printable character of ASCII: it has
 * no marks. It is one cell in every mode. */
static bool is_plain(const char *text, size_t len)
{
	return *text >= ' ' && *text <= '~' && (len == 1 || !(text[1] & 0x80));
}

int screen_put(int y, int x, int columns, const char *text, size_t len,
	       struct look look)
{
	enum cells_mode mode = screen_cells();
	struct brush brush = brush_of(look);
	struct cluster cluster;
	int used = 0;

	if (!clip(y, x, &columns))
		return 0;
	for (size_t off = 0; off < len; off += cluster.len) {
		if (is_plain(text + off, len - off)) {
			wchar_t cell[] = { (wchar_t)text[off], L'\0' };

			if (used == columns)
				break;
			put_cell(y, x + used++, cell, brush);
			cluster.len = 1;
			continue;
		}
		cells_next(mode, text + off, len - off, &cluster);
		if (cluster.width > columns - used)
			break;
		if (cluster.width > 0)
			put_cluster(y, x + used, &cluster, brush);
		used += cluster.width;
	}
	return used;
}

int screen_put_line(int y, int x, int columns, const char *text, size_t len,
		    struct look look)
{
	struct buffer shown = BUFFER_INIT;
	int used;

	if (!screen.bidi || screen_cells() == CELLS_ASCII || columns <= 0 ||
	    !bidi_needed(text, len))
		return screen_put(y, x, columns, text, len, look);
	len = cells_fit(screen_cells(), text, len, (size_t)columns, NULL);
	bidi_append_shown(&shown, text, len, bidi_runs_left(text, len));
	used = screen_put(y, x, columns, buffer_string(&shown), shown.len,
			  look);
	buffer_release(&shown);
	return used;
}

int screen_put_string(int y, int x, int columns, const char *text,
		      struct look look)
{
	return screen_put_line(y, x, columns, text, strlen(text), look);
}

void screen_fill(int y, int x, int columns, struct look look)
{
	if (clip(y, x, &columns))
		put_blanks(y, x, columns, brush_of(look));
}

/* Lines are curses' ACS_ characters, which it draws on every terminal and in
 * every locale as that one can; they take the window's attributes. Of ambiguous
 * width are most of them. */
static void put_line_cell(int y, int x, chtype acs, const wchar_t *ascii,
			  struct look look)
{
	if (screen.wide) {
		put_cell(y, x, ascii, brush_of(look));
		return;
	}
	attr_set(palette_attributes(look), palette_pair(look), NULL);
	mvaddch(y, x, acs);
	attr_set(A_NORMAL, 0, NULL);
}

void screen_horizontal_line(int y, int x, int columns, struct look look)
{
	if (!clip(y, x, &columns))
		return;
	for (int i = 0; i < columns; i++)
		put_line_cell(y, x + i, ACS_HLINE, L"-", look);
}

void screen_vertical_line(int y, int x, int rows, struct look look)
{
	int columns = 1;

	for (int i = 0; i < rows && clip(y + i, x, &columns); i++)
		put_line_cell(y + i, x, ACS_VLINE, L"|", look);
}

void screen_tee(int y, int x, struct look look)
{
	int columns = 1;

	if (clip(y, x, &columns))
		put_line_cell(y, x, ACS_BTEE, L"+", look);
}

void screen_cursor(int y, int x, bool visible)
{
	screen.cursor_y = y;
	screen.cursor_x = x;
	screen.cursor_shown = visible;
}

/* Rows in which something was written over curses' blanks that is to go have
 * to be painted whole. */
static void disclaim_rows(void)
{
	for (int y = 0; y < screen.overlay.rows; y++)
		if (overlay_row_differs(&screen.overlay, y))
			wredrawln(stdscr, y, 1);
}

/* Writes over the blanks, and returns to where curses left the cursor. */
static void send_overlay(int cursor_y, int cursor_x)
{
	struct buffer out = BUFFER_INIT;

	overlay_append(&screen.overlay, &out, terminfo_append_move,
		       palette_append);
	if (out.len) {
		palette_append(&out, A_NORMAL, 0);
		terminfo_append_move(&out, cursor_y, cursor_x);
	}
	write_all(&out);
	buffer_release(&out);
	overlay_settle(&screen.overlay);
}

/* Where the cursor stands, on the screen. */
static void find_cursor(int *y, int *x)
{
	int rows, columns;

	screen_size(&rows, &columns);
	*y = screen.cursor_y < 0       ? 0
	     : screen.cursor_y >= rows ? rows - 1
				       : screen.cursor_y;
	*x = screen.cursor_x < 0	  ? 0
	     : screen.cursor_x >= columns ? columns - 1
					  : screen.cursor_x;
}

void screen_flush(void)
{
	bool overlaid = screen.overlay.rows == getmaxy(stdscr) &&
			screen.overlay.columns == getmaxx(stdscr);
	int y, x;

	find_cursor(&y, &x);
	curs_set(screen.cursor_shown);
	if (overlaid)
		disclaim_rows();
	move(y, x);
	refresh();
	if (overlaid)
		send_overlay(y, x);
}

int screen_probe(void)
{
	static const char ambiguous[] = "\xe2\x80\x9c";
	struct look look = style_ground();
	struct buffer out = BUFFER_INIT;
	int probed = getmaxy(stdscr) - 1;
	int y, x;

	/* In row 1 what comes back looks like F3. */
	if (probed < 1 || screen_cells() == CELLS_ASCII)
		return -1;
	find_cursor(&y, &x);
	terminfo_append_move(&out, probed, 0);
	palette_append(&out, palette_attributes(look) | A_INVIS,
		       palette_pair(look));
	buffer_append_string(&out, ambiguous);
	buffer_append_string(&out, ANSWERS_ASK_CURSOR);
	palette_append(&out, A_NORMAL, 0);
	terminfo_append_move(&out, y, x);
	write_all(&out);
	buffer_release(&out);
	wredrawln(stdscr, probed, 1);
	screen_flush();
	return probed;
}

void screen_redraw(void)
{
	clearok(curscr, TRUE);
}
