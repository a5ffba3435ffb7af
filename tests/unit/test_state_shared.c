/* SPDX-License-Identifier: ISC */
/* Tests of state that machines and processes share, and of forgetting. */
#include "state.h"

#include <dirent.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "base/files.h"
#include "reader/state.h"

/* --- Machines ------------------------------------------------------------- */

/* Keeps a place as another machine would; its file gets a name. */
static void keep_as(const char *file, const char *name, const char *quote,
		    int64_t at)
{
	struct buffer saved = BUFFER_INIT, lines = BUFFER_INIT;
	bool had = scratch_has(in_state("machine"));
	const char *own = had ? own_file() : NULL;
	bool had_own = own && scratch_has(own);
	struct state *state;

	/* The own file is put away for so long. */
	if (had_own) {
		scratch_read(own, &saved);
		scratch_write(own, "");
	}
	state = open_state();
	assert_true(keep(state, name, quote, at));
	state_free(state);
	if (scratch_has(in_state(file)))
		scratch_read(in_state(file), &lines);
	scratch_read(own_file(), &lines);
	scratch_write_bytes(in_state(file), lines.data, lines.len);
	if (had_own)
		scratch_write_bytes(own_file(), saved.data, saved.len);
	else
		assert_int_equal(unlink(scratch_path(own_file())), 0);
	buffer_release(&saved);
	buffer_release(&lines);
}

static const char *elsewhere(struct state *state, const char *name,
			     uint64_t print)
{
	const struct state_document *document =
		state_elsewhere(state, scratch_path(name), print);

	return document ? buffer_string(&document->top.exact) : NULL;
}

static void test_the_newest_place_elsewhere_is_offered(void **unused)
{
	struct state *state;

	(void)unused;
	home("two");
	keep_as("state.zzzz.jsonl", "two/a", "laptop", 10);
	keep_as("state.yyyy.jsonl", "two/a", "desktop", 20);
	keep_as("state.yyyy.jsonl", "two/b", "desktop", 5);
	state = open_state();
	assert_null(left_at(state, "two/a"));
	assert_string_equal(elsewhere(state, "two/a", 0), "desktop");
	assert_string_equal(
		state_elsewhere(state, scratch_path("two/a"), 0)->machine,
		"yyyy");
	assert_null(elsewhere(state, "two/c", 0));
	/* Older ones are not. */
	assert_true(keep(state, "two/a", "here", 15));
	assert_string_equal(elsewhere(state, "two/a", 0), "desktop");
	assert_true(keep(state, "two/a", "here", 20));
	assert_null(elsewhere(state, "two/a", 0));
	assert_string_equal(left_at(state, "two/a"), "here");
	/* One that comes while we run is seen. */
	keep_as("state.zzzz.jsonl", "two/a", "laptop again", 30);
	assert_string_equal(elsewhere(state, "two/a", 0), "laptop again");
	assert_int_equal(unlink(scratch_path(in_state("state.zzzz.jsonl"))), 0);
	assert_null(elsewhere(state, "two/a", 0));
	assert_int_equal(troubles(state), 0);
	state_free(state);
}

static void test_a_copy_elsewhere_is_known_by_its_print(void **unused)
{
	uint64_t print = state_print("print/a", 7, 1);
	struct state *state;

	(void)unused;
	home("print");
	keep_as("state.zzzz.jsonl", "print/a", "laptop", 10);
	state = open_state();
	assert_null(elsewhere(state, "print/other", print + 1));
	assert_string_equal(elsewhere(state, "print/other", print), "laptop");
	/* It is not taken for a file of this machine that was moved. */
	assert_null(state_document(state, scratch_path("print/other"), print));
	state_free(state);
}

/* Where home is another folder, the same short path is meant. */
static void test_homes_may_differ(void **unused)
{
	struct buffer text = BUFFER_INIT;
	struct state *state;

	(void)unused;
	home("home1");
	keep_as("state.zzzz.jsonl", "home1/a", "laptop", 10);
	scratch_read(in_state("state.zzzz.jsonl"), &text);
	home("home2");
	state = open_state();
	assert_true(keep(state, "home2/b", "here", 1));
	scratch_write_bytes(in_state("state.zzzz.jsonl"), text.data, text.len);
	assert_string_equal(elsewhere(state, "home2/a", 0), "laptop");
	state_free(state);
	buffer_release(&text);
}

