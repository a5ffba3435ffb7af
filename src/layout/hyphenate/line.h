/* SPDX-License-Identifier: ISC */
/* Read the lines of a dictionary of the hyphen library. */
#ifndef LAYOUT_HYPHENATE_LINE_H
#define LAYOUT_HYPHENATE_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"

struct pattern;

enum {
	LINE_MAX_BYTES = 98, /* longer ones are not read, as by the library */
	LINE_FORM_MAX = 4,   /* bytes of a character in UTF-8 */
	LINE_KEY = 4,	     /* bytes of letters that a key is */
};

/* What a byte of a pattern is. */
enum line_kind {
	LINE_LETTER, /* itself in UTF-8 */
	LINE_FORM,   /* something else in UTF-8 */
	LINE_DIGIT,
	LINE_END, /* the pattern's */
};

/* An encoding: what its bytes are, and the upper ones in UTF-8. */
struct line_encoding {
	uint8_t kinds[256];
	char forms[128][LINE_FORM_MAX];
	uint8_t form_lens[128];
};

/* That of a dictionary in UTF-8. */
void line_use_utf8(struct line_encoding *encoding);

/* Finds what the encoding that a dictionary's first line names means; false if
 * nobody knows. */
bool line_read_encoding(struct line_encoding *encoding, struct span line);

/* Whether a line says nothing: it is empty, too long or a comment. */
static inline bool line_is_idle(struct span line)
{
	return !line.len || line.len > LINE_MAX_BYTES || *line.ptr == '%' ||
	       *line.ptr == '#';
}

/* Takes the first line off a text, without its end. */
static inline struct span line_take(struct span *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
	struct span line = { rest->ptr, len };

	rest->ptr += len + (end != NULL);
	rest->len -= len + (end != NULL);
	return line;
}

/* The UTF-8 of a byte of a line. */
static inline struct span line_form(const struct line_encoding *encoding,
				    const char *byte)
{
	unsigned upper = (unsigned char)*byte - 128u;

	if (encoding->kinds[(unsigned char)*byte] != LINE_FORM)
		return (struct span){ byte, 1 };
	return (struct span){ encoding->forms[upper],
			      encoding->form_lens[upper] };
}

/* The number that a text begins with, behind blanks, at most max; 0 if it is
 * negative. */
int line_read_number(struct span text, int max);

/* Reads a pattern but for its level. */
void line_read_pattern(const struct line_encoding *encoding, struct span line,
		       struct pattern *pattern);

/* The first LINE_KEY bytes of the pattern's letters in UTF-8, the first one the
 * highest of the number; 0 if there are fewer. */
uint32_t line_key(const struct line_encoding *encoding, struct span line);

#endif
