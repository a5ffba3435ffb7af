/* SPDX-License-Identifier: ISC */
/* Names of files that every file system takes. */
#ifndef MARKS_EXCHANGE_NAMES_H
#define MARKS_EXCHANGE_NAMES_H

#include <stddef.h>

#include "base/buffer.h"

/*
 * Appends a name, without an extension, made from a title (any bytes): at most
 * 120 bytes of valid UTF-8, without control characters, / \ : * ? " < > |
 * (Windows), # ^ [ ] (links of Obsidian), blanks or dots at its ends, and none
 * of the names that Windows keeps for devices. "Untitled" if nothing is left.
 */
void name_from_title(struct buffer *out, const char *title, size_t len);

/* Appends a name's key: two names of one key may be one file somewhere, for
 * case and the way that letters are composed do not count everywhere. */
void name_key(struct buffer *out, const char *name, size_t len);

#endif
