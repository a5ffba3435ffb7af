/* SPDX-License-Identifier: ISC */
/* Tests of rows: what they show, and what must hold of them at any width. */
#include "test.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "layout/cache.h"
#include "layout/hyphenate.h"
#include "layout/keep.h"
#include "layout/layout.h"
#include "layout/rows.h"
#include "layout/segment.h"
#include "scratch.h"
#include "text/cells.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* --- Documents to lay out ------------------------------------------------- */

static void add_styled(struct document *piece, const char *text, unsigned style,
		       uint32_t link)
{
	document_add_text(piece, text, strlen(text), style, link);
}

/* Adds a block of plain text; returns its index. */
static uint32_t add_block(struct document *piece, enum block_kind kind,
			  uint32_t container, const char *text)
{
	uint32_t block = document_begin_block(piece, kind, container, 1);

	if (*text)
		add_styled(piece, text, 0, DOCUMENT_NONE);
	document_end_block(piece);
	return block;
}

static uint32_t add_heading(struct document *piece, unsigned level,
			    const char *text)
{
	uint32_t block =
		document_begin_block(piece, BLOCK_HEADING, DOCUMENT_NONE, 1);

	piece->blocks[block].level = (uint8_t)level;
	add_styled(piece, text, 0, DOCUMENT_NONE);
	document_end_block(piece);
	return block;
}

static uint32_t add_list(struct document *piece, uint32_t parent, bool ordered,
			 uint32_t last)
{
	uint32_t list = document_add_container(piece, CONTAINER_LIST, parent);

	piece->containers[list].ordered = ordered;
	piece->containers[list].delimiter = '.';
	piece->containers[list].number = last;
	return list;
}

static uint32_t add_item(struct document *piece, uint32_t list, uint32_t number)
{
	uint32_t item = document_add_container(piece, CONTAINER_ITEM, list);

	piece->containers[item].ordered = piece->containers[list].ordered;
	piece->containers[item].delimiter = piece->containers[list].delimiter;
	piece->containers[item].number = number;
	return item;
}

static struct document *new_piece(void)
{
	return document_new(DOCUMENT_MARKDOWN);
}

/* Makes a document of a piece, which is freed. */
static struct document *finish(struct document *piece)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);

	assert_true(document_append(document, piece));
	document->complete = true;
	document_check(document);
	document_free(piece);
	return document;
}

/* --- Texts ---------------------------------------------------------------- */

static const char *const texts[] = {
	"It was a quiet evening, and the lamps were lit early along the quay.",
	"Dashes\u2014long ones\u2014and \u201ccurly quotes\u201d; an "
	"ellipsis\u2026",
	"Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschafts"
	"\u00ad"
	"kapit\u00e4n geht an Bord.",
	"Pneumonoultramicroscopicsilicovolcanoconiosisandthensomemorelettersso"
	"thatnoordinarymeasurecanholdthewholeofthiswordononelineatall",
	"See https://example.org/a/very/long/path?with=a&query=of&some=length-"
	"and_more#fragment for it.",
	"\u00ab\u00a0Bonjour\u00a0\u00bb, dit-il\u00a0; puis il s\u2019en "
	"alla.",
	"\u6f22\u5b57\u304b\u306a\u4ea4\u3058\u308a\u6587\u306f\u3001\u7a7a"
	"\u767d"
	"\u306a\u3057\u3067\u6298\u308a\u8fd4\u3055\u308c\u308b\u3002\u300c"
	"\u305d"
	"\u3046\u3067\u3059\u300d\u3068\u5f7c\u306f\u8a00\u3063\u305f\u3002",
	"\ud55c\uad6d\uc5b4 \ubb38\uc7a5\uc740 \ub744\uc5b4\uc4f0\uae30\uac00 "
	"\uc788\ub2e4.",
	"\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22\u0e44\u0e21\u0e48\u0e21"
	"\u0e35"
	"\u0e0a\u0e48\u0e2d\u0e07\u0e27\u0e48\u0e32\u0e07\u0e23\u0e30\u0e2b"
	"\u0e27"
	"\u0e48\u0e32\u0e07\u0e04\u0e33",
	"\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd, (12) "
	"\u05d5\u05e2\u05d5"
	"\u05d3.",
	"\u0627\u0644\u0633\u0644\u0627\u0645 "
	"\u0639\u0644\u064a\u0643\u0645\u060c "
	"\u0643\u064a\u0641 \u0627\u0644\u062d\u0627\u0644\u061f",
	"\u0928\u092e\u0938\u094d\u0924\u0947 "
	"\u0915\u094d\u0937\u0924\u094d\u0930"
	"\u093f\u092f",
	"Family \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466, "
	"flags "
	"\U0001f1eb\U0001f1f7\U0001f1e9\U0001f1ea, keycap 1\ufe0f\u20e3, heart "
	"\u2764\ufe0f, hand \U0001f44b\U0001f3fd.",
	"Z\u0351\u0363\u034f\u0321\u0489a\u0317\u0318l\u0335g\u0338\u0320o"
	"\u0336 "
	"e\u0301\u0302\u0303\u0304\u0305\u0306 \u1112\u1161\u11ab",
	"Hidden\u200bspaces\u2060and\u202emarks\ufeff here.",
	"A hard\nbreak and\n\nan empty line",
	"x",
	"",
	"\u6f22",
	"\u0301",
	"\U0001f1eb",
	"\u00ad",
};

static const char *const lines[] = {
	"int main(void)",
	"\treturn 0;\t/* done */",
	"  two\ttabs\there",
	"",
	"   ",
	"\t",
	"\t\t\tdeep",
	"\u6f22\u5b57\t\u304b\u306a",
	"a line of code that is rather longer than most measures are, and so "
	"it "
	"will go on and on",
	"emoji \U0001f468\u200d\U0001f469\u200d\U0001f467 and e\u0301",
	"                                                      indented far",
};

/* What is raised or lowered. */
static const char *const raised[] = {
	"2",	   "-3",
	"n+m",	   "th",
	"k",	   "1,2",
	"[4]",	   " ",
	"\u6f22",  "12345678901234567890123456789012345",
	"e\u0301",
};

static void add_random_inlines(struct document *piece, uint64_t *random)
{
	size_t count = test_random(random) % 4;
	bool spaced = test_random(random) % 4;

	do {
		unsigned style = (unsigned)(test_random(random) % RUN_NOTE);
		const char *text = texts[test_random(random) % COUNT(texts)];
		uint32_t link = DOCUMENT_NONE;

		if (test_random(random) % 2)
			style = 0;
		while (test_random(random) % 4 == 0)
			document_add_reference(
				piece,
				document_add_note(piece, text,
						  strlen(text) % 8),
				style);
		if (style & (RUN_SUPERSCRIPT | RUN_SUBSCRIPT))
			text = raised[test_random(random) % COUNT(raised)];
		if (test_random(random) % 8 == 0)
			document_add_link(
				piece, document_add_string(piece, "a/b.c", 5),
				0, test_random(random) % 2);
		if (style & (RUN_LINK | RUN_IMAGE))
			link = document_add_link(
				piece, document_add_string(piece, "u", 1), 0,
				style & RUN_IMAGE);
		add_styled(piece, text, style, link);
		if (spaced)
			add_styled(piece, " ", 0, DOCUMENT_NONE);
	} while (count-- > 0);
}

