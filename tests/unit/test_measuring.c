/* SPDX-License-Identifier: ISC */
/* What measures is right itself: texts, figures, profiles. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "bench/speed/figures.h"
#include "bench/speed/stopwatch.h"
#include "bench/speed/texts.h"
#include "documents.h"
#include "gates/callgrind.h"
#include "scratch.h"
#include "test.h"
#include "text/utf8.h"

/* A text, owned. */
static char *write_text(const char *kind, size_t size, size_t *len)
{
	char *bytes = NULL;
	FILE *out = open_memstream(&bytes, len);

	assert_non_null(out);
	assert_true(text_write(out, kind, size));
	assert_int_equal(fclose(out), 0);
	return bytes;
}

/* FNV-1a (Fowler, Noll, Vo). */
static uint64_t fingerprint(const char *bytes, size_t len)
{
	uint64_t print = 0xcbf29ce484222325u;

	for (size_t i = 0; i < len; i++)
		print = (print ^ (uint8_t)bytes[i]) * 0x100000001b3u;
	return print;
}

/* Figures of two machines, or of two years, are of the same texts. */
static void texts_are_the_same_everywhere(void **state)
{
	static const struct {
		const char *kind;
		size_t size;
		uint64_t print;
	} rows[] = {
		{ "prose", 50000, 0xa68f3c6421477cddu },
		{ "book", 50000, 0x8f0bb5d28b7e1994u },
		{ "mix", 50000, 0x3beeda5b1db7ce02u },
		{ "links", 50000, 0x8bcc42e6d198c8feu },
		{ "paragraph", 50000, 0x04b943cc5a87a250u },
		{ "word", 50000, 0xf48d6bae12c1f313u },
		{ "headings", 500, 0xca81ba32667162d7u },
		{ "references", 500, 0x95b077fc6398177bu },
		{ "nested", 500, 0x6d2bb52c20bbaa34u },
	};

	(void)state;
	assert_int_equal(sizeof(rows) / sizeof(*rows), text_kind_count);
	for (size_t i = 0; i < text_kind_count; i++) {
		size_t len;
		char *text = write_text(rows[i].kind, rows[i].size, &len);

		assert_string_equal(rows[i].kind, text_kinds[i].name);
		if (fingerprint(text, len) != rows[i].print)
			fail_msg("%s: 0x%016jx", rows[i].kind,
				 (uintmax_t)fingerprint(text, len));
		free(text);
	}
}

/* They are of the size that was asked for, end as they should, and can be
 * read. */
static void texts_are_what_they_are_called(void **state)
{
	(void)state;
	for (size_t i = 0; i < text_kind_count; i++) {
		const struct text_kind *kind = &text_kinds[i];
		bool in_bytes = strcmp(kind->unit, "bytes") == 0;
		size_t size = in_bytes ? 100000 : 300;
		size_t len;
		char *text = write_text(kind->name, size, &len);
		struct document *document =
			document_from_markdown(text, len, LOAD_WINDOW);

		assert_true(len >= size);
		if (in_bytes)
			assert_true(len < size + 10000);
		assert_true(utf8_valid(text, len));
		assert_non_null(memmem(text + len - 40, 40, TEXT_LAST_SENTENCE,
				       strlen(TEXT_LAST_SENTENCE)));
		if (strcmp(kind->name, "headings") == 0)
			assert_int_equal(document->heading_count, size + 1);
		if (strcmp(kind->name, "references") == 0)
			assert_int_equal(document->link_count, size);
		document_free(document);
		free(text);
	}
	assert_false(text_write(stdout, "verse", 10));
}

