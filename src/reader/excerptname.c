/* SPDX-License-Identifier: ISC */
/* Say what a range of the text is. */
#include "reader/excerpt.h"

#include "base/buffer.h"
#include "document/document.h"
#include "document/sentence.h"
#include "text/words.h"

enum { SENTENCES_MAX = 100 }; /* that are counted */

/* How many sentences the range is, none cut; 0 if it is not, or many. */
static size_t count_sentences(const struct excerpt *excerpt)
{
	struct document_sentence sentence;
	size_t count = 1;

	if (!document_sentence_at(excerpt->document, excerpt->off, &sentence) ||
	    sentence.off != excerpt->off)
		return 0;
	for (; sentence.end < excerpt->end; count++)
		if (count == SENTENCES_MAX ||
		    !document_sentence_next(excerpt->document, &sentence))
			return 0;
	return sentence.end == excerpt->end ? count : 0;
}

static bool is_word(const struct excerpt *excerpt)
{
	const struct buffer *text = &excerpt->document->text;
	struct word word;

	words_at(text->data, text->len, excerpt->off, &word);
	return word.wordlike && word.off == excerpt->off &&
	       word.end == excerpt->end;
}

/* What a range inside one block is. */
static void append_part(const struct excerpt *excerpt,
			const struct block *block, struct buffer *out)
{
	bool whole =
		excerpt->off <= block->off && excerpt->end >= block->end - 1;
	size_t sentences = count_sentences(excerpt);

	if (block->kind == BLOCK_CODE)
		buffer_append_string(out, whole ? "the code block"
						: "a part of the code");
	else if (block->kind == BLOCK_HEADING)
		buffer_append_string(out, whole ? "the heading"
						: "a part of a heading");
	else if (block->kind == BLOCK_ROW)
		buffer_append_string(out, whole ? "a row of a table"
						: "a part of a row");
	else if (is_word(excerpt))
		buffer_append_string(out, "a word");
	else if (sentences == 1)
		buffer_append_string(out, "a sentence");
	else if (whole)
		buffer_append_string(out, "a paragraph");
	else if (sentences)
		buffer_append_format(out, "%zu sentences", sentences);
	else
		buffer_append_string(out, "a part of a paragraph");
}

/* Line ends behind the last words do not count. */
static struct excerpt trim(const struct excerpt *excerpt)
{
	struct excerpt trimmed = *excerpt;

	while (trimmed.end > trimmed.off + 1 &&
	       excerpt->document->text.data[trimmed.end - 1] == '\n')
		trimmed.end--;
	return trimmed;
}

static void append_name(const struct excerpt *excerpt, struct buffer *out)
{
	const struct document *document = excerpt->document;
	size_t index = document_block_at(document, excerpt->off);
	const struct block *first = &document->blocks[index];
	const struct block *last = first;
	size_t sentences = 0;
	size_t count = 0;
	bool rows = true;
	bool whole;

	for (; index < document->block_count &&
	       document->blocks[index].off < excerpt->end;
	     index++) {
		last = &document->blocks[index];
		count += last->end - last->off > 1;
		rows = rows && last->kind == BLOCK_ROW;
	}
	whole = excerpt->off <= first->off && excerpt->end >= last->end - 1;
	if (!whole && !rows)
		sentences = count_sentences(excerpt);
	if (count <= 1)
		append_part(excerpt, first, out);
	else if (sentences)
		buffer_append_format(out, "%zu sentences", sentences);
	else
		buffer_append_format(out, "%s%zu %s", whole ? "" : "parts of ",
				     count, rows ? "rows" : "paragraphs");
}

void excerpt_append_name(const struct excerpt *excerpt, struct buffer *out)
{
	const struct excerpt trimmed = trim(excerpt);

	append_name(&trimmed, out);
}