static void add_random_lines(struct document *piece, uint64_t *random)
{
	for (size_t i = test_random(random) % 6; i > 0; i--) {
		add_styled(piece, lines[test_random(random) % COUNT(lines)],
			   (unsigned)(test_random(random) % 8 == 0),
			   DOCUMENT_NONE);
		add_styled(piece, "\n", 0, DOCUMENT_NONE);
	}
}

/* A table of whatever there is. */
static void add_random_table(struct document *piece, uint32_t parent,
			     uint64_t *random)
{
	static const char letters[] = "-lcr";
	uint32_t table = document_add_container(piece, CONTAINER_TABLE, parent);
	size_t columns = 1 + test_random(random) % 5;
	char alignment[8] = "";

	if (test_random(random) % 8 == 0)
		columns = 7;
	for (size_t i = 0; i < columns; i++)
		alignment[i] = letters[test_random(random) % 4];
	piece->containers[table].info =
		document_add_string(piece, alignment, columns);
	for (size_t row = 0; row == 0 || test_random(random) % 5; row++) {
		uint32_t index =
			document_begin_block(piece, BLOCK_ROW, table, 1);

		if (row == 0 && test_random(random) % 4)
			piece->blocks[index].flags = BLOCK_HEADER;
		for (size_t i = 0; i < columns; i++) {
			document_begin_cell(piece);
			if (test_random(random) % 4)
				add_random_inlines(piece, random);
			document_end_cell(piece);
		}
		document_end_block(piece);
	}
}

static void add_random_block(struct document *piece, uint32_t container,
			     uint64_t *random)
{
	static const uint8_t kinds[] = {
		BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
		BLOCK_HEADING,	 BLOCK_CODE,	  BLOCK_VERSE,
		BLOCK_RULE,
	};
	uint64_t kind = kinds[test_random(random) % COUNT(kinds)];
	uint32_t index = document_begin_block(piece, (enum block_kind)kind,
					      container, 1);
	struct block *block = &piece->blocks[index];

	if (container != DOCUMENT_NONE && test_random(random) % 2)
		block->flags |= BLOCK_TIGHT;
	if (kind == BLOCK_PARAGRAPH && test_random(random) % 8 == 0)
		block->flags |= BLOCK_TITLE;
	if (kind == BLOCK_HEADING) {
		block->level = (uint8_t)(1 + test_random(random) % 6);
		if (test_random(random) % 3 == 0)
			block->flags |= BLOCK_INFERRED;
	}
	if (kind == BLOCK_PARAGRAPH || kind == BLOCK_HEADING)
		add_random_inlines(piece, random);
	else if (kind != BLOCK_RULE)
		add_random_lines(piece, random);
	document_end_block(piece);
}

/* A top-level block with whatever is nested in it. */
static void add_random_group(struct document *piece, uint64_t *random)
{
	uint32_t stack[DOCUMENT_DEPTH_MAX];
	size_t most = test_random(random) % 8 ? 8 : DOCUMENT_DEPTH_MAX;
	size_t depth = 0;
	size_t steps = 1 + test_random(random) % 12;

	while (steps-- > 0) {
		uint32_t parent = depth ? stack[depth - 1] : DOCUMENT_NONE;
		uint64_t action = test_random(random) % 6;

		if (action == 0 && depth + 1 < most) {
			bool defines = test_random(random) % 3 == 0;

			stack[depth] = document_add_container(
				piece,
				defines ? CONTAINER_DEFINITION
					: CONTAINER_QUOTE,
				parent);
			if (!defines && test_random(random) % 3 == 0)
				piece->containers[stack[depth]].info =
					document_add_string(piece, "warning",
							    7);
			depth++;
			continue;
		}
		if (action == 5 && depth + 1 < most) {
			add_random_table(piece, parent, random);
			continue;
		}
		if (action == 1 && depth + 2 < most) {
			uint32_t last = (uint32_t)test_random(random);

			stack[depth] = add_list(piece, parent, last % 2,
						last >> (last % 32));
			stack[depth + 1] =
				add_item(piece, stack[depth], last % 7);
			piece->containers[stack[depth + 1]].task =
				(uint8_t)(last % 5 % 3);
			depth += 2;
			continue;
		}
		add_random_block(piece, parent, random);
		if (action == 2 && depth > 0 &&
		    piece->containers[parent].kind == CONTAINER_ITEM) {
			stack[depth - 1] = add_item(piece, stack[depth - 2], 8);
			add_random_block(piece, stack[depth - 1], random);
		} else if (action == 3 && depth > 0) {
			depth -=
				piece->containers[parent].kind == CONTAINER_ITEM
					? 2
					: 1;
		}
	}
	add_random_block(piece, depth ? stack[depth - 1] : DOCUMENT_NONE,
			 random);
}

/* The notes of a document, which come last; not all are referred to. */
static void add_random_notes(struct document *piece, uint64_t *random)
{
	static const char *const labels[] = { "",   "I", "It",
					      "Se", "x", "never used" };

	for (size_t i = 0; i < COUNT(labels); i++) {
		uint32_t note =
			document_add_note(piece, labels[i], strlen(labels[i]));
		uint32_t container = document_add_container(
			piece, CONTAINER_NOTE, DOCUMENT_NONE);

		piece->notes[note].container = container;
		piece->containers[container].number = note;
		do
			add_random_block(piece, container, random);
		while (test_random(random) % 3 == 0);
		if (test_random(random) % 2)
			add_random_table(piece, container, random);
	}
}

enum { PIECES = 8 };

/* The pieces of a document; with a front matter, or not. */
static void random_pieces(struct document *pieces[PIECES], uint64_t seed)
{
	uint64_t random = seed;

	for (size_t i = 0; i < PIECES; i++) {
		pieces[i] = new_piece();
		for (size_t n = 1 + test_random(&random) % 3; n > 0; n--)
			add_random_group(pieces[i], &random);
	}
	add_random_notes(pieces[PIECES - 1], &random);
	if (seed % 2 == 0)
		return;
	pieces[0]->metadata.title =
		document_add_string(pieces[0], texts[seed % COUNT(texts)],
				    strlen(texts[seed % COUNT(texts)]));
	pieces[0]->metadata.author = document_add_string(pieces[0], "A B", 3);
	pieces[0]->metadata.date = document_add_string(pieces[0], "1899", 4);
}

static struct document *random_document(uint64_t seed)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *pieces[PIECES];

	random_pieces(pieces, seed);
	for (size_t i = 0; i < PIECES; i++) {
		document_append(document, pieces[i]);
		document_free(pieces[i]);
	}
	document_check(document);
	return document;
}

/* A paragraph, code or verse of many segments. */
static struct document *long_document(enum block_kind kind, const char *unit,
				      size_t len)
{
	struct document *piece = new_piece();

	document_begin_block(piece, kind, DOCUMENT_NONE, 1);
	piece->blocks[0].level = kind == BLOCK_HEADING;
	for (size_t i = 0; i < len; i += strlen(unit))
		add_styled(piece, unit, 0, DOCUMENT_NONE);
	add_styled(piece, "end", 0, DOCUMENT_NONE);
	document_end_block(piece);
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "The end.");
	return finish(piece);
}

