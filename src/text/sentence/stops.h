/* SPDX-License-Identifier: ISC */
/* Read what stands at and behind a mark that may end a sentence. */
#ifndef TEXT_SENTENCE_STOPS_H
#define TEXT_SENTENCE_STOPS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/sentence/punctuation.h"

enum {
	STOP_TAIL_MAX = 128,  /* bytes from a stop to the end of its sentence */
	STOP_AHEAD_MAX = 128, /* bytes from there to the next word */
};

enum stop_kind {
	STOP_PERIOD,   /* one '.' */
	STOP_ELLIPSIS, /* "...", ". . ." or its character */
	STOP_STRONG,   /* '?', '!', and the full stops of other scripts */
	STOP_DASH,     /* a dash before a closing quote: speech broken off */
};

/*
 * A run of terminal marks (UAX #29: SATerm) with what belongs to it (Close) and
 * what follows. All of it depends on the text near off only.
 */
struct stop {
	const char *text; /* borrowed */
	size_t len;
	size_t off; /* of the run's first mark */
	size_t end; /* behind closers, note marks and emoji: if the stop ends a
		     * sentence, this is where */
	enum stop_kind kind;
	bool caseless;	/* a mark of a script without capitals and spaces */
	bool apart;	/* the next sentence may begin at next: there is a
			 * space, or none is needed */
	bool quoted;	/* a quotation closes before end */
	bool titled;	/* the title of a book does */
	size_t bracket; /* the bracket that does, or 0 */
	size_t next;	/* what follows end and space */
	bool dashed;	/* which is a dash */
	size_t word;	/* the first word from next, behind openers and signs */
	enum punctuation start; /* that word's first character; NONE: no word
				 * is near */
};

/* Reads the stop at off; false when no run starts there, or none that could
 * end a sentence: the text ends, another mark, a comma or colon follows. */
bool stop_read(struct stop *stop, const char *text, size_t len, size_t off);

#endif
