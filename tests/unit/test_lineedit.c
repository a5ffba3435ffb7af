/* SPDX-License-Identifier: ISC */
/* Tests of the text that somebody is typing. */
#include "test.h"

#include <string.h>

#include "reader/keys.h"
#include "reader/lineedit.h"
#include "text/cells.h"
#include "text/sink.h"
#include "text/utf8.h"

#define CONTROL(letter) (KEYS_CONTROL | (letter))

/* Three people, held together by zero-width joiners. */
#define FAMILY "\U0001f469\u200d\U0001f469\u200d\U0001f467"

static void assert_sound(const struct lineedit *line)
{
	const char *text = buffer_string(&line->text);
	size_t len = line->text.len;

	assert_true(utf8_valid(text, len));
	assert_int_equal(strlen(text), len);
	for (size_t i = 0; i < len;) {
		uint32_t point;

		i += utf8_decode(text + i, len - i, &point);
		if (line->lines && point == '\n')
			continue;
		assert_int_not_equal(sink_classify(point), SINK_CONTROL);
	}
	assert_true(line->cursor <= len);
	if (line->cursor < len)
		assert_int_equal(cells_start(text, len, line->cursor),
				 line->cursor);
}

/* What keys make of a text; '|' stands for the cursor. Capital letters stand
 * for keys: see key_for(). */
struct editing {
	const char *before;
	const char *keys;
	const char *after;
};

static uint32_t key_for(char letter)
{
	switch (letter) {
	case '<':
		return KEYS_LEFT;
	case '>':
		return KEYS_RIGHT;
	case '[':
		return KEYS_HOME;
	case ']':
		return KEYS_END;
	case '-':
		return KEYS_BACKSPACE;
	case '~':
		return KEYS_DELETE;
	case '^':
		return KEYS_UP;
	case '_':
		return KEYS_DOWN;
	default:
		if (letter >= 'A' && letter <= 'Z')
			return CONTROL((uint32_t)letter - 'A' + 'a');
		return (unsigned char)letter;
	}
}

static void put(struct lineedit *line, const char *text)
{
	const char *cursor = strchr(text, '|');

	assert_non_null(cursor);
	lineedit_set(line, cursor + 1);
	line->cursor = 0;
	lineedit_insert(line, text, (size_t)(cursor - text));
}

static void assert_shows(const struct lineedit *line, const char *expected)
{
	struct buffer shown = BUFFER_INIT;
	const char *text = buffer_string(&line->text);

	buffer_append(&shown, text, line->cursor);
	buffer_append_byte(&shown, '|');
	buffer_append_string(&shown, text + line->cursor);
	assert_string_equal(buffer_string(&shown), expected);
	buffer_release(&shown);
}

static void check(struct lineedit *line, const struct editing *editing)
{
	put(line, editing->before);
	assert_shows(line, editing->before);
	for (const char *key = editing->keys; *key; key++) {
		assert_true(lineedit_key(line, key_for(*key)));
		assert_sound(line);
	}
	assert_shows(line, editing->after);
}

static void test_keys_do_as_in_readline(void **state)
{
	static const struct editing table[] = {
		{ "|", "abc", "abc|" },
		{ "set |", "wrap", "set wrap|" },
		{ "ac|", "<b", "ab|c" },
		/* Motion stops at both ends. */
		{ "ab|", "<<<", "|ab" },
		{ "|ab", ">>>", "ab|" },
		{ "a|b", "[x", "x|ab" },
		{ "a|b", "]x", "abx|" },
		{ "ab|cd", "A", "|abcd" },
		{ "ab|cd", "E", "abcd|" },
		{ "ab|cd", "B", "a|bcd" },
		{ "ab|cd", "F", "abc|d" },
		/* Deleting, also where there is nothing. */
		{ "ab|cd", "-", "a|cd" },
		{ "ab|cd", "H", "a|cd" },
		{ "|ab", "-", "|ab" },
		{ "ab|cd", "~", "ab|d" },
		{ "ab|cd", "D", "ab|d" },
		{ "ab|", "~D", "ab|" },
		{ "ab|cd", "K", "ab|" },
		{ "ab|cd", "U", "|cd" },
		{ "|", "KUWDH", "|" },
		/* Words end at spaces, which go with them. */
		{ "set width=70|", "W", "set |" },
		{ "set   |", "W", "|" },
		{ "one two th|ree", "W", "one two |ree" },
		{ "  one|", "W", "  |" },
		/* Characters, however many bytes or code points they are. */
		{ "né|", "-", "n|" },
		{ "ne\u0301|", "-", "n|" },
		{ "ne\u0301|", "<", "n|e\u0301" },
		{ "|e\u0301n", ">", "e\u0301|n" },
		{ "|e\u0301n", "~", "|n" },
		{ "漢字|", "<-", "|字" },
		{ FAMILY "|", "-", "|" },
		{ "|" FAMILY "x", ">", FAMILY "|x" },
		{ "🇩🇪🇫🇷|", "<", "🇩🇪|🇫🇷" },
	};
	struct lineedit line = { .text = BUFFER_INIT };

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		check(&line, &table[i]);
	lineedit_release(&line);
}

