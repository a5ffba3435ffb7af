/* SPDX-License-Identifier: ISC */
/* Measure how many marks are found again in texts that were edited. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../revisions.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "layout/layout.h"
#include "marks/identity.h"
#include "marks/recall.h"
#include "marks/snapshot.h"
#include "text/cells.h"

/*
 * usage: reanchor [ESSAYS [SEED]]
 *
 * Writes so many (40) essays, makes marks in each, revises it in 1, 6, 26 and
 * 106 rounds of a few changes, and looks for the marks in all of these
 * versions: first with the text kept in which they were made, then by their
 * quotes alone. What became of a mark is known letter by letter (histories.h).
 * It survives if half of its letters do and are together, it is deleted if at
 * most a fifth of them are left, and right where what is found and what it
 * became have half of both together in common. Prints what share is found, for
 * all and for each kind of mark, and beside it the goal; exits with 1 if one is
 * missed where the text was kept.
 *
 * Then the time that 200 marks take together in an edited essay of 100,000
 * characters, beside that of reading its Markdown; and how many of the marks
 * that were found stand on rows at widths from 20 to 400. Times are the
 * processor's.
 */
enum {
	MARKS = 48,
	VERSIONS = 4,
	TIMED_MARKS = 200,
	TIMED_LEN = 100000,
};

enum kind { WORD, PHRASE, SENTENCE, PARAGRAPH, CROSSING, KINDS };
static const char *const kind_names[KINDS] = { "words", "phrase", "sentence",
					       "paragraph", "crossing" };
static const unsigned rounds[VERSIONS] = { 1, 5, 20, 80 };

/* What became of the marks. */
struct tally {
	unsigned surviving, right, right_sure, lost, wrong_sure;
	unsigned untouched, untouched_sure;
	unsigned edited, edited_right, edited_sure;
	unsigned deleted, deleted_placed, deleted_sure;
};

static struct tally kept[KINDS + 1], quoted[KINDS + 1];
static unsigned on_rows, on_rows_right;
static char folder[] = "/tmp/reanchor-XXXXXX";
static bool verbose;

static void error_exit(const char *sentence)
{
	fprintf(stderr, "reanchor: %s\n", sentence);
	exit(1);
}

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* A version of an essay. */
struct version {
	struct document *document;
	uint32_t *numbers; /* of its bytes */
	char fingerprint[MARK_FINGERPRINT + 1];
	struct buffer markdown;
};

static void take_fingerprint(struct version *version)
{
	struct identity *identity = identity_new();

	while (identity_step(identity, version->document, SIZE_MAX))
		;
	identity_fingerprint(identity, version->fingerprint);
	identity_free(identity);
}

static struct document *read_markdown(const struct buffer *markdown)
{
	struct error error;
	struct document *document = load_all(
		source_from_memory("essay", markdown->data, markdown->len),
		SOURCE_AS_MARKDOWN, LOAD_WINDOW, &error);

	if (!document)
		error_exit("cannot read an essay");
	return document;
}

/* Reads the essay as it is now; its text must be the one that was written, or
 * nothing is known of it. */
static void version_open(struct version *version, const struct essay *essay)
{
	struct buffer text = BUFFER_INIT;

	buffer_init(&version->markdown);
	essay_write(essay, &version->markdown);
	essay_read(essay, &text, &version->numbers);
	version->document = read_markdown(&version->markdown);
	if (version->document->text.len != text.len ||
	    memcmp(version->document->text.data, text.data, text.len) != 0)
		error_exit("an essay is read otherwise than it was written");
	take_fingerprint(version);
	buffer_release(&text);
}

static void version_close(struct version *version)
{
	document_free(version->document);
	free(version->numbers);
	buffer_release(&version->markdown);
}

/* --- Marks ------------------------------------------------------------------
 */

struct made {
	enum kind kind;
	struct selector selector;
};

static uint32_t characters(const char *text, uint32_t end)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < end; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

/* The end of so many words from off on, which is not behind limit. */
static uint32_t words_end(const struct buffer *text, uint32_t off,
			  uint32_t words, uint32_t limit)
{
	while (words--) {
		while (off < limit && is_blank(text->data[off]))
			off++;
		while (off < limit && !is_blank(text->data[off]))
			off++;
	}
	return off;
}

/* As readers mark: 15 % a word or two, 25 % a phrase, 40 % a sentence, 15 % a
 * paragraph, 5 % across blocks. */
