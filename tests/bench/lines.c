/* SPDX-License-Identifier: ISC */
/* Measure the choice of lines: how ragged they are, and how long it takes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "layout/candidates.h"
#include "layout/fit.h"
#include "layout/hyphenate.h"
#include "layout/hyphens.h"
#include "layout/layout.h"
#include "layout/paragraph.h"
#include "layout/setting.h"
#include "text/breaks.h"
#include "text/cells.h"

/*
 * usage: lines [-d DICTIONARY] [FILE...]
 *
 * Breaks the paragraphs of each text (seed_essay.txt and k_prose_moby.md of
 * LECTERN_CORPUS, else the project's essays) at 40, 60 and 72 columns. Prints
 * for each width the squares of what its lines leave free, last lines apart:
 * of lines that take what fits, of those chosen as a whole, of these with
 * hyphens (by DICTIONARY, else by what is installed for English), what they
 * save in percent, and how many lines end in a hyphen; then of a justified
 * text, with hyphens, how many of a thousand gaps take three columns or more,
 * and how many of a thousand lines stay ragged; then the MB/s of the choice,
 * without and with hyphens, and at last those of finding candidates.
 */
enum { ROUNDS = 20, LEAST_BYTES = 1 << 20 };

static const char default_dictionary[] = "/usr/share/hyphen/hyph_en_US.dic";

/* Paragraphs as they are broken, one behind the other. */
struct paragraph {
	uint32_t off;
	uint32_t end;
	uint8_t *widths; /* owned, with kinds */
	uint8_t *kinds;
	uint8_t *hyphens; /* kinds with hyphens */
	struct candidates plain;
	struct candidates hyphenated;
};

struct text {
	const char *bytes;
	struct paragraph *paragraphs;
	size_t count, room;
	size_t len; /* of all of them */
};

/* What lines come to. */
struct figures {
	double squares;
	size_t lines;
	size_t hyphens;
	size_t gaps;
	size_t wide;
	size_t ragged;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void find_hyphens(const struct document *document, uint32_t block,
			 const struct hyphenator *hyphenator,
			 struct paragraph *paragraph)
{
	struct layout_options options = { .width = 60,
					  .hyphenator = hyphenator,
					  .inferred = true };
	struct scratch scratch = { .widths = paragraph->widths,
				   .kinds = paragraph->hyphens };
	struct setting setting = {
		.document = document,
		.block = &document->blocks[block],
		.options = &options,
		.scratch = &scratch,
		.text = document->text.data,
		.index = block,
		.off = paragraph->off,
		.end = paragraph->end,
	};

	hyphens_find(&setting);
}

static void add_paragraph(struct text *text, const struct document *document,
			  uint32_t block, const struct hyphenator *hyphenator)
{
	const struct block *b = &document->blocks[block];
	size_t len = b->end - b->off;
	struct paragraph p = {
		.off = b->off,
		.end = b->end,
		.widths = memory_alloc(len),
		.kinds = memory_alloc(len),
		.hyphens = memory_alloc(len),
	};

	cells_measure(CELLS_UNICODE, text->bytes + p.off, len, p.widths);
	breaks_find(text->bytes + p.off, len, p.kinds);
	memcpy(p.hyphens, p.kinds, len);
	if (hyphenator)
		find_hyphens(document, block, hyphenator, &p);
	candidates_find(&p.plain, text->bytes + p.off, len, p.widths, p.kinds);
	candidates_find(&p.hyphenated, text->bytes + p.off, len, p.widths,
			p.hyphens);
	MEMORY_RESERVE(text->paragraphs, text->room, text->count + 1);
	text->paragraphs[text->count++] = p;
	text->len += len;
}

static void text_release(struct text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		struct paragraph *p = &text->paragraphs[i];

		free(p->widths);
		free(p->kinds);
		free(p->hyphens);
		candidates_release(&p->plain);
		candidates_release(&p->hyphenated);
	}
	free(text->paragraphs);
}

