/* SPDX-License-Identifier: ISC */
/* Tests of the state of reading: geometry, place, point, progress, Esc. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/outline.h"
#include "reader/move.h"
#include "reading.h"
#include "text/utf8.h"

/* --- The window and its parts --------------------------------------------- */

static void assert_geometry_is_sound(const struct view *view)
{
	const struct geometry *g = &view->geometry;

	assert_true(g->page_rows >= 1);
	assert_int_equal(g->page_rows + g->status + g->border, g->rows);
	assert_true(g->measure >= 1);
	assert_true(g->measure <= view->options.width);
	assert_true(g->text_x >= g->page_x);
	assert_true(g->text_x + g->measure <= g->columns);
	assert_int_equal(g->page_x + g->page_columns, g->columns);
	assert_int_equal(g->page_x, g->sidebar ? g->sidebar + 1 : 0);
	assert_true(g->sidebar <= view->options.sidebar_width);
	assert_int_equal(layout_options(view->layout)->width, g->measure);
	/* The text stands in the middle of its page, a column further from
	 * the sidebar. */
	int left = g->text_x - g->page_x - (g->sidebar ? 1 : 0);
	int right = g->columns - g->text_x - g->measure;

	if (g->columns > 3)
		assert_in_range(right - left, 0, 1);
	if (g->sidebar)
		assert_true(g->measure >= 50 ||
			    g->measure == view->options.width);
}

static void test_every_window_has_room_for_text(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "# One\n\ntext\n\n# Two\n\ntext\n", 24, 80);
	for (int rows = -1; rows < 40; rows += 3) {
		for (int columns = -1; columns <= 300; columns++) {
			view_resize(&r.view, rows, columns);
			assert_int_equal(r.view.geometry.rows,
					 rows > 0 ? rows : 1);
			assert_int_equal(r.view.geometry.columns,
					 columns > 0 ? columns : 1);
			assert_geometry_is_sound(&r.view);
			assert_int_equal(r.view.geometry.sidebar > 0,
					 columns >= 80);
		}
	}
	reading_close(&r);
}

static void test_the_measure_yields_before_the_sidebar(void **state)
{
	static const struct {
		int columns, sidebar, measure;
	} table[] = {
		{ 300, 30, 66 }, { 102, 30, 66 }, { 101, 30, 65 },
		{ 90, 30, 54 },	 { 86, 30, 50 },  { 84, 28, 50 },
		{ 80, 24, 50 },	 { 79, 0, 66 },	  { 66, 0, 62 },
		{ 40, 0, 36 },	 { 28, 0, 24 },	  { 27, 0, 25 },
		{ 3, 0, 1 },	 { 2, 0, 1 },	  { 1, 0, 1 },
	};
	struct reading r;

	(void)state;
	reading_open(&r, "# One\n\ntext\n", 24, 80);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		view_resize(&r.view, 24, table[i].columns);
		assert_int_equal(r.view.geometry.sidebar, table[i].sidebar);
		assert_int_equal(r.view.geometry.measure, table[i].measure);
	}
	reading_close(&r);
}

static void test_the_sidebar_needs_headings_and_leave(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "no heading\n", 24, 100);
	assert_int_equal(r.view.geometry.sidebar, 0);
	/* Another document has its own. */
	reading_show(&r, reading_document("# One\n"));
	assert_int_equal(r.view.geometry.sidebar, 30);
	r.view.options.sidebar = false;
	view_relayout(&r.view);
	assert_int_equal(r.view.geometry.sidebar, 0);
	r.view.options.sidebar = true;
	r.view.zen = ZEN_TEXT;
	view_relayout(&r.view);
	assert_int_equal(r.view.geometry.sidebar, 0);
	assert_int_equal(r.view.geometry.page_rows, 24);
	r.view.zen = ZEN_OFF;
	view_relayout(&r.view);
	assert_int_equal(r.view.geometry.sidebar, 30);
	assert_int_equal(r.view.geometry.page_rows, 22);
	reading_replace(&r, "no heading any more\n");
	assert_int_equal(r.view.geometry.sidebar, 0);
	reading_close(&r);
}

static void test_rows_go_to_the_text_first(void **state)
{
	static const struct {
		int rows, page_rows;
	} table[] = {
		{ 1, 1 }, { 2, 1 }, { 7, 6 }, { 8, 6 }, { 24, 22 },
	};
	struct reading r;

	(void)state;
	reading_open(&r, "text\n", 24, 80);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		view_resize(&r.view, table[i].rows, 80);
		assert_int_equal(r.view.geometry.page_rows, table[i].page_rows);
	}
	reading_close(&r);
}

