/* SPDX-License-Identifier: ISC */
/* Know what a printed page leaves in a text: its number, its running head. */
#ifndef DOCUMENT_PLAIN_PAGES_H
#define DOCUMENT_PLAIN_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "document/plain/passage.h"
#include "document/plain/phrase.h"

struct pages {
	bool numbered;	 /* a number alone is a page's */
	struct map tops; /* how often a short passage stands at a page's edge */
};

/* Learns from the first passages of a text. */
void pages_survey(struct pages *pages, const struct passage *list,
		  size_t count);
void pages_release(struct pages *pages);

/* Whether list[at] is the same, or what stands at the edges of pages again and
 * again. */
bool pages_is_running(const struct pages *pages, const struct passage *list,
		      size_t count, size_t at, const struct phrase *phrase);

#endif
