/* SPDX-License-Identifier: ISC */
/* Text that other programs make of a file. */
#include "document/source/filtered.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/cache.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/pipeline.h"
#include "document/source.h"

/* A book takes a few seconds; a minute is given to slow machines. */
enum { LIMIT_MS = 60 * 1000 };

/* Their cost is worth a file, their size is that of text. */
static const struct cache cache = {
	.name = "filtered",
	.suffix = ".md",
	.quota = 256 << 20,
};

struct filtered {
	struct pipeline pipeline;
	char key[CACHE_KEY + 1]; /* "": not kept */
	bool failed;
	struct error error;
};

int filtered_open_kept(const struct source_filter *filter)
{
	struct buffer path = BUFFER_INIT;
	int fd = -1;

	if (filter->key && cache_path(&cache, filter->key, &path) &&
	    cache_use(buffer_string(&path)))
		fd = open(buffer_string(&path), O_RDONLY | O_CLOEXEC |
							O_NOCTTY | O_NONBLOCK |
							O_NOFOLLOW);
	buffer_release(&path);
	return fd;
}

struct filtered *filtered_start(const struct source_filter *filter, int input,
				int *output, struct error *error)
{
	struct filtered *filtered = memory_alloc_zeroed(1, sizeof(*filtered));

	filtered->pipeline = (struct pipeline)PIPELINE_NONE;
	if (filter->key && strlen(filter->key) == CACHE_KEY)
		memcpy(filtered->key, filter->key, CACHE_KEY);
	if (pipeline_start(&filtered->pipeline, filter->programs, filter->count,
			   input, LIMIT_MS, output, error))
		return filtered;
	free(filtered);
	return NULL;
}

void filtered_free(struct filtered *filtered)
{
	if (!filtered)
		return;
	pipeline_kill(&filtered->pipeline);
	free(filtered);
}

void filtered_settle(struct filtered *filtered, struct span text, bool whole)
{
	if (filtered->pipeline.pid < 0)
		return;
	if (!whole) {
		pipeline_kill(&filtered->pipeline);
		return;
	}
	filtered->failed = !pipeline_end(&filtered->pipeline, &filtered->error);
	if (!filtered->failed && filtered->key[0])
		cache_keep(&cache, filtered->key, text);
}

void filtered_stop(struct filtered *filtered)
{
	if (filtered->pipeline.pid < 0)
		return;
	pipeline_kill(&filtered->pipeline);
	filtered->failed = !error_set(&filtered->error,
				      "its filter was stopped; the rest is "
				      "missing");
}

bool filtered_is_well(const struct filtered *filtered, struct error *error)
{
	if (filtered->failed)
		*error = filtered->error;
	return !filtered->failed;
}
