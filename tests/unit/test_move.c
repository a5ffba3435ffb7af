/* SPDX-License-Identifier: ISC */
/* Tests of every movement through the text. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/outline.h"
#include "reader/move.h"
#include "reader/paging.h"
#include "reading.h"
#include "text/sentences.h"

/* --- Where the page is, in rows of the whole text ------------------------- */

enum { FAR = 100000000 };

static long top_row(struct reading *r)
{
	struct layout_at at;

	assert_true(view_top(&r->view, &at));
	return -layout_move(r->view.layout, &at, -FAR);
}

static long row_count(struct reading *r)
{
	struct layout_at at;

	assert_true(layout_last(r->view.layout, &at));
	return 1 - layout_move(r->view.layout, &at, -FAR);
}

/* The top when the page shows the end. */
static long last_top(struct reading *r)
{
	long top = row_count(r) - r->view.geometry.page_rows;

	return top > 0 ? top : 0;
}

static long row_of(struct reading *r, uint32_t off)
{
	struct layout_at at;

	assert_true(layout_find(r->view.layout, (struct place){ off, 0 }, &at));
	return -layout_move(r->view.layout, &at, -FAR);
}

static long least(long a, long b)
{
	return a < b ? a : b;
}

/* Where a movement that brings a row to the top leaves the page. */
static long clamped(struct reading *r, long row)
{
	return least(row < 0 ? 0 : row, last_top(r));
}

/* Several windows on one essay. */
static const struct {
	int rows, columns;
} windows[] = { { 24, 80 }, { 1, 40 }, { 2, 20 },  { 7, 60 },
		{ 9, 120 }, { 50, 5 }, { 300, 80 } };
enum { WINDOWS = sizeof(windows) / sizeof(windows[0]) };

static char *essay;

static int make_essay(void **state)
{
	(void)state;
	essay = reading_essay(31, 90);
	return 0;
}

static int free_essay(void **state)
{
	(void)state;
	free(essay);
	return 0;
}

/* --- Rows and pages ------------------------------------------------------- */

static void test_lines(void **state)
{
	static const long counts[] = { 1, 5, -1, -3, 40, -7, 13, -FAR, 2, FAR };
	enum { COUNTS = sizeof(counts) / sizeof(counts[0]) };

	(void)state;
	for (int w = 0; w < WINDOWS; w++) {
		struct reading r;

		reading_open(&r, essay, windows[w].rows, windows[w].columns);
		for (int i = 0; i < 3 * COUNTS; i++) {
			long before = top_row(&r);
			long after = clamped(&r, before + counts[i % COUNTS]);

			assert_int_equal(
				move_lines(&r.view, counts[i % COUNTS]),
				after != before);
			assert_int_equal(top_row(&r), after);
		}
		reading_close(&r);
	}
}

static void test_half_pages(void **state)
{
	(void)state;
	for (int w = 0; w < WINDOWS; w++) {
		struct reading r;
		long half;

		reading_open(&r, essay, windows[w].rows, windows[w].columns);
		half = r.view.geometry.page_rows / 2;
		half = half ? half : 1;
		for (long count = 1; count < 20; count++) {
			long back = count % 3 ? 1 : -1;
			long before = top_row(&r);
			long after = clamped(&r, before + back * count * half);

			assert_int_equal(move_half_pages(&r.view, back * count),
					 after != before);
			assert_int_equal(top_row(&r), after);
		}
		reading_close(&r);
	}
}

/* A page on leaves nothing out, and the eye finds its line again. */
static void test_pages_overlap_a_little(void **state)
{
	(void)state;
	for (int w = 0; w < WINDOWS; w++) {
		struct reading r;
		long rows, overlap;

		reading_open(&r, essay, windows[w].rows, windows[w].columns);
		rows = r.view.geometry.page_rows;
		overlap = rows > 5 ? 2 : 0;
		for (;;) {
			long before = top_row(&r);
			long after = before + view_rows(&r.view) - overlap;
			bool moved = move_pages(&r.view, 1);

			/* More of it by the rules of test_paging. */
			if (rows < PAGING_LEAST)
				assert_int_equal(top_row(&r),
						 clamped(&r, after));
			else
				assert_in_range(top_row(&r),
						clamped(&r, after - 2),
						clamped(&r, after + 4));
			assert_int_equal(moved, top_row(&r) != before);
			if (!moved)
				break;
		}
		assert_true(view_at_end(&r.view));
		reading_close(&r);
	}
}

