/* SPDX-License-Identifier: ISC */
/* Who writes events: this machine, in this run. */
#include "marks/store/writer.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "marks/store/uuid.h"

static bool read_machine(const char *path, char machine[WRITER_MACHINE + 1])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	struct buffer text = BUFFER_INIT;
	struct error error;
	bool read = files_read(path, 64, &text, &error) &&
		    strspn(buffer_string(&text), letters) == WRITER_MACHINE;

	if (read)
		memcpy(machine, text.data, WRITER_MACHINE);
	machine[WRITER_MACHINE] = '\0';
	buffer_release(&text);
	return read;
}

static void keep_machine(const char *folder, const char *path,
			 char machine[WRITER_MACHINE + 1])
{
	char line[WRITER_MACHINE + 1];
	struct error error;

	uuid_letters(machine, WRITER_MACHINE);
	memcpy(line, machine, WRITER_MACHINE);
	line[WRITER_MACHINE] = '\n';
	if (!folders_make(folder, &error) ||
	    files_create(path, line, sizeof(line), &error))
		return;
	/* Another Lectern was faster; or what is there is no ID. */
	if (errno == EEXIST && !read_machine(path, machine)) {
		memcpy(machine, line, WRITER_MACHINE);
		files_replace(path, line, sizeof(line), &error);
	}
}

void writer_find(struct writer *writer, const char *folder)
{
	struct buffer path = BUFFER_INIT;
	char run[WRITER_RUN + 1] = "";

	memset(writer, 0, sizeof(*writer));
	if (folder) {
		buffer_append_format(&path, "%s/writer-id", folder);
		if (!read_machine(path.data, writer->machine))
			keep_machine(folder, path.data, writer->machine);
	} else {
		uuid_letters(writer->machine, WRITER_MACHINE);
	}
	uuid_letters(run, WRITER_RUN);
	snprintf(writer->name, sizeof(writer->name), "%s-%s", writer->machine,
		 run);
	buffer_release(&path);
}
