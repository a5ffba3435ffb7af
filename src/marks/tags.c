/* SPDX-License-Identifier: ISC */
/* Tags: what stands as "#word" in a note, in a row with a space between. */
#include "marks/tags.h"

#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "marks/mark.h"
#include "text/character.h"
#include "text/letters.h"
#include "text/utf8.h"

/* Reads the tags of a note; all zero but text at first. */
struct reader {
	struct span text; /* valid UTF-8; borrowed */
	size_t off;
	bool in_url;
};

/* Which joins letters inside words of Persian and of India. */
static bool is_joiner(uint32_t point)
{
	return point == 0x200c || point == 0x200d;
}

static bool in_tag(uint32_t point)
{
	return point == '-' || point == '/' || character_in_slug(point) ||
	       character_wordlike(point);
}

static bool is_letter(uint32_t point)
{
	enum letters_kind kind = letters_kind(point);

	return kind != LETTERS_NONE && kind != LETTERS_DIGIT;
}

/* The bytes of the tag at the start of text; 0: there is none. */
static size_t tag_length(const char *text, size_t len)
{
	size_t end = 0;
	bool letters = false;

	for (size_t off = 0; off < len;) {
		uint32_t point;
		size_t taken = utf8_decode(text + off, len - off, &point);

		if (!in_tag(point) && (off == 0 || !is_joiner(point)))
			break;
		off += taken;
		letters |= is_letter(point);
		if (point != '-' && point != '/' && !is_joiner(point))
			end = off;
	}
	return letters ? end : 0;
}

/* Whether a tag may begin behind this character. */
static bool may_precede(uint32_t point)
{
	return character_white(point) || point == ',' ||
	       letters_opening(point) || character_unspaced(point);
}

/* Whether the '#' at off may begin a tag, by what stands before it. */
static bool is_free(struct span text, size_t off)
{
	size_t before;
	uint32_t point;

	if (off == 0)
		return true;
	before = utf8_previous(text.ptr, off);
	utf8_decode(text.ptr + before, off - before, &point);
	return may_precede(point);
}

static bool is_url_sign(const char *text, size_t len)
{
	return len >= 3 && memcmp(text, "://", 3) == 0;
}

/* The next one, without '#'; false when there is none. Linear in all. */
static bool next_tag(struct reader *reader, struct span *tag)
{
	struct span text = reader->text;

	while (reader->off < text.len) {
		size_t off = reader->off;
		uint32_t point;

		reader->off +=
			utf8_decode(text.ptr + off, text.len - off, &point);
		if (character_white(point))
			reader->in_url = false;
		else if (is_url_sign(text.ptr + off, text.len - off))
			reader->in_url = true;
		if (point != '#' || reader->in_url || !is_free(text, off))
			continue;
		tag->ptr = text.ptr + reader->off;
		tag->len = tag_length(tag->ptr, text.len - reader->off);
		reader->off += tag->len;
		if (tag->len)
			return true;
	}
	return false;
}

/* --- Lists ------------------------------------------------------------------
 */

/* Takes the first tag off the list. */
static bool take(struct span *list, struct span *tag)
{
	while (list->len && *list->ptr == ' ') {
		list->ptr++;
		list->len--;
	}
	if (!list->len)
		return false;
	tag->ptr = list->ptr;
	while (list->len && *list->ptr != ' ') {
		list->ptr++;
		list->len--;
	}
	tag->len = (size_t)(list->ptr - tag->ptr);
	return true;
}

static struct span whole(const struct buffer *buffer)
{
	return (struct span){ buffer_string(buffer), buffer->len };
}

static void fold(struct buffer *out, struct span tag)
{
	buffer_clear(out);
	character_append_folded(out, tag.ptr, tag.len);
}

