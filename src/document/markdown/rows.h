/* SPDX-License-Identifier: ISC */
/* Enter a table that was found. */
#ifndef DOCUMENT_MARKDOWN_ROWS_H
#define DOCUMENT_MARKDOWN_ROWS_H

#include <stdint.h>

struct blocks;
struct tables;

/* The table with this index among those of a parse. */
void rows_enter(struct blocks *blocks, const struct tables *tables,
		uint32_t table);

#endif
