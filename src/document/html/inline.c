/* SPDX-License-Identifier: ISC */
/* Take the HTML among the inlines of a block. */
#include "document/html/inline.h"

#include <string.h>

#include "base/buffer.h"
#include "document/html/scanner.h"
#include "document/markup.h"

/* --- Attributes -------------------------------------------------------- */

static bool is_white(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool html_value(const struct markup *markup, const struct html_token *tag,
		const char *name, struct buffer *out)
{
	struct span value;

	if (!html_attribute(tag, name, &value))
		return false;
	for (; value.len && is_white(*value.ptr); value.len--)
		value.ptr++;
	while (value.len && is_white(value.ptr[value.len - 1]))
		value.len--;
	if (value.len && memchr(value.ptr, '&', value.len))
		markup->decode(out, value.ptr, value.len);
	else
		buffer_append(out, value.ptr, value.len);
	return true;
}

/* The value as a string of the piece; 0 if there is none. */
static uint32_t add_value(struct markup *markup, const struct html_token *tag,
			  const char *name)
{
	struct buffer value = BUFFER_INIT;
	uint32_t string = 0;

	if (html_value(markup, tag, name, &value) && value.len)
		string = document_add_string(markup->piece, value.data,
					     value.len);
	buffer_release(&value);
	return string;
}

void html_target(struct markup *markup, const struct html_token *tag)
{
	struct buffer name = BUFFER_INIT;

	if (tag->closing || markup->hidden || !tag->attributes.len)
		return;
	html_value(markup, tag, "id", &name);
	if (!name.len && tag->element->role == HTML_LINK)
		html_value(markup, tag, "name", &name);
	if (name.len)
		markup_target(markup, name.data, name.len);
	buffer_release(&name);
}

/* --- Format ------------------------------------------------------------ */

static void enter_link(struct markup *markup, struct html_format *format)
{
	markup_enter_link(markup, format->url, format->title);
	format->index = markup->link;
}

/* Ends the link in the block; an empty one is taken back or kept. */
static void leave_link(struct markup *markup, struct html_format *format,
		       bool keep)
{
	struct document *piece = markup->piece;
	uint32_t link = format->index;

	if (!format->link || markup->link != link)
		return;
	markup_leave_link(markup);
	if (link + 1 != piece->link_count ||
	    piece->links[link].off < piece->text.len) {
		format->filled = true;
		return;
	}
	if (keep && !format->filled)
		return;
	piece->link_count--;
	if (markup->soft_link != link)
		return;
	markup->soft_link = DOCUMENT_NONE;
	markup->soft_style &= ~(unsigned)RUN_LINK;
}

void html_format_leave(struct markup *markup, struct html_format *format)
{
	leave_link(markup, format, false);
}

/* Where decoration is all that a link has, the link itself is shown. */
static void close_link(struct markup *markup, struct html_format *format,
		       bool inside)
{
	if (inside)
		leave_link(markup, format, format->decorated);
	format->link = false;
}

/* Links do not nest: a second one ends the first, as HTML's parsing has it
 * (13.2.6.4.7), but one around it that Markdown made stays. */
static void take_link(struct markup *markup, struct html_format *format,
		      const struct html_token *tag, bool inside)
{
	struct span url;

	if (tag->closing) {
		close_link(markup, format, inside);
		return;
	}
	if (!html_attribute(tag, "href", &url))
		return;
	close_link(markup, format, inside);
	if (inside && markup->link != DOCUMENT_NONE)
		return;
	format->link = true;
	format->filled = false;
	format->decorated = false;
	format->url = add_value(markup, tag, "href");
	format->title = add_value(markup, tag, "title");
	if (inside)
		enter_link(markup, format);
}

static unsigned bit_of(unsigned style)
{
	unsigned bit = 0;

	while (style >> bit != 1)
		bit++;
	return bit;
}

/* In the block only the first of several tags with one style counts. An end
 * tag ends the innermost of its style, whatever stands between. */
static void take_style(struct markup *markup, struct html_format *format,
		       const struct html_token *tag, bool inside)
{
	unsigned style = tag->element->detail;
	unsigned *count = &format->styles[bit_of(style)];

	if (tag->closing && !*count)
		return;
	if (tag->closing)
		--*count;
	if (inside && !*count)
		markup_style(markup, style, !tag->closing);
	if (!tag->closing)
		++*count;
}

void html_format_tag(struct markup *markup, struct html_format *format,
		     const struct html_token *tag)
{
	if (tag->element->role == HTML_STYLE)
		take_style(markup, format, tag, false);
	else if (tag->element->role == HTML_LINK)
		take_link(markup, format, tag, false);
}

void html_format_resume(struct markup *markup, struct html_format *format)
{
	for (unsigned i = 0; i < HTML_STYLES; i++)
		if (format->styles[i])
			markup_style(markup, 1u << i, true);
	if (format->link)
		enter_link(markup, format);
}

/* --- Tags among inlines ------------------------------------------------ */

/* An empty alternative text, as opposed to none, says that an image is no part
 * of what is said (HTML standard, 4.8.4.4.9). */
static void take_image(struct markup *markup, struct html_format *format,
		       const struct html_token *tag)
{
	struct buffer alternative = BUFFER_INIT;
	struct span source;
	bool shown = html_attribute(tag, "src", &source) && source.len;

	if (html_value(markup, tag, "alt", &alternative) && !alternative.len) {
		format->decorated = true;
		shown = false;
	}
	if (shown)
		markup_enter_image(markup, add_value(markup, tag, "src"),
				   add_value(markup, tag, "title"));
	markup_text(markup, buffer_string(&alternative), alternative.len);
	if (shown)
		markup_leave_image(markup);
	buffer_release(&alternative);
}

void html_inline_tag(struct markup *markup, struct html_format *format,
		     const struct html_token *tag)
{
	/* An alternative text is nothing but text. */
	if (markup->images)
		return;
	switch (tag->element->role) {
	case HTML_STYLE:
		take_style(markup, format, tag, true);
		break;
	case HTML_LINK:
		take_link(markup, format, tag, true);
		break;
	case HTML_IMAGE:
		if (!tag->closing)
			take_image(markup, format, tag);
		break;
	case HTML_BREAK:
		markup_hard_break(markup);
		break;
	default:
		break;
	}
}

/* A block among inlines would begin a paragraph: it gets a line of its own, if
 * it does not have one. */
static void take_tag(struct markup *markup, const struct html_token *tag)
{
	if (tag->element->role == HTML_HIDDEN)
		markup->hidden = !tag->closing;
	if (markup->hidden)
		return;
	if (tag->element->role < HTML_BLOCK)
		html_inline_tag(markup, &markup->html, tag);
	else if (!markup_at_line_start(markup))
		markup_hard_break(markup);
	html_target(markup, tag);
}

void markup_html(struct markup *markup, const char *html)
{
	struct html_scanner scanner = { .at = html,
					.end = html + strlen(html) };
	struct html_token token;

	while (html_next(&scanner, &token)) {
		if (token.kind == HTML_TAG)
			take_tag(markup, &token);
		else
			markup_words(markup, token.ptr, token.len);
	}
}
