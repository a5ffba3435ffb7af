/* SPDX-License-Identifier: ISC */
/* Take the HTML among the inlines of a block. */
#include <string.h>

#include "document/html.h"
#include "document/markup.h"

static void inline_tag(struct markup *markup, const struct html_token *tag)
{
	switch (tag->element) {
	case HTML_BREAK:
		markup_hard_break(markup);
		break;
	case HTML_BLOCK:
	case HTML_PRE:
	case HTML_RULE:
		/* It would begin a paragraph: a line of its own, if it does
		 * not have one. */
		if (!markup_at_line_start(markup))
			markup_hard_break(markup);
		break;
	case HTML_HIDDEN:
		markup->hidden = !tag->closing;
		break;
	case HTML_INLINE:
		break;
	}
}

void markup_html(struct markup *markup, const char *html)
{
	struct html_scanner scanner = { .at = html,
					.end = html + strlen(html) };
	struct html_token token;

	while (html_next(&scanner, &token)) {
		if (token.kind == HTML_TAG)
			inline_tag(markup, &token);
		else
			markup_words(markup, token.ptr, token.len);
	}
}
