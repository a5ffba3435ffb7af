/* SPDX-License-Identifier: ISC */
/* Loading by a child: what it finds, its preview, the tail, its death. */
#include "documents.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "writer.h"

enum { TEXTS = 4, MANY = 100 * 1024 };

static const char essay[] = "---\ntitle: The  title\nauthor: A. B.\n---\n"
			    "# The title\n\none\n\ntwo\n\nthree\n";

/* The first piece takes the definition on faith; the block that begins later
 * shows that it is none. */
static const char deceit[] =
	"[a]\n\n- <pre>\n\n  [a]: /no\n\n  </pre>\n\nend\n";

static struct load *open_short(const char *text)
{
	return load_open_apart(source_from_memory("test", text, strlen(text)),
			       SOURCE_AS_MARKDOWN, 1);
}

/* What a step returns that has something to say. */
static enum load_result step(struct load *load)
{
	enum load_result result;

	load_await(load, -1);
	result = load_step(load);
	assert_int_not_equal(result, LOAD_BUSY);
	return result;
}

/* A child finds what this process finds, starting anew included. */
static void check_same(enum source_from from, const char *text, size_t len,
		       size_t window)
{
	struct document *here = document_from(from, text, len, window);
	struct load *load = load_open_apart(
		source_from_memory("test", text, len), from, window);
	struct error error;
	enum load_result result;
	uint64_t done;
	uint64_t all;

	assert_true(load_worker_fd(load) >= 0);
	assert_false(load_is_preview(load));
	do {
		load_await(load, -1);
		result = load_step(load);
		assert_true(result == LOAD_MORE || result == LOAD_AGAIN ||
			    result == LOAD_DONE);
		load_progress(load, &done, &all);
		assert_true(done <= all);
	} while (result != LOAD_DONE);
	assert_int_equal(done, all);
	assert_int_equal(load_worker_fd(load), -1);
	assert_int_equal(load_step(load), LOAD_DONE);
	assert_false(load_trouble(load, &error));
	document_check(load_document(load));
	assert_true(load_document(load)->complete);
	assert_same_document(here, load_document(load));
	assert_int_equal(here->hidden, load_document(load)->hidden);
	load_free(load);
	document_free(here);
}

static void test_same_apart(void **state)
{
	static const size_t windows[] = { 1, 300, LOAD_WINDOW };
	struct writer writer = {
		.seed = number_from("LECTERN_SEED", 1),
		.extras = true,
	};
	uint64_t rounds = number_from("LECTERN_ROUNDS", TEXTS);

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		size_t window = windows[i % 3];

		write_markdown(&writer, 10 + i % 30);
		check_same(SOURCE_AS_MARKDOWN, buffer_string(&writer.out),
			   writer.out.len, window);
		check_same(SOURCE_AS_PLAIN, buffer_string(&writer.out),
			   writer.out.len, window);
	}
	check_same(SOURCE_AS_MARKDOWN, deceit, sizeof(deceit) - 1, 1);
	check_same(SOURCE_AS_MARKDOWN, essay, sizeof(essay) - 1, 1);
	check_same(SOURCE_AS_MARKDOWN, "", 0, 1);
	check_same(SOURCE_AS_PLAIN, "", 0, 1);
	buffer_release(&writer.out);
}

/* A text of over so many bytes: its front matter, a start, paragraphs and an
 * end. */
static void write_long(struct buffer *out, size_t len, const char *start,
		       const char *end)
{
	buffer_append_string(out, "---\ntitle: Long\n---\n\n");
	buffer_append_string(out, start);
	for (int i = 0; out->len <= len; i++)
		buffer_append_format(out,
				     "Paragraph %d of a long text, with a "
				     "[link] to [no] place.\n\n",
				     i);
	buffer_append_string(out, end);
}

static struct load *open_long(const struct buffer *text, enum source_from from)
{
	return load_open_apart(
		source_from_memory("test", text->data, text->len), from,
		LOAD_WINDOW);
}

/* The first screen is there before the definitions, the same but for what hangs
 * on them; then the whole takes its place. */
