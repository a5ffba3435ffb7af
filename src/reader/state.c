/* SPDX-License-Identifier: ISC */
/* What is remembered between runs: places, jumps, searches, drafts, pace. */
#include "reader/state.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fields.h"
#include "base/folders.h"
#include "base/memory.h"
#include "reader/state/aside.h"
#include "reader/state/held.h"
#include "reader/state/stored.h"

enum {
	LOCK_WAIT_MS = 200,   /* while somebody waits for a key … */
	CLOSE_WAIT_MS = 2000, /* … and at the end */
	REWRITE_SIZE = 64 * 1024,
	/* Of a file that became so large in one run the rewrite is not put off
	 * to a quiet moment. */
	REWRITE_NOW_SIZE = 8 << 20,
	HASHED = 64 * 1024, /* bytes of a source that its print is made of */
};

/* --- Its life ------------------------------------------------------------- */

static char *host_name(void)
{
	char name[256];

	if (gethostname(name, sizeof(name)) < 0)
		name[0] = '\0';
	name[sizeof(name) - 1] = '\0';
	return memory_copy_string(name, strlen(name));
}

/* The folder that is given, if it is absolute; NULL: none is. */
static const char *given_folder(const struct state *state, const char *dir,
				struct buffer *folder)
{
	if (!dir || (*dir != '/' && strncmp(dir, "~/", 2) != 0) ||
	    !folders_expand(folder, buffer_string(&state->home), dir))
		return NULL;
	return folder->data;
}

struct state *state_open(const struct state_options *options)
{
	struct state *state = memory_alloc_zeroed(1, sizeof(*state));
	struct buffer given = BUFFER_INIT, standard = BUFFER_INIT;
	const char *folder, *local = NULL;

	fields_use_memory();
	folders_home(&state->home);
	state->host = host_name();
	folder = given_folder(state, options->dir, &given);
	if (folders_state(&standard))
		local = standard.data;
	journal_init(&state->journal, folder ? folder : local, local,
		     options->keep);
	others_init(&state->others);
	record_jumps_init(&state->jumps);
	state_document_init(&state->own);
	state_document_init(&state->elsewhere);
	buffer_release(&given);
	buffer_release(&standard);
	return state;
}

void state_settle(struct state *state)
{
	struct error error;

	if (!journal_flush(&state->journal, CLOSE_WAIT_MS, &error))
		held_tell(state, TROUBLE_WRITING, &error);
	state_tidy(state);
	if (!journal_sync(&state->journal, true, &error))
		held_tell(state, TROUBLE_WRITING, &error);
}

void state_free(struct state *state)
{
	if (!state)
		return;
	state_settle(state);
	held_release_documents(state);
	held_release_searches(state);
	free(state->documents);
	free(state->searches);
	buffer_release(&state->draft);
	free(state->forgets);
	record_jumps_release(&state->jumps);
	state_document_release(&state->own);
	state_document_release(&state->elsewhere);
	journal_release(&state->journal);
	others_release(&state->others);
	buffer_release(&state->home);
	free(state->host);
	free(state);
}

void state_document_init(struct state_document *document)
{
	memset(document, 0, sizeof(*document));
	anchor_init(&document->top);
	anchor_init(&document->furthest);
}

void state_document_release(struct state_document *document)
{
	free(document->path);
	free(document->title);
	free(document->author);
	free(document->host);
	anchor_release(&document->top);
	anchor_release(&document->furthest);
	state_document_init(document);
}

uint64_t state_print(const char *head, size_t len, uint64_t size)
{
	uint64_t print;

	print = record_hash(RECORD_HASH, head, len < HASHED ? len : HASHED);
	for (int shift = 0; shift < 64; shift += 8) {
		char byte = (char)(size >> shift & 0xff);

		print = record_hash(print, &byte, 1);
	}
	return print ? print : 1;
}

/* --- Troubles ------------------------------------------------------------- */

void held_tell(struct state *state, enum trouble trouble,
	       const struct error *error)
{
	if (state->told[trouble])
		return;
	state->told[trouble] = true;
	/* What it means to the reader comes first. */
	if (trouble == TROUBLE_WRITING)
		error_set(&state->troubles[state->trouble_count],
			  "Where you are is not remembered: %s",
			  error->sentence);
	else
		state->troubles[state->trouble_count] = *error;
	state->trouble_count++;
}

bool state_trouble(struct state *state, struct error *error)
{
	if (!state->trouble_count)
		return false;
	*error = state->troubles[0];
	state->trouble_count--;
	memmove(state->troubles, state->troubles + 1,
		state->trouble_count * sizeof(state->troubles[0]));
	return true;
}

