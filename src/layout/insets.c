/* SPDX-License-Identifier: ISC */
/* What is drawn among the text of a paragraph without being text: numbers of
 * notes, names of images, marks of what cannot be shown. */
#include "layout/insets.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/names.h"
#include "layout/paragraph.h"
#include "layout/script.h"
#include "layout/setting.h"
#include "text/breaks.h"
#include "text/cells.h"
#include "text/character.h"
#include "text/utf8.h"

enum { HOST_MAX = 120 /* columns of a cluster with all its insets */ };

/* The text whose insets are being found. */
struct search {
	struct setting *setting;
	uint32_t off;
	uint32_t end;
	uint32_t limit;
	bool first; /* no text of the block or cell stands before it */
};

void insets_release(struct insets *insets)
{
	free(insets->insets);
	buffer_release(&insets->bytes);
	*insets = (struct insets){ 0 };
}

void insets_clear(struct insets *insets)
{
	insets->count = 0;
	insets->sought = false;
	buffer_clear(&insets->bytes);
}

/* The end of the cluster at off. */
static uint32_t cluster_end(const struct search *search, uint32_t off)
{
	const uint8_t *widths =
		search->setting->scratch->widths - search->setting->off;

	do
		off++;
	while (off < search->end && widths[off] == CELLS_INSIDE);
	return off;
}

/* The start of the cluster that ends at off. */
static uint32_t cluster_before(const struct search *search, uint32_t off)
{
	const uint8_t *widths =
		search->setting->scratch->widths - search->setting->off;

	do
		off--;
	while (off > search->off && widths[off] == CELLS_INSIDE);
	return off;
}

/* Whether the cluster may vanish at the end of a line. */
static bool is_space(const struct search *search, uint32_t off, uint32_t end)
{
	return paragraph_space(search->setting->text, search->end, off) ==
	       end - off;
}

/* The first cluster of [off, end) that is no space; false if there is none. */
static bool first_host(const struct search *search, uint32_t off, uint32_t end,
		       uint32_t *host)
{
	while (off < end) {
		uint32_t behind = cluster_end(search, off);

		if (!is_space(search, off, behind)) {
			*host = off;
			return true;
		}
		off = behind;
	}
	return false;
}

/* The last such cluster, and where it ends. */
static bool last_host(const struct search *search, uint32_t off, uint32_t end,
		      uint32_t *host, uint32_t *behind)
{
	for (*behind = end; *behind > off; *behind = *host) {
		*host = cluster_before(search, *behind);
		if (!is_space(search, *host, *behind))
			return true;
	}
	return false;
}

static bool comes_after(const struct inset *a, const struct inset *b)
{
	if (a->off != b->off)
		return a->off > b->off;
	return a->before && !b->before;
}

/* Enters one whose bytes, from start on, were added just now; they go again if
 * there is no room for it. */
static void enter(const struct search *search, struct inset inset, size_t start)
{
	struct setting *setting = search->setting;
	struct insets *insets = &setting->scratch->insets;
	uint8_t *width = &setting->scratch->widths[inset.host - setting->off];
	size_t len = insets->bytes.len - start;
	size_t columns = cells_width(setting->options->cells,
				     insets->bytes.data + start, len) +
			 inset.left + inset.right;
	size_t i;

	insets->sought = true;
	if (columns > search->limit || *width + columns > HOST_MAX) {
		buffer_truncate(&insets->bytes, start);
		return;
	}
	*width = (uint8_t)(*width + columns);
	inset.bytes = (uint32_t)start;
	inset.len = (uint16_t)len;
	inset.width = (uint8_t)columns;
	MEMORY_RESERVE(insets->insets, insets->room, insets->count + 1);
	for (i = insets->count++; i > 0; i--) {
		if (!comes_after(&insets->insets[i - 1], &inset))
			break;
		insets->insets[i] = insets->insets[i - 1];
	}
	insets->insets[i] = inset;
}

static void mark(const struct search *search, struct inset inset,
		 const char *mark)
{
	struct buffer *bytes = &search->setting->scratch->insets.bytes;
	size_t start = bytes->len;

	inset.run = DOCUMENT_NONE;
	inset.meaning = MEANING_MARKER;
	buffer_append_string(bytes, mark);
	enter(search, inset, start);
}

/* Adds a mark before the text of [off, end). */
static void mark_start(const struct search *search, uint32_t off, uint32_t end,
		       const char *sign)
{
	struct inset inset = { .before = true };

	if (off < search->off)
		return;
	if (!first_host(search, off, end, &inset.host))
		return;
	inset.off = inset.host;
	mark(search, inset, sign);
}

/* Adds a mark behind it. */
static void mark_end(const struct search *search, uint32_t off, uint32_t end,
		     const char *sign)
{
	struct inset inset = { .before = false };

	if (end > search->end)
		return;
	if (last_host(search, off, end, &inset.host, &inset.off))
		mark(search, inset, sign);
}

/* Whether a blank belongs between a name and the character at off (or, with
 * before, the one that ends there). */
