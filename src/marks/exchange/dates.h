/* SPDX-License-Identifier: ISC */
/* Points in time as other programs write them. */
#ifndef MARKS_EXCHANGE_DATES_H
#define MARKS_EXCHANGE_DATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/*
 * Times are milliseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999 of
 * the Gregorian calendar, whatever was used then; what is beyond is written as
 * the nearest that is not. Nothing here asks for a locale. Readers take the
 * whole text, blanks around it aside, and leave *ms as it is when they return
 * false: it is no such date.
 */

/* "2026-10-11T09:12:33Z" (RFC 3339): always UTC, without a fraction. */
void dates_write_rfc3339(struct buffer *out, int64_t ms);
/* With any offset, fraction, 't', 'z' or a blank for the 'T'; without an offset
 * it is UTC; a date alone is its midnight. A leap second is the next second. */
bool dates_read_rfc3339(const char *text, size_t len, int64_t *ms);

/* "2026-10-11 09:12:33", UTC, as Readwise has it. */
void dates_write_readwise(struct buffer *out, int64_t ms);
/* That, also without seconds, or what RFC 3339 or Readwise's export ("…+00:00")
 * write, or "October 11, 2026 9:12 AM" as in its older files. */
bool dates_read_readwise(const char *text, size_t len, int64_t *ms);

/* "Sunday, October 11, 2026 9:12:33 AM": local time, as a Kindle has it. */
void dates_write_kindle(struct buffer *out, int64_t ms);
/*
 * What stands behind "Added on" of a Kindle of any language: the day, month and
 * year as numbers or by the month's name, in the order of that language, then a
 * time of 12 or 24 hours. Local time. Words that are not known are passed over.
 * A date of three numbers that could be either is day before month, unless the
 * time has AM or PM. Without a time it is noon.
 */
bool dates_read_kindle(const char *text, size_t len, int64_t *ms);

#endif
