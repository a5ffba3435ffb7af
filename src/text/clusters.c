/* SPDX-License-Identifier: ISC */
/* Find the boundaries between grapheme clusters. */
#include "text/clusters.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <unigbrk.h>

#include "base/memory.h"
#include "text/invisible.h"
#include "text/ranges.h"
#include "text/sink.h"
#include "text/utf8.h"

enum {
	WINDOW = 16,  /* bytes first looked at for a cluster's end */
	TAGS_MAX = 7, /* of a flag, see sink_flag_tags() */
};

/*
 * Characters whose Grapheme_Cluster_Break is Other (or LV, LVT) and that are no
 * pictograph: no two of them are in a cluster. Not all of them, only those that
 * are common enough to be worth a short cut.
 */
static const struct point_range plain_ranges[] = {
	{ 0x0020, 0x007e, 1 }, { 0x00a0, 0x00a8, 1 }, { 0x00aa, 0x00ac, 1 },
	{ 0x00af, 0x02ff, 1 }, { 0x0391, 0x03a1, 1 }, { 0x03a3, 0x0482, 1 },
	{ 0x048a, 0x052f, 1 }, { 0x05d0, 0x05ea, 1 }, { 0x0620, 0x064a, 1 },
	{ 0x1e00, 0x1eff, 1 }, { 0x2010, 0x2027, 1 }, { 0x2030, 0x203b, 1 },
	{ 0x2500, 0x259f, 1 }, { 0x3000, 0x3029, 2 }, { 0x3041, 0x3096, 2 },
	{ 0x309b, 0x30ff, 2 }, { 0x3400, 0x4dbf, 2 }, { 0x4e00, 0x9fff, 2 },
	{ 0xac00, 0xd7a3, 2 }, { 0xff01, 0xff60, 2 },
};

int clusters_plain_width(uint32_t point)
{
	if (point < 0x7f)
		return point >= 0x20;
	if (point >= 0x4e00 && point <= 0x9fff)
		return 2;
	if (point >= 0x2010 && point <= 0x2027) /* dashes, quotation marks */
		return 1;
	return ranges_find(plain_ranges, RANGES_COUNT(plain_ranges), point, 0);
}

static bool is_filler_jamo(uint32_t point)
{
	return point == 0x115f || point == 0x1160;
}

bool clusters_decode(const char *text, size_t len, size_t *taken,
		     uint32_t *point)
{
	*taken = utf8_decode(text, len, point);
	/* No ill-formed subpart is as long as U+FFFD and starts like it. */
	return *point != UTF8_REPLACEMENT || (*taken == 3 && text[0] == '\xef');
}

/* If the character at text may stand in a stretch behind what state knows of,
 * returns its bytes; 0 if it is solitary or starts a cluster in which it is at
 * home before what follows it. */
static size_t stretch_step(struct invisible *state, const char *text,
			   size_t len, uint32_t *point)
{
	enum invisible_verdict verdict;
	size_t taken = invisible_step(state, text, len, point, &verdict);

	return verdict == INVISIBLE_NOT || verdict == INVISIBLE_BEHIND ? taken
								       : 0;
}

void clusters_boundaries(const char *text, size_t len, char *boundaries)
{
	u8_grapheme_breaks((const uint8_t *)text, len, boundaries);
	/* UAX #29 takes a zero width space for a control. */
	for (size_t pos = 1; pos < len; pos++) {
		uint32_t point;
		if (!boundaries[pos] || !(text[pos] & 0x80))
			continue;
		utf8_decode(text + pos, len - pos, &point);
		if (invisible_depends(point))
			boundaries[pos] = 0;
	}
}

/* The first boundary after text's start, at most len, which is a stretch's
 * end; boundaries has room for len bytes. */
static size_t first_boundary(const char *text, size_t len, char *boundaries)
{
	const char *found;

	clusters_boundaries(text, len, boundaries);
	found = memchr(boundaries + 1, 1, len - 1);
	return found ? (size_t)(found - boundaries) : len;
}

/*
 * The length of the cluster at text, which starts with no solitary character.
 * Whether there is a boundary before a character depends on those before it
 * only, so any boundary found in a window is one; else the window grows.
 */
static size_t stretch_cluster(const char *text, size_t len)
{
	char stack[WINDOW + CLUSTERS_LOOKAHEAD];
	struct invisible state = { 0 };
	size_t end = 0, step = 1;
	uint32_t point;

	for (size_t window = WINDOW;; window *= 4) {
		while (end < len && end < window && step > 0) {
			step = stretch_step(&state, text + end, len - end,
					    &point);
			end += step;
		}
		char *boundaries = stack;
		if (end > sizeof(stack))
			boundaries = memory_alloc(end);
		size_t found = first_boundary(text, end, boundaries);
		if (boundaries != stack)
			free(boundaries);
		if (found < end || end == len || step == 0)
			return found;
	}
}

/* How many bytes of quiet characters are at the start. */
static size_t quiet_row(const char *text, size_t len)
{
	size_t pos = 0;

	while (pos < len) {
		uint32_t point;
		size_t taken = utf8_decode(text + pos, len - pos, &point);
		if (!invisible_is_quiet(point))
			break;
		pos += taken;
	}
	return pos;
}

