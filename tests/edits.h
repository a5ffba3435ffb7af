/* SPDX-License-Identifier: ISC */
/*
 * Edit texts as authors do, and know afterwards what has become of each byte.
 * Include it behind test.h.
 */
#ifndef TESTS_EDITS_H
#define TESTS_EDITS_H

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/document.h"

#define EDITS_NEW UINT32_MAX

/* Paragraphs, each with its '\n'. origins[i]: which byte of the first text
 * byte i is; EDITS_NEW: of none. */
struct edited {
	struct buffer text;
	uint32_t *origins;
	size_t room;
};

static inline uint32_t edits_roll(uint64_t *random, uint32_t below)
{
	return (uint32_t)(test_random(random) % below);
}

static inline void edited_release(struct edited *edited)
{
	buffer_release(&edited->text);
	free(edited->origins);
	*edited = (struct edited){ BUFFER_INIT, NULL, 0 };
}

/* The first text: every byte is its own origin. */
static inline void edited_start(struct edited *edited, const char *text,
				size_t len)
{
	buffer_clear(&edited->text);
	buffer_append(&edited->text, text, len);
	MEMORY_RESERVE(edited->origins, edited->room, len + 1);
	for (size_t i = 0; i < len; i++)
		edited->origins[i] = (uint32_t)i;
}

static inline void edited_copy(struct edited *to, const struct edited *from)
{
	edited_start(to, buffer_string(&from->text), from->text.len);
	if (from->text.len)
		memcpy(to->origins, from->origins,
		       from->text.len * sizeof(*from->origins));
}

/* Puts bytes (with origins; NULL: new ones) in the place of [off, end). */
static inline void edited_replace(struct edited *edited, size_t off, size_t end,
				  const char *bytes, const uint32_t *origins,
				  size_t len)
{
	size_t rest = edited->text.len - end;
	struct buffer text = BUFFER_INIT;

	buffer_append(&text, buffer_string(&edited->text), off);
	buffer_append(&text, bytes, len);
	buffer_append(&text, buffer_string(&edited->text) + end, rest);
	MEMORY_RESERVE(edited->origins, edited->room, text.len + 1);
	memmove(edited->origins + off + len, edited->origins + end,
		rest * sizeof(*edited->origins));
	for (size_t i = 0; i < len; i++)
		edited->origins[off + i] = origins ? origins[i] : EDITS_NEW;
	buffer_release(&edited->text);
	edited->text = text;
}

/* A word; few are common and many are rare, as in any language (Zipf). */
static inline void edits_add_word(struct buffer *out, uint64_t *random)
{
	static const char *const common[] = {
		"the", "of",   "and",	"to",  "a",    "in",   "that",	"is",
		"it",  "was",  "for",	"as",  "with", "he",   "his",	"on",
		"be",  "by",   "at",	"not", "this", "have", "from",	"but",
		"are", "they", "which", "all", "we",   "when", "there", "can",
	};
	static const char *const syllables[] = {
		"an", "ter", "con", "ri",  "ed",   "ly", "per", "sta",
		"mo", "ing", "ble", "ver", "tion", "na", "cal", "pre",
		"so", "den", "ful", "ist", "re",   "um", "li",	"ge",
	};
	uint32_t rank = 1u << edits_roll(random, 12);

	rank += edits_roll(random, rank);
	if (rank <= sizeof(common) / sizeof(common[0])) {
		buffer_append_string(out, common[rank - 1]);
		return;
	}
	/* The same rank is the same word. */
	for (; rank; rank /= 24)
		buffer_append_string(out, syllables[rank % 24]);
}

