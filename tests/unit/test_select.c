/* SPDX-License-Identifier: ISC */
/* Tests of selecting text, and of what is copied then. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "reader/dispatch.h"
#include "reader/keys.h"
#include "reader/move.h"
#include "reader/select.h"
#include "reading.h"

static void type(struct reading *r, const char *keys)
{
	for (; *keys; keys++)
		dispatch_key(&r->view, (unsigned char)*keys);
}

/* What is selected; "" for nothing. Valid until the next call. */
static const char *selected(const struct reading *r)
{
	static char text[1024];
	uint32_t off = 0, end = 0;

	if (select_range(&r->view, &off, &end)) {
		assert_true(off < end && end <= r->document->text.len);
		assert_true(end - off < sizeof(text));
		memcpy(text, r->document->text.data + off, end - off);
	}
	text[end - off] = '\0';
	return text;
}

static void put_point(struct reading *r, const char *words)
{
	const char *found = strstr(r->document->text.data, words);

	assert_non_null(found);
	assert_true(move_point_to(&r->view,
				  (uint32_t)(found - r->document->text.data)));
}

static const char text[] =
	"# Title\n\n"
	"First one. Second, well-known one! Third.\n\n"
	"- Item\n- Other item. More.\n\n"
	"| cell | two words |\n|---|---|\n\n"
	"***\n\n"
	"```\nint x;\n\n  y\n```\n\n"
	"\xe4\xbd\xa0\xe5\xa5\xbd\xe3\x80\x82 na\xc3\xafve cafe\xcc\x81.\n\n"
	"Last words.\n";

/* From the sentence of point on, keys select words. */
static const struct {
	const char *point;
	const char *keys;
	const char *words;
} cases[] = {
	{ "Second", "v", "Second, well-known one!" },
	{ "Second", "vv", "" },
	{ "Second", "vq", "" },
	/* Characters; never a line end. */
	{ "Second", "vh", "Second, well-known one" },
	{ "Second", "vl", "Second, well-known one! " },
	{ "Second", "v3h", "Second, well-known o" },
	{ "Third", "vl", "Third.\nI" },
	{ "Third", "vlh", "Third." },
	{ "Second", "v99h", "Title\nFirst one. S" },
	/* Words. */
	{ "Second", "vw", "Second, well-known one! T" },
	{ "Second", "ve", "Second, well-known one! Third" },
	{ "Second", "vb", "Second, well-known o" },
	{ "Second", "v2b", "Second, well-k" },
	{ "Second", "v5b", "one. S" },
	{ "Third", "v2e", "Third.\nItem\nOther" },
	{ "Last", "vw", "Last words." },
	{ "\xe4\xbd\xa0", "vow", "\xe5\xa5\xbd\xe3\x80\x82" },
	/* Sentences: the far end of the next, whole ones given up. */
	{ "First", "v)", "First one. Second, well-known one!" },
	{ "First", "v2)", "First one. Second, well-known one! Third." },
	{ "First", "v3)", "First one. Second, well-known one! Third.\nItem" },
	{ "First", "v2)(", "First one. Second, well-known one!" },
	{ "Second", "vo(", "First one. Second, well-known one!" },
	{ "Second", "vo2(", "Title\nFirst one. Second, well-known one!" },
	{ "Second", "vo2()", "First one. Second, well-known one!" },
	{ "Second", "vo(2)", "!" },
	{ "Second", "vo(3)", "! Third." },
	{ "Second", "vh)", "Second, well-known one!" },
	{ "Last", "v)", "Last words." },
	{ "Title", "vo(", "Title" },
	/* Paragraphs. */
	{ "Second", "v}", "Second, well-known one! Third." },
	{ "Second", "v2}", "Second, well-known one! Third.\nItem" },
	{ "Second", "vo{", "First one. Second, well-known one!" },
	{ "Item", "V", "Item" },
	{ "Second", "V", "First one. Second, well-known one! Third." },
	{ "Second", "V}", "First one. Second, well-known one! Third.\nItem" },
	{ "Second", "V{", "Title\nFirst one. Second, well-known one! Third." },
	{ "Second", "V}{", "First one. Second, well-known one! Third." },
	{ "Item", "V2{2}", "Item" },
	{ "Second", "vV", "First one. Second, well-known one! Third." },
	{ "Second", "Vv", "Second, well-known one!" },
	{ "Second", "VV", "" },
	/* Over a rule, which shows nothing to select. */
	{ "two words", "vl", "two words\n\ni" },
	{ "two words", "V}", "cell\ntwo words\n\nint x;\n\n  y" },
	/* Code is one sentence; clusters stay whole. */
	{ "int", "v", "int x;\n\n  y" },
	{ "na\xc3\xafve", "v2h", "na\xc3\xafve caf" },
	/* The other end. */
	{ "Second", "voo", "Second, well-known one!" },
	{ "Second", "voh", " Second, well-known one!" },
	{ "Second", "vol", "econd, well-known one!" },
};

