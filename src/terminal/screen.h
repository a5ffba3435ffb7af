/* SPDX-License-Identifier: ISC */
/* The screen: cells and colours, start, stop and suspend, through curses. */
#ifndef TERMINAL_SCREEN_H
#define TERMINAL_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "reader/style.h"
#include "text/cells.h"

struct error;

struct screen_options {
	bool mouse;
	bool bidi;  /* what runs from right to left is ordered here */
	bool color; /* false: attributes only (NO_COLOR, --color=never) */
};

/*
 * Takes the terminal over: newterm() on /dev/tty for the keys where standard
 * input is none, the alternate screen, bracketed paste, the mouse (SGR), and
 * handlers for SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH that only wake
 * screen_signal_fd(); SIGSEGV, SIGABRT, SIGBUS, SIGFPE and SIGILL restore the
 * terminal and die as they would. False with a sentence where TERM is unknown
 * or cannot place a cursor: the caller prints instead.
 */
bool screen_start(const struct screen_options *options, struct error *error);

/* Gives the terminal back as it was; harmless when not started. */
void screen_stop(void);

/* Stops (SIGTSTP to the process group), takes the terminal back afterwards and
 * marks the whole screen for repainting. */
void screen_suspend(void);

/* Lends the terminal to another program, as it was before; takes it back and
 * marks the whole screen for repainting. */
void screen_lend(void);
void screen_reclaim(void);

/* The options anew, while the screen runs. What is painted from now on has
 * colours or has none. */
void screen_use_mouse(bool mouse);
void screen_use_bidi(bool bidi);
void screen_use_color(bool color);
/* Whether the six colours of highlights are told apart by hue. */
bool screen_has_colors(void);
/* Whether there are colours at all. */
bool screen_has_palette(void);

/* The file to poll and read keys from. */
int screen_input_fd(void);

/* Readable when a signal came; screen_signals() empties it. */
int screen_signal_fd(void);
enum screen_signals {
	SCREEN_RESIZED = 1 << 0,
	SCREEN_QUIT = 1 << 1,	   /* SIGTERM, SIGHUP, SIGQUIT */
	SCREEN_INTERRUPT = 1 << 2, /* SIGINT */
	SCREEN_CONTINUED = 1 << 3, /* somebody else stopped and continued us;
				    * the terminal is ours again, repaint */
};
unsigned screen_signals(void);

/* Which cells the terminal can show, in its locale. */
enum cells_mode screen_cells(void);
/* Whether it shows characters of ambiguous width (UAX #11) in two columns; what
 * was painted is to be painted anew. Also before the screen starts. */
void screen_use_wide(bool wide);
/*
 * Asks for that: writes such a character, unseen, over the start of a row, asks
 * where the cursor stands behind it, and paints the row anew. Returns the row;
 * the terminal answers that its column is 1, or 2. -1 where it cannot be asked.
 */
int screen_probe(void);

void screen_size(int *rows, int *columns);

/* Reads the terminal's size anew and tells curses; what was painted before does
 * not count any more. */
void screen_resize(void);

/* Painting: into curses' picture, nothing is sent before screen_flush(). */
void screen_clear(void);
/* Shows text from column x of row y, whole clusters, at most columns wide;
 * what does not fit is left out. Returns the columns used. Everything is
 * reduced (cells.h), so nothing in text can command the terminal; where the C
 * library's width of a character differs from ours, U+FFFD stands for it. */
int screen_put(int y, int x, int columns, const char *text, size_t len,
	       struct look look);
/* The same of one line in reading order, which is put in the order in which it
 * stands where some of it runs from right to left. */
int screen_put_line(int y, int x, int columns, const char *text, size_t len,
		    struct look look);
int screen_put_string(int y, int x, int columns, const char *text,
		      struct look look);
/* Fills columns with blanks. */
void screen_fill(int y, int x, int columns, struct look look);
/* Lines as the terminal can draw them. */
void screen_horizontal_line(int y, int x, int columns, struct look look);
void screen_vertical_line(int y, int x, int rows, struct look look);
/* Where the two above meet: the lower end of a vertical line on a horizontal
 * one. */
void screen_tee(int y, int x, struct look look);
/* Where the hardware cursor stands, and whether it shows. */
void screen_cursor(int y, int x, bool visible);

/* Sends what changed. */
void screen_flush(void);
/* The next flush sends everything (^L). */
void screen_redraw(void);
/* Sends bytes of our own making at once, past curses: they must paint nothing
 * and leave the cursor where it is. */
void screen_send(const char *bytes, size_t len);

#endif
