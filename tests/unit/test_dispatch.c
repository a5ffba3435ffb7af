/* SPDX-License-Identifier: ISC */
/* Tests of what is typed: counts, commands, the prompt and its list. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/command.h"
#include "reader/dispatch.h"
#include "reader/help.h"
#include "reader/keys.h"
#include "reader/move.h"
#include "reader/style.h"
#include "reader/zen.h"
#include "reading.h"

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

/* Types text, letter by letter. */
static void type(struct reading *r, const char *text)
{
	for (; *text; text++)
		dispatch_key(&r->view, (unsigned char)*text);
}

static const char *message(const struct reading *r)
{
	return buffer_string(&r->view.message);
}

static void assert_says(const struct reading *r, const char *words)
{
	if (!strstr(message(r), words))
		fail_msg("\"%s\" is not in \"%s\"", words, message(r));
}

static const char text[] =
	"# One\n\nFirst. Second. Third. Fourth. Fifth. Sixth.\n\n"
	"## Deep\n\nSeventh. Eighth.\n\n"
	"# Two\n\n"
	"~~~\n"
	"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nr\ns\nt\nu\nv\nw\n"
	"~~~\n\n"
	"# Three\n\nThe end.\n";

/* A window of six rows of text beside a sidebar. */
static int open_reading(void **state)
{
	struct reading *r = calloc(1, sizeof(*r));

	if (!r)
		return -1;
	reading_open(r, text, 8, 80);
	*state = r;
	return 0;
}

static int close_reading(void **state)
{
	struct reading *r = *state;

	reading_close(r);
	free(r);
	return 0;
}

/* --- Counts --------------------------------------------------------------- */

static void test_digits_are_a_count(void **state)
{
	struct reading *r = *state;

	press(r, "1 3 G");
	assert_string_equal(reading_line(r, 0), "b");
	press(r, "3 j");
	assert_string_equal(reading_line(r, 0), "e");
	press(r, "1 0 j");
	assert_string_equal(reading_line(r, 0), "o");
	press(r, "2 0 0 k");
	assert_string_equal(reading_line(r, 0), "One");
	/* Each count serves one key. */
	press(r, "1 3 G j");
	assert_string_equal(reading_line(r, 0), "c");
	press(r, "5 0 %");
	assert_in_range(view_percent(&r->view), 40, 50);
	press(r, "2 )");
	press(r, "g 3 )");
	assert_string_equal(reading_point(r), "Second.");
}

static void test_no_count_begins_with_0(void **state)
{
	struct reading *r = *state;

	press(r, "0");
	assert_int_equal(r->view.count, 0);
	assert_says(r, "0 does nothing");
	press(r, "0 2 j");
	assert_int_equal(r->view.count, 0);
	press(r, "g 0 0 1 0");
	assert_int_equal(r->view.count, 10);
}

static void test_counts_have_an_end(void **state)
{
	struct reading *r = *state;

	press(r, "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9");
	assert_in_range(r->view.count, 99999999, 1000000000);
	press(r, "j");
	assert_true(view_at_end(&r->view));
	press(r, "9 9 9 9 9 9 9 9 9 9 9 9 k");
	assert_string_equal(reading_line(r, 0), "One");
	press(r, "9 9 9 9 9 9 9 9 9 9 9 9 d");
	assert_true(view_at_end(&r->view));
	press(r, "9 9 9 9 9 9 9 9 9 9 9 9 b");
	assert_string_equal(reading_line(r, 0), "One");
}

static void test_other_keys_give_the_count_up(void **state)
{
	static const char *const keys[] = { "Esc", "F7", "Alt-x", "t", "?" };
	struct reading *r = *state;

	for (size_t i = 0; i < 5; i++) {
		press(r, "4 2");
		press(r, keys[i]);
		assert_int_equal(r->view.count, 0);
	}
}

/* --- Keys and names ------------------------------------------------------- */

static void test_a_key_that_does_nothing_says_so(void **state)
{
	static const char *const keys[] = { "F7", "Alt-j", "~", "^X", "Ins" };
	struct reading *r = *state;

	for (size_t i = 0; i < 5; i++) {
		press(r, keys[i]);
		assert_says(r, keys[i]);
		assert_false(r->view.message_is_error);
		assert_int_equal(r->view.request, REQUEST_NONE);
	}
	/* But not of a sequence that means nothing. */
	view_hush(&r->view);
	dispatch_key(&r->view, KEYS_UNKNOWN);
	assert_string_equal(message(r), "");
	/* Any key takes a message away. */
	press(r, "F7 j");
	assert_string_equal(message(r), "");
}

