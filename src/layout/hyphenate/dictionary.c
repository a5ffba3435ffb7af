/* SPDX-License-Identifier: ISC */
/* Read a dictionary of the hyphen library. */
#include "layout/hyphenate/dictionary.h"

#include <assert.h>
#include <string.h>

#include "base/error.h"
#include "base/files.h"

enum {
	BYTES_MAX = 4 << 20, /* of a file; the largest known has 1.1 MB */
	LEAST_MAX = 100,     /* characters of a least fragment */
	/* The least characters of a word before a hyphen and behind it,
	 * whatever the dictionary says, and of its parts. */
	LEFT = 2,
	RIGHT = 3,
	INNER = 3, /* where it says nothing */
};

/* What the library takes before the patterns of a dictionary of one level. */
static const char *const default_level[] = {
	"1-1", "1'1", "1\xe2\x80\x93" /* en dash */ "1",
	"1\xe2\x80\x99" /* apostrophe */ "1"
};
static const char default_unparted[] = "'\0\xe2\x80\x93\0\xe2\x80\x99\0-";

void dictionary_release(struct dictionary *dictionary)
{
	buffer_release(&dictionary->file);
	groups_release(&dictionary->groups);
	patterns_release(&dictionary->patterns);
	buffer_release(&dictionary->unparted);
}

size_t dictionary_size(const struct dictionary *dictionary)
{
	return sizeof(*dictionary) + dictionary->file.capacity +
	       dictionary->groups.room * sizeof(*dictionary->groups.runs) +
	       patterns_size(&dictionary->patterns) +
	       dictionary->unparted.capacity;
}

/* Strings with a comma between two. */
static void read_unparted(struct dictionary *dictionary, struct span text)
{
	struct buffer *unparted = &dictionary->unparted;
	bool begun = false;

	buffer_clear(unparted);
	while (span_take(&text, " ") || span_take(&text, "\t"))
		;
	for (size_t i = 0; i < text.len; i++) {
		struct span form =
			line_form(&dictionary->encoding, text.ptr + i);

		if (begun && text.ptr[i] == ',') {
			buffer_append_byte(unparted, '\0');
			begun = false;
		} else {
			buffer_append(unparted, form.ptr, form.len);
			begun = true;
		}
	}
	if (begun)
		buffer_append_byte(unparted, '\0');
}

/* Takes a line that is no pattern; false if it is one. What the second level
 * says of these is not asked for. */
static bool read_setting(struct dictionary *dictionary, unsigned level,
			 struct span line)
{
	const struct {
		const char *keyword;
		int *value;
	} values[] = {
		{ "LEFTHYPHENMIN", &dictionary->left },
		{ "RIGHTHYPHENMIN", &dictionary->right },
		{ "COMPOUNDLEFTHYPHENMIN", &dictionary->inner_left },
		{ "COMPOUNDRIGHTHYPHENMIN", &dictionary->inner_right },
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		if (!span_take(&line, values[i].keyword))
			continue;
		if (!level)
			*values[i].value = line_read_number(line, LEAST_MAX);
		return true;
	}
	if (!span_take(&line, "NOHYPHEN"))
		return false;
	if (!level)
		read_unparted(dictionary, line);
	return true;
}

static void read_pattern(struct dictionary *dictionary, unsigned level,
			 struct span line)
{
	struct pattern *pattern = &dictionary->pattern;

	line_read_pattern(&dictionary->encoding, line, pattern);
	pattern->level = level;
	patterns_add(&dictionary->patterns, pattern);
}

/* Notes that a pattern with this key is there, and how it begins: what is read
 * later must not change which beginning is the longest somewhere. */
static void note_pattern(struct dictionary *dictionary, unsigned level,
			 struct span line, uint32_t key)
{
	struct groups *groups = &dictionary->groups;
	uint32_t off = (uint32_t)(line.ptr - dictionary->file.data);
	uint32_t end = off + (uint32_t)line.len;
	char letters[LINE_KEY];

	if (key == groups->last_key) {
		groups_extend(groups, end);
		return;
	}
	for (unsigned i = 0; i < LINE_KEY; i++)
		letters[i] = (char)(key >> 8 * (LINE_KEY - 1 - i));
	groups_add(groups, key, level, off, end);
	patterns_add_beginning(&dictionary->patterns, level, letters,
			       LINE_KEY - 1);
}

