/* SPDX-License-Identifier: ISC */
/* The shelf: what was read lately, or the texts of a folder. */
#include "reader/shelf.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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
	/* Columns of a row's figures, and of a window that has room for them.
	 */
	MARKS_COLUMNS = 9,
	MINUTES_COLUMNS = 8,
	STATE_COLUMNS = 10,
	AGO_COLUMNS = 16,
	FIGURES_FROM = 80,
	IN_HOURS = 100, /* minutes, from which on hours are said */
};

/* --- Entries ---------------------------------------------------------------
 */

static char *copy(const char *string)
{
	return memory_copy_string(string, strlen(string));
}

static void release_entry(struct shelf_entry *entry)
{
	free(entry->path);
	free(entry->title);
	free(entry->author);
}

static void clear_entries(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->count; i++)
		release_entry(&shelf->entries[i]);
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
	free(shelf->home);
	free(shelf->chosen);
	*shelf = (struct shelf){ 0 };
}

void shelf_set_folder(struct shelf *shelf, const char *folder)
{
	free(shelf->folder);
	shelf->folder = folder ? copy(folder) : NULL;
}

void shelf_set_home(struct shelf *shelf, const char *folder)
{
	free(shelf->home);
	shelf->home = folder ? copy(folder) : NULL;
	shelf_set_folder(shelf, folder);
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
	if (kept->top.text_len)
		entry->place = (uint32_t)((uint64_t)kept->top.off * 100 /
					  kept->top.text_len);
}

static bool is_below(const char *path, const char *folder)
{
	size_t len = folder ? strlen(folder) : 0;

	while (len && folder[len - 1] == '/')
		len--;
	return len && strncmp(path, folder, len) == 0 && path[len] == '/';
}

/* Whether it is gone from where nothing stays: nobody misses it there. */
static bool was_temporary(const char *path)
{
	return (is_below(path, "/tmp") || is_below(path, "/var/tmp") ||
		is_below(path, getenv("TMPDIR"))) &&
	       access(path, F_OK) < 0;
}

