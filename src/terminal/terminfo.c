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

void terminfo_append(struct buffer *out, const char *name)
{
	const char *bytes = terminfo_string(name);

	collecting = out;
	if (bytes)
		tputs(bytes, 1, collect_byte);
	collecting = NULL;
}
