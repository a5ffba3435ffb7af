/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: what is printed of a source, and told of it to scripts. It is
 * the same whether the source is parsed before or meanwhile, and safe.
 *
 * The first byte is the width of the measure, the bits of the second are told
 * at check_options(), those of the third below. The rest is the file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "fuzz/check.h"
#include "fuzz/oracle.h"
#include "paper.h"
#include "print/print.h"
#include "print/stream.h"

enum {
	CHOICE_PLAIN = 1 << 0, /* else Markdown */
	CHOICE_WHOLE = 1 << 1, /* for no terminal */
	CHOICE_COLOR = 1 << 2,
	CHOICE_WINDOW_1 = 1 << 3,
};

/* Leaves out what we send ourselves, "ESC [ digits m" for looks and "ESC [ 8
 * l", "ESC [ 8 h" around rows that run to the left, as if it were not there. */
static void drop_own(struct buffer *text)
{
	size_t kept = 0;

	for (size_t i = 0; i < text->len;) {
		const char *at = text->data + i;
		size_t len = 2;

		if (*at != '\033') {
			text->data[kept++] = text->data[i++];
			continue;
		}
		assert(at[1] == '[');
		len += strspn(at + 2, "0123456789;");
		assert(at[len] == 'm' || strncmp(at, "\033[8l", 4) == 0 ||
		       strncmp(at, "\033[8h", 4) == 0);
		i += len + 1;
	}
	buffer_truncate(text, kept);
}

static void check_safe(struct buffer *text, const struct print_options *options)
{
	for (size_t i = 1; i < text->len; i++)
		assert(text->data[i] != '\n' || text->data[i - 1] != ' ');
	if (options->color || options->layout.bidi)
		drop_own(text);
	oracle_check(buffer_string(text), text->len,
		     ORACLE_LINES | (options->whole ? ORACLE_AT_HOME : 0));
}

static void check_print(const struct check_source *source, size_t window,
			const struct document *document,
			const struct print_options *options)
{
	struct source *opened = check_open(source);
	struct print_stream *stream;
	struct buffer expected = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;
	struct error error;
	int fd = print_fd();

	assert(print_document(fd, document, options, &error));
	take(&expected, fd);
	fd = print_fd();
	stream = print_stream_open(opened, source->from, window, NULL);
	assert(print_stream_run(stream, fd, options, &error));
	take(&found, fd);
	assert(expected.len == found.len &&
	       memcmp(expected.data, found.data, found.len) == 0);
	check_safe(&expected, options);
	print_stream_free(stream);
	source_free(opened);
	buffer_release(&expected);
	buffer_release(&found);
}

/* What scripts are told. */
static void check_lists(const struct document *document)
{
	struct buffer told = BUFFER_INIT;
	struct error error;
	int fd = print_fd();

	assert(print_outline(fd, document, true, &error));
	assert(print_links(fd, document, &error));
	assert(print_stats(fd, document, true, &error));
	take(&told, fd);
	oracle_check(buffer_string(&told), told.len,
		     ORACLE_LINES | ORACLE_AT_HOME);
	buffer_release(&told);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct check_source source = { .bytes = fuzz_input(data, size) };
	struct print_options options = { .end = UINT32_MAX };
	unsigned width = fuzz_byte(&source.bytes);
	unsigned looks = fuzz_byte(&source.bytes);
	unsigned choice = fuzz_byte(&source.bytes);
	size_t window = choice & CHOICE_WINDOW_1 ? 1 : LOAD_WINDOW;
	struct document *document;

	check_options(&options.layout, width, looks);
	options.whole = choice & CHOICE_WHOLE;
	options.color = options.hues = choice & CHOICE_COLOR;
	source.from =
		choice & CHOICE_PLAIN ? SOURCE_AS_PLAIN : SOURCE_AS_MARKDOWN;
	document = check_load(&source, window);
	if (!document)
		return 0;
	check_print(&source, window, document, &options);
	check_lists(document);
	document_free(document);
	return 0;
}
