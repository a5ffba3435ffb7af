/* SPDX-License-Identifier: ISC */
/* A record of a Kindle's "My Clippings.txt", in any of its languages. */
#include "marks/exchange/clipping.h"

#include <string.h>

#include "marks/exchange/dates.h"
#include "text/fold.h"
#include "text/utf8.h"

#define BOM	  "\xef\xbb\xbf"
#define WIDE_BAR  "\xef\xbd\x9c"
#define WIDE_OPEN "\xef\xbc\x88"
#define WIDE_SHUT "\xef\xbc\x89"

enum { SEPARATOR = 10, ARMS_MAX = 8, NUMBER_MAX = 1000000000 };

/* --- Lines --------------------------------------------------------------- */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool starts(struct span text, const char *prefix)
{
	size_t len = strlen(prefix);

	return text.len >= len && !memcmp(text.ptr, prefix, len);
}

static bool ends(struct span text, const char *suffix)
{
	size_t len = strlen(suffix);

	return text.len >= len &&
	       !memcmp(text.ptr + text.len - len, suffix, len);
}

static void skip(struct span *text, size_t len)
{
	text->ptr += len;
	text->len -= len;
}

/* Without blanks around it, and byte-order marks before it: a file to which
 * another one was added has them anywhere. */
static struct span trim(struct span text)
{
	while (text.len) {
		if (is_blank(*text.ptr))
			skip(&text, 1);
		else if (starts(text, BOM))
			skip(&text, strlen(BOM));
		else
			break;
	}
	while (text.len && is_blank(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

static struct span next_line(struct span *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	struct span line = { rest->ptr,
			     end ? (size_t)(end - rest->ptr) : rest->len };

	skip(rest, line.len + (end != NULL));
	return line;
}

static bool is_separator(struct span line)
{
	while (line.len && is_blank(line.ptr[line.len - 1]))
		line.len--;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] != '=')
			return false;
	}
	return line.len >= SEPARATOR;
}

bool clipping_next(struct span *rest, struct span *record)
{
	*record = (struct span){ rest->ptr, 0 };
	while (rest->len) {
		struct span line = next_line(rest);

		if (is_separator(line))
			return true;
		record->len = (size_t)(rest->ptr - record->ptr);
	}
	return trim(*record).len > 0;
}

/* --- Title and author ---------------------------------------------------- */

/* The brackets at the end of a title are the author's, and may have others in
 * them. */
static void read_title(struct clipping *clipping, struct span line)
{
	struct span left = line;
	size_t depth = 0;

	clipping->title = line;
	clipping->author = (struct span){ line.ptr + line.len, 0 };
	if (!ends(line, ")") && !ends(line, WIDE_SHUT))
		return;
	while (left.len) {
		size_t open = ends(left, "(")	      ? 1
			      : ends(left, WIDE_OPEN) ? strlen(WIDE_OPEN)
						      : 0;

		if (ends(left, ")") || ends(left, WIDE_SHUT))
			depth++;
		if (open && --depth == 0) {
			struct span title = { left.ptr, left.len - open };
			struct span author = { left.ptr + left.len,
					       line.len - left.len };

			author.len -= ends(line, ")") ? 1 : strlen(WIDE_SHUT);
			if (!trim(title).len)
				return;
			clipping->title = trim(title);
			clipping->author = trim(author);
			return;
		}
		left.len--;
	}
}

/* --- What it is ---------------------------------------------------------- */

/* Words of the second line, folded as by text/fold.h, without endings: in
 * English, German, French, Spanish, Italian, Portuguese, Dutch, Russian,
 * Chinese, Japanese and Korean. A cutting of a periodical is a highlight. */
static const struct {
	enum clipping_kind kind;
	const char *word;
} words[] = {
	{ CLIPPING_BOOKMARK, "bookmark" },
	{ CLIPPING_BOOKMARK, "lesezeichen" },
	{ CLIPPING_BOOKMARK, "signet" },
	{ CLIPPING_BOOKMARK, "marcador" },
	{ CLIPPING_BOOKMARK, "segnalibro" },
	{ CLIPPING_BOOKMARK, "bladwijzer" },
	{ CLIPPING_BOOKMARK, "закладк" },
	{ CLIPPING_BOOKMARK, "书签" },
	{ CLIPPING_BOOKMARK, "書籤" },
	{ CLIPPING_BOOKMARK, "ブックマーク" },
	{ CLIPPING_BOOKMARK, "しおり" },
	{ CLIPPING_BOOKMARK, "북마크" },
	{ CLIPPING_BOOKMARK, "책갈피" },
	{ CLIPPING_HIGHLIGHT, "highlight" },
	{ CLIPPING_HIGHLIGHT, "markierung" },
	{ CLIPPING_HIGHLIGHT, "hervorhebung" },
	{ CLIPPING_HIGHLIGHT, "surlign" },
	{ CLIPPING_HIGHLIGHT, "subrayad" },
	{ CLIPPING_HIGHLIGHT, "resaltad" },
	{ CLIPPING_HIGHLIGHT, "evidenzia" },
	{ CLIPPING_HIGHLIGHT, "destaque" },
	{ CLIPPING_HIGHLIGHT, "markering" },
	{ CLIPPING_HIGHLIGHT, "выделен" },
	{ CLIPPING_HIGHLIGHT, "标注" },
	{ CLIPPING_HIGHLIGHT, "標註" },
	{ CLIPPING_HIGHLIGHT, "ハイライト" },
	{ CLIPPING_HIGHLIGHT, "하이라이트" },
	{ CLIPPING_HIGHLIGHT, "ausschnitt" },
	{ CLIPPING_HIGHLIGHT, "extrait" },
	{ CLIPPING_HIGHLIGHT, "recorte" },
	{ CLIPPING_HIGHLIGHT, "ritaglio" },
	{ CLIPPING_NOTE, "note" },
	{ CLIPPING_NOTE, "notiz" },
	{ CLIPPING_NOTE, "nota" },
	{ CLIPPING_NOTE, "notiti" },
	{ CLIPPING_NOTE, "заметк" },
	{ CLIPPING_NOTE, "笔记" },
	{ CLIPPING_NOTE, "筆記" },
	{ CLIPPING_NOTE, "メモ" },
	{ CLIPPING_NOTE, "메모" },
};

