/* SPDX-License-Identifier: ISC */
/* Tell in what encoding a text is from its bytes. */
#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

/* A text whose encoding is asked for begins like this; NULL stands for UTF-8
 * in all that is returned here, else it is a name for decoder_open(). */
enum {
	ENCODING_HEAD = 8 * 1024,    /* enough bytes of the start for a sign */
	ENCODING_SAMPLE = 32 * 1024, /* as many as a guess ever looks at */
};

/*
 * What the start of a text says by itself: a byte-order mark, the NULs of
 * UTF-16 without one, the escape sequences of ISO-2022-JP. NULL: nothing.
 */
const char *encoding_sign(const char *head, size_t len);

/* What a text declares: charset=, encoding= or coding: in its first 1,024
 * bytes. False if it does not; else the name is in out. */
bool encoding_declared(const char *head, size_t len, char *out, size_t room);

/* How many bytes from the start are such as all encodings of a guess have in
 * common: ASCII without NUL and the escape sequences of ISO-2022-JP. */
size_t encoding_plain(const char *bytes, size_t len);

/*
 * What a sample, that begins at or just before the first byte that is not
 * plain, is likely to be. UTF-8 if its sequences are, but for a few; else what
 * is declared (may be NULL) if that can be; else the encoding in which its
 * characters are the most common ones. NULL too where nothing is likely, for
 * then the bytes are no text of any encoding that is known here. whole: the
 * text ends where the sample does.
 */
const char *encoding_guess(const char *sample, size_t len, bool whole,
			   const char *declared);

#endif
