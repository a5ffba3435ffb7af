/* SPDX-License-Identifier: ISC */
/*
 * The model of what is read: one reading text, and flat arrays over it.
 *
 * The reading text is what a person reads, block after block, without markup.
 * Marks hang on it for years, so its rules are numbered and have a version,
 * DOCUMENT_NORM; changing what any of them yields is a new version.
 *
 *  T1  Valid UTF-8. The only control characters are '\n' and, in code and
 *      verse, '\t'; others of C0, DEL and C1 are U+FFFD.
 *  T2  Every leaf block ends with one '\n' that it owns; so does an item
 *      without content (as an empty paragraph), and a rule is just that '\n'.
 *      A heading may be empty; a paragraph only if it has a link, an image or
 *      a note's reference; a quote without content is no text at all. A row of
 *      a table is a leaf block; each of its cells ends with a '\n'.
 *  T3  A hard line break is '\n' inside a paragraph or heading, so are the
 *      line ends of code and of verse; in a cell it is a space.
 *  T4  A soft break is one space; nothing between two wide characters of
 *      Chinese or Japanese (character_unspaced()).
 *  T5  An image's alternative text is text, on one line.
 *  T6  HTML: tags and comments are no text, the content of script and style
 *      neither, up to the end of the block where it is not closed; everything
 *      else stays, character references decoded; <br> is a hard break, <hr> a
 *      rule. Elements that are blocks of their own begin and end paragraphs;
 *      among inlines they begin and end lines. <pre> is code; else white
 *      space collapses. What looks like a tag but never ends is text.
 *      In HTML blocks the content of template, title, desc, metadata and
 *      annotation is none either, where it is closed. A cell of an HTML table
 *      is a cell, and its line breaks are spaces.
 *  T7  Front matter is no text, nor is a link's target or title, a code
 *      block's info string, a list's number or bullet, a task's box.
 *  T8  A plain text's lines are rejoined by T4 where they were hard-wrapped
 *      and kept by T3 in verse; a chapter's number and the title below it are
 *      one block of two lines. Whether headings are inferred changes nothing.
 *  T9  White space at the ends of a leaf block and around its line breaks is
 *      no text; spaces and tabs that follow one another are one space. Code,
 *      also in a line, and verse keep their own, verse also its first indent.
 *  T10 Of what essays use beyond CommonMark only what a person reads is text:
 *      the marks of ~~struck~~, ==marked==, ^raised^ and ~lowered~ text, a
 *      table's pipes and delimiter row, "[!NOTE]", attributes in braces, ":::"
 *      fences, the ':' of a definition or a caption, the lines of drawn tables,
 *      the bars of line blocks, %%comments%% and the ^name that ends a block
 *      are none. [[page|text]] is its text.
 *      A note's reference "[^label]" is none either, and takes no room; a
 *      blank before it comes behind it, but not before punctuation. The notes
 *      themselves come after everything else, in the order of their first
 *      use, then those never used, in the order of the source.
 *
 * Invariants, which document_check() asserts:
 *
 *  I1  text is T1.
 *  I2  Blocks ascend and tile the text: blocks[0].off is 0, each block's end
 *      is the next one's off, the last end is text.len; each ends in '\n'.
 *  I3  Runs ascend, do not overlap, lie inside one block before its final '\n'
 *      (in a row, inside one cell before its own), and start and end at
 *      cluster starts. Only a note's reference (RUN_NOTE) is empty, and all of
 *      those are. Two touching runs differ, but for references.
 *  I4  A block's container is DOCUMENT_NONE or an index into containers; a
 *      container's parent is DOCUMENT_NONE or a smaller index; an item's
 *      parent is a list, a list's children are items; a table has only rows,
 *      and rows are only in tables; a note has no parent. A chain has at most
 *      DOCUMENT_DEPTH_MAX containers: what is deeper is shown at that depth.
 *  I5  first_block of a container is the smallest index of the blocks inside;
 *      there is one.
 *  I6  headings ascend by block and name blocks of kind BLOCK_HEADING, every
 *      such block once; slugs are unique.
 *  I7  Strings are offsets of NUL-terminated valid UTF-8 in strings; offset 0
 *      is "".
 *  I8  lines: block.line ascends (not strictly) but for the blocks of notes,
 *      each of which ascends in itself; the first source line is 1.
 *  I9  cells ascend and tile the rows; each ends in its only '\n'. The rows of
 *      a table have as many cells as it has alignments.
 *  I10 A run with RUN_NOTE names a note; a note's container, if it has one, is
 *      a CONTAINER_NOTE, and each of those is that of one note.
 *  I11 targets ascend by off, which is at most text.len.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"

struct error;

enum {
	DOCUMENT_NORM = 1,
	DOCUMENT_DEPTH_MAX = 32,
};

#define DOCUMENT_NONE	  UINT32_MAX
#define DOCUMENT_TEXT_MAX ((uint64_t)1 << 30) /* bytes of source and text */

