/* SPDX-License-Identifier: ISC */
/* What a line of the marks file is, without parsing it where that is sure. */
#ifndef MARKS_STORE_LOOK_H
#define MARKS_STORE_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/fields.h"

enum look_kind {
	LOOK_MARK,
	LOOK_SIGHTING,
	LOOK_FOREIGN,	 /* JSON with a version, but of a kind not known */
	LOOK_NEWER,	 /* … of a version not known, and no mark */
	LOOK_UNREADABLE, /* no record at all */
	LOOK_BLANK,
};

/* Spans are borrowed from the line, or from the object that was made of it;
 * empty: the record lacks that. */
struct look {
	enum look_kind kind;
	bool newer; /* a mark or sighting of a version that is not known */
	bool deleted;
	bool highlight;	      /* it is sure to be one */
	struct span id;	      /* never empty in a mark or a sighting */
	struct span document; /* of a sighting that lacks it, its ID */
	struct span ev;
	struct span vector; /* between its braces, as look_vector() reads it */
	struct span created;
	struct span path; /* of a sighting */
	struct span fingerprint;
	json_t *parsed; /* owned; NULL: that was not needed */
};

/* Goes through a line, without its newline. Its strings are not looked into:
 * what looks like a record may still prove to be damaged. */
void look_at(struct span line, struct look *look);
/* The same, without knowing how our own lines look: for whoever compares. */
void look_carefully(struct span line, struct look *look);
/* The same of an object; nothing is owned. Its vector is not set. */
void look_at_object(const json_t *object, struct look *look);
void look_release(struct look *look);

/* Takes the next entry off a look's vector; false: there is none. */
bool look_entry(struct span *vector, struct span *writer, int64_t *counter);

/* Seconds since the epoch of "2026-10-11T09:12:33Z" (RFC 3339; a fraction is
 * passed over); 0: it is none. */
int64_t look_time(struct span time);

#endif
