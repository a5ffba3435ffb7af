/* SPDX-License-Identifier: ISC */
/* Which paragraph is read where all others are dimmed. */
#include "reader/zen.h"

#include "document/document.h"
#include "layout/layout.h"
#include "reader/view.h"

enum { EYES = 3 }; /* rest on the row that ends this part of the page */

static bool block_being_read(struct view *view, uint32_t *block)
{
	struct layout_at at;

	if (!view_top(view, &at))
		return false;
	layout_move(view->layout, &at, view_rows(view) / EYES);
	*block = at.block;
	if (view_has_point(view))
		*block = (uint32_t)document_block_at(view->document,
						     view->point_off);
	return true;
}

void zen_settle(struct view *view)
{
	const struct document *document = view->document;
	const struct block *block;
	uint32_t index;

	view->lit_from = view->lit_to = 0;
	if (view->zen != ZEN_FOCUS || !block_being_read(view, &index))
		return;
	view->lit_from = index;
	view->lit_to = index + 1;
	block = &document->blocks[index];
	if (block->kind == BLOCK_ROW)
		document_container_blocks(document, block->container,
					  &view->lit_from, &view->lit_to);
}

bool zen_dims(const struct view *view, const struct row *row)
{
	return view->zen == ZEN_FOCUS && view->lit_from < view->lit_to &&
	       (row->block < view->lit_from || row->block >= view->lit_to);
}
