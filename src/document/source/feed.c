/* SPDX-License-Identifier: ISC */
/* Take bytes as they come, and keep them as UTF-8. */
#include "document/source/feed.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "document/document.h"
#include "text/decoder.h"
#include "text/encoding.h"

enum {
	READ = 64 * 1024,   /* bytes read at a time */
	TURN = 1024 * 1024, /* bytes read before something else has its turn */
	CONTEXT = 256,	    /* bytes before those that a guess is made from */
};

void feed_init(struct feed *feed, int fd, const char *encoding)
{
	memset(feed, 0, sizeof(*feed));
	feed->fd = fd;
	feed->most = DOCUMENT_TEXT_MAX;
	if (!encoding)
		return;
	feed->begun = true;
	feed->decided = true;
	if (decoder_is_utf8(encoding))
		return;
	feed->decoder = decoder_open(encoding);
	assert(feed->decoder);
	snprintf(feed->encoding, sizeof(feed->encoding), "%s",
		 decoder_name(encoding));
}

void feed_release(struct feed *feed)
{
	if (feed->fd >= 0)
		close(feed->fd);
	decoder_free(feed->decoder);
	buffer_release(&feed->text);
	buffer_release(&feed->raw);
}

/* --- What is no text ------------------------------------------------------
 */

/* Text may hold tabs, line and page ends, and the backspaces and escape
 * sequences of terminals. */
static bool is_strange(unsigned char byte)
{
	return byte == 0x7f ||
	       (byte < 0x20 && !strchr("\t\n\v\f\r\b\033", byte));
}

const char *feed_objection(const char *head, size_t len)
{
	size_t nuls = 0, strange = 0;

	if (encoding_sign(head, len))
		return NULL;
	for (size_t i = 0; i < len; i++) {
		nuls += !head[i];
		strange += head[i] && is_strange((unsigned char)head[i]);
	}
	if ((nuls && strange) || (nuls + strange) * 10 > len)
		return "is a binary file, not text; open the program that made "
		       "it, or save it as text";
	return NULL;
}

/* --- The encoding ---------------------------------------------------------
 */

/* A line ends at a line feed, or a carriage return with something behind. */
static void find_lines_end(struct feed *feed, size_t from)
{
	const struct buffer *text = &feed->text;

	if (from)
		from--;
	if (feed->ended)
		feed->lines_end = text->len;
	for (size_t end = text->len; end > from; end--) {
		char last = text->data[end - 1];

		if (last == '\n' || (last == '\r' && end < text->len)) {
			if (end > feed->lines_end)
				feed->lines_end = end;
			return;
		}
	}
}

/* Turns bytes of raw, which the encoding is decided for, into text. */
static void convert_raw(struct feed *feed, size_t len)
{
	struct buffer *raw = &feed->raw;

	if (feed->decoder)
		feed->replaced +=
			decoder_feed(feed->decoder, buffer_string(raw), len,
				     feed->ended, &feed->text);
	else
		buffer_append(&feed->text, raw->data, len);
	if (!len)
		return;
	memmove(raw->data, raw->data + len, raw->len - len);
	buffer_truncate(raw, raw->len - len);
}

static void decide(struct feed *feed, const char *encoding)
{
	feed->decided = true;
	if (!encoding)
		return;
	feed->decoder = decoder_open(encoding);
	if (feed->decoder)
		snprintf(feed->encoding, sizeof(feed->encoding), "%s",
			 decoder_name(encoding));
}

/* The text before what is guessed from is plain, and so what it was. */
static void guess(struct feed *feed)
{
	struct buffer sample = BUFFER_INIT;
	const struct buffer *text = &feed->text;
	size_t context = text->len < CONTEXT ? text->len : CONTEXT;

	if (context)
		buffer_append(&sample, text->data + text->len - context,
			      context);
	buffer_append(&sample, feed->raw.data, feed->raw.len);
	decide(feed, encoding_guess(sample.data, sample.len, feed->ended,
				    feed->declared[0] ? feed->declared : NULL));
	buffer_release(&sample);
}

static void object(struct feed *feed, const char *objection)
{
	feed->objection = objection;
	feed->ended = true;
	feed->raw.len = 0;
}

/* Looks at the start; what it declares matters only later. */
static void begin(struct feed *feed)
{
	const struct buffer *raw = &feed->raw;
	const char *sign = encoding_sign(buffer_string(raw), raw->len);
	const char *objection = feed_objection(buffer_string(raw), raw->len);

	feed->begun = true;
	if (objection)
		object(feed, objection);
	if (sign)
		decide(feed, sign);
	encoding_declared(buffer_string(raw), raw->len, feed->declared,
			  sizeof(feed->declared));
}

/* enough: what there is must do. */
static void take_raw(struct feed *feed, bool enough)
{
	size_t before = feed->text.len;

	if (!feed->begun &&
	    (feed->raw.len >= ENCODING_HEAD || (enough && feed->raw.len)))
		begin(feed);
	if (feed->begun && !feed->decided) {
		size_t plain = encoding_plain(buffer_string(&feed->raw),
					      feed->raw.len);
		convert_raw(feed, plain);
		if (feed->raw.len && (enough || feed->raw.len >= ENCODING_HEAD))
			guess(feed);
	}
	if (feed->decided)
		convert_raw(feed, feed->raw.len);
	find_lines_end(feed, before);
}

void feed_bytes(struct feed *feed, const char *bytes, size_t len, bool end)
{
	if (feed->ended)
		return;
	buffer_append(&feed->raw, bytes, len);
	feed->taken += len;
	feed->ended = end;
	if (feed->taken > feed->most || feed->text.len > feed->most) {
		feed->cut = true;
		feed->ended = true;
	}
	take_raw(feed, feed->ended);
	if (feed->text.len > feed->most) {
		buffer_truncate(&feed->text, feed->most);
		feed->lines_end = feed->text.len;
	}
}

void feed_pause(struct feed *feed)
{
	take_raw(feed, true);
}

/* --- Reading --------------------------------------------------------------
 */

/* A descriptor may block: it is read only when something is there. */
static bool is_ready(int fd, int timeout_ms)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN };

	return poll(&pollfd, 1, timeout_ms) > 0 && pollfd.revents;
}

bool feed_read(struct feed *feed)
{
	char bytes[READ];
	size_t turn = 0;
	bool came = false;

	while (!feed->ended && turn < TURN && is_ready(feed->fd, 0)) {
		ssize_t got = read(feed->fd, bytes, sizeof(bytes));

		if (got < 0 && (errno == EINTR || errno == EAGAIN))
			break;
		came = true;
		if (got < 0)
			feed->failure = errno;
		feed_bytes(feed, bytes, got > 0 ? (size_t)got : 0, got <= 0);
		turn += got > 0 ? (size_t)got : 0;
	}
	return came;
}

bool feed_wait(struct feed *feed, int timeout_ms)
{
	return !feed->ended && is_ready(feed->fd, timeout_ms) &&
	       feed_read(feed);
}
