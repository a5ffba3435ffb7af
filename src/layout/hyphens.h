/* SPDX-License-Identifier: ISC */
/* Mark where the words of a segment of prose may be parted by a hyphen. */
#ifndef LAYOUT_HYPHENS_H
#define LAYOUT_HYPHENS_H

struct setting;

/*
 * Raises kinds of the setting's scratch from BREAK_NONE to BREAK_HYPHEN where
 * options->hyphenator parts a word: none of a heading, none that touches code,
 * a link, an image's text or an address, none in capitals or with a digit, not
 * the last word of its paragraph. Does nothing without a hyphenator.
 */
void hyphens_find(struct setting *setting);

#endif
