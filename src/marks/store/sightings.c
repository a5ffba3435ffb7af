/* SPDX-License-Identifier: ISC */
/* Sightings of documents, as they are known. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/store/held.h"
#include "marks/store/record.h"

void sighting_init(struct sighting *sighting)
{
	memset(sighting, 0, sizeof(*sighting));
	buffer_init(&sighting->path);
	buffer_init(&sighting->title);
}

void sighting_release(struct sighting *sighting)
{
	buffer_release(&sighting->path);
	buffer_release(&sighting->title);
	sighting_init(sighting);
}

static void copy_bytes(struct buffer *to, const struct buffer *from)
{
	buffer_clear(to);
	buffer_append(to, buffer_string(from), from->len);
}

void sighting_copy(struct sighting *to, const struct sighting *from)
{
	struct sighting copy = *from;

	copy.path = to->path;
	copy.title = to->title;
	*to = copy;
	copy_bytes(&to->path, &from->path);
	copy_bytes(&to->title, &from->title);
}

struct sighting *sighting_list_add(struct sighting_list *list)
{
	MEMORY_RESERVE(list->sightings, list->room, list->count + 1);
	sighting_init(&list->sightings[list->count]);
	return &list->sightings[list->count++];
}

void sighting_list_release(struct sighting_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		sighting_release(&list->sightings[i]);
	free(list->sightings);
	memset(list, 0, sizeof(*list));
}

void held_sighting(const struct held_group *held, struct sighting *sighting)
{
	const json_t *last = held->records[held->count - 1].json;
	const char *at = held->merged.at;

	record_read_sighting(held->merged.fields, sighting);
	record_copy(sighting->id, sizeof(sighting->id),
		    fields_string(last, "id"));
	if (!sighting->document[0])
		record_copy(sighting->document, sizeof(sighting->document),
			    sighting->id);
	if (at)
		sighting->at_ms =
			look_time((struct span){ at, strlen(at) }) * 1000;
	record_copy(sighting->by, sizeof(sighting->by), held->merged.by);
}

/* What is asked for; all zero: everything. */
struct asked {
	const char *path; /* NULL: not by that */
	const char *fingerprint;
	const char *document;
};

static bool is_wanted(const struct asked *asked,
		      const struct sighting *sighting)
{
	if (asked->document)
		return strcmp(sighting->document, asked->document) == 0;
	if (!asked->path && !asked->fingerprint)
		return true;
	return (asked->path &&
		strcmp(buffer_string(&sighting->path), asked->path) == 0) ||
	       (asked->fingerprint &&
		strcmp(sighting->fingerprint, asked->fingerprint) == 0);
}

static int compare_groups(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* Appends what is asked for of groups, each once. */
static void append(struct store *store, uint32_t *groups, size_t count,
		   const struct asked *asked, struct sighting_list *out)
{
	if (count)
		qsort(groups, count, sizeof(*groups), compare_groups);
	for (size_t i = 0; i < count; i++) {
		struct held_group held;
		struct sighting *sighting;

		if (i && groups[i] == groups[i - 1])
			continue;
		if (!held_merge(store, groups[i], &held))
			continue;
		sighting = sighting_list_add(out);
		held_sighting(&held, sighting);
		if (held.merged.deleted || !is_wanted(asked, sighting)) {
			sighting_release(sighting);
			out->count--;
		}
		held_forget(&held);
	}
}

static uint64_t hash(const char *string)
{
	return string ? catalog_hash(string, strlen(string)) : 0;
}

/* Goes through what they are found by; others are not parsed. */
static void find(struct store *store, const struct asked *asked,
		 struct sighting_list *out)
{
	const struct catalog *known = &store->known;
	uint64_t path = hash(asked->path);
	uint64_t fingerprint = hash(asked->fingerprint);
	uint64_t document = hash(asked->document);
	bool all = !path && !fingerprint && !document;
	uint32_t *groups = NULL;
	size_t count = 0, room = 0;

	held_read_on(store);
	for (size_t i = 0; i < known->clue_count; i++) {
		const struct clue *clue = &known->clues[i];
		const struct line *line = &known->lines[clue->line];

		if (line->superseded || line->group == CATALOG_NONE)
			continue;
		if (!all && !(path && clue->path == path) &&
		    !(fingerprint && clue->fingerprint == fingerprint) &&
		    !(document && line->document == document))
			continue;
		MEMORY_RESERVE(groups, room, count + 1);
		groups[count++] = line->group;
	}
	append(store, groups, count, asked, out);
	free(groups);
}

void store_sightings(struct store *store, const char *path,
		     const char *fingerprint, struct sighting_list *out)
{
	struct asked asked = { NULL, NULL, NULL };

	if (path && *path)
		asked.path = path;
	if (fingerprint && *fingerprint)
		asked.fingerprint = fingerprint;
	if (asked.path || asked.fingerprint)
		find(store, &asked, out);
}

void store_sightings_of(struct store *store, const char *document,
			struct sighting_list *out)
{
	const struct asked asked = { NULL, NULL, document };

	if (*document)
		find(store, &asked, out);
}

void store_all_sightings(struct store *store, struct sighting_list *out)
{
	const struct asked asked = { NULL, NULL, NULL };

	find(store, &asked, out);
}
