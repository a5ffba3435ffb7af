/* SPDX-License-Identifier: ISC */
/*
 * What language a document is in.
 *
 * Asked in this order, the first that knows decides:
 *  1. what the reader says: nobody knows better;
 *  2. the front matter's "lang": its author does;
 *  3. a guess from the text's commonest words: a German essay is not to be
 *     hyphenated as English because the machine is;
 *  4. the locale, for a text that is too short to guess from, and only if it
 *     is written in the letters of the locale's language. A longer text that
 *     nothing is guessed of is in a language that is not known here, and the
 *     locale's would be wrong.
 * What is wrong hurts more than what is missing: there is no hyphen rather than
 * a wrong one.
 */
#ifndef DOCUMENT_LANGUAGE_H
#define DOCUMENT_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct document;

/* A language by its codes, NUL-terminated. */
struct language {
	char code[4]; /* ISO 639 in small letters, the shortest; "": unknown */
	char region[5]; /* ISO 3166 or UN M.49, in capitals, or a script that
			 * the language is not usually in: "Latn"; "": not said
			 */
};

enum language_origin {
	LANGUAGE_UNKNOWN,
	LANGUAGE_ASKED,	       /* the reader says it */
	LANGUAGE_FRONT_MATTER, /* the front matter does */
	LANGUAGE_GUESSED,      /* from the words of the text */
	LANGUAGE_LOCALE,
};

/* What is known besides the document; strings may be NULL or "". */
struct language_hints {
	const char *asked;  /* "none" and "off": the text is in none */
	const char *locale; /* such as "en_GB.UTF-8" */
};

/*
 * The language of a document, and by what it is known; that of LANGUAGE_ASKED
 * is none where the reader says so. *settled: more of the text will not change
 * it. A guessed language has the locale's region where that is of the same
 * language. Nothing is known of a text without a word to hyphenate: only code,
 * or Chinese, Japanese, Korean. Looks at 8 KiB of prose at most.
 */
enum language_origin language_of_document(const struct document *document,
					  const struct language_hints *hints,
					  struct language *language,
					  bool *settled);

/*
 * Reads a tag ("en", "en-GB", "sr-Latn-RS"), a locale ("de_AT.UTF-8@euro") or a
 * name, English or its own ("German", "deutsch"). False, with nothing read: it
 * looks like none of those. A tag is taken without being known; is_known tells.
 */
bool language_read(const char *name, struct language *language);
bool language_is_known(const struct language *language);

/* Its English name, or its code where it is not known here; borrowed from the
 * program or from language. */
const char *language_name(const struct language *language);

/* The regions whose dictionaries are tried for a language when its own is
 * missing or not said, the most usual first: "US GB AU"; "" for one that is
 * not known. */
const char *language_regions(const struct language *language);

/* Other codes under which its dictionaries are found, likewise ("nb nn" of
 * "no"); "" if there are none. */
const char *language_aliases(const struct language *language);

/* The place of a word in such a list, from 0; -1: it is not in it. */
int language_place(const char *list, const char *word);

#endif
