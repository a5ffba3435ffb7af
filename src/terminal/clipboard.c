/* SPDX-License-Identifier: ISC */
/* Give text to the clipboard. */
#include "terminal/clipboard.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/spawn.h"
#include "terminal/screen.h"
#include "text/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	/* A key is answered no later than that, however many programs there are
	 * that do not end. */
	PROGRAMS_MS = 2000,
	/* GNU screen hands on so much of a sequence at a time. */
	SCREEN_PIECE = 768,
};

struct program {
	const char *variable; /* in the environment where it is of use, or "" */
	const char *words[4];
	bool wide; /* reads UTF-16, in the order of Intel */
};

static const struct program programs[] = {
	{ "WAYLAND_DISPLAY", { "wl-copy", "--type", "text/plain" }, false },
	{ "DISPLAY", { "xclip", "-selection", "clipboard" }, false },
	{ "DISPLAY", { "xsel", "--clipboard", "--input" }, false },
	{ "", { "pbcopy" }, false },
	{ "", { "clip.exe" }, true },
	{ "", { "termux-clipboard-set" }, false },
};

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

/* ---- Through a program ---- */

static void append_unit(struct buffer *out, uint32_t unit)
{
	buffer_append_byte(out, (char)(unit & 0xff));
	buffer_append_byte(out, (char)(unit >> 8));
}

static void append_wide(struct buffer *out, const char *text, size_t len)
{
	append_unit(out, 0xfeff);
	for (size_t off = 0; off < len;) {
		uint32_t point;

		off += utf8_decode(text + off, len - off, &point);
		if (point < 0x10000) {
			append_unit(out, point);
		} else {
			append_unit(out, 0xd800 + ((point - 0x10000) >> 10));
			append_unit(out, 0xdc00 + ((point - 0x10000) & 0x3ff));
		}
	}
}

static bool feed(const struct program *program, const char *text, size_t len,
		 int limit_ms)
{
	struct arguments argv = ARGUMENTS_INIT;
	struct buffer wide = BUFFER_INIT;
	struct error error;
	bool fed;

	for (size_t i = 0; i < COUNT(program->words) && program->words[i]; i++)
		arguments_add(&argv, program->words[i]);
	if (program->wide) {
		append_wide(&wide, text, len);
		text = wide.data;
		len = wide.len;
	}
	fed = spawn_feed(&argv, text, len, limit_ms, &error);
	arguments_release(&argv);
	buffer_release(&wide);
	return fed;
}

/* Over ssh without a display these would fill the clipboard of a machine that
 * nobody sits at. */
static bool is_remote(void)
{
	return (is_set("SSH_TTY") || is_set("SSH_CONNECTION")) &&
	       !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY");
}

static bool copy_by_program(const char *text, size_t len)
{
	long long deadline = clock_ms() + PROGRAMS_MS;

	if (is_remote())
		return false;
	for (size_t i = 0; i < COUNT(programs); i++) {
		const struct program *program = &programs[i];
		long long left = deadline - clock_ms();

		if (*program->variable && !is_set(program->variable))
			continue;
		if (left > 0 && spawn_exists(program->words[0]) &&
		    feed(program, text, len, (int)left))
			return true;
	}
	return false;
}

/* ---- Through the terminal ---- */

/* RFC 4648, section 4. */
static void append_base64(struct buffer *out, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t off = 0; off < len; off += 3) {
		size_t count = len - off < 3 ? len - off : 3;
		uint32_t group = 0;

		for (size_t i = 0; i < 3; i++) {
			unsigned char byte = 0;

			if (i < count)
				byte = (unsigned char)bytes[off + i];
			group = group << 8 | byte;
		}
		for (size_t i = 0; i < 4; i++)
			buffer_append_byte(
				out,
				i <= count ? digits[group >> (18 - 6 * i) & 63]
					   : '=');
	}
}

/* Within device control strings GNU screen hands bytes on to its terminal. */
static void append_wrapped(struct buffer *out, const struct buffer *sequence)
{
	for (size_t off = 0; off < sequence->len; off += SCREEN_PIECE) {
		size_t left = sequence->len - off;

		buffer_append_string(out, "\033P");
		buffer_append(out, sequence->data + off,
			      left < SCREEN_PIECE ? left : SCREEN_PIECE);
		buffer_append_string(out, "\033\\");
	}
}

/* Consoles that have no clipboard, and some of which would show the bytes. */
static bool has_clipboard(void)
{
	static const char *const without[] = { "linux", "dumb", "vt100",
					       "vt220", "cons25" };
	const char *name = getenv("TERM");

	for (size_t i = 0; name && i < COUNT(without); i++)
		if (strcmp(name, without[i]) == 0)
			return false;
	return true;
}

bool clipboard_sequence(struct buffer *out, const char *text, size_t len,
			struct error *error)
{
	struct buffer sequence = BUFFER_INIT;

	if (len > CLIPBOARD_SEQUENCE_MAX)
		return error_set(error,
				 "%zu bytes are more than a terminal's "
				 "clipboard takes (%d)",
				 len, CLIPBOARD_SEQUENCE_MAX);
	if (!has_clipboard())
		return error_set(error, "this terminal has no clipboard");
	buffer_append_string(&sequence, "\033]52;c;");
	append_base64(&sequence, text, len);
	buffer_append_byte(&sequence, '\a');
	/* tmux reads the sequence itself, where set-clipboard is on. */
	if (is_set("STY") && !is_set("TMUX"))
		append_wrapped(out, &sequence);
	else
		buffer_append(out, sequence.data, sequence.len);
	buffer_release(&sequence);
	return true;
}

bool clipboard_copy(const char *text, size_t len, struct buffer *how,
		    struct error *error)
{
	struct buffer sequence = BUFFER_INIT;
	bool made;

	if (!len)
		return error_set(error, "there is nothing to copy");
	if (copy_by_program(text, len)) {
		buffer_append_string(how, "copied");
		return true;
	}
	made = clipboard_sequence(&sequence, text, len, error);
	if (made) {
		screen_send(sequence.data, sequence.len);
		buffer_append_string(how, "sent to the terminal");
	}
	buffer_release(&sequence);
	return made;
}
