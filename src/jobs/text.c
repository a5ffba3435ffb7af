/* SPDX-License-Identifier: ISC */
/* A text that a job about marks is done on, with its marks. */
#include "jobs/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/load.h"
#include "document/outline.h"
#include "document/source.h"
#include "jobs/jobs.h"
#include "marks/snapshot.h"
#include "marks/texts.h"
#include "reader/filtering.h"

enum {
	RECKON_SLICE = 1024 * 1024,
	COPY_SLICE = 64 * 1024,
	PLACE_SLICE_MS = 1000,
};

static bool read_text(struct jobs_text *text, const struct jobs *jobs,
		      struct error *error)
{
	struct source *source =
		filtering_open(&jobs->filtering,
			       &(struct source_file){
				       .path = text->name,
				       .encoding = jobs->encoding,
			       },
			       error);

	if (!source)
		return false;
	source_finish(source);
	text->load = load_open(source, jobs->from, LOAD_WINDOW, NULL);
	while (load_step(text->load) != LOAD_DONE)
		;
	text->document = load_document(text->load);
	return !source_failed(source, error);
}

static void reckon(struct jobs_text *text)
{
	struct identity *identity = identity_new();

	while (identity_step(identity, text->document, RECKON_SLICE))
		;
	identity_fingerprint(identity, text->fingerprint);
	text->sketch_count = identity_sketch(identity, text->sketch);
	identity_free(identity);
}

static void find_path(struct jobs_text *text, const struct buffer *home)
{
	char *real = strcmp(text->name, "-") == 0 ? NULL
						  : realpath(text->name, NULL);

	if (real)
		folders_shorten(&text->path, buffer_string(home), real);
	free(real);
}

static void place_marks(struct jobs_text *text, struct store *store)
{
	struct mark_list list = { 0 };
	const char **ids =
		memory_alloc_zeroed(text->found.count + 1, sizeof(*ids));

	for (size_t i = 0; i < text->found.count; i++)
		ids[i] = text->found.documents[i];
	store_marks(store, ids, text->found.count, &list);
	marks_set(&text->marks, &list);
	while (marks_step(&text->marks, text->document, text->fingerprint, 0, 0,
			  PLACE_SLICE_MS))
		;
	mark_list_release(&list);
	free(ids);
}

/* Another text where a document was is that document only if something that
 * was marked is in it. Else its marks are listed as lost, and new ones are of
 * a document of their own. */
static void judge_edited(struct jobs_text *text, const struct jobs *jobs)
{
	struct error error;

	if (text->found.answer != IDENTITY_EDITED || !text->marks.count ||
	    marks_count_state(&text->marks, MARK_LOST) < text->marks.count)
		return;
	error_set(&error,
		  "%s: another text was at this path; none of its %zu marks is "
		  "found in this one. Open it to say whether it is the same",
		  text->name, text->marks.count);
	jobs->complain(error.sentence);
	text->is_other = true;
}

/* What is known without asking; else says what is to be done. */
static void find_documents(struct jobs_text *text, const struct jobs *jobs,
			   const struct identity_text *known)
{
	struct identity_found *found = &text->found;
	struct error error;
	size_t count = 0;

	identity_find(jobs->store, known, found);
	if (found->answer != IDENTITY_ASK)
		return;
	for (size_t i = 0; i < found->count; i++)
		count += store_count_of(jobs->store, found->documents[i]);
	if (count) {
		error_set(&error,
			  "%s: it is %u%% like %s, which has %zu mark%s; open "
			  "it to say whether they are of this text too",
			  text->name, found->likeness / 10,
			  buffer_string(&found->from), count,
			  count == 1 ? "" : "s");
		jobs->complain(error.sentence);
	}
	found->count = 0;
}

/* So that it will be known after its next change. */
static void sight(struct jobs_text *text, struct store *store,
		  const struct identity_text *known)
{
	struct sighting_list list = { 0 };
	struct error error;

	identity_sight(store, known, buffer_string(&text->title),
		       (const char(*)[MARK_ID + 1]) text->found.documents,
		       text->found.count, &list);
	/* Nobody asked for it: a file that can't be written is no trouble. */
	if (list.count)
		(void)store_put(store,
				&(struct store_batch){
					.sightings = list.sightings,
					.sighting_count = list.count,
				},
				&error);
	sighting_list_release(&list);
}

