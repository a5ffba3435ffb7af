/* SPDX-License-Identifier: ISC */
/* Pass over text in which folded words cannot be. */
#include "document/search/skim.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/search/unit.h"
#include "text/folded.h"
#include "text/octets.h"
#include "text/utf8.h"

enum {
	CORE_MAX = 64, /* bytes; more make nothing rarer */
	/* Characters whose verdicts are remembered, by their last bits. */
	VERDICTS = 4096,
	FOREIGN = 1 << 30, /* a verdict: may become part of the core */
	HIGH_BIT = 0x80,
	ANY_BYTE = 0x80,   /* of a character that is not looked at */
	LEAD_FIRST = 0xc0, /* bytes that begin a character, not ASCII */
	CASE_BIT = 0x20,   /* of ASCII letters */
};

/* A byte of the core that is looked for, at some offset in it. */
struct probe {
	size_t at;
	uint64_t bytes; /* eight of it, small … */
	uint64_t small; /* … with what is set to make a letter small */
};

struct skim {
	struct fold_table *table; /* borrowed */
	struct buffer needle;
	size_t core_at; /* in the needle */
	bool sure;	/* ASCII with no blank at its ends */
	char core[CORE_MAX];
	char small[CORE_MAX]; /* CASE_BIT where a letter's case is alike */
	size_t len;
	bool ascii;
	bool caseless;
	struct probe probes[2]; /* its rarest bytes */
	size_t reach;		/* behind the farther one, a word's end */
	uint32_t verdicts[VERDICTS];
};

/* What may be set in a byte of text that is this one of the needle. */
static char case_bit(const struct skim *skim, char byte)
{
	return skim->caseless && byte >= 'a' && byte <= 'z' ? CASE_BIT : 0;
}

/* --- The core ---------------------------------------------------------------
 */

/* How often a byte is met in prose: letters by Norvig's counts of English
 * (2013); lead bytes of a script are nearly all the same. */
static size_t commonness(char byte)
{
	static const char letters[] = "zqjxkvbywgpfmucdlhrsnioate";
	const char *letter = strchr(letters, byte | CASE_BIT);

	if (((unsigned char)byte & 0xc0) == 0xc0)
		return sizeof(letters);
	if (byte & 0x80)
		return sizeof(letters) / 2;
	return letter && *letter ? 1 + (size_t)(letter - letters) : 0;
}

/* Whether it stays whatever stands beside it. Of what typographic signs become
 * a core is only made for want of other characters. */
static bool may_be_core(const struct skim *skim, uint32_t point, bool signs)
{
	return fold_table_at(skim->table, point)->plain &&
	       (signs || point >= HIGH_BIT || !strchr("'\"-.", (int)point));
}

static void choose_core(struct skim *skim, bool signs)
{
	const char *needle = skim->needle.data;
	size_t len = skim->needle.len;
	size_t start = 0;

	for (size_t pos = 0; pos < len;) {
		uint32_t point;
		size_t next =
			pos + utf8_decode(needle + pos, len - pos, &point);

		if (!may_be_core(skim, point, signs)) {
			start = next;
		} else if (next - start <= CORE_MAX &&
			   next - start > skim->len) {
			skim->len = next - start;
			skim->core_at = start;
		}
		pos = next;
	}
}

static struct probe choose_probe(const struct skim *skim, size_t but)
{
	size_t best = but == 0 && skim->len > 1 ? 1 : 0;

	for (size_t i = best + 1; i < skim->len; i++)
		if (i != but &&
		    commonness(skim->core[i]) < commonness(skim->core[best]))
			best = i;
	return (struct probe){ best, octets_of((uint8_t)skim->core[best]),
			       octets_of((uint8_t)skim->small[best]) };
}

struct skim *skim_new(struct fold_table *table, const char *needle, size_t len)
{
	struct skim *skim = memory_alloc_zeroed(1, sizeof(*skim));

