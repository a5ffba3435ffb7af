/* SPDX-License-Identifier: ISC */
/*
 * A list over the window: hits, links, headings found, what was read. All obey
 * the same keys: those that move through the text move through it, "/" filters
 * by words, Enter goes there and closes it, Esc or q closes it.
 *
 * A list of any length costs what its rows on the screen cost: items are
 * numbers, and only those that show are described. Only a filter looks at all
 * of them, some at a time (list_step()).
 */
#ifndef READER_LIST_H
#define READER_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/mark.h"

struct fold_table;
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
	struct buffer words; /* by which a filter finds it, not shown */
	struct list_mark marks[LIST_MARKS]; /* of text, ascending */
	size_t mark_count;
	bool dim;     /* what cannot be gone to: a file that is gone */
	char sign[5]; /* in a column before the text; "": there is none; " ":
		       * a patch of this colour */
	enum mark_color color;
};

void list_row_release(struct list_row *row);
/* Empty again, to be described once more. */
void list_row_clear(struct list_row *row);

/* Appends whole clusters of a text (valid UTF-8) of any length, as much of it
 * as a row may ever show: so that no long one is copied for each key. */
enum { LIST_TEXT_MAX = 1024 };
void list_append_start(struct buffer *out, const char *text, size_t len);

/*
 * What is listed. Items are numbers from 0 that their source understands; count
 * may grow while the list is open. All but title, count, describe and choose
 * may be NULL.
 */
struct list_source {
	/* Appends the title: "Hits for “war”: 41". */
	void (*title)(struct view *view, struct buffer *out);
	size_t (*count)(struct view *view);
	/* Before what is listed is looked at: where items are others than they
	 * were, it calls list_reset(). */
	void (*refresh)(struct view *view);
	/* The row comes empty. */
	void (*describe)(struct view *view, size_t item, struct list_row *row);
	/* Enter: the list is closed already. One that asks for REQUEST_WHOLE is
	 * run again with the whole text; until then the list stays open. */
	void (*choose)(struct view *view, size_t item);
	/* Any key but digits, before the list looks at it; whether it was
	 * taken. item is SIZE_MAX where nothing is selected. */
	bool (*key)(struct view *view, size_t item, uint32_t key);
	/* Instead of the list's own filter: fills items (room for as many as
	 * the source has) with those that words leave, the best first; returns
	 * how many. */
	size_t (*rank)(struct view *view, const char *words, uint32_t *items,
		       size_t room);
	/* Some more work while nothing else is to do; whether there is more. */
	bool (*step)(struct view *view);
	const char *hint;   /* what its own keys are, for the status line;
			     * for bindings_fill() */
	const char *empty;  /* what is said when there is nothing */
	const char *prompt; /* before what is typed; NULL: "Filter: " */
};

/* A list that is open has the keys, or a prompt or help has them before it. */
struct list {
	const struct list_source *source; /* NULL: none is open */
	struct buffer filter;		  /* words as typed; "": none */
	struct buffer folded;		  /* the same, folded */
	struct fold_table *table;	  /* what folds; owned, NULL: not yet */
	uint32_t *items; /* that the filter leaves; owned. Without a filter all
			  * are listed, and there is no need of it */
	size_t count;	 /* how many are listed */
	size_t room;
	size_t known;	 /* items that the source had … */
	size_t seen;	 /* … that the filter has looked at … */
	size_t doubtful; /* … and those it left before more was typed: … */
	size_t doubtful_end; /* … items[doubtful, doubtful_end) */
	size_t selected;     /* index into what is listed */
	size_t top;	     /* what is in the first row, likewise */
	size_t unfiltered;   /* the item selected before there was a filter */
	bool typing;	 /* opened with the filter's prompt, closed with it */
	unsigned before; /* enum focus: where the keys go when it closes */
};

void list_release(struct list *list);

/* Opens a list with the keys in it; selected is an item of the source. With
 * typing the filter is typed at once, as the finder wants it. */
void list_open(struct view *view, const struct list_source *source,
	       size_t selected, bool typing);
/* Closes it and gives the keys back; a slow line's Esc may take that back
 * (view_unescape()), so its items stay until another is opened. */
void list_close(struct view *view);
/* The same where somebody else has taken the keys. */
void list_drop(struct view *view);
bool list_is_open(const struct view *view);

/* The item selected, or SIZE_MAX; that at an index of what is listed. */
size_t list_item(const struct list *list);
size_t list_at(const struct list *list, size_t index);

/* How what is at an index shows, without the filter's words marked; row is all
 * zero or of an earlier call. Line ends and tabs are blanks. */
void list_measure(struct view *view, size_t index, struct list_row *row);
/* The same with them marked, where the source marks nothing. */
void list_describe(struct view *view, size_t index, struct list_row *row);
/* Whether the lines above two are the same. */
bool list_same_over(const struct list_row *a, const struct list_row *b);
/* What is said where nothing is listed. */
const char *list_nothing(const struct view *view);

/* A key for the list; false if it is none of the list's (help, quit-all …). */
bool list_key(struct view *view, uint32_t key);
/* A key of the filter's prompt that is the list's own; else false. */
bool list_prompt_key(struct view *view, uint32_t key);
/* Opens that prompt, with the words that there are; Esc in it. */
void list_type_filter(struct view *view);
void list_leave_prompt(struct view *view);

/* Closes the list and goes to what is selected, if anything is. */
void list_choose(struct view *view);

/* Counts anew what the source has; costs nothing where that is the same. */
void list_update(struct view *view);
/* The source's items are others: another generation of the text. */
void list_reset(struct view *view);
/* The words ("" for none) that leave what holds them all. */
void list_filter(struct view *view, const char *words);

/* The rows for items in the window as it is; what is above them apart. */
size_t list_height(const struct view *view);
/* Moves the selection by count, by pages, or the rows, as far as they go. */
void list_move(struct view *view, long count);
void list_page(struct view *view, long count);
void list_scroll(struct view *view, long rows);
/* Scrolls so that the selection shows; for who paints, who has so many rows. */
void list_reveal(struct view *view, size_t rows);

/* Some of the work that waits; whether there is more. */
bool list_step(struct view *view);

#endif
