/* SPDX-License-Identifier: ISC */
/* The words of a command: a program's name with its arguments behind it. */
#include "base/arguments.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

/* Takes word over. */
static void take(struct arguments *arguments, char *word)
{
	MEMORY_RESERVE(arguments->items, arguments->capacity,
		       arguments->count + 2);
	arguments->items[arguments->count++] = word;
	arguments->items[arguments->count] = NULL;
}

static void keep_first(struct arguments *arguments, size_t count)
{
	while (arguments->count > count) {
		free(arguments->items[--arguments->count]);
		arguments->items[arguments->count] = NULL;
	}
}

void arguments_release(struct arguments *arguments)
{
	keep_first(arguments, 0);
	free(arguments->items);
	*arguments = (struct arguments)ARGUMENTS_INIT;
}

void arguments_clear(struct arguments *arguments)
{
	keep_first(arguments, 0);
}

void arguments_add(struct arguments *arguments, const char *word)
{
	take(arguments, memory_copy_string(word, strlen(word)));
}

void arguments_add_format(struct arguments *arguments, const char *format, ...)
{
	va_list args;
	va_list again;
	int len;
	char *word;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	word = memory_alloc((size_t)len + 1);
	vsnprintf(word, (size_t)len + 1, format, again);
	va_end(again);
	take(arguments, word);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

/* Reads a word that starts at off into word; returns where it ends, or a number
 * over len where a quote is open there. */
static size_t read_word(const char *command, size_t len, size_t off,
			struct buffer *word)
{
	char quote = '\0';

	for (; off < len; off++) {
		char byte = command[off];

		if (!quote && is_blank(byte))
			break;
		if (quote ? byte == quote : byte == '\'' || byte == '"')
			quote = quote ? '\0' : byte;
		else if (byte == '\\' && quote != '\'' && off + 1 < len)
			buffer_append_byte(word, command[++off]);
		else
			buffer_append_byte(word, byte);
	}
	return quote ? len + 1 : off;
}

bool arguments_split(struct arguments *arguments, const char *command,
		     size_t len)
{
	size_t before = arguments->count;
	size_t off = 0;

	for (;;) {
		struct buffer word = BUFFER_INIT;

		while (off < len && is_blank(command[off]))
			off++;
		if (off == len)
			return true;
		off = read_word(command, len, off, &word);
		if (off > len) {
			buffer_release(&word);
			keep_first(arguments, before);
			return false;
		}
		/* Two quotes are a word too, which has no bytes. */
		arguments_add(arguments, buffer_string(&word));
		buffer_release(&word);
	}
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *arguments_program(const struct arguments *arguments)
{
	return arguments->count ? last_part(arguments->items[0]) : "";
}

static bool is_shell(const char *word)
{
	static const char *const shells[] = {
		"sh",	"ash", "bash", "busybox", "csh",   "dash", "elvish",
		"fish", "ksh", "mksh", "nu",	  "pwsh",  "rc",   "tcsh",
		"yash", "zsh", "perl", "python3", "python"
	};

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
		if (strcmp(last_part(word), shells[i]) == 0)
			return true;
	return false;
}

bool arguments_end_in_code(const struct arguments *arguments)
{
	const char *last;
	size_t len;

	if (!arguments->count)
		return false;
	last = arguments->items[arguments->count - 1];
	len = strlen(last);
	/* -c and what may stand beside it: -ec, -lc; perl's is -e. */
	if (len < 2 || last[0] != '-' || last[1] == '-' ||
	    !strchr("ce", last[len - 1]))
		return false;
	for (size_t i = 0; i + 1 < arguments->count; i++)
		if (is_shell(arguments->items[i]))
			return true;
	return false;
}
