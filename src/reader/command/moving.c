/* SPDX-License-Identifier: ISC */
/* Move through the text and through what has the keys. */
#include "reader/command/commands.h"

#include <string.h>

#include "document/document.h"
#include "reader/help.h"
#include "reader/jumps.h"
#include "reader/move.h"
#include "reader/note.h"
#include "reader/view.h"

enum {
	COUNT_MAX = 99999999,
	HELP_COLUMNS = 80, /* in as many, help's entries take a row each */
};

static void scroll_help(struct view *view, long rows)
{
	/* In a narrow window an entry takes up to three rows. */
	long page = view->geometry.columns < HELP_COLUMNS
			    ? view->geometry.page_rows / 3
			    : view->geometry.page_rows;
	long last = (long)help_count() - (page > 0 ? page : 1);
	long top = (long)view->help_top + rows;

	if (top > last)
		top = last;
	view->help_top = top > 0 ? (size_t)top : 0;
}

/* Moves in the list that has the keys; false if none has. */
static bool moved_in_list(struct view *view, long rows)
{
	if (view->focus == FOCUS_CONTENTS)
		view_select_entry(view, rows);
	else if (view->focus == FOCUS_HELP)
		scroll_help(view, rows);
	else if (view->focus == FOCUS_NOTE && note_goes_on(view))
		note_scroll(view, rows);
	else
		return false;
	return true;
}

/* A page of the note that has the keys, if it has more than one; false if the
 * page of text is meant. */
static bool paged_note(struct view *view, long count)
{
	long page = view->geometry.panel > 2 ? view->geometry.panel - 2 : 1;

	if (view->focus != FOCUS_NOTE || !note_goes_on(view))
		return false;
	note_scroll(view, count * page);
	return true;
}

/* A movement that found nothing to move to says at which end it is. */
static void say_end(struct view *view, bool moved, long count, const char *what)
{
	if (moved || view->request != REQUEST_NONE)
		return;
	view_say(view, "%s %s.", count > 0 ? "The last" : "The first", what);
}

static void lines(struct view *view, long count)
{
	if (!moved_in_list(view, count))
		say_end(view, move_lines(view, count), count, "line");
}

void command_line_down(struct view *view, const struct command_call *call)
{
	lines(view, call->count);
}

void command_line_up(struct view *view, const struct command_call *call)
{
	lines(view, -call->count);
}

/* Space at the end says so, and again opens the next file if there is one. */
void command_page_down(struct view *view, const struct command_call *call)
{
	bool next_file = view->file_index + 1 < view->file_count;

	if (view->focus == FOCUS_HELP) {
		scroll_help(view, call->count * view->geometry.page_rows);
		return;
	}
	if (paged_note(view, call->count))
		return;
	if (move_pages(view, call->count) || view->request != REQUEST_NONE)
		return;
	if (view->end_said && next_file) {
		view->request = REQUEST_NEXT_FILE;
		return;
	}
	view->end_said = true;
	view_say(view, next_file ? "The end. Space opens the next file."
				 : "The end.");
}

void command_page_up(struct view *view, const struct command_call *call)
{
	if (view->focus == FOCUS_HELP)
		scroll_help(view, -call->count * view->geometry.page_rows);
	else if (!paged_note(view, -call->count))
		say_end(view, move_pages(view, -call->count), -1, "page");
}

static void half_pages(struct view *view, long count)
{
	long half = view->geometry.page_rows / 2;

	if (!moved_in_list(view, count * half))
		say_end(view, move_half_pages(view, count), count, "line");
}

void command_half_down(struct view *view, const struct command_call *call)
{
	half_pages(view, call->count);
}

void command_half_up(struct view *view, const struct command_call *call)
{
	half_pages(view, -call->count);
}

void command_start(struct view *view, const struct command_call *call)
{
	(void)call;
	if (moved_in_list(view, -COUNT_MAX))
		return;
	jumps_remember(view);
	move_start(view);
}

void command_end(struct view *view, const struct command_call *call)
{
	if (moved_in_list(view, COUNT_MAX))
		return;
	if (view->document->complete)
		jumps_remember(view);
	if (call->has_count)
		move_source_line(view, call->count);
	else
		move_end(view);
}

void command_percent(struct view *view, const struct command_call *call)
{
	if (!call->has_count) {
		view_say(view, "A number before %% goes there: 50%%.");
		return;
	}
	if (view->document->complete)
		jumps_remember(view);
	move_percent(view, call->count);
}

void command_next_heading(struct view *view, const struct command_call *call)
{
	say_end(view, move_headings(view, call->count), 1, "heading");
}

void command_previous_heading(struct view *view,
			      const struct command_call *call)
{
	say_end(view, move_headings(view, -call->count), -1, "heading");
}

void command_next_paragraph(struct view *view, const struct command_call *call)
{
	say_end(view, move_paragraphs(view, call->count), 1, "paragraph");
}

void command_previous_paragraph(struct view *view,
				const struct command_call *call)
{
	say_end(view, move_paragraphs(view, -call->count), -1, "paragraph");
}

void command_next_sentence(struct view *view, const struct command_call *call)
{
	say_end(view, move_sentences(view, call->count), 1, "sentence");
}

void command_previous_sentence(struct view *view,
			       const struct command_call *call)
{
	say_end(view, move_sentences(view, -call->count), -1, "sentence");
}

static void put_point(struct view *view, int row)
{
	if (view_has_point(view))
		move_point_to_row(view, row);
	else
		view_say_keys(view, "There is no point; {next-sentence} makes "
				    "the next sentence it.");
}

void command_page_top(struct view *view, const struct command_call *call)
{
	(void)call;
	put_point(view, 0);
}

void command_page_middle(struct view *view, const struct command_call *call)
{
	(void)call;
	put_point(view, view->geometry.page_rows / 2);
}

void command_page_bottom(struct view *view, const struct command_call *call)
{
	(void)call;
	put_point(view, view->geometry.page_rows - 1);
}
