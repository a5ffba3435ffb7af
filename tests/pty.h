/* SPDX-License-Identifier: ISC */
/* A program in a terminal of our own, watched from outside. */
#ifndef TESTS_PTY_H
#define TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream.h"

struct buffer;
struct pty;

/* Attributes of a cell, as libvterm tells them (it does not know dim). */
enum pty_attributes {
	PTY_BOLD = 1 << 0,
	PTY_ITALIC = 1 << 1,
	PTY_UNDERLINE = 1 << 2,
	PTY_REVERSE = 1 << 3,
	PTY_COLORED = 1 << 4, /* the foreground is not the default */
	PTY_BACKED = 1 << 5,  /* nor the background */
};

/* What the terminal is like. */
enum pty_kind {
	PTY_PLAIN,
	PTY_WIDE,   /* gives characters of ambiguous width two columns */
	PTY_SILENT, /* answers no question */
};

struct pty_spawn {
	enum pty_kind kind;
	int rows, columns;
	const char *program;
	char *const *argv;
	char *const *envp;
	const char *directory;
	const char *input; /* file that a pipe on standard input gives; NULL:
			    * the terminal */
	const int *own;	   /* descriptors that stay the test's alone … */
	size_t own_count;
};

/*
 * Starts the program as a shell would: as a job in the foreground of a session
 * whose leader waits for it, so that it can be stopped and continued. Returns
 * owned; NULL with errno.
 */
struct pty *pty_open(const struct pty_spawn *spawn);

/* The descriptors that stay ours alone: another program that held them open
 * would keep this one's terminal from closing. */
enum { PTY_OWN = 2 };
void pty_own(const struct pty *pty, int own[PTY_OWN]);

/* Ends whatever still runs. */
void pty_close(struct pty *pty);

/* Waits up to timeout_ms for the program to send or do something, and takes it
 * in; false when nothing came. */
bool pty_pump(struct pty *pty, int timeout_ms);

/* Pumps until holds() does; false when it does not within deadline_ms. */
bool pty_wait(struct pty *pty, bool (*holds)(struct pty *, void *),
	      void *context, int deadline_ms);

/* Pumps for so long: time passes. */
void pty_pass(struct pty *pty, int ms);

/* Pumps until nothing came for ms; false when that does not happen within
 * deadline_ms. */
bool pty_settle(struct pty *pty, int ms, int deadline_ms);

/* Types; pumps meanwhile, so that a long text does not block. */
void pty_send(struct pty *pty, const char *bytes, size_t len);
void pty_resize(struct pty *pty, int rows, int columns);
void pty_signal(struct pty *pty, int number);
/* Continues the stopped job in the foreground ("fg"). */
void pty_continue(struct pty *pty);
/* Closes the terminal's window. */
void pty_hang_up(struct pty *pty);

void pty_size(const struct pty *pty, int *rows, int *columns);

/* Appends the row's text without blanks at the end. */
void pty_row(const struct pty *pty, int row, struct buffer *out);

/* The first cell from which a row shows text (len > 0). */
bool pty_find(const struct pty *pty, const char *text, size_t len, int *row,
	      int *column);

/* Set of enum pty_attributes. */
unsigned pty_attributes(const struct pty *pty, int row, int column);

enum { PTY_TEXT = 64 };

/* What a cell shows: UTF-8, a blank where nothing was painted, "" right of a
 * wide character; colours as 0xRRGGBB, or PTY_DEFAULT. */
struct pty_cell {
	char text[PTY_TEXT];
	int width;
	unsigned attributes;
	uint32_t color, ground;
};
#define PTY_DEFAULT UINT32_MAX
void pty_cell(const struct pty *pty, int row, int column,
	      struct pty_cell *cell);

void pty_cursor(const struct pty *pty, int *row, int *column);

/* What it sent; borrowed. */
const struct stream *pty_stream(const struct pty *pty);

/* *status as waitpid() gives it. */
bool pty_exited(const struct pty *pty, int *status);
bool pty_stopped(const struct pty *pty);

/* Whether the terminal is as it was before the program; why tells in words
 * what is not. Only after it exited or stopped. */
bool pty_restored(const struct pty *pty, struct buffer *why);

#endif
