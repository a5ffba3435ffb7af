/* SPDX-License-Identifier: ISC */
/* The texts in a folder. */
#ifndef DOCUMENT_FOLDER_H
#define DOCUMENT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct error;

enum {
	FOLDER_TEXTS = 100000,	/* as many are listed … */
	FOLDER_DEPTH = 32,	/* … from so many folders below … */
	FOLDER_NAMES = 1000000, /* … among so many names, of any kind */
};

struct folder {
	char **paths; /* owned, each too; ascending by their bytes */
	size_t count;
	size_t room;
	size_t seen; /* names that were looked at */
	bool cut;    /* there are more, or deeper */
};

/* Whether a file of this name is a text that is read: .md .markdown .mdown .mkd
 * .mkdn .mdwn .mdtxt .txt .text, in any case. */
bool folder_is_text(const char *name);

bool folder_is(const char *path);

/*
 * Lists the texts in a folder and those below it; symbolic links are followed
 * to files, not to folders, and what begins with a dot is left out. A folder
 * below that cannot be read is passed over. Paths begin with that of the
 * folder. False with a sentence if it cannot be read itself.
 */
bool folder_read(struct folder *folder, const char *path, struct error *error);
void folder_release(struct folder *folder);

#endif
