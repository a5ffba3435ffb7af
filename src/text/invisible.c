/* SPDX-License-Identifier: ISC */
/* Judge whether a character that shows nothing is at home where it stands. */
#include "text/invisible.h"

#include <unictype.h>
#include <unigbrk.h>

#include "text/clusters.h"
#include "text/ranges.h"
#include "text/sink.h"
#include "text/utf8.h"

enum {
	SOFT_HYPHEN = 0xad,
	GRAPHEME_JOINER = 0x34f,
	ARABIC_MARK = 0x61c,
	HANGUL_LEADING_FILLER = 0x115f,
	HANGUL_VOWEL_FILLER = 0x1160,
	ZERO_WIDTH_SPACE = 0x200b,
	NON_JOINER = 0x200c,
	JOINER = 0x200d,
	LEFT_MARK = 0x200e,
	RIGHT_MARK = 0x200f,
	WORD_JOINER = 0x2060,
	CANCEL_TAG = 0xe007f,
	/* A pictograph, a skin tone, a selector, a joiner. */
	PICTOGRAPH_REACH = 3,
};

/* What a character lets stand beside it; a set. */
enum {
	HAS_JOINERS = 1 << 0, /* ZWJ and ZWNJ */
	HAS_NO_SPACES = 1 << 1,
	HAS_VARIANTS = 1 << 2, /* VS1 to VS14 */
	HAS_EMOJI = 1 << 3,    /* VS15 and VS16: text and emoji */
	HAS_IDEOGRAPHS = 1 << 4,
	IS_MONGOLIAN = 1 << 5,
	IS_KHMER = 1 << 6,
};

/*
 * Blocks of Unicode 15 by what their scripts need: joiners after chapters 9,
 * 12, 13 and 16 of the Unicode Standard; variants after
 * StandardizedVariants.txt, in which every block named has some.
 */
static const struct point_range homes[] = {
	{ 0x0030, 0x0030, HAS_VARIANTS }, /* a zero with a stroke */
	{ 0x0590, 0x0dff, HAS_JOINERS },  /* Hebrew to Sinhala */
	{ 0x0e00, 0x0fff, HAS_JOINERS | HAS_NO_SPACES }, /* Thai to Tibetan */
	{ 0x1000, 0x109f, HAS_JOINERS | HAS_NO_SPACES | HAS_VARIANTS },
	{ 0x1700, 0x177f, HAS_JOINERS }, /* the Philippines */
	{ 0x1780, 0x17ff, HAS_JOINERS | HAS_NO_SPACES | IS_KHMER },
	{ 0x1800, 0x18af, HAS_JOINERS | IS_MONGOLIAN },
	{ 0x1900, 0x194f, HAS_JOINERS },		 /* Limbu */
	{ 0x1950, 0x19ff, HAS_JOINERS | HAS_NO_SPACES }, /* Tai, Khmer */
	{ 0x1a00, 0x1a1f, HAS_JOINERS },		 /* Buginese */
	{ 0x1a20, 0x1b7f, HAS_JOINERS | HAS_NO_SPACES }, /* Tai Tham, Bali */
	{ 0x1b80, 0x1cff, HAS_JOINERS }, /* Sundanese to Vedic */
	{ 0x203c, 0x218f, HAS_EMOJI },	 /* double exclamation mark */
	{ 0x2190, 0x2bff, HAS_EMOJI | HAS_VARIANTS }, /* mathematics too */
	{ 0x2e80, 0x2fff, HAS_VARIANTS },
	{ 0x3000, 0x303f, HAS_VARIANTS | HAS_EMOJI | HAS_IDEOGRAPHS },
	{ 0x3297, 0x3299, HAS_EMOJI },
	{ 0x3400, 0x4dbf, HAS_VARIANTS | HAS_IDEOGRAPHS },
	{ 0x4e00, 0x9fff, HAS_VARIANTS | HAS_IDEOGRAPHS },
	{ 0xa800, 0xa83f, HAS_JOINERS },
	{ 0xa840, 0xa87f, HAS_JOINERS | HAS_VARIANTS }, /* Phags-pa */
	{ 0xa880, 0xa97f, HAS_JOINERS },
	{ 0xa980, 0xa9ff, HAS_JOINERS | HAS_NO_SPACES }, /* Java, Myanmar */
	{ 0xaa00, 0xaadf, HAS_JOINERS | HAS_NO_SPACES | HAS_VARIANTS },
	{ 0xaae0, 0xaaff, HAS_JOINERS },
	{ 0xabc0, 0xabff, HAS_JOINERS }, /* Meetei Mayek */
	{ 0xf900, 0xfaff, HAS_VARIANTS | HAS_IDEOGRAPHS },
	{ 0xfb1d, 0xfdff, HAS_JOINERS }, /* presentation forms */
	{ 0xfe70, 0xfefc, HAS_JOINERS },
	{ 0xff01, 0xff60, HAS_VARIANTS },
	{ 0x10a00, 0x10abf, HAS_JOINERS },
	{ 0x10ac0, 0x10aff, HAS_JOINERS | HAS_VARIANTS }, /* Manichaean */
	{ 0x10b80, 0x10baf, HAS_JOINERS },
	{ 0x10d00, 0x10fff, HAS_JOINERS },
	{ 0x11000, 0x1165f, HAS_JOINERS },
	{ 0x11660, 0x1167f, HAS_JOINERS | IS_MONGOLIAN },
	{ 0x11680, 0x11fff, HAS_JOINERS },
	{ 0x13000, 0x1342f, HAS_VARIANTS }, /* hieroglyphs */
	{ 0x1e900, 0x1e95f, HAS_JOINERS },  /* Adlam */
	{ 0x1f000, 0x1faff, HAS_EMOJI },
	{ 0x20000, 0x3ffff, HAS_VARIANTS | HAS_IDEOGRAPHS },
};

