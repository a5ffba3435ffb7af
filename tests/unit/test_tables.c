/* SPDX-License-Identifier: ISC */
/* Tests of tables at any width: in the measure, in the window, panned, as
 * records. */
#include "test.h"

#include <stdlib.h>

#include "layout/columns.h"
#include "layout/hyphenate.h"
#include "reader/pan.h"
#include "reading.h"
#include "scratch.h"

/* Appends a cell of up to so many words. */
static void add_cell(struct buffer *text, uint64_t *random, unsigned words)
{
	static const char *const some[] = {
		"a",	  "of",	  "word",   "longer",	 "`code`",
		"漢字仮", "*so*", "thirty", "e\xcc\x81", "antidisestablished",
		"1,234",  "yes",  "(in)",   "[l](#x)",	 "https://x.org/a/b_c",
	};

	buffer_append_byte(text, '|');
	for (size_t n = test_random(random) % (words + 1); n > 0; n--)
		buffer_append_format(text, " %s",
				     some[test_random(random) %
					  (sizeof(some) / sizeof(*some))]);
}

/* Appends a table of up to 40 columns, in a quote now and then. */
static void add_table(struct buffer *text, uint64_t *random)
{
	size_t columns = 1 + test_random(random) % 40;
	size_t rows = 1 + test_random(random) % 5;
	unsigned words = test_random(random) % 3 ? 2 : 80;
	const char *prefix = test_random(random) % 5 ? "" : "> ";

	if (test_random(random) % 2)
		columns = 1 + columns % 6;
	if (test_random(random) % 8 == 0)
		rows += 8;
	for (size_t row = 0; row < rows + 2; row++) {
		buffer_append_string(text, prefix);
		for (size_t i = 0; i < columns; i++) {
			if (row == 1)
				buffer_append_string(text, "|-:");
			else if (row == 0)
				buffer_append_format(text, "|h%zu", i);
			else
				add_cell(text, random, words);
		}
		buffer_append_string(text, "|\n");
	}
	buffer_append_byte(text, '\n');
}

static struct document *random_document(uint64_t *random)
{
	struct buffer text = BUFFER_INIT;
	struct document *document;

	add_table(&text, random);
	document = reading_document(buffer_string(&text));
	buffer_release(&text);
	return document;
}

/* Which column of its table a byte is in. */
static size_t column_of(const struct document *document, uint32_t block,
			uint32_t off)
{
	return document_cell_at(document, off) -
	       document_cell_at(document, document->blocks[block].off);
}

/* A row's text is in its columns, and they lie side by side. */
static void check_row(const struct document *document,
		      const struct columns *columns, const struct row *row)
{
	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		const struct column *column;
		uint32_t left;

		/* No piece lies on both sides of what is frozen. */
		assert_true(piece->col >= row->frozen ||
			    piece->col + piece->width <= row->frozen);
		if (piece->off == piece->end)
			continue;
		column = &columns->columns[column_of(document, row->block,
						     piece->off)];
		left = columns->left + column->col;
		assert_true(piece->col >= left);
		assert_true(piece->col + piece->width <= left + column->width);
	}
}

static void check_columns(const struct columns *columns,
			  const struct layout_options *options)
{
	uint32_t right = columns->left + columns->width;

	for (size_t i = 1; i < columns->count; i++)
		assert_true(columns->columns[i].col >=
			    columns->columns[i - 1].col +
				    columns->columns[i - 1].width + 2);
	assert_int_equal(columns->wide, right > options->width);
	if (columns->frozen)
		assert_true(right > options->window);
	/* Nothing is panned where there is no window. */
	if (options->window <= options->width)
		assert_false(columns->wide);
}

static void check_table(struct layout *layout, uint32_t first)
{
	const struct document *document = layout_document(layout);
	const struct columns *columns = layout_columns(layout, first);
	struct layout_at at;
	struct row row;

	if (!columns)
		return;
	check_columns(columns, layout_options(layout));
	assert_true(layout_find(
		layout, (struct place){ document->blocks[first].off, 0 }, &at));
	do {
		layout_row(layout, at, &row);
		assert_int_equal(!!(row.flags & ROW_WIDE), columns->wide);
		if (row.flags & ROW_CELLS || row.flags & ROW_TRAIL)
			check_row(document, layout_columns(layout, row.block),
				  &row);
	} while (layout_next(layout, &at));
}

