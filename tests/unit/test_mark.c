/* SPDX-License-Identifier: ISC */
/* Tests of a mark with its note, its tags and its colour. */
#include "test.h"

#include <string.h>

#include "marks/mark.h"
#include "marks/tags.h"
#include "text/utf8.h"

static void set_note(struct mark *mark, const char *note)
{
	mark_set_note(mark, note, strlen(note));
}

static void test_a_note_is_made_valid(void **state)
{
	static const struct {
		const char *note;
		size_t len; /* 0: all */
		const char *expected;
	} cases[] = {
		{ "plain", 0, "plain" },
		{ "two\nlines\tand a tab", 0, "two\nlines\tand a tab" },
		{ "dos\r\nmac\rend\r", 0, "dos\nmac\nend\n" },
		{ "esc \x1b[31m", 0, "esc \xef\xbf\xbd[31m" },
		{ "nul \0.", 6, "nul \xef\xbf\xbd." },
		{ "del \x7f csi \xc2\x9b.", 0,
		  "del \xef\xbf\xbd csi \xef\xbf\xbd." },
		{ "half \xc3", 0, "half \xef\xbf\xbd" },
		{ "no-break\xc2\xa0space", 0, "no-break\xc2\xa0space" },
		{ "\xe2\x80\xaaquoted\xe2\x80\xac", 0,
		  "\xe2\x80\xaaquoted\xe2\x80\xac" },
		{ "", 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mark mark;

		mark_init(&mark);
		mark_set_note(&mark, cases[i].note,
			      cases[i].len ? cases[i].len
					   : strlen(cases[i].note));
		assert_string_equal(buffer_string(&mark.note),
				    cases[i].expected);
		assert_int_equal(mark.note.len, strlen(cases[i].expected));
		mark_release(&mark);
	}
}

/* A note of so many bytes that ends in tail, with more behind. */
static void set_long_note(struct mark *mark, size_t before, const char *tail)
{
	struct buffer note = BUFFER_INIT;

	while (note.len < before)
		buffer_append_byte(&note, 'x');
	while (note.len < 3 * (size_t)MARK_NOTE)
		buffer_append_string(&note, tail);
	mark_set_note(mark, note.data, note.len);
	buffer_release(&note);
}

static void test_a_long_note_is_cut_at_a_cluster(void **state)
{
	static const struct {
		size_t before;
		const char *tail;
		size_t expected;
	} cases[] = {
		{ 0, "x", MARK_NOTE },
		{ MARK_NOTE, "x", MARK_NOTE },
		{ MARK_NOTE - 1, "\xc3\xa9", MARK_NOTE - 1 },
		{ MARK_NOTE - 2, "\xc3\xa9", MARK_NOTE },
		/* e and an acute, a family of emoji */
		{ MARK_NOTE - 2, "e\xcc\x81", MARK_NOTE - 2 },
		{ MARK_NOTE - 10,
		  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9 ",
		  MARK_NOTE - 10 },
		/* One cluster that never ends is cut between its marks. */
		{ 1, "\xcc\x81", MARK_NOTE - 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mark mark;

		mark_init(&mark);
		set_long_note(&mark, cases[i].before, cases[i].tail);
		assert_int_equal(mark.note.len, cases[i].expected);
		assert_true(utf8_valid(mark.note.data, mark.note.len));
		mark_release(&mark);
	}
}

static void test_words_with_a_sign_are_tags(void **state)
{
	static const struct {
		const char *note, *tags;
	} cases[] = {
		{ "#one", "one" },
		{ "a #one and #Two.", "one Two" },
		{ "line\n#one\ttab\t#two", "one two" },
		{ "(#one) [#two] \"#three\" #a,#b", "one two three a b" },
		{ "#a_b #c-d #e/f #g2 #2h", "a_b c-d e/f g2 2h" },
		{ "#done- and #this/ too", "done this" },
		{ "#it's", "it" },
		{ "#\xc3\xa9tude #\xd0\xba\xd0\xbd\xd0\xb8\xd0\xb3\xd0\xb0",
		  "\xc3\xa9tude \xd0\xba\xd0\xbd\xd0\xb8\xd0\xb3\xd0\xb0" },
		/* Hindi's vowel signs, Persian's joiner, Chinese. */
		{ "#\xe0\xa4\xb9\xe0\xa4\xbf\xe0\xa4\xa8\xe0\xa5\x8d"
		  "\xe0\xa4\xa6\xe0\xa5\x80!",
		  "\xe0\xa4\xb9\xe0\xa4\xbf\xe0\xa4\xa8\xe0\xa5\x8d"
		  "\xe0\xa4\xa6\xe0\xa5\x80" },
		{ "#\xda\xa9\xd8\xaa\xd8\xa7\xd8\xa8\xe2\x80\x8c\xd9\x87\xd8"
		  "\xa7",
		  "\xda\xa9\xd8\xaa\xd8\xa7\xd8\xa8\xe2\x80\x8c\xd9\x87\xd8"
		  "\xa7" },
		{ "\xe5\xbe\x88\xe5\xa5\xbd\xe3\x80\x82#"
		  "\xe8\xaf\xbb\xe4\xb9\xa6",
		  "\xe8\xaf\xbb\xe4\xb9\xa6" },
		/* Equal but for case: the first one's. */
		{ "#Why #WHY #why", "Why" },
		{ "#\xc3\x89tude #\xc3\xa9tude", "\xc3\x89tude" },
		/* None. */
		{ "#", "" },
		{ "# one ## two ##three", "" },
		{ "#12 #1-2 #2024/10 #_ #-", "" },
		{ "x#y C# F#m a.b#c \\#d", "" },
		{ "https://x.y/z#a https://x.y/(#b,#c) then #d", "d" },
		{ "page.html#part /#part ?q=#r &#x27; #!bang", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mark mark;

		mark_init(&mark);
		set_note(&mark, cases[i].note);
		assert_string_equal(buffer_string(&mark.tags), cases[i].tags);
		mark_release(&mark);
	}
}

static void test_tags_follow_the_note(void **state)
{
	struct mark mark;

	(void)state;
	mark_init(&mark);
	set_note(&mark, "#one #two");
	mark_add_tag(&mark, "#other", 6);
	assert_string_equal(mark.tags.data, "one two other");
	set_note(&mark, "no more #Two, but #three");
	assert_string_equal(mark.tags.data, "two other three");
	set_note(&mark, "");
	assert_string_equal(mark.tags.data, "other");
	set_note(&mark, "#OTHER");
	assert_string_equal(mark.tags.data, "other");
	/* The note's own text, once more. */
	mark_set_note(&mark, mark.note.data, mark.note.len);
	assert_string_equal(mark.note.data, "#OTHER");
	assert_string_equal(mark.tags.data, "other");
	mark_release(&mark);
}

static void test_tags_are_words(void **state)
{
	static const struct {
		const char *tag, *expected;
	} cases[] = {
		{ "one", "kept one" },
		{ "#one", "kept one" },
		{ "Kept", "kept" },
		{ " to read\n", "kept to-read" },
		{ "c++", "kept c++" },
		{ "a \t b", "kept a-b" },
		{ "", "kept" },
		{ "# ", "kept" },
		{ "e\x1bsc", "kept e-sc" },
		{ "\xff", "kept \xef\xbf\xbd" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mark mark;

		mark_init(&mark);
		mark_add_tag(&mark, "kept", 4);
		mark_add_tag(&mark, cases[i].tag, strlen(cases[i].tag));
		assert_string_equal(mark.tags.data, cases[i].expected);
		mark_release(&mark);
	}
}

static void test_a_tag_is_known_whatever_its_case(void **state)
{
	struct mark mark;

	(void)state;
	mark_init(&mark);
	assert_false(mark_has_tag(&mark, "one", 3));
	set_note(&mark, "#one-two #Stra\xc3\x9f"
			"e");
	assert_true(mark_has_tag(&mark, "ONE-two", 7));
	assert_true(mark_has_tag(&mark, "STRASSE", 7));
	assert_false(mark_has_tag(&mark, "one", 3));
	assert_false(mark_has_tag(&mark, "two", 3));
	assert_false(mark_has_tag(&mark, "", 0));
	mark_release(&mark);
}

/* The longest notes cost time in line with their length. */
static void test_tags_have_bounds(void **state)
{
	struct buffer note = BUFFER_INIT;
	struct mark mark;

	(void)state;
	mark_init(&mark);
	for (unsigned i = 0; note.len < MARK_NOTE; i++)
		buffer_append_format(&note, "#t%x ", i);
	mark_set_note(&mark, note.data, note.len);
	mark_set_note(&mark, note.data, note.len);
	assert_true(mark.tags.len <= MARK_TAGS);
	assert_true(mark.tags.len > MARK_TAGS - 8);
	mark_add_tag(&mark, "no-room", 7);
	assert_false(mark_has_tag(&mark, "no-room", 7));
	set_note(&mark, "");
	assert_int_equal(mark.tags.len, 0);
	mark_release(&mark);
	buffer_clear(&note);
	while (note.len < MARK_NOTE)
		buffer_append_byte(&note, '#');
	mark_set_note(&mark, note.data, note.len);
	assert_int_equal(mark.tags.len, 0);
	mark_release(&mark);
	buffer_release(&note);
}

static void test_colours_have_names(void **state)
{
	(void)state;
	for (enum mark_color color = 0; color < MARK_COLORS; color++) {
		const char *name = mark_color_name(color);

		assert_int_equal(mark_color_find(name, strlen(name)), color);
	}
	assert_int_equal(mark_color_find("yellow", 6), MARK_YELLOW);
	assert_int_equal(mark_color_find("purple", 6), MARK_PURPLE);
	assert_int_equal(mark_color_find("yell", 4), MARK_COLORS);
	assert_int_equal(mark_color_find("Yellow", 6), MARK_COLORS);
	assert_int_equal(mark_color_find("yellows", 7), MARK_COLORS);
	assert_int_equal(mark_color_find("", 0), MARK_COLORS);
}

static void test_a_copy_is_a_mark_of_its_own(void **state)
{
	struct mark_list list = { 0 };
	struct mark *from, copy;

	(void)state;
	from = mark_list_add(&list);
	memcpy(from->id, "an-id", sizeof("an-id"));
	from->kind = MARK_BOOKMARK;
	from->letter = 'q';
	set_note(from, "a #note");
	buffer_append_string(&from->head, "Part\nChapter");
	buffer_append_string(&from->original.anchor.exact, "as it was");
	buffer_append_string(&from->confirmed.anchor.exact, "as it is");
	from->confirmed.start = 12;
	mark_init(&copy);
	set_note(&copy, "what was #there before");
	mark_copy(&copy, from);
	mark_copy(&copy, from);
	assert_string_equal(mark_selector(&copy)->anchor.exact.data,
			    "as it was");
	copy.is_confirmed = true;
	assert_string_equal(mark_selector(&copy)->anchor.exact.data,
			    "as it is");
	assert_int_equal(mark_selector(&copy)->start, 12);
	mark_list_release(&list);
	assert_int_equal(list.count, 0);
	assert_string_equal(copy.id, "an-id");
	assert_int_equal(copy.kind, MARK_BOOKMARK);
	assert_int_equal(copy.letter, 'q');
	assert_string_equal(copy.note.data, "a #note");
	assert_string_equal(copy.tags.data, "note");
	assert_string_equal(copy.head.data, "Part\nChapter");
	mark_release(&copy);
}

static void test_a_list_grows(void **state)
{
	struct mark_list list = { 0 };

	(void)state;
	for (int letter = 'a'; letter <= 'z'; letter++) {
		struct mark *mark = mark_list_add(&list);

		assert_int_equal(mark->letter, '\0');
		assert_int_equal(mark->color, MARK_YELLOW);
		mark->letter = (char)letter;
		set_note(mark, "a note");
	}
	assert_int_equal(list.count, 26);
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(list.marks[i].letter, 'a' + (int)i);
	mark_list_release(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_note_is_made_valid),
		cmocka_unit_test(test_a_long_note_is_cut_at_a_cluster),
		cmocka_unit_test(test_words_with_a_sign_are_tags),
		cmocka_unit_test(test_tags_follow_the_note),
		cmocka_unit_test(test_tags_are_words),
		cmocka_unit_test(test_a_tag_is_known_whatever_its_case),
		cmocka_unit_test(test_tags_have_bounds),
		cmocka_unit_test(test_colours_have_names),
		cmocka_unit_test(test_a_copy_is_a_mark_of_its_own),
		cmocka_unit_test(test_a_list_grows),
	};

	return test_run(tests);
}
