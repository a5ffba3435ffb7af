/* SPDX-License-Identifier: ISC */
/* Dump a document of ours. */
#ifndef TESTS_GFM_OURS_H
#define TESTS_GFM_OURS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "gfm_dump.h"

struct ours {
	const struct document *document;
	struct dump dump;
	uint32_t chain[DOCUMENT_DEPTH_MAX + 1]; /* containers that are open */
	size_t depth;
};

static inline void ours_enter(struct ours *ours, uint32_t index)
{
	const struct document *document = ours->document;
	const struct container *container = &document->containers[index];
	struct buffer *out = &ours->dump.out;
	const struct note *note;

	dump_indent(&ours->dump);
	switch ((enum container_kind)container->kind) {
	case CONTAINER_QUOTE:
		buffer_append_string(out, "quote");
		break;
	case CONTAINER_LIST:
		buffer_append_format(out, "list %s%s",
				     !container->ordered	   ? "-"
				     : container->delimiter == ')' ? "1)"
								   : "1.",
				     container->tight ? " tight" : "");
		break;
	case CONTAINER_ITEM:
		buffer_append_string(out, "item");
		if (container->ordered)
			buffer_append_format(out, " %u",
					     (unsigned)container->number);
		if (container->task != TASK_NONE)
			buffer_append_string(out, container->task == TASK_DONE
							  ? " [x]"
							  : " [ ]");
		break;
	case CONTAINER_TABLE:
		buffer_append_format(
			out, "table %s",
			document_string(document, container->info));
		break;
	case CONTAINER_NOTE:
		note = &document->notes[container->number];
		buffer_append_string(out, "note ");
		dump_label(out, document_string(document, note->label));
		break;
	case CONTAINER_DEFINITION:
		buffer_append_string(out, "definition");
		break;
	}
	dump_enter(&ours->dump);
	ours->chain[ours->depth++] = index;
}

/* Leaves and enters containers, so that those around a block are open. */
static inline void ours_stand_in(struct ours *ours, uint32_t container)
{
	uint32_t chain[DOCUMENT_DEPTH_MAX + 1];
	size_t depth = 0;
	size_t same = 0;

	for (; container != DOCUMENT_NONE;
	     container = ours->document->containers[container].parent)
		chain[depth++] = container;
	while (same < depth && same < ours->depth &&
	       chain[depth - 1 - same] == ours->chain[same])
		same++;
	while (ours->depth > same) {
		ours->depth--;
		dump_leave(&ours->dump);
	}
	while (ours->depth < depth)
		ours_enter(ours, chain[depth - 1 - ours->depth]);
}

static inline unsigned ours_style(const struct run *run)
{
	static const struct {
		unsigned ours, dump;
	} styles[] = {
		{ RUN_EMPHASIS, DUMP_EMPHASIS }, { RUN_STRONG, DUMP_STRONG },
		{ RUN_CODE, DUMP_CODE },	 { RUN_LINK, DUMP_LINK },
		{ RUN_IMAGE, DUMP_IMAGE },	 { RUN_STRIKE, DUMP_STRIKE },
	};
	unsigned style = 0;

	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++)
		if (run->style & styles[i].ours)
			style |= styles[i].dump;
	return style;
}

static inline void ours_run(struct ours *ours, const struct run *run)
{
	const struct document *document = ours->document;
	const char *name = NULL;

	if (run->style & RUN_NOTE) {
		name = document_string(document,
				       document->notes[run->link].label);
		dump_text(&ours->dump, "n", 1, DUMP_NOTE, 0, name);
		return;
	}
	if (run->link != DOCUMENT_NONE)
		name = document_string(document,
				       document->links[run->link].url);
	dump_text(&ours->dump, document->text.data + run->off,
		  run->end - run->off, ours_style(run),
		  run->link == DOCUMENT_NONE ? 0 : run->link + 1, name);
}

/* Adds the text of [off, end), which lies in one block. */
static inline void ours_text(struct ours *ours, uint32_t off, uint32_t end)
{
	const struct document *document = ours->document;
	size_t i = document_run_at(document, off);

	/* An empty run at off ends there as well. */
	while (i && document->runs[i - 1].off == off)
		i--;
	/* A reference may stand at the end. */
	for (; i < document->run_count && document->runs[i].off <= end; i++) {
		const struct run *run = &document->runs[i];

		if (run->end < off)
			continue;
		dump_text(&ours->dump, document->text.data + off,
			  run->off - off, 0, 0, NULL);
		ours_run(ours, run);
		off = run->end;
	}
	dump_text(&ours->dump, document->text.data + off, end - off, 0, 0,
		  NULL);
}

static inline void ours_row(struct ours *ours, const struct block *block)
{
	const struct document *document = ours->document;
	size_t i = document_cell_at(document, block->off);

	dump_indent(&ours->dump);
	buffer_append_string(&ours->dump.out,
			     block->flags & BLOCK_HEADER ? "header" : "row");
	dump_enter(&ours->dump);
	for (; i < document->cell_count && document->cells[i].off < block->end;
	     i++) {
		ours_text(ours, document->cells[i].off,
			  document->cells[i].end - 1);
		if (ours->dump.count ||
		    document->cells[i].end > document->cells[i].off)
			dump_leaf(&ours->dump, "cell");
	}
	dump_leave(&ours->dump);
}

static inline void ours_block(struct ours *ours, const struct block *block)
{
	const struct document *document = ours->document;
	struct buffer called = BUFFER_INIT;

	ours_stand_in(ours, block->container);
	switch ((enum block_kind)block->kind) {
	case BLOCK_ROW:
		ours_row(ours, block);
		return;
	case BLOCK_CODE:
		buffer_append_format(&called, "code <%s>",
				     document_string(document, block->info));
		dump_literal(&ours->dump, called.data,
			     document->text.data + block->off,
			     block->end - block->off);
		buffer_release(&called);
		return;
	case BLOCK_PARAGRAPH:
	case BLOCK_VERSE:
		buffer_append_string(&called, "p");
		break;
	case BLOCK_HEADING:
		buffer_append_format(&called, "h%u", (unsigned)block->level);
		break;
	case BLOCK_RULE:
		buffer_append_string(&called, "rule");
		break;
	}
	ours_text(ours, block->off, block->end - 1);
	dump_leaf(&ours->dump, called.data);
	buffer_release(&called);
}

/* Reads text in windows of so many bytes and appends its dump to out. */
static inline void ours_dump(struct buffer *out, const struct buffer *text,
			     size_t window)
{
	struct error error;
	struct document *document = load_all(
		source_from_memory("test.md", buffer_string(text), text->len),
		SOURCE_AS_MARKDOWN, window, &error);
	struct ours ours = { .document = document };

	if (!document)
		abort();
	document_check(document);
	for (size_t i = 0; i < document->block_count; i++)
		ours_block(&ours, &document->blocks[i]);
	buffer_append(out, buffer_string(&ours.dump.out), ours.dump.out.len);
	dump_release(&ours.dump);
	document_free(document);
}

#endif
