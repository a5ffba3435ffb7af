/* SPDX-License-Identifier: ISC */
/* Choose where the lines of a paragraph end. */
#ifndef LAYOUT_PARAGRAPH_H
#define LAYOUT_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A line of a paragraph: bytes [off, end) of the text, shown up to shown_end;
 * the spaces or '\n' behind that are the break. Where a hyphen is due, as the
 * line ends on a soft one or inside a word, one column is left for it, which
 * width does not count; nothing is left out there. fill is 0 but in a line that
 * is justified: its blanks are widened by so many columns in all, each by as
 * many as the others or, from the left or from the right, by one more.
 */
struct line {
	uint32_t off;
	uint32_t shown_end;
	uint32_t end;
	uint32_t width; /* columns shown, blanks as they are */
	uint32_t fill;
	bool fill_right;
	bool hyphen;
};

struct lines {
	struct line *lines; /* owned */
	size_t count;
	size_t room;
};

void paragraph_release(struct lines *lines);

/*
 * Breaks text greedily: each line takes what fits into width columns. widths
 * and kinds are cells_measure()'s and breaks_find()'s for the same text. Where
 * nothing fits it breaks at a hyphen, else at an emergency, else between two
 * clusters; a line always takes at least one cluster. Appends to lines.
 */
void paragraph_break(struct lines *lines, const char *text, size_t len,
		     const uint8_t *widths, const uint8_t *kinds,
		     uint32_t width);

/* The one line that starts at off (< len), for who gives each line a width of
 * its own. */
struct line paragraph_line(const char *text, size_t len, size_t off,
			   const uint8_t *widths, const uint8_t *kinds,
			   uint32_t width);

/* The length of the white space at off that may vanish at the end of a line:
 * '\n', '\t' and Unicode's White_Space but the no-break ones; 0 where there is
 * none. */
size_t paragraph_space(const char *text, size_t len, size_t off);

/* Whether there can be any: most characters are told by their first byte. */
static inline bool paragraph_may_be_space(char byte)
{
	return (unsigned char)byte <= ' ' || (unsigned char)byte >= 0xe1;
}

/* The start of the white space that ends at end, where a cluster starts; at
 * least off. */
size_t paragraph_space_start(const char *text, size_t len, size_t off,
			     size_t end, const uint8_t *widths);

/* Whether the cluster at off is a blank that may be widened: not one inside
 * French quotation marks or before ':', ';', '!' and '?'. */
bool paragraph_blank(const char *text, size_t len, size_t off,
		     const uint8_t *widths);

/* Whether a soft hyphen ends at off. */
bool paragraph_soft_hyphen(const char *text, size_t off);

#endif
