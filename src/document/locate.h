/* SPDX-License-Identifier: ISC */
/* A place as a person writes it, to a byte of reading text. */
#ifndef DOCUMENT_LOCATE_H
#define DOCUMENT_LOCATE_H

#include <stdbool.h>
#include <stdint.h>

struct document;

/* Whether name has the form of a place: "#slug", "N%", ":LINE". */
bool locate_is_place(const char *name);

/* The byte where it is in the (complete) document; false if there is no such
 * heading, or the form is none. */
bool locate(const struct document *document, const char *name, uint32_t *off);

/* The same, and "/words": the first place where they stand. */
bool locate_any(const struct document *document, const char *name,
		uint32_t *off);

/* The byte that a link's fragment ("x" of "#x") names: a heading's slug, or a
 * target; as it stands, else with its percent signs decoded. False if there is
 * none. */
bool locate_fragment(const struct document *document, const char *fragment,
		     uint32_t *off);

/* The fragment of a URL that leads inside the document: "#x", or the
 * document's own URL and "#x". NULL if it leads elsewhere. Borrowed. */
const char *locate_inside(const struct document *document, const char *url);

/* The byte where a line of the source starts; in code and verse exactly, else
 * the start of its block. There must be a block. */
uint32_t locate_line(const struct document *document, uint32_t line);

/* The other way: the line of the source of a byte, as exactly. */
uint32_t locate_line_of(const struct document *document, uint32_t off);

#endif
