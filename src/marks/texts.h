/* SPDX-License-Identifier: ISC */
/* Where texts are kept that were marked, and would not last by themselves. */
#ifndef MARKS_TEXTS_H
#define MARKS_TEXTS_H

#include <stdbool.h>

struct buffer;
struct document;
struct error;
struct store;

/* Whether a file (by its absolute path) is where files do not last. */
bool texts_is_temporary(const char *path);

/* Whether the very text of a fingerprint is in a file that is known and lasts:
 * then it need not be kept. */
bool texts_is_kept(struct store *store, const char *fingerprint);

/* Appends the path of a file for a text, "texts/the-title-1f2e3d4c.md" beside
 * the marks file: absolute, and a new one each time, for another may have this
 * title. Nothing, where there is no home to keep marks in. */
void texts_append_path(struct buffer *out, const struct store *store,
		       const struct document *document);
/* Makes its folder; "" is an error. */
bool texts_make_folder(const char *path, struct error *error);

#endif
