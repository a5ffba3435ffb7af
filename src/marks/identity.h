/* SPDX-License-Identifier: ISC */
/*
 * Which of the documents that have marks a text is.
 *
 * Known by its fingerprint (SHA-256, FIPS 180-4, of the reading text), the
 * path, and a sketch: the smallest 32 of the 64-bit hashes of all runs of four
 * words (Broder, "On the resemblance and containment of documents", 1997) in
 * its first 4 MiB. Measured on pairs of texts: 98 % of edits leave a likeness
 * of 0.2 and more, different texts reach that in one of a thousand pairs.
 *
 * Sketches are kept for years and compared between machines: what is a word and
 * how runs are hashed may not change. A word is what stands between other
 * characters than letters and digits, folded (text/fold.h); of scripts that
 * part words by nothing two characters count as one.
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
 * one), at least a character; whether there is more. A slice of 1 MB takes some
 * 10 ms, behind the first 4 MiB 4. */
bool identity_step(struct identity *identity, const struct document *document,
		   size_t bytes);
/* Of all that was taken in; the sketch ascending. Returns how many hashes that
 * is: 0 of a text without words, 1 of one of fewer than four. */
void identity_fingerprint(const struct identity *identity,
			  char fingerprint[MARK_FINGERPRINT + 1]);
size_t identity_sketch(const struct identity *identity,
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
 * (all documents that are; without words only at this path); so is one with
 * the same path that is alike. Else it may be the one that is most alike (with
 * all that were equal to that): moved, if it is sure and nothing like it is
 * where one of these documents was; to be asked about otherwise. Where another
 * text was at this path, one that is not sure does not count: EDITED.
 * A path is gone if nothing is there, not where that cannot be known. The
 * documents come in an order that is the same on all machines: equal ones
 * first, then those at this path, then by ID. found: all zero, or of an earlier
 * call.
 */
void identity_find(struct store *store, const struct identity_text *text,
		   struct identity_found *found);

/*
 * The sightings to be kept so that the documents are known again at this path,
 * even after another edit: of each document that with this path, as the text is
 * now; where it has none, that which was moved (it is most alike, not equal,
 * and its path is gone); else a new one, also where a path that is gone had the
 * same text: that may be another machine's. Of a pipe, only where the text is
 * not known yet. Appends to out; nothing where all is as it is kept.
 */
void identity_sight(struct store *store, const struct identity_text *text,
		    const char *title, const char (*documents)[MARK_ID + 1],
		    size_t count, struct sighting_list *out);

#endif
