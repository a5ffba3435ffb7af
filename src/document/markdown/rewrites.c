/* SPDX-License-Identifier: ISC */
/* Find the lines that only extras take for blocks, ahead of the parser. */
#include "document/markdown/rewrites.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/extras.h"
#include "document/markdown/blockstart.h"
#include "document/markdown/prefix.h"

enum {
	/* CommonMark 5.2: the text of an item is at most four columns from its
	 * mark, or else it is code. */
	BLANKS_MAX = 4,
	INDENT_MAX = 3,
};

void rewrites_clear(struct rewrites *rewrites)
{
	rewrites->count = 0;
	rewrites->above = (struct line_look){ 0 };
	rewrites->over = (struct line_look){ 0 };
	rewrites->blanks = 0;
	rewrites->has_open = false;
}

void rewrites_release(struct rewrites *rewrites)
{
	free(rewrites->items);
	*rewrites = (struct rewrites){ 0 };
}

void rewrites_drop(struct rewrites *rewrites, uint32_t line)
{
	size_t before = 0;

	while (before < rewrites->count && rewrites->items[before].line < line)
		before++;
	if (!before)
		return;
	rewrites->count -= before;
	memmove(rewrites->items, rewrites->items + before,
		rewrites->count * sizeof(*rewrites->items));
}

void rewrites_pass_table(struct rewrites *rewrites, size_t column)
{
	rewrites->above.text = false;
	if (column <= rewrites->open.column + INDENT_MAX)
		rewrites->has_open = false;
}

static void add(struct rewrites *rewrites, enum rewrite_kind kind,
		uint32_t line, size_t column)
{
	MEMORY_RESERVE(rewrites->items, rewrites->room, rewrites->count + 1);
	rewrites->items[rewrites->count++] = (struct rewrite){
		.line = line,
		.column = (uint32_t)column,
		.kind = (uint8_t)kind,
	};
}

/* --- Lines -------------------------------------------------------------- */

/* Only '=', '-' and blanks: an underline of something. */
static bool is_underline(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("=- \t", text.ptr[i]))
			return false;
	return true;
}

/* Whether a line looks as a paragraph's may: no other block begins here, no
 * table, no link definition. */
static bool may_be_paragraph(struct span text)
{
	if (memchr(text.ptr, '|', text.len) || *text.ptr == ':' ||
	    is_underline(text))
		return false;
	if (*text.ptr == '[' && memmem(text.ptr, text.len, "]:", 2))
		return false;
	return !blockstart_at(text.ptr, text.len);
}

/* Moves behind the marks of containers; returns how many are quotes'. */
static size_t pass_marks(struct prefix_cursor *cursor)
{
	struct prefix opened;
	size_t quotes = 0;

	while (prefix_open(cursor, &opened))
		quotes += opened.quote;
	return quotes;
}

static struct span text_of(const struct prefix_cursor *cursor)
{
	return (struct span){ cursor->text,
			      (size_t)(cursor->end - cursor->text) };
}

/* Whether ':' and blanks come before a text. With five it would be code. */
static bool is_colon(struct span text)
{
	size_t at = 1;

	if (text.len < 3 || *text.ptr != ':' ||
	    (text.ptr[1] != ' ' && text.ptr[1] != '\t'))
		return false;
	while (at < text.len && strchr(" \t", text.ptr[at]))
		at++;
	return at < text.len && at <= BLANKS_MAX + 1;
}

/* Whether a definition here can go on with the one that is open. */
static bool follows_definition(const struct rewrites *rewrites,
			       const struct line_look *look)
{
	return rewrites->has_open && look->quotes == rewrites->open.quotes &&
	       look->column <= rewrites->open.column + INDENT_MAX &&
	       rewrites->open.column <= look->column + INDENT_MAX;
}

/*
 * Whether the lines above can be terms: one line, or several short ones, for
 * prose is not torn where a line begins with a colon by chance.
 */
static bool follows_term(const struct rewrites *rewrites,
			 const struct line_look *look)
{
	const struct line_look *above = &rewrites->above;
	const struct line_look *over = &rewrites->over;

	if (!above->text || rewrites->blanks > 1 ||
	    above->quotes != look->quotes || look->column < above->column ||
	    look->column > above->column + INDENT_MAX)
		return false;
	return !over->text || (above->brief && over->brief);
}

static void remember(struct rewrites *rewrites, struct line_look look)
{
	struct line_look none = { 0 };

	if (rewrites->has_open && rewrites->blanks &&
	    look.column <= rewrites->open.column)
		rewrites->has_open = false;
	rewrites->over = rewrites->blanks ? none : rewrites->above;
	rewrites->above = look;
	rewrites->blanks = 0;
}

/* Looks at a line that is not blank behind its marks. */
static void look_at(struct rewrites *rewrites, const struct prefix_cursor *text,
		    const char *line, size_t quotes, uint32_t number)
{
	struct span rest = text_of(text);
	struct line_look look = {
		.quotes = quotes,
		.column = text->text_column,
		.brief = rest.len <= REWRITE_TERM_MAX,
	};
	size_t column = (size_t)(text->text - line);

	if (*rest.ptr == ':' && is_colon(rest)) {
		if (follows_definition(rewrites, &look) ||
		    follows_term(rewrites, &look)) {
			add(rewrites, REWRITE_DEFINITION, number, column);
			remember(rewrites, look);
			rewrites->open = look;
			rewrites->has_open = true;
			return;
		}
	} else if (rest.len >= 3 && !memcmp(rest.ptr, ":::", 3)) {
		struct buffer id = BUFFER_INIT;

		if (extras_is_div_fence(rest.ptr, rest.len, &id))
			add(rewrites, REWRITE_FENCE, number, column);
		buffer_release(&id);
	}
	look.text = may_be_paragraph(rest);
	remember(rewrites, look);
}

void rewrites_look(struct rewrites *rewrites, const char *line, size_t len,
		   uint32_t number)
{
	struct prefix_cursor cursor = prefix_start(line, len);
	size_t quotes = pass_marks(&cursor);

	if (prefix_blank(&cursor))
		rewrites->blanks++;
	else
		look_at(rewrites, &cursor, line, quotes, number);
}

/* --- In their place ----------------------------------------------------- */

void rewrites_apply(const struct rewrite *rewrite, struct buffer *text,
		    size_t start)
{
	size_t at = start + rewrite->column;

	if (rewrite->kind == REWRITE_DEFINITION) {
		text->data[at] = '+';
		return;
	}
	buffer_truncate(text, at);
	buffer_append_string(text, "***\n");
}
