/* SPDX-License-Identifier: ISC */
/* Test how the lines of plain text become blocks. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/plaintext.h"
#include "document/source.h"

/* Wrapped at 66 columns, so that a text is known to be. */
#define WRAPPED                                                              \
	"None of this was inevitable. A different committee, a colder\n"     \
	"winter, one letter that arrived a day earlier, and the law would\n" \
	"have been written by other hands with other fears, and by clerks\n" \
	"who had never seen the river rise.\n"
#define REJOINED                                                        \
	"None of this was inevitable. A different committee, a colder " \
	"winter, one letter that arrived a day earlier, and the law "   \
	"would have been written by other hands with other fears, and " \
	"by clerks who had never seen the river rise."
#define LONG                                                              \
	"What remains is the habit of asking, which has survived every "  \
	"reform that was meant to make it unnecessary, and will survive " \
	"this one."

static struct document *read_text(struct source *source, size_t window)
{
	struct plaintext *plaintext = plaintext_open(source, window);
	struct document *document = document_new(DOCUMENT_PLAIN);
	bool more = true;

	while (more) {
		struct document *piece = document_new(DOCUMENT_PLAIN);

		more = plaintext_step(plaintext, piece);
		if (more)
			assert_true(document_append(document, piece));
		document_free(piece);
	}
	plaintext_free(plaintext);
	document_check(document);
	return document;
}

/* Each block as its kind's letter, marks for tight and quoted, and text. */
static void describe(const struct document *document, struct buffer *out)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		buffer_append_byte(out, "PHCVR"[block->kind]);
		if (block->flags & BLOCK_TIGHT)
			buffer_append_byte(out, '^');
		if (block->container != DOCUMENT_NONE)
			buffer_append_byte(out, '|');
		buffer_append_byte(out, ' ');
		buffer_append(out, document->text.data + block->off,
			      block->end - block->off);
	}
}

static void expect(const char *text, size_t len, const char *expected)
{
	static const size_t windows[] = { 65536, 1, 40 };
	size_t containers = 0;

	for (size_t i = 0; i < 3; i++) {
		struct source *source = source_from_memory("x.txt", text, len);
		struct document *document = read_text(source, windows[i]);
		struct buffer found = BUFFER_INIT;

		describe(document, &found);
		assert_string_equal(buffer_string(&found), expected);
		if (i == 0)
			containers = document->container_count;
		assert_int_equal(document->container_count, containers);
		buffer_release(&found);
		document_free(document);
		source_free(source);
	}
}

struct example {
	const char *text;
	const char *blocks;
};

static void expect_all(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect(examples[i].text, strlen(examples[i].text),
		       examples[i].blocks);
}
#define EXPECT_ALL(list) expect_all(list, sizeof(list) / sizeof(*(list)))

