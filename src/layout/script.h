/* SPDX-License-Identifier: ISC */
/* Show raised and lowered text by the characters that Unicode has for it. */
#ifndef LAYOUT_SCRIPT_H
#define LAYOUT_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/cells.h"

struct buffer;
struct document;

/* How text that is raised or lowered comes out. */
enum script {
	SCRIPT_PLAIN,	  /* as any text: "1st" is read all the same */
	SCRIPT_SHOWN,	  /* by characters of its own, all of it */
	SCRIPT_MARKED,	  /* behind a '^' or '_', or it would lie: 2^k */
	SCRIPT_BRACKETED, /* and in brackets: 2^(k+1) */
};

/* Judges the whole stretch that a run with RUN_SUPERSCRIPT or RUN_SUBSCRIPT
 * belongs to. Looks at no more than a few bytes of it. */
enum script script_of(const struct document *document, uint32_t run,
		      enum cells_mode mode);

/* Whether the stretch starts, or ends, with this run. */
bool script_starts(const struct document *document, uint32_t run);
bool script_ends(const struct document *document, uint32_t run);

/* Appends what [off, end) of a run that is SCRIPT_SHOWN shows: as many columns
 * as its text has. */
void script_append(struct buffer *out, const struct document *document,
		   uint32_t run, uint32_t off, uint32_t end);

#endif
