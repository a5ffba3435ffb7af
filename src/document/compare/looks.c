/* SPDX-License-Identifier: ISC */
/* Say whether two blocks of one text would be shown alike. */
#include "document/compare/looks.h"

#include <stdint.h>
#include <string.h>

#include "document/document.h"

/* Of a block only these say how it looks; the space above it is that of its
 * neighbours. */
enum { FLAGS = BLOCK_FENCED | BLOCK_TITLE | BLOCK_HEADER };

static bool same_string(const struct document *a, uint32_t left,
			const struct document *b, uint32_t right)
{
	return strcmp(document_string(a, left), document_string(b, right)) == 0;
}

static bool same_containers(const struct document *a, uint32_t left,
			    const struct document *b, uint32_t right)
{
	while (left != DOCUMENT_NONE && right != DOCUMENT_NONE) {
		const struct container *one = &a->containers[left];
		const struct container *other = &b->containers[right];

		if (one->kind != other->kind ||
		    one->ordered != other->ordered ||
		    one->task != other->task ||
		    !same_string(a, one->info, b, other->info))
			return false;
		left = one->parent;
		right = other->parent;
	}
	return left == right;
}

static bool same_link(const struct document *a, const struct run *left,
		      const struct document *b, const struct run *right)
{
	const struct link *one, *other;

	/* A note's number says where it stands among the notes. */
	if (left->style & RUN_NOTE)
		return true;
	if (left->link == DOCUMENT_NONE || right->link == DOCUMENT_NONE)
		return left->link == right->link;
	one = &a->links[left->link];
	other = &b->links[right->link];
	return one->image == other->image &&
	       same_string(a, one->url, b, other->url);
}

/* The runs of both blocks, by where they stand in them. */
static bool same_runs(const struct document *a, const struct block *left,
		      const struct document *b, const struct block *right)
{
	size_t i = document_run_at(a, left->off);
	size_t j = document_run_at(b, right->off);

	for (;; i++, j++) {
		bool more = i < a->run_count && a->runs[i].off < left->end;
		const struct run *one = a->runs + i;
		const struct run *other = b->runs + j;

		if (more != (j < b->run_count && other->off < right->end))
			return false;
		if (!more)
			return true;
		if (one->off - left->off != other->off - right->off ||
		    one->end - left->off != other->end - right->off ||
		    one->style != other->style || !same_link(a, one, b, other))
			return false;
	}
}

static bool same_cells(const struct document *a, const struct block *left,
		       const struct document *b, const struct block *right)
{
	size_t i = document_cell_at(a, left->off);
	size_t j = document_cell_at(b, right->off);

	/* They tile rows of the same text. */
	for (; i < a->cell_count && a->cells[i].off < left->end; i++, j++)
		if (j == b->cell_count ||
		    a->cells[i].end - left->off != b->cells[j].end - right->off)
			return false;
	return true;
}

bool looks_same(const struct document *a, size_t i, const struct document *b,
		size_t j)
{
	const struct block *left = &a->blocks[i];
	const struct block *right = &b->blocks[j];

	return left->kind == right->kind && left->level == right->level &&
	       (left->flags & FLAGS) == (right->flags & FLAGS) &&
	       same_string(a, left->info, b, right->info) &&
	       same_containers(a, left->container, b, right->container) &&
	       same_runs(a, left, b, right) &&
	       (left->kind != BLOCK_ROW || same_cells(a, left, b, right));
}
