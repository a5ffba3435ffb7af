/* SPDX-License-Identifier: ISC */
/* Articles saved by feed readers, and texts that list their addresses. */
#include "documents.h"

#include "document/source/addresses.h"
#include "document/source/article.h"
#include "document/source/frontmatter.h"

static struct document *open_plain(const char *text, enum source_from from)
{
	struct error error;
	struct document *document =
		load_all(source_from_memory("saved", text, strlen(text)), from,
			 LOAD_WINDOW, &error);

	assert_non_null(document);
	document_check(document);
	return document;
}

static void check_string(const struct document *document, uint32_t string,
			 const char *expected)
{
	assert_string_equal(document_string(document, string), expected);
}

/* "text=address" of each link, in the order of the runs, a blank between. */
static void expect_links(const struct document *document, const char *expected)
{
	struct buffer found = BUFFER_INIT;

	for (size_t i = 0; i < document->run_count; i++) {
		const struct run *run = &document->runs[i];
		const struct link *link = &document->links[run->link];

		assert_int_equal(run->style, RUN_LINK);
		assert_int_equal(link->off, run->off);
		assert_int_equal(link->end, run->end);
		buffer_append_format(&found, "%s%.*s=%s", found.len ? " " : "",
				     (int)(run->end - run->off),
				     document->text.data + run->off,
				     document_string(document, link->url));
	}
	assert_string_equal(buffer_string(&found), expected);
	buffer_release(&found);
}

/* --- Heads ----------------------------------------------------------------
 */

static const struct {
	const char *text;
	const char *title; /* NULL: no head */
	const char *author;
	const char *date;
	const char *url;
} heads[] = {
	{ "Feed: Slow\nTitle: One\nAuthor: Ada\nDate: Mon, 01 Jan 2024\n"
	  "Link: https://a.example/1\n \n",
	  "One", "Ada", "Mon, 01 Jan 2024", "https://a.example/1" },
	{ "Title: One\nLink: u:1\nPodcast Download URL: u:2 (type: a/b)\n\n",
	  "One", NULL, NULL, "u:1" },
	/* wrapped behind a blank */
	{ "Feed: A very \nslow one\nTitle: On a \nlong \nroad\n\n",
	  "On a long road", NULL, NULL, NULL },
	{ "Feed: F\nTitle: On a\nroad\n\n", NULL, NULL, NULL, NULL },
	{ "Title: Only a title\n\n", NULL, NULL, NULL, NULL },
	{ "Title: A\nAuthor: B\nDate: C\n\n", NULL, NULL, NULL, NULL },
	{ "Link: u:1\nDate: C\n\n", NULL, NULL, NULL, NULL },
	{ "Feed: F\nTitle: T\n", NULL, NULL, NULL, NULL },
	{ "Feed: F\nTitle: T\nTitle: T\n\n", NULL, NULL, NULL, NULL },
	{ "From: F\nTitle: T\nLink: u:1\n\n", NULL, NULL, NULL, NULL },
	{ "\nFeed: F\nTitle: T\n\n", NULL, NULL, NULL, NULL },
	{ "", NULL, NULL, NULL, NULL },
};

static void check_value(const char *found, const char *expected)
{
	if (expected) {
		assert_non_null(found);
		assert_string_equal(found, expected);
	} else {
		assert_null(found);
	}
}

static void test_heads(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct frontmatter found = { 0 };
		size_t len = strlen(heads[i].text);
		size_t size = article_head(&found, heads[i].text, len);

		assert_int_equal(size, heads[i].title ? len : 0);
		check_value(found.title, heads[i].title);
		check_value(found.author, heads[i].author);
		check_value(found.date, heads[i].date);
		check_value(found.url, heads[i].url);
		frontmatter_release(&found);
	}
}

/* As newsboat 2.21 saves one, but for what it says. */
static const char article[] =
	"Feed: The Slow Review of Books, Letters and Things That Take a \n"
	"While\n"
	"Title: On margins\n"
	"Author: Ada Example\n"
	"Date: Mon, 01 Jan 2024 10:00:00 +0000\n"
	"Link: https://example.org/2024/essay\n"
	" \n"
	"On margins\n"
	"----------\n"
	" \n"
	"Some bold text with a link[1] and more of it, which goes on for quite "
	"\n"
	"a while so that the renderer has to wrap the line somewhere around \n"
	"its width. And another[2], [9] and [image 3].\n"
	" \n"
	"  * One item\n"
	"  * Two items[1]\n"
	" \n"
	"Links: \n"
	"[1]: https://example.org/a (link)\n"
	"[2]: file:///rel (link)\n"
	"[3]: https://example.org/i.png (image)\n"
	"\n";

static void test_article(void **state)
{
	struct document *document = open_plain(article, SOURCE_AUTO);

	(void)state;
	assert_int_equal(document->kind, DOCUMENT_PLAIN);
	check_string(document, document->metadata.title, "On margins");
	check_string(document, document->metadata.author, "Ada Example");
	check_string(document, document->metadata.url,
		     "https://example.org/2024/essay");
	assert_int_equal(document->title_block, 0);
	assert_int_equal(document->blocks[0].line, 8);
	assert_null(strstr(document->text.data, "Feed:"));
	assert_non_null(
		strstr(document->text.data, "goes on for quite a while"));
	assert_non_null(strstr(document->text.data, "Links:"));
	expect_links(document,
		     "[1]=https://example.org/a [2]=file:///rel "
		     "[image 3]=https://example.org/i.png "
		     "[1]=https://example.org/a [1]=https://example.org/a "
		     "[2]=file:///rel [3]=https://example.org/i.png");
	document_free(document);
	/* The reader's word counts. */
	document = open_plain(article, SOURCE_AS_MARKDOWN);
	assert_int_equal(document->kind, DOCUMENT_MARKDOWN);
	document_free(document);
}

