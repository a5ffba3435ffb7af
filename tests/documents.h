/* SPDX-License-Identifier: ISC */
/* Documents from strings, compared and described, for the tests that need
 * some. */
#ifndef TESTS_DOCUMENTS_H
#define TESTS_DOCUMENTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "test.h"

/* Loads all of the text with a window of so many bytes and asserts the
 * document's invariants. Returns owned. */
static inline struct document *document_from(enum source_from from,
					     const char *text, size_t len,
					     size_t window)
{
	struct error error;
	struct document *document = load_all(
		source_from_memory("test", text, len), from, window, &error);

	assert_non_null(document);
	assert_true(document->complete);
	document_check(document);
	return document;
}

static inline struct document *document_from_markdown(const char *text,
						      size_t len, size_t window)
{
	return document_from(SOURCE_AS_MARKDOWN, text, len, window);
}

static inline void describe_style(struct buffer *out, const struct run *run)
{
	static const char letters[] = "esclI~=^,@";

	for (unsigned i = 0; i < sizeof(letters) - 1; i++)
		if (run->style & 1u << i)
			buffer_append_byte(out, letters[i]);
	if (run->link != DOCUMENT_NONE)
		buffer_append_format(out, "%u", (unsigned)run->link);
}

/* Appends the references to notes that stand at off, as {@N}, from a run on;
 * returns the run behind them. */
static inline size_t describe_references(struct buffer *out,
					 const struct document *document,
					 size_t run, uint32_t off)
{
	for (; run < document->run_count; run++) {
		const struct run *at = &document->runs[run];

		if (at->off != off || !(at->style & RUN_NOTE))
			break;
		buffer_append_byte(out, '{');
		describe_style(out, at);
		buffer_append_byte(out, '}');
	}
	return run;
}

/* A block's text with its runs as {STYLE:…}; '\n' and '\t' visible, and the
 * ends of cells as '|'. */
static inline void describe_text(struct buffer *out,
				 const struct document *document,
				 const struct block *block)
{
	size_t run = 0;

	while (run < document->run_count &&
	       document->runs[run].end <
		       block->off + !(document->runs[run].style & RUN_NOTE))
		run++;
	for (uint32_t i = block->off; i < block->end; i++) {
		const struct run *at;
		char byte = document->text.data[i];

		run = describe_references(out, document, run, i);
		at = run < document->run_count ? &document->runs[run] : NULL;
		if (at && at->off == i) {
			buffer_append_byte(out, '{');
			describe_style(out, at);
			buffer_append_byte(out, ':');
		}
		if (byte == '\n' && block->kind == BLOCK_ROW)
			buffer_append_byte(out, '|');
		else if (byte == '\n')
			buffer_append_string(out,
					     i + 1 < block->end ? "\\" : "");
		else if (byte == '\t')
			buffer_append_string(out, "→");
		else
			buffer_append_byte(out, byte);
		if (at && at->off <= i && at->end == i + 1) {
			buffer_append_byte(out, '}');
			run++;
		}
	}
}

static inline void describe_container(struct buffer *out,
				      const struct document *document,
				      const struct container *container)
{
	static const char *const tasks[] = { "", "[ ]", "[x]" };
	const char *info = document_string(document, container->info);

	switch ((enum container_kind)container->kind) {
	case CONTAINER_QUOTE:
		buffer_append_format(out, ">%s ", info);
		break;
	case CONTAINER_ITEM:
		if (container->ordered)
			buffer_append_format(out, "%u%c",
					     (unsigned)container->number,
					     container->delimiter);
		else
			buffer_append_byte(out, '-');
		buffer_append_format(out, "%s ", tasks[container->task]);
		break;
	case CONTAINER_DEFINITION:
		buffer_append_string(out, ": ");
		break;
	case CONTAINER_TABLE:
		buffer_append_format(out, "|%s ", info);
		break;
	case CONTAINER_NOTE:
		buffer_append_format(out, "@%u ", (unsigned)container->number);
		break;
	case CONTAINER_LIST:
		break;
	}
}

