/* SPDX-License-Identifier: ISC */
/*
 * How many ranges are found again in edited texts, and how many where they are
 * not. Texts and edits are generated; where LECTERN_CORPUS names a folder, its
 * texts are edited too.
 */
#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "documents.h"
#include "edits.h"
#include "marks/anchor.h"
#include "text/cells.h"
#include "writer.h"

enum {
	HIGHLIGHTS = 16,
	VERSIONS = 4,
	NEARBY = 40,   /* bytes */
	SLICE = 12000, /* bytes of a real text edited at a time … */
	SLICES = 12,   /* … so many of each */
};

/* What became of the ranges. */
struct tally {
	unsigned surviving;	   /* most of the text is still there */
	unsigned right;		   /* … and found */
	unsigned right_silent;	   /* … and not only as a guess */
	unsigned misplaced;	   /* found elsewhere */
	unsigned misplaced_silent; /* … and not as a guess */
	unsigned edited;	   /* of the surviving: not word for word */
	unsigned edited_right;
	unsigned untouched; /* the text stands where it stood, as it stood */
	unsigned untouched_silent;
	unsigned deleted; /* (almost) nothing is left */
	unsigned deleted_placed;
	unsigned deleted_silent;
	unsigned places;	 /* whose text is still there */
	unsigned places_right;	 /* … found within a few words of it */
	unsigned places_claimed; /* found, it is said */
};

/* The range's text in a later version; empty if it is too far scattered. */
struct truth {
	size_t off, end;
	size_t alive;
	bool verbatim;
};

static struct truth find_truth(const struct edited *edited,
			       const struct anchor *anchor)
{
	struct truth truth = { SIZE_MAX, 0, 0, false };
	size_t len = anchor->end - anchor->off;

	for (size_t i = 0; i < edited->text.len; i++) {
		uint32_t origin = edited->origins[i];

		if (origin == EDITS_NEW || origin < anchor->off ||
		    origin >= anchor->end)
			continue;
		if (truth.off == SIZE_MAX)
			truth.off = i;
		truth.end = i + 1;
		truth.alive++;
	}
	truth.verbatim = truth.alive && truth.end - truth.off == len &&
			 memcmp(edited->text.data + truth.off,
				anchor->exact.data, len) == 0;
	return truth;
}

/* Whether another copy of it stands in a copy of what it stood in. */
static bool has_copy(const struct buffer *text, const struct anchor *anchor)
{
	struct buffer whole = BUFFER_INIT;
	bool found;

	buffer_append(&whole, buffer_string(&anchor->prefix),
		      anchor->prefix.len);
	buffer_append(&whole, buffer_string(&anchor->exact), anchor->exact.len);
	buffer_append(&whole, buffer_string(&anchor->suffix),
		      anchor->suffix.len);
	found = memmem(buffer_string(text), text->len, buffer_string(&whole),
		       whole.len) != NULL;
	buffer_release(&whole);
	return found;
}

/* Jaccard: intersection over union of at least a half. */
static bool is_right(const struct anchor_result *result,
		     const struct truth *truth)
{
	size_t off = result->off > truth->off ? result->off : truth->off;
	size_t end = result->end < truth->end ? result->end : truth->end;
	size_t low = result->off < truth->off ? result->off : truth->off;
	size_t high = result->end > truth->end ? result->end : truth->end;

	return end > off && (end - off) * 2 >= high - low;
}

static void score(struct tally *tally, const struct edited *edited,
		  const struct document *document, const struct anchor *anchor)
{
	struct truth truth = find_truth(edited, anchor);
	size_t len = anchor->end - anchor->off;
	struct anchor_result result;
	bool silent, right;

	anchor_find(anchor, document, &result);
	assert_true(result.off <= result.end);
	assert_true(result.end <= document->text.len);
	silent = result.state == ANCHOR_PLACED;
	if (truth.alive * 5 <= len) {
		if (has_copy(&edited->text, anchor))
			return;
		tally->deleted++;
		tally->deleted_placed += result.state != ANCHOR_LOST;
		tally->deleted_silent += silent;
		return;
	}
	if (truth.alive * 2 < len || truth.end - truth.off > 2 * len + 40)
		return;
	right = result.state != ANCHOR_LOST && is_right(&result, &truth);
	tally->surviving++;
	tally->right += right;
	tally->right_silent += right && silent;
	tally->misplaced += result.state != ANCHOR_LOST && !right;
	tally->misplaced_silent += silent && !right;
	if (!truth.verbatim) {
		tally->edited++;
		tally->edited_right += right;
	} else if (truth.off == anchor->off &&
		   has_copy(&edited->text, anchor)) {
		tally->untouched++;
		tally->untouched_silent += right && silent;
	}
}

