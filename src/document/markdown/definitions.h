/* SPDX-License-Identifier: ISC */
/* The definitions of links and notes: where one may stand, what it says. */
#ifndef DOCUMENT_MARKDOWN_DEFINITIONS_H
#define DOCUMENT_MARKDOWN_DEFINITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"

struct document;

/*
 * A definition may stand anywhere in a source, so all places where one may are
 * searched for at first, by their bytes: the candidates. Whether one is a
 * definition is a guess until the blocks around it were parsed. A label that
 * begins with '^' makes it a note's, of which only the place is known here.
 */
enum definition_state {
	DEFINITION_UNLIKELY, /* by a look at the lines around it */
	DEFINITION_LIKELY,   /* likewise; url and title are what it then said */
	DEFINITION_TRUE,     /* parsed: url and title are right */
	DEFINITION_FALSE,    /* parsed: no definition */
};

struct definition {
	uint32_t line;	 /* of the source, from 1; may have several */
	uint32_t column; /* bytes before its '[' in the repaired line */
	uint32_t label;	 /* string: white space collapsed, on one line; a
			  * note's is unescaped and has no '^' */
	uint32_t url;	 /* string */
	uint32_t title;	 /* string */
	uint32_t asked;	 /* the first piece whose links asked for it, or 0 */
	uint32_t listed; /* the serial of the last prelude that has it */
	/* Of a note: */
	uint32_t seen;	  /* the serial of the last in whose parse it was one */
	uint8_t indent;	  /* blanks that are taken from before it */
	uint32_t shown;	  /* its column in the body that was written last */
	uint32_t entered; /* the last piece that has its strings … */
	uint32_t piece_url; /* … here */
	uint32_t piece_title;
	uint8_t state; /* enum definition_state */
	bool one_line; /* the label is */
	bool note;
	/* Those with the same label, in order; UINT32_MAX: none. */
	uint32_t first;
	uint32_t next;
	/* Of the first one: */
	uint32_t last;
	uint32_t answer; /* those before it are no definitions */
};

struct definitions {
	struct definition *items; /* in the order of the source */
	size_t count, room;
	struct buffer strings; /* NUL-terminated, from offset 1; 0 is "" */
	struct map labels;     /* normalised label to its first item */
	uint32_t serial;       /* of the last prelude */
	struct buffer scratch;
};

void definitions_init(struct definitions *definitions);
void definitions_release(struct definitions *definitions);

/* Borrowed until strings are added. */
const char *definitions_string(const struct definitions *definitions,
			       uint32_t string);

/* Adds the candidates among whole lines, the first of which is line; all of
 * them UNLIKELY. Lines are scanned in order. */
void definitions_scan(struct definitions *definitions, const char *text,
		      size_t len, uint32_t line);

/*
 * For a text that is only a part of its source: takes each label to which
 * something in it refers in full ("[text][label]"), but that is not defined in
 * it, for one that is defined behind it, as a link to "". Once all was scanned.
 */
void definitions_assume(struct definitions *definitions, const char *text,
			size_t len);

/* The first candidate on line or behind it; count if there is none. O(log n).
 */
uint32_t definitions_from(const struct definitions *definitions, uint32_t line);

/* Enters what a candidate turned out to be; url and title count for LIKELY and
 * TRUE. True if links that asked for it got a wrong answer. */
bool definitions_settle(struct definitions *definitions, size_t index,
			enum definition_state state, const char *url,
			const char *title);

/* Takes that back: it is a guess again. */
void definitions_unsettle(struct definitions *definitions, size_t index,
			  enum definition_state state);

/*
 * The candidate that a reference with this label (as it stands between the
 * brackets, at most 1000 bytes) refers to as far as is known: the first in the
 * source that is TRUE or LIKELY. UINT32_MAX if there is none. With unquote,
 * quote markers at the starts of its lines are none of it. Notes that piece
 * asked, in it and in those passed over.
 */
uint32_t definitions_find(struct definitions *definitions, const char *label,
			  size_t len, bool unquote, uint32_t piece);

/*
 * The same for a reference to a note, whose label has no '^' and is unescaped.
 * What all its references and the note are called is the label of the
 * definition that has number first of the one found.
 */
uint32_t definitions_find_note(struct definitions *definitions,
			       const char *label, size_t len, uint32_t piece);

/* Adds what a definition of a link says to the piece of this number, once. */
void definitions_enter(struct definitions *definitions, size_t index,
		       struct document *piece, uint32_t number, uint32_t *url,
		       uint32_t *title);

/* The length of the label that starts at text: up to an unescaped ']' (on any
 * line), without unescaped brackets. False if there is none. */
bool definitions_label(const char *text, size_t len, size_t *label_len);

/* The length of a note's mark that starts at text, "[^label]:" and the blanks
 * behind it; 0 if there is none. */
size_t definitions_note_mark(const char *text, size_t len);

/* Forgets who asked. */
void definitions_forget(struct definitions *definitions);

#endif
