/* SPDX-License-Identifier: ISC */
/* Which of the documents that have marks a text is. */
#include "marks/identity.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/identity/compare.h"

/* Documents that the text may be. */
struct choice {
	char id[MARK_ID + 1];
	bool equal; /* one of its sightings is the very same text */
};

struct choices {
	struct choice *list;
	size_t count;
	size_t room;
};

void identity_found_release(struct identity_found *found)
{
	free(found->documents);
	buffer_release(&found->from);
	memset(found, 0, sizeof(*found));
}

static struct choice *find_choice(const struct choices *choices, const char *id)
{
	for (size_t i = 0; i < choices->count; i++)
		if (strcmp(choices->list[i].id, id) == 0)
			return &choices->list[i];
	return NULL;
}

static void choose(struct choices *choices, const struct sighting *sighting,
		   bool equal)
{
	struct choice *choice = find_choice(choices, sighting->document);

	if (!choice) {
		MEMORY_RESERVE(choices->list, choices->room,
			       choices->count + 1);
		choice = &choices->list[choices->count++];
		memcpy(choice->id, sighting->document, sizeof(choice->id));
		choice->equal = false;
	}
	choice->equal |= equal;
}

static int compare_choices(const void *a, const void *b)
{
	const struct choice *first = a;
	const struct choice *second = b;

	if (first->equal != second->equal)
		return first->equal ? -1 : 1;
	return strcmp(first->id, second->id);
}

/* Ends with an answer and its documents; choices are released. */
static void answer(struct identity_found *found, enum identity_answer answer,
		   struct choices *choices)
{
	assert(choices->count);
	qsort(choices->list, choices->count, sizeof(*choices->list),
	      compare_choices);
	found->answer = answer;
	found->count = choices->count;
	found->documents =
		memory_alloc_zeroed(choices->count, sizeof(*found->documents));
	for (size_t i = 0; i < choices->count; i++)
		memcpy(found->documents[i], choices->list[i].id,
		       sizeof(choices->list[i].id));
	free(choices->list);
}

/* Whether a sighting of the same text or path is one of this text. */
static bool is_known(const struct identity_text *text,
		     const struct sighting *sighting)
{
	/* Texts without words are all the same. */
	if (compare_equal(text, sighting) &&
	    (text->sketch_count || compare_here(text, sighting)))
		return true;
	return compare_here(text, sighting) &&
	       compare_likeness(text, sighting) >= IDENTITY_ALIKE;
}

static bool find_known(const struct identity_text *text,
		       const struct sighting_list *list,
		       struct identity_found *found)
{
	struct choices choices = { NULL, 0, 0 };

	for (size_t i = 0; i < list->count; i++) {
		const struct sighting *sighting = &list->sightings[i];
		unsigned likeness = compare_likeness(text, sighting);

		if (!is_known(text, sighting))
			continue;
		choose(&choices, sighting, compare_equal(text, sighting));
		if (likeness > found->likeness)
			found->likeness = likeness;
	}
	if (!choices.count)
		return false;
	answer(found, IDENTITY_KNOWN, &choices);
	return true;
}

/* The sighting that is most alike; of several the latest, then that of the
 * smallest ID. NULL: none is alike. */
static const struct sighting *find_best(const struct identity_text *text,
					const struct sighting_list *all,
					unsigned *likeness)
{
	const struct sighting *best = NULL;

	*likeness = IDENTITY_ALIKE;
	for (size_t i = 0; i < all->count; i++) {
		const struct sighting *sighting = &all->sightings[i];
		unsigned alike = compare_likeness(text, sighting);

		if (alike < *likeness)
			continue;
		if (!best || alike > *likeness ||
		    sighting->at_ms > best->at_ms ||
		    (sighting->at_ms == best->at_ms &&
		     strcmp(sighting->document, best->document) < 0))
			best = sighting;
		*likeness = alike;
	}
	return best;
}

/* Where the documents were, as far as their texts are alike. */
struct whereabouts {
	const struct sighting *there; /* the one most alike that something is
				       * at the path of; NULL: all are gone */
	unsigned likeness;
	bool here; /* one was at the text's path */
};

static struct whereabouts look_for(const struct identity_text *text,
				   const struct sighting_list *all,
				   const struct choices *choices)
{
	struct whereabouts where = { NULL, 0, false };

	for (size_t i = 0; i < all->count; i++) {
		const struct sighting *sighting = &all->sightings[i];
		enum compare_file file;
		unsigned likeness;

		if (!find_choice(choices, sighting->document))
			continue;
		if (compare_here(text, sighting)) {
			where.here = true;
			continue;
		}
		likeness = compare_likeness(text, sighting);
		if (likeness < IDENTITY_ALIKE || likeness < where.likeness)
			continue;
		file = compare_file(text, sighting);
		where.here |= file == COMPARE_SAME;
		if (file != COMPARE_THERE)
			continue;
		where.there = sighting;
		where.likeness = likeness;
	}
	return where;
}

/* Looks for what is alike among all. If another text was at this path, only
 * what is sure counts. */
static bool find_alike(const struct identity_text *text,
		       const struct sighting_list *all, bool was_other,
		       struct identity_found *found)
{
	struct choices choices = { NULL, 0, 0 };
	struct whereabouts where;
	const struct sighting *best = find_best(text, all, &found->likeness);

	if (!best)
		return false;
	choose(&choices, best, false);
	for (size_t i = 0; i < all->count; i++)
		if (*best->fingerprint && strcmp(all->sightings[i].fingerprint,
						 best->fingerprint) == 0)
			choose(&choices, &all->sightings[i], false);
	where = look_for(text, all, &choices);
	if (where.here) {
		answer(found, IDENTITY_KNOWN, &choices);
		return true;
	}
	if (was_other && found->likeness < IDENTITY_SURE) {
		free(choices.list);
		return false;
	}
	if (where.there)
		best = where.there;
	buffer_append(&found->from, buffer_string(&best->path), best->path.len);
	answer(found,
	       !where.there && found->likeness >= IDENTITY_SURE ? IDENTITY_MOVED
								: IDENTITY_ASK,
	       &choices);
	return true;
}

/* The documents whose other text was at this path, if there are any. */
static void find_edited(const struct identity_text *text,
			const struct sighting_list *list,
			struct identity_found *found)
{
	struct choices choices = { NULL, 0, 0 };

	found->likeness = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct sighting *sighting = &list->sightings[i];
		unsigned likeness = compare_likeness(text, sighting);

		if (!compare_here(text, sighting))
			continue;
		choose(&choices, sighting, false);
		if (likeness > found->likeness)
			found->likeness = likeness;
	}
	if (choices.count)
		answer(found, IDENTITY_EDITED, &choices);
}

static bool was_here(const struct identity_text *text,
		     const struct sighting_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (compare_here(text, &list->sightings[i]))
			return true;
	return false;
}

void identity_find(struct store *store, const struct identity_text *text,
		   struct identity_found *found)
{
	struct sighting_list list = { NULL, 0, 0 };
	struct sighting_list all = { NULL, 0, 0 };

	identity_found_release(found);
	store_sightings(store, text->path, text->fingerprint, &list);
	if (!find_known(text, &list, found)) {
		/* Nothing is like a text without words. */
		if (text->sketch_count)
			store_all_sightings(store, &all);
		if (!find_alike(text, &all, was_here(text, &list), found))
			find_edited(text, &list, found);
	}
	sighting_list_release(&list);
	sighting_list_release(&all);
}
