/* SPDX-License-Identifier: ISC */
/* Take in marks from other programs' files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "base/memory.h"
#include "jobs/jobs.h"
#include "jobs/text.h"
#include "marks/exchange.h"
#include "marks/exchange/incoming.h"
#include "marks/store.h"

/* What becomes of what a file has. */
struct import {
	const struct jobs *jobs;
	struct exchange exchange;
	struct jobs_text text; /* of the document named; else all zero */
	bool named;
	struct mark_list marks;		/* to be kept … */
	struct sighting_list sightings; /* … and these */
	struct buffer news;		/* our own records, as they stand … */
	size_t news_count; /* … which are kept instead of marks */
	size_t highlights;
	size_t bookmarks;
	size_t notes;
	size_t fresh;
	size_t changed;
	size_t known;
	size_t deleted; /* here, and stay so */
	size_t placed;	/* in the document named … */
	size_t doubtful;
	size_t lost;
};

/* --- Reading ----------------------------------------------------------------
 */

static bool read_input(struct buffer *bytes, struct error *error)
{
	char some[16 * 1024];
	size_t got;

	while ((got = fread(some, 1, sizeof(some), stdin)) > 0) {
		buffer_append(bytes, some, got);
		if (bytes->len > EXCHANGE_FILE)
			return error_set(error, "standard input is too large "
						"to be imported");
	}
	return !ferror(stdin) ||
	       error_set(error, "standard input could not be read");
}

static bool read_file(const struct jobs *jobs, struct exchange *exchange,
		      struct error *error)
{
	struct buffer bytes = BUFFER_INIT;
	struct error why;
	bool done;

	if (strcmp(jobs->import, "-") == 0)
		done = read_input(&bytes, error);
	else
		done = files_read(jobs->import, EXCHANGE_FILE, &bytes, error);
	if (done &&
	    !exchange_read(exchange, NULL,
			   (struct span){ buffer_string(&bytes), bytes.len },
			   &why))
		done = error_set(error, "%.400s: %.500s", jobs->import,
				 why.sentence);
	buffer_release(&bytes);
	return done;
}

/* --- Whose they are ----------------------------------------------------------
 */

/* The document of ours that one of the file is: by its ID, by its text's
 * fingerprint, by where it is and what it is called. */
static bool find_known(struct store *store,
		       const struct exchange_document *document,
		       char id[MARK_ID + 1])
{
	struct sighting_list list = { 0 };
	const char *title = buffer_string(&document->title);
	bool found = false;

	if (*document->id)
		store_sightings_of(store, document->id, &list);
	if (!list.count && *document->fingerprint)
		store_sightings(store, NULL, document->fingerprint, &list);
	if (list.count) {
		memcpy(id, list.sightings[0].document, MARK_ID + 1);
		found = true;
	} else if (document->path.len) {
		store_sightings(store, document->path.data, NULL, &list);
		for (size_t i = 0; i < list.count && !found; i++) {
			found = strcmp(buffer_string(&list.sightings[i].title),
				       title) == 0;
			if (found)
				memcpy(id, list.sightings[i].document,
				       MARK_ID + 1);
		}
	}
	sighting_list_release(&list);
	return found;
}

/* A document of its own, whose text may come later; the same ID whenever it is
 * imported. */
static void make_document(struct import *import,
			  const struct exchange_document *document,
			  char id[MARK_ID + 1])
{
	struct sighting_list there = { 0 };
	struct sighting *sighting;
	struct buffer name = BUFFER_INIT;

	if (*document->id) {
		memcpy(id, document->id, MARK_ID + 1);
	} else {
		buffer_append_format(&name, "document\n%s\n%s",
				     buffer_string(&document->title),
				     buffer_string(&document->author));
		incoming_make_uuid(name.data, name.len, id);
		buffer_release(&name);
	}
	store_sightings_of(import->jobs->store, id, &there);
	if (!there.count) {
		sighting = sighting_list_add(&import->sightings);
		memcpy(sighting->id, id, MARK_ID + 1);
		memcpy(sighting->document, id, MARK_ID + 1);
		buffer_append(&sighting->title, document->title.data,
			      document->title.len);
		memcpy(sighting->fingerprint, document->fingerprint,
		       sizeof(sighting->fingerprint));
	}
	sighting_list_release(&there);
}

/* --- What is new -------------------------------------------------------------
 */

static bool same_buffer(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len &&
	       (!a->len || !memcmp(a->data, b->data, a->len));
}

static bool same_content(const struct mark *a, const struct mark *b)
{
	return a->color == b->color && a->kind == b->kind &&
	       same_buffer(&a->note, &b->note) &&
	       same_buffer(&a->tags, &b->tags);
}

/* A mark that is there already changes only if it was changed in the file
 * later than here. */
