/* SPDX-License-Identifier: ISC */
/* Headings: slugs as github-slugger makes them, sections, words. */
#include "base/map.h"
#include "document/outline.h"
#include "documents.h"

/* What github-slugger 2.0.0 made of these titles, in this order. */
static const struct {
	const char *title, *slug;
} slugs[] = {
	{ "Hello World", "hello-world" },
	{ "Hello World", "hello-world-1" },
	{ "Hello, World!", "hello-world-2" },
	{ "hello-world", "hello-world-3" },
	{ "Hello World 1", "hello-world-1-1" },
	{ "hello world-1", "hello-world-1-2" },
	{ "a", "a" },
	{ "a-1", "a-1" },
	{ "a", "a-2" },
	{ "a", "a-3" },
	{ "", "" },
	{ "!!!", "-1" },
	{ "", "-2" },
	{ "😄 emoji", "-emoji" },
	{ "I ♥ unicode", "i--unicode" },
	{ "Привет мир", "привет-мир" },
	{ "Ünïcödé Ærøskøbing", "ünïcödé-ærøskøbing" },
	{ "ΟΔΥΣΣΕΥΣ", "οδυσσευς" },
	{ "İstanbul", "i\u0307stanbul" },
	{ "漢字 かな", "漢字-かな" },
	{ "snake_case-and.dots", "snake_case-anddots" },
	{ "a—b – c", "ab--c" },
	{ "a  b", "a--b" },
	{ "  a ", "--a-" },
	{ "1.2.3 Version", "123-version" },
	{ "“Quoted”", "quoted" },
	{ "it's", "its" },
	{ "C++ & C#", "c--c" },
	{ "x² ½ Ⅷ", "x--ⅷ" },
	{ "e\u0301 combining", "e\u0301-combining" },
	{ "a\u200db", "ab" },
	{ "foo‿bar", "foo‿bar" },
	{ "l'été", "lété" },
	{ "a\u00a0b", "ab-1" },
	{ "-", "-" },
	{ "--", "--" },
	{ "_", "_" },
	{ "ẞ", "ß" },
	{ "\U0001f3f4\U000e0067\U000e007f", "-3" },
	{ "٣ ३", "٣-३" },
	{ "हिन्दी", "हिन्दी" },
	{ "ไทย", "ไทย" },
	{ "ª º", "ª-º" },
	{ "a\tb", "ab-2" },
	{ "constructor", "constructor" },
	{ "__proto__", "__proto__" },
};

static void test_slugs(void **state)
{
	struct map used = MAP_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(slugs) / sizeof(*slugs); i++) {
		struct buffer slug = BUFFER_INIT;

		/* Slugs are appended. */
		buffer_append_byte(&slug, '#');
		outline_slug(&slug, &used, slugs[i].title,
			     strlen(slugs[i].title));
		assert_string_equal(slug.data + 1, slugs[i].slug);
		buffer_release(&slug);
	}
	map_release(&used);
}

/* A line break in a heading separates words. */
static void append_slug(struct buffer *out, const char *title, size_t len)
{
	struct map used = MAP_INIT;

	buffer_clear(out);
	outline_slug(out, &used, title, len);
	map_release(&used);
}

/* A title is no other for a letter outside of ASCII behind it. */
static void test_slugs_in_ascii(void **state)
{
	static const char more[] = "\u6f22";
	enum { LEN = 12, TITLES = 3000 };
	struct buffer plain = BUFFER_INIT;
	struct buffer other = BUFFER_INIT;
	char title[LEN + sizeof(more)];
	uint64_t random = 1;

	(void)state;
	for (unsigned i = 0; i < TITLES; i++) {
		size_t len = i % LEN + 1;

		for (size_t j = 0; j < len; j++)
			title[j] = (char)(1 + test_random(&random) % 127);
		append_slug(&plain, title, len);
		memcpy(title + len, more, sizeof(more));
		append_slug(&other, title, len + sizeof(more) - 1);
		assert_int_equal(other.len, plain.len + sizeof(more) - 1);
		assert_memory_equal(other.data, plain.data, plain.len);
	}
	buffer_release(&plain);
	buffer_release(&other);
}

static void test_slug_of_line_break(void **state)
{
	static const char text[] = "# one<br>*two*\n";
	struct document *document =
		document_from_markdown(text, sizeof(text) - 1, LOAD_WINDOW);

	(void)state;
	assert_string_equal(
		document_string(document, document->headings[0].slug),
		"one-two");
	document_free(document);
}

static const char essay[] = "before\n"
			    "\n"
			    "# One\n"
			    "text\n"
			    "## One a\n"
			    "text\n"
			    "#### One a x\n"
			    "## One b\n"
			    "# Two\n"
			    "> ### quoted\n"
			    "\n"
			    "last\n";

static struct document *open_essay(void)
{
	return document_from_markdown(essay, sizeof(essay) - 1, LOAD_WINDOW);
}

/* Where a word first stands in the reading text. */
static uint32_t offset_of(const struct document *document, const char *word)
{
	const char *found = strstr(document->text.data, word);

	assert_non_null(found);
	return (uint32_t)(found - document->text.data);
}

