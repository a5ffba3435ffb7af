/* SPDX-License-Identifier: ISC */
/* Infer which passages of a plain text are its headings. */
#include "document/plain/headings.h"

#include <assert.h>
#include <string.h>

#include "document/plain/around.h"
#include "document/plain/keywords.h"
#include "document/plain/phrase.h"
#include "text/letters.h"
#include "text/utf8.h"

/*
 * The rules go from the sure to the likely: a rule below, a chapter's word and
 * number, an entry of the table of contents, a section's number, capitals;
 * then any short line that does not end as a sentence and stands above a
 * paragraph. Their bounds were found by measuring (tests/bench/plain_headings)
 * on essays whose headings were known.
 */
enum {
	COLUMNS_MAX = 150, /* of any heading */
	LINES_MAX = 4,
	CAPITALS_MAX = 100,
	CAPITALS_COLON = 6, /* words, with a colon behind them */
	NUMBERED_MAX = 130,
	NUMBERED_WORDS = 10, /* fewer, if it ends with a full stop */
	PLAIN_MAX = 75,
	PLAIN_UNSPACED_MAX = 48,
	PLAIN_WORDS_MAX = 12,
	SENTENCE_WORDS = 5, /* with small letters and a full stop */
	QUESTION_MAX = 70,
	DECK_WORDS = 6, /* below a title more are a subtitle */
	RUN = 4,	/* short passages: a title page, a list, verse */
	INDENTED = 4,	/* columns: set apart */
	SPEAKER_MAX = 40,
	FULL_STOP_WIDE = 0x3002,
	BRACKET_WIDE = 0x3010,
};

/* --- The rules -------------------------------------------------------------
 */

static uint32_t find_count(const struct map *map, const struct phrase *phrase)
{
	struct buffer key = BUFFER_INIT;
	uint32_t count = 0;

	if (!map->count)
		return 0;
	phrase_append_key(phrase, &key);
	if (key.len)
		map_get(map, key.data, key.len, &count);
	buffer_release(&key);
	return count;
}

/* "IV", "3." and nothing else. */
static bool is_lone_number(const struct phrase *phrase)
{
	const struct marker *marker = &phrase->marker;

	return !phrase->rest.len && marker->value && marker->depth == 1 &&
	       (marker->kind == MARKER_HAN || marker->kind == MARKER_DECIMAL ||
		(marker->kind == MARKER_ROMAN && marker->capital));
}

/* "J. Smith": somebody's, where nothing is numbered with letters, or another
 * one follows. */
static bool is_initial(const struct headings *headings,
		       const struct phrase *phrase)
{
	const struct marker *marker = &phrase->marker;
	struct marker next;

	if ((marker->kind != MARKER_LETTER && marker->kind != MARKER_ROMAN) ||
	    !phrase->rest.len)
		return false;
	return !headings->counted[marker->kind] ||
	       (marker_read(&next, phrase->rest) && next.closed &&
		next.capital);
}

/* "IV. Title", "2.1 Title", "B. Title". */
static bool is_numbered_title(const struct headings *headings,
			      const struct phrase *phrase)
{
	const struct marker *marker = &phrase->marker;
	enum letters_kind first = letters_kind(phrase->first);

	/* In Chinese, sections in brackets are below those with a comma. */
	if (!phrase->rest.len ||
	    (marker->enclosed && marker->kind != MARKER_HAN) ||
	    phrase->columns > NUMBERED_MAX || first == LETTERS_NONE)
		return false;
	/* "3.1.2. It is old. What now?" asks what its section answers. */
	if (phrase->sentences && (marker->depth < 2 || phrase->last != '?'))
		return false;
	if (first == LETTERS_SMALL) /* "6.5.1 aptitude"; not "2.5 million" */
		return marker->depth > 2 ||
		       (marker->depth == 2 && marker->closed);
	switch (marker->kind) {
	case MARKER_DECIMAL:
		return marker->closed || marker->depth > 1 || marker->section ||
		       headings->bare_numbers;
	case MARKER_ROMAN:
	case MARKER_LETTER:
		return marker->closed && marker->capital &&
		       !is_initial(headings, phrase);
	case MARKER_HAN:
		return true;
	case MARKER_NONE:
	case MARKER_BULLET:
	case MARKER_KINDS:
		break;
	}
	return false;
}

