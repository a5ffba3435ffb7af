/* SPDX-License-Identifier: ISC */
/* What the entries of a foreign file become: marks with IDs, each once. */
#ifndef MARKS_EXCHANGE_INCOMING_H
#define MARKS_EXCHANGE_INCOMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"
#include "marks/exchange.h"

struct error;

/* A file that is being read. */
struct incoming {
	struct exchange *exchange;
	struct map ids; /* the number of an ID's mark in places */
	struct incoming_place {
		uint32_t document;
		uint32_t mark;
	} * places;
	size_t count;
	size_t room;
	bool full;
};

void incoming_begin(struct incoming *incoming, struct exchange *exchange);
/* False with a sentence: there were more than EXCHANGE_MARKS. */
bool incoming_end(struct incoming *incoming, struct error *error);

/* What an entry says; NULL is "". Valid UTF-8. */
struct incoming_entry {
	const char *id;	    /* its own */
	const char *exact;  /* the quote */
	const char *prefix; /* as much as it has: ANCHOR_CONTEXT is kept */
	const char *suffix;
	const char *note;
};

/*
 * Adds the mark of an entry to a document of the exchange. mark has the kind,
 * colour, tags, head, start, end and times, and is empty then, as after
 * mark_init().
 *
 * An ID that is a UUID, also as "urn:uuid:", stays what it is. Else it is a
 * UUIDv8 (RFC 9562) cut from SHA-256: over the entry's ID if that is long
 * enough to be one of a kind; else over that, the document, the quote, the time
 * and the place. So what comes in twice has the same ID. Where two entries have
 * one ID, what is equal is counted as a duplicate, and what is not becomes a
 * mark of another ID.
 *
 * An entry without a quote is a bookmark of the document's start if it has a
 * note or a tag; else it is counted as unusable, as is one whose quote is
 * larger than MARK_QUOTE or whose note is larger than MARK_NOTE. Returns the
 * mark where it is now, or the one that it is a duplicate of; NULL if it is
 * unusable. Borrowed until the next one.
 */
struct mark *incoming_add(struct incoming *incoming,
			  struct exchange_document *document, struct mark *mark,
			  const struct incoming_entry *entry);

/* Adds the title of a heading below those that a mark has, in one line. */
void incoming_heading(struct mark *mark, const char *title);
/* Adds a tag, if it has anything in it. */
void incoming_tag(struct mark *mark, const char *tag);

/* The colour of a name, of other programs' too: "red" is pink. What is not
 * known is yellow. */
enum mark_color incoming_color(const char *name);

/* Whether text is a UUID of 36 characters, "urn:uuid:" before it or not; id is
 * that in lower case then. */
bool incoming_uuid(const char *text, char id[MARK_ID + 1]);
/* A UUIDv8 cut from SHA-256 of bytes. */
void incoming_make_uuid(const char *bytes, size_t len, char id[MARK_ID + 1]);

#endif