/* A place is right within NEARBY bytes of where its own text went. */
static void score_place(struct tally *tally, const struct edited *edited,
			const struct document *document,
			const struct anchor *place)
{
	uint32_t off;
	bool found = anchor_find_place(place, document, &off);

	assert_true(off <= document->text.len);
	assert_int_equal(
		cells_start(document->text.data, document->text.len, off), off);
	for (size_t i = 0; i < edited->text.len; i++)
		if (edited->origins[i] == place->off) {
			tally->places++;
			tally->places_claimed += found;
			tally->places_right +=
				off <= i + NEARBY && i <= off + NEARBY;
		}
}

/* So many words from off on; crosses paragraphs. */
static size_t words_end(const struct buffer *text, size_t off, uint32_t words)
{
	size_t end = off;

	while (words-- && end < text->len) {
		if (end > off)
			end++;
		end = edits_end(text, end, ' ');
	}
	return end < text->len ? end : text->len;
}

/* As readers mark: 15 % a word or two, 25 % a phrase, 40 % a sentence, 15 % a
 * paragraph, 5 % across paragraphs. */
static void choose(const struct buffer *text, uint64_t *random, size_t *off,
		   size_t *end)
{
	uint32_t kind = edits_roll(random, 100);
	size_t at = edits_roll(random, (uint32_t)text->len);

	*off = edits_start(text, at, ' ');
	if (kind < 15) {
		*end = words_end(text, *off, 1 + edits_roll(random, 2));
	} else if (kind < 40) {
		*end = words_end(text, *off, 3 + edits_roll(random, 6));
	} else if (kind < 80) {
		*off = edits_start(text, at, '.');
		*end = edits_end(text, at, '.');
	} else {
		*off = edits_start(text, at, '\n');
		*end = edits_end(text, at, '\n');
		if (kind >= 95)
			*end = words_end(text, *end, 10);
	}
	while (*off < *end && text->data[*off] == ' ')
		++*off;
	*off = cells_start(text->data, text->len, *off);
	*end = cells_start(text->data, text->len, *end);
}

static void measure(struct tally *tally, const char *text, size_t len,
		    uint64_t *random)
{
	static const unsigned edits[VERSIONS] = { 1, 3, 10, 40 };
	struct anchor anchors[HIGHLIGHTS], places[HIGHLIGHTS];
	struct edited edited = { BUFFER_INIT, NULL, 0 };
	struct document *document = edits_document(text, len);

	edited_start(&edited, text, len);
	for (size_t i = 0; i < HIGHLIGHTS; i++) {
		size_t off, end;

		anchor_init(&anchors[i]);
		do
			choose(&edited.text, random, &off, &end);
		while (off >= end);
		anchor_capture(&anchors[i], document, (uint32_t)off,
			       (uint32_t)end);
		anchor_init(&places[i]);
		anchor_capture_place(&places[i], document, (uint32_t)off);
	}
	document_free(document);
	for (size_t version = 0; version < VERSIONS; version++) {
		for (unsigned i = 0; i < edits[version]; i++)
			edit_once(&edited, random);
		document = edits_document(edited.text.data, edited.text.len);
		for (size_t i = 0; i < HIGHLIGHTS; i++) {
			score(tally, &edited, document, &anchors[i]);
			score_place(tally, &edited, document, &places[i]);
		}
		document_free(document);
	}
	for (size_t i = 0; i < HIGHLIGHTS; i++) {
		anchor_release(&anchors[i]);
		anchor_release(&places[i]);
	}
	edited_release(&edited);
}

static double percent(unsigned part, unsigned whole)
{
	return whole ? 100.0 * part / whole : 0;
}

