/* SPDX-License-Identifier: ISC */
/*
 * A list over the window: hits, links, headings found, what was read. All obey
 * the same keys: j k g G and pages move, "/" filters by words, Enter goes there
 * and closes it, Esc or q closes it.
 */
#ifndef READER_LIST_H
#define READER_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct view;

/* A half-open stretch of a row's text that stands out, such as a hit. */
struct list_mark {
	uint32_t off;
	uint32_t end;
};

enum { LIST_MARKS = 16 };

/* How an item is shown; the strings are foreign and made safe by who paints. */
struct list_row {
	struct buffer over; /* a line above it (its section, its path); shown
			     * where it is not that of the item above */
	struct buffer text;
	struct buffer right; /* at the end of the line: minutes, a count */
	struct list_mark marks[LIST_MARKS]; /* of text, ascending */
	size_t mark_count;
	bool dim; /* what cannot be gone to: a file that is gone */
};

/*
 * What is listed. Items are numbers from 0 that their source understands; count
 * may grow while the list is open. All but title, count, describe and choose
 * may be NULL.
 */
struct list_source {
	/* Appends the title: "Hits for “war”: 41". */
	void (*title)(struct view *view, struct buffer *out);
	size_t (*count)(struct view *view);
	/* The row's buffers come empty. */
	void (*describe)(struct view *view, size_t item, struct list_row *row);
	/* Enter: the list is closed already. */
	void (*choose)(struct view *view, size_t item);
	/* A key that the list has no use for; whether it was taken. item is
	 * SIZE_MAX where nothing is selected. */
	bool (*key)(struct view *view, size_t item, uint32_t key);
	/* Instead of the list's own filter: fills items (room for as many as
	 * the source has) with those that words leave, the best first; returns
	 * how many. */
	size_t (*rank)(struct view *view, const char *words, uint32_t *items,
		       size_t room);
	/* Some more work while nothing else is to do; whether there is more. */
	bool (*step)(struct view *view);
	const char *hint;  /* what its own keys are, for the status line */
	const char *empty; /* what is said when there is nothing */
};

struct list {
	const struct list_source *source; /* NULL: none is open */
	uint32_t *items;		  /* that the filter leaves; owned */
	size_t count;
	size_t room;
	size_t known; /* items of the source when they were made */
	struct buffer filter;
	bool filtering;	 /* the filter is being typed (PROMPT_LIST) */
	size_t selected; /* index into items */
	size_t top;	 /* the item in the first row */
};

void list_release(struct list *list);

/* Opens a list with the keys in it; selected is an item of the source. With
 * typing the filter is typed at once, as the finder wants it. */
void list_open(struct view *view, const struct list_source *source,
	       size_t selected, bool typing);
/* Closes it; a slow line's Esc may take that back (view_unescape()), so its
 * items stay until another is opened. */
void list_close(struct view *view);
bool list_is_open(const struct view *view);

/* The item selected, or SIZE_MAX. */
size_t list_item(const struct list *list);

/* A key for the list; false if it is none of the list's (help, quit-all …). */
bool list_key(struct view *view, uint32_t key);

/* The items anew, where the source has more or the filter is another. */
void list_update(struct view *view);
void list_filter(struct view *view, const char *words);

/* Moves the selection; scrolls so that it is within rows rows. */
void list_move(struct view *view, long count);

/* Some of the work that waits; whether there is more. */
bool list_step(struct view *view);

#endif
