/* SPDX-License-Identifier: ISC */
/* Bring attributes that were wrapped onto one line. */
#ifndef DOCUMENT_EXTRAS_WRAPPED_H
#define DOCUMENT_EXTRAS_WRAPPED_H

#include <stdbool.h>

#include "document/markdown/inlines.h"

/* Copies in to out (cleared first) with a space for each soft break inside the
 * attributes of a link, an image, code or a bracketed text. False, with
 * anything in out, if there is none. */
bool wrapped_join(struct inlines *out, const struct inlines *in);

#endif
