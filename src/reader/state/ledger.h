/* SPDX-License-Identifier: ISC */
/* The lines of a file of state, found by what they are of. */
#ifndef READER_STATE_LEDGER_H
#define READER_STATE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"
#include "reader/state/record.h"

enum { LEDGER_MAX = 64 << 20 }; /* bytes of text that are looked at */

#define LEDGER_NONE UINT32_MAX

struct line {
	uint32_t off;
	uint32_t len;	   /* its newline included, if it has one */
	uint32_t previous; /* line that is of the same, or LEDGER_NONE */
	uint8_t kind;	   /* enum record_kind, as its first bytes say */
	bool superseded;   /* a later one is of the same */
};

/* What is superseded or damaged is wasted. */
struct ledger {
	struct buffer text;
	struct line *lines;
	size_t count, room;
	struct map last;	       /* what a line is of → the last one */
	size_t distinct[RECORD_KINDS]; /* things that there are lines of */
	size_t newer;		       /* records of another version */
	size_t wasted;		       /* bytes */
};

void ledger_init(struct ledger *ledger);
void ledger_release(struct ledger *ledger);
void ledger_clear(struct ledger *ledger);

/* Appends lines. If the text does not end in a newline, one comes first. A
 * byte order mark at the start of the text is passed over. */
void ledger_append(struct ledger *ledger, const char *bytes, size_t len);

/* A line's bytes; borrowed until lines are appended. */
struct span ledger_get(const struct ledger *ledger, uint32_t index);

/* The last line of a kind that is of this, or LEDGER_NONE: it may be damaged,
 * and then the one before it, by its previous, is what holds. */
uint32_t ledger_find(const struct ledger *ledger, enum record_kind kind,
		     const char *of, size_t len);

#endif
