/* SPDX-License-Identifier: ISC */
/* Hold a unit of text folded, to look for folded words in it. */
#include "document/search/haystack.h"

#include "document/document.h"
#include "document/search/needle.h"
#include "text/character.h"
#include "text/fold.h"
#include "text/ranges.h"
#include "text/utf8.h"

void haystack_release(struct haystack *haystack)
{
	folded_release(&haystack->folded);
}

void haystack_fill(struct haystack *haystack, struct fold_table *table,
		   const struct document *document, const struct unit *unit,
		   uint32_t more)
{
	uint32_t reach = unit_reach(document, unit, more);

	haystack->document = document;
	haystack->unit = *unit;
	folded_fill(&haystack->folded, table, document->text.data + unit->off,
		    reach - unit->off);
}

/* Whether the letter that ends before pos goes on there. */
static bool goes_on(const struct buffer *text, size_t pos)
{
	uint32_t last, next;
	size_t before;

	if (pos == text->len || !(text->data[pos] & 0x80))
		return false;
	before = utf8_previous(text->data, pos);
	utf8_decode(text->data + before, pos - before, &last);
	utf8_decode(text->data + pos, text->len - pos, &next);
	return fold_goes_on(last, next);
}

uint32_t haystack_off(const struct haystack *haystack, size_t pos)
{
	return haystack->unit.off +
	       (uint32_t)folded_start(&haystack->folded, pos);
}

bool haystack_hit(const struct haystack *haystack, size_t pos, size_t len,
		  uint32_t lowest, struct hit *hit)
{
	const struct folded *folded = &haystack->folded;
	uint32_t base = haystack->unit.off;

	if (goes_on(&folded->text, pos + len))
		return false;
	hit->off = haystack_off(haystack, pos);
	hit->end = base + (uint32_t)folded_end(folded, pos + len);
	unit_widen(haystack->document, &haystack->unit, lowest, hit);
	return hit->end - hit->off <= UNIT_HIT_MAX;
}

/* Thai, Lao, Myanmar, Khmer. */
static const struct point_range no_blanks[] = {
	{ 0x0e00, 0x0eff, 1 },
	{ 0x1000, 0x109f, 1 },
	{ 0x1780, 0x17ff, 1 },
};

static bool is_unspaced(uint32_t point)
{
	return character_unspaced(point) ||
	       ranges_find(no_blanks, RANGES_COUNT(no_blanks), point, 0) != 0;
}

/* The character before folded byte pos; a blank where the unit's block or cell
 * begins. */
static uint32_t point_before(const struct haystack *haystack, size_t pos)
{
	const char *text = haystack->folded.text.data;
	uint32_t point = ' ';

	if (pos == 0) {
		text = haystack->document->text.data;
		pos = haystack->unit.off;
		if (pos == haystack->unit.first)
			return point;
	}
	size_t at = utf8_previous(text, pos);
	utf8_decode(text + at, pos - at, &point);
	return point;
}

bool haystack_starts_word(const struct haystack *haystack, size_t pos)
{
	const struct buffer *text = &haystack->folded.text;
	uint32_t before = point_before(haystack, pos);
	uint32_t point;

	if (!character_wordlike(before))
		return true;
	utf8_decode(text->data + pos, text->len - pos, &point);
	return is_unspaced(before) || is_unspaced(point) ||
	       !character_wordlike(point);
}

void haystack_find(const struct haystack *haystack, const struct buffer *needle,
		   struct hits *hits)
{
	const struct buffer *text = &haystack->folded.text;
	uint32_t end = haystack->unit.end;
	uint32_t behind = haystack->unit.off;
	const char *from = text->data;
	const char *stop = text->data + text->len;
	size_t before = hits->count;
	struct hit hit;

	for (;;) {
		const char *found =
			needle_find(needle->data, needle->len, from, stop);

		if (!found)
			return;
		size_t pos = (size_t)(found - text->data);
		uint32_t off = haystack_off(haystack, pos);

		from = found + 1;
		if (off < behind && off < end)
			continue; /* in a hit that was widened */
		if (!haystack_hit(haystack, pos, needle->len,
				  off < end ? behind : end, &hit))
			continue;
		if (off >= end)
			break;
		hits_add(hits, hit);
		behind = hit.end;
		if (behind <= end)
			from = found + needle->len;
	}
	/* That is the first one of the next unit. */
	if (hits->count > before && behind > hit.off)
		hits->count--;
}
