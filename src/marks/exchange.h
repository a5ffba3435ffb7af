/* SPDX-License-Identifier: ISC */
/* Marks in other programs' formats, out and in: one file a format. */
#ifndef MARKS_EXCHANGE_H
#define MARKS_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"
#include "marks/mark.h"
#include "marks/store.h"

struct error;

enum {
	EXCHANGE_FILE = 64 * 1024 * 1024, /* bytes of a file that is read */
	EXCHANGE_MARKS = 250000,	  /* marks of a file that is read */
};

/* A document with the marks of it that are to be exchanged. What came in has
 * what its format says; "" where it says nothing. */
struct exchange_document {
	/* Of ours; of what came in the one that its file names: it may be known
	 * here or not. */
	char id[MARK_ID + 1];
	struct buffer path; /* as a sighting has it; "" */
	struct buffer title;
	struct buffer author;
	struct buffer url; /* of its front matter */
	char fingerprint[MARK_FINGERPRINT + 1];
	struct mark_list marks; /* out: by place, as far as it is known */
	struct sighting_list sightings; /* all of it; in: only what is native */
};

struct exchange {
	struct exchange_document *documents;
	size_t count;
	size_t room;
	int64_t now_ms;	    /* when it is exchanged */
	char generator[64]; /* "Lectern 0.5" */
	/* Lines of the marks file as they stand there, each with its '\n'. Out:
	 * what is native writes them, if there are any, instead of marks and
	 * sightings; in: those that it read, with fields that we don't know. */
	struct buffer records;
	/* Of what came in: */
	size_t duplicates; /* left out, for another one holds them */
	size_t unusable;   /* entries without text, or that make no sense, or
			    * that are larger than a mark may be */
	struct map titles; /* of exchange_find() */
};

void exchange_init(struct exchange *exchange);
void exchange_release(struct exchange *exchange);
/* Returns a document at the end, initialised; borrowed until the next one. */
struct exchange_document *exchange_add(struct exchange *exchange);
/* The document with this title and author ("" is one too), added if it lacks.
 * Borrowed like that. */
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
	/* NULL: it is never written. */
	void (*write)(const struct exchange *exchange, struct buffer *out);
	/* Whether bytes look like this format; NULL: it is never read. */
	bool (*is)(struct span bytes);
	bool (*read)(struct exchange *exchange, struct span bytes,
		     struct error *error);
	bool is_json; /* what is written */
};

/* The table of all formats, in the order in which import tries them. */
extern const struct exchange_format *const exchange_formats[];
extern const size_t exchange_format_count;

const struct exchange_format *exchange_format_find(const char *name);
/* That of a file's bytes; NULL: of none that is known. */
const struct exchange_format *exchange_format_of(struct span bytes);

/* Makes all that marks and documents say safe (sink_append_text()), but for
 * records: formats without escapes want it. */
void exchange_make_safe(struct exchange *exchange);

/* Appends the file of a format that is written, so that no terminal is
 * commanded by it: JSON has its escapes, else the exchange is made safe. */
void exchange_write(struct exchange *exchange,
		    const struct exchange_format *format, struct buffer *out);

/* Reads a file's bytes in the format given; NULL: in the one that it has. False
 * with a sentence, which says "it" of the file: it is too large, of no known
 * format, or broken. */
bool exchange_read(struct exchange *exchange,
		   const struct exchange_format *format, struct span bytes,
		   struct error *error);

#endif
