/* SPDX-License-Identifier: ISC */
/* Write a range of the text as it reads, to be pasted elsewhere. */
#ifndef READER_EXCERPT_H
#define READER_EXCERPT_H

#include <stdbool.h>
#include <stdint.h>

struct buffer;
struct document;

/* [off, end) of the reading text, at whole clusters. */
struct excerpt {
	const struct document *document; /* borrowed */
	uint32_t off;
	uint32_t end;
};

/*
 * Appends the text as it reads: a line for what was wrapped, line breaks that
 * the author set, a blank line between paragraphs, "- " or a number before
 * items (of several blocks; a part of one is only its words), tabs between a
 * table's cells, "---" for a rule. Soft hyphens, which no one sees, are left
 * out, notes' references too. Of code every byte as it stands; of a whole block
 * of it with the '\n' that ends its last line.
 */
void excerpt_append(const struct excerpt *excerpt, struct buffer *out);

/*
 * Appends it as a Markdown quote, which read as Markdown has that same text:
 * what would be markup is escaped, lines that must stay end in a backslash,
 * code is fenced, a table whose titles are in it is one. Below, where it is
 * from (attribution.h).
 */
void excerpt_append_quote(const struct excerpt *excerpt, const char *name,
			  bool inferred, struct buffer *out);

/* Appends what it is, for a message: "a sentence", "3 paragraphs", "the code
 * block". */
void excerpt_append_name(const struct excerpt *excerpt, struct buffer *out);

#endif
