/* SPDX-License-Identifier: ISC */
/* The one table of commands: names, keys, arguments, help, functions. */
#include "reader/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/browse.h"
#include "reader/follow.h"
#include "reader/help.h"
#include "reader/jumps.h"
#include "reader/labels.h"
#include "reader/move.h"
#include "reader/note.h"
#include "reader/view.h"
#include "text/hidden.h"

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
	long last = (long)help_count() - page;
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
	if (moved || view->request == REQUEST_WHOLE)
		return;
	view_say(view, "%s %s.", count > 0 ? "The last" : "The first", what);
}

static void lines(struct view *view, long count)
{
	if (!moved_in_list(view, count))
		say_end(view, move_lines(view, count), count, "line");
}

static void line_down(struct view *view, const struct command_call *call)
{
	lines(view, call->count);
}

static void line_up(struct view *view, const struct command_call *call)
{
	lines(view, -call->count);
}

/* Space at the end says so, and again opens the next file if there is one. */
static void page_down(struct view *view, const struct command_call *call)
{
	bool next_file = view->file_index + 1 < view->file_count;

	if (view->focus == FOCUS_HELP) {
		scroll_help(view, call->count * view->geometry.page_rows);
		return;
	}
	if (paged_note(view, call->count))
		return;
	if (move_pages(view, call->count) || view->request == REQUEST_WHOLE)
		return;
	if (view->end_said && next_file) {
		view->request = REQUEST_NEXT_FILE;
		return;
	}
	view->end_said = true;
	view_say(view, next_file ? "The end. Space opens the next file."
				 : "The end.");
}

static void page_up(struct view *view, const struct command_call *call)
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

static void half_down(struct view *view, const struct command_call *call)
{
	half_pages(view, call->count);
}

static void half_up(struct view *view, const struct command_call *call)
{
	half_pages(view, -call->count);
}

static void start(struct view *view, const struct command_call *call)
{
	(void)call;
	if (moved_in_list(view, -COUNT_MAX))
		return;
	jumps_remember(view);
	move_start(view);
}

static void end(struct view *view, const struct command_call *call)
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

static void percent(struct view *view, const struct command_call *call)
{
	if (!call->has_count) {
		view_say(view, "A number before %% goes there: 50%%.");
		return;
	}
	if (view->document->complete)
		jumps_remember(view);
	move_percent(view, call->count);
}

static void next_heading(struct view *view, const struct command_call *call)
{
	say_end(view, move_headings(view, call->count), 1, "heading");
}

static void previous_heading(struct view *view, const struct command_call *call)
{
	say_end(view, move_headings(view, -call->count), -1, "heading");
}

static void next_paragraph(struct view *view, const struct command_call *call)
{
	say_end(view, move_paragraphs(view, call->count), 1, "paragraph");
}

static void previous_paragraph(struct view *view,
			       const struct command_call *call)
{
	say_end(view, move_paragraphs(view, -call->count), -1, "paragraph");
}

static void next_sentence(struct view *view, const struct command_call *call)
{
	say_end(view, move_sentences(view, call->count), 1, "sentence");
}

static void previous_sentence(struct view *view,
			      const struct command_call *call)
{
	say_end(view, move_sentences(view, -call->count), -1, "sentence");
}

static void contents(struct view *view, const struct command_call *call)
{
	bool shown = view->geometry.sidebar > 0;

	(void)call;
	if (view->focus == FOCUS_CONTENTS && !shown) {
		browse_leave(view);
		return;
	}
	if (!browse_possible(view))
		return;
	view->options.sidebar = !shown;
	if (shown && view->focus == FOCUS_CONTENTS)
		browse_leave(view);
	view_relayout(view);
	if (!shown && !view->geometry.sidebar)
		browse_enter(view);
}

static void contents_keys(struct view *view, const struct command_call *call)
{
	(void)call;
	if (view->focus == FOCUS_CONTENTS)
		browse_leave(view);
	else if (browse_possible(view))
		browse_enter(view);
}

static void open_prompt(struct view *view, enum prompt_kind kind)
{
	view->focus_before_prompt = view->focus;
	view->selected_before_prompt = view->contents.selected;
	view->focus = FOCUS_PROMPT;
	view->prompt_kind = kind;
	lineedit_set(&view->prompt, "");
}

static void find_heading(struct view *view, const struct command_call *call)
{
	(void)call;
	if (!browse_possible(view))
		return;
	open_prompt(view, PROMPT_FILTER);
	contents_filter(&view->contents, view->document, "");
}

