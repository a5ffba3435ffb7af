/* SPDX-License-Identifier: ISC */
/* Which items of a list its filter leaves. */
#ifndef READER_NARROW_H
#define READER_NARROW_H

#include <stdbool.h>

struct list;
struct list_row;
struct view;

/*
 * Makes what is listed anew for other words: all at once where the source ranks
 * them itself, else as many as do not keep a key waiting. Where words only
 * became longer, what they left before is looked at, not all.
 */
void narrow_start(struct view *view, const char *words);
/* The same for other items of the source; for more of them. */
void narrow_again(struct view *view);
void narrow_grew(struct view *view);

/* Goes on with what is left; whether there is more. */
bool narrow_step(struct view *view);
bool narrow_is_done(const struct list *list);

/* Marks the filter's words in a row's text. */
void narrow_mark(struct list *list, struct list_row *row);

#endif
