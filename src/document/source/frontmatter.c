/* SPDX-License-Identifier: ISC */
/* Read what YAML front matter says about a document. */
#include "document/source/frontmatter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "text/utf8.h"

static const struct {
	const char *key;
	size_t field; /* offset in struct frontmatter */
} known_keys[] = {
	{ "title", offsetof(struct frontmatter, title) },
	{ "author", offsetof(struct frontmatter, author) },
	{ "authors", offsetof(struct frontmatter, author) },
	{ "date", offsetof(struct frontmatter, date) },
	{ "lang", offsetof(struct frontmatter, lang) },
	{ "language", offsetof(struct frontmatter, lang) },
	{ "url", offsetof(struct frontmatter, url) },
	{ "source", offsetof(struct frontmatter, url) },
};

static struct span span_between(const char *start, const char *end)
{
	return (struct span){ start, (size_t)(end - start) };
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_key_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' ||
	       byte == '.';
}

static struct span trim(struct span text)
{
	while (text.len && (is_blank(*text.ptr) || *text.ptr == '\n'))
		text.ptr++, text.len--;
	while (text.len && (is_blank(text.ptr[text.len - 1]) ||
			    text.ptr[text.len - 1] == '\n'))
		text.len--;
	return text;
}

/* Takes the first line off text; it comes without its '\n'. */
static struct span take_line(struct span *text)
{
	const char *newline =
		text->len ? memchr(text->ptr, '\n', text->len) : NULL;
	size_t len = newline ? (size_t)(newline - text->ptr) : text->len;
	struct span line = { text->ptr, len };

	text->ptr += len + (newline != NULL);
	text->len -= len + (newline != NULL);
	return line;
}

/* Splits "key: value", the key bare or quoted. */
static bool split_key(struct span line, struct span *key, struct span *value)
{
	const char *at = line.ptr;
	const char *end = line.ptr + line.len;
	char quote = '\0';

	if (at < end && (*at == '"' || *at == '\''))
		quote = *at++;
	*key = span_between(at, at);
	while (at < end && is_key_byte(*at))
		at++;
	key->len = (size_t)(at - key->ptr);
	if (!key->len || *key->ptr == '-' || *key->ptr == '.')
		return false;
	if (quote && (at == end || *at++ != quote))
		return false;
	if (at == end || *at != ':' || (at + 1 < end && !is_blank(at[1])))
		return false;
	*value = span_between(at + 1, end);
	return true;
}

static bool key_is(struct span key, const char *name)
{
	return key.ptr && key.len == strlen(name) &&
	       !strncasecmp(key.ptr, name, key.len);
}

static bool is_list_item(struct span line)
{
	return line.len && *line.ptr == '-' &&
	       (line.len == 1 || is_blank(line.ptr[1]));
}

/* Whether a line that is no key may stand in YAML below one. */
static bool may_continue(struct span line)
{
	return !line.len || is_blank(*line.ptr) || is_list_item(line) ||
	       *line.ptr == ']' || *line.ptr == '}';
}

static bool looks_like_yaml(struct span text)
{
	bool has_key = false;

	while (text.len) {
		struct span line = take_line(&text);
		struct span key, value;

		if (split_key(line, &key, &value))
			has_key = true;
		else if (line.len && *line.ptr == '#')
			continue;
		else if (!has_key || !may_continue(line))
			return false;
	}
	return has_key;
}

static void append_code_point(struct buffer *out, struct span digits)
{
	char bytes[4];
	uint32_t point = 0;

	for (size_t i = 0; i < digits.len; i++) {
		char digit = (char)(digits.ptr[i] | 0x20);

		if (digit >= '0' && digit <= '9')
			point = point * 16 + (uint32_t)(digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			point = point * 16 + (uint32_t)(digit - 'a' + 10);
		else
			return;
	}
	if (!point || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
		point = UTF8_REPLACEMENT;
	buffer_append(out, bytes, utf8_encode(point, bytes));
}

size_t frontmatter_escape(struct buffer *out, struct span text)
{
	static const struct {
		char letter;
		size_t digits;
	} forms[] = { { 'x', 2 }, { 'u', 4 }, { 'U', 8 } };

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (*text.ptr != forms[i].letter || text.len <= forms[i].digits)
			continue;
		append_code_point(
			out, (struct span){ text.ptr + 1, forms[i].digits });
		return 1 + forms[i].digits;
	}
	if (strchr("nrte0abvfNLP_", *text.ptr))
		buffer_append_byte(out, ' ');
	else
		buffer_append_byte(out, *text.ptr);
	return 1;
}

/* Line ends within a scalar fold into one space (YAML 1.2, 6.5). */
static void append_folded(struct buffer *out, char byte)
{
	bool space = is_blank(byte) || byte == '\n';

	if (!space)
		buffer_append_byte(out, byte);
	else if (out->len && out->data[out->len - 1] != ' ')
		buffer_append_byte(out, ' ');
}

/* A quoted scalar at the start of text; returns what stands behind it. */
static struct span append_quoted(struct buffer *out, struct span text)
{
	char quote = *text.ptr;
	size_t at = 1;

	while (at < text.len) {
		struct span rest = { text.ptr + at, text.len - at };

		if (*rest.ptr == quote) {
			if (quote == '"' || rest.len < 2 ||
			    rest.ptr[1] != quote)
				break;
			at++;
		} else if (*rest.ptr == '\\' && quote == '"' && rest.len > 1) {
			rest.ptr++, rest.len--;
			at += 1 + frontmatter_escape(out, rest);
			continue;
		}
		append_folded(out, text.ptr[at++]);
	}
	at += at < text.len;
	return (struct span){ text.ptr + at, text.len - at };
}

/* Where a plain scalar on one line ends: before a comment. */
static struct span before_comment(struct span line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] == '#' && (!i || is_blank(line.ptr[i - 1])))
			line.len = i;
	return trim(line);
}

