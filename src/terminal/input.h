/* SPDX-License-Identifier: ISC */
/* Bytes from the terminal to keys, mouse and paste. */
#ifndef TERMINAL_INPUT_H
#define TERMINAL_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "terminal/answers.h"

enum input_kind {
	INPUT_KEY,
	INPUT_MOUSE,
	INPUT_PASTE,
	INPUT_NOT_ESCAPE, /* the Esc reported last began a key after all: what
			   * it did is to be taken back */
	INPUT_ANSWER,	  /* the terminal says something about itself */
};

enum input_mouse {
	INPUT_PRESS,
	INPUT_RELEASE,
	INPUT_DRAG,
	INPUT_WHEEL_UP,
	INPUT_WHEEL_DOWN,
	INPUT_WHEEL_LEFT,
	INPUT_WHEEL_RIGHT,
};

struct input_event {
	enum input_kind kind;
	uint32_t key;		/* INPUT_KEY: reader/keys.h */
	enum input_mouse mouse; /* INPUT_MOUSE … */
	int button;		/* 1 to 3 */
	int y, x;		/* from 0 */
	struct span paste;	/* INPUT_PASTE: borrowed until the next call;
				 * valid UTF-8, line ends as '\n' */
	struct answer answer;	/* INPUT_ANSWER */
};

/*
 * A decoder: bytes in, events out, time told by the caller, so that it is
 * tested without a terminal. What begins with ESC is one key: after ESC alone
 * for 25 ms Esc is reported, but a '[' or 'O' within 500 ms of it still begins
 * a key (slow lines): INPUT_NOT_ESCAPE, then the key; where no key comes of
 * them they are what was typed. Another sequence broken off for 500 ms is
 * KEYS_UNKNOWN, never its parts. A letter that comes with the ESC
 * is one with Alt. Invalid bytes are dropped, and so are the focus and answers
 * that are not understood. Paste is cut at 1 MiB, and over when it is silent
 * for 2 s.
 */
struct input;

struct input *input_new(void);
void input_free(struct input *input);

/* Learns a key's sequence from terminfo, before the forms it knows of xterm,
 * urxvt and the Linux console. Only what begins with ESC '[' or ESC 'O' and
 * goes on is taken. */
void input_define(struct input *input, const char *sequence, uint32_t key);

/* The terminal was asked now for what it answers by ESC ']' "1…": for some
 * seconds such an answer may come as slowly as a key, and then is not the keys
 * Esc and ']'. */
void input_expect(struct input *input, int64_t now_ms);

/* now_ms: a monotonic clock. */
void input_feed(struct input *input, const char *bytes, size_t len,
		int64_t now_ms);

/* The next event; false when there is none yet. */
bool input_next(struct input *input, int64_t now_ms, struct input_event *event);

/* Milliseconds until input_next() may report something without more bytes; -1:
 * never. */
int input_wait(const struct input *input, int64_t now_ms);

#endif
