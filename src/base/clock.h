/* SPDX-License-Identifier: ISC */
/* A clock that only goes on, whatever becomes of the time of day. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* Nanoseconds from some moment on, the same for all processes until the machine
 * starts anew. */
int64_t clock_ns(void);

static inline int64_t clock_us(void)
{
	return clock_ns() / 1000;
}

static inline int64_t clock_ms(void)
{
	return clock_ns() / 1000000;
}

#endif
