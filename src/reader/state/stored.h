/* SPDX-License-Identifier: ISC */
/* How a path stands in the file of state. */
#ifndef READER_STATE_STORED_H
#define READER_STATE_STORED_H

#include <stdbool.h>

struct buffer;

/*
 * A stored path is valid UTF-8: "~/…" inside home, so that machines with other
 * homes mean the same file; else absolute. One whose bytes are no UTF-8 is its
 * short form with '%' before it and every byte beyond ASCII as "%XX" (so is '%'
 * itself). home is that of folders_home(), "" where there is none.
 */
void stored_path(struct buffer *out, const char *home, const char *path);

/* The way back to an absolute path. False, with nothing appended: it is none,
 * or inside a home that is not there. */
bool stored_load(struct buffer *out, const char *home, const char *stored);

#endif
