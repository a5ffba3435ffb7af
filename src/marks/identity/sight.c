/* SPDX-License-Identifier: ISC */
/* Keep where a text was seen, so that it is known there again. */
#include <assert.h>
#include <string.h>

#include "marks/identity.h"
#include "marks/identity/compare.h"

enum {
	TITLE_MAX = 1024, /* bytes of a title that are kept */
	PATH_LONG = 4096, /* no file has a longer path */
};

static void set(struct buffer *buffer, const char *bytes, size_t len)
{
	buffer_clear(buffer);
	buffer_append(buffer, bytes, len);
}

/* How much of a title is kept: whole characters. */
static size_t title_len(const char *title)
{
	size_t len = strlen(title);

	if (len <= TITLE_MAX)
		return len;
	for (len = TITLE_MAX; len; len--)
		if (((unsigned char)title[len] & 0xc0) != 0x80)
			break;
	return len;
}

static bool has_title(const struct sighting *sighting, const char *title)
{
	size_t len = title_len(title);

	/* That it had one is better to know than that it has none. */
	return !len || (sighting->title.len == len &&
			memcmp(sighting->title.data, title, len) == 0);
}

static bool has_sketch(const struct sighting *sighting,
		       const struct identity_text *text)
{
	if (sighting->sketch_count != text->sketch_count)
		return false;
	for (size_t i = 0; i < text->sketch_count; i++)
		if (sighting->sketch[i] != text->sketch[i])
			return false;
	return true;
}

/* Whether it says of the text all there is to say but where it is. */
static bool is_current(const struct sighting *sighting,
		       const struct identity_text *text, const char *title)
{
	return compare_equal(text, sighting) && has_title(sighting, title) &&
	       has_sketch(sighting, text);
}

/* Whether the sighting tells that the text is known here. */
static bool is_here(const struct sighting *sighting,
		    const struct identity_text *text)
{
	if (!*text->path)
		return !sighting->path.len;
	return compare_here(text, sighting);
}

static bool is_kept(const struct sighting_list *list,
		    const struct identity_text *text, const char *title)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct sighting *sighting = &list->sightings[i];

		/* A pipe's text is known wherever it was. */
		if (*text->path ? compare_here(text, sighting) &&
					  is_current(sighting, text, title)
				: compare_equal(text, sighting))
			return true;
	}
	return false;
}

/* The latest one that was here; NULL: none was. */
static const struct sighting *find_here(const struct sighting_list *list,
					const struct identity_text *text)
{
	const struct sighting *latest = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const struct sighting *sighting = &list->sightings[i];

		if (is_here(sighting, text) &&
		    (!latest || sighting->at_ms > latest->at_ms))
			latest = sighting;
	}
	return latest;
}

/* The one that was moved here: what is most alike, but not equal, of those
 * that are gone; of several the latest. NULL: none was. */
static const struct sighting *find_moved(const struct sighting_list *list,
					 const struct identity_text *text)
{
	const struct sighting *best = NULL;
	unsigned best_likeness = IDENTITY_ALIKE;

	if (!*text->path)
		return NULL;
	for (size_t i = 0; i < list->count; i++) {
		const struct sighting *sighting = &list->sightings[i];
		unsigned likeness = compare_likeness(text, sighting);

		if (likeness < best_likeness || compare_equal(text, sighting) ||
		    compare_file(text, sighting) != COMPARE_GONE)
			continue;
		if (!best || likeness > best_likeness ||
		    sighting->at_ms > best->at_ms)
			best = sighting;
		best_likeness = likeness;
	}
	return best;
}

static void sight(struct store *store, const struct identity_text *text,
		  const char *title, const char *document,
		  struct sighting_list *out)
{
	struct sighting_list list = { NULL, 0, 0 };
	const struct sighting *old;
	struct sighting *seen;

	store_sightings_of(store, document, &list);
	if (is_kept(&list, text, title)) {
		sighting_list_release(&list);
		return;
	}
	old = find_here(&list, text);
	if (!old)
		old = find_moved(&list, text);
	seen = sighting_list_add(out);
	if (old) {
		sighting_copy(seen, old);
	} else {
		store_new_id(seen->id);
		memcpy(seen->document, document, strlen(document) + 1);
	}
	set(&seen->path, text->path, strlen(text->path));
	if (*title)
		set(&seen->title, title, title_len(title));
	assert(strlen(text->fingerprint) <= MARK_FINGERPRINT);
	memcpy(seen->fingerprint, text->fingerprint,
	       strlen(text->fingerprint) + 1);
	for (size_t i = 0; i < text->sketch_count; i++)
		seen->sketch[i] = text->sketch[i];
	seen->sketch_count = text->sketch_count;
	sighting_list_release(&list);
}

void identity_sight(struct store *store, const struct identity_text *text,
		    const char *title, const char (*documents)[MARK_ID + 1],
		    size_t count, struct sighting_list *out)
{
	struct identity_text here = *text;

	/* Half a path leads elsewhere. */
	if (strlen(here.path) > PATH_LONG)
		here.path = "";
	for (size_t i = 0; i < count; i++)
		sight(store, &here, title ? title : "", documents[i], out);
}
