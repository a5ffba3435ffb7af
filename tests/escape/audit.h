/* SPDX-License-Identifier: ISC */
/* Tell the sequences that the program itself sends from all others. */
#ifndef TESTS_ESCAPE_AUDIT_H
#define TESTS_ESCAPE_AUDIT_H

#include <stddef.h>
#include <string.h>

#include "base/buffer.h"
#include "hostile.h"

/* Forms of CSI that terminfo has for xterm-256color, and what the program turns
 * on: the final byte, behind digits and semicolons only. */
#define AUDIT_FINALS "ABCDGHJKLMPSTXZ@bdfhlmrt"

/* The modes of DEC and xterm that are turned on and off. */
static inline bool audit_is_mode(const char *digits, size_t len)
{
	static const char *const modes[] = { "1",    "7",    "12",   "12;25",
					     "25",   "6",    "1000", "1002",
					     "1003", "1006", "1049", "2004",
					     "2026", "2031" };

	for (size_t i = 0; i < HOSTILE_COUNT(modes); i++)
		if (strlen(modes[i]) == len &&
		    memcmp(modes[i], digits, len) == 0)
			return true;
	return false;
}

/* Of CSI, behind "ESC [". */
static inline size_t audit_csi(const char *bytes, size_t len)
{
	bool private = len && bytes[0] == '?';
	size_t start = private ? 1 : 0;
	size_t pos = start;

	while (pos < len && bytes[pos] && strchr("0123456789;", bytes[pos]))
		pos++;
	if (pos == len || !bytes[pos] || memmem(bytes, pos, "4242", 4))
		return 0;
	if (private && bytes[pos] == 'n')
		return pos - start == 3 ? pos + 1 : 0; /* 996: the ground */
	if (private)
		return strchr("hl", bytes[pos]) &&
				       audit_is_mode(bytes + 1, pos - 1)
			       ? pos + 1
			       : 0;
	/* The size and the place of the window are nobody's business. */
	if (bytes[pos] == 't')
		return memmem(bytes, pos, ";0;0", 4) ? pos + 1 : 0;
	if (bytes[pos] == 'n')
		return pos == 1 && bytes[0] == '6' ? pos + 1 : 0;
	return strchr(AUDIT_FINALS, bytes[pos]) ? pos + 1 : 0;
}

/* The length of a sequence of the program's own at bytes, 0 if it is none:
 * CSI as above, a character set, a mode of the keypad, cursor saved and
 * restored, line up, and, to the byte, the question for the ground. */
static inline size_t audit_own(const char *bytes, size_t len)
{
	static const char question[] = "\033]11;?\033\\";
	size_t csi;

	if (len < 2 || bytes[0] != '\033')
		return 0;
	if (len >= sizeof(question) - 1 &&
	    memcmp(bytes, question, sizeof(question) - 1) == 0)
		return sizeof(question) - 1;
	if (bytes[1] && strchr("=>78M", bytes[1]))
		return 2;
	if (bytes[1] == '(' || bytes[1] == ')')
		return len > 2 && bytes[2] && strchr("B0", bytes[2]) ? 3 : 0;
	if (bytes[1] != '[')
		return 0;
	csi = audit_csi(bytes + 2, len - 2);
	return csi ? csi + 2 : 0;
}

/* Appends what was sent without those. */
static inline void audit_strip(struct buffer *out, const struct buffer *sent)
{
	for (size_t pos = 0; pos < sent->len;) {
		size_t len = audit_own(sent->data + pos, sent->len - pos);

		if (len == 0)
			buffer_append_byte(out, sent->data[pos++]);
		pos += len;
	}
}

#endif
