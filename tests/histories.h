/* SPDX-License-Identifier: ISC */
/*
 * Write essays and edit them as authors do, knowing of each letter where it
 * went.
 *
 * A letter is born with a number of its own, which it keeps wherever it is
 * moved; a copy is another letter. So what became of a range is known without
 * comparing texts.
 */
#ifndef TESTS_HISTORIES_H
#define TESTS_HISTORIES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

enum part_kind {
	PART_PARAGRAPH,
	PART_HEADING,
	PART_NUMBERED, /* an item of a list */
	PART_BULLET,
	PART_QUOTE,
	PART_CODE, /* lines */
	PART_ROW,  /* of a table: two cells, a '\t' between */
};

enum letter_style { LETTER_PLAIN, LETTER_EMPHASIS, LETTER_LINK };

struct letter {
	uint32_t number;
	char byte;
	uint8_t style;
};

/* A block; no '\n' at its end, never empty. */
struct part {
	enum part_kind kind;
	struct letter *letters;
	size_t count;
	size_t room;
};

struct essay {
	struct part *parts;
	size_t count;
	size_t room;
	uint32_t born;	 /* letters so far */
	uint32_t *roots; /* of each letter: what it is a copy of, or itself */
	size_t roots_room;
	uint64_t seed;	/* not 0 */
	unsigned width; /* at which paragraphs are wrapped; 0: not */
};

/* xorshift64* (Vigna 2016): the same numbers everywhere. */
static inline uint32_t essay_roll(struct essay *essay, size_t below)
{
	essay->seed ^= essay->seed >> 12;
	essay->seed ^= essay->seed << 25;
	essay->seed ^= essay->seed >> 27;
	return (uint32_t)((essay->seed * 0x2545f4914f6cdd1du >> 33) % below);
}

#define ESSAY_PICK(essay, list) \
	((list)[essay_roll((essay), sizeof(list) / sizeof((list)[0]))])

/* --- Letters, parts ---------------------------------------------------------
 */

static inline void part_release(struct part *part)
{
	free(part->letters);
	*part = (struct part){ 0 };
}

static inline void essay_release(struct essay *essay)
{
	for (size_t i = 0; i < essay->count; i++)
		part_release(&essay->parts[i]);
	free(essay->parts);
	free(essay->roots);
	*essay = (struct essay){ 0 };
}

/* Takes count letters away at at, and puts letters there. */
static inline void part_splice(struct part *part, size_t at, size_t count,
			       const struct letter *letters, size_t more)
{
	MEMORY_RESERVE(part->letters, part->room, part->count + more + 1);
	memmove(part->letters + at + more, part->letters + at + count,
		(part->count - at - count) * sizeof(*letters));
	if (more)
		memcpy(part->letters + at, letters, more * sizeof(*letters));
	part->count += more - count;
}

/* A letter that is a copy of root, if that is none of its own. */
static inline uint32_t essay_bear(struct essay *essay, uint32_t root)
{
	uint32_t number = essay->born++;

	MEMORY_RESERVE(essay->roots, essay->roots_room, essay->born);
	essay->roots[number] = root == UINT32_MAX ? number : root;
	return number;
}

/* From here on, all letters are their own. */
static inline void essay_forget_copies(struct essay *essay)
{
	for (uint32_t i = 0; i < essay->born; i++)
		essay->roots[i] = i;
}

/* The same with new letters. */
static inline void part_write(struct essay *essay, struct part *part, size_t at,
			      size_t count, const struct buffer *bytes)
{
	struct letter *letters =
		memory_alloc_zeroed(bytes->len + 1, sizeof(*letters));

	for (size_t i = 0; i < bytes->len; i++)
		letters[i] = (struct letter){ essay_bear(essay, UINT32_MAX),
					      bytes->data[i], LETTER_PLAIN };
	part_splice(part, at, count, letters, bytes->len);
	free(letters);
}

static inline void part_write_string(struct essay *essay, struct part *part,
				     size_t at, size_t count,
				     const char *string)
{
	struct buffer bytes = BUFFER_INIT;

	buffer_append_string(&bytes, string);
	part_write(essay, part, at, count, &bytes);
	buffer_release(&bytes);
}

