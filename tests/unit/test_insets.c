/* SPDX-License-Identifier: ISC */
/* Tests of what tables, notes, callouts and what is drawn among text look
 * like. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "layout/layout.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* --- Documents to lay out ------------------------------------------------- */

static void add(struct document *piece, const char *text, unsigned style)
{
	document_add_text(piece, text, strlen(text), style, DOCUMENT_NONE);
}

static void refer(struct document *piece, const char *label)
{
	document_add_reference(
		piece, document_add_note(piece, label, strlen(label)), 0);
}

static uint32_t add_link(struct document *piece, const char *url, bool image)
{
	return document_add_link(
		piece, document_add_string(piece, url, strlen(url)), 0, image);
}

static uint32_t begin(struct document *piece, uint32_t container)
{
	return document_begin_block(piece, BLOCK_PARAGRAPH, container, 1);
}

static void add_block(struct document *piece, uint32_t container,
		      const char *text)
{
	begin(piece, container);
	add(piece, text, 0);
	document_end_block(piece);
}

static void add_titled(struct document *piece, uint32_t container,
		       const char *text)
{
	uint32_t block = begin(piece, container);

	piece->blocks[block].flags = BLOCK_TITLE;
	add(piece, text, 0);
	document_end_block(piece);
}

static uint32_t add_quote(struct document *piece, uint32_t parent,
			  const char *kind)
{
	uint32_t quote = document_add_container(piece, CONTAINER_QUOTE, parent);
	uint32_t info = document_add_string(piece, kind, strlen(kind));

	piece->containers[quote].info = info;
	return quote;
}

static uint32_t add_item(struct document *piece, bool ordered, enum task task)
{
	uint32_t list =
		document_add_container(piece, CONTAINER_LIST, DOCUMENT_NONE);
	uint32_t item = document_add_container(piece, CONTAINER_ITEM, list);

	piece->containers[list].ordered = ordered;
	piece->containers[list].number = 1;
	piece->containers[item].ordered = ordered;
	piece->containers[item].number = 1;
	piece->containers[item].task = (uint8_t)task;
	return item;
}

/* Rows of cells, '|' between them, the rows apart by '\n'; the first has the
 * columns' titles. */
static uint32_t add_table(struct document *piece, uint32_t parent,
			  const char *alignment, const char *cells)
{
	uint32_t table = document_add_container(piece, CONTAINER_TABLE, parent);
	uint32_t info =
		document_add_string(piece, alignment, strlen(alignment));
	uint8_t flags = BLOCK_HEADER;

	piece->containers[table].info = info;
	while (*cells) {
		uint32_t row = document_begin_block(piece, BLOCK_ROW, table, 1);

		piece->blocks[row].flags = flags;
		flags = 0;
		for (;;) {
			size_t len = strcspn(cells, "|\n");

			document_begin_cell(piece);
			document_add_text(piece, cells, len, 0, DOCUMENT_NONE);
			document_end_cell(piece);
			cells += len;
			if (*cells != '|')
				break;
			cells++;
		}
		cells += *cells == '\n';
		document_end_block(piece);
	}
	return table;
}

static uint32_t begin_note(struct document *piece, const char *label)
{
	uint32_t note = document_add_note(piece, label, strlen(label));
	uint32_t container =
		document_add_container(piece, CONTAINER_NOTE, DOCUMENT_NONE);

	piece->notes[note].container = container;
	piece->containers[container].number = note;
	return container;
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

/* --- How they look -------------------------------------------------------- */

/* A row as a terminal would show it, with '\n'. */
static void append_row(struct buffer *out, struct layout *layout,
		       const struct row *row)
{
	const char *text = layout_document(layout)->text.data;
	enum cells_mode mode = layout_options(layout)->cells;
	uint32_t col = 0;

	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		struct span bytes = row_piece_bytes(text, row, piece);
		struct cluster cluster;

		for (; col < piece->col; col++)
			buffer_append_byte(out, ' ');
		for (size_t b = 0; b < bytes.len; b += cluster.len) {
			cells_next(mode, bytes.ptr + b, bytes.len - b,
				   &cluster);
			buffer_append(out, cluster.shown,
				      (size_t)cluster.shown_len);
		}
		col += piece->width;
	}
	buffer_append_byte(out, '\n');
}

