/* SPDX-License-Identifier: ISC */
/* Turn the blocks of a tree into a piece. */
#include "document/markdown/blocks.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/extras.h"
#include "document/extras/lineblock.h"
#include "document/markdown/definitions.h"
#include "document/markdown/drawn.h"
#include "document/markdown/escapes.h"
#include "document/markdown/notes.h"
#include "document/markdown/rows.h"

void blocks_init(struct blocks *blocks, struct notes *notes,
		 struct definitions *definitions)
{
	*blocks = (struct blocks){ .notes = notes };
	blocks->aside.definitions = definitions;
	blocks->emit.definitions = definitions;
}

void blocks_release(struct blocks *blocks)
{
	parse_release(&blocks->aside);
	free(blocks->open);
	free(blocks->outside);
	inlines_release(&blocks->inlines);
	inlines_release(&blocks->part);
	inlines_release(&blocks->rewritten);
	buffer_release(&blocks->emit.scratch);
	buffer_release(&blocks->word);
}

static const struct node *node_at(const struct blocks *blocks, size_t node)
{
	return &blocks->parse->tree.nodes[node];
}

/* --- Inlines ----------------------------------------------------------- */

static bool find_note(void *context, const char *label, size_t len,
		      struct buffer *out)
{
	struct blocks *blocks = context;
	struct definitions *definitions = blocks->emit.definitions;
	struct buffer meant = BUFFER_INIT;
	uint32_t index;
	const struct definition *item;

	escapes_unmark(&meant, label, len);
	index = definitions_find_note(definitions, buffer_string(&meant),
				      meant.len, blocks->parse->lines.piece);
	buffer_release(&meant);
	if (index == UINT32_MAX)
		return false;
	item = &definitions->items[definitions->items[index].first];
	buffer_append_string(out, definitions_string(definitions, item->label));
	return true;
}

/* Returns what the inlines mean, borrowed until they or blocks change. */
static const struct inlines *rewrite(struct blocks *blocks,
				     const struct inlines *inlines)
{
	if (extras_is_plain(inlines))
		return inlines;
	extras_inlines(&blocks->rewritten, inlines, find_note, blocks);
	return &blocks->rewritten;
}

static void emit(struct blocks *blocks, const struct inlines *inlines,
		 size_t from, size_t to)
{
	emit_inlines(&blocks->emit, &blocks->markup, inlines, from, to);
}

void blocks_inlines(struct blocks *blocks, const struct inlines *inlines)
{
	const struct inlines *rewritten = rewrite(blocks, inlines);

	emit(blocks, rewritten, 0, rewritten->count);
}

/* --- Paragraphs -------------------------------------------------------- */

/* A paragraph that names what follows. */
static void enter_title(struct blocks *blocks, const struct inlines *inlines,
			size_t from, size_t to, uint32_t line)
{
	markup_enter_block(&blocks->markup, 0, line);
	markup_title(&blocks->markup);
	emit(blocks, inlines, from, to);
	markup_leave_block(&blocks->markup);
}

/* Terms are lines of a paragraph; a line that ends inside something is one
 * with the next. */
static void enter_terms(struct blocks *blocks, const struct inlines *inlines,
			uint32_t line)
{
	const struct inlines *terms = rewrite(blocks, inlines);
	const struct inline_item *items = terms->items;
	size_t from = 0;
	size_t depth = 0;

	for (size_t i = 0; i < terms->count; i++) {
		bool broken = items[i].kind == INLINE_SOFT_BREAK ||
			      items[i].kind == INLINE_HARD_BREAK;

		depth += items[i].edge == INLINE_ENTER;
		depth -= items[i].edge == INLINE_LEAVE;
		if (!broken || depth)
			continue;
		enter_title(blocks, terms, from, i, line++);
		from = i + 1;
	}
	enter_title(blocks, terms, from, terms->count, line);
}

static void copy_part(struct inlines *part, const struct inlines *inlines,
		      size_t from, size_t to)
{
	inlines_clear(part);
	for (size_t i = from; i < to; i++)
		inlines_copy(part, inlines, i);
}

