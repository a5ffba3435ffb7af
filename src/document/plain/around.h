/* SPDX-License-Identifier: ISC */
/* Say what stands around a passage that may be a heading. */
#ifndef DOCUMENT_PLAIN_AROUND_H
#define DOCUMENT_PLAIN_AROUND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "document/plain/passage.h"
#include "document/plain/phrase.h"

/* A passage as one line, with what that looks like. */
struct candidate {
	const struct passage *passage;
	struct buffer text;
	struct phrase phrase;
};

/* The passage is borrowed; candidate_release() frees the rest. */
void candidate_init(struct candidate *candidate, const struct passage *passage);
void candidate_release(struct candidate *candidate);

/* How far below list[at] the next body is; 0 if there is none, or too many
 * short passages stand between. */
size_t around_body(const struct passage *list, size_t count, size_t at);

/* How many passages that are no body stand together around list[at], itself
 * included; no more than some are counted. */
size_t around_short(const struct passage *list, size_t count, size_t at);

/* Whether the sentence of the paragraph above goes on at list[at]. */
bool around_continues(const struct passage *list, size_t at);

/* Whether list[at] stands closer to what is above it than to what is below. */
bool around_closes(const struct passage *list, size_t count, size_t at);

#endif
