/* SPDX-License-Identifier: ISC */
/* Find where documents were left, in the files of all machines. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/memory.h"
#include "reader/state/held.h"
#include "reader/state/stored.h"

/* --- A place among lines -------------------------------------------------- */

/* Reads a line, or what it supersedes if it is damaged. */
static bool read_line(const struct state *state, const struct held_file *file,
		      uint32_t index, struct state_document *document)
{
	while (index != LEDGER_NONE) {
		if (record_read_place(ledger_get(file->ledger, index),
				      buffer_string(&state->home), document)) {
			snprintf(document->machine, sizeof(document->machine),
				 "%s", file->machine);
			return true;
		}
		index = file->ledger->lines[index].previous;
	}
	return false;
}

/* Of two the newer is kept in best; *found: there is one in it. */
static void keep_newer(struct state_document *best, bool *found,
		       struct state_document *other)
{
	struct state_document newer = *other;

	if (*found && other->at <= best->at)
		return;
	*found = true;
	*other = *best;
	*best = newer;
}

static bool is_forgotten(const struct state *state,
			 const struct held_file *file,
			 const struct state_document *document)
{
	struct buffer stored = BUFFER_INIT;
	bool forgotten;

	stored_path(&stored, buffer_string(&state->home), document->path);
	forgotten = held_forgotten(state, file, stored.data, document->print,
				   document->at);
	buffer_release(&stored);
	return forgotten;
}

bool held_place(const struct state *state, const char *stored, bool own,
		struct state_document *document)
{
	struct state_document other;
	struct held_file file;
	bool found = false;

	state_document_init(&other);
	for (size_t i = 0; held_file(state, i, &file); i++) {
		uint32_t index;

		if (file.own != own)
			continue;
		index = ledger_find(file.ledger, RECORD_PLACE, stored,
				    strlen(stored));
		if (read_line(state, &file, index, &other) &&
		    !is_forgotten(state, &file, &other))
			keep_newer(document, &found, &other);
	}
	state_document_release(&other);
	return found;
}

/* The line that holds a byte of the text. */
static uint32_t line_at(const struct ledger *ledger, size_t off)
{
	size_t low = 0, high = ledger->count;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (ledger->lines[middle].off <= off)
			low = middle;
		else
			high = middle;
	}
	return (uint32_t)low;
}