static void enter(struct view *view, const struct command_call *call)
{
	if (view->focus == FOCUS_CONTENTS)
		browse_jump(view);
	else if (view->focus == FOCUS_NOTE)
		note_close(view);
	else if (call->has_count || !follow_point(view))
		lines(view, call->count);
}

/* "o" also closes what it opened; with a number it opens that note. */
static void open_link(struct view *view, const struct command_call *call)
{
	bool open = note_is_open(view);

	note_close(view);
	if (call->has_count)
		follow_number(view, call->count);
	else if (!open)
		labels_open(view);
}

static void back(struct view *view, const struct command_call *call)
{
	for (long i = 0; i < call->count; i++) {
		if (!jumps_back(view)) {
			view_say(view, "There is no jump to go back on.");
			return;
		}
	}
}

static void forward(struct view *view, const struct command_call *call)
{
	for (long i = 0; i < call->count; i++) {
		if (!jumps_forward(view)) {
			view_say(view, "This is where the last jump led.");
			return;
		}
	}
}

enum { PAN_COLUMNS = 8 };

static void left(struct view *view, const struct command_call *call)
{
	uint32_t columns = (uint32_t)call->count * PAN_COLUMNS;

	if (view->focus == FOCUS_CONTENTS)
		browse_fold(view);
	else
		view->pan = view->pan > columns ? view->pan - columns : 0;
}

/* Pans as far as there is something to see. */
static void pan_right(struct view *view, uint32_t columns)
{
	uint32_t widest = view_widest(view);
	uint32_t shown = view_wide_columns(view);

	if (view->pan + shown >= widest) {
		view_say(view, "Nothing on this page is wider.");
		return;
	}
	view->pan += columns;
	if (view->pan + shown > widest)
		view->pan = widest - shown;
}

static void right(struct view *view, const struct command_call *call)
{
	if (view->focus == FOCUS_CONTENTS)
		browse_unfold(view);
	else
		pan_right(view, (uint32_t)call->count * PAN_COLUMNS);
}

static void filter(struct view *view, const struct command_call *call)
{
	if (view->focus == FOCUS_CONTENTS)
		find_heading(view, call);
	else
		view_say(view, "/ filters the contents; Tab goes there.");
}

/* The measure, or with the keys in it the sidebar. */
static void change_width(struct view *view, long columns)
{
	struct error error;
	bool sidebar = view->focus == FOCUS_CONTENTS && view->geometry.sidebar;
	int now = sidebar ? view->geometry.sidebar : view->geometry.measure;
	int wanted =
		sidebar ? view->options.sidebar_width : view->options.width;
	struct buffer assignment = BUFFER_INIT;

	if (columns > 0 && now < wanted) {
		view_say(view, "%d columns: the window has no room for more.",
			 now);
		return;
	}
	buffer_append_format(&assignment, "%s=%ld",
			     sidebar ? "sidebar-width" : "width",
			     now + columns);
	if (!options_set(&view->options, assignment.data, &error)) {
		view_complain(view, "%s", error.sentence);
	} else {
		view_relayout(view);
		view_say(view, "%d columns",
			 sidebar ? view->geometry.sidebar
				 : view->geometry.measure);
	}
	buffer_release(&assignment);
}

static void narrower(struct view *view, const struct command_call *call)
{
	change_width(view, -call->count * 2);
}

static void wider(struct view *view, const struct command_call *call)
{
	change_width(view, call->count * 2);
}

static void zen(struct view *view, const struct command_call *call)
{
	static const char *const said[ZEN_COUNT] = {
		[ZEN_OFF] = "",
		[ZEN_TEXT] = "Only the text; z again to focus.",
		[ZEN_FOCUS] = "Focus; z again for all.",
	};

	(void)call;
	view->zen = (view->zen + 1) % ZEN_COUNT;
	if (view->zen == ZEN_FOCUS && !view_has_point(view)) {
		move_sentences(view, 1);
		/* Not worth reading on for, and running this again would go on
		 * to the next zen. */
		view->request = REQUEST_NONE;
	}
	view_relayout(view);
	view_say(view, "%s", said[view->zen]);
}

static void wrap(struct view *view, const struct command_call *call)
{
	(void)call;
	view->options.wrap = !view->options.wrap;
	view->pan = 0;
	view_relayout(view);
	view_say(view, view->options.wrap ? "Long lines of code are wrapped."
					  : "Long lines of code are panned.");
}