/* What of a view a command may change. */
struct seen {
	struct place top;
	uint32_t point_off, point_end;
	struct pans pans;
	enum focus focus;
	enum zen zen;
	enum request request;
	struct options options;
	size_t entries, selected, help_top;
};

/* look() leaves no byte unset. */
static bool same_bytes(const void *a, const void *b, size_t len)
{
	return memcmp(a, b, len) == 0;
}

static struct seen look(const struct view *view)
{
	struct seen seen;

	memset(&seen, 0, sizeof(seen));
	seen.top = view->top;
	seen.point_off = view->point_off;
	seen.point_end = view->point_end;
	seen.pans = view->pans;
	seen.focus = view->focus;
	seen.zen = view->zen;
	seen.request = view->request;
	seen.options = view->options;
	seen.entries = view->contents.entry_count;
	seen.selected = view->contents.selected;
	seen.help_top = view->help_top;
	return seen;
}

/* Every command does by its name what it does by each of its keys. */
static void test_names_do_what_keys_do(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &command_table[i];
		const char *keys = command->keys;

		while (*keys) {
			size_t len = strcspn(keys, " ");
			struct reading by_key, by_name;
			struct seen a, b;
			uint32_t key;

			reading_open(&by_key, text, 12, 80);
			reading_open(&by_name, text, 12, 80);
			press(&by_key, "8 j )");
			press(&by_name, "8 j )");
			assert_true(keys_parse(keys, len, &key));
			style_use(THEME_AUTO);
			dispatch_key(&by_key.view, key);
			style_use(THEME_AUTO);
			press(&by_name, ":");
			type(&by_name, command->name);
			press(&by_name, "Enter");
			a = look(&by_key.view);
			b = look(&by_name.view);
			if (!same_bytes(&a, &b, sizeof(a)))
				fail_msg("%s", command->name);
			assert_string_equal(message(&by_key),
					    message(&by_name));
			reading_close(&by_name);
			reading_close(&by_key);
			keys += len + strspn(keys + len, " ");
		}
	}
}

static void test_lines_of_the_prompt(void **state)
{
	struct reading *r = *state;

	dispatch_line(&r->view, "line-down");
	assert_false(reading_line(r, 0)[0]);
	dispatch_line(&r->view, "  :start  ");
	assert_string_equal(reading_line(r, 0), "One");
	dispatch_line(&r->view, "16");
	assert_string_equal(reading_line(r, 0), "e");
	dispatch_line(&r->view, " 13 ");
	assert_string_equal(reading_line(r, 0), "b");
	dispatch_line(&r->view, "");
	dispatch_line(&r->view, "   ");
	assert_string_equal(message(r), "");
	dispatch_line(&r->view, "set width=33");
	assert_int_equal(r->view.geometry.measure, 33);
	dispatch_line(&r->view, "set");
	assert_says(r, "width=33");
	dispatch_line(&r->view, "q");
	assert_int_equal(r->view.request, REQUEST_QUIT);
}

/* What the terminal has to be told of is asked for. */
static void test_options_of_the_terminal(void **state)
{
	static const struct {
		const char *line;
		enum request request;
	} table[] = {
		{ "set nomouse", REQUEST_OPTIONS },
		{ "set color=never", REQUEST_OPTIONS },
		{ "set bidi=off", REQUEST_OPTIONS },
		{ "set bidi=off", REQUEST_NONE },
		{ "set wrap", REQUEST_NONE },
	};
	struct reading *r = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		dispatch_line(&r->view, table[i].line);
		assert_int_equal(r->view.request, table[i].request);
	}
}

static void test_lines_that_are_refused(void **state)
{
	static const struct {
		const char *line, *said;
	} table[] = {
		{ "nonsense", "nonsense" },
		{ "12x", "12x" },
		{ "-5", "-5" },
		{ "0", "\u201c0\u201d" },
		{ "Quit", "Quit" },
		{ "set width=1", "20 to 400" },
		{ "set nothing", "nothing" },
	};
	struct reading *r = *state;
	struct seen before = look(&r->view);

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct seen after;

		dispatch_line(&r->view, table[i].line);
		assert_says(r, table[i].said);
		assert_true(r->view.message_is_error);
		after = look(&r->view);
		assert_memory_equal(&after, &before, sizeof(after));
	}
}

