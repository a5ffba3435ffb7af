/* SPDX-License-Identifier: ISC */
/* Test searches of random texts against one that compares everywhere. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/query.h"
#include "documents.h"
#include "searching.h"
#include "text/cells.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { POINTS_MAX = 8192 };

/* --- What is compared with -------------------------------------------------
 */

/* Folded characters of a leaf, each with where it came from. */
struct point {
	uint32_t point;
	uint32_t off, end;
};

struct points {
	struct point items[POINTS_MAX];
	size_t count;
};

/* What composes among the pieces that texts are made of. */
static uint32_t compose(uint32_t last, uint32_t mark)
{
	if (last == 0x304b && mark == 0x3099)
		return 0x304c;
	if (last == 0x1112 && mark == 0x1161)
		return 0xd558;
	if (last == 0xd558 && mark == 0x11ab)
		return 0xd55c;
	return 0;
}

static int class_of(uint32_t point)
{
	switch (point) {
	case 0x0323:
		return 220;
	case 0x0301:
	case 0x0302:
	case 0x0307:
		return 230;
	case 0x3099:
		return 8;
	default:
		return 0;
	}
}

static void add_point(struct points *points, struct point next)
{
	struct point *last = &points->items[points->count];

	if (points->count > 0 && last[-1].point == ' ' && next.point == ' ') {
		last[-1].end = next.end;
		return;
	}
	uint32_t composed =
		points->count > 0 ? compose(last[-1].point, next.point) : 0;
	if (composed) {
		last[-1].point = composed;
		last[-1].end = next.end;
		return;
	}
	assert_true(points->count < POINTS_MAX);
	points->count++;
	*last = next;
	/* Marks in their order, whatever they came from: one cluster. */
	for (; last > points->items && class_of(last->point) > 0 &&
	       class_of(last[-1].point) > class_of(last->point);
	     last--) {
		uint32_t point = last->point;

		last->point = last[-1].point;
		last[-1].point = point;
	}
}

static void fold_naively(struct points *points, unsigned counting,
			 const char *text, uint32_t off, uint32_t end)
{
	points->count = 0;
	while (off < end) {
		struct fold_point folded;
		uint32_t point;
		uint32_t from = off;

		off += (uint32_t)utf8_decode(text + off, end - off, &point);
		folded = fold_point(point, counting);
		for (size_t pos = 0; pos < folded.len;) {
			struct point next = { 0, from, off };

			pos += utf8_decode(folded.bytes + pos, folded.len - pos,
					   &next.point);
			add_point(points, next);
		}
	}
}

/* Widens to clusters, found from the start of the leaf on. */
static struct hit widen(const char *text, uint32_t off, uint32_t end,
			struct hit hit)
{
	struct hit wide = hit;

	while (off < end) {
		struct cluster cluster;
		uint32_t next;

		cells_next(CELLS_UNICODE, text + off, end - off, &cluster);
		next = off + (uint32_t)cluster.len;
		if (off <= hit.off && hit.off < next)
			wide.off = off;
		if (off < hit.end && hit.end <= next)
			wide.end = next;
		off = next;
	}
	return wide;
}

static bool is_there(const struct points *text, size_t at,
		     const struct points *typed)
{
	size_t behind = at + typed->count;

	if (behind > text->count)
		return false;
	for (size_t i = 0; i < typed->count; i++)
		if (text->items[at + i].point != typed->items[i].point)
			return false;
	return behind == text->count ||
	       !fold_goes_on(text->items[behind - 1].point,
			     text->items[behind].point);
}

static size_t find_in_leaf(const char *text, uint32_t off, uint32_t end,
			   unsigned counting, const struct points *typed,
			   struct hit *hits)
{
	static struct points points;
	uint32_t behind = off;
	size_t count = 0;

	fold_naively(&points, counting, text, off, end);
	for (size_t at = 0; at < points.count; at++) {
		struct hit hit;

		if (!is_there(&points, at, typed))
			continue;
		hit.off = points.items[at].off;
		hit.end = points.items[at + typed->count - 1].end;
		hit = widen(text, off, end, hit);
		if (hit.off < behind)
			continue;
		behind = hit.end;
		hits[count++] = hit;
	}
	return count;
}

