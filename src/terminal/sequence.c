/* SPDX-License-Identifier: ISC */
/* What a whole control sequence from the terminal means. */
#include "terminal/sequence.h"

#include <assert.h>
#include <stdint.h>

#include "reader/keys.h"
#include "terminal/input.h"

enum { VALUES_MAX = 4, VALUE_LIMIT = 0x110000 };

/* The parts of "[<0;10;20M": marker '<', values 0, 10, 20, final 'M'. */
struct sequence {
	char introducer; /* '[' or 'O' */
	char marker;	 /* one of "<=>?", or 0 */
	char final;
	bool intermediate;	    /* bytes 0x20 to 0x2f before the final */
	unsigned count;		    /* values read */
	uint32_t value[VALUES_MAX]; /* 0 where left out */
	uint32_t sub_value[VALUES_MAX]; /* kitty's "5:3": the 3 */
};

struct final_key {
	char final;
	uint32_t key;
};

/* Both after '[' and after 'O', modifiers as the last value. */
static const struct final_key final_keys[] = {
	{ 'A', KEYS_UP },     { 'B', KEYS_DOWN },   { 'C', KEYS_RIGHT },
	{ 'D', KEYS_LEFT },   { 'F', KEYS_END },    { 'H', KEYS_HOME },
	{ 'P', KEYS_F1 },     { 'Q', KEYS_F1 + 1 }, { 'R', KEYS_F1 + 2 },
	{ 'S', KEYS_F1 + 3 },
};

/* After 'O': the keypad in application mode. */
static const struct final_key keypad_keys[] = {
	{ ' ', ' ' }, { 'I', KEYS_TAB }, { 'M', KEYS_ENTER }, { 'X', '=' },
	{ 'j', '*' }, { 'k', '+' },	 { 'l', ',' },	      { 'm', '-' },
	{ 'n', '.' }, { 'o', '/' },	 { 'p', '0' },	      { 'q', '1' },
	{ 'r', '2' }, { 's', '3' },	 { 't', '4' },	      { 'u', '5' },
	{ 'v', '6' }, { 'w', '7' },	 { 'x', '8' },	      { 'y', '9' },
};

