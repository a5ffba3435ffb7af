/* SPDX-License-Identifier: ISC */
/* Fold characters so that what does not matter in comparing is gone. */
#include "text/fold.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/buffer.h"
#include "text/character.h"
#include "text/ranges.h"
#include "text/utf8.h"

enum {
	SOLIDUS_OVERLAY = 0x0338, /* makes "not equal" of "equal" */
	DOTLESS_I = 0x0131,
	NUKTA_CLASS = 7,
	/* Characters that wait to be folded further: more than any single one
	 * decomposes into, several times over. */
	PENDING_MAX = 2 * UC_DECOMPOSITION_MAX_LENGTH,
	STEPS_MAX = 4 * UC_DECOMPOSITION_MAX_LENGTH,
};

/* Blocks and stretches of Unicode 15: points of Hebrew, signs for vowels and
 * recitation of Arabic, and the line that stretches Arabic words. */
static const struct point_range unwritten[] = {
	{ 0x0591, 0x05bd, 1 }, { 0x05bf, 0x05bf, 1 }, { 0x05c1, 0x05c2, 1 },
	{ 0x05c4, 0x05c5, 1 }, { 0x05c7, 0x05c7, 1 }, { 0x0610, 0x061a, 1 },
	{ 0x0640, 0x0640, 1 }, { 0x064b, 0x0652, 1 }, { 0x0656, 0x065f, 1 },
	{ 0x0670, 0x0670, 1 }, { 0x06d6, 0x06dc, 1 }, { 0x06df, 0x06e4, 1 },
	{ 0x06e7, 0x06e8, 1 }, { 0x06ea, 0x06ed, 1 }, { 0x08d3, 0x08e1, 1 },
	{ 0x08e3, 0x08ff, 1 },
};

/* Combining Diacritical Marks and their supplements, but for the stroke that
 * negates a sign; of Arabic what Unicode composes with letters. */
static const struct point_range accents[] = {
	{ 0x0300, 0x0337, 1 }, { 0x0339, 0x036f, 1 }, { 0x0653, 0x0655, 1 },
	{ 0x1ab0, 0x1aff, 1 }, { 0x1dc0, 0x1dff, 1 }, { 0x20d0, 0x20ff, 1 },
};

/* What one types for signs that a keyboard does not have. */
static const struct point_range signs[] = {
	{ 0x00ab, 0x00ab, '"' },  { 0x00b4, 0x00b4, '\'' },
	{ 0x00bb, 0x00bb, '"' },  { 0x02bb, 0x02bd, '\'' },
	{ 0x05be, 0x05be, '-' },  { 0x05f3, 0x05f3, '\'' },
	{ 0x05f4, 0x05f4, '"' },  { 0x2010, 0x2015, '-' },
	{ 0x2018, 0x201b, '\'' }, { 0x201c, 0x201f, '"' },
	{ 0x2032, 0x2032, '\'' }, { 0x2033, 0x2033, '"' },
	{ 0x2039, 0x203a, '\'' }, { 0x2212, 0x2212, '-' },
	{ 0x2e3a, 0x2e3b, '-' },  { 0x301d, 0x301f, '"' },
};

/* Letters with what is an accent to a reader, yet not to Unicode. */
static const struct point_range strokes[] = {
	{ 0x00d0, 0x00d0, 'D' }, { 0x00d8, 0x00d8, 'O' },
	{ 0x00f0, 0x00f0, 'd' }, { 0x00f8, 0x00f8, 'o' },
	{ 0x0110, 0x0110, 'D' }, { 0x0111, 0x0111, 'd' },
	{ 0x0126, 0x0126, 'H' }, { 0x0127, 0x0127, 'h' },
	{ 0x0131, 0x0131, 'i' }, { 0x0141, 0x0141, 'L' },
	{ 0x0142, 0x0142, 'l' }, { 0x0166, 0x0166, 'T' },
	{ 0x0167, 0x0167, 't' },
};

