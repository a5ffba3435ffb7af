/* SPDX-License-Identifier: ISC */
/* Write marks in other programs' formats. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/folders.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/secure.h"
#include "document/document.h"
#include "jobs/jobs.h"
#include "jobs/text.h"
#include "marks/exchange.h"
#include "marks/exchange/into.h"
#include "marks/exchange/markdown.h"
#include "marks/store.h"
#include "print/output.h"

/* What has no title is called by its file's name, in every format. */
static void name_document(struct exchange_document *document)
{
	struct buffer title = BUFFER_INIT;

	markdown_title(&title, document);
	buffer_clear(&document->title);
	buffer_append(&document->title, title.data, title.len);
	buffer_release(&title);
}

static void set_string(struct buffer *to, const char *string)
{
	buffer_clear(to);
	buffer_append_string(to, string);
}

static void add_mark(const struct jobs *jobs,
		     struct exchange_document *document,
		     const struct mark *mark)
{
	if (jobs_wants(jobs, mark))
		mark_copy(mark_list_add(&document->marks), mark);
}

static int by_place(const void *a, const void *b)
{
	const struct mark *one = a;
	const struct mark *other = b;
	uint32_t left = mark_selector(one)->start;
	uint32_t right = mark_selector(other)->start;

	if (left != right)
		return left < right ? -1 : 1;
	return strcmp(one->id, other->id);
}

/* What all sightings of a document say of it. */
static void add_sightings(struct store *store,
			  struct exchange_document *document, const char *id)
{
	struct sighting_list list = { 0 };

	store_sightings_of(store, id, &list);
	for (size_t i = 0; i < list.count; i++)
		sighting_copy(sighting_list_add(&document->sightings),
			      &list.sightings[i]);
	sighting_list_release(&list);
}

/* A text that is here: its marks in their order, the lost ones last. */
static void add_text(const struct jobs *jobs, struct exchange *exchange,
		     struct jobs_text *text)
{
	struct exchange_document *document;
	const struct document *read = text->document;
	uint32_t *numbers;
	size_t count;

	if (!text->marks.count)
		return;
	document = exchange_add(exchange);
	memcpy(document->id, text->found.documents[0], sizeof(document->id));
	set_string(&document->path, buffer_string(&text->path));
	set_string(&document->title, buffer_string(&text->title));
	name_document(document);
	set_string(&document->author,
		   document_string(read, read->metadata.author));
	set_string(&document->url, document_string(read, read->metadata.url));
	memcpy(document->fingerprint, text->fingerprint,
	       sizeof(document->fingerprint));
	numbers = memory_alloc_zeroed(text->marks.count, sizeof(*numbers));
	count = marks_in(&text->marks, 0, UINT32_MAX, numbers,
			 text->marks.count);
	for (size_t i = 0; i < count; i++)
		add_mark(jobs, document, &text->marks.items[numbers[i]].mark);
	for (size_t i = 0; i < text->marks.count; i++)
		if (text->marks.items[i].state == MARK_LOST)
			add_mark(jobs, document, &text->marks.items[i].mark);
	free(numbers);
	for (size_t i = 0; i < text->found.count; i++)
		add_sightings(jobs->store, document, text->found.documents[i]);
}

/* A document whose text is not here: its marks in the order that they had. */
static void add_absent(const struct jobs *jobs, struct exchange *exchange,
		       const struct sighting *sighting)
{
	struct exchange_document *document;
	struct mark_list list = { 0 };
	const char *id = sighting->document;

	store_marks(jobs->store, &id, 1, &list);
	if (list.count) {
		document = exchange_add(exchange);
		memcpy(document->id, id, sizeof(document->id));
		set_string(&document->path, buffer_string(&sighting->path));
		set_string(&document->title, buffer_string(&sighting->title));
		name_document(document);
		memcpy(document->fingerprint, sighting->fingerprint,
		       sizeof(document->fingerprint));
		qsort(list.marks, list.count, sizeof(*list.marks), by_place);
		for (size_t i = 0; i < list.count; i++)
			add_mark(jobs, document, &list.marks[i]);
		add_sightings(jobs->store, document, id);
	}
	mark_list_release(&list);
}

