/* SPDX-License-Identifier: ISC */
/* Say in a file's front matter when marks were exported, and how many. */
#include "marks/exchange/refresh.h"

#include <string.h>

#include "marks/exchange/blocks.h"
#include "marks/exchange/dates.h"
#include "marks/exchange/properties.h"

enum { PROPERTIES = 3 };

/* A value of the file that another one takes the place of. */
struct change {
	struct span value;
	struct buffer text;
};

static bool is_number(struct span value)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] < '0' || value.ptr[i] > '9')
			return false;
	}
	return value.len > 0;
}

static void count_blocks(const char *file, size_t len, size_t counts[2])
{
	struct mark_block_list list = { NULL, 0, 0 };

	counts[0] = counts[1] = 0;
	mark_block_find(&list, file, len);
	for (size_t i = 0; i < list.count; i++) {
		const struct mark_block *block = &list.blocks[i];
		struct mark mark;

		mark_init(&mark);
		mark_block_read(&mark, file + block->body,
				block->body_end - block->body);
		counts[mark.kind == MARK_BOOKMARK]++;
		mark_release(&mark);
	}
	mark_block_list_release(&list);
}

static bool find_change(struct change *change, struct span lines,
			const char *name)
{
	int64_t ms;

	if (!property_find(lines, name, &change->value))
		return false;
	return is_number(change->value) ||
	       dates_read_rfc3339(change->value.ptr, change->value.len, &ms);
}

/* Appends up to the first value, that one, and so on. */
static void write_changes(struct buffer *out, const char *file, size_t len,
			  const struct change *changes, size_t count)
{
	const char *at = file;

	for (size_t done = 0; done < count; done++) {
		const struct change *next = NULL;

		for (size_t i = 0; i < count; i++) {
			if (changes[i].value.ptr >= at &&
			    (!next || changes[i].value.ptr < next->value.ptr))
				next = &changes[i];
		}
		if (!next)
			break;
		buffer_append(out, at, (size_t)(next->value.ptr - at));
		buffer_append(out, next->text.data, next->text.len);
		at = next->value.ptr + next->value.len;
	}
	buffer_append(out, at, (size_t)(file + len - at));
}

void refresh_properties(struct buffer *out, const char *file, size_t len,
			int64_t now_ms)
{
	static const char *const names[PROPERTIES] = { "exported", "highlights",
						       "bookmarks" };
	struct change changes[PROPERTIES] = { { .text = BUFFER_INIT } };
	struct span lines;
	size_t counts[2];
	size_t count = 0;

	if (!property_block((struct span){ file, len }, &lines)) {
		buffer_append(out, file, len);
		return;
	}
	count_blocks(file, len, counts);
	for (size_t i = 0; i < PROPERTIES; i++) {
		struct change *change = &changes[count];

		if (!find_change(change, lines, names[i]) ||
		    is_number(change->value) != (i > 0))
			continue;
		if (i == 0)
			dates_write_rfc3339(&change->text, now_ms);
		else
			buffer_append_format(&change->text, "%zu",
					     counts[i - 1]);
		count++;
	}
	write_changes(out, file, len, changes, count);
	for (size_t i = 0; i < PROPERTIES; i++)
		buffer_release(&changes[i].text);
}
