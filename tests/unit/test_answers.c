/* SPDX-License-Identifier: ISC */
/* Tests of what the terminal answers. */
#include "terminal/answers.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

static void test_grounds(void **state)
{
	static const struct {
		const char *string;
		enum ground ground;
	} cases[] = {
		{ "11;rgb:0000/0000/0000", GROUND_DARK },
		{ "11;rgb:ffff/ffff/ffff", GROUND_LIGHT },
		{ "11;rgb:FFFF/FFFF/FFFF", GROUND_LIGHT },
		{ "11;rgb:f/f/f", GROUND_LIGHT },
		{ "11;rgb:ff/ff/ff", GROUND_LIGHT },
		{ "11;rgb:fff/fff/fff", GROUND_LIGHT },
		{ "11;rgb:0/0/f", GROUND_DARK },
		{ "11;rgb:2e2e/3434/4040", GROUND_DARK },
		{ "11;rgb:1/22/333", GROUND_DARK },
		{ "11;rgba:0000/0000/0000/ffff", GROUND_DARK },
		{ "11;rgba:ff/ff/ff/0", GROUND_LIGHT },
		{ "11;#fff", GROUND_LIGHT },
		{ "11;#282828", GROUND_DARK },
		{ "11;#eeeee8e8d5d5", GROUND_LIGHT },
		{ "11;#FDF6E3", GROUND_LIGHT },
	};
	struct answer answer;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *string = cases[i].string;

		assert_true(
			answers_read_string(string, strlen(string), &answer));
		assert_int_equal(answer.kind, ANSWER_GROUND);
		if (answer.ground != cases[i].ground)
			fail_msg("%s", string);
	}
}

static void test_what_is_no_answer(void **state)
{
	static const char *const cases[] = {
		"",
		"11",
		"11;",
		"11;?",
		"10;rgb:0/0/0",
		"111;rgb:0/0/0",
		"11;rgb:",
		"11;rgb:0/0",
		"11;rgb:0/0/",
		"11;rgb:0/0/0/0",
		"11;rgb:00000/0/0",
		"11;rgb:0/0/g",
		"11;rgb:0/0/0 ",
		"11;rgba:0/0/0",
		"11;rgba:0/0/0/",
		"11;rgba:0/0/0/0/0",
		"11;#",
		"11;#ffff",
		"11;#fffffffffffffff",
		"11;#ggg",
		"11;white",
		"52;c;",
	};
	struct answer answer;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (answers_read_string(cases[i], strlen(cases[i]), &answer))
			fail_msg("%s", cases[i]);
}

/* Whatever comes is read to its end and no further; ASan watches. */
static void test_any_bytes(void **state)
{
	static const char start[] = "11;rgb:";
	static const char bytes[] = "0123456789abcdefABCDEF/;#:rg?\033\377";

	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		size_t kept = test_random(&seed) % sizeof(start);
		size_t len = kept + test_random(&seed) % 24;
		char *string = malloc(len ? len : 1);
		struct answer answer;

		assert_non_null(string);
		memcpy(string, start, kept);
		for (size_t j = kept; j < len; j++)
			string[j] =
				bytes[test_random(&seed) % (sizeof(bytes) - 1)];
		if (answers_read_string(string, len, &answer))
			assert_int_not_equal(answer.ground, GROUND_UNKNOWN);
		free(string);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grounds),
		cmocka_unit_test(test_what_is_no_answer),
		cmocka_unit_test(test_any_bytes),
	};

	return test_run(tests);
}