static inline void edits_add_sentence(struct buffer *out, uint64_t *random)
{
	static const char *const ends[] = { ".", ".", ".", "?", "!" };
	size_t start = out->len;
	uint32_t words = 4 + edits_roll(random, 18);

	for (uint32_t i = 0; i < words; i++) {
		if (i && edits_roll(random, 25) == 0)
			buffer_append_string(out, " \xe2\x80\x94 ");
		else if (i)
			buffer_append_string(out, edits_roll(random, 9) ? " "
									: ", ");
		if (edits_roll(random, 40) == 0)
			buffer_append_string(out,
					     "\xe2\x80\x9cso\xe2\x80\x9d ");
		edits_add_word(out, random);
		if (edits_roll(random, 30) == 0)
			buffer_append_string(out, "\xe2\x80\x99s");
	}
	if (out->data[start] >= 'a' && out->data[start] <= 'z')
		out->data[start] = (char)(out->data[start] - 'a' + 'A');
	buffer_append_string(out, ends[edits_roll(random, 5)]);
}

static inline void edits_add_paragraph(struct buffer *out, uint64_t *random)
{
	uint32_t sentences = 1 + edits_roll(random, 7);

	if (edits_roll(random, 8) == 0) {
		edits_add_word(out, random);
		buffer_append_string(out, " ");
		edits_add_word(out, random);
		buffer_append_string(out, "\n");
		return;
	}
	for (uint32_t i = 0; i < sentences; i++) {
		if (i)
			buffer_append_string(out, " ");
		edits_add_sentence(out, random);
	}
	buffer_append_string(out, "\n");
}

/* The paragraph, or other stretch up to a stop byte, that holds off. */
static inline size_t edits_start(const struct buffer *text, size_t off,
				 char stop)
{
	while (off && text->data[off - 1] != '\n' &&
	       text->data[off - 1] != stop)
		off--;
	return off;
}

static inline size_t edits_end(const struct buffer *text, size_t off, char stop)
{
	while (off < text->len && text->data[off] != '\n' &&
	       text->data[off] != stop)
		off++;
	return off;
}

/* Appends the paragraph with every third word another one or so: "as above,
 * but …". */
static inline void edits_add_lookalike(struct buffer *out, uint64_t *random,
				       const char *text, size_t len)
{
	for (size_t off = 0, end = 0; off < len; off = end) {
		while (end < len && text[end] != ' ' && text[end] != '\n')
			end++;
		if (end > off && edits_roll(random, 3) == 0)
			edits_add_word(out, random);
		else
			buffer_append(out, text + off, end - off);
		while (end < len && (text[end] == ' ' || text[end] == '\n'))
			buffer_append_byte(out, text[end++]);
	}
}

/* Deletes, writes anew, moves or nearly repeats a paragraph, or adds one. */
static inline void edit_paragraph(struct edited *edited, uint64_t *random)
{
	struct buffer *text = &edited->text;
	size_t at = edits_roll(random, (uint32_t)text->len);
	size_t off = edits_start(text, at, '\n');
	size_t end = edits_end(text, at, '\n') + 1;
	size_t to = edits_start(text, edits_roll(random, (uint32_t)text->len),
				'\n');
	struct buffer bytes = BUFFER_INIT;
	uint32_t *origins;

	switch (edits_roll(random, 6)) {
	case 0:
		if (end - off < text->len)
			edited_replace(edited, off, end, "", NULL, 0);
		break;
	case 1:
		edits_add_paragraph(&bytes, random);
		edited_replace(edited, off, end, bytes.data, NULL, bytes.len);
		break;
	case 2:
		if (to >= off && to < end)
			break;
		buffer_append(&bytes, text->data + off, end - off);
		origins = memory_alloc_zeroed(end - off, sizeof(*origins));
		memcpy(origins, edited->origins + off,
		       (end - off) * sizeof(*origins));
		edited_replace(edited, to, to, bytes.data, origins, bytes.len);
		off += to < off ? bytes.len : 0;
		edited_replace(edited, off, off + bytes.len, "", NULL, 0);
		free(origins);
		break;
	case 3:
		edits_add_lookalike(&bytes, random, text->data + off,
				    end - off);
		edited_replace(edited, to, to, bytes.data, NULL, bytes.len);
		break;
	default:
		edits_add_paragraph(&bytes, random);
		edited_replace(edited, to, to, bytes.data, NULL, bytes.len);
		break;
	}
	buffer_release(&bytes);
}

