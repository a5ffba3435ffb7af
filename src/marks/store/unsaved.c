/* SPDX-License-Identifier: ISC */
/* Write records, and keep those that cannot be written. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/folders.h"
#include "base/map.h"
#include "base/sha256.h"
#include "marks/store/append.h"
#include "marks/store/held.h"

/* Bytes of lines that are remembered as ours, to see whether they stay. */
enum { OURS = 4 << 20 };

/* Takes a line, with its newline, off bytes. */
static struct span take_line(struct span *bytes)
{
	const char *newline = memchr(bytes->ptr, '\n', bytes->len);
	struct span line = *bytes;

	if (newline)
		line.len = (size_t)(newline - bytes->ptr) + 1;
	bytes->ptr += line.len;
	bytes->len -= line.len;
	return line;
}

/* --- The emergency file --------------------------------------------------- */

/* Appends a path from "/" on: without links, as far as its folder is there. */
static void append_resolved(const char *path, struct buffer *out)
{
	struct buffer folder = BUFFER_INIT;
	char *real = NULL;
	size_t len = strlen(path);

	while (!real && len) {
		do {
			len--;
		} while (len && path[len] != '/');
		buffer_clear(&folder);
		buffer_append(&folder, path, len);
		real = realpath(len	       ? folder.data
				: *path == '/' ? "/"
					       : ".",
				NULL);
	}
	buffer_append_string(out, real ? real : "");
	if (path[len] != '/')
		buffer_append_byte(out, '/');
	buffer_append_string(out, path + len);
	free(real);
	buffer_release(&folder);
}

static bool is_default(const struct buffer *resolved)
{
	struct buffer path = BUFFER_INIT, usual = BUFFER_INIT;
	bool same = false;

	if (folders_data(&path)) {
		buffer_append_string(&path, "/marks.jsonl");
		append_resolved(path.data, &usual);
		same = usual.len == resolved->len &&
		       memcmp(usual.data, resolved->data, usual.len) == 0;
	}
	buffer_release(&path);
	buffer_release(&usual);
	return same;
}

void unsaved_find(struct store *store)
{
	unsigned char digest[SHA256_DIGEST];
	struct buffer resolved = BUFFER_INIT;
	struct sha256 sha;

	if (!store->state.len || !store->path.len)
		return;
	append_resolved(store->path.data, &resolved);
	buffer_append_format(&store->emergency, "%s/unsaved",
			     store->state.data);
	if (!is_default(&resolved)) {
		sha256_init(&sha);
		sha256_update(&sha, resolved.data, resolved.len);
		sha256_finish(&sha, digest);
		buffer_append_byte(&store->emergency, '-');
		for (size_t i = 0; i < 8; i++)
			buffer_append_format(&store->emergency, "%02x",
					     digest[i]);
	}
	buffer_append_string(&store->emergency, ".jsonl");
	buffer_release(&resolved);
}

/* Appends the lines of the emergency file that seen lacks. */
static void add_emergency(const struct buffer *emergency, struct map *seen,
			  struct buffer *lines)
{
	struct span rest = { buffer_string(emergency), emergency->len };

	while (rest.len) {
		struct span line = fields_trim(take_line(&rest));
		uint32_t value;

		if (!line.len || map_get(seen, line.ptr, line.len, &value))
			continue;
		map_put(seen, line.ptr, line.len, 0);
		buffer_append(lines, line.ptr, line.len);
		buffer_append_byte(lines, '\n');
	}
}

static void see_lines(const struct buffer *lines, struct map *seen)
{
	struct span rest = { buffer_string(lines), lines->len };

	while (rest.len) {
		struct span line = fields_trim(take_line(&rest));

		map_put(seen, line.ptr, line.len, 0);
	}
}

/* Opens and reads the emergency file; it is locked for as long as it is open.
 * -1: there is none. */
static int open_emergency(const struct store *store, struct buffer *bytes)
{
	struct error error;
	bool unlocked;
	int fd;

	if (!store->emergency.len || access(store->emergency.data, F_OK) < 0)
		return -1;
	fd = append_open(store->emergency.data, &unlocked, &error);
	if (fd < 0)
		return -1;
	if (files_read(store->emergency.data, SIZE_MAX / 2, bytes, &error))
		return fd;
	close(fd);
	return -1;
}

/* Keeps lines that could not be written, and says where. */
static void keep(struct store *store, const struct buffer *lines,
		 struct error *error)
{
	struct error cause = *error, failure;
	struct logfile *memory = catalog_memory(&store->known);
	bool unlocked, kept = false;

	buffer_append(&store->pending, lines->data, lines->len);
	buffer_append(&memory->memory, lines->data, lines->len);
	catalog_rewind(&store->known);
	store->reading = true;
	store_read(store);
	if (store->emergency.len)
		kept = append_lines(store->emergency.data,
				    (struct span){ lines->data, lines->len },
				    &unlocked, &failure);
	if (kept)
		error_set(error, "not saved: %.600s; kept in %.300s",
			  cause.sentence, store->emergency.data);
	else
		error_set(error,
			  "not saved: %.600s; it is lost if Lectern ends "
			  "before that is mended",
			  cause.sentence);
}

