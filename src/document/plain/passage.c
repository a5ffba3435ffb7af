/* SPDX-License-Identifier: ISC */
/* Cut plain text into passages, each of which becomes one block. */
#include "document/plain/passage.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "document/plain/keywords.h"
#include "document/plain/marker.h"
#include "document/plain/phrase.h"
#include "document/plain/rejoin.h"
#include "text/letters.h"
#include "text/utf8.h"

enum {
	LONG = 110,	   /* columns: a line like this is a paragraph */
	RULE = 5,	   /* signs of a line drawn above or below */
	RULED_MAX = 150,   /* columns of a heading that is ruled off */
	HEAD_LINES = 4,	   /* of a text's first group, if it is a title */
	BODY = 100,	   /* columns of what surely is a paragraph */
	SENTENCE = 20,	   /* columns of a sentence that is one */
	STANZA = 3,	   /* lines of verse that are more than a note */
	CAPITALS = 5,	   /* letters of a line of capitals, */
	CAPITALS_NAME = 2, /* if it was ended on purpose */
};

/* Lines [first, end) of the group are a passage; the next one starts at
 * next, behind the rule that may follow. */
struct cut {
	size_t first;
	size_t end;
	size_t next;
	enum passage_shape shape;
	char underline;
};

void passage_release(struct passage *passage)
{
	buffer_release(&passage->text);
}

void passages_init(struct passages *passages, struct source *source,
		   struct source_cursor start, struct wrapping wrapping)
{
	*passages = (struct passages){ .source = source,
				       .cursor = start,
				       .wrapping = wrapping,
				       .group = GROUP_INIT };
}

void passages_release(struct passages *passages)
{
	group_release(&passages->group);
	free(passages->cuts);
	passages->cuts = NULL;
}

/* --- What a line looks like -------------------------------------------------
 */

/* The sign that a ruler repeats; NUL if the line is none. */
static char ruler_sign(const struct group *group, size_t line)
{
	struct span text = group_line(group, line);

	if (text.len < 3 || !strchr("=-~", *text.ptr))
		return '\0';
	for (size_t i = 1; i < text.len; i++)
		if (text.ptr[i] != *text.ptr)
			return '\0';
	return *text.ptr;
}

static uint32_t last_point(struct span text)
{
	size_t start = utf8_previous(text.ptr, text.len);
	uint32_t point;

	utf8_decode(text.ptr + start, text.len - start, &point);
	return point;
}

static bool has_letter(struct span text)
{
	while (text.len) {
		uint32_t point;
		size_t used = utf8_decode(text.ptr, text.len, &point);

		if (letters_kind(point) != LETTERS_NONE)
			return true;
		text.ptr += used;
		text.len -= used;
	}
	return false;
}

/* A line of signs right across, as is drawn between the parts of a mail. */
static bool is_rule(const struct group *group, size_t line)
{
	struct span text = group_line(group, line);

	if (text.len < RULE || !strchr("=-~_*#+", *text.ptr))
		return false;
	for (size_t i = 1; i < text.len; i++)
		if (text.ptr[i] != *text.ptr)
			return false;
	return true;
}

static bool has_gap(struct span text)
{
	return memmem(text.ptr, text.len, "   ", 3) != NULL;
}

/* Wider than prose is ever spread. */
static bool is_parted(struct span text)
{
	return memmem(text.ptr, text.len, "        ", 8) != NULL;
}

/* Columns set with blanks, tabs, bars or leaders; mail that is quoted. */
static bool has_columns(struct span text)
{
	const char *bar = memchr(text.ptr, '|', text.len);

	return has_gap(text) || *text.ptr == '>' ||
	       memmem(text.ptr, text.len, "....", 4) ||
	       memmem(text.ptr, text.len, ". . . .", 7) ||
	       (bar &&
		memchr(bar + 1, '|', text.len - (size_t)(bar + 1 - text.ptr)));
}

static bool is_item(const struct group *group, size_t line,
		    struct marker *marker)
{
	return marker_read(marker, group_line(group, line)) &&
	       marker_lists(marker) && marker->len < group->lines[line].len;
}

