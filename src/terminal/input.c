/* SPDX-License-Identifier: ISC */
/*
 * Bytes from the terminal to keys, mouse and paste.
 *
 *	GROUND --lead byte--> CHARACTER --last byte--> GROUND: a key
 *	GROUND --ESC--> ESCAPE --25 ms--> ESCAPED --500 ms--> GROUND
 *	ESCAPE --'[' 'O'--> SEQUENCE --final byte--> GROUND: a key, the mouse
 *	ESCAPED --'[' 'O'--> SEQUENCE, and with its key the Esc is taken back;
 *		what is no key's beginning after all is the keys that it is
 *	ESCAPE --']' 'P' '_'--> INTRODUCED --25 ms--> GROUND: Alt with it
 *	INTRODUCED --any byte--> STRING --BEL, ESC '\'--> GROUND: an answer
 *	ESCAPED --']', while an answer is expected--> INTRODUCED
 *	SEQUENCE --"[200~"--> PASTE --ESC "[201~"--> GROUND: a paste
 *
 * Every byte is judged by its own time and that of the byte before, never by
 * when somebody asks for events; so the events do not depend on the polling.
 */
#include "terminal/input.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "reader/keys.h"
#include "terminal/sequence.h"
#include "text/utf8.h"

enum {
	ESCAPE_MS = 25,	   /* after ESC alone, Esc is reported */
	SEQUENCE_MS = 500, /* a slow line may pause a sequence this long */
	PASTE_MS = 2000,   /* and a paste, whose rest must not run as keys */
	ANSWER_MS = 5000,  /* and a terminal that was asked */
	SEQUENCE_MAX = 64,
	PASTE_MAX = 1 << 20,
};

enum { ESC = 0x1b, BEL = 0x07, CAN = 0x18, SUB = 0x1a };

enum state {
	GROUND,
	CHARACTER,  /* in a UTF-8 form */
	ESCAPE,	    /* after ESC, not reported yet */
	ESCAPED,    /* after ESC, reported */
	INTRODUCED, /* after ESC and one of "]P_" */
	SEQUENCE,   /* in a CSI or SS3 sequence */
	OLD_MOUSE,  /* the three bytes after "[M" */
	STRING,	    /* in an OSC, DCS or APC string */
	STRING_END, /* after an ESC in it */
	PASTE,
};

struct queued {
	struct input_event event;
	char *paste; /* owned: what event.paste points to, or NULL */
};

struct input {
	enum state state;
	bool alt;	  /* ESCAPE and on: an ESC stood before */
	bool late;	  /* SEQUENCE, INTRODUCED: its Esc is reported
			   * already */
	int64_t until_ms; /* an answer is expected in an OSC string */
	int64_t last_ms;  /* when the last byte came */
	char introducer;  /* INTRODUCED */
	char sequence[SEQUENCE_MAX]; /* SEQUENCE, STRING, CHARACTER: bytes so
				      * far */
	size_t len;		     /* of all, also those not kept */
	struct buffer paste;
	size_t marker_len;  /* bytes of the paste's end that just came */
	bool after_return;  /* the paste's last byte was CR */
	struct map defined; /* terminfo's sequences, without ESC */
	struct queued *queue;
	size_t first, count, capacity; /* queue[first..count) are due */
	char *given;		       /* the paste reported last; owned */
};

static const char paste_end[] = "\033[201~";

struct input *input_new(void)
{
	struct input *input = memory_alloc_zeroed(1, sizeof(*input));

	buffer_init(&input->paste);
	map_init(&input->defined);
	return input;
}

static void free_given(struct input *input)
{
	free(input->given);
	input->given = NULL;
}

void input_free(struct input *input)
{
	if (!input)
		return;
	for (size_t i = input->first; i < input->count; i++)
		free(input->queue[i].paste);
	free(input->queue);
	free_given(input);
	map_release(&input->defined);
	buffer_release(&input->paste);
	free(input);
}

void input_define(struct input *input, const char *sequence, uint32_t key)
{
	size_t len = strlen(sequence);

	if (len < 3 || len > SEQUENCE_MAX || sequence[0] != ESC ||
	    (sequence[1] != '[' && sequence[1] != 'O'))
		return;
	map_put(&input->defined, sequence + 1, len - 1, key);
}

void input_expect(struct input *input, int64_t now_ms)
{
	input->until_ms = now_ms + ANSWER_MS;
}

static bool is_expecting(const struct input *input)
{
	return input->last_ms < input->until_ms;
}

