/* SPDX-License-Identifier: ISC */
/* Learn from a text's beginning what its headings look like. */
#ifndef DOCUMENT_PLAIN_SURVEY_H
#define DOCUMENT_PLAIN_SURVEY_H

#include <stddef.h>

#include "document/plain/headings.h"
#include "document/plain/passage.h"

/* Fills headings, which headings_release() frees, from the passages of the
 * first 256 KiB. */
void survey_headings(struct headings *headings, const struct passage *list,
		     size_t count, const struct wrapping *wrapping);

#endif
