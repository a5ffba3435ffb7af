/* SPDX-License-Identifier: ISC */
/* Open what a path names, without ever waiting for it. */
#ifndef DOCUMENT_SOURCE_FILE_H
#define DOCUMENT_SOURCE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

struct error;

struct file {
	int fd;		 /* owned by whoever opened it */
	bool is_regular; /* with a size, by its own name: can be read again */
	struct stat opened; /* as it was then */
};

/* "-" is standard input, which stays open for who else has it. False with a
 * sentence and nothing open: missing, unreadable, a folder. */
bool file_open(struct file *file, const char *path, struct error *error);

/* What has become of a regular file since, as the rest of a sentence that
 * begins with its name; NULL if it is as it was. */
const char *file_change(const struct file *file, const char *path);

#endif
