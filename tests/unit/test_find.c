/* SPDX-License-Identifier: ISC */
/* Tests of searching in the reader. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/dispatch.h"
#include "reader/find.h"
#include "reader/hits.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reader/move.h"
#include "reader/state.h"
#include "reading.h"
#include "scratch.h"

#define CONTROL_R (KEYS_CONTROL | 'r')

static char *essay;

static int set_up(void **state)
{
	essay = reading_essay(31, 90);
	return scratch_make(state);
}

static int tear_down(void **state)
{
	free(essay);
	return scratch_remove(state);
}

/* --- Typing and looking ----------------------------------------------------
 */

static void settle(struct reading *r)
{
	for (int i = 0; find_step(&r->view); i++)
		assert_true(i < 100000);
}

static void press(struct reading *r, uint32_t key)
{
	dispatch_key(&r->view, key);
	settle(r);
}

static void type(struct reading *r, const char *text)
{
	for (; *text; text++)
		press(r, (uint32_t)*text);
}

static void search(struct reading *r, const char *text)
{
	type(r, "/");
	type(r, text);
	press(r, KEYS_ENTER);
}

/* The current hit's text; "" for none. Valid until the next call. */
static const char *hit_text(const struct reading *r)
{
	static char text[128];
	const struct find *find = &r->view.find;

	text[0] = '\0';
	if (find->found)
		snprintf(text, sizeof(text), "%.*s",
			 (int)(find->hit.end - find->hit.off),
			 r->document->text.data + find->hit.off);
	return text;
}

/* The count as it is shown. Valid until the next call. */
static const char *count(const struct reading *r)
{
	static char text[64];
	struct buffer out = BUFFER_INIT;

	find_append_count(&r->view, &out);
	snprintf(text, sizeof(text), "%s", buffer_string(&out));
	buffer_release(&out);
	return text;
}

static const char *message(const struct reading *r)
{
	return buffer_string(&r->view.message);
}

static bool is_on_page(struct reading *r)
{
	uint32_t off, end;

	view_visible(&r->view, &off, &end);
	return r->view.find.hit.off >= off && r->view.find.hit.end <= end;
}

/* Where the reader is. */
struct where {
	struct place top;
	uint32_t off;
	uint32_t end;
	uint32_t pan;
};

static struct where where(struct reading *r)
{
	return (struct where){ r->view.top, r->view.point_off,
			       r->view.point_end, reading_pan(r) };
}

static void assert_same_where(struct where a, struct where b)
{
	assert_true(layout_same_place(a.top, b.top));
	assert_int_equal(a.off, b.off);
	assert_int_equal(a.end, b.end);
	assert_int_equal(a.pan, b.pan);
}

/* --- As it is typed --------------------------------------------------------
 */

/* Each letter looks from where it began; taking letters back goes back. */
static void test_typing(void **state)
{
	static const char text[] = "One.\n\nWar and wit.\n\nWarm water.\n\n"
				   "A warden walks.\n";
	static const struct {
		uint32_t key;
		const char *hit, *count, *point;
	} steps[] = {
		{ 'w', "W", "1/6", "War and wit." },
		{ 'a', "Wa", "1/5", "War and wit." },
		{ 'r', "War", "1/3", "War and wit." },
		{ 'm', "Warm", "1/1", "Warm water." },
		{ KEYS_BACKSPACE, "War", "1/3", "War and wit." },
		{ 'd', "ward", "1/1", "A warden walks." },
		{ KEYS_CONTROL | 'u', "", "", "" },
		{ 'n', "n", "1/3", "One." },
	};
	struct reading r;

	(void)state;
	reading_open(&r, text, 24, 80);
	press(&r, '/');
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		press(&r, steps[i].key);
		assert_string_equal(hit_text(&r), steps[i].hit);
		assert_string_equal(count(&r), steps[i].count);
		assert_string_equal(reading_point(&r), steps[i].point);
	}
	reading_close(&r);
}

/* From any place: the hit is the first at or behind the point or the page, Esc
 * gives back all there was, Enter keeps it and ^O leads back. */
