/* SPDX-License-Identifier: ISC */
/* Mark where the words of a segment of prose may be parted by a hyphen. */
#include "layout/hyphens.h"

#include <stdbool.h>
#include <string.h>

#include "layout/hyphenate.h"
#include "layout/setting.h"
#include "text/breaks.h"
#include "text/cells.h"
#include "text/letters.h"
#include "text/utf8.h"

enum {
	LETTERS_LEAST = 5, /* of a word that is parted */
	UNPARTED_STYLES = RUN_CODE | RUN_LINK | RUN_IMAGE,
};

/* A word, [off, end) of the segment's text: letters with what sticks to them,
 * digits and apostrophes among them. */
struct prose_word {
	size_t off;
	size_t end;
	size_t letters;
	size_t capitals;
	bool stays; /* it has a digit or is hyphenated already */
};

/* The text of a segment, and how far it has been gone through. */
struct prose {
	const struct setting *setting;
	const char *text;
	size_t len;
	const uint8_t *widths;
	const struct run *run; /* the first that ends at a word or behind it */
	const struct run *runs_end;
	size_t address_end; /* behind what is known to be an address or none */
	bool address;
};

/* What a byte is beside a word. */
enum {
	BYTE_WHITE = 1 << 0,
	BYTE_NAME = 1 << 1,  /* of an address or a path: no word in it parts */
	BYTE_JOINT = 1 << 2, /* the same between letters */
};

static const uint8_t bytes_beside[256] = {
	[' '] = BYTE_WHITE, ['\n'] = BYTE_WHITE, ['\t'] = BYTE_WHITE,
	['/'] = BYTE_NAME,  ['@'] = BYTE_NAME,	 ['_'] = BYTE_NAME,
	['\\'] = BYTE_NAME, ['.'] = BYTE_JOINT,	 [':'] = BYTE_JOINT,
};

static bool is_white(char byte)
{
	return bytes_beside[(uint8_t)byte] == BYTE_WHITE;
}

/* An apostrophe's bytes at off; 0 where there is none. */
static size_t apostrophe(const struct prose *prose, size_t off)
{
	if (prose->text[off] == '\'')
		return 1;
	return prose->len - off > 3 &&
			       memcmp(prose->text + off, "\xe2\x80\x99", 3) == 0
		       ? 3
		       : 0;
}

/* Whether a hyphen (U+2010), one that does not break or a soft one is there. */
static bool is_hyphen(const struct prose *prose, size_t off)
{
	const char *at = prose->text + off;
	size_t left = prose->len - off;

	if (left >= 2 && memcmp(at, "\xc2\xad", 2) == 0)
		return true;
	return left >= 3 && memcmp(at, "\xe2\x80", 2) == 0 &&
	       (at[2] == '\x90' || at[2] == '\x91');
}

static enum letters_kind kind_of_others(const struct prose *prose, size_t off)
{
	uint32_t point;

	utf8_decode(prose->text + off, prose->len - off, &point);
	return letters_kind(point);
}

/* Each byte of prose is asked for. */
static inline enum letters_kind kind_at(const struct prose *prose, size_t off)
{
	unsigned byte = (unsigned char)prose->text[off];

	if (byte >= 0x80)
		return kind_of_others(prose, off);
	if ((byte | 0x20) - 'a' < 26)
		return byte & 0x20 ? LETTERS_SMALL : LETTERS_CAPITAL;
	return byte - '0' < 10 ? LETTERS_DIGIT : LETTERS_NONE;
}

/* Behind the cluster at off. */
static inline size_t next_cluster(const struct prose *prose, size_t off)
{
	off++;
	while (off < prose->len && prose->widths[off] == CELLS_INSIDE)
		off++;
	return off;
}

/* Behind the ASCII letters, each a cluster, that a word goes on with, but for
 * the last one. Counts those that are capitals. */
static inline size_t pass_letters(const struct prose *prose, size_t off,
				  size_t *capitals)
{
	const char *text = prose->text;
	const uint8_t *widths = prose->widths;
	size_t len = prose->len;
	size_t large = 0;

	while (off + 1 < len && (text[off + 1] | 0x20u) - 'a' < 26u &&
	       (text[off] | 0x20u) - 'a' < 26u &&
	       widths[off + 1] != CELLS_INSIDE) {
		large += !(text[off] & 0x20);
		off++;
	}
	*capitals += large;
	return off;
}

/* Finds the next word at or behind off; false if there is none. */
static bool next_word(const struct prose *prose, size_t off,
		      struct prose_word *word)
{
	enum letters_kind kind = LETTERS_NONE;

