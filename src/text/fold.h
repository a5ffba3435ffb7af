/* SPDX-License-Identifier: ISC */
/* Fold text so that case and accents do not matter in comparing. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stddef.h>

struct buffer;

/* Appends bytes (valid UTF-8) in small letters and without accents: each code
 * point's canonical decomposition's first character, the small form of its
 * capital (so that all sigmas are one), no marks of the blocks that Latin,
 * Greek and Cyrillic use. The kana voicing marks stay: they make another
 * letter. */
void fold_append(struct buffer *out, const char *bytes, size_t len);

#endif