/* b goes back through the very tops that Space left, also from the end, where
 * the last page was not a whole one. */
static void test_b_returns_where_space_left(void **state)
{
	(void)state;
	for (int w = 0; w < WINDOWS; w++) {
		long tops[40];
		int pages = 0;
		struct reading r;

		reading_open(&r, essay, windows[w].rows, windows[w].columns);
		move_percent(&r.view, 40);
		while (pages < 32) {
			tops[pages] = top_row(&r);
			if (!move_pages(&r.view, 1))
				break;
			pages++;
		}
		while (pages-- > 0) {
			assert_true(move_pages(&r.view, -1));
			assert_int_equal(top_row(&r), tops[pages]);
		}
		reading_close(&r);
	}
}

static void test_b_returns_where_a_count_left(void **state)
{
	struct reading r;
	long top;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_lines(&r.view, 7);
	top = top_row(&r);
	assert_true(move_pages(&r.view, 5));
	assert_true(move_pages(&r.view, -5));
	assert_int_equal(top_row(&r), top);
	/* There and back, over and over, also against the end. */
	move_end(&r.view);
	move_lines(&r.view, -5);
	top = top_row(&r);
	for (int i = 0; i < 100; i++) {
		assert_true(move_pages(&r.view, 1));
		assert_false(move_pages(&r.view, 1));
		assert_true(move_pages(&r.view, -1));
		assert_int_equal(top_row(&r), top);
	}
	reading_close(&r);
}

/* Whoever moved otherwise since has left from another top. */
static void test_b_after_another_movement_is_a_page(void **state)
{
	struct reading r;
	long left, top;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_pages(&r.view, 3);
	left = r.view.pages_left[2].top.off;
	move_lines(&r.view, 3);
	top = top_row(&r);
	assert_true(move_pages(&r.view, -1));
	assert_in_range(top_row(&r), top - 22, top - 18);
	assert_int_not_equal(r.view.top.off, left);
	/* And back at that place by chance, it is so too. */
	move_pages(&r.view, 1);
	move_lines(&r.view, 3);
	move_pages(&r.view, 1);
	top = top_row(&r);
	move_pages(&r.view, -1);
	/* What Space left before that is forgotten. */
	assert_int_equal(r.view.pages_left_count, 0);
	top = top_row(&r);
	move_pages(&r.view, -1);
	assert_in_range(top_row(&r), top - 22, top - 18);
	reading_close(&r);
}

static void test_pages_without_end(void **state)
{
	struct reading r;
	long pages = 0;

	(void)state;
	reading_open(&r, essay, 8, 30);
	while (move_pages(&r.view, 1))
		pages++;
	assert_true(pages > 40);
	while (move_pages(&r.view, -1))
		pages--;
	assert_int_equal(pages, 0);
	assert_int_equal(top_row(&r), 0);
	reading_close(&r);
}

static void test_the_ends(void **state)
{
	(void)state;
	for (int w = 0; w < WINDOWS; w++) {
		struct reading r;

		reading_open(&r, essay, windows[w].rows, windows[w].columns);
		assert_false(move_start(&r.view));
		assert_int_equal(move_end(&r.view), last_top(&r) > 0);
		assert_int_equal(top_row(&r), last_top(&r));
		assert_true(view_at_end(&r.view));
		assert_false(move_end(&r.view));
		assert_int_equal(move_start(&r.view), last_top(&r) > 0);
		assert_int_equal(top_row(&r), 0);
		reading_close(&r);
	}
}

/* --- Places --------------------------------------------------------------- */

static void test_percent_is_what_is_shown(void **state)
{
	struct reading r;
	long before = 0;

	(void)state;
	reading_open(&r, essay, 10, 60);
	assert_true(row_count(&r) > 500);
	for (int percent = 1; percent <= 100; percent++) {
		move_percent(&r.view, percent);
		assert_in_range(view_percent(&r.view), percent - 1, percent);
		assert_true(top_row(&r) >= before);
		before = top_row(&r);
	}
	assert_int_equal(before, last_top(&r));
	assert_true(move_percent(&r.view, 0));
	assert_int_equal(top_row(&r), 0);
	assert_true(move_percent(&r.view, FAR));
	assert_int_equal(top_row(&r), last_top(&r));
	reading_close(&r);
}

