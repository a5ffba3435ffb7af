/* SPDX-License-Identifier: ISC */
/* Jumps, searches, drafts and the reader's pace, in the files of all machines.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/map.h"
#include "base/memory.h"
#include "reader/state/held.h"
#include "reader/state/stored.h"

/* --- Jumps ---------------------------------------------------------------- */

/* Reads the newest list of jumps of this machine; whether there is one. */
static bool read_jumps(struct state *state, const char *stored)
{
	struct record_jumps *newest = &state->jumps;
	struct record_jumps other;
	struct held_file file;
	bool found = false;

	record_jumps_init(&other);
	for (size_t i = 0; held_file(state, i, &file); i++) {
		uint32_t index = LEDGER_NONE;

		if (file.own)
			index = ledger_find(file.ledger, RECORD_JUMPS, stored,
					    strlen(stored));
		while (index != LEDGER_NONE &&
		       !record_read_jumps(ledger_get(file.ledger, index),
					  buffer_string(&state->home), &other))
			index = file.ledger->lines[index].previous;
		if (index == LEDGER_NONE ||
		    held_forgotten(state, &file, stored, 0, other.time) ||
		    (found && other.time <= newest->time))
			continue;
		found = true;
		record_jumps_release(newest);
		*newest = other;
		record_jumps_init(&other);
	}
	record_jumps_release(&other);
	return found;
}

const struct state_jump *state_jumps(struct state *state, const char *path,
				     size_t *count, size_t *at)
{
	struct buffer stored = BUFFER_INIT;

	held_refresh(state);
	stored_path(&stored, buffer_string(&state->home), path);
	record_jumps_release(&state->jumps);
	read_jumps(state, stored.data);
	buffer_release(&stored);
	*count = state->jumps.count;
	*at = state->jumps.at;
	return state->jumps.jumps;
}

bool state_keep_jumps(struct state *state, const char *path,
		      const struct state_jump *jumps, size_t count, size_t at)
{
	size_t left_out = count > STATE_JUMPS ? count - STATE_JUMPS : 0;
	struct buffer line = BUFFER_INIT;

	if (strlen(path) > STATE_PATH)
		return false;
	record_write_jumps(&line, buffer_string(&state->home), path,
			   jumps + left_out, count - left_out,
			   at > left_out ? at - left_out : 0, time(NULL));
	return held_append(state, &line);
}

/* --- Searches ------------------------------------------------------------- */

/* A search that was read. */
struct search {
	struct buffer text;
	int64_t at;
	size_t order; /* in which it was read */
};

struct searches {
	struct search *list;
	size_t count, room;
};

void held_release_searches(struct state *state)
{
	for (size_t i = 0; i < state->search_count; i++)
		buffer_release(&state->searches[i]);
	state->search_count = 0;
}

static void add_file(const struct state *state, const struct held_file *file,
		     struct searches *searches)
{
	for (uint32_t i = 0; i < file->ledger->count; i++) {
		const struct line *line = &file->ledger->lines[i];
		struct search search = { BUFFER_INIT, 0, searches->count };

		if (line->kind != RECORD_SEARCH || line->superseded ||
		    !record_read_search(ledger_get(file->ledger, i),
					&search.text, &search.at))
			continue;
		if (held_forgotten(state, file, NULL, 0, search.at)) {
			buffer_release(&search.text);
			continue;
		}
		MEMORY_RESERVE(searches->list, searches->room,
			       searches->count + 1);
		searches->list[searches->count++] = search;
	}
}

/* The newest first; of one second the last one written. */
static int compare_age(const void *one, const void *other)
{
	const struct search *a = one;
	const struct search *b = other;

	if (a->at != b->at)
		return a->at < b->at ? 1 : -1;
	return a->order < b->order ? 1 : -1;
}

