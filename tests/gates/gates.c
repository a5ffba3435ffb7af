/* SPDX-License-Identifier: ISC */
/*
 * Holds what the program costs under limits, by counts that do not jitter.
 *
 *	gates [--renew]
 *
 * Counts instructions and allocations (by valgrind's callgrind, if that is
 * installed), bytes sent to the terminal, repaints and memory, on made-up
 * texts. Instructions are told in those of a bare libcmark parse in the same
 * run, which are the same whatever compiler made Lectern. TAP, a test for each
 * line of tests/gates/limits; --renew writes that file instead.
 *
 * The program is that of the environment variable LECTERN. A build that is not
 * optimized is left out, and by the Makefile one with sanitizers.
 */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "bench/speed/figures.h"
#include "bench/speed/setup.h"
#include "bench/speed/spent.h"
#include "bench/speed/stopwatch.h"
#include "gates/callgrind.h"

enum {
	ROWS = 40,
	COLUMNS = 100, /* room for the sidebar */
	KEYS_MAX = 8,
	RUN_BYTES = 60000,
	PARSED_BYTES = 100000, /* what a bare parse of is the unit of costs */
	FIRST_TRIES = 400,     /* to see the profile of the first paint */
	FIRST_TRY_MS = 50,
	LINE = 256,
	NAME = 64,
};

enum gate_id {
	GREEDY_PROSE,
	TOTAL_PROSE,
	STATS_PROSE,
	GREEDY_MIX,
	STATS_MIX,
	FIRST,
	FIRST_FLAT,
	PAGE,
	PAGE_FLAT,
	LINE_DOWN,
	PAGE_ALLOCATIONS,
	HELD_REPAINTS,
	/* What needs no valgrind. */
	FIRST_BYTES,
	PAGE_BYTES,
	LINE_BYTES,
	MEMORY_FLAT,
	GATES,
};

static const struct gate {
	const char *name;
	const char *what;
	double percent; /* that it may be more than it was */
} gates[GATES] = {
	[GREEDY_PROSE] = { "greedy-prose",
			   "--print --breaks=greedy of prose, to a bare parse",
			   8 },
	[TOTAL_PROSE] = { "total-prose", "--print of prose, to a bare parse",
			  8 },
	[STATS_PROSE] = { "stats-prose", "--stats of prose, to a bare parse",
			  8 },
	[GREEDY_MIX] = { "greedy-mix",
			 "--print --breaks=greedy of all kinds of text", 8 },
	[STATS_MIX] = { "stats-mix", "--stats of all kinds of text", 8 },
	[FIRST] = { "first-screen",
		    "first screen of 10 KB, to a bare parse of 100 KB", 10 },
	[FIRST_FLAT] = { "first-flat", "first screen of 1 MB, to 10 KB", 10 },
	[PAGE] = { "page", "page in 10 KB, to a bare parse of 100 KB", 10 },
	[PAGE_FLAT] = { "page-flat", "page in 100 KB, to 10 KB", 15 },
	[LINE_DOWN] = { "line", "line on in 10 KB, to a bare parse of 100 KB",
			10 },
	[PAGE_ALLOCATIONS] = { "page-allocations", "allocations of a page",
			       40 },
	[HELD_REPAINTS] = { "held-repaints", "repaints for 20 held pages",
			    200 },
	[FIRST_BYTES] = { "first-bytes", "bytes sent for the first screen",
			  10 },
	[PAGE_BYTES] = { "page-bytes", "bytes sent for a page", 5 },
	[LINE_BYTES] = { "line-bytes",
			 "bytes sent for a line on, beside the sidebar", 5 },
	[MEMORY_FLAT] = { "memory-flat",
			  "memory of --print, 8 MB of prose to 1 MB", 25 },
};

/* What is measured with, and what came out; below 0: nothing. */
struct measured {
	struct setup setup;
	struct buffer valgrind; /* its path; empty: missing */
	bool counts;	  /* it runs the program, and knows its functions */
	double bare_byte; /* instructions of a bare parse, a byte */
	double values[GATES];
};

/* ---- Instructions of whole runs ---- */

