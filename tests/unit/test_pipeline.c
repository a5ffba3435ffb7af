/* SPDX-License-Identifier: ISC */
/* Tests of programs that read each what the one before wrote; the programs run
 * are this one. */
#include "scratch.h"
#include "test.h"

#include <signal.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/pipeline.h"

enum { LONG_MS = 60000, SHORT_MS = 1000 };

static const char *self;

/* ---- What this program does when it is run by its own tests ---- */

/* Copies its input in capitals, or each character twice. */
static int copy(bool twice)
{
	int byte;

	while ((byte = getchar()) != EOF) {
		putchar(twice || byte < 'a' || byte > 'z' ? byte
							  : byte - 'a' + 'A');
		if (twice)
			putchar(byte);
	}
	return fflush(stdout) == 0 ? 0 : 1;
}

static int write_for_ever(void)
{
	while (puts("on and on") >= 0)
		;
	return 1;
}

static int read_one(void)
{
	return putchar(getchar()) == EOF;
}

/* Says more than a pipe holds before it fails. */
static int complain(void)
{
	fputs("\nFirst line.\r\nsecond line\n", stderr);
	for (int i = 0; i < 40000; i++)
		fputs("and on\n", stderr);
	return 3;
}

_Noreturn static void hang(bool silent)
{
	if (silent)
		fclose(stdout);
	for (;;)
		pause();
}

static int act(const char *what)
{
	if (!strcmp(what, "capitals") || !strcmp(what, "twice"))
		return copy(*what == 't');
	if (!strcmp(what, "on"))
		return write_for_ever();
	if (!strcmp(what, "one"))
		return read_one();
	if (!strcmp(what, "complain"))
		return complain();
	if (!strcmp(what, "fail"))
		return 4;
	if (!strcmp(what, "die"))
		return raise(SIGTERM);
	hang(!strcmp(what, "close"));
}

/* ---- The tests ---- */

/* Runs the programs whose acts are named, parted by blanks. Returns what they
 * wrote; holds for the next call. */
static const char *run(const char *acts, const char *input, int limit_ms,
		       struct error *error)
{
	static struct buffer out;
	struct arguments programs[4] = { 0 };
	struct pipeline pipeline = PIPELINE_NONE;
	size_t count = 0;
	FILE *file = tmpfile();
	char bytes[512];
	ssize_t got;
	int output;

	fputs(input, file);
	rewind(file);
	for (const char *act = acts; *act; act += strspn(act, " ")) {
		size_t len = strcspn(act, " ");

		arguments_add(&programs[count], self);
		arguments_add_format(&programs[count++], "--act=%.*s", (int)len,
				     act);
		act += len;
	}
	buffer_clear(&out);
	assert_true(pipeline_start(&pipeline, programs, count, fileno(file),
				   limit_ms, &output, error));
	while ((got = read(output, bytes, sizeof(bytes))) > 0)
		buffer_append(&out, bytes, (size_t)got);
	close(output);
	fclose(file);
	if (pipeline_end(&pipeline, error))
		error->sentence[0] = '\0';
	assert_int_equal(pipeline.pid, -1);
	for (size_t i = 0; i < count; i++)
		arguments_release(&programs[i]);
	return buffer_string(&out);
}

static void test_text_goes_through(void **state)
{
	struct error error;

	(void)state;
	assert_string_equal(run("capitals", "abc\n", LONG_MS, &error), "ABC\n");
	assert_string_equal(error.sentence, "");
	assert_string_equal(run("capitals twice", "ab", LONG_MS, &error),
			    "AABB");
	assert_string_equal(run("twice capitals twice", "a", LONG_MS, &error),
			    "AAAA");
	assert_string_equal(run("twice", "", LONG_MS, &error), "");
	assert_string_equal(error.sentence, "");
}

static void test_who_is_not_read_has_not_failed(void **state)
{
	struct error error;

	(void)state;
	assert_string_equal(run("on one", "", LONG_MS, &error), "o");
	assert_string_equal(error.sentence, "");
}

static void test_failures_are_told(void **state)
{
	static const struct {
		const char *acts, *out, *said;
	} table[] = {
		{ "complain", "", " failed: First line." },
		{ "capitals complain", "", " failed: First line." },
		{ "complain capitals", "", " failed: First line." },
		{ "fail", "", " failed with status 4" },
		{ "capitals fail twice", "", " failed with status 4" },
		{ "die", "", " was ended by signal 15" },
		{ "hang", "", " did not end within 1 s" },
		{ "hang capitals", "", " did not end within 1 s" },
		{ "close", "", " did not end within 1 s" },
	};
	struct error error;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int limit_ms =
			strstr(table[i].said, "1 s") ? SHORT_MS : LONG_MS;

		assert_string_equal(run(table[i].acts, "a", limit_ms, &error),
				    table[i].out);
		if (!strstr(error.sentence, table[i].said))
			print_error("%s: %s\n", table[i].acts, error.sentence);
		assert_non_null(strstr(error.sentence, table[i].said));
		assert_ptr_equal(error.sentence,
				 strstr(error.sentence, "test_pipeline"));
	}
}

static int open_descriptors(void)
{
	int count = 0;

	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

/* What is killed is gone, with all that it had. */
static void test_they_are_killed(void **state)
{
	struct pipeline pipeline = PIPELINE_NONE;
	struct arguments programs[2] = { 0 };
	int before = open_descriptors();
	struct error error;
	char byte;
	int output;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		arguments_add(&programs[i], self);
		arguments_add(&programs[i], i ? "--act=twice" : "--act=hang");
	}
	assert_true(pipeline_start(&pipeline, programs, 2, -1, LONG_MS, &output,
				   &error));
	pipeline_kill(&pipeline);
	assert_int_equal(read(output, &byte, 1), 0);
	close(output);
	pipeline_kill(&pipeline);
	assert_int_equal(open_descriptors(), before);
	for (size_t i = 0; i < 2; i++)
		arguments_release(&programs[i]);
}

static void test_what_is_not_there_is_told(void **state)
{
	struct pipeline pipeline = PIPELINE_NONE;
	struct arguments programs[2] = { 0 };
	struct error error;
	int output;

	(void)state;
	arguments_add(&programs[0], self);
	arguments_add(&programs[1], "no-such-program-anywhere");
	assert_false(pipeline_start(&pipeline, programs, 2, -1, LONG_MS,
				    &output, &error));
	assert_non_null(strstr(error.sentence, "no-such-program-anywhere"));
	assert_int_equal(pipeline.pid, -1);
	setenv("LECTERN_SECURE", "1", 1);
	assert_false(pipeline_start(&pipeline, programs, 1, -1, LONG_MS,
				    &output, &error));
	unsetenv("LECTERN_SECURE");
	assert_non_null(strstr(error.sentence, "LECTERN_SECURE"));
	for (size_t i = 0; i < 2; i++)
		arguments_release(&programs[i]);
}

int main(int argc, char *argv[])
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_goes_through),
		cmocka_unit_test(test_who_is_not_read_has_not_failed),
		cmocka_unit_test(test_failures_are_told),
		cmocka_unit_test(test_they_are_killed),
		cmocka_unit_test(test_what_is_not_there_is_told),
	};

	self = argv[0];
	if (argc > 1 && !strncmp(argv[1], "--act=", 6))
		return act(argv[1] + 6);
	return test_run(tests);
}
