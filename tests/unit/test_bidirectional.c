/* SPDX-License-Identifier: ISC */
/* Tests of rows whose text runs from right to left. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "layout/layout.h"
#include "reading.h"
#include "text/bidi.h"
#include "text/cells.h"
#include "text/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct layout_options options_of(uint32_t width)
{
	return (struct layout_options){
		.width = width,
		.bidi = true,
		.inferred = true,
		.cells = CELLS_UNICODE,
	};
}

/* As in UAX #9, capitals stand for letters that run from right to left. */
static void append_hebrew(struct buffer *out, const char *text)
{
	char bytes[4];

	for (; *text; text++) {
		if (*text >= 'A' && *text <= 'Z')
			buffer_append(
				out, bytes,
				utf8_encode(0x5d0 + (uint32_t)(*text - 'A'),
					    bytes));
		else
			buffer_append_byte(out, *text);
	}
}

/* The rows as they stand, a line each, '.' for each blank at their start. */
static void append_rows(struct buffer *out, struct layout *layout)
{
	const struct document *document = layout_document(layout);
	struct layout_at at;
	struct row row;

	assert_true(layout_find(layout, (struct place){ 0, 0 }, &at));
	do {
		uint32_t col = 0;

		layout_row(layout, at, &row);
		for (size_t i = 0; i < row.piece_count; i++) {
			const struct row_piece *piece = &row.pieces[i];
			struct span bytes = row_piece_bytes(document->text.data,
							    &row, piece);

			for (; col < piece->col; col++)
				buffer_append_byte(out, ' ');
			buffer_append(out, bytes.ptr, bytes.len);
			col += piece->width;
		}
		buffer_append_byte(out, '\n');
	} while (layout_next(layout, &at));
}

static void test_rows(void **state)
{
	static const struct {
		uint32_t width;
		const char *markdown;
		const char *rows; /* with FriBidi */
	} cases[] = {
		{ 30, "abc ABC (12) D", "abc D (12) CBA\n" },
		{ 20, "THE CAR is red.", "     .is red RAC EHT\n" },
		{ 20, "THE CAR *is* RED", "      DER is RAC EHT\n" },
		/* Lines are broken in reading order. */
		{ 12, "ABC DEF GHI KLM", " IHG FED CBA\n         MLK\n" },
		/* Bullets, numbers and bars stand at the right. */
		{ 12, "- ABC\n- D (1)", "       CBA •\n     (1) D •\n" },
		{ 12, "1. ABC\n2. D", "      CBA .1\n        D .2\n" },
		{ 12, "> ABC", "       CBA │\n" },
		{ 12, "# ABC", "         CBA\n         ═══\n" },
		/* Each block by its own first letter. */
		{ 12, "ABC d\n\ne FG", "       d CBA\n\ne GF\n" },
		/* A line of code begins at the left. */
		{ 20, "    ABC = 12; D", "  D ;12 = CBA\n" },
		{ 30, "| A B | c |\n|---|---|\n| D (E) | FG |",
		  "B A     c\n─────   ──\n(E) D   GF\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct layout_options options = options_of(cases[i].width);
		struct buffer text = BUFFER_INIT;
		struct buffer rows = BUFFER_INIT;
		struct buffer expected = BUFFER_INIT;
		struct document *document;
		struct layout *layout;

		append_hebrew(&text, cases[i].markdown);
		append_hebrew(&expected, cases[i].rows);
		document = reading_document(buffer_string(&text));
		layout = layout_open(document, &options);
		append_rows(&rows, layout);
		if (bidi_available())
			assert_string_equal(buffer_string(&rows),
					    buffer_string(&expected));
		layout_free(layout);
		document_free(document);
		buffer_release(&text);
		buffer_release(&rows);
		buffer_release(&expected);
	}
}

/* Where a part of a word is, for who lights it. */
static void test_parts(void **state)
{
	struct layout_options options = options_of(20);
	struct buffer text = BUFFER_INIT;
	struct document *document;
	struct layout *layout;
	struct layout_at at;
	struct row row;
	struct row_part part;
	uint32_t col;

	(void)state;
	if (!bidi_available())
		return;
	append_hebrew(&text, "ABCD ef");
	document = reading_document(buffer_string(&text));
	layout = layout_open(document, &options);
	assert_true(layout_find(layout, (struct place){ 0, 0 }, &at));
	layout_row(layout, at, &row);
	/* "ef DCBA", flush right. */
	assert_true(layout_column(layout, &row, 0, &col));
	assert_int_equal(col, 19);
	assert_true(layout_column(layout, &row, 6, &col));
	assert_int_equal(col, 16);
	assert_true(layout_column(layout, &row, 9, &col));
	assert_int_equal(col, 13);
	layout_part(layout, &row, &row.pieces[row.piece_count - 1], 2, 6,
		    &part);
	assert_int_equal(part.col, 17);
	assert_int_equal(part.width, 2);
	assert_int_equal(part.bytes.len, 4);
	assert_memory_equal(part.bytes.ptr, "\u05d2\u05d1", 4);
	layout_free(layout);
	document_free(document);
	buffer_release(&text);
}

/* --- Any text ------------------------------------------------------------- */

static const char *const words[] = {
	"word",
	"\u05e9\u05dc\u05d5\u05dd",
	" ",
	" ",
	" ",
	"(12)",
	"3,000.5",
	"\u0627\u0644\u0633\u0644\u0627\u0645",
	"[x]",
	"\u05d1\u05b0\u05bc\u05e8\u05b5",
	"\u0661",
	"\U0001f468\u200d\U0001f469\u200d\U0001f467",
	"e\u0301",
	"\U0001f1eb\U0001f1f7",
	"\u0600",
	"\u06dd",
	"\u05d0\u200f",
	"b\u200e",
	"\u202e",
	"\u0645\u200c",
	"\u05b8",
	"\u0301",
	"\u6f22",
	"\u3002",
	"x\u00ady",
	"\u2067",
	"*b*",
	"`c d`",
	"^2^",
	"[^1]",
	"\\\n",
	"\t",
	"\u0645\u064e\u0640\u064a\u200c\u062e",
};

static const char *const openings[] = {
	"",	"- ",
	"1. ",	"> ",
	"# ",	"#### ",
	"    ", "| a | \u05d0 |\n|---|--:|\n| ",
	"| ",	"> [!note]\n> ",
};

static void append_random(struct buffer *out, uint64_t *random)
{
	size_t blocks = test_random(random) % 4 + 1;

	buffer_append_string(out, "[^1]: \u05d4\u05e2\u05e8\u05d4 (a)\n\n");
	for (size_t b = 0; b < blocks; b++) {
		size_t count = test_random(random) % 40 + 1;

		buffer_append_string(
			out, openings[test_random(random) % COUNT(openings)]);
		for (size_t i = 0; i < count; i++)
			buffer_append_string(
				out, words[test_random(random) % COUNT(words)]);
		buffer_append_string(out, "\n\n");
	}
}

/* Each cluster that has columns is found in the one that is said of it, and is
 * what a part of its piece shows there. */
static void check_columns(struct layout *layout, const struct row *row)
{
	const char *text = layout_document(layout)->text.data;

	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];

		for (uint32_t off = piece->off; off < piece->end;) {
			struct cluster cluster;
			struct row_part part;
			uint32_t col, found;

			cells_next(CELLS_UNICODE, text + off, piece->end - off,
				   &cluster);
			assert_true(layout_column(layout, row, off, &col));
			assert_in_range(col, piece->col,
					piece->col + piece->width);
			if (cluster.width > 0) {
				assert_true(layout_offset(layout, row, col,
							  &found));
				assert_int_equal(found, off);
			}
			layout_part(layout, row, piece, off,
				    off + (uint32_t)cluster.len, &part);
			if (piece->level % 2 && cluster.width > 0 &&
			    !row_piece_is_gap(text, piece)) {
				assert_int_equal(part.col, col);
				assert_int_equal(cells_width(CELLS_UNICODE,
							     part.bytes.ptr,
							     part.bytes.len),
						 cluster.width);
			}
			off += (uint32_t)cluster.len;
		}
	}
}

