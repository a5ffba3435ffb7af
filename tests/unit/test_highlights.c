/* SPDX-License-Identifier: ISC */
/* Tests of what a stretch of text shows of the marks in it. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/highlights.h"
#include "reader/kept.h"
#include "reading.h"

static const char essay[] = "0123456789 abcdefghij klmnopqrst uvwxyz.\n";

/* Adds a mark; its ID is a number. */
static struct placed_mark *add(struct view *view, const char *id,
			       enum mark_kind kind, enum mark_color color,
			       uint32_t off, uint32_t end)
{
	struct marks *marks = &view->kept.marks;
	struct mark mark;
	size_t number;

	mark_init(&mark);
	snprintf(mark.id, sizeof(mark.id), "%s", id);
	mark.kind = kind;
	mark.color = color;
	number = marks_add(marks, &mark, off, end);
	mark_release(&mark);
	return &marks->items[number];
}

/* "0-5y 5-9b~ …": what is shown of a range; "_" where others lie under. */
static const char *shown(struct view *view, uint32_t off, uint32_t end)
{
	static char text[400];
	static const char names[] = "ygbpov";
	struct highlight out[HIGHLIGHTS_STRETCHES];
	size_t count = highlights_in(view, off, end, out);
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		len += (size_t)snprintf(
			text + len, sizeof(text) - len, "%s%u-%u%c%s%s",
			i ? " " : "", out[i].off, out[i].end,
			names[out[i].color], out[i].doubtful ? "~" : "",
			out[i].shared ? "_" : "");
	return text;
}

static void test_none(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 60);
	assert_string_equal(shown(&r.view, 0, 40), "");
	add(&r.view, "1", MARK_BOOKMARK, MARK_YELLOW, 3, 20);
	assert_string_equal(shown(&r.view, 0, 40), "");
	add(&r.view, "2", MARK_HIGHLIGHT, MARK_YELLOW, 3, 8);
	assert_string_equal(shown(&r.view, 8, 40), "");
	assert_string_equal(shown(&r.view, 5, 5), "");
	reading_close(&r);
}

/* Each begins and ends where that can be seen, the shorter one on top. */
static void test_overlaps(void **state)
{
	static const struct {
		uint32_t ranges[3][2];
		const char *shown;
	} cases[] = {
		{ { { 2, 8 } }, "2-8y" },
		{ { { 0, 99 } }, "0-40y" },
		{ { { 2, 8 }, { 8, 12 } }, "2-8y 8-12g" },
		{ { { 2, 8 }, { 4, 6 } }, "2-4y 4-6g_ 6-8y" },
		{ { { 4, 6 }, { 2, 8 } }, "2-4g 4-6y_ 6-8g" },
		{ { { 2, 8 }, { 6, 20 } }, "2-6y 6-8y_ 8-20g" },
		{ { { 2, 18 }, { 16, 20 } }, "2-16y 16-18g_ 18-20g" },
		{ { { 2, 8 }, { 2, 8 } }, "2-8g_" },
		{ { { 2, 20 }, { 4, 16 }, { 6, 9 } },
		  "2-4y 4-6g_ 6-9b_ 9-16g_ 16-20y" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading r;

		reading_open(&r, essay, 24, 60);
		for (unsigned m = 0; m < 3 && cases[i].ranges[m][1]; m++) {
			char id[2] = { (char)('1' + m), '\0' };

			add(&r.view, id, MARK_HIGHLIGHT, (enum mark_color)m,
			    cases[i].ranges[m][0], cases[i].ranges[m][1]);
		}
		assert_string_equal(shown(&r.view, 0, 40), cases[i].shown);
		reading_close(&r);
	}
}

/* Of random marks each byte shows the shortest that holds it. */
static void test_shortest_on_top(void **state)
{
	uint64_t random = 7;
	enum { MARKS = 20, LEN = 40 };

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct highlight out[HIGHLIGHTS_STRETCHES];
		uint32_t offs[MARKS], ends[MARKS];
		struct reading r;
		uint32_t done = 0;
		size_t count;

		reading_open(&r, essay, 24, 60);
		for (unsigned m = 0; m < MARKS; m++) {
			char id[8];

			snprintf(id, sizeof(id), "%u", m);
			offs[m] = (uint32_t)(test_random(&random) % (LEN - 1));
			ends[m] = offs[m] + 1 +
				  (uint32_t)(test_random(&random) % 12);
			add(&r.view, id, MARK_HIGHLIGHT, MARK_YELLOW, offs[m],
			    ends[m]);
		}
		count = highlights_in(&r.view, 0, LEN, out);
		for (size_t i = 0; i < count; i++) {
			assert_true(out[i].off >= done);
			assert_true(out[i].end > out[i].off);
			done = out[i].end;
		}
		for (uint32_t at = 0; at < LEN; at++) {
			const struct highlight *found = NULL;
			uint32_t shortest = UINT32_MAX;
			unsigned over = 0;

			for (size_t i = 0; i < count; i++)
				if (out[i].off <= at && at < out[i].end)
					found = &out[i];
			for (unsigned m = 0; m < MARKS; m++)
				if (offs[m] <= at && at < ends[m]) {
					over++;
					if (ends[m] - offs[m] < shortest)
						shortest = ends[m] - offs[m];
				}
			assert_int_equal(found != NULL, over > 0);
			if (!found)
				continue;
			assert_int_equal(found->shared, over > 1);
			assert_int_equal(
				r.view.kept.marks.items[found->number].end -
					r.view.kept.marks.items[found->number]
						.off,
				shortest);
		}
		reading_close(&r);
	}
}