/* Two letters in one; capitals as they stand at the start of a name. */
static const struct {
	uint32_t point;
	char letters[2];
} digraphs[] = {
	{ 0x00c6, { 'A', 'e' } }, { 0x00de, { 'T', 'h' } },
	{ 0x00df, { 's', 's' } }, { 0x00e6, { 'a', 'e' } },
	{ 0x00fe, { 't', 'h' } }, { 0x0152, { 'O', 'e' } },
	{ 0x0153, { 'o', 'e' } }, { 0x1e9e, { 'S', 'S' } },
};

#define IS_IN(table, point) \
	(ranges_find((table), RANGES_COUNT(table), (point), 0) != 0)

static bool is_accent(uint32_t point)
{
	return point >= 0x300 && IS_IN(accents, point);
}

static bool is_nothing(uint32_t point)
{
	return IS_IN(unwritten, point) ||
	       uc_is_property_default_ignorable_code_point(point);
}

bool fold_composes(uint32_t point)
{
	return point == 0x3099 || point == 0x309a ||
	       /* jamo of a syllable's middle and end */
	       (point >= 0x1160 && point <= 0x11ff);
}

static uint32_t ascii_small(uint32_t point)
{
	return point >= 'A' && point <= 'Z' ? point | 0x20 : point;
}

/* Two letters for one, or 0. */
static size_t take_digraph(uint32_t point, uint32_t *parts)
{
	for (size_t i = 0; i < sizeof(digraphs) / sizeof(digraphs[0]); i++) {
		if (digraphs[i].point != point)
			continue;
		parts[0] = (uint32_t)digraphs[i].letters[0];
		parts[1] = (uint32_t)digraphs[i].letters[1];
		return 2;
	}
	return 0;
}

/* A decomposition into what a reader takes for the same in another form, or
 * 0. Those that begin with a blank are accents standing alone. */
static size_t take_compatible(uint32_t point, uint32_t *parts)
{
	int form;
	int count = uc_decomposition(point, &form, parts);

	if (count < 1 || parts[0] == ' ' || form == UC_DECOMP_SUPER ||
	    form == UC_DECOMP_SUB || form == UC_DECOMP_CIRCLE ||
	    form == UC_DECOMP_SQUARE || form == UC_DECOMP_FRACTION)
		return 0;
	return (size_t)count;
}

/*
 * One step of folding: what point is taken apart into or replaced by. The point
 * itself says that nothing more happens to it. parts has room for
 * UC_DECOMPOSITION_MAX_LENGTH.
 */
static size_t take_apart(uint32_t point, unsigned counting, uint32_t *parts)
{
	size_t count;
	int found;

	parts[0] = point;
	if (point < 0x80) {
		if (!(counting & FOLD_CASE))
			parts[0] = ascii_small(point);
		return 1;
	}
	if (is_nothing(point))
		return 0;
	if (character_white(point)) {
		parts[0] = ' ';
		return 1;
	}
	parts[0] = (uint32_t)ranges_find(signs, RANGES_COUNT(signs), point,
					 (int)point);
	if (parts[0] == point && !(counting & FOLD_ACCENTS))
		parts[0] = (uint32_t)ranges_find(strokes, RANGES_COUNT(strokes),
						 point, (int)point);
	if (parts[0] != point)
		return 1;
	if ((count = take_digraph(point, parts)) > 0)
		return count;
	found = uc_canonical_decomposition(point, parts);
	if (found > 0 && fold_composes(parts[found - 1])) {
		parts[0] = point;
		return 1;
	}
	if (found > 0)
		return (size_t)found;
	if (is_accent(point)) {
		parts[0] = point;
		return counting & FOLD_ACCENTS ? 1 : 0;
	}
	if ((count = take_compatible(point, parts)) > 0)
		return count;
	/* By way of the capital, so that all small forms are one; but that of
	 * a dotless i is the other one's. */
	parts[0] = point;
	if (!(counting & FOLD_CASE) && point != DOTLESS_I)
		parts[0] = uc_tolower(uc_toupper(point));
	return 1;
}

