/* SPDX-License-Identifier: ISC */
/* Texts that were published because a parser of Markdown fails at them. */
#ifndef TESTS_HOSTILE_RECIPES_H
#define TESTS_HOSTILE_RECIPES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* How a recipe's units are made. */
enum hostile_growth {
	HOSTILE_SAME,
	HOSTILE_COUNTING, /* each has its number, from 1 on, for "%zu" */
	HOSTILE_TICKS,	  /* each has one tick more behind it */
	HOSTILE_INDENTED, /* each has one more indentation before it */
	HOSTILE_COLLIDING /* each has a number of one slot of cmark's old table
			   */
};

/* Units behind before, then between, and behind it what comes as often or
 * not. */
struct hostile_recipe {
	const char *name;
	const char *before, *unit;
	size_t units;
	const char *between, *after;
	size_t afters;
	enum hostile_growth growth;
	bool unseen; /* no page shows its letters: a comment, a target … */
};

extern const struct hostile_recipe hostile_recipes[];
extern const size_t hostile_recipe_count;

/* The letter of recipes, which must all be there. */
#define HOSTILE_LETTER "a"

/* Appends a paragraph that is HOSTILE_FIRST, then a recipe, of whose units a
 * divisor leaves some out. */
void hostile_write_recipe(struct buffer *out,
			  const struct hostile_recipe *recipe, size_t divisor);

#endif
