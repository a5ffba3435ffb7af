/* SPDX-License-Identifier: ISC */
/* Know without parsing whether lines between blank ones stand for themselves.
 */
#include "document/markdown/context.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"

enum { INDENT_MAX = 3, FENCE_MIN = 3 };

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* Moves behind the indent; returns its columns, or more than INDENT_MAX. */
static size_t take_indent(struct span *line)
{
	size_t indent = 0;

	while (indent < line->len && line->ptr[indent] == ' ')
		indent++;
	line->ptr += indent;
	line->len -= indent;
	return line->len > 0 && *line->ptr == '\t' ? INDENT_MAX + 1 : indent;
}

/* --- Fences --------------------------------------------------------------- */

/* How long a fence is that a line begins with; 0 if with none. */
static size_t fence_length(struct span line)
{
	size_t len = 0;

	if (line.len < FENCE_MIN || (*line.ptr != '`' && *line.ptr != '~'))
		return 0;
	while (len < line.len && line.ptr[len] == *line.ptr)
		len++;
	return len < FENCE_MIN ? 0 : len;
}

static bool opens_fence(struct span line)
{
	size_t len = fence_length(line);

	return len > 0 && (*line.ptr == '~' ||
			   !memchr(line.ptr + len, '`', line.len - len));
}

static bool closes_fence(const struct context *context, struct span line)
{
	size_t len = fence_length(line);

	if (len < context->fence_len || *line.ptr != context->fence)
		return false;
	while (len < line.len && is_blank(line.ptr[len]))
		len++;
	return len == line.len;
}

static void open_fence(struct context *context, struct span line, size_t indent)
{
	context->state = indent > 0 ? CONTEXT_INDENTED : CONTEXT_FENCE;
	context->fence = *line.ptr;
	context->fence_len = fence_length(line);
	context->indent = indent;
	/* In HTML it is none. */
	if (context->tag)
		context->state = CONTEXT_UNKNOWN;
}

/* A fence that a container may hold: where both readings end it, it is over. */
static void look_in_indented(struct context *context, struct span line,
			     size_t indent)
{
	bool closes = closes_fence(context, line);

	if (indent < context->indent || (closes && indent > INDENT_MAX))
		context->state = CONTEXT_UNKNOWN;
	else if (closes)
		context->state = CONTEXT_NONE;
}

/* --- HTML ----------------------------------------------------------------- */

static bool contains(struct span line, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= line.len; i++)
		if (strncasecmp(line.ptr + i, word, len) == 0)
			return true;
	return false;
}

static const char *const raw_tags[] = { "script", "pre", "style", "textarea" };

static bool ends_html(const struct context *context, struct span line)
{
	char end[16] = "</";

	if (context->end)
		return contains(line, context->end);
	for (size_t i = 0; i < sizeof(raw_tags) / sizeof(*raw_tags); i++) {
		size_t len = strlen(raw_tags[i]);

		memcpy(end + 2, raw_tags[i], len);
		memcpy(end + 2 + len, ">", 2);
		if (contains(line, end))
			return true;
	}
	return false;
}

static bool opens_raw_tag(struct span line)
{
	for (size_t i = 0; i < sizeof(raw_tags) / sizeof(*raw_tags); i++) {
		size_t len = 1 + strlen(raw_tags[i]);

		if (line.len >= len &&
		    strncasecmp(line.ptr + 1, raw_tags[i], len - 1) == 0 &&
		    (line.len == len || line.ptr[len] == '>' ||
		     isspace((unsigned char)line.ptr[len])))
			return true;
	}
	return false;
}

/* Whether a '<' begins HTML that a blank line does not end; *end is what does.
 */
static bool opens_html(struct span line, const char **end)
{
	static const struct {
		const char *start;
		const char *end;
	} kinds[] = {
		{ "<!--", "-->" },
		{ "<?", "?>" },
		{ "<![CDATA[", "]]>" },
	};

	*end = NULL;
	if (opens_raw_tag(line))
		return true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t len = strlen(kinds[i].start);

		*end = kinds[i].end;
		if (line.len >= len &&
		    memcmp(line.ptr, kinds[i].start, len) == 0)
			return true;
	}
	*end = ">";
	return line.len > 2 && line.ptr[1] == '!' &&
	       isalpha((unsigned char)line.ptr[2]);
}

static void look_at_tag(struct context *context, struct span line,
			size_t indent)
{
	bool tag = context->tag;

	context->tag = true;
	if (!opens_html(line, &context->end))
		return;
	context->tag = tag;
	if (ends_html(context, line))
		return;
	context->state = tag || indent > 0 ? CONTEXT_UNKNOWN : CONTEXT_HTML;
}

/* --- Lines ---------------------------------------------------------------- */

static void look_at(struct context *context, struct span line, size_t indent)
{
	switch (context->state) {
	case CONTEXT_NONE:
		if (indent > INDENT_MAX || line.len == 0)
			break;
		if (opens_fence(line))
			open_fence(context, line, indent);
		else if (*line.ptr == '<')
			look_at_tag(context, line, indent);
		break;
	case CONTEXT_FENCE:
		if (indent <= INDENT_MAX && closes_fence(context, line))
			context->state = CONTEXT_NONE;
		break;
	case CONTEXT_HTML:
		if (ends_html(context, line))
			context->state = CONTEXT_NONE;
		break;
	case CONTEXT_INDENTED:
		look_in_indented(context, line, indent);
		break;
	case CONTEXT_UNKNOWN:
		break;
	}
}

static bool is_in_verbatim(const struct context *context)
{
	return context->state == CONTEXT_FENCE ||
	       context->state == CONTEXT_HTML;
}

void context_look(struct context *context, const char *line, size_t len,
		  uint32_t number)
{
	struct span rest = { line, len };
	size_t indent = take_indent(&rest);

	if (!context->first) {
		context->first = true;
		context->inside = is_in_verbatim(context);
		context->certain =
			context->inside ||
			(context->state == CONTEXT_NONE && indent == 0 &&
			 context->drawn.state == DRAWN_NONE);
	}
	look_at(context, rest, indent);
	drawn_look(&context->drawn, line, len, number);
	if (context->inside ? !is_in_verbatim(context)
			    : context->drawn.state != DRAWN_NONE)
		context->certain = false;
}

void context_look_blank(struct context *context, uint32_t number)
{
	drawn_look(&context->drawn, "", 0, number);
	context->tag = false;
	context->first = false;
}

bool context_is_certain(const struct context *context)
{
	return context->certain;
}

bool context_is_inside(const struct context *context)
{
	return context->inside;
}
