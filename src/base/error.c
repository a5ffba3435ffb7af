/* SPDX-License-Identifier: ISC */
/* A sentence about what went wrong, for a person to read. */
#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

bool error_set(struct error *error, const char *format, ...)
{
	size_t end = sizeof(error->sentence) - 1;
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(error->sentence, sizeof(error->sentence), format, args);
	va_end(args);
	if (len >= 0 && (size_t)len <= end)
		return false;
	/* It was cut: give up the bytes of a character that lost its end. */
	while (end && ((unsigned char)error->sentence[end - 1] & 0xc0) == 0x80)
		end--;
	if (end && (unsigned char)error->sentence[end - 1] >= 0xc0)
		end--;
	error->sentence[end] = '\0';
	return false;
}
