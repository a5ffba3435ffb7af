/* SPDX-License-Identifier: ISC */
/* A conversion of the system's, by one of several names. */
#ifndef TEXT_CONVERSION_H
#define TEXT_CONVERSION_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

/* Opens one from or to UTF-8, by the first of count names (up to a NULL) that
 * the system knows; iconv_close() is the caller's then. */
bool conversion_from(iconv_t *found, const char *const *names, size_t count);
bool conversion_to(iconv_t *found, const char *const *names, size_t count);

#endif