static void test_copies_of_a_conflict_are_read(void **unused)
{
	const struct state_document *const *list;
	struct buffer copy = BUFFER_INIT;
	struct state *state;
	size_t size;

	(void)unused;
	home("conflict");
	state = open_state();
	assert_true(keep(state, "conflict/a", "old", 10));
	buffer_append_string(&copy, own_file());
	buffer_truncate(&copy, copy.len - strlen(".jsonl"));
	buffer_append_string(&copy,
			     ".sync-conflict-20260101-120000-ABCDEFG.jsonl");
	keep_as(strrchr(copy.data, '/') + 1, "conflict/a", "copy", 20);
	keep_as(strrchr(copy.data, '/') + 1, "conflict/b", "copy", 30);
	size = scratch_size(copy.data);
	/* This machine wrote them: the newest is where it was left. */
	assert_string_equal(left_at(state, "conflict/a"), "copy");
	assert_null(elsewhere(state, "conflict/a", 0));
	assert_true(keep(state, "conflict/a", "new", 25));
	assert_string_equal(left_at(state, "conflict/a"), "new");
	assert_string_equal(left_at(state, "conflict/b"), "copy");
	assert_int_equal(state_documents(state, &list), 2);
	state_free(state);
	assert_int_equal(scratch_size(copy.data), size);
	buffer_release(&copy);
}

static void test_the_shelf_is_of_all_machines(void **unused)
{
	const struct state_document *const *list;
	struct state *state;

	(void)unused;
	home("shelf");
	scratch_write("shelf/here", "x");
	scratch_write("shelf/both", "x");
	keep_as("state.zzzz.jsonl", "shelf/here", "laptop", 10);
	keep_as("state.zzzz.jsonl", "shelf/gone", "laptop", 11);
	keep_as("state.zzzz.jsonl", "shelf/both", "laptop", 30);
	state = open_state();
	assert_true(keep(state, "shelf/both", "here", 20));
	assert_true(keep(state, "shelf/mine", "here", 25));
	assert_int_equal(state_documents(state, &list), 3);
	assert_string_equal(list[0]->path, scratch_path("shelf/both"));
	assert_string_equal(list[0]->machine, "zzzz");
	assert_string_equal(list[1]->path, scratch_path("shelf/mine"));
	assert_string_equal(list[2]->path, scratch_path("shelf/here"));
	state_free(state);
}

/* Damage in a file of somebody else's is none of ours. */
static void test_others_files_are_never_written(void **unused)
{
	static const char garbage[] =
		"garbage\n{\"v\":2,\"t\":\"place\"}\n{\"v\":1,\"t\":\"pl";
	struct buffer before = BUFFER_INIT;
	struct state *state;
	struct error error;

	(void)unused;
	home("never");
	keep_as("state.zzzz.jsonl", "never/a", "laptop", 10);
	append_to(in_state("state.zzzz.jsonl"),
		  (struct span){ garbage, sizeof(garbage) - 1 });
	scratch_read(in_state("state.zzzz.jsonl"), &before);
	assert_int_equal(
		mkfifo(scratch_path(in_state("state.fifo.jsonl")), 0600), 0);
	scratch_write(in_state("state.jsonl"), before.data);
	scratch_write(in_state("state..jsonl"), "x");
	state = open_state();
	assert_string_equal(elsewhere(state, "never/a", 0), "laptop");
	/* The pipe cannot be read. */
	assert_int_equal(troubles(state), 1);
	assert_true(keep(state, "never/b", "here", 1));
	waste(state);
	assert_true(state_forget_all(state, &error));
	assert_null(elsewhere(state, "never/a", 0));
	assert_int_equal(troubles(state), 0);
	state_free(state);
	scratch_assert_content(in_state("state.zzzz.jsonl"), before.data);
	buffer_release(&before);
}

/* --- Processes ------------------------------------------------------------ */

enum { WRITERS = 4, KEPT = 100 };