/* A line number means the text, whatever has the keys. */
static void test_a_line_number_goes_there_from_anywhere(void **state)
{
	static const char *const before[] = { "j", "Tab", "?" };
	struct reading *r = *state;

	for (size_t i = 0; i < 3; i++) {
		press(r, "g");
		press(r, before[i]);
		press(r, ":");
		type(r, "14");
		press(r, "Enter");
		assert_string_equal(reading_line(r, 0), "c");
		press(r, "Esc Esc");
	}
}

/* --- The prompt ----------------------------------------------------------- */

static void test_the_prompt_runs_and_closes(void **state)
{
	struct reading *r = *state;

	press(r, ":");
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	type(r, "set wrap");
	assert_false(r->view.options.wrap);
	press(r, "Enter");
	assert_true(r->view.options.wrap);
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	/* Keys and digits are letters in it. */
	press(r, ":");
	type(r, "jq 3Q?");
	assert_string_equal(buffer_string(&r->view.prompt.text), "jq 3Q?");
	assert_int_equal(r->view.count, 0);
	press(r, "Esc");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	assert_int_equal(r->view.request, REQUEST_NONE);
	/* And it is empty the next time. */
	press(r, ":");
	assert_int_equal(r->view.prompt.text.len, 0);
	/* Backspace in an empty prompt leaves it, ^C any. */
	press(r, "x Backspace");
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	press(r, "Backspace");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	press(r, ": x ^C");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	press(r, ": Enter");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	assert_string_equal(message(r), "");
}

static void test_a_name_is_completed(void **state)
{
	static const struct {
		const char *typed, *completed, *said;
	} table[] = {
		{ "susp", "suspend ", "" },
		{ "line", "line-", "line-down line-up" },
		{ "line-d", "line-down ", "" },
		{ "pr", "pr", "previous-heading" },
		{ "xyz", "xyz", "" },
		{ "set wi", "set width=", "" },
		{ "set si", "set sidebar", "sidebar sidebar-width" },
		{ "set x", "set x", "" },
		{ "set ", "set ", "sidebar-width snapshots" },
		{ "", "", "line-down line-up page-down" },
	};
	struct reading *r = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		press(r, ":");
		type(r, table[i].typed);
		press(r, "Tab");
		assert_string_equal(buffer_string(&r->view.prompt.text),
				    table[i].completed);
		assert_int_equal(r->view.prompt.cursor,
				 strlen(table[i].completed));
		assert_says(r, table[i].said);
		assert_int_equal(!*message(r), !*table[i].said);
		press(r, "Esc");
	}
}

/* What was pasted is text in a prompt and nothing elsewhere. */
static void test_a_paste_runs_nothing(void **state)
{
	struct reading *r = *state;
	struct seen before = look(&r->view);
	struct seen after;

	dispatch_paste(&r->view, "jjq\nG", 5);
	after = look(&r->view);
	assert_memory_equal(&after, &before, sizeof(after));
	assert_says(r, "not run");
	press(r, ":");
	dispatch_paste(&r->view, "set wrap\n", 9);
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	assert_false(r->view.options.wrap);
	assert_string_equal(buffer_string(&r->view.prompt.text), "set wrap ");
	press(r, "Esc Tab /");
	dispatch_paste(&r->view, "deep", 4);
	assert_int_equal(r->view.contents.entry_count, 1);
}

/* --- Finding a heading ---------------------------------------------------- */

static void test_a_heading_is_found_by_letters(void **state)
{
	struct reading *r = *state;

	press(r, "Tab /");
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	assert_int_equal(r->view.contents.entry_count, 4);
	type(r, "t");
	assert_int_equal(r->view.contents.entry_count, 2);
	type(r, "w");
	assert_int_equal(r->view.contents.entry_count, 1);
	press(r, "Enter");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	assert_string_equal(reading_point(r), "Two");
	assert_string_equal(reading_line(r, 0), "Two");
	assert_int_equal(r->view.contents.entry_count, 4);
	/* Less typed, more found; the arrows choose. */
	press(r, "Tab / t w Backspace");
	assert_int_equal(r->view.contents.entry_count, 2);
	press(r, "Down Enter");
	assert_string_equal(reading_point(r), "Three");
	press(r, "Tab / Down Down Down Down Up Enter");
	assert_string_equal(reading_point(r), "Two");
}

