/* SPDX-License-Identifier: ISC */
/* Windows of Markdown source to pieces. */
#include "document/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/guard.h"
#include "document/markdown/blocks.h"
#include "document/markdown/definitions.h"
#include "document/markdown/judge.h"
#include "document/markdown/notes.h"
#include "document/markdown/parse.h"
#include "document/markdown/roles.h"
#include "document/markdown/table.h"
#include "document/markdown/tables.h"
#include "document/markdown/verbatim.h"
#include "document/markdown/window.h"

/* How often tables are looked for anew behind those just found. */
enum { TABLE_ROUNDS = 8 };

/* A definition that was settled, and what was thought of it before. */
struct settled {
	uint32_t index;
	uint8_t state;
};

struct markdown {
	struct source *source;
	struct guard *guard; /* borrowed, or NULL */
	size_t window_size;
	size_t pace;	      /* bytes to parse at a time, at most those */
	struct window window; /* lines that are in no piece yet */
	struct tables tables; /* in it */
	struct parse parse;   /* of the window */
	uint32_t cut;	      /* the first line that is left over */
	size_t first;	      /* top-level nodes [first, end) make the piece */
	size_t end;
	size_t verbatim;  /* the piece is so many bytes, not parsed; 0: nodes */
	uint32_t piece;	  /* the number of the next, from 1 */
	bool wrong;	  /* a piece had a definition wrong */
	bool settled_all; /* no piece may be taken back */
	uint8_t before;	  /* enum node_role: of the last block before the window
			   */
	struct definitions definitions;
	struct judgement judgement; /* of them */
	struct settled *settled;    /* those settled for this window */
	size_t settled_count, settled_room;
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

	MEMORY_RESERVE(markdown->settled, markdown->settled_room,
		       markdown->settled_count + 1);
	markdown->settled[markdown->settled_count++] =
		(struct settled){ .index = index, .state = item->state };
	if (!definitions_settle(definitions, index, state, url, title))
		return false;
	if (item->asked && item->asked < markdown->piece)
		markdown->wrong = true;
	return true;
}

