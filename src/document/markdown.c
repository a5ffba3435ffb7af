/* SPDX-License-Identifier: ISC */
/* Windows of Markdown source to pieces: the only room that knows cmark. */
#include "document/markdown.h"

#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/markup.h"
#include "document/source.h"

struct markdown {
	struct source *source;
	struct source_cursor cursor; /* the first line that is not in text */
	struct buffer text;	     /* lines that are in no piece yet */
	uint32_t line;		     /* of text's first */
	size_t window;
	size_t repaired; /* while the lines were read */
	bool at_end;	 /* there are no more lines */
};

struct markdown *markdown_open(struct source *source, size_t window)
{
	struct markdown *markdown = memory_alloc_zeroed(1, sizeof(*markdown));

	markdown->source = source;
	markdown->cursor = source_start(source);
	markdown->line = markdown->cursor.line;
	markdown->window = window ? window : 1;
	return markdown;
}

void markdown_free(struct markdown *markdown)
{
	if (!markdown)
		return;
	buffer_release(&markdown->text);
	free(markdown);
}

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

/* A parse of the lines at hand. */
struct parse {
	cmark_node *root;
	uint32_t prelude;  /* lines that were put before those of the source */
	uint32_t line;	   /* of the source, that follows them */
	uint32_t cut;	   /* the first line of the source that is left over */
	cmark_node *first; /* top-level blocks [first, last) make the piece */
	cmark_node *last;
	const char *seen; /* the line of the source looked at last: they are */
	uint32_t seen_line; /* looked at in order */
};

static uint32_t line_of(const struct parse *parse, cmark_node *node)
{
	return (uint32_t)cmark_node_get_start_line(node) - parse->prelude - 1 +
	       parse->line;
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

static void enter_link(struct markup *markup, cmark_node *node)
{
	uint32_t url = 0;
	uint32_t title = 0;

	if (markup_takes_link(markup)) {
		url = add_string(markup->piece, cmark_node_get_url(node));
		title = add_string(markup->piece, cmark_node_get_title(node));
	}
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
		markup_enter_item(markup);
		break;
	case CMARK_NODE_PARAGRAPH:
		markup_enter_block(markup, 0, line);
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

static void enter_inline(struct markup *markup, cmark_node *node)
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
		markup_emphasis(markup, true);
		break;
	case CMARK_NODE_STRONG:
		markup_strong(markup, true);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		enter_link(markup, node);
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
		markup_emphasis(markup, false);
		break;
	case CMARK_NODE_STRONG:
		markup_strong(markup, false);
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
			enter_inline(markup, node);
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

/* --- Windows ----------------------------------------------------------- */

/* Reads lines until there are wanted bytes of them. */
static void fill(struct markdown *markdown, size_t wanted)
{
	while (!markdown->at_end && markdown->text.len < wanted)
		if (!source_line(markdown->source, &markdown->cursor,
				 &markdown->text, &markdown->repaired))
			markdown->at_end = true;
}

static cmark_node *parse_lines(const struct buffer *prelude,
			       const struct buffer *text)
{
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_node *root;

	cmark_parser_feed(parser, prelude->data, prelude->len);
	if (text->len)
		cmark_parser_feed(parser, text->data, text->len);
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

/*
 * Where cmark cuts: all top-level blocks but the last are complete, and the
 * next window starts at the last one's first line. False when there is only
 * one, which more lines might go on with.
 */
static bool find_cut(const struct markdown *markdown, struct parse *parse)
{
	cmark_node *node = cmark_node_first_child(parse->root);

	while (node &&
	       (uint32_t)cmark_node_get_start_line(node) <= parse->prelude)
		node = cmark_node_next(node);
	parse->first = node;
	parse->last = NULL;
	parse->cut = UINT32_MAX;
	if (markdown->at_end)
		return true;
	if (!node || !cmark_node_next(node))
		return false;
	parse->last = cmark_node_last_child(parse->root);
	parse->cut = line_of(parse, parse->last);
	return true;
}

static void drop_lines(struct markdown *markdown, uint32_t cut)
{
	struct buffer *text = &markdown->text;
	size_t off = 0;

	while (off < text->len && markdown->line < cut) {
		const char *end =
			memchr(text->data + off, '\n', text->len - off);

		off = (size_t)(end - text->data) + 1;
		markdown->line++;
	}
	memmove(text->data, text->data + off, text->len - off);
	buffer_truncate(text, text->len - off);
}

uint64_t markdown_position(const struct markdown *markdown)
{
	uint64_t ahead = markdown->text.len;

	/* Repaired bytes take more room than those of the source. */
	return markdown->cursor.off > ahead ? markdown->cursor.off - ahead : 0;
}

enum markdown_result markdown_step(struct markdown *markdown,
				   struct document *piece)
{
	size_t wanted = markdown->window;
	struct buffer prelude = BUFFER_INIT;
	struct parse parse = { .prelude = 1 };

	/* So that no window's first line loses a U+FEFF as a byte-order
	 * mark. */
	buffer_append_byte(&prelude, '\n');
	for (;;) {
		fill(markdown, wanted);
		if (!markdown->text.len)
			return buffer_release(&prelude), MARKDOWN_DONE;
		parse.line = markdown->line;
		parse.root = parse_lines(&prelude, &markdown->text);
		if (find_cut(markdown, &parse))
			break;
		cmark_node_free(parse.root);
		wanted = markdown->text.len * 2;
	}
	parse.seen = markdown->text.data;
	parse.seen_line = markdown->line;
	build(&parse, piece);
	cmark_node_free(parse.root);
	buffer_release(&prelude);
	drop_lines(markdown, parse.cut);
	piece->repaired += markdown->repaired;
	markdown->repaired = 0;
	return MARKDOWN_PIECE;
}
