/* SPDX-License-Identifier: ISC */
/* Tests of ranges that are found again, flagged as a guess, or lost. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "edits.h"
#include "marks/anchor.h"
#include "text/cells.h"
#include "text/utf8.h"

#define ESSAY                                                                \
	"The reader who comes back after a year finds the book where it "    \
	"was left.\n"                                                        \
	"A margin is not a place for vanity; it is where the second reader " \
	"meets the first.\n"                                                 \
	"Nobody ever wrote in a book that was not, for the moment, "         \
	"entirely theirs.\n"

/* The text between the bars, captured; the bars are no text. */
static struct anchor capture(const char *marked)
{
	struct buffer text = BUFFER_INIT;
	const char *first = strchr(marked, '|');
	const char *last = strrchr(marked, '|');
	struct document *document;
	struct anchor anchor;
	uint32_t off = (uint32_t)(first - marked);
	uint32_t end = (uint32_t)(last - marked - 1);

	buffer_append(&text, marked, off);
	buffer_append(&text, first + 1, end - off);
	buffer_append_string(&text, last + 1);
	document = edits_document(buffer_string(&text), text.len);
	anchor_init(&anchor);
	anchor_capture(&anchor, document, off, end);
	document_free(document);
	buffer_release(&text);
	return anchor;
}

/* Finds it in a text, in which bars say where it should be (none: nowhere);
 * fails if it is elsewhere. */
static struct anchor_result find(const struct anchor *anchor,
				 const char *marked)
{
	struct buffer text = BUFFER_INIT;
	const char *first = strchr(marked, '|');
	const char *last = strrchr(marked, '|');
	size_t off = first ? (size_t)(first - marked) : strlen(marked);
	size_t end = first ? (size_t)(last - marked - 1) : off;
	struct document *document;
	struct anchor_result result;

	buffer_append(&text, marked, off);
	if (first) {
		buffer_append(&text, first + 1, end - off);
		buffer_append_string(&text, last + 1);
	}
	document = edits_document(buffer_string(&text), text.len);
	anchor_find(anchor, document, &result);
	if (result.state != ANCHOR_LOST &&
	    (!first || result.off != off || result.end != end))
		fail_msg("found \"%.*s\" at %u in \"%s\"",
			 (int)(result.end - result.off),
			 document->text.data + result.off, result.off, marked);
	document_free(document);
	buffer_release(&text);
	return result;
}

