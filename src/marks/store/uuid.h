/* SPDX-License-Identifier: ISC */
/* Draw names that nobody else has. */
#ifndef MARKS_STORE_UUID_H
#define MARKS_STORE_UUID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UUID_LENGTH = 36 };

/* A UUIDv7 (RFC 9562, 5.7), greater than all that this run drew before: 48 bits
 * of milliseconds since the epoch, 12 that count within one, 62 by chance. */
void uuid_draw(char uuid[UUID_LENGTH + 1]);

/* The milliseconds of a UUIDv7, and its 12 bits that count; false: it is none.
 */
bool uuid_time(const char *uuid, size_t len, int64_t *ms, unsigned *count);

/* Draws letters of base 32 (RFC 4648, in small letters). */
void uuid_letters(char *letters, size_t count);

#endif