static const struct long_text {
	enum block_kind kind;
	const char *unit;
} long_texts[] = {
	{ BLOCK_PARAGRAPH, "Some words of ordinary prose, again and again. " },
	{ BLOCK_PARAGRAPH, "x" },
	{ BLOCK_PARAGRAPH, "A line\n" },
	{ BLOCK_PARAGRAPH, "\u6f22\u5b57\u3001" },
	{ BLOCK_PARAGRAPH, "\u0301" },
	{ BLOCK_PARAGRAPH, "\U0001f1eb" },
	{ BLOCK_PARAGRAPH, "\U0001f469\u200d" },
	{ BLOCK_HEADING, "A heading of a wholly absurd length " },
	{ BLOCK_CODE, "\tcall(1, 2);\n" },
	{ BLOCK_CODE, "no end of line " },
	{ BLOCK_CODE, "\t" },
	{ BLOCK_CODE, "\n" },
	{ BLOCK_CODE,
	  "0123456789012345678901234567890123456789012345678901234567890\n" },
	{ BLOCK_VERSE, "    A verse, with its indent\n" },
	{ BLOCK_VERSE, "verse without end " },
	{ BLOCK_VERSE, " \u0301" },
	{ BLOCK_VERSE, "  " },
};

/* --- What is asked of rows ------------------------------------------------ */

static struct layout_options with_width(uint32_t width)
{
	return (struct layout_options){ .width = width, .inferred = true };
}

static void append_shown(struct buffer *out, enum cells_mode mode,
			 const char *text, size_t len, uint32_t width)
{
	if (len == 1 && *text == '\t') {
		while (width-- > 0)
			buffer_append_byte(out, '>');
		return;
	}
	for (size_t i = 0; i < len;) {
		struct cluster cluster;

		cells_next(mode, text + i, len - i, &cluster);
		buffer_append(out, cluster.shown, (size_t)cluster.shown_len);
		i += cluster.len;
	}
}

/* A row as a terminal would show it, with '\n'. */
static void append_row(struct buffer *out, struct layout *layout,
		       const struct row *row)
{
	const struct document *document = layout_document(layout);
	uint32_t col = 0;

	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		const char *bytes = row->decorations + piece->decoration;
		size_t len = piece->decoration_len;

		if (piece->off < piece->end) {
			bytes = document->text.data + piece->off;
			len = piece->end - piece->off;
		}
		for (; col < piece->col; col++)
			buffer_append_byte(out, ' ');
		append_shown(out, layout_options(layout)->cells, bytes, len,
			     piece->width);
		col += piece->width;
	}
	buffer_append_byte(out, '\n');
}

/* All that is known of a row, for comparing. */
static void append_row_facts(struct buffer *out, const struct row *row)
{
	buffer_append_format(out, "block %u [%u %u %u) width %u flags %x\n",
			     row->block, row->off, row->shown_end, row->end,
			     row->width, row->flags);
	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *p = &row->pieces[i];

		buffer_append_format(out, "  [%u %u) run %u at %u+%u as %u ",
				     p->off, p->end, p->run, p->col, p->width,
				     p->meaning);
		if (p->off == p->end)
			buffer_append(out, row->decorations + p->decoration,
				      p->decoration_len);
		buffer_append_byte(out, '\n');
	}
}

static struct layout_at first_row(struct layout *layout)
{
	struct layout_at at;

	assert_true(layout_find(layout, (struct place){ 0, UINT32_MAX }, &at));
	return at;
}

/* Appends each row's facts, or how each looks, from the first to the last. */
static void append_all(struct buffer *out, struct layout *layout, bool facts)
{
	struct layout_at at = first_row(layout);
	struct row row;

	do {
		layout_row(layout, at, &row);
		if (facts)
			append_row_facts(out, &row);
		else
			append_row(out, layout, &row);
	} while (layout_next(layout, &at));
}

static void assert_looks(struct document *document,
			 const struct layout_options *options,
			 const char *expected)
{
	struct layout *layout = layout_open(document, options);
	struct buffer shown = BUFFER_INIT;

	append_all(&shown, layout, false);
	assert_string_equal(buffer_string(&shown), expected);
	for (uint32_t i = 0; i < document->block_count; i++)
		layout_check(layout, i);
	buffer_release(&shown);
	layout_free(layout);
}

/* --- How things look ------------------------------------------------------ */

static void test_paragraphs_stand_apart(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(20);

	(void)state;
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE,
		  "One paragraph that wraps, and");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "another\none.");
	add_block(piece, BLOCK_RULE, DOCUMENT_NONE, "");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "The last.");
	document = finish(piece);
	assert_looks(document, &options,
		     "One paragraph that\n"
		     "wraps, and\n"
		     "\n"
		     "another\n"
		     "one.\n"
		     "\n"
		     "       * * *\n"
		     "\n"
		     "The last.\n");
	document_free(document);
}

static void test_headings_differ_by_level(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(20);

	(void)state;
	add_heading(piece, 1, "A title that is too long");
	add_heading(piece, 2, "Two");
	add_heading(piece, 3, "Three");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "Text.");
	add_heading(piece, 2, "Two");
	add_heading(piece, 4, "Four that is rather long");
	add_heading(piece, 5, "Five");
	add_heading(piece, 6, "Six");
	add_heading(piece, 1, "");
	document = finish(piece);
	assert_looks(document, &options,
		     "A title that is too\n"
		     "long\n"
		     "\u2550\u2550\u2550\u2550\u2550\u2550\u2550\u2550\u2550"
		     "\u2550\u2550\u2550\u2550\u2550\u2550\u2550\u2550\u2550"
		     "\u2550\n"
		     "\n"
		     "Two\n"
		     "\u2500\u2500\u2500\n"
		     "\n"
		     "Three\n"
		     "\n"
		     "Text.\n"
		     "\n"
		     "\n"
		     "Two\n"
		     "\u2500\u2500\u2500\n"
		     "\n"
		     "\u25aa Four that is\n"
		     "  rather long\n"
		     "\n"
		     "\u25ab Five\n"
		     "\n"
		     "\u00b7 Six\n"
		     "\n");
	document_free(document);
}

static void test_inferred_headings_can_be_text(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(40);
	uint32_t block;

	(void)state;
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "Before.");
	block = document_begin_block(piece, BLOCK_HEADING, DOCUMENT_NONE, 2);
	piece->blocks[block].level = 2;
	piece->blocks[block].flags = BLOCK_INFERRED;
	add_styled(piece, "Guessed", 0, DOCUMENT_NONE);
	document_end_block(piece);
	document = finish(piece);
	assert_looks(document, &options,
		     "Before.\n\n\nGuessed\n"
		     "\u2500\u2500\u2500\u2500\u2500\u2500\u2500\n");
	options.inferred = false;
	assert_looks(document, &options, "Before.\n\nGuessed\n");
	document_free(document);
}

static void test_quotes_have_bars(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(24);
	uint32_t quote, inner;

	(void)state;
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "Before.");
	quote = document_add_container(piece, CONTAINER_QUOTE, DOCUMENT_NONE);
	add_block(piece, BLOCK_PARAGRAPH, quote, "Said by somebody else.");
	add_block(piece, BLOCK_PARAGRAPH, quote, "And this.");
	inner = document_add_container(piece, CONTAINER_QUOTE, quote);
	add_block(piece, BLOCK_PARAGRAPH, inner, "Inside.");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "After.");
	document = finish(piece);
	assert_looks(document, &options,
		     "Before.\n"
		     "\n"
		     "\u2502 Said by somebody else.\n"
		     "\u2502\n"
		     "\u2502 And this.\n"
		     "\u2502\n"
		     "\u2502 \u2502 Inside.\n"
		     "\n"
		     "After.\n");
	document_free(document);
}