/* An empty part before the one at at; borrowed until the next. */
static inline struct part *essay_insert(struct essay *essay, size_t at,
					enum part_kind kind)
{
	MEMORY_RESERVE(essay->parts, essay->room, essay->count + 1);
	memmove(essay->parts + at + 1, essay->parts + at,
		(essay->count - at) * sizeof(*essay->parts));
	essay->count++;
	essay->parts[at] = (struct part){ .kind = kind };
	return &essay->parts[at];
}

static inline void essay_remove(struct essay *essay, size_t at)
{
	part_release(&essay->parts[at]);
	essay->count--;
	memmove(essay->parts + at, essay->parts + at + 1,
		(essay->count - at) * sizeof(*essay->parts));
}

/* Moves count parts from from on to before the one at to, which is none of
 * them. */
static inline void essay_move(struct essay *essay, size_t from, size_t count,
			      size_t to)
{
	struct part *moved = memory_alloc_zeroed(count, sizeof(*moved));

	memcpy(moved, essay->parts + from, count * sizeof(*moved));
	memmove(essay->parts + from, essay->parts + from + count,
		(essay->count - from - count) * sizeof(*moved));
	if (to > from)
		to -= count;
	memmove(essay->parts + to + count, essay->parts + to,
		(essay->count - count - to) * sizeof(*moved));
	memcpy(essay->parts + to, moved, count * sizeof(*moved));
	free(moved);
}

/* A copy of it before the one at to: of other letters. */
static inline void essay_copy(struct essay *essay, size_t from, size_t to)
{
	struct part copy = { .kind = essay->parts[from].kind };
	const struct part *part = &essay->parts[from];

	part_splice(&copy, 0, 0, part->letters, part->count);
	for (size_t i = 0; i < copy.count; i++)
		copy.letters[i].number =
			essay_bear(essay, essay->roots[copy.letters[i].number]);
	*essay_insert(essay, to, copy.kind) = copy;
}

/* --- Words ------------------------------------------------------------------
 */

/* Few are common and many are rare, as in any language (Zipf). */
static inline void essay_add_word(struct essay *essay, struct buffer *out)
{
	static const char *const common[] = {
		"the",	 "of",	  "and",   "to",    "a",      "in",   "that",
		"is",	 "it",	  "was",   "for",   "as",     "with", "on",
		"be",	 "by",	  "at",	   "not",   "this",   "have", "from",
		"but",	 "are",	  "they",  "which", "all",    "we",   "when",
		"there", "can",	  "one",   "more",  "has",    "its",  "or",
		"what",	 "would", "about", "page",  "reader", "line", "their",
	};
	static const char *const syllables[] = {
		"an", "ter", "con", "ri",  "ed",   "ly", "per", "sta",
		"mo", "ing", "ble", "ver", "tion", "na", "cal", "pre",
		"so", "den", "ful", "ist", "re",   "um", "li",	"ge",
		"ar", "che", "ma",  "sio", "op",   "tu", "ver", "nal",
	};
	uint32_t rank = 1u << essay_roll(essay, 13);

	rank += essay_roll(essay, rank);
	if (rank <= sizeof(common) / sizeof(common[0])) {
		buffer_append_string(out, common[rank - 1]);
		return;
	}
	/* The same rank is the same word. */
	for (rank = rank * 7 + 5; rank; rank /= 32)
		buffer_append_string(out, syllables[rank % 32]);
}

static inline void essay_add_sentence(struct essay *essay, struct buffer *out)
{
	static const char *const ends[] = { ".", ".", ".", ".", "?", "!" };
	size_t start = out->len;
	uint32_t words = 4 + essay_roll(essay, 22);

	for (uint32_t i = 0; i < words; i++) {
		if (i && essay_roll(essay, 30) == 0)
			buffer_append_string(out, " \xe2\x80\x94 ");
		else if (i)
			buffer_append_string(out,
					     essay_roll(essay, 9) ? " " : ", ");
		if (essay_roll(essay, 50) == 0)
			buffer_append_string(out,
					     "\xe2\x80\x9cso\xe2\x80\x9d ");
		essay_add_word(essay, out);
		if (essay_roll(essay, 30) == 0)
			buffer_append_string(out, "\xe2\x80\x99s");
	}
	if (out->data[start] >= 'a' && out->data[start] <= 'z')
		out->data[start] = (char)(out->data[start] - 'a' + 'A');
	buffer_append_string(out, ESSAY_PICK(essay, ends));
}

