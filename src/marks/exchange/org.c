/* SPDX-License-Identifier: ISC */
/* Marks as an outline for Org mode, to be written only. */
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "marks/exchange/formats.h"
#include "marks/exchange/markdown.h"
#include "text/utf8.h"

enum { HEADLINE = 60 }; /* bytes of a quote that are its headline */

/* Keeps a line from being syntax without being seen (Org manual, "Escape
 * Character"). */
#define ZERO_WIDTH "\xe2\x80\x8b"

/* --- Lines --------------------------------------------------------------- */

/* Appends text as valid UTF-8 without control characters but line feeds. */
static void clean(struct buffer *out, const struct buffer *text)
{
	struct buffer valid = BUFFER_INIT;

	utf8_repair(&valid, buffer_string(text), text->len);
	for (size_t i = 0; i < valid.len; i++) {
		unsigned char byte = (unsigned char)valid.data[i];

		if (byte == '\r')
			buffer_append_string(
				out, valid.data[i + 1] == '\n' ? "" : "\n");
		else if ((byte < 0x20 && byte != '\n' && byte != '\t') ||
			 byte == 0x7f)
			buffer_append_string(out, "\xef\xbf\xbd");
		else
			buffer_append_byte(out, (char)byte);
	}
	buffer_release(&valid);
}

/* Whether a line would be a headline or a keyword (Org syntax, "Blocks": a
 * comma before it hides it; so does one more where there is one). */
static bool needs_comma(const char *line, size_t len)
{
	while (len && (*line == ',' || *line == ' ' || *line == '\t')) {
		line++;
		len--;
	}
	return (len && *line == '*') ||
	       (len > 1 && line[0] == '#' && line[1] == '+');
}

/* Whether a line would be a comment, a drawer, a table, fixed width or a rule.
 */
static bool needs_blank(const char *line, size_t len)
{
	while (len && (*line == ' ' || *line == '\t')) {
		line++;
		len--;
	}
	return len && (*line == '#' || *line == ':' || *line == '|' ||
		       (len > 4 && !strncmp(line, "-----", 5)));
}

static void write_lines(struct buffer *out, const struct buffer *text)
{
	struct buffer cleaned = BUFFER_INIT;
	const char *line;

	clean(&cleaned, text);
	for (line = buffer_string(&cleaned); *line;) {
		size_t len = strcspn(line, "\n");

		if (needs_comma(line, len)) {
			size_t blank = strspn(line, " \t");

			buffer_append(out, line, blank);
			buffer_append_byte(out, ',');
			buffer_append(out, line + blank, len - blank);
		} else {
			if (needs_blank(line, len))
				buffer_append_string(out, ZERO_WIDTH);
			buffer_append(out, line, len);
		}
		buffer_append_byte(out, '\n');
		line += len + (line[len] != '\0');
	}
	buffer_release(&cleaned);
}

/* On one line, at most max bytes of it. */
static void write_line(struct buffer *out, const struct buffer *text,
		       size_t max)
{
	struct buffer cleaned = BUFFER_INIT;
	size_t len;

	clean(&cleaned, text);
	for (len = 0; len < cleaned.len; len++) {
		if (cleaned.data[len] == '\n')
			cleaned.data[len] = ' ';
	}
	if (len > max) {
		len = utf8_previous(cleaned.data, max + 1);
		for (size_t i = len; i > max / 2; i--) {
			if (cleaned.data[i] == ' ') {
				len = i;
				break;
			}
		}
	}
	buffer_append(out, buffer_string(&cleaned), len);
	if (len < cleaned.len)
		buffer_append_string(out, "\xe2\x80\xa6");
	buffer_release(&cleaned);
}

/* --- Entries ------------------------------------------------------------- */

static void write_property(struct buffer *out, const char *name,
			   const char *value)
{
	struct buffer text = BUFFER_INIT;

	if (!*value)
		return;
	buffer_append_string(&text, value);
	buffer_append_format(out, ":%s: ", name);
	write_line(out, &text, SIZE_MAX - 1);
	buffer_append_byte(out, '\n');
	buffer_release(&text);
}

