/* SPDX-License-Identifier: ISC */
/* Follow what a text refers to: notes, links inside it, links that lead out. */
#include "reader/follow.h"

#include <string.h>

#include "document/document.h"
#include "document/locate.h"
#include "reader/dispatch.h"
#include "reader/jumps.h"
#include "reader/note.h"
#include "reader/view.h"
#include "text/character.h"
#include "text/utf8.h"

static void add(struct reference *references, size_t room, size_t *count,
		struct reference reference)
{
	if (*count < room)
		references[(*count)++] = reference;
}

/* The notes that begin in [off, end): each leads back to where it is used. */
static void find_backs(const struct document *document, uint32_t off,
		       uint32_t end, struct reference *references, size_t room,
		       size_t *count)
{
	for (size_t i = 0; i < document->note_count; i++) {
		const struct note *note = &document->notes[i];
		uint32_t start;

		if (note->container == DOCUMENT_NONE ||
		    note->run == DOCUMENT_NONE)
			continue;
		start = document->blocks[document->containers[note->container]
						 .first_block]
				.off;
		if (start >= off && start < end)
			add(references, room, count,
			    (struct reference){ .off = start,
						.end = start + 1,
						.index = (uint32_t)i,
						.kind = REFERENCE_BACK });
	}
}

/* Links without text have no run: they are found by their place. */
static void find_inlines(const struct document *document, uint32_t off,
			 uint32_t end, struct reference *references,
			 size_t room, size_t *count)
{
	size_t i = document_run_at(document, off);
	uint32_t last = DOCUMENT_NONE;

	while (i > 0 && document->runs[i - 1].off >= off)
		i--;
	for (; i < document->run_count && document->runs[i].off <= end; i++) {
		const struct run *run = &document->runs[i];
		struct reference found = {
			.off = run->off,
			.end = run->end,
			.index = run->link,
			.run = (uint32_t)i,
			.kind = REFERENCE_LINK,
		};

		if (run->link == DOCUMENT_NONE)
			continue;
		if (run->style & RUN_NOTE)
			found.kind = REFERENCE_NOTE;
		else if (run->link == last || run->off == end)
			continue;
		else
			last = run->link;
		if (found.off < off)
			found.off = off;
		add(references, room, count, found);
	}
}

static bool comes_before(const struct reference *a, const struct reference *b)
{
	return a->off < b->off;
}

size_t follow_find(const struct view *view, uint32_t off, uint32_t end,
		   struct reference *references, size_t room)
{
	size_t count = 0;

	find_inlines(view->document, off, end, references, room, &count);
	find_backs(view->document, off, end, references, room, &count);
	/* Only the few notes at the end may stand out of order. */
	for (size_t i = 1; i < count; i++) {
		for (size_t j = i;
		     j > 0 && comes_before(&references[j], &references[j - 1]);
		     j--) {
			struct reference swap = references[j];

			references[j] = references[j - 1];
			references[j - 1] = swap;
		}
	}
	return count;
}

/* Whether a link's text is a note's number or sign: "3", "[3]", "^3", "*". */
static bool is_note_sign(const struct document *document,
			 const struct link *link)
{
	const char *text = document->text.data + link->off;
	size_t len = link->end - link->off;
	size_t digits = 0;

	if (link->image || !len || len > 8)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (text[i] >= '0' && text[i] <= '9')
			digits++;
		else if (!strchr("[]()^. *", text[i]))
			return len <= 3 && (unsigned char)text[0] >= 0xc2 &&
			       (!memcmp(text, "\xe2\x80\xa0", len) ||
				!memcmp(text, "\xe2\x80\xa1", len) ||
				!memcmp(text, "\xc2\xa7", len < 2 ? len : 2));
	}
	return digits || memchr(text, '*', len);
}

static bool has_words(const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t point;

		i += utf8_decode(text + i, len - i, &point);
		if (character_wordlike(point) || character_ideographic(point))
			return true;
	}
	return false;
}

bool follow_is_note_sign(const struct document *document, uint32_t index)
{
	const struct link *link = &document->links[index];
	const char *text = document->text.data + link->off;
	size_t len = link->end - link->off;

	if (!len || link->image ||
	    !locate_inside(document, document_string(document, link->url)))
		return false;
	return is_note_sign(document, link) || !has_words(text, len);
}

/* The blocks of what a note-like link leads to: the item around, or the block.
 */
static void find_note_blocks(const struct document *document, uint32_t off,
			     uint32_t *from, uint32_t *to)
{
	uint32_t block = (uint32_t)document_block_at(document, off);
	uint32_t container = document->blocks[block].container;

	*from = block;
	*to = block + 1;
	if (container == DOCUMENT_NONE ||
	    document->containers[container].kind != CONTAINER_ITEM)
		return;
	if (document->containers[container].first_block == block)
		document_container_blocks(document, container, from, to);
}

/* What is followed may be in the rest of the text. */
static void wait_for_rest(struct view *view, size_t again, uint32_t index)
{
	view->request = REQUEST_WHOLE;
	view->again = again;
	view->again_count = (long)index;
}