/* The document is freed. */
static void assert_looks_as(struct document *document, uint32_t width,
			    enum cells_mode mode, const char *expected)
{
	struct layout_options options = {
		.width = width,
		.inferred = true,
		.cells = mode,
	};
	struct layout *layout = layout_open(document, &options);
	struct buffer shown = BUFFER_INIT;
	struct layout_at at;
	struct row row;

	assert_true(layout_find(layout, (struct place){ 0, UINT32_MAX }, &at));
	do {
		layout_row(layout, at, &row);
		append_row(&shown, layout, &row);
	} while (layout_next(layout, &at));
	assert_string_equal(buffer_string(&shown), expected);
	for (uint32_t i = 0; i < document->block_count; i++)
		layout_check(layout, i);
	buffer_release(&shown);
	layout_free(layout);
}

static void assert_looks(struct document *piece, uint32_t width,
			 const char *expected)
{
	struct document *document = finish(piece);

	assert_looks_as(document, width, CELLS_UNICODE, expected);
	document_free(document);
}

static struct document *new_piece(void)
{
	return document_new(DOCUMENT_MARKDOWN);
}

/* --- Tables --------------------------------------------------------------- */

static void test_a_table_that_fits(void **state)
{
	struct document *piece = new_piece();

	(void)state;
	add_block(piece, DOCUMENT_NONE, "Before.");
	add_table(piece, DOCUMENT_NONE, "-crl",
		  "Name|Mid|Right|Left\nAda|m|1|\n||1000|x");
	add_block(piece, DOCUMENT_NONE, "After.");
	assert_looks(piece, 40,
		     "Before.\n"
		     "\n"
		     "Name   Mid   Right   Left\n"
		     "────   ───   ─────   ────\n"
		     "Ada     m        1\n"
		     "              1000   x\n"
		     "\n"
		     "After.\n");
}

/* Wide columns share what narrow ones leave; rows of several lines stand
 * apart. */
static void test_a_table_that_wraps(void **state)
{
	struct document *piece = new_piece();

	(void)state;
	add_table(piece, DOCUMENT_NONE, "-r-",
		  "Who|No|What is said\n"
		  "Ada|1|The engine weaves patterns as looms weave leaves\n"
		  "A. Long-Name|2|Nothing");
	assert_looks(piece, 36,
		     "Who           No  What is said\n"
		     "────────────  ──  ─────────────────\n"
		     "Ada            1  The engine weaves\n"
		     "                  patterns as looms\n"
		     "                  weave leaves\n"
		     "\n"
		     "A. Long-Name   2  Nothing\n");
}

static void test_a_table_in_its_frame(void **state)
{
	struct document *piece = new_piece();

	(void)state;
	add_table(piece, add_quote(piece, add_item(piece, true, TASK_NONE), ""),
		  "--", "a|b\nc d|e");
	assert_looks(piece, 30,
		     "1. │ a     b\n"
		     "   │ ───   ─\n"
		     "   │ c d   e\n");
}

/* Without room for its columns each cell stands by itself. */
static void test_a_table_of_records(void **state)
{
	static const char cells[] = "Name|Year|Born in|Trade|Known for\n"
				    "Ada|1815|London|mathematics|notes\n"
				    "||Nowhere|waiting for a long time|";
	struct document *piece = new_piece();

	(void)state;
	add_table(piece, DOCUMENT_NONE, "-----", cells);
	assert_looks(piece, 24,
		     "Name · Year · Born in\n"
		     "Trade · Known for\n"
		     "\n"
		     "Name: Ada\n"
		     "Year: 1815\n"
		     "Born in: London\n"
		     "Trade: mathematics\n"
		     "Known for: notes\n"
		     "\n"
		     "Name: \n"
		     "Born in: Nowhere\n"
		     "Trade: waiting for a\n"
		     "  long time\n");
}

/* Lines of titles end between two of them, if they can; what is empty leaves
 * nothing. */