static const struct {
	const char *what;
	const char *old, *fresh;
	enum anchor_state state;
} states[] = {
	{ "nothing changed", ESSAY "A |word| or two.\n",
	  ESSAY "A |word| or two.\n", ANCHOR_PLACED },
	{ "moved down", "Here |it is|, as ever.\n" ESSAY,
	  "New.\nHere |it is|, as ever.\n" ESSAY, ANCHOR_PLACED },
	{ "moved up", ESSAY "x\n" ESSAY "Here |it is|, as ever.\n",
	  ESSAY "Here |it is|, as ever.\n", ANCHOR_PLACED },
	{ "a paragraph moved behind others",
	  "In all of those years it was |the best of all margins|, for "
	  "nobody wrote in it.\n" ESSAY,
	  ESSAY "In all of those years it was |the best of all "
		"margins|, for nobody wrote in it.\n",
	  ANCHOR_PLACED },
	{ "and a short one: much of its context is another",
	  "It was |the best of all margins|.\n" ESSAY,
	  ESSAY "It was |the best of all margins|.\n", ANCHOR_DOUBTFUL },
	{ "at both ends of the text", "|All of it.|\n", "|All of it.|\n",
	  ANCHOR_PLACED },
	{ "signs made straight",
	  "x\nIt\xe2\x80\x99s |\xe2\x80\x9cso\xe2\x80\x9d \xe2\x80\x94 "
	  "they said| \xe2\x80\x93 again.\n",
	  "new\nx\nIt's |\"so\" - they said| - again.\n", ANCHOR_PLACED },
	{ "paragraphs joined", "One is |here.\nTwo| is there.\n" ESSAY,
	  "New. One is |here. Two| is there.\n" ESSAY, ANCHOR_PLACED },
	{ "NFC to NFD", "new\nUn |caf\xc3\xa9 noir|, merci.\n",
	  "Un |cafe\xcc\x81 noir|, merci.\n", ANCHOR_PLACED },
	{ "NFD to NFC", "Un |cafe\xcc\x81|, merci.\n",
	  "new\nUn |caf\xc3\xa9|, merci.\n", ANCHOR_PLACED },
	{ "case counts",
	  ESSAY "He reads |Polish| and Dutch, but rarely aloud.\n",
	  ESSAY "Wood wants polish, and then patience, and then more.\n",
	  ANCHOR_LOST },
	{ "a word mistyped in a sentence",
	  ESSAY "|Nothing is so rare as a margin used well.| So it is.\n",
	  "x\n" ESSAY "|Nothing is so raer as a margin used well.| So it is.\n",
	  ANCHOR_PLACED },
	{ "words put into a sentence",
	  ESSAY "And then, |he bought a pen for the margins| of it.\n",
	  ESSAY "And then, |he bought a cheap blue pen for the margins|"
		" of it.\n",
	  ANCHOR_PLACED },
	{ "a sentence cut short",
	  ESSAY "And then, |he bought a cheap blue pen for it| there.\n",
	  ESSAY "And then, |he bought a pen for it| there.\n", ANCHOR_PLACED },
	{ "only the context changed",
	  ESSAY "Of all the letters |the shortest were the best|, he "
		"thought, and wrote none.\n",
	  ESSAY "In those years |the shortest were the best|; we read "
		"them aloud at night.\n",
	  ANCHOR_DOUBTFUL },
	{ "a short word in another context",
	  ESSAY "Here is |gold|, for those who look for it.\n",
	  ESSAY "Nothing of that is left, but in a ring of gold.\n",
	  ANCHOR_LOST },
	{ "a name inside another word",
	  ESSAY "Ask |Linus| what he thinks of it, if you dare.\n",
	  ESSAY "Of machines we know little, and less of those who "
		"build them.\n",
	  ANCHOR_LOST },
	{ "another name in its place",
	  ESSAY "I say that |Robin| has read every page of it aloud.\n",
	  ESSAY "I say that Elisa has read every page of it aloud.\n",
	  ANCHOR_LOST },
	{ "a letter of a name",
	  ESSAY "Ask |Linus| what he thinks of it, if you dare.\n",
	  "new\n" ESSAY "Ask |Linux| what he thinks of it, if you dare.\n",
	  ANCHOR_PLACED },
	{ "the sentence deleted",
	  ESSAY "It is |a cruel and useless habit| to read fast.\n", ESSAY,
	  ANCHOR_LOST },
	{ "one word of many", "The |the| of the thes.\n" ESSAY,
	  "x\nThe |the| of the thes.\n" ESSAY, ANCHOR_PLACED },
	{ "Chinese",
	  ESSAY "\xe4\xb8\x80|\xe4\xba\x8c\xe4\xb8\x89|\xe5\x9b\x9b\n",
	  "new\n" ESSAY "\xe4\xb8\x80|\xe4\xba\x8c\xe4\xb8\x89|\xe5\x9b\x9b\n",
	  ANCHOR_PLACED },
	{ "Hebrew", ESSAY "\xd7\x90\xd7\x91 |\xd7\x92\xd7\x93| \xd7\x94\n",
	  "new\n" ESSAY "\xd7\x90\xd7\x91 |\xd7\x92\xd7\x93| \xd7\x94\n",
	  ANCHOR_PLACED },
	/* A family and a woman: not the woman alone. */
	{ "inside a cluster", ESSAY "a |\xf0\x9f\x91\xa9| b\n",
	  ESSAY "a \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 b\n",
	  ANCHOR_LOST },
	{ "a family of emoji",
	  ESSAY "a |\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7| b\n",
	  "new\n" ESSAY "a |\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7| b\n",
	  ANCHOR_PLACED },
	{ "all is gone", ESSAY "|What was here| before.\n", "", ANCHOR_LOST },
};

static void test_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		struct anchor anchor = capture(states[i].old);
		struct anchor_result result = find(&anchor, states[i].fresh);

		if (result.state != states[i].state)
			fail_msg("%s: %d, score %u", states[i].what,
				 result.state, result.score);
		anchor_release(&anchor);
	}
}

