/* SPDX-License-Identifier: ISC */
/*
 * Say how GitHub's own parser reads documents.
 *
 * Documents come on standard input, each as its length in bytes, a newline and
 * the bytes; the answers go out in the same way, as dumps (gfm_dump.h). A
 * program of its own, since libcmark-gfm has the same symbols as libcmark.
 * Its extension "autolink" is left out: it reads before the start of a block
 * of the heap.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "gfm_dump.h"

enum {
	OPTIONS = CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE,
	NOTES_MAX = 1000,
};

static const char *const extensions[] = { "table", "strikethrough",
					  "tasklist" };

struct oracle {
	struct dump dump;
	char *notes[NOTES_MAX]; /* labels, by number less one; owned */
	size_t note_count;
	size_t noted; /* of them dumped */
	/* Of the leaf that is open: */
	unsigned emphasis, strong, strike, images;
	bool in_cell;
	uint32_t links;	  /* so far */
	uint32_t link;	  /* the one that is open, or 0 */
	const char *name; /* its URL */
	bool named;	  /* something in the leaf is worth a paragraph */
	bool in_image_of_its_own;
	/* Of the innermost item or note: */
	size_t leaves; /* all so far */
	size_t item_leaves[1000];
	size_t item_depth;
};

static cmark_node *parse(const char *text, size_t len)
{
	cmark_parser *parser = cmark_parser_new(OPTIONS);
	cmark_node *root;

	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		cmark_parser_attach_syntax_extension(
			parser, cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, text, len);
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

static bool is_called(cmark_node *node, const char *name)
{
	return strcmp(cmark_node_get_type_string(node), name) == 0;
}

static bool is_item(cmark_node *node)
{
	cmark_node *parent = cmark_node_parent(node);

	return parent && cmark_node_get_type(parent) == CMARK_NODE_LIST;
}

/* --- Containers ---------------------------------------------------------- */

static void enter_list(struct oracle *oracle, cmark_node *node)
{
	struct dump *dump = &oracle->dump;
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;

	dump_indent(dump);
	buffer_append_format(
		&dump->out, "list %s%s",
		!ordered					       ? "-"
		: cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? "1)"
								       : "1.",
		cmark_node_get_list_tight(node) ? " tight" : "");
	dump_enter(dump);
}

static void enter_item(struct oracle *oracle, cmark_node *node)
{
	struct dump *dump = &oracle->dump;
	cmark_node *list = cmark_node_parent(node);
	int number = cmark_node_get_list_start(list);

	dump_indent(dump);
	buffer_append_string(&dump->out, "item");
	if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
		while ((node = cmark_node_previous(node)))
			number++;
		buffer_append_format(&dump->out, " %d", number);
	}
}

static void enter_task(struct oracle *oracle, cmark_node *node)
{
	if (is_called(node, "tasklist"))
		buffer_append_string(
			&oracle->dump.out,
			cmark_gfm_extensions_get_tasklist_item_checked(node)
				? " [x]"
				: " [ ]");
	dump_enter(&oracle->dump);
}

static void enter_table(struct oracle *oracle, cmark_node *node)
{
	struct dump *dump = &oracle->dump;
	uint16_t columns = cmark_gfm_extensions_get_table_columns(node);
	const uint8_t *alignments =
		cmark_gfm_extensions_get_table_alignments(node);

	dump_indent(dump);
	buffer_append_string(&dump->out, "table ");
	for (uint16_t i = 0; i < columns; i++)
		buffer_append_byte(&dump->out,
				   alignments[i] ? (char)alignments[i] : '-');
	dump_enter(dump);
}

static void enter_called(struct dump *dump, const char *called)
{
	dump_indent(dump);
	buffer_append_string(&dump->out, called);
	dump_enter(dump);
}

/* An item or a note without a leaf has an empty one. */
static void begin_leaves(struct oracle *oracle)
{
	oracle->item_leaves[oracle->item_depth++] = oracle->leaves;
}

