/* SPDX-License-Identifier: ISC */
/* What the commands of the table do. */
#ifndef READER_COMMAND_COMMANDS_H
#define READER_COMMAND_COMMANDS_H

#include "reader/command.h"

struct view;

/* Move through the text and through what has the keys: moving.c. */
void command_line_down(struct view *view, const struct command_call *call);
void command_line_up(struct view *view, const struct command_call *call);
void command_page_down(struct view *view, const struct command_call *call);
void command_page_up(struct view *view, const struct command_call *call);
void command_half_down(struct view *view, const struct command_call *call);
void command_half_up(struct view *view, const struct command_call *call);
void command_start(struct view *view, const struct command_call *call);
void command_end(struct view *view, const struct command_call *call);
void command_percent(struct view *view, const struct command_call *call);
void command_next_heading(struct view *view, const struct command_call *call);
void command_previous_heading(struct view *view,
			      const struct command_call *call);
void command_next_paragraph(struct view *view, const struct command_call *call);
void command_previous_paragraph(struct view *view,
				const struct command_call *call);
void command_next_sentence(struct view *view, const struct command_call *call);
void command_previous_sentence(struct view *view,
			       const struct command_call *call);
void command_page_top(struct view *view, const struct command_call *call);
void command_page_middle(struct view *view, const struct command_call *call);
void command_page_bottom(struct view *view, const struct command_call *call);

/* Find headings and words: finding.c. */
void command_contents(struct view *view, const struct command_call *call);
void command_contents_keys(struct view *view, const struct command_call *call);
void command_find_heading(struct view *view, const struct command_call *call);
void command_search(struct view *view, const struct command_call *call);
void command_search_back(struct view *view, const struct command_call *call);
void command_next_hit(struct view *view, const struct command_call *call);
void command_previous_hit(struct view *view, const struct command_call *call);
void command_hits(struct view *view, const struct command_call *call);

/* Follow what the text refers to; come back: following.c. */
void command_enter(struct view *view, const struct command_call *call);
void command_open_link(struct view *view, const struct command_call *call);
void command_back(struct view *view, const struct command_call *call);
void command_forward(struct view *view, const struct command_call *call);
void command_links(struct view *view, const struct command_call *call);

/* Change what the page looks like; say where it is: paging.c. */
void command_left(struct view *view, const struct command_call *call);
void command_right(struct view *view, const struct command_call *call);
void command_narrower(struct view *view, const struct command_call *call);
void command_wider(struct view *view, const struct command_call *call);
void command_zen(struct view *view, const struct command_call *call);
void command_wrap(struct view *view, const struct command_call *call);
void command_theme(struct view *view, const struct command_call *call);
void command_where(struct view *view, const struct command_call *call);

/* Help, options, files, the terminal; leaving: session.c. */
void command_help(struct view *view, const struct command_call *call);
void command_prompt(struct view *view, const struct command_call *call);
void command_reload_config(struct view *view, const struct command_call *call);
void command_set(struct view *view, const struct command_call *call);
void command_next_file(struct view *view, const struct command_call *call);
void command_previous_file(struct view *view, const struct command_call *call);
void command_redraw(struct view *view, const struct command_call *call);
void command_suspend(struct view *view, const struct command_call *call);
void command_escape(struct view *view, const struct command_call *call);
void command_stop(struct view *view, const struct command_call *call);
void command_quit(struct view *view, const struct command_call *call);
void command_quit_all(struct view *view, const struct command_call *call);
void command_shelf(struct view *view, const struct command_call *call);
void command_edit(struct view *view, const struct command_call *call);
void command_reload(struct view *view, const struct command_call *call);
void command_write(struct view *view, const struct command_call *call);
void command_forget(struct view *view, const struct command_call *call);

/* Make marks, change them, go to them: keeping.c. */
void command_highlight(struct view *view, const struct command_call *call);
void command_highlight_paragraph(struct view *view,
				 const struct command_call *call);
void command_note(struct view *view, const struct command_call *call);
void command_color(struct view *view, const struct command_call *call);
void command_delete_mark(struct view *view, const struct command_call *call);
void command_undo(struct view *view, const struct command_call *call);
void command_redo(struct view *view, const struct command_call *call);

/* Bookmarks; from mark to mark: bookmarking.c. */
void command_bookmark(struct view *view, const struct command_call *call);
void command_set_bookmark(struct view *view, const struct command_call *call);
void command_go_bookmark(struct view *view, const struct command_call *call);
void command_next_mark(struct view *view, const struct command_call *call);
void command_previous_mark(struct view *view, const struct command_call *call);

/* List marks: listing.c. */
void command_messages(struct view *view, const struct command_call *call);
void command_marks(struct view *view, const struct command_call *call);
void command_all_marks(struct view *view, const struct command_call *call);

/* Select and copy: copying.c. */
void command_select(struct view *view, const struct command_call *call);
void command_select_paragraphs(struct view *view,
			       const struct command_call *call);
void command_copy(struct view *view, const struct command_call *call);
void command_copy_quote(struct view *view, const struct command_call *call);

#endif