/* Keeps many places, and rewrites the file as often as that is due. */
static int keep_many(int writer)
{
	char quote[65];
	struct state *state = open_state();

	memset(quote, 'q', 64);
	quote[64] = '\0';
	for (int i = 0; i < KEPT; i++) {
		char name[32];

		/* Its own, each once, and the one that all write. What finds
		 * the lock taken is written with the next. */
		snprintf(name, sizeof(name), "w%d-%d", writer, i);
		keep(state, name, quote, i + 1);
		for (int k = 0; k < 3; k++)
			keep(state, "all", quote, i + 1);
		state_tidy(state);
	}
	snprintf(quote, sizeof(quote), "search of %d", writer);
	state_keep_search(state, quote);
	state_settle(state);
	if (troubles(state))
		return 1;
	state_free(state);
	return 0;
}

static void test_processes_lose_nothing(void **unused)
{
	const struct state_document *const *list;
	pid_t children[WRITERS];
	struct state *state;

	(void)unused;
	home("processes");
	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0)
			_exit(keep_many(i));
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	state = open_state();
	assert_int_equal(state_documents(state, &list), WRITERS * KEPT + 1);
	for (int i = 0; i < WRITERS; i++)
		assert_non_null(state_search(state, (size_t)i));
	assert_null(state_search(state, WRITERS));
	/* It was rewritten: less than half of it is wasted. */
	assert_true(scratch_size(own_file()) < 2 * (WRITERS * KEPT + 1) * 400);
	assert_int_equal(troubles(state), 0);
	state_free(state);
}

/* Whoever is killed loses nothing that was kept, wherever he was. */
static void test_who_is_killed_loses_nothing(void **unused)
{
	uint64_t random = 99;

	(void)unused;
	home("killed");
	for (int round = 0; round < 12; round++) {
		const struct state_document *const *list;
		struct state *state;
		int pipes[2], status, last = -1, kept;
		pid_t child;

		assert_int_equal(pipe(pipes), 0);
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			state = open_state();
			for (int i = 0;; i++) {
				char name[32];

				snprintf(name, sizeof(name), "k%d", i % 300);
				if (!keep(state, name, "q",
					  round * 10000 + i + 1))
					_exit(1);
				state_tidy(state);
				if (write(pipes[1], &i, sizeof(i)) < 0)
					_exit(2);
			}
		}
		close(pipes[1]);
		for (int i = 0, n = (int)(test_random(&random) % 100); i <= n;
		     i++)
			assert_int_equal(read(pipes[0], &last, sizeof(last)),
					 sizeof(last));
		assert_int_equal(kill(child, SIGKILL), 0);
		while (read(pipes[0], &kept, sizeof(kept)) == sizeof(kept))
			last = kept;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		close(pipes[0]);
		state = open_state();
		assert_true(state_documents(state, &list) > 0);
		assert_true(list[0]->at >= round * 10000 + last + 1);
		assert_true(list[0]->at <= round * 10000 + last + 2);
		assert_true(keep(state, "after", "q", 1));
		assert_int_equal(troubles(state), 0);
		state_free(state);
	}
}

static void test_what_another_process_keeps_is_seen(void **unused)
{
	struct state *one, *two;

	(void)unused;
	home("seen");
	one = open_state();
	two = open_state();
	assert_true(keep(one, "a", "one", 1));
	assert_string_equal(left_at(two, "a"), "one");
	assert_true(keep(two, "a", "two", 2));
	assert_true(keep(two, "b", "two", 2));
	assert_true(keep(one, "c", "one", 3));
	assert_string_equal(left_at(one, "a"), "two");
	assert_string_equal(left_at(one, "b"), "two");
	assert_string_equal(left_at(two, "c"), "one");
	waste(two);
	assert_true(keep(one, "d", "one", 4));
	assert_string_equal(left_at(two, "d"), "one");
	assert_string_equal(left_at(one, "b"), "two");
	state_free(one);
	state_free(two);
}

/* While somebody has the lock, keys are not kept waiting long, and what was
 * kept is written later. */
