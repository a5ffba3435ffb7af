/* SPDX-License-Identifier: ISC */
/* A text that a job about marks is done on, with its marks. */
#ifndef JOBS_TEXT_H
#define JOBS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/identity.h"
#include "marks/marks.h"
#include "marks/store.h"

struct document;
struct error;
struct jobs;
struct load;

struct jobs_text {
	const char *name;	   /* as it was asked for; borrowed */
	struct load *load;	   /* owned */
	struct document *document; /* all of it; borrowed from load */
	struct buffer path;	   /* as sightings have it; "" of a pipe */
	struct buffer title;
	char fingerprint[MARK_FINGERPRINT + 1];
	uint64_t sketch[STORE_SKETCH];
	size_t sketch_count;
	struct identity_found found;
	struct marks marks; /* of the documents found, looked for */
	bool is_other;	    /* another text than they were of: none is in it */
};

/* Reads the text of a file ("-": standard input) and finds its marks; keeps how
 * the document is known now, unless jobs->private. What can't be known without
 * asking is complained of. False with a sentence: it can't be read. text is all
 * zero. */
bool jobs_text_open(struct jobs_text *text, const struct jobs *jobs,
		    const char *path, struct error *error);
void jobs_text_release(struct jobs_text *text);

/* Before something is marked in it: keeps the text of a pipe or a temporary
 * file where it lasts, and says where: true. What goes wrong is said, too. */
bool jobs_text_keep(struct jobs_text *text, const struct jobs *jobs);

/* Keeps the text that marks were just made in, to compare it with what it
 * becomes, unless jobs says that nothing is kept. */
void jobs_text_snap(const struct jobs_text *text, const struct jobs *jobs);

/* Makes the document that new marks of the text belong to, if there is none
 * yet: appends its sighting to out. */
void jobs_text_know(struct jobs_text *text, struct store *store,
		    struct sighting_list *out);

/* Has the text known as one of these documents, too: appends sightings. */
void jobs_text_sight(const struct jobs_text *text, struct store *store,
		     const char (*documents)[MARK_ID + 1], size_t count,
		     struct sighting_list *out);

#endif
