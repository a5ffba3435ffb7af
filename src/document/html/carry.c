/* SPDX-License-Identifier: ISC */
/* Carry a heading from one HTML block over Markdown to another. */
#include "document/html/carry.h"

#include <string.h>

#include "document/markup.h"

enum {
	BLOCKS_MAX = 4, /* that a heading without an end tag takes */
	LEN_MAX = 200,	/* bytes of a paragraph that may be a heading */
};

/* What is open, if it is carried to here: not into containers. */
static struct html_carry *carried(struct markup *markup)
{
	if (markup->container != DOCUMENT_NONE || markup->flattened)
		return NULL;
	return markup->carry;
}

unsigned html_carry_take(struct markup *markup)
{
	struct html_carry *carry = carried(markup);
	unsigned level = carry ? carry->heading : 0;

	if (carry)
		carry->heading = 0;
	return level;
}

static void spend_block(struct html_carry *carry)
{
	if (!--carry->blocks)
		carry->heading = 0;
}

void html_carry_leave(struct markup *markup, unsigned taken, unsigned level)
{
	struct html_carry *carry = carried(markup);

	if (!carry || !level)
		return;
	carry->heading = (unsigned char)level;
	if (!taken)
		carry->blocks = BLOCKS_MAX;
	else
		spend_block(carry);
}

void html_carry_begin(struct markup *markup, bool flows)
{
	if (markup->carry && (!flows || !carried(markup)))
		markup->carry->heading = 0;
}

static bool has_word(const struct document *piece, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (piece->text.data[i] != ' ' && piece->text.data[i] != '\n')
			return true;
	return false;
}

bool html_carry_says(const struct document *piece)
{
	size_t off = piece->blocks[piece->block_count].off;

	for (size_t i = piece->building_runs; i < piece->run_count; i++) {
		const struct run *run = &piece->runs[i];

		if (!(run->style & RUN_IMAGE))
			continue;
		if (has_word(piece, off, run->off))
			return true;
		off = run->end;
	}
	return has_word(piece, off, piece->text.len);
}

void html_carry_end(struct markup *markup)
{
	struct html_carry *carry = carried(markup);
	const struct document *piece = markup->piece;
	struct block *block = &piece->blocks[piece->block_count];

	if (!carry || !carry->heading)
		return;
	if (piece->text.len - block->off <= LEN_MAX && html_carry_says(piece)) {
		block->kind = BLOCK_HEADING;
		block->level = carry->heading;
	}
	spend_block(carry);
}
