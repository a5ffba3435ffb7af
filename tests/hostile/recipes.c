/* SPDX-License-Identifier: ISC */
/* Texts that were published because a parser of Markdown fails at them. */
#include "hostile/recipes.h"

#include <stdint.h>
#include <stdio.h>

#include "hostile/families.h"

enum { MANY = 40000 };

/*
 * The recipes of the advisories of GitHub's parser, each forty thousand times,
 * then those of cmark's test/pathological_tests.py as often as they stand
 * there. All begin with a paragraph, by which the first screen is known, and
 * their letters are "a" where no other is needed, to be counted.
 */
/* clang-format off */
const struct hostile_recipe hostile_recipes[] = {
	{ "CVE-2022-39209: schemes",
	  "", "<http:\\\\", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2022-39209: www",
	  "", "www.a", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22483: instructions",
	  "", "<?a", MANY, "", "", 0, HOSTILE_SAME, true },
	{ "CVE-2023-22483: table in a table",
	  "a>|\n", "|-\na>|-", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22483: stars and underscores",
	  "", "*a _a*_ ", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22483: pipes",
	  "|a|\n|-|\n", "|", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22483: addresses",
	  "", "a_www.", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22483: definitions",
	  "", "[f]:u\n", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22483: angles",
	  "", "<http://a", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22483: tildes",
	  "", ",a~~", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22483: quotes",
	  "", ">", MANY, "a", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22484: comments",
	  "", "<!--a", MANY, "", "", 0, HOSTILE_SAME, true },
	{ "CVE-2023-22485: mail",
	  "", "a@b_", MANY, "", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-22486: images",
	  "", "![[]()", MANY, "a", "", 0, HOSTILE_SAME, false },
	{ "CVE-2023-24824: quotes and stars",
	  "", ">", MANY, "", "a*", MANY, HOSTILE_SAME, false },
	{ "CVE-2023-24824: items and empty lines",
	  "", " -", MANY, " a", "\n", MANY, HOSTILE_SAME, false },
	{ "CVE-2023-24824: items in a quote",
	  "> ", "- ", MANY, "a\n", ">\n", MANY, HOSTILE_SAME, false },
	{ "CVE-2023-24824: lazy lines",
	  "", "> ", MANY, "", "a\n", MANY, HOSTILE_SAME, false },
	{ "CVE-2023-26485: underscores",
	  "", "_", MANY, "", "a_", MANY, HOSTILE_SAME, false },
	{ "CVE-2023-26485: underscores and stars",
	  "", "*_", MANY, "", "a_*", MANY, HOSTILE_SAME, false },
	{ "CVE-2023-26485: rows of underscores",
	  "", "__a__", MANY, "", "_", MANY, HOSTILE_SAME, false },
	{ "CVE-2023-37463: a wide head",
	  "", "|a", MANY, "|\n", "|-", MANY, HOSTILE_SAME, false },
	{ "CVE-2023-37463: rows that are too short",
	  "", "|a", MANY / 100, "|\n", "|-", MANY / 100, HOSTILE_SAME, false },
	{ "CVE-2023-37463: notes",
	  "", "[^1]:a\n", MANY, "", "[^1]", MANY, HOSTILE_SAME, false },
	{ "CVE-2024-22051: columns",
	  "", "|a|", MANY, "\n", "|-|", MANY, HOSTILE_SAME, false },
	{ "cmark: strong in emphasis",
	  "", "*a **a ", 65000, "b", " a** a*", 65000, HOSTILE_SAME, false },
	{ "cmark: closers of emphasis",
	  "", "a_ ", 65000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: openers of emphasis",
	  "", "_a ", 65000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: closers of links",
	  "", "a]", 65000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: openers of links",
	  "", "[a", 65000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: those that do not match",
	  "", "*a_ ", 50000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: issue 389",
	  "", "*a ", 20000, "", "_a*_ ", 20000, HOSTILE_SAME, false },
	{ "cmark: multiples of three",
	  "a**b", "c* ", 50000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: openers of links, closers of emphasis",
	  "", "[ a_", 50000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: brackets and parentheses",
	  "", "[ (](", 80000, "a", "", 0, HOSTILE_SAME, false },
	{ "cmark: images",
	  "", "![[]()", 160000, "a", "", 0, HOSTILE_SAME, false },
	{ "cmark: a hard link",
	  "", "**x [a*b**c*](d)", 1, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: nested brackets",
	  "", "[", 50000, "a", "]", 50000, HOSTILE_SAME, false },
	{ "cmark: nested quotes",
	  "", "> ", 50000, "a", "", 0, HOSTILE_SAME, false },
	{ "cmark: nested lists",
	  "", "* a\n", 1000, "", "", 0, HOSTILE_INDENTED, false },
	{ "cmark: ticks",
	  "", "e", 5000, "a", "", 0, HOSTILE_TICKS, false },
	{ "cmark: many references",
	  "", "[%zu]: u\n", 800000, "", "[a] ", 50000, HOSTILE_COUNTING, false },
	{ "cmark: references that collide",
	  "", "[x%zu]: /url\n\n[a]\n\n", 50000, "", "", 0,
	  HOSTILE_COLLIDING, false },
	{ "cmark: tables",
	  "", "aaa\rbbb\n-\v\n", 30000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: links into angles",
	  "", "[a](<b", 30000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: links without an end",
	  "", "[a](b", 30000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: comments",
	  "</", "<!--", 300000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: instructions",
	  "", "<?", 100000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: declarations",
	  "", "<!A ", 100000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: character data",
	  "", "<![CDATA[", 100000, "", "", 0, HOSTILE_SAME, false },
	{ "cmark: empty lines in lists",
	  "", "- ", 30000, "a", "\n", 30000, HOSTILE_SAME, false },
	{ "cmark: empty lines in lists in a quote",
	  "> ", "- ", 30000, "a\n", ">\n", 30000, HOSTILE_SAME, false },
	{ "cmark: emphasis in quotes",
	  "", ">", 100000, "", "a*", 100000, HOSTILE_SAME, false },
};
/* clang-format on */

