/* SPDX-License-Identifier: ISC */
/* Windows of Markdown source to pieces. */
#include "document/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/blocks.h"
#include "document/definitions.h"
#include "document/document.h"
#include "document/notes.h"
#include "document/parse.h"
#include "document/roles.h"
#include "document/stretch.h"
#include "document/window.h"

struct markdown {
	struct source *source;
	size_t window_size;
	struct window window; /* lines that are in no piece yet */
	struct parse parse;   /* of the window */
	uint32_t cut;	      /* the first line that is left over */
	size_t first;	      /* top-level nodes [first, end) make the piece */
	size_t end;
	uint32_t piece; /* the number of the next, from 1 */
	bool wrong;	/* a piece had a definition wrong */
	bool term;	/* the last block before the window was a term */
	struct definitions definitions;
	struct notes notes;
	struct blocks blocks;
};

/* --- Definitions ------------------------------------------------------- */

/* A definition of a link or a note turns out to be one, or none. True if links
 * got a wrong answer. */
static bool settle_one(struct markdown *markdown, uint32_t index,
		       enum definition_state state, const char *url,
		       const char *title)
{
	struct definitions *definitions = &markdown->definitions;
	const struct definition *item = &definitions->items[index];

	if (!definitions_settle(definitions, index, state, url, title))
		return false;
	if (item->asked && item->asked < markdown->piece)
		markdown->wrong = true;
	return true;
}

/* What the probes say of the links' definitions above the cut. */
struct findings {
	struct markdown *markdown;
	bool found; /* whether those that are any are settled, or the others */
	bool wrong; /* links got a wrong answer */
	size_t count;
};

static bool settle_probed(void *context, uint32_t index, const char *url,
			  const char *title)
{
	struct findings *findings = context;
	struct markdown *markdown = findings->markdown;
	bool found = url != NULL;

	if (markdown->definitions.items[index].line >= markdown->cut)
		return false;
	if (found != findings->found)
		return true;
	findings->count++;
	if (settle_one(markdown, index,
		       found ? DEFINITION_TRUE : DEFINITION_FALSE,
		       found ? url : "", found ? title : ""))
		findings->wrong = true;
	return true;
}

/*
 * Settles the links' definitions above the cut. True if the lines must be
 * parsed anew: where something was taken for a definition and is none, its
 * label is garbled, and so may be the text or the URL that it is a part of.
 */
static bool settle_links(struct markdown *markdown)
{
	struct findings findings = { .markdown = markdown };

	parse_probes(&markdown->parse, settle_probed, &findings);
	if (findings.count)
		return true;
	findings.found = true;
	parse_probes(&markdown->parse, settle_probed, &findings);
	return findings.wrong;
}

/* Settles the notes above the cut. True if some are none. */
static bool settle_notes(struct markdown *markdown)
{
	const struct definitions *definitions = &markdown->definitions;
	const struct prelude_lines *lines = &markdown->parse.lines;
	bool refused = false;

	for (uint32_t i = lines->from; i < lines->to; i++) {
		const struct definition *item = &definitions->items[i];
		bool found = item->seen == markdown->parse.prelude.serial;

		if (item->line >= markdown->cut)
			break;
		if (!item->note || item->state == DEFINITION_FALSE)
			continue;
		if (!found)
			settle_one(markdown, i, DEFINITION_FALSE, "", "");
		else if (item->state != DEFINITION_TRUE)
			settle_one(markdown, i, DEFINITION_TRUE, "", "");
		refused = refused || !found;
	}
	return refused;
}

/* Settles all that was a guess above the cut. True if the lines must be parsed
 * anew. */
static bool settle(struct markdown *markdown)
{
	bool refused = roles_refuse(&markdown->window.rewrites, markdown->cut);

	refused = settle_notes(markdown) || refused;
	return settle_links(markdown) || refused;
}

static bool settle_likely(void *context, uint32_t index, const char *url,
			  const char *title)
{
	struct definitions *definitions = context;

	if (url)
		definitions_settle(definitions, index, DEFINITION_LIKELY, url,
				   title);
	return true;
}

/* Looks at the definitions of a stretch, from from on, without what stands
 * around them. */
static void judge(struct parse *parse, const struct stretch *stretch,
		  uint32_t from)
{
	struct definitions *definitions = parse->definitions;

	parse->lines = (struct prelude_lines){
		.text = stretch->text.data,
		.len = stretch->text.len,
		.line = stretch->start.line,
		.from = from,
		.to = (uint32_t)definitions->count,
		.dedent = strspn(stretch->text.data, " \t"),
	};
	parse_lines(parse);
	roles_find(parse, NULL, false);
	parse_probes(parse, settle_likely, definitions);
	for (uint32_t i = from; i < definitions->count; i++)
		if (definitions->items[i].note &&
		    definitions->items[i].seen == parse->prelude.serial)
			definitions_settle(definitions, i, DEFINITION_LIKELY,
					   "", "");
}

