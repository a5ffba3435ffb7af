/* SPDX-License-Identifier: ISC */
/* What is held of the state while it is open, for the files that look in it. */
#ifndef READER_STATE_HELD_H
#define READER_STATE_HELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "reader/state.h"
#include "reader/state/journal.h"
#include "reader/state/others.h"
#include "reader/state/record.h"

/* What is said once in a run. */
enum trouble {
	TROUBLE_READING,
	TROUBLE_WRITING,
	TROUBLE_FOLDER,
	TROUBLE_DAMAGED,
	TROUBLE_NEWER,
	TROUBLE_KINDS,
};

/* What was made of all files when they were as their generations say. */
struct made_of {
	size_t journal;
	size_t others;
	bool made;
};

struct state {
	struct buffer home; /* "" if there is none */
	char *host;
	struct journal journal;
	struct others others;
	bool known; /* the files were looked at */
	struct error troubles[TROUBLE_KINDS];
	size_t trouble_count; /* that wait to be asked for */
	bool told[TROUBLE_KINDS];
	struct record_forget *forgets; /* of this machine */
	size_t forget_count, forget_room;
	struct made_of forgets_of;
	/* What is lent to who asks. */
	struct state_document own;
	struct state_document elsewhere;
	struct state_document **documents;
	size_t document_count, document_room;
	struct made_of documents_of;
	struct record_jumps jumps;
	struct buffer draft;
	struct buffer *searches;
	size_t search_count, search_room;
	struct made_of searches_of;
};

/* Looks at the files again. */
void held_refresh(struct state *state);

/* Whether something was made of the files as they are; it is from now on. */
bool held_made(const struct state *state, struct made_of *of);

void held_tell(struct state *state, enum trouble trouble,
	       const struct error *error);

/* Appends lines to this machine's file, and is rid of them. */
bool held_append(struct state *state, struct buffer *lines);

/* One of the files: this machine's first. */
struct held_file {
	const struct ledger *ledger;
	const char *machine; /* "": not known */
	bool own;	     /* of this machine, if only a copy */
	bool journal;	     /* this machine's file itself */
};

/* The i-th file; false: there are no more. */
bool held_file(const struct state *state, size_t i, struct held_file *file);

/* Whether what a file other than the journal says, of a stored path at a time,
 * was forgotten; path may be NULL, print 0. */
bool held_forgotten(const struct state *state, const struct held_file *file,
		    const char *path, uint64_t print, int64_t at);

/* The newest place of a stored path in the files of this machine, or of the
 * others; whether there is one. */
bool held_place(const struct state *state, const char *stored, bool own,
		struct state_document *document);
/* The same, of a print; gone: only if the path is. */
bool held_print(const struct state *state, uint64_t print, bool own, bool gone,
		struct state_document *document);

void held_release_documents(struct state *state);
void held_release_searches(struct state *state);

#endif
