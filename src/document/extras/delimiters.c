/* SPDX-License-Identifier: ISC */
/* Find what is struck, marked, raised or lowered. */
#include "document/extras/delimiters.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/extras/address.h"
#include "document/extras/marked.h"
#include "text/character.h"
#include "text/flanking.h"
#include "text/letters.h"
#include "text/utf8.h"

enum delimiter { STRIKE, MARK, RAISED, LOWERED, DELIMITERS };

enum {
	SCRIPT_MAX = 12,     /* characters that are raised or lowered at once */
	SCRIPT_LAST = 0x530, /* letters of Europe come before */
};

#define NONE SIZE_MAX

/* What waits for its closer; or an inline that was entered, which hides what
 * was before. */
struct opener {
	size_t edit;
	uint64_t position; /* what was seen when it was */
	bool digits;	   /* only digits can be raised by it */
	bool edge;
	enum delimiter delimiter;
	/* The openers below it: of its kind, or of all if it is an edge. */
	size_t previous[DELIMITERS];
};

struct search {
	struct edits *edits;
	const struct inlines *in;
	struct opener *openers; /* a stack */
	size_t depth, room;
	size_t top[DELIMITERS]; /* the uppermost of each kind, or NONE */
	/* In the source: the character before, or one that stands for it. */
	uint32_t before;
	bool link_starts; /* that is a link's bracket */
	/* Characters of the text that were seen, and where the last one was
	 * that is no digit, or can't be raised, or can't be lowered. */
	uint64_t position;
	uint64_t letter;
	uint64_t no_raised;
	uint64_t no_lowered;
	uint32_t visible; /* the last one of the text */
};

struct run {
	size_t item;
	size_t off;
	size_t len;
	uint32_t after;
	unsigned flanking;
};

/* --- The stack --------------------------------------------------------- */

static struct opener *push(struct search *search)
{
	struct opener *opener;

	MEMORY_RESERVE(search->openers, search->room, search->depth + 1);
	opener = &search->openers[search->depth++];
	*opener = (struct opener){ .position = search->position };
	return opener;
}

static void enter(struct search *search)
{
	struct opener *opener = push(search);

	opener->edge = true;
	for (int i = 0; i < DELIMITERS; i++) {
		opener->previous[i] = search->top[i];
		search->top[i] = NONE;
	}
}

/* What stayed open inside is text. */
static void leave(struct search *search)
{
	const struct opener *opener;

	do {
		assert(search->depth);
		opener = &search->openers[--search->depth];
	} while (!opener->edge);
	for (int i = 0; i < DELIMITERS; i++)
		search->top[i] = opener->previous[i];
}

static void add_opener(struct search *search, const struct run *run,
		       enum delimiter delimiter, bool digits)
{
	size_t edit = edits_reserve(search->edits, run->item, run->off);
	struct opener *opener = push(search);

	opener->edit = edit;
	opener->delimiter = delimiter;
	opener->digits = digits;
	opener->previous[delimiter] = search->top[delimiter];
	search->top[delimiter] = search->depth - 1;
}

static const enum inline_kind kinds[DELIMITERS] = {
	[STRIKE] = INLINE_STRIKE,
	[MARK] = INLINE_MARK,
	[RAISED] = INLINE_SUPERSCRIPT,
	[LOWERED] = INLINE_SUBSCRIPT,
};

/* The uppermost opener of this kind meets its closer; those above it are
 * text. */
static void match(struct search *search, const struct run *run,
		  enum delimiter delimiter)
{
	size_t found = search->top[delimiter];

	assert(search->openers && found < search->depth);
	edits_set(search->edits, search->openers[found].edit, EDIT_ENTER,
		  kinds[delimiter], run->len);
	edits_add(search->edits, run->item, run->off, run->len, EDIT_LEAVE,
		  kinds[delimiter]);
	while (search->depth > found) {
		const struct opener *opener = &search->openers[--search->depth];

		search->top[opener->delimiter] =
			opener->previous[opener->delimiter];
	}
}

/* --- Runs of two ------------------------------------------------------- */

