/* SPDX-License-Identifier: ISC */
/* Write documents at random of what GitHub's Markdown has. */
#ifndef TESTS_GFM_WRITER_H
#define TESTS_GFM_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"

/*
 * Tables, notes, struck text and tasks in each other and in all that
 * CommonMark has, right and wrong. Nothing that we have and GitHub has not:
 * bare addresses, ==marks==, attributes and the like. Each word stands once in
 * a document, so that one which is lost is missed.
 */
struct gfm_writer {
	uint64_t seed;
	struct buffer out;
	char prefix[48]; /* of the containers that are open */
	size_t prefix_len;
	size_t note; /* where in it a note's begins; SIZE_MAX: in none */
	unsigned words;
	unsigned notes; /* in notes */
};

/* xorshift64* (Vigna 2016). */
static inline size_t gfm_roll(struct gfm_writer *writer, size_t sides)
{
	uint64_t *state = &writer->seed;

	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (*state * 0x2545f4914f6cdd1du >> 16) % sides;
}

#define gfm_pick(writer, array) \
	((array)[gfm_roll((writer), sizeof(array) / sizeof(*(array)))])

static inline void gfm_put(struct gfm_writer *writer, const char *text)
{
	buffer_append_string(&writer->out, text);
}

static inline void gfm_word(struct gfm_writer *writer)
{
	buffer_append_format(&writer->out, "w%u", writer->words++);
}

/* Puts a text in which each 'W' is a word. */
static inline void gfm_put_words(struct gfm_writer *writer, const char *text)
{
	for (; *text; text++)
		if (*text == 'W')
			gfm_word(writer);
		else
			buffer_append_byte(&writer->out, *text);
}

static inline void gfm_inline(struct gfm_writer *writer)
{
	static const char *const inlines[] = {
		"W",
		"W",
		"W",
		"W W",
		"*W*",
		"**W**",
		"`W`",
		"~~W~~",
		"~~W W~~",
		"~~*W*~~",
		"*~~W~~*",
		"~~`W`~~",
		"~~W",
		"W~~",
		"~~",
		"\\~~W~~",
		"\\~\\~W\\~\\~",
		"~~W\\~~",
		"[W](/u)",
		"[~~W~~](/v)",
		"![W](/i)",
		"<made-up:a>",
		"\\[W]",
		"\\[^n1]",
		"[^n1]",
		"[^n2]",
		"[^n3]",
		"[^N1]",
		"[^n10]",
		"[^none]",
		"W[^n1]",
		"[^n1][^n2]",
		"*[^n4]*",
		"[d1]",
		"[W][d2]",
		"[d3][]",
		"![W][d1]",
		"[undefined]",
		"\\|",
		"`W\\|W`",
		"`W|W`",
		"<span>W</span>",
		"<!-- c -->",
		"&amp;",
		"&#124;",
		"*W",
		"W*",
		"_W_",
		"`",
		"|",
		"W|W",
		"~~~W~~",
		"W~~W~~W",
		"**~~W**~~",
		"[ ]",
		"[x] W",
		"\\",
	};

	gfm_put_words(writer, gfm_pick(writer, inlines));
}

static inline void gfm_inlines(struct gfm_writer *writer, size_t most)
{
	size_t count = 1 + gfm_roll(writer, most);

	for (size_t i = 0; i < count; i++) {
		if (i && gfm_roll(writer, 8))
			gfm_put(writer, " ");
		gfm_inline(writer);
	}
}

/* Starts a line in the containers that are open; sometimes lazily (but then
 * without an indent: GitHub's parser takes that of a lazy header for a cell).
 */
static inline void gfm_start(struct gfm_writer *writer)
{
	static const char *const indents[] = { " ", "  ", "   ", "    ", "\t" };

	if (writer->prefix_len && !gfm_roll(writer, 16))
		return;
	buffer_append(&writer->out, writer->prefix, writer->prefix_len);
	if (!gfm_roll(writer, 20))
		gfm_put(writer, gfm_pick(writer, indents));
}

static inline void gfm_end(struct gfm_writer *writer)
{
	static const char *const ends[] = { "  \n", "\\\n", " \n", "\t\n" };

	gfm_put(writer, gfm_roll(writer, 20) ? "\n" : gfm_pick(writer, ends));
}

