/* SPDX-License-Identifier: ISC */
/* Take bytes as they come, and keep them as UTF-8. */
#ifndef DOCUMENT_SOURCE_FEED_H
#define DOCUMENT_SOURCE_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct decoder;

enum { FEED_NAME = 40 };

/*
 * What a pipe, a device or a file in another encoding gives. The encoding is
 * decided once: at the start if that shows it, else when the first bytes come
 * that are not the same in all encodings, with enough behind them; what is not
 * decided is kept back. Bytes of UTF-8 are kept as they are, good or bad.
 */
struct feed {
	int fd; /* -1: closed, or the caller's */
	bool ended;
	int failure;   /* errno of a read that failed, or 0 */
	uint32_t most; /* bytes, DOCUMENT_TEXT_MAX if nobody wants less … */
	bool cut;      /* … more came; the rest is left */
	const char *objection; /* why it is no text, or NULL; then it ended */
	struct buffer text;    /* decided, decoded */
	size_t lines_end;      /* of the last whole line in text */
	size_t replaced;       /* U+FFFD in text that stand for bytes */
	uint64_t taken;	       /* bytes read */
	bool begun;	       /* the start was looked at */
	bool decided;
	char encoding[FEED_NAME]; /* as it is shown; "": UTF-8 */
	char declared[FEED_NAME]; /* what the text says of itself, or "" */
	struct decoder *decoder;
	struct buffer raw; /* not decided */
};

/* encoding: a name that decoder_open() knows, or NULL: to be found out. */
void feed_init(struct feed *feed, int fd, const char *encoding);
void feed_release(struct feed *feed);

/* The same from bytes that are there already; end: and there are no more. */
void feed_bytes(struct feed *feed, const char *bytes, size_t len, bool end);

/* Reads what is there, without waiting, but not much more than a MiB. Returns
 * whether anything came: bytes, the end or a failure. */
bool feed_read(struct feed *feed);

/* Nothing has come for a while: decides with what there is. */
void feed_pause(struct feed *feed);

/* Waits for more, at most so many milliseconds (-1: for ever), and reads it;
 * false if nothing came. */
bool feed_wait(struct feed *feed, int timeout_ms);

/* Why the start of a text shows that it is none; NULL if it does not. */
const char *feed_objection(const char *head, size_t len);

#endif