/* --- Opening -------------------------------------------------------------- */

static void test_a_document_opens_at_its_start(void **state)
{
	char *essay = reading_essay(1, 60);
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 80);
	assert_string_equal(reading_line(&r, 0), "An essay");
	assert_int_equal(view_percent(&r.view), 0);
	assert_false(view_has_point(&r.view));
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	/* Whatever was done to the one before. */
	move_pages(&r.view, 2);
	move_sentences(&r.view, 1);
	r.view.focus = FOCUS_HELP;
	r.view.end_said = true;
	r.view.pans = (struct pans){ { { 0, 8 } }, 1 };
	view_complain(&r.view, "wrong");
	contents_fold(&r.view.contents, r.document, 0, true);
	reading_show(&r, reading_document(essay));
	assert_string_equal(reading_line(&r, 0), "An essay");
	assert_false(view_has_point(&r.view));
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_int_equal(r.view.message.len, 0);
	assert_false(r.view.message_is_error);
	assert_false(r.view.end_said);
	assert_int_equal(r.view.pans.count, 0);
	assert_int_equal(r.view.contents.entry_count,
			 r.document->heading_count);
	reading_close(&r);
	free(essay);
}

static void test_nothing_to_read(void **state)
{
	struct reading r;
	struct layout_at at;
	uint32_t off, end;

	(void)state;
	reading_open(&r, "", 24, 80);
	assert_false(view_top(&r.view, &at));
	assert_int_equal(view_percent(&r.view), 100);
	assert_int_equal(view_minutes_left(&r.view), 0);
	assert_int_equal(view_heading(&r.view), DOCUMENT_NONE);
	view_visible(&r.view, &off, &end);
	assert_int_equal(off, end);
	view_resize(&r.view, 1, 1);
	view_relayout(&r.view);
	view_escape(&r.view);
	view_unescape(&r.view);
	/* And then there is. */
	view_resize(&r.view, 24, 80);
	reading_replace(&r, "text\n");
	assert_string_equal(reading_line(&r, 0), "text");
	reading_replace(&r, "");
	assert_false(view_top(&r.view, &at));
	reading_close(&r);
}

/* --- The place ------------------------------------------------------------ */

static void assert_same_place(struct place a, struct place b)
{
	assert_int_equal(a.off, b.off);
	assert_int_equal(a.above, b.above);
}

/* Only the reader's own movement writes the place. */
static void test_resizing_keeps_the_place(void **state)
{
	char *essay = reading_essay(2, 120);
	uint64_t random = 2;
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 80);
	for (int start = 0; start < 10; start++) {
		struct place top;
		char line[512];

		move_lines(&r.view, 1 + (long)(test_random(&random) % 40));
		top = r.view.top;
		snprintf(line, sizeof(line), "%s", reading_line(&r, 0));
		for (int i = 0; i < 20; i++) {
			view_resize(&r.view,
				    1 + (int)(test_random(&random) % 120),
				    1 + (int)(test_random(&random) % 300));
			assert_same_place(r.view.top, top);
			assert_geometry_is_sound(&r.view);
		}
		view_resize(&r.view, 24, 80);
		assert_string_equal(reading_line(&r, 0), line);
	}
	reading_close(&r);
	free(essay);
}

/* At any width, the byte that was at the top is in the first row. */
static void test_the_top_shows_its_byte_at_any_width(void **state)
{
	char *essay = reading_essay(3, 80);
	uint64_t random = 3;
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_pages(&r.view, 2);
	while (!reading_line(&r, 0)[0])
		assert_true(move_lines(&r.view, 1));
	for (int i = 0; i < 200; i++) {
		struct row row;

		view_resize(&r.view, 24, 1 + (int)(test_random(&random) % 200));
		assert_true(reading_row(&r, 0, &row));
		assert_true(row.off <= r.view.top.off &&
			    r.view.top.off < row.end);
	}
	reading_close(&r);
	free(essay);
}

static void test_toggles_keep_the_place(void **state)
{
	char *essay = reading_essay(4, 80);
	struct reading r;
	struct place top;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_pages(&r.view, 3);
	move_sentences(&r.view, 1);
	top = r.view.top;
	for (int i = 0; i < 32; i++) {
		r.view.options.wrap = i & 1;
		r.view.options.inferred = i & 2;
		r.view.options.sidebar = i & 4;
		r.view.zen = (enum zen)(i % ZEN_COUNT);
		view_relayout(&r.view);
		assert_same_place(r.view.top, top);
		assert_true(view_has_point(&r.view));
	}
	reading_close(&r);
	free(essay);
}

