/* SPDX-License-Identifier: ISC */
/* A document that is open: its file, and as much of it as is parsed. */
#ifndef READER_OPENED_H
#define READER_OPENED_H

#include <stdbool.h>
#include <stdint.h>

#include "document/source.h"
#include "reader/filtering.h"

struct document;
struct error;
struct load;
struct watch;

/* How files are read, whichever it is. */
struct opened_options {
	enum source_from from;
	const char *encoding; /* NULL: found out */
	struct filtering filtering;
};

struct opened {
	char *path;		   /* as it was asked for; "-" */
	char *real;		   /* absolute, without symbolic links; NULL:
				    * a pipe, or what is no regular file */
	struct load *load;	   /* NULL once a file is all parsed; that of a
				    * pipe stays, for its source is nowhere
				    * else */
	bool complete;		   /* all of it is parsed */
	bool preview;		   /* document is one (load.h) */
	struct document *document; /* owned */
	struct watch *watch;	   /* NULL: cannot change */
	uint64_t size;		   /* of the file, in bytes … */
	int64_t mtime_ns;	   /* … when it was changed … */
	uint64_t print;		   /* … and its state_print() */
};

/* Opens a file; a child begins to parse it. NULL with a sentence. */
struct opened *opened_new(const char *path,
			  const struct opened_options *options,
			  struct error *error);
/* An empty document, that of the shelf; its path is "". */
struct opened *opened_empty(void);
void opened_free(struct opened *opened);
/* Frees one of which nothing was parsed yet, but for its source: that is the
 * caller's. */
struct source *opened_close(struct opened *opened);

/* What the document is called in messages. */
const char *opened_name(const struct opened *opened);

/* What of it is being parsed; NULL once all is. */
struct load *opened_loading(const struct opened *opened);

/* All of it is in the document. */
void opened_finish(struct opened *opened);

/* Begins to read the file anew, as it is now; NULL with a sentence. Owned. */
struct load *opened_again(struct opened *opened,
			  const struct opened_options *options,
			  struct error *error);

/* Writes the source into a file, as UTF-8; waits for nothing that is yet to
 * come. *len gets its length. What is a file already is not written; nor is
 * anything but a regular file written over. */
bool opened_write(const struct opened *opened, const char *path, bool overwrite,
		  uint64_t *len, struct error *error);

#endif
