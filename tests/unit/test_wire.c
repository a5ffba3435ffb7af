/* SPDX-License-Identifier: ISC */
/* Pieces as bytes: what arrives is what was sent, and no lie does harm. */
#include "documents.h"

#include <stdlib.h>
#include <string.h>

#include "document/guard.h"
#include "document/pieces.h"
#include "document/wire.h"
#include "layout/layout.h"
#include "lies.h"
#include "writer.h"

enum { TEXTS = 60, LIES = 150, HARMS = 30, WINDOW = 300 };

static const char plain[] = "CHAPTER I.\n\nIt was wrapped by hand, as letters\n"
			    "were, at a column that some-\nbody chose.\n\n"
			    "    in verse\n      and so on\n\n* * *\n";

/* Called with each piece of a text; guard may be NULL. */
static void
each_piece(struct source *source, enum document_kind kind, struct guard *guard,
	   void (*look)(const struct document *piece, uint64_t *random),
	   uint64_t *random)
{
	struct pieces *pieces =
		pieces_open(source,
			    kind == DOCUMENT_MARKDOWN ? SOURCE_AS_MARKDOWN
						      : SOURCE_AS_PLAIN,
			    WINDOW, guard);
	enum pieces_result result;

	do {
		struct document *piece = document_new(kind);

		result = pieces_next(pieces, piece);
		if (result != PIECES_AGAIN)
			look(piece, random);
		document_free(piece);
	} while (result != PIECES_DONE);
	pieces_free(pieces);
	source_free(source);
}

static void each_text(void (*look)(const struct document *piece,
				   uint64_t *random))
{
	struct writer writer = { .extras = true };
	uint64_t random = number_from("LECTERN_SEED", 1);
	uint64_t rounds = number_from("LECTERN_ROUNDS", TEXTS);

	writer.seed = random;
	for (uint64_t i = 0; i < rounds; i++) {
		write_markdown(&writer, 12);
		each_piece(source_from_memory("t", buffer_string(&writer.out),
					      writer.out.len),
			   DOCUMENT_MARKDOWN, NULL, look, &random);
	}
	buffer_release(&writer.out);
	each_piece(source_from_memory("t", plain, sizeof(plain) - 1),
		   DOCUMENT_PLAIN, NULL, look, &random);
}

/* --- The truth -------------------------------------------------------------
 */

/* NOLINTNEXTLINE(readability-non-const-parameter): as each_text() has it */
static void assert_arrives(const struct document *piece, uint64_t *random)
{
	struct buffer sent = BUFFER_INIT;
	struct buffer again = BUFFER_INIT;
	struct document read;

	(void)random;
	wire_write(&sent, piece);
	assert_int_equal(sent.len % 8, 0);
	assert_true(wire_read(&read, (enum document_kind)piece->kind, sent.data,
			      sent.len));
	assert_same_document(piece, &read);
	assert_int_equal(piece->hidden, read.hidden);
	/* Every member and nothing else. */
	wire_write(&again, &read);
	assert_int_equal(sent.len, again.len);
	assert_memory_equal(sent.data, again.data, sent.len);
	buffer_release(&sent);
	buffer_release(&again);
}

static void test_arrives(void **state)
{
	(void)state;
	each_text(assert_arrives);
}

static void assert_plain_arrives(const struct document *piece, uint64_t *random)
{
	for (size_t i = 0; i < piece->block_count; i++)
		assert_int_equal(piece->blocks[i].kind, BLOCK_PARAGRAPH);
	assert_int_equal(piece->run_count, 0);
	assert_arrives(piece, random);
}

/* What is refused is set as it is written, and arrives like all else. */
static void test_refused_arrives(void **state)
{
	static const struct guard_part all = { GUARD_WINDOW, 1 };
	struct guard guard = {
		.refused = { all, all, all },
		.refused_count = GUARD_REFUSALS,
	};
	struct writer writer = { .extras = true };
	uint64_t random = number_from("LECTERN_SEED", 1);

	(void)state;
	writer.seed = random;
	for (int i = 0; i < TEXTS; i++) {
		write_markdown(&writer, 12);
		for (int j = 0; j < HARMS && writer.out.len; j++)
			writer.out.data[test_random(&random) % writer.out.len] =
				(char)test_random(&random);
		each_piece(source_from_memory("t", buffer_string(&writer.out),
					      writer.out.len),
			   DOCUMENT_MARKDOWN, &guard, assert_plain_arrives,
			   &random);
	}
	buffer_release(&writer.out);
}

/* --- Lies ------------------------------------------------------------------
 */

/* Whatever is believed can be read by anybody. */
static void use(const struct document *piece)
{
	static const struct layout_options options = {
		.width = 30,
		.window = 30,
		.breaks = LAYOUT_BREAKS_TOTAL,
		.bidi = true,
	};
	struct document *document =
		document_new((enum document_kind)piece->kind);
	struct layout *layout;

	assert_true(document_append(document, piece));
	assert_true(document_append(document, piece));
	layout = layout_open(document, &options);
	for (uint32_t i = 0; i < document->block_count; i++)
		layout_check(layout, i);
	layout_free(layout);
	document_free(document);
}

static size_t believed, refused;

static void lie_about(const struct document *piece, uint64_t *random)
{
	struct buffer sent = BUFFER_INIT;

	wire_write(&sent, piece);
	for (int i = 0; i < LIES; i++) {
		char *lie = lies_about(&sent, random);
		struct document read;

		if (wire_read(&read, (enum document_kind)piece->kind, lie,
			      sent.len)) {
			use(&read);
			believed++;
		} else {
			refused++;
		}
		free(lie);
	}
	buffer_release(&sent);
}

static void test_lies(void **state)
{
	(void)state;
	each_text(lie_about);
	/* Some change nothing that matters. */
	assert_true(believed > 0 && refused > believed);
}

static void cut_off(const struct document *piece, uint64_t *random)
{
	struct buffer sent = BUFFER_INIT;
	struct document read;

	wire_write(&sent, piece);
	for (int i = 0; i < 20; i++) {
		size_t len = test_random(random) % sent.len / 8 * 8;
		char *cut = malloc(len ? len : 1);

		assert_non_null(cut);
		memcpy(cut, sent.data, len);
		assert_false(wire_read(&read, (enum document_kind)piece->kind,
				       cut, len));
		free(cut);
	}
	buffer_release(&sent);
}

static void test_cut_off(void **state)
{
	(void)state;
	each_text(cut_off);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arrives),
		cmocka_unit_test(test_refused_arrives),
		cmocka_unit_test(test_lies),
		cmocka_unit_test(test_cut_off),
	};

	return test_run(tests);
}