/* False if that takes too much room. */
static bool fold_all(uint32_t point, unsigned counting, struct fold_point *out)
{
	uint32_t pending[PENDING_MAX] = { point };
	size_t waiting = 1;

	out->len = 0;
	for (int step = 0; waiting > 0; step++) {
		uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH];
		uint32_t next = pending[--waiting];
		size_t count = take_apart(next, counting, parts);

		if (step == STEPS_MAX || waiting + count > PENDING_MAX)
			return false;
		if (count == 1 && parts[0] == next) {
			char bytes[4];
			size_t len = utf8_encode(next, bytes);

			if (out->len + len > FOLD_BYTES_MAX)
				return false;
			memcpy(out->bytes + out->len, bytes, len);
			out->len = (uint8_t)(out->len + len);
			continue;
		}
		while (count > 0)
			pending[waiting++] = parts[--count];
	}
	return true;
}

/* Han and Hangul; to be quick with what most of a text may be. */
static bool is_plainly_same(uint32_t point)
{
	return (point >= 0x3400 && point <= 0x9fff) ||
	       (point >= 0xac00 && point <= 0xd7a3);
}

struct fold_point fold_point(uint32_t point, unsigned counting)
{
	struct fold_point out = { .kind = FOLD_OTHER };
	char bytes[4];
	size_t len = utf8_encode(point, bytes);

	if (character_white(point)) {
		out.kind = FOLD_BLANK;
		out.len = 1;
		out.bytes[0] = ' ';
		return out;
	}
	if (is_plainly_same(point) || !fold_all(point, counting, &out)) {
		out.len = (uint8_t)len;
		memcpy(out.bytes, bytes, len);
	}
	if (out.len == 0)
		out.kind = FOLD_NOTHING;
	else if (out.len == len && memcmp(out.bytes, bytes, len) == 0)
		out.kind = FOLD_SAME;
	return out;
}

static bool is_equal(const struct fold_point *a, const struct fold_point *b)
{
	return a->kind == b->kind && a->len == b->len &&
	       memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* Accents count if that makes a difference to what was typed. Case has
 * differences (of sigmas) that nobody means who types. */
unsigned fold_counting(const char *bytes, size_t len)
{
	unsigned counting = 0;

	for (size_t pos = 0; pos < len;) {
		uint32_t point;

		pos += utf8_decode(bytes + pos, len - pos, &point);
		struct fold_point bare = fold_point(point, FOLD_CASE);
		struct fold_point accented =
			fold_point(point, FOLD_CASE | FOLD_ACCENTS);

		if (uc_is_general_category_withtable(
			    point, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt))
			counting |= FOLD_CASE;
		if (!is_equal(&bare, &accented))
			counting |= FOLD_ACCENTS;
	}
	return counting;
}

bool fold_goes_on(uint32_t last, uint32_t next)
{
	if (next < 0x300)
		return false;
	return is_accent(next) || next == SOLIDUS_OVERLAY || next == 0x3099 ||
	       next == 0x309a ||
	       /* jamo of a syllable's middle and end */
	       (next >= 0x1160 && next <= 0x11ff) ||
	       uc_combining_class(next) == NUKTA_CLASS ||
	       uc_composition(last, next) != 0;
}

void fold_append(struct buffer *out, const char *bytes, size_t len)
{
	for (size_t pos = 0; pos < len;) {
		uint32_t point;
		struct fold_point folded;

		pos += utf8_decode(bytes + pos, len - pos, &point);
		if (point < 0x80) {
			buffer_append_byte(out, (char)ascii_small(point));
			continue;
		}
		folded = fold_point(point, 0);
		buffer_append(out, folded.bytes, folded.len);
	}
}