/* Whatever the width and the window, L1 to L4 hold, so no text is lost, and
 * columns keep apart. */
static void test_any_width(void **state)
{
	uint64_t random = 0x7ab1e;

	(void)state;
	for (int round = 0; round < 120; round++) {
		struct document *document = random_document(&random);
		struct layout_options options = { .width = 66 };
		struct layout *layout = layout_open(document, &options);

		for (int i = 0; i < 6; i++) {
			options.width =
				20 + (uint32_t)(test_random(&random) % 101);
			options.window =
				test_random(&random) % 3 == 0
					? 0
					: options.width +
						  (uint32_t)(test_random(
								     &random) %
							     60);
			layout_configure(layout, &options);
			for (uint32_t k = 0; k < document->block_count; k++)
				layout_check(layout, k);
			check_table(layout, 0);
		}
		layout_free(layout);
		document_free(document);
	}
}

/* A tower beside a flood of text fits once both are as wide as they can be:
 * then nothing is frozen. */
static void test_tower(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct document *document;
	struct layout_options options = { .width = 66, .window = 80 };
	struct layout *layout;

	(void)state;
	buffer_append_string(&text, "|a|b|\n|---|---|\n|");
	for (int i = 0; i < 110; i++)
		buffer_append_string(&text, "ab ");
	buffer_append_byte(&text, '|');
	for (int i = 0; i < 3000; i++)
		buffer_append_string(&text, "ab ");
	buffer_append_string(&text, "|\n");
	document = reading_document(buffer_string(&text));
	layout = layout_open(document, &options);
	check_table(layout, 0);
	assert_non_null(layout_columns(layout, 0));
	assert_true(layout_columns(layout, 0)->width <= 80);
	assert_int_equal(layout_columns(layout, 0)->frozen, 0);
	layout_check(layout, 1);
	layout_free(layout);
	document_free(document);
	buffer_release(&text);
}

static bool has_hyphen(const struct row *row)
{
	for (size_t i = 0; i < row->piece_count; i++)
		if (row->pieces[i].meaning == MEANING_HYPHEN)
			return true;
	return false;
}

/* A word too wide for its column is parted by a hyphen, not in a narrow one. */
static void test_hyphens(void **state)
{
	static const char text[] =
		"|a|b|\n|---|---|\n"
		"|xxxxxxxxxxyyyyyyyyyy end|xxxxxxxxxxyyyyyyyyyy end|\n";
	static const struct {
		uint32_t width;
		bool hyphens;
	} cases[] = {
		{ 44, false }, { 26, true }, { 25, true }, { 18, false }
	};
	struct error error;
	struct hyphenator *hyphenator = hyphenator_read(
		scratch_write("hyph.dic", "UTF-8\nx1y\n"), &error);
	struct layout_options options = { .hyphenator = hyphenator };
	struct document *document = reading_document(text);

	(void)state;
	assert_non_null(hyphenator);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct layout *layout;
		struct layout_at at;
		struct row row;

		options.width = cases[i].width;
		layout = layout_open(document, &options);
		assert_non_null(layout_columns(layout, 1));
		layout_check(layout, 1);
		assert_true(layout_find(
			layout, (struct place){ document->blocks[1].off, 0 },
			&at));
		layout_row(layout, at, &row);
		if (has_hyphen(&row) != cases[i].hyphens)
			fail_msg("%u columns", cases[i].width);
		layout_free(layout);
	}
	hyphenator_free(hyphenator);
	document_free(document);
}

/* --- Panned ----------------------------------------------------------------
 */

/* Marks the bytes of the page that are painted where the view is panned to;
 * false if what is frozen is not where it was. */
