/* SPDX-License-Identifier: ISC */
/* Tests of watching files: each way to change one, with inotify and without. */
#include "scratch.h"
#include "test.h"

#include <sys/resource.h>
#include <time.h>

#include "base/watch.h"

/* ---- Ways to change what essays/now/text.md is ---- */

static void rename_in(const char *from, const char *to)
{
	assert_int_equal(rename(scratch_path(from), scratch_path(to)), 0);
}

static void remove_in(const char *name)
{
	assert_int_equal(remove(scratch_path(name)), 0);
}

static void write_in_place(void)
{
	scratch_write("real/2026/text.md", "other words");
}

static void append(void)
{
	int fd = open(scratch_path("essays/now/text.md"),
		      O_WRONLY | O_APPEND | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "more", 4), 4);
	close(fd);
}

static void replace(void)
{
	scratch_write("real/2026/.text.md.swp", "saved by an editor");
	rename_in("real/2026/.text.md.swp", "real/2026/text.md");
}

static void back_up_and_make_again(void)
{
	rename_in("real/2026/text.md", "real/2026/text.md~");
	scratch_write("real/2026/text.md", "saved by another editor");
}

static void remove_and_make_again(void)
{
	remove_in("real/2026/text.md");
	scratch_write("real/2026/text.md", "0123456789");
}

static void write_by_another_name(void)
{
	assert_int_equal(link(scratch_path("real/2026/text.md"),
			      scratch_path("elsewhere/same.md")),
			 0);
	scratch_write("elsewhere/same.md", "through another name");
}

static void replace_what_another_name_keeps(void)
{
	assert_int_equal(link(scratch_path("real/2026/text.md"),
			      scratch_path("elsewhere/kept.md")),
			 0);
	replace();
}

static void touch(void)
{
	struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 2 } };

	assert_int_equal(utimensat(AT_FDCWD, scratch_path("real/2026/text.md"),
				   times, 0),
			 0);
}

static void turn_the_inner_link(void)
{
	scratch_link("../../elsewhere/other.md", "real/new");
	rename_in("real/new", "real/2026/text.md");
}

static void turn_the_outer_link(void)
{
	scratch_link("../real/2025", "essays/new");
	rename_in("essays/new", "essays/now");
}

static void swap_the_folder(void)
{
	rename_in("real/2026", "real/old");
	rename_in("real/2025", "real/2026");
}

static void remove_the_folder(void)
{
	remove_in("real/2026/text.md");
	remove_in("real/2026");
	scratch_mkdir("real/2026");
	scratch_write("real/2026/text.md", "folder and all");
}

static const struct {
	const char *name;
	void (*change)(void);
} changes[] = {
	{ "write in place", write_in_place },
	{ "append", append },
	{ "replace", replace },
	{ "back up and make again", back_up_and_make_again },
	{ "remove and make again", remove_and_make_again },
	{ "write by another name", write_by_another_name },
	{ "replace what another name keeps", replace_what_another_name_keeps },
	{ "touch", touch },
	{ "turn the inner link", turn_the_inner_link },
	{ "turn the outer link", turn_the_outer_link },
	{ "swap the folder", swap_the_folder },
	{ "remove the folder", remove_the_folder },
};

/* essays/now is a link to the folder real/2026, in which text.md lies. */
static struct watch *open_watch(void)
{
	scratch_make(NULL);
	scratch_mkdir("elsewhere");
	scratch_mkdir("essays");
	scratch_mkdir("real");
	scratch_mkdir("real/2025");
	scratch_mkdir("real/2026");
	scratch_write("elsewhere/other.md", "elsewhere");
	scratch_write("real/2025/text.md", "last year's");
	scratch_write("real/2026/text.md", "0123456789");
	scratch_link("../real/2026", "essays/now");
	return watch_open(scratch_path("essays/now/text.md"));
}

static void close_watch(struct watch *watch)
{
	watch_free(watch);
	scratch_remove(NULL);
}

/* ---- Waiting as the loop does ---- */

static void await_event(const struct watch *watch)
{
	struct pollfd waiting = { .fd = watch_fd(watch), .events = POLLIN };

	assert_int_equal(poll(&waiting, 1, SCRATCH_WAIT_MS), 1);
}

/* Asks until the answer is true; returns how often it was false. */
static int await_change(struct watch *watch)
{
	int count = 0;

	while (!watch_changed(watch)) {
		struct pollfd waiting = { .fd = watch_fd(watch),
					  .events = POLLIN };
		int limit = watch_wait_ms(watch);

		/* Something is to come, and soon. */
		assert_true(limit >= 0 && limit <= 50);
		assert_true(count++ < 1000);
		poll(&waiting, 1, limit);
	}
	return count;
}

static void assert_calm(struct watch *watch)
{
	assert_false(watch_changed(watch));
	if (watch_fd(watch) >= 0)
		assert_int_equal(watch_wait_ms(watch), -1);
}

static void test_every_change_is_told_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct watch *watch = open_watch();

		print_message("# %s\n", changes[i].name);
		assert_true(watch_fd(watch) >= 0);
		assert_calm(watch);
		changes[i].change();
		await_event(watch);
		assert_true(await_change(watch) > 0);
		assert_true(watch_changed(watch));
		watch_take(watch);
		assert_calm(watch);
		/* What was found anew is watched as well. */
		append();
		await_event(watch);
		await_change(watch);
		watch_take(watch);
		assert_calm(watch);
		close_watch(watch);
	}
}