bool tags_contain(const struct buffer *tags, const char *tag, size_t len)
{
	struct buffer wanted = BUFFER_INIT;
	struct buffer folded = BUFFER_INIT;
	struct span list = whole(tags);
	struct span one;
	bool found = false;

	fold(&wanted, (struct span){ tag, len });
	while (!found && take(&list, &one)) {
		fold(&folded, one);
		found = folded.len == wanted.len &&
			memcmp(buffer_string(&folded), buffer_string(&wanted),
			       wanted.len) == 0;
	}
	buffer_release(&wanted);
	buffer_release(&folded);
	return found;
}

static bool has_room(const struct buffer *tags, size_t len)
{
	return tags->len + 1 + len <= MARK_TAGS;
}

static void append(struct buffer *tags, struct span tag)
{
	if (!has_room(tags, tag.len))
		return;
	if (tags->len)
		buffer_append_byte(tags, ' ');
	buffer_append(tags, tag.ptr, tag.len);
}

static bool is_blank(uint32_t point)
{
	return character_white(point) || point < 0x20 ||
	       (point >= 0x7f && point < 0xa0);
}

/* Appends the tag as one word. */
static void append_word(struct buffer *out, const char *tag, size_t len)
{
	struct buffer valid = BUFFER_INIT;
	size_t start = out->len;
	bool gap = false;

	utf8_repair(&valid, tag, len);
	for (size_t off = 0; off < valid.len;) {
		uint32_t point;
		size_t taken =
			utf8_decode(valid.data + off, valid.len - off, &point);

		if (is_blank(point)) {
			gap = out->len > start;
		} else {
			if (gap)
				buffer_append_byte(out, '-');
			buffer_append(out, valid.data + off, taken);
			gap = false;
		}
		off += taken;
	}
	buffer_release(&valid);
}

void tags_add(struct buffer *tags, const char *tag, size_t len)
{
	struct buffer word = BUFFER_INIT;

	if (len && *tag == '#') {
		tag++;
		len--;
	}
	append_word(&word, tag, len);
	if (word.len && has_room(tags, word.len) &&
	    !tags_contain(tags, word.data, word.len))
		append(tags, whole(&word));
	buffer_release(&word);
}

/* --- The tags of a note ------------------------------------------------------
 */

/* In which a tag stands, by its folded form. */
enum { IN_BEFORE, IN_NOW, IN_LIST };

static void read_tags(struct map *tags, struct span note, uint32_t where)
{
	struct reader reader = { .text = note };
	struct buffer folded = BUFFER_INIT;
	struct span tag;

	while (next_tag(&reader, &tag)) {
		fold(&folded, tag);
		map_put(tags, folded.data, folded.len, where);
	}
	buffer_release(&folded);
}

/* Appends those of the list that the note before alone does not answer for. */
static void keep_others(struct buffer *kept, struct map *tags, struct span list)
{
	struct buffer folded = BUFFER_INIT;
	struct span tag;
	uint32_t where;

	while (take(&list, &tag)) {
		fold(&folded, tag);
		if (map_get(tags, folded.data, folded.len, &where) &&
		    where == IN_BEFORE)
			continue;
		append(kept, tag);
		map_put(tags, folded.data, folded.len, IN_LIST);
	}
	buffer_release(&folded);
}

/* Appends those of the note that the list lacks. */
static void add_new(struct buffer *kept, struct map *tags, struct span note)
{
	struct reader reader = { .text = note };
	struct buffer folded = BUFFER_INIT;
	struct span tag;
	uint32_t where;

	while (next_tag(&reader, &tag)) {
		fold(&folded, tag);
		if (map_get(tags, folded.data, folded.len, &where) &&
		    where == IN_LIST)
			continue;
		append(kept, tag);
		map_put(tags, folded.data, folded.len, IN_LIST);
	}
	buffer_release(&folded);
}

void tags_replace(struct buffer *tags, struct span before, struct span now)
{
	struct map places = MAP_INIT;
	struct buffer kept = BUFFER_INIT;

	read_tags(&places, before, IN_BEFORE);
	read_tags(&places, now, IN_NOW);
	keep_others(&kept, &places, whole(tags));
	add_new(&kept, &places, now);
	map_release(&places);
	buffer_release(tags);
	*tags = kept;
}
