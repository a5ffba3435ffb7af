/* SPDX-License-Identifier: ISC */
/* Loading a piece at a time: what each step shows, and starting anew. */
#include "documents.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "document/source/pace.h"

static struct load *open_here(struct source *source, enum source_from from,
			      size_t window)
{
	return load_open(source, from, window, NULL);
}

static struct load *open_load(const char *text, size_t window)
{
	return open_here(source_from_memory("test", text, strlen(text)),
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
static const char deceit[] =
	"[a]\n\n- <pre>\n\n  [a]: /no\n\n  </pre>\n\nend\n";

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
			&text,
			"- <pre>\n\n  [l%d]: /no\n\n  </pre>\n\ntext\n\n", i);
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

/* --- A source that is still coming ----------------------------------------
 */

/* How a text is loaded: in this process, or by a child. */
typedef struct load *open_function(struct source *source, enum source_from from,
				   size_t window);

static struct source *open_pipe(int *end)
{
	struct source_file file = { .path = "-", .arriving = true };
	int saved = dup(STDIN_FILENO);
	struct source *source;
	struct error error;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	source = source_open_file(&file, &error);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_non_null(source);
	*end = ends[1];
	return source;
}

/* What a step returns that has something to say. */
static enum load_result step(struct load *load)
{
	enum load_result result;

	load_await(load, -1);
	result = load_step(load);
	assert_int_not_equal(result, LOAD_BUSY);
	document_check(load_document(load));
	return result;
}

/* The reading text, of a pipe whatever pieces it came in, is that of memory;
 * and each document on the way holds its invariants. */
static void check_arriving(open_function *open)
{
	static const char *const pieces[] = {
		"---\ntitle: A pipe\n", "---\n",	   "# Head",
		"ing\n\n[a] and ",	"more\n\n* * *\n", "\n[a",
		"]: /u\n\nLast",	" words",
	};
	struct buffer all = BUFFER_INIT;
	struct document *expected;
	struct error error;
	struct load *load;
	size_t generations = 0;
	enum load_result result;
	int end;

	load = open(open_pipe(&end), SOURCE_AS_MARKDOWN, 1);
	load_hurry(load, true);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		size_t len = strlen(pieces[i]);

		assert_int_equal(write(end, pieces[i], len), len);
		buffer_append(&all, pieces[i], len);
		load_advance(load);
		while ((result = step(load)) != LOAD_WAIT ||
		       load_wait_ms(load) >= 0) {
			assert_int_not_equal(result, LOAD_DONE);
			generations += result == LOAD_AGAIN;
			assert_false(load_document(load)->complete);
		}
	}
	close(end);
	load_advance(load);
	assert_int_equal(load_fd(load), -1);
	assert_int_equal(load_wait_ms(load), 0);
	while (step(load) != LOAD_DONE)
		continue;
	assert_true(generations > 2);
	expected = document_from_markdown(all.data, all.len, LOAD_WINDOW);
	assert_true(load_document(load)->complete);
	assert_string_equal(buffer_string(&load_document(load)->text),
			    buffer_string(&expected->text));
	assert_int_equal(load_document(load)->link_count, 1);
	assert_false(load_trouble(load, &error));
	document_free(expected);
	load_free(load);
	buffer_release(&all);
}

static void test_arriving(void **state)
{
	(void)state;
	check_arriving(open_here);
}

static void test_arriving_apart(void **state)
{
	(void)state;
	check_arriving(load_open_apart);
}

static void test_encoding(void **state)
{
	static const char text[] = "# T\xe9l\xe9\n\n\x81 d\xe9j\xe0 vu "
				   "\xe0 l'h\xf4tel cet \xe9t\xe9-l\xe0\n";
	struct error error;
	struct document *document =
		load_all(source_from_bytes("x", text, sizeof(text) - 1, NULL),
			 SOURCE_AS_MARKDOWN, LOAD_WINDOW, &error);

	(void)state;
	assert_non_null(document);
	document_check(document);
	assert_string_equal(
		document_string(document, document->metadata.encoding),
		"windows-1252");
	assert_string_equal(buffer_string(&document->text),
			    "Télé\n\ufffd déjà vu à l'hôtel cet été-là\n");
	assert_int_equal(document->repaired, 1);
	document_free(document);
}

/* A file that changes between two steps is told of at the end. */
static void check_trouble(open_function *open)
{
	const char *folder = getenv("TMPDIR");
	struct error error;
	struct load *load;
	char path[512];
	int fd;

	snprintf(path, sizeof(path), "%s/lectern-load-XXXXXX",
		 folder ? folder : "/tmp");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "one\n\ntwo\n\nthree\n", 16), 16);
	load = open(source_open(path, &error), SOURCE_AS_MARKDOWN, 1);
	assert_int_equal(step(load), LOAD_MORE);
	assert_false(load_trouble(load, &error));
	assert_int_equal(ftruncate(fd, 5), 0);
	while (step(load) != LOAD_DONE)
		continue;
	assert_true(load_trouble(load, &error));
	assert_non_null(strstr(error.sentence, "became shorter"));
	load_free(load);
	close(fd);
	unlink(path);
}

static void test_trouble(void **state)
{
	(void)state;
	check_trouble(open_here);
	check_trouble(load_open_apart);
}

/* The parser rests ten times as long as it worked, and gathers a moment. */
static void test_pace(void **state)
{
	struct pace pace;

	(void)state;
	pace_init(&pace, 1000);
	assert_true(pace_due(&pace, false) == PACE_NEVER);
	assert_true(pace_pause(&pace) == PACE_NEVER);
	pace_come(&pace, 2000);
	assert_int_equal(pace_due(&pace, false), 2100);
	/* Bytes that keep coming are not gathered for ever. */
	pace_come(&pace, 2090);
	assert_int_equal(pace_due(&pace, false), 2190);
	pace_come(&pace, 2180);
	pace_come(&pace, 2270);
	assert_int_equal(pace_due(&pace, false), 2300);
	assert_int_equal(pace_pause(&pace), 2370);
	pace_begin(&pace);
	assert_true(pace_due(&pace, false) == PACE_NEVER);
	pace_work(&pace, 30);
	pace_come(&pace, 2340);
	pace_work(&pace, 40);
	pace_finish(&pace, 2400);
	assert_int_equal(pace_due(&pace, false), 3100);
	assert_int_equal(pace_due(&pace, true), 2470);
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
		cmocka_unit_test(test_arriving),
		cmocka_unit_test(test_arriving_apart),
		cmocka_unit_test(test_encoding),
		cmocka_unit_test(test_trouble),
		cmocka_unit_test(test_pace),
	};

	return test_run(tests);
}
