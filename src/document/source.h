/* SPDX-License-Identifier: ISC */
/* A file, a pipe or standard input as valid UTF-8 lines. */
#ifndef DOCUMENT_SOURCE_H
#define DOCUMENT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"

struct arguments;
struct buffer;
struct error;
struct source;

/* How the kind of text is decided: --from. */
enum source_from { SOURCE_AUTO, SOURCE_AS_MARKDOWN, SOURCE_AS_PLAIN };

/*
 * How text is made of a file that holds none: by programs that read each what
 * the one before wrote, the first one the file. All are the caller's.
 */
struct source_filter {
	const struct arguments *programs;
	size_t count;
	const char *kind; /* the text is of the kind of a file of this name */
	const char *key;  /* it is kept under this one (cache.h); NULL: not */
};

/*
 * What to open: a path ("-": standard input), the encoding that it is in (any
 * name that decoder_open() knows; NULL: found out), whether a pipe may still be
 * coming when it is open, and what makes text of it (NULL: it is text).
 */
struct source_file {
	const char *path;
	const char *encoding;
	bool arriving;
	const struct source_filter *filter;
};

/*
 * A regular file in UTF-8 is read as it is needed and may be read again; all
 * else is kept in memory, as UTF-8. Returns owned, or NULL with a sentence:
 * missing, unreadable, a folder, binary (a NUL in the first 8 KiB together with
 * other control characters, or more than a tenth of them control characters,
 * but for UTF-16), a file over DOCUMENT_TEXT_MAX.
 */
struct source *source_open_file(const struct source_file *file,
				struct error *error);

/* The same of a path, read to its end. */
struct source *source_open(const char *path, struct error *error);

/* A source over bytes of UTF-8 that the caller keeps alive; name is for
 * messages and for the kind of text by extension. */
struct source *source_from_memory(const char *name, const char *bytes,
				  size_t len);

/* A source over bytes in an encoding that is to be found out, or given. */
struct source *source_from_bytes(const char *name, const char *bytes,
				 size_t len, const char *encoding);
void source_free(struct source *source);

/* As given to source_open(); "standard input" for "-". Borrowed. */
const char *source_name(const struct source *source);

/* The encoding by the name that it is shown by, NULL for UTF-8; borrowed. Bytes
 * and offsets here are always those of the text as UTF-8. */
const char *source_encoding(const struct source *source);

/* How many U+FFFD the text holds for what was no character of its encoding. */
size_t source_replaced(const struct source *source);

/* Bytes in all that can be read now. */
uint64_t source_size(const struct source *source);

/*
 * A pipe that is still coming. What has come is kept, but only a *snapshot* can
 * be read: the whole lines that were there when it was taken, or everything
 * once the end has come. A new snapshot holds the one before, but where the
 * text starts and what kind it is may be known better by it; a cursor does not
 * outlive it. All other sources are a snapshot of all that they have.
 */

/* Whether the snapshot is all there will ever be. */
bool source_is_whole(const struct source *source);
/* Whether a new snapshot would be another one. */
bool source_has_news(const struct source *source);
void source_take_snapshot(struct source *source);

/* The descriptor to wait for; -1 once everything came. */
int source_fd(const struct source *source);
/* The descriptor by which a file is read as it is needed; -1: there is none. */
int source_file_fd(const struct source *source);
/* Reads what is there, without waiting; whether anything came. */
bool source_advance(struct source *source);
/* Nothing came for a while: what was kept back until more would come is not
 * kept back any longer. */
void source_pause(struct source *source);
/* Waits for the end, and takes the snapshot. */
void source_finish(struct source *source);
/* Whether programs make the text, and are at it. */
bool source_is_filtering(const struct source *source);
/* Ends them, because a person asks for it: nothing more will come. */
void source_stop_filter(struct source *source);

/* A position in the source: the byte where a line starts, and its number. */
struct source_cursor {
	uint64_t off;
	uint32_t line; /* from 1 */
};

/* The first line that is not front matter (nor a byte-order mark). */
struct source_cursor source_start(const struct source *source);

/*
 * Appends the line at the cursor to out, as valid UTF-8 without NUL, ended by
 * one '\n' whatever ended it (CRLF, lone CR, LF or the end of the source), and
 * moves the cursor behind it. False at the end, with out as it was. *repaired,
 * if not NULL, is raised by the invalid bytes and NULs replaced. A read error
 * ends the source early; source_failed() tells.
 */
bool source_line(struct source *source, struct source_cursor *cursor,
		 struct buffer *out, size_t *repaired);
bool source_failed(const struct source *source, struct error *error);

/*
 * Whether there is something to be said about what was read, now that it was:
 * that the file changed meanwhile, or that a pipe is cut off, for it gave more
 * than DOCUMENT_TEXT_MAX.
 */
bool source_is_doubtful(struct source *source, struct error *error);

/* Bytes as they are, for byte searches: up to len bytes at off into out;
 * returns how many were there. */
size_t source_read(struct source *source, uint64_t off, char *out, size_t len);

/*
 * Markdown or plain: from, else the extension (.md .markdown .mdown .mkd .mkdn
 * .mdwn .mdtxt: Markdown; .txt .text: plain), else whether the first 64 KiB
 * show a sign of Markdown.
 */
enum document_kind source_kind(struct source *source, enum source_from from);

/* Enters what YAML front matter or an article's head (article.h) says, and the
 * encoding, into piece->metadata. */
void source_metadata(struct source *source, struct document *piece);

#endif
