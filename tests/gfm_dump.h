/* SPDX-License-Identifier: ISC */
/* Write what a document says in one form, whichever parser found it. */
#ifndef TESTS_GFM_DUMP_H
#define TESTS_GFM_DUMP_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

/*
 * A line for each container and leaf block, indented by its depth. White space
 * is as in the reading text (T4, T9 of document/document.h). A blank between
 * two characters has what styles both of them have: where a run ends that has
 * a space at its end is nobody's concern.
 */

enum dump_style {
	DUMP_EMPHASIS = 1 << 0,
	DUMP_STRONG = 1 << 1,
	DUMP_CODE = 1 << 2,
	DUMP_LINK = 1 << 3,
	DUMP_IMAGE = 1 << 4,
	DUMP_STRIKE = 1 << 5,
	DUMP_NOTE = 1 << 6, /* no text, but a reference to a note */
};

/* A byte of a leaf's text, or a reference. */
struct dump_byte {
	char byte;
	uint8_t style;
	uint32_t link;	  /* which of those that its leaf names; from 1 */
	const char *name; /* a link's URL, a note's label; borrowed */
};

struct dump {
	struct buffer out;
	size_t depth;
	struct dump_byte *bytes; /* of the leaf that is open */
	size_t count, room;
};

static inline void dump_release(struct dump *dump)
{
	buffer_release(&dump->out);
	free(dump->bytes);
}

static inline void dump_indent(struct dump *dump)
{
	for (size_t i = 0; i < dump->depth; i++)
		buffer_append_string(&dump->out, "  ");
}

/* What a container is called has been appended to out behind the indent. */
static inline void dump_enter(struct dump *dump)
{
	buffer_append_byte(&dump->out, '\n');
	dump->depth++;
}

static inline void dump_leave(struct dump *dump)
{
	dump->depth--;
}

static inline void dump_text(struct dump *dump, const char *text, size_t len,
			     unsigned style, uint32_t link, const char *name)
{
	MEMORY_RESERVE(dump->bytes, dump->room, dump->count + len);
	for (size_t i = 0; i < len; i++)
		dump->bytes[dump->count++] = (struct dump_byte){
			.byte = text[i],
			.style = (uint8_t)style,
			.link = link,
			.name = name,
		};
}

static inline bool dump_is_blank(const struct dump_byte *at)
{
	return !(at->style & (DUMP_CODE | DUMP_NOTE)) &&
	       (at->byte == ' ' || at->byte == '\t' || at->byte == '\n');
}

/* The last byte that is no reference; NULL without one. */
static inline struct dump_byte *dump_last(struct dump_byte *bytes, size_t count)
{
	while (count && bytes[count - 1].style & DUMP_NOTE)
		count--;
	return count ? &bytes[count - 1] : NULL;
}

/* References that stand behind a blank come before it: as they take no room,
 * either is right. */
static inline void dump_advance_references(struct dump *dump)
{
	for (size_t i = 1; i < dump->count; i++) {
		struct dump_byte at = dump->bytes[i];
		size_t to = i;

		if (!(at.style & DUMP_NOTE))
			continue;
		while (to && dump_is_blank(&dump->bytes[to - 1])) {
			dump->bytes[to] = dump->bytes[to - 1];
			to--;
		}
		dump->bytes[to] = at;
	}
}

/* With us no blank parts a reference from punctuation. */
static inline void dump_join_punctuation(struct dump *dump)
{
	size_t to = 0;

	for (size_t i = 0; i < dump->count; i++) {
		struct dump_byte at = dump->bytes[i];

		if (!(at.style & DUMP_NOTE) && ispunct((unsigned char)at.byte))
			while (to > 1 && dump_is_blank(&dump->bytes[to - 1]) &&
			       dump->bytes[to - 1].byte != '\n' &&
			       dump->bytes[to - 2].style & DUMP_NOTE)
				to--;
		dump->bytes[to++] = at;
	}
	dump->count = to;
}

static inline bool dump_is_space(const struct dump_byte *at)
{
	return !(at->style & DUMP_NOTE) &&
	       (at->byte == ' ' || at->byte == '\t' || at->byte == '\n');
}

/* T9: one blank where there are several, a line break if one of them is; none
 * at the start. Code keeps those between its own. */
static inline void dump_collapse(struct dump *dump)
{
	size_t to = 0;

	for (size_t i = 0; i < dump->count; i++) {
		struct dump_byte at = dump->bytes[i];
		struct dump_byte *last = dump_last(dump->bytes, to);

		if (at.byte == '\t')
			at.byte = ' ';
		if (dump_is_blank(&at) ||
		    (dump_is_space(&at) && last && dump_is_blank(last))) {
			if (last && dump_is_space(last) && at.byte == '\n')
				*last = at;
			if (!last || dump_is_space(last))
				continue;
		}
		dump->bytes[to++] = at;
	}
	dump->count = to;
}

