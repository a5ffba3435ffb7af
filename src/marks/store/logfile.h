/* SPDX-License-Identifier: ISC */
/* A file of lines that grows, read in slices and again at any of its lines. */
#ifndef MARKS_STORE_LOGFILE_H
#define MARKS_STORE_LOGFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/buffer.h"

enum logfile_kind {
	LOGFILE_FILE,	   /* the marks file */
	LOGFILE_SIBLING,   /* one beside it */
	LOGFILE_EMERGENCY, /* what could not be written */
	LOGFILE_MEMORY,	   /* the same, of this run */
};

/* By which a file is known to be as it was. */
struct logfile_stamp {
	dev_t dev;
	ino_t ino;
	off_t size; /* -1: there was none */
	struct timespec changed;
};

/* Bytes by which a file that has grown is known to be the same: some records,
 * so that what makes them differ is among it. */
enum { LOGFILE_TAIL = 4096 };

struct logfile {
	enum logfile_kind kind;
	struct buffer path;
	int fd; /* -1: not there, or not open yet */
	bool opened;
	bool failed;		    /* it is there, and could not be read */
	struct logfile_stamp stamp; /* when it was opened, or read on */
	struct buffer memory;	    /* of LOGFILE_MEMORY: its lines */
	/* While it is read: */
	int64_t read_to;    /* where the next bytes are */
	struct buffer rest; /* what was read of a line that has no end yet */
	bool too_long;	    /* … and was dropped, for it is so long */
	int64_t line_off;   /* where that line starts */
	bool torn;	    /* the last line was taken without its newline */
	char tail[LOGFILE_TAIL]; /* the last bytes before read_to */
	size_t tail_len;
};

void logfile_init(struct logfile *source, enum logfile_kind kind,
		  const char *path);
void logfile_release(struct logfile *source);

/* Opens it, if that was not done yet; its bytes then, 0: there are none. */
int64_t logfile_size(struct logfile *source);

/* Reads at most so many bytes more and tells of each line: its bytes without
 * the newline (NULL if there are more than anybody wants), where it starts, and
 * its length with the newline. At the end a line without one is told of too.
 * Whether there is more. */
bool logfile_read(struct logfile *source, size_t bytes,
		  void (*tell)(void *context, struct span line, int64_t off,
			       size_t len),
		  void *context);

/* Reads so many bytes again; false: they are not there. Appends to out. */
bool logfile_fetch(const struct logfile *source, int64_t off, size_t len,
		   struct buffer *out);

enum logfile_change {
	LOGFILE_SAME,
	LOGFILE_GROWN,	   /* logfile_read() goes on */
	LOGFILE_REWRITTEN, /* what is known of it may not be true any more */
};

/* What became of a file since. */
enum logfile_change logfile_look(struct logfile *source);

/* Whether somebody wrote over what was read, in the file that is open: lines
 * are not where they were. Cheap. */
bool logfile_is_overwritten(const struct logfile *source);

#endif
