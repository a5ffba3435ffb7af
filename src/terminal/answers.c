/* SPDX-License-Identifier: ISC */
/* What the terminal answers about itself. */
#include "terminal/answers.h"

#include <assert.h>
#include <string.h>

enum { DIGITS_MAX = 4, CHANNELS = 3, FULL = 65535 };

struct reader {
	const char *at, *end;
};

static bool skip(struct reader *reader, const char *text)
{
	size_t len = strlen(text);

	if ((size_t)(reader->end - reader->at) < len ||
	    memcmp(reader->at, text, len) != 0)
		return false;
	reader->at += len;
	return true;
}

static int digit_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return -1;
}

/* Up to so many hexadecimal digits; returns how many there are. */
static unsigned read_digits(struct reader *reader, unsigned most,
			    unsigned *value)
{
	unsigned count = 0;

	*value = 0;
	while (count < most && reader->at < reader->end &&
	       digit_of(*reader->at) >= 0) {
		*value = *value * 16 + (unsigned)digit_of(*reader->at);
		reader->at++;
		count++;
	}
	return count;
}

/* "ff", of two digits, is as much as "ffff". */
static unsigned scaled(unsigned value, unsigned digits)
{
	assert(digits > 0 && digits <= DIGITS_MAX);
	return value * FULL / ((1u << 4 * digits) - 1);
}

/* "hhhh/hhhh/hhhh", of one to four digits each. */
static bool read_channels(struct reader *reader, unsigned color[CHANNELS])
{
	for (int i = 0; i < CHANNELS; i++) {
		unsigned value, digits;

		if (i && !skip(reader, "/"))
			return false;
		digits = read_digits(reader, DIGITS_MAX, &value);
		if (!digits)
			return false;
		color[i] = scaled(value, digits);
	}
	return true;
}

/* "rrggbb", of one to four digits each. */
static bool read_packed(struct reader *reader, unsigned color[CHANNELS])
{
	size_t len = (size_t)(reader->end - reader->at);
	unsigned digits = (unsigned)(len / CHANNELS);

	if (!len || len % CHANNELS || digits > DIGITS_MAX)
		return false;
	for (int i = 0; i < CHANNELS; i++) {
		unsigned value;

		if (read_digits(reader, digits, &value) != digits)
			return false;
		color[i] = scaled(value, digits);
	}
	return true;
}

static bool read_color(struct reader *reader, unsigned color[CHANNELS])
{
	unsigned alpha;

	if (skip(reader, "#"))
		return read_packed(reader, color);
	if (skip(reader, "rgb:"))
		return read_channels(reader, color) &&
		       reader->at == reader->end;
	return skip(reader, "rgba:") && read_channels(reader, color) &&
	       skip(reader, "/") && read_digits(reader, DIGITS_MAX, &alpha) &&
	       reader->at == reader->end;
}

bool answers_read_string(const char *string, size_t len, struct answer *answer)
{
	struct reader reader = { string, string + len };
	unsigned color[CHANNELS];

	*answer = (struct answer){ .kind = ANSWER_GROUND };
	if (!skip(&reader, "11;") || !read_color(&reader, color))
		return false;
	answer->ground = theme_ground(color[0], color[1], color[2]);
	return true;
}
