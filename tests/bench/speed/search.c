/* SPDX-License-Identifier: ISC */
/*
 * Looks for words in a file, once it is read, and prints how long that takes.
 *
 *	search FILE WORDS
 *
 * One number: milliseconds of processor time of a whole search as the reader
 * has it, slice by slice; the median of nine.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/query.h"
#include "document/search.h"
#include "document/source.h"

enum { TIMES = 9, SLICE = 256 * 1024 };

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double search_once(const struct document *document, const char *words)
{
	struct error error;
	struct query *query =
		query_new(QUERY_TEXT, words, strlen(words), &error);
	double started = now_ms();
	struct search *search = search_open(query, document, 0);

	while (search_step(search, SLICE))
		continue;
	started = now_ms() - started;
	search_free(search);
	query_free(query);
	return started;
}

static int compare(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

int main(int argc, char **argv)
{
	double ms[TIMES];
	struct document *document = NULL;
	struct source *source;
	struct error error;

	if (argc != 3)
		return EXIT_FAILURE;
	source = source_open(argv[1], &error);
	if (source)
		document = load_all(source, SOURCE_AUTO, LOAD_WINDOW, &error);
	if (!document) {
		fprintf(stderr, "%s\n", error.sentence);
		return EXIT_FAILURE;
	}
	for (size_t i = 0; i < TIMES; i++)
		ms[i] = search_once(document, argv[2]);
	qsort(ms, TIMES, sizeof(*ms), compare);
	printf("%.3f\n", ms[TIMES / 2]);
	document_free(document);
	return EXIT_SUCCESS;
}
