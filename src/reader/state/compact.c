/* SPDX-License-Identifier: ISC */
/* Decide which lines of a file of state outlive a rewrite. */
#include "reader/state/compact.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "reader/state/ledger.h"
#include "reader/state/record.h"

/* As many of a kind are left. */
static const size_t most[RECORD_KINDS] = {
	[RECORD_PLACE] = STATE_DOCUMENTS,
	[RECORD_JUMPS] = STATE_DOCUMENTS,
	[RECORD_SEARCH] = STATE_SEARCHES,
	[RECORD_PACE] = 1,
	[RECORD_FORGET] = STATE_DOCUMENTS,
	[RECORD_DRAFT] = STATE_DRAFTS,
	[RECORD_THEME] = 1,
	[RECORD_TERMINAL] = STATE_TERMINALS,
	[RECORD_LEARNT] = STATE_LEARNT,
};

/* What is found out about a line. */
struct finding {
	int64_t at;
	uint32_t index;
	bool sound;
	bool survives;
};

/* Parses every line; whether one of them is damaged. */
static bool find_damage(const struct ledger *ledger, struct finding *findings)
{
	bool damaged = false;

	for (uint32_t i = 0; i < ledger->count; i++) {
		struct finding *finding = &findings[i];

		finding->index = i;
		if (ledger->lines[i].kind == RECORD_BLANK)
			continue;
		finding->sound =
			record_sound(ledger_get(ledger, i), &finding->at);
		damaged = damaged || !finding->sound;
	}
	return damaged;
}

/* The last sound line of those that are of the same, and each that is of
 * nothing. */
static void choose_last(const struct ledger *ledger, struct finding *findings)
{
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct line *line = &ledger->lines[i];
		uint32_t last = i;

		if (line->superseded)
			continue;
		while (last != LEDGER_NONE && !findings[last].sound)
			last = ledger->lines[last].previous;
		if (last != LEDGER_NONE)
			findings[last].survives = true;
	}
}

/* The newest first; of one second the last one written. */
static int compare_age(const void *one, const void *other)
{
	const struct finding *a = one;
	const struct finding *b = other;

	if (a->at != b->at)
		return a->at < b->at ? 1 : -1;
	return a->index < b->index ? 1 : -1;
}

/* Gives up the oldest of a kind that has too many. */
static void drop_oldest(const struct ledger *ledger, struct finding *findings,
			enum record_kind kind)
{
	struct finding *alive = NULL;
	size_t count = 0, room = 0;

	if (ledger->distinct[kind] <= most[kind])
		return;
	for (size_t i = 0; i < ledger->count; i++) {
		if (ledger->lines[i].kind != kind || !findings[i].survives)
			continue;
		MEMORY_RESERVE(alive, room, count + 1);
		alive[count++] = findings[i];
	}
	if (count)
		qsort(alive, count, sizeof(*alive), compare_age);
	for (size_t i = most[kind]; i < count; i++)
		findings[alive[i].index].survives = false;
	free(alive);
}

static void append_line(struct buffer *out, struct span line, const char *from,
			const char *to)
{
	if (from) {
		record_replace(out, line, from, to);
		return;
	}
	buffer_append(out, line.ptr, line.len);
	if (line.ptr[line.len - 1] != '\n')
		buffer_append_byte(out, '\n');
}

static void keep_aside(const struct ledger *ledger, const char *from,
		       const char *to, struct buffer *aside)
{
	if (!from || to) {
		buffer_append(aside, ledger->text.data, ledger->text.len);
		return;
	}
	for (uint32_t i = 0; i < ledger->count; i++)
		append_line(aside, ledger_get(ledger, i), from, to);
}

void compact_lines(const struct ledger *ledger, const char *from,
		   const char *to, struct buffer *out, struct buffer *aside)
{
	struct finding *findings =
		memory_alloc_zeroed(ledger->count + 1, sizeof(*findings));

	if (find_damage(ledger, findings))
		keep_aside(ledger, from, to, aside);
	choose_last(ledger, findings);
	for (int kind = 0; kind < RECORD_KINDS; kind++)
		drop_oldest(ledger, findings, (enum record_kind)kind);
	for (uint32_t i = 0; i < ledger->count; i++)
		if (findings[i].survives)
			append_line(out, ledger_get(ledger, i), from, to);
	free(findings);
}
