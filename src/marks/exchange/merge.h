/* SPDX-License-Identifier: ISC */
/* Bring a document's Markdown up to date around what people wrote in it. */
#ifndef MARKS_EXCHANGE_MERGE_H
#define MARKS_EXCHANGE_MERGE_H

#include <stdbool.h>

#include "marks/exchange.h"
#include "marks/exchange/into.h"

/*
 * Appends to out what file becomes; the rules are those of into.h. The blocks
 * are counted in report. Returns whether that is anything else: if not, out
 * stays as it is. O(n log n) in the file and the marks.
 */
bool merge_document(struct span file, const struct exchange *exchange,
		    const struct exchange_document *document,
		    const struct exchange_into_options *options,
		    struct exchange_into_report *report, struct buffer *out);

#endif