size_t clusters_length(const char *text, size_t len, bool *solitary)
{
	struct invisible state = { 0 };
	enum invisible_verdict verdict;
	uint32_t point, next;
	size_t taken = utf8_decode(text, len, &point);

	*solitary = false;
	if (clusters_plain_width(point) > 0) {
		if (taken == len)
			return taken;
		utf8_decode(text + taken, len - taken, &next);
		if (clusters_plain_width(next) > 0)
			return taken;
		return stretch_cluster(text, len);
	}
	taken = invisible_step(&state, text, len, &point, &verdict);
	switch (verdict) {
	case INVISIBLE_NOT:
	case INVISIBLE_BEHIND:
		return stretch_cluster(text, len);
	case INVISIBLE_BEFORE:
		return taken + stretch_cluster(text + taken, len - taken);
	case INVISIBLE_QUIET:
	case INVISIBLE_HIDDEN:
	case INVISIBLE_CONTROL:
		break;
	}
	*solitary = true;
	return invisible_is_quiet(point) ? quiet_row(text, len) : taken;
}

size_t clusters_stretch(const char *text, size_t len)
{
	struct invisible state = { 0 };
	bool after_plain = false;
	size_t pos = 0;

	while (pos < len) {
		uint32_t point;
		size_t step =
			stretch_step(&state, text + pos, len - pos, &point);
		bool plain = clusters_plain_width(point) > 0;
		if (step == 0 || (plain && after_plain))
			break;
		after_plain = plain;
		pos += step;
	}
	return pos;
}

/* The start of the character, or of the ill-formed bytes, that hold byte off.
 */
static size_t character_start(const char *text, size_t len, size_t off)
{
	if (((unsigned char)text[off] & 0xc0) != 0x80)
		return off;
	for (size_t back = 1; back <= 3 && back <= off; back++) {
		uint32_t point;
		if (utf8_decode(text + off - back, len - off + back, &point) >
		    back)
			return off - back;
	}
	return off;
}

static bool is_tag(uint32_t point)
{
	return point >= 0xe0000 && point <= 0xe007f;
}

/* Whether point is solitary wherever it stands. */
static bool is_always_solitary(uint32_t point)
{
	switch (sink_classify(point)) {
	case SINK_CONTROL:
		return true;
	case SINK_HIDDEN:
		return !is_filler_jamo(point) && !invisible_depends(point) &&
		       !is_tag(point);
	case SINK_JOINER:
	case SINK_PLAIN:
		break;
	}
	return false;
}

/* UAX #29, GB6 to GB8, of two that are both Hangul. */
static bool is_hangul_boundary(int left, int right)
{
	return left != GBP_L &&
	       (right == GBP_L || right == GBP_LV || right == GBP_LVT);
}

static bool is_hangul(int property)
{
	return property == GBP_L || property == GBP_V || property == GBP_T ||
	       property == GBP_LV || property == GBP_LVT;
}

bool clusters_part(uint32_t left, uint32_t right)
{
	if (clusters_plain_width(left) > 0 && clusters_plain_width(right) > 0)
		return true;
	if (is_always_solitary(left) || is_always_solitary(right))
		return true;
	if (invisible_is_quiet(left) || invisible_is_quiet(right))
		return !(invisible_is_quiet(left) && invisible_is_quiet(right));
	if (invisible_depends(right))
		return !invisible_depends(left) &&
		       !invisible_may_follow(left, right);
	if (invisible_may_precede(left, right))
		return false;
	int before = uc_graphemeclusterbreak_property(left);
	int after = uc_graphemeclusterbreak_property(right);
	if (before == GBP_PREPEND || after == GBP_EXTEND || after == GBP_ZWJ ||
	    after == GBP_SPACINGMARK)
		return false;
	if (before == GBP_EXTEND || before == GBP_ZWJ)
		return clusters_plain_width(right) >
		       0; /* else GB9c or GB11 may join */
	if (is_hangul(before) && is_hangul(after))
		return is_hangul_boundary(before, after);
	return !(before == GBP_RI && after == GBP_RI);
}

/* Whether the character at off stands behind so many of its own kind, tags or
 * invisible ones, that it belongs to nothing before them. */
static bool is_beyond_row(const char *text, size_t len, size_t off)
{
	bool (*is_kind)(uint32_t point) = is_tag;
	int most = TAGS_MAX;
	uint32_t point;

	utf8_decode(text + off, len - off, &point);
	if (invisible_depends(point)) {
		is_kind = invisible_depends;
		most = INVISIBLE_ROW;
	}
	for (int row = 0; is_kind(point); row++) {
		if (row == most)
			return true;
		if (off == 0)
			return false;
		off = character_start(text, len, off - 1);
		utf8_decode(text + off, len - off, &point);
	}
	return false;
}

/* The last certain boundary at or before off, where a character starts. */
static size_t certain_start(const char *text, size_t len, size_t off)
{
	while (off > 0) {
		size_t before = character_start(text, len, off - 1);
		size_t taken;
		uint32_t left, right;
		if (!clusters_decode(text + before, len - before, &taken,
				     &left) ||
		    !clusters_decode(text + off, len - off, &taken, &right) ||
		    clusters_part(left, right) || is_beyond_row(text, len, off))
			break;
		off = before;
	}
	return off;
}

size_t clusters_start(const char *text, size_t len, size_t off)
{
	bool solitary;

	assert(off < len);
	size_t start =
		certain_start(text, len, character_start(text, len, off));
	/* As far as what byte off belongs to may depend on what follows. */
	size_t end =
		len - off > CLUSTERS_LOOKAHEAD ? off + CLUSTERS_LOOKAHEAD : len;
	for (;;) {
		size_t taken =
			clusters_length(text + start, end - start, &solitary);
		if (start + taken > off)
			return start;
		start += taken;
	}
}
