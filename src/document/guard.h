/* SPDX-License-Identifier: ISC */
/* What a parser is at, how long it may be, and what it is kept from. */
#ifndef DOCUMENT_GUARD_H
#define DOCUMENT_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * Some texts take a parser of Markdown far longer than their length is worth
 * (CVE-2023-22486, CVE-2023-24824 …), or may break it. So it works in a process
 * of its own (worker.h) and says, ahead of each part of its work, what that is:
 * in memory that is its parent's too. Where it ends on the way the parent
 * knows which part was too much, and *refuses* it to the next process: lines of
 * the text are plain paragraphs then.
 */
enum guard_kind {
	GUARD_NOTHING, /* that could be refused */
	GUARD_PREVIEW, /* none is given */
	GUARD_TAIL,    /* likewise */
	GUARD_STRETCH, /* of lines around definitions, which are none then */
	GUARD_WINDOW,  /* of lines */
};

struct guard_part {
	uint32_t kind; /* enum guard_kind */
	uint32_t line; /* the first, of a stretch or window */
};

enum { GUARD_REFUSALS = 3 };

struct guard {
	struct guard_part at;
	struct guard_part refused[GUARD_REFUSALS];
	size_t refused_count;
	unsigned base_ms; /* of a processor's time that any part may take; 0:
			   * GUARD_BASE_MS */
	unsigned times;	  /* as long; 0: once */
	bool timed;	  /* parts may take only so long */
};

enum {
	/* Thrice what the dearest honest part took where it was measured, and
	 * still no long wait. */
	GUARD_BASE_MS = 700,
	/* All parts but windows: they only tell sooner, or a little more, and
	 * who waits for the first screen waits for them too. */
	GUARD_LOOK_MS = 250,
	GUARD_MIB_MS = 20,    /* and for each MiB of it */
	GUARD_SANITIZED = 10, /* times as much with sanitizers */
};

/*
 * Begins a part of so many bytes; where the guard is timed the process ends by
 * SIGPROF if it takes longer than it may. False if the part is refused: where
 * GUARD_REFUSALS are, so are all windows behind the last of them. guard may be
 * NULL: no part is refused then.
 */
bool guard_enter(struct guard *guard, enum guard_kind kind, uint32_t line,
		 size_t bytes);

/* There are so many bytes more of the part than was thought: it has more time
 * for those alone. */
void guard_extend(struct guard *guard, size_t bytes);

/* The part is through. */
void guard_leave(struct guard *guard);

/* Refuses what the parser is at; false if that cannot be refused, or too much
 * is. */
bool guard_refuse(struct guard *guard);

/* The first line of which something is refused, 0 if nothing is. */
uint32_t guard_refused_line(const struct guard *guard);

/* What the reader of a source must be told of that; false: nothing. */
bool guard_trouble(const struct guard *guard, const char *source,
		   struct error *error);

#endif
