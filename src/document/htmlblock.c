/* SPDX-License-Identifier: ISC */
/* Turn an HTML block into blocks of a piece. */
#include <string.h>

#include "base/buffer.h"
#include "document/html.h"
#include "document/markup.h"

/* An HTML block while it is read. */
struct html_flow {
	struct markup *markup;
	struct buffer text; /* scratch */
	struct buffer code; /* the lines of <pre> */
	uint32_t code_line;
	const char *counted; /* up to here line is right */
	uint32_t line;
	bool open;  /* a paragraph is */
	bool pre;   /* or lines as they stand are */
	bool space; /* there was white space */
};

static void flow_end(struct html_flow *flow)
{
	struct buffer *code = &flow->code;

	if (flow->open)
		markup_leave_block(flow->markup);
	/* The line end before </pre> is none of its lines either. */
	if (code->len && code->data[code->len - 1] == '\n')
		buffer_truncate(code, code->len - 1);
	if (flow->pre && code->len) {
		buffer_append_byte(code, '\n');
		markup_code(flow->markup, code->data, "", false,
			    flow->code_line);
	}
	flow->open = false;
	flow->pre = false;
}

/* Counts lines up to at. */
static void flow_count(struct html_flow *flow, const char *at)
{
	for (; flow->counted < at; flow->counted++)
		flow->line += *flow->counted == '\n';
}

static void flow_begin(struct html_flow *flow)
{
	markup_enter_block(flow->markup, 0, flow->line);
	flow->open = true;
	flow->space = false;
}

static void flow_begin_code(struct html_flow *flow)
{
	buffer_clear(&flow->code);
	flow->code_line = flow->line;
	flow->pre = true;
	flow->space = true;
}

static const char html_white[] = " \t\n\f\r";

/* Adds words with one space between them. */
static void flow_words(struct html_flow *flow, const char *text)
{
	while (*text) {
		size_t white = strspn(text, html_white);
		size_t word;

		text += white;
		flow->space = flow->space || white;
		word = strcspn(text, html_white);
		if (!word)
			return;
		if (!flow->open)
			flow_begin(flow);
		if (flow->space)
			markup_words(flow->markup, " ", 1);
		markup_words(flow->markup, text, word);
		flow->space = false;
		text += word;
	}
}

static void flow_text(struct html_flow *flow, const struct html_token *token)
{
	const char *text = token->ptr;
	size_t len = token->len;

	flow_count(flow, text + strspn(text, html_white));
	buffer_clear(&flow->text);
	if (token->kind == HTML_TEXT && memchr(text, '&', len))
		flow->markup->decode(&flow->text, text, len);
	else
		buffer_append(&flow->text, text, len);
	text = buffer_string(&flow->text);
	if (!flow->pre) {
		flow_words(flow, text);
		return;
	}
	/* The line end after <pre> is none of its lines. */
	if (flow->space && *text == '\n')
		text++;
	flow->space = false;
	buffer_append_string(&flow->code, text);
}

static void flow_tag(struct html_flow *flow, const struct html_token *tag)
{
	if (flow->pre && tag->element != HTML_PRE && tag->element != HTML_BREAK)
		return;
	switch (tag->element) {
	case HTML_BREAK:
		if (flow->open)
			markup_hard_break(flow->markup);
		else if (flow->pre)
			buffer_append_byte(&flow->code, '\n');
		break;
	case HTML_BLOCK:
		flow_end(flow);
		break;
	case HTML_PRE:
		flow_end(flow);
		flow_count(flow, tag->ptr);
		if (tag->closing)
			break;
		flow_begin_code(flow);
		break;
	case HTML_RULE:
		flow_end(flow);
		flow_count(flow, tag->ptr);
		markup_rule(flow->markup, flow->line);
		break;
	case HTML_INLINE:
	case HTML_HIDDEN:
		break;
	}
}

void markup_html_block(struct markup *markup, const char *html, uint32_t line)
{
	struct html_scanner scanner = { .at = html,
					.end = html + strlen(html) };
	struct html_flow flow = {
		.markup = markup,
		.counted = html,
		.line = line,
	};
	struct html_token token;

	while (html_next(&scanner, &token)) {
		if (token.kind == HTML_TAG)
			flow_tag(&flow, &token);
		else
			flow_text(&flow, &token);
	}
	flow_end(&flow);
	buffer_release(&flow.text);
	buffer_release(&flow.code);
}
