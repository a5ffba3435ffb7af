/* SPDX-License-Identifier: ISC */
/* Build a piece from what a parser of markup finds, in the order it does. */
#include "document/markup.h"

#include <assert.h>
#include <string.h>

#include "text/character.h"
#include "text/utf8.h"

void markup_init(struct markup *markup, struct document *piece,
		 markup_decode *decode)
{
	*markup = (struct markup){
		.piece = piece,
		.decode = decode,
		.container = DOCUMENT_NONE,
		.link = DOCUMENT_NONE,
		.image = DOCUMENT_NONE,
	};
}

/* --- Blocks ------------------------------------------------------------ */

static struct block *begin(struct markup *markup, enum block_kind kind,
			   uint32_t line)
{
	struct document *piece = markup->piece;
	uint32_t block;

	html_carry_begin(markup, kind == BLOCK_PARAGRAPH);
	/* cmark's positions are not always right; I8 must hold. */
	if (piece->block_count &&
	    piece->blocks[piece->block_count - 1].line > line)
		line = piece->blocks[piece->block_count - 1].line;
	block = document_begin_block(piece, kind, markup->container, line);
	return &piece->blocks[block];
}

/* The innermost container that holds both. Parents have smaller indices, so
 * the larger of two is never around the other. */
static uint32_t common_container(const struct document *piece, uint32_t a,
				 uint32_t b)
{
	while (a != b) {
		if (a == DOCUMENT_NONE || b == DOCUMENT_NONE)
			return DOCUMENT_NONE;
		if (a > b)
			a = piece->containers[a].parent;
		else
			b = piece->containers[b].parent;
	}
	return a;
}

/* BLOCK_TIGHT, as document.h defines it. */
static bool stands_tight(const struct document *piece)
{
	const struct block *block = &piece->blocks[piece->block_count];
	uint32_t common;

	if (!piece->block_count)
		return false;
	common = common_container(piece, block->container, block[-1].container);
	return common != DOCUMENT_NONE && piece->containers[common].tight;
}

static void end(struct markup *markup)
{
	struct document *piece = markup->piece;

	if (stands_tight(piece))
		piece->blocks[piece->block_count].flags |= BLOCK_TIGHT;
	document_end_block(piece);
}

static bool shows_nothing(const struct document *piece)
{
	return piece->text.len == piece->blocks[piece->block_count].off &&
	       piece->link_count == piece->building_links &&
	       piece->run_count == piece->building_runs;
}

static void forget_inlines(struct markup *markup)
{
	memset(markup->styles, 0, sizeof(markup->styles));
	markup->style = 0;
	memset(&markup->html, 0, sizeof(markup->html));
	markup->images = 0;
	markup->link = DOCUMENT_NONE;
	markup->image = DOCUMENT_NONE;
	markup->soft_break = false;
	markup->hidden = false;
}

void markup_enter_block(struct markup *markup, unsigned level, uint32_t line)
{
	struct block *block =
		begin(markup, level ? BLOCK_HEADING : BLOCK_PARAGRAPH, line);

	block->level = (uint8_t)level;
	forget_inlines(markup);
}

void markup_leave_block(struct markup *markup)
{
	struct document *piece = markup->piece;

	html_carry_end(markup);
	if (piece->blocks[piece->block_count].kind == BLOCK_PARAGRAPH &&
	    shows_nothing(piece))
		document_drop_block(piece);
	else
		end(markup);
}

void markup_heading_id(struct markup *markup, const char *id, size_t len)
{
	struct document *piece = markup->piece;

	piece->blocks[piece->block_count].info =
		document_add_string(piece, id, len);
}

void markup_title(struct markup *markup)
{
	struct document *piece = markup->piece;

	piece->blocks[piece->block_count].flags |= BLOCK_TITLE;
}

void markup_target(struct markup *markup, const char *name, size_t len)
{
	document_add_target(markup->piece, name, len);
}

void markup_code(struct markup *markup, const char *text, const char *info,
		 bool fenced, uint32_t line)
{
	struct document *piece = markup->piece;
	struct block *block = begin(markup, BLOCK_CODE, line);
	size_t len = strlen(text);

	if (fenced)
		block->flags |= BLOCK_FENCED;
	block->info = document_add_string(piece, info, strlen(info));
	/* The last '\n' is the block's own. */
	document_add_text(piece, text, len ? len - 1 : 0, 0, DOCUMENT_NONE);
	end(markup);
}

void markup_rule(struct markup *markup, uint32_t line)
{
	begin(markup, BLOCK_RULE, line);
	end(markup);
}

/* --- Containers -------------------------------------------------------- */

/* Opens a container if it and what it must hold stay within the depth shown;
 * returns NULL if not. */
static struct container *enter(struct markup *markup, enum container_kind kind,
			       unsigned levels)
{
	struct document *piece = markup->piece;

	if (markup->flattened || markup->depth + levels > DOCUMENT_DEPTH_MAX) {
		markup->flattened++;
		return NULL;
	}
	markup->depth++;
	markup->container =
		document_add_container(piece, kind, markup->container);
	return &piece->containers[markup->container];
}

