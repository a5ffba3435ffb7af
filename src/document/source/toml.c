/* SPDX-License-Identifier: ISC */
/* Read what TOML front matter says about a document. */
#include "document/source/toml.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "document/source/frontmatter.h"

/* What is still to be read. */
struct reader {
	const char *at;
	const char *end;
};

static bool next_is(const struct reader *reader, const char *string)
{
	size_t len = strlen(string);

	return (size_t)(reader->end - reader->at) >= len &&
	       memcmp(reader->at, string, len) == 0;
}

static bool take(struct reader *reader, const char *string)
{
	if (!next_is(reader, string))
		return false;
	reader->at += strlen(string);
	return true;
}

/* Whether the next byte is one of these. */
static bool next_in(const struct reader *reader, const char *set)
{
	return reader->at < reader->end && *reader->at &&
	       strchr(set, *reader->at);
}

static void skip(struct reader *reader, const char *set)
{
	while (next_in(reader, set))
		reader->at++;
}

static void skip_comment(struct reader *reader)
{
	if (next_is(reader, "#"))
		reader->at = memchr(reader->at, '\n',
				    (size_t)(reader->end - reader->at));
}

/* Passes blanks, and inside an array line ends and comments, too. */
static void skip_space(struct reader *reader, bool lines)
{
	skip(reader, " \t");
	while (lines && next_in(reader, "\n#")) {
		skip_comment(reader);
		skip(reader, " \t\n");
	}
}

/* --- Scalars ----------------------------------------------------------- */

/* What a backslash stands for: at the end of a line, nothing. */
static void take_escape(struct reader *reader, struct buffer *out)
{
	struct span rest;

	reader->at++;
	rest = (struct span){ reader->at, (size_t)(reader->end - reader->at) };
	if (next_in(reader, " \t\n"))
		skip(reader, " \t\n");
	else if (rest.len)
		reader->at += frontmatter_escape(out, rest);
}

/* A string; in quotation marks there are escapes, in apostrophes none. False if
 * it does not end, or not on its line where that is due. */