static void test_other_keys_are_none_of_its_own(void **state)
{
	static const uint32_t keys[] = {
		KEYS_UP,	KEYS_DOWN,	KEYS_PAGE_UP,
		KEYS_ENTER,	KEYS_TAB,	KEYS_ESCAPE,
		KEYS_F1,	KEYS_F12,	KEYS_UNKNOWN,
		CONTROL('c'),	CONTROL('l'),	CONTROL('z'),
		KEYS_ALT | 'x', KEYS_ALT | 'f', KEYS_SHIFT | KEYS_LEFT,
	};
	struct lineedit line = { .text = BUFFER_INIT };

	(void)state;
	put(&line, "ab|cd");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		assert_false(lineedit_key(&line, keys[i]));
		assert_shows(&line, "ab|cd");
	}
	lineedit_release(&line);
}

static void test_set_replaces_and_goes_to_the_end(void **state)
{
	struct lineedit line = { .text = BUFFER_INIT };

	(void)state;
	lineedit_set(&line, "first");
	assert_shows(&line, "first|");
	lineedit_set(&line, "");
	assert_shows(&line, "|");
	lineedit_set(&line, "second\n");
	assert_shows(&line, "second |");
	lineedit_release(&line);
	assert_int_equal(line.cursor, 0);
}

/* A paste is one line of text, whatever was pasted. */
static void test_what_is_inserted_is_made_safe(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *text;
	} table[] = {
		{ "", 0, "<|>" },
		{ "two\nlines", 9, "<two lines|>" },
		{ "a\tb", 3, "<a b|>" },
		{ "\x1b[31m", 5, "<\ufffd[31m|>" },
		{ "a\0b", 3,
		  "<a\ufffd"
		  "b|>" },
		{ "\xff", 1, "<\ufffd|>" },
		{ "\u202e", 3, "<\u25af|>" },
		{ "\u2028", 3, "<\ufffd|>" },
	};
	struct lineedit line = { .text = BUFFER_INIT };

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		put(&line, "<|>");
		lineedit_insert(&line, table[i].bytes, table[i].len);
		assert_sound(&line);
		assert_shows(&line, table[i].text);
	}
	lineedit_release(&line);
}

/* What is typed may join with what stands behind it, and what is deleted may
 * bring two together. */
static void test_the_cursor_never_stands_inside_a_character(void **state)
{
	struct lineedit line = { .text = BUFFER_INIT };

	(void)state;
	put(&line, "|\U0001f1ea!");
	assert_true(lineedit_key(&line, 0x1f1e9));
	assert_sound(&line);
	put(&line, "\U0001f1e9x|\U0001f1ea");
	assert_true(lineedit_key(&line, KEYS_BACKSPACE));
	assert_sound(&line);
	put(&line, "\u1100x|\u1161");
	assert_true(lineedit_key(&line, KEYS_BACKSPACE));
	assert_sound(&line);
	lineedit_release(&line);
}