static inline void gfm_lines(struct gfm_writer *writer)
{
	size_t count = 1 + gfm_roll(writer, 3);

	for (size_t i = 0; i < count; i++) {
		gfm_start(writer);
		gfm_inlines(writer, 5);
		gfm_end(writer);
	}
}

/* --- Tables --------------------------------------------------------------- */

static inline void gfm_row(struct gfm_writer *writer, size_t columns, bool open,
			   bool closed)
{
	gfm_start(writer);
	if (open)
		gfm_put(writer, "| ");
	for (size_t i = 0; i < columns; i++) {
		if (i)
			gfm_put(writer, gfm_roll(writer, 3) ? " | " : "|");
		if (gfm_roll(writer, 6))
			gfm_inlines(writer, 2);
	}
	if (closed)
		gfm_put(writer, " |");
	gfm_end(writer);
}

static inline void gfm_delimiters(struct gfm_writer *writer, size_t columns,
				  bool open, bool closed)
{
	static const char *const marks[] = { "---", "-",   ":-", "-:",
					     ":-:", " - ", "--", ":---:" };

	gfm_start(writer);
	if (open)
		gfm_put(writer, "|");
	for (size_t i = 0; i < columns; i++) {
		if (i)
			gfm_put(writer, "|");
		gfm_put(writer, gfm_pick(writer, marks));
	}
	if (closed)
		gfm_put(writer, "|");
	gfm_end(writer);
}

static inline void gfm_table(struct gfm_writer *writer)
{
	size_t columns = 1 + gfm_roll(writer, 4);
	size_t rows = gfm_roll(writer, 4);
	bool open = gfm_roll(writer, 3);
	bool closed = gfm_roll(writer, 3);

	if (!gfm_roll(writer, 4))
		gfm_lines(writer);
	gfm_row(writer, columns, open, closed);
	if (!gfm_roll(writer, 12))
		columns++;
	gfm_delimiters(writer, columns, open, closed);
	while (rows--)
		gfm_row(writer,
			gfm_roll(writer, 5) ? columns
					    : 1 + gfm_roll(writer, columns + 1),
			open, closed);
}

/* --- Other blocks ----------------------------------------------------------
 */

static inline void gfm_open(struct gfm_writer *writer, const char *first,
			    const char *next)
{
	size_t len = strlen(next);

	if (writer->prefix_len + len > sizeof(writer->prefix))
		return;
	buffer_append(&writer->out, writer->prefix, writer->prefix_len);
	gfm_put(writer, first);
	memcpy(writer->prefix + writer->prefix_len, next, len);
	writer->prefix_len += len;
}

static inline void gfm_close(struct gfm_writer *writer)
{
	writer->prefix_len = gfm_roll(writer, 2) ? 0 : writer->prefix_len / 2;
	if (writer->prefix_len <= writer->note)
		writer->note = SIZE_MAX;
}

static inline void gfm_container(struct gfm_writer *writer)
{
	static const struct {
		const char *first, *next;
	} kinds[] = {
		{ "> ", "> " },	      { ">", ">" },	    { "- ", "  " },
		{ "- [ ] ", "  " },   { "* [x] ", "  " },   { "1. ", "   " },
		{ "7) [X] ", "   " }, { "-\t", "\t" },	    { "-   ", "    " },
		{ "> - ", ">   " },   { "1. > ", "   > " },
	};
	size_t kind = gfm_roll(writer, sizeof(kinds) / sizeof(*kinds));

	if (writer->prefix_len && gfm_roll(writer, 2)) {
		gfm_close(writer);
		return;
	}
	gfm_open(writer, kinds[kind].first, kinds[kind].next);
	if (gfm_roll(writer, 4)) {
		gfm_inlines(writer, 3);
		gfm_end(writer);
	} else {
		gfm_put_words(writer, gfm_roll(writer, 2) ? "\n" : "W|W\n");
	}
}

/*
 * A note. In a quote GitHub ends it at any blank line, so there it is of one
 * paragraph; and of two with one label, one in the other, GitHub takes the
 * inner one, so those have labels of their own.
 */
