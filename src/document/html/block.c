/* SPDX-License-Identifier: ISC */
/* Turn an HTML block into blocks of a piece. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "document/html/carry.h"
#include "document/html/cells.h"
#include "document/html/flow.h"
#include "document/html/inline.h"
#include "document/html/scanner.h"
#include "document/html/table.h"
#include "document/markup.h"

static const char html_white[] = " \t\n\f\r";

/* Ends an item as its end tag or the next one's start tag does: not through
 * what it may stand in itself. */
static void end_part(struct html_flow *flow, unsigned role)
{
	while (html_flow_top(flow) &&
	       (html_flow_top(flow)->role == HTML_BLOCK ||
		html_flow_holds_lines(html_flow_top(flow)->role)))
		html_flow_pop(flow);
	if (html_flow_top(flow) && html_flow_top(flow)->role == role)
		html_flow_pop(flow);
}

/* --- Lists ------------------------------------------------------------- */

/* The items of a list are apart where the first begins with a paragraph. */
static bool is_loose(const struct html_flow *flow)
{
	struct html_scanner ahead = flow->scanner;
	struct html_token token;

	while (html_next(&ahead, &token)) {
		if (token.kind == HTML_TAG)
			return token.element->role == HTML_PARAGRAPH;
		for (size_t i = 0; i < token.len; i++)
			if (!strchr(html_white, token.ptr[i]))
				return false;
	}
	return false;
}

static void begin_list(struct html_flow *flow, const struct html_token *tag)
{
	struct open_element *list;
	struct span start;
	uint32_t number = 0;

	html_flow_end_lines(flow);
	html_flow_push(flow, HTML_LIST);
	list = html_flow_top(flow);
	list->ordered = tag->element->detail;
	list->start = 1;
	if (!html_attribute(tag, "start", &start) || !start.len)
		return;
	for (size_t i = 0; i < start.len; i++) {
		if (start.ptr[i] < '0' || start.ptr[i] > '9' || i == 9)
			return;
		number = number * 10 + (uint32_t)(start.ptr[i] - '0');
	}
	list->start = number;
}

static void push_implied_list(struct html_flow *flow)
{
	html_flow_push(flow, HTML_LIST);
	html_flow_top(flow)->implied = true;
}

/* An end tag ends the innermost list that has a start tag. */
static void end_list(struct html_flow *flow)
{
	bool implied = true;

	while (implied && flow->open_of[HTML_LIST]) {
		while (html_flow_top(flow)->role != HTML_LIST)
			html_flow_pop(flow);
		implied = html_flow_top(flow)->implied;
		html_flow_pop(flow);
	}
}

static void begin_item(struct html_flow *flow)
{
	struct open_element *list;

	html_flow_end_lines(flow);
	end_part(flow, HTML_ITEM);
	if (!html_flow_top(flow) || html_flow_top(flow)->role != HTML_LIST)
		push_implied_list(flow);
	list = html_flow_top(flow);
	if (!list->entered) {
		markup_enter_list(flow->markup, list->ordered, !is_loose(flow),
				  list->start, '.');
		list->entered = true;
	}
	html_flow_push(flow, HTML_ITEM);
	markup_enter_item(flow->markup, TASK_NONE);
}

/* A box at the start of an item. */
static void take_input(struct html_flow *flow, const struct html_token *tag)
{
	struct span value;

	if (flow->leaf || !html_flow_top(flow) ||
	    html_flow_top(flow)->role != HTML_ITEM ||
	    !html_attribute(tag, "type", &value) || value.len != 8 ||
	    strncasecmp(value.ptr, "checkbox", 8) != 0)
		return;
	markup_task(flow->markup, html_attribute(tag, "checked", &value)
					  ? TASK_DONE
					  : TASK_OPEN);
}

/* --- Lines as they stand ----------------------------------------------- */

/* The language, as converters and highlighters say it. */
static void take_language(struct html_flow *flow, const struct html_token *tag)
{
	static const char *const prefixes[] = { "language-", "lang-" };
	struct span value;

	if (flow->info.len)
		return;
	html_value(flow->markup, tag, "lang", &flow->info);
	if (flow->info.len || !html_attribute(tag, "class", &value))
		return;
	for (size_t i = 0; i < 2; i++) {
		size_t len = strlen(prefixes[i]);
		const char *found =
			memmem(value.ptr, value.len, prefixes[i], len);
		const char *end = value.ptr + value.len;

		if (!found ||
		    (found > value.ptr && !strchr(html_white, found[-1])))
			continue;
		for (found += len; found < end && !strchr(html_white, *found);
		     found++)
			buffer_append_byte(&flow->info, *found);
		return;
	}
}

