/* SPDX-License-Identifier: ISC */
/* A range of reading text that is found again in changed text. */
#include "marks/anchor.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "marks/anchor/carry.h"
#include "marks/anchor/exact.h"
#include "marks/anchor/gather.h"
#include "marks/anchor/judge.h"
#include "marks/anchor/search.h"
#include "marks/anchor/units.h"
#include "text/cells.h"

/* Bytes before a place that are looked at for where a cluster starts: what is
 * written so that one is longer gets less context. */
enum { LOOK_BACK = 4096 };

/* Of a range whose words were followed into the text: so many of a hundred
 * bytes are there; so many stand in a row with some around them as they did,
 * more if the quote stood elsewhere, too; and the words that were left out are
 * not so near that a range with them is as right: all of them are spread over
 * less than SPREAD_LESS times as much, or more than SPREAD_MORE. */
enum {
	SURE_ALIVE = 75,
	SURE_SUPPORT = 24,
	SURE_REPEATED = 64,
	SPREAD_LESS = 3, /* halves */
	SPREAD_MORE = 8,
};

/* Bytes of context: a quote that stands with so many in one place only needs no
 * further proof. */
enum { WHOLE = 64 };

static void set(struct buffer *buffer, const char *bytes, size_t len)
{
	buffer_clear(buffer);
	buffer_append(buffer, bytes, len);
}

void anchor_init(struct anchor *anchor)
{
	memset(anchor, 0, sizeof(*anchor));
	buffer_init(&anchor->exact);
	buffer_init(&anchor->prefix);
	buffer_init(&anchor->suffix);
}

void anchor_release(struct anchor *anchor)
{
	buffer_release(&anchor->exact);
	buffer_release(&anchor->prefix);
	buffer_release(&anchor->suffix);
	anchor_init(anchor);
}

void anchor_copy(struct anchor *to, const struct anchor *from)
{
	set(&to->exact, buffer_string(&from->exact), from->exact.len);
	set(&to->prefix, buffer_string(&from->prefix), from->prefix.len);
	set(&to->suffix, buffer_string(&from->suffix), from->suffix.len);
	to->off = from->off;
	to->end = from->end;
	to->text_len = from->text_len;
	to->ordinal = from->ordinal;
	to->total = from->total;
}

/* The start of the cluster that holds off, in constant time. */
static uint32_t cluster_start(const char *text, uint32_t len, uint32_t off)
{
	uint32_t from =
		off > LOOK_BACK ? units_back(text, off, LOOK_BACK / 4) : 0;
	uint32_t to = units_forth(text, len, off, LOOK_BACK / 4);

	return from + (uint32_t)cells_start(text + from, to - from, off - from);
}

/* Up to count characters behind off, whole clusters. */
static void take_behind(struct buffer *buffer, const char *text, uint32_t len,
			uint32_t off, size_t count)
{
	uint32_t end = units_forth(text, len, off, count);

	end = cluster_start(text, len, end);
	set(buffer, text + off, end > off ? end - off : 0);
}

static void take_before(struct buffer *buffer, const char *text, uint32_t len,
			uint32_t off, size_t count)
{
	uint32_t from = units_back(text, off, count);

	/* Half a cluster at the far end is left out. */
	while (from < off && cluster_start(text, len, from) != from)
		from = units_forth(text, len, from, 1);
	set(buffer, text + from, off - from);
}

static void capture(struct anchor *anchor, const struct document *document,
		    uint32_t off, uint32_t end)
{
	const char *text = buffer_string(&document->text);
	uint32_t len = (uint32_t)document->text.len;

	assert(off <= end && end <= len);
	anchor->off = off;
	anchor->end = end;
	anchor->text_len = document->complete ? len : 0;
	anchor->ordinal = 0;
	anchor->total = 0;
	take_before(&anchor->prefix, text, len, off, ANCHOR_CONTEXT);
}

/* How often the quote stands in the text. One too long to be looked for is
 * not repeated. */
static void count_quotes(struct anchor *anchor, struct span text)
{
	struct units quote = UNITS_INIT;
	struct exact *exact;
	uint32_t off, end;

	if (!anchor->exact.len)
		return;
	anchor->total = 1;
	if (anchor->exact.len > EXACT_MAX)
		return;
	units_append(&quote, anchor->exact.data, 0,
		     (uint32_t)anchor->exact.len);
	if (quote.count <= EXACT_MAX) {
		anchor->total = 0;
		exact = exact_open(quote.list, quote.count, text);
		while (exact_next(exact, &off, &end)) {
			anchor->total++;
			anchor->ordinal += off < anchor->off;
		}
		exact_free(exact);
	}
	units_release(&quote);
}

void anchor_capture(struct anchor *anchor, const struct document *document,
		    uint32_t off, uint32_t end)
{
	const char *text = buffer_string(&document->text);
	uint32_t len = (uint32_t)document->text.len;

	capture(anchor, document, off, end);
	set(&anchor->exact, text + off, end - off);
	take_behind(&anchor->suffix, text, len, end, ANCHOR_CONTEXT);
	count_quotes(anchor, (struct span){ text, len });
}

