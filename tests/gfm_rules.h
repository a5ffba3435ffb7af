/* SPDX-License-Identifier: ISC */
/* Tell differences that are meant from those that are not. */
#ifndef TESTS_GFM_RULES_H
#define TESTS_GFM_RULES_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

/* --- Dumps as lines ------------------------------------------------------- */

struct gfm_line {
	size_t depth;
	char *text; /* owned */
};

struct gfm_lines {
	struct gfm_line *lines;
	size_t count, room;
};

static inline void gfm_lines_release(struct gfm_lines *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->lines[i].text);
	free(all->lines);
}

static inline void gfm_lines_read(struct gfm_lines *all,
				  const struct buffer *dump)
{
	const char *at = buffer_string(dump);

	while (*at) {
		size_t indent = strspn(at, " ");
		size_t len = strcspn(at, "\n");

		MEMORY_RESERVE(all->lines, all->room, all->count + 1);
		all->lines[all->count++] = (struct gfm_line){
			.depth = indent / 2,
			.text = memory_copy_string(at + indent, len - indent),
		};
		at += len + 1;
	}
}

static inline bool gfm_lines_equal(const struct gfm_lines *a,
				   const struct gfm_lines *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->lines[i].depth != b->lines[i].depth ||
		    strcmp(a->lines[i].text, b->lines[i].text) != 0)
			return false;
	return true;
}

static inline bool gfm_begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* The line behind those of the container or leaf at i. */
static inline size_t gfm_behind(const struct gfm_lines *all, size_t i)
{
	size_t depth = all->lines[i++].depth;

	while (i < all->count && all->lines[i].depth > depth)
		i++;
	return i;
}

static inline void gfm_remove(struct gfm_lines *all, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		free(all->lines[i].text);
	memmove(all->lines + from, all->lines + to,
		(all->count - to) * sizeof(*all->lines));
	all->count -= to - from;
}

/* The text of a leaf without what says how it looks, and without references:
 * appended to out. With apart where looks change. */
static inline void gfm_plain_with(struct buffer *out, const char *leaf,
				  const char *apart)
{
	leaf += strcspn(leaf, " ");
	for (; *leaf; leaf++) {
		if (*leaf == '\\' && leaf[1] == 'n') {
			buffer_append_byte(out, ' ');
			leaf++;
		} else if (*leaf == '\\' && leaf[1]) {
			buffer_append_byte(out, *++leaf);
		} else if (*leaf == '{') {
			leaf += strcspn(leaf, "<:");
			if (*leaf == '<')
				leaf = strstr(leaf, ">:") + 1;
			buffer_append_string(out, apart);
		} else if (*leaf == '}') {
			buffer_append_string(out, apart);
		} else {
			buffer_append_byte(out, *leaf);
		}
	}
}

static inline void gfm_plain(struct buffer *out, const char *leaf)
{
	gfm_plain_with(out, leaf, "");
}

static inline bool gfm_is_leaf(const char *line)
{
	return gfm_begins(line, "p ") || gfm_begins(line, "cell ") ||
	       gfm_begins(line, "code ") || (*line == 'h' && isdigit(line[1]));
}

/* --- No text is lost ------------------------------------------------------ */

/* A task's box is no text; theirs, where we have one, still is. */
static inline void gfm_all_plain(struct buffer *out,
				 const struct gfm_lines *all, const char *apart)
{
	for (size_t i = 0; i < all->count; i++) {
		const char *text = all->lines[i].text;

		if (!gfm_is_leaf(text))
			continue;
		if (*apart &&
		    (gfm_begins(text, "p [x]") || gfm_begins(text, "p [X]")))
			text += 4;
		gfm_plain_with(out, text, apart);
		buffer_append_byte(out, '\n');
	}
}

/* Whether a word of theirs, which is letters and digits, is not in ours. */
static inline bool gfm_words_lost(const struct buffer *ours,
				  const struct buffer *theirs)
{
	struct gfm_lines lines[2] = { 0 };
	struct buffer text[2] = { BUFFER_INIT, BUFFER_INIT };
	bool lost = false;

	gfm_lines_read(&lines[0], ours);
	gfm_lines_read(&lines[1], theirs);
	for (size_t i = 0; i < 2; i++) {
		gfm_all_plain(&text[i], &lines[i], i ? " " : "");
		gfm_lines_release(&lines[i]);
	}
	for (const char *at = buffer_string(&text[1]); *at && !lost;) {
		size_t len = 0;
		char *word;

		while (isalnum((unsigned char)at[len]))
			len++;
		word = memory_copy_string(at, len);
		lost = len && !strstr(buffer_string(&text[0]), word);
		free(word);
		at += len ? len : 1;
	}
	buffer_release(&text[0]);
	buffer_release(&text[1]);
	return lost;
}

