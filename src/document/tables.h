/* SPDX-License-Identifier: ISC */
/* Enter the tables that a parser took for paragraphs. */
#ifndef DOCUMENT_TABLES_H
#define DOCUMENT_TABLES_H

#include <stdbool.h>
#include <stddef.h>

struct blocks;

/* If the lines of a paragraph or heading hold a table, enters it with what
 * stands before it and behind it, and returns true. */
bool tables_enter(struct blocks *blocks, size_t node);

#endif
