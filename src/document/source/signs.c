/* SPDX-License-Identifier: ISC */
/* Tell Markdown from plain text by the signs that it shows. */
#include "document/source/signs.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"

enum { SURE = 2 }; /* the weight of a sign that is enough; a weak one is 1 */

struct signs {
	struct span before; /* the line above, trimmed */
	unsigned weight;
	bool heading; /* the line above is one, if none stands below it */
	char fence;   /* '`' or '~' within one, else NUL */
	size_t fence_len;
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_letter_or_digit(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || (byte & 0x80);
}

/* Drops the blanks at both ends; *indent is how many stood in front. */
static struct span trim(struct span line, size_t *indent)
{
	*indent = 0;
	while (line.len && is_blank(*line.ptr))
		line.ptr++, line.len--, ++*indent;
	while (line.len && is_blank(line.ptr[line.len - 1]))
		line.len--;
	return line;
}

/* How often the first byte is repeated. */
static size_t run_length(struct span text)
{
	size_t len = 0;

	while (len < text.len && text.ptr[len] == *text.ptr)
		len++;
	return len;
}

static bool is_atx_heading(struct span line)
{
	size_t level = line.len && *line.ptr == '#' ? run_length(line) : 0;

	return level && level <= 6 && line.len > level + 1 &&
	       is_blank(line.ptr[level]);
}

/* Enters a line that may be a heading with '#': where several stand below each
 * other they are a program's comments. */
static void weigh_heading(struct signs *signs, struct span line)
{
	bool is_heading = is_atx_heading(line);

	if (signs->heading && !is_heading)
		signs->weight += SURE;
	signs->heading = is_heading && !is_atx_heading(signs->before);
}

/* "=====" below a line of about its own length that stands alone. */
static bool is_underline(struct span line, struct span above,
			 struct span before)
{
	size_t len = line.len;

	if (len < 3 || (*line.ptr != '=' && *line.ptr != '-') ||
	    run_length(line) != len)
		return false;
	return !before.len && above.len && is_letter_or_digit(*above.ptr) &&
	       len <= 2 * above.len && 2 * len >= above.len &&
	       !memmem(above.ptr, above.len, "   ", 3);
}

/* "|---|:--:|", the second row of a table. */
static bool is_delimiter_row(struct span line)
{
	size_t pipes = 0, dashes = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (!strchr("|-: \t", line.ptr[i]) || !line.ptr[i])
			return false;
		pipes += line.ptr[i] == '|';
		dashes += line.ptr[i] == '-';
	}
	return pipes && dashes >= 3;
}

/* Enters a line that opens or closes a fence. A fence counts when it closes:
 * an old text may begin a quotation with two or three backticks. */
static bool enter_fence(struct signs *signs, struct span line)
{
	size_t len = line.len && (*line.ptr == '`' || *line.ptr == '~')
			     ? run_length(line)
			     : 0;

	if (signs->fence) {
		if (len < signs->fence_len || *line.ptr != signs->fence ||
		    len != line.len)
			return true;
		signs->fence = '\0';
		signs->weight += SURE;
		return true;
	}
	if (len < 3 || memchr(line.ptr + len, *line.ptr, line.len - len) ||
	    (*line.ptr == '~' && len == line.len && len > 4))
		return false;
	signs->fence = *line.ptr;
	signs->fence_len = len;
	return true;
}

/* "[label]:" with something behind it at the start of a line. */
static unsigned weigh_definition(struct span line)
{
	const char *close;

	if (line.len < 5 || *line.ptr != '[')
		return 0;
	close = memchr(line.ptr, ']', line.len);
	if (!close || close == line.ptr + 1 ||
	    line.ptr + line.len - close < 4 || close[1] != ':' ||
	    !is_blank(close[2]))
		return 0;
	return line.ptr[1] == '^' ? SURE : 1;
}

/* "](url)" at text: what stands in the brackets decides, for "[sic](or so)"
 * is prose. */
