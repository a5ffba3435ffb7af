/* SPDX-License-Identifier: ISC */
/* Parse a source in a child process, and take what it finds. */
#include "document/worker.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/guard.h"
#include "document/pieces.h"
#include "document/source.h"
#include "document/wire.h"

enum {
	/* A preview is enough with so many rows of so many columns: more than
	 * any screen has. */
	PREVIEW_ROWS = 150,
	PREVIEW_COLUMNS = 80,
	PREVIEW_MAX = 1024 * 1024, /* bytes of source, whatever they make */
	/* A larger one, for a sidebar: so many headings fill any, */
	CONTENTS_HEADINGS = 100,
	CONTENTS_MAX = 256 * 1024, /* and it is parsed in some milliseconds */
	CONTENTS_WINDOW = 32 * 1024,
	READ_AHEAD = 64 * 1024, /* room for what was only announced */
};

/* No piece is longer. */
#define MESSAGE_MAX (8 * DOCUMENT_TEXT_MAX)

/* Before each message; behind it stand len bytes: a piece by wire_write(), or
 * a sentence. */
struct head {
	uint32_t news; /* enum worker_news */
	uint32_t worked_ms;
	uint64_t position;
	uint64_t len;
};

/* --- The child -------------------------------------------------------------
 */

/* What the child says. */
struct speech {
	int out;
	struct buffer bytes; /* not yet said */
};

static uint32_t worked_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (uint32_t)(time.tv_sec * 1000 + time.tv_nsec / 1000000);
}

/* Adds a message; its len is set when what stands behind it is there. */
static size_t begin_message(struct speech *speech, enum worker_news news,
			    uint64_t position)
{
	struct head head = {
		.news = news,
		.worked_ms = worked_ms(),
		.position = position,
	};
	size_t start = speech->bytes.len;

	buffer_append(&speech->bytes, (const char *)&head, sizeof(head));
	return start;
}

static void end_message(struct speech *speech, size_t start)
{
	uint64_t len = speech->bytes.len - start - sizeof(struct head);

	memcpy(speech->bytes.data + start + offsetof(struct head, len), &len,
	       sizeof(len));
}

static void add_piece(struct speech *speech, enum worker_news news,
		      uint64_t position, const struct document *piece)
{
	size_t start = begin_message(speech, news, position);

	wire_write(&speech->bytes, piece);
	end_message(speech, start);
}

static void add_sentence(struct speech *speech, enum worker_news news,
			 const char *sentence)
{
	size_t start = begin_message(speech, news, 0);

	buffer_append_string(&speech->bytes, sentence);
	end_message(speech, start);
}

/* Says all; where nobody listens any more the child is of no use. */
static void speak(struct speech *speech)
{
	const struct buffer *bytes = &speech->bytes;
	size_t said = 0;

	while (said < bytes->len) {
		ssize_t put = write(speech->out, bytes->data + said,
				    bytes->len - said);

		if (put < 0 && errno != EINTR)
			_exit(EXIT_FAILURE);
		if (put > 0)
			said += (size_t)put;
	}
	buffer_clear(&speech->bytes);
}

/* About how many rows a piece takes on a screen. */
static size_t count_rows(const struct document *piece)
{
	size_t rows = 0;

	for (size_t i = 0; i < piece->block_count; i++)
		rows += 1 + (piece->blocks[i].end - piece->blocks[i].off) /
				    PREVIEW_COLUMNS;
	return rows;
}

/* Adds the pieces of a source's head; returns how many rows they take. */
static size_t add_head(struct speech *speech, struct source *source,
		       enum document_kind kind, size_t bytes)
{
	struct pieces *pieces = pieces_open_head(source, kind, bytes, bytes);
	enum pieces_result result;
	size_t rows = 0;

	do {
		struct document *piece = document_new(kind);

		result = pieces_next(pieces, piece);
		if (result == PIECES_AGAIN) {
			buffer_clear(&speech->bytes);
			rows = 0;
		} else {
			add_piece(speech, WORKER_PIECE, pieces_position(pieces),
				  piece);
			rows += count_rows(piece);
		}
		document_free(piece);
	} while (result != PIECES_DONE);
	pieces_free(pieces);
	return rows;
}

