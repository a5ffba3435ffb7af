/* SPDX-License-Identifier: ISC */
/* Tests of turning pages: nothing is left out, nothing is stranded. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/move.h"
#include "reader/paging.h"
#include "reading.h"

/* --- All rows of a text, one after the other ------------------------------ */

struct sheet_row {
	struct layout_at at;
	uint32_t block;
	bool space; /* nothing is on it: it may be left out */
	bool title;
	bool text;
	bool first; /* row of text of its block … */
	bool last;
};

struct sheet {
	struct sheet_row *rows;
	long count;
};

static bool is_space(const struct row *row)
{
	for (size_t i = 0; i < row->piece_count; i++)
		if (row->pieces[i].width > 2)
			return false;
	return row->flags & ROW_LEAD;
}

static void sheet_fill(struct reading *r, struct sheet *sheet)
{
	struct layout *layout = r->view.layout;
	size_t room = 0;
	struct layout_at at;

	*sheet = (struct sheet){ 0 };
	assert_true(layout_find(layout, (struct place){ 0, UINT32_MAX }, &at));
	do {
		const struct block *block;
		struct sheet_row *it;
		struct row row;

		MEMORY_RESERVE(sheet->rows, room, (size_t)sheet->count + 1);
		layout_row(layout, at, &row);
		block = &r->document->blocks[row.block];
		it = &sheet->rows[sheet->count++];
		*it = (struct sheet_row){ .at = at, .block = row.block };
		it->space = is_space(&row);
		it->title =
			!it->space &&
			(row.flags & ROW_LEAD || block->kind == BLOCK_HEADING ||
			 block->flags & (BLOCK_TITLE | BLOCK_HEADER));
		it->text = !it->space && !it->title;
		it->first = it->text &&
			    (sheet->count < 2 || it[-1].block != row.block ||
			     it[-1].space || it[-1].title);
		it->last = it->text && row.flags & ROW_LAST;
	} while (layout_next(layout, &at));
}

static long row_at(const struct sheet *sheet, struct layout_at at)
{
	long low = 0;
	long high = sheet->count;

	while (high - low > 1) {
		long middle = low + (high - low) / 2;
		const struct layout_at *now = &sheet->rows[middle].at;
		bool before = now->block != at.block ? now->block < at.block
			      : now->segment != at.segment
				      ? now->segment < at.segment
				      : now->row <= at.row;

		if (before)
			low = middle;
		else
			high = middle;
	}
	assert_memory_equal(&sheet->rows[low].at, &at, sizeof(at));
	return low;
}

static long top_row(struct reading *r, const struct sheet *sheet)
{
	struct layout_at at;

	assert_true(view_top(&r->view, &at));
	return row_at(sheet, at);
}

/* --- The rules, by all rows ----------------------------------------------- */

/* Whether a page that ends before row end strands something at its foot. */
static bool strands(const struct sheet *sheet, long end)
{
	const struct sheet_row *rows = sheet->rows;
	long above = end - 1;
	long below = end;
	long texts = 0;

	while (above >= 0 && rows[above].space)
		above--;
	while (below < sheet->count && rows[below].space)
		below++;
	if (end >= sheet->count || above < 0)
		return false;
	if (rows[above].title)
		return true;
	if (rows[above].first && !rows[above].last &&
	    rows[above].block == rows[end].block)
		return true;
	if (below == sheet->count || rows[below].title)
		return false;
	for (; above >= 0 && texts < 2 && !rows[above].title; above--)
		texts += rows[above].text;
	return texts < 2 && above >= 0;
}

static bool is_widow(const struct sheet *sheet, long top)
{
	return sheet->rows[top].last && !sheet->rows[top].first;
}

/* Whether any page on from one that ended before end would do. */
static bool could_do(const struct sheet *sheet, long end, long rows)
{
	for (long top = end - 4; top <= end; top++)
		for (long blank = 0; blank <= 6 && blank <= rows / 4; blank++)
			if (top >= 0 && !sheet->rows[top].space &&
			    !is_widow(sheet, top) &&
			    !strands(sheet, top + rows - blank))
				return true;
	return false;
}

static void check_rules(struct reading *r, const struct sheet *sheet,
			long before, long top)
{
	long rows = r->view.geometry.page_rows;
	long end = top + view_rows(&r->view);

	if (rows < PAGING_LEAST || end >= sheet->count)
		return;
	if (strands(sheet, end) || is_widow(sheet, top))
		assert_false(could_do(sheet, before, rows));
	assert_true(rows - view_rows(&r->view) <= rows / 4);
}

/* --- Turning through a text ----------------------------------------------- */

