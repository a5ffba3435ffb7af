/* SPDX-License-Identifier: ISC */
/* The words that tell where sentences end. */
#ifndef TEXT_SENTENCE_WORDS_H
#define TEXT_SENTENCE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum words {
	/* Abbreviations, without their last stop: */
	WORDS_NEVER,	 /* always go on: "e.g." */
	WORDS_TITLE,	 /* go on when they have a capital: "Gen. Grant" */
	WORDS_REFERENCE, /* go on before any kind of number: "Vol. II" */
	WORDS_COUNTED,	 /* go on before digits: "no. 5" */
	WORDS_UNSURE,	 /* end before a word that starts sentences: "Inc." */
	WORDS_PLAIN,	 /* look like initials, but end as words do: "u.v.m." */
	WORDS_CLOCK,	 /* end unless a WORDS_ZONE follows: "5 p.m. Monday" */
	/* Words around a stop: */
	WORDS_ZONE,
	WORDS_STARTER,	  /* starts sentences and seldom a name: "However" */
	WORDS_PARTICLE,	  /* so too, but names before a capital: "Le Goff" */
	WORDS_LABEL,	  /* is numbered with letters: "Vitamin C." */
	WORDS_SPEECH,	  /* tells who spoke: "said" */
	WORDS_DETERMINER, /* stands before a German ordinal: "der 3. Mann" */
	WORDS_ORDINAL,	  /* stands behind one: "3. Oktober" */
	WORDS_COUNT,
};

/* Whether a list has the word, whatever its case. */
bool words_have(enum words list, const char *word, size_t len);

/* The list's word of that index in sorted order; NULL behind the last. */
const char *words_entry(enum words list, size_t index);

#endif
