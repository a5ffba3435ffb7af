/* SPDX-License-Identifier: ISC */
/* Tests of the sentence about what went wrong. */
#include "test.h"

#include <string.h>

#include "base/error.h"
#include "text/utf8.h"

enum { ROOM = sizeof(((struct error *)0)->sentence) - 1 };

static void test_it_is_set_and_false(void **state)
{
	struct error error;

	(void)state;
	assert_false(error_set(&error, "%s: no such file", "essay.md"));
	assert_string_equal(error.sentence, "essay.md: no such file");
	assert_false(error_set(&error, "%s", ""));
	assert_string_equal(error.sentence, "");
}

/* A sentence of exactly the room stays whole; one byte more is cut. */
static void test_it_is_cut_to_the_room(void **state)
{
	struct error error;
	char name[ROOM + 2];

	(void)state;
	memset(name, 'x', sizeof(name));
	name[ROOM] = '\0';
	error_set(&error, "%s", name);
	assert_string_equal(error.sentence, name);
	name[ROOM] = 'x';
	name[ROOM + 1] = '\0';
	error_set(&error, "%s", name);
	assert_int_equal(strlen(error.sentence), ROOM);
}

/* Wherever the cut falls, no character loses its end, and not more than one
 * is given up for that. */
static void test_no_character_is_cut_in_two(void **state)
{
	static const char *const characters[] = { "é", "€", "😀" };

	(void)state;
	for (size_t c = 0; c < 3; c++) {
		for (size_t shift = 0; shift < 8; shift++) {
			struct error error;
			char name[ROOM + 64] = { 0 };
			size_t size = strlen(characters[c]);
			size_t len = shift;

			memset(name, 'x', shift);
			while (len + size < sizeof(name)) {
				memcpy(name + len, characters[c], size);
				len += size;
			}
			error_set(&error, "%s", name);
			len = strlen(error.sentence);
			assert_true(utf8_valid(error.sentence, len));
			assert_in_range(len, ROOM - 4, ROOM);
			assert_memory_equal(error.sentence, name, len);
		}
	}
}

/* Foreign bytes may be no UTF-8 at all. */
static void test_bytes_that_are_no_text_are_harmless(void **state)
{
	struct error error;
	char name[2 * ROOM];

	(void)state;
	memset(name, 0x80, sizeof(name));
	name[sizeof(name) - 1] = '\0';
	error_set(&error, "%s", name);
	assert_true(strlen(error.sentence) <= ROOM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_set_and_false),
		cmocka_unit_test(test_it_is_cut_to_the_room),
		cmocka_unit_test(test_no_character_is_cut_in_two),
		cmocka_unit_test(test_bytes_that_are_no_text_are_harmless),
	};

	return test_run(tests);
}
