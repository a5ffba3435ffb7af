/* SPDX-License-Identifier: ISC */
/* The languages that are known, each with the words that give it away. */
#ifndef DOCUMENT_LANGUAGE_TABLE_H
#define DOCUMENT_LANGUAGE_TABLE_H

#include <stddef.h>

#include "document/language/script.h"

/*
 * Words are in small letters with a blank between them: the commonest ones that
 * carry no subject, and, of languages that are alike, those in which they
 * differ. A language that is alone in its script needs none. Some are here
 * for which nobody hyphenates, so that their texts are not taken for another
 * one's.
 */
struct language_row {
	const char *code;
	const char *english; /* its name, in English … */
	const char *own;     /* … and in itself, in small letters */
	const char *regions; /* as language_regions() has them */
	const char *aliases; /* as language_aliases() does */
	enum script script;
	const char *words;
};

/* By their codes; one that is written in two scripts has two rows, and the
 * first region of the second one says its script. */
extern const struct language_row language_table[];
extern const size_t language_table_count;

#endif
