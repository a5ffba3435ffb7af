/* SPDX-License-Identifier: ISC */
/* Headings: their slugs, their titles, the sections they open. */
#ifndef DOCUMENT_OUTLINE_H
#define DOCUMENT_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct document;
struct map;

/*
 * Appends to slug what github-slugger makes of a title (lower case; letters,
 * marks, numbers, '-', '_' and connector punctuation kept, white space to '-')
 * and makes it unique in used (which learns it): -1, -2, … as github-slugger's
 * occurrences do.
 */
void outline_slug(struct buffer *slug, struct map *used, const char *title,
		  size_t len);

/* [off, end) of a heading's text without the final '\n'. */
void outline_title(const struct document *document, size_t heading,
		   uint32_t *off, uint32_t *end);

/* Appends a heading's text on one line. */
void outline_append_title(struct buffer *out, const struct document *document,
			  size_t heading);

/* Appends what the text is called, on one line: its front matter's title, else
 * a heading that it or its body begins with. False if nothing says so. */
bool outline_append_name(struct buffer *out, const struct document *document);

/* The last heading at or before off; DOCUMENT_NONE before the first. With
 * inferred false, inferred headings do not count (so too below). */
uint32_t outline_heading_at(const struct document *document, uint32_t off,
			    bool inferred);

/* The heading after or before one (or, from DOCUMENT_NONE, the first or the
 * last); DOCUMENT_NONE where there is none. */
uint32_t outline_next(const struct document *document, uint32_t heading,
		      bool inferred);
uint32_t outline_previous(const struct document *document, uint32_t heading,
			  bool inferred);

/* The end of the section: the start of the next heading of the same or a
 * higher rank, or the end of the body or of the text. */
uint32_t outline_section_end(const struct document *document, uint32_t heading,
			     bool inferred);

/* The heading with this slug, or DOCUMENT_NONE. */
uint32_t outline_find(const struct document *document, const char *slug);

/* Words, and how many of them are a Chinese or Japanese character each. */
struct outline_count {
	size_t words;
	size_t ideographs;
};

/* Words in [off, end) of the reading text: what stands between white space and
 * has a letter or a digit; each Chinese or Japanese character counts as one. */
struct outline_count outline_count(const struct document *document,
				   uint32_t off, uint32_t end);

/* The words alone. */
size_t outline_words(const struct document *document, uint32_t off,
		     uint32_t end);

#endif
