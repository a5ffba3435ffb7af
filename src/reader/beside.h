/* SPDX-License-Identifier: ISC */
/* Find the file that a path in a document leads to. */
#ifndef READER_BESIDE_H
#define READER_BESIDE_H

#include <stdbool.h>

struct buffer;

/*
 * Sets real to the path, absolute and without symbolic links, of the regular
 * file that path leads to from the folder of document (a path; NULL: from the
 * working folder, and nothing is below). Where there is none, the same with
 * .md, .markdown and .txt behind it. *below says whether the file lies in the
 * document's folder or below it, by its path without symbolic links.
 * False, with a static clause in *why, where there is none. Nothing is opened.
 */
bool beside_find(const char *path, const char *document, struct buffer *real,
		 bool *below, const char **why);

/* The same for a folder, as it is named. */
bool beside_find_folder(const char *path, const char *document,
			struct buffer *real, bool *below);

/* Sets folder to the real path of the folder that a file is in; false if there
 * is none. */
bool beside_folder(const char *file, struct buffer *folder);

/* Whether a path leads into a folder, or to it: both are absolute and without
 * symbolic links. */
bool beside_is_below(const char *path, const char *folder);

/* Whether the reader opens a file of this name: .md, .txt and their like, or
 * a name without an extension. */
bool beside_readable(const char *path);

#endif
