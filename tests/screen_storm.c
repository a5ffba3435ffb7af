/* SPDX-License-Identifier: ISC */
/*
 * Storms of resizes and keys: the program lives through them, leaves its
 * terminal as it was, and keeps the reader's place.
 *
 * The program is that of the environment variable LECTERN. TAP.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "pty.h"
#include "test.h"

enum {
	DEADLINE_MS = 60000,
	SETTLED_MS = 100,
	STORM_RESIZES = 1000,
	PLACE_RESIZES = 200,
	PARAGRAPHS = 120,
};

static char *program; /* owned */

/* ---- The program on an essay ---- */

static void write_essay(FILE *file)
{
	for (int i = 1; i <= PARAGRAPHS; i++) {
		if (i % 10 == 1)
			fprintf(file, "## Section %d\n\n", i / 10 + 1);
		fprintf(file,
			"Paragraph %d has *some* words of its own, %d of them "
			"or more, with a `bit of code` and — for the width's "
			"sake — 中文 in it; it goes on long enough to be "
			"broken into several lines wherever the window is "
			"narrower than all of it.\n\n",
			i, i * 7);
		if (i % 20 == 0)
			fputs("| a | b |\n|---|---|\n| one | two words |\n\n"
			      "    code in a line that is rather long indeed\n"
			      "\n> a quote, and in it\n>\n> - a list\n\n",
			      file);
	}
}

static struct pty *open_program(int rows, int columns, char *name)
{
	static char option[] = "--set=sidebar=off", zero[] = "lectern";
	static char term[] = "TERM=xterm-256color", locale[] = "LC_ALL=C.UTF-8";
	char *argv[] = { zero, option, name, NULL };
	char sanitizer[256];
	char *envp[] = { term, locale, sanitizer, NULL };
	struct pty_spawn spawn = { .rows = rows,
				   .columns = columns,
				   .program = program,
				   .argv = argv,
				   .envp = envp,
				   .directory = "/" };

	snprintf(sanitizer, sizeof(sanitizer), "ASAN_OPTIONS=%s",
		 getenv("ASAN_OPTIONS") ? getenv("ASAN_OPTIONS") : "");
	return pty_open(&spawn);
}

static bool has_ended(struct pty *pty, void *context)
{
	(void)context;
	return pty_exited(pty, context);
}

static void show_screen(struct pty *pty)
{
	struct buffer row = BUFFER_INIT;
	int rows, columns;

	pty_size(pty, &rows, &columns);
	for (int i = 0; i < rows; i++) {
		buffer_clear(&row);
		pty_row(pty, i, &row);
		print_message("# %3d|%s\n", i, buffer_string(&row));
	}
	buffer_release(&row);
}

/* Out of prompts and lists, then out of the program. */
static void leave(struct pty *pty)
{
	struct buffer why = BUFFER_INIT;
	int status = -1;

	/* Esc is Esc only when nothing follows it, so the backlog goes first.
	 */
	for (int i = 0; i < 4; i++) {
		pty_settle(pty, 2 * SETTLED_MS, DEADLINE_MS);
		pty_send(pty, "\033", 1);
	}
	pty_settle(pty, 2 * SETTLED_MS, DEADLINE_MS);
	pty_send(pty, "Q", 1);
	if (!pty_wait(pty, has_ended, &status, DEADLINE_MS)) {
		show_screen(pty);
		fail_msg("it does not leave");
	}
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	if (!pty_restored(pty, &why))
		fail_msg("%s", buffer_string(&why));
	buffer_release(&why);
	pty_close(pty);
}

static bool is_shown(struct pty *pty, void *context)
{
	const char *text = context;
	int row, column;

	return pty_find(pty, text, strlen(text), &row, &column);
}

static int essay_made(void **state)
{
	static char name[1024];
	const char *folder = getenv("TMPDIR");
	FILE *file;
	int fd;

	snprintf(name, sizeof(name), "%s/lectern-XXXXXX.md",
		 folder && *folder ? folder : P_tmpdir);
	fd = mkstemps(name, 3);
	file = fd < 0 ? NULL : fdopen(fd, "w");
	if (!file)
		return -1;
	write_essay(file);
	fclose(file);
	*state = name;
	return 0;
}

