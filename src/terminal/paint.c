/* SPDX-License-Identifier: ISC */
/* Paint all that the view shows. */
#include "terminal/paint.h"

#include "reader/list.h"
#include "reader/sidenotes.h"
#include "reader/view.h"
#include "terminal/ask.h"
#include "terminal/help.h"
#include "terminal/labels.h"
#include "terminal/list.h"
#include "terminal/page.h"
#include "terminal/panel.h"
#include "terminal/prompt.h"
#include "terminal/screen.h"
#include "terminal/sidebar.h"
#include "terminal/sidenotes.h"
#include "terminal/statusline.h"

void paint_view(struct view *view)
{
	sidenotes_follow(view);
	screen_clear();
	if (view->focus == FOCUS_HELP) {
		help_paint(view);
	} else if (list_is_open(view)) {
		list_paint(view);
	} else {
		if (!view_contents_over(view)) {
			page_paint(view);
			sidenotes_paint(view);
			panel_paint(view);
			labels_paint(view);
		}
		sidebar_paint(view);
		ask_paint(view);
	}
	statusline_paint(view);
	if (view->focus == FOCUS_PROMPT)
		prompt_paint(view);
}
