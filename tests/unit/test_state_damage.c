/* SPDX-License-Identifier: ISC */
/* Tests of files of state that are damaged, newer, too long or not writable. */
#include "state.h"

#include <dirent.h>
#include <grp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "reader/state.h"

#define BYTES(string)                      \
	{                                  \
		string, sizeof(string) - 1 \
	}

/* --- Helpers -------------------------------------------------------------- */

/* The first file in the folder of state whose name holds a string; NULL: there
 * is none. Its name in scratch. */
static const char *file_named(const char *part)
{
	DIR *folder = opendir(scratch_path(state_folder));
	const struct dirent *entry;
	const char *found = NULL;

	assert_non_null(folder);
	while (!found && (entry = readdir(folder)))
		if (strstr(entry->d_name, part))
			found = in_state(entry->d_name);
	closedir(folder);
	return found;
}

/* Puts bytes into the middle of this machine's file, between two places that
 * are kept; they end as they are. */
static void damage(struct span bytes)
{
	struct state *state = open_state();

	assert_true(keep(state, "before", "b", 1));
	state_free(state);
	append_to(own_file(), bytes);
	state = open_state();
	assert_true(keep(state, "after", "a", 2));
	state_free(state);
}

/* --- What is damaged ------------------------------------------------------ */

/* Between two good lines, each on lines of its own. */
static const struct {
	const char *name;
	struct span bytes;
} damages[] = {
	{ "garbage", BYTES("\x00\xff\xfe\x80 garbage\x1b[31m\n") },
	{ "nothing", BYTES("\n") },
	{ "half", BYTES("{\"v\":1,\"t\":\"place\",\"path\":\"~/half\n") },
	{ "halved", BYTES("\"path\":\"/x\",\"percent\":3}\n") },
	{ "torn", BYTES("{\"v\":1,\"t\":\"place\",\"path\":\"/torn\",\"p") },
	{ "markers", BYTES("<<<<<<< HEAD\n=======\n>>>>>>> other\n") },
	{ "nul", BYTES("{\"v\":1,\"t\":\"place\",\"path\":\"/nul\0\"}\n") },
	{ "nul-escape",
	  BYTES("{\"v\":1,\"t\":\"place\",\"path\":\"/n\\u0000\"}\n") },
	{ "utf-8", BYTES("{\"v\":1,\"t\":\"place\",\"path\":\"/\xff\"}\n") },
	{ "surrogate",
	  BYTES("{\"v\":1,\"t\":\"place\",\"path\":\"/\\ud800\"}\n") },
	{ "twice", BYTES("{\"v\":1,\"t\":\"place\",\"path\":\"/twice\","
			 "\"path\":\"/again\"}\n") },
	{ "huge", BYTES("{\"v\":1,\"t\":\"place\",\"path\":\"/huge\","
			"\"at\":123456789012345678901234567890}\n") },
	{ "overflow", BYTES("{\"v\":1,\"t\":\"pace\",\"ms\":1e999}\n") },
	{ "version", BYTES("{\"v\":0,\"t\":\"place\",\"path\":\"/x\"}\n") },
	{ "versionless", BYTES("{\"t\":\"place\",\"path\":\"/x\"}\n") },
	{ "version-type", BYTES("{\"v\":\"2\",\"t\":\"place\"}\n") },
	{ "typeless", BYTES("{\"v\":1,\"path\":\"/x\"}\n") },
	{ "pathless", BYTES("{\"v\":1,\"t\":\"place\"}\n") },
	{ "path-type", BYTES("{\"v\":1,\"t\":\"place\",\"path\":7}\n") },
	{ "scalar", BYTES("7\n") },
	{ "array", BYTES("[{\"v\":1}]\n") },
	{ "two", BYTES("{\"v\":1,\"t\":\"pace\"}{\"v\":1,\"t\":\"pace\"}\n") },
};

