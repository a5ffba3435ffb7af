/* SPDX-License-Identifier: ISC */
/* How likely text is in an encoding of a byte a character. */
#ifndef TEXT_SINGLEBYTE_H
#define TEXT_SINGLEBYTE_H

#include <stddef.h>

/*
 * windows-1252 and those of Cyrillic: windows-1251, KOI8-R, KOI8-U and IBM866.
 * Sets *name to the most likely one and *most to its figure, if that is more
 * than *most was. The figure is the mean over all bytes that are not ASCII, on
 * the scale of multibyte_guess(): how common a letter is, where capitals stand,
 * whether letters of two scripts stand in one word, and where quotation marks
 * and dashes are.
 */
void singlebyte_guess(const char *sample, size_t len, const char **name,
		      int *most);

#endif