static void end_code(struct html_flow *flow)
{
	struct buffer *code = &flow->code;

	if (!flow->pre)
		return;
	flow->pre = false;
	/* The line end before </pre> is none of its lines. */
	if (code->len && code->data[code->len - 1] == '\n')
		buffer_truncate(code, code->len - 1);
	if (!code->len)
		return;
	buffer_append_byte(code, '\n');
	markup_code(flow->markup, code->data, buffer_string(&flow->info),
		    flow->info.len > 0, flow->code_line);
}

static void take_code(struct html_flow *flow, const struct html_token *tag)
{
	end_code(flow);
	html_flow_end_lines(flow);
	html_flow_count(flow, tag->ptr);
	if (tag->closing)
		return;
	html_target(flow->markup, tag);
	buffer_clear(&flow->code);
	buffer_clear(&flow->info);
	take_language(flow, tag);
	flow->code_line = flow->line;
	flow->pre = true;
	flow->pre_begins = true;
}

/* A tag inside of it. */
static void take_code_tag(struct html_flow *flow, const struct html_token *tag)
{
	flow->pre_begins = false;
	if (tag->element->role == HTML_BREAK)
		buffer_append_byte(&flow->code, '\n');
	else if (tag->element->role == HTML_IMAGE)
		html_value(flow->markup, tag, "alt", &flow->code);
	else if (!tag->closing && !flow->code.len)
		take_language(flow, tag);
}

/* --- Tags of blocks ---------------------------------------------------- */

static void begin_heading(struct html_flow *flow, const struct html_token *tag)
{
	html_flow_pop_to(flow, HTML_HEADING);
	html_flow_push(flow, HTML_HEADING);
	flow->level = tag->element->detail;
	html_flow_count(flow, tag->ptr);
	html_value(flow->markup, tag, "id", &flow->id);
}

/* Terms and definitions follow one another in their list. */
static void begin_term(struct html_flow *flow, unsigned role)
{
	html_flow_end_lines(flow);
	if (flow->open_of[HTML_DEFINITION])
		end_part(flow, HTML_DEFINITION);
	html_flow_push(flow, role);
	if (role == HTML_DEFINITION)
		markup_enter_definition(flow->markup);
}

static void begin_element(struct html_flow *flow, const struct html_token *tag)
{
	unsigned role = tag->element->role;

	switch (role) {
	case HTML_HEADING:
		begin_heading(flow, tag);
		break;
	case HTML_TERM:
	case HTML_DEFINITION:
		begin_term(flow, role);
		break;
	case HTML_LIST:
		begin_list(flow, tag);
		break;
	case HTML_ITEM:
		begin_item(flow);
		break;
	case HTML_QUOTE:
		html_flow_end_lines(flow);
		html_flow_push(flow, role);
		markup_enter_quote(flow->markup);
		break;
	case HTML_TABLE:
	case HTML_TERMS:
		html_flow_end_lines(flow);
		html_flow_push(flow, role);
		break;
	case HTML_ROWS:
	case HTML_ROW:
	case HTML_CELL:
		html_flow_end_lines(flow);
		break;
	case HTML_TITLE:
		html_flow_pop_to(flow, HTML_TITLE);
		html_flow_push(flow, role);
		break;
	case HTML_BLOCK:
		html_flow_push(flow, role);
		break;
	default:
		break;
	}
}

static void end_element(struct html_flow *flow, unsigned role)
{
	switch (role) {
	case HTML_PARAGRAPH:
		break;
	case HTML_ROWS:
	case HTML_ROW:
	case HTML_CELL:
	case HTML_ITEM:
		/* What follows an item before the next belongs to it. */
		html_flow_end_lines(flow);
		break;
	case HTML_LIST:
		end_list(flow);
		break;
	default:
		html_flow_pop_to(flow, role);
		break;
	}
}

