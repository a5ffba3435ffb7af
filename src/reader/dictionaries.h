/* SPDX-License-Identifier: ISC */
/*
 * Find the dictionaries of hyphenation that are installed.
 *
 * They are files hyph_LANG.dic or hyph_LANG_REGION.dic ('-' will do for '_',
 * and "en_Latn_US" for a region) in the folders hyphen, hunspell and
 * myspell/dicts below each of folders_shared().
 */
#ifndef READER_DICTIONARIES_H
#define READER_DICTIONARIES_H

#include <stdbool.h>

struct buffer;
struct language;

/*
 * Appends the path of the one for a language: of its region (where none is
 * said, of the most usual one), else of no region, else of the next usual
 * region, of any, or of a language that has the same hyphens; of several that
 * are alike that of the first folder. False, with nothing appended: there is
 * none.
 */
bool dictionaries_find(const struct language *language, struct buffer *path);

/* Appends the codes of the languages that have one, "cs, de, en". False: there
 * is none at all. */
bool dictionaries_list(struct buffer *out);

#endif