/* Appends a word for each of words, FILE being the text; false without it. */
static bool add_words(struct measured *measured, struct arguments *arguments,
		      const char *const *words, const char *text)
{
	struct buffer path = BUFFER_INIT;
	bool made = setup_program(&measured->setup, words[0], &path);

	arguments_add(arguments, buffer_string(&path));
	buffer_clear(&path);
	made = made && setup_text(&measured->setup, text, &path);
	for (size_t i = 1; words[i]; i++)
		arguments_add(arguments, strcmp(words[i], "FILE") == 0
						 ? buffer_string(&path)
						 : words[i]);
	buffer_release(&path);
	return made;
}

/* Of a whole run; below 0 where valgrind cannot run the program. */
static double instructions(struct measured *measured, const char *const *words,
			   const char *text)
{
	struct arguments arguments = ARGUMENTS_INIT;
	struct arguments environment = ARGUMENTS_INIT;
	struct counts counts = { 0 };
	struct spent spent;
	bool ran = false;

	callgrind_arguments(&arguments, measured->valgrind.data,
			    measured->setup.folder, false);
	setup_environment(&measured->setup, false, &environment);
	if (add_words(measured, &arguments, words, text) &&
	    spent_run(arguments.items, environment.items, false, &spent))
		ran = callgrind_read_all(measured->setup.folder, &counts);
	arguments_release(&arguments);
	arguments_release(&environment);
	return ran ? counts.instructions : -1;
}

/* Instructions that a byte more of such a text costs: how the program is
 * started, which is what it does with no text, has no part in it. */
static double instructions_a_byte(struct measured *measured,
				  const char *const *words, const char *text,
				  double started)
{
	return (instructions(measured, words, text) - started) / RUN_BYTES;
}

static void measure_runs(struct measured *measured)
{
	static const char *const bare[] = { "bare", "FILE", NULL };
	static const char prose[] = "prose 60k", mix[] = "mix 60k";
	static const struct {
		enum gate_id gate;
		const char *text;
		const char *words[5];
	} runs[] = {
		{ GREEDY_PROSE,
		  prose,
		  { "lectern", "--print", "--breaks=greedy", "FILE" } },
		{ TOTAL_PROSE, prose, { "lectern", "--print", "FILE" } },
		{ STATS_PROSE, prose, { "lectern", "--stats", "FILE" } },
		{ GREEDY_MIX,
		  mix,
		  { "lectern", "--print", "--breaks=greedy", "FILE" } },
		{ STATS_MIX, mix, { "lectern", "--stats", "FILE" } },
	};
	double started = instructions(measured, bare, "prose 0k");
	double of_prose = instructions_a_byte(measured, bare, prose, started);
	double of_mix = instructions_a_byte(measured, bare, mix, started);

	measured->bare_byte = of_prose;
	started = instructions(measured, runs[0].words, "prose 0k");
	if (started < 0)
		return; /* a debug format that valgrind does not know */
	measured->counts = true;
	for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++)
		measured->values[runs[i].gate] =
			instructions_a_byte(measured, runs[i].words,
					    runs[i].text, started) /
			(runs[i].text == prose ? of_prose : of_mix);
}

/* ---- Paints ---- */

static struct stopwatch *start(struct measured *measured, const char *text,
			       bool counted, struct paint *first)
{
	static const char *const words[] = { "lectern", "FILE", NULL };
	struct arguments arguments = ARGUMENTS_INIT;
	struct arguments environment = ARGUMENTS_INIT;
	struct stopwatch *stopwatch = NULL;

	if (counted)
		callgrind_arguments(&arguments, measured->valgrind.data,
				    measured->setup.folder, true);
	setup_environment(&measured->setup, false, &environment);
	if (add_words(measured, &arguments, words, text))
		stopwatch = stopwatch_start(arguments.items, environment.items,
					    ROWS, COLUMNS, first);
	arguments_release(&arguments);
	arguments_release(&environment);
	return stopwatch;
}

/* Types keys at once. Returns how many paints there were; counts is of what
 * was done from the last key to the paint that showed it. */
