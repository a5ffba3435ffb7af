/* SPDX-License-Identifier: ISC */
/* Which marks a Markdown file has been given, as a comment in it says. */
#include "marks/exchange/seen.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define SEEN_BEGIN "<!-- lectern:seen"
#define SEEN_END   "-->"

enum { KEY_DIGITS = 12, HASH_DIGITS = 8, ENTRY = 21, IN_A_LINE = 3 };

/* --- Reading ------------------------------------------------------------- */

static bool read_digits(const char *text, size_t count, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < count; i++) {
		const char *all = "0123456789abcdef";
		const char *at = memchr(all, text[i], 16);

		if (!at)
			return false;
		*number = *number << 4 | (uint64_t)(at - all);
	}
	return true;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Reads the entries from at on; returns where the comment ends, NULL where
 * anything else stands in it: then it is not ours alone. */
static const char *read_entries(struct seen *seen, const char *at,
				const char *limit)
{
	uint64_t key;
	uint64_t hash;

	for (;;) {
		while (at < limit && is_blank(*at))
			at++;
		if ((size_t)(limit - at) >= strlen(SEEN_END) &&
		    !memcmp(at, SEEN_END, strlen(SEEN_END)))
			return at + strlen(SEEN_END);
		if (limit - at < ENTRY || at[KEY_DIGITS] != '-' ||
		    !read_digits(at, KEY_DIGITS, &key) ||
		    !read_digits(at + KEY_DIGITS + 1, HASH_DIGITS, &hash))
			return NULL;
		seen_add(seen, key, (uint32_t)hash);
		at += ENTRY;
	}
}

/* Behind the end of the line if nothing more stands in it. */
static const char *behind_line(const char *at, const char *limit)
{
	const char *end = at;

	while (end < limit && *end != '\n' && is_blank(*end))
		end++;
	if (end < limit)
		return *end == '\n' ? end + 1 : at;
	return end;
}

bool seen_read(struct seen *seen, struct span file, size_t *off, size_t *end)
{
	const size_t begin_len = strlen(SEEN_BEGIN);
	const char *limit = file.ptr + file.len;
	const char *at = file.ptr;

	while (at && (size_t)(limit - at) > begin_len) {
		const char *behind = NULL;

		if (!memcmp(at, SEEN_BEGIN, begin_len))
			behind = read_entries(seen, at + begin_len, limit);
		if (behind) {
			*off = (size_t)(at - file.ptr);
			*end = (size_t)(behind_line(behind, limit) - file.ptr);
			seen_settle(seen);
			return true;
		}
		seen->count = 0;
		at = memchr(at, '\n', (size_t)(limit - at));
		at = at ? at + 1 : NULL;
	}
	return false;
}

/* --- Entries ------------------------------------------------------------- */

void seen_release(struct seen *seen)
{
	free(seen->entries);
	*seen = (struct seen){ NULL, 0, 0 };
}

void seen_add(struct seen *seen, uint64_t key, uint32_t hash)
{
	MEMORY_RESERVE(seen->entries, seen->room, seen->count + 1);
	seen->entries[seen->count++] = (struct seen_entry){ key, hash };
}

static int by_key(const void *a, const void *b)
{
	const struct seen_entry *first = a;
	const struct seen_entry *second = b;

	if (first->key != second->key)
		return first->key < second->key ? -1 : 1;
	return (first->hash > second->hash) - (first->hash < second->hash);
}

void seen_settle(struct seen *seen)
{
	size_t kept = 0;

	if (!seen->count)
		return;
	qsort(seen->entries, seen->count, sizeof(*seen->entries), by_key);
	for (size_t i = 0; i < seen->count; i++) {
		if (!kept ||
		    seen->entries[kept - 1].key != seen->entries[i].key)
			seen->entries[kept++] = seen->entries[i];
	}
	seen->count = kept;
}

const struct seen_entry *seen_find(const struct seen *seen, uint64_t key)
{
	size_t low = 0;
	size_t high = seen->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (seen->entries[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < seen->count && seen->entries[low].key == key
		       ? &seen->entries[low]
		       : NULL;
}

void seen_write(struct buffer *out, const struct seen *seen)
{
	if (!seen->count)
		return;
	buffer_append_string(out, SEEN_BEGIN);
	for (size_t i = 0; i < seen->count; i++)
		buffer_append_format(out, "%c%012" PRIx64 "-%08" PRIx32,
				     i % IN_A_LINE ? ' ' : '\n',
				     seen->entries[i].key,
				     seen->entries[i].hash);
	buffer_append_string(out, "\n" SEEN_END "\n");
}
