/* SPDX-License-Identifier: ISC */
/* Cut HTML into tags and text. */
#include "document/html/scanner.h"

#include <string.h>
#include <strings.h>

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_name(char byte)
{
	return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-' ||
	       byte == ':' || byte == '_';
}

static bool starts_with(const char *at, const char *end, const char *prefix)
{
	size_t len = strlen(prefix);

	return (size_t)(end - at) >= len && memcmp(at, prefix, len) == 0;
}

/* Behind the next mark, or the end if there is none. */
static const char *behind(const char *at, const char *end, const char *mark)
{
	size_t len = strlen(mark);
	const char *found = memmem(at, (size_t)(end - at), mark, len);

	return found ? found + len : end;
}

/* Behind the '>' that ends a tag: not one in a quoted value. NULL if there is
 * none. */
static const char *quoted_tag_end(const char *at, const char *end)
{
	char quote = '\0';

	for (; at < end; at++) {
		if (quote) {
			if (*at == quote)
				quote = '\0';
		} else if (*at == '>') {
			return at + 1;
		} else if (*at == '"' || *at == '\'') {
			quote = *at;
		}
	}
	return NULL;
}

/* A quote that is never closed does not hide the '>'. */
static const char *tag_end(struct html_scanner *scanner, const char *at)
{
	const char *found = NULL;

	if (scanner->no_tag_end)
		return NULL;
	if (!scanner->quotes_fail)
		found = quoted_tag_end(at, scanner->end);
	if (found)
		return found;
	scanner->quotes_fail = true;
	found = memchr(at, '>', (size_t)(scanner->end - at));
	scanner->no_tag_end = !found;
	return found ? found + 1 : NULL;
}

/* Behind a comment, a processing instruction or a declaration at '<'; at
 * itself if there is none. */
static const char *behind_unread(struct html_scanner *scanner, const char *at)
{
	const char *end = scanner->end;

	if (starts_with(at, end, "<!-->"))
		return at + 5;
	if (starts_with(at, end, "<!--->"))
		return at + 6;
	if (starts_with(at, end, "<!--"))
		return behind(at + 4, end, "-->");
	if (starts_with(at, end, "<?"))
		return behind(at + 2, end, "?>");
	if (starts_with(at, end, "<!") && end - at > 2 && is_letter(at[2])) {
		const char *found = tag_end(scanner, at);

		return found ? found : at;
	}
	return at;
}

/* The end tag of an element, or the end. */
static const char *end_tag(const char *at, const char *end, const char *name,
			   size_t len)
{
	for (; (size_t)(end - at) > len + 1; at++) {
		at = memchr(at, '<', (size_t)(end - at));
		if (!at || (size_t)(end - at) < len + 2)
			return end;
		if (at[1] == '/' && !strncasecmp(at + 2, name, len) &&
		    (at + 2 + len == end || !is_name(at[2 + len])))
			return at;
	}
	return end;
}

/* Behind the content that an element's start tag hides; start ends at at. */
static const char *behind_hidden(struct html_scanner *scanner,
				 const struct html_token *start, const char *at)
{
	unsigned bit = start->element->detail;
	const char *found;

	if (start->element->role == HTML_HIDDEN)
		return end_tag(at, scanner->end, start->ptr, start->len);
	if (start->element->role != HTML_METADATA || scanner->unclosed & bit)
		return at;
	found = end_tag(at, scanner->end, start->ptr, start->len);
	if (found < scanner->end)
		return found;
	scanner->unclosed |= bit;
	return at;
}

/* Reads the tag at scanner->at; false if there is none. */
static bool read_tag(struct html_scanner *scanner, struct html_token *token)
{
	const char *name = scanner->at + 1;
	const char *name_end;
	const char *end;

	token->closing = name < scanner->end && *name == '/';
	name += token->closing;
	if (name == scanner->end || !is_letter(*name))
		return false;
	name_end = name;
	while (name_end < scanner->end && is_name(*name_end))
		name_end++;
	end = tag_end(scanner, name_end);
	if (!end)
		return false;
	token->kind = HTML_TAG;
	token->ptr = name;
	token->len = (size_t)(name_end - name);
	token->element = html_element_find(name, token->len);
	token->attributes.ptr = name_end;
	token->attributes.len = (size_t)(end - 1 - name_end);
	scanner->at = token->closing ? end : behind_hidden(scanner, token, end);
	return true;
}