/* --- Dumps that differ as they are meant to --------------------------------
 */

/* A document as both have it. */
struct gfm_both {
	struct gfm_lines ours;
	struct gfm_lines theirs;
	const char *source;
};

static inline bool gfm_has_line(const struct gfm_lines *all, const char *text)
{
	for (size_t i = 0; i < all->count; i++)
		if (strcmp(all->lines[i].text, text) == 0)
			return true;
	return false;
}

/*
 * GitHub leaves out a note that nobody refers to (or only in a cell that it
 * leaves out as well), and of two with one label the second. With us they come
 * after the others.
 */
static inline bool gfm_unused_notes(struct gfm_both *both)
{
	struct gfm_lines *ours = &both->ours;
	bool applied = false;

	for (size_t i = 0; i < ours->count;) {
		const char *text = ours->lines[i].text;

		if (gfm_begins(text, "note ") &&
		    !gfm_has_line(&both->theirs, text)) {
			gfm_remove(ours, i, gfm_behind(ours, i));
			applied = true;
		} else {
			i++;
		}
	}
	return applied;
}

/* The note with the smallest label behind from; count if there is none. */
static inline size_t gfm_first_note(const struct gfm_lines *all, size_t from)
{
	size_t first = all->count;

	for (size_t i = from; i < all->count; i++)
		if (all->lines[i].depth == 0 &&
		    gfm_begins(all->lines[i].text, "note ") &&
		    (first == all->count ||
		     strcmp(all->lines[i].text, all->lines[first].text) < 0))
			first = i;
	return first;
}

static inline bool gfm_sort_notes(struct gfm_lines *all)
{
	size_t at = 0;
	bool applied = false;

	while (at < all->count && !gfm_begins(all->lines[at].text, "note "))
		at++;
	while (at < all->count) {
		size_t first = gfm_first_note(all, at);
		size_t count;
		struct gfm_line *moved;

		if (first == all->count)
			break;
		count = gfm_behind(all, first) - first;
		moved = memory_alloc(count * sizeof(*moved));
		memcpy(moved, all->lines + first, count * sizeof(*moved));
		memmove(all->lines + at + count, all->lines + at,
			(first - at) * sizeof(*moved));
		memcpy(all->lines + at, moved, count * sizeof(*moved));
		free(moved);
		applied = applied || first != at;
		at += count;
	}
	return applied;
}

/*
 * GitHub counts references in the order of the source, where a note's own
 * stand at its definition. With us those come where the note is read.
 */
static inline bool gfm_note_order(struct gfm_both *both)
{
	bool ours = gfm_sort_notes(&both->ours);
	bool theirs = gfm_sort_notes(&both->theirs);

	return ours != theirs;
}

/* The last cell of a row at i, which may be a header; 0 for other lines. */
static inline size_t gfm_last_cell(const struct gfm_lines *all, size_t i)
{
	size_t end = gfm_behind(all, i);

	if (end == i + 1 || !gfm_begins(all->lines[end - 1].text, "cell "))
		return 0;
	return strcmp(all->lines[i].text, "row") == 0 ? end - 1 : 0;
}

/* The letters and digits of a leaf. */
static inline void gfm_letters(struct buffer *out, const char *leaf)
{
	struct buffer plain = BUFFER_INIT;

	gfm_plain(&plain, leaf);
	for (size_t i = 0; i < plain.len; i++)
		if (isalnum((unsigned char)plain.data[i]))
			buffer_append_byte(out, plain.data[i]);
	buffer_release(&plain);
}

/* What surplus cells add may change what marks in the last cell mean. */
static inline bool gfm_is_prefix(const char *theirs, const char *ours)
{
	struct buffer text[2] = { BUFFER_INIT, BUFFER_INIT };
	bool prefix;

	gfm_letters(&text[0], ours);
	gfm_letters(&text[1], theirs);
	prefix = gfm_begins(buffer_string(&text[0]), buffer_string(&text[1]));
	buffer_release(&text[0]);
	buffer_release(&text[1]);
	return prefix;
}

/* GitHub drops cells that a row has beyond its header's. With us their text is
 * in the last one. */
static inline bool gfm_surplus_cells(struct gfm_both *both)
{
	struct gfm_lines *ours = &both->ours;
	struct gfm_lines *theirs = &both->theirs;
	bool applied = false;

	for (size_t i = 0; i < ours->count && i < theirs->count; i++) {
		size_t last = gfm_last_cell(ours, i);

		if (!last || gfm_last_cell(theirs, i) != last ||
		    strcmp(ours->lines[last].text, theirs->lines[last].text) ==
			    0 ||
		    !gfm_is_prefix(theirs->lines[last].text,
				   ours->lines[last].text))
			continue;
		free(ours->lines[last].text);
		ours->lines[last].text =
			memory_copy_string(theirs->lines[last].text,
					   strlen(theirs->lines[last].text));
		applied = true;
	}
	return applied;
}