static bool take_string(struct reader *reader, struct buffer *out)
{
	const char quote[] = { *reader->at, '\0' };
	const char three[] = { *quote, *quote, *quote, '\0' };
	bool lines = take(reader, three);
	const char *mark = lines ? three : quote;

	if (!lines)
		reader->at++;
	else
		take(reader, "\n");
	while (reader->at < reader->end && !next_is(reader, mark)) {
		if (*reader->at == '\n' && !lines)
			return false;
		if (*reader->at == '\\' && *quote == '"')
			take_escape(reader, out);
		else
			buffer_append_byte(out, *reader->at++);
	}
	return take(reader, mark);
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_bare(char byte)
{
	return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* A number, a date, or one of the words. */
static bool take_bare(struct reader *reader, struct buffer *out)
{
	static const char *const words[] = { "true", "false", "inf", "nan" };
	struct reader start = *reader;
	struct span bare;

	for (; reader->at < reader->end; reader->at++) {
		/* A space may part a date from the time of day. */
		bool space = *reader->at == ' ' &&
			     reader->at - start.at == 10 &&
			     reader->end - reader->at > 3 &&
			     is_digit(reader->at[1]) && reader->at[3] == ':';

		if (!is_bare(*reader->at) && !next_in(reader, "+-.:_") &&
		    !space)
			break;
	}
	bare = (struct span){ start.at, (size_t)(reader->at - start.at) };
	buffer_append(out, bare.ptr, bare.len);
	if (next_in(&start, "+-"))
		start.at++;
	if (start.at < reader->at && is_digit(*start.at))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (next_is(&start, words[i]) &&
		    start.at + strlen(words[i]) == reader->at)
			return true;
	return false;
}

/* "a", "a.b", "'a b'.c": appends it with its dots. */
static bool take_key(struct reader *reader, struct buffer *out)
{
	do {
		const char *start;

		skip_space(reader, false);
		start = reader->at;
		if (next_in(reader, "\"'")) {
			if (!take_string(reader, out))
				return false;
		} else {
			while (reader->at < reader->end &&
			       (is_bare(*reader->at) || next_in(reader, "_-")))
				buffer_append_byte(out, *reader->at++);
		}
		if (reader->at == start)
			return false;
		skip_space(reader, false);
		if (next_is(reader, "."))
			buffer_append_byte(out, '.');
	} while (take(reader, "."));
	return true;
}

/* --- Values ------------------------------------------------------------ */

static void append_item(struct buffer *list, const struct buffer *item)
{
	if (list->len && item->len)
		buffer_append_string(list, ", ");
	buffer_append(list, buffer_string(item), item->len);
}

/* Takes a key of a table inside a value; false if none stands here. */
static bool take_inner_key(struct reader *reader, struct buffer *key)
{
	struct reader start = *reader;

	if (take_key(reader, key) && take(reader, "="))
		return true;
	buffer_clear(key);
	*reader = start;
	return false;
}

static bool take_scalar(struct reader *reader, struct buffer *out)
{
	return next_in(reader, "\"'") ? take_string(reader, out)
				      : take_bare(reader, out);
}

/* A value, which may be an array or table of others: appends those that are
 * not in a table, and there the names. */
static bool take_value(struct reader *reader, struct buffer *out)
{
	struct buffer item = BUFFER_INIT;
	size_t depth = 0;
	bool wanted = true;
	bool taken = true;

	do {
		skip_space(reader, depth > 0);
		buffer_clear(&item);
		if (take(reader, "[") || take(reader, "{")) {
			depth++;
		} else if (depth && (take(reader, "]") || take(reader, "}"))) {
			wanted = true;
			depth--;
		} else if (depth && take_inner_key(reader, &item)) {
			wanted = !strcmp(buffer_string(&item), "name");
		} else if (!depth || !take(reader, ",")) {
			taken = take_scalar(reader, &item);
			if (wanted)
				append_item(out, &item);
		}
	} while (taken && depth);
	buffer_release(&item);
	return taken;
}

/* --- Lines ------------------------------------------------------------- */

static bool starts_with(const char *string, const char *prefix)
{
	return !strncmp(string, prefix, strlen(prefix));
}

/* What a key with its tables before it is called at the top; *table says that
 * it is the name of somebody in a table, of which there may be several. */
static struct span name_of(const char *path, bool *table)
{
	struct span name = { path, strlen(path) };
	const char *dot;

	if (starts_with(path, "params.author") ||
	    starts_with(path, "extra.author")) {
		name.ptr = strchr(path, '.') + 1;
		name.len = strlen(name.ptr);
	}
	dot = strchr(name.ptr, '.');
	*table =
		dot && !strcmp(dot, ".name") && starts_with(name.ptr, "author");
	if (*table)
		name.len = (size_t)(dot - name.ptr);
	return name;
}

static void enter(struct frontmatter *frontmatter, const char *path,
		  const struct buffer *value)
{
	bool table;
	char **field = frontmatter_field(frontmatter, name_of(path, &table));
	struct buffer list = BUFFER_INIT;

	if (!field || !value->len || (*field && !table))
		return;
	if (*field)
		buffer_append_string(&list, *field);
	append_item(&list, value);
	free(*field);
	*field = buffer_detach(&list);
}

/* "[table]" or "[[one of several]]": appends the name and a dot. */
static bool take_table(struct reader *reader, struct buffer *table)
{
	const char *close = next_is(reader, "[[") ? "]]" : "]";

	buffer_clear(table);
	reader->at += strlen(close);
	if (!take_key(reader, table) || !take(reader, close))
		return false;
	buffer_append_byte(table, '.');
	return true;
}

struct scratch {
	struct buffer table; /* that is open, with a dot behind it */
	struct buffer path;  /* of a key */
	struct buffer value;
};

static bool take_pair(struct reader *reader, struct frontmatter *frontmatter,
		      struct scratch *scratch)
{
	buffer_clear(&scratch->path);
	buffer_clear(&scratch->value);
	buffer_append(&scratch->path, buffer_string(&scratch->table),
		      scratch->table.len);
	if (!take_key(reader, &scratch->path) || !take(reader, "=") ||
	    !take_value(reader, &scratch->value))
		return false;
	enter(frontmatter, buffer_string(&scratch->path), &scratch->value);
	return true;
}

bool toml_parse(struct frontmatter *frontmatter, const char *text, size_t len)
{
	struct reader reader = { text, text + len };
	struct scratch scratch = { BUFFER_INIT, BUFFER_INIT, BUFFER_INIT };
	bool any = false;
	bool good = true;

	*frontmatter = (struct frontmatter){ 0 };
	while (good && reader.at < reader.end) {
		skip_space(&reader, false);
		if (next_is(&reader, "["))
			good = take_table(&reader, &scratch.table);
		else if (!next_in(&reader, "#\n"))
			any = good = take_pair(&reader, frontmatter, &scratch);
		skip_space(&reader, false);
		skip_comment(&reader);
		good = good && take(&reader, "\n");
	}
	buffer_release(&scratch.table);
	buffer_release(&scratch.path);
	buffer_release(&scratch.value);
	if (good && any)
		return true;
	frontmatter_release(frontmatter);
	return false;
}
