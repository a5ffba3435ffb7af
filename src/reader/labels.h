/* SPDX-License-Identifier: ISC */
/* Letters on what can be followed on the page: who types them follows it. */
#ifndef READER_LABELS_H
#define READER_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/follow.h"

struct view;

enum { LABELS_MAX = 26 * 26 };

struct labels {
	struct reference *references; /* owned */
	size_t count;
	char typed; /* the first of two letters, or NUL */
};

void labels_release(struct labels *labels);

/* Puts labels on what the page shows and takes the keys; says so where there
 * is nothing to follow. */
void labels_open(struct view *view);

/* A letter chooses; any other key only takes the labels away. */
void labels_key(struct view *view, uint32_t key);
void labels_close(struct view *view);

/* The letters of a label that are yet to be typed; "" if those typed already
 * choose others. */
void labels_letters(const struct labels *labels, size_t label, char letters[3]);

#endif
