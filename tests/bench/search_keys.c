/* SPDX-License-Identifier: ISC */
/* Measure what a key costs the reader: in a search, in the finder, at the start
 * with much that is remembered. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "discard.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "layout/layout.h"
#include "reader/dispatch.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reader/options.h"
#include "reader/state.h"
#include "reader/view.h"
#include "text/utf8.h"

/*
 * usage: search_keys [MEGABYTES [HEADINGS [DOCUMENTS]]]
 *
 * On a made-up text of so many (10) megabytes queries are typed key by key, as
 * the loop does it: the key, a slice of work, the rows of the page with their
 * hits. Prints for each the slowest key, in ms of real time; then the longest
 * slice of work with no key, and what all took. The same in the finder over so
 * many (100000) headings. At last how long it takes to open the state of so
 * many (1000) documents and to find one of them.
 */
enum { ROWS = 50, COLUMNS = 120 };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const words[] = {
	"the",	 "of",	    "and",   "peace", "war",	"reason",
	"state", "history", "never", "would", "nation", "ordinary",
};

/* xorshift64* (Vigna 2016): the same texts on every run. */
static size_t random_below(size_t limit)
{
	static uint64_t state = 1;

	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (size_t)(state * 0x2545f4914f6cdd1du >> 32) % limit;
}

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void append_words(struct buffer *text, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(text, words[random_below(COUNT(words))]);
		buffer_append_string(text, i + 1 < count ? " " : ".\n\n");
	}
}

/* Paragraphs, a heading before some, a run of one letter that patterns with
 * nested quantifiers get lost in, and a word at the very end. */
static void make_text(struct buffer *text, size_t size, size_t headings)
{
	size_t each = headings ? size / headings : size / 100;
	size_t next = 0;

	while (text->len < size) {
		if (text->len >= next) {
			buffer_append_string(text, "## ");
			append_words(text, 1 + random_below(8));
			next += each;
		}
		append_words(text, headings ? 20 : 20 + random_below(150));
		if (!headings && random_below(100) == 0) {
			for (int i = 0; i < 5000; i++)
				buffer_append_byte(text, 'a');
			buffer_append_string(text, "b\n\n");
		}
	}
	buffer_append_string(text, "At last a zygote.\n");
}

/* What the loop does between a key and the paint, and what painting asks. */
static double press(struct view *view, uint32_t key)
{
	double start = now_ms();
	uint32_t off, end;
	size_t count;

	dispatch_key(view, key);
	view_work(view);
	if (!list_is_open(view)) {
		view_visible(view, &off, &end);
		find_visible(view, off, end, &count);
	}
	return now_ms() - start;
}

struct figures {
	double slowest; /* key */
	double longest; /* slice */
	double all;
};

static void finish_work(struct view *view, struct figures *figures)
{
	bool more = true;

	while (more) {
		double start = now_ms();
		double took;

		more = view_work(view);
		took = now_ms() - start;
		figures->longest =
			took > figures->longest ? took : figures->longest;
		figures->all += took;
	}
}

static void type_keys(struct view *view, const char *typed,
		      struct figures *figures)
{
	const char *end = typed + strlen(typed);

	while (typed < end) {
		uint32_t key;
		double took;

		typed += utf8_decode(typed, (size_t)(end - typed), &key);
		took = press(view, key);
		figures->slowest =
			took > figures->slowest ? took : figures->slowest;
		figures->all += took;
	}
}

static void print_figures(const char *what, const char *typed,
			  const struct figures *figures)
{
	printf("  %-8s %-24s key %7.2f ms  slice %7.2f ms  all %9.2f ms\n",
	       what, typed, figures->slowest, figures->longest, figures->all);
}

static void measure_search(struct view *view, bool regex, const char *typed)
{
	struct figures figures = { 0 };

	press(view, KEYS_HOME);
	press(view, '/');
	if (regex)
		press(view, KEYS_CONTROL | 'r');
	type_keys(view, typed, &figures);
	finish_work(view, &figures);
	print_figures(regex ? "regex" : "search", typed, &figures);
	press(view, KEYS_ENTER);
	figures = (struct figures){ 0 };
	type_keys(view, "nnNN", &figures);
	finish_work(view, &figures);
	print_figures("", "n n N N", &figures);
	press(view, KEYS_ESCAPE);
	press(view, KEYS_ESCAPE);
}

