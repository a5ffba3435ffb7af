/* SPDX-License-Identifier: ISC */
/* List what is kept. */
#include "reader/command/commands.h"

#include "reader/allmarks.h"
#include "reader/marklist.h"
#include "reader/messages.h"

void command_marks(struct view *view, const struct command_call *call)
{
	(void)call;
	marklist_open(view);
}

void command_all_marks(struct view *view, const struct command_call *call)
{
	(void)call;
	allmarks_open(view);
}

void command_messages(struct view *view, const struct command_call *call)
{
	(void)call;
	messages_open(view);
}
