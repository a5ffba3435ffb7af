/* SPDX-License-Identifier: ISC */
/* Keep the notes of a source until its text is over. */
#include "document/markdown/notes.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/document.h"

enum { PIECE = 16 * 1024 /* bytes of text: more notes make another piece */ };

struct note_body {
	char *label;
	struct document *piece;
};

void notes_clear(struct notes *notes)
{
	for (size_t i = 0; i < notes->count; i++) {
		free(notes->items[i].label);
		document_free(notes->items[i].piece);
	}
	map_release(&notes->labels);
	map_release(&notes->referred);
	buffer_clear(&notes->strings);
	notes->count = 0;
	notes->next = 0;
	notes->unused = 0;
	notes->begun = false;
	notes->held = NULL;
}

void notes_release(struct notes *notes)
{
	notes_clear(notes);
	free(notes->items);
	buffer_release(&notes->strings);
	*notes = (struct notes){ 0 };
}

/* A label of its own for another note with this one: the space is in no label
 * of a source. */
static char *other_label(const struct notes *notes, const char *label)
{
	struct buffer other = BUFFER_INIT;

	buffer_append_format(&other, "%s (%zu)", label, notes->count);
	return buffer_detach(&other);
}

struct document *notes_add(struct notes *notes, const char **label)
{
	uint32_t index = (uint32_t)notes->count;
	struct note_body *item;
	uint32_t first;

	MEMORY_RESERVE(notes->items, notes->room, notes->count + 1);
	item = &notes->items[notes->count];
	*item = (struct note_body){
		.piece = document_new(DOCUMENT_MARKDOWN),
	};
	if (map_get(&notes->labels, *label, strlen(*label), &first)) {
		item->label = other_label(notes, *label);
	} else {
		struct buffer copy = BUFFER_INIT;

		buffer_append(&copy, *label, strlen(*label));
		item->label = buffer_detach(&copy);
		map_put(&notes->labels, *label, strlen(*label), index);
	}
	notes->count++;
	*label = item->label;
	return item->piece;
}

/* There may be very many, each with little in it. */
void notes_close(struct document *note)
{
	map_release(&note->note_labels);
	document_trim(note);
}

void notes_refer(struct notes *notes, const struct document *piece)
{
	for (size_t i = 0; i < piece->note_count; i++) {
		const char *label =
			document_string(piece, piece->notes[i].label);
		size_t len = strlen(label);
		uint32_t value;

		if (map_get(&notes->referred, label, len, &value))
			continue;
		map_put(&notes->referred, label, len, 0);
		buffer_append(&notes->strings, label, len + 1);
	}
}

/* The next item, or NULL. */
static struct note_body *take(struct notes *notes)
{
	while (notes->next < notes->strings.len) {
		const char *label = notes->strings.data + notes->next;
		size_t len = strlen(label);
		uint32_t index;

		notes->next += len + 1;
		if (map_get(&notes->labels, label, len, &index) &&
		    notes->items[index].piece)
			return &notes->items[index];
	}
	while (notes->unused < notes->count)
		if (notes->items[notes->unused++].piece)
			return &notes->items[notes->unused - 1];
	return NULL;
}

static struct note_body *next_item(struct notes *notes)
{
	struct note_body *item = notes->held ? notes->held : take(notes);

	notes->held = NULL;
	return item;
}

/* Whether a note may go behind others into a piece. A heading gets its slug
 * where it is appended, which is to happen once. */
static bool fits(const struct document *piece, const struct document *note)
{
	return piece->text.len + note->text.len <= PIECE &&
	       !piece->heading_count && !note->heading_count;
}

bool notes_next(struct notes *notes, struct document *piece)
{
	struct note_body *item = next_item(notes);

	if (!item)
		return false;
	do {
		notes_refer(notes, item->piece);
		if (fits(piece, item->piece)) {
			document_append(piece, item->piece);
		} else {
			struct document empty = *piece;

			*piece = *item->piece;
			*item->piece = empty;
		}
		document_free(item->piece);
		item->piece = NULL;
		item = next_item(notes);
	} while (item && fits(piece, item->piece));
	notes->held = item;
	if (!notes->begun)
		piece->after_block = 0;
	notes->begun = true;
	return true;
}