enum document_kind { DOCUMENT_MARKDOWN, DOCUMENT_PLAIN };

enum block_kind {
	BLOCK_PARAGRAPH,
	BLOCK_HEADING,
	BLOCK_CODE,  /* lines as they stand */
	BLOCK_VERSE, /* plain text whose line ends and indents are kept */
	BLOCK_RULE,
	BLOCK_ROW, /* of a table: its cells, one after the other */
};

enum block_flags {
	BLOCK_INFERRED = 1 << 0, /* a heading guessed in plain text */
	/* No space above: the innermost container around this block and the
	 * one before it is a tight list or an item of one. */
	BLOCK_TIGHT = 1 << 1,
	BLOCK_FENCED = 1 << 2, /* code between fences, may have an info */
	/* A paragraph that names what comes after it: a definition list's
	 * term, the title of a callout, the summary of details, a caption. */
	BLOCK_TITLE = 1 << 3,
	BLOCK_HEADER = 1 << 4, /* a row of column titles */
};

/* A leaf block: [off, end) of the reading text, its final '\n' included. */
struct block {
	uint32_t off;
	uint32_t end;
	uint32_t container; /* innermost, or DOCUMENT_NONE */
	uint32_t line;	    /* where it starts in the source, from 1 */
	uint32_t info;	    /* string: a code block's info, a heading's own
			     * id, else 0 */
	uint8_t kind;	    /* enum block_kind */
	uint8_t level;	    /* heading: 1 to 6, else 0 */
	uint8_t flags;
};

enum container_kind {
	CONTAINER_QUOTE,
	CONTAINER_LIST,
	CONTAINER_ITEM,
	CONTAINER_DEFINITION, /* of the term above it */
	CONTAINER_TABLE,
	CONTAINER_NOTE,
};

enum task { TASK_NONE, TASK_OPEN, TASK_DONE };

struct container {
	uint32_t parent;
	uint32_t first_block;
	uint32_t number; /* item: its number in an ordered list; list: the
			  * number of its last item; note: its index */
	uint32_t info;	 /* string. Quote: what kind of callout it is, in small
			  * letters ("note"), or 0; table: a letter a column for
			  * how it is aligned: 'l', 'c', 'r', or '-' for not */
	uint8_t kind;	 /* enum container_kind */
	bool ordered;	 /* of a list and its items */
	bool tight;
	char delimiter; /* '.' or ')' of an ordered list and its items */
	uint8_t task;	/* of an item: enum task */
};

enum run_style {
	RUN_EMPHASIS = 1 << 0,
	RUN_STRONG = 1 << 1,
	RUN_CODE = 1 << 2,
	RUN_LINK = 1 << 3,
	RUN_IMAGE = 1 << 4, /* alternative text of an image */
	RUN_STRIKE = 1 << 5,
	RUN_MARK = 1 << 6, /* as with a text marker */
	RUN_SUPERSCRIPT = 1 << 7,
	RUN_SUBSCRIPT = 1 << 8,
	RUN_NOTE = 1 << 9, /* an empty run: a note is referred to here */
};

/* A stretch of text that is not plain: its style bits and its link. Plain text
 * has no run. */
