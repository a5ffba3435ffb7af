/* SPDX-License-Identifier: ISC */
/* Find what became of the lines that were rewritten for the parser. */
#include "document/markdown/roles.h"

#include <stddef.h>
#include <string.h>

#include "document/markdown/definitions.h"
#include "document/markdown/drawn.h"
#include "document/markdown/drawntables.h"
#include "document/markdown/parse.h"
#include "document/markdown/prefix.h"
#include "document/markdown/rewrites.h"
#include "document/markdown/tables.h"

enum { TERM_DISTANCE = 2 /* lines: one may be blank between the two */ };

/* A walk over nodes and rewritten lines, both in the order of the lines. */
struct walk {
	struct parse *parse;
	const struct stand_ins *stand_ins;
	uint32_t note;	/* candidates for notes before this were passed */
	size_t rewrite; /* rewritten lines likewise, */
	size_t table;	/* and tables, */
	size_t drawn;	/* and drawn ones */
	enum node_role before;	 /* of the block before the first */
	const struct node *item; /* the last one at the top level so far */
	bool outdented; /* a note was, or is no more: all must be parsed anew */
};

/* Whether a line of a note, at the top level where it stands now, would by its
 * own indent be in the item above it. */
static bool belongs_above(const struct walk *walk, const struct node *item,
			  const struct definition *note)
{
	const struct tree *tree = &walk->parse->tree;
	const struct node *list = &tree->nodes[item->parent];
	const struct node *above = walk->item;
	struct prefix_cursor cursor;
	struct prefix opened;
	struct span line;

	if (!above ||
	    (above->parent != item->parent &&
	     (list->previous == NODE_NONE || item->previous != NODE_NONE ||
	      above->parent != list->previous)))
		return false;
	/* An item begins with at most one blank line. */
	if (&tree->nodes[above->next] == above + 1 &&
	    above->line + 1 < item->line)
		return false;
	/* Between them a link may be defined, which leaves no node. */
	for (uint32_t i = above->end_line + 1; i < item->line; i++) {
		line = lines_at(&walk->parse->body, i);
		cursor = prefix_start(line.ptr, line.len);
		if (!prefix_blank(&cursor))
			return false;
	}
	line = lines_at(&walk->parse->body, above->line);
	cursor = prefix_start(line.ptr, line.len);
	return prefix_open(&cursor, &opened) && !opened.quote &&
	       note->column >= opened.width;
}

/*
 * GitHub's notes go on with four columns whatever their own indent is. An
 * item's text is behind its mark, which so must stand at the left. Where only
 * a table above, which was found since, lets it be in an item it must not.
 */
static void outdent(struct walk *walk, struct definition *note,
		    const struct node *item)
{
	const struct node *list = &walk->parse->tree.nodes[item->parent];
	bool belongs;

	if (list->parent != NODE_NONE || item->column != note->shown)
		return;
	if (!note->indent && (!item->column || note->shown != note->column))
		return;
	belongs = belongs_above(walk, item, note);
	if (belongs == !note->indent)
		return;
	note->indent = belongs ? 0 : (uint8_t)item->column;
	walk->outdented = true;
}

/* Whether an item is one of the notes of its line. */
static bool is_note(struct walk *walk, const struct node *item)
{
	struct definition *items = walk->parse->definitions->items;
	const struct prelude_lines *lines = &walk->parse->lines;

	for (; walk->note < lines->to; walk->note++) {
		struct definition *note = &items[walk->note];

		if (note->line > item->line)
			return false;
		if (note->line < item->line || !note->note ||
		    note->state == DEFINITION_FALSE ||
		    note->shown < item->column)
			continue;
		if (note->shown > item->column)
			return false;
		note->seen = walk->parse->prelude.serial;
		outdent(walk, note, item);
		return true;
	}
	return false;
}

/* Whether a node is what a rewritten line was to be. */
static bool was_rewritten(struct walk *walk, const struct node *node,
			  enum rewrite_kind kind)
{
	struct rewrites *rewrites = walk->stand_ins->rewrites;
	struct rewrite *item;

	if (!rewrites)
		return false;
	while (walk->rewrite < rewrites->count &&
	       rewrites->items[walk->rewrite].line < node->line)
		walk->rewrite++;
	if (walk->rewrite == rewrites->count)
		return false;
	item = &rewrites->items[walk->rewrite];
	if (item->line != node->line || item->column != node->column ||
	    item->kind != kind || item->refused)
		return false;
	item->found = true;
	return true;
}

/* Whether code is a table, which is then *at. */
static bool is_table(struct tables *tables, size_t *at, const struct node *code)
{
	struct found_table *item;

	if (!tables)
		return false;
	while (*at < tables->count && tables->items[*at].line < code->line)
		++*at;
	if (*at == tables->count)
		return false;
	item = &tables->items[*at];
	if (item->line != code->line || item->column != code->column ||
	    item->refused)
		return false;
	item->found = true;
	return true;
}

/* Several lines are terms if all are short. Links may be defined in those
 * before them, which are no text of the paragraph. */
static bool may_be_terms(struct parse *parse, const struct node *paragraph)
{
	uint32_t count;

	if (paragraph->line == paragraph->end_line)
		return true;
	count = tree_text_lines(&parse->tree,
				(size_t)(paragraph - parse->tree.nodes));
	for (uint32_t i = 0; count > 1 && i < count; i++)
		if (lines_at(&parse->body, paragraph->end_line - i).len >
		    REWRITE_TERM_MAX)
			return false;
	return true;
}

