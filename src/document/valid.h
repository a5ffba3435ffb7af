/* SPDX-License-Identifier: ISC */
/* Tell whether a piece or a document holds what all rely on. */
#ifndef DOCUMENT_VALID_H
#define DOCUMENT_VALID_H

struct document;

/*
 * The number of an invariant of document.h that a piece, of which nothing is
 * believed but that its arrays are there, does not hold; 0 if it holds all that
 * a piece can, so that a document of such pieces holds all of them, but that
 * lines ascend, that styles that touch differ, and that a note is read once. A
 * whole document is held to the same. Linear.
 */
unsigned valid_fault(const struct document *piece);

#endif
