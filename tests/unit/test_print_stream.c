/* SPDX-License-Identifier: ISC */
/* Tests of printing while parsing: the same bytes as of the whole. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "documents.h"
#include "gfm_writer.h"
#include "paper.h"
#include "print/print.h"
#include "print/stream.h"
#include "writer.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const size_t windows[] = { 1, 80, 1000, LOAD_WINDOW };

static const struct print_options ways[] = {
	{ .layout = { .width = 40, .inferred = true, .bidi = true },
	  .color = true,
	  .hues = true },
	{ .layout = { .width = 72,
		      .breaks = LAYOUT_BREAKS_GREEDY,
		      .inferred = true },
	  .whole = true },
	{ .layout = { .width = 66, .justify = true, .inferred = true },
	  .color = true },
	{ .layout = { .width = 12, .indent = true }, .color = true },
	{ .layout = { .width = 60, .indent = true, .inferred = true },
	  .whole = true },
	{ .layout = { .width = 1 } },
};

/* --- What is printed ------------------------------------------------------ */

static void print_whole(struct buffer *out, const struct document *document,
			const struct print_options *options)
{
	struct print_options all = *options;
	struct error error;
	int fd = print_fd();

	all.end = UINT32_MAX;
	assert_true(print_document(fd, document, &all, &error));
	take(out, fd);
}

static void print_stream(struct buffer *out, struct span text,
			 enum source_from from, size_t window,
			 const struct print_options *options)
{
	struct source *source = source_from_memory("test", text.ptr, text.len);
	struct print_stream *stream =
		print_stream_open(source, from, window, NULL);
	struct error error;
	int fd = print_fd();

	assert_true(print_stream_run(stream, fd, options, &error));
	print_stream_free(stream);
	source_free(source);
	take(out, fd);
}

/* The whole is parsed in the same windows. */
static void assert_streams_in(size_t window, struct span text,
			      enum source_from from,
			      const struct print_options *options)
{
	struct document *document =
		document_from(from, text.ptr, text.len, window);
	struct buffer expected = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;

	print_whole(&expected, document, options);
	print_stream(&found, text, from, window, options);
	if (expected.len != found.len ||
	    memcmp(expected.data, found.data, found.len) != 0)
		fprintf(stderr, "window %zu, width %u of:\n%.*s\n", window,
			(unsigned)options->layout.width, (int)text.len,
			text.ptr);
	assert_string_equal(found.data, expected.data);
	buffer_release(&expected);
	buffer_release(&found);
	document_free(document);
}

static void assert_streams(struct span text, enum source_from from,
			   const struct print_options *options)
{
	for (size_t i = 0; i < COUNT(windows); i++)
		assert_streams_in(windows[i], text, from, options);
}

static struct span span_of(const struct buffer *buffer)
{
	return (struct span){ buffer_string(buffer), buffer->len };
}

/* --- Cases ---------------------------------------------------------------- */

