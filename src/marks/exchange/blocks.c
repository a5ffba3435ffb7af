/* SPDX-License-Identifier: ISC */
/* The blocks of Markdown in which marks stand, between their own markers. */
#include "marks/exchange/blocks.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "marks/exchange/dates.h"
#include "marks/exchange/prose.h"

#define BEGIN_MARKER "<!-- id:"
#define END_MARKER   "<!-- /id:"
#define MARKER_CLOSE "-->"
#define META	     "\xe2\x80\x94 " /* an em dash */
#define PART	     " \xc2\xb7 "    /* a middle dot */
#define LINK	     "`lectern --at="

enum { HASH_DIGITS = 16, NAME_DIGITS = 8 };

/* --- Writing ------------------------------------------------------------- */

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)bytes[i]) *
		       UINT64_C(0x100000001b3);
	return hash;
}

static const uint64_t hash_start = UINT64_C(0xcbf29ce484222325);

uint64_t mark_block_key(const char *id)
{
	uint64_t hash = hash_bytes(hash_start, id, strlen(id));

	return (hash ^ hash >> 48) & UINT64_C(0xffffffffffff);
}

static bool is_hex(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
}

/* Whether a byte of an ID stays as it is; "--" may end a comment. */
static bool is_plain(char byte, char before)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '.' || byte == '_' ||
	       byte == ':' || (byte == '-' && before != '-');
}

/* Whether all of it was plain. */
static bool write_id(struct buffer *out, const char *id)
{
	bool plain = *id != '\0' && *id != '-';
	char before = '-';

	for (; *id; before = *id++) {
		if (is_plain(*id, before)) {
			buffer_append_byte(out, *id);
		} else {
			buffer_append_format(out, "%%%02x",
					     (unsigned)(unsigned char)*id);
			plain = false;
		}
	}
	return plain;
}

static void write_name(struct buffer *out, const char *id)
{
	size_t len = strlen(id);
	const char *tail = len < NAME_DIGITS ? id : id + len - NAME_DIGITS;
	size_t digits = 0;

	while (is_hex(tail[digits]))
		digits++;
	if (digits == NAME_DIGITS)
		buffer_append_format(out, "^m-%s", tail);
	else
		buffer_append_format(out, "^m-%08" PRIx32,
				     (uint32_t)mark_block_key(id));
}

static void write_tags(struct buffer *out, const struct mark *mark)
{
	const char *tag = buffer_string(&mark->tags);

	if (*tag)
		buffer_append_string(out, PART);
	while (*tag) {
		size_t len = strcspn(tag, " ");

		if (len) {
			buffer_append_byte(out, '#');
			prose_line(out, tag, len);
		}
		tag += len + strspn(tag + len, " ");
		if (len && *tag)
			buffer_append_byte(out, ' ');
	}
}

/* What is said of a mark below its quote, on one line. */
static void write_meta(struct buffer *out, const struct mark *mark)
{
	struct buffer id = BUFFER_INIT;

	buffer_append_string(out, META);
	if (mark->kind == MARK_BOOKMARK) {
		buffer_append_string(out, "bookmark");
		if (mark->letter)
			buffer_append_format(out, " %c", mark->letter);
	} else {
		buffer_append_string(out, mark_color_name(mark->color));
	}
	if (mark->created_ms) {
		buffer_append_string(out, PART);
		dates_write_readwise(out, mark->created_ms);
		buffer_append_byte(out, 'Z');
	}
	write_tags(out, mark);
	if (write_id(&id, mark->id))
		buffer_append_format(out, PART LINK "%s`", mark->id);
	buffer_release(&id);
}

void mark_block_write_body(struct buffer *out, const struct mark *mark)
{
	const struct buffer *exact = &mark->original.anchor.exact;
	size_t start = out->len;

	prose_quote(out, buffer_string(exact), exact->len);
	if (out->len > start) {
		buffer_append_byte(out, '\n');
		write_name(out, mark->id);
		buffer_append_string(out, "\n\n");
	}
	if (mark->note.len) {
		prose_note(out, buffer_string(&mark->note), mark->note.len);
		buffer_append_byte(out, '\n');
	}
	write_meta(out, mark);
	if (!exact->len) {
		buffer_append_byte(out, ' ');
		write_name(out, mark->id);
	}
	buffer_append_byte(out, '\n');
}

