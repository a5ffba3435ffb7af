/* SPDX-License-Identifier: ISC */
/* Revise an essay (histories.h) in the ways that authors do. */
#ifndef TESTS_REVISIONS_H
#define TESTS_REVISIONS_H

#include "histories.h"

/* A letter of the essay: long parts are revised more often. */
static inline size_t revise_where(struct essay *essay, size_t *at)
{
	size_t all = 0, i = 0;

	for (size_t j = 0; j < essay->count; j++)
		all += essay->parts[j].count;
	*at = essay_roll(essay, all);
	while (*at >= essay->parts[i].count)
		*at -= essay->parts[i++].count;
	return i;
}

static inline bool revise_is_prose(const struct part *part)
{
	return part->kind == PART_PARAGRAPH || part->kind == PART_QUOTE;
}

static inline bool revise_is_stop(char byte)
{
	return byte == '.' || byte == '?' || byte == '!';
}

static inline bool revise_is_edge(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

/* The word around at: [*from, *to), maybe empty. */
static inline void revise_word_at(const struct part *part, size_t at,
				  size_t *from, size_t *to)
{
	for (*from = at;
	     *from && !revise_is_edge(part->letters[*from - 1].byte);)
		--*from;
	for (*to = at;
	     *to < part->count && !revise_is_edge(part->letters[*to].byte);)
		++*to;
}

/* The sentence around at, without the blank behind it. */
static inline void revise_sentence_at(const struct part *part, size_t at,
				      size_t *from, size_t *to)
{
	for (*from = at;
	     *from && !(part->letters[*from - 1].byte == ' ' && *from > 1 &&
			revise_is_stop(part->letters[*from - 2].byte));)
		--*from;
	for (*to = at;
	     *to < part->count &&
	     !(*to > at && revise_is_stop(part->letters[*to - 1].byte) &&
	       part->letters[*to].byte == ' ');)
		++*to;
}

static inline void revise_letter(struct essay *essay)
{
	size_t at;
	struct part *part = &essay->parts[revise_where(essay, &at)];
	char letter[2] = { (char)('a' + essay_roll(essay, 26)), '\0' };

	if (part->letters[at].byte < 'a' || part->letters[at].byte > 'z')
		return;
	if (essay_roll(essay, 3) == 0)
		*letter = '\0';
	part_write_string(essay, part, at, essay_roll(essay, 3) ? 1 : 0,
			  letter);
	if (!part->count)
		part_write_string(essay, part, 0, 0, "a");
}

/* One word or several, in the place of others. */
static inline void revise_words(struct essay *essay)
{
	size_t at, from, to, end;
	struct part *part = &essay->parts[revise_where(essay, &at)];
	struct buffer text = BUFFER_INIT;
	uint32_t gone = essay_roll(essay, 4);
	uint32_t put = essay_roll(essay, 4);

	revise_word_at(part, at, &from, &to);
	for (end = to; gone > 1 && end < part->count; gone--)
		revise_word_at(part, end + 1, &at, &end);
	for (size_t i = from; i < end; i++)
		if (part->letters[i].byte == '\t' ||
		    part->letters[i].byte == '\n')
			return;
	if (from >= end)
		return;
	if (!gone)
		end = from;
	essay_add_words(essay, &text, put);
	if (!gone && put)
		buffer_append_string(&text, " ");
	if (gone && !put && end < part->count &&
	    part->letters[end].byte == ' ' && from)
		end++;
	if (put || end - from < part->count)
		part_write(essay, part, from, end - from, &text);
	while (part->count && part->letters[part->count - 1].byte == ' ')
		part->count--;
	if (!part->count)
		part_write_string(essay, part, 0, 0, "anew");
	buffer_release(&text);
}

/* Every third word or so is another one. */
static inline void revise_reword(struct essay *essay, struct part *part,
				 size_t from, size_t to)
{
	for (size_t at = from; at < to;) {
		size_t start, end, before = part->count;
		struct buffer text = BUFFER_INIT;

		revise_word_at(part, at, &start, &end);
		if (start < end && essay_roll(essay, 3) == 0) {
			essay_add_word(essay, &text);
			part_write(essay, part, start, end - start, &text);
			end = end + part->count - before;
			to = to + part->count - before;
		}
		at = end + 1;
		buffer_release(&text);
	}
}

static inline void revise_move_sentence(struct essay *essay, struct part *part,
					size_t from, size_t to)
{
	struct letter *letters;
	size_t count = to - from, at, start, end;

	/* With its blank; not the last one. */
	if (to == part->count)
		return;
	count++;
	letters = memory_alloc_zeroed(count, sizeof(*letters));
	memcpy(letters, part->letters + from, count * sizeof(*letters));
	part_splice(part, from, count, NULL, 0);
	if (essay_roll(essay, 2)) {
		struct part *other = &essay->parts[revise_where(essay, &at)];

		part = revise_is_prose(other) ? other : part;
	}
	revise_sentence_at(part, essay_roll(essay, part->count), &start, &end);
	part_splice(part, start, 0, letters, count);
	free(letters);
}

static inline void revise_sentence(struct essay *essay)
{
	size_t at, from, to;
	struct part *part = &essay->parts[revise_where(essay, &at)];
	struct buffer text = BUFFER_INIT;

	if (!revise_is_prose(part))
		return;
	revise_sentence_at(part, at, &from, &to);
	switch (essay_roll(essay, 7)) {
	case 0: /* gone */
		if (to < part->count)
			part_splice(part, from, to + 1 - from, NULL, 0);
		break;
	case 1: /* another one */
		essay_add_sentence(essay, &text);
		part_write(essay, part, from, to - from, &text);
		break;
	case 2: /* one more */
		essay_add_sentence(essay, &text);
		buffer_append_string(&text, " ");
		part_write(essay, part, from, 0, &text);
		break;
	case 3: /* split */
		revise_word_at(part, from + (to - from) / 2, &from, &to);
		if (from)
			part_write_string(essay, part, from - 1, 1, ". So ");
		break;
	case 4: /* joined to the next */
		if (to < part->count)
			part_write_string(essay, part, to - 1, 2, ", and ");
		break;
	case 5:
		revise_move_sentence(essay, part, from, to);
		break;
	default:
		revise_reword(essay, part, from, to);
		break;
	}
	buffer_release(&text);
}

/* The part is cut in two where a sentence ends, or joined to the next. */
static inline void revise_break(struct essay *essay)
{
	size_t at, from, to;
	size_t i = revise_where(essay, &at);
	struct part *part = &essay->parts[i];
	struct part *next;

	if (part->kind != PART_PARAGRAPH)
		return;
	revise_sentence_at(part, at, &from, &to);
	if (to < part->count) {
		next = essay_insert(essay, i + 1, PART_PARAGRAPH);
		part = &essay->parts[i];
		part_splice(next, 0, 0, part->letters + to + 1,
			    part->count - to - 1);
		part->count = to;
	} else if (i + 1 < essay->count &&
		   essay->parts[i + 1].kind == PART_PARAGRAPH) {
		next = &essay->parts[i + 1];
		part_write_string(essay, part, part->count, 0, " ");
		part_splice(part, part->count, 0, next->letters, next->count);
		essay_remove(essay, i + 1);
	}
}

/* Where another part may stand. */
static inline size_t revise_to(struct essay *essay, size_t from, size_t count)
{
	size_t to = essay_roll(essay, essay->count + 1);

	return to > from && to < from + count ? from : to;
}

static inline void revise_part(struct essay *essay)
{
	size_t at, i = revise_where(essay, &at);
	enum part_kind kind = essay->parts[i].kind;

	switch (essay_roll(essay, 9)) {
	case 0:
		if (essay->count > 3)
			essay_remove(essay, i);
		break;
	case 1:
		essay_move(essay, i, 1, revise_to(essay, i, 1));
		break;
	case 2: /* said again, nearly */
		at = revise_to(essay, i, 1);
		essay_copy(essay, i, at);
		if (essay_roll(essay, 3) && kind != PART_CODE &&
		    kind != PART_ROW)
			revise_reword(essay, &essay->parts[at], 0,
				      essay->parts[at].count);
		break;
	case 3: /* written anew */
		essay_add_part(essay, i, kind);
		essay_remove(essay, i + 1);
		break;
	case 4:
	case 5:
		revise_break(essay);
		break;
	default:
		essay_add_part(essay, i,
			       essay_roll(essay, 3) ? kind : PART_PARAGRAPH);
		break;
	}
}

/* A heading with all up to the next. */
static inline void revise_section(struct essay *essay)
{
	size_t from = essay_roll(essay, essay->count);
	size_t end;

	while (from && essay->parts[from].kind != PART_HEADING)
		from--;
	for (end = from + 1; end < essay->count; end++)
		if (essay->parts[end].kind == PART_HEADING)
			break;
	switch (essay_roll(essay, 4)) {
	case 0: /* renamed */
		if (essay->parts[from].kind != PART_HEADING)
			break;
		essay_add_part(essay, from, PART_HEADING);
		essay_remove(essay, from + 1);
		break;
	case 1:
		if (end - from < essay->count / 4)
			while (end-- > from && essay->count > 3)
				essay_remove(essay, from);
		break;
	case 2: {
		size_t to = essay_roll(essay, essay->count);

		while (to && essay->parts[to].kind != PART_HEADING)
			to--;
		if (to < from || to >= end)
			essay_move(essay, from, end - from, to);
		break;
	}
	default:
		for (end = from + 1 + essay_roll(essay, 4); end > from; end--)
			essay_add_part(essay, from, PART_PARAGRAPH);
		break;
	}
}

/* Items, rows or lines change places, or kinds. */
static inline void revise_list(struct essay *essay)
{
	size_t from = essay_roll(essay, essay->count);
	enum part_kind kind, other;
	size_t end;

	while (from < essay->count &&
	       essay->parts[from].kind != PART_NUMBERED &&
	       essay->parts[from].kind != PART_BULLET &&
	       essay->parts[from].kind != PART_ROW)
		from++;
	if (from == essay->count)
		return;
	kind = essay->parts[from].kind;
	for (end = from; end < essay->count && essay->parts[end].kind == kind;)
		end++;
	switch (essay_roll(essay, 4)) {
	case 0: /* the last comes first */
		essay_move(essay, end - 1, 1, from);
		break;
	case 1:
		essay_add_part(essay, from + essay_roll(essay, end - from),
			       kind);
		break;
	case 2:
		if (end - from > 1)
			essay_remove(essay, end - 1);
		break;
	default:
		other = kind == PART_BULLET ? PART_NUMBERED : PART_BULLET;
		for (; kind != PART_ROW && from < end; from++)
			essay->parts[from].kind = other;
		break;
	}
}

/* A few words are set off, or no more. */
static inline void revise_style(struct essay *essay)
{
	size_t at, from, to, end;
	struct part *part = &essay->parts[revise_where(essay, &at)];
	uint8_t style = essay_roll(essay, 2) ? LETTER_EMPHASIS : LETTER_LINK;

	if (part->kind != PART_PARAGRAPH)
		return;
	revise_word_at(part, at, &from, &to);
	for (uint32_t more = essay_roll(essay, 4); more && to < part->count;
	     more--) {
		revise_word_at(part, to + 1, &at, &end);
		to = end;
	}
	for (size_t i = 0; i < part->count; i++)
		part->letters[i].style =
			i >= from && i < to ? style : LETTER_PLAIN;
}

/* Other signs for the same all through the text. */
static inline void revise_signs(struct essay *essay)
{
	static const char *const pairs[][2] = {
		{ "\xe2\x80\x99", "'" },
		{ "\xe2\x80\x9c", "\"" },
		{ "\xe2\x80\x9d", "\"" },
		{ "\xe2\x80\x94", "-" },
	};
	const char *const *pair = ESSAY_PICK(essay, pairs);

	for (size_t i = 0; i < essay->count; i++) {
		struct part *part = &essay->parts[i];

		for (size_t at = 0; at + 3 <= part->count; at++) {
			struct letter letter = part->letters[at];

			if (letter.byte != pair[0][0] ||
			    part->letters[at + 1].byte != pair[0][1] ||
			    part->letters[at + 2].byte != pair[0][2])
				continue;
			letter.byte = pair[1][0];
			part_splice(part, at, 3, &letter, 1);
		}
	}
}

static inline bool revise_is_letter(const struct part *part, size_t i)
{
	return part->letters[i].byte >= 'a' && part->letters[i].byte <= 'z';
}

/* Takes off the style of [from, to) where its ends would be no markup. */
static inline void revise_tidy_style(struct part *part, size_t from, size_t to)
{
	while (to > from && !revise_is_letter(part, to - 1))
		part->letters[--to].style = LETTER_PLAIN;
	while (from < to && !revise_is_letter(part, from))
		part->letters[from++].style = LETTER_PLAIN;
	if ((from && part->letters[from - 1].byte != ' ') ||
	    (to < part->count && part->letters[to].byte != ' '))
		while (from < to)
			part->letters[from++].style = LETTER_PLAIN;
}

/* Leaves no blank that a reader of Markdown would not see. */
static inline void revise_tidy(struct essay *essay)
{
	for (size_t i = 0; i < essay->count; i++) {
		struct part *part = &essay->parts[i];
		size_t count = 0;

		for (size_t j = 0; j < part->count; j++) {
			struct letter letter = part->letters[j];
			char last =
				count ? part->letters[count - 1].byte : '\t';

			if (part->kind == PART_CODE)
				break;
			if (letter.byte == ' ' && revise_is_edge(last))
				continue;
			if (letter.byte == '\t' && last == ' ')
				count--;
			part->letters[count++] = letter;
		}
		if (part->kind != PART_CODE)
			part->count = count;
		while (part->kind != PART_CODE && part->count &&
		       part->letters[part->count - 1].byte == ' ')
			part->count--;
		if (!part->count)
			part_write_string(essay, part, 0, 0, "anew");
		for (size_t from = 0, to = 0; from < part->count; from = to) {
			for (to = from + 1; to < part->count; to++)
				if (part->letters[to].style !=
				    part->letters[from].style)
					break;
			if (part->letters[from].style)
				revise_tidy_style(part, from, to);
		}
	}
}

/* One of an author's changes. */
static inline void revise(struct essay *essay)
{
	uint32_t kind = essay_roll(essay, 100);

	if (kind < 20)
		revise_letter(essay);
	else if (kind < 45)
		revise_words(essay);
	else if (kind < 68)
		revise_sentence(essay);
	else if (kind < 82)
		revise_part(essay);
	else if (kind < 86)
		revise_section(essay);
	else if (kind < 91)
		revise_list(essay);
	else if (kind < 97)
		revise_style(essay);
	else if (kind < 99)
		essay->width = essay->width ? 0 : 60 + essay_roll(essay, 40);
	else
		revise_signs(essay);
	revise_tidy(essay);
}

#endif
