/* SPDX-License-Identifier: ISC */
/* Hold what was measured against what is wanted. */
#ifndef TESTS_BENCH_SPEED_REPORT_H
#define TESTS_BENCH_SPEED_REPORT_H

#include <stdbool.h>

struct figures;
struct row;

void report_head(void);

/* Prints a row; false where its goal is missed. What was not measured misses
 * none. */
bool report_row(const struct row *row, const struct figures *figures);

#endif