/* Where words are not parted by spaces, a mark stands between letters. */
static bool may_part(uint32_t a, uint32_t b)
{
	return character_unspaced(a) || character_unspaced(b);
}

/* "a==b" compares, and so does "<==>". */
static bool marks(const struct search *search, const struct run *run,
		  bool *opens, bool *closes)
{
	unsigned flanking = run->flanking;
	bool parts = may_part(search->before, run->after);

	*opens = (flanking & FLANKING_LEFT) && run->after != '>' &&
		 (!(flanking & FLANKING_RIGHT) || parts ||
		  (flanking & FLANKING_PUNCTUATION_BEFORE));
	*closes = (flanking & FLANKING_RIGHT) && search->before != '<' &&
		  (!(flanking & FLANKING_LEFT) || parts ||
		   (flanking & FLANKING_PUNCTUATION_AFTER));
	return *opens || *closes;
}

static void take_pair(struct search *search, const struct run *run,
		      enum delimiter delimiter)
{
	bool opens = run->flanking & FLANKING_LEFT;
	bool closes = run->flanking & FLANKING_RIGHT;

	if (delimiter == MARK && !marks(search, run, &opens, &closes))
		return;
	if (closes && search->top[delimiter] != NONE)
		match(search, run, delimiter);
	else if (opens)
		add_opener(search, run, delimiter, false);
}

/* --- Single ones ------------------------------------------------------- */

/* Whether a word goes on here; not where no spaces part words. */
static bool in_word(uint32_t point)
{
	return character_wordlike(point) && !character_unspaced(point);
}

static bool ends_script(const struct search *search, const struct run *run,
			enum delimiter delimiter)
{
	const struct opener *opener;
	uint64_t last_bad =
		delimiter == RAISED ? search->no_raised : search->no_lowered;
	bool letters;

	if (search->top[delimiter] == NONE)
		return false;
	opener = &search->openers[search->top[delimiter]];
	letters = search->letter > opener->position;
	if (search->position == opener->position ||
	    search->position - opener->position > SCRIPT_MAX ||
	    last_bad > opener->position || (opener->digits && letters))
		return false;
	/* "x^2+y^2", "HEAD~1..HEAD~2" and "foo~bar~baz" have none; but "H~2~O"
	 * does. */
	if (!in_word(run->after))
		return true;
	return delimiter == LOWERED && !letters &&
	       letters_digit(run->after) < 0;
}

/* A note's number stands behind the end of a sentence or its quotation mark,
 * too. */
static bool before_number(uint32_t point)
{
	return letters_stop(point) || letters_closing(point) || point == ',' ||
	       point == ';' || point == ':';
}

static void take_single(struct search *search, const struct run *run,
			enum delimiter delimiter)
{
	uint32_t visible = search->visible;
	bool straight = visible == '"' || visible == '\'';
	bool follows = character_wordlike(visible) ||
		       character_unspaced(visible) ||
		       (letters_closing(visible) && !straight) ||
		       (delimiter == RAISED && search->link_starts);
	bool digits = delimiter == RAISED && !follows && before_number(visible);

	if (ends_script(search, run, delimiter))
		match(search, run, delimiter);
	else if ((follows || digits) && !character_white(run->after))
		add_opener(search, run, delimiter, digits);
}

/* --- Text -------------------------------------------------------------- */

/* What may be raised or lowered: letters of Europe, digits and signs. */
static bool is_script(uint32_t point, enum delimiter delimiter)
{
	if (point < SCRIPT_LAST && character_wordlike(point))
		return true;
	switch (point) {
	case '+':
	case '-':
	case ',':
	case '=':
	case '(':
	case ')':
	case 0x2212: /* minus */
	case 0x2013: /* en dash */
	case 0x2032: /* prime */
	case 0x221e: /* infinity */
		return true;
	case '.':
	case '*':
	case '/':
	case 0xa7:   /* section */
	case 0xb6:   /* pilcrow */
	case 0x2020: /* dagger */
	case 0x2021: /* double dagger */
		return delimiter == RAISED;
	default:
		return false;
	}
}

