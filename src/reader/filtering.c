/* SPDX-License-Identifier: ISC */
/* Open files, through filters where they are of other formats. */
#include "reader/filtering.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/cache.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/spawn.h"
#include "reader/filters.h"

enum {
	STAGES_MAX = 8,
	LAYERS_MAX = 3, /* a page that was packed, twice if need be */
};

/* What one file goes through. */
struct way {
	struct arguments stages[STAGES_MAX];
	size_t count;
	struct buffer name; /* the file's, without what was unpacked */
	bool is_markdown;   /* by the last filter */
	const struct filter *first;
	const struct filter *lacks; /* whose program is not there, or NULL */
	const char *program;	    /* that one */
	char key[CACHE_KEY + 1];
};

static void way_release(struct way *way)
{
	for (size_t i = 0; i < STAGES_MAX; i++)
		arguments_release(&way->stages[i]);
	buffer_release(&way->name);
}

/* --- Commands ------------------------------------------------------------- */

/* Whether a word stays: behind a '?' stands what is left out where it is not
 * there: a program, or the file of an option. */
static bool keep_word(const char **word, bool is_program)
{
	const char *file;

	if (**word != '?' || !(*word)[1])
		return true;
	++*word;
	if (is_program)
		return spawn_exists(*word);
	file = strchr(*word, '=');
	return access(file ? file + 1 : *word, R_OK) == 0;
}

/* A path that no program takes for an option. */
static void add_path(struct arguments *stage, const char *path)
{
	arguments_add_format(stage, "%s%s", *path == '-' ? "./" : "", path);
}

/* Adds the words of one program; the whole of it is left out where the program
 * may be missing, and is. */
static void add_stage(struct way *way, const struct filter *filter,
		      char *const *words, size_t count, const char *path)
{
	struct arguments *stage;
	const char *word = count ? words[0] : "";

	if (!count || way->count == STAGES_MAX || !keep_word(&word, true))
		return;
	stage = &way->stages[way->count++];
	arguments_add(stage, word);
	if (!spawn_exists(word) && !way->lacks) {
		way->lacks = filter;
		way->program = stage->items[0];
	}
	for (size_t i = 1; i < count; i++) {
		word = words[i];
		if (strcmp(word, "%f") == 0)
			add_path(stage, path);
		else if (keep_word(&word, false))
			arguments_add(stage, word);
	}
}

static void add_filter(struct way *way, const struct filter *filter,
		       const char *path)
{
	struct arguments words = ARGUMENTS_INIT;
	size_t from = 0;

	arguments_split(&words, filter->command, strlen(filter->command));
	for (size_t i = 0; i <= words.count; i++) {
		if (i < words.count && strcmp(words.items[i], "|") != 0)
			continue;
		add_stage(way, filter, words.items + from, i - from, path);
		from = i + 1;
	}
	arguments_release(&words);
}

/* Follows the names of the file: each filter takes an extension away. */
static void find_way(struct way *way, const struct filtering *filtering,
		     const char *path)
{
	const struct filter *filter =
		filtering->format
			? filters_named(filtering->filters, filtering->format)
			: filters_find(filtering->filters, path);

	way->first = filter;
	buffer_append_string(&way->name, path);
	for (int layer = 0; filter && layer < LAYERS_MAX; layer++) {
		size_t extension = strlen(filter->extension) + 1;

		add_filter(way, filter, path);
		way->is_markdown = !filters_unpack(filter->extension);
		if (way->is_markdown || filtering->format)
			return;
		buffer_truncate(&way->name, way->name.len - extension);
		filter = filters_find(filtering->filters,
				      buffer_string(&way->name));
	}
}

/* --- Keys ----------------------------------------------------------------- */

static void take_string(struct sha256 *sha, const char *string)
{
	sha256_update(sha, string, strlen(string) + 1);
}

/* The same file, not changed since, through the same programs: what it says of
 * itself does for its content. False: it is none that can be known again. */
static bool find_key(struct way *way, const char *path)
{
	unsigned char digest[SHA256_DIGEST];
	struct sha256 sha;
	struct stat status;
	int64_t facts[5];

	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	facts[0] = (int64_t)status.st_dev;
	facts[1] = (int64_t)status.st_ino;
	facts[2] = (int64_t)status.st_size;
	facts[3] = (int64_t)status.st_mtim.tv_sec;
	facts[4] = (int64_t)status.st_mtim.tv_nsec;
	sha256_init(&sha);
	sha256_update(&sha, facts, sizeof(facts));
	for (size_t i = 0; i < way->count; i++) {
		for (size_t word = 0; word < way->stages[i].count; word++)
			take_string(&sha, way->stages[i].items[word]);
		take_string(&sha, "");
	}
	sha256_finish(&sha, digest);
	cache_key(digest, way->key);
	return true;
}

/* --- Opening -------------------------------------------------------------- */

static struct source *open_way(struct way *way,
			       const struct filtering *filtering,
			       const struct source_file *file,
			       struct error *error)
{
	struct source_file filtered = *file;
	struct source_filter filter = {
		.programs = way->stages,
		.count = way->count,
		.kind = way->is_markdown ? "filtered.md"
					 : buffer_string(&way->name),
	};

	if (way->lacks && way->lacks == way->first && way->lacks->is_text)
		return source_open_file(file, error);
	if (filtering->keep && find_key(way, file->path))
		filter.key = way->key;
	filtered.filter = &filter;
	return source_open_file(&filtered, error);
}

/* What has to be installed is better known than what is missing. */
static void explain(const struct way *way, const char *path,
		    struct error *error)
{
	struct error allowed;

	if (!way->lacks || !spawn_allowed(&allowed))
		return;
	error_set(error,
		  "%s: is read through %s, which is not installed; install it, "
		  "or name another filter for .%s",
		  path, way->program, way->lacks->extension);
}

struct source *filtering_open(const struct filtering *filtering,
			      const struct source_file *file,
			      struct error *error)
{
	struct way way = { .count = 0 };
	struct source *source;

	if (filtering->filters)
		find_way(&way, filtering, file->path);
	source = way.count ? open_way(&way, filtering, file, error)
			   : source_open_file(file, error);
	if (!source)
		explain(&way, file->path, error);
	way_release(&way);
	return source;
}

bool filtering_applies(const struct filtering *filtering, const char *path)
{
	if (!filtering->filters)
		return false;
	if (filtering->format)
		return filters_named(filtering->filters, filtering->format);
	return filters_find(filtering->filters, path);
}
