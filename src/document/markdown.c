/* SPDX-License-Identifier: ISC */
/* Windows of Markdown source to pieces: the only room that knows cmark. */
#include "document/markdown.h"

#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/definitions.h"
#include "document/document.h"
#include "document/markup.h"
#include "document/prelude.h"
#include "document/source.h"
#include "document/stretch.h"
#include "document/window.h"

struct markdown {
	struct source *source;
	size_t window_size;
	struct window window; /* lines that are in no piece yet */
	uint32_t piece;	      /* the number of the next, from 1 */
	bool wrong;	      /* a piece had a definition wrong */
	struct definitions definitions;
	struct prelude prelude;
};

/* --- Character references ---------------------------------------------- */

static bool is_punctuation(char byte)
{
	return (byte > ' ' && byte < '0') || (byte > '9' && byte < 'A') ||
	       (byte > 'Z' && byte < 'a') || (byte > 'z' && byte < 0x7f);
}

/*
 * Makes a line that cmark reads as a paragraph of nothing but text: with all
 * else escaped that Markdown could see in it, only character references are
 * left. The letters at the ends keep white space there, and blocks away.
 */
static void append_escaped(struct buffer *out, const char *line, size_t len)
{
	buffer_append_byte(out, 'x');
	for (size_t i = 0; i < len; i++) {
		if (is_punctuation(line[i]) && !strchr("&#;", line[i]))
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, line[i]);
	}
	buffer_append_byte(out, 'x');
}

static void decode_line(struct buffer *out, const char *line, size_t len)
{
	struct buffer escaped = BUFFER_INIT;
	cmark_node *root;
	cmark_node *node;
	size_t start = out->len;

	append_escaped(&escaped, line, len);
	root = cmark_parse_document(escaped.data, escaped.len,
				    CMARK_OPT_DEFAULT);
	node = cmark_node_first_child(cmark_node_first_child(root));
	for (; node; node = cmark_node_next(node))
		buffer_append_string(out, cmark_node_get_literal(node));
	cmark_node_free(root);
	buffer_release(&escaped);
	memmove(out->data + start, out->data + start + 1, out->len - start - 1);
	buffer_truncate(out, out->len - 2);
}

static void decode(struct buffer *out, const char *text, size_t len)
{
	while (len) {
		const char *end = memchr(text, '\n', len);
		size_t line = end ? (size_t)(end - text) : len;

		if (memchr(text, '&', line))
			decode_line(out, text, line);
		else
			buffer_append(out, text, line);
		if (!end)
			return;
		buffer_append_byte(out, '\n');
		text += line + 1;
		len -= line + 1;
	}
}

/* --- Nodes ------------------------------------------------------------- */

/* A parse of lines of the source. */
struct parse {
	struct markdown *markdown;
	struct prelude_lines lines;
	cmark_node *root;
	uint32_t prelude;  /* lines that were put before those of the source */
	uint32_t cut;	   /* the first line of the source that is left over */
	cmark_node *first; /* top-level blocks [first, last) make the piece */
	cmark_node *last;
	const char *seen; /* the line of the source looked at last: they are */
	uint32_t seen_line; /* looked at in order */
};

/* Parses parse->lines; the root is the caller's to free. */
static void parse_lines(struct parse *parse)
{
	struct prelude *prelude = &parse->markdown->prelude;
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);

	prelude_write(prelude, &parse->markdown->definitions, &parse->lines);
	parse->prelude = prelude->lines;
	parse->seen = parse->lines.text;
	parse->seen_line = parse->lines.line;
	cmark_parser_feed(parser, prelude->text.data, prelude->text.len);
	cmark_parser_feed(parser, prelude->body.data, prelude->body.len);
	parse->root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
}

/* The paragraphs of the probes, the first of them. */
static cmark_node *first_probe(const struct parse *parse)
{
	uint32_t line = parse->markdown->prelude.probes;
	cmark_node *node = cmark_node_first_child(parse->root);

	while (node && (uint32_t)cmark_node_get_start_line(node) < line)
		node = cmark_node_next(node);
	return node;
}

