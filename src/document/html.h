/* SPDX-License-Identifier: ISC */
/* Cut HTML into tags and text. */
#ifndef DOCUMENT_HTML_H
#define DOCUMENT_HTML_H

#include <stdbool.h>
#include <stddef.h>

/* What an element means for reading. */
enum html_element {
	HTML_INLINE, /* nothing: its text belongs to the text around it */
	HTML_BLOCK,  /* its text is a paragraph of its own */
	HTML_BREAK,  /* <br> */
	HTML_PRE,    /* its lines stay as they are */
	HTML_RULE,   /* <hr> */
	HTML_HIDDEN, /* script and style: its content is no text */
};

enum html_kind {
	HTML_TEXT,    /* text with entities */
	HTML_LITERAL, /* text without: what stands in a CDATA section */
	HTML_TAG,
};

struct html_token {
	enum html_kind kind;
	const char *ptr; /* borrowed from the HTML: text, or the tag's name */
	size_t len;
	enum html_element element; /* of a tag */
	bool closing;		   /* of a tag: </name> */
};

/* Set it to { start, end }. */
struct html_scanner {
	const char *at;
	const char *end;
	/* What need not be looked for again, for it is not there. */
	bool no_tag_end;
	bool quotes_fail;
};

/*
 * The next tag or stretch of text; false at the end. Comments, processing
 * instructions and declarations are passed over, and so is the content of
 * hidden elements. What looks like a tag but never ends is text.
 */
bool html_next(struct html_scanner *scanner, struct html_token *token);

#endif