static void append_lines(struct buffer *out, struct span text, bool comments)
{
	while (text.len) {
		struct span line = take_line(&text);

		line = comments ? before_comment(line) : trim(line);
		if (out->len && line.len)
			append_folded(out, ' ');
		buffer_append(out, line.ptr, line.len);
	}
}

static void append_scalar(struct buffer *out, struct span text)
{
	text = trim(text);
	if (!text.len)
		return;
	if (*text.ptr == '"' || *text.ptr == '\'') {
		append_quoted(out, text);
	} else if (*text.ptr == '|' || *text.ptr == '>') {
		take_line(&text); /* with its indicators */
		append_lines(out, text, false);
	} else {
		append_lines(out, text, true);
	}
}

static bool is_null(const struct buffer *item)
{
	return !item->len || !strcmp(item->data, "~") ||
	       !strcasecmp(item->data, "null");
}

/* Enters an item into the list that out is becoming, and empties it. */
static void finish_item(struct buffer *out, struct buffer *item)
{
	while (item->len && item->data[item->len - 1] == ' ')
		buffer_truncate(item, item->len - 1);
	if (!is_null(item)) {
		if (out->len)
			buffer_append_string(out, ", ");
		buffer_append(out, item->data, item->len);
	}
	buffer_clear(item);
}

/* "[a, 'b, c', d]", perhaps on several lines. */
static void append_flow_list(struct buffer *out, struct span text)
{
	struct buffer item = BUFFER_INIT;

	text.ptr++, text.len--;
	while (text.len && *text.ptr != ']') {
		char byte = *text.ptr;

		if (!item.len && (byte == '"' || byte == '\'')) {
			text = append_quoted(&item, text);
			continue;
		}
		if (byte == ',')
			finish_item(out, &item);
		else
			append_folded(&item, byte);
		text.ptr++, text.len--;
	}
	finish_item(out, &item);
	buffer_release(&item);
}

/* Whether text is a map, "key: value" in each of its lines; if so, *name is
 * what its key "name" says. */
static bool find_name(struct span text, struct span *name)
{
	struct span key, value, line = trim(take_line(&text));
	bool is_map = split_key(line, &key, &value);

	*name = (struct span){ NULL, 0 };
	while (is_map) {
		if (split_key(line, &key, &value) && key_is(key, "name"))
			*name = value;
		if (!text.len)
			break;
		line = trim(take_line(&text));
	}
	return is_map;
}

/* One item of a list in block style, or a value that is no list. */
static void append_item(struct buffer *out, struct span text)
{
	struct buffer item = BUFFER_INIT;
	struct span name;

	text = trim(text);
	append_scalar(&item, find_name(text, &name) ? name : text);
	finish_item(out, &item);
	buffer_release(&item);
}

static void append_block_list(struct buffer *out, struct span text)
{
	struct span item = { text.ptr, 0 };

	while (text.len) {
		struct span line = take_line(&text);

		if (is_list_item(trim(line))) {
			append_item(out, item);
			item = trim(line);
			item.ptr++, item.len--;
		}
		item.len = (size_t)(line.ptr + line.len - item.ptr);
	}
	append_item(out, item);
}

static char *parse_value(struct span text)
{
	struct buffer out = BUFFER_INIT;
	struct buffer item = BUFFER_INIT;
	struct span value = trim(text);

	if (value.len && *value.ptr == '[') {
		append_flow_list(&out, value);
	} else if (is_list_item(value)) {
		append_block_list(&out, value);
	} else if (!trim(take_line(&text)).len) {
		append_item(&out, value);
	} else { /* on the key's own line a colon makes no map */
		append_scalar(&item, value);
		finish_item(&out, &item);
	}
	buffer_release(&item);
	if (out.len)
		return buffer_detach(&out);
	buffer_release(&out);
	return NULL;
}

char **frontmatter_field(struct frontmatter *frontmatter, struct span key)
{
	size_t count = sizeof(known_keys) / sizeof(*known_keys);

	for (size_t i = 0; i < count; i++)
		if (key_is(key, known_keys[i].key))
			return (char **)(void *)((char *)frontmatter +
						 known_keys[i].field);
	return NULL;
}

static void enter(struct frontmatter *frontmatter, struct span key,
		  struct span value)
{
	char **field = frontmatter_field(frontmatter, key);

	if (field && !*field)
		*field = parse_value(value);
}

bool frontmatter_parse(struct frontmatter *frontmatter, const char *text,
		       size_t len)
{
	struct span rest = { text, len };
	struct span key = { NULL, 0 };
	struct span value = { NULL, 0 };

	*frontmatter = (struct frontmatter){ 0 };
	if (!looks_like_yaml(rest))
		return false;
	while (rest.len) {
		struct span line = take_line(&rest);
		struct span next_key, next_value;

		if (split_key(line, &next_key, &next_value)) {
			enter(frontmatter, key, value);
			key = next_key;
			value = next_value;
		}
		if (key.len)
			value.len = (size_t)(line.ptr + line.len - value.ptr);
	}
	enter(frontmatter, key, value);
	return true;
}

void frontmatter_release(struct frontmatter *frontmatter)
{
	free(frontmatter->title);
	free(frontmatter->author);
	free(frontmatter->date);
	free(frontmatter->lang);
	free(frontmatter->url);
	*frontmatter = (struct frontmatter){ 0 };
}
