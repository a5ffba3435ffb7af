/* SPDX-License-Identifier: ISC */
/* Tell in what encoding a text is from its bytes. */
#include "text/encoding.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "text/decoder.h"
#include "text/multibyte.h"
#include "text/singlebyte.h"
#include "text/utf8.h"

enum {
	DECLARATION = 1024, /* bytes in which one is looked for */
	UNITS = 2,	    /* fewer of UTF-16 say nothing */
	/* Mistakes that a declared encoding may have, one in so many. */
	DECLARED_MISTAKES = 50,
};

/* --- Signs ----------------------------------------------------------------
 */

static bool starts(const char *head, size_t len, const char *sign, size_t size)
{
	return len >= size && !memcmp(head, sign, size);
}

/* Whether a unit of UTF-16 is one that text has. ASCII with its bytes turned
 * looks like Chinese, so of that what ends in a NUL does not count, but for the
 * "one" that every text has, and a blank. */
static bool is_usual(unsigned unit)
{
	if (unit < 0x80)
		return unit >= ' ' || unit == '\n' || unit == '\r' ||
		       unit == '\t';
	if (!(unit & 0xff))
		return unit == 0x4e00 || unit == 0x3000;
	return unit >= 0xa0 &&
	       (unit < 0x530 ||			     /* to Cyrillic */
		(unit >= 0x2010 && unit < 0x2040) || /* dashes */
		(unit >= 0x3000 && unit < 0x3100) || /* kana */
		(unit >= 0x4e00 && unit < 0xa000) || /* Han */
		(unit >= 0xac00 && unit < 0xd7a4) ||
		(unit >= 0xff00 && unit < 0xfff0));
}

static bool is_printable(unsigned byte)
{
	return byte >= ' ' && byte < 0x7f;
}

/* UTF-16 without a mark has a NUL in each blank or line end at least, and in
 * the right order of bytes next to nothing that text hasn't. Two letters of
 * ASCII look like a Chinese one; a quarter of Chinese does so, and most of
 * ASCII in which NULs stand. */
static const char *find_utf16(const char *head, size_t len)
{
	size_t usual[2] = { 0, 0 }; /* big-endian, little-endian */
	size_t units = len / 2;
	size_t pairs = 0; /* of ASCII */
	bool little;

	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned first = (unsigned char)head[i];
		unsigned second = (unsigned char)head[i + 1];

		usual[0] += is_usual(first << 8 | second);
		usual[1] += is_usual(second << 8 | first);
		pairs += is_printable(first) && is_printable(second);
	}
	little = usual[1] > usual[0];
	if (units < UNITS || usual[little] * 20 < units * 19 ||
	    usual[!little] * 20 > usual[little] * 19 || pairs * 2 > units)
		return NULL;
	return little ? "UTF-16LE" : "UTF-16BE";
}

/* Two bytes for a character (JIS X 0208), and back to ASCII or nearly so. */
static bool has_escapes(const char *head, size_t len)
{
	bool doubled = false;

	for (size_t i = 0; i + 2 < len; i++) {
		if (head[i] != '\033')
			continue;
		if (head[i + 1] == '$' &&
		    (head[i + 2] == 'B' || head[i + 2] == '@'))
			doubled = true;
		else if (doubled && head[i + 1] == '(' &&
			 (head[i + 2] == 'B' || head[i + 2] == 'J'))
			return true;
	}
	return false;
}

const char *encoding_sign(const char *head, size_t len)
{
	if (starts(head, len, "\xff\xfe\0\0", 4))
		return "UTF-32LE";
	if (starts(head, len, "\0\0\xfe\xff", 4))
		return "UTF-32BE";
	if (starts(head, len, "\xff\xfe", 2))
		return "UTF-16LE";
	if (starts(head, len, "\xfe\xff", 2))
		return "UTF-16BE";
	if (memchr(head, '\0', len))
		return find_utf16(head, len);
	if (has_escapes(head, len))
		return "ISO-2022-JP";
	return NULL;
}

/* --- Declarations ---------------------------------------------------------
 */

static size_t name_length(const char *name, size_t len)
{
	size_t count = 0;

	while (count < len && name[count] > ' ' && name[count] < 0x7f &&
	       !strchr("\"'<>;,*?/\\()", name[count]))
		count++;
	return count;
}