/* Five quotes in each other look like four. */
static void test_bars_collapse(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(40);
	uint32_t quote = DOCUMENT_NONE;

	(void)state;
	for (int i = 0; i < 6; i++)
		quote = document_add_container(piece, CONTAINER_QUOTE, quote);
	add_block(piece, BLOCK_PARAGRAPH, quote, "Deep.");
	document = finish(piece);
	assert_looks(document, &options, "\u2502 \u2502 \u2502 \u2502 Deep.\n");
	document_free(document);
}

static void add_tight(struct document *piece, uint32_t container,
		      const char *text)
{
	uint32_t block =
		document_begin_block(piece, BLOCK_PARAGRAPH, container, 1);

	piece->blocks[block].flags = BLOCK_TIGHT;
	add_styled(piece, text, 0, DOCUMENT_NONE);
	document_end_block(piece);
}

static void test_bullets_go_by_depth(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(24);
	uint32_t list, item, deeper, deepest;

	(void)state;
	list = add_list(piece, DOCUMENT_NONE, false, 0);
	item = add_item(piece, list, 0);
	add_block(piece, BLOCK_PARAGRAPH, item, "An item that has to wrap");
	deeper = add_list(piece, item, false, 0);
	add_tight(piece, add_item(piece, deeper, 0), "deeper");
	item = add_item(piece, deeper, 0);
	add_tight(piece, item, "again");
	deepest = add_list(piece, item, false, 0);
	add_tight(piece, add_item(piece, deepest, 0), "deepest");
	item = add_item(piece, list, 0);
	add_tight(piece, item, "");
	/* "- - a": both markers in one row. */
	item = add_item(piece, list, 0);
	deeper = add_list(piece, item, false, 0);
	add_tight(piece, add_item(piece, deeper, 0), "two");
	document = finish(piece);
	assert_looks(document, &options,
		     "\u2022 An item that has to\n"
		     "  wrap\n"
		     "  \u25e6 deeper\n"
		     "  \u25e6 again\n"
		     "    \u2013 deepest\n"
		     "\u2022\n"
		     "\u2022 \u25e6 two\n");
	document_free(document);
}

static void test_numbers_align_right(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(24);
	uint32_t list, item, quote;

	(void)state;
	list = add_list(piece, DOCUMENT_NONE, true, 10);
	add_tight(piece, add_item(piece, list, 8), "eight");
	item = add_item(piece, list, 9);
	add_tight(piece, item, "nine, which is long enough");
	add_block(piece, BLOCK_PARAGRAPH, item, "and more");
	item = add_item(piece, list, 10);
	piece->containers[item].delimiter = ')';
	quote = document_add_container(piece, CONTAINER_QUOTE, item);
	add_block(piece, BLOCK_PARAGRAPH, quote, "quoted");
	document = finish(piece);
	assert_looks(document, &options,
		     " 8. eight\n"
		     " 9. nine, which is long\n"
		     "    enough\n"
		     "\n"
		     "    and more\n"
		     "\n"
		     "10) \u2502 quoted\n");
	document_free(document);
}

static void test_code_stays_as_it_is(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(24);
	struct layout *layout;
	struct row row;

	(void)state;
	add_block(
		piece, BLOCK_CODE, DOCUMENT_NONE,
		"a\tb\n\u00e9\u6f22\tc\n\n  long lines are not wrapped at all");
	document = finish(piece);
	assert_looks(document, &options,
		     "  a>>>>>>>b\n"
		     "  \u00e9\u6f22>>>>>c\n"
		     "\n"
		     "    long lines are not wrapped at all\n");
	layout = layout_open(document, &options);
	layout_row(layout, first_row(layout), &row);
	assert_true(row.flags & ROW_WIDE);
	layout_free(layout);
	options.wrap_code = true;
	assert_looks(document, &options,
		     "  a>>>>>>>b\n"
		     "  \u00e9\u6f22>>>>>c\n"
		     "\n"
		     "    long lines are not \n"
		     "  \u21aa wrapped at all\n");
	document_free(document);
}

/* Words break at blanks in the second half of a row, else anywhere. */
static void test_wrapped_code_breaks_anywhere(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(20);

	(void)state;
	add_block(piece, BLOCK_CODE, DOCUMENT_NONE,
		  "ab 0123456789abcdefghijklmnopqrstuvwxyz");
	document = finish(piece);
	options.wrap_code = true;
	assert_looks(document, &options,
		     "  ab 0123456789abcde\n"
		     "  \u21aa fghijklmnopqrstu\n"
		     "  \u21aa vwxyz\n");
	document_free(document);
}

static void test_verse_keeps_its_lines(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(24);

	(void)state;
	add_block(piece, BLOCK_VERSE, DOCUMENT_NONE,
		  "Tell me where is fancy bred,\n"
		  "   Or in the heart\n"
		  "               or in the head?\n"
		  "\tHow begot");
	document = finish(piece);
	assert_looks(document, &options,
		     "Tell me where is fancy\n"
		     "    bred,\n"
		     "   Or in the heart\n"
		     "            or in the\n"
		     "                head?\n"
		     ">>>>>>>>How begot\n");
	document_free(document);
}

/* Lines that end in hard breaks stand for themselves where they are short, and
 * most of them are: prose with a break or two is prose. */
static void test_stanzas_keep_their_lines(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(24);

	(void)state;
	options.indent = true;
	options.justify = true;
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE,
		  "Tell me where is fancy bred,\n"
		  "Or in the heart or in the head?\n"
		  "How begot?");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE,
		  "It is engender'd in the eyes,\n"
		  "With gazing fed;\n"
		  "and fancy dies");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE,
		  "So far the song, which\n"
		  "is sung by all of them.");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "More of it.");
	document = finish(piece);
	assert_looks(document, &options,
		     "Tell me where is fancy\n"
		     "    bred,\n"
		     "Or in the heart or in\n"
		     "    the head?\n"
		     "How begot?\n"
		     "\n"
		     "It is engender'd in the\n"
		     "    eyes,\n"
		     "With gazing fed;\n"
		     "and fancy dies\n"
		     "\n"
		     "So far the song, which\n"
		     "is sung by all of them.\n"
		     "  More of it.\n");
	document_free(document);
}

static void test_images_are_named(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(24);
	uint32_t image;

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	add_styled(piece, "We see a ", 0, DOCUMENT_NONE);
	image = document_add_link(piece, 0, 0, true);
	add_styled(piece, "whale ", RUN_IMAGE, image);
	add_styled(piece, "far", RUN_IMAGE | RUN_EMPHASIS, image);
	add_styled(piece, " off, there.", 0, DOCUMENT_NONE);
	document_end_block(piece);
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	document_add_link(piece, 0, 0, true);
	document_end_block(piece);
	document = finish(piece);
	assert_looks(document, &options,
		     "We see a image: whale\n"
		     "far off, there.\n"
		     "\n"
		     "image\n");
	options.width = 23;
	assert_looks(document, &options,
		     "We see a image: whale\n"
		     "far off, there.\n"
		     "\n"
		     "image\n");
	options.width = 20;
	assert_looks(document, &options,
		     "We see a\n"
		     "image: whale far\n"
		     "off, there.\n"
		     "\n"
		     "image\n");
	document_free(document);
}

static struct document *with_front_matter(const char *heading)
{
	struct document *piece = new_piece();

	piece->metadata.title =
		document_add_string(piece, "Of Quays", strlen("Of Quays"));
	piece->metadata.author =
		document_add_string(piece, "A. Writer", strlen("A. Writer"));
	piece->metadata.date = document_add_string(piece, "May 1899", 8);
	if (heading)
		add_heading(piece, 1, heading);
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "Text.");
	return finish(piece);
}