static void figures_are_medians(void **state)
{
	struct figures figures = { 0 };
	const struct figure *figure;

	(void)state;
	assert_null(figures_find(&figures, "a/b/c"));
	assert_null(figures_find(&figures, NULL));
	figures_add(&figures, "a", "b", "c", 3);
	figures_add(&figures, "a", "b", "d", 100);
	figures_add(&figures, "a", "b", "c", 1);
	figure = figures_find(&figures, "a/b/c");
	assert_true(figure_median(figure) == 2);
	figures_add(&figures, "a", "b", "c", 8);
	figure = figures_find(&figures, "a/b/c");
	assert_int_equal(figure->count, 3);
	assert_true(figure_median(figure) == 3);
	assert_true(figure_least(figure) == 1);
	assert_true(figure_most(figure) == 8);
	for (size_t i = 0; i < 2 * FIGURE_VALUES; i++)
		figures_add(&figures, "a", "b", "c", 8);
	figure = figures_find(&figures, "a/b/c");
	assert_int_equal(figure->count, FIGURE_VALUES);
	assert_true(figure_median(figure) == 8);
	figures_release(&figures);
}

/* As callgrind writes them: names stand once, then their numbers do. */
static void profiles_are_read(void **state)
{
	static const char profile[] = "version: 1\n"
				      "desc: Trigger: "
				      "--dump-after=screen_flush\n"
				      "fn=(1) malloc\n"
				      "4 100\n\n"
				      "fn=(7) main\n"
				      "cfn=(1)\n"
				      "calls=3 0 \n"
				      "12 300\n"
				      "cfn=(9) calloc\n"
				      "calls=2 0 \n"
				      "13 50\n"
				      "cfn=(10) malloc_usable_size\n"
				      "calls=40 0 \n"
				      "14 50\n"
				      "cfn=(9)\n"
				      "calls=1 0 \n"
				      "15 50\n\n"
				      "totals: 555\n";
	struct counts counts;

	(void)state;
	scratch_write("out.12.1", profile);
	scratch_write("out.12.2", "desc: Trigger: "
				  "--dump-before=dispatch_key\n"
				  "totals: 7\n");
	scratch_write("out.12.4", "cut off\n");
	assert_int_equal(callgrind_parts(scratch_folder, 12), 2);
	assert_int_equal(callgrind_parts(scratch_folder, 13), 0);
	assert_true(callgrind_read_part(scratch_folder, 12, 1, &counts));
	assert_true(counts.instructions == 555);
	assert_true(counts.allocations == 6);
	assert_true(counts.painted);
	assert_true(callgrind_read_part(scratch_folder, 12, 2, &counts));
	assert_false(counts.painted);
	assert_false(callgrind_read_part(scratch_folder, 12, 3, &counts));
	assert_false(callgrind_read_part(scratch_folder, 12, 4, &counts));
	assert_true(callgrind_read_all(scratch_folder, &counts));
	assert_true(counts.instructions == 562);
	assert_int_equal(callgrind_parts(scratch_folder, 12), 0);
	assert_false(callgrind_read_all(scratch_folder, &counts));
}

static void programs_are_timed(void **state)
{
	static char shell[] = "/bin/sh", option[] = "-c",
		    program[] = "echo first; read word; sleep 0.1; "
				"echo \"got $word\"; cat",
		    term[] = "TERM=xterm";
	char *argv[] = { shell, option, program, NULL };
	char *envp[] = { term, NULL };
	struct paint paint;
	struct stopwatch *stopwatch =
		stopwatch_start(argv, envp, 24, 80, &paint);

	(void)state;
	assert_non_null(stopwatch);
	assert_true(paint.came);
	assert_int_equal(paint.bytes, strlen("first\r\n"));
	/* The terminal's echo is not what is waited for. */
	paint = stopwatch_type(stopwatch, "word\n", "got word");
	assert_true(paint.came);
	assert_true(paint.ms >= 100);
	assert_true(stopwatch_ms(stopwatch) > 100);
	stopwatch_idle(stopwatch);
	stopwatch_free(stopwatch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_the_same_everywhere),
		cmocka_unit_test(texts_are_what_they_are_called),
		cmocka_unit_test(figures_are_medians),
		cmocka_unit_test(programs_are_timed),
		cmocka_unit_test_setup_teardown(profiles_are_read, scratch_make,
						scratch_remove),
	};

	return test_run(tests);
}
