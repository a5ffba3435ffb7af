/* SPDX-License-Identifier: ISC */
/* Letters on what the page shows: who types them chooses it. */
#include "reader/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/sentence.h"
#include "reader/keys.h"
#include "reader/view.h"

/* The home row first. */
static const char alphabet[] = "asdfjklghweruioqtyzxcvbnmp";

enum { LETTERS = sizeof(alphabet) - 1 };

void labels_release(struct labels *labels)
{
	free(labels->labels);
	*labels = (struct labels){ 0 };
}

static void choose(struct view *view, const struct label *label)
{
	const struct reference *chosen = &label->reference;

	if (view->labels.chosen)
		view->labels.chosen(view, chosen->off, chosen->end);
	else
		follow_reference(view, chosen);
}

/* With room for LABELS_MAX of them. */
static void begin(struct labels *labels, labels_chosen *chosen)
{
	if (!labels->labels)
		labels->labels =
			memory_alloc(LABELS_MAX * sizeof(*labels->labels));
	labels->count = 0;
	labels->chosen = chosen;
	labels->typed = '\0';
}

/* Gives the labels the keys, or says that there are none. */
static void offer(struct view *view, const char *none)
{
	struct labels *labels = &view->labels;
	struct label only;

	if (!labels->count) {
		view_say(view, "%s", none);
	} else if (labels->count == 1) {
		only = labels->labels[0];
		labels->count = 0;
		choose(view, &only);
	} else {
		view->focus = FOCUS_LABELS;
	}
}

void labels_open(struct view *view)
{
	struct labels *labels = &view->labels;
	struct reference *found =
		memory_alloc(LABELS_MAX * sizeof(struct reference));
	uint32_t off, end;

	begin(labels, NULL);
	view_visible(view, &off, &end);
	labels->count = follow_find(view, off, end, found, LABELS_MAX);
	for (size_t i = 0; i < labels->count; i++)
		labels->labels[i] = (struct label){
			.shown = found[i].off,
			.run = found[i].kind == REFERENCE_NOTE ? found[i].run
							       : DOCUMENT_NONE,
			.reference = found[i],
		};
	free(found);
	offer(view, "There is no link or note on this page.");
}

/* The first byte of a sentence at or behind off that is seen: of code the start
 * of the page may be an empty line. */
static uint32_t first_seen(const struct document *document,
			   const struct document_sentence *sentence,
			   uint32_t off)
{
	uint32_t at = sentence->off > off ? sentence->off : off;

	while (at < sentence->end && strchr(" \t\n", document->text.data[at]))
		at++;
	return at;
}

void labels_open_sentences(struct view *view, labels_chosen *chosen)
{
	const struct document *document = view->document;
	struct labels *labels = &view->labels;
	struct document_sentence sentence;
	uint32_t off, end;
	bool any;

	begin(labels, chosen);
	view_visible(view, &off, &end);
	any = document_sentence_at(document, off, &sentence) ||
	      document_sentence_from(document, off, &sentence);
	while (any && sentence.off < end && labels->count < LABELS_MAX) {
		uint32_t shown = first_seen(document, &sentence, off);

		/* Of the first one nothing may be left. */
		if (shown < sentence.end && shown < end)
			labels->labels[labels->count++] = (struct label){
				.shown = shown,
				.run = DOCUMENT_NONE,
				.reference = { .off = sentence.off,
					       .end = sentence.end },
			};
		any = document_sentence_next(document, &sentence);
	}
	offer(view, "There is no sentence on this page.");
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
	struct label chosen;
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
			view_say(view, "No %s has that letter.",
				 labels->chosen ? "sentence" : "link or note");
		return;
	}
	chosen = labels->labels[label];
	labels_close(view);
	choose(view, &chosen);
}
