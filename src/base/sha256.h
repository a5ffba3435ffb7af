/* SPDX-License-Identifier: ISC */
/* SHA-256, after FIPS 180-4. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_DIGEST = 32, SHA256_BLOCK = 64 };

/* A message that comes in stretches of any size. A copy of it goes its own way.
 */
struct sha256 {
	uint32_t state[8];
	uint64_t len;			   /* bytes taken in */
	unsigned char block[SHA256_BLOCK]; /* of which these wait */
};

void sha256_init(struct sha256 *sha);
void sha256_update(struct sha256 *sha, const void *bytes, size_t len);
/* Ends the message; sha256_init() begins another one. */
void sha256_finish(struct sha256 *sha, unsigned char digest[SHA256_DIGEST]);

#endif
