/* SPDX-License-Identifier: ISC */
/* What is measured, and what is wanted of it. */
#ifndef TESTS_BENCH_SPEED_PLAN_H
#define TESTS_BENCH_SPEED_PLAN_H

#include <stdbool.h>
#include <stddef.h>

enum action {
	STEP_FIRST,  /* the first paint, which is there already */
	STEP_EACH,   /* each key, once the one before was answered */
	STEP_ALL,    /* all keys at once, as from a key held down */
	STEP_RESIZE, /* the terminal, there and back, twice */
	STEP_IDLE,   /* wait until nothing is left to do */
};

struct step {
	const char *name; /* of the figure; NULL: none is taken */
	enum action action;
	const char *keys;
	const char *until; /* a text that has to be shown; may be NULL */
	bool in_all;	   /* ms since the program was started */
};

enum { SOURCE_ARGUMENTS = 8 };

enum way {
	WAY_PLAIN,
	WAY_COUNTED, /* what it prints is read, and counted */
	WAY_HYPHENS, /* with the machine's dictionaries of hyphens */
};

/*
 * Where figures come from: a program, on a text. A program in a terminal gives
 * a figure TEXT/NAME/STEP in ms for each step, its median where keys are
 * measured one by one, TEXT/NAME/STEP-bytes of what it wrote to the terminal,
 * and at the end TEXT/NAME/peak in MiB. A program without steps gives
 * TEXT/NAME/cpu and wall in ms, peak in MiB, and where it is counted bytes and
 * number, of what it prints.
 */
struct source {
	const char *text; /* KIND SIZE, as tests/bench/speed/text has them */
	const char *name;
	const char *arguments[SOURCE_ARGUMENTS]; /* FILE: the text's */
	const struct step *steps;
	enum way way;
};

enum judge {
	JUDGE_RATIO,  /* ours is at most goal times the control */
	JUDGE_LIMIT,  /* ours is at most goal */
	JUDGE_MEMORY, /* ours is at most goal times the text's size, and plus
		       * MiB */
	JUDGE_RATE,   /* of the text at least goal MB/s */
	JUDGE_SHOWN,  /* nothing is wanted of it */
};

struct row {
	const char *name;
	const char *unit;
	const char *ours;    /* a figure, and … */
	const char *control; /* … another; may be NULL */
	enum judge judge;
	double goal;
	double plus;
};

extern const struct source plan_sources[];
extern const size_t plan_source_count;
extern const struct row plan_rows[];
extern const size_t plan_row_count;

#endif
