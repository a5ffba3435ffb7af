/* SPDX-License-Identifier: ISC */
/* Hold the manual to the tables of commands and options. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "reader/command.h"
#include "reader/options.h"

static struct buffer manual;

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

static int read_manual(void **state)
{
	const char *folder = getenv("srcdir");
	struct buffer path = BUFFER_INIT;
	struct buffer roff = BUFFER_INIT;
	char bytes[4096];
	size_t len;
	FILE *file;

	(void)state;
	buffer_append_format(&path, "%s/man/lectern.1", folder ? folder : ".");
	file = fopen(buffer_string(&path), "r");
	buffer_release(&path);
	if (!file)
		return -1;
	while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append(&roff, bytes, len);
	fclose(file);
	append_plain(&manual, buffer_string(&roff), roff.len);
	buffer_release(&roff);
	return 0;
}

static int release_manual(void **state)
{
	(void)state;
	buffer_release(&manual);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_options),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, read_manual, release_manual) ? 1
									  : 0;
}
