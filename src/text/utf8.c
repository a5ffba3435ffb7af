/* SPDX-License-Identifier: ISC */
/* Decode, encode and repair UTF-8. */
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

#include <unistr.h>

#include "base/buffer.h"
#include "text/octets.h"

static bool is_continuation(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The bytes that may follow a lead byte: Unicode 15, table 3-7. Only the
 * second byte of a sequence has a range of its own. */
struct lead {
	int len; /* of the whole sequence; 0 for what cannot lead */
	unsigned char low, high;
};

static struct lead lead_of(unsigned char byte)
{
	if (byte < 0xc2 || byte > 0xf4)
		return (struct lead){ 0, 0, 0 };
	if (byte < 0xe0)
		return (struct lead){ 2, 0x80, 0xbf };
	if (byte < 0xf0) {
		/* E0: no overlong forms; ED: no surrogates */
		return (struct lead){ 3, byte == 0xe0 ? 0xa0 : 0x80,
				      byte == 0xed ? 0x9f : 0xbf };
	}
	return (struct lead){ 4, byte == 0xf0 ? 0x90 : 0x80,
			      byte == 0xf4 ? 0x8f : 0xbf };
}

size_t utf8_decode(const char *bytes, size_t len, uint32_t *point)
{
	unsigned char first = (unsigned char)bytes[0];

	assert(len > 0);
	if (first < 0x80) {
		*point = first;
		return 1;
	}
	*point = UTF8_REPLACEMENT;
	struct lead lead = lead_of(first);
	if (lead.len == 0 || len < 2)
		return 1;
	unsigned char second = (unsigned char)bytes[1];
	if (second < lead.low || second > lead.high)
		return 1;
	uint32_t value = first & (0x7fu >> lead.len);
	value = value << 6 | (second & 0x3f);
	for (size_t i = 2; i < (size_t)lead.len; i++) {
		if (i == len || !is_continuation(bytes[i]))
			return i;
		value = value << 6 | ((unsigned char)bytes[i] & 0x3f);
	}
	*point = value;
	return (size_t)lead.len;
}

size_t utf8_encode(uint32_t point, char out[4])
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point < 0x10000) {
		assert(point < 0xd800 || point > 0xdfff);
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	assert(point <= 0x10ffff);
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

size_t utf8_previous(const char *bytes, size_t off)
{
	assert(off > 0);
	do
		off--;
	while (off > 0 && is_continuation(bytes[off]));
	return off;
}

bool utf8_valid(const char *bytes, size_t len)
{
	return len == 0 || !u8_check((const uint8_t *)bytes, len);
}

size_t utf8_count(const char *bytes, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += !is_continuation(bytes[i]);
	return count;
}

/* The length of the ASCII at the start, up to a NUL. */
static size_t ascii_length(const char *bytes, size_t len)
{
	size_t i = 0;

	/* Below 0x80 only a zero, or what is above one, borrows. */
	while (len - i >= OCTETS && !((octets_at(bytes + i) |
				       (octets_at(bytes + i) - octets_of(1))) &
				      octets_of(0x80)))
		i += OCTETS;
	while (i < len && bytes[i] > 0)
		i++;
	return i;
}

/* The length of what is not ASCII at the start. */
static size_t beyond_length(const char *bytes, size_t len)
{
	size_t i = 0;

	while (i < len && (unsigned char)bytes[i] >= 0x80)
		i++;
	return i;
}

/* The length of what needs no repair at the start. */
static size_t sound_length(const char *bytes, size_t len)
{
	size_t i = 0;

	for (;;) {
		const uint8_t *ill;
		size_t beyond;

		i += ascii_length(bytes + i, len - i);
		beyond = beyond_length(bytes + i, len - i);
		if (!beyond)
			return i;
		ill = u8_check((const uint8_t *)bytes + i, beyond);
		if (ill)
			return (size_t)((const char *)ill - bytes);
		i += beyond;
	}
}

size_t utf8_repair(struct buffer *out, const char *bytes, size_t len)
{
	size_t replaced = 0;

	for (;;) {
		size_t sound = sound_length(bytes, len);
		uint32_t point;

		buffer_append(out, bytes, sound);
		bytes += sound;
		len -= sound;
		if (len == 0)
			return replaced;
		size_t subpart = utf8_decode(bytes, len, &point);
		buffer_append_string(out, "\xef\xbf\xbd");
		replaced++;
		bytes += subpart;
		len -= subpart;
	}
}
