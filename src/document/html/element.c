/* SPDX-License-Identifier: ISC */
/* What HTML's elements mean for reading. */
#include "document/html/element.h"

#include <stdlib.h>
#include <strings.h>

#include "document/document.h"

/* By name. The blocks are those that the HTML standard's rendering section
 * (15.3) displays as a block, a list item or a part of a table; the styles are
 * as it shows the phrasing elements (15.3.4). */
/* clang-format off */
static const struct html_element elements[] = {
	{ "a", HTML_LINK, 0 },
	{ "address", HTML_BLOCK, 0 },
	{ "annotation", HTML_METADATA, 1 },
	{ "annotation-xml", HTML_METADATA, 2 },
	{ "article", HTML_BLOCK, 0 },
	{ "aside", HTML_BLOCK, 0 },
	{ "b", HTML_STYLE, RUN_STRONG },
	{ "blockquote", HTML_QUOTE, 0 },
	{ "body", HTML_BLOCK, 0 },
	{ "br", HTML_BREAK, 0 },
	{ "caption", HTML_TITLE, 0 },
	{ "center", HTML_BLOCK, 0 },
	{ "cite", HTML_STYLE, RUN_EMPHASIS },
	{ "code", HTML_STYLE, RUN_CODE },
	{ "dd", HTML_DEFINITION, 0 },
	{ "del", HTML_STYLE, RUN_STRIKE },
	{ "desc", HTML_METADATA, 4 },
	{ "details", HTML_BLOCK, 0 },
	{ "dfn", HTML_STYLE, RUN_EMPHASIS },
	{ "dialog", HTML_BLOCK, 0 },
	{ "dir", HTML_LIST, 0 },
	{ "div", HTML_BLOCK, 0 },
	{ "dl", HTML_TERMS, 0 },
	{ "dt", HTML_TERM, 0 },
	{ "em", HTML_STYLE, RUN_EMPHASIS },
	{ "fieldset", HTML_BLOCK, 0 },
	{ "figcaption", HTML_BLOCK, 0 },
	{ "figure", HTML_BLOCK, 0 },
	{ "footer", HTML_BLOCK, 0 },
	{ "form", HTML_BLOCK, 0 },
	{ "h1", HTML_HEADING, 1 },
	{ "h2", HTML_HEADING, 2 },
	{ "h3", HTML_HEADING, 3 },
	{ "h4", HTML_HEADING, 4 },
	{ "h5", HTML_HEADING, 5 },
	{ "h6", HTML_HEADING, 6 },
	{ "head", HTML_BLOCK, 0 },
	{ "header", HTML_BLOCK, 0 },
	{ "hgroup", HTML_BLOCK, 0 },
	{ "hr", HTML_RULE, 0 },
	{ "html", HTML_BLOCK, 0 },
	{ "i", HTML_STYLE, RUN_EMPHASIS },
	{ "img", HTML_IMAGE, 0 },
	{ "input", HTML_INPUT, 0 },
	{ "kbd", HTML_STYLE, RUN_CODE },
	{ "legend", HTML_TITLE, 0 },
	{ "li", HTML_ITEM, 0 },
	{ "listing", HTML_PRE, 0 },
	{ "main", HTML_BLOCK, 0 },
	{ "mark", HTML_STYLE, RUN_MARK },
	{ "menu", HTML_LIST, 0 },
	{ "metadata", HTML_METADATA, 8 },
	{ "nav", HTML_BLOCK, 0 },
	{ "ol", HTML_LIST, 1 },
	{ "optgroup", HTML_BLOCK, 0 },
	{ "option", HTML_BLOCK, 0 },
	{ "p", HTML_PARAGRAPH, 0 },
	{ "plaintext", HTML_PRE, 0 },
	{ "pre", HTML_PRE, 0 },
	{ "s", HTML_STYLE, RUN_STRIKE },
	{ "samp", HTML_STYLE, RUN_CODE },
	{ "script", HTML_HIDDEN, 0 },
	{ "search", HTML_BLOCK, 0 },
	{ "section", HTML_BLOCK, 0 },
	{ "strike", HTML_STYLE, RUN_STRIKE },
	{ "strong", HTML_STYLE, RUN_STRONG },
	{ "style", HTML_HIDDEN, 0 },
	{ "sub", HTML_STYLE, RUN_SUBSCRIPT },
	{ "summary", HTML_TITLE, 0 },
	{ "sup", HTML_STYLE, RUN_SUPERSCRIPT },
	{ "table", HTML_TABLE, 0 },
	{ "tbody", HTML_ROWS, 0 },
	{ "td", HTML_CELL, 0 },
	{ "template", HTML_METADATA, 16 },
	{ "tfoot", HTML_ROWS, 0 },
	{ "th", HTML_CELL, 1 },
	{ "thead", HTML_ROWS, 1 },
	{ "title", HTML_METADATA, 32 },
	{ "tr", HTML_ROW, 0 },
	{ "tt", HTML_STYLE, RUN_CODE },
	{ "ul", HTML_LIST, 0 },
	{ "var", HTML_STYLE, RUN_EMPHASIS },
	{ "xmp", HTML_PRE, 0 },
};
/* clang-format on */

static const struct html_element other = { "", HTML_INLINE, 0 };

struct name_key {
	const char *ptr;
	size_t len;
};

static int compare_name(const void *key, const void *member)
{
	const struct name_key *name = key;
	const struct html_element *element = member;
	int order = strncasecmp(name->ptr, element->name, name->len);

	if (order)
		return order;
	return element->name[name->len] ? -1 : 0;
}

const struct html_element *html_element_find(const char *name, size_t len)
{
	struct name_key key = { name, len };
	const struct html_element *found =
		bsearch(&key, elements, sizeof(elements) / sizeof(*elements),
			sizeof(*elements), compare_name);

	return found ? found : &other;
}
