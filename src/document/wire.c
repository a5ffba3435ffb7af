/* SPDX-License-Identifier: ISC */
/* A piece of a document as bytes, for another process of this program. */
#include "document/wire.h"

#include <string.h>

#include "base/buffer.h"
#include "document/valid.h"

enum { ARRAYS = 8, ALIGNED = 8 };

/* What comes first; the arrays follow in the order of their counts. */
struct head {
	uint64_t counts[ARRAYS];
	uint64_t text;	  /* bytes, … */
	uint64_t strings; /* … each with a NUL behind them */
	uint64_t repaired;
	uint64_t hidden;
	uint64_t unended;
	struct metadata metadata;
	uint32_t body_block;
	uint32_t after_block;
};

/* An array, and what of an element is not padding. */
struct array {
	const void *items;
	size_t count;
	size_t size;
	size_t used;
};

/* The bytes of a type up to the end of its last member. */
#define USED(type, last) \
	(offsetof(type, last) + sizeof(((const type *)NULL)->last))

static void list_arrays(const struct document *piece,
			struct array arrays[ARRAYS])
{
	const struct array listed[ARRAYS] = {
		{ piece->blocks, piece->block_count, sizeof(struct block),
		  USED(struct block, flags) },
		{ piece->containers, piece->container_count,
		  sizeof(struct container), USED(struct container, task) },
		{ piece->runs, piece->run_count, sizeof(struct run),
		  USED(struct run, style) },
		{ piece->links, piece->link_count, sizeof(struct link),
		  USED(struct link, image) },
		{ piece->headings, piece->heading_count, sizeof(struct heading),
		  USED(struct heading, inferred) },
		{ piece->cells, piece->cell_count, sizeof(struct cell),
		  USED(struct cell, end) },
		{ piece->notes, piece->note_count, sizeof(struct note),
		  USED(struct note, run) },
		{ piece->targets, piece->target_count, sizeof(struct target),
		  USED(struct target, off) },
	};

	memcpy(arrays, listed, sizeof(listed));
}

/* Padding is no information, and may never have been written. */
static void append_array(struct buffer *out, const struct array *array)
{
	size_t start = out->len;

	if (!array->count)
		return;
	buffer_append(out, array->items, array->count * array->size);
	if (array->used < array->size)
		for (size_t i = 0; i < array->count; i++)
			memset(out->data + start + i * array->size +
				       array->used,
			       0, array->size - array->used);
}

void wire_write(struct buffer *out, const struct document *piece)
{
	static const char zeros[ALIGNED];
	struct array arrays[ARRAYS];
	struct head head = {
		.text = piece->text.len,
		.strings = piece->strings.len,
		.repaired = piece->repaired,
		.hidden = piece->hidden,
		.unended = piece->unended,
		.metadata = piece->metadata,
		.body_block = piece->body_block,
		.after_block = piece->after_block,
	};
	size_t start = out->len;

	list_arrays(piece, arrays);
	for (size_t i = 0; i < ARRAYS; i++)
		head.counts[i] = arrays[i].count;
	buffer_append(out, (const char *)&head, sizeof(head));
	for (size_t i = 0; i < ARRAYS; i++)
		append_array(out, &arrays[i]);
	buffer_append(out, buffer_string(&piece->text), piece->text.len + 1);
	buffer_append(out, buffer_string(&piece->strings),
		      piece->strings.len + 1);
	buffer_append(out, zeros, -(out->len - start) % ALIGNED);
}

/* Takes count elements off the bytes; false if they have not so many. */
static bool take(struct buffer *bytes, uint64_t count, size_t size,
		 void **items)
{
	if (count > bytes->len / size)
		return false;
	*items = bytes->data;
	bytes->data += count * size;
	bytes->len -= count * size;
	return true;
}

static bool take_text(struct buffer *bytes, uint64_t len, struct buffer *text)
{
	void *data;

	if (len >= bytes->len || !take(bytes, len + 1, 1, &data))
		return false;
	text->data = data;
	text->len = len;
	return !text->data[len];
}

/* Sets an array of the piece and its count. */
#define TAKE(bytes, piece, array, number, given)                    \
	(take((bytes), (given), sizeof(*(piece)->array), &taken) && \
	 ((piece)->array = taken, (piece)->number = (size_t)(given), true))

static bool take_arrays(struct buffer *bytes, const uint64_t counts[ARRAYS],
			struct document *piece)
{
	void *taken;

	return TAKE(bytes, piece, blocks, block_count, counts[0]) &&
	       TAKE(bytes, piece, containers, container_count, counts[1]) &&
	       TAKE(bytes, piece, runs, run_count, counts[2]) &&
	       TAKE(bytes, piece, links, link_count, counts[3]) &&
	       TAKE(bytes, piece, headings, heading_count, counts[4]) &&
	       TAKE(bytes, piece, cells, cell_count, counts[5]) &&
	       TAKE(bytes, piece, notes, note_count, counts[6]) &&
	       TAKE(bytes, piece, targets, target_count, counts[7]);
}

/* The piece has the bytes. NOLINTNEXTLINE(readability-non-const-parameter) */
bool wire_read(struct document *piece, enum document_kind kind, char *bytes,
	       size_t len)
{
	struct buffer left = { .data = bytes, .len = len };
	struct head head;
	void *first;

	if (!take(&left, 1, sizeof(head), &first))
		return false;
	memcpy(&head, first, sizeof(head));
	*piece = (struct document){
		.kind = (uint8_t)kind,
		.metadata = head.metadata,
		.repaired = head.repaired,
		.hidden = head.hidden,
		.unended = (uint32_t)head.unended,
		.title_block = DOCUMENT_NONE,
		.body_block = head.body_block,
		.after_block = head.after_block,
	};
	return take_arrays(&left, head.counts, piece) &&
	       take_text(&left, head.text, &piece->text) &&
	       take_text(&left, head.strings, &piece->strings) &&
	       left.len < ALIGNED && !valid_fault(piece);
}
