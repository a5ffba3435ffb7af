/* SPDX-License-Identifier: ISC */
/* What the files of kept.h share. */
#ifndef READER_KEPT_PARTS_H
#define READER_KEPT_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "reader/kept.h"

void kept_release_act(struct kept_act *act);

/* Writes marks, with a sighting (NULL: none); complains where that fails. */
bool kept_put(struct view *view, const struct mark_list *list,
	      struct sighting *sighting);

/* Whether a mark is one of the document that is read. */
bool kept_is_here(const struct kept *kept, const struct mark *mark);

/* Shows a mark as it is from now on, if it is here: where it is shown already,
 * or where it was marked; else the desk looks for it. */
void kept_show(struct view *view, const struct mark *mark);

bool kept_same_text(const struct buffer *a, const struct buffer *b);
/* Whether a mark stands at the same place, as far as that is kept. */
bool kept_same_selector(const struct selector *a, const struct selector *b);
/* Whether [off, end) of what is read is this text. */
bool kept_is_text(const struct view *view, uint32_t off, uint32_t end,
		  const struct buffer *text);

/* "1 word", "23 words". */
void kept_append_words(const struct view *view, uint32_t off, uint32_t end,
		       struct buffer *out);

#endif
