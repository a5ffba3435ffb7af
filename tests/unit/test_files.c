/* SPDX-License-Identifier: ISC */
/* Tests of reading and writing whole files. */
#include "test.h"

#include <errno.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "inspect.h"

#define BYTES(string) string, sizeof(string) - 1

static bool replace(const char *name, const char *content)
{
	struct error error = { "" };
	bool done = files_replace(scratch_path(name), content, strlen(content),
				  &error);

	if (!done)
		assert_non_null(strstr(error.sentence, scratch_folder));
	return done;
}

static bool append(const char *name, const char *line)
{
	struct error error = { "" };
	int fd = files_open(scratch_path(name), &error);
	bool done =
		fd >= 0 && files_append(fd, name, line, strlen(line), &error);

	if (!done)
		assert_true(error.sentence[0]);
	if (fd >= 0)
		close(fd);
	return done;
}

/* Runs a function in a child of its own; returns its result. */
static int in_child(int (*function)(void))
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0)
		_exit(function());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void test_a_file_is_read_whole(void **state)
{
	enum { LEN = 200000 };
	static char bytes[LEN];
	struct buffer out = BUFFER_INIT;
	struct error error = { "" };

	(void)state;
	for (size_t i = 0; i < LEN; i++)
		bytes[i] = (char)(i * 7 + i / 256);
	scratch_write_bytes("read", bytes, LEN);
	buffer_append_string(&out, "before");
	assert_true(files_read(scratch_path("read"), LEN, &out, &error));
	assert_int_equal(out.len, LEN + 6);
	assert_memory_equal(out.data + 6, bytes, LEN);
	/* A byte too many, and nothing of it. */
	assert_false(files_read(scratch_path("read"), LEN - 1, &out, &error));
	assert_int_equal(errno, EFBIG);
	assert_int_equal(out.len, LEN + 6);
	assert_non_null(strstr(error.sentence, "too large"));
	buffer_release(&out);
}

static void test_what_is_no_file_is_not_read(void **state)
{
	struct buffer out = BUFFER_INIT;
	struct error error;

	(void)state;
	assert_int_equal(mkfifo(scratch_path("fifo"), 0600), 0);
	assert_false(files_read(scratch_path("fifo"), 99, &out, &error));
	assert_false(files_read(scratch_folder, 99, &out, &error));
	assert_false(files_read("/dev/null", 99, &out, &error));
	assert_false(files_read(scratch_path("none"), 99, &out, &error));
	assert_int_equal(errno, ENOENT);
	assert_null(out.data);
}

static void test_replaced_whole_for_the_owner_alone(void **state)
{
	mode_t mask = umask(0);

	(void)state;
	assert_true(replace("new", "one\n"));
	scratch_assert_content("new", "one\n");
	scratch_assert_mode("new", 0600);
	assert_int_equal(chmod(scratch_path("new"), 0644), 0);
	assert_true(replace("new", ""));
	umask(mask);
	scratch_assert_content("new", "");
	scratch_assert_mode("new", 0600);
	assert_false(scratch_has("new.tmp"));
}

/* Who has it open reads on in the old one. */
static void test_replaced_at_once(void **state)
{
	FILE *file;
	char line[8];

	(void)state;
	assert_true(replace("old", "old\n"));
	file = fopen(scratch_path("old"), "r");
	assert_true(replace("old", "new\n"));
	assert_non_null(fgets(line, sizeof(line), file));
	assert_string_equal(line, "old\n");
	fclose(file);
}

static void test_links_are_followed_to_own_files_only(void **state)
{
	struct error error;

	(void)state;
	assert_int_equal(mkdir(scratch_path("sub"), 0700), 0);
	scratch_write("sub/target", "x\n");
	assert_int_equal(symlink("sub/target", scratch_path("link")), 0);
	assert_true(replace("link", "y\n"));
	scratch_assert_content("sub/target", "y\n");
	assert_true(append("link", "z\n"));
	scratch_assert_content("sub/target", "y\nz\n");
	assert_false(scratch_has("sub/target.tmp"));
	/* Still a link. */
	assert_int_equal(unlink(scratch_path("sub/target")), 0);
	/* It leads nowhere now, where nothing is made. */
	assert_false(replace("link", "y\n"));
	assert_false(append("link", "y\n"));
	assert_false(scratch_has("sub/target"));
	/* A name that another file has as well. */
	scratch_write("other", "precious\n");
	assert_int_equal(link(scratch_path("other"), scratch_path("hard")), 0);
	assert_false(replace("hard", "y\n"));
	assert_false(append("hard", "y\n"));
	scratch_assert_content("other", "precious\n");
	/* What is no file at all. */
	assert_false(replace("fifo", "y\n"));
	assert_false(append("fifo", "y\n"));
	assert_false(replace("sub", "y\n"));
	assert_true(files_open("/dev/null", &error) < 0);
	assert_true(files_open(scratch_path("nowhere/file"), &error) < 0);
	assert_int_equal(errno, ENOENT);
}

/* What lies where the new file is written first is not followed. */
static void test_the_name_beside_is_taken_anew(void **state)
{
	(void)state;
	scratch_write("victim", "precious\n");
	scratch_write("file", "old\n");
	assert_int_equal(symlink("victim", scratch_path("file.tmp")), 0);
	assert_true(replace("file", "new\n"));
	scratch_assert_content("victim", "precious\n");
	scratch_assert_content("file", "new\n");
	/* Somebody was killed while he wrote. */
	scratch_write("file.tmp", "ne");
	assert_true(replace("file", "newer\n"));
	scratch_assert_content("file", "newer\n");
	assert_false(scratch_has("file.tmp"));
}