/* --- Addresses ------------------------------------------------------------
 */

static const struct {
	const char *text;
	const char *links;
} lists[] = {
	/* lynx -dump */
	{ "Some [1]words and [2]more.\n\nReferences\n\n   Visible links:\n"
	  "   1. http://a.example/\n   2. http://b.example/x\n"
	  "   Hidden links:\n   3. http://c.example/\n",
	  "[1]=http://a.example/ [2]=http://b.example/x" },
	/* w3m -dump */
	{ "Some [1]words.\n\nReferences:\n\n[1] http://a.example/\n",
	  "[1]=http://a.example/ [1]=http://a.example/" },
	/* newsboat in another language, whose title is another */
	{ "Text[1].\n\nVerweise: \n[1]: http://a.example/ (Link)\n",
	  "[1]=http://a.example/ [1]=http://a.example/" },
	{ "Text[1][1]。\n\nLinks: \n[1]: mailto:a@b.example (link)\n",
	  "[1]=mailto:a@b.example [1]=mailto:a@b.example "
	  "[1]=mailto:a@b.example" },
	{ "[image 1 (link #2)] x\n\nLinks:\n[1]: a:1 (image)\n"
	  "[2]: a:2 (link)\n",
	  "" /* no scheme has one letter */ },
	{ "[image 1 (link #2)] x\n\nLinks:\n[1]: ab:1 (image)\n"
	  "[2]: ab:2 (link)\n",
	  "[image 1 (link #2)]=ab:1 [1]=ab:1 [2]=ab:2" },
	/* no list: not at the end, without a title, not from 1 on */
	{ "Text[1].\n\nLinks:\n[1]: ab:1 (link)\n\nThe end.\n", "" },
	{ "Text[1].\n\nSources are these.\n\n1. ab:1\n", "" },
	{ "Text[1] [2].\n\nReferences\n\n2. ab:2\n", "" },
	{ "Text[1].\n\nReferences\n\n1. A book, not an address\n", "" },
	/* no references */
	{ "[1a] [0] [] [1 x] [x1 [1\n\nReferences\n\n1. ab:1\n", "" },
	{ "[99999999999999999999] [001]\n\nReferences\n\n1. ab:1\n",
	  "[001]=ab:1" },
	/* a mark that belongs to the bracket */
	{ "[1]\xcc\x81 x\n\nReferences\n\n1. ab:1\n", "" },
};

static void test_lists(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct document *document =
			open_plain(lists[i].text, SOURCE_AS_PLAIN);

		expect_links(document, lists[i].links);
		document_free(document);
	}
}

/* What is in a run already stays as it is. */
static void test_runs(void **state)
{
	static const char text[] = "References\n1. ab:1\n2. ab:2\n";
	struct source *source = source_from_memory("x", text, sizeof(text) - 1);
	struct addresses *addresses = addresses_open(source);
	struct document *piece = document_new(DOCUMENT_PLAIN);

	(void)state;
	assert_non_null(addresses);
	assert_null(addresses_get(addresses, 0));
	assert_string_equal(addresses_get(addresses, 2), "ab:2");
	assert_null(addresses_get(addresses, 3));
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
	document_add_text(piece, "a[1]b", 5, RUN_STRONG, DOCUMENT_NONE);
	document_add_text(piece, "[2]", 3, 0, DOCUMENT_NONE);
	document_add_text(piece, "c", 1, RUN_EMPHASIS, DOCUMENT_NONE);
	document_end_block(piece);
	addresses_resolve(addresses, piece);
	assert_int_equal(piece->run_count, 3);
	assert_int_equal(piece->runs[0].style, RUN_STRONG);
	assert_int_equal(piece->runs[1].off, 5);
	assert_int_equal(piece->runs[1].end, 8);
	assert_int_equal(piece->runs[1].style, RUN_LINK);
	assert_int_equal(piece->runs[2].style, RUN_EMPHASIS);
	assert_int_equal(piece->link_count, 1);
	document_free(piece);
	addresses_free(addresses);
	source_free(source);
}

/* Brackets without end cost no more than other text. */
static void test_many(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct document *document;

	(void)state;
	for (int i = 0; i < 100000; i++)
		buffer_append_string(&text, i % 2 ? "[1" : "[1] [");
	buffer_append_string(&text, "\n\nLinks:\n");
	for (int i = 1; i <= 20000; i++)
		buffer_append_format(&text, "[%d]: ab:%d (link)\n", i, i);
	document = open_plain(text.data, SOURCE_AS_PLAIN);
	assert_int_equal(document->link_count, 50000 + 20000);
	document_free(document);
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_heads), cmocka_unit_test(test_article),
		cmocka_unit_test(test_lists), cmocka_unit_test(test_runs),
		cmocka_unit_test(test_many),
	};

	return test_run(tests);
}