/* Returns of how many bytes it was made. */
static size_t preview(struct speech *speech, const struct worker_order *order)
{
	size_t bytes = order->preview;

	for (;; bytes *= 2) {
		size_t rows =
			add_head(speech, order->source, order->kind, bytes);

		if (rows >= PREVIEW_ROWS || bytes >= PREVIEW_MAX ||
		    bytes >= source_size(order->source))
			break;
		buffer_clear(&speech->bytes);
	}
	speak(speech);
	return bytes;
}

/* One document of what the pieces (freed then) are, until it has so many
 * headings (0: all of them). Returns owned. */
static struct document *gather(struct pieces *pieces, enum document_kind kind,
			       size_t headings)
{
	struct document *document = document_new(kind);
	enum pieces_result result;

	do {
		struct document *piece = document_new(kind);

		result = pieces_next(pieces, piece);
		if (result == PIECES_AGAIN) {
			document_free(document);
			document = document_new(kind);
		} else {
			document_append(document, piece);
		}
		document_free(piece);
	} while (result != PIECES_DONE &&
		 (!headings || document->heading_count < headings));
	pieces_free(pieces);
	return document;
}

/* The end of the source, parsed before anybody asks for it; an empty document
 * where that is refused. */
static void say_tail(struct speech *speech, const struct worker_order *order,
		     struct guard *guard)
{
	struct document *tail;

	if (guard_enter(guard, GUARD_TAIL, 0, order->tail))
		tail = gather(pieces_open_tail(order->source, order->kind,
					       order->tail),
			      order->kind, 0);
	else
		tail = document_new(order->kind);
	add_piece(speech, WORKER_TAIL, 0, tail);
	document_free(tail);
	speak(speech);
}

/* A preview with headings enough for a sidebar. */
static void say_contents(struct speech *speech,
			 const struct worker_order *order)
{
	struct document *head =
		gather(pieces_open_head(order->source, order->kind,
					CONTENTS_MAX, CONTENTS_WINDOW),
		       order->kind, CONTENTS_HEADINGS);

	add_sentence(speech, WORKER_LARGER, "");
	add_piece(speech, WORKER_PIECE, 0, head);
	document_free(head);
	speak(speech);
}

static void say_previews(struct speech *speech,
			 const struct worker_order *order, struct guard *guard)
{
	bool larger = false;

	if (guard_enter(guard, GUARD_PREVIEW, 0, PREVIEW_MAX))
		larger = preview(speech, order) < CONTENTS_MAX;
	say_tail(speech, order, guard);
	if (larger && guard_enter(guard, GUARD_PREVIEW, 0, CONTENTS_MAX))
		say_contents(speech, order);
	guard_leave(guard);
	add_sentence(speech, WORKER_AGAIN, "");
	speak(speech);
}

/* What the child is given. */
struct duty {
	const struct worker_order *order;
	struct guard *guard;
};

/* All that the child does. */
static void parse(void *context, int out)
{
	const struct duty *duty = context;
	const struct worker_order *order = duty->order;
	struct guard *guard =
		order->kind == DOCUMENT_MARKDOWN ? duty->guard : NULL;
	struct speech speech = { .out = out, .bytes = BUFFER_INIT };
	struct error error = { .sentence = "" };
	struct pieces *pieces;
	enum pieces_result result;

	if (order->preview)
		say_previews(&speech, order, guard);
	pieces = pieces_open(order->source,
			     order->kind == DOCUMENT_MARKDOWN
				     ? SOURCE_AS_MARKDOWN
				     : SOURCE_AS_PLAIN,
			     order->window, guard);
	pieces_hasten(pieces);
	do {
		struct document *piece = document_new(order->kind);

		result = pieces_next(pieces, piece);
		if (result == PIECES_AGAIN)
			add_sentence(&speech, WORKER_AGAIN, "");
		else
			add_piece(&speech, WORKER_PIECE,
				  pieces_position(pieces), piece);
		document_free(piece);
		speak(&speech);
	} while (result != PIECES_DONE);
	pieces_free(pieces);
	source_failed(order->source, &error);
	add_sentence(&speech, WORKER_DONE, error.sentence);
	speak(&speech);
	buffer_release(&speech.bytes);
}

/* --- The parent ------------------------------------------------------------
 */

struct worker {
	struct apart apart;
	struct guard *guard; /* the child's memory, too */
	enum document_kind kind;
	bool dead;	       /* or done */
	bool taken;	       /* the message was */
	struct head head;      /* of the message that is coming */
	size_t head_len;       /* bytes of it that are there */
	struct buffer body;    /* what is there of that which is behind it */
	struct document piece; /* in the body */
};

