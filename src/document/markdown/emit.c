/* SPDX-License-Identifier: ISC */
/* Enter inlines into the open block. */
#include "document/markdown/emit.h"

#include <string.h>

#include "document/document.h"
#include "document/markdown/definitions.h"
#include "document/markdown/escapes.h"
#include "document/markdown/inlines.h"
#include "document/markup.h"

/* Marked text as it is meant; borrowed until the next is asked for. */
static struct span meant(struct emit *emit, const char *text, size_t len)
{
	if (!escapes_has_mark(text, len))
		return (struct span){ text, len };
	buffer_clear(&emit->scratch);
	escapes_unmark(&emit->scratch, text, len);
	return (struct span){ buffer_string(&emit->scratch),
			      emit->scratch.len };
}

/* The same as a string. */
static const char *meant_string(struct emit *emit, struct span text)
{
	buffer_clear(&emit->scratch);
	escapes_unmark(&emit->scratch, text.ptr, text.len);
	return buffer_string(&emit->scratch);
}

/* Adds marked text to the strings of the markup's piece. */
static uint32_t add_marked(struct emit *emit, struct markup *markup,
			   const char *marked, size_t len)
{
	struct span text = meant(emit, marked, len);

	return document_add_string(markup->piece, text.ptr, text.len);
}

static unsigned style_of(enum inline_kind kind)
{
	static const unsigned styles[] = {
		[INLINE_EMPHASIS] = RUN_EMPHASIS,
		[INLINE_STRONG] = RUN_STRONG,
		[INLINE_STRIKE] = RUN_STRIKE,
		[INLINE_MARK] = RUN_MARK,
		[INLINE_SUPERSCRIPT] = RUN_SUPERSCRIPT,
		[INLINE_SUBSCRIPT] = RUN_SUBSCRIPT,
	};

	return styles[kind];
}

static uint32_t string_of(struct emit *emit, struct markup *markup,
			  const struct inlines *inlines, uint32_t off)
{
	const char *string;

	if (off == INLINE_NONE)
		return 0;
	string = inlines->text.data + off;
	return add_marked(emit, markup, string, strlen(string));
}

static void enter_link(struct emit *emit, struct markup *markup,
		       const struct inlines *inlines,
		       const struct inline_item *item)
{
	uint32_t url = 0;
	uint32_t title = 0;

	if (markup_takes_link(markup)) {
		if (item->definition != INLINE_NONE) {
			definitions_enter(emit->definitions, item->definition,
					  markup->piece, emit->piece, &url,
					  &title);
		} else {
			url = string_of(emit, markup, inlines, item->url);
			title = string_of(emit, markup, inlines, item->title);
		}
	}
	if (item->kind == INLINE_IMAGE)
		markup_enter_image(markup, url, title);
	else
		markup_enter_link(markup, url, title);
}

static void emit_edge(struct emit *emit, struct markup *markup,
		      const struct inlines *inlines,
		      const struct inline_item *item)
{
	bool enter = item->edge == INLINE_ENTER;
	enum inline_kind kind = (enum inline_kind)item->kind;

	if (kind != INLINE_LINK && kind != INLINE_IMAGE)
		markup_style(markup, style_of(kind), enter);
	else if (enter)
		enter_link(emit, markup, inlines, item);
	else if (kind == INLINE_LINK)
		markup_leave_link(markup);
	else
		markup_leave_image(markup);
}

static void emit_leaf(struct emit *emit, struct markup *markup,
		      enum inline_kind kind, struct span bytes)
{
	struct span text = bytes;

	if (kind == INLINE_TEXT || kind == INLINE_TARGET)
		text = meant(emit, bytes.ptr, bytes.len);
	if (kind == INLINE_TEXT)
		markup_text(markup, text.ptr, text.len);
	else if (kind == INLINE_CODE)
		markup_code_span(markup, meant_string(emit, bytes));
	else if (kind == INLINE_HTML)
		markup_html(markup, meant_string(emit, bytes));
	else if (kind == INLINE_SOFT_BREAK)
		markup_soft_break(markup);
	else if (kind == INLINE_HARD_BREAK)
		markup_hard_break(markup);
	else if (kind == INLINE_TARGET)
		markup_target(markup, text.ptr, text.len);
	else
		/* Labels are no marked text: extras have them from us. */
		markup_reference(markup, text.ptr, text.len);
}

void emit_inlines(struct emit *emit, struct markup *markup,
		  const struct inlines *inlines, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct inline_item *item = &inlines->items[i];

		if (item->edge == INLINE_LEAF)
			emit_leaf(emit, markup, (enum inline_kind)item->kind,
				  inlines_bytes(inlines, i));
		else
			emit_edge(emit, markup, inlines, item);
	}
}