void markup_enter_quote(struct markup *markup)
{
	enter(markup, CONTAINER_QUOTE, 1);
}

void markup_enter_list(struct markup *markup, bool ordered, bool tight,
		       uint32_t start, char delimiter)
{
	/* A list without room for its items would break I4. */
	struct container *list = enter(markup, CONTAINER_LIST, 2);

	if (!list)
		return;
	list->ordered = ordered;
	list->tight = tight;
	list->delimiter = delimiter;
	/* Of the last item so far; of none, wrapping round before the first. */
	list->number = ordered ? start - 1 : 0;
}

void markup_enter_item(struct markup *markup, enum task task)
{
	uint32_t parent = markup->container;
	struct container *item = enter(markup, CONTAINER_ITEM, 1);
	struct container *list;

	if (!item)
		return;
	list = &markup->piece->containers[parent];
	item->ordered = list->ordered;
	item->tight = list->tight;
	item->delimiter = list->delimiter;
	item->task = (uint8_t)task;
	if (list->ordered)
		item->number = ++list->number;
}

void markup_enter_definition(struct markup *markup)
{
	enter(markup, CONTAINER_DEFINITION, 1);
}

void markup_enter_note(struct markup *markup, const char *label, size_t len)
{
	struct document *piece = markup->piece;
	uint32_t note = document_add_note(piece, label, len);
	struct container *container;

	assert(markup->container == DOCUMENT_NONE);
	container = enter(markup, CONTAINER_NOTE, 1);
	assert(container);
	container->number = note;
	piece->notes[note].container = markup->container;
}

void markup_callout(struct markup *markup, const char *kind, size_t len)
{
	struct document *piece = markup->piece;
	struct container *quote;

	if (markup->flattened || markup->container == DOCUMENT_NONE)
		return;
	quote = &piece->containers[markup->container];
	if (quote->kind == CONTAINER_QUOTE)
		quote->info = document_add_string(piece, kind, len);
}

void markup_task(struct markup *markup, enum task task)
{
	struct container *item;

	if (markup->flattened || markup->container == DOCUMENT_NONE)
		return;
	item = &markup->piece->containers[markup->container];
	if (item->kind == CONTAINER_ITEM)
		item->task = (uint8_t)task;
}

/* --- Tables ------------------------------------------------------------ */

void markup_enter_table(struct markup *markup, const char *alignments)
{
	struct container *table = enter(markup, CONTAINER_TABLE, 1);

	if (table)
		table->info = document_add_string(markup->piece, alignments,
						  strlen(alignments));
}

/* Whether the table that is open is one, not too deep to be. */
static bool in_table(const struct markup *markup)
{
	return !markup->flattened;
}

void markup_enter_row(struct markup *markup, bool header, uint32_t line)
{
	struct block *block = begin(
		markup, in_table(markup) ? BLOCK_ROW : BLOCK_PARAGRAPH, line);

	if (header && block->kind == BLOCK_ROW)
		block->flags |= BLOCK_HEADER;
	forget_inlines(markup);
}

void markup_enter_cell(struct markup *markup)
{
	forget_inlines(markup);
	if (in_table(markup))
		document_begin_cell(markup->piece);
}

void markup_leave_cell(struct markup *markup)
{
	if (in_table(markup))
		document_end_cell(markup->piece);
	else
		document_add_text(markup->piece, "\n", 1, 0, DOCUMENT_NONE);
}

void markup_leave_row(struct markup *markup)
{
	if (!in_table(markup) && shows_nothing(markup->piece))
		document_drop_block(markup->piece);
	else
		end(markup);
}

/* --- Leaving containers ------------------------------------------------ */

/* Whether a container without a block gets an empty one. */
static bool keeps_place(const struct container *container)
{
	return container->kind == CONTAINER_ITEM ||
	       container->kind == CONTAINER_DEFINITION ||
	       container->kind == CONTAINER_NOTE;
}

void markup_leave_container(struct markup *markup, uint32_t line)
{
	struct document *piece = markup->piece;
	struct container *container;

	if (markup->flattened) {
		markup->flattened--;
		return;
	}
	container = &piece->containers[markup->container];
	if (keeps_place(container) && container->first_block == DOCUMENT_NONE) {
		begin(markup, BLOCK_PARAGRAPH, line);
		end(markup);
		container = &piece->containers[markup->container];
	}
	markup->container = container->parent;
	markup->depth--;
	if (container->first_block == DOCUMENT_NONE)
		piece->container_count--;
}

/* --- Inlines ----------------------------------------------------------- */

static unsigned current_style(const struct markup *markup)
{
	unsigned style = markup->style;

	if (markup->link != DOCUMENT_NONE)
		style |= RUN_LINK;
	if (markup->images)
		style |= RUN_IMAGE;
	return style;
}

/* An image inside a link belongs to the link: that is where it leads. */
static uint32_t current_link(const struct markup *markup)
{
	return markup->link != DOCUMENT_NONE ? markup->link : markup->image;
}

