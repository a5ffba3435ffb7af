/* SPDX-License-Identifier: ISC */
/* Turn text of any encoding into UTF-8 as it comes. */
#include "text/decoder.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "text/conversion.h"

enum {
	CUT = 16,	   /* bytes of a character, at most, with its escapes */
	ROOM = 16 * 1024,  /* that is made in the output at a time */
	CHUNK = 32 * 1024, /* bytes given to iconv() at a time */
	NAMES = 10,
};

static const char replacement[] = "\xef\xbf\xbd";
static const char mark[] = "\xef\xbb\xbf"; /* U+FEFF */

/*
 * An encoding: the name that is shown, what iconv() may call it (the larger
 * ones first), how many bytes are skipped where there is no character, and the
 * names that people and files give it (Encoding Standard, 4.2).
 */
static const struct encoding {
	const char *name;
	const char *systems[3];
	size_t unit;
	bool doubled; /* two bytes that are no character are one mistake */
	const char *aliases[NAMES];
} encodings[] = {
	{ "windows-1252",
	  { "CP1252", "WINDOWS-1252" },
	  1,
	  false,
	  { "cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",
	    "latin-1", "ansi", "l1" } },
	{ "windows-1251",
	  { "CP1251", "WINDOWS-1251" },
	  1,
	  false,
	  { "cp1251", "win-1251", "x-cp1251" } },
	{ "KOI8-R", { "KOI8-R" }, 1, false, { "koi8", "koi8r", "koi" } },
	{ "KOI8-U", { "KOI8-U" }, 1, false, { "koi8u" } },
	{ "IBM866", { "CP866", "IBM866" }, 1, false, { "cp866", "866" } },
	{ "Shift_JIS",
	  { "CP932", "SHIFT_JIS", "SJIS" },
	  1,
	  true,
	  { "sjis", "shift-jis", "shiftjis", "x-sjis", "cp932", "ms932",
	    "windows-31j", "ms_kanji", "mskanji" } },
	{ "EUC-JP",
	  { "EUC-JP", "EUCJP" },
	  1,
	  true,
	  { "eucjp", "ujis", "x-euc-jp" } },
	{ "ISO-2022-JP", { "ISO-2022-JP" }, 1, false, { "jis", "iso2022jp" } },
	{ "GB18030",
	  { "GB18030", "GBK" },
	  1,
	  true,
	  { "gbk", "gb2312", "gb_2312", "gb_2312-80", "euc-cn", "euccn",
	    "cp936", "x-gbk", "gb" } },
	{ "Big5",
	  { "BIG5-HKSCS", "CP950", "BIG5" },
	  1,
	  true,
	  { "big-5", "big5-hkscs", "cp950", "x-x-big5", "cn-big5" } },
	{ "EUC-KR",
	  { "CP949", "UHC", "EUC-KR" },
	  1,
	  true,
	  { "euckr", "cp949", "uhc", "ks_c_5601-1987", "ksc5601",
	    "windows-949" } },
	{ "UTF-16LE", { "UTF-16LE" }, 2, false, { "utf16le", "ucs-2le" } },
	{ "UTF-16BE", { "UTF-16BE" }, 2, false, { "utf16be", "ucs-2be" } },
	{ "UTF-16", { "UTF-16" }, 2, false, { "utf16", "ucs-2", "unicode" } },
	{ "UTF-32LE", { "UTF-32LE" }, 4, false, { "utf32le", "ucs-4le" } },
	{ "UTF-32BE", { "UTF-32BE" }, 4, false, { "utf32be", "ucs-4be" } },
	{ "UTF-32", { "UTF-32" }, 4, false, { "utf32", "ucs-4" } },
};

enum { ENCODINGS = sizeof(encodings) / sizeof(encodings[0]) };

struct decoder {
	iconv_t iconv;
	size_t unit;
	bool doubled;
	bool begun;    /* what could be a byte-order mark is behind */
	char cut[CUT]; /* the start of a character */
	size_t cut_len;
};

static bool goes_by(const struct encoding *encoding, const char *name)
{
	if (!strcasecmp(name, encoding->name))
		return true;
	for (size_t i = 0; i < NAMES && encoding->aliases[i]; i++)
		if (!strcasecmp(name, encoding->aliases[i]))
			return true;
	return false;
}

