/* SPDX-License-Identifier: ISC */
/* Tell whether a line begins a block that is no paragraph. */
#include "document/markdown/blockstart.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	HEADING_LEVELS = 6,
	NUMBER_DIGITS_MAX = 9,
	FENCE_MIN = 3,
	RULE_MIN = 3,
};

/* The rest of a line that is being read. */
struct rest {
	const char *at;
	const char *end;
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool take(struct rest *rest, char byte)
{
	if (rest->at == rest->end || *rest->at != byte)
		return false;
	rest->at++;
	return true;
}

static size_t take_blanks(struct rest *rest)
{
	const char *start = rest->at;

	while (rest->at < rest->end && is_blank(*rest->at))
		rest->at++;
	return (size_t)(rest->at - start);
}

static size_t take_all(struct rest *rest, char byte, size_t most)
{
	size_t count = 0;

	while (count < most && take(rest, byte))
		count++;
	return count;
}

static bool before_blank(const struct rest *rest)
{
	return rest->at == rest->end || is_blank(*rest->at);
}

/* --- Blocks of one line's look ----------------------------------------- */

static bool is_heading(struct rest rest)
{
	size_t level = take_all(&rest, '#', HEADING_LEVELS);

	return level &&
	       (rest.at == rest.end || *rest.at == ' ' || *rest.at == '\t');
}

static bool is_fence(struct rest rest)
{
	char mark = *rest.at;
	size_t count = take_all(&rest, mark, SIZE_MAX);

	if (count < FENCE_MIN)
		return false;
	return mark == '~' ||
	       !memchr(rest.at, '`', (size_t)(rest.end - rest.at));
}

static bool is_rule(struct rest rest)
{
	char mark = *rest.at;
	size_t count = 0;

	for (; rest.at < rest.end; rest.at++) {
		if (*rest.at == mark)
			count++;
		else if (*rest.at != ' ' && *rest.at != '\t')
			return false;
	}
	return count >= RULE_MIN;
}

static bool is_number(struct rest rest)
{
	size_t count = 0;

	while (count < NUMBER_DIGITS_MAX && rest.at < rest.end &&
	       is_digit(*rest.at)) {
		rest.at++;
		count++;
	}
	return count && (take(&rest, '.') || take(&rest, ')')) &&
	       before_blank(&rest);
}

static bool is_note(struct rest rest)
{
	const char *label;

	rest.at++;
	if (!take(&rest, '^'))
		return false;
	label = rest.at;
	while (rest.at < rest.end && *rest.at != ']' && *rest.at != ' ' &&
	       *rest.at != '\t')
		rest.at++;
	return rest.at > label && take(&rest, ']') && take(&rest, ':');
}

/* --- HTML --------------------------------------------------------------- */

/* Sorted. CommonMark 4.6: the elements of the sixth kind. */
static const char *const block_elements[] = {
	"address",    "article",  "aside",   "base",	 "basefont",
	"blockquote", "body",	  "caption", "center",	 "col",
	"colgroup",   "dd",	  "details", "dialog",	 "dir",
	"div",	      "dl",	  "dt",	     "fieldset", "figcaption",
	"figure",     "footer",	  "form",    "frame",	 "frameset",
	"h1",	      "h2",	  "h3",	     "h4",	 "h5",
	"h6",	      "head",	  "header",  "hr",	 "html",
	"iframe",     "legend",	  "li",	     "link",	 "main",
	"menu",	      "menuitem", "nav",     "noframes", "ol",
	"optgroup",   "option",	  "p",	     "param",	 "section",
	"source",     "summary",  "table",   "tbody",	 "td",
	"tfoot",      "th",	  "thead",   "title",	 "tr",
	"track",      "ul",
};

/* The elements of the first kind, whose content is no Markdown. */
static const char *const literal_elements[] = { "pre", "script", "style",
						"textarea" };

struct name {
	const char *ptr;
	size_t len;
};

static int compare_name(const void *key, const void *member)
{
	const struct name *name = key;
	const char *const *element = member;
	int order = strncasecmp(name->ptr, *element, name->len);

	if (order)
		return order;
	return (*element)[name->len] ? -1 : 0;
}

static bool is_among(const struct name *name, const char *const *list,
		     size_t count)
{
	return bsearch(name, list, count, sizeof(*list), compare_name) != NULL;
}

static bool is_block_element(const struct name *name)
{
	return is_among(name, block_elements,
			sizeof(block_elements) / sizeof(*block_elements));
}

static bool is_literal_element(const struct name *name)
{
	return is_among(name, literal_elements,
			sizeof(literal_elements) / sizeof(*literal_elements));
}

static struct name take_name(struct rest *rest)
{
	struct name name = { rest->at, 0 };

