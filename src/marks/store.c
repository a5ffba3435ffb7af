/* SPDX-License-Identifier: ISC */
/* The marks file: what is known of it. */
#include "marks/store.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folders.h"
#include "base/memory.h"
#include "marks/store/held.h"
#include "marks/store/record.h"
#include "marks/store/uuid.h"

/* --- Opening -------------------------------------------------------------- */

static void find_path(struct store *store, const char *path)
{
	if (path)
		buffer_append_string(&store->path, path);
	else if (folders_data(&store->path))
		buffer_append_string(&store->path, "/marks.jsonl");
}

static void find_state(struct store *store, const char *state)
{
	if (state)
		buffer_append_string(&store->state, state);
	else
		folders_state(&store->state);
	unsaved_find(store);
}

struct store *store_open(const struct store_options *options)
{
	struct store *store = memory_alloc_zeroed(1, sizeof(*store));

	fields_use_memory();
	writers_init(&store->writers);
	catalog_init(&store->known, &store->writers);
	catalog_init(&store->next, &store->writers);
	store->read_only = options->read_only;
	find_path(store, options->path);
	find_state(store, options->state);
	held_renew(store);
	return store;
}

void store_free(struct store *store)
{
	if (!store)
		return;
	catalog_release(&store->known);
	catalog_release(&store->next);
	writers_release(&store->writers);
	buffer_release(&store->path);
	buffer_release(&store->state);
	buffer_release(&store->emergency);
	buffer_release(&store->pending);
	buffer_release(&store->ours);
	free(store);
}

const char *store_path(const struct store *store)
{
	return buffer_string(&store->path);
}

uint64_t store_generation(const struct store *store)
{
	return store->generation;
}

void store_new_id(char id[MARK_ID + 1])
{
	uuid_draw(id);
}

/* --- Troubles ------------------------------------------------------------- */

void held_say(struct store *store, enum store_said what,
	      const struct error *error)
{
	if (store->said[what])
		return;
	store->said[what] = store->waits[what] = true;
	store->troubles[what] = *error;
}

bool store_trouble(struct store *store, struct error *error)
{
	for (int i = 0; i < SAIDS; i++) {
		if (!store->waits[i])
			continue;
		store->waits[i] = false;
		*error = store->troubles[i];
		return true;
	}
	return false;
}

static void say_failures(struct store *store)
{
	const struct catalog *known = &store->known;
	struct error error;

	for (size_t i = 0; i < known->source_count; i++) {
		if (!known->sources[i]->failed)
			continue;
		error_set(&error,
			  "%s: cannot be read; marks that it holds are not "
			  "shown",
			  buffer_string(&known->sources[i]->path));
		held_say(store, SAID_FAILED, &error);
	}
}

static void say_unreadable(struct store *store)
{
	const struct catalog *known = &store->known;
	size_t count = 0, number = 0;
	const char *path = NULL;
	struct error error;

	for (size_t i = 0; i < known->line_count; i++) {
		const struct line *line = &known->lines[i];

		if (line->kind != LOOK_UNREADABLE || count++)
			continue;
		path = buffer_string(&known->sources[line->source]->path);
		for (size_t k = 0; k <= i; k++)
			number += known->lines[k].source == line->source;
	}
	if (!count)
		return;
	error_set(&error, "%zu unreadable line%s kept as %s (%s:%zu)", count,
		  count == 1 ? "" : "s", count == 1 ? "it is" : "they are",
		  path, number);
	held_say(store, SAID_UNREADABLE, &error);
}

static bool is_usual(const struct store *store, const struct buffer *folder)
{
	return store->path.len > folder->len &&
	       memcmp(store->path.data, folder->data, folder->len) == 0 &&
	       strcmp(store->path.data + folder->len, "/marks.jsonl") == 0;
}

/* A group of one's own is as good as none (Debian's useradd makes them). */
static bool others_may_write(const struct stat *folder)
{
	bool own = folder->st_gid == getgid() && folder->st_gid == getuid();

	return folder->st_mode & S_IWOTH || (folder->st_mode & S_IWGRP && !own);
}

/* Of a folder that was named somebody knows who shares it; the usual one was
 * made for its reader alone. */
static void say_open(struct store *store)
{
	struct buffer folder = BUFFER_INIT;
	struct stat status;
	struct error error;

	if (folders_data(&folder) && stat(folder.data, &status) == 0 &&
	    is_usual(store, &folder) && others_may_write(&status)) {
		error_set(&error,
			  "%s: others may write here, and change your marks; "
			  "chmod go-w takes that from them",
			  folder.data);
		held_say(store, SAID_OPEN, &error);
	}
	buffer_release(&folder);
}

