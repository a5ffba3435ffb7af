/* SPDX-License-Identifier: ISC */
/* Punycode: Unicode in the letters, digits and hyphens of a host (RFC 3492). */
#include "text/punycode.h"

#include <string.h>

#include "base/buffer.h"

/* RFC 3492, section 5. */
enum {
	BASE = 36,
	THRESHOLD_MIN = 1,
	THRESHOLD_MAX = 26,
	SKEW = 38,
	DAMP = 700,
	INITIAL_BIAS = 72,
	INITIAL_POINT = 0x80,
};

/* Section 6.1. */
static uint32_t adapt(uint32_t delta, uint32_t count, bool first)
{
	uint32_t steps = 0;

	delta = first ? delta / DAMP : delta / 2;
	delta += delta / count;
	for (; delta > (BASE - THRESHOLD_MIN) * THRESHOLD_MAX / 2;
	     steps += BASE)
		delta /= BASE - THRESHOLD_MIN;
	return steps +
	       (BASE - THRESHOLD_MIN + 1) * delta / (delta + (uint32_t)SKEW);
}

static uint32_t threshold(uint32_t place, uint32_t bias)
{
	if (place <= bias + THRESHOLD_MIN)
		return THRESHOLD_MIN;
	if (place >= bias + THRESHOLD_MAX)
		return THRESHOLD_MAX;
	return place - bias;
}

static char digit_of(uint32_t value)
{
	return "abcdefghijklmnopqrstuvwxyz0123456789"[value];
}

/* BASE for what is no digit. */
static uint32_t value_of(char digit)
{
	if (digit >= 'a' && digit <= 'z')
		return (uint32_t)(digit - 'a');
	if (digit >= 'A' && digit <= 'Z')
		return (uint32_t)(digit - 'A');
	if (digit >= '0' && digit <= '9')
		return (uint32_t)(digit - '0') + 26;
	return BASE;
}

/* A generalized variable-length integer: section 3.3. */
static void append_integer(struct buffer *out, uint32_t rest, uint32_t bias)
{
	for (uint32_t place = BASE;; place += BASE) {
		uint32_t limit = threshold(place, bias);

		if (rest < limit)
			break;
		buffer_append_byte(
			out, digit_of(limit + (rest - limit) % (BASE - limit)));
		rest = (rest - limit) / (BASE - limit);
	}
	buffer_append_byte(out, digit_of(rest));
}

static bool read_integer(const char *bytes, size_t len, size_t *off,
			 uint32_t bias, uint32_t *integer)
{
	uint32_t weight = 1;

	for (uint32_t place = BASE;; place += BASE) {
		uint32_t limit = threshold(place, bias);
		uint32_t value = *off < len ? value_of(bytes[*off]) : BASE;

		if (value == BASE || value > (UINT32_MAX - *integer) / weight)
			return false;
		(*off)++;
		*integer += value * weight;
		if (value < limit)
			return true;
		if (weight > UINT32_MAX / (BASE - limit))
			return false;
		weight *= BASE - limit;
	}
}

/* The least of the points that is at least from. */
static uint32_t least(const uint32_t *points, size_t count, uint32_t from)
{
	uint32_t found = UINT32_MAX;

	for (size_t i = 0; i < count; i++)
		if (points[i] >= from && points[i] < found)
			found = points[i];
	return found;
}

/* Section 6.3. */
bool punycode_encode(struct buffer *out, const uint32_t *points, size_t count)
{
	uint32_t next = INITIAL_POINT, bias = INITIAL_BIAS, delta = 0;
	uint32_t done = 0, basic;

	if (count > PUNYCODE_MAX)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (points[i] >= INITIAL_POINT)
			continue;
		buffer_append_byte(out, (char)points[i]);
		done++;
	}
	basic = done;
	if (basic)
		buffer_append_byte(out, '-');
	for (; done < count; delta++, next++) {
		uint32_t found = least(points, count, next);

		if (found - next > (UINT32_MAX - delta) / (done + 1))
			return false;
		delta += (found - next) * (done + 1);
		next = found;
		for (size_t i = 0; i < count; i++) {
			if (points[i] < next && ++delta == 0)
				return false;
			if (points[i] != next)
				continue;
			append_integer(out, delta, bias);
			bias = adapt(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
	}
	return true;
}

static bool is_scalar(uint32_t point)
{
	return point < 0xd800 || (point > 0xdfff && point <= 0x10ffff);
}

/* The code points before the last hyphen stand for themselves; returns where
 * the rest starts, or over len if one is not ASCII. */
static size_t read_basic(const char *bytes, size_t len, uint32_t *points,
			 uint32_t *count)
{
	const char *hyphen = memrchr(bytes, '-', len);
	size_t basic = hyphen ? (size_t)(hyphen - bytes) : 0;

	*count = 0;
	if (basic > PUNYCODE_MAX)
		return len + 1;
	for (size_t i = 0; i < basic; i++) {
		if ((unsigned char)bytes[i] >= INITIAL_POINT)
			return len + 1;
		points[(*count)++] = (unsigned char)bytes[i];
	}
	return basic ? basic + 1 : 0;
}

/* Section 6.2. */
bool punycode_decode(const char *bytes, size_t len,
		     uint32_t points[PUNYCODE_MAX], size_t *count)
{
	uint32_t point = INITIAL_POINT, bias = INITIAL_BIAS, place = 0;
	uint32_t done;
	size_t off = read_basic(bytes, len, points, &done);

	if (off > len)
		return false;
	while (off < len) {
		uint32_t before = place;

		if (done == PUNYCODE_MAX ||
		    !read_integer(bytes, len, &off, bias, &place))
			return false;
		done++;
		bias = adapt(place - before, done, before == 0);
		if (place / done > UINT32_MAX - point)
			return false;
		point += place / done;
		place %= done;
		if (!is_scalar(point))
			return false;
		memmove(points + place + 1, points + place,
			(done - 1 - place) * sizeof(*points));
		points[place++] = point;
	}
	*count = done;
	return true;
}
