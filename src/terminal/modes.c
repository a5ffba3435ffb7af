/* SPDX-License-Identifier: ISC */
/* The modes of the terminal that curses does not know, as bytes. */
#include "terminal/modes.h"

#include "terminal/answers.h"
#include "terminal/palette.h"
#include "terminal/terminfo.h"

/* Bracketed paste; the mouse's presses, releases and drags, as SGR reports. */
#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON  "\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l"

/* Made aside: it is what a failing allocation for it would send. */
static void prepare_worst(struct modes *modes, bool bidi)
{
	struct buffer worst = BUFFER_INIT;

	buffer_append(&worst, modes->give.data, modes->give.len);
	terminfo_append(&worst, "sgr0");
	terminfo_append(&worst, "rmacs");
	terminfo_append(&worst, "cnorm");
	if (terminfo_string("rmcup"))
		terminfo_append(&worst, "rmcup");
	else
		buffer_append_string(&worst, "\r\n");
	if (bidi)
		buffer_append_string(&worst, MODES_UNORDERED);
	buffer_release(&modes->worst);
	modes->worst = worst;
}

void modes_prepare(struct modes *modes, bool mouse, bool bidi)
{
	buffer_clear(&modes->take);
	terminfo_append(&modes->take, "smkx");
	buffer_append_string(&modes->take, PASTE_ON);
	if (mouse)
		buffer_append_string(&modes->take, MOUSE_ON);
	if (palette_has_colors())
		buffer_append_string(&modes->take, ANSWERS_TELL_GROUND);

	buffer_clear(&modes->give);
	if (palette_has_colors())
		buffer_append_string(&modes->give, ANSWERS_KEEP_GROUND);
	if (mouse)
		buffer_append_string(&modes->give, MOUSE_OFF);
	buffer_append_string(&modes->give, PASTE_OFF);
	terminfo_append(&modes->give, "rmkx");

	prepare_worst(modes, bidi);
}

void modes_release(struct modes *modes)
{
	buffer_release(&modes->take);
	buffer_release(&modes->give);
	buffer_release(&modes->worst);
}