/* --- Reading -------------------------------------------------------------- */

void held_renew(struct store *store)
{
	struct catalog *next = &store->next;

	catalog_release(next);
	catalog_add_source(next, LOGFILE_FILE, buffer_string(&store->path));
	siblings_add(store, next);
	if (store->emergency.len)
		catalog_add_source(next, LOGFILE_EMERGENCY,
				   store->emergency.data);
	catalog_add_source(next, LOGFILE_MEMORY, "");
	store->reading = store->renewing = true;
}

/* All files are read anew. */
static void take_next(struct store *store)
{
	struct logfile *memory;

	catalog_release(&store->known);
	store->known = store->next;
	catalog_init(&store->next, &store->writers);
	store->renewing = false;
	memory = catalog_memory(&store->known);
	buffer_append(&memory->memory, buffer_string(&store->pending),
		      store->pending.len);
	unsaved_recover(store);
	catalog_rewind(&store->known);
	catalog_step(&store->known, SIZE_MAX);
	say_failures(store);
	say_unreadable(store);
	say_open(store);
}

bool store_step(struct store *store, size_t bytes)
{
	struct catalog *read = store->renewing ? &store->next : &store->known;

	if (!store->reading || catalog_step(read, bytes))
		return store->reading;
	store->reading = false;
	if (store->renewing)
		take_next(store);
	store->generation++;
	return false;
}

void store_read(struct store *store)
{
	store_step(store, SIZE_MAX);
}

bool store_look(struct store *store)
{
	struct catalog *known = &store->known;
	bool grown = false, rewritten;

	if (store->reading)
		return true;
	rewritten = siblings_changed(store);
	for (size_t i = 0; i < known->source_count && !rewritten; i++) {
		enum logfile_change change = logfile_look(known->sources[i]);

		grown = grown || change == LOGFILE_GROWN;
		rewritten = change == LOGFILE_REWRITTEN;
	}
	if (rewritten) {
		held_renew(store);
	} else if (grown) {
		catalog_rewind(known);
		store->reading = true;
	}
	return store->reading;
}

void held_read_on(struct store *store)
{
	struct catalog *known = &store->known;
	bool overwritten = false;

	for (size_t i = 0; i < known->source_count && !store->reading; i++)
		overwritten = overwritten ||
			      logfile_is_overwritten(known->sources[i]);
	if (!overwritten)
		return;
	held_renew(store);
	store_read(store);
}

/* --- Groups --------------------------------------------------------------- */

static void release_records(struct held_group *held)
{
	for (size_t i = 0; i < held->count; i++)
		record_release(&held->records[i]);
	free(held->records);
	memset(held, 0, sizeof(*held));
}

bool held_is_line(const struct store *store, const json_t *object,
		  uint32_t number)
{
	const struct catalog *known = &store->known;
	const struct line *line = &known->lines[number];
	struct look look;

	look_at_object(object, &look);
	return look.kind == line->kind && look.deleted == line->deleted &&
	       line->ev == (uint32_t)catalog_hash(look.ev.ptr, look.ev.len) &&
	       catalog_group(known, look.kind == LOOK_MARK, look.id.ptr) ==
		       line->group;
}

/* Parses the heads of a group; false: one of them is damaged. */
static bool read_heads(struct store *store, uint32_t group,
		       struct held_group *held)
{
	struct catalog *known = &store->known;
	struct buffer bytes = BUFFER_INIT;
	size_t room = 0;
	bool sound = true;

	memset(held, 0, sizeof(*held));
	for (uint32_t i = known->groups[group].head; i != CATALOG_NONE && sound;
	     i = known->lines[i].next_head) {
		MEMORY_RESERVE(held->records, room, held->count + 1);
		buffer_clear(&bytes);
		sound = catalog_fetch(known, i, &bytes) &&
			record_parse(&held->records[held->count],
				     (struct span){ bytes.data, bytes.len },
				     &store->writers);
		held->count += sound;
		if (sound)
			sound = held_is_line(
				store, held->records[held->count - 1].json, i);
	}
	buffer_release(&bytes);
	if (!sound)
		release_records(held);
	return sound;
}

bool held_merge(struct store *store, uint32_t group, struct held_group *held)
{
	const char *const *known = store->known.groups[group].is_mark
					   ? record_mark_fields
					   : record_sighting_fields;

	if (!read_heads(store, group, held)) {
		catalog_prove(&store->known, group);
		store->generation++;
		if (!read_heads(store, group, held))
			return false;
	}
	if (!held->count)
		return false;
	merge_records(held->records, held->count, known, &store->writers,
		      &held->merged);
	return true;
}

void held_forget(struct held_group *held)
{
	merged_release(&held->merged);
	release_records(held);
}
