/* SPDX-License-Identifier: ISC */
/* Which items of a list its filter leaves. */
#include "reader/narrow.h"

#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "reader/list.h"
#include "reader/view.h"
#include "text/folded.h"

/* What is looked at before keys are looked for again: a few milliseconds. */
enum {
	SLICE_ITEMS = 2000,
	SLICE_BYTES = 256 * 1024,
	SLICE_MS = 8,	 /* the same where items are slow to describe … */
	CLOCK_EVERY = 8, /* … which is looked at between so many of them */
};

/* One word of those that a folded filter has, and what is behind it. */
struct word_left {
	const char *ptr;
	size_t len;
};

static bool next_word(struct word_left *word)
{
	const char *start = word->ptr + word->len;

	word->ptr = start + strspn(start, " ");
	word->len = strcspn(word->ptr, " ");
	return word->len > 0;
}

static bool holds_words(const struct buffer *text, const char *words)
{
	struct word_left word = { words, 0 };

	while (next_word(&word))
		if (!memmem(buffer_string(text), text->len, word.ptr, word.len))
			return false;
	return true;
}

static bool has_words(const struct list *list)
{
	return list->filter.len > 0;
}

static bool ranks(const struct list *list)
{
	return list->source->rank && has_words(list);
}

/* Looks for the words in all that an item shows. */
struct narrowing {
	struct view *view;
	struct list_row row;
	struct folded folded;
	size_t looked; /* bytes */
};

static bool leaves(struct narrowing *narrowing, size_t item)
{
	struct view *view = narrowing->view;
	struct list_row *row = &narrowing->row;
	struct buffer *text = &row->text;

	list_row_clear(row);
	view->list.source->describe(view, item, row);
	buffer_append_byte(text, ' ');
	buffer_append(text, buffer_string(&row->over), row->over.len);
	buffer_append_byte(text, ' ');
	buffer_append(text, buffer_string(&row->right), row->right.len);
	buffer_append_byte(text, ' ');
	buffer_append(text, buffer_string(&row->words), row->words.len);
	folded_fill(&narrowing->folded, view->list.table, text->data,
		    text->len);
	narrowing->looked += text->len;
	return holds_words(&narrowing->folded.text,
			   buffer_string(&view->list.folded));
}

/* The next item to look at; false where there is none. */
static bool next_item(struct list *list, uint32_t *item)
{
	if (list->doubtful < list->doubtful_end)
		*item = list->items[list->doubtful++];
	else if (list->seen < list->known)
		*item = (uint32_t)list->seen++;
	else
		return false;
	return true;
}

bool narrow_is_done(const struct list *list)
{
	return !has_words(list) || (list->doubtful == list->doubtful_end &&
				    list->seen == list->known);
}

bool narrow_step(struct view *view)
{
	struct list *list = &view->list;
	struct narrowing narrowing = {
		.view = view,
		.folded = FOLDED_INIT,
	};
	int64_t end = clock_ms() + SLICE_MS;
	uint32_t item;

	for (size_t i = 0; i < SLICE_ITEMS && narrowing.looked < SLICE_BYTES &&
			   (i % CLOCK_EVERY || clock_ms() < end) &&
			   has_words(list) && next_item(list, &item);
	     i++) {
		if (!leaves(&narrowing, item))
			continue;
		MEMORY_RESERVE(list->items, list->room, list->count + 1);
		list->items[list->count++] = item;
	}
	list_row_release(&narrowing.row);
	folded_release(&narrowing.folded);
	return !narrow_is_done(list);
}

static void rank(struct view *view)
{
	struct list *list = &view->list;

	MEMORY_RESERVE(list->items, list->room, list->known);
	list->count = list->source->rank(view, buffer_string(&list->filter),
					 list->items, list->known);
	list->seen = list->known;
}

/* Takes the words; whether they leave none but what the old ones left. */
static bool take_words(struct list *list, const char *words)
{
	struct folded folded = FOLDED_INIT;
	struct buffer old = list->folded;
	bool longer;

	if (!list->table)
		list->table = fold_table_new(0);
	folded_fill(&folded, list->table, words, strlen(words));
	list->folded = folded.text;
	folded.text = (struct buffer)BUFFER_INIT;
	longer = has_words(list) && list->folded.len >= old.len &&
		 memcmp(list->folded.data, old.data, old.len) == 0;
	buffer_clear(&list->filter);
	/* Blanks alone are no words. */
	if (words[strspn(words, " ")])
		buffer_append_string(&list->filter, words);
	buffer_release(&old);
	folded_release(&folded);
	return longer;
}

/* What the words left before and is not yet looked at stays to be looked at,
 * behind what is. */
static void doubt(struct list *list)
{
	size_t left = list->doubtful_end - list->doubtful;

	if (left)
		memmove(list->items + list->count, list->items + list->doubtful,
			left * sizeof(*list->items));
	list->doubtful_end = list->count + left;
}

static void look_on(struct view *view)
{
	struct list *list = &view->list;

	list->known = list->source->count(view);
	list->count = has_words(list) ? 0 : list->known;
	list->doubtful = 0;
	if (ranks(list))
		rank(view);
	else
		narrow_step(view);
}

void narrow_again(struct view *view)
{
	view->list.seen = 0;
	view->list.doubtful_end = 0;
	look_on(view);
}

void narrow_start(struct view *view, const char *words)
{
	if (take_words(&view->list, words) && !ranks(&view->list)) {
		doubt(&view->list);
		look_on(view);
	} else {
		narrow_again(view);
	}
}

void narrow_grew(struct view *view)
{
	struct list *list = &view->list;

	if (list->known == list->source->count(view))
		return;
	if (ranks(list) || list->known > list->source->count(view))
		narrow_again(view);
	list->known = list->source->count(view);
	if (!has_words(list))
		list->count = list->known;
}

/* Where a word stands: where a word of the text begins so, if one does. */
static const char *find_word(const struct buffer *text, struct word_left word)
{
	const char *first = NULL;
	const char *start = buffer_string(text);
	const char *end = start + text->len;
	const char *found = start;

	for (;
	     (found = memmem(found, (size_t)(end - found), word.ptr, word.len));
	     found++) {
		if (found == start || found[-1] == ' ')
			return found;
		first = first ? first : found;
	}
	return first;
}

static void add_mark(struct list_row *row, uint32_t off, uint32_t end)
{
	size_t at = row->mark_count;

	if (at == LIST_MARKS || end <= off)
		return;
	for (; at > 0 && row->marks[at - 1].off > off; at--)
		row->marks[at] = row->marks[at - 1];
	row->marks[at] = (struct list_mark){ off, end };
	row->mark_count++;
}

void narrow_mark(struct list *list, struct list_row *row)
{
	struct folded folded = FOLDED_INIT;
	struct word_left word = { buffer_string(&list->folded), 0 };

	folded_fill(&folded, list->table, buffer_string(&row->text),
		    row->text.len);
	while (next_word(&word)) {
		const char *found = find_word(&folded.text, word);
		size_t pos;

		if (!found)
			continue;
		pos = (size_t)(found - folded.text.data);
		add_mark(row, (uint32_t)folded_start(&folded, pos),
			 (uint32_t)folded_end(&folded, pos + word.len));
	}
	folded_release(&folded);
}
