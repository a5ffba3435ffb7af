/* SPDX-License-Identifier: ISC */
/* Tests of marks files that are damaged: no line costs another one. */
#include "storing.h"

#include "base/fields.h"

enum { RECORDS = 50, QUOTE = 32 };

/* A sound file: a mark a line, each quote once. */
static struct buffer sound;

static void make_sound(void)
{
	struct store *store = open_store("sound");
	struct mark marks[RECORDS];
	struct store_batch batch = { marks, RECORDS, NULL, 0 };
	struct error error;

	for (size_t i = 0; i < RECORDS; i++) {
		char quote[QUOTE];

		mark_init(&marks[i]);
		store_new_id(marks[i].id);
		SET_STRING(marks[i].document, "d");
		snprintf(quote, sizeof(quote), "quote %zu \xe2\x80\xa6", i);
		set_text(&marks[i].original.anchor.exact, quote);
		set_text(&marks[i].note, i % 3 ? "" : "a \"note\"");
	}
	assert_true(store_put(store, &batch, &error));
	for (size_t i = 0; i < RECORDS; i++)
		mark_release(&marks[i]);
	store_free(store);
	read_whole("sound/marks.jsonl", &sound);
}

/* How many of the quotes are there. */
static size_t count_quotes(struct store *store)
{
	static const char *const document = "d";
	struct mark_list list = { NULL, 0, 0 };
	bool found[RECORDS] = { false };
	size_t count = 0;

	store_marks(store, &document, 1, &list);
	for (size_t i = 0; i < list.count; i++) {
		const char *quote =
			buffer_string(&list.marks[i].original.anchor.exact);

		char wanted[QUOTE];
		size_t number = 0;

		if (strncmp(quote, "quote ", 6) == 0)
			number = strtoul(quote + 6, NULL, 10);
		snprintf(wanted, sizeof(wanted), "quote %zu \xe2\x80\xa6",
			 number);
		if (number < RECORDS && strcmp(quote, wanted) == 0)
			found[number] = true;
	}
	mark_list_release(&list);
	for (size_t k = 0; k < RECORDS; k++)
		count += found[k];
	return count;
}

/* Everything that can be asked of a store. */
static void ask_all(struct store *store)
{
	struct store_report report;
	struct mark mark;
	struct error error;

	mark_init(&mark);
	for (size_t i = 0; i < store_mark_count(store); i++)
		store_mark_at(store, i, &mark);
	mark_release(&mark);
	store_check(store, &report, NULL, NULL);
	while (store_trouble(store, &error))
		assert_true(error.sentence[0]);
}

/* Writes damaged bytes and looks what is left; with compaction whether that
 * loses any. */
static void assert_survives(const struct buffer *bytes, size_t least,
			    struct span damaged, bool compact)
{
	struct store *store;
	struct error error;
	size_t left_out;

	write_whole("sound/marks.jsonl", bytes->data, bytes->len);
	store = open_store("sound");
	if (count_quotes(store) < least)
		fail_msg("%zu quotes of %zu at least", count_quotes(store),
			 least);
	if (compact) {
		assert_true(store_compact(store, &left_out, &error));
		assert_int_equal(left_out, 0);
		assert_true(count_quotes(store) >= least);
		assert_true(has_bytes("sound/marks.jsonl", damaged.ptr,
				      damaged.len));
		ask_all(store);
	}
	store_free(store);
}

/* The line of a byte, without its newline. */
static struct span line_at(const struct buffer *bytes, size_t off)
{
	size_t start = off, end = off;

	while (start && bytes->data[start - 1] != '\n')
		start--;
	while (end < bytes->len && bytes->data[end] != '\n')
		end++;
	return (struct span){ bytes->data + start, end - start };
}

static void damage_byte(size_t off, unsigned char byte, bool compact)
{
	struct buffer bytes = BUFFER_INIT;
	size_t lost;

	buffer_append(&bytes, sound.data, sound.len);
	lost = bytes.data[off] == '\n' ? 2 : 1;
	bytes.data[off] = (char)byte;
	assert_survives(&bytes, RECORDS - lost, line_at(&bytes, off), compact);
	buffer_release(&bytes);
}

static void test_a_byte_costs_its_record_only(void **unused)
{
	uint64_t random = 3;

	(void)unused;
	for (int i = 0; i < 100; i++) {
		size_t off = test_random(&random) % sound.len;
		unsigned bit = 1U << test_random(&random) % 8;
		unsigned char byte = (unsigned char)sound.data[off];
		bool compact = i % 25 == 0;

		damage_byte(off, (unsigned char)(byte ^ bit), compact);
		damage_byte(off, 0, compact);
	}
}

