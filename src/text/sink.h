/* SPDX-License-Identifier: ISC */
/* Make foreign strings safe for a terminal: the last step on every way out. */
#ifndef TEXT_SINK_H
#define TEXT_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/* What a code point may do on a terminal. */
enum sink_class {
	SINK_PLAIN,   /* shown as it is */
	SINK_CONTROL, /* C0, DEL, C1, U+2028/9, noncharacter: U+FFFD */
	SINK_HIDDEN,  /* bidi control, zero-width, tag, filler: SINK_SIGN */
	SINK_JOINER,  /* ZWJ, ZWNJ, word joiner, variation selector, LRM, RLM,
		       * ALM, soft hyphen: harmless, takes no column; but
		       * SINK_SIGN where it is not at home (invisible.h) */
};
enum sink_class sink_classify(uint32_t point);

/* What stands for a hidden character: a white vertical rectangle, one column
 * on every terminal and of no ambiguous width; in ASCII a tilde. */
#define SINK_SIGN	0x25afu
#define SINK_ASCII_SIGN ((uint32_t)'~')

/* The black flag that tags can turn into a region's (UTS #51, ED-14a). */
#define SINK_TAGGED_FLAG 0x1f3f4u

/* Bytes of the tags at the start of text, behind SINK_TAGGED_FLAG, that name a
 * region's subdivision and end as they should; 0 when they don't. */
size_t sink_flag_tags(const char *text, size_t len);

/*
 * Appends bytes (of any kind, also invalid UTF-8) to out so that no terminal
 * can take any of them for a command: valid UTF-8, nothing of class
 * SINK_CONTROL or SINK_HIDDEN (what of that is at home, a flag's tags or a
 * zero width space in Khmer, is left out). '\n' and '\t' become spaces: what
 * must break a line is written by the caller.
 */
void sink_append(struct buffer *out, const char *bytes, size_t len);

/*
 * The same for text that a program reads rather than a terminal: what is at
 * home stays, flags and families of emoji whole, letters with all their marks.
 * Soft hyphens go, for lines are broken already.
 */
void sink_append_whole(struct buffer *out, const char *bytes, size_t len);

/*
 * For text that goes into a file: the same with '\n', '\t' and soft hyphens
 * as they are; a '\r' before '\n' is left out.
 */
void sink_append_text(struct buffer *out, const char *bytes, size_t len);

/*
 * For JSON (RFC 8259), made and valid: what may not go out as it is, is escaped
 * (\u009b), so that who reads the JSON gets it all. Between values '\n' stays;
 * ill-formed bytes are U+FFFD.
 */
void sink_append_json(struct buffer *out, const char *json, size_t len);

/* The first of these, only ASCII (0x20 to 0x7e): other characters as cells.h
 * shows them in CELLS_ASCII. For standard error in a locale that is not UTF-8.
 */
void sink_append_ascii(struct buffer *out, const char *bytes, size_t len);

#endif
