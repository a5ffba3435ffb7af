/* SPDX-License-Identifier: ISC */
/* Keep URLs and addresses on one line where that is possible. */
#include "text/urls.h"

#include <stdbool.h>
#include <string.h>

#include <unictype.h>
#include <uniwidth.h>

#include "text/breaks.h"
#include "text/utf8.h"

enum {
	SCHEME_MAX = 16, /* letters of a URL's scheme */
	LOCAL_MAX = 64,	 /* bytes before an address's @: RFC 5321 */
};

static bool is_ascii_alnum(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z');
}

/* Whether a URL or an address may hold the character at off: no space, no
 * delimiter of RFC 3986's appendix C, and of what is not ASCII only the letters
 * and digits of scripts that put spaces between words. */
static bool is_url_point(uint32_t point)
{
	if (point < 0x80)
		return point > 0x20 && point != 0x7f &&
		       !strchr("<>\"`", (int)point);
	return uc_is_alnum(point) && uc_width(point, "UTF-8") == 1;
}

static size_t url_end(const char *text, size_t len, size_t off)
{
	while (off < len) {
		uint32_t point;
		size_t taken = utf8_decode(text + off, len - off, &point);
		if (!is_url_point(point))
			break;
		off += taken;
	}
	return off;
}

/* Lets lines end inside the URL [off, end) only in an emergency, and not
 * before its part at path. */
static void seal_url(const char *text, size_t off, size_t path, size_t end,
		     uint8_t *kinds)
{
	for (size_t i = off + 1; i < end; i++) {
		bool word = is_ascii_alnum(text[i]) ||
			    (unsigned char)text[i] >= 0x80;
		kinds[i] = BREAK_NONE;
		if (i > path && word && memchr("/?&=-_.", text[i - 1], 7))
			kinds[i] = BREAK_EMERGENCY;
	}
}

static bool is_scheme_byte(char byte)
{
	return is_ascii_alnum(byte) || byte == '+' || byte == '-' ||
	       byte == '.';
}

/* scheme://… (RFC 3986). */
static void seal_schemes(const char *text, size_t len, uint8_t *kinds)
{
	size_t pos = 0;

	for (;;) {
		const char *hit = memmem(text + pos, len - pos, "://", 3);
		if (!hit)
			return;
		size_t colon = (size_t)(hit - text);
		size_t off = colon;
		while (off > pos && colon - off < SCHEME_MAX &&
		       is_scheme_byte(text[off - 1]))
			off--;
		size_t end = url_end(text, len, colon + 3);
		if (off < colon)
			seal_url(text, off, colon + 3, end, kinds);
		pos = end;
	}
}

/* www.… without a scheme. */
static void seal_hosts(const char *text, size_t len, uint8_t *kinds)
{
	size_t pos = 0;

	for (;;) {
		const char *hit = memmem(text + pos, len - pos, "www.", 4);
		if (!hit)
			return;
		size_t off = (size_t)(hit - text);
		pos = off + 4;
		if (off > 0 && is_ascii_alnum(text[off - 1]))
			continue;
		pos = url_end(text, len, pos);
		seal_url(text, off, off + 4, pos, kinds);
	}
}

static bool is_address_byte(char byte)
{
	return is_scheme_byte(byte) || byte == '_' || byte == '%';
}

/* local@domain. */
static void seal_addresses(const char *text, size_t len, uint8_t *kinds)
{
	size_t pos = 0;

	for (;;) {
		const char *hit = memchr(text + pos, '@', len - pos);
		if (!hit)
			return;
		size_t at = (size_t)(hit - text);
		size_t off = at, end = at + 1;
		while (off > pos && at - off < LOCAL_MAX &&
		       is_address_byte(text[off - 1]))
			off--;
		while (end < len && is_address_byte(text[end]))
			end++;
		if (off < at && memchr(hit, '.', end - at))
			seal_url(text, off, off, end, kinds);
		pos = end;
	}
}

void urls_seal(const char *text, size_t len, uint8_t *kinds)
{
	seal_schemes(text, len, kinds);
	seal_hosts(text, len, kinds);
	seal_addresses(text, len, kinds);
}