	while (rest->at < rest->end &&
	       (is_letter(*rest->at) || is_digit(*rest->at)))
		rest->at++;
	name.len = (size_t)(rest->at - name.ptr);
	return name;
}

/* The rest of an attribute's value, behind the '='. */
static bool take_value(struct rest *rest)
{
	char quote;

	take_blanks(rest);
	if (rest->at == rest->end)
		return false;
	quote = *rest->at;
	if (quote == '"' || quote == '\'') {
		const char *close = memchr(rest->at + 1, quote,
					   (size_t)(rest->end - rest->at - 1));

		if (close)
			rest->at = close + 1;
		return close != NULL;
	}
	if (strchr("=<>`", quote))
		return false;
	while (rest->at < rest->end && !is_blank(*rest->at) &&
	       !strchr("\"'=<>`", *rest->at))
		rest->at++;
	return true;
}

static bool is_attribute_start(char byte)
{
	return is_letter(byte) || byte == '_' || byte == ':';
}

static bool is_attribute(char byte)
{
	return is_attribute_start(byte) || is_digit(byte) || byte == '.' ||
	       byte == '-';
}

/* The attributes of a tag, each with white space before it. */
static bool take_attributes(struct rest *rest)
{
	for (;;) {
		struct rest after;

		if (!take_blanks(rest) || rest->at == rest->end ||
		    !is_attribute_start(*rest->at))
			return true;
		while (rest->at < rest->end && is_attribute(*rest->at))
			rest->at++;
		after = *rest;
		take_blanks(&after);
		if (!take(&after, '='))
			continue;
		if (!take_value(&after))
			return false;
		*rest = after;
	}
}

/* The seventh kind: a whole tag, with nothing behind it. */
static bool is_lone_tag(struct rest rest)
{
	bool closing = take(&rest, '/');

	if (rest.at == rest.end || !is_letter(*rest.at))
		return false;
	while (rest.at < rest.end &&
	       (is_letter(*rest.at) || is_digit(*rest.at) || *rest.at == '-'))
		rest.at++;
	if (!closing && !take_attributes(&rest))
		return false;
	take_blanks(&rest);
	if (!closing)
		take(&rest, '/');
	if (!take(&rest, '>'))
		return false;
	take_blanks(&rest);
	return rest.at == rest.end;
}

/* The first and the sixth kind. */
static bool is_element(struct rest rest)
{
	bool closing = take(&rest, '/');
	struct name name = take_name(&rest);

	if (rest.at < rest.end && !is_blank(*rest.at) && *rest.at != '>') {
		take(&rest, '/');
		return take(&rest, '>') && is_block_element(&name);
	}
	return is_block_element(&name) ||
	       (!closing && is_literal_element(&name));
}

static bool is_html(struct rest rest)
{
	take(&rest, '<');
	if (rest.at == rest.end)
		return false;
	if (*rest.at == '?')
		return true;
	if (*rest.at == '!') {
		size_t len = (size_t)(rest.end - ++rest.at);

		/* cmark takes capitals only, as CommonMark 0.29 did. */
		return (len && *rest.at >= 'A' && *rest.at <= 'Z') ||
		       (len >= 2 && memcmp(rest.at, "--", 2) == 0) ||
		       (len >= 7 && memcmp(rest.at, "[CDATA[", 7) == 0);
	}
	return is_element(rest) || is_lone_tag(rest);
}

/* ------------------------------------------------------------------------ */

bool blockstart_at(const char *line, size_t len)
{
	struct rest rest = { line, line + len };
	struct rest behind = { line + 1, line + len };

	if (!len)
		return false;
	switch (*line) {
	case '>':
		return true;
	case '#':
		return is_heading(rest);
	case '`':
	case '~':
		return is_fence(rest);
	case '<':
		return is_html(rest);
	case '[':
		return is_note(rest);
	case '-':
	case '*':
		return before_blank(&behind) || is_rule(rest);
	case '+':
		return before_blank(&behind);
	case '_':
		return is_rule(rest);
	default:
		return is_number(rest);
	}
}