/* --- Writing -------------------------------------------------------------- */

static void remember(struct store *store, const struct buffer *lines)
{
	if (store->ours.len + lines->len > OURS)
		buffer_clear(&store->ours);
	if (lines->len <= OURS)
		buffer_append(&store->ours, lines->data, lines->len);
}

static void say_unlocked(struct store *store)
{
	struct error error;

	error_set(&error,
		  "%s: cannot be locked there; don't let two Lecterns write "
		  "it at a time",
		  store->path.data);
	held_say(store, SAID_UNLOCKED, &error);
}

static bool write_all(struct store *store, const struct buffer *all,
		      struct error *error)
{
	bool unlocked = false;
	bool done = append_lines(buffer_string(&store->path),
				 (struct span){ all->data, all->len },
				 &unlocked, error);

	if (unlocked)
		say_unlocked(store);
	if (!done)
		return false;
	remember(store, all);
	buffer_clear(&store->pending);
	return true;
}

bool unsaved_write(struct store *store, const struct buffer *lines,
		   struct error *error)
{
	struct buffer all = BUFFER_INIT, emergency = BUFFER_INIT;
	struct map seen = MAP_INIT;
	bool done;
	int fd;

	buffer_append(&all, buffer_string(&store->pending), store->pending.len);
	see_lines(&all, &seen);
	fd = open_emergency(store, &emergency);
	add_emergency(&emergency, &seen, &all);
	buffer_append(&all, buffer_string(lines), lines->len);
	done = !all.len || write_all(store, &all, error);
	if (done && fd >= 0)
		unlink(store->emergency.data);
	if (fd >= 0)
		close(fd);
	/* What is in FILE now is not to be known from elsewhere. */
	if (done && all.len > lines->len)
		held_renew(store);
	else if (done)
		store_look(store);
	store_read(store);
	if (!done && lines->len)
		keep(store, lines, error);
	map_release(&seen);
	buffer_release(&all);
	buffer_release(&emergency);
	return done;
}

/* --- What is lost --------------------------------------------------------- */

/* Whether an event was known to a line's. */
static bool is_before(const struct vector *vector, const struct catalog *known,
		      const struct line *line)
{
	const struct vector_entry *entries = known->vectors.entries;

	if (line->vector_count)
		entries += line->vector;
	return vector_compare(vector->entries, vector->count, entries,
			      line->vector_count) == VECTOR_BEFORE;
}

bool held_has_event(struct store *store, const struct look *look, bool in_file)
{
	struct catalog *known = &store->known;
	struct buffer id = BUFFER_INIT;
	struct vector vector;
	uint32_t group, ev;
	bool there = false;

	buffer_append(&id, look->id.ptr, look->id.len);
	group = catalog_group(known, look->kind == LOOK_MARK, id.data);
	buffer_release(&id);
	if (group == CATALOG_NONE)
		return false;
	ev = (uint32_t)catalog_hash(look->ev.ptr, look->ev.len);
	vector_init(&vector);
	catalog_read_vector(&store->writers, look, &vector);
	for (uint32_t i = known->groups[group].last;
	     i != CATALOG_NONE && !there; i = known->lines[i].previous) {
		const struct line *line = &known->lines[i];

		there = (!in_file ||
			 known->sources[line->source]->kind == LOGFILE_FILE) &&
			((look->ev.len && line->ev == ev) ||
			 is_before(&vector, known, line));
	}
	vector_release(&vector);
	return there;
}

void unsaved_recover(struct store *store)
{
	struct span rest = { buffer_string(&store->ours), store->ours.len };
	struct logfile *memory = catalog_memory(&store->known);
	struct buffer kept = BUFFER_INIT;

	while (rest.len) {
		struct span line = take_line(&rest);
		struct look look;
		bool there = true;

		look_at(fields_trim(line), &look);
		if (look.kind == LOOK_MARK || look.kind == LOOK_SIGHTING)
			there = held_has_event(store, &look, true);
		look_release(&look);
		if (there) {
			buffer_append(&kept, line.ptr, line.len);
			continue;
		}
		buffer_append(&store->pending, line.ptr, line.len);
		buffer_append(&memory->memory, line.ptr, line.len);
	}
	buffer_release(&store->ours);
	store->ours = kept;
}

static bool is_unsaved(const struct logfile *source)
{
	return source->kind == LOGFILE_EMERGENCY ||
	       source->kind == LOGFILE_MEMORY;
}

size_t store_unsaved(const struct store *store)
{
	const struct catalog *known = &store->known;
	size_t count = 0;
	bool any = false;

	for (size_t i = 0; i < known->source_count; i++)
		any = any || (is_unsaved(known->sources[i]) &&
			      known->sources[i]->read_to > 0);
	for (size_t i = 0; any && i < known->line_count; i++) {
		const struct line *line = &known->lines[i];

		if (is_unsaved(known->sources[line->source]) &&
		    line->kind != LOOK_BLANK && !line->superseded)
			count++;
	}
	return count;
}

bool store_retry(struct store *store, struct error *error)
{
	const struct buffer nothing = BUFFER_INIT;

	store_read(store);
	if (store->read_only || !store_unsaved(store))
		return true;
	return unsaved_write(store, &nothing, error);
}
