/* SPDX-License-Identifier: ISC */
/*
 * Run a fuzz target over the files of folders, without a fuzzer: what was
 * found once stays mended. TAP: one test a folder, so that many small files
 * do not count as many tests.
 *
 *	replay_TARGET [FOLDER]...	without:
 *$srcdir/tests/fuzz/corpus/TARGET
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "fuzz/fuzz.h"

static bool read_file(const char *path, struct buffer *out)
{
	FILE *file = fopen(path, "rb");
	struct stat status;
	char bytes[4096];
	size_t len;

	buffer_clear(out);
	if (!file)
		return false;
	if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
		fclose(file);
		return false;
	}
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

/* TARGET of ".../replay_TARGET". */
static const char *target_name(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash ? slash + 1 : program;
	const char *target = strstr(name, "replay_");

	return target ? target + strlen("replay_") : name;
}

int main(int argc, char **argv)
{
	const char *source = getenv("srcdir");
	const char *target = target_name(argv[0]);
	struct buffer own = BUFFER_INIT;
	int64_t start = clock_ms();
	int failed = 0, count, total = 0;

	buffer_append_format(&own, "%s/tests/fuzz/corpus/%s",
			     source ? source : ".", target);
	printf("1..%d\n", argc > 1 ? argc - 1 : 1);
	LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i == 1 || i < argc; i++) {
		count = replay(i < argc ? argv[i] : buffer_string(&own));
		failed += count <= 0;
		total += count > 0 ? count : 0;
		printf("%sok %d - %d inputs replayed\n",
		       count > 0 ? "" : "not ", i, count);
	}
	printf("# figure | inputs of %s replayed, without a failure | "
	       "%d in %lld ms | all\n",
	       target, total, (long long)(clock_ms() - start));
	buffer_release(&own);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
