/* SPDX-License-Identifier: ISC */
/* Texts that try to command a terminal, and what may not come of them. */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "text/hidden.h"
#include "text/sink.h"
#include "text/utf8.h"

struct hostile_payload {
	const char *name;
	const char *bytes;
	size_t len;
};

/* 4242 is in every sequence that a terminal would obey, so that it can be told
 * from the program's own. */
#define HOSTILE(name, bytes)                   \
	{                                      \
		name, bytes, sizeof(bytes) - 1 \
	}
static const struct hostile_payload hostile_payloads[] = {
	HOSTILE("CSI", "\x1b[4242m"),
	HOSTILE("OSC 0, BEL", "\x1b]0;4242\x07"),
	HOSTILE("OSC 8", "\x1b]8;;http://e.org/4242\x1b\\"),
	HOSTILE("OSC 52", "\x1b]52;c;NDI0Mg==\x07"),
	HOSTILE("DCS", "\x1bP4242$q\x1b\\"),
	HOSTILE("APC", "\x1b_4242\x1b\\"),
	HOSTILE("PM, unterminated", "\x1b^4242"),
	HOSTILE("SOS", "\x1bX4242\x1b\\"),
	HOSTILE("ESC alone", "\x1b"),
	HOSTILE("RIS", "\x1b"
		       "c"),
	HOSTILE("BEL", "\x07"),
	HOSTILE("BS", "a\x08"),
	HOSTILE("CR", "a\rb"),
	HOSTILE("NUL", "a\0b"),
	HOSTILE("DEL, SO, SI", "\x7f\x0e\x0f"),
	HOSTILE("VT, FF", "\x0b\x0c"),
	HOSTILE("C1 CSI", "\xc2\x9b"
			  "4242m"),
	HOSTILE("C1 OSC, ST", "\xc2\x9d"
			      "0;4242\xc2\x9c"),
	HOSTILE("C1 DCS, NEL", "\xc2\x90"
			       "4242\xc2\x9c\xc2\x85"),
	HOSTILE("C1, raw", "\x9b"
			   "4242m\x9d"
			   "0;4242\x9c"),
	HOSTILE("separators", "\u2028\u2029"),
	HOSTILE("override", "\u202egnp\u202c"),
	HOSTILE("embeddings, isolates", "\u202a\u202b\u2066\u2067\u2068\u2069"),
	HOSTILE("zero width", "\u200b\u2061\u2062\u2064"),
	HOSTILE("joiners", "x\u200d\u200cy\u2060\u2060\u2060"),
	HOSTILE("BOM", "\ufeff"),
	HOSTILE("tags", "\U000e0001\U000e0068\U000e0069\U000e007f"),
	HOSTILE("selectors", "😀\U000e0158\U000e0159\ufe0f\ufe0f"),
	HOSTILE("noncharacters", "\uffff\ufdd0\ufff9\u3164"),
	HOSTILE("overlong", "\xc0\x9b[4242m\xe0\x80\x9b[4242m"
			    "\xf0\x80\x80\x9b[4242m"),
	HOSTILE("surrogates", "\xed\xa0\x80\xed\xb0\x80\x1b[4242m"),
	HOSTILE("cut short", "a\xe2\x80"),
	HOSTILE("shifts of ISO-2022", "\x1b$B4242\x1b(J\x1bN\x1bO"),
	HOSTILE("kitty's graphics", "\x1b_Ga=T,f=100;4242\x1b\\"),
	HOSTILE("questions", "\x1b[c\x1b[6n\x1b[>q\x1bP+q4242\x1b\\"),
	HOSTILE("OSC in OSC", "\x1b]8;;\x1b]52;c;4242\x07\x1b\\"),
	HOSTILE("ill-formed", "\xed\xa0\x80\xc0\x9b\xe0\x80\x9b\xf4\x90\x80"),
};
#undef HOSTILE

enum hostile_encoding {
	HOSTILE_RAW,
	HOSTILE_DECIMAL, /* &#27; */
	HOSTILE_HEX,	 /* &#x1b; */
	HOSTILE_SPLIT,	 /* &#**27;**: whole again once the markup is gone */
	HOSTILE_TORN,	 /* ~~&**#27;**~~ */
	HOSTILE_PERCENT, /* %1b */
	HOSTILE_ENCODINGS,
};

/* Every % is the payload, every @ a word by which the case is known. */
struct hostile_context {
	const char *name;
	const char *text;
	bool plain;
	/* The whole of a document: of several in one there is only one. */
	bool single;
};