static void test_movements(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading r;

		reading_open(&r, text, 40, 60);
		put_point(&r, cases[i].point);
		type(&r, cases[i].keys);
		if (strcmp(selected(&r), cases[i].words) != 0)
			print_message("%s %s: %s\n", cases[i].point,
				      cases[i].keys, selected(&r));
		assert_string_equal(selected(&r), cases[i].words);
		assert_int_equal(r.view.focus,
				 *cases[i].words ? FOCUS_SELECT : FOCUS_PAGE);
		assert_int_equal(r.view.count, 0);
		reading_close(&r);
	}
}

/* j and k stay in the column where they began, over short rows too. */
static void test_rows(void **state)
{
	struct reading r;
	uint32_t moving;

	(void)state;
	reading_open(&r,
		     "One two three four five six seven eight nine ten eleven "
		     "twelve.\n\nA.\n\nOne two three four five six seven eight "
		     "nine.\n",
		     24, 40);
	put_point(&r, "One");
	type(&r, "vo10l");
	moving = r.view.select.moving;
	assert_int_equal(moving, 10);
	type(&r, "j");
	moving = r.view.select.moving;
	assert_true(moving > 30);
	type(&r, "j");
	assert_int_equal(r.document->text.data[r.view.select.moving], '.');
	type(&r, "j");
	assert_memory_equal(r.document->text.data + r.view.select.moving,
			    "ree four", 8);
	type(&r, "k");
	assert_int_equal(r.document->text.data[r.view.select.moving], '.');
	type(&r, "k");
	assert_int_equal(r.view.select.moving, moving);
	type(&r, "5k");
	assert_int_equal(r.view.select.moving, 10);
	type(&r, "99j");
	assert_true(r.view.select.moving > moving);
	reading_close(&r);
}

/* Wherever the end goes, its row is on the page, and keys go there and back. */
static void test_moving_end_is_seen(void **state)
{
	static const char *const keys[] = { "j", "3j", "k",  "l",  "w",
					    "b", "e",  ")",  "(",  "}",
					    "{", "o",  "5}", "7k", "9w" };
	char *essay = reading_essay(23, 60);
	uint64_t random = 77;
	struct reading r;

	(void)state;
	reading_open(&r, essay, 12, 50);
	move_percent(&r.view, 50);
	assert_true(move_sentences(&r.view, 1));
	type(&r, "v");
	for (int round = 0; round < 3000; round++) {
		uint32_t off, end, first, last;
		struct layout_at at, row;
		bool shown = false;

		type(&r, keys[test_random(&random) %
			      (sizeof(keys) / sizeof(keys[0]))]);
		assert_int_equal(r.view.focus, FOCUS_SELECT);
		assert_true(select_range(&r.view, &off, &end));
		first = r.view.select.anchor;
		last = r.view.select.moving;
		assert_int_equal(off, first < last ? first : last);
		assert_true(r.document->text.data[last] != '\n');
		assert_true(layout_find(r.view.layout,
					(struct place){ last, 0 }, &at));
		assert_true(view_top(&r.view, &row));
		for (int y = 0; y < r.view.geometry.page_rows && !shown; y++) {
			shown = row.block == at.block && row.row == at.row &&
				row.segment == at.segment;
			if (!layout_next(r.view.layout, &row))
				break;
		}
		assert_true(shown);
		if (round % 10 == 0)
			view_resize(&r.view, 8 + round % 7, 30 + round % 60);
		if (round % 10 == 0)
			type(&r, "j");
	}
	reading_close(&r);
	free(essay);
}

