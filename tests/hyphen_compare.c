/* SPDX-License-Identifier: ISC */
/*
 * Hold the hyphens of words against those of the hyphen library.
 *
 *   hyphen_compare [COUNT [FOLDER]]   so many words of each dictionary in it
 *
 * Words are made of a dictionary's patterns and characters, and of what words
 * have beside letters. Where there is no dictionary it is skipped. TAP.
 */
#include <dirent.h>
#include <hyphen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "base/memory.h"
#include "layout/hyphenate.h"
#include "text/character.h"
#include "text/decoder.h"

enum {
	SHOWN = 10,   /* differences of each dictionary */
	WORDS = 2000, /* of each */
	FILE_MAX = 8 << 20,
};

/* The library's own leaks are not ours to mend. */
const char *__lsan_default_suppressions(void); /* NOLINT */
const char *__lsan_default_suppressions(void)  /* NOLINT */
{
	return "leak:libhyphen";
}

/* A dictionary of which words are made, in its own encoding. */
struct source {
	struct buffer file;
	struct buffer stems; /* the letters of patterns, each with a NUL */
	size_t *offsets;     /* of each */
	size_t count;
	size_t room;
	char encoding[40];
	bool utf8;
	uint64_t seed;
};

/* xorshift64* (Vigna 2016), as in test.h, which wants cmocka. */
static size_t random_below(struct source *source, size_t bound)
{
	uint64_t *state = &source->seed;

	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (size_t)((*state * 0x2545f4914f6cdd1du >> 33) % bound);
}

static void add_stem(struct source *source, const char *line, size_t len)
{
	size_t off = source->stems.len;

	for (size_t i = 0; i < len && (unsigned char)line[i] > ' '; i++) {
		if (line[i] == '/')
			break;
		if (!strchr("0123456789.", line[i]))
			buffer_append_byte(&source->stems, line[i]);
	}
	if (source->stems.len == off)
		return;
	buffer_append_byte(&source->stems, '\0');
	MEMORY_RESERVE(source->offsets, source->room, source->count + 1);
	source->offsets[source->count++] = off;
}

static bool source_read(struct source *source, const char *path)
{
	struct error error;
	const char *at;
	const char *end;

	if (!files_read(path, FILE_MAX, &source->file, &error)) {
		fprintf(stderr, "%s\n", error.sentence);
		return false;
	}
	at = buffer_string(&source->file);
	end = at + source->file.len;
	snprintf(source->encoding, sizeof(source->encoding), "%.*s",
		 (int)strcspn(at, "\r\n"), at);
	source->utf8 = decoder_is_utf8(source->encoding);
	source->seed = 1;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t len = stop ? (size_t)(stop - at) : (size_t)(end - at);

		if (at != source->file.data && len && !strchr("%#", *at) &&
		    (*at < 'A' || *at > 'Z'))
			add_stem(source, at, len);
		at += len + (stop != NULL);
	}
	return source->count > 0;
}

static void source_release(struct source *source)
{
	buffer_release(&source->file);
	buffer_release(&source->stems);
	free(source->offsets);
}

static const char *a_stem(struct source *source)
{
	size_t which = random_below(source, source->count);

	return source->stems.data + source->offsets[which];
}

/* One character of some pattern. */
static void add_letter(struct source *source, struct buffer *word)
{
	const char *stem = a_stem(source);
	size_t i = random_below(source, strlen(stem));
	size_t end;

	while (source->utf8 && i && ((unsigned char)stem[i] & 0xc0) == 0x80)
		i--;
	end = i + 1;
	while (source->utf8 && ((unsigned char)stem[end] & 0xc0) == 0x80)
		end++;
	buffer_append(word, stem + i, end - i);
}

static void make_word(struct source *source, struct buffer *word)
{
	static const char *const joints[] = { "-", "'", "--",
					      /* only where that is UTF-8: */
					      "\xe2\x80\x99", "\xe2\x80\x93",
					      "\xcc\x81", "\xef\xac\x83",
					      "\xef\xac\x81", "\xe6\xbc\xa2" };
	size_t letters = 3 + random_below(source, 18);
	size_t stems = 1 + random_below(source, 4);
	size_t known = source->utf8 ? sizeof(joints) / sizeof(*joints) : 3;
	bool joined = random_below(source, 4) == 0;

	if (random_below(source, 3) == 0) {
		while (letters--)
			add_letter(source, word);
		stems = random_below(source, 2);
	}
	while (stems--) {
		if (joined && random_below(source, 2) == 0)
			buffer_append_string(
				word, joints[random_below(source, known)]);
		buffer_append_string(word, a_stem(source));
	}
	if (joined && random_below(source, 3) == 0)
		buffer_append_string(word, joints[random_below(source, known)]);
}