static void test_no_heading_is_found(void **state)
{
	struct reading *r = *state;

	for (int i = 0; i < 2; i++) {
		press(r, "Tab / x y z");
		assert_int_equal(r->view.contents.entry_count, 0);
		press(r, "Enter");
		assert_says(r, "No heading matches");
		assert_int_equal(r->view.focus, FOCUS_CONTENTS);
		press(r, "Tab");
		assert_int_equal(r->view.contents.entry_count, 4);
		assert_string_equal(reading_line(r, 0), "One");
	}
}

static void test_esc_leaves_the_list_as_it_was(void **state)
{
	struct reading *r = *state;

	press(r, "Tab j j");
	assert_int_equal(r->view.contents.selected, 2);
	press(r, "/ o n e Esc");
	assert_int_equal(r->view.focus, FOCUS_CONTENTS);
	assert_int_equal(r->view.contents.entry_count, 4);
	assert_int_equal(r->view.contents.selected, 2);
	press(r, "/ d e e p Enter");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	assert_string_equal(reading_point(r), "Deep");
	/* Outside the contents the key searches the text. */
	press(r, "/");
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	assert_int_equal(r->view.prompt_kind, PROMPT_SEARCH);
}

/* --- The contents --------------------------------------------------------- */

static void test_t_shows_and_hides_the_sidebar(void **state)
{
	struct reading *r = *state;

	assert_true(r->view.geometry.sidebar > 0);
	press(r, "t");
	assert_int_equal(r->view.geometry.sidebar, 0);
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	press(r, "t");
	assert_true(r->view.geometry.sidebar > 0);
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	press(r, "Tab t");
	assert_int_equal(r->view.geometry.sidebar, 0);
	assert_int_equal(r->view.focus, FOCUS_PAGE);
}

/* Where there is no room beside the text, they open over the window. */
static void test_contents_over_a_narrow_window(void **state)
{
	static const char *const keys[] = { "t", "Tab" };
	struct reading *r = *state;

	view_resize(&r->view, 8, 60);
	for (int i = 0; i < 2; i++) {
		press(r, keys[i]);
		assert_true(view_contents_over(&r->view));
		press(r, keys[i]);
		assert_int_equal(r->view.focus, FOCUS_PAGE);
		press(r, keys[i]);
		press(r, "G Enter");
		assert_int_equal(r->view.focus, FOCUS_PAGE);
		assert_string_equal(reading_point(r), "Three");
		press(r, keys[i]);
		press(r, "q");
		assert_int_equal(r->view.focus, FOCUS_PAGE);
		assert_int_equal(r->view.request, REQUEST_NONE);
	}
	view_resize(&r->view, 8, 80);
	assert_true(r->view.geometry.sidebar > 0);
}

static void test_keys_in_the_contents(void **state)
{
	struct reading *r = *state;
	struct place top = r->view.top;

	press(r, "Tab");
	assert_int_equal(r->view.focus, FOCUS_CONTENTS);
	press(r, "j j k 2 j");
	assert_int_equal(r->view.contents.selected, 3);
	press(r, "j");
	assert_int_equal(r->view.contents.selected, 3);
	press(r, "g");
	assert_int_equal(r->view.contents.selected, 0);
	press(r, "G");
	assert_int_equal(r->view.contents.selected, 3);
	assert_int_equal(r->view.top.off, top.off);
	/* Space and b still page the text. */
	press(r, "Space");
	assert_true(r->view.top.off > top.off);
	assert_int_equal(r->view.focus, FOCUS_CONTENTS);
	press(r, "b");
	assert_string_equal(reading_line(r, 0), "One");
	press(r, "g j Enter");
	assert_string_equal(reading_point(r), "Deep");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	/* They open at the heading being read. */
	press(r, "] Tab");
	assert_int_equal(r->view.contents.selected, 2);
	press(r, "Tab");
	assert_int_equal(r->view.focus, FOCUS_PAGE);
}

