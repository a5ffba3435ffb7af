/* SPDX-License-Identifier: ISC */
/* Tests of the hash table from byte strings to numbers. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"

static void test_empty_map_holds_nothing(void **state)
{
	struct map map = MAP_INIT;
	uint32_t value = 7;

	(void)state;
	assert_false(map_get(&map, "a", 1, &value));
	assert_false(map_get(&map, "", 0, &value));
	/* What is not there leaves the value as it was. */
	assert_int_equal(value, 7);
	map_release(&map);
	map_init(&map);
	assert_int_equal(map.count, 0);
}

static void test_keys_are_bytes_of_a_length(void **state)
{
	static const struct {
		const char *key;
		size_t len;
	} keys[] = {
		{ "", 0 },     { "\0", 1 },   { "\0\0", 2 }, { "a", 1 },
		{ "a\0", 2 },  { "a\0b", 3 }, { "a\0c", 3 }, { "A", 1 },
		{ "\xff", 1 }, { "\xc3", 1 }, { "é", 2 },    { "ab", 2 },
		{ "abc", 3 },
	};
	enum { KEYS = sizeof(keys) / sizeof(keys[0]) };
	struct map map = MAP_INIT;

	(void)state;
	for (uint32_t i = 0; i < KEYS; i++)
		map_put(&map, keys[i].key, keys[i].len, i + 100);
	assert_int_equal(map.count, KEYS);
	for (uint32_t i = 0; i < KEYS; i++) {
		uint32_t value = 0;

		assert_true(map_get(&map, keys[i].key, keys[i].len, &value));
		assert_int_equal(value, i + 100);
	}
	map_release(&map);
}

static void test_put_again_replaces(void **state)
{
	struct map map = MAP_INIT;
	uint32_t value = 0;

	(void)state;
	map_put(&map, "slug", 4, 0);
	assert_true(map_get(&map, "slug", 4, &value));
	assert_int_equal(value, 0);
	map_put(&map, "slug", 4, UINT32_MAX);
	assert_int_equal(map.count, 1);
	assert_true(map_get(&map, "slug", 4, &value));
	assert_int_equal(value, UINT32_MAX);
	map_release(&map);
}

static void test_keys_are_copied(void **state)
{
	struct map map = MAP_INIT;
	char key[] = "chapter";
	uint32_t value = 0;

	(void)state;
	map_put(&map, key, strlen(key), 3);
	memset(key, 'x', sizeof(key) - 1);
	assert_true(map_get(&map, "chapter", 7, &value));
	assert_int_equal(value, 3);
	assert_false(map_get(&map, key, strlen(key), &value));
	map_release(&map);
}

/* The last byte of the key is what differs, and many keys share a prefix. */
static size_t make_key(char key[32], uint32_t number)
{
	return (size_t)snprintf(key, 32, "a-heading-%u", (unsigned)number);
}

static void test_many_keys_with_random_overwrites(void **state)
{
	enum { KEYS = 4000, PUTS = 20000 };
	static uint32_t expected[KEYS];
	static bool there[KEYS];
	uint64_t random = 42;
	struct map map = MAP_INIT;
	size_t count = 0;

	(void)state;
	for (int i = 0; i < PUTS; i++) {
		uint32_t number = (uint32_t)(test_random(&random) % KEYS);
		char key[32];
		size_t len = make_key(key, number);

		count += !there[number];
		there[number] = true;
		expected[number] = (uint32_t)test_random(&random);
		map_put(&map, key, len, expected[number]);
		assert_int_equal(map.count, count);
	}
	for (uint32_t number = 0; number < KEYS; number++) {
		char key[32];
		size_t len = make_key(key, number);
		uint32_t value;

		assert_int_equal(map_get(&map, key, len, &value),
				 there[number]);
		if (there[number])
			assert_int_equal(value, expected[number]);
		/* A part of a key is another key. */
		assert_false(map_get(&map, key, 9, &value));
	}
	map_release(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_map_holds_nothing),
		cmocka_unit_test(test_keys_are_bytes_of_a_length),
		cmocka_unit_test(test_put_again_replaces),
		cmocka_unit_test(test_keys_are_copied),
		cmocka_unit_test(test_many_keys_with_random_overwrites),
	};

	return test_run(tests);
}