static const struct {
	const char *what;
	const char *old, *fresh;
	enum anchor_state state;
} lookalikes[] = {
	{ "the other of two is left",
	  ESSAY "Install it by hand. |Then restart the server.| Look at "
		"the log of the reader.\nInstall it by mail. Then "
		"restart the server. Look at the log of the writer.\n",
	  ESSAY "Install it by mail. |Then restart the server.| Look at "
		"the log of the writer.\n",
	  ANCHOR_DOUBTFUL },
	{ "both are left",
	  "Install it by hand. |Then restart the server.| Look at "
	  "the log.\nTurn it over. Then restart the server. Wait for "
	  "a week.\n",
	  ESSAY "Install it by hand. |Then restart the server.| Look at "
		"the log.\nTurn it over. Then restart the server. "
		"Wait for a week.\n",
	  ANCHOR_PLACED },
	{ "twice the same, context and all: the second of two",
	  "Say it again, and say it slowly. Nobody minds |repetition| "
	  "here. Say it again, and say it slowly. Say it again.\n"
	  "Say it again, and say it slowly. Nobody minds repetition "
	  "here. Say it again, and say it slowly. Say it again.\n",
	  "New.\nSay it again, and say it slowly. Nobody minds "
	  "|repetition| here. Say it again, and say it slowly. Say it "
	  "again.\nSay it again, and say it slowly. Nobody minds "
	  "repetition here. Say it again, and say it slowly. Say it "
	  "again.\n",
	  ANCHOR_PLACED },
	{ "and one more before them",
	  "Nobody minds |repetition| here. Say it slowly, again.\n"
	  "Nobody minds repetition here. Say it slowly, again.\n",
	  "Nobody minds repetition here. Say it slowly, again.\n"
	  "Nobody minds repetition here. Say it slowly, again.\n"
	  "Nobody minds repetition here. Say it slowly, again.\n",
	  ANCHOR_LOST },
	{ "and one more of them",
	  "Say it again, and say it slowly. Nobody minds |repetition| "
	  "here. Say it again, and say it slowly. Say it again.\n"
	  "Say it again, and say it slowly. Nobody minds repetition "
	  "here. Say it again, and say it slowly. Say it again.\n",
	  "New.\nSay it again, and say it slowly. Nobody minds "
	  "repetition here. Say it again, and say it slowly. Say it "
	  "again.\nSay it again, and say it slowly. Nobody minds "
	  "repetition here. Say it again, and say it slowly. Say it "
	  "again.\nSay it again, and say it slowly. Nobody minds "
	  "repetition here. Say it again, and say it slowly. Say it "
	  "again.\n",
	  ANCHOR_LOST },
};

/* The quote stood twice, in sections that are much alike; the one that was
 * marked goes. What is left may look like it, but must not pass for it. */
static void test_lookalikes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lookalikes) / sizeof(lookalikes[0]);
	     i++) {
		struct anchor anchor = capture(lookalikes[i].old);
		struct anchor_result result =
			find(&anchor, lookalikes[i].fresh);

		if (result.state != lookalikes[i].state)
			fail_msg("%s: %d, score %u", lookalikes[i].what,
				 result.state, result.score);
		if (lookalikes[i].state == ANCHOR_LOST)
			assert_in_range(result.candidate_count, 2,
					ANCHOR_CANDIDATES);
		for (size_t j = 1; j < result.candidate_count; j++)
			assert_true(result.candidates[j - 1].score >=
				    result.candidates[j].score);
		anchor_release(&anchor);
	}
}

static void test_captured_parts(void **state)
{
	struct anchor anchor = capture("One two three.\n|Four| five.\nFour.\n");
	struct anchor copy;

	(void)state;
	assert_string_equal(buffer_string(&anchor.exact), "Four");
	assert_string_equal(buffer_string(&anchor.prefix), "One two three.\n");
	assert_string_equal(buffer_string(&anchor.suffix), " five.\nFour.\n");
	assert_int_equal(anchor.off, 15);
	assert_int_equal(anchor.end, 19);
	assert_int_equal(anchor.text_len, 32);
	assert_int_equal(anchor.ordinal, 0);
	assert_int_equal(anchor.total, 2);
	anchor_init(&copy);
	anchor_copy(&copy, &anchor);
	anchor_release(&anchor);
	assert_string_equal(buffer_string(&copy.exact), "Four");
	assert_int_equal(copy.total, 2);
	anchor_release(&copy);
	anchor = capture("Four five.\n|Four|.\nFour.\n");
	assert_int_equal(anchor.ordinal, 1);
	assert_int_equal(anchor.total, 3);
	anchor_release(&anchor);
}

