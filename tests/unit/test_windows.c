/* SPDX-License-Identifier: ISC */
/* Windows of any size give the same document, with the links that cmark finds
 * in the whole: over generated Markdown. */
#include <cmark.h>
#include <stdio.h>

#include "document/markdown.h"
#include "document/source.h"
#include "documents.h"
#include "writer.h"

/* --- What cmark says of the whole --------------------------------------- */

static void append_clean(struct buffer *out, const char *string)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	uint32_t off = document_add_string(piece, string, strlen(string));

	buffer_append_string(out, document_string(piece, off));
	document_free(piece);
}

/* A line for each link or image that is not inside an image: its URL and its
 * title. */
static void append_links_of_cmark(struct buffer *out, const char *text,
				  size_t len)
{
	cmark_node *root = cmark_parse_document(text, len, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	int images = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		bool image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;

		if (event == CMARK_EVENT_EXIT) {
			images -= image;
			continue;
		}
		if (!images &&
		    (image || cmark_node_get_type(node) == CMARK_NODE_LINK)) {
			append_clean(out, cmark_node_get_url(node));
			buffer_append_byte(out, '|');
			append_clean(out, cmark_node_get_title(node));
			buffer_append_byte(out, '\n');
		}
		images += image;
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
}

static void append_links(struct buffer *out, const struct document *document)
{
	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];

		buffer_append_format(out, "%s|%s\n",
				     document_string(document, link->url),
				     document_string(document, link->title));
	}
}

static void assert_links_as_cmark(const char *text, size_t len)
{
	struct document *document = document_from_markdown(text, len, 1);
	struct buffer expected = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;

	append_links_of_cmark(&expected, text, len);
	append_links(&found, document);
	assert_string_equal(buffer_string(&found), buffer_string(&expected));
	document_free(document);
	buffer_release(&expected);
	buffer_release(&found);
}

/* Ends of lines make no difference. */
static void assert_line_ends_agree(const char *text, size_t len)
{
	static const char *const ends[] = { "\r\n", "\r" };
	struct document *expected =
		document_from_markdown(text, len, LOAD_WINDOW);

	for (size_t i = 0; i < 2; i++) {
		struct document *found;
		struct buffer changed = BUFFER_INIT;

		for (size_t j = 0; j < len; j++)
			if (text[j] == '\n')
				buffer_append_string(&changed, ends[i]);
			else
				buffer_append_byte(&changed, text[j]);
		found = document_from_markdown(changed.data, changed.len, 1);
		assert_same_document(expected, found);
		document_free(found);
		buffer_release(&changed);
	}
	document_free(expected);
}

/* --- Properties -------------------------------------------------------- */

static void test_windows_agree(void **state)
{
	struct writer writer = { .seed = number_from("LECTERN_SEED", 1) };
	uint64_t rounds = number_from("LECTERN_ROUNDS", 1000);

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		write_markdown(&writer, 1 + roll(&writer, 12));
		assert_windows_agree(writer.out.data, writer.out.len);
		/* Nothing inside a script is a link. */
		if (!strstr(writer.out.data, "<script>"))
			assert_links_as_cmark(writer.out.data, writer.out.len);
		assert_line_ends_agree(writer.out.data, writer.out.len);
	}
	buffer_release(&writer.out);
}

/* With what is none of CommonMark. */
static void test_extras_agree(void **state)
{
	struct writer writer = {
		.seed = number_from("LECTERN_SEED", 4),
		.extras = true,
	};
	uint64_t rounds = number_from("LECTERN_ROUNDS", 1000);

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		write_markdown(&writer, 1 + roll(&writer, 12));
		assert_windows_agree(writer.out.data, writer.out.len);
		assert_line_ends_agree(writer.out.data, writer.out.len);
	}
	buffer_release(&writer.out);
}

static void test_long_documents(void **state)
{
	struct writer writer = { .seed = number_from("LECTERN_SEED", 2) };

	(void)state;
	write_markdown(&writer, 2000);
	assert_windows_agree(writer.out.data, writer.out.len);
	writer.extras = true;
	write_markdown(&writer, 1000);
	assert_windows_agree(writer.out.data, writer.out.len);
	buffer_release(&writer.out);
}

/* --- Notes --------------------------------------------------------------- */

enum { NOTES = 3000, HEADED = 700 };

/* Notes that are referred to from the last to the first, some with a heading.
 */
static void write_notes(struct buffer *out)
{
	for (unsigned i = NOTES; i > 0; i--)
		buffer_append_format(out, "Text[^%u].\n\n", i - 1);
	for (unsigned i = 0; i < NOTES; i++)
		buffer_append_format(out, "[^%u]: Note %u.\n%s\n", i, i,
				     i % HEADED ? "" : "\n    ## Head\n");
}

/* Parses to the end; returns how many pieces there were. */
static size_t count_pieces(struct document *document, const char *text,
			   size_t len)
{
	struct source *source = source_from_memory("test", text, len);
	struct markdown *markdown = markdown_open(source, len, NULL);
	enum markdown_result result = MARKDOWN_PIECE;
	size_t pieces = 0;

	markdown_settle(markdown);
	while (result == MARKDOWN_PIECE) {
		struct document *piece = document_new(DOCUMENT_MARKDOWN);

		result = markdown_step(markdown, piece);
		assert_true(document_append(document, piece));
		document_free(piece);
		pieces++;
	}
	markdown_free(markdown);
	source_free(source);
	return pieces;
}

static void test_notes_share_pieces(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct buffer text = BUFFER_INIT;
	char expected[32];

	(void)state;
	write_notes(&text);
	assert_in_range(count_pieces(document, text.data, text.len), 3, 20);
	document_check(document);
	assert_int_equal(document->note_count, NOTES);
	for (size_t i = 0; i < NOTES; i++) {
		const struct note *note = &document->notes[i];
		uint32_t first =
			document->containers[note->container].first_block;
		const struct block *block = &document->blocks[first];

		snprintf(expected, sizeof(expected), "Note %zu.\n",
			 NOTES - 1 - i);
		assert_int_equal(block->end - block->off, strlen(expected));
		assert_memory_equal(document->text.data + block->off, expected,
				    block->end - block->off);
	}
	assert_int_equal(document->heading_count, (NOTES - 1) / HEADED + 1);
	for (size_t i = 1; i < document->heading_count; i++) {
		snprintf(expected, sizeof(expected), "head-%zu", i);
		assert_string_equal(
			document_string(document, document->headings[i].slug),
			expected);
	}
	document_free(document);
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_windows_agree),
		cmocka_unit_test(test_extras_agree),
		cmocka_unit_test(test_long_documents),
		cmocka_unit_test(test_notes_share_pieces),
	};

	return test_run(tests);
}
