/* SPDX-License-Identifier: ISC */
/* Drive a source through its parser, a piece at a time, into a document. */
#include "document/load.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/guard.h"
#include "document/pieces.h"
#include "document/source/pace.h"
#include "document/worker.h"

enum { PREVIEW = 8 * 1024 }; /* bytes of source in a preview, about */

struct load {
	struct source *source;
	enum source_from from;
	size_t window;
	struct document *document;
	struct document *tail; /* of its source; NULL: not known */
	struct pieces *pieces; /* of the snapshot, */
	struct worker *worker; /* if not this; neither once all is through */
	bool apart;	       /* a worker is wanted */
	bool preview;	       /* the document is one */
	bool busy;	       /* the worker had nothing to say */
	struct guard guard;    /* what killed workers */
	struct guard *own;     /* of this process; or NULL */
	bool died;	       /* one did, and nothing helps */
	bool astray;	       /* this one said what comes later, or died */
	bool taken;	       /* the document is the caller's */
	bool through;	       /* all of the snapshot is in */
	uint64_t position;     /* of the parser, as far as is known */
	struct error failure;  /* what a worker said; or "" */
	struct pace pace;
	bool paused;  /* the source knows that nothing comes just now */
	bool hurried; /* the reader waits for more */
};

/* --- Parsers ---------------------------------------------------------------
 */

static void open_parser(struct load *load)
{
	enum document_kind kind = source_kind(load->source, load->from);
	bool preview = source_size(load->source) > LOAD_PREVIEWED;

	load->document = document_new(kind);
	load->position = 0;
	if (load->apart)
		load->worker = worker_open(&(struct worker_order){
			.source = load->source,
			.kind = kind,
			.window = load->window,
			.preview = preview ? PREVIEW : 0,
			.tail = LOAD_TAIL,
			.guard = &load->guard,
		});
	load->preview = load->worker && preview;
	if (!load->worker)
		load->pieces = pieces_open(load->source, load->from,
					   load->window, load->own);
}

static void stop_parser(struct load *load)
{
	pieces_free(load->pieces);
	worker_free(load->worker);
	load->pieces = NULL;
	load->worker = NULL;
	load->busy = false;
	load->astray = false;
	load->preview = false;
}

static void drop_document(struct load *load)
{
	if (!load->taken)
		document_free(load->document);
	load->document = NULL;
	load->taken = false;
}

/* Parses the snapshot that the source has now, from its start. */
static enum load_result start_over(struct load *load)
{
	stop_parser(load);
	drop_document(load);
	open_parser(load);
	load->through = false;
	return LOAD_AGAIN;
}

static struct load *open_load(struct source *source, enum source_from from,
			      size_t window, bool apart, struct guard *guard)
{
	struct load *load = memory_alloc_zeroed(1, sizeof(*load));

	load->source = source;
	load->from = from;
	load->window = window;
	load->apart = apart;
	load->own = guard;
	pace_init(&load->pace, clock_ms());
	open_parser(load);
	return load;
}

struct load *load_open(struct source *source, enum source_from from,
		       size_t window, struct guard *guard)
{
	return open_load(source, from, window, false, guard);
}

struct load *load_open_apart(struct source *source, enum source_from from,
			     size_t window)
{
	return open_load(source, from, window, true, NULL);
}

void load_free(struct load *load)
{
	if (load)
		source_free(load_close(load));
}

struct source *load_close(struct load *load)
{
	struct source *source = load->source;

	stop_parser(load);
	drop_document(load);
	document_free(load->tail);
	free(load);
	return source;
}

/* --- Steps -----------------------------------------------------------------
 */

/* What the parser said was wrong, or a preview; it goes on with what is right,
 * or a larger preview. */
static enum load_result begin_generation(struct load *load, bool preview)
{
	enum document_kind kind = (enum document_kind)load->document->kind;

	drop_document(load);
	load->document = document_new(kind);
	load->position = 0;
	load->preview = preview;
	return LOAD_AGAIN;
}

/* All of the snapshot is in the document. */
static enum load_result finish(struct load *load)
{
	stop_parser(load);
	load->through = true;
	if (!source_is_whole(load->source))
		return LOAD_WAIT;
	load->document->complete = true;
	load->document->repaired += source_replaced(load->source);
	return LOAD_DONE;
}

/* A piece of the snapshot. */
static enum load_result step_here(struct load *load)
{
	int64_t start = clock_ms();
	struct document *piece =
		document_new((enum document_kind)load->document->kind);
	enum pieces_result result = pieces_next(load->pieces, piece);

	if (result != PIECES_AGAIN && !document_append(load->document, piece))
		result = PIECES_DONE;
	document_free(piece);
	load->position = pieces_position(load->pieces);
	pace_work(&load->pace, clock_ms() - start);
	if (result == PIECES_AGAIN)
		return begin_generation(load, false);
	return result == PIECES_DONE ? finish(load) : LOAD_MORE;
}

/* What killed the parser does not keep the text from being read: another one is
 * kept from it, or there is none. */
static enum load_result go_on_without(struct load *load)
{
	load->guard.at = worker_at(load->worker);
	if (guard_refuse(&load->guard))
		return start_over(load);
	load->died = true;
	load->apart = false;
	load->from = SOURCE_AS_PLAIN;
	return start_over(load);
}

static void keep_tail(struct load *load, const struct document *piece)
{
	/* It was known, and shown perhaps, before a child died. */
	if (load->tail)
		return;
	load->tail = document_new((enum document_kind)load->document->kind);
	document_append(load->tail, piece);
	/* These tell of the text's start, which is not here. */
	load->tail->title_block = DOCUMENT_NONE;
	load->tail->body_block = DOCUMENT_NONE;
}

