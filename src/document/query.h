/* SPDX-License-Identifier: ISC */
/* Say what is looked for, find it in a stretch of a document. */
#ifndef DOCUMENT_QUERY_H
#define DOCUMENT_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct document;
struct error;
struct query;

/* Bytes [off, end) of reading text, not empty: whole clusters, but for those
 * of over 256 bytes. Hits of a query ascend, do not overlap and never reach
 * over the end of a leaf block or of a table's cell. */
struct hit {
	uint32_t off;
	uint32_t end;
};

/*
 * QUERY_TEXT: what is typed, as it stands, over the ends of lines (also hard
 *	ones), emphasis, links and references. A run of white space is one
 *	blank. Folded as text/fold.h says: a capital typed anywhere makes case
 *	count, an accent makes accents count; typographic quotes, dashes,
 *	ligatures and what is invisible never count.
 * QUERY_WORDS: the words between the blanks, folded so, in any order, in leaf
 *	blocks (of a table: rows) that hold all of them. Where a block has a
 *	word at the start of words, only those are hits, else all of them.
 * QUERY_TYPOS: likewise, but each word may differ by one slip from a word of
 *	the text or its beginning: a character left out, put in, another one,
 *	or two swapped. Words of under four characters, and those in scripts
 *	that put no blanks between words, must be there as typed.
 * QUERY_REGEX: a Perl regular expression (PCRE2), in each leaf block or cell
 *	without its last '\n'; case counts if the pattern has a capital that is
 *	no escape's. Nothing is folded. An empty match is no hit.
 *
 * A leaf block or row of over 16 KiB is looked through in stretches of about
 * that size, so that a hit depends on what stands near it and on nothing else:
 * a hit reaches at most 4 KiB, words stand together in one stretch, and of two
 * hits that overlap where one stretch ends, the second counts.
 */
enum query_kind { QUERY_TEXT, QUERY_REGEX, QUERY_WORDS, QUERY_TYPOS };

enum { QUERY_LENGTH_MAX = 1000 }; /* bytes of what is typed */

/* Whether this build knows regular expressions. */
bool query_knows_regex(void);

/* Returns owned, or NULL with a sentence: nothing to look for, too long, or a
 * regular expression that does not compile or that this build lacks. text is
 * valid UTF-8; it is copied. */
struct query *query_new(enum query_kind kind, const char *text, size_t len,
			struct error *error);
void query_free(struct query *query); /* NULL is harmless */

/*
 * Writes the first room hits that overlap [off, end) of the document's text
 * into hits; returns how many. Costs no more than the leaf blocks in the range
 * (of large ones the stretches) do, so one call for a page is cheap; a regular
 * expression leaves the rest out once it took about 10 ms.
 */
size_t query_find(struct query *query, const struct document *document,
		  uint32_t off, uint32_t end, struct hit *hits, size_t room);

/* Whether a regular expression was given up somewhere, because it takes too
 * long; then a sentence says so. */
bool query_trouble(const struct query *query, struct error *error);

#endif