static bool read_cdata(struct html_scanner *scanner, struct html_token *token)
{
	static const char start[] = "<![CDATA[";
	const char *text = scanner->at + sizeof(start) - 1;
	const char *close;

	if (!starts_with(scanner->at, scanner->end, start))
		return false;
	close = memmem(text, (size_t)(scanner->end - text), "]]>", 3);
	scanner->at = close ? close + 3 : scanner->end;
	token->kind = HTML_LITERAL;
	token->ptr = text;
	token->len = (size_t)((close ? close : scanner->end) - text);
	return true;
}

/* Text up to the next '<' that may start something. */
static void read_text(struct html_scanner *scanner, struct html_token *token)
{
	const char *next = scanner->at + 1;

	while (next < scanner->end) {
		next = memchr(next, '<', (size_t)(scanner->end - next));
		if (!next) {
			next = scanner->end;
			break;
		}
		if (next + 1 < scanner->end &&
		    (is_letter(next[1]) || strchr("/!?", next[1])))
			break;
		next++;
	}
	token->kind = HTML_TEXT;
	token->ptr = scanner->at;
	token->len = (size_t)(next - scanner->at);
	scanner->at = next;
}

bool html_next(struct html_scanner *scanner, struct html_token *token)
{
	memset(token, 0, sizeof(*token));
	while (scanner->at < scanner->end && *scanner->at == '<') {
		const char *next = behind_unread(scanner, scanner->at);

		if (next == scanner->at)
			break;
		scanner->at = next;
	}
	if (scanner->at == scanner->end)
		return false;
	if (*scanner->at == '<' &&
	    (read_cdata(scanner, token) || read_tag(scanner, token)))
		return true;
	read_text(scanner, token);
	return true;
}

/* --- Attributes -------------------------------------------------------- */

/* The sets of HTML's tokenizer (13.2.5.32 to 39), which ends an unquoted value
 * at white space only. */
static const char white[] = " \t\n\f\r";
static const char name_ends[] = " \t\n\f\r/=";

static size_t length_of(const char *at, const char *end, const char *set,
			bool within)
{
	const char *next = at;

	while (next < end && (strchr(set, *next) != NULL) == within)
		next++;
	return (size_t)(next - at);
}

/* Reads the value behind a name; empty if there is none. */
static const char *read_value(const char *at, const char *end,
			      struct span *value)
{
	const char *equals = at + length_of(at, end, white, true);
	const char *close;

	*value = (struct span){ at, 0 };
	if (equals == end || *equals != '=')
		return at;
	at = equals + 1;
	at += length_of(at, end, white, true);
	value->ptr = at;
	if (at == end || (*at != '"' && *at != '\'')) {
		value->len = length_of(at, end, white, false);
		return at + value->len;
	}
	value->ptr++;
	close = memchr(value->ptr, *at, (size_t)(end - value->ptr));
	value->len = (size_t)((close ? close : end) - value->ptr);
	return close ? close + 1 : end;
}

bool html_attribute(const struct html_token *tag, const char *name,
		    struct span *value)
{
	const char *at = tag->attributes.ptr;
	const char *end = at + tag->attributes.len;
	size_t wanted = strlen(name);

	while (at < end) {
		const char *start = at;
		size_t len;

		if (*at == '/' || strchr(white, *at)) {
			at++;
			continue;
		}
		/* A '=' where a name should start is one of its letters. */
		len = length_of(at + 1, end, name_ends, false) + 1;
		at = read_value(at + len, end, value);
		if (len == wanted && !strncasecmp(start, name, len))
			return true;
	}
	return false;
}
