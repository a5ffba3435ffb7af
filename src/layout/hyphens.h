/* SPDX-License-Identifier: ISC */
/* Mark where the words of a segment of prose may be parted by a hyphen. */
#ifndef LAYOUT_HYPHENS_H
#define LAYOUT_HYPHENS_H

struct setting;

/*
 * Raises kinds of the setting's scratch from BREAK_NONE to BREAK_HYPHEN where
 * options->hyphenator parts a word of a paragraph or a table's row: none of a
 * heading; none that meets code, a link or an image's text, nor one in an
 * address, a path or a name with '_' (what no white space parts from it, with
 * / @ _ \ in it, or a '.' or ':' between letters); none in capitals or with a
 * digit, of fewer than five letters, with a hyphen of any kind; not the last
 * word of its block.
 * Widths and kinds must be there (setting_measure()). Does nothing without a
 * hyphenator. O(text).
 */
void hyphens_find(struct setting *setting);

#endif
