/* SPDX-License-Identifier: ISC */
/* Marks for scripts: a line each. */
#ifndef PRINT_MARKS_H
#define PRINT_MARKS_H

#include <stdint.h>

#include "marks/mark.h"
#include "marks/marks.h"

struct document;
struct output;
struct store;

struct print_mark {
	const struct mark *mark;
	struct store *store;   /* that it is kept in */
	enum mark_state state; /* MARK_WAITING: its text was not looked at */
	/* Where it is, if it was looked at and has a place: */
	const struct document *document;
	uint32_t off;
	uint32_t end;
	const char *file; /* that was looked at; NULL: none */
};

/* STATE<TAB>ID<TAB>COLOR<TAB>QUOTE<TAB>NOTE; of a bookmark COLOR is "bookmark",
 * or "bookmark a". Line ends and tabs in what was kept are blanks; what would
 * command a terminal is made safe. */
void print_mark_line(struct output *output, const struct print_mark *print);

/*
 * One JSON object: the record as it is kept, with "state" ("placed",
 * "doubtful", "lost", "unknown"), "file", and where it has a place "start" and
 * "end", in code points of the text as it is now, and "found", what stands
 * there. What was kept of where it was is "was": {"start", "end", "len"}.
 */
void print_mark_json(struct output *output, const struct print_mark *print);

#endif