/* Contexts are 64 characters, unless that would cut a cluster. */
static void test_contexts_are_whole_clusters(void **state)
{
	uint64_t random = 11;

	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		static const char *const parts[] = {
			"a",
			"e\xcc\x81",
			"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f"
			"\x91\xa7",
			"\xe4\xb8\xad",
			" b",
			"\xf0\x9f\x87\xa9"
			"\xf0\x9f\x87\xaa",
		};
		struct buffer text = BUFFER_INIT;
		struct document *document;
		struct anchor anchor, place;
		size_t most, count, off, end;

		buffer_append_string(&text, "x");
		for (uint32_t i = edits_roll(&random, 200); i; i--)
			buffer_append_string(&text,
					     parts[edits_roll(&random, 6)]);
		buffer_append_string(&text, "x\n");
		document = edits_document(text.data, text.len);
		off = cells_start(text.data, text.len,
				  edits_roll(&random, (uint32_t)text.len));
		end = cells_start(
			text.data, text.len,
			off + edits_roll(&random, (uint32_t)(text.len - off)));
		anchor_init(&anchor);
		anchor_init(&place);
		anchor_capture(&anchor, document, (uint32_t)off, (uint32_t)end);
		anchor_capture_place(&place, document, (uint32_t)off);
		assert_memory_equal(buffer_string(&anchor.prefix),
				    text.data + off - anchor.prefix.len,
				    anchor.prefix.len);
		assert_memory_equal(buffer_string(&anchor.suffix),
				    text.data + end, anchor.suffix.len);
		assert_memory_equal(buffer_string(&place.exact),
				    text.data + off, place.exact.len);
		assert_string_equal(buffer_string(&place.prefix),
				    buffer_string(&anchor.prefix));
		assert_int_equal(cells_start(text.data, text.len,
					     off - anchor.prefix.len),
				 off - anchor.prefix.len);
		assert_int_equal(cells_start(text.data, text.len,
					     end + anchor.suffix.len),
				 end + anchor.suffix.len);
		count = utf8_count(buffer_string(&anchor.prefix),
				   anchor.prefix.len);
		most = utf8_count(text.data, off);
		assert_true(count <= ANCHOR_CONTEXT);
		assert_true(count == most || count > ANCHOR_CONTEXT - 4);
		count = utf8_count(buffer_string(&place.exact),
				   place.exact.len);
		most = utf8_count(text.data + off, text.len - off);
		assert_true(count <= ANCHOR_PLACE);
		assert_true(count == most || count > ANCHOR_PLACE - 4);
		anchor_release(&anchor);
		anchor_release(&place);
		document_free(document);
		buffer_release(&text);
	}
}

static const struct {
	const char *what;
	const char *old, *fresh;
	bool found;
} places[] = {
	{ "nothing changed", ESSAY "|Here.\n", ESSAY "|Here.\n", true },
	{ "moved down", "Before it. |Here we were.\n" ESSAY,
	  "New.\nBefore it. |Here we were.\n" ESSAY, true },
	{ "the start", "|" ESSAY, "|" ESSAY "And more.\n", true },
	{ "the end", ESSAY "|", ESSAY "|And more.\n", true },
	{ "the text behind it is another",
	  "x\n" ESSAY "|What follows here was replaced by the author "
	  "in the second edition.\n",
	  ESSAY "|Nobody cares for second editions, said the printer, "
		"which was a lie.\n",
	  true },
	{ "the text before it is another", "Zzz yyy xxx.\n|" ESSAY,
	  "Abc def ghi jkl mno.\n|" ESSAY, true },
	{ "nothing is left of it", "|" ESSAY,
	  "|Quick zephyrs blow, vexing daft Jim.\n"
	  "Sphinx of black quartz: judge my vow!\n",
	  false },
	{ "nothing is left at all", "|" ESSAY, "|", false },
};

