/* SPDX-License-Identifier: ISC */
/* The modes of the terminal that curses does not know, as bytes. */
#ifndef TERMINAL_MODES_H
#define TERMINAL_MODES_H

#include <stdbool.h>

#include "base/buffer.h"

/*
 * Terminals that put Arabic and Hebrew in order by themselves (VTE, Konsole,
 * mlterm, mintty) would do it a second time, and across the columns of the
 * page: they are told that what comes stands where it belongs (BDSM of ECMA-48;
 * "BiDi in Terminal Emulators", freedesktop.org). VTE asks for it before the
 * screen is cleared, and takes it back for the row in which the cursor is.
 */
#define MODES_ORDERED	"\033[8l"
#define MODES_UNORDERED "\033[8h"

/*
 * What a program that died may have left on and curses does not turn off: other
 * letters (SO, G0), a scrolling region, origin and insert mode, no wrapping, a
 * pointer whose every move is told. Half of it is in ECMA-48, the rest DEC's
 * and xterm's; who does not know it passes over it.
 */
#define MODES_AFRESH                                    \
	"\017\033(B\033[m\033[r\033[?6l\033[4l\033[?7h" \
	"\033[?1000l\033[?1003l"

/* What turns them on and off, and what gives the terminal back when curses
 * cannot any more. All zero is as released. */
struct modes {
	struct buffer take, give, worst;
};

/* Made when the screen starts: what asks terminfo allocates, and that must not
 * happen in a handler or without memory. */
void modes_prepare(struct modes *modes, bool mouse, bool bidi);
void modes_release(struct modes *modes);

#endif
