/* SPDX-License-Identifier: ISC */
/*
 * What of a text was read, and at which pace, from what the reader did.
 *
 * There is no clock in here: times are milliseconds of one clock that only
 * goes forward, and come from the caller.
 *
 * Whoever moves the page says in which way (progress_move()); once the page
 * stands as it will be painted, progress_page() says what is on it. The time
 * between two pages is shared by the text that was there, that which has had
 * too little of it first, and text takes its share along when it leaves. It
 * counts as read if it left at the top because the reader went on, and its
 * share is at least what the quickest of readers would need. The last page has
 * nowhere to go: it counts as read where it is once it has had that time and
 * what stands above it was read.
 *
 * Pace is what that time was for the words that it was for. Words are those of
 * scripts with spaces; a Chinese or Japanese character is as much as 0.6 of
 * them, so that one pace serves both: 240 words and 400 characters a minute.
 */
#ifndef READER_PROGRESS_H
#define READER_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct document;

enum {
	PROGRESS_RANGES = 64,
	PROGRESS_STRATA = 32,
	/* Words a minute: until a pace is known; the slowest and the fastest
	 * that are believed; so fast that it is no reading. */
	PROGRESS_TYPICAL = 240,
	PROGRESS_SLOWEST = 80,
	PROGRESS_FASTEST = 1000,
	PROGRESS_SKIMMING = 1200,
	PROGRESS_CHARACTERS = 400, /* as many take as long as 240 words */
	PROGRESS_KNOWN = 600, /* words, some three pages, that make a pace */
};

/* How the reader came to what the page shows. */
enum progress_way {
	PROGRESS_STAY, /* the reader did not move: at most, the rows are others
			*/
	PROGRESS_ON,   /* further down: by lines, pages, sentences … */
	PROGRESS_BACK, /* the same, up */
	PROGRESS_JUMP, /* to another place: nothing was read by that */
};

/* A stretch of the reading text. */
struct progress_range {
	uint32_t off;
	uint32_t end;
};

/* Text on the page that came to it at one time, from the end of the one before
 * (or the page's start) to end. */
struct progress_stratum {
	uint32_t end;
	bool idle;    /* nobody knows how long it was looked at */
	double words; /* in it */
	double ms;    /* its share of the time */
};

/* All zero is a reader of whom nothing is known, who has read nothing. */
struct progress {
	/* Read, ascending, with unread text between any two. */
	struct progress_range ranges[PROGRESS_RANGES];
	size_t range_count;
	/* The pace: so many words took so long. What is older counts less. */
	double words;
	double ms;
	/* The page: from off on, the strata. None: nothing is known of it. */
	uint32_t off;
	struct progress_stratum strata[PROGRESS_STRATA];
	size_t stratum_count;
	uint32_t body_end;     /* of the document … */
	bool complete;	       /* … if that is sure */
	enum progress_way way; /* since the last page */
	int64_t since;	       /* to where time is shared out … */
	double still;	       /* … and of that, since the page moved */
	bool paused;
};

/* Another document is read: the pace stays. */
void progress_clear(struct progress *progress);

/* The reader moved. Of several moves before a page a jump outweighs the
 * others. */
void progress_move(struct progress *progress, enum progress_way way);

/* [off, end) of the document's text is on the page from now on; also where
 * nothing changed. Costs what the text on the page costs. */
void progress_page(struct progress *progress, const struct document *document,
		   uint32_t off, uint32_t end, int64_t now_ms);

/* The text is not looked at from now on (suspended, help, a list, the end of
 * the program); it is again. Both may be said twice. */
void progress_pause(struct progress *progress, int64_t now_ms);
void progress_resume(struct progress *progress, int64_t now_ms);

/* [off, end) was read, as was known before. Where there would be more than
 * PROGRESS_RANGES the smallest gap is closed. */
void progress_add(struct progress *progress, uint32_t off, uint32_t end);

/*
 * Another generation of the text: map gives for an offset in the old text (its
 * length at most) the one in the new, or false where what stood there is gone.
 * Stretches that do not come out as stretches are dropped; so is the page.
 */
typedef bool progress_map(void *context, uint32_t off, uint32_t *mapped);
void progress_carry(struct progress *progress, progress_map *map,
		    void *context);

/* The end of the furthest stretch read; 0: none. */
uint32_t progress_furthest(const struct progress *progress);

/* How much of [off, end) was read, in thousandths, rounded down but never to 0;
 * 1000 for nothing. */
unsigned progress_share(const struct progress *progress, uint32_t off,
			uint32_t end);

/* How far the furthest is in a body that ends there: 0 to 100, rounded
 * down. */
int progress_percent(const struct progress *progress, uint32_t body_end);

/* Whether the body is read to its end: to 97 in 100, for few read the thanks
 * and the last lines to their end; but no less than half of it, for who has
 * looked up something near the end has not. */
bool progress_finished(const struct progress *progress, uint32_t body_end);

/* The pace as it may be kept between runs, and back; what makes no sense is
 * not believed. */
void progress_pace(const struct progress *progress, uint64_t *words,
		   uint64_t *ms);
void progress_set_pace(struct progress *progress, uint64_t words, uint64_t ms);

/* Minutes, rounded up, that so many words take: at the reader's own pace once
 * it comes from PROGRESS_KNOWN words. */
size_t progress_minutes(const struct progress *progress, double words);

#endif