/* How much of a leaf comes before what is behind a box; 0: it has none. */
static inline size_t gfm_box(const char *leaf)
{
	size_t len = strcspn(leaf, " ") + 1;

	if ((!gfm_begins(leaf, "p ") && !gfm_begins(leaf, "h1 ") &&
	     !gfm_begins(leaf, "h2 ")) ||
	    leaf[len] != '[' || !strchr(" xX", leaf[len + 1]) ||
	    !gfm_begins(leaf + len + 1, (char[]){ leaf[len + 1], ']', 0 }))
		return 0;
	len += 3;
	if (gfm_begins(leaf + len, "\\n"))
		return len + 2;
	/* A reference comes before the blank in a dump. */
	if (!strchr(" {", leaf[len]))
		return 0;
	return len + (leaf[len] == ' ');
}

/*
 * GitHub looks for a task's box from the start of the line on, so that in a
 * quote, or behind another item's bullet, there is none, nor alone on its line;
 * and it takes one for done if "[x]" is anywhere on that line.
 */
static inline bool gfm_tasks(struct gfm_both *both)
{
	struct gfm_lines *ours = &both->ours;
	struct gfm_lines *theirs = &both->theirs;
	bool applied = false;

	for (size_t i = 0; i + 1 < ours->count && i + 1 < theirs->count; i++) {
		char **text = &theirs->lines[i].text;
		const char *box = strchr(ours->lines[i].text, '[');
		char *below = theirs->lines[i + 1].text;
		bool is_item = gfm_begins(*text, "item");

		if (!is_item || !box || strcmp(*text, ours->lines[i].text) == 0)
			continue;
		if (!strchr(*text, '[')) {
			size_t start = strcspn(below, " ") + 1;
			size_t len = gfm_box(below);

			if (!len)
				continue;
			memmove(below + start, below + len,
				strlen(below + len) + 1);
			below += start;
			while (gfm_begins(below, "{n<"))
				below = strchr(below, '}') + 1;
			if (*below == ' ')
				memmove(below, below + 1, strlen(below));
		}
		free(*text);
		*text = memory_copy_string(ours->lines[i].text,
					   strlen(ours->lines[i].text));
		/* With nothing behind its box a paragraph is none. */
		if (strcmp(theirs->lines[i + 1].text, "p ") == 0 &&
		    strcmp(ours->lines[i + 1].text, "p ") != 0)
			gfm_remove(theirs, i + 1, i + 2);
		applied = true;
	}
	return applied;
}

/* Above a table "\\|" is '|' to GitHub even in code, as it is in the table. */
static inline bool gfm_pipes_above(struct gfm_both *both)
{
	struct gfm_lines *ours = &both->ours;
	bool applied = false;

	for (size_t i = 0; i + 1 < ours->count && i < both->theirs.count; i++) {
		char *at = ours->lines[i].text;

		if (!gfm_begins(at, "p ") ||
		    !gfm_begins(ours->lines[i + 1].text, "table ") ||
		    strstr(both->theirs.lines[i].text, "\\\\|"))
			continue;
		while ((at = strstr(at, "\\\\|"))) {
			memmove(at, at + 2, strlen(at + 2) + 1);
			applied = true;
		}
	}
	return applied;
}

/* Whether an item of the list at i has a table without rows. */
static inline bool gfm_has_bare_table(const struct gfm_lines *all, size_t i)
{
	size_t end = gfm_behind(all, i);

	for (size_t j = i + 1; j + 1 < end; j++)
		if (gfm_begins(all->lines[j].text, "table ") &&
		    all->lines[j].depth == all->lines[i].depth + 2 &&
		    gfm_behind(all, j) == gfm_behind(all, j + 1))
			return true;
	return false;
}

/* Whether a note's definition stands in a container. */
static inline bool gfm_has_inner_note(const char *source)
{
	while (*source) {
		size_t prefix = strspn(source, " \t>-+*0123456789.)");

		if (prefix && gfm_begins(source + prefix, "[^"))
			return true;
		source += strcspn(source, "\n");
		source += *source == '\n';
	}
	return false;
}

/*
 * To GitHub's parser a table that has only a header is followed by a blank
 * line, and so is what a note leaves where it stood: lists around those are
 * loose.
 */
