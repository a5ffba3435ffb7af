/* SPDX-License-Identifier: ISC */
/* The name that somebody who typed another one may have meant. */
#include "base/nearest.h"

#include <string.h>

enum { LONGEST = 40, SLIPS_MAX = 2 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The optimal string alignment distance, by rows (Wagner and Fischer 1974, with
 * swaps of neighbours). */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b_len; j++)
		above[j] = before[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *free_row = before;

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			row[j] = least(above[j], row[j - 1]) + 1;
			row[j] = least(row[j],
				       above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = free_row;
	}
	return above[b_len];
}

void nearest_begin(struct nearest *nearest, const char *typed, size_t len)
{
	*nearest = (struct nearest){ .typed = typed, .len = len };
}

void nearest_offer(struct nearest *nearest, const char *name)
{
	size_t len = strlen(name);
	size_t slips;

	if (len > LONGEST || nearest->len > LONGEST)
		return;
	slips = distance(nearest->typed, nearest->len, name, len);
	if (slips > SLIPS_MAX || slips * 3 > len ||
	    (nearest->name && slips >= nearest->slips))
		return;
	nearest->name = name;
	nearest->slips = slips;
}