static bool is_gone(const char *path)
{
	struct stat at;

	return stat(path, &at) < 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* The next line from off on that names the print and holds. */
static uint32_t next_with_print(const struct ledger *ledger, const char *print,
				size_t *off)
{
	size_t len = strlen(print);

	while (*off < ledger->text.len) {
		const char *text = ledger->text.data;
		const char *at = memmem(text + *off, ledger->text.len - *off,
					print, len);
		uint32_t index;

		if (!at)
			break;
		index = line_at(ledger, (size_t)(at - text));
		*off = (size_t)(at - text) + len;
		if (ledger->lines[index].kind == RECORD_PLACE &&
		    !ledger->lines[index].superseded)
			return index;
	}
	return LEDGER_NONE;
}

bool held_print(const struct state *state, uint64_t print, bool own, bool gone,
		struct state_document *document)
{
	char bytes[RECORD_PRINT_SIZE];
	struct state_document other;
	struct held_file file;
	bool found = false;

	record_print_bytes(bytes, print);
	state_document_init(&other);
	for (size_t i = 0; held_file(state, i, &file); i++) {
		size_t off = 0;
		uint32_t index;

		if (file.own != own)
			continue;
		while ((index = next_with_print(file.ledger, bytes, &off)) !=
		       LEDGER_NONE) {
			if (read_line(state, &file, index, &other) &&
			    other.print == print &&
			    !is_forgotten(state, &file, &other) &&
			    (!gone || is_gone(other.path)))
				keep_newer(document, &found, &other);
		}
	}
	state_document_release(&other);
	return found;
}

/* --- One document --------------------------------------------------------- */

const struct state_document *state_document(struct state *state,
					    const char *path, uint64_t print)
{
	struct buffer stored = BUFFER_INIT;
	bool found;

	held_refresh(state);
	stored_path(&stored, buffer_string(&state->home), path);
	found = held_place(state, stored.data, true, &state->own) ||
		(print && held_print(state, print, true, true, &state->own));
	buffer_release(&stored);
	return found ? &state->own : NULL;
}

const struct state_document *state_elsewhere(struct state *state,
					     const char *path, uint64_t print)
{
	struct state_document *newest = &state->elsewhere;
	struct state_document other;
	struct buffer stored = BUFFER_INIT;
	bool found;

	held_refresh(state);
	stored_path(&stored, buffer_string(&state->home), path);
	state_document_init(&other);
	found = held_place(state, stored.data, false, newest);
	if (print && held_print(state, print, false, false, &other))
		keep_newer(newest, &found, &other);
	if (found && held_place(state, stored.data, true, &other))
		found = newest->at > other.at;
	state_document_release(&other);
	buffer_release(&stored);
	return found ? newest : NULL;
}

/* --- All documents -------------------------------------------------------- */

void held_release_documents(struct state *state)
{
	for (size_t i = 0; i < state->document_count; i++) {
		state_document_release(state->documents[i]);
		free(state->documents[i]);
	}
	state->document_count = 0;
}

/* Adds a document, or gives it to who has its path already. Returns what is
 * left over. */
static struct state_document *add_document(struct state *state,
					   struct map *paths,
					   struct state_document *document)
{
	size_t len = strlen(document->path);
	bool found = true;
	uint32_t index;

	if (map_get(paths, document->path, len, &index)) {
		keep_newer(state->documents[index], &found, document);
		return document;
	}
	map_put(paths, document->path, len, (uint32_t)state->document_count);
	state->documents = memory_reserve(
		state->documents, &state->document_room,
		state->document_count + 1, sizeof(struct state_document *));
	state->documents[state->document_count++] = document;
	return NULL;
}

static struct state_document *new_document(void)
{
	struct state_document *document = memory_alloc(sizeof(*document));

	state_document_init(document);
	return document;
}

static void add_file(struct state *state, const struct held_file *file,
		     struct map *paths)
{
	struct state_document *document = NULL;

	for (uint32_t i = 0; i < file->ledger->count; i++) {
		const struct line *line = &file->ledger->lines[i];

		if (line->kind != RECORD_PLACE || line->superseded)
			continue;
		if (!document)
			document = new_document();
		/* What another machine has, and this one not, is no document
		 * of this one. */
		if (read_line(state, file, i, document) &&
		    !is_forgotten(state, file, document) &&
		    (file->own || !is_gone(document->path))) {
			document->line = i;
			document = add_document(state, paths, document);
		}
	}
	if (document)
		state_document_release(document);
	free(document);
}

static int compare_age(const void *one, const void *other)
{
	const struct state_document *a =
		*(const struct state_document *const *)one;
	const struct state_document *b =
		*(const struct state_document *const *)other;

	if (a->at != b->at)
		return a->at < b->at ? 1 : -1;
	if (a->line != b->line)
		return a->line < b->line ? 1 : -1;
	return strcmp(a->path, b->path);
}

size_t state_documents(struct state *state,
		       const struct state_document *const **list)
{
	struct map paths = MAP_INIT;
	struct held_file file;

	held_refresh(state);
	if (!held_made(state, &state->documents_of)) {
		held_release_documents(state);
		for (size_t i = 0; held_file(state, i, &file); i++)
			add_file(state, &file, &paths);
		map_release(&paths);
		if (state->document_count)
			qsort(state->documents, state->document_count,
			      sizeof(struct state_document *), compare_age);
	}
	*list = (const struct state_document *const *)state->documents;
	return state->document_count;
}