static void see_page(struct reading *r, bool *seen)
{
	uint32_t room = view_wide_columns(&r->view);
	struct layout_at at;
	struct row row;

	assert_true(view_top(&r->view, &at));
	do {
		layout_row(r->view.layout, at, &row);
		for (size_t i = 0; i < row.piece_count; i++) {
			const struct row_piece *piece = &row.pieces[i];
			uint32_t x, right = piece->col + piece->width - 1;

			for (uint32_t off = piece->off; off < piece->end;
			     off++) {
				uint32_t col;

				if (!layout_column(r->view.layout, &row, off,
						   &col) ||
				    !pan_shows(&r->view, &row, col, &x))
					continue;
				assert_true(col >= row.frozen || x == col);
				assert_int_equal(pan_column(&r->view, &row, x),
						 col);
				/* A sign stands in the last column. */
				if (x + 2 < room ||
				    (x + 1 < room && col == right))
					seen[off] = true;
			}
		}
	} while (layout_next(r->view.layout, &at));
}

/* From the left to the right edge all text is painted at some time. */
static void test_all_is_reached(void **state)
{
	uint64_t random = 0x9a11;

	(void)state;
	for (int round = 0; round < 40; round++) {
		struct document *document = random_document(&random);
		int columns = 41 + (int)(test_random(&random) % 100);
		const char *text = document->text.data;
		bool *seen = calloc(document->text.len, 1);
		struct reading r;
		uint32_t before;

		reading_init(&r, 500, columns);
		reading_show(&r, document);
		do {
			before = reading_pan(&r);
			see_page(&r, seen);
			pan_step(&r.view, 1);
		} while (reading_pan(&r) > before);
		for (size_t i = 0; i < document->text.len; i++)
			if (!seen[i] && text[i] != ' ' && text[i] != '\n')
				fail_msg("%d columns: %.20s", columns,
					 text + i);
		/* And back again. */
		pan_step(&r.view, -1000);
		assert_int_equal(reading_pan(&r), 0);
		free(seen);
		reading_close(&r);
	}
}

static struct buffer wide_text(unsigned columns, unsigned rows)
{
	struct buffer text = BUFFER_INIT;

	for (unsigned row = 0; row < rows + 2; row++) {
		for (unsigned i = 1; i <= columns; i++)
			buffer_append_format(&text,
					     row == 1	? "|---"
					     : row == 0 ? "|head-%u"
							: "|cell-%u.%u",
					     row == 0 ? i : row - 1, i);
		buffer_append_string(&text, "|\n");
	}
	return text;
}

/* Thirty columns in eighty: panned in a window, records on paper. */
static void test_thirty_columns(void **state)
{
	struct buffer text = wide_text(30, 40);
	struct layout_options print = { .width = 80, .window = 80 };
	const struct columns *columns;
	struct layout *layout;
	struct reading r;

	(void)state;
	reading_open(&r, buffer_string(&text), 24, 80);
	columns = layout_columns(r.view.layout, 0);
	assert_non_null(columns);
	assert_true(columns->frozen > 0);
	assert_int_equal(reading_pan(&r), 0);
	pan_step(&r.view, 1);
	/* A column starts where the panned part does. */
	columns = layout_columns(r.view.layout, 0);
	assert_int_equal(columns->columns[2].col,
			 columns->frozen + reading_pan(&r));
	layout = layout_open(r.document, &print);
	assert_null(layout_columns(layout, 0));
	layout_free(layout);
	reading_close(&r);
	buffer_release(&text);
}