static void fold(struct buffer *out, struct span text)
{
	uint32_t point;

	for (size_t i = 0; i < text.len;) {
		size_t size = utf8_decode(text.ptr + i, text.len - i, &point);
		struct fold_point folded = fold_point(point, 0);

		if (folded.kind == FOLD_OTHER)
			buffer_append(out, folded.bytes, folded.len);
		else if (folded.kind != FOLD_NOTHING)
			buffer_append(out, text.ptr + i, size);
		i += size;
	}
}

static enum clipping_kind find_kind(struct span meta, bool has_text)
{
	enum clipping_kind kind =
		has_text ? CLIPPING_HIGHLIGHT : CLIPPING_BOOKMARK;
	struct buffer folded = BUFFER_INIT;

	fold(&folded, meta);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strstr(buffer_string(&folded), words[i].word)) {
			kind = words[i].kind;
			break;
		}
	}
	buffer_release(&folded);
	return kind;
}

/* --- Where and when ------------------------------------------------------ */

static bool take_number(struct span *text, uint32_t *number)
{
	size_t digits = 0;

	*number = 0;
	while (text->len && *text->ptr >= '0' && *text->ptr <= '9') {
		if (*number < NUMBER_MAX / 10)
			*number = *number * 10 + (uint32_t)(*text->ptr - '0');
		skip(text, 1);
		digits++;
	}
	return digits > 0;
}

/* What parts the ends of a range: a dash, or "t/m" in Dutch. */
static bool take_dash(struct span *text)
{
	static const char *const dashes[] = {
		"-", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x90",   " t/m ",
		"~", "\xef\xbd\x9e", "\xe3\x80\x9c", " \xe2\x80\x93 ",
	};

	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
		if (starts(*text, dashes[i])) {
			skip(text, strlen(dashes[i]));
			return true;
		}
	}
	return false;
}

/* "680-82" is 680 to 682. */
static uint32_t complete(uint32_t from, uint32_t to)
{
	uint32_t unit = 10;

	if (to >= from)
		return to;
	while (unit <= to)
		unit *= 10;
	to += from / unit * unit;
	return to < from ? from : to;
}

/* Counts the ranges of an arm; the last one is where it stands. */
static size_t read_ranges(struct clipping *clipping, struct span arm)
{
	size_t count = 0;
	uint32_t from;

	while (arm.len) {
		if (!take_number(&arm, &from)) {
			skip(&arm, 1);
			continue;
		}
		clipping->from = from;
		clipping->to = from;
		count++;
		struct span behind = arm;
		uint32_t to;

		if (take_dash(&behind) && take_number(&behind, &to)) {
			clipping->to = complete(from, to);
			arm = behind;
		}
	}
	return count;
}

/* Where a bar parts two arms; its length in *bar, 0 at the end. */
static size_t find_bar(struct span text, size_t *bar)
{
	for (size_t i = 0; i < text.len; i++) {
		struct span rest = { text.ptr + i, text.len - i };

		*bar = *rest.ptr == '|'		? 1
		       : starts(rest, WIDE_BAR) ? strlen(WIDE_BAR)
						: 0;
		if (*bar)
			return i;
	}
	*bar = 0;
	return text.len;
}

static void read_meta(struct clipping *clipping, bool has_text)
{
	struct span rest = clipping->meta;
	struct span arms[ARMS_MAX];
	struct span said = { rest.ptr, 0 };
	size_t count = 0;
	size_t bar = 1;

	while (bar && count < ARMS_MAX) {
		size_t len = find_bar(rest, &bar);

		arms[count++] = (struct span){ rest.ptr, len };
		skip(&rest, len + bar);
	}
	clipping->at_ms = 0;
	clipping->ranges = 0;
	clipping->from = clipping->to = 0;
	for (size_t i = 0; i < count; i++) {
		struct clipping place = *clipping;
		size_t ranges;

		/* The date ends it. */
		if (dates_read_kindle(arms[i].ptr, arms[i].len,
				      &clipping->at_ms))
			break;
		ranges = read_ranges(&place, arms[i]);
		/* Three numbers are a date that cannot be read. */
		if (ranges > 2)
			break;
		if (ranges) {
			clipping->from = place.from;
			clipping->to = place.to;
			clipping->ranges += ranges;
		}
		said.len = (size_t)(arms[i].ptr + arms[i].len - said.ptr);
	}
	clipping->kind = find_kind(said.len ? said : clipping->meta, has_text);
}

/* --- A record ------------------------------------------------------------ */

bool clipping_read(struct clipping *clipping, struct span record)
{
	struct span rest = trim(record);
	struct span title = trim(next_line(&rest));
	struct span meta = trim(next_line(&rest));

	if (!title.len || (!starts(meta, "-") && !starts(meta, "\xe2\x80\x93")))
		return false;
	read_title(clipping, title);
	clipping->meta = meta;
	while (rest.len && *rest.ptr == '\n')
		skip(&rest, 1);
	while (rest.len && rest.ptr[rest.len - 1] == '\n')
		rest.len--;
	clipping->text = rest;
	read_meta(clipping, trim(rest).len > 0);
	return true;
}