static inline bool gfm_loose_lists(struct gfm_both *both)
{
	struct gfm_lines *ours = &both->ours;
	struct gfm_lines *theirs = &both->theirs;
	bool noted = gfm_has_inner_note(both->source);
	bool applied = false;

	for (size_t i = 0; i < ours->count && i < theirs->count; i++) {
		char *text = ours->lines[i].text;
		size_t len = strlen(theirs->lines[i].text);

		if (!gfm_begins(text, "list ") ||
		    strncmp(text, theirs->lines[i].text, len) != 0 ||
		    strcmp(text + len, " tight") != 0 ||
		    (!noted && !gfm_has_bare_table(ours, i)))
			continue;
		text[len] = '\0';
		applied = true;
	}
	return applied;
}

/* The bytes before a line's text, of what may open or be in containers. */
static inline size_t gfm_prefix(const char *line)
{
	return strspn(line, " \t>-+*0123456789.)");
}

/* The column behind a line's first bytes, of blanks and marks. */
static inline size_t gfm_column(const char *line, size_t bytes)
{
	size_t column = 0;

	for (size_t i = 0; i < bytes; i++)
		column += line[i] == '\t' ? 4 - column % 4 : 1;
	return column;
}

/* Whether, in a container, a note's definition or a list stands in a note. */
static inline bool gfm_has_container_in_note(const char *source)
{
	size_t note = SIZE_MAX; /* the column of one above */

	while (*source) {
		size_t prefix = strspn(source, " \t>-+*0123456789.)");
		const char *label = source + prefix;
		const char *behind = label + strcspn(label, "]\n");

		if (prefix && gfm_begins(label, "[^") &&
		    gfm_begins(behind, "]:")) {
			size_t column = gfm_column(source, prefix);

			behind += 2 + strspn(behind + 2, " \t");
			if (gfm_begins(behind, "[^") || gfm_prefix(behind) ||
			    (note != SIZE_MAX && column >= note + 4))
				return true;
			note = column;
		}
		source += strcspn(source, "\n");
		source += *source == '\n';
	}
	return false;
}

/* To GitHub's parser no blank line follows a note that ends in another one, or
 * in a list: a list in which they stand is tight. */
static inline bool gfm_tight_lists(struct gfm_both *both)
{
	struct gfm_lines *ours = &both->ours;
	struct gfm_lines *theirs = &both->theirs;
	bool applied = false;

	if (!gfm_has_container_in_note(both->source))
		return false;
	for (size_t i = 0; i < ours->count && i < theirs->count; i++) {
		const char *text = ours->lines[i].text;
		size_t len = strlen(text);

		if (!gfm_begins(text, "list ") ||
		    strncmp(text, theirs->lines[i].text, len) != 0 ||
		    strcmp(theirs->lines[i].text + len, " tight") != 0)
			continue;
		theirs->lines[i].text[len] = '\0';
		applied = true;
	}
	return applied;
}

/* GitHub's parser leaves a bracket too many behind "[\\^label]". */
static inline bool gfm_escaped_caret(struct gfm_both *both)
{
	bool applied = false;

	if (!strstr(both->source, "[\\^"))
		return false;
	for (size_t i = 0; i < both->theirs.count; i++) {
		char *twice = strstr(both->theirs.lines[i].text, "]]");

		if (!twice)
			continue;
		memmove(twice, twice + 1, strlen(twice));
		applied = true;
	}
	return applied;
}

/* Whether a line but the first of a paragraph may be one of Pandoc's lines. */
static inline bool gfm_has_bar_line(const char *source)
{
	for (; *source; source += strcspn(source, "\n"), source += *source != 0)
		if (source[strspn(source, " \t>")] == '|' &&
		    strchr(" \t\\\n", source[strspn(source, " \t>") + 1]))
			return true;
	return false;
}

static inline size_t gfm_count(const char *text, char byte)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == byte;
	return count;
}

/* Takes bars, blanks and breaks out of a leaf. */
static inline void gfm_drop_bars(char *leaf)
{
	char *to = strchr(leaf, ' ') + 1;

	for (const char *at = to; *at; at++)
		if (*at == '\\' && at[1] == 'n')
			at++;
		else if (!strchr("| ", *at))
			*to++ = *at;
	*to = '\0';
}

/* To GitHub "| a line" is text with a bar in it. With us such lines are kept
 * apart; where they are only bars nothing is left. */
