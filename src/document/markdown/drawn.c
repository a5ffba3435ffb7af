/* SPDX-License-Identifier: ISC */
/* Find the tables that are drawn with dashes, line by line. */
#include "document/markdown/drawn.h"

#include <string.h>

enum {
	/* "- - -" is a rule, and so is "--". */
	GROUP_MIN = 2,
	DASHES_MIN = 3,
	/* A caption may stand above a blank line, a header and its dashes. */
	CAPTION_AHEAD = 3,
};

/* --- Lines -------------------------------------------------------------- */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static size_t run_of(const char *text, const char *end, char byte)
{
	const char *at = text;

	while (at < end && *at == byte)
		at++;
	return (size_t)(at - text);
}

/* Groups of dashes and blanks, and nothing else. */
static enum drawn_line_kind kind_of_dashes(const char *text, const char *end)
{
	size_t groups = 0;
	size_t shortest = SIZE_MAX;

	while (text < end) {
		size_t len = run_of(text, end, '-');

		if (!len)
			return DRAWN_TEXT;
		if (len < shortest)
			shortest = len;
		groups++;
		text += len;
		while (text < end && is_blank(*text))
			text++;
	}
	if (groups == 1)
		return shortest < DASHES_MIN ? DRAWN_TEXT : DRAWN_DASHES;
	return shortest < GROUP_MIN ? DRAWN_TEXT : DRAWN_GROUPS;
}

static bool is_grid_line(const char *text, const char *end)
{
	if (end - text < 3 || end[-1] != '+' || text[1] == '+')
		return false;
	for (; text < end; text++)
		if (!memchr("+-=:", *text, 4))
			return false;
	return true;
}

static enum drawn_line_kind kind_of(const char *text, const char *end)
{
	switch (*text) {
	case '-':
		return kind_of_dashes(text, end);
	case '+':
		return is_grid_line(text, end) ? DRAWN_GRID_LINE
					       : DRAWN_GRID_ROW;
	case '|':
		return DRAWN_GRID_ROW;
	case '`':
	case '~':
		return run_of(text, end, *text) >= 3 ? DRAWN_FENCE : DRAWN_TEXT;
	case ':':
		return run_of(text, end, *text) >= 3 ? DRAWN_DIV : DRAWN_TEXT;
	default:
		return DRAWN_TEXT;
	}
}

struct drawn_line drawn_line_read(const char *line, size_t len)
{
	struct drawn_line look = { .kind = DRAWN_BLANK };
	const char *end = line + len;
	size_t at = 0;

	while (end > line && (is_blank(end[-1]) || end[-1] == '\n'))
		end--;
	for (; line + at < end; at++) {
		if (line[at] == '>') {
			look.quotes++;
			look.prefix = at + 1;
		} else if (!is_blank(line[at])) {
			break;
		}
	}
	look.text = at;
	if (line + at < end)
		look.kind = kind_of(line + at, end);
	return look;
}

/* --- Tables ------------------------------------------------------------- */

bool drawn_is_open(const struct drawn *drawn)
{
	return drawn->state != DRAWN_NONE || drawn->ahead;
}

static void start(struct drawn *drawn, enum drawn_state state,
		  enum drawn_kind kind, uint32_t first, size_t quotes)
{
	drawn->state = state;
	drawn->kind = kind;
	drawn->first = first;
	drawn->quotes = quotes;
	drawn->rows = 0;
	drawn->bytes = 0;
	drawn->reopens = false;
}

/* Whether the line above may be the whole header of a simple table. */
static bool is_below_header(const struct drawn *drawn,
			    const struct drawn_line *line)
{
	return line->kind == DRAWN_GROUPS && drawn->above == DRAWN_TEXT &&
	       drawn->above_fresh && drawn->above_quotes == line->quotes;
}

/* Whether no paragraph goes on behind such a line. */
static bool is_edge(enum drawn_line_kind kind)
{
	return kind == DRAWN_BLANK || kind == DRAWN_FENCE || kind == DRAWN_DIV;
}

static void begin(struct drawn *drawn, const struct drawn_line *line,
		  uint32_t number)
{
	if (is_below_header(drawn, line))
		start(drawn, DRAWN_IN_SIMPLE, DRAWN_SIMPLE, number - 1,
		      line->quotes);
	if (!is_edge(drawn->above))
		return;
	if (line->kind == DRAWN_GROUPS)
		start(drawn, DRAWN_IN_HEADLESS, DRAWN_SIMPLE, number,
		      line->quotes);
	else if (line->kind == DRAWN_DASHES)
		start(drawn, DRAWN_IN_HEADER, DRAWN_MULTILINE, number,
		      line->quotes);
	else if (line->kind == DRAWN_GRID_LINE)
		start(drawn, DRAWN_IN_GRID, DRAWN_GRID, number, line->quotes);
}

enum verdict { GOES_ON, ENDS, FAILS };

