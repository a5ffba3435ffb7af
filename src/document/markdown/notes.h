/* SPDX-License-Identifier: ISC */
/* Keep the notes of a source until its text is over. */
#ifndef DOCUMENT_MARKDOWN_NOTES_H
#define DOCUMENT_MARKDOWN_NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"

struct document;

/*
 * Notes stand anywhere in a source; in a document they come last: those
 * referred to in the order of their first references, where a note's own count
 * when its turn comes, then the others as they stand in the source.
 */
struct notes {
	struct note_body *items;
	size_t count, room;
	struct map labels;     /* of the items, to their indices */
	struct buffer strings; /* the labels referred to, in order, each with */
	struct map referred;   /* its NUL; and all of them */
	size_t next;	       /* of strings */
	size_t unused;	       /* items before this one were taken */
	bool begun;	       /* one was taken */
	struct note_body *held; /* taken, but in no piece yet, or NULL */
};

void notes_clear(struct notes *notes);
void notes_release(struct notes *notes);

/*
 * Adds a note; returns its piece, to be filled and not the caller's. Of several
 * with one label the first is what references mean. *label becomes what this
 * one is called, borrowed until notes are cleared.
 */
struct document *notes_add(struct notes *notes, const char **label);

/* The note's piece, which notes_add() gave, is filled. */
void notes_close(struct document *note);

/* Enters what a piece refers to. */
void notes_refer(struct notes *notes, const struct document *piece);

/* Moves the next notes into an empty piece, as many as make one; false if there
 * are none. No note can be added behind the first that was moved. */
bool notes_next(struct notes *notes, struct document *piece);

#endif
