/* SPDX-License-Identifier: ISC */
/* Cut HTML into tags and text. */
#ifndef DOCUMENT_HTML_SCANNER_H
#define DOCUMENT_HTML_SCANNER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "document/html/element.h"

enum html_kind {
	HTML_TEXT,    /* text with entities */
	HTML_LITERAL, /* text without: what stands in a CDATA section */
	HTML_TAG,
};

struct html_token {
	enum html_kind kind;
	const char *ptr; /* borrowed from the HTML: text, or the tag's name */
	size_t len;
	/* Of a tag: */
	const struct html_element *element;
	bool closing;		/* </name> */
	struct span attributes; /* what stands behind the name */
};

/* Set it to { start, end }. */
struct html_scanner {
	const char *at;
	const char *end;
	/* What need not be looked for again, for it is not there. */
	bool no_tag_end;
	bool quotes_fail;
	unsigned unclosed; /* bits of the metadata that no end tag follows */
};

/*
 * The next tag or stretch of text; false at the end. Comments, processing
 * instructions and declarations are passed over, and so is the content of
 * hidden elements. What looks like a tag but never ends is text. Together they
 * take time linear in the HTML.
 */
bool html_next(struct html_scanner *scanner, struct html_token *token);

/*
 * The value of a tag's attribute, as it stands in the source: with character
 * references. Of several with the name the first counts. False if there is
 * none; without a value it is empty. Names are of any case. The time is linear
 * in the tag.
 */
bool html_attribute(const struct html_token *tag, const char *name,
		    struct span *value);

#endif
