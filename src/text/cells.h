/* SPDX-License-Identifier: ISC */
/* Cut text into grapheme clusters and say what each shows, in how many columns.
 */
#ifndef TEXT_CELLS_H
#define TEXT_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * CELLS_ASCII is for locales that are not UTF-8: everything is shown in ASCII
 * (an em dash as "--", e acute as "e", what has no likeness as "?", what hides
 * as "~").
 * CELLS_EAST_ASIAN is for terminals that show characters of ambiguous width
 * (ambiguous.h) in two columns. There punctuation and what draws is shown in
 * ASCII, so that a quote stands close to its word, letters and symbols as they
 * are, two columns wide. The C library counts one: a cluster that has such a
 * character says so.
 */
enum cells_mode { CELLS_UNICODE, CELLS_ASCII, CELLS_EAST_ASIAN };

enum { CELLS_SHOWN_MAX = 32 };

/*
 * One extended grapheme cluster (UAX #29) and its *reduced* form: what every
 * terminal measured shows in the same width. A base and at most three marks of
 * no width; joiners, variation selectors and skin tones gone; a family of
 * emoji is its first member; a control or unassigned character is U+FFFD; a
 * bidi control, a zero-width or tag character that is not at home where it
 * stands (invisible.h) is SINK_SIGN, and a cluster of its own.
 * More than one character has columns only in flags and in scripts with
 * spacing marks (Devanagari's vowels, Thai's am): at most four, then U+FFFD
 * for the rest. Half a flag shows its letter, a mark without a base stands on
 * U+25CC, what composes is composed (NFC).
 */
struct cluster {
	size_t len; /* bytes of text it covers, at least 1 */
	int width;  /* columns, 0 (soft hyphen, '\n') or more */
	int shown_len;
	bool ambiguous; /* CELLS_EAST_ASIAN: wider than the C library says */
	char shown[CELLS_SHOWN_MAX]; /* UTF-8, NUL-terminated, safe */
};

/* The cluster at the start of text (len > 0; text starts at a cluster).
 * '\t' is shown as one space of width 1; who knows the column widens it. */
void cells_next(enum cells_mode mode, const char *text, size_t len,
		struct cluster *cluster);

#define CELLS_INSIDE 0xff

/*
 * Fills widths[0..len): at each byte where a cluster starts the columns it
 * takes, CELLS_INSIDE at the bytes inside one. Agrees with cells_next().
 * Linear; ASCII goes past libunistring.
 */
void cells_measure(enum cells_mode mode, const char *text, size_t len,
		   uint8_t *widths);

/* Columns of the clusters that start in widths[0..len). */
uint32_t cells_columns(const uint8_t *widths, size_t len);

/* Columns of text in all. */
size_t cells_width(enum cells_mode mode, const char *text, size_t len);

/* How many bytes of text fit into columns (whole clusters); *used, if not
 * NULL, gets the columns they take. */
size_t cells_fit(enum cells_mode mode, const char *text, size_t len,
		 size_t columns, size_t *used);

/* The start of the cluster that holds byte off (or off itself, if off is a
 * start or len). Looks only as far back as it must. */
size_t cells_start(const char *text, size_t len, size_t off);

#endif
