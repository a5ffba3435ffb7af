/* SPDX-License-Identifier: ISC */
/* Keys: their numbers, their names. */
#include "reader/keys.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "text/sink.h"
#include "text/utf8.h"

enum { CODE_POINTS_END = 0x110000, KEYS_MODIFIERS = 7 << 24 };

/* Room for "U+10FFFF". */
enum { CHARACTER_MAX = 9 };

struct key_name {
	const char *name;
	uint32_t key;
};

/* A key's first name is the one that is written. */
static const struct key_name special_names[] = {
	{ "↑", KEYS_UP },
	{ "↓", KEYS_DOWN },
	{ "←", KEYS_LEFT },
	{ "→", KEYS_RIGHT },
	{ "Home", KEYS_HOME },
	{ "End", KEYS_END },
	{ "PgUp", KEYS_PAGE_UP },
	{ "PgDn", KEYS_PAGE_DOWN },
	{ "Ins", KEYS_INSERT },
	{ "Del", KEYS_DELETE },
	{ "Backspace", KEYS_BACKSPACE },
	{ "Enter", KEYS_ENTER },
	{ "Tab", KEYS_TAB },
	{ "Esc", KEYS_ESCAPE },
	{ "F1", KEYS_F1 },
	{ "F2", KEYS_F1 + 1 },
	{ "F3", KEYS_F1 + 2 },
	{ "F4", KEYS_F1 + 3 },
	{ "F5", KEYS_F1 + 4 },
	{ "F6", KEYS_F1 + 5 },
	{ "F7", KEYS_F1 + 6 },
	{ "F8", KEYS_F1 + 7 },
	{ "F9", KEYS_F1 + 8 },
	{ "F10", KEYS_F1 + 9 },
	{ "F11", KEYS_F1 + 10 },
	{ "F12", KEYS_F12 },
	{ "Unknown", KEYS_UNKNOWN },
	{ "Space", ' ' },
	{ "Up", KEYS_UP },
	{ "Down", KEYS_DOWN },
	{ "Left", KEYS_LEFT },
	{ "Right", KEYS_RIGHT },
	{ "PageUp", KEYS_PAGE_UP },
	{ "PageDown", KEYS_PAGE_DOWN },
	{ "Insert", KEYS_INSERT },
	{ "Delete", KEYS_DELETE },
	{ "BS", KEYS_BACKSPACE },
	{ "Return", KEYS_ENTER },
	{ "Escape", KEYS_ESCAPE },
};

