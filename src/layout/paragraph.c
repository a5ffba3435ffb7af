/* SPDX-License-Identifier: ISC */
/* Choose where the lines of a paragraph end. */
#include "layout/paragraph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/breaks.h"
#include "text/cells.h"
#include "text/octets.h"

/* Where a line could end, and what it would show then. */
struct ending {
	uint32_t end; /* 0: there is none, for no line ends there */
	uint32_t shown_end;
	uint32_t width;
	bool hyphen;
};

/* The best so far, by how gladly a line ends there. */
struct search {
	struct ending allowed;
	struct ending hyphen; /* inside a word */
	struct ending emergency;
	struct ending cluster;
};

void paragraph_release(struct lines *lines)
{
	free(lines->lines);
	lines->lines = NULL;
	lines->count = 0;
	lines->room = 0;
}

bool paragraph_soft_hyphen(const char *text, size_t off)
{
	return off >= 2 && text[off - 2] == '\xc2' && text[off - 1] == '\xad';
}

size_t paragraph_space(const char *text, size_t len, size_t off)
{
	const unsigned char *at = (const unsigned char *)text + off;

	if (at[0] == ' ' || at[0] == '\n' || at[0] == '\t')
		return 1;
	if (at[0] < 0xe1 || at[0] > 0xe3 || len - off < 3)
		return 0;
	if (at[0] == 0xe1) /* U+1680 */
		return at[1] == 0x9a && at[2] == 0x80 ? 3 : 0;
	if (at[0] == 0xe3) /* U+3000 */
		return at[1] == 0x80 && at[2] == 0x80 ? 3 : 0;
	if (at[1] == 0x80) /* U+2000 to U+200A, but the figure space */
		return at[2] <= 0x8a && at[2] != 0x87 ? 3 : 0;
	return at[1] == 0x81 && at[2] == 0x9f ? 3 : 0; /* U+205F */
}

/* The length of a guillemet at off that points left or right. */
static size_t guillemet(const char *text, size_t len, size_t off, bool right)
{
	const char *twofold = right ? "\u00bb" : "\u00ab";
	const char *single = right ? "\u203a" : "\u2039";

	if (len - off >= 2 && memcmp(text + off, twofold, 2) == 0)
		return 2;
	return len - off >= 3 && memcmp(text + off, single, 3) == 0 ? 3 : 0;
}

/* Whether a guillemet ends at off that opens: German and Danish ones that
 * point left close a word, or what ends a sentence. */
static bool opens_quote(const char *text, size_t off)
{
	for (size_t size = 2; size <= 3 && size <= off; size++)
		if (guillemet(text, off, off - size, false) == size)
			return size == off ||
			       memchr(" \t\n([", text[off - size - 1], 5);
	return false;
}

/* Whether a guillemet at off closes: one that opens stands before a word. */
static bool closes_quote(const char *text, size_t len, size_t off)
{
	size_t size = guillemet(text, len, off, true);

	return size > 0 && (off + size == len ||
			    memchr(" \t\n)].,;:!?", text[off + size], 11));
}

static bool is_ascii(char byte)
{
	return (unsigned char)byte < 0x80;
}

/* Whether the blank at off is one that French puts inside its quotation marks
 * and before high punctuation. */
static bool is_fixed(const char *text, size_t len, size_t off)
{
	if (off > 0 && !is_ascii(text[off - 1]) && opens_quote(text, off))
		return true;
	if (off + 1 == len)
		return false;
	switch (text[off + 1]) {
	case ':':
	case ';':
	case '!':
	case '?':
		return true;
	default:
		return !is_ascii(text[off + 1]) &&
		       closes_quote(text, len, off + 1);
	}
}

bool paragraph_blank(const char *text, size_t len, size_t off,
		     const uint8_t *widths)
{
	return text[off] == ' ' && widths[off] == 1 &&
	       (off + 1 == len || widths[off + 1] != CELLS_INSIDE) &&
	       !is_fixed(text, len, off);
}

/* Enters the gap before off as a place to end the line, shown as it stands in
 * seen, if what that shows fits. */
static void consider(struct search *search, const struct ending *seen,
		     const char *text, size_t off, uint8_t kind, uint32_t width)
{
	struct ending candidate = *seen;

	candidate.hyphen =
		kind == BREAK_HYPHEN ||
		(seen->shown_end == off && paragraph_soft_hyphen(text, off));
	if (candidate.width + candidate.hyphen > width)
		return;
	candidate.end = (uint32_t)off;
	search->cluster = candidate;
	if (kind == BREAK_HYPHEN)
		search->hyphen = candidate;
	else if (kind == BREAK_EMERGENCY)
		search->emergency = candidate;
	else if (kind == BREAK_ALLOWED)
		search->allowed = candidate;
}

static struct line choose(const struct search *search, uint32_t off,
			  const struct ending *first)
{
	const struct ending *best = first;

	if (search->allowed.end)
		best = &search->allowed;
	else if (search->hyphen.end)
		best = &search->hyphen;
	else if (search->emergency.end)
		best = &search->emergency;
	else if (search->cluster.end)
		best = &search->cluster;
	return (struct line){
		.off = off,
		.shown_end = best->shown_end,
		.end = best->end,
		.width = best->width,
		.hyphen = best->hyphen,
	};
}

