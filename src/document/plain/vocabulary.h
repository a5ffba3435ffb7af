/* SPDX-License-Identifier: ISC */
/* Hold the words that headings, and what looks like them, are made of. */
#ifndef DOCUMENT_PLAIN_VOCABULARY_H
#define DOCUMENT_PLAIN_VOCABULARY_H

#include <stdbool.h>

#include "base/buffer.h"

/* In English, French, German, Spanish, Portuguese, Italian, Dutch, the
 * Scandinavian languages, Russian, Arabic, Chinese and Japanese; the commonest
 * in a few others. */
enum vocabulary {
	VOCABULARY_PARTS,    /* "part", "livre": hold chapters */
	VOCABULARY_CHAPTERS, /* "chapter", "kapitel", "letter" */
	VOCABULARY_NUMBERS,  /* "one", "premier" */
	VOCABULARY_MATTER,   /* whole headings: "introduction", "notes" */
	VOCABULARY_CONTENTS, /* names of the table of contents */
	VOCABULARY_KICKERS,  /* labels of sections of a newspaper */
	VOCABULARY_CREDITS,  /* how lines that are no headings begin */
	VOCABULARY_CAPTIONS, /* "figure": with a number, a caption */
	VOCABULARY_PAGES,    /* what stands beside the number of a page */
	VOCABULARY_CALLS,    /* whole lines that are no headings */
	VOCABULARY_MONTHS,
	VOCABULARY_PARTICLES,  /* words that are in no one's name */
	VOCABULARY_GREETINGS,  /* how letters begin: "dear" */
	VOCABULARY_HONORIFICS, /* "mr": a name follows */
	VOCABULARY_STAGE,      /* what is done in a play: "exeunt" */
	VOCABULARY_ADDRESS,    /* "you", "your" */
	VOCABULARY_HAN_PARTS,  /* what Chinese and Japanese count */
	VOCABULARY_HAN_CHAPTERS,
	VOCABULARY_HAN_NUMBERS,
	VOCABULARY_HAN_ORDINALS, /* what stands before their numbers */
	VOCABULARY_HAN_DATES,	 /* year, month, day */
};

/* Whether word, as fold_append() leaves it, is in the list. */
bool vocabulary_has(enum vocabulary list, struct span word);

/* Whether text, so folded, begins with one of the list; *rest is what stands
 * behind it. */
bool vocabulary_opens(enum vocabulary list, struct span text,
		      struct span *rest);

#endif
