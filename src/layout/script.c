/* SPDX-License-Identifier: ISC */
/* Show raised and lowered text by the characters that Unicode has for it. */
#include "layout/script.h"

#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "text/utf8.h"

enum {
	STRETCH_MAX = 32, /* bytes; nobody raises more for its meaning */
	SCRIPTS = RUN_SUPERSCRIPT | RUN_SUBSCRIPT,
};

/* A character and what shows it raised or lowered, 0 where nothing does: those
 * of Unicode's "Superscripts and Subscripts" block and the letters that fonts
 * have. A comma stays one, as between the numbers of two notes. */
static const struct form {
	uint32_t point;
	uint32_t raised;
	uint32_t lowered;
} forms[] = {
	{ '0', 0x2070, 0x2080 },    { '1', 0x00b9, 0x2081 },
	{ '2', 0x00b2, 0x2082 },    { '3', 0x00b3, 0x2083 },
	{ '4', 0x2074, 0x2084 },    { '5', 0x2075, 0x2085 },
	{ '6', 0x2076, 0x2086 },    { '7', 0x2077, 0x2087 },
	{ '8', 0x2078, 0x2088 },    { '9', 0x2079, 0x2089 },
	{ '+', 0x207a, 0x208a },    { '-', 0x207b, 0x208b },
	{ 0x2212, 0x207b, 0x208b }, /* minus */
	{ 0x2013, 0x207b, 0x208b }, /* en dash */
	{ '=', 0x207c, 0x208c },    { '(', 0x207d, 0x208d },
	{ ')', 0x207e, 0x208e },    { ',', ',', ',' },
	{ 'i', 0x2071, 0x1d62 },    { 'n', 0x207f, 0x2099 },
	{ 'a', 0, 0x2090 },	    { 'e', 0, 0x2091 },
	{ 'h', 0, 0x2095 },	    { 'k', 0, 0x2096 },
	{ 'l', 0, 0x2097 },	    { 'm', 0, 0x2098 },
	{ 'o', 0, 0x2092 },	    { 'p', 0, 0x209a },
	{ 'r', 0, 0x1d63 },	    { 's', 0, 0x209b },
	{ 't', 0, 0x209c },	    { 'u', 0, 0x1d64 },
	{ 'v', 0, 0x1d65 },	    { 'x', 0, 0x2093 },
};

static uint32_t form_of(uint32_t point, unsigned style)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (forms[i].point == point)
			return style & RUN_SUPERSCRIPT ? forms[i].raised
						       : forms[i].lowered;
	}
	return 0;
}

/* Whether the run before (or behind) belongs to the same stretch. */
static bool joins(const struct document *document, uint32_t left,
		  uint32_t right)
{
	const struct run *a = &document->runs[left];
	const struct run *b = &document->runs[right];

	return a->end == b->off && !((a->style | b->style) & RUN_NOTE) &&
	       (a->style & SCRIPTS) == (b->style & SCRIPTS);
}

bool script_starts(const struct document *document, uint32_t run)
{
	return run == 0 || !joins(document, run - 1, run);
}

bool script_ends(const struct document *document, uint32_t run)
{
	return run + 1 == document->run_count || !joins(document, run, run + 1);
}

/* The bytes of a run's stretch; false if they are too many. */
static bool find_stretch(const struct document *document, uint32_t run,
			 uint32_t *off, uint32_t *end)
{
	uint32_t first = run;
	uint32_t last = run;

	for (;;) {
		*off = document->runs[first].off;
		*end = document->runs[last].end;
		if (*end - *off > STRETCH_MAX)
			return false;
		if (!script_starts(document, first))
			first--;
		else if (!script_ends(document, last))
			last++;
		else
			return true;
	}
}

/* What a stretch is made of. */
struct survey {
	size_t letters;
	size_t numbers; /* digits and signs of arithmetic, inside or first */
	size_t signs;	/* such signs behind the first character */
	bool formed;	/* each character has a form */
	bool other;	/* there is something that is none of these */
};

static bool is_letter(uint32_t point)
{
	return (point | 0x20) - 'a' < 26 || (point >= 0x370 && point < 0x400);
}

static bool is_digit(uint32_t point)
{
	return point - '0' < 10;
}

static bool is_sign(uint32_t point)
{
	return (point < 0x80 && point && strchr("+-*/=()^", (int)point)) ||
	       point == 0x2212 || point == 0xb1 || point == 0xb7 ||
	       point == 0xd7;
}

static struct survey survey_of(const char *text, size_t len, unsigned style)
{
	struct survey survey = { .formed = true };

	for (size_t i = 0; i < len;) {
		uint32_t point;
		size_t taken = utf8_decode(text + i, len - i, &point);

		if (!form_of(point, style))
			survey.formed = false;
		if (is_letter(point)) {
			survey.letters++;
		} else if (is_digit(point)) {
			survey.numbers++;
		} else if (is_sign(point)) {
			survey.numbers++;
			survey.signs += i > 0;
		} else if (point != ' ' && point != ',' && point != '.') {
			survey.other = true;
		}
		i += taken;
	}
	return survey;
}

/* Whether off stands right behind what could have an exponent or an index. */
static bool is_behind_base(const struct document *document, uint32_t off)
{
	const char *text = document->text.data;
	uint32_t point;
	size_t start;

	if (off == 0)
		return false;
	start = utf8_previous(text, off);
	utf8_decode(text + start, off - start, &point);
	return is_letter(point) || is_digit(point) || point == ')' ||
	       point == ']';
}

/* Letters alone are an ordinal's or an abbreviation's ("4th", "Mlle"), but
 * for one that is a number's name in algebra. */
static bool is_variable(const char *text, size_t len)
{
	return len == 1 && strchr("ijkmnpqxyz", text[0]);
}

enum script script_of(const struct document *document, uint32_t run,
		      enum cells_mode mode)
{
	unsigned style = document->runs[run].style;
	struct survey survey;
	const char *text;
	uint32_t off, end;

	if (!find_stretch(document, run, &off, &end))
		return SCRIPT_PLAIN;
	text = document->text.data + off;
	survey = survey_of(text, end - off, style);
	if (survey.formed && mode == CELLS_UNICODE)
		return SCRIPT_SHOWN;
	if (survey.other || !is_behind_base(document, off))
		return SCRIPT_PLAIN;
	if (!survey.numbers) {
		if (style & RUN_SUBSCRIPT || is_variable(text, end - off))
			return SCRIPT_MARKED;
		return SCRIPT_PLAIN;
	}
	return survey.signs ? SCRIPT_BRACKETED : SCRIPT_MARKED;
}

void script_append(struct buffer *out, const struct document *document,
		   uint32_t run, uint32_t off, uint32_t end)
{
	const char *text = document->text.data;
	unsigned style = document->runs[run].style;

	while (off < end) {
		uint32_t point;
		char form[4];

		off += (uint32_t)utf8_decode(text + off, end - off, &point);
		buffer_append(out, form,
			      utf8_encode(form_of(point, style), form));
	}
}
