/* SPDX-License-Identifier: ISC */
/* How many words a document has from one place to another, counted once. */
#ifndef READER_WORDCOUNT_H
#define READER_WORDCOUNT_H

#include <stddef.h>
#include <stdint.h>

struct document;

enum { WORDCOUNT_SLOTS = 256, WORDCOUNT_ANSWERS = 4 };

/* What was said of a stretch; it is empty where nothing was. */
struct wordcount_answer {
	uint32_t off, end;
	double words;
};

/*
 * The text in slots of equal length, which doubles as the text grows; all zero
 * is as cleared. Words are those of progress.h: a Chinese or Japanese character
 * is 0.6 of one.
 */
struct wordcount {
	const struct document *document; /* whose words; only compared */
	uint32_t slot_size;		 /* bytes of text */
	double words;			 /* of the slots that are counted … */
	double bytes;			 /* … and how long those are */
	float slots[WORDCOUNT_SLOTS];	 /* words; less than 0: not counted */
	/* The last exact answers, for each paint asks again; the oldest next.
	 */
	struct wordcount_answer answers[WORDCOUNT_ANSWERS];
	size_t oldest;
};

/* The words of [off, end), counted exactly. */
double wordcount_exactly(const struct document *document, uint32_t off,
			 uint32_t end);

/* The same, but where that would take long only some of it is counted now (and
 * kept), and the rest estimated from what is known; the next call knows
 * more. The slots are counted anew for another document. */
double wordcount_between(struct wordcount *count,
			 const struct document *document, uint32_t off,
			 uint32_t end);

#endif
