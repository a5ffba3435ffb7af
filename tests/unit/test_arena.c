/* SPDX-License-Identifier: ISC */
/* Tests of memory that is given back all at once. */
#include "test.h"

#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

enum {
	BLOCKS = 400,
	LARGE = 1 << 20,
};

static bool is_all(const char *bytes, size_t len, char byte)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i] != byte)
			return false;
	return true;
}

static void test_blocks_are_zeroed_and_aligned(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < BLOCKS; size++) {
			char *block = arena_alloc_zeroed(&arena, 3, size);

			assert_int_equal((uintptr_t)block % 16, 0);
			assert_true(is_all(block, 3 * size, 0));
			memset(block, 'x', 3 * size);
		}
		/* What is used anew is zeroed again. */
		arena_clear(&arena);
	}
	arena_release(&arena);
}

static void test_last_block_grows_in_its_place(void **state)
{
	struct arena arena = ARENA_INIT;
	char *block = arena_resize(&arena, NULL, 10);

	(void)state;
	memcpy(block, "0123456789", 10);
	assert_ptr_equal(arena_resize(&arena, block, 100), block);
	assert_memory_equal(block, "0123456789", 10);
	assert_ptr_equal(arena_resize(&arena, block, 5), block);
	/* Behind another block it moves. */
	arena_alloc_zeroed(&arena, 1, 1);
	assert_ptr_not_equal(arena_resize(&arena, block, 101), block);
	arena_release(&arena);
}

static void test_block_alone_in_its_chunk_takes_no_second(void **state)
{
	struct arena arena = ARENA_INIT;
	size_t size = 16;
	char *block = arena_resize(&arena, NULL, size);

	(void)state;
	memset(block, 'a', size);
	while (size < LARGE) {
		block = arena_resize(&arena, block, size * 2);
		assert_true(is_all(block, size, 'a'));
		memset(block, 'a', size *= 2);
	}
	/* The next block stands in a chunk of its own. */
	memset(arena_alloc_zeroed(&arena, 1, LARGE), 'b', LARGE);
	assert_true(is_all(block, size, 'a'));
	arena_release(&arena);
}

/* Large blocks go one by one, also from the midst of the chunks, and leave the
 * small ones alone. */
static void test_large_blocks_are_given_back(void **state)
{
	struct arena arena = ARENA_INIT;
	char *small = arena_alloc_zeroed(&arena, 1, 100);
	char *first = arena_alloc_zeroed(&arena, 1, LARGE);
	char *second = arena_alloc_zeroed(&arena, 1, LARGE);

	(void)state;
	memset(small, 'a', 100);
	memset(second, 'b', LARGE);
	arena_free(&arena, NULL);
	arena_free(&arena, small);
	arena_free(&arena, first);
	first = arena_alloc_zeroed(&arena, 1, LARGE);
	assert_true(is_all(first, LARGE, 0));
	assert_true(is_all(small, 100, 'a'));
	assert_true(is_all(second, LARGE, 'b'));
	arena_free(&arena, first);
	arena_free(&arena, second);
	assert_ptr_equal(arena_resize(&arena, small, 10), small);
	arena_release(&arena);
}

/* Blocks that are resized in any order keep what they hold, and share no
 * byte. */
static void test_blocks_keep_what_they_hold(void **state)
{
	struct arena arena = ARENA_INIT;
	struct {
		char *bytes;
		size_t size;
	} blocks[BLOCKS];
	uint64_t random = 1;

	(void)state;
	for (int round = 0; round < 4; round++) {
		memset(blocks, 0, sizeof(blocks));
		for (int i = 0; i < 4000; i++) {
			size_t at = test_random(&random) % BLOCKS;
			size_t size = test_random(&random) % 64
					      ? test_random(&random) % 300
					      : test_random(&random) % 200000;

			if (i % 3 == 0)
				at = BLOCKS - 1;
			blocks[at].bytes =
				arena_resize(&arena, blocks[at].bytes, size);
			if (size < blocks[at].size)
				size = blocks[at].size;
			assert_true(is_all(blocks[at].bytes, blocks[at].size,
					   (char)at));
			memset(blocks[at].bytes, (char)at, size);
			blocks[at].size = size;
		}
		for (size_t at = 0; at < BLOCKS; at++)
			assert_true(is_all(blocks[at].bytes, blocks[at].size,
					   (char)at));
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* In a process of its own: a large block of so many bytes, and one more once
 * it was given back, within the limit. */
static int take_within(size_t limit, size_t bytes)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct arena arena = { .limit = limit };

		for (int i = 0; i < 100; i++)
			arena_free(&arena,
				   arena_alloc_zeroed(&arena, 1, bytes));
		arena_resize(&arena, arena_alloc_zeroed(&arena, 1, 8), bytes);
		_exit(7);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void test_limit(void **state)
{
	enum { MIB = 1024 * 1024 };

	(void)state;
	assert_int_equal(take_within(0, 3 * MIB), 7);
	assert_int_equal(take_within(4 * MIB, 3 * MIB), 7);
	assert_int_equal(take_within(4 * MIB, 5 * MIB), 1);
	/* Small ones count too. */
	assert_int_equal(take_within(100 * 1024, 1), 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks_are_zeroed_and_aligned),
		cmocka_unit_test(test_last_block_grows_in_its_place),
		cmocka_unit_test(test_block_alone_in_its_chunk_takes_no_second),
		cmocka_unit_test(test_large_blocks_are_given_back),
		cmocka_unit_test(test_blocks_keep_what_they_hold),
		cmocka_unit_test(test_limit),
	};

	return test_run(tests);
}