/* Makes the quote that the paragraph begins a callout, if it says so. Returns
 * how many lines that takes. */
static uint32_t take_callout(struct blocks *blocks, struct inlines *inlines,
			     uint32_t line)
{
	const struct inlines *rewritten;
	size_t title = 0;

	buffer_clear(&blocks->word);
	if (!extras_callout(inlines, &blocks->word, &title))
		return 0;
	markup_callout(&blocks->markup, buffer_string(&blocks->word),
		       blocks->word.len);
	if (title) {
		copy_part(&blocks->part, inlines, 0, title);
		rewritten = rewrite(blocks, &blocks->part);
		enter_title(blocks, rewritten, 0, rewritten->count, line);
		copy_part(&blocks->part, inlines, title, inlines->count);
		copy_part(inlines, &blocks->part, 0, blocks->part.count);
	}
	return 1;
}

/* Puts back the colon that a definition would have had. */
static void put_colon(struct blocks *blocks, struct inlines *inlines)
{
	inlines_clear(&blocks->part);
	inlines_add_text(&blocks->part, ": ", 2);
	for (size_t i = 0; i < inlines->count; i++)
		inlines_copy(&blocks->part, inlines, i);
	copy_part(inlines, &blocks->part, 0, blocks->part.count);
}

/* Makes the item that the block begins a task, if it says so. */
static void take_task(struct blocks *blocks, const struct node *node,
		      struct inlines *inlines)
{
	const struct node *parent;

	if (node->parent == NODE_NONE || node->previous != NODE_NONE)
		return;
	parent = node_at(blocks, node->parent);
	if (parent->kind == NODE_ITEM && parent->role == ROLE_NONE)
		markup_task(&blocks->markup, extras_task(inlines));
}

/* What the first paragraph of a container says about that. Returns how many of
 * its lines were used up. */
static uint32_t begin_container(struct blocks *blocks, const struct node *node,
				struct inlines *inlines, uint32_t line)
{
	const struct node *parent;

	if (node->parent == NODE_NONE || node->previous != NODE_NONE)
		return 0;
	parent = node_at(blocks, node->parent);
	if (parent->kind == NODE_QUOTE)
		return take_callout(blocks, inlines, line);
	take_task(blocks, node, inlines);
	if (parent->role == ROLE_COLON)
		put_colon(blocks, inlines);
	return 0;
}

/* Takes the mark off a caption, and an id. Above a table the rest names it. */
static void enter_caption(struct blocks *blocks, struct inlines *inlines,
			  enum node_role role, uint32_t line)
{
	struct inline_item *item = inlines->items;
	struct span text = inlines_bytes(inlines, 0);
	uint32_t mark = (uint32_t)drawn_caption_mark(text.ptr, text.len);

	item->off += mark;
	item->len -= mark;
	buffer_clear(&blocks->word);
	if (extras_heading_attributes(inlines, &blocks->word) &&
	    blocks->word.len)
		markup_target(&blocks->markup, blocks->word.data,
			      blocks->word.len);
	markup_enter_block(&blocks->markup, 0, line);
	if (role == ROLE_CAPTION)
		markup_title(&blocks->markup);
	blocks_inlines(blocks, inlines);
	markup_leave_block(&blocks->markup);
}

static void enter_heading(struct blocks *blocks, size_t node)
{
	const struct node *heading = node_at(blocks, node);

	tree_inlines(&blocks->parse->tree, node, &blocks->inlines);
	buffer_clear(&blocks->word);
	/* A box stands before a paragraph, which an underline makes a heading.
	 */
	if (heading->end_line > heading->line)
		take_task(blocks, heading, &blocks->inlines);
	markup_enter_block(&blocks->markup, heading->level, heading->line);
	if (extras_heading_attributes(&blocks->inlines, &blocks->word) &&
	    blocks->word.len)
		markup_heading_id(&blocks->markup, blocks->word.data,
				  blocks->word.len);
	blocks_inlines(blocks, &blocks->inlines);
	markup_leave_block(&blocks->markup);
}