static void help(struct view *view, const struct command_call *call)
{
	(void)call;
	view->focus = view->focus == FOCUS_HELP ? FOCUS_PAGE : FOCUS_HELP;
	view->help_top = 0;
}

static void prompt(struct view *view, const struct command_call *call)
{
	(void)call;
	open_prompt(view, PROMPT_COMMAND);
}

static void say_options(struct view *view)
{
	struct buffer all = BUFFER_INIT;

	for (size_t i = 0; i < options_table_count; i++) {
		buffer_append_string(&all, i ? " " : "");
		options_show(&view->options, &options_table[i], &all);
	}
	view_say(view, "%s", buffer_string(&all));
	buffer_release(&all);
}

static void set(struct view *view, const struct command_call *call)
{
	struct options before = view->options;
	struct error error;

	if (!*call->args) {
		say_options(view);
		return;
	}
	if (!options_set(&view->options, call->args, &error)) {
		view_complain(view, "%s", error.sentence);
		return;
	}
	if (view->options.mouse != before.mouse ||
	    view->options.color != before.color)
		view->request = REQUEST_OPTIONS;
	view_relayout(view);
}

/* What of the page is shown by a sign, else how much of the text is. */
static void explain_hidden(struct view *view)
{
	struct buffer why = BUFFER_INIT;
	uint32_t off, end;

	if (!view->document->hidden)
		return;
	view_visible(view, &off, &end);
	hidden_explain(&why, view->document->text.data + off, end - off);
	if (why.len)
		buffer_append_format(&view->message, "; on this page %s",
				     why.data);
	buffer_append_format(&view->message, "; %zu hidden in all",
			     view->document->hidden);
	buffer_release(&why);
}

static void where(struct view *view, const struct command_call *call)
{
	struct layout_at at;
	struct row row;
	uint32_t line = 0;
	int now = view_percent(view);

	(void)call;
	if (view_top(view, &at)) {
		layout_row(view->layout, at, &row);
		line = view->document->blocks[row.block].line;
	}
	if (view->file_count > 1)
		view_say(view, "%s (%zu of %zu): line %u, %d%%", view->name,
			 view->file_index + 1, view->file_count, line, now);
	else
		view_say(view, "%s: line %u, %d%%", view->name, line, now);
	explain_hidden(view);
	if (view->document->repaired)
		buffer_append_format(&view->message,
				     "; %zu bytes that are no UTF-8 are shown "
				     "as \xef\xbf\xbd",
				     view->document->repaired);
}

static void next_file(struct view *view, const struct command_call *call)
{
	(void)call;
	if (view->file_index + 1 >= view->file_count)
		view_say(view, "This is the last file.");
	else
		view->request = REQUEST_NEXT_FILE;
}

static void previous_file(struct view *view, const struct command_call *call)
{
	(void)call;
	if (!view->file_index)
		view_say(view, "This is the first file.");
	else
		view->request = REQUEST_PREVIOUS_FILE;
}

static void redraw(struct view *view, const struct command_call *call)
{
	(void)call;
	view->request = REQUEST_REDRAW;
}

static void suspend(struct view *view, const struct command_call *call)
{
	(void)call;
	view->request = REQUEST_SUSPEND;
}

static void escape(struct view *view, const struct command_call *call)
{
	(void)call;
	view_escape(view);
}

static void quit(struct view *view, const struct command_call *call)
{
	(void)call;
	if (view->focus == FOCUS_CONTENTS)
		browse_leave(view);
	else if (view->focus == FOCUS_HELP)
		view->focus = FOCUS_PAGE;
	else if (note_is_open(view))
		note_close(view);
	else
		view->request = REQUEST_QUIT;
}

static void quit_all(struct view *view, const struct command_call *call)
{
	(void)call;
	view->request = REQUEST_QUIT;
}