static void check_document(const struct document *document, uint32_t width,
			   uint64_t *random)
{
	struct layout_options options = options_of(width);
	struct layout *layout;
	struct layout_at at;
	struct row row;

	options.breaks = test_random(random) % 2 ? LAYOUT_BREAKS_GREEDY
						 : LAYOUT_BREAKS_TOTAL;
	options.justify = test_random(random) % 2;
	options.hang = test_random(random) % 2 ? 2 : 0;
	options.indent = test_random(random) % 2;
	options.wrap_code = test_random(random) % 2;
	layout = layout_open(document, &options);
	for (uint32_t block = 0; block < document->block_count; block++)
		layout_check(layout, block);
	assert_true(layout_find(layout, (struct place){ 0, UINT32_MAX }, &at));
	do {
		struct layout_at back;

		assert_true(
			layout_find(layout, layout_place(layout, at), &back));
		assert_memory_equal(&back, &at, sizeof(at));
		layout_row(layout, at, &row);
		check_columns(layout, &row);
	} while (layout_next(layout, &at));
	layout_free(layout);
}

static void test_any_text_at_any_width(void **state)
{
	const char *rounds = getenv("LECTERN_ROUNDS");
	const char *seed = getenv("LECTERN_SEED");
	uint64_t random = seed ? strtoull(seed, NULL, 10) | 1 : 11;
	long count = rounds ? strtol(rounds, NULL, 10) : 100;

	(void)state;
	for (long i = 0; i < count; i++) {
		struct buffer text = BUFFER_INIT;
		struct document *document;

		append_random(&text, &random);
		document = reading_document(buffer_string(&text));
		for (uint32_t width = 10 + (uint32_t)(i % 7); width <= 120;
		     width += 7)
			check_document(document, width, &random);
		check_document(document, 1 + (uint32_t)(i % 10), &random);
		document_free(document);
		buffer_release(&text);
	}
}

/* A paragraph of several segments runs one way. */
static void test_long_paragraphs(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct document *document;
	uint64_t random = 13;

	(void)state;
	append_hebrew(&text, "A ");
	while (text.len < 100000)
		append_hebrew(&text, text.len < 50000 ? "bc de, " : "FGH 12 ");
	document = reading_document(buffer_string(&text));
	check_document(document, 60, &random);
	document_free(document);
	buffer_release(&text);
}

/* Without the option nothing has a level. */
static void test_off(void **state)
{
	struct layout_options options = options_of(20);
	struct buffer rows = BUFFER_INIT;
	struct document *document =
		reading_document("\u05d0\u05d1 (\u05d2) a\n");
	struct layout *layout;

	(void)state;
	options.bidi = false;
	layout = layout_open(document, &options);
	append_rows(&rows, layout);
	assert_string_equal(buffer_string(&rows), "\u05d0\u05d1 (\u05d2) a\n");
	layout_free(layout);
	document_free(document);
	buffer_release(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_any_text_at_any_width),
		cmocka_unit_test(test_long_paragraphs),
		cmocka_unit_test(test_off),
	};

	return test_run(tests);
}