static void test_folding(void **state)
{
	struct reading *r = *state;

	press(r, "Tab g j");
	assert_int_equal(r->view.contents.selected, 1);
	/* What has nothing to fold gives way to its parent. */
	press(r, "h");
	assert_int_equal(r->view.contents.selected, 0);
	assert_int_equal(r->view.contents.entry_count, 4);
	press(r, "h");
	assert_int_equal(r->view.contents.entry_count, 3);
	press(r, "h");
	assert_int_equal(r->view.contents.entry_count, 3);
	press(r, "l");
	assert_int_equal(r->view.contents.entry_count, 4);
	/* Read inside a fold, the contents open at what is folded. */
	press(r, "h Tab");
	move_to_heading(&r->view, 1);
	press(r, "Tab");
	assert_int_equal(r->view.contents.selected, 0);
	/* A filter finds what is folded; the fold stays. */
	press(r, "/ d e e p Enter");
	assert_string_equal(reading_point(r), "Deep");
	assert_int_equal(r->view.contents.entry_count, 3);
}

static void test_a_text_without_headings_says_so(void **state)
{
	static const char *const keys[] = { "t", "Tab", "T" };
	struct reading r;

	(void)state;
	reading_open(&r, "Text.\n", 24, 80);
	for (int i = 0; i < 3; i++) {
		press(&r, keys[i]);
		assert_says(&r, "no headings");
		assert_int_equal(r.view.focus, FOCUS_PAGE);
	}
	press(&r, "]");
	assert_says(&r, "last heading");
	/* Not before that is known. */
	r.document->complete = false;
	for (int i = 0; i < 3; i++) {
		press(&r, keys[i]);
		assert_string_equal(message(&r), "");
		assert_int_equal(r.view.request, REQUEST_WHOLE);
	}
	reading_close(&r);
}

/* --- Ends, files, help, leaving ------------------------------------------- */

static void test_ends_are_said(void **state)
{
	static const struct {
		const char *before, *key, *said;
	} table[] = {
		{ "g", "k", "first line" },
		{ "G", "j", "last line" },
		{ "g", "u", "first line" },
		{ "G", "d", "last line" },
		{ "g", "b", "first page" },
		{ "G", "Space", "The end" },
		{ "3 ] 9 [", "[", "first head" },
		{ "9 ]", "]", "last heading" },
		{ "9 9 (", "(", "first sent" },
		{ "9 9 )", ")", "last sentence" },
		{ "9 9 {", "{", "first para" },
		{ "9 9 }", "}", "last para" },
	};
	struct reading *r = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		press(r, table[i].before);
		assert_string_equal(message(r), "");
		press(r, table[i].key);
		assert_says(r, table[i].said);
		press(r, "Esc");
	}
}

static void test_space_at_the_end_opens_the_next_file(void **state)
{
	struct reading *r = *state;

	r->view.file_count = 2;
	press(r, "G");
	press(r, "Space");
	assert_says(r, "The end");
	assert_int_equal(r->view.request, REQUEST_NONE);
	press(r, "Space");
	assert_int_equal(r->view.request, REQUEST_NEXT_FILE);
	/* Said anew to who has moved in between. */
	press(r, "k Space");
	assert_int_equal(r->view.request, REQUEST_NONE);
	press(r, "Space");
	assert_says(r, "The end");
	assert_int_equal(r->view.request, REQUEST_NONE);
	press(r, "Space");
	assert_int_equal(r->view.request, REQUEST_NEXT_FILE);
	/* In the last file there is nowhere to go. */
	r->view.file_index = 1;
	for (int i = 0; i < 3; i++) {
		press(r, "Space");
		assert_says(r, "The end.");
		assert_int_equal(r->view.request, REQUEST_NONE);
	}
}

static void test_space_where_all_is_on_one_page(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "# One\n\nAll of it.\n", 24, 80);
	r.view.file_count = 2;
	press(&r, "Space");
	assert_says(&r, "The end");
	assert_int_equal(r.view.request, REQUEST_NONE);
	press(&r, "Space");
	assert_int_equal(r.view.request, REQUEST_NEXT_FILE);
	reading_close(&r);
}

static void test_files(void **state)
{
	struct reading *r = *state;

	dispatch_line(&r->view, "next");
	assert_says(r, "last file");
	dispatch_line(&r->view, "p");
	assert_says(r, "first file");
	r->view.file_count = 3;
	r->view.file_index = 1;
	dispatch_line(&r->view, "n");
	assert_int_equal(r->view.request, REQUEST_NEXT_FILE);
	dispatch_line(&r->view, "previous");
	assert_int_equal(r->view.request, REQUEST_PREVIOUS_FILE);
}

