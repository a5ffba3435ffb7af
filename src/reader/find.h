/* SPDX-License-Identifier: ISC */
/*
 * Search the text: as it is typed, from hit to hit, and all hits in a list.
 *
 * A search goes through the whole document in slices: a few milliseconds when a
 * key wants an answer, the rest by find_step() while nothing else is to do.
 * What is wanted of it (the first hit, the third from here, the list of all)
 * waits until it has come so far. Hits are ranges of reading text, so no resize
 * or toggle touches them.
 */
#ifndef READER_FIND_H
#define READER_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/query.h"
#include "layout/layout.h"
#include "marks/anchor.h"
#include "reader/pan.h"

struct search;
struct view;

/* Where "/" was pressed, which Esc gives back. */
struct find_origin {
	struct place top;
	struct anchor top_at; /* of its text, for another generation */
	struct pans pans;
	uint32_t point_off;
	uint32_t point_end;
	uint32_t off; /* the first hit is at or behind this */
	bool painted; /* the hits of what was looked for before were … */
	bool found;   /* … this was the current one of them */
	struct hit hit;
	enum query_kind kind;
	bool back;    /* … in this direction; */
	bool listing; /* Enter lists all hits */
};

/* How the last step came to the current hit. */
enum find_turn {
	FIND_ON,
	FIND_FROM_START, /* over the end … */
	FIND_FROM_END,	 /* … or the start of the text */
	FIND_ONLY,	 /* it was there already: there is no other */
};

/* The hits of a stretch of the text, for painting. */
struct find_shown {
	struct hit *hits; /* owned */
	size_t count;
	size_t room;
	uint32_t off;
	uint32_t end; /* off: nothing is known */
};

/* The paragraphs (of tables the rows) that hold words, for the list. */
struct find_paragraphs {
	uint32_t *first; /* owned: the index of the first hit in each */
	size_t count;
	size_t room;
	size_t hit_count; /* that there were when this was made */
};

/* What headings stand under, for the list. */
struct find_sections {
	uint32_t *above; /* owned: the heading above each, or DOCUMENT_NONE */
	size_t count;
	size_t room;
	size_t tops; /* headings that stand under none */
};

/* All zero is one that looks for nothing. */
struct find {
	struct query *query;   /* owned; NULL: nothing is looked for */
	struct search *search; /* owned; through the whole document */
	enum query_kind kind;  /* of query */
	uint32_t begun;	       /* hits are known without a gap from here on */
	bool painted;	       /* the hits are: until Esc, or a new search */
	bool back;	       /* "on" is towards the start: "?" was typed */
	bool found;	       /* hit is one of them: the current one */
	struct hit hit;
	enum find_turn turn;
	struct anchor hit_at; /* of its start, for another generation */
	/* What waits until the search has come so far: */
	long wanted;   /* so many hits on, or back … */
	uint32_t from; /* … from here, where there is no current one; */
	struct place waiting; /* … unless the page has left this top … */
	int waiting_focus;    /* … or the keys are elsewhere (enum focus) */
	bool asked;	      /* words are tried where nothing is found; */
	bool listing;	      /* the list of all hits */
	bool trouble_said;
	struct buffer text; /* what was looked for last, kept by Enter … */
	bool regex;	    /* … as a regular expression */
	/* The prompt: */
	bool typed_regex;    /* what is typed is one */
	bool typed_bad;	     /* nothing can be looked for by it (yet) */
	struct buffer typed; /* before another search was recalled */
	size_t recalled;     /* the search of the history that it shows;
			      * SIZE_MAX: what was typed */
	struct find_origin origin;
	struct find_shown shown;
	struct find_paragraphs paragraphs;
	struct find_sections sections;
};

void find_release(struct find *find);

/* Another document or generation: looks anew for what is painted. The old one
 * may be gone already. */
void find_reset(struct view *view);
/* The document has grown, or has all come. */
void find_grew(struct view *view);

/* "/": the prompt, which looks as it is typed; Enter keeps, Esc goes back. With
 * back it looks towards the start, and so does find_next() from then on. */
void find_open(struct view *view, bool back);
/* What is typed changed. */
void find_typed(struct view *view);
/* A key of the prompt that is the search's own (^R, Up, Down); else false. */
bool find_prompt_key(struct view *view, uint32_t key);
/* Enter; what cannot be looked for stays in the prompt. */
void find_keep(struct view *view);
void find_abandon(struct view *view);

/* Looks for words at once, as ":search words" does. */
void find_look_for(struct view *view, const char *words, bool back);

/* To the next or the previous hit (count < 0), in the search's direction. */
void find_next(struct view *view, long count);

/* Looks for words as "+/words" wants it; the first hit behind the top becomes
 * the point. False if there is none in what is known. */
bool find_words(struct view *view, const char *words);

/* "&": lists all hits (reader/hits.h). */
void find_list(struct view *view);

/* Shows hits no longer; what was looked for stays for n. */
void find_hide(struct view *view);

/* Makes a hit the current one and its sentence the point, and brings it on the
 * page; of a selection it becomes the end, as a whole. */
void find_go_to(struct view *view, struct hit hit);

/* The hits that [off, end) shows, if they are painted, ascending; borrowed
 * until the next call that takes the view. */
const struct hit *find_visible(struct view *view, uint32_t off, uint32_t end,
			       size_t *count);
bool find_is_current(const struct view *view, struct hit hit);

/* "3/41", "3/41…" while it goes on, with what is special about it if there is:
 * where it went on, what was given up, that what is typed is no regular
 * expression yet. Nothing if no hits are painted. */
void find_append_count(const struct view *view, struct buffer *out);

/* Hits of a section that are known, if they are painted. */
size_t find_count_between(const struct view *view, uint32_t off, uint32_t end);

/* Some of the work that waits, in a few milliseconds; whether there is more. It
 * may have moved the page, said something or opened the list. */
bool find_step(struct view *view);

#endif
