/* SPDX-License-Identifier: ISC */
/* Tests of rows of documents that have a bit of everything, set in every way:
 * what no test of one thing foresees. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "documents.h"
#include "layout/hyphenate.h"
#include "layout/layout.h"
#include "scratch.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { DOCUMENTS = 60, WAYS = 8 };

/* --- Documents of a bit of everything ------------------------------------- */

static const char *const bits[] = {
	"the",
	"a",
	"of",
	"extraordinary",
	"communication",
	"Constantinople",
	"un\u00adbeliev\u00adable",
	"state-of-the-art",
	"over\u2010all",
	"na\u00efve",
	"don\u2019t",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"I/O",
	"f(x)",
	"[1]",
	"http://example.org/a/very/long/path?x=1&y=2#part",
	"me@example.org",
	"\u00ab",
	"\u00bb",
	";",
	"?",
	"\u00a0",
	"\u2014",
	"12 %",
	"J. R. R.",
	"\u6f22\u5b57\u304b\u306a\u4ea4\u3058\u308a\u6587\u306f\u3001\u7a7a",
	"\u3002",
	"\u300c\u305d\u3046\u300d",
	"\u05e9\u05dc\u05d5\u05dd",
	"(\u05d5\u05e2\u05d5\u05d3)",
	"\u0627\u0644\u0633\u0644\u0627\u0645",
	"(12)",
	"\U0001f468\u200d\U0001f469\u200d\U0001f467",
	"1\ufe0f\u20e3",
	"\u200b",
	"\u00ad",
	"\u202e",
	"\u3000",
	"\u2003",
	"  ",
	"  \n",
	"\n",
	"\t",
	"\u0301",
	"\u201cquote\u201d",
	"\"q\"",
	"H<sub>2</sub>O",
	"[^1]",
	"[^2]",
	"[](https://bare.example.org/where/to)",
};

static const char *const wraps[][2] = {
	{ "*", "*" },
	{ "**", "**" },
	{ "~~", "~~" },
	{ "`", "`" },
	{ "[", "](https://x.org/abc)" },
	{ "![", "](picture.png)" },
	{ "[![", "](picture.png)](https://y.org)" },
	{ "^", "^" },
};

static void add_bits(struct buffer *text, uint64_t *random, size_t most)
{
	for (size_t n = test_random(random) % most + 1; n > 0; n--) {
		size_t wrap = test_random(random) % (4 * COUNT(wraps));

		if (wrap < COUNT(wraps))
			buffer_append_string(text, wraps[wrap][0]);
		for (size_t i = test_random(random) % 3 + 1; i > 0; i--)
			buffer_append_string(
				text, bits[test_random(random) % COUNT(bits)]);
		if (wrap < COUNT(wraps))
			buffer_append_string(text, wraps[wrap][1]);
		if (test_random(random) % 8)
			buffer_append_byte(text, ' ');
	}
	buffer_append_byte(text, '\n');
}

static void add_cells(struct buffer *text, uint64_t *random, size_t columns)
{
	struct buffer cell = BUFFER_INIT;

	while (columns-- > 0) {
		buffer_clear(&cell);
		add_bits(&cell, random, 4);
		buffer_append_string(text, "| ");
		for (size_t i = 0; i < cell.len; i++) {
			if (cell.data[i] != '\n')
				buffer_append_byte(text, cell.data[i]);
		}
	}
	buffer_append_byte(text, '\n');
	buffer_release(&cell);
}

static void add_table(struct buffer *text, uint64_t *random)
{
	size_t columns =
		test_random(random) % (test_random(random) % 4 ? 4 : 20) + 1;

	add_cells(text, random, columns);
	for (size_t i = 0; i < columns; i++)
		buffer_append_string(text,
				     test_random(random) % 2 ? "|---" : "|--:");
	buffer_append_byte(text, '\n');
	for (size_t rows = test_random(random) % 4; rows > 0; rows--)
		add_cells(text, random, columns);
}

static struct document *random_document(uint64_t *random)
{
	static const char *const prefixes[] = {
		"",	    "",
		"",	    "",
		"# ",	    "### ",
		"- ",	    "> ",
		"> 1. ",    "    ",
		"| ",	    "[^1]: ",
		"[^2]: ",   "> [!NOTE]\n> ",
		"term\n: ",
	};
	struct buffer text = BUFFER_INIT;
	struct document *document;

	for (size_t n = test_random(random) % 6 + 1; n > 0; n--) {
		size_t prefix = test_random(random) % (COUNT(prefixes) + 2);

		if (prefix < COUNT(prefixes)) {
			buffer_append_string(&text, prefixes[prefix]);
			add_bits(&text, random, 60);
		} else {
			add_table(&text, random);
		}
		buffer_append_byte(&text, '\n');
	}
	document = document_from_markdown(text.data, text.len, 4096);
	buffer_release(&text);
	return document;
}

/* --- Set in every way ----------------------------------------------------- */