/* By the usual order I., A., 1., and by how many numbers there are. */
static enum heading_rank number_rank(const struct headings *headings,
				     const struct marker *marker)
{
	static const enum heading_rank ranks[] = { RANK_NUMBER, RANK_NUMBER_2,
						   RANK_NUMBER_3,
						   RANK_NUMBER_4 };
	const bool *counted = headings->counted;
	uint32_t depth = marker->depth + marker->enclosed;

	if (marker->kind == MARKER_LETTER)
		depth += counted[MARKER_ROMAN] || counted[MARKER_DECIMAL];
	else if (marker->kind == MARKER_DECIMAL && counted[MARKER_ROMAN])
		depth += 1 + counted[MARKER_LETTER];
	assert(depth);
	return ranks[depth < 4 ? depth - 1 : 3];
}

static bool is_in_contents(const struct headings *headings,
			   const struct passage *passage)
{
	return passage->line >= headings->contents_first &&
	       passage->line < headings->contents_end;
}

/* A word like "Chapter" with its number, or all of "Introduction". */
static enum heading_rank keyword_rank(const struct headings *headings,
				      const struct phrase *phrase,
				      enum keyword keyword)
{
	bool notes = phrase->last == ':' && phrase->words < 3;

	if ((phrase_goes_on(phrase->last) && !notes) ||
	    phrase->marker.kind == MARKER_BULLET)
		return RANK_NONE;
	switch (keyword) {
	case KEYWORD_PART:
		return RANK_PART;
	case KEYWORD_CHAPTER:
		return RANK_CHAPTER;
	case KEYWORD_MATTER:
		return phrase->marker.kind == MARKER_DECIMAL
			       ? number_rank(headings, &phrase->marker)
			       : RANK_MATTER;
	case KEYWORD_CONTENTS:
		return notes ? RANK_NONE : RANK_MATTER;
	case KEYWORD_MENTION:
	case KEYWORD_NONE:
		break;
	}
	return RANK_NONE;
}

/* Whether the item above, in the same lines, has the number before. */
static bool is_next_item(const struct passage *above,
			 const struct passage *passage)
{
	struct candidate last, next;
	bool follows;

	if (passage->shape != PASSAGE_ITEM || passage->gap ||
	    above->shape != PASSAGE_ITEM)
		return false;
	candidate_init(&last, above);
	candidate_init(&next, passage);
	follows = marker_follows(&last.phrase.marker, &next.phrase.marker);
	candidate_release(&last);
	candidate_release(&next);
	return follows;
}

static enum heading_rank numbered_rank(const struct headings *headings,
				       const struct passage *list, size_t count,
				       size_t at, const struct phrase *phrase)
{
	const struct passage *passage = &list[at];
	bool spaced = headings->wrapping.hard && passage->gap > 1;
	const struct passage *next = at + 1 < count ? &list[at + 1] : NULL;

	if (is_lone_number(phrase)) {
		if (around_continues(list, at) ||
		    (phrase->marker.kind == MARKER_DECIMAL &&
		     !phrase->marker.closed && headings->pages.numbered))
			return RANK_NONE;
		return phrase->marker.kind != MARKER_DECIMAL ||
				       phrase->marker.section || spaced ||
				       headings->counted_alone[MARKER_DECIMAL]
			       ? RANK_NUMBER
			       : RANK_NONE;
	}
	if (!is_numbered_title(headings, phrase) ||
	    phrase_goes_on(phrase->last) || phrase->last == FULL_STOP_WIDE ||
	    (phrase->last == '.' && !spaced &&
	     !(phrase->words < NUMBERED_WORDS && next && next->body &&
	       next->shape == PASSAGE_PROSE)))
		return RANK_NONE;
	/* Items of a list follow one another. */
	if (next && next->shape == PASSAGE_ITEM && next->gap == passage->gap &&
	    at && list[at - 1].shape == PASSAGE_ITEM)
		return RANK_NONE;
	if (passage->shape == PASSAGE_ITEM && next && !next->gap &&
	    next->shape == PASSAGE_ITEM)
		return RANK_NONE;
	if (at && is_next_item(&list[at - 1], passage))
		return RANK_NONE;
	return number_rank(headings, &phrase->marker);
}

