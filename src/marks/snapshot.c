/* SPDX-License-Identifier: ISC */
/* Texts in which marks were made, kept to compare with what they became. */
#include "marks/snapshot.h"

#include <string.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/error.h"
#include "base/files.h"
#include "base/sha256.h"

static const char prefix[] = "sha256:";

enum { PREFIX = sizeof(prefix) - 1 };

static struct cache cache_of(const char *folder)
{
	return (struct cache){ .name = "snapshots",
			       .folder = folder,
			       .suffix = ".txt",
			       .quota = SNAPSHOT_QUOTA };
}

/* The key of its file; what is no fingerprint has none. */
static const char *key_of(const char *fingerprint)
{
	return strncmp(fingerprint, prefix, PREFIX) == 0 ? fingerprint + PREFIX
							 : "";
}

void snapshot_save(const char *folder, const char *fingerprint,
		   struct span text)
{
	struct cache cache = cache_of(folder);

	if (text.len && text.len <= SNAPSHOT_MAX)
		cache_keep(&cache, key_of(fingerprint), text);
}

/* Whether the bytes have the key. */
static bool is_text(const struct buffer *out, size_t from, const char *key)
{
	unsigned char digest[SHA256_DIGEST];
	char found[CACHE_KEY + 1];
	struct sha256 sha;

	sha256_init(&sha);
	sha256_update(&sha, buffer_string(out) + from, out->len - from);
	sha256_finish(&sha, digest);
	cache_key(digest, found);
	return strcmp(found, key) == 0;
}

bool snapshot_load(const char *folder, const char *fingerprint,
		   struct buffer *out)
{
	struct cache cache = cache_of(folder);
	const char *key = key_of(fingerprint);
	struct buffer path = BUFFER_INIT;
	struct error error;
	size_t from = out->len;
	bool loaded =
		cache_path(&cache, key, &path) &&
		files_read(buffer_string(&path), SNAPSHOT_MAX, out, &error);

	if (loaded && !is_text(out, from, key)) {
		buffer_truncate(out, from);
		unlink(buffer_string(&path));
		loaded = false;
	}
	if (loaded)
		cache_use(buffer_string(&path));
	buffer_release(&path);
	return loaded;
}
