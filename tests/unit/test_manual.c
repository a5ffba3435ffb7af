/* SPDX-License-Identifier: ISC */
/* Hold the manuals to the tables of commands, options, keys and themes. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "reader/bindings.h"
#include "reader/command.h"
#include "reader/options.h"
#include "reader/themes.h"

/* lectern.1, lectern.5 */
static struct buffer manual, config_manual;

/* Appends the roff source without what only roff wants: "\&" and quotes; "\(ha"
 * is '^'. */
static void append_plain(struct buffer *out, const char *roff, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (len - i >= 2 && memcmp(roff + i, "\\&", 2) == 0) {
			i++;
		} else if (len - i >= 4 && memcmp(roff + i, "\\(ha", 4) == 0) {
			buffer_append_byte(out, '^');
			i += 3;
		} else if (roff[i] != '"') {
			buffer_append_byte(out, roff[i]);
		}
	}
}

static bool read_into(struct buffer *out, const char *name)
{
	const char *folder = getenv("srcdir");
	struct buffer path = BUFFER_INIT;
	struct buffer roff = BUFFER_INIT;
	char bytes[4096];
	size_t len;
	FILE *file;

	buffer_append_format(&path, "%s/man/%s", folder ? folder : ".", name);
	file = fopen(buffer_string(&path), "r");
	buffer_release(&path);
	if (!file)
		return false;
	while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append(&roff, bytes, len);
	fclose(file);
	append_plain(out, buffer_string(&roff), roff.len);
	buffer_release(&roff);
	return true;
}

static int read_manual(void **state)
{
	(void)state;
	return read_into(&manual, "lectern.1") &&
			       read_into(&config_manual, "lectern.5")
		       ? 0
		       : -1;
}

static int release_manual(void **state)
{
	(void)state;
	buffer_release(&manual);
	buffer_release(&config_manual);
	return 0;
}

/* The manual has this line, whole; says which one it lacks. */
static void assert_line(const struct buffer *line)
{
	struct buffer wanted = BUFFER_INIT;
	bool there;

	buffer_append_format(&wanted, "\n%s\n", line->data);
	there = strstr(buffer_string(&manual), wanted.data) != NULL;
	buffer_release(&wanted);
	if (!there)
		fail_msg("man/lectern.1 lacks the line: %s", line->data);
}

/* The manual's words for the arguments of a command, as help shows them. */
static const char *roff_of(const char *args)
{
	static const struct {
		const char *args;
		const char *roff;
	} forms[] = {
		{ "FILE", "Ar file" },
		{ "LETTER", "Ar letter" },
		{ "NAME=VALUE", "Op Ar name Ns = Ns Ar value" },
		{ "WORDS", "Op Ar words" },
		{ "[NAME]", "Op Ar name" },
		{ "[all]", "Op Cm all" },
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (strcmp(forms[i].args, args) == 0)
			return forms[i].roff;
	}
	fail_msg("say here how the manual writes the arguments %s", args);
	return "";
}

static void test_commands(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &command_table[i];
		struct buffer line = BUFFER_INIT;

		buffer_append_string(&line, ".It ");
		if (*command->keys)
			buffer_append_format(&line, "Li %s Pq ", command->keys);
		buffer_append_format(&line, "Ic %s", command->name);
		if (command->short_name)
			buffer_append_format(&line, " , %s%s",
					     *command->keys ? "Ic " : "",
					     command->short_name);
		if (command->args)
			buffer_append_format(&line, " %s",
					     roff_of(command->args));
		assert_line(&line);
		buffer_release(&line);
	}
}

/* The text of the manual's item whose line is given, as an owned string. */
static char *item_text(const struct buffer *line)
{
	struct buffer start = BUFFER_INIT;
	const char *item;
	size_t len;

	assert_line(line);
	buffer_append_format(&start, "\n%s\n", line->data);
	item = strstr(manual.data, start.data) + start.len;
	buffer_release(&start);
	len = (size_t)(strstr(item, "\n.E") - item);
	if (strstr(item, "\n.It") && strstr(item, "\n.It") < item + len)
		len = (size_t)(strstr(item, "\n.It") - item);
	return memory_copy_string(item, len);
}