/* Set in from the rest of a wrapped text. */
static bool is_apart(const struct headings *headings,
		     const struct passage *passage)
{
	return passage->indent >= headings->wrapping.indent + INDENTED;
}

/* Old books end their headings with a full stop; where paragraphs are on one
 * line each, capitals with one, or with an exclamation mark, are shouted. A
 * colon may stand at the end above a paragraph. */
static bool may_end_capitals(const struct headings *headings,
			     const struct passage *list, size_t count,
			     size_t at, const struct phrase *phrase)
{
	const struct passage *next = at + 1 < count ? &list[at + 1] : NULL;

	if (phrase->last == ':')
		return phrase->words <= CAPITALS_COLON && next && next->gap &&
		       next->body && next->shape == PASSAGE_PROSE;
	if (!headings->wrapping.hard &&
	    (phrase->last == '.' || phrase->last == '!'))
		return find_count(&headings->contents, phrase) > 0 ||
		       (at && !list[at - 1].body &&
			list[at - 1].last == phrase->last);
	return !phrase_goes_on(phrase->last);
}

static bool is_capital_heading(const struct headings *headings,
			       const struct passage *list, size_t count,
			       size_t at, const struct phrase *phrase)
{
	const struct passage *passage = &list[at];

	if (!phrase_is_capitals(phrase) ||
	    !may_end_capitals(headings, list, count, at, phrase) ||
	    phrase->columns >
		    (headings->wrapping.hard ? COLUMNS_MAX : CAPITALS_MAX) ||
	    phrase->marker.kind == MARKER_BULLET ||
	    is_initial(headings, phrase))
		return false;
	if (find_count(&headings->repeats, phrase) > 2 ||
	    around_continues(list, at) || around_closes(list, count, at))
		return false;
	/* a quoted poem's title, or whom an epigraph is by */
	return !(headings->wrapping.hard && passage->gap < 2 && at &&
		 is_apart(headings, passage) &&
		 (is_apart(headings, &list[at - 1]) ||
		  (at + 1 < count && is_apart(headings, &list[at + 1]))));
}

/* Two to four words that all have capitals, as people's names. */
static bool looks_like_name(const struct phrase *phrase)
{
	return phrase->words > 1 && phrase->words < 5 && !phrase->digits &&
	       phrase->capital_words == phrase->words &&
	       !keyword_has_particle(phrase);
}

/* "So what is it for?" belongs to the text, and "The title, The publisher,
 * Paris, 1920" to a list of books. */
static bool is_of_text(const struct phrase *phrase)
{
	static const char *const openings[] = { "So ", "So, ", "And " };

	for (size_t i = 0; i < sizeof(openings) / sizeof(*openings); i++)
		if (phrase->last == '?' &&
		    phrase->text.len > strlen(openings[i]) &&
		    !memcmp(phrase->text.ptr, openings[i], strlen(openings[i])))
			return true;
	return phrase->commas > 2 ||
	       (phrase->commas > 1 && letters_digit(phrase->last) >= 0);
}

bool headings_is_speech(const struct headings *headings, struct span text)
{
	struct span name;
	uint32_t count = 0;

	if (!keyword_speaker(text, &name))
		return false;
	map_get(&headings->speakers, name.ptr, name.len, &count);
	return count > 1 || keyword_is_speaker(name);
}

/* Whether the last character is one that a heading may have. */
static bool may_end_plain(const struct headings *headings,
			  const struct passage *passage,
			  const struct phrase *phrase)
{
	if (phrase->last == '?' || phrase->last == 0xff1f ||
	    phrase->last == 0x61f)
		return phrase->columns <= QUESTION_MAX && !phrase->opened &&
		       !headings->interview;
	if (phrase->last == '.') /* old books end them so */
		return headings->spaced && passage->gap > 1 &&
		       phrase->words <= PLAIN_WORDS_MAX - 2 &&
		       (phrase->words < SENTENCE_WORDS ||
			phrase->capital_words * 2 >= phrase->words);
	return !phrase_ends_sentence(phrase->last) &&
	       !phrase_goes_on(phrase->last);
}