static void test_source_lines(void **state)
{
	struct reading r;
	long line = 0;

	(void)state;
	reading_open(&r, essay, 24, 80);
	for (const char *at = essay; *at; at += strcspn(at, "\n") + 1) {
		char word[32];

		line++;
		/* Lines that stand in the text as they stand in the source. */
		if (sscanf(at, "Thought %31s", word) != 1 &&
		    sscanf(at, "code %31s", word) != 1 &&
		    sscanf(at, "  more of %31s", word) != 1)
			continue;
		move_source_line(&r.view, line);
		if (top_row(&r) < last_top(&r)) {
			assert_memory_equal(reading_line(&r, 0), at,
					    least(15, (long)strcspn(at, "\n")));
		}
	}
	assert_true(line > 90);
	move_source_line(&r.view, FAR);
	assert_int_equal(top_row(&r), last_top(&r));
	move_source_line(&r.view, -5);
	assert_string_equal(reading_line(&r, 0), "An essay");
	reading_close(&r);
}

static void test_places_as_a_person_writes_them(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "# One\n\ntext\n\n# Two\n\nmore\n\n~~~\na\nb\n~~~\n",
		     1, 80);
	assert_true(move_to_place(&r.view, "#two"));
	assert_string_equal(reading_line(&r, 0), "Two");
	assert_true(move_to_place(&r.view, ":11"));
	assert_string_equal(reading_line(&r, 0), "b");
	assert_true(move_to_place(&r.view, "0%"));
	assert_string_equal(reading_line(&r, 0), "One");
	assert_true(move_to_place(&r.view, "100%"));
	assert_string_equal(reading_line(&r, 0), "b");
	assert_false(move_to_place(&r.view, "#three"));
	assert_false(move_to_place(&r.view, "what"));
	assert_string_equal(reading_line(&r, 0), "b");
	reading_close(&r);
}

/* --- Headings ------------------------------------------------------------- */

/* Which heading the point is on; DOCUMENT_NONE for none. */
static uint32_t heading_at_point(struct reading *r)
{
	const struct document *document = r->document;
	uint32_t heading;

	if (!view_has_point(&r->view))
		return DOCUMENT_NONE;
	heading = outline_heading_at(document, r->view.point_off, true);
	if (heading == DOCUMENT_NONE ||
	    document->blocks[document->headings[heading].block].off !=
		    r->view.point_off)
		return DOCUMENT_NONE;
	return heading;
}

static void test_headings_one_by_one(void **state)
{
	(void)state;
	for (int w = 0; w < WINDOWS; w++) {
		struct reading r;
		uint32_t count;

		reading_open(&r, essay, windows[w].rows, windows[w].columns);
		count = (uint32_t)r.document->heading_count;
		assert_true(count > 5);
		/* The first one is at the top. */
		for (uint32_t i = 1; i < count; i++) {
			uint32_t off, end;

			assert_true(move_headings(&r.view, 1));
			assert_int_equal(heading_at_point(&r), i);
			outline_title(r.document, i, &off, &end);
			assert_int_equal(top_row(&r),
					 clamped(&r, row_of(&r, off)));
		}
		assert_false(move_headings(&r.view, 1));
		for (uint32_t i = count - 1; i-- > 0;) {
			assert_true(move_headings(&r.view, -1));
			assert_int_equal(heading_at_point(&r), i);
		}
		assert_false(move_headings(&r.view, -1));
		reading_close(&r);
	}
}

static void test_headings_with_counts(void **state)
{
	struct reading r;
	uint32_t last;

	(void)state;
	reading_open(&r, essay, 24, 80);
	last = (uint32_t)r.document->heading_count - 1;
	assert_true(move_headings(&r.view, 3));
	assert_int_equal(heading_at_point(&r), 3);
	assert_true(move_headings(&r.view, -2));
	assert_int_equal(heading_at_point(&r), 1);
	/* As far as there are. */
	assert_true(move_headings(&r.view, FAR));
	assert_int_equal(heading_at_point(&r), last);
	assert_true(move_headings(&r.view, -FAR));
	assert_int_equal(heading_at_point(&r), 0);
	reading_close(&r);
}

