/* SPDX-License-Identifier: ISC */
/* Read the lines of plain text that stand together, between blank ones. */
#ifndef DOCUMENT_PLAIN_GROUP_H
#define DOCUMENT_PLAIN_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/source.h"

/* A line without the blanks at its ends; tabs inside it are spaces. */
struct line {
	size_t off;	  /* of group->text */
	size_t len;	  /* at least 1 */
	uint32_t indent;  /* columns of the blanks in front, tabs every 8 */
	uint32_t columns; /* of the rest */
	uint32_t number;  /* in the source, from 1 */
	uint64_t end;	  /* byte of the source where the next line starts */
	bool flowed;	  /* the blank behind its last word is there */
};

/* At most this many lines make a group; a log's would never end. */
enum { GROUP_LINES_MAX = 1024 };

struct group {
	struct buffer text;
	struct line *lines;
	size_t count, room;
	uint32_t gap; /* blank lines above; a page break counts as two */
	bool page;    /* a page break is above */
};

#define GROUP_INIT         \
	{                  \
		.count = 0 \
	}

void group_release(struct group *group);

/*
 * Reads the next group at the cursor and moves the cursor behind it. Blank is a
 * line of any white space, no-break spaces too. False if there is none.
 * *repaired as in source_line().
 */
bool group_read(struct group *group, struct source *source,
		struct source_cursor *cursor, size_t *repaired);

/* Borrowed until the group changes. */
struct span group_line(const struct group *group, size_t line);

/* Columns that the first word of a line takes; one character of a script that
 * puts no spaces between words. */
uint32_t group_first_word(const struct group *group, size_t line);

#endif
