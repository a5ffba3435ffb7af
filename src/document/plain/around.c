/* SPDX-License-Identifier: ISC */
/* Say what stands around a passage that may be a heading. */
#include "document/plain/around.h"

#include "text/letters.h"

enum {
	CHAIN = 3, /* headings that may follow one another */
	RUN = 8,   /* short passages counted either way */
};

void candidate_init(struct candidate *candidate, const struct passage *passage)
{
	candidate->passage = passage;
	buffer_init(&candidate->text);
	passage_append_joined(passage, &candidate->text);
	phrase_read(&candidate->phrase,
		    (struct span){ candidate->text.data, candidate->text.len });
}

void candidate_release(struct candidate *candidate)
{
	buffer_release(&candidate->text);
}

/* How far below list[at] the next body is; 0 if more than CHAIN short
 * passages stand between. */
size_t around_body(const struct passage *list, size_t count, size_t at)
{
	for (size_t i = 1; i <= CHAIN + 1 && at + i < count; i++)
		if (list[at + i].body)
			return i;
	return 0;
}

/* How many short passages stand together around list[at]. */
size_t around_short(const struct passage *list, size_t count, size_t at)
{
	size_t run = 1;

	for (size_t i = at; i > 0 && !list[i - 1].body && run < RUN; i--)
		run++;
	for (size_t i = at; i + 1 < count && !list[i + 1].body && run < 2 * RUN;
	     i++)
		run++;
	return run;
}

/* Whether the sentence of the paragraph above goes on here. */
bool around_continues(const struct passage *list, size_t at)
{
	uint32_t last;

	if (!at || list[at].gap > 1 || list[at - 1].shape != PASSAGE_PROSE)
		return false;
	last = list[at - 1].last;
	if (!list[at - 1].body)
		return last == ','; /* "Yours," */
	return phrase_goes_on(last) || letters_kind(last) == LETTERS_SMALL;
}

/* Whether it stands closer to what is above it than to what is below. */
bool around_closes(const struct passage *list, size_t count, size_t at)
{
	return at && at + 1 < count && list[at + 1].gap > list[at].gap &&
	       list[at - 1].body;
}