/* Inside a section, back is first its own heading. */
static void test_back_to_the_section_one_is_in(void **state)
{
	struct reading r;

	(void)state;
	reading_open(
		&r,
		"# One\n\nText of one.\n\n# Two\n\nText of two. More of it."
		"\n\n# Three\n\nText of three.\n",
		3, 60);
	move_headings(&r.view, 1);
	assert_true(move_sentences(&r.view, 2));
	assert_string_equal(reading_point(&r), "More of it.");
	assert_true(move_headings(&r.view, -1));
	assert_string_equal(reading_point(&r), "Two");
	move_sentences(&r.view, 1);
	assert_true(move_headings(&r.view, -2));
	assert_string_equal(reading_point(&r), "One");
	/* Without a point, the page says where one is. */
	move_source_line(&r.view, 7);
	view_drop_point(&r.view);
	assert_true(move_headings(&r.view, -1));
	assert_string_equal(reading_point(&r), "Two");
	reading_close(&r);
}

static void test_headings_where_there_are_none(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "Text. And more.\n", 24, 60);
	assert_false(move_headings(&r.view, 1));
	assert_false(move_headings(&r.view, -1));
	assert_false(view_has_point(&r.view));
	reading_close(&r);
	/* Above the first there is none to go back to. */
	reading_open(&r, "Text.\n\n# One\n", 24, 60);
	assert_false(move_headings(&r.view, -1));
	assert_true(move_headings(&r.view, 1));
	assert_string_equal(reading_point(&r), "One");
	reading_close(&r);
}

/* Headings that say nothing are passed like others. */
static void test_empty_headings_hold_nobody_up(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "# One\n\n#\n\ntext\n\n#\n\n# Four\n\n#\n", 24, 60);
	assert_int_equal(r.document->heading_count, 5);
	for (uint32_t i = 1; i < 5; i++) {
		assert_true(move_headings(&r.view, 1));
		assert_int_equal(heading_at_point(&r), i);
	}
	assert_false(move_headings(&r.view, 1));
	for (uint32_t i = 4; i-- > 0;) {
		assert_true(move_headings(&r.view, -1));
		assert_int_equal(heading_at_point(&r), i);
	}
	reading_close(&r);
}

/* --- Sentences and paragraphs --------------------------------------------- */

struct range {
	uint32_t off, end;
};

/* The sentences of the document in order, or only the first of each block; a
 * heading or a block of code is one. Returns their count. */
static size_t list_sentences(const struct document *document, bool all,
			     struct range *ranges, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		const char *text = document->text.data + block->off;
		size_t len = block->end - 1 - block->off;
		struct sentence s = { 0, len };
		bool whole = block->kind == BLOCK_HEADING ||
			     block->kind == BLOCK_CODE;

		if (!len || (!whole && !sentence_at(text, len, 0, &s)))
			continue;
		do {
			assert_true(count < room);
			ranges[count].off = block->off + (uint32_t)s.off;
			ranges[count++].end = block->off + (uint32_t)s.end;
		} while (all && !whole && sentence_next(text, len, &s));
	}
	return count;
}

/* The point is this range, and on the page as far as it can be. */
static void assert_point(struct reading *r, struct range range)
{
	uint32_t off, end;
	long rows;

	assert_int_equal(r->view.point_off, range.off);
	assert_int_equal(r->view.point_end, range.end);
	view_visible(&r->view, &off, &end);
	assert_true(off <= range.off && range.off < end);
	rows = row_of(r, range.end - 1) - row_of(r, range.off) + 1;
	if (rows <= r->view.geometry.page_rows / 2)
		assert_true(range.end <= end);
	assert_true(top_row(r) <= last_top(r));
}

