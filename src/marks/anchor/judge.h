/* SPDX-License-Identifier: ISC */
/* Decide which candidate is the range that an anchor is of, if any. */
#ifndef MARKS_ANCHOR_JUDGE_H
#define MARKS_ANCHOR_JUDGE_H

#include <stdbool.h>

struct anchor_result;
struct candidate;
struct search;

/* The likeliest candidate that is no chance match, if nothing else is about as
 * likely. */
void judge(const struct search *search, struct anchor_result *result);

/* The likeliest, among equals the nearest; NULL if all may be by chance. */
const struct candidate *judge_likeliest(const struct search *search);

#endif
