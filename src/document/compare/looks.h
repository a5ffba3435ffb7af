/* SPDX-License-Identifier: ISC */
/* Say whether two blocks of one text would be shown alike. */
#ifndef DOCUMENT_COMPARE_LOOKS_H
#define DOCUMENT_COMPARE_LOOKS_H

#include <stdbool.h>
#include <stddef.h>

struct document;

/* Blocks i of a and j of b, which have the same text: whether kind, level,
 * containers, runs, links and cells are the same. Where they stand does not
 * count, neither among their neighbours nor by an item's number. */
bool looks_same(const struct document *a, size_t i, const struct document *b,
		size_t j);

#endif