/* None at the end either, nor of code. */
static inline void dump_trim(struct dump *dump)
{
	size_t to = 0;
	size_t end = dump->count;
	size_t start = 0;

	while (end && (dump->bytes[end - 1].style & DUMP_NOTE ||
		       strchr(" \t\n", dump->bytes[end - 1].byte)))
		end--;
	while (start < end && (dump->bytes[start].style & DUMP_NOTE ||
			       strchr(" \t\n", dump->bytes[start].byte)))
		start++;
	for (size_t i = 0; i < dump->count; i++)
		if ((i >= start && i < end) || dump->bytes[i].style & DUMP_NOTE)
			dump->bytes[to++] = dump->bytes[i];
	dump->count = to;
}

static inline void dump_style_blanks(struct dump *dump)
{
	const struct dump_byte *before = NULL;

	for (size_t i = 0; i < dump->count; i++) {
		struct dump_byte *at = &dump->bytes[i];
		size_t next = i + 1;

		if (at->style & DUMP_NOTE)
			continue;
		if (!dump_is_blank(at)) {
			before = at;
			continue;
		}
		while (next < dump->count &&
		       dump->bytes[next].style & DUMP_NOTE)
			next++;
		at->style = 0;
		at->link = 0;
		if (!before || next == dump->count)
			continue;
		at->style = before->style & dump->bytes[next].style &
			    (uint8_t)~DUMP_CODE;
		if (before->link == dump->bytes[next].link) {
			at->link = before->link;
			at->name = before->name;
		} else {
			at->style &= (uint8_t) ~(DUMP_LINK | DUMP_IMAGE);
		}
	}
}

static inline void dump_byte_out(struct buffer *out, char byte)
{
	if (byte == '\n') {
		buffer_append_string(out, "\\n");
		return;
	}
	if (strchr("\\{}", byte))
		buffer_append_byte(out, '\\');
	buffer_append_byte(out, byte);
}

/* A label of a note, which is the same in capitals. */
static inline void dump_label(struct buffer *out, const char *label)
{
	for (; *label; label++)
		buffer_append_byte(out, (char)tolower((unsigned char)*label));
}

static inline void dump_run_start(struct buffer *out,
				  const struct dump_byte *at)
{
	static const char letters[] = "esclIkn";

	buffer_append_byte(out, '{');
	for (unsigned i = 0; i < sizeof(letters) - 1; i++)
		if (at->style & 1u << i)
			buffer_append_byte(out, letters[i]);
	if (at->name && (at->link || at->style & DUMP_NOTE)) {
		buffer_append_byte(out, '<');
		if (at->style & DUMP_NOTE)
			dump_label(out, at->name);
		else
			buffer_append_string(out, at->name);
		buffer_append_byte(out, '>');
	}
	buffer_append_byte(out, ':');
}

/* Ends a leaf whose text, with its inlines, has been added; what it is called
 * comes first. */
static inline void dump_leaf(struct dump *dump, const char *called)
{
	const struct dump_byte *open = NULL;

	dump_advance_references(dump);
	dump_collapse(dump);
	dump_trim(dump);
	dump_join_punctuation(dump);
	dump_style_blanks(dump);
	dump_indent(dump);
	buffer_append_string(&dump->out, called);
	buffer_append_byte(&dump->out, ' ');
	for (size_t i = 0; i < dump->count; i++) {
		const struct dump_byte *at = &dump->bytes[i];

		if (open && (open->style != at->style ||
			     open->link != at->link || at->style & DUMP_NOTE)) {
			buffer_append_byte(&dump->out, '}');
			open = NULL;
		}
		if (!open && (at->style || at->link)) {
			dump_run_start(&dump->out, at);
			open = at;
		}
		if (!(at->style & DUMP_NOTE))
			dump_byte_out(&dump->out, at->byte);
	}
	if (open)
		buffer_append_byte(&dump->out, '}');
	buffer_append_byte(&dump->out, '\n');
	dump->count = 0;
}

/* A leaf whose text stays as it is, but for the line end that may be there. */
static inline void dump_literal(struct dump *dump, const char *called,
				const char *text, size_t len)
{
	dump_indent(dump);
	buffer_append_string(&dump->out, called);
	buffer_append_byte(&dump->out, ' ');
	if (len && text[len - 1] == '\n')
		len--;
	for (size_t i = 0; i < len; i++)
		dump_byte_out(&dump->out, text[i]);
	buffer_append_byte(&dump->out, '\n');
}

#endif
