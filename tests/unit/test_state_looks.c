/* SPDX-License-Identifier: ISC */
/* Tests of what is remembered of looks: the theme, the terminals. */
#include "state.h"

#include <string.h>

#include "base/buffer.h"
#include "reader/state.h"
#include "reader/state/record.h"

static void test_theme_is_remembered(void **unused)
{
	static const enum theme themes[] = { THEME_PAPER, THEME_DARK,
					     THEME_AUTO, THEME_HIGH_CONTRAST };
	struct state *state;

	(void)unused;
	home("theme");
	state = open_state();
	assert_int_equal(state_theme(state), THEME_AUTO);
	for (size_t i = 0; i < sizeof(themes) / sizeof(themes[0]); i++) {
		assert_true(state_keep_theme(state, themes[i]));
		assert_int_equal(state_theme(state), themes[i]);
		state_free(state);
		state = open_state();
		assert_int_equal(state_theme(state), themes[i]);
	}
	state_free(state);
}

static void test_terminals_are_remembered(void **unused)
{
	const struct state_terminal dark = { GROUND_DARK, false };
	const struct state_terminal light = { GROUND_LIGHT, true };
	struct state_terminal found;
	struct state *state;

	(void)unused;
	home("terminals");
	state = open_state();
	assert_false(state_terminal(state, "xterm", &found));
	assert_true(state_keep_terminal(state, "xterm", &dark));
	assert_true(state_keep_terminal(state, "\"foot\" \xff", &light));
	assert_true(state_keep_terminal(state, "", &light));
	for (int run = 0; run < 2; run++) {
		assert_true(state_terminal(state, "xterm", &found));
		assert_int_equal(found.ground, GROUND_DARK);
		assert_false(found.wide);
		assert_true(state_terminal(state, "", &found));
		assert_int_equal(found.ground, GROUND_LIGHT);
		assert_true(found.wide);
		assert_false(state_terminal(state, "xterm-256color", &found));
		state_free(state);
		state = open_state();
	}
	assert_true(state_keep_terminal(state, "xterm", &light));
	assert_true(state_terminal(state, "xterm", &found));
	assert_int_equal(found.ground, GROUND_LIGHT);
	state_free(state);
}

/* A file may have been anybody's. */
static void test_strange_records_say_nothing(void **unused)
{
	static const char sepia[] =
		"{\"v\":1,\"t\":\"theme\",\"name\":\"sepia\",\"at\":1}\n";
	static const char number[] = "{\"v\":1,\"t\":\"theme\",\"name\":7}\n";
	static const char grey[] = "{\"v\":1,\"t\":\"terminal\",\"of\":\"x\","
				   "\"ground\":\"grey\",\"ambiguous\":9}\n";
	struct state_terminal terminal;
	enum theme theme;
	int64_t at;

	(void)unused;
	assert_false(record_read_theme((struct span){ sepia, strlen(sepia) },
				       &theme, &at));
	assert_false(record_read_theme((struct span){ number, strlen(number) },
				       &theme, &at));
	assert_true(record_read_terminal((struct span){ grey, strlen(grey) },
					 &terminal, &at));
	assert_int_equal(terminal.ground, GROUND_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_theme_is_remembered),
		cmocka_unit_test(test_terminals_are_remembered),
		cmocka_unit_test(test_strange_records_say_nothing),
	};

	return test_run_in_scratch(tests);
}