static void test_paragraphs(void **state)
{
	static const struct example examples[] = {
		{ "", "" },
		{ "\n \n\t\n\xc2\xa0\n", "" },
		{ "One line.", "P One line.\n" },
		{ WRAPPED "\n" WRAPPED, "P " REJOINED "\nP " REJOINED "\n" },
		/* a word broken at its hyphen, a dash, a soft hyphen */
		{ WRAPPED "\nThe committee that met on the bridge was a well-\n"
			  "known one, and so was its chairman, who had "
			  "been--\n"
			  "so it was said--a ferryman in his youth, and a "
			  "cont\xc2\xad\n"
			  "ented one until the bridge was built.\n",
		  "P " REJOINED
		  "\nP The committee that met on the bridge was a well-known "
		  "one, and so was its chairman, who had been--so it was "
		  "said--a ferryman in his youth, and a cont\xc2\xad"
		  "ented one until the bridge was built.\n" },
		/* but a hyphen before a capital or digit stays apart */
		{ WRAPPED "\nIt was signed by the ministers of the second "
			  "and of the last -\n"
			  "or nearly last - cabinet, in the summer of 1911, "
			  "and in 1914-\n"
			  "1918, as far as anybody who was there remembers.\n",
		  "P " REJOINED
		  "\nP It was signed by the ministers of the second and of "
		  "the last - or nearly last - cabinet, in the summer of "
		  "1911, and in 1914- 1918, as far as anybody who was there "
		  "remembers.\n" },
		/* blanks inside are one space, also those of a tab */
		{ WRAPPED "\nHere  the   words\tof a line were spread out "
			  "so that it ends\n"
			  "even with  the others, as  typewriters did it  "
			  "at that time.\n",
		  "P " REJOINED
		  "\nP Here the words of a line were spread out so that it "
		  "ends even with the others, as typewriters did it at that "
		  "time.\n" },
		/* a page ends as a paragraph does */
		{ WRAPPED "\f" WRAPPED, "P " REJOINED "\nP " REJOINED "\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

/* Paragraphs on one line each, with and without blank lines. */
static void test_long_lines(void **state)
{
	static const struct example examples[] = {
		{ LONG "\n\n" LONG "\n", "P " LONG "\nP " LONG "\n" },
		{ LONG "\n" LONG "\n", "P " LONG "\nP " LONG "\n" },
		{ LONG "\n\nRoses are red,\n  violets blue\n\n" LONG "\n",
		  "P " LONG "\nV Roses are red,\n  violets blue\nP " LONG
		  "\n" },
		{ LONG "\n\n* * *\n\n" LONG "\n",
		  "P " LONG "\nP * * *\nP " LONG "\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

static void test_indents(void **state)
{
	static const struct example examples[] = {
		/* paragraphs told by their first line's indent */
		{ "   None of this was inevitable. A different committee, a\n"
		  "colder winter, one letter that arrived a day earlier.\n"
		  "   The law would have been written by other hands with\n"
		  "other fears.\n"
		  "   Nobody knew it then, of course, and nobody has asked\n"
		  "since that day.\n",
		  "P None of this was inevitable. A different committee, a "
		  "colder winter, one letter that arrived a day earlier.\n"
		  "P The law would have been written by other hands with "
		  "other fears.\n"
		  "P Nobody knew it then, of course, and nobody has asked "
		  "since that day.\n" },
		/* a hanging indent */
		{ WRAPPED "\nSmith, John, The Gauge and the Ledger, with an "
			  "account of the\n"
			  "    great flood, Harbour Press, London, 1987.\n"
			  "Jones, Mary, Rivers at Law, or, the Case of the "
			  "Upper Valley,\n"
			  "    Oxford, 1999.\n",
		  "P " REJOINED
		  "\nP Smith, John, The Gauge and the Ledger, with an account "
		  "of the great flood, Harbour Press, London, 1987.\n"
		  "P Jones, Mary, Rivers at Law, or, the Case of the Upper "
		  "Valley, Oxford, 1999.\n" },
		/* a quotation set in */
		{ WRAPPED "\n    It is worth going back to the beginning, "
			  "when nobody\n"
			  "    yet knew what the machine was for, and the "
			  "engineers\n"
			  "    who built it kept a notebook of its "
			  "failures.\n\n" WRAPPED,
		  "P " REJOINED
		  "\nP| It is worth going back to the beginning, when nobody "
		  "yet knew what the machine was for, and the engineers who "
		  "built it kept a notebook of its failures.\nP " REJOINED
		  "\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

/* Two paragraphs of a quotation are in one container; lines of a log are not
 * prose, however even they are. */
static void test_quote_and_log(void **state)
{
	static const struct example examples[] = {
		{ WRAPPED "\n    It is worth going back to the beginning, "
			  "when nobody\n"
			  "    yet knew what it was for.\n\n"
			  "    The engineers who built it kept a notebook of "
			  "all its\n"
			  "    failures.\n\n" WRAPPED,
		  "P " REJOINED
		  "\nP| It is worth going back to the beginning, when nobody "
		  "yet knew what it was for.\nP| The engineers who built it "
		  "kept a notebook of all its failures.\nP " REJOINED "\n" },
		{ WRAPPED "\n2024-01-01 12:00:01 bridge: it rained on the "
			  "ledger today\n"
			  "2024-01-02 12:00:01 bridge: it rained on the "
			  "ledger again\n"
			  "2024-01-03 12:00:01 bridge: the ledger was found "
			  "to be wet\n"
			  "2024-01-04 12:00:01 bridge: the ledger was hung up "
			  "to dry\n"
			  "2024-01-05 12:00:01 bridge: the ledger was read at "
			  "last\n",
		  "P " REJOINED "\nV 2024-01-01 12:00:01 bridge: it rained on "
		  "the ledger today\n"
		  "2024-01-02 12:00:01 bridge: it rained on the ledger again\n"
		  "2024-01-03 12:00:01 bridge: the ledger was found to be "
		  "wet\n"
		  "2024-01-04 12:00:01 bridge: the ledger was hung up to dry\n"
		  "2024-01-05 12:00:01 bridge: the ledger was read at last\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

static void test_verse(void **state)
{
	static const struct example examples[] = {
		{ WRAPPED "\n     Let there be oil, the mayor said,\n"
			  "       And let the poor be warm;\n"
			  "     The clerk took up his pen instead\n"
			  "       And filled another form.\n\n" WRAPPED,
		  "P " REJOINED "\nV Let there be oil, the mayor said,\n"
		  "  And let the poor be warm;\n"
		  "The clerk took up his pen instead\n"
		  "  And filled another form.\nP " REJOINED "\n" },
		/* without capitals, and with a tab for an indent */
		{ WRAPPED "\nthe gutter talks all night\n"
			  "  \tabout a sea it has not seen.\n"
			  "i let it talk. the light\n"
			  "\tcomes up the stairs, unclean\n\n" WRAPPED,
		  "P " REJOINED "\nV the gutter talks all night\n"
		  "        about a sea it has not seen.\n"
		  "i let it talk. the light\n"
		  "        comes up the stairs, unclean\nP " REJOINED "\n" },
		/* an address */
		{ "14 Harbour Street\nWhitby\nNorth Yorkshire\n\n" WRAPPED,
		  "V 14 Harbour Street\nWhitby\nNorth Yorkshire\nP " REJOINED
		  "\n" },
		/* columns, and mail that is quoted */
		{ WRAPPED "\nOil      12    kegs\nCandles  400   pounds\n\n"
			  "> So you said, and I\n> believed you then.\n",
		  "P " REJOINED
		  "\nV Oil      12    kegs\nCandles  400   pounds\n"
		  "V > So you said, and I\n> believed you then.\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

static const struct example set_apart[] = {
	/* the head of a memorandum: two columns that end where all lines do */
	{ "Harbour Office                                        A. Petrova\n"
	  "Memorandum No. 14                                 Ledger Branch\n"
	  "Replaces: 9                                           May 1911\n"
	  "Kind: Advice\n\n" WRAPPED "\n" WRAPPED,
	  "V Harbour Office                                        A. Petrova\n"
	  "Memorandum No. 14                                 Ledger Branch\n"
	  "Replaces: 9                                           May 1911\n"
	  "Kind: Advice\nP " REJOINED "\nP " REJOINED "\n" },
	/* set from one column, near the right edge */
	{ "                                        7 Harbour Row\n"
	  "                                        Whitby, Yorks.\n"
	  "                                        May 9, 1911\n\n"
	  "Dear Miss Petrova,\n\n" WRAPPED,
	  "V 7 Harbour Row\nWhitby, Yorks.\nMay 9, 1911\n"
	  "P Dear Miss Petrova,\nP " REJOINED "\n" },
	{ "                                        Harbour Row\n"
	  "                                        May 9, 1911\n\n"
	  "Dear Miss Petrova,\n\n" WRAPPED,
	  "V Harbour Row\nMay 9, 1911\n"
	  "P Dear Miss Petrova,\nP " REJOINED "\n" },
	/* set to the right edge, wider than narrow */
	{ WRAPPED "\n                  The Harbour Office, Ledger Department\n"
		  "                                      Whitby, Yorkshire\n"
		  "                                               May 1911\n\n",
	  "P " REJOINED "\nV The Harbour Office, Ledger Department\n"
	  "                    Whitby, Yorkshire\n"
	  "                             May 1911\n" },
	/* a closing, step by step */
	{ WRAPPED "\n    With every good wish,\n        I remain,\n"
		  "            John Ledger\n",
	  "P " REJOINED "\nV With every good wish,\n    I remain,\n"
	  "        John Ledger\n" },
	{ WRAPPED "\n    With every good wish,\n        Yours truly,\n"
		  "\n            John Ledger\n",
	  "P " REJOINED "\nV With every good wish,\n"
	  "    Yours truly,\nP John Ledger\n" },
	/* a list of a title page, centred */
	{ WRAPPED "\n          An Account of the Great Flood of 1911\n"
		  "      The Law of Rivers in the Several Counties\n"
		  "            A Short Grammar of the Ledger\n\n" WRAPPED,
	  "P " REJOINED "\nV     An Account of the Great Flood of 1911\n"
	  "The Law of Rivers in the Several Counties\n"
	  "      A Short Grammar of the Ledger\nP " REJOINED "\n" },
	/* far to the right: an address, but not an epigraph */
	{ WRAPPED "\n                         The Harbour Company of Whitby\n"
		  "                         Seven Harbour Row, First Floor\n"
		  "\n" WRAPPED
		  "\n                         It is worth going back to the\n"
		  "                         beginning, when nobody yet knew\n"
		  "                         what it was for.\n",
	  "P " REJOINED "\nV The Harbour Company of Whitby\n"
	  "Seven Harbour Row, First Floor\nP " REJOINED
	  "\nP| It is worth going back to the beginning, when nobody "
	  "yet knew what it was for.\n" },
	{ WRAPPED "\n        It is worth going back to the beginning,\n"
		  "    when nobody yet knew what the machine was for.\n",
	  "P " REJOINED
	  "\nP| It is worth going back to the beginning, when nobody "
	  "yet knew what the machine was for.\n" },
	/* but a quotation is one, with an indent of its own too */
	{ WRAPPED "\n        It is worth going back to the beginning,\n"
		  "    when nobody yet knew what the machine was for,\n"
		  "    and the engineers who built it kept a book of\n"
		  "    its failures.\n\n" WRAPPED,
	  "P " REJOINED
	  "\nP| It is worth going back to the beginning, when nobody "
	  "yet knew what the machine was for, and the engineers who "
	  "built it kept a book of its failures.\nP " REJOINED "\n" },
};

/* Lines that are set in, but were never wrapped, keep their ends. */
static void test_set_apart(void **state)
{
	(void)state;
	EXPECT_ALL(set_apart);
}

/* Who speaks is not joined with what is said. */
static void test_speakers(void **state)
{
	static const struct example examples[] = {
		{ WRAPPED "\nKING\nNo.\n\nCLERK\nYes.\n\nKING\n" WRAPPED
			  "\nCLERK (aside)\n" WRAPPED,
		  "P " REJOINED
		  "\nV KING\nNo.\nV CLERK\nYes.\nP KING\nP " REJOINED
		  "\nP CLERK (aside)\nP " REJOINED "\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

static void test_lists(void **state)
{
	static const struct example examples[] = {
		{ WRAPPED "\n- a pencil, and the people who sharpened it, of "
			  "whom there\n"
			  "  were many\n"
			  "- a lighthouse\n",
		  "P " REJOINED
		  "\nP - a pencil, and the people who sharpened it, of whom "
		  "there were many\nP^ - a lighthouse\n" },
		/* behind a colon, without a blank line */
		{ WRAPPED "Three things were wanting at that time:\n"
			  "1. oil, of which the committee had none that "
			  "winter, nor\n"
			  "any hope of it\n"
			  "2. wicks\n",
		  "P " REJOINED "\nP Three things were wanting at that time:\n"
		  "P 1. oil, of which the committee had none that winter, nor "
		  "any hope of it\nP^ 2. wicks\n" },
		/* a number at the start of a wrapped line is none */
		{ "The law was written by other hands, in the cold winter of\n"
		  "1911. Nobody knew it then, and there were only a dozen or\n"
		  "12. At least that is what they said when they were asked\n"
		  "by those who came too late for it.\n",
		  "P The law was written by other hands, in the cold winter "
		  "of 1911. Nobody knew it then, and there were only a dozen "
		  "or 12. At least that is what they said when they were "
		  "asked by those who came too late for it.\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

static void test_rules(void **state)
{
	static const struct example examples[] = {
		/* rules off a heading are no text */
		{ "The Ferry\n=========\n\n" LONG "\n\n"
		  "Before the bridge\n-----------------\n" LONG "\n",
		  "H The Ferry\nP " LONG "\nH Before the bridge\nP " LONG
		  "\n" },
		{ "=========\nThe Ferry\n=========\n" LONG "\n",
		  "H The Ferry\nP " LONG "\n" },
		/* others are */
		{ LONG "\n\n-----\n\n" LONG "\n\n=-=-=\n",
		  "P " LONG "\nP -----\nP " LONG "\nP =-=-=\n" },
		/* drawn above or below a paragraph, not under its last line */
		{ "-------------\n" LONG "\n-------------\n",
		  "P -------------\nP " LONG "\nP -------------\n" },
		{ "Oil      Wicks\n--------------\n12       400\n\n" LONG "\n",
		  "V Oil      Wicks\n--------------\n12       400\nP " LONG
		  "\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

static void test_chinese(void **state)
{
	static const struct example examples[] = {
		{ "　　我们常常以为，城市的记忆保存在档案馆里，其实它更多地\n"
		  "保存在人们每天走过的路上，保存在早点铺的蒸汽和修鞋匠的锤声之"
		  "\n"
		  "中，只是很少有人停下来去听。\n"
		  "　　十年以后，我回到那条街，发现招牌全换了，唯独拐角处的梧桐"
		  "\n"
		  "树还在原来的地方。\n",
		  "P 我们常常以为，城市的记忆保存在档案馆里，其实它更多地保存在"
		  "人们每天走过的路上，保存在早点铺的蒸汽和修鞋匠的锤声之中，只"
		  "是很少有人停下来去听。\n"
		  "P 十年以后，我回到那条街，发现招牌全换了，唯独拐角处的梧桐树"
		  "还在原来的地方。\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

/* Entries of a table of contents keep their lines, numbered ones too. */
static void test_entries(void **state)
{
	static const struct example examples[] = {
		{ "Table of Contents\n\n"
		  "1. Introduction ............ 1\n"
		  "2. The Ferry ............... 12\n"
		  "   2.1 The Ford ............ 14\n"
		  "3. What nobody knew about\n"
		  "   the mill ................ 30\n\n" LONG "\n",
		  "H Table of Contents\n"
		  "V 1. Introduction ............ 1\n"
		  "2. The Ferry ............... 12\n"
		  "   2.1 The Ford ............ 14\n"
		  "3. What nobody knew about\n"
		  "   the mill ................ 30\n"
		  "P " LONG "\n" },
		{ "- Introduction . . . . . . 1\n"
		  "- The Ferry……12\n\n" LONG "\n",
		  "V - Introduction . . . . . . 1\n- The Ferry……12\nP " LONG
		  "\n" },
		/* one alone is none, nor is a list with numbers at its ends */
		{ LONG "\n\n1. Of ferries in 1921\n2. Of fords in 1922\n",
		  "P " LONG "\nP 1. Of ferries in 1921\n"
		  "P^ 2. Of fords in 1922\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

/* Stanzas, though their lines are as full as those of wrapped prose. */
static void test_stanzas(void **state)
{
	static const struct example examples[] = {
		{ "I\n\nThe river keeps its ledger wet,\n"
		  "  The ferryman his oar,\nAnd what the water will forget\n"
		  "  Is written on the shore.\n\nII\n\n"
		  "The mill that turned is turning yet,\n"
		  "  The miller is no more,\n"
		  "And every stone that he had set\n"
		  "  Lies open like a door.\n",
		  "H I\nV The river keeps its ledger wet,\n"
		  "  The ferryman his oar,\nAnd what the water will forget\n"
		  "  Is written on the shore.\nH II\n"
		  "V The mill that turned is turning yet,\n"
		  "  The miller is no more,\n"
		  "And every stone that he had set\n"
		  "  Lies open like a door.\n" },
		/* blank verse among paragraphs of one line each */
		{ LONG
		  " " LONG "\n\n"
		  "The river keeps its ledger wet, and all that men have said\n"
		  "Of ferrymen and fords is there, between the oar and shore,\n"
		  "And what the water will forget the mill remembers dry,\n"
		  "For every stone that he had set lies open like a door.\n",
		  "P " LONG " " LONG "\n"
		  "V The river keeps its ledger wet, and all that men have "
		  "said\n"
		  "Of ferrymen and fords is there, between the oar and shore,\n"
		  "And what the water will forget the mill remembers dry,\n"
		  "For every stone that he had set lies open like a door.\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

/* Lines of scripts from the right are rejoined with spaces. */
static void test_right_to_left(void **state)
{
	static const struct example examples[] = {
		{ "לעתים קרובות נדמה לנו שזיכרון העיר שמור בארכיונים, אך למעשה "
		  "הוא\n"
		  "שמור ברחובות שבהם אנשים הולכים מדי יום, באדי בתי הקפה "
		  "ובקולות\n"
		  "הרוכלים, וכמעט איש אינו עוצר להקשיב.\n",
		  "P לעתים קרובות נדמה לנו שזיכרון העיר שמור בארכיונים, אך "
		  "למעשה "
		  "הוא שמור ברחובות שבהם אנשים הולכים מדי יום, באדי בתי הקפה "
		  "ובקולות הרוכלים, וכמעט איש אינו עוצר להקשיב.\n" },
	};

	(void)state;
	EXPECT_ALL(examples);
}

/* Of what was wrapped, the blank at the line's end is still there, but where
 * the line is as full as can be. */
#define FLOWED                                                                \
	"None of this was inevitable, as far as anybody knows today, and he " \
	"\n"                                                                  \
	"who would have known it had long been forgotten by \n"               \
	"that time, when nobody cared for what he knew, nor \n"               \
	"for him. A different committee, a colder winter, one letter that "   \
	"came\n"                                                              \
	"a day earlier, and the law would not be written so. \n"              \
	"Nobody asked.\n"
#define FLOWED_JOINED                                                         \
	"None of this was inevitable, as far as anybody knows today, and he " \
	"who would have known it had long been forgotten by "                 \
	"that time, when nobody cared for what he knew, nor "                 \
	"for him. A different committee, a colder winter, one letter that "   \
	"came "                                                               \
	"a day earlier, and the law would not be written so. "                \
	"Nobody asked."

static const struct example flowed[] = {
	/* lines of any length */
	{ FLOWED, "P " FLOWED_JOINED "\n" },
	/* one such line is enough */
	{ "It was sung on the bridge for as long as anybody who \n"
	  "knew Mary remembers.\n\n"
	  "let the poor be warm,\nhe said, and let it rain\n"
	  "on those who wait in vain\nfor bread\n\n"
	  "let the poor be fed,\nhe said, and let it snow\n",
	  "P It was sung on the bridge for as long as anybody who knew Mary "
	  "remembers.\n"
	  "V let the poor be warm,\nhe said, and let it rain\n"
	  "on those who wait in vain\nfor bread\n"
	  "V let the poor be fed,\nhe said, and let it snow\n" },
	/* what was ended on purpose: lines below, above and between */
	{ "Dear Miss Petrova,\n" FLOWED
	  "Yours truly,\nJ. Ledger\n\n" FLOWED FLOWED "\n" FLOWED
	  "There was no other.\n" FLOWED,
	  "P Dear Miss Petrova,\nP " FLOWED_JOINED
	  "\nV Yours truly,\nJ. Ledger\nP " FLOWED_JOINED "\nP " FLOWED_JOINED
	  "\nP " FLOWED_JOINED "\nP There was no other.\nP " FLOWED_JOINED
	  "\n" },
	/* lines of verse, as full as those of prose */
	{ FLOWED "\n" FLOWED "\nThe river keeps its ledger wet, and all that "
		 "men have told of it,\n"
		 "Of ferrymen and fords is there, between the oar and the long "
		 "shore,\n"
		 "And what the water will forget the mill remembers, old and "
		 "dry, for\n"
		 "Every stone that he had set lies open like a door.\n",
	  "P " FLOWED_JOINED "\nP " FLOWED_JOINED
	  "\nV The river keeps its ledger wet, and all that men have told of "
	  "it,\n"
	  "Of ferrymen and fords is there, between the oar and the long "
	  "shore,\n"
	  "And what the water will forget the mill remembers, old and dry, "
	  "for\n"
	  "Every stone that he had set lies open like a door.\n" },
	/* items that go on below their bullet, with a number in between */
	{ FLOWED "\n"
		 " * a pencil, and the people who sharpened it, as of \n"
		 " 1911. They were many, and most of them were of the \n"
		 " Upper Valley\n"
		 " * a lighthouse \n"
		 " * oil\n\n"
		 "       - which was never enough for a winter like the \n"
		 "       last one\n",
	  "P " FLOWED_JOINED
	  "\nP * a pencil, and the people who sharpened it, as of 1911. "
	  "They were many, and most of them were of the Upper Valley\n"
	  "P^ * a lighthouse\nP^ * oil\n"
	  "P - which was never enough for a winter like the last one\n" },
	/* two paragraphs set in, the first of which is one line */
	{ FLOWED "\n  It is worth going back to the beginning, when nobody\n"
		 "\n  It is worth going back to the beginning, when no \n"
		 "  body yet knew what the machine was for.\n",
	  "P " FLOWED_JOINED
	  "\nP It is worth going back to the beginning, when nobody\n"
	  "P| It is worth going back to the beginning, when no body yet "
	  "knew what the machine was for.\n" },
	/* two blanks behind a sentence are what a typist puts there */
	{ FLOWED "\nNone of this was inevitable, as far as we know it.  \n"
		 "Another committee, and the law would not be.\n",
	  "P " FLOWED_JOINED
	  "\nP None of this was inevitable, as far as we know it. Another "
	  "committee, and the law would not be.\n" },
};

#define CELLS_4 "Clerk 240 \nPriest 150 \nMayor 90 \nPoet 60 \n"
#define CELLS                                                           \
	CELLS_4 CELLS_4 CELLS_4 CELLS_4 CELLS_4 CELLS_4 CELLS_4 CELLS_4 \
		CELLS_4 CELLS_4 CELLS_4 CELLS_4
#define CELLS_KEPT_4 "Clerk 240\nPriest 150\nMayor 90\nPoet 60\n"
#define CELLS_KEPT                                                       \
	CELLS_KEPT_4 CELLS_KEPT_4 CELLS_KEPT_4 CELLS_KEPT_4 CELLS_KEPT_4 \
		CELLS_KEPT_4 CELLS_KEPT_4 CELLS_KEPT_4 CELLS_KEPT_4      \
			CELLS_KEPT_4 CELLS_KEPT_4 CELLS_KEPT_4

/* What is in a flowed text, but does not flow, or not for its blanks. */
static const struct example in_flowed[] = {
	/* cells of a table, and code, have blanks too */
	{ FLOWED "\nClerk  240 \nPriest 150 \n\n"
		 "for (;;) { \n\tread(); \n}\n",
	  "P " FLOWED_JOINED "\nV Clerk  240\nPriest 150\n"
	  "V for (;;) {\n        read();\n}\n" },
	/* an answer that was wrapped without them */
	{ FLOWED "\n" FLOWED "\n" FLOWED "\n" FLOWED
		 "\nNone of this was so inevitable, I fear, as you say. A new\n"
		 "committee, a colder winter, one letter that had arrived as\n"
		 "soon as it should have, and nothing would be the same.\n",
	  "P " FLOWED_JOINED "\nP " FLOWED_JOINED "\nP " FLOWED_JOINED
	  "\nP " FLOWED_JOINED
	  "\nP None of this was so inevitable, I fear, as you say. A new "
	  "committee, a colder winter, one letter that had arrived as soon as "
	  "it should have, and nothing would be the same.\n" },
	/* a line of such an answer among others */
	{ FLOWED
	  "\n" FLOWED "\n"
	  "None of this was so inevitable, I fear, as you say, but \n"
	  "what was it then, if not the bridge, or the ledger that was thrown\n"
	  "into the river.\n",
	  "P " FLOWED_JOINED "\nP " FLOWED_JOINED
	  "\nP None of this was so inevitable, I fear, as you say, but what "
	  "was "
	  "it then, if not the bridge, or the ledger that was thrown into the "
	  "river.\n" },
	/* code that is wider, and goes on with small letters */
	{ FLOWED "\n\treturn run(count, names, folder, flags, \"a text that is "
		 "longer than any line may be\",\n\t\t   fallback);\n",
	  "P " FLOWED_JOINED
	  "\nV return run(count, names, folder, flags, \"a text that is "
	  "longer than any line may be\",\n           fallback);\n" },
	/* what looks like the next item */
	{ FLOWED "\n 3. Nobody knows what was said of it in the article \n"
		 " 4. of the act.\n",
	  "P " FLOWED_JOINED
	  "\nP 3. Nobody knows what was said of it in the article 4. of the "
	  "act.\n" },
	/* two blanks, but not behind a sentence */
	{ FLOWED "\nNone of this was inevitable, as far as I know, sir,  \n"
		 "Another committee,\n",
	  "P " FLOWED_JOINED
	  "\nV None of this was inevitable, as far as I know, sir,\n"
	  "Another committee,\n" },
	/* many more cells than lines */
	{ "It was sung on the bridge for as long as anybody who \n"
	  "knew Mary and her house remembers, and all of the \n"
	  "rest.\n\n" CELLS "Scribe 9\n",
	  "P It was sung on the bridge for as long as anybody who knew Mary "
	  "and her house remembers, and all of the rest.\n"
	  "V " CELLS_KEPT "Scribe 9\n" },
};

/* Blanks that do not tell: at some line ends, or at all of them. */
static const struct example not_flowed[] = {
	{ "None of this was inevitable. A different committee, a colder \n"
	  "winter, one letter that arrived a day earlier, and the law would\n"
	  "have been written by other hands with other fears, and by clerks\n"
	  "who had never seen the river rise, nor the bridge that was built\n"
	  "in 1911.\n",
	  "P None of this was inevitable. A different committee, a colder "
	  "winter, one letter that arrived a day earlier, and the law would "
	  "have been written by other hands with other fears, and by clerks "
	  "who had never seen the river rise, nor the bridge that was built "
	  "in 1911.\n" },
	{ "The river keeps its ledger wet, and all that men have said \n"
	  "Of ferrymen and fords is there, between the oar and shore, \n"
	  "And what the water will forget the mill remembers dry, and \n"
	  "Every stone that he had set lies open like a great big door. \n",
	  "V The river keeps its ledger wet, and all that men have said\n"
	  "Of ferrymen and fords is there, between the oar and shore,\n"
	  "And what the water will forget the mill remembers dry, and\n"
	  "Every stone that he had set lies open like a great big door.\n" },
	/* a line that was ended early, by hand */
	{ "None of this was inevitable. A different committee, a colder \n"
	  "winter, one letter that arrived a day earlier, and the law would\n"
	  "have been written by other hands, and\n"
	  "by clerks who had never seen the river rise, nor the bridge that\n"
	  "was built in 1911, as they said.\n",
	  "P None of this was inevitable. A different committee, a colder "
	  "winter, one letter that arrived a day earlier, and the law would "
	  "have been written by other hands, and by clerks who had never seen "
	  "the river rise, nor the bridge that was built in 1911, as they "
	  "said.\n" },
	{ "None of this was inevitable. A different committee, or \n"
	  "winter, one letter that arrived a day earlier, and the law\n"
	  "would have been written by other hands, and\n"
	  "by clerks who had never seen the river rise, nor a bridge\n"
	  "like that one.\n",
	  "P None of this was inevitable. A different committee, or winter, "
	  "one "
	  "letter that arrived a day earlier, and the law would have been "
	  "written by other hands, and by clerks who had never seen the river "
	  "rise, nor a bridge like that one.\n" },
	/* a script without case */
	{ "לעתים קרובות נדמה לנו שזיכרון העיר שמור בארכיונים, אך למעשה "
	  "הוא \n"
	  "שמור ברחובות שבהם אנשים הולכים מדי יום, באדי בתי הקפה "
	  "ובקולות\n"
	  "הרוכלים, וכמעט איש אינו עוצר להקשיב.\n",
	  "P לעתים קרובות נדמה לנו שזיכרון העיר שמור בארכיונים, אך "
	  "למעשה "
	  "הוא שמור ברחובות שבהם אנשים הולכים מדי יום, באדי בתי הקפה "
	  "ובקולות הרוכלים, וכמעט איש אינו עוצר להקשיב.\n" },
	/* paragraphs on a line each */
	{ LONG " \n" LONG "\n", "P " LONG "\nP " LONG "\n" },
	{ LONG " " LONG ", \n" LONG "\n",
	  "P " LONG " " LONG ",\nP " LONG "\n" },
};

static void test_flowed(void **state)
{
	(void)state;
	EXPECT_ALL(flowed);
	EXPECT_ALL(in_flowed);
	EXPECT_ALL(not_flowed);
}

/* A pair of lines that were wrapped, among short ones. */
#define PAIR                                                                 \
	"The charge was brought by a statistician in 1871, who had counted " \
	"the\n"                                                              \
	"words that a clerk reads in an hour.\n"
#define PAIR_JOINED                                                          \
	"The charge was brought by a statistician in 1871, who had counted " \
	"the words that a clerk reads in an hour."

static const struct example short_texts[] = {
	/* more lines were ended on purpose than were wrapped */
	{ PAIR "\nHarbour Row\nWhitby\nYorkshire\nYO 21\nEngland\n\n" PAIR,
	  "P " PAIR_JOINED
	  "\nV Harbour Row\nWhitby\nYorkshire\nYO 21\nEngland\nP " PAIR_JOINED
	  "\n" },
	{ PAIR "\n* oil\n* candles\n* wicks\n* a ledger\n* rope\n",
	  "P " PAIR_JOINED
	  "\nP * oil\nP^ * candles\nP^ * wicks\nP^ * a ledger\nP^ * rope\n" },
	/* every line but the wrapped ones ends as a sentence does */
	{ PAIR "\nHe asked.\nNobody spoke.\nHe asked again.\nStill nobody.\n",
	  "P " PAIR_JOINED
	  "\nV He asked.\nNobody spoke.\nHe asked again.\nStill nobody.\n" },
	/* addresses that are numbered, as full as prose is */
	{ PAIR
	  "\nLinks:\n"
	  "[1]: https://slow.example.org/2026/11/21/a-defence-of-it\n"
	  "[2]: https://slow.example.org/2026/11/21/a-reply-to-that-one\n"
	  "[3]: https://slow.example.org/2026/11/21/an-answer-to-the-two\n",
	  "P " PAIR_JOINED "\nV Links:\n"
	  "[1]: https://slow.example.org/2026/11/21/a-defence-of-it\n"
	  "[2]: https://slow.example.org/2026/11/21/a-reply-to-that-one\n"
	  "[3]: https://slow.example.org/2026/11/21/an-answer-to-the-two\n" },
	/* a letter of one paragraph */
	{ "Dear Miss Petrova,\n\n"
	  "I have been meaning to write to you since the bridge was opened,\n"
	  "but there has always been something that had to be done first, as\n"
	  "you will know.\n\nYours,\nJ.\n\n14 Harbour Row\nWhitby\n"
	  "Yorkshire\nYO 21\nEngland\n",
	  "P Dear Miss Petrova,\n"
	  "P I have been meaning to write to you since the bridge was opened, "
	  "but there has always been something that had to be done first, as "
	  "you will know.\n"
	  "V Yours,\nJ.\nV 14 Harbour Row\nWhitby\nYorkshire\nYO "
	  "21\nEngland\n" },
};

/* No sentence that goes on from a full line, or as many from others. */
static const struct example no_pairs[] = {
	/* verse without capitals, one line of which is longer */
	{ "the gutter talks all night\nabout a sea it has not seen, nor ever "
	  "will see in its life until\nit runs\nout. i let it talk,\nand the "
	  "light\n",
	  "V the gutter talks all night\nabout a sea it has not seen, nor "
	  "ever will see in its life until\nit runs\nout. i let it talk,\n"
	  "and the light\n" },
	/* nor sentences that go on from others */
	{ "the gutter talks all night about a sea that it has not seen so far\n"
	  "and will not see\n\nlet it talk\nthe light\ncomes up\nthe stairs\n"
	  "unclean\n",
	  "V the gutter talks all night about a sea that it has not seen so "
	  "far\nand will not see\nV let it talk\nthe light\ncomes up\n"
	  "the stairs\nunclean\n" },
	/* a single pair, and not so wide */
	{ "the gutter talks all night about a sea it has not seen\n"
	  "nor will\n\nHarbour Row\nWhitby\nYorkshire\nYO 21\n",
	  "V the gutter talks all night about a sea it has not seen\n"
	  "nor will\nV Harbour Row\nWhitby\nYorkshire\nYO 21\n" },
	/* lines of verse, one of which was turned over */
	{ "The river keeps its ledger wet, and all that men have said of it, "
	  "and\nof fords is there\n\n"
	  "Between the oar and the long shore,\nOf ferrymen and of their "
	  "songs,\n"
	  "And what the water will forget,\nThe mill remembers for the clerk\n",
	  "V The river keeps its ledger wet, and all that men have said of it, "
	  "and\nof fords is there\n"
	  "V Between the oar and the long shore,\nOf ferrymen and of their "
	  "songs,\n"
	  "And what the water will forget,\nThe mill remembers for the "
	  "clerk\n" },
	/* code */
	{ "int run(int count, char **names, const char *folder, unsigned "
	  "flags)\n{\n\tprepare(count, names)\n\tstart(folder)\n"
	  "\tstop(flags)\n\treturn 0\n}\n",
	  "V int run(int count, char **names, const char *folder, unsigned "
	  "flags)\n{\n        prepare(count, names)\n        start(folder)\n"
	  "        stop(flags)\n        return 0\n}\n" },
	/* what is said, on a line each */
	{ "me: are you coming to the meeting, or will it be on the phone\n"
	  "you: i am not sure\nme: ok\nyou: they said it may be moved\n"
	  "me: fine\n",
	  "V me: are you coming to the meeting, or will it be on the phone\n"
	  "you: i am not sure\nme: ok\nyou: they said it may be moved\n"
	  "me: fine\n" },
};

static void test_short_texts(void **state)
{
	(void)state;
	EXPECT_ALL(short_texts);
	EXPECT_ALL(no_pairs);
}

static void test_repaired(void **state)
{
	static const char text[] = "A \xff broken\0 line.\n\nAn\x1b[31mother.";
	struct source *source =
		source_from_memory("x.txt", text, sizeof(text) - 1);
	struct document *document = read_text(source, 65536);

	(void)state;
	assert_string_equal(document->text.data,
			    "A \xef\xbf\xbd broken\xef\xbf\xbd line.\n"
			    "An\xef\xbf\xbd[31mother.\n");
	assert_int_equal(document->repaired, 2);
	assert_int_equal(document->blocks[1].line, 3);
	document_free(document);
	source_free(source);
}

/* --- Properties of any text ------------------------------------------------
 */

static void append_random(struct buffer *text, uint64_t *state)
{
	static const char *const parts[] = {
		"\n",
		"\n",
		"\n\n",
		"\n\n\n",
		" ",
		"  ",
		"\t",
		"word ",
		"Word ",
		"a ",
		"- ",
		"1. ",
		"2. ",
		"IV. ",
		"CHAPTER I",
		"CAPITALS ",
		"ends.",
		"asks?",
		"comma, ",
		"city: ",
		"\"quoted\" ",
		"> ",
		"|x|",
		"\r\n",
		"\r",
		"Contents\n",
		"Dear Sir,\n",
		"by Me\n",
		"\xe6\xbc\xa2\xe5\xad\x97",
		"\xd8\xa7\xd8\xa8 ",
		"\xc3\xa9t\xc3\xa9 ",
		"\xc2\xad",
		"so--he",
		"a line of fifty columns, or more, that was wrapped \n",
		"a wrapped line of a certain length that is cut off here\n",
		"and another one that is nearly as long as the one above\n",
		"\f",
		"\xc2\xa0",
		"......12\n",
		"\xe3\x80\x80",
		REJOINED,
	};
	size_t count = sizeof(parts) / sizeof(*parts);

	for (uint64_t n = test_random(state) % 60; n > 0; n--)
		buffer_append_string(text, parts[test_random(state) % count]);
}

/* Appends the bytes of text that are not white space. */
static void append_ink(struct buffer *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (len - i > 1 && !memcmp(text + i, "\xc2\xa0", 2))
			i++;
		else if (len - i > 2 && !memcmp(text + i, "\xe3\x80\x80", 3))
			i += 2;
		else if (!strchr(" \t\r\n\f\v", text[i]))
			buffer_append_byte(out, text[i]);
	}
}

/* Windows change nothing, and no letter is lost. */
static void test_properties(void **state)
{
	uint64_t random = 0x9e3779b97f4a7c15u;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct buffer text = BUFFER_INIT, ink = BUFFER_INIT;
		struct buffer first = BUFFER_INIT, second = BUFFER_INIT;
		struct buffer read = BUFFER_INIT;
		struct source *source;
		struct document *document;

		append_random(&text, &random);
		source = source_from_memory("x.txt", buffer_string(&text),
					    text.len);
		document = read_text(source, 65536);
		describe(document, &first);
		append_ink(&ink, buffer_string(&text), text.len);
		append_ink(&read, buffer_string(&document->text),
			   document->text.len);
		assert_string_equal(buffer_string(&read), buffer_string(&ink));
		document_free(document);
		document = read_text(source, 1 + test_random(&random) % 200);
		describe(document, &second);
		assert_string_equal(buffer_string(&second),
				    buffer_string(&first));
		document_free(document);
		source_free(source);
		buffer_release(&text);
		buffer_release(&ink);
		buffer_release(&read);
		buffer_release(&first);
		buffer_release(&second);
	}
}

/* Bytes of every kind do no harm. */
static void test_noise(void **state)
{
	uint64_t random = 42;

	(void)state;
	for (int i = 0; i < 300; i++) {
		char noise[400];
		size_t len = test_random(&random) % sizeof(noise);
		unsigned mask = i % 3 ? 0xff : 0x7f;
		struct source *source;

		for (size_t j = 0; j < len; j++)
			noise[j] = (char)(test_random(&random) >> 32 & mask);
		for (size_t j = 0; j < len; j += 1 + j % 17)
			noise[j] = "\n \n."[j % 4];
		source = source_from_memory("x.txt", noise, len);
		document_free(read_text(source, 1 + i % 50));
		source_free(source);
	}
}

/* A block without end is cut into many; it costs no more than its size. */
static void test_endless_group(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct source *source;
	struct document *document;

	(void)state;
	for (unsigned i = 0; i < 20000; i++)
		buffer_append_format(&text, "%u: it rained\n", i);
	source = source_from_memory("x.txt", text.data, text.len);
	document = read_text(source, 65536);
	assert_true(document->block_count > 10);
	assert_int_equal(document->text.len, text.len);
	assert_memory_equal(document->text.data, text.data, text.len);
	document_free(document);
	source_free(source);
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paragraphs),
		cmocka_unit_test(test_long_lines),
		cmocka_unit_test(test_indents),
		cmocka_unit_test(test_quote_and_log),
		cmocka_unit_test(test_verse),
		cmocka_unit_test(test_set_apart),
		cmocka_unit_test(test_speakers),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_chinese),
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_stanzas),
		cmocka_unit_test(test_right_to_left),
		cmocka_unit_test(test_flowed),
		cmocka_unit_test(test_short_texts),
		cmocka_unit_test(test_repaired),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_endless_group),
	};

	return test_run(tests);
}
