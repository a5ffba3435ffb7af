/* SPDX-License-Identifier: ISC */
/* Carry a heading from one HTML block over Markdown to another. */
#ifndef DOCUMENT_HTML_CARRY_H
#define DOCUMENT_HTML_CARRY_H

#include <stdbool.h>

struct document;
struct markup;

/*
 * What HTML leaves open from one top-level block to the next, which may be in
 * the next piece; {0}: nothing. A blank line ends an HTML block, and so there
 * is Markdown between <h1> and </h1>. Its short paragraphs are headings then,
 * if they are more than pictures.
 */
struct html_carry {
	unsigned char heading; /* its level; 0: none is open */
	unsigned char blocks; /* that it may still have: a tag may be missing */
};

/* At an HTML block: takes over the level of the heading that is open, or 0. */
unsigned html_carry_take(struct markup *markup);
/* And leaves the level of the one that is open at its end, or 0; taken is what
 * html_carry_take() returned. */
void html_carry_leave(struct markup *markup, unsigned taken, unsigned level);

/* At any other block: flows is whether it is a paragraph. */
void html_carry_begin(struct markup *markup, bool flows);
/* Before the paragraph that is open ends: makes it a heading if it is one. */
void html_carry_end(struct markup *markup);

/* Whether the block that is open has text beside that of its pictures. */
bool html_carry_says(const struct document *piece);

#endif
