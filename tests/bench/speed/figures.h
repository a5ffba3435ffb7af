/* SPDX-License-Identifier: ISC */
/* Values that were measured, by their names. */
#ifndef TESTS_BENCH_SPEED_FIGURES_H
#define TESTS_BENCH_SPEED_FIGURES_H

#include <stddef.h>

enum { FIGURE_NAME = 128, FIGURE_VALUES = 64 };

struct figure {
	char name[FIGURE_NAME];
	double values[FIGURE_VALUES];
	size_t count; /* at least one */
};

struct figures {
	struct figure *figures; /* owned */
	size_t count, room;
};

void figures_release(struct figures *figures);

/* The name is TEXT/SOURCE/WHAT. More than FIGURE_VALUES are not kept. */
void figures_add(struct figures *figures, const char *text, const char *source,
		 const char *what, double value);

/* NULL where there is none, and for NULL; borrowed until the next is added. */
const struct figure *figures_find(const struct figures *figures,
				  const char *name);

double figure_median(const struct figure *figure);
double figure_least(const struct figure *figure);
double figure_most(const struct figure *figure);

/* Sorts the values; count is not 0. */
double median(double *values, size_t count);

#endif