static void end_leaves(struct oracle *oracle)
{
	if (oracle->item_leaves[--oracle->item_depth] == oracle->leaves) {
		dump_leaf(&oracle->dump, "p");
		oracle->leaves++;
	}
	dump_leave(&oracle->dump);
}

/* A quote in which nothing is shown is none: its line is the last one then. */
static void leave_quote(struct dump *dump)
{
	struct buffer line = BUFFER_INIT;
	const char *out = buffer_string(&dump->out);

	dump_leave(dump);
	buffer_append_byte(&line, '\n');
	for (size_t i = 0; i < dump->depth; i++)
		buffer_append_string(&line, "  ");
	buffer_append_string(&line, "quote\n");
	/* At the start of the dump nothing is before it. */
	if (strcmp(out, line.data + 1) == 0)
		buffer_clear(&dump->out);
	else if (dump->out.len >= line.len &&
		 strcmp(out + dump->out.len - line.len, line.data) == 0)
		buffer_truncate(&dump->out, dump->out.len - line.len + 1);
	buffer_release(&line);
}

/* --- Leaves --------------------------------------------------------------- */

/* Adds a byte of the text of HTML, or the character that a reference there
 * stands for; returns how long it was. */
static size_t html_byte(struct oracle *oracle, const char *html)
{
	static const struct {
		const char *reference, *text;
	} references[] = { { "&amp;", "&" }, { "&#124;", "|" } };

	for (size_t i = 0; i < 2; i++) {
		size_t len = strlen(references[i].reference);

		if (strncmp(html, references[i].reference, len) != 0)
			continue;
		dump_text(&oracle->dump, references[i].text, 1, 0, 0, NULL);
		return len;
	}
	dump_text(&oracle->dump, *html == '\n' ? " " : html, 1, 0, 0, NULL);
	return 1;
}

/* The text of HTML: its tags and comments are none. The documents have only
 * such HTML as is plain without more rules. */
static void html_text(struct oracle *oracle, const char *html)
{
	while (*html) {
		if (*html != '<') {
			html += html_byte(oracle, html);
		} else if (strncmp(html, "<!--", 4) == 0) {
			const char *end = strstr(html, "-->");

			html = end ? end + 3 : html + strlen(html);
		} else {
			html += strcspn(html, ">");
			html += *html == '>';
		}
	}
}

static bool shows_something(const struct dump *dump)
{
	for (size_t i = 0; i < dump->count; i++)
		if (!dump_is_space(&dump->bytes[i]))
			return true;
	return false;
}

static void html_block(struct oracle *oracle, cmark_node *node)
{
	html_text(oracle, cmark_node_get_literal(node));
	if (shows_something(&oracle->dump)) {
		dump_leaf(&oracle->dump, "p");
		oracle->leaves++;
	}
	oracle->dump.count = 0;
}

static void code_block(struct oracle *oracle, cmark_node *node)
{
	struct buffer called = BUFFER_INIT;
	const char *literal = cmark_node_get_literal(node);

	buffer_append_format(&called, "code <%s>",
			     cmark_node_get_fence_info(node));
	dump_literal(&oracle->dump, called.data, literal, strlen(literal));
	buffer_release(&called);
	oracle->leaves++;
}

static void begin_leaf(struct oracle *oracle, cmark_node *node)
{
	oracle->in_cell = is_called(node, "table_cell");
	oracle->emphasis = oracle->strong = oracle->strike = oracle->images = 0;
	oracle->links = 0;
	oracle->link = 0;
	oracle->named = false;
}

static void end_leaf(struct oracle *oracle, cmark_node *node)
{
	char called[] = "h0";

	if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
		called[1] = (char)('0' + cmark_node_get_heading_level(node));
		dump_leaf(&oracle->dump, called);
	} else if (is_called(node, "table_cell")) {
		dump_leaf(&oracle->dump, "cell");
	} else if (oracle->named || shows_something(&oracle->dump)) {
		dump_leaf(&oracle->dump, "p");
	} else {
		oracle->dump.count = 0;
		return;
	}
	oracle->leaves++;
}

