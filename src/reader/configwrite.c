/* SPDX-License-Identifier: ISC */
/* The reader's configuration: written as its file. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/folders.h"
#include "reader/command.h"
#include "reader/config.h"
#include "reader/themes.h"
#include "text/utf8.h"

enum { LINE_MAX_BYTES = 197 }; /* what inih takes */

static const char head[] =
	"# What Lectern does by itself stands behind a #; lectern.5 has more.\n"
	"# It is read from ~/.config/lectern/config; :reload-config takes up\n"
	"# a change.\n";

/* Whether a value is read as it is written: " ;" begins a comment, and blanks
 * around it are none of it. */
static bool is_writable(const char *name, const char *value)
{
	size_t len = strlen(value);

	if (strlen(name) + 1 + len > LINE_MAX_BYTES || !utf8_valid(value, len))
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)value[i];
		bool edge = i == 0 || i + 1 == len;

		if (byte < ' ' || byte == 0x7f || (edge && byte == ' ') ||
		    (byte == ';' && (i == 0 || value[i - 1] == ' ')))
			return false;
	}
	return true;
}

static void write_setting(const char *name, const char *value, bool by_itself,
			  struct buffer *out)
{
	size_t len = strlen(name) + strlen(value);
	const char *equals = !*value			 ? " ="
			     : len + 3 <= LINE_MAX_BYTES ? " = "
							 : "=";

	buffer_append_format(out, "%s%s%s%s\n", by_itself ? "#" : "", name,
			     equals, value);
}

/* "NAME = VALUE", behind a # where it is so by itself. */
static void write_line(const char *name, const char *value, bool by_itself,
		       struct buffer *out)
{
	if (!is_writable(name, value))
		buffer_append_format(
			out, "# %s: its value cannot be written here\n", name);
	else
		write_setting(name, value, by_itself, out);
}

/* The value that options_show() puts behind "NAME="; paths from home on. */
static const char *value_of(const struct options *options,
			    const struct options_row *row, struct buffer *shown)
{
	struct buffer home = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;

	buffer_clear(shown);
	options_show(options, row, shown);
	if (row->type == OPTION_STRING && folders_home(&home)) {
		folders_shorten(&path, home.data,
				shown->data + strlen(row->name) + 1);
		buffer_truncate(shown, strlen(row->name) + 1);
		buffer_append_string(shown, buffer_string(&path));
	}
	buffer_release(&home);
	buffer_release(&path);
	return buffer_string(shown) + strlen(row->name) + 1;
}

static void write_range(const struct options_row *row, struct buffer *out)
{
	switch (row->type) {
	case OPTION_BOOL:
		buffer_append_string(out, " (on, off)");
		break;
	case OPTION_NUMBER:
		buffer_append_format(out, " (%d to %d)", row->min, row->max);
		break;
	case OPTION_CHOICE:
		for (size_t i = 0; row->choices[i]; i++)
			buffer_append_format(out, "%s%s", i ? ", " : " (",
					     row->choices[i]);
		buffer_append_string(out, ")");
		break;
	case OPTION_STRING:
	case OPTION_LANGUAGE:
		break;
	}
}

static void write_options(const struct config *config, struct buffer *out)
{
	struct options initial = { 0 };
	struct buffer shown = BUFFER_INIT;

	options_init(&initial);
	buffer_append_string(out, "\n[options]\n");
	for (size_t i = 0; i < options_table_count; i++) {
		const struct options_row *row = &options_table[i];

		buffer_append_format(out, "# %s", row->help);
		write_range(row, out);
		buffer_append_string(out, "\n");
		write_line(row->name, value_of(&config->options, row, &shown),
			   options_same(row, &config->options, &initial), out);
	}
	buffer_release(&shown);
}

/* Adds the live keys of each command, in the table's order. */
static void list_keys(struct arguments *keys)
{
	struct buffer line = BUFFER_INIT;

	for (size_t i = 0; i < command_count; i++) {
		buffer_clear(&line);
		bindings_write(&command_table[i], &line);
		arguments_add(keys, buffer_string(&line));
	}
	buffer_release(&line);
}

/* The keys as they are by themselves are those of the preset. */
static void write_keys(const struct config *config, struct buffer *out)
{
	enum bindings_preset preset =
		(enum bindings_preset)config->options.keys;
	struct arguments initial = ARGUMENTS_INIT;
	struct arguments keys = ARGUMENTS_INIT;

	bindings_use(preset, NULL);
	list_keys(&initial);
	bindings_use(preset, &config->keys);
	list_keys(&keys);
	buffer_append_string(
		out, "\n[keys]\n"
		     "# ACTION = KEY KEY: these keys and no others. nop = KEY: "
		     "the key does nothing.\n");
	for (size_t i = 0; i < command_count; i++) {
		buffer_append_format(out, "# %s\n", command_table[i].help);
		write_line(command_table[i].name, keys.items[i],
			   strcmp(keys.items[i], initial.items[i]) == 0, out);
	}
	arguments_release(&initial);
	arguments_release(&keys);
}

static void write_theme(enum theme theme, bool example, struct buffer *out)
{
	struct buffer value = BUFFER_INIT;

	buffer_append_format(out, "\n%s[theme %s]\n", example ? "#" : "",
			     example ? "mine" : theme_names[theme]);
	for (size_t i = 0; i < theme_parts_count; i++) {
		buffer_clear(&value);
		themes_write(theme, &theme_parts[i], &value);
		buffer_append_format(out, "# %s\n", theme_parts[i].help);
		write_line(theme_parts[i].name, buffer_string(&value),
			   !themes_is_set(theme, &theme_parts[i]), out);
	}
	buffer_release(&value);
}

static int compare_filters(const void *a, const void *b)
{
	const struct filter *const *one = a;
	const struct filter *const *other = b;

	return strcmp((*one)->extension, (*other)->extension);
}

/* By their names, in whichever order they came. */
static void write_filters(const struct config *config, struct buffer *out)
{
	const struct filter *rows[FILTERS_MAX];
	size_t count = config->filters.count;
	const char *extension;

	buffer_append_string(
		out,
		"\n[filters]\n"
		"# EXTENSION = COMMAND: what makes Markdown of such a file, "
		"without a\n"
		"# shell. EXTENSION = nop: nothing does.\n");
	assert(count <= FILTERS_MAX);
	for (size_t i = 0; i < count; i++)
		rows[i] = &config->filters.rows[i];
	qsort(rows, count, sizeof(struct filter *), compare_filters);
	for (size_t i = 0; i < count; i++) {
		const struct filter *filter = rows[i];

		write_line(filter->extension, filter->command,
			   filter->is_shipped, out);
	}
	for (size_t i = 0; (extension = filters_shipped(i)); i++)
		if (!filters_named(&config->filters, extension))
			write_line(extension, "nop", false, out);
}

void config_write(const struct config *config, struct buffer *out)
{
	buffer_append_string(out, head);
	write_options(config, out);
	write_keys(config, out);
	write_theme(THEME_DARK, true, out);
	for (int i = THEME_COUNT; theme_names[i]; i++)
		write_theme((enum theme)i, false, out);
	write_filters(config, out);
}
