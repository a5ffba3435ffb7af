/* SPDX-License-Identifier: ISC */
/* Find the text, the place and the time that the command line means. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/folders.h"
#include "document/document.h"
#include "jobs/jobs.h"
#include "marks/exchange.h"
#include "marks/exchange/dates.h"
#include "marks/marks.h"
#include "marks/store.h"

enum {
	UUID_LENGTH = 36,
	PLACE_SLICE_MS = 1000,
	HOUR_MS = 3600 * 1000,
	HOURS_DAY = 24,
	HOURS_WEEK = 7 * HOURS_DAY,
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool jobs_is_id(const char *name)
{
	if (strlen(name) != UUID_LENGTH)
		return false;
	for (size_t i = 0; i < UUID_LENGTH; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? name[i] != '-'
			 : !strchr("0123456789abcdefABCDEF", name[i]))
			return false;
	}
	return true;
}

static bool find_mark(const struct jobs *jobs, const char *id,
		      struct mark *mark, struct error *error)
{
	store_read(jobs->store);
	if (store_mark(jobs->store, id, mark) && !mark->deleted)
		return true;
	return error_set(error, "there is no mark %s in %s", id,
			 store_path(jobs->store));
}

static bool find_place(const struct mark *mark, const struct document *document,
		       uint32_t *off)
{
	struct marks marks = { 0 };
	struct mark_list list = { 0 };
	bool found;

	mark_copy(mark_list_add(&list), mark);
	marks_set(&marks, &list);
	while (marks_step(&marks, document, "", 0, 0, PLACE_SLICE_MS))
		;
	*off = marks.items[0].off;
	found = marks.items[0].state != MARK_LOST;
	mark_list_release(&list);
	marks_release(&marks);
	return found;
}

bool jobs_locate(const struct jobs *jobs, const struct document *document,
		 const char *id, uint32_t *off, struct error *error)
{
	struct mark mark;
	bool found;

	mark_init(&mark);
	found = find_mark(jobs, id, &mark, error);
	if (found && !find_place(&mark, document, off))
		found = error_set(error,
				  "what was marked is not in the text any "
				  "more; it was: %.400s",
				  buffer_string(&mark.original.anchor.exact));
	mark_release(&mark);
	return found;
}

/* The newest path where the document is. */
static bool find_path(const struct jobs *jobs, const char *document,
		      struct buffer *path)
{
	struct sighting_list list = { 0 };
	struct buffer home = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;
	int64_t at_ms = INT64_MIN;

	folders_home(&home);
	store_sightings_of(jobs->store, document, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct sighting *sighting = &list.sightings[i];

		buffer_clear(&found);
		if (sighting->at_ms <= at_ms || !sighting->path.len ||
		    !folders_expand(&found, buffer_string(&home),
				    sighting->path.data) ||
		    access(found.data, R_OK) < 0)
			continue;
		at_ms = sighting->at_ms;
		buffer_clear(path);
		buffer_append(path, found.data, found.len);
	}
	buffer_release(&found);
	buffer_release(&home);
	sighting_list_release(&list);
	return at_ms != INT64_MIN;
}

bool jobs_path_of(const struct jobs *jobs, const char *id, struct buffer *path,
		  struct error *error)
{
	struct mark mark;
	bool found;

	mark_init(&mark);
	found = find_mark(jobs, id, &mark, error);
	if (found && !find_path(jobs, mark.document, path))
		found = error_set(error,
				  "the text that %s is in is not here; name "
				  "its file too",
				  id);
	mark_release(&mark);
	return found;
}

bool jobs_read_since(const char *time, int64_t *since_ms)
{
	char *end;
	long count = strtol(time, &end, 10);
	int64_t hours = 0;

	if (dates_read_rfc3339(time, strlen(time), since_ms))
		return true;
	if (end == time || count <= 0 || count > 1000000 || !*end || end[1])
		return false;
	if (*end == 'h')
		hours = 1;
	else if (*end == 'd')
		hours = HOURS_DAY;
	else if (*end == 'w')
		hours = HOURS_WEEK;
	*since_ms = now_ms() - count * hours * HOUR_MS;
	return hours > 0;
}

void jobs_exchange_init(struct exchange *exchange)
{
	exchange_init(exchange);
	exchange->now_ms = now_ms();
	snprintf(exchange->generator, sizeof(exchange->generator), "%s",
		 PACKAGE_STRING);
}
