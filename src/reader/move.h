/* SPDX-License-Identifier: ISC */
/* Every movement through the text. */
#ifndef READER_MOVE_H
#define READER_MOVE_H

#include <stdbool.h>
#include <stdint.h>

struct view;

/*
 * count is at least 1. Each returns false where it could not move, because the
 * text is at its end or start; what has to be known but is not read yet sets
 * view->request to REQUEST_WHOLE and returns false.
 */
bool move_lines(struct view *view, long count);
bool move_pages(struct view *view, long count);
bool move_half_pages(struct view *view, long count);
bool move_start(struct view *view);
/* Before the page is painted: the first page of a text that just opened, or was
 * laid out anew, ends as one that was turned does. */
void move_settle(struct view *view);
bool move_end(struct view *view);
bool move_percent(struct view *view, long percent);
bool move_source_line(struct view *view, long line);
bool move_headings(struct view *view, long count);
bool move_to_heading(struct view *view, uint32_t heading);
/* Scrolls so that the point stands on a row of the page, from 0 on, as far as
 * there is text. */
bool move_point_to_row(struct view *view, int row);
bool move_paragraphs(struct view *view, long count);
bool move_sentences(struct view *view, long count);

/* Sets the point to the sentence at an offset. */
bool move_point_to(struct view *view, uint32_t off);

/* To a place as document/locate.h reads it, which must be known already; false
 * if there is none. */
bool move_to_place(struct view *view, const char *place);

#endif
