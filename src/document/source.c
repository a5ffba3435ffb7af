/* SPDX-License-Identifier: ISC */
/* A file, a pipe or standard input as valid UTF-8 lines. */
#include "document/source.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/source/article.h"
#include "document/source/extension.h"
#include "document/source/feed.h"
#include "document/source/filtered.h"
#include "document/source/parts.h"
#include "document/source/signs.h"
#include "document/source/toml.h"
#include "text/utf8.h"

enum {
	WINDOW = 64 * 1024,	  /* bytes of a file held at a time */
	FRONT_MATTER = 64 * 1024, /* front matter is no longer than this */
	SIGNS = 64 * 1024,	  /* where signs of Markdown are looked for */
	BOM = 3,
	STRETCH = 512, /* where a line's end is looked for at a time */
};

/* --- Bytes ------------------------------------------------------------- */

/* pread() that neither signals nor short counts disturb. */
static size_t read_at(struct source *source, char *out, size_t len,
		      uint64_t off)
{
	size_t have = 0;

	while (have < len) {
		ssize_t got = pread(source->file.fd, out + have, len - have,
				    (off_t)(off + have));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			source->failure = errno;
			source->failed_at = off + have;
		}
		if (got <= 0)
			break;
		have += (size_t)got;
	}
	return have;
}

struct span source_look(struct source *source, uint64_t off)
{
	uint64_t left = off < source->size ? source->size - off : 0;

	if (!left)
		return (struct span){ NULL, 0 };
	if (source->bytes)
		return (struct span){ source->bytes + off, (size_t)left };
	if (off < source->window_off ||
	    off >= source->window_off + source->window_len) {
		if (!source->window)
			source->window = memory_alloc(WINDOW);
		source->window_off = off;
		source->window_len =
			read_at(source, source->window,
				left < WINDOW ? (size_t)left : WINDOW, off);
	}
	off -= source->window_off;
	return (struct span){ source->window + off,
			      source->window_len - (size_t)off };
}

size_t source_read(struct source *source, uint64_t off, char *out, size_t len)
{
	size_t have = 0;

	while (have < len) {
		struct span found = source_look(source, off + have);

		if (found.len > len - have)
			found.len = len - have;
		if (!found.len)
			break;
		memcpy(out + have, found.ptr, found.len);
		have += found.len;
	}
	return have;
}

/* --- Lines ------------------------------------------------------------- */

/* Both line ends are sought in a stretch at a time, for a text may have only
 * the one or the other. */
static size_t find_line_end(struct span bytes)
{
	for (size_t len = 0; len < bytes.len; len += STRETCH) {
		size_t left = bytes.len - len;
		size_t stretch = left < STRETCH ? left : STRETCH;
		const char *start = bytes.ptr + len;
		const char *feed = memchr(start, '\n', stretch);
		const char *back = memchr(
			start, '\r', feed ? (size_t)(feed - start) : stretch);

		if (back || feed)
			return (size_t)((back ? back : feed) - bytes.ptr);
	}
	return bytes.len;
}

/* How many bytes the line end at off has: CRLF, a lone CR or LF, or none at
 * the end of the source. */
static size_t line_end_length(struct source *source, uint64_t off)
{
	struct span end = source_look(source, off);

	if (!end.len)
		return 0;
	if (*end.ptr == '\n')
		return 1;
	end = source_look(source, off + 1);
	return end.len && *end.ptr == '\n' ? 2 : 1;
}

/* Appends the rest of a line that goes on behind the window: invalid bytes can
 * only be told when all of it is together. */
static size_t append_long_line(struct source *source, uint64_t *off,
			       struct buffer *out)
{
	struct buffer raw = BUFFER_INIT;
	struct span found = source_look(source, *off);
	size_t len, replaced;

	while ((len = find_line_end(found)) > 0) {
		buffer_append(&raw, found.ptr, len);
		*off += len;
		found = source_look(source, *off);
	}
	replaced = utf8_repair(out, buffer_string(&raw), raw.len);
	buffer_release(&raw);
	return replaced;
}

bool source_line(struct source *source, struct source_cursor *cursor,
		 struct buffer *out, size_t *repaired)
{
	struct span found = source_look(source, cursor->off);
	size_t len = find_line_end(found);
	size_t replaced;

	if (!found.len)
		return false;
	if (len < found.len || source->bytes) {
		replaced = utf8_repair(out, found.ptr, len);
		cursor->off += len;
	} else {
		replaced = append_long_line(source, &cursor->off, out);
	}
	if (len < found.len && found.ptr[len] == '\n')
		cursor->off++;
	else
		cursor->off += line_end_length(source, cursor->off);
	cursor->line++;
	buffer_append_byte(out, '\n');
	if (repaired)
		*repaired += replaced;
	return true;
}