/* What a probe found: the link that it became, or NULL. */
static cmark_node *probe_link(cmark_node *probe)
{
	cmark_node *inline_node = cmark_node_first_child(probe);

	if (cmark_node_get_type(inline_node) != CMARK_NODE_LINK)
		return NULL;
	return inline_node;
}

static uint32_t line_of(const struct parse *parse, cmark_node *node)
{
	return (uint32_t)cmark_node_get_start_line(node) - parse->prelude - 1 +
	       parse->lines.line;
}

/* The text of a source line. */
static const char *source_text(struct parse *parse, uint32_t line)
{
	for (; parse->seen_line < line; parse->seen_line++)
		parse->seen = strchr(parse->seen, '\n') + 1;
	return parse->seen;
}

/*
 * cmark does not tell whether a code block is fenced. Indented code starts
 * with what stands at its place in the source; a fence does not, but for one
 * with an info string, which indented code has not.
 */
static bool is_fenced(struct parse *parse, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);
	const char *line = source_text(parse, line_of(parse, node));
	const char *start = line + cmark_node_get_start_column(node) - 1;
	size_t len = strcspn(start, "\n") + 1;

	if (*cmark_node_get_fence_info(node))
		return true;
	if (strncmp(start, "```", 3) != 0 && strncmp(start, "~~~", 3) != 0)
		return false;
	return strncmp(start, literal, len) != 0;
}

static uint32_t add_string(struct document *piece, const char *string)
{
	return string ? document_add_string(piece, string, strlen(string)) : 0;
}

/* The URL and title of a link or image, also of one that refers to a
 * definition. */
static void link_strings(struct parse *parse, struct document *piece,
			 cmark_node *node, uint32_t *url, uint32_t *title)
{
	const char *written = cmark_node_get_url(node);
	uint32_t index = prelude_token(written);

	if (index != UINT32_MAX) {
		definitions_enter(&parse->markdown->definitions, index, piece,
				  parse->lines.piece, url, title);
		return;
	}
	*url = add_string(piece, written);
	*title = add_string(piece, cmark_node_get_title(node));
}

static void enter_link(struct parse *parse, struct markup *markup,
		       cmark_node *node)
{
	uint32_t url = 0;
	uint32_t title = 0;

	if (markup_takes_link(markup))
		link_strings(parse, markup->piece, node, &url, &title);
	if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
		markup_enter_image(markup, url, title);
	else
		markup_enter_link(markup, url, title);
}

static void enter_list(struct markup *markup, cmark_node *node)
{
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	char delimiter = '\0';

	if (ordered)
		delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM
				    ? ')'
				    : '.';
	markup_enter_list(markup, ordered, cmark_node_get_list_tight(node),
			  (uint32_t)cmark_node_get_list_start(node), delimiter);
}

/* Whether count lines from text on are the definition index, all of it. */
static bool holds_definition(struct parse *parse, uint32_t index,
			     const char *text, uint32_t count)
{
	const struct definitions *definitions = &parse->markdown->definitions;
	const struct definition *item = &definitions->items[index];
	const char *end = text;
	struct parse look = {
		.markdown = parse->markdown,
		.lines = {
			.text = text,
			.line = item->line,
			.from = index,
			.to = index + 1,
			.dedent = strspn(text, " \t"),
			.all = true,
		},
	};
	cmark_node *link;
	bool found;

	while (count--)
		end = strchr(end, '\n') + 1;
	look.lines.len = (size_t)(end - text);
	parse_lines(&look);
	link = probe_link(first_probe(&look));
	found = link &&
		strcmp(cmark_node_get_url(link),
		       definitions_string(definitions, item->url)) == 0 &&
		strcmp(cmark_node_get_title(link),
		       definitions_string(definitions, item->title)) == 0;
	cmark_node_free(look.root);
	return found;
}

