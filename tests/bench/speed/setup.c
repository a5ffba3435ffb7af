/* SPDX-License-Identifier: ISC */
/* Where what is measured lies: programs, texts, a home. */
#include "bench/speed/setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "bench/speed/texts.h"
#include "discard.h"

enum { KIND = 32 };

bool setup_make(struct setup *setup, const char *tools)
{
	const char *program = getenv("LECTERN");
	const char *parent = getenv("TMPDIR");
	struct buffer folder = BUFFER_INIT;

	buffer_append_format(&folder, "%s/lectern-XXXXXX",
			     parent && *parent ? parent : P_tmpdir);
	*setup = (struct setup){
		.folder = buffer_detach(&folder),
		.program = realpath(program ? program : "lectern", NULL),
		.tools = tools ? realpath(tools, NULL) : NULL,
	};
	if (!setup->program)
		fputs("no lectern here: set LECTERN\n", stderr);
	else if (!mkdtemp(setup->folder))
		perror(setup->folder);
	else
		return true;
	return false;
}

void setup_remove(struct setup *setup)
{
	discard_folder(setup->folder);
	free(setup->folder);
	free(setup->program);
	free(setup->tools);
	*setup = (struct setup){ 0 };
}

bool setup_text(const struct setup *setup, const char *text,
		struct buffer *path)
{
	char kind[KIND], unit = '\0';
	size_t size = 0;
	FILE *file;
	bool written;

	buffer_append_format(path, "%s/%s.md", setup->folder, text);
	if (access(path->data, R_OK) == 0)
		return true;
	if (sscanf(text, "%31s %zu%c", kind, &size, &unit) < 2)
		return false;
	size *= unit == 'k' ? 1000 : unit == 'm' ? 1000000 : 1;
	file = fopen(path->data, "we");
	written = file && text_write(file, kind, size);
	if (file && fclose(file) == 0 && written)
		return true;
	perror(path->data);
	return false;
}

bool setup_program(const struct setup *setup, const char *name,
		   struct buffer *path)
{
	const char *folders = getenv("PATH");

	if (strcmp(name, "lectern") == 0) {
		buffer_append_string(path, setup->program);
		return true;
	}
	buffer_append_format(path, "%s/%s", setup->tools, name);
	while (access(path->data, X_OK) != 0) {
		size_t len;

		if (!folders || !*folders)
			return false;
		len = strcspn(folders, ":");
		buffer_clear(path);
		buffer_append_format(path, "%.*s/%s", (int)len, folders, name);
		folders += len + (folders[len] == ':');
	}
	return true;
}

void setup_environment(struct setup *setup, bool hyphens,
		       struct arguments *environment)
{
	static const char *const folders[] = { "CONFIG", "STATE", "CACHE",
					       "DATA" };
	const char *path = getenv("PATH");
	size_t home = ++setup->homes;

	arguments_add_format(environment, "HOME=%s/%zu", setup->folder, home);
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		arguments_add_format(environment, "XDG_%s_HOME=%s/%zu/%s",
				     folders[i], setup->folder, home,
				     folders[i]);
	if (!hyphens)
		arguments_add(environment, "XDG_DATA_DIRS=/nonexistent");
	arguments_add(environment, "TERM=xterm-256color");
	arguments_add(environment, "LC_ALL=C.UTF-8");
	arguments_add(environment, "LESSHISTFILE=-");
	arguments_add_format(environment, "PATH=%s", path ? path : "");
}