static void test_the_title_is_shown_once(void **state)
{
	static const char rule[] = "\u2550\u2550\u2550\u2550\u2550\u2550\u2550"
				   "\u2550\n";
	struct layout_options options = with_width(24);
	struct document *document;
	struct buffer expected = BUFFER_INIT;

	(void)state;
	buffer_append_format(&expected,
			     "Of Quays\n%sA. Writer \u00b7 May 1899\n\nText.\n",
			     rule);
	document = with_front_matter(NULL);
	assert_looks(document, &options, buffer_string(&expected));
	document_free(document);
	/* A heading that is the title takes its place; the rest looks alike. */
	document = with_front_matter("Of Quays");
	assert_looks(document, &options, buffer_string(&expected));
	document_free(document);
	buffer_clear(&expected);
	buffer_append_format(&expected,
			     "Of Quays\n%sA. Writer\n\u00b7 May 1899\n\n"
			     "Text.\n",
			     rule);
	document = with_front_matter(NULL);
	options.width = 10;
	assert_looks(document, &options, buffer_string(&expected));
	document_free(document);
	buffer_release(&expected);
}

static void test_ascii_draws_ascii(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(24);
	uint32_t quote;

	(void)state;
	add_heading(piece, 1, "Caf\u00e9");
	quote = document_add_container(piece, CONTAINER_QUOTE, DOCUMENT_NONE);
	add_tight(piece, add_item(piece, add_list(piece, quote, false, 0), 0),
		  "a");
	document = finish(piece);
	options.cells = CELLS_ASCII;
	assert_looks(document, &options, "Cafe\n====\n| * a\n");
	document_free(document);
}

/* However deep, there is room for text, and the innermost marker shows. */
static void test_nesting_leaves_room(void **state)
{
	struct layout_options options = with_width(20);
	struct document *piece = new_piece();
	struct document *document;
	struct layout *layout;
	struct layout_at at;
	struct row row;
	uint32_t item = DOCUMENT_NONE;

	(void)state;
	for (int i = 0; i < DOCUMENT_DEPTH_MAX / 2; i++)
		item = add_item(piece, add_list(piece, item, i % 2, 999999999),
				123456789);
	add_tight(piece, item, "Words to be set in a narrow column");
	document = finish(piece);
	layout = layout_open(document, &options);
	at = first_row(layout);
	layout_row(layout, at, &row);
	assert_int_equal(row.pieces[0].meaning, MEANING_MARKER);
	do {
		layout_row(layout, at, &row);
		assert_true(row.pieces[row.piece_count - 1].col <= 11);
	} while (layout_next(layout, &at));
	layout_check(layout, 0);
	layout_free(layout);
	document_free(document);
}

/* --- What holds at any width ---------------------------------------------- */

static void check_all(struct layout *layout)
{
	const struct document *document = layout_document(layout);

	for (uint32_t i = 0; i < document->block_count; i++)
		layout_check(layout, i);
}

static void test_invariants_at_every_width(void **state)
{
	/* What is shown in ASCII may have more columns than one or two. */
	static const enum cells_mode modes[] = { CELLS_ASCII, CELLS_EAST_ASIAN,
						 CELLS_UNICODE, CELLS_UNICODE,
						 CELLS_UNICODE };

	(void)state;
	for (uint64_t seed = 1; seed <= 2; seed++) {
		struct document *document = random_document(seed);
		struct layout_options options = with_width(1);
		struct layout *layout = layout_open(document, &options);

		for (uint32_t width = 1; width <= 120; width++) {
			options.width = width;
			options.wrap_code = width % 2;
			options.inferred = width % 3;
			options.cells = modes[width >= 5 ? width % 5 : 4];
			layout_configure(layout, &options);
			check_all(layout);
		}
		options.width = 400;
		layout_configure(layout, &options);
		check_all(layout);
		layout_free(layout);
		document_free(document);
	}
}

/* Each way to choose lines, at every width that is usual, and at some that are
 * not; the same layout goes from one to the next, and must be as a new one. */
static void test_every_way_to_choose_lines(void **state)
{
	static const struct layout_options ways[] = {
		{ .breaks = LAYOUT_BREAKS_TOTAL },
		{ .breaks = LAYOUT_BREAKS_GREEDY },
		{ .justify = true },
		{ .breaks = LAYOUT_BREAKS_GREEDY, .justify = true },
		{ .indent = true },
		{ .hang = 2 },
		{ .justify = true, .indent = true, .hang = 2 },
	};
	struct document *document = random_document(51);
	struct layout_options options = with_width(1);
	struct layout *layout = layout_open(document, &options);

	(void)state;
	for (uint32_t width = 3; width <= 120; width += width < 20 ? 7 : 1) {
		struct buffer kept = BUFFER_INIT, fresh = BUFFER_INIT;
		struct layout *again;

		options = ways[width % COUNT(ways)];
		options.inferred = true;
		options.width = width;
		layout_configure(layout, &options);
		check_all(layout);
		if (width % 6)
			continue;
		append_all(&kept, layout, true);
		again = layout_open(document, &options);
		append_all(&fresh, again, true);
		assert_string_equal(buffer_string(&kept),
				    buffer_string(&fresh));
		layout_free(again);
		buffer_release(&kept);
		buffer_release(&fresh);
	}
	layout_free(layout);
	document_free(document);
}

static bool same_at(struct layout_at a, struct layout_at b)
{
	return a.block == b.block && a.segment == b.segment && a.row == b.row;
}

/* A row's place gives the row back, and so does each of its bytes. */
static void check_places(struct layout *layout, struct layout_at at)
{
	struct layout_at found;
	struct row row;

	assert_true(layout_find(layout, layout_place(layout, at), &found));
	assert_true(same_at(at, found));
	layout_row(layout, at, &row);
	for (uint32_t off = row.off; off < row.end; off++) {
		if (row.flags & ROW_CELLS && !row_shows(&row, off, off + 1))
			continue;
		assert_true(
			layout_find(layout, (struct place){ off, 0 }, &found));
		assert_true(same_at(at, found));
	}
}

/* The same of a row of cells; each of its pieces is found where it is. */
static void check_cell_columns(struct layout *layout, struct layout_at at)
{
	struct row row;

	layout_row(layout, at, &row);
	for (size_t i = 0; i < row.piece_count; i++) {
		const struct row_piece piece = row.pieces[i];
		struct layout_at found;
		uint32_t col, off;

		if (piece.off == piece.end)
			continue;
		assert_true(layout_column(layout, &row, piece.off, &col));
		assert_int_equal(col, piece.col);
		assert_true(layout_offset(layout, &row, col, &off));
		if (piece.width > 0)
			assert_in_range(off, piece.off, piece.end - 1);
		for (off = piece.off; off < piece.end; off++) {
			assert_true(layout_find(
				layout, (struct place){ off, 0 }, &found));
			assert_true(same_at(found, at));
		}
		layout_row(layout, at, &row);
	}
}

