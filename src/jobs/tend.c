/* SPDX-License-Identifier: ISC */
/* Check the marks file, make it shorter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "jobs/jobs.h"
#include "marks/store.h"
#include "text/sink.h"

static void print_path(const char *path)
{
	struct buffer safe = BUFFER_INIT;

	sink_append_whole(&safe, path, strlen(path));
	fputs(buffer_string(&safe), stdout);
	buffer_release(&safe);
}

static void tell(void *context, const struct store_finding *finding)
{
	static const char *const what[] = {
		[STORE_UNREADABLE] = "unreadable; kept as it is",
		[STORE_NEWER] = "of a newer Lectern; kept as it is",
		[STORE_FOREIGN] = "of a kind that is not known; kept as it is",
	};

	(void)context;
	print_path(finding->path);
	printf(":%zu: %s\n", finding->line, what[finding->what]);
}

static void print_count(const char *name, size_t count)
{
	printf("%s\t%zu\n", name, count);
}

int jobs_check(const struct jobs *jobs)
{
	struct store_report report = { 0 };
	struct error error;

	store_read(jobs->store);
	store_check(jobs->store, &report, tell, NULL);
	fputs("file\t", stdout);
	print_path(store_path(jobs->store));
	putchar('\n');
	print_count("files", report.files);
	print_count("lines", report.lines);
	print_count("highlights", report.highlights);
	print_count("bookmarks", report.bookmarks);
	print_count("deleted", report.deleted);
	print_count("documents", report.documents);
	print_count("superseded", report.superseded);
	print_count("concurrent", report.concurrent);
	print_count("unreadable", report.unreadable);
	print_count("newer", report.newer);
	print_count("unknown", report.foreign);
	if (store_unsaved(jobs->store) && !store_retry(jobs->store, &error)) {
		jobs->complain(error.sentence);
		return EXIT_FAILURE;
	}
	return report.unreadable ? EXIT_FAILURE : EXIT_SUCCESS;
}

int jobs_compact(const struct jobs *jobs)
{
	struct error error;
	size_t left_out = 0;

	store_read(jobs->store);
	if (!store_compact(jobs->store, &left_out, &error)) {
		jobs->complain(error.sentence);
		return EXIT_FAILURE;
	}
	printf("%zu superseded line%s left out\n", left_out,
	       left_out == 1 ? "" : "s");
	return EXIT_SUCCESS;
}