static enum kind choose(struct essay *dice, const struct document *document,
			uint32_t *off, uint32_t *end)
{
	const struct buffer *text = &document->text;
	uint32_t at = essay_roll(dice, text->len);
	uint32_t roll = essay_roll(dice, 100);
	const struct block *block =
		&document->blocks[document_block_at(document, at)];
	uint32_t last = block->end - 1;
	enum kind kind = roll < 15   ? WORD
			 : roll < 40 ? PHRASE
			 : roll < 80 ? SENTENCE
			 : roll < 95 ? PARAGRAPH
				     : CROSSING;

	*off = at;
	while (*off > block->off && !is_blank(text->data[*off - 1]))
		--*off;
	if (kind == WORD) {
		*end = words_end(text, *off, 1 + essay_roll(dice, 2), last);
	} else if (kind == PHRASE) {
		*end = words_end(text, *off, 3 + essay_roll(dice, 6), last);
	} else if (kind == PARAGRAPH) {
		*off = block->off;
		*end = last;
	} else if (kind == CROSSING) {
		*end = words_end(text, last, 3 + essay_roll(dice, 30),
				 (uint32_t)text->len - 1);
	} else {
		while (*off > block->off &&
		       !(text->data[*off - 1] == ' ' && *off > block->off + 1 &&
			 strchr(".?!", text->data[*off - 2])))
			--*off;
		*end = at > *off ? at : *off + 1;
		while (*end < last && !(text->data[*end] == ' ' &&
					strchr(".?!", text->data[*end - 1])))
			++*end;
	}
	while (*off < *end && is_blank(text->data[*off]))
		++*off;
	while (*end > *off && is_blank(text->data[*end - 1]))
		--*end;
	*off = (uint32_t)cells_start(text->data, text->len, *off);
	*end = (uint32_t)cells_start(text->data, text->len, *end);
	return kind;
}

static void make_mark(struct essay *dice, const struct version *version,
		      struct made *made)
{
	struct selector *selector = &made->selector;
	const struct buffer *text = &version->document->text;
	uint32_t off, end;

	memset(made, 0, sizeof(*made));
	do
		made->kind = choose(dice, version->document, &off, &end);
	while (off >= end);
	anchor_init(&selector->anchor);
	anchor_capture(&selector->anchor, version->document, off, end);
	selector->start = characters(text->data, off);
	selector->end =
		selector->start + characters(text->data + off, end - off);
	selector->len = characters(text->data, (uint32_t)text->len);
	selector->norm = DOCUMENT_NORM;
	memcpy(selector->fingerprint, version->fingerprint,
	       sizeof(selector->fingerprint));
}

/* --- Truth ------------------------------------------------------------------
 */

/* The range that it became; alive: letters of it that are there. */
struct truth {
	uint32_t off, end;
	size_t alive, all;
	size_t copied;	 /* alive, or there as copies at least */
	bool verbatim;	 /* as it was … */
	bool untouched;	 /* … and so is what is around it */
	bool found_copy; /* is_copy() of what was found */
};

/* Where each letter is, by its number, and whether it or a copy is there. */
struct places {
	uint32_t *of;
	bool *copied;
};

static void places_open(struct places *places, const struct version *version,
			const struct essay *essay)
{
	size_t count = (size_t)essay->born + 1;

	places->of = memory_alloc_zeroed(count, sizeof(*places->of));
	places->copied = memory_alloc_zeroed(count, sizeof(*places->copied));
	memset(places->of, 0xff, count * sizeof(*places->of));
	for (uint32_t i = 0; i < version->document->text.len; i++) {
		uint32_t number = version->numbers[i];

		if (number == UINT32_MAX)
			continue;
		places->of[number] = i;
		places->copied[essay->roots[number]] = true;
	}
}

static void places_close(struct places *places)
{
	free(places->of);
	free(places->copied);
}

static bool is_around(const struct version *version, uint32_t off,
		      const struct anchor *anchor)
{
	const struct buffer *text = &version->document->text;
	const struct buffer *parts[] = { &anchor->prefix, &anchor->exact,
					 &anchor->suffix };

	if (off < anchor->prefix.len)
		return false;
	off -= (uint32_t)anchor->prefix.len;
	for (size_t i = 0; i < 3; off += (uint32_t)parts[i++]->len)
		if (off + parts[i]->len > text->len ||
		    memcmp(text->data + off, buffer_string(parts[i]),
			   parts[i]->len) != 0)
			return false;
	return true;
}