static void test_help_opens_scrolls_and_closes(void **state)
{
	static const char *const closing[] = { "?", "F1", "q", "Esc" };
	struct reading *r = *state;
	struct place top = r->view.top;

	for (int i = 0; i < 4; i++) {
		press(r, "?");
		assert_int_equal(r->view.focus, FOCUS_HELP);
		assert_int_equal(r->view.help_top, 0);
		press(r, "3 j k");
		assert_int_equal(r->view.help_top, 2);
		press(r, "9 9 k");
		assert_int_equal(r->view.help_top, 0);
		press(r, "Space");
		assert_int_equal(r->view.help_top, 6);
		press(r, "b G");
		assert_int_equal(r->view.help_top + 6, help_count());
		press(r, "d j Space");
		assert_int_equal(r->view.help_top + 6, help_count());
		press(r, "g");
		assert_int_equal(r->view.help_top, 0);
		press(r, closing[i]);
		assert_int_equal(r->view.focus, FOCUS_PAGE);
		assert_int_equal(r->view.request, REQUEST_NONE);
		assert_int_equal(r->view.top.off, top.off);
	}
}

static void test_leaving(void **state)
{
	struct reading *r = *state;

	press(r, ") Esc Esc Esc Esc");
	assert_int_equal(r->view.request, REQUEST_NONE);
	press(r, "Tab q");
	assert_int_equal(r->view.request, REQUEST_NONE);
	press(r, "q");
	assert_int_equal(r->view.request, REQUEST_QUIT);
	press(r, "? Q");
	assert_int_equal(r->view.request, REQUEST_QUIT);
	press(r, "Esc Tab Q");
	assert_int_equal(r->view.request, REQUEST_QUIT);
	/* A request is of the last key alone. */
	press(r, "j");
	assert_int_equal(r->view.request, REQUEST_NONE);
	press(r, "^L");
	assert_int_equal(r->view.request, REQUEST_REDRAW);
	press(r, "^Z");
	assert_int_equal(r->view.request, REQUEST_SUSPEND);
}

/* --- The page ------------------------------------------------------------- */

static void test_the_measure(void **state)
{
	struct reading *r = *state;

	view_resize(&r->view, 24, 200);
	assert_int_equal(r->view.geometry.measure, 66);
	press(r, "+ + -");
	assert_int_equal(r->view.geometry.measure, 68);
	assert_says(r, "68");
	press(r, "3 =");
	assert_int_equal(r->view.geometry.measure, 74);
	press(r, "9 9 9 -");
	assert_true(r->view.message_is_error);
	assert_int_equal(r->view.geometry.measure, 74);
	/* With the keys in the contents, it is the sidebar. */
	press(r, "Tab -");
	assert_int_equal(r->view.geometry.sidebar, 28);
	assert_int_equal(r->view.geometry.measure, 74);
	press(r, "+ +");
	assert_int_equal(r->view.geometry.sidebar, 32);
}

static void test_zen(void **state)
{
	struct reading *r = *state;
	struct place top;

	press(r, "j");
	top = r->view.top;
	press(r, "z");
	assert_int_equal(r->view.zen, ZEN_TEXT);
	assert_int_equal(r->view.geometry.page_rows, 8);
	press(r, "z");
	assert_int_equal(r->view.zen, ZEN_FOCUS);
	assert_false(view_has_point(&r->view));
	press(r, "z");
	assert_int_equal(r->view.zen, ZEN_OFF);
	assert_int_equal(r->view.geometry.page_rows, 6);
	assert_int_equal(r->view.top.off, top.off);
}

/* It waits for nothing: no sentence has been read yet. */
/* Which rows of the page are dimmed: a letter for each. */
static const char *dimmed(struct reading *r)
{
	static char rows[32];
	struct row row;
	int y = 0;

	zen_settle(&r->view);
	for (; y < 31 && reading_row(r, y, &row); y++)
		rows[y] = zen_dims(&r->view, &row) ? 'd' : '.';
	rows[y] = '\0';
	return rows;
}