static bool is_plain_length(const struct headings *headings,
			    const struct phrase *phrase)
{
	uint32_t most = phrase->unspaced ? PLAIN_UNSPACED_MAX : PLAIN_MAX;
	uint32_t measure = headings->wrapping.measure * 17 / 20;

	if (headings->wrapping.hard && measure < most)
		most = measure;
	return phrase->columns <= most &&
	       (phrase->unspaced || phrase->words <= PLAIN_WORDS_MAX) &&
	       phrase->letters > 1;
}

/* A capital, a digit, a letter without case; "24 hours" has it in its number.
 */
static bool may_start_plain(const struct phrase *phrase)
{
	const struct marker *marker = &phrase->marker;
	enum letters_kind first = letters_kind(phrase->first);

	if (marker->kind == MARKER_BULLET)
		return false;
	if (marker->kind == MARKER_DECIMAL && !marker->closed)
		return true;
	return first != LETTERS_NONE && first != LETTERS_SMALL;
}

/* Whether it looks like a heading in sentence or title case by itself. */
static bool looks_plain(const struct headings *headings,
			const struct passage *passage,
			const struct phrase *phrase)
{
	return passage->shape == PASSAGE_PROSE && passage->lines == 1 &&
	       is_plain_length(headings, phrase) && may_start_plain(phrase) &&
	       !phrase->sentences && !is_of_text(phrase) &&
	       !headings_is_speech(headings, phrase->text) &&
	       may_end_plain(headings, passage, phrase);
}

/* Between the title and the text stand subtitles and authors too. */
static bool is_front_heading(const struct headings *headings,
			     const struct passage *list, size_t count,
			     size_t at, const struct phrase *phrase)
{
	size_t distance = around_body(list, count, at);
	struct candidate next;
	bool leads;

	if (phrase->words > DECK_WORDS || looks_like_name(phrase) ||
	    keyword_is_date(phrase) ||
	    memmem(phrase->text.ptr, phrase->text.len, " by ", 4))
		return false;
	if (distance != 2)
		return distance == 1;
	candidate_init(&next, &list[at + 1]);
	leads = keyword_find(&next.phrase) == KEYWORD_NONE &&
		looks_plain(headings, next.passage, &next.phrase) &&
		!looks_like_name(&next.phrase) &&
		!keyword_is_credit(&next.phrase);
	candidate_release(&next);
	return leads;
}

static bool is_plain_heading(const struct headings *headings,
			     const struct passage *list, size_t count,
			     size_t at, const struct phrase *phrase)
{
	const struct passage *passage = &list[at];
	size_t distance = around_body(list, count, at);
	const struct passage *next = distance ? &list[at + distance] : NULL;

	if (!next || headings->letter ||
	    !looks_plain(headings, passage, phrase) ||
	    around_continues(list, at) || around_closes(list, count, at) ||
	    around_short(list, count, at) >= RUN ||
	    find_count(&headings->repeats, phrase) > 2)
		return false;
	if (headings->spaced && passage->gap < 2)
		return false;
	if (passage->line < headings->body &&
	    !is_front_heading(headings, list, count, at, phrase))
		return false;
	if (headings->wrapping.hard && passage->gap < 2 &&
	    is_apart(headings, passage))
		return false;
	if (passage_is_kept(next))
		return passage->gap > 1 || !at ||
		       !passage_is_kept(&list[at - 1]);
	return next->columns * 5 >= phrase->columns * 6 ||
	       headings_is_speech(headings, (struct span){ next->text.data,
							   next->text.len });
}

static bool has_capitals(struct span text)
{
	struct phrase phrase;

	phrase_read(&phrase, text);
	return phrase.capitals > 1 && !phrase.smalls;
}

/* The last line of a passage whose line ends are kept; all of another. */
static struct span last_line(const struct passage *passage)
{
	struct span text = { passage->text.data, passage->text.len };
	const char *newline = memrchr(text.ptr, '\n', text.len);

	if (newline) {
		text.len -= (size_t)(newline + 1 - text.ptr);
		text.ptr = newline + 1;
	}
	return text;
}