static struct truth find_truth(const struct version *first,
			       const struct version *version,
			       const struct places *places,
			       const struct anchor *anchor)
{
	struct truth truth = { .off = UINT32_MAX };
	uint32_t len = anchor->end - anchor->off;

	for (uint32_t i = anchor->off; i < anchor->end; i++) {
		uint32_t number = first->numbers[i];
		uint32_t place;

		if (number == UINT32_MAX ||
		    is_blank(first->document->text.data[i]))
			continue;
		truth.all++;
		truth.copied += places->copied[number];
		place = places->of[number];
		if (place == UINT32_MAX)
			continue;
		truth.alive++;
		truth.off = place < truth.off ? place : truth.off;
		truth.end = place + 1 > truth.end ? place + 1 : truth.end;
	}
	truth.verbatim = truth.alive == truth.all && truth.alive &&
			 truth.end - truth.off == len &&
			 memcmp(version->document->text.data + truth.off,
				anchor->exact.data, len) == 0;
	truth.untouched =
		truth.verbatim && is_around(version, truth.off, anchor);
	return truth;
}

/* Whether what was found is mostly a copy of what was marked, made since: as
 * good as itself. */
static bool is_copy(const struct version *first, const struct version *version,
		    const struct essay *essay, const struct anchor *anchor,
		    const struct anchor_result *result)
{
	bool *marked = memory_alloc_zeroed((size_t)essay->born + 1, 1);
	size_t all = 0, same = 0, found = 0;

	for (uint32_t i = anchor->off; i < anchor->end; i++)
		if (first->numbers[i] != UINT32_MAX) {
			marked[first->numbers[i]] = true;
			all++;
		}
	for (uint32_t i = result->off; i < result->end; i++)
		if (version->numbers[i] != UINT32_MAX) {
			same += marked[essay->roots[version->numbers[i]]];
			found++;
		}
	free(marked);
	return same * 2 >= all + found - same;
}

static bool overlaps(const struct anchor_result *result,
		     const struct truth *truth)
{
	uint32_t off = result->off > truth->off ? result->off : truth->off;
	uint32_t end = result->end < truth->end ? result->end : truth->end;
	uint32_t low = result->off < truth->off ? result->off : truth->off;
	uint32_t high = result->end > truth->end ? result->end : truth->end;

	return result->state != ANCHOR_LOST && end > off &&
	       (end - off) * 2 >= high - low;
}

static bool is_right(const struct anchor_result *result,
		     const struct truth *truth)
{
	if (result->state != ANCHOR_LOST && truth->found_copy)
		return true;
	return overlaps(result, truth);
}

static void show(const char *what, const struct version *version,
		 const struct anchor *anchor, const struct truth *truth,
		 const struct anchor_result *result)
{
	const char *text = version->document->text.data;

	if (!verbose)
		return;
	printf("%s: %.*s[[%.*s]]%.*s\n", what, (int)anchor->prefix.len,
	       buffer_string(&anchor->prefix), (int)anchor->exact.len,
	       buffer_string(&anchor->exact), (int)anchor->suffix.len,
	       buffer_string(&anchor->suffix));
	if (truth->alive)
		printf("  is:    %zu/%zu [[%.*s]]\n", truth->alive, truth->all,
		       (int)(truth->end - truth->off), text + truth->off);
	if (result->state != ANCHOR_LOST)
		printf("  found: %u [[%.*s]]\n", result->score,
		       (int)(result->end - result->off), text + result->off);
}

static void count(struct tally *tally, const struct truth *truth,
		  const struct anchor_result *result)
{
	bool sure = result->state == ANCHOR_PLACED;
	bool right = is_right(result, truth);

	if (truth->alive * 5 <= truth->all) {
		tally->deleted++;
		tally->deleted_placed += result->state != ANCHOR_LOST;
		tally->deleted_sure += sure;
		return;
	}
	tally->surviving++;
	tally->right += right;
	tally->right_sure += right && sure;
	tally->wrong_sure += !right && sure;
	tally->lost += result->state == ANCHOR_LOST;
	tally->untouched += truth->untouched;
	tally->untouched_sure += truth->untouched && right && sure;
	tally->edited += !truth->verbatim;
	tally->edited_right += !truth->verbatim && right;
	tally->edited_sure += !truth->verbatim && right && sure;
}

/* Neither half alive nor nearly gone, scattered, or there as a copy of what is
 * gone: nobody can say. */
static bool is_scored(const struct truth *truth, uint32_t len)
{
	if (truth->alive * 5 <= truth->all)
		return truth->all && truth->copied * 5 <= truth->all;
	return truth->alive * 2 >= truth->all &&
	       truth->end - truth->off <= 2 * len + 40;
}

