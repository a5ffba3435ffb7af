/* SPDX-License-Identifier: ISC */
/* Make a mark from the command line. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "document/document.h"
#include "document/locate.h"
#include "jobs/jobs.h"
#include "jobs/text.h"
#include "marks/quote.h"
#include "print/output.h"
#include "text/utf8.h"

/* The range that the mark is to be of; false with a sentence. */
static bool find_range(const struct jobs *jobs, const struct jobs_text *text,
		       struct quote_place *range, struct error *error)
{
	size_t count;

	if (!jobs->quote) {
		range->end = 0;
		if (locate_any(text->document, jobs->place, &range->off))
			return true;
		return error_set(error,
				 "%s: there is no place "
				 "\xe2\x80\x9c%.80s\xe2\x80\x9d in it",
				 text->name, jobs->place);
	}
	count = quote_find(text->document, jobs->quote, strlen(jobs->quote),
			   range, 1);
	if (count == 1)
		return true;
	if (!count)
		return error_set(error,
				 "%s: \xe2\x80\x9c%.80s\xe2\x80\x9d is not in "
				 "it; quote the text as it reads, without "
				 "markup",
				 text->name, jobs->quote);
	return error_set(error,
			 "%s: \xe2\x80\x9c%.80s\xe2\x80\x9d is in it %zu "
			 "times; quote more of what is around it",
			 text->name, jobs->quote, count);
}

/* The mark of this kind that has just this range already. */
static const struct placed_mark *same_mark(const struct marks *marks,
					   enum mark_kind kind,
					   const struct quote_place *range)
{
	for (size_t i = 0; i < marks->count; i++) {
		const struct placed_mark *placed = &marks->items[i];

		if (placed->state == MARK_PLACED && placed->mark.kind == kind &&
		    placed->off == range->off &&
		    (kind == MARK_BOOKMARK || placed->end == range->end))
			return placed;
	}
	return NULL;
}

static void fill(struct mark *mark, const struct jobs *jobs,
		 struct jobs_text *text, const struct quote_place *range)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	store_new_id(mark->id);
	mark->kind = jobs->quote ? MARK_HIGHLIGHT : MARK_BOOKMARK;
	marks_capture(&mark->original, mark->kind, text->document,
		      text->fingerprint, range->off, range->end);
	marks_capture_head(&mark->head, text->document, range->off);
	mark->created_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void dress(struct mark *mark, const struct jobs *jobs)
{
	if (jobs->note)
		mark_set_note(mark, jobs->note, strlen(jobs->note));
	if (jobs->color != MARK_COLORS)
		mark->color = jobs->color;
	for (size_t i = 0; i < jobs->tag_count; i++)
		mark_add_tag(mark, jobs->tags[i], strlen(jobs->tags[i]));
}

/* Keeps the mark, with the document if it is new here. */
static bool keep(const struct jobs *jobs, struct jobs_text *text,
		 struct mark *mark, struct error *error)
{
	struct sighting_list known = { 0 };
	struct store_batch batch = { .marks = mark, .mark_count = 1 };
	bool copied = jobs_text_keep(text, jobs);
	bool done;

	jobs_text_know(text, jobs->store, &known);
	if (copied && !known.count)
		jobs_text_sight(text, jobs->store,
				(const char(*)[MARK_ID + 1])
					text->found.documents,
				text->found.count, &known);
	batch.sightings = known.sightings;
	batch.sighting_count = known.count;
	if (!*mark->document)
		memcpy(mark->document, text->found.documents[0],
		       sizeof(mark->document));
	done = store_put(jobs->store, &batch, error);
	sighting_list_release(&known);
	if (done)
		jobs_text_snap(text, jobs);
	return done;
}

static bool say_id(const struct mark *mark, struct error *error)
{
	struct output output;

	output_open(&output, STDOUT_FILENO);
	output_append_foreign(&output, mark->id, strlen(mark->id));
	output_append_byte(&output, '\n');
	return output_close(&output, error);
}

static bool add(const struct jobs *jobs, struct jobs_text *text,
		struct error *error)
{
	struct quote_place range;
	const struct placed_mark *there;
	struct mark mark;
	bool done;

	if (!find_range(jobs, text, &range, error))
		return false;
	mark_init(&mark);
	fill(&mark, jobs, text, &range);
	if (mark.kind == MARK_BOOKMARK)
		range.end = range.off;
	there = same_mark(&text->marks, mark.kind, &range);
	if (there)
		mark_copy(&mark, &there->mark);
	dress(&mark, jobs);
	done = keep(jobs, text, &mark, error);
	done = done && say_id(&mark, error);
	mark_release(&mark);
	return done;
}

static int add_to_file(const struct jobs *jobs)
{
	struct jobs_text text = { 0 };
	struct error error;
	bool done;

	if (jobs->file_count != 1) {
		jobs->complain("name the one file that the mark is in");
		return JOBS_USAGE;
	}
	store_read(jobs->store);
	done = jobs_text_open(&text, jobs, jobs->files[0], &error) &&
	       add(jobs, &text, &error);
	if (!done)
		jobs->complain(error.sentence);
	jobs_text_release(&text);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

int jobs_highlight(const struct jobs *jobs)
{
	return add_to_file(jobs);
}

int jobs_bookmark(const struct jobs *jobs)
{
	return add_to_file(jobs);
}
