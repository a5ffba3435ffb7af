/* SPDX-License-Identifier: ISC */
/* Read the lines that a feed reader puts before an article that it saves. */
#include "document/source/article.h"

#include <string.h>

#include "base/buffer.h"
#include "document/source/frontmatter.h"

/* What the lines are called, in newsboat's order; of some nothing is kept. */
enum key {
	KEY_FEED,
	KEY_TITLE,
	KEY_AUTHOR,
	KEY_DATE,
	KEY_LINK,
	KEY_FLAGS,
	KEY_PODCAST,
	KEYS,
};

static const char *const keys[KEYS] = {
	[KEY_FEED] = "Feed: ",
	[KEY_TITLE] = "Title: ",
	[KEY_AUTHOR] = "Author: ",
	[KEY_DATE] = "Date: ",
	[KEY_LINK] = "Link: ",
	[KEY_FLAGS] = "Flags: ",
	[KEY_PODCAST] = "Podcast Download URL: ",
};

struct head {
	struct buffer values[KEYS];
	enum key key; /* of the line before; KEYS: there is none */
};

static enum key key_of(const char *line, size_t len)
{
	enum key key = KEY_FEED;

	while (key < KEYS && (len < strlen(keys[key]) ||
			      memcmp(line, keys[key], strlen(keys[key])) != 0))
		key++;
	return key;
}

static bool is_blank(const char *line, size_t len)
{
	return strspn(line, " \t\n") >= len;
}

/* Takes a line with its '\n'; false if it is none of the head. */
static bool take_line(struct head *head, const char *line, size_t len)
{
	enum key key = key_of(line, len);
	struct buffer *before =
		head->key < KEYS ? &head->values[head->key] : NULL;

	len--;
	if (key < KEYS && !head->values[key].len) {
		head->key = key;
		buffer_append(&head->values[key], line + strlen(keys[key]),
			      len - strlen(keys[key]));
		return true;
	}
	if (!before || !before->len || before->data[before->len - 1] != ' ')
		return false;
	buffer_append(before, line, len);
	return true;
}

/* The bytes of the lines before the blank one and with it; 0 if there is a line
 * that is none of a head, or no blank one. */
static size_t take_lines(struct head *head, const char *text, size_t len)
{
	for (size_t off = 0; off < len;) {
		const char *end = memchr(text + off, '\n', len - off);
		size_t size = end ? (size_t)(end - text) + 1 - off : len - off;

		if (!end)
			break;
		if (is_blank(text + off, size))
			return off + size;
		if (!take_line(head, text + off, size))
			break;
		off += size;
	}
	return 0;
}

/* Owned, or NULL where there is nothing but blanks. */
static char *value_of(struct buffer *value)
{
	while (value->len && value->data[value->len - 1] == ' ')
		buffer_truncate(value, value->len - 1);
	return value->len ? buffer_detach(value) : NULL;
}

size_t article_head(struct frontmatter *frontmatter, const char *text,
		    size_t len)
{
	struct head head = { .key = KEYS };
	size_t size = take_lines(&head, text, len);

	if (!head.values[KEY_TITLE].len ||
	    (!head.values[KEY_FEED].len && !head.values[KEY_LINK].len))
		size = 0;
	if (size) {
		frontmatter->title = value_of(&head.values[KEY_TITLE]);
		frontmatter->author = value_of(&head.values[KEY_AUTHOR]);
		frontmatter->date = value_of(&head.values[KEY_DATE]);
		frontmatter->url = value_of(&head.values[KEY_LINK]);
	}
	for (size_t i = 0; i < KEYS; i++)
		buffer_release(&head.values[i]);
	return size;
}
