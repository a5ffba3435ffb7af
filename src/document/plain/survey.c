/* SPDX-License-Identifier: ISC */
/* Learn from a text's beginning what its headings look like. */
#include "document/plain/survey.h"

#include <string.h>

#include "document/plain/around.h"
#include "document/plain/keywords.h"
#include "document/plain/nesting.h"
#include "document/plain/phrase.h"
#include "text/letters.h"

enum {
	TITLE_MAX = 150, /* columns */
	TITLE_LINES = 4,
	SENTENCE_MAX = 60,  /* columns of a title with a full stop */
	SENTENCES_MAX = 75, /* or of one that has a sentence in it */
	LONG_BODY = 160,    /* columns: the text proper has begun */
	SHORT = 100,	    /* columns of what may be repeated, or listed */
	FRONT = 64,	 /* passages that a title stands among, or a greeting */
	CONTENTS = 2048, /* passages that a table of contents stands in */
};

/* --- Where the text proper starts ------------------------------------------
 */

/* Behind the line that ends a library's notices, if there is one. */
static size_t find_start(const struct passage *list, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		if (list[i].mark == EDITION_START)
			return i + 1;
	return 0;
}

static size_t find_body(const struct passage *list, size_t count, size_t start)
{
	for (size_t i = start; i < count; i++)
		if (list[i].shape == PASSAGE_PROSE &&
		    list[i].columns >= LONG_BODY)
			return i;
	for (size_t i = start; i < count; i++)
		if (list[i].body)
			return i;
	return count;
}

/* --- The title --------------------------------------------------------------
 */

static bool may_end_title(const struct wrapping *wrapping,
			  const struct phrase *phrase)
{
	if (phrase->last == ';') /* as on an old title page */
		return phrase_is_capitals(phrase);
	if (phrase->last == '.')
		return wrapping->hard && phrase->columns <= SENTENCE_MAX;
	return !phrase_goes_on(phrase->last);
}

/* Several lines that were ended on purpose are one title in capitals, or when
 * a colon leads from the first to the next; others are an address. */
static bool is_title_lines(const struct candidate *candidate)
{
	const char *text = candidate->passage->text.data;
	const char *newline = strchr(text, '\n');

	return phrase_is_capitals(&candidate->phrase) ||
	       (newline && newline[-1] == ':');
}

static bool is_title(const struct headings *headings,
		     const struct candidate *candidate)
{
	const struct passage *passage = candidate->passage;
	const struct phrase *phrase = &candidate->phrase;

	if (passage->shape == PASSAGE_TABLE || passage->lines > TITLE_LINES ||
	    phrase->columns > TITLE_MAX || phrase->letters < 2 ||
	    (phrase->sentences && phrase->columns > SENTENCES_MAX))
		return false;
	if (passage->underline)
		return true;
	if (passage->shape == PASSAGE_VERSE && !is_title_lines(candidate))
		return false;
	if (phrase->marker.kind == MARKER_BULLET || keyword_is_date(phrase) ||
	    keyword_is_credit(phrase) || (phrase->enclosed && !phrase->opened))
		return false;
	if (headings_is_speech(headings, phrase->text) && phrase->last == '?')
		return false;
	return may_end_title(&headings->wrapping, phrase);
}

/* Whether the first of two is only the label of the second: a newspaper's
 * section, or two of them. */
static bool is_kicker(const struct phrase *phrase, const struct phrase *next)
{
	return next->columns > phrase->columns &&
	       (keyword_is_kicker(phrase) ||
		(phrase->columns * 5 < next->columns * 2 &&
		 (memchr(phrase->text.ptr, '|', phrase->text.len) ||
		  memchr(phrase->text.ptr, '/', phrase->text.len))));
}

/* The next passage that may be a title in [at, end); end if there is none. */
static size_t next_title(const struct headings *headings,
			 const struct passage *list, size_t at, size_t end,
			 struct candidate *candidate)
{
	for (; at < end; at++) {
		candidate_init(candidate, &list[at]);
		if (is_title(headings, candidate))
			return at;
		candidate_release(candidate);
	}
	return end;
}

/* The title in [start, body); body if there is none. */
static size_t find_title(const struct headings *headings,
			 const struct passage *list, size_t start, size_t body)
{
	struct candidate first, second;
	size_t title = next_title(headings, list, start, body, &first);
	size_t next;

	if (title == body)
		return body;
	next = next_title(headings, list, title + 1, body, &second);
	if (keyword_find(&first.phrase) != KEYWORD_NONE)
		title = body; /* it starts with a chapter */
	else if (next < body && is_kicker(&first.phrase, &second.phrase))
		title = next;
	if (next < body)
		candidate_release(&second);
	candidate_release(&first);
	return title;
}

