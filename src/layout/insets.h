/* SPDX-License-Identifier: ISC */
/* What is drawn among the text of a paragraph without being text: numbers of
 * notes, names of images, marks of what cannot be shown. */
#ifndef LAYOUT_INSETS_H
#define LAYOUT_INSETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct setting;

/*
 * An inset stands before the cluster at its place or behind the one that ends
 * there, and never in a break: that cluster, its host, is as much wider while
 * lines are broken, so both are in one row.
 */
struct inset {
	uint32_t off;
	uint32_t host; /* where the cluster starts */
	uint32_t run;  /* a reference's, else DOCUMENT_NONE */
	uint32_t bytes;
	uint16_t len;	 /* 0: nothing but blanks */
	uint8_t width;	 /* columns, with the blanks … */
	uint8_t left;	 /* … before it, but where it starts a row … */
	uint8_t right;	 /* … and behind it */
	uint8_t meaning; /* enum meaning */
	bool before;
};

/* They ascend by off; at one place those behind come first. */
struct insets {
	struct inset *insets; /* owned */
	size_t count, room;
	struct buffer bytes;
	bool sought; /* there would be some, if there was room */
};

void insets_release(struct insets *insets);
void insets_clear(struct insets *insets);

/* Adds those of the text [off, end), a cell or a segment, and widens their
 * hosts; first says that no text stands before it there. None is wider than
 * limit columns. */
void insets_find(struct setting *setting, uint32_t off, uint32_t end,
		 bool first, uint32_t limit);

/* Makes the hosts as wide again as their text, when lines are broken. */
void insets_narrow(struct setting *setting);

/* The first inset of a row whose text starts at off; count if there is none. */
size_t insets_at(const struct insets *insets, uint32_t off);

#endif
