/* SPDX-License-Identifier: ISC */
/* What fuzz targets share: choices among the bytes, a folder of their own. */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "discard.h"

enum { PATH_LEN = 4096 };

static char folder[PATH_LEN / 2];
static pid_t owner;

struct fuzz_input fuzz_input(const uint8_t *data, size_t size)
{
	return (struct fuzz_input){ size ? (const char *)data : "", size };
}

unsigned fuzz_byte(struct fuzz_input *input)
{
	if (input->len == 0)
		return 0;
	input->len--;
	return (unsigned char)*input->bytes++;
}

struct fuzz_input fuzz_until(struct fuzz_input *input, char byte)
{
	const char *end = memchr(input->bytes, byte, input->len);
	struct fuzz_input taken = *input;

	if (!end) {
		*input = (struct fuzz_input){ input->bytes + input->len, 0 };
		return taken;
	}
	taken.len = (size_t)(end - input->bytes);
	*input = (struct fuzz_input){ end + 1, input->len - taken.len - 1 };
	return taken;
}

/* FNV-1a. */
uint64_t fuzz_seed(const struct fuzz_input *input)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < input->len; i++)
		hash = (hash ^ (unsigned char)input->bytes[i]) * 0x100000001b3u;
	return hash ? hash : 1;
}

/* A child that ends has the folder of its parent. */
static void remove_folder(void)
{
	if (owner == getpid())
		discard_folder(folder);
}

const char *fuzz_folder(void)
{
	const char *parent = getenv("TMPDIR");

	if (owner)
		return folder;
	snprintf(folder, sizeof(folder), "%s/lectern-fuzz-XXXXXX",
		 parent ? parent : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(EXIT_FAILURE);
	}
	owner = getpid();
	atexit(remove_folder);
	return folder;
}

const char *fuzz_path(const char *name)
{
	static char paths[8][PATH_LEN];
	static size_t turn;
	char *path = paths[turn++ % 8];

	snprintf(path, PATH_LEN, "%s/%s", fuzz_folder(), name);
	return path;
}

void fuzz_write(const char *name, const char *bytes, size_t len)
{
	FILE *file = fopen(fuzz_path(name), "we");
	size_t written = file ? fwrite(bytes, 1, len, file) : 0;

	if (!file || fclose(file) != 0 || written != len) {
		perror(name);
		exit(EXIT_FAILURE);
	}
}

void fuzz_remove(const char *name)
{
	remove(fuzz_path(name));
}

/* NOLINTNEXTLINE(readability-non-const-parameter): libFuzzer declares it so. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char *const homes[] = { "HOME", "XDG_DATA_HOME",
					     "XDG_STATE_HOME", "XDG_CACHE_HOME",
					     "XDG_CONFIG_HOME" };
	static const char *const programs[] = { "BROWSER", "EDITOR",
						"VISUAL",  "PAGER",
						"DISPLAY", "WAYLAND_DISPLAY" };

	(void)argc, (void)argv;
	for (size_t i = 0; i < sizeof(homes) / sizeof(homes[0]); i++)
		setenv(homes[i], fuzz_folder(), 1);
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		unsetenv(programs[i]);
	setenv("XDG_DATA_DIRS", "/nonexistent", 1);
	setenv("LECTERN_SECURE", "1", 1);
	/* What cmocka finds wrong outside a test of its own. */
	setenv("CMOCKA_TEST_ABORT", "1", 1);
	return 0;
}