static void test_what_is_visible(void **state)
{
	char *essay = reading_essay(5, 80);
	struct reading r;
	uint32_t before = 0;

	(void)state;
	reading_open(&r, essay, 24, 80);
	do {
		uint32_t off, end;
		struct row first, last;

		view_visible(&r.view, &off, &end);
		assert_true(reading_row(&r, 0, &first));
		assert_true(reading_row(&r, view_rows(&r.view) - 1, &last));
		assert_int_equal(off, first.off);
		assert_int_equal(end, last.end);
		/* Pages leave nothing out. */
		assert_true(off <= before);
		before = end;
	} while (move_pages(&r.view, 1));
	assert_int_equal(before, r.document->text.len);
	reading_close(&r);
	free(essay);
}

/* --- Progress ------------------------------------------------------------- */

static void test_percent_grows_from_0_to_100(void **state)
{
	char *essay = reading_essay(6, 100);
	struct reading r;
	int before = 0;
	size_t left;

	(void)state;
	reading_open(&r, essay, 24, 80);
	left = view_minutes_left(&r.view);
	assert_true(left > 1);
	for (;;) {
		int percent = view_percent(&r.view);

		assert_in_range(percent, before, 100);
		assert_int_equal(percent == 100, view_at_end(&r.view));
		assert_true(view_minutes_left(&r.view) <= left);
		before = percent;
		left = view_minutes_left(&r.view);
		if (!move_lines(&r.view, 1))
			break;
	}
	assert_int_equal(before, 100);
	assert_int_equal(left, 0);
	assert_true(view_at_end(&r.view));
	reading_close(&r);
	free(essay);
}

/* It is that of the window as it is now. */
static void test_percent_follows_the_window(void **state)
{
	char *essay = reading_essay(13, 60);
	struct reading r, fresh;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_percent(&r.view, 50);
	assert_in_range(view_percent(&r.view), 45, 50);
	for (int rows = 2; rows < 120; rows += 9) {
		reading_open(&fresh, essay, rows, 60);
		fresh.view.top = r.view.top;
		view_resize(&r.view, rows, 60);
		assert_int_equal(view_percent(&r.view),
				 view_percent(&fresh.view));
		reading_close(&fresh);
	}
	reading_close(&r);
	free(essay);
}

static void test_a_page_that_shows_all_is_at_the_end(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "# One\n\nA short text.\n", 24, 80);
	assert_true(view_at_end(&r.view));
	assert_int_equal(view_percent(&r.view), 100);
	assert_int_equal(view_minutes_left(&r.view), 0);
	/* Until it is known that this was all. */
	r.document->complete = false;
	view_grew(&r.view);
	assert_false(view_at_end(&r.view));
	assert_true(view_percent(&r.view) < 100);
	assert_int_equal(view_minutes_left(&r.view), 1);
	reading_close(&r);
}

/* 240 words a minute, of which there are 24000. */
static void test_minutes_are_those_of_the_words(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct reading r;

	(void)state;
	for (int i = 0; i < 2400; i++)
		buffer_append_string(&text, "One two three four five six "
					    "seven eight nine ten.\n\n");
	reading_open(&r, buffer_string(&text), 24, 80);
	assert_in_range(view_minutes_left(&r.view), 100, 101);
	move_percent(&r.view, 50);
	assert_in_range(view_minutes_left(&r.view), 50, 51);
	move_end(&r.view);
	assert_int_equal(view_minutes_left(&r.view), 0);
	reading_close(&r);
	buffer_release(&text);
}

/* --- Growing -------------------------------------------------------------- */

/* Read piece by piece the document shows what it shows read at once, and
 * nothing of the reader's moves. */
static void test_growing_moves_nothing(void **state)
{
	char *essay = reading_essay(7, 150);
	struct source *source =
		source_from_memory("essay.md", essay, strlen(essay));
	struct load *load = load_open(source, SOURCE_AUTO, 512, NULL);
	struct reading r;
	struct place top = { 0, 0 };
	int percent = 100;

	(void)state;
	while (load_document(load)->text.len < 5000)
		assert_int_equal(load_step(load), LOAD_MORE);
	reading_init(&r, 24, 80);
	reading_show(&r, load_take(load));
	move_lines(&r.view, 10);
	top = r.view.top;
	for (;;) {
		enum load_result result = load_step(load);

		load_progress(load, &r.view.source_done, &r.view.source_all);
		view_grew(&r.view);
		assert_same_place(r.view.top, top);
		assert_int_equal(r.view.contents.entry_count,
				 r.document->heading_count);
		assert_in_range(view_percent(&r.view), 0, 99);
		percent = view_percent(&r.view);
		if (result == LOAD_DONE)
			break;
	}
	assert_in_range(percent, 0, 20);
	move_end(&r.view);
	assert_int_equal(view_percent(&r.view), 100);
	load_free(load);
	reading_close(&r);
	free(essay);
}

