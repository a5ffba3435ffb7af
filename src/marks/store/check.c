/* SPDX-License-Identifier: ISC */
/* Look at every line of the marks file, and say what is wrong. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/store/held.h"

/* Of a line; false: there is nothing to be said about it. */
static bool find(const struct line *line, enum store_line *what)
{
	if (line->newer || line->kind == LOOK_NEWER)
		*what = STORE_NEWER;
	else if (line->kind == LOOK_UNREADABLE)
		*what = STORE_UNREADABLE;
	else if (line->kind == LOOK_FOREIGN)
		*what = STORE_FOREIGN;
	else
		return false;
	return true;
}

/* What is told of lines. */
struct telling {
	struct store_report *report;
	void (*tell)(void *context, const struct store_finding *finding);
	void *context;
};

static void tell_line(const struct telling *telling, const char *path,
		      size_t number, const struct line *line)
{
	struct store_finding finding = { path, number, STORE_UNREADABLE };

	if (!find(line, &finding.what))
		return;
	telling->report->unreadable += finding.what == STORE_UNREADABLE;
	telling->report->newer += finding.what == STORE_NEWER;
	telling->report->foreign += finding.what == STORE_FOREIGN;
	if (telling->tell)
		telling->tell(telling->context, &finding);
}

static void check_lines(const struct catalog *known,
			const struct telling *telling)
{
	size_t *numbers =
		memory_alloc_zeroed(known->source_count, sizeof(*numbers));

	for (size_t i = 0; i < known->line_count; i++) {
		const struct line *line = &known->lines[i];
		const struct logfile *source = known->sources[line->source];

		numbers[line->source]++;
		if (line->kind == LOOK_BLANK)
			continue;
		telling->report->lines++;
		telling->report->superseded += source->kind == LOGFILE_FILE &&
					       line->superseded &&
					       !line->deleted && !line->newer;
		tell_line(telling, buffer_string(&source->path),
			  numbers[line->source], line);
	}
	free(numbers);
}

static void check_group(struct store *store, uint32_t group,
			struct table *documents, struct store_report *report)
{
	bool is_mark = store->known.groups[group].is_mark;
	struct held_group held;
	const char *document;
	struct mark mark;

	if (!held_merge(store, group, &held))
		return;
	document = fields_string(held.merged.fields, "doc");
	if (!held.merged.deleted && document)
		*table_slot(documents,
			    catalog_hash(document, strlen(document))) = 0;
	if (is_mark) {
		mark_init(&mark);
		held_mark(&held, &mark);
		report->deleted += mark.deleted;
		report->bookmarks +=
			!mark.deleted && mark.kind == MARK_BOOKMARK;
		report->highlights +=
			!mark.deleted && mark.kind == MARK_HIGHLIGHT;
		report->concurrent += held.merged.heads > 1;
		mark_release(&mark);
	}
	held_forget(&held);
}

void store_check(struct store *store, struct store_report *report,
		 void (*tell)(void *context,
			      const struct store_finding *finding),
		 void *context)
{
	const struct telling telling = { report, tell, context };
	struct table documents = { NULL, 0, 0 };
	const struct catalog *known = &store->known;

	memset(report, 0, sizeof(*report));
	held_renew(store);
	store_read(store);
	for (size_t i = 0; i < known->source_count; i++)
		report->files += known->sources[i]->stamp.size >= 0;
	for (uint32_t i = 0; i < known->group_count; i++) {
		catalog_prove(&store->known, i);
		check_group(store, i, &documents, report);
	}
	report->documents = documents.count;
	check_lines(known, &telling);
	table_release(&documents);
}
