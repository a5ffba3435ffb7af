/* SPDX-License-Identifier: ISC */
/* Read a dictionary of the hyphen library. */
#include "layout/hyphenate/dictionary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/files.h"
#include "text/decoder.h"

enum {
	BYTES_MAX = 4 << 20, /* of a file; the largest known has 1.1 MB */
	LINE_MAX_BYTES = 98, /* longer ones are not read, as by the library */
	FORM_MAX = 4,	     /* bytes of a character in UTF-8 */
	NODES_PER_KB = 300,  /* a guess; where there are more it is read anew */
	NAME_MAX_BYTES = 40, /* of an encoding */
	LEAST_MAX = 100,     /* characters of a least fragment */
	CUT_MAX = 127,	     /* bytes that a change replaces */
	/* The least characters of a word before a hyphen and behind it,
	 * whatever the dictionary says, and of its parts. */
	LEFT = 2,
	RIGHT = 3,
	INNER = 3, /* where it says nothing */
};

/* Of a dictionary that is read. */
struct reading {
	struct dictionary *dictionary;
	unsigned level; /* 0, and 1 behind NEXTLEVEL */
	bool utf8;
	bool has_hyphens; /* some pattern of its own has one */
	char forms[128]
		  [FORM_MAX]; /* the upper bytes of the encoding in UTF-8 */
	uint8_t form_lens[128];
	struct pattern pattern; /* the one that is read */
};

static_assert(LINE_MAX_BYTES * FORM_MAX <= PATTERNS_LETTERS_MAX,
	      "the longest line is a pattern");

/* What the library takes before the patterns of a dictionary of one level. */
static const char *const default_level[] = {
	"1-1", "1'1", "1\xe2\x80\x93" /* en dash */ "1",
	"1\xe2\x80\x99" /* apostrophe */ "1"
};
static const char default_unparted[] = "'\0\xe2\x80\x93\0\xe2\x80\x99\0-";

void dictionary_release(struct dictionary *dictionary)
{
	patterns_release(&dictionary->patterns);
	buffer_release(&dictionary->unparted);
}