struct run {
	uint32_t off;
	uint32_t end;
	uint32_t link; /* index into links, or DOCUMENT_NONE; with RUN_NOTE
			* into notes */
	uint16_t style;
};

/* One link or image as written; its text is the runs that name it. But the
 * text of an image inside a link names that link: it is where it leads. */
struct link {
	uint32_t url;	/* string */
	uint32_t title; /* string */
	uint32_t off;	/* where its text starts and ends; may be empty */
	uint32_t end;
	bool image;
};

struct heading {
	uint32_t block;
	uint32_t slug; /* string: its own id, else as github-slugger makes it;
			* in a piece its own id or 0 */
	uint8_t level;
	bool inferred;
};

/* A cell of a row of a table: [off, end), its final '\n' included. */
struct cell {
	uint32_t off;
	uint32_t end;
};

/* A note that is referred to or stands in the text. Its index, from 0, is its
 * number less one: notes are in the order of their first use. */
struct note {
	uint32_t label;	    /* string: what the references call it */
	uint32_t container; /* the note itself, or DOCUMENT_NONE: not read yet
			     * (or, in a piece, in another one) */
	uint32_t run;	    /* the first reference, or DOCUMENT_NONE */
	bool referred;	    /* in a document: there is one, or was once */
};

/* A place that links lead to: the "id" of something other than a heading. */
struct target {
	uint32_t name; /* string */
	uint32_t off;  /* what follows it starts here */
};

/* What the front matter says; strings, 0 where it says nothing. */
struct metadata {
	uint32_t title;
	uint32_t author; /* several joined by ", " */
	uint32_t date;
	uint32_t lang;
	uint32_t url;
	uint32_t encoding; /* the source's own, where that is not UTF-8 */
};

/*
 * A document, or a *piece* of one: what a window of the source gives, with
 * offsets, indices and strings local to itself (its lines are those of the
 * source), which document_append() rebases. Within a generation a document
 * only grows.
 */
struct document {
	struct buffer text;
	struct buffer strings;
	struct block *blocks;
	struct container *containers;
	struct run *runs;
	struct link *links;
	struct heading *headings;
	struct cell *cells;
	struct note *notes;
	struct target *targets;
	size_t block_count, block_room;
	size_t container_count, container_room;
	size_t run_count, run_room;
	size_t link_count, link_room;
	size_t heading_count, heading_room;
	size_t cell_count, cell_room;
	size_t note_count, note_room;
	size_t target_count, target_room;
	struct metadata metadata;
	struct map slugs;	/* of the document, not of pieces */
	struct map note_labels; /* its notes by their labels; and of pieces */
	struct map interned;	/* its strings to their offsets; likewise */
	size_t repaired;  /* invalid bytes and NULs of the source replaced */
	size_t hidden;	  /* characters of the text that are shown by a sign */
	uint32_t unended; /* the line of the first comment, or other HTML that
			   * shows nothing, that goes on to where it stands
			   * ends; 0: there is none */
	/* Blocks [body_block, after_block) are what is read from start to end;
	 * before and after them stand licences, after them the notes.
	 * DOCUMENT_NONE: from the first, or to the last; or a piece that does
	 * not say. */
	uint32_t body_block;
	uint32_t after_block;
	uint32_t title_block; /* 0 if the first block is a heading that says the
			       * same as metadata.title, or is of level 1 where
			       * there is no title but an author or a date;
			       * else DOCUMENT_NONE */
	uint8_t kind;	      /* enum document_kind */
	bool complete;	      /* the whole source is in */
	/* Of the block that is being built: */
	bool building;
	size_t building_runs; /* run_count and link_count when it began */
	size_t building_links;
	size_t building_cells;
	bool cell_open;
	bool blank_due; /* one stood before a reference */
};

/* Returns an owned, empty document; document_free(NULL) is harmless. */
struct document *document_new(enum document_kind kind);
void document_free(struct document *document);

/*
 * Building a piece, in piece.c. document_begin_block() notes where the block
 * starts, text and links are added, document_end_block() trims it by T9 (not
 * code; verse only of blank lines at its ends), adds the final '\n', snaps its
 * runs to clusters, enters it, and its heading if it is one.
 */