static void test_good_lines_outlive_damaged_ones(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		struct span bytes = damages[i].bytes;
		const struct state_document *const *list;
		struct buffer as_it_was = BUFFER_INIT;
		bool is_damage = strcmp(damages[i].name, "nothing") != 0;
		struct state *state;
		const char *copy;

		home(damages[i].name);
		damage(bytes);
		state = open_state();
		assert_string_equal(left_at(state, "before"), "b");
		assert_string_equal(left_at(state, "after"), "a");
		assert_int_equal(state_documents(state, &list), 2);
		assert_int_equal(troubles(state), 0);
		/* Not a byte is touched before the file is rewritten. */
		assert_true(file_has(own_file(), bytes));
		waste(state);
		assert_int_equal(troubles(state), is_damage);
		assert_string_equal(left_at(state, "before"), "b");
		assert_string_equal(left_at(state, "after"), "a");
		copy = file_named(".damaged-");
		if (is_damage) {
			assert_non_null(copy);
			scratch_assert_mode(copy, 0600);
			assert_true(file_has(copy, bytes));
			assert_false(file_has(own_file(), bytes));
			scratch_read(copy, &as_it_was);
			assert_true(as_it_was.len > 70000);
		} else {
			assert_null(copy);
		}
		/* It is said once, and not done again. */
		if (i == 0)
			waste(state);
		assert_int_equal(troubles(state), 0);
		state_free(state);
		buffer_release(&as_it_was);
	}
}

/* These are read for what they say. */
static void test_what_looks_odd_but_is_no_damage(void **unused)
{
	static const struct {
		const char *line;
		const char *quote; /* of "/odd" */
	} cases[] = {
		{ "{\"v\":1,\"t\":\"place\",\"path\":\"/odd\"}\r\n", "" },
		{ " \t{ \"t\" : \"place\", \"path\":\"\\/odd\", \"v\":1 } \n",
		  "" },
		{ "{\"v\":1,\"t\":\"place\",\"path\":\"/odd\",\"top\":"
		  "{\"exact\":\"\\u00e9\"},\"new\":[[[{}]]]}\n",
		  "\xc3\xa9" },
		{ "{\"v\":1,\"t\":\"place\",\"path\":\"/odd\",\"top\":7,"
		  "\"at\":\"soon\",\"read\":{},\"percent\":1.5,"
		  "\"title\":[],\"print\":\"xyz\"}\n",
		  "" },
		{ "{\"v\":1,\"t\":\"place\",\"path\":\"/odd\",\"above\":-1,"
		  "\"percent\":-3,\"size\":-1,\"at\":-5,"
		  "\"read\":[5,3,1,2,-7,9,2,2,\"a\",7,8,99999999999,20,30]}"
		  "\n",
		  "" },
		/* A file that an editor wrote: no newline at its end. */
		{ "{\"v\":1,\"t\":\"place\",\"path\":\"/odd\"}", "" },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct state_document *found;
		struct state *state;
		char name[32];

		snprintf(name, sizeof(name), "odd%zu", i);
		home(name);
		damage((struct span){ cases[i].line, strlen(cases[i].line) });
		state = open_state();
		found = state_document(state, "/odd", 0);
		assert_non_null(found);
		assert_string_equal(buffer_string(&found->top.exact),
				    cases[i].quote);
		assert_int_equal(found->above, 0);
		assert_int_equal(found->percent, 0);
		assert_true(found->size == 0 && found->at == 0);
		assert_int_equal(found->read_count, i == 4 ? 2 : 0);
		waste(state);
		assert_non_null(state_document(state, "/odd", 0));
		assert_int_equal(troubles(state), 0);
		assert_null(file_named(".damaged-"));
		state_free(state);
	}
}

static void test_a_byte_order_mark_is_passed_over(void **unused)
{
	struct buffer text = BUFFER_INIT;
	struct state *state;

	(void)unused;
	home("mark");
	state = open_state();
	assert_true(keep(state, "a", "1", 1));
	state_free(state);
	buffer_append_string(&text, "\xef\xbb\xbf");
	scratch_read(own_file(), &text);
	scratch_write_bytes(own_file(), text.data, text.len);
	state = open_state();
	assert_string_equal(left_at(state, "a"), "1");
	waste(state);
	assert_string_equal(left_at(state, "a"), "1");
	assert_int_equal(troubles(state), 0);
	state_free(state);
	buffer_release(&text);
}

