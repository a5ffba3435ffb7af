/* SPDX-License-Identifier: ISC */
/* Enter a table that was found. */
#ifndef DOCUMENT_ROWS_H
#define DOCUMENT_ROWS_H

#include <stdint.h>

struct blocks;

/* The table with this index among those of the parse. */
void rows_enter(struct blocks *blocks, uint32_t table);

#endif
