/* SPDX-License-Identifier: ISC */
/* Find titles by a few letters, the likeliest first, also mistyped ones. */
#include "reader/rank.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/guess.h"
#include "text/character.h"
#include "text/fold.h"
#include "text/utf8.h"

enum {
	WORDS = RANK_LETTERS / 2 + 1, /* of a query, at most */
	ONE_TYPO = 4,  /* letters of a word in which one is looked for … */
	TWO_TYPOS = 8, /* … and two */
	COSTS = 64,    /* each fit's costs are less than that */
	LEN_MAX = UINT8_MAX,
};

_Static_assert((int)RANK_LETTERS <= (int)GUESS_TYPED,
	       "what is typed fits into a guess");

/* A word of a query: len bytes from off on, count points from first on. */
struct word {
	size_t off;
	size_t len;
	size_t first;
	size_t count;
	uint64_t letters;
	unsigned typos; /* that are forgiven */
};

struct query {
	struct buffer text; /* words, one blank apart */
	struct word words[WORDS];
	size_t word_count;
	uint32_t points[RANK_LETTERS]; /* without the blanks */
	size_t point_count;
	uint64_t letters;
	unsigned typos;
};

/* A title, or the part of it from one of its words on. */
struct stretch {
	const char *ptr;
	size_t len;
};

static uint64_t bit_of(uint32_t point)
{
	unsigned bit;

	if (point >= 'a' && point <= 'z')
		bit = point - 'a';
	else if (point >= '0' && point <= '9')
		bit = 26 + (point - '0');
	else
		bit = 36 + point % 28;
	return (uint64_t)1 << bit;
}

static bool is_letter(uint32_t point)
{
	return character_wordlike(point) ||
	       (point != '_' && character_in_slug(point));
}

/* --- The index ------------------------------------------------------------ */

void rank_release(struct rank_index *index)
{
	buffer_release(&index->text);
	free(index->titles);
	free(index->words);
	free(index->first_words);
	free(index->letters);
	free(index->word_letters);
	free(index->word_lens);
	*index = (struct rank_index){ 0 };
}

void rank_clear(struct rank_index *index)
{
	buffer_clear(&index->text);
	index->word_count = 0;
	index->count = 0;
}

static void add_word(struct rank_index *index)
{
	size_t word = index->word_count++;

	MEMORY_RESERVE(index->words, index->word_room, word + 1);
	MEMORY_RESERVE(index->word_letters, index->word_letter_room, word + 1);
	MEMORY_RESERVE(index->word_lens, index->word_len_room, word + 1);
	index->words[word] = (uint32_t)index->text.len;
}

/* The words from first on stand without a blank between them, and have these
 * letters, so many of them. */
static void end_words(struct rank_index *index, size_t first, uint64_t letters,
		      size_t len)
{
	for (size_t i = first; i < index->word_count; i++) {
		index->word_letters[i] = letters;
		index->word_lens[i] = len < LEN_MAX ? (uint8_t)len : LEN_MAX;
	}
	index->letters[index->count] |= letters;
}

static void add_words(struct rank_index *index, const char *folded, size_t len)
{
	size_t start = index->text.len;
	size_t first = index->word_count;
	uint64_t letters = 0;  /* since the last blank … */
	size_t count = 0;      /* … and how many */
	bool unspaced = false; /* the letter before */

	while (len) {
		uint32_t point;
		size_t used = utf8_decode(folded, len, &point);

		if (!is_letter(point)) {
			end_words(index, first, letters, count);
			first = index->word_count;
			letters = count = 0;
		} else {
			if (!count && index->text.len > start)
				buffer_append_byte(&index->text, ' ');
			unspaced |= character_ideographic(point);
			if (!count++ || unspaced)
				add_word(index);
			unspaced = character_ideographic(point);
			buffer_append(&index->text, folded, used);
			letters |= bit_of(point);
		}
		folded += used;
		len -= used;
	}
	end_words(index, first, letters, count);
	buffer_append_byte(&index->text, '\0');
}

void rank_add(struct rank_index *index, const char *title, size_t len)
{
	struct buffer folded = BUFFER_INIT;
	size_t i = index->count;

	MEMORY_RESERVE(index->titles, index->title_room, i + 2);
	MEMORY_RESERVE(index->first_words, index->first_room, i + 2);
	MEMORY_RESERVE(index->letters, index->letter_room, i + 1);
	index->titles[i] = (uint32_t)index->text.len;
	index->first_words[i] = (uint32_t)index->word_count;
	index->letters[i] = 0;
	fold_append(&folded, title, len);
	add_words(index, buffer_string(&folded), folded.len);
	buffer_release(&folded);
	index->titles[i + 1] = (uint32_t)index->text.len;
	index->first_words[i + 1] = (uint32_t)index->word_count;
	index->count++;
}

