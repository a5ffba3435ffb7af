/* SPDX-License-Identifier: ISC */
/* The one table of filters: which command makes Markdown of which files. */
#include "reader/filters.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arguments.h"
#include "base/error.h"
#include "base/memory.h"

/* pandoc reads nothing but its input; its dialect is what is shown here. What
 * rdrview leaves of a page is the article. */
#define PANDOC(from)                                                  \
	"pandoc --sandbox --standalone --wrap=none --to=gfm-raw_html" \
	" '?--lua-filter=" PKGDATADIR "/pandoc.lua' --from=" from

static const struct {
	const char *extension, *command;
	bool is_text;
} shipped[] = {
	{ "bz2", "bzip2 -dc", false },
	{ "docx", PANDOC("docx"), false },
	{ "epub", PANDOC("epub"), false },
	{ "gz", "gzip -dc", false },
	{ "htm", "?rdrview -H | " PANDOC("html"), true },
	{ "html", "?rdrview -H | " PANDOC("html"), true },
	{ "odt", PANDOC("odt"), false },
	{ "org", PANDOC("org"), true },
	{ "rst", PANDOC("rst"), true },
	{ "tex", PANDOC("latex"), true },
	{ "xhtml", "?rdrview -H | " PANDOC("html"), true },
	{ "xz", "xz -dc", false },
	{ "zst", "zstd -dcq", false },
};

static const char *const packed[] = { "br",   "bz2", "gz", "lz", "lz4",
				      "lzma", "xz",  "z",  "zst" };

void filters_release(struct filters *filters)
{
	for (size_t i = 0; i < filters->count; i++) {
		free(filters->rows[i].extension);
		free(filters->rows[i].command);
	}
	free(filters->rows);
	*filters = (struct filters){ 0 };
}

static struct filter *find_row(const struct filters *filters,
			       const char *extension)
{
	for (size_t i = 0; i < filters->count; i++)
		if (strcasecmp(filters->rows[i].extension, extension) == 0)
			return &filters->rows[i];
	return NULL;
}

/* Letters of any script may be in an extension; not what parts names and
 * words, and no dot at an end. */
static bool is_extension(const char *extension)
{
	size_t len = strlen(extension);

	if (!len || len > FILTERS_EXTENSION_MAX || extension[0] == '.' ||
	    extension[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)extension[i];

		if (byte <= ' ' || byte == 0x7f || strchr("/*?\"'\\", byte))
			return false;
	}
	return true;
}

static void remove_row(struct filters *filters, struct filter *row)
{
	size_t index = (size_t)(row - filters->rows);

	free(row->extension);
	free(row->command);
	memmove(row, row + 1, (filters->count - index - 1) * sizeof(*row));
	filters->count--;
}

/* The row that was filled in; an old one if it is not NULL. */
static struct filter *put_row(struct filters *filters, struct filter *row,
			      const char *extension, const char *command)
{
	char *copy = memory_copy_string(command, strlen(command));

	if (!row) {
		MEMORY_RESERVE(filters->rows, filters->capacity,
			       filters->count + 1);
		row = &filters->rows[filters->count++];
		row->extension =
			memory_copy_string(extension, strlen(extension));
		for (char *at = row->extension; *at; at++)
			if (*at >= 'A' && *at <= 'Z')
				*at = (char)(*at - 'A' + 'a');
		row->command = NULL;
	}
	free(row->command);
	row->command = copy;
	row->is_shipped = row->is_text = false;
	return row;
}

/* Whether it is the command of a program; none: it is of nothing, so that there
 * is to be no filter. */
static bool check_command(const char *command, const char *extension,
			  bool *none, struct error *error)
{
	struct arguments words = ARGUMENTS_INIT;
	bool named;

	if (!arguments_split(&words, command, strlen(command))) {
		arguments_release(&words);
		return error_set(error,
				 "a quotation mark of the command for .%s has "
				 "no end",
				 extension);
	}
	*none = !words.count ||
		(words.count == 1 && strcmp(words.items[0], "nop") == 0);
	named = *none || *words.items[0];
	arguments_release(&words);
	return named ||
	       error_set(error, "the command for .%s has no name", extension);
}

bool filters_set(struct filters *filters, const char *extension,
		 const char *command, struct error *error)
{
	struct filter *row;
	bool none = false;

	extension += *extension == '.';
	if (!is_extension(extension))
		return error_set(error,
				 "\xe2\x80\x9c%.40s\xe2\x80\x9d is no "
				 "extension of files, such as epub",
				 extension);
	if (!check_command(command, extension, &none, error))
		return false;
	row = find_row(filters, extension);
	if (none) {
		if (row)
			remove_row(filters, row);
		return true;
	}
	if (!row && filters->count >= FILTERS_MAX)
		return error_set(error, "there are more than %d filters",
				 (int)FILTERS_MAX);
	put_row(filters, row, extension, command);
	return true;
}

const struct filter *filters_find(const struct filters *filters,
				  const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = *name ? strchr(name + 1, '.') : NULL;

	for (; dot; dot = strchr(dot + 1, '.')) {
		const struct filter *row = find_row(filters, dot + 1);

		if (row)
			return row;
	}
	return NULL;
}

const struct filter *filters_named(const struct filters *filters,
				   const char *extension)
{
	return find_row(filters, extension);
}

bool filters_unpack(const char *extension)
{
	for (size_t i = 0; i < sizeof(packed) / sizeof(packed[0]); i++)
		if (strcasecmp(packed[i], extension) == 0)
			return true;
	return false;
}

void filters_ship(struct filters *filters)
{
	for (size_t i = 0; i < sizeof(shipped) / sizeof(shipped[0]); i++) {
		struct filter *row;

		if (find_row(filters, shipped[i].extension))
			continue;
		row = put_row(filters, NULL, shipped[i].extension,
			      shipped[i].command);
		row->is_shipped = true;
		row->is_text = shipped[i].is_text;
	}
}

const char *filters_shipped(size_t index)
{
	return index < sizeof(shipped) / sizeof(shipped[0])
		       ? shipped[index].extension
		       : NULL;
}
