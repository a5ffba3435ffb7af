/* SPDX-License-Identifier: ISC */
/* Cut plain text into passages, each of which becomes one block. */
#ifndef DOCUMENT_PLAIN_PASSAGE_H
#define DOCUMENT_PLAIN_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/plain/edition.h"
#include "document/plain/group.h"
#include "document/plain/wrapping.h"
#include "document/source.h"

enum passage_shape {
	PASSAGE_PROSE, /* lines rejoined: a paragraph, or one line */
	PASSAGE_ITEM,  /* the same, of a list: "- so", "3) so" */
	PASSAGE_VERSE, /* line ends and indents kept: verse, addresses */
	PASSAGE_TABLE, /* the same, for lines with columns, quoted mail */
};

struct passage {
	struct buffer text; /* as it is read; its lines have '\n' between */
	uint32_t line;	    /* of the source, where it starts; from 1 */
	uint32_t lines;	    /* how many it has there */
	uint64_t end;	    /* byte of the source behind its last line */
	uint32_t gap;	    /* blank lines above */
	bool page;	    /* a page break is above */
	uint32_t indent;    /* of its least indented line */
	uint32_t columns;   /* of all its text, however many lines it has */
	uint32_t last;	    /* its last character: phrase_last() */
	bool body;	    /* a paragraph, stanza or item: what headings
			     * stand above */
	enum passage_shape shape;
	enum edition_mark mark; /* whether it parts notices from the text */
	bool apart;	/* at the end mark of a library's edition, or behind */
	char underline; /* '=', '-' or '~' when ruled off below; else NUL */
};

/* Whether a passage's line ends are kept. */
bool passage_is_kept(const struct passage *passage);

/* Appends a passage's text as one line, its lines rejoined (rejoin.h). */
void passage_append_joined(const struct passage *passage, struct buffer *out);
void passage_release(struct passage *passage);

/*
 * The passages of a source, in order. What stands in a group of lines (between
 * blank ones) is told from how full its lines are: a line that had room for
 * the next one's first word was ended on purpose.
 */
struct passages {
	struct source *source; /* borrowed */
	struct source_cursor cursor;
	struct wrapping wrapping;
	struct group group;
	struct cut *cuts; /* the group, cut */
	size_t cut_count, cut_room;
	size_t next;	 /* cut to hand out */
	bool apart;	 /* as in struct passage */
	bool at_head;	 /* the group is the source's first */
	size_t repaired; /* of all lines read so far */
};

void passages_init(struct passages *passages, struct source *source,
		   struct source_cursor start, struct wrapping wrapping);
void passages_release(struct passages *passages);

/* Fills passage (zeroed, or one to be overwritten); false at the end. */
bool passages_next(struct passages *passages, struct passage *passage);

#endif
