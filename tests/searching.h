/* SPDX-License-Identifier: ISC */
/* Documents to search in, searched from everywhere, for the tests of that. */
#ifndef TESTS_SEARCHING_H
#define TESTS_SEARCHING_H

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/query.h"
#include "document/search.h"
#include "test.h"

enum { HITS_MAX = 32768 };

/* --- What is searched ------------------------------------------------------
 */

/* The first of them are ASCII. */
enum { PIECES_ASCII = 22 };

static const char *const pieces[] = {
	"a",
	"b",
	"A",
	"aa",
	"a b",
	" ",
	"  ",
	"e",
	"s",
	"ss",
	"f",
	"i",
	"fi",
	"'",
	"-",
	".",
	"..",
	"\n",
	"the ",
	"word",
	"abcabcab",
	"Word ab",
	"e\u0301",
	"é",
	"É",
	"\u00a0",
	"ê\u0323",
	"\u0301",
	"ß",
	"ﬁ",
	"’",
	"—",
	"\u00ad",
	"か",
	"が",
	"か\u3099",
	"\u3099",
	"漢",
	"…",
	"İ",
	"ı",
	"한",
	"\u1112",
	"\u1161",
	"\u11ab",
	"æ",
	"👨\u200d👩\u200d👧",
	"क",
	"क\u093c",
	"कि",
	"ſ",
	"\u212a",
	"ﬆ",
	"“",
	"\u200b",
	"\u2060",
	"д",
	"Д",
	"й",
	"ｋ",
	"the’s",
};

static inline void add_pieces(struct buffer *out, uint64_t *random,
			      size_t count)
{
	size_t kinds = test_random(random) % 2
			       ? PIECES_ASCII
			       : sizeof(pieces) / sizeof(*pieces);

	while (count-- > 0)
		buffer_append_string(out, pieces[test_random(random) % kinds]);
}

static inline void add_row(struct document *piece, uint64_t *random)
{
	struct buffer text = BUFFER_INIT;
	uint32_t table =
		document_add_container(piece, CONTAINER_TABLE, DOCUMENT_NONE);

	piece->containers[table].info = document_add_string(piece, "lll", 3);
	document_begin_block(piece, BLOCK_ROW, table, 1);
	for (int i = 0; i < 3; i++) {
		buffer_clear(&text);
		add_pieces(&text, random, test_random(random) % 8);
		document_begin_cell(piece);
		document_add_text(piece, buffer_string(&text), text.len, 0,
				  DOCUMENT_NONE);
		document_end_cell(piece);
	}
	document_end_block(piece);
	buffer_release(&text);
}

static inline void add_paragraph(struct document *piece, enum block_kind kind,
				 const char *text, size_t len)
{
	document_begin_block(piece, kind, DOCUMENT_NONE, 1);
	document_add_text(piece, "x", 1, 0, DOCUMENT_NONE);
	document_add_text(piece, text, len, 0, DOCUMENT_NONE);
	document_add_text(piece, "x", 1, 0, DOCUMENT_NONE);
	document_end_block(piece);
}

static inline void add_piece(struct document *document, uint64_t *random)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct buffer text = BUFFER_INIT;

	add_pieces(&text, random, test_random(random) % 40);
	if (test_random(random) % 4 == 0)
		add_row(piece, random);
	else
		add_paragraph(piece,
			      test_random(random) % 3 == 0 ? BLOCK_CODE
							   : BLOCK_PARAGRAPH,
			      buffer_string(&text), text.len);
	assert_true(document_append(document, piece));
	document_free(piece);
	buffer_release(&text);
}

static inline struct document *make_document(uint64_t *random)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);

	for (size_t i = 1 + test_random(random) % 8; i > 0; i--)
		add_piece(document, random);
	document_check(document);
	return document;
}

/* Something of the text, or of the pieces. */
static inline void make_typed(struct buffer *typed,
			      const struct document *document, uint64_t *random)
{
	const char *text = document->text.data;
	size_t len = document->text.len;
	size_t off = test_random(random) % len;
	size_t end = off + 1 +
		     test_random(random) % (test_random(random) % 4 ? 12 : 120);

	buffer_clear(typed);
	if (test_random(random) % 3 == 0) {
		add_pieces(typed, random, 1 + test_random(random) % 3);
		return;
	}
	while (off > 0 && ((unsigned char)text[off] & 0xc0) == 0x80)
		off--;
	end = end < len ? end : len;
	while (end < len && ((unsigned char)text[end] & 0xc0) == 0x80)
		end++;
	buffer_append(typed, text + off, end - off);
}

/* --- Comparing -------------------------------------------------------------
 */

static inline void assert_same(const struct hit *found, size_t count,
			       const struct hit *expected,
			       size_t expected_count, const char *typed)
{
	for (size_t i = 0; i < count && i < expected_count; i++)
		if (found[i].off != expected[i].off ||
		    found[i].end != expected[i].end)
			fail_msg("\"%s\": hit %zu is %u to %u, not %u to %u",
				 typed, i, found[i].off, found[i].end,
				 expected[i].off, expected[i].end);
	if (count != expected_count)
		fail_msg("\"%s\": %zu hits, not %zu", typed, count,
			 expected_count);
}

static inline size_t collect(const struct search *search, struct hit *hits)
{
	size_t count = search_count(search);

	for (size_t i = 0; i < count; i++)
		hits[i] = search_hit(search, i);
	return count;
}

/* All hits by a search that starts somewhere, in steps of some size. */
static inline size_t search_all(struct query *query,
				const struct document *document,
				uint64_t *random, struct hit *hits)
{
	static const size_t steps[] = { 1, 7, 100, SIZE_MAX };
	uint32_t from =
		(uint32_t)(test_random(random) % (document->text.len + 2));
	size_t step = steps[test_random(random) % 4];
	struct search *search = search_open(query, document, from);
	size_t count, known = 0;

	assert_false(search_is_done(search));
	while (search_step(search, step)) {
		assert_true(search_count(search) >= known);
		known = search_count(search);
	}
	assert_true(search_is_done(search));
	assert_false(search_step(search, step));
	assert_false(search_is_cut(search));
	count = collect(search, hits);
	search_free(search);
	return count;
}

/* query_find() of some parts gives what of all hits is in there. */
static inline void check_parts(struct query *query,
			       const struct document *document,
			       uint64_t *random, const struct hit *all,
			       size_t count, const char *typed)
{
	static struct hit found[HITS_MAX];
	static struct hit expected[HITS_MAX];

	for (int round = 0; round < 6; round++) {
		size_t len = document->text.len + 1;
		uint32_t a = (uint32_t)(test_random(random) % len);
		uint32_t b = (uint32_t)(test_random(random) % len);
		uint32_t off = a < b ? a : b, end = a < b ? b : a;
		size_t wanted = 0;

		for (size_t i = 0; i < count; i++)
			if (all[i].off < end && all[i].end > off && off < end)
				expected[wanted++] = all[i];
		assert_same(
			found,
			query_find(query, document, off, end, found, HITS_MAX),
			expected, wanted, typed);
	}
}

#endif