static void test_preview(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct document *preview;
	struct document *whole;
	struct load *load;
	uint64_t done;
	uint64_t all;

	(void)state;
	write_long(&text, LOAD_PREVIEWED, "# Long\n\n",
		   "The end.\n\n[link]: /u\n");
	load = open_long(&text, SOURCE_AS_MARKDOWN);
	assert_true(load_is_preview(load));
	assert_int_equal(step(load), LOAD_MORE);
	preview = load_take(load);
	while (load_is_preview(load))
		step(load);
	assert_ptr_not_equal(load_document(load), preview);
	assert_int_equal(load_document(load)->text.len, 0);
	load_progress(load, &done, &all);
	assert_int_equal(done, 0);
	while (step(load) != LOAD_DONE)
		continue;
	whole = document_from_markdown(text.data, text.len, LOAD_WINDOW);
	assert_same_document(whole, load_document(load));
	assert_false(preview->complete);
	document_check(preview);
	assert_int_equal(preview->title_block, 0);
	assert_in_range(preview->block_count, 100, 1000);
	assert_int_equal(preview->link_count, 0);
	for (size_t i = 0; i < preview->block_count; i++)
		assert_int_equal(preview->blocks[i].line,
				 whole->blocks[i].line);
	/* The text is the whole's but where brackets are text. */
	assert_memory_equal(preview->text.data, "Long\nParagraph 0 of a long",
			    25);
	document_free(whole);
	document_free(preview);
	load_free(load);
	buffer_release(&text);
}

/* What refers to definitions that are farther on is set as the link that it is,
 * on the first screen already. */
static void test_preview_of_references(void **state)
{
	struct buffer text = BUFFER_INIT;
	const struct document *preview;
	struct load *load;

	(void)state;
	buffer_append_string(&text, "A [link][far], [one]( /u) and [x][] [y].\n"
				    "No note[x][^1], nor [t][two\nlines].\n\n");
	write_long(&text, LOAD_PREVIEWED, "", "[far]: /far \"T\"\n");
	load = open_long(&text, SOURCE_AS_MARKDOWN);
	step(load);
	preview = load_document(load);
	assert_int_equal(preview->link_count, 2);
	assert_string_equal(document_string(preview, preview->links[0].url),
			    "");
	assert_string_equal(document_string(preview, preview->links[1].url),
			    "/u");
	assert_memory_equal(preview->text.data, "A link, one and [x][] [y].",
			    26);
	while (step(load) != LOAD_DONE)
		continue;
	preview = load_document(load);
	assert_int_equal(preview->link_count, 2);
	assert_string_equal(document_string(preview, preview->links[0].url),
			    "/far");
	load_free(load);
	buffer_release(&text);
}

/* A second one has headings for a sidebar, and as much text at least. */
static void test_preview_of_contents(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct buffer part = BUFFER_INIT;
	struct document *preview;
	struct load *load;

	(void)state;
	write_long(&part, 1500, "", "");
	for (int i = 0; text.len <= LOAD_PREVIEWED; i++)
		buffer_append_format(&text, "# Part %d\n\n%s", i, part.data);
	load = open_long(&text, SOURCE_AS_MARKDOWN);
	assert_int_equal(step(load), LOAD_MORE);
	preview = load_take(load);
	assert_in_range(preview->heading_count, 3, 20);
	while (step(load) == LOAD_MORE)
		continue;
	assert_true(load_is_preview(load));
	assert_int_equal(step(load), LOAD_MORE);
	assert_in_range(load_document(load)->heading_count, 100, 200);
	assert_memory_equal(load_document(load)->text.data, preview->text.data,
			    preview->text.len);
	assert_int_equal(step(load), LOAD_AGAIN);
	assert_false(load_is_preview(load));
	document_free(preview);
	load_free(load);
	buffer_release(&part);
	buffer_release(&text);
}