/* What the manual says of an option: how it starts, what it can be. */
static void append_facts(struct buffer *facts, const struct options_row *option)
{
	switch (option->type) {
	case OPTION_NUMBER:
		buffer_append_format(facts, "%d to %d\n.Pq %d .", option->min,
				     option->max, option->initial);
		break;
	case OPTION_BOOL:
		buffer_append_format(facts, ".Pq %s .",
				     option->initial ? "on" : "off");
		break;
	case OPTION_CHOICE:
		buffer_append_string(facts, ".Cm ");
		for (size_t i = 0; option->choices[i]; i++) {
			bool last = !option->choices[i + 1];
			const char *between = last ? "\nor\n.Cm " : " , ";

			buffer_append_format(facts, "%s%s", i ? between : "",
					     option->choices[i]);
		}
		buffer_append_string(facts, " .");
		break;
	case OPTION_STRING:
		buffer_append_string(facts, ".Pq not set .");
		break;
	case OPTION_LANGUAGE:
		buffer_append_string(facts, ".Pq found out .");
		break;
	}
}

static void test_options(void **state)
{
	(void)state;
	for (size_t i = 0; i < options_table_count; i++) {
		struct buffer line = BUFFER_INIT;
		struct buffer facts = BUFFER_INIT;
		char *item;

		buffer_append_format(&line, ".It Cm %s", options_table[i].name);
		append_facts(&facts, &options_table[i]);
		item = item_text(&line);
		if (!strstr(item, facts.data))
			fail_msg("%s: the manual lacks: %s", line.data,
				 facts.data);
		free(item);
		buffer_release(&facts);
		buffer_release(&line);
	}
}

/* lectern.5 has an item, with the text behind it. */
static void assert_item(const char *item, const char *text)
{
	struct buffer wanted = BUFFER_INIT;
	char first = text[0];

	if (first >= 'a' && first <= 'z')
		first = (char)(first - 'a' + 'A');
	buffer_append_format(&wanted, "\n.It %s\n%c%s\n", item, first,
			     text + 1);
	if (!strstr(buffer_string(&config_manual), wanted.data))
		fail_msg("man/lectern.5 lacks: %s", wanted.data);
	buffer_release(&wanted);
}

/* What an option can be, and what it is by itself. */
static void append_values(struct buffer *out, const struct options_row *option)
{
	switch (option->type) {
	case OPTION_NUMBER:
		buffer_append_format(out, "%d to %d; %d", option->min,
				     option->max, option->initial);
		break;
	case OPTION_BOOL:
		buffer_append_format(out, "on or off; %s",
				     option->initial ? "on" : "off");
		break;
	case OPTION_CHOICE:
		for (size_t i = 0; option->choices[i]; i++)
			buffer_append_format(out, "%s%s", i ? ", " : "",
					     option->choices[i]);
		buffer_append_format(out, "; %s",
				     option->choices[option->initial]);
		break;
	case OPTION_STRING:
		buffer_append_string(out, "a path; not set");
		break;
	case OPTION_LANGUAGE:
		buffer_append_string(out, "a language; found out");
		break;
	}
}

static void test_config_options(void **state)
{
	(void)state;
	for (size_t i = 0; i < options_table_count; i++) {
		struct buffer item = BUFFER_INIT;
		struct buffer text = BUFFER_INIT;

		buffer_append_format(&item, "Cm %s Pq ", options_table[i].name);
		append_values(&item, &options_table[i]);
		buffer_append_format(&text, "%s.", options_table[i].help);
		assert_item(item.data, text.data);
		buffer_release(&item);
		buffer_release(&text);
	}
}

static void test_config_themes(void **state)
{
	(void)state;
	for (size_t i = 0; i < theme_parts_count; i++) {
		struct buffer item = BUFFER_INIT;
		struct buffer text = BUFFER_INIT;

		buffer_append_format(&item, "Cm %s", theme_parts[i].name);
		buffer_append_format(&text, "%s.", theme_parts[i].help);
		assert_item(item.data, text.data);
		buffer_release(&item);
		buffer_release(&text);
	}
}

static void test_presets(void **state)
{
	(void)state;
	for (int preset = 0; preset < PRESET_COUNT; preset++) {
		size_t count;
		const struct bindings_row *rows = bindings_preset_rows(
			(enum bindings_preset)preset, &count);

		for (size_t i = 0; i < count; i++) {
			struct buffer item = BUFFER_INIT;
			struct buffer text = BUFFER_INIT;

			buffer_append_format(&item, "Ic %s", rows[i].command);
			buffer_append_format(&text, ".Li %s", rows[i].keys);
			assert_item(item.data, text.data);
			buffer_release(&item);
			buffer_release(&text);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_config_options),
		cmocka_unit_test(test_config_themes),
		cmocka_unit_test(test_presets),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, read_manual, release_manual) ? 1
									  : 0;
}
