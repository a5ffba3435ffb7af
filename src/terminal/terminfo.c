/* SPDX-License-Identifier: ISC */
/* What terminfo knows of this terminal. */
#include "terminal/terminfo.h"

#define NCURSES_NOMACROS 1

#include <stdlib.h>

/* term.h makes macros of words such as "columns": nothing else is here. */
#include <curses.h>
#include <term.h>

#include "base/buffer.h"
#include "base/error.h"
#include "reader/keys.h"
#include "terminal/input.h"

const char *terminfo_string(const char *name)
{
	const char *bytes = tigetstr(name);

	return bytes == (const char *)-1 || !bytes || !*bytes ? NULL : bytes;
}

bool terminfo_can_paint(struct error *error)
{
	const char *name = getenv("TERM");
	int status;
	bool can;

	if (!name || !*name)
		return error_set(error, "TERM is not set, so the terminal's "
					"commands are not known");
	if (setupterm(NULL, 1, &status) != OK)
		return error_set(error,
				 "the terminal type \xe2\x80\x9c%s\xe2\x80\x9d "
				 "(TERM) is "
				 "not known here",
				 name);
	can = terminfo_string("cup") != NULL;
	del_curterm(cur_term);
	if (can)
		return true;
	return error_set(error,
			 "a terminal of the type \xe2\x80\x9c%s\xe2\x80\x9d "
			 "(TERM) cannot "
			 "place its cursor",
			 name);
}

/* tputs() takes a function without a context. */
static struct buffer *collecting;

static int collect_byte(int byte)
{
	buffer_append_byte(collecting, (char)byte);
	return byte;
}

static void append(struct buffer *out, const char *bytes)
{
	collecting = out;
	if (bytes)
		tputs(bytes, 1, collect_byte);
	collecting = NULL;
}

void terminfo_append(struct buffer *out, const char *name)
{
	append(out, terminfo_string(name));
}

void terminfo_append_move(struct buffer *out, int y, int x)
{
	append(out, tiparm(terminfo_string("cup"), y, x));
}

void terminfo_define_keys(struct input *input)
{
	static const struct {
		const char *capability;
		uint32_t key;
	} keys[] = {
		{ "kcuu1", KEYS_UP },
		{ "kcud1", KEYS_DOWN },
		{ "kcub1", KEYS_LEFT },
		{ "kcuf1", KEYS_RIGHT },
		{ "khome", KEYS_HOME },
		{ "kend", KEYS_END },
		{ "kpp", KEYS_PAGE_UP },
		{ "knp", KEYS_PAGE_DOWN },
		{ "kich1", KEYS_INSERT },
		{ "kdch1", KEYS_DELETE },
		{ "kent", KEYS_ENTER },
		{ "kcbt", KEYS_SHIFT | KEYS_TAB },
		{ "kri", KEYS_SHIFT | KEYS_UP },
		{ "kind", KEYS_SHIFT | KEYS_DOWN },
		{ "kLFT", KEYS_SHIFT | KEYS_LEFT },
		{ "kRIT", KEYS_SHIFT | KEYS_RIGHT },
		{ "kHOM", KEYS_SHIFT | KEYS_HOME },
		{ "kEND", KEYS_SHIFT | KEYS_END },
		{ "kPRV", KEYS_SHIFT | KEYS_PAGE_UP },
		{ "kNXT", KEYS_SHIFT | KEYS_PAGE_DOWN },
		{ "kIC", KEYS_SHIFT | KEYS_INSERT },
		{ "kDC", KEYS_SHIFT | KEYS_DELETE },
		{ "kf1", KEYS_F1 },
		{ "kf2", KEYS_F1 + 1 },
		{ "kf3", KEYS_F1 + 2 },
		{ "kf4", KEYS_F1 + 3 },
		{ "kf5", KEYS_F1 + 4 },
		{ "kf6", KEYS_F1 + 5 },
		{ "kf7", KEYS_F1 + 6 },
		{ "kf8", KEYS_F1 + 7 },
		{ "kf9", KEYS_F1 + 8 },
		{ "kf10", KEYS_F1 + 9 },
		{ "kf11", KEYS_F1 + 10 },
		{ "kf12", KEYS_F12 },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *sequence = terminfo_string(keys[i].capability);

		if (sequence)
			input_define(input, sequence, keys[i].key);
	}
}