/* If the last record is damaged, the one before it holds. */
static void test_the_last_sound_record_holds(void **unused)
{
	static const char line[] = "{\"v\":1,\"t\":\"place\",\"path\":\"~/a\","
				   "\"at\":9,\"at\":9}\n";
	struct state *state;

	(void)unused;
	home("sound");
	state = open_state();
	assert_true(keep(state, "sound/a", "1", 1));
	assert_true(keep(state, "sound/a", "2", 2));
	append_to(own_file(), (struct span){ line, sizeof(line) - 1 });
	assert_string_equal(left_at(state, "sound/a"), "2");
	waste(state);
	assert_string_equal(left_at(state, "sound/a"), "2");
	state_free(state);
}

static void test_a_line_of_10_mb_is_put_away(void **unused)
{
	size_t len = 10 << 20;
	char *line = malloc(len);
	struct state *state;

	(void)unused;
	assert_non_null(line);
	home("giant");
	memset(line, '{', len);
	line[len - 1] = '\n';
	damage((struct span){ line, len });
	assert_true(scratch_size(file_named(".damaged-")) > len);
	assert_true(scratch_size(own_file()) < 2000);
	state = open_state();
	assert_string_equal(left_at(state, "before"), "b");
	assert_string_equal(left_at(state, "after"), "a");
	state_free(state);
	free(line);
}

static void test_deep_nesting_is_no_depth(void **unused)
{
	enum { DEEP = 100000 };
	struct buffer line = BUFFER_INIT;
	struct state *state;

	(void)unused;
	home("deep");
	buffer_append_string(&line,
			     "{\"v\":1,\"t\":\"place\",\"path\":\"/deep\","
			     "\"x\":");
	for (int i = 0; i < DEEP; i++)
		buffer_append_byte(&line, '[');
	for (int i = 0; i < DEEP; i++)
		buffer_append_byte(&line, ']');
	buffer_append_string(&line, "}\n");
	damage((struct span){ line.data, line.len });
	state = open_state();
	assert_null(state_document(state, "/deep", 0));
	assert_string_equal(left_at(state, "after"), "a");
	state_free(state);
	buffer_release(&line);
}

/* Every so many bytes one is changed: at most the records that it is in, or
 * between, are lost, and no byte of the file as it was is. */
static void test_a_changed_byte_costs_two_records_at_most(void **unused)
{
	enum { RECORDS = 12 };
	struct buffer text = BUFFER_INIT;
	uint64_t random = 7;
	struct state *state;

	(void)unused;
	home("flips");
	state = open_state();
	for (int i = 0; i < RECORDS; i++) {
		char name[16];

		snprintf(name, sizeof(name), "d%d", i);
		assert_true(keep(state, name, "quote", i + 1));
	}
	state_free(state);
	scratch_read(own_file(), &text);
	for (size_t i = 0; i < text.len; i += 1 + test_random(&random) % 9) {
		char was = text.data[i];
		int lost = 0;

		text.data[i] =
			(char)(test_random(&random) % 4
				       ? was ^ 1 << test_random(&random) % 8
				       : (i % 2 ? 0 : '\n'));
		scratch_write_bytes(own_file(), text.data, text.len);
		state = open_state();
		for (int k = 0; k < RECORDS; k++) {
			char name[16];

			snprintf(name, sizeof(name), "d%d", k);
			lost += !left_at(state, name);
		}
		assert_true(lost <= 2);
		/* Of a version that became another one it is told. */
		if (i < 4 || memcmp(text.data + i - 4, "\"v\":", 4) != 0)
			assert_int_equal(troubles(state), 0);
		state_free(state);
		text.data[i] = was;
	}
	buffer_release(&text);
}

/* --- What is newer -------------------------------------------------------- */