static void test_leaving(void **state)
{
	uint64_t random = 5;
	struct reading r;

	(void)state;
	reading_open(&r, essay, 14, 60);
	for (int i = 0; i < 40; i++) {
		struct where before;
		uint32_t from, end;
		char words[32];

		move_percent(&r.view, (long)(test_random(&random) % 100));
		if (i % 2)
			move_sentences(&r.view,
				       1 + (long)(test_random(&random) % 5));
		view_visible(&r.view, &from, &end);
		if (view_has_point(&r.view))
			from = r.view.point_off;
		before = where(&r);
		snprintf(words, sizeof(words), "/ought %u-",
			 (unsigned)(test_random(&random) % 90));
		type(&r, words);
		if (r.view.find.found) {
			uint32_t off = r.view.find.hit.off;

			assert_true(is_on_page(&r));
			assert_true(off >= r.view.point_off &&
				    off < r.view.point_end);
			assert_true(off >= from ||
				    r.view.find.turn == FIND_FROM_START);
		} else {
			assert_non_null(strstr(message(&r), "not in the text"));
		}
		press(&r, KEYS_ESCAPE);
		assert_same_where(where(&r), before);
		assert_string_equal(count(&r), "");
		type(&r, words);
		if (!r.view.find.found) {
			press(&r, KEYS_ESCAPE);
			continue;
		}
		press(&r, KEYS_ENTER);
		assert_int_equal(r.view.focus, FOCUS_PAGE);
		if (!layout_same_place(r.view.top, before.top)) {
			press(&r, KEYS_CONTROL | 'o');
			assert_true(layout_same_place(r.view.top, before.top));
		}
		press(&r, KEYS_ESCAPE);
		press(&r, KEYS_ESCAPE);
	}
	reading_close(&r);
}

/* Esc also gives back what was looked for before. */
static void test_before(void **state)
{
	struct reading r;
	uint32_t off;

	(void)state;
	reading_open(&r, essay, 14, 60);
	search(&r, "thought");
	type(&r, "3n");
	off = r.view.find.hit.off;
	type(&r, "/part");
	press(&r, KEYS_ESCAPE);
	assert_true(r.view.find.painted);
	assert_int_equal(r.view.find.hit.off, off);
	assert_string_equal(hit_text(&r), "Thought");
	type(&r, "N");
	assert_true(r.view.find.hit.off < off);
	/* Enter on nothing goes on with it. */
	press(&r, '/');
	press(&r, KEYS_ENTER);
	assert_int_equal(r.view.find.hit.off, off);
	/* A slow arrow key began as Esc: the prompt is back. */
	type(&r, "/part");
	off = r.view.find.hit.off;
	press(&r, KEYS_ESCAPE);
	assert_int_not_equal(r.view.find.hit.off, off);
	view_unescape(&r.view);
	settle(&r);
	assert_int_equal(r.view.focus, FOCUS_PROMPT);
	assert_int_equal(r.view.find.hit.off, off);
	reading_close(&r);
}

/* --- From hit to hit -------------------------------------------------------
 */

static const char five[] = "# Five\n\nA cat.\n\nNo dog. The cat sat. A cat "
			   "ran.\n\n    cat(1)\n\n- Cat\n";

static void test_next(void **state)
{
	static const struct {
		const char *keys;
		const char *wide, *narrow; /* the count */
	} steps[] = {
		{ "n", "2/5", "2/5" },
		{ "2n", "4/5", "4/5" },
		{ "n", "5/5", "5/5" },
		{ "n", "1/5, from the start again", "1/5 again" },
		{ "N", "5/5, from the end again", "5/5 again" },
		{ "3N", "2/5", "2/5" },
		{ "7n", "4/5, from the start again", "4/5 again" },
		{ "24N", "5/5, from the end again", "5/5 again" },
		{ "5n", "5/5, from the start again", "5/5 again" },
		/* The next one from the sentence that is being read. */
		{ "g)n", "1/5", "1/5" },
		{ ")))n", "3/5", "3/5" },
		{ "((N", "1/5", "1/5" },
	};
	struct reading r;

	(void)state;
	for (int columns = 20; columns < 100; columns += 13) {
		bool wide = columns >= 50;

		reading_open(&r, five, 8, columns);
		search(&r, "cat");
		assert_string_equal(count(&r), "1/5");
		for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
			type(&r, steps[i].keys);
			assert_string_equal(count(&r), wide ? steps[i].wide
							    : steps[i].narrow);
			/* What is behind the count hides nothing. */
			assert_string_equal(message(&r), "");
			assert_true(is_on_page(&r));
		}
		search(&r, "dog");
		type(&r, "n");
		assert_string_equal(count(&r),
				    wide ? "1/1, the only one" : "1/1 only");
		assert_string_equal(message(&r), "");
		reading_close(&r);
	}
}

