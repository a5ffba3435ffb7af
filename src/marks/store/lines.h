/* SPDX-License-Identifier: ISC */
/* A file of lines that grows, read in slices and again at any of its lines. */
#ifndef MARKS_STORE_LINES_H
#define MARKS_STORE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/buffer.h"

enum lines_kind {
	LINES_FILE,	 /* the marks file */
	LINES_SIBLING,	 /* one beside it */
	LINES_EMERGENCY, /* what could not be written */
	LINES_MEMORY,	 /* the same, of this run */
};

/* By which a file is known to be as it was. */
struct lines_stamp {
	dev_t dev;
	ino_t ino;
	off_t size; /* -1: there was none */
	struct timespec changed;
};

enum { LINES_TAIL = 64 };

struct lines {
	enum lines_kind kind;
	struct buffer path;
	int fd; /* -1: not there, or not open yet */
	bool opened;
	bool failed;		  /* it is there, and could not be read */
	struct lines_stamp stamp; /* when it was opened, or read on */
	struct buffer memory;	  /* of LINES_MEMORY: its lines */
	/* While it is read: */
	int64_t read_to;       /* where the next bytes are */
	struct buffer rest;    /* what was read of a line that has no end yet */
	bool too_long;	       /* … and was dropped, for it is so long */
	int64_t line_off;      /* where that line starts */
	bool torn;	       /* the last line was taken without its newline */
	char tail[LINES_TAIL]; /* the last bytes before read_to */
	size_t tail_len;
};

void lines_init(struct lines *source, enum lines_kind kind, const char *path);
void lines_release(struct lines *source);

/* Reads at most so many bytes more and tells of each line: its bytes without
 * the newline (NULL if there are more than anybody wants), where it starts, and
 * its length with the newline. At the end a line without one is told of too.
 * Whether there is more. */
bool lines_read(struct lines *source, size_t bytes,
		void (*tell)(void *context, struct span line, int64_t off,
			     size_t len),
		void *context);

/* Reads so many bytes again; false: they are not there. Appends to out. */
bool lines_fetch(const struct lines *source, int64_t off, size_t len,
		 struct buffer *out);

enum lines_change {
	LINES_SAME,
	LINES_GROWN,	 /* lines_read() goes on */
	LINES_REWRITTEN, /* what is known of it may not be true any more */
};

/* What became of a file since. */
enum lines_change lines_look(struct lines *source);

struct lines_stamp lines_stamp(const struct stat *at);

#endif