/* Nor is the page laid out anew, in windows with a sidebar and without: what
 * was turned stays as it was, b goes back to it. */
static void test_growing_leaves_pages_as_they_were_turned(void **state)
{
	static const int columns[] = { 40, 70, 80, 130 };
	char *essay = reading_essay(7, 150);

	(void)state;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		struct source *source =
			source_from_memory("essay.md", essay, strlen(essay));
		struct load *load = load_open(source, SOURCE_AUTO, 512, NULL);
		struct reading r;

		while (load_document(load)->text.len < 9000)
			assert_int_equal(load_step(load), LOAD_MORE);
		reading_init(&r, 24, columns[i]);
		reading_show(&r, load_take(load));
		view_grew(&r.view);
		assert_true(move_pages(&r.view, 2));
		assert_true(r.view.turned_last);
		while (load_step(load) != LOAD_DONE)
			view_grew(&r.view);
		assert_true(r.view.turned_last);
		assert_int_equal(r.view.pages_left_count, 2);
		load_free(load);
		reading_close(&r);
	}
	free(essay);
}

static void test_the_first_heading_brings_the_sidebar(void **state)
{
	static const char text[] = "One.\n\nTwo.\n\n# Heading\n\nThree.\n";
	struct source *source =
		source_from_memory("essay.md", text, strlen(text));
	struct load *load = load_open(source, SOURCE_AUTO, 1, NULL);
	struct reading r;

	(void)state;
	assert_int_equal(load_step(load), LOAD_MORE);
	reading_init(&r, 24, 80);
	reading_show(&r, load_take(load));
	assert_int_equal(r.view.geometry.sidebar, 0);
	while (load_step(load) != LOAD_DONE)
		view_grew(&r.view);
	view_grew(&r.view);
	assert_int_equal(r.view.geometry.sidebar, 24);
	assert_geometry_is_sound(&r.view);
	load_free(load);
	reading_close(&r);
}

/* --- Another generation --------------------------------------------------- */

/* A text of numbered paragraphs; those in [from, to) are left out. */
static char *paragraphs(unsigned count, unsigned from, unsigned to)
{
	struct buffer text = BUFFER_INIT;

	for (unsigned n = 0; n < count; n++) {
		uint64_t random = n + 1;

		if (n < from || n >= to)
			reading_add_paragraph(&text, &random, n);
	}
	return buffer_detach(&text);
}

/* Puts so many paragraphs in front of a text, which is freed. */
static char *put_before(unsigned count, char *text)
{
	struct buffer both = BUFFER_INIT;

	for (unsigned i = 0; i < count; i++)
		buffer_append_format(&both,
				     "This is the %u. paragraph that was put "
				     "in since.\n\n",
				     i);
	buffer_append_string(&both, text);
	free(text);
	return buffer_detach(&both);
}

/* On a page further down, with a point, its text is replaced. */
static void replace_and_compare(const char *text)
{
	char *before = paragraphs(60, 60, 60);
	struct reading r;
	char line[512];
	char point[512];

	reading_open(&r, before, 24, 80);
	move_pages(&r.view, 4);
	while (strncmp(reading_line(&r, 0), "Thought ", 8) != 0)
		assert_true(move_lines(&r.view, 1));
	assert_true(move_sentences(&r.view, 3));
	snprintf(line, sizeof(line), "%s", reading_line(&r, 0));
	snprintf(point, sizeof(point), "%s", reading_point(&r));
	reading_replace(&r, text);
	assert_string_equal(reading_line(&r, 0), line);
	assert_string_equal(reading_point(&r), point);
	reading_close(&r);
	free(before);
}

static void test_the_place_is_carried_over_edits(void **state)
{
	char *text = paragraphs(60, 60, 60);

	(void)state;
	replace_and_compare(text);
	free(text);
	/* Put in above, a little and much. */
	for (unsigned more = 1; more <= 40; more += 13) {
		text = put_before(more, paragraphs(60, 60, 60));
		replace_and_compare(text);
		free(text);
	}
	/* Taken out above and below, added below. */
	text = paragraphs(60, 2, 5);
	replace_and_compare(text);
	free(text);
	text = paragraphs(60, 40, 60);
	replace_and_compare(text);
	free(text);
	text = paragraphs(90, 60, 60);
	replace_and_compare(text);
	free(text);
}

