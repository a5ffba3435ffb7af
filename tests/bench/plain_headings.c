/* SPDX-License-Identifier: ISC */
/* Measure inferred headings against those that texts are known to have. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/plain/phrase.h"
#include "document/plaintext.h"
#include "document/source.h"

/*
 * usage: plain_headings [-v] [FOLDER]
 *
 * FOLDER ($LECTERN_CORPUS/plain if not given) holds X.txt and, beside it,
 * X.headings: LEVEL, a tab and the TITLE of each heading, a line each. What a
 * library puts before or behind a text does not count. Prints
 * a line for each text and one for all: right, wrong, missed, precision,
 * recall, and how many of those that are right have the right level but for
 * what the whole text is off. -v lists the wrong (+) and missed (-) ones.
 */
struct titles {
	char **keys;
	char **texts;
	unsigned *levels;
	size_t count, room, level_room, text_room;
	bool *used;
};

struct score {
	size_t right, wrong, missed, level;
};

static void add_title(struct titles *titles, unsigned level, const char *text,
		      size_t len)
{
	struct buffer key = BUFFER_INIT;
	struct phrase phrase = { .rest = { text, len } };

	phrase_append_key(&phrase, &key);
	if (!key.len) {
		buffer_release(&key);
		return;
	}
	MEMORY_RESERVE(titles->keys, titles->room, titles->count + 1);
	MEMORY_RESERVE(titles->texts, titles->text_room, titles->count + 1);
	MEMORY_RESERVE(titles->levels, titles->level_room, titles->count + 1);
	titles->keys[titles->count] = buffer_detach(&key);
	titles->texts[titles->count] = memory_copy_string(text, len);
	titles->levels[titles->count++] = level;
}

static void clear_titles(struct titles *titles)
{
	for (size_t i = 0; i < titles->count; i++) {
		free(titles->keys[i]);
		free(titles->texts[i]);
	}
	titles->count = 0;
}

static void release_titles(struct titles *titles)
{
	clear_titles(titles);
	free(titles->keys);
	free(titles->texts);
	free(titles->levels);
	free(titles->used);
}

static bool read_truth(const char *path, struct titles *truth)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	if (!file)
		return false;
	while ((len = getline(&line, &room, file)) > 0) {
		char *tab = memchr(line, '\t', (size_t)len);

		len -= line[len - 1] == '\n';
		if (tab)
			add_title(truth, (unsigned)strtoul(line, NULL, 10),
				  tab + 1, (size_t)(line + len - tab - 1));
	}
	free(line);
	fclose(file);
	return true;
}

static bool infer(const char *path, struct titles *found)
{
	struct error error;
	struct source *source = source_open(path, &error);
	struct plaintext *plaintext;
	struct document *piece;
	bool more, after = false;

	if (!source) {
		fprintf(stderr, "plain_headings: %s\n", error.sentence);
		return false;
	}
	plaintext = plaintext_open(source, 64 * 1024);
	do {
		piece = document_new(DOCUMENT_PLAIN);
		more = plaintext_step(plaintext, piece);
		for (size_t i = 0; i < piece->block_count; i++) {
			const struct block *block = &piece->blocks[i];

			if (i == piece->body_block)
				clear_titles(found);
			after |= i == piece->after_block;
			if (block->kind == BLOCK_HEADING && !after)
				add_title(found, block->level,
					  piece->text.data + block->off,
					  block->end - block->off - 1);
		}
		document_free(piece);
	} while (more);
	plaintext_free(plaintext);
	source_free(source);
	return true;
}

/* How many titles from the given one on make up the key together: one side may
 * have a number and then a title where the other has both in one. */
static size_t match(const struct titles *titles, size_t at, const char *key)
{
	size_t count = 0;

	while (*key && at + count < titles->count && count < 4) {
		size_t len = strlen(titles->keys[at + count]);

		if (strncmp(key, titles->keys[at + count], len) != 0)
			return 0;
		key += len;
		count++;
	}
	return *key ? 0 : count;
}

static struct score compare(const struct titles *truth,
			    const struct titles *found, bool verbose)
{
	struct score score = { .right = 0 };
	size_t at = 0;
	int shift = 0;

	for (size_t i = 0; i < truth->count; i++) {
		size_t next = at, count = 0, several = 0;

		while (next < found->count &&
		       !(count = match(found, next, truth->keys[i])) &&
		       !(several = match(truth, i, found->keys[next])))
			next++;
		if (several) {
			score.right += several - 1;
			score.level += several - 1;
			i += several - 1;
			count = 1;
		}
		if (!count) {
			score.missed++;
			if (verbose)
				printf("  - %u %s\n", truth->levels[i],
				       truth->texts[i]);
			continue;
		}
		for (; at < next; at++) {
			score.wrong++;
			if (verbose)
				printf("  + %u %s\n", found->levels[at],
				       found->texts[at]);
		}
		if (!score.right)
			shift = (int)found->levels[at] - (int)truth->levels[i];
		score.level +=
			(int)found->levels[at] - shift == (int)truth->levels[i];
		score.right++;
		at += count;
	}
	for (; at < found->count; at++) {
		score.wrong++;
		if (verbose)
			printf("  + %u %s\n", found->levels[at],
			       found->texts[at]);
	}
	return score;
}

static void print_score(const char *name, const struct score *score)
{
	double found = (double)(score->right + score->wrong);
	double truth = (double)(score->right + score->missed);

	printf("%-32s %5zu right %4zu wrong %4zu missed  P %.3f R %.3f  "
	       "levels %.3f\n",
	       name, score->right, score->wrong, score->missed,
	       found > 0 ? (double)score->right / found : 1,
	       truth > 0 ? (double)score->right / truth : 1,
	       score->right ? (double)score->level / (double)score->right : 1);
}

static void measure(const char *folder, const char *name, bool verbose,
		    struct score *all)
{
	struct titles truth = { .count = 0 }, found = { .count = 0 };
	struct buffer path = BUFFER_INIT;
	struct score score;

	buffer_append_format(&path, "%s/%s", folder, name);
	if (infer(path.data, &found)) {
		buffer_truncate(&path, path.len - strlen(".txt"));
		buffer_append_string(&path, ".headings");
		if (read_truth(path.data, &truth)) {
			if (verbose)
				printf("%s\n", name);
			score = compare(&truth, &found, verbose);
			print_score(name, &score);
			all->right += score.right;
			all->wrong += score.wrong;
			all->missed += score.missed;
			all->level += score.level;
		}
	}
	buffer_release(&path);
	release_titles(&truth);
	release_titles(&found);
}

static int is_text(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 4 && !strcmp(entry->d_name + len - 4, ".txt");
}

int main(int argc, char **argv)
{
	bool verbose = argc > 1 && !strcmp(argv[1], "-v");
	const char *corpus = getenv("LECTERN_CORPUS");
	struct buffer folder = BUFFER_INIT;
	struct score all = { .right = 0 };
	struct dirent **entries = NULL;
	int count;

	if (argc > 1 + verbose)
		buffer_append_string(&folder, argv[1 + verbose]);
	else
		buffer_append_format(&folder, "%s/plain",
				     corpus ? corpus : ".");
	count = scandir(folder.data, &entries, is_text, alphasort);
	if (count < 0) {
		fprintf(stderr, "plain_headings: %s: no such folder\n",
			folder.data);
		buffer_release(&folder);
		return 1;
	}
	for (int i = 0; i < count; i++) {
		measure(folder.data, entries[i]->d_name, verbose, &all);
		free(entries[i]);
	}
	free(entries);
	print_score("all", &all);
	buffer_release(&folder);
	return 0;
}