static struct identity_text known_text(const struct jobs_text *text,
				       const struct buffer *home)
{
	return (struct identity_text){
		.path = buffer_string(&text->path),
		.home = buffer_string(home),
		.fingerprint = text->fingerprint,
		.sketch = text->sketch,
		.sketch_count = text->sketch_count,
	};
}

bool jobs_text_open(struct jobs_text *text, const struct jobs *jobs,
		    const char *path, struct error *error)
{
	struct buffer home = BUFFER_INIT;
	struct identity_text known;

	text->name = path;
	if (!read_text(text, jobs, error)) {
		jobs_text_release(text);
		return false;
	}
	outline_append_name(&text->title, text->document);
	reckon(text);
	folders_home(&home);
	find_path(text, &home);
	known = known_text(text, &home);
	find_documents(text, jobs, &known);
	place_marks(text, jobs->store);
	judge_edited(text, jobs);
	if (text->marks.count && !text->is_other && text->path.len &&
	    !jobs->private && access(store_path(jobs->store), W_OK) == 0)
		sight(text, jobs->store, &known);
	buffer_release(&home);
	return true;
}

void jobs_text_release(struct jobs_text *text)
{
	marks_release(&text->marks);
	identity_found_release(&text->found);
	buffer_release(&text->path);
	buffer_release(&text->title);
	load_free(text->load);
	*text = (struct jobs_text){ 0 };
}

/* Appends the source, as UTF-8. */
static void append_source(struct source *source, struct buffer *out)
{
	size_t got;

	do {
		buffer_reserve(out, COPY_SLICE);
		got = source_read(source, out->len, out->data + out->len,
				  COPY_SLICE);
		out->len += got;
		out->data[out->len] = '\0';
	} while (got);
}

bool jobs_text_keep(struct jobs_text *text, const struct jobs *jobs)
{
	struct buffer home = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;
	struct buffer bytes = BUFFER_INIT;
	struct error error;
	bool kept = false;

	folders_home(&home);
	if (text->path.len)
		folders_expand(&path, buffer_string(&home), text->path.data);
	if ((!path.len || texts_is_temporary(path.data)) &&
	    !texts_is_kept(jobs->store, text->fingerprint)) {
		buffer_clear(&path);
		texts_append_path(&path, jobs->store, text->document);
		append_source(load_source(text->load), &bytes);
		kept = texts_make_folder(buffer_string(&path), &error) &&
		       files_replace(path.data, buffer_string(&bytes),
				     bytes.len, &error);
		if (kept) {
			buffer_clear(&text->path);
			folders_shorten(&text->path, buffer_string(&home),
					path.data);
			error_set(&error, "%s: the text is kept in %s",
				  text->name, text->path.data);
		}
		jobs->complain(error.sentence);
	}
	buffer_release(&bytes);
	buffer_release(&path);
	buffer_release(&home);
	return kept;
}

void jobs_text_snap(const struct jobs_text *text, const struct jobs *jobs)
{
	const struct buffer *bytes = &text->document->text;

	if (jobs->snapshots && !jobs->private)
		snapshot_save(NULL, text->fingerprint,
			      (struct span){ bytes->data, bytes->len });
}

void jobs_text_sight(const struct jobs_text *text, struct store *store,
		     const char (*documents)[MARK_ID + 1], size_t count,
		     struct sighting_list *out)
{
	struct buffer home = BUFFER_INIT;
	struct identity_text known;

	folders_home(&home);
	known = known_text(text, &home);
	identity_sight(store, &known, buffer_string(&text->title), documents,
		       count, out);
	buffer_release(&home);
}

void jobs_text_know(struct jobs_text *text, struct store *store,
		    struct sighting_list *out)
{
	struct identity_found *found = &text->found;

	if (found->count && !text->is_other)
		return;
	found->documents =
		memory_resize(found->documents, 1, sizeof(*found->documents));
	store_new_id(found->documents[0]);
	found->count = 1;
	jobs_text_sight(text, store,
			(const char(*)[MARK_ID + 1]) found->documents, 1, out);
}
