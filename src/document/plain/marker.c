/* SPDX-License-Identifier: ISC */
/* Read the bullet or number that a line of plain text begins with. */
#include "document/plain/marker.h"

#include <string.h>

#include "text/letters.h"
#include "text/utf8.h"

enum { DIGITS_MAX = 3, DEPTH_MAX = 6, NUMERALS_MAX = 12 };

/* What has not been read of a line. */
struct rest {
	const char *at;
	size_t len;
};

static uint32_t peek(const struct rest *rest, size_t *used)
{
	uint32_t point = 0;

	*used = rest->len ? utf8_decode(rest->at, rest->len, &point) : 0;
	return point;
}

static void skip(struct rest *rest, size_t len)
{
	rest->at += len;
	rest->len -= len;
}

static bool take(struct rest *rest, uint32_t wanted)
{
	size_t used;

	if (peek(rest, &used) != wanted || !used)
		return false;
	skip(rest, used);
	return true;
}

static bool is_bullet(uint32_t point)
{
	static const uint32_t bullets[] = {
		'-',	'*',	'+',	0xb7,	0x2010, 0x2012, 0x2013, 0x2014,
		0x2015, 0x2022, 0x2023, 0x2043, 0x204c, 0x204d, 0x2219, 0x25a0,
		0x25a1, 0x25aa, 0x25ab, 0x25b6, 0x25b8, 0x25cb, 0x25cf, 0x25e6,
		0x2713, 0x2714, 0x27a2, 0x30fb, 0xf0b7,
	};

	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (bullets[i] == point)
			return true;
	return false;
}

uint32_t marker_roman(struct span numerals)
{
	static const struct {
		const char *sign;
		uint32_t value;
	} signs[] = { { "C", 100 }, { "XC", 90 }, { "L", 50 },
		      { "XL", 40 }, { "X", 10 },  { "IX", 9 },
		      { "V", 5 },   { "IV", 4 },  { "I", 1 } };
	char upper[NUMERALS_MAX];
	uint32_t value = 0;
	size_t at = 0;

	if (!numerals.len || numerals.len > NUMERALS_MAX)
		return 0;
	for (size_t i = 0; i < numerals.len; i++)
		upper[i] = (char)(numerals.ptr[i] & ~0x20);
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t len = strlen(signs[i].sign);
		size_t most = len == 1 && i % 4 == 0 ? 3 : 1;

		for (; most && numerals.len - at >= len &&
		       !memcmp(upper + at, signs[i].sign, len);
		     most--) {
			value += signs[i].value;
			at += len;
		}
	}
	return at == numerals.len ? value : 0;
}

/* "12", or "2.1.3" with its dots. */
static bool read_decimal(struct rest *rest, struct marker *marker)
{
	do {
		size_t used;
		size_t digits = 0;
		int digit;

		marker->value = 0;
		while ((digit = letters_digit(peek(rest, &used))) >= 0 &&
		       digits < DIGITS_MAX + 1) {
			marker->value = marker->value * 10 + (uint32_t)digit;
			skip(rest, used);
			digits++;
		}
		if (!digits || digits > DIGITS_MAX)
			return false;
		marker->depth++;
	} while (marker->depth < DEPTH_MAX && rest->len > 1 &&
		 *rest->at == '.' && rest->at[1] >= '0' && rest->at[1] <= '9' &&
		 (skip(rest, 1), true));
	marker->kind = MARKER_DECIMAL;
	return true;
}

static bool read_letters(struct rest *rest, struct marker *marker)
{
	struct span numerals = { rest->at, 0 };
	char first = *rest->at;

	marker->capital = !(first & 0x20);
	marker->depth = 1;
	if (marker->capital && rest->len > 2 && rest->at[1] == '.' &&
	    letters_digit((uint8_t)rest->at[2]) >= 0) { /* "B.2.1" */
		skip(rest, 2);
		return read_decimal(rest, marker);
	}
	while (numerals.len < rest->len &&
	       strchr(marker->capital ? "IVXLC" : "ivxlc",
		      rest->at[numerals.len]))
		numerals.len++;
	marker->value = marker_roman(numerals);
	if (marker->value) {
		marker->kind = MARKER_ROMAN;
		skip(rest, numerals.len);
		return true;
	}
	marker->kind = MARKER_LETTER;
	marker->value = (uint32_t)((first | 0x20) - 'a' + 1);
	skip(rest, 1);
	return true;
}

/* Chinese numerals up to 99 are enough to number with. */
static bool read_han(struct rest *rest, struct marker *marker)
{
	static const uint32_t digits[] = { 0x4e00, 0x4e8c, 0x4e09,
					   0x56db, 0x4e94, 0x516d,
					   0x4e03, 0x516b, 0x4e5d };
	enum { TEN = 0x5341 };

	for (;;) {
		size_t used;
		uint32_t point = peek(rest, &used);
		uint32_t digit = 0;

		for (uint32_t i = 0; i < 9; i++)
			if (digits[i] == point)
				digit = i + 1;
		if (point == TEN)
			marker->value =
				(marker->value ? marker->value : 1) * 10;
		else if (digit)
			marker->value += digit;
		else
			break;
		skip(rest, used);
	}
	marker->kind = MARKER_HAN;
	marker->depth = 1;
	return marker->value > 0;
}