bool headings_names_speaker(const struct passage *list, size_t count, size_t at,
			    struct span *name)
{
	const struct passage *passage = &list[at];
	const char *newline =
		memchr(passage->text.data, '\n', passage->text.len);
	bool close = at + 1 < count && !list[at + 1].gap;

	*name = (struct span){ passage->text.data, passage->text.len };
	if (newline)
		name->len = (size_t)(newline - name->ptr);
	for (size_t i = 1; i < name->len; i++)
		if (strchr("([", name->ptr[i])) /* how it is spoken */
			name->len = i;
	while (name->len && strchr(".: ", name->ptr[name->len - 1]))
		name->len--;
	return name->len && name->len <= SPEAKER_MAX && has_capitals(*name) &&
	       (newline ? !has_capitals(last_line(passage))
			: close && passage->lines == 1);
}

/* Whether a passage is the name of a play's speaker, or that and a speech. */
static bool is_speaker(const struct headings *headings,
		       const struct passage *list, size_t count, size_t at)
{
	struct span name;
	uint32_t times = 0;

	if (headings_names_speaker(list, count, at, &name))
		return headings->play || passage_is_kept(&list[at]);
	if (!headings->play || list[at].lines > 1)
		return false;
	map_get(&headings->speakers, name.ptr, name.len, &times);
	return times > 1;
}

static uint32_t first_point(const struct phrase *phrase)
{
	uint32_t point;

	utf8_decode(phrase->text.ptr, phrase->text.len, &point);
	return point;
}

/* A square, star or the like in front, as Chinese and Japanese sections have
 * them. */
static bool is_ornamented(const struct phrase *phrase)
{
	static const uint32_t ornaments[] = {
		0x25a0, 0x25a1, 0x25b2, 0x25b3, 0x25bc, 0x25bd, 0x25c6,
		0x25c7, 0x25cb, 0x25ce, 0x25cf, 0x2605, 0x2606,
	};
	uint32_t first = first_point(phrase);

	for (size_t i = 0; i < sizeof(ornaments) / sizeof(*ornaments); i++)
		if (ornaments[i] == first)
			return true;
	return false;
}

/* Whether what has an ornament is no item of a list: it stands alone above a
 * paragraph. */
static bool is_ornament_heading(const struct passage *list, size_t count,
				size_t at, const struct phrase *phrase)
{
	const struct passage *next = at + 1 < count ? &list[at + 1] : NULL;

	return next && next->body && next->shape == PASSAGE_PROSE &&
	       list[at].lines == 1 && phrase->columns <= PLAIN_UNSPACED_MAX &&
	       phrase->letters > 1 && !phrase->sentences &&
	       next->columns > 2 * phrase->columns &&
	       !phrase_goes_on(phrase->last) &&
	       !phrase_ends_sentence(phrase->last);
}

/* What a candidate is without a word that says so. */
static enum heading_rank unnamed_rank(const struct headings *headings,
				      const struct passage *list, size_t count,
				      size_t at, const struct phrase *phrase)
{
	size_t distance = around_body(list, count, at);
	bool listed = find_count(&headings->contents, phrase) > 0;
	enum heading_rank rank =
		numbered_rank(headings, list, count, at, phrase);

	if (rank != RANK_NONE)
		return rank;
	if (is_speaker(headings, list, count, at) ||
	    (headings->play && keyword_is_stage_direction(phrase)))
		return RANK_NONE;
	if (is_capital_heading(headings, list, count, at, phrase) &&
	    (listed || distance == 1 || around_short(list, count, at) < RUN))
		return RANK_CAPITALS;
	if (is_initial(headings, phrase))
		return RANK_NONE;
	if (listed && !phrase_goes_on(phrase->last))
		return phrase->marker.depth && phrase->marker.closed
			       ? number_rank(headings, &phrase->marker)
			       : RANK_PLAIN;
	if (is_plain_heading(headings, list, count, at, phrase))
		return RANK_PLAIN;
	return RANK_NONE;
}

/* Whether one like it stands so near that both are entries of a list. */
static bool is_among_keywords(const struct passage *list, size_t count,
			      size_t at, enum keyword keyword)
{
	for (size_t i = at < 2 ? 0 : at - 2; i <= at + 2 && i < count; i++) {
		struct candidate other;
		bool found;

		if (i == at || list[i].body)
			continue;
		candidate_init(&other, &list[i]);
		found = keyword_find(&other.phrase) == keyword;
		candidate_release(&other);
		if (found)
			return true;
	}
	return false;
}

