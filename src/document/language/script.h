/* SPDX-License-Identifier: ISC */
/* Say in which script a letter is. */
#ifndef DOCUMENT_LANGUAGE_SCRIPT_H
#define DOCUMENT_LANGUAGE_SCRIPT_H

#include <stdint.h>

/* The scripts that are told apart; those without a language to hyphenate are
 * SCRIPT_EAST_ASIAN, where words have no ends, and SCRIPT_OTHER. */
enum script {
	SCRIPT_NONE, /* no letter */
	SCRIPT_LATIN,
	SCRIPT_GREEK,
	SCRIPT_CYRILLIC,
	SCRIPT_ARMENIAN,
	SCRIPT_HEBREW,
	SCRIPT_DEVANAGARI,
	SCRIPT_BENGALI,
	SCRIPT_GURMUKHI,
	SCRIPT_GUJARATI,
	SCRIPT_ORIYA,
	SCRIPT_TAMIL,
	SCRIPT_TELUGU,
	SCRIPT_KANNADA,
	SCRIPT_MALAYALAM,
	SCRIPT_THAI,
	SCRIPT_GEORGIAN,
	SCRIPT_EAST_ASIAN,
	SCRIPT_OTHER,
	SCRIPT_COUNT,
};

/* The script of a letter; SCRIPT_NONE of what is none. */
enum script language_script(uint32_t point);

#endif