/* There and back at another size: the same hits. */
static void test_resize(void **state)
{
	struct reading r;
	uint32_t hits[12];

	(void)state;
	reading_open(&r, essay, 24, 80);
	search(&r, "thought");
	for (int i = 0; i < 12; i++) {
		type(&r, "n");
		hits[i] = r.view.find.hit.off;
		view_resize(&r.view, 10 + i, 20 + 7 * i);
	}
	for (int i = 12; i-- > 0;) {
		assert_int_equal(r.view.find.hit.off, hits[i]);
		assert_true(view_has_point(&r.view));
		type(&r, "N");
		assert_true(is_on_page(&r));
		view_resize(&r.view, 30 - i, 100 - 6 * i);
	}
	reading_close(&r);
}

/* What is wider than the page is panned to the hit, and Esc pans back. */
static void test_wide(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct reading r;
	uint32_t columns;

	(void)state;
	buffer_append_string(&text, "~~~\nleft");
	for (int i = 0; i < 300; i++)
		buffer_append_byte(&text, '.');
	buffer_append_string(&text, "right\n~~~\n");
	reading_open(&r, buffer_string(&text), 10, 60);
	columns = view_wide_columns(&r.view);
	type(&r, "/right");
	assert_true(reading_pan(&r) <= 304 && reading_pan(&r) + columns >= 309);
	press(&r, KEYS_ESCAPE);
	assert_int_equal(reading_pan(&r), 0);
	search(&r, "right");
	assert_true(reading_pan(&r) > 0);
	search(&r, "left");
	assert_int_equal(reading_pan(&r), 0);
	reading_close(&r);
	buffer_release(&text);
}

/* Esc shows hits no longer, n shows them again; n alone needs a search. */
static void test_hidden(void **state)
{
	struct reading r;
	size_t shown;

	(void)state;
	reading_open(&r, five, 24, 80);
	type(&r, "n");
	assert_non_null(strstr(message(&r), "/ searches"));
	search(&r, "cat");
	find_visible(&r.view, 0, (uint32_t)r.document->text.len, &shown);
	assert_int_equal(shown, 5);
	assert_int_equal(find_count_between(&r.view, 0, UINT32_MAX), 5);
	press(&r, KEYS_ESCAPE);
	assert_string_equal(count(&r), "");
	find_visible(&r.view, 0, (uint32_t)r.document->text.len, &shown);
	assert_int_equal(shown, 0);
	assert_int_equal(find_count_between(&r.view, 0, UINT32_MAX), 0);
	assert_true(view_has_point(&r.view));
	type(&r, "n");
	assert_string_equal(count(&r), "2/5");
	reading_close(&r);
}

/* --- What is not there -----------------------------------------------------
 */

static const char pairs[] =
	"# Pairs\n\nThe quick brown fox.\n\nA brown and quick dog. So it "
	"is.\n\n"
	"Nothing here.\n\n## Quick\n\nSlow, then quickly brown again.\n";