static void test_what_is_cut_off_costs_its_record_only(void **unused)
{
	uint64_t random = 5;

	(void)unused;
	for (int i = 0; i < 50; i++) {
		size_t len = test_random(&random) % sound.len;
		struct buffer bytes = BUFFER_INIT;
		size_t whole = 0;

		buffer_append(&bytes, sound.data, len);
		for (size_t k = 0; k < len; k++)
			whole += bytes.data[k] == '\n';
		assert_survives(&bytes, whole,
				line_at(&bytes, len ? len - 1 : 0),
				i % 25 == 0);
		buffer_release(&bytes);
	}
}

/* --- Lines ---------------------------------------------------------------- */

#define BYTES(string)                      \
	{                                  \
		string, sizeof(string) - 1 \
	}
#define MARK "{\"v\":1,\"t\":\"mark\",\"id\":\"odd\",\"doc\":\"d\""

/* What a line is, between sound ones. */
static const struct {
	struct span line;
	size_t unreadable, newer, foreign, marks;
} lines[] = {
	{ BYTES("garbage"), 1, 0, 0, 0 },
	{ BYTES(""), 0, 0, 0, 0 },
	{ BYTES(" \t\r"), 0, 0, 0, 0 },
	{ BYTES("<<<<<<< HEAD"), 1, 0, 0, 0 },
	{ BYTES("\x00\x00\x00"), 1, 0, 0, 0 },
	{ BYTES("\xff\xfe{}"), 1, 0, 0, 0 },
	{ BYTES("{}"), 1, 0, 0, 0 },
	{ BYTES("7"), 1, 0, 0, 0 },
	{ BYTES("[{\"v\":1}]"), 1, 0, 0, 0 },
	{ BYTES(MARK "}"), 0, 0, 0, 1 },
	{ BYTES(MARK "}\r"), 0, 0, 0, 1 },
	{ BYTES("\xef\xbb\xbf" MARK "}"), 0, 0, 0, 1 },
	{ BYTES("{ \"v\" : 1, \"t\": \"mark\", \"id\": \"i\", \"doc\": \"d\" "
		"}"),
	  0, 0, 0, 1 },
	{ BYTES("{\"v\":1,\"\\u0074\":\"mark\",\"id\":\"i\",\"doc\":\"d\"}"), 0,
	  0, 0, 1 },
	{ BYTES(MARK), 1, 0, 0, 0 },
	{ BYTES(MARK "}}"), 1, 0, 0, 0 },
	{ BYTES(MARK "} " MARK "}"), 1, 0, 0, 0 },
	{ BYTES(MARK ",\"id\":\"again\"}"), 1, 0, 0, 0 },
	{ BYTES(MARK ",\"note\":\"a\",\"note\":\"b\"}"), 1, 0, 0, 0 },
	{ BYTES(MARK ",\"note\":\"\xff\"}"), 1, 0, 0, 0 },
	{ BYTES(MARK ",\"note\":\"\\ud800\"}"), 1, 0, 0, 0 },
	{ BYTES(MARK ",\"note\":\"\\u0000\"}"), 1, 0, 0, 0 },
	{ BYTES(MARK ",\"start\":123456789012345678901234567890}"), 1, 0, 0,
	  0 },
	{ BYTES(MARK ",\"start\":-1,\"end\":\"x\",\"len\":1.5,\"n\":[]}"), 0, 0,
	  0, 1 },
	{ BYTES(MARK ",\"vv\":[1],\"ev\":5,\"dots\":7,\"created\":false}"), 0,
	  0, 0, 1 },
	{ BYTES(MARK
		",\"vv\":{\"a\":-1,\"b\":\"x\",\"c\":999999999999999999}}"),
	  0, 0, 0, 1 },
	{ BYTES(MARK ",\"del\":\"yes\",\"tags\":{\"x\":1},\"confirmed\":3}"), 0,
	  0, 0, 1 },
	{ BYTES("{\"v\":1,\"t\":\"mark\",\"id\":\"\",\"doc\":\"d\"}"), 1, 0, 0,
	  0 },
	{ BYTES("{\"v\":0,\"t\":\"mark\",\"id\":\"i\",\"doc\":\"d\"}"), 1, 0, 0,
	  0 },
	{ BYTES("{\"v\":2,\"t\":\"mark\",\"id\":\"i\",\"doc\":\"d\"}"), 0, 1, 0,
	  1 },
	{ BYTES("{\"v\":2,\"t\":\"ink\"}"), 0, 1, 0, 0 },
	{ BYTES("{\"v\":1,\"t\":\"ink\",\"id\":\"i\"}"), 0, 0, 1, 0 },
	{ BYTES("{\"v\":1,\"t\":\"doc\",\"id\":\"i\",\"sketch\":\"zz\"}"), 0, 0,
	  0, 0 },
};

