/* SPDX-License-Identifier: ISC */
/* List all hits of a search, each with its section and what is around it. */
#ifndef READER_HITS_H
#define READER_HITS_H

#include <stdint.h>

struct buffer;
struct list_source;
struct view;

/* Of a search for words, each paragraph that holds them is an item. */
extern const struct list_source hits_source;

/* Opens the list, at the current hit or the first one from where it was looked
 * for on. There must be one. */
void hits_open(struct view *view);

/* "Part › Chapter › Section" of the text at off; the title that all stands
 * under goes without saying. */
void hits_append_path(struct view *view, uint32_t off, struct buffer *out);
/* For who opens a list with such: the headings may be others than before. */
void hits_forget_paths(struct view *view);

#endif
