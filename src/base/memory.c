/* SPDX-License-Identifier: ISC */
/* Allocate memory, or leave the program with its terminal restored. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*restore_terminal)(void);

void memory_on_exhaustion(void (*restore)(void))
{
	restore_terminal = restore;
}

static _Noreturn void leave_without_memory(void)
{
	static const char sentence[] =
		"lectern: the system has no memory left for this document\n";

	if (restore_terminal)
		restore_terminal();
	/* Nothing can be done about a failing write here. */
	if (write(STDERR_FILENO, sentence, sizeof(sentence) - 1) < 0)
		_exit(1);
	_exit(1);
}

void *memory_alloc(size_t size)
{
	void *ptr = malloc(size ? size : 1);

	if (!ptr)
		leave_without_memory();
	return ptr;
}

void *memory_alloc_zeroed(size_t count, size_t size)
{
	void *ptr = calloc(count ? count : 1, size ? size : 1);

	if (!ptr)
		leave_without_memory();
	return ptr;
}

void *memory_resize(void *ptr, size_t count, size_t size)
{
	void *grown;

	if (size && count > SIZE_MAX / size)
		leave_without_memory();
	size *= count;
	grown = realloc(ptr, size > 0 ? size : 1);
	if (!grown)
		leave_without_memory();
	return grown;
}

char *memory_copy_string(const char *bytes, size_t len)
{
	char *copy = memory_alloc(len + 1);

	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

void *memory_reserve(void *array, size_t *capacity, size_t wanted, size_t size)
{
	size_t room = *capacity;

	if (wanted <= room)
		return array;
	if (!room)
		room = 16;
	while (room < wanted)
		room = room > SIZE_MAX / 2 ? wanted : room * 2;
	*capacity = room;
	return memory_resize(array, room, size);
}

void *memory_trim(void *array, size_t *capacity, size_t count, size_t size)
{
	if (count == *capacity)
		return array;
	*capacity = count;
	return memory_resize(array, count, size);
}
