/* SPDX-License-Identifier: ISC */
/* Measure how soon the keys of a search are answered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "reader/dispatch.h"
#include "reader/find.h"
#include "reader/keys.h"
#include "reader/options.h"
#include "reader/view.h"

/*
 * usage: find_keys [MEGABYTES]
 *
 * Makes up a text of so many (10) megabytes and types some searches. Prints for
 * each key: ms until it is answered with the hits of the page, the longest
 * slice of the work behind it, ms until all is looked through, and the count.
 */
enum { ROWS = 40, COLUMNS = 100, MEGABYTE = 1 << 20 };

static const char *const searches[] = {
	"peace",	     /* near */
	"the last word",     /* at the very end */
	"nowhere at all\r",  /* neither it nor its words */
	"lsat wrod\r",	     /* with slips */
	"\022(\\w+ ?)*[!?]", /* a pattern that takes too long */
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void make_text(struct buffer *text, size_t len)
{
	static const char *const words[] = {
		"war", "peace", "the", "of", "that", "never", "word", "people"
	};
	unsigned random = 1;

	while (text->len < len) {
		random = random * 1103515245 + 12345;
		buffer_append_string(text, words[random >> 16 & 7]);
		buffer_append_string(text, random >> 20 & 63 ? " " : ".\n\n");
	}
	buffer_append_string(text, ".\n\nThis is the last word.\n");
}

/* What the loop does for a key and until the next one. */
static void measure(struct view *view, char byte)
{
	struct buffer count = BUFFER_INIT;
	double start = now_ms();
	double answered, worst = 0;
	uint32_t off, end, key = (unsigned char)byte;
	size_t hits;
	bool more = true;

	if (byte == '\r')
		key = KEYS_ENTER;
	else if (byte == '\022')
		key = KEYS_CONTROL | 'r';
	dispatch_key(view, key);
	view_visible(view, &off, &end);
	find_visible(view, off, end, &hits);
	answered = now_ms() - start;
	while (more) {
		double slice = now_ms();

		more = find_step(view);
		slice = now_ms() - slice;
		worst = slice > worst ? slice : worst;
	}
	find_append_count(view, &count);
	printf("%c  %6.2f %6.2f %7.1f  %s %s\n", byte < ' ' ? '^' : byte,
	       answered, worst, now_ms() - start, buffer_string(&count),
	       buffer_string(&view->message));
	buffer_release(&count);
}

int main(int argc, char **argv)
{
	size_t megabytes = argc > 1 ? strtoul(argv[1], NULL, 10) : 10;
	struct buffer text = BUFFER_INIT;
	struct options options;
	struct error error;
	struct document *document;
	struct view view;

	make_text(&text, megabytes * MEGABYTE);
	document = load_all(source_from_memory("text.md", text.data, text.len),
			    SOURCE_AUTO, LOAD_WINDOW, &error);
	options_init(&options);
	view_init(&view, &options, CELLS_UNICODE);
	view_resize(&view, ROWS, COLUMNS);
	view_open(&view, document, "text.md");
	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++) {
		measure(&view, '/');
		for (const char *at = searches[i]; *at; at++)
			measure(&view, *at);
		while (view.focus != FOCUS_PAGE)
			dispatch_key(&view, KEYS_ESCAPE);
	}
	view_release(&view);
	document_free(document);
	buffer_release(&text);
	return 0;
}
