/* SPDX-License-Identifier: ISC */
/* Values that were measured, by their names. */
#include "bench/speed/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void figures_release(struct figures *figures)
{
	free(figures->figures);
	*figures = (struct figures){ 0 };
}

static struct figure *find(const struct figures *figures, const char *name)
{
	for (size_t i = 0; name && i < figures->count; i++)
		if (strcmp(figures->figures[i].name, name) == 0)
			return &figures->figures[i];
	return NULL;
}

const struct figure *figures_find(const struct figures *figures,
				  const char *name)
{
	return find(figures, name);
}

void figures_add(struct figures *figures, const char *text, const char *source,
		 const char *what, double value)
{
	char name[FIGURE_NAME];
	struct figure *figure;

	snprintf(name, sizeof(name), "%s/%s/%s", text, source, what);
	figure = find(figures, name);
	if (!figure) {
		MEMORY_RESERVE(figures->figures, figures->room,
			       figures->count + 1);
		figure = &figures->figures[figures->count++];
		figure->count = 0;
		memcpy(figure->name, name, sizeof(name));
	}
	if (figure->count < FIGURE_VALUES)
		figure->values[figure->count++] = value;
}

static int compare(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return count % 2 ? values[count / 2]
			 : (values[count / 2 - 1] + values[count / 2]) / 2;
}

double figure_median(const struct figure *figure)
{
	double values[FIGURE_VALUES];

	memcpy(values, figure->values, figure->count * sizeof(*values));
	return median(values, figure->count);
}

double figure_least(const struct figure *figure)
{
	double least = figure->values[0];

	for (size_t i = 1; i < figure->count; i++)
		if (figure->values[i] < least)
			least = figure->values[i];
	return least;
}

double figure_most(const struct figure *figure)
{
	double most = figure->values[0];

	for (size_t i = 1; i < figure->count; i++)
		if (figure->values[i] > most)
			most = figure->values[i];
	return most;
}
