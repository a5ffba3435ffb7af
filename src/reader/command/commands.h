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

/* Go about in the contents: finding.c. */
void command_contents(struct view *view, const struct command_call *call);
void command_contents_keys(struct view *view, const struct command_call *call);
void command_find_heading(struct view *view, const struct command_call *call);
void command_filter(struct view *view, const struct command_call *call);

/* Follow what the text refers to; come back: following.c. */
void command_enter(struct view *view, const struct command_call *call);
void command_open_link(struct view *view, const struct command_call *call);
void command_back(struct view *view, const struct command_call *call);
void command_forward(struct view *view, const struct command_call *call);

/* Change what the page looks like; say where it is: paging.c. */
void command_left(struct view *view, const struct command_call *call);
void command_right(struct view *view, const struct command_call *call);
void command_narrower(struct view *view, const struct command_call *call);
void command_wider(struct view *view, const struct command_call *call);
void command_zen(struct view *view, const struct command_call *call);
void command_wrap(struct view *view, const struct command_call *call);
void command_where(struct view *view, const struct command_call *call);

/* Help, options, files, the terminal; leaving: session.c. */
void command_help(struct view *view, const struct command_call *call);
void command_prompt(struct view *view, const struct command_call *call);
void command_set(struct view *view, const struct command_call *call);
void command_next_file(struct view *view, const struct command_call *call);
void command_previous_file(struct view *view, const struct command_call *call);
void command_redraw(struct view *view, const struct command_call *call);
void command_suspend(struct view *view, const struct command_call *call);
void command_escape(struct view *view, const struct command_call *call);
void command_quit(struct view *view, const struct command_call *call);
void command_quit_all(struct view *view, const struct command_call *call);

#endif