static void test_doubtful(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 60);
	add(&r.view, "1", MARK_HIGHLIGHT, MARK_PINK, 2, 8)->state =
		MARK_DOUBTFUL;
	assert_string_equal(shown(&r.view, 0, 40), "2-8p~");
	reading_close(&r);
}

/* More than can be told apart do no harm. */
static void test_many(void **state)
{
	struct margin_sign signs[SIGNS_MAX];
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 60);
	for (unsigned i = 0; i < 300; i++) {
		char id[8];

		snprintf(id, sizeof(id), "%u", i);
		add(&r.view, id, MARK_HIGHLIGHT, MARK_GREEN, i % 30,
		    i % 30 + 1 + i % 9);
	}
	assert_true(*shown(&r.view, 0, 40));
	assert_int_equal(highlights_signs(&r.view, 0, 40, false, signs),
			 SIGNS_MAX);
	assert_int_equal(highlights_count(&r.view, 0, 40, NULL), 300);
	reading_close(&r);
}

/* "~*2": the signs of a row. */
static const char *signs(struct view *view, uint32_t off, uint32_t end,
			 bool colors)
{
	static char text[SIGNS_MAX + 1];
	struct margin_sign out[SIGNS_MAX];
	size_t count = highlights_signs(view, off, end, colors, out);

	for (size_t i = 0; i < count; i++) {
		switch (out[i].sign) {
		case SIGN_DOUBTFUL:
			text[i] = '~';
			break;
		case SIGN_BOOKMARK:
			text[i] = out[i].letter ? out[i].letter : '#';
			break;
		case SIGN_NOTE:
			text[i] = '*';
			break;
		case SIGN_COLOR:
			text[i] = (char)('1' + out[i].color);
			break;
		}
	}
	text[count] = '\0';
	return text;
}

static void test_signs(void **state)
{
	struct reading r;
	struct placed_mark *mark;

	(void)state;
	reading_open(&r, essay, 24, 60);
	mark = add(&r.view, "1", MARK_HIGHLIGHT, MARK_BLUE, 2, 14);
	assert_string_equal(signs(&r.view, 0, 10, true), "");
	assert_string_equal(signs(&r.view, 0, 10, false), "3");
	assert_string_equal(signs(&r.view, 10, 20, false), "");
	mark_set_note(&mark->mark, "so", 2);
	assert_string_equal(signs(&r.view, 0, 10, true), "*");
	assert_string_equal(signs(&r.view, 10, 20, true), "");
	mark->state = MARK_DOUBTFUL;
	assert_string_equal(signs(&r.view, 0, 10, false), "~*3");
	add(&r.view, "2", MARK_BOOKMARK, MARK_YELLOW, 3, 30);
	add(&r.view, "3", MARK_BOOKMARK, MARK_YELLOW, 12, 30)->mark.letter =
		'k';
	assert_string_equal(signs(&r.view, 0, 10, true), "~#*");
	assert_string_equal(signs(&r.view, 10, 20, true), "k");
	reading_close(&r);
}

static void test_counts(void **state)
{
	struct reading r;
	enum mark_color color = MARK_YELLOW;

	(void)state;
	reading_open(&r, essay, 24, 60);
	assert_int_equal(highlights_count(&r.view, 0, 40, &color), 0);
	add(&r.view, "1", MARK_HIGHLIGHT, MARK_BLUE, 2, 14);
	add(&r.view, "2", MARK_HIGHLIGHT, MARK_BLUE, 12, 14);
	add(&r.view, "3", MARK_HIGHLIGHT, MARK_PINK, 20, 21);
	assert_int_equal(highlights_count(&r.view, 0, 20, &color), 2);
	assert_int_equal(color, MARK_BLUE);
	assert_int_equal(highlights_count(&r.view, 0, 40, &color), 3);
	assert_int_equal(color, MARK_COLORS);
	assert_int_equal(highlights_count(&r.view, 3, 12, &color), 0);
	assert_int_equal(highlights_count(&r.view, 20, 40, &color), 1);
	assert_int_equal(color, MARK_PINK);
	reading_close(&r);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_overlaps),
		cmocka_unit_test(test_shortest_on_top),
		cmocka_unit_test(test_doubtful),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_counts),
	};

	return test_run(tests);
}
