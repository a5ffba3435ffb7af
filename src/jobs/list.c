/* SPDX-License-Identifier: ISC */
/* List marks, of texts or all that were ever kept. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "jobs/jobs.h"
#include "jobs/text.h"
#include "marks/store.h"
#include "print/marks.h"
#include "print/output.h"

bool jobs_wants(const struct jobs *jobs, const struct mark *mark)
{
	if (jobs->color != MARK_COLORS &&
	    (mark->color != jobs->color || mark->kind != MARK_HIGHLIGHT))
		return false;
	if (jobs->since_ms && mark->created_ms < jobs->since_ms &&
	    mark->changed_ms < jobs->since_ms)
		return false;
	for (size_t i = 0; i < jobs->tag_count; i++)
		if (!mark_has_tag(mark, jobs->tags[i], strlen(jobs->tags[i])))
			return false;
	return true;
}

static void print_one(struct output *output, const struct jobs *jobs,
		      const struct print_mark *mark)
{
	const struct mark *of = mark->mark;

	/* Of a newer version, and nothing in it that could be shown. */
	if (of->read_only && !of->original.anchor.exact.len && !of->note.len)
		return;
	if (!jobs_wants(jobs, of))
		return;
	if (jobs->json)
		print_mark_json(output, mark);
	else
		print_mark_line(output, mark);
}

static void print_placed(struct output *output, const struct jobs *jobs,
			 const struct jobs_text *text, size_t number)
{
	const struct placed_mark *placed = &text->marks.items[number];

	print_one(output, jobs,
		  &(struct print_mark){
			  .mark = &placed->mark,
			  .store = jobs->store,
			  .state = placed->state,
			  .document = text->document,
			  .off = placed->off,
			  .end = placed->end,
			  .file = text->name,
		  });
}

/* Those with a place in the order of the text, then the lost ones. */
static void list_text(struct output *output, const struct jobs *jobs,
		      struct jobs_text *text)
{
	uint32_t *numbers =
		memory_alloc_zeroed(text->marks.count + 1, sizeof(*numbers));
	size_t count = marks_in(&text->marks, 0, UINT32_MAX, numbers,
				text->marks.count);

	for (size_t i = 0; i < count; i++)
		print_placed(output, jobs, text, numbers[i]);
	for (size_t i = 0; i < text->marks.count; i++)
		if (text->marks.items[i].state == MARK_LOST)
			print_placed(output, jobs, text, i);
	free(numbers);
}

static void list_all(struct output *output, const struct jobs *jobs)
{
	size_t count = store_mark_count(jobs->store);
	struct mark mark;

	mark_init(&mark);
	for (size_t i = 0; i < count && !output_failed(output); i++)
		if (store_mark_at(jobs->store, i, &mark))
			print_one(output, jobs,
				  &(struct print_mark){
					  .mark = &mark,
					  .store = jobs->store,
					  .state = MARK_WAITING,
				  });
	mark_release(&mark);
}

int jobs_list(const struct jobs *jobs)
{
	struct output output;
	struct error error;
	int status = EXIT_SUCCESS;

	store_read(jobs->store);
	output_open(&output, STDOUT_FILENO);
	if (!jobs->file_count)
		list_all(&output, jobs);
	for (size_t i = 0; i < jobs->file_count; i++) {
		struct jobs_text text = { 0 };

		if (jobs_text_open(&text, jobs, jobs->files[i], &error)) {
			list_text(&output, jobs, &text);
		} else {
			jobs->complain(error.sentence);
			status = EXIT_FAILURE;
		}
		jobs_text_release(&text);
	}
	if (!output_close(&output, &error)) {
		jobs->complain(error.sentence);
		status = EXIT_FAILURE;
	}
	return status;
}
