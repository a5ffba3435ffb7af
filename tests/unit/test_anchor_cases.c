/* SPDX-License-Identifier: ISC */
/*
 * Edits that other programs' marks were lost or misplaced by, each as a case;
 * the numbers are those of hypothesis/h and hypothesis/client.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "documents.h"
#include "marks/identity.h"
#include "marks/recall.h"
#include "marks/snapshot.h"
#include "scratch.h"

#define OPEN  "\u00ab"
#define CLOSE "\u00bb"

#define MARGINS                                                              \
	"The reader who comes back after a year finds the book where it "    \
	"was left.\n\n"                                                      \
	"A margin is not a place for vanity; it is where the second reader " \
	"meets the first.\n\n"

#define BOILERPLATE                                                        \
	"This chapter may be copied, in whole or in part, as long as its " \
	"author is named.\n\n"

/* In Markdown, guillemets around what is marked in the old text, and where it
 * is to be found in the new one; none there: nowhere. by_quote: what the quote
 * alone gives; kept: where the old text is kept. */
static const struct {
	const char *what;
	const char *old, *fresh;
	enum anchor_state by_quote, kept;
} cases[] = {
	{ "client#7571: the sentence is gone, one like it stays elsewhere",
	  MARGINS
	  "Of this there will be two. «The first edition of the book will be "
	  "printed in March of the year.» It is for readers who "
	  "wait.\n\n" MARGINS
	  "Later more will follow, if all goes well. The second edition of "
	  "the book will be printed in May of the year. That is for us.\n",
	  MARGINS
	  "Of this there will be two. It is for readers who wait.\n\n" MARGINS
	  "Later more will follow, if all goes well. The second edition of "
	  "the book will be printed in May of the year. That is for us.\n",
	  ANCHOR_DOUBTFUL, ANCHOR_LOST },
	{ "and where it was: by the quote alone it is an edit",
	  MARGINS
	  "«The first edition of the book will be printed in March of the "
	  "year.» Readers wait.\n\nThe second edition of the book will be "
	  "printed in May of the year. Readers wait.\n",
	  MARGINS "The second edition of the book will be printed in May of "
		  "the year. Readers wait.\n",
	  ANCHOR_PLACED, ANCHOR_LOST },
	{ "h#2634: a name is gone, its letters are in a word",
	  MARGINS "Nobody but «Linus» would have said so of it.\n",
	  MARGINS "Nobody but a maker of machines would say so.\n", ANCHOR_LOST,
	  ANCHOR_LOST },
	{ "h#2798: a name became another",
	  MARGINS "It was «Robin» who found the letter in the drawer.\n",
	  MARGINS "It was Elisa who found the letter in the drawer.\n",
	  ANCHOR_LOST, ANCHOR_LOST },
	{ "h#4328: the words stay, but elsewhere, in another context",
	  "In the summer «the old house» was let to strangers.\n\n" MARGINS
	  "Of all places he loved the old house by the river most.\n",
	  MARGINS "Of all places he loved the old house by the river most.\n",
	  ANCHOR_LOST, ANCHOR_LOST },
	{ "quotation marks made curly",
	  MARGINS "He said «\"it isn't so\" - or wasn't» then.\n",
	  "New.\n\n" MARGINS "He said «“it isn’t so” – or wasn’t» then.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "a paragraph moved",
	  "«Whoever writes in a book writes to somebody.» Mostly it is to "
	  "whoever comes next, and sometimes to himself.\n\n" MARGINS,
	  MARGINS
	  "«Whoever writes in a book writes to somebody.» Mostly it is to "
	  "whoever comes next, and sometimes to himself.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "a word of several, moved with all that is around it; one is gone",
	  "Of the three drawers of the desk that stands by the window one "
	  "«can» be opened with the key that hangs behind the door, or so he "
	  "says.\n\n" MARGINS "It can wait.\n",
	  MARGINS
	  "Of the three drawers of the desk that stands by the window one "
	  "«can» be opened with the key that hangs behind the door, or so he "
	  "says.\n\nIt must.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "boilerplate, the second of three, one more before it",
	  "# One\n\nFirst.\n\n" BOILERPLATE
	  "# Two\n\nSecond.\n\nThis chapter «may be copied, in whole or in "
	  "part», as long as its author is named.\n\n# "
	  "Three\n\nThird.\n\n" BOILERPLATE,
	  "# Nought\n\nNone.\n\n" BOILERPLATE "# One\n\nFirst.\n\n" BOILERPLATE
	  "# Two\n\nSecond.\n\nThis chapter «may be copied, in whole or in "
	  "part», as long as its author is named.\n\n# "
	  "Three\n\nThird.\n\n" BOILERPLATE,
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "reflow",
	  "A margin is not a place for vanity; «it is where\nthe "
	  "second reader meets» the first.\n",
	  "A margin is not\na place for vanity; «it\nis where the second "
	  "reader\nmeets» the\nfirst.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "a list renumbered, an item put before",
	  MARGINS "1. Sharpen the pencil.\n2. «Open the book.»\n3. Wait.\n",
	  MARGINS "4. Clear the table.\n5. Sharpen the pencil.\n6. «Open the "
		  "book.»\n7. Wait.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "emphasis inside",
	  MARGINS "Here «it is said again, and better» so.\n",
	  MARGINS "Here «it is *said again*, and **better**» so.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "a link inside, and at its edge",
	  MARGINS "Here «it is said again, and better» so.\n",
	  MARGINS "Here [«it](u) is said [again](v), and better» so.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "NFD to NFC", MARGINS "Au «cafe\u0301 de\u0301ja\u0300» vu.\n",
	  "Neuf.\n\n" MARGINS "Au «caf\u00e9 d\u00e9j\u00e0» vu.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "CJK", "春眠不覺曉，處處聞啼鳥。\n\n«夜來風雨聲»，花落知多少。\n",
	  "春曉\n\n春眠不覺曉，處處聞啼鳥。\n\n«夜來風雨聲»，花落知多少。\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "CJK, a character changed inside",
	  "春眠不覺曉，處處聞啼鳥。\n\n«夜來風雨聲，花落知多少»。\n",
	  "春曉\n\n春眠不覺曉，處處聞啼鳥。\n\n«夜来風雨聲，花落知多少»。\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "right to left", "בראשית ברא אלהים «את השמים» ואת הארץ׃\n",
	  "פתח דבר\n\nבראשית ברא אלהים «את השמים» ואת הארץ׃\n", ANCHOR_PLACED,
	  ANCHOR_PLACED },
	{ "emoji of several parts at its edges",
	  MARGINS
	  "A family «👩‍👩‍👧 came by 👨‍👩‍👦» and "
	  "left.\n",
	  "New.\n\n" MARGINS
	  "A family «👩‍👩‍👧 came by 👨‍👩‍👦» and "
	  "left.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "emoji, of which one part changed",
	  MARGINS
	  "A family of three, «👩‍👩‍👧 came by today» and left.\n",
	  MARGINS
	  "A family of three, «👩‍👩‍👦 came by today» and left.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "a word in a table",
	  "| a | b |\n|---|---|\n| one | «two words» |\n| three | four |\n",
	  "| a | b |\n|---|---|\n| nought | none |\n| one | «two words» |\n"
	  "| three | four |\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "a line of code that stands twice, after a line put before",
	  "```\nopen();\n«close();»\nwait();\nclose();\n```\n",
	  "```\nbegin();\nopen();\n«close();»\nwait();\nclose();\n```\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "one of two lines alike, by all of what is around it",
	  MARGINS
	  "First, if it has failed in the end, after all was said, «leave» it, "
	  "go away, and never come back to it at noon.\n\nSecond, if it has "
	  "failed in the end, after all was said, leave it, go away, and never "
	  "come back to it by day.\n",
	  "Leave this.\n\nI leave it.\n\n" MARGINS
	  "First, if it has failed in the end, after all was said, «leave» it, "
	  "go away, and never come back to it at noon.\n\nSecond, if it has "
	  "failed in the end, after all was said, leave it, go away, and never "
	  "come back to it by day.\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "cut in two by a new sentence",
	  MARGINS "«Whoever writes in a book writes to somebody, and mostly "
		  "to whoever comes next.»\n",
	  MARGINS "«Whoever writes in a book writes to somebody. I do so "
		  "myself. And mostly to whoever comes next.»\n",
	  ANCHOR_PLACED, ANCHOR_PLACED },
	{ "one of two lines alike is gone, what was around it, too",
	  MARGINS "First, «so be it.» He went.\n\n" MARGINS
		  "Second, so be it. She stayed.\n",
	  MARGINS "He came.\n\n" MARGINS "Second, so be it. She stayed.\n",
	  ANCHOR_DOUBTFUL, ANCHOR_LOST },
};

