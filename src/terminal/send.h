/* SPDX-License-Identifier: ISC */
/* Write bytes to a terminal, all of them. */
#ifndef TERMINAL_SEND_H
#define TERMINAL_SEND_H

#include <stddef.h>

/*
 * Waits where the terminal takes no more now, for another program may have set
 * it so that it does not wait itself; after a second without room, or where it
 * is gone, the rest is dropped. May be called by a handler of signals.
 */
void send_all(int fd, const char *bytes, size_t len);

#endif