static inline bool gfm_bar_lines(struct gfm_both *both)
{
	struct gfm_lines *ours = &both->ours;
	struct gfm_lines *theirs = &both->theirs;
	bool applied = false;

	if (!gfm_has_bar_line(both->source))
		return false;
	for (size_t i = 0; i < theirs->count; i++) {
		char *text = theirs->lines[i].text;
		char *own = i < ours->count ? ours->lines[i].text : NULL;

		if (!gfm_begins(text, "p |") || (own && !strcmp(own, text)))
			continue;
		if (!text[2 + strspn(text + 2, "| ")] &&
		    (!own || strcmp(own, "p ") != 0)) {
			gfm_remove(theirs, i, i + 1);
			i--;
		} else if (own && gfm_begins(own, "p ") &&
			   gfm_count(own, '|') < gfm_count(text, '|')) {
			gfm_drop_bars(text);
			gfm_drop_bars(own);
		} else {
			continue;
		}
		applied = true;
	}
	return applied;
}

/* A leaf's text without what may mark emphasis or be struck, and without the
 * blanks that may stand beside it. */
static inline void gfm_unmarked(struct buffer *out, const char *leaf)
{
	struct buffer plain = BUFFER_INIT;

	gfm_plain(&plain, leaf);
	for (size_t i = 0; i < plain.len; i++)
		if (!strchr("*_~ ", plain.data[i]))
			buffer_append_byte(out, plain.data[i]);
	buffer_release(&plain);
}

static inline bool gfm_unmarked_equal(const char *ours, const char *theirs)
{
	struct buffer text[2] = { BUFFER_INIT, BUFFER_INIT };
	bool equal;

	gfm_unmarked(&text[0], ours);
	gfm_unmarked(&text[1], theirs);
	equal = strcmp(buffer_string(&text[0]), buffer_string(&text[1])) == 0;
	buffer_release(&text[0]);
	buffer_release(&text[1]);
	return equal;
}

/* Whether a '~', perhaps escaped, touches a '*' or '_'. */
static inline bool gfm_tilde_at_star(const char *source)
{
	for (const char *at = strpbrk(source, "*_"); at;
	     at = strpbrk(at + 1, "*_"))
		if (at[1] == '~' || (at[1] == '\\' && at[2] == '~') ||
		    (at > source && at[-1] == '~'))
			return true;
	return false;
}

/* Whether a leaf has tildes in emphasis. */
static inline bool gfm_tilde_in_emphasis(const char *leaf)
{
	for (; (leaf = strchr(leaf, '{')); leaf++) {
		size_t letters = strcspn(leaf, "<:");
		const char *tildes = strstr(leaf, "~~");

		if ((memchr(leaf, 'e', letters) ||
		     memchr(leaf, 's', letters)) &&
		    tildes && tildes < leaf + strcspn(leaf, "}"))
			return true;
	}
	return false;
}

/* Takes their leaf where but for marks it is the same, and may be. */
static inline bool gfm_same_unmarked(struct gfm_both *both,
				     bool (*may)(const char *leaf))
{
	struct gfm_lines *ours = &both->ours;
	struct gfm_lines *theirs = &both->theirs;
	bool applied = false;

	if (ours->count != theirs->count)
		return false;
	for (size_t i = 0; i < ours->count; i++) {
		char **text = &ours->lines[i].text;

		if (strcmp(*text, theirs->lines[i].text) == 0 ||
		    !gfm_is_leaf(*text) || gfm_begins(*text, "code ") ||
		    (may && !may(*text)) ||
		    !gfm_unmarked_equal(*text, theirs->lines[i].text))
			continue;
		free(*text);
		*text = memory_copy_string(theirs->lines[i].text,
					   strlen(theirs->lines[i].text));
		applied = true;
	}
	return applied;
}

/*
 * To tell whether a '*' or '_' opens or closes emphasis, GitHub's parser looks
 * past all '~' beside it. With us a '~' is the punctuation that it is to
 * CommonMark.
 */
static inline bool gfm_tilde_flanks(struct gfm_both *both)
{
	return gfm_tilde_at_star(both->source) && gfm_same_unmarked(both, NULL);
}

/* Where "~~a *b~~ c*" crosses, GitHub strikes what is closed first. With us all
 * emphasis is found before. */
static inline bool gfm_crossed(struct gfm_both *both)
{
	return gfm_same_unmarked(both, gfm_tilde_in_emphasis);
}

static inline bool gfm_tilde_at_break(const char *leaf)
{
	return strstr(leaf, "~~\\n") != NULL;
}

/* The backslash of a line break is punctuation to GitHub, before which "~~" may
 * open. */
static inline bool gfm_breaks(struct gfm_both *both)
{
	return gfm_same_unmarked(both, gfm_tilde_at_break);
}

