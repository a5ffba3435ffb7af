/* SPDX-License-Identifier: ISC */
/* Look through a document for a query, one unit after the other. */
#ifndef DOCUMENT_SEARCH_SCAN_H
#define DOCUMENT_SEARCH_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "document/query.h"
#include "document/search/unit.h"

/* Whether the query's units are whole rows of tables (unit_at()). */
bool query_takes_rows(const struct query *query);

/* What a unit of a regular expression may cost. */
enum { QUERY_COST_MAX = 400 * 1000 };

/*
 * Adds the query's hits that begin in the unit, ascending. Returns what that
 * cost, about 10 ms for QUERY_COST_MAX; only regular expressions cost more than
 * the reading of their text, which is not counted. *refused, if a unit was
 * given up, counts up.
 */
uint32_t query_scan(struct query *query, const struct document *document,
		    const struct unit *unit, struct hits *hits,
		    unsigned *refused);

#endif
