/* SPDX-License-Identifier: ISC */
/* Test which stretches of a source are found that may hold definitions. */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/markdown/stretch.h"
#include "document/source.h"
#include "scratch.h"

static void expect_stretches(const char *text, const char *const *expected)
{
	struct source *source = source_from_memory("text", text, strlen(text));
	struct stretch stretch;
	const char *found;
	size_t len;

	stretch_open(&stretch, source);
	for (; *expected; expected++) {
		assert_true(stretch_next(&stretch));
		len = strlen(*expected);
		found = buffer_string(&stretch.text);
		assert_memory_equal(found, *expected, len);
		/* The blank line that ended it may be there. */
		assert_int_equal(strspn(found + len, " \t\n"),
				 stretch.text.len - len);
	}
	assert_false(stretch_next(&stretch));
	assert_false(stretch_next(&stretch));
	stretch_release(&stretch);
	source_free(source);
}

static void test_which_are_found(void **state)
{
	static const struct {
		const char *text;
		const char *expected[4];
	} cases[] = {
		{ "", { NULL } },
		{ "no colon ] :\n\nnor ]\n:", { NULL } },
		{ "[a]: /b", { "[a]: /b\n", NULL } },
		{ "one\n\n[a]: /b\n\ntwo\n", { "[a]: /b\n", NULL } },
		{ "before\n[a]:\n/b\nafter\n \t\n\n> [c]: /d\n",
		  { "before\n[a]:\n/b\nafter\n", "> [c]: /d\n", NULL } },
		{ "[a]: /b\r\n\r\n[c]: /d\r\r[e]: /f",
		  { "[a]: /b\n", "[c]: /d\n", "[e]: /f\n", NULL } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		expect_stretches(cases[i].text, cases[i].expected);
}

enum { LINE = 100000, END = 600000 }; /* where a line begins, and ends */

/* A line that reaches over what was read is read anew; by then the file may
 * have become shorter, before or behind where the line begins. */
static void test_a_file_that_is_cut(void **state)
{
	static const off_t cuts[] = { 0, 5, LINE, LINE + 1, 120000, 400000 };
	struct buffer text = BUFFER_INIT;

	(void)state;
	buffer_append_string(&text, "[a]: /b\n");
	while (text.len < END)
		buffer_append_byte(&text,
				   text.len == LINE - 2 || text.len == LINE - 1
					   ? '\n'
					   : 'x');
	for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
		const char *path =
			scratch_write("cut.md", buffer_string(&text));
		struct error error;
		struct source *source = source_open(path, &error);
		struct stretch stretch;

		assert_non_null(source);
		stretch_open(&stretch, source);
		assert_true(stretch_next(&stretch));
		assert_int_equal(stretch.next.off, LINE);
		assert_int_equal(truncate(path, cuts[i]), 0);
		assert_false(stretch_next(&stretch));
		assert_int_equal(stretch.next.off,
				 cuts[i] > LINE ? cuts[i] : LINE);
		stretch_release(&stretch);
		source_free(source);
	}
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_which_are_found),
		cmocka_unit_test_setup_teardown(test_a_file_that_is_cut,
						scratch_make, scratch_remove),
	};

	return test_run(tests);
}
