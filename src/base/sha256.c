/* SPDX-License-Identifier: ISC */
/* SHA-256, after FIPS 180-4. */
#include "base/sha256.h"

#include <string.h>

/* The first 32 bits of the fractional parts of the cube roots of the first 64
 * primes (FIPS 180-4, 4.2.2). */
static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t word, unsigned bits)
{
	return word >> bits | word << (32 - bits);
}

static uint32_t load(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

static void store(unsigned char *bytes, uint32_t word)
{
	bytes[0] = (unsigned char)(word >> 24);
	bytes[1] = (unsigned char)(word >> 16);
	bytes[2] = (unsigned char)(word >> 8);
	bytes[3] = (unsigned char)word;
}

/* FIPS 180-4, 6.2.2 step 1. */
static void schedule(uint32_t words[64], const unsigned char *block)
{
	for (size_t i = 0; i < 16; i++)
		words[i] = load(block + 4 * i);
	for (size_t i = 16; i < 64; i++) {
		uint32_t early = words[i - 15];
		uint32_t late = words[i - 2];

		early = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3;
		late = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10;
		words[i] = words[i - 16] + early + words[i - 7] + late;
	}
}

/* Steps 2 to 4; a to h are the standard's names. */
static void compress(uint32_t state[8], const unsigned char *block)
{
	uint32_t words[64];
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
	uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

	schedule(words, block);
	for (size_t i = 0; i < 64; i++) {
		uint32_t choice = (e & f) ^ (~e & g);
		uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
		uint32_t first = h + choice + constants[i] + words[i] +
				 (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25));
		uint32_t second = majority + (rotate(a, 2) ^ rotate(a, 13) ^
					      rotate(a, 22));

		h = g;
		g = f;
		f = e;
		e = d + first;
		d = c;
		c = b;
		b = a;
		a = first + second;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
	state[5] += f;
	state[6] += g;
	state[7] += h;
}

void sha256_init(struct sha256 *sha)
{
	/* Likewise of the square roots of the first eight (5.3.3). */
	static const uint32_t start[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	};

	memcpy(sha->state, start, sizeof(start));
	sha->len = 0;
}

void sha256_update(struct sha256 *sha, const void *bytes, size_t len)
{
	const unsigned char *from = bytes;
	size_t waiting = sha->len % SHA256_BLOCK;

	sha->len += len;
	if (waiting) {
		size_t lacking = SHA256_BLOCK - waiting;
		size_t taken = len < lacking ? len : lacking;

		if (taken)
			memcpy(sha->block + waiting, from, taken);
		if (taken < lacking)
			return;
		compress(sha->state, sha->block);
		from += taken;
		len -= taken;
	}
	for (; len >= SHA256_BLOCK; len -= SHA256_BLOCK) {
		compress(sha->state, from);
		from += SHA256_BLOCK;
	}
	if (len)
		memcpy(sha->block, from, len);
}

void sha256_finish(struct sha256 *sha, unsigned char digest[SHA256_DIGEST])
{
	static const unsigned char padding[SHA256_BLOCK] = { 0x80 };
	uint64_t bits = sha->len * 8;
	size_t waiting = sha->len % SHA256_BLOCK;
	unsigned char length[8];

	store(length, (uint32_t)(bits >> 32));
	store(length + 4, (uint32_t)bits);
	/* So much that the length ends a block. */
	sha256_update(sha, padding,
		      1 + (2 * SHA256_BLOCK - 9 - waiting) % SHA256_BLOCK);
	sha256_update(sha, length, sizeof(length));
	for (size_t i = 0; i < 8; i++)
		store(digest + 4 * i, sha->state[i]);
}