static const char *const texts[] = {
	"One line.\n",
	"# Title\n\n## Below it\n\nText.\n\n## Another\n\nText.\n",
	"- one\n- two\n- three\n- four\n- five\n- six\n- seven\n- eight\n",
	"> [!NOTE]\n> A line of it, and as many words as make two rows of "
	"it, which is not much.\n\nMore of the text.\n\n> [!TIP]\n> It.\n",
	"| a | b |\n|---|---|\n| one | two |\n| 3 | 4 |\n\nText[^1].\n\n"
	"[^1]: A note.\n",
	"~~~\na\n\n\n\n\nb\n\n\n\n\n\n\nc\n~~~\n\n***\n\n# End\n",
};
enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

static char *make_text(int n)
{
	struct buffer text = BUFFER_INIT;

	if (n >= TEXTS)
		return reading_essay(n == TEXTS ? 5 : 71, 40);
	for (int i = 0; i < 12; i++) {
		buffer_append_string(&text, texts[n]);
		buffer_append_byte(&text, '\n');
	}
	return buffer_detach(&text);
}

/* The page after one that ended before row end begins with what is new. */
static void check_turn(struct reading *r, const struct sheet *sheet, long end)
{
	long top = top_row(r, sheet);
	long fresh = end;
	struct layout_at at;

	while (fresh < top)
		assert_true(sheet->rows[fresh++].space);
	assert_true(top + view_rows(&r->view) > end);
	assert_true(r->view.turned_last);
	assert_true(layout_find(r->view.layout, r->view.turned_at, &at));
	fresh = row_at(sheet, at);
	assert_true(fresh >= top && fresh >= end);
	while (fresh-- > end)
		assert_true(sheet->rows[fresh].space);
}

enum { TURNS = 30 };

/* Space shows every row, in order; b goes back through the same pages. */
static void turn_through(struct reading *r, const struct sheet *sheet)
{
	struct {
		long top;
		int rows;
	} pages[TURNS];
	long end;
	int count = 0;

	move_settle(&r->view);
	end = view_rows(&r->view);

	for (;;) {
		long top = top_row(r, sheet);

		pages[count % TURNS].top = top;
		pages[count % TURNS].rows = view_rows(&r->view);
		if (!move_pages(&r->view, 1))
			break;
		count++;
		check_turn(r, sheet, end);
		check_rules(r, sheet, end, top_row(r, sheet));
		end = top_row(r, sheet) + view_rows(&r->view);
	}
	assert_true(end >= sheet->count);
	assert_true(view_at_end(&r->view));
	for (int back = 1; back < TURNS && back <= count; back++) {
		assert_true(move_pages(&r->view, -1));
		assert_int_equal(top_row(r, sheet),
				 pages[(count - back) % TURNS].top);
		assert_int_equal(view_rows(&r->view),
				 pages[(count - back) % TURNS].rows);
		assert_false(r->view.turned_last);
	}
}

/* b alone, from the end, shows every row too. */
static void turn_back(struct reading *r, const struct sheet *sheet)
{
	long top;

	move_start(&r->view);
	move_end(&r->view);
	do {
		top = top_row(r, sheet);
		if (!move_pages(&r->view, -1))
			break;
		assert_true(top_row(r, sheet) < top);
		assert_true(top_row(r, sheet) + view_rows(&r->view) >= top);
	} while (top > 0);
	assert_int_equal(top_row(r, sheet), 0);
}

static void test_every_height(void **state)
{
	static const int columns[] = { 30, 80 };

	(void)state;
	for (int n = 0; n < TEXTS + 2; n++) {
		char *text = make_text(n);

		for (int i = 0; i < 2 * 58; i++) {
			struct sheet sheet;
			struct reading r;

			reading_open(&r, text, 3 + i / 2, columns[i % 2]);
			sheet_fill(&r, &sheet);
			turn_through(&r, &sheet);
			turn_back(&r, &sheet);
			free(sheet.rows);
			reading_close(&r);
		}
		free(text);
	}
}

/* --- Pages as they look --------------------------------------------------- */

/* A paragraph of n rows. */
static void add_rows(struct buffer *text, int n)
{
	for (int i = 1; i <= n; i++)
		buffer_append_format(text, "Row %d%s\n", i, i < n ? "\\" : "");
	buffer_append_byte(text, '\n');
}

static void open_rows(struct reading *r, const int *rows, int rows_of_window)
{
	struct buffer text = BUFFER_INIT;

	for (; *rows; rows++)
		if (*rows > 0)
			add_rows(&text, *rows);
		else
			buffer_append_string(&text, "### A heading\n\n");
	reading_init(r, rows_of_window, 80);
	reading_show(r, reading_document(text.data));
	buffer_release(&text);
}

