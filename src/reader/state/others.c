/* SPDX-License-Identifier: ISC */
/* The files of state that other machines wrote, and copies of our own. */
#include "reader/state/others.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"

void others_init(struct others *others)
{
	memset(others, 0, sizeof(*others));
}

static void release_one(struct other *other)
{
	free(other->name);
	ledger_release(&other->ledger);
}

void others_release(struct others *others)
{
	for (size_t i = 0; i < others->count; i++)
		release_one(&others->files[i]);
	free(others->files);
	others_init(others);
}

/* The file of a name, new if it was not known; NULL: there are too many. */
static struct other *find(struct others *others, const char *name)
{
	struct other *other;

	for (size_t i = 0; i < others->count; i++)
		if (strcmp(others->files[i].name, name) == 0)
			return &others->files[i];
	if (others->count == OTHERS_MAX)
		return NULL;
	MEMORY_RESERVE(others->files, others->room, others->count + 1);
	other = &others->files[others->count++];
	memset(other, 0, sizeof(*other));
	other->name = memory_copy_string(name, strlen(name));
	ledger_init(&other->ledger);
	other->stamp = journal_stamp("");
	return other;
}

static bool read_one(struct others *others, struct other *other,
		     const char *path, struct error *error)
{
	struct journal_stamp stamp = journal_stamp(path);
	struct buffer text = BUFFER_INIT;
	bool read;

	if (journal_stamp_same(&stamp, &other->stamp))
		return true;
	read = files_read(path, LEDGER_MAX, &text, error) || errno == ENOENT;
	other->stamp = stamp;
	ledger_clear(&other->ledger);
	if (text.len)
		ledger_append(&other->ledger, text.data, text.len);
	buffer_release(&text);
	others->generation++;
	return read;
}

/* Drops the files that are no longer there. */
static void drop_missing(struct others *others)
{
	size_t kept = 0;

	for (size_t i = 0; i < others->count; i++) {
		if (others->files[i].there) {
			others->files[kept++] = others->files[i];
			continue;
		}
		release_one(&others->files[i]);
		others->generation++;
	}
	others->count = kept;
}

bool others_refresh(struct others *others, const char *folder, const char *own,
		    struct error *error)
{
	struct buffer path = BUFFER_INIT;
	const struct dirent *entry;
	DIR *open = opendir(folder);
	bool done = true;

	for (size_t i = 0; i < others->count; i++)
		others->files[i].there = false;
	while (open && (entry = readdir(open))) {
		char machine[MACHINE_ID + 1];
		struct other *other;

		if (!machine_of_file(entry->d_name, machine) ||
		    (own && strcmp(own, entry->d_name) == 0))
			continue;
		other = find(others, entry->d_name);
		if (!other)
			continue;
		other->there = true;
		memcpy(other->machine, machine, sizeof(machine));
		buffer_clear(&path);
		buffer_append_format(&path, "%s/%s", folder, entry->d_name);
		done = read_one(others, other, path.data, error) && done;
	}
	if (open)
		closedir(open);
	buffer_release(&path);
	drop_missing(others);
	return done;
}