static void test_nothing(void **state)
{
	static const struct {
		const char *words;
		const char *message; /* part of it */
		size_t listed;
		const char *title;
	} cases[] = {
		{ "brown quick",
		  "No \xe2\x80\x9c"
		  "brown quick\xe2\x80\x9d; 3 paragraphs hold "
		  "all the words.",
		  3,
		  "3 paragraphs hold all the words: \xe2\x80\x9c"
		  "brown quick\xe2\x80\x9d" },
		{ "nothing hree", "1 paragraph holds words like it", 1, NULL },
		{ "qiuck", "4 paragraphs hold words like it", 4, NULL },
		{ "xylophone",
		  "\xe2\x80\x9cxylophone\xe2\x80\x9d is not in the text.", 0,
		  NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading r;
		struct where before;

		reading_open(&r, pairs, 24, 80);
		before = where(&r);
		type(&r, "/");
		type(&r, cases[i].words);
		assert_non_null(strstr(message(&r), "is not in the text."));
		assert_same_where(where(&r), before);
		press(&r, KEYS_ENTER);
		if (!strstr(message(&r), cases[i].message))
			fail_msg("%s: %s", cases[i].words, message(&r));
		assert_same_where(where(&r), before);
		assert_int_equal(list_is_open(&r.view), cases[i].listed > 0);
		if (cases[i].listed)
			assert_int_equal(r.view.list.count, cases[i].listed);
		if (cases[i].title) {
			struct buffer title = BUFFER_INIT;

			hits_source.title(&r.view, &title);
			assert_string_equal(buffer_string(&title),
					    cases[i].title);
			buffer_release(&title);
		}
		reading_close(&r);
	}
}

static void test_regex(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, five, 24, 80);
	press(&r, '/');
	press(&r, CONTROL_R);
	type(&r, "[cd]");
#ifndef HAVE_PCRE2
	assert_true(r.view.find.typed_bad);
	assert_true(r.view.message_is_error);
	reading_close(&r);
	return;
#endif
	assert_string_equal(hit_text(&r), "c");
	/* What does not compile yet leaves all as it is but for the count;
	 * Enter says why. */
	type(&r, "(a");
	assert_true(r.view.find.typed_bad);
	assert_false(r.view.message_is_error);
	assert_string_equal(hit_text(&r), "c");
	assert_string_equal(count(&r), "no regex yet");
	press(&r, KEYS_ENTER);
	assert_int_equal(r.view.focus, FOCUS_PROMPT);
	assert_true(r.view.message_is_error);
	assert_string_equal(count(&r), "no regex yet");
	type(&r, ")t");
	assert_string_equal(hit_text(&r), "cat");
	assert_false(r.view.message_is_error);
	press(&r, KEYS_ENTER);
	assert_string_equal(count(&r), "1/5");
	/* As text it is another search; nothing is like it. */
	press(&r, '/');
	type(&r, "[cd]");
	assert_non_null(strstr(message(&r), "not in the text"));
	press(&r, CONTROL_R);
	assert_string_equal(hit_text(&r), "c");
	press(&r, CONTROL_R);
	press(&r, KEYS_ESCAPE);
	type(&r, "n");
	assert_string_equal(count(&r), "2/5");
	reading_close(&r);
}

#ifdef HAVE_PCRE2
/* What takes too long is given up, and says so where its hits would be. */
static void test_given_up(void **state)
{
	static const char a40[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1";
	struct buffer text = BUFFER_INIT;
	struct reading r;

	(void)state;
	buffer_append_format(&text, "%s\n", a40);
	reading_open(&r, text.data, 24, 80);
	press(&r, '/');
	press(&r, CONTROL_R);
	type(&r, "(a|a)*b|a+1");
	assert_string_equal(count(&r), "0, given up");
	assert_non_null(strstr(message(&r), "given up"));
	press(&r, KEYS_ENTER);
	assert_non_null(strstr(message(&r), "given up"));
	assert_null(strstr(message(&r), "othing"));
	reading_close(&r);
	/* Where it is quick it finds what there is. */
	buffer_append_string(&text, "\naab\n\nab\n");
	reading_open(&r, text.data, 24, 80);
	press(&r, '/');
	press(&r, CONTROL_R);
	type(&r, "(a|a)*b|a+1");
	press(&r, KEYS_ENTER);
	assert_string_equal(count(&r), "1/2, some places given up");
	view_resize(&r.view, 24, 40);
	assert_string_equal(count(&r), "1/2?");
	reading_close(&r);
	buffer_release(&text);
}
#endif

/* --- The list --------------------------------------------------------------
 */

static void test_list(void **state)
{
	static const struct {
		const char *over, *text, *mark;
	} rows[] = {
		{ "Five", "A cat.", "cat" },
		{ "Five", "No dog. The cat sat. A cat ran.", "cat" },
		{ "Five", "No dog. The cat sat. A cat ran.", "cat" },
		{ "Five", "cat(1)", "cat" },
		{ "Five", "Cat", "Cat" },
	};
	struct reading r;
	struct where before;

	(void)state;
	reading_open(&r, five, 24, 100);
	before = where(&r);
	/* Without a search it asks for one, and leaves the page where it is. */
	type(&r, "&cat");
	press(&r, KEYS_ENTER);
	assert_true(list_is_open(&r.view));
	assert_same_where(where(&r), before);
	assert_int_equal(r.view.list.count, 5);
	for (size_t i = 0; i < 5; i++) {
		struct list_row row = { .mark_count = 0 };

		hits_source.describe(&r.view, i, &row);
		assert_string_equal(buffer_string(&row.over), rows[i].over);
		assert_string_equal(buffer_string(&row.text), rows[i].text);
		assert_int_equal(row.mark_count, 1);
		assert_memory_equal(row.text.data + row.marks[0].off,
				    rows[i].mark, 3);
		assert_int_equal(row.marks[0].end, row.marks[0].off + 3);
		list_row_release(&row);
	}
	type(&r, "jj");
	press(&r, KEYS_ENTER);
	assert_string_equal(count(&r), "3/5");
	assert_string_equal(reading_point(&r), "A cat ran.");
	/* It opens at the hit that one is at. */
	type(&r, "n&");
	assert_int_equal(list_item(&r.view.list), 3);
	reading_close(&r);
}

/* What stands under one title is told by the headings below it. */
static void test_list_sections(void **state)
{
	static const struct {
		const char *text;
		const char *over[4];
	} cases[] = {
		{ "# T\n\na cat\n\n## A\n\ncat\n\n### B\n\ncat\n\n## "
		  "C\n\ncat\n",
		  { "T", "A", "A \xe2\x80\xba B", "C" } },
		{ "cat\n\n# T\n\n### A\n\ncat\n\n## B\n\ncat\n\n# U\n\ncat\n",
		  { "", "T \xe2\x80\xba A", "T \xe2\x80\xba B", "U" } },
	};

	(void)state;
	for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
		struct reading r;

		reading_open(&r, cases[c].text, 24, 80);
		search(&r, "cat");
		type(&r, "&");
		for (size_t i = 0; i < 4; i++) {
			struct list_row row = { .mark_count = 0 };

			hits_source.describe(&r.view, i, &row);
			assert_string_equal(buffer_string(&row.over),
					    cases[c].over[i]);
			list_row_release(&row);
		}
		reading_close(&r);
	}
}

