/* SPDX-License-Identifier: ISC */
/*
 * Measures how fast Lectern is, against other programs in the same run.
 *
 *	speed [--only=WORDS] [--rounds=N] [--seconds=N]
 *
 * Prints a line for each row of plan.c whose name has the words: ours, with the
 * least and the most of its rounds, the control, their ratio, what is wanted.
 * A figure is the median of the rounds (5), in each of which everything is
 * measured once, ours and the control in turn; nothing is begun after so many
 * seconds (330). Texts are made in a folder of their own, which is removed.
 *
 * The program is that of the environment variable LECTERN, else ./lectern. A
 * control that is not installed is left out.
 */
#include <getopt.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "bench/speed/figures.h"
#include "bench/speed/picture.h"
#include "bench/speed/plan.h"
#include "bench/speed/report.h"
#include "bench/speed/setup.h"
#include "bench/speed/spent.h"
#include "bench/speed/stopwatch.h"

enum {
	ROWS = 40,
	COLUMNS = 100,
	ROUNDS = 5,
	SECONDS = 330,
	KEYS = 64,
};

struct bench {
	struct setup setup;
	const char *only;
	struct figures figures;
	double started;
	double seconds;
};

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
	(void)number;
	interrupted = 1;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- What is run ---- */

static bool is_chosen(const struct bench *bench, const struct row *row)
{
	return !bench->only || strstr(row->name, bench->only);
}

/* Whether a chosen row has a figure whose name starts so. */
static bool is_wanted(const struct bench *bench, const char *start)
{
	size_t len = strlen(start);

	for (size_t i = 0; i < plan_row_count; i++) {
		const struct row *row = &plan_rows[i];

		if (is_chosen(bench, row) &&
		    (strncmp(row->ours, start, len) == 0 ||
		     (row->control && strncmp(row->control, start, len) == 0)))
			return true;
	}
	return false;
}

/* ---- In a terminal ---- */

static void name_bytes(char name[FIGURE_NAME], const struct step *step)
{
	snprintf(name, FIGURE_NAME, "%s-bytes", step->name);
}

static void do_each(struct bench *bench, const struct source *source,
		    const struct step *step, struct stopwatch *stopwatch)
{
	double ms[KEYS], bytes[KEYS];
	size_t count = 0;

	for (const char *key = step->keys; *key && count < KEYS; key++) {
		char typed[2] = { *key, '\0' };
		struct paint paint =
			stopwatch_type(stopwatch, typed, step->until);

		if (!paint.came)
			return;
		bytes[count] = (double)paint.bytes;
		ms[count++] = paint.ms;
	}
	if (step->name) {
		char name[FIGURE_NAME];

		name_bytes(name, step);
		figures_add(&bench->figures, source->text, source->name,
			    step->name, median(ms, count));
		figures_add(&bench->figures, source->text, source->name, name,
			    median(bytes, count));
	}
}

static void do_resizes(struct bench *bench, const struct source *source,
		       const struct step *step, struct stopwatch *stopwatch)
{
	double ms[4];

	for (int i = 0; i < 4; i++) {
		struct paint paint =
			stopwatch_resize(stopwatch, ROWS - (i % 2 ? 0 : 4),
					 COLUMNS - (i % 2 ? 0 : 20));

		if (!paint.came)
			return;
		ms[i] = paint.ms;
	}
	figures_add(&bench->figures, source->text, source->name, step->name,
		    median(ms, 4));
}

static void do_step(struct bench *bench, const struct source *source,
		    const struct step *step, struct stopwatch *stopwatch,
		    const struct paint *first)
{
	double since = stopwatch_ms(stopwatch);
	struct paint paint = *first;
	char name[FIGURE_NAME];

	switch (step->action) {
	case STEP_EACH:
		do_each(bench, source, step, stopwatch);
		return;
	case STEP_RESIZE:
		do_resizes(bench, source, step, stopwatch);
		return;
	case STEP_IDLE:
		stopwatch_idle(stopwatch);
		return;
	case STEP_ALL:
		paint = stopwatch_type(stopwatch, step->keys, step->until);
		break;
	case STEP_FIRST:
		break;
	}
	if (!paint.came || !step->name)
		return;
	name_bytes(name, step);
	figures_add(&bench->figures, source->text, source->name, step->name,
		    paint.ms + (step->in_all ? since : 0));
	figures_add(&bench->figures, source->text, source->name, name,
		    (double)paint.bytes);
}

static void run_in_terminal(struct bench *bench, const struct source *source,
			    char *const argv[], char *const envp[])
{
	struct paint first = { .came = true };
	/* What is measured from the start is typed then. */
	bool at_once = source->steps->in_all;
	struct stopwatch *stopwatch = stopwatch_start(argv, envp, ROWS, COLUMNS,
						      at_once ? NULL : &first);

	if (!stopwatch || !first.came) {
		fprintf(stderr, "speed: %s paints nothing\n", argv[0]);
		return;
	}
	for (const struct step *step = source->steps;
	     step->name || step->keys || step->action == STEP_IDLE; step++)
		if (!interrupted)
			do_step(bench, source, step, stopwatch, &first);
	figures_add(&bench->figures, source->text, source->name, "peak",
		    (double)stopwatch_peak_kib(stopwatch) / 1024);
	stopwatch_free(stopwatch);
}