/* A page of ten rows (and two of the status), and where the next one begins. */
static void test_where_pages_end(void **state)
{
	static const struct {
		int blocks[6]; /* rows of paragraphs; -1: a heading */
		long top;      /* of the second page */
		int blank;     /* on it */
	} table[] = {
		/* Two rows stand on both pages. */
		{ { 40 }, 8, 0 },
		/* The first page ends with a paragraph, or with the space. */
		{ { 10, 30 }, 11, 0 },
		{ { 9, 30 }, 10, 0 },
		/* It ends with a row that would better have been here. */
		{ { 8, 40 }, 9, 0 },
		/* The second page's last rows would be a heading; or that and
		 * one row, which is better mended by a row less above. */
		{ { 15, -1, 40 }, 8, 2 },
		{ { 16, -1, 40 }, 8, 1 },
		{ { 14, -1, 40 }, 9, 0 },
		{ { 13, -1, 40 }, 8, 0 },
		/* A paragraph's first row. */
		{ { 16, 40 }, 8, 1 },
		{ { 16, 1, 40 }, 8, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading r;
		struct sheet sheet;

		open_rows(&r, table[i].blocks, 12);
		assert_int_equal(r.view.geometry.page_rows, 10);
		sheet_fill(&r, &sheet);
		assert_true(move_pages(&r.view, 1));
		assert_int_equal(top_row(&r, &sheet), table[i].top);
		assert_int_equal(view_rows(&r.view), 10 - table[i].blank);
		free(sheet.rows);
		reading_close(&r);
	}
}

/* Whatever moves but turning pages fills the foot again. */
static void test_blank_rows_end(void **state)
{
	static const int blocks[] = { 14, -1, -1, -1, 30, 0 };
	struct reading r;
	struct sheet sheet;
	uint32_t off, end;

	(void)state;
	open_rows(&r, blocks, 12);
	sheet_fill(&r, &sheet);
	for (int i = 0; view_rows(&r.view) == 10 && i < 9; i++)
		assert_true(move_pages(&r.view, 1));
	assert_true(view_rows(&r.view) < 10);
	view_visible(&r.view, &off, &end);
	/* What stands in them can be gone to without a move of the page. */
	view_reveal(&r.view, end, end + 1);
	assert_int_equal(view_rows(&r.view), 10);
	assert_true(r.view.turned_last);
	move_pages(&r.view, -1);
	move_pages(&r.view, 1);
	assert_true(view_rows(&r.view) < 10);
	move_lines(&r.view, 1);
	assert_int_equal(view_rows(&r.view), 10);
	assert_false(r.view.turned_last);
	move_lines(&r.view, -1);
	assert_int_equal(view_rows(&r.view), 10);
	move_pages(&r.view, 1);
	view_resize(&r.view, 13, 80);
	assert_int_equal(view_rows(&r.view), 11);
	free(sheet.rows);
	reading_close(&r);
}

/* The first page has rules too, until something moves. */
static void test_the_first_page(void **state)
{
	static const int blocks[] = { 7, -1, 30, 0 };
	struct reading r;
	uint32_t off, end;

	(void)state;
	open_rows(&r, blocks, 12);
	assert_int_equal(view_rows(&r.view), 10);
	move_settle(&r.view);
	assert_int_equal(view_rows(&r.view), 8);
	view_go_to(&r.view, (struct place){ 0, 0 });
	assert_int_equal(view_rows(&r.view), 8);
	/* What stands in them is shown where it is gone to, and stays. */
	view_visible(&r.view, &off, &end);
	view_reveal(&r.view, end, end + 1);
	move_settle(&r.view);
	assert_int_equal(view_rows(&r.view), 10);
	view_resize(&r.view, 12, 79);
	move_settle(&r.view);
	assert_int_equal(view_rows(&r.view), 8);
	assert_true(move_lines(&r.view, 1));
	assert_int_equal(view_rows(&r.view), 10);
	assert_true(move_start(&r.view));
	assert_int_equal(view_rows(&r.view), 8);
	assert_true(move_pages(&r.view, 1));
	/* Its first row is what stayed blank. */
	assert_string_equal(reading_line(&r, 0), "A heading");
	reading_close(&r);
}

/* Where the reader is there, the rows at the first page's foot are shown,
 * whatever is laid out anew. */
static void test_the_point_is_not_left_out(void **state)
{
	static const int blocks[] = { 7, -1, 30, 0 };
	struct reading r;
	uint32_t off, end;

	(void)state;
	open_rows(&r, blocks, 12);
	move_settle(&r.view);
	assert_int_equal(view_rows(&r.view), 8);
	view_visible(&r.view, &off, &end);
	assert_true(move_point_to(&r.view, end));
	assert_true(view_has_point(&r.view));
	view_resize(&r.view, 12, 79);
	move_settle(&r.view);
	assert_int_equal(view_rows(&r.view), 10);
	move_start(&r.view);
	assert_int_equal(view_rows(&r.view), 10);
	view_set_point(&r.view, off, off + 1);
	move_start(&r.view);
	assert_int_equal(view_rows(&r.view), 8);
	reading_close(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_height),
		cmocka_unit_test(test_where_pages_end),
		cmocka_unit_test(test_blank_rows_end),
		cmocka_unit_test(test_the_first_page),
		cmocka_unit_test(test_the_point_is_not_left_out),
	};

	return test_run(tests);
}
