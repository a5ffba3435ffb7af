/* SPDX-License-Identifier: ISC */
/*
 * Which of the documents that have marks a text is.
 *
 * Known by its fingerprint (SHA-256, FIPS 180-4, of the reading text), the
 * path, and a sketch: the smallest 32 of the 64-bit hashes of all runs of four
 * words (Broder, "On the resemblance and containment of documents", 1997).
 * Measured on pairs of texts: 98 % of edits leave a likeness of 0.2 and more,
 * different texts reach that in one of a thousand pairs.
 */
#ifndef MARKS_IDENTITY_H
#define MARKS_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "marks/store.h"

struct document;

/* What is reckoned of a text, a slice at a time. */
struct identity;

struct identity *identity_new(void);
void identity_free(struct identity *identity); /* NULL is fine */
/* Takes in up to so many bytes more of a complete document (always the same
 * one); whether there is more. */
bool identity_step(struct identity *identity, const struct document *document,
		   size_t bytes);
/* Of all that was taken in. */
void identity_fingerprint(struct identity *identity,
			  char fingerprint[MARK_FINGERPRINT + 1]);
size_t identity_sketch(struct identity *identity,
		       uint64_t sketch[STORE_SKETCH]);

/* How alike two sketches are, in thousandths: the resemblance estimated from
 * the smallest hashes of their union. */
unsigned identity_likeness(const uint64_t *a, size_t a_count, const uint64_t *b,
			   size_t b_count);

enum {
	IDENTITY_ALIKE = 200, /* likeness of an edited text … */
	IDENTITY_SURE = 500,  /* … that is sure enough not to ask */
};

/* What is known of the text that is open. */
struct identity_text {
	const char *path; /* as a sighting has it: "~/…"; "": a pipe */
	const char *home; /* that of folders.h, to look whether a file is there
			   */
	const char *fingerprint;
	const uint64_t *sketch;
	size_t sketch_count;
};

enum identity_answer {
	IDENTITY_NEW,	 /* no document that is known */
	IDENTITY_KNOWN,	 /* these documents */
	IDENTITY_MOVED,	 /* these; they were at another path, which is gone */
	IDENTITY_EDITED, /* at this path was another text, or one edited beyond
			  * recognition: who finds its quotes knows */
	IDENTITY_ASK,	 /* one that is like it: a copy, or another text? */
};

struct identity_found {
	enum identity_answer answer;
	char (*documents)[MARK_ID + 1]; /* owned; the first is the one that new
					 * marks belong to */
	size_t count;
	struct buffer from; /* of MOVED and ASK: where that document was */
	unsigned likeness;
};

void identity_found_release(struct identity_found *found);

/*
 * Looks for the text among the sightings. One with the same fingerprint is it
 * (all documents that are); so is one with the same path that is alike; else
 * the one that is most alike: moved if it is sure and the old path gone, to be
 * asked about otherwise. found: all zero, or of an earlier call.
 */
void identity_find(struct store *store, const struct identity_text *text,
		   struct identity_found *found);

/*
 * The sightings to be kept so that the documents are known again at this path:
 * for each document its sighting with this path (or the one it was moved from,
 * if that is gone), as the text is now, where it says something else. Appends
 * to out; nothing where all is as it is kept.
 */
void identity_sight(struct store *store, const struct identity_text *text,
		    const char *title, const char (*documents)[MARK_ID + 1],
		    size_t count, struct sighting_list *out);

#endif