static bool update(const struct mark *incoming, struct mark *known)
{
	if (same_content(incoming, known) ||
	    incoming->changed_ms <= known->changed_ms)
		return false;
	known->color = incoming->color;
	mark_set_note(known, buffer_string(&incoming->note),
		      incoming->note.len);
	buffer_clear(&known->tags);
	buffer_append(&known->tags, incoming->tags.data, incoming->tags.len);
	return true;
}

static void take_mark(struct import *import, const struct mark *incoming,
		      const char *document, int64_t now_ms)
{
	struct mark known;
	struct mark *mark;

	import->highlights += incoming->kind == MARK_HIGHLIGHT;
	import->bookmarks += incoming->kind == MARK_BOOKMARK;
	import->notes += incoming->note.len > 0;
	mark_init(&known);
	if (!store_mark(import->jobs->store, incoming->id, &known)) {
		mark = mark_list_add(&import->marks);
		mark_copy(mark, incoming);
		memcpy(mark->document, document, MARK_ID + 1);
		if (!mark->created_ms)
			mark->created_ms = now_ms;
		import->fresh++;
	} else if (known.deleted) {
		import->deleted++;
	} else if (update(incoming, &known)) {
		mark_copy(mark_list_add(&import->marks), &known);
		import->changed++;
	} else {
		import->known++;
	}
	mark_release(&known);
}

static void copy_buffer(struct buffer *to, const struct buffer *from)
{
	buffer_clear(to);
	buffer_append(to, buffer_string(from), from->len);
}

/* Fills in what the file did not say of where a mark is, as a mark made here
 * has it; the quote stays. */
static void complete_selector(struct mark *mark,
			      const struct placed_mark *placed,
			      const struct jobs_text *text)
{
	struct selector *selector = &mark->original;
	struct selector here = { 0 };

	anchor_init(&here.anchor);
	marks_capture(&here, mark->kind, text->document, text->fingerprint,
		      placed->off, placed->end);
	if (!selector->anchor.prefix.len && !selector->anchor.suffix.len) {
		copy_buffer(&selector->anchor.prefix, &here.anchor.prefix);
		copy_buffer(&selector->anchor.suffix, &here.anchor.suffix);
	}
	selector->anchor.ordinal = here.anchor.ordinal;
	selector->anchor.total = here.anchor.total;
	selector->start = here.start;
	selector->end = here.end;
	selector->len = here.len;
	selector->norm = here.norm;
	memcpy(selector->fingerprint, here.fingerprint,
	       sizeof(selector->fingerprint));
	if (!mark->head.len)
		marks_capture_head(&mark->head, text->document, placed->off);
	anchor_release(&here.anchor);
}

/* Looks for what is new in the document that was named. */
static void place_marks(struct import *import)
{
	struct jobs_text *text = &import->text;
	struct marks marks = { 0 };
	struct mark_list copy = { 0 };

	for (size_t i = 0; i < import->marks.count; i++)
		mark_copy(mark_list_add(&copy), &import->marks.marks[i]);
	marks_set(&marks, &copy);
	while (marks_step(&marks, text->document, text->fingerprint, 0, 0,
			  1000))
		;
	for (size_t i = 0; i < import->marks.count; i++) {
		struct mark *mark = &import->marks.marks[i];
		size_t number = marks_find(&marks, mark->id);
		const struct placed_mark *placed = &marks.items[number];

		if (placed->state == MARK_LOST) {
			import->lost++;
			continue;
		}
		if (placed->state == MARK_PLACED)
			import->placed++;
		else
			import->doubtful++;
		if (placed->state == MARK_PLACED && !mark->original.len)
			complete_selector(mark, placed, text);
	}
	mark_list_release(&copy);
	marks_release(&marks);
}

static void take_document(struct import *import,
			  const struct exchange_document *document)
{
	char id[MARK_ID + 1];

	if (import->exchange.records.len) {
		memcpy(id, document->id, sizeof(id));
	} else if (import->named) {
		jobs_text_know(&import->text, import->jobs->store,
			       &import->sightings);
		memcpy(id, import->text.found.documents[0], sizeof(id));
	} else if (!find_known(import->jobs->store, document, id)) {
		make_document(import, document, id);
	}
	for (size_t i = 0; i < document->marks.count; i++)
		take_mark(import, &document->marks.marks[i], id,
			  import->exchange.now_ms);
}

/* --- Keeping -----------------------------------------------------------------
 */

static void append_count(struct buffer *out, size_t count, const char *what)
{
	if (count)
		buffer_append_format(out, "%s%zu %s", out->len ? ", " : "",
				     count, what);
}

