/* SPDX-License-Identifier: ISC */
/* Tests of what is remembered between runs. */
#include "state.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "reader/state.h"

/* --- Round trips ---------------------------------------------------------- */

static void fill_anchor(struct anchor *anchor, const char *exact, uint32_t off)
{
	set_string(&anchor->exact, exact);
	set_string(&anchor->prefix, "what \"stands\"\tbefore,\nand é ");
	set_string(&anchor->suffix, "\\ behind \xf0\x9f\x90\x8b");
	anchor->off = off;
	anchor->end = off + 7;
	anchor->text_len = UINT32_MAX;
	anchor->ordinal = 2;
	anchor->total = 3;
}

static void assert_anchor(const struct anchor *anchor, const struct anchor *as)
{
	assert_string_equal(buffer_string(&anchor->exact),
			    buffer_string(&as->exact));
	assert_string_equal(buffer_string(&anchor->prefix),
			    buffer_string(&as->prefix));
	assert_string_equal(buffer_string(&anchor->suffix),
			    buffer_string(&as->suffix));
	assert_int_equal(anchor->off, as->off);
	assert_int_equal(anchor->end, as->end);
	assert_int_equal(anchor->text_len, as->text_len);
	assert_int_equal(anchor->ordinal, as->ordinal);
	assert_int_equal(anchor->total, as->total);
}

static void fill_document(struct state_document *document)
{
	state_document_init(document);
	document->path = strdup(scratch_path("fields/essay.md"));
	document->title = strdup("On \"essays\" \xe2\x80\xa6");
	document->author = strdup("Somebody, else");
	document->size = INT64_MAX;
	document->mtime_ns = -1234567890123456789;
	document->print = 0x0123456789abcdef;
	fill_anchor(&document->top, "the top", 100);
	document->above = 3;
	fill_anchor(&document->furthest, "the furthest", 4000000000);
	for (uint32_t i = 0; i < STATE_READ_RANGES; i++)
		document->read[i] =
			(struct state_range){ i * 1000, i * 1000 + 999 };
	document->read[STATE_READ_RANGES - 1].end = UINT32_MAX;
	document->read_count = STATE_READ_RANGES;
	document->words = 70000;
	document->minutes = 300;
	document->percent = 100;
	document->marks = 12;
	document->finished = true;
	document->at = 1700000000;
	document->opened = 1600000000;
}

static void assert_document(const struct state_document *document,
			    const struct state_document *as)
{
	assert_non_null(document);
	assert_string_equal(document->path, as->path);
	assert_string_equal(document->title, as->title ? as->title : "");
	assert_string_equal(document->author, as->author ? as->author : "");
	assert_true(document->size == as->size);
	assert_true(document->mtime_ns == as->mtime_ns);
	assert_true(document->print == as->print);
	assert_anchor(&document->top, &as->top);
	assert_int_equal(document->above, as->above);
	assert_anchor(&document->furthest, &as->furthest);
	assert_int_equal(document->read_count, as->read_count);
	assert_memory_equal(document->read, as->read,
			    as->read_count * sizeof(as->read[0]));
	assert_int_equal(document->words, as->words);
	assert_int_equal(document->minutes, as->minutes);
	assert_int_equal(document->percent, as->percent);
	assert_int_equal(document->marks, as->marks);
	assert_int_equal(document->finished, as->finished);
	assert_true(document->at == as->at);
	assert_true(document->opened == as->opened);
	assert_int_equal(strlen(document->machine), 4);
}

static void test_every_field_comes_back(void **unused)
{
	struct state_document document, empty;
	const struct state_document *const *list;
	struct state *state;
	char host[256];

	(void)unused;
	home("fields");
	fill_document(&document);
	state_document_init(&empty);
	empty.path = strdup("/empty");
	empty.at = empty.opened = 1;
	for (int run = 0; run < 2; run++) {
		state = open_state();
		if (run == 0) {
			assert_null(state_document(state, document.path, 0));
			assert_true(state_keep(state, &document));
			assert_true(state_keep(state, &empty));
		}
		assert_document(state_document(state, document.path, 0),
				&document);
		assert_document(state_document(state, "/empty", 0), &empty);
		assert_int_equal(gethostname(host, sizeof(host)), 0);
		assert_string_equal(state_document(state, "/empty", 0)->host,
				    host);
		assert_int_equal(state_documents(state, &list), 2);
		assert_document(list[0], &document);
		assert_document(list[1], &empty);
		assert_int_equal(troubles(state), 0);
		state_free(state);
	}
	assert_true(file_holds(own_file(), "{\"v\":1,\"t\":\"place\","
					   "\"path\":\"~/essay.md\","));
	assert_true(file_holds(own_file(), "\"path\":\"/empty\""));
	state_document_release(&document);
	state_document_release(&empty);
}

