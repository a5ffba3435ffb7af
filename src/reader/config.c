/* SPDX-License-Identifier: ISC */
/* The reader's configuration: read from its file. */
#include "reader/config.h"

#include <errno.h>
#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "base/nearest.h"
#include "base/secure.h"
#include "reader/themes.h"
#include "reader/view.h"
#include "text/utf8.h"

/* A file that is being read. inih is given a line at a time, and calls back for
 * what it finds in it. */
struct reading {
	struct config *config;
	struct span rest;
	unsigned line;
	bool pending; /* the line is to give a name and a value, and has not */
	bool lost;    /* the section's head could not be read */
	bool said;    /* that there is no such section */
	char section[64]; /* of the last line, as inih has it */
	/* "theme=NAME" of this line, which may stand below. */
	struct buffer theme;
	unsigned theme_line;
};

/* --- What is wrong ----------------------------------------------------------
 */

static void add_wrong(struct config *config, unsigned line,
		      const char *sentence)
{
	struct buffer home = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;

	if (config->wrong_count++ >= CONFIG_WRONG_MAX)
		return;
	folders_home(&home);
	folders_shorten(&path, buffer_string(&home),
			buffer_string(&config->path));
	if (line)
		arguments_add_format(&config->wrong, "%s:%u: %s",
				     buffer_string(&path), line, sentence);
	else
		arguments_add(&config->wrong, sentence);
	buffer_release(&path);
	buffer_release(&home);
}

__attribute__((format(printf, 2, 3))) static void
complain(struct reading *reading, const char *format, ...)
{
	struct error error;
	va_list args;

	va_start(args, format);
	vsnprintf(error.sentence, sizeof(error.sentence), format, args);
	va_end(args);
	add_wrong(reading->config, reading->line, error.sentence);
}

bool config_complain(const struct config *config, struct view *view)
{
	size_t more = config->wrong_count - 1;

	for (size_t i = config->wrong.count; i-- > 1;)
		view_complain(view, "%s", config->wrong.items[i]);
	if (config->wrong_count > 1)
		view_complain(view, "%s (and %zu more wrong line%s: :messages)",
			      config->wrong.items[0], more,
			      more == 1 ? "" : "s");
	else if (config->wrong_count)
		view_complain(view, "%s", config->wrong.items[0]);
	return config->wrong_count > 0;
}

/* --- Sections ---------------------------------------------------------------
 */

/* "~/" is home, as in a shell. */
static bool expand(struct buffer *assignment, const char *value)
{
	struct buffer home = BUFFER_INIT;
	bool done = folders_home(&home) &&
		    folders_expand(assignment, buffer_string(&home), value);

	buffer_release(&home);
	return done;
}

static bool take_option(struct reading *reading, const char *name,
			const char *value, struct error *error)
{
	const struct options_row *row = options_find(name, strlen(name));
	struct buffer assignment = BUFFER_INIT;
	bool is_path = row && row->type == OPTION_STRING;
	bool done;

	if (is_path && *value && !secure_allows("state-dir is not used", error))
		return false;
	buffer_append_format(&assignment, "%s=", name);
	if (!is_path || strncmp(value, "~/", 2) != 0 ||
	    !expand(&assignment, value))
		buffer_append_string(&assignment, value);
	if (strcmp(name, "theme") == 0) {
		buffer_clear(&reading->theme);
		buffer_append_string(&reading->theme, assignment.data);
		reading->theme_line = reading->line;
		done = true;
	} else {
		done = options_set(&reading->config->options, assignment.data,
				   error);
	}
	buffer_release(&assignment);
	return done;
}

/* All themes are known. */
static void take_theme(struct reading *reading)
{
	struct error error;

	if (!reading->theme_line)
		return;
	reading->line = reading->theme_line;
	if (options_set(&reading->config->options, reading->theme.data, &error))
		reading->config->theme_given = true;
	else
		complain(reading, "%s", error.sentence);
	buffer_release(&reading->theme);
}

static bool take_key(struct reading *reading, const char *name,
		     const char *value, struct error *error)
{
	return bindings_choose(&reading->config->keys, name, value,
			       reading->line, error);
}

static bool take_filter(struct reading *reading, const char *name,
			const char *value, struct error *error)
{
	return filters_set(&reading->config->filters, name, value, error);
}

static const struct {
	const char *name;
	bool (*take)(struct reading *reading, const char *name,
		     const char *value, struct error *error);
} sections[] = {
	{ "options", take_option },
	{ "keys", take_key },
	{ "filters", take_filter },
};

static void say_no_section(struct reading *reading, const char *section)
{
	struct nearest nearest;

	if (reading->said)
		return;
	reading->said = true;
	nearest_begin(&nearest, section, strlen(section));
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		nearest_offer(&nearest, sections[i].name);
	if (!*section)
		complain(reading, "a section must come first, such as "
				  "[options]");
	else if (nearest.name)
		complain(reading,
			 "there is no section [%.40s]; did you mean [%s]?",
			 section, nearest.name);
	else
		complain(reading,
			 "there is no section [%.40s]; there are [options], "
			 "[keys], [theme NAME] and [filters]",
			 section);
}

static bool is_theme(const char *section)
{
	return strncmp(section, "theme", 5) == 0 &&
	       (section[5] == ' ' || section[5] == '\t');
}

/* What inih calls for each line "NAME = VALUE". */
static int take_line(void *data, const char *section, const char *name,
		     const char *value)
{
	struct reading *reading = data;
	struct error error;

	reading->pending = false;
	if (reading->lost)
		return 1;
	if (strcmp(section, reading->section) != 0)
		reading->said = false;
	snprintf(reading->section, sizeof(reading->section), "%s", section);
	if (is_theme(section)) {
		section += 5 + strspn(section + 5, " \t");
		if (!themes_set(section, name, value, &error))
			complain(reading, "%s", error.sentence);
		return 1;
	}
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		if (strcmp(sections[i].name, section) != 0)
			continue;
		if (!sections[i].take(reading, name, value, &error))
			complain(reading, "%s", error.sentence);
		return 1;
	}
	say_no_section(reading, section);
	return 1;
}

