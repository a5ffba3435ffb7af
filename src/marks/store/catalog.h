/* SPDX-License-Identifier: ISC */
/*
 * The lines of the marks file and those beside it, by what they are of.
 *
 * Of a line is kept where it is, not what it says; lines of one ID are a group.
 *
 *  C1  Lines of a source are in the order of the file.
 *  C2  The heads of a group are its lines that no other one of it dominates; of
 *      lines that are the same, byte for byte, the first.
 *  C3  A group is one of marks or one of sightings.
 *  C4  A line that was not parsed yet may still prove to be damaged: it is no
 *      line of its group any more then. Or to be of a deleted mark, if another
 *      program put that where we don't.
 */
#ifndef MARKS_STORE_CATALOG_H
#define MARKS_STORE_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/store/logfile.h"
#include "marks/store/look.h"
#include "marks/store/table.h"
#include "marks/store/vector.h"

#define CATALOG_NONE TABLE_NONE

struct line {
	int64_t off;
	uint64_t document;	/* the hash of its ID */
	uint64_t order;		/* when the mark was made */
	uint32_t len;		/* its newline included, if it has one */
	uint32_t ev;		/* a part of a hash */
	uint32_t vector;	/* its entries in the catalog's */
	uint32_t group;		/* CATALOG_NONE: it is of none */
	uint32_t previous;	/* line of the group */
	uint32_t next_head;	/* of the group, if it is one */
	uint32_t same_document; /* the line before it that is of that, too */
	uint32_t vector_count;
	uint16_t source;
	uint8_t kind; /* enum look_kind */
	bool deleted;
	bool highlight; /* it is sure to be one */
	bool newer;
	bool superseded; /* no head */
};

struct group {
	uint32_t last; /* line */
	uint32_t head;
	bool is_mark;
	bool sound; /* every line of it was parsed */
};

/* What sightings are looked for by. */
struct clue {
	uint64_t path; /* hashes */
	uint64_t fingerprint;
	uint32_t line;
};

struct catalog {
	struct logfile **sources; /* owned */
	size_t source_count;
	size_t source_room;
	struct line *lines;
	size_t line_count;
	size_t line_room;
	struct group *groups;
	size_t group_count;
	size_t group_room;
	struct vector vectors;	/* of all lines, one behind the other */
	struct vector scratch;	/* of the line that is read */
	struct table ids;	/* → group */
	struct table documents; /* → its last line */
	struct clue *clues;
	size_t clue_count;
	size_t clue_room;
	struct writers *writers; /* borrowed */
	size_t reading;		 /* the source that is read */
	uint32_t *order; /* groups of marks alive, the newest first … */
	size_t order_count;
	size_t order_room;
	uint32_t *listed; /* the same, those of a document together */
	size_t listed_room;
	bool ordered; /* … as far as that is known */
};

void catalog_init(struct catalog *catalog, struct writers *writers);
void catalog_release(struct catalog *catalog);

/* Adds a source, to be read; borrowed. */
struct logfile *catalog_add_source(struct catalog *catalog,
				   enum logfile_kind kind, const char *path);
/* The source that was added last: what is in memory. */
struct logfile *catalog_memory(const struct catalog *catalog);

/* Reads at most so many bytes more; whether there is more. */
bool catalog_step(struct catalog *catalog, size_t bytes);
/* Begins anew with the first source, each from where it was read to. */
void catalog_rewind(struct catalog *catalog);

/* Appends a line's bytes, with its newline; false: the file is another one. */
bool catalog_fetch(const struct catalog *catalog, uint32_t line,
		   struct buffer *out);

/* The group of an ID; CATALOG_NONE: there is none. */
uint32_t catalog_group(const struct catalog *catalog, bool is_mark,
		       const char *id);
/* Whether one of its heads says that it lives. */
bool catalog_alive(const struct catalog *catalog, uint32_t group);
/* Parses all lines of a group, and leaves out those that are damaged. */
void catalog_prove(struct catalog *catalog, uint32_t group_number);

/* The last line of a mark of a document; others by their same_document. */
uint32_t catalog_document(const struct catalog *catalog, const char *document);

/* Makes order and listed right; how many groups of marks live. */
size_t catalog_order(struct catalog *catalog);

/* Reads which events a record knows of. */
void catalog_read_vector(struct writers *writers, const struct look *look,
			 struct vector *vector);

/* Hashes as lines and clues have them; 0 of what is empty. */
uint64_t catalog_hash(const char *bytes, size_t len);

#endif