/* Memory that the child has, too; NULL if there can be none. */
static struct guard *open_guard(const struct guard *like)
{
	struct guard *guard = apart_share(sizeof(*guard));

	if (!guard)
		return NULL;
	if (like)
		*guard = *like;
	guard->timed = true;
	return guard;
}

struct worker *worker_open(const struct worker_order *order)
{
	struct worker *worker = memory_alloc_zeroed(1, sizeof(*worker));
	struct duty duty = { order, open_guard(order->guard) };

	worker->kind = order->kind;
	worker->guard = duty.guard;
	if (duty.guard &&
	    apart_start(&worker->apart, source_file_fd(order->source), parse,
			&duty))
		return worker;
	apart_unshare(duty.guard, sizeof(*duty.guard));
	free(worker);
	return NULL;
}

void worker_free(struct worker *worker)
{
	if (!worker)
		return;
	apart_end(&worker->apart);
	apart_unshare(worker->guard, sizeof(*worker->guard));
	buffer_release(&worker->body);
	free(worker);
}

int worker_fd(const struct worker *worker)
{
	return worker->apart.fd;
}

struct guard_part worker_at(const struct worker *worker)
{
	return worker->guard->at;
}

pid_t worker_pid(const struct worker *worker)
{
	return worker->apart.pid;
}

/* Reads up to len bytes that are there; returns how many. */
static size_t read_some(struct worker *worker, char *out, size_t len)
{
	ssize_t got;

	do {
		got = read(worker->apart.fd, out, len);
	} while (got < 0 && errno == EINTR);
	if (got > 0)
		return (size_t)got;
	if (!got || errno != EAGAIN)
		worker->dead = true;
	return 0;
}

/* Reads on in the message that is coming, but nothing of the next, so that the
 * descriptor is readable as long as there is one. True if it is all there, or
 * nothing more will be. */
static bool read_message(struct worker *worker)
{
	struct head *head = &worker->head;
	struct buffer *body = &worker->body;
	size_t got = 1;

	if (worker->taken) {
		worker->head_len = 0;
		buffer_clear(body);
		worker->taken = false;
	}
	while (got && worker->head_len < sizeof(*head)) {
		got = read_some(worker, (char *)head + worker->head_len,
				sizeof(*head) - worker->head_len);
		worker->head_len += got;
	}
	if (got && head->len > MESSAGE_MAX)
		worker->dead = true;
	while (got && !worker->dead && body->len < head->len) {
		size_t left = (size_t)head->len - body->len;

		/* Room is for what came, not for what is promised. */
		if (left > READ_AHEAD && left > body->len)
			left = body->len > READ_AHEAD ? body->len : READ_AHEAD;
		buffer_reserve(body, left);
		got = read_some(worker, body->data + body->len, left);
		body->len += got;
		body->data[body->len] = '\0';
	}
	return worker->dead || got;
}

enum worker_news worker_take(struct worker *worker,
			     struct worker_message *message)
{
	struct head *head = &worker->head;
	struct buffer *body = &worker->body;
	enum worker_news news = WORKER_DEAD;

	if (!worker->dead && !read_message(worker))
		return WORKER_NOTHING;
	if (worker->dead)
		return WORKER_DEAD;
	*message = (struct worker_message){
		.position = head->position,
		.worked_ms = head->worked_ms,
	};
	if ((head->news == WORKER_PIECE || head->news == WORKER_TAIL) &&
	    wire_read(&worker->piece, worker->kind, body->data, body->len))
		message->piece = &worker->piece;
	else if (head->news == WORKER_DONE && body->len)
		message->failure = body->data;
	if (message->piece || head->news == WORKER_LARGER ||
	    head->news == WORKER_AGAIN || head->news == WORKER_DONE)
		news = (enum worker_news)head->news;
	worker->dead = news == WORKER_DEAD || news == WORKER_DONE;
	worker->taken = true;
	return news;
}

void worker_await(struct worker *worker, int ms)
{
	struct pollfd fd = { .fd = worker->apart.fd, .events = POLLIN };

	while (!worker->dead && !read_message(worker))
		if (poll(&fd, 1, ms) == 0)
			return;
}