/* What is shown at a byte's column is that byte's cluster. */
static void check_columns(struct layout *layout, struct layout_at at)
{
	const char *text = layout_document(layout)->text.data;
	uint32_t right = 0;
	uint32_t col, off;
	struct row row;

	layout_row(layout, at, &row);
	if (row.flags & ROW_CELLS) {
		check_cell_columns(layout, at);
		return;
	}
	for (uint32_t i = row.off; i < row.end;) {
		struct cluster cluster;

		if (i >= row.shown_end) {
			assert_false(layout_column(layout, &row, i++, &col));
			continue;
		}
		cells_next(layout_options(layout)->cells, text + i,
			   row.shown_end - i, &cluster);
		assert_true(layout_column(layout, &row, i, &col));
		assert_true(col >= right);
		for (size_t inside = 1; inside < cluster.len; inside++) {
			uint32_t same;

			assert_true(layout_column(layout, &row,
						  i + (uint32_t)inside, &same));
			assert_int_equal(same, col);
		}
		if (cluster.width > 0) {
			assert_true(layout_offset(layout, &row, col, &off));
			assert_int_equal(off, i);
			right = col + (uint32_t)cluster.width;
		}
		i += (uint32_t)cluster.len;
	}
	if (row.off < row.shown_end) {
		assert_true(layout_offset(layout, &row, UINT32_MAX, &off));
		assert_in_range(off, row.off, row.shown_end - 1);
		assert_true(layout_offset(layout, &row, 0, &off));
		assert_in_range(off, row.off, row.shown_end - 1);
	} else {
		assert_false(layout_offset(layout, &row, 0, &off));
	}
}

static void test_places_and_columns_lead_back(void **state)
{
	(void)state;
	for (uint64_t seed = 11; seed <= 13; seed++) {
		struct document *document = random_document(seed);

		for (uint32_t width = 3; width < 110; width += 13) {
			struct layout_options options = with_width(width);
			struct layout *layout = layout_open(document, &options);
			struct layout_at at = first_row(layout);

			do {
				check_places(layout, at);
				check_columns(layout, at);
			} while (layout_next(layout, &at));
			layout_free(layout);
		}
		document_free(document);
	}
}

/* Beside the text the nearest of it counts, but nothing that is not seen. */
static void test_columns_beside_the_text(void **state)
{
	struct layout_options options = with_width(20);
	struct document *piece = new_piece();
	struct document *document;
	struct layout *layout;
	struct row row;
	uint32_t off;
	uint32_t list = add_list(piece, DOCUMENT_NONE, true, 1);

	(void)state;
	add_tight(piece, add_item(piece, list, 1), "ab\u00ad");
	document = finish(piece);
	layout = layout_open(document, &options);
	layout_row(layout, first_row(layout), &row);
	assert_true(layout_offset(layout, &row, 0, &off));
	assert_int_equal(off, 0);
	assert_true(layout_offset(layout, &row, 3, &off));
	assert_int_equal(off, 0);
	assert_true(layout_offset(layout, &row, 4, &off));
	assert_int_equal(off, 1);
	assert_true(layout_offset(layout, &row, 40, &off));
	assert_int_equal(off, 1);
	layout_free(layout);
	document_free(document);
}

/* A place of a lead or trail that is shorter now, and places outside. */
static void test_places_are_taken_as_they_come(void **state)
{
	struct layout_options options = with_width(20);
	struct document *piece = new_piece();
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct layout *layout = layout_open(document, &options);
	struct layout_at at;
	struct row row;

	(void)state;
	assert_false(layout_find(layout, (struct place){ 0, 0 }, &at));
	assert_false(layout_last(layout, &at));
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "One.");
	add_heading(piece, 1, "Two.");
	document_append(document, piece);
	document_free(piece);

	/* The heading's two rows of space, its text, its rule. */
	assert_true(layout_find(layout, (struct place){ 5, 7 }, &at));
	assert_int_equal(at.row, 0);
	assert_true(layout_find(layout, (struct place){ 5, 1 }, &at));
	assert_int_equal(at.row, 1);
	assert_true(layout_find(layout, (struct place){ 7, 0 }, &at));
	assert_int_equal(at.row, 2);
	assert_true(layout_find(layout, (struct place){ 9, 0 }, &at));
	assert_int_equal(at.row, 2);
	assert_true(layout_find(layout, (struct place){ 9, 9 }, &at));
	assert_int_equal(at.row, 3);
	layout_row(layout, at, &row);
	assert_int_equal(row.flags, ROW_TRAIL | ROW_LAST);
	/* Behind the end. */
	assert_true(layout_find(layout, (struct place){ 4000, 0 }, &at));
	assert_int_equal(at.block, 1);
	assert_int_equal(at.row, 2);
	layout_free(layout);
	document_free(document);
}

/* A dictionary parts words at any width; no row has a byte more for it. */
static void test_hyphens_are_no_text(void **state)
{
	static const char patterns[] = "UTF-8\nLEFTHYPHENMIN 2\n"
				       "RIGHTHYPHENMIN 3\na1b\no1r\ne1n\n";
	static const char text[] =
		"abbacabab wordorwording wooorden eeneneneen abaababacab "
		"worenabor cabenaborden ababababab orordening wordenab end";
	const char *path = scratch_write("patterns.dic", patterns);
	struct error error;
	struct hyphenator *hyphenator = hyphenator_read(path, &error);
	struct document *piece = new_piece();
	struct document *document;
	struct layout_options options = with_width(20);
	struct layout *layout;
	size_t hyphens = 0;

	(void)state;
	assert_non_null(hyphenator);
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, text);
	document = finish(piece);
	layout = layout_open(document, &options);
	options.hyphenator = hyphenator;
	for (options.width = 1; options.width < 80; options.width += 3) {
		struct layout_at at;

		options.justify = options.width % 2;
		layout_configure(layout, &options);
		check_all(layout);
		at = first_row(layout);
		do {
			struct row row;

			check_places(layout, at);
			check_columns(layout, at);
			layout_row(layout, at, &row);
			hyphens += row.pieces[row.piece_count - 1].meaning ==
				   MEANING_HYPHEN;
		} while (layout_next(layout, &at));
	}
	assert_true(hyphens > 20);
	layout_free(layout);
	document_free(document);
	hyphenator_free(hyphenator);
}

/* A blank that is widened is a piece of its own, and the row is full. */
static void test_justified_gaps_are_pieces(void **state)
{
	struct document *piece = new_piece();
	struct layout_options options = with_width(60);
	struct document *document;
	struct layout *layout;
	struct layout_at at;
	size_t gaps = 0;

	(void)state;
	for (int i = 0; i < 3; i++)
		add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE,
			  "The reader sees a page that is as even at the right "
			  "as it is at the left, and the gaps between words "
			  "grow by a column here and there, from either side, "
			  "so that no river of white runs down the page.");
	document = finish(piece);
	options.justify = true;
	layout = layout_open(document, &options);
	at = first_row(layout);
	do {
		struct row row;

		check_columns(layout, at);
		layout_row(layout, at, &row);
		for (size_t i = 0; i < row.piece_count; i++) {
			if (!row_piece_is_gap(document->text.data,
					      &row.pieces[i]))
				continue;
			gaps++;
			assert_int_equal(row.pieces[i].width, 2);
			assert_int_equal(row.width, 60);
		}
	} while (layout_next(layout, &at));
	assert_true(gaps > 6);
	/* Too narrow without a hyphenator. */
	options.width = 59;
	layout_configure(layout, &options);
	at = first_row(layout);
	do {
		struct row row;

		layout_row(layout, at, &row);
		assert_true(row.piece_count <= 1);
	} while (layout_next(layout, &at));
	layout_free(layout);
	document_free(document);
}

