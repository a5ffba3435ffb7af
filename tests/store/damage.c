/* SPDX-License-Identifier: ISC */
/* Damage a store at each of its bytes. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inspect.h"
#include "marking.h"

enum {
	RECORDS = 50,
	THOROUGH_EACH = 16, /* all marks are parsed after so many damages */
};

/* A store of so many marks, a line each. */
struct sample {
	struct buffer bytes;
	struct buffer lists[RECORDS]; /* what is known of each mark */
	char ids[RECORDS][MARK_ID + 1];
	size_t starts[RECORDS + 1]; /* of their lines */
};

static void make_sample(struct sample *sample)
{
	struct store *store = marking_open(scratch_folder);
	struct error error = { "" };
	struct mark mark;

	mark_init(&mark);
	store_read(store);
	for (size_t i = 0; i < RECORDS; i++) {
		store_new_id(sample->ids[i]);
		assert_true(marking_add(store, sample->ids[i],
					i % 2 ? "A #note." : "", &error));
		assert_true(store_mark(store, sample->ids[i], &mark));
		marking_append(&sample->lists[i], &mark);
		sample->starts[i + 1] = scratch_size("marks.jsonl");
	}
	store_free(store);
	mark_release(&mark);
	scratch_read("marks.jsonl", &sample->bytes);
}

static void release_sample(struct sample *sample)
{
	buffer_release(&sample->bytes);
	for (size_t i = 0; i < RECORDS; i++)
		buffer_release(&sample->lists[i]);
	memset(sample, 0, sizeof(*sample));
}

/* Which record a byte is in, its newline too. */
static size_t record_at(const struct sample *sample, size_t off)
{
	size_t record = 0;

	while (sample->starts[record + 1] <= off)
		record++;
	return record;
}

static void assert_holds(const struct sample *sample, struct store *store,
			 size_t record)
{
	struct buffer line = BUFFER_INIT;
	struct mark mark;

	mark_init(&mark);
	assert_true(store_mark(store, sample->ids[record], &mark));
	marking_append(&line, &mark);
	assert_string_equal(line.data, sample->lists[record].data);
	mark_release(&mark);
	buffer_release(&line);
}

/* What was damaged: of the records before count, first to last may be anything;
 * of all others everything is as it was. */
struct damage {
	size_t first;
	size_t last;
	size_t count;
	bool thorough;
};

static void assert_others_hold(const struct sample *sample, struct store *store,
			       const struct damage *damage)
{
	size_t marks = store_mark_count(store);

	assert_true(marks + damage->last - damage->first + 1 >= damage->count);
	for (size_t i = 0; i < damage->count; i++)
		if ((i < damage->first || i > damage->last) &&
		    (damage->thorough || i + 1 == damage->first ||
		     i == damage->last + 1))
			assert_holds(sample, store, i);
}

/* Every line of before, but empty ones, is in after. */
static void assert_lines_kept(const struct buffer *before,
			      const struct buffer *after)
{
	for (size_t off = 0; off < before->len;) {
		const char *line = before->data + off;
		const char *end = memchr(line, '\n', before->len - off);
		size_t len = end ? (size_t)(end - line) : before->len - off;

		assert_non_null(memmem(after->data, after->len, line, len));
		off += len + 1;
	}
}

static void compact(struct store *store, const struct buffer *damaged)
{
	struct buffer after = BUFFER_INIT;
	struct error error = { "" };
	size_t left_out;

	if (!store_compact(store, &left_out, &error))
		fail_msg("%s", error.sentence);
	scratch_read("marks.jsonl", &after);
	assert_lines_kept(damaged, &after);
	buffer_release(&after);
}

/* How many were looked at. */
static size_t damaged_stores;

/* Looks at a damaged store, and goes on in it. */
static void look(const struct sample *sample, const struct buffer *damaged,
		 const struct damage *damage)
{
	struct store *store;
	struct error error = { "" };
	struct mark mark;

	damaged_stores++;
	scratch_write_bytes("marks.jsonl", buffer_string(damaged),
			    damaged->len);
	store = marking_open(scratch_folder);
	store_read(store);
	assert_others_hold(sample, store, damage);
	if (damage->thorough) {
		mark_init(&mark);
		compact(store, damaged);
		if (!marking_add(store, "new", "A note.", &error))
			fail_msg("%s", error.sentence);
		store_free(store);
		store = marking_open(scratch_folder);
		store_read(store);
		assert_others_hold(sample, store, damage);
		assert_true(store_mark(store, "new", &mark));
		mark_release(&mark);
	}
	store_free(store);
}