/* --- The table of contents ---------------------------------------------------
 */

/* Drops the page number, and the leaders, at the end of an entry. */
static struct span without_page(struct span line)
{
	struct span text = line;

	while (text.len && letters_digit((uint8_t)text.ptr[text.len - 1]) >= 0)
		text.len--;
	if (text.len == line.len || text.len < 2 ||
	    !strchr(" .", text.ptr[text.len - 1]) ||
	    !strchr(" .", text.ptr[text.len - 2]))
		return line;
	while (text.len && strchr(" .", text.ptr[text.len - 1]))
		text.len--;
	return text.len ? text : line;
}

static void count_key(struct map *map, struct span text)
{
	struct buffer key = BUFFER_INIT;
	struct phrase phrase;
	uint32_t count = 0;

	phrase_read(&phrase, text);
	phrase_append_key(&phrase, &key);
	if (key.len) {
		map_get(map, key.data, key.len, &count);
		map_put(map, key.data, key.len, count + 1);
	}
	buffer_release(&key);
}

static bool has_key(const struct map *map, const struct passage *passage)
{
	struct candidate candidate;
	struct buffer key = BUFFER_INIT;
	uint32_t count;
	bool found;

	candidate_init(&candidate, passage);
	phrase_append_key(&candidate.phrase, &key);
	found = key.len && map_get(map, key.data, key.len, &count);
	buffer_release(&key);
	candidate_release(&candidate);
	return found;
}

/* Enters a line of the table: all of it, and what stands in its columns or
 * behind its number, for any of these may be the heading. */
static void enter_entry(struct map *map, struct span line)
{
	struct phrase phrase;
	struct span rest;

	line = without_page(line);
	count_key(map, line);
	phrase_read(&phrase, line);
	rest = keyword_rest(&phrase);
	if (rest.len) {
		count_key(map, rest);
		line.len = (size_t)(rest.ptr - line.ptr);
		count_key(map, line);
	}
}

static void enter_entries(struct map *map, const struct passage *passage)
{
	const char *at = passage->text.data;
	const char *end = at + passage->text.len;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if (!stop)
			stop = end;
		at += strspn(at, " ");
		enter_entry(map, (struct span){ at, (size_t)(stop - at) });
		at = stop < end ? stop + 1 : end;
	}
}

static bool is_contents(const struct passage *passage)
{
	struct candidate candidate;
	bool found;

	if (passage->lines > 1 || passage->columns > SHORT)
		return false;
	candidate_init(&candidate, passage);
	found = keyword_find(&candidate.phrase) == KEYWORD_CONTENTS;
	candidate_release(&candidate);
	return found;
}

static size_t find_contents(const struct passage *list, size_t count)
{
	for (size_t i = 0; i < count && i < 4 * FRONT; i++)
		if (is_contents(&list[i]))
			return i;
	return count;
}

/* Whether it is an entry of the table for the second time. */
static bool comes_again(const struct headings *headings,
			const struct passage *list, size_t count, size_t at)
{
	const struct passage *passage = &list[at];

	if (passage->shape == PASSAGE_ITEM)
		return passage->gap && passage->lines == 1 &&
		       (at + 1 == count || list[at + 1].gap) &&
		       has_key(&headings->contents, passage);
	return passage->shape == PASSAGE_PROSE &&
	       has_key(&headings->contents, passage);
}

/* The entries stand below the word until a paragraph comes, or one of them a
 * second time: that is the heading. So is what a paragraph follows. */
static void read_contents(struct headings *headings, const struct passage *list,
			  size_t count)
{
	size_t first = find_contents(list, count) + 1;
	size_t end = first;

	while (end < count && end - first < CONTENTS &&
	       !(list[end].shape == PASSAGE_PROSE &&
		 list[end].columns > SHORT) &&
	       !comes_again(headings, list, count, end))
		enter_entries(&headings->contents, &list[end++]);
	if (first >= count || end == first)
		return;
	if (end == count || end - first == CONTENTS) { /* it was not a table */
		map_release(&headings->contents);
		end = first + 1;
	} else if (end - first > 1 && list[end].columns > SHORT &&
		   list[end - 1].shape == PASSAGE_PROSE) {
		end--;
	}
	headings->contents_first = list[first].line;
	headings->contents_end = end < count ? list[end].line : UINT32_MAX;
	if (headings->body < headings->contents_end)
		headings->body = headings->contents_end;
}

/* --- Habits ------------------------------------------------------------------
 */

/* Counts a speaker's name; returns how often it was there before. */
static uint32_t count_speaker(struct headings *headings, struct span name)
{
	uint32_t times = 0;

	map_get(&headings->speakers, name.ptr, name.len, &times);
	map_put(&headings->speakers, name.ptr, name.len, times + 1);
	return times;
}

