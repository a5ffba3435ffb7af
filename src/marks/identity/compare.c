/* SPDX-License-Identifier: ISC */
/* Compare a text with a sighting. */
#include "marks/identity/compare.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/folders.h"

unsigned identity_likeness(const uint64_t *a, size_t a_count, const uint64_t *b,
			   size_t b_count)
{
	unsigned seen = 0;
	unsigned common = 0;
	size_t i = 0;
	size_t j = 0;

	/* Of the union's smallest hashes, each of the two has all that are
	 * its. */
	for (; seen < STORE_SKETCH && (i < a_count || j < b_count); seen++) {
		bool in_a = i < a_count && (j == b_count || a[i] <= b[j]);
		bool in_b = j < b_count && (i == a_count || b[j] <= a[i]);

		common += in_a && in_b;
		i += in_a;
		j += in_b;
	}
	return seen ? common * 1000 / seen : 0;
}

bool compare_equal(const struct identity_text *text,
		   const struct sighting *sighting)
{
	return *text->fingerprint &&
	       strcmp(sighting->fingerprint, text->fingerprint) == 0;
}

bool compare_here(const struct identity_text *text,
		  const struct sighting *sighting)
{
	return *text->path &&
	       strcmp(buffer_string(&sighting->path), text->path) == 0;
}

unsigned compare_likeness(const struct identity_text *text,
			  const struct sighting *sighting)
{
	if (compare_equal(text, sighting))
		return 1000;
	return identity_likeness(text->sketch, text->sketch_count,
				 sighting->sketch, sighting->sketch_count);
}

/* Asks for the file at a path of a sighting; false with errno. */
static bool look(const char *home, const char *path, struct stat *status)
{
	struct buffer whole = BUFFER_INIT;
	int failure = EINVAL; /* a path from nowhere: it says nothing */

	if (folders_expand(&whole, home, path) && *buffer_string(&whole) == '/')
		failure = stat(whole.data, status) == 0 ? 0 : errno;
	buffer_release(&whole);
	errno = failure;
	return failure == 0;
}

enum compare_file compare_file(const struct identity_text *text,
			       const struct sighting *sighting)
{
	const char *path = buffer_string(&sighting->path);
	struct stat there, here;

	if (!*path)
		return COMPARE_GONE;
	if (!look(text->home, path, &there))
		return errno == ENOENT || errno == ENOTDIR ? COMPARE_GONE
							   : COMPARE_THERE;
	if (*text->path && look(text->home, text->path, &here) &&
	    here.st_dev == there.st_dev && here.st_ino == there.st_ino)
		return COMPARE_SAME;
	return COMPARE_THERE;
}