static void test_titles_of_records(void **state)
{
	static const char cells[] =
		"|Born in||||Made|A title that is long|漢字漢字漢字||\n"
		"0123456789012345678901|b|c|||m|d|0123456789012345678901|f|g";
	struct document *piece = new_piece();
	struct document *document;

	(void)state;
	add_table(piece, DOCUMENT_NONE, "----------", cells);
	document = finish(piece);
	assert_looks_as(document, 24, CELLS_UNICODE,
			"Born in · Made\n"
			"A title that is long\n"
			"漢字漢字漢字\n"
			"\n"
			"0123456789012345678901\n"
			"Born in: b\n"
			"c\n"
			"Made: m\n"
			"A title t…: d\n"
			"漢字漢字…: 0123456789012\n"
			"  345678901\n"
			"f\n"
			"g\n");
	assert_looks_as(document, 16, CELLS_UNICODE,
			"Born in · Made\n"
			"A title that is\n"
			"long\n"
			"漢字漢字漢字\n"
			"\n"
			"0123456789012345\n"
			"  678901\n"
			"Born …: b\n"
			"c\n"
			"Made: m\n"
			"A tit…: d\n"
			"漢字…: 012345678\n"
			"  9012345678901\n"
			"f\n"
			"g\n");
	for (uint32_t width = 1; width <= 120; width++) {
		struct layout_options options = { .width = width };
		struct layout *layout = layout_open(document, &options);

		layout_check(layout, 0);
		layout_check(layout, 1);
		layout_free(layout);
	}
	document_free(document);
}

/* What the rows measured did not foretell is shown all the same. */
static void test_a_row_that_does_not_fit(void **state)
{
	struct document *piece = new_piece();
	struct buffer cells = BUFFER_INIT;
	struct layout_options options = { .width = 30 };
	struct document *document;
	struct layout *layout;
	struct layout_at at;
	struct row row;

	(void)state;
	for (int i = 0; i < 2500; i++)
		buffer_append_string(&cells, i == 1250 ? "漢|b\n" : "a|b\n");
	add_table(piece, DOCUMENT_NONE, "--", buffer_string(&cells));
	buffer_release(&cells);
	document = finish(piece);
	layout = layout_open(document, &options);
	assert_true(layout_find(
		layout, (struct place){ document->blocks[1250].off, 0 }, &at));
	layout_row(layout, at, &row);
	assert_false(row.flags & (ROW_LEAD | ROW_CELLS));
	layout_check(layout, 1250);
	layout_check(layout, 1249);
	layout_free(layout);
	document_free(document);
}

/* A row too long to be laid out at once: its cells, segment by segment. */
static void test_a_row_of_many_segments(void **state)
{
	struct document *piece = new_piece();
	struct buffer cells = BUFFER_INIT;
	struct layout_options options = { .width = 30 };
	struct document *document;
	struct layout *layout;
	struct layout_at at;
	struct row row;
	size_t rows = 0;

	(void)state;
	buffer_append_string(&cells, "a|b|c\nx|");
	for (int i = 0; i < 20000; i++)
		buffer_append_string(&cells, "word ");
	buffer_append_string(&cells, "|y\n|z|");
	add_table(piece, DOCUMENT_NONE, "--r", buffer_string(&cells));
	buffer_release(&cells);
	document = finish(piece);
	layout = layout_open(document, &options);
	for (uint32_t i = 0; i < document->block_count; i++)
		layout_check(layout, i);
	assert_true(layout_find(layout, (struct place){ 0, 0 }, &at));
	while (layout_next(layout, &at)) {
		layout_row(layout, at, &row);
		assert_true(row.width <= options.width);
		assert_true(layout_find(layout, layout_place(layout, at), &at));
		rows += at.block == 1;
	}
	/* Five words in the first row of the cell, and in the others. */
	assert_in_range(rows, 20000 / 5, 20000 / 5 + 20);
	layout_free(layout);
	document_free(document);
}

/* A click finds the cell that is nearest, and a cell's text its row. */
static void test_cells_are_found(void **state)
{
	static const char head[] = "one two three|four\n";
	struct document *piece = new_piece();
	struct layout_options options = { .width = 16 };
	struct document *document;
	struct layout *layout;
	struct layout_at at;
	struct row row;
	uint32_t off, col;

	(void)state;
	add_table(piece, DOCUMENT_NONE, "--", "one two three|four");
	document = finish(piece);
	assert_int_equal(document->text.len, strlen(head));
	layout = layout_open(document, &options);
	/* "one two  four" / "three" */
	assert_true(layout_find(layout, (struct place){ 14, 0 }, &at));
	assert_int_equal(at.row, 0);
	layout_row(layout, at, &row);
	assert_true(row.flags & ROW_CELLS);
	assert_true(row_shows(&row, 14, 15));
	assert_false(row_shows(&row, 8, 13));
	assert_true(layout_column(layout, &row, 14, &col));
	assert_int_equal(col, 10);
	assert_true(layout_offset(layout, &row, 9, &off));
	assert_int_equal(off, 14);
	assert_true(layout_offset(layout, &row, 7, &off));
	assert_int_equal(off, 6);
	assert_true(layout_find(layout, (struct place){ 9, 0 }, &at));
	assert_int_equal(at.row, 1);
	assert_int_equal(layout_place(layout, at).off, 8);
	layout_free(layout);
	document_free(document);
}

