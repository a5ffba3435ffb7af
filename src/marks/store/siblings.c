/* SPDX-License-Identifier: ISC */
/* The files beside the marks file that are read with it. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/folders.h"
#include "base/memory.h"
#include "marks/store/held.h"

enum { SIBLINGS = 256 }; /* files that are read */

/* Paths, owned, in their order. */
struct paths {
	char **paths;
	size_t count;
	size_t room;
};

static void release(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->paths[i]);
	free(paths->paths);
}

static int compare_paths(const void *one, const void *other)
{
	return strcmp(*(char *const *)one, *(char *const *)other);
}

static bool ends_in(const char *name, size_t len, const char *end)
{
	size_t end_len = strlen(end);

	return len >= end_len &&
	       memcmp(name + len - end_len, end, end_len) == 0;
}

/* "marks.….jsonl" of "marks.jsonl". */
static bool is_sibling(const char *name, const char *of)
{
	size_t len = strlen(name), stem = strlen(of);

	if (ends_in(of, stem, ".jsonl"))
		stem -= strlen(".jsonl");
	return len > stem + strlen("..jsonl") && memcmp(name, of, stem) == 0 &&
	       name[stem] == '.' && ends_in(name, len, ".jsonl");
}

static void collect(const char *path, struct paths *paths)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct buffer sibling = BUFFER_INIT;
	const struct dirent *entry;
	DIR *folder;

	buffer_append(&sibling, path, (size_t)(name - path));
	folder = opendir(sibling.len ? sibling.data : ".");
	while (folder && (entry = readdir(folder))) {
		if (!is_sibling(entry->d_name, name) ||
		    paths->count == SIBLINGS)
			continue;
		buffer_truncate(&sibling, (size_t)(name - path));
		buffer_append_string(&sibling, entry->d_name);
		MEMORY_RESERVE(paths->paths, paths->room, paths->count + 1);
		paths->paths[paths->count++] =
			memory_copy_string(sibling.data, sibling.len);
	}
	if (folder)
		closedir(folder);
	buffer_release(&sibling);
}

/* Beside the file's name, and beside the file, where that name is a link. */
static void find(const struct store *store, struct paths *paths)
{
	const char *path = buffer_string(&store->path);
	struct buffer real = BUFFER_INIT, named = BUFFER_INIT;
	const char *slash = strrchr(path, '/');

	memset(paths, 0, sizeof(*paths));
	collect(path, paths);
	/* Where links lead to is asked of the folder apart, which may itself
	 * be one. */
	if (slash && slash > path)
		buffer_append(&named, path, (size_t)(slash - path));
	if (named.len && folders_resolve(&real, path)) {
		char *folder = realpath(named.data, NULL);
		size_t len = folder ? strlen(folder) : 0;

		if (folder && (strncmp(real.data, folder, len) != 0 ||
			       strrchr(real.data, '/') != real.data + len))
			collect(real.data, paths);
		free(folder);
	}
	if (paths->count)
		qsort(paths->paths, paths->count, sizeof(*paths->paths),
		      compare_paths);
	buffer_release(&real);
	buffer_release(&named);
}

void siblings_add(const struct store *store, struct catalog *catalog)
{
	struct paths paths;

	find(store, &paths);
	for (size_t i = 0; i < paths.count; i++)
		catalog_add_source(catalog, LOGFILE_SIBLING, paths.paths[i]);
	release(&paths);
}

bool siblings_changed(const struct store *store)
{
	const struct catalog *known = &store->known;
	struct paths paths;
	bool changed = false;
	size_t at = 0;

	find(store, &paths);
	for (size_t i = 0; i < known->source_count && !changed; i++) {
		const struct logfile *source = known->sources[i];

		if (source->kind != LOGFILE_SIBLING)
			continue;
		changed = at == paths.count ||
			  strcmp(buffer_string(&source->path),
				 paths.paths[at]) != 0;
		at++;
	}
	changed = changed || at < paths.count;
	release(&paths);
	return changed;
}

bool siblings_is_conflict(const char *path)
{
	const char *slash = strrchr(path, '/');

	return strstr(slash ? slash : path, ".sync-conflict-") != NULL;
}