static void test_titles(void **state)
{
	struct document *document = open_essay();
	uint32_t off;
	uint32_t end;

	(void)state;
	assert_int_equal(document->heading_count, 6);
	outline_title(document, 2, &off, &end);
	assert_int_equal(off, offset_of(document, "One a x"));
	assert_int_equal(end - off, strlen("One a x"));
	document_free(document);
}

static void test_heading_at(void **state)
{
	struct document *document = open_essay();

	(void)state;
	assert_int_equal(outline_heading_at(document, 0, true), DOCUMENT_NONE);
	assert_int_equal(
		outline_heading_at(document, offset_of(document, "One"), true),
		0);
	assert_int_equal(outline_heading_at(document,
					    offset_of(document, "One") - 1,
					    true),
			 DOCUMENT_NONE);
	assert_int_equal(outline_heading_at(document,
					    offset_of(document, "One a x"),
					    true),
			 2);
	assert_int_equal(
		outline_heading_at(document, offset_of(document, "last"), true),
		5);
	assert_int_equal(outline_heading_at(document, UINT32_MAX, true), 5);
	document_free(document);
}

static void test_sections(void **state)
{
	static const char *const ends[] = { "Two", "One b", "One b",
					    "Two", NULL,    NULL };
	struct document *document = open_essay();

	(void)state;
	for (uint32_t i = 0; i < 6; i++)
		assert_int_equal(outline_section_end(document, i, true),
				 ends[i] ? offset_of(document, ends[i])
					 : document->text.len);
	document_free(document);
}

static void test_neighbours_and_names(void **state)
{
	struct document *document = open_essay();

	(void)state;
	assert_int_equal(outline_next(document, DOCUMENT_NONE, true), 0);
	assert_int_equal(outline_next(document, 4, true), 5);
	assert_int_equal(outline_next(document, 5, true), DOCUMENT_NONE);
	assert_int_equal(outline_previous(document, DOCUMENT_NONE, true), 5);
	assert_int_equal(outline_previous(document, 1, true), 0);
	assert_int_equal(outline_previous(document, 0, true), DOCUMENT_NONE);
	assert_int_equal(outline_find(document, "one-b"), 3);
	assert_int_equal(outline_find(document, "none"), DOCUMENT_NONE);
	document_free(document);
}

/* With inferred headings left out they are not there at all. */
static void test_inferred(void **state)
{
	struct document *document = open_essay();

	(void)state;
	document->headings[1].inferred = true;
	document->headings[4].inferred = true;
	document->headings[5].inferred = true;
	assert_int_equal(outline_next(document, 0, false), 2);
	assert_int_equal(outline_next(document, 0, true), 1);
	assert_int_equal(outline_next(document, 3, false), DOCUMENT_NONE);
	assert_int_equal(outline_previous(document, DOCUMENT_NONE, false), 3);
	assert_int_equal(outline_previous(document, 2, false), 0);
	assert_int_equal(outline_heading_at(document, UINT32_MAX, false), 3);
	assert_int_equal(outline_section_end(document, 0, false),
			 document->text.len);
	document_free(document);
}

static void test_no_headings(void **state)
{
	struct document *document = document_from_markdown("a\n", 2, 1);

	(void)state;
	assert_int_equal(outline_heading_at(document, 0, true), DOCUMENT_NONE);
	assert_int_equal(outline_next(document, DOCUMENT_NONE, true),
			 DOCUMENT_NONE);
	assert_int_equal(outline_previous(document, DOCUMENT_NONE, true),
			 DOCUMENT_NONE);
	document_free(document);
}

static void test_words(void **state)
{
	static const struct {
		const char *text;
		size_t words;
		size_t ideographs;
	} rows[] = {
		{ "", 0, 0 },
		{ "one", 1, 0 },
		{ "one two\tthree\n four ", 4, 0 },
		{ "an em dash — alone - is * none", 6, 0 },
		{ "it's well-known", 2, 0 },
		{ "3.14 = π", 2, 0 },
		{ "漢字かな", 4, 4 },
		{ "漢字、かな。", 4, 4 },
		{ "abc漢字def", 4, 2 },
		{ "한국 말", 2, 0 },
		{ "a\u00a0b", 2, 0 },
		{ "“Yes,” he said…", 3, 0 },
		{ "½ Ⅷ", 2, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct document *document = document_new(DOCUMENT_MARKDOWN);
		struct outline_count count;

		buffer_append_string(&document->text, rows[i].text);
		assert_int_equal(outline_words(document, 0,
					       (uint32_t)document->text.len),
				 rows[i].words);
		count = outline_count(document, 0,
				      (uint32_t)document->text.len);
		assert_int_equal(count.words, rows[i].words);
		assert_int_equal(count.ideographs, rows[i].ideographs);
		document_free(document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slugs),
		cmocka_unit_test(test_slugs_in_ascii),
		cmocka_unit_test(test_slug_of_line_break),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_heading_at),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_neighbours_and_names),
		cmocka_unit_test(test_inferred),
		cmocka_unit_test(test_no_headings),
		cmocka_unit_test(test_words),
	};

	return test_run(tests);
}
