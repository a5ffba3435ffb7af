/* SPDX-License-Identifier: ISC */
/* Turn an HTML block into blocks of a piece. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/html.h"
#include "document/htmlinline.h"
#include "document/htmltable.h"
#include "document/markup.h"

/* An element that is open: everything that has the role of a block, but for
 * paragraphs, rules, rows, and what is in a table of data. */
struct open_element {
	uint8_t role; /* enum html_role */
	bool ordered; /* of a list */
	bool entered; /* a list is one from its first item on */
	bool implied; /* a list that no tag began */
	uint32_t start;
};

/* A table of data that is open. */
struct open_table {
	const struct html_table *table; /* NULL: none is */
	struct html_grid grid;
	unsigned rows; /* that have begun */
	bool row;      /* one is open, */
	bool cell;     /* and a cell in it, */
	unsigned span; /* and its columns */
};

/* An HTML block while it is read. */
struct html_flow {
	struct markup *markup;
	struct html_scanner scanner;
	struct html_tables tables;
	size_t next_table;
	struct open_table table;
	struct open_element *open;
	size_t open_count, open_room;
	size_t open_of[HTML_ROLES]; /* how many of each role */
	struct html_format format;
	struct buffer text; /* scratch */
	struct buffer id;   /* of a heading that has no text yet */
	struct buffer code; /* the lines of <pre> */
	struct buffer info;
	uint32_t code_line;
	const char *counted; /* up to here line is right */
	uint32_t line;
	unsigned level; /* of the heading that is open */
	bool leaf;	/* a paragraph or heading is open */
	bool pre;	/* or lines as they stand are */
	bool pre_begins;
};

static const char html_white[] = " \t\n\f\r";

/* Counts lines up to at. */
static void count_lines(struct html_flow *flow, const char *at)
{
	for (; flow->counted < at; flow->counted++)
		flow->line += *flow->counted == '\n';
}

/* --- Paragraphs and headings ------------------------------------------- */

/* A heading without text is none, though it may have a picture. The id waits
 * for another line of it. */
static void settle_heading(struct html_flow *flow)
{
	struct document *piece = flow->markup->piece;
	struct block *block = &piece->blocks[piece->block_count];

	if (block->kind != BLOCK_HEADING)
		return;
	if (piece->text.len > block->off) {
		buffer_clear(&flow->id);
		return;
	}
	block->kind = BLOCK_PARAGRAPH;
	block->level = 0;
	block->info = 0;
}

static void end_leaf(struct html_flow *flow)
{
	if (!flow->leaf)
		return;
	html_format_leave(flow->markup, &flow->format);
	settle_heading(flow);
	markup_leave_block(flow->markup);
	flow->leaf = false;
}

static struct open_element *top(struct html_flow *flow)
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

/* The inlines that come next need a block: a paragraph, if none is open. */
static void need_leaf(struct html_flow *flow)
{
	if (!flow->leaf && !flow->table.cell)
		begin_leaf(flow);
}

/* --- Elements that are open -------------------------------------------- */

static void push(struct html_flow *flow, enum html_role role)
{
	MEMORY_RESERVE(flow->open, flow->open_room, flow->open_count + 1);
	flow->open[flow->open_count++] =
		(struct open_element){ .role = (uint8_t)role };
	flow->open_of[role]++;
}

