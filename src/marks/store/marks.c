/* SPDX-License-Identifier: ISC */
/* Marks, as they are known. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/store/held.h"
#include "marks/store/record.h"

void held_mark(const struct held_group *held, struct mark *mark)
{
	const json_t *last = held->records[held->count - 1].json;
	const char *at = held->merged.at;

	record_read_mark(held->merged.fields, mark);
	record_copy(mark->id, sizeof(mark->id), fields_string(last, "id"));
	if (at)
		mark->changed_ms =
			look_time((struct span){ at, strlen(at) }) * 1000;
	record_copy(mark->by, sizeof(mark->by), held->merged.by);
	mark->deleted = held->merged.deleted;
	mark->read_only = held->merged.newer;
}

/* Reads the mark of a group of which one record holds: most of them. Nothing is
 * to be merged then. False: not by this means. */
static bool read_only_head(struct store *store, uint32_t group,
			   struct mark *mark)
{
	const struct catalog *known = &store->known;
	uint32_t head = known->groups[group].head;
	struct buffer bytes = BUFFER_INIT;
	json_t *record = NULL;
	struct look look;
	bool done;

	if (head == CATALOG_NONE ||
	    known->lines[head].next_head != CATALOG_NONE)
		return false;
	if (catalog_fetch(known, head, &bytes))
		record = fields_parse((struct span){ bytes.data, bytes.len },
				      STORE_RECORD);
	look_at_object(record, &look);
	done = look.kind == LOOK_MARK && held_is_line(store, record, head);
	if (done) {
		mark_release(mark);
		record_read_mark(record, mark);
		record_copy(mark->id, sizeof(mark->id), look.id.ptr);
		mark->changed_ms = record_read_time(record, "at");
		record_copy(mark->by, sizeof(mark->by),
			    fields_string(record, "by"));
		mark->deleted = look.deleted;
		mark->read_only = look.newer;
	}
	json_decref(record);
	buffer_release(&bytes);
	return done;
}

bool held_read_mark(struct store *store, uint32_t group, struct mark *mark)
{
	struct held_group held;

	if (group == CATALOG_NONE)
		return false;
	if (read_only_head(store, group, mark))
		return true;
	if (!held_merge(store, group, &held))
		return false;
	mark_release(mark);
	held_mark(&held, mark);
	held_forget(&held);
	return true;
}

bool store_mark(struct store *store, const char *id, struct mark *mark)
{
	held_read_on(store);
	return held_read_mark(store, catalog_group(&store->known, true, id),
			      mark);
}

size_t store_mark_count(struct store *store)
{
	held_read_on(store);
	return catalog_order(&store->known);
}

bool store_mark_at(struct store *store, size_t item, struct mark *mark)
{
	const struct catalog *known = &store->known;

	held_read_on(store);
	return item < known->order_count &&
	       held_read_mark(store, known->listed[item], mark) &&
	       !mark->deleted;
}

/* --- By letter ------------------------------------------------------------ */

/* Whether one of a mark's lines may be that of a bookmark with a letter: few
 * are. */
static bool may_have_letter(const struct catalog *known, uint32_t group)
{
	struct buffer line = BUFFER_INIT;
	bool may = false;

	for (uint32_t head = known->groups[group].head;
	     head != CATALOG_NONE && !may;
	     head = known->lines[head].next_head) {
		if (known->lines[head].highlight)
			continue;
		buffer_clear(&line);
		may = catalog_fetch(known, head, &line) &&
		      (memmem(line.data, line.len, "letter", 6) ||
		       memmem(line.data, line.len, "\\u", 2));
	}
	buffer_release(&line);
	return may;
}

bool store_find_letter(struct store *store, char letter, struct mark *mark)
{
	struct catalog *known = &store->known;
	size_t count = store_mark_count(store);
	bool found = false;

	for (size_t i = 0; i < count && !found; i++)
		found = may_have_letter(known, known->order[i]) &&
			held_read_mark(store, known->order[i], mark) &&
			!mark->deleted && mark->kind == MARK_BOOKMARK &&
			mark->letter == letter;
	return found;
}

/* --- By document ---------------------------------------------------------- */

/* Groups, which may come several times until they are sorted. */
struct groups {
	uint32_t *numbers;
	size_t count;
	size_t room;
};

static int compare_groups(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

static void sort_groups(struct groups *groups)
{
	size_t kept = 0;

	if (!groups->count)
		return;
	qsort(groups->numbers, groups->count, sizeof(*groups->numbers),
	      compare_groups);
	for (size_t i = 0; i < groups->count; i++)
		if (!kept || groups->numbers[kept - 1] != groups->numbers[i])
			groups->numbers[kept++] = groups->numbers[i];
	groups->count = kept;
}

/* Adds the groups that live and of which a head is of a document. */
static void collect(const struct store *store, const char *document,
		    struct groups *groups)
{
	const struct catalog *known = &store->known;
	uint32_t at =
		*document ? catalog_document(known, document) : CATALOG_NONE;

	for (; at != CATALOG_NONE; at = known->lines[at].same_document) {
		const struct line *line = &known->lines[at];

		if (line->superseded || line->group == CATALOG_NONE ||
		    !catalog_alive(known, line->group))
			continue;
		MEMORY_RESERVE(groups->numbers, groups->room,
			       groups->count + 1);
		groups->numbers[groups->count++] = line->group;
	}
}

/* Whose a mark is may differ between its heads. */
static bool is_of(const struct mark *mark, const char *const *documents,
		  size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(mark->document, documents[i]) == 0)
			return true;
	return false;
}

void store_marks(struct store *store, const char *const *documents,
		 size_t count, struct mark_list *out)
{
	struct groups groups = { NULL, 0, 0 };

	held_read_on(store);
	for (size_t i = 0; i < count; i++)
		collect(store, documents[i], &groups);
	sort_groups(&groups);
	for (size_t i = 0; i < groups.count; i++) {
		struct mark *mark = mark_list_add(out);

		if (held_read_mark(store, groups.numbers[i], mark) &&
		    !mark->deleted && is_of(mark, documents, count))
			continue;
		mark_release(mark);
		out->count--;
	}
	free(groups.numbers);
}

size_t store_count_of(struct store *store, const char *document)
{
	struct groups groups = { NULL, 0, 0 };

	collect(store, document, &groups);
	sort_groups(&groups);
	free(groups.numbers);
	return groups.count;
}