static void count_gaps(struct figures *figures, const struct line *line,
		       const char *text, size_t len, const uint8_t *widths)
{
	uint32_t blanks = 0;
	uint32_t each;

	for (uint32_t i = line->off; i < line->shown_end; i++)
		blanks += paragraph_blank(text, len, i, widths);
	figures->gaps += blanks;
	if (blanks == 0 || line->fill == 0)
		return;
	each = line->fill / blanks;
	if (each >= 2)
		figures->wide += blanks;
	else if (each == 1)
		figures->wide += line->fill % blanks;
}

static void count_lines(struct figures *figures, const struct lines *lines,
			const char *text, size_t len, const uint8_t *widths,
			uint32_t width)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->lines[i];
		uint32_t used = line->width + line->hyphen;
		uint32_t rest = used < width ? width - used : 0;

		figures->lines++;
		figures->hyphens += line->hyphen;
		if (line->end == len || text[line->end - 1] == '\n')
			continue;
		figures->squares += (double)rest * rest;
		figures->ragged += rest > 0 && line->fill == 0;
		count_gaps(figures, line, text, len, widths);
	}
}

enum way { WAY_GREEDY, WAY_TOTAL, WAY_HYPHENS, WAY_JUSTIFIED };

static void choose(const struct text *text, enum way way, uint32_t width,
		   struct fit *fit, struct lines *lines,
		   const struct paragraph *p)
{
	struct fit_shape shape = { .width = width,
				   .justify = way == WAY_JUSTIFIED };
	const char *bytes = text->bytes + p->off;
	size_t len = p->end - p->off;

	lines->count = 0;
	if (way == WAY_GREEDY)
		paragraph_break(lines, bytes, len, p->widths, p->kinds, width);
	else
		fit_lines(fit, lines,
			  way == WAY_TOTAL ? &p->plain : &p->hyphenated, bytes,
			  p->widths, &shape);
	if (way == WAY_JUSTIFIED)
		fit_justify(lines, bytes, len, p->widths, &shape);
}

static struct figures measure(const struct text *text, enum way way,
			      uint32_t width)
{
	struct figures figures = { 0 };
	struct lines lines = { 0 };
	struct fit fit = { 0 };

	for (size_t i = 0; i < text->count; i++) {
		const struct paragraph *p = &text->paragraphs[i];

		choose(text, way, width, &fit, &lines, p);
		count_lines(&figures, &lines, text->bytes + p->off,
			    p->end - p->off, p->widths, width);
	}
	paragraph_release(&lines);
	fit_release(&fit);
	return figures;
}

static size_t rounds_of(const struct text *text)
{
	return ROUNDS + LEAST_BYTES / (text->len + 1);
}

/* MB/s of the choice, candidates known. */
static double speed_of_choice(const struct text *text, enum way way,
			      uint32_t width)
{
	struct lines lines = { 0 };
	struct fit fit = { 0 };
	size_t rounds = rounds_of(text);
	double start = now();

	for (size_t round = 0; round < rounds; round++) {
		for (size_t i = 0; i < text->count; i++)
			choose(text, way, width, &fit, &lines,
			       &text->paragraphs[i]);
	}
	paragraph_release(&lines);
	fit_release(&fit);
	return (double)(rounds * text->len) / (now() - start) / 1e6;
}

/* MB/s of what comes before the choice, but for the hyphens of a language. */
static double speed_of_analysis(const struct text *text)
{
	struct candidates candidates = { 0 };
	size_t rounds = rounds_of(text);
	double start = now();

	for (size_t round = 0; round < rounds; round++) {
		for (size_t i = 0; i < text->count; i++) {
			struct paragraph *p = &text->paragraphs[i];
			const char *bytes = text->bytes + p->off;
			size_t len = p->end - p->off;

			cells_measure(CELLS_UNICODE, bytes, len, p->widths);
			breaks_find(bytes, len, p->kinds);
			candidates_find(&candidates, bytes, len, p->widths,
					p->kinds);
		}
	}
	candidates_release(&candidates);
	return (double)(rounds * text->len) / (now() - start) / 1e6;
}

static double saved(const struct figures *greedy, const struct figures *other)
{
	return greedy->squares > 0
		       ? 100 * (other->squares / greedy->squares - 1)
		       : 0;
}

static double share(size_t part, size_t whole, double of)
{
	return whole ? of * (double)part / (double)whole : 0;
}