/* Who speaks, as a play has it. */
struct cast {
	size_t once;  /* names met for the first time, */
	size_t again; /* and those met again, as often as they are; */
	size_t names; /* of how many that is */
};

static void enter_cast(struct cast *cast, uint32_t times)
{
	cast->once += !times;
	cast->again += times > 0;
	cast->names += times == 1;
}

/* Counts the names in capitals that lines begin with, as in a play. */
static void count_capital_speakers(struct headings *headings,
				   const struct passage *passage,
				   struct cast *cast)
{
	const char *at = passage->text.data;
	const char *end = at + passage->text.len;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct span name;

		if (!stop)
			stop = end;
		at += strspn(at, " ");
		if (at < stop &&
		    keyword_capital_speaker(
			    (struct span){ at, (size_t)(stop - at) }, &name))
			enter_cast(cast, count_speaker(headings, name));
		at = stop < end ? stop + 1 : end;
	}
}

/* Counts who speaks: the names, each with a colon, that paragraphs have in
 * front, and those that a play has above its speeches. It is one when there
 * are few names and they come again. */
static void count_speakers(struct headings *headings,
			   const struct passage *list, size_t count)
{
	struct cast cast = { .names = 0 };

	for (size_t i = 0; i < count; i++) {
		struct span text = { list[i].text.data, list[i].text.len };
		struct span name;

		if (headings_names_speaker(list, count, i, &name)) {
			enter_cast(&cast, count_speaker(headings, name));
			continue;
		}
		count_capital_speakers(headings, &list[i], &cast);
		if (list[i].body && keyword_speaker(text, &name))
			count_speaker(headings, name);
	}
	headings->play = cast.names > 1 && cast.again * 2 >= cast.once;
}

/* Questions and answers are marked "Q." and "A."; no "B." is there. */
struct letters {
	size_t questions;
	size_t seconds;
};

static void count_letter(struct letters *letters, const struct phrase *phrase)
{
	const struct marker *marker = &phrase->marker;

	if (marker->kind != MARKER_LETTER || !marker->capital)
		return;
	letters->questions += *phrase->text.ptr == 'Q' && phrase->last == '?';
	letters->seconds += *phrase->text.ptr == 'B';
}

/* Whether "3 Title" comes behind "2 Title", and "1 Title" first. */
static bool is_next_number(const struct phrase *phrase, uint32_t *last)
{
	const struct marker *marker = &phrase->marker;

	if (marker->kind != MARKER_DECIMAL || marker->closed ||
	    marker->depth != 1 || !phrase->rest.len ||
	    (marker->value != *last + 1 && marker->value != 1))
		return false;
	*last = marker->value;
	return marker->value > 1;
}

static void count_short(struct headings *headings, const struct passage *list,
			size_t count)
{
	uint32_t last = 0;
	size_t sequence = 0;
	struct letters letters = { .questions = 0 };

	for (size_t i = 0; i < count; i++) {
		const struct marker *marker;
		struct candidate candidate;

		if (list[i].columns > SHORT || list[i].lines > TITLE_LINES)
			continue;
		candidate_init(&candidate, &list[i]);
		marker = &candidate.phrase.marker;
		count_key(&headings->repeats, candidate.phrase.text);
		sequence += is_next_number(&candidate.phrase, &last);
		count_letter(&letters, &candidate.phrase);
		if (marker->value == 1 && candidate.phrase.rest.len)
			headings->counted[marker->kind] = true;
		else if (marker->value == 1)
			headings->counted_alone[marker->kind] = true;
		candidate_release(&candidate);
	}
	headings->bare_numbers = sequence > 1;
	if (letters.questions && !letters.seconds)
		headings->counted[MARKER_LETTER] = false;
}

/* How often each rank was given, and to what. */
struct tally {
	size_t ranks[RANK_COUNT];
	size_t spaced;	  /* with two blank lines above */
	size_t close;	  /* plain ones with less */
	size_t questions; /* plain ones that ask somebody */
};

static bool asks_somebody(const struct passage *passage)
{
	struct candidate candidate;
	bool asks;

	if (passage->last != '?' && passage->last != 0xff1f &&
	    passage->last != 0x61f)
		return false;
	candidate_init(&candidate, passage);
	asks = keyword_addresses(&candidate.phrase);
	candidate_release(&candidate);
	return asks;
}

static void count_ranks(const struct headings *headings,
			const struct passage *list, size_t count,
			struct tally *tally)
{
	*tally = (struct tally){ .spaced = 0 };
	for (size_t i = 0; i < count; i++) {
		enum heading_rank rank =
			headings_rank(headings, list, count, i);

		tally->ranks[rank]++;
		if (rank == RANK_NONE || rank >= RANK_NOTICE)
			continue;
		tally->spaced += list[i].gap > 1;
		if (rank == RANK_PLAIN) {
			tally->close += list[i].gap < 2;
			tally->questions += asks_somebody(&list[i]);
		} else if (headings_joins(headings, list, count, i)) {
			i++; /* its title */
		}
	}
}

