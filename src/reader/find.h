/* SPDX-License-Identifier: ISC */
/* Search the text: as it is typed, from hit to hit, and all hits in a list. */
#ifndef READER_FIND_H
#define READER_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/query.h"
#include "layout/layout.h"

struct search;
struct view;

struct find {
	struct query *query;   /* owned; NULL: nothing is looked for */
	struct search *search; /* owned; through the whole document */
	struct buffer text;    /* what was looked for last, kept by Enter */
	bool regex;	       /* of text; and of what is being typed */
	bool painted;	       /* the hits are: until Esc, or a new search */
	bool found;	       /* off and end are those of a hit … */
	uint32_t off;	       /* … the current one */
	uint32_t end;
	long wanted;	     /* hits still to go on (or back), for n before
			      * the search has come so far */
	struct place origin; /* where "/" was pressed */
	uint32_t origin_off; /* the point there */
	uint32_t origin_end;
	size_t recalled; /* the search of the history that the prompt shows;
			  * SIZE_MAX: what was typed */
	bool listing;	 /* its hits are listed once they are known */
};

void find_release(struct find *find);

/* Another document or generation: looks anew for what is painted. The old one
 * may be gone already. */
void find_reset(struct view *view);
/* The document has grown, or has all come. */
void find_grew(struct view *view);

/* "/": the prompt, which looks as it is typed; Enter keeps, Esc goes back. */
void find_open(struct view *view);
/* What is typed changed. */
void find_typed(struct view *view);
/* A key of the prompt that is the search's own (^R, Up, Down); else false. */
bool find_prompt_key(struct view *view, uint32_t key);
void find_keep(struct view *view);
void find_abandon(struct view *view);

/* Looks for words at once, as ":search words" does. */
void find_look_for(struct view *view, const char *words);

/* To the next or the previous hit (count < 0); says where it wrapped. */
void find_next(struct view *view, long count);

/* Looks for words as "+/words" wants it; the first hit behind the top becomes
 * the point. False if there is none in what is known. */
bool find_words(struct view *view, const char *words);

/* "&": lists all hits. */
void find_list(struct view *view);

/* Shows hits no longer; what was looked for stays for n. */
void find_hide(struct view *view);

/* The hits that [off, end) shows, if they are painted. */
size_t find_visible(struct view *view, uint32_t off, uint32_t end,
		    struct hit *hits, size_t room);

/* "3/41", "3/41…" while it goes on; nothing if none is painted. */
void find_append_count(struct view *view, struct buffer *out);

/* Hits of a section that are known, if they are painted. */
size_t find_count_between(const struct view *view, uint32_t off, uint32_t end);

/* Some of the work that waits, in a few milliseconds; whether there is more. */
bool find_step(struct view *view);

#endif
