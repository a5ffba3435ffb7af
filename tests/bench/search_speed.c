/* SPDX-License-Identifier: ISC */
/* Measure searching large documents, against memmem() on the same bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/query.h"
#include "document/search.h"

/*
 * usage: search_speed [MEGABYTES]
 *
 * Makes up texts of so many (100) megabytes. Prints for each and some queries:
 * how many hits, MB/s of a whole search in processor time, MB/s of memmem() for
 * the bytes typed, how the two compare, the longest step of 256 KiB in ms, and
 * how long the hits of a page of 4 KiB take in the middle, in ms.
 */
enum { STEP = 256 * 1024, PAGE = 4096, HITS = 4096, PIECE = 1 << 20 };

static const char *const english[] = {
	"the",	  "of",	   "and",    "a",     "to",	  "in",	   "war",
	"that",	  "peace", "his",    "was",   "it",	  "with",  "for",
	"but",	  "they",  "would",  "state", "people",	  "never", "history",
	"reason", "what",  "nation", "power", "ordinary",
};
static const char *const chinese[] = {
	"的", "和平", "战争", "我们", "在", "历史", "一个", "人民",
	"是", "国家", "了",   "权力", "说", "没有", "，",   "。",
};

enum {
	ENGLISH = sizeof(english) / sizeof(english[0]),
	CHINESE = sizeof(chinese) / sizeof(chinese[0]),
};

enum text_kind { TEXT_ASCII, TEXT_CURLY, TEXT_CHINESE, TEXT_ONE_BLOCK };

static const char *const text_names[] = {
	"ASCII",
	"a curly quote every 100 bytes",
	"Chinese",
	"ASCII in one paragraph",
};

/* xorshift64* (Vigna 2016): the same texts on every run. */
static size_t random_below(size_t limit)
{
	static uint64_t state = 1;

	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (size_t)(state * 0x2545f4914f6cdd1du >> 32) % limit;
}

static void make_paragraph(struct buffer *text, enum text_kind kind, size_t len)
{
	size_t quote = 100;

	buffer_clear(text);
	while (text->len < len) {
		if (kind == TEXT_CHINESE) {
			buffer_append_string(text,
					     chinese[random_below(CHINESE)]);
			continue;
		}
		buffer_append_string(text, english[random_below(ENGLISH)]);
		if (kind == TEXT_CURLY && text->len > quote) {
			buffer_append_string(text, "\u2019s");
			quote += 100;
		}
		buffer_append_string(text, random_below(9) ? " " : ", ");
	}
}

static struct document *make_text(enum text_kind kind, size_t size)
{
	struct document *document = document_new(DOCUMENT_PLAIN);
	struct buffer text = BUFFER_INIT;

	while (document->text.len < size) {
		struct document *piece = document_new(DOCUMENT_PLAIN);

		while (piece->text.len < PIECE && piece->text.len < size) {
			make_paragraph(&text, kind,
				       kind == TEXT_ONE_BLOCK
					       ? size
					       : random_below(1000));
			document_begin_block(piece, BLOCK_PARAGRAPH,
					     DOCUMENT_NONE, 1);
			document_add_text(piece, buffer_string(&text), text.len,
					  0, DOCUMENT_NONE);
			document_end_block(piece);
		}
		if (!document_append(document, piece))
			abort();
		document_free(piece);
	}
	buffer_release(&text);
	return document;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double time_memmem(const struct document *document, const char *typed)
{
	const char *from = document->text.data;
	const char *end = from + document->text.len;
	double start = now();
	volatile size_t count = 0;

	while ((from = memmem(from, (size_t)(end - from), typed,
			      strlen(typed)))) {
		count++;
		from++;
	}
	return now() - start;
}

static void measure(const struct document *document, enum query_kind kind,
		    const char *typed)
{
	static struct hit hits[HITS];
	double megabytes = (double)document->text.len / 1e6;
	uint32_t middle = (uint32_t)document->text.len / 2;
	struct error error = { "" };
	struct query *query = query_new(kind, typed, strlen(typed), &error);
	struct search *search;
	double start = now(), longest = 0, all, control, page;
	bool more = true;

	if (!query) {
		printf("  %-24s %s\n", typed, error.sentence);
		return;
	}
	search = search_open(query, document, 0);
	while (more) {
		double before = now();

		more = search_step(search, STEP);
		if (now() - before > longest)
			longest = now() - before;
	}
	all = now() - start;
	control = time_memmem(document, typed);
	start = now();
	query_find(query, document, middle, middle + PAGE, hits, HITS);
	page = now() - start;
	printf("  %-24s %8zu hits %6.0f MB/s  memmem %6.0f  ratio %5.2f  "
	       "step %6.2f  page %6.3f%s\n",
	       typed, search_count(search), megabytes / all,
	       megabytes / control, control / all, longest * 1e3, page * 1e3,
	       query_trouble(query, &error) ? "  given up" : "");
	search_free(search);
	query_free(query);
}

int main(int argc, char **argv)
{
	static const struct {
		enum query_kind kind;
		const char *typed;
	} queries[] = {
		{ QUERY_TEXT, "the" },
		{ QUERY_TEXT, "war" },
		{ QUERY_TEXT, "xyz" },
		{ QUERY_TEXT, "unreasonable" },
		{ QUERY_TEXT, "nation's history" },
		{ QUERY_TEXT, "History" },
		{ QUERY_TEXT, "和平" },
		{ QUERY_TEXT, "权力说没有" },
		{ QUERY_WORDS, "history ordinary" },
		{ QUERY_WORDS, "history extraordinary" },
		{ QUERY_TYPOS, "hisotry ordnary" },
		{ QUERY_TYPOS, "extraordinary" },
#ifdef HAVE_PCRE2
		{ QUERY_REGEX, "hist\\w+ of" },
		{ QUERY_REGEX, "\\bun\\w*able\\b" },
		{ QUERY_REGEX, "(?:war|peace|state) and (?:war|peace)" },
		{ QUERY_REGEX, "([a-z ]+)+$" },
#endif
	};
	size_t size = (argc > 1 ? strtoul(argv[1], NULL, 10) : 100) * 1000000;

	for (int kind = TEXT_ASCII; kind <= TEXT_ONE_BLOCK; kind++) {
		struct document *document =
			make_text((enum text_kind)kind,
				  kind == TEXT_ONE_BLOCK ? size / 20 : size);

		printf("%s, %zu MB\n", text_names[kind],
		       document->text.len / 1000000);
		for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]);
		     i++)
			measure(document, queries[i].kind, queries[i].typed);
		document_free(document);
	}
	return 0;
}