static void enter_paragraph(struct blocks *blocks, size_t node)
{
	const struct node *paragraph = node_at(blocks, node);
	struct inlines *inlines = &blocks->inlines;
	uint32_t line = parse_text_line(blocks->parse, node);

	tree_inlines(&blocks->parse->tree, node, inlines);
	line += begin_container(blocks, paragraph, inlines, line);
	if (paragraph->role == ROLE_TERM) {
		enter_terms(blocks, inlines, line);
		return;
	}
	if (paragraph->role != ROLE_NONE) {
		enter_caption(blocks, inlines, (enum node_role)paragraph->role,
			      line);
		return;
	}
	lineblock_take(inlines);
	markup_enter_block(&blocks->markup, 0, line);
	blocks_inlines(blocks, inlines);
	markup_leave_block(&blocks->markup);
}

/* --- Other leaves ------------------------------------------------------ */

/*
 * The parser does not tell whether a code block is fenced. Indented code starts
 * with what stands at its place in the source; a fence does not, but for one
 * with an info string, which indented code has not.
 */
static bool is_fenced(struct blocks *blocks, size_t node)
{
	const char *literal = tree_text(&blocks->parse->tree, node);
	struct span line =
		lines_at(&blocks->parse->body, node_at(blocks, node)->line);
	uint32_t column = node_at(blocks, node)->column;
	const char *start = line.ptr + column;

	if (*tree_info(&blocks->parse->tree, node))
		return true;
	if (line.len < column + 3 ||
	    (memcmp(start, "```", 3) != 0 && memcmp(start, "~~~", 3) != 0))
		return false;
	return strncmp(start, literal, line.len - column + 1) != 0;
}

static void enter_code(struct blocks *blocks, size_t node)
{
	const struct tree *tree = &blocks->parse->tree;
	const char *text = tree_text(tree, node);
	const char *info = tree_info(tree, node);
	struct span language = extras_code_info(info, strlen(info));
	struct buffer *meant = &blocks->emit.scratch;
	size_t text_len;

	buffer_clear(meant);
	escapes_unmark(meant, text, strlen(text));
	text_len = meant->len;
	buffer_append_byte(meant, '\0');
	escapes_unmark(meant, language.ptr, language.len);
	markup_code(&blocks->markup, meant->data, meant->data + text_len + 1,
		    is_fenced(blocks, node), node_at(blocks, node)->line);
}

/* Whether HTML that shows nothing has no end (CommonMark, HTML blocks 1 to 3):
 * it is as long as what it stands in. */
static bool is_unended(const char *html)
{
	static const struct {
		const char *start;
		const char *end;
	} kinds[] = { { "<!--", "-->" },
		      { "<?", "?>" },
		      { "<script", "</script>" },
		      { "<style", "</style>" } };

	html += strspn(html, " ");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t len = strlen(kinds[i].start);

		if (strncasecmp(html, kinds[i].start, len) == 0 &&
		    !isalnum((unsigned char)html[len]))
			return !strcasestr(html, kinds[i].end);
	}
	return false;
}

static void enter_html(struct blocks *blocks, size_t node)
{
	const char *text = tree_text(&blocks->parse->tree, node);
	struct buffer *meant = &blocks->emit.scratch;
	struct document *piece = blocks->markup.piece;

	if (!piece->unended && is_unended(text))
		piece->unended = node_at(blocks, node)->line;
	buffer_clear(meant);
	escapes_unmark(meant, text, strlen(text));
	markup_html_block(&blocks->markup, buffer_string(meant),
			  node_at(blocks, node)->line);
}

