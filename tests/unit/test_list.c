/* SPDX-License-Identifier: ISC */
/* Tests of lists over the window, with sources of their own. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/dispatch.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reading.h"

/* What the sources below list, and what was done with it. */
static struct {
	size_t count;
	size_t chosen;
	uint32_t key;
	size_t key_item;
	size_t described; /* how often */
	bool wants_whole;
	size_t steps;	/* that are left */
	size_t padding; /* bytes behind each text */
} fake;

static void fake_title(struct view *view, struct buffer *out)
{
	(void)view;
	buffer_append_format(out, "Numbers: %zu", fake.count);
}

static size_t fake_count(struct view *view)
{
	(void)view;
	return fake.count;
}

/* Ten numbers each stand under one line. */
static void fake_describe(struct view *view, size_t item, struct list_row *row)
{
	static const char *const digits[] = { "zero",  "one",  "two", "three",
					      "four",  "five", "six", "séven",
					      "eight", "nine" };

	(void)view;
	fake.described++;
	assert_true(item < fake.count);
	buffer_append_format(&row->over, "Tens %zu", item / 10);
	buffer_append_format(&row->text, "Item %zu\n%s", item,
			     digits[item % 10]);
	buffer_append_format(&row->right, "%zu%%", item % 100);
}

/* No lines above. */
static void plain_describe(struct view *view, size_t item, struct list_row *row)
{
	fake_describe(view, item, row);
	buffer_clear(&row->over);
	for (size_t i = 0; i < fake.padding; i++)
		buffer_append_byte(&row->text, '.');
}

static void fake_choose(struct view *view, size_t item)
{
	fake.chosen = item;
	if (fake.wants_whole)
		view->request = REQUEST_WHOLE;
}

static bool fake_key(struct view *view, size_t item, uint32_t key)
{
	(void)view;
	fake.key = key;
	fake.key_item = item;
	return key == 'x';
}

/* Backwards, and only half of them. */
static size_t fake_rank(struct view *view, const char *words, uint32_t *items,
			size_t room)
{
	size_t count = 0;

	(void)view, (void)words;
	assert_true(room >= fake.count);
	for (size_t i = fake.count; i-- > fake.count / 2;)
		items[count++] = (uint32_t)i;
	return count;
}

static bool fake_step(struct view *view)
{
	(void)view;
	if (!fake.steps)
		return false;
	fake.steps--;
	fake.count += 100;
	return fake.steps > 0;
}

static const struct list_source plain = {
	.title = fake_title,
	.count = fake_count,
	.describe = plain_describe,
	.choose = fake_choose,
	.empty = "No numbers.",
};

static const struct list_source grouped = {
	.title = fake_title,
	.count = fake_count,
	.describe = fake_describe,
	.choose = fake_choose,
	.key = fake_key,
	.step = fake_step,
};

static const struct list_source ranked = {
	.title = fake_title,
	.count = fake_count,
	.describe = plain_describe,
	.choose = fake_choose,
	.rank = fake_rank,
};

static const char text[] = "# One\n\nFirst. Second. Third.\n\n"
			   "~~~\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\n"
			   "o\np\nq\nr\ns\nt\nu\nv\nw\n~~~\n\n"
			   "## Two\n\nThe end.\n";

enum { ROWS = 12 }; /* of the window; a title and 9 rows are the list's */

static int open_reading(void **state)
{
	struct reading *r = calloc(1, sizeof(*r));

	memset(&fake, 0, sizeof(fake));
	fake.count = 100;
	fake.chosen = SIZE_MAX;
	reading_open(r, text, ROWS, 60);
	assert_int_equal(list_height(&r->view), 9);
	*state = r;
	return 0;
}

static int close_reading(void **state)
{
	reading_close(*state);
	free(*state);
	return 0;
}

/* Types keys by their names, with a space between. */
static void press(struct reading *r, const char *names)
{
	while (*names) {
		size_t len = strcspn(names, " ");
		uint32_t key;

		if (!keys_parse(names, len, &key))
			fail_msg("no key: %s", names);
		dispatch_key(&r->view, key);
		names += len + strspn(names + len, " ");
	}
}