static void put_line(struct span line, struct buffer *bytes)
{
	size_t half = RECORDS / 2;
	const char *middle = sound.data;

	for (size_t i = 0; i < half; i++)
		middle = strchr(middle, '\n') + 1;
	buffer_append(bytes, sound.data, (size_t)(middle - sound.data));
	buffer_append(bytes, line.ptr, line.len);
	buffer_append_byte(bytes, '\n');
	buffer_append_string(bytes, middle);
}

static void check_finding(void *context, const struct store_finding *finding)
{
	const size_t *line = context;

	assert_int_equal(finding->line, *line);
	assert_non_null(strstr(finding->path, "marks.jsonl"));
}

static void test_odd_lines_cost_nothing(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct buffer bytes = BUFFER_INIT;
		size_t line = RECORDS / 2 + 1, left_out;
		struct store_report report;
		struct store *store;
		struct error error;

		put_line(lines[i].line, &bytes);
		write_whole("sound/marks.jsonl", bytes.data, bytes.len);
		store = open_store("sound");
		assert_int_equal(count_quotes(store), RECORDS);
		store_check(store, &report, check_finding, &line);
		if (report.unreadable != lines[i].unreadable ||
		    report.newer != lines[i].newer ||
		    report.foreign != lines[i].foreign ||
		    report.highlights != RECORDS + lines[i].marks)
			fail_msg("%s: %zu %zu %zu %zu", lines[i].line.ptr,
				 report.unreadable, report.newer,
				 report.foreign, report.highlights);
		assert_true(store_compact(store, &left_out, &error));
		assert_int_equal(left_out, 0);
		assert_true(has_bytes("sound/marks.jsonl", lines[i].line.ptr,
				      fields_trim(lines[i].line).len));
		ask_all(store);
		store_free(store);
		buffer_release(&bytes);
	}
}

static void test_a_newer_mark_is_shown_and_left_alone(void **unused)
{
	struct store *store;
	struct mark mark;
	struct error error;

	(void)unused;
	scratch_mkdir("newer");
	scratch_write("newer/marks.jsonl",
		      "{\"v\":2,\"t\":\"mark\",\"id\":\"i\",\"note\":\"n\"}\n");
	store = open_store("newer");
	mark_init(&mark);
	assert_true(store_mark(store, "i", &mark));
	assert_true(mark.read_only);
	assert_string_equal(buffer_string(&mark.note), "n");
	set_text(&mark.note, "mine");
	mark.read_only = false;
	assert_false(put_one(store, &mark, &error));
	assert_non_null(strstr(error.sentence, "newer"));
	mark_release(&mark);
	store_free(store);
}

/* --- Sizes ---------------------------------------------------------------- */

/* A line too long or too deep to be read. */
static void assert_large(size_t len, const char *start, char filler)
{
	struct buffer line = BUFFER_INIT, bytes = BUFFER_INIT;
	struct store *store;
	struct store_report report;

	buffer_append_string(&line, start);
	buffer_reserve(&line, len);
	memset(line.data + line.len, filler, len);
	line.len += len;
	line.data[line.len] = '\0';
	put_line((struct span){ line.data, line.len }, &bytes);
	assert_survives(&bytes, RECORDS, (struct span){ line.data, line.len },
			true);
	store = open_store("sound");
	store_check(store, &report, NULL, NULL);
	assert_int_equal(report.unreadable, 1);
	store_free(store);
	buffer_release(&line);
	buffer_release(&bytes);
}

static void test_large_lines_cost_nothing(void **unused)
{
	(void)unused;
	assert_large(4 << 20, "{\"v\":1,\"note\":\"", 'x');
	assert_large(1 << 20, "", '[');
	assert_large(900000,
		     "{\"v\":1,\"t\":\"mark\",\"id\":\"i\",\"x\":", '[');
	assert_large(STORE_RECORD, "", '"');
	assert_large(STORE_RECORD, "{\"", '\\');
	assert_large(STORE_RECORD - 2, "{\"", '\\');
	assert_large(1 << 20, "", '\0');
}

