/* SPDX-License-Identifier: ISC */
/* Infer which passages of a plain text are its headings. */
#ifndef DOCUMENT_PLAIN_HEADINGS_H
#define DOCUMENT_PLAIN_HEADINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "document/plain/marker.h"
#include "document/plain/pages.h"
#include "document/plain/passage.h"

/* What kind of heading a passage is, from the outermost to the innermost; a
 * text's levels are those of the kinds that it has, without gaps. */
enum heading_rank {
	RANK_NONE,
	RANK_TITLE,
	RANK_PART,
	RANK_CHAPTER,
	RANK_DOUBLE_RULE, /* ruled off with '=' */
	RANK_CAPITALS,
	RANK_RULE, /* ruled off with '-' or '~' */
	RANK_NUMBER,
	RANK_NUMBER_2, /* 2.1 */
	RANK_NUMBER_3, /* 2.1.3 */
	RANK_NUMBER_4, /* deeper */
	RANK_PLAIN,
	RANK_MATTER, /* Preface, Notes: as high as the sections are */
	/* What a library puts before or behind a text: as high as the title */
	RANK_NOTICE,
	RANK_NOTICE_SECTION, /* a section of a licence */
	RANK_COUNT
};

/* How many passages headings_level() looks back and ahead. */
enum { HEADINGS_BACK = 8, HEADINGS_AHEAD = 16, HEADINGS_LEVELS = 6 };

/* What survey.h learns from the first 256 KiB about the headings of the whole.
 */
struct headings {
	struct wrapping wrapping;
	struct map contents; /* entries of the table of contents, by key */
	struct map repeats;  /* how often a short passage stands there */
	struct map speakers; /* how many paragraphs a name stands before */
	struct pages pages;
	uint32_t contents_first; /* source lines [first, end) of that table */
	uint32_t contents_end;
	uint32_t notice;  /* source line of the heading above start, or 0 */
	uint32_t start;	  /* source line: a library's notices stand above it */
	uint32_t title;	  /* source line, 0: there is none */
	uint32_t body;	  /* source line of the first long paragraph */
	bool spaced;	  /* two blank lines stand above headings */
	bool parts_named; /* "Part I" has its title below, if it has one */
	bool counted[MARKER_KINDS];	  /* a title has the number one */
	bool counted_alone[MARKER_KINDS]; /* the number one stands alone */
	bool bare_numbers; /* "1 Title", "2 Title": no full stop behind them */
	bool play;	   /* lines of capitals close above say who speaks */
	bool interview;	   /* short questions are someone's, not headings */
	bool letter; /* short lines greet and sign, they are no headings */
	uint8_t levels[RANK_COUNT];
};

void headings_release(struct headings *headings);

/* Whether a passage says who speaks, or does so in its first line, as in a
 * play: a short line in capitals with no blank one below. *name is that line,
 * without the full stop, colon or words in brackets that may end it. */
bool headings_names_speaker(const struct passage *list, size_t count, size_t at,
			    struct span *name);

/* Whether text begins with somebody's name and a colon: one that is surely a
 * name, or stands there again and again. */
bool headings_is_speech(const struct headings *headings, struct span text);

/* The rank of list[at], RANK_NONE if it is no heading. The list need hold no
 * more than HEADINGS_BACK passages before it and HEADINGS_AHEAD behind it, or
 * as many as there are. */
enum heading_rank headings_rank(const struct headings *headings,
				const struct passage *list, size_t count,
				size_t at);

#endif
