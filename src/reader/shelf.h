/* SPDX-License-Identifier: ISC */
/*
 * The shelf: what was read lately, or the texts of a folder; how far each was
 * read, how long it is, when that was.
 *
 * What the state remembers shows at once. Of texts that were never opened the
 * first bytes are read for their title and length, a few at a time while
 * nothing else is to do.
 */
#ifndef READER_SHELF_H
#define READER_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct view;

enum shelf_order {
	SHELF_RECENT,	/* what was read last first, then by name */
	SHELF_TITLE,	/* by what is shown */
	SHELF_SHORTEST, /* by minutes */
	SHELF_ORDERS,
};

/* Which are shown. */
enum shelf_show {
	SHELF_ALL,
	SHELF_BEGUN,
	SHELF_UNREAD,
	SHELF_FINISHED,
	SHELF_SHOWS,
};

struct shelf_entry {
	char *path;   /* owned: absolute, or as the folder lists it */
	char *title;  /* owned; the file's name until it is known */
	char *author; /* owned; may be "" */
	uint32_t minutes;
	uint32_t percent; /* of it that was read, up to the furthest … */
	uint32_t place;	  /* … and where it was left */
	uint32_t marks;
	int64_t at; /* when it was left, in seconds since the epoch; 0: never */
	bool finished;
	bool gone;   /* there is no such file */
	bool looked; /* whether it is there, and what it is, is known */
};

struct shelf {
	char *home;   /* owned; the folder that it began with, or NULL: what
		       * the state remembers */
	char *folder; /* owned; NULL: what the state remembers */
	struct shelf_entry *entries;
	size_t count;
	size_t room;
	uint32_t *shown; /* indices of those that show, in order */
	size_t shown_count;
	size_t shown_room;
	size_t looked; /* entries that have been looked at, from 0 */
	char *chosen;  /* the path opened last, to find it again; owned */
	enum shelf_order order;
	enum shelf_show show;
	size_t doomed; /* one more than the item that x was pressed on; 0:
			* none */
	bool leaving;  /* q leaves the program: it led here */
	bool marked;   /* some text in it has marks */
	bool cut;      /* the folder has more texts than are listed */
};

void shelf_release(struct shelf *shelf);

/* Whose texts the shelf has: NULL for what is remembered. */
void shelf_set_folder(struct shelf *shelf, const char *folder);

/* The same, for this time and whenever it is opened by its key. */
void shelf_set_home(struct shelf *shelf, const char *folder);

/* Opens it as it began: a link to a folder may have led elsewhere. */
bool shelf_open_home(struct view *view);

/* Opens the list, made anew, at what was chosen from it last. Where the folder
 * cannot be read it is empty, and false with a complaint. */
bool shelf_open(struct view *view);

/* What the state knew of the text at a path (absolute, no symbolic links), or
 * of all ("") is forgotten: the list, if it is open, does the same. In that of
 * a folder it stays, as one never read. */
void shelf_forget(struct view *view, const char *path);

/* The same for who leaves a text that was opened from it: there q leaves. */
void shelf_return(struct view *view);

#endif