/* What a caller does not know is filled in. */
static void test_times_are_filled_in(void **unused)
{
	struct state *state;
	const struct state_document *found;
	int64_t now = time(NULL);

	(void)unused;
	home("times");
	state = open_state();
	assert_true(keep(state, "a.md", "first", 0));
	found = state_document(state, scratch_path("a.md"), 0);
	assert_true(found->at >= now && found->at <= now + 60);
	assert_true(found->opened == found->at);
	assert_true(keep(state, "a.md", "second", 99));
	found = state_document(state, scratch_path("a.md"), 0);
	assert_true(found->at == 99);
	assert_true(found->opened >= now);
	state_free(state);
}

static void test_strings_are_cut(void **unused)
{
	struct buffer whales = BUFFER_INIT;
	struct state_document document;
	const struct state_document *found;
	struct state *state;

	(void)unused;
	home("cut");
	buffer_append_string(&whales, "<");
	for (int i = 0; i < 500; i++)
		buffer_append_string(&whales, "\xf0\x9f\x90\x8b");
	buffer_append_string(&whales, ">");
	state_document_init(&document);
	document.path = strdup("/whales");
	document.title = strdup(whales.data);
	document.author = strdup("not \xff UTF-8");
	set_string(&document.top.exact, whales.data);
	set_string(&document.top.prefix, whales.data);
	set_string(&document.top.suffix, whales.data);
	document.percent = 1000;
	state = open_state();
	assert_true(state_keep(state, &document));
	found = state_document(state, "/whales", 0);
	assert_int_equal(strlen(found->title), 1 + 199 * 4);
	assert_string_equal(found->author, "not \xef\xbf\xbd UTF-8");
	assert_int_equal(found->top.exact.len, 1 + 63 * 4);
	assert_int_equal(found->top.suffix.len, 1 + 63 * 4);
	/* The end of what stands before is next to the place. */
	assert_int_equal(found->top.prefix.len, 63 * 4 + 1);
	assert_int_equal(found->top.prefix.data[63 * 4], '>');
	assert_int_equal(found->percent, 100);
	state_free(state);
	state_document_release(&document);
	buffer_release(&whales);
}

static void test_paths_of_any_bytes(void **unused)
{
	static const char *const names[] = {
		"plain",	"with blank", "tab\there", "line\nbreak",
		"quote\"\\",	"\xc3\xa9",   "\xff\xfe",  "100%",
		"%2F\x80",	"~",	      "a/~/b",	   "\x1b[31m",
		"\xed\xa0\x80",
	};
	enum { NAMES = sizeof(names) / sizeof(names[0]) };
	const struct state_document *const *list;
	struct state *state;

	(void)unused;
	home("bytes");
	for (int run = 0; run < 2; run++) {
		state = open_state();
		for (size_t i = 0; i < NAMES; i++) {
			char name[64];

			snprintf(name, sizeof(name), "%s%s",
				 i % 2 ? "bytes/" : "", names[i]);
			if (run == 0)
				assert_true(keep(state, name, names[i], 5));
			assert_non_null(left_at(state, name));
			assert_string_equal(
				state_document(state, scratch_path(name), 0)
					->path,
				scratch_path(name));
		}
		assert_int_equal(state_documents(state, &list), NAMES);
		assert_int_equal(troubles(state), 0);
		state_free(state);
	}
}

static void test_a_path_too_long_is_not_kept(void **unused)
{
	static char path[STATE_PATH + 2];
	struct state_document document;
	struct state *state;

	(void)unused;
	home("long");
	memset(path, '/', STATE_PATH + 1);
	memset(path + 1, 'x', STATE_PATH);
	state_document_init(&document);
	document.path = path;
	state = open_state();
	assert_false(state_keep(state, &document));
	assert_null(state_document(state, path, 0));
	path[STATE_PATH] = '\0';
	assert_true(state_keep(state, &document));
	assert_non_null(state_document(state, path, 0));
	assert_int_equal(troubles(state), 0);
	state_free(state);
}

