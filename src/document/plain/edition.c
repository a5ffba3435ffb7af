/* SPDX-License-Identifier: ISC */
/* Know the lines that part a library's notices from the text it gives. */
#include "document/plain/edition.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
	STARS = 3,	  /* that frame a mark */
	FRAMED_MAX = 400, /* bytes of one */
};

static bool take(struct span *text, const char *words)
{
	size_t len = strlen(words);

	if (text->len < len || strncasecmp(text->ptr, words, len) != 0)
		return false;
	text->ptr += len;
	text->len -= len;
	return true;
}

static size_t take_stars(struct span *text)
{
	size_t stars = 0;

	for (; text->len && (*text->ptr == '*' || *text->ptr == ' ');
	     text->ptr++, text->len--)
		stars += *text->ptr == '*';
	return stars;
}

/* "End of the Project Gutenberg EBook of Walking", without stars. */
static bool is_bare_end(struct span text)
{
	if (!take(&text, "end of "))
		return false;
	if (!take(&text, "the "))
		take(&text, "this ");
	return take(&text, "project gutenberg");
}

/* "END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*" */
static bool is_small_print_end(struct span text)
{
	return take(&text, "end") && take_stars(&text) &&
	       take(&text, "the small print");
}

/*
 * The marks of Project Gutenberg's files, the oldest too: their small print
 * stands above the text and ends with "*END*THE SMALL PRINT!". Others mark
 * their files in the same way, so nothing hangs on the library's name where
 * stars frame the line.
 */
enum edition_mark edition_mark(struct span text)
{
	struct span rest = text;
	size_t stars = text.len <= FRAMED_MAX ? take_stars(&rest) : 0;

	if (!stars)
		return is_bare_end(text) ? EDITION_END : EDITION_NONE;
	if (is_small_print_end(rest))
		return EDITION_START;
	if (stars < STARS || !memmem(rest.ptr, rest.len, "**", 2))
		return EDITION_NONE;
	if (take(&rest, "start of th"))
		return EDITION_START;
	return take(&rest, "end of th") ? EDITION_END : EDITION_NONE;
}