static size_t count_keys(struct measured *measured, struct stopwatch *stopwatch,
			 const char *keys, struct counts *counts)
{
	const char *folder = measured->setup.folder;
	long pid = stopwatch_pid(stopwatch);
	size_t before = callgrind_parts(folder, pid);
	size_t paints = 0, left = strlen(keys), after;

	*counts = (struct counts){ 0 };
	stopwatch_type(stopwatch, keys, NULL);
	stopwatch_idle(stopwatch);
	after = callgrind_parts(folder, pid);
	for (size_t i = before + 1; i <= after; i++) {
		struct counts part;

		callgrind_read_part(folder, pid, i, &part);
		if (!part.painted && left)
			left--;
		paints += part.painted;
		if (part.painted && !left && counts->instructions == 0)
			*counts = part;
	}
	return paints;
}

/* The least of the keys. */
static struct counts count_each(struct measured *measured,
				struct stopwatch *stopwatch, const char *keys)
{
	struct counts least = { 0 };
	struct counts counts;

	for (const char *at = keys; *at; at++) {
		char key[2] = { *at };

		count_keys(measured, stopwatch, key, &counts);
		if (at == keys || counts.instructions < least.instructions)
			least = counts;
	}
	return least;
}

static double first_paint(struct measured *measured,
			  struct stopwatch *stopwatch)
{
	const char *folder = measured->setup.folder;
	long pid = stopwatch_pid(stopwatch);
	struct counts counts;

	for (int i = 0; i < FIRST_TRIES; i++) {
		if (callgrind_read_part(folder, pid, 1, &counts))
			return counts.instructions;
		stopwatch_pass(stopwatch, FIRST_TRY_MS);
	}
	return -1;
}

static void measure_paints(struct measured *measured)
{
	double *values = measured->values;
	double unit = measured->bare_byte * PARSED_BYTES;
	struct paint paint;
	struct counts page = { 0 };
	struct counts line, held;
	double first;
	struct stopwatch *stopwatch =
		start(measured, "prose 10k", true, &paint);

	if (!stopwatch)
		return;
	stopwatch_idle(stopwatch);
	first = first_paint(measured, stopwatch);
	if (first > 0) {
		page = count_each(measured, stopwatch, "   ");
		line = count_each(measured, stopwatch, "kkk");
		stopwatch_type(stopwatch, "g", NULL);
		values[HELD_REPAINTS] = (double)count_keys(
			measured, stopwatch, "                    ", &held);
		values[FIRST] = first / unit;
		values[PAGE] = page.instructions / unit;
		values[PAGE_ALLOCATIONS] = page.allocations;
		values[LINE_DOWN] = line.instructions / unit;
	}
	stopwatch_free(stopwatch);
	measured->counts = first > 0; /* not without symbols */
	if (!measured->counts)
		return;
	stopwatch = start(measured, "prose 1m", true, &paint);
	values[FIRST_FLAT] = first_paint(measured, stopwatch) / first;
	stopwatch_free(stopwatch);
	stopwatch = start(measured, "prose 100k", true, &paint);
	stopwatch_idle(stopwatch);
	values[PAGE_FLAT] =
		count_each(measured, stopwatch, "   ").instructions /
		page.instructions;
	stopwatch_free(stopwatch);
}

/* ---- Bytes, memory ---- */

static void measure_bytes(struct measured *measured)
{
	static const struct {
		enum gate_id gate;
		const char *keys;
	} rows[] = { { PAGE_BYTES, "   " }, { LINE_BYTES, "kkkkk" } };
	struct paint paint;
	struct stopwatch *stopwatch =
		start(measured, "prose 10k", false, &paint);

	if (!stopwatch || !paint.came)
		return;
	measured->values[FIRST_BYTES] = (double)paint.bytes;
	stopwatch_idle(stopwatch);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		double bytes[KEYS_MAX];
		size_t count = 0;

		for (const char *at = rows[i].keys; *at; at++) {
			char key[2] = { *at };

			paint = stopwatch_type(stopwatch, key, NULL);
			bytes[count++] = (double)paint.bytes;
		}
		if (paint.came)
			measured->values[rows[i].gate] = median(bytes, count);
	}
	stopwatch_free(stopwatch);
}