static const struct hostile_context hostile_contexts[] = {
	{ "paragraph", "@ before % after\n%\n\n%\n\n", false, false },
	{ "heading", "## @ before % after\n\n@ %\n---\n\n### %\n\n", false,
	  false },
	{ "emphasis", "@ *before % after* **%** ~~%~~ ==%== ^%^\n\n", false,
	  false },
	{ "inline code", "@ `before % after` ``%``\n\n", false, false },
	{ "code block", "``` % \n@ before % after\n```\n\n    @ %\n\n~~~%\n%\n",
	  false, false },
	{ "link text", "[@ before % after](https://e.org/) [%][] [[%|%]]\n\n",
	  false, false },
	{ "link address",
	  "@ [text](<https://e.org/%>) [x](https://e.org/%) <https://e.org/%> "
	  "https://e.org/% [@][]\n\n[@]: <https://e.org/%>\n\n",
	  false, false },
	{ "link title",
	  "@ [text](u \"before % after\") [x](u '%') [@][]\n\n[@]: u (%)\n\n",
	  false, false },
	{ "image", "@ ![before % after](u% \"%\") ![%](<%>)\n\n", false,
	  false },
	{ "table", "| @ % | b |\n|---|---|\n| before % after | `%` |\n\n",
	  false, false },
	{ "note",
	  "@ text[^@%] and[^@]\n\n[^@%]: before % after\n\n[^@]: @ %\n\n",
	  false, false },
	{ "HTML",
	  "<div title=\"%\" id=\"%\">@ before % after</div>\n\n@ <a "
	  "href=\"https://e.org/%\">%</a> <img alt=\"%\" src=\"%\"> <!-- % -->"
	  "\n\n<pre>%</pre>\n\n<h2>@ %</h2>\n\n<table><tr><td>%</table>\n\n",
	  false, false },
	{ "front matter",
	  "---\ntitle: @ before % after\nauthor:\n  - % A\n  - B %\n"
	  "date: 2024 %\nlang: e%n\nurl: https://e.org/%\n---\n\n@ text\n",
	  false, true },
	{ "list",
	  "- @ before % after\n- [ ] %\n\n1. %\n\n> @ %\n\n> [!NOTE] %\n> "
	  "%\n\nTerm @ %\n:   def %\n\n",
	  false, false },
	{ "definition of links",
	  "@ [a][l@] [%] <https://e.org/%> <a%@e.org>\n\n[l@]: u% '%'\n\n"
	  "[%]: <u> \"%\"\n\n",
	  false, false },
	{ "verse", "| @ before % after\n| %\n|   %\n\n", false, false },
	{ "div", "::: %\n@ before % after\n:::\n\n# @ % {#% .%}\n\n", false,
	  false },
	{ "plain text",
	  "\n\nCHAPTER @ %\n\n@ before % after\n\n    verse %\n    another "
	  "%\n\n",
	  true, false },
};

#define HOSTILE_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Appends the payload as it may stand in a document. */
static inline void hostile_encode(struct buffer *out,
				  const struct hostile_payload *payload,
				  enum hostile_encoding encoding)
{
	/* What stands before the number and behind it. */
	static const char *const around[][2] = {
		[HOSTILE_DECIMAL] = { "&#", ";" },
		[HOSTILE_HEX] = { "&#x", ";" },
		[HOSTILE_SPLIT] = { "&#**", ";**" },
		[HOSTILE_TORN] = { "~~&**#", ";**~~" },
	};
	const char *bytes = payload->bytes;
	size_t len = payload->len;

	if (encoding == HOSTILE_RAW) {
		buffer_append(out, bytes, len);
		return;
	}
	if (encoding == HOSTILE_PERCENT) {
		for (size_t pos = 0; pos < len; pos++)
			buffer_append_format(
				out, "%%%02x",
				(unsigned)(unsigned char)bytes[pos]);
		return;
	}
	for (size_t pos = 0; pos < len;) {
		uint32_t point;
		size_t taken = utf8_decode(bytes + pos, len - pos, &point);

		if (point == UTF8_REPLACEMENT)
			point = (unsigned char)bytes[pos];
		if (bytes[pos] >= 0x20 && bytes[pos] < 0x7f) {
			buffer_append_byte(out, bytes[pos]);
		} else {
			buffer_append_string(out, around[encoding][0]);
			buffer_append_format(
				out, encoding == HOSTILE_HEX ? "%x" : "%u",
				(unsigned)point);
			buffer_append_string(out, around[encoding][1]);
		}
		pos += taken;
	}
}

/* The number of a case as a word. */
static inline void hostile_word(char word[8], unsigned number)
{
	snprintf(word, 8, "k%04uz", number % 10000);
}

/* Appends a case: its context with a payload in it. */
static inline void hostile_append(struct buffer *out,
				  const struct hostile_context *context,
				  const struct hostile_payload *payload,
				  enum hostile_encoding encoding,
				  unsigned number)
{
	char word[8];

	hostile_word(word, number);
	for (const char *at = context->text; *at; at++) {
		if (*at == '%')
			hostile_encode(out, payload, encoding);
		else if (*at == '@')
			buffer_append_string(out, word);
		else
			buffer_append_byte(out, *at);
	}
}

/*
 * What in bytes could command a terminal or hide something, as a word, or NULL
 * if nothing could. Only '\n' and what allowed holds are fine of the controls.
 */
static inline const char *hostile_leak(const char *bytes, size_t len,
				       const char *allowed)
{
	if (!utf8_valid(bytes, len))
		return "ill-formed UTF-8";
	for (size_t pos = 0; pos < len;) {
		uint32_t point;

		pos += utf8_decode(bytes + pos, len - pos, &point);
		if (point == '\n' ||
		    (point > 0 && point < 0x80 && strchr(allowed, (int)point)))
			continue;
		if (sink_classify(point) == SINK_CONTROL)
			return "a control character";
		if (sink_classify(point) == SINK_HIDDEN)
			return "a hidden character";
	}
	return hidden_count(bytes, len) > 0 ? "a hidden joiner" : NULL;
}

#endif