/* The line as any text has it, cluster by cluster. */
static struct line line_by_clusters(const char *text, size_t len, size_t off,
				    const uint8_t *widths, const uint8_t *kinds,
				    uint32_t width)
{
	struct search search = { 0 };
	struct ending first = { 0 }; /* the first cluster alone */
	struct ending seen = { .shown_end = (uint32_t)off };
	uint32_t columns = 0; /* seen.width and the spaces behind it */
	size_t i = off;

	while (i < len) {
		size_t next = i + 1;
		size_t space = paragraph_may_be_space(text[i])
				       ? paragraph_space(text, len, i)
				       : 0;

		if (i > off && kinds[i] == BREAK_FORCED)
			break;
		/* Nothing less than an allowed break is wanted behind one. */
		if (i > off &&
		    (kinds[i] == BREAK_ALLOWED || !search.allowed.end))
			consider(&search, &seen, text, i, kinds[i], width);
		while (next < len && widths[next] == CELLS_INSIDE)
			next++;
		columns += widths[i];
		if (space != next - i) { /* a mark on a space is no space */
			if (columns > width && i > off)
				return choose(&search, (uint32_t)off, &first);
			seen.shown_end = (uint32_t)next;
			seen.width = columns;
		} else if (first.end == i) {
			first.end = (uint32_t)next;
		}
		if (i == off) {
			first = seen;
			first.end = (uint32_t)next;
		}
		i = next;
	}
	consider(&search, &seen, text, i, BREAK_ALLOWED, width);
	return choose(&search, (uint32_t)off, &first);
}

static size_t cluster_end(const uint8_t *widths, size_t len, size_t off)
{
	do
		off++;
	while (off < len && widths[off] == CELLS_INSIDE);
	return off;
}

/* Whether the cluster [off, end) is a space: a mark on a space is none. */
static bool is_space(const char *text, size_t len, size_t off, size_t end)
{
	return paragraph_may_be_space(text[off]) &&
	       paragraph_space(text, len, off) == end - off;
}

/* How far a line can go, and the columns that takes. */
struct reach {
	size_t end;
	uint32_t columns;
};

/* Where a line must end that starts at off: behind a '\n', at the end, or
 * before the cluster, no space, that is too much for it. */
static struct reach farthest(const char *text, size_t len, size_t off,
			     const uint8_t *widths, const uint8_t *kinds,
			     uint32_t width)
{
	const uint64_t ones = octets_of(1); /* no '\n' is among these */
	uint32_t columns = 0;
	size_t i = off;

	do {
		size_t next;

		if (len - i > OCTETS && width >= columns + OCTETS &&
		    octets_at(widths + i) == ones &&
		    widths[i + OCTETS] != CELLS_INSIDE) {
			i += OCTETS;
			columns += OCTETS;
			continue;
		}
		next = cluster_end(widths, len, i);
		if (columns + widths[i] > width &&
		    !is_space(text, len, i, next))
			break;
		columns += widths[i];
		i = next;
	} while (i < len && kinds[i] != BREAK_FORCED);
	return (struct reach){ i, columns };
}

size_t paragraph_space_start(const char *text, size_t len, size_t off,
			     size_t end, const uint8_t *widths)
{
	while (end > off) {
		size_t start = end - 1;

		while (start > off && widths[start] == CELLS_INSIDE)
			start--;
		if (!is_space(text, len, start, end))
			break;
		end = start;
	}
	return end;
}

/* The line, if it ends where it may end gladly, and without a hyphen: as far as
 * it goes and back to there. */
static bool line_by_words(const char *text, size_t len, size_t off,
			  const uint8_t *widths, const uint8_t *kinds,
			  struct reach reach, struct line *line)
{
	size_t end = reach.end;
	size_t shown_end;

	if (end < len && kinds[end] != BREAK_FORCED)
		while (end > off && kinds[end] != BREAK_ALLOWED)
			end--;
	shown_end = paragraph_space_start(text, len, off, end, widths);
	if (shown_end == off ||
	    (shown_end == end && paragraph_soft_hyphen(text, end)))
		return false;
	*line = (struct line){
		.off = (uint32_t)off,
		.shown_end = (uint32_t)shown_end,
		.end = (uint32_t)end,
		.width = reach.columns - cells_columns(widths + shown_end,
						       reach.end - shown_end),
	};
	return true;
}

/* The line of a word that is longer, where nothing says how it had better be
 * torn: as much of it as fits. */
static bool line_of_word(const char *text, size_t len, size_t off,
			 const uint8_t *kinds, struct reach reach,
			 struct line *line)
{
	size_t end = reach.end;

	if (end == off || paragraph_may_be_space(text[off]) ||
	    paragraph_soft_hyphen(text, end))
		return false;
	for (size_t i = off + 1; i < end; i++)
		if (kinds[i] != BREAK_NONE || paragraph_may_be_space(text[i]))
			return false;
	if (end < len && kinds[end] != BREAK_NONE)
		return false;
	*line = (struct line){
		.off = (uint32_t)off,
		.shown_end = (uint32_t)end,
		.end = (uint32_t)end,
		.width = reach.columns,
	};
	return true;
}

struct line paragraph_line(const char *text, size_t len, size_t off,
			   const uint8_t *widths, const uint8_t *kinds,
			   uint32_t width)
{
	struct line line;
	struct reach reach;

	assert(off < len);
	reach = farthest(text, len, off, widths, kinds, width);
	if (line_by_words(text, len, off, widths, kinds, reach, &line) ||
	    line_of_word(text, len, off, kinds, reach, &line))
		return line;
	return line_by_clusters(text, len, off, widths, kinds, width);
}

void paragraph_break(struct lines *lines, const char *text, size_t len,
		     const uint8_t *widths, const uint8_t *kinds,
		     uint32_t width)
{
	size_t off = 0;

	while (off < len) {
		struct line line =
			paragraph_line(text, len, off, widths, kinds, width);

		MEMORY_RESERVE(lines->lines, lines->room, lines->count + 1);
		lines->lines[lines->count++] = line;
		off = line.end;
	}
}
