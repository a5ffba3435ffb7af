/* SPDX-License-Identifier: ISC */
/* Marks for the tests of what is exchanged, and what they are held against. */
#ifndef TESTS_EXCHANGING_H
#define TESTS_EXCHANGING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "marks/exchange.h"
#include "test.h"
#include "text/utf8.h"

/* A file's text as bytes. */
static inline struct span bytes_of(const char *text)
{
	return (struct span){ text, strlen(text) };
}

static inline void set_buffer(struct buffer *to, const char *text)
{
	buffer_clear(to);
	buffer_append_string(to, text);
}

#define assert_buffer(buffer, text) \
	assert_string_equal(buffer_string(buffer), text)

/* Reads a file that must be of its format; NULL: of the one that it has. */
static inline void read_file(struct exchange *exchange, const char *format,
			     struct span bytes)
{
	struct error error = { "" };

	exchange_init(exchange);
	if (!exchange_read(exchange,
			   format ? exchange_format_find(format) : NULL, bytes,
			   &error))
		fail_msg("%s: %s", format ? format : "?", error.sentence);
}

static inline size_t mark_count(const struct exchange *exchange)
{
	size_t count = 0;

	for (size_t i = 0; i < exchange->count; i++)
		count += exchange->documents[i].marks.count;
	return count;
}

/* --- Marks that are made up ------------------------------------------------
 */

/* Appends words with what formats stumble over; line breaks only if lines. */
static inline void append_words(struct buffer *out, uint64_t *seed, size_t max,
				bool lines)
{
	static const char *const pieces[] = {
		"a",
		"word",
		"\"",
		"\"\"",
		",",
		";",
		"\\",
		"\\u0000",
		"<b>",
		"&amp;",
		"=1+1",
		"é",
		"e\xcc\x81",
		"語",
		"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80",
		"\xe2\x80\xa8",
		"\xef\xbb\xbf",
		"}",
		"]",
		"'",
		" ",
		" ",
		"…",
		"#",
		"-",
		".",
		"//",
		"\t",
	};
	size_t count = 1 + test_random(seed) % max;

	for (size_t i = 0; i < count; i++) {
		size_t piece = test_random(seed) %
			       (sizeof(pieces) / sizeof(pieces[0]) + 1);

		if (piece < sizeof(pieces) / sizeof(pieces[0]))
			buffer_append_string(out, pieces[piece]);
		else
			buffer_append_byte(out, lines ? '\n' : ' ');
	}
}

/* Any mark, of a document's text of a million code points. */
static inline void make_mark(struct mark *mark, uint64_t *seed, unsigned number)
{
	static const char *const tags[] = { "x", "to-do", "été", "a/b" };
	struct selector *selector = &mark->original;
	struct buffer note = BUFFER_INIT;

	snprintf(mark->id, sizeof(mark->id), "0192f3c4-5b6a-7c8d-9e0f-%012x",
		 number);
	mark->kind = test_random(seed) % 4 ? MARK_HIGHLIGHT : MARK_BOOKMARK;
	mark->color = (enum mark_color)(test_random(seed) % MARK_COLORS);
	for (uint64_t i = test_random(seed) % 3; i; i--) {
		if (mark->head.len)
			buffer_append_byte(&mark->head, '\n');
		append_words(&mark->head, seed, 6, false);
	}
	append_words(&selector->anchor.exact, seed, 60, true);
	append_words(&selector->anchor.prefix, seed, 8, true);
	append_words(&selector->anchor.suffix, seed, 8, true);
	selector->start = (uint32_t)(test_random(seed) % 999000);
	selector->end =
		selector->start +
		(uint32_t)utf8_count(buffer_string(&selector->anchor.exact),
				     selector->anchor.exact.len);
	selector->len = 1000000;
	for (uint64_t i = test_random(seed) % 3; i; i--) {
		const char *tag = tags[test_random(seed) % 4];

		mark_add_tag(mark, tag, strlen(tag));
	}
	if (test_random(seed) % 2) {
		append_words(&note, seed, 20, true);
		if (test_random(seed) % 2)
			buffer_append_string(&note, " #noted");
		mark_set_note(mark, buffer_string(&note), note.len);
	}
	buffer_release(&note);
	mark->created_ms =
		1700000000000 + (int64_t)(test_random(seed) % 100000000) * 1000;
	mark->changed_ms =
		mark->created_ms + (int64_t)(test_random(seed) % 100000) * 1000;
}

/* A document of ours with marks that are made up. */
static inline void make_exchange(struct exchange *exchange, uint64_t *seed,
				 size_t documents, size_t marks)
{
	exchange_init(exchange);
	exchange->now_ms = 1791709200000;
	snprintf(exchange->generator, sizeof(exchange->generator), "Lectern 1");
	for (size_t i = 0; i < documents; i++) {
		struct exchange_document *document = exchange_add(exchange);

		snprintf(document->id, sizeof(document->id),
			 "0192f3c4-0000-7000-8000-%012x", (unsigned)i);
		buffer_append_format(&document->title, "Essay %u, \"",
				     (unsigned)i);
		append_words(&document->title, seed, 5, false);
		set_buffer(&document->author, "Ada, and Čeněk");
		for (size_t k = 0; k < marks; k++)
			make_mark(mark_list_add(&document->marks), seed,
				  (unsigned)(i * marks + k));
	}
}

#endif