static void test_the_last_place_holds(void **unused)
{
	static const char *const order[] = { "b", "c", "a" };
	const struct state_document *const *list;
	struct state *state;

	(void)unused;
	home("last");
	state = open_state();
	assert_true(keep(state, "a", "a1", 10));
	assert_true(keep(state, "b", "b1", 40));
	assert_true(keep(state, "a", "a2", 20));
	assert_true(keep(state, "c", "c1", 30));
	/* Even if a clock was set back. */
	assert_true(keep(state, "a", "a3", 5));
	for (int run = 0; run < 2; run++) {
		assert_string_equal(left_at(state, "a"), "a3");
		assert_string_equal(left_at(state, "b"), "b1");
		assert_null(left_at(state, "d"));
		assert_int_equal(state_documents(state, &list), 3);
		for (size_t i = 0; i < 3; i++)
			assert_string_equal(list[i]->path,
					    scratch_path(order[i]));
		state_free(state);
		state = open_state();
	}
	state_free(state);
}

static void test_two_of_one_second(void **unused)
{
	const struct state_document *const *list;
	struct state *state;

	(void)unused;
	home("second");
	state = open_state();
	assert_true(keep(state, "a", "a1", 7));
	assert_true(keep(state, "b", "b1", 7));
	assert_int_equal(state_documents(state, &list), 2);
	assert_string_equal(list[0]->path, scratch_path("b"));
	assert_true(keep(state, "a", "a2", 7));
	for (int run = 0; run < 2; run++) {
		assert_int_equal(state_documents(state, &list), 2);
		assert_string_equal(list[0]->path, scratch_path("a"));
		assert_string_equal(list[1]->path, scratch_path("b"));
		state_free(state);
		state = open_state();
	}
	state_free(state);
}

/* --- Moved files ---------------------------------------------------------- */

static void test_a_moved_file_is_known_by_its_print(void **unused)
{
	static const char torn[] =
		"{\"v\":1,\"t\":\"place\",\"path\":\"~/old.md\",\"ti";
	uint64_t print = state_print("moved/old.md", 12, 1);
	const struct state_document *found;
	struct state_jump jump = { 0 };
	struct state *state;
	size_t count, at;

	(void)unused;
	home("moved");
	scratch_write("moved/old.md", "x");
	state = open_state();
	assert_true(keep(state, "moved/old.md", "here", 7));
	assert_true(keep(state, "moved/other.md", "there", 8));
	jump.path = strdup(scratch_path("moved/old.md"));
	assert_true(state_keep_jumps(state, scratch_path("moved/old.md"), &jump,
				     1, 1));
	assert_true(state_keep_jumps(state, scratch_path("moved/other.md"),
				     &jump, 1, 1));
	/* A copy: the old one is still there. */
	assert_null(state_document(state, scratch_path("moved/new.md"), print));
	assert_int_equal(remove(scratch_path("moved/old.md")), 0);
	assert_null(state_document(state, scratch_path("moved/new.md"), 0));
	assert_null(
		state_document(state, scratch_path("moved/new.md"), print + 1));
	/* A line that a crash tore takes nothing away. */
	append_to(own_file(), (struct span){ torn, sizeof(torn) - 1 });
	found = state_document(state, scratch_path("moved/new.md"), print);
	assert_non_null(found);
	assert_string_equal(found->path, scratch_path("moved/old.md"));
	assert_true(state_moved(state, scratch_path("moved/old.md"),
				scratch_path("moved/new.md")));
	for (int run = 0; run < 2; run++) {
		assert_string_equal(left_at(state, "moved/new.md"), "here");
		assert_null(left_at(state, "moved/old.md"));
		assert_string_equal(left_at(state, "moved/other.md"), "there");
		assert_string_equal(state_jumps(state,
						scratch_path("moved/new.md"),
						&count, &at)
					    ->path,
				    scratch_path("moved/new.md"));
		assert_string_equal(state_jumps(state,
						scratch_path("moved/other.md"),
						&count, &at)
					    ->path,
				    scratch_path("moved/new.md"));
		assert_int_equal(count, 1);
		state_free(state);
		state = open_state();
	}
	assert_false(file_holds(own_file(), "old.md"));
	/* What is known of a path stands. */
	assert_true(state_moved(state, scratch_path("moved/other.md"),
				scratch_path("moved/new.md")));
	assert_string_equal(left_at(state, "moved/new.md"), "here");
	assert_string_equal(left_at(state, "moved/other.md"), "there");
	state_free(state);
	free(jump.path);
}

