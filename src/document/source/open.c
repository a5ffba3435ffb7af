/* SPDX-License-Identifier: ISC */
/* Open a file, a pipe, standard input or bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/source/feed.h"
#include "document/source/filtered.h"
#include "document/source/parts.h"
#include "text/decoder.h"
#include "text/encoding.h"

enum {
	/* Where bytes are looked for that tell the encoding, and what is
	 * looked at around the first. */
	SEARCHED = 16 * 1024 * 1024,
	CONTEXT = 256,
	/* A pipe that is opened is given this long for its first bytes, and
	 * for all that the first screen may show. */
	FIRST_MS = 100,
	SCREEN_MS = 300,
	/* What programs write has no size before it is there; the longest
	 * books are of a tenth of this. */
	FILTERED_MAX = 64 * 1024 * 1024,
};

static void start_feed(struct source *source, const char *encoding)
{
	source->feed = memory_alloc(sizeof(*source->feed));
	feed_init(source->feed, source->file.fd, encoding);
	source->whole = false;
}

/* What is not the same in all encodings, with some text before it. */
static size_t read_sample(struct source *source, char *sample)
{
	for (uint64_t off = 0; off < SEARCHED;) {
		struct span found = source_look(source, off);
		size_t plain = encoding_plain(found.ptr, found.len);

		if (!found.len)
			return 0;
		off += plain;
		if (plain == found.len)
			continue;
		off -= off < CONTEXT ? off : CONTEXT;
		return source_read(source, off, sample, ENCODING_SAMPLE);
	}
	return 0;
}

/* Writes the encoding of a file; "" for UTF-8. */
static void find_encoding(struct source *source, const char *head, size_t len,
			  char found[FEED_NAME])
{
	char declared[FEED_NAME] = "";
	const char *encoding = encoding_sign(head, len);
	char *sample = memory_alloc(ENCODING_SAMPLE);

	encoding_declared(head, len, declared, sizeof(declared));
	if (!encoding) {
		len = read_sample(source, sample);
		encoding = encoding_guess(sample, len, len < ENCODING_SAMPLE,
					  declared[0] ? declared : NULL);
	}
	snprintf(found, FEED_NAME, "%s", encoding ? encoding : "");
	free(sample);
}

/* A short while, so that the first screen has something to show, and what is
 * no text is refused before there is one. */
static void await_first(struct source *source)
{
	struct feed *feed = source->feed;
	int64_t start = clock_ms();

	while (feed->taken < ENCODING_HEAD && clock_ms() - start < SCREEN_MS &&
	       feed_wait(feed, FIRST_MS))
		continue;
	if (feed->taken < ENCODING_HEAD)
		feed_pause(feed);
}

/* As much as is to be there when the source is open. What a person types at a
 * terminal, that gives the keys too, has an end. */
static void read_first(struct source *source, bool arriving)
{
	if (arriving && !isatty(source->file.fd)) {
		await_first(source);
		source_take_snapshot(source);
	} else {
		source_finish(source);
	}
}

/* A file is read as it is if it is UTF-8, else it is converted; a large one
 * takes long enough to be shown meanwhile. */
static bool open_regular(struct source *source, const struct source_file *file,
			 struct error *error)
{
	const char *encoding = file->encoding;
	char head[ENCODING_HEAD];
	char found[FEED_NAME] = "";
	const char *objection;
	size_t len;

	source->size = (uint64_t)source->file.opened.st_size;
	if (source->size > DOCUMENT_TEXT_MAX)
		return error_set(error,
				 "%s: is larger than 1 GiB, which is the most "
				 "that can be read; split it",
				 source->name);
	len = source_read(source, 0, head, sizeof(head));
	if (source_failed(source, error))
		return false;
	objection = encoding ? NULL : feed_objection(head, len);
	if (objection)
		return error_set(error, "%s: %s", source->name, objection);
	if (!encoding)
		find_encoding(source, head, len, found);
	else if (!decoder_is_utf8(encoding))
		snprintf(found, sizeof(found), "%s", encoding);
	if (found[0]) {
		start_feed(source, found);
		read_first(source, file->arriving);
	} else {
		source_find_start(source);
	}
	return true;
}

static bool open_stream(struct source *source, const struct source_file *file,
			struct error *error)
{
	start_feed(source, file->encoding);
	read_first(source, file->arriving);
	/* Text that came before a failure is worth being shown. */
	if (source->feed->objection || !source->size)
		return !source_failed(source, error);
	return true;
}

/* What programs made of the file before. */
static void open_kept(struct source *source, int fd)
{
	struct stat status;

	close(source->file.fd);
	source->file.fd = fd;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		source->size = (uint64_t)status.st_size;
	source_find_start(source);
}

static bool open_filtered(struct source *source, const struct source_file *file,
			  struct error *error)
{
	const struct source_filter *filter = file->filter;
	int kept = filtered_open_kept(filter);
	struct error why;
	int output;

	source->kind = memory_copy_string(filter->kind, strlen(filter->kind));
	/* Whether it changes is seen by who knows it by its name. */
	source->file.is_regular = false;
	if (kept >= 0) {
		open_kept(source, kept);
		return true;
	}
	source->filtered =
		filtered_start(filter, source->file.fd, &output, &why);
	if (!source->filtered)
		return error_set(error, "%s: %s", source->name, why.sentence);
	close(source->file.fd);
	source->file.fd = output;
	start_feed(source, file->encoding);
	source->feed->most = FILTERED_MAX;
	read_first(source, file->arriving);
	/* Text that came before a failure is worth being shown. */
	return source->size || !source->whole || !source_failed(source, error);
}

struct source *source_open_file(const struct source_file *file,
				struct error *error)
{
	bool is_stdin = !strcmp(file->path, "-");
	struct source *source =
		source_new(is_stdin ? "standard input" : file->path);
	bool ok = file_open(&source->file, file->path, error);

	if (ok && file->filter)
		ok = open_filtered(source, file, error);
	else if (ok && source->file.is_regular)
		ok = open_regular(source, file, error);
	else if (ok)
		ok = open_stream(source, file, error);
	if (ok)
		return source;
	source_free(source);
	return NULL;
}

struct source *source_open(const char *path, struct error *error)
{
	return source_open_file(&(struct source_file){ .path = path }, error);
}

struct source *source_from_memory(const char *name, const char *bytes,
				  size_t len)
{
	struct source *source = source_new(name);

	source->bytes = bytes;
	source->size = len;
	source_find_start(source);
	return source;
}

struct source *source_from_bytes(const char *name, const char *bytes,
				 size_t len, const char *encoding)
{
	struct source *source = source_new(name);

	start_feed(source, encoding);
	feed_bytes(source->feed, bytes, len, true);
	source_take_snapshot(source);
	return source;
}
