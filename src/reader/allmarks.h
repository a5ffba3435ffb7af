/* SPDX-License-Identifier: ISC */
/* "M": the list of all marks that are kept, in all documents. */
#ifndef READER_ALLMARKS_H
#define READER_ALLMARKS_H

#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "marks/mark.h"

struct view;

/* What is known of a document that a mark is of. */
struct allmarks_document {
	char *title; /* owned; its path where it has none, as that is kept */
	char *path;  /* owned, absolute; NULL: none that is there */
	char *gone;  /* owned; a path that is not there any more, or NULL */
};

struct allmarks {
	struct map found; /* index into documents, by a document's ID */
	struct allmarks_document *documents; /* owned */
	size_t count;
	size_t room;
	uint64_t generation; /* of the store */
	/* What was selected when the list was shown last, and where: */
	char selected[MARK_ID + 1];
	size_t selected_at;
};

void allmarks_release(struct allmarks *allmarks);

/* Opens it at the newest. Items are the store's (store_mark_at()). */
void allmarks_open(struct view *view);

#endif