static void print_tally(const char *of, const struct tally *tally)
{
	printf("# %s: %u surviving: %.2f %% right, %.2f %% unflagged; "
	       "%.2f %% misplaced, %.3f %% unflagged\n",
	       of, tally->surviving, percent(tally->right, tally->surviving),
	       percent(tally->right_silent, tally->surviving),
	       percent(tally->misplaced, tally->surviving),
	       percent(tally->misplaced_silent, tally->surviving));
	printf("# %s: %u of these edited: %.2f %% right; %u untouched: "
	       "%.2f %% placed\n",
	       of, tally->edited, percent(tally->edited_right, tally->edited),
	       tally->untouched,
	       percent(tally->untouched_silent, tally->untouched));
	printf("# %s: %u deleted: %.2f %% placed, %.3f %% unflagged\n", of,
	       tally->deleted, percent(tally->deleted_placed, tally->deleted),
	       percent(tally->deleted_silent, tally->deleted));
	printf("# %s: %u places: %.2f %% within %d bytes, %.2f %% said to be "
	       "found\n",
	       of, tally->places, percent(tally->places_right, tally->places),
	       NEARBY, percent(tally->places_claimed, tally->places));
}

/* What readers may rely on. deleted_silent: of what is gone the share, in per
 * cent, that may be placed on something like it unflagged. */
static void check_tally(const struct tally *tally, double deleted_silent)
{
	assert_true(percent(tally->right, tally->surviving) >= 98.5);
	assert_true(percent(tally->right_silent, tally->surviving) >= 93);
	assert_true(percent(tally->misplaced_silent, tally->surviving) <= 0.1);
	assert_true(percent(tally->edited_right, tally->edited) >= 94);
	assert_true(percent(tally->untouched_silent, tally->untouched) >= 99.5);
	assert_true(percent(tally->deleted_silent, tally->deleted) <=
		    deleted_silent);
	assert_true(percent(tally->places_right, tally->places) >= 97);
}

static void test_generated_texts(void **state)
{
	uint64_t random = number_from("LECTERN_SEED", 1);
	uint64_t rounds = number_from("LECTERN_ROUNDS", 40);
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t round = 0; round < rounds; round++) {
		struct buffer text = BUFFER_INIT;
		uint32_t paragraphs = 5 + edits_roll(&random, 40);

		for (uint32_t i = 0; i < paragraphs; i++)
			edits_add_paragraph(&text, &random);
		measure(&tally, text.data, text.len, &random);
		buffer_release(&text);
	}
	print_tally("generated", &tally);
	assert_true(tally.surviving > 20 * rounds && tally.deleted > rounds);
	check_tally(&tally, 1);
}

/* Appends the reading text of a real one, a paragraph a line. */
static void add_real_text(struct buffer *out, const char *path)
{
	struct error error;
	struct source *source = source_open(path, &error);
	struct document *document;

	if (!source)
		return;
	document = load_all(source, SOURCE_AUTO, LOAD_WINDOW, &error);
	if (!document)
		return;
	for (size_t i = 0; i < document->text.len; i++) {
		char byte = document->text.data[i];
		char last = out->len ? out->data[out->len - 1] : '\n';

		byte = byte == '\t' ? ' ' : byte;
		/* No empty paragraphs, no space at either end of one. */
		if (byte == '\n' && last == ' ')
			out->data[out->len - 1] = '\n';
		else if (byte > ' ' || byte < 0 ||
			 (last != '\n' && last != ' '))
			buffer_append_byte(out, byte);
	}
	document_free(document);
}

static void measure_file(struct tally *tally, const char *path,
			 uint64_t *random)
{
	struct buffer text = BUFFER_INIT;

	add_real_text(&text, path);
	for (size_t i = 0; i < SLICES && text.len > SLICE; i++) {
		size_t at = edits_roll(random, (uint32_t)(text.len - SLICE));
		size_t off = edits_start(&text, at, '\n');
		size_t end = edits_end(&text, at + SLICE, '\n');

		if (end - off < 3 * SLICE && end < text.len)
			measure(tally, text.data + off, end + 1 - off, random);
	}
	buffer_release(&text);
}

static void test_real_texts(void **state)
{
	const char *folder = getenv("LECTERN_CORPUS");
	DIR *directory = folder ? opendir(folder) : NULL;
	uint64_t random = number_from("LECTERN_SEED", 1);
	struct tally tally = { 0 };
	struct dirent *entry;

	(void)state;
	while (directory && (entry = readdir(directory))) {
		char path[4096];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		measure_file(&tally, path, &random);
	}
	if (directory)
		closedir(directory);
	if (!tally.surviving)
		return;
	print_tally("real", &tally);
	/* Tables and code repeat themselves, context and all. */
	check_tally(&tally, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_generated_texts),
		cmocka_unit_test(test_real_texts),
	};

	return test_run(tests);
}