/* The same from the worker. */
static enum load_result step_apart(struct load *load)
{
	struct worker_message said = { .piece = NULL };
	enum worker_news news = WORKER_DEAD;

	if (!load->astray)
		news = worker_take(load->worker, &said);
	load->busy = news == WORKER_NOTHING;
	switch (news) {
	case WORKER_NOTHING:
		return LOAD_BUSY;
	case WORKER_PIECE:
		load->position = said.position;
		if (!document_append(load->document, said.piece))
			return finish(load);
		return LOAD_MORE;
	case WORKER_TAIL:
		keep_tail(load, said.piece);
		return LOAD_MORE;
	case WORKER_LARGER:
	case WORKER_AGAIN:
		return begin_generation(load, news == WORKER_LARGER);
	case WORKER_DONE:
		if (said.failure)
			error_set(&load->failure, "%s", said.failure);
		pace_work(&load->pace, said.worked_ms);
		return finish(load);
	case WORKER_DEAD:
		break;
	}
	return go_on_without(load);
}

/* A new snapshot, once there is one and it is worth it. */
static enum load_result wait_for_more(struct load *load)
{
	int64_t now = clock_ms();

	if (!load->paused && now >= pace_pause(&load->pace)) {
		source_pause(load->source);
		load->paused = true;
	}
	if (source_fd(load->source) >= 0) {
		if (now < pace_due(&load->pace, load->hurried))
			return LOAD_WAIT;
		if (!source_has_news(load->source)) {
			if (load->paused)
				pace_begin(&load->pace);
			return LOAD_WAIT;
		}
	}
	source_take_snapshot(load->source);
	document_free(load->tail);
	load->tail = NULL;
	pace_begin(&load->pace);
	return start_over(load);
}

enum load_result load_step(struct load *load)
{
	enum load_result result;

	if (load->document->complete)
		return LOAD_DONE;
	if (load->through)
		return wait_for_more(load);
	result = load->worker ? step_apart(load) : step_here(load);
	if (load->through)
		pace_finish(&load->pace, clock_ms());
	return result;
}

int load_worker_fd(const struct load *load)
{
	return load->worker ? worker_fd(load->worker) : -1;
}

pid_t load_worker_pid(const struct load *load)
{
	return load->worker ? worker_pid(load->worker) : -1;
}

void load_await(struct load *load, int ms)
{
	if (load->worker)
		worker_await(load->worker, ms);
}

bool load_is_preview(const struct load *load)
{
	return load->preview;
}

/* --- A source that is still coming -----------------------------------------
 */

int load_fd(const struct load *load)
{
	return source_fd(load->source);
}

void load_advance(struct load *load)
{
	if (!source_advance(load->source))
		return;
	load->paused = false;
	pace_come(&load->pace, clock_ms());
}

int load_wait_ms(const struct load *load)
{
	int64_t next = pace_due(&load->pace, load->hurried);
	int64_t now = clock_ms();

	if (load->busy)
		return -1;
	if (!load->through || load_fd(load) < 0)
		return 0;
	/* What is due may have to wait for the pause that decides. */
	if (!load->paused && (next <= now || pace_pause(&load->pace) < next))
		next = pace_pause(&load->pace);
	if (next == PACE_NEVER)
		return -1;
	return next > now ? (int)(next - now) : 0;
}

void load_hurry(struct load *load, bool hurried)
{
	load->hurried = hurried;
}

/* --- What is known ---------------------------------------------------------
 */

bool load_trouble(struct load *load, struct error *error)
{
	if (source_failed(load->source, error))
		return true;
	if (*load->failure.sentence) {
		*error = load->failure;
		return true;
	}
	if (load->died) {
		error_set(error,
			  "%s: the process that reads it came to an unexpected "
			  "end, so it is shown as plain text",
			  source_name(load->source));
		return true;
	}
	if (guard_trouble(&load->guard, source_name(load->source), error))
		return true;
	if (document_trouble(load->document, source_name(load->source), error))
		return true;
	return source_is_doubtful(load->source, error);
}

struct source *load_source(struct load *load)
{
	return load->source;
}

struct document *load_document(struct load *load)
{
	return load->document;
}

struct document *load_take(struct load *load)
{
	load->taken = true;
	return load->document;
}

void load_progress(const struct load *load, uint64_t *done, uint64_t *all)
{
	const struct document *document = load->document;

	*all = source_size(load->source);
	if (document->complete)
		*done = *all;
	else
		*done = load->position;
	if (*done > *all)
		*done = *all;
}

/* Until the preview is through nothing comes that makes another document. */
const struct document *load_tail(struct load *load)
{
	struct worker_message said;

	while (load->preview && !load->tail && !load->astray) {
		worker_await(load->worker, -1);
		switch (worker_take(load->worker, &said)) {
		case WORKER_NOTHING:
			break;
		case WORKER_PIECE:
			document_append(load->document, said.piece);
			break;
		case WORKER_TAIL:
			keep_tail(load, said.piece);
			break;
		case WORKER_LARGER:
		case WORKER_AGAIN:
		case WORKER_DONE:
		case WORKER_DEAD:
			load->astray = true;
			break;
		}
	}
	return load->tail && load->tail->text.len ? load->tail : NULL;
}

/* --- At once ---------------------------------------------------------------
 */

struct document *load_all(struct source *source, enum source_from from,
			  size_t window, struct error *error)
{
	struct document *document = NULL;
	struct load *load;

	source_finish(source);
	load = load_open(source, from, window, NULL);
	while (load_step(load) != LOAD_DONE)
		;
	if (!source_failed(source, error))
		document = load_take(load);
	load_free(load);
	return document;
}