/* --- Front matter ------------------------------------------------------- */

/* Whether a line, with its '\n', is the mark and nothing but blanks behind. */
static bool is_mark(const char *line, size_t len, const char *mark)
{
	return len > 3 && !memcmp(line, mark, 3) &&
	       strspn(line + 3, " \t") == len - 4;
}

/* The two kinds of front matter, by the line that begins them. */
static const struct matter {
	const char *mark;
	const char *ends[2];
	bool (*parse)(struct frontmatter *frontmatter, const char *text,
		      size_t len);
} matters[] = {
	{ "---", { "---", "..." }, frontmatter_parse },
	{ "+++", { "+++", "+++" }, toml_parse },
};

/* Which one a line begins; NULL for none. */
static const struct matter *find_matter(const struct buffer *line)
{
	for (size_t i = 0; i < sizeof(matters) / sizeof(*matters); i++)
		if (is_mark(line->data, line->len, matters[i].mark))
			return &matters[i];
	return NULL;
}

/* Whether the front matter, of which these lines are there, may still be
 * coming. */
static bool is_begun(const struct source *source, const struct matter *matter,
		     const struct buffer *lines)
{
	struct frontmatter said = { 0 };
	bool begun = !source->whole && lines->len <= FRONT_MATTER &&
		     matter->parse(&said, buffer_string(lines), lines->len);

	frontmatter_release(&said);
	return begun;
}

/* Reads the lines behind the mark; moves source->start if they are front
 * matter. Where that is not all there yet, none of it is shown. */
static void read_front_matter(struct source *source,
			      const struct matter *matter,
			      struct source_cursor cursor)
{
	struct buffer text = BUFFER_INIT;
	bool closed = false;
	size_t off;

	for (off = 0; !closed && text.len <= FRONT_MATTER &&
		      source_line(source, &cursor, &text, NULL);
	     off = closed ? off : text.len)
		closed = is_mark(text.data + off, text.len - off,
				 matter->ends[0]) ||
			 is_mark(text.data + off, text.len - off,
				 matter->ends[1]);
	if (closed && matter->parse(&source->frontmatter, text.data, off))
		source->start = cursor;
	else if (!closed && is_begun(source, matter, &text))
		source->size = 0;
	buffer_release(&text);
}

static bool is_blank(const char *line, size_t len)
{
	return strspn(line, " \t\n") >= len;
}

/* The same for the lines before an article that a feed reader saved; the first
 * is in text, and the cursor behind it. */
static void read_article_head(struct source *source,
			      struct source_cursor cursor, struct buffer *text)
{
	bool blank = is_blank(text->data, text->len);

	for (size_t off = text->len; !blank && text->len <= FRONT_MATTER &&
				     source_line(source, &cursor, text, NULL);
	     off = text->len)
		blank = is_blank(text->data + off, text->len - off);
	source->is_article = blank && article_head(&source->frontmatter,
						   text->data, text->len);
	if (source->is_article)
		source->start = cursor;
}

void source_find_start(struct source *source)
{
	struct buffer text = BUFFER_INIT;
	struct source_cursor cursor = { 0, 1 };
	const struct matter *matter = NULL;
	char bom[BOM];

	frontmatter_release(&source->frontmatter);
	source->frontmatter = (struct frontmatter){ 0 };
	if (source_read(source, 0, bom, BOM) == BOM &&
	    !memcmp(bom, "\xef\xbb\xbf", BOM))
		cursor.off = BOM;
	source->start = cursor;
	source->is_article = false;
	if (!source_line(source, &cursor, &text, NULL))
		;
	else if ((matter = find_matter(&text)))
		read_front_matter(source, matter, cursor);
	else
		read_article_head(source, cursor, &text);
	buffer_release(&text);
}

struct source_cursor source_start(const struct source *source)
{
	return source->start;
}

void source_metadata(struct source *source, struct document *piece)
{
	const struct frontmatter *said = &source->frontmatter;
	const struct {
		const char *value;
		uint32_t *field;
	} entries[] = {
		{ said->title, &piece->metadata.title },
		{ said->author, &piece->metadata.author },
		{ said->date, &piece->metadata.date },
		{ said->lang, &piece->metadata.lang },
		{ said->url, &piece->metadata.url },
		{ source_encoding(source), &piece->metadata.encoding },
	};

	for (size_t i = 0; i < sizeof(entries) / sizeof(*entries); i++)
		if (entries[i].value)
			*entries[i].field =
				document_add_string(piece, entries[i].value,
						    strlen(entries[i].value));
}

/* --- Arriving ------------------------------------------------------------ */

bool source_is_whole(const struct source *source)
{
	return source->whole;
}

bool source_has_news(const struct source *source)
{
	return !source->whole &&
	       (source->feed->ended || source->feed->lines_end > source->size);
}

