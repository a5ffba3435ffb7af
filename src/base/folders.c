/* SPDX-License-Identifier: ISC */
/* The folders in which a person's things are kept. */
#include "base/folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"

/* Appends a path, but for its final slashes. */
static void append_path(struct buffer *out, const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	buffer_append(out, path, len);
}

/* An absolute path from the environment, or NULL. */
static const char *absolute(const char *variable)
{
	const char *path = getenv(variable);

	return path && path[0] == '/' ? path : NULL;
}

bool folders_home(struct buffer *out)
{
	const char *home = absolute("HOME");
	char *real;

	if (!home)
		return false;
	real = realpath(home, NULL);
	append_path(out, real ? real : home);
	free(real);
	return true;
}

/* Our folder in the one that the variable names, else in a folder of home. */
static bool append_ours(struct buffer *out, const char *variable,
			const char *in_home)
{
	const char *named = absolute(variable);

	if (named)
		append_path(out, named);
	else if (!folders_home(out))
		return false;
	else
		buffer_append_string(out, in_home);
	buffer_append_string(out, "/lectern");
	return true;
}

bool folders_state(struct buffer *out)
{
	return append_ours(out, "XDG_STATE_HOME", "/.local/state");
}

bool folders_config(struct buffer *out)
{
	return append_ours(out, "XDG_CONFIG_HOME", "/.config");
}

bool folders_data(struct buffer *out)
{
	return append_ours(out, "XDG_DATA_HOME", "/.local/share");
}

bool folders_cache(struct buffer *out)
{
	return append_ours(out, "XDG_CACHE_HOME", "/.cache");
}

void folders_shared(struct arguments *folders)
{
	const char *home = absolute("XDG_DATA_HOME");
	const char *dirs = getenv("XDG_DATA_DIRS");
	struct buffer path = BUFFER_INIT;

	if (home)
		append_path(&path, home);
	else if (folders_home(&path))
		buffer_append_string(&path, "/.local/share");
	if (path.len)
		arguments_add(folders, path.data);
	if (!dirs || !*dirs)
		dirs = "/usr/local/share:/usr/share:/opt/homebrew/share:"
		       "/usr/pkg/share:/opt/local/share";
	while (*dirs) {
		size_t len = strcspn(dirs, ":");
		char *dir = memory_copy_string(dirs, len);

		buffer_clear(&path);
		append_path(&path, dir);
		if (*dir == '/')
			arguments_add(folders, path.data);
		free(dir);
		dirs += len + (dirs[len] == ':');
	}
	buffer_release(&path);
}

static bool is_folder(const char *path)
{
	struct stat at;

	return stat(path, &at) == 0 && S_ISDIR(at.st_mode);
}

static bool make_one(const char *path, struct error *error)
{
	int failure;

	if (mkdir(path, S_IRWXU) == 0)
		return true;
	/* Some systems say that they are read-only before they say that it is
	 * there. */
	failure = errno;
	if (is_folder(path))
		return true;
	errno = failure;
	return error_set(error, "the folder %s cannot be made (%s)", path,
			 strerror(failure));
}

bool folders_make(const char *path, struct error *error)
{
	struct buffer above = BUFFER_INIT;
	bool made = true;

	if (is_folder(path))
		return true;
	for (const char *at = path; made && *at;) {
		at += strspn(at, "/");
		at += strcspn(at, "/");
		buffer_clear(&above);
		buffer_append(&above, path, (size_t)(at - path));
		made = make_one(buffer_string(&above), error);
	}
	buffer_release(&above);
	return made;
}

void folders_shorten(struct buffer *out, const char *home, const char *path)
{
	size_t len = strlen(home);

	/* Everything is inside the root, which makes nothing shorter. */
	if (len > 1 && strncmp(path, home, len) == 0 && path[len] == '/') {
		buffer_append_byte(out, '~');
		path += len;
	}
	buffer_append_string(out, path);
}

bool folders_expand(struct buffer *out, const char *home, const char *path)
{
	if (strncmp(path, "~/", 2) == 0) {
		if (!*home)
			return false;
		if (strcmp(home, "/") != 0)
			buffer_append_string(out, home);
		path++;
	}
	buffer_append_string(out, path);
	return true;
}

/* Resolves the folder that the path is in, and appends its name there. */
static bool resolve_folder(struct buffer *out, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct buffer above = BUFFER_INIT;
	char *real;

	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		errno = ENOENT;
		return false;
	}
	buffer_append(&above, path, (size_t)(name - path));
	real = realpath(above.len ? above.data : ".", NULL);
	buffer_release(&above);
	if (!real)
		return false;
	append_path(out, real);
	if (strcmp(real, "/") != 0)
		buffer_append_byte(out, '/');
	buffer_append_string(out, name);
	free(real);
	return true;
}

bool folders_resolve(struct buffer *out, const char *path)
{
	char *real = realpath(path, NULL);

	if (!real)
		return errno == ENOENT && resolve_folder(out, path);
	append_path(out, real);
	free(real);
	return true;
}
