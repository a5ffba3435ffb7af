/* SPDX-License-Identifier: ISC */
/* Remove a folder with all that is in it. */
#ifndef TESTS_DISCARD_H
#define TESTS_DISCARD_H

#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>

static inline int discard_entry(const char *path, const struct stat *status,
				int kind, struct FTW *place)
{
	(void)status, (void)kind, (void)place;
	return remove(path);
}

/* 0, or what nftw() says of a failure. */
static inline int discard_folder(const char *path)
{
	return nftw(path, discard_entry, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
