/* SPDX-License-Identifier: ISC */
/* Measure finding a heading among very many, key by key. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "reader/rank.h"

/*
 * usage: rank_headings [COUNT]
 *
 * Makes up COUNT (100000) headings of one to nine words out of 5000, then types
 * some queries. Prints for each its slowest key, in ms, how long all took, and
 * what was found.
 */
enum { COUNT = 100000, WORDS = 5000, SHOWN = 200, TURNS = 5 };

static const char *const syllables[] = {
	"pea", "ce",  "war",  "ge",   "ne",   "ra",   "tion", "sti", "cks",
	"for", "u",   "kra",  "in",   "the",  "art",  "of",   "mu",  "nich",
	"é",   "ly",  "sée",  "car",  "rots", "to",   "an",   "al",  "con",
	"ver", "sa",  "平",   "和",   "be",   "di",   "fu",   "hi",  "jo",
	"ke",  "li",  "mo",   "no",   "pu",   "qui",  "ro",   "su",  "ty",
	"ve",  "wi",  "xe",   "yo",   "zu",   "ing",  "er",   "est", "ful",
	"ism", "ous", "ment", "ship", "th",   "less",
};
static const char *const typed[] = {
	"e",
	"the",
	"the generation of war",
	"tng",
	"generation",
	"genertaion",
	"ukrainian peace",
	"xylophone",
	"munich verse, 1938",
	"convesration car",
	"tiontiontion",
	"平和",
};

enum {
	SYLLABLES = sizeof(syllables) / sizeof(syllables[0]),
	QUERIES = sizeof(typed) / sizeof(typed[0]),
};

static char *words[WORDS];

/* A number below limit; the same ones in each run (xorshift64*, Vigna 2016). */
static size_t random_below(size_t limit)
{
	static uint64_t state = 1;

	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (size_t)((state * 0x2545f4914f6cdd1du) >> 33) % limit;
}

static void make_words(void)
{
	for (size_t i = 0; i < WORDS; i++) {
		struct buffer word = BUFFER_INIT;

		for (size_t count = 1 + random_below(4); count; count--)
			buffer_append_string(
				&word, syllables[random_below(SYLLABLES)]);
		words[i] = buffer_detach(&word);
	}
}

/* The first words are the most frequent ones, as they are in any language. */
static void append_heading(struct buffer *heading)
{
	for (size_t count = 1 + random_below(9); count; count--) {
		if (heading->len)
			buffer_append_byte(heading, ' ');
		buffer_append_string(
			heading, words[random_below(1 + random_below(WORDS))]);
	}
}

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1000000;
}

/* The quickest of some turns: others have the machine too. */
static double measure(const struct rank_index *index, const char *query,
		      size_t len, size_t *found)
{
	struct rank_result results[SHOWN];
	double best = 0;

	for (int turn = 0; turn < TURNS; turn++) {
		double start = now_ms();
		double took;

		*found = rank_query(index, query, len, results, SHOWN);
		took = now_ms() - start;
		if (!turn || took < best)
			best = took;
	}
	return best;
}

static void type(const struct rank_index *index, const char *query)
{
	double slowest = 0;
	double all = 0;
	size_t found = 0;

	for (size_t len = 1; len <= strlen(query); len++) {
		double ms;

		/* Not within a character. */
		if ((query[len] & 0xc0) == 0x80)
			continue;
		ms = measure(index, query, len, &found);
		all += ms;
		slowest = ms > slowest ? ms : slowest;
	}
	printf("%8.2f ms a key at most, %8.2f ms in all, %3zu found: %s\n",
	       slowest, all, found, query);
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 10) : COUNT;
	struct rank_index index = { 0 };
	struct buffer heading = BUFFER_INIT;
	double start;

	make_words();
	start = now_ms();
	for (long i = 0; i < count; i++) {
		buffer_clear(&heading);
		append_heading(&heading);
		rank_add(&index, buffer_string(&heading), heading.len);
	}
	printf("%8.2f ms to make and add %zu headings\n", now_ms() - start,
	       rank_count(&index));
	for (size_t i = 0; i < QUERIES; i++)
		type(&index, typed[i]);
	for (size_t i = 0; i < WORDS; i++)
		free(words[i]);
	buffer_release(&heading);
	rank_release(&index);
	return 0;
}