size_t rank_count(const struct rank_index *index)
{
	return index->count;
}

static struct stretch title_of(const struct rank_index *index, size_t item)
{
	uint32_t off = index->titles[item];

	return (struct stretch){ index->text.data + off,
				 index->titles[item + 1] - off - 1 };
}

/* From the word on to the end of its title. */
static struct stretch from_word(const struct rank_index *index, size_t item,
				uint32_t word)
{
	uint32_t off = index->words[word];

	return (struct stretch){ index->text.data + off,
				 index->titles[item + 1] - off - 1 };
}

/* --- The query ------------------------------------------------------------ */

static void end_typed(struct query *query)
{
	struct word *word = &query->words[query->word_count++];

	word->len = query->text.len - word->off;
	word->count = query->point_count - word->first;
	if (word->count >= TWO_TYPOS)
		word->typos = 2;
	else
		word->typos = word->count >= ONE_TYPO ? 1 : 0;
	query->typos += word->typos;
}

static void begin_typed(struct query *query)
{
	if (query->text.len)
		buffer_append_byte(&query->text, ' ');
	query->words[query->word_count] = (struct word){
		.off = query->text.len,
		.first = query->point_count,
	};
}

static void read_query(struct query *query, const char *text, size_t len)
{
	struct buffer folded = BUFFER_INIT;
	bool inside = false;
	size_t i = 0;

	*query = (struct query){ .text = BUFFER_INIT };
	fold_append(&folded, text, len);
	while (i < folded.len && query->point_count < RANK_LETTERS) {
		uint32_t point;
		size_t used =
			utf8_decode(folded.data + i, folded.len - i, &point);

		if (is_letter(point)) {
			if (!inside)
				begin_typed(query);
			buffer_append(&query->text, folded.data + i, used);
			query->points[query->point_count++] = point;
			query->words[query->word_count].letters |=
				bit_of(point);
			query->letters |= bit_of(point);
		} else if (inside) {
			end_typed(query);
		}
		inside = is_letter(point);
		i += used;
		if (query->word_count == WORDS)
			break;
	}
	if (inside)
		end_typed(query);
	buffer_release(&folded);
}

static struct stretch query_word(const struct query *query, size_t word)
{
	return (struct stretch){ query->text.data + query->words[word].off,
				 query->words[word].len };
}

/* --- What begins or contains what was typed ------------------------------- */

static bool begins(struct stretch text, struct stretch start)
{
	/* Most differ in their first bytes; there is one, if only the '\0'. */
	return *text.ptr == *start.ptr && text.len >= start.len &&
	       memcmp(text.ptr, start.ptr, start.len) == 0;
}

/* The first word of the title, from the word from on, that begins with start;
 * the one behind the last if none does. */
static uint32_t find_word(const struct rank_index *index, size_t item,
			  uint32_t from, struct stretch start)
{
	uint32_t end = index->first_words[item + 1];

	while (from < end && !begins(from_word(index, item, from), start))
		from++;
	return from;
}

static bool begin_words(const struct rank_index *index, size_t item,
			const struct query *query)
{
	for (size_t i = 0; i < query->word_count; i++)
		if (find_word(index, item, index->first_words[item],
			      query_word(query, i)) ==
		    index->first_words[item + 1])
			return false;
	return true;
}

static bool are_in_order(const struct rank_index *index, size_t item,
			 const struct query *query)
{
	uint32_t end = index->first_words[item + 1];
	uint32_t word = index->first_words[item];

	for (size_t i = 0; i < query->word_count; i++, word++) {
		word = find_word(index, item, word, query_word(query, i));
		if (word == end)
			return false;
	}
	return true;
}

/* Whether what was typed is a letter for each of some words that follow one
 * another. */
static bool are_initials(const struct rank_index *index, size_t item,
			 const struct query *query)
{
	uint32_t end = index->first_words[item + 1];

	if (query->word_count != 1 || query->point_count < 2)
		return false;
	for (uint32_t word = index->first_words[item];
	     word + query->point_count <= end; word++) {
		struct stretch typed = { query->text.data, query->text.len };
		uint32_t initial = word;

		while (typed.len) {
			uint32_t point;
			size_t len = utf8_decode(typed.ptr, typed.len, &point);

			if (!begins(from_word(index, item, initial++),
				    (struct stretch){ typed.ptr, len }))
				break;
			typed.ptr += len;
			typed.len -= len;
		}
		if (!typed.len)
			return true;
	}
	return false;
}