/* Whether a definition has something to define: another one before it, or a
 * paragraph. */
static bool has_term(struct walk *walk, const struct node *item)
{
	struct node *nodes = walk->parse->tree.nodes;
	const struct node *list = &nodes[item->parent];
	struct node *above;

	if (item->previous != NODE_NONE)
		return nodes[item->previous].role == ROLE_DEFINITION;
	if (list->previous == NODE_NONE)
		return list->parent == NODE_NONE && walk->before == ROLE_TERM;
	above = &nodes[list->previous];
	/* Between them a link may be defined, which leaves no node. */
	if (above->kind != NODE_PARAGRAPH ||
	    above->end_line + TERM_DISTANCE < item->line ||
	    !may_be_terms(walk->parse, above))
		return false;
	above->role = ROLE_TERM;
	return true;
}

/* Whether a paragraph is one that a table may have beside it. */
static bool is_caption(struct walk *walk, const struct node *paragraph)
{
	struct span line = lines_at(&walk->parse->body, paragraph->line);

	return paragraph->kind == NODE_PARAGRAPH &&
	       paragraph->role == ROLE_NONE && paragraph->column < line.len &&
	       drawn_caption_mark(line.ptr + paragraph->column,
				  line.len - paragraph->column);
}

/* Whether code does not begin with the fence that stands there: indented code
 * does. */
static bool is_fenced(struct walk *walk, size_t code)
{
	const char *text = tree_text(&walk->parse->tree, code);

	return strncmp(text, DRAWN_TABLES_FENCE,
		       sizeof(DRAWN_TABLES_FENCE) - 1) != 0;
}

static void find_table(struct walk *walk, size_t index)
{
	const struct stand_ins *stand_ins = walk->stand_ins;
	struct node *nodes = walk->parse->tree.nodes;
	struct node *code = &nodes[index];

	if (is_fenced(walk, index) &&
	    is_table(stand_ins->drawn, &walk->drawn, code)) {
		code->role = ROLE_DRAWN;
		code->candidate = (uint32_t)walk->drawn;
		if (code->previous != NODE_NONE &&
		    is_caption(walk, &nodes[code->previous]))
			nodes[code->previous].role = ROLE_CAPTION;
	} else if (*tree_info(&walk->parse->tree, index) &&
		   is_table(stand_ins->tables, &walk->table, code)) {
		code->role = ROLE_TABLE;
		code->candidate = (uint32_t)walk->table;
	}
}

static void find_caption(struct walk *walk, struct node *paragraph)
{
	enum node_role above = ROLE_NONE;

	if (paragraph->previous != NODE_NONE)
		above = (enum node_role)walk->parse->tree
				.nodes[paragraph->previous]
				.role;
	else if (paragraph->parent == NODE_NONE)
		above = walk->before;
	if ((above == ROLE_TABLE || above == ROLE_DRAWN) &&
	    is_caption(walk, paragraph))
		paragraph->role = ROLE_LEGEND;
}

static void find_role(struct walk *walk, size_t index)
{
	struct node *node = &walk->parse->tree.nodes[index];

	if (node->kind == NODE_RULE) {
		if (was_rewritten(walk, node, REWRITE_FENCE))
			node->role = ROLE_FENCE;
	} else if (node->kind == NODE_CODE) {
		find_table(walk, index);
	} else if (node->kind == NODE_PARAGRAPH) {
		find_caption(walk, node);
	} else if (node->kind == NODE_ITEM) {
		bool note = is_note(walk, node);

		if (walk->parse->tree.nodes[node->parent].parent == NODE_NONE)
			walk->item = node;
		if (note) {
			node->role = ROLE_NOTE;
			node->candidate = walk->note;
		} else if (was_rewritten(walk, node, REWRITE_DEFINITION)) {
			node->role = has_term(walk, node) ? ROLE_DEFINITION
							  : ROLE_COLON;
		}
	}
}

static bool refuse_tables(struct tables *tables, uint32_t cut)
{
	bool refused = false;

	for (size_t i = 0; i < tables->count; i++) {
		struct found_table *item = &tables->items[i];

		if (item->line >= cut || item->found || item->refused)
			continue;
		item->refused = true;
		refused = true;
	}
	return refused;
}

bool roles_refuse(const struct stand_ins *stand_ins, uint32_t cut)
{
	struct rewrites *rewrites = stand_ins->rewrites;
	bool refused = refuse_tables(stand_ins->tables, UINT32_MAX);

	refused = refuse_tables(stand_ins->drawn, cut) || refused;
	for (size_t i = 0; i < rewrites->count; i++) {
		struct rewrite *item = &rewrites->items[i];

		if (item->line >= cut)
			break;
		if (item->found || item->refused)
			continue;
		item->refused = true;
		refused = true;
	}
	return refused;
}

static void forget_found(struct tables *tables)
{
	for (size_t i = 0; tables && i < tables->count; i++)
		tables->items[i].found = false;
}

bool roles_find(struct parse *parse, const struct stand_ins *stand_ins,
		enum node_role before)
{
	struct tree *tree = &parse->tree;
	struct rewrites *rewrites = stand_ins->rewrites;
	struct walk walk = {
		.parse = parse,
		.stand_ins = stand_ins,
		.note = parse->lines.from,
		.before = before,
	};

	for (size_t i = 0; rewrites && i < rewrites->count; i++)
		rewrites->items[i].found = false;
	forget_found(stand_ins->tables);
	forget_found(stand_ins->drawn);
	for (size_t i = tree->body; i < tree->count; i++)
		find_role(&walk, i);
	return walk.outdented;
}