/* What fills no screen is passed over, and what never ends is cut. */
static void test_preview_of_odd_starts(void **state)
{
	struct buffer start = BUFFER_INIT;
	struct buffer text = BUFFER_INIT;
	struct load *load;

	(void)state;
	buffer_append_string(&start, "<!--");
	for (int i = 0; i < 20000; i++)
		buffer_append_string(&start, " nothing\n");
	buffer_append_string(&start, "-->\n\n");
	write_long(&text, LOAD_PREVIEWED, start.data, "");
	load = open_long(&text, SOURCE_AS_MARKDOWN);
	step(load);
	assert_in_range(load_document(load)->text.len, 8000, 400000);
	load_free(load);
	buffer_clear(&text);
	while (text.len < LOAD_PREVIEWED)
		buffer_append_string(&text, "words without \xc3\xa9nd and ");
	buffer_append_string(&text, "\n");
	load = open_long(&text, SOURCE_AS_MARKDOWN);
	step(load);
	assert_int_equal(load_document(load)->block_count, 1);
	assert_in_range(load_document(load)->text.len, 8000, 40000);
	load_free(load);
	buffer_release(&text);
	buffer_release(&start);
}

/* The end alone is the end of the whole. */
static void check_tail(struct load *load, const struct document *whole)
{
	const struct document *tail = load_tail(load);

	assert_non_null(tail);
	assert_ptr_equal(load_tail(load), tail);
	document_check(tail);
	assert_false(tail->complete);
	assert_int_equal(tail->title_block, DOCUMENT_NONE);
	assert_in_range(tail->text.len, LOAD_TAIL / 3, LOAD_TAIL);
	assert_memory_equal(tail->text.data,
			    whole->text.data + whole->text.len - tail->text.len,
			    tail->text.len);
}

/* It is there from the start on, in the way of nothing, and to the end. */
static void test_tail(void **state)
{
	static const enum source_from kinds[] = { SOURCE_AS_MARKDOWN,
						  SOURCE_AS_PLAIN };
	struct buffer text = BUFFER_INIT;

	(void)state;
	write_long(&text, LOAD_PREVIEWED, "",
		   "---\ntitle: none\n---\n\nThe end.\n");
	for (size_t i = 0; i < 2; i++) {
		struct document *whole = document_from(kinds[i], text.data,
						       text.len, LOAD_WINDOW);
		struct load *load = open_long(&text, kinds[i]);

		check_tail(load, whole);
		assert_true(load_is_preview(load));
		while (step(load) != LOAD_DONE)
			continue;
		assert_same_document(whole, load_document(load));
		check_tail(load, whole);
		load_free(load);
		load = open_long(&text, kinds[i]);
		while (load_is_preview(load))
			step(load);
		check_tail(load, whole);
		load_free(load);
		document_free(whole);
	}
	buffer_release(&text);
}

/* A short text has none, nor has one that this process parses. */
static void test_no_tail(void **state)
{
	struct load *load = open_short(essay);

	(void)state;
	assert_null(load_tail(load));
	load_free(load);
	load = load_open(source_from_memory("test", essay, sizeof(essay) - 1),
			 SOURCE_AS_MARKDOWN, 1, NULL);
	assert_null(load_tail(load));
	load_free(load);
}

/* Who asks a child that dies for it goes on without. */
static void test_tail_of_the_dead(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct load *load;
	pid_t pid;

	(void)state;
	/* Nothing fills a screen of it, so that the child is at it for long. */
	buffer_append_string(&text, "<!--");
	while (text.len <= LOAD_PREVIEWED)
		buffer_append_string(&text, " nothing\n");
	load = open_long(&text, SOURCE_AS_MARKDOWN);
	pid = load_worker_pid(load);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_null(load_tail(load));
	assert_int_equal(load_step(load), LOAD_AGAIN);
	while (step(load) != LOAD_DONE)
		continue;
	document_check(load_document(load));
	load_free(load);
	buffer_release(&text);
}

