/* SPDX-License-Identifier: ISC */
/* Write bytes to a terminal, all of them. */
#include "terminal/send.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/types.h>
#include <unistd.h>

enum {
	ROOM_MS = 1000,
	TRIES = 2, /* an error that goes by shall not leave a terminal set */
};

/* Whether to try again after a write that failed. */
static bool comes_back(int fd, unsigned *failures)
{
	struct pollfd room = { .fd = fd, .events = POLLOUT };

	if (errno == EINTR)
		return true;
	if (errno == EAGAIN)
		return poll(&room, 1, ROOM_MS) > 0;
	return ++*failures < TRIES;
}

void send_all(int fd, const char *bytes, size_t len)
{
	unsigned failures = 0;

	for (size_t off = 0; off < len;) {
		ssize_t done = write(fd, bytes + off, len - off);

		if (done > 0)
			off += (size_t)done;
		else if (done == 0 || !comes_back(fd, &failures))
			return;
	}
}