static void test_what_is_newer_is_kept_byte_for_byte(void **unused)
{
	static const char *const lines[] = {
		"{\"v\":2,\"t\":\"place\",\"path\":\"/new\",  \"x\":1.50}\n",
		"{\"v\":99}\n",
		"{\"v\":1,\"t\":\"wish\",\"of\":\"later\",\"x\":1.10}\n",
		/* What a record of ours has that is not known here. */
		"{\"v\":1,\"t\":\"place\",\"path\":\"/ours\",\"at\":5,"
		"\"mood\":[1.10,null,{\"a\":true}]}\n",
	};
	enum { LINES = sizeof(lines) / sizeof(lines[0]) };
	struct state *state;
	struct error error;

	(void)unused;
	home("newer");
	for (size_t i = 0; i < LINES; i++)
		damage((struct span){ lines[i], strlen(lines[i]) });
	state = open_state();
	assert_null(state_document(state, "/new", 0));
	assert_non_null(state_document(state, "/ours", 0));
	assert_true(state_trouble(state, &error));
	assert_non_null(strstr(error.sentence, "newer"));
	assert_int_equal(troubles(state), 0);
	waste(state);
	assert_true(state_forget(state, scratch_path("before"), &error));
	for (size_t i = 0; i < LINES; i++)
		assert_true(file_holds(own_file(), lines[i]));
	assert_int_equal(troubles(state), 0);
	assert_null(file_named(".damaged-"));
	state_free(state);
}

/* --- What grows ----------------------------------------------------------- */

static void test_the_oldest_documents_are_dropped(void **unused)
{
	enum { MANY = STATE_DOCUMENTS + 150 };
	const struct state_document *const *list;
	struct buffer lines = BUFFER_INIT;
	struct state *state;

	(void)unused;
	home("many");
	state = open_state();
	assert_true(keep(state, "first", "f", 1000000));
	for (int i = 0; i < MANY; i++)
		buffer_append_format(&lines,
				     "{\"v\":1,\"t\":\"place\",\"path\":"
				     "\"/d%d\",\"at\":%d}\n",
				     i, (i * 7919) % MANY + 1);
	append_to(own_file(), (struct span){ lines.data, lines.len });
	assert_int_equal(state_documents(state, &list), MANY + 1);
	state_tidy(state);
	assert_int_equal(state_documents(state, &list), STATE_DOCUMENTS);
	for (int i = 0; i < STATE_DOCUMENTS; i++)
		assert_true(list[i]->at == (i ? MANY + 1 - i : 1000000));
	assert_int_equal(troubles(state), 0);
	state_free(state);
	buffer_release(&lines);
}

static void test_a_long_run_does_not_grow_without_end(void **unused)
{
	char quote[65];
	struct state *state;

	(void)unused;
	home("run");
	memset(quote, 'q', 64);
	quote[64] = '\0';
	state = open_state();
	for (int i = 0; i < 2000; i++)
		assert_true(keep(state, "one", quote, i + 1));
	assert_true(keep(state, "one", "last", 5000));
	assert_true(scratch_size(own_file()) > 64 * 1024);
	state_free(state);
	assert_true(scratch_size(own_file()) < 2000);
	assert_null(file_named(".damaged-"));
	state = open_state();
	assert_string_equal(left_at(state, "one"), "last");
	state_free(state);
}

/* --- What cannot be written ----------------------------------------------- */

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

/* Whole lines of this machine's file; 0 if its last one is not. */
static size_t own_lines(void)
{
	struct buffer text = BUFFER_INIT;
	size_t count = 0;

	scratch_read(own_file(), &text);
	for (size_t i = 0; i < text.len; i++)
		count += text.data[i] == '\n';
	if (text.len && text.data[text.len - 1] != '\n')
		count = 0;
	buffer_release(&text);
	return count;
}

/* A limit on the size of files is like a full disk. */
static int keep_on_a_full_disk(void)
{
	struct rlimit limit = { 2000, RLIM_INFINITY };
	struct state *state = open_state();
	size_t kept = 0, told;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	for (int i = 0; i < 20; i++) {
		char quote[16];

		snprintf(quote, sizeof(quote), "%d", i);
		kept += keep(state, "a", quote, i + 1);
		if (strcmp(left_at(state, "a"), quote) != 0)
			return 1;
	}
	if (kept == 0 || kept == 20)
		return 2;
	if (troubles(state) != 1)
		return 3;
	/* Nothing is half-written. */
	if (scratch_size(own_file()) > 2000 || own_lines() != kept)
		return 4;
	/* There is room again. */
	limit.rlim_cur = RLIM_INFINITY;
	setrlimit(RLIMIT_FSIZE, &limit);
	if (!keep(state, "b", "b", 1))
		return 5;
	state_free(state);
	state = open_state();
	if (strcmp(left_at(state, "a"), "19") != 0 || !left_at(state, "b"))
		return 6;
	told = troubles(state);
	state_free(state);
	return told ? 7 : 0;
}