const struct command command_table[] = {
	{ "line-down", NULL, "j Down ^E", NULL, "a line on", line_down,
	  GROUP_MOVE },
	{ "line-up", NULL, "k Up ^Y", NULL, "a line back", line_up,
	  GROUP_MOVE },
	{ "page-down", NULL, "Space f ^F PgDn", NULL,
	  "a page on; at the end, the next file", page_down, GROUP_MOVE },
	{ "page-up", NULL, "b ^B PgUp", NULL, "a page back", page_up,
	  GROUP_MOVE },
	{ "half-down", NULL, "d ^D", NULL, "half a page on", half_down,
	  GROUP_MOVE },
	{ "half-up", NULL, "u ^U", NULL, "half a page back", half_up,
	  GROUP_MOVE },
	{ "start", NULL, "g Home", NULL, "to the start", start, GROUP_MOVE },
	{ "end", NULL, "G End", NULL,
	  "to the end; with a number, to that line of the source", end,
	  GROUP_MOVE },
	{ "percent", NULL, "%", NULL, "50%: to the middle", percent,
	  GROUP_MOVE },
	{ "next-heading", NULL, "]", NULL, "the next heading", next_heading,
	  GROUP_MOVE },
	{ "previous-heading", NULL, "[", NULL, "the heading before",
	  previous_heading, GROUP_MOVE },
	{ "next-paragraph", NULL, "}", NULL, "the next paragraph",
	  next_paragraph, GROUP_MOVE },
	{ "previous-paragraph", NULL, "{", NULL, "the paragraph before",
	  previous_paragraph, GROUP_MOVE },
	{ "next-sentence", NULL, ")", NULL, "the next sentence: the point",
	  next_sentence, GROUP_MOVE },
	{ "previous-sentence", NULL, "(", NULL, "the sentence before",
	  previous_sentence, GROUP_MOVE },
	{ "contents", NULL, "t", NULL, "show or hide the contents", contents,
	  GROUP_CONTENTS },
	{ "contents-keys", NULL, "Tab", NULL,
	  "go into the contents, and out again", contents_keys,
	  GROUP_CONTENTS },
	{ "find-heading", NULL, "T", NULL, "find a heading by a few letters",
	  find_heading, GROUP_CONTENTS },
	{ "filter", NULL, "/", NULL, "in the contents: find in them", filter,
	  GROUP_CONTENTS },
	{ "enter", NULL, "Enter", NULL,
	  "in the contents: go there; else follow what the point is on", enter,
	  GROUP_CONTENTS },
	{ "left", NULL, "h Left", NULL,
	  "in the contents: fold; on the page: wide code, left", left,
	  GROUP_CONTENTS },
	{ "right", NULL, "l Right", NULL,
	  "in the contents: unfold; on the page: wide code, right", right,
	  GROUP_CONTENTS },
	{ "open", NULL, "o", NULL,
	  "letters on links and notes; 7o: note 7; closes the note", open_link,
	  GROUP_LINKS },
	{ "back", NULL, "^O Backspace", NULL, "back to where a jump began",
	  back, GROUP_LINKS },
	{ "forward", NULL, "^N", NULL, "forward again", forward, GROUP_LINKS },
	{ "narrower", NULL, "-", NULL, "a narrower column, or sidebar",
	  narrower, GROUP_PAGE },
	{ "wider", NULL, "+ =", NULL, "a wider column, or sidebar", wider,
	  GROUP_PAGE },
	{ "zen", NULL, "z", NULL,
	  "only the text, then only its paragraph, then all again", zen,
	  GROUP_PAGE },
	{ "wrap", NULL, "W", NULL, "wrap long lines of code, or pan them", wrap,
	  GROUP_PAGE },
	{ "where", NULL, "^G", NULL, "where am I? And what hides in the text?",
	  where, GROUP_PAGE },
	{ "next", "n", "", NULL, "the next file", next_file, GROUP_FILES },
	{ "previous", "p", "", NULL, "the file before", previous_file,
	  GROUP_FILES },
	{ "help", NULL, "? F1", NULL, "this help", help, GROUP_REST },
	{ "prompt", NULL, ":", NULL, "type a command; :12 goes to line 12",
	  prompt, GROUP_REST },
	{ "set", NULL, "", "NAME=VALUE", "set an option; alone, show them all",
	  set, GROUP_REST },
	{ "escape", NULL, "Esc ^C", NULL,
	  "close what is open; then drop the point", escape, GROUP_REST },
	{ "redraw", NULL, "^L", NULL, "draw the screen anew", redraw,
	  GROUP_REST },
	{ "suspend", NULL, "^Z", NULL, "to the shell; fg comes back", suspend,
	  GROUP_REST },
	{ "quit", "q", "q", NULL, "close a note, help or contents; else leave",
	  quit, GROUP_REST },
	{ "quit-all", NULL, "Q", NULL, "leave from anywhere", quit_all,
	  GROUP_REST },
};
const size_t command_count = sizeof(command_table) / sizeof(command_table[0]);