static int essay_removed(void **state)
{
	return unlink(*state);
}

/* ---- The storms ---- */

static void storm_keys(struct pty *pty, uint64_t *random)
{
	static const char *const keys[] = {
		"j",
		"k",
		" ",
		"b",
		"]",
		"[",
		"t",
		"?",
		":",
		"\033",
		"d",
		"u",
		"G",
		"g",
		"\t",
		"\r",
		"\033[A",
		"\033[6~",
		")",
		"(",
		"}",
		"{",
		"z",
		"h",
		"l",
		"5",
		"%",
		"+",
		"-",
		"W",
		"T",
		"\177",
		"x",
		"\033[<65;3;2M",
		"\f",
		"\033[<0;3;2M",
		"\033[200~qQ\033[201~",
	};
	uint64_t number = test_random(random) >> 40;

	for (uint64_t i = 0; i < number % 4; i++) {
		const char *key = keys[(test_random(random) >> 33) %
				       (sizeof(keys) / sizeof(keys[0]))];

		pty_send(pty, key, strlen(key));
	}
}

static void storm_size(uint64_t *random, int *rows, int *columns)
{
	uint64_t number = test_random(random) >> 32;

	*rows = 1 + (int)(number % 60);
	*columns = 1 + (int)(number / 64 % 200);
	if (number % 16 == 0)
		*rows = *columns = 1;
	else if (number % 16 == 1)
		*rows = 1;
	else if (number % 16 == 2)
		*columns = 1;
	else if (number % 64 == 3)
		*rows = 300, *columns = 500;
}

static void it_lives_through_a_storm(void **state)
{
	uint64_t random = 19450508;
	struct pty *pty = open_program(24, 80, *state);
	static char first[] = "Paragraph 1 ";

	assert_non_null(pty);
	assert_true(pty_wait(pty, is_shown, first, DEADLINE_MS));
	for (int i = 0; i < STORM_RESIZES; i++) {
		int rows, columns, status;

		storm_size(&random, &rows, &columns);
		pty_resize(pty, rows, columns);
		storm_keys(pty, &random);
		/* Mostly it gets to paint, sometimes not. */
		pty_pump(pty, i % 4 ? 50 : 0);
		if (pty_exited(pty, &status)) {
			show_screen(pty);
			fail_msg("it left with status %#x in resize %d",
				 (unsigned)status, i);
		}
	}
	pty_resize(pty, 24, 80);
	leave(pty);
}

/* What is on top at a width is there again when the width is. */
static void it_keeps_the_place(void **state)
{
	uint64_t random = 17760704;
	struct pty *pty = open_program(24, 80, *state);
	static char first[] = "Paragraph 1 ";
	struct buffer before = BUFFER_INIT;
	struct buffer after = BUFFER_INIT;

	assert_non_null(pty);
	assert_true(pty_wait(pty, is_shown, first, DEADLINE_MS));
	pty_send(pty, "     jj", 7);
	assert_true(pty_settle(pty, SETTLED_MS, DEADLINE_MS));
	pty_row(pty, 0, &before);
	assert_true(before.len > 0);
	for (int i = 0; i < PLACE_RESIZES; i++) {
		int rows, columns;

		storm_size(&random, &rows, &columns);
		pty_resize(pty, rows, columns);
		pty_pump(pty, i % 3 ? 0 : 50);
		if (i % 20)
			continue;
		pty_resize(pty, 24, 80);
		assert_true(pty_settle(pty, SETTLED_MS, DEADLINE_MS));
		buffer_clear(&after);
		pty_row(pty, 0, &after);
		assert_string_equal(buffer_string(&after),
				    buffer_string(&before));
	}
	buffer_release(&before);
	buffer_release(&after);
	leave(pty);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(it_lives_through_a_storm),
	cmocka_unit_test(it_keeps_the_place),
};

int main(void)
{
	const char *given = getenv("LECTERN");
	int status;

	program = given ? realpath(given, NULL) : NULL;
	if (!program) {
		printf("1..0 # SKIP no program: set LECTERN\n");
		return 0;
	}
	signal(SIGPIPE, SIG_IGN);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	status = cmocka_run_group_tests(tests, essay_made, essay_removed);
	free(program);
	return status ? 1 : 0;
}