/* A folder where others may write is no place for what one reads. */
static void check_folder(struct state *state)
{
	const char *folder = state->journal.folder.data;
	struct error error;
	struct stat at;

	if (!state->journal.keep || stat(folder, &at) < 0 ||
	    !(at.st_mode & (S_IWGRP | S_IWOTH)))
		return;
	error_set(&error,
		  "%s: others may change what is remembered in this folder; "
		  "chmod go-w takes that from them",
		  folder);
	held_tell(state, TROUBLE_FOLDER, &error);
}

/* --- Looking again -------------------------------------------------------- */

bool held_made(const struct state *state, struct made_of *of)
{
	struct made_of now = { state->journal.generation,
			       state->others.generation, true };
	bool made = of->made && of->journal == now.journal &&
		    of->others == now.others;

	*of = now;
	return made;
}

/* What this machine was told to forget. */
static void read_forgets(struct state *state)
{
	const struct ledger *ledger = &state->journal.ledger;

	if (held_made(state, &state->forgets_of))
		return;
	state->forget_count = 0;
	for (uint32_t i = 0; i < ledger->count; i++) {
		if (ledger->lines[i].kind != RECORD_FORGET ||
		    ledger->lines[i].superseded)
			continue;
		MEMORY_RESERVE(state->forgets, state->forget_room,
			       state->forget_count + 1);
		if (record_read_forget(ledger_get(ledger, i),
				       &state->forgets[state->forget_count]))
			state->forget_count++;
	}
}

void held_refresh(struct state *state)
{
	struct journal *journal = &state->journal;
	const char *own = NULL;
	struct error error;

	if (!journal->folder.len)
		return;
	if (!journal_refresh(journal, &error))
		held_tell(state, TROUBLE_READING, &error);
	if (journal->path.len)
		own = strrchr(journal->path.data, '/') + 1;
	if (!others_refresh(&state->others, journal->folder.data, own, &error))
		held_tell(state, TROUBLE_READING, &error);
	read_forgets(state);
	check_folder(state);
	if (!journal->ledger.newer)
		return;
	error_set(&error,
		  "%s: a newer Lectern wrote in it what this one cannot read, "
		  "and keeps",
		  journal->path.data);
	held_tell(state, TROUBLE_NEWER, &error);
}

bool held_file(const struct state *state, size_t i, struct held_file *file)
{
	const struct other *other;

	if (i == 0) {
		file->ledger = &state->journal.ledger;
		file->machine = state->journal.machine;
		file->own = true;
		file->journal = true;
		return true;
	}
	if (i > state->others.count)
		return false;
	other = &state->others.files[i - 1];
	file->ledger = &other->ledger;
	file->machine = other->machine;
	file->own = *other->machine &&
		    strcmp(other->machine, state->journal.machine) == 0;
	file->journal = false;
	return true;
}

bool held_forgotten(const struct state *state, const struct held_file *file,
		    const char *path, uint64_t print, int64_t at)
{
	uint64_t hash;

	if (file->journal || !state->forget_count)
		return false;
	hash = path ? record_hash(RECORD_HASH, path, strlen(path)) : 0;
	for (size_t i = 0; i < state->forget_count; i++) {
		const struct record_forget *forget = &state->forgets[i];
		bool is_it = !forget->path || forget->path == hash ||
			     (print && forget->print == print);

		if (is_it && at <= forget->at)
			return true;
	}
	return false;
}

/* --- Keeping -------------------------------------------------------------- */

/* Rewrites the file, and says what was laid aside. */
static bool rewrite(struct state *state, const struct journal_rewrite *how,
		    struct error *error)
{
	struct buffer aside = BUFFER_INIT;
	struct error damaged;
	bool done = journal_rewrite(&state->journal, how, &aside, error);

	if (aside.len) {
		error_set(&damaged,
			  "%s: lines of it could not be read; as it was, it "
			  "is kept in %s",
			  state->journal.path.data, aside.data);
		held_tell(state, TROUBLE_DAMAGED, &damaged);
	}
	buffer_release(&aside);
	return done;
}

static void rewrite_if_due(struct state *state, size_t bytes)
{
	static const struct journal_rewrite tidy = { NULL, NULL, false };
	struct error error;

	if (journal_due(&state->journal, bytes) &&
	    !rewrite(state, &tidy, &error))
		held_tell(state, TROUBLE_WRITING, &error);
}

void state_tidy(struct state *state)
{
	struct error error;

	/* What found the lock taken, or the disk full. */
	if (!journal_flush(&state->journal, 0, &error) && !state->journal.busy)
		held_tell(state, TROUBLE_WRITING, &error);
	rewrite_if_due(state, REWRITE_SIZE);
	if (!journal_sync(&state->journal, false, &error))
		held_tell(state, TROUBLE_WRITING, &error);
}

bool held_append(struct state *state, struct buffer *lines)
{
	struct error error;
	bool done;

	/* So that a rewrite is due by what the file holds. */
	held_refresh(state);
	done = journal_append(&state->journal, lines, LOCK_WAIT_MS, &error);
	buffer_release(lines);
	/* Who has the lock will give it back. */
	if (!done && !state->journal.busy)
		held_tell(state, TROUBLE_WRITING, &error);
	rewrite_if_due(state, REWRITE_NOW_SIZE);
	return done;
}

