/* SPDX-License-Identifier: ISC */
/*
 * Texts in which marks were made, kept to compare with what they became.
 *
 * A cache: files of folders_cache(), named by their fingerprints, 0600, of
 * which the ones used longest ago go when there are too many. Whatever is not
 * there, or cannot be written, is only missed: marks are then found by their
 * quotes.
 */
#ifndef MARKS_SNAPSHOT_H
#define MARKS_SNAPSHOT_H

#include <stdbool.h>

#include "base/buffer.h"

enum {
	SNAPSHOT_MAX = 8 << 20,	   /* bytes of a text that is kept */
	SNAPSHOT_QUOTA = 64 << 20, /* of all of them */
};

/* Keeps a reading text under its fingerprint ("sha256:…"), unless it is there.
 * folder: where; NULL: "snapshots" in folders_cache(). */
void snapshot_save(const char *folder, const char *fingerprint,
		   struct span text);

/* Appends the text of a fingerprint to out; false: it is not kept, or its file
 * holds something else. */
bool snapshot_load(const char *folder, const char *fingerprint,
		   struct buffer *out);

#endif
