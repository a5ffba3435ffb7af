/* SPDX-License-Identifier: ISC */
/* How many words a document has from one place to another, counted once. */
#include "reader/wordcount.h"

#include <assert.h>

#include "document/document.h"
#include "document/outline.h"
#include "reader/progress.h"

enum {
	SLOT_MIN = 4096,      /* bytes */
	AT_ONCE = 64 * 1024,  /* bytes that are counted without a thought */
	PER_CALL = 64 * 1024, /* bytes that a call may count */
};

/* What a character is short of a word. */
static const double difference =
	1 - (double)PROGRESS_TYPICAL / PROGRESS_CHARACTERS;

double wordcount_exactly(const struct document *document, uint32_t off,
			 uint32_t end)
{
	struct outline_count count = outline_count(document, off, end);

	return (double)count.words - difference * (double)count.ideographs;
}

/* The start of the character at or behind off. */
static uint32_t character_at(const struct document *document, uint64_t off)
{
	size_t len = document->text.len;

	if (off >= len)
		return (uint32_t)len;
	while (off < len && (document->text.data[off] & 0xc0) == 0x80)
		off++;
	return (uint32_t)off;
}

static void clear_slots(struct wordcount *count)
{
	for (size_t i = 0; i < WORDCOUNT_SLOTS; i++)
		count->slots[i] = -1;
	count->bytes = 0;
	count->words = 0;
}

static void set_slot(struct wordcount *count, size_t slot, double words,
		     double bytes)
{
	count->slots[slot] = (float)words;
	count->words += words;
	count->bytes += bytes;
}

/* Two slots become one; it is counted if both were, which are full then. */
static void double_slots(struct wordcount *count)
{
	struct wordcount old = *count;

	clear_slots(count);
	count->slot_size *= 2;
	for (size_t i = 0; i < WORDCOUNT_SLOTS / 2; i++) {
		float one = old.slots[2 * i];
		float two = old.slots[2 * i + 1];

		if (one < 0 || two < 0)
			continue;
		set_slot(count, i, (double)one + two, count->slot_size);
	}
}

static void fit(struct wordcount *count, const struct document *document)
{
	if (count->document != document) {
		*count = (struct wordcount){ .document = document,
					     .slot_size = SLOT_MIN };
		clear_slots(count);
	}
	while ((uint64_t)count->slot_size * WORDCOUNT_SLOTS <
	       document->text.len)
		double_slots(count);
}

/* The words of a slot, from its start where it is long. What may still grow is
 * not kept. Returns the bytes that were looked at. */
static uint32_t count_slot(struct wordcount *count,
			   const struct document *document, uint32_t slot)
{
	uint64_t start = (uint64_t)slot * count->slot_size;
	uint32_t off = character_at(document, start);
	uint32_t end = character_at(document, start + count->slot_size);
	uint32_t stop = end;
	double words;

	if (end - off > AT_ONCE)
		stop = character_at(document, (uint64_t)off + AT_ONCE);
	if (stop == off)
		return 0;
	words = wordcount_exactly(document, off, stop) * (end - off) /
		(stop - off);
	if (start + count->slot_size > document->text.len &&
	    !document->complete)
		return stop - off;
	set_slot(count, slot, words, end - off);
	return stop - off;
}

/* Bytes of a slot that are within [off, end). */
static double overlap(const struct wordcount *count, uint32_t slot,
		      uint32_t off, uint32_t end)
{
	uint64_t start = (uint64_t)slot * count->slot_size;
	uint64_t stop = start + count->slot_size;

	return (double)(stop < end ? stop : end) -
	       (double)(start > off ? start : off);
}

/* What is written in a stretch does not change while the document grows. */
static double count_once(struct wordcount *count,
			 const struct document *document, uint32_t off,
			 uint32_t end)
{
	struct wordcount_answer *answer;

	for (size_t i = 0; i < WORDCOUNT_ANSWERS; i++) {
		answer = &count->answers[i];
		if (answer->off == off && answer->end == end)
			return answer->words;
	}
	answer = &count->answers[count->oldest];
	*answer = (struct wordcount_answer){
		off, end, wordcount_exactly(document, off, end)
	};
	count->oldest = (count->oldest + 1) % WORDCOUNT_ANSWERS;
	return answer->words;
}

double wordcount_between(struct wordcount *count,
			 const struct document *document, uint32_t off,
			 uint32_t end)
{
	uint32_t looked_at = 0;
	double words = 0;
	double unknown = 0; /* bytes */

	assert(off <= end && end <= document->text.len);
	fit(count, document);
	if (end - off <= AT_ONCE)
		return count_once(count, document, off, end);
	for (uint32_t slot = off / count->slot_size;
	     slot <= (end - 1) / count->slot_size; slot++) {
		double part = overlap(count, slot, off, end);

		if (count->slots[slot] < 0 && looked_at < PER_CALL)
			looked_at += count_slot(count, document, slot);
		if (count->slots[slot] < 0)
			unknown += part;
		else
			words += count->slots[slot] * part /
				 overlap(count, slot, 0,
					 (uint32_t)document->text.len);
	}
	return count->bytes > 0 ? words + unknown * count->words / count->bytes
				: words;
}
