/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: any bytes as a file of marks that came in, in each format.
 * What it says is written in every format, and read again.
 *
 * The first byte chooses the format, or leaves that to be found out; the rest
 * is the file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "fuzz/oracle.h"
#include "marks/exchange.h"
#include "marks/exchange/merge.h"
#include "text/utf8.h"

static const struct exchange_format *choose(unsigned choice)
{
	choice %= (unsigned)exchange_format_count + 1;
	if (choice == exchange_format_count || !exchange_formats[choice]->read)
		return NULL;
	return exchange_formats[choice];
}

static void check_text(const struct buffer *text)
{
	assert(utf8_valid(buffer_string(text), text->len));
}

static void check_mark(const struct mark *mark)
{
	const struct selector *selector = &mark->original;

	assert(*mark->id && strlen(mark->id) <= MARK_ID);
	assert(mark->kind == MARK_HIGHLIGHT || mark->kind == MARK_BOOKMARK);
	assert(mark->color < MARK_COLORS && !mark->deleted);
	assert(selector->start <= selector->end);
	assert(mark->note.len <= MARK_NOTE && mark->tags.len <= MARK_TAGS);
	assert(selector->anchor.exact.len <= MARK_QUOTE);
	check_text(&mark->note);
	check_text(&mark->tags);
	check_text(&mark->head);
	check_text(&selector->anchor.exact);
	check_text(&selector->anchor.prefix);
	check_text(&selector->anchor.suffix);
}

/* Returns how many marks there are. */
static size_t check_exchange(const struct exchange *exchange)
{
	size_t count = 0;

	for (size_t i = 0; i < exchange->count; i++) {
		const struct exchange_document *document =
			&exchange->documents[i];

		check_text(&document->title);
		check_text(&document->author);
		check_text(&document->path);
		check_text(&document->url);
		for (size_t k = 0; k < document->marks.count; k++)
			check_mark(&document->marks.marks[k]);
		count += document->marks.count;
	}
	return count;
}

static bool read_as(struct exchange *exchange,
		    const struct exchange_format *format, struct span bytes)
{
	struct error error = { "" };
	bool done;

	exchange_init(exchange);
	exchange->now_ms = 1791709200000;
	snprintf(exchange->generator, sizeof(exchange->generator), "Lectern 1");
	done = exchange_read(exchange, format, bytes, &error);
	assert(done || error.sentence[0]);
	return done;
}

/* Files may begin with a BOM, and their lines end in CRLF. Org has U+200B of
 * its own for an escape. */
static void check_safe(const struct buffer *out, bool is_org)
{
	struct buffer lines = BUFFER_INIT;
	size_t start = 0;

	if (out->len >= 3 && memcmp(out->data, "\xef\xbb\xbf", 3) == 0)
		start = 3;
	for (size_t i = start; i < out->len; i++) {
		if (out->data[i] == '\r' && i + 1 < out->len &&
		    out->data[i + 1] == '\n')
			continue;
		if (is_org && out->len - i >= 3 &&
		    memcmp(out->data + i, "\xe2\x80\x8b", 3) == 0) {
			i += 2;
			continue;
		}
		buffer_append_byte(&lines, out->data[i]);
	}
	oracle_check(buffer_string(&lines), lines.len,
		     ORACLE_AT_HOME | ORACLE_LINES);
	buffer_release(&lines);
}

/* What was written is safe, and of its own format. Ours loses no mark; a line
 * that was damaged may have become one, with its bytes repaired. */
static void check_written(struct exchange *exchange,
			  const struct exchange_format *format, size_t marks)
{
	struct buffer out = BUFFER_INIT;
	struct exchange again;

	exchange_write(exchange, format, &out);
	check_safe(&out, strcmp(format->name, "org") == 0);
	if (format->read && marks) {
		assert(read_as(&again, format,
			       (struct span){ buffer_string(&out), out.len }));
		if (strcmp(format->name, "jsonl") == 0)
			assert(check_exchange(&again) >= marks);
		else
			check_exchange(&again);
		exchange_release(&again);
	}
	buffer_release(&out);
}

/* Marks brought into a Markdown file, which is what came in: once. */
static void check_merge(const struct exchange *exchange, struct span file)
{
	const struct exchange_into_options options = { .dir = "" };

	for (size_t i = 0; i < exchange->count && i < 4; i++) {
		struct exchange_into_report report = { 0 };
		struct buffer once = BUFFER_INIT, twice = BUFFER_INIT;

		if (merge_document(file, exchange, &exchange->documents[i],
				   &options, &report, &once))
			assert(!merge_document(
				(struct span){ buffer_string(&once), once.len },
				exchange, &exchange->documents[i], &options,
				&report, &twice));
		buffer_release(&once);
		buffer_release(&twice);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input in = fuzz_input(data, size);
	const struct exchange_format *format = choose(fuzz_byte(&in));
	struct span bytes = { in.bytes, in.len };
	struct exchange exchange;
	size_t marks;

	if (read_as(&exchange, format, bytes)) {
		marks = check_exchange(&exchange);
		check_merge(&exchange, bytes);
		for (size_t i = 0; i < exchange_format_count; i++) {
			if (exchange_formats[i]->write)
				check_written(&exchange, exchange_formats[i],
					      marks);
		}
	}
	exchange_release(&exchange);
	return 0;
}