/* The paragraph with the point; without one, that in the upper third. */
static void test_zen_lights_a_paragraph(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r,
		     "One.\n\nTwo.\n\n| a |\n|---|\n| b |\n| c |\n\n"
		     "Three.\n\nFour.\n\nFive.\n",
		     9, 40);
	assert_string_equal(dimmed(&r), "..............");
	press(&r, "z z");
	assert_string_equal(dimmed(&r), "ddd.....dddddd");
	press(&r, ")");
	assert_string_equal(dimmed(&r), ".ddddddddddddd");
	press(&r, ") )");
	assert_string_equal(dimmed(&r), "ddd.....dddddd");
	press(&r, "Esc z");
	assert_string_equal(dimmed(&r), "..............");
	reading_close(&r);
}

static void test_zen_asks_for_nothing(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "---\n", 24, 80);
	r.document->complete = false;
	press(&r, "z z");
	assert_int_equal(r.view.zen, ZEN_FOCUS);
	assert_int_equal(r.view.request, REQUEST_NONE);
	reading_close(&r);
}

static void test_panning(void **state)
{
	struct reading r;
	struct buffer code = BUFFER_INIT;

	(void)state;
	buffer_append_string(&code, "~~~\n");
	for (int i = 0; i < 30; i++)
		buffer_append_string(&code, "0123456789");
	buffer_append_string(&code, "\n~~~\n");
	reading_open(&r, buffer_string(&code), 24, 60);
	press(&r, "h");
	assert_int_equal(reading_pan(&r), 0);
	press(&r, "l");
	assert_true(reading_pan(&r) > 0);
	press(&r, "h");
	assert_int_equal(reading_pan(&r), 0);
	/* No further than there is something to see: two columns of indent. */
	press(&r, "9 9 9 9 l");
	assert_int_equal(reading_pan(&r), 302 - view_wide_columns(&r.view));
	press(&r, "l l l l l l");
	assert_int_equal(reading_pan(&r), 302 - view_wide_columns(&r.view));
	press(&r, "9 9 9 9 h");
	assert_int_equal(reading_pan(&r), 0);
	press(&r, "l W");
	assert_int_equal(reading_pan(&r), 0);
	press(&r, "l");
	assert_int_equal(reading_pan(&r), 0);
	assert_true(*message(&r));
	reading_close(&r);
	buffer_release(&code);
}

static void test_where_am_i(void **state)
{
	struct reading *r = *state;

	press(r, "^G");
	assert_says(r, "essay.md");
	assert_says(r, "line 1,");
	assert_says(r, "0%");
	press(r, "7 G ^G");
	assert_says(r, "line 7,");
	r->view.file_count = 3;
	press(r, "G ^G");
	assert_says(r, "1 of 3");
	assert_says(r, "100%");
}

/* --- What has to be read first -------------------------------------------- */

static void test_a_command_runs_again_once_all_is_read(void **state)
{
	static const char *const keys[] = { "G",       "5 0 %", "3 0 G",
					    "4 ]",     "3 0 )", "9 }",
					    "7 Space", "3 0 j", "9 d" };

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct source *source =
			source_from_memory("essay.md", text, strlen(text));
		struct load *load = load_open(source, SOURCE_AUTO, 1, NULL);
		struct reading r, whole;

		while (load_document(load)->block_count < 2)
			assert_int_equal(load_step(load), LOAD_MORE);
		reading_init(&r, 6, 60);
		reading_show(&r, load_take(load));
		press(&r, keys[i]);
		/* The end may be shown before all of it is read. */
		assert_int_equal(r.view.request,
				 i ? REQUEST_WHOLE : REQUEST_END);
		while (load_step(load) != LOAD_DONE)
			;
		view_grew(&r.view);
		dispatch_again(&r.view);
		assert_int_equal(r.view.request, REQUEST_NONE);

		reading_open(&whole, text, 6, 60);
		press(&whole, keys[i]);
		assert_string_equal(reading_line(&r, 0),
				    reading_line(&whole, 0));
		assert_int_equal(r.view.top.off, whole.view.top.off);
		assert_int_equal(r.view.point_off, whole.view.point_off);
		load_free(load);
		reading_close(&whole);
		reading_close(&r);
	}
}

/* --- Anything ------------------------------------------------------------- */

