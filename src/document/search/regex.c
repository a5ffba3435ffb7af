/* SPDX-License-Identifier: ISC */
/* Find what a regular expression matches, within bounds. */
#include "document/search/regex.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#ifdef HAVE_PCRE2

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/memory.h"
#include "document/document.h"
#include "text/letters.h"
#include "text/utf8.h"

enum {
	LOOK_BEHIND = 128,	/* bytes before a stretch that it may see */
	MATCH_LIMIT = 1000000,	/* PCRE2's own, behind ours */
	HEAP_LIMIT = 32 * 1024, /* KiB */
	SKIMMED = 32,		/* bytes passed over cost as much as a step */
};

struct regex {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	/* Of the unit that is being looked through: */
	size_t position; /* where the matcher was last */
	size_t cost;
};

/*
 * PCRE2 counts its steps only from each place where a match may begin, so its
 * limit alone allows for as many times that as there are bytes. It does call
 * out before each item of the pattern, and between two calls it moves in one
 * direction, so the way between them is what it did.
 */
static int count_cost(pcre2_callout_block *block, void *data)
{
	struct regex *regex = data;
	size_t position = block->current_position;
	size_t way = position > regex->position ? position - regex->position
						: regex->position - position;

	regex->position = position;
	regex->cost += 1 + way / SKIMMED;
	return regex->cost < REGEX_COST_MAX ? 0 : PCRE2_ERROR_CALLOUT;
}

/* --- Whether case counts ---------------------------------------------------
 */

/* The first byte behind the next one of those given, or the end. */
static const char *behind(const char *at, const char *end, char stop)
{
	const char *found = memchr(at, stop, (size_t)(end - at));

	return found ? found + 1 : end;
}

/* Behind the escape whose letter is at at: "{...}" and the like are part of
 * it. */
static const char *skip_escape(const char *at, const char *end)
{
	char letter = *at++;

	if (at < end && *at == '{' && strchr("pPxNogk", letter))
		return behind(at, end, '}');
	if (at < end && letter == 'c')
		return at + 1;
	if (at < end && *at == '<' && strchr("gk", letter))
		return behind(at, end, '>');
	if (letter == 'x')
		for (int i = 0;
		     i < 2 && at < end && strchr("0123456789abcdefABCDEF", *at);
		     i++)
			at++;
	return at;
}

/* Behind what stands behind "(" or "(?" and is no text: a verb, options, a
 * name. */
static const char *skip_group(const char *at, const char *end)
{
	if (at < end && *at == '*')
		return behind(at, end, ')');
	if (at == end || *at != '?')
		return at;
	at++;
	while (at < end &&
	       ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
		*at == '-' || *at == '^' || *at == '&' || *at == '>'))
		at++;
	if (at + 1 < end && *at == '<' && at[1] != '=' && at[1] != '!')
		return behind(at, end, '>');
	if (at < end && *at == '\'')
		return behind(at + 1, end, '\'');
	return at;
}

static bool has_capital(const char *pattern, size_t len)
{
	const char *at = pattern, *end = pattern + len;

	while (at < end) {
		uint32_t point;

		at += utf8_decode(at, (size_t)(end - at), &point);
		if (point == '\\' && at < end && *at != 'Q' && *at != 'E')
			at = skip_escape(at, end);
		else if (point == '\\' && at < end)
			at++;
		else if (point == '(')
			at = skip_group(at, end);
		else if (letters_kind(point) == LETTERS_CAPITAL)
			return true;
	}
	return false;
}

/* --- Compiling -------------------------------------------------------------
 */

struct regex *regex_new(const char *pattern, size_t len, struct error *error)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK |
			   PCRE2_NEVER_BACKSLASH_C | PCRE2_MULTILINE |
			   PCRE2_AUTO_CALLOUT;
	struct regex *regex;
	pcre2_code *code;
	PCRE2_SIZE place;
	int number;

	if (!has_capital(pattern, len))
		options |= PCRE2_CASELESS;
	code = pcre2_compile((PCRE2_SPTR)pattern, len, options, &number, &place,
			     NULL);
	if (!code) {
		PCRE2_UCHAR message[256];

		if (pcre2_get_error_message(number, message, sizeof(message)) <
		    0)
			message[0] = '\0';
		error_set(error,
			  "This is no regular expression: %s, at character %zu",
			  (const char *)message,
			  utf8_count(pattern, place < len ? place : len) + 1);
		return NULL;
	}
	regex = memory_alloc_zeroed(1, sizeof(*regex));
	regex->code = code;
	regex->data = pcre2_match_data_create(1, NULL);
	regex->context = pcre2_match_context_create(NULL);
	if (!regex->data || !regex->context) {
		regex_free(regex);
		error_set(error, "There is no memory left for the regular "
				 "expression");
		return NULL;
	}
	pcre2_set_match_limit(regex->context, MATCH_LIMIT);
	pcre2_set_heap_limit(regex->context, HEAP_LIMIT);
	pcre2_set_callout(regex->context, count_cost, regex);
	return regex;
}