/* The name behind a key and what may stand between. */
static bool take_name(const char *text, size_t len, char *out, size_t room)
{
	size_t skipped = 0;
	size_t count;

	while (skipped < len && strchr(" \t\"'", text[skipped]))
		skipped++;
	count = name_length(text + skipped, len - skipped);
	if (count < 3 || count >= room)
		return false;
	memcpy(out, text + skipped, count);
	out[count] = '\0';
	return true;
}

bool encoding_declared(const char *head, size_t len, char *out, size_t room)
{
	static const char *const keys[] = { "charset=", "encoding=", "coding:",
					    "coding=" };

	if (len > DECLARATION)
		len = DECLARATION;
	for (size_t i = 0; i < len; i++) {
		for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
			size_t size = strlen(keys[k]);

			if (len - i > size &&
			    !strncasecmp(head + i, keys[k], size) &&
			    take_name(head + i + size, len - i - size, out,
				      room))
				return true;
		}
	}
	return false;
}

/* --- Guesses --------------------------------------------------------------
 */

/* Whether eight bytes are plain: no high bit, no NUL, no ESC. A byte b below
 * 0x80 is 0 if subtracting 1 from it borrows (Warren, "Hacker's Delight", 6-1);
 * so are those that ESC was taken out of by XOR. */
static bool is_plain_word(const char *bytes)
{
	const uint64_t ones = UINT64_MAX / 0xff;
	const uint64_t high = ones << 7;
	uint64_t word, escapes;

	memcpy(&word, bytes, sizeof(word));
	escapes = word ^ ones * '\033';
	return !((word | (word - ones) | (escapes - ones)) & high);
}

size_t encoding_plain(const char *bytes, size_t len)
{
	size_t count = 0;

	for (;;) {
		while (len - count >= sizeof(uint64_t) &&
		       is_plain_word(bytes + count))
			count += sizeof(uint64_t);
		if (count == len || !bytes[count] || (bytes[count] & 0x80) ||
		    (bytes[count] == '\033' && count + 1 < len &&
		     bytes[count + 1] == '$'))
			return count;
		count++;
	}
}

/* Sequences of UTF-8 beyond ASCII, those that are well-formed and others. */
struct sequences {
	size_t good;
	size_t bad;
};

static struct sequences count_sequences(const char *bytes, size_t len,
					bool whole)
{
	struct sequences found = { 0, 0 };

	for (size_t i = 0; i < len;) {
		uint32_t point;
		size_t size;

		if (!(bytes[i] & 0x80)) {
			i++;
			continue;
		}
		size = utf8_decode(bytes + i, len - i, &point);
		/* The sample may cut one. */
		if (point == UTF8_REPLACEMENT && !whole && len - i < 4)
			break;
		if (point == UTF8_REPLACEMENT && size < 3)
			found.bad++;
		else
			found.good++;
		i += size;
	}
	return found;
}

/* Whether the sample, read so, has next to no mistakes. */
static bool can_be(const char *name, const char *sample, size_t len)
{
	struct decoder *decoder = decoder_open(name);
	struct buffer text = BUFFER_INIT;
	size_t mistakes;

	if (!decoder)
		return false;
	mistakes = decoder_feed(decoder, sample, len, false, &text);
	decoder_free(decoder);
	len = text.len;
	buffer_release(&text);
	return mistakes * DECLARED_MISTAKES <= len;
}

const char *encoding_guess(const char *sample, size_t len, bool whole,
			   const char *declared)
{
	struct sequences utf8;
	const char *best = NULL;
	int most = 0;

	if (len > ENCODING_SAMPLE) {
		len = ENCODING_SAMPLE;
		whole = false;
	}
	utf8 = count_sequences(sample, len, whole);
	if (utf8.good > utf8.bad || !utf8.bad)
		return NULL;
	if (declared && !decoder_is_utf8(declared) &&
	    can_be(declared, sample, len))
		return decoder_name(declared);
	singlebyte_guess(sample, len, &best, &most);
	multibyte_guess(sample, len, whole, &best, &most);
	return best;
}