/* A text without its guillemets, and where they stood. */
struct marked {
	struct document *document;
	uint32_t off, end; /* equal: there are none */
	char fingerprint[MARK_FINGERPRINT + 1];
};

static void strip(struct buffer *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == OPEN[0] &&
		    (text[i + 1] == OPEN[1] || text[i + 1] == CLOSE[1]))
			i++;
		else
			buffer_append_byte(out, text[i]);
}

static struct marked read_marked(const char *markdown)
{
	struct document *whole =
		document_from_markdown(markdown, strlen(markdown), LOAD_WINDOW);
	struct identity *identity = identity_new();
	struct buffer bare = BUFFER_INIT;
	const char *text = buffer_string(&whole->text);
	const char *open = strstr(text, OPEN);
	const char *close = strstr(text, CLOSE);
	struct marked marked = { 0 };

	if (open) {
		marked.off = (uint32_t)(open - text);
		marked.end = (uint32_t)(close - text) - 2;
	}
	strip(&bare, markdown, strlen(markdown));
	marked.document =
		document_from_markdown(bare.data, bare.len, LOAD_WINDOW);
	while (identity_step(identity, marked.document, SIZE_MAX))
		;
	identity_fingerprint(identity, marked.fingerprint);
	identity_free(identity);
	buffer_release(&bare);
	document_free(whole);
	return marked;
}