/* --- Notes ---------------------------------------------------------------- */

static void test_references_are_numbered(void **state)
{
	struct document *piece = new_piece();
	struct document *document;

	(void)state;
	begin(piece, DOCUMENT_NONE);
	refer(piece, "at the start");
	add(piece, "One word", 0);
	refer(piece, "a");
	refer(piece, "b");
	add(piece, " more ", RUN_EMPHASIS);
	refer(piece, "a");
	add(piece, "end.", 0);
	refer(piece, "c");
	document_end_block(piece);
	begin(piece, DOCUMENT_NONE);
	refer(piece, "c");
	document_end_block(piece);
	document = finish(piece);
	assert_looks_as(document, 40, CELLS_UNICODE,
			"¹One word² ³ more² end.⁴\n\n⁴\n");
	assert_looks_as(document, 40, CELLS_ASCII,
			"[1]One word[2][3] more[2] end.[4]\n\n[4]\n");
	/* None starts a row. */
	assert_looks_as(document, 8, CELLS_UNICODE,
			"¹One\nword² ³\nmore²\nend.⁴\n\n⁴\n");
	document_free(document);
}

/* However long the text is and wherever it is cut. */
static void test_each_reference_shows_once(void **state)
{
	enum { REFERENCES = 20000 };
	struct document *piece = new_piece();
	struct layout_options options = { .width = 40 };
	struct document *document;
	struct layout *layout;
	struct layout_at at;
	struct row row;
	size_t shown = 0;

	(void)state;
	begin(piece, DOCUMENT_NONE);
	for (int i = 0; i < REFERENCES; i++) {
		add(piece, "word ", i % 2 ? RUN_EMPHASIS : RUN_STRONG);
		refer(piece, "a");
	}
	add(piece, "end", 0);
	document_end_block(piece);
	document = finish(piece);
	layout = layout_open(document, &options);
	assert_true(layout_find(layout, (struct place){ 0, 0 }, &at));
	do {
		layout_row(layout, at, &row);
		assert_int_not_equal(row.pieces[0].meaning, MEANING_REFERENCE);
		for (size_t i = 0; i < row.piece_count; i++)
			shown += row.pieces[i].meaning == MEANING_REFERENCE;
	} while (layout_next(layout, &at));
	assert_int_equal(shown, REFERENCES);
	layout_check(layout, 0);
	layout_free(layout);
	document_free(document);
}

/* A number behind an exponent is not part of it. */
static void test_references_are_no_exponents(void **state)
{
	struct document *piece = new_piece();

	(void)state;
	begin(piece, DOCUMENT_NONE);
	add(piece, "5 m", 0);
	add(piece, "2", RUN_SUPERSCRIPT);
	refer(piece, "a");
	document_end_block(piece);
	assert_looks(piece, 40, "5 m² ¹\n");
}

static void test_notes_come_last(void **state)
{
	struct document *piece = new_piece();
	uint32_t note;

	(void)state;
	begin(piece, DOCUMENT_NONE);
	add(piece, "Text", 0);
	refer(piece, "a");
	refer(piece, "missing");
	document_end_block(piece);
	note = begin_note(piece, "a");
	add_block(piece, note, "A note that takes two lines, or more.");
	add_block(piece, note, "Its end.");
	add_block(piece, begin_note(piece, "unused"), "Nobody's.");
	assert_looks(piece, 24,
		     "Text¹ ²\n"
		     "\n"
		     "────────────────\n"
		     "\n"
		     " 1. A note that takes\n"
		     "    two lines, or more.\n"
		     "\n"
		     "    Its end. ↩\n"
		     "\n"
		     " 3. Nobody's.\n");
}

