/* SPDX-License-Identifier: ISC */
/* Read what stands at and behind a mark that may end a sentence. */
#include "text/sentence/stops.h"

#include <string.h>

#include <unictype.h>

#include "text/character.h"
#include "text/clusters.h"
#include "text/sentence/words.h"
#include "text/utf8.h"

static enum punctuation at(const struct stop *stop, size_t off, size_t *next)
{
	return punctuation_at(stop->text, stop->len, off, next);
}

static enum punctuation look(const struct stop *stop, size_t off)
{
	return punctuation_look(stop->text, stop->len, off);
}

static uint32_t point_at(const struct stop *stop, size_t off)
{
	uint32_t point = 0;

	if (off < stop->len)
		utf8_decode(stop->text + off, stop->len - off, &point);
	return point;
}

static bool is_word(const struct stop *stop, size_t off)
{
	return punctuation_in_word(look(stop, off));
}

/* Speech broken off: a dash, or two hyphens, before a closing quote. */
static bool read_dash(struct stop *stop)
{
	size_t next;
	enum punctuation mark = at(stop, stop->off, &next);

	if (mark == PUNCTUATION_HYPHEN &&
	    at(stop, next, &next) != PUNCTUATION_HYPHEN)
		return false;
	stop->kind = STOP_DASH;
	stop->end = next;
	return punctuation_quote(at(stop, next, &next)) && !is_word(stop, next);
}

/* Chicago's ellipsis, ". . .": its last period has one before it. */
static bool is_spaced_ellipsis(const struct stop *stop)
{
	size_t before = punctuation_skip_space_back(stop->text, stop->off);

	return before < stop->off &&
	       punctuation_look_back(stop->text, before) == PUNCTUATION_PERIOD;
}

static bool read_run(struct stop *stop)
{
	size_t next;
	enum punctuation mark;

	stop->kind = STOP_PERIOD;
	while (punctuation_terminal(mark = at(stop, stop->end, &next))) {
		if (stop->end - stop->off > STOP_TAIL_MAX)
			return false;
		if (mark == PUNCTUATION_STOP)
			stop->kind = STOP_STRONG;
		else if (stop->kind == STOP_PERIOD &&
			 (mark == PUNCTUATION_ELLIPSIS ||
			  stop->end > stop->off))
			stop->kind = STOP_ELLIPSIS;
		stop->caseless = mark == PUNCTUATION_STOP &&
				 point_at(stop, stop->end) >= 0x80;
		stop->end = next;
	}
	if (stop->kind == STOP_PERIOD && is_spaced_ellipsis(stop))
		stop->kind = STOP_ELLIPSIS;
	return true;
}

static bool read_marks(struct stop *stop)
{
	enum punctuation mark = look(stop, stop->off);

	if (mark == PUNCTUATION_DASH || mark == PUNCTUATION_HYPHEN)
		return read_dash(stop);
	return punctuation_terminal(mark) &&
	       !punctuation_terminal(
		       punctuation_look_back(stop->text, stop->off)) &&
	       read_run(stop);
}

/* French puts a space before its closing quote, but a German text may open
 * one there: what matters is whether a word follows. */
static bool read_spaced_quote(struct stop *stop)
{
	size_t off = punctuation_skip_space(stop->text, stop->len, stop->end);
	uint32_t point = point_at(stop, off);
	size_t next;

	if (point != U'»' && point != U'›')
		return false;
	at(stop, off, &next);
	if (is_word(stop, next))
		return false;
	stop->quoted = true;
	stop->end = next;
	return true;
}