void mark_block_write(struct buffer *out, const struct mark *mark)
{
	size_t body;
	uint64_t hash;

	buffer_append_string(out, BEGIN_MARKER);
	write_id(out, mark->id);
	buffer_append_string(out, " " MARKER_CLOSE "\n\n");
	body = out->len;
	mark_block_write_body(out, mark);
	hash = mark_block_hash(out->data + body, out->len - body);
	buffer_append_string(out, "\n" END_MARKER);
	write_id(out, mark->id);
	buffer_append_format(out, " %016" PRIx64 " " MARKER_CLOSE "\n", hash);
}

/* --- Lines --------------------------------------------------------------- */

/* Takes a line off the front, without its end and the blanks there. */
static struct span next_line(struct span *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	struct span line = { rest->ptr,
			     end ? (size_t)(end - rest->ptr) : rest->len };
	size_t taken = line.len + (end != NULL);

	rest->ptr += taken;
	rest->len -= taken;
	while (line.len && (line.ptr[line.len - 1] == ' ' ||
			    line.ptr[line.len - 1] == '\t' ||
			    line.ptr[line.len - 1] == '\r'))
		line.len--;
	return line;
}

uint64_t mark_block_hash(const char *body, size_t len)
{
	struct span rest = { body, len };
	uint64_t hash = hash_start;
	bool any = false;
	size_t blank = 0;

	while (rest.len) {
		struct span line = next_line(&rest);

		if (!line.len) {
			blank++;
			continue;
		}
		for (; any && blank; blank--)
			hash = hash_bytes(hash, "\n", 1);
		blank = 0;
		any = true;
		hash = hash_bytes(hash, line.ptr, line.len);
		hash = hash_bytes(hash, "\n", 1);
	}
	/* 0 says that there is none. */
	return hash ? hash : 1;
}

/* --- Finding ------------------------------------------------------------- */

static int hex_value(char byte)
{
	return is_hex(byte) ? (byte <= '9' ? byte - '0' : byte - 'a' + 10) : -1;
}

/* Takes an ID up to a blank; false if it is none. */
static bool take_id(struct span *line, char id[MARK_ID + 1])
{
	size_t len = 0;

	while (line->len && *line->ptr != ' ') {
		char byte = *line->ptr++;

		line->len--;
		if (byte == '%') {
			int high = line->len > 1 ? hex_value(line->ptr[0]) : -1;
			int low = line->len > 1 ? hex_value(line->ptr[1]) : -1;

			if (high < 0 || low < 0 || high + low == 0)
				return false;
			byte = (char)(high * 16 + low);
			line->ptr += 2;
			line->len -= 2;
		} else if (!is_plain(byte, '\0')) {
			return false;
		}
		if (len == MARK_ID)
			return false;
		id[len++] = byte;
	}
	id[len] = '\0';
	return len > 0 && span_take(line, " ");
}

static bool read_begin(struct span line, char id[MARK_ID + 1])
{
	return span_take(&line, BEGIN_MARKER) && take_id(&line, id) &&
	       span_take(&line, MARKER_CLOSE) && !line.len;
}

/* What follows behind the hash is not looked at: 0, but the marker is one. */
static bool read_end(struct span line, char id[MARK_ID + 1], uint64_t *hash)
{
	char digits[HASH_DIGITS + 1] = "";
	size_t count = 0;

	*hash = 0;
	if (!span_take(&line, END_MARKER) || !take_id(&line, id))
		return false;
	while (count < HASH_DIGITS && line.len && is_hex(*line.ptr)) {
		digits[count++] = *line.ptr++;
		line.len--;
	}
	if (count == HASH_DIGITS && span_take(&line, " "))
		*hash = strtoull(digits, NULL, 16);
	return span_take(&line, MARKER_CLOSE) && !line.len;
}

static void keep(struct mark_block_list *list, struct map *known,
		 const struct mark_block *block)
{
	uint32_t index;

	if (map_get(known, block->id, strlen(block->id), &index))
		return;
	map_put(known, block->id, strlen(block->id), (uint32_t)list->count);
	MEMORY_RESERVE(list->blocks, list->room, list->count + 1);
	list->blocks[list->count++] = *block;
}

