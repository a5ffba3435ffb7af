/* SPDX-License-Identifier: ISC */
/* The shelf: what was read lately, or the texts of a folder. */
#include "reader/shelf.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/folder.h"
#include "document/load.h"
#include "document/outline.h"
#include "document/source.h"
#include "reader/keys.h"
#include "reader/session.h"
#include "reader/state.h"
#include "reader/view.h"
#include "reader/wordcount.h"

enum {
	HEAD = 64 * 1024, /* bytes of a text that are read for its title */
	LOOKS_A_STEP = 1, /* entries looked at before keys are heard again */
};

/* --- Entries ---------------------------------------------------------------
 */

static char *copy(const char *string)
{
	return memory_copy_string(string, strlen(string));
}

static void clear_entries(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->count; i++) {
		free(shelf->entries[i].path);
		free(shelf->entries[i].title);
		free(shelf->entries[i].author);
	}
	shelf->count = 0;
	shelf->shown_count = 0;
	shelf->looked = 0;
	shelf->cut = false;
}

void shelf_release(struct shelf *shelf)
{
	clear_entries(shelf);
	free(shelf->entries);
	free(shelf->shown);
	free(shelf->folder);
	*shelf = (struct shelf){ 0 };
}

void shelf_set_folder(struct shelf *shelf, const char *folder)
{
	free(shelf->folder);
	shelf->folder = folder ? copy(folder) : NULL;
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

static void replace(char **string, const char *by)
{
	free(*string);
	*string = copy(by);
}

static struct shelf_entry *add_entry(struct shelf *shelf, const char *path)
{
	struct shelf_entry *entry;

	MEMORY_RESERVE(shelf->entries, shelf->room, shelf->count + 1);
	entry = &shelf->entries[shelf->count++];
	*entry = (struct shelf_entry){ .path = copy(path),
				       .title = copy(name_of(path)),
				       .author = copy("") };
	return entry;
}

/* Takes over what is remembered of a text. */
static void fill(struct shelf_entry *entry, const struct state_document *kept)
{
	if (*kept->title)
		replace(&entry->title, kept->title);
	replace(&entry->author, kept->author);
	entry->minutes = kept->minutes;
	entry->percent = kept->percent;
	entry->finished = kept->finished;
	entry->marks = kept->marks;
	entry->at = kept->at;
}

static void list_remembered(struct view *view)
{
	const struct state_document *const *documents;
	size_t count = 0;

	if (view->state)
		count = state_documents(view->state, &documents);
	for (size_t i = 0; i < count; i++)
		fill(add_entry(&view->shelf, documents[i]->path), documents[i]);
}

static bool list_folder(struct view *view)
{
	struct shelf *shelf = &view->shelf;
	struct folder folder;
	struct error error;
	bool done = folder_read(&folder, shelf->folder, &error);

	for (size_t i = 0; done && i < folder.count; i++) {
		struct shelf_entry *entry = add_entry(shelf, folder.paths[i]);
		char *real = realpath(entry->path, NULL);
		const struct state_document *kept =
			real && view->state
				? state_document(view->state, real, 0)
				: NULL;

		if (kept)
			fill(entry, kept);
		free(real);
	}
	shelf->cut = folder.cut;
	if (!done)
		view_complain(view, "%s", error.sentence);
	folder_release(&folder);
	return done;
}

/* --- What shows, in which order --------------------------------------------
 */

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* As people order names: numbers by their value, letters whatever their case.
 */
static int compare_names(const char *a, const char *b)
{
	while (*a && *b) {
		if (is_digit(*a) && is_digit(*b)) {
			size_t a_len, b_len;
			int order;

			a += strspn(a, "0");
			b += strspn(b, "0");
			a_len = strspn(a, "0123456789");
			b_len = strspn(b, "0123456789");
			if (a_len != b_len)
				return a_len < b_len ? -1 : 1;
			order = memcmp(a, b, a_len);
			if (order)
				return order;
			a += a_len;
			b += b_len;
		} else if (tolower((unsigned char)*a) !=
			   tolower((unsigned char)*b)) {
			break;
		} else {
			a++;
			b++;
		}
	}
	return tolower((unsigned char)*a) - tolower((unsigned char)*b);
}

static int compare(const struct shelf *shelf, const struct shelf_entry *a,
		   const struct shelf_entry *b)
{
	if (shelf->order == SHELF_RECENT && a->at != b->at)
		return a->at > b->at ? -1 : 1;
	if (shelf->order == SHELF_SHORTEST && a->minutes != b->minutes)
		return a->minutes < b->minutes ? -1 : 1;
	if (shelf->order == SHELF_TITLE &&
	    compare_names(a->title, b->title) != 0)
		return compare_names(a->title, b->title);
	return compare_names(a->path, b->path);
}

/* qsort() has no place for what it sorts by. */
static const struct shelf *sorted;

static int by_order(const void *a, const void *b)
{
	return compare(sorted, &sorted->entries[*(const uint32_t *)a],
		       &sorted->entries[*(const uint32_t *)b]);
}

static bool shows(const struct shelf *shelf, const struct shelf_entry *entry)
{
	bool begun = entry->at && entry->percent && !entry->finished;

	switch (shelf->show) {
	case SHELF_BEGUN:
		return begun;
	case SHELF_UNREAD:
		return !begun && !entry->finished;
	case SHELF_FINISHED:
		return entry->finished;
	case SHELF_ALL:
	case SHELF_SHOWS:
		break;
	}
	return true;
}

static void arrange(struct shelf *shelf)
{
	shelf->shown_count = 0;
	MEMORY_RESERVE(shelf->shown, shelf->shown_room, shelf->count + 1);
	for (size_t i = 0; i < shelf->count; i++)
		if (shows(shelf, &shelf->entries[i]))
			shelf->shown[shelf->shown_count++] = (uint32_t)i;
	sorted = shelf;
	if (shelf->shown_count)
		qsort(shelf->shown, shelf->shown_count, sizeof(*shelf->shown),
		      by_order);
	sorted = NULL;
}

/* --- Looking at texts ------------------------------------------------------
 */

/* Its title and length, from its first bytes. */
static void read_head(struct view *view, struct shelf_entry *entry)
{
	struct source *source;
	struct error error;
	struct load *load;
	const struct document *document;
	struct buffer title = BUFFER_INIT;
	uint64_t done, all;
	double words;

	source = source_open_file(
		&(struct source_file){ .path = entry->path, .arriving = true },
		&error);
	if (!source)
		return;
	load = load_open(source, SOURCE_AUTO, HEAD);
	load_step(load);
	document = load_document(load);
	load_progress(load, &done, &all);
	words = wordcount_exactly(document, 0, (uint32_t)document->text.len);
	if (done && done < all)
		words *= (double)all / (double)done;
	if (!entry->minutes)
		entry->minutes =
			(uint32_t)progress_minutes(&view->progress, words);
	if (outline_append_name(&title, document))
		replace(&entry->title, buffer_string(&title));
	buffer_release(&title);
	replace(&entry->author,
		document_string(document, document->metadata.author));
	load_free(load);
}

static void look(struct view *view, struct shelf_entry *entry)
{
	struct stat found;

	entry->looked = true;
	entry->gone = stat(entry->path, &found) < 0;
	if (!entry->gone && S_ISREG(found.st_mode) && !entry->at)
		read_head(view, entry);
}

/* Titles and lengths that became known change the order only when the list is
 * made anew: nothing moves under the reader's hand. */
static bool step(struct view *view)
{
	struct shelf *shelf = &view->shelf;

	for (int i = 0; i < LOOKS_A_STEP && shelf->looked < shelf->count; i++)
		look(view, &shelf->entries[shelf->looked++]);
	return shelf->looked < shelf->count;
}

/* --- The list --------------------------------------------------------------
 */

static void append_title(struct view *view, struct buffer *out)
{
	static const char *const what[SHELF_SHOWS] = {
		[SHELF_ALL] = "",
		[SHELF_BEGUN] = ", begun",
		[SHELF_UNREAD] = ", unread",
		[SHELF_FINISHED] = ", finished",
	};
	static const char *const order[SHELF_ORDERS] = {
		[SHELF_RECENT] = "",
		[SHELF_TITLE] = ", by title",
		[SHELF_SHORTEST] = ", the shortest first",
	};
	const struct shelf *shelf = &view->shelf;

	buffer_append_string(out,
			     shelf->folder ? shelf->folder : "Read lately");
	buffer_append_format(out, ": %zu%s%s%s", shelf->shown_count,
			     shelf->cut ? "+" : "", what[shelf->show],
			     order[shelf->order]);
}

static size_t count(struct view *view)
{
	return view->shelf.shown_count;
}

static void append_right(struct buffer *out, const char *part)
{
	buffer_append_format(out, "%s%s", out->len ? "  " : "", part);
}

static void describe(struct view *view, size_t item, struct list_row *row)
{
	const struct shelf *shelf = &view->shelf;
	const struct shelf_entry *entry = &shelf->entries[shelf->shown[item]];
	char part[48];

	buffer_append_string(&row->text, entry->title);
	if (*entry->author)
		buffer_append_format(&row->text, ", %s", entry->author);
	row->dim = entry->gone;
	if (entry->gone) {
		buffer_append_string(&row->right, "is gone");
		return;
	}
	if (entry->marks) {
		buffer_append_format(&row->right, "%u mark%s", entry->marks,
				     entry->marks == 1 ? "" : "s");
	}
	if (entry->minutes) {
		snprintf(part, sizeof(part), "%u min", entry->minutes);
		append_right(&row->right, part);
	}
	if (entry->finished)
		append_right(&row->right, "read");
	else if (entry->percent) {
		snprintf(part, sizeof(part), "%3u%%", entry->percent);
		append_right(&row->right, part);
	}
	if (entry->at) {
		buffer_append_string(&row->right, row->right.len ? "  " : "");
		session_append_ago(&row->right, entry->at, (int64_t)time(NULL));
	}
}

static void choose(struct view *view, size_t item)
{
	const struct shelf *shelf = &view->shelf;

	view_wish(view, shelf->entries[shelf->shown[item]].path);
	view->wish.from_shelf = true;
}

/* What is gone cannot be chosen: the list stays. */
static bool refuse_gone(struct view *view, size_t item)
{
	const struct shelf *shelf = &view->shelf;
	struct shelf_entry *entry;

	if (item == SIZE_MAX)
		return false;
	entry = &shelf->entries[shelf->shown[item]];
	look(view, entry);
	if (entry->gone)
		view_complain(view, "%s is gone; x forgets it.", entry->path);
	return entry->gone;
}

static void rearrange(struct view *view)
{
	arrange(&view->shelf);
	list_reset(view);
}

/* Forgets what is selected, once x was pressed twice; in a folder it stays, as
 * one never read. */
static void forget(struct view *view, size_t item)
{
	struct shelf *shelf = &view->shelf;
	struct shelf_entry *entry = &shelf->entries[shelf->shown[item]];
	char *real;
	struct error error;

	if (!entry->at) {
		view_say(view, "It was never read.");
		return;
	}
	if (shelf->doomed != item + 1) {
		shelf->doomed = item + 1;
		view_say(view,
			 "x once more forgets where you were in \xe2\x80\x9c"
			 "%s\xe2\x80\x9d.",
			 entry->title);
		return;
	}
	real = shelf->folder ? realpath(entry->path, NULL) : NULL;
	if (view->state &&
	    !state_forget(view->state, real ? real : entry->path, &error))
		view_complain(view, "%s", error.sentence);
	else
		view_say(view, "%s is forgotten.", entry->title);
	free(real);
	if (shelf->folder) {
		entry->at = 0;
		entry->percent = 0;
		entry->finished = false;
	} else {
		free(entry->path);
		free(entry->title);
		free(entry->author);
		shelf->count--;
		memmove(entry, entry + 1,
			(size_t)(shelf->entries + shelf->count - entry) *
				sizeof(*entry));
		if (shelf->looked > shelf->count)
			shelf->looked = shelf->count;
	}
	rearrange(view);
}

static bool key(struct view *view, size_t item, uint32_t pressed)
{
	struct shelf *shelf = &view->shelf;

	if (pressed != 'x')
		shelf->doomed = 0;
	switch (pressed) {
	case KEYS_ENTER:
		return refuse_gone(view, item);
	case 's':
		shelf->order = (shelf->order + 1) % SHELF_ORDERS;
		rearrange(view);
		return true;
	case 'f':
		shelf->show = (shelf->show + 1) % SHELF_SHOWS;
		rearrange(view);
		return true;
	case 'q':
		if (shelf->leaving)
			view->request = REQUEST_QUIT;
		return shelf->leaving;
	case 'x':
		if (item != SIZE_MAX)
			forget(view, item);
		return true;
	default:
		return false;
	}
}

#define SHELF_HINT "Enter opens, / filters, s sorts, f by state, x forgets"

static const struct list_source remembered = {
	.title = append_title,
	.count = count,
	.describe = describe,
	.choose = choose,
	.key = key,
	.step = step,
	.hint = SHELF_HINT,
	.empty = "Nothing yet. lectern FILE opens a text, lectern DIR shows "
		 "those of a folder.",
};

static const struct list_source folder_texts = {
	.title = append_title,
	.count = count,
	.describe = describe,
	.choose = choose,
	.key = key,
	.step = step,
	.hint = SHELF_HINT,
	.empty = "There is no .md or .txt file here.",
};

void shelf_return(struct view *view)
{
	shelf_open(view);
	view->shelf.leaving = list_is_open(view);
}

void shelf_open(struct view *view)
{
	struct shelf *shelf = &view->shelf;

	clear_entries(shelf);
	shelf->doomed = 0;
	shelf->leaving = false;
	if (!shelf->folder)
		list_remembered(view);
	else if (!list_folder(view))
		return;
	arrange(shelf);
	list_open(view, shelf->folder ? &folder_texts : &remembered, 0, false);
}
