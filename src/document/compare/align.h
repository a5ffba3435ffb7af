/* SPDX-License-Identifier: ISC */
/* Match the entries that two lists have in common, in their order. */
#ifndef DOCUMENT_COMPARE_ALIGN_H
#define DOCUMENT_COMPARE_ALIGN_H

#include <stddef.h>
#include <stdint.h>

#define ALIGN_NONE UINT32_MAX

/*
 * to[i] becomes the index in fresh of what old[i] is matched with, ascending,
 * or ALIGN_NONE. Equal entries are equal numbers below classes.
 *
 * Patience diff (Bram Cohen): what stands once in both lists is matched, as
 * much of it as ascends; likewise between those, and again. Where nothing
 * stands once, Myers' O(ND) ("An O(ND) Difference Algorithm and Its
 * Variations", 1986) as far as a budget reaches, else each entry with the one
 * that is as manieth among its equals. O(n log n).
 */
void align(const uint32_t *old, size_t old_count, const uint32_t *fresh,
	   size_t fresh_count, size_t classes, uint32_t *to);

#endif