static struct layout_options random_options(uint64_t *random,
					    const struct hyphenator *hyphenator)
{
	struct layout_options options = {
		.width = 1 + (unsigned)(test_random(random) %
					(test_random(random) % 3 ? 100 : 12)),
		.hang = test_random(random) % 2 ? 2 : 0,
		.hyphenator = test_random(random) % 4 ? hyphenator : NULL,
		.breaks = test_random(random) % 4 ? LAYOUT_BREAKS_TOTAL
						  : LAYOUT_BREAKS_GREEDY,
		.justify = test_random(random) % 2,
		.indent = test_random(random) % 2,
		.bidi = test_random(random) % 4,
		.wrap_code = test_random(random) % 2,
		.inferred = test_random(random) % 2,
		.cells = test_random(random) % 4 ? CELLS_UNICODE : CELLS_ASCII,
	};

	options.window =
		options.width + (test_random(random) % 2
					 ? (uint32_t)(test_random(random) % 60)
					 : 0);
	return options;
}

static void assert_same_piece(const struct row *a, const struct row *b,
			      size_t i)
{
	struct row_piece left = a->pieces[i];
	struct row_piece right = b->pieces[i];

	assert_int_equal(left.decoration_len, right.decoration_len);
	assert_memory_equal(a->decorations + left.decoration,
			    b->decorations + right.decoration,
			    left.decoration_len);
	left.decoration = right.decoration = 0;
	assert_memory_equal(&left, &right, sizeof(left));
}

/* That each row has a place that leads to it, and is that of another layout. */
static void assert_same_rows(struct layout *layout, struct layout *other)
{
	struct layout_at at, back;
	struct row a, b;

	assert_true(layout_find(layout, (struct place){ 0, UINT32_MAX }, &at));
	do {
		assert_true(
			layout_find(layout, layout_place(layout, at), &back));
		assert_memory_equal(&at, &back, sizeof(at));
		layout_row(layout, at, &a);
		layout_row(other, at, &b);
		assert_int_equal(a.off, b.off);
		assert_int_equal(a.shown_end, b.shown_end);
		assert_int_equal(a.end, b.end);
		assert_int_equal(a.flags, b.flags);
		assert_int_equal(a.frozen, b.frozen);
		assert_int_equal(a.piece_count, b.piece_count);
		for (size_t i = 0; i < a.piece_count; i++)
			assert_same_piece(&a, &b, i);
	} while (layout_next(layout, &at));
}

static void check_document(const struct document *document, uint64_t *random,
			   const struct hyphenator *hyphenator)
{
	struct layout_options options = random_options(random, hyphenator);
	struct layout *layout = layout_open(document, &options);

	for (int way = 0; way < WAYS; way++) {
		struct layout_options next = random_options(random, hyphenator);
		struct layout *other;

		/* Often nothing changes but what most is kept from. */
		if (way % 2) {
			options.width = next.width;
			options.window = next.window;
		} else {
			options = next;
		}
		layout_configure(layout, &options);
		for (uint32_t i = 0; i < document->block_count; i++)
			layout_check(layout, i);
		other = layout_open(document, &options);
		assert_same_rows(layout, other);
		layout_free(other);
	}
	layout_free(layout);
}

/* L1 to L4 hold, places lead back, and a layout that was another one before
 * has the rows of one that was not. */
static void test_mixtures(void **state)
{
	struct error error;
	struct hyphenator *hyphenator = hyphenator_read(
		scratch_write("hyph_en.dic",
			      "UTF-8\n1a\n1ti\n1mu\n1pl\n1bl\nr1d\nn1s\nn1t\n"),
		&error);
	uint64_t random = 0x31337;

	(void)state;
	assert_non_null(hyphenator);
	for (int i = 0; i < DOCUMENTS; i++) {
		struct document *document = random_document(&random);

		if (document->block_count > 0)
			check_document(document, &random, hyphenator);
		document_free(document);
	}
	hyphenator_free(hyphenator);
}

/* --- What they found ------------------------------------------------------ */

/* White space without room in a cell has no row of its own; a mark behind a
 * soft hyphen takes its columns from the line that it is in. */
static void test_narrow(void **state)
{
	static const char *const texts[] = {
		"| \u3000 a |\n|---|\n| \u3000 a |\n",
		"| b\u3000 | \u3000 a |\n|---|---|\n| \u3000 | \u3000 a |\n",
		"Wednesday ~~a re\u00ad~~\"q\" and\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct document *document = document_from_markdown(
			texts[i], strlen(texts[i]), 4096);

		for (uint32_t width = 1; width < 20; width++) {
			struct layout_options options = {
				.width = width,
				.window = width,
				.cells = i < 2 ? CELLS_UNICODE : CELLS_ASCII,
			};
			struct layout *layout = layout_open(document, &options);

			for (uint32_t b = 0; b < document->block_count; b++)
				layout_check(layout, b);
			layout_free(layout);
		}
		document_free(document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_narrow),
		cmocka_unit_test_setup_teardown(test_mixtures, scratch_make,
						scratch_remove),
	};

	return test_run(tests);
}
