/* SPDX-License-Identifier: ISC */
/* Find the sentences of a paragraph. */
#include "text/sentences.h"

#include <assert.h>

#include "text/character.h"
#include "text/clusters.h"
#include "text/sentence/endings.h"
#include "text/sentence/punctuation.h"
#include "text/sentence/stops.h"
#include "text/utf8.h"

/*
 * A boundary is an offset where a sentence ends, behind its last character.
 * The text is cut into windows of WINDOW bytes by offset, and each window but
 * the last has a boundary in (start, start + WINDOW]: where no stop ends a
 * sentence there, the last space is one. So the sentence around any place
 * follows from the text of two windows (unless one is nothing but space), and
 * only a sentence longer than a window can be cut.
 */
enum { WINDOW = 7 * 1024 };

#define NO_BOUNDARY SIZE_MAX

struct paragraph {
	const char *text;
	size_t len; /* without the white space at its end */
};

static bool may_end(char byte)
{
	return byte == '.' || byte == '!' || byte == '?' || byte == '-' ||
	       (byte & 0x80);
}

static size_t next_character(const struct paragraph *paragraph, size_t off)
{
	uint32_t point;

	return off +
	       utf8_decode(paragraph->text + off, paragraph->len - off, &point);
}

static size_t character_start(const struct paragraph *paragraph, size_t off)
{
	return off < paragraph->len ? utf8_previous(paragraph->text, off + 1)
				    : off;
}

/* The boundaries that stops make in (from, limit]: the first or the last. */
static size_t find_stop(const struct paragraph *paragraph, size_t from,
			size_t limit, bool last)
{
	size_t found = NO_BOUNDARY;
	size_t off = from > STOP_TAIL_MAX ? from - STOP_TAIL_MAX : 0;

	off = character_start(paragraph, off);
	while (off < limit && (last || found == NO_BOUNDARY)) {
		size_t end = 0;

		if (may_end(paragraph->text[off]))
			end = ending_at(paragraph->text, paragraph->len, off);
		assert(end == 0 || end - off <= STOP_TAIL_MAX);
		if (end > limit)
			break;
		if (end > from)
			found = end;
		/* What stands between a stop and its end is no other stop. */
		off = end > off ? end : next_character(paragraph, off);
	}
	return found;
}

static bool is_space(const struct paragraph *paragraph, size_t off)
{
	uint32_t point;

	utf8_decode(paragraph->text + off, paragraph->len - off, &point);
	return character_white(point);
}

/* Where a window without a stop is cut: at its last space, else between two
 * clusters, else between two characters. NO_BOUNDARY if it is all space. */
static size_t find_cut(const struct paragraph *paragraph, size_t start)
{
	const char *text = paragraph->text;
	size_t end = character_start(paragraph, start + WINDOW);
	size_t first = character_start(paragraph, start);
	size_t previous;

	for (size_t off = end; off > start; off = previous) {
		previous = utf8_previous(text, off);
		if (is_space(paragraph, off) && !is_space(paragraph, previous))
			return off;
	}
	if (is_space(paragraph, utf8_previous(text, end)))
		return NO_BOUNDARY;

	size_t cut =
		first + clusters_start(text + first, paragraph->len - first,
				       end - first);

	if (cut <= start || is_space(paragraph, utf8_previous(text, cut)))
		return end;
	return cut;
}

/* The last boundary at or before off; 0 when there is none. */
static size_t boundary_before(const struct paragraph *paragraph, size_t off)
{
	size_t start = off / WINDOW * WINDOW;
	size_t limit = off;

	for (;; start -= WINDOW, limit = start + WINDOW) {
		size_t found = find_stop(paragraph, start, limit, true);

		if (found != NO_BOUNDARY)
			return found;
		if (start + WINDOW < paragraph->len &&
		    find_stop(paragraph, limit, start + WINDOW, false) ==
			    NO_BOUNDARY) {
			found = find_cut(paragraph, start);
			if (found <= off)
				return found;
		}
		if (start == 0)
			return 0;
	}
}

/* The first boundary behind off, the text's end included. */
static size_t boundary_after(const struct paragraph *paragraph, size_t off)
{
	size_t start = off / WINDOW * WINDOW;
	size_t from = off;

	for (;; start += WINDOW, from = start) {
		bool last = start + WINDOW >= paragraph->len;
		size_t limit = last ? paragraph->len : start + WINDOW;
		size_t found = find_stop(paragraph, from, limit, false);

		if (found != NO_BOUNDARY)
			return found;
		if (last)
			return paragraph->len;
		if (find_stop(paragraph, start, from, false) != NO_BOUNDARY)
			continue;
		found = find_cut(paragraph, start);
		if (found != NO_BOUNDARY && found > off)
			return found;
	}
}

static struct paragraph make_paragraph(const char *text, size_t len)
{
	return (struct paragraph){ text,
				   punctuation_skip_space_back(text, len) };
}

/* The character whose sentence pos belongs to: the one at pos, for space the
 * one before, at the text's start the first. */
static size_t owner(const struct paragraph *paragraph, size_t pos)
{
	const char *text = paragraph->text;

	if (pos >= paragraph->len)
		return utf8_previous(text, paragraph->len);
	pos = character_start(paragraph, pos);
	if (!is_space(paragraph, pos))
		return pos;
	pos = punctuation_skip_space_back(text, pos);
	return pos > 0 ? utf8_previous(text, pos)
		       : punctuation_skip_space(text, paragraph->len, 0);
}

bool sentence_at(const char *text, size_t len, size_t pos,
		 struct sentence *sentence)
{
	struct paragraph paragraph = make_paragraph(text, len);

	if (paragraph.len == 0)
		return false;

	size_t off = owner(&paragraph, pos);
	size_t start = boundary_before(&paragraph, off);

	sentence->off = punctuation_skip_space(text, paragraph.len, start);
	sentence->end = boundary_after(&paragraph, off);
	return true;
}

bool sentence_next(const char *text, size_t len, struct sentence *sentence)
{
	struct paragraph paragraph = make_paragraph(text, len);
	size_t off = punctuation_skip_space(text, len, sentence->end);

	if (off >= paragraph.len)
		return false;
	sentence->off = off;
	sentence->end = boundary_after(&paragraph, off);
	return true;
}

bool sentence_previous(const char *text, size_t len, struct sentence *sentence)
{
	size_t end = punctuation_skip_space_back(text, sentence->off);

	return end > 0 && sentence_at(text, len, end - 1, sentence);
}