/* The containers around a block, the outermost first: ">" and what kind of
 * callout it is, "-" or "3." and "[x]", ":", "|" and how columns are aligned,
 * "@" and the note's index. */
static inline void describe_chain(struct buffer *out,
				  const struct document *document,
				  uint32_t container)
{
	uint32_t chain[DOCUMENT_DEPTH_MAX];
	size_t depth = 0;

	for (; container != DOCUMENT_NONE;
	     container = document->containers[container].parent)
		chain[depth++] = container;
	while (depth-- > 0)
		describe_container(out, document,
				   &document->containers[chain[depth]]);
}

/*
 * Appends a line for each block: its source line, its containers, a sign of
 * its kind ("#" to "######" and its own id, "```" and info, "    " for indented
 * code, "|" for verse, "---", "=" for a header, nothing for a paragraph or
 * another row; before that "~" if it is tight and "!" if it is a title), its
 * text between "<" and ">". Then one for each link, note and target.
 */
static inline void document_describe(struct buffer *out,
				     const struct document *document)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		buffer_append_format(out, "%u ", (unsigned)block->line);
		describe_chain(out, document, block->container);
		if (block->flags & BLOCK_TIGHT)
			buffer_append_byte(out, '~');
		if (block->flags & BLOCK_TITLE)
			buffer_append_byte(out, '!');
		if (block->flags & BLOCK_HEADER)
			buffer_append_byte(out, '=');
		for (unsigned level = 0; level < block->level; level++)
			buffer_append_byte(out, '#');
		if (block->kind == BLOCK_CODE)
			buffer_append_string(out, block->flags & BLOCK_FENCED
							  ? "```"
							  : "    ");
		buffer_append_string(out,
				     document_string(document, block->info));
		if (block->kind == BLOCK_VERSE)
			buffer_append_byte(out, '|');
		if (block->kind == BLOCK_RULE)
			buffer_append_string(out, "---");
		buffer_append_byte(out, '<');
		describe_text(out, document, block);
		buffer_append_string(out, ">\n");
	}
	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];

		buffer_append_format(out, "%s%zu [%u,%u) %s",
				     link->image ? "image " : "", i,
				     (unsigned)link->off, (unsigned)link->end,
				     document_string(document, link->url));
		if (link->title)
			buffer_append_format(
				out, " \"%s\"",
				document_string(document, link->title));
		buffer_append_byte(out, '\n');
	}
	for (size_t i = 0; i < document->note_count; i++)
		buffer_append_format(
			out, "@%zu %s\n", i,
			document_string(document, document->notes[i].label));
	for (size_t i = 0; i < document->target_count; i++)
		buffer_append_format(
			out, "#%s %u\n",
			document_string(document, document->targets[i].name),
			(unsigned)document->targets[i].off);
}

#define assert_same_member(a, b, member) \
	assert_int_equal((a)->member, (b)->member)

static inline void assert_same_string(const struct document *a, uint32_t of_a,
				      const struct document *b, uint32_t of_b)
{
	assert_string_equal(document_string(a, of_a), document_string(b, of_b));
}

static inline void assert_same_blocks(const struct document *a,
				      const struct document *b)
{
	assert_same_member(a, b, text.len);
	assert_memory_equal(buffer_string(&a->text), buffer_string(&b->text),
			    a->text.len);
	assert_same_member(a, b, block_count);
	for (size_t i = 0; i < a->block_count; i++) {
		const struct block *x = &a->blocks[i];
		const struct block *y = &b->blocks[i];

		assert_same_member(x, y, off);
		assert_same_member(x, y, end);
		assert_same_member(x, y, container);
		assert_same_member(x, y, line);
		assert_same_member(x, y, kind);
		assert_same_member(x, y, level);
		assert_same_member(x, y, flags);
		assert_same_string(a, x->info, b, y->info);
	}
	assert_same_member(a, b, container_count);
	for (size_t i = 0; i < a->container_count; i++) {
		const struct container *x = &a->containers[i];
		const struct container *y = &b->containers[i];

		assert_same_member(x, y, parent);
		assert_same_member(x, y, first_block);
		assert_same_member(x, y, number);
		assert_same_member(x, y, kind);
		assert_same_member(x, y, ordered);
		assert_same_member(x, y, tight);
		assert_same_member(x, y, delimiter);
		assert_same_member(x, y, task);
		assert_same_string(a, x->info, b, y->info);
	}
}

