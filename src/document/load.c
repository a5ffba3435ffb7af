/* SPDX-License-Identifier: ISC */
/* Drive a source through its parser, a piece at a time, into a document. */
#include "document/load.h"

#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/markdown.h"
#include "document/plaintext.h"
#include "document/source/addresses.h"
#include "document/source/pace.h"

struct load {
	struct source *source;
	enum source_from from;
	size_t window;
	struct document *document;
	struct markdown *markdown;   /* one of these two, */
	struct plaintext *plaintext; /* as the document's kind is */
	struct addresses *addresses; /* of a plain text's links, or NULL */
	bool taken;		     /* the document is the caller's */
	bool begun;		     /* the front matter is in */
	bool through;		     /* all of the snapshot is in */
	struct pace pace;
	bool paused;  /* the source knows that nothing comes just now */
	bool hurried; /* the reader waits for more */
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void open_parser(struct load *load)
{
	enum document_kind kind = source_kind(load->source, load->from);

	load->document = document_new(kind);
	if (kind == DOCUMENT_MARKDOWN)
		load->markdown = markdown_open(load->source, load->window);
	else
		load->plaintext = plaintext_open(load->source, load->window);
	if (load->plaintext)
		load->addresses = addresses_open(load->source);
}

static void close_parser(struct load *load)
{
	if (!load->taken)
		document_free(load->document);
	markdown_free(load->markdown);
	plaintext_free(load->plaintext);
	addresses_free(load->addresses);
	load->addresses = NULL;
	load->markdown = NULL;
	load->plaintext = NULL;
	load->taken = false;
	load->begun = false;
	load->through = false;
}

struct load *load_open(struct source *source, enum source_from from,
		       size_t window)
{
	struct load *load = memory_alloc_zeroed(1, sizeof(*load));

	load->source = source;
	load->from = from;
	load->window = window;
	pace_init(&load->pace, now_ms());
	open_parser(load);
	return load;
}

void load_free(struct load *load)
{
	if (!load)
		return;
	close_parser(load);
	source_free(load->source);
	free(load);
}

static void start_anew(struct load *load)
{
	enum document_kind kind = load->document->kind;

	if (!load->taken)
		document_free(load->document);
	load->document = document_new(kind);
	load->taken = false;
	load->begun = false;
}

static enum markdown_result next_piece(struct load *load,
				       struct document *piece)
{
	if (!load->begun)
		source_metadata(load->source, piece);
	load->begun = true;
	if (load->markdown)
		return markdown_step(load->markdown, piece);
	if (!plaintext_step(load->plaintext, piece))
		return MARKDOWN_DONE;
	if (load->addresses)
		addresses_resolve(load->addresses, piece);
	return MARKDOWN_PIECE;
}

/* A piece of the snapshot. */
static enum load_result add_piece(struct load *load)
{
	struct document *piece = document_new(load->document->kind);
	enum markdown_result result = next_piece(load, piece);

	/* With the front matter even an empty piece says something. */
	if (result != MARKDOWN_AGAIN && !document_append(load->document, piece))
		result = MARKDOWN_DONE;
	document_free(piece);
	if (result == MARKDOWN_AGAIN) {
		start_anew(load);
		return LOAD_AGAIN;
	}
	if (result != MARKDOWN_DONE)
		return LOAD_MORE;
	load->through = true;
	if (!source_is_whole(load->source))
		return LOAD_WAIT;
	load->document->complete = true;
	load->document->repaired += source_replaced(load->source);
	return LOAD_DONE;
}

/* A new snapshot, once there is one and it is worth it. */
static enum load_result wait_for_more(struct load *load)
{
	int64_t now = now_ms();

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
	close_parser(load);
	open_parser(load);
	pace_begin(&load->pace);
	return LOAD_AGAIN;
}

enum load_result load_step(struct load *load)
{
	int64_t start = now_ms();
	enum load_result result;

	if (load->document->complete)
		return LOAD_DONE;
	if (load->through)
		return wait_for_more(load);
	result = add_piece(load);
	pace_work(&load->pace, now_ms() - start);
	if (load->through)
		pace_finish(&load->pace, now_ms());
	return result;
}

int load_fd(const struct load *load)
{
	return source_fd(load->source);
}

void load_advance(struct load *load)
{
	if (!source_advance(load->source))
		return;
	load->paused = false;
	pace_come(&load->pace, now_ms());
}

int load_wait_ms(const struct load *load)
{
	int64_t next = pace_due(&load->pace, load->hurried);
	int64_t now = now_ms();

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

bool load_trouble(struct load *load, struct error *error)
{
	return source_failed(load->source, error) ||
	       source_is_doubtful(load->source, error);
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
	else if (load->markdown)
		*done = markdown_position(load->markdown);
	else /* A plain text's bytes are nearly all text. */
		*done = document->text.len;
	if (*done > *all)
		*done = *all;
}

struct document *load_all(struct source *source, enum source_from from,
			  size_t window, struct error *error)
{
	struct document *document = NULL;
	struct load *load;

	source_finish(source);
	load = load_open(source, from, window);
	while (load_step(load) != LOAD_DONE)
		;
	if (!source_failed(source, error))
		document = load_take(load);
	load_free(load);
	return document;
}
