/* SPDX-License-Identifier: ISC */
/*
 * The marks of the document that is open, found in its text.
 *
 * A mark has a place once its anchor was looked for: what is on the screen
 * first, the rest in slices. Marks are numbered; a number is one mark's until
 * marks_set() or marks_remove(). Nothing of it is kept: what is, is in the
 * store.
 */
#ifndef MARKS_MARKS_H
#define MARKS_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "marks/anchor.h"
#include "marks/mark.h"

struct document;

enum mark_state {
	MARK_WAITING,  /* not looked for yet */
	MARK_PLACED,   /* here it is */
	MARK_DOUBTFUL, /* most likely here */
	MARK_LOST,     /* nowhere, or in several places alike */
};

struct placed_mark {
	struct mark mark;
	enum mark_state state;
	uint32_t off; /* bytes; an empty range at 0 where it has no place */
	uint32_t end; /* of a bookmark, that of its quote */
	struct anchor_candidate candidates[ANCHOR_CANDIDATES]; /* lost ones' */
	size_t candidate_count;
};

/* All zero is an empty set. */
struct marks {
	struct placed_mark *items; /* owned */
	size_t count;
	size_t room;
	size_t waiting;	   /* how many were not looked for yet */
	size_t generation; /* changes whenever anything here does */
	/* Right after marks_arrange(), as long as the generation stays: */
	uint32_t *order; /* those with a place, by off, then the longer first */
	size_t placed;	 /* how many those are */
	/* For queries: a binary tree over order, the root at 1, the children of
	 * i at 2i and 2i + 1, each the furthest end of what is below it. */
	uint32_t *reach;
	size_t leaves; /* of it: the first is at this index */
	size_t order_room;
	size_t reach_room;
	bool arranged;
	/* For marks_step(): those that wait, by where they should be. */
	struct marks_waiting *queue;
	size_t queue_count;
	size_t queue_room;
	bool queued;
	/* The texts that they were made in, compared with this one; owned. */
	struct recall *recall;
	const char *snapshots; /* the folder where those are kept (snapshot.h);
				* borrowed; NULL: the usual one */
};

void marks_release(struct marks *marks);

/* Takes over the marks of list, which is empty then. Those that are there and
 * equal but for note, colour, tags and letter keep their place. */
void marks_set(struct marks *marks, struct mark_list *list);

/* Adds a copy of a mark with its place, or puts it where the one of this ID
 * was; returns its number. */
size_t marks_add(struct marks *marks, const struct mark *mark, uint32_t off,
		 uint32_t end);
/* Takes the mark of an ID away, if it is there. Others' numbers change. */
void marks_remove(struct marks *marks, const char *id);
/* The number of a mark; SIZE_MAX if it is not here. */
size_t marks_find(const struct marks *marks, const char *id);

/* The text is another one: all are to be looked for again. The document that
 * they were looked for in may be gone already. */
void marks_forget_places(struct marks *marks);

/* Makes selector (initialised) that of [off, end) in a document, cluster
 * starts. fingerprint: "" if it is not known. Of a bookmark, end is found: the
 * first ANCHOR_PLACE code points of the block from off on; where only its end
 * is behind off, of what follows it, and at the end of the text, of the last
 * block from its start. While the document is not complete its length and how
 * often the quote stands in it are not known (0). Linear in the text: 1 ms a
 * megabyte. */
void marks_capture(struct selector *selector, enum mark_kind kind,
		   const struct document *document, const char *fingerprint,
		   uint32_t off, uint32_t end);
/* The headings above an offset, as mark.head has them. */
void marks_capture_head(struct buffer *head, const struct document *document,
			uint32_t off);

/*
 * Looks for some that wait, what is near [off, end) first, as long as ms
 * milliseconds last, but for one at least, or goes on for some milliseconds
 * with what must be done before that: comparing the text that it was made in,
 * where that is kept. Returns whether more wait. The document is the same one
 * until marks_forget_places(); of one that grew, that is due when it is
 * complete. fingerprint: "" if not known. The first call goes through the whole
 * text to count its code points, 1 ms for 4 MB.
 */
bool marks_step(struct marks *marks, const struct document *document,
		const char *fingerprint, uint32_t off, uint32_t end,
		unsigned ms);

/* Makes order right, if it is not; the functions below do it by themselves. */
void marks_arrange(struct marks *marks);

/* Those that meet [off, end), in the order of marks->order: writes up to room
 * numbers, returns how many there are. An empty range is met by what holds
 * that byte. Bookmarks too. O((1 + found) log n). */
size_t marks_in(struct marks *marks, uint32_t off, uint32_t end,
		uint32_t *numbers, size_t room);
/* The next one that begins behind off (before it), of several there the
 * longest; SIZE_MAX: there is none. O(log n). */
size_t marks_next(struct marks *marks, uint32_t off);
size_t marks_previous(struct marks *marks, uint32_t off);

/* How many are in a state. */
size_t marks_count_state(const struct marks *marks, enum mark_state state);

#endif