static void test_without_inotify_it_looks(void **state)
{
	struct rlimit before, none;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = 3;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct watch *watch;

		watch_free(open_watch());
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
		watch = watch_open(scratch_path("essays/now/text.md"));
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
		assert_int_equal(watch_fd(watch), -1);
		assert_int_equal(watch_wait_ms(watch), 1000);
		assert_calm(watch);
		changes[i].change();
		await_change(watch);
		watch_take(watch);
		assert_calm(watch);
		assert_int_equal(watch_wait_ms(watch), 1000);
		close_watch(watch);
	}
}

static void test_others_do_not_matter(void **state)
{
	struct watch *watch = open_watch();

	(void)state;
	scratch_write("real/2026/other.md", "a neighbour");
	remove_in("real/2026/other.md");
	scratch_write("real/2025/text.md", "an older one");
	scratch_mkdir("essays/then");
	assert_calm(watch);
	assert_calm(watch);
	close_watch(watch);
}

static void test_what_comes_back_as_it_was_is_none(void **state)
{
	struct watch *watch = open_watch();

	(void)state;
	rename_in("real/2026", "real/away");
	assert_calm(watch);
	rename_in("real/away", "real/2026");
	assert_calm(watch);
	append();
	await_change(watch);
	close_watch(watch);
}

static void test_pieces_are_one_change(void **state)
{
	struct watch *watch = open_watch();

	(void)state;
	for (int i = 0; i < 5; i++) {
		append();
		assert_false(watch_changed(watch));
		assert_true(watch_wait_ms(watch) >= 0);
		assert_true(watch_wait_ms(watch) <= 50);
	}
	await_change(watch);
	watch_take(watch);
	assert_calm(watch);
	close_watch(watch);
}

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void test_who_never_rests_is_told_of(void **state)
{
	struct watch *watch = open_watch();
	long long start = now_ms();

	(void)state;
	do {
		append();
		assert_true(now_ms() - start < 5000);
	} while (!watch_changed(watch));
	assert_true(now_ms() - start >= 50);
	close_watch(watch);
}

static void test_a_file_may_come_later(void **state)
{
	struct watch *watch;

	(void)state;
	scratch_make(NULL);
	watch = watch_open(scratch_path("a/b/text.md"));
	assert_calm(watch);
	scratch_mkdir("a");
	await_event(watch);
	assert_calm(watch);
	scratch_mkdir("a/b");
	await_event(watch);
	assert_calm(watch);
	/* A folder is no text. */
	scratch_mkdir("a/b/text.md");
	await_event(watch);
	assert_calm(watch);
	remove_in("a/b/text.md");
	scratch_write("a/b/text.md", "here");
	await_event(watch);
	await_change(watch);
	watch_take(watch);
	assert_calm(watch);
	close_watch(watch);
}

static void test_a_file_that_is_gone_is_no_change(void **state)
{
	struct watch *watch = open_watch();

	(void)state;
	remove_in("real/2026/text.md");
	await_event(watch);
	assert_calm(watch);
	scratch_write("real/2026/text.md", "");
	await_event(watch);
	await_change(watch);
	close_watch(watch);
}

static void test_strange_paths_do_no_harm(void **state)
{
	static const char *const paths[] = {
		"",	  ".",	       "..",
		"/",	  "//",	       "a/b",
		"./../.", "/dev/null", "/proc/self/status"
	};
	char here[SCRATCH_MAX];
	struct watch *watch;

	(void)state;
	scratch_make(NULL);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		watch = watch_open(paths[i]);
		watch_changed(watch);
		watch_free(watch);
	}
	scratch_link("round", "round");
	watch = watch_open(scratch_path("round"));
	assert_calm(watch);
	watch_free(watch);
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(scratch_folder), 0);
	watch = watch_open("text.md");
	scratch_write("text.md", "relative");
	await_event(watch);
	await_change(watch);
	assert_int_equal(chdir(here), 0);
	close_watch(watch);
	watch_free(NULL);
}

static bool has_inotify(void)
{
#ifdef HAVE_INOTIFY
	return true;
#else
	return false;
#endif
}

int main(void)
{
	const struct CMUnitTest looking[] = {
		cmocka_unit_test(test_without_inotify_it_looks),
		cmocka_unit_test(test_pieces_are_one_change),
		cmocka_unit_test(test_who_never_rests_is_told_of),
		cmocka_unit_test(test_what_comes_back_as_it_was_is_none),
		cmocka_unit_test(test_others_do_not_matter),
	};
	const struct CMUnitTest all[] = {
		cmocka_unit_test(test_every_change_is_told_once),
		cmocka_unit_test(test_without_inotify_it_looks),
		cmocka_unit_test(test_pieces_are_one_change),
		cmocka_unit_test(test_who_never_rests_is_told_of),
		cmocka_unit_test(test_what_comes_back_as_it_was_is_none),
		cmocka_unit_test(test_others_do_not_matter),
		cmocka_unit_test(test_a_file_may_come_later),
		cmocka_unit_test(test_a_file_that_is_gone_is_no_change),
		cmocka_unit_test(test_strange_paths_do_no_harm),
	};

	return has_inotify() ? test_run(all) : test_run(looking);
}