static void test_a_full_disk_costs_nothing(void **unused)
{
	(void)unused;
	home("full");
	assert_int_equal(in_child(keep_on_a_full_disk), 0);
	assert_null(file_named(".damaged-"));
	assert_null(file_named(".tmp"));
}

/* A rewrite that finds no room leaves the file as it was. */
static int tidy_on_a_full_disk(void)
{
	struct rlimit limit = { 100, RLIM_INFINITY };
	struct state *state = open_state();
	size_t size = scratch_size(own_file());
	struct error error;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	if (!left_at(state, "one"))
		return 1;
	state_tidy(state);
	if (scratch_size(own_file()) != size || troubles(state) != 1)
		return 2;
	if (state_forget(state, scratch_path("one"), &error) ||
	    scratch_size(own_file()) != size || !left_at(state, "one"))
		return 3;
	state_free(state);
	return 0;
}

static void test_a_rewrite_without_room_changes_nothing(void **unused)
{
	struct state *state;
	struct buffer text = BUFFER_INIT;

	(void)unused;
	home("room");
	state = open_state();
	for (int i = 0; i < 8; i++)
		assert_true(keep(state, i ? "one" : "two", "q", i + 1));
	state_free(state);
	while (scratch_size(own_file()) < 100000) {
		buffer_clear(&text);
		scratch_read(own_file(), &text);
		append_to(own_file(), (struct span){ text.data, text.len });
	}
	assert_int_equal(in_child(tidy_on_a_full_disk), 0);
	assert_null(file_named(".tmp"));
	buffer_release(&text);
}

/* As somebody who may not write everywhere. */
static int keep_in_a_read_only_folder(void)
{
	struct state *state;
	size_t told;

	if (geteuid() == 0 &&
	    (setgroups(0, NULL) || setgid(65534) || setuid(65534)))
		return 1;
	state = open_state();
	if (!keep(state, "a", "1", 1))
		return 2;
	state_free(state);
	if (chmod(scratch_path(own_file()), 0400) ||
	    chmod(scratch_path(state_folder), 0500))
		return 3;
	state = open_state();
	if (strcmp(left_at(state, "a"), "1") != 0 || troubles(state))
		return 4;
	if (keep(state, "a", "2", 2) || keep(state, "a", "3", 3))
		return 5;
	told = troubles(state);
	if (told != 1 || strcmp(left_at(state, "a"), "3") != 0)
		return 6;
	state_free(state);
	chmod(scratch_path(state_folder), 0700);
	state = open_state();
	told = strcmp(left_at(state, "a"), "1") == 0 ? 0 : 7;
	state_free(state);
	return (int)told;
}

static void test_a_read_only_folder_is_said_once(void **unused)
{
	(void)unused;
	home("readonly");
	if (geteuid() == 0) {
		assert_int_equal(chmod(scratch_folder, 0755), 0);
		assert_int_equal(chown(scratch_path("readonly"), 65534, 65534),
				 0);
	}
	assert_int_equal(in_child(keep_in_a_read_only_folder), 0);
}

static void test_a_file_in_the_way_is_said_once(void **unused)
{
	struct state *state;

	(void)unused;
	home("way");
	scratch_write("way/.local", "I am no folder");
	state = open_state();
	assert_null(left_at(state, "a"));
	assert_int_equal(troubles(state), 0);
	assert_false(keep(state, "a", "1", 1));
	assert_false(keep(state, "b", "1", 1));
	assert_string_equal(left_at(state, "a"), "1");
	assert_int_equal(troubles(state), 1);
	state_free(state);
	scratch_assert_content("way/.local", "I am no folder");
}