/* paste: bytes of the event that the queue owns from here, or NULL. */
static void push(struct input *input, const struct input_event *event,
		 /* NOLINTNEXTLINE(readability-non-const-parameter): owned */
		 char *paste)
{
	if (input->first == input->count)
		input->first = input->count = 0;
	MEMORY_RESERVE(input->queue, input->capacity, input->count + 1);
	input->queue[input->count++] = (struct queued){ *event, paste };
}

static void push_key(struct input *input, uint32_t key)
{
	push(input, &(struct input_event){ .kind = INPUT_KEY, .key = key },
	     NULL);
}

/* The key of one character; Alt when an ESC stood right before it. */
static void push_character(struct input *input, uint32_t point)
{
	push_key(input, keys_make(point, input->alt ? KEYS_ALT : 0));
	input->alt = false;
	input->state = GROUND;
}

static void begin_escape(struct input *input, bool alt)
{
	input->state = ESCAPE;
	input->alt = alt;
}

/* The Esc that was reported began what came behind it. */
static void take_back_escape(struct input *input)
{
	if (input->late)
		push(input, &(struct input_event){ .kind = INPUT_NOT_ESCAPE },
		     NULL);
	input->late = false;
}

/*
 * Whether the bytes so far, which are no key, may have been typed behind an Esc
 * that is reported: "O" and "j". What has parameters only terminals send.
 */
static bool may_be_typed(const struct input *input)
{
	const char *bytes = input->sequence;

	if (!input->late)
		return false;
	if (input->len == 3)
		return bytes[0] == '[' && bytes[1] == '[';
	return input->len == 1 ||
	       (input->len == 2 && (bytes[1] < '0' || bytes[1] > '?'));
}

/* Reports them as the keys that they are. */
static void replay(struct input *input)
{
	input->late = false;
	input->state = GROUND;
	for (size_t i = 0; i < input->len; i++)
		push_character(input, (unsigned char)input->sequence[i]);
}

static void abandon(struct input *input)
{
	if (may_be_typed(input)) {
		replay(input);
		return;
	}
	take_back_escape(input);
	push_key(input, KEYS_UNKNOWN);
	input->alt = false;
	input->state = GROUND;
}

static void ground_byte(struct input *input, unsigned char byte)
{
	input->state = GROUND;
	if (byte == ESC) {
		begin_escape(input, false);
	} else if (byte < 0x80) {
		push_character(input, byte);
	} else if (byte >= 0xc2 && byte <= 0xf4) {
		input->state = CHARACTER;
		input->sequence[0] = (char)byte;
		input->len = 1;
	} else {
		input->alt = false; /* begins no UTF-8 form: dropped */
	}
}

static void character_byte(struct input *input, unsigned char byte)
{
	unsigned char lead = (unsigned char)input->sequence[0];
	size_t whole = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	uint32_t point;

	if ((byte & 0xc0) != 0x80) {
		input->alt = false;
		ground_byte(input, byte);
		return;
	}
	input->sequence[input->len++] = (char)byte;
	if (input->len < whole)
		return;
	if (utf8_valid(input->sequence, whole)) {
		utf8_decode(input->sequence, whole, &point);
		if (point >= 0xa0) {
			push_character(input, point);
			return;
		}
	}
	input->alt = false;
	input->state = GROUND;
}

static void begin_sequence(struct input *input, char introducer)
{
	input->state = SEQUENCE;
	input->sequence[0] = introducer;
	input->len = 1;
}

static void escape_byte(struct input *input, unsigned char byte)
{
	switch (byte) {
	case '[':
	case 'O':
		begin_sequence(input, (char)byte);
		return;
	case ']':
	case 'P':
	case '_':
		input->state = INTRODUCED;
		input->introducer = (char)byte;
		return;
	case ESC:
		/* Held, or "ESC ESC [ A" as Alt-Up: only the last two wait. */
		if (input->alt)
			push_key(input, KEYS_ESCAPE);
		begin_escape(input, true);
		return;
	default:
		if (input->alt)
			push_key(input, KEYS_ESCAPE);
		input->alt = true;
		ground_byte(input, byte);
	}
}

static void escaped_byte(struct input *input, unsigned char byte)
{
	if (byte == ']' && is_expecting(input)) {
		input->state = INTRODUCED;
		input->introducer = (char)byte;
	} else if (byte == '[' || byte == 'O') {
		begin_sequence(input, (char)byte);
	} else {
		ground_byte(input, byte);
		return;
	}
	input->late = true;
}

