/* SPDX-License-Identifier: ISC */
/*
 * Hyphenation for what is read: the language of a document, and its dictionary.
 *
 * A dictionary (reader/dictionaries.h) is read when a document first needs it,
 * and kept; what is missing or broken is not tried again.
 */
#ifndef READER_LANGUAGES_H
#define READER_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/language.h"

struct document;
struct hyphenator;
struct options;

/* All zero is one without anything read. */
struct languages {
	struct languages_entry *entries; /* owned: dictionaries */
	size_t count, room;
	/* Of the document that is read: */
	struct language language;
	enum language_origin origin;
	struct buffer asked; /* the option's value when that was found out */
	bool found_out;	     /* anything of it … */
	bool settled;	     /* … and for good */
	bool troubled;	     /* trouble is to be said */
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
