/* SPDX-License-Identifier: ISC */
/* The name that a machine has among those that share a folder. */
#include "reader/state/machine.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";

static void path_in(const char *folder, struct buffer *path)
{
	buffer_append_format(path, "%s/machine", folder);
}

/* Copies an ID that stands at the start of a string. */
static bool take_id(const char *string, char id[MACHINE_ID + 1])
{
	if (strspn(string, letters) != MACHINE_ID)
		return false;
	memcpy(id, string, MACHINE_ID);
	id[MACHINE_ID] = '\0';
	return true;
}

bool machine_read(const char *folder, char id[MACHINE_ID + 1])
{
	struct buffer path = BUFFER_INIT, text = BUFFER_INIT;
	struct error error;
	bool read;

	path_in(folder, &path);
	read = files_read(path.data, 64, &text, &error) &&
	       take_id(buffer_string(&text), id);
	buffer_release(&path);
	buffer_release(&text);
	return read;
}

static bool draw(char id[MACHINE_ID + 1], struct error *error)
{
	unsigned char random[MACHINE_ID];

	if (getentropy(random, sizeof(random)) < 0)
		return error_set(error, "the system has no random numbers (%s)",
				 strerror(errno));
	for (size_t i = 0; i < MACHINE_ID; i++)
		id[i] = letters[random[i] % 32];
	id[MACHINE_ID] = '\0';
	return true;
}

bool machine_ensure(const char *folder, char id[MACHINE_ID + 1],
		    struct error *error)
{
	struct buffer path = BUFFER_INIT;
	char line[MACHINE_ID + 1];
	bool done;

	if (machine_read(folder, id))
		return true;
	if (!draw(id, error))
		return false;
	memcpy(line, id, MACHINE_ID);
	line[MACHINE_ID] = '\n';
	path_in(folder, &path);
	done = files_replace(path.data, line, sizeof(line), error);
	buffer_release(&path);
	return done;
}

bool machine_of_file(const char *name, char id[MACHINE_ID + 1])
{
	static const char start[] = "state.", end[] = ".jsonl";
	size_t len = strlen(name);

	if (len < sizeof(start) + sizeof(end) - 1 ||
	    strncmp(name, start, sizeof(start) - 1) != 0 ||
	    strcmp(name + len - (sizeof(end) - 1), end) != 0)
		return false;
	if (!take_id(name + sizeof(start) - 1, id))
		id[0] = '\0';
	return true;
}
