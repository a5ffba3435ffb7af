/* SPDX-License-Identifier: ISC */
/* What the program does about marks without a screen: one function a job. */
#ifndef JOBS_JOBS_H
#define JOBS_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/source.h"
#include "marks/mark.h"
#include "reader/filtering.h"

struct document;
struct error;
struct exchange;
struct store;

enum { JOBS_USAGE = 2 }; /* the exit code where options make no sense */

/* What the command line says; all of it is borrowed. */
struct jobs {
	struct store *store;
	enum source_from from;
	const char *encoding; /* NULL: found out */
	struct filtering filtering;
	bool private;	/* nothing is kept that was not asked for */
	bool snapshots; /* texts that are marked are kept in a cache */
	const char *const *files;
	size_t file_count;
	/* Which marks; or of one that is made, what it has: */
	enum mark_color color; /* MARK_COLORS: not said */
	const char *const *tags;
	size_t tag_count;
	int64_t since_ms; /* 0: ever */
	/* Of one that is made: */
	const char *quote; /* of a highlight … */
	const char *place; /* … or where a bookmark is */
	const char *note;  /* NULL: none */
	/* Of what is listed and exchanged: */
	bool json;
	const char *format; /* of an export */
	const char *into;   /* the folder that it goes to; NULL: standard output
			     */
	const char *import; /* the file; "-" */
	bool yes;	    /* do what is asked without asking back */
	/* Says a sentence on standard error. */
	void (*complain)(const char *sentence);
};

/* Each returns the exit code; what went wrong was said. */
int jobs_list(const struct jobs *jobs);
int jobs_highlight(const struct jobs *jobs);
int jobs_bookmark(const struct jobs *jobs);
int jobs_export(const struct jobs *jobs);
int jobs_import(const struct jobs *jobs);
int jobs_check(const struct jobs *jobs);
int jobs_compact(const struct jobs *jobs);

/* Whether name may be a mark's ID: a UUID. */
bool jobs_is_id(const char *name);
/* The byte of a document where the mark of an ID is; false with a sentence. */
bool jobs_locate(const struct jobs *jobs, const struct document *document,
		 const char *id, uint32_t *off, struct error *error);
/* Appends the path of the text that a mark is in; false with a sentence. */
bool jobs_path_of(const struct jobs *jobs, const char *id, struct buffer *path,
		  struct error *error);

/* A point in time: "12h", "30d", "4w" ago, "2026-10-01"; false if it is none.
 */
bool jobs_read_since(const char *time, int64_t *since_ms);

/* Begins an exchange that takes place now. */
void jobs_exchange_init(struct exchange *exchange);

/* Whether a mark is among those that were asked for. */
bool jobs_wants(const struct jobs *jobs, const struct mark *mark);

#endif