static const struct gfm_rule {
	const char *name;
	bool (*apply)(struct gfm_both *both); /* true if it did something */
} gfm_rules[] = {
	{ "unused notes are kept", gfm_unused_notes },
	{ "notes are numbered as they are read", gfm_note_order },
	{ "bars before lines part them", gfm_bar_lines },
	{ "surplus cells are kept", gfm_surplus_cells },
	{ "tasks may be in quotes", gfm_tasks },
	{ "an escaped caret is one", gfm_escaped_caret },
	{ "notes and bare tables do not loosen lists", gfm_loose_lists },
	{ "what ends a note does not tighten lists", gfm_tight_lists },
	{ "code above a table keeps its backslash", gfm_pipes_above },
	{ "a tilde beside a star is punctuation", gfm_tilde_flanks },
	{ "emphasis is found before what is struck", gfm_crossed },
	{ "a line break is a blank", gfm_breaks },
};

enum { GFM_RULES = sizeof(gfm_rules) / sizeof(*gfm_rules) };

/* --- Documents written in another way --------------------------------------
 */

static inline bool gfm_is_delimiter(const char *line)
{
	size_t prefix = strspn(line, " \t>");
	size_t len = strspn(line + prefix, "|:- \t");

	return len && strchr("\n", line[prefix + len]) &&
	       memchr(line + prefix, '-', len) &&
	       (memchr(line + prefix, '|', len) ||
		memchr(line + prefix, ':', len));
}

static inline bool gfm_is_blank_text(const char *line)
{
	return strchr("\n", line[strspn(line, " \t>")]) != NULL;
}

static inline const char *gfm_next_line(const char *line)
{
	line += strcspn(line, "\n");
	return line + (*line == '\n');
}

/* Whether a line is one of fenced code, whose fence is *open. */
static inline bool gfm_pass_fence(const char *line, char *open)
{
	const char *text = line + gfm_prefix(line);
	size_t run = strspn(text, *text == '`' ? "`" : "~");
	bool was_open = *open;

	if (run < 3 || gfm_begins(line, "    ") || *line == '\t')
		return was_open;
	if (!was_open)
		*open = *text;
	else if (*open == *text && gfm_is_blank_text(text + run))
		*open = '\0';
	return true;
}

/* How many lines a definition on this one has: 1, or 2 if its URL is on the
 * next; 0: this is none. */
static inline size_t gfm_definition_lines(const char *line)
{
	const char *label = line + gfm_prefix(line);
	const char *close = strpbrk(label, "]\n");
	size_t lines;

	if (*label != '[' || strchr("^]", label[1]) || !close ||
	    !gfm_begins(close, "]:"))
		return 0;
	close += 2;
	close += strspn(close, " \t");
	lines = *close == '\n' ? 2 : 1;
	close += strspn(close, " \t\n");
	close += strcspn(close, " \t\n");
	close += strspn(close, " \t");
	if (lines == 2 && gfm_is_delimiter(gfm_next_line(line)))
		return 0;
	return strchr("\n\"'(", *close) ? lines : 0;
}

/* Whether a line can go on with the paragraph that the one above it, which is
 * no definition, belongs to: no block ends there, none begins here. */
static inline bool gfm_is_continuation(const char *above, const char *line)
{
	size_t prefix = gfm_prefix(line);
	const char *text = above + gfm_prefix(above);

	while (gfm_begins(text, "[^")) {
		text += strcspn(text, "\n:");
		text += strspn(text, ": \t");
	}
	return !gfm_is_blank_text(above) && !strchr("#`~<=\n", *text) &&
	       strspn(line, " \t>") == prefix &&
	       (!memchr(line, '>', prefix) ||
		memchr(above, '>', gfm_prefix(above)));
}

static inline bool gfm_above_delimiter(const char *line)
{
	while (*line && !gfm_is_blank_text(line)) {
		line = gfm_next_line(line);
		if (gfm_is_delimiter(line))
			return true;
	}
	return false;
}

/*
 * Appends the lines of text that are definitions above a delimiter row, or the
 * others; in place of each of the former then what is a line, but no text, lest
 * another kind of block begins below; but nothing where it would be the header.
 */