/* Takes over what was read, each text once. */
static void take_searches(struct state *state, struct searches *searches)
{
	struct map texts = MAP_INIT;

	if (searches->count)
		qsort(searches->list, searches->count, sizeof(struct search),
		      compare_age);
	for (size_t i = 0; i < searches->count; i++) {
		struct buffer *text = &searches->list[i].text;
		uint32_t value;

		if (state->search_count == STATE_SEARCHES ||
		    map_get(&texts, text->data, text->len, &value)) {
			buffer_release(text);
			continue;
		}
		map_put(&texts, text->data, text->len, 0);
		MEMORY_RESERVE(state->searches, state->search_room,
			       state->search_count + 1);
		state->searches[state->search_count++] = *text;
	}
	map_release(&texts);
}

const char *state_search(struct state *state, size_t i)
{
	struct searches searches = { NULL, 0, 0 };
	struct held_file file;

	if (i == 0)
		held_refresh(state);
	if (!held_made(state, &state->searches_of)) {
		held_release_searches(state);
		for (size_t k = 0; held_file(state, k, &file); k++)
			add_file(state, &file, &searches);
		take_searches(state, &searches);
		free(searches.list);
	}
	return i < state->search_count ? buffer_string(&state->searches[i])
				       : NULL;
}

bool state_keep_search(struct state *state, const char *text)
{
	struct buffer line = BUFFER_INIT;

	if (!*text || strlen(text) > STATE_SEARCH)
		return false;
	record_write_search(&line, text, time(NULL));
	return held_append(state, &line);
}

/* --- Drafts --------------------------------------------------------------- */

const char *state_draft(struct state *state, const char *mark)
{
	struct buffer text = BUFFER_INIT;
	struct held_file file;
	int64_t newest = -1;
	int64_t at;

	held_refresh(state);
	buffer_clear(&state->draft);
	for (size_t i = 0; held_file(state, i, &file); i++) {
		uint32_t index = ledger_find(file.ledger, RECORD_DRAFT, mark,
					     strlen(mark));

		while (index != LEDGER_NONE &&
		       !record_read_draft(ledger_get(file.ledger, index), &text,
					  &at))
			index = file.ledger->lines[index].previous;
		if (index == LEDGER_NONE || at <= newest ||
		    held_forgotten(state, &file, NULL, 0, at))
			continue;
		newest = at;
		buffer_clear(&state->draft);
		buffer_append(&state->draft, buffer_string(&text), text.len);
	}
	buffer_release(&text);
	return state->draft.len ? state->draft.data : NULL;
}

bool state_keep_draft(struct state *state, const char *mark, const char *text)
{
	struct buffer line = BUFFER_INIT;

	if (strlen(text) > STATE_DRAFT)
		return false;
	record_write_draft(&line, mark, text, time(NULL));
	return held_append(state, &line);
}

/* --- Pace ----------------------------------------------------------------- */

static bool read_pace(const struct ledger *ledger, uint64_t *words,
		      uint64_t *ms)
{
	uint32_t index = ledger_find(ledger, RECORD_PACE, "", 0);

	while (index != LEDGER_NONE) {
		if (record_read_pace(ledger_get(ledger, index), words, ms))
			return true;
		index = ledger->lines[index].previous;
	}
	return false;
}

bool state_pace(struct state *state, uint64_t *words, uint64_t *ms)
{
	uint64_t other_words, other_ms;
	struct held_file file;
	bool known = false;

	held_refresh(state);
	/* Who reads here is best known here; else where most was read. */
	for (size_t i = 0; held_file(state, i, &file); i++) {
		if (!read_pace(file.ledger, &other_words, &other_ms) ||
		    (known && other_words <= *words))
			continue;
		known = true;
		*words = other_words;
		*ms = other_ms;
		if (file.journal)
			break;
	}
	return known;
}

bool state_keep_pace(struct state *state, uint64_t words, uint64_t ms)
{
	struct buffer line = BUFFER_INIT;

	record_write_pace(&line, words, ms, time(NULL));
	return held_append(state, &line);
}
