/* SPDX-License-Identifier: ISC */
/*
 * Files that can be made anew, in a folder of their own, of which the ones used
 * longest ago go when there are too many. Whatever is not there, or cannot be
 * written, is only missed.
 */
#ifndef BASE_CACHE_H
#define BASE_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/sha256.h"

enum { CACHE_KEY = 2 * SHA256_DIGEST }; /* digits, 0 to 9 and a to f */

struct cache {
	const char *name;   /* of its folder in folders_cache() … */
	const char *folder; /* … or where else it is; NULL: there */
	const char *suffix; /* of its files: ".txt" */
	uint64_t quota;	    /* bytes of all of them */
};

/* The digits of a digest, with a NUL behind them. */
void cache_key(const unsigned char digest[SHA256_DIGEST],
	       char key[CACHE_KEY + 1]);

/* Appends the path of a file to out, there or not; false: what stands there is
 * no key, or there is no home. */
bool cache_path(const struct cache *cache, const char *key, struct buffer *out);

/* The file is used now; false: there is none. */
bool cache_use(const char *path);

/* Makes the file, for its owner alone, unless it is there; others go for it. */
void cache_keep(const struct cache *cache, const char *key, struct span bytes);

#endif
