/* SPDX-License-Identifier: ISC */
/* Guess a language from the commonest words of a text. */
#include "document/language/guess.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/language/table.h"
#include "text/character.h"
#include "text/utf8.h"

enum {
	SLOTS = 8192,  /* of the hash table; a power of two */
	WORD_MAX = 32, /* bytes; no common word is longer */
	LEAST_HITS = 8,
	LEAST_DISTINCT = 5,
};

/* A word of the table: which languages have it (a bit each), how often the text
 * has. */
struct word {
	const char *text;
	uint64_t languages;
	uint16_t len;
	uint16_t count;
};

/* What is counted. */
struct tally {
	struct word *words;
	size_t word_count, word_room;
	uint16_t slots[SLOTS];	   /* indices into words and 1, or 0 */
	uint64_t bits[GUESS_ROWS]; /* of each row of the table, or 0 */
	size_t rows[64];	   /* of each bit */
	size_t bit_count;
	size_t in_script[SCRIPT_COUNT];
};

/* FNV-1a of a word that a blank or len bytes end; *len gets its length. */
static uint32_t hash_of(const char *text, size_t *len)
{
	uint32_t hash = 2166136261u;
	size_t i = 0;

	for (; i < *len && text[i] != ' '; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	*len = i;
	return hash ^ hash >> 15;
}

/* The slot where a word with this hash is or would be. */
static uint16_t *find_slot(struct tally *tally, const char *text, size_t len,
			   uint32_t hash)
{
	size_t i = hash % SLOTS;

	while (tally->slots[i]) {
		const struct word *word = &tally->words[tally->slots[i] - 1];

		if (word->len == len && memcmp(word->text, text, len) == 0)
			break;
		i = (i + 1) % SLOTS;
	}
	return &tally->slots[i];
}

static void enter_words(struct tally *tally, size_t row)
{
	const char *at = language_table[row].words;
	const char *end = at + strlen(at);

	if (at == end)
		return;
	assert(tally->bit_count < sizeof(tally->rows) / sizeof(*tally->rows));
	tally->rows[tally->bit_count] = row;
	tally->bits[row] = UINT64_C(1) << tally->bit_count++;
	while (at < end) {
		size_t len = (size_t)(end - at);
		uint32_t hash = hash_of(at, &len);
		uint16_t *slot = find_slot(tally, at, len, hash);

		if (!*slot) {
			MEMORY_RESERVE(tally->words, tally->word_room,
				       tally->word_count + 1);
			tally->words[tally->word_count++] =
				(struct word){ .text = at,
					       .len = (uint16_t)len };
			*slot = (uint16_t)tally->word_count;
			assert(tally->word_count < SLOTS / 2);
		}
		tally->words[*slot - 1].languages |= tally->bits[row];
		at += len + 1;
	}
}

/* --- The words of the text --------------------------------------------------
 */

/* A word as it is read: in small letters, as far as there is room. */
struct reading {
	char text[WORD_MAX + 4];
	size_t len;
	enum script script; /* of its first letter */
	bool address;	    /* it is a part of a name or an address */
};

static void end_word(struct tally *tally, struct reading *word)
{
	uint32_t hash;
	uint16_t slot;

	if (word->script == SCRIPT_NONE)
		return;
	tally->in_script[word->script]++;
	if (!word->address && word->len <= WORD_MAX) {
		hash = hash_of(word->text, &word->len);
		slot = *find_slot(tally, word->text, word->len, hash);
		if (slot && tally->words[slot - 1].count < UINT16_MAX)
			tally->words[slot - 1].count++;
	}
	word->script = SCRIPT_NONE;
	word->len = 0;
}

static void add_letter(struct reading *word, uint32_t point)
{
	if (word->len > WORD_MAX)
		return;
	if (point < 0x80)
		word->text[word->len++] = (char)(point | 0x20);
	else
		word->len += utf8_encode(character_lower(point),
					 word->text + word->len);
}

/* The combining marks of alphabets do not end a word. */
static bool is_mark(uint32_t point)
{
	return point >= 0x300 && point <= 0x36f;
}

/* Counts the words of a stretch of plain text. */
static void count_words(struct tally *tally, const char *text, size_t len)
{
	struct reading word = { .script = SCRIPT_NONE };
	uint32_t before = ' ';

	for (size_t i = 0; i < len;) {
		uint32_t point = (unsigned char)text[i];
		size_t step = point < 0x80
				      ? 1
				      : utf8_decode(text + i, len - i, &point);
		enum script script = language_script(point);

		if (script == SCRIPT_EAST_ASIAN) {
			end_word(tally, &word);
			word.script = script;
			end_word(tally, &word);
		} else if (script != SCRIPT_NONE ||
			   (word.script != SCRIPT_NONE && is_mark(point))) {
			if (word.script == SCRIPT_NONE) {
				word.script = script;
				word.address = before < 0x80 &&
					       strchr("./@_\\", (int)before);
			}
			add_letter(&word, point);
		} else {
			word.address |= point == '@' || point == '_';
			end_word(tally, &word);
		}
		before = point;
		i += step;
	}
	end_word(tally, &word);
}

static bool is_prose(const struct block *block)
{
	return block->kind != BLOCK_CODE && block->kind != BLOCK_RULE;
}

/* Counts the words of a block but for code in it, up to room bytes. */
static size_t count_block(struct tally *tally, const struct document *document,
			  const struct block *block, size_t room)
{
	uint32_t off = block->off;
	uint32_t end = block->end;
	size_t i = document_run_at(document, off);
	size_t looked_at = 0;

	if (end - off > room)
		end = off + (uint32_t)room;
	for (; off < end; i++) {
		const struct run *run =
			i < document->run_count ? &document->runs[i] : NULL;
		uint32_t stop = run && run->off < end ? run->off : end;

		if (run && run->off < end && !(run->style & RUN_CODE))
			stop = run->end < end ? run->end : end;
		count_words(tally, document->text.data + off, stop - off);
		looked_at += stop - off;
		off = stop;
		if (run && run->off < end && off < run->end)
			off = run->end;
	}
	return looked_at;
}

/* The first block of the body; 0 if there is none. */
static size_t first_block(const struct document *document)
{
	return document->body_block < document->block_count
		       ? document->body_block
		       : 0;
}

/* Counts the words of the sample. Whether more of the text would be looked at
 * if it were there. */
static bool count_document(struct tally *tally, const struct document *document,
			   size_t *sample)
{
	size_t first = first_block(document);
	size_t i = first;

	*sample = 0;
	for (; i < document->block_count && i < document->after_block; i++) {
		const struct block *block = &document->blocks[i];

		if (*sample >= GUESS_SAMPLE ||
		    block->off - document->blocks[first].off >= GUESS_REACH)
			return false;
		if (is_prose(block))
			*sample += count_block(tally, document, block,
					       GUESS_SAMPLE - *sample);
	}
	return !document->complete && i == document->block_count;
}

/* --- The judgement ---------------------------------------------------------
 */

/* What a word counts for each of so many languages. */
static uint32_t weight_of(uint64_t languages)
{
	int count = __builtin_popcountll(languages);

	return count > 4 ? 1 : (uint32_t)(6 - count);
}

static void score(const struct tally *tally, struct guess *guess)
{
	for (size_t i = 0; i < tally->word_count; i++) {
		const struct word *word = &tally->words[i];
		uint32_t weight = weight_of(word->languages) * word->count;
		uint64_t left = word->languages;

		if (!weight)
			continue;
		for (; left; left &= left - 1)
			guess->scores[tally->rows[__builtin_ctzll(left)]] +=
				weight;
	}
}

static size_t best_of(const struct guess *guess)
{
	size_t best = 0;

	for (size_t i = 1; i < language_table_count; i++) {
		if (guess->scores[i] > guess->scores[best])
			best = i;
	}
	return best;
}

/* Whether the words that tell a language from another one speak for it: by more
 * than two standard deviations of what chance would make of them. */
static bool beats(const struct tally *tally, size_t row, size_t other)
{
	uint64_t mine = tally->bits[row];
	uint64_t its = tally->bits[other];
	double own = 0, foreign = 0;

	for (size_t i = 0; i < tally->word_count; i++) {
		const struct word *word = &tally->words[i];

		if ((word->languages & mine) && !(word->languages & its))
			own += word->count;
		else if ((word->languages & its) && !(word->languages & mine))
			foreign += word->count;
	}
	return own > foreign &&
	       (own - foreign) * (own - foreign) > 3 * (own + foreign);
}

/* Whether so much of the text is common words of a language that it is in it.
 */
static bool is_enough(const struct tally *tally, size_t row, size_t words)
{
	uint64_t mine = tally->bits[row];
	size_t hits = 0, distinct = 0;

	for (size_t i = 0; i < tally->word_count; i++) {
		if (!(tally->words[i].languages & mine))
			continue;
		hits += tally->words[i].count;
		distinct += tally->words[i].count > 0;
	}
	return hits >= LEAST_HITS && distinct >= LEAST_DISTINCT &&
	       hits * 8 >= words;
}

static const struct language_row *judge(const struct tally *tally,
					const struct guess *guess)
{
	size_t best = best_of(guess);

	if (!is_enough(tally, best, guess->words))
		return NULL;
	for (size_t i = 0; i < language_table_count; i++) {
		/* What has less than half of it is no rival. */
		if (i != best && guess->scores[i] * 2 > guess->scores[best] &&
		    !beats(tally, best, i))
			return NULL;
	}
	return &language_table[best];
}

/* The script of most words; two letters of East Asia are about one. */
static enum script most_used(const struct tally *tally)
{
	size_t most = tally->in_script[SCRIPT_EAST_ASIAN] / 2;
	enum script script = SCRIPT_NONE;

	if (most < tally->in_script[SCRIPT_OTHER])
		most = tally->in_script[SCRIPT_OTHER];
	for (int i = SCRIPT_LATIN; i < SCRIPT_EAST_ASIAN; i++) {
		if (tally->in_script[i] > most) {
			most = tally->in_script[i];
			script = (enum script)i;
		}
	}
	return script;
}

/* The one language of a script; NULL if there are several. */
static const struct language_row *only_row(enum script script)
{
	const struct language_row *only = NULL;

	for (size_t i = 0; i < language_table_count; i++) {
		if (language_table[i].script != script)
			continue;
		if (only)
			return NULL;
		only = &language_table[i];
	}
	return only;
}

void guess_language(const struct document *document, struct guess *guess)
{
	struct tally *tally;

	*guess = (struct guess){ .script = SCRIPT_NONE,
				 .wants_more = !document->complete };
	/* The table of words takes as long as a page of them. */
	if (!document->block_count)
		return;
	assert(language_table_count <= GUESS_ROWS);
	tally = memory_alloc_zeroed(1, sizeof(*tally));
	for (size_t i = 0; i < language_table_count; i++)
		enter_words(tally, i);
	guess->wants_more = count_document(tally, document, &guess->sample);
	guess->script = most_used(tally);
	guess->words = tally->in_script[guess->script];
	if (guess->script != SCRIPT_NONE) {
		score(tally, guess);
		guess->row = only_row(guess->script);
		if (!guess->row)
			guess->row = judge(tally, guess);
	}
	free(tally->words);
	free(tally);
}

bool guess_allows(const struct guess *guess, const struct language_row *row)
{
	size_t best = best_of(guess);

	return row->script == guess->script &&
	       guess->scores[row - language_table] >= guess->scores[best];
}
