/* SPDX-License-Identifier: ISC */
/* What is shown of a search: the hits on the page, how many there are. */
#include "reader/find.h"

#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/search.h"
#include "reader/find/parts.h"
#include "reader/view.h"

enum {
	SHOWN = 16 * 1024, /* bytes of text whose hits are made at once */
	HITS_FIRST = 4096, /* room for hits, to begin with … */
	HITS_MORE = 4,	   /* … and how much more there is then */
	WORDS_FROM = 50,   /* columns of the window */
	GROUP = 1000,	   /* numbers are written in groups of three digits */
};

/* The hits of the search that overlap [off, end). */
static void show_known(struct view *view, uint32_t off, uint32_t end)
{
	const struct search *search = view->find.search;
	struct find_shown *shown = &view->find.shown;
	size_t i = search_after(search, off);

	if (i && search_hit(search, i - 1).end > off)
		i--;
	for (; i < search_count(search); i++) {
		struct hit hit = search_hit(search, i);

		if (hit.off >= end)
			break;
		MEMORY_RESERVE(shown->hits, shown->room, shown->count + 1);
		shown->hits[shown->count++] = hit;
	}
}

static void look_at(struct view *view, uint32_t off, uint32_t end)
{
	struct find *find = &view->find;
	struct find_shown *shown = &find->shown;

	MEMORY_RESERVE(shown->hits, shown->room, HITS_FIRST);
	for (;;) {
		shown->count = query_find(find->query, view->document, off, end,
					  shown->hits, shown->room);
		if (shown->count < shown->room)
			break;
		MEMORY_RESERVE(shown->hits, shown->room,
			       HITS_MORE * shown->room);
	}
}

/* Makes the hits of a stretch; of one that is not looked through yet by
 * itself. */
static void show(struct view *view, uint32_t off, uint32_t end)
{
	struct find *find = &view->find;
	struct error error;
	bool known = find_knows_all(view) && !search_is_cut(find->search);

	find->shown.off = off;
	find->shown.end = end;
	find->shown.count = 0;
	if (known || query_trouble(find->query, &error))
		show_known(view, off, end);
	else
		look_at(view, off, end);
}

const struct hit *find_visible(struct view *view, uint32_t off, uint32_t end,
			       size_t *count)
{
	const struct find_shown *shown = &view->find.shown;
	size_t from = 0;
	size_t to = shown->count;

	*count = 0;
	if (!view->find.painted || !view->find.search || off >= end)
		return NULL;
	if (off < shown->off || end > shown->end) {
		size_t len = view->document->text.len;
		uint32_t reach = end - off > SHOWN ? end - off : SHOWN;

		show(view, off,
		     len - off > reach ? off + reach : (uint32_t)len);
		to = shown->count;
	}
	/* The first one that ends behind off. */
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (shown->hits[middle].end > off)
			to = middle;
		else
			from = middle + 1;
	}
	while (to < shown->count && shown->hits[to].off < end)
		to++;
	*count = to - from;
	return shown->hits ? shown->hits + from : NULL;
}

bool find_is_current(const struct view *view, struct hit hit)
{
	return view->find.found && view->find.hit.off == hit.off;
}

static void append_number(struct buffer *out, size_t number)
{
	if (number >= (size_t)GROUP * GROUP)
		buffer_append_format(out, "%zu,%03zu,%03zu",
				     number / GROUP / GROUP,
				     number / GROUP % GROUP, number % GROUP);
	else if (number >= GROUP)
		buffer_append_format(out, "%zu,%03zu", number / GROUP,
				     number % GROUP);
	else
		buffer_append_format(out, "%zu", number);
}

/* Whether words fit that say what goes for the count. */
static bool has_room(const struct view *view)
{
	return view->geometry.columns >= WORDS_FROM;
}

/* What is special about the current hit, shorter where room is. */
static void append_turn(const struct view *view, struct buffer *out)
{
	static const struct {
		const char *said, *brief;
	} turns[] = {
		[FIND_ON] = { "", "" },
		[FIND_FROM_START] = { ", from the start again", " again" },
		[FIND_FROM_END] = { ", from the end again", " again" },
		[FIND_ONLY] = { ", the only one", " only" },
	};
	enum find_turn turn = view->find.turn;

	if (view->find.found)
		buffer_append_string(out, has_room(view) ? turns[turn].said
							 : turns[turn].brief);
}

/* That the expression was given up, in places or before all hits. */
static void append_trouble(const struct view *view, struct buffer *out)
{
	struct error error;

	if (!query_trouble(view->find.query, &error))
		return;
	if (!search_count(view->find.search))
		buffer_append_string(out, ", given up");
	else
		buffer_append_string(
			out, has_room(view) ? ", some places given up" : "?");
}

void find_append_count(const struct view *view, struct buffer *out)
{
	const struct find *find = &view->find;

	/* What is painted still is of what was typed before. */
	if (find_is_typing(view) && find->typed_bad) {
		if (find->typed_regex && query_knows_regex())
			buffer_append_string(out, "no regex yet");
		return;
	}
	if (!find->painted || !find->search)
		return;
	if (find->found) {
		append_number(out,
			      1 + search_after(find->search, find->hit.off));
		buffer_append_byte(out, '/');
	}
	append_number(out, search_count(find->search));
	if (search_is_cut(find->search))
		buffer_append_byte(out, '+');
	if (!find_knows_all(view))
		buffer_append_string(out, "\xe2\x80\xa6");
	append_turn(view, out);
	append_trouble(view, out);
}

size_t find_count_between(const struct view *view, uint32_t off, uint32_t end)
{
	const struct find *find = &view->find;

	if (!find->painted || !find->search)
		return 0;
	return search_between(find->search, off, end);
}
