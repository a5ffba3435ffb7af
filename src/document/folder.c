/* SPDX-License-Identifier: ISC */
/* The texts in a folder. */
#include "document/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/source/extension.h"

/* The folders that are yet to be read. */
struct waiting {
	struct level {
		char *path; /* owned */
		int depth;
	} * levels;
	size_t count;
	size_t room;
};

bool folder_is_text(const char *name)
{
	enum extension extension = extension_of(name);

	return extension == EXTENSION_MARKDOWN || extension == EXTENSION_PLAIN;
}

bool folder_is(const char *path)
{
	struct stat found;

	return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* Takes the path over. */
static void add_level(struct waiting *waiting, char *path, int depth)
{
	struct level *level;

	MEMORY_RESERVE(waiting->levels, waiting->room, waiting->count + 1);
	level = &waiting->levels[waiting->count++];
	level->path = path;
	level->depth = depth;
}

static bool is_folder(const struct dirent *entry, const char *path)
{
	struct stat itself;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return lstat(path, &itself) == 0 && S_ISDIR(itself.st_mode);
}

/* Also through symbolic links: a FIFO must not be opened. */
static bool is_file(const char *path)
{
	struct stat found;

	return stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

/* Enters a file or folder, whose path is taken over. */
static void take(struct folder *folder, struct waiting *waiting, char *path,
		 const struct dirent *entry, int depth)
{
	if (is_folder(entry, path)) {
		if (depth < FOLDER_DEPTH) {
			add_level(waiting, path, depth + 1);
			return;
		}
		folder->cut = true;
	} else if (folder_is_text(entry->d_name) && is_file(path)) {
		MEMORY_RESERVE(folder->paths, folder->room, folder->count + 1);
		folder->paths[folder->count++] = path;
		return;
	}
	free(path);
}

static bool is_full(const struct folder *folder)
{
	return folder->count == FOLDER_TEXTS || folder->seen == FOLDER_NAMES;
}

static bool read_level(struct folder *folder, struct waiting *waiting,
		       const struct level *level)
{
	DIR *dir = opendir(level->path);
	size_t len = strlen(level->path);
	const char *slash = len && level->path[len - 1] == '/' ? "" : "/";
	struct dirent *entry;

	if (!dir)
		return false;
	while (!is_full(folder) && (entry = readdir(dir))) {
		struct buffer path = BUFFER_INIT;

		folder->seen++;
		if (entry->d_name[0] == '.')
			continue;
		buffer_append_format(&path, "%s%s%s", level->path, slash,
				     entry->d_name);
		take(folder, waiting, buffer_detach(&path), entry,
		     level->depth);
	}
	closedir(dir);
	return true;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool folder_read(struct folder *folder, const char *path, struct error *error)
{
	struct waiting waiting = { 0 };
	bool first = true;
	bool done = true;

	*folder = (struct folder){ 0 };
	add_level(&waiting, memory_copy_string(path, strlen(path)), 0);
	while (waiting.count && done && !is_full(folder)) {
		struct level level = waiting.levels[--waiting.count];

		if (!read_level(folder, &waiting, &level) && first)
			done = error_set(error, "%s: %s", path,
					 strerror(errno));
		first = false;
		free(level.path);
	}
	folder->cut |= is_full(folder);
	while (waiting.count)
		free(waiting.levels[--waiting.count].path);
	free(waiting.levels);
	if (folder->count)
		qsort(folder->paths, folder->count, sizeof(*folder->paths),
		      by_bytes);
	return done;
}

void folder_release(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		free(folder->paths[i]);
	free(folder->paths);
	*folder = (struct folder){ 0 };
}