/* How many lines a definition takes, of at most most. */
static uint32_t definition_lines(struct parse *parse, uint32_t index,
				 uint32_t most)
{
	const char *text = source_text(
		parse, parse->markdown->definitions.items[index].line);
	uint32_t low = 0; /* lines that are not enough */
	uint32_t high = most;

	/* A definition in the first lines is one in more of them. */
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (holds_definition(parse, index, text, middle))
			high = middle;
		else
			low = middle;
	}
	return high;
}

/*
 * The line where a paragraph's or a heading's text begins: cmark has the line
 * of the definitions that began it.
 */
static uint32_t text_line(struct parse *parse, cmark_node *node)
{
	const struct definitions *definitions = &parse->markdown->definitions;
	uint32_t line = line_of(parse, node);
	uint32_t end = line + (uint32_t)(cmark_node_get_end_line(node) -
					 cmark_node_get_start_line(node));
	uint32_t index = definitions_from(definitions, line);
	uint32_t count;

	if (index == definitions->count ||
	    definitions->items[index].line != line ||
	    definitions->items[index].state != DEFINITION_TRUE)
		return line;
	while (index + 1 < definitions->count &&
	       definitions->items[index + 1].line <= end &&
	       definitions->items[index + 1].state == DEFINITION_TRUE)
		index++;
	line = definitions->items[index].line;
	count = definition_lines(parse, index, end - line);
	return line + count;
}

/* Enters a node, or takes a leaf. */
static void enter_block(struct parse *parse, struct markup *markup,
			cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);
	uint32_t line = line_of(parse, node);
	int type = cmark_node_get_type(node);

	switch (type) {
	case CMARK_NODE_BLOCK_QUOTE:
		markup_enter_quote(markup);
		break;
	case CMARK_NODE_LIST:
		enter_list(markup, node);
		break;
	case CMARK_NODE_ITEM:
		markup_enter_item(markup, TASK_NONE);
		break;
	case CMARK_NODE_PARAGRAPH:
		markup_enter_block(markup, 0, text_line(parse, node));
		break;
	case CMARK_NODE_HEADING:
		markup_enter_block(markup,
				   (unsigned)cmark_node_get_heading_level(node),
				   line);
		break;
	case CMARK_NODE_CODE_BLOCK:
		markup_code(markup, literal, cmark_node_get_fence_info(node),
			    is_fenced(parse, node), line);
		break;
	case CMARK_NODE_HTML_BLOCK:
		markup_html_block(markup, literal, line);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		markup_rule(markup, line);
		break;
	default:
		break;
	}
}

static void enter_inline(struct parse *parse, struct markup *markup,
			 cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);
	int type = cmark_node_get_type(node);

	switch (type) {
	case CMARK_NODE_TEXT:
		markup_text(markup, literal);
		break;
	case CMARK_NODE_SOFTBREAK:
		markup_soft_break(markup);
		break;
	case CMARK_NODE_LINEBREAK:
		markup_hard_break(markup);
		break;
	case CMARK_NODE_CODE:
		markup_code_span(markup, literal);
		break;
	case CMARK_NODE_HTML_INLINE:
		markup_html(markup, literal);
		break;
	case CMARK_NODE_EMPH:
		markup_style(markup, RUN_EMPHASIS, true);
		break;
	case CMARK_NODE_STRONG:
		markup_style(markup, RUN_STRONG, true);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		enter_link(parse, markup, node);
		break;
	default:
		break;
	}
}

static void leave(const struct parse *parse, struct markup *markup,
		  cmark_node *node)
{
	int type = cmark_node_get_type(node);

	switch (type) {
	case CMARK_NODE_BLOCK_QUOTE:
	case CMARK_NODE_LIST:
	case CMARK_NODE_ITEM:
		markup_leave_container(markup, line_of(parse, node));
		break;
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		markup_leave_block(markup);
		break;
	case CMARK_NODE_EMPH:
		markup_style(markup, RUN_EMPHASIS, false);
		break;
	case CMARK_NODE_STRONG:
		markup_style(markup, RUN_STRONG, false);
		break;
	case CMARK_NODE_LINK:
		markup_leave_link(markup);
		break;
	case CMARK_NODE_IMAGE:
		markup_leave_image(markup);
		break;
	default:
		break;
	}
}