	while (off < prose->len && (kind = kind_at(prose, off)) == LETTERS_NONE)
		off = next_cluster(prose, off);
	if (off == prose->len)
		return false;
	*word = (struct prose_word){ .off = off };
	for (;;) {
		size_t passed = off;
		size_t inner;

		off = pass_letters(prose, off, &word->capitals);
		if (off > passed)
			kind = kind_at(prose, off);
		word->letters += off - passed + 1;
		word->capitals += kind == LETTERS_CAPITAL;
		word->stays |= kind == LETTERS_DIGIT;
		off = next_cluster(prose, off);
		if (off == prose->len)
			break;
		kind = kind_at(prose, off);
		if (kind != LETTERS_NONE)
			continue;
		inner = apostrophe(prose, off);
		if (is_hyphen(prose, off)) {
			word->stays = true;
			inner = next_cluster(prose, off) - off;
		}
		if (!inner || off + inner >= prose->len)
			break;
		kind = kind_at(prose, off + inner);
		if (kind == LETTERS_NONE)
			break;
		off += inner;
	}
	word->end = off;
	return true;
}

/* Whether a letter or a digit stands right before a stop or colon and another
 * behind it; of two colons it doesn't matter what is around. */
static bool is_joint(const struct prose *prose, size_t off)
{
	if (!off || off + 1 == prose->len)
		return false;
	if (prose->text[off] == ':' && prose->text[off + 1] == ':')
		return true;
	return kind_at(prose, off + 1) != LETTERS_NONE &&
	       kind_at(prose, utf8_previous(prose->text, off)) != LETTERS_NONE;
}

/* Whether a word hangs on another by one hyphen; two are a dash, but not at the
 * start as of an option. */
static bool is_hyphenated(const struct prose *prose,
			  const struct prose_word *word)
{
	const char *text = prose->text;
	size_t off = word->off;

	if (word->end < prose->len && text[word->end] == '-' &&
	    (word->end + 1 == prose->len || text[word->end + 1] != '-'))
		return true;
	if (!off || text[off - 1] != '-')
		return false;
	return off < 3 || text[off - 2] != '-' || is_white(text[off - 3]);
}

/* Whether a word is part of an address, a path or a name of programmers: of
 * what no white space parts from it there is one of these, or a stop or colon
 * between letters. Each stretch is looked at once. */
static bool is_in_address(struct prose *prose, const struct prose_word *word)
{
	const char *text = prose->text;
	size_t i = word->off;

	if (word->off < prose->address_end)
		return prose->address;
	/* What stands before it came with the word before. */
	while (i > prose->address_end && !is_white(text[i - 1]))
		i--;
	prose->address = false;
	for (; i < prose->len && !is_white(text[i]); i++) {
		uint8_t what = bytes_beside[(uint8_t)text[i]];

		if (what == BYTE_NAME ||
		    (what == BYTE_JOINT && is_joint(prose, i)))
			prose->address = true;
	}
	prose->address_end = i;
	return prose->address;
}

/* Whether a word meets code, a link or an image's text. Words come in order. */
static bool meets_run(struct prose *prose, const struct prose_word *word)
{
	uint32_t off = prose->setting->off + (uint32_t)word->off;
	uint32_t end = prose->setting->off + (uint32_t)word->end;

	while (prose->run < prose->runs_end && prose->run->end < off)
		prose->run++;
	for (const struct run *run = prose->run;
	     run < prose->runs_end && run->off <= end; run++) {
		if (run->style & UNPARTED_STYLES)
			return true;
	}
	return false;
}

static void part_word(struct prose *prose, const struct prose_word *word)
{
	const struct setting *setting = prose->setting;
	uint8_t *kinds = setting->scratch->kinds;
	uint8_t hyphens[HYPHENATE_WORD_MAX];
	size_t len = word->end - word->off;

	if (word->stays || word->letters < LETTERS_LEAST ||
	    word->capitals == word->letters || len > HYPHENATE_WORD_MAX ||
	    is_hyphenated(prose, word) || is_in_address(prose, word) ||
	    meets_run(prose, word))
		return;
	hyphenate_word(setting->options->hyphenator, prose->text + word->off,
		       len, hyphens);
	for (size_t i = 1; i < len; i++) {
		size_t off = word->off + i;

		if (hyphens[i] && kinds[off] == BREAK_NONE &&
		    prose->widths[off] != CELLS_INSIDE)
			kinds[off] = BREAK_HYPHEN;
	}
}

void hyphens_find(struct setting *setting)
{
	const struct document *document = setting->document;
	struct prose prose = {
		.setting = setting,
		.text = setting->text + setting->off,
		.len = setting->end - setting->off,
		.widths = setting->scratch->widths,
	};
	struct prose_word word;
	struct prose_word next;
	bool there;

	if (!setting->options->hyphenator ||
	    (setting->block->kind != BLOCK_PARAGRAPH &&
	     setting->block->kind != BLOCK_ROW) ||
	    setting_is_heading(setting, setting->index))
		return;
	prose.runs_end = document->runs + document->run_count;
	prose.run = document->runs + document_run_at(document, setting->off);
	there = next_word(&prose, 0, &word);
	while (there) {
		there = next_word(&prose, word.end, &next);
		/* The paragraph's last word stays whole. */
		if (there || setting->end < setting->block->end)
			part_word(&prose, &word);
		word = next;
	}
}
