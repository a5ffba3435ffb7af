/* SPDX-License-Identifier: ISC */
/* Find what became of the lines that were rewritten for the parser. */
#ifndef DOCUMENT_ROLES_H
#define DOCUMENT_ROLES_H

#include <stdbool.h>
#include <stdint.h>

struct parse;
struct rewrites;

/* Gives the nodes of a parse their roles, and notes in each definition of a
 * note that has an item by which prelude it was seen. rewrites may be NULL.
 * term: the block before the first was a term. */
void roles_find(struct parse *parse, struct rewrites *rewrites, bool term);

/* Refuses the lines above the cut that no node was found for; true if there
 * were some. */
bool roles_refuse(struct rewrites *rewrites, uint32_t cut);

#endif