/* The name as the rest of the world knows it; it may be that of no encoding. */
static bool copy_name(char name[NAME_MAX_BYTES + 1], struct span line)
{
	static const char known[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-_:.";

	span_take(&line, "\xef\xbb\xbf");
	span_take(&line, "microsoft-"); /* microsoft-cp1251 */
	while (line.len && (unsigned char)line.ptr[line.len - 1] <= ' ')
		line.len--;
	if (!line.len || line.len > NAME_MAX_BYTES)
		return false;
	memcpy(name, line.ptr, line.len);
	name[line.len] = '\0';
	return strspn(name, known) == line.len;
}

/* Finds what the upper bytes of the encoding mean; false if nobody knows. */
static bool read_encoding(struct reading *reading, struct span line)
{
	struct buffer form = BUFFER_INIT;
	char name[NAME_MAX_BYTES + 1];
	struct decoder *decoder;

	if (!copy_name(name, line))
		return false;
	reading->utf8 = decoder_is_utf8(name);
	if (reading->utf8)
		return true;
	decoder = decoder_open(name);
	if (!decoder)
		return false;
	for (unsigned i = 0; i < 128; i++) {
		char byte = (char)(i + 128);

		buffer_clear(&form);
		decoder_feed(decoder, &byte, 1, true, &form);
		if (form.len > sizeof(reading->forms[i]))
			continue;
		reading->form_lens[i] = (uint8_t)form.len;
		memcpy(reading->forms[i], buffer_string(&form), form.len);
	}
	buffer_release(&form);
	decoder_free(decoder);
	return true;
}

/* The UTF-8 of a byte of a line. */
static struct span form_of(const struct reading *reading, const char *byte)
{
	unsigned upper = (unsigned char)*byte - 128u;

	if (reading->utf8 || upper >= 128)
		return (struct span){ byte, 1 };
	return (struct span){ reading->forms[upper],
			      reading->form_lens[upper] };
}

/* The number that a text begins with, behind blanks; 0 if it is negative. */
static int read_number(struct span text, int max)
{
	int number = 0;

	while (span_take(&text, " ") || span_take(&text, "\t"))
		;
	for (; text.len && *text.ptr >= '0' && *text.ptr <= '9'; text.ptr++) {
		number = 10 * number + *text.ptr - '0';
		if (number > max)
			number = max;
		text.len--;
	}
	return number;
}

/* Strings with a comma between two. */
static void read_unparted(const struct reading *reading, struct span text)
{
	struct buffer *unparted = &reading->dictionary->unparted;
	bool begun = false;

	buffer_clear(unparted);
	while (span_take(&text, " ") || span_take(&text, "\t"))
		;
	for (size_t i = 0; i < text.len; i++) {
		struct span form = form_of(reading, text.ptr + i);

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
static bool read_setting(const struct reading *reading, struct span line)
{
	struct dictionary *dictionary = reading->dictionary;
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
		if (!reading->level)
			*values[i].value = read_number(line, LEAST_MAX);
		return true;
	}
	if (!span_take(&line, "NOHYPHEN"))
		return false;
	if (!reading->level)
		read_unparted(reading, line);
	return true;
}

/* The bytes of UTF-8 that so many characters of a pattern take, from a byte
 * on; negative if it has not so many. */
static int bytes_of(const struct pattern *pattern, size_t from, int characters)
{
	size_t i = from;

	while (i < pattern->len && characters > 0) {
		i++;
		while (i < pattern->len && (pattern->letters[i] & 0xc0) == 0x80)
			i++;
		characters--;
	}
	return characters ? -1 : (int)(i - from);
}

/* What stands behind a pattern's '/': the other spelling, and from which
 * character on (from 1) it replaces how many; all of them where that is not
 * said. written: the characters of the pattern with its digits. */
static void read_respelling(struct pattern *pattern, struct span text,
			    int written)
{
	const char *end = text.ptr + text.len;
	const char *first = memchr(text.ptr, ',', text.len);
	const char *second = NULL;
	size_t dot = pattern->letters[0] == '.';
	int start = 0;
	int cut = first ? 0 : written;

	if (first)
		second = memchr(first + 1, ',', (size_t)(end - first - 1));
	if (second) {
		struct span from = { first + 1, (size_t)(second - first - 1) };
		struct span count = { second + 1, (size_t)(end - second - 1) };

		start = read_number(from, CUT_MAX) - 1;
		cut = read_number(count, CUT_MAX);
	}
	pattern->respells = true;
	pattern->start = start;
	pattern->cut = cut;
	if (bytes_of(pattern, dot, start) >= 0) {
		pattern->start = bytes_of(pattern, dot, start);
		if (bytes_of(pattern, dot + (size_t)pattern->start, cut) >= 0)
			pattern->cut = bytes_of(
				pattern, dot + (size_t)pattern->start, cut);
	}
	if (pattern->cut <= 0)
		pattern->cut = (int)pattern->len;
	if (pattern->cut > CUT_MAX)
		pattern->cut = CUT_MAX;
}

/* A line is short enough for its letters to have room. */
static void add_letter(struct reading *reading, char byte)
{
	struct pattern *pattern = &reading->pattern;
	unsigned upper = (unsigned char)byte - 128u;
	size_t count;

	if (reading->utf8 || upper >= 128) {
		pattern->letters[pattern->len++] = byte;
		pattern->digits[pattern->len] = 0;
		return;
	}
	count = reading->form_lens[upper];
	for (size_t i = 0; i < count; i++) {
		pattern->letters[pattern->len++] = reading->forms[upper][i];
		pattern->digits[pattern->len] = 0;
	}
}

static bool read_pattern(struct reading *reading, struct span line)
{
	struct pattern *pattern = &reading->pattern;
	const char *slash = memchr(line.ptr, '/', line.len);
	size_t len = slash ? (size_t)(slash - line.ptr) : line.len;
	size_t i = 0;

	pattern->level = reading->level;
	pattern->respells = false;
	pattern->len = 0;
	pattern->digits[0] = 0;
	for (; i < len && (unsigned char)line.ptr[i] > ' '; i++) {
		char byte = line.ptr[i];

		if (byte >= '0' && byte <= '9')
			pattern->digits[pattern->len] = (uint8_t)(byte - '0');
		else
			add_letter(reading, byte);
	}
	if (slash && pattern->len) {
		struct span text = { slash + 1, line.len - len - 1 };

		read_respelling(pattern, text, (int)len);
	}
	return patterns_add(&reading->dictionary->patterns, pattern);
}

static struct span take_line(struct span *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
	struct span line = { rest->ptr, len };

	rest->ptr += len + (end != NULL);
	rest->len -= len + (end != NULL);
	return line;
}

/* False if there is no room for the patterns; so those below. */
static bool read_lines(struct reading *reading, struct span rest)
{
	while (rest.len) {
		struct span line = take_line(&rest);

		if (!line.len || line.len > LINE_MAX_BYTES ||
		    *line.ptr == '%' || *line.ptr == '#')
			continue;
		/* A pattern seldom looks like a keyword. */
		if (*line.ptr >= 'A' && *line.ptr <= 'Z') {
			if (span_take(&line, "NEXTLEVEL")) {
				if (reading->level)
					break;
				reading->level = 1;
				continue;
			}
			if (read_setting(reading, line))
				continue;
		}
		if (!read_pattern(reading, line))
			return false;
	}
	return true;
}

/* Adds what a dictionary of one level is without. */
static bool add_default_level(struct reading *reading)
{
	struct dictionary *dictionary = reading->dictionary;
	size_t count = sizeof(default_level) / sizeof(*default_level);
	bool utf8 = reading->utf8;
	bool room = true;

	reading->level = 1;
	reading->utf8 = true;
	for (size_t i = 0; i < count && room; i++) {
		struct span line = { default_level[i],
				     strlen(default_level[i]) };

		room = read_pattern(reading, line);
	}
	reading->utf8 = utf8;
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
	return room;
}

static int at_least(int value, int least)
{
	return value > least ? value : least;
}

/* Reads all lines, into room for so many beginnings of patterns. */
static bool read_levels(struct reading *reading, struct span lines, size_t room)
{
	struct dictionary *dictionary = reading->dictionary;

	dictionary_release(dictionary);
	*dictionary = (struct dictionary){ .compound = 0, .word = 1 };
	patterns_init(&dictionary->patterns, room);
	reading->level = 0;
	if (!read_lines(reading, lines))
		return false;
	reading->has_hyphens = dictionary->patterns.has_hyphens;
	if (!reading->level && !add_default_level(reading))
		return false;
	patterns_finish(&dictionary->patterns);
	dictionary->left = at_least(dictionary->left, LEFT);
	dictionary->right = at_least(dictionary->right, RIGHT);
	dictionary->inner_left = at_least(dictionary->inner_left, LEFT);
	dictionary->inner_right = at_least(dictionary->inner_right, RIGHT);
	return true;
}

/* Reads the text of a dictionary; on failure returns what is wrong with it. */
static const char *read_text(struct dictionary *dictionary, struct span rest)
{
	struct reading reading = { .dictionary = dictionary };
	size_t room = (rest.len / 1024 + 1) * NODES_PER_KB;

	if (!read_encoding(&reading, take_line(&rest)))
		return "its first line names no encoding known here";
	while (!read_levels(&reading, rest, room)) {
		room *= 2;
		if (room > PATTERNS_ROOM_MAX)
			return "it has too many patterns";
	}
	if (!reading.has_hyphens)
		return "no pattern in it has a hyphen";
	return NULL;
}

bool dictionary_read(struct dictionary *dictionary, const char *path,
		     struct error *error)
{
	struct buffer file = BUFFER_INIT;
	const char *why;

	if (!files_read(path, BYTES_MAX, &file, error))
		return false;
	why = read_text(dictionary,
			(struct span){ buffer_string(&file), file.len });
	buffer_release(&file);
	if (why)
		return error_set(error, "%s is no hyphenation dictionary: %s",
				 path, why);
	return true;
}
