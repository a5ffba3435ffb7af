/* SPDX-License-Identifier: ISC */
/* Allocate memory, or leave the program with its terminal restored. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/*
 * None of these returns NULL. When the system has no memory left (or a size
 * overflows), the hook set by memory_on_exhaustion() restores the terminal, a
 * sentence goes to standard error and the program leaves with status 1.
 * What they return is owned by the caller, who gives it to free().
 */
void *memory_alloc(size_t size);
void *memory_alloc_zeroed(size_t count, size_t size);
void *memory_resize(void *ptr, size_t count, size_t size);

/* Returns an owned copy of len bytes with a NUL added. */
char *memory_copy_string(const char *bytes, size_t len);

/* restore may be NULL; it must be safe to call when memory is exhausted. */
void memory_on_exhaustion(void (*restore)(void));

/*
 * Make room in array (an lvalue pointer owned by the caller) for at least
 * wanted elements; capacity (an lvalue, size_t) is its present room. The
 * room at least doubles, so that appending is linear overall.
 */
#define MEMORY_RESERVE(array, capacity, wanted)                   \
	((array) = memory_reserve((array), &(capacity), (wanted), \
				  sizeof(*(array))))
void *memory_reserve(void *array, size_t *capacity, size_t wanted, size_t size);

/* Give back the room of such an array that its count elements do not take. */
#define MEMORY_TRIM(array, capacity, count) \
	((array) = memory_trim((array), &(capacity), (count), sizeof(*(array))))
void *memory_trim(void *array, size_t *capacity, size_t count, size_t size);

#endif
