/* SPDX-License-Identifier: ISC */
/* Where what is like a quote begins and ends. */
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "documents.h"
#include "marks/anchor.h"
#include "marks/marks/extent.h"
#include "test.h"

/* The range that is found is between the brackets in text, the one that is
 * wanted between those in settled. */
static const struct {
	const char *text;
	const char *prefix;
	const char *exact;
	const char *suffix;
	const char *settled;
} cases[] = {
	/* Blanks are left out. */
	{ "one[ two three ]four.", "one ", "two thre", " four",
	  "one [two three] four." },
	/* A word is whole, as it was in the quote. */
	{ "on[e two thre]e four.", "one ", "two three", " four",
	  "one [two three] four." },
	{ "one t[wo thre]e four.", "one ", "two tree", " four",
	  "one [two three] four." },
	/* A part of a word may be marked. */
	{ "one t[wo thre]e four.", "one t", "wo tre", "e four",
	  "one t[wo thre]e four." },
	/* The quote itself stays as it is. */
	{ "one t[wo thre]e four.", "one ", "wo thre", "",
	  "one t[wo thre]e "
	  "four." },
	/* A sliver of the block before is none of it. */
	{ "He sai[d:\n\nMuch more was said by others.] Yes.", "",
	  "Much more "
	  "is said by "
	  "others.",
	  " Yes", "He said:\n\n[Much more was said by others.] Yes." },
	{ "[Much more was said by others.\n\nA]nd on.", "",
	  "Much more is said "
	  "by others.",
	  " And", "[Much more was said by others.]\n\nAnd on." },
	/* A paragraph that was parted is whole. */
	{ "[One half is here.\n\nThe other half is there.]", "",
	  "One half is here. The other half is here.", "",
	  "[One half is here.\n\nThe other half is there.]" },
	/* Hard breaks are no border. */
	{ "[So\\\nmuch depends upon a red wheel barrow.]", "",
	  "So much depends on a red wheel barrow.", "",
	  "[So\\\nmuch depends upon a red wheel barrow.]" },
	{ "x [é]\n", "x ", "e", "", "x [é]" },
};

/* The reading text without brackets, and where they stood. */
static struct document *parse(const char *marked, uint32_t *off, uint32_t *end)
{
	struct buffer source = BUFFER_INIT;
	struct document *document;
	struct document *with;
	const char *open, *close;

	for (const char *at = marked; *at; at++)
		if (*at != '[' && *at != ']')
			buffer_append_byte(&source, *at);
	document = document_from_markdown(buffer_string(&source), source.len,
					  LOAD_WINDOW);
	buffer_clear(&source);
	for (const char *at = marked; *at; at++) {
		if (*at == '[' || *at == ']')
			buffer_append_byte(&source, '\\');
		buffer_append_byte(&source, *at);
	}
	with = document_from_markdown(buffer_string(&source), source.len,
				      LOAD_WINDOW);
	open = memchr(with->text.data, '[', with->text.len);
	close = memchr(with->text.data, ']', with->text.len);
	assert_non_null(open);
	assert_non_null(close);
	*off = (uint32_t)(open - with->text.data);
	*end = (uint32_t)(close - with->text.data) - 1;
	document_free(with);
	buffer_release(&source);
	return document;
}

static void test_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct anchor anchor;
		uint32_t off, end, wanted_off, wanted_end;
		struct document *document =
			parse(cases[i].settled, &wanted_off, &wanted_end);

		document_free(document);
		document = parse(cases[i].text, &off, &end);
		anchor_init(&anchor);
		buffer_append_string(&anchor.prefix, cases[i].prefix);
		buffer_append_string(&anchor.exact, cases[i].exact);
		buffer_append_string(&anchor.suffix, cases[i].suffix);
		extent_settle(&anchor, document, &off, &end);
		if (off != wanted_off || end != wanted_end)
			fail_msg("case %zu: [%u, %u), not [%u, %u)", i, off,
				 end, wanted_off, wanted_end);
		anchor_release(&anchor);
		document_free(document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ends),
	};

	return test_run(tests);
}