void anchor_capture_place(struct anchor *anchor,
			  const struct document *document, uint32_t off)
{
	const char *text = buffer_string(&document->text);
	uint32_t len = (uint32_t)document->text.len;

	capture(anchor, document, off, off);
	take_behind(&anchor->exact, text, len, off, ANCHOR_PLACE);
	buffer_clear(&anchor->suffix);
	anchor->end = off + (uint32_t)anchor->exact.len;
}

/* Whether these bytes stand at off. */
static bool stands_at(struct span text, uint64_t off,
		      const struct buffer *bytes)
{
	return off + bytes->len <= text.len &&
	       (!bytes->len ||
		memcmp(text.ptr + off, bytes->data, bytes->len) == 0);
}

/* Whether the quote stands at off, with all of its context. */
static bool stands_whole(const struct anchor *anchor, struct span text,
			 uint32_t off)
{
	return off >= anchor->prefix.len &&
	       stands_at(text, off - anchor->prefix.len, &anchor->prefix) &&
	       stands_at(text, off, &anchor->exact) &&
	       stands_at(text, off + (uint64_t)anchor->exact.len,
			 &anchor->suffix);
}

/*
 * Where nothing changed in or around it, it is where it was. If it must be the
 * same one: of a quote that stood several times another may have come to stand
 * there, unless the text is as long as it was.
 */
static bool find_unmoved(const struct anchor *anchor, struct span text,
			 bool same)
{
	if (!anchor->exact.len && !anchor->prefix.len)
		return false;
	if (same && anchor->total > 1 && anchor->text_len != text.len)
		return false;
	/* Where there was no context the text must begin, or end. */
	if (!anchor->prefix.len && anchor->off)
		return false;
	if (same && !anchor->suffix.len &&
	    anchor->off + (uint64_t)anchor->exact.len != text.len)
		return false;
	return stands_whole(anchor, text, anchor->off);
}

static bool is_start(struct span text, uint64_t off)
{
	return off <= text.len && cells_start(text.ptr, text.len, off) == off;
}

/* The quote stands at off. False: but not as whole clusters. */
static bool place(const struct anchor *anchor, struct span text, size_t off,
		  struct anchor_result *result)
{
	if (!is_start(text, off) || !is_start(text, off + anchor->exact.len))
		return false;
	result->state = ANCHOR_PLACED;
	result->off = (uint32_t)off;
	result->end = (uint32_t)(off + anchor->exact.len);
	result->score = 1000;
	return true;
}

/* Whether bytes stand once in text: there. */
static bool stands_once(struct span text, const struct buffer *bytes,
			size_t *off)
{
	const char *first = memmem(text.ptr, text.len, bytes->data, bytes->len);

	if (!first)
		return false;
	*off = (size_t)(first - text.ptr);
	return !memmem(first + 1, text.len - *off - 1, bytes->data, bytes->len);
}

/* Whether nothing of the quote and of what is kept around it has changed, and
 * there is no other place of which that is true, neither in text nor in old,
 * the one that it was in (or, if that is not known, nothing). */
static bool find_whole(const struct anchor *anchor, struct span text,
		       struct span old, struct anchor_result *result)
{
	struct buffer whole = BUFFER_INIT;
	size_t off = 0, old_off;
	bool found;

	if (anchor->prefix.len + anchor->suffix.len < WHOLE)
		return false;
	buffer_append(&whole, buffer_string(&anchor->prefix),
		      anchor->prefix.len);
	buffer_append(&whole, buffer_string(&anchor->exact), anchor->exact.len);
	buffer_append(&whole, buffer_string(&anchor->suffix),
		      anchor->suffix.len);
	found = stands_once(text, &whole, &off) &&
		(!old.len || stands_once(old, &whole, &old_off));
	buffer_release(&whole);
	return found && place(anchor, text, off + anchor->prefix.len, result);
}

/* Fills in the search's candidates: exact ones; unless one of these fits, what
 * is like the quote, first near where it should be. */
static void gather(struct search *search)
{
	uint32_t near_from, near_to, from, to;

	gather_exactly(search);
	if (search->agrees)
		return;
	search_window(search, false, &near_from, &near_to);
	gather_alike(search, near_from, near_to);
	if (search->agrees)
		return;
	search_window(search, true, &from, &to);
	gather_around(search, from, near_from, near_to, to);
}

void anchor_find(const struct anchor *anchor, const struct document *document,
		 struct anchor_result *result)
{
	struct span text = { buffer_string(&document->text),
			     document->text.len };
	struct search search;

	memset(result, 0, sizeof(*result));
	result->state = ANCHOR_LOST;
	if (find_unmoved(anchor, text, true) &&
	    place(anchor, text, anchor->off, result))
		return;
	if (!anchor->exact.len ||
	    find_whole(anchor, text, (struct span){ NULL, 0 }, result))
		return;
	search_init(&search, anchor, document);
	gather(&search);
	judge(&search, result);
	search_release(&search);
}

/* The end of the cluster that ends at or behind off. */
static uint32_t cluster_end(struct span text, uint32_t off)
{
	size_t start = cells_start(text.ptr, text.len, off);
	struct cluster cluster;

	if (start == off)
		return off;
	cells_next(CELLS_UNICODE, text.ptr + start, text.len - start, &cluster);
	return (uint32_t)(start + cluster.len);
}