static void type(struct reading *r, const char *letters)
{
	for (; *letters; letters++)
		dispatch_key(&r->view, (unsigned char)*letters);
}

static void finish(struct reading *r)
{
	while (list_step(&r->view))
		;
}

static size_t item(const struct reading *r)
{
	return list_item(&r->view.list);
}

/* The keys of the page move through a list. */
static void test_keys_move(void **state)
{
	static const struct {
		const char *keys;
		size_t item;
	} cases[] = {
		{ "j", 51 },
		{ "Down Down", 52 },
		{ "k", 49 },
		{ "Up ^Y", 48 },
		{ "7 j", 57 },
		{ "1 2 k", 38 },
		{ "9 9 9 j", 99 },
		{ "9 9 9 k", 0 },
		{ "g", 0 },
		{ "Home", 0 },
		{ "G", 99 },
		{ "End k", 98 },
		{ "2 0 G", 19 },
		{ "2 0 g", 19 },
		{ "5 0 0 G", 99 },
		{ "2 5 %", 25 },
		{ "%", 50 },
		{ "1 0 0 %", 99 },
		{ "Space", 59 },
		{ "f", 59 },
		{ "PgDn PgDn", 68 },
		{ "3 ^F", 77 },
		{ "Space b", 50 },
		{ "PgUp", 41 },
		{ "^B b", 32 },
		{ "d", 55 },
		{ "^D ^D", 60 },
		{ "u", 45 },
		{ "^U u", 40 },
		{ "9 9 9 9 9 9 9 9 Space", 99 },
		{ "9 9 9 9 9 9 9 9 b", 0 },
		{ "9 9 9 9 9 9 9 9 d", 99 },
		{ "h l Left Right", 50 },
	};
	struct reading *r = *state;
	struct place top = r->view.top;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		list_open(&r->view, &plain, 50, false);
		list_reveal(&r->view, 9);
		press(r, cases[i].keys);
		if (item(r) != cases[i].item)
			fail_msg("%s: %zu, not %zu", cases[i].keys, item(r),
				 cases[i].item);
		assert_true(list_is_open(&r->view));
		assert_int_equal(r->view.focus, FOCUS_LIST);
		assert_int_equal(r->view.count, 0);
	}
	assert_true(layout_same_place(top, r->view.top));
}

/* With lines above some of the items, a page is what shows. */
static void test_pages_of_groups(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &grouped, 0, false);
	list_reveal(&r->view, 9);
	/* A line, items 0 to 7. */
	press(r, "Space");
	assert_int_equal(item(r), 8);
	assert_int_equal(r->view.list.top, 8);
	/* 8 and 9 under a line, 10 to 14 under another. */
	press(r, "Space");
	assert_int_equal(item(r), 15);
	press(r, "b");
	assert_int_equal(item(r), 8);
	press(r, "b");
	assert_int_equal(item(r), 0);
}

/* How many rows [from, to] of what is listed take, the first one's line too. */
static size_t rows_between(size_t from, size_t to)
{
	size_t rows = 2;

	for (size_t i = from + 1; i <= to; i++)
		rows += i % 10 ? 1 : 2;
	return rows;
}

/* The selection is always within the rows, and the last rows are not left
 * blank, whatever the window. */
static void test_selection_shows(void **state)
{
	struct reading *r = *state;
	struct list *list = &r->view.list;
	uint64_t random = 7;

	list_open(&r->view, &grouped, 0, false);
	for (int i = 0; i < 2000; i++) {
		size_t rows = 2 + test_random(&random) % 20;
		long count = (long)(test_random(&random) % 60) - 30;
		size_t top;

		if (i % 3)
			list_move(&r->view, count);
		else
			list_scroll(&r->view, count);
		list_reveal(&r->view, rows);
		top = list->top;
		assert_true(list->selected < fake.count);
		assert_true(top <= list->selected);
		assert_true(rows_between(top, list->selected) <= rows);
		if (top)
			assert_true(rows_between(top - 1, fake.count - 1) >
				    rows);
		list_reveal(&r->view, rows);
		assert_int_equal(list->top, top);
	}
}

