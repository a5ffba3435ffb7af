/* SPDX-License-Identifier: ISC */
/* A document's outline, links and figures to a stream, for scripts. */
#include "print/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "print/output.h"
#include "text/hidden.h"
#include "text/sink.h"
#include "text/utf8.h"

enum { WORDS_A_MINUTE = 240, LEVELS = 6 };

/* Sends a line, made safe already, on its way and empties it. */
static void put_line(struct output *output, struct buffer *line)
{
	buffer_append_byte(line, '\n');
	output_append(output, line->data, line->len);
	buffer_clear(line);
}

static bool is_shown(const struct document *document, size_t heading,
		     bool inferred)
{
	return inferred || !document->headings[heading].inferred;
}

static uint32_t heading_off(const struct document *document, size_t heading)
{
	return document->blocks[document->headings[heading].block].off;
}

/*
 * Fills words[i] with those of the i-th heading's section. A section's words
 * are those up to the next heading and those of the sections inside; walking
 * backwards, open[level] is the sum over the sections at that level or deeper
 * that a heading of a higher rank would hold.
 */
static void count_sections(const struct document *document, bool inferred,
			   size_t *words)
{
	size_t open[LEVELS + 1] = { 0 };
	uint32_t end = (uint32_t)document->text.len;

	for (size_t i = document->heading_count; i-- > 0;) {
		unsigned level = document->headings[i].level;
		uint32_t off = heading_off(document, i);

		if (!is_shown(document, i, inferred))
			continue;
		words[i] = outline_words(document, off, end);
		for (unsigned deeper = level + 1; deeper <= LEVELS; deeper++) {
			words[i] += open[deeper];
			open[deeper] = 0;
		}
		open[level] += words[i];
		end = off;
	}
}

bool print_outline(int fd, const struct document *document, bool inferred,
		   struct error *error)
{
	struct output output;
	struct buffer line = BUFFER_INIT;
	size_t *words =
		memory_alloc_zeroed(document->heading_count, sizeof(*words));

	output_open(&output, fd);
	count_sections(document, inferred, words);
	for (size_t i = 0; i < document->heading_count; i++) {
		const struct heading *heading = &document->headings[i];
		const char *slug;
		uint32_t off, end;

		if (!is_shown(document, i, inferred))
			continue;
		outline_title(document, i, &off, &end);
		slug = document_string(document, heading->slug);
		buffer_append_format(&line, "%u\t", (unsigned)heading->level);
		sink_append(&line, slug, strlen(slug));
		buffer_append_format(&line, "\t%zu\t", words[i]);
		sink_append(&line, document->text.data + off, end - off);
		put_line(&output, &line);
	}
	free(words);
	buffer_release(&line);
	return output_close(&output, error);
}

/* Links and images as they come: an image too can be opened. */
bool print_links(int fd, const struct document *document, struct error *error)
{
	struct output output;
	struct buffer line = BUFFER_INIT;

	output_open(&output, fd);
	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];
		const char *url = document_string(document, link->url);

		buffer_append_format(&line, "%zu\t", i + 1);
		sink_append(&line, url, strlen(url));
		buffer_append_byte(&line, '\t');
		sink_append(&line, document->text.data + link->off,
			    link->end - link->off);
		put_line(&output, &line);
	}
	buffer_release(&line);
	return output_close(&output, error);
}

static void put_string(struct output *output, const char *name,
		       const char *value)
{
	struct buffer line = BUFFER_INIT;

	if (!*value)
		return;
	buffer_append_format(&line, "%s\t", name);
	sink_append(&line, value, strlen(value));
	put_line(output, &line);
	buffer_release(&line);
}

static void put_number(struct output *output, const char *name, size_t value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%zu", value);
	put_string(output, name, digits);
}

bool print_stats(int fd, const struct document *document, bool inferred,
		 struct error *error)
{
	const struct metadata *metadata = &document->metadata;
	const struct {
		const char *name;
		uint32_t value;
	} strings[] = {
		{ "title", metadata->title },
		{ "author", metadata->author },
		{ "date", metadata->date },
		{ "lang", metadata->lang },
		{ "url", metadata->url },
		{ "encoding", metadata->encoding },
	};
	size_t words = outline_words(document, 0, (uint32_t)document->text.len);
	size_t headings = 0;
	struct output output;

	for (size_t i = 0; i < document->heading_count; i++)
		headings += is_shown(document, i, inferred);
	output_open(&output, fd);
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
		put_string(&output, strings[i].name,
			   document_string(document, strings[i].value));
	put_string(&output, "kind",
		   document->kind == DOCUMENT_PLAIN ? "plain" : "markdown");
	put_number(&output, "words", words);
	put_number(
		&output, "characters",
		utf8_count(buffer_string(&document->text), document->text.len));
	put_number(&output, "minutes",
		   (words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE);
	put_number(&output, "headings", headings);
	put_number(&output, "links", document->link_count);
	put_number(&output, "repaired", document->repaired);
	put_number(&output, "hidden",
		   hidden_count(buffer_string(&document->text),
				document->text.len));
	return output_close(&output, error);
}