/* Rows of any hit in any window: valid marks, whole clusters, one line. */
static void test_list_rows(void **state)
{
	struct buffer text = BUFFER_INIT;

	(void)state;
	buffer_append_string(&text, essay);
	buffer_append_string(&text, "\n| a | t\xc3\xb6t |\n|---|---|\n");
	for (int i = 0; i < 40; i++)
		buffer_append_string(&text,
				     "| thought | e\xcc\x81t\xc3\xa9 |\n");
	buffer_append_string(&text, "\n");
	for (int i = 0; i < 4000; i++)
		buffer_append_string(&text, "\xe4\xb8\xad\xe6\x96\x87t");
	for (int columns = 1; columns < 200; columns = columns * 2 + 3) {
		struct reading r;

		reading_open(&r, buffer_string(&text), 20, columns);
		search(&r, "t");
		type(&r, "&");
		assert_true(list_is_open(&r.view));
		for (size_t i = 0; i < hits_source.count(&r.view); i += 3) {
			struct list_row row = { .mark_count = 0 };
			const struct list_mark *mark = &row.marks[0];

			hits_source.describe(&r.view, i, &row);
			assert_int_equal(row.mark_count, 1);
			assert_true(mark->end <= row.text.len);
			assert_true(row.text.data[mark->off] == 't' ||
				    row.text.data[mark->off] == 'T');
			assert_null(memchr(row.text.data, '\n', row.text.len));
			assert_true(row.text.len < 20 * 200);
			list_row_release(&row);
		}
		reading_close(&r);
	}
	buffer_release(&text);
}

/* --- The history -----------------------------------------------------------
 */

static const char *typed(const struct reading *r)
{
	return buffer_string(&r->view.prompt.text);
}

/* Another run of the program, with the same folder of state. */
static void run_again(struct reading *r)
{
	const struct state_options options = { scratch_folder, true };

	assert_int_equal(setenv("XDG_STATE_HOME", scratch_folder, 1), 0);
	state_free(r->view.state);
	reading_close(r);
	reading_open(r, five, 24, 80);
	r->view.state = state_open(&options);
}

static void end_run(struct reading *r)
{
	state_free(r->view.state);
	reading_close(r);
}