/* Finds all places where a definition may stand, and has a look at them. */
static void find_definitions(struct markdown *markdown)
{
	struct definitions *definitions = &markdown->definitions;
	struct parse parse = { .definitions = definitions };
	struct stretch stretch;

	stretch_open(&stretch, markdown->source);
	while (stretch_next(&stretch)) {
		size_t from = definitions->count;

		definitions_scan(definitions, stretch.text.data,
				 stretch.text.len, stretch.start.line);
		if (!stretch.fenced && from < definitions->count)
			judge(&parse, &stretch, (uint32_t)from);
	}
	stretch_release(&stretch);
	parse_release(&parse);
}

/* --- Windows ----------------------------------------------------------- */

static void restart(struct markdown *markdown)
{
	window_start(&markdown->window, markdown->source);
	notes_clear(&markdown->notes);
	markdown->piece = 1;
	markdown->wrong = false;
	markdown->term = false;
}

struct markdown *markdown_open(struct source *source, size_t window)
{
	struct markdown *markdown = memory_alloc_zeroed(1, sizeof(*markdown));

	markdown->source = source;
	markdown->window_size = window ? window : 1;
	markdown->parse.definitions = &markdown->definitions;
	definitions_init(&markdown->definitions);
	blocks_init(&markdown->blocks, &markdown->notes,
		    &markdown->definitions);
	find_definitions(markdown);
	restart(markdown);
	return markdown;
}

void markdown_free(struct markdown *markdown)
{
	if (!markdown)
		return;
	blocks_release(&markdown->blocks);
	notes_release(&markdown->notes);
	parse_release(&markdown->parse);
	definitions_release(&markdown->definitions);
	window_release(&markdown->window);
	free(markdown);
}

/*
 * Where the parser cuts: all top-level blocks but the last are complete, and
 * the next window starts at the last one's first line. False when there is only
 * one, which more lines might go on with.
 */
static bool find_cut(struct markdown *markdown)
{
	const struct tree *tree = &markdown->parse.tree;
	size_t last = tree->body;

	markdown->first = tree->body;
	markdown->end = tree->count;
	markdown->cut = UINT32_MAX;
	if (markdown->window.at_end)
		return true;
	while (last < tree->count && tree->nodes[last].next < tree->count)
		last = tree->nodes[last].next;
	if (last == tree->count || last == tree->body)
		return false;
	markdown->end = last;
	markdown->cut = tree->nodes[last].line;
	return true;
}

static void parse_once(struct markdown *markdown)
{
	const struct definitions *definitions = &markdown->definitions;
	const struct window *window = &markdown->window;

	markdown->parse.lines = (struct prelude_lines){
		.text = window->text.data,
		.len = window->text.len,
		.line = window->line,
		.from = definitions_from(definitions, window->line),
		.to = definitions_from(definitions, window->next.line),
		.piece = markdown->piece,
		.rewrites = &window->rewrites,
	};
	parse_lines(&markdown->parse);
}

/* Parses the next window, as often as it takes: with more lines until it can
 * be cut, then until all definitions above the cut are settled. False at the
 * end of the source. */
static bool parse_window(struct markdown *markdown)
{
	struct window *window = &markdown->window;
	size_t wanted = markdown->window_size;

	for (;;) {
		window_fill(window, wanted);
		if (!window->text.len)
			return false;
		parse_once(markdown);
		if (!find_cut(markdown)) {
			wanted = window->text.len * 2;
			continue;
		}
		roles_find(&markdown->parse, &window->rewrites, markdown->term);
		if (!settle(markdown))
			return true;
	}
}

/* Leaves the window's first blocks behind. */
static void drop_piece(struct markdown *markdown)
{
	const struct tree *tree = &markdown->parse.tree;

	if (markdown->end < tree->count) {
		uint32_t last = tree->nodes[markdown->end].previous;

		markdown->term = tree->nodes[last].role == ROLE_TERM;
	}
	window_drop(&markdown->window, markdown->cut);
}

/* Settles the definitions of the rest, so that a new start is the last. */
static void settle_rest(struct markdown *markdown)
{
	while (parse_window(markdown))
		drop_piece(markdown);
}

uint64_t markdown_position(const struct markdown *markdown)
{
	uint64_t read = markdown->window.next.off;
	uint64_t ahead = markdown->window.text.len;

	/* Repaired bytes take more room than those of the source. */
	return read > ahead ? read - ahead : 0;
}

static void build(struct markdown *markdown, struct document *piece)
{
	blocks_build(&markdown->blocks, &markdown->parse, markdown->first,
		     markdown->end, piece);
	notes_refer(&markdown->notes, piece);
	piece->repaired += markdown->window.repaired;
	markdown->window.repaired = 0;
	markdown->piece++;
}

enum markdown_result markdown_step(struct markdown *markdown,
				   struct document *piece)
{
	if (!parse_window(markdown))
		return notes_next(&markdown->notes, piece) ? MARKDOWN_PIECE
							   : MARKDOWN_DONE;
	if (markdown->wrong) {
		drop_piece(markdown);
		settle_rest(markdown);
		definitions_forget(&markdown->definitions);
		restart(markdown);
		return MARKDOWN_AGAIN;
	}
	build(markdown, piece);
	drop_piece(markdown);
	return MARKDOWN_PIECE;
}