/* Scrolling goes on beside a selection, everything else ends it. */
static void test_other_commands(void **state)
{
	static const struct {
		uint32_t key;
		enum focus focus;
	} others[] = {
		{ ' ', FOCUS_SELECT },	     { 'u', FOCUS_SELECT },
		{ 'z', FOCUS_SELECT },	     { '$', FOCUS_SELECT },
		{ '?', FOCUS_HELP },	     { KEYS_TAB, FOCUS_CONTENTS },
		{ KEYS_ESCAPE, FOCUS_PAGE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct reading r;
		uint32_t off, end;

		reading_open(&r, text, 10, 90);
		put_point(&r, "Second");
		type(&r, "v");
		dispatch_key(&r.view, others[i].key);
		assert_int_equal(r.view.focus, others[i].focus);
		assert_int_equal(select_range(&r.view, &off, &end),
				 others[i].focus == FOCUS_SELECT);
		reading_close(&r);
	}
}

/* An Esc that began another key gives the selection back. */
static void test_escape_taken_back(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, text, 24, 60);
	put_point(&r, "Second");
	type(&r, "v");
	dispatch_key(&r.view, KEYS_ESCAPE);
	assert_string_equal(selected(&r), "");
	view_unescape(&r.view);
	assert_string_equal(selected(&r), "Second, well-known one!");
	assert_int_equal(r.view.focus, FOCUS_SELECT);
	reading_close(&r);
}

/* Another generation of the text ends it, also while a prompt has the keys. */
static void test_replaced(void **state)
{
	(void)state;
	for (int prompt = 0; prompt < 2; prompt++) {
		struct reading r;

		reading_open(&r, text, 24, 60);
		put_point(&r, "Last");
		type(&r, "v");
		if (prompt)
			view_enter_prompt(&r.view, PROMPT_COMMAND);
		assert_string_equal(selected(&r), "Last words.");
		reading_replace(&r, "Short.\n");
		assert_string_equal(selected(&r), "");
		if (prompt)
			view_leave_prompt(&r.view);
		assert_int_equal(r.view.focus, FOCUS_PAGE);
		reading_close(&r);
	}
}

/* Pages and the ends of the text take the end along: nothing is copied that
 * nobody sees. */
static void test_pages_extend(void **state)
{
	static const struct {
		const char *point, *keys;
		const char *first, *last; /* words at the ends of it */
	} pages[] = {
		{ "Title", "vG", "Title", "Last words." },
		{ "Last", "vog", "Title", "Last words." },
		{ "Title", "v ", "Title", NULL },
		{ "Title", "vd", "Title", NULL },
		{ "Last", "vob", NULL, "Last words." },
		{ "Title", "v 9b", "T", "T" },
	};
	uint32_t off, end;

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct reading r;
		uint32_t top, foot;
		const char *words;

		reading_open(&r, text, 8, 40);
		put_point(&r, pages[i].point);
		type(&r, pages[i].keys);
		words = selected(&r);
		assert_true(select_range(&r.view, &off, &end));
		if (pages[i].first)
			assert_memory_equal(words, pages[i].first,
					    strlen(pages[i].first));
		if (pages[i].last)
			assert_string_equal(words + strlen(words) -
						    strlen(pages[i].last),
					    pages[i].last);
		view_visible(&r.view, &top, &foot);
		assert_in_range(r.view.select.moving, top, foot);
		reading_close(&r);
	}
}

/* A search prompt lends the keys: what is found is the new end. */
static void test_search_extends(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, text, 24, 60);
	put_point(&r, "Second");
	type(&r, "v/other");
	dispatch_key(&r.view, KEYS_ENTER);
	while (find_step(&r.view))
		;
	assert_int_equal(r.view.focus, FOCUS_SELECT);
	assert_string_equal(selected(&r),
			    "Second, well-known one! Third.\nItem\nOther");
	type(&r, "v");
	/* Before the other end it takes in all of what is found. */
	put_point(&r, "Second");
	type(&r, "vo/first");
	dispatch_key(&r.view, KEYS_ENTER);
	while (find_step(&r.view))
		;
	assert_string_equal(selected(&r), "First one. Second, well-known one!");
	reading_close(&r);
}