/* With the newline behind it a record takes the next one along. */
static size_t last_touched(const struct sample *sample, size_t off)
{
	size_t record = record_at(sample, off);
	bool newline = off + 1 == sample->starts[record + 1];

	return newline && record + 1 < RECORDS ? record + 1 : record;
}

/* The damage to one byte of all records. */
static struct damage damage_at(const struct sample *sample, size_t off)
{
	return (struct damage){ record_at(sample, off),
				last_touched(sample, off), RECORDS,
				off % THOROUGH_EACH == 0 };
}

/* Puts another byte in the place of each one. */
static void replace_each(char (*other)(char byte))
{
	struct sample sample = { 0 };

	make_sample(&sample);
	for (size_t off = 0; off < sample.bytes.len; off++) {
		const struct damage damage = damage_at(&sample, off);
		char byte = sample.bytes.data[off];

		sample.bytes.data[off] = other(byte);
		look(&sample, &sample.bytes, &damage);
		sample.bytes.data[off] = byte;
	}
	release_sample(&sample);
}

static char flip_low(char byte)
{
	return (char)(byte ^ 0x01);
}

static char flip_high(char byte)
{
	return (char)(byte ^ 0x80);
}

static char to_newline(char byte)
{
	return byte == '\n' ? ' ' : '\n';
}

static char to_zero(char byte)
{
	(void)byte;
	return '\0';
}

static void test_flipped_bytes_touch_one_record(void **state)
{
	(void)state;
	replace_each(flip_low);
}

static void test_bytes_that_are_no_text_touch_one_record(void **state)
{
	(void)state;
	replace_each(flip_high);
}

static void test_newlines_touch_one_record(void **state)
{
	(void)state;
	replace_each(to_newline);
}

static void test_zeros_touch_one_record(void **state)
{
	(void)state;
	replace_each(to_zero);
}

static void test_a_cut_touches_one_record(void **state)
{
	struct sample sample = { 0 };
	size_t whole;

	(void)state;
	make_sample(&sample);
	whole = sample.bytes.len;
	for (size_t len = whole; len-- > 0;) {
		size_t record = record_at(&sample, len);
		const struct damage damage = { record, record, record + 1,
					       len % THOROUGH_EACH == 0 };

		buffer_truncate(&sample.bytes, len);
		look(&sample, &sample.bytes, &damage);
	}
	release_sample(&sample);
}

static void test_a_missing_byte_touches_one_record(void **state)
{
	struct sample sample = { 0 };
	struct buffer damaged = BUFFER_INIT;

	(void)state;
	make_sample(&sample);
	for (size_t off = 0; off < sample.bytes.len; off++) {
		const struct damage damage = damage_at(&sample, off);

		buffer_clear(&damaged);
		buffer_append(&damaged, sample.bytes.data, off);
		buffer_append(&damaged, sample.bytes.data + off + 1,
			      sample.bytes.len - off - 1);
		look(&sample, &damaged, &damage);
	}
	buffer_release(&damaged);
	release_sample(&sample);
}

#define IN_SCRATCH(test) \
	cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

/* Each test fails at the first store that is worse than it may be. */
static int remove_and_tell(void **state)
{
	print_message("# figure | stores with a byte changed, missing or cut "
		      "off | %zu | >= 1000\n",
		      damaged_stores);
	print_message("# figure | of these that lose more than the record of "
		      "that byte | 0 | 0\n");
	return scratch_remove(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(test_flipped_bytes_touch_one_record),
		IN_SCRATCH(test_bytes_that_are_no_text_touch_one_record),
		IN_SCRATCH(test_newlines_touch_one_record),
		IN_SCRATCH(test_zeros_touch_one_record),
		IN_SCRATCH(test_a_cut_touches_one_record),
		cmocka_unit_test_setup_teardown(
			test_a_missing_byte_touches_one_record, scratch_make,
			remove_and_tell),
	};

	return test_run(tests);
}
