/* SPDX-License-Identifier: ISC */
/* Keep a folder of Markdown files in step with the marks, a file a document. */
#include "marks/exchange/into.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "base/map.h"
#include "base/memory.h"
#include "marks/exchange/blocks.h"
#include "marks/exchange/markdown.h"
#include "marks/exchange/merge.h"
#include "marks/exchange/names.h"
#include "marks/exchange/properties.h"

#define EXTENSION ".md"

enum {
	HEAD = 64 * 1024,	      /* of a file: its front matter */
	FILE_MAX = 256 * 1024 * 1024, /* of one that is brought up to date */
};

/* A folder that files go into. */
struct folder {
	const char *dir;
	struct map names; /* keys (name_key()) of all that is there */
	struct map files; /* the number of a document's file, by its ID */
	char **paths;	  /* of those files */
	size_t count;
	size_t room;
};

/* --- What is there ------------------------------------------------------- */

static void join(struct buffer *out, const char *dir, const char *name)
{
	buffer_append_string(out, dir);
	if (!out->len || out->data[out->len - 1] != '/')
		buffer_append_byte(out, '/');
	buffer_append_string(out, name);
}

static bool has_extension(const char *name)
{
	size_t len = strlen(name);

	return len > strlen(EXTENSION) && *name != '.' &&
	       !strcmp(name + len - strlen(EXTENSION), EXTENSION);
}

/* Reads the start of a regular file that is no link. */
static bool read_head(const char *path, struct buffer *out)
{
	struct stat at;
	ssize_t got = -1;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY |
				    O_CLOEXEC);

	if (fd < 0)
		return false;
	buffer_clear(out);
	buffer_reserve(out, HEAD);
	if (fstat(fd, &at) == 0 && S_ISREG(at.st_mode))
		got = pread(fd, out->data, HEAD, 0);
	close(fd);
	if (got < 0)
		return false;
	out->len = (size_t)got;
	out->data[out->len] = '\0';
	return true;
}

/* Appends the ID that a file's front matter has; nothing if it has none. */
static void read_id(const char *path, struct buffer *id)
{
	struct buffer head = BUFFER_INIT;
	struct span lines;
	struct span value;

	if (read_head(path, &head) &&
	    property_block((struct span){ head.data, head.len }, &lines) &&
	    property_find(lines, MARKDOWN_ID, &value))
		property_read(id, value);
	buffer_release(&head);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds a name; of two files of one document the first by name is it. */
static void add_name(struct folder *folder, const char *name)
{
	struct buffer key = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;
	struct buffer id = BUFFER_INIT;
	uint32_t number;

	name_key(&key, name, strlen(name));
	map_put(&folder->names, buffer_string(&key), key.len, 0);
	join(&path, folder->dir, name);
	if (has_extension(name))
		read_id(path.data, &id);
	if (id.len && !map_get(&folder->files, id.data, id.len, &number)) {
		map_put(&folder->files, id.data, id.len,
			(uint32_t)folder->count);
		MEMORY_RESERVE(folder->paths, folder->room, folder->count + 1);
		folder->paths[folder->count++] = buffer_detach(&path);
	}
	buffer_release(&key);
	buffer_release(&path);
	buffer_release(&id);
}

static bool open_folder(struct folder *folder, const char *dir,
			struct error *error)
{
	const struct dirent *entry;
	char **names = NULL;
	size_t count = 0;
	size_t room = 0;
	DIR *open;

	memset(folder, 0, sizeof(*folder));
	folder->dir = dir;
	if (!folders_make(dir, error))
		return false;
	open = opendir(dir);
	if (!open)
		return error_set(error, "%s: cannot be read (%s)", dir,
				 strerror(errno));
	while ((entry = readdir(open)) != NULL) {
		MEMORY_RESERVE(names, room, count + 1);
		names[count++] = memory_copy_string(entry->d_name,
						    strlen(entry->d_name));
	}
	closedir(open);
	if (count)
		qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count; i++) {
		add_name(folder, names[i]);
		free(names[i]);
	}
	free(names);
	return true;
}

static void close_folder(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		free(folder->paths[i]);
	free(folder->paths);
	map_release(&folder->names);
	map_release(&folder->files);
}

/* --- A document's file --------------------------------------------------- */

/* Appends the path of a name that is not there yet, and takes it. */
static void take_path(struct folder *folder, const char *stem, const char *id,
		      struct buffer *path)
{
	struct buffer name = BUFFER_INIT;
	struct buffer key = BUFFER_INIT;
	size_t len = strlen(id);
	uint32_t number;
	bool taken = true;