/* Returns how many levels there are. */
static unsigned note_lines(struct dictionary *dictionary, struct span rest)
{
	unsigned level = 0;

	while (rest.len) {
		struct span line = line_take(&rest);
		uint32_t key;

		if (line_is_idle(line))
			continue;
		/* A pattern seldom looks like a keyword. */
		if (*line.ptr >= 'A' && *line.ptr <= 'Z') {
			groups_part(&dictionary->groups);
			if (span_take(&line, "NEXTLEVEL")) {
				if (level)
					break;
				level = 1;
				continue;
			}
			if (read_setting(dictionary, level, line))
				continue;
		}
		key = line_key(&dictionary->encoding, line);
		if (key)
			note_pattern(dictionary, level, line, key);
		else
			read_pattern(dictionary, level, line);
	}
	return level + 1;
}

/* Reads the lines of a slot. */
static void read_slot(struct dictionary *dictionary, uint32_t slot)
{
	const struct groups *groups = &dictionary->groups;
	uint32_t next = groups->heads[slot];

	dictionary->is_read[slot] = true;
	while (next) {
		const struct groups_run *run = &groups->runs[next - 1];
		struct span rest = { dictionary->file.data + run->off,
				     run->end - run->off };

		while (rest.len) {
			struct span line = line_take(&rest);

			if (!line_is_idle(line))
				read_pattern(dictionary, run->level, line);
		}
		next = run->next;
	}
}

void dictionary_prepare(struct dictionary *dictionary, const char *text,
			size_t len)
{
	uint32_t key = 0;

	for (size_t i = 0; i < len; i++) {
		uint32_t slot;

		key = key << 8 | (uint8_t)text[i];
		slot = groups_slot(key);
		if (i + 1 >= LINE_KEY && !dictionary->is_read[slot])
			read_slot(dictionary, slot);
	}
}

/* Whether a pattern has a hyphen; reads them until one does. */
static bool has_hyphens(struct dictionary *dictionary)
{
	const struct patterns *patterns = &dictionary->patterns;

	for (uint32_t i = 0; i < GROUPS_SLOTS && !patterns->has_hyphens; i++)
		read_slot(dictionary, i);
	return patterns->has_hyphens;
}

/* Adds what a dictionary of one level is without. */
static void add_default_level(struct dictionary *dictionary)
{
	size_t count = sizeof(default_level) / sizeof(*default_level);
	struct line_encoding own = dictionary->encoding;

	line_use_utf8(&dictionary->encoding);
	for (size_t i = 0; i < count; i++) {
		struct span line = { default_level[i],
				     strlen(default_level[i]) };

		read_pattern(dictionary, 1, line);
	}
	dictionary->encoding = own;
	buffer_clear(&dictionary->unparted);
	buffer_append(&dictionary->unparted, default_unparted,
		      sizeof(default_unparted));
	if (!dictionary->inner_left)
		dictionary->inner_left =
			dictionary->left ? dictionary->left : INNER;
	if (!dictionary->inner_right)
		dictionary->inner_right =
			dictionary->right ? dictionary->right : INNER;
	dictionary->compound = 1;
	dictionary->word = 0;
}

static int at_least(int value, int least)
{
	return value > least ? value : least;
}

/* Goes through a dictionary; on failure returns what is wrong with it. */
static const char *read_file(struct dictionary *dictionary)
{
	struct span rest = { buffer_string(&dictionary->file),
			     dictionary->file.len };
	unsigned levels;

	if (!line_read_encoding(&dictionary->encoding, line_take(&rest)))
		return "its first line names no encoding known here";
	patterns_init(&dictionary->patterns);
	dictionary->compound = 0;
	dictionary->word = 1;
	levels = note_lines(dictionary, rest);
	if (!has_hyphens(dictionary))
		return "no pattern in it has a hyphen";
	if (levels == 1)
		add_default_level(dictionary);
	dictionary->left = at_least(dictionary->left, LEFT);
	dictionary->right = at_least(dictionary->right, RIGHT);
	dictionary->inner_left = at_least(dictionary->inner_left, LEFT);
	dictionary->inner_right = at_least(dictionary->inner_right, RIGHT);
	return NULL;
}

bool dictionary_read(struct dictionary *dictionary, const char *path,
		     struct error *error)
{
	const char *why;

	if (!files_read(path, BYTES_MAX, &dictionary->file, error))
		return false;
	why = read_file(dictionary);
	if (why)
		return error_set(error, "%s is no hyphenation dictionary: %s",
				 path, why);
	return true;
}
