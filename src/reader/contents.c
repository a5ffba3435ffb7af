/* SPDX-License-Identifier: ISC */
/* The list of headings: folded, filtered, selected. */
#include "reader/contents.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "text/fold.h"

void contents_release(struct contents *contents)
{
	free(contents->entries);
	free(contents->folded);
	free(contents->depth);
	buffer_release(&contents->filter);
	rank_release(&contents->titles);
	*contents = (struct contents){ 0 };
}

void contents_clear(struct contents *contents)
{
	contents->entry_count = 0;
	contents->heading_count = 0;
	contents->above_count = 0;
	contents->hidden_below = 0;
	contents->body_known = false;
	buffer_clear(&contents->filter);
	rank_clear(&contents->titles);
	contents->selected = 0;
	contents->top = 0;
}

static void add_entry(struct contents *contents, uint32_t heading)
{
	MEMORY_RESERVE(contents->entries, contents->entry_room,
		       contents->entry_count + 1);
	contents->entries[contents->entry_count++] = heading;
}

static bool counts(const struct contents *contents,
		   const struct heading *heading)
{
	return contents->inferred || !heading->inferred;
}

static void learn_titles(struct contents *contents,
			 const struct document *document)
{
	size_t known = rank_count(&contents->titles);

	for (; known < document->heading_count; known++) {
		uint32_t off, end;

		outline_title(document, known, &off, &end);
		rank_add(&contents->titles, document->text.data + off,
			 end - off);
	}
}

/* What is as good as the best: all that holds what was typed as it is. */
static uint16_t worst_listed(uint16_t best)
{
	return best < RANK_INSIDE ? RANK_INSIDE : best;
}

static void list_matching(struct contents *contents,
			  const struct document *document)
{
	size_t room = document->heading_count;
	struct rank_result *results =
		memory_alloc_zeroed(room + 1, sizeof(*results));
	bool *listed = memory_alloc_zeroed(room + 1, sizeof(*listed));
	uint16_t worst = RANK_NONE;
	size_t count;

	learn_titles(contents, document);
	count = rank_query(&contents->titles, contents->filter.data,
			   contents->filter.len, results, room);
	for (size_t i = 0; i < count && results[i].fit <= worst; i++) {
		uint32_t item = results[i].item;

		if (!counts(contents, &document->headings[item]))
			continue;
		if (worst == RANK_NONE)
			worst = worst_listed(results[i].fit);
		listed[item] = true;
	}
	for (uint32_t i = 0; i < room; i++)
		if (listed[i])
			add_entry(contents, i);
	free(listed);
	free(results);
}

/* The headings from from on. */
static void list_unfolded(struct contents *contents,
			  const struct document *document, size_t from)
{
	uint8_t hidden_below = from ? contents->hidden_below : 0;

	for (size_t i = from; i < document->heading_count; i++) {
		const struct heading *heading = &document->headings[i];

		if (!counts(contents, heading))
			continue;
		if (hidden_below && heading->level > hidden_below)
			continue;
		hidden_below = contents->folded[i] ? heading->level : 0;
		add_entry(contents, (uint32_t)i);
	}
	contents->hidden_below = hidden_below;
}

static void list_entries(struct contents *contents,
			 const struct document *document)
{
	contents->entry_count = 0;
	if (contents->filter.len)
		list_matching(contents, document);
	else
		list_unfolded(contents, document, 0);
	if (contents->selected >= contents->entry_count)
		contents->selected =
			contents->entry_count ? contents->entry_count - 1 : 0;
}

/* Levels that the source skips take no room. */
static void find_depths(struct contents *contents,
			const struct document *document, size_t from)
{
	uint8_t *above = contents->above;
	uint8_t depth = from ? contents->above_count : 0;

	MEMORY_RESERVE(contents->depth, contents->depth_room,
		       document->heading_count);
	for (size_t i = from; i < document->heading_count; i++) {
		uint8_t level = document->headings[i].level;

		contents->depth[i] = 0;
		if (!counts(contents, &document->headings[i]))
			continue;
		while (depth && above[depth - 1] >= level)
			depth--;
		contents->depth[i] = depth;
		above[depth++] = level;
	}
	contents->above_count = depth;
}

/* Licences are folded away: the headings from from on that are not the body's,
 * and, true, those before it once it is known where it begins. */