/* Deletes, writes anew or adds a sentence. */
static inline void edit_sentence(struct edited *edited, uint64_t *random)
{
	struct buffer *text = &edited->text;
	size_t at = edits_roll(random, (uint32_t)text->len);
	size_t off = edits_start(text, at, '.');
	size_t end = edits_end(text, at, '.');
	struct buffer bytes = BUFFER_INIT;

	if (off < end && text->data[off] == ' ')
		off++;
	if (off >= end || text->data[end] != '.')
		return;
	end++;
	if (edits_roll(random, 3) == 0) {
		/* Not the only one. */
		if (text->data[end] == ' ')
			edited_replace(edited, off, end + 1, "", NULL, 0);
		return;
	}
	edits_add_sentence(&bytes, random);
	if (edits_roll(random, 2))
		edited_replace(edited, off, end, bytes.data, NULL, bytes.len);
	else {
		buffer_append_string(&bytes, " ");
		edited_replace(edited, off, off, bytes.data, NULL, bytes.len);
	}
	buffer_release(&bytes);
}

/* Deletes, writes anew or adds a word, or mistypes one. */
static inline void edit_word(struct edited *edited, uint64_t *random)
{
	struct buffer *text = &edited->text;
	size_t at = edits_roll(random, (uint32_t)text->len);
	size_t off = edits_start(text, at, ' ');
	size_t end = edits_end(text, at, ' ');
	struct buffer bytes = BUFFER_INIT;
	char letter = (char)('a' + edits_roll(random, 26));

	if (off >= end)
		return;
	switch (edits_roll(random, 4)) {
	case 0:
		if (text->data[end] == ' ')
			edited_replace(edited, off, end + 1, "", NULL, 0);
		break;
	case 1:
		edits_add_word(&bytes, random);
		edited_replace(edited, off, end, bytes.data, NULL, bytes.len);
		break;
	case 2:
		edits_add_word(&bytes, random);
		buffer_append_string(&bytes, " ");
		edited_replace(edited, off, off, bytes.data, NULL, bytes.len);
		break;
	default:
		if (text->data[at] >= 'a' && text->data[at] <= 'z')
			edited_replace(edited, at, at + 1, &letter, NULL, 1);
		break;
	}
	buffer_release(&bytes);
}

/* Another sign for the same all through the text: how editors "improve". */
static inline void edit_signs(struct edited *edited, uint64_t *random)
{
	static const char *const pairs[][2] = {
		{ "\xe2\x80\x99", "'" },
		{ "\xe2\x80\x9c", "\"" },
		{ "\xe2\x80\x9d", "\"" },
		{ "\xe2\x80\x94", "-" },
	};
	const char *const *pair = pairs[edits_roll(random, 4)];
	size_t len = strlen(pair[0]);

	for (size_t i = 0; i + len < edited->text.len; i++) {
		uint32_t origin = edited->origins[i];

		if (memcmp(edited->text.data + i, pair[0], len) == 0)
			edited_replace(edited, i, i + len, pair[1], &origin, 1);
	}
}

static inline void edit_once(struct edited *edited, uint64_t *random)
{
	uint32_t kind = edits_roll(random, 20);

	if (!edited->text.len)
		return;
	if (kind < 6)
		edit_paragraph(edited, random);
	else if (kind < 11)
		edit_sentence(edited, random);
	else if (kind < 19)
		edit_word(edited, random);
	else
		edit_signs(edited, random);
}

/* A document whose reading text this is: a paragraph a line. Owned. */
static inline struct document *edits_document(const char *text, size_t len)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	uint32_t line = 1;

	for (size_t off = 0; off < len; line++) {
		const char *end = memchr(text + off, '\n', len - off);
		size_t line_len = end ? (size_t)(end - text) - off : len - off;

		document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE,
				     line);
		document_add_text(piece, text + off, line_len, 0,
				  DOCUMENT_NONE);
		document_end_block(piece);
		off += line_len + 1;
	}
	assert_true(document_append(document, piece));
	document_free(piece);
	document->complete = true;
	assert_int_equal(document->text.len, len);
	assert_memory_equal(buffer_string(&document->text), text, len);
	return document;
}

#endif