static size_t find_naively(const struct document *document, const char *typed,
			   size_t len, struct hit *hits)
{
	static struct points wanted;
	unsigned counting = fold_counting(typed, len);
	size_t count = 0;

	fold_naively(&wanted, counting, typed, 0, (uint32_t)len);
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		uint32_t off = block->off;

		while (off < block->end) {
			uint32_t end = block->end - 1;

			if (block->kind == BLOCK_ROW)
				end = document->cells[document_cell_at(document,
								       off)]
					      .end -
				      1;
			count += find_in_leaf(document->text.data, off, end,
					      counting, &wanted, hits + count);
			off = end + 1;
		}
	}
	return count;
}

/* Typed in other cases it is found as well, or is not: by the same rules. */
static void change_case(struct buffer *typed, uint64_t *random)
{
	size_t kind = test_random(random) % 6;

	for (size_t i = 0; i < typed->len && kind < 2; i++) {
		char byte = typed->data[i];

		if (kind == 0 && byte >= 'A' && byte <= 'Z')
			typed->data[i] = (char)(byte | 0x20);
		if (kind == 1 && byte >= 'a' && byte <= 'z')
			typed->data[i] = (char)(byte & ~0x20);
	}
}

static void test_as_everywhere(void **state)
{
	static struct hit found[HITS_MAX], expected[HITS_MAX];
	struct buffer typed = BUFFER_INIT;
	uint64_t random = 4;
	size_t hits = 0;

	(void)state;
	for (int round = 0; round < 700; round++) {
		struct document *document = make_document(&random);
		struct error error;

		for (int i = 0; i < 4; i++) {
			struct query *query;
			size_t count;

			make_typed(&typed, document, &random);
			change_case(&typed, &random);
			query = query_new(QUERY_TEXT, typed.data, typed.len,
					  &error);
			if (!query)
				continue;
			count = find_naively(document, typed.data, typed.len,
					     expected);
			assert_same(found,
				    search_all(query, document, &random, found),
				    expected, count, typed.data);
			check_parts(query, document, &random, expected, count,
				    typed.data);
			query_free(query);
			hits += count;
		}
		document_free(document);
	}
	assert_true(hits > 3000);
	buffer_release(&typed);
}

/* Words of real texts, in whatever they were written, are found wherever they
 * stand in them. */
static void test_real_texts(void **state)
{
	static const char *const names[] = { "s100k.md", "k_emoji.md",
					     "s10k_essay.md", "seed_essay.txt",
					     "k_table_public_apis.md" };
	static struct hit found[HITS_MAX], expected[HITS_MAX];
	struct buffer text = BUFFER_INIT;
	struct buffer typed = BUFFER_INIT;
	uint64_t random = 9;
	size_t hits = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct document *document;

		buffer_clear(&text);
		if (!corpus_read(names[i], &text)) {
			print_message("no LECTERN_CORPUS with %s\n", names[i]);
			continue;
		}
		document = document_from_markdown(text.data, text.len, 65536);
		for (int round = 0; round < 6; round++) {
			struct query *query;
			struct error error;
			size_t count;

			make_typed(&typed, document, &random);
			change_case(&typed, &random);
			query = query_new(QUERY_TEXT, typed.data, typed.len,
					  &error);
			if (!query)
				continue;
			count = find_naively(document, typed.data, typed.len,
					     expected);
			assert_same(found,
				    search_all(query, document, &random, found),
				    expected, count, typed.data);
			query_free(query);
			hits += count;
		}
		document_free(document);
	}
	assert_true(text.len == 0 || hits > 0);
	buffer_release(&typed);
	buffer_release(&text);
}

/* Of hits that would overlap the first counts, also where what is rare in them
 * stands apart. */
static void test_overlapping(void **state)
{
	static const char typed[] = "b aa b";
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct hit hits[4];
	struct error error;
	struct query *query =
		query_new(QUERY_TEXT, typed, strlen(typed), &error);

	(void)state;
	add_paragraph(piece, BLOCK_PARAGRAPH, " b aa b aa b aa b ", 18);
	assert_true(document_append(document, piece));
	assert_int_equal(query_find(query, document, 0, UINT32_MAX, hits, 4),
			 2);
	assert_int_equal(hits[0].off, 2);
	assert_int_equal(hits[1].off, 12);
	query_free(query);
	document_free(piece);
	document_free(document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_everywhere),
		cmocka_unit_test(test_real_texts),
		cmocka_unit_test(test_overlapping),
	};

	return test_run(tests);
}
