/* SPDX-License-Identifier: ISC */
/* Cut HTML into tags and text. */
#include "document/html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct element_name {
	const char *name;
	enum html_element element;
};

/* By name. The blocks are those that the HTML standard's rendering section
 * (15.3) displays as a block, a list item or a part of a table. */
static const struct element_name elements[] = {
	{ "address", HTML_BLOCK },    { "article", HTML_BLOCK },
	{ "aside", HTML_BLOCK },      { "blockquote", HTML_BLOCK },
	{ "body", HTML_BLOCK },	      { "br", HTML_BREAK },
	{ "caption", HTML_BLOCK },    { "center", HTML_BLOCK },
	{ "dd", HTML_BLOCK },	      { "details", HTML_BLOCK },
	{ "dialog", HTML_BLOCK },     { "dir", HTML_BLOCK },
	{ "div", HTML_BLOCK },	      { "dl", HTML_BLOCK },
	{ "dt", HTML_BLOCK },	      { "fieldset", HTML_BLOCK },
	{ "figcaption", HTML_BLOCK }, { "figure", HTML_BLOCK },
	{ "footer", HTML_BLOCK },     { "form", HTML_BLOCK },
	{ "h1", HTML_BLOCK },	      { "h2", HTML_BLOCK },
	{ "h3", HTML_BLOCK },	      { "h4", HTML_BLOCK },
	{ "h5", HTML_BLOCK },	      { "h6", HTML_BLOCK },
	{ "head", HTML_BLOCK },	      { "header", HTML_BLOCK },
	{ "hgroup", HTML_BLOCK },     { "hr", HTML_RULE },
	{ "html", HTML_BLOCK },	      { "legend", HTML_BLOCK },
	{ "li", HTML_BLOCK },	      { "listing", HTML_PRE },
	{ "main", HTML_BLOCK },	      { "menu", HTML_BLOCK },
	{ "nav", HTML_BLOCK },	      { "ol", HTML_BLOCK },
	{ "optgroup", HTML_BLOCK },   { "option", HTML_BLOCK },
	{ "p", HTML_BLOCK },	      { "plaintext", HTML_PRE },
	{ "pre", HTML_PRE },	      { "script", HTML_HIDDEN },
	{ "search", HTML_BLOCK },     { "section", HTML_BLOCK },
	{ "style", HTML_HIDDEN },     { "summary", HTML_BLOCK },
	{ "table", HTML_BLOCK },      { "tbody", HTML_BLOCK },
	{ "td", HTML_BLOCK },	      { "tfoot", HTML_BLOCK },
	{ "th", HTML_BLOCK },	      { "thead", HTML_BLOCK },
	{ "title", HTML_BLOCK },      { "tr", HTML_BLOCK },
	{ "ul", HTML_BLOCK },	      { "xmp", HTML_PRE },
};

struct name_key {
	const char *ptr;
	size_t len;
};

static int compare_name(const void *key, const void *member)
{
	const struct name_key *name = key;
	const struct element_name *element = member;
	int order = strncasecmp(name->ptr, element->name, name->len);

	if (order)
		return order;
	return element->name[name->len] ? -1 : 0;
}

static enum html_element element_of(const char *ptr, size_t len)
{
	struct name_key key = { ptr, len };
	const struct element_name *found =
		bsearch(&key, elements, sizeof(elements) / sizeof(*elements),
			sizeof(*elements), compare_name);

	return found ? found->element : HTML_INLINE;
}

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

/* The end tag of a hidden element, or the end. */
static const char *hidden_end(const char *at, const char *end, const char *name,
			      size_t len)
{
	for (; (size_t)(end - at) > len + 1; at++) {
		at = memchr(at, '<', (size_t)(end - at));
		if (!at || (size_t)(end - at) < len + 2)
			return end;
		if (at[1] == '/' && !strncasecmp(at + 2, name, len))
			return at;
	}
	return end;
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
	token->element = element_of(name, token->len);
	if (token->element == HTML_HIDDEN && !token->closing)
		end = hidden_end(end, scanner->end, name, token->len);
	scanner->at = end;
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
