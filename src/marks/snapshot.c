/* SPDX-License-Identifier: ISC */
/* Texts in which marks were made, kept to compare with what they became. */
#include "marks/snapshot.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "base/memory.h"
#include "base/sha256.h"

static const char prefix[] = "sha256:";
static const char suffix[] = ".txt";

enum {
	PREFIX = sizeof(prefix) - 1,
	SUFFIX = sizeof(suffix) - 1,
	DIGITS = 2 * SHA256_DIGEST,
};

/* A file that is kept. */
struct kept_file {
	char name[DIGITS + SUFFIX + 1];
	struct timespec used;
	uint64_t len;
};

static bool are_digits(const char *string, size_t len)
{
	return strspn(string, "0123456789abcdef") == len;
}

/* Its folder, or false: there is none. */
static bool find_folder(struct buffer *path, const char *folder)
{
	if (folder) {
		buffer_append_string(path, folder);
		return true;
	}
	if (!folders_cache(path))
		return false;
	buffer_append_string(path, "/snapshots");
	return true;
}

/* Its file; what is no fingerprint has none. */
static bool find_path(struct buffer *path, const char *folder,
		      const char *fingerprint)
{
	if (strlen(fingerprint) != PREFIX + DIGITS ||
	    memcmp(fingerprint, prefix, PREFIX) != 0 ||
	    !are_digits(fingerprint + PREFIX, DIGITS) ||
	    !find_folder(path, folder))
		return false;
	buffer_append_format(path, "/%s%s", fingerprint + PREFIX, suffix);
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
	return strcmp(a->name, b->name);
}

/* Those of the folder that are named as ours are. */
static struct kept_file *list_files(DIR *directory, size_t *count)
{
	struct kept_file *files = NULL;
	struct dirent *entry;
	size_t room = 0;

	*count = 0;
	while ((entry = readdir(directory))) {
		struct stat status;

		if (strlen(entry->d_name) != DIGITS + SUFFIX ||
		    strspn(entry->d_name, "0123456789abcdef") != DIGITS ||
		    strcmp(entry->d_name + DIGITS, suffix) != 0 ||
		    fstatat(dirfd(directory), entry->d_name, &status,
			    AT_SYMLINK_NOFOLLOW) != 0 ||
		    !S_ISREG(status.st_mode))
			continue;
		MEMORY_RESERVE(files, room, *count + 1);
		memcpy(files[*count].name, entry->d_name, DIGITS + SUFFIX + 1);
		files[*count].used = status.st_mtim;
		files[*count].len = (uint64_t)status.st_size;
		++*count;
	}
	return files;
}

/* Removes the files used longest ago until len more bytes have room. */
static void make_room(const char *folder, uint64_t len)
{
	DIR *directory = opendir(folder);
	struct kept_file *files;
	size_t count;

	if (!directory)
		return;
	files = list_files(directory, &count);
	if (count)
		qsort(files, count, sizeof(*files), compare_used);
	for (size_t i = 0; i < count; i++)
		len += files[i].len;
	for (size_t i = 0; i < count && len > SNAPSHOT_QUOTA; i++) {
		unlinkat(dirfd(directory), files[i].name, 0);
		len -= files[i].len;
	}
	free(files);
	closedir(directory);
}

/* It was used now. */
static bool touch(const char *path)
{
	return utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW) == 0;
}

void snapshot_save(const char *folder, const char *fingerprint,
		   struct span text)
{
	struct buffer parent = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;
	struct error error;

	if (text.len && text.len <= SNAPSHOT_MAX &&
	    find_path(&path, folder, fingerprint) &&
	    !touch(buffer_string(&path)) && find_folder(&parent, folder) &&
	    folders_make(buffer_string(&parent), &error)) {
		make_room(buffer_string(&parent), text.len);
		/* What fails is only missed. */
		(void)files_replace(buffer_string(&path), text.ptr, text.len,
				    &error);
	}
	buffer_release(&parent);
	buffer_release(&path);
}

/* Whether the bytes have the fingerprint. */
static bool is_text(const struct buffer *out, size_t from,
		    const char *fingerprint)
{
	unsigned char digest[SHA256_DIGEST];
	struct buffer digits = BUFFER_INIT;
	struct sha256 sha;
	bool same;

	sha256_init(&sha);
	sha256_update(&sha, buffer_string(out) + from, out->len - from);
	sha256_finish(&sha, digest);
	for (size_t i = 0; i < SHA256_DIGEST; i++)
		buffer_append_format(&digits, "%02x", digest[i]);
	same = strcmp(buffer_string(&digits), fingerprint + PREFIX) == 0;
	buffer_release(&digits);
	return same;
}

bool snapshot_load(const char *folder, const char *fingerprint,
		   struct buffer *out)
{
	struct buffer path = BUFFER_INIT;
	struct error error;
	size_t from = out->len;
	bool loaded =
		find_path(&path, folder, fingerprint) &&
		files_read(buffer_string(&path), SNAPSHOT_MAX, out, &error);

	if (loaded && !is_text(out, from, fingerprint)) {
		buffer_truncate(out, from);
		unlink(buffer_string(&path));
		loaded = false;
	}
	if (loaded)
		touch(buffer_string(&path));
	buffer_release(&path);
	return loaded;
}
