/* SPDX-License-Identifier: ISC */
/* Read the words and keys of a screen test's lines. */
#include "script.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	const char *bytes;
	const char *application; /* NULL: the same */
} key_names[] = {
	{ "Space", " ", NULL },		 { "Enter", "\r", NULL },
	{ "Tab", "\t", NULL },		 { "Esc", "\033", NULL },
	{ "Backspace", "\177", NULL },	 { "Up", "\033[A", "\033OA" },
	{ "Down", "\033[B", "\033OB" },	 { "Right", "\033[C", "\033OC" },
	{ "Left", "\033[D", "\033OD" },	 { "Home", "\033[H", "\033OH" },
	{ "End", "\033[F", "\033OF" },	 { "PgUp", "\033[5~", NULL },
	{ "PgDn", "\033[6~", NULL },	 { "Ins", "\033[2~", NULL },
	{ "Del", "\033[3~", NULL },	 { "F1", "\033OP", NULL },
	{ "Shift-Tab", "\033[Z", NULL }, { "lt", "<", NULL },
	{ "caret", "^", NULL },
};

/* The byte of the escape after a backslash; *text goes behind it. */
static char unescape(const char **text)
{
	char letter = *(*text)++;
	char digits[3] = { 0 };

	switch (letter) {
	case 'e':
		return '\033';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	case 'x':
		for (size_t i = 0; i < 2 && **text; i++)
			digits[i] = *(*text)++;
		return (char)strtol(digits, NULL, 16);
	default:
		return letter;
	}
}

static bool quoted_word(const char **text, struct buffer *word)
{
	(*text)++;
	while (**text && **text != '"') {
		char byte = *(*text)++;

		if (byte == '\\' && **text)
			byte = unescape(text);
		buffer_append_byte(word, byte);
	}
	if (**text != '"')
		return false;
	(*text)++;
	return true;
}

bool script_split(struct script_line *line, const char *text)
{
	line->count = 0;
	for (;;) {
		size_t len;
		struct buffer *word;

		text += strspn(text, " \t");
		if (!*text)
			return true;
		if (line->count == SCRIPT_WORDS)
			return false;
		word = &line->words[line->count++];
		buffer_init(word);
		if (*text == '"') {
			if (!quoted_word(&text, word))
				return false;
		} else {
			len = strcspn(text, " \t");
			buffer_append(word, text, len);
			text += len;
		}
	}
}

void script_release(struct script_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		buffer_release(&line->words[i]);
	line->count = 0;
}

bool script_number(const struct buffer *word, int *number)
{
	const char *text = buffer_string(word);
	char *end;
	long value = strtol(text, &end, 10);

	if (!*text || *end || value < -100000 || value > 100000)
		return false;
	*number = (int)value;
	return true;
}

static bool named_key(const char *name, size_t len, bool application,
		      struct buffer *out)
{
	for (size_t i = 0; i < sizeof(key_names) / sizeof(key_names[0]); i++) {
		const char *bytes = key_names[i].bytes;

		if (strlen(key_names[i].name) != len ||
		    strncmp(key_names[i].name, name, len) != 0)
			continue;
		if (application && key_names[i].application)
			bytes = key_names[i].application;
		buffer_append_string(out, bytes);
		return true;
	}
	return false;
}

bool script_key(const char **text, bool application, struct buffer *out)
{
	const char *at = *text;
	const char *end = strchr(at, '>');

	if (*at == '<') {
		*text = end ? end + 1 : at + 1;
		return end && named_key(at + 1, (size_t)(end - at - 1),
					application, out);
	}
	if (*at == '^' && at[1]) {
		buffer_append_byte(out, (char)(at[1] & 0x1f));
		*text = at + 2;
		return true;
	}
	buffer_append_byte(out, *at);
	*text = at + 1;
	return true;
}