static void walk(bool (*move)(struct view *, long), bool all)
{
	enum { ROOM = 1000 };
	static struct range ranges[ROOM];

	for (int w = 0; w < WINDOWS; w++) {
		struct reading r;
		size_t count;

		reading_open(&r, essay, windows[w].rows, windows[w].columns);
		count = list_sentences(r.document, all, ranges, ROOM);
		assert_true(count > 90);
		for (size_t i = 0; i < count; i++) {
			assert_true(move(&r.view, 1));
			assert_point(&r, ranges[i]);
		}
		assert_false(move(&r.view, 1));
		assert_point(&r, ranges[count - 1]);
		for (size_t i = count - 1; i-- > 0;) {
			assert_true(move(&r.view, -1));
			assert_point(&r, ranges[i]);
		}
		assert_false(move(&r.view, -1));
		assert_point(&r, ranges[0]);
		/* With counts; as far as there are. */
		for (size_t i = 7; i < count; i += 7) {
			assert_true(move(&r.view, 7));
			assert_point(&r, ranges[i]);
		}
		assert_true(move(&r.view, FAR));
		assert_point(&r, ranges[count - 1]);
		assert_true(move(&r.view, -3));
		assert_point(&r, ranges[count - 4]);
		assert_true(move(&r.view, -FAR));
		assert_point(&r, ranges[0]);
		reading_close(&r);
	}
}

static void test_sentences_one_by_one(void **state)
{
	(void)state;
	walk(move_sentences, true);
}

static void test_paragraphs_one_by_one(void **state)
{
	(void)state;
	walk(move_paragraphs, false);
}

/* Without a point, the first sentence that begins on the page is next. */
static void test_the_first_point_is_on_the_page(void **state)
{
	enum { ROOM = 1000 };
	static struct range ranges[ROOM];
	struct reading r;
	size_t count;
	size_t next = 0;

	(void)state;
	reading_open(&r, essay, 24, 80);
	count = list_sentences(r.document, true, ranges, ROOM);
	do {
		uint32_t off, end;

		view_visible(&r.view, &off, &end);
		while (next < count && ranges[next].off < off)
			next++;
		view_drop_point(&r.view);
		if (next == count)
			break;
		assert_true(move_sentences(&r.view, 1));
		assert_point(&r, ranges[next]);
		view_drop_point(&r.view);
		assert_true(move_sentences(&r.view, 2));
		assert_point(&r, ranges[next + 1 < count ? next + 1 : next]);
	} while (move_lines(&r.view, 1));
	reading_close(&r);
}

/* Back from inside a paragraph is first its start. */
static void test_back_to_the_paragraph_one_is_in(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "One. Two. Three.\n\nFour. Five.\n", 24, 60);
	move_sentences(&r.view, 3);
	assert_string_equal(reading_point(&r), "Three.");
	assert_true(move_paragraphs(&r.view, -1));
	assert_string_equal(reading_point(&r), "One.");
	assert_false(move_paragraphs(&r.view, -1));
	assert_true(move_sentences(&r.view, 4));
	assert_string_equal(reading_point(&r), "Five.");
	assert_true(move_paragraphs(&r.view, -2));
	assert_string_equal(reading_point(&r), "One.");
	reading_close(&r);
}

static void test_the_point_at_an_offset(void **state)
{
	struct reading r;
	const char *text;

	(void)state;
	reading_open(
		&r, "# A title\n\nOne. Two. Three.\n\n---\n\n~~~\na. b.\n~~~\n",
		24, 60);
	text = buffer_string(&r.document->text);
	assert_true(move_point_to(&r.view, 3));
	assert_string_equal(reading_point(&r), "A title");
	assert_true(
		move_point_to(&r.view, (uint32_t)(strstr(text, "wo.") - text)));
	assert_string_equal(reading_point(&r), "Two.");
	/* Code is one sentence, a rule is none. */
	assert_true(
		move_point_to(&r.view, (uint32_t)(strstr(text, "b.") - text)));
	assert_string_equal(reading_point(&r), "a. b.");
	assert_false(move_point_to(
		&r.view, (uint32_t)(strstr(text, "a. b.") - text) - 1));
	assert_string_equal(reading_point(&r), "a. b.");
	reading_close(&r);
}

/* --- Without text, or with some of it still to come ----------------------- */

typedef bool movement(struct view *view, long count);

static movement *const movements[] = {
	move_lines,	  move_pages,	 move_half_pages, move_percent,
	move_source_line, move_headings, move_paragraphs, move_sentences,
};
enum { MOVEMENTS = sizeof(movements) / sizeof(movements[0]) };

static void test_nothing_to_move_in(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "", 24, 80);
	for (int i = 0; i < MOVEMENTS; i++) {
		assert_false(movements[i](&r.view, 1));
		assert_false(movements[i](&r.view, -1));
	}
	assert_false(move_start(&r.view));
	assert_false(move_end(&r.view));
	assert_false(move_point_to(&r.view, 0));
	assert_true(move_to_place(&r.view, "50%"));
	assert_int_equal(r.view.request, REQUEST_NONE);
	reading_close(&r);
}

