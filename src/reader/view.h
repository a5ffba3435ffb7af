/* SPDX-License-Identifier: ISC */
/*
 * The state of reading: what is read, where the reader is, what has the keys.
 *
 * The view knows rows and columns only as sizes: it never paints. Everything
 * that lasts is a byte of reading text: the top of the page is a place, the
 * point a range. Only the reader's own movement writes the place; a resize, a
 * toggle or another document lay out again around it.
 */
#ifndef READER_VIEW_H
#define READER_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/layout.h"
#include "marks/anchor.h"
#include "reader/allmarks.h"
#include "reader/ask.h"
#include "reader/awaiting.h"
#include "reader/contents.h"
#include "reader/find.h"
#include "reader/finder.h"
#include "reader/jumps.h"
#include "reader/kept.h"
#include "reader/labels.h"
#include "reader/languages.h"
#include "reader/lineedit.h"
#include "reader/links.h"
#include "reader/list.h"
#include "reader/marklist.h"
#include "reader/marknote.h"
#include "reader/messages.h"
#include "reader/note.h"
#include "reader/noting.h"
#include "reader/options.h"
#include "reader/pan.h"
#include "reader/progress.h"
#include "reader/select.h"
#include "reader/shelf.h"
#include "reader/sidenotes.h"
#include "reader/wordcount.h"

struct alignment;
struct config;
struct document;
struct state;

/* Who gets the keys. */
enum focus {
	FOCUS_PAGE,
	FOCUS_CONTENTS, /* the sidebar, or the contents over the window */
	FOCUS_HELP,
	FOCUS_PROMPT,
	FOCUS_NOTE,   /* the panel at the foot of the page */
	FOCUS_LABELS, /* letters on what can be followed, or chosen */
	FOCUS_LIST,   /* a list over the window */
	FOCUS_ASK,    /* a question at the foot of the page */
	FOCUS_SELECT, /* the page, with some of it selected */
};

enum prompt_kind {
	PROMPT_COMMAND, /* ":" */
	PROMPT_FILTER,	/* narrows the contents as it is typed */
	PROMPT_SEARCH,	/* "/": finds as it is typed */
	PROMPT_LIST,	/* narrows the list that is open */
	PROMPT_NOTE,	/* the note of a mark (noting.h) */
};

/* How much is shown beside the text. */
enum zen {
	ZEN_OFF,
	ZEN_TEXT,  /* nothing but the text */
	ZEN_FOCUS, /* and all but the point's paragraph is dimmed */
	ZEN_COUNT,
};

/* What a command asks of the loop; it is carried out after the command. */
enum request {
	REQUEST_NONE,
	REQUEST_QUIT,
	REQUEST_SUSPEND,
	REQUEST_REDRAW,
	REQUEST_NEXT_FILE,
	REQUEST_PREVIOUS_FILE,
	REQUEST_WHOLE, /* read the rest of the document, then run the command
			* again */
	REQUEST_END,   /* the end of the text: a preview of it, else as
			* REQUEST_WHOLE */
	REQUEST_HEAD,  /* leave that preview, then run the command again */
	REQUEST_STOP_FILTER, /* what makes text of the file */
	REQUEST_OPTIONS,     /* options that the terminal must know changed */
	REQUEST_OPEN,	     /* the document of view->wish */
	REQUEST_RELOAD,	     /* the file anew, as it is now */
	REQUEST_EDIT,	     /* the editor, at the line being read */
	REQUEST_OUTSIDE,     /* the program for view->ask.target */
	REQUEST_COPY,	     /* view->outgoing, to the clipboard */
	REQUEST_WRITE,	     /* the source, into the file of view->wish */
	REQUEST_SHELF,	     /* the shelf that it began with */
	REQUEST_FORGET,	     /* what is remembered of view->wish.path */
	REQUEST_MARKS, /* read the marks file to its end, then run the command
			* again */
	REQUEST_MARKS_OF,  /* whose marks these are was answered */
	REQUEST_KEEP_COPY, /* keep the text beside its marks, then run the
			    * command again */
	REQUEST_EDIT_NOTE, /* the editor, for the note being typed */
};

/* What REQUEST_OPEN opens, and where. */
struct view_wish {
	struct buffer path;   /* as a file is named; "-" */
	struct buffer place;  /* "#slug", "N%", ":LINE", "/words", or "" */
	bool at_anchor;	      /* where the anchor stands … */
	struct anchor anchor; /* … */
	uint32_t above;	      /* … and rows above it */
	bool is_jump;	      /* of ^O and ^N: leaves none behind */
	bool from_shelf;      /* q goes back to it */
	bool overwrite;	      /* REQUEST_WRITE: also a file that is there */
};