static uint32_t characters(const struct buffer *text, uint32_t end)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < end; i++)
		count += ((unsigned char)text->data[i] & 0xc0) != 0x80;
	return count;
}

static void select_marked(struct selector *selector,
			  const struct marked *marked)
{
	const struct document *document = marked->document;

	memset(selector, 0, sizeof(*selector));
	anchor_init(&selector->anchor);
	anchor_capture(&selector->anchor, document, marked->off, marked->end);
	selector->start = characters(&document->text, marked->off);
	selector->end = characters(&document->text, marked->end);
	selector->norm = DOCUMENT_NORM;
	memcpy(selector->fingerprint, marked->fingerprint,
	       sizeof(selector->fingerprint));
}

static const char *const state_names[] = { "placed", "doubtful", "lost" };

static void check(const char *what, const char *how,
		  const struct anchor_result *result,
		  const struct marked *fresh, enum anchor_state state)
{
	const char *text = buffer_string(&fresh->document->text);

	if (result->state != state)
		fail_msg("%s, %s: %s instead of %s", what, how,
			 state_names[result->state], state_names[state]);
	if (state != ANCHOR_LOST && fresh->off < fresh->end &&
	    (result->off != fresh->off || result->end != fresh->end))
		fail_msg("%s, %s: found \"%.*s\"", what, how,
			 (int)(result->end - result->off), text + result->off);
}

static void test_cases(void **state)
{
	const char *folder = scratch_path("snapshots");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct marked old = read_marked(cases[i].old);
		struct marked fresh = read_marked(cases[i].fresh);
		struct span text = { old.document->text.data,
				     old.document->text.len };
		struct selector selector;
		struct anchor_result result;
		struct recall *recall;

		select_marked(&selector, &old);
		anchor_find(&selector.anchor, fresh.document, &result);
		check(cases[i].what, "by its quote", &result, &fresh,
		      cases[i].by_quote);
		snapshot_save(folder, old.fingerprint, text);
		recall = recall_open(fresh.document, fresh.fingerprint, folder);
		recall_find(recall, &selector, &result);
		check(cases[i].what, "with its text", &result, &fresh,
		      cases[i].kept);
		recall_free(recall);
		anchor_release(&selector.anchor);
		document_free(old.document);
		document_free(fresh.document);
	}
}