static void test_what_stands_still_on_one_page(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "One line.\n", 24, 80);
	for (int i = 0; i < MOVEMENTS; i++) {
		view_drop_point(&r.view);
		if (movements[i] == move_sentences ||
		    movements[i] == move_paragraphs)
			continue;
		movements[i](&r.view, 1);
		movements[i](&r.view, -1);
		assert_int_equal(top_row(&r), 0);
	}
	assert_int_equal(r.view.request, REQUEST_NONE);
	reading_close(&r);
}

/* A part of the essay is known. */
static struct load *open_part(struct reading *r)
{
	struct source *source =
		source_from_memory("essay.md", essay, strlen(essay));
	struct load *load = load_open(source, SOURCE_AUTO, 512, NULL);

	while (load_document(load)->text.len < 8000)
		assert_int_equal(load_step(load), LOAD_MORE);
	reading_init(r, 24, 80);
	reading_show(r, load_take(load));
	return load;
}

/* What must be known for it asks for the rest and leaves all as it is; done
 * again with all known, it leads to where it leads from the start. */
static void assert_asks(movement *move, long count)
{
	bool to_end = move == move_percent && count >= 100;
	struct reading part, whole;
	struct load *load = open_part(&part);
	struct place top;
	uint32_t point_off;

	reading_open(&whole, essay, 24, 80);
	move_lines(&part.view, 3);
	move_lines(&whole.view, 3);
	move_sentences(&part.view, 2);
	move_sentences(&whole.view, 2);
	top = part.view.top;
	point_off = part.view.point_off;
	part.view.request = REQUEST_NONE;
	assert_false(move(&part.view, count));
	assert_int_equal(part.view.request,
			 to_end ? REQUEST_END : REQUEST_WHOLE);
	assert_int_equal(part.view.top.off, top.off);
	assert_int_equal(part.view.top.above, top.above);
	assert_int_equal(part.view.point_off, point_off);

	while (load_step(load) != LOAD_DONE)
		;
	view_grew(&part.view);
	part.view.request = REQUEST_NONE;
	assert_int_equal(move(&part.view, count), move(&whole.view, count));
	assert_int_equal(part.view.request, REQUEST_NONE);
	assert_int_equal(part.view.top.off, whole.view.top.off);
	assert_int_equal(part.view.point_off, whole.view.point_off);
	assert_int_equal(part.view.point_end, whole.view.point_end);
	load_free(load);
	reading_close(&whole);
	reading_close(&part);
}

static void test_what_is_not_read_yet_is_asked_for(void **state)
{
	(void)state;
	for (int i = 0; i < MOVEMENTS; i++)
		assert_asks(movements[i], FAR);
	assert_asks(move_percent, 50);
	assert_asks(move_percent, 100);
	assert_asks(move_lines, 250);
	assert_asks(move_pages, 12);
	assert_asks(move_half_pages, 24);
	assert_asks(move_sentences, 200);
	assert_asks(move_paragraphs, 70);
	assert_asks(move_headings, 12);
	assert_asks(move_source_line, 150);
}

static void test_what_is_known_asks_for_nothing(void **state)
{
	struct reading r;
	struct load *load = open_part(&r);

	(void)state;
	r.view.request = REQUEST_NONE;
	for (int i = 0; i < MOVEMENTS; i++) {
		if (movements[i] != move_percent)
			assert_true(movements[i](&r.view, 3));
		movements[i](&r.view, -1);
	}
	assert_true(move_start(&r.view));
	assert_int_equal(r.view.request, REQUEST_NONE);
	assert_false(move_end(&r.view));
	assert_int_equal(r.view.request, REQUEST_END);
	load_free(load);
	reading_close(&r);
}

/* --- Anything ------------------------------------------------------------- */