/* Somebody is asked: half of what looks like plain headings does that. */
static bool is_interview(const struct tally *tally)
{
	return tally->questions > 2 &&
	       tally->questions * 2 > tally->ranks[RANK_PLAIN];
}

/* A letter greets somebody before its first paragraph. */
static bool is_letter(const struct passage *list, size_t start, size_t end)
{
	bool greets = false;

	for (size_t i = start; i < end && !greets; i++) {
		struct candidate candidate;

		if (list[i].body && !passage_is_kept(&list[i]))
			break;
		if (list[i].columns > SHORT)
			continue;
		candidate_init(&candidate, &list[i]);
		greets = keyword_is_greeting(&candidate.phrase);
		candidate_release(&candidate);
	}
	return greets;
}

/* A rank that is there but once, above many of the next ones, is no level of
 * its own, unless it is a part: the scenes of an act are below it, even in an
 * excerpt. */
static bool is_level(const struct tally *tally, enum heading_rank rank)
{
	size_t below = 0;

	for (enum heading_rank r = rank + 1; r <= RANK_PLAIN; r++)
		below += tally->ranks[r];
	return tally->ranks[rank] > 1 ||
	       (tally->ranks[rank] &&
		(rank == RANK_TITLE || rank == RANK_PART || below < 3));
}

/* Makes levels of the ranks that there are. A rank that is no level of its own
 * has that of the next one which is. Plain headings stand beside numbered ones
 * when they are not more, and the matter before and behind the text beside
 * the highest sections. */
static void set_levels(struct headings *headings, const struct tally *tally)
{
	unsigned level = 1, sections = 0;

	headings->levels[RANK_NONE] = 0;
	for (enum heading_rank r = RANK_TITLE; r <= RANK_PLAIN; r++) {
		if (r == RANK_PLAIN && tally->ranks[RANK_NUMBER] &&
		    tally->ranks[r] <= tally->ranks[RANK_NUMBER])
			level = headings->levels[RANK_NUMBER];
		headings->levels[r] = (uint8_t)level;
		if (r > RANK_PART && tally->ranks[r] && !sections)
			sections = level;
		if (is_level(tally, r) && level < HEADINGS_LEVELS)
			level++;
	}
	headings->levels[RANK_MATTER] =
		(uint8_t)(sections ? sections : headings->levels[RANK_PLAIN]);
	headings->levels[RANK_NOTICE] = 1;
	headings->levels[RANK_NOTICE_SECTION] = 2;
}

/* The library's notices above the text are a section; its heading is their
 * first line, which names the book. */
static void set_start(struct headings *headings, const struct passage *list,
		      size_t start)
{
	headings->start = list[start].line;
	if (list[0].lines <= TITLE_LINES && list[0].columns <= TITLE_MAX)
		headings->notice = list[0].line;
}

void survey_headings(struct headings *headings, const struct passage *list,
		     size_t count, const struct wrapping *wrapping)
{
	size_t start = find_start(list, count);
	size_t body = find_body(list, count, start);
	size_t front = body - start < FRONT ? body : start + FRONT;
	struct tally tally;
	size_t title;

	*headings = (struct headings){ .wrapping = *wrapping };
	count_speakers(headings, list, count);
	pages_survey(&headings->pages, list, count);
	title = find_title(headings, list, start, front);
	headings->body = body < count ? list[body].line : UINT32_MAX;
	headings->letter = is_letter(
		list, start, count - start < FRONT ? count : start + FRONT);
	/* A line alone is the text, not its title. */
	if (title < front && title + 1 < count && !headings->letter)
		headings->title = list[title].line;
	if (start)
		set_start(headings, list, start);
	read_contents(headings, list + start, count - start);
	count_short(headings, list, count);
	count_ranks(headings, list, count, &tally);
	headings->interview = is_interview(&tally);
	headings->spaced = wrapping->hard && tally.spaced > 2 &&
			   tally.close < tally.spaced;
	/* One short line in a text without a title is a short line. */
	headings->letter |= !headings->title && tally.ranks[RANK_PLAIN] == 1 &&
			    tally.ranks[RANK_NONE] + 1 == count;
	headings->parts_named =
		tally.ranks[RANK_CAPITALS] + tally.ranks[RANK_PLAIN] <=
		tally.ranks[RANK_PART];
	if (headings->interview || headings->spaced || headings->letter ||
	    headings->parts_named)
		count_ranks(headings, list, count, &tally);
	set_levels(headings, &tally);
}