static void test_history(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, five, 24, 80);
	run_again(&r);
	search(&r, "cat");
	search(&r, "dog");
	run_again(&r);
	search(&r, "sat");
	press(&r, '/');
	press(&r, KEYS_UP);
	assert_string_equal(typed(&r), "sat");
	assert_string_equal(hit_text(&r), "sat");
	press(&r, KEYS_UP);
	press(&r, KEYS_UP);
	press(&r, KEYS_UP);
	assert_string_equal(typed(&r), "cat");
	press(&r, KEYS_DOWN);
	assert_string_equal(typed(&r), "dog");
	assert_string_equal(hit_text(&r), "dog");
	press(&r, KEYS_DOWN);
	press(&r, KEYS_DOWN);
	assert_string_equal(typed(&r), "");
	press(&r, KEYS_DOWN);
	assert_string_equal(typed(&r), "");
	/* Those that begin as what was typed. */
	press(&r, 'c');
	press(&r, KEYS_UP);
	assert_string_equal(typed(&r), "cat");
	press(&r, KEYS_UP);
	assert_string_equal(typed(&r), "cat");
	press(&r, KEYS_DOWN);
	assert_string_equal(typed(&r), "c");
	press(&r, KEYS_ESCAPE);
	run_again(&r);
	type(&r, "n");
	assert_string_equal(hit_text(&r), "sat");
	end_run(&r);
}

#ifdef HAVE_PCRE2
/* A regular expression comes back as one. */
static void test_history_of_regex(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, five, 24, 80);
	run_again(&r);
	press(&r, '/');
	press(&r, CONTROL_R);
	type(&r, "d.g");
	press(&r, KEYS_ENTER);
	run_again(&r);
	search(&r, "cat");
	press(&r, '/');
	press(&r, KEYS_UP);
	assert_false(r.view.find.typed_regex);
	press(&r, KEYS_UP);
	assert_string_equal(typed(&r), "d.g");
	assert_true(r.view.find.typed_regex);
	assert_string_equal(hit_text(&r), "dog");
	press(&r, KEYS_DOWN);
	press(&r, KEYS_DOWN);
	assert_false(r.view.find.typed_regex);
	end_run(&r);
}
#endif

/* --- Texts that change -----------------------------------------------------
 */

static void test_generations(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct reading r;
	size_t shown;

	(void)state;
	reading_open(&r, five, 24, 80);
	search(&r, "cat");
	type(&r, "n");
	buffer_append_string(&text, "A cat before all.\n\n");
	buffer_append_string(&text, five);
	reading_replace(&r, buffer_string(&text));
	settle(&r);
	assert_string_equal(count(&r), "3/6");
	assert_string_equal(hit_text(&r), "cat");
	assert_string_equal(reading_point(&r), "The cat sat.");
	find_visible(&r.view, 0, (uint32_t)r.document->text.len, &shown);
	assert_int_equal(shown, 6);
	type(&r, "n");
	assert_string_equal(count(&r), "4/6");
	/* While it is typed, Esc leads back to the same text. */
	move_start(&r.view);
	type(&r, "/ran");
	reading_replace(&r, five);
	settle(&r);
	assert_string_equal(hit_text(&r), "ran");
	press(&r, KEYS_ESCAPE);
	settle(&r);
	assert_string_equal(reading_line(&r, 0), "Five");
	/* Where the hit before it was, nobody knows. */
	assert_string_equal(count(&r), "5");
	/* Where it is gone, there is none. */
	search(&r, "dog");
	reading_replace(&r, "# Five\n\nOnly a cat.\n");
	settle(&r);
	assert_string_equal(count(&r), "0");
	reading_replace(&r, "");
	settle(&r);
	type(&r, "n/cat");
	press(&r, KEYS_ENTER);
	type(&r, "&");
	reading_close(&r);
	buffer_release(&text);
}

/* What is not known yet is waited for, unless the reader does something else:
 * goes on by lines, or types. */
static void test_waiting(void **state)
{
	struct reading r;
	struct place top;

	(void)state;
	for (int moves = 0; moves < 3; moves++) {
		reading_open(&r, essay, 14, 60);
		/* More of it may come. */
		r.document->complete = false;
		search(&r, "thought");
		type(&r, "N");
		assert_non_null(strstr(count(&r), "1/"));
		assert_non_null(strstr(count(&r), "\xe2\x80\xa6"));
		assert_non_null(strstr(message(&r), "Searching"));
		if (moves == 1)
			move_lines(&r.view, 3);
		if (moves == 2)
			press(&r, ':');
		top = r.view.top;
		r.document->complete = true;
		view_grew(&r.view);
		settle(&r);
		assert_null(strstr(count(&r), "\xe2\x80\xa6"));
		assert_int_equal(layout_same_place(r.view.top, top), moves > 0);
		assert_int_equal(strncmp(count(&r), "1/", 2) == 0, moves > 0);
		reading_close(&r);
	}
}