static const char *const texts[] = {
	"",
	"\n\n",
	"one paragraph",
	"---\ntitle: T\nauthor: A\ndate: D\n---\n",
	"---\ntitle: T\nauthor: A\ndate: D\n---\n\nText.\n\n# T\n",
	"---\ntitle: T\nauthor: A\ndate: D\n---\n\n# T\n\nText.\n",
	/* What is above and below hangs on the neighbour. */
	"# a\n\n## b\n\nc\n\n## d\n\ne\n\n### f\n\n#\n\ng\n",
	"one\n\ntwo\n\n![p](q)\n\nthree\n\n> four\n\nfive\n",
	"a  \nb  \nc\n\nprose that is long enough to be prose\n\nd  \ne  \nf\n",
	"|a|b|\n|-|-|\n|c|d|\n\n|e|f|\n|-|-|\n|g|h|\n",
	"> [!NOTE]\n> a\n\n> [!TIP]\n> b\n\nc\n",
	"Term\n\n: one\n\n: two\n\nOther\n: three\n\n- a\n- b\n\n1. c\n\n2. "
	"d\n",
	/* Notes are numbered by their first use. */
	"a[^x]\n\nb[^y][^x]\n\n[^y]: Y[^z]\n\n[^z]: Z\n\n[^x]: X\n\nc[^w]\n",
	"a\n\n[^u]: unused\n\n[^v]: unused too[^u]\n",
	"a[^b]\n\n[^b]: one\n\n    two[^b]\n\n[^b]: again\n\n[^c]: c[^c]\n",
	/* Links before what they lead to. */
	"[a] and [b]\n\n[a]: /u\n\n    [b]: /code\n",
	"[a]\n\n```\n[a]: /u\n```\n\n```\n\n[b]: /u\n\n```\n\n[b]\n",
	"[a] [b]\n\n- x\n\n      [a]: /u\n\n  [b]: /v\n",
	"[a] [b]\n\n<!-- x\n\n[a]: /u\n\n-->\n\n[b]: /v\n",
	"[a] [b]\n\n<div>\n<!--\n\n[a]: /u\n\n-->\n\n[b]: /v\n",
	"[a]\n\n  ---  ----\n  x    [y\n\n  [a]: /u\n  ---  ----\n\n[a]: /v\n",
	"[a]\n\n| a | b |\n|---|---|\n[a]: /u\n\nz\n",
	"[a]\n\n> > ```\n\n[a]: /u\n\n```\n\n[a]: /v\n",
	"[a]\n\n ```\n\n[a]: /u\n\n ```\n\n- ```\n  [b]: /w\n  ```\n\n[b]\n",
	/* From right to left. */
	"abc\n\n\u05d0\u05d1\u05d2 (x) 12\n\nabc\n\n> \u05d0\u05d1\n",
};

static void test_what_hangs_on_neighbours(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct span text = { texts[i], strlen(texts[i]) };

		for (size_t way = 0; way < COUNT(ways); way++) {
			assert_streams(text, SOURCE_AS_MARKDOWN, &ways[way]);
			assert_streams(text, SOURCE_AS_PLAIN, &ways[way]);
		}
	}
}

static void test_generated_markdown(void **state)
{
	struct writer writer = { .seed = number_from("LECTERN_SEED", 7) };
	uint64_t rounds = number_from("LECTERN_ROUNDS", 100);

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		writer.extras = i % 2;
		write_markdown(&writer, 1 + roll(&writer, 12));
		assert_streams(span_of(&writer.out), SOURCE_AS_MARKDOWN,
			       &ways[i % COUNT(ways)]);
	}
	buffer_release(&writer.out);
}

static void test_generated_extras(void **state)
{
	struct gfm_writer writer = { 0 };
	uint64_t seed = number_from("LECTERN_SEED", 1);
	uint64_t rounds = number_from("LECTERN_ROUNDS", 60);

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		gfm_write(&writer, seed * 100000 + i);
		assert_streams(span_of(&writer.out), SOURCE_AS_MARKDOWN,
			       &ways[i % COUNT(ways)]);
	}
	buffer_release(&writer.out);
}

/* --- Definitions in odd places -------------------------------------------- */

/* Whole lines, with blank ones between them now and then. */
static const char *const stray_lines[] = {
	"[a]: /u",	"[b]: <v> 't'",
	"[c]:",		"/w",
	"  [a]: /x",	"    [b]: /y",
	"> [c]: /z",	"- [a]: /i",
	"1. [b]: /j",	"  ```",
	"```",		"~~~~",
	"~~~",		"``` x",
	"``` `",	"- ```",
	"> ```",	"    ```",
	"<!--",		"-->",
	"<!-- x -->",	"<div>",
	"</div>",	"<pre>",
	"</pre>",	"<script>",
	"</script>",	"<?",
	"?>",		"<!X",
	"<![CDATA[",	"]]>",
	" <!--",	"<style> </pre>",
	"[^n]: note",	"    [a]: /n",
	"  [^m]: note", "x[^n][^m]",
	"[a]",		"[b] and [c]",
	"*[a]*",	": [b]: /def",
	"Term",		":::",
	"::: {#a}",	"|a|b|",
	"|-|-|",	"a | b",
	"-|-",		"--- ---",
	"x   [y]",	"-------",
	"+--+",		"|x |",
	"===",		"---",
	"* * *",	"# [a]",
	"\\[a]: /no",	"[a\\]: /no",
	"[b]: /k \"t",	"\"",
	"text",		"long text",
	"+ x",		"  more",
	"\t[c]: /t",	"[a]: /u [b]",
	"Table: [a]",	"    text",
	"[A]: /upper",	"[d",
	"e]: /de",	"[d e]",
	"[[c]: /u",	"%%",
};

