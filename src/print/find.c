/* SPDX-License-Identifier: ISC */
/* Where words stand in documents, for scripts. */
#include "print/find.h"

#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/locate.h"
#include "document/query.h"
#include "print/output.h"
#include "text/sink.h"
#include "text/utf8.h"

enum {
	HITS = 256,    /* looked for at a time */
	CONTEXT = 200, /* bytes of text on each side of a hit, about */
};

static void append_safe(const struct print_find *find, struct buffer *out,
			const char *bytes, size_t len)
{
	if (find->whole)
		sink_append_whole(out, bytes, len);
	else
		sink_append(out, bytes, len);
}

/* Up to CONTEXT bytes back from off, from the start of a word on. */
static uint32_t context_start(const struct document *document, uint32_t off,
			      uint32_t least)
{
	const char *text = document->text.data;
	uint32_t from = off - least > CONTEXT ? off - CONTEXT : least;
	uint32_t start = from;

	while (start > least && start < off && text[start - 1] != ' ')
		start++;
	if (start < off)
		return start;
	while (from > least && ((unsigned char)text[from] & 0xc0) == 0x80)
		from--;
	return from;
}

static uint32_t context_end(const struct document *document, uint32_t end,
			    uint32_t most)
{
	const char *text = document->text.data;
	uint32_t to = most - end > CONTEXT ? end + CONTEXT : most;
	uint32_t stop = to;

	while (stop < most && stop > end && text[stop] != ' ')
		stop--;
	if (stop > end)
		return stop;
	while (to < most && ((unsigned char)text[to] & 0xc0) == 0x80)
		to++;
	return to;
}

static void append_context(const struct print_find *find,
			   const struct document *document, struct hit hit,
			   struct buffer *line)
{
	const struct block *block =
		&document->blocks[document_block_at(document, hit.off)];
	const char *text = document->text.data;
	uint32_t start = context_start(document, hit.off, block->off);
	uint32_t end = context_end(document, hit.end, block->end - 1);

	if (start > block->off)
		buffer_append_string(line, "\xe2\x80\xa6");
	append_safe(find, line, text + start, hit.off - start);
	if (find->color)
		buffer_append_string(line, "\033[1m");
	append_safe(find, line, text + hit.off, hit.end - hit.off);
	if (find->color)
		buffer_append_string(line, "\033[0m");
	append_safe(find, line, text + hit.end, end - hit.end);
	if (end < block->end - 1)
		buffer_append_string(line, "\xe2\x80\xa6");
}

bool print_find(int fd, const char *name, const struct document *document,
		const struct print_find *find, struct error *error)
{
	uint32_t off = 0;
	uint32_t end = (uint32_t)document->text.len;
	struct buffer line = BUFFER_INIT;
	struct hit hits[HITS];
	struct output output;
	size_t count = HITS;

	output_open(&output, fd);
	while (count == HITS && !output_failed(&output)) {
		count = query_find(find->query, document, off, end, hits, HITS);
		for (size_t i = 0; i < count; i++) {
			buffer_clear(&line);
			append_safe(find, &line, name, strlen(name));
			buffer_append_format(
				&line, "\t:%u\t",
				locate_line_of(document, hits[i].off));
			append_context(find, document, hits[i], &line);
			buffer_append_byte(&line, '\n');
			output_append(&output, line.data, line.len);
			off = hits[i].end;
		}
	}
	buffer_release(&line);
	return output_close(&output, error);
}