/* One character of UAX #29's Close; false when what follows is none. */
static bool read_closer(struct stop *stop)
{
	size_t next;
	enum punctuation mark = at(stop, stop->end, &next);

	switch ((int)mark) {
	case PUNCTUATION_SPACE:
		return read_spaced_quote(stop);
	case PUNCTUATION_MARK: /* a variation selector, a direction mark */
		break;
	case PUNCTUATION_CLOSE:
		stop->bracket = stop->end;
		break;
	case PUNCTUATION_TITLE:
		stop->titled = true;
		break;
	case PUNCTUATION_QUOTE:
	case PUNCTUATION_QUOTE_FINAL:
	case PUNCTUATION_QUOTE_PLAIN:
		stop->quoted = true;
		break;
	case PUNCTUATION_QUOTE_INITIAL:
		if (stop->caseless || is_word(stop, next))
			return false;
		stop->quoted = true;
		break;
	case PUNCTUATION_EMPHASIS:
		if (is_word(stop, next))
			return false;
		break;
	default:
		return false;
	}
	stop->end = next;
	return true;
}

/* A note's number in brackets: "[12]", "[^a]", "(3)", "[2, p. 5]". */
static bool read_bracketed_note(struct stop *stop)
{
	enum { NOTE_MAX = 24 };
	size_t off;
	enum punctuation mark;
	uint32_t open = point_at(stop, stop->end);

	at(stop, stop->end, &off);
	if (open != '[' &&
	    !(open == '(' && look(stop, off) == PUNCTUATION_DIGIT))
		return false;
	while (off < stop->end + NOTE_MAX) {
		mark = at(stop, off, &off);
		if (mark == PUNCTUATION_CLOSE) {
			stop->end = off;
			return true;
		}
		if (!punctuation_in_word(mark) && mark != PUNCTUATION_SPACE &&
		    mark != PUNCTUATION_CONTINUE &&
		    mark != PUNCTUATION_PERIOD && mark != PUNCTUATION_HYPHEN &&
		    mark != PUNCTUATION_DASH && mark != PUNCTUATION_OTHER)
			return false;
	}
	return false;
}

/* A raised number that lost its rise: "so it was.12 Then". Only behind a word
 * that is no abbreviation, or a closing quote or bracket. */
static bool read_bare_note(struct stop *stop)
{
	enum { DIGITS_MAX = 3, WORD_MIN = 3 };
	size_t end = stop->end;
	size_t start = stop->off;
	const char *text = stop->text;

	while (end < stop->len && text[end] >= '0' && text[end] <= '9')
		end++;
	if (stop->caseless || end == stop->end ||
	    end > stop->end + DIGITS_MAX ||
	    look(stop, punctuation_skip_space(text, stop->len, end)) ==
		    PUNCTUATION_LOWER ||
	    (end < stop->len && look(stop, end) != PUNCTUATION_SPACE))
		return false;
	while (start > 0 && text[start - 1] >= 'a' && text[start - 1] <= 'z')
		start--;
	if (!stop->quoted && !stop->bracket && stop->kind == STOP_PERIOD &&
	    (stop->off - start < WORD_MIN ||
	     words_have(WORDS_REFERENCE, text + start, stop->off - start) ||
	     words_have(WORDS_COUNTED, text + start, stop->off - start)))
		return false;
	stop->end = end;
	return true;
}

/* An emoji behind the stop goes with the sentence that it comments. */
static bool read_emoji(struct stop *stop)
{
	size_t off = punctuation_skip_space(stop->text, stop->len, stop->end);
	uint32_t point = point_at(stop, off);
	bool solitary;
	size_t next;

	at(stop, off, &next);
	if (!uc_is_property_emoji_presentation(point) &&
	    !(uc_is_property_emoji(point) && point_at(stop, next) == 0xfe0f))
		return false;
	stop->end = off + clusters_length(stop->text + off, stop->len - off,
					  &solitary);
	stop->apart = true;
	return true;
}

static bool read_note(struct stop *stop)
{
	size_t next;

	if (at(stop, stop->end, &next) == PUNCTUATION_RAISED) {
		stop->end = next;
		return true;
	}
	return read_bracketed_note(stop) || read_bare_note(stop);
}

/* Whether a mark follows that says the sentence is not over: UAX #29, SB8a. A
 * period that starts a word, as in ".NET", is none. */