	skim->table = table;
	skim->caseless = fold_table_at(table, 'A')->point.kind != FOLD_SAME;
	buffer_append(&skim->needle, needle, len);
	choose_core(skim, false);
	if (skim->len == 0)
		choose_core(skim, true);
	if (skim->len == 0) {
		skim_free(skim);
		return NULL;
	}
	memcpy(skim->core, needle + skim->core_at, skim->len);
	skim->ascii = octets_ascii(skim->core, skim->len);
	skim->sure = octets_ascii(needle, len) && needle[0] != ' ' &&
		     needle[len - 1] != ' ';
	for (size_t i = 0; i < skim->len; i++)
		skim->small[i] = case_bit(skim, skim->core[i]);
	skim->probes[0] = choose_probe(skim, skim->len);
	skim->probes[1] = choose_probe(skim, skim->probes[0].at);
	skim->reach = OCTETS + (skim->probes[0].at > skim->probes[1].at
					? skim->probes[0].at
					: skim->probes[1].at);
	return skim;
}

void skim_free(struct skim *skim)
{
	if (!skim)
		return;
	buffer_release(&skim->needle);
	free(skim);
}

/* --- What becomes part of it ------------------------------------------------
 */

/* Whether byte may be that byte of the core; of a character that is not ASCII
 * it may always. */
static bool may_be(const struct skim *skim, unsigned char byte, size_t i)
{
	return byte >= ANY_BYTE ||
	       (char)(byte | skim->small[i]) == skim->core[i];
}

/* Whether what a character becomes may be part of the core between such bytes
 * of its neighbours. */
static bool fits(const struct skim *skim, const struct fold_point *to,
		 unsigned char before, unsigned char after)
{
	int len = (int)skim->len;

	for (int from = 1 - to->len; from < len; from++) {
		int end = from + to->len;
		int first = from > 0 ? from : 0;
		int last = end < len ? end : len;

		if ((from > 0 && !may_be(skim, before, (size_t)from - 1)) ||
		    (end < len && !may_be(skim, after, (size_t)end)))
			continue;
		if (memcmp(skim->core + first, to->bytes + (first - from),
			   (size_t)(last - first)) == 0)
			return true;
	}
	return false;
}

/* Whether point, where it stands in a text, may become part of the core, be it
 * gone from among it, but not by staying as it is. */
static bool judge(const struct skim *skim, uint32_t point)
{
	const struct fold_entry *entry = fold_table_at(skim->table, point);

	if (entry->plain)
		return false;
	/* Nothing composed is ASCII. */
	if (entry->composes)
		return !skim->ascii;
	return fits(skim, &entry->point, ANY_BYTE, ANY_BYTE);
}

static bool is_foreign(struct skim *skim, uint32_t point)
{
	uint32_t *verdict = &skim->verdicts[point % VERDICTS];

	if ((*verdict & ~(uint32_t)FOREIGN) != point)
		*verdict = point | (judge(skim, point) ? FOREIGN : 0);
	return *verdict & FOREIGN;
}

/* Decodes the character at bytes, not ASCII; valid UTF-8. */
static size_t decode(const char *bytes, uint32_t *point)
{
	const unsigned char *units = (const unsigned char *)bytes;

	if (units[0] < 0xe0) {
		*point = (units[0] & 0x1fu) << 6 | (units[1] & 0x3fu);
		return 2;
	}
	if (units[0] < 0xf0) {
		*point = (units[0] & 0xfu) << 12 | (units[1] & 0x3fu) << 6 |
			 (units[2] & 0x3fu);
		return 3;
	}
	*point = (units[0] & 7u) << 18 | (units[1] & 0x3fu) << 12 |
		 (units[2] & 0x3fu) << 6 | (units[3] & 0x3fu);
	return 4;
}

/* Whether the character at off, not ASCII, may become part of the core there.
 */
