/* SPDX-License-Identifier: ISC */
/* Copies that are laid aside of files with damaged lines. */
#include "reader/state/aside.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "reader/state/ledger.h"
#include "reader/state/record.h"

enum { TRIES = 100 }; /* copies of one second */

static const char suffix[] = ".damaged-";

bool aside_keep(const char *path, const struct buffer *text,
		struct buffer *aside, struct error *error)
{
	time_t now = time(NULL);
	size_t start = aside->len;
	char when[32] = "";
	struct tm utc;

	if (gmtime_r(&now, &utc))
		strftime(when, sizeof(when), "%Y%m%d-%H%M%S", &utc);
	for (int i = 1; i <= TRIES; i++) {
		if (aside->data)
			buffer_truncate(aside, start);
		buffer_append_format(aside, "%s%s%s", path, suffix, when);
		if (i > 1)
			buffer_append_format(aside, "-%d", i);
		if (files_create(aside->data + start, text->data, text->len,
				 error))
			return true;
		if (errno != EEXIST)
			break;
	}
	buffer_truncate(aside, start);
	return false;
}

/* Writes a copy anew without what is known of the path. */
static bool forget_in(const char *path, const char *stored, struct error *error)
{
	struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
	bool done =
		files_read(path, LEDGER_MAX, &text, error) || errno == ENOENT;

	for (size_t off = 0; done && off < text.len;) {
		const char *start = text.data + off;
		const char *end = memchr(start, '\n', text.len - off);
		size_t len = end ? (size_t)(end - start) + 1 : text.len - off;

		record_replace(&out, (struct span){ start, len }, stored, NULL);
		off += len;
	}
	if (done && out.len < text.len)
		done = files_replace(path, buffer_string(&out), out.len, error);
	buffer_release(&text);
	buffer_release(&out);
	return done;
}

static bool forget_one(const char *path, const char *stored,
		       struct error *error)
{
	if (stored)
		return forget_in(path, stored, error);
	if (unlink(path) == 0 || errno == ENOENT)
		return true;
	return error_set(error, "%s: cannot be removed (%s); remove it", path,
			 strerror(errno));
}

bool aside_forget(const char *path, const char *stored, struct error *error)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct buffer start = BUFFER_INIT, copy = BUFFER_INIT;
	const struct dirent *entry;
	bool done = true;
	DIR *folder;

	if (!*path)
		return true;
	buffer_append(&copy, path, (size_t)(name - path));
	folder = opendir(copy.len ? copy.data : ".");
	buffer_append_format(&start, "%s%s", name, suffix);
	while (folder && (entry = readdir(folder))) {
		if (strncmp(entry->d_name, start.data, start.len) != 0)
			continue;
		buffer_truncate(&copy, (size_t)(name - path));
		buffer_append_string(&copy, entry->d_name);
		done = forget_one(copy.data, stored, error) && done;
	}
	if (folder)
		closedir(folder);
	buffer_release(&start);
	buffer_release(&copy);
	return done;
}