/* Adds a string; returns its offset. Control characters and invalid bytes
 * become U+FFFD, but white space becomes a space. */
uint32_t document_add_string(struct document *piece, const char *bytes,
			     size_t len);
uint32_t document_add_container(struct document *piece,
				enum container_kind kind, uint32_t parent);
/* Returns the index that the block will have; the caller may set its level,
 * flags and info until document_end_block(). */
uint32_t document_begin_block(struct document *piece, enum block_kind kind,
			      uint32_t container, uint32_t line);
/* Appends text of the block just begun, under style and link (0 and
 * DOCUMENT_NONE: plain). '\n' is a line break. Control characters other than
 * '\n' and '\t' become U+FFFD, invalid bytes too; '\t' becomes a space except
 * in code and verse. */
void document_add_text(struct document *piece, const char *bytes, size_t len,
		       unsigned style, uint32_t link);
/* Adds a link whose text starts here; url and title are strings of the piece.
 * Its range is that of the runs that name it. Of a link that no run names (it
 * has no text, or is an image inside a link, whose text names the link around
 * it) the caller sets the end. */
uint32_t document_add_link(struct document *piece, uint32_t url, uint32_t title,
			   bool image);
void document_end_block(struct document *piece);

/* The cells of a row: its text is added between these two. Each cell is
 * trimmed, and gets its '\n'; a '\n' in its text is a space. */
void document_begin_cell(struct document *piece);
void document_end_cell(struct document *piece);

/* The note with this label; of two references with one label the same. */
uint32_t document_add_note(struct document *piece, const char *label,
			   size_t len);
/* Adds a reference here, behind the text of the block just begun. */
void document_add_reference(struct document *piece, uint32_t note,
			    unsigned style);
/* Adds a target where the text ends now: before what is added next. */
void document_add_target(struct document *piece, const char *name, size_t len);

/* Gives up the block just begun, with its text, runs and links. */
void document_drop_block(struct document *piece);

/* Gives back the room that a piece has for more, but may get none. */
void document_trim(struct document *piece);

/*
 * Appends a piece; the piece is left as it was and still the caller's.
 * Headings get their slugs here, since they must be unique in the document.
 * False, with nothing changed, if the text would exceed DOCUMENT_TEXT_MAX.
 */
bool document_append(struct document *document, const struct document *piece);

/* What the reader of a source must be told of it, for it hides words that may
 * have been meant to be read; false: nothing. */
bool document_trouble(const struct document *document, const char *source,
		      struct error *error);

/*
 * Drops everything but the last block and what it lies in, so that a document
 * of any size can be gone through in little memory. What is appended then comes
 * behind that block, and is numbered and laid out as if all were there: what
 * the front matter says stays, and so do the notes, but for their labels and
 * for where they stand and are referred to. A slug may come again that a
 * heading had that was dropped.
 */
void document_forget(struct document *document);

/* The index of the block that holds off; for off >= text.len the last one.
 * There must be a block. O(log n). */
size_t document_block_at(const struct document *document, uint32_t off);

/* Where what is read from start to end ends, before notes and the like. */
uint32_t document_body_end(const struct document *document);

/* The first run that ends behind off; run_count if there is none. */
size_t document_run_at(const struct document *document, uint32_t off);

/* The block whose source line is the last at or before line; of several on one
 * line the first, and before the first block that one. There must be one. */
size_t document_block_of_line(const struct document *document, uint32_t line);

/* The blocks [*from, *to) of a container that has any. O(their number). */
void document_container_blocks(const struct document *document,
			       uint32_t container, uint32_t *from,
			       uint32_t *to);

/* The first cell that ends behind off; cell_count if there is none. */
size_t document_cell_at(const struct document *document, uint32_t off);

/* A string by its offset; borrowed until the document grows. */
const char *document_string(const struct document *document, uint32_t offset);

/* Aborts with the number of the invariant that does not hold. For tests and
 * fuzzing. */
void document_check(const struct document *document);

#endif