/* The wheel scrolls, and takes the selection along only where it must. */
static void test_scroll(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &plain, 5, false);
	list_reveal(&r->view, 9);
	list_scroll(&r->view, 3);
	assert_int_equal(r->view.list.top, 3);
	assert_int_equal(item(r), 5);
	list_scroll(&r->view, 4);
	assert_int_equal(item(r), 7);
	list_scroll(&r->view, -7);
	assert_int_equal(r->view.list.top, 0);
	assert_int_equal(item(r), 7);
	list_scroll(&r->view, 1000);
	assert_int_equal(r->view.list.top, 91);
	assert_int_equal(item(r), 91);
	list_scroll(&r->view, -51);
	assert_int_equal(r->view.list.top, 40);
	assert_int_equal(item(r), 48);
}

static void test_choose(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &plain, 3, false);
	press(r, "j Enter");
	assert_int_equal(fake.chosen, 4);
	assert_false(list_is_open(&r->view));
	assert_int_equal(r->view.focus, FOCUS_PAGE);
}

static void test_leave(void **state)
{
	static const char *const keys[] = { "Esc", "q", "^C" };
	struct reading *r = *state;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		list_open(&r->view, &plain, 3, false);
		press(r, keys[i]);
		assert_false(list_is_open(&r->view));
		assert_int_equal(r->view.focus, FOCUS_PAGE);
		assert_int_equal(r->view.request, REQUEST_NONE);
	}
	assert_int_equal(fake.chosen, SIZE_MAX);
	list_open(&r->view, &plain, 3, false);
	press(r, "Q");
	assert_int_equal(r->view.request, REQUEST_QUIT);
}

/* Where the keys were before they are again. */
static void test_keys_come_back(void **state)
{
	struct reading *r = *state;

	r->view.focus = FOCUS_CONTENTS;
	list_open(&r->view, &plain, 0, false);
	list_open(&r->view, &grouped, 0, false);
	press(r, "q");
	assert_int_equal(r->view.focus, FOCUS_CONTENTS);
	list_open(&r->view, &plain, 0, false);
	press(r, "Enter");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	/* Whoever goes elsewhere has done with a note. */
	reading_show(r, reading_document("Words[^1].\n\n[^1]: A note.\n"));
	type(r, "1o");
	assert_int_equal(r->view.focus, FOCUS_NOTE);
	list_open(&r->view, &plain, 0, false);
	press(r, "q");
	assert_int_equal(r->view.focus, FOCUS_NOTE);
	list_open(&r->view, &plain, 0, false);
	press(r, "Enter");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	assert_false(note_is_open(&r->view));
}

/* Help and the prompt for commands come over the list; behind them it is as it
 * was. */
static void test_help_and_prompt(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &plain, 3, false);
	press(r, "?");
	assert_int_equal(r->view.focus, FOCUS_HELP);
	press(r, "j ?");
	assert_int_equal(r->view.focus, FOCUS_LIST);
	press(r, "? Esc");
	assert_int_equal(r->view.focus, FOCUS_LIST);
	press(r, "? q");
	assert_int_equal(r->view.focus, FOCUS_LIST);
	press(r, ":");
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	press(r, "Esc");
	assert_int_equal(r->view.focus, FOCUS_LIST);
	assert_int_equal(item(r), 3);
	/* Whoever goes elsewhere wants to see it. */
	type(r, ":end");
	press(r, "Enter");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	assert_false(list_is_open(&r->view));
	list_open(&r->view, &plain, 3, false);
	type(r, ":1");
	press(r, "Enter");
	assert_false(list_is_open(&r->view));
	list_open(&r->view, &plain, 3, false);
	press(r, "v");
	assert_false(list_is_open(&r->view));
}

static void test_own_keys(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &grouped, 3, false);
	press(r, "5 x");
	assert_int_equal(fake.key, 'x');
	assert_int_equal(fake.key_item, 3);
	assert_int_equal(r->view.count, 0);
	press(r, "j");
	assert_int_equal(item(r), 4);
	fake.count = 0;
	press(r, "x");
	assert_true(fake.key_item == SIZE_MAX);
}