static inline void gfm_note(struct gfm_writer *writer)
{
	static const char *const marks[] = { "[^n1]: ",	 "[^n2]: ", "[^n3]:",
					     "[^n4]:  ", "[^n5]: ", "[^n1]:\t",
					     "[^N2]: " };
	bool in_quote = memchr(writer->prefix, '>', writer->prefix_len);
	char inner[32];

	snprintf(inner, sizeof(inner), "[^n%u]: ", 10 + writer->notes++);
	if (writer->note == SIZE_MAX)
		writer->note = writer->prefix_len;
	gfm_open(writer,
		 writer->note < writer->prefix_len ? inner
						   : gfm_pick(writer, marks),
		 in_quote ? "" : "    ");
	if (gfm_roll(writer, 10))
		gfm_inlines(writer, 4);
	gfm_put(writer, "\n");
	if (in_quote || gfm_roll(writer, 2))
		gfm_close(writer);
}

static inline void gfm_definition(struct gfm_writer *writer)
{
	static const char *const definitions[] = {
		"[d1]: /one\n",	  "[d2]: /two \"title\"\n", "[D3]: </three>\n",
		"[d1]: /again\n", "[d4]: /four junk W\n",
	};

	gfm_start(writer);
	gfm_put_words(writer, gfm_pick(writer, definitions));
}

static inline void gfm_fence(struct gfm_writer *writer)
{
	size_t count = gfm_roll(writer, 4);
	bool tildes = gfm_roll(writer, 2);

	gfm_start(writer);
	gfm_put(writer, tildes ? "~~~\n" : "``` info\n");
	for (size_t i = 0; i < count; i++) {
		gfm_start(writer);
		gfm_put_words(writer, gfm_roll(writer, 2) ? "W|W\n" : "-|-\n");
	}
	gfm_start(writer);
	gfm_put(writer, tildes ? "~~~\n" : "```\n");
}

static inline void gfm_odd_line(struct gfm_writer *writer)
{
	static const char *const lines[] = {
		"---",	   "===",      "--",	     "-",	"=",
		"***",	   "|",	       "||",	     "| |",	"-|-",
		"|-|",	   ":-",       "W|W",	     "|W|W|",	"2. W",
		"- W|W",   "> W|W",    "    W|W",    "\tW",	"<div>",
		"</div>",  "<span>",   "<span> W",   "<!-- W",	"-->",
		"# W|W",   "## W ##",  "#",	     "~~",	"~~~",
		"```",	   "[^n1]:",   "[^n2]: W|W", "[d1]:",	"/u",
		"1. ",	   "+",	       "[ ] W",	     "- [ ]",	"- [x]",
		"- [ ]W",  "-  [x] W", ">",	     "[^n3]:W", "10) [ ] W",
		"W[^n1]:", "",
	};

	const char *line = gfm_pick(writer, lines);

	/* As gfm_note() says. */
	if (*line != '[' || line[1] != '^')
		gfm_start(writer);
	else if (writer->prefix_len)
		line = "W|W";
	gfm_put_words(writer, line);
	gfm_end(writer);
}

static inline void gfm_block(struct gfm_writer *writer)
{
	switch (gfm_roll(writer, 13)) {
	case 0:
	case 1:
	case 2:
		gfm_table(writer);
		break;
	case 3:
	case 4:
		gfm_container(writer);
		break;
	case 5:
	case 6:
		gfm_note(writer);
		break;
	case 7:
		gfm_definition(writer);
		break;
	case 8:
		gfm_fence(writer);
		break;
	case 9:
	case 10:
		gfm_odd_line(writer);
		break;
	default:
		gfm_lines(writer);
		break;
	}
	if (gfm_roll(writer, 3)) {
		gfm_start(writer);
		gfm_put(writer, "\n");
	}
}

/* A document of some blocks; by its number, the same everywhere. */
static inline void gfm_write(struct gfm_writer *writer, uint64_t number)
{
	size_t count;

	buffer_clear(&writer->out);
	writer->seed = (number + 1) * 0x9e3779b97f4a7c15u;
	writer->prefix_len = 0;
	writer->note = SIZE_MAX;
	writer->words = 1;
	writer->notes = 0;
	count = 1 + gfm_roll(writer, 9);
	while (count--)
		gfm_block(writer);
	/* What begins like front matter is none to GitHub. */
	if (writer->out.len >= 3 && memcmp(writer->out.data, "---", 3) == 0)
		*writer->out.data = '*';
}

#endif