/* All that write_long() wrote is in the document. */
static void check_words(const struct document *document, size_t paragraphs)
{
	const char *text = document->text.data;

	for (size_t i = 0; i < paragraphs; i++) {
		char words[64];

		snprintf(words, sizeof(words), "Paragraph %zu of a long", i);
		text = strstr(text, words);
		assert_non_null(text);
	}
}

/* Steps until the child is another one, or none. */
static void await_next(struct load *load, pid_t pid)
{
	enum load_result result = LOAD_MORE;

	while (load_worker_pid(load) == pid)
		result = step(load);
	assert_int_equal(result, LOAD_AGAIN);
	assert_int_equal(waitpid(pid, NULL, WNOHANG), -1);
	assert_int_equal(load_document(load)->text.len, 0);
}

/* Kills so many children, each behind so many steps; what they were at is shown
 * as it is written. Returns whether that is all of the text. */
static bool check_killed(const struct buffer *text, int steps, int children,
			 const struct document *whole,
			 const struct document *plain)
{
	struct load *load = open_long(text, SOURCE_AS_MARKDOWN);
	struct error error;
	bool none;

	for (int i = 0; i < children && load_worker_pid(load) >= 0; i++) {
		pid_t pid = load_worker_pid(load);

		for (int j = 0; j < steps; j++)
			step(load);
		assert_int_equal(kill(pid, SIGKILL), 0);
		await_next(load, pid);
	}
	none = load_worker_pid(load) < 0;
	while (step(load) != LOAD_DONE)
		continue;
	document_check(load_document(load));
	check_words(load_document(load), 15000);
	if (none)
		assert_same_document(plain, load_document(load));
	if (load_document(load)->link_count != whole->link_count) {
		assert_true(load_trouble(load, &error));
		assert_non_null(strstr(error.sentence, "plain text"));
	}
	load_free(load);
	return none;
}

static void test_killed(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct document *whole;
	struct document *plain;

	(void)state;
	/* More than there is room for on the way, so that it is not through
	 * before it is killed. */
	write_long(&text, LOAD_PREVIEWED, "# A\n\n", "[link]: /u\n");
	whole = document_from_markdown(text.data, text.len, LOAD_WINDOW);
	plain = document_from(SOURCE_AS_PLAIN, text.data, text.len,
			      LOAD_WINDOW);
	for (int steps = 0; steps < 3; steps++)
		for (int children = 1; children < 3; children++)
			check_killed(&text, steps, children, whole, plain);
	/* In the end it goes on without a child. */
	assert_true(check_killed(&text, 1, 9, whole, plain));
	document_free(whole);
	document_free(plain);
	buffer_release(&text);
}

/* A step says that the child is busy rather than wait for it. */
static void test_busy(void **state)
{
	struct buffer text = BUFFER_INIT;
	enum load_result result;
	struct load *load;
	pid_t pid;

	(void)state;
	/* More than there is room for on the way, so that it is not through
	 * before it is stopped. */
	write_long(&text, LOAD_PREVIEWED, "", "");
	load = open_long(&text, SOURCE_AS_MARKDOWN);
	pid = load_worker_pid(load);
	assert_int_equal(kill(pid, SIGSTOP), 0);
	assert_int_equal(waitpid(pid, NULL, WUNTRACED), pid);
	while ((result = load_step(load)) != LOAD_BUSY)
		assert_int_not_equal(result, LOAD_DONE);
	assert_int_equal(load_step(load), LOAD_BUSY);
	assert_int_equal(load_wait_ms(load), -1);
	assert_int_equal(kill(pid, SIGCONT), 0);
	while (step(load) != LOAD_DONE)
		continue;
	load_free(load);
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_apart),
		cmocka_unit_test(test_preview),
		cmocka_unit_test(test_preview_of_contents),
		cmocka_unit_test(test_preview_of_references),
		cmocka_unit_test(test_preview_of_odd_starts),
		cmocka_unit_test(test_tail),
		cmocka_unit_test(test_no_tail),
		cmocka_unit_test(test_tail_of_the_dead),
		cmocka_unit_test(test_killed),
		cmocka_unit_test(test_busy),
	};

	return test_run(tests);
}
