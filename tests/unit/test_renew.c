/* SPDX-License-Identifier: ISC */
/* A file that changed while it is read: what is as it was stays on its row. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "document/compare.h"
#include "document/document.h"
#include "edits.h"
#include "layout/layout.h"
#include "reader/view.h"

enum { ROWS = 18, ROUNDS = 250 };

static void sit_down(struct view *view, const struct document *document,
		     int columns)
{
	struct options options;

	options_init(&options);
	view_init(view, &options, CELLS_UNICODE);
	view_resize(view, ROWS, columns);
	view_open(view, document, "renewed");
	view_grew(view);
}

static void renew(struct view *view, const struct document *old,
		  const struct document *fresh)
{
	struct alignment *alignment = alignment_open(old, fresh);

	view_renew(view, fresh, alignment);
	alignment_free(alignment);
}

/* Where [off, end) of the first text is in the edited one, whole;
 * EDITS_NEW: nowhere. */
static uint32_t find_whole(const struct edited *edited, uint32_t off,
			   uint32_t end)
{
	for (size_t i = 0; i + (end - off) <= edited->text.len; i++) {
		uint32_t len = 0;

		while (len < end - off && edited->origins[i + len] == off + len)
			len++;
		if (len && len == end - off)
			return (uint32_t)i;
	}
	return EDITS_NEW;
}

struct expected {
	long y;
	uint32_t off; /* of what must be there */
};

/* The first row of the page that is as it was in the edited text, at the width
 * that the view has; false: none is, or there is no room above it. */
static bool expect_row(struct view *view, const struct edited *edited,
		       const struct document *fresh, struct expected *expected)
{
	struct layout *layout =
		layout_open(fresh, layout_options(view->layout));
	struct alignment *alignment = alignment_open(view->document, fresh);
	bool found = false;
	struct layout_at at, there;
	struct row row, same;
	bool more = view_top(view, &at);

	for (long y = 0; more && y < view->geometry.page_rows; y++) {
		uint32_t off, end, now;

		layout_row(view->layout, at, &row);
		off = row.off;
		end = row.shown_end;
		more = layout_next(view->layout, &at);
		now = off < end ? find_whole(edited, off, end) : EDITS_NEW;
		/* Of two that are alike the other one may be taken. */
		if (now == EDITS_NEW || alignment_carry(alignment, off) != now)
			continue;
		layout_find(layout, (struct place){ now, 0 }, &there);
		layout_row(layout, there, &same);
		if (same.off != now || same.shown_end - same.off < end - off ||
		    layout_move(layout, &there, -y) != -y)
			continue;
		*expected = (struct expected){ .y = y, .off = now };
		found = true;
		break;
	}
	layout_free(layout);
	alignment_free(alignment);
	return found;
}

static bool is_expected(struct view *view, const struct expected *expected)
{
	struct layout_at at;
	struct row row;

	if (!view_top(view, &at) ||
	    layout_move(view->layout, &at, expected->y) != expected->y)
		return false;
	layout_row(view->layout, at, &row);
	return row.off == expected->off;
}

static void test_rows_stay_where_they_are(void **state)
{
	static const int columns[] = { 24, 40, 61, 80, 132 };
	uint64_t random = 4711;
	unsigned seen = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct buffer text = BUFFER_INIT;
		struct edited edited = { BUFFER_INIT, NULL, 0 };
		struct document *old, *fresh;
		struct expected expected;
		struct layout_at at;
		struct view view;
		bool any;

		for (uint32_t i = 10 + edits_roll(&random, 30); i; i--)
			edits_add_paragraph(&text, &random);
		edited_start(&edited, text.data, text.len);
		for (uint32_t i = 1 + edits_roll(&random, 6); i; i--)
			edit_once(&edited, &random);
		old = edits_document(text.data, text.len);
		fresh = edits_document(buffer_string(&edited.text),
				       edited.text.len);
		sit_down(&view, old, columns[round % 5]);
		assert_true(view_top(&view, &at));
		layout_move(view.layout, &at,
			    1 + (long)edits_roll(&random, 80));
		view_set_top(&view, at);
		any = expect_row(&view, &edited, fresh, &expected);
		renew(&view, old, fresh);
		/* The page is full at the end, too. */
		if (any && !view_at_end(&view)) {
			seen++;
			if (!is_expected(&view, &expected))
				fail_msg("round %d: row %ld", round,
					 expected.y);
		}
		view_release(&view);
		document_free(old);
		document_free(fresh);
		edited_release(&edited);
		buffer_release(&text);
	}
	assert_true(seen > ROUNDS / 2);
}

