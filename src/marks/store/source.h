/* SPDX-License-Identifier: ISC */
/* A file of lines that grows, read in slices and again at any of its lines. */
#ifndef MARKS_STORE_SOURCE_H
#define MARKS_STORE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/buffer.h"

enum source_kind {
	SOURCE_FILE,	  /* the marks file */
	SOURCE_SIBLING,	  /* one beside it */
	SOURCE_EMERGENCY, /* what could not be written */
	SOURCE_MEMORY,	  /* the same, of this run */
};

/* By which a file is known to be as it was. */
struct source_stamp {
	dev_t dev;
	ino_t ino;
	off_t size; /* -1: there was none */
	struct timespec changed;
};

enum { SOURCE_TAIL = 64 };

struct source {
	enum source_kind kind;
	struct buffer path;
	int fd; /* -1: not there, or not open yet */
	bool opened;
	bool failed;		   /* it is there, and could not be read */
	struct source_stamp stamp; /* when it was opened, or read on */
	struct buffer memory;	   /* of SOURCE_MEMORY: its lines */
	/* While it is read: */
	int64_t read_to;    /* where the next bytes are */
	struct buffer rest; /* what was read of a line that has no end yet */
	bool too_long;	    /* … and was dropped, for it is so long */
	int64_t line_off;   /* where that line starts */
	bool torn;	    /* the last line was taken without its newline */
	char tail[SOURCE_TAIL]; /* the last bytes before read_to */
	size_t tail_len;
};

void source_init(struct source *source, enum source_kind kind,
		 const char *path);
void source_release(struct source *source);

/* Reads at most so many bytes more and tells of each line: its bytes without
 * the newline (NULL if there are more than anybody wants), where it starts, and
 * its length with the newline. At the end a line without one is told of too.
 * Whether there is more. */
bool source_read(struct source *source, size_t bytes,
		 void (*tell)(void *context, struct span line, int64_t off,
			      size_t len),
		 void *context);

/* Reads so many bytes again; false: they are not there. Appends to out. */
bool source_fetch(const struct source *source, int64_t off, size_t len,
		  struct buffer *out);

enum source_change {
	SOURCE_SAME,
	SOURCE_GROWN,	  /* source_read() goes on */
	SOURCE_REWRITTEN, /* what is known of it may not be true any more */
};

/* What became of a file since. */
enum source_change source_look(struct source *source);

struct source_stamp source_stamp(const struct stat *at);

#endif