static bool needs_blank(const struct search *search, uint32_t off, bool before)
{
	const char *text = search->setting->text;
	uint32_t point;

	if (before)
		off = (uint32_t)utf8_previous(text, off);
	utf8_decode(text + off, search->end + 1 - off, &point);
	return before ? point != '(' && point != '[' && point != '{'
		      : character_wordlike(point);
}

/* Whether something stands right before the cluster at host, in this text, that
 * an image would be read together with. */
static bool is_glued(const struct search *search, uint32_t host)
{
	const struct insets *insets = &search->setting->scratch->insets;

	if (insets->count > 0 &&
	    insets->insets[insets->count - 1].off == host &&
	    !insets->insets[insets->count - 1].before)
		return true;
	return host > search->off &&
	       !is_space(search, cluster_before(search, host), host) &&
	       needs_blank(search, host, true);
}

/* Says that the text of a run is that of an image, apart from what is before
 * it; what is inside a link is that link's text, as any other would be. */
static void mark_image(const struct search *search, const struct run *run)
{
	const struct setting *setting = search->setting;
	struct inset inset = { .before = true };
	bool named = !(run->style & RUN_LINK) && setting->room >= SETTING_ROOMY;

	setting->scratch->insets.sought = true;
	if (run->off < search->off ||
	    !first_host(search, run->off, run->end, &inset.host))
		return;
	inset.off = inset.host;
	inset.left = is_glued(search, inset.host);
	/* As if the blank was text. */
	if (inset.left)
		setting->scratch->kinds[inset.host - setting->off] =
			BREAK_ALLOWED;
	if (named || inset.left)
		mark(search, inset, named ? setting->glyphs->image : "");
}

/* Where something without text that stands at off is shown: behind the text
 * before it, else before the text behind it. */
static bool find_place(const struct search *search, uint32_t off,
		       struct inset *inset)
{
	inset->before = false;
	if (last_host(search, search->off, off, &inset->host, &inset->off))
		return true;
	inset->before = true;
	if (!first_host(search, off, search->end, &inset->host))
		return false;
	inset->off = inset->host;
	return true;
}

/* Whether the text that ends at off could be taken for part of a number. */
static bool ends_raised(const struct search *search, uint32_t off, uint32_t run)
{
	const struct document *document = search->setting->document;

	return run > 0 && document->runs[run - 1].end == off &&
	       (document->runs[run - 1].style & RUN_SUPERSCRIPT);
}

/* A note's number, apart from the one before it. */
static void add_reference(const struct search *search, uint32_t run)
{
	struct setting *setting = search->setting;
	const struct run *r = &setting->document->runs[run];
	struct insets *insets = &setting->scratch->insets;
	struct inset inset = { .run = run, .meaning = MEANING_REFERENCE };
	size_t start = insets->bytes.len;
	const struct inset *last;

	if (!find_place(search, r->off, &inset))
		return;
	last = insets->count ? &insets->insets[insets->count - 1] : NULL;
	if (setting->options->cells == CELLS_UNICODE)
		inset.left = (last && last->run != DOCUMENT_NONE &&
			      last->off == inset.off) ||
			     ends_raised(search, inset.off, run);
	names_append_reference(&insets->bytes, r->link,
			       setting->options->cells);
	enter(search, inset, start);
}

/* Where a name is shown: before the text behind it, where there is a space. */
static bool find_name_place(const struct search *search, uint32_t off,
			    struct inset *inset)
{
	const char *text = search->setting->text;

	if (off > search->off && off < search->end &&
	    (text[off - 1] == ' ' || text[off] == ' ') &&
	    first_host(search, off, search->end, &inset->host)) {
		inset->before = true;
		inset->off = inset->host;
		return true;
	}
	return find_place(search, off, inset);
}

/* A link or an image that no text stands for is named after where it leads. */
static void add_bare_link(const struct search *search, size_t link)
{
	struct setting *setting = search->setting;
	struct buffer *bytes = &setting->scratch->insets.bytes;
	struct inset inset = { .run = DOCUMENT_NONE };
	uint32_t off = setting->document->links[link].off;
	size_t start = bytes->len;

	setting->scratch->insets.sought = true;
	if (setting->room < SETTING_ROOMY ||
	    !find_name_place(search, off, &inset))
		return;
	if (inset.before)
		inset.right = needs_blank(search, inset.off, false);
	else
		inset.left = needs_blank(search, inset.off, true);
	inset.meaning = (uint8_t)names_append_bare(bytes, setting->document,
						   link, search->limit - 1,
						   setting->options->cells);
	if (bytes->len == start)
		return;
	enter(search, inset, start);
}

/* Whether what has no text is this text's: where one text ends and the next
 * one starts it is behind the first. */
static bool owns(const struct search *search, uint32_t off)
{
	return off > search->off ? off <= search->end
				 : off == search->off && search->first;
}

/* Adds what has no text and stands before off, from *link on. */
static void add_bare_links(const struct search *search, size_t *link,
			   uint32_t off)
{
	const struct document *document = search->setting->document;

	while (*link < document->link_count &&
	       document->links[*link].off < off) {
		if (!names_is_bare(document, *link)) {
			++*link;
			continue;
		}
		if (owns(search, document->links[*link].off))
			add_bare_link(search, *link);
		*link = names_behind_bare(document, *link);
	}
}