/* Wide code pans to the end that moves. */
static void test_wide_code_pans(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r,
		     "```\nint one, two, three, four, five, six, seven, eight, "
		     "nine;\nint ten;\n```\n",
		     24, 30);
	put_point(&r, "int");
	type(&r, "vo");
	assert_int_equal(reading_pan(&r), 0);
	type(&r, "50l");
	assert_true(reading_pan(&r) > 20);
	assert_true(50 < reading_pan(&r) + view_wide_columns(&r.view));
	type(&r, "50h");
	assert_int_equal(reading_pan(&r), 0);
	reading_close(&r);
}

/* --- The mouse -------------------------------------------------------------
 */

static uint32_t offset_of(const struct reading *r, const char *words)
{
	return (uint32_t)(strstr(r->document->text.data, words) -
			  r->document->text.data);
}

static void test_from_a_byte(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, text, 24, 60);
	select_begin_at(&r.view, offset_of(&r, "known"), SELECT_CHARACTERS);
	assert_string_equal(selected(&r), "k");
	select_extend_to(&r.view, offset_of(&r, "one!"));
	assert_string_equal(selected(&r), "known o");
	select_extend_to(&r.view, offset_of(&r, "ell-known"));
	assert_string_equal(selected(&r), "ell-k");
	select_begin_at(&r.view, offset_of(&r, "nown"), SELECT_WORDS);
	assert_string_equal(selected(&r), "known");
	select_extend_to(&r.view, offset_of(&r, "hird"));
	assert_string_equal(selected(&r), "known one! Third");
	select_extend_to(&r.view, offset_of(&r, "econd"));
	assert_string_equal(selected(&r), "Second, well-known");
	select_begin_at(&r.view, offset_of(&r, "nown"), SELECT_PARAGRAPHS);
	assert_string_equal(selected(&r),
			    "First one. Second, well-known one! Third.");
	select_extend_to(&r.view, offset_of(&r, "tle"));
	assert_string_equal(selected(&r),
			    "Title\nFirst one. Second, well-known one! Third.");
	/* In the middle of a cluster, on a line end, behind the text. */
	select_begin_at(&r.view, offset_of(&r, "\xcc\x81"), SELECT_CHARACTERS);
	assert_string_equal(selected(&r), "e\xcc\x81");
	select_begin_at(&r.view, offset_of(&r, "\nFirst"), SELECT_CHARACTERS);
	assert_string_equal(selected(&r), "e");
	select_begin_at(&r.view, UINT32_MAX, SELECT_CHARACTERS);
	assert_string_equal(selected(&r), ".");
	reading_close(&r);
}

/* --- Copying ---------------------------------------------------------------
 */

static const struct {
	const char *point;
	const char *keys;
	const char *copied;
	const char *name;
} copies[] = {
	{ "Second", "y", "Second, well-known one!", "a sentence" },
	{ "Second", "2y", "Second, well-known one! Third.", "2 sentences" },
	{ "Second", "9999y", NULL, NULL },
	{ "Second", "vy", "Second, well-known one!", "a sentence" },
	{ "Second", "v)y", "Second, well-known one! Third.", "2 sentences" },
	{ "Second", "Vy", "First one. Second, well-known one! Third.",
	  "a paragraph" },
	{ "int", "y", "int x;\n\n  y\n", "the code block" },
	{ "int", "Vy", "int x;\n\n  y\n", "the code block" },
	{ "Item", "V}y", "- Item\n- Other item. More.", "2 paragraphs" },
	{ "cell", "V}y", NULL, NULL },
	{ "Third", "Y", "> Third.\n>\n> \xe2\x80\x94 *Title*\n", "a sentence" },
	{ "Title", "y", "Title", "the heading" },
};