/* A div's fence leaves no more than a target. */
static void enter_div(struct blocks *blocks, const struct node *node)
{
	struct span line = lines_at(&blocks->parse->source, node->line);
	struct buffer meant = BUFFER_INIT;

	buffer_clear(&blocks->word);
	escapes_unmark(&meant, line.ptr + node->column,
		       line.len - node->column);
	extras_is_div_fence(meant.data, meant.len, &blocks->word);
	if (blocks->word.len)
		markup_target(&blocks->markup, blocks->word.data,
			      blocks->word.len);
	buffer_release(&meant);
}

static void enter_leaf(struct blocks *blocks, size_t node)
{
	const struct node *leaf = node_at(blocks, node);
	enum node_kind kind = (enum node_kind)leaf->kind;

	if (leaf->role == ROLE_TABLE)
		rows_enter(blocks, blocks->parse->lines.tables,
			   leaf->candidate);
	else if (leaf->role == ROLE_DRAWN)
		rows_enter(blocks, blocks->parse->lines.drawn, leaf->candidate);
	else if (kind == NODE_CODE)
		enter_code(blocks, node);
	else if (kind == NODE_HTML)
		enter_html(blocks, node);
	else if (kind == NODE_RULE && leaf->role == ROLE_FENCE)
		enter_div(blocks, leaf);
	else if (kind == NODE_RULE)
		markup_rule(&blocks->markup, leaf->line);
	else if (kind == NODE_HEADING)
		enter_heading(blocks, node);
	else
		enter_paragraph(blocks, node);
}

/* --- Containers -------------------------------------------------------- */

/* What an item's number is where it does not begin its list. */
static uint32_t written_number(struct blocks *blocks, const struct node *item)
{
	struct span line = lines_at(&blocks->parse->body, item->line);

	return (uint32_t)strtoul(line.ptr + item->column, NULL, 10);
}

/* The list of an item, if it is open. */
static struct open_node *list_around(struct blocks *blocks)
{
	assert(blocks->open_count);
	return &blocks->open[blocks->open_count - 1];
}

/* Items that are none of a list end it. */
static void leave_list(struct blocks *blocks, uint32_t line)
{
	struct open_node *list = list_around(blocks);

	if (list->entered)
		markup_leave_container(&blocks->markup, line);
	list->entered = false;
}

static bool is_blank_line(struct blocks *blocks, uint32_t number)
{
	struct span line = lines_at(&blocks->parse->body, number);

	for (size_t i = 0; i < line.len; i++)
		if (!strchr(" \t>", line.ptr[i]))
			return false;
	return true;
}

/* Whether a blank line parts the children of an item. */
static bool is_loose_item(struct blocks *blocks, size_t item)
{
	size_t child = item + 1;

	if (child == node_at(blocks, item)->next)
		return false;
	for (child = node_at(blocks, child)->next;
	     child < node_at(blocks, item)->next;
	     child = node_at(blocks, child)->next)
		if (is_blank_line(blocks, node_at(blocks, child)->line - 1))
			return true;
	return false;
}

/*
 * Whether the items from one on are tight. To the parser those that are none
 * of a list are of it, too; where there are some it says nothing of the rest.
 */
static bool is_tight(struct blocks *blocks, const struct node *list,
		     size_t first)
{
	bool whole = node_at(blocks, first)->previous == NODE_NONE;
	bool loose = is_loose_item(blocks, first);
	size_t item = node_at(blocks, first)->next;

	for (; item < list->next; item = node_at(blocks, item)->next) {
		const struct node *node = node_at(blocks, item);

		if (node->role != ROLE_NONE)
			break;
		loose = loose || is_blank_line(blocks, node->line - 1) ||
			is_loose_item(blocks, item);
	}
	return whole && item == list->next ? list->tight : !loose;
}

static void enter_item(struct blocks *blocks, size_t index)
{
	const struct node *item = node_at(blocks, index);
	struct open_node *open = list_around(blocks);
	const struct node *list = node_at(blocks, open->node);

	if (!open->entered) {
		uint32_t number = list->number;

		if (list->ordered && item->previous != NODE_NONE)
			number = written_number(blocks, item);
		markup_enter_list(&blocks->markup, list->ordered,
				  is_tight(blocks, list, index), number,
				  list->delimiter);
		open->entered = true;
	}
	markup_enter_item(&blocks->markup, TASK_NONE);
}

