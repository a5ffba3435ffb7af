/* SPDX-License-Identifier: ISC */
/* Copies that are laid aside of files with damaged lines. */
#ifndef READER_STATE_ASIDE_H
#define READER_STATE_ASIDE_H

#include <stdbool.h>

struct buffer;
struct error;

/* Makes a copy with this text beside a file, "<path>.damaged-<time>", whose
 * path is appended to aside. */
bool aside_keep(const char *path, const struct buffer *text,
		struct buffer *aside, struct error *error);

/* Takes what is known of a stored path out of the copies of a file ("": there
 * is none); NULL: removes them. */
bool aside_forget(const char *path, const char *stored, struct error *error);

#endif
