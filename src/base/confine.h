/* SPDX-License-Identifier: ISC */
/* Leave this process nothing but what it has. */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stdbool.h>

/* System calls that a confined process may make. */
enum { CONFINE_CALLS = 10 };

/*
 * From here on the process can read files that it has open, write there, take
 * and give back memory and ask how much there is, look at the time it took, set
 * a timer and end; whatever else it asks of the system kills it by SIGSYS. No
 * timer is set any more; SIGPROF ends a process in which that takes too long.
 * False where that cannot be had: without Linux's seccomp (libseccomp,
 * --without-seccomp), with another C library than glibc or 32 bits, whose calls
 * are others, under the sanitizers and under valgrind, which need more
 * themselves.
 */
bool confine(void);

#endif