/* --- Lines ------------------------------------------------------------------
 */

/* Not by strchr(), which finds a NUL in every string. */
static bool is_one_of(char byte, const char *bytes)
{
	return byte && strchr(bytes, byte);
}

/* Takes the next line, without blanks around it. */
static struct span next_line(struct reading *reading)
{
	struct span *rest = &reading->rest;
	const char *newline = memchr(rest->ptr, '\n', rest->len);
	struct span line = { rest->ptr, newline ? (size_t)(newline - rest->ptr)
						: rest->len };
	size_t taken = line.len + (newline != NULL);

	rest->ptr += taken;
	rest->len -= taken;
	if (!reading->line++)
		span_take(&line, "\xef\xbb\xbf");
	while (line.len && is_one_of(*line.ptr, " \t")) {
		line.ptr++;
		line.len--;
	}
	while (line.len && is_one_of(line.ptr[line.len - 1], " \t\r"))
		line.len--;
	return line;
}

static bool is_text(struct span line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char byte = (unsigned char)line.ptr[i];

		if ((byte < ' ' && byte != '\t') || byte == 0x7f)
			return false;
	}
	return utf8_valid(line.ptr, line.len);
}

/* Whether inih can be given the line; else says what is wrong. */
static bool check_line(struct reading *reading, struct span line, size_t room)
{
	bool head = line.len && *line.ptr == '[';

	if (head)
		reading->lost = false;
	if (!is_text(line))
		complain(reading, "this is no text in UTF-8");
	else if (line.len >= room)
		complain(reading, "a line has at most %zu bytes, this one %zu",
			 room - 1, line.len);
	else if (head && !memchr(line.ptr, ']', line.len))
		complain(reading, "the ] of the section is missing");
	else
		return true;
	reading->lost |= head;
	return false;
}

static void finish_line(struct reading *reading)
{
	if (reading->pending && !reading->lost)
		complain(reading, "a line is NAME = VALUE, [SECTION] or "
				  "# COMMENT");
	reading->pending = false;
}

/* What inih calls for each line, as it would fgets(). A line that begins with a
 * blank would go on with the value before; here it is one like any other. */
static char *give_line(char *out, int room, void *data)
{
	struct reading *reading = data;
	struct span line;

	finish_line(reading);
	if (!reading->rest.len || room < 3)
		return NULL;
	line = next_line(reading);
	if (!line.len || is_one_of(*line.ptr, ";#") ||
	    !check_line(reading, line, (size_t)room - 2))
		line.len = 0;
	reading->pending = line.len && *line.ptr != '[';
	if (line.len)
		memcpy(out, line.ptr, line.len);
	memcpy(out + line.len, "\n", 2);
	return out;
}

static void parse(struct config *config, struct span text)
{
	struct reading reading = { .config = config, .rest = text };

	themes_restart();
	if (ini_parse_stream(give_line, &reading, take_line, &reading) < 0)
		add_wrong(config, 0, "there is no memory for the config file");
	finish_line(&reading);
	take_theme(&reading);
}

/* --- The file ---------------------------------------------------------------
 */

void config_init(struct config *config)
{
	*config = (struct config){ 0 };
	options_init(&config->options);
	filters_ship(&config->filters);
	if (folders_config(&config->path))
		buffer_append_string(&config->path, "/config");
}

void config_release(struct config *config)
{
	buffer_release(&config->path);
	arguments_release(&config->given);
	bindings_release(&config->keys);
	filters_release(&config->filters);
	arguments_release(&config->wrong);
}

void config_name(struct config *config, const char *path)
{
	buffer_clear(&config->path);
	config->named = *path && strcmp(path, "/dev/null") != 0;
	if (config->named)
		buffer_append_string(&config->path, path);
}

bool config_read(struct config *config, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	bool done;

	if (!config->path.len)
		return true;
	done = files_read(config->path.data, CONFIG_MAX, &text, error);
	if (done)
		parse(config, (struct span){ buffer_string(&text), text.len });
	else if (!config->named && (errno == ENOENT || errno == ENOTDIR))
		done = true;
	else if (!config->named)
		add_wrong(config, 0, error->sentence);
	buffer_release(&text);
	return done || !config->named;
}

bool config_give(struct config *config, struct error *error)
{
	for (size_t i = 0; i < config->given.count; i++) {
		const char *assignment = config->given.items[i];

		if (!options_set(&config->options, assignment, error))
			return false;
		if (strncmp(assignment, "theme=", 6) == 0)
			config->theme_given = true;
	}
	return true;
}

bool config_reload(struct config *config, struct options *live,
		   struct error *error)
{
	struct config fresh = { .named = config->named };

	options_init(&fresh.options);
	filters_ship(&fresh.filters);
	buffer_append(&fresh.path, buffer_string(&config->path),
		      config->path.len);
	if (!config_read(&fresh, error)) {
		config_release(&fresh);
		return false;
	}
	for (size_t i = 0; i < config->given.count; i++)
		arguments_add(&fresh.given, config->given.items[i]);
	/* They were right before. */
	config_give(&fresh, error);
	for (size_t i = 0; i < options_table_count; i++)
		if (!options_same(&options_table[i], &config->options,
				  &fresh.options))
			options_copy(&options_table[i], live, &fresh.options);
	config_release(config);
	*config = fresh;
	return true;
}