/* A last line without its newline is a record, or torn: what comes next
 * parts from it. */
static void test_a_torn_line_is_parted_from(void **unused)
{
	struct buffer bytes = BUFFER_INIT;
	struct store *store;
	struct mark mark;

	(void)unused;
	for (size_t cut = 0; cut < 3; cut++) {
		buffer_clear(&bytes);
		buffer_append(&bytes, sound.data, sound.len - 1 - cut * 9);
		write_whole("sound/marks.jsonl", bytes.data, bytes.len);
		store = open_store("sound");
		assert_int_equal(count_quotes(store), RECORDS - (cut > 0));
		put_new(store, &mark, "e", "one more");
		assert_int_equal(store_count_of(store, "e"), 1);
		store_free(store);
		store = open_store("sound");
		assert_int_equal(count_quotes(store), RECORDS - (cut > 0));
		assert_int_equal(store_count_of(store, "e"), 1);
		assert_true(
			has_bytes("sound/marks.jsonl", bytes.data, bytes.len));
		mark_release(&mark);
		store_free(store);
	}
	buffer_release(&bytes);
}

/* What looks like a record and dominates others, but is damaged, does not. */
static void test_a_damaged_record_dominates_nothing(void **unused)
{
	struct store *store;
	struct error error;
	size_t left_out;

	(void)unused;
	scratch_mkdir("dominated");
	scratch_write("dominated/marks.jsonl",
		      "{\"v\":1,\"t\":\"mark\",\"note\":\"old\",\"doc\":\"d\","
		      "\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"a\":1}}\n"
		      "{\"v\":1,\"t\":\"mark\",\"note\":\"\xff\",\"doc\":\"d\","
		      "\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"a\":2}}\n");
	store = open_store("dominated");
	assert_true(store_compact(store, &left_out, &error));
	assert_int_equal(left_out, 0);
	assert_note(store, "i", "old");
	store_free(store);
	store = open_store("dominated");
	assert_note(store, "i", "old");
	store_free(store);
}

static int make_all(void **state)
{
	if (scratch_make(state))
		return -1;
	make_sound();
	return 0;
}

static int remove_all(void **state)
{
	buffer_release(&sound);
	return scratch_remove(state);
}

/* Others who may write into the usual folder are told of, once. */
static void test_an_open_folder_is_told(void **unused)
{
	static const struct {
		mode_t mode;
		bool own; /* the group is the reader's alone */
		bool told;
	} rows[] = {
		{ 0700, false, false }, { 0755, false, false },
		{ 0777, false, true },	{ 0702, false, true },
		{ 0770, false, true },	{ 0770, true, false },
	};
	char folder[SCRATCH_MAX];

	(void)unused;
	assert_int_equal(mkdir(scratch_path("open"), 0700), 0);
	assert_int_equal(setenv("XDG_DATA_HOME", scratch_path("open"), 1), 0);
	snprintf(folder, sizeof(folder), "%s", scratch_path("open/lectern"));
	assert_int_equal(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct store_options options = { NULL, scratch_path("open"),
						 false };
		gid_t group = rows[i].own ? (gid_t)getuid() : 1;
		bool by_group = (rows[i].mode & 022) == 020;
		struct store *store;
		struct error error;

		/* Who may not give it to another group has one of his own, or
		 * one that is shared. */
		if (by_group && (chown(folder, (uid_t)-1, group) != 0 ||
				 (rows[i].own && getgid() != (gid_t)getuid())))
			continue;
		assert_int_equal(chmod(folder, rows[i].mode), 0);
		store = store_open(&options);
		store_read(store);
		assert_int_equal(store_trouble(store, &error), rows[i].told);
		assert_true(!rows[i].told || strstr(error.sentence, "chmod"));
		assert_false(store_trouble(store, &error));
		store_free(store);
	}
	unsetenv("XDG_DATA_HOME");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_byte_costs_its_record_only),
		cmocka_unit_test(test_what_is_cut_off_costs_its_record_only),
		cmocka_unit_test(test_odd_lines_cost_nothing),
		cmocka_unit_test(test_a_newer_mark_is_shown_and_left_alone),
		cmocka_unit_test(test_large_lines_cost_nothing),
		cmocka_unit_test(test_a_torn_line_is_parted_from),
		cmocka_unit_test(test_a_damaged_record_dominates_nothing),
		cmocka_unit_test(test_an_open_folder_is_told),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_all, remove_all) ? 1 : 0;
}