static bool has(uint32_t point, int what)
{
	return ranges_find(homes, RANGES_COUNT(homes), point, 0) & what;
}

/* Its text and emoji styles have selectors: emoji-variation-sequences.txt. */
static bool has_emoji_styles(uint32_t point)
{
	if (point < 0x203c)
		return point == '#' || point == '*' || point == 0xa9 ||
		       point == 0xae || (point >= '0' && point <= '9');
	return has(point, HAS_EMOJI) && uc_is_property_emoji(point);
}

static bool is_emoji_selector(uint32_t point)
{
	return point == 0xfe0e || point == 0xfe0f;
}

static bool is_selector(uint32_t point)
{
	return (point >= 0xfe00 && point <= 0xfe0f) ||
	       (point >= 0xe0100 && point <= 0xe01ef);
}

static bool is_mongolian_selector(uint32_t point)
{
	return point >= 0x180b && point <= 0x180f;
}

static bool is_khmer_vowel(uint32_t point)
{
	return point == 0x17b4 || point == 0x17b5;
}

static bool is_joiner(uint32_t point)
{
	return point == JOINER || point == NON_JOINER;
}

static bool is_directional(uint32_t point)
{
	return point == LEFT_MARK || point == RIGHT_MARK ||
	       point == ARABIC_MARK;
}

bool invisible_is_quiet(uint32_t point)
{
	return point == SOFT_HYPHEN || point == WORD_JOINER ||
	       is_directional(point);
}

bool invisible_depends(uint32_t point)
{
	return is_joiner(point) || is_selector(point) ||
	       point == ZERO_WIDTH_SPACE || point == GRAPHEME_JOINER ||
	       is_mongolian_selector(point) || is_khmer_vowel(point);
}

/* By the base alone; of a CGJ and an emoji's joiner what follows decides too.
 */
static bool is_home_behind(uint32_t base, uint32_t point)
{
	if (is_joiner(point))
		return has(base, HAS_JOINERS);
	if (point == ZERO_WIDTH_SPACE)
		return has(base, HAS_NO_SPACES);
	if (is_emoji_selector(point))
		return has_emoji_styles(base);
	if (is_selector(point))
		return has(base,
			   point < 0xfe10 ? HAS_VARIANTS : HAS_IDEOGRAPHS);
	if (is_khmer_vowel(point))
		return has(base, IS_KHMER);
	return is_mongolian_selector(point) && has(base, IS_MONGOLIAN);
}

bool invisible_may_follow(uint32_t left, uint32_t right)
{
	if (right == GRAPHEME_JOINER)
		return true;
	if (right == JOINER &&
	    (uc_is_property_extended_pictographic(left) ||
	     uc_graphemeclusterbreak_property(left) == GBP_EXTEND))
		return true;
	return is_home_behind(left, right);
}

bool invisible_may_precede(uint32_t left, uint32_t right)
{
	if (sink_classify(right) != SINK_PLAIN)
		return false;
	if (is_joiner(left))
		return has(right, HAS_JOINERS);
	return left == ZERO_WIDTH_SPACE && has(right, HAS_NO_SPACES);
}

static bool is_leading_jamo(uint32_t point)
{
	return (point >= 0x1100 && point < HANGUL_LEADING_FILLER) ||
	       (point >= 0xa960 && point <= 0xa97c);
}

static bool is_vowel_jamo(uint32_t point)
{
	return (point > HANGUL_VOWEL_FILLER && point <= 0x11a7) ||
	       (point >= 0xd7b0 && point <= 0xd7c6);
}

static bool is_visible_mark(uint32_t point)
{
	return sink_classify(point) == SINK_PLAIN &&
	       uc_graphemeclusterbreak_property(point) == GBP_EXTEND;
}

/* The character at text, 0 at its end. */
static uint32_t point_at(const char *text, size_t len)
{
	uint32_t point = 0;

	if (len > 0)
		utf8_decode(text, len, &point);
	return point;
}