/* Whether ours equal the library's for a word, given in both encodings. */
static bool same(HyphenDict *theirs, const struct hyphenator *ours,
		 const struct buffer *word, const struct buffer *text,
		 char *shown)
{
	char vector[HYPHENATE_WORD_MAX + 5] = { 0 };
	uint8_t hyphens[HYPHENATE_WORD_MAX];
	char **rep = NULL;
	int *pos = NULL;
	int *cut = NULL;
	size_t index = 0;
	bool equal = true;

	hnj_hyphen_hyphenate3(theirs, buffer_string(word), (int)word->len,
			      vector, NULL, &rep, &pos, &cut, 2, 3, 2, 3);
	hyphenate_word(ours, text->data, text->len, hyphens);
	for (size_t i = 0; i < text->len; i++) {
		bool starts = ((unsigned char)text->data[i] & 0xc0) != 0x80;
		bool hyphen = false;

		if (starts && i) {
			hyphen = vector[index] % 2 && !(rep && rep[index]);
			index++;
		}
		if (hyphen != hyphens[i])
			equal = false;
		if (hyphen)
			*shown++ = '-';
		if (hyphens[i])
			*shown++ = '=';
		*shown++ = text->data[i];
	}
	*shown = '\0';
	for (size_t i = 0; rep && i < word->len; i++)
		free(rep[i]);
	free(rep);
	free(pos);
	free(cut);
	return equal;
}

static void to_utf8(struct decoder *decoder, const struct buffer *word,
		    struct buffer *text)
{
	buffer_clear(text);
	if (decoder)
		decoder_feed(decoder, word->data, word->len, true, text);
	else
		buffer_append(text, word->data, word->len);
}

/* Returns how many of count words differ. */
static size_t compare(struct source *source, HyphenDict *theirs,
		      const struct hyphenator *ours, size_t count)
{
	struct decoder *decoder =
		source->utf8 ? NULL : decoder_open(source->encoding);
	struct buffer word = BUFFER_INIT;
	struct buffer text = BUFFER_INIT;
	struct buffer lower = BUFFER_INIT;
	char shown[3 * HYPHENATE_WORD_MAX + 1];
	size_t differ = 0;

	for (size_t i = 0; i < count;) {
		buffer_clear(&word);
		buffer_clear(&lower);
		make_word(source, &word);
		to_utf8(decoder, &word, &text);
		character_append_lower(&lower, text.data, text.len);
		i++;
		/* The library knows no capital letters, but such patterns. */
		if (!text.len || text.len > HYPHENATE_WORD_MAX ||
		    strcmp(buffer_string(&lower), buffer_string(&text)) != 0)
			continue;
		if (!same(theirs, ours, &word, &text, shown) &&
		    differ++ < SHOWN)
			printf("#   - theirs, = ours: %s\n", shown);
	}
	decoder_free(decoder);
	buffer_release(&word);
	buffer_release(&text);
	buffer_release(&lower);
	return differ;
}

/* Compares by one dictionary; false if a word differs. */
static bool compare_file(const char *path, size_t count)
{
	struct source source = { 0 };
	struct error error;
	struct hyphenator *ours = hyphenator_read(path, &error);
	HyphenDict *theirs;
	size_t differ;

	if (!ours || !source_read(&source, path)) {
		printf("# %s\n", ours ? path : error.sentence);
		hyphenator_free(ours);
		source_release(&source);
		return false;
	}
	theirs = hnj_hyphen_load(path);
	differ = compare(&source, theirs, ours, count);
	printf("# %zu of %zu words differ\n", differ, count);
	hnj_hyphen_free(theirs);
	hyphenator_free(ours);
	source_release(&source);
	return differ == 0;
}

int main(int argc, char **argv)
{
	const char *folder = argc > 2 ? argv[2] : "/usr/share/hyphen";
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : WORDS;
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	size_t files = 0;
	bool all = true;

	while (dir && (entry = readdir(dir))) {
		struct stat stat;
		char path[PATH_MAX + NAME_MAX + 2];
		bool equal;

		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		/* Regions of a language are links to its one file. */
		if (strncmp(entry->d_name, "hyph_", 5) != 0 ||
		    lstat(path, &stat) != 0 || !S_ISREG(stat.st_mode))
			continue;
		equal = compare_file(path, count);
		files++;
		printf("%sok %zu - %s\n", equal ? "" : "not ", files, path);
		all &= equal;
	}
	if (dir)
		closedir(dir);
	printf("1..%zu%s\n", files, files ? "" : " # SKIP no dictionaries");
	return all ? 0 : 1;
}
