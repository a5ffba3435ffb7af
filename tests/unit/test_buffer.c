/* SPDX-License-Identifier: ISC */
/* Tests of the growing string of bytes. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

static void test_empty_buffer_is_an_empty_string(void **state)
{
	struct buffer buffer = BUFFER_INIT;

	(void)state;
	assert_string_equal(buffer_string(&buffer), "");
	assert_null(buffer.data);
	buffer_release(&buffer);
	buffer_init(&buffer);
	assert_int_equal(buffer.len, 0);
	assert_int_equal(buffer.capacity, 0);
	buffer_clear(&buffer);
	assert_string_equal(buffer_string(&buffer), "");
}

static void test_room_alone_adds_no_text(void **state)
{
	struct buffer buffer = BUFFER_INIT;

	(void)state;
	buffer_reserve(&buffer, 100);
	assert_true(buffer.capacity > 100);
	assert_int_equal(buffer.len, 0);
	assert_string_equal(buffer_string(&buffer), "");
	buffer_append(&buffer, NULL, 0);
	assert_string_equal(buffer_string(&buffer), "");
	buffer_release(&buffer);
}

static void test_reserved_room_does_not_move(void **state)
{
	struct buffer buffer = BUFFER_INIT;
	const char *data;

	(void)state;
	buffer_append_string(&buffer, "essay");
	buffer_reserve(&buffer, 4096);
	data = buffer.data;
	for (int i = 0; i < 4096; i++)
		buffer_append_byte(&buffer, 'x');
	assert_ptr_equal(buffer.data, data);
	assert_memory_equal(buffer.data, "essayxxx", 8);
	buffer_release(&buffer);
}

static void test_bytes_may_hold_nul(void **state)
{
	struct buffer buffer = BUFFER_INIT;

	(void)state;
	buffer_append(&buffer, "a\0b", 3);
	buffer_append_byte(&buffer, '\0');
	buffer_append_byte(&buffer, 'c');
	assert_int_equal(buffer.len, 5);
	assert_memory_equal(buffer.data, "a\0b\0c", 6);
	buffer_release(&buffer);
}

static void test_format_appends(void **state)
{
	struct buffer buffer = BUFFER_INIT;
	char wide[600];

	(void)state;
	buffer_append_format(&buffer, "%s", "");
	assert_string_equal(buffer_string(&buffer), "");
	buffer_append_format(&buffer, "%d%%", 41);
	buffer_append_format(&buffer, " of %.*s", 3, "essays");
	assert_string_equal(buffer_string(&buffer), "41% of ess");
	/* Longer than any room there was. */
	memset(wide, 'w', sizeof(wide) - 1);
	wide[sizeof(wide) - 1] = '\0';
	buffer_clear(&buffer);
	buffer_append_format(&buffer, "<%s>", wide);
	assert_int_equal(buffer.len, sizeof(wide) + 1);
	assert_int_equal(strlen(buffer_string(&buffer)), buffer.len);
	assert_int_equal(buffer.data[buffer.len - 1], '>');
	buffer_release(&buffer);
}

static void test_truncate_and_clear_keep_the_room(void **state)
{
	struct buffer buffer = BUFFER_INIT;
	size_t capacity;

	(void)state;
	buffer_append_string(&buffer, "The art of the peace");
	capacity = buffer.capacity;
	buffer_truncate(&buffer, 7);
	assert_string_equal(buffer_string(&buffer), "The art");
	buffer_truncate(&buffer, 7);
	assert_int_equal(buffer.len, 7);
	buffer_clear(&buffer);
	assert_string_equal(buffer_string(&buffer), "");
	assert_int_equal(buffer.capacity, capacity);
	buffer_release(&buffer);
}

static void test_trim_keeps_the_bytes(void **state)
{
	struct buffer buffer = BUFFER_INIT;

	(void)state;
	buffer_trim(&buffer);
	assert_string_equal(buffer_string(&buffer), "");
	buffer_append_string(&buffer, "abc");
	buffer_trim(&buffer);
	assert_int_equal(buffer.capacity, 4);
	assert_string_equal(buffer.data, "abc");
	buffer_append_byte(&buffer, 'd');
	assert_string_equal(buffer.data, "abcd");
	buffer_release(&buffer);
}

static void test_detach_hands_the_bytes_over(void **state)
{
	struct buffer buffer = BUFFER_INIT;
	char *bytes;

	(void)state;
	bytes = buffer_detach(&buffer);
	assert_string_equal(bytes, "");
	free(bytes);
	buffer_append_string(&buffer, "kept");
	bytes = buffer_detach(&buffer);
	assert_null(buffer.data);
	assert_int_equal(buffer.len, 0);
	buffer_append_string(&buffer, "new");
	assert_string_equal(bytes, "kept");
	assert_string_equal(buffer_string(&buffer), "new");
	free(bytes);
	buffer_release(&buffer);
}

/* Thousands of random steps, against bytes in an array of fixed size. */
static void test_any_steps_agree_with_a_plain_array(void **state)
{
	enum { MODEL_SIZE = 1 << 16, STEPS = 20000 };
	uint64_t random = 7;
	struct buffer buffer = BUFFER_INIT;
	char *model = calloc(1, MODEL_SIZE);
	size_t len = 0;

	(void)state;
	assert_non_null(model);
	for (int step = 0; step < STEPS; step++) {
		uint64_t number = test_random(&random);
		char bytes[40];
		size_t added = number % sizeof(bytes);

		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)test_random(&random);
		if (len + sizeof(bytes) >= MODEL_SIZE || number >> 60 == 0) {
			len = len ? (number >> 8) % len : 0;
			buffer_truncate(&buffer, len);
		} else if (number >> 60 == 1) {
			memcpy(model + len, bytes, 1);
			len += 1;
			buffer_append_byte(&buffer, bytes[0]);
		} else if (number >> 60 == 2) {
			len += (size_t)snprintf(model + len, sizeof(bytes),
						"%u", (unsigned)number);
			buffer_append_format(&buffer, "%u", (unsigned)number);
		} else {
			memcpy(model + len, bytes, added);
			len += added;
			buffer_append(&buffer, bytes, added);
		}
		assert_int_equal(buffer.len, len);
		assert_true(!buffer.data || buffer.capacity > len);
		assert_true(!buffer.data || buffer.data[len] == '\0');
	}
	assert_memory_equal(buffer.data, model, len);
	buffer_release(&buffer);
	free(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_buffer_is_an_empty_string),
		cmocka_unit_test(test_room_alone_adds_no_text),
		cmocka_unit_test(test_reserved_room_does_not_move),
		cmocka_unit_test(test_bytes_may_hold_nul),
		cmocka_unit_test(test_format_appends),
		cmocka_unit_test(test_truncate_and_clear_keep_the_room),
		cmocka_unit_test(test_trim_keeps_the_bytes),
		cmocka_unit_test(test_detach_hands_the_bytes_over),
		cmocka_unit_test(test_any_steps_agree_with_a_plain_array),
	};

	return test_run(tests);
}
