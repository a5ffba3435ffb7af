/* SPDX-License-Identifier: ISC */
/* Find what became of the lines that were rewritten for the parser. */
#ifndef DOCUMENT_ROLES_H
#define DOCUMENT_ROLES_H

#include <stdbool.h>
#include <stdint.h>

struct parse;
struct rewrites;
struct tables;

/*
 * Gives the nodes of a parse their roles, and notes in each definition of a
 * note that has an item by which prelude it was seen. rewrites and tables may
 * be NULL. term: the block before the first was a term. True if notes were
 * found that are to be written otherwise: the lines must be parsed anew.
 */
bool roles_find(struct parse *parse, struct rewrites *rewrites,
		struct tables *tables, bool term);

/* Refuses what is above the cut and no node was found for; true if there
 * were some. */
bool roles_refuse(struct rewrites *rewrites, struct tables *tables,
		  uint32_t cut);

#endif