/* The very top stays the very top, whatever is put there. */
static void test_the_very_top_stays(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "# Old\n\ntext\n", 24, 80);
	reading_replace(&r, "# New\n\n# Old\n\ntext\n");
	assert_string_equal(reading_line(&r, 0), "New");
	reading_close(&r);
}

/* Of equal paragraphs the nearest is meant, before or behind. */
static void test_the_nearest_of_equal_places_is_taken(void **state)
{
	static const struct {
		const char *first;
		int moved;
	} table[] = {
		{ "The start.\n\n", 0 },
		{ "The very start.\n\n", 5 },
		{ "Start.\n\n", -4 },
	};
	struct buffer refrain = BUFFER_INIT;

	(void)state;
	for (int i = 0; i < 100; i++)
		buffer_append_string(&refrain,
				     "The same refrain, over and over again, "
				     "that is what we sing.\n\n");
	for (size_t i = 0; i < 3; i++) {
		struct buffer text = BUFFER_INIT;
		struct reading r;
		uint32_t off;

		buffer_append_format(&text, "%s%s", table[0].first,
				     refrain.data);
		reading_open(&r, buffer_string(&text), 24, 80);
		move_percent(&r.view, 60);
		off = r.view.top.off;
		assert_true(off > 1000);
		buffer_clear(&text);
		buffer_append_format(&text, "%s%sAnd one more.\n",
				     table[i].first, refrain.data);
		reading_replace(&r, buffer_string(&text));
		assert_int_equal((int)r.view.top.off,
				 (int)off + table[i].moved);
		reading_close(&r);
		buffer_release(&text);
	}
	buffer_release(&refrain);
}

/* What was at the top is gone: the source line is near. */
static void test_a_lost_place_falls_back_to_its_line(void **state)
{
	char *before = paragraphs(60, 60, 60);
	char *after = memory_copy_string(before, strlen(before));
	struct reading r;
	uint32_t block;

	(void)state;
	reading_open(&r, before, 24, 80);
	move_pages(&r.view, 4);
	block = (uint32_t)document_block_at(r.document, r.view.top.off);
	/* Every letter of the prose is another one. */
	for (char *c = after; *c; c++)
		if (*c >= 'a' && *c <= 'k')
			*c = 'z';
	reading_replace(&r, after);
	assert_int_equal(document_block_at(r.document, r.view.top.off), block);
	/* Nearly all is gone. */
	reading_replace(&r, "A stump.\n");
	assert_string_equal(reading_line(&r, 0), "A stump.");
	assert_true(r.view.top.off < r.document->text.len);
	reading_close(&r);
	free(after);
	free(before);
}

/* Where the end of its sentence was edited, the point has the new end; where
 * its start was, it is dropped. */
static void test_the_point_fits_the_new_text(void **state)
{
	static const char *const sentences[] = {
		"This sentence is long enough to be found again, wherever it "
		"may stand, and ends in seven words.",
		"This sentence is long enough to be found again, wherever it "
		"may stand, and — ends „—“ “—” —————— — in — dashes.",
		"This sentence is long enough to be found again, wherever it "
		"may stand.",
		"Another sentence.",
	};
	struct reading r;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct buffer text = BUFFER_INIT;

		buffer_append_format(&text, "First.\n\n%s\n\nLast.\n",
				     sentences[i]);
		if (i == 0) {
			reading_open(&r, buffer_string(&text), 24, 80);
			assert_true(move_point_to(&r.view, 10));
		} else {
			reading_replace(&r, buffer_string(&text));
		}
		assert_string_equal(reading_point(&r),
				    i < 3 ? sentences[i] : "");
		buffer_release(&text);
	}
	reading_close(&r);
}

/* Words that are being typed narrow the new list too. */
static void test_the_filter_holds_for_the_new_text(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "# One\n\n# Two\n", 24, 80);
	r.view.focus = FOCUS_PROMPT;
	r.view.prompt_kind = PROMPT_FILTER;
	lineedit_set(&r.view.prompt, "two");
	contents_filter(&r.view.contents, r.document, "two");
	assert_int_equal(r.view.contents.entry_count, 1);
	reading_replace(&r, "# One\n\n# Two\n\n# Three\n\n# Two more\n");
	assert_int_equal(r.view.contents.entry_count, 2);
	reading_close(&r);
}