static const struct encoding *find_encoding(const char *name)
{
	for (size_t i = 0; i < ENCODINGS; i++)
		if (goes_by(&encodings[i], name))
			return &encodings[i];
	return NULL;
}

const char *decoder_name(const char *name)
{
	const struct encoding *encoding = find_encoding(name);

	return encoding ? encoding->name : name;
}

bool decoder_is_utf8(const char *name)
{
	static const char *const names[] = { "utf-8", "utf8", "ascii",
					     "us-ascii" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcasecmp(name, names[i]))
			return true;
	return false;
}

/* iconv_open() takes "" for that of the locale, and "//" for wishes. */
static bool is_name(const char *name)
{
	return *name && name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					  "abcdefghijklmnopqrstuvwxyz"
					  "0123456789-_.:+()")] == '\0';
}

struct decoder *decoder_open(const char *name)
{
	const struct encoding *encoding = find_encoding(name);
	struct decoder *decoder;
	iconv_t found;

	if (!is_name(name) ||
	    !(encoding ? conversion_from(&found, encoding->systems,
					 sizeof(encoding->systems) /
						 sizeof(char *))
		       : conversion_from(&found, &name, 1)))
		return NULL;
	decoder = memory_alloc_zeroed(1, sizeof(*decoder));
	decoder->iconv = found;
	decoder->unit = encoding ? encoding->unit : 1;
	decoder->doubled = encoding && encoding->doubled;
	return decoder;
}

void decoder_free(struct decoder *decoder)
{
	if (!decoder)
		return;
	iconv_close(decoder->iconv);
	free(decoder);
}

/* How many of the bytes that begin no character are left out: what might be
 * ASCII is not. */
static size_t mistake_length(const struct decoder *decoder, const char *bytes,
			     size_t len)
{
	size_t skipped = decoder->unit;

	if (decoder->doubled && len > 1 && (bytes[0] & 0x80) &&
	    (bytes[1] & 0x80))
		skipped = 2;
	return skipped < len ? skipped : len;
}

/*
 * Converts as much as can be; returns how many bytes are left: those of a
 * character that is cut.
 */
static size_t convert(struct decoder *decoder, const char *bytes, size_t len,
		      struct buffer *out, size_t *replaced)
{
	while (len) {
		char *from;
		char *to;
		size_t room = ROOM;
		size_t result, skipped;

		buffer_reserve(out, ROOM);
		to = out->data + out->len;
		/* iconv() does not write there; some systems say so. */
		memcpy(&from, &bytes, sizeof(from));
		errno = 0;
		result = iconv(decoder->iconv, (void *)&from, &len, &to, &room);
		bytes = from;
		out->len = (size_t)(to - out->data);
		out->data[out->len] = '\0';
		if (result != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL && len < CUT)
			break;
		skipped = mistake_length(decoder, bytes, len);
		bytes += skipped;
		len -= skipped;
		buffer_append_string(out, replacement);
		++*replaced;
	}
	return len;
}

/* Takes a byte-order mark away from what was appended first. */
static void drop_mark(struct decoder *decoder, struct buffer *out, size_t start)
{
	size_t len = strlen(mark);

	if (decoder->begun || out->len == start)
		return;
	decoder->begun = true;
	if (out->len - start < len || memcmp(out->data + start, mark, len) != 0)
		return;
	memmove(out->data + start, out->data + start + len,
		out->len - start - len);
	buffer_truncate(out, out->len - len);
}

size_t decoder_feed(struct decoder *decoder, const char *bytes, size_t len,
		    bool end, struct buffer *out)
{
	struct buffer joined = BUFFER_INIT;
	size_t replaced = 0;
	size_t start = out->len;

	while (len) {
		size_t taken = len < CHUNK ? len : CHUNK;

		buffer_clear(&joined);
		buffer_append(&joined, decoder->cut, decoder->cut_len);
		buffer_append(&joined, bytes, taken);
		decoder->cut_len = convert(decoder, joined.data, joined.len,
					   out, &replaced);
		memcpy(decoder->cut,
		       joined.data + joined.len - decoder->cut_len,
		       decoder->cut_len);
		bytes += taken;
		len -= taken;
	}
	if (end && decoder->cut_len) {
		buffer_append_string(out, replacement);
		replaced++;
		decoder->cut_len = 0;
	}
	drop_mark(decoder, out, start);
	buffer_release(&joined);
	return replaced;
}