const size_t hostile_recipe_count =
	sizeof(hostile_recipes) / sizeof(*hostile_recipes);

/* The hash by which cmark found definitions until 0.29.0; sixteen slots. */
static bool collides(const char *label)
{
	uint32_t hash = 0;

	for (; *label; label++)
		hash = (unsigned char)*label + (hash << 6) + (hash << 16) -
		       hash;
	return hash % 16 == 0;
}

/* The next number behind one whose label falls into the first slot. */
static size_t next_colliding(size_t number)
{
	char label[32];

	do
		snprintf(label, sizeof(label), "x%zu", ++number);
	while (!collides(label));
	return number;
}

static void append_units(struct buffer *out,
			 const struct hostile_recipe *recipe, size_t count)
{
	size_t number = 0;

	for (size_t i = 1; i <= count; i++) {
		number = recipe->growth == HOSTILE_COLLIDING
				 ? next_colliding(number)
				 : i;
		if (recipe->growth == HOSTILE_INDENTED)
			hostile_repeat(out, "  ", i - 1);
		hostile_append_numbered(out, recipe->unit, number);
		if (recipe->growth == HOSTILE_TICKS)
			hostile_repeat(out, "`", i);
	}
}

void hostile_write_recipe(struct buffer *out,
			  const struct hostile_recipe *recipe, size_t divisor)
{
	buffer_append_string(out, HOSTILE_FIRST ".\n\n");
	buffer_append_string(out, recipe->before);
	append_units(out, recipe, (recipe->units + divisor - 1) / divisor);
	buffer_append_string(out, recipe->between);
	hostile_repeat(out, recipe->after,
		       (recipe->afters + divisor - 1) / divisor);
	buffer_append_byte(out, '\n');
}