/* ---- All of it ---- */

static void run_program(struct bench *bench, const struct source *source,
			char *const argv[], char *const envp[])
{
	struct spent spent;

	if (!spent_run(argv, envp, source->way == WAY_COUNTED, &spent) &&
	    strcmp(source->name, "grep") != 0) {
		if (!interrupted)
			fprintf(stderr, "speed: %s failed on %s\n", argv[0],
				source->text);
		return;
	}
	figures_add(&bench->figures, source->text, source->name, "cpu",
		    spent.cpu_ms);
	figures_add(&bench->figures, source->text, source->name, "wall",
		    spent.wall_ms);
	figures_add(&bench->figures, source->text, source->name, "peak",
		    (double)spent.peak_kib / 1024);
	figures_add(&bench->figures, source->text, source->name, "bytes",
		    (double)spent.bytes);
	figures_add(&bench->figures, source->text, source->name, "number",
		    spent.number);
}

/* That of the text's file, once. */
static void add_size(struct bench *bench, const char *text, const char *path)
{
	char name[FIGURE_NAME];
	struct stat status;

	snprintf(name, sizeof(name), "%s/file/bytes", text);
	if (!figures_find(&bench->figures, name) && stat(path, &status) == 0)
		figures_add(&bench->figures, text, "file", "bytes",
			    (double)status.st_size);
}

static void run_source(struct bench *bench, const struct source *source)
{
	struct buffer program = BUFFER_INIT;
	struct buffer text = BUFFER_INIT;
	struct arguments words = ARGUMENTS_INIT;
	struct arguments environment = ARGUMENTS_INIT;

	if (setup_program(&bench->setup, source->arguments[0], &program) &&
	    setup_text(&bench->setup, source->text, &text)) {
		add_size(bench, source->text, text.data);
		arguments_add(&words, program.data);
		for (size_t i = 1; source->arguments[i]; i++) {
			const char *word = source->arguments[i];

			arguments_add(&words,
				      strcmp(word, "FILE") ? word : text.data);
		}
		setup_environment(&bench->setup, source->way == WAY_HYPHENS,
				  &environment);
		if (source->steps)
			run_in_terminal(bench, source, words.items,
					environment.items);
		else
			run_program(bench, source, words.items,
				    environment.items);
	}
	buffer_release(&program);
	buffer_release(&text);
	arguments_release(&words);
	arguments_release(&environment);
}

static bool is_source_wanted(const struct bench *bench,
			     const struct source *source)
{
	char start[FIGURE_NAME];

	snprintf(start, sizeof(start), "%s/%s/", source->text, source->name);
	return is_wanted(bench, start);
}

static size_t run_rounds(struct bench *bench, size_t rounds)
{
	size_t done = 0;

	while (done < rounds && !interrupted) {
		for (size_t i = 0; i < plan_source_count; i++) {
			if (interrupted ||
			    now() - bench->started > bench->seconds)
				return done;
			if (is_source_wanted(bench, &plan_sources[i]))
				run_source(bench, &plan_sources[i]);
		}
		done++;
	}
	return done;
}

/* Prints the table; how many goals are missed. */
static size_t report(const struct bench *bench, size_t rounds)
{
	size_t missed = 0;

	printf("%zu rounds in %.0f s%s\n\n", rounds, now() - bench->started,
	       picture_is_real
		       ? ""
		       : "; without libvterm: to the last byte painted");
	report_head();
	for (size_t i = 0; i < plan_row_count; i++)
		if (is_chosen(bench, &plan_rows[i]))
			missed += !report_row(&plan_rows[i], &bench->figures);
	printf("\n%zu goals missed\n", missed);
	return missed;
}

static bool read_options(struct bench *bench, size_t *rounds, int argc,
			 char **argv)
{
	static const struct option options[] = {
		{ "only", required_argument, NULL, 'o' },
		{ "rounds", required_argument, NULL, 'r' },
		{ "seconds", required_argument, NULL, 's' },
		{ 0 },
	};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'o')
			bench->only = optarg;
		else if (option == 'r')
			*rounds = strtoul(optarg, NULL, 10);
		else if (option == 's')
			bench->seconds = strtod(optarg, NULL);
		else
			return false;
	}
	return optind == argc;
}

int main(int argc, char **argv)
{
	struct bench bench = { .started = now(), .seconds = SECONDS };
	struct sigaction action = { .sa_handler = interrupt };
	size_t rounds = ROUNDS;

	if (!read_options(&bench, &rounds, argc, argv)) {
		fputs("usage: speed [--only=WORDS] [--rounds=N] "
		      "[--seconds=N]\n",
		      stderr);
		return EXIT_FAILURE;
	}
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	if (!setup_make(&bench.setup, dirname(argv[0])))
		return EXIT_FAILURE;
	rounds = run_rounds(&bench, rounds);
	setup_remove(&bench.setup);
	report(&bench, rounds);
	figures_release(&bench.figures);
	return EXIT_SUCCESS;
}