static void list_remembered(struct view *view)
{
	const struct state_document *const *documents;
	size_t count = 0;

	if (view->state)
		count = state_documents(view->state, &documents);
	for (size_t i = 0; i < count; i++)
		if (!was_temporary(documents[i]->path))
			fill(add_entry(&view->shelf, documents[i]->path),
			     documents[i]);
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
	/* What is remembered comes in that order; seconds are too long. */
	if (shelf->order == SHELF_RECENT && !shelf->folder && a != b)
		return a < b ? -1 : 1;
	if (shelf->order == SHELF_SHORTEST && a->minutes != b->minutes)
		return a->minutes < b->minutes ? -1 : 1;
	if (shelf->order == SHELF_TITLE &&
	    compare_names(a->title, b->title) != 0)
		return compare_names(a->title, b->title);
	if (compare_names(a->path, b->path) != 0)
		return compare_names(a->path, b->path);
	return strcmp(a->path, b->path);
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
	bool begun = (entry->place || entry->percent) && !entry->finished;

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
	shelf->marked = false;
	for (size_t i = 0; i < shelf->count; i++) {
		shelf->marked |= shelf->entries[i].marks > 0;
		if (shows(shelf, &shelf->entries[i]))
			shelf->shown[shelf->shown_count++] = (uint32_t)i;
	}
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
	load = load_open(source, SOURCE_AUTO, HEAD, NULL);
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

	bool there = stat(entry->path, &found) == 0;

	/* What cannot be looked at may be there. */
	entry->gone = !there && (errno == ENOENT || errno == ENOTDIR);
	if (!entry->looked && there && S_ISREG(found.st_mode) &&
	    (!entry->at || !entry->minutes))
		read_head(view, entry);
	entry->looked = true;
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

/* How far a text was read; where it was left, if that is further. */
static void append_state(const struct shelf_entry *entry, struct buffer *out)
{
	if (entry->gone)
		buffer_append_string(out, "is gone");
	else if (entry->finished)
		buffer_append_string(out, "read");
	else if (entry->percent >= entry->place && entry->percent)
		buffer_append_format(out, "%u%% read", entry->percent);
	else if (entry->place)
		buffer_append_format(out, "at %u%%", entry->place);
}

/* Appends a part of the row's end, in a column of its own. */
static void append_column(struct buffer *out, const struct buffer *part,
			  size_t width)
{
	for (size_t i = part->len; i < width; i++)
		buffer_append_byte(out, ' ');
	buffer_append_string(out, buffer_string(part));
}

static void append_figures(const struct shelf *shelf,
			   const struct shelf_entry *entry, struct buffer *out)
{
	struct buffer part = BUFFER_INIT;

	if (entry->marks)
		buffer_append_format(&part, "%u mark%s", entry->marks,
				     entry->marks == 1 ? "" : "s");
	if (shelf->marked)
		append_column(out, &part, MARKS_COLUMNS);
	buffer_clear(&part);
	if (entry->minutes >= IN_HOURS)
		buffer_append_format(&part, "%u h", (entry->minutes + 30) / 60);
	else if (entry->minutes)
		buffer_append_format(&part, "%u min", entry->minutes);
	append_column(out, &part, MINUTES_COLUMNS);
	buffer_clear(&part);
	append_state(entry, &part);
	append_column(out, &part, STATE_COLUMNS);
	buffer_clear(&part);
	if (entry->at)
		session_append_ago(&part, entry->at, (int64_t)time(NULL));
	append_column(out, &part, AGO_COLUMNS);
	buffer_release(&part);
}

/* The figures are in columns, where the window has room for them. */
static void describe(struct view *view, size_t item, struct list_row *row)
{
	const struct shelf *shelf = &view->shelf;
	const struct shelf_entry *entry = &shelf->entries[shelf->shown[item]];

	buffer_append_string(&row->text, entry->title);
	if (*entry->author)
		buffer_append_format(&row->text, ", %s", entry->author);
	row->dim = entry->gone;
	if (view->geometry.columns < FIGURES_FROM)
		append_state(entry, &row->right);
	else
		append_figures(shelf, entry, &row->right);
}

static void choose(struct view *view, size_t item)
{
	struct shelf *shelf = &view->shelf;
	const char *path = shelf->entries[shelf->shown[item]].path;

	replace(&shelf->chosen, path);
	view_wish(view, path);
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

/* The item that shows an entry; SIZE_MAX: none does. */
static size_t item_of(const struct shelf *shelf, size_t entry)
{
	for (size_t i = 0; i < shelf->shown_count; i++)
		if (shelf->shown[i] == entry)
			return i;
	return SIZE_MAX;
}

/* Lists anew what shows; the same entry stays selected if it does. */
static void rearrange(struct view *view)
{
	struct shelf *shelf = &view->shelf;
	struct list *list = &view->list;
	size_t item = list_item(list);
	size_t entry =
		item < shelf->shown_count ? shelf->shown[item] : SIZE_MAX;

	arrange(shelf);
	list_reset(view);
	item = item_of(shelf, entry);
	for (size_t i = 0; item != SIZE_MAX && i < list->count; i++)
		if (list_at(list, i) == item)
			list_move(view, (long)i - (long)list->selected);
}

/* Asks to forget what is selected, once x was pressed twice. */
static void wish_forgotten(struct view *view, size_t item)
{
	struct shelf *shelf = &view->shelf;
	const struct shelf_entry *entry = &shelf->entries[shelf->shown[item]];
	char *real;

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
	view_wish(view, real ? real : entry->path);
	view->request = REQUEST_FORGET;
	free(real);
}

static bool is_at(const struct shelf *shelf, const struct shelf_entry *entry,
		  const char *path)
{
	char *real;
	bool same;

	if (!*path || strcmp(entry->path, path) == 0)
		return true;
	real = shelf->folder ? realpath(entry->path, NULL) : NULL;
	same = real && strcmp(real, path) == 0;
	free(real);
	return same;
}

static void remove_entry(struct shelf *shelf, size_t at)
{
	release_entry(&shelf->entries[at]);
	shelf->count--;
	memmove(shelf->entries + at, shelf->entries + at + 1,
		(shelf->count - at) * sizeof(*shelf->entries));
	if (shelf->looked > at)
		shelf->looked--;
}

/* Whether there is only the shelf. */
static bool nothing_is_read(const struct view *view)
{
	return !*view->name;
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
		if (shelf->leaving || nothing_is_read(view))
			view->request = REQUEST_QUIT;
		return view->request == REQUEST_QUIT;
	case KEYS_ESCAPE: /* never leaves */
		if (nothing_is_read(view))
			list_filter(view, "");
		return nothing_is_read(view);
	case 'x':
		if (item != SIZE_MAX)
			wish_forgotten(view, item);
		return true;
	default:
		return false;
	}
}

#define SHELF_HINT                                 \
	"Enter opens, {search} filters, s sorts, " \
	"f by state, x forgets"

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
	view->shelf.leaving = true;
}

/* The item of what was chosen last, else the first. */
static size_t chosen_item(const struct shelf *shelf)
{
	for (size_t i = 0; shelf->chosen && i < shelf->shown_count; i++)
		if (strcmp(shelf->entries[shelf->shown[i]].path,
			   shelf->chosen) == 0)
			return i;
	return 0;
}

bool shelf_open(struct view *view)
{
	struct shelf *shelf = &view->shelf;
	bool done = true;

	clear_entries(shelf);
	shelf->doomed = 0;
	shelf->leaving = false;
	if (shelf->folder)
		done = list_folder(view);
	else
		list_remembered(view);
	arrange(shelf);
	list_open(view, shelf->folder ? &folder_texts : &remembered,
		  chosen_item(shelf), false);
	return done;
}

void shelf_forget(struct view *view, const char *path)
{
	struct shelf *shelf = &view->shelf;

	if (view->list.source != &remembered &&
	    view->list.source != &folder_texts)
		return;
	shelf->doomed = 0;
	for (size_t i = shelf->count; i-- > 0;) {
		struct shelf_entry *entry = &shelf->entries[i];

		if (!entry->at || !is_at(shelf, entry, path))
			continue;
		entry->at = 0;
		entry->place = 0;
		entry->percent = 0;
		entry->finished = false;
		if (!shelf->folder)
			remove_entry(shelf, i);
	}
	if (shelf->folder) {
		rearrange(view);
	} else {
		/* What follows is selected now. */
		arrange(shelf);
		list_reset(view);
	}
}

bool shelf_open_home(struct view *view)
{
	shelf_set_folder(&view->shelf, view->shelf.home);
	return shelf_open(view);
}
