/* SPDX-License-Identifier: ISC */
/* Select and copy. */
#include "reader/command/commands.h"

#include "reader/select.h"
#include "reader/view.h"

void command_select(struct view *view, const struct command_call *call)
{
	(void)call;
	select_begin(view, SELECT_CHARACTERS);
}

void command_select_paragraphs(struct view *view,
			       const struct command_call *call)
{
	(void)call;
	select_begin(view, SELECT_PARAGRAPHS);
}

void command_copy(struct view *view, const struct command_call *call)
{
	select_copy(view, false, call->count);
}

void command_copy_quote(struct view *view, const struct command_call *call)
{
	select_copy(view, true, call->count);
}