static void score(struct tally tallies[KINDS + 1], const char *name,
		  const struct made *made, const struct version *version,
		  const struct truth *truth, const struct anchor_result *result)
{
	const struct anchor *anchor = &made->selector.anchor;
	struct buffer what = BUFFER_INIT;
	bool sure = result->state == ANCHOR_PLACED;

	if (!is_scored(truth, anchor->end - anchor->off))
		return;
	count(&tallies[made->kind], truth, result);
	count(&tallies[KINDS], truth, result);
	buffer_append_format(&what, "%s, %s, of %u", name,
			     kind_names[made->kind], anchor->total);
	if (truth->alive * 5 <= truth->all) {
		if (sure)
			buffer_append_string(&what, ": deleted, but sure");
	} else if (!is_right(result, truth)) {
		buffer_append_string(&what, sure ? ": wrong and sure"
					    : result->state == ANCHOR_LOST
						    ? ": lost"
						    : ": wrong");
	} else if (!sure) {
		buffer_append_string(&what, ": only doubtful");
	} else {
		buffer_clear(&what);
	}
	if (what.len && strchr(buffer_string(&what), ':'))
		show(buffer_string(&what), version, anchor, truth, result);
	buffer_release(&what);
}

/* Whether some row at each width shows the range's start. */
static void look_at_rows(struct version *version,
			 const struct anchor_result *result)
{
	for (unsigned width = 20; width <= 400; width += 38) {
		struct layout_options options = { .width = width };
		struct layout *layout =
			layout_open(version->document, &options);
		struct layout_at at;
		struct row row;

		on_rows++;
		if (layout_find(layout, (struct place){ result->off, 0 },
				&at)) {
			layout_row(layout, at, &row);
			on_rows_right +=
				row.off <= result->off && result->off < row.end;
		}
		layout_free(layout);
	}
}

static void measure_version(const struct version *first,
			    struct version *version, struct made *made,
			    const struct essay *essay)
{
	struct recall *with =
		recall_open(version->document, version->fingerprint, folder);
	struct recall *without = recall_open(version->document,
					     version->fingerprint, "/nowhere");
	struct places places;

	places_open(&places, version, essay);
	for (size_t i = 0; i < MARKS; i++) {
		struct anchor_result result;
		struct truth truth = find_truth(first, version, &places,
						&made[i].selector.anchor);

		recall_find(with, &made[i].selector, &result);
		truth.found_copy = is_copy(first, version, essay,
					   &made[i].selector.anchor, &result);
		score(kept, "kept", &made[i], version, &truth, &result);
		if (i == 0 && result.state == ANCHOR_PLACED)
			look_at_rows(version, &result);
		recall_find(without, &made[i].selector, &result);
		truth.found_copy = is_copy(first, version, essay,
					   &made[i].selector.anchor, &result);
		score(quoted, "quote", &made[i], version, &truth, &result);
	}
	places_close(&places);
	recall_free(with);
	recall_free(without);
}

static void measure_essay(uint64_t seed)
{
	struct essay essay, dice = { .seed = seed + 77 };
	struct version first, version;
	struct made made[MARKS];

	essay_begin(&essay, seed, 6000 + seed % 5 * 8000);
	version_open(&first, &essay);
	essay_forget_copies(&essay);
	snapshot_save(folder, first.fingerprint,
		      (struct span){ first.document->text.data,
				     first.document->text.len });
	for (size_t i = 0; i < MARKS; i++)
		make_mark(&dice, &first, &made[i]);
	for (size_t i = 0; i < VERSIONS; i++) {
		for (unsigned round = 0; round < rounds[i]; round++)
			for (uint32_t n = 1 + essay_roll(&essay, 5); n; n--)
				revise(&essay);
		version_open(&version, &essay);
		measure_version(&first, &version, made, &essay);
		version_close(&version);
	}
	for (size_t i = 0; i < MARKS; i++)
		anchor_release(&made[i].selector.anchor);
	version_close(&first);
	essay_release(&essay);
}

/* --- Time -------------------------------------------------------------------
 */

