/* SPDX-License-Identifier: ISC */
/* Find the definitions of a source, and guess which of them are any. */
#include "document/markdown/judge.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/guard.h"
#include "document/markdown/definitions.h"
#include "document/markdown/listed.h"
#include "document/markdown/parse.h"
#include "document/markdown/roles.h"
#include "document/markdown/stretch.h"
#include "document/markdown/table.h"

/* How often a stretch of lines is parsed for what is a definition there. */
enum { JUDGE_ROUNDS = 4 };

static bool settle_likely(void *context, uint32_t index, const char *url,
			  const char *title)
{
	struct definitions *definitions = context;

	if (url)
		definitions_settle(definitions, index, DEFINITION_LIKELY, url,
				   title);
	return true;
}

/* Takes what the probes do not find for none. */
static bool rule_out(void *context, uint32_t index, const char *url,
		     const char *title)
{
	struct definitions *definitions = context;

	(void)title;
	if (!url)
		definitions_settle(definitions, index, DEFINITION_FALSE, "",
				   "");
	return true;
}

/* The definitions on the lines that are still taken for some. */
static uint32_t count_possible(const struct parse *parse)
{
	uint32_t count = 0;

	for (uint32_t i = parse->lines.from; i < parse->lines.to; i++)
		count += parse->definitions->items[i].state != DEFINITION_FALSE;
	return count;
}

/*
 * Parses the lines until nothing among them is taken for a definition that is
 * none, for its label may be another one's URL. What was ruled out is unlikely
 * then. False if there is no end of it.
 */
static bool parse_certain(struct parse *parse)
{
	struct definitions *definitions = parse->definitions;
	struct stand_ins none = { NULL, NULL, NULL };
	bool outdented = false;
	uint32_t before;

	for (unsigned i = 0; i < JUDGE_ROUNDS; i++) {
		before = count_possible(parse);
		parse_lines(parse);
		outdented = roles_find(parse, &none, ROLE_NONE) || outdented;
		parse_probes(parse, rule_out, definitions);
		for (uint32_t j = parse->lines.from; j < parse->lines.to; j++)
			if (definitions->items[j].note &&
			    definitions->items[j].seen != parse->prelude.serial)
				definitions_settle(definitions, j,
						   DEFINITION_FALSE, "", "");
		if (count_possible(parse) == before)
			return !outdented;
	}
	return false;
}

/* Looks at the definitions of a stretch, from from on, without what stands
 * around them; false if that does not tell. */
static bool judge(struct parse *parse, const struct stretch *stretch,
		  uint32_t from)
{
	struct definitions *definitions = parse->definitions;
	bool certain;

	parse->lines = (struct prelude_lines){
		.text = stretch->text.data,
		.len = stretch->text.len,
		.line = stretch->start.line,
		.from = from,
		.to = (uint32_t)definitions->count,
		.dedent = strspn(stretch->text.data, " \t"),
	};
	certain = parse_certain(parse);
	parse_probes(parse, settle_likely, definitions);
	for (uint32_t i = from; i < definitions->count; i++) {
		struct definition *item = &definitions->items[i];

		if (item->state == DEFINITION_FALSE)
			definitions_settle(definitions, i, DEFINITION_UNLIKELY,
					   "", "");
		else if (item->note && item->seen == parse->prelude.serial)
			definitions_settle(definitions, i, DEFINITION_LIKELY,
					   "", "");
		/* Whether it is in a container is not known. */
		item->indent = 0;
	}
	return certain;
}

/* The same, if it may. */
static bool judge_guarded(struct parse *parse, struct guard *guard,
			  const struct stretch *stretch, uint32_t from)
{
	bool certain;

	if (!guard_enter(guard, GUARD_STRETCH, stretch->start.line,
			 stretch->text.len))
		return false;
	certain = judge(parse, stretch, from);
	guard_leave(guard);
	return certain;
}

/* Whether something is a definition of a term, or a fence of a div, as far as
 * one line tells. */
static bool has_colon(const char *text, size_t len)
{
	for (size_t i = 0; i + 1 < len; i++)
		if (text[i] == ':' && strchr(" \t:", text[i + 1]) &&
		    (i == 0 || strchr(" \t\n>", text[i - 1])))
			return true;
	return false;
}

/* Whether a stretch means the same wherever it stands. */
static bool is_certain(const struct stretch *stretch)
{
	const struct buffer *text = &stretch->text;

	return context_is_certain(&stretch->context) &&
	       !table_hint(text->data, text->len) &&
	       !has_colon(text->data, text->len);
}

/* Looks at a stretch that may be a list of definitions and no more; false if it
 * is another. */
static bool look_at_list(struct judgement *judgement,
			 struct definitions *definitions,
			 const struct stretch *stretch, size_t from,
			 bool certain)
{
	if (!listed_settle(definitions, stretch->text.data, stretch->text.len,
			   stretch->start.line, from,
			   certain ? DEFINITION_TRUE : DEFINITION_LIKELY))
		return false;
	if (!certain)
		return true;
	MEMORY_RESERVE(judgement->known, judgement->known_room,
		       judgement->known_count + 1);
	judgement->known[judgement->known_count++] = (struct known_lines){
		.first = stretch->start.line,
		.end = stretch->next.line,
	};
	return true;
}

/* Looks at the candidates of a stretch, from from on. */
static void look_at(struct judgement *judgement, struct parse *parse,
		    struct guard *guard, const struct stretch *stretch,
		    size_t from)
{
	bool certain = is_certain(stretch);

	/* There are none in code. */
	if (certain && context_is_inside(&stretch->context))
		return;
	if ((!stretch->fenced || certain) &&
	    !look_at_list(judgement, parse->definitions, stretch, from,
			  certain))
		certain =
			judge_guarded(parse, guard, stretch, (uint32_t)from) &&
			certain;
	judgement->uncertain = judgement->uncertain || !certain;
}

void judge_definitions(struct judgement *judgement,
		       struct definitions *definitions, struct source *source,
		       struct guard *guard)
{
	struct parse parse = { .definitions = definitions,
			       .tree = { .bounded = guard != NULL } };
	struct stretch stretch;

	stretch_open(&stretch, source);
	while (stretch_next(&stretch)) {
		size_t from = definitions->count;

		definitions_scan(definitions, stretch.text.data,
				 stretch.text.len, stretch.start.line);
		if (from < definitions->count)
			look_at(judgement, &parse, guard, &stretch, from);
	}
	stretch_release(&stretch);
	parse_release(&parse);
}

void judgement_release(struct judgement *judgement)
{
	free(judgement->known);
}
