/* SPDX-License-Identifier: ISC */
/* The texts in a folder: which are listed, in which order, how deep. */
#include "test.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/folder.h"
#include "inspect.h"

static void test_names(void **state)
{
	static const struct {
		const char *name;
		bool is;
	} cases[] = {
		{ "a.md", true },	 { "A.MD", true },
		{ "a.markdown", true },	 { "a.mdown", true },
		{ "a.mkd", true },	 { "a.mkdn", true },
		{ "a.mdwn", true },	 { "a.mdtxt", true },
		{ "a.txt", true },	 { "a.text", true },
		{ "a.b.txt", true },	 { ".md", false },
		{ "md", false },	 { "a.", false },
		{ "a.html", false },	 { "a.md~", false },
		{ "a.mdx", false },	 { "", false },
		{ "a\x1b[m.txt", true }, { "\xff.md", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (folder_is_text(cases[i].name) != cases[i].is)
			fail_msg("%s", cases[i].name);
}

/* Lists a folder of the scratch folder; asserts that what it has, below it,
 * are these names, in this order, each followed by a blank. */
static void assert_texts(const char *name, const char *expected, bool cut)
{
	const char *path = scratch_path(name);
	struct buffer names = BUFFER_INIT;
	struct folder folder;
	struct error error;

	assert_true(folder_read(&folder, path, &error));
	for (size_t i = 0; i < folder.count; i++) {
		assert_int_equal(strncmp(folder.paths[i], path, strlen(path)),
				 0);
		buffer_append_format(&names, "%s ",
				     folder.paths[i] + strlen(path) + 1);
	}
	assert_string_equal(buffer_string(&names), expected);
	assert_int_equal(folder.cut, cut);
	buffer_release(&names);
	folder_release(&folder);
	assert_int_equal(folder.count, 0);
}

static void make_socket(const char *name)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	char here[SCRATCH_MAX];

	/* The name of a socket must be short. */
	assert_true(fd >= 0);
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(scratch_path("kinds")), 0);
	strncpy(address.sun_path, name, sizeof(address.sun_path) - 1);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)),
			 0);
	assert_int_equal(chdir(here), 0);
	close(fd);
}

static void test_only_files_are_listed(void **state)
{
	(void)state;
	scratch_mkdir("kinds");
	scratch_mkdir("kinds/folder.md");
	scratch_mkdir("kinds/.hidden");
	scratch_write("kinds/b.md", "B");
	scratch_write("kinds/a.txt", "");
	scratch_write("kinds/picture.png", "x");
	scratch_write("kinds/.dot.md", "x");
	scratch_write("kinds/.hidden/c.md", "x");
	scratch_write("kinds/folder.md/inner.md", "x");
	assert_int_equal(mkfifo(scratch_path("kinds/fifo.md"), 0600), 0);
	make_socket("socket.md");
	scratch_link("b.md", "kinds/link.md");
	scratch_link("picture.png", "kinds/picture.md");
	scratch_link("nowhere", "kinds/dangling.md");
	scratch_link("fifo.md", "kinds/tofifo.md");
	scratch_link("self.md", "kinds/self.md");
	scratch_link(".", "kinds/around");
	scratch_link("folder.md", "kinds/tofolder.md");
	assert_texts("kinds",
		     "a.txt b.md folder.md/inner.md link.md picture.md ",
		     false);
}

static void test_paths_keep_their_bytes(void **state)
{
	(void)state;
	scratch_mkdir("bytes");
	scratch_write("bytes/a\nb\x1b[31m.md", "x");
	scratch_write("bytes/\xff\xfe.txt", "x");
	assert_texts("bytes", "a\nb\x1b[31m.md \xff\xfe.txt ", false);
}

static void test_a_slash_at_the_end_is_not_doubled(void **state)
{
	struct folder folder;
	struct error error;
	char path[SCRATCH_MAX + 2];

	(void)state;
	scratch_mkdir("slash");
	scratch_write("slash/a.md", "x");
	snprintf(path, sizeof(path), "%s/", scratch_path("slash"));
	assert_true(folder_read(&folder, path, &error));
	assert_int_equal(folder.count, 1);
	assert_string_equal(folder.paths[0], scratch_path("slash/a.md"));
	folder_release(&folder);
}

/* What is too deep is left out, and nothing else for that. */
static void test_depth(void **state)
{
	struct buffer path = BUFFER_INIT;
	struct buffer expected = BUFFER_INIT;

	(void)state;
	buffer_append_string(&path, "deep");
	scratch_mkdir(path.data);
	scratch_write("deep/a.md", "x");
	scratch_write("deep/z.md", "x");
	buffer_append_string(&expected, "a.md ");
	for (int i = 0; i < FOLDER_DEPTH; i++) {
		buffer_append_string(&path, "/d");
		scratch_mkdir(path.data);
	}
	buffer_append_string(&path, "/least.md");
	scratch_write(path.data, "x");
	buffer_append_format(&expected, "%s z.md ",
			     path.data + strlen("deep/"));
	assert_texts("deep", buffer_string(&expected), false);

	path.len -= strlen("/least.md");
	buffer_append_string(&path, "/d");
	scratch_mkdir(path.data);
	buffer_append_string(&path, "/deeper.md");
	scratch_write(path.data, "x");
	assert_texts("deep", buffer_string(&expected), true);
	buffer_release(&path);
	buffer_release(&expected);
}

static void test_many(void **state)
{
	struct folder folder;
	struct error error;
	char name[32];

	(void)state;
	scratch_mkdir("many");
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "many/%04d.md", (i * 7) % 3000);
		scratch_write(name, "");
	}
	assert_true(folder_read(&folder, scratch_path("many"), &error));
	assert_int_equal(folder.count, 3000);
	for (size_t i = 1; i < folder.count; i++)
		assert_true(strcmp(folder.paths[i - 1], folder.paths[i]) < 0);
	folder_release(&folder);
}

static void test_what_cannot_be_read(void **state)
{
	struct folder folder;
	struct error error;

	(void)state;
	assert_false(folder_read(&folder, scratch_path("no-such"), &error));
	assert_non_null(strstr(error.sentence, "no-such"));
	assert_int_equal(folder.count, 0);
	folder_release(&folder);
	scratch_write("file", "x");
	assert_false(folder_read(&folder, scratch_path("file"), &error));
	folder_release(&folder);
	assert_false(folder_is(scratch_path("file")));
	assert_false(folder_is(scratch_path("no-such")));

	/* One below is passed over; root may read it. */
	scratch_mkdir("closed");
	scratch_mkdir("closed/inner");
	scratch_write("closed/a.md", "x");
	assert_true(folder_is(scratch_path("closed")));
	assert_int_equal(chmod(scratch_path("closed/inner"), 0), 0);
	assert_texts("closed", "a.md ", false);
	assert_int_equal(chmod(scratch_path("closed/inner"), 0700), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_only_files_are_listed),
		cmocka_unit_test(test_paths_keep_their_bytes),
		cmocka_unit_test(test_a_slash_at_the_end_is_not_doubled),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_what_cannot_be_read),
	};

	return test_run_in_scratch(tests);
}
