/* SPDX-License-Identifier: ISC */
/* Say in a file's front matter when marks were exported, and how many. */
#ifndef MARKS_EXCHANGE_REFRESH_H
#define MARKS_EXCHANGE_REFRESH_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* Appends the file with its properties "exported", "highlights" and
 * "bookmarks" as they are now, where they are a time and numbers; all else as
 * it is. The blocks that are in the file are counted. */
void refresh_properties(struct buffer *out, const char *file, size_t len,
			int64_t now_ms);

#endif