static enum verdict take_dashes(struct drawn *drawn,
				const struct drawn_line *line)
{
	if (!drawn->rows || line->quotes != drawn->quotes)
		return FAILS;
	if (drawn->state == DRAWN_IN_HEADER) {
		drawn->state = DRAWN_IN_BODY;
		drawn->rows = 0;
		return line->kind == DRAWN_GROUPS ? GOES_ON : FAILS;
	}
	drawn->reopens =
		drawn->state != DRAWN_IN_SIMPLE && is_below_header(drawn, line);
	drawn->state = DRAWN_IN_CLOSED;
	return GOES_ON;
}

static enum verdict take_blank(struct drawn *drawn,
			       const struct drawn_line *line)
{
	if (drawn->state == DRAWN_IN_CLOSED)
		return ENDS;
	if (!drawn->rows || drawn->state == DRAWN_IN_HEADER)
		return FAILS;
	if (drawn->state == DRAWN_IN_SIMPLE)
		return ENDS;
	drawn->kind = DRAWN_MULTILINE;
	return line->quotes == drawn->quotes ? GOES_ON : FAILS;
}

/* Dashes among the lines of one that is not closed there may be below the
 * header of the next, whose first row this is then. */
static enum verdict reopen(struct drawn *drawn, uint32_t number)
{
	if (!drawn->reopens)
		return FAILS;
	start(drawn, DRAWN_IN_SIMPLE, DRAWN_SIMPLE, number - 2, drawn->quotes);
	drawn->rows = 1;
	return GOES_ON;
}

static enum verdict go_on(struct drawn *drawn, const struct drawn_line *line,
			  uint32_t number)
{
	bool grid =
		line->kind == DRAWN_GRID_LINE || line->kind == DRAWN_GRID_ROW;

	bool end = line->kind == DRAWN_BLANK || line->kind == DRAWN_DIV;

	if (drawn->state == DRAWN_IN_GRID) {
		if (end)
			return drawn->above == DRAWN_GRID_LINE ? ENDS : FAILS;
		return grid && line->quotes == drawn->quotes ? GOES_ON : FAILS;
	}
	if (line->kind == DRAWN_BLANK ||
	    (end && (drawn->state == DRAWN_IN_SIMPLE ||
		     drawn->state == DRAWN_IN_CLOSED)))
		return take_blank(drawn, line);
	if (end)
		return FAILS;
	if (line->quotes != drawn->quotes || line->kind == DRAWN_FENCE)
		return FAILS;
	if (drawn->state == DRAWN_IN_CLOSED)
		return line->kind == DRAWN_TEXT ? reopen(drawn, number) : FAILS;
	if (line->kind == DRAWN_DASHES || line->kind == DRAWN_GROUPS)
		return take_dashes(drawn, line);
	drawn->rows++;
	return line->kind == DRAWN_GRID_LINE ? FAILS : GOES_ON;
}

/* Whether the lines have gone on for too long without an end. */
static bool is_endless(const struct drawn *drawn)
{
	return drawn->bytes > DRAWN_LEN_MAX &&
	       (drawn->state == DRAWN_IN_HEADLESS ||
		drawn->state == DRAWN_IN_HEADER ||
		drawn->state == DRAWN_IN_BODY);
}

size_t drawn_caption_mark(const char *text, size_t len)
{
	static const char word[] = "Table:";
	size_t word_len = sizeof(word) - 1;

	if (len > 1 && *text == ':' && is_blank(text[1]))
		return 1;
	return len > word_len && !memcmp(text, word, word_len) ? word_len : 0;
}

static void watch_caption(struct drawn *drawn, const struct drawn_line *line,
			  const char *text, size_t len)
{
	bool blank = line->kind == DRAWN_BLANK;

	if (line->kind == DRAWN_TEXT && drawn->above == DRAWN_BLANK &&
	    drawn_caption_mark(text, len))
		drawn->ahead = CAPTION_AHEAD;
	else if (drawn->ahead && blank == (drawn->ahead == CAPTION_AHEAD))
		drawn->ahead--;
}

bool drawn_look(struct drawn *drawn, const char *line, size_t len,
		uint32_t number)
{
	struct drawn_line look = drawn_line_read(line, len);
	bool found = false;

	drawn->bytes += len;
	if (drawn->state != DRAWN_NONE) {
		enum verdict verdict = go_on(drawn, &look, number);

		found = verdict == ENDS;
		if (verdict != GOES_ON || is_endless(drawn))
			drawn->state = DRAWN_NONE;
	}
	if (found)
		drawn->end = number;
	else if (drawn->state == DRAWN_NONE)
		begin(drawn, &look, number);
	watch_caption(drawn, &look, line + look.text, len - look.text);
	drawn->above_fresh = is_edge(drawn->above);
	drawn->above_quotes = look.quotes;
	drawn->above = look.kind;
	return found;
}

bool drawn_end(struct drawn *drawn, uint32_t number)
{
	bool found = drawn_look(drawn, "", 0, number);

	drawn->state = DRAWN_NONE;
	drawn->ahead = 0;
	return found;
}