/* Letters enough, and none of them small. */
static bool is_capitals(struct span text, size_t least)
{
	size_t capitals = 0;

	while (text.len) {
		uint32_t point;
		size_t used = utf8_decode(text.ptr, text.len, &point);
		enum letters_kind kind = letters_kind(point);

		if (kind == LETTERS_SMALL)
			return false;
		capitals += kind == LETTERS_CAPITAL;
		text.ptr += used;
		text.len -= used;
	}
	return capitals >= least;
}

static uint32_t first_point(struct span text)
{
	uint32_t point;

	utf8_decode(text.ptr, text.len, &point);
	return point;
}

static bool starts_with(struct span text, const char *start)
{
	return text.len >= strlen(start) &&
	       !strncasecmp(text.ptr, start, strlen(start));
}

static char last_byte(struct span text)
{
	return text.ptr[text.len - 1];
}

/* --- Cutting ----------------------------------------------------------------
 */

static void add_cut(struct passages *passages, size_t first, size_t end,
		    enum passage_shape shape)
{
	MEMORY_RESERVE(passages->cuts, passages->cut_room,
		       passages->cut_count + 1);
	passages->cuts[passages->cut_count++] =
		(struct cut){ first, end, end, shape, '\0' };
}

/* How many lines at the given one are a heading with its rules: two, three if
 * it is ruled off above too, else none. */
static size_t ruled_lines(const struct group *group, size_t line)
{
	size_t left = group->count - line;
	char above = left > 2 ? ruler_sign(group, line) : '\0';
	size_t title = line + (above != '\0');
	char below;

	if (left < 2 || ruler_sign(group, title))
		return 0;
	below = ruler_sign(group, title + 1);
	if (!below || (above && above != below) ||
	    group->lines[title].columns > RULED_MAX ||
	    group->lines[title + 1].columns * 2 < group->lines[title].columns ||
	    has_gap(group_line(group, title)) ||
	    !has_letter(group_line(group, title)))
		return 0;
	/* The last line of a paragraph with a line drawn below it. */
	if (line && !above &&
	    letters_stop(last_point(group_line(group, title))))
		return 0;
	return above ? 3 : 2;
}

static void cut_ruled(struct passages *passages, size_t line, size_t lines)
{
	const struct group *group = &passages->group;
	size_t title = line + (lines == 3);
	struct cut *cut;

	add_cut(passages, title, title + 1, PASSAGE_PROSE);
	cut = &passages->cuts[passages->cut_count - 1];
	cut->next = title + 2;
	cut->underline = ruler_sign(group, title + 1);
}

/* Whether a list starts at the line: its first item stands at the group's
 * start, below a colon, or below a line that was ended on purpose. */
static bool starts_list(const struct passages *passages, size_t first,
			size_t line)
{
	const struct group *group = &passages->group;
	struct marker marker, next;

	if (!is_item(group, line, &marker))
		return false;
	if (line == first || last_byte(group_line(group, line - 1)) == ':')
		return true;
	if (wrapping_goes_on(&passages->wrapping, group, line - 1))
		return false;
	if (marker.kind != MARKER_BULLET)
		return marker.value == 1;
	return line + 1 < group->count && is_item(group, line + 1, &next) &&
	       marker_follows(&marker, &next);
}

/* Whether a line goes on with the item above it. */
static bool continues_item(const struct passages *passages, size_t item,
			   size_t line)
{
	const struct group *group = &passages->group;

	if (group->lines[line].indent > group->lines[item].indent)
		return true;
	return wrapping_goes_on(&passages->wrapping, group, line - 1);
}

/* Cuts the items from the line on, one passage each; returns where the list
 * ends. */
static size_t cut_list(struct passages *passages, size_t line)
{
	const struct group *group = &passages->group;
	struct marker marker, next;

	while (line < group->count && is_item(group, line, &marker)) {
		size_t end = line + 1;

		for (; end < group->count; end++) {
			if (wrapping_flows(&passages->wrapping, group, end - 1))
				continue;
			if (is_item(group, end, &next) &&
			    (marker_follows(&marker, &next) ||
			     group->lines[end].indent !=
				     group->lines[line].indent))
				break;
			if (!continues_item(passages, line, end))
				break;
		}
		add_cut(passages, line, end, PASSAGE_ITEM);
		line = end;
	}
	return line;
}