static const struct key_name modifier_names[] = {
	{ "Ctrl-", KEYS_CONTROL },
	{ "Alt-", KEYS_ALT },
	{ "Shift-", KEYS_SHIFT },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The key of its own that a control character has, or 0. */
static uint32_t own_key(uint32_t base)
{
	switch (base) {
	case 'h':
	case '?':
		return KEYS_BACKSPACE;
	case 'i':
		return KEYS_TAB;
	case 'j':
	case 'm':
		return KEYS_ENTER;
	case '[':
		return KEYS_ESCAPE;
	default:
		return 0;
	}
}

uint32_t keys_make(uint32_t base, uint32_t modifiers)
{
	if (base >= CODE_POINTS_END)
		return base | modifiers;
	if (base < 0x20 || base == 0x7f) {
		/* A control character is its letter with bit 6 turned. */
		uint32_t letter = base ^ 0x40;

		if (letter >= 'A' && letter <= 'Z')
			letter += 'a' - 'A';
		if (own_key(letter))
			return own_key(letter) | modifiers;
		base = letter;
		modifiers |= KEYS_CONTROL;
	}
	if (modifiers & KEYS_CONTROL) {
		if (base >= 'A' && base <= 'Z')
			base += 'a' - 'A';
		if (base == ' ')
			base = '@';
		if (own_key(base)) {
			base = own_key(base);
			modifiers &= ~(uint32_t)KEYS_CONTROL;
		}
	} else if (modifiers & KEYS_SHIFT && base >= 'a' && base <= 'z') {
		base -= 'a' - 'A';
	}
	if (base < CODE_POINTS_END)
		modifiers &= ~(uint32_t)KEYS_SHIFT;
	return base | modifiers;
}

static const char *special_name(uint32_t base)
{
	for (size_t i = 0; i < COUNT(special_names); i++)
		if (special_names[i].key == base)
			return special_names[i].name;
	return NULL;
}

/* A character that cannot stand for itself: it shows nothing, or its shape is
 * the name of a special key. */
static bool named_by_number(uint32_t point)
{
	return sink_classify(point) != SINK_PLAIN || point == 0xa0 ||
	       (point >= 0x2190 && point <= 0x2193);
}

/* The name of a key that is a character. */
static void character_name(uint32_t point, char name[CHARACTER_MAX])
{
	if (named_by_number(point))
		snprintf(name, CHARACTER_MAX, "U+%04X", (unsigned)point);
	else
		name[utf8_encode(point, name)] = '\0';
}

static bool is_letter(uint32_t key)
{
	return (key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z');
}

/* "[[" is a pair, but neither what is typed wrongly ("F0") nor what begins
 * like another name ("U+"). */
static bool is_pair(uint32_t first, uint32_t second)
{
	return (is_letter(first) && is_letter(second)) ||
	       (first == second && first > ' ' && first < 0x7f &&
		!(first >= '0' && first <= '9'));
}

uint32_t keys_pair(uint32_t first, uint32_t second)
{
	if (!is_pair(first, second))
		return KEYS_UNKNOWN;
	return KEYS_PAIR | first << 8 | second;
}

uint32_t keys_first(uint32_t key)
{
	return key & KEYS_PAIR ? key >> 8 & 0x7f : 0;
}

void keys_name(uint32_t key, char name[KEYS_NAME_MAX])
{
	uint32_t base = key & ~(uint32_t)KEYS_MODIFIERS;
	uint32_t modifiers = key & KEYS_MODIFIERS;
	const char *special = special_name(base);
	const char *caret = "";
	char character[CHARACTER_MAX];
	int len;

	if (key & KEYS_PAIR) {
		snprintf(name, KEYS_NAME_MAX, "%c%c", (int)keys_first(key),
			 (int)(key & 0x7f));
		return;
	}
	if (!special) {
		if (modifiers & KEYS_CONTROL) {
			modifiers &= ~(uint32_t)KEYS_CONTROL;
			caret = "^";
			if (base >= 'a' && base <= 'z')
				base -= 'a' - 'A';
		}
		character_name(base < CODE_POINTS_END ? base : UTF8_REPLACEMENT,
			       character);
		special = character;
	}
	len = snprintf(name, KEYS_NAME_MAX, "%s%s%s%s%s",
		       modifiers & KEYS_CONTROL ? "Ctrl-" : "",
		       modifiers & KEYS_ALT ? "Alt-" : "",
		       modifiers & KEYS_SHIFT ? "Shift-" : "", caret, special);
	assert(len > 0 && len < KEYS_NAME_MAX);
}

void keys_spell(uint32_t key, char name[KEYS_NAME_MAX])
{
	static const char *const arrows[] = { "Up", "Down", "Left", "Right" };
	uint32_t base = key & ~(uint32_t)KEYS_MODIFIERS;
	uint32_t modifiers = key & KEYS_MODIFIERS;
	bool arrow = base >= KEYS_UP && base <= KEYS_RIGHT;

	if (key & KEYS_PAIR || (!arrow && base < 0x80 && base != ';') ||
	    (!arrow && base >= CODE_POINTS_END)) {
		keys_name(key, name);
		return;
	}
	snprintf(name, KEYS_NAME_MAX, "%s%s%s",
		 modifiers & KEYS_CONTROL ? "Ctrl-" : "",
		 modifiers & KEYS_ALT ? "Alt-" : "",
		 modifiers & KEYS_SHIFT ? "Shift-" : "");
	if (arrow)
		snprintf(name + strlen(name), KEYS_NAME_MAX - strlen(name),
			 "%s", arrows[base - KEYS_UP]);
	else
		snprintf(name + strlen(name), KEYS_NAME_MAX - strlen(name),
			 "U+%04X", (unsigned)base);
}

/* Takes the modifiers' names off the front of *name. A name that is all there
 * is ("Alt-") is none: something must follow it. */
static uint32_t take_modifiers(const char **name, size_t *len)
{
	uint32_t modifiers = 0;
	size_t i = 0;

	while (i < COUNT(modifier_names)) {
		size_t taken = strlen(modifier_names[i].name);

		if (*len > taken &&
		    strncasecmp(*name, modifier_names[i].name, taken) == 0) {
			modifiers |= modifier_names[i].key;
			*name += taken;
			*len -= taken;
			i = 0;
		} else {
			i++;
		}
	}
	if (*len > 1 && **name == '^') {
		modifiers |= KEYS_CONTROL;
		(*name)++;
		(*len)--;
	}
	return modifiers;
}

static uint32_t hex_digit(char digit)
{
	if (digit >= '0' && digit <= '9')
		return (uint32_t)(digit - '0');
	return (uint32_t)((digit | 0x20) - 'a' + 10);
}

/* "U+2190": a code point's number. */
static bool read_number(const char *name, size_t len, uint32_t *point)
{
	uint32_t value = 0;

	if (len < 3 || len >= CHARACTER_MAX || strncasecmp(name, "U+", 2) != 0)
		return false;
	for (size_t i = 2; i < len; i++) {
		if (!isxdigit((unsigned char)name[i]))
			return false;
		value = value * 16 + hex_digit(name[i]);
	}
	*point = value;
	return value < CODE_POINTS_END && (value < 0xd800 || value > 0xdfff);
}

bool keys_parse(const char *name, size_t len, uint32_t *key)
{
	uint32_t modifiers = take_modifiers(&name, &len);
	uint32_t point;

	if (!len)
		return false;
	/* None of them is one byte. */
	for (size_t i = 0; len > 1 && i < COUNT(special_names); i++) {
		if (strlen(special_names[i].name) == len &&
		    strncasecmp(special_names[i].name, name, len) == 0) {
			*key = keys_make(special_names[i].key, modifiers);
			return true;
		}
	}
	if (len == 2 && !modifiers &&
	    is_pair((unsigned char)name[0], (unsigned char)name[1])) {
		*key = keys_pair((unsigned char)name[0],
				 (unsigned char)name[1]);
		return true;
	}
	if (!read_number(name, len, &point) &&
	    (!utf8_valid(name, len) || utf8_decode(name, len, &point) != len))
		return false;
	if (point < 0x20 || point == 0x7f)
		return false;
	*key = keys_make(point, modifiers);
	return true;
}
