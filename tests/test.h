/* SPDX-License-Identifier: ISC */
/* What every unit test includes: cmocka, in the order that it needs. */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* cmocka.h needs those above before it. */
#include <cmocka.h>

/* Runs an array of cmocka tests with TAP output; use: return
 * test_run(tests); The dictionaries of the machine are out of their sight. */
#define test_run(tests)                              \
	(setenv("XDG_DATA_DIRS", "/nonexistent", 1), \
	 cmocka_set_message_output(CM_OUTPUT_TAP),   \
	 cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0)

/* xorshift64* (Vigna 2016): the same numbers on every run and machine. */
static inline uint64_t test_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545f4914f6cdd1du;
}

#endif