bool markup_at_line_start(const struct markup *markup)
{
	const struct document *piece = markup->piece;

	return piece->text.len == piece->blocks[piece->block_count].off ||
	       piece->text.data[piece->text.len - 1] == '\n';
}

/* Whether white space would add nothing to the block's text so far. */
static bool at_space(const struct markup *markup)
{
	const struct document *piece = markup->piece;

	return markup_at_line_start(markup) ||
	       piece->text.data[piece->text.len - 1] == ' ';
}

/* Whether the block's text so far ends in a character of a script without
 * spaces. */
static bool ends_unspaced(const struct markup *markup)
{
	const struct document *piece = markup->piece;
	const char *text = piece->text.data;
	size_t previous;
	uint32_t point;

	if (markup_at_line_start(markup))
		return false;
	previous = utf8_previous(text, piece->text.len);
	utf8_decode(text + previous, piece->text.len - previous, &point);
	return character_unspaced(point);
}

/* T4: nothing between two characters of scripts without spaces. */
static bool joins(const struct markup *markup, const char *next, size_t len)
{
	uint32_t after;

	utf8_decode(next, len, &after);
	return ends_unspaced(markup) && character_unspaced(after);
}

static void settle_soft_break(struct markup *markup, const char *next,
			      size_t len)
{
	struct document *piece = markup->piece;

	if (!markup->soft_break)
		return;
	markup->soft_break = false;
	if (!at_space(markup) && !joins(markup, next, len))
		document_add_text(piece, " ", 1, markup->soft_style,
				  markup->soft_link);
}

static void add(struct markup *markup, const char *text, size_t len,
		unsigned style)
{
	struct document *piece = markup->piece;

	if (markup->hidden || !len)
		return;
	settle_soft_break(markup, text, len);
	if (markup->images && !markup->image_begun) {
		markup->image_begun = true;
		piece->links[markup->image].off = (uint32_t)piece->text.len;
	}
	document_add_text(piece, text, len, style | current_style(markup),
			  current_link(markup));
}

void markup_words(struct markup *markup, const char *text, size_t len)
{
	add(markup, text, len, 0);
}

void markup_text(struct markup *markup, const char *text, size_t len)
{
	for (;;) {
		const char *newline = memchr(text, '\n', len);
		size_t line = newline ? (size_t)(newline - text) : len;

		add(markup, text, line, 0);
		if (!newline)
			return;
		/* "&#10;" is white space, no line break. */
		add(markup, " ", 1, 0);
		text += line + 1;
		len -= line + 1;
	}
}

void markup_code_span(struct markup *markup, const char *text)
{
	add(markup, text, strlen(text), markup->images ? 0 : RUN_CODE);
}

void markup_soft_break(struct markup *markup)
{
	if (markup->hidden)
		return;
	markup->soft_break = true;
	markup->soft_style = current_style(markup);
	markup->soft_link = current_link(markup);
}

void markup_hard_break(struct markup *markup)
{
	/* An alternative text is one line. */
	if (markup->images) {
		markup_soft_break(markup);
		return;
	}
	if (markup->hidden)
		return;
	markup->soft_break = false;
	document_add_text(markup->piece, "\n", 1, current_style(markup),
			  current_link(markup));
}

/* Inside an alternative text nothing has a style of its own. */
void markup_style(struct markup *markup, unsigned style, bool enter)
{
	unsigned bit = 0;

	if (markup->images)
		return;
	while (style >> bit != 1)
		bit++;
	if (enter)
		markup->styles[bit]++;
	else if (markup->styles[bit])
		markup->styles[bit]--;
	markup->style &= ~style;
	if (markup->styles[bit])
		markup->style |= style;
}

void markup_reference(struct markup *markup, const char *label, size_t len)
{
	uint32_t note;

	if (markup->images || markup->hidden)
		return;
	/* Without words behind it a line break is a blank like any other. */
	if (markup->soft_break && !ends_unspaced(markup) &&
	    !markup_at_line_start(markup))
		settle_soft_break(markup, "x", 1);
	note = document_add_note(markup->piece, label, len);
	document_add_reference(markup->piece, note,
			       current_style(markup) & ~(unsigned)RUN_LINK);
}

bool markup_takes_link(const struct markup *markup)
{
	return !markup->images && !markup->hidden;
}

void markup_enter_link(struct markup *markup, uint32_t url, uint32_t title)
{
	if (markup_takes_link(markup))
		markup->link =
			document_add_link(markup->piece, url, title, false);
}

void markup_leave_link(struct markup *markup)
{
	if (!markup->images)
		markup->link = DOCUMENT_NONE;
}

void markup_enter_image(struct markup *markup, uint32_t url, uint32_t title)
{
	if (markup_takes_link(markup)) {
		markup->image =
			document_add_link(markup->piece, url, title, true);
		markup->image_begun = false;
	}
	markup->images++;
}

void markup_leave_image(struct markup *markup)
{
	struct document *piece = markup->piece;

	if (--markup->images || markup->image == DOCUMENT_NONE)
		return;
	piece->links[markup->image].end = (uint32_t)piece->text.len;
	markup->image = DOCUMENT_NONE;
}