static inline bool gfm_pick_lines(struct buffer *out, const char *text,
				  bool definitions)
{
	bool found = false;
	bool in_table = false;
	bool code = true;	/* at the start, what is indented so */
	size_t left = 0;	/* lines of a definition */
	const char *above = ""; /* a line that is none of one */
	char fence = '\0';	/* of code that is open */

	for (; *text; text = gfm_next_line(text)) {
		size_t len = strcspn(text, "\n");
		size_t prefix = gfm_prefix(text);

		bool fenced = gfm_pass_fence(text, &fence);

		in_table = !gfm_is_blank_text(text) &&
			   !gfm_begins(text + prefix, "```") &&
			   !gfm_begins(text + prefix, "~~~") &&
			   !gfm_begins(text, "    ") &&
			   (in_table || (gfm_is_delimiter(text) &&
					 !gfm_is_blank_text(above)));
		code = code &&
		       (gfm_is_blank_text(text) || gfm_begins(text, "    "));
		if (!left && !in_table && !code && !fenced &&
		    !gfm_is_continuation(above, text) &&
		    gfm_above_delimiter(text))
			left = gfm_definition_lines(text);
		found = found || left;
		if (definitions && left) {
			buffer_append(out, text + prefix, len - prefix);
			buffer_append_byte(out, '\n');
		} else if (!definitions && !left) {
			buffer_append(out, text, len);
			buffer_append_byte(out, '\n');
		} else if (!definitions &&
			   !gfm_is_delimiter(gfm_next_line(text))) {
			buffer_append(out, text, prefix);
			buffer_append_string(out, "<span></span>\n");
		}
		if (left || (gfm_is_blank_text(above) &&
			     (gfm_begins(text, "    ") || *text == '\t')))
			above = "";
		else
			above = text;
		left -= left > 0;
	}
	return found;
}

/*
 * GitHub takes all lines of a paragraph above a table for text, definitions as
 * well. With us they define what they say, as if they stood elsewhere.
 */
static inline bool gfm_definitions_apart(struct buffer *out, const char *text)
{
	bool found = gfm_pick_lines(out, text, true);

	buffer_append_byte(out, '\n');
	gfm_pick_lines(out, text, false);
	return found;
}

/* Whether a line has less before its text than the next one. */
static inline bool gfm_is_lazy(const char *line, const char *next)
{
	const char *at[2] = { line, next };
	size_t quotes[2] = { 0 };
	size_t columns[2] = { 0 };
	size_t prefix = strspn(line, " \t>");
	size_t blanks = 0;

	for (size_t i = 0; i < 2; i++)
		for (; *at[i] && strchr(" \t>", *at[i]); at[i]++) {
			quotes[i] += *at[i] == '>';
			columns[i] += *at[i] == '\t' ? 4 : 1;
		}
	/* With four columns it is no header. */
	while (blanks < prefix && line[prefix - blanks - 1] != '>')
		blanks++;
	if (blanks >= (quotes[0] ? 5 : 4) || strspn(line, " ") >= 4)
		return false;
	return quotes[0] < quotes[1] ||
	       (quotes[0] == quotes[1] && columns[0] < columns[1]);
}

/* GitHub takes the indent of a lazy line above a delimiter row for a cell. */
static inline bool gfm_lazy_headers(struct buffer *out, const char *text)
{
	bool changed = false;
	const char *above = "";

	for (; *text; above = text, text = gfm_next_line(text)) {
		size_t len = strcspn(text, "\n");
		const char *next = gfm_next_line(text);
		size_t prefix = strspn(text, " \t>");
		size_t quotes = prefix;

		while (quotes && text[quotes - 1] != '>')
			quotes--;
		if (text[prefix] != '|' || !gfm_is_delimiter(next) ||
		    gfm_is_delimiter(above) || !gfm_is_lazy(text, next))
			quotes = prefix;
		changed = changed || quotes < prefix;
		buffer_append(out, text, quotes);
		buffer_append(out, text + prefix, len - prefix);
		buffer_append_byte(out, '\n');
	}
	return changed;
}

/* Copies text without the blanks that end lines for which is_meant. */
static inline bool gfm_trim_lines(struct buffer *out, const char *text,
				  bool (*is_meant)(const char *line,
						   size_t trimmed))
{
	bool changed = false;

	while (*text) {
		size_t len = strcspn(text, "\n");
		size_t trimmed = len;

		while (trimmed && strchr(" \t", text[trimmed - 1]))
			trimmed--;
		if (!is_meant(text, trimmed))
			trimmed = len;
		changed = changed || trimmed < len;
		buffer_append(out, text, trimmed);
		buffer_append_byte(out, '\n');
		text += len + (text[len] == '\n');
	}
	return changed;
}

/* Whether an item's mark, then blanks stand before end. */
static inline bool gfm_ends_in_mark(const char *line, size_t end)
{
	size_t blanks = 0;

	while (blanks < end && strchr(" \t", line[end - blanks - 1]))
		blanks++;
	end -= blanks;
	if (!blanks || !end)
		return false;
	if (strchr("-+*", line[end - 1]))
		return true;
	return strchr(".)", line[end - 1]) && end > 1 &&
	       isdigit((unsigned char)line[end - 2]);
}

static inline bool gfm_ends_in_box(const char *line, size_t trimmed)
{
	return trimmed > 4 && gfm_prefix(line) == trimmed - 3 &&
	       strspn(line, " \t>") < trimmed - 3 && line[trimmed - 3] == '[' &&
	       gfm_ends_in_mark(line, trimmed - 3) &&
	       strchr(" xX", line[trimmed - 2]) && line[trimmed - 1] == ']';
}

