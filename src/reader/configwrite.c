/* SPDX-License-Identifier: ISC */
/* The reader's configuration: written as its file. */
#include <string.h>

#include "reader/command.h"
#include "reader/config.h"
#include "reader/themes.h"
#include "text/utf8.h"

enum { LINE_MAX_BYTES = 190 }; /* what inih takes, with some room */

static const char head[] =
	"# What Lectern does by itself stands behind a #; lectern.5 has more.\n"
	"# It is read from ~/.config/lectern/config; :reload-config takes up\n"
	"# a change.\n";

/* Whether a value is read as it is written: " ;" begins a comment, and blanks
 * around it are none of it. */
static bool is_writable(const char *name, const char *value)
{
	size_t len = strlen(value);

	if (strlen(name) + len > LINE_MAX_BYTES || !utf8_valid(value, len))
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

/* "NAME = VALUE", behind a # where it is so by itself. */
static void write_line(const char *name, const char *value, bool by_itself,
		       struct buffer *out)
{
	if (!is_writable(name, value))
		buffer_append_format(
			out, "# %s: its value cannot be written here\n", name);
	else
		buffer_append_format(out, "%s%s =%s%s\n", by_itself ? "#" : "",
				     name, *value ? " " : "", value);
}

/* The value that options_show() puts behind "NAME=". */
static const char *value_of(const struct options *options,
			    const struct options_row *row, struct buffer *shown)
{
	buffer_clear(shown);
	options_show(options, row, shown);
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

/* The keys as they are by themselves are those of the preset. */
static void write_keys(const struct config *config, struct buffer *out)
{
	enum bindings_preset preset =
		(enum bindings_preset)config->options.keys;
	struct buffer keys = BUFFER_INIT;
	struct buffer initial = BUFFER_INIT;

	buffer_append_string(
		out, "\n[keys]\n"
		     "# ACTION = KEY KEY: these keys and no others. nop = KEY: "
		     "the key does nothing.\n");
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &command_table[i];

		buffer_clear(&keys);
		buffer_clear(&initial);
		bindings_use(preset, NULL);
		bindings_write(command, &initial);
		bindings_use(preset, &config->keys);
		bindings_write(command, &keys);
		buffer_append_format(out, "# %s\n", command->help);
		write_line(command->name, buffer_string(&keys),
			   strcmp(buffer_string(&keys),
				  buffer_string(&initial)) == 0,
			   out);
	}
	buffer_release(&keys);
	buffer_release(&initial);
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
		write_line(theme_parts[i].name, buffer_string(&value), example,
			   out);
	}
	buffer_release(&value);
}

/* A word as arguments_split() reads it. */
static void write_word(const char *word, struct buffer *out)
{
	bool plain = *word && !strpbrk(word, " \t'\"\\;");

	if (plain) {
		buffer_append_string(out, word);
		return;
	}
	buffer_append_byte(out, '"');
	for (; *word; word++) {
		if (strchr("\"\\", *word))
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, *word);
	}
	buffer_append_byte(out, '"');
}

static void write_filters(const struct config *config, struct buffer *out)
{
	struct buffer command = BUFFER_INIT;
	const char *extension;

	buffer_append_string(
		out,
		"\n[filters]\n"
		"# EXTENSION = COMMAND: what makes Markdown of such a file, "
		"without a\n"
		"# shell. EXTENSION = nop: nothing does.\n");
	for (size_t i = 0; i < config->filters.count; i++) {
		const struct filter *filter = &config->filters.rows[i];

		buffer_clear(&command);
		for (size_t j = 0; j < filter->command.count; j++) {
			buffer_append_string(&command, j ? " " : "");
			write_word(filter->command.items[j], &command);
		}
		write_line(filter->extension, buffer_string(&command),
			   filter->is_shipped, out);
	}
	for (size_t i = 0; (extension = filters_shipped(i)); i++)
		if (!filters_named(&config->filters, extension))
			write_line(extension, "nop", false, out);
	buffer_release(&command);
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
