/* SPDX-License-Identifier: ISC */
/* Tests of the list of links. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/dispatch.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reading.h"

static const char essay[] =
	"# One\n\nSee [the *first*\nlink](https://example.org/one), "
	"[](http://example.org/empty) and <https://example.org/auto>.\n\n"
	"![A picture](picture.png) and a note[[1]](#note1).\n\n"
	"## Two\n\nDown [to three](#three).\n\n"
	"~~~\na\nb\nc\nd\ne\nf\ng\nh\n~~~\n\n"
	"## Three\n\nMail [me](mailto:me@example.org), at last.\n\n"
	"The end.\n\n<a id=\"note1\"></a>[\xe2\x86\xa9](#one) The note.\n";

static int open_reading(void **state)
{
	struct reading *r = calloc(1, sizeof(*r));

	reading_open(r, essay, 6, 60);
	*state = r;
	return 0;
}

static int close_reading(void **state)
{
	reading_close(*state);
	free(*state);
	return 0;
}

static void type(struct reading *r, const char *letters)
{
	for (; *letters; letters++)
		dispatch_key(&r->view, (unsigned char)*letters);
}

/* What an index of the list shows: "over|text|right". */
static const char *shown(struct reading *r, size_t index)
{
	static char line[200];
	struct list_row row = { 0 };

	assert_true(index < r->view.list.count);
	list_describe(&r->view, index, &row);
	snprintf(line, sizeof(line), "%s|%s|%s", buffer_string(&row.over),
		 buffer_string(&row.text), buffer_string(&row.right));
	list_row_release(&row);
	return line;
}

static void test_lists(void **state)
{
	static const char *const lines[] = {
		"One|the first link|example.org/one",
		"One|http://example.org/empty|",
		"One|https://example.org/auto|",
		"One|A picture|picture.png",
		"Two|to three|#three",
		"Three|me|mailto:me@example.org",
	};
	struct reading *r = *state;
	struct buffer title = BUFFER_INIT;

	type(r, "O");
	assert_int_equal(r->view.focus, FOCUS_LIST);
	assert_int_equal(r->view.list.count, 6);
	assert_int_equal(list_item(&r->view.list), 0);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(shown(r, i), lines[i]);
	r->view.list.source->title(&r->view, &title);
	assert_string_equal(buffer_string(&title), "Links: 6");
	buffer_release(&title);
}

