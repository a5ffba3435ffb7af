/* SPDX-License-Identifier: ISC */
/*
 * How high tables come out, and how many of their words are broken.
 *
 *     tests/bench/tables [FILE ...]
 *
 * For all tables of the texts given, else of those in $LECTERN_CORPUS, that are
 * wider than 66, 80 and 100 columns: the lines of their rows together and the
 * cells' words that are broken, as Lectern sets them, and as others would in
 * the same room: by the square root of the text alone; from where rich sets
 * them with the same hill climb; in proportion to the widest cells, as lipgloss
 * does. Then what a table costs.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "layout/columns.h"
#include "layout/layout.h"

enum { GAP = 2, WAYS = 4, WIDTHS = 3 };

static const uint32_t caps[] = { 20, 12, 8, 1 };

static const uint32_t widths[WIDTHS] = { 66, 80, 100 };

struct sum {
	size_t tables;
	size_t records;
	size_t lines[WAYS];
	size_t broken[WAYS];
	double seconds;
	double slowest;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void count(struct sum *sum, size_t way, const struct shares *shares)
{
	sum->lines[way] += shares_lines(shares);
	sum->broken[way] += shares_broken(shares);
}

/* What is left of room beyond the least, in proportion. */
static void fill_in_proportion(struct shares *shares, uint32_t room)
{
	uint64_t most = 0;

	for (size_t i = 0; i < shares->count; i++)
		most += shares->shares[i].most;
	for (size_t i = 0; i < shares->count; i++) {
		uint64_t width = shares->shares[i].most * room / most;

		shares->shares[i].width = width ? (uint32_t)width : 1;
	}
}

/* The widest columns come down, level with each other, as far as the room asks
 * for it: so rich does it. From there the hill climb. */
static void shave_and_climb(struct shares *shares, uint32_t room)
{
	shares_level(shares, room);
	shares_climb(shares, room);
}

static uint64_t natural_width(const struct columns *columns)
{
	uint64_t total = (columns->count - 1) * GAP;

	for (size_t i = 0; i < columns->count; i++)
		total += columns->columns[i].natural;
	return total;
}

/* The least of each column: the widest word, up to the cap. */
static bool set_least(const struct columns *columns, struct shares *shares,
		      uint32_t room, uint32_t cap)
{
	uint64_t total = 0;

	for (size_t i = 0; i < columns->count; i++) {
		const struct column *column = &columns->columns[i];

		shares->shares[i].least =
			column->word < cap ? column->word : cap;
		shares->shares[i].most = column->natural;
		total += shares->shares[i].least;
	}
	return total <= room;
}

static void measure_table(struct sum *sum, const struct document *document,
			  uint32_t block, uint32_t width)
{
	struct layout_options options = { .width = width,
					  .cells = CELLS_UNICODE };
	struct layout *layout = layout_open(document, &options);
	double before = now(), taken;
	const struct columns *columns = layout_columns(layout, block);
	uint32_t room;

	taken = now() - before;
	if (!columns) {
		sum->records++;
	} else if (natural_width(columns) > width) {
		struct shares shares = columns->shares;

		room = width - (uint32_t)(columns->count - 1) * GAP;
		sum->tables++;
		sum->seconds += taken;
		if (taken > sum->slowest)
			sum->slowest = taken;
		count(sum, 0, &shares);
		for (size_t i = 0; !set_least(columns, &shares, room, caps[i]);)
			i++;
		shares_fill(&shares, room);
		count(sum, 1, &shares);
		shave_and_climb(&shares, room);
		count(sum, 2, &shares);
		fill_in_proportion(&shares, room);
		count(sum, 3, &shares);
	}
	layout_free(layout);
}

static void measure_file(struct sum sums[WIDTHS], const char *path)
{
	struct error error;
	struct source *source = source_open(path, &error);
	struct document *document =
		source ? load_all(source, SOURCE_AUTO, LOAD_WINDOW, &error)
		       : NULL;

	if (!document) {
		fprintf(stderr, "%s\n", error.sentence);
		return;
	}
	for (uint32_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind != BLOCK_ROW ||
		    document->containers[block->container].first_block != i)
			continue;
		for (size_t k = 0; k < WIDTHS; k++)
			measure_table(&sums[k], document, i, widths[k]);
	}
	document_free(document);
}

static void report(const struct sum *sum, uint32_t width)
{
	static const char *const ways[WAYS] = { "lectern", "square roots",
						"shave and climb",
						"in proportion" };

	printf("%u columns: %zu tables wider, %zu records; ms a table %.3f, at "
	       "most %.3f\n",
	       width, sum->tables, sum->records,
	       sum->seconds * 1e3 / (double)(sum->tables + !sum->tables),
	       sum->slowest * 1e3);
	for (size_t i = 0; i < WAYS && sum->lines[1] > 0; i++)
		printf("  %-15s %7zu lines (%+.1f %%), %5zu words broken\n",
		       ways[i], sum->lines[i],
		       100.0 * ((double)sum->lines[i] / (double)sum->lines[1] -
				1),
		       sum->broken[i]);
}

int main(int argc, char **argv)
{
	struct sum sums[WIDTHS] = { 0 };
	const char *corpus = getenv("LECTERN_CORPUS");
	struct buffer pattern = BUFFER_INIT;
	glob_t found = { 0 };

	for (int i = 1; i < argc; i++)
		measure_file(sums, argv[i]);
	if (argc == 1 && corpus) {
		buffer_append_format(&pattern, "%s/*.md", corpus);
		glob(buffer_string(&pattern), 0, NULL, &found);
		for (size_t i = 0; i < found.gl_pathc; i++)
			measure_file(sums, found.gl_pathv[i]);
		globfree(&found);
		buffer_release(&pattern);
	}
	for (size_t i = 0; i < WIDTHS; i++)
		report(&sums[i], widths[i]);
	return EXIT_SUCCESS;
}
