/* SPDX-License-Identifier: ISC */
/* Count what a program does, by valgrind's callgrind. */
#include "gates/callgrind.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"

enum { ALLOCATORS = 16 };

/* What the loop calls once for each key and for each paint, both in files of
 * their own: they are inlined nowhere. */
static const char before_key[] = "--dump-before=dispatch_key";
static const char after_paint[] = "--dump-after=screen_flush";

void callgrind_arguments(struct arguments *words, const char *valgrind,
			 const char *folder, bool in_parts)
{
	arguments_add(words, valgrind);
	arguments_add(words, "--quiet");
	arguments_add(words, "--tool=callgrind");
	arguments_add_format(words, "--callgrind-out-file=%s/out.%%p", folder);
	if (!in_parts)
		return;
	arguments_add(words, before_key);
	arguments_add(words, after_paint);
}

/* ---- A profile ---- */

/* Numbers that the profile gives to functions that allocate. */
struct allocators {
	unsigned long ids[ALLOCATORS];
	size_t count;
};

/* The callee of "cfn=(ID) NAME" or of "cfn=(ID)", which was named before: is
 * it one that allocates? */
static bool is_allocator(struct allocators *allocators, const char *callee)
{
	static const char *const names[] = { "malloc", "calloc", "realloc" };
	char *rest;
	unsigned long id = strtoul(callee + 1, &rest, 10);

	for (size_t i = 0; i < allocators->count; i++)
		if (allocators->ids[i] == id)
			return true;
	if (strncmp(rest, ") ", 2) != 0)
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(rest + 2, names[i]) != 0)
			continue;
		if (allocators->count < ALLOCATORS)
			allocators->ids[allocators->count++] = id;
		return true;
	}
	return false;
}

/* Adds what a profile says; false when it says nothing.
 * Source of the format: "Callgrind Format Specification", valgrind's manual. */
static bool add_profile(const char *path, struct counts *counts)
{
	struct allocators allocators = { 0 };
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	bool allocates = false, complete = false;

	while (file && getline(&line, &room, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "fn=(", 4) == 0) {
			is_allocator(&allocators, line + 3);
		} else if (strncmp(line, "cfn=(", 5) == 0) {
			allocates = is_allocator(&allocators, line + 4);
		} else if (strncmp(line, "calls=", 6) == 0) {
			if (allocates)
				counts->allocations += strtod(line + 6, NULL);
		} else if (strncmp(line, "totals: ", 8) == 0) {
			counts->instructions += strtod(line + 8, NULL);
			complete = true;
		} else if (strncmp(line, "desc: Trigger: ", 15) == 0) {
			counts->painted = strcmp(line + 15, after_paint) == 0;
		}
	}
	free(line);
	if (file)
		fclose(file);
	return complete;
}

static void part_path(struct buffer *path, const char *folder, long pid,
		      size_t part)
{
	buffer_clear(path);
	buffer_append_format(path, "%s/out.%ld.%zu", folder, pid, part);
}

size_t callgrind_parts(const char *folder, long pid)
{
	struct buffer path = BUFFER_INIT;
	size_t count = 0;

	do
		part_path(&path, folder, pid, ++count);
	while (access(path.data, R_OK) == 0);
	buffer_release(&path);
	return count - 1;
}

bool callgrind_read_part(const char *folder, long pid, size_t part,
			 struct counts *counts)
{
	struct buffer path = BUFFER_INIT;
	bool complete;

	*counts = (struct counts){ 0 };
	part_path(&path, folder, pid, part);
	complete = add_profile(path.data, counts);
	buffer_release(&path);
	return complete;
}

bool callgrind_read_all(const char *folder, struct counts *counts)
{
	struct buffer pattern = BUFFER_INIT;
	glob_t found = { 0 };
	bool complete = false;

	*counts = (struct counts){ 0 };
	buffer_append_format(&pattern, "%s/out.*", folder);
	glob(pattern.data, 0, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		complete |= add_profile(found.gl_pathv[i], counts);
		unlink(found.gl_pathv[i]);
	}
	globfree(&found);
	buffer_release(&pattern);
	return complete;
}