static void take_block_tag(struct html_flow *flow, const struct html_token *tag)
{
	unsigned role = tag->element->role;

	html_flow_end_leaf(flow);
	if (role == HTML_RULE) {
		html_flow_end_lines(flow);
		html_flow_count(flow, tag->ptr);
		markup_rule(flow->markup, flow->line);
	} else if (tag->closing) {
		end_element(flow, role);
	} else {
		begin_element(flow, tag);
	}
	if (role != HTML_HEADING)
		html_target(flow->markup, tag);
}

static void take_inline_tag(struct html_flow *flow,
			    const struct html_token *tag)
{
	unsigned role = tag->element->role;

	html_target(flow->markup, tag);
	if (role == HTML_IMAGE && !tag->closing) {
		html_flow_count(flow, tag->ptr);
		html_flow_need_leaf(flow);
	}
	if (role == HTML_INPUT)
		take_input(flow, tag);
	else if (role == HTML_BREAK && flow->leaf)
		html_flow_break(flow);
	else if (flow->leaf)
		html_inline_tag(flow->markup, &flow->format, tag);
	else
		html_format_tag(flow->markup, &flow->format, tag);
}

static void take_tag(struct html_flow *flow, const struct html_token *tag)
{
	unsigned role = tag->element->role;

	if (flow->pre && role != HTML_PRE) {
		take_code_tag(flow, tag);
		return;
	}
	if (flow->table.table) {
		html_cells_tag(flow, tag);
		return;
	}
	if ((role == HTML_TABLE || role == HTML_ROWS || role == HTML_ROW) &&
	    html_cells_begin(flow, tag)) {
		if (role == HTML_TABLE)
			html_target(flow->markup, tag);
		else
			html_cells_tag(flow, tag);
		return;
	}
	if (role == HTML_PRE)
		take_code(flow, tag);
	else if (role >= HTML_BLOCK)
		take_block_tag(flow, tag);
	else
		take_inline_tag(flow, tag);
}

/* --- Text -------------------------------------------------------------- */

/* Adds words; what is white between them is a space, or a soft break if it
 * has a line end. */
static void take_words(struct html_flow *flow, const char *text)
{
	while (*text) {
		size_t white = strspn(text, html_white);
		size_t word = strcspn(text + white, html_white);

		if (word)
			html_flow_need_leaf(flow);
		if (white && (flow->leaf || flow->table.cell)) {
			if (memchr(text, '\n', white))
				markup_soft_break(flow->markup);
			else
				markup_words(flow->markup, " ", 1);
		}
		text += white;
		markup_words(flow->markup, text, word);
		text += word;
	}
}

static void take_text(struct html_flow *flow, const struct html_token *token)
{
	const char *text = token->ptr;
	size_t len = token->len;

	html_flow_count(flow, text + strspn(text, html_white));
	buffer_clear(&flow->text);
	if (token->kind == HTML_TEXT && memchr(text, '&', len))
		flow->markup->decode(&flow->text, text, len);
	else
		buffer_append(&flow->text, text, len);
	text = buffer_string(&flow->text);
	if (!flow->pre) {
		take_words(flow, text);
		return;
	}
	/* The line end after <pre> is none of its lines. */
	if (flow->pre_begins && *text == '\n')
		text++;
	flow->pre_begins = false;
	buffer_append_string(&flow->code, text);
}

void markup_html_block(struct markup *markup, const char *html, uint32_t line)
{
	size_t len = strlen(html);
	struct html_flow flow = {
		.markup = markup,
		.scanner = { .at = html, .end = html + len },
		.counted = html,
		.line = line,
	};
	struct html_token token;
	unsigned taken = html_carry_take(markup);
	unsigned level;

	if (taken) {
		html_flow_push(&flow, HTML_HEADING);
		flow.level = taken;
		flow.carried = true;
	}
	if (strcasestr(html, "<t"))
		html_tables_find(&flow.tables, html, len);
	while (html_next(&flow.scanner, &token)) {
		if (token.kind == HTML_TAG)
			take_tag(&flow, &token);
		else
			take_text(&flow, &token);
	}
	html_cells_end(&flow);
	html_flow_end_leaf(&flow);
	end_code(&flow);
	level = flow.level;
	while (flow.open_count)
		html_flow_pop(&flow);
	html_carry_leave(markup, taken, level);
	html_tables_release(&flow.tables);
	free(flow.open);
	buffer_release(&flow.text);
	buffer_release(&flow.id);
	buffer_release(&flow.code);
	buffer_release(&flow.info);
}