static bool has_long_line(const struct group *group, size_t first, size_t end)
{
	for (; first < end; first++)
		if (group->lines[first].columns > LONG)
			return true;
	return false;
}

static uint32_t least_indent(const struct group *group, size_t first,
			     size_t end)
{
	uint32_t indent = UINT32_MAX;

	for (; first < end; first++)
		if (group->lines[first].indent < indent)
			indent = group->lines[first].indent;
	return indent;
}

/* A number at the end, behind columns of blanks or leaders. */
static bool has_page(struct span text)
{
	return letters_digit(last_point(text)) >= 0 &&
	       (has_gap(text) || memmem(text.ptr, text.len, "....", 4) ||
		memmem(text.ptr, text.len, ". . .", 5) ||
		memmem(text.ptr, text.len, "……", 6));
}

/* How many lines at the given one are entries of a table of contents, some of
 * which may take two lines; none if it is only one. */
static size_t entry_lines(const struct group *group, size_t line)
{
	size_t end = line, entries = 0;

	while (end < group->count) {
		size_t last = end;

		if (!has_page(group_line(group, last)) &&
		    ++last == group->count)
			break;
		if (!has_page(group_line(group, last)))
			break;
		entries++;
		end = last + 1;
	}
	return entries > 1 ? end - line : 0;
}

/* Whether at least half of the lines have columns; lines that all end at the
 * same one are prose whose words were spread out, unless the blanks stand in
 * one place, as in the head of a memorandum. */
static bool is_table(const struct group *group, size_t first, size_t end)
{
	size_t set = 0, even = 0, parted = 0;

	if (end - first == 1) /* an entry with its page */
		return has_page(group_line(group, first));
	for (size_t i = first; i < end; i++) {
		set += has_columns(group_line(group, i));
		parted += is_parted(group_line(group, i));
		even += i + 1 < end &&
			group->lines[i].indent + group->lines[i].columns ==
				group->lines[first].indent +
					group->lines[first].columns;
	}
	return set * 2 >= end - first && set > 1 &&
	       (end - first < 4 || even * 4 < (end - first) * 3 ||
		parted * 2 >= end - first);
}

/* A title's line that the next one goes on with. */
static bool title_goes_on(struct span text, struct span next)
{
	static const char *const links[] = { "of ",  "and ", "in ",   "on ",
					     "the ", "to ",  "for ",  "with ",
					     "or ",  "at ",  "from ", "& " };

	if (strchr(",;:&-", last_byte(text)) ||
	    letters_kind(first_point(next)) == LETTERS_SMALL)
		return true;
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		if (starts_with(next, links[i]))
			return true;
	return false;
}

/* Whether the group is the few lines at the head of a text in which title,
 * author and date stand together; a stanza has points at its line ends. */
static bool is_title_page(const struct passages *passages)
{
	const struct group *group = &passages->group;

	if (!passages->at_head || group->count > HEAD_LINES)
		return false;
	if (letters_digit(first_point(group_line(group, 0))) >= 0 ||
	    (passages->wrapping.hard &&
	     least_indent(group, 0, group->count) * 2 >
		     passages->wrapping.measure))
		return false; /* an address, a letter's head */
	for (size_t i = 0; i < group->count; i++)
		if (strchr(".,;:!?-", last_byte(group_line(group, i))))
			return false;
	return true;
}

/* Whether a short line of verse stands for itself. */
static bool stands_alone(const struct passages *passages, size_t line)
{
	const struct group *group = &passages->group;
	struct span text = group_line(group, line);

	if (starts_with(text, "by "))
		return group->count <= HEAD_LINES;
	return is_title_page(passages) &&
	       !title_goes_on(group_line(group, line - 1), text);
}

static void cut_verse(struct passages *passages, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++) {
		if (!stands_alone(passages, i))
			continue;
		add_cut(passages, first, i,
			i - first > 1 ? PASSAGE_VERSE : PASSAGE_PROSE);
		first = i;
	}
	add_cut(passages, first, end,
		end - first > 1 ? PASSAGE_VERSE : PASSAGE_PROSE);
}