static bool becomes_core(struct skim *skim, const struct buffer *text,
			 size_t off)
{
	uint32_t point;
	size_t end = off + decode(text->data + off, &point);

	if (!is_foreign(skim, point))
		return false;

	const struct fold_entry *entry = fold_table_at(skim->table, point);

	return entry->composes ||
	       fits(skim, &entry->point,
		    off > 0 ? (unsigned char)text->data[off - 1] : ' ',
		    end < text->len ? (unsigned char)text->data[end] : ' ');
}

/* --- The needle around its core ---------------------------------------------
 */

enum verdict { HIT_NONE, HIT_PERHAPS, HIT_SURE };

static bool is_ascii_white(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/*
 * Goes from *off on (step 1), or back (-1), over the text for the bytes of the
 * needle from i on (or back). A run of white space is one blank.
 */
static enum verdict follow(const struct skim *skim, const struct buffer *text,
			   ptrdiff_t i, ptrdiff_t step, ptrdiff_t *off)
{
	ptrdiff_t len = (ptrdiff_t)skim->needle.len;
	ptrdiff_t end = (ptrdiff_t)text->len;

	for (; i >= 0 && i < len; i += step) {
		char wanted = skim->needle.data[i];
		char byte;

		if (*off < 0 || *off >= end)
			return HIT_NONE;
		byte = text->data[*off];
		if (byte & HIGH_BIT)
			return HIT_PERHAPS;
		*off += step;
		if ((byte | case_bit(skim, wanted)) == wanted && byte != ' ')
			continue;
		if (wanted != ' ' || !is_ascii_white(byte))
			return HIT_NONE;
		while (*off >= 0 && *off < end &&
		       is_ascii_white(text->data[*off]))
			*off += step;
	}
	return HIT_SURE;
}

/* Whether the core at off, which stands in the text as it is, is of a hit; a
 * sure one is *hit. */
static enum verdict judge_core(const struct skim *skim,
			       const struct buffer *text, size_t off,
			       struct hit *hit)
{
	ptrdiff_t start = (ptrdiff_t)off - 1;
	ptrdiff_t end = (ptrdiff_t)(off + skim->len);
	ptrdiff_t at = (ptrdiff_t)skim->core_at;
	enum verdict on =
		follow(skim, text, at + (ptrdiff_t)skim->len, 1, &end);
	enum verdict back = HIT_NONE;

	if (on != HIT_NONE)
		back = follow(skim, text, at - 1, -1, &start);
	if (back == HIT_NONE)
		return HIT_NONE;
	*hit = (struct hit){ (uint32_t)(start + 1), (uint32_t)end };
	if (on != HIT_SURE || back != HIT_SURE || !skim->sure ||
	    (start >= 0 && (text->data[start] & HIGH_BIT)) ||
	    ((size_t)end < text->len && (text->data[end] & HIGH_BIT)))
		return HIT_PERHAPS;
	return HIT_SURE;
}

/* --- Passing over text ------------------------------------------------------
 */

static bool has_core(const struct skim *skim, const char *from, size_t room)
{
	if (room < skim->len)
		return false;
	for (size_t i = 0; i < skim->len; i++)
		if ((from[i] | skim->small[i]) != skim->core[i])
			return false;
	return true;
}

/* Whether a hit may have the core at off; a sure one is *hit. */
static enum verdict judge_at(struct skim *skim, const struct buffer *text,
			     size_t off, struct hit *hit)
{
	const char *here = text->data + off;
	enum verdict verdict = HIT_NONE;

	if ((*here | skim->small[0]) == skim->core[0] &&
	    has_core(skim, here, text->len - off))
		verdict = judge_core(skim, text, off, hit);
	if (verdict == HIT_NONE && (unsigned char)*here >= LEAD_FIRST &&
	    becomes_core(skim, text, off))
		verdict = HIT_PERHAPS;
	return verdict;
}

/* Zero in the bytes that are the probe's, or that come to be by what makes a
 * letter small. */
static uint64_t differing(const struct probe *probe, const char *from)
{
	return (octets_in_order(from + probe->at) | probe->small) ^
	       probe->bytes;
}

/* The highest bit of each of eight bytes where the core may be: both probes are
 * there, or a character begins that is not ASCII. */
static uint64_t places(const struct skim *skim, const char *from)
{
	uint64_t word = octets_in_order(from);

	return octets_zeros(differing(&skim->probes[0], from) |
			    differing(&skim->probes[1], from)) |
	       (word & word << 1 & octets_of(HIGH_BIT));
}

/* Looks at the characters at *off and behind, up to one that is ASCII or at
 * end; *off is then there, or where the core may be. */
static enum verdict walk(struct skim *skim, const struct buffer *text,
			 size_t *off, size_t end, struct hit *hit)
{
	while (*off < end && (text->data[*off] & HIGH_BIT)) {
		unsigned char byte = (unsigned char)text->data[*off];
		enum verdict verdict = judge_at(skim, text, *off, hit);

		if (verdict != HIT_NONE)
			return verdict;
		*off += byte < LEAD_FIRST
				? 1u
				: 2u + (byte >= 0xe0) + (byte >= 0xf0);
	}
	return HIT_NONE;
}

/* The first place from *off on, but before end, that may be of the core in a
 * hit. */
static enum verdict find_next(struct skim *skim, const struct buffer *text,
			      size_t *off, size_t end, struct hit *hit)
{
	enum verdict verdict = HIT_NONE;
	size_t from = *off;

	while (from < end && text->len - from >= skim->reach) {
		uint64_t left = places(skim, text->data + from);

		/* Where all is of such characters, that is faster. */
		if ((octets_in_order(text->data + from) &
		     octets_of(HIGH_BIT)) == octets_of(HIGH_BIT)) {
			*off = from;
			verdict = walk(skim, text, off, end, hit);
			if (verdict != HIT_NONE)
				return verdict;
			from = *off;
			continue;
		}
		for (; left && verdict == HIT_NONE; left &= left - 1) {
			*off = from + (size_t)__builtin_ctzll(left) / 8;
			verdict = judge_at(skim, text, *off, hit);
		}
		if (verdict != HIT_NONE)
			return *off < end ? verdict : HIT_NONE;
		from += OCTETS;
	}
	for (*off = from; *off < end && verdict == HIT_NONE; ++*off)
		verdict = judge_at(skim, text, *off, hit);
	*off -= verdict != HIT_NONE;
	return verdict;
}

uint32_t skim_next(struct skim *skim, const struct buffer *text, uint32_t from,
		   uint32_t end)
{
	size_t off = from;
	struct hit hit;

	if (find_next(skim, text, &off, end, &hit) == HIT_NONE)
		return end;
	return (uint32_t)off;
}

/* Whether no hit that begins in the unit may reach over its end. */
static bool ends_hits(const struct skim *skim, const struct document *document,
		      const struct unit *unit)
{
	return unit->end == unit->last ||
	       (skim->needle.len == skim->len &&
		document->text.data[unit->end] == ' ');
}

bool skim_find(struct skim *skim, const struct document *document,
	       const struct unit *unit, struct hits *hits)
{
	size_t before = hits->count;
	size_t off = unit->off;
	uint32_t behind = unit->off;
	enum verdict verdict;
	struct hit hit;

	if (!skim->sure || !ends_hits(skim, document, unit))
		return false;
	while ((verdict = find_next(skim, &document->text, &off, unit->end,
				    &hit)) != HIT_NONE) {
		if (verdict != HIT_SURE || hit.off < unit->off ||
		    hit.end > unit->end) {
			hits->count = before;
			return false;
		}
		off++;
		if (hit.off < behind)
			continue; /* overlaps the one before */
		hits_add(hits, hit);
		off = behind = hit.end;
	}
	return true;
}