#define WORDS "nobody reads it twice"
#define STORY                                                              \
	"It is said that nobody reads it twice, but for fun.\n\nThe rest " \
	"of it is short, and few have seen the end.\n"

/* What other programs write: no offsets, or wrong ones, and maybe no context.
 */
static const struct {
	const char *what;
	const char *exact, *prefix, *suffix;
	uint32_t off, text_len;
	const char *text;
	enum anchor_state state;
	uint32_t found; /* unless it is lost */
} foreign[] = {
	{ "all of it", WORDS, "It is said that ", ", but for fun.", 0, 0, STORY,
	  ANCHOR_PLACED, 16 },
	{ "offsets that are nonsense", WORDS, "It is said that ",
	  ", but for fun.", 4000000000u, 17, STORY, ANCHOR_PLACED, 16 },
	{ "only what was before", WORDS, "It is said that ", "", 0, 0, STORY,
	  ANCHOR_PLACED, 16 },
	{ "only a quote, of 16 characters and more", WORDS, "", "", 0, 0, STORY,
	  ANCHOR_PLACED, 16 },
	{ "with other signs for the same",
	  "it\u2019s \u201cso\u201d \u2014 nobody", "", "", 0, 0,
	  "Well, it's \"so\" - nobody doubts it.\n", ANCHOR_PLACED, 6 },
	{ "only a short quote", "nobody reads it", "", "", 0, 0, STORY,
	  ANCHOR_DOUBTFUL, 16 },
	{ "a short quote where the text begins", "It is said", "", "", 0, 0,
	  STORY, ANCHOR_DOUBTFUL, 0 },
	{ "a quote that stands twice", "the end of the line", "", "", 0, 0,
	  "To the end of the line, and\nagain to the end of the line.\n",
	  ANCHOR_LOST, 0 },
	{ "a quote that stands twice, far from each other: a guess",
	  "the end of the line", "", "", 3, 350,
	  "To the end of the line, and\n" MARGINS MARGINS
	  "again to the end of the line.\n",
	  ANCHOR_DOUBTFUL, 3 },
	{ "and nobody knows where it was", "the end of the line", "", "", 0, 0,
	  "To the end of the line, and\n" MARGINS MARGINS
	  "again to the end of the line.\n",
	  ANCHOR_LOST, 0 },
	{ "a quote that stands twice, by its context", "the end of the line",
	  "and again to ", " it went.", 0, 0,
	  "To the end of the line, and again to the end of the line it went.\n",
	  ANCHOR_PLACED, 37 },
	{ "a quote with a word that is another",
	  "the rest of it is long, and few have seen the end", "", "", 0, 0,
	  STORY, ANCHOR_DOUBTFUL, 53 },
	{ "a quote that is not there", "nothing of the sort", "", "", 0, 0,
	  STORY, ANCHOR_LOST, 0 },
	{ "nothing at all", "", "", "", 0, 0, STORY, ANCHOR_LOST, 0 },
};

static void test_foreign_anchors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
		struct document *document = document_from_markdown(
			foreign[i].text, strlen(foreign[i].text), LOAD_WINDOW);
		struct anchor_result result;
		struct anchor anchor;

		anchor_init(&anchor);
		buffer_append_string(&anchor.exact, foreign[i].exact);
		buffer_append_string(&anchor.prefix, foreign[i].prefix);
		buffer_append_string(&anchor.suffix, foreign[i].suffix);
		anchor.off = foreign[i].off;
		anchor.end = foreign[i].off;
		anchor.text_len = foreign[i].text_len;
		anchor_find(&anchor, document, &result);
		if (result.state != foreign[i].state)
			fail_msg("%s: %s instead of %s", foreign[i].what,
				 state_names[result.state],
				 state_names[foreign[i].state]);
		if (result.state != ANCHOR_LOST)
			assert_int_equal(result.off, foreign[i].found);
		anchor_release(&anchor);
		document_free(document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_cases, scratch_make,
						scratch_remove),
		cmocka_unit_test(test_foreign_anchors),
	};

	return test_run(tests);
}