static void enter_note(struct blocks *blocks, const struct node *item)
{
	const struct definitions *definitions = blocks->emit.definitions;
	const struct definition *definition =
		&definitions->items[item->candidate];
	const char *label = definitions_string(
		definitions, definitions->items[definition->first].label);
	struct document *piece = notes_add(blocks->notes, &label);

	MEMORY_RESERVE(blocks->outside, blocks->outside_room,
		       blocks->outside_count + 1);
	blocks->outside[blocks->outside_count++] = (struct outside){
		.markup = blocks->markup,
		.number = blocks->emit.piece,
	};
	blocks->emit.piece = ++blocks->numbers;
	markup_init(&blocks->markup, piece, tree_decode);
	markup_enter_note(&blocks->markup, label, strlen(label));
}

static void leave_note(struct blocks *blocks, uint32_t line)
{
	const struct outside *outside;

	markup_leave_container(&blocks->markup, line);
	notes_close(blocks->markup.piece);
	outside = &blocks->outside[--blocks->outside_count];
	blocks->markup = outside->markup;
	blocks->emit.piece = outside->number;
}

/* What looked like a definition but has no term: all it needs of its own is
 * the colon, which its first paragraph gets. */
static void enter_colon(struct blocks *blocks, size_t node)
{
	const struct node *item = node_at(blocks, node);

	if (item->next > node + 1 &&
	    node_at(blocks, node + 1)->kind == NODE_PARAGRAPH)
		return;
	markup_enter_block(&blocks->markup, 0, item->line);
	markup_text(&blocks->markup, ":", 1);
	markup_leave_block(&blocks->markup);
}

static void enter_container(struct blocks *blocks, size_t node)
{
	const struct node *container = node_at(blocks, node);

	if (container->kind == NODE_QUOTE)
		markup_enter_quote(&blocks->markup);
	else if (container->kind == NODE_ITEM && container->role != ROLE_NONE)
		leave_list(blocks, container->line);
	if (container->role == ROLE_NOTE)
		enter_note(blocks, container);
	else if (container->role == ROLE_DEFINITION)
		markup_enter_definition(&blocks->markup);
	else if (container->role == ROLE_COLON)
		enter_colon(blocks, node);
	else if (container->kind == NODE_ITEM)
		enter_item(blocks, node);
	MEMORY_RESERVE(blocks->open, blocks->open_room, blocks->open_count + 1);
	blocks->open[blocks->open_count++] =
		(struct open_node){ .node = (uint32_t)node };
}

static void leave_container(struct blocks *blocks)
{
	struct open_node open = blocks->open[--blocks->open_count];
	const struct node *node = node_at(blocks, open.node);

	if (node->kind == NODE_LIST && !open.entered)
		return;
	if (node->role == ROLE_NOTE)
		leave_note(blocks, node->line);
	else if (node->role != ROLE_COLON)
		markup_leave_container(&blocks->markup, node->line);
}

static void leave_before(struct blocks *blocks, size_t node)
{
	while (blocks->open_count) {
		uint32_t open = blocks->open[blocks->open_count - 1].node;

		if (node_at(blocks, open)->next > node)
			return;
		leave_container(blocks);
	}
}

void blocks_build(struct blocks *blocks, struct parse *parse, size_t first,
		  size_t end, struct document *piece)
{
	blocks->parse = parse;
	blocks->emit.piece = ++blocks->numbers;
	markup_init(&blocks->markup, piece, tree_decode);
	blocks->markup.carry = &blocks->carry;
	for (size_t i = first; i < end; i++) {
		leave_before(blocks, i);
		if (node_at(blocks, i)->kind < NODE_PARAGRAPH)
			enter_container(blocks, i);
		else
			enter_leaf(blocks, i);
	}
	leave_before(blocks, end);
}
