/* SPDX-License-Identifier: ISC */
/*
 * The parser was broken into, and asks the system for what it has no business
 * with: it opens a file. It is killed at once, and the reader shows the text
 * with those lines as they are written, says so, and marks it as any other.
 *
 * LECTERN_PRELOAD is the library that preload.c makes, which plants that into
 * the parser. TAP.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "faults/sitting.h"
#include "pty.h"
#include "test.h"

enum { PATH_ROOM = 4096, PARAGRAPHS = 3000, DEADLINE_MS = 15000 };

/* What the library counts, in its order. */
static struct {
	uint64_t parsed;  /* how often cmark was given text */
	uint64_t planted; /* … with the word, in a child */
	uint64_t outlived;
	uint64_t killed; /* children that ended by SIGSYS */
} counters;

static void read_counters(void)
{
	FILE *file = fopen(sitting_path("counters"), "re");

	assert_non_null(file);
	assert_int_equal(fread(&counters, sizeof(counters), 1, file), 1);
	fclose(file);
}

static bool shows(struct pty *pty, void *text)
{
	int row, column;

	return pty_find(pty, text, strlen(text), &row, &column);
}

static void must_show(struct pty *pty, const char *text, bool *all)
{
	char wanted[64];

	snprintf(wanted, sizeof(wanted), "%s", text);
	if (pty_wait(pty, shows, wanted, DEADLINE_MS))
		return;
	printf("# it does not show: %s\n", text);
	*all = false;
}

/* The essay, whose lines are those of the part that is refused. */
static void look_at_essay(struct pty *pty, void *context)
{
	bool *all = context;

	must_show(pty, "Another paragraph has *two*. This is the other.", all);
	must_show(pty, "as plain text", all);
}

/* A long text, in which they are in the middle. */
static void look_at_tome(struct pty *pty, void *context)
{
	bool *all = context;

	must_show(pty, "as plain text", all);
	pty_send(pty, "G", 1);
	must_show(pty, "At the end it is set as ever.", all);
	pty_send(pty, "/planted\r", 9);
	must_show(pty, "Here *something* is planted.", all);
	pty_send(pty, "gg", 2);
	must_show(pty, "The first sentence", all);
}

static void write_tome(void)
{
	FILE *file = fopen(sitting_path("tome.md"), "we");

	assert_non_null(file);
	fputs("The first sentence is here. The *second* one follows it now.\n",
	      file);
	for (int i = 0; i < PARAGRAPHS; i++) {
		fprintf(file,
			"\nParagraph %d says *little*, and takes its time.\n",
			i);
		if (i == PARAGRAPHS / 2)
			fputs("\nHere *something* is planted.\n", file);
	}
	fputs("\nAt the end it is set as *ever*.\n", file);
	assert_int_equal(fclose(file), 0);
}

static struct tally tally;

static void sit(const char *name, const char *word, struct sitting *sitting)
{
	char preload[PATH_ROOM + 32], shared[PATH_ROOM + 32], plant[64];
	const char *environment[] = { preload, shared, plant, NULL };
	struct buffer wrong = BUFFER_INIT;
	struct outcome outcome;
	bool all = true;
	FILE *file = fopen(sitting_path("counters"), "we");

	memset(&counters, 0, sizeof(counters));
	assert_non_null(file);
	assert_int_equal(fwrite(&counters, sizeof(counters), 1, file), 1);
	assert_int_equal(fclose(file), 0);
	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s",
		 getenv("LECTERN_PRELOAD"));
	snprintf(shared, sizeof(shared), "FAULTS_SHARED=%s",
		 sitting_path("counters"));
	snprintf(plant, sizeof(plant), "FAULTS_PLANT=%s", word);
	memcpy(sitting->environment, environment, sizeof(environment));
	sitting->context = &all;
	sitting_run(sitting, &outcome, &wrong);
	read_counters();
	if (!all)
		buffer_append_string(&wrong, "not all is shown; ");
	if (!counters.planted)
		buffer_append_string(&wrong, "nothing was planted; ");
	if (counters.outlived)
		buffer_append_string(&wrong, "a parser opened a file; ");
	if (counters.killed != counters.planted)
		buffer_append_string(&wrong, "a parser was not killed; ");
	if (!sitting->short_one && outcome.acknowledged != 2)
		buffer_append_string(&wrong, "nothing can be marked; ");
	if (wrong.len)
		buffer_append(&wrong, outcome.last.data, outcome.last.len);
	sitting_judge(&tally, name, &wrong);
	buffer_release(&outcome.last);
	buffer_release(&wrong);
}

static void planted(void **state)
{
	struct sitting essay = { .meanwhile = look_at_essay };
	struct sitting tome = { .arguments = { "tome.md" },
				.meanwhile = look_at_tome,
				.short_one = true };

	(void)state;
	write_tome();
	sit("an essay", "Another", &essay);
	if (!counters.parsed) {
		printf("# no library stands before cmark here\n");
		skip();
	}
	sit("a long text", "something", &tome);
	printf("# figure | texts whose parser opens a file | %zu | >= 2\n",
	       tally.cases);
	printf("# figure | of these that are not shown, or whose parser "
	       "lives | %zu | 0\n",
	       tally.wrong);
	fflush(stdout);
	assert_int_equal(tally.wrong, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(planted),
};

/* Why there is nothing to try; NULL: there is. */
static const char *reason(void)
{
	const char *library = getenv("LECTERN_PRELOAD");
	struct stat status;
	pid_t pid;
	int ended;

	if (!library || stat(library, &status) != 0 || !status.st_size)
		return "no library stands between a program and its parser";
	pid = fork();
	if (pid == 0)
		_exit(confine() ? 0 : 1);
	if (pid < 0 || waitpid(pid, &ended, 0) != pid || ended)
		return "no process can be confined";
	return NULL;
}

int main(void)
{
	const char *missing = reason();

	if (missing) {
		printf("1..0 # SKIP %s here\n", missing);
		return 0;
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, sitting_prepare, sitting_finish)
		       ? 1
		       : 0;
}