static void write_stray_lines(struct buffer *out, uint64_t *seed)
{
	size_t count = 1 + test_random(seed) % 14;

	buffer_clear(out);
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(
			out,
			stray_lines[test_random(seed) % COUNT(stray_lines)]);
		buffer_append_string(out,
				     test_random(seed) % 2 ? "\n" : "\n\n");
	}
}

static void test_definitions_anywhere(void **state)
{
	uint64_t seed = number_from("LECTERN_SEED", 3);
	uint64_t rounds = number_from("LECTERN_ROUNDS", 600);
	struct buffer text = BUFFER_INIT;

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		write_stray_lines(&text, &seed);
		assert_streams(span_of(&text), SOURCE_AS_MARKDOWN, &ways[0]);
	}
	buffer_release(&text);
}

/* --- What is forgotten ---------------------------------------------------- */

static void assert_last_block_stays(struct document *document)
{
	struct buffer before = BUFFER_INIT;
	struct buffer after = BUFFER_INIT;
	size_t count = document->block_count;

	if (count > 0)
		describe_text(&before, document, &document->blocks[count - 1]);
	document_forget(document);
	document_check(document);
	if (count > 0) {
		assert_int_equal(document->block_count, 1);
		describe_text(&after, document, &document->blocks[0]);
	}
	assert_string_equal(buffer_string(&after), buffer_string(&before));
	buffer_release(&before);
	buffer_release(&after);
}

/* Links and notes have other indices then. */
static void test_the_last_block_stays(void **state)
{
	static const char *const stay[] = {
		"",
		"a",
		"[a](b)\n\n# *c*\n",
		"a\n\n> - b\n>\n>   `c` **d**\n",
		"|a|b|\n|-|-|\n|c|*d*|\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(stay); i++) {
		struct document *document = document_from_markdown(
			stay[i], strlen(stay[i]), LOAD_WINDOW);

		assert_last_block_stays(document);
		document_free(document);
	}
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct document *document = document_from_markdown(
			texts[i], strlen(texts[i]), LOAD_WINDOW);

		document_forget(document);
		document_check(document);
		document_free(document);
	}
}

/* --- Plain text ----------------------------------------------------------- */

static void write_plain(struct buffer *out, uint64_t *seed)
{
	static const char *const lines[] = {
		"CHAPTER I",
		"The first line of a paragraph that is",
		"goes on here.",
		"    Indented verse",
		"    and more",
		"> quoted words",
		"- an item",
		"1. another",
		"* * *",
		"INTRODUCTION",
		"",
		"",
		"",
		"See [1] there.",
	};
	size_t count = 1 + test_random(seed) % 60;

	buffer_clear(out);
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(out,
				     lines[test_random(seed) % COUNT(lines)]);
		buffer_append_byte(out, '\n');
	}
}

static void test_generated_plain_text(void **state)
{
	uint64_t seed = number_from("LECTERN_SEED", 5);
	uint64_t rounds = number_from("LECTERN_ROUNDS", 40);
	struct buffer text = BUFFER_INIT;

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		write_plain(&text, &seed);
		assert_streams(span_of(&text), SOURCE_AS_PLAIN,
			       &ways[i % COUNT(ways)]);
	}
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_hangs_on_neighbours),
		cmocka_unit_test(test_generated_markdown),
		cmocka_unit_test(test_generated_extras),
		cmocka_unit_test(test_definitions_anywhere),
		cmocka_unit_test(test_the_last_block_stays),
		cmocka_unit_test(test_generated_plain_text),
	};

	return test_run(tests);
}