static void pop(struct html_flow *flow)
{
	const struct open_element *element = &flow->open[--flow->open_count];

	flow->open_of[element->role]--;
	switch (element->role) {
	case HTML_HEADING:
		flow->level = 0;
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

/* Ends the innermost element of a role, if one is open, with what is open in
 * it. Over all calls the time is linear. */
static void pop_to(struct html_flow *flow, enum html_role role)
{
	if (!flow->open_of[role])
		return;
	while (top(flow)->role != role)
		pop(flow);
	pop(flow);
}

/* What holds lines only, no blocks. */
static bool holds_lines(enum html_role role)
{
	return role == HTML_HEADING || role == HTML_TITLE || role == HTML_TERM;
}

/* Blocks in what holds lines end it. */
static void end_lines(struct html_flow *flow)
{
	end_leaf(flow);
	pop_to(flow, HTML_HEADING);
	while (top(flow) && holds_lines(top(flow)->role))
		pop(flow);
}

/* Ends an item as its end tag or the next one's start tag does: not through
 * what it may stand in itself. True if there was one. */
static bool end_part(struct html_flow *flow, enum html_role role)
{
	while (top(flow) &&
	       (top(flow)->role == HTML_BLOCK || holds_lines(top(flow)->role)))
		pop(flow);
	if (!top(flow) || top(flow)->role != role)
		return false;
	pop(flow);
	return true;
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

	end_lines(flow);
	push(flow, HTML_LIST);
	list = top(flow);
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
	push(flow, HTML_LIST);
	top(flow)->implied = true;
}

/* An end tag ends the innermost list that has a start tag. */
static void end_list(struct html_flow *flow)
{
	bool implied = true;

	while (implied && flow->open_of[HTML_LIST]) {
		while (top(flow)->role != HTML_LIST)
			pop(flow);
		implied = top(flow)->implied;
		pop(flow);
	}
}

static void begin_item(struct html_flow *flow)
{
	struct open_element *list;

	end_lines(flow);
	end_part(flow, HTML_ITEM);
	if (!top(flow) || top(flow)->role != HTML_LIST)
		push_implied_list(flow);
	list = top(flow);
	if (!list->entered) {
		markup_enter_list(flow->markup, list->ordered, !is_loose(flow),
				  list->start, '.');
		list->entered = true;
	}
	push(flow, HTML_ITEM);
	markup_enter_item(flow->markup, TASK_NONE);
}

/* A box at the start of an item. */
static void take_input(struct html_flow *flow, const struct html_token *tag)
{
	struct span value;

	if (flow->leaf || !top(flow) || top(flow)->role != HTML_ITEM ||
	    !html_attribute(tag, "type", &value) || value.len != 8 ||
	    strncasecmp(value.ptr, "checkbox", 8))
		return;
	markup_task(flow->markup, html_attribute(tag, "checked", &value)
					  ? TASK_DONE
					  : TASK_OPEN);
}

/* --- Tables of data ---------------------------------------------------- */

static void add_empty_cells(struct html_flow *flow, unsigned count)
{
	for (; count; count--) {
		markup_enter_cell(flow->markup);
		markup_leave_cell(flow->markup);
	}
}

static void end_cell(struct html_flow *flow)
{
	struct open_table *table = &flow->table;

	if (!table->cell)
		return;
	html_format_leave(flow->markup, &flow->format);
	markup_leave_cell(flow->markup);
	table->cell = false;
	add_empty_cells(flow, table->span - 1);
}

static void end_row(struct html_flow *flow)
{
	struct open_table *table = &flow->table;

	end_cell(flow);
	if (!table->row)
		return;
	assert(table->grid.column <= table->table->columns);
	add_empty_cells(flow, table->table->columns - table->grid.column);
	markup_leave_row(flow->markup);
	html_grid_end_row(&table->grid);
	table->row = false;
}

static void begin_cell(struct html_flow *flow, const struct html_token *tag)
{
	struct open_table *table = &flow->table;
	const char *alignments = buffer_string(&flow->tables.alignments);

	end_cell(flow);
	end_leaf(flow);
	count_lines(flow, tag->ptr);
	if (!table->rows)
		markup_enter_table(flow->markup,
				   alignments + table->table->alignments);
	if (!table->row) {
		markup_enter_row(flow->markup,
				 table->rows < table->table->header_rows,
				 flow->line);
		table->row = true;
		table->rows++;
	}
	add_empty_cells(flow, html_grid_skip(&table->grid));
	table->span = html_grid_place(&table->grid, tag);
	markup_enter_cell(flow->markup);
	table->cell = true;
	memset(&flow->format, 0, sizeof(flow->format));
}

static void end_table(struct html_flow *flow)
{
	struct open_table *table = &flow->table;

	if (!table->table)
		return;
	end_row(flow);
	end_leaf(flow);
	if (table->rows)
		markup_leave_container(flow->markup, flow->line);
	memset(&flow->format, 0, sizeof(flow->format));
	table->table = NULL;
}

/* Whether a table of data begins with this tag. */
static bool begin_table(struct html_flow *flow, const struct html_token *tag)
{
	const struct html_tables *tables = &flow->tables;
	size_t *next = &flow->next_table;

	if (tag->closing)
		return false;
	while (*next < tables->count && tables->items[*next].start < tag->ptr)
		++*next;
	if (*next == tables->count || tables->items[*next].start != tag->ptr)
		return false;
	end_lines(flow);
	memset(&flow->table, 0, sizeof(flow->table));
	memset(&flow->format, 0, sizeof(flow->format));
	flow->table.table = &tables->items[*next];
	return true;
}

static void take_table_title(struct html_flow *flow, bool closing)
{
	end_leaf(flow);
	pop_to(flow, HTML_TITLE);
	if (!closing)
		push(flow, HTML_TITLE);
}

/* A tag of a table of data itself. */
static void take_part(struct html_flow *flow, const struct html_token *tag)
{
	switch (tag->element->role) {
	case HTML_TABLE:
		end_table(flow);
		break;
	case HTML_ROWS:
		end_row(flow);
		html_grid_end_rows(&flow->table.grid);
		break;
	case HTML_ROW:
		end_row(flow);
		break;
	case HTML_CELL:
		pop_to(flow, HTML_TITLE);
		if (tag->closing)
			end_cell(flow);
		else
			begin_cell(flow, tag);
		break;
	default:
		take_table_title(flow, tag->closing);
		break;
	}
	html_target(flow->markup, tag);
}

/* A tag inside of it; blocks in a cell are words on its one line. */
static void take_table_tag(struct html_flow *flow, const struct html_token *tag)
{
	enum html_role role = tag->element->role;

	if ((role >= HTML_TABLE && role <= HTML_CELL) ||
	    (role == HTML_TITLE && !flow->table.cell)) {
		take_part(flow, tag);
		return;
	}
	html_target(flow->markup, tag);
	if (!flow->table.cell && !flow->leaf)
		return;
	if (role >= HTML_BLOCK)
		markup_soft_break(flow->markup);
	else
		html_inline_tag(flow->markup, &flow->format, tag);
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
	end_lines(flow);
	count_lines(flow, tag->ptr);
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
	pop_to(flow, HTML_HEADING);
	push(flow, HTML_HEADING);
	flow->level = tag->element->detail;
	count_lines(flow, tag->ptr);
	html_value(flow->markup, tag, "id", &flow->id);
}

/* Terms and definitions follow one another in their list. */
static void begin_term(struct html_flow *flow, enum html_role role)
{
	end_lines(flow);
	if (flow->open_of[HTML_DEFINITION])
		end_part(flow, HTML_DEFINITION);
	push(flow, role);
	if (role == HTML_DEFINITION)
		markup_enter_definition(flow->markup);
}

static void begin_element(struct html_flow *flow, const struct html_token *tag)
{
	enum html_role role = tag->element->role;

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
		end_lines(flow);
		push(flow, role);
		markup_enter_quote(flow->markup);
		break;
	case HTML_TABLE:
	case HTML_TERMS:
		end_lines(flow);
		push(flow, role);
		break;
	case HTML_ROWS:
	case HTML_ROW:
	case HTML_CELL:
		end_lines(flow);
		break;
	case HTML_TITLE:
		pop_to(flow, HTML_TITLE);
		push(flow, role);
		break;
	case HTML_BLOCK:
		push(flow, role);
		break;
	default:
		break;
	}
}

static void end_element(struct html_flow *flow, enum html_role role)
{
	switch (role) {
	case HTML_PARAGRAPH:
		break;
	case HTML_ROWS:
	case HTML_ROW:
	case HTML_CELL:
		end_lines(flow);
		break;
	case HTML_ITEM:
		/* What follows it before the next one belongs to it. */
		end_lines(flow);
		break;
	case HTML_LIST:
		end_list(flow);
		break;
	default:
		pop_to(flow, role);
		break;
	}
}

static void take_block_tag(struct html_flow *flow, const struct html_token *tag)
{
	enum html_role role = tag->element->role;

	end_leaf(flow);
	if (role == HTML_RULE) {
		end_lines(flow);
		count_lines(flow, tag->ptr);
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
	enum html_role role = tag->element->role;

	html_target(flow->markup, tag);
	if (role == HTML_IMAGE && !tag->closing) {
		count_lines(flow, tag->ptr);
		need_leaf(flow);
	}
	if (role == HTML_INPUT)
		take_input(flow, tag);
	else if (flow->leaf)
		html_inline_tag(flow->markup, &flow->format, tag);
	else
		html_format_tag(flow->markup, &flow->format, tag);
}

static void take_tag(struct html_flow *flow, const struct html_token *tag)
{
	enum html_role role = tag->element->role;

	if (flow->pre && role != HTML_PRE) {
		take_code_tag(flow, tag);
		return;
	}
	if (flow->table.table) {
		take_table_tag(flow, tag);
		return;
	}
	if ((role == HTML_TABLE || role == HTML_ROWS || role == HTML_ROW) &&
	    begin_table(flow, tag)) {
		if (role == HTML_TABLE)
			html_target(flow->markup, tag);
		else
			take_table_tag(flow, tag);
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
			need_leaf(flow);
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

	count_lines(flow, text + strspn(text, html_white));
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

	if (strcasestr(html, "<t"))
		html_tables_find(&flow.tables, html, len);
	while (html_next(&flow.scanner, &token)) {
		if (token.kind == HTML_TAG)
			take_tag(&flow, &token);
		else
			take_text(&flow, &token);
	}
	end_table(&flow);
	end_leaf(&flow);
	end_code(&flow);
	while (flow.open_count)
		pop(&flow);
	html_tables_release(&flow.tables);
	free(flow.open);
	buffer_release(&flow.text);
	buffer_release(&flow.id);
	buffer_release(&flow.code);
	buffer_release(&flow.info);
}
