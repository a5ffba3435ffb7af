/* SPDX-License-Identifier: ISC */
/* Measure searching large documents, against memmem() on the same bytes. */
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/query.h"
#include "document/search.h"

/*
 * usage: search_speed [MEGABYTES [FILE]]
 *
 * Makes up texts of so many (100) megabytes, or repeats the paragraphs of a
 * file as often. Prints for each and some queries: how many hits, MB/s of a
 * whole search in processor time, as many of memmem() for the bytes typed, the
 * time of grep -c -F (with -i where case does not count) on the same bytes over
 * ours, where there is a grep, the longest step of 256 KiB in ms, and how long
 * the hits of a page of 4 KiB take in the middle, in ms.
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

/* The paragraphs of a file, as often as they go in. */
static struct document *repeat_file(const char *path, size_t size)
{
	struct document *document = document_new(DOCUMENT_PLAIN);
	struct buffer text = BUFFER_INIT;
	FILE *file = fopen(path, "r");
	const char *from, *end;
	size_t taken;

	if (!file)
		exit(EXIT_FAILURE);
	do {
		buffer_reserve(&text, PIECE);
		taken = fread(text.data + text.len, 1, PIECE, file);
		text.len += taken;
	} while (taken > 0);
	fclose(file);
	from = text.data;
	end = from + text.len;
	while (document->text.len < size) {
		struct document *piece = document_new(DOCUMENT_PLAIN);

		while (piece->text.len < PIECE) {
			const char *stop =
				memmem(from, (size_t)(end - from), "\n\n", 2);

			stop = stop ? stop : end;
			document_begin_block(piece, BLOCK_PARAGRAPH,
					     DOCUMENT_NONE, 1);
			document_add_text(piece, from, (size_t)(stop - from), 0,
					  DOCUMENT_NONE);
			document_end_block(piece);
			from = end - stop > 2 ? stop + 2 : text.data;
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

/* How long grep takes for what was typed in a file of the same bytes; 0 where
 * it cannot be run. */
static double time_grep(const char *path, const char *typed)
{
	bool caseless = !strpbrk(typed, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	const char *const words[] = {
		"grep", "-c",  "-F", caseless ? "-i" : "-a",
		"-e",	typed, "--", path,
	};
	struct arguments grep = ARGUMENTS_INIT;
	posix_spawn_file_actions_t actions;
	struct rusage usage;
	int status = -1;
	int ends[2];
	pid_t child;

	/* To a pipe: to /dev/null it would stop at the first line. */
	if (pipe(ends) < 0)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		arguments_add(&grep, words[i]);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	if (posix_spawnp(&child, "grep", &actions, NULL, grep.items, environ) ==
		    0 &&
	    wait4(child, &status, 0, &usage) < 0)
		status = -1;
	posix_spawn_file_actions_destroy(&actions);
	arguments_release(&grep);
	close(ends[0]);
	close(ends[1]);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
		return 0;
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void measure(const struct document *document, enum query_kind kind,
		    const char *typed, const char *path)
{
	static struct hit hits[HITS];
	double megabytes = (double)document->text.len / 1e6;
	uint32_t middle = (uint32_t)document->text.len / 2;
	struct error error = { "" };
	struct query *query = query_new(kind, typed, strlen(typed), &error);
	struct search *search;
	double start = now(), longest = 0, all, control, page, grep = 0;
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
	if (kind == QUERY_TEXT)
		grep = time_grep(path, typed);
	printf("  %-24s %8zu hits %6.0f MB/s  memmem %6.0f  grep %5.2f  "
	       "step %6.2f  page %6.3f%s\n",
	       typed, search_count(search), megabytes / all,
	       megabytes / control, grep / all, longest * 1e3, page * 1e3,
	       query_trouble(query, &error) ? "  given up" : "");
	search_free(search);
	query_free(query);
}

static void measure_all(const char *name, struct document *document)
{
	static const struct {
		enum query_kind kind;
		const char *typed;
	} queries[] = {
		{ QUERY_TEXT, "the" },
		{ QUERY_TEXT, "war" },
		{ QUERY_TEXT, "xyz" },
		{ QUERY_TEXT, "unreasonable" },
		{ QUERY_TEXT, "e" },
		{ QUERY_TEXT, "of the people" },
		{ QUERY_TEXT, "don't" },
		{ QUERY_TEXT, "e" },
		{ QUERY_TEXT, "whale" },
		{ QUERY_TEXT, "of the sea" },
		{ QUERY_TEXT, "don't" },
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
	char path[] = "search_speed.XXXXXX";
	const struct buffer *text = &document->text;
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, text->data, text->len) != (ssize_t)text->len)
		exit(EXIT_FAILURE);
	close(fd);
	printf("%s, %zu MB\n", name, text->len / 1000000);
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++)
		measure(document, queries[i].kind, queries[i].typed, path);
	unlink(path);
	document_free(document);
}

int main(int argc, char **argv)
{
	size_t size = (argc > 1 ? strtoul(argv[1], NULL, 10) : 100) * 1000000;

	if (argc > 2) {
		measure_all(argv[2], repeat_file(argv[2], size));
		return 0;
	}
	for (int kind = TEXT_ASCII; kind <= TEXT_ONE_BLOCK; kind++)
		measure_all(
			text_names[kind],
			make_text((enum text_kind)kind,
				  kind == TEXT_ONE_BLOCK ? size / 20 : size));
	return 0;
}