/* In both texts a bar stands where the place is. */
static void test_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct buffer texts[2] = { BUFFER_INIT, BUFFER_INIT };
		struct document *documents[2];
		struct anchor anchor;
		uint32_t offs[2], off;
		bool found;

		for (size_t side = 0; side < 2; side++) {
			const char *text =
				side ? places[i].fresh : places[i].old;
			const char *bar = strchr(text, '|');

			offs[side] = (uint32_t)(bar - text);
			buffer_append(&texts[side], text, offs[side]);
			buffer_append_string(&texts[side], bar + 1);
			documents[side] = edits_document(
				buffer_string(&texts[side]), texts[side].len);
		}
		anchor_init(&anchor);
		anchor_capture_place(&anchor, documents[0], offs[0]);
		found = anchor_find_place(&anchor, documents[1], &off);
		if (found != places[i].found || off != offs[1])
			fail_msg("%s: %d at %u, not %u", places[i].what, found,
				 off, offs[1]);
		anchor_release(&anchor);
		for (size_t side = 0; side < 2; side++) {
			document_free(documents[side]);
			buffer_release(&texts[side]);
		}
	}
}

/* A place that is nowhere is as far through the text, where a block starts. */
static void test_a_place_that_is_gone_is_about_there(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct anchor anchor;
	struct document *document;
	uint32_t off;

	(void)state;
	for (unsigned i = 0; i < 100; i++)
		buffer_append_string(&text, "0123456789 0123456789\n");
	document = edits_document(text.data, text.len);
	anchor_init(&anchor);
	buffer_append_string(&anchor.exact, "Quick zephyrs blow, vexing Jim.");
	buffer_append_string(&anchor.prefix, "Sphinx of quartz: my vow!");
	anchor.text_len = 1000;
	for (anchor.off = 0; anchor.off <= 1200; anchor.off += 7) {
		uint32_t expected = (uint32_t)(anchor.off * text.len / 1000);

		expected = expected < text.len ? expected
					       : (uint32_t)text.len - 22;
		assert_false(anchor_find_place(&anchor, document, &off));
		assert_int_equal(off % 22, 0);
		assert_true(off <= expected + 11 && expected <= off + 11);
	}
	anchor_release(&anchor);
	document_free(document);
	buffer_release(&text);
}

/* The text had not all come when the place was taken. */
static void test_a_place_in_a_text_that_grew(void **state)
{
	struct document *document = edits_document(ESSAY, strlen(ESSAY));
	struct anchor anchor;
	struct buffer more = BUFFER_INIT;
	uint32_t off;

	(void)state;
	document->complete = false;
	anchor_init(&anchor);
	anchor_capture_place(&anchor, document, 100);
	assert_int_equal(anchor.text_len, 0);
	document_free(document);
	buffer_append_string(&more, ESSAY);
	for (unsigned i = 0; i < 50; i++)
		buffer_append_string(&more, ESSAY);
	document = edits_document(more.data, more.len);
	assert_true(anchor_find_place(&anchor, document, &off));
	assert_int_equal(off, 100);
	document_free(document);
	anchor_release(&anchor);
	buffer_release(&more);
}

/* An anchor may come from a file that anybody wrote. */
static void test_foreign_anchors(void **state)
{
	uint64_t random = 12;
	struct buffer big = BUFFER_INIT;

	(void)state;
	for (unsigned i = 0; i < 20000; i++)
		buffer_append_string(&big, "lorem \xe2\x80\x94 ");
	for (unsigned round = 0; round < 400; round++) {
		static const char *const strings[] = {
			"",
			"a",
			"\n",
			"\xcc\x81",
			"the margin",
			ESSAY,
			"\xe2\x80\x8d",
			"meets the first.\nNobody",
		};
		struct document *document =
			round % 8 ? edits_document(ESSAY, strlen(ESSAY))
				  : edits_document("", 0);
		struct buffer *parts[3];
		struct anchor anchor;
		struct anchor_result result;
		uint32_t off;

		anchor_init(&anchor);
		parts[0] = &anchor.exact;
		parts[1] = &anchor.prefix;
		parts[2] = &anchor.suffix;
		for (size_t i = 0; i < 3; i++)
			if (round % 50 == 17 + i)
				buffer_append(parts[i], big.data, big.len);
			else
				buffer_append_string(
					parts[i],
					strings[edits_roll(&random, 8)]);
		anchor.off = edits_roll(&random, 400);
		anchor.end = round % 3 ? anchor.off + (uint32_t)anchor.exact.len
				       : (uint32_t)test_random(&random);
		anchor.off =
			round % 5 ? anchor.off : (uint32_t)test_random(&random);
		anchor.text_len = round % 7 ? edits_roll(&random, 900)
					    : (uint32_t)test_random(&random);
		anchor.total = edits_roll(&random, 3);
		anchor.ordinal = edits_roll(&random, 4);
		anchor_find(&anchor, document, &result);
		assert_true(result.off <= result.end);
		assert_true(result.end <= document->text.len);
		assert_true(result.score <= 1000);
		assert_true(result.candidate_count <= ANCHOR_CANDIDATES);
		anchor_find_place(&anchor, document, &off);
		assert_true(off <= document->text.len);
		anchor_release(&anchor);
		document_free(document);
	}
	buffer_release(&big);
}