static bool has_document(const struct jobs_text *text, const char *id)
{
	for (size_t i = 0; i < text->found.count; i++)
		if (strcmp(text->found.documents[i], id) == 0)
			return true;
	return false;
}

/* The text of a sighting, if it is still there. */
static bool open_sighting(const struct jobs *jobs, struct jobs_text *text,
			  const struct sighting *sighting, struct buffer *path)
{
	struct buffer home = BUFFER_INIT;
	struct error error;
	bool there;

	folders_home(&home);
	buffer_clear(path);
	there = sighting->path.len &&
		folders_expand(path, buffer_string(&home),
			       buffer_string(&sighting->path)) &&
		access(path->data, R_OK) == 0 &&
		jobs_text_open(text, jobs, path->data, &error);
	buffer_release(&home);
	if (there && !has_document(text, sighting->document)) {
		jobs_text_release(text);
		there = false;
	}
	return there;
}

/* Every document once, with its text where that is here. */
static void add_all(const struct jobs *jobs, struct exchange *exchange)
{
	struct sighting_list list = { 0 };
	struct buffer path = BUFFER_INIT;
	struct map done = MAP_INIT;
	uint32_t known;

	store_all_sightings(jobs->store, &list);
	for (int here = 1; here >= 0; here--) {
		for (size_t i = 0; i < list.count; i++) {
			const struct sighting *sighting = &list.sightings[i];
			struct jobs_text text = { 0 };

			if (map_get(&done, sighting->document,
				    strlen(sighting->document), &known) ||
			    !store_count_of(jobs->store, sighting->document))
				continue;
			if (!here)
				add_absent(jobs, exchange, sighting);
			else if (!open_sighting(jobs, &text, sighting, &path))
				continue;
			else
				add_text(jobs, exchange, &text);
			map_put(&done, sighting->document,
				strlen(sighting->document), 1);
			for (size_t j = 0; j < text.found.count; j++)
				map_put(&done, text.found.documents[j],
					strlen(text.found.documents[j]), 1);
			jobs_text_release(&text);
		}
	}
	map_release(&done);
	buffer_release(&path);
	sighting_list_release(&list);
}

static bool is_deleted(void *context, const char *id)
{
	struct mark mark;
	bool deleted;

	mark_init(&mark);
	deleted = store_mark(context, id, &mark) && mark.deleted;
	mark_release(&mark);
	return deleted;
}

static bool say_report(const struct exchange_into_report *report,
		       struct error *error)
{
	struct output output;

	output_open(&output, STDOUT_FILENO);
	output_append_format(&output,
			     "files: %zu made, %zu changed, %zu as they were\n"
			     "marks: %zu added, %zu updated, %zu removed\n",
			     report->made, report->changed, report->unchanged,
			     report->added, report->updated, report->removed);
	if (report->left_out)
		output_append_format(&output,
				     "%zu that were taken out stay out\n",
				     report->left_out);
	if (report->conflicts)
		output_append_format(
			&output,
			"%zu that were edited there and here are kept both\n",
			report->conflicts);
	return output_close(&output, error);
}

static bool write_into(const struct jobs *jobs, struct exchange *exchange,
		       struct error *error)
{
	struct exchange_into_report report = { 0 };
	struct error second;
	bool done;

	exchange_make_safe(exchange);
	done = exchange_into(exchange,
			     &(struct exchange_into_options){
				     .dir = jobs->into,
				     .deleted = is_deleted,
				     .context = jobs->store,
			     },
			     &report, error);

	/* What was not done matters more than that nobody was told of the rest.
	 */
	return say_report(&report, done ? error : &second) && done;
}