static bool holds_all(struct stretch title, const struct query *query)
{
	for (size_t i = 0; i < query->word_count; i++) {
		struct stretch word = query_word(query, i);

		if (!memmem(title.ptr, title.len, word.ptr, word.len))
			return false;
	}
	return true;
}

static enum rank_fit fit_exactly(const struct rank_index *index, size_t item,
				 const struct query *query)
{
	struct stretch title = title_of(index, item);
	struct stretch typed = { query->text.data, query->text.len };

	if (begins(title, typed))
		return title.len == typed.len ? RANK_SAME : RANK_START;
	if (find_word(index, item, index->first_words[item], typed) !=
	    index->first_words[item + 1])
		return RANK_WORD;
	if (query->word_count > 1 && begin_words(index, item, query))
		return are_in_order(index, item, query) ? RANK_IN_ORDER
							: RANK_ANY_ORDER;
	if (are_initials(index, item, query))
		return RANK_INITIALS;
	return holds_all(title, query) ? RANK_INSIDE : RANK_NONE;
}

/* --- Scattered and mistyped letters --------------------------------------- */

static void read_title(struct guess_title *letters,
		       const struct rank_index *index, size_t item)
{
	struct stretch title = title_of(index, item);
	uint32_t word = index->first_words[item];
	size_t i = 0;

	letters->count = 0;
	while (i < title.len && letters->count < GUESS_LETTERS) {
		uint32_t point;
		bool start = word < index->first_words[item + 1] &&
			     index->words[word] == index->titles[item] + i;

		i += utf8_decode(title.ptr + i, title.len - i, &point);
		word += start;
		if (point == ' ')
			continue;
		letters->starts[letters->count] = start;
		letters->points[letters->count++] = point;
	}
}

/* The first letters of a word, at most room; returns how many. */
static size_t read_word(struct stretch word, uint32_t *points, size_t room)
{
	size_t count = 0;
	size_t i = 0;

	while (count < room && i < word.len && word.ptr[i] != ' ')
		i += utf8_decode(word.ptr + i, word.len - i, &points[count++]);
	return count;
}

/* Whether the letters typed stand in the title in this order at all. */
static bool holds_in_order(struct stretch title, const struct query *query)
{
	const char *end = title.ptr + title.len;

	for (size_t i = 0; i < query->text.len; i++) {
		if (query->text.data[i] == ' ')
			continue;
		title.ptr = memchr(title.ptr, query->text.data[i],
				   (size_t)(end - title.ptr));
		if (!title.ptr)
			return false;
		title.ptr++;
	}
	return true;
}

/* Gaps between the letters typed; false: more than can be guessed from. */
static bool count_gaps(const struct rank_index *index, size_t item,
		       const struct query *query, unsigned *gaps)
{
	struct guess_title title;

	if ((query->letters & ~index->letters[item]) ||
	    !holds_in_order(title_of(index, item), query))
		return false;
	read_title(&title, index, item);
	*gaps = guess_gaps(&title, query->points, query->point_count);
	return *gaps <= GUESS_GAPS && *gaps <= query->point_count / 2;
}

/* Whether so many letters typed are missing that no typos explain it. */
static bool lacks_letters(uint64_t typed, uint64_t letters, unsigned typos)
{
	uint64_t missing = typed & ~letters;

	for (; missing && typos; typos--)
		missing &= missing - 1;
	return missing != 0;
}

/* The typos in one of the words typed, if a word of the title was meant; else
 * more than are forgiven. */
static unsigned count_word_typos(const struct rank_index *index, size_t item,
				 const struct query *query,
				 const struct word *typed)
{
	uint32_t points[RANK_LETTERS + GUESS_TYPOS];
	unsigned fewest = typed->typos + 1;

	for (uint32_t word = index->first_words[item];
	     word < index->first_words[item + 1] && fewest; word++) {
		unsigned typos;
		size_t len;

		if (index->word_lens[word] + typed->typos < typed->count ||
		    lacks_letters(typed->letters, index->word_letters[word],
				  typed->typos))
			continue;
		len = read_word(from_word(index, item, word), points,
				typed->count + typed->typos);
		typos = guess_typos(points, len, query->points + typed->first,
				    typed->count, typed->typos);
		if (typos < fewest)
			fewest = typos;
	}
	return fewest;
}