static void test_prints_tell_sources_apart(void **unused)
{
	static char head[70000];

	(void)unused;
	memset(head, 'x', sizeof(head));
	assert_true(state_print("", 0, 0) != 0);
	assert_true(state_print("a", 1, 1) != state_print("b", 1, 1));
	assert_true(state_print("a", 1, 1) != state_print("a", 1, 2));
	assert_true(state_print("a", 1, 1) !=
		    state_print("a", 1, (uint64_t)1 << 40 | 1));
	assert_true(state_print(head, 70000, 70000) ==
		    state_print(head, 65536, 70000));
	head[65535] = 'y';
	assert_true(state_print(head, 70000, 70000) !=
		    state_print(head, 65535, 70000));
	/* It stands in files, so it stays what it is. */
	assert_true(state_print("Lectern", 7, 7) ==
		    UINT64_C(0xa99e0da631cdb6b7));
}

/* --- Jumps, searches, pace ------------------------------------------------ */

static void test_jumps_come_back(void **unused)
{
	struct state_jump jumps[STATE_JUMPS + 10];
	const struct state_jump *found;
	struct state *state;
	size_t count, at;

	(void)unused;
	home("jumps");
	memset(jumps, 0, sizeof(jumps));
	for (uint32_t i = 0; i < STATE_JUMPS + 10; i++) {
		jumps[i].path = i % 3 ? NULL : strdup("/other.md");
		fill_anchor(&jumps[i].at, "jump", i);
		jumps[i].above = i;
	}
	state = open_state();
	found = state_jumps(state, "/a.md", &count, &at);
	assert_int_equal(count, 0);
	assert_int_equal(at, 0);
	assert_true(state_keep_jumps(state, "/a.md", jumps, 0, 0));
	assert_true(state_keep_jumps(state, "/a.md", jumps, STATE_JUMPS + 10,
				     STATE_JUMPS));
	assert_true(state_keep_jumps(state, "/b.md", jumps, 3, 0));
	for (int run = 0; run < 2; run++) {
		found = state_jumps(state, "/a.md", &count, &at);
		assert_int_equal(count, STATE_JUMPS);
		assert_int_equal(at, STATE_JUMPS - 10);
		for (size_t i = 0; i < count; i++) {
			const struct state_jump *as = &jumps[i + 10];

			assert_string_equal(found[i].path,
					    as->path ? as->path : "");
			assert_anchor(&found[i].at, &as->at);
			assert_int_equal(found[i].above, as->above);
		}
		state_jumps(state, "/b.md", &count, &at);
		assert_int_equal(count, 3);
		assert_int_equal(at, 0);
		state_free(state);
		state = open_state();
	}
	state_free(state);
	for (size_t i = 0; i < STATE_JUMPS + 10; i++) {
		free(jumps[i].path);
		anchor_release(&jumps[i].at);
	}
}

static void test_drafts_come_back_until_they_are_kept(void **unused)
{
	struct state *state;
	char *text = memory_alloc(STATE_DRAFT + 2);

	(void)unused;
	memset(text, 'x', STATE_DRAFT + 1);
	text[STATE_DRAFT + 1] = '\0';
	home("drafts");
	state = open_state();
	assert_null(state_draft(state, "one"));
	assert_true(state_keep_draft(state, "one", "first\nline \"two\""));
	assert_true(state_keep_draft(state, "two", "other"));
	assert_true(state_keep_draft(state, "one", "second\nline"));
	assert_false(state_keep_draft(state, "one", text));
	for (int run = 0; run < 2; run++) {
		assert_string_equal(state_draft(state, "one"), "second\nline");
		assert_string_equal(state_draft(state, "two"), "other");
		state_free(state);
		state = open_state();
	}
	assert_true(state_keep_draft(state, "one", ""));
	assert_null(state_draft(state, "one"));
	waste(state);
	assert_null(state_draft(state, "one"));
	assert_string_equal(state_draft(state, "two"), "other");
	state_free(state);
	free(text);
}