/* --- Inlines -------------------------------------------------------------- */

static void add_text(struct oracle *oracle, const char *text, unsigned style)
{
	if (oracle->emphasis)
		style |= DUMP_EMPHASIS;
	if (oracle->strong)
		style |= DUMP_STRONG;
	if (oracle->strike)
		style |= DUMP_STRIKE;
	if (oracle->images)
		style |= DUMP_IMAGE;
	if (oracle->link)
		style |= oracle->in_image_of_its_own ? 0 : DUMP_LINK;
	dump_text(&oracle->dump, text, strlen(text), style, oracle->link,
		  oracle->name);
}

static void add_reference(struct oracle *oracle, cmark_node *node)
{
	size_t number = strtoul(cmark_node_get_literal(node), NULL, 10);
	const char *label = number && number <= oracle->note_count
				    ? oracle->notes[number - 1]
				    : "?";

	dump_text(&oracle->dump, "n", 1, DUMP_NOTE, 0, label);
	oracle->named = true;
}

/* A link, or an image that is in none. */
static void enter_link(struct oracle *oracle, cmark_node *node, bool image)
{
	oracle->named = true;
	if (!oracle->link && !oracle->images) {
		oracle->link = ++oracle->links;
		oracle->name = cmark_node_get_url(node);
		oracle->in_image_of_its_own = image;
	}
	if (image)
		oracle->images++;
}

static void leave_link(struct oracle *oracle, bool image)
{
	if (image)
		oracle->images--;
	if (!oracle->images && (!image || oracle->in_image_of_its_own))
		oracle->link = 0;
}

static void add_break(struct oracle *oracle, bool hard)
{
	add_text(oracle,
		 hard && !oracle->images && !oracle->in_cell ? "\n" : " ", 0);
}

static void add_html(struct oracle *oracle, const char *html)
{
	if (strncmp(html, "<br", 3) == 0)
		add_break(oracle, true);
}

static void visit_inline(struct oracle *oracle, cmark_node *node, bool enter)
{
	cmark_node_type type = cmark_node_get_type(node);
	/* T5: an image's text has no looks of its own. */
	unsigned step = oracle->images ? 0u : enter ? 1u : -1u;

	if (type == CMARK_NODE_TEXT)
		add_text(oracle, cmark_node_get_literal(node), 0);
	else if (type == CMARK_NODE_CODE)
		add_text(oracle, cmark_node_get_literal(node),
			 oracle->images ? 0 : DUMP_CODE);
	else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
		add_break(oracle, type == CMARK_NODE_LINEBREAK);
	else if (type == CMARK_NODE_HTML_INLINE)
		add_html(oracle, cmark_node_get_literal(node));
	else if (type == CMARK_NODE_FOOTNOTE_REFERENCE && enter)
		add_reference(oracle, node);
	else if (type == CMARK_NODE_EMPH)
		oracle->emphasis += step;
	else if (type == CMARK_NODE_STRONG)
		oracle->strong += step;
	else if (is_called(node, "strikethrough"))
		oracle->strike += step;
	else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
		if (enter)
			enter_link(oracle, node, type == CMARK_NODE_IMAGE);
		else
			leave_link(oracle, type == CMARK_NODE_IMAGE);
	}
}

/* --- Documents ------------------------------------------------------------ */

