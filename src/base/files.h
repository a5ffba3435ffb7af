/* SPDX-License-Identifier: ISC */
/* Read and write whole files so that no crash leaves half of one. */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct error;

/*
 * What returns false has set the sentence, and errno to the reason. Files are
 * made for their owner alone (0600). One is written only if it is a regular
 * file of this user, with this one name: what others may have put in its place
 * is left alone. Symbolic links to such a file are followed.
 *
 * The process ignores SIGXFSZ, or a limit on the size of files ends it.
 */

/* Appends all of a regular file to out, in bytes at most max (EFBIG). Never
 * waits for a pipe. Nothing is appended on failure. */
bool files_read(const char *path, size_t max, struct buffer *out,
		struct error *error);

/*
 * Gives a file another content, or makes it. Who opens the file meets the old
 * one or the new one, even after a crash of the system. The new one is written
 * beside it first, to "….tmp": of two that replace a file at a time one may
 * fail (EAGAIN), so hold a lock.
 */
bool files_replace(const char *path, const char *bytes, size_t len,
		   struct error *error);

/* Makes a file that is not there yet (EEXIST) and brings it to the disk. */
bool files_create(const char *path, const char *bytes, size_t len,
		  struct error *error);

/* Opens a file, made if it lacks, for files_append(); -1 on failure. */
int files_open(const char *path, struct error *error);

/*
 * Appends bytes by one write. If the file does not end in a newline, as when a
 * crash tore its last line, one comes first. What was written is taken back
 * when the rest does not fit.
 */
bool files_append(int fd, const char *path, const char *bytes, size_t len,
		  struct error *error);

/* Brings a file to the disk, by its descriptor. */
bool files_sync(int fd, const char *path, struct error *error);
/* Makes the name of a file last. Not every file system can. */
void files_sync_folder(const char *path);

enum files_lock {
	FILES_LOCKED,
	FILES_BUSY,	/* somebody else had it all the time */
	FILES_UNLOCKED, /* it cannot be had here: see errno */
};

/*
 * Locks a file that is there for nothing else, made if it lacks; waits at most
 * wait_ms for who has it. *fd is -1 unless it is locked. It must not be
 * replaced or removed.
 */
enum files_lock files_lock(const char *path, unsigned wait_ms, int *fd);
/* Locks an open file in the same way. One that may be replaced must be looked
 * at again then: the lock may be that of a file which has no name any more. */
enum files_lock files_lock_open(int fd, unsigned wait_ms);
void files_unlock(int fd);

#endif