/* What a slow line's arrow key took for Esc is taken back. */
static void test_unescape(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &plain, 3, false);
	press(r, "Esc");
	view_unescape(&r->view);
	press(r, "Down");
	assert_int_equal(r->view.focus, FOCUS_LIST);
	assert_int_equal(item(r), 4);
	press(r, "/");
	type(r, "two");
	press(r, "Down");
	assert_int_equal(item(r), 12);
	press(r, "Esc");
	view_unescape(&r->view);
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	press(r, "Down");
	assert_int_equal(item(r), 22);
	press(r, "Esc Esc");
	list_open(&r->view, &ranked, 3, true);
	type(r, "x");
	press(r, "Down Esc");
	assert_false(list_is_open(&r->view));
	view_unescape(&r->view);
	press(r, "Down");
	assert_int_equal(item(r), 97);
}

static void test_filter(void **state)
{
	static const struct {
		const char *words;
		size_t count;
		size_t first;
	} cases[] = {
		{ "two", 10, 2 },	    { "TWO", 10, 2 },
		{ "seven", 10, 7 },	    { "two 4", 1, 42 },
		{ "4 two", 1, 42 },	    { "  two ", 10, 2 },
		{ "tens 9", 19, 9 }, /* in text, or at the right */
		{ "nothing", 0, SIZE_MAX }, { " ", 100, 50 },
	};
	struct reading *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		list_open(&r->view, &grouped, 50, false);
		press(r, "/");
		type(r, cases[i].words);
		finish(r);
		if (r->view.list.count != cases[i].count ||
		    item(r) != cases[i].first)
			fail_msg("\"%s\": %zu from %zu", cases[i].words,
				 r->view.list.count, item(r));
		press(r, "Esc");
		assert_int_equal(r->view.focus, FOCUS_LIST);
		assert_int_equal(r->view.list.count, 100);
		assert_int_equal(item(r), 50);
		press(r, "q");
	}
}

/* In the prompt arrows move, Enter goes there, Tab gives the keys to what is
 * left, and the words can be gone on with. */
static void test_filter_prompt(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &plain, 50, false);
	press(r, "/");
	type(r, "two");
	press(r, "Down ^N ^N Up ^P");
	assert_int_equal(item(r), 12);
	press(r, "Enter");
	assert_int_equal(fake.chosen, 12);
	assert_false(list_is_open(&r->view));

	list_open(&r->view, &plain, 50, false);
	press(r, "/");
	type(r, "two");
	press(r, "Tab j j");
	assert_int_equal(r->view.focus, FOCUS_LIST);
	assert_int_equal(item(r), 22);
	press(r, "Tab");
	assert_string_equal(buffer_string(&r->view.prompt.text), "two");
	press(r, "Backspace Backspace");
	assert_string_equal(buffer_string(&r->view.list.filter), "t");
	press(r, "Backspace");
	assert_int_equal(r->view.list.count, 100);
	assert_int_equal(item(r), 50);
	press(r, "Backspace");
	assert_int_equal(r->view.focus, FOCUS_LIST);
	press(r, "/");
	type(r, "none such");
	finish(r);
	press(r, "Enter");
	assert_true(list_is_open(&r->view));
	assert_string_equal(list_nothing(&r->view), "Nothing matches.");
}

/* Opened with its prompt a list is closed with it. */
static void test_typing(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &ranked, 7, true);
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	assert_int_equal(item(r), 7);
	type(r, "x");
	assert_int_equal(r->view.list.count, 50);
	assert_int_equal(item(r), 99);
	press(r, "Down Enter");
	assert_int_equal(fake.chosen, 98);
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	list_open(&r->view, &ranked, 7, true);
	press(r, "Esc");
	assert_false(list_is_open(&r->view));
	assert_int_equal(r->view.focus, FOCUS_PAGE);
}

/* What a filter leaves is the same letter by letter, all at once and however
 * the items came. */
