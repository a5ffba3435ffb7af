/* SPDX-License-Identifier: ISC */
/*
 * Hyphenation for what is read: the dictionaries that were needed so far.
 *
 * A dictionary is a file hyph_LANG_REGION.dic, hyph_LANG.dic or, failing those,
 * that of another region of the language (also spelled with '-'), in the folder
 * hyphen, hunspell or myspell/dicts below $XDG_DATA_HOME (~/.local/share) and
 * each of $XDG_DATA_DIRS (/usr/local/share, /usr/share, /opt/homebrew/share,
 * /usr/pkg/share, /opt/local/share). One is read when a document first needs
 * it, and kept; what is missing or broken is not tried again.
 */
#ifndef READER_LANGUAGES_H
#define READER_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "document/language.h"

struct buffer;
struct document;
struct hyphenator;
struct options;

/* All zero is one without anything read. */
struct languages {
	struct languages_entry *entries; /* owned */
	size_t count, room;
	struct language language; /* of the document; settled says for good */
	enum language_origin origin;
	bool settled;
	bool troubled; /* trouble is not yet said */
	struct error trouble;
};

void languages_release(struct languages *languages);

/* Another document, or another generation of one, is read now. */
void languages_begin(struct languages *languages);

/*
 * The hyphenator for a document under these options, borrowed until
 * languages_release(); NULL: it is not hyphenated. Reads no dictionary unless
 * there is something to hyphenate and the options want hyphens.
 */
const struct hyphenator *languages_hyphenator(struct languages *languages,
					      const struct document *document,
					      const struct options *options);

/* Whether the language of the document may yet be found out: ask again when
 * there is more of it. */
bool languages_is_open(const struct languages *languages);

/*
 * What should be said once, of each dictionary: that the one which the reader
 * asked for is missing, or that one is broken. False: nothing (else the error
 * is set).
 */
bool languages_trouble(struct languages *languages, struct error *error);

/* Whether a value of the option lang can be one: "", "none", "off", a language
 * that is known, or one that has a dictionary here. False with a sentence that
 * names those which have one. */
bool languages_accept(const char *value, struct error *error);

#endif
