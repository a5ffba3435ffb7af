/* SPDX-License-Identifier: ISC */
/* Lists of definitions that are known without the parser say what it says of
 * them: over generated Markdown. */
#include "document/markdown/listed.h"

#include <stdio.h>
#include <stdlib.h>

#include "documents.h"
#include "writer.h"

/* ---- Which are plain ---- */

static bool settle(struct definitions *definitions, const char *text)
{
	definitions_init(definitions);
	definitions_scan(definitions, text, strlen(text), 7);
	return listed_settle(definitions, text, strlen(text), 7, 0,
			     DEFINITION_TRUE);
}

static void test_which_are_plain(void **state)
{
	static const struct {
		const char *text;
		bool plain;
	} cases[] = {
		{ "[a]: b\n", true },
		{ "[a]: b\n \n", true },
		{ "[a]:b\t\n[two words]:\t/c?d=e#f \"g h\"  \n", true },
		{ "[a]: b\n[c]: d\n[a]: e\n\n", true },
		{ "[a]: b \"\"\n", true },
		{ "[a]: \xc3\xa9\n", false },
		{ "[\xc3\xa9]: e\n", true },
		{ "[a]:\n", false },
		{ "[a]:\nb\n", false },
		{ "[a\nb]: c\n", false },
		{ "[a]: <b>\n", false },
		{ "[a]: b(c)\n", false },
		{ "[a]: b&amp;c\n", false },
		{ "[a]: b\\*c\n", false },
		{ "[a\\]]: b\n", false },
		{ "[a]: b 'c'\n", false },
		{ "[a]: b \"c\n", false },
		{ "[a]: b \"c\" d\n", false },
		{ "[a]: b \"c\\\"\"\n", false },
		{ "[a]: b\"c\"\n", true },
		{ "[a]: b c\n", false },
		{ " [a]: b\n", false },
		{ "> [a]: b\n", false },
		{ "[^a]: b\n", false },
		{ "[ ]: b\n", false },
		{ "text\n[a]: b\n", false },
		{ "[a]: b\ntext\n", false },
		{ "[a]: b\n\"title\"\n", false },
		{ "[a]: b\n[c] d\n[e]: f\n", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct definitions definitions;
		bool plain = settle(&definitions, cases[i].text);

		if (plain != cases[i].plain)
			fail_msg("%s", cases[i].text);
		for (size_t j = 0; j < definitions.count; j++)
			assert_int_equal(definitions.items[j].state,
					 plain ? DEFINITION_TRUE
					       : DEFINITION_UNLIKELY);
		definitions_release(&definitions);
	}
}

static void test_what_they_say(void **state)
{
	struct definitions definitions;
	const struct definition *item;

	(void)state;
	assert_true(settle(&definitions, "[a]: b\n[c d]:  /e?f \"g  h\" \n"));
	item = &definitions.items[0];
	assert_string_equal(definitions_string(&definitions, item->url), "b");
	assert_string_equal(definitions_string(&definitions, item->title), "");
	item = &definitions.items[1];
	assert_string_equal(definitions_string(&definitions, item->url),
			    "/e?f");
	assert_string_equal(definitions_string(&definitions, item->title),
			    "g  h");
	definitions_release(&definitions);
}

/* ---- Held against the parser ---- */

enum { STEPS_MAX = 14, LIST_MAX = 4 };

/* What stands around lists, and opens what may go on through them. */
static const char *const around[] = {
	"Words [a] and [b][c] and ![d].",
	"A paragraph\nof [b] two lines",
	"# Heading [c]",
	"- an item [a]",
	"- one\n\n  - two [d]",
	"3. third\n\n    code in it",
	"> a quote [b]",
	"> lazy\nline [c]",
	"    indented code",
	"```\nfence",
	"~~~\ntilde",
	"```",
	"~~~",
	"   ```",
	"<!-- comment",
	"-->",
	"<div>\n[a]",
	"<pre>",
	"</pre>",
	"<script>",
	"</script>",
	"| [a] | b |\n|---|---|\n| c | [d] |",
	"[^1]: A note.\n\n    More [a].",
	"See[^1].",
	"Term\n\n:   Its definition [b]",
	"::: box",
	":::",
	"| line\n| block [c]",
	"***",
	"+---+---+\n| a | b |\n+---+---+",
	"  [a]: indented",
	"[b]:\n/next",
	"\\",
};

#define AROUND (sizeof(around) / sizeof(*around))

/* Writes definitions, whose URLs are plain in one of the texts alone. */
static void write_list(struct buffer *plain, struct buffer *other,
		       uint64_t *seed)
{
	static const char *const titles[] = { "", " \"T\"",
					      "\t\"two words\" " };
	size_t count = 1 + test_random(seed) % LIST_MAX;

	for (size_t i = 0; i < count; i++) {
		char label = (char)('a' + test_random(seed) % 4);
		unsigned number = (unsigned)(test_random(seed) % 100);
		const char *title = titles[test_random(seed) % 3];

		buffer_append_format(plain, "[%c]: 1/u%u%s\n", label, number,
				     title);
		buffer_append_format(other, "[%c]: <1/u%u>%s\n", label, number,
				     title);
	}
}

static void write_both(struct buffer *plain, struct buffer *other,
		       uint64_t seed)
{
	size_t steps;

	/* Neighbouring seeds begin alike. */
	seed *= 0x9e3779b97f4a7c15u;
	steps = 1 + test_random(&seed) % STEPS_MAX;

	for (size_t i = 0; i < steps; i++) {
		const char *gap = test_random(&seed) % 5 ? "\n\n" : "\n";

		if (test_random(&seed) % 3) {
			const char *text = around[test_random(&seed) % AROUND];

			buffer_append_string(plain, text);
			buffer_append_string(other, text);
		} else {
			write_list(plain, other, &seed);
		}
		buffer_append_string(plain, gap);
		buffer_append_string(other, gap);
	}
}

/* What a text says, without the brackets of URLs. */
static void describe(struct buffer *out, const struct buffer *text,
		     size_t window)
{
	struct document *document =
		document_from_markdown(text->data, text->len, window);
	size_t kept = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		buffer_append_format(out, "%u %u %u %u ", (unsigned)block->line,
				     (unsigned)block->kind,
				     (unsigned)block->level,
				     (unsigned)block->flags);
		describe_chain(out, document, block->container);
		describe_text(out, document, block);
		buffer_append_byte(out, '\n');
	}
	for (size_t i = 0; i < document->link_count; i++)
		buffer_append_format(
			out, "%s \"%s\"\n",
			document_string(document, document->links[i].url),
			document_string(document, document->links[i].title));
	document_free(document);
	for (size_t i = 0; i < out->len; i++)
		if (!strchr("<>", out->data[i]))
			out->data[kept++] = out->data[i];
	buffer_truncate(out, kept);
}

static void test_as_the_parser(void **state)
{
	static const size_t windows[] = { 1, 40, 65536 };
	uint64_t first = number_from("LECTERN_SEED", 1);
	uint64_t rounds = number_from("LECTERN_ROUNDS", 3000);

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		struct buffer plain = BUFFER_INIT;
		struct buffer other = BUFFER_INIT;
		struct buffer expected = BUFFER_INIT;
		struct buffer got = BUFFER_INIT;
		uint64_t seed = first + i;

		write_both(&plain, &other, seed);
		describe(&expected, &other, 65536);
		describe(&got, &plain, windows[i % 3]);
		if (strcmp(buffer_string(&expected), buffer_string(&got)) != 0)
			fail_msg("LECTERN_SEED=%llu: of\n%s\nexpected\n%s\n"
				 "got\n%s",
				 (unsigned long long)seed,
				 buffer_string(&plain),
				 buffer_string(&expected), buffer_string(&got));
		buffer_release(&plain);
		buffer_release(&other);
		buffer_release(&expected);
		buffer_release(&got);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_which_are_plain),
		cmocka_unit_test(test_what_they_say),
		cmocka_unit_test(test_as_the_parser),
	};

	return test_run(tests);
}
