/* SPDX-License-Identifier: ISC */
/* Follow what a text refers to: notes, links inside it, links that lead out. */
#ifndef READER_FOLLOW_H
#define READER_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct document;
struct view;

enum reference_kind {
	REFERENCE_NOTE, /* index: of the note */
	REFERENCE_BACK, /* index: of the note that stands here, to go back */
	REFERENCE_LINK, /* index: of the link */
};

/* Something that can be followed, where it is shown. A note's reference is
 * behind off, and off == end. */
struct reference {
	uint32_t off;
	uint32_t end;
	uint32_t index;
	uint32_t run; /* of a note's reference */
	uint8_t kind; /* enum reference_kind */
};

/* What can be followed in [off, end), in the order of the text: at most room;
 * returns how many. */
size_t follow_find(const struct view *view, uint32_t off, uint32_t end,
		   struct reference *references, size_t room);

/* Whether a link is only the sign of a note, leading to it ("3", "[3]", "*") or
 * back from it (an arrow). */
bool follow_is_note_sign(const struct document *document, uint32_t link);

/* Opens a note, goes where a link leads inside the text, or says where it
 * leads outside. */
void follow_reference(struct view *view, const struct reference *reference);

/* Opens the note with this number, from 1; says so where there is none. */
void follow_number(struct view *view, long number);

/* Follows the link whose text off is part of; false if there is none. */
bool follow_at(struct view *view, uint32_t off);

/* Opens the note that a run of the document (RUN_NOTE) refers to. */
void follow_run(struct view *view, uint32_t run);

/* What the point stands on, or the note that it stands in: false if nothing.
 */
bool follow_point(struct view *view);

#endif
