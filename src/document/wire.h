/* SPDX-License-Identifier: ISC */
/* A piece of a document as bytes, for another process of this program. */
#ifndef DOCUMENT_WIRE_H
#define DOCUMENT_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"

struct buffer;

/*
 * Both ends are the same program, one forked from the other: the arrays go as
 * they stand in memory, each with its count, and are used where they arrived.
 * What arrives is not believed.
 */

/* Appends a piece to out; what is appended is a multiple of 8 bytes long. */
void wire_write(struct buffer *out, const struct document *piece);

/*
 * Makes a piece of that kind of bytes (aligned as malloc() aligns), which it
 * borrows: it must not outlive them, nor be freed. False if they are none, or
 * one that valid_fault() finds wanting.
 */
bool wire_read(struct document *piece, enum document_kind kind, char *bytes,
	       size_t len);

#endif
