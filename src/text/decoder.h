/* SPDX-License-Identifier: ISC */
/* Turn text of any encoding into UTF-8 as it comes. */
#ifndef TEXT_DECODER_H
#define TEXT_DECODER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct decoder;

/*
 * The name by which an encoding is shown, for any that it goes by ("sjis":
 * "Shift_JIS"); names that are not in the table here come back as they are.
 * As browsers do, an encoding gives way to the larger one that contains it:
 * ISO-8859-1 to windows-1252, GB2312 to GB18030 (Encoding Standard, 4.2).
 */
const char *decoder_name(const char *name);

/* Whether the name means UTF-8, which needs no decoder. */
bool decoder_is_utf8(const char *name);

/* Returns owned, or NULL if this system cannot convert from that encoding. */
struct decoder *decoder_open(const char *name);
void decoder_free(struct decoder *decoder);

/*
 * Appends bytes to out as valid UTF-8, without a byte-order mark at the start.
 * A character that is cut waits for the next call, unless there is none (end).
 * What is no character becomes U+FFFD; returns how many did.
 */
size_t decoder_feed(struct decoder *decoder, const char *bytes, size_t len,
		    bool end, struct buffer *out);

#endif