/* Columns and rows of the window's parts; derived by view_resize(). */
struct geometry {
	int rows; /* of the window */
	int columns;
	int sidebar; /* columns of the sidebar, 0: hidden */
	int page_x;  /* where the page starts, behind the border */
	int page_columns;
	int page_rows; /* rows of text */
	int panel;     /* rows under them for a note, its title too; 0: none */
	int text_x;    /* where the measure starts */
	int measure;   /* columns of the measure */
	int notes_x;   /* where the notes beside the text start … */
	int notes_columns; /* … and how many columns they have; 0: none */
	bool status;	   /* whether there is a status line … */
	bool border;	   /* … and a rule above it */
};

/* A page as it was when it was left. */
struct page_left {
	struct place top;
	int blank; /* rows at its foot that stayed so (paging.h) */
};

/* What Esc may have to give back (a slow line's arrow key begins with ESC). */
struct view_escape {
	bool possible;
	enum focus focus;
	struct place top;
	uint32_t point_off;
	uint32_t point_end;
	struct note_panel note;
	size_t label_count;
	size_t selected; /* of the contents */
	const struct list_source *list;
	size_t list_selected;
	bool painted; /* the hits were */
	bool selecting;
	struct awaiting awaiting;
	char *message; /* owned */
	bool message_is_error;
};

struct view {
	const struct document *document; /* borrowed */
	struct layout *layout;		 /* owned */
	struct options options;
	struct languages languages;
	struct geometry geometry;
	struct place top;		 /* of the page's first row */
	struct page_left pages_left[32]; /* that Space left, for b */
	size_t pages_left_count;
	struct place turned_to; /* where Space or b left the reader last … */
	int turned_blank; /* … with so many rows blank at the foot … */
	struct place turned_at; /* … and where that page's new text begins */
	bool turned_last;	/* the last key did that: it is shown */
	bool unsettled;		/* move_settle() is due */
	uint32_t point_off;	/* the sentence being read … */
	uint32_t point_end;	/* … empty range: there is none */
	struct pans pans;	/* what is moved to the left */
	uint32_t end_top_off;	/* of the top when the end is shown … */
	size_t end_top_len;	/* … with this much text */
	enum focus focus;
	enum focus focus_before_prompt;
	size_t selected_before_prompt; /* of the contents */
	enum zen zen;
	uint32_t lit_from; /* with ZEN_FOCUS: blocks that are not dimmed … */
	uint32_t lit_to;   /* … when the page is painted (zen.h) */
	enum prompt_kind prompt_kind;
	struct lineedit prompt;
	struct contents contents;
	struct note_panel note;
	struct labels labels;
	struct jumps jumps;
	struct progress progress;
	struct wordcount wordcount;
	struct list list;
	struct finder finder;
	struct links links;
	struct find find;
	struct select select;
	struct ask ask;
	struct shelf shelf;
	struct kept kept;
	struct noting noting;
	struct awaiting awaiting;
	uint32_t first_key; /* of two, until the second one comes; else 0 */
	struct marknote marknote;
	struct sidenotes sidenotes;
	struct marklist marklist;
	struct allmarks allmarks;
	struct view_wish wish;
	struct buffer outgoing; /* of REQUEST_COPY … */
	struct buffer copied;	/* … and what it is: "a sentence" */
	struct config *config;	/* that may be read again; borrowed, or NULL */
	struct state *state;	/* what is remembered; borrowed, may be NULL */
	size_t help_top;	/* first row of help shown */
	struct buffer message;
	bool message_is_error;
	struct messages messages; /* all that were said lately */
	bool help_known; /* help was opened, now or ever: no hint names it */
	bool touched;	 /* a key came: the first hint has done its work */
	bool end_said;	 /* Space at the end said so */
	enum request request;
	long count; /* the digits typed so far */
	/* The command that asked for something and is to run again then. */
	size_t again;
	long again_count;
	struct buffer again_args;
	struct view_escape escape;
	const char *name;  /* of the document, for messages; borrowed */
	const char *path;  /* of its file, NULL for a pipe; borrowed */
	bool from_shelf;   /* q goes back to it */
	size_t file_index; /* of several files, from 0 */
	size_t file_count;
	uint64_t source_done; /* bytes of source behind the parser … */
	uint64_t source_all;  /* … and in all */
	bool loading;	      /* more of the text comes in a moment */
	bool arriving;	      /* more of the source may come, from a pipe … */
	bool filtering; /* … that programs write, which make text of it */
	bool tail; /* the document is but the end of one that is being read */
	enum cells_mode cells;
};

/* The options are copied. */
void view_init(struct view *view, const struct options *options,
	       enum cells_mode cells);
void view_release(struct view *view);

