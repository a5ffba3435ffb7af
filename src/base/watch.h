/* SPDX-License-Identifier: ISC */
/* Tell when a file was changed on disk. */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdbool.h>

/*
 * Watches what a path leads to: written to, replaced by another (as editors do
 * it), removed and made again later, also where the path goes through symbolic
 * links or folders that come and go. With inotify, which costs nothing while
 * nothing happens; where there is none, where it fails and on file systems
 * whose changes it does not see (NFS, FUSE), by a look each second.
 *
 * The loop polls watch_fd() for reading with watch_wait_ms() as the longest
 * time to wait, then asks watch_changed(). On true it calls watch_take(), and
 * reads the file after that: what changes while it reads is a change again.
 */
struct watch;

/* Never NULL. What is there now is taken; the file need not exist. */
struct watch *watch_open(const char *path);
void watch_free(struct watch *watch);

/* The descriptor to poll, the same for life; -1: there is none. */
int watch_fd(const struct watch *watch);

/* In how many milliseconds watch_changed() must be asked even if the
 * descriptor is silent; -1: need not be. */
int watch_wait_ms(const struct watch *watch);

/*
 * Whether a file is there that differs from the one last taken (device, inode,
 * size, time of writing or of the inode's change) and has been quiet for 50 ms,
 * so that an editor which writes in pieces makes one change; one that never
 * rests is told after a second. Stays true until watch_take(). Empties the
 * descriptor; never blocks.
 */
bool watch_changed(struct watch *watch);

/* What is there now is known. */
void watch_take(struct watch *watch);

#endif