static void open_note(struct view *view, uint32_t index)
{
	const struct document *document = view->document;
	uint32_t container = document->notes[index].container;
	uint32_t from, to;

	if (container == DOCUMENT_NONE) {
		if (document->complete)
			view_say(view, "Note %u is not in the text.",
				 (unsigned)index + 1);
		else
			wait_for_rest(view, DISPATCH_NOTE, index);
		return;
	}
	document_container_blocks(document, container, &from, &to);
	note_open(view, from, to, index);
}

static void go_back(struct view *view, uint32_t index)
{
	const struct document *document = view->document;
	uint32_t off = document->runs[document->notes[index].run].off;

	jumps_remember(view);
	view_drop_point(view);
	view_reveal(view, off, off);
}

static void follow_link(struct view *view, uint32_t index)
{
	const struct document *document = view->document;
	const struct link *link = &document->links[index];
	const char *url = document_string(document, link->url);
	const char *fragment = locate_inside(document, url);
	uint32_t off, from, to;

	if (!fragment) {
		ask_open(view, url);
		/* It led back to this very document. */
		if (view->request == REQUEST_WHOLE)
			wait_for_rest(view, DISPATCH_LINK, index);
		return;
	}
	if (!locate_fragment(document, fragment, &off)) {
		if (document->complete)
			view_complain(view,
				      "There is no "
				      "\xe2\x80\x9c#%.80s\xe2\x80\x9d here.",
				      fragment);
		else
			wait_for_rest(view, DISPATCH_LINK, index);
		return;
	}
	if (!is_note_sign(document, link)) {
		jumps_remember(view);
		view_go_to(view, (struct place){ off, 0 });
		return;
	}
	find_note_blocks(document, off, &from, &to);
	note_open(view, from, to, DOCUMENT_NONE);
}

void follow_reference(struct view *view, const struct reference *reference)
{
	switch ((enum reference_kind)reference->kind) {
	case REFERENCE_NOTE:
		open_note(view, reference->index);
		break;
	case REFERENCE_BACK:
		go_back(view, reference->index);
		break;
	case REFERENCE_LINK:
		follow_link(view, reference->index);
		break;
	}
}

bool follow_at(struct view *view, uint32_t off)
{
	struct reference references[8];
	size_t count = follow_find(view, off, off + 1, references, 8);

	for (size_t i = 0; i < count; i++) {
		if (references[i].kind != REFERENCE_LINK ||
		    references[i].off > off || references[i].end <= off)
			continue;
		follow_reference(view, &references[i]);
		return true;
	}
	return false;
}

void follow_run(struct view *view, uint32_t run)
{
	open_note(view, view->document->runs[run].link);
}

/* A link of this number, in a text whose notes are links. */
static bool follow_numbered_link(struct view *view, long number)
{
	const struct document *document = view->document;

	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];
		const char *text = document->text.data + link->off;
		size_t len = link->end - link->off;
		size_t skipped = 0;
		long found = 0;

		while (skipped < len && strchr("[(^", text[skipped]))
			skipped++;
		for (size_t at = skipped; at < len && text[at] >= '0' &&
					  text[at] <= '9' && found <= number;
		     at++)
			found = found * 10 + (text[at] - '0');
		if (found != number || !is_note_sign(document, link) ||
		    !locate_inside(document,
				   document_string(document, link->url)))
			continue;
		follow_link(view, (uint32_t)i);
		return true;
	}
	return false;
}

void follow_number(struct view *view, long number)
{
	const struct document *document = view->document;

	if ((size_t)number <= document->note_count) {
		open_note(view, (uint32_t)number - 1);
		return;
	}
	if (follow_numbered_link(view, number))
		return;
	if (!document->complete)
		view->request = REQUEST_WHOLE;
	else if (document->note_count)
		view_say(view, "There is no note %ld; the last is %zu.", number,
			 document->note_count);
	else
		view_say(view, "This text has no notes.");
}

/* The note that a block is part of, or DOCUMENT_NONE. */
static uint32_t note_around(const struct document *document, uint32_t off)
{
	uint32_t container =
		document->blocks[document_block_at(document, off)].container;

	for (; container != DOCUMENT_NONE;
	     container = document->containers[container].parent)
		if (document->containers[container].kind == CONTAINER_NOTE)
			return document->containers[container].number;
	return DOCUMENT_NONE;
}

bool follow_point(struct view *view)
{
	const struct find *find = &view->find;
	struct reference first;
	uint32_t note;

	if (!view_has_point(view))
		return false;
	note = note_around(view->document, view->point_off);
	if (note != DOCUMENT_NONE &&
	    view->document->notes[note].run != DOCUMENT_NONE) {
		go_back(view, note);
		return true;
	}
	/* The link that was looked for, before another of its sentence. */
	if (find->painted && find->found && find->hit.off >= view->point_off &&
	    find->hit.off < view->point_end && follow_at(view, find->hit.off))
		return true;
	if (!follow_find(view, view->point_off, view->point_end, &first, 1))
		return false;
	follow_reference(view, &first);
	return true;
}
