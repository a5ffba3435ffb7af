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

/*
 * Goes on from *next, before which no hit is that begins behind done, where a
 * unit begins: sets the first unit that may have hits, and *next to what lets
 * it have them, which may stand behind the unit. False if nothing before end
 * does; *next is then at least end. Text without hits costs little by that,
 * whatever its blocks; but every unit may have hits of regular expressions, and
 * of typos.
 */
bool query_seek(struct query *query, const struct document *document,
		uint32_t done, uint32_t *next, uint32_t end, struct unit *unit);

/* What calls of query_scan() may cost together where somebody waits. */
enum { QUERY_COST_MAX = 250 * 1000 };

/*
 * Adds the query's hits that begin in the unit, ascending. Returns what that
 * cost: QUERY_COST_MAX is about 10 ms, and at most about that. Only regular
 * expressions are counted; the others cost what reading their text does.
 */
uint32_t query_scan(struct query *query, const struct document *document,
		    const struct unit *unit, struct hits *hits);

/* Whether it was given up: then nothing more is found. So it is when many units
 * took too long. */
bool query_is_given_up(const struct query *query);

#endif
