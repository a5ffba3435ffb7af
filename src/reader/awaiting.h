/* SPDX-License-Identifier: ISC */
/* A key that a command waits for: the letter of "m" or "'". */
#ifndef READER_AWAITING_H
#define READER_AWAITING_H

#include <stdbool.h>
#include <stdint.h>

struct view;

typedef void awaited(struct view *view, uint32_t key);

struct awaiting {
	awaited *take; /* what becomes of the next key; NULL: it is one like
			* any other */
};

/* The next key is take's; the status line says what for. Esc leaves it. */
__attribute__((format(printf, 3, 4))) void
awaiting_begin(struct view *view, awaited *take, const char *format, ...);

/* Whether the key was waited for. */
bool awaiting_key(struct view *view, uint32_t key);

#endif