/* What is in the place of the file is left alone, and nothing is waited for. */
static void test_what_is_no_file_is_left_alone(void **unused)
{
	struct buffer own = BUFFER_INIT;
	struct state *state;

	(void)unused;
	for (int i = 0; i < 4; i++) {
		static const char *const names[] = { "fifo", "dir", "hard",
						     "dangling" };

		home(names[i]);
		state = open_state();
		assert_true(keep(state, "a", "1", 1));
		state_free(state);
		buffer_clear(&own);
		buffer_append_string(&own, scratch_path(own_file()));
		if (i == 2)
			assert_int_equal(link(own.data, scratch_path("second")),
					 0);
		else
			assert_int_equal(unlink(own.data), 0);
		if (i == 0)
			assert_int_equal(mkfifo(own.data, 0600), 0);
		if (i == 1)
			assert_int_equal(mkdir(own.data, 0700), 0);
		if (i == 3)
			assert_int_equal(symlink("nowhere", own.data), 0);
		state = open_state();
		assert_int_equal(left_at(state, "a") != NULL, i == 2);
		assert_false(keep(state, "a", "2", 2));
		assert_false(keep(state, "a", "3", 3));
		assert_string_equal(left_at(state, "a"), "3");
		assert_in_range(troubles(state), 1, 2);
		state_tidy(state);
		assert_int_equal(troubles(state), 0);
		state_free(state);
		assert_false(scratch_has(in_state("nowhere")));
	}
	assert_true(file_holds("second", "\"exact\":\"1\""));
	assert_false(file_holds("second", "\"exact\":\"2\""));
	buffer_release(&own);
}

/* As those have it who keep all their files elsewhere. */
static void test_a_link_to_an_own_file_is_followed(void **unused)
{
	struct buffer own = BUFFER_INIT, target = BUFFER_INIT;
	struct state *state;
	struct stat at;

	(void)unused;
	home("linked");
	state = open_state();
	assert_true(keep(state, "a", "1", 1));
	state_free(state);
	buffer_append_string(&own, scratch_path(own_file()));
	buffer_append_string(&target, scratch_path("linked/dotfile"));
	assert_int_equal(rename(own.data, target.data), 0);
	assert_int_equal(symlink(target.data, own.data), 0);
	state = open_state();
	assert_string_equal(left_at(state, "a"), "1");
	assert_true(keep(state, "a", "2", 2));
	waste(state);
	assert_string_equal(left_at(state, "a"), "2");
	assert_int_equal(troubles(state), 0);
	state_free(state);
	assert_int_equal(lstat(own.data, &at), 0);
	assert_true(S_ISLNK(at.st_mode));
	assert_true(file_holds("linked/dotfile", "\"exact\":\"2\""));
	assert_false(scratch_has("linked/dotfile.tmp"));
	buffer_release(&own);
	buffer_release(&target);
}

static void test_a_folder_that_others_write_is_told_of(void **unused)
{
	struct state *state;
	struct error error;

	(void)unused;
	home("group");
	state = open_state();
	assert_true(keep(state, "a", "1", 1));
	assert_int_equal(troubles(state), 0);
	assert_int_equal(chmod(scratch_path(state_folder), 0770), 0);
	assert_true(keep(state, "a", "2", 2));
	assert_string_equal(left_at(state, "a"), "2");
	assert_true(state_trouble(state, &error));
	assert_non_null(strstr(error.sentence, state_folder));
	assert_int_equal(troubles(state), 0);
	state_free(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_lines_outlive_damaged_ones),
		cmocka_unit_test(test_what_looks_odd_but_is_no_damage),
		cmocka_unit_test(test_a_byte_order_mark_is_passed_over),
		cmocka_unit_test(test_the_last_sound_record_holds),
		cmocka_unit_test(test_a_line_of_10_mb_is_put_away),
		cmocka_unit_test(test_deep_nesting_is_no_depth),
		cmocka_unit_test(test_a_changed_byte_costs_two_records_at_most),
		cmocka_unit_test(test_what_is_newer_is_kept_byte_for_byte),
		cmocka_unit_test(test_the_oldest_documents_are_dropped),
		cmocka_unit_test(test_a_long_run_does_not_grow_without_end),
		cmocka_unit_test(test_a_full_disk_costs_nothing),
		cmocka_unit_test(test_a_rewrite_without_room_changes_nothing),
		cmocka_unit_test(test_a_read_only_folder_is_said_once),
		cmocka_unit_test(test_a_file_in_the_way_is_said_once),
		cmocka_unit_test(test_what_is_no_file_is_left_alone),
		cmocka_unit_test(test_a_link_to_an_own_file_is_followed),
		cmocka_unit_test(test_a_folder_that_others_write_is_told_of),
	};

	return test_run_in_scratch(tests);
}
