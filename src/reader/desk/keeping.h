/* SPDX-License-Identifier: ISC */
/*
 * Finds the marks of the document on the desk, a slice at a time, after the
 * first paint: reads the marks file, reckons which document the text is, looks
 * for its marks in the text. Takes up what others write.
 */
#ifndef READER_DESK_KEEPING_H
#define READER_DESK_KEEPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "marks/identity.h"

struct desk;
struct watch;

enum keeping_stage {
	KEEPING_READ,	/* the marks file … */
	KEEPING_RECKON, /* … fingerprint and sketch … */
	KEEPING_PLACE,	/* … and where the marks are */
	KEEPING_DONE,
};

struct keeping {
	struct identity *identity; /* owned; NULL: not begun */
	enum keeping_stage stage;
	uint64_t generation; /* of the store, when its marks were taken */
	struct watch *watch; /* of the marks file; owned, as long as the desk */
	int64_t looked_ms;   /* when all the store's files were looked at */
	char *wanted;	     /* the mark to go to; owned, NULL: none */
	bool whole;	     /* fingerprint and sketch are those of all text */
	bool opening;	     /* it is to be said how the marks fared */
	bool by_path;	     /* the documents are those of the path, so far */
	bool doubted;	     /* only its quotes can tell that it is the text */
	bool asked;	     /* the reader was asked … */
	struct identity_found asked_about; /* … whether it is these */
	bool snapped; /* the text is kept to find its marks by */
	bool copied;  /* kept.copy has what had come of a pipe */
};

/* Another document is shown. */
void keeping_begin(struct desk *desk);
/* It is put away. */
void keeping_end(struct desk *desk);
/* The desk is. */
void keeping_release(struct desk *desk);

/* The text is another one: all of it came, or it was read anew. */
void keeping_renew(struct desk *desk);

/* One more slice; whether there is more to do now. */
bool keeping_step(struct desk *desk);
/* All that there is to do now, as far as new marks need it. */
void keeping_finish(struct desk *desk);

/* Looks whether others wrote. A descriptor that tells when (-1: none), and
 * milliseconds until it must be called; -1: need not be. */
void keeping_tick(struct desk *desk, int64_t now_ms);
int keeping_fd(const struct desk *desk);
int keeping_wait_ms(const struct desk *desk, int64_t now_ms);

/* What the reader answered is done: REQUEST_MARKS_OF. */
void keeping_answered(struct desk *desk);

/* Goes to a mark as soon as it is known where that is. */
void keeping_want(struct desk *desk, const char *id);

#endif