/* "[N~", and with other finals in urxvt. */
static const uint32_t numbered_keys[] = {
	[1] = KEYS_HOME,     [2] = KEYS_INSERT,	 [3] = KEYS_DELETE,
	[4] = KEYS_END,	     [5] = KEYS_PAGE_UP, [6] = KEYS_PAGE_DOWN,
	[7] = KEYS_HOME,     [8] = KEYS_END,	 [11] = KEYS_F1,
	[12] = KEYS_F1 + 1,  [13] = KEYS_F1 + 2, [14] = KEYS_F1 + 3,
	[15] = KEYS_F1 + 4,  [17] = KEYS_F1 + 5, [18] = KEYS_F1 + 6,
	[19] = KEYS_F1 + 7,  [20] = KEYS_F1 + 8, [21] = KEYS_F1 + 9,
	[23] = KEYS_F1 + 10, [24] = KEYS_F12,
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void add_digit(uint32_t *value, char digit)
{
	if (*value < VALUE_LIMIT)
		*value = *value * 10 + (uint32_t)(digit - '0');
}

static struct sequence split(const char *bytes, size_t len)
{
	struct sequence parts = { .introducer = bytes[0],
				  .final = bytes[len - 1],
				  .count = 1 };
	unsigned sub = 0;

	for (size_t i = 1; i + 1 < len; i++) {
		char byte = bytes[i];
		unsigned at = parts.count - 1;

		if (byte >= '<' && byte <= '?' && i == 1) {
			parts.marker = byte;
		} else if (byte == ';') {
			parts.count++;
			sub = 0;
		} else if (byte == ':') {
			sub++;
		} else if (byte >= '0' && byte <= '9') {
			if (at < VALUES_MAX && sub == 0)
				add_digit(&parts.value[at], byte);
			else if (at < VALUES_MAX && sub == 1)
				add_digit(&parts.sub_value[at], byte);
		} else {
			parts.intermediate = true;
		}
	}
	return parts;
}

static uint32_t find_final(const struct final_key *keys, size_t count,
			   char final)
{
	for (size_t i = 0; i < count; i++)
		if (keys[i].final == final)
			return keys[i].key;
	return KEYS_UNKNOWN;
}

/* xterm's modifiers: one more than a sum of 1 Shift, 2 Alt, 4 Control; 64 and
 * 128 are the locks, others (Super, Hyper) bind nothing. */
static uint32_t bits_of(uint32_t value)
{
	return value ? value - 1 : 0;
}

static uint32_t modified(uint32_t key, uint32_t value)
{
	uint32_t bits = bits_of(value);
	uint32_t modifiers = 0;

	if (key == KEYS_UNKNOWN || bits & ~(1u | 2u | 4u | 64u | 128u))
		return KEYS_UNKNOWN;
	if (bits & 1)
		modifiers |= KEYS_SHIFT;
	if (bits & 2)
		modifiers |= KEYS_ALT;
	if (bits & 4)
		modifiers |= KEYS_CONTROL;
	return keys_make(key, modifiers);
}

/* A key reported by its code point ("[97;5u", "[27;5;97~"). */
static uint32_t point_key(uint32_t point, uint32_t value)
{
	bool control = point < 0x20 && point != '\t' && point != '\r' &&
		       point != '\n' && point != '\b' && point != 0x1b;

	/* The private use area holds kitty's keys without a character. */
	if (control || point >= VALUE_LIMIT ||
	    (point >= 0x80 && point < 0xa0) ||
	    (point >= 0xd800 && point <= 0xf8ff))
		return KEYS_UNKNOWN;
	return modified(point, value);
}

static uint32_t numbered_key(const struct sequence *parts, uint32_t modifiers)
{
	uint32_t key = 0;

	if (parts->value[0] < COUNT(numbered_keys))
		key = numbered_keys[parts->value[0]];
	return modified(key ? key : KEYS_UNKNOWN, modifiers);
}

static uint32_t csi_key(const struct sequence *parts)
{
	switch (parts->final) {
	case '~':
		if (parts->value[0] == 27 && parts->count == 3)
			return point_key(parts->value[2], parts->value[1]);
		return numbered_key(parts, parts->value[1]);
	case '^': /* urxvt: with Control */
		return numbered_key(parts, 5);
	case '@': /* urxvt: with Control and Shift */
		return numbered_key(parts, 6);
	case 'u':
		return point_key(parts->value[0], parts->value[1]);
	case 'Z': /* Shift-Tab, with other modifiers or without */
		return modified(KEYS_TAB, (bits_of(parts->value[1]) | 1) + 1);
	case 'a': /* urxvt: with Shift */
	case 'b':
	case 'c':
	case 'd':
		return modified(find_final(final_keys, COUNT(final_keys),
					   (char)(parts->final - 'a' + 'A')),
				2);
	default:
		return modified(
			find_final(final_keys, COUNT(final_keys), parts->final),
			parts->value[1]);
	}
}

static uint32_t ss3_key(const struct sequence *parts)
{
	uint32_t modifiers =
		parts->value[parts->count <= VALUES_MAX ? parts->count - 1 : 0];
	uint32_t key = find_final(final_keys, COUNT(final_keys), parts->final);

	if (key != KEYS_UNKNOWN)
		return modified(key, modifiers);
	if (parts->final >= 'a' && parts->final <= 'd') /* urxvt: Control */
		return modified(find_final(final_keys, COUNT(final_keys),
					   (char)(parts->final - 'a' + 'A')),
				5);
	return modified(
		find_final(keypad_keys, COUNT(keypad_keys), parts->final),
		modifiers);
}

static int coordinate(uint32_t value)
{
	return value ? (int)value - 1 : 0;
}

/* code as xterm reports it: 0 to 2 the buttons, 3 none, 4 to 16 modifiers, 32
 * moved, 64 the wheel, 128 buttons that nothing here is bound to. */
static bool read_mouse(struct input_event *event, uint32_t code, uint32_t x,
		       uint32_t y, bool released)
{
	event->kind = INPUT_MOUSE;
	event->x = coordinate(x);
	event->y = coordinate(y);
	if (code & 128)
		return false;
	if (code & 64) {
		event->mouse = (enum input_mouse)(INPUT_WHEEL_UP + (code & 3));
		return !released;
	}
	event->button = (int)(code & 3) + 1;
	if (event->button > 3) {
		/* No button: the old report's release, or a mere motion. */
		event->button = 1;
		event->mouse = INPUT_RELEASE;
		return !(code & 32);
	}
	event->mouse = released	   ? INPUT_RELEASE
		       : code & 32 ? INPUT_DRAG
				   : INPUT_PRESS;
	return true;
}

/* "[Mbxy": a byte each, 32 more than its value. */
static bool read_old_mouse(const char *sequence, struct input_event *event)
{
	uint32_t value[3];

	for (size_t i = 0; i < 3; i++) {
		unsigned char byte = (unsigned char)sequence[2 + i];

		value[i] = byte > 32 ? byte - 32u : 0;
	}
	return read_mouse(event, value[0], value[1], value[2], false);
}

/* The terminal became dark ("[?997;1n") or light. */
static bool read_change(const struct sequence *parts, struct input_event *event)
{
	uint32_t scheme = parts->value[1];

	if (parts->count != 2 || parts->value[0] != 997 || scheme < 1 ||
	    scheme > 2)
		return false;
	event->kind = INPUT_ANSWER;
	event->answer.kind = ANSWER_GROUND;
	event->answer.ground = scheme == 1 ? GROUND_DARK : GROUND_LIGHT;
	return true;
}

/* "[ROW;COLUMNR", but in row 1: that is F3 with modifiers. */
static bool read_cursor(const struct sequence *parts, struct input_event *event)
{
	if (parts->final != 'R' || parts->count != 2 || parts->value[0] < 2)
		return false;
	event->kind = INPUT_ANSWER;
	event->answer.kind = ANSWER_CURSOR;
	event->answer.y = coordinate(parts->value[0]);
	event->answer.x = coordinate(parts->value[1]);
	return true;
}

/* Sequences with a marker are the mouse or answers, never keys. */
static bool read_marked(const struct sequence *parts, struct input_event *event)
{
	char final = parts->final;

	if (parts->marker == '?' && final == 'n' && !parts->intermediate)
		return read_change(parts, event);
	if (parts->marker != '<' || (final != 'M' && final != 'm'))
		return false;
	return parts->count == 3 && !parts->intermediate &&
	       read_mouse(event, parts->value[0], parts->value[1],
			  parts->value[2], final == 'm');
}

bool sequence_read(const char *sequence, size_t len, struct input_event *event)
{
	struct sequence parts;

	assert(len >= 2 && (sequence[0] == '[' || sequence[0] == 'O'));
	*event = (struct input_event){ .kind = INPUT_KEY };
	if (len == 5 && sequence[0] == '[' && sequence[1] == 'M')
		return read_old_mouse(sequence, event);
	parts = split(sequence, len);
	if (parts.marker)
		return read_marked(&parts, event);
	if (parts.introducer == 'O') {
		event->key = ss3_key(&parts);
		return true;
	}
	if (len == 3 && sequence[1] == '[') {
		/* The Linux console's F1 to F5: "[[A" to "[[E". */
		event->key = parts.final >= 'A' && parts.final <= 'E'
				     ? KEYS_F1 + (uint32_t)(parts.final - 'A')
				     : KEYS_UNKNOWN;
		return true;
	}
	if (parts.intermediate) {
		event->key = KEYS_UNKNOWN;
		return true;
	}
	if (len == 2 && (parts.final == 'I' || parts.final == 'O'))
		return false; /* the window got or lost the focus */
	if (parts.final == '~' && parts.value[0] == 200) {
		event->kind = INPUT_PASTE;
		return true;
	}
	if (parts.final == '~' && parts.value[0] == 201)
		return false;
	if (read_cursor(&parts, event))
		return true;
	event->key = csi_key(&parts);
	return parts.sub_value[1] != 3; /* kitty: let go */
}