void mark_block_find(struct mark_block_list *list, const char *bytes,
		     size_t len)
{
	struct span rest = { bytes, len };
	struct map known = MAP_INIT;
	struct mark_block block = { .id = "" };
	bool open = false;

	while (rest.len) {
		size_t off = (size_t)(rest.ptr - bytes);
		struct span line = next_line(&rest);
		char id[MARK_ID + 1];
		uint64_t hash;

		if (read_begin(line, id)) {
			memcpy(block.id, id, sizeof(id));
			block.off = off;
			block.body = (size_t)(rest.ptr - bytes);
			open = true;
		} else if (open && read_end(line, id, &hash)) {
			block.body_end = off;
			block.end = (size_t)(rest.ptr - bytes);
			block.hash = hash;
			if (!strcmp(id, block.id))
				keep(list, &known, &block);
			open = false;
		}
	}
	map_release(&known);
}

void mark_block_list_release(struct mark_block_list *list)
{
	free(list->blocks);
	*list = (struct mark_block_list){ NULL, 0, 0 };
}

/* --- Reading ------------------------------------------------------------- */

/* The line that says what a mark is: the last one that begins so. */
static struct span find_meta(struct span body)
{
	struct span rest = body;
	struct span found = { body.ptr + body.len, 0 };

	while (rest.len) {
		struct span line = next_line(&rest);

		if (line.len >= strlen(META) &&
		    !memcmp(line.ptr, META, strlen(META)))
			found = line;
	}
	return found;
}

static void read_tags(struct mark *mark, struct span part)
{
	struct buffer tags = BUFFER_INIT;
	const char *tag;

	prose_read_note(&tags, part.ptr, part.len);
	for (tag = buffer_string(&tags); *tag;) {
		size_t len = strcspn(tag, " \n");

		if (len > 1 && *tag == '#')
			mark_add_tag(mark, tag, len);
		tag += len + strspn(tag + len, " \n");
	}
	buffer_release(&tags);
}

static void read_part(struct mark *mark, struct span part)
{
	enum mark_color color = mark_color_find(part.ptr, part.len);

	if (color != MARK_COLORS) {
		mark->color = color;
	} else if (span_take(&part, "bookmark")) {
		mark->kind = MARK_BOOKMARK;
		if (part.len > 1 && mark_is_letter(part.ptr[1]))
			mark->letter = part.ptr[1];
	} else if (part.len && *part.ptr == '#') {
		read_tags(mark, part);
	} else {
		(void)dates_read_rfc3339(part.ptr, part.len, &mark->created_ms);
	}
}

static void read_meta(struct mark *mark, struct span meta)
{
	(void)span_take(&meta, META);
	while (meta.len) {
		const char *end =
			memmem(meta.ptr, meta.len, PART, strlen(PART));
		struct span part = { meta.ptr, end ? (size_t)(end - meta.ptr)
						   : meta.len };

		read_part(mark, part);
		part.len += end ? strlen(PART) : 0;
		meta.ptr += part.len;
		meta.len -= part.len;
	}
	mark->changed_ms = mark->created_ms;
}

bool mark_block_is_name(const char *text, size_t len)
{
	struct span line = { text, len };

	return span_take(&line, "^m-") && line.len == NAME_DIGITS;
}

void mark_block_read(struct mark *mark, const char *body, size_t len)
{
	struct span rest = { body, len };
	struct span meta = find_meta(rest);
	struct buffer *exact = &mark->original.anchor.exact;
	struct buffer note = BUFFER_INIT;
	const char *quote_end = body;
	const char *at;

	/* The quote is the lines that begin with '>', up to another one. */
	while (rest.len) {
		struct span line = next_line(&rest);

		if (line.len && *line.ptr != '>')
			break;
		if (line.len)
			quote_end = rest.ptr;
	}
	prose_read_quote(exact, body, (size_t)(quote_end - body));
	rest = (struct span){ quote_end, (size_t)(meta.ptr - quote_end) };
	if (meta.ptr < quote_end)
		rest.len = (size_t)(body + len - quote_end);
	/* Its name is no part of the note. */
	at = rest.ptr;
	while (rest.len) {
		struct span line = next_line(&rest);

		if (mark_block_is_name(line.ptr, line.len))
			at = rest.ptr;
		if (line.len)
			break;
	}
	prose_read_note(&note, at, (size_t)(rest.ptr + rest.len - at));
	mark_set_note(mark, buffer_string(&note), note.len);
	read_meta(mark, meta);
	buffer_release(&note);
}
