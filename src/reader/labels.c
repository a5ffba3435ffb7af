/* SPDX-License-Identifier: ISC */
/* Letters on what can be followed on the page: who types them follows it. */
#include "reader/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/keys.h"
#include "reader/view.h"

/* The home row first. */
static const char alphabet[] = "asdfjklghweruioqtyzxcvbnmp";

enum { LETTERS = sizeof(alphabet) - 1 };

void labels_release(struct labels *labels)
{
	free(labels->references);
	*labels = (struct labels){ 0 };
}

void labels_open(struct view *view)
{
	struct labels *labels = &view->labels;
	uint32_t off, end;

	if (!labels->references)
		labels->references =
			memory_alloc(LABELS_MAX * sizeof(*labels->references));
	view_visible(view, &off, &end);
	labels->count =
		follow_find(view, off, end, labels->references, LABELS_MAX);
	labels->typed = '\0';
	if (!labels->count) {
		view_say(view, "There is no link or note on this page.");
		return;
	}
	if (labels->count == 1) {
		follow_reference(view, &labels->references[0]);
		return;
	}
	view->focus = FOCUS_LABELS;
}

void labels_close(struct view *view)
{
	view->labels.count = 0;
	if (view->focus == FOCUS_LABELS)
		view->focus = FOCUS_PAGE;
}

void labels_letters(const struct labels *labels, size_t label, char letters[3])
{
	char first = alphabet[label / LETTERS];
	char second = alphabet[label % LETTERS];

	memset(letters, 0, 3);
	if (labels->count > LETTERS && !labels->typed) {
		letters[0] = first;
		letters[1] = second;
	} else if (labels->count <= LETTERS || labels->typed == first) {
		letters[0] = second;
	}
}

void labels_key(struct view *view, uint32_t key)
{
	struct labels *labels = &view->labels;
	struct reference chosen;
	const char *letter =
		key > 0 && key < 0x80 ? strchr(alphabet, (int)key) : NULL;
	size_t label = letter ? (size_t)(letter - alphabet) : 0;

	if (letter && labels->count > LETTERS && !labels->typed) {
		labels->typed = *letter;
		return;
	}
	if (labels->typed)
		label += LETTERS *
			 (size_t)(strchr(alphabet, labels->typed) - alphabet);
	if (!letter || label >= labels->count) {
		labels_close(view);
		if (key != KEYS_ESCAPE)
			view_say(view, "No link or note has that letter.");
		return;
	}
	chosen = labels->references[label];
	labels_close(view);
	follow_reference(view, &chosen);
}