/* Random paragraphs go and come; the one at the top stays. */
static void test_any_edit_elsewhere_keeps_the_top(void **state)
{
	enum { PARAGRAPHS = 80, ROUNDS = 40 };
	bool there[PARAGRAPHS];
	uint64_t random = 23;
	struct reading r;

	(void)state;
	memset(there, 1, sizeof(there));
	char *text = paragraphs(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS);

	reading_open(&r, text, 24, 80);
	free(text);
	for (int round = 0; round < ROUNDS; round++) {
		struct buffer edited = BUFFER_INIT;
		char line[512];
		unsigned top;

		move_percent(&r.view, 20 + (long)(test_random(&random) % 60));
		while (strncmp(reading_line(&r, 0), "Thought ", 8) != 0)
			assert_true(move_lines(&r.view, -1));
		snprintf(line, sizeof(line), "%s", reading_line(&r, 0));
		assert_int_equal(sscanf(line, "Thought %u", &top), 1);
		for (unsigned n = 0; n < PARAGRAPHS; n++) {
			uint64_t own = n + 1;

			if (test_random(&random) % 8 == 0)
				there[n] = !there[n];
			/* The quote may reach into the next. */
			if (n == top || n == top + 1)
				there[n] = true;
			if (there[n])
				reading_add_paragraph(&edited, &own, n);
		}
		reading_replace(&r, buffer_string(&edited));
		assert_string_equal(reading_line(&r, 0), line);
		buffer_release(&edited);
	}
	reading_close(&r);
}

/* --- Where the reader is -------------------------------------------------- */

static void test_the_heading_being_read(void **state)
{
	static const char text[] =
		"Before all.\n\nOne more.\n\n# One\n\nText of one.\n\n"
		"## Two\n\nText of two.\n\n# Three\n\nEnd.\n";
	struct reading r;

	(void)state;
	reading_open(&r, text, 6, 60);
	assert_int_equal(view_heading(&r.view), DOCUMENT_NONE);
	for (uint32_t i = 0; i < 3; i++) {
		assert_true(move_headings(&r.view, 1));
		assert_int_equal(view_heading(&r.view), i);
		assert_true(move_sentences(&r.view, 1));
		assert_int_equal(view_heading(&r.view), i);
	}
	view_drop_point(&r.view);
	move_start(&r.view);
	assert_int_equal(view_heading(&r.view), DOCUMENT_NONE);
	reading_close(&r);
}

static void test_reveal_scrolls_only_when_it_must(void **state)
{
	char *essay = reading_essay(8, 100);
	struct reading r;
	struct place top;
	uint32_t off, end;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_pages(&r.view, 2);
	top = r.view.top;
	view_visible(&r.view, &off, &end);
	view_reveal(&r.view, off, end);
	view_reveal(&r.view, off, off + 1);
	view_reveal(&r.view, end - 1, end);
	assert_same_place(r.view.top, top);
	/* What was off the page comes with some of what stands before it. */
	for (uint32_t at = 0; at + 5 < r.document->text.len; at += 997) {
		bool there;
		struct row row;

		view_visible(&r.view, &off, &end);
		there = at >= off && at + 5 <= end;
		view_reveal(&r.view, at, at + 5);
		view_visible(&r.view, &off, &end);
		assert_true(off <= at && at < end);
		if (there || view_at_end(&r.view) || !r.view.top.off)
			continue;
		assert_true(reading_row(&r, 22 / 4, &row));
		assert_true(row.off <= at && at < row.end);
	}
	reading_close(&r);
	free(essay);
}

static void test_a_point_that_left_the_page_is_dropped(void **state)
{
	char *essay = reading_essay(9, 100);
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_pages(&r.view, 2);
	assert_true(move_sentences(&r.view, 1));
	for (;;) {
		uint32_t off, end;

		assert_true(move_lines(&r.view, 1));
		view_visible(&r.view, &off, &end);
		if (!view_has_point(&r.view))
			break;
		/* While it has a byte on the page, it stays. */
		assert_true(r.view.point_end > off && r.view.point_off < end);
	}
	assert_true(move_sentences(&r.view, 1));
	while (view_has_point(&r.view))
		assert_true(move_lines(&r.view, -1));
	reading_close(&r);
	free(essay);
}