static bool stands_as_keyword(const struct headings *headings,
			      const struct passage *list, size_t count,
			      size_t at, enum keyword keyword)
{
	return headings->play || list[at].gap > 1 ||
	       around_short(list, count, at) < RUN ||
	       around_body(list, count, at) == 1 ||
	       ((keyword == KEYWORD_PART || keyword == KEYWORD_CHAPTER) &&
		!is_among_keywords(list, count, at, keyword));
}

static enum heading_rank rank_of(const struct headings *headings,
				 const struct passage *list, size_t count,
				 size_t at, const struct candidate *candidate)
{
	const struct phrase *phrase = &candidate->phrase;
	enum keyword keyword = keyword_find(phrase);
	enum heading_rank rank = keyword_rank(headings, phrase, keyword);

	if (phrase->unclosed || keyword == KEYWORD_MENTION)
		return RANK_NONE;
	if (rank != RANK_NONE)
		return stands_as_keyword(headings, list, count, at, keyword)
			       ? rank
			       : RANK_NONE;
	if (is_ornamented(phrase) &&
	    is_ornament_heading(list, count, at, phrase))
		return RANK_PLAIN;
	if ((phrase->enclosed && first_point(phrase) != BRACKET_WIDE) ||
	    list[at].shape == PASSAGE_TABLE ||
	    pages_is_running(&headings->pages, list, count, at, phrase))
		return RANK_NONE;
	rank = unnamed_rank(headings, list, count, at, phrase);
	return rank == RANK_NONE || keyword_is_credit(phrase) ? RANK_NONE
							      : rank;
}

/* The notices of a library: their first line above the text, the line that
 * ends the text, and the sections of the licence behind that: a word and a
 * number, or the first of the lines in capitals above a paragraph. */
static enum heading_rank notice_rank(const struct headings *headings,
				     const struct passage *list, size_t count,
				     size_t at)
{
	const struct passage *passage = &list[at];
	enum heading_rank rank = RANK_NONE;
	struct candidate candidate;

	if (!passage->apart)
		return passage->line == headings->notice ? RANK_NOTICE
							 : RANK_NONE;
	if (passage->mark == EDITION_END && at && !list[at - 1].apart)
		return RANK_NOTICE;
	if (!at || !around_body(list, count, at))
		return RANK_NONE;
	candidate_init(&candidate, passage);
	if (keyword_find(&candidate.phrase) == KEYWORD_CHAPTER ||
	    (phrase_is_capitals(&candidate.phrase) && list[at - 1].body &&
	     !phrase_goes_on(candidate.phrase.last)))
		rank = RANK_NOTICE_SECTION;
	candidate_release(&candidate);
	return rank;
}

/* Whether a passage stands where headings are. */
static bool may_be_heading(const struct headings *headings,
			   const struct passage *passage)
{
	return passage->line >= headings->title &&
	       !is_in_contents(headings, passage);
}

enum heading_rank headings_rank(const struct headings *headings,
				const struct passage *list, size_t count,
				size_t at)
{
	const struct passage *passage = &list[at];
	struct candidate candidate;
	enum heading_rank rank;

	if (passage->lines > LINES_MAX || passage->columns > COLUMNS_MAX)
		return RANK_NONE;
	if (passage->apart || passage->line < headings->start)
		return notice_rank(headings, list, count, at);
	if (!may_be_heading(headings, passage))
		return RANK_NONE;
	if (passage->line == headings->title)
		return RANK_TITLE;
	if (passage->underline)
		return passage->underline == '=' ? RANK_DOUBLE_RULE : RANK_RULE;
	if (!around_body(list, count, at))
		return RANK_NONE;
	candidate_init(&candidate, passage);
	rank = rank_of(headings, list, count, at, &candidate);
	candidate_release(&candidate);
	return rank;
}

void headings_release(struct headings *headings)
{
	map_release(&headings->contents);
	map_release(&headings->repeats);
	map_release(&headings->speakers);
	pages_release(&headings->pages);
}
