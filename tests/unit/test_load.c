/* SPDX-License-Identifier: ISC */
/* Loading a piece at a time: what each step shows, and starting anew. */
#include "documents.h"

static struct load *open_load(const char *text, size_t window)
{
	return load_open(source_from_memory("test", text, strlen(text)),
			 SOURCE_AS_MARKDOWN, window);
}

static const char essay[] = "---\ntitle: The  title\nauthor: A. B.\n---\n"
			    "# The title\n\none\n\ntwo\n\nthree\n";

/* Each step leaves a document that holds its invariants, and a longer one. */
static void test_steps(void **state)
{
	struct load *load = open_load(essay, 1);
	const struct document *document = load_document(load);
	uint64_t before = 0;
	size_t blocks = 0;
	size_t steps = 0;

	(void)state;
	assert_int_equal(document->block_count, 0);
	for (;;) {
		enum load_result result = load_step(load);
		uint64_t done;
		uint64_t all;

		document_check(document);
		load_progress(load, &done, &all);
		assert_int_equal(all, sizeof(essay) - 1);
		assert_true(done >= before && done <= all);
		before = done;
		if (result == LOAD_DONE)
			break;
		assert_int_equal(result, LOAD_MORE);
		assert_false(document->complete);
		assert_true(document->block_count > blocks);
		blocks = document->block_count;
		steps++;
		/* The front matter comes with the first piece. */
		assert_int_equal(document->title_block, 0);
	}
	assert_int_equal(before, sizeof(essay) - 1);
	assert_true(steps > 1);
	assert_true(document->complete);
	assert_int_equal(load_step(load), LOAD_DONE);
	assert_int_equal(document->block_count, 4);
	load_free(load);
}

static void test_metadata(void **state)
{
	struct document *document =
		document_from_markdown(essay, sizeof(essay) - 1, LOAD_WINDOW);

	(void)state;
	assert_string_equal(
		document_string(document, document->metadata.author), "A. B.");
	assert_int_equal(document->blocks[0].line, 5);
	assert_int_equal(document->title_block, 0);
	document_free(document);
}

/* The first piece takes the definition on faith; the block that begins later
 * shows that it is none. */
static const char deceit[] = "[a]\n\n<pre>\n\n[a]: /no\n\n</pre>\n\nend\n";

static void test_again(void **state)
{
	struct load *load = open_load(deceit, 1);

	(void)state;
	assert_int_equal(load_step(load), LOAD_MORE);
	assert_int_equal(load_document(load)->link_count, 1);
	assert_int_equal(load_step(load), LOAD_AGAIN);
	assert_int_equal(load_document(load)->block_count, 0);
	while (load_step(load) == LOAD_MORE)
		;
	assert_true(load_document(load)->complete);
	assert_int_equal(load_document(load)->link_count, 0);
	document_check(load_document(load));
	load_free(load);
}

static void test_again_after_take(void **state)
{
	struct load *load = open_load(deceit, 1);
	struct document *old;
	struct document *new;

	(void)state;
	load_step(load);
	old = load_take(load);
	assert_int_equal(load_step(load), LOAD_AGAIN);
	assert_ptr_not_equal(load_document(load), old);
	assert_int_equal(old->link_count, 1);
	document_free(old);
	new = load_take(load);
	while (load_step(load) == LOAD_MORE)
		;
	load_free(load);
	assert_true(new->complete);
	assert_int_equal(new->link_count, 0);
	document_check(new);
	document_free(new);
}

/* However many definitions prove false, the document starts anew once. */
static void test_again_once(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct load *load;
	enum load_result result;
	size_t anew = 0;

	(void)state;
	for (int i = 0; i < 50; i++)
		buffer_append_format(&text, "[l%d]\n\n", i);
	for (int i = 0; i < 50; i++)
		buffer_append_format(
			&text, "<pre>\n\n[l%d]: /no\n\n</pre>\n\ntext\n\n", i);
	buffer_append_string(&text, "[l7]: /yes\n");
	load = open_load(text.data, 1);
	while ((result = load_step(load)) != LOAD_DONE)
		anew += result == LOAD_AGAIN;
	assert_int_equal(anew, 1);
	assert_int_equal(load_document(load)->link_count, 1);
	load_free(load);
	buffer_release(&text);
}

static void test_nothing(void **state)
{
	static const char *const texts[] = { "",	  "\n",
					     "\n\n \n",	  "\xef\xbb\xbf",
					     "[a]: /u\n", "<!-- -->\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct document *document = document_from_markdown(
			texts[i], strlen(texts[i]), LOAD_WINDOW);

		assert_int_equal(document->block_count, 0);
		assert_int_equal(document->text.len, 0);
		document_free(document);
	}
}

/* Ends of lines of all kinds, and bytes that are no UTF-8. */
static void test_lines(void **state)
{
	static const char text[] = "# a\r\n\r\nb\rc\r\r- d\xff\r\n- e\0f\n";
	struct document *document =
		document_from_markdown(text, sizeof(text) - 1, 1);
	struct buffer found = BUFFER_INIT;

	(void)state;
	document_describe(&found, document);
	assert_string_equal(found.data, "1 #<a>\n3 <b c>\n"
					"6 - <d\xef\xbf\xbd>\n"
					"7 - ~<e\xef\xbf\xbd"
					"f>\n");
	assert_int_equal(document->repaired, 2);
	assert_windows_agree(text, sizeof(text) - 1);
	buffer_release(&found);
	document_free(document);
}

static void test_plain(void **state)
{
	static const char text[] = "# not a heading\n\n*as it stands*\n";
	struct document *document = document_from(
		SOURCE_AS_PLAIN, text, sizeof(text) - 1, LOAD_WINDOW);

	(void)state;
	assert_int_equal(document->kind, DOCUMENT_PLAIN);
	assert_non_null(strstr(document->text.data, "*as it stands*"));
	assert_int_equal(document->run_count, 0);
	document_free(document);
}

static void test_free_early(void **state)
{
	struct load *load = open_load(essay, 1);

	(void)state;
	load_step(load);
	load_free(load);
	load_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_again_after_take),
		cmocka_unit_test(test_again_once),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_free_early),
	};

	return test_run(tests);
}
