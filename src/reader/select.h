/* SPDX-License-Identifier: ISC */
/* Select text: from the point on, by characters, words, sentences. */
#ifndef READER_SELECT_H
#define READER_SELECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct view;

enum select_unit {
	SELECT_CHARACTERS,
	SELECT_WORDS,	   /* of a double click */
	SELECT_PARAGRAPHS, /* "V", a triple click */
};

/* What is selected lies between two bytes of text, the anchor that stays and
 * the one that moves; both ends are whole clusters (or units). */
struct select {
	bool active;
	enum select_unit unit;
	uint32_t anchor; /* the cluster that stays … */
	uint32_t moving; /* … and that moves; both are selected */
};

/* Begins at the point; without one, letters on the sentences choose it. */
void select_begin(struct view *view, enum select_unit unit);
/* Begins at a byte (mouse). */
void select_begin_at(struct view *view, uint32_t off, enum select_unit unit);
/* Moves the moving end to a byte (mouse). */
void select_extend_to(struct view *view, uint32_t off);
void select_end(struct view *view);

/* [off, end) of what is selected; false if nothing is. */
bool select_range(const struct view *view, uint32_t *off, uint32_t *end);

/* A key while something is selected (FOCUS_SELECT); false if it is none. */
bool select_key(struct view *view, uint32_t key);

/* "y": the selection, else the point, else letters choose a sentence; "Y" as a
 * Markdown quote with author, title, section. Asks for REQUEST_COPY. */
void select_copy(struct view *view, bool with_source);

#endif
