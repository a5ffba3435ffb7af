/* SPDX-License-Identifier: ISC */
/* What the files of the search share. */
#ifndef READER_FIND_PARTS_H
#define READER_FIND_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/query.h"

struct error;
struct view;

/* Whether a search is being typed; the text that is looked for. */
bool find_is_typing(const struct view *view);
struct span find_text(const struct view *view);

/* Looks for another text from an offset on; false with a sentence, and nothing
 * changed, where it cannot. */
bool find_begin(struct view *view, enum query_kind kind, struct span text,
		uint32_t from, struct error *error);
/* Looks for nothing. */
void find_end(struct view *view);

/* Wants a hit so many on (or back, or 0) from the current one, where there is
 * none from an offset; works on what waits as long as a key may take. */
void find_want(struct view *view, long count, uint32_t from);

/* Appends a text in quotes, cut to what a message has room for. */
void find_append_quoted(struct buffer *out, struct span text);

/* Takes the newest search of the history for what was looked for last, if
 * nothing was; false if there is none. */
bool find_recall_last(struct view *view);

/* Whether all hits are known, but for those in what a pipe may still bring. */
bool find_knows_all(const struct view *view);

#endif
