/* SPDX-License-Identifier: ISC */
/* Judge whether a character that shows nothing is at home where it stands. */
#ifndef TEXT_INVISIBLE_H
#define TEXT_INVISIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Characters without a look of their own belong to the writing of Persian and
 * Hindi, to emoji, to Khmer's words; elsewhere they hide something. Which of
 * both is told by their neighbours:
 *  - ZWJ and ZWNJ are at home beside a letter of a script whose letters join
 *    or form conjuncts, ZWJ also between two pictographs; a zero width space
 *    beside a letter of a script that has no spaces between words;
 *  - a variation selector right behind a character that has variants;
 *  - CGJ between a character and a mark, Mongolian's and Khmer's own behind
 *    letters of theirs, a Hangul filler in a syllable, tags in a flag.
 * Never more than INVISIBLE_ROW follow one another.
 *
 * Soft hyphen, word joiner, LRM, RLM and ALM are *quiet*: right anywhere. The
 * three marks move nothing but punctuation beside them, never a letter, and
 * stand beside Latin letters and digits in good Hebrew and Arabic, so no
 * neighbour would tell. Several quiet ones in a row say nothing to a reader,
 * except two of those marks.
 */
enum invisible_verdict {
	INVISIBLE_NOT,	   /* visible, or part of something visible */
	INVISIBLE_BEHIND,  /* at home behind what stands before it */
	INVISIBLE_BEFORE,  /* at home before what follows it */
	INVISIBLE_QUIET,   /* a quiet one */
	INVISIBLE_HIDDEN,  /* has no business here */
	INVISIBLE_CONTROL, /* of class SINK_CONTROL, or ill-formed */
};

enum {
	INVISIBLE_ROW = 2,
	/* Characters before one that may have a say in its verdict. */
	INVISIBLE_REACH = 8,
};

/* What the last characters were; { 0 } where a cluster starts. */
struct invisible {
	uint32_t base;	    /* the last visible one, 0 if none counts */
	uint8_t row;	    /* invisible ones behind base */
	uint8_t pictograph; /* in so many more a ZWJ may still join one */
	uint8_t quiet;	    /* quiet ones in a row, at most INVISIBLE_REACH */
	bool marks;	    /* all of those are LRM, RLM or ALM */
};

/*
 * Judges the character at text (len > 0), enters it into state and returns its
 * bytes; a flag takes its tags along. point is what it is.
 */
size_t invisible_step(struct invisible *state, const char *text, size_t len,
		      uint32_t *point, enum invisible_verdict *verdict);

/* Reads here and there in a text, forwards; { 0 } at first. */
struct invisible_reader {
	struct invisible state;
	size_t pos; /* behind what state knows of */
	bool reading;
};

/* The verdict on the character that starts at off, behind all that the reader
 * was asked for before. Valid UTF-8. */
enum invisible_verdict invisible_read(struct invisible_reader *reader,
				      const char *text, size_t len, size_t off);

bool invisible_is_quiet(uint32_t point);

/* Whether right could be at home behind left. */
bool invisible_may_follow(uint32_t left, uint32_t right);

/* Whether left, nothing before it considered, is at home before right. */
bool invisible_may_precede(uint32_t left, uint32_t right);

/* Whether point is at home or not by what stands beside it: neither visible
 * nor quiet nor hidden anywhere. */
bool invisible_depends(uint32_t point);

#endif
