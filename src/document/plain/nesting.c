/* SPDX-License-Identifier: ISC */
/* Say at which level a heading stands, with what it makes one heading. */
#include "document/plain/nesting.h"

#include <assert.h>
#include <string.h>

#include "document/plain/around.h"
#include "document/plain/keywords.h"
#include "document/plain/phrase.h"
#include "text/letters.h"

enum {
	TITLE_LINES = 3,
	TITLE_MAX = 120, /* columns */
};

/* "Chapter I", "Part Two", "IV." with no title behind them. */
static bool lacks_title(enum heading_rank rank, struct span text)
{
	struct phrase phrase;

	phrase_read(&phrase, text);
	if (rank == RANK_NUMBER)
		return !phrase.rest.len;
	return (rank == RANK_PART || rank == RANK_CHAPTER) &&
	       !keyword_rest(&phrase).len;
}

static bool passage_lacks_title(enum heading_rank rank,
				const struct passage *passage)
{
	return rank != RANK_NONE && passage->lines == 1 &&
	       lacks_title(rank, (struct span){ passage->text.data,
						passage->text.len });
}

/* Whether list[at + 1] is closer to what is above it than to the paragraph
 * below, or stands between a part and its first chapter. */
static bool stands_above(const struct headings *headings,
			 const struct passage *list, size_t count, size_t at)
{
	const struct passage *next = &list[at + 2];
	enum heading_rank rank;

	if (next->body)
		return next->gap > list[at + 1].gap;
	rank = headings_rank(headings, list, count, at + 2);
	return rank == RANK_CHAPTER || rank == RANK_NUMBER;
}

/* Whether what stands below list[at], "Chapter I" or the like, is its title
 * though it does not look like a heading by itself. */
static bool is_title_below(const struct headings *headings,
			   const struct passage *list, size_t count, size_t at)
{
	const struct passage *title = &list[at + 1];
	const struct passage *next = at + 2 < count ? &list[at + 2] : NULL;
	struct candidate candidate;
	bool fits;

	if (!next || title->body || !stands_above(headings, list, count, at) ||
	    title->gap > list[at].gap || title->shape == PASSAGE_TABLE ||
	    title->lines > TITLE_LINES || title->columns > TITLE_MAX ||
	    title->underline || title->apart)
		return false;
	candidate_init(&candidate, title);
	fits = candidate.phrase.marker.kind == MARKER_NONE &&
	       !candidate.phrase.sentences && !candidate.phrase.opened &&
	       !candidate.phrase.enclosed &&
	       letters_kind(candidate.phrase.first) != LETTERS_SMALL &&
	       !phrase_goes_on(candidate.phrase.last) &&
	       (candidate.phrase.last != '.' || list[at].last == '.') &&
	       !keyword_is_credit(&candidate.phrase) &&
	       !keyword_is_greeting(&candidate.phrase) &&
	       keyword_find(&candidate.phrase) == KEYWORD_NONE;
	candidate_release(&candidate);
	return fits;
}

bool headings_joins(const struct headings *headings, const struct passage *list,
		    size_t count, size_t at)
{
	enum heading_rank rank, title;

	if (at + 1 >= count)
		return false;
	rank = headings_rank(headings, list, count, at);
	if (!passage_lacks_title(rank, &list[at]))
		return false;
	title = headings_rank(headings, list, count, at + 1);
	if (title == RANK_NONE)
		return is_title_below(headings, list, count, at);
	if (title == RANK_MATTER)
		return rank == RANK_CHAPTER || rank == RANK_NUMBER;
	if (title != RANK_CAPITALS && title != RANK_PLAIN)
		return false;
	/* Below a part may stand its first section, without a title of it. */
	return rank != RANK_PART || headings->parts_named ||
	       headings_rank(headings, list, count, at + 2) != RANK_NONE;
}

unsigned headings_level(const struct headings *headings,
			const struct passage *list, size_t count, size_t at)
{
	enum heading_rank rank = headings_rank(headings, list, count, at);
	enum heading_rank above;

	if (!at || rank == RANK_NONE || rank == RANK_TITLE ||
	    rank == RANK_PART || rank == RANK_CHAPTER || rank == RANK_NUMBER)
		return headings->levels[rank];
	above = headings_rank(headings, list, count, at - 1);
	if (!passage_lacks_title(above, &list[at - 1]) ||
	    headings->levels[above] == HEADINGS_LEVELS)
		return headings->levels[rank];
	return headings->levels[above] + 1U;
}

/* Whether a line is a number or "Chapter I" and nothing else. */
static bool is_number_line(struct span text)
{
	struct phrase phrase;
	enum keyword keyword;

	phrase_read(&phrase, text);
	keyword = keyword_find(&phrase);
	return keyword == KEYWORD_PART || keyword == KEYWORD_CHAPTER
		       ? !keyword_rest(&phrase).len
		       : phrase.marker.value && !phrase.rest.len;
}

void heading_append_text(const struct passage *passage, struct buffer *out)
{
	const char *text = passage->text.data;
	const char *newline = memchr(text, '\n', passage->text.len);
	struct buffer joined = BUFFER_INIT;
	struct passage rest = *passage;

	if (newline) {
		size_t len = (size_t)(newline - text);

		if (is_number_line((struct span){ text, len })) {
			buffer_append(out, text, len + 1);
			rest.text.data += len + 1;
			rest.text.len -= len + 1;
		}
	}
	passage_append_joined(&rest, &joined);
	buffer_append(out, joined.data, joined.len);
	buffer_release(&joined);
}

unsigned heading_path_enter(struct heading_path *path, unsigned level)
{
	unsigned shown = level;

	assert(level && level <= HEADINGS_LEVELS);
	for (unsigned above = level - 1; above; above--) {
		if (!path->shown[above])
			continue;
		shown = path->shown[above] + 1U;
		break;
	}
	memset(path->shown + level, 0, sizeof(path->shown) - level);
	path->shown[level] = (uint8_t)shown;
	return shown;
}
