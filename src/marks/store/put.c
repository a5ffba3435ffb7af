/* SPDX-License-Identifier: ISC */
/* Make events of marks and sightings. */
#include <string.h>
#include <time.h>

#include "marks/store/compose.h"
#include "marks/store/held.h"
#include "marks/store/record.h"

/* A batch being made into lines. */
struct put {
	struct store *store;
	int64_t now_ms;
	struct buffer lines;
	struct error *error;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void find_writer(struct store *store)
{
	if (store->has_writer)
		return;
	writer_find(&store->writer,
		    store->state.len ? store->state.data : NULL);
	store->has_writer = true;
}

/* Appends the event that makes of what is known of an ID what is said. */
static bool append_event(struct put *put, struct compose *compose)
{
	size_t before = put->lines.len;

	compose->by = put->store->writer.machine;
	compose->now_ms = put->now_ms;
	compose->writers = &put->store->writers;
	compose_event(compose, &put->lines);
	if (put->lines.len - before <= STORE_RECORD)
		return true;
	return error_set(put->error,
			 "a mark of more than %d KiB cannot be kept; shorten "
			 "its note",
			 STORE_RECORD / 1024);
}

static bool has_id(const char *id, struct error *error)
{
	if (*id)
		return true;
	return error_set(error, "a mark without an ID cannot be kept");
}

static bool put_mark(struct put *put, struct mark *mark)
{
	struct store *store = put->store;
	uint32_t group = catalog_group(&store->known, true, mark->id);
	struct compose compose = { .type = "mark",
				   .id = mark->id,
				   .known = record_mark_fields,
				   .deleted = mark->deleted,
				   .writer = store->writer.name };
	struct held_group held;
	json_t *said, *read = NULL;
	bool done, is_known;

	if (!has_id(mark->id, put->error))
		return false;
	if (!mark->created_ms)
		mark->created_ms = put->now_ms;
	is_known = group != CATALOG_NONE && held_merge(store, group, &held);
	said = record_of_mark(mark);
	if (is_known) {
		struct mark before;

		mark_init(&before);
		held_mark(&held, &before);
		read = record_of_mark(&before);
		mark->read_only = before.read_only;
		mark_release(&before);
		compose.merged = &held.merged;
	}
	compose.said = said;
	compose.read = read;
	if (mark->read_only)
		done = error_set(put->error,
				 "this mark was written by a newer Lectern, "
				 "which alone can change it");
	else
		done = append_event(put, &compose);
	json_decref(said);
	json_decref(read);
	if (is_known)
		held_forget(&held);
	return done;
}

static bool put_sighting(struct put *put, struct sighting *sighting)
{
	struct store *store = put->store;
	uint32_t group = catalog_group(&store->known, false, sighting->id);
	/* What is lost when two runs count alike is when it was seen. */
	struct compose compose = { .type = "doc",
				   .id = sighting->id,
				   .known = record_sighting_fields,
				   .writer = store->writer.machine };
	struct held_group held;
	json_t *said, *read = NULL;
	bool done, is_known, newer = false;

	if (!has_id(sighting->id, put->error))
		return false;
	if (!sighting->document[0])
		record_copy(sighting->document, sizeof(sighting->document),
			    sighting->id);
	is_known = group != CATALOG_NONE && held_merge(store, group, &held);
	said = record_of_sighting(sighting);
	if (is_known) {
		struct sighting before;

		sighting_init(&before);
		held_sighting(&held, &before);
		read = record_of_sighting(&before);
		sighting_release(&before);
		newer = held.merged.newer;
		compose.merged = &held.merged;
	}
	compose.said = said;
	compose.read = read;
	/* A newer Lectern knows better. */
	done = newer || append_event(put, &compose);
	json_decref(said);
	json_decref(read);
	if (is_known)
		held_forget(&held);
	return done;
}

static bool put_all(struct put *put, const struct store_batch *batch)
{
	for (size_t i = 0; i < batch->sighting_count; i++)
		if (!put_sighting(put, &batch->sightings[i]))
			return false;
	for (size_t i = 0; i < batch->mark_count; i++)
		if (!put_mark(put, &batch->marks[i]))
			return false;
	return true;
}

static void set_times(const struct put *put, const struct store_batch *batch)
{
	const char *machine = put->store->writer.machine;

	for (size_t i = 0; i < batch->mark_count; i++) {
		batch->marks[i].changed_ms = put->now_ms;
		record_copy(batch->marks[i].by, sizeof(batch->marks[i].by),
			    machine);
	}
	for (size_t i = 0; i < batch->sighting_count; i++) {
		batch->sightings[i].at_ms = put->now_ms;
		record_copy(batch->sightings[i].by,
			    sizeof(batch->sightings[i].by), machine);
	}
}

bool held_may_write(const struct store *store, struct error *error)
{
	if (store->read_only)
		return error_set(error, "%s: nothing is kept in this run",
				 buffer_string(&store->path));
	if (store->path.len)
		return true;
	return error_set(error, "there is no home to keep marks in; set HOME");
}

bool store_put(struct store *store, const struct store_batch *batch,
	       struct error *error)
{
	struct put put = { store, now_ms(), BUFFER_INIT, error };
	bool done;

	if (!held_may_write(store, error))
		return false;
	store_read(store);
	held_read_on(store);
	find_writer(store);
	done = put_all(&put, batch);
	if (done) {
		set_times(&put, batch);
		done = !put.lines.len ||
		       unsaved_write(store, &put.lines, error);
	}
	buffer_release(&put.lines);
	return done;
}
