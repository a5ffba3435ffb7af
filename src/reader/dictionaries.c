/* SPDX-License-Identifier: ISC */
/* Find the dictionaries of hyphenation that are installed. */
#include "reader/dictionaries.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/folders.h"
#include "document/language.h"

/* How well a dictionary suits: the less the better. */
enum rank {
	RANK_REGION,
	RANK_NO_REGION,
	RANK_USUAL, /* plus the place of its region among the usual ones */
	RANK_ANY = 100,
	RANK_ALIAS = 200,
	RANK_NONE = 1000,
};

/* What is looked for, and the best of what was seen. */
struct search {
	const struct language *language;
	int rank;
	struct buffer name; /* of the file … */
	struct buffer path; /* … with its folder */
	struct arguments codes;
};

/* The language of a dictionary by its file's name. */
static bool read_file_name(const char *name, struct language *language)
{
	size_t len = strlen(name);
	char tag[32];

	if (len < sizeof("hyph_en.dic") - 1 || len - 9 >= sizeof(tag) ||
	    strncmp(name, "hyph", 4) != 0 ||
	    (name[4] != '_' && name[4] != '-') ||
	    strcmp(name + len - 4, ".dic") != 0)
		return false;
	memcpy(tag, name + 5, len - 9);
	tag[len - 9] = '\0';
	return language_read(tag, language);
}

static int rank_of(const struct language *wanted, const struct language *has)
{
	const char *regions = language_regions(wanted);
	int place;

	if (strcmp(wanted->code, has->code) != 0) {
		place = language_place(language_aliases(wanted), has->code);
		return place < 0 ? RANK_NONE : RANK_ALIAS + place;
	}
	if (strcmp(wanted->region, has->region) == 0 && *has->region)
		return RANK_REGION;
	if (!*has->region)
		return RANK_NO_REGION;
	place = language_place(regions, has->region);
	if (!*wanted->region && place == 0)
		return RANK_REGION;
	return place < 0 ? RANK_ANY : RANK_USUAL + place;
}

/* Of names that are as good the shorter one, then the first in order, as no
 * folder has an order of its own. */
static bool is_better_name(const char *name, const char *than)
{
	size_t len = strlen(name);
	size_t than_len = strlen(than);

	return len != than_len ? len < than_len : strcmp(name, than) < 0;
}

/* Looks at a file of a folder; what is in an earlier folder is better than what
 * is as good. */
static void look_at(struct search *search, const char *folder, const char *name)
{
	struct language language;
	int rank;

	if (!read_file_name(name, &language))
		return;
	if (!search->language) {
		arguments_add(&search->codes, language.code);
		return;
	}
	rank = rank_of(search->language, &language);
	if (rank > search->rank || rank == RANK_NONE ||
	    (rank == search->rank &&
	     (strncmp(search->path.data, folder, strlen(folder)) != 0 ||
	      !is_better_name(name, search->name.data))))
		return;
	search->rank = rank;
	buffer_clear(&search->name);
	buffer_append_string(&search->name, name);
	buffer_clear(&search->path);
	buffer_append_format(&search->path, "%s/%s", folder, name);
}

static void look_through(struct search *search, const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	if (!dir)
		return;
	while ((entry = readdir(dir)))
		look_at(search, folder, entry->d_name);
	closedir(dir);
}

static void look_everywhere(struct search *search)
{
	static const char *const inside[] = { "hyphen", "hunspell",
					      "myspell/dicts" };
	struct arguments folders = ARGUMENTS_INIT;
	struct buffer folder = BUFFER_INIT;

	folders_shared(&folders);
	/* Nothing in a later folder is better than a region's own. */
	for (size_t i = 0; i < folders.count && search->rank != RANK_REGION;
	     i++) {
		for (size_t j = 0; j < sizeof(inside) / sizeof(inside[0]);
		     j++) {
			buffer_clear(&folder);
			buffer_append_format(&folder, "%s/%s", folders.items[i],
					     inside[j]);
			look_through(search, folder.data);
		}
	}
	buffer_release(&folder);
	arguments_release(&folders);
}

bool dictionaries_find(const struct language *language, struct buffer *path)
{
	struct search search = { .language = language, .rank = RANK_NONE };

	look_everywhere(&search);
	buffer_append(path, buffer_string(&search.path), search.path.len);
	buffer_release(&search.name);
	buffer_release(&search.path);
	return search.rank < RANK_NONE;
}

static int by_text(const void *a, const void *b)
{
	const char *const *one = a;
	const char *const *other = b;

	return strcmp(*one, *other);
}

bool dictionaries_list(struct buffer *out)
{
	struct search search = { .language = NULL, .rank = RANK_NONE };
	struct arguments *codes = &search.codes;
	bool any;

	look_everywhere(&search);
	any = codes->count > 0;
	if (any)
		qsort(codes->items, codes->count, sizeof(*codes->items),
		      by_text);
	for (size_t i = 0; i < codes->count; i++) {
		if (i && strcmp(codes->items[i - 1], codes->items[i]) == 0)
			continue;
		buffer_append_format(out, "%s%s", i ? ", " : "",
				     codes->items[i]);
	}
	arguments_release(codes);
	return any;
}
