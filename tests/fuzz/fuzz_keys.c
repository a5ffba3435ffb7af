/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: keys, pastes and windows of any size, with the page painted
 * into a screen in memory (frame.h) after each of them.
 *
 * The first byte chooses the document and the cells, two more the window. Each
 * byte of the rest is a key; some take bytes behind them (press()).
 */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "fuzz/frame.h"
#include "fuzz/fuzz.h"
#include "reader/dispatch.h"
#include "reader/help.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reader/options.h"
#include "reader/shelf.h"
#include "reader/view.h"
#include "terminal/paint.h"

enum { EVENTS = 400, WORK = 1000 };

static const char *const essays[] = {
	"# One\n\nSome *words* of [a link](b.md), and more. Another "
	"sentence[^n] is here.\n\n## Two\n\n- a\n- b\n\n> quoted\n\n[^n]: A "
	"note.\n\n### Three\n\n| a | b |\n|---|---|\n| long words here | x "
	"|\n\n```\ncode that is wide, wider, and much wider than a window\n"
	"```\n\nThe end comes <https://example.com> late. See [One](#one).\n",
	"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d abc "
	"\xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d. "
	"\xe8\xaa\x9e\xe8\xaa\x9e\xe8\xaa\x9e\xe3\x80\x82\xe6\x96\x87\n\n# "
	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80 e\xcc\x81\n\n\xd8\xa7"
	"\xd9\x84\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85\n",
	"",
	"word\n",
	NULL, /* a long one */
};

enum { ESSAYS = sizeof(essays) / sizeof(*essays) };

static const uint32_t special[] = {
	KEYS_ENTER,   KEYS_TAB,	    KEYS_ESCAPE,
	KEYS_UP,      KEYS_DOWN,    KEYS_LEFT,
	KEYS_RIGHT,   KEYS_PAGE_UP, KEYS_PAGE_DOWN,
	KEYS_HOME,    KEYS_END,	    KEYS_BACKSPACE,
	KEYS_DELETE,  KEYS_INSERT,  KEYS_F1,
	KEYS_UNKNOWN, KEYS_F12,	    KEYS_SHIFT | KEYS_TAB,
	0xe9,	      0x1f600,
};

static struct document *open_essay(unsigned choice)
{
	const char *text = essays[choice % ESSAYS];
	struct buffer essay = BUFFER_INIT;
	struct document *document;
	struct error error;

	for (unsigned i = 0; !text && i < 60; i++)
		buffer_append_format(&essay,
				     "%sParagraph %u says what it says. And "
				     "goes on for a row or two, which is "
				     "enough of it.\n\n",
				     i % 7 ? "" : "## Part\n\n", i);
	if (text)
		buffer_append_string(&essay, text);
	document = load_all(source_from_bytes("essay.md", buffer_string(&essay),
					      essay.len, NULL),
			    SOURCE_AS_MARKDOWN, LOAD_WINDOW, &error);
	assert(document);
	buffer_release(&essay);
	return document;
}

static void resize(struct view *view, struct fuzz_input *in)
{
	int rows = (int)(fuzz_byte(in) % (FRAME_ROWS + 1));
	int columns = (int)fuzz_byte(in);

	view_resize(view, rows, columns);
	frame_set(view->geometry.rows, view->geometry.columns, view->cells);
}

/* An event. */
static void press(struct view *view, struct fuzz_input *in)
{
	unsigned byte = fuzz_byte(in);
	struct fuzz_input pasted;

	if (byte < 0x20) {
		dispatch_key(view, keys_make(byte, 0));
	} else if (byte < 0x80) {
		dispatch_key(view, byte);
	} else if (byte < 0xc0) {
		dispatch_key(view, special[(byte - 0x80) % (sizeof(special) /
							    sizeof(*special))]);
	} else if (byte < 0xd0) {
		dispatch_key(view,
			     keys_make('a' + fuzz_byte(in) % 26,
				       byte & 1 ? KEYS_ALT : KEYS_CONTROL));
	} else if (byte < 0xe0) {
		resize(view, in);
	} else if (byte < 0xe8) {
		pasted = fuzz_until(in, '\xff');
		dispatch_paste(view, pasted.bytes, pasted.len);
	} else if (byte < 0xf0) {
		pasted = fuzz_until(in, '\xff');
		for (size_t i = 0; i < pasted.len; i++)
			dispatch_key(view,
				     (unsigned char)pasted.bytes[i] & 0x7f);
		dispatch_key(view, KEYS_ENTER);
	} else {
		view_escape(view);
		if (byte & 1)
			view_unescape(view);
	}
}

static void check_view(struct view *view)
{
	const struct geometry *g = &view->geometry;
	uint32_t off, end;

	assert(view->focus <= FOCUS_SELECT && view->zen < ZEN_COUNT);
	assert(view->count >= 0 && view->request != REQUEST_WHOLE);
	assert(view->point_off <= view->point_end);
	assert(view->point_end <= view->document->text.len);
	assert(view->prompt.cursor <= view->prompt.text.len);
	assert(view->help_top < help_count());
	assert(list_is_open(view) || view->focus != FOCUS_LIST);
	assert(view->list.selected < view->list.count ||
	       view->list.selected == 0);
	assert(g->rows >= 1 && g->columns >= 1 && g->page_rows >= 1);
	assert(g->measure >= 1 && g->text_x >= g->page_x);
	assert(g->text_x + g->measure <= g->columns);
	assert(g->page_x + g->page_columns == g->columns);
	assert(view_percent(view) >= 0 && view_percent(view) <= 100);
	view_visible(view, &off, &end);
	assert(off <= end && end <= view->document->text.len);
}

/* The page has what stands in its rows; the status line is there as a whole;
 * painted again it is the same. */
static void check_frame(struct view *view)
{
	const struct geometry *g = &view->geometry;
	uint64_t hash;
	struct layout_at at;
	int inked = 0;

	paint_view(view);
	hash = frame_hash();
	assert(frame_has_cursor());
	for (int y = 0; y < g->rows; y++)
		inked += frame_inked(y, 0, g->columns);
	if (g->rows > 1 && g->columns > 8 && g->status)
		assert(frame_painted(g->rows - 1, 0, g->columns) > 0);
	if (view->focus == FOCUS_PAGE && !list_is_open(view) &&
	    view_top(view, &at) && view->document->text.len > 4 &&
	    g->page_columns > 4 && g->page_rows > 4)
		assert(inked > 0);
	paint_view(view);
	assert(frame_hash() == hash);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum cells_mode modes[] = { CELLS_UNICODE, CELLS_ASCII,
						 CELLS_EAST_ASIAN };
	struct fuzz_input in = fuzz_input(data, size);
	unsigned choice = fuzz_byte(&in);
	struct document *document = open_essay(choice);
	struct options options;
	struct view view;

	options_init(&options);
	view_init(&view, &options, modes[choice / ESSAYS % 3]);
	resize(&view, &in);
	view_open(&view, document, "essay.md");
	for (int i = 0; i < EVENTS && in.len && view.request != REQUEST_QUIT;
	     i++) {
		view.request = REQUEST_NONE;
		press(&view, &in);
		if (view.request == REQUEST_SHELF)
			shelf_open_home(&view);
		for (int work = 0; view_work(&view); work++)
			assert(work < WORK);
		check_view(&view);
		check_frame(&view);
	}
	view_release(&view);
	document_free(document);
	return 0;
}
