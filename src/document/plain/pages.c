/* SPDX-License-Identifier: ISC */
/* Know what a printed page leaves in a text: its number, its running head. */
#include "document/plain/pages.h"

#include <string.h>

#include "document/plain/around.h"
#include "document/plain/vocabulary.h"
#include "text/fold.h"
#include "text/letters.h"
#include "text/utf8.h"

enum {
	SHORT = 100,	/* columns of what may be repeated on every page */
	MARK_MAX = 48,	/* bytes of what says a page's number */
	SENTENCE = 40,	/* columns of a line that a page may cut off */
	MARK_WORDS = 4, /* "Page 3 of 9" */
};

/* --- A page's number ------------------------------------------------------ */

/* Takes the first run of letters, or of digits, off text; empty at its end. */
static struct span take_run(struct span *text, enum letters_kind *kind)
{
	struct span run = { text->ptr, 0 };

	while (text->len) {
		uint32_t point;
		size_t used = utf8_decode(text->ptr, text->len, &point);
		enum letters_kind here = letters_kind(point);

		if (run.len &&
		    (here == LETTERS_NONE ||
		     (here == LETTERS_DIGIT) != (*kind == LETTERS_DIGIT)))
			break;
		text->ptr += used;
		text->len -= used;
		if (here == LETTERS_NONE) {
			run.ptr = text->ptr;
			continue;
		}
		*kind = here;
		run.len += used;
	}
	return run;
}

static bool has_only_page_words(struct span folded)
{
	size_t numbers = 0, words = 0;
	enum letters_kind kind = LETTERS_NONE;
	struct span run;

	while ((run = take_run(&folded, &kind)).len) {
		if (kind == LETTERS_DIGIT)
			numbers++;
		else if (vocabulary_has(VOCABULARY_PAGES, run))
			words++;
		else
			return false;
	}
	return numbers && numbers <= 2 && words &&
	       words + numbers <= MARK_WORDS;
}

/* "- 12 -", "[12]": a number alone that signs stand around. */
static bool is_framed_number(const struct phrase *phrase)
{
	struct span text = phrase->text;

	return phrase->digits + phrase->letters <= 4 && text.len > 2 &&
	       !phrase->letters && strchr("-[|~", text.ptr[0]) &&
	       strchr("-]|~", text.ptr[text.len - 1]);
}

/* Whether a text only says a page: "Page 3 of 9", "- 12 -", "[Page 3]". */
static bool is_mark(const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded;
	bool found;

	if (is_framed_number(phrase))
		return true;
	if (phrase->columns > SHORT)
		return false;
	fold_append(&buffer, phrase->text.ptr, phrase->text.len);
	folded = (struct span){ buffer_string(&buffer), buffer.len };
	found = (folded.len <= MARK_MAX && has_only_page_words(folded)) ||
		memmem(folded.ptr, folded.len, "[page ", 6);
	buffer_release(&buffer);
	return found;
}

/* --- What comes again ----------------------------------------------------- */

/* Only its letters: the number of the page may stand beside it. */
static void append_letters(const struct phrase *phrase, struct buffer *out)
{
	struct buffer key = BUFFER_INIT;
	struct phrase whole = { .rest = phrase->text };

	phrase_append_key(&whole, &key);
	for (size_t i = 0; i < key.len; i++)
		if (key.data[i] < '0' || key.data[i] > '9')
			buffer_append_byte(out, key.data[i]);
	buffer_release(&key);
}

/* Whether it is the first or the last of a page. */
static bool is_at_edge(const struct passage *list, size_t count, size_t at)
{
	return list[at].columns <= SHORT && list[at].lines == 1 &&
	       (list[at].page || (at + 1 < count && list[at + 1].page));
}

static uint32_t count_top(const struct pages *pages, const struct buffer *key)
{
	uint32_t times = 0;

	if (key->len)
		map_get(&pages->tops, key->data, key->len, &times);
	return times;
}

/* Whether a sentence goes on above and below it, or a page ends there. */
static bool parts_sentence(const struct passage *list, size_t count, size_t at)
{
	const struct passage *above = at ? &list[at - 1] : NULL;

	return is_at_edge(list, count, at) ||
	       (above && at + 1 < count && above->shape == PASSAGE_PROSE &&
		above->columns >= SENTENCE &&
		!phrase_ends_sentence(above->last) && above->last != ':');
}

void pages_survey(struct pages *pages, const struct passage *list, size_t count)
{
	size_t alone = 0, parting = 0;

	for (size_t i = 0; i < count; i++) {
		struct candidate candidate;
		const struct marker *marker;
		struct buffer key = BUFFER_INIT;

		if (list[i].lines > 1 || list[i].columns > SHORT)
			continue;
		candidate_init(&candidate, &list[i]);
		marker = &candidate.phrase.marker;
		if (marker->kind == MARKER_DECIMAL && !marker->closed &&
		    !candidate.phrase.rest.len) {
			alone++;
			parting += parts_sentence(list, count, i);
		}
		if (is_at_edge(list, count, i)) {
			append_letters(&candidate.phrase, &key);
			if (key.len)
				map_put(&pages->tops, key.data, key.len,
					count_top(pages, &key) + 1);
		}
		buffer_release(&key);
		candidate_release(&candidate);
	}
	pages->numbered = parting && parting * 4 >= alone;
}

void pages_release(struct pages *pages)
{
	map_release(&pages->tops);
}

bool pages_is_running(const struct pages *pages, const struct passage *list,
		      size_t count, size_t at, const struct phrase *phrase)
{
	struct buffer key = BUFFER_INIT;
	bool found = false;

	if (is_mark(phrase))
		return true;
	if (is_at_edge(list, count, at)) {
		append_letters(phrase, &key);
		found = count_top(pages, &key) > 1;
	}
	buffer_release(&key);
	return found;
}
