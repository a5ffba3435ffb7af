/* SPDX-License-Identifier: ISC */
/* Marks in other programs' formats, out and in: one file a format. */
#ifndef MARKS_EXCHANGE_H
#define MARKS_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/mark.h"

struct error;

/* A document with the marks of it that are to be exchanged. What came in has
 * what its format says; "" where it says nothing. */
struct exchange_document {
	char id[MARK_ID + 1];	    /* of ours; "": it came in */
	struct buffer path;	    /* as a sighting has it; "" */
	struct buffer title;
	struct buffer author;
	struct buffer url; /* of its front matter */
	char fingerprint[MARK_FINGERPRINT + 1];
	struct mark_list marks; /* out: by place, as far as it is known */
};

struct exchange {
	struct exchange_document *documents;
	size_t count;
	size_t room;
	int64_t now_ms;	    /* when it is exchanged */
	char generator[64]; /* "Lectern 0.5" */
	/* Of what came in: */
	size_t duplicates; /* left out, for another one holds them */
	size_t unusable;   /* entries without text, or that make no sense */
};

void exchange_init(struct exchange *exchange);
void exchange_release(struct exchange *exchange);
/* Returns a document at the end, initialised; borrowed until the next one. */
struct exchange_document *exchange_add(struct exchange *exchange);
/* The document with this title and author, added if it lacks. */
struct exchange_document *exchange_find(struct exchange *exchange,
					const char *title, const char *author);

/*
 * A format. write appends the file's bytes; read takes a whole file's, false
 * with a sentence if it is none of this format. What is read has IDs: the
 * format's own if they can be, else UUIDv8 (RFC 9562) cut from SHA-256 of
 * document, text and time, so that what comes in twice is known again. Only
 * quote, prefix, suffix, start, end, note, tags, colour, kind, head and times
 * are set in its marks, as far as the format has them.
 */
struct exchange_format {
	const char *name;      /* of --export=NAME */
	const char *extension; /* ".md" */
	const char *help;
	void (*write)(const struct exchange *exchange, struct buffer *out);
	/* Whether bytes look like this format; NULL: it is never read. */
	bool (*is)(struct span bytes);
	bool (*read)(struct exchange *exchange, struct span bytes,
		     struct error *error);
};

/* The table of all formats, in the order in which import tries them. */
extern const struct exchange_format *const exchange_formats[];
extern const size_t exchange_format_count;

const struct exchange_format *exchange_format_find(const char *name);
/* That of a file's bytes; NULL: of none that is known. */
const struct exchange_format *exchange_format_of(struct span bytes);

#endif