/* An inactive timestamp, which has no zone: local time. */
static void write_time(struct buffer *out, int64_t ms)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed",
					    "Thu", "Fri", "Sat" };
	time_t seconds = (time_t)(ms / 1000);
	struct tm local;

	tzset();
	if (!ms || !localtime_r(&seconds, &local))
		return;
	buffer_append_format(out, ":CREATED: [%04d-%02d-%02d %s %02d:%02d]\n",
			     local.tm_year + 1900, local.tm_mon + 1,
			     local.tm_mday, days[local.tm_wday], local.tm_hour,
			     local.tm_min);
}

/* ":a:b:" behind a headline: letters, digits, "_@#%" (Org syntax, "Headings");
 * what else stands in a tag becomes '_'. */
static void write_tags(struct buffer *out, const struct buffer *tags)
{
	const char *tag = buffer_string(tags);

	if (tags->len)
		buffer_append_string(out, " :");
	for (; *tag; tag++) {
		unsigned char byte = (unsigned char)*tag;

		if (byte == ' ')
			buffer_append_byte(out, ':');
		else if ((byte >= '0' && byte <= '9') ||
			 (byte >= 'A' && byte <= 'Z') ||
			 (byte >= 'a' && byte <= 'z') || byte >= 0x80 ||
			 strchr("_@#%", byte))
			buffer_append_byte(out, (char)byte);
		else
			buffer_append_byte(out, '_');
	}
	if (tags->len)
		buffer_append_byte(out, ':');
}

static void write_mark(struct buffer *out,
		       const struct exchange_document *document,
		       const struct mark *mark)
{
	const struct buffer *exact = &mark->original.anchor.exact;

	buffer_append_string(out, "*** ");
	if (exact->len)
		write_line(out, exact, HEADLINE);
	else
		buffer_append_string(out, mark->kind == MARK_BOOKMARK
						  ? "Bookmark"
						  : "Highlight");
	write_tags(out, &mark->tags);
	buffer_append_string(out, "\n:PROPERTIES:\n");
	write_property(out, "ID", mark->id);
	write_time(out, mark->created_ms);
	write_property(out, "SOURCE", buffer_string(&document->path));
	if (mark->kind == MARK_BOOKMARK)
		write_property(out, "KIND", "bookmark");
	else
		write_property(out, "COLOR", mark_color_name(mark->color));
	buffer_append_string(out, ":END:\n");
	if (exact->len) {
		buffer_append_string(out, "#+begin_quote\n");
		write_lines(out, exact);
		buffer_append_string(out, "#+end_quote\n");
	}
	if (mark->note.len) {
		buffer_append_byte(out, '\n');
		write_lines(out, &mark->note);
	}
}

/* The headings above a mark, as one: "Part I / Why". */
static void write_heading(struct buffer *out, const struct mark *mark)
{
	struct buffer path = BUFFER_INIT;

	for (size_t i = 0; i < mark->head.len; i++) {
		if (mark->head.data[i] == '\n')
			buffer_append_string(&path, " / ");
		else
			buffer_append_byte(&path, mark->head.data[i]);
	}
	buffer_append_string(out, "** ");
	if (path.len)
		write_line(out, &path, SIZE_MAX - 1);
	else
		buffer_append_string(out, "(no heading)");
	buffer_append_byte(out, '\n');
	buffer_release(&path);
}

static void write_document(struct buffer *out,
			   const struct exchange_document *document)
{
	struct buffer title = BUFFER_INIT;
	const struct mark *before = NULL;

	markdown_title(&title, document);
	buffer_append_string(out, "* ");
	write_line(out, &title, SIZE_MAX - 1);
	buffer_append_string(out, "\n:PROPERTIES:\n");
	write_property(out, "AUTHOR", buffer_string(&document->author));
	write_property(out, "SOURCE", buffer_string(&document->path));
	write_property(out, "URL", buffer_string(&document->url));
	buffer_append_string(out, ":END:\n");
	for (size_t i = 0; i < document->marks.count; i++) {
		const struct mark *mark = &document->marks.marks[i];

		if (mark->deleted)
			continue;
		if ((!before && mark->head.len) ||
		    (before && !markdown_same_heading(before, mark)))
			write_heading(out, mark);
		write_mark(out, document, mark);
		before = mark;
	}
	buffer_release(&title);
}

static void write_org(const struct exchange *exchange, struct buffer *out)
{
	for (size_t i = 0; i < exchange->count; i++)
		write_document(out, &exchange->documents[i]);
}

const struct exchange_format exchange_org = {
	.name = "org",
	.extension = ".org",
	.help = "an outline for Org mode",
	.write = write_org,
};
