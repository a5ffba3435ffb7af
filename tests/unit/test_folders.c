/* SPDX-License-Identifier: ISC */
/* Tests of the folders in which a person's things are kept. */
#include "test.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/folders.h"
#include "inspect.h"

static void set(const char *variable, const char *value)
{
	if (value)
		assert_int_equal(setenv(variable, value, 1), 0);
	else
		assert_int_equal(unsetenv(variable), 0);
}

static void test_the_folder_of_state_is_that_of_xdg(void **state)
{
	static const struct {
		const char *home, *xdg, *expected;
	} cases[] = {
		{ "/nowhere/u", NULL, "/nowhere/u/.local/state/lectern" },
		{ "/nowhere/u/", NULL, "/nowhere/u/.local/state/lectern" },
		{ "/nowhere/u", "", "/nowhere/u/.local/state/lectern" },
		{ "/nowhere/u", "state", "/nowhere/u/.local/state/lectern" },
		{ "/nowhere/u", "~/s", "/nowhere/u/.local/state/lectern" },
		{ "/nowhere/u", "/var/s", "/var/s/lectern" },
		{ "/nowhere/u", "/var/s//", "/var/s/lectern" },
		{ NULL, "/var/s", "/var/s/lectern" },
		{ NULL, NULL, NULL },
		{ "", "", NULL },
		{ "u", NULL, NULL },
		{ "u", "s", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buffer out = BUFFER_INIT;

		set("HOME", cases[i].home);
		set("XDG_STATE_HOME", cases[i].xdg);
		assert_int_equal(folders_state(&out), !!cases[i].expected);
		assert_string_equal(buffer_string(&out),
				    cases[i].expected ? cases[i].expected : "");
		buffer_release(&out);
	}
}

static void test_data_and_cache_have_folders_of_their_own(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	set("HOME", "/nowhere/u");
	set("XDG_DATA_HOME", NULL);
	set("XDG_CACHE_HOME", "cache");
	assert_true(folders_data(&out));
	assert_string_equal(out.data, "/nowhere/u/.local/share/lectern");
	buffer_clear(&out);
	assert_true(folders_cache(&out));
	assert_string_equal(out.data, "/nowhere/u/.cache/lectern");
	buffer_clear(&out);
	set("HOME", NULL);
	assert_false(folders_data(&out));
	assert_false(folders_cache(&out));
	assert_int_equal(out.len, 0);
	set("XDG_DATA_HOME", "/var/d/");
	set("XDG_CACHE_HOME", "/var/c");
	assert_true(folders_data(&out));
	assert_string_equal(out.data, "/var/d/lectern");
	buffer_clear(&out);
	assert_true(folders_cache(&out));
	assert_string_equal(out.data, "/var/c/lectern");
	buffer_release(&out);
}

/* Those that every program's data is in, in their order. */
static void test_shared_folders(void **state)
{
	static const struct {
		const char *home, *data, *dirs; /* of the environment */
		const char *found[8];
	} cases[] = {
		{ "/nowhere/u",
		  NULL,
		  NULL,
		  { "/nowhere/u/.local/share", "/usr/local/share", "/usr/share",
		    "/opt/homebrew/share", "/usr/pkg/share",
		    "/opt/local/share" } },
		{ "/nowhere/u", "/d/", "", { "/d", "/usr/local/share" } },
		{ "/nowhere/u",
		  "d",
		  "/a:/b/:",
		  { "/nowhere/u/.local/share", "/a", "/b" } },
		{ NULL, NULL, ":a::/b", { "/b" } },
		{ NULL, NULL, "a", { NULL } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arguments folders = ARGUMENTS_INIT;

		set("HOME", cases[i].home);
		set("XDG_DATA_HOME", cases[i].data);
		set("XDG_DATA_DIRS", cases[i].dirs);
		folders_shared(&folders);
		for (size_t j = 0; cases[i].found[j]; j++) {
			assert_true(j < folders.count);
			assert_string_equal(folders.items[j],
					    cases[i].found[j]);
		}
		if (!cases[i].found[0])
			assert_int_equal(folders.count, 0);
		arguments_release(&folders);
	}
}

static void test_home_is_resolved(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	assert_int_equal(mkdir(scratch_path("real"), 0700), 0);
	assert_int_equal(symlink("real", scratch_path("link")), 0);
	set("HOME", scratch_path("link"));
	assert_true(folders_home(&out));
	assert_string_equal(out.data, scratch_path("real"));
	buffer_release(&out);
}

static void test_paths_in_home_are_short(void **state)
{
	static const struct {
		const char *home, *path, *shortened;
	} cases[] = {
		{ "/home/u", "/home/u/e.md", "~/e.md" },
		{ "/home/u", "/home/u/a/~/e.md", "~/a/~/e.md" },
		{ "/home/u", "/home/user/e.md", "/home/user/e.md" },
		{ "/home/u", "/home/u", "/home/u" },
		{ "/home/u", "/var/home/u/e.md", "/var/home/u/e.md" },
		{ "/", "/e.md", "/e.md" },
		{ "", "/e.md", "/e.md" },
		{ "/home/u", "/home/u/\xff.md", "~/\xff.md" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buffer out = BUFFER_INIT;

		folders_shorten(&out, cases[i].home, cases[i].path);
		assert_string_equal(out.data, cases[i].shortened);
		buffer_clear(&out);
		assert_true(folders_expand(&out, cases[i].home,
					   cases[i].shortened));
		assert_string_equal(out.data, cases[i].path);
		buffer_release(&out);
	}
}

static void test_without_a_home_nothing_is_expanded(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	assert_false(folders_expand(&out, "", "~/e.md"));
	assert_int_equal(out.len, 0);
	assert_true(folders_expand(&out, "/", "~/e.md"));
	assert_string_equal(out.data, "/e.md");
	buffer_release(&out);
}

static void test_folders_are_made_for_their_owner(void **state)
{
	mode_t mask = umask(0);
	struct error error;

	(void)state;
	assert_true(folders_make(scratch_path("a/b//c/"), &error));
	umask(mask);
	scratch_assert_mode("a", 0700);
	scratch_assert_mode("a/b", 0700);
	scratch_assert_mode("a/b/c", 0700);
	/* What is there stays as it is. */
	assert_int_equal(chmod(scratch_path("a"), 0755), 0);
	assert_true(folders_make(scratch_path("a/b"), &error));
	assert_true(folders_make("/", &error));
	scratch_assert_mode("a", 0755);
	/* Through a link. */
	assert_true(folders_make(scratch_path("link/deep/er"), &error));
	scratch_assert_mode("real/deep/er", 0700);
}

static void test_a_file_is_no_folder(void **state)
{
	struct error error = { "" };

	(void)state;
	scratch_write("file", "");
	assert_false(folders_make(scratch_path("file"), &error));
	assert_non_null(strstr(error.sentence, scratch_path("file")));
	error.sentence[0] = '\0';
	assert_false(folders_make(scratch_path("file/below"), &error));
	assert_non_null(strstr(error.sentence, "cannot be made"));
}

static void test_paths_are_resolved(void **state)
{
	static const struct {
		const char *path, *expected; /* in scratch */
	} cases[] = {
		{ "file", "file" },	      { "link/../file", "file" },
		{ "link/deep", "real/deep" }, { "link/new", "real/new" },
		{ "./file", "file" },	      { "link//new", "real/new" },
	};
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buffer_clear(&out);
		assert_true(folders_resolve(&out, scratch_path(cases[i].path)));
		assert_string_equal(out.data, scratch_path(cases[i].expected));
	}
	/* From the folder where one is, and at the root. */
	assert_int_equal(chdir(scratch_path("real")), 0);
	buffer_clear(&out);
	assert_true(folders_resolve(&out, "new"));
	assert_string_equal(out.data, scratch_path("real/new"));
	assert_int_equal(chdir("/"), 0);
	buffer_clear(&out);
	assert_true(folders_resolve(&out, "lectern-is-not-here"));
	assert_string_equal(out.data, "/lectern-is-not-here");
	buffer_clear(&out);
	/* Without its folder a file is nowhere. */
	assert_false(folders_resolve(&out, scratch_path("none/new")));
	assert_int_equal(errno, ENOENT);
	assert_false(folders_resolve(&out, scratch_path("none/.")));
	assert_false(folders_resolve(&out, ""));
	assert_int_equal(out.len, 0);
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_folder_of_state_is_that_of_xdg),
		cmocka_unit_test(test_data_and_cache_have_folders_of_their_own),
		cmocka_unit_test(test_shared_folders),
		cmocka_unit_test(test_home_is_resolved),
		cmocka_unit_test(test_paths_in_home_are_short),
		cmocka_unit_test(test_without_a_home_nothing_is_expanded),
		cmocka_unit_test(test_folders_are_made_for_their_owner),
		cmocka_unit_test(test_a_file_is_no_folder),
		cmocka_unit_test(test_paths_are_resolved),
	};

	return test_run_in_scratch(tests);
}
