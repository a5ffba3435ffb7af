/* SPDX-License-Identifier: ISC */
/* What the reader keeps of the document: where it is, how it fared. */
#include "reader/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/kept/parts.h"
#include "reader/view.h"

void kept_release_act(struct kept_act *act)
{
	mark_list_release(&act->before);
	mark_list_release(&act->after);
}

void kept_clear(struct kept *kept)
{
	marks_release(&kept->marks);
	kept->known = false;
	free(kept->documents);
	kept->documents = NULL;
	kept->document_count = 0;
	*kept->fingerprint = '\0';
	kept->sketch_count = 0;
	buffer_clear(&kept->path);
	buffer_clear(&kept->copy);
	kept->is_fleeting = false;
}

void kept_release(struct kept *kept)
{
	kept_clear(kept);
	buffer_release(&kept->path);
	buffer_release(&kept->copy);
	for (size_t i = 0; i < kept->act_count + kept->undone_count; i++)
		kept_release_act(&kept->acts[i]);
	free(kept->acts);
	*kept = (struct kept){ 0 };
}

/* All marks that meet a range; returns owned numbers. */
static uint32_t *meet(struct view *view, uint32_t off, uint32_t end,
		      size_t *count)
{
	struct marks *marks = &view->kept.marks;
	uint32_t *numbers;

	*count = marks_in(marks, off, end, NULL, 0);
	numbers = memory_resize(NULL, *count + 1, sizeof(*numbers));
	marks_in(marks, off, end, numbers, *count);
	return numbers;
}

size_t kept_highlights(struct view *view, uint32_t off, uint32_t end,
		       uint32_t *numbers, size_t room)
{
	const struct marks *marks = &view->kept.marks;
	size_t all;
	uint32_t *met = meet(view, off, end, &all);
	size_t count = 0;

	for (size_t i = 0; i < all; i++) {
		if (marks->items[met[i]].mark.kind != MARK_HIGHLIGHT)
			continue;
		if (count < room)
			numbers[count] = met[i];
		count++;
	}
	free(met);
	return count;
}

/* Whether a is to be acted on rather than b, off being where the point is. */
static bool is_nearer(const struct placed_mark *a, const struct placed_mark *b,
		      uint32_t off)
{
	bool a_is = a->mark.kind == MARK_HIGHLIGHT;
	bool b_is = b->mark.kind == MARK_HIGHLIGHT;
	bool a_holds = a->off <= off;
	bool b_holds = b->off <= off;

	if (a_is != b_is)
		return a_is;
	if (a_holds != b_holds)
		return a_holds;
	if (a_holds && a->end - a->off != b->end - b->off)
		return a->end - a->off < b->end - b->off;
	return a->off < b->off;
}

/* A bookmark is where it begins. */
static bool is_met(const struct placed_mark *mark, uint32_t off, uint32_t end)
{
	if (mark->mark.kind == MARK_BOOKMARK)
		return mark->off >= off && mark->off < end;
	return mark->off < end && mark->end > off;
}

size_t kept_at(struct view *view, uint32_t off, uint32_t end)
{
	const struct placed_mark *items = view->kept.marks.items;
	size_t count;
	uint32_t *met = meet(view, off, end, &count);
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < count; i++)
		if (is_met(&items[met[i]], off, end) &&
		    (best == SIZE_MAX ||
		     is_nearer(&items[met[i]], &items[best], off)))
			best = met[i];
	free(met);
	return best;
}

size_t kept_bookmark_in(struct view *view, uint32_t off, uint32_t end)
{
	const struct placed_mark *items = view->kept.marks.items;
	size_t count;
	uint32_t *met = meet(view, off, end, &count);
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < count && found == SIZE_MAX; i++)
		if (items[met[i]].mark.kind == MARK_BOOKMARK &&
		    is_met(&items[met[i]], off, end))
			found = met[i];
	free(met);
	return found;
}

size_t kept_letter(const struct view *view, char letter)
{
	const struct marks *marks = &view->kept.marks;

	for (size_t i = 0; i < marks->count; i++)
		if (marks->items[i].mark.kind == MARK_BOOKMARK &&
		    marks->items[i].mark.letter == letter)
			return i;
	return SIZE_MAX;
}

bool kept_letter_anywhere(struct view *view, char letter, struct mark *mark)
{
	const struct kept *kept = &view->kept;
	size_t here = kept_letter(view, letter);

	if (here != SIZE_MAX) {
		mark_copy(mark, &kept->marks.items[here].mark);
		return true;
	}
	return store_find_letter(kept->store, letter, mark);
}

bool kept_same_text(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len &&
	       memcmp(buffer_string(a), buffer_string(b), a->len) == 0;
}

bool kept_same_selector(const struct selector *a, const struct selector *b)
{
	return a->start == b->start && a->end == b->end &&
	       kept_same_text(&a->anchor.exact, &b->anchor.exact);
}

bool kept_is_text(const struct view *view, uint32_t off, uint32_t end,
		  const struct buffer *text)
{
	return end - off == text->len &&
	       memcmp(view->document->text.data + off, buffer_string(text),
		      text->len) == 0;
}

void kept_append_words(const struct view *view, uint32_t off, uint32_t end,
		       struct buffer *out)
{
	size_t words = outline_words(view->document, off, end);

	buffer_append_format(out, "%zu word%s", words, words == 1 ? "" : "s");
}

void kept_append_name(const struct view *view, const struct placed_mark *mark,
		      struct buffer *out)
{
	if (mark->mark.kind == MARK_BOOKMARK && mark->mark.letter) {
		buffer_append_format(out, "bookmark %c", mark->mark.letter);
	} else if (mark->mark.kind == MARK_BOOKMARK) {
		buffer_append_string(out, "the bookmark");
	} else if (mark->end > mark->off) {
		buffer_append_string(out, "the highlight of ");
		kept_append_words(view, mark->off, mark->end, out);
	} else {
		buffer_append_string(out, "the lost highlight");
	}
}

void kept_append_summary(const struct kept *kept, struct buffer *out)
{
	static const struct {
		enum mark_state state;
		const char *name;
	} states[] = {
		{ MARK_PLACED, "placed" },
		{ MARK_DOUBTFUL, "doubtful (~)" },
		{ MARK_LOST, "lost" },
		{ MARK_WAITING, "not looked for yet" },
	};
	const char *between = "";

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		size_t count = marks_count_state(&kept->marks, states[i].state);

		if (!count)
			continue;
		buffer_append_format(out, "%s%zu %s", between, count,
				     states[i].name);
		between = ", ";
	}
}