static void test_searches_come_back_once(void **unused)
{
	static char text[STATE_SEARCH + 2];
	struct state *state;

	(void)unused;
	home("searches");
	memset(text, 'x', STATE_SEARCH + 1);
	state = open_state();
	assert_null(state_search(state, 0));
	assert_true(state_keep_search(state, "whale"));
	assert_true(state_keep_search(state, "\"a\" \\ \t b"));
	assert_true(state_keep_search(state, "whale"));
	assert_false(state_keep_search(state, ""));
	assert_false(state_keep_search(state, text));
	for (int run = 0; run < 2; run++) {
		assert_string_equal(state_search(state, 0), "whale");
		assert_string_equal(state_search(state, 1), "\"a\" \\ \t b");
		assert_null(state_search(state, 2));
		state_free(state);
		state = open_state();
	}
	for (int i = 0; i < STATE_SEARCHES + 50; i++) {
		snprintf(text, sizeof(text), "search %d", i);
		assert_true(state_keep_search(state, text));
	}
	assert_string_equal(state_search(state, 0), text);
	assert_string_equal(state_search(state, STATE_SEARCHES - 1),
			    "search 50");
	assert_null(state_search(state, STATE_SEARCHES));
	state_free(state);
}

static void test_pace_comes_back(void **unused)
{
	struct state *state;
	uint64_t words = 1, ms = 2;

	(void)unused;
	home("pace");
	state = open_state();
	assert_false(state_pace(state, &words, &ms));
	assert_true(words == 1 && ms == 2);
	assert_true(state_keep_pace(state, 100, 200));
	assert_true(state_keep_pace(state, 5000, UINT64_MAX));
	state_free(state);
	state = open_state();
	assert_true(state_pace(state, &words, &ms));
	assert_true(words == 5000);
	assert_true(ms == INT64_MAX);
	state_free(state);
}

/* --- Folders -------------------------------------------------------------- */

static void test_folders_and_files_are_the_owner_s(void **unused)
{
	mode_t mask = umask(0);
	struct state *state;

	(void)unused;
	home("modes");
	state = open_state();
	/* Nothing is made before there is something to keep. */
	assert_null(left_at(state, "a"));
	assert_false(scratch_has("modes/.local"));
	assert_true(keep(state, "a", "x", 1));
	state_free(state);
	umask(mask);
	scratch_assert_mode("modes/.local", 0700);
	scratch_assert_mode("modes/.local/state", 0700);
	scratch_assert_mode(state_folder, 0700);
	scratch_assert_mode(own_file(), 0600);
	scratch_assert_mode(in_state("machine"), 0600);
	scratch_assert_mode(in_state("lock"), 0600);
}

static void test_private_leaves_no_trace(void **unused)
{
	const struct state_options options = { NULL, false };
	struct state_jump jump = { 0 };
	struct state *state;
	struct error error;
	uint64_t words, ms;
	size_t count, at;

	(void)unused;
	home("private");
	for (int run = 0; run < 2; run++) {
		state = state_open(&options);
		assert_null(left_at(state, "a"));
		assert_true(keep(state, "a", "secret", 1));
		assert_true(state_keep_search(state, "secret"));
		assert_true(state_keep_pace(state, 1, 2));
		assert_true(state_keep_jumps(state, "/a", &jump, 1, 1));
		assert_true(state_moved(state, "/a", "/b"));
		assert_false(state_forget(state, "/a", &error));
		assert_false(state_forget_all(state, &error));
		/* It lasts as long as the run. */
		assert_string_equal(left_at(state, "a"), "secret");
		assert_string_equal(state_search(state, 0), "secret");
		assert_true(state_pace(state, &words, &ms));
		state_jumps(state, "/a", &count, &at);
		assert_int_equal(count, 1);
		state_tidy(state);
		assert_int_equal(troubles(state), 0);
		state_free(state);
		assert_false(scratch_has("private/.local"));
	}
	/* And reads what was kept before. */
	state = open_state();
	assert_true(keep(state, "b", "kept", 1));
	state_free(state);
	count = scratch_size(own_file());
	state = state_open(&options);
	assert_string_equal(left_at(state, "b"), "kept");
	assert_true(keep(state, "b", "secret", 2));
	assert_string_equal(left_at(state, "b"), "secret");
	state_free(state);
	assert_int_equal(scratch_size(own_file()), count);
}