/* The typos in all words typed; false: more than are forgiven. */
static bool count_typos(const struct rank_index *index, size_t item,
			const struct query *query, unsigned *typos)
{
	*typos = 0;
	for (size_t i = 0; i < query->word_count; i++) {
		const struct word *word = &query->words[i];
		unsigned more = count_word_typos(index, item, query, word);

		if (more > word->typos)
			return false;
		*typos += more;
	}
	return true;
}

static bool fit_nearly(const struct rank_index *index, size_t item,
		       const struct query *query, bool with_typos,
		       struct rank_result *result)
{
	enum rank_fit fit = RANK_SCATTERED;
	unsigned cost;

	if (lacks_letters(query->letters, index->letters[item], query->typos))
		return false;
	if (!count_gaps(index, item, query, &cost)) {
		fit = RANK_TYPO;
		if (!with_typos || !count_typos(index, item, query, &cost))
			return false;
	}
	*result = (struct rank_result){ (uint32_t)item, (uint16_t)fit,
					(uint16_t)cost };
	return true;
}

/* --- The best ------------------------------------------------------------- */

/* Appends to found, with room for all titles, those that fit exactly. */
static size_t find_exactly(const struct rank_index *index,
			   const struct query *query, struct rank_result *found)
{
	size_t count = 0;

	for (size_t i = 0; i < index->count; i++) {
		enum rank_fit fit;

		if (query->letters & ~index->letters[i])
			continue;
		fit = fit_exactly(index, i, query);
		if (fit != RANK_NONE)
			found[count++] =
				(struct rank_result){ (uint32_t)i,
						      (uint16_t)fit, 0 };
	}
	return count;
}

/* Appends those that fit nearly, but are not among the first count. Once room
 * fit with a gap at most that is good enough, and what is mistyped need not be
 * looked for where room fit better. */
static size_t find_nearly(const struct rank_index *index,
			  const struct query *query, struct rank_result *found,
			  size_t count, size_t room)
{
	size_t exact = 0;
	size_t scattered = count;
	size_t good = count;
	size_t all = count;

	for (size_t i = 0; i < index->count && good < room; i++) {
		bool with_typos = query->typos && scattered < room;

		if (exact < count && found[exact].item == i) {
			exact++;
		} else if (fit_nearly(index, i, query, with_typos,
				      &found[all])) {
			scattered += found[all].fit == RANK_SCATTERED;
			good += found[all].fit == RANK_SCATTERED &&
				found[all].cost <= 1;
			all++;
		}
	}
	return all;
}

static size_t place_of(const struct rank_result *result)
{
	size_t cost = result->cost < COSTS ? result->cost : COSTS - 1;

	return (size_t)result->fit * COSTS + cost;
}

/* Copies the best room of count results; a counting sort keeps the order of
 * equal ones. */
static size_t take_best(const struct rank_result *found, size_t count,
			struct rank_result *results, size_t room)
{
	size_t before[RANK_NONE * COSTS + 1] = { 0 };

	for (size_t i = 0; i < count; i++)
		before[place_of(&found[i]) + 1]++;
	for (size_t i = 1; i <= RANK_NONE * COSTS; i++)
		before[i] += before[i - 1];
	for (size_t i = 0; i < count; i++) {
		size_t place = before[place_of(&found[i])]++;

		if (place < room)
			results[place] = found[i];
	}
	return count < room ? count : room;
}

static size_t take_first(const struct rank_index *index,
			 struct rank_result *results, size_t room)
{
	size_t count = index->count < room ? index->count : room;

	for (size_t i = 0; i < count; i++)
		results[i] = (struct rank_result){ (uint32_t)i, RANK_START, 0 };
	return count;
}

size_t rank_query(const struct rank_index *index, const char *typed, size_t len,
		  struct rank_result *results, size_t room)
{
	struct query query;
	struct rank_result *found;
	size_t count;

	read_query(&query, typed, len);
	if (!query.point_count) {
		buffer_release(&query.text);
		return take_first(index, results, room);
	}
	found = memory_alloc((index->count + 1) * sizeof(*found));
	count = find_exactly(index, &query, found);
	if (count < room)
		count = find_nearly(index, &query, found, count, room);
	count = take_best(found, count, results, room);
	free(found);
	buffer_release(&query.text);
	return count;
}
