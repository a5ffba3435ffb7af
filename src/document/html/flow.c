/* SPDX-License-Identifier: ISC */
/* The leaf and the elements that are open in an HTML block. */
#include "document/html/flow.h"

#include "base/memory.h"
#include "document/html/carry.h"
#include "document/markup.h"

void html_flow_count(struct html_flow *flow, const char *at)
{
	for (; flow->counted < at; flow->counted++)
		flow->line += *flow->counted == '\n';
}

/* --- Paragraphs and headings ------------------------------------------- */

/* A heading without text is none, though it may have a picture; nor are the
 * pictures above its text, on lines or in blocks of their own, if apart says
 * that there may be more of it. The id waits for that. */
static void settle_heading(struct html_flow *flow, bool apart)
{
	struct document *piece = flow->markup->piece;
	struct block *block = &piece->blocks[piece->block_count];

	if (block->kind != BLOCK_HEADING)
		return;
	if (piece->text.len > block->off &&
	    (!apart || html_carry_says(piece))) {
		buffer_clear(&flow->id);
		return;
	}
	block->kind = BLOCK_PARAGRAPH;
	block->level = 0;
	block->info = 0;
}

static void end_leaf(struct html_flow *flow, bool apart)
{
	html_format_leave(flow->markup, &flow->format);
	settle_heading(flow, apart);
	markup_leave_block(flow->markup);
	flow->leaf = false;
	flow->pictures = false;
}

void html_flow_end_leaf(struct html_flow *flow)
{
	if (flow->leaf)
		end_leaf(flow, flow->carried);
}

struct open_element *html_flow_top(struct html_flow *flow)
{
	return flow->open_count ? &flow->open[flow->open_count - 1] : NULL;
}

static void begin_leaf(struct html_flow *flow)
{
	struct markup *markup = flow->markup;

	markup_enter_block(markup, flow->level, flow->line);
	if (flow->level && flow->id.len)
		markup_heading_id(markup, flow->id.data, flow->id.len);
	if (!flow->level &&
	    (flow->open_of[HTML_TITLE] || flow->open_of[HTML_TERM]))
		markup_title(markup);
	html_format_resume(markup, &flow->format);
	flow->leaf = true;
}

void html_flow_break(struct html_flow *flow)
{
	if (flow->level && !html_carry_says(flow->markup->piece))
		flow->pictures = true;
	else
		markup_hard_break(flow->markup);
}

void html_flow_need_leaf(struct html_flow *flow)
{
	if (flow->pictures)
		end_leaf(flow, true);
	if (!flow->leaf && !flow->table.cell)
		begin_leaf(flow);
}

/* --- Elements that are open -------------------------------------------- */

void html_flow_push(struct html_flow *flow, unsigned role)
{
	MEMORY_RESERVE(flow->open, flow->open_room, flow->open_count + 1);
	flow->open[flow->open_count++] =
		(struct open_element){ .role = (uint8_t)role };
	flow->open_of[role]++;
}

void html_flow_pop(struct html_flow *flow)
{
	const struct open_element *element = &flow->open[--flow->open_count];

	flow->open_of[element->role]--;
	switch (element->role) {
	case HTML_HEADING:
		flow->level = 0;
		flow->carried = false;
		markup_target(flow->markup, buffer_string(&flow->id),
			      flow->id.len);
		buffer_clear(&flow->id);
		break;
	case HTML_LIST:
		if (element->entered)
			markup_leave_container(flow->markup, flow->line);
		break;
	case HTML_QUOTE:
	case HTML_ITEM:
	case HTML_DEFINITION:
		markup_leave_container(flow->markup, flow->line);
		break;
	default:
		break;
	}
}

void html_flow_pop_to(struct html_flow *flow, unsigned role)
{
	size_t outer = flow->open_of[role];

	if (!outer)
		return;
	while (flow->open_of[role] == outer)
		html_flow_pop(flow);
}

bool html_flow_holds_lines(unsigned role)
{
	return role == HTML_HEADING || role == HTML_TITLE || role == HTML_TERM;
}

void html_flow_end_lines(struct html_flow *flow)
{
	html_flow_end_leaf(flow);
	html_flow_pop_to(flow, HTML_HEADING);
	while (html_flow_top(flow) &&
	       html_flow_holds_lines(html_flow_top(flow)->role))
		html_flow_pop(flow);
}