void source_take_snapshot(struct source *source)
{
	struct feed *feed = source->feed;

	if (!feed)
		return;
	source->bytes = feed->text.data;
	source->size = feed->lines_end;
	source->whole = feed->ended;
	if (source->whole && source->filtered)
		filtered_settle(
			source->filtered,
			(struct span){ feed->text.data, feed->text.len },
			!feed->cut && !feed->objection && !feed->failure);
	if (feed->failure) {
		source->failure = feed->failure;
		source->failed_at = feed->taken;
	}
	source_find_start(source);
}

int source_fd(const struct source *source)
{
	return source->whole || source->feed->ended ? -1 : source->feed->fd;
}

int source_file_fd(const struct source *source)
{
	return source->feed ? -1 : source->file.fd;
}

/* What came may have moved what is there already. */
bool source_advance(struct source *source)
{
	bool came = !source->whole && feed_read(source->feed);

	if (came)
		source->bytes = source->feed->text.data;
	return came;
}

void source_pause(struct source *source)
{
	if (source->whole)
		return;
	feed_pause(source->feed);
	source->bytes = source->feed->text.data;
}

void source_finish(struct source *source)
{
	if (source->whole)
		return;
	while (!source->feed->ended)
		feed_wait(source->feed, -1);
	source_take_snapshot(source);
}

bool source_is_filtering(const struct source *source)
{
	return source->filtered && !source->whole;
}

void source_stop_filter(struct source *source)
{
	if (source_is_filtering(source))
		filtered_stop(source->filtered);
}

/* --- Its life -------------------------------------------------------------
 */

struct source *source_new(const char *name)
{
	struct source *source = memory_alloc_zeroed(1, sizeof(*source));

	source->name = memory_copy_string(name, strlen(name));
	source->file.fd = -1;
	source->start.line = 1;
	source->whole = true;
	return source;
}

void source_free(struct source *source)
{
	if (!source)
		return;
	if (source->feed)
		feed_release(source->feed);
	else if (source->file.fd >= 0)
		close(source->file.fd);
	free(source->feed);
	frontmatter_release(&source->frontmatter);
	filtered_free(source->filtered);
	free(source->window);
	free(source->kind);
	free(source->name);
	free(source);
}

/* --- What is known ------------------------------------------------------- */

const char *source_name(const struct source *source)
{
	return source->name;
}

const char *source_encoding(const struct source *source)
{
	return source->feed && source->feed->encoding[0]
		       ? source->feed->encoding
		       : NULL;
}

size_t source_replaced(const struct source *source)
{
	return source->feed ? source->feed->replaced : 0;
}

uint64_t source_size(const struct source *source)
{
	return source->size;
}

bool source_failed(const struct source *source, struct error *error)
{
	struct error said;

	if (source->feed && source->feed->objection)
		return !error_set(error, "%s: %s", source->name,
				  source->feed->objection);
	if (source->filtered && !filtered_is_well(source->filtered, &said))
		return !error_set(error, "%s: %s", source->name, said.sentence);
	if (!source->failure)
		return false;
	return !error_set(error,
			  "%s: could not be read past byte %" PRIu64
			  " (%s); what stands behind it is missing",
			  source->name, source->failed_at,
			  strerror(source->failure));
}

bool source_is_doubtful(struct source *source, struct error *error)
{
	const char *change = file_change(&source->file, source->name);

	if (change)
		return !error_set(error, "%s: %s; open it again", source->name,
				  change);
	if (source->feed && source->feed->cut)
		return !error_set(error,
				  "%s: gave more than %u MiB, which is the "
				  "most that can be read; the rest is missing",
				  source->name, source->feed->most >> 20);
	return false;
}

static bool shows_signs(struct source *source)
{
	struct source_cursor cursor = source->start;
	struct buffer text = BUFFER_INIT;
	bool shows;

	while (text.len < SIGNS && source_line(source, &cursor, &text, NULL))
		continue;
	shows = signs_of_markdown(buffer_string(&text), text.len);
	buffer_release(&text);
	return shows;
}

enum document_kind source_kind(struct source *source, enum source_from from)
{
	const char *name = source->kind ? source->kind : source->name;
	enum extension extension = extension_of(name);
	bool is_markdown;

	if (from != SOURCE_AUTO)
		is_markdown = from == SOURCE_AS_MARKDOWN;
	else if (extension == EXTENSION_MARKDOWN)
		is_markdown = true;
	else if (extension == EXTENSION_PLAIN || source->is_article)
		is_markdown = false;
	else /* front matter is at home in Markdown */
		is_markdown = source->start.line > 1 || shows_signs(source);
	return is_markdown ? DOCUMENT_MARKDOWN : DOCUMENT_PLAIN;
}
