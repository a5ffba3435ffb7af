/* SPDX-License-Identifier: ISC */
/* A key that a command waits for: the letter of "m" or "'". */
#include "reader/awaiting.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "reader/keys.h"
#include "reader/view.h"

void awaiting_begin(struct view *view, awaited *take, const char *format, ...)
{
	char hint[256];
	va_list args;

	va_start(args, format);
	vsnprintf(hint, sizeof(hint), format, args);
	va_end(args);
	view->awaiting.take = take;
	view_say(view, "%s", hint);
}

bool awaiting_key(struct view *view, uint32_t key)
{
	awaited *take = view->awaiting.take;

	if (!take)
		return false;
	if (key == KEYS_ESCAPE || key == (KEYS_CONTROL | 'c')) {
		view_escape(view);
		return true;
	}
	view->awaiting.take = NULL;
	view->count = 0;
	view_hush(view);
	take(view, key);
	return true;
}
