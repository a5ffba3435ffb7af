/* SPDX-License-Identifier: ISC */
/* What HTML's elements mean for reading. */
#ifndef DOCUMENT_HTML_ELEMENT_H
#define DOCUMENT_HTML_ELEMENT_H

#include <stddef.h>
#include <stdint.h>

enum html_role {
	HTML_INLINE, /* nothing: its text belongs to the text around it */
	HTML_STYLE,  /* its text has the style detail, one of enum run_style */
	HTML_LINK,
	HTML_IMAGE,
	HTML_INPUT,
	HTML_BREAK,    /* <br> */
	HTML_HIDDEN,   /* script and style: its content is no text */
	HTML_METADATA, /* neither is it of these, where they are closed; detail:
			* a bit of its own */
	/* From here on blocks: */
	HTML_BLOCK, /* its text is a paragraph of its own */
	HTML_PARAGRAPH,
	HTML_HEADING, /* detail: 1 to 6 */
	HTML_TITLE,   /* names what comes after it */
	HTML_TERMS,   /* a list of terms with their definitions */
	HTML_TERM,
	HTML_DEFINITION,
	HTML_QUOTE,
	HTML_LIST, /* detail: whether it is ordered */
	HTML_ITEM,
	HTML_TABLE,
	HTML_ROWS, /* detail: whether they are headers */
	HTML_ROW,
	HTML_CELL, /* detail: whether it is a header */
	HTML_PRE,  /* its lines stay as they are */
	HTML_RULE, /* <hr> */
	HTML_ROLES,
};

struct html_element {
	const char *name; /* in small letters; "" for any other */
	uint8_t role;	  /* enum html_role */
	uint16_t detail;
};

/* Never NULL; HTML_INLINE for what has no meaning. */
const struct html_element *html_element_find(const char *name, size_t len);

#endif
