/* SPDX-License-Identifier: ISC */
/* The one table of options, and their values. */
#include "reader/options.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/nearest.h"
#include "layout/layout.h"
#include "reader/bindings.h"
#include "reader/languages.h"
#include "reader/theme.h"

static const char *const bidi_choices[] = { "auto", "off", NULL };
/* As enum layout_breaks has them. */
static const char *const breaks_choices[] = { "total", "greedy", NULL };
static const char *const color_choices[] = { "auto", "always", "never", NULL };
static const char *const notes_choices[] = { "margin", "foot", NULL };
static const char *const paragraphs_choices[] = { "blank", "indent", NULL };

#define AT(field) offsetof(struct options, field)

const struct options_row options_table[] = {
	{ "bidi", OPTION_CHOICE, AT(bidi), BIDI_AUTO, 0, 0, bidi_choices,
	  "order text that runs from right to left; off for terminals that "
	  "do" },
	{ "breaks", OPTION_CHOICE, AT(breaks), LAYOUT_BREAKS_TOTAL, 0, 0,
	  breaks_choices,
	  "how lines are chosen: for whole paragraphs, or one by one" },
	{ "color", OPTION_CHOICE, AT(color), COLOR_AUTO, 0, 0, color_choices,
	  "when to use colours" },
	{ "history", OPTION_BOOL, AT(history), true, 0, 0, NULL,
	  "remember where you left each document" },
	{ "hyphens", OPTION_BOOL, AT(hyphens), true, 0, 0, NULL,
	  "part words at the ends of lines" },
	{ "inferred", OPTION_BOOL, AT(inferred), true, 0, 0, NULL,
	  "show the headings guessed in plain text as headings" },
	{ "justify", OPTION_BOOL, AT(justify), false, 0, 0, NULL,
	  "make lines of prose end at one edge" },
	{ "keys", OPTION_CHOICE, AT(keys), PRESET_DEFAULT, 0, 0,
	  bindings_presets, "which keys there are: some as less or vim has" },
	{ "lang", OPTION_LANGUAGE, AT(lang), 0, 0, 0, NULL,
	  "language of the text, such as en-GB; found out if empty" },
	{ "mouse", OPTION_BOOL, AT(mouse), true, 0, 0, NULL,
	  "use the mouse; off leaves it to the terminal" },
	{ "notes", OPTION_CHOICE, AT(notes), NOTES_MARGIN, 0, 0, notes_choices,
	  "notes stand beside the text if there is room, or open" },
	{ "paragraphs", OPTION_CHOICE, AT(paragraphs), PARAGRAPHS_BLANK, 0, 0,
	  paragraphs_choices,
	  "what begins a paragraph: a blank row, an indent" },
	{ "sidebar", OPTION_BOOL, AT(sidebar), true, 0, 0, NULL,
	  "show the contents beside the text where there is room" },
	{ "sidebar-width", OPTION_NUMBER, AT(sidebar_width), 30, 12, 120, NULL,
	  "columns of the sidebar at most" },
	{ "snapshots", OPTION_BOOL, AT(snapshots), true, 0, 0, NULL,
	  "keep a copy of marked texts, to find marks in edited ones" },
	{ "state-dir", OPTION_STRING, AT(state_dir), 0, 0, 0, NULL,
	  "folder for what is remembered; may be shared by machines" },
	{ "theme", OPTION_CHOICE, AT(theme), THEME_AUTO, 0, 0, theme_names,
	  "colours; auto: dark or light, as the terminal is" },
	{ "width", OPTION_NUMBER, AT(width), 66, 20, 400, NULL,
	  "columns of text at most (the measure)" },
	{ "wrap", OPTION_BOOL, AT(wrap), false, 0, 0, NULL,
	  "wrap long lines of code instead of panning" },
};
const size_t options_table_count =
	sizeof(options_table) / sizeof(options_table[0]);

static int *number_of(struct options *options, const struct options_row *option)
{
	assert(option->type == OPTION_NUMBER || option->type == OPTION_CHOICE);
	return (int *)(void *)((char *)options + option->offset);
}

static bool *switch_of(struct options *options,
		       const struct options_row *option)
{
	assert(option->type == OPTION_BOOL);
	return (bool *)(void *)((char *)options + option->offset);
}

static bool is_string(const struct options_row *option)
{
	return option->type == OPTION_STRING || option->type == OPTION_LANGUAGE;
}

static char *string_of(struct options *options,
		       const struct options_row *option)
{
	assert(is_string(option));
	return (char *)options + option->offset;
}

void options_init(struct options *options)
{
	for (size_t i = 0; i < options_table_count; i++) {
		const struct options_row *option = &options_table[i];

		if (option->type == OPTION_BOOL)
			*switch_of(options, option) = option->initial != 0;
		else if (is_string(option))
			*string_of(options, option) = '\0';
		else
			*number_of(options, option) = option->initial;
	}
}

const struct options_row *options_find(const char *name, size_t len)
{
	for (size_t i = 0; i < options_table_count; i++) {
		const struct options_row *option = &options_table[i];

		if (strlen(option->name) == len &&
		    memcmp(option->name, name, len) == 0)
			return option;
	}
	return NULL;
}

static bool no_such_option(const char *name, size_t len, struct error *error)
{
	struct buffer known = BUFFER_INIT;
	struct nearest nearest;

	nearest_begin(&nearest, name, len);
	for (size_t i = 0; i < options_table_count; i++) {
		nearest_offer(&nearest, options_table[i].name);
		buffer_append_format(&known, "%s%s", i ? ", " : "",
				     options_table[i].name);
	}
	if (nearest.name) {
		buffer_release(&known);
		return error_set(error,
				 "there is no option \xe2\x80\x9c%.*s\xe2\x80"
				 "\x9d; did you mean %s?",
				 (int)(len < 40 ? len : 40), name,
				 nearest.name);
	}
	error_set(error,
		  "there is no option \xe2\x80\x9c%.*s\xe2\x80\x9d; there are: "
		  "%s",
		  (int)(len < 40 ? len : 40), name, buffer_string(&known));
	buffer_release(&known);
	return false;
}