static void test_the_way_back_needs_room(void **state)
{
	struct document *piece = new_piece();

	(void)state;
	begin(piece, DOCUMENT_NONE);
	add(piece, "Text", 0);
	refer(piece, "a");
	document_end_block(piece);
	add_block(piece, begin_note(piece, "a"), "just fits");
	assert_looks(piece, 14, "Text¹\n\n──────────────\n\n 1. just fits\n");
}

/* --- Callouts, tasks, definitions ----------------------------------------- */

static void test_callouts_say_what_they_are(void **state)
{
	struct document *piece = new_piece();
	uint32_t item = add_item(piece, false, TASK_NONE);
	uint32_t quote = add_quote(piece, item, "warning");

	(void)state;
	add_block(piece, quote, "Mind the gap.");
	add_block(piece, quote, "Now.");
	quote = add_quote(piece, DOCUMENT_NONE, "my own");
	add_titled(piece, quote, "A title");
	add_block(piece, add_quote(piece, quote, "tip"), "Inside.");
	assert_looks(piece, 30,
		     "• │ Warning\n"
		     "  │ Mind the gap.\n"
		     "  │\n"
		     "  │ Now.\n"
		     "\n"
		     "│ My own\n"
		     "│ A title\n"
		     "│ │ Tip\n"
		     "│ │ Inside.\n");
}