/* Reports what a whole sequence says. */
static void end_sequence(struct input *input)
{
	struct input_event event = { .kind = INPUT_KEY };
	bool alt = input->alt;

	input->alt = false;
	input->state = GROUND;
	if (input->len > SEQUENCE_MAX) {
		event.key = KEYS_UNKNOWN;
	} else if (!map_get(&input->defined, input->sequence, input->len,
			    &event.key) &&
		   !sequence_read(input->sequence, input->len, &event)) {
		take_back_escape(input);
		return;
	}
	if (event.kind == INPUT_KEY && event.key == KEYS_UNKNOWN &&
	    may_be_typed(input)) {
		replay(input);
		return;
	}
	take_back_escape(input);
	if (event.kind == INPUT_KEY) {
		if (alt && event.key != KEYS_UNKNOWN)
			event.key |= KEYS_ALT;
	} else if (alt) {
		push_key(input, KEYS_ESCAPE); /* it was no part of this */
	}
	if (event.kind == INPUT_PASTE) {
		input->state = PASTE;
		input->marker_len = 0;
		input->after_return = false;
		return;
	}
	push(input, &event, NULL);
}

/* Whether the byte just added ends the sequence (ECMA-48, 5.4). */
static bool sequence_complete(const struct input *input, unsigned char byte)
{
	uint32_t key;

	if (input->len <= SEQUENCE_MAX &&
	    map_get(&input->defined, input->sequence, input->len, &key))
		return true;
	if (input->len == 2 && input->sequence[0] == '[' && byte == '[')
		return false; /* the Linux console's F1: "[[A" */
	if (input->sequence[0] == 'O')
		return byte == ' ' || byte >= 0x40;
	return byte >= 0x40;
}

static void sequence_byte(struct input *input, unsigned char byte)
{
	if (byte < 0x20 || byte >= 0x7f) {
		abandon(input);
		ground_byte(input, byte);
		return;
	}
	if (input->len < SEQUENCE_MAX)
		input->sequence[input->len] = (char)byte;
	/* One more than fits says that it did not; it counts no further. */
	if (input->len <= SEQUENCE_MAX)
		input->len++;
	if (input->len == 2 && input->sequence[0] == '[' && byte == 'M')
		input->state = OLD_MOUSE;
	else if (sequence_complete(input, byte))
		end_sequence(input);
}

static void old_mouse_byte(struct input *input, unsigned char byte)
{
	input->sequence[input->len++] = (char)byte;
	if (input->len == 5)
		end_sequence(input);
}

/* Reports what a whole string says. */
static void end_string(struct input *input)
{
	struct input_event event = { .kind = INPUT_ANSWER };

	input->state = GROUND;
	if (input->introducer != ']' || input->len > SEQUENCE_MAX ||
	    !answers_read_string(input->sequence, input->len, &event.answer))
		return;
	input->until_ms = 0;
	push(input, &event, NULL);
}

static void string_byte(struct input *input, unsigned char byte)
{
	if (input->alt)
		push_key(input, KEYS_ESCAPE); /* it was no part of this */
	input->alt = false;
	if (byte == BEL) {
		end_string(input);
	} else if (byte == CAN || byte == SUB) {
		input->state = GROUND;
	} else if (byte == ESC) {
		input->state = STRING_END;
	} else {
		input->state = STRING;
		if (input->len < SEQUENCE_MAX)
			input->sequence[input->len] = (char)byte;
		/* One more than fits says that it did not. */
		if (input->len <= SEQUENCE_MAX)
			input->len++;
	}
}

static void introduced_byte(struct input *input, unsigned char byte)
{
	input->len = 0;
	if (input->late && byte != '1') {
		/* Typed: Esc, then these. */
		input->late = false;
		push_character(input, (unsigned char)input->introducer);
		ground_byte(input, byte);
		return;
	}
	take_back_escape(input);
	string_byte(input, byte);
}

static void string_end_byte(struct input *input, unsigned char byte)
{
	if (byte == '\\') {
		end_string(input);
		return;
	}
	input->state = GROUND;
	escape_byte(input, byte);
}

/* One byte of pasted text: line ends become '\n', other control characters but
 * the tab go. */
static void add_pasted(struct input *input, unsigned char byte)
{
	bool second = byte == '\n' && input->after_return;

	input->after_return = byte == '\r';
	if (byte == '\r')
		byte = '\n';
	if (second || (byte < 0x20 && byte != '\n' && byte != '\t') ||
	    byte == 0x7f || input->paste.len >= PASTE_MAX)
		return;
	buffer_append_byte(&input->paste, (char)byte);
}

