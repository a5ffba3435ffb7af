/* SPDX-License-Identifier: ISC */
/* Tests of which words of a text are parted. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "document/document.h"
#include "layout/compose.h"
#include "layout/hyphenate.h"
#include "layout/hyphens.h"
#include "layout/segment.h"
#include "layout/setting.h"
#include "scratch.h"
#include "text/breaks.h"
#include "text/cells.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { SHOWN_MAX = 4096 };

static struct hyphenator *hyphenator;

/* Every "ab" is parted between the letters. */
static int make(void **state)
{
	struct error error;

	if (scratch_make(state) != 0)
		return -1;
	hyphenator = hyphenator_read(
		scratch_write("hyph.dic", "UTF-8\na1b\na1́b\né1b\n漢1字\n"),
		&error);
	return hyphenator ? 0 : -1;
}

static int drop(void **state)
{
	hyphenator_free(hyphenator);
	return scratch_remove(state);
}

static void add(struct document *piece, const char *text, unsigned style)
{
	uint32_t link = DOCUMENT_NONE;

	if (style & (RUN_LINK | RUN_IMAGE))
		link = document_add_link(piece,
					 document_add_string(piece, "u", 1), 0,
					 style & RUN_IMAGE);
	document_add_text(piece, text, strlen(text), style, link);
}

/* The text of a document's segment, '=' where a word is parted. */
static const char *shown(const struct document *document, uint32_t block,
			 uint32_t segment, const struct hyphenator *used)
{
	static char text[2 * SEGMENT_BYTES];
	struct segment range = segment_range(document, block, segment);
	struct layout_options options = { .width = 60, .hyphenator = used };
	struct scratch scratch = { 0 };
	struct setting setting = {
		.document = document,
		.block = document->blocks + block,
		.options = &options,
		.scratch = &scratch,
		.text = document->text.data,
		.index = block,
		.off = range.off,
		.end = range.end,
	};
	size_t count = 0;

	setting_measure(&setting, setting.text + range.off,
			range.end - range.off, true);
	hyphens_find(&setting);
	for (uint32_t i = range.off; i < range.end; i++) {
		if (scratch.kinds[i - range.off] == BREAK_HYPHEN)
			text[count++] = '=';
		if (setting.text[i] != '\n')
			text[count++] = setting.text[i];
	}
	text[count] = '\0';
	scratch_release(&scratch);
	return text;
}

/* A document of one block, with text in that style between two others. */
static struct document *make_document(enum block_kind kind, const char *before,
				      const char *styled, unsigned style,
				      const char *after)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	uint32_t block = document_begin_block(piece, kind, DOCUMENT_NONE, 1);

	if (kind == BLOCK_HEADING)
		piece->blocks[block].level = 2;
	add(piece, before, 0);
	if (*styled)
		add(piece, styled, style);
	add(piece, after, 0);
	document_end_block(piece);
	assert_true(document_append(document, piece));
	document_free(piece);
	document_check(document);
	return document;
}

/* text has '=' where a word is to be parted, and "…" behind it is added. */
static void assert_parted(const char *text)
{
	char plain[SHOWN_MAX];
	size_t len = 0;
	struct document *document;

	for (const char *at = text; *at; at++) {
		if (*at != '=')
			plain[len++] = *at;
	}
	plain[len] = '\0';
	document = make_document(BLOCK_PARAGRAPH, plain, "", 0, "");
	assert_string_equal(shown(document, 0, 0, hyphenator), text);
	document_free(document);
}

