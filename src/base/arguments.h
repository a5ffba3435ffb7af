/* SPDX-License-Identifier: ISC */
/* The words of a command: a program's name with its arguments behind it. */
#ifndef BASE_ARGUMENTS_H
#define BASE_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

/* The words are owned; items[count] is NULL, and items is NULL only in a list
 * that never had a word. */
struct arguments {
	char **items;
	size_t count;
	size_t capacity;
};

#define ARGUMENTS_INIT     \
	{                  \
		NULL, 0, 0 \
	}

void arguments_release(struct arguments *arguments);
/* Empties the list. */
void arguments_clear(struct arguments *arguments);

void arguments_add(struct arguments *arguments, const char *word);
__attribute__((format(printf, 2, 3))) void
arguments_add_format(struct arguments *arguments, const char *format, ...);

/*
 * Appends the words of a command as a person writes one in $EDITOR: parted by
 * blanks, which '…' and "…" keep together; a backslash takes the next character
 * as it is, except in '…'. Nothing is expanded. False, with nothing appended,
 * where a quote has no end.
 */
bool arguments_split(struct arguments *arguments, const char *command,
		     size_t len);

/* The last part of the path of the program; "" when there is none. Borrowed. */
const char *arguments_program(const struct arguments *arguments);

/* Whether a word behind these would be run as the text of a program, as behind
 * "sh -c": nothing foreign may be appended then. */
bool arguments_end_in_code(const struct arguments *arguments);

#endif