static void test_copies(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(copies) / sizeof(copies[0]); i++) {
		struct reading r;

		reading_open(&r, text, 24, 60);
		put_point(&r, copies[i].point);
		type(&r, copies[i].keys);
		assert_int_equal(r.view.request, REQUEST_COPY);
		assert_int_equal(r.view.focus, FOCUS_PAGE);
		assert_string_equal(selected(&r), "");
		if (copies[i].copied) {
			assert_string_equal(buffer_string(&r.view.outgoing),
					    copies[i].copied);
			assert_string_equal(buffer_string(&r.view.copied),
					    copies[i].name);
		}
		reading_close(&r);
	}
}

/* Without a point a letter chooses, and becomes the point. */
static void test_letters_choose(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, text, 24, 60);
	type(&r, "y");
	assert_int_equal(r.view.focus, FOCUS_LABELS);
	assert_int_equal(r.view.request, REQUEST_NONE);
	type(&r, "d");
	assert_int_equal(r.view.request, REQUEST_COPY);
	assert_string_equal(buffer_string(&r.view.outgoing),
			    "Second, well-known one!");
	assert_string_equal(reading_point(&r), "Second, well-known one!");
	view_drop_point(&r.view);
	type(&r, "2yd");
	assert_string_equal(buffer_string(&r.view.outgoing),
			    "Second, well-known one! Third.");
	view_drop_point(&r.view);
	type(&r, "Yd");
	assert_string_equal(
		buffer_string(&r.view.outgoing),
		"> Second, well-known one!\n>\n> \xe2\x80\x94 *Title*\n");
	view_drop_point(&r.view);
	type(&r, "vd");
	assert_string_equal(selected(&r), "Second, well-known one!");
	type(&r, "v");
	view_drop_point(&r.view);
	type(&r, "Vd");
	assert_string_equal(selected(&r),
			    "First one. Second, well-known one! Third.");
	reading_close(&r);
}

static void test_a_note_is_copied(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "One[^1].\n\n[^1]: The *note*.\n\n    Second part.\n",
		     24, 60);
	type(&r, "1o");
	assert_int_equal(r.view.focus, FOCUS_NOTE);
	type(&r, "y");
	assert_int_equal(r.view.request, REQUEST_COPY);
	assert_string_equal(buffer_string(&r.view.outgoing),
			    "The note.\n\nSecond part.");
	reading_close(&r);
}

static void test_nothing_to_select(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, "***\n", 24, 60);
	type(&r, "v");
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	view_set_point(&r.view, 0, 1);
	type(&r, "vhlwe)(}{jko");
	assert_string_equal(selected(&r), "");
	type(&r, "y");
	assert_int_equal(r.view.request, REQUEST_NONE);
	reading_close(&r);
	reading_open(&r, "", 24, 60);
	type(&r, "vyVY");
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	select_begin_at(&r.view, 0, SELECT_WORDS);
	assert_string_equal(selected(&r), "");
	reading_close(&r);
}

/* In a paragraph of 5 MB a key costs no more than in any. */
static void test_one_long_paragraph(void **state)
{
	struct buffer long_text = BUFFER_INIT;
	struct reading r;

	(void)state;
	for (int i = 0; long_text.len < 5000000; i++)
		buffer_append_format(&long_text, "Sentence %d is said. ", i);
	reading_open(&r, buffer_string(&long_text), 24, 80);
	move_percent(&r.view, 50);
	assert_true(move_sentences(&r.view, 1));
	type(&r, "v");
	for (int i = 0; i < 300; i++)
		type(&r, "wlj)ebhko");
	assert_int_equal(r.view.focus, FOCUS_SELECT);
	reading_close(&r);
	buffer_release(&long_text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_movements),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_moving_end_is_seen),
		cmocka_unit_test(test_other_commands),
		cmocka_unit_test(test_escape_taken_back),
		cmocka_unit_test(test_replaced),
		cmocka_unit_test(test_pages_extend),
		cmocka_unit_test(test_search_extends),
		cmocka_unit_test(test_wide_code_pans),
		cmocka_unit_test(test_from_a_byte),
		cmocka_unit_test(test_copies),
		cmocka_unit_test(test_letters_choose),
		cmocka_unit_test(test_a_note_is_copied),
		cmocka_unit_test(test_nothing_to_select),
		cmocka_unit_test(test_one_long_paragraph),
	};

	return test_run(tests);
}