/* Depth is unbounded in cmark's tree: walk it with its iterator. */
static void walk(struct parse *parse, struct markup *markup, cmark_node *top)
{
	cmark_iter *iter = cmark_iter_new(top);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (event == CMARK_EVENT_EXIT)
			leave(parse, markup, node);
		else if (cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK)
			enter_block(parse, markup, node);
		else
			enter_inline(parse, markup, node);
	}
	cmark_iter_free(iter);
}

static void build(struct parse *parse, struct document *piece)
{
	struct markup markup;

	markup_init(&markup, piece, decode);
	for (cmark_node *node = parse->first; node != parse->last;
	     node = cmark_node_next(node))
		walk(parse, &markup, node);
}

/* --- Definitions ------------------------------------------------------- */

/* Settles the definitions above the cut that the probes found, or those that
 * they did not find. True if links got a wrong answer. */
static bool settle_found(struct parse *parse, bool found, size_t *count)
{
	struct markdown *markdown = parse->markdown;
	struct definitions *definitions = &markdown->definitions;
	cmark_node *probe = first_probe(parse);
	bool wrong = false;

	for (uint32_t i = parse->lines.from; i < parse->lines.to; i++) {
		const struct definition *item = &definitions->items[i];
		cmark_node *link;

		if (!prelude_probed(definitions, &parse->lines, i))
			continue;
		if (item->line >= parse->cut)
			break;
		link = probe_link(probe);
		probe = cmark_node_next(probe);
		if (found != (link != NULL))
			continue;
		++*count;
		if (!definitions_settle(
			    definitions, i,
			    found ? DEFINITION_TRUE : DEFINITION_FALSE,
			    found ? cmark_node_get_url(link) : "",
			    found ? cmark_node_get_title(link) : ""))
			continue;
		wrong = true;
		if (item->asked && item->asked < markdown->piece)
			markdown->wrong = true;
	}
	return wrong;
}

/*
 * Settles the definitions above the cut. True if the lines must be parsed
 * anew: where something was taken for a definition and is none, its label is
 * garbled, and so may be the text or the URL that it is a part of.
 */
static bool settle(struct parse *parse)
{
	size_t count = 0;

	settle_found(parse, false, &count);
	return count || settle_found(parse, true, &count);
}

/* Looks at the definitions from from on, which are all on these lines, without
 * what stands around them. */
static void judge(struct markdown *markdown, const struct buffer *text,
		  uint32_t line, uint32_t from)
{
	struct definitions *definitions = &markdown->definitions;
	struct parse parse = {
		.markdown = markdown,
		.lines = {
			.text = text->data,
			.len = text->len,
			.line = line,
			.from = from,
			.to = (uint32_t)definitions->count,
			.dedent = strspn(text->data, " \t"),
		},
	};
	cmark_node *probe;

	parse_lines(&parse);
	probe = first_probe(&parse);
	for (uint32_t i = parse.lines.from; i < parse.lines.to; i++) {
		cmark_node *link = probe_link(probe);

		probe = cmark_node_next(probe);
		if (link)
			definitions_settle(definitions, i, DEFINITION_LIKELY,
					   cmark_node_get_url(link),
					   cmark_node_get_title(link));
	}
	cmark_node_free(parse.root);
}

/* Finds all places where a definition may stand, and has a look at them. */
static void find_definitions(struct markdown *markdown)
{
	struct stretch stretch;

	stretch_open(&stretch, markdown->source);
	while (stretch_next(&stretch)) {
		size_t from = markdown->definitions.count;

		definitions_scan(&markdown->definitions, stretch.text.data,
				 stretch.text.len, stretch.start.line);
		if (!stretch.fenced && from < markdown->definitions.count)
			judge(markdown, &stretch.text, stretch.start.line,
			      (uint32_t)from);
	}
	stretch_release(&stretch);
}