static enum invisible_verdict judge_depending(const struct invisible *state,
					      uint32_t point, uint32_t next)
{
	unsigned row = is_selector(point) ? 1 : INVISIBLE_ROW;

	if (state->base != 0 && state->row < row) {
		if (is_home_behind(state->base, point))
			return INVISIBLE_BEHIND;
		if (point == JOINER && state->pictograph > 0 &&
		    uc_is_property_extended_pictographic(next))
			return INVISIBLE_BEHIND;
		if (point == GRAPHEME_JOINER && is_visible_mark(next))
			return INVISIBLE_BEHIND;
	}
	return invisible_may_precede(point, next) ? INVISIBLE_BEFORE
						  : INVISIBLE_HIDDEN;
}

/* Enters a quiet character; text is what follows it. */
static enum invisible_verdict step_quiet(struct invisible *state,
					 uint32_t point, const char *text,
					 size_t len)
{
	bool marks =
		is_directional(point) && (state->quiet == 0 || state->marks);
	unsigned before = state->quiet;
	unsigned behind = 0;
	size_t pos = 0;

	*state = (struct invisible){ .marks = marks };
	state->quiet =
		(uint8_t)(before < INVISIBLE_REACH ? before + 1 : before);
	while (behind < 2 && pos < len) {
		uint32_t next;
		pos += utf8_decode(text + pos, len - pos, &next);
		if (!invisible_is_quiet(next))
			break;
		marks = marks && is_directional(next);
		behind++;
	}
	return before + behind > (marks ? 1u : 0u) ? INVISIBLE_HIDDEN
						   : INVISIBLE_QUIET;
}

static void step_visible(struct invisible *state, uint32_t point)
{
	uint8_t pictograph = 0;

	if (point >= 0xa9 && clusters_plain_width(point) == 0) {
		if (uc_is_property_extended_pictographic(point))
			pictograph = PICTOGRAPH_REACH;
		else if (state->pictograph > 0 &&
			 uc_graphemeclusterbreak_property(point) == GBP_EXTEND)
			pictograph = state->pictograph - 1;
	}
	*state = (struct invisible){ .base = point, .pictograph = pictograph };
}

static enum invisible_verdict step_depending(struct invisible *state,
					     uint32_t point, uint32_t next)
{
	enum invisible_verdict verdict = judge_depending(state, point, next);

	if (verdict != INVISIBLE_BEHIND) {
		*state = (struct invisible){ 0 };
		return verdict;
	}
	state->row++;
	if (point == JOINER)
		state->pictograph = 0;
	else if (state->pictograph > 0)
		state->pictograph--;
	return verdict;
}

/* Of a character that some class of sink.h holds, or a flag that has tags. */
static enum invisible_verdict step_special(struct invisible *state,
					   uint32_t point, const char *text,
					   size_t len)
{
	uint32_t next = point_at(text, len);
	bool home = false;

	if (invisible_depends(point))
		return step_depending(state, point, next);
	if (invisible_is_quiet(point))
		return step_quiet(state, point, text, len);
	if (point == HANGUL_LEADING_FILLER)
		home = is_vowel_jamo(next);
	else if (point == HANGUL_VOWEL_FILLER)
		home = state->row == 0 && is_leading_jamo(state->base);
	if (!home) {
		*state = (struct invisible){ 0 };
		return INVISIBLE_HIDDEN;
	}
	step_visible(state, point);
	return INVISIBLE_NOT;
}

size_t invisible_step(struct invisible *state, const char *text, size_t len,
		      uint32_t *point, enum invisible_verdict *verdict)
{
	size_t taken;
	bool well_formed = clusters_decode(text, len, &taken, point);
	enum sink_class class = sink_classify(*point);

	*verdict = INVISIBLE_NOT;
	if (!well_formed || class == SINK_CONTROL) {
		*state = (struct invisible){ 0 };
		*verdict = INVISIBLE_CONTROL;
		return taken;
	}
	if (class != SINK_PLAIN) {
		*verdict =
			step_special(state, *point, text + taken, len - taken);
		return taken;
	}
	step_visible(state, *point);
	if (*point == SINK_TAGGED_FLAG) {
		size_t tags = sink_flag_tags(text + taken, len - taken);
		if (tags > 0)
			step_visible(state, CANCEL_TAG);
		taken += tags;
	}
	return taken;
}

/* Whether it is less to go on from where the reader is than to go back. */
static bool is_near(const struct invisible_reader *reader, size_t off)
{
	return reader->reading && off - reader->pos <= 4 * INVISIBLE_REACH;
}

enum invisible_verdict invisible_read(struct invisible_reader *reader,
				      const char *text, size_t len, size_t off)
{
	enum invisible_verdict verdict = INVISIBLE_NOT;

	if (reader->reading && off < reader->pos)
		return INVISIBLE_NOT; /* the tags of a flag */
	if (!is_near(reader, off)) {
		*reader = (struct invisible_reader){ .pos = off,
						     .reading = true };
		for (int i = 0; i < INVISIBLE_REACH && reader->pos > 0; i++)
			reader->pos = utf8_previous(text, reader->pos);
	}
	while (reader->pos <= off) {
		uint32_t point;
		reader->pos +=
			invisible_step(&reader->state, text + reader->pos,
				       len - reader->pos, &point, &verdict);
	}
	return verdict;
}