/* What is code has its own blanks. */
static void test_code_is_not_widened(void **state)
{
	struct document *piece = new_piece();
	struct layout_options options = with_width(62);
	struct document *document;
	struct layout *layout;
	struct layout_at at;
	size_t gaps = 0;

	(void)state;
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	for (int i = 0; i < 12; i++) {
		add_styled(piece, "Then one says ", 0, DOCUMENT_NONE);
		add_styled(piece, "git commit -m word", RUN_CODE,
			   DOCUMENT_NONE);
		add_styled(piece, " and goes on with what is to be done. ", 0,
			   DOCUMENT_NONE);
	}
	document_end_block(piece);
	document = finish(piece);
	options.justify = true;
	layout = layout_open(document, &options);
	at = first_row(layout);
	do {
		struct row row;

		check_columns(layout, at);
		layout_row(layout, at, &row);
		for (size_t i = 0; i < row.piece_count; i++) {
			if (!row_piece_is_gap(document->text.data,
					      &row.pieces[i]))
				continue;
			gaps++;
			assert_int_equal(row.pieces[i].run, DOCUMENT_NONE);
			assert_true(row.pieces[i].width <= 3);
		}
	} while (layout_next(layout, &at));
	assert_true(gaps > 6);
	layout_free(layout);
	document_free(document);
}

/* A picture between paragraphs is no paragraph. */
static void test_a_picture_has_space(void **state)
{
	struct layout_options options = with_width(24);
	struct document *piece = new_piece();
	struct document *document;
	uint32_t image;

	(void)state;
	options.indent = true;
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "One.");
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	image = document_add_link(piece, document_add_string(piece, "a.png", 5),
				  0, true);
	add_styled(piece, "A whale", RUN_IMAGE, image);
	document_end_block(piece);
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "Two.");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "Three.");
	document = finish(piece);
	assert_looks(document, &options,
		     "One.\n"
		     "\n"
		     "image: A whale\n"
		     "\n"
		     "Two.\n"
		     "  Three.\n");
	document_free(document);
}

/* Between paragraphs, and nowhere else. */
static void test_an_indent_stands_for_space(void **state)
{
	struct layout_options options = with_width(20);
	struct document *piece = new_piece();
	struct document *document;
	uint32_t quote;

	(void)state;
	options.indent = true;
	add_heading(piece, 3, "Heading");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "First of all.");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE,
		  "Second, with a line more.");
	quote = document_add_container(piece, CONTAINER_QUOTE, DOCUMENT_NONE);
	add_block(piece, BLOCK_PARAGRAPH, quote, "Said.");
	add_block(piece, BLOCK_PARAGRAPH, quote, "Said again.");
	add_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, "Third.");
	document = finish(piece);
	assert_looks(document, &options,
		     "Heading\n\nFirst of all.\n  Second, with a\nline more.\n"
		     "\n\u2502 Said.\n\u2502   Said again.\n\nThird.\n");
	document_free(document);
}

/* Walks down and back up, and jumps about; all must agree. */
static void check_movement(struct layout *layout, uint64_t *random)
{
	struct layout_at *walk = NULL;
	size_t room = 0, count = 0;
	struct layout_at at = first_row(layout);
	struct layout_at last;

	assert_false(layout_previous(layout, &at));
	do {
		MEMORY_RESERVE(walk, room, count + 1);
		walk[count++] = at;
	} while (layout_next(layout, &at));
	assert_true(layout_last(layout, &last));
	assert_true(same_at(at, last));
	for (size_t i = count; i-- > 0;) {
		assert_true(same_at(at, walk[i]));
		assert_int_equal(layout_previous(layout, &at), i > 0);
	}
	for (int i = 0; i < 200; i++) {
		size_t from = test_random(random) % count;
		size_t to = test_random(random) % count;
		long way = (long)to - (long)from;

		at = walk[from];
		assert_int_equal(layout_move(layout, &at, way), way);
		assert_true(same_at(at, walk[to]));
	}
	at = walk[0];
	assert_int_equal(layout_move(layout, &at, LONG_MAX), count - 1);
	assert_true(same_at(at, last));
	assert_int_equal(layout_move(layout, &at, -LONG_MAX),
			 -(long)(count - 1));
	assert_true(same_at(at, walk[0]));
	free(walk);
}

static void test_moving_on_and_back_agrees(void **state)
{
	uint64_t random = 5;

	(void)state;
	for (uint64_t seed = 21; seed <= 24; seed++) {
		struct document *document = random_document(seed);
		struct layout_options options =
			with_width((uint32_t)(20 + seed));
		struct layout *layout = layout_open(document, &options);

		check_movement(layout, &random);
		layout_free(layout);
		document_free(document);
	}
}

/* A document that grows under its layout looks as if it had been whole. */
static void test_growth_changes_no_row(void **state)
{
	(void)state;
	for (uint64_t seed = 31; seed <= 36; seed++) {
		struct document *document = document_new(DOCUMENT_MARKDOWN);
		struct layout_options options = with_width(33);
		struct layout *layout = layout_open(document, &options);
		struct document *pieces[PIECES];
		struct buffer grown = BUFFER_INIT, whole = BUFFER_INIT;
		struct layout *fresh;

		random_pieces(pieces, seed);
		for (size_t i = 0; i < PIECES; i++) {
			assert_true(document_append(document, pieces[i]));
			document_free(pieces[i]);
			buffer_clear(&grown);
			append_all(&grown, layout, true);
		}
		fresh = layout_open(document, &options);
		append_all(&whole, fresh, true);
		assert_string_equal(buffer_string(&grown),
				    buffer_string(&whole));
		layout_free(fresh);
		layout_free(layout);
		document_free(document);
		buffer_release(&grown);
		buffer_release(&whole);
	}
}

/* More blocks than are kept: what was dropped comes back as it was. */
static void test_rows_made_again_are_equal(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct layout_options options = with_width(30);
	struct buffer first = BUFFER_INIT, again = BUFFER_INIT;
	struct layout *layout;

	(void)state;
	for (uint64_t seed = 41; document->block_count < 1500; seed++) {
		struct document *pieces[PIECES];

		random_pieces(pieces, seed);
		for (size_t i = 0; i < PIECES; i++) {
			document_append(document, pieces[i]);
			document_free(pieces[i]);
		}
	}
	layout = layout_open(document, &options);
	append_all(&first, layout, true);
	append_all(&again, layout, true);
	assert_string_equal(buffer_string(&first), buffer_string(&again));
	layout_free(layout);
	document_free(document);
	buffer_release(&first);
	buffer_release(&again);
}

/* The cache tells segments apart that share a bucket. */
static void test_the_cache_mixes_nothing_up(void **state)
{
	struct keep *cache = keep_new();
	struct rows rows;

	(void)state;
	rows_init(&rows);
	for (uint32_t i = 0; i < 5; i++) {
		rows_begin(&rows, i, i, i, 0);
		cache_put(cache, 7, i * 1024, &rows);
	}
	for (uint32_t i = 0; i < 5; i++) {
		const struct cached *cached = keep_get(cache, 7, i * 1024);

		assert_int_equal(cached->count, i + 1);
	}
	assert_null(keep_get(cache, 7, 5 * 1024));
	assert_null(keep_get(cache, 7 + 1024, 0));
	keep_clear(cache);
	assert_null(keep_get(cache, 7, 0));
	keep_free(cache);
	rows_release(&rows);
}