/* --- Windows ----------------------------------------------------------- */

static void restart(struct markdown *markdown)
{
	window_start(&markdown->window, markdown->source);
	markdown->piece = 1;
	markdown->wrong = false;
}

struct markdown *markdown_open(struct source *source, size_t window)
{
	struct markdown *markdown = memory_alloc_zeroed(1, sizeof(*markdown));

	markdown->source = source;
	markdown->window_size = window ? window : 1;
	definitions_init(&markdown->definitions);
	find_definitions(markdown);
	restart(markdown);
	return markdown;
}

void markdown_free(struct markdown *markdown)
{
	if (!markdown)
		return;
	definitions_release(&markdown->definitions);
	prelude_release(&markdown->prelude);
	window_release(&markdown->window);
	free(markdown);
}

/*
 * Where cmark cuts: all top-level blocks but the last are complete, and the
 * next window starts at the last one's first line. False when there is only
 * one, which more lines might go on with.
 */
static bool find_cut(struct parse *parse)
{
	cmark_node *node = cmark_node_first_child(parse->root);

	while (node &&
	       (uint32_t)cmark_node_get_start_line(node) <= parse->prelude)
		node = cmark_node_next(node);
	parse->first = node;
	parse->last = NULL;
	parse->cut = UINT32_MAX;
	if (parse->markdown->window.at_end)
		return true;
	if (!node || !cmark_node_next(node))
		return false;
	parse->last = cmark_node_last_child(parse->root);
	parse->cut = line_of(parse, parse->last);
	return true;
}

/* Parses the next window, as often as it takes: with more lines until it can
 * be cut, then until all definitions above the cut are settled. False at the
 * end of the source. */
static bool parse_window(struct markdown *markdown, struct parse *parse)
{
	const struct definitions *definitions = &markdown->definitions;
	struct window *window = &markdown->window;
	size_t wanted = markdown->window_size;

	for (;;) {
		window_fill(window, wanted);
		if (!window->text.len)
			return false;
		*parse = (struct parse){ .markdown = markdown };
		parse->lines = (struct prelude_lines){
			.text = window->text.data,
			.len = window->text.len,
			.line = window->line,
			.from = definitions_from(definitions, window->line),
			.to = definitions_from(definitions, window->next.line),
			.piece = markdown->piece,
		};
		parse_lines(parse);
		if (!find_cut(parse))
			wanted = window->text.len * 2;
		else if (!settle(parse))
			return true;
		cmark_node_free(parse->root);
	}
}

/* Settles the definitions of the rest, so that a new start is the last. */
static void settle_rest(struct markdown *markdown)
{
	struct parse parse;

	while (parse_window(markdown, &parse)) {
		cmark_node_free(parse.root);
		window_drop(&markdown->window, parse.cut);
	}
}

uint64_t markdown_position(const struct markdown *markdown)
{
	uint64_t read = markdown->window.next.off;
	uint64_t ahead = markdown->window.text.len;

	/* Repaired bytes take more room than those of the source. */
	return read > ahead ? read - ahead : 0;
}

enum markdown_result markdown_step(struct markdown *markdown,
				   struct document *piece)
{
	struct parse parse;

	if (!parse_window(markdown, &parse))
		return MARKDOWN_DONE;
	if (!markdown->wrong)
		build(&parse, piece);
	cmark_node_free(parse.root);
	window_drop(&markdown->window, parse.cut);
	if (markdown->wrong) {
		settle_rest(markdown);
		definitions_forget(&markdown->definitions);
		restart(markdown);
		return MARKDOWN_AGAIN;
	}
	piece->repaired += markdown->window.repaired;
	markdown->window.repaired = 0;
	markdown->piece++;
	return MARKDOWN_PIECE;
}
