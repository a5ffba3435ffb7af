/* SPDX-License-Identifier: ISC */
/* Tests of the lines that begin blocks. */
#include "test.h"

#include <cmark.h>
#include <string.h>

#include "base/buffer.h"
#include "document/markdown/blockstart.h"

static void test_cases(void **state)
{
	static const struct {
		const char *line;
		bool starts;
	} cases[] = {
		{ "", false },
		{ "word", false },
		{ "| a | b |", false },
		{ ">", true },
		{ ">a", true },
		{ "#", true },
		{ "###### a", true },
		{ "####### a", false },
		{ "#a", false },
		{ "#\ta", true },
		{ "```", true },
		{ "``` info", true },
		{ "``` in`fo", false },
		{ "``", false },
		{ "~~~ in`fo", true },
		{ "~~", false },
		{ "***", true },
		{ "* * *", true },
		{ "**", false },
		{ "*a*", false },
		{ "---", true },
		{ "--", false },
		{ "---a", false },
		{ "-|-", false },
		{ "_ _\t_  ", true },
		{ "__a__", false },
		{ "===", false },
		{ "-", true },
		{ "- a", true },
		{ "-a", false },
		{ "+", true },
		{ "+a", false },
		{ "* a", true },
		{ "1. a", true },
		{ "7)", true },
		{ "1.a", false },
		{ "123456789) a", true },
		{ "1234567890) a", false },
		{ "[^a]: b", true },
		{ "[^a]:", true },
		{ "[^a]", false },
		{ "[^]: b", false },
		{ "[^a b]: c", false },
		{ "[a]: b", false },
		{ "[", false },
		{ "<", false },
		{ "<script", true },
		{ "<SCRIPT >", true },
		{ "</script> a", false },
		{ "<scripts a", false },
		{ "<pre>", true },
		{ "<textarea>", true },
		{ "<!-- a", true },
		{ "<!-", false },
		{ "<?php", true },
		{ "<!A", true },
		{ "<!", false },
		{ "<![CDATA[", true },
		{ "<![CDAT[", false },
		{ "<div", true },
		{ "</div>", true },
		{ "<div/>", true },
		{ "<div/ >", false },
		{ "<h1>a", true },
		{ "<h7>a", false },
		{ "<a>", true },
		{ "<a> ", true },
		{ "<a>b", false },
		{ "</a >", true },
		{ "</a b>", false },
		{ "<a b c=d e='f' g = \"h\" />", true },
		{ "<a b=\"c>", false },
		{ "<a b=>", false },
		{ "<a b =c>", true },
		{ "<a 1>", false },
		{ "<a-b:c>", false },
		{ "<http://a>", false },
		{ "<a b='c'd>", false },
		{ "<1>", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (blockstart_at(cases[i].line, strlen(cases[i].line)) !=
		    cases[i].starts)
			fail_msg("%s", cases[i].line);
}

/* Whether a parser makes anything but a paragraph of a line. */
static bool parsed_as_block(const char *line, size_t len)
{
	cmark_node *root = cmark_parse_document(line, len, CMARK_OPT_DEFAULT);
	cmark_node_type type =
		cmark_node_get_type(cmark_node_first_child(root));

	cmark_node_free(root);
	return type != CMARK_NODE_PARAGRAPH;
}

/* Against a parser, which knows no notes and drops definitions. */
static void test_as_parsed(void **state)
{
	static const char *const parts[] = {
		"-",	    "*",      "_",     "+",   "#",	"`",
		"~",	    "<",      ">",     "/",   " ",	"\t",
		"1",	    "9",      ".",     ")",   "a",	"b",
		"=",	    "\"",     "'",     "!",   "?",	"div",
		"pre",	    "script", "h1",    "--",  "<a",	"[",
		"]",	    "style",  "CDATA", "|",   ":",	"<div>",
		"</p",	    "```",    "~~~",   "---", "<!--",	"\f",
		" a=b",	    " a='b'", "link",  "li",  "source", "\v",
		"textarea",
	};
	uint64_t seed = 0xb10c;

	(void)state;
	for (int round = 0; round < 40000; round++) {
		struct buffer line = BUFFER_INIT;
		size_t count = 1 + test_random(&seed) % 7;

		for (size_t i = 0; i < count; i++)
			buffer_append_string(
				&line, parts[test_random(&seed) %
					     (sizeof(parts) / sizeof(*parts))]);
		if (!strchr(" \t\v\f[", *line.data) &&
		    blockstart_at(line.data, line.len) !=
			    parsed_as_block(line.data, line.len))
			fail_msg("%s", line.data);
		buffer_release(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_as_parsed),
	};

	return test_run(tests);
}