static void assert_sound(struct reading *r)
{
	struct view *view = &r->view;
	struct layout_at at;
	struct place top;
	uint32_t off, end;

	assert_true(view_top(view, &at));
	top = layout_place(view->layout, at);
	assert_int_equal(top.off, view->top.off);
	assert_int_equal(top.above, view->top.above);
	assert_true(top_row(r) <= last_top(r));
	assert_int_equal(view->request, REQUEST_NONE);
	if (!view_has_point(view))
		return;
	view_visible(view, &off, &end);
	assert_true(view->point_off < end && view->point_end > off);
	assert_int_equal(document_block_at(r->document, view->point_off),
			 document_block_at(r->document, view->point_end - 1));
}

static void test_any_movements(void **state)
{
	enum { STEPS = 300 };
	uint64_t random = 37;

	(void)state;
	for (int w = 0; w < WINDOWS; w++) {
		struct reading r;

		reading_open(&r, essay, windows[w].rows, windows[w].columns);
		move_start(&r.view);
		for (int step = 0; step < STEPS; step++) {
			uint64_t number = test_random(&random);
			long count = 1 + (long)(number >> 8) % 6;
			struct place top = r.view.top;
			uint32_t point = r.view.point_off;
			bool moved;

			moved = movements[number % MOVEMENTS](
				&r.view, number >> 63 ? -count : count);
			if (!moved &&
			    movements[number % MOVEMENTS] != move_source_line) {
				assert_int_equal(r.view.top.off, top.off);
				assert_int_equal(r.view.point_off, point);
			}
			if ((number >> 40) % 16 == 0)
				move_percent(&r.view, (number >> 48) % 100);
			if ((number >> 40) % 16 == 1)
				view_drop_point(&r.view);
			assert_sound(&r);
		}
		reading_close(&r);
	}
}

/* In a table the point goes from cell to cell, past those without text. */
static void test_sentences_of_cells(void **state)
{
	static const char *const wanted[] = {
		"Before.", "b", "c", "One. ", "Two.", "x", "z", "After.",
	};
	enum { COUNT = sizeof(wanted) / sizeof(wanted[0]) };
	struct reading r;

	(void)state;
	reading_open(&r,
		     "Before.\n\n| | b | c |\n|-|-|-|\n| One. Two. | | x |\n"
		     "| | z | |\n\nAfter.\n",
		     24, 80);
	for (size_t i = 0; i < COUNT; i++) {
		assert_true(move_sentences(&r.view, 1));
		assert_memory_equal(r.document->text.data + r.view.point_off,
				    wanted[i],
				    r.view.point_end - r.view.point_off);
	}
	assert_false(move_sentences(&r.view, 1));
	for (size_t i = COUNT - 1; i-- > 0;) {
		assert_true(move_sentences(&r.view, -1));
		assert_memory_equal(r.document->text.data + r.view.point_off,
				    wanted[i],
				    r.view.point_end - r.view.point_off);
	}
	reading_close(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_half_pages),
		cmocka_unit_test(test_pages_overlap_a_little),
		cmocka_unit_test(test_b_returns_where_space_left),
		cmocka_unit_test(test_b_returns_where_a_count_left),
		cmocka_unit_test(test_b_after_another_movement_is_a_page),
		cmocka_unit_test(test_pages_without_end),
		cmocka_unit_test(test_the_ends),
		cmocka_unit_test(test_percent_is_what_is_shown),
		cmocka_unit_test(test_source_lines),
		cmocka_unit_test(test_places_as_a_person_writes_them),
		cmocka_unit_test(test_headings_one_by_one),
		cmocka_unit_test(test_headings_with_counts),
		cmocka_unit_test(test_back_to_the_section_one_is_in),
		cmocka_unit_test(test_headings_where_there_are_none),
		cmocka_unit_test(test_empty_headings_hold_nobody_up),
		cmocka_unit_test(test_sentences_one_by_one),
		cmocka_unit_test(test_paragraphs_one_by_one),
		cmocka_unit_test(test_the_first_point_is_on_the_page),
		cmocka_unit_test(test_back_to_the_paragraph_one_is_in),
		cmocka_unit_test(test_the_point_at_an_offset),
		cmocka_unit_test(test_nothing_to_move_in),
		cmocka_unit_test(test_what_stands_still_on_one_page),
		cmocka_unit_test(test_what_is_not_read_yet_is_asked_for),
		cmocka_unit_test(test_what_is_known_asks_for_nothing),
		cmocka_unit_test(test_any_movements),
		cmocka_unit_test(test_sentences_of_cells),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_essay, free_essay) ? 1 : 0;
}
