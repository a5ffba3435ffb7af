/* SPDX-License-Identifier: ISC */
/*
 * What the reader keeps of the document: highlights, bookmarks and notes.
 *
 * Each act is in the marks file before it is said to be done; what could not
 * be written stays true for this run and is said in red. Every act of this run
 * can be undone.
 */
#ifndef READER_KEPT_H
#define READER_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/identity.h"
#include "marks/mark.h"
#include "marks/marks.h"
#include "marks/store.h"

struct view;

/* What an act changed: marks as they were before it, and after. */
struct kept_act {
	struct mark_list before; /* one that was made then is deleted in it */
	struct mark_list after;
	const char *what; /* "highlighting": static */
};

struct kept {
	struct store *store; /* borrowed; NULL: nothing can be kept */
	struct marks marks;  /* of the document that is read */
	/* Set by the desk (desk/keeping.h): */
	bool known; /* the marks file is read, and whose marks these are
		     * is known */
	char (*documents)[MARK_ID + 1]; /* the documents that the text is;
					 * owned; new marks go to the first */
	size_t document_count;		/* 0: it has no marks yet */
	char fingerprint[MARK_FINGERPRINT + 1]; /* of the text; "": not yet */
	uint64_t sketch[STORE_SKETCH];
	size_t sketch_count;
	struct buffer path; /* as sightings have it; "": it is in no file */
	struct buffer copy; /* where a pipe's text was kept; "": nowhere */
	bool is_fleeting;   /* a pipe or a temporary file: its first mark keeps
			     * a copy of the text */
	/* The reader's: */
	struct kept_act *acts; /* done in this run, the last one last; owned */
	size_t act_count;
	size_t undone_count; /* acts behind those that were undone */
	size_t act_room;
	enum mark_color color; /* of the next highlight: the last one chosen */
};

void kept_release(struct kept *kept);
/* Another document is read: its marks are not known yet. Acts stay. */
void kept_clear(struct kept *kept);

/*
 * --- Acts -------------------------------------------------------------------
 *
 * Each says what it did in the status line. One that returns true (or a
 * number) is on the disk, and its caller may say it better; where it could not
 * be written that was said in red, and the marks are as if it had been.
 *
 * An act that must wait (for the marks file, or for a copy of a text that will
 * not last) asks for REQUEST_MARKS or REQUEST_KEEP_COPY: then the command runs
 * again.
 */

/* Whether the marks of what is read are known, and others can be made; says why
 * not, or asks for REQUEST_MARKS. */
bool kept_ready(struct view *view);

/* Leaves the blanks at both ends of a range out, and takes whole clusters;
 * false if nothing is left. */
bool kept_trim(const struct view *view, uint32_t *off, uint32_t *end);

/* Keeps a highlight of [off, end) without the blanks at its ends, or a bookmark
 * at off. A letter ('a' to 'z' of this document, 'A' to 'Z' of all; NUL: none)
 * is taken from the bookmark that has it. Returns its number, that of the one
 * there is already if it is the same; SIZE_MAX: it was not kept on the disk. */
size_t kept_add(struct view *view, enum mark_kind kind, uint32_t off,
		uint32_t end, char letter);
/* Keeps a mark as it is in after, which was made of the one that the store has
 * now, with the place it has; waits for nothing. what: "the note", static. */
bool kept_change(struct view *view, const struct mark *after, const char *what);
/* Gives a highlight another colour, whatever others wrote on it meanwhile. */
bool kept_recolor(struct view *view, size_t number, enum mark_color color);
/* Gives a highlight another end. */
bool kept_lengthen(struct view *view, size_t number, uint32_t end);
/* The reader says that a mark is now [off, end). */
bool kept_confirm(struct view *view, size_t number, uint32_t off, uint32_t end);
bool kept_delete(struct view *view, size_t number);
/* Takes back the last act that was not, in whichever document; false, and says
 * so: there is none. What others changed since stays as they left it. */
bool kept_undo(struct view *view);
/* Does again what was undone last, until another act is done. */
bool kept_redo(struct view *view);

/* --- What the page shows -----------------------------------------------------
 */

/* The mark that commands act on in [off, end), the point or what is selected:
 * the shortest highlight that holds off, else the first that meets the range,
 * else a bookmark in it; SIZE_MAX: none. */
size_t kept_at(struct view *view, uint32_t off, uint32_t end);

/* The bookmark of this document that has a letter, or begins in [off, end);
 * SIZE_MAX: none. */
size_t kept_letter(const struct view *view, char letter);
size_t kept_bookmark_in(struct view *view, uint32_t off, uint32_t end);

/* The bookmark with a letter of all documents: a copy in mark, initialised.
 * What is not here is searched among all marks. */
bool kept_letter_anywhere(struct view *view, char letter, struct mark *mark);

/* Marks that meet [off, end), highlights only; as marks_in(). */
size_t kept_highlights(struct view *view, uint32_t off, uint32_t end,
		       uint32_t *numbers, size_t room);

/* "the highlight of 23 words", "bookmark a". */
void kept_append_name(const struct view *view, const struct placed_mark *mark,
		      struct buffer *out);

/* "3 placed, 1 doubtful (~), 1 lost": how the marks of an edited text fared.
 */
void kept_append_summary(const struct kept *kept, struct buffer *out);

#endif
