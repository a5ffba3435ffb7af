/* SPDX-License-Identifier: ISC */
/* When a text that is still coming is worth being parsed anew. */
#ifndef DOCUMENT_SOURCE_PACE_H
#define DOCUMENT_SOURCE_PACE_H

#include <stdbool.h>
#include <stdint.h>

enum { PACE_PAUSE = 100 }; /* ms without bytes that are a pause */

#define PACE_NEVER INT64_MAX

/*
 * Every parse begins at the start of the text, so it must not happen for every
 * byte: what has come is gathered for a moment, and the parser rests ten times
 * as long as it has worked, but only as long as that where the reader waits for
 * what comes. So parsing takes a tenth of the time, or half of it. All times
 * are milliseconds of one clock.
 */
struct pace {
	int64_t first;	 /* when the first bytes came that are not parsed, or
			  * PACE_NEVER */
	int64_t last;	 /* when the last ones came, or PACE_NEVER */
	int64_t worked;	 /* how long the last parse took */
	int64_t through; /* when it was through */
};

void pace_init(struct pace *pace, int64_t now);
/* Bytes came. */
void pace_come(struct pace *pace, int64_t now);
/* A parse of all that came begins; its steps take so long; it is through. */
void pace_begin(struct pace *pace);
void pace_work(struct pace *pace, int64_t ms);
void pace_finish(struct pace *pace, int64_t now);

/* When the next parse is due; PACE_NEVER while nothing came. */
int64_t pace_due(const struct pace *pace, bool hurried);

/* When a pause begins; PACE_NEVER while nothing came. */
int64_t pace_pause(const struct pace *pace);

#endif
