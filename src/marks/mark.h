/* SPDX-License-Identifier: ISC */
/* A mark: a highlight or a bookmark, with all that is kept of it. */
#ifndef MARKS_MARK_H
#define MARKS_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/anchor.h"

enum mark_kind { MARK_HIGHLIGHT, MARK_BOOKMARK };

/* The six of EPUB Annotations. */
enum mark_color {
	MARK_YELLOW,
	MARK_GREEN,
	MARK_BLUE,
	MARK_PINK,
	MARK_ORANGE,
	MARK_PURPLE,
	MARK_COLORS,
};

enum {
	MARK_ID = 127,		 /* bytes of an ID at most; ours have 36 */
	MARK_FINGERPRINT = 71,	 /* "sha256:" and 64 digits */
	MARK_WRITER = 63,	 /* bytes of a writer's name at most */
	MARK_NOTE = 64 * 1024,	 /* bytes of a note that may be typed or
				  * imported: a record stays below 1 MiB */
	MARK_QUOTE = 256 * 1024, /* bytes of a quote, likewise */
	MARK_TAGS = 4 * 1024,	 /* bytes of all tags */
};

/*
 * Where a mark is, as it is kept: the anchor's texts, ordinal and total count,
 * but its off, end and text_len only once they were reckoned for the document
 * that is open (marks/marks.h). What is kept are code points.
 */
struct selector {
	struct anchor anchor;
	uint32_t start; /* [start, end) of the text, in code points … */
	uint32_t end;
	uint32_t len; /* … of so many; 0: not known */
	char fingerprint[MARK_FINGERPRINT + 1]; /* of that text; "": not known
						 */
	int norm; /* the version of the reading text's rules */
};

struct mark {
	char id[MARK_ID + 1];	    /* a UUIDv7 if it was made here */
	char document[MARK_ID + 1]; /* whose it is; "": not known yet */
	enum mark_kind kind;
	enum mark_color color;
	char letter;	    /* of a bookmark; NUL: it has none */
	struct buffer note; /* may have lines */
	struct buffer tags; /* without '#', a space between; those of the note
			     * are among them */
	struct buffer head; /* titles of the headings above it, the outermost
			     * first, a line each */
	/* As it was marked. Its quote is never rewritten. */
	struct selector original;
	/* Where the reader said that it is now; only if is_confirmed. */
	struct selector confirmed;
	bool is_confirmed;
	int64_t created_ms; /* since the epoch */
	int64_t changed_ms;
	char by[MARK_WRITER + 1]; /* who changed it last */
	bool deleted;
	bool read_only; /* written by a newer Lectern: shown, never changed */
};

void mark_init(struct mark *mark);
void mark_release(struct mark *mark);
/* to is initialised; what it held is overwritten. */
void mark_copy(struct mark *to, const struct mark *from);

/* The one that counts: confirmed if there is one. */
const struct selector *mark_selector(const struct mark *mark);

/* Sets the note (made valid UTF-8, controls but '\n' and '\t' shown as U+FFFD,
 * at most MARK_NOTE), and the tags that stand in it (marks/tags.h) instead of
 * those of the note before; others stay. */
void mark_set_note(struct mark *mark, const char *note, size_t len);
/* Adds a tag (a '#' before it is dropped, blanks in it become '-'), if it lacks
 * and there is room. */
void mark_add_tag(struct mark *mark, const char *tag, size_t len);
/* Case does not count. */
bool mark_has_tag(const struct mark *mark, const char *tag, size_t len);

/* Whether a bookmark may have this letter: of its document, or, a capital, of
 * all. */
bool mark_is_letter(char letter);

/* "yellow" …; MARK_COLORS: there is no such colour. */
const char *mark_color_name(enum mark_color color);
enum mark_color mark_color_find(const char *name, size_t len);

/* Marks in a row; each is owned. All zero is an empty list. */
struct mark_list {
	struct mark *marks;
	size_t count;
	size_t room;
};

/* Returns a mark at the end, initialised; borrowed until the next one. */
struct mark *mark_list_add(struct mark_list *list);
void mark_list_release(struct mark_list *list);

#endif