static void measure_finder(struct view *view, const char *typed)
{
	struct figures figures = { 0 };

	/* Titles are made ready while nobody types. */
	type_keys(view, "T", &figures);
	finish_work(view, &figures);
	print_figures("finder", "T", &figures);
	figures = (struct figures){ 0 };
	type_keys(view, typed, &figures);
	finish_work(view, &figures);
	print_figures("", typed, &figures);
	press(view, KEYS_ESCAPE);
	press(view, KEYS_ESCAPE);
}

static void measure_state(size_t count)
{
	static const char quote[] = "Some words of the text that was read, up "
				    "to where";
	char home[] = P_tmpdir "/lectern-bench-XXXXXX";
	const struct state_options options = { home, true };
	struct state_document kept;
	struct state *state;
	struct buffer path = BUFFER_INIT;
	const struct state_document *const *list;
	double start, one;
	size_t all;
	bool found;

	if (!mkdtemp(home) || setenv("XDG_STATE_HOME", home, 1) != 0)
		return;
	state_document_init(&kept);
	state = state_open(&options);
	for (size_t i = 0; i < count; i++) {
		buffer_clear(&path);
		buffer_append_format(&path, "/home/reader/texts/essay-%zu.md",
				     i);
		kept.path = path.data;
		kept.at = 1700000000 + (int64_t)i;
		buffer_clear(&kept.top.exact);
		buffer_append_string(&kept.top.exact, quote);
		kept.top.end = (uint32_t)kept.top.exact.len;
		state_keep(state, &kept);
	}
	kept.path = NULL;
	state_document_release(&kept);
	state_free(state);
	start = now_ms();
	state = state_open(&options);
	found = state_document(state, path.data, 0) != NULL;
	one = now_ms() - start;
	all = state_documents(state, &list);
	printf("State of %zu documents: %s in %.2f ms, %zu in %.2f ms\n", count,
	       found ? "one found" : "none found", one, all, now_ms() - start);
	state_free(state);
	discard_folder(home);
	buffer_release(&path);
}

/* Returns what the view borrows. */
static struct document *open_view(struct view *view, const struct buffer *text)
{
	struct error error;
	struct options options;
	struct document *document =
		load_all(source_from_memory("made up.md", buffer_string(text),
					    text->len),
			 SOURCE_AUTO, LOAD_WINDOW, &error);

	options_init(&options);
	view_init(view, &options, CELLS_UNICODE);
	view_resize(view, ROWS, COLUMNS);
	view_open(view, document, "made up.md");
	return document;
}

static void close_view(struct view *view, struct document *document)
{
	view_release(view);
	document_free(document);
}

int main(int argc, char **argv)
{
	size_t size = (argc > 1 ? strtoul(argv[1], NULL, 10) : 10) * 1000000;
	size_t headings = argc > 2 ? strtoul(argv[2], NULL, 10) : 100000;
	size_t documents = argc > 3 ? strtoul(argv[3], NULL, 10) : 1000;
	struct buffer text = BUFFER_INIT;
	struct document *document;
	struct view view;

	make_text(&text, size, 0);
	document = open_view(&view, &text);
	printf("%zu MB\n", size / 1000000);
	measure_search(&view, false, "reason");
	measure_search(&view, false, "the nation");
	measure_search(&view, false, "zygote");
	measure_search(&view, false, "xylophone");
	measure_search(&view, false, "Résumé");
#ifdef HAVE_PCRE2
	measure_search(&view, true, "rea.*n\\b");
	measure_search(&view, true, "(a+)+$");
	measure_search(&view, true, "(a|aa)+c");
	measure_search(&view, true, "(.*)*(.*)*x");
	measure_search(&view, true, "zygot[a-e]");
#endif
	close_view(&view, document);

	buffer_clear(&text);
	make_text(&text, headings * 150, headings);
	document = open_view(&view, &text);
	printf("%zu headings\n", (size_t)view.document->heading_count);
	measure_finder(&view, "peace");
	measure_finder(&view, "hstory of wra");
	measure_finder(&view, "xyz");
	close_view(&view, document);
	buffer_release(&text);
	measure_state(documents);
	return 0;
}
