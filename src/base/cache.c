/* SPDX-License-Identifier: ISC */
/* Files that can be made anew, in a folder of their own. */
#include "base/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "base/memory.h"

static const char digits[] = "0123456789abcdef";

/* A file that is kept. */
struct kept_file {
	char key[CACHE_KEY + 1];
	struct timespec used;
	uint64_t len;
};

void cache_key(const unsigned char digest[SHA256_DIGEST],
	       char key[CACHE_KEY + 1])
{
	for (size_t i = 0; i < SHA256_DIGEST; i++)
		snprintf(key + 2 * i, 3, "%02x", digest[i]);
}

static bool find_folder(const struct cache *cache, struct buffer *out)
{
	if (cache->folder) {
		buffer_append_string(out, cache->folder);
		return true;
	}
	if (!folders_cache(out))
		return false;
	buffer_append_format(out, "/%s", cache->name);
	return true;
}

bool cache_path(const struct cache *cache, const char *key, struct buffer *out)
{
	if (strlen(key) != CACHE_KEY || strspn(key, digits) != CACHE_KEY ||
	    !find_folder(cache, out))
		return false;
	buffer_append_format(out, "/%s%s", key, cache->suffix);
	return true;
}

static int compare_used(const void *left, const void *right)
{
	const struct kept_file *a = left;
	const struct kept_file *b = right;

	if (a->used.tv_sec != b->used.tv_sec)
		return a->used.tv_sec < b->used.tv_sec ? -1 : 1;
	if (a->used.tv_nsec != b->used.tv_nsec)
		return a->used.tv_nsec < b->used.tv_nsec ? -1 : 1;
	return strcmp(a->key, b->key);
}

/* Those of the folder that are named as ours are. */
static struct kept_file *list_files(const struct cache *cache, DIR *directory,
				    size_t *count)
{
	struct kept_file *files = NULL;
	struct dirent *entry;
	size_t room = 0;

	*count = 0;
	while ((entry = readdir(directory))) {
		struct stat status;

		if (strspn(entry->d_name, digits) != CACHE_KEY ||
		    strcmp(entry->d_name + CACHE_KEY, cache->suffix) != 0 ||
		    fstatat(dirfd(directory), entry->d_name, &status,
			    AT_SYMLINK_NOFOLLOW) != 0 ||
		    !S_ISREG(status.st_mode))
			continue;
		MEMORY_RESERVE(files, room, *count + 1);
		memcpy(files[*count].key, entry->d_name, CACHE_KEY);
		files[*count].key[CACHE_KEY] = '\0';
		files[*count].used = status.st_mtim;
		files[*count].len = (uint64_t)status.st_size;
		++*count;
	}
	return files;
}

static void remove_file(const struct cache *cache, DIR *directory,
			const char *key)
{
	struct buffer name = BUFFER_INIT;

	buffer_append_format(&name, "%s%s", key, cache->suffix);
	unlinkat(dirfd(directory), buffer_string(&name), 0);
	buffer_release(&name);
}

/* Removes the files used longest ago until len more bytes have room. */
static void make_room(const struct cache *cache, const char *folder,
		      uint64_t len)
{
	DIR *directory = opendir(folder);
	struct kept_file *files;
	size_t count;

	if (!directory)
		return;
	files = list_files(cache, directory, &count);
	if (count)
		qsort(files, count, sizeof(*files), compare_used);
	for (size_t i = 0; i < count; i++)
		len += files[i].len;
	for (size_t i = 0; i < count && len > cache->quota; i++) {
		remove_file(cache, directory, files[i].key);
		len -= files[i].len;
	}
	free(files);
	closedir(directory);
}

bool cache_use(const char *path)
{
	return utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW) == 0;
}

void cache_keep(const struct cache *cache, const char *key, struct span bytes)
{
	struct buffer folder = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;
	struct error error;

	if (cache_path(cache, key, &path) && !cache_use(buffer_string(&path)) &&
	    find_folder(cache, &folder) &&
	    folders_make(buffer_string(&folder), &error)) {
		make_room(cache, buffer_string(&folder), bytes.len);
		/* What fails is only missed. */
		(void)files_replace(buffer_string(&path), bytes.ptr, bytes.len,
				    &error);
	}
	buffer_release(&folder);
	buffer_release(&path);
}