static void test_a_lock_is_not_waited_for(void **unused)
{
	struct state *state;
	size_t size;
	int lock;

	(void)unused;
	home("locked");
	state = open_state();
	assert_true(keep(state, "a", "1", 1));
	size = scratch_size(own_file());
	assert_int_equal(files_lock(scratch_path(in_state("lock")), 0, &lock),
			 FILES_LOCKED);
	for (int i = 0; i < 100; i++)
		assert_false(keep(state, "b", "2", i + 1));
	assert_string_equal(left_at(state, "b"), "2");
	assert_int_equal(scratch_size(own_file()), size);
	assert_int_equal(troubles(state), 0);
	files_unlock(lock);
	state_tidy(state);
	assert_true(scratch_size(own_file()) > size);
	assert_true(keep(state, "c", "3", 3));
	state_free(state);
	state = open_state();
	assert_string_equal(left_at(state, "b"), "2");
	assert_string_equal(left_at(state, "c"), "3");
	state_free(state);
}

/* --- Forgetting ----------------------------------------------------------- */

/* Whether any file in the folder of state holds a string. */
static bool folder_holds(const char *string)
{
	DIR *folder = opendir(scratch_path(state_folder));
	const struct dirent *entry;
	bool holds = false;

	assert_non_null(folder);
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			holds = holds ||
				file_holds(in_state(entry->d_name), string);
	closedir(folder);
	return holds;
}

static void keep_much_of(struct state *state, const char *name)
{
	struct state_jump jumps[5] = { 0 };
	char quote[65];

	for (int i = 0; i < 5; i++) {
		snprintf(quote, sizeof(quote), "secret words %d", i);
		assert_true(keep(state, name, quote, i + 1));
	}
	set_string(&jumps[0].at.exact, "secret jump");
	assert_true(state_keep_jumps(state, scratch_path(name), jumps, 1, 1));
	/* Before and behind where the reader is in the list. */
	jumps[0].path = strdup(scratch_path(name));
	jumps[2].path = jumps[0].path;
	assert_true(state_keep_jumps(state, scratch_path("forget/other"), jumps,
				     5, 2));
	free(jumps[0].path);
	anchor_release(&jumps[0].at);
}

static void test_no_byte_of_what_is_forgotten_stays(void **unused)
{
	static const char torn[] =
		"{\"v\":1,\"t\":\"place\",\"path\":\"~/hidden.md\",\"top\":"
		"{\"exact\":\"secret torn\n";
	static const char newer[] = "{\"v\":2,\"where\":\"~/hidden.md\"}\n";
	static const char near[] = "{\"v\":2,\"where\":\"~/hidden.md2\"}\n";
	struct state *state;
	struct error error;
	size_t count, at;

	(void)unused;
	home("forget");
	state = open_state();
	assert_true(keep(state, "forget/other", "stays", 1));
	keep_much_of(state, "forget/hidden.md");
	/* In a copy that was laid aside, too. */
	append_to(own_file(), (struct span){ torn, sizeof(torn) - 1 });
	waste(state);
	keep_much_of(state, "forget/hidden.md");
	append_to(own_file(), (struct span){ torn, sizeof(torn) - 1 });
	append_to(own_file(), (struct span){ newer, sizeof(newer) - 1 });
	append_to(own_file(), (struct span){ near, sizeof(near) - 1 });
	assert_true(folder_holds("secret"));
	assert_true(
		state_forget(state, scratch_path("forget/hidden.md"), &error));
	assert_false(folder_holds("secret"));
	assert_false(folder_holds("hidden.md\""));
	assert_true(folder_holds("hidden.md2"));
	for (int run = 0; run < 2; run++) {
		assert_null(left_at(state, "forget/hidden.md"));
		assert_string_equal(left_at(state, "forget/other"), "stays");
		state_jumps(state, scratch_path("forget/other"), &count, &at);
		assert_int_equal(count, 3);
		assert_int_equal(at, 1);
		state_free(state);
		state = open_state();
	}
	/* What was never known is forgotten as well. */
	assert_true(state_forget(state, "/never", &error));
	assert_false(folder_holds("\"t\":\"forget\""));
	/* And what is kept later is. */
	assert_true(keep(state, "forget/hidden.md", "again", 0));
	assert_string_equal(left_at(state, "forget/hidden.md"), "again");
	state_free(state);
}

