/* SPDX-License-Identifier: ISC */
/* A home for a test of the state, and short ways to keep and ask. */
#ifndef TESTS_STATE_H
#define TESTS_STATE_H

#include "base/error.h"
#include "inspect.h"
#include "reader/state.h"

/* The folder of state in scratch_folder, once home() was called. */
static char state_folder[64];

/* Gives the test a home of its own. */
static inline void home(const char *name)
{
	assert_int_equal(mkdir(scratch_path(name), 0700), 0);
	assert_int_equal(setenv("HOME", scratch_path(name), 1), 0);
	assert_int_equal(unsetenv("XDG_STATE_HOME"), 0);
	snprintf(state_folder, sizeof(state_folder), "%s/.local/state/lectern",
		 name);
}

/* The name in scratch of a file in the folder of state; good for three more
 * calls. */
static inline const char *in_state(const char *name)
{
	static char names[4][512];
	static unsigned next;
	char *path = names[next++ % 4];

	snprintf(path, sizeof(names[0]), "%s/%s", state_folder, name);
	return path;
}

/* That of this machine's file. */
static inline const char *own_file(void)
{
	struct buffer machine = BUFFER_INIT;
	char name[32];

	scratch_read(in_state("machine"), &machine);
	assert_int_equal(machine.len, 5);
	assert_int_equal(machine.data[4], '\n');
	snprintf(name, sizeof(name), "state.%.4s.jsonl", machine.data);
	buffer_release(&machine);
	return in_state(name);
}

static inline struct state *open_state(void)
{
	const struct state_options options = { NULL, true };

	return state_open(&options);
}

static inline void set_string(struct buffer *buffer, const char *string)
{
	buffer_clear(buffer);
	buffer_append_string(buffer, string);
}

/* Keeps a place of a path (a name in scratch_folder), told by its quote. */
static inline bool keep(struct state *state, const char *name,
			const char *quote, int64_t at)
{
	struct state_document document;
	bool kept;

	state_document_init(&document);
	document.path = strdup(scratch_path(name));
	document.at = at;
	document.print = state_print(name, strlen(name), 1);
	set_string(&document.top.exact, quote);
	kept = state_keep(state, &document);
	state_document_release(&document);
	return kept;
}

/* The quote of where a path was left; NULL: nowhere. */
static inline const char *left_at(struct state *state, const char *name)
{
	const struct state_document *document =
		state_document(state, scratch_path(name), 0);

	return document ? buffer_string(&document->top.exact) : NULL;
}

/* How many sentences wait to be said. */
static inline size_t troubles(struct state *state)
{
	struct error error;
	size_t count = 0;

	while (state_trouble(state, &error)) {
		assert_true(error.sentence[0]);
		count++;
	}
	return count;
}

/* Whether a file in scratch holds bytes. */
static inline bool file_has(const char *name, struct span bytes)
{
	struct buffer text = BUFFER_INIT;
	bool has;

	scratch_read(name, &text);
	has = text.len && memmem(text.data, text.len, bytes.ptr, bytes.len);
	buffer_release(&text);
	return has;
}

static inline bool file_holds(const char *name, const char *string)
{
	return file_has(name, (struct span){ string, strlen(string) });
}

static inline void append_to(const char *name, struct span bytes)
{
	struct buffer text = BUFFER_INIT;

	scratch_read(name, &text);
	buffer_append(&text, bytes.ptr, bytes.len);
	scratch_write_bytes(name, text.data, text.len);
	buffer_release(&text);
}

/* Appends so many lines of one thing to this machine's file that it is
 * rewritten. */
static inline void waste(struct state *state)
{
	struct buffer lines = BUFFER_INIT;
	size_t size = scratch_size(own_file());

	for (size_t len = 0; len < size + 70000; len = lines.len)
		buffer_append_format(&lines,
				     "{\"v\":1,\"t\":\"place\",\"path\":"
				     "\"/waste\",\"title\":\"%0150d\"}\n",
				     0);
	append_to(own_file(), (struct span){ lines.data, lines.len });
	/* So that they are seen. */
	assert_true(keep(state, "waste", "w", 3));
	state_tidy(state);
	assert_true(scratch_size(own_file()) < size + 1000);
	buffer_release(&lines);
}

#endif
