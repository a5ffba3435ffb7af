/* SPDX-License-Identifier: ISC */
/* Say what is looked for, find it in a stretch of a document. */
#include "document/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/search/haystack.h"
#include "document/search/regex.h"
#include "document/search/scan.h"
#include "document/search/skim.h"
#include "document/search/unit.h"
#include "document/search/words.h"
#include "text/fold.h"
#include "text/folded.h"

enum {
	/* Bytes in which nothing can match passed in the time of a step. */
	SKIMMED = 32,
	REFUSED_MAX = 64,
};

struct query {
	enum query_kind kind;
	struct fold_table *table;
	struct buffer needle; /* what was typed, folded */
	struct skim *skim;    /* NULL: any text may have hits */
	struct words *words;
	struct regex *regex;
	struct haystack haystack;
	struct hits hits; /* of a unit, in query_find() */
	unsigned refused; /* units that took too long */
};

/* What was typed, folded as the text is. False if nothing remains. */
static bool fold_typed(struct query *query, const char *text, size_t len)
{
	struct folded folded = FOLDED_INIT;

	query->table = fold_table_new(fold_counting(text, len));
	folded_fill(&folded, query->table, text, len);
	buffer_append(&query->needle, folded.text.data, folded.text.len);
	folded_release(&folded);
	return query->needle.len > strspn(query->needle.data, " ");
}

static bool prepare(struct query *query, const char *text, size_t len,
		    struct error *error)
{
	struct span rare;

	if (len > QUERY_LENGTH_MAX)
		return error_set(error,
				 "That is too long to look for: at most %d "
				 "bytes can be",
				 QUERY_LENGTH_MAX);
	if (query->kind == QUERY_REGEX && len > 0) {
		query->regex = regex_new(text, len, error);
		return query->regex != NULL;
	}
	if (!fold_typed(query, text, len))
		return error_set(error, "There is nothing to look for");
	rare = (struct span){ query->needle.data, query->needle.len };
	if (query->kind != QUERY_TEXT) {
		query->words =
			words_new(&query->needle, query->kind == QUERY_TYPOS);
		rare = words_exact(query->words);
	}
	query->skim = skim_new(query->table, rare.ptr, rare.len);
	return true;
}

struct query *query_new(enum query_kind kind, const char *text, size_t len,
			struct error *error)
{
	struct query *query = memory_alloc_zeroed(1, sizeof(*query));

	query->kind = kind;
	if (!prepare(query, text, len, error)) {
		query_free(query);
		return NULL;
	}
	return query;
}

void query_free(struct query *query)
{
	if (!query)
		return;
	skim_free(query->skim);
	fold_table_free(query->table);
	buffer_release(&query->needle);
	words_free(query->words);
	regex_free(query->regex);
	haystack_release(&query->haystack);
	hits_release(&query->hits);
	free(query);
}

bool query_knows_regex(void)
{
#ifdef HAVE_PCRE2
	return true;
#else
	return false;
#endif
}

bool query_takes_rows(const struct query *query)
{
	return query->kind == QUERY_WORDS || query->kind == QUERY_TYPOS;
}

bool query_is_given_up(const struct query *query)
{
	return query->refused >= REFUSED_MAX;
}

static uint32_t scan_regex(struct query *query, const struct document *document,
			   const struct unit *unit, struct hits *hits)
{
	uint32_t cost = (unit->end - unit->off) / SKIMMED;

	if (query_is_given_up(query))
		return 0;
	if (!regex_find(query->regex, document, unit, hits, &cost))
		query->refused++;
	return cost;
}

uint32_t query_scan(struct query *query, const struct document *document,
		    const struct unit *unit, struct hits *hits)
{
	struct haystack *haystack = &query->haystack;

	if (unit->off == unit->end)
		return 0;
	switch (query->kind) {
	case QUERY_TEXT:
		if (query->skim && skim_find(query->skim, document, unit, hits))
			break;
		haystack_fill(haystack, query->table, document, unit,
			      UNIT_REACH);
		haystack_find(haystack, &query->needle, hits);
		break;
	case QUERY_WORDS:
	case QUERY_TYPOS:
		haystack_fill(haystack, query->table, document, unit, 0);
		words_find(query->words, haystack, hits);
		break;
	case QUERY_REGEX:
		return scan_regex(query, document, unit, hits);
	}
	return 0;
}

/* The unit with the first hit that may overlap off, but not one that begins
 * before lowest, where one does. */
static bool unit_before(const struct query *query,
			const struct document *document, uint32_t off,
			uint32_t lowest, struct unit *unit)
{
	bool rows = query_takes_rows(query);

	if (!unit_at(document, rows, off, unit))
		return false;
	if (unit->off > unit->first && unit->off > lowest &&
	    off - unit->off < UNIT_HIT_MAX)
		unit_at(document, rows, unit->off - 1, unit);
	return true;
}

bool query_seek(struct query *query, const struct document *document,
		uint32_t done, uint32_t *next, uint32_t end, struct unit *unit)
{
	if (query->skim)
		*next = skim_next(query->skim, &document->text, *next, end);
	return *next < end && unit_before(query, document, *next, done, unit);
}

size_t query_find(struct query *query, const struct document *document,
		  uint32_t off, uint32_t end, struct hit *hits, size_t room)
{
	struct unit unit;
	uint32_t done, next, reach, cost = 0;
	size_t count = 0;

	if (off >= end || !unit_before(query, document, off, 0, &unit))
		return 0;
	done = next = unit.off;
	reach = unit_far(document, end);
	while (cost < QUERY_COST_MAX &&
	       query_seek(query, document, done, &next, reach, &unit) &&
	       unit.off < end) {
		query->hits.count = 0;
		cost += query_scan(query, document, &unit, &query->hits);
		for (size_t i = 0; i < query->hits.count; i++) {
			struct hit hit = query->hits.items[i];

			if (hit.end <= off)
				continue;
			if (hit.off >= end || count == room)
				return count;
			hits[count++] = hit;
		}
		done = next = unit_behind(&unit);
	}
	return count;
}

bool query_trouble(const struct query *query, struct error *error)
{
	if (query->refused == 0)
		return false;
	error_set(error, "The regular expression was given up in some places, "
			 "where it takes too long: hits may be missing");
	return true;
}
