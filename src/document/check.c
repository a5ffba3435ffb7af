/* SPDX-License-Identifier: ISC */
/* Assert the invariants that document.h numbers. */
#include <assert.h>
#include <string.h>

#include "base/map.h"
#include "document/document.h"
#include "document/valid.h"

/* The assertion's text carries the number of the invariant. */
#define I1(condition)  assert((condition) && "I1: text")
#define I2(condition)  assert((condition) && "I2: blocks tile the text")
#define I3(condition)  assert((condition) && "I3: runs")
#define I4(condition)  assert((condition) && "I4: containers")
#define I5(condition)  assert((condition) && "I5: first blocks")
#define I6(condition)  assert((condition) && "I6: headings")
#define I7(condition)  assert((condition) && "I7: strings")
#define I8(condition)  assert((condition) && "I8: lines")
#define I9(condition)  assert((condition) && "I9: cells")
#define I10(condition) assert((condition) && "I10: notes")
#define I11(condition) assert((condition) && "I11: targets")

/* The note that a block is in, or DOCUMENT_NONE. */
static uint32_t note_around(const struct document *document, size_t block)
{
	uint32_t container = document->blocks[block].container;
	uint32_t top = DOCUMENT_NONE;

	for (; container != DOCUMENT_NONE;
	     container = document->containers[container].parent)
		top = container;
	if (top == DOCUMENT_NONE ||
	    document->containers[top].kind != CONTAINER_NOTE)
		return DOCUMENT_NONE;
	return document->containers[top].number;
}

static void check_lines(const struct document *document)
{
	uint32_t note = DOCUMENT_NONE;
	uint32_t line = 1;

	for (size_t i = 0; i < document->block_count; i++) {
		uint32_t around = note_around(document, i);

		if (around != note)
			line = 1;
		/* Notes come last. */
		I10(around != DOCUMENT_NONE || note == DOCUMENT_NONE);
		I8(document->blocks[i].line >= line);
		line = document->blocks[i].line;
		note = around;
	}
}

/* What each piece holds, the whole does. */
static void check_as_piece(const struct document *document)
{
	unsigned fault = valid_fault(document);

	I1(fault != 1);
	I2(fault != 2);
	I3(fault != 3);
	I4(fault != 4);
	I5(fault != 5);
	I6(fault != 6);
	I7(fault != 7);
	I9(fault != 9);
	I10(fault != 10);
	I11(fault != 11);
}

/* Runs of two pieces may touch. */
static void check_touching(const struct document *document)
{
	for (size_t i = 1; i < document->run_count; i++) {
		const struct run *run = &document->runs[i];

		if (run->off == run[-1].end && !(run->style & RUN_NOTE))
			I3(run->style != run[-1].style ||
			   run->link != run[-1].link);
	}
}

static void check_notes(const struct document *document)
{
	for (size_t i = 0; i < document->note_count; i++) {
		const struct note *note = &document->notes[i];

		if (note->run != DOCUMENT_NONE) {
			I10(note->run < document->run_count);
			I10(document->runs[note->run].style & RUN_NOTE);
			I10(document->runs[note->run].link == i);
		}
		if (note->container != DOCUMENT_NONE)
			I10(document->containers[note->container].number == i);
	}
}

static void check_slugs(const struct document *document)
{
	struct map slugs = MAP_INIT;

	for (size_t i = 0; i < document->heading_count; i++) {
		const char *slug;
		uint32_t value;

		slug = document_string(document, document->headings[i].slug);
		I6(!map_get(&slugs, slug, strlen(slug), &value));
		map_put(&slugs, slug, strlen(slug), 0);
	}
	map_release(&slugs);
	I6(document->title_block == DOCUMENT_NONE ||
	   (document->title_block < document->block_count &&
	    document->blocks[document->title_block].kind == BLOCK_HEADING));
}

void document_check(const struct document *document)
{
	assert(!document->building);
	check_as_piece(document);
	check_touching(document);
	check_notes(document);
	check_lines(document);
	check_slugs(document);
}
