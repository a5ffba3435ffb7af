/* SPDX-License-Identifier: ISC */
/* How likely text is in one of the encodings of East Asia. */
#ifndef TEXT_MULTIBYTE_H
#define TEXT_MULTIBYTE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Shift_JIS, EUC-JP, GB18030, Big5 and EUC-KR. Sets *name to the most likely
 * one and *most to its figure, if that is more than *most was. The figure is
 * the mean over all characters that are not ASCII: 1000 for one of the most
 * common of the languages that are written so, 0 for a usual one, less for a
 * rare one and for what is none. whole: no character is cut at the end.
 */
void multibyte_guess(const char *sample, size_t len, bool whole,
		     const char **name, int *most);

#endif