/* From one end of a long text to the other, and mistyped on the way. */
static void test_a_sentence_moved_far(void **state)
{
	static const char sentence[] =
		"Once more: a margin is no place for vanity, he said.\n";
	static const char mistyped[] =
		"Once more: a magrin is no place for vanity, he said.\n";
	uint64_t random = 14;
	struct buffer text = BUFFER_INIT, moved = BUFFER_INIT;
	struct document *document;
	struct anchor anchor;
	struct anchor_result result;

	(void)state;
	for (unsigned i = 0; i < 100; i++)
		edits_add_paragraph(&text, &random);
	buffer_append_string(&moved, sentence);
	buffer_append(&moved, text.data, text.len);
	buffer_append_string(&text, mistyped);
	document = edits_document(moved.data, moved.len);
	anchor_init(&anchor);
	anchor_capture(&anchor, document, 0, sizeof(sentence) - 2);
	document_free(document);
	document = edits_document(text.data, text.len);
	anchor_find(&anchor, document, &result);
	assert_int_not_equal(result.state, ANCHOR_LOST);
	assert_int_equal(result.off, text.len - (sizeof(sentence) - 1));
	assert_int_equal(result.end, text.len - 1);
	document_free(document);
	anchor_release(&anchor);
	buffer_release(&text);
	buffer_release(&moved);
}

/* All of a chapter is marked, and edited here and there. */
static void test_long_quotes(void **state)
{
	static const uint32_t lengths[] = { 600, 1100, 5000, 70000, 300000 };
	uint64_t random = 13;

	(void)state;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		struct edited edited = { BUFFER_INIT, NULL, 0 };
		struct buffer text = BUFFER_INIT;
		struct document *document;
		struct anchor anchor;
		struct anchor_result result;
		uint32_t off, end;

		while (text.len < lengths[i] + 4000)
			edits_add_paragraph(&text, &random);
		off = (uint32_t)edits_start(&text, 2000, ' ');
		end = (uint32_t)edits_end(&text, off + lengths[i], ' ');
		document = edits_document(text.data, text.len);
		anchor_init(&anchor);
		anchor_capture(&anchor, document, off, end);
		document_free(document);
		edited_start(&edited, text.data, text.len);
		edited_replace(&edited, off + 300, off + 300, "new ", NULL, 4);
		edited_replace(&edited, 0, 0, "New first one.\n", NULL, 15);
		document = edits_document(edited.text.data, edited.text.len);
		anchor_find(&anchor, document, &result);
		assert_int_equal(result.state, ANCHOR_PLACED);
		assert_int_equal(result.off, off + 15);
		assert_int_equal(result.end, end + 19);
		document_free(document);
		anchor_release(&anchor);
		edited_release(&edited);
		buffer_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_lookalikes),
		cmocka_unit_test(test_captured_parts),
		cmocka_unit_test(test_contexts_are_whole_clusters),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_a_place_that_is_gone_is_about_there),
		cmocka_unit_test(test_a_place_in_a_text_that_grew),
		cmocka_unit_test(test_foreign_anchors),
		cmocka_unit_test(test_a_sentence_moved_far),
		cmocka_unit_test(test_long_quotes),
	};

	return test_run(tests);
}