/* What would be done, before it is. */
static void say_counts(const struct import *import)
{
	const struct jobs *jobs = import->jobs;
	struct buffer text = BUFFER_INIT;
	struct error error;

	append_count(&text, import->highlights,
		     import->highlights == 1 ? "highlight" : "highlights");
	append_count(&text, import->bookmarks,
		     import->bookmarks == 1 ? "bookmark" : "bookmarks");
	append_count(&text, import->notes, "with a note");
	if (!text.len)
		buffer_append_string(&text, "no marks");
	append_count(&text, import->fresh, "new");
	append_count(&text, import->changed, "changed");
	append_count(&text, import->known, "here already");
	append_count(&text, import->deleted, "deleted here");
	append_count(&text, import->exchange.duplicates,
		     "left out as parts of others");
	append_count(&text, import->exchange.unusable, "unusable");
	append_count(&text, import->placed, "found in the text");
	append_count(&text, import->doubtful, "found, but doubtful");
	append_count(&text, import->lost, "not found in the text");
	error_set(&error, "%s: %zu document%s; %s", jobs->import,
		  import->exchange.count,
		  import->exchange.count == 1 ? "" : "s", text.data);
	jobs->complain(error.sentence);
	buffer_release(&text);
}

/* Whether to go on: --yes, or the answer of who sits at the terminal. */
static bool is_wanted(const struct jobs *jobs)
{
	int key;

	if (jobs->yes)
		return true;
	if (strcmp(jobs->import, "-") == 0 || !isatty(STDIN_FILENO) ||
	    !isatty(STDERR_FILENO)) {
		jobs->complain("nothing was written; --yes imports this");
		return false;
	}
	fputs("Import this? [y/N] ", stderr);
	key = getchar();
	return key == 'y' || key == 'Y';
}

static bool keep(struct import *import, struct error *error)
{
	struct store_batch batch = {
		.marks = import->marks.marks,
		.mark_count = import->marks.count,
		.sightings = import->sightings.sightings,
		.sighting_count = import->sightings.count,
	};

	if (import->exchange.records.len)
		batch.mark_count = 0;
	if (!batch.mark_count && !(import->news_count && batch.sighting_count))
		return true;
	return store_put(import->jobs->store, &batch, error);
}

/* Keeps records as they stand; the text that was named is that of theirs. */
static bool keep_records(struct import *import, struct error *error)
{
	const struct exchange *exchange = &import->exchange;
	struct store *store = import->jobs->store;
	char(*documents)[MARK_ID + 1] =
		memory_alloc_zeroed(exchange->count + 1, sizeof(*documents));
	struct span news = { buffer_string(&import->news), import->news.len };
	size_t added, count = 0;
	bool done = store_put_lines(store, news, &added, error);

	for (size_t i = 0; i < exchange->count; i++)
		if (*exchange->documents[i].id)
			memcpy(documents[count++], exchange->documents[i].id,
			       sizeof(*documents));
	if (done && import->named && count)
		jobs_text_sight(&import->text, store,
				(const char(*)[MARK_ID + 1]) documents, count,
				&import->sightings);
	free(documents);
	return done && keep(import, error);
}

static int import_marks(struct import *import, struct error *error)
{
	const struct jobs *jobs = import->jobs;
	struct exchange *exchange = &import->exchange;
	bool is_native;

	if (!read_file(jobs, exchange, error))
		return EXIT_FAILURE;
	import->named = jobs->file_count > 0;
	if (import->named &&
	    !jobs_text_open(&import->text, jobs, jobs->files[0], error))
		return EXIT_FAILURE;
	import->news_count =
		store_news(jobs->store,
			   (struct span){ buffer_string(&exchange->records),
					  exchange->records.len },
			   &import->news);
	for (size_t i = 0; i < exchange->count; i++)
		take_document(import, &exchange->documents[i]);
	if (import->named)
		place_marks(import);
	say_counts(import);
	*error->sentence = '\0';
	is_native = exchange->records.len > 0;
	if (is_native ? !import->news_count : !import->marks.count)
		return EXIT_SUCCESS;
	if (!is_wanted(jobs) ||
	    !(is_native ? keep_records(import, error) : keep(import, error)))
		return EXIT_FAILURE;
	if (import->named)
		jobs_text_snap(&import->text, jobs);
	return EXIT_SUCCESS;
}

int jobs_import(const struct jobs *jobs)
{
	struct import import = { .jobs = jobs };
	struct error error;
	int status;

	store_read(jobs->store);
	jobs_exchange_init(&import.exchange);
	status = import_marks(&import, &error);
	if (status != EXIT_SUCCESS && *error.sentence)
		jobs->complain(error.sentence);
	jobs_text_release(&import.text);
	exchange_release(&import.exchange);
	mark_list_release(&import.marks);
	sighting_list_release(&import.sightings);
	buffer_release(&import.news);
	return status;
}