static void test_wide_rows(void **state)
{
	static const char text[] =
		"Prose that is wrapped, however long it is, and so it takes "
		"part in nothing of this kind.\n\n"
		"~~~\n"
		"0123456789012345678901234567890123456789012345678901234567890"
		"123456789012345678901234567890123456789\n"
		"~~~\n";
	struct reading r;

	(void)state;
	reading_open(&r, text, 24, 40);
	assert_int_equal(view_wide_columns(&r.view),
			 40 - r.view.geometry.text_x);
	pan_step(&r.view, 1);
	assert_int_equal(r.view.pans.count, 1);
	assert_int_equal(r.view.message.len, 0);
	view_open(&r.view, r.document, "essay.md");
	r.view.options.wrap = true;
	view_relayout(&r.view);
	pan_step(&r.view, 1);
	assert_int_equal(r.view.pans.count, 0);
	assert_true(r.view.message.len > 0);
	reading_close(&r);
}

/* --- Messages and Esc ----------------------------------------------------- */

static void test_messages(void **state)
{
	struct reading r;
	char wide[2000];

	(void)state;
	reading_open(&r, "text\n", 24, 80);
	view_say(&r.view, "%d columns", 66);
	assert_string_equal(buffer_string(&r.view.message), "66 columns");
	assert_false(r.view.message_is_error);
	view_complain(&r.view, "no \"%s\"", "x");
	assert_string_equal(buffer_string(&r.view.message), "no \"x\"");
	assert_true(r.view.message_is_error);
	view_say(&r.view, "fine");
	assert_false(r.view.message_is_error);
	memset(wide, 'w', sizeof(wide) - 1);
	wide[sizeof(wide) - 1] = '\0';
	view_say(&r.view, "%s", wide);
	assert_true(r.view.message.len > 100);
	view_complain(&r.view, "gone");
	view_hush(&r.view);
	assert_int_equal(r.view.message.len, 0);
	assert_false(r.view.message_is_error);
	reading_close(&r);
}

/* One step each, and it never leaves. */
static void test_esc_goes_back_step_by_step(void **state)
{
	char *essay = reading_essay(10, 60);
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_sentences(&r.view, 1);
	r.view.focus_before_prompt = FOCUS_CONTENTS;
	r.view.focus = FOCUS_PROMPT;
	view_escape(&r.view);
	assert_int_equal(r.view.focus, FOCUS_CONTENTS);
	assert_true(view_has_point(&r.view));
	view_escape(&r.view);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_true(view_has_point(&r.view));
	r.view.focus = FOCUS_HELP;
	view_escape(&r.view);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_true(view_has_point(&r.view));
	view_escape(&r.view);
	assert_false(view_has_point(&r.view));
	view_escape(&r.view);
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_int_equal(r.view.request, REQUEST_NONE);
	reading_close(&r);
	free(essay);
}

/* Errors lack the full stop of a message; what is too long is cut between
 * characters. */
static void test_complaints_are_sentences(void **state)
{
	static const struct {
		const char *given, *shown;
	} cases[] = {
		{ "a.md: cannot be read", "a.md: cannot be read." },
		{ "All is said.", "All is said." },
		{ "status 3", "status 3." },
		{ "it is not \u201cthis\u201d", "it is not \u201cthis\u201d." },
		{ "Searching \u2026", "Searching \u2026" },
		{ "", "" },
	};
	struct reading r;

	(void)state;
	reading_open(&r, "Text.\n", 10, 40);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		view_complain(&r.view, "%s", cases[i].given);
		assert_string_equal(buffer_string(&r.view.message),
				    cases[i].shown);
	}
	view_say(&r.view, "%.2s", "\u201cthis\u201d");
	assert_true(utf8_valid(r.view.message.data, r.view.message.len));
	reading_close(&r);
}

/* In each state: Esc, and all is as it was once that is taken back. */
static void test_esc_can_be_taken_back(void **state)
{
	char *essay = reading_essay(11, 60);
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 80);
	move_lines(&r.view, 7);
	move_sentences(&r.view, 2);
	for (int focus = FOCUS_PAGE; focus <= FOCUS_PROMPT; focus++) {
		for (int kind = PROMPT_COMMAND; kind <= PROMPT_FILTER; kind++) {
			struct view *view = &r.view;
			struct place top = view->top;
			uint32_t off = view->point_off;
			uint32_t end = view->point_end;
			size_t entries, selected;

			view->focus = (enum focus)focus;
			view->prompt_kind = (enum prompt_kind)kind;
			view->focus_before_prompt = FOCUS_CONTENTS;
			lineedit_set(&view->prompt, "part");
			contents_filter(&view->contents, r.document,
					focus == FOCUS_PROMPT &&
							kind == PROMPT_FILTER
						? "part"
						: "");
			contents_move(&view->contents, 2);
			entries = view->contents.entry_count;
			selected = view->contents.selected;
			view_complain(view, "Said before.");

			view_escape(view);
			assert_int_equal(view->message.len, 0);
			assert_true(view->focus != (enum focus)focus ||
				    !view_has_point(view));
			view_unescape(view);
			assert_int_equal(view->focus, focus);
			assert_same_place(view->top, top);
			assert_int_equal(view->point_off, off);
			assert_int_equal(view->point_end, end);
			assert_string_equal(buffer_string(&view->message),
					    "Said before.");
			assert_true(view->message_is_error);
			assert_string_equal(buffer_string(&view->prompt.text),
					    "part");
			assert_int_equal(view->contents.entry_count, entries);
			assert_int_equal(view->contents.selected, selected);
			/* Only once. */
			view_drop_point(view);
			view_unescape(view);
			assert_false(view_has_point(view));
			view_set_point(view, off, end);
		}
	}
	reading_close(&r);
	free(essay);
}

