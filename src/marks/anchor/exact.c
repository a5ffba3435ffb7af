/* SPDX-License-Identifier: ISC */
/* Find where a text has exactly a quote, by how texts are folded. */
#include "marks/anchor/exact.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/alike.h"
#include "text/cells.h"
#include "text/ranges.h"
#include "text/utf8.h"

struct exact {
	struct span text;
	uint32_t *quote; /* units */
	uint32_t *links; /* of each unit: how many units before it end with,
			  * and the quote starts with; KMP's failure function */
	uint32_t *offs; /* the last count units' bytes; unit i's at i % count */
	size_t count;
	size_t fed;	/* units of the text so far */
	size_t matched; /* units of the quote that the text now ends with */
	size_t pos;	/* the next character */
	/* The character at pos, where some of its parts are yet to come. */
	uint32_t parts[ALIKE_MAX];
	size_t part;
	size_t part_count;
	struct buffer stretch; /* every match has these bytes … */
	size_t stretch_reach;  /* … at most so many behind its start */
	size_t stretch_at;     /* where pos or what follows has them next */
};

/*
 * Characters that are no part of a composed one unless a mark follows, which
 * none of these is. Of the few that other characters are canonically equal to
 * only K matters: U+212A.
 */
static const struct point_range bases[] = {
	{ 0x0020, 0x007e, 1 }, { 0x00a1, 0x02ff, 1 }, { 0x0370, 0x0482, 1 },
	{ 0x048a, 0x052f, 1 }, { 0x05d0, 0x05ea, 1 }, { 0x0620, 0x064a, 1 },
	{ 0x2010, 0x2027, 1 }, { 0x3001, 0x3020, 1 }, { 0x3041, 0x3096, 1 },
	{ 0x309d, 0x30ff, 1 }, { 0x3400, 0x9fff, 1 }, { 0xff01, 0xff60, 1 },
};

static bool is_base(uint32_t point)
{
	return ranges_find(bases, RANGES_COUNT(bases), point, 0);
}

/* Whether unit, before next (0: at the end), is written in this way only: no
 * character that is another one, or begins with it, folds to it. */
static bool written_so(uint32_t unit, uint32_t next)
{
	if (!is_base(unit) || (next && !is_base(next)))
		return false;
	return unit != ' ' && unit != '-' && unit != '\'' && unit != '"' &&
	       unit != 'K';
}

/* The longest such stretch of the quote. */
static void find_stretch(struct exact *exact)
{
	size_t best = 0, best_len = 0, start = 0;

	for (size_t i = 0; i < exact->count; i++) {
		uint32_t next = i + 1 < exact->count ? exact->quote[i + 1] : 0;

		if (!written_so(exact->quote[i], next)) {
			start = i + 1;
		} else if (i + 1 - start > best_len) {
			best = start;
			best_len = i + 1 - start;
		}
	}
	for (size_t i = best; i < best + best_len; i++) {
		char bytes[4];

		buffer_append(&exact->stretch, bytes,
			      utf8_encode(exact->quote[i], bytes));
	}
	exact->stretch_reach = 4 * best;
}

static void link_units(struct exact *exact)
{
	uint32_t matched = 0;

	exact->links[0] = 0;
	for (size_t i = 1; i < exact->count; i++) {
		while (matched && exact->quote[i] != exact->quote[matched])
			matched = exact->links[matched - 1];
		if (exact->quote[i] == exact->quote[matched])
			matched++;
		exact->links[i] = matched;
	}
}

struct exact *exact_open(const uint32_t *quote, size_t count, struct span text)
{
	struct exact *exact = memory_alloc_zeroed(1, sizeof(*exact));

	assert(count > 0 && count <= EXACT_MAX);
	exact->text = text;
	exact->count = count;
	exact->quote = memory_alloc_zeroed(count, sizeof(*exact->quote));
	exact->links = memory_alloc_zeroed(count, sizeof(*exact->links));
	exact->offs = memory_alloc_zeroed(count, sizeof(*exact->offs));
	memcpy(exact->quote, quote, count * sizeof(*quote));
	link_units(exact);
	find_stretch(exact);
	return exact;
}

void exact_free(struct exact *exact)
{
	if (!exact)
		return;
	buffer_release(&exact->stretch);
	free(exact->quote);
	free(exact->links);
	free(exact->offs);
	free(exact);
}

/* Goes on to where a match may start, none having begun; false if there is
 * nowhere. */
static bool leap(struct exact *exact)
{
	const char *text = exact->text.ptr;
	size_t start;

	if (!exact->stretch.len)
		return true;
	if (exact->stretch_at < exact->pos || !exact->fed) {
		const char *found =
			memmem(text + exact->pos, exact->text.len - exact->pos,
			       exact->stretch.data, exact->stretch.len);

		if (!found)
			return false;
		exact->stretch_at = (size_t)(found - text);
	}
	if (exact->stretch_at - exact->pos <= exact->stretch_reach)
		return true;
	start = exact->stretch_at - exact->stretch_reach;
	while (start > exact->pos &&
	       ((unsigned char)text[start] & 0xc0) == 0x80)
		start--;
	exact->pos = start;
	return true;
}

/* The text's next unit and where its character stands. */
static bool next_unit(struct exact *exact, uint32_t *unit, uint32_t *off)
{
	const char *text = exact->text.ptr;
	uint32_t point;

	if (exact->part == exact->part_count) {
		if (!exact->matched && exact->pos < exact->text.len &&
		    !leap(exact))
			return false;
		if (exact->pos == exact->text.len)
			return false;
		*off = (uint32_t)exact->pos;
		exact->pos += utf8_decode(text + exact->pos,
					  exact->text.len - exact->pos, &point);
		exact->part_count = alike_parts(point, exact->parts);
		exact->part = 0;
	} else {
		*off = exact->offs[(exact->fed - 1) % exact->count];
	}
	*unit = exact->parts[exact->part++];
	exact->offs[exact->fed++ % exact->count] = *off;
	return true;
}

static bool is_whole(const struct exact *exact, uint32_t off)
{
	return cells_start(exact->text.ptr, exact->text.len, off) == off;
}

bool exact_next(struct exact *exact, uint32_t *off, uint32_t *end)
{
	uint32_t unit, at;

	while (next_unit(exact, &unit, &at)) {
		while (exact->matched && (exact->matched == exact->count ||
					  exact->quote[exact->matched] != unit))
			exact->matched = exact->links[exact->matched - 1];
		if (exact->quote[exact->matched] == unit)
			exact->matched++;
		if (exact->matched < exact->count ||
		    exact->part < exact->part_count)
			continue;
		*off = exact->offs[exact->fed % exact->count];
		*end = (uint32_t)exact->pos;
		if (is_whole(exact, *off) && is_whole(exact, *end))
			return true;
	}
	return false;
}
