/* SPDX-License-Identifier: ISC */
/* Write Markdown at random, of everything that may go wrong together. */
#ifndef TESTS_WRITER_H
#define TESTS_WRITER_H

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "test.h"

struct writer {
	uint64_t seed;
	struct buffer out;
	bool extras;	 /* also what is none of CommonMark */
	char prefix[64]; /* of the containers that are open */
	size_t prefix_len;
};

static inline size_t roll(struct writer *writer, size_t sides)
{
	return test_random(&writer->seed) % sides;
}

#define pick(writer, array) \
	((array)[roll(writer, sizeof(array) / sizeof(*(array)))])

static const char *const labels[] = {
	"a", "A", "b c", "B  C", "d\\]e", "*f*", "ß", "SS", "g`h", "é",
};

static const char *const inlines[] = {
	"word",	      "two words", "*em*",	 "**strong**", "`code`",
	"*open",      "close*",	   "`",		 "<b>",	       "</b>",
	"<!-- c -->", "<br>",	   "\\*",	 "&amp;",      "&nbsp;",
	"[x](u)",     "![i](v)",   "<http://a>", "[",	       "]",
	"漢字",	      "かな",	   "e\u0301",	 "]:",	       "_u_",
	"<script>",   "</script>", "\ufeff",	 "  ",	       "\x01",
};

/* What is none of CommonMark. */
static const char *const extra_inlines[] = {
	"~~gone~~", "~~a",    "==mark==", "x^2^",	"H~2~O",
	"[^n]",	    "[^N]",   "[^m]",	  "[^none]",	"[[page]]",
	"[[p|t]]",  "a|b",    "\\|",	  "`a\\|b`",	"http://a.b",
	"www.a.b",  "a@b.c",  "[s]{.x}",  "{#id}",	"[x](u){.y}",
	"\\~~a~~",  "\\[^n]", ": ",	  "\U00010a7f", "\\==a==",
	"[ ]",	    "[x]",    "[!NOTE]",  "|",		"*a ~~b* c~~",
};

static const char *const extra_lines[] = {
	":::",	       "::: note",     "::: {#d .x}",	"[^n]:",
	"[^n]: one",   "[^M]:\ttwo",   "[^u]: unused",	"  [^n]: in",
	"[^m]: - a",   "[^m]: # h",    "[^m]: [^n]: x", "01) a",
	"2) b",	       ": def",	       ":   def",	":     far",
	":",	       "    more",     "|a|b|",		"|-|-|",
	"a | b",       "--|:-:",       "| x |",		"|---|",
	"1 | 2 | 3",   "[!NOTE]",      "> [!TIP] t",	"- [ ] open",
	"- [x] done",  "# h {#id}",    "- [ ] a | b",	"``` {.c #x}",
	"    [^n]: x", "- [^m]: item", "> [^m]: quote", "Term",
	"> : def",     "- : def",      "* * *",		"\\|a|",
	"[^n]: |a|",   "[^>]: x",      "[^ n]: x",	"+ item",
};

static const char *const odd_lines[] = {
	"---",	     "***",	    "===",	 "```",	   "~~~",
	"``` c",     "#",	    "# ",	 "<div>",  "</div>",
	"<pre>",     "</pre>",	    "<!--",	 "-->",	   "<?",
	"?>",	     "<p>x",	    "    code",	 "\tcode", "",
	"-",	     "1.",	    "2)",	 ">",	   "> ",
	"- - a",     "[a]:",	    "\"title\"", "'t",	   "/url",
	"[a]: /odd", "[a",	    "]: /u",	 "   ",	   "- [b c]: /in",
	"> [ß]: /q", "#### h ####", "<a\nb",	 "\\",	   "+ ",
};

static inline void put(struct writer *writer, const char *text)
{
	buffer_append_string(&writer->out, text);
}

/* Starts a line inside the open containers; sometimes lazily. */
static inline void start_line(struct writer *writer)
{
	if (roll(writer, 12))
		buffer_append(&writer->out, writer->prefix, writer->prefix_len);
}

static inline void put_inlines(struct writer *writer)
{
	size_t count = 1 + roll(writer, 5);

	for (size_t i = 0; i < count; i++) {
		if (i)
			put(writer, " ");
		if (writer->extras && !roll(writer, 4)) {
			put(writer, pick(writer, extra_inlines));
			continue;
		}
		if (roll(writer, 4)) {
			put(writer, pick(writer, inlines));
			continue;
		}
		if (!roll(writer, 3))
			put(writer, "[t]");
		put(writer, "[");
		put(writer, pick(writer, labels));
		put(writer, roll(writer, 3) ? "]" : "][]");
	}
}

