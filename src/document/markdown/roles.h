/* SPDX-License-Identifier: ISC */
/* Find what became of the lines that were rewritten for the parser. */
#ifndef DOCUMENT_MARKDOWN_ROLES_H
#define DOCUMENT_MARKDOWN_ROLES_H

#include <stdbool.h>
#include <stdint.h>

#include "document/markdown/tree.h"

struct parse;
struct rewrites;
struct tables;

/* What the parser got in place of lines; each may be NULL. */
struct stand_ins {
	struct rewrites *rewrites;
	struct tables *tables;
	struct tables *drawn;
};

/*
 * Gives the nodes of a parse their roles, and notes in each definition of a
 * note that has an item by which prelude it was seen. before: the role of the
 * block before the first. True if notes were found that are to be written
 * otherwise: the lines must be parsed anew.
 */
bool roles_find(struct parse *parse, const struct stand_ins *stand_ins,
		enum node_role before);

/* Refuses what is above the cut and no node was found for; true if there
 * were some. */
bool roles_refuse(const struct stand_ins *stand_ins, uint32_t cut);

#endif
