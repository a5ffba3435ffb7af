/* SPDX-License-Identifier: ISC */
/* Whether the environment forbids what reaches beyond reading. */
#ifndef BASE_SECURE_H
#define BASE_SECURE_H

#include <stdbool.h>

struct error;

/*
 * With LECTERN_SECURE in the environment (other than empty or 0) no program is
 * started, and nothing is written outside the folders of state, data and cache
 * (folders.h). Then false with a sentence, which is what follows from it,
 * "no program is started", and why.
 */
bool secure_allows(const char *consequence, struct error *error);

#endif