static void test_filter_is_stable(void **state)
{
	static const char *const words[] = { "fo",     "on",	"se en", "e",
					     "item 1", "99 ni", "t w o", "x" };
	struct reading *r = *state;
	struct list *list = &r->view.list;
	uint64_t random = 3;

	for (int i = 0; i < 32; i++) {
		const char *word = words[(size_t)i % 8];
		size_t count;
		uint32_t *items;

		fake.count = 7000 + test_random(&random) % 3000;
		list_open(&r->view, &plain, 0, false);
		list_filter(&r->view, word);
		finish(r);
		count = list->count;
		items = memcpy(calloc(count + 1, sizeof(*items)), list->items,
			       count * sizeof(*items));
		list_filter(&r->view, "");
		fake.count -= 3000;
		list_reset(&r->view);
		press(r, "/");
		for (const char *letter = word; *letter; letter++) {
			char one[2] = { *letter, '\0' };

			type(r, one);
			if (test_random(&random) % 3 == 0)
				list_step(&r->view);
			if (test_random(&random) % 3 == 0)
				finish(r);
		}
		fake.count += 3000;
		list_step(&r->view);
		finish(r);
		assert_int_equal(list->count, count);
		assert_memory_equal(list->items, items, count * sizeof(*items));
		free(items);
		press(r, "Esc q");
	}
}

/* A million items cost what shows; a letter typed looks at a slice of them. */
static void test_million(void **state)
{
	static const char *const keys[] = { "j", "G",	  "Space",    "b",
					    "g", "5 0 %", "9 9 9 9 k" };
	struct reading *r = *state;

	fake.count = 1000000;
	list_open(&r->view, &plain, 123456, false);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		press(r, keys[i]);
		list_update(&r->view);
		list_reveal(&r->view, 9);
	}
	assert_true(fake.described < 1000);
	press(r, "/");
	fake.described = 0;
	type(r, "n");
	assert_true(fake.described < 10000);
	assert_true(r->view.list.count > 100);
	assert_int_equal(item(r), 1);
	fake.described = 0;
	type(r, "o");
	assert_true(fake.described < 10000);
	/* Of long items, fewer. */
	press(r, "Esc");
	fake.padding = 64 * 1024;
	fake.described = 0;
	press(r, "/");
	type(r, "x");
	assert_in_range(fake.described, 1, 20);
}

/* Items that come while the list is open are listed, and found. */
static void test_grows(void **state)
{
	struct reading *r = *state;

	fake.steps = 3;
	list_open(&r->view, &grouped, 99, false);
	press(r, "/");
	type(r, "two");
	finish(r);
	assert_int_equal(fake.count, 400);
	assert_int_equal(r->view.list.count, 40);
	press(r, "Esc");
	assert_int_equal(r->view.list.count, 400);
	assert_int_equal(item(r), 99);
	press(r, "/");
	type(r, "two");
	press(r, "Tab G");
	fake.count = 20;
	list_update(&r->view);
	assert_int_equal(r->view.list.count, 2);
	assert_int_equal(item(r), 12);
	list_filter(&r->view, "");
	fake.count = 10;
	press(r, "G");
	list_reset(&r->view);
	assert_int_equal(item(r), 9);
	fake.count = 0;
	list_reset(&r->view);
	assert_true(item(r) == SIZE_MAX);
	press(r, "j k G g Space b d Enter");
	list_scroll(&r->view, 3);
	list_reveal(&r->view, 9);
	assert_true(list_is_open(&r->view));
	assert_true(fake.chosen == SIZE_MAX);
}

/* What was chosen among what is ranked is followed when more comes. */
static void test_ranked_grows(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &ranked, 0, true);
	type(r, "x");
	press(r, "Down Down");
	assert_int_equal(item(r), 97);
	fake.count = 120;
	list_update(&r->view);
	assert_int_equal(r->view.list.count, 60);
	assert_int_equal(item(r), 97);
	press(r, "Up Up PgUp PgUp PgUp");
	assert_int_equal(item(r), 119);
	fake.count = 140;
	list_update(&r->view);
	assert_int_equal(item(r), 139);
	fake.count = 0;
	press(r, "Enter");
	assert_true(list_is_open(&r->view));
	assert_true(fake.chosen == SIZE_MAX);
}