static void test_callouts_have_their_colours(void **state)
{
	static const struct {
		const char *kind;
		enum meaning meaning;
	} cases[] = {
		{ "", MEANING_BAR },
		{ "note", MEANING_CALLOUT_NOTE },
		{ "tip", MEANING_CALLOUT_TIP },
		{ "important", MEANING_CALLOUT_IMPORTANT },
		{ "warning", MEANING_CALLOUT_WARNING },
		{ "caution", MEANING_CALLOUT_CAUTION },
		{ "bug", MEANING_CALLOUT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct document *piece = new_piece();
		struct layout_options options = { .width = 30 };
		struct document *document;
		struct layout *layout;
		struct layout_at at;
		struct row row;

		add_block(piece, add_quote(piece, DOCUMENT_NONE, cases[i].kind),
			  "Text.");
		document = finish(piece);
		layout = layout_open(document, &options);
		assert_true(layout_find(layout, (struct place){ 0, UINT32_MAX },
					&at));
		layout_row(layout, at, &row);
		for (size_t p = 0; p < row.piece_count; p++)
			if (row.pieces[p].off == row.pieces[p].end)
				assert_int_equal(row.pieces[p].meaning,
						 cases[i].meaning);
		layout_free(layout);
		document_free(document);
	}
}

static void test_tasks_have_boxes(void **state)
{
	struct document *piece = new_piece();
	struct document *document;

	(void)state;
	add_block(piece, add_item(piece, false, TASK_OPEN), "open");
	add_block(piece, add_item(piece, false, TASK_DONE), "done");
	add_block(piece, add_item(piece, true, TASK_DONE), "one");
	document = finish(piece);
	assert_looks_as(document, 30, CELLS_UNICODE,
			"☐ open\n\n☑ done\n\n1. ☑ one\n");
	assert_looks_as(document, 30, CELLS_ASCII,
			"[ ] open\n\n[x] done\n\n1. [x] one\n");
	document_free(document);
}

static void test_definitions_are_indented(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	uint32_t definition;

	(void)state;
	add_titled(piece, DOCUMENT_NONE, "Term");
	definition = document_add_container(piece, CONTAINER_DEFINITION,
					    DOCUMENT_NONE);
	add_block(piece, definition, "Its meaning.");
	add_block(piece, definition, "And more.");
	add_titled(piece, DOCUMENT_NONE, "Next");
	document = finish(piece);
	assert_looks_as(document, 40, CELLS_UNICODE,
			"Term\n    Its meaning.\n\n    And more.\n\nNext\n");
	assert_looks_as(document, 39, CELLS_UNICODE,
			"Term\n  Its meaning.\n\n  And more.\n\nNext\n");
	document_free(document);
}

/* A title is close to what it names, which is in its own container. */
static void test_titles_keep_close(void **state)
{
	struct document *piece = new_piece();
	uint32_t item = add_item(piece, false, TASK_NONE);
	uint32_t quote;

	(void)state;
	add_titled(piece, add_quote(piece, item, "tip"), "Folded");
	add_block(piece, item, "Beside it.");
	quote = add_quote(piece, DOCUMENT_NONE, "");
	add_titled(piece, quote, "Summary");
	add_block(piece, add_quote(piece, quote, ""), "Inside.");
	add_titled(piece, quote, "Last");
	add_titled(piece, DOCUMENT_NONE, "Term");
	add_titled(piece, DOCUMENT_NONE, "Another");
	add_block(piece,
		  document_add_container(piece, CONTAINER_DEFINITION,
					 DOCUMENT_NONE),
		  "Meaning.");
	add_titled(piece, DOCUMENT_NONE, "At the end");
	add_block(piece, begin_note(piece, "a"), "A note.");
	assert_looks(piece, 24,
		     "• │ Tip\n"
		     "  │ Folded\n"
		     "\n"
		     "  Beside it.\n"
		     "\n"
		     "│ Summary\n"
		     "│ │ Inside.\n"
		     "│\n"
		     "│ Last\n"
		     "\n"
		     "Term\n"
		     "Another\n"
		     "  Meaning.\n"
		     "\n"
		     "At the end\n"
		     "\n"
		     "────────────────\n"
		     "\n"
		     " 1. A note.\n");
}

/* --- Marks ---------------------------------------------------------------- */

static void test_scripts(void **state)
{
	static const struct {
		const char *base;
		const char *text;
		unsigned style;
		const char *unicode;
		const char *ascii;
	} cases[] = {
		{ "x", "2", RUN_SUPERSCRIPT, "x²", "x^2" },
		{ "10", "-3", RUN_SUPERSCRIPT, "10⁻³", "10^-3" },
		{ "10", "n+1", RUN_SUPERSCRIPT, "10ⁿ⁺¹", "10^(n+1)" },
		{ "10", "n+m", RUN_SUPERSCRIPT, "10^(n+m)", "10^(n+m)" },
		{ "2", "k", RUN_SUPERSCRIPT, "2^k", "2^k" },
		{ "2", "2k", RUN_SUPERSCRIPT, "2^2k", "2^2k" },
		{ "4", "th", RUN_SUPERSCRIPT, "4th", "4th" },
		{ "XX", "e", RUN_SUPERSCRIPT, "XXe", "XXe" },
		{ "M", "lle", RUN_SUPERSCRIPT, "Mlle", "Mlle" },
		{ "X", "TM", RUN_SUPERSCRIPT, "XTM", "XTM" },
		{ "so", "1,2", RUN_SUPERSCRIPT, "so¹,²", "so^1,2" },
		{ "so", "[1]", RUN_SUPERSCRIPT, "so[1]", "so[1]" },
		{ "H", "2", RUN_SUBSCRIPT, "H₂", "H_2" },
		{ "x", "i", RUN_SUBSCRIPT, "xᵢ", "x_i" },
		{ "x", "cd", RUN_SUBSCRIPT, "x_cd", "x_cd" },
		{ "/", "2", RUN_SUBSCRIPT, "/₂", "/2" },
		{ "x", "123456789012345678901234567890123", RUN_SUPERSCRIPT,
		  "x123456789012345678901234567890123",
		  "x123456789012345678901234567890123" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct document *piece = new_piece();
		struct buffer expected = BUFFER_INIT;
		struct document *document;

		begin(piece, DOCUMENT_NONE);
		add(piece, cases[i].base, 0);
		add(piece, cases[i].text, cases[i].style);
		add(piece, " it", 0);
		document_end_block(piece);
		document = finish(piece);
		buffer_append_format(&expected, "%s it\n", cases[i].unicode);
		assert_looks_as(document, 60, CELLS_UNICODE,
				buffer_string(&expected));
		buffer_clear(&expected);
		buffer_append_format(&expected, "%s it\n", cases[i].ascii);
		assert_looks_as(document, 60, CELLS_ASCII,
				buffer_string(&expected));
		buffer_release(&expected);
		document_free(document);
	}
}

/* A stretch of several runs is judged as one. */
static void test_scripts_of_several_runs(void **state)
{
	struct document *piece = new_piece();

	(void)state;
	begin(piece, DOCUMENT_NONE);
	add(piece, "2", 0);
	add(piece, "n", RUN_SUPERSCRIPT | RUN_EMPHASIS);
	add(piece, "+1", RUN_SUPERSCRIPT);
	add(piece, " and 2", 0);
	add(piece, "1+", RUN_SUPERSCRIPT);
	add(piece, "k", RUN_SUPERSCRIPT | RUN_EMPHASIS);
	document_end_block(piece);
	assert_looks(piece, 40, "2ⁿ⁺¹ and 2^(1+k)\n");
}

static void test_what_is_struck_is_marked(void **state)
{
	struct document *piece = new_piece();

	(void)state;
	begin(piece, DOCUMENT_NONE);
	add(piece, "It is ", 0);
	add(piece, "truly", RUN_STRIKE);
	add(piece, " never", RUN_STRIKE | RUN_STRONG);
	add(piece, " so, ", 0);
	add(piece, " ", RUN_STRIKE);
	add(piece, "is it", 0);
	refer(piece, "a");
	add(piece, "?", RUN_STRIKE);
	document_end_block(piece);
	assert_looks(piece, 40, "It is ~~truly never~~ so, is it¹~~?~~\n");
}

static void test_images_and_links(void **state)
{
	struct document *piece = new_piece();
	struct document *document;
	uint32_t link, image;

	(void)state;
	begin(piece, DOCUMENT_NONE);
	link = add_link(piece, "http://x.org/ci", false);
	image = add_link(piece, "http://x.org/ci.svg", true);
	document_add_text(piece, "build", 5, RUN_LINK | RUN_IMAGE, link);
	piece->links[image].end = (uint32_t)piece->text.len;
	add(piece, " ", 0);
	add_link(piece, "http://x.org/chat/?a#b", false);
	add_link(piece, "http://x.org/chat.svg", true);
	add(piece, "(", 0);
	add_link(piece, "a/b.png", true);
	add(piece, ")", 0);
	add_link(piece, "#here", false);
	add(piece, " see ", 0);
	add_link(piece, "c.png", true);
	add(piece, "now", 0);
	document_end_block(piece);
	begin(piece, DOCUMENT_NONE);
	add_link(piece, "data:image/png;base64,AA/AA", true);
	document_end_block(piece);
	document = finish(piece);
	assert_looks_as(document, 60, CELLS_UNICODE,
			"build chat(image: b.png) see image: c.png now\n"
			"\n"
			"image\n");
	/* A long name is cut, then left out. */
	assert_looks_as(document, 28, CELLS_UNICODE,
			"build chat(image: b.png) see\n"
			"image: c.png now\n"
			"\n"
			"image\n");
	assert_looks_as(document, 20, CELLS_UNICODE,
			"build chat(image)\n"
			"see image now\n"
			"\n"
			"image\n");
	assert_looks_as(document, 12, CELLS_UNICODE,
			"build () see\nnow\n\nimage\n");
	document_free(document);
}

static void add_image(struct document *piece, const char *alt)
{
	uint32_t image = add_link(piece, "x.png", true);

	document_add_text(piece, alt, strlen(alt), RUN_IMAGE, image);
}

static void add_badge(struct document *piece, const char *alt)
{
	uint32_t link = add_link(piece, "http://x.org/", false);
	uint32_t image = add_link(piece, "x.svg", true);

	document_add_text(piece, alt, strlen(alt), RUN_LINK | RUN_IMAGE, link);
	piece->links[image].end = (uint32_t)piece->text.len;
}

/* An image is set apart from what stands right before it, and may start a row
 * there. */
static void test_images_are_set_apart(void **state)
{
	struct document *piece = new_piece();
	struct document *document;

	(void)state;
	begin(piece, DOCUMENT_NONE);
	add_image(piece, "A cat");
	add_image(piece, "A dog");
	add(piece, " (", 0);
	add_image(piece, "both");
	add(piece, ") and", 0);
	add_link(piece, "a.png", true);
	add_image(piece, "c");
	document_end_block(piece);
	begin(piece, DOCUMENT_NONE);
	add_badge(piece, "build");
	add_badge(piece, "passing");
	document_end_block(piece);
	document = finish(piece);
	assert_looks_as(document, 60, CELLS_UNICODE,
			"image: A cat image: A dog (image: both) and image: "
			"a.png\nimage: c\n\nbuild passing\n");
	assert_looks_as(document, 18, CELLS_UNICODE,
			"image: A cat\n"
			"image: A dog\n"
			"(image: both)\n"
			"and image image: c\n\nbuild passing\n");
	document_free(document);
}

/* Of a link's address only what may be a name is shown. */
static void test_names_from_addresses(void **state)
{
	static const struct {
		const char *link; /* or NULL */
		const char *image;
		const char *expected;
	} cases[] = {
		{ NULL, "https://x.org/a/b.png?w=1#c", "image: b.png" },
		{ NULL, "a/https%3A%2F%2Fhost%2Fa.png", "image: a.png" },
		{ NULL, "https%3A%2F%2Fhost%2Fa.png%3Fw=%2Fb", "image: a.png" },
		{ NULL, "what%3F%23.png", "image: what?#.png" },
		{ NULL, "images\\cat.png", "image: cat.png" },
		{ NULL, "c%3a%5Cimages%5ccat%20one.png", "image: cat one.png" },
		{ NULL, "caf%C3%A9.png", "image: café.png" },
		{ NULL, "caf%E9%2F.png", "image: caf%E9%2F.png" },
		{ NULL, "100%.png%4", "image: 100%.png%4" },
		{ NULL, "a%1Bb%0Ac%00.png", "image: a�bc�.png" },
		{ NULL, "%2F", "image" },
		{ NULL, "", "image" },
		{ NULL, "data:image/png;base64,AA/AA", "image" },
		{ NULL, "0123456789012345678901234567890123456789.png",
		  "image: 012345678901234567890123456789012345678…" },
		{ "http://x.org/ci", "http://y.org/chat.svg", "chat" },
		{ "http://x.org/ci", "http://y.org/.svg", ".svg" },
		{ "http://x.org/ci", "http://y.org/a.b.svg?c", "a.b" },
		{ "http://x.org/p/7297", "http://y.org/7297.svg", "x.org" },
		{ "http://me@x.org?a", "data:image/png;base64,AA", "x.org" },
		{ "projects/one%20two", "7297", "one two" },
		{ "projects/7297", "", "7297" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct document *piece = new_piece();
		struct buffer expected = BUFFER_INIT;

		begin(piece, DOCUMENT_NONE);
		if (cases[i].link)
			add_link(piece, cases[i].link, false);
		add_link(piece, cases[i].image, true);
		document_end_block(piece);
		buffer_append_format(&expected, "%s\n", cases[i].expected);
		assert_looks(piece, 70, buffer_string(&expected));
		buffer_release(&expected);
	}
}

/* What has no words takes as many rows as it must; one of them is the text's.
 */
static void test_many_images(void **state)
{
	struct document *piece = new_piece();

	(void)state;
	begin(piece, add_item(piece, true, TASK_NONE));
	for (int i = 0; i < 3; i++) {
		add_link(piece, "http://x.org/longer", false);
		add_link(piece, "http://x.org/longer.svg", true);
	}
	add_link(piece, "http://x.org/picture.png", true);
	document_end_block(piece);
	assert_looks(piece, 19,
		     "1. longer longer\n"
		     "   longer\n"
		     "   image: picture.…\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_table_that_fits),
		cmocka_unit_test(test_a_table_that_wraps),
		cmocka_unit_test(test_a_table_in_its_frame),
		cmocka_unit_test(test_a_table_of_records),
		cmocka_unit_test(test_titles_of_records),
		cmocka_unit_test(test_a_row_that_does_not_fit),
		cmocka_unit_test(test_a_row_of_many_segments),
		cmocka_unit_test(test_cells_are_found),
		cmocka_unit_test(test_references_are_numbered),
		cmocka_unit_test(test_each_reference_shows_once),
		cmocka_unit_test(test_references_are_no_exponents),
		cmocka_unit_test(test_notes_come_last),
		cmocka_unit_test(test_the_way_back_needs_room),
		cmocka_unit_test(test_callouts_say_what_they_are),
		cmocka_unit_test(test_callouts_have_their_colours),
		cmocka_unit_test(test_tasks_have_boxes),
		cmocka_unit_test(test_definitions_are_indented),
		cmocka_unit_test(test_titles_keep_close),
		cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_scripts_of_several_runs),
		cmocka_unit_test(test_what_is_struck_is_marked),
		cmocka_unit_test(test_images_and_links),
		cmocka_unit_test(test_images_are_set_apart),
		cmocka_unit_test(test_names_from_addresses),
		cmocka_unit_test(test_many_images),
	};

	return test_run(tests);
}
