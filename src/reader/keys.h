/* SPDX-License-Identifier: ISC */
/* Keys: their numbers, their names. */
#ifndef READER_KEYS_H
#define READER_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A key is a code point or one of these, with modifiers on top. A control
 * character is KEYS_CONTROL | its small letter ('^F' is KEYS_CONTROL | 'f');
 * Enter, Tab, Backspace and Esc have numbers of their own. Shift counts only
 * with a special key ('A' is just 'A').
 */
enum {
	KEYS_UP = 0x110000,
	KEYS_DOWN,
	KEYS_LEFT,
	KEYS_RIGHT,
	KEYS_HOME,
	KEYS_END,
	KEYS_PAGE_UP,
	KEYS_PAGE_DOWN,
	KEYS_INSERT,
	KEYS_DELETE,
	KEYS_BACKSPACE,
	KEYS_ENTER,
	KEYS_TAB,
	KEYS_ESCAPE,
	KEYS_F1, /* to F12, ascending */
	KEYS_F12 = KEYS_F1 + 11,
	KEYS_UNKNOWN, /* a sequence that means nothing here */
};

enum {
	KEYS_SHIFT = 1 << 24,
	KEYS_ALT = 1 << 25,
	KEYS_CONTROL = 1 << 26,
	KEYS_PAIR = 1 << 27,
};

enum { KEYS_NAME_MAX = 32 };

/*
 * The one number of a key: base (a code point, also a control character, or a
 * special key) with modifiers as KEYS_SHIFT, KEYS_ALT and KEYS_CONTROL. What a
 * terminal cannot tell apart is the same key here: ^I is Tab, ^M and ^J are
 * Enter, ^H and ^? are Backspace, ^[ is Esc, ^Space is ^@.
 */
uint32_t keys_make(uint32_t base, uint32_t modifiers);

/* Writes the key's name as help shows it: "j", "^F", "Space", "PgDn", "Alt-x",
 * "Shift-Tab", "↑"; a character that shows nothing as "U+200D". */
void keys_name(uint32_t key, char name[KEYS_NAME_MAX]);

/* The same in ASCII, and ";", which begins a comment in a file, as "U+003B". */
void keys_spell(uint32_t key, char name[KEYS_NAME_MAX]);

/* Two keys typed one after the other as one: two letters ("zt"), or the same
 * sign of ASCII twice ("[["), but no digits; else KEYS_UNKNOWN. */
uint32_t keys_pair(uint32_t first, uint32_t second);
/* The first key of a pair; of others 0. */
uint32_t keys_first(uint32_t key);

/* Reads one name (as keys_name() writes it; "Up" for "↑" and so on too). */
bool keys_parse(const char *name, size_t len, uint32_t *key);

#endif