static void parts_words(void **state)
{
	static const char *const texts[] = {
		"xxa=bxx end",
		"“xxa=bxx,” (xxa=bxx). xxa=bxx; xxa=bxx: xxa=bxx! end",
		"Xxa=bxx XXxa=bxx end",
		"xxa=bxxa=bxx end",
		"xxa=bxx…xxa=bxx—xxa=bxx--xxa=bxx end",
		"xxa=bxx'xxx xxa=bxx’s 'xxa=bxx' ‘xxa=bxx’ end",
		"xxé=bxx ÉXxé=bxx end",
		/* hyphens fall between clusters */
		"xxa\xcc\x81"
		"bxx xxáa=bxx end",
		/* fewer than five letters */
		"xabx xxabx end",
		"xabe\xcc\x81 xxa=bxe\xcc\x81 end",
		"",
		"—",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_parted(texts[i]);
}

static void leaves_words_whole(void **state)
{
	static const char *const texts[] = {
		/* the last of a paragraph */
		"xxa=bxx xxabxx",
		"xxa=bxx xxabxx.”",
		"xxabxx",
		/* capitals and digits */
		"XXABXX XXABXX’S ÉÉABÉÉ end",
		"xxabxx2 2xxabxx xx2abxx end",
		/* hyphenated already */
		"xxabxx-xxabxx xxabxx- -xxabxx --xxabxx end",
		"xxabxx‐xxabxx xxabxx‑xxabxx xx\xc2\xad"
		"abxx xxa=bxx end",
		/* addresses, paths, names of programmers */
		"https://xxabxx.com/xxabxx?xxabxx xxa=bxx end",
		"xxabxx@xxabxx.org, xxa=bxx end",
		"/xxabxx/xxabxx ~/xxabxx xxabxx\\xxabxx xxabxx/xxabxx end",
		"xxabxx_xxabxx xxabxx.com xxabxx::xxabxx xxabxx:xxabxx end",
		"(see xxabxx.com/xxabxx): xxa=bxx end",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_parted(texts[i]);
}

static void leaves_runs_whole(void **state)
{
	static const struct {
		unsigned style;
		const char *text;
	} examples[] = {
		{ 0, "xxa=bxx xxa=bxx end" },
		{ RUN_EMPHASIS, "xxa=bxx xxa=bxx end" },
		{ RUN_STRONG | RUN_MARK, "xxa=bxx xxa=bxx end" },
		{ RUN_CODE, "xxa=bxx xxabxx end" },
		{ RUN_STRONG | RUN_CODE, "xxa=bxx xxabxx end" },
		{ RUN_LINK, "xxa=bxx xxabxx end" },
		{ RUN_IMAGE, "xxa=bxx xxabxx end" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(examples); i++) {
		struct document *document =
			make_document(BLOCK_PARAGRAPH, "xxabxx ", "xxabxx",
				      examples[i].style, " end");

		assert_string_equal(shown(document, 0, 0, hyphenator),
				    examples[i].text);
		document_free(document);
	}
	{
		/* what only touches it, before and behind */
		struct document *document =
			make_document(BLOCK_PARAGRAPH, "xxabxx xxabxx", "code",
				      RUN_CODE, "xxabxx xxabxx end");

		assert_string_equal(shown(document, 0, 0, hyphenator),
				    "xxa=bxx xxabxxcodexxabxx xxa=bxx end");
		document_free(document);
	}
}

static void parts_only_paragraphs(void **state)
{
	static const enum block_kind kinds[] = { BLOCK_HEADING, BLOCK_CODE,
						 BLOCK_VERSE };
	struct document *document;

	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		document = make_document(kinds[i], "xxabxx end", "", 0, "");
		assert_string_equal(shown(document, 0, 0, hyphenator),
				    "xxabxx end");
		document_free(document);
	}
	document = make_document(BLOCK_PARAGRAPH, "xxabxx end", "", 0, "");
	assert_string_equal(shown(document, 0, 0, NULL), "xxabxx end");
	document_free(document);
}

/* The last word of a segment is not that of its paragraph. */
static void parts_long_paragraphs(void **state)
{
	static char text[3 * SEGMENT_BYTES];
	struct document *document;
	uint32_t count;

	(void)state;
	for (size_t i = 0; i + 8 < sizeof(text); i += 7)
		memcpy(text + i, "xxabxx ", 8);
	document = make_document(BLOCK_PARAGRAPH, text, "", 0, "");
	count = segment_count(document, 0);
	assert_true(count > 1);
	for (uint32_t i = 0; i < count; i++) {
		const char *found = shown(document, 0, i, hyphenator);
		size_t len = strlen(found);

		assert_memory_equal(found, "xxa=bxx", 7);
		assert_non_null(
			strstr(found + len - 8, i + 1 < count ? "a=b" : "ab"));
	}
	document_free(document);
}

/* Whatever the text, a hyphen is inside a word, where a cluster begins. */
static void holds_for_any_text(void **state)
{
	static const char *const parts[] = { "ab",	 "xxabxx",   " ", "-",
					     "'",	 "’",	     "é", "É",
					     "\xcc\x81", "/",	     ".", "7",
					     "漢字",	 "\xc2\xad", "—", "A",
					     "🇩🇪",	 "abababab", ":", "@" };
	uint64_t seed = 3;

	(void)state;
	for (size_t round = 0; round < 400; round++) {
		char text[SHOWN_MAX / 4] = "";
		struct document *document;
		const char *found;

		for (size_t k = test_random(&seed) % 40; k > 0; k--)
			strncat(text, parts[test_random(&seed) % COUNT(parts)],
				sizeof(text) - strlen(text) - 1);
		document = make_document(BLOCK_PARAGRAPH, "ab ", text,
					 round % 2 ? RUN_EMPHASIS : RUN_STRONG,
					 " end");
		found = shown(document, 0, 0, hyphenator);
		for (const char *at = strchr(found, '='); at;
		     at = strchr(at + 1, '=')) {
			assert_true(at - found > 1);
			assert_true(strchr(" /.7@-", at[-1]) == NULL);
			assert_true(strchr(" /.7@-", at[1]) == NULL);
			assert_true(strncmp(at + 1, "\xcc\x81", 2) != 0);
		}
		document_free(document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_words),
		cmocka_unit_test(leaves_words_whole),
		cmocka_unit_test(leaves_runs_whole),
		cmocka_unit_test(parts_only_paragraphs),
		cmocka_unit_test(parts_long_paragraphs),
		cmocka_unit_test(holds_for_any_text),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make, drop) ? 1 : 0;
}