/* GitHub takes a box for one that has a blank behind it and nothing more. With
 * us a task says what is to be done. */
static inline bool gfm_empty_tasks(struct buffer *out, const char *text)
{
	return gfm_trim_lines(out, text, gfm_ends_in_box);
}

/* GitHub ends a note at a blank line that is not empty. */
static inline bool gfm_blank_lines(struct buffer *out, const char *text)
{
	bool changed = false;
	bool in_note = false;
	bool above = true; /* the line above is blank */
	size_t note = 0;   /* the column of the outermost one */
	char fence = '\0';

	for (; *text; text = gfm_next_line(text)) {
		size_t len = strcspn(text, "\n");
		size_t indent = strspn(text, " \t");
		size_t column = gfm_column(text, indent);
		size_t prefix = gfm_prefix(text);
		bool blank = indent == len;
		bool fenced = gfm_pass_fence(text, &fence);

		/* A note itself may be indented by three columns. */
		if (in_note && !blank && above &&
		    (column < 4 || column <= note))
			in_note = false;
		if (!in_note && gfm_begins(text + prefix, "[^")) {
			in_note = true;
			note = gfm_column(text, prefix);
			fence = '\0';
		}
		above = blank;
		changed = changed || (in_note && !fenced && blank && len);
		if (!in_note || !blank || fenced)
			buffer_append(out, text, len);
		buffer_append_byte(out, '\n');
	}
	return changed;
}

/*
 * By CommonMark 0.29, which GitHub's parser is for, a line with only a tag
 * begins HTML where it would be lazy; by 0.30 it goes on with the paragraph, of
 * which it is no text.
 */
static inline bool gfm_lazy_tags(struct buffer *out, const char *text)
{
	bool changed = false;
	bool blank = true;

	while (*text) {
		size_t len = strcspn(text, "\n");
		size_t prefix = gfm_prefix(text);
		bool tag =
			gfm_begins(text + prefix, "<span>") &&
			strspn(text + prefix + 6, " \t\\") + prefix + 6 == len;

		if (tag && !blank) {
			changed = true;
		} else {
			buffer_append(out, text, len);
			buffer_append_byte(out, '\n');
		}
		blank = prefix >= len;
		text += len + (text[len] == '\n');
	}
	return changed;
}

static const struct gfm_rewrite {
	const char *name;
	bool (*rewrite)(struct buffer *out, const char *text);
} gfm_rewrites[] = {
	{ "definitions may stand above a table", gfm_definitions_apart },
	{ "a lazy header may be indented", gfm_lazy_headers },
	{ "a task says something", gfm_empty_tasks },
	{ "a blank line may have blanks", gfm_blank_lines },
	{ "a lone tag may be lazy", gfm_lazy_tags },
};

enum { GFM_REWRITES = sizeof(gfm_rewrites) / sizeof(*gfm_rewrites) };

/* --- Comparing ------------------------------------------------------------ */

/* Says what the first lines are that differ, each by its first word. */
static inline void gfm_where(const struct buffer *ours,
			     const struct buffer *theirs, char *out,
			     size_t size)
{
	const char *a = buffer_string(ours);
	const char *b = buffer_string(theirs);

	for (;;) {
		size_t len = strcspn(a, "\n");

		if (!*a || !*b || len != strcspn(b, "\n") ||
		    memcmp(a, b, len) != 0)
			break;
		a += len + (a[len] == '\n');
		b += len + (b[len] == '\n');
	}
	a += strspn(a, " ");
	b += strspn(b, " ");
	snprintf(out, size, "%.*s/%.*s", (int)strcspn(a, " \n"), a,
		 (int)strcspn(b, " \n"), b);
}

/* Whether two dumps are the same but for the rules; counts those in rules. */
static inline bool gfm_explained(const struct buffer *ours,
				 const struct buffer *theirs,
				 const char *source, size_t *rules)
{
	struct gfm_both both = { .source = source };
	bool applied[GFM_RULES] = { false };
	bool equal;

	gfm_lines_read(&both.ours, ours);
	gfm_lines_read(&both.theirs, theirs);
	equal = gfm_lines_equal(&both.ours, &both.theirs);
	for (size_t i = 0; i < GFM_RULES && !equal; i++) {
		applied[i] = gfm_rules[i].apply(&both);
		equal = gfm_lines_equal(&both.ours, &both.theirs);
	}
	for (size_t i = 0; i < GFM_RULES && equal; i++)
		rules[i] += applied[i];
	gfm_lines_release(&both.ours);
	gfm_lines_release(&both.theirs);
	return equal;
}

#endif