/*
 * Reads a document from its start. The document is borrowed: it must outlive
 * its use here, and may grow (say so by view_grew()).
 */
void view_open(struct view *view, const struct document *document,
	       const char *name);

/*
 * The one way to another generation of the same text. The place is carried
 * over by the quote at it, where that stands nearest to the old offset, else
 * by the source line; the point by the quote at its start and its end, else it
 * is dropped.
 */
void view_replace(struct view *view, const struct document *document);

/*
 * The same for a file that changed, by an alignment of the two texts: the first
 * row of the page that is as it was stays on its row.
 */
void view_renew(struct view *view, const struct document *document,
		const struct alignment *alignment);

/*
 * Shows the end of a text of which the rest is still being read, by itself; a
 * page of the text is left for it (view_leave_tail()), or view_replace() leads
 * to all of the text, where the place is as far from the end as it was.
 */
void view_show_tail(struct view *view, const struct document *tail);
void view_leave_tail(struct view *view, const struct document *document,
		     struct place top);

/* For those: shows a document without anything carried over. */
void view_set_document(struct view *view, const struct document *document);

/* The document has grown, or is complete. */
void view_grew(struct view *view);

/* The window's size; also after an option changed. Keeps the place. */
void view_resize(struct view *view, int rows, int columns);
void view_relayout(struct view *view);

/* The row at the top of the page; false when there is no text. */
bool view_top(struct view *view, struct layout_at *at);

/* Rows of the page that show text: where one was turned and nothing moved it
 * since, some at the foot may stay blank. At least 1. */
int view_rows(const struct view *view);

/* [off, end) of the text on the page. */
void view_visible(struct view *view, uint32_t *off, uint32_t *end);

/* 0 to 100: how far through the text the page is, notes and what else stands
 * behind its body apart; 100 at the end. */
int view_percent(struct view *view);

/* The byte at the top of the page when it shows the end of the body: what is
 * 100 percent. */
uint32_t view_end_top(struct view *view);

/* To where the body of the text begins, behind a licence. */
void view_go_to_body(struct view *view);

/* Minutes to the end of the body, and to that of the section that the reader
 * is in (0: there is none, or more of it may come), at the reader's pace. */
size_t view_minutes_left(struct view *view);
size_t view_section_minutes_left(struct view *view);

/* Tells progress what is on the page now; for the loop, after each event that
 * may have changed it. */
void view_follow_reader(struct view *view, int64_t now_ms);

/* The highest row that may be the page's first: from there the page shows the
 * end of what is known. False when there is no text. */
bool view_last_top(struct view *view, struct layout_at *at);

/* Whether the last row of the document is on the page; or the last of what is
 * known of it so far. */
bool view_at_end(struct view *view);
bool view_shows_last(struct view *view);

/* Columns that a wide row may take on the page. */
uint32_t view_wide_columns(const struct view *view);

/* The heading that the reader is in, or DOCUMENT_NONE. */
uint32_t view_heading(struct view *view);

bool view_has_point(const struct view *view);

/* Whether the contents take the whole window (there is no sidebar). */
bool view_contents_over(const struct view *view);

/* Moves the selection of the contents by count entries and scrolls the list so
 * that it shows. */
void view_select_entry(struct view *view, long count);

/* Asks for REQUEST_OPEN; what else is wished for is said behind it. */
void view_wish(struct view *view, const char *path);

/* Some of the work that no key should wait for; whether there is more. */
bool view_work(struct view *view);

/* Says a line in the status line; a complaint gets the full stop that errors
 * lack. */
__attribute__((format(printf, 2, 3))) void view_say(struct view *view,
						    const char *format, ...);
__attribute__((format(printf, 2, 3))) void
view_complain(struct view *view, const char *format, ...);
/* Says a line with the keys that bindings_fill() puts into it. */
void view_say_keys(struct view *view, const char *text);
void view_hush(struct view *view);

/* Opens an empty prompt, which has the keys. */
void view_enter_prompt(struct view *view, enum prompt_kind kind);

/* Closes the prompt: who had the keys before has them again, and the contents
 * are as they were. */
void view_leave_prompt(struct view *view);

/* Esc: one step back; and that step taken back. */
void view_escape(struct view *view);
void view_unescape(struct view *view);

/* For movements (move.c): set the place, as the reader's own movement; clamps
 * it so that the page is full, and drops a point that left the page. */
void view_set_top(struct view *view, struct layout_at at);
/* The same, to the row that shows a place. */
void view_go_to(struct view *view, struct place place);
void view_set_point(struct view *view, uint32_t off, uint32_t end);
void view_drop_point(struct view *view);

/* Scrolls as little as a reader wants so that [off, end) is on the page. */
void view_reveal(struct view *view, uint32_t off, uint32_t end);

#endif
