/* SPDX-License-Identifier: ISC */
/*
 * Run a fuzz target over the files of folders, without a fuzzer: what was
 * found once stays mended. TAP: one test a folder, so that many small files
 * do not count as many tests.
 *
 *	replay [FOLDER]...		without: $srcdir/tests/fuzz/corpus
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool read_file(const char *path, struct buffer *out)
{
	FILE *file = fopen(path, "rb");
	char bytes[4096];
	size_t len;

	if (!file)
		return false;
	buffer_clear(out);
	while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append(out, bytes, len);
	return fclose(file) == 0;
}

/* Runs the target over a folder's files; a failure ends the program, and the
 * name said last is what failed. Returns how many, -1 without the folder. */
static int replay(const char *folder)
{
	DIR *dir = opendir(folder);
	struct buffer path = BUFFER_INIT;
	struct buffer bytes = BUFFER_INIT;
	struct dirent *entry;
	int count = 0;

	if (!dir)
		return -1;
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		buffer_clear(&path);
		buffer_append_format(&path, "%s/%s", folder, entry->d_name);
		if (!read_file(path.data, &bytes))
			continue;
		printf("# %s\n", entry->d_name);
		fflush(stdout);
		LLVMFuzzerTestOneInput((const uint8_t *)buffer_string(&bytes),
				       bytes.len);
		count++;
	}
	closedir(dir);
	buffer_release(&path);
	buffer_release(&bytes);
	return count;
}

int main(int argc, char **argv)
{
	const char *source = getenv("srcdir");
	struct buffer own = BUFFER_INIT;
	const char *folder;
	int failed = 0;

	buffer_append_format(&own, "%s/tests/fuzz/corpus",
			     source ? source : ".");
	printf("1..%d\n", argc > 1 ? argc - 1 : 1);
	for (int i = 1; i == 1 || i < argc; i++) {
		int count;

		folder = i < argc ? argv[i] : buffer_string(&own);
		count = replay(folder);
		failed += count <= 0;
		printf("%sok %d - %d inputs replayed\n",
		       count > 0 ? "" : "not ", i, count);
	}
	buffer_release(&own);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
