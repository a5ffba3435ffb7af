/* SPDX-License-Identifier: ISC */
/* Select text: from the point on, by characters, words, paragraphs. */
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

/*
 * What is selected lies between two clusters of the reading text, both
 * selected, widened to whole units. Neither is a '\n', so that a movement is
 * always seen. The selection begins as the point's sentence, its start the
 * anchor: "v" and "y" copy it, "v" and ")" take the next one too, and "o"
 * changes which of the ends moves.
 */
struct select {
	bool active;
	enum select_unit unit;
	uint32_t anchor; /* the cluster that stays … */
	uint32_t moving; /* … and that moves */
	bool has_column; /* rows are being moved over … */
	uint32_t column; /* … along this column */
	long count;	 /* sentences wanted of the one that letters choose */
};

/* Begins at the point; without one, letters on the sentences choose it. */
void select_begin(struct view *view, enum select_unit unit);
/* Begins at a byte, takes the keys (mouse). */
void select_begin_at(struct view *view, uint32_t off, enum select_unit unit);
/* Moves the moving end to the cluster that holds a byte: of a hit its last. */
void select_extend_to(struct view *view, uint32_t off);
/* The keys go back to the page. */
void select_end(struct view *view);

/* [off, end) of what is selected; false if nothing is. */
bool select_range(const struct view *view, uint32_t *off, uint32_t *end);

/*
 * A key while something is selected (FOCUS_SELECT), view->count before it;
 * false if it is none of the selection's: then the command of that key runs,
 * and unless that only scrolls or changes how the page looks, the selection has
 * ended. w b e o are the selection's own; else keys do to its moving end what
 * their commands do to the point.
 */
bool select_key(struct view *view, uint32_t key);

/* "y": the selection, else so many sentences from the point on, else letters
 * choose; in a note the note. "Y": as a Markdown quote. Asks for REQUEST_COPY.
 */
void select_copy(struct view *view, bool with_source, long count);

#endif
