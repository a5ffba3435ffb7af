/* SPDX-License-Identifier: ISC */
/* Look at eight bytes at once. */
#ifndef TEXT_OCTETS_H
#define TEXT_OCTETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { OCTETS = 8 };

/* Eight bytes, each of which is byte. */
static inline uint64_t octets_of(uint8_t byte)
{
	return UINT64_C(0x0101010101010101) * byte;
}

/* The eight bytes at from, in the machine's order. */
static inline uint64_t octets_at(const void *from)
{
	uint64_t octets;

	memcpy(&octets, from, sizeof(octets));
	return octets;
}

/* Whether all of them are printable ASCII, U+0020 to U+007E: such a byte and
 * 0x60 come to 0x80 or more, such a byte and 1 to less. */
static inline bool octets_printable(uint64_t octets)
{
	const uint64_t high = octets_of(0x80);

	return (octets & high) == 0 &&
	       ((octets + octets_of(0x60)) & ~(octets + octets_of(1)) & high) ==
		       high;
}

/* How many bytes at the start are that. */
static inline size_t octets_printable_length(const char *bytes, size_t len)
{
	size_t i = 0;

	while (len - i >= OCTETS && octets_printable(octets_at(bytes + i)))
		i += OCTETS;
	while (i < len && bytes[i] >= ' ' && bytes[i] <= '~')
		i++;
	return i;
}

/* Whether all bytes are below 0x80. */
static inline bool octets_ascii(const char *bytes, size_t len)
{
	unsigned char all = 0;

	for (size_t i = 0; i < len; i++)
		all |= (unsigned char)bytes[i];
	return all < 0x80;
}

/* The highest bit of each byte that is zero (Warren 2013, 6-1). */
static inline uint64_t octets_zeros(uint64_t octets)
{
	const uint64_t low = octets_of(0x7f);

	return ~(((octets & low) + low) | octets | low);
}

/* The eight bytes at from, the first of them the lowest: of bits that are set
 * in it, the lowest is the first. */
static inline uint64_t octets_in_order(const char *from)
{
	uint64_t octets = octets_at(from);

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	octets = __builtin_bswap64(octets);
#endif
	return octets;
}

#endif
