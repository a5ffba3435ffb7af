/* SPDX-License-Identifier: ISC */
/* "T": headings by a few letters, the likeliest first. */
#include "reader/finder.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/browse.h"
#include "reader/jumps.h"
#include "reader/list.h"
#include "reader/move.h"
#include "reader/progress.h"
#include "reader/view.h"
#include "reader/wordcount.h"

enum {
	RANKED_MAX = 1000, /* more are not looked through: type another letter
			    */
	SLICE = 4000,	   /* titles made ready at a time, while no key waits */
	INDENT_MAX = 8,
	HOURS_FROM = 100, /* minutes */
};

void finder_release(struct finder *finder)
{
	free(finder->headings);
	free(finder->parents);
	rank_release(&finder->index);
	*finder = (struct finder){ 0 };
}

void finder_clear(struct finder *finder)
{
	finder->count = 0;
	finder->seen = 0;
	rank_clear(&finder->index);
}

/* The index of the last heading above one that has a lower level. */
static uint32_t parent_of(const struct finder *finder,
			  const struct document *document, uint8_t level)
{
	uint32_t parent =
		finder->count ? (uint32_t)finder->count - 1 : DOCUMENT_NONE;

	while (parent != DOCUMENT_NONE &&
	       document->headings[finder->headings[parent]].level >= level)
		parent = finder->parents[parent];
	return parent;
}

static void add(struct finder *finder, const struct document *document,
		uint32_t heading)
{
	uint32_t parent =
		parent_of(finder, document, document->headings[heading].level);

	MEMORY_RESERVE(finder->headings, finder->room, finder->count + 1);
	MEMORY_RESERVE(finder->parents, finder->parent_room, finder->count + 1);
	finder->headings[finder->count] = heading;
	finder->parents[finder->count++] = parent;
}

/* Takes in the headings that came since. */
static size_t count_headings(struct view *view)
{
	struct finder *finder = &view->finder;
	const struct document *document = view->document;

	if (finder->inferred != view->options.inferred)
		finder_clear(finder);
	finder->inferred = view->options.inferred;
	for (; finder->seen < document->heading_count; finder->seen++)
		if (finder->inferred ||
		    !document->headings[finder->seen].inferred)
			add(finder, document, (uint32_t)finder->seen);
	return finder->count;
}

/* Makes so many more titles ready to be searched; whether there are others. */
static bool index_titles(struct view *view, size_t most)
{
	struct finder *finder = &view->finder;
	const struct document *document = view->document;
	size_t done = rank_count(&finder->index);

	for (; most > 0 && done < finder->count; most--, done++) {
		uint32_t off, end;

		outline_title(document, finder->headings[done], &off, &end);
		rank_add(&finder->index, document->text.data + off, end - off);
	}
	return done < finder->count;
}

static bool step(struct view *view)
{
	count_headings(view);
	return index_titles(view, SLICE);
}

static size_t rank(struct view *view, const char *words, uint32_t *items,
		   size_t room)
{
	struct rank_result *results;
	size_t count;

	index_titles(view, SIZE_MAX);
	if (room > RANKED_MAX)
		room = RANKED_MAX;
	results = memory_alloc_zeroed(room + 1, sizeof(*results));
	count = rank_query(&view->finder.index, words, strlen(words), results,
			   room);
	for (size_t i = 0; i < count; i++)
		items[i] = results[i].item;
	free(results);
	return count;
}

static void append_title(struct view *view, struct buffer *out)
{
	buffer_append_format(out, "Headings: %zu%s", count_headings(view),
			     view->document->complete ? "" : "\xe2\x80\xa6");
}

static void append_heading(const struct view *view, uint32_t item,
			   struct buffer *out)
{
	uint32_t off, end;

	outline_title(view->document, view->finder.headings[item], &off, &end);
	list_append_start(out, view->document->text.data + off, end - off);
}

/* The headings above one, the outermost first: "Part I › The War". */
static void append_path(struct view *view, uint32_t item, struct buffer *out)
{
	const struct finder *finder = &view->finder;
	uint32_t above[6]; /* as many levels as there are */
	size_t depth = 0;

	for (uint32_t i = finder->parents[item];
	     i != DOCUMENT_NONE && depth < sizeof(above) / sizeof(above[0]);
	     i = finder->parents[i])
		above[depth++] = i;
	while (depth > 0) {
		append_heading(view, above[--depth], out);
		if (depth)
			buffer_append_string(out, " \xe2\x80\xba ");
	}
}

static void append_indent(const struct finder *finder, uint32_t item,
			  struct buffer *out)
{
	for (size_t columns = 0; columns < INDENT_MAX; columns += 2) {
		item = finder->parents[item];
		if (item == DOCUMENT_NONE)
			break;
		buffer_append_string(out, "  ");
	}
}

/* How long it takes to read the section. */
static void append_minutes(struct view *view, uint32_t heading,
			   struct buffer *out)
{
	const struct document *document = view->document;
	uint32_t off = document->blocks[document->headings[heading].block].off;
	uint32_t end =
		outline_section_end(document, heading, view->finder.inferred);
	size_t minutes = progress_minutes(
		&view->progress,
		wordcount_between(&view->wordcount, document, off, end));

	if (minutes < HOURS_FROM)
		buffer_append_format(out, "%zu min", minutes);
	else
		buffer_append_format(out, "%zu h", (minutes + 30) / 60);
}

/* All headings are a tree; those that are found stand under their paths. */
static void describe(struct view *view, size_t item, struct list_row *row)
{
	const struct finder *finder = &view->finder;
	uint32_t heading = finder->headings[item];

	if (view->list.filter.len)
		append_path(view, (uint32_t)item, &row->over);
	else
		append_indent(finder, (uint32_t)item, &row->text);
	append_heading(view, (uint32_t)item, &row->text);
	append_minutes(view, heading, &row->right);
}

static void choose(struct view *view, size_t item)
{
	jumps_remember(view);
	move_to_heading(view, view->finder.headings[item]);
}

static const struct list_source headings = {
	.title = append_title,
	.count = count_headings,
	.describe = describe,
	.choose = choose,
	.rank = rank,
	.step = step,
	.prompt = "Heading: ",
	.empty = "This text has no headings.",
};

/* The item of a heading, or of the last before it. */
static size_t item_of(const struct finder *finder, uint32_t heading)
{
	size_t low = 0;
	size_t high = finder->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (finder->headings[middle] <= heading)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : 0;
}

void finder_open(struct view *view)
{
	uint32_t heading = view_heading(view);

	if (!count_headings(view)) {
		browse_possible(view);
		return;
	}
	list_open(view, &headings,
		  heading == DOCUMENT_NONE ? 0
					   : item_of(&view->finder, heading),
		  true);
}