static bool write_out(const struct exchange_format *format,
		      struct exchange *exchange, struct error *error)
{
	struct buffer bytes = BUFFER_INIT;
	struct output output;

	exchange_write(exchange, format, &bytes);
	output_open(&output, STDOUT_FILENO);
	output_append(&output, buffer_string(&bytes), bytes.len);
	buffer_release(&bytes);
	return output_close(&output, error);
}

/* --- Our own records --------------------------------------------------------
 */

static bool wants(void *context, const struct mark *mark)
{
	return jobs_wants(context, mark);
}

/* Records go out as they stand, with all that another Lectern, or a newer one,
 * wrote of them, and what is deleted; documents NULL: of all. */
static void add_records(const struct jobs *jobs, struct exchange *exchange,
			const struct identity_found *found)
{
	bool is_selection =
		jobs->color != MARK_COLORS || jobs->since_ms || jobs->tag_count;
	struct jobs selection = *jobs;
	struct store_wish wish = { .wants = is_selection ? wants : NULL,
				   .context = &selection };
	const char **documents = NULL;

	if (found) {
		documents = memory_alloc_zeroed(found->count + 1,
						sizeof(const char *));
		for (size_t i = 0; i < found->count; i++)
			documents[i] = found->documents[i];
		wish.documents = documents;
		wish.count = found->count;
	}
	store_lines(jobs->store, &wish, &exchange->records);
	free(documents);
}

/* --- The job ----------------------------------------------------------------
 */

/* The format that is asked for; NULL, and says what there is. */
static const struct exchange_format *find_format(const struct jobs *jobs)
{
	const struct exchange_format *format =
		exchange_format_find(jobs->format);
	struct buffer names = BUFFER_INIT;
	struct error error;

	if (format && format->write &&
	    (!jobs->into || strcmp(format->name, "markdown") == 0))
		return format;
	for (size_t i = 0; i < exchange_format_count; i++)
		if (exchange_formats[i]->write)
			buffer_append_format(&names, "%s%s",
					     names.len ? ", " : "",
					     exchange_formats[i]->name);
	if (format && format->write)
		error_set(&error, "--into goes with --export=markdown");
	else
		error_set(&error,
			  "--export is one of %s, not "
			  "\xe2\x80\x9c%.40s\xe2\x80\x9d",
			  buffer_string(&names), jobs->format);
	jobs->complain(error.sentence);
	buffer_release(&names);
	return NULL;
}

int jobs_export(const struct jobs *jobs)
{
	const struct exchange_format *format = find_format(jobs);
	struct exchange exchange;
	struct error error;
	int status = EXIT_SUCCESS;
	bool is_native;

	if (!format)
		return JOBS_USAGE;
	if (jobs->into && !secure_allows("no folder is written to", &error)) {
		jobs->complain(error.sentence);
		return EXIT_FAILURE;
	}
	store_read(jobs->store);
	jobs_exchange_init(&exchange);
	is_native = strcmp(format->name, "jsonl") == 0;
	if (!jobs->file_count && is_native)
		add_records(jobs, &exchange, NULL);
	else if (!jobs->file_count)
		add_all(jobs, &exchange);
	for (size_t i = 0; i < jobs->file_count; i++) {
		struct jobs_text text = { 0 };

		if (jobs_text_open(&text, jobs, jobs->files[i], &error)) {
			if (is_native)
				add_records(jobs, &exchange, &text.found);
			else
				add_text(jobs, &exchange, &text);
		} else {
			jobs->complain(error.sentence);
			status = EXIT_FAILURE;
		}
		jobs_text_release(&text);
	}
	if (!(jobs->into ? write_into(jobs, &exchange, &error)
			 : write_out(format, &exchange, &error))) {
		jobs->complain(error.sentence);
		status = EXIT_FAILURE;
	}
	exchange_release(&exchange);
	return status;
}