/* Whether it is as clear where its words begin and end. */
static bool has_edges(const struct carried *carried)
{
	uint32_t len = carried->end - carried->off;

	return carried->spread * 2 <= len * SPREAD_LESS ||
	       carried->spread > len * SPREAD_MORE;
}

/* Whether nearly all of its words are there, and enough around them. */
static bool is_sure(const struct anchor *anchor, const struct carried *carried)
{
	if (anchor->total > 1)
		return carried->alive == carried->bytes &&
		       carried->support >= SURE_REPEATED;
	return carried->alive * 100 >= carried->bytes * SURE_ALIVE &&
	       carried->elsewhere * 8 <= carried->bytes &&
	       carried->support >= SURE_SUPPORT;
}

/* Where most of its words are, if they are. */
static void find_carried(const struct anchor *anchor,
			 const struct carried *carried, struct span text,
			 struct anchor_result *result)
{
	result->off = (uint32_t)cells_start(text.ptr, text.len, carried->off);
	result->end = cluster_end(text, carried->end);
	result->score = (unsigned)(carried->alive * 1000 / carried->bytes);
	result->state = has_edges(carried) && is_sure(anchor, carried)
				? ANCHOR_PLACED
				: ANCHOR_DOUBTFUL;
}

static bool overlap(const struct anchor_result *a,
		    const struct anchor_result *b)
{
	uint32_t off = a->off > b->off ? a->off : b->off;
	uint32_t end = a->end < b->end ? a->end : b->end;
	uint32_t low = a->off < b->off ? a->off : b->off;
	uint32_t high = a->end > b->end ? a->end : b->end;

	return end > off && (end - off) * 2 >= high - low;
}

void anchor_find_carried(const struct anchor *anchor,
			 const struct document *document,
			 const struct carry *carry, uint32_t off, uint32_t end,
			 struct anchor_result *result)
{
	struct span text = { buffer_string(&document->text),
			     document->text.len };
	struct anchor_result carried = { .state = ANCHOR_LOST };
	struct carried words;
	struct search search;

	memset(result, 0, sizeof(*result));
	result->state = ANCHOR_LOST;
	carry_range(carry, off, end, &words);
	if (words.alive && words.alive * 2 >= words.bytes)
		find_carried(anchor, &words, text, &carried);
	if (!(carried.state == ANCHOR_PLACED &&
	      stands_whole(anchor, text, carried.off)) &&
	    find_whole(anchor, text, carry_old(carry), result))
		return;
	if (carried.state != ANCHOR_PLACED && anchor->exact.len) {
		search_init(&search, anchor, document);
		search.carry = carry;
		search.old_off = off;
		search.old_end = end;
		gather(&search);
		judge(&search, result);
		search_release(&search);
		/* Two ways that agree make it sure. */
		if (result->state == ANCHOR_PLACED &&
		    carried.state == ANCHOR_DOUBTFUL && has_edges(&words) &&
		    overlap(result, &carried))
			carried.state = ANCHOR_PLACED;
	}
	if (carried.state != ANCHOR_LOST)
		*result = carried;
	else if (result->state == ANCHOR_PLACED &&
		 words.alive * 5 <= words.bytes)
		result->state = ANCHOR_DOUBTFUL; /* It was, then, rewritten. */
}

/* Where text before or behind the place still stands. */
static bool find_by_context(const struct search *search, uint32_t *off)
{
	const struct anchor *anchor = search->anchor;
	struct span prefix = { buffer_string(&anchor->prefix),
			       anchor->prefix.len };
	struct span suffix = { buffer_string(&anchor->suffix),
			       anchor->suffix.len };
	uint32_t from, to;

	search_window(search, true, &from, &to);
	return gather_edge(search, prefix, true, from, to, off) ||
	       gather_edge(search, suffix, false, from, to, off);
}

/* A place that is nowhere: the start of a block as far through the text. */
static uint32_t about_there(const struct search *search,
			    const struct document *document)
{
	const struct block *block;
	uint32_t off = search->expected[2];

	if (!document->block_count)
		return 0;
	block = &document->blocks[document_block_at(document, off)];
	if (off - block->off > (block->end - block->off) / 2 &&
	    block->end < document->text.len)
		return block->end;
	return block->off;
}

bool anchor_find_place(const struct anchor *anchor,
		       const struct document *document, uint32_t *off)
{
	struct span text = { buffer_string(&document->text),
			     document->text.len };
	const struct candidate *candidate;
	struct search search;
	bool found = true;

	*off = anchor->off;
	if (find_unmoved(anchor, text, false) && is_start(text, anchor->off))
		return true;
	search_init(&search, anchor, document);
	gather(&search);
	candidate = judge_likeliest(&search);
	if (candidate) {
		*off = candidate->off;
	} else if (!find_by_context(&search, off)) {
		*off = about_there(&search, document);
		found = false;
	}
	*off = (uint32_t)cells_start(text.ptr, text.len, *off);
	search_release(&search);
	return found;
}
