/* SPDX-License-Identifier: ISC */
/* A mark: a highlight or a bookmark, with all that is kept of it. */
#include "marks/mark.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/tags.h"
#include "text/cells.h"
#include "text/utf8.h"

static const char *const color_names[MARK_COLORS] = {
	[MARK_YELLOW] = "yellow", [MARK_GREEN] = "green",
	[MARK_BLUE] = "blue",	  [MARK_PINK] = "pink",
	[MARK_ORANGE] = "orange", [MARK_PURPLE] = "purple",
};

void mark_init(struct mark *mark)
{
	memset(mark, 0, sizeof(*mark));
	buffer_init(&mark->note);
	buffer_init(&mark->tags);
	buffer_init(&mark->head);
	anchor_init(&mark->original.anchor);
	anchor_init(&mark->confirmed.anchor);
}

void mark_release(struct mark *mark)
{
	buffer_release(&mark->note);
	buffer_release(&mark->tags);
	buffer_release(&mark->head);
	anchor_release(&mark->original.anchor);
	anchor_release(&mark->confirmed.anchor);
	mark_init(mark);
}

static void copy_bytes(struct buffer *to, const struct buffer *from)
{
	buffer_clear(to);
	buffer_append(to, buffer_string(from), from->len);
}

void mark_copy(struct mark *to, const struct mark *from)
{
	struct mark copy = *from;

	/* What each of them owns stays its own. */
	copy.note = to->note;
	copy.tags = to->tags;
	copy.head = to->head;
	copy.original.anchor = to->original.anchor;
	copy.confirmed.anchor = to->confirmed.anchor;
	*to = copy;
	copy_bytes(&to->note, &from->note);
	copy_bytes(&to->tags, &from->tags);
	copy_bytes(&to->head, &from->head);
	anchor_copy(&to->original.anchor, &from->original.anchor);
	anchor_copy(&to->confirmed.anchor, &from->confirmed.anchor);
}

const struct selector *mark_selector(const struct mark *mark)
{
	return mark->is_confirmed ? &mark->confirmed : &mark->original;
}

/* --- Notes and tags ---------------------------------------------------------
 */

/* Whether a control character of C0 or C1, or DEL. */
static bool is_control(uint32_t point)
{
	return point < 0x20 || (point >= 0x7f && point < 0xa0);
}

/* Appends valid UTF-8: lines end in '\n', other controls but '\t' are shown as
 * U+FFFD. */
static void append_clean(struct buffer *out, const char *text, size_t len)
{
	for (size_t off = 0; off < len;) {
		uint32_t point;
		size_t taken = utf8_decode(text + off, len - off, &point);
		const char *behind = text + off + taken;

		if (point == '\r') {
			if (off + taken == len || *behind != '\n')
				buffer_append_byte(out, '\n');
		} else if (is_control(point) && point != '\n' && point != '\t')
			buffer_append_string(out, "\xef\xbf\xbd");
		else
			buffer_append(out, text + off, taken);
		off += taken;
	}
}

/* Where a text longer than MARK_NOTE is cut: before a cluster, but not far
 * before, whatever a cluster is made of. */
static size_t note_end(const struct buffer *note)
{
	enum { CLUSTER = 1024 };
	size_t end = cells_start(note->data, note->len, MARK_NOTE);

	if (end < MARK_NOTE - CLUSTER)
		end = utf8_previous(note->data, MARK_NOTE + 1);
	return end;
}

void mark_set_note(struct mark *mark, const char *note, size_t len)
{
	struct buffer valid = BUFFER_INIT;
	struct buffer clean = BUFFER_INIT;

	utf8_repair(&valid, note, len);
	append_clean(&clean, buffer_string(&valid), valid.len);
	buffer_release(&valid);
	if (clean.len > MARK_NOTE)
		buffer_truncate(&clean, note_end(&clean));
	tags_replace(
		&mark->tags,
		(struct span){ buffer_string(&mark->note), mark->note.len },
		(struct span){ buffer_string(&clean), clean.len });
	buffer_release(&mark->note);
	mark->note = clean;
}

void mark_add_tag(struct mark *mark, const char *tag, size_t len)
{
	tags_add(&mark->tags, tag, len);
}

bool mark_has_tag(const struct mark *mark, const char *tag, size_t len)
{
	return tags_contain(&mark->tags, tag, len);
}

/* --- Colours ----------------------------------------------------------------
 */

bool mark_is_letter(char letter)
{
	return (letter >= 'a' && letter <= 'z') ||
	       (letter >= 'A' && letter <= 'Z');
}

const char *mark_color_name(enum mark_color color)
{
	return color_names[color];
}

enum mark_color mark_color_find(const char *name, size_t len)
{
	enum mark_color color = MARK_YELLOW;

	while (color < MARK_COLORS &&
	       (strlen(color_names[color]) != len ||
		memcmp(color_names[color], name, len) != 0))
		color++;
	return color;
}

/* --- Lists ------------------------------------------------------------------
 */

struct mark *mark_list_add(struct mark_list *list)
{
	struct mark *mark;

	MEMORY_RESERVE(list->marks, list->room, list->count + 1);
	mark = &list->marks[list->count++];
	mark_init(mark);
	return mark;
}

void mark_list_release(struct mark_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		mark_release(&list->marks[i]);
	free(list->marks);
	memset(list, 0, sizeof(*list));
}