/* A host that can be taken for another is shown with what it is. */
static void test_suspicious(void **state)
{
	static const char *const lines[] = {
		"|here|\xd0\xb0\xd1\x80\xd1\x80\xd3\x8f\xd0\xb5.com "
		"(xn--80ak6aa92e.com)/x",
		"|https://\xd0\xb0\xd1\x80\xd1\x80\xd3\x8f\xd0\xb5.com|"
		"\xd0\xb0\xd1\x80\xd1\x80\xd3\x8f\xd0\xb5.com "
		"(xn--80ak6aa92e.com)",
		"|there|b\xc3\xbc"
		"cher.example",
	};
	struct reading r;

	(void)state;
	reading_open(&r,
		     "[here](https://\xd0\xb0\xd1\x80\xd1\x80\xd3\x8f\xd0\xb5"
		     ".com/x), <https://\xd0\xb0\xd1\x80\xd1\x80\xd3\x8f"
		     "\xd0\xb5.com>, [there](https://b\xc3\xbc"
		     "cher.example)\n",
		     10, 60);
	type(&r, "O");
	assert_int_equal(r.view.list.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(shown(&r, i), lines[i]);
	reading_close(&r);
}

/* It opens at the first link that the page shows. */
static void test_opens_at_page(void **state)
{
	struct reading *r = *state;

	type(r, "]O");
	assert_string_equal(shown(r, r->view.list.selected),
			    "Two|to three|#three");
	type(r, "qGO");
	assert_string_equal(shown(r, r->view.list.selected),
			    "Three|me|mailto:me@example.org");
}

static void test_follows(void **state)
{
	struct reading *r = *state;
	const char *top = reading_line(r, 0);

	type(r, "O/three");
	dispatch_key(&r->view, KEYS_ENTER);
	assert_false(list_is_open(&r->view));
	assert_int_equal(view_heading(&r->view), 2);
	dispatch_key(&r->view, KEYS_CONTROL | 'o');
	assert_string_equal(reading_line(r, 0), top);
	/* One that leads out is asked about. */
	type(r, "Ogjjj");
	dispatch_key(&r->view, KEYS_ENTER);
	assert_int_equal(r->view.focus, FOCUS_ASK);
	dispatch_key(&r->view, KEYS_ESCAPE);
	assert_int_equal(r->view.focus, FOCUS_PAGE);
}

static void test_copies(void **state)
{
	struct reading *r = *state;

	type(r, "Ogy");
	assert_int_equal(r->view.request, REQUEST_COPY);
	assert_string_equal(buffer_string(&r->view.outgoing),
			    "https://example.org/one");
	assert_string_equal(buffer_string(&r->view.copied),
			    "the link's target");
	assert_true(list_is_open(&r->view));
	type(r, "Gy");
	assert_string_equal(buffer_string(&r->view.outgoing),
			    "mailto:me@example.org");
}

/* Words are looked for in targets and sections, too. */
static void test_filter(void **state)
{
	static const struct {
		const char *words;
		size_t count;
	} cases[] = {
		{ "mailto", 1 }, { "example", 4 },   { "png", 1 },
		{ "two", 1 },	 { "first one", 1 },
	};
	struct reading *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		type(r, "O/");
		type(r, cases[i].words);
		assert_int_equal(r->view.list.count, cases[i].count);
		dispatch_key(&r->view, KEYS_ESCAPE);
		type(r, "q");
	}
}

static void test_none(void **state)
{
	struct reading *r = *state;

	reading_show(r, reading_document("# No link\n\nNone[^1].\n\n"
					 "[^1]: Nor here.\n"));
	type(r, "O");
	assert_false(list_is_open(&r->view));
	assert_non_null(strstr(buffer_string(&r->view.message), "no links"));
	r->document->complete = false;
	type(r, "O");
	assert_int_equal(r->view.request, REQUEST_WHOLE);
	reading_show(r, reading_document("A [link](x) before all headings.\n"));
	type(r, "O");
	assert_string_equal(shown(r, 0), "|link|x");
}

/* A link into what is not read yet is followed once that is. */
static void test_waits(void **state)
{
	struct reading *r = *state;
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = reading_document("Go [down](#below).\n");

	assert_true(document_append(document, piece));
	document_free(piece);
	reading_show(r, document);
	type(r, "O");
	dispatch_key(&r->view, KEYS_ENTER);
	assert_int_equal(r->view.request, REQUEST_WHOLE);
	assert_true(list_is_open(&r->view));
	r->view.request = REQUEST_NONE;
	piece = reading_document("a\n\nb\n\nc\n\nd\n\ne\n\nf\n\ng\n\n"
				 "# Below\n\nA [second](x).\n");
	assert_true(document_append(document, piece));
	document_free(piece);
	document->complete = true;
	view_grew(&r->view);
	assert_int_equal(r->view.list.count, 2);
	dispatch_again(&r->view);
	assert_false(list_is_open(&r->view));
	assert_int_equal(view_heading(&r->view), 0);
}

static void test_generations(void **state)
{
	struct reading *r = *state;

	type(r, "OG");
	reading_replace(r, "[only](one)\n");
	assert_int_equal(r->view.list.count, 1);
	assert_string_equal(shown(r, 0), "|only|one");
	assert_int_equal(list_item(&r->view.list), 0);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, open_reading, close_reading)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(test_lists),      TEST(test_opens_at_page),
		TEST(test_follows),    TEST(test_copies),
		TEST(test_filter),     TEST(test_none),
		TEST(test_waits),      TEST(test_generations),
		TEST(test_suspicious),
	};

	return test_run(tests);
}