static inline void put_definition(struct writer *writer)
{
	static const char *const urls[] = { "/u",     "<v w>",	 "<>", "/x(y)",
					    "&auml;", "\n/next", "" };
	static const char *const titles[] = { "",
					      " \"t\"",
					      " 'two\nlines'",
					      "\n(next)",
					      " \"t\" junk",
					      " junk",
					      "\n\"t\" junk" };
	const char *parts[2] = { pick(writer, urls), pick(writer, titles) };

	put(writer, "[");
	put(writer, pick(writer, labels));
	put(writer, "]: ");
	for (size_t i = 0; i < 2; i++)
		for (const char *at = parts[i]; *at; at++) {
			buffer_append(&writer->out, at, 1);
			if (*at == '\n')
				start_line(writer);
		}
	put(writer, "\n");
}

static inline void put_lines(struct writer *writer)
{
	size_t count = 1 + roll(writer, 3);

	for (size_t i = 0; i < count; i++) {
		start_line(writer);
		if (!roll(writer, 6))
			put(writer, "  ");
		put_inlines(writer);
		if (!roll(writer, 8))
			put(writer, roll(writer, 2) ? "  " : "\\");
		put(writer, "\n");
	}
	if (!roll(writer, 5)) {
		start_line(writer);
		put(writer, roll(writer, 2) ? "===\n" : "---\n");
	}
}

static inline void put_table(struct writer *writer)
{
	size_t columns = 1 + roll(writer, 4);
	size_t rows = roll(writer, 5);

	for (size_t row = 0; row < rows + 2; row++) {
		start_line(writer);
		if (!roll(writer, 10))
			put(writer, roll(writer, 2) ? "   " : "     ");
		for (size_t i = 0; i < columns; i++) {
			put(writer, i || roll(writer, 4) ? "|" : "");
			if (row == 1)
				put(writer, roll(writer, 3) ? "--" : ":-:");
			else if (roll(writer, 5))
				put_inlines(writer);
		}
		put(writer, roll(writer, 4) ? "|\n" : "\n");
	}
	if (roll(writer, 4))
		return;
	start_line(writer);
	put(writer, roll(writer, 2) ? "===\n" : "2. x\n");
}

static inline void put_extra_line(struct writer *writer)
{
	start_line(writer);
	put(writer, pick(writer, extra_lines));
	if (!roll(writer, 4)) {
		put(writer, " ");
		put_inlines(writer);
	}
	put(writer, "\n");
}

static inline void put_fence(struct writer *writer)
{
	size_t count = roll(writer, 4);

	start_line(writer);
	put(writer, roll(writer, 2) ? "```\n" : "~~~~ info\n");
	for (size_t i = 0; i < count; i++) {
		start_line(writer);
		if (roll(writer, 2))
			put_definition(writer);
		else
			put(writer, roll(writer, 3) ? "  code\n" : "\n");
	}
	if (!roll(writer, 6))
		return;
	start_line(writer);
	put(writer, "~~~~\n");
	start_line(writer);
	put(writer, "```\n");
}

static inline void change_containers(struct writer *writer)
{
	static const struct {
		const char *first, *next;
	} kinds[] = {
		{ "> ", "> " },	  { ">", ">" },	      { "- ", "  " },
		{ "1. ", "   " }, { "*   ", "    " }, { "23) ", "    " },
		{ "-\t", "\t" },
	};
	size_t kind = roll(writer, sizeof(kinds) / sizeof(*kinds));
	size_t len = strlen(kinds[kind].next);

	if (writer->prefix_len && roll(writer, 2)) {
		writer->prefix_len =
			roll(writer, 2) ? 0 : writer->prefix_len / 2;
		return;
	}
	if (writer->prefix_len + len > sizeof(writer->prefix))
		return;
	buffer_append(&writer->out, writer->prefix, writer->prefix_len);
	put(writer, kinds[kind].first);
	put_inlines(writer);
	put(writer, "\n");
	memcpy(writer->prefix + writer->prefix_len, kinds[kind].next, len);
	writer->prefix_len += len;
}

static inline void put_block(struct writer *writer)
{
	switch (roll(writer, 8)) {
	case 0:
	case 1:
		change_containers(writer);
		break;
	case 2:
		put_fence(writer);
		break;
	case 3:
		start_line(writer);
		put_definition(writer);
		break;
	case 4:
		start_line(writer);
		put(writer, pick(writer, odd_lines));
		put(writer, "\n");
		break;
	case 5:
		if (!writer->extras)
			put_lines(writer);
		else if (roll(writer, 3))
			put_extra_line(writer);
		else
			put_table(writer);
		break;
	default:
		put_lines(writer);
		break;
	}
	if (roll(writer, 3)) {
		start_line(writer);
		put(writer, "\n");
	}
}

static inline void write_markdown(struct writer *writer, size_t blocks)
{
	buffer_clear(&writer->out);
	writer->prefix_len = 0;
	for (size_t i = 0; i < blocks; i++)
		put_block(writer);
}

/* LECTERN_SEED and LECTERN_ROUNDS ask for other documents, and more. */
static inline uint64_t number_from(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);

	return value ? strtoull(value, NULL, 10) : otherwise;
}

#endif
