/* SPDX-License-Identifier: ISC */
/* Give text to the clipboard. */
#ifndef TERMINAL_CLIPBOARD_H
#define TERMINAL_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct error;

/* Bytes of text that a terminal is sent at most. */
enum { CLIPBOARD_SEQUENCE_MAX = 64 * 1024 };

/*
 * Copies text (UTF-8): by wl-copy, xclip, xsel, pbcopy, clip.exe or
 * termux-clipboard-set where that is there and works, else through the terminal
 * (OSC 52), which also reaches the machine that one sits at over ssh. how gets
 * "copied" or, since no terminal says whether it obeyed, "sent to the
 * terminal". False with a sentence when there is nothing to copy, or too much.
 */
bool clipboard_copy(const char *text, size_t len, struct buffer *how,
		    struct error *error);

/* Appends the sequence that tells the terminal: OSC 52 with text as base64, for
 * GNU screen ($STY) wrapped so that it hands it on. */
bool clipboard_sequence(struct buffer *out, const char *text, size_t len,
			struct error *error);

#endif