static void test_without_a_home_nothing_is_said(void **unused)
{
	struct state *state;
	struct error error;

	(void)unused;
	home("homeless");
	assert_int_equal(unsetenv("HOME"), 0);
	state = open_state();
	assert_null(left_at(state, "a"));
	assert_true(keep(state, "a", "x", 1));
	assert_string_equal(left_at(state, "a"), "x");
	state_tidy(state);
	assert_false(state_forget(state, "/a", &error));
	assert_int_equal(troubles(state), 0);
	state_free(state);
	assert_int_equal(setenv("HOME", "relative", 1), 0);
	state = open_state();
	assert_true(keep(state, "a", "x", 1));
	assert_int_equal(troubles(state), 0);
	state_free(state);
	assert_false(scratch_has("relative"));
	assert_false(scratch_has("homeless/.local"));
}

static void test_a_folder_that_is_given(void **unused)
{
	struct state_options options = { "~/shared/lectern", true };
	struct buffer name = BUFFER_INIT;
	struct state *state;

	(void)unused;
	home("given");
	state = state_open(&options);
	assert_true(keep(state, "given/a", "x", 1));
	state_free(state);
	/* Only the file itself is there. */
	assert_true(scratch_has(in_state("machine")));
	assert_true(scratch_has(in_state("lock")));
	assert_false(scratch_has(own_file()));
	buffer_append_string(&name, "given/shared/lectern");
	buffer_append_string(&name, strrchr(own_file(), '/'));
	assert_true(file_holds(name.data, "~/a"));
	scratch_assert_mode("given/shared", 0700);
	buffer_release(&name);
	/* One that is not absolute counts as none. */
	options.dir = "shared";
	state = state_open(&options);
	assert_null(left_at(state, "given/a"));
	state_free(state);
	options.dir = scratch_path("given/shared/lectern");
	state = state_open(&options);
	assert_string_equal(left_at(state, "given/a"), "x");
	state_free(state);
}

static void test_a_machine_keeps_its_name(void **unused)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	struct buffer before = BUFFER_INIT, after = BUFFER_INIT;
	struct state *state;

	(void)unused;
	home("machine");
	state = open_state();
	assert_true(keep(state, "a", "1", 1));
	state_free(state);
	scratch_read(in_state("machine"), &before);
	assert_int_equal(strspn(before.data, letters), 4);
	state = open_state();
	assert_true(keep(state, "a", "2", 2));
	state_free(state);
	scratch_read(in_state("machine"), &after);
	assert_string_equal(after.data, before.data);
	/* One that is none is drawn anew; what was kept is another's. */
	scratch_write(in_state("machine"), "../../x\n");
	state = open_state();
	assert_null(left_at(state, "a"));
	assert_non_null(state_elsewhere(state, scratch_path("a"), 0));
	assert_true(keep(state, "a", "3", 3));
	assert_null(state_elsewhere(state, scratch_path("a"), 0));
	state_free(state);
	buffer_clear(&after);
	scratch_read(in_state("machine"), &after);
	assert_int_equal(strspn(after.data, letters), 4);
	buffer_release(&before);
	buffer_release(&after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_field_comes_back),
		cmocka_unit_test(test_times_are_filled_in),
		cmocka_unit_test(test_strings_are_cut),
		cmocka_unit_test(test_paths_of_any_bytes),
		cmocka_unit_test(test_a_path_too_long_is_not_kept),
		cmocka_unit_test(test_the_last_place_holds),
		cmocka_unit_test(test_two_of_one_second),
		cmocka_unit_test(test_a_moved_file_is_known_by_its_print),
		cmocka_unit_test(test_prints_tell_sources_apart),
		cmocka_unit_test(test_jumps_come_back),
		cmocka_unit_test(test_drafts_come_back_until_they_are_kept),
		cmocka_unit_test(test_searches_come_back_once),
		cmocka_unit_test(test_pace_comes_back),
		cmocka_unit_test(test_folders_and_files_are_the_owner_s),
		cmocka_unit_test(test_private_leaves_no_trace),
		cmocka_unit_test(test_without_a_home_nothing_is_said),
		cmocka_unit_test(test_a_folder_that_is_given),
		cmocka_unit_test(test_a_machine_keeps_its_name),
	};

	return test_run_in_scratch(tests);
}
