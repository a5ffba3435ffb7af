/* SPDX-License-Identifier: ISC */
/* Keys: their numbers, their names. */
#include "reader/keys.h"

#include "test.h"

#include <string.h>

#include "text/utf8.h"

static void names_are_read(void **state)
{
	static const struct {
		const char *name;
		uint32_t key;
	} cases[] = {
		{ "j", 'j' },
		{ "J", 'J' },
		{ "Shift-j", 'J' },
		{ "Space", ' ' },
		{ "space", ' ' },
		{ "é", 0xe9 },
		{ "-", '-' },
		{ "Alt--", KEYS_ALT | '-' },
		{ "^", '^' },
		{ "Alt-^", KEYS_ALT | '^' },
		{ "^^", KEYS_CONTROL | '^' },
		{ "^F", KEYS_CONTROL | 'f' },
		{ "^f", KEYS_CONTROL | 'f' },
		{ "Ctrl-F", KEYS_CONTROL | 'f' },
		{ "Alt-^F", KEYS_CONTROL | KEYS_ALT | 'f' },
		{ "Ctrl-Alt-f", KEYS_CONTROL | KEYS_ALT | 'f' },
		{ "Alt-Ctrl-f", KEYS_CONTROL | KEYS_ALT | 'f' },
		{ "^I", KEYS_TAB },
		{ "^M", KEYS_ENTER },
		{ "^J", KEYS_ENTER },
		{ "^[", KEYS_ESCAPE },
		{ "^H", KEYS_BACKSPACE },
		{ "^?", KEYS_BACKSPACE },
		{ "^Space", KEYS_CONTROL | '@' },
		{ "^@", KEYS_CONTROL | '@' },
		{ "↑", KEYS_UP },
		{ "Up", KEYS_UP },
		{ "PgDn", KEYS_PAGE_DOWN },
		{ "pagedown", KEYS_PAGE_DOWN },
		{ "Shift-Tab", KEYS_SHIFT | KEYS_TAB },
		{ "Ctrl-Shift-End", KEYS_CONTROL | KEYS_SHIFT | KEYS_END },
		{ "F1", KEYS_F1 },
		{ "F12", KEYS_F12 },
		{ "Esc", KEYS_ESCAPE },
		{ "Return", KEYS_ENTER },
		{ "U+6A", 'j' },
		{ "gg", KEYS_PAIR | 'g' << 8 | 'g' },
		{ "Zt", KEYS_PAIR | 'Z' << 8 | 't' },
		{ "[[", KEYS_PAIR | '[' << 8 | '[' },
		{ "U+3B", ';' },
		{ "U+2191", 0x2191 },
		{ "^U+6A", KEYS_ENTER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint32_t key = 0;

		assert_true(
			keys_parse(cases[i].name, strlen(cases[i].name), &key));
		if (key != cases[i].key)
			fail_msg("\"%s\" is read as %#x", cases[i].name, key);
	}
}

static void what_is_no_name_is_refused(void **state)
{
	static const char *const names[] = {
		"",	"Alt-",	   "Ctrl-Alt-", "F0",	  "F13",
		"j-",	"Hyper-j", "Spaces",	"\x1b",	  "\x7f",
		"\xff", "\xc3",	   "Alt-\x01",	"^\x01",  "Tab-",
		"U+",	"U+G",	   "U+110000",	"U+D800", "U+0000006A",
		"U+1B", "11",	   "g1",	"gÄ",	  "Alt-gg",
		"g[",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		uint32_t key = 12345;

		if (keys_parse(names[i], strlen(names[i]), &key))
			fail_msg("\"%s\" is read as %#x", names[i], key);
		assert_int_equal(key, 12345);
	}
}

static void names_are_written(void **state)
{
	static const struct {
		uint32_t key;
		const char *name;
	} cases[] = {
		{ 'j', "j" },
		{ ' ', "Space" },
		{ KEYS_CONTROL | 'f', "^F" },
		{ KEYS_CONTROL | '^', "^^" },
		{ KEYS_PAGE_DOWN, "PgDn" },
		{ KEYS_ALT | 'x', "Alt-x" },
		{ KEYS_SHIFT | KEYS_TAB, "Shift-Tab" },
		{ KEYS_UP, "↑" },
		{ KEYS_CONTROL | KEYS_RIGHT, "Ctrl-→" },
		{ KEYS_ALT | KEYS_CONTROL | 'f', "Alt-^F" },
		{ KEYS_F12, "F12" },
		{ 0x4e2d, "中" },
		{ 0x2191, "U+2191" },
		{ 0x200d, "U+200D" },
		{ 0xa0, "U+00A0" },
		{ KEYS_PAIR | 'z' << 8 | 't', "zt" },
	};
	char name[KEYS_NAME_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		keys_name(cases[i].key, name);
		assert_string_equal(name, cases[i].name);
	}
}

/* Whatever is made is written as a name that is read as the same key. */
static void every_key_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (uint32_t base = 0; base <= KEYS_UNKNOWN; base++) {
		if (base >= 0xd800 && base <= 0xdfff)
			continue;
		/* All of ASCII and the special keys, some of the others. */
		if (base > 0x3000 && base < KEYS_UP && base % 61)
			continue;
		for (uint32_t bits = 0; bits < 8; bits++) {
			uint32_t key = keys_make(base, bits << 24), read;
			char name[KEYS_NAME_MAX];

			keys_name(key, name);
			assert_true(utf8_valid(name, strlen(name)));
			assert_true(keys_parse(name, strlen(name), &read));
			if (read != key)
				fail_msg("%#x is \"%s\" is %#x", key, name,
					 read);
		}
	}
}

static void a_made_key_stays(void **state)
{
	(void)state;
	for (uint32_t base = 0; base < 0x300; base++) {
		for (uint32_t bits = 0; bits < 8; bits++) {
			uint32_t key = keys_make(base, bits << 24);
			uint32_t again =
				keys_make(key & 0xffffff, key & ~0xffffffu);

			assert_int_equal(again, key);
		}
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(names_are_read),
	cmocka_unit_test(what_is_no_name_is_refused),
	cmocka_unit_test(names_are_written),
	cmocka_unit_test(every_key_has_a_name_of_its_own),
	cmocka_unit_test(a_made_key_stays),
};

int main(void)
{
	return test_run(tests);
}