/* Big segments go before there are too many of them, the last one stays. */
static void test_the_cache_is_bounded(void **state)
{
	struct keep *cache = keep_new();
	struct rows rows;
	size_t kept = 0;

	(void)state;
	rows_init(&rows);
	for (uint32_t i = 0; i < 4096; i++)
		rows_begin(&rows, i, i, i, 0);
	for (uint32_t i = 0; i < 1000; i++) {
		assert_null(keep_get(cache, i, 0));
		cache_put(cache, i, 0, &rows);
		assert_non_null(keep_get(cache, i, 0));
	}
	for (uint32_t i = 0; i < 1000; i++)
		kept += keep_get(cache, i, 0) != NULL;
	assert_in_range(kept * 4096 * sizeof(struct kept_row), 7 << 20,
			8 << 20);
	keep_free(cache);
	rows_release(&rows);
}

/* --- Long blocks ---------------------------------------------------------- */

static void test_long_blocks_keep_the_rules(void **state)
{
	uint64_t random = 9;

	(void)state;
	for (size_t i = 0; i < COUNT(long_texts); i++) {
		struct document *document = long_document(
			long_texts[i].kind, long_texts[i].unit,
			long_texts[i].kind == BLOCK_CODE ? 100000 : 40000);
		struct layout_options options = with_width(60);
		struct layout *layout = layout_open(document, &options);

		check_all(layout);
		options.wrap_code = true;
		options.width = 40;
		layout_configure(layout, &options);
		check_all(layout);
		check_movement(layout, &random);
		layout_free(layout);
		document_free(document);
	}
}

/* Segments tile a block; each byte is in the segment that it is found in. */
static void test_segments_tile_a_block(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(long_texts); i++) {
		struct document *document = long_document(
			long_texts[i].kind, long_texts[i].unit, 150000);
		uint32_t off = 0;

		for (uint32_t k = 0; k < segment_count(document, 0); k++) {
			struct segment s = segment_range(document, 0, k);

			assert_int_equal(s.off, off);
			assert_true(s.end >= off);
			assert_true(k > 0 || s.end > off);
			assert_true(s.end - off <= 5 * SEGMENT_BYTES + 2048);
			off = s.end;
			if (s.off == s.end)
				continue;
			assert_int_equal(segment_at(document, 0, s.off), k);
			assert_int_equal(segment_at(document, 0, s.end - 1), k);
		}
		assert_int_equal(off, document->blocks[0].end);
		document_free(document);
	}
}

/* Where a segment is cut depends on nothing far away. */
static void test_cuts_depend_on_what_is_near(void **state)
{
	static const char prose[] = "Words, words, words. ";
	struct document *a = long_document(BLOCK_PARAGRAPH, prose, 1000000);
	struct document *b = long_document(BLOCK_PARAGRAPH, prose, 1000000);
	struct segment expected = segment_range(a, 0, 30);

	(void)state;
	/* The same around the 30th segment, otherwise without any break. */
	memset(b->text.data, 'x', expected.off - 2000);
	memset(b->text.data + expected.end + 2000, 'x', 100000);
	assert_int_equal(segment_range(b, 0, 30).off, expected.off);
	assert_int_equal(segment_range(b, 0, 30).end, expected.end);
	document_free(a);
	document_free(b);
}

/* No row but a segment's last is cut short by the segment. */
static void test_cuts_fall_on_breaks(void **state)
{
	static const char prose[] = "Words, words, words. ";
	struct document *document =
		long_document(BLOCK_PARAGRAPH, prose, 100000);
	struct document *verse =
		long_document(BLOCK_VERSE, "A line of verse\n", 100000);

	(void)state;
	for (uint32_t k = 1; k < segment_count(document, 0); k++) {
		uint32_t off = segment_range(document, 0, k).off;

		assert_int_equal(document->text.data[off - 1], ' ');
	}
	for (uint32_t k = 1; k < segment_count(verse, 0); k++) {
		uint32_t off = segment_range(verse, 0, k).off;

		assert_int_equal(verse->text.data[off - 1], '\n');
	}
	document_free(document);
	document_free(verse);
}

/* --- Real texts ----------------------------------------------------------- */

static void check_some(const struct document *document, uint32_t width)
{
	struct layout_options options = with_width(width);
	struct layout *layout = layout_open(document, &options);
	size_t step = document->block_count / 400 + 1;

	for (size_t i = 0; i < document->block_count; i += step) {
		struct layout_at at;

		layout_check(layout, (uint32_t)i);
		assert_true(layout_find(
			layout, (struct place){ document->blocks[i].off, 0 },
			&at));
		check_places(layout, at);
		check_columns(layout, at);
	}
	layout_free(layout);
}

/* The files of the folder that LECTERN_CORPUS names, if it is set. */
static void test_real_texts_keep_the_rules(void **state)
{
	const char *folder = getenv("LECTERN_CORPUS");
	DIR *files = folder ? opendir(folder) : NULL;
	const struct dirent *file;

	(void)state;
	while (files && (file = readdir(files)) != NULL) {
		struct buffer path = BUFFER_INIT;
		struct error error;
		struct source *source;
		struct document *document;

		buffer_append_format(&path, "%s/%s", folder, file->d_name);
		source = source_open(buffer_string(&path), &error);
		buffer_release(&path);
		if (!source)
			continue;
		document = load_all(source, SOURCE_AUTO, LOAD_WINDOW, &error);
		if (!document)
			continue;
		for (uint32_t width = 20; width <= 140; width += 40)
			check_some(document, width);
		document_free(document);
	}
	if (files)
		closedir(files);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paragraphs_stand_apart),
		cmocka_unit_test(test_headings_differ_by_level),
		cmocka_unit_test(test_inferred_headings_can_be_text),
		cmocka_unit_test(test_quotes_have_bars),
		cmocka_unit_test(test_bars_collapse),
		cmocka_unit_test(test_bullets_go_by_depth),
		cmocka_unit_test(test_numbers_align_right),
		cmocka_unit_test(test_code_stays_as_it_is),
		cmocka_unit_test(test_wrapped_code_breaks_anywhere),
		cmocka_unit_test(test_verse_keeps_its_lines),
		cmocka_unit_test(test_stanzas_keep_their_lines),
		cmocka_unit_test(test_images_are_named),
		cmocka_unit_test(test_the_title_is_shown_once),
		cmocka_unit_test(test_ascii_draws_ascii),
		cmocka_unit_test(test_nesting_leaves_room),
		cmocka_unit_test(test_invariants_at_every_width),
		cmocka_unit_test(test_every_way_to_choose_lines),
		cmocka_unit_test_setup_teardown(test_hyphens_are_no_text,
						scratch_make, scratch_remove),
		cmocka_unit_test(test_justified_gaps_are_pieces),
		cmocka_unit_test(test_code_is_not_widened),
		cmocka_unit_test(test_a_picture_has_space),
		cmocka_unit_test(test_an_indent_stands_for_space),
		cmocka_unit_test(test_places_and_columns_lead_back),
		cmocka_unit_test(test_columns_beside_the_text),
		cmocka_unit_test(test_places_are_taken_as_they_come),
		cmocka_unit_test(test_moving_on_and_back_agrees),
		cmocka_unit_test(test_growth_changes_no_row),
		cmocka_unit_test(test_rows_made_again_are_equal),
		cmocka_unit_test(test_the_cache_mixes_nothing_up),
		cmocka_unit_test(test_the_cache_is_bounded),
		cmocka_unit_test(test_long_blocks_keep_the_rules),
		cmocka_unit_test(test_segments_tile_a_block),
		cmocka_unit_test(test_cuts_depend_on_what_is_near),
		cmocka_unit_test(test_cuts_fall_on_breaks),
		cmocka_unit_test(test_real_texts_keep_the_rules),
	};

	return test_run(tests);
}