static uint32_t random_key(uint64_t number)
{
	static const uint32_t special[] = {
		KEYS_ENTER, KEYS_TAB,	  KEYS_ESCAPE, KEYS_UP,
		KEYS_DOWN,  KEYS_PAGE_UP, KEYS_HOME,   KEYS_BACKSPACE,
	};

	if (number % 4 == 0)
		return special[(number >> 8) % 8];
	if (number % 16 == 1)
		return KEYS_CONTROL | ('a' + (uint32_t)(number >> 8) % 26);
	return '!' + (uint32_t)(number >> 8) % 94;
}

static void assert_sound(struct reading *r)
{
	struct view *view = &r->view;
	struct layout_at at;

	assert_true(view_top(view, &at));
	assert_true(view->focus <= FOCUS_SELECT);
	/* A list that is open is under whatever has the keys. */
	if (list_is_open(view))
		assert_true(view->focus == FOCUS_LIST ||
			    view->focus == FOCUS_PROMPT ||
			    view->focus == FOCUS_HELP);
	else
		assert_int_not_equal(view->focus, FOCUS_LIST);
	assert_true(view->list.selected < view->list.count ||
		    view->list.selected == 0);
	assert_true(view->zen < ZEN_COUNT);
	assert_true(view->count >= 0);
	assert_true(view->point_off <= view->point_end);
	assert_true(view->point_end <= r->document->text.len);
	assert_true(view->contents.selected < view->contents.entry_count ||
		    view->contents.selected == 0);
	assert_true(view->contents.entry_count > 0 ||
		    view->focus == FOCUS_PROMPT);
	assert_true(view->prompt.cursor <= view->prompt.text.len);
	assert_true(view->help_top < help_count());
	assert_in_range(view_percent(view), 0, 100);
	assert_true(view->request != REQUEST_WHOLE);
}

static void test_any_keys(void **state)
{
	enum { STEPS = 8000 };
	uint64_t random = 41;
	struct reading *r = *state;

	for (int step = 0; step < STEPS; step++) {
		uint64_t number = test_random(&random);

		dispatch_key(&r->view, random_key(number));
		if (number >> 58 == 0)
			view_resize(&r->view, 1 + (int)(number >> 32) % 40,
				    1 + (int)(number >> 40) % 120);
		if (number >> 58 == 1) {
			press(r, "Esc");
			view_unescape(&r->view);
		}
		if (number >> 58 == 2)
			dispatch_paste(&r->view, "set \xff\n", 6);
		assert_sound(r);
	}
}

#define READING(test) \
	cmocka_unit_test_setup_teardown(test, open_reading, close_reading)

int main(void)
{
	const struct CMUnitTest tests[] = {
		READING(test_digits_are_a_count),
		READING(test_no_count_begins_with_0),
		READING(test_counts_have_an_end),
		READING(test_other_keys_give_the_count_up),
		READING(test_a_key_that_does_nothing_says_so),
		cmocka_unit_test(test_names_do_what_keys_do),
		READING(test_lines_of_the_prompt),
		READING(test_options_of_the_terminal),
		READING(test_lines_that_are_refused),
		READING(test_a_line_number_goes_there_from_anywhere),
		READING(test_the_prompt_runs_and_closes),
		READING(test_a_name_is_completed),
		READING(test_a_paste_runs_nothing),
		READING(test_a_heading_is_found_by_letters),
		READING(test_no_heading_is_found),
		READING(test_esc_leaves_the_list_as_it_was),
		READING(test_t_shows_and_hides_the_sidebar),
		READING(test_contents_over_a_narrow_window),
		READING(test_keys_in_the_contents),
		READING(test_folding),
		cmocka_unit_test(test_a_text_without_headings_says_so),
		READING(test_ends_are_said),
		READING(test_space_at_the_end_opens_the_next_file),
		cmocka_unit_test(test_space_where_all_is_on_one_page),
		READING(test_files),
		READING(test_help_opens_scrolls_and_closes),
		READING(test_leaving),
		READING(test_the_measure),
		READING(test_zen),
		cmocka_unit_test(test_zen_lights_a_paragraph),
		cmocka_unit_test(test_zen_asks_for_nothing),
		cmocka_unit_test(test_panning),
		READING(test_where_am_i),
		cmocka_unit_test(test_a_command_runs_again_once_all_is_read),
		READING(test_any_keys),
	};

	return test_run(tests);
}