static inline void essay_add_words(struct essay *essay, struct buffer *out,
				   uint32_t words)
{
	for (uint32_t i = 0; i < words; i++) {
		if (i)
			buffer_append_string(out, " ");
		essay_add_word(essay, out);
	}
}

static inline void essay_add_code_line(struct essay *essay, struct buffer *out)
{
	static const char *const lines[] = { "}", "{", "end", "return 0;" };

	if (essay_roll(essay, 4) == 0) {
		buffer_append_string(out, ESSAY_PICK(essay, lines));
		return;
	}
	buffer_append_string(out, "  ");
	essay_add_word(essay, out);
	buffer_append_string(out, " = ");
	essay_add_word(essay, out);
	buffer_append_string(out, "(");
	essay_add_word(essay, out);
	buffer_append_string(out, ");");
}

/* Text for a part of a kind. */
static inline void essay_add_text(struct essay *essay, struct buffer *out,
				  enum part_kind kind)
{
	uint32_t count = 1 + essay_roll(essay, 7);

	switch (kind) {
	case PART_HEADING:
		essay_add_words(essay, out, 1 + essay_roll(essay, 5));
		break;
	case PART_NUMBERED:
	case PART_BULLET:
		if (essay_roll(essay, 2))
			essay_add_words(essay, out, 2 + count);
		else
			essay_add_sentence(essay, out);
		break;
	case PART_CODE:
		for (uint32_t i = 0; i <= count; i++) {
			if (i)
				buffer_append_string(out, "\n");
			essay_add_code_line(essay, out);
		}
		break;
	case PART_ROW:
		essay_add_words(essay, out, 1 + essay_roll(essay, 3));
		buffer_append_string(out, "\t");
		essay_add_words(essay, out, 1 + essay_roll(essay, 6));
		break;
	case PART_PARAGRAPH:
	case PART_QUOTE:
		for (uint32_t i = 0; i < count; i++) {
			if (i)
				buffer_append_string(out, " ");
			essay_add_sentence(essay, out);
		}
		break;
	}
}

/* A new part before the one at at. */
static inline void essay_add_part(struct essay *essay, size_t at,
				  enum part_kind kind)
{
	struct buffer text = BUFFER_INIT;
	struct part *part = essay_insert(essay, at, kind);

	essay_add_text(essay, &text, kind);
	part_write(essay, part, 0, 0, &text);
	buffer_release(&text);
}

/* --- The first version ------------------------------------------------------
 */

/* About so many bytes; some paragraphs are said again, word for word. */
static inline void essay_begin(struct essay *essay, uint64_t seed, size_t bytes)
{
	size_t len = 0;

	*essay = (struct essay){ .seed = seed * 2 + 1 };
	for (int i = 0; i < 8; i++)
		essay_roll(essay, 2);
	essay->width = essay_roll(essay, 2) ? 72 : 0;
	while (len < bytes) {
		uint32_t kind = essay_roll(essay, 40);
		uint32_t run = 2 + essay_roll(essay, 6);
		size_t from = essay->count;

		if (kind < 24)
			essay_add_part(essay, from, PART_PARAGRAPH);
		else if (kind < 29)
			essay_add_part(essay, from, PART_HEADING);
		else if (kind < 31)
			essay_add_part(essay, from, PART_QUOTE);
		else if (kind < 33)
			essay_add_part(essay, from, PART_CODE);
		else if (kind < 35 && from)
			essay_copy(essay, essay_roll(essay, from), from);
		else
			for (; run; run--)
				essay_add_part(essay, essay->count,
					       kind < 37   ? PART_NUMBERED
					       : kind < 39 ? PART_BULLET
							   : PART_ROW);
		for (; from < essay->count; from++)
			len += essay->parts[from].count + 1;
	}
}