/* Where a table was found the blocks behind may be others than they were. */
static void unsettle(struct markdown *markdown)
{
	while (markdown->settled_count) {
		const struct settled *last =
			&markdown->settled[--markdown->settled_count];

		definitions_unsettle(&markdown->definitions, last->index,
				     (enum definition_state)last->state);
	}
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

static struct stand_ins stand_ins_of(struct markdown *markdown)
{
	return (struct stand_ins){
		.rewrites = &markdown->window.rewrites,
		.tables = &markdown->tables,
		.drawn = &markdown->window.drawn.tables,
	};
}

static bool find_roles(struct markdown *markdown)
{
	struct stand_ins stand_ins = stand_ins_of(markdown);

	return roles_find(&markdown->parse, &stand_ins,
			  (enum node_role)markdown->before);
}

/* Settles all that was a guess above the cut. True if the lines must be parsed
 * anew. */
static bool settle(struct markdown *markdown)
{
	struct stand_ins stand_ins = stand_ins_of(markdown);
	bool refused = roles_refuse(&stand_ins, markdown->cut);

	refused = settle_notes(markdown) || refused;
	return settle_links(markdown) || refused;
}

/* --- Windows ----------------------------------------------------------- */

static void restart(struct markdown *markdown)
{
	window_start(&markdown->window, markdown->source,
		     markdown->judgement.known,
		     markdown->judgement.known_count);
	notes_clear(&markdown->notes);
	markdown->piece = 1;
	markdown->wrong = false;
	markdown->before = ROLE_NONE;
	markdown->blocks.carry = (struct html_carry){ 0 };
}

struct markdown *markdown_open(struct source *source, size_t window,
			       struct guard *guard)
{
	struct markdown *markdown = memory_alloc_zeroed(1, sizeof(*markdown));

	markdown->source = source;
	markdown->guard = guard;
	markdown->window_size = window ? window : 1;
	markdown->pace = markdown->window_size;
	markdown->parse.definitions = &markdown->definitions;
	markdown->parse.tree.bounded = guard != NULL;
	markdown->blocks.aside.tree.bounded = guard != NULL;
	definitions_init(&markdown->definitions);
	blocks_init(&markdown->blocks, &markdown->notes,
		    &markdown->definitions);
	judge_definitions(&markdown->judgement, &markdown->definitions, source,
			  guard);
	restart(markdown);
	return markdown;
}

void markdown_assume_links(struct markdown *markdown, const char *text,
			   size_t len)
{
	definitions_assume(&markdown->definitions, text, len);
}

void markdown_hasten(struct markdown *markdown, size_t window)
{
	if (window < markdown->window_size)
		markdown->pace = window;
}

void markdown_free(struct markdown *markdown)
{
	if (!markdown)
		return;
	blocks_release(&markdown->blocks);
	notes_release(&markdown->notes);
	parse_release(&markdown->parse);
	judgement_release(&markdown->judgement);
	free(markdown->settled);
	tables_release(&markdown->tables);
	definitions_release(&markdown->definitions);
	window_release(&markdown->window);
	free(markdown);
}

/* Whether the parse has all that is left of the source. */
static bool has_all(const struct markdown *markdown)
{
	return markdown->window.at_end &&
	       markdown->parse.lines.len == markdown->window.text.len;
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
	if (has_all(markdown))
		return true;
	while (last < tree->count && tree->nodes[last].next < tree->count)
		last = tree->nodes[last].next;
	if (last == tree->count || last == tree->body)
		return false;
	markdown->end = last;
	markdown->cut = tree->nodes[last].line;
	return true;
}

/* Cuts before the top-level block that has this line; false if it is the first.
 */
static bool cut_before(struct markdown *markdown, uint32_t line)
{
	const struct node *nodes = markdown->parse.tree.nodes;
	size_t block = markdown->first;

	while (nodes[block].next < markdown->end &&
	       nodes[nodes[block].next].line <= line)
		block = nodes[block].next;
	if (block == markdown->first)
		return false;
	markdown->end = block;
	markdown->cut = nodes[block].line;
	return true;
}

/* The length of the window's first lines that have so many bytes, and the
 * number of the line behind them. */
static size_t lines_for(const struct window *window, size_t wanted,
			uint32_t *next)
{
	const struct buffer *text = &window->text;
	size_t len = 0;

	*next = window->next.line;
	if (wanted >= text->len)
		return text->len;
	for (*next = window->line; len < wanted; ++*next)
		len = (size_t)((const char *)memchr(text->data + len, '\n',
						    text->len - len) -
			       text->data) +
		      1;
	return len;
}

static void parse_once(struct markdown *markdown, size_t wanted)
{
	const struct definitions *definitions = &markdown->definitions;
	const struct window *window = &markdown->window;
	uint32_t next;
	size_t len = lines_for(window, wanted, &next);

	markdown->parse.lines = (struct prelude_lines){
		.text = window->text.data,
		.len = len,
		.line = window->line,
		.from = definitions_from(definitions, window->line),
		.to = definitions_from(definitions, next),
		.piece = markdown->piece,
		.rewrites = &window->rewrites,
		.tables = &markdown->tables,
		.drawn = &window->drawn.tables,
	};
	parse_lines(&markdown->parse);
}

/*
 * Looks for tables. True if there are more, and the lines must be parsed anew;
 * *wanted rises if there must be more of them.
 *
 * What begins behind a table may be known only from the next parse, and with it
 * whether another one is there. After some of those the window is cut before
 * the next; what is in its first block and still not found is text.
 */
static bool more_tables(struct markdown *markdown, size_t *wanted,
			unsigned *rounds)
{
	struct tables *tables = &markdown->tables;
	enum tables_result result = tables_find(tables, &markdown->parse,
						markdown->first, markdown->end);

	if (result == TABLES_NONE)
		return false;
	unsettle(markdown);
	if (result == TABLES_CUT_OFF && !has_all(markdown)) {
		*wanted = markdown->parse.lines.len * 2;
		*rounds = 0;
		tables_clear(tables);
		return true;
	}
	if (++*rounds <= TABLE_ROUNDS)
		return true;
	tables_forget(tables, tables->first_new);
	cut_before(markdown, tables->first_new);
	return false;
}

/* The bytes of the window above the cut. */
static size_t length_above(const struct markdown *markdown)
{
	const struct window *window = &markdown->window;
	const char *text = buffer_string(&window->text);
	const char *at = text;

	for (uint32_t line = window->line; line < markdown->cut && *at; line++)
		at = strchr(at, '\n') + 1;
	return (size_t)(at - text);
}

/*
 * Whether something below the cut may look like the definition of a link that
 * it is not: as long as tables there are not found, what stands behind them
 * can.
 */
static bool misleads_below(const struct markdown *markdown)
{
	const struct prelude_lines *lines = &markdown->parse.lines;
	const struct definitions *definitions = &markdown->definitions;
	size_t above;

	for (uint32_t i = lines->to; i > lines->from; i--) {
		const struct definition *item = &definitions->items[i - 1];

		if (item->line < markdown->cut)
			return false;
		if (item->note || item->state != DEFINITION_FALSE)
			continue;
		above = length_above(markdown);
		return table_hint(lines->text + above, lines->len - above);
	}
	return false;
}

/* Parses only what is above the cut. */
static void parse_above(struct markdown *markdown)
{
	struct tree *tree = &markdown->parse.tree;
	uint32_t last = tree->nodes[markdown->end].previous;
	uint8_t role = tree->nodes[last].role;

	parse_once(markdown, length_above(markdown));
	find_roles(markdown);
	markdown->first = tree->body;
	markdown->end = tree->count;
	/* What it is depends on what comes behind it. */
	for (size_t i = tree->body; i < tree->count; i = tree->nodes[i].next)
		last = (uint32_t)i;
	tree->nodes[last].role = role;
	markdown->before = role;
}

/* Where a window was parsed many times for its first blocks, the next one is
 * not much longer than those. */
static void set_pace(struct markdown *markdown, bool slow)
{
	size_t pace = markdown->pace;

	if (slow && markdown->cut != UINT32_MAX)
		pace = length_above(markdown);
	pace *= 2;
	markdown->pace =
		pace < markdown->window_size ? pace : markdown->window_size;
}

/* Cuts a window of so many bytes at least that is not parsed, behind a blank
 * line. The notes that are defined there are none; links may lead to what they
 * say that stands there. */
static void cut_verbatim(struct markdown *markdown, size_t wanted)
{
	const struct definitions *definitions = &markdown->definitions;
	struct window *window = &markdown->window;
	uint32_t lines;

	while (!(markdown->verbatim =
			 verbatim_length(window->text.data, window->text.len,
					 wanted, &lines))) {
		markdown->verbatim = window->text.len;
		if (window->at_end)
			break;
		window_fill(window, window->text.len * 2);
	}
	markdown->cut = window->line + lines;
	for (uint32_t i = definitions_from(definitions, window->line);
	     i < definitions->count &&
	     definitions->items[i].line < markdown->cut;
	     i++)
		if (definitions->items[i].note)
			settle_one(markdown, i, DEFINITION_FALSE, "", "");
}

/* Parses the next window, as often as it takes: with more lines until it can
 * be cut, then until all that was a guess above the cut is settled. False at
 * the end of the source. */
static bool parse_window(struct markdown *markdown)
{
	struct window *window = &markdown->window;
	size_t wanted = markdown->pace;
	unsigned rounds = 0;

	markdown->settled_count = 0;
	window_fill(window, wanted);
	markdown->verbatim = 0;
	if (window->text.len &&
	    !guard_enter(markdown->guard, GUARD_WINDOW, window->line, wanted)) {
		cut_verbatim(markdown, wanted);
		return true;
	}
	for (;;) {
		window_fill(window, wanted);
		if (!window->text.len)
			return false;
		parse_once(markdown, wanted);
		if (!find_cut(markdown)) {
			wanted = markdown->parse.lines.len * 2;
			guard_extend(markdown->guard, wanted / 2);
			rounds = 0;
			tables_clear(&markdown->tables);
			continue;
		}
		if (find_roles(markdown))
			continue;
		if (!more_tables(markdown, &wanted, &rounds) &&
		    !settle(markdown))
			break;
	}
	if (misleads_below(markdown))
		parse_above(markdown);
	set_pace(markdown, rounds > TABLE_ROUNDS);
	return true;
}

/* Leaves the window's first blocks behind. */
static void drop_piece(struct markdown *markdown)
{
	struct tree *tree = &markdown->parse.tree;

	if (markdown->verbatim)
		markdown->before = ROLE_NONE;
	else if (markdown->end < tree->count)
		markdown->before =
			tree->nodes[tree->nodes[markdown->end].previous].role;
	window_drop(&markdown->window, markdown->cut);
	tables_clear(&markdown->tables);
	tree_clear(tree);
}

/* Settles the definitions of the rest, so that a new start is the last. */
static void settle_rest(struct markdown *markdown)
{
	while (parse_window(markdown))
		drop_piece(markdown);
}

void markdown_settle(struct markdown *markdown)
{
	markdown->settled_all = true;
	if (!markdown->judgement.uncertain)
		return;
	settle_rest(markdown);
	definitions_forget(&markdown->definitions);
	restart(markdown);
}

uint64_t markdown_position(const struct markdown *markdown)
{
	uint64_t read = markdown->window.next.off;
	uint64_t ahead = markdown->window.text.len;

	/* Repaired bytes take more room than those of the source. */
	return read > ahead ? read - ahead : 0;
}

static void build_verbatim(struct markdown *markdown, struct document *piece)
{
	verbatim_set(piece, markdown->window.text.data, markdown->verbatim,
		     markdown->window.line);
	markdown->blocks.carry = (struct html_carry){ 0 };
}

static void build(struct markdown *markdown, struct document *piece)
{
	if (markdown->verbatim)
		build_verbatim(markdown, piece);
	else
		blocks_build(&markdown->blocks, &markdown->parse,
			     markdown->first, markdown->end, piece);
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
	if (markdown->wrong && !markdown->settled_all) {
		drop_piece(markdown);
		settle_rest(markdown);
		definitions_forget(&markdown->definitions);
		restart(markdown);
		return MARKDOWN_AGAIN;
	}
	build(markdown, piece);
	drop_piece(markdown);
	guard_leave(markdown->guard);
	return MARKDOWN_PIECE;
}