static bool read_number(struct rest *rest, struct marker *marker)
{
	size_t used;
	uint32_t first = peek(rest, &used);

	if (first < 0x80 && ((first | 0x20) >= 'a' && (first | 0x20) <= 'z'))
		return read_letters(rest, marker);
	if (letters_kind(first) == LETTERS_DIGIT)
		return read_decimal(rest, marker);
	return read_han(rest, marker);
}

static size_t skip_space(struct rest *rest)
{
	size_t start = rest->len, used;

	while (letters_space(peek(rest, &used)))
		skip(rest, used);
	return start - rest->len;
}

/* What may close a number: a full stop, a parenthesis, the same in full
 * width, the Chinese comma, a colon. */
static bool read_close(struct rest *rest, bool enclosed)
{
	if (enclosed)
		return take(rest, ')') || take(rest, 0xff09);
	return take(rest, '.') || take(rest, ')') || take(rest, ':') ||
	       take(rest, 0x3001) || take(rest, 0xff0e) || take(rest, 0xff1a) ||
	       take(rest, 0xff09);
}

/* The number with what encloses and closes it; *wide is whether a full-width
 * sign closes it, which brings its own space. */
static bool read_numbering(struct rest *rest, struct marker *marker, bool *wide)
{
	size_t used;

	marker->section = take(rest, 0xa7);
	if (marker->section)
		skip_space(rest);
	marker->enclosed = take(rest, '(') || take(rest, 0xff08);
	if (!read_number(rest, marker))
		return false;
	marker->closed = read_close(rest, marker->enclosed);
	*wide = marker->closed && (uint8_t)rest->at[-1] >= 0x80;
	if (marker->enclosed && !marker->closed)
		return false;
	if (marker->section)
		return marker->kind == MARKER_DECIMAL;
	return marker->kind != MARKER_HAN || *wide || !rest->len ||
	       letters_space(peek(rest, &used));
}

/* "3 - Title" closes its number with a dash. */
static bool read_dash(struct rest *rest)
{
	struct rest ahead = *rest;

	if (!take(&ahead, '-') && !take(&ahead, 0x2013) &&
	    !take(&ahead, 0x2014))
		return false;
	if (!skip_space(&ahead))
		return false;
	*rest = ahead;
	return true;
}

static bool read_marker(struct rest *rest, struct marker *marker)
{
	size_t used;
	uint32_t point = peek(rest, &used);
	bool wide = false;
	size_t spaces;

	if (is_bullet(point)) {
		marker->kind = MARKER_BULLET;
		marker->bullet = point;
		skip(rest, used);
	} else if (!read_numbering(rest, marker, &wide)) {
		return false;
	}
	spaces = skip_space(rest);
	if (rest->len && !spaces && !wide)
		return false;
	/* "I was there", "A wall": only a column of numbers has no points. */
	if ((marker->kind == MARKER_ROMAN || marker->kind == MARKER_LETTER) &&
	    !marker->closed && rest->len && spaces < 2)
		return false;
	if (marker->kind == MARKER_DECIMAL && !marker->closed)
		marker->closed = read_dash(rest);
	return true;
}

bool marker_read(struct marker *marker, struct span line)
{
	struct rest rest = { line.ptr, line.len };

	*marker = (struct marker){ .kind = MARKER_NONE };
	if (!line.len || !read_marker(&rest, marker)) {
		*marker = (struct marker){ .kind = MARKER_NONE };
		return false;
	}
	marker->len = line.len - rest.len;
	return true;
}

bool marker_lists(const struct marker *marker)
{
	switch (marker->kind) {
	case MARKER_BULLET:
		return true;
	case MARKER_DECIMAL:
	case MARKER_HAN:
		return marker->closed && !marker->section;
	case MARKER_ROMAN:
	case MARKER_LETTER:
		return marker->closed && (!marker->capital || marker->enclosed);
	case MARKER_NONE:
	case MARKER_KINDS:
		break;
	}
	return false;
}

bool marker_follows(const struct marker *a, const struct marker *b)
{
	if (a->kind != b->kind) /* "h)" and then "i)", a roman numeral too */
		return a->kind == MARKER_LETTER && b->kind == MARKER_ROMAN &&
		       a->closed == b->closed;
	if (a->kind == MARKER_BULLET)
		return a->bullet == b->bullet;
	return a->closed == b->closed && a->enclosed == b->enclosed &&
	       b->depth <= a->depth + 1 &&
	       (b->value == a->value + 1 || a->depth != b->depth);
}