static bool continues(struct stop *stop)
{
	size_t next;
	enum punctuation mark = at(stop, stop->next, &next);

	switch ((int)mark) {
	case PUNCTUATION_NONE:
	case PUNCTUATION_CONTINUE:
		return true;
	case PUNCTUATION_DASH:
		stop->dashed = true;
		return false;
	case PUNCTUATION_HYPHEN:
		mark = look(stop, next);
		stop->dashed =
			mark == PUNCTUATION_SPACE || mark == PUNCTUATION_HYPHEN;
		return stop->next == stop->end && !stop->dashed;
	default:
		break;
	}
	next = stop->next;
	while (punctuation_terminal(look(stop, next)) &&
	       next < stop->next + STOP_AHEAD_MAX)
		at(stop, next, &next);
	return next > stop->next && !is_word(stop, next);
}

/* "iPhone", "eBay" and an address may start a sentence as they are. */
static bool is_as_good_as_capital(const struct stop *stop)
{
	size_t off = stop->word;
	size_t next;

	if (look(stop, off) != PUNCTUATION_LOWER)
		return false;
	at(stop, off, &next);
	if (look(stop, next) == PUNCTUATION_UPPER)
		return true;
	while (is_word(stop, off) && off < stop->word + STOP_AHEAD_MAX)
		at(stop, off, &off);
	return stop->len - off >= 3 && memcmp(stop->text + off, "://", 3) == 0;
}

/* Behind the bracket that closes the one at off; off when there is none near
 * or a stop comes first. */
static size_t skip_remark(const struct stop *stop, size_t off)
{
	size_t end = off;

	while (end < stop->len && end < off + STOP_AHEAD_MAX) {
		enum punctuation mark = at(stop, end, &end);

		if (punctuation_terminal(mark))
			return off;
		if (mark == PUNCTUATION_CLOSE)
			return end;
	}
	return off;
}

static void find_word_from(struct stop *stop, size_t off)
{
	size_t limit = off + STOP_AHEAD_MAX;

	while (off < stop->len && off < limit && !is_word(stop, off))
		at(stop, off, &off);
	stop->word = off;
	stop->start = PUNCTUATION_NONE;
	if (is_word(stop, off))
		stop->start = is_as_good_as_capital(stop) ? PUNCTUATION_UPPER
							  : look(stop, off);
}

/* A remark in brackets that is no sentence of its own, "(laughs)", says
 * nothing by its first letter; and when nothing but a stop follows it, it
 * belongs to what stands before, as a source to its quotation. */
static void find_word(struct stop *stop)
{
	size_t end = stop->next;

	if (look(stop, stop->next) == PUNCTUATION_OPEN)
		end = skip_remark(stop, stop->next);
	find_word_from(stop, stop->next);
	if (end == stop->next)
		return;
	if (end == stop->len || punctuation_terminal(look(stop, end)))
		stop->start = PUNCTUATION_NONE;
	else if (stop->start == PUNCTUATION_LOWER)
		find_word_from(stop, end);
}

/* Whether no space is needed at next. */
static bool is_apart(const struct stop *stop)
{
	enum punctuation next = look(stop, stop->next);

	if (stop->next > stop->end || stop->caseless || stop->dashed)
		return true;
	if (stop->quoted &&
	    (next == PUNCTUATION_QUOTE_INITIAL || next == PUNCTUATION_OPEN))
		return true;
	return punctuation_look_back(stop->text, stop->off) ==
		       PUNCTUATION_IDEOGRAPH &&
	       character_unspaced(point_at(stop, stop->next));
}

bool stop_read(struct stop *stop, const char *text, size_t len, size_t off)
{
	*stop = (struct stop){
		.text = text, .len = len, .off = off, .end = off
	};
	if (!read_marks(stop))
		return false;
	while (read_closer(stop) || read_note(stop) || read_emoji(stop))
		if (stop->end - off > STOP_TAIL_MAX)
			return false;
	stop->end = punctuation_skip_formats(text, len, stop->end);
	if (stop->end - off > STOP_TAIL_MAX)
		return false;
	stop->next = punctuation_skip_space(text, len, stop->end);
	if (continues(stop))
		return false;
	stop->apart = stop->apart || is_apart(stop);
	find_word(stop);
	return true;
}
