/* SPDX-License-Identifier: ISC */
/* Know lists of plain link definitions without parsing them. */
#ifndef DOCUMENT_MARKDOWN_LISTED_H
#define DOCUMENT_MARKDOWN_LISTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/markdown/definitions.h"

/*
 * Long lists of definitions stand at the end of many texts, one a line and with
 * nothing in them that has to be unescaped:
 *
 *	[label]: https://example.org/ "Title"
 *
 * What such a line says is plain, and so is that the next one is no part of it
 * (CommonMark 4.7), where all lines between two blank ones are like that.
 *
 * Settles the candidates from from on in that state (TRUE or LIKELY), if they
 * are all that stands in text, whole lines from line on, of which the last may
 * be blank; else settles none and returns false.
 */
bool listed_settle(struct definitions *definitions, const char *text,
		   size_t len, uint32_t line, size_t from,
		   enum definition_state state);

#endif
