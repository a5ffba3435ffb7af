/* SPDX-License-Identifier: ISC */
/* What the tests of reading share: essays, a view on one, what stands on its
 * page. Include it behind test.h. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "layout/layout.h"
#include "reader/options.h"
#include "reader/view.h"

/* A view on a document that it owns. */
struct reading {
	struct document *document;
	struct view view;
};

/* Returns owned. */
static inline struct document *reading_document(const char *text)
{
	struct source *source =
		source_from_memory("essay.md", text, strlen(text));
	struct error error;
	struct document *document =
		load_all(source, SOURCE_AUTO, LOAD_WINDOW, &error);

	assert_non_null(document);
	return document;
}

/* An empty view in a window of this size, with the initial options. */
static inline void reading_init(struct reading *reading, int rows, int columns)
{
	struct options options;

	options_init(&options);
	reading->document = NULL;
	view_init(&reading->view, &options, CELLS_UNICODE);
	view_resize(&reading->view, rows, columns);
}

/* Takes the document over. */
static inline void reading_show(struct reading *reading,
				struct document *document)
{
	view_open(&reading->view, document, "essay.md");
	document_free(reading->document);
	reading->document = document;
}

static inline void reading_open(struct reading *reading, const char *text,
				int rows, int columns)
{
	reading_init(reading, rows, columns);
	reading_show(reading, reading_document(text));
}

/* Another generation of the text. */
static inline void reading_replace(struct reading *reading, const char *text)
{
	struct document *fresh = reading_document(text);

	view_replace(&reading->view, fresh);
	document_free(reading->document);
	reading->document = fresh;
}

static inline void reading_close(struct reading *reading)
{
	view_release(&reading->view);
	document_free(reading->document);
}

/* The row on screen row y; false below the end of the text. */
static inline bool reading_row(struct reading *reading, int y, struct row *row)
{
	struct view *view = &reading->view;
	struct layout_at at;

	if (!view_top(view, &at) || layout_move(view->layout, &at, y) != y)
		return false;
	layout_row(view->layout, at, row);
	return true;
}

/* The text (without what is drawn) on screen row y; "" for none. Valid until
 * the fourth call after it. */
static inline const char *reading_line(struct reading *reading, int y)
{
	static char lines[4][512];
	static unsigned next;
	char *line = lines[next++ % 4];
	struct row row;
	size_t len;

	line[0] = '\0';
	if (!reading_row(reading, y, &row))
		return line;
	len = row.shown_end - row.off;
	if (len > sizeof(lines[0]) - 1)
		len = sizeof(lines[0]) - 1;
	if (len)
		memcpy(line, reading->document->text.data + row.off, len);
	line[len] = '\0';
	return line;
}

/* The point's text; "" for none. Valid until the next call. */
static inline const char *reading_point(const struct reading *reading)
{
	static char text[512];
	const struct view *view = &reading->view;
	size_t len = view->point_end - view->point_off;

	assert_true(view->point_end <= reading->document->text.len);
	if (len > sizeof(text) - 1)
		len = sizeof(text) - 1;
	if (len)
		memcpy(text, reading->document->text.data + view->point_off,
		       len);
	text[len] = '\0';
	return text;
}

/* Appends a paragraph of sentences, each of them unlike any other: the number
 * n is in all of them. */
static inline void reading_add_paragraph(struct buffer *out, uint64_t *random,
					 unsigned n)
{
	unsigned sentences = 1 + (unsigned)(test_random(random) % 5);

	for (unsigned i = 0; i < sentences; i++) {
		unsigned words = 3 + (unsigned)(test_random(random) % 18);

		buffer_append_format(out, "%sThought %u-%u", i ? " " : "", n,
				     i);
		for (unsigned w = 0; w < words; w++)
			buffer_append_format(out, " %.*s%u",
					     1 + (int)(test_random(random) % 9),
					     "abcdefghijk", n);
		buffer_append_string(out, ".");
	}
	buffer_append_string(out, "\n\n");
}

/* Appends an essay of so many blocks: paragraphs, headings, lists, quotes and
 * code. */
static inline void reading_add_essay(struct buffer *out, uint64_t *random,
				     unsigned blocks)
{
	for (unsigned n = 0; n < blocks; n++) {
		unsigned kind = (unsigned)(test_random(random) % 12);

		if (kind == 0)
			buffer_append_format(out, "## Part %u\n\n", n);
		else if (kind == 1)
			buffer_append_format(out, "### Chapter %u\n\n", n);
		else if (kind == 2)
			buffer_append_format(
				out, "~~~\ncode %u\n\n  more of %u\n~~~\n\n", n,
				n);
		else if (kind == 3)
			buffer_append_format(out, "- item %u\n- another %u\n\n",
					     n, n);
		else if (kind == 4)
			buffer_append_format(out, "> Quoted %u. And said.\n\n",
					     n);
		else
			reading_add_paragraph(out, random, n);
	}
}

/* How far the block at the top of the page is moved to the left. */
static inline uint32_t reading_pan(struct reading *reading)
{
	struct layout_at at;
	struct row row;

	if (!view_top(&reading->view, &at))
		return 0;
	layout_row(reading->view.layout, at, &row);
	return pan_of(&reading->view, &row);
}

/* An essay of so many blocks with a title; returns owned. */
static inline char *reading_essay(uint64_t seed, unsigned blocks)
{
	struct buffer text = BUFFER_INIT;
	uint64_t random = seed;

	buffer_append_string(&text, "# An essay\n\n");
	reading_add_essay(&text, &random, blocks);
	return buffer_detach(&text);
}

#endif