static void enter_block(struct oracle *oracle, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	struct dump *dump = &oracle->dump;

	begin_leaf(oracle, node);
	if (type == CMARK_NODE_BLOCK_QUOTE) {
		enter_called(dump, "quote");
	} else if (type == CMARK_NODE_LIST) {
		enter_list(oracle, node);
	} else if (is_item(node)) {
		enter_item(oracle, node);
		enter_task(oracle, node);
		begin_leaves(oracle);
	} else if (type == CMARK_NODE_FOOTNOTE_DEFINITION) {
		dump_indent(dump);
		buffer_append_string(&dump->out, "note ");
		dump_label(&dump->out, oracle->notes[oracle->noted++]);
		dump_enter(dump);
		begin_leaves(oracle);
	} else if (type == CMARK_NODE_CODE_BLOCK) {
		code_block(oracle, node);
	} else if (type == CMARK_NODE_HTML_BLOCK) {
		html_block(oracle, node);
	} else if (type == CMARK_NODE_THEMATIC_BREAK) {
		dump_leaf(dump, "rule");
		oracle->leaves++;
	} else if (is_called(node, "table")) {
		enter_table(oracle, node);
	} else if (is_called(node, "table_header")) {
		enter_called(dump, "header");
	} else if (is_called(node, "table_row")) {
		enter_called(dump, "row");
	}
}

static void leave_block(struct oracle *oracle, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_BLOCK_QUOTE)
		leave_quote(&oracle->dump);
	else if (is_item(node) || type == CMARK_NODE_FOOTNOTE_DEFINITION)
		end_leaves(oracle);
	else if (type == CMARK_NODE_LIST || is_called(node, "table") ||
		 is_called(node, "table_header") ||
		 is_called(node, "table_row"))
		dump_leave(&oracle->dump);
	else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
		 is_called(node, "table_cell"))
		end_leaf(oracle, node);
}

static void walk(struct oracle *oracle, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		bool enter = event == CMARK_EVENT_ENTER;

		if (node == root)
			continue;
		if ((cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) ==
		    CMARK_NODE_TYPE_INLINE)
			visit_inline(oracle, node, enter);
		else if (enter)
			enter_block(oracle, node);
		else
			leave_block(oracle, node);
	}
	cmark_iter_free(iter);
}

/* The label of a definition, which the library does not tell: it stands before
 * the column where its text starts. */
static char *label_of(cmark_node *node, const char *text)
{
	int line = cmark_node_get_start_line(node);

	while (--line > 0)
		text = strchr(text, '\n') + 1;
	text += cmark_node_get_start_column(node) - 2;
	while (strncmp(text, "[^", 2) != 0)
		text--;
	text += 2;
	return memory_copy_string(text, strcspn(text, "]"));
}

/* The definitions that are used are the document's last blocks, in the order
 * of their numbers. */
static void find_notes(struct oracle *oracle, cmark_node *root,
		       const char *text)
{
	cmark_node *node = cmark_node_first_child(root);

	for (; node; node = cmark_node_next(node))
		if (cmark_node_get_type(node) ==
			    CMARK_NODE_FOOTNOTE_DEFINITION &&
		    oracle->note_count < NOTES_MAX)
			oracle->notes[oracle->note_count++] =
				label_of(node, text);
}

static void answer(const char *text, size_t len)
{
	static struct oracle oracle;
	cmark_node *root = parse(text, len);

	find_notes(&oracle, root, text);
	walk(&oracle, root);
	cmark_node_free(root);
	printf("%zu\n", oracle.dump.out.len);
	fwrite(buffer_string(&oracle.dump.out), 1, oracle.dump.out.len, stdout);
	fflush(stdout);
	dump_release(&oracle.dump);
	while (oracle.note_count)
		free(oracle.notes[--oracle.note_count]);
	oracle = (struct oracle){ 0 };
}

int main(void)
{
	char line[32];

	cmark_gfm_core_extensions_ensure_registered();
	while (fgets(line, sizeof(line), stdin)) {
		size_t len = strtoul(line, NULL, 10);
		char *text = memory_alloc(len + 1);

		if (fread(text, 1, len, stdin) != len)
			abort();
		text[len] = '\0';
		answer(text, len);
		free(text);
	}
	return 0;
}
