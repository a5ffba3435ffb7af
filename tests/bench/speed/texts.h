/* SPDX-License-Identifier: ISC */
/* Make up texts to measure with. */
#ifndef TESTS_BENCH_SPEED_TEXTS_H
#define TESTS_BENCH_SPEED_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * The same kind and size give the same bytes on every machine. Words are drawn
 * as Zipf has them: the commonest are English's little ones, so that the
 * language is found out; the others are made of syllables.
 */
struct text_kind {
	const char *name;
	const char *unit; /* of the size: bytes, or what there are so many of */
	const char *what;
};

extern const struct text_kind text_kinds[];
extern const size_t text_kind_count;

/* How most kinds end: with this heading over this sentence, which stand nowhere
 * else in them. */
#define TEXT_LAST_HEADING  "Envoi"
#define TEXT_LAST_SENTENCE "Quod erat legendum."

/* Writes a text of at least so many units, and little more; false where there
 * is no such kind, or when it could not be written. */
bool text_write(FILE *out, const char *kind, size_t size);

#endif