static bool is_ascii_letter(uint32_t point)
{
	return (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
}

static void see(struct search *search, uint32_t point)
{
	bool letter = is_ascii_letter(point);

	search->position++;
	if (letter || (character_wordlike(point) && letters_digit(point) < 0))
		search->letter = search->position;
	if (!letter && !is_script(point, RAISED))
		search->no_raised = search->position;
	if (!letter && !is_script(point, LOWERED))
		search->no_lowered = search->position;
	search->before = point;
	search->visible = point;
	search->link_starts = false;
}

/* The same for a row of letters, of which most text is; returns its end. */
static size_t see_letters(struct search *search, struct span text, size_t off)
{
	size_t end = off;

	while (end < text.len && is_ascii_letter((unsigned char)text.ptr[end]))
		end++;
	if (end == off)
		return end;
	search->position += end - off - 1;
	see(search, (unsigned char)text.ptr[end - 1]);
	return end;
}

/* What stands for an inline in the source when it is next to a run: all of
 * them begin and end with punctuation. */
static uint32_t likeness(const struct inline_item *item)
{
	bool space = item->kind == INLINE_SOFT_BREAK ||
		     item->kind == INLINE_HARD_BREAK;

	return space ? ' ' : '*';
}

/* The character behind a run that ends at off. */
static uint32_t character_after(const struct search *search, size_t item,
				size_t off)
{
	struct span text = inlines_bytes(search->in, item);

	if (off < text.len) {
		struct marked at = marked_at(text, off);

		/* The backslash. */
		return at.literal ? '\\' : at.point;
	}
	if (item + 1 < search->in->count)
		return likeness(&search->in->items[item + 1]);
	return '\n';
}

static void take(struct search *search, const struct run *run, char character)
{
	if (run->len == 2 && character != '^')
		take_pair(search, run, character == '~' ? STRIKE : MARK);
	else if (run->len == 1 && character != '=')
		take_single(search, run, character == '^' ? RAISED : LOWERED);
}

static void look_at_text(struct search *search, size_t item)
{
	struct span text = inlines_bytes(search->in, item);
	bool address = address_is(search->in, item);
	size_t off = 0;

	while (off < text.len) {
		struct run run = { .item = item, .off = off };
		char character = text.ptr[off];
		size_t count = search->edits->count;

		if (address || (character != '~' && character != '=' &&
				character != '^')) {
			struct marked at = marked_at(text, off);

			see(search, at.point);
			off = see_letters(search, text, at.end);
			continue;
		}
		while (marked_is(text, off, character))
			off++;
		run.len = off - run.off;
		run.after = character_after(search, item, off);
		run.flanking = flanking_of(search->before, run.after);
		take(search, &run, character);
		/* One that means nothing is text. */
		if (search->edits->count == count)
			see(search, (unsigned char)character);
		search->before = (unsigned char)character;
		search->link_starts = false;
	}
}

/* What is no text: nothing of it is raised or lowered, unless it is an
 * emphasis or a link around what is. */
static void look_at(struct search *search, const struct inline_item *item)
{
	if (item->edge == INLINE_ENTER)
		enter(search);
	else if (item->edge == INLINE_LEAVE)
		leave(search);
	else if (item->kind != INLINE_TARGET)
		see(search, item->kind == INLINE_CODE ? '`' : ' ');
	/* Code ends as a word does. */
	if (item->kind == INLINE_CODE)
		search->visible = ')';
	search->before = likeness(item);
	search->link_starts =
		item->edge == INLINE_ENTER && item->kind == INLINE_LINK;
}

void delimiters_find(struct edits *edits, const struct inlines *in)
{
	struct search search = {
		.edits = edits,
		.in = in,
		.top = { NONE, NONE, NONE, NONE },
		.before = '\n',
		.visible = '\n',
	};

	for (size_t i = 0; i < in->count; i++)
		if (in->items[i].kind == INLINE_TEXT)
			look_at_text(&search, i);
		else
			look_at(&search, &in->items[i]);
	free(search.openers);
}
