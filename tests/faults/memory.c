/* SPDX-License-Identifier: ISC */
/*
 * Memory ends: each allocation of a sitting is refused, once, and with all
 * behind it. The program says so and leaves, or goes on; the terminal is as it
 * was, and what it said it kept is kept.
 *
 * LECTERN_PRELOAD is the library that preload.c makes. Where LECTERN_ROUNDS is
 * set every allocation is refused, else some. TAP.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faults/sitting.h"
#include "test.h"

enum {
	PATH_ROOM = 4096,
	PART = 97, /* of the allocations, one in so many, for make check */
	/* The program may die in curses' first steps, at so many of them. */
	EARLY = 5, /* likewise of those from the start, in all cases */
	CURSES_MAX = 24,
	PARSER = 300,
};

static uint64_t counters[3]; /* allocations, those refused, and to curses */

static void read_counters(void)
{
	FILE *file = fopen(sitting_path("counters"), "re");

	assert_non_null(file);
	assert_int_equal(fread(counters, sizeof(*counters), 3, file), 3);
	fclose(file);
}

/* Which allocations are refused. */
struct refusal {
	const char *from;   /* of the environment, as "more" */
	const char *more;   /* NULL: nothing */
	const char *behind; /* the number: "+" for all behind it too */
	uint64_t every;	    /* one in so many */
	uint64_t count;	    /* of allocations in a sitting without a fault */
	bool early;	    /* before there is a screen */
};

/* Runs a sitting in which it is refused. */
static void run(const struct refusal *refusal, const char *fail,
		struct outcome *outcome, struct buffer *wrong)
{
	char preload[PATH_ROOM + 32], shared[PATH_ROOM + 32];
	struct sitting sitting = {
		.environment = { preload, shared, refusal->from, fail,
				 refusal->more },
	};
	const char *path = sitting_path("counters");
	FILE *file;

	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s",
		 getenv("LECTERN_PRELOAD"));
	counters[0] = counters[1] = 0;
	snprintf(shared, sizeof(shared), "FAULTS_COUNTERS=%s", path);
	memset(counters, 0, sizeof(counters));
	file = fopen(path, "we");
	assert_non_null(file);
	assert_int_equal(fwrite(counters, sizeof(*counters), 3, file), 3);
	assert_int_equal(fclose(file), 0);
	sitting_run(&sitting, outcome, wrong);
	read_counters();
	if (!wrong->len)
		return;
	buffer_append_string(wrong, "\n# at the end: ");
	buffer_append(wrong, outcome->last.data, outcome->last.len);
}

static void refuse_some(struct tally *tally, size_t turn, size_t turns,
			void *context)
{
	const struct refusal *refusal = context;
	struct buffer wrong = BUFFER_INIT;

	for (uint64_t i = 1 + turn * refusal->every; i <= refusal->count;
	     i += turns * refusal->every) {
		struct outcome outcome;
		char fail[64];

		snprintf(fail, sizeof(fail), "FAULTS_FAIL=%llu%s",
			 (unsigned long long)i, refusal->behind);
		buffer_clear(&wrong);
		run(refusal, fail, &outcome, &wrong);
		if (counters[2] && outcome.segfault &&
		    !strstr(wrong.data, "lost")) {
			printf("# %s: in curses\n", fail);
			tally->curses++;
		}
		/* Toward its end a sitting may have fewer than another. */
		else if (counters[1] || refusal->more)
			sitting_judge(tally, fail, &wrong);
		buffer_release(&outcome.last);
	}
	buffer_release(&wrong);
}

static void refuse(struct refusal *refusal, const char *what, size_t least)
{
	struct buffer wrong = BUFFER_INIT;
	struct outcome outcome;
	struct tally *tally;
	size_t curses, most = *refusal->behind ? 0 : CURSES_MAX;

	run(refusal, "FAULTS_FAIL=0", &outcome, &wrong);
	if (wrong.len)
		fail_msg("without a fault: %s", wrong.data);
	buffer_release(&wrong);
	buffer_release(&outcome.last);
	/* A parser has a few, and tells nobody how many. */
	refusal->count = refusal->more ? PARSER : counters[0];
	refusal->every = !sitting_everything() ? PART
			 : refusal->early      ? EARLY
					       : 1;
	tally = sitting_spread(refuse_some, refusal);
	curses = tally->curses;
	printf("# figure | %s, at which curses crashes and the terminal is "
	       "restored | %zu | <= %zu\n",
	       what, curses, most);
	sitting_report(tally, what, sitting_everything() ? least : least / 200);
	assert_true(curses <= most);
}

/* The program with a first screen. */
static const char screen[] = "FAULTS_FROM=first sentence";
static const char start[] = "FAULTS_JUST=now";

static void once(void **state)
{
	struct refusal refusal = { .from = screen, .behind = "" };

	(void)state;
	refuse(&refusal, "allocations refused once", 1000);
}

static void for_ever(void **state)
{
	struct refusal refusal = { .from = screen, .behind = "+" };

	(void)state;
	refuse(&refusal, "allocations refused for ever", 1000);
}

static void at_the_start(void **state)
{
	struct refusal refusal = { .from = start, .behind = "", .early = true };

	(void)state;
	refuse(&refusal, "allocations refused from the start", 400);
}

static void in_the_child(void **state)
{
	struct refusal refusal = { .from = start,
				   .more = "FAULTS_CHILD=1",
				   .behind = "" };

	(void)state;
	refuse(&refusal, "allocations refused to the parser", 100);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(once),
	cmocka_unit_test(for_ever),
	cmocka_unit_test(at_the_start),
	cmocka_unit_test(in_the_child),
};

static bool has_preload(void)
{
	const char *library = getenv("LECTERN_PRELOAD");
	struct stat status;

	return library && stat(library, &status) == 0 && status.st_size > 0;
}

int main(void)
{
	if (!has_preload()) {
		printf("1..0 # SKIP no library stands between a program and "
		       "its memory here\n");
		return 0;
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, sitting_prepare, sitting_finish)
		       ? 1
		       : 0;
}
