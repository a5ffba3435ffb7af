/* SPDX-License-Identifier: ISC */
/* Find the definitions of a source, and guess which of them are any. */
#ifndef DOCUMENT_MARKDOWN_JUDGE_H
#define DOCUMENT_MARKDOWN_JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "document/markdown/window.h"

struct definitions;
struct guard;
struct source;

/* What is known of a source's definitions before it is parsed. {0}: nothing. */
struct judgement {
	struct known_lines *known; /* lists of them and no more, in order */
	size_t known_count, known_room;
	/* Where they stand does not tell if they are any: some that are LIKELY
	 * may prove to be none, and the other way round. */
	bool uncertain;
};

/* Scans all of the snapshot that the source has for definitions (none so far),
 * and parses the lines around each where it has to and the guard (or NULL) lets
 * it. */
void judge_definitions(struct judgement *judgement,
		       struct definitions *definitions, struct source *source,
		       struct guard *guard);
void judgement_release(struct judgement *judgement);

#endif
