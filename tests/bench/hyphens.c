/* SPDX-License-Identifier: ISC */
/*
 * Measure how dictionaries of hyphens are read and how words are parted.
 *
 *   hyphens [FILE LANGUAGE]
 *
 * Prints for each dictionary below hyphen/ of $XDG_DATA_DIRS how long it takes
 * to be read (the least of some times), its memory, and what a word costs, of
 * those made of its own patterns; then how fast the words of a text are parted,
 * by the dictionary of that language.
 */
#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "document/document.h"
#include "layout/compose.h"
#include "layout/hyphenate.h"
#include "layout/hyphens.h"
#include "layout/setting.h"

enum { TIMES = 10, WORDS = 200000, FILE_MAX = 256 << 20 };

static const char *const words[] = {
	"administrations", "international",  "hyphenation",   "understanding",
	"consciousness",   "representative", "extraordinary", "simultaneously",
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static struct hyphenator *measure_reading(const char *path, double *best)
{
	struct hyphenator *hyphenator = NULL;
	struct error error;

	*best = 1e9;
	for (int i = 0; i < TIMES; i++) {
		double start = now();

		hyphenator_free(hyphenator);
		hyphenator = hyphenator_read(path, &error);
		if (!hyphenator) {
			fprintf(stderr, "%s\n", error.sentence);
			return NULL;
		}
		if (now() - start < *best)
			*best = now() - start;
	}
	return hyphenator;
}

static void measure_dictionary(const char *path)
{
	uint8_t hyphens[HYPHENATE_WORD_MAX];
	double reading;
	struct hyphenator *hyphenator = measure_reading(path, &reading);
	size_t count = sizeof(words) / sizeof(*words);
	double start;

	if (!hyphenator)
		return;
	start = now();
	for (size_t i = 0; i < WORDS; i++) {
		const char *word = words[i % count];

		hyphenate_word(hyphenator, word, strlen(word), hyphens);
	}
	printf("%-44s %6.2f ms %6zu KB %5.0f ns a word\n", path, reading,
	       hyphenator_size(hyphenator) / 1024,
	       (now() - start) * 1e6 / WORDS);
	hyphenator_free(hyphenator);
}

static void measure_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct stat stat;
		char path[PATH_MAX + NAME_MAX + 2];

		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (strncmp(entry->d_name, "hyph_", 5) == 0 &&
		    lstat(path, &stat) == 0 && S_ISREG(stat.st_mode))
			measure_dictionary(path);
	}
	if (dir)
		closedir(dir);
}

/* Lines of a file, each a paragraph. */
static struct document *read_lines(const char *path)
{
	struct document *document = document_new(DOCUMENT_PLAIN);
	struct document *piece = document_new(DOCUMENT_PLAIN);
	struct buffer file = BUFFER_INIT;
	struct error error;

	if (!files_read(path, FILE_MAX, &file, &error)) {
		fprintf(stderr, "%s\n", error.sentence);
		exit(1);
	}
	for (const char *at = buffer_string(&file); *at;) {
		size_t len = strcspn(at, "\n");

		document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, 1);
		document_add_text(piece, at, len, 0, DOCUMENT_NONE);
		document_end_block(piece);
		at += len + (at[len] != '\0');
	}
	document_append(document, piece);
	document_free(piece);
	buffer_release(&file);
	return document;
}

static void measure_text(const char *path, const char *dictionary)
{
	struct error error;
	struct hyphenator *hyphenator = hyphenator_read(dictionary, &error);
	struct document *document = read_lines(path);
	struct layout_options options = { .width = 60,
					  .hyphenator = hyphenator };
	struct scratch scratch = { 0 };
	double spent = 0;

	if (!hyphenator) {
		fprintf(stderr, "%s\n", error.sentence);
		exit(1);
	}
	for (uint32_t i = 0; i < document->block_count; i++) {
		struct setting setting = {
			.document = document,
			.block = document->blocks + i,
			.options = &options,
			.scratch = &scratch,
			.text = document->text.data,
			.index = i,
			.off = document->blocks[i].off,
			.end = document->blocks[i].end,
		};
		double start;

		setting_measure(&setting, setting.text + setting.off,
				setting.end - setting.off, true);
		start = now();
		hyphens_find(&setting);
		spent += now() - start;
	}
	printf("%s: %.1f MB/s\n", path,
	       (double)document->text.len / 1e3 / spent);
	scratch_release(&scratch);
	document_free(document);
	hyphenator_free(hyphenator);
}

int main(int argc, char **argv)
{
	const char *dirs = getenv("XDG_DATA_DIRS");
	char path[PATH_MAX];

	if (!dirs || !*dirs)
		dirs = "/usr/local/share:/usr/share";
	while (*dirs) {
		size_t len = strcspn(dirs, ":");

		snprintf(path, sizeof(path), "%.*s/hyphen", (int)len, dirs);
		measure_folder(path);
		if (argc > 2) {
			snprintf(path, sizeof(path), "%.*s/hyphen/hyph_%s.dic",
				 (int)len, dirs, argv[2]);
			if (access(path, R_OK) == 0)
				measure_text(argv[1], path);
		}
		dirs += len + (dirs[len] == ':');
	}
	return 0;
}
