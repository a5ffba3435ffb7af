/* SPDX-License-Identifier: ISC */
/* The list of headings: folded, filtered, selected. */
#ifndef READER_CONTENTS_H
#define READER_CONTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "reader/rank.h"

struct document;

/*
 * entries are the headings that show, ascending: not inside a folded one, and
 * matching the filter if there is one. selected indexes entries (0 if there
 * are none); top is the entry in the list's first row.
 */
struct contents {
	uint32_t *entries; /* indices into the document's headings */
	size_t entry_count;
	size_t entry_room;
	uint8_t *folded; /* per heading */
	uint8_t *depth;	 /* per heading: how many others it stands under */
	size_t folded_room;
	size_t depth_room;
	size_t heading_count; /* headings known when entries were made */
	uint8_t above[6];     /* levels of those that the next may be … */
	uint8_t above_count;  /* … under */
	uint8_t hidden_below; /* level of the folded one that the next may be
			       * in, 0: none */
	struct buffer filter; /* folded as text/fold.h does; "" = none */
	struct rank_index titles; /* of headings, as far as a filter asked */
	size_t selected;
	size_t top;
	bool inferred;
	bool body_known; /* what stands before it is folded */
};

void contents_release(struct contents *contents);

/* Another document: nothing is filtered, selected, or folded but what is not
 * its body. */
void contents_clear(struct contents *contents);

/* Adds entries for headings that came; makes all anew where inferred changed.
 */
void contents_update(struct contents *contents, const struct document *document,
		     bool inferred);

/* Words to look for ("" for none): headings that hold them all, or whose words
 * begin with these letters; if there are none, those with the letters in this
 * order and few gaps; if there are none either, those that were mistyped. They
 * keep their order. Selects the first. */
void contents_filter(struct contents *contents, const struct document *document,
		     const char *words);

/* Whether a heading has others below it, so that it can be folded. */
bool contents_can_fold(const struct contents *contents,
		       const struct document *document, uint32_t heading);
void contents_fold(struct contents *contents, const struct document *document,
		   uint32_t heading, bool fold);

/* The entry of a heading, or of the one that hides it; entry_count if none. */
size_t contents_entry(const struct contents *contents, uint32_t heading);

/* The text from an entry to the next, so that all entries together are the
 * text: what is folded away belongs to what hides it. Among those that a filter
 * leaves, the text to the next heading. */
void contents_text(const struct contents *contents,
		   const struct document *document, size_t entry, uint32_t *off,
		   uint32_t *end);

/* Moves the selection by count entries, as far as there are. */
void contents_move(struct contents *contents, long count);

/* Scrolls so that entry is within rows rows. */
void contents_reveal(struct contents *contents, size_t entry, size_t rows);

#endif