/* Touching runs that share a style bit. */
struct stretch {
	uint32_t off;
	uint32_t end;
};

static bool style_starts(const struct document *document, size_t run,
			 unsigned bit)
{
	const struct run *r = &document->runs[run];

	return run == 0 || r[-1].end != r->off || !(r[-1].style & bit);
}

static bool style_ends(const struct document *document, size_t run,
		       unsigned bit)
{
	const struct run *r = &document->runs[run];

	return run + 1 == document->run_count || r[1].off != r->end ||
	       !(r[1].style & bit);
}

/* As much of the stretch around a run as is in the text searched. */
static struct stretch stretch_around(const struct search *search, size_t run,
				     unsigned bit)
{
	const struct document *document = search->setting->document;
	size_t first = run;
	size_t last = run;

	while (document->runs[first].off > search->off &&
	       !style_starts(document, first, bit))
		first--;
	while (document->runs[last].end < search->end &&
	       !style_ends(document, last, bit))
		last++;
	return (struct stretch){ document->runs[first].off,
				 document->runs[last].end };
}

/* Whether an image's alternative text starts with this run. */
static bool starts_image(const struct document *document, uint32_t run)
{
	const struct run *r = &document->runs[run];

	if (!(r->style & RUN_IMAGE))
		return false;
	return run == 0 || r[-1].end != r->off || r[-1].link != r->link ||
	       !(r[-1].style & RUN_IMAGE);
}

/* What shows that a stretch is raised or lowered, if that must be said. */
static const char *script_mark(unsigned style, enum script script)
{
	if (script == SCRIPT_MARKED)
		return style & RUN_SUPERSCRIPT ? "^" : "_";
	return style & RUN_SUPERSCRIPT ? "^(" : "_(";
}

static void mark_run_start(const struct search *search, uint32_t run)
{
	const struct setting *setting = search->setting;
	const struct document *document = setting->document;
	const struct run *r = &document->runs[run];
	enum script script;

	if (r->style & RUN_STRIKE && style_starts(document, run, RUN_STRIKE))
		mark_start(search, r->off,
			   stretch_around(search, run, RUN_STRIKE).end,
			   setting->glyphs->strike);
	if (starts_image(document, run))
		mark_image(search, r);
	if (!(r->style & (RUN_SUPERSCRIPT | RUN_SUBSCRIPT)) ||
	    !script_starts(document, run))
		return;
	script = script_of(document, run, setting->options->cells);
	if (script == SCRIPT_MARKED || script == SCRIPT_BRACKETED)
		mark_start(search, r->off, r->end,
			   script_mark(r->style, script));
}

static void mark_run_end(const struct search *search, uint32_t run)
{
	const struct setting *setting = search->setting;
	const struct document *document = setting->document;
	const struct run *r = &document->runs[run];

	if (r->style & (RUN_SUPERSCRIPT | RUN_SUBSCRIPT) &&
	    script_ends(document, run) &&
	    script_of(document, run, setting->options->cells) ==
		    SCRIPT_BRACKETED)
		mark_end(search, r->off, r->end, ")");
	if (r->style & RUN_STRIKE && style_ends(document, run, RUN_STRIKE))
		mark_end(search, stretch_around(search, run, RUN_STRIKE).off,
			 r->end, setting->glyphs->strike);
}

void insets_find(struct setting *setting, uint32_t off, uint32_t end,
		 bool first, uint32_t limit)
{
	const struct document *document = setting->document;
	struct search search = { setting, off, end, limit, first };
	size_t run = document_run_at(document, off);
	size_t link = names_links_from(document, off);

	/* The empty runs here are before what ends behind off. */
	while (run > 0 && document->runs[run - 1].off == off)
		run--;
	for (; run < document->run_count && document->runs[run].off <= end;
	     run++) {
		const struct run *r = &document->runs[run];

		add_bare_links(&search, &link, r->off + 1);
		if (r->style & RUN_NOTE) {
			if (owns(&search, r->off))
				add_reference(&search, (uint32_t)run);
			continue;
		}
		if (r->off == end)
			continue;
		mark_run_start(&search, (uint32_t)run);
		add_bare_links(&search, &link, r->end);
		mark_run_end(&search, (uint32_t)run);
	}
	add_bare_links(&search, &link, end + 1);
}

void insets_narrow(struct setting *setting)
{
	const struct insets *insets = &setting->scratch->insets;
	uint8_t *widths = setting->scratch->widths;

	for (size_t i = 0; i < insets->count; i++) {
		uint8_t *width = &widths[insets->insets[i].host - setting->off];

		*width = (uint8_t)(*width - insets->insets[i].width);
	}
}

size_t insets_at(const struct insets *insets, uint32_t off)
{
	size_t low = 0, high = insets->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct inset *inset = &insets->insets[middle];

		if (inset->off < off || (inset->off == off && !inset->before))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
