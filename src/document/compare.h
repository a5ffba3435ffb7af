/* SPDX-License-Identifier: ISC */
/*
 * What changed between two generations of a document.
 *
 * Blocks are compared by their text. An alignment says of each old block what
 * became of it; made once, it carries any number of bytes over.
 */
#ifndef DOCUMENT_COMPARE_H
#define DOCUMENT_COMPARE_H

#include <stdbool.h>
#include <stdint.h>

struct document;

struct alignment;

/* Returns owned; alignment_free(NULL) is harmless. Both documents are borrowed
 * until then. O(n log n) in blocks, linear in bytes. */
struct alignment *alignment_open(const struct document *old,
				 const struct document *fresh);
void alignment_free(struct alignment *alignment);

/*
 * The byte of fresh where the text at byte off of old (off <= text.len) now
 * stands: a cluster start. In a block that still is, wherever that went, the
 * same byte of it; in one that was changed, the same words, if they are there;
 * in one that is gone, the start of what stands in its place or follows. The
 * end of the text is its end; 0 if fresh is empty. O(the block's bytes).
 */
uint32_t alignment_carry(const struct alignment *alignment, uint32_t off);

/* Leaf blocks (paragraphs, headings, rows of tables …), each counted once. */
struct changes {
	uint32_t added;
	uint32_t removed;
	uint32_t changed; /* shares most words with the one that stood there,
			   * or has the same text in another look */
	uint32_t moved;	  /* stands elsewhere among its neighbours */
	/* In fresh, where the first difference is: a block's start or the
	 * text's end; DOCUMENT_NONE if there is none. */
	uint32_t first_off;
};

/* What an alignment found. */
void alignment_changes(const struct alignment *alignment,
		       struct changes *changes);

#endif
