/* SPDX-License-Identifier: ISC */
/* Check the marks file, make it shorter. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "jobs/jobs.h"
#include "marks/store.h"
#include "print/output.h"

static void put_path(struct output *output, const char *path)
{
	output_append_foreign(output, path, strlen(path));
}

static void tell(void *context, const struct store_finding *finding)
{
	static const char *const what[] = {
		[STORE_UNREADABLE] = "unreadable; kept as it is",
		[STORE_NEWER] = "of a newer Lectern; kept as it is",
		[STORE_FOREIGN] = "of a kind that is not known; kept as it is",
	};

	put_path(context, finding->path);
	output_append_format(context, ":%zu: %s\n", finding->line,
			     what[finding->what]);
}

static void put_count(struct output *output, const char *name, size_t count)
{
	output_append_format(output, "%s\t%zu\n", name, count);
}

int jobs_check(const struct jobs *jobs)
{
	struct store_report report = { 0 };
	struct output output;
	struct error error;

	store_read(jobs->store);
	output_open(&output, STDOUT_FILENO);
	store_check(jobs->store, &report, tell, &output);
	output_append_format(&output, "file\t");
	put_path(&output, store_path(jobs->store));
	output_append_byte(&output, '\n');
	put_count(&output, "files", report.files);
	put_count(&output, "lines", report.lines);
	put_count(&output, "highlights", report.highlights);
	put_count(&output, "bookmarks", report.bookmarks);
	put_count(&output, "deleted", report.deleted);
	put_count(&output, "documents", report.documents);
	put_count(&output, "superseded", report.superseded);
	put_count(&output, "concurrent", report.concurrent);
	put_count(&output, "unreadable", report.unreadable);
	put_count(&output, "newer", report.newer);
	put_count(&output, "unknown", report.foreign);
	if (!output_close(&output, &error) ||
	    (store_unsaved(jobs->store) && !store_retry(jobs->store, &error))) {
		jobs->complain(error.sentence);
		return EXIT_FAILURE;
	}
	return report.unreadable ? EXIT_FAILURE : EXIT_SUCCESS;
}

int jobs_compact(const struct jobs *jobs)
{
	struct output output;
	struct error error;
	size_t left_out = 0;
	bool done;

	store_read(jobs->store);
	if (!store_compact(jobs->store, &left_out, &error)) {
		jobs->complain(error.sentence);
		return EXIT_FAILURE;
	}
	output_open(&output, STDOUT_FILENO);
	output_append_format(&output, "%zu superseded line%s left out\n",
			     left_out, left_out == 1 ? "" : "s");
	done = output_close(&output, &error);
	if (!done)
		jobs->complain(error.sentence);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
