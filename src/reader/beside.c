/* SPDX-License-Identifier: ISC */
/* Find the file that a path in a document leads to. */
#include "reader/beside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/source/extension.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The document's folder, as its path says and as it is. */
enum { FOLDERS = 2 };

struct folders {
	char *written[FOLDERS]; /* where a path is looked for */
	char *real[FOLDERS];	/* the same without symbolic links, or NULL */
};

/* The folder part of a path. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return memory_copy_string(".", 1);
	return memory_copy_string(path,
				  slash == path ? 1 : (size_t)(slash - path));
}

/* A document that is a symbolic link has its neighbours in either place. */
static void find_folders(struct folders *folders, const char *document)
{
	char *real = document ? realpath(document, NULL) : NULL;

	folders->written[0] = folder_of(document ? document : "");
	folders->written[1] = real ? folder_of(real) : NULL;
	for (size_t i = 0; i < FOLDERS; i++) {
		folders->real[i] = NULL;
		if (document && folders->written[i])
			folders->real[i] = realpath(folders->written[i], NULL);
	}
	free(real);
}

static void release_folders(struct folders *folders)
{
	for (size_t i = 0; i < FOLDERS; i++) {
		free(folders->written[i]);
		free(folders->real[i]);
	}
}

bool beside_is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	/* The root ends in the slash already. */
	if (len && folder[len - 1] == '/')
		len--;
	return strncmp(path, folder, len) == 0 &&
	       (path[len] == '/' || !path[len]);
}

static bool resolve(const char *path, struct buffer *real)
{
	char *found = realpath(path, NULL);

	if (!found)
		return false;
	buffer_clear(real);
	buffer_append_string(real, found);
	free(found);
	return true;
}

/* Sets real where path is a regular file; else *why. What is there but is no
 * such file is worth more than that there is nothing. */
static bool try_path(const char *path, struct buffer *real, const char **why)
{
	struct stat status;

	if (stat(path, &status) != 0) {
		if (errno == EACCES)
			*why = "it may not be looked at";
		return false;
	}
	if (!S_ISREG(status.st_mode)) {
		*why = S_ISDIR(status.st_mode) ? "it is a folder"
					       : "it is no ordinary file";
		return false;
	}
	return resolve(path, real);
}

static void join(struct buffer *whole, const char *folder, const char *path)
{
	buffer_clear(whole);
	if (folder) {
		buffer_append_string(whole, folder);
		buffer_append_byte(whole, '/');
	}
	buffer_append_string(whole, path);
}

/* A file in folder (NULL: path is absolute), with each of the endings. */
static bool try_folder(const char *folder, const char *path,
		       struct buffer *real, const char **why)
{
	static const char *const endings[] = { "", ".md", ".markdown", ".txt" };
	struct buffer whole = BUFFER_INIT;
	bool found = false;

	for (size_t i = 0; !found && i < COUNT(endings); i++) {
		join(&whole, folder, path);
		buffer_append_string(&whole, endings[i]);
		found = try_path(buffer_string(&whole), real, why);
	}
	buffer_release(&whole);
	return found;
}

/* The same for what is a folder itself. */
static bool try_as_folder(const char *folder, const char *path,
			  struct buffer *real, const char **why)
{
	struct buffer whole = BUFFER_INIT;
	struct stat status;
	bool found;

	join(&whole, folder, path);
	found = stat(buffer_string(&whole), &status) == 0 &&
		S_ISDIR(status.st_mode) && resolve(whole.data, real);
	if (!found)
		*why = "there is no such folder";
	buffer_release(&whole);
	return found;
}

typedef bool try_in(const char *folder, const char *path, struct buffer *real,
		    const char **why);

static bool find_by(try_in *attempt, const char *path, const char *document,
		    struct buffer *real, bool *below, const char **why)
{
	struct folders folders;
	bool found = false;

	*below = false;
	if (!*path)
		return false;
	find_folders(&folders, document);
	if (path[0] == '/')
		found = attempt(NULL, path, real, why);
	else
		for (size_t i = 0; !found && i < FOLDERS; i++)
			if (folders.written[i])
				found = attempt(folders.written[i], path, real,
						why);
	for (size_t i = 0; found && i < FOLDERS; i++)
		if (folders.real[i])
			*below |= beside_is_below(real->data, folders.real[i]);
	release_folders(&folders);
	return found;
}

bool beside_find(const char *path, const char *document, struct buffer *real,
		 bool *below, const char **why)
{
	*why = "there is no such file";
	return find_by(try_folder, path, document, real, below, why);
}

bool beside_find_folder(const char *path, const char *document,
			struct buffer *real, bool *below)
{
	const char *why;

	return find_by(try_as_folder, path, document, real, below, &why);
}

bool beside_folder(const char *file, struct buffer *folder)
{
	char *real = realpath(file, NULL);
	char *found = real ? folder_of(real) : NULL;

	buffer_clear(folder);
	if (found)
		buffer_append_string(folder, found);
	free(found);
	free(real);
	return folder->len > 0;
}

bool beside_readable(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	/* .profile and the like are no texts to read. */
	return *name && *name != '.' && extension_of(name) != EXTENSION_OTHER;
}
