/* SPDX-License-Identifier: ISC */
/* Parse lines of a source with all that links in them refer to. */
#include "document/markdown/parse.h"

#include <string.h>

#include "document/markdown/definitions.h"

void parse_lines(struct parse *parse)
{
	const struct prelude_lines *lines = &parse->lines;
	struct prelude *prelude = &parse->prelude;

	prelude_write(prelude, parse->definitions, lines);
	tree_parse(&parse->tree, &prelude->text, prelude->lines, prelude->shown,
		   lines->line);
	lines_set(&parse->source, lines->text, lines->len, lines->line);
	lines_set(&parse->body, prelude->shown.ptr, prelude->shown.len,
		  lines->line);
}

void parse_release(struct parse *parse)
{
	tree_release(&parse->tree);
	prelude_release(&parse->prelude);
	lines_release(&parse->source);
	lines_release(&parse->body);
}

/* --- Probes ------------------------------------------------------------ */

void parse_probes(struct parse *parse, parse_found *found, void *context)
{
	const struct tree *tree = &parse->tree;
	const struct prelude_lines *lines = &parse->lines;
	size_t node = 0;

	while (node < tree->body &&
	       tree->nodes[node].line < parse->prelude.probes)
		node = tree->nodes[node].next;
	for (uint32_t i = lines->from; i < lines->to; i++) {
		const char *url = NULL;
		const char *title = NULL;

		if (!prelude_probed(parse->definitions, lines, i))
			continue;
		if (node < tree->body) {
			tree_link(tree, node, &url, &title);
			node = tree->nodes[node].next;
		}
		if (!found(context, i, url, title))
			return;
	}
}

/* --- Where text begins ------------------------------------------------- */

/* Whether a probe says of the first definition what is known of it. */
struct confirmation {
	const struct definitions *definitions;
	bool same;
};

static bool confirm(void *context, uint32_t index, const char *url,
		    const char *title)
{
	struct confirmation *confirmation = context;
	const struct definitions *definitions = confirmation->definitions;
	const struct definition *item = &definitions->items[index];

	confirmation->same =
		url &&
		strcmp(url, definitions_string(definitions, item->url)) == 0 &&
		strcmp(title, definitions_string(definitions, item->title)) ==
			0;
	return false;
}

/* Whether count lines from that of the definition index on are all of it. */
static bool holds_definition(struct parse *parse, uint32_t index,
			     uint32_t count)
{
	uint32_t line = parse->definitions->items[index].line;
	struct span text = lines_between(&parse->source, line, line + count);
	struct confirmation confirmation = { parse->definitions, false };
	struct parse look = {
      .definitions = parse->definitions,
      .lines =
          {
              .text = text.ptr,
              .len = text.len,
              .line = line,
              .from = index,
              .to = index + 1,
              .dedent = strspn(text.ptr, " \t"),
              .all = true,
          },
  };

	parse_lines(&look);
	parse_probes(&look, confirm, &confirmation);
	parse_release(&look);
	return confirmation.same;
}

/* How many lines a definition takes, of at most most. */
static uint32_t definition_lines(struct parse *parse, uint32_t index,
				 uint32_t most)
{
	uint32_t low = 0; /* lines that are not enough */
	uint32_t high = most;

	/* A definition in the first lines is one in more of them. */
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (holds_definition(parse, index, middle))
			high = middle;
		else
			low = middle;
	}
	return high;
}

/* Whether a definition of a link stands on one of the lines. */
static bool defines_link(const struct definitions *definitions, uint32_t index,
			 uint32_t from, uint32_t to)
{
	const struct definition *item;

	if (index >= definitions->count)
		return false;
	item = &definitions->items[index];
	return item->line >= from && item->line <= to && !item->note &&
	       item->state == DEFINITION_TRUE;
}

uint32_t parse_text_line(struct parse *parse, size_t node)
{
	const struct definitions *definitions = parse->definitions;
	uint32_t line = parse->tree.nodes[node].line;
	uint32_t end = parse->tree.nodes[node].end_line;
	uint32_t index = parse->lines.from;

	if (index == parse->lines.to)
		return line;
	index = definitions_from(definitions, line);
	while (index < parse->lines.to && definitions->items[index].note &&
	       definitions->items[index].line == line)
		index++;
	if (!defines_link(definitions, index, line, line))
		return line;
	while (defines_link(definitions, index + 1, line, end))
		index++;
	line = definitions->items[index].line;
	return line + definition_lines(parse, index, end - line);
}