static bool fold_away(struct contents *contents,
		      const struct document *document, size_t from)
{
	uint32_t body = document->body_block;
	bool begins = body != DOCUMENT_NONE && !contents->body_known;

	if (begins) {
		contents->body_known = true;
		for (size_t i = 0; i < document->heading_count &&
				   document->headings[i].block < body;
		     i++)
			contents->folded[i] = true;
	}
	for (size_t i = from; i < document->heading_count; i++)
		if (document->headings[i].block >= document->after_block)
			contents->folded[i] = true;
	return begins;
}

void contents_update(struct contents *contents, const struct document *document,
		     bool inferred)
{
	size_t known = contents->heading_count;
	bool anew = contents->inferred != inferred;

	if (document->heading_count == known && !anew)
		return;
	MEMORY_RESERVE(contents->folded, contents->folded_room,
		       document->heading_count);
	if (document->heading_count > known)
		memset(contents->folded + known, 0,
		       document->heading_count - known);
	contents->inferred = inferred;
	contents->heading_count = document->heading_count;
	find_depths(contents, document, anew ? 0 : known);
	/* Those that were known stay as they are. */
	anew |= fold_away(contents, document, known) || contents->filter.len;
	if (anew)
		list_entries(contents, document);
	else
		list_unfolded(contents, document, known);
}

void contents_filter(struct contents *contents, const struct document *document,
		     const char *words)
{
	buffer_clear(&contents->filter);
	fold_append(&contents->filter, words, strlen(words));
	contents->selected = 0;
	contents->top = 0;
	list_entries(contents, document);
}

bool contents_can_fold(const struct contents *contents,
		       const struct document *document, uint32_t heading)
{
	uint32_t next = outline_next(document, heading, contents->inferred);

	return next != DOCUMENT_NONE &&
	       document->headings[next].level >
		       document->headings[heading].level;
}

void contents_fold(struct contents *contents, const struct document *document,
		   uint32_t heading, bool fold)
{
	uint32_t selected = contents->entry_count
				    ? contents->entries[contents->selected]
				    : DOCUMENT_NONE;

	if (heading >= contents->heading_count)
		return;
	contents->folded[heading] = fold;
	list_entries(contents, document);
	if (selected != DOCUMENT_NONE)
		contents->selected = contents_entry(contents, selected);
	if (contents->selected >= contents->entry_count)
		contents->selected = 0;
}

size_t contents_entry(const struct contents *contents, uint32_t heading)
{
	size_t low = 0;
	size_t high = contents->entry_count;

	/* The last entry at or before the heading: it, or what hides it. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (contents->entries[middle] <= heading)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : contents->entry_count;
}

static uint32_t heading_off(const struct document *document, uint32_t heading)
{
	return document->blocks[document->headings[heading].block].off;
}

void contents_text(const struct contents *contents,
		   const struct document *document, size_t entry, uint32_t *off,
		   uint32_t *end)
{
	uint32_t heading = contents->entries[entry];
	uint32_t after = document->after_block;
	uint32_t next = DOCUMENT_NONE;
	uint32_t body_end;

	if (contents->filter.len)
		next = outline_next(document, heading, contents->inferred);
	else if (entry + 1 < contents->entry_count)
		next = contents->entries[entry + 1];
	*off = heading_off(document, heading);
	*end = next == DOCUMENT_NONE ? (uint32_t)document->text.len
				     : heading_off(document, next);
	/* The last section of the body has no part in the notes. */
	if (after >= document->block_count)
		return;
	body_end = document->blocks[after].off;
	if (*off < body_end && body_end < *end)
		*end = body_end;
}

void contents_move(struct contents *contents, long count)
{
	long target = (long)contents->selected + count;

	if (!contents->entry_count)
		return;
	if (target < 0)
		target = 0;
	if (target >= (long)contents->entry_count)
		target = (long)contents->entry_count - 1;
	contents->selected = (size_t)target;
}

void contents_reveal(struct contents *contents, size_t entry, size_t rows)
{
	if (!rows || entry >= contents->entry_count)
		return;
	if (entry < contents->top)
		contents->top = entry;
	if (entry >= contents->top + rows)
		contents->top = entry - rows + 1;
	/* No blank rows at the foot while there are entries above. */
	if (contents->top + rows > contents->entry_count)
		contents->top = contents->entry_count > rows
					? contents->entry_count - rows
					: 0;
}