/* What stood on top is gone: what follows it does not move up. */
static void test_the_top_is_deleted(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct buffer less = BUFFER_INIT;
	struct document *old, *fresh;
	struct layout_at at;
	struct view view;
	struct row row;

	(void)state;
	for (int i = 10; i < 60; i++) {
		buffer_append_format(&text, "Paragraph %d is here.\n", i);
		if (i != 30 && i != 31)
			buffer_append_format(&less, "Paragraph %d is here.\n",
					     i);
	}
	old = edits_document(text.data, text.len);
	fresh = edits_document(less.data, less.len);
	sit_down(&view, old, 60);
	view_go_to(&view, (struct place){ old->blocks[20].off, 0 });
	renew(&view, old, fresh);
	assert_true(view_top(&view, &at));
	assert_int_equal(layout_move(view.layout, &at, 4), 4);
	layout_row(view.layout, at, &row);
	assert_memory_equal(fresh->text.data + row.off, "Paragraph 32", 12);
	view_release(&view);
	document_free(old);
	document_free(fresh);
	buffer_release(&text);
	buffer_release(&less);
}

/* There and back, through nothing: no place is outside the text. */
static void test_texts_of_any_size(void **state)
{
	static const char *const texts[] = {
		"", "One.\n", "", "Two.\nOne.\n", "A much longer one.\n", "",
	};
	struct document *documents[6];
	struct view view;

	(void)state;
	for (size_t i = 0; i < 6; i++)
		documents[i] = edits_document(texts[i], strlen(texts[i]));
	sit_down(&view, documents[0], 60);
	for (size_t i = 1; i < 36; i++) {
		struct document *fresh = documents[(i * 5) % 6];

		view_set_point(&view, 0,
			       (uint32_t)(view.document->text.len / 2));
		renew(&view, view.document, fresh);
		assert_true(view.top.off <= fresh->text.len);
		assert_true(view.point_end <= fresh->text.len);
	}
	view_release(&view);
	for (size_t i = 0; i < 6; i++)
		document_free(documents[i]);
}

/* The point keeps its sentence, the selection its ends. */
static void test_point_and_selection(void **state)
{
	const char *text = "First one. Second one. Third one.\n"
			   "Another paragraph. With two.\n";
	const char *longer = "New.\nFirst one. Second one. Third one.\n"
			     "Another paragraph. With two.\n";
	struct document *old = edits_document(text, strlen(text));
	struct document *fresh = edits_document(longer, strlen(longer));
	struct view view;

	(void)state;
	sit_down(&view, old, 60);
	view_set_point(&view, 11, 22);
	view.select.active = true;
	view.select.anchor = 0;
	view.select.moving = 42;
	renew(&view, old, fresh);
	assert_int_equal(view.point_off, 16);
	assert_int_equal(view.point_end, 27);
	assert_true(view.select.active);
	assert_int_equal(view.select.anchor, 5);
	assert_int_equal(view.select.moving, 47);
	view_release(&view);
	document_free(old);
	document_free(fresh);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_stay_where_they_are),
		cmocka_unit_test(test_the_top_is_deleted),
		cmocka_unit_test(test_texts_of_any_size),
		cmocka_unit_test(test_point_and_selection),
	};

	return test_run(tests);
}