	/* An ID's digits make a name its own, wherever it is made. */
	for (size_t turn = 0; taken; turn++) {
		buffer_clear(&name);
		buffer_clear(&key);
		buffer_append_string(&name, stem);
		if (turn) {
			buffer_append_byte(&name, ' ');
			name_from_title(&name, id + (len > 8 ? len - 8 : 0),
					len > 8 ? 8 : len);
		}
		if (turn > 1)
			buffer_append_format(&name, " %zu", turn);
		buffer_append_string(&name, EXTENSION);
		name_key(&key, name.data, name.len);
		taken = map_get(&folder->names, key.data, key.len, &number);
	}
	map_put(&folder->names, key.data, key.len, 0);
	join(path, folder->dir, name.data);
	buffer_release(&name);
	buffer_release(&key);
}

/* A file that is made is what one that is there would become, so that the next
 * run finds nothing to do. */
static bool make_file(struct folder *folder, const struct exchange *exchange,
		      const struct exchange_document *document, const char *id,
		      struct exchange_into_report *report, struct error *error)
{
	const struct exchange_into_options nothing = { .dir = NULL };
	struct buffer title = BUFFER_INIT;
	struct buffer stem = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;
	struct buffer fresh = BUFFER_INIT;
	struct buffer file = BUFFER_INIT;
	bool done;

	markdown_title(&title, document);
	name_from_title(&stem, title.data, title.len);
	take_path(folder, stem.data, id, &path);
	markdown_document(&fresh, exchange, document);
	(void)merge_document((struct span){ fresh.data, fresh.len }, exchange,
			     document, &nothing, report, &file);
	for (size_t i = 0; i < document->marks.count; i++)
		report->added += !document->marks.marks[i].deleted;
	done = files_create(path.data, file.data, file.len, error);
	report->made += done;
	buffer_release(&title);
	buffer_release(&stem);
	buffer_release(&path);
	buffer_release(&fresh);
	buffer_release(&file);
	return done;
}

/* Replaces a file, unless somebody else wrote it since it was read. */
static bool replace_file(const char *path, const struct buffer *file,
			 const struct stat *before, struct error *error)
{
	struct stat now;

	if (lstat(path, &now) < 0 || !S_ISREG(now.st_mode) ||
	    now.st_ino != before->st_ino || now.st_size != before->st_size ||
	    now.st_mtim.tv_sec != before->st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != before->st_mtim.tv_nsec)
		return error_set(error,
				 "%s: another program writes it now; try again",
				 path);
	if (!files_replace(path, file->data, file->len, error))
		return false;
	/* Those that share the folder may read it as before. */
	(void)chmod(path, before->st_mode & (S_IRWXU | S_IRWXG | S_IRWXO));
	return true;
}

static bool update_file(const char *path, const struct exchange *exchange,
			const struct exchange_document *document,
			const struct exchange_into_options *options,
			struct exchange_into_report *report,
			struct error *error)
{
	struct buffer old = BUFFER_INIT;
	struct buffer file = BUFFER_INIT;
	struct stat before;
	bool done = lstat(path, &before) == 0 && S_ISREG(before.st_mode);

	if (!done)
		error_set(error, "%s: is no plain file any more", path);
	done = done && files_read(path, FILE_MAX, &old, error);
	if (done) {
		struct span bytes = { buffer_string(&old), old.len };

		if (!merge_document(bytes, exchange, document, options, report,
				    &file)) {
			report->unchanged++;
		} else {
			done = replace_file(path, &file, &before, error);
			report->changed += done;
		}
	}
	buffer_release(&old);
	buffer_release(&file);
	return done;
}

static bool has_live(const struct exchange_document *document)
{
	for (size_t i = 0; i < document->marks.count; i++) {
		if (!document->marks.marks[i].deleted)
			return true;
	}
	return false;
}

bool exchange_into(const struct exchange *exchange,
		   const struct exchange_into_options *options,
		   struct exchange_into_report *report, struct error *error)
{
	struct folder folder;
	bool opened;

	memset(report, 0, sizeof(*report));
	opened = open_folder(&folder, options->dir, error);
	for (size_t i = 0; opened && i < exchange->count; i++) {
		const struct exchange_document *document =
			&exchange->documents[i];
		struct error failure;
		char id[MARK_ID + 1];
		uint32_t number;
		bool done = true;

		markdown_document_id(document, id);
		if (map_get(&folder.files, id, strlen(id), &number)) {
			assert(number < folder.count && folder.paths);
			done = update_file(folder.paths[number], exchange,
					   document, options, report, &failure);
		} else if (has_live(document)) {
			done = make_file(&folder, exchange, document, id,
					 report, &failure);
		}
		if (!done && !report->failed++)
			*error = failure;
	}
	close_folder(&folder);
	return opened && !report->failed;
}