static void test_keys_stay_in_their_line(void **state)
{
	static const struct editing editings[] = {
		{ "ab\nc|d\ne", "[", "ab\n|cd\ne" },
		{ "ab\nc|d\ne", "]", "ab\ncd|\ne" },
		{ "ab\nc|d\ne", "K", "ab\nc|\ne" },
		{ "ab\nc|d\ne", "U", "ab\n|d\ne" },
		{ "ab\nc|d\ne", "^", "a|b\ncd\ne" },
		{ "ab\nc|d\ne", "_", "ab\ncd\ne|" },
		{ "ab\ncd|\ne", "_", "ab\ncd\ne|" },
		{ "ab\ncd\n|e", "^", "ab\n|cd\ne" },
		{ "a|b\ncd", "^", "a|b\ncd" },
		{ "ab\nc|d", "_", "ab\nc|d" },
		{ "ab\n|cd", "-", "ab|cd" },
		{ "ab|\ncd", "~", "ab|cd" },
		{ "ab\n|cd", "<", "ab|\ncd" },
		{ "ab \n|cd", "W", "|cd" },
		{ "\u00e9\u00e9|\nabc", "_", "\u00e9\u00e9\nab|c" },
	};
	struct lineedit line = { .lines = true };

	(void)state;
	for (size_t i = 0; i < sizeof(editings) / sizeof(editings[0]); i++)
		check(&line, &editings[i]);
	lineedit_set(&line, "a\r\nb\rc\nd\te\033");
	assert_string_equal(line.text.data, "a\nb\nc\nd e\ufffd");
	lineedit_release(&line);
}

static void test_it_takes_what_there_is_room_for(void **state)
{
	struct lineedit line = { .max = 6 };

	(void)state;
	lineedit_set(&line, "abc");
	lineedit_insert(&line, "\u00e9\u00e9", 4);
	assert_string_equal(line.text.data, "abc\u00e9");
	assert_int_equal(line.cursor, 5);
	lineedit_insert(&line, "xyz", 3);
	assert_string_equal(line.text.data, "abc\u00e9x");
	assert_true(lineedit_key(&line, 'y'));
	assert_string_equal(line.text.data, "abc\u00e9x");
	lineedit_release(&line);
}

static void test_any_keys_leave_it_sound(void **state)
{
	static const uint32_t keys[] = {
		'a',	      ' ',	    0xe9,	  0x301,
		0x6f22,	      0x200d,	    0x1f469,	  0xfe0f,
		0x1f1e9,      0x1100,	    0x1161,	  0x202e,
		0xfdd0,	      KEYS_LEFT,    KEYS_RIGHT,	  KEYS_HOME,
		KEYS_END,     KEYS_DELETE,  KEYS_UNKNOWN, KEYS_BACKSPACE,
		CONTROL('a'), CONTROL('d'), CONTROL('w'), CONTROL('k'),
		KEYS_UP,      KEYS_DOWN,
	};
	enum { KEYS = sizeof(keys) / sizeof(keys[0]), STEPS = 20000 };
	uint64_t random = 5;
	struct lineedit line = { .text = BUFFER_INIT };

	(void)state;
	for (int step = 0; step < STEPS; step++) {
		uint64_t number = test_random(&random);
		char bytes[6];

		if (number >> 59 == 0) {
			for (size_t i = 0; i < sizeof(bytes); i++)
				bytes[i] = (char)test_random(&random);
			lineedit_insert(&line, bytes, sizeof(bytes));
		} else {
			lineedit_key(&line, keys[number % KEYS]);
		}
		if (step % 200 == 0) {
			lineedit_set(&line, "");
			line.lines = step % 400 == 0;
		}
		assert_sound(&line);
	}
	lineedit_release(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys_do_as_in_readline),
		cmocka_unit_test(test_other_keys_are_none_of_its_own),
		cmocka_unit_test(test_set_replaces_and_goes_to_the_end),
		cmocka_unit_test(test_what_is_inserted_is_made_safe),
		cmocka_unit_test(
			test_the_cursor_never_stands_inside_a_character),
		cmocka_unit_test(test_keys_stay_in_their_line),
		cmocka_unit_test(test_it_takes_what_there_is_room_for),
		cmocka_unit_test(test_any_keys_leave_it_sound),
	};

	return test_run(tests);
}
