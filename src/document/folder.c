/* SPDX-License-Identifier: ISC */
/* The texts in a folder. */
#include "document/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"

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
	static const char *const endings[] = { "md",	"markdown", "mdown",
					       "mkd",	"mkdn",	    "mdwn",
					       "mdtxt", "txt",	    "text" };
	const char *dot = strrchr(name, '.');

	for (size_t i = 0;
	     dot && dot > name && i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strcasecmp(dot + 1, endings[i]) == 0)
			return true;
	return false;
}

bool folder_is(const char *path)
{
	struct stat found;

	return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* Takes the path over. */
static void add_level(struct waiting *waiting, char *path, int depth)
{
	MEMORY_RESERVE(waiting->levels, waiting->room, waiting->count + 1);
	waiting->levels[waiting->count++] =
		(struct level){ .path = path, .depth = depth };
}

/* Enters a file or folder, whose path is taken over. */
static void take(struct folder *folder, struct waiting *waiting, char *path,
		 const char *name, int depth)
{
	struct stat itself;
	struct stat found;

	if (lstat(path, &itself) < 0 || stat(path, &found) < 0) {
		free(path);
	} else if (S_ISDIR(itself.st_mode)) {
		if (depth < FOLDER_DEPTH) {
			add_level(waiting, path, depth + 1);
			return;
		}
		folder->cut = true;
		free(path);
	} else if (S_ISREG(found.st_mode) && folder_is_text(name)) {
		MEMORY_RESERVE(folder->paths, folder->room, folder->count + 1);
		folder->paths[folder->count++] = path;
	} else {
		free(path);
	}
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
	while ((entry = readdir(dir)) && !folder->cut) {
		struct buffer path = BUFFER_INIT;

		if (entry->d_name[0] == '.')
			continue;
		buffer_append_format(&path, "%s%s%s", level->path, slash,
				     entry->d_name);
		take(folder, waiting, buffer_detach(&path), entry->d_name,
		     level->depth);
		folder->cut |= folder->count >= FOLDER_TEXTS;
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
	while (waiting.count && done) {
		struct level level = waiting.levels[--waiting.count];

		if (!read_level(folder, &waiting, &level) && first)
			done = error_set(error, "%s: %s", path,
					 strerror(errno));
		first = false;
		free(level.path);
	}
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