/* Many columns in few cells are records, unless there is room for them. */
static void test_few_cells(void **state)
{
	static const struct {
		unsigned columns, rows;
		uint32_t window;
		bool records;
	} cases[] = {
		{ 9, 5, 80, true },   { 9, 6, 80, false }, { 8, 1, 70, false },
		{ 9, 5, 100, false }, { 9, 6, 66, true },  { 9, 5, 66, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buffer text = wide_text(cases[i].columns, cases[i].rows);
		struct document *document =
			reading_document(buffer_string(&text));
		struct layout_options options = {
			.width = 66,
			.window = cases[i].window,
		};
		struct layout *layout = layout_open(document, &options);

		if (!layout_columns(layout, 0) != cases[i].records)
			fail_msg("%u columns, %u rows, %u", cases[i].columns,
				 cases[i].rows, cases[i].window);
		layout_free(layout);
		document_free(document);
		buffer_release(&text);
	}
}

/* What fits with whole words takes no more of the window than these need. */
static void test_into_the_window(void **state)
{
	static const char text[] =
		"|name|what|\n|---|---|\n"
		"|abcdefghijklmnopqrst_uvwxyz|abcdefghijklmnopqrst_uvw x y|\n";
	struct document *document = reading_document(text);
	struct layout_options options = { .width = 40, .window = 90 };
	struct layout *layout = layout_open(document, &options);
	const struct columns *columns = layout_columns(layout, 0);

	(void)state;
	assert_non_null(columns);
	assert_int_equal(columns->columns[0].width, 27);
	assert_int_equal(columns->columns[1].width, 24);
	assert_true(columns->wide);
	assert_int_equal(columns->frozen, 0);
	options.window = 40;
	layout_configure(layout, &options);
	columns = layout_columns(layout, 0);
	assert_non_null(columns);
	assert_true(columns->width <= 40);
	layout_free(layout);
	document_free(document);
}

/* Each block is panned alone, and stays so. */
static void test_blocks_apart(void **state)
{
	struct buffer text = wide_text(30, 2);
	struct reading r;
	struct layout_at at;
	struct row row;
	uint32_t code, pan;

	(void)state;
	buffer_append_string(&text, "\n~~~\n");
	for (int i = 0; i < 30; i++)
		buffer_append_string(&text, "0123456789");
	buffer_append_string(&text, "\n~~~\n");
	reading_open(&r, buffer_string(&text), 24, 80);
	code = (uint32_t)r.document->block_count - 1;
	pan_step(&r.view, 2);
	pan = reading_pan(&r);
	assert_true(pan > 0);
	assert_true(layout_find(
		r.view.layout,
		(struct place){ r.document->blocks[code].off, 0 }, &at));
	layout_row(r.view.layout, at, &row);
	assert_int_equal(pan_of(&r.view, &row), 0);
	/* The one at the point. */
	view_set_point(&r.view, row.off, row.end);
	pan_step(&r.view, 1);
	layout_row(r.view.layout, at, &row);
	assert_int_equal(pan_of(&r.view, &row), 8);
	assert_int_equal(reading_pan(&r), pan);
	/* A window with room for more takes back what is too much. */
	view_set_point(&r.view, 0, 0);
	pan_step(&r.view, 1000);
	view_resize(&r.view, 24, 160);
	assert_true(reading_pan(&r) > 0);
	view_resize(&r.view, 24, 600);
	assert_int_equal(reading_pan(&r), 0);
	reading_close(&r);
	buffer_release(&text);
}

/* What is jumped to is brought into sight; what is frozen moves nothing. */
static void test_revealed(void **state)
{
	struct buffer text = wide_text(30, 6);
	const char *found;
	struct reading r;
	uint32_t off, pan;

	(void)state;
	reading_open(&r, buffer_string(&text), 24, 80);
	found = strstr(r.document->text.data, "cell-3.20");
	off = (uint32_t)(found - r.document->text.data);
	view_reveal(&r.view, off, off + 9);
	pan = reading_pan(&r);
	assert_true(pan > 0);
	found = strstr(r.document->text.data, "cell-3.1\n");
	off = (uint32_t)(found - r.document->text.data);
	view_reveal(&r.view, off, off + 8);
	assert_int_equal(reading_pan(&r), pan);
	found = strstr(r.document->text.data, "cell-3.2\n");
	off = (uint32_t)(found - r.document->text.data);
	view_reveal(&r.view, off, off + 8);
	assert_int_equal(reading_pan(&r), 0);
	reading_close(&r);
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_width),
		cmocka_unit_test(test_all_is_reached),
		cmocka_unit_test(test_thirty_columns),
		cmocka_unit_test(test_few_cells),
		cmocka_unit_test(test_into_the_window),
		cmocka_unit_test(test_tower),
		cmocka_unit_test_setup_teardown(test_hyphens, scratch_make,
						scratch_remove),
		cmocka_unit_test(test_blocks_apart),
		cmocka_unit_test(test_revealed),
	};

	return test_run(tests);
}
