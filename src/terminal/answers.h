/* SPDX-License-Identifier: ISC */
/* What the terminal answers about itself. */
#ifndef TERMINAL_ANSWERS_H
#define TERMINAL_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

#include "reader/theme.h"

enum answer_kind {
	ANSWER_GROUND, /* what is behind the text */
	ANSWER_CURSOR, /* where the cursor stands */
};

struct answer {
	enum answer_kind kind;
	enum ground ground; /* ANSWER_GROUND */
	int y, x;	    /* ANSWER_CURSOR: from 0; y is never 0, for xterm's
			     * F3 with modifiers looks like row 1 */
};

/* What asks for the ground, and whoever knows of it to tell of changes. */
#define ANSWERS_ASK_GROUND  "\033]11;?\033\\"
#define ANSWERS_TELL_GROUND "\033[?2031h"
#define ANSWERS_KEEP_GROUND "\033[?2031l"
#define ANSWERS_ASK_CURSOR  "\033[6n"

/*
 * string[0..len) is an OSC string without its ends: "11;rgb:1e1e/1e1e/1e1e".
 * False where it is no answer that a reader asks for.
 *
 * Source: XTerm Control Sequences (T. Dickey), "Operating System Commands";
 * colours as XParseColor(3) has them, and "rgba:" as some terminals write it.
 */
bool answers_read_string(const char *string, size_t len, struct answer *answer);

#endif