/* Reports what was pasted as valid UTF-8 without C1 control characters. */
static void end_paste(struct input *input)
{
	struct input_event event = { .kind = INPUT_PASTE };
	const char *bytes = buffer_string(&input->paste);
	size_t len = input->paste.len;
	struct buffer text = BUFFER_INIT;
	uint32_t point;
	char *paste;

	for (size_t off = 0, step; off < len; off += step) {
		char shape[4];
		size_t shape_len;

		step = utf8_decode(bytes + off, len - off, &point);
		shape_len = utf8_encode(point, shape);
		if (text.len + shape_len > PASTE_MAX)
			break;
		if (point < 0x80 || point >= 0xa0)
			buffer_append(&text, shape, shape_len);
	}
	event.paste.len = text.len;
	event.paste.ptr = paste = buffer_detach(&text);
	push(input, &event, paste);
	buffer_clear(&input->paste);
	input->state = GROUND;
}

static void paste_byte(struct input *input, unsigned char byte)
{
	if (byte == (unsigned char)paste_end[input->marker_len]) {
		if (++input->marker_len == sizeof(paste_end) - 1)
			end_paste(input);
		return;
	}
	for (size_t i = 0; i < input->marker_len; i++)
		add_pasted(input, (unsigned char)paste_end[i]);
	input->marker_len = byte == ESC;
	if (byte != ESC)
		add_pasted(input, byte);
}

static void take_byte(struct input *input, unsigned char byte)
{
	switch (input->state) {
	case GROUND:
		ground_byte(input, byte);
		break;
	case CHARACTER:
		character_byte(input, byte);
		break;
	case ESCAPE:
		escape_byte(input, byte);
		break;
	case ESCAPED:
		escaped_byte(input, byte);
		break;
	case INTRODUCED:
		introduced_byte(input, byte);
		break;
	case STRING:
		string_byte(input, byte);
		break;
	case STRING_END:
		string_end_byte(input, byte);
		break;
	case SEQUENCE:
		sequence_byte(input, byte);
		break;
	case OLD_MOUSE:
		old_mouse_byte(input, byte);
		break;
	case PASTE:
		paste_byte(input, byte);
		break;
	}
}

/* How long the state lasts without bytes; -1: for ever. */
static int state_ms(const struct input *input)
{
	switch (input->state) {
	case GROUND:
	case CHARACTER:
		return -1;
	case ESCAPE:
		return ESCAPE_MS;
	case INTRODUCED:
		return input->introducer == ']' && is_expecting(input)
			       ? SEQUENCE_MS
			       : ESCAPE_MS;
	case ESCAPED:
	case SEQUENCE:
	case OLD_MOUSE:
	case STRING:
	case STRING_END:
		return SEQUENCE_MS;
	case PASTE:
		return PASTE_MS;
	}
	return -1;
}

/* What happens when a state's time is over. */
static void end_state(struct input *input)
{
	switch (input->state) {
	case ESCAPE:
		if (input->alt)
			push_key(input, KEYS_ESCAPE);
		push_key(input, KEYS_ESCAPE);
		input->alt = false;
		input->state = ESCAPED;
		break;
	case INTRODUCED:
		if (input->alt)
			push_key(input, KEYS_ESCAPE);
		input->alt = !input->late;
		input->late = false;
		push_character(input, (unsigned char)input->introducer);
		break;
	case ESCAPED:
		input->state = GROUND;
		break;
	case SEQUENCE:
	case OLD_MOUSE:
	case STRING:
	case STRING_END:
		abandon(input);
		break;
	case PASTE:
		end_paste(input);
		break;
	case GROUND:
	case CHARACTER:
		break;
	}
}

static void pass_time(struct input *input, int64_t now_ms)
{
	int limit = state_ms(input);

	while (limit >= 0 && now_ms - input->last_ms >= limit) {
		end_state(input);
		limit = state_ms(input);
	}
}

void input_feed(struct input *input, const char *bytes, size_t len,
		int64_t now_ms)
{
	free_given(input);
	pass_time(input, now_ms);
	for (size_t i = 0; i < len; i++)
		take_byte(input, (unsigned char)bytes[i]);
	if (len)
		input->last_ms = now_ms;
}

bool input_next(struct input *input, int64_t now_ms, struct input_event *event)
{
	free_given(input);
	pass_time(input, now_ms);
	if (input->first == input->count)
		return false;
	*event = input->queue[input->first].event;
	input->given = input->queue[input->first].paste;
	input->first++;
	return true;
}

int input_wait(const struct input *input, int64_t now_ms)
{
	int limit = state_ms(input);
	int64_t rest;

	if (input->first < input->count)
		return 0;
	if (limit < 0 || input->state == ESCAPED)
		return -1;
	rest = input->last_ms + limit - now_ms;
	return rest > 0 ? (int)rest : 0;
}