static void print_width(const struct text *text, uint32_t width)
{
	struct figures greedy = measure(text, WAY_GREEDY, width);
	struct figures total = measure(text, WAY_TOTAL, width);
	struct figures hyphens = measure(text, WAY_HYPHENS, width);
	struct figures justified = measure(text, WAY_JUSTIFIED, width);

	printf("%4u %9.0f %9.0f %+5.1f%% %9.0f %+5.1f%% %4.1f%% %6.2f %6.1f "
	       "%8.0f %6.0f %6.0f\n",
	       (unsigned)width, greedy.squares, total.squares,
	       saved(&greedy, &total), hyphens.squares,
	       saved(&greedy, &hyphens),
	       share(hyphens.hyphens, hyphens.lines, 100),
	       share(justified.wide, justified.gaps, 1000),
	       share(justified.ragged, justified.lines, 1000),
	       speed_of_choice(text, WAY_GREEDY, width),
	       speed_of_choice(text, WAY_TOTAL, width),
	       speed_of_choice(text, WAY_HYPHENS, width));
}

static void measure_document(const struct document *document,
			     const struct hyphenator *hyphenator)
{
	static const uint32_t widths[] = { 40, 60, 72 };
	struct text text = { .bytes = document->text.data };

	for (uint32_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind == BLOCK_PARAGRAPH &&
		    block->end - block->off > 1)
			add_paragraph(&text, document, i, hyphenator);
	}
	printf("%4s %9s %9s %6s %9s %6s %5s %6s %6s %8s %6s %6s\n", "cols",
	       "greedy", "total", "", "hyphens", "", "lines", "gaps 3",
	       "ragged", "greedy/s", "MB/s", "MB/s");
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
		print_width(&text, widths[i]);
	printf("analysis: %.0f MB/s\n", speed_of_analysis(&text));
	text_release(&text);
}

static int measure_file(const char *path, const struct hyphenator *hyphenator)
{
	struct error error;
	struct source *source = source_open(path, &error);
	struct document *document =
		source ? load_all(source, SOURCE_AUTO, LOAD_WINDOW, &error)
		       : NULL;

	if (!document) {
		fprintf(stderr, "%s: %s\n", path, error.sentence);
		return 1;
	}
	printf("%s\n", path);
	measure_document(document, hyphenator);
	document_free(document);
	return 0;
}

static int measure_default(const struct hyphenator *hyphenator)
{
	static const char *const corpus[] = { "seed_essay.txt",
					      "k_prose_moby.md" };
	static const char *const essays[] = { "the-slanted-board.txt",
					      "narrow-columns.md",
					      "reading-aloud.md" };
	const char *folder = getenv("LECTERN_CORPUS");
	const char *source = getenv("srcdir");
	const char *const *names = folder ? corpus : essays;
	size_t count = folder ? sizeof(corpus) / sizeof(corpus[0])
			      : sizeof(essays) / sizeof(essays[0]);
	struct buffer path = BUFFER_INIT;
	int failed = 0;

	for (size_t i = 0; i < count; i++) {
		buffer_clear(&path);
		if (folder)
			buffer_append_format(&path, "%s/%s", folder, names[i]);
		else
			buffer_append_format(&path, "%s/tests/essays/%s",
					     source ? source : ".", names[i]);
		failed |= measure_file(buffer_string(&path), hyphenator);
	}
	buffer_release(&path);
	return failed;
}

int main(int argc, char **argv)
{
	const char *dictionary = default_dictionary;
	struct hyphenator *hyphenator;
	struct error error;
	int first = 1;
	int failed = 0;

	if (argc > 2 && strcmp(argv[1], "-d") == 0) {
		dictionary = argv[2];
		first = 3;
	}
	hyphenator = hyphenator_read(dictionary, &error);
	if (!hyphenator)
		printf("%s: no hyphens but soft ones\n", dictionary);
	if (first == argc)
		failed = measure_default(hyphenator);
	for (int i = first; i < argc; i++)
		failed |= measure_file(argv[i], hyphenator);
	hyphenator_free(hyphenator);
	return failed;
}