static size_t peak_of_print(struct measured *measured, const char *text)
{
	static const char *const words[] = { "lectern", "--print",
					     "--breaks=greedy", "FILE", NULL };
	struct arguments arguments = ARGUMENTS_INIT;
	struct arguments environment = ARGUMENTS_INIT;
	struct spent spent = { 0 };
	bool done = false;

	setup_environment(&measured->setup, false, &environment);
	if (add_words(measured, &arguments, words, text))
		done = spent_run(arguments.items, environment.items, false,
				 &spent);
	arguments_release(&arguments);
	arguments_release(&environment);
	return done ? spent.peak_kib : 0;
}

static void measure_memory(struct measured *measured)
{
	size_t little = peak_of_print(measured, "prose 1m");
	size_t much = peak_of_print(measured, "prose 8m");

	if (little && much)
		measured->values[MEMORY_FLAT] = (double)much / (double)little;
}

/* ---- Limits ---- */

static char *limits_path(void)
{
	const char *source = getenv("srcdir");
	struct buffer path = BUFFER_INIT;

	buffer_append_format(&path, "%s/tests/gates/limits",
			     source && *source ? source : ".");
	return buffer_detach(&path);
}

/* The limit of a gate; below 0 where there is none. */
static double find_limit(const char *path, const char *name)
{
	char line[LINE], found[NAME];
	double was, limit, wanted = -1;
	FILE *file = fopen(path, "re");

	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "%63s %lf %lf", found, &was, &limit) == 3 &&
		    strcmp(found, name) == 0)
			wanted = limit;
	if (file)
		fclose(file);
	return wanted;
}

static int renew(const struct measured *measured)
{
	char *path;
	FILE *file;

	for (size_t i = 0; i < GATES; i++) {
		if (measured->values[i] >= 0)
			continue;
		fprintf(stderr, "gates: %s could not be measured\n",
			gates[i].name);
		return EXIT_FAILURE;
	}
	path = limits_path();
	file = fopen(path, "we");
	if (!file) {
		perror(path);
		free(path);
		return EXIT_FAILURE;
	}
	fputs("# What each gate measured, what it may be, what that is.\n"
	      "# make gates-renew writes this file; tests/gates/gates.c says\n"
	      "# how each is measured, and how much more it may be.\n",
	      file);
	for (size_t i = 0; i < GATES; i++)
		fprintf(file, "%-18s %9.3f %9.3f  %s\n", gates[i].name,
			measured->values[i],
			measured->values[i] * (1 + gates[i].percent / 100),
			gates[i].what);
	free(path);
	return fclose(file) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int hold(const struct measured *measured)
{
	char *path = limits_path();
	int status = EXIT_SUCCESS;

	printf("1..%d\n", GATES);
	for (size_t i = 0; i < GATES; i++) {
		double value = measured->values[i];
		double limit = find_limit(path, gates[i].name);
		bool holds = value >= 0 && value <= limit;

		if (value < 0 && i < FIRST_BYTES && !measured->counts) {
			printf("ok %zu - %s # SKIP not counted here\n", i + 1,
			       gates[i].name);
			continue;
		}
		printf("%s %zu - %s: %s: %.3f, at most %.3f\n",
		       holds ? "ok" : "not ok", i + 1, gates[i].name,
		       gates[i].what, value, limit);
		if (!holds)
			status = EXIT_FAILURE;
	}
	free(path);
	return status;
}

int main(int argc, char **argv)
{
	bool renews = argc == 2 && strcmp(argv[1], "--renew") == 0;
	struct measured measured = { .valgrind = BUFFER_INIT };
	struct buffer tools = BUFFER_INIT;
	int status;

#ifndef __OPTIMIZE__
	printf("1..0 # SKIP the build is not one to be fast\n");
	return EXIT_SUCCESS;
#endif
	buffer_append_format(&tools, "%s/../bench/speed", dirname(argv[0]));
	if (!setup_make(&measured.setup, tools.data))
		return EXIT_FAILURE;
	for (size_t i = 0; i < GATES; i++)
		measured.values[i] = -1;
	if (setup_program(&measured.setup, "valgrind", &measured.valgrind)) {
		measure_runs(&measured);
		if (measured.counts)
			measure_paints(&measured);
	}
	measure_bytes(&measured);
	measure_memory(&measured);
	setup_remove(&measured.setup);
	buffer_release(&measured.valgrind);
	buffer_release(&tools);
	status = renews ? renew(&measured) : hold(&measured);
	return status;
}
