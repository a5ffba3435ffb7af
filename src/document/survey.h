/* SPDX-License-Identifier: ISC */
/* Learn from a text's beginning what its headings look like. */
#ifndef DOCUMENT_SURVEY_H
#define DOCUMENT_SURVEY_H

#include <stddef.h>

#include "document/headings.h"
#include "document/passage.h"

/* Fills headings, which headings_release() frees, from the passages of the
 * first 256 KiB. */
void survey_headings(struct headings *headings, const struct passage *list,
		     size_t count, const struct wrapping *wrapping);

#endif