/* --- What is written and read -----------------------------------------------
 */

/* The reading text that this has to be, and the number of each of its bytes:
 * UINT32_MAX for what ends a block. */
static inline void essay_read(const struct essay *essay, struct buffer *text,
			      uint32_t **numbers)
{
	size_t room = 0;

	*numbers = NULL;
	for (size_t i = 0; i < essay->count; i++) {
		const struct part *part = &essay->parts[i];

		MEMORY_RESERVE(*numbers, room, text->len + part->count + 1);
		for (size_t j = 0; j < part->count; j++) {
			bool tab = part->letters[j].byte == '\t';

			(*numbers)[text->len] = part->letters[j].number;
			buffer_append_byte(text,
					   tab ? '\n' : part->letters[j].byte);
		}
		(*numbers)[text->len] = UINT32_MAX;
		buffer_append_byte(text, '\n');
	}
}

static inline void essay_close(struct buffer *out, uint8_t style)
{
	if (style == LETTER_EMPHASIS)
		buffer_append_string(out, "*");
	else if (style == LETTER_LINK)
		buffer_append_string(out, "](https://example.org/a)");
}

/* Text with its markup; wrapped, each line of it behind lead. */
static inline void essay_write_text(struct buffer *out, const struct part *part,
				    unsigned width, const char *lead)
{
	uint8_t style = LETTER_PLAIN;
	size_t start = out->len;

	for (size_t i = 0; i < part->count; i++) {
		struct letter letter = part->letters[i];

		if (letter.style != style) {
			essay_close(out, style);
			style = letter.style;
			if (style)
				buffer_append_string(
					out, style == LETTER_LINK ? "[" : "*");
		}
		if (letter.byte == '\t') {
			buffer_append_string(out, " | ");
		} else if (letter.byte == ' ' && width &&
			   out->len - start > width) {
			buffer_append_byte(out, '\n');
			start = out->len;
			buffer_append_string(out, lead);
		} else {
			if (strchr("\\`*_[]<>&#|~^=$:{}()@/+-.!", letter.byte))
				buffer_append_byte(out, '\\');
			buffer_append_byte(out, letter.byte);
		}
	}
	essay_close(out, style);
}

static inline void essay_write_code(struct buffer *out, const struct part *part)
{
	buffer_append_string(out, "```\n");
	for (size_t i = 0; i < part->count; i++)
		buffer_append_byte(out, part->letters[i].byte);
	buffer_append_string(out, "\n```\n");
}

/* The Markdown of it. */
static inline void essay_write(const struct essay *essay, struct buffer *out)
{
	unsigned number = 0;

	for (size_t i = 0; i < essay->count; i++) {
		const struct part *part = &essay->parts[i];
		bool same = i && essay->parts[i - 1].kind == part->kind;
		bool item = part->kind == PART_NUMBERED ||
			    part->kind == PART_BULLET;

		if (i && !(same && (item || part->kind == PART_ROW)))
			buffer_append_string(out, "\n<!-- -->\n\n");
		number = same ? number + 1 : 1;
		if (part->kind == PART_HEADING)
			buffer_append_string(out, "## ");
		else if (part->kind == PART_NUMBERED)
			buffer_append_format(out, "%u. ", number);
		else if (part->kind == PART_BULLET)
			buffer_append_string(out, "- ");
		else if (part->kind == PART_QUOTE)
			buffer_append_string(out, "> ");
		else if (part->kind == PART_ROW)
			buffer_append_string(out, "| ");
		if (part->kind == PART_CODE)
			essay_write_code(out, part);
		else if (part->kind == PART_PARAGRAPH)
			essay_write_text(out, part, essay->width, "");
		else if (part->kind == PART_QUOTE)
			essay_write_text(out, part, essay->width, "> ");
		else
			essay_write_text(out, part, 0, "");
		if (part->kind == PART_ROW)
			buffer_append_string(out,
					     same ? " |" : " |\n|---|---|");
		buffer_append_byte(out, '\n');
	}
}

#endif