static void measure_time(const char *name, const char *texts)
{
	struct essay essay, dice = { .seed = 3 };
	struct version first, version;
	static struct made made[TIMED_MARKS];
	struct recall *recall;
	double start, control, all, slowest = 0;

	essay_begin(&essay, 5, TIMED_LEN);
	version_open(&first, &essay);
	snapshot_save(folder, first.fingerprint,
		      (struct span){ first.document->text.data,
				     first.document->text.len });
	for (size_t i = 0; i < TIMED_MARKS; i++)
		make_mark(&dice, &first, &made[i]);
	for (int i = 0; i < 100; i++)
		revise(&essay);
	version_open(&version, &essay);
	start = now_ms();
	document_free(read_markdown(&version.markdown));
	control = now_ms() - start;
	recall = recall_open(version.document, version.fingerprint, texts);
	all = now_ms();
	for (size_t i = 0; i < TIMED_MARKS; i++) {
		struct anchor_result result;
		bool more = true;

		while (more) {
			start = now_ms();
			more = recall_prepare(recall, &made[i].selector);
			if (!more)
				recall_find(recall, &made[i].selector, &result);
			start = now_ms() - start;
			slowest = start > slowest ? start : slowest;
		}
	}
	all = now_ms() - all;
	printf("%-6s %d marks, %zu bytes: %.1f ms, %.2f of reading it "
	       "(%.1f ms); slowest step %.2f ms\n",
	       name, TIMED_MARKS, version.document->text.len, all,
	       all / control, control, slowest);
	recall_free(recall);
	for (size_t i = 0; i < TIMED_MARKS; i++)
		anchor_release(&made[i].selector.anchor);
	version_close(&version);
	version_close(&first);
	essay_release(&essay);
}

/* --- What is printed --------------------------------------------------------
 */

static double percent(unsigned part, unsigned whole)
{
	return whole ? 100.0 * part / whole : 0;
}

/* Whether the goal is met. */
static bool print_share(const char *name, const char *what, unsigned part,
			unsigned whole, double goal, bool at_least)
{
	double share = percent(part, whole);
	bool met = at_least ? share >= goal : share <= goal;

	printf("%-6s %-36s %8.3f %% of %6u; goal %s %.1f %%: %s\n", name, what,
	       share, whole, at_least ? ">=" : "<=", goal,
	       met ? "met" : "short");
	return met;
}

/* Whether all goals are met. */
static bool print_tallies(const char *name,
			  const struct tally tallies[KINDS + 1])
{
	const struct tally *all = &tallies[KINDS];
	bool met;

	met = print_share(name, "untouched, placed", all->untouched_sure,
			  all->untouched, 99.9, true);
	met &= print_share(name, "surviving, right", all->right, all->surviving,
			   99, true);
	met &= print_share(name, "surviving, right and sure", all->right_sure,
			   all->surviving, 93, true);
	met &= print_share(name, "surviving, sure but elsewhere",
			   all->wrong_sure, all->surviving, 0.1, false);
	met &= print_share(name, "surviving, lost", all->lost, all->surviving,
			   1.5, false);
	met &= print_share(name, "deleted, but sure", all->deleted_sure,
			   all->deleted, 0.5, false);
	met &= print_share(name, "edited, right", all->edited_right,
			   all->edited, 95, true);
	for (size_t i = 0; i < KINDS; i++)
		printf("%-6s   %-10s %6u surviving: %.2f %% right, %.2f %% "
		       "sure; %u deleted: %.2f %% placed\n",
		       name, kind_names[i], tallies[i].surviving,
		       percent(tallies[i].right, tallies[i].surviving),
		       percent(tallies[i].right_sure, tallies[i].surviving),
		       tallies[i].deleted,
		       percent(tallies[i].deleted_placed, tallies[i].deleted));
	return met;
}

static void remove_folder(void)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;

	while (directory && (entry = readdir(directory)))
		if (*entry->d_name != '.')
			unlinkat(dirfd(directory), entry->d_name, 0);
	if (directory)
		closedir(directory);
	rmdir(folder);
}

int main(int argc, char **argv)
{
	size_t essays = argc > 1 ? strtoul(argv[1], NULL, 10) : 40;
	size_t seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	bool met;

	verbose = getenv("LECTERN_VERBOSE") != NULL;
	if (!mkdtemp(folder)) {
		perror(folder);
		return 1;
	}
	for (size_t i = 0; i < essays; i++)
		measure_essay(seed + i);
	met = print_tallies("kept", kept);
	print_tallies("quote", quoted);
	met &= print_share("width", "on their rows from 20 to 400",
			   on_rows_right, on_rows, 100, true);
	measure_time("kept", folder);
	measure_time("quote", "/nowhere");
	remove_folder();
	return met ? 0 : 1;
}
