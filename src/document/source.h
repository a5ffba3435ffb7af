/* SPDX-License-Identifier: ISC */
/* A file, a pipe or standard input as valid UTF-8 lines. */
#ifndef DOCUMENT_SOURCE_H
#define DOCUMENT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"

struct buffer;
struct error;
struct source;

/* How the kind of text is decided: --from. */
enum source_from { SOURCE_AUTO, SOURCE_AS_MARKDOWN, SOURCE_AS_PLAIN };

/*
 * Opens path ("-": standard input). A regular file is read as it is needed and
 * may be read again; a pipe, FIFO or device is read to its end and kept.
 * Returns owned, or NULL with a sentence: missing, unreadable, a folder,
 * binary (a NUL in the first 8 KiB together with other control characters, or
 * more than a tenth of them control characters), over DOCUMENT_TEXT_MAX.
 */
struct source *source_open(const char *path, struct error *error);

/* A source over bytes that the caller keeps alive; name is for messages and
 * for the kind of text by extension. */
struct source *source_from_memory(const char *name, const char *bytes,
				  size_t len);
void source_free(struct source *source);

/* As given to source_open(); "standard input" for "-". Borrowed. */
const char *source_name(const struct source *source);

/* Bytes in all. */
uint64_t source_size(const struct source *source);

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

/* Raw bytes, for byte searches: up to len bytes at off into out; returns how
 * many were there. */
size_t source_read(struct source *source, uint64_t off, char *out, size_t len);

/*
 * Markdown or plain: from, else the extension (.md .markdown .mdown .mkd .mkdn
 * .mdwn .mdtxt: Markdown; .txt .text: plain), else whether the first 64 KiB
 * show a sign of Markdown.
 */
enum document_kind source_kind(struct source *source, enum source_from from);

/* Enters what YAML front matter says into piece->metadata. */
void source_metadata(struct source *source, struct document *piece);

#endif