/* The list of headings is as it was before the prompt narrowed it. */
static void test_esc_from_the_filter_gives_the_contents_back(void **state)
{
	char *essay = reading_essay(12, 100);
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 80);
	r.view.focus = FOCUS_PROMPT;
	r.view.focus_before_prompt = FOCUS_PAGE;
	r.view.prompt_kind = PROMPT_FILTER;
	lineedit_set(&r.view.prompt, "no such heading");
	contents_filter(&r.view.contents, r.document, "no such heading");
	assert_int_equal(r.view.contents.entry_count, 0);
	view_escape(&r.view);
	assert_int_equal(r.view.contents.entry_count,
			 r.document->heading_count);
	assert_int_equal(r.view.contents.filter.len, 0);
	reading_close(&r);
	free(essay);
}

static void test_what_covers_the_window(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "# One\n\ntext\n", 24, 80);
	assert_false(view_contents_over(&r.view));
	r.view.focus = FOCUS_CONTENTS;
	assert_false(view_contents_over(&r.view));
	view_resize(&r.view, 24, 60);
	assert_true(view_contents_over(&r.view));
	r.view.focus = FOCUS_PROMPT;
	r.view.prompt_kind = PROMPT_FILTER;
	assert_true(view_contents_over(&r.view));
	r.view.prompt_kind = PROMPT_COMMAND;
	assert_false(view_contents_over(&r.view));
	r.view.focus = FOCUS_PAGE;
	assert_false(view_contents_over(&r.view));
	reading_close(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_window_has_room_for_text),
		cmocka_unit_test(test_the_measure_yields_before_the_sidebar),
		cmocka_unit_test(test_the_sidebar_needs_headings_and_leave),
		cmocka_unit_test(test_rows_go_to_the_text_first),
		cmocka_unit_test(test_a_document_opens_at_its_start),
		cmocka_unit_test(test_nothing_to_read),
		cmocka_unit_test(test_resizing_keeps_the_place),
		cmocka_unit_test(test_the_top_shows_its_byte_at_any_width),
		cmocka_unit_test(test_toggles_keep_the_place),
		cmocka_unit_test(test_what_is_visible),
		cmocka_unit_test(test_percent_grows_from_0_to_100),
		cmocka_unit_test(test_percent_follows_the_window),
		cmocka_unit_test(test_a_page_that_shows_all_is_at_the_end),
		cmocka_unit_test(test_minutes_are_those_of_the_words),
		cmocka_unit_test(test_growing_moves_nothing),
		cmocka_unit_test(test_growing_leaves_pages_as_they_were_turned),
		cmocka_unit_test(test_the_first_heading_brings_the_sidebar),
		cmocka_unit_test(test_the_place_is_carried_over_edits),
		cmocka_unit_test(test_the_very_top_stays),
		cmocka_unit_test(test_the_nearest_of_equal_places_is_taken),
		cmocka_unit_test(test_a_lost_place_falls_back_to_its_line),
		cmocka_unit_test(test_the_point_fits_the_new_text),
		cmocka_unit_test(test_the_filter_holds_for_the_new_text),
		cmocka_unit_test(test_any_edit_elsewhere_keeps_the_top),
		cmocka_unit_test(test_the_heading_being_read),
		cmocka_unit_test(test_reveal_scrolls_only_when_it_must),
		cmocka_unit_test(test_a_point_that_left_the_page_is_dropped),
		cmocka_unit_test(test_wide_rows),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_esc_goes_back_step_by_step),
		cmocka_unit_test(test_complaints_are_sentences),
		cmocka_unit_test(test_esc_can_be_taken_back),
		cmocka_unit_test(
			test_esc_from_the_filter_gives_the_contents_back),
		cmocka_unit_test(test_what_covers_the_window),
	};

	return test_run(tests);
}