static void test_created_only_where_nothing_is(void **state)
{
	mode_t mask = umask(0);
	struct error error;

	(void)state;
	assert_true(files_create(scratch_path("made"), BYTES("a"), &error));
	umask(mask);
	scratch_assert_mode("made", 0600);
	assert_false(files_create(scratch_path("made"), BYTES("b"), &error));
	assert_int_equal(errno, EEXIST);
	assert_int_equal(symlink("nowhere", scratch_path("hangs")), 0);
	assert_false(files_create(scratch_path("hangs"), BYTES("b"), &error));
	assert_int_equal(errno, EEXIST);
	scratch_assert_content("made", "a");
}

static void test_lines_are_appended(void **state)
{
	mode_t mask = umask(0);

	(void)state;
	assert_true(append("lines", "one\n"));
	umask(mask);
	scratch_assert_mode("lines", 0600);
	assert_true(append("lines", "two\nthree\n"));
	scratch_assert_content("lines", "one\ntwo\nthree\n");
	/* A torn line is parted from the next one. */
	scratch_write("lines", "one\ntw");
	assert_true(append("lines", "three\n"));
	assert_true(append("lines", "four\n"));
	scratch_assert_content("lines", "one\ntw\nthree\nfour\n");
}

/* A limit on the size of files is like a full disk: a part of a write
 * succeeds. */
enum { LIMIT = 4096, LONG_LINE = 3000 };

static void limit_files(void)
{
	struct rlimit limit = { LIMIT, LIMIT };

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) < 0)
		_exit(99);
}

static int append_beyond_limit(void)
{
	static char line[LONG_LINE + 1];
	struct error error = { "" };
	int fd, failure;

	limit_files();
	memset(line, 'x', LONG_LINE);
	line[LONG_LINE] = '\n';
	fd = files_open(scratch_path("limited"), &error);
	if (!files_append(fd, "limited", line, sizeof(line), &error))
		return 1;
	if (files_append(fd, "limited", line, sizeof(line), &error))
		return 2;
	failure = errno;
	if (!strstr(error.sentence, "larger than"))
		return 3;
	return failure == EFBIG ? 0 : 4;
}

static int replace_beyond_limit(void)
{
	static char content[2 * LIMIT];
	struct error error = { "" };

	limit_files();
	if (files_replace(scratch_path("kept"), content, sizeof(content),
			  &error))
		return 1;
	if (files_create(scratch_path("copy"), content, sizeof(content),
			 &error))
		return 2;
	return errno == EFBIG ? 0 : 3;
}

static void test_what_does_not_fit_is_taken_back(void **state)
{
	struct stat at;

	(void)state;
	assert_int_equal(in_child(append_beyond_limit), 0);
	assert_int_equal(stat(scratch_path("limited"), &at), 0);
	assert_int_equal(at.st_size, LONG_LINE + 1);
	scratch_write("kept", "old\n");
	assert_int_equal(in_child(replace_beyond_limit), 0);
	scratch_assert_content("kept", "old\n");
	assert_false(scratch_has("kept.tmp"));
	assert_false(scratch_has("copy"));
}

static void test_a_lock_is_one_owner_s(void **state)
{
	const char *path = scratch_path("lock");
	mode_t mask = umask(0);
	int first, second;

	(void)state;
	assert_int_equal(files_lock(path, 0, &first), FILES_LOCKED);
	umask(mask);
	scratch_assert_mode("lock", 0600);
	assert_int_equal(files_lock(path, 0, &second), FILES_BUSY);
	assert_int_equal(second, -1);
	assert_int_equal(files_lock(path, 20, &second), FILES_BUSY);
	files_unlock(first);
	assert_int_equal(files_lock(path, 0, &second), FILES_LOCKED);
	files_unlock(second);
	files_unlock(-1);
	/* Where there can be none. */
	assert_int_equal(files_lock(scratch_path("none/lock"), 0, &first),
			 FILES_UNLOCKED);
	assert_int_equal(symlink("lock", scratch_path("locklink")), 0);
	assert_int_equal(files_lock(scratch_path("locklink"), 0, &first),
			 FILES_UNLOCKED);
}

/* Each of several processes adds to a number in a file, under the lock. */
enum { WRITERS = 4, ADDS = 50 };

static int add_often(void)
{
	for (int i = 0; i < ADDS; i++) {
		struct buffer number = BUFFER_INIT;
		struct error error;
		char text[32];
		int fd;

		if (files_lock(scratch_path("lock"), 10000, &fd) !=
		    FILES_LOCKED)
			return 1;
		if (!files_read(scratch_path("number"), 64, &number, &error))
			return 2;
		snprintf(text, sizeof(text), "%ld",
			 strtol(number.data, NULL, 10) + 1);
		buffer_release(&number);
		if (!files_replace(scratch_path("number"), text, strlen(text),
				   &error))
			return 3;
		files_unlock(fd);
	}
	return 0;
}

static void test_locks_hold_between_processes(void **state)
{
	pid_t children[WRITERS];

	(void)state;
	scratch_write("number", "0");
	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0)
			_exit(add_often());
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	scratch_assert_content("number", "200");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_file_is_read_whole),
		cmocka_unit_test(test_what_is_no_file_is_not_read),
		cmocka_unit_test(test_replaced_whole_for_the_owner_alone),
		cmocka_unit_test(test_replaced_at_once),
		cmocka_unit_test(test_links_are_followed_to_own_files_only),
		cmocka_unit_test(test_the_name_beside_is_taken_anew),
		cmocka_unit_test(test_created_only_where_nothing_is),
		cmocka_unit_test(test_lines_are_appended),
		cmocka_unit_test(test_what_does_not_fit_is_taken_back),
		cmocka_unit_test(test_a_lock_is_one_owner_s),
		cmocka_unit_test(test_locks_hold_between_processes),
	};

	return test_run_in_scratch(tests);
}