static bool set_switch(bool *value, const struct options_row *option,
		       const char *text, struct error *error)
{
	static const char *const on[] = { "on", "yes", "true", "1" };
	static const char *const off[] = { "off", "no", "false", "0" };

	for (size_t i = 0; i < sizeof(on) / sizeof(on[0]); i++) {
		if (strcmp(text, on[i]) == 0 || strcmp(text, off[i]) == 0) {
			*value = strcmp(text, on[i]) == 0;
			return true;
		}
	}
	return error_set(error,
			 "%s is on or off, not \xe2\x80\x9c%.40s\xe2\x80\x9d",
			 option->name, text);
}

static bool set_number(int *value, const struct options_row *option,
		       const char *text, struct error *error)
{
	char *end;
	long number;

	errno = 0;
	number = strtol(text, &end, 10);
	if (errno || end == text || *end || number < option->min ||
	    number > option->max)
		return error_set(error,
				 "%s is a number from %d to %d, not "
				 "\xe2\x80\x9c%.40s\xe2\x80\x9d",
				 option->name, option->min, option->max, text);
	*value = (int)number;
	return true;
}

static bool set_choice(int *value, const struct options_row *option,
		       const char *text, struct error *error)
{
	struct buffer known = BUFFER_INIT;

	for (int i = 0; option->choices[i]; i++) {
		if (strcmp(option->choices[i], text) == 0) {
			*value = i;
			buffer_release(&known);
			return true;
		}
		buffer_append_format(&known, "%s%s", i ? ", " : "",
				     option->choices[i]);
	}
	error_set(error, "%s is one of %s, not \xe2\x80\x9c%.40s\xe2\x80\x9d",
		  option->name, buffer_string(&known), text);
	buffer_release(&known);
	return false;
}

static bool set_string(char *value, const struct options_row *option,
		       const char *text, struct error *error)
{
	size_t len = strlen(text);

	if (len >= OPTIONS_STRING)
		return error_set(error, "%s is too long", option->name);
	if (option->type == OPTION_LANGUAGE && !languages_accept(text, error))
		return false;
	memcpy(value, text, len + 1);
	return true;
}

/* "wrap" or "nowrap". */
static bool set_bare(struct options *options, const char *name,
		     struct error *error)
{
	bool on = true;
	const struct options_row *option = options_find(name, strlen(name));

	if (!option && strncmp(name, "no", 2) == 0) {
		on = false;
		option = options_find(name + 2, strlen(name + 2));
	}
	if (!option)
		return no_such_option(name, strlen(name), error);
	if (option->type != OPTION_BOOL)
		return error_set(error, "%s needs a value: %s=…", option->name,
				 option->name);
	*switch_of(options, option) = on;
	return true;
}

bool options_set(struct options *options, const char *assignment,
		 struct error *error)
{
	const char *equals = strchr(assignment, '=');
	const struct options_row *option;

	if (!equals)
		return set_bare(options, assignment, error);
	option = options_find(assignment, (size_t)(equals - assignment));
	if (!option)
		return no_such_option(assignment, (size_t)(equals - assignment),
				      error);
	switch (option->type) {
	case OPTION_BOOL:
		return set_switch(switch_of(options, option), option,
				  equals + 1, error);
	case OPTION_NUMBER:
		return set_number(number_of(options, option), option,
				  equals + 1, error);
	case OPTION_STRING:
	case OPTION_LANGUAGE:
		return set_string(string_of(options, option), option,
				  equals + 1, error);
	case OPTION_CHOICE:
		break;
	}
	return set_choice(number_of(options, option), option, equals + 1,
			  error);
}

static size_t size_of(const struct options_row *option)
{
	if (option->type == OPTION_BOOL)
		return sizeof(bool);
	return is_string(option) ? OPTIONS_STRING : sizeof(int);
}

bool options_same(const struct options_row *option, const struct options *a,
		  const struct options *b)
{
	const char *at = (const char *)a + option->offset;
	const char *other = (const char *)b + option->offset;

	if (is_string(option))
		return strcmp(at, other) == 0;
	return memcmp(at, other, size_of(option)) == 0;
}

void options_copy(const struct options_row *option, struct options *to,
		  const struct options *from)
{
	memcpy((char *)to + option->offset, (const char *)from + option->offset,
	       size_of(option));
}

bool options_allow_color(const struct options *options)
{
	const char *no_color = getenv("NO_COLOR");

	if (options->color == COLOR_AUTO)
		return !no_color || !*no_color;
	return options->color == COLOR_ALWAYS;
}

void options_show(const struct options *options,
		  const struct options_row *option, struct buffer *out)
{
	const char *at = (const char *)options + option->offset;
	int number = 0;

	if (option->type == OPTION_BOOL) {
		bool on = *(const bool *)(const void *)at;

		buffer_append_format(out, "%s=%s", option->name,
				     on ? "on" : "off");
		return;
	}
	if (is_string(option)) {
		buffer_append_format(out, "%s=%s", option->name, at);
		return;
	}
	memcpy(&number, at, sizeof(number));
	if (option->type == OPTION_NUMBER)
		buffer_append_format(out, "%s=%d", option->name, number);
	else
		buffer_append_format(out, "%s=%s", option->name,
				     option->choices[number]);
}