/* A choice that wants the whole text waits for it in the list. */
static void test_wants_whole(void **state)
{
	struct reading *r = *state;

	fake.wants_whole = true;
	list_open(&r->view, &plain, 3, false);
	press(r, "j Enter");
	assert_int_equal(r->view.request, REQUEST_WHOLE);
	assert_true(list_is_open(&r->view));
	assert_int_equal(r->view.focus, FOCUS_LIST);
	fake.wants_whole = false;
	fake.chosen = SIZE_MAX;
	r->view.request = REQUEST_NONE;
	dispatch_again(&r->view);
	assert_int_equal(fake.chosen, 4);
	assert_false(list_is_open(&r->view));
	dispatch_again(&r->view);
	assert_int_equal(r->view.request, REQUEST_NONE);
}

/* Another text closes the list; another generation or size does not. */
static void test_other_text(void **state)
{
	struct reading *r = *state;

	list_open(&r->view, &plain, 3, false);
	reading_replace(r, "# Other\n\nWords.\n");
	assert_true(list_is_open(&r->view));
	assert_int_equal(item(r), 3);
	view_resize(&r->view, 5, 20);
	view_resize(&r->view, 50, 100);
	list_reveal(&r->view, list_height(&r->view));
	assert_int_equal(item(r), 3);
	reading_show(r, reading_document("Another.\n"));
	assert_false(list_is_open(&r->view));
}

/* Of a text of any length only the start is taken, at whole clusters. */
static void test_append_start(void **state)
{
	struct buffer long_text = BUFFER_INIT;
	struct buffer start = BUFFER_INIT;

	(void)state;
	list_append_start(&start, "short", 5);
	assert_string_equal(buffer_string(&start), "short");
	buffer_clear(&start);
	buffer_append_byte(&long_text, 'x');
	while (long_text.len < LIST_TEXT_MAX + 100)
		buffer_append_string(&long_text, "\xc3\xa9");
	list_append_start(&start, long_text.data, long_text.len);
	assert_int_equal(start.len, LIST_TEXT_MAX - 1);
	buffer_release(&start);
	buffer_release(&long_text);
}

/* Rows are single lines; the filter's words are marked in them. */
static void test_describe(void **state)
{
	struct reading *r = *state;
	struct list_row row = { 0 };

	list_open(&r->view, &plain, 0, false);
	list_describe(&r->view, 17, &row);
	assert_string_equal(buffer_string(&row.text), "Item 17 séven");
	assert_int_equal(row.mark_count, 0);
	list_filter(&r->view, "SEVEN it");
	finish(r);
	list_describe(&r->view, 1, &row);
	assert_string_equal(buffer_string(&row.text), "Item 17 séven");
	assert_int_equal(row.mark_count, 2);
	assert_int_equal(row.marks[0].off, 0);
	assert_int_equal(row.marks[0].end, 2);
	assert_int_equal(row.marks[1].off, 8);
	assert_int_equal(row.marks[1].end, 14);
	/* Where a word begins so, that is marked and not the inside of one. */
	list_filter(&r->view, "t");
	finish(r);
	list_describe(&r->view, 12, &row);
	assert_string_equal(buffer_string(&row.text), "Item 12 two");
	assert_int_equal(row.mark_count, 1);
	assert_int_equal(row.marks[0].off, 8);
	list_row_release(&row);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, open_reading, close_reading)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(test_keys_move),	    TEST(test_pages_of_groups),
		TEST(test_selection_shows), TEST(test_scroll),
		TEST(test_choose),	    TEST(test_leave),
		TEST(test_keys_come_back),  TEST(test_help_and_prompt),
		TEST(test_own_keys),	    TEST(test_unescape),
		TEST(test_filter),	    TEST(test_filter_prompt),
		TEST(test_typing),	    TEST(test_filter_is_stable),
		TEST(test_million),	    TEST(test_grows),
		TEST(test_ranked_grows),    TEST(test_wants_whole),
		TEST(test_other_text),	    TEST(test_append_start),
		TEST(test_describe),
	};

	return test_run(tests);
}
