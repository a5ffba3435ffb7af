/* SPDX-License-Identifier: ISC */
/* The note of a mark, while it is typed in the prompt. */
#ifndef READER_NOTING_H
#define READER_NOTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/mark.h"

struct error;
struct view;

struct noting {
	char mark[MARK_ID + 1]; /* whose note it is */
	struct buffer before;	/* that note when it was opened */
	bool control_x;		/* ^X was typed, and may begin ^X ^E */
};

void noting_release(struct noting *noting);

/* Opens the note of a mark in the prompt: what was typed there before and not
 * kept, else the note. */
void noting_open(struct view *view, size_t number);
/* Whether one is open. */
bool noting_is_open(const struct view *view);

/* A key of its own: Alt-Enter begins a line, ^X ^E asks for REQUEST_EDIT_NOTE.
 */
bool noting_key(struct view *view, uint32_t key);

/* Enter: the text is the note from now on; none, and the mark has none. */
void noting_keep(struct view *view);
/* Esc: the note stays as it was, and the text a draft of it; says so. */
void noting_leave(struct view *view);
/* The same without a word, if one is open: at the end of the program, or when
 * another text is opened. */
void noting_put_away(struct view *view);

/* Writes the text into a file of its own in the folder of state, for an editor;
 * its path is appended. Reads it back. */
bool noting_write_file(struct view *view, struct buffer *path,
		       struct error *error);
bool noting_read_file(struct view *view, const char *path, struct error *error);

#endif