static inline void assert_same_notes(const struct document *a,
				     const struct document *b)
{
	assert_same_member(a, b, cell_count);
	for (size_t i = 0; i < a->cell_count; i++) {
		assert_same_member(&a->cells[i], &b->cells[i], off);
		assert_same_member(&a->cells[i], &b->cells[i], end);
	}
	assert_same_member(a, b, note_count);
	for (size_t i = 0; i < a->note_count; i++) {
		const struct note *x = &a->notes[i];
		const struct note *y = &b->notes[i];

		assert_same_member(x, y, container);
		assert_same_member(x, y, run);
		assert_same_string(a, x->label, b, y->label);
	}
	assert_same_member(a, b, target_count);
	for (size_t i = 0; i < a->target_count; i++) {
		const struct target *x = &a->targets[i];
		const struct target *y = &b->targets[i];

		assert_same_member(x, y, off);
		assert_same_string(a, x->name, b, y->name);
	}
	assert_same_member(a, b, body_block);
	assert_same_member(a, b, after_block);
}

static inline void assert_same_inlines(const struct document *a,
				       const struct document *b)
{
	assert_same_member(a, b, run_count);
	for (size_t i = 0; i < a->run_count; i++) {
		const struct run *x = &a->runs[i];
		const struct run *y = &b->runs[i];

		assert_same_member(x, y, off);
		assert_same_member(x, y, end);
		assert_same_member(x, y, link);
		assert_same_member(x, y, style);
	}
	assert_same_member(a, b, link_count);
	for (size_t i = 0; i < a->link_count; i++) {
		const struct link *x = &a->links[i];
		const struct link *y = &b->links[i];

		assert_same_member(x, y, off);
		assert_same_member(x, y, end);
		assert_same_member(x, y, image);
		assert_same_string(a, x->url, b, y->url);
		assert_same_string(a, x->title, b, y->title);
	}
	assert_same_member(a, b, heading_count);
	for (size_t i = 0; i < a->heading_count; i++) {
		const struct heading *x = &a->headings[i];
		const struct heading *y = &b->headings[i];

		assert_same_member(x, y, block);
		assert_same_member(x, y, level);
		assert_same_member(x, y, inferred);
		assert_same_string(a, x->slug, b, y->slug);
	}
}

/* Asserts that two documents say the same in the same arrays. */
static inline void assert_same_document(const struct document *a,
					const struct document *b)
{
	assert_same_blocks(a, b);
	assert_same_inlines(a, b);
	assert_same_notes(a, b);
	assert_same_member(a, b, kind);
	assert_same_member(a, b, repaired);
	assert_same_member(a, b, unended);
	assert_same_member(a, b, title_block);
	assert_same_string(a, a->metadata.title, b, b->metadata.title);
	assert_same_string(a, a->metadata.author, b, b->metadata.author);
}

/* Loads the text with windows of all kinds and asserts that the documents are
 * the same. */
static inline void assert_windows_agree(const char *text, size_t len)
{
	static const size_t windows[] = { 1, 80, 1000, LOAD_WINDOW };
	struct document *whole = document_from_markdown(text, len, len + 1);

	for (size_t i = 0; i < sizeof(windows) / sizeof(*windows); i++) {
		struct document *document =
			document_from_markdown(text, len, windows[i]);

		assert_same_document(whole, document);
		document_free(document);
	}
	document_free(whole);
}

/* Reads a file of the folder that the environment names LECTERN_CORPUS; false
 * without the folder or the file. */
static inline bool corpus_read(const char *name, struct buffer *out)
{
	const char *folder = getenv("LECTERN_CORPUS");
	char path[4096];
	char bytes[4096];
	size_t len;
	FILE *file;

	if (!folder)
		return false;
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "r");
	if (!file)
		return false;
	while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append(out, bytes, len);
	fclose(file);
	return true;
}

#endif