static bool is_link_tail(struct span text)
{
	const char *close, *url = text.ptr + 2;

	if (text.len < 4 || text.ptr[1] != '(')
		return false;
	close = memchr(url, ')', text.len - 2);
	if (!close || close == url)
		return false;
	if (memchr(url, ' ', (size_t)(close - url)))
		return memmem(url, (size_t)(close - url), " \"", 2) ||
		       memmem(url, (size_t)(close - url), " '", 2);
	return *url == '#' || *url == '<' ||
	       memchr(url, '/', (size_t)(close - url)) ||
	       memchr(url, '.', (size_t)(close - url));
}

/* The text between mark and its like, as emphasis and code have it: no blank
 * just inside, no letter just outside. Returns what it covers in all. */
static size_t enclosed_length(struct span line, size_t at, const char *mark)
{
	size_t len = strlen(mark);
	struct span rest = { line.ptr + at + len, line.len - at - len };
	const char *close;

	if (at &&
	    (is_letter_or_digit(line.ptr[at - 1]) || line.ptr[at - 1] == *mark))
		return 0;
	if (!rest.len || is_blank(*rest.ptr) || *rest.ptr == *mark)
		return 0;
	close = memmem(rest.ptr, rest.len, mark, len);
	if (!close || close == rest.ptr || is_blank(close[-1]))
		return 0;
	rest.len -= (size_t)(close - rest.ptr) + len;
	if (rest.len && (is_letter_or_digit(close[len]) || close[len] == *mark))
		return 0;
	return (size_t)(close - rest.ptr) + 2 * len;
}

static void weigh_inlines(struct signs *signs, struct span line)
{
	static const char *const marks[] = { "**", "__", "`" };

	for (size_t at = 0; at < line.len; at++) {
		struct span rest = { line.ptr + at, line.len - at };

		if (*rest.ptr == ']' && is_link_tail(rest))
			signs->weight += SURE;
		if (rest.len > 3 && !memcmp(rest.ptr, "[^", 2) &&
		    is_letter_or_digit(rest.ptr[2]) &&
		    memchr(rest.ptr, ']', rest.len))
			signs->weight += SURE;
		for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
			size_t len = strlen(marks[i]);

			if (rest.len < 2 * len ||
			    memcmp(rest.ptr, marks[i], len) != 0)
				continue;
			len = enclosed_length(line, at, marks[i]);
			signs->weight += len > 0;
			at += len;
			break;
		}
	}
}

static bool is_task(struct span line)
{
	return line.len > 6 && strchr("-*+", *line.ptr) &&
	       (!memcmp(line.ptr + 1, " [ ] ", 5) ||
		!memcmp(line.ptr + 1, " [x] ", 5));
}

static void weigh_line(struct signs *signs, struct span line,
		       struct span before)
{
	size_t indent;

	line = trim(line, &indent);
	if (enter_fence(signs, line))
		return;
	weigh_heading(signs, indent < 4 ? line : (struct span){ NULL, 0 });
	if (!line.len)
		return;
	if (indent < 4) {
		if (is_underline(line, signs->before, before) ||
		    (is_delimiter_row(line) && signs->before.len &&
		     memchr(signs->before.ptr, '|', signs->before.len)))
			signs->weight += SURE;
		signs->weight += weigh_definition(line);
		signs->weight += is_task(line);
	}
	weigh_inlines(signs, line);
}

bool signs_of_markdown(const char *text, size_t len)
{
	struct signs signs = { .before = { NULL, 0 } };
	struct span before = { NULL, 0 };
	const char *end = text + len;

	if (len >= 2 && !memcmp(text, "#!", 2)) /* a script */
		return false;
	while (text < end && signs.weight < SURE) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		struct span line = { text,
				     (size_t)((stop ? stop : end) - text) };
		size_t indent;

		weigh_line(&signs, line, before);
		before = signs.before;
		signs.before = trim(line, &indent);
		text = stop ? stop + 1 : end;
	}
	return signs.heading || signs.weight >= SURE;
}
