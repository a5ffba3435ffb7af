/* SPDX-License-Identifier: ISC */
/* Know the words that headings, and what looks like them, are made of. */
#ifndef DOCUMENT_PLAIN_KEYWORDS_H
#define DOCUMENT_PLAIN_KEYWORDS_H

#include <stdbool.h>

#include "document/plain/phrase.h"

enum keyword {
	KEYWORD_NONE,
	KEYWORD_PART,	  /* "Part Two", "ACT I", "Livre premier" */
	KEYWORD_CHAPTER,  /* "Chapter 3. On Bees", "Zweites Kapitel" */
	KEYWORD_MATTER,	  /* all of it: "Introduction", "About the Authors" */
	KEYWORD_MENTION,  /* a sentence: "Chapter 3 deals with bees" */
	KEYWORD_CONTENTS, /* all of it: "Contents", "Inhalt" */
};

/* By the words of vocabulary.h. */
enum keyword keyword_find(const struct phrase *phrase);

/* The label of a section of a newspaper, which stands above a title. */
bool keyword_is_kicker(const struct phrase *phrase);

/* What is set as short as a heading but never is one: bylines, credits,
 * captions, dates, addresses, calls to subscribe. */
bool keyword_is_credit(const struct phrase *phrase);

/* The month and year, or year alone, that a text is dated with. */
bool keyword_is_date(const struct phrase *phrase);

/* "Dear Eleanor,": what follows is a letter. */
bool keyword_is_greeting(const struct phrase *phrase);

/* Whether somebody is addressed: it has "you" or the like in it. */
bool keyword_addresses(const struct phrase *phrase);

/* Whether text begins with what may be the name of somebody who speaks, in
 * capitals or with capitals, and a colon: "Ms. Lind: Why?". *name is what
 * stands before the colon. */
bool keyword_speaker(struct span text, struct span *name);

/* Whether text begins with a name in capitals and a full stop, as the speeches
 * of a play do: "FIRST CLERK. No, sir." */
bool keyword_capital_speaker(struct span text, struct span *name);

/* "Enter FERRYMAN", "Exeunt": what is done on a stage. */
bool keyword_is_stage_direction(const struct phrase *phrase);

/* Whether such a name is surely one, not the subject of a title: "Q",
 * "INTERVIEWER", "Ms. Lind". */
bool keyword_is_speaker(struct span name);

/* What stands behind the word and number of a part or chapter; empty if
 * nothing does, or it is none. */
struct span keyword_rest(const struct phrase *phrase);

/* Whether a word is in it that names have not: the, of, without, why. */
bool keyword_has_particle(const struct phrase *phrase);

#endif