/* The list of a search that goes on opens once it is done; the reader may ask
 * for it from anywhere. */
static void test_list_waits(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, five, 24, 80);
	search(&r, "cat");
	press(&r, '?');
	type(&r, "&");
	assert_true(list_is_open(&r.view));
	press(&r, KEYS_ESCAPE);
	r.document->complete = false;
	type(&r, "&");
	assert_false(list_is_open(&r.view));
	r.document->complete = true;
	view_grew(&r.view);
	assert_true(list_is_open(&r.view));
	reading_close(&r);
}

/* --- Elsewhere -------------------------------------------------------------
 */

static void test_words(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, five, 5, 80);
	assert_true(find_words(&r.view, "sat"));
	assert_string_equal(reading_point(&r), "The cat sat.");
	assert_string_equal(count(&r), "1/1");
	assert_false(find_words(&r.view, "horse"));
	assert_false(find_words(&r.view, ""));
	dispatch_line(&r.view, "search dog");
	settle(&r);
	assert_string_equal(hit_text(&r), "dog");
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	/* As it is typed behind ":". */
	type(&r, ":search cat");
	press(&r, KEYS_ENTER);
	assert_string_equal(hit_text(&r), "cat");
	reading_close(&r);
}

/* While something is selected, a search moves its end. */
static void test_selection(void **state)
{
	struct reading r;
	uint32_t off, end, from, to;

	(void)state;
	reading_open(&r, five, 24, 80);
	type(&r, "}}v");
	assert_true(select_range(&r.view, &off, &end));
	type(&r, "/sat");
	assert_true(select_range(&r.view, &from, &to));
	assert_int_equal(to, end);
	press(&r, KEYS_ENTER);
	assert_int_equal(r.view.focus, FOCUS_SELECT);
	assert_true(select_range(&r.view, &from, &to));
	assert_int_equal(from, off);
	assert_int_equal(to, r.view.find.hit.end);
	type(&r, "/cat");
	press(&r, KEYS_ENTER);
	assert_string_equal(count(&r), "3/5");
	type(&r, "n");
	assert_string_equal(count(&r), "4/5");
	assert_true(select_range(&r.view, &off, &end));
	assert_int_equal(off, from);
	assert_int_equal(end, r.view.find.hit.end);
	type(&r, "N");
	assert_true(select_range(&r.view, &from, &to));
	assert_int_equal(to, r.view.find.hit.end);
	type(&r, "/ran");
	press(&r, KEYS_ESCAPE);
	assert_int_equal(r.view.focus, FOCUS_SELECT);
	assert_true(select_range(&r.view, &off, &end));
	assert_int_equal(off, from);
	assert_int_equal(end, to);
	reading_close(&r);
}

/* What is shown of any stretch is what the core finds there. */
static void test_shown(void **state)
{
	static const char *const words[] = { "t", "thought 1", "a", "part",
					     "more of" };
	uint64_t random = 9;
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 80);
	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
		size_t len = r.document->text.len;
		struct hit *wanted = malloc(len * sizeof(*wanted));

		assert_non_null(wanted);
		search(&r, words[w]);
		for (int i = 0; i < 200; i++) {
			uint32_t off = (uint32_t)(test_random(&random) % len);
			uint32_t end = off + (uint32_t)(test_random(&random) %
							(len - off));
			size_t shown, count;
			const struct hit *hits =
				find_visible(&r.view, off, end, &shown);

			count = off < end ? query_find(r.view.find.query,
						       r.document, off, end,
						       wanted, len)
					  : 0;
			assert_int_equal(shown, count);
			if (count)
				assert_memory_equal(hits, wanted,
						    count * sizeof(*hits));
		}
		free(wanted);
	}
	reading_close(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_leaving),
		cmocka_unit_test(test_before),
		cmocka_unit_test(test_next),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_regex),
#ifdef HAVE_PCRE2
		cmocka_unit_test(test_given_up),
#endif
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_list_sections),
		cmocka_unit_test(test_list_rows),
		cmocka_unit_test(test_history),
#ifdef HAVE_PCRE2
		cmocka_unit_test(test_history_of_regex),
#endif
		cmocka_unit_test(test_generations),
		cmocka_unit_test(test_waiting),
		cmocka_unit_test(test_list_waits),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_selection),
		cmocka_unit_test(test_shown),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down) ? 1 : 0;
}
