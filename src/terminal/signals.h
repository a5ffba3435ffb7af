/* SPDX-License-Identifier: ISC */
/* Signals: the ordinary ones told through a file, the fatal ones survived by
 * the terminal. */
#ifndef TERMINAL_SIGNALS_H
#define TERMINAL_SIGNALS_H

#include <stdbool.h>

/* What came; the first four are screen.h's. */
enum signals {
	SIGNALS_RESIZED = 1 << 0,   /* SIGWINCH */
	SIGNALS_QUIT = 1 << 1,	    /* SIGTERM, SIGHUP, SIGQUIT */
	SIGNALS_INTERRUPT = 1 << 2, /* SIGINT */
	SIGNALS_CONTINUED = 1 << 3, /* SIGCONT */
	SIGNALS_STOP = 1 << 4,	    /* SIGTSTP from somebody else */
};

/*
 * Installs the handlers. A signal that was ignored stays so (nohup). restore
 * is called in the handlers of SIGSEGV, SIGABRT, SIGBUS, SIGFPE and SIGILL,
 * before the program dies as it would have: it must be async-signal-safe.
 * False with errno where there is no pipe to be had.
 */
bool signals_start(void (*restore)(void));

/* Puts back what was there before. */
void signals_stop(void);

/* Readable when a signal came, until signals_take(). */
int signals_fd(void);

/* The set of enum signals that came since the last call. */
unsigned signals_take(void);

/* Stops the whole process group as ^Z at a shell does, and returns when it is
 * continued; at once where SIGTSTP was ignored or there is no shell to return
 * to. Of all this signals_take() tells only that the window may have changed
 * its size meanwhile. */
void signals_suspend(void);

#endif