/* Whether a paragraph starts at the line of wrapped prose: it is indented, or
 * out of a hanging indent, or the line above ended well before the edge. */
static bool starts_paragraph(const struct passages *passages, size_t line,
			     uint32_t indent, bool hanging)
{
	const struct group *group = &passages->group;
	const struct line *here = &group->lines[line];
	const struct line *above = here - 1;
	struct span text = group_line(group, line - 1);

	if (hanging)
		return here->indent == indent;
	if (here->indent > indent && above->indent == indent)
		return true;
	return above->columns * 5 < passages->wrapping.measure * 3 &&
	       here->indent == above->indent &&
	       (letters_stop(last_point(text)) ||
		letters_closing(last_point(text))) &&
	       !wrapping_goes_on(&passages->wrapping, group, line - 1);
}

static void cut_prose(struct passages *passages, size_t first, size_t end)
{
	const struct group *group = &passages->group;
	uint32_t indent = least_indent(group, first, end);
	size_t at_left = 0;
	bool hanging;

	for (size_t i = first; i < end; i++)
		at_left += group->lines[i].indent == indent;
	hanging = end - first > 2 && group->lines[first].indent == indent &&
		  at_left * 2 <= end - first;
	for (size_t i = first + 1; i < end; i++) {
		if (!starts_paragraph(passages, i, indent, hanging))
			continue;
		add_cut(passages, first, i, PASSAGE_PROSE);
		first = i;
	}
	add_cut(passages, first, end, PASSAGE_PROSE);
}

/* How many lines from the first on are one, which was wrapped. */
static size_t flowing_lines(const struct passages *passages, size_t first,
			    size_t end)
{
	size_t line = first;

	while (line + 1 < end &&
	       wrapping_flows(&passages->wrapping, &passages->group, line))
		line++;
	return line + 1 - first;
}

/* Of a flowed text: lines that were not wrapped stay what they are. */
static void cut_flowed(struct passages *passages, size_t first, size_t end)
{
	size_t fixed = first;

	while (first < end) {
		size_t lines = flowing_lines(passages, first, end);

		if (lines > 1) {
			if (fixed < first)
				cut_verse(passages, fixed, first);
			add_cut(passages, first, first + lines, PASSAGE_PROSE);
			fixed = first + lines;
		}
		first += lines;
	}
	if (fixed < end)
		cut_verse(passages, fixed, end);
}

static void cut_lines(struct passages *passages, size_t first, size_t end)
{
	for (; first < end; first++)
		add_cut(passages, first, first + 1, PASSAGE_PROSE);
}

/* Whether prose stands below a first line in capitals: its heading, or who
 * speaks it. */
static bool has_capital_line(const struct passages *passages, size_t first,
			     size_t end)
{
	const struct group *group = &passages->group;
	const struct wrapping *wrapping = &passages->wrapping;
	bool ended;

	if (end - first < 3 ||
	    is_capitals(group_line(group, first + 1), CAPITALS))
		return false;
	ended = wrapping->hard && !wrapping_goes_on(wrapping, group, first);
	return is_capitals(group_line(group, first),
			   ended ? CAPITALS_NAME : CAPITALS) &&
	       !wrapping_is_verse(wrapping, group, first + 1, end);
}

/* A stretch of lines that are neither list nor ruled off. */
static void cut_stretch(struct passages *passages, size_t first, size_t end)
{
	const struct group *group = &passages->group;
	const struct wrapping *wrapping = &passages->wrapping;

	if (has_capital_line(passages, first, end)) {
		add_cut(passages, first, first + 1, PASSAGE_PROSE);
		first++;
	}
	if (is_table(group, first, end))
		add_cut(passages, first, end, PASSAGE_TABLE);
	else if (wrapping_is_flowed(wrapping, group, first, end))
		cut_flowed(passages, first, end);
	else if (!wrapping->hard && has_long_line(group, first, end))
		cut_lines(passages, first, end);
	else if (wrapping_is_verse(wrapping, group, first, end))
		cut_verse(passages, first, end);
	else
		cut_prose(passages, first, end);
}

