/* SPDX-License-Identifier: ISC */
/* A file, a pipe or standard input as valid UTF-8 lines. */
#include "document/source.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/frontmatter.h"
#include "document/signs.h"
#include "text/utf8.h"

enum {
	WINDOW = 64 * 1024,	  /* bytes of a file held at a time */
	HEAD = 8 * 1024,	  /* where a binary file gives itself away */
	FRONT_MATTER = 64 * 1024, /* front matter is no longer than this */
	SIGNS = 64 * 1024,	  /* where signs of Markdown are looked for */
	BOM = 3,
};

/*
 * A regular file is never mapped, for one that is cut short while it is read
 * would kill the program: it is read through a window. Everything else is in
 * memory, where bytes points.
 */
struct source {
	char *name;
	const char *bytes;  /* NULL for a file */
	struct buffer kept; /* owns bytes, if they came from a pipe */
	uint64_t size;
	int fd;	     /* of a file, else -1 */
	int failure; /* errno of a read that failed, or 0 */
	uint64_t failed_at;
	char *window;
	uint64_t window_off;
	size_t window_len;
	struct source_cursor start;
	struct frontmatter frontmatter;
};

/* --- Bytes ------------------------------------------------------------- */

/* pread() that neither signals nor short counts disturb. */
static size_t read_at(struct source *source, char *out, size_t len,
		      uint64_t off)
{
	size_t have = 0;

	while (have < len) {
		ssize_t got = pread(source->fd, out + have, len - have,
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

/* What is at hand from off on: nothing only at the end of the source. */
static struct span look(struct source *source, uint64_t off)
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
		struct span found = look(source, off + have);

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

static size_t find_line_end(struct span bytes)
{
	size_t len = 0;

	while (len < bytes.len && bytes.ptr[len] != '\n' &&
	       bytes.ptr[len] != '\r')
		len++;
	return len;
}

/* How many bytes the line end at off has: CRLF, a lone CR or LF, or none at
 * the end of the source. */
static size_t line_end_length(struct source *source, uint64_t off)
{
	struct span end = look(source, off);

	if (!end.len)
		return 0;
	if (*end.ptr == '\n')
		return 1;
	end = look(source, off + 1);
	return end.len && *end.ptr == '\n' ? 2 : 1;
}

/* Appends the rest of a line that goes on behind the window: invalid bytes can
 * only be told when all of it is together. */
static size_t append_long_line(struct source *source, uint64_t *off,
			       struct buffer *out)
{
	struct buffer raw = BUFFER_INIT;
	struct span found = look(source, *off);
	size_t len, replaced;

	while ((len = find_line_end(found)) > 0) {
		buffer_append(&raw, found.ptr, len);
		*off += len;
		found = look(source, *off);
	}
	replaced = utf8_repair(out, buffer_string(&raw), raw.len);
	buffer_release(&raw);
	return replaced;
}

bool source_line(struct source *source, struct source_cursor *cursor,
		 struct buffer *out, size_t *repaired)
{
	struct span found = look(source, cursor->off);
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

/* Moves source->start behind the byte-order mark and the front matter. */
static void find_start(struct source *source)
{
	struct buffer text = BUFFER_INIT;
	struct source_cursor cursor = { 0, 1 };
	char bom[BOM];
	size_t off;

	if (source_read(source, 0, bom, BOM) == BOM &&
	    !memcmp(bom, "\xef\xbb\xbf", BOM))
		cursor.off = BOM;
	source->start = cursor;
	if (!source_line(source, &cursor, &text, NULL) ||
	    !is_mark(text.data, text.len, "---")) {
		buffer_release(&text);
		return;
	}
	buffer_clear(&text);
	for (off = 0; source_line(source, &cursor, &text, NULL) &&
		      text.len <= FRONT_MATTER;
	     off = text.len) {
		if (!is_mark(text.data + off, text.len - off, "---") &&
		    !is_mark(text.data + off, text.len - off, "..."))
			continue;
		if (frontmatter_parse(&source->frontmatter, text.data, off))
			source->start = cursor;
		break;
	}
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
	};

	for (size_t i = 0; i < sizeof(entries) / sizeof(*entries); i++)
		if (entries[i].value)
			*entries[i].field =
				document_add_string(piece, entries[i].value,
						    strlen(entries[i].value));
}

/* --- Opening ------------------------------------------------------------ */

static struct source *source_new(const char *name)
{
	struct source *source = memory_alloc_zeroed(1, sizeof(*source));

	source->name = memory_copy_string(name, strlen(name));
	source->fd = -1;
	source->start.line = 1;
	return source;
}

void source_free(struct source *source)
{
	if (!source)
		return;
	if (source->fd >= 0)
		close(source->fd);
	frontmatter_release(&source->frontmatter);
	buffer_release(&source->kept);
	free(source->window);
	free(source->name);
	free(source);
}

/* Text may hold tabs, line and page ends, and the backspaces and escape
 * sequences of terminals. */
static bool is_strange(unsigned char byte)
{
	return byte == 0x7f ||
	       (byte < 0x20 && !strchr("\t\n\v\f\r\b\033", byte));
}

/* Why the head of a file shows that it is no text; NULL if it does not. */
static const char *find_objection(const char *head, size_t len)
{
	size_t nuls = 0, strange = 0;

	if (len >= 2 &&
	    (!memcmp(head, "\xff\xfe", 2) || !memcmp(head, "\xfe\xff", 2)))
		return "is UTF-16; turn it into UTF-8 first, as with "
		       "iconv -f UTF-16 -t UTF-8";
	for (size_t i = 0; i < len; i++) {
		nuls += !head[i];
		strange += head[i] && is_strange((unsigned char)head[i]);
	}
	if ((nuls && strange) || (nuls + strange) * 10 > len)
		return "is a binary file, not text; open the program that made "
		       "it, or save it as text";
	return NULL;
}

static bool check_head(struct source *source, struct error *error)
{
	char head[HEAD];
	size_t len = source_read(source, 0, head, sizeof(head));
	const char *objection = find_objection(head, len);

	if (objection)
		return error_set(error, "%s: %s", source->name, objection);
	return true;
}

static bool refuse_size(const struct source *source, struct error *error)
{
	return error_set(error,
			 "%s: is larger than 1 GiB, which is the most that can "
			 "be read; split it",
			 source->name);
}

/* Reads a pipe or a device to its end; waits where there is nothing yet. */
static bool read_whole(struct source *source, int fd, struct error *error)
{
	struct buffer *kept = &source->kept;
	bool checked = false;

	for (;;) {
		ssize_t got;

		buffer_reserve(kept, WINDOW);
		got = read(fd, kept->data + kept->len, WINDOW);
		if (got < 0 && errno == EAGAIN) {
			poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1,
			     -1);
			continue;
		}
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(
				error, "%s: could not be read (%s); try again",
				source->name, strerror(errno));
		kept->len += (size_t)got;
		kept->data[kept->len] = '\0';
		source->bytes = kept->data;
		source->size = kept->len;
		if (kept->len > DOCUMENT_TEXT_MAX)
			return refuse_size(source, error);
		/* A device may never end: object as soon as it can be told. */
		if (!checked && (!got || kept->len >= HEAD)) {
			if (!check_head(source, error))
				return false;
			checked = true;
		}
		if (!got)
			return true;
	}
}

static bool explain_open(const char *name, int failure, struct error *error)
{
	switch (failure) {
	case ENOENT:
	case ENOTDIR:
		return error_set(error,
				 "%s: there is no such file; check its name",
				 name);
	case EACCES:
	case EPERM:
		return error_set(error,
				 "%s: you may not read it; ask its owner for "
				 "the permission",
				 name);
	default:
		return error_set(error,
				 "%s: cannot be opened (%s); check its name",
				 name, strerror(failure));
	}
}

/* Takes fd over if the source will read from it again. */
static bool fill(struct source *source, int fd, bool again, bool *taken,
		 struct error *error)
{
	struct stat status;

	if (fstat(fd, &status) < 0)
		return explain_open(source->name, errno, error);
	if (S_ISDIR(status.st_mode))
		return error_set(error,
				 "%s: is a folder; name a file that is in it",
				 source->name);
	/* Some files of the system have no size but what reading them gives. */
	if (!again || !S_ISREG(status.st_mode) || !status.st_size)
		return read_whole(source, fd, error);
	source->size = (uint64_t)status.st_size;
	if (source->size > DOCUMENT_TEXT_MAX)
		return refuse_size(source, error);
	source->fd = fd;
	*taken = true;
	return check_head(source, error) && !source->failure;
}

struct source *source_open(const char *path, struct error *error)
{
	bool is_stdin = !strcmp(path, "-");
	struct source *source = source_new(is_stdin ? "standard input" : path);
	int fd = is_stdin ? STDIN_FILENO
			  : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool taken = false;
	bool ok = fd >= 0 ? fill(source, fd, !is_stdin, &taken, error)
			  : explain_open(path, errno, error);

	if (source->failure)
		source_failed(source, error);
	if (fd >= 0 && !is_stdin && !taken)
		close(fd);
	if (!ok) {
		source_free(source);
		return NULL;
	}
	find_start(source);
	return source;
}

struct source *source_from_memory(const char *name, const char *bytes,
				  size_t len)
{
	struct source *source = source_new(name);

	source->bytes = bytes;
	source->size = len;
	find_start(source);
	return source;
}

/* --- What is known ------------------------------------------------------- */

const char *source_name(const struct source *source)
{
	return source->name;
}

uint64_t source_size(const struct source *source)
{
	return source->size;
}

bool source_failed(const struct source *source, struct error *error)
{
	if (!source->failure)
		return false;
	error_set(error,
		  "%s: could not be read past byte %" PRIu64
		  " (%s); what stands behind it is missing",
		  source->name, source->failed_at, strerror(source->failure));
	return true;
}

static bool has_extension(const char *name, const char *const *extensions)
{
	const char *slash = strrchr(name, '/');
	const char *dot = strrchr(slash ? slash : name, '.');

	for (; dot && *extensions; extensions++)
		if (!strcasecmp(dot + 1, *extensions))
			return true;
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
	static const char *const markdown[] = { "md",	 "markdown", "mdown",
						"mkd",	 "mkdn",     "mdwn",
						"mdtxt", NULL };
	static const char *const plain[] = { "txt", "text", NULL };
	bool is_markdown;

	if (from != SOURCE_AUTO)
		is_markdown = from == SOURCE_AS_MARKDOWN;
	else if (has_extension(source->name, markdown))
		is_markdown = true;
	else if (has_extension(source->name, plain))
		is_markdown = false;
	else /* front matter is at home in Markdown */
		is_markdown = source->start.line > 1 || shows_signs(source);
	return is_markdown ? DOCUMENT_MARKDOWN : DOCUMENT_PLAIN;
}
