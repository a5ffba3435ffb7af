/* SPDX-License-Identifier: ISC */
/* What is known of the terminal: what it answered now, or the last time. */
#include "terminal/known.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "reader/options.h"
#include "reader/style.h"
#include "terminal/answers.h"
#include "terminal/input.h"
#include "terminal/screen.h"

enum {
	NAME_MAX_BYTES = 200,
	DUE_GROUND = 1 << 0,
	DUE_CURSOR = 1 << 1,
	PATIENCE_MS = 500, /* who has not answered by then will not */
	DRAIN_MS = 50,
};

static void make_name(struct buffer *name)
{
	static const char *const variables[] = { "TERM", "TERM_PROGRAM",
						 "COLORTERM" };

	buffer_init(name);
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		const char *value = getenv(variables[i]);

		if (!value || !*value)
			continue;
		if (name->len)
			buffer_append_byte(name, ' ');
		buffer_append(name, value, strnlen(value, NAME_MAX_BYTES));
	}
}

void known_init(struct known *known, struct state *state,
		struct options *options, bool theme_given)
{
	enum ground ground;

	*known = (struct known){ .state = state };
	make_name(&known->name);
	if (state && !theme_given)
		options->theme = (int)state_theme(state);
	if (state) {
		state_terminal(state, buffer_string(&known->name),
			       &known->terminal);
		known->help = state_learnt(state, "help");
	}
	ground = known->terminal.ground;
	if (ground == GROUND_UNKNOWN)
		ground = theme_ground_of(getenv("COLORFGBG"));
	style_use((enum theme)options->theme);
	style_know(ground);
}

void known_note_help(struct known *known)
{
	if (!known->help && known->state)
		state_keep_learnt(known->state, "help");
	known->help = true;
}

static void drain(void)
{
	struct pollfd fd = { .fd = screen_input_fd(), .events = POLLIN };
	char bytes[256];

	while (poll(&fd, 1, DRAIN_MS) > 0)
		if (read(fd.fd, bytes, sizeof(bytes)) <= 0)
			break;
}

void known_release(struct known *known)
{
	if (known->due && clock_ms() - known->waiting_since < PATIENCE_MS)
		drain();
	buffer_release(&known->name);
}

/* What is no emulator of xterm may show a question instead of answering. */
static bool answers(void)
{
	const char *term = getenv("TERM");

	return term && strncmp(term, "linux", 5) != 0 &&
	       strncmp(term, "vt", 2) != 0 && strncmp(term, "cons", 4) != 0;
}

void known_ask(struct known *known, struct input *input)
{
	static const char ask[] = ANSWERS_ASK_GROUND;

	if (known->asked)
		return;
	known->asked = true;
	if (!answers())
		return;
	known->waiting_since = clock_ms();
	if (screen_has_palette()) {
		input_expect(input, known->waiting_since);
		known->due |= DUE_GROUND;
		screen_send(ask, sizeof(ask) - 1);
	}
	known->probed = screen_probe();
	if (known->probed >= 0)
		known->due |= DUE_CURSOR;
}

static void remember(struct known *known)
{
	if (known->state)
		state_keep_terminal(known->state, buffer_string(&known->name),
				    &known->terminal);
}

static bool take_ground(struct known *known, enum ground ground)
{
	known->due &= ~(unsigned)DUE_GROUND;
	if (ground != known->terminal.ground) {
		known->terminal.ground = ground;
		remember(known);
	}
	return style_know(ground);
}

/* Behind a character of ambiguous width. Whatever else a terminal sends that
 * looks like this answer is none. */
static bool take_cursor(struct known *known, int y, int x)
{
	bool wide = x == 2;

	if (!(known->due & DUE_CURSOR) || y != known->probed || x < 1 || x > 2)
		return false;
	known->due &= ~(unsigned)DUE_CURSOR;
	if (wide == known->terminal.wide)
		return false;
	known->terminal.wide = wide;
	remember(known);
	screen_use_wide(wide);
	return true;
}

bool known_take(struct known *known, const struct answer *answer)
{
	switch (answer->kind) {
	case ANSWER_GROUND:
		return take_ground(known, answer->ground);
	case ANSWER_CURSOR:
		return take_cursor(known, answer->y, answer->x);
	}
	return false;
}