static void cut_group(struct passages *passages)
{
	const struct group *group = &passages->group;
	size_t at = 0;

	while (at < group->count) {
		size_t ruled = ruled_lines(group, at);
		size_t entries = entry_lines(group, at);
		size_t end = at + 1;

		if (!ruled && (!at || end == group->count) &&
		    is_rule(group, at)) {
			cut_lines(passages, at, end);
			at = end;
			continue;
		}
		if (entries) {
			add_cut(passages, at, at + entries, PASSAGE_TABLE);
			at += entries;
			continue;
		}
		if (ruled) {
			cut_ruled(passages, at, ruled);
			at += ruled;
			continue;
		}
		if (starts_list(passages, at, at)) {
			at = cut_list(passages, at);
			continue;
		}
		while (end < group->count && !ruled_lines(group, end) &&
		       !starts_list(passages, at, end) &&
		       !(end + 1 == group->count && is_rule(group, end)))
			end++;
		cut_stretch(passages, at, end);
		at = end;
	}
}

/* --- The text ---------------------------------------------------------------
 */

void passage_append_joined(const struct passage *passage, struct buffer *out)
{
	const char *at = passage->text.data;
	const char *end = at + passage->text.len;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if (!stop)
			stop = end;
		while (*at == ' ')
			at++;
		rejoin_line(out, (struct span){ at, (size_t)(stop - at) });
		at = stop < end ? stop + 1 : end;
	}
}

static void append_verse(struct buffer *text, const struct group *group,
			 size_t line, uint32_t indent)
{
	struct span span = group_line(group, line);

	if (text->len)
		buffer_append_byte(text, '\n');
	while (indent++ < group->lines[line].indent)
		buffer_append_byte(text, ' ');
	buffer_append(text, span.ptr, span.len);
}

bool passage_is_kept(const struct passage *passage)
{
	return passage->shape == PASSAGE_VERSE ||
	       passage->shape == PASSAGE_TABLE;
}

/* A sentence is a paragraph however short, unless it only credits somebody. */
static bool is_body(const struct passage *passage, struct span text)
{
	struct phrase phrase;

	if (passage_is_kept(passage))
		return passage->lines >= STANZA ||
		       (passage->lines > 1 &&
			phrase_ends_sentence(passage->last));
	if (passage->shape == PASSAGE_ITEM || passage->columns >= BODY)
		return true;
	if (passage->columns < SENTENCE || !phrase_ends_sentence(passage->last))
		return false;
	phrase_read(&phrase, text);
	return !keyword_is_credit(&phrase);
}

static void fill_passage(struct passages *passages, const struct cut *cut,
			 struct passage *passage)
{
	const struct group *group = &passages->group;
	struct span text;

	buffer_clear(&passage->text);
	passage->shape = cut->shape;
	passage->underline = cut->underline;
	passage->gap = cut == passages->cuts ? group->gap : 0;
	passage->page = cut == passages->cuts && group->page;
	passage->indent = least_indent(group, cut->first, cut->end);
	passage->line = group->lines[cut->first].number;
	passage->lines = (uint32_t)(cut->end - cut->first);
	passage->end = group->lines[cut->next - 1].end;
	for (size_t i = cut->first; i < cut->end; i++) {
		if (passage_is_kept(passage))
			append_verse(&passage->text, group, i, passage->indent);
		else
			rejoin_line(&passage->text, group_line(group, i));
	}
	text = (struct span){ passage->text.data, passage->text.len };
	passage->columns = letters_columns(text.ptr, text.len);
	passage->last = phrase_last(text);
	passage->body = is_body(passage, text);
	passage->mark = edition_mark(text);
	/* A text that begins with the mark would be empty. */
	if (passage->mark == EDITION_END && !passages->at_head)
		passages->apart = true;
	passage->apart = passages->apart;
}

bool passages_next(struct passages *passages, struct passage *passage)
{
	if (passages->next == passages->cut_count) {
		passages->at_head = !passages->cut_count;
		passages->next = passages->cut_count = 0;
		if (!group_read(&passages->group, passages->source,
				&passages->cursor, &passages->repaired))
			return false;
		cut_group(passages);
	}
	fill_passage(passages, &passages->cuts[passages->next++], passage);
	return true;
}