/* When a document was opened for the first time, as far as is known. */
static int64_t first_opened(struct state *state,
			    const struct state_document *document)
{
	struct buffer stored = BUFFER_INIT;
	struct state_document before;
	int64_t opened = document->at;

	state_document_init(&before);
	stored_path(&stored, buffer_string(&state->home), document->path);
	if (held_place(state, stored.data, true, &before) && before.opened)
		opened = before.opened;
	state_document_release(&before);
	buffer_release(&stored);
	return opened;
}

bool state_keep(struct state *state, const struct state_document *document)
{
	struct state_document kept = *document;
	struct buffer line = BUFFER_INIT;

	assert(*document->path == '/');
	if (strlen(document->path) > STATE_PATH)
		return false;
	if (!kept.at)
		kept.at = time(NULL);
	if (!kept.opened)
		kept.opened = first_opened(state, &kept);
	kept.host = state->host;
	record_write_place(&line, buffer_string(&state->home), &kept);
	return held_append(state, &line);
}

bool state_moved(struct state *state, const char *from, const char *to)
{
	struct journal_rewrite how = { NULL, NULL, false };
	struct buffer old = BUFFER_INIT, new = BUFFER_INIT;
	struct state_document there;
	struct error error;
	bool done = true;

	held_refresh(state);
	stored_path(&old, buffer_string(&state->home), from);
	stored_path(&new, buffer_string(&state->home), to);
	how.from = old.data;
	how.to = new.data;
	state_document_init(&there);
	/* What is known of the new path stands. */
	if (!held_place(state, new.data, true, &there))
		done = rewrite(state, &how, &error);
	if (!done)
		held_tell(state, TROUBLE_WRITING, &error);
	state_document_release(&there);
	buffer_release(&old);
	buffer_release(&new);
	return done;
}

/* --- Forgetting ----------------------------------------------------------- */

static bool may_forget(const struct state *state, struct error *error)
{
	if (state->journal.keep)
		return true;
	return error_set(error, "nothing is forgotten in a run that writes "
				"nothing; try again without --private and "
				"with history on");
}

/* Writes that what others know is hidden. */
static bool hide(struct state *state, const struct record_forget *forget,
		 struct error *error)
{
	struct buffer line = BUFFER_INIT;
	bool done;

	record_write_forget(&line, forget);
	done = journal_append(&state->journal, &line, CLOSE_WAIT_MS, error);
	buffer_release(&line);
	held_refresh(state);
	return done;
}

/* Whether a file other than the journal knows a document. */
static bool known_elsewhere(const struct state *state, const char *stored,
			    uint64_t print)
{
	struct state_document document;
	struct held_file file;
	bool known = false;

	for (size_t i = 1; held_file(state, i, &file); i++) {
		size_t len = strlen(stored);

		known = known ||
			ledger_find(file.ledger, RECORD_PLACE, stored, len) !=
				LEDGER_NONE ||
			ledger_find(file.ledger, RECORD_JUMPS, stored, len) !=
				LEDGER_NONE;
	}
	state_document_init(&document);
	known = known ||
		(print && held_print(state, print, false, false, &document));
	state_document_release(&document);
	return known;
}

bool state_forget(struct state *state, const char *path, struct error *error)
{
	struct journal_rewrite how = { NULL, NULL, false };
	struct record_forget forget = { 0, 0, time(NULL) };
	struct state_document document;
	struct buffer stored = BUFFER_INIT;
	bool done;

	if (!may_forget(state, error))
		return false;
	held_refresh(state);
	stored_path(&stored, buffer_string(&state->home), path);
	state_document_init(&document);
	held_place(state, stored.data, true, &document);
	forget.path = record_hash(RECORD_HASH, stored.data, stored.len);
	forget.print = document.print;
	how.from = stored.data;
	done = rewrite(state, &how, error) &&
	       aside_forget(buffer_string(&state->journal.path), stored.data,
			    error);
	if (done && known_elsewhere(state, stored.data, forget.print))
		done = hide(state, &forget, error);
	state_document_release(&document);
	buffer_release(&stored);
	return done;
}

bool state_forget_all(struct state *state, struct error *error)
{
	static const struct journal_rewrite how = { NULL, NULL, true };
	const struct record_forget forget = { 0, 0, time(NULL) };
	bool known = false;

	if (!may_forget(state, error))
		return false;
	held_refresh(state);
	if (!rewrite(state, &how, error) ||
	    !aside_forget(buffer_string(&state->journal.path), NULL, error))
		return false;
	for (size_t i = 0; i < state->others.count; i++)
		known = known || state->others.files[i].ledger.count > 0;
	return !known || hide(state, &forget, error);
}