static void test_what_is_forgotten_is_hidden_elsewhere(void **unused)
{
	uint64_t print = state_print("hide/a", 6, 1);
	const struct state_document *const *list;
	struct buffer other = BUFFER_INIT, copy = BUFFER_INIT;
	struct state *state;
	struct error error;

	(void)unused;
	home("hide");
	scratch_write("hide/a", "x");
	scratch_write("hide/b", "x");
	keep_as("state.zzzz.jsonl", "hide/a", "laptop", 10);
	keep_as("state.zzzz.jsonl", "hide/b", "laptop", 10);
	buffer_append_format(&copy,
			     "{\"v\":1,\"t\":\"place\",\"path\":\"/copy\","
			     "\"print\":\"%016" PRIx64 "\",\"at\":9}\n",
			     print);
	append_to(in_state("state.zzzz.jsonl"),
		  (struct span){ copy.data, copy.len });
	scratch_read(in_state("state.zzzz.jsonl"), &other);
	state = open_state();
	assert_non_null(state_elsewhere(state, "/copy", 0));
	assert_true(keep(state, "hide/a", "here", 5));
	assert_true(state_forget(state, scratch_path("hide/a"), &error));
	/* Only a hash says so. */
	assert_false(file_holds(own_file(), "~/a"));
	assert_true(file_holds(own_file(), "\"t\":\"forget\""));
	for (int run = 0; run < 2; run++) {
		assert_null(left_at(state, "hide/a"));
		assert_null(elsewhere(state, "hide/a", 0));
		assert_null(elsewhere(state, "hide/moved", print));
		assert_null(state_elsewhere(state, "/copy", 0));
		assert_string_equal(elsewhere(state, "hide/b", 0), "laptop");
		assert_int_equal(state_documents(state, &list), 1);
		waste(state);
		assert_true(state_forget(state, scratch_path("waste"), &error));
		assert_true(state_forget(state, "/waste", &error));
		state_free(state);
		state = open_state();
	}
	scratch_assert_content(in_state("state.zzzz.jsonl"), other.data);
	/* It was read there again. */
	keep_as("state.zzzz.jsonl", "hide/a", "again", time(NULL) + 10);
	assert_string_equal(elsewhere(state, "hide/a", 0), "again");
	state_free(state);
	buffer_release(&other);
	buffer_release(&copy);
}

static void test_everything_is_forgotten(void **unused)
{
	const struct state_document *const *list;
	struct state *state;
	struct error error;
	uint64_t words, ms;

	(void)unused;
	home("all");
	state = open_state();
	assert_true(state_forget_all(state, &error));
	for (int i = 0; i < 2; i++) {
		keep_much_of(state, "all/hidden.md");
		append_to(own_file(), (struct span){ "secret {\n", 9 });
		append_to(own_file(),
			  (struct span){ "{\"v\":2,\"x\":\"secret\"}\n", 21 });
		assert_true(state_keep_search(state, "secret search"));
		assert_true(state_keep_pace(state, 1, 1));
		waste(state);
		assert_true(folder_holds("secret"));
		/* The second time another machine knows something. */
		if (i == 1)
			keep_as("state.zzzz.jsonl", "all/b", "laptop", 10);
		assert_true(state_forget_all(state, &error));
		assert_false(folder_holds("secret"));
		assert_int_equal(scratch_size(own_file()) > 0, i == 1);
		assert_int_equal(state_documents(state, &list), 0);
		assert_null(state_search(state, 0));
		assert_null(elsewhere(state, "all/b", 0));
		assert_false(state_pace(state, &words, &ms));
	}
	assert_true(keep(state, "all/new", "new", 0));
	assert_string_equal(left_at(state, "all/new"), "new");
	state_free(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_newest_place_elsewhere_is_offered),
		cmocka_unit_test(test_a_copy_elsewhere_is_known_by_its_print),
		cmocka_unit_test(test_homes_may_differ),
		cmocka_unit_test(test_copies_of_a_conflict_are_read),
		cmocka_unit_test(test_the_shelf_is_of_all_machines),
		cmocka_unit_test(test_others_files_are_never_written),
		cmocka_unit_test(test_processes_lose_nothing),
		cmocka_unit_test(test_who_is_killed_loses_nothing),
		cmocka_unit_test(test_what_another_process_keeps_is_seen),
		cmocka_unit_test(test_a_lock_is_not_waited_for),
		cmocka_unit_test(test_no_byte_of_what_is_forgotten_stays),
		cmocka_unit_test(test_what_is_forgotten_is_hidden_elsewhere),
		cmocka_unit_test(test_everything_is_forgotten),
	};

	return test_run_in_scratch(tests);
}