void regex_free(struct regex *regex)
{
	if (!regex)
		return;
	pcre2_match_context_free(regex->context);
	pcre2_match_data_free(regex->data);
	pcre2_code_free(regex->code);
	free(regex);
}

/* --- Matching --------------------------------------------------------------
 */

/* What the expression sees of a unit. */
struct subject {
	const struct document *document;
	const struct unit *unit;
	uint32_t off, end;
	uint32_t options;
};

static struct subject subject_of(const struct document *document,
				 const struct unit *unit)
{
	struct subject subject = {
		.document = document,
		.unit = unit,
		.off = unit->first,
		.end = unit_reach(document, unit, UNIT_HIT_MAX),
		.options = PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK,
	};
	const char *text = document->text.data;

	if (unit->off - unit->first > LOOK_BEHIND) {
		subject.off = unit->off - LOOK_BEHIND;
		while (((unsigned char)text[subject.off] & 0xc0) == 0x80)
			subject.off--;
		subject.options |= PCRE2_NOTBOL;
	}
	if (subject.end < unit->last)
		subject.options |= PCRE2_NOTEOL;
	return subject;
}

/* Finds the first match from off on; its end is more than off. False if there
 * is none; *spent says whether that is not known. */
static bool match_next(struct regex *regex, const struct subject *subject,
		       uint32_t off, struct hit *hit, bool *spent)
{
	const char *text = subject->document->text.data + subject->off;
	const PCRE2_SIZE *found = pcre2_get_ovector_pointer(regex->data);

	while (off < subject->end) {
		regex->position = off - subject->off;
		int result = pcre2_match(regex->code, (PCRE2_SPTR)text,
					 subject->end - subject->off,
					 off - subject->off, subject->options,
					 regex->data, regex->context);

		if (result < 0) {
			*spent = result != PCRE2_ERROR_NOMATCH;
			return false;
		}
		/* Where \K moved a match to nothing, or backwards. */
		hit->off = subject->off + (uint32_t)found[0];
		hit->end = subject->off + (uint32_t)found[1];
		if (hit->off >= off && hit->end > hit->off)
			return true;
		do
			off++;
		while (off < subject->end &&
		       ((unsigned char)text[off - subject->off] & 0xc0) ==
			       0x80);
	}
	return false;
}

/* Where the first match of the next unit begins, if there is one. */
static uint32_t next_begins(struct regex *regex,
			    const struct document *document,
			    const struct unit *unit, bool *spent)
{
	struct unit next = *unit;
	struct subject subject;
	struct hit hit;

	if (!unit_next(document, false, &next))
		return unit->last;
	subject = subject_of(document, &next);
	if (!match_next(regex, &subject, next.off, &hit, spent))
		return unit->last;
	unit_widen(document, &next, next.off, &hit);
	return hit.off;
}

bool regex_find(struct regex *regex, const struct document *document,
		const struct unit *unit, struct hits *hits, uint32_t *cost)
{
	struct subject subject = subject_of(document, unit);
	uint32_t off = unit->off;
	size_t before = hits->count;
	struct hit hit;
	bool spent = false;

	regex->cost = 0;
	while (match_next(regex, &subject, off, &hit, &spent) &&
	       hit.off < unit->end) {
		unit_widen(document, unit, off, &hit);
		hits_add(hits, hit);
		off = hit.end;
	}
	if (hits->count > before && unit->end < unit->last &&
	    hits->items[hits->count - 1].end > unit->end &&
	    next_begins(regex, document, unit, &spent) <
		    hits->items[hits->count - 1].end)
		hits->count--;
	*cost += (uint32_t)regex->cost;
	return !spent;
}

#else /* without PCRE2 */

struct regex *regex_new(const char *pattern, size_t len, struct error *error)
{
	(void)pattern;
	(void)len;
	error_set(error, "This build knows no regular expressions: it was made "
			 "without PCRE2");
	return NULL;
}

void regex_free(struct regex *regex)
{
	(void)regex;
}

bool regex_find(struct regex *regex, const struct document *document,
		const struct unit *unit, struct hits *hits, uint32_t *cost)
{
	(void)regex;
	(void)document;
	(void)unit;
	(void)hits;
	*cost = 0;
	return true;
}

#endif
