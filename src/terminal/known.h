/* SPDX-License-Identifier: ISC */
/* What is known of the terminal, what it answered now or the last time, and of
 * who sits before it. */
#ifndef TERMINAL_KNOWN_H
#define TERMINAL_KNOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "reader/state.h"

struct answer;
struct input;
struct options;

/*
 * A terminal is asked once in a run, after the first paint, and nobody waits
 * for what it answers: what it answered the last time holds until then, by its
 * name, which is made of TERM, TERM_PROGRAM and COLORTERM. Without that
 * COLORFGBG says whether it is dark or light, or nothing does.
 */
struct known {
	struct state *state; /* borrowed; may be NULL */
	struct buffer name;
	struct state_terminal terminal; /* as it is remembered */
	bool help;			/* that it was opened once */
	bool asked;
	unsigned due;	       /* answers that may come, */
	int64_t waiting_since; /* by the monotonic clock */
	int probed;	       /* row of the probe, -1: none */
};

/* Uses the theme that options name if it was given, or else the one that was
 * chosen by a key, which it sets in them. */
void known_init(struct known *known, struct state *state,
		struct options *options, bool theme_given);
/* What a terminal answers after the end would be typed into the shell: an
 * answer that is due any moment is taken in, with what is typed meanwhile. */
void known_release(struct known *known);

/* Remembers that help was opened, if that is new. */
void known_note_help(struct known *known);

/* Asks, the first time that it is called. */
void known_ask(struct known *known, struct input *input);

/* Takes an answer; whether what is painted changes. */
bool known_take(struct known *known, const struct answer *answer);

#endif
