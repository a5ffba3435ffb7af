/* SPDX-License-Identifier: ISC */
/*
 * The marks file: one record a line of JSON, only ever appended to.
 *
 * Each record is an event: all of a mark (or of a sighting of a document) as
 * somebody left it, with a version vector that says which earlier events it
 * knew of. What is true of a mark is computed when it is read, from those of
 * its records that no other one dominates; so the union of any copies of the
 * file, in any order of lines, is the right merge. Beside FILE.jsonl all
 * FILE.*.jsonl are read too: copies that Syncthing or another machine laid
 * there. Only FILE.jsonl is written.
 *
 * Nothing is read until store_step() is called. Records are parsed when they
 * are asked for. Lines that cannot be read, or are of a newer version, stay as
 * they are, byte for byte; so do fields that are not known.
 *
 * What cannot be written is kept in memory and in an emergency file of the
 * state folder ("unsaved.jsonl"; of another FILE than the usual one
 * "unsaved-HASH.jsonl", by its path), is part of all answers, and is tried
 * again with each write and at the next start; store_unsaved() says how much
 * that is.
 *
 * The process ignores SIGXFSZ (base/files.h).
 */
#ifndef MARKS_STORE_H
#define MARKS_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/mark.h"

struct error;
struct store;

enum {
	STORE_RECORD = 1024 * 1024, /* bytes of a line that is read */
	STORE_SKETCH = 32,	    /* hashes of a text's sketch */
};

struct store_options {
	const char *path;  /* FILE; NULL: marks.jsonl in folders_data() */
	const char *state; /* the folder of the emergency file and of the
			    * writer's ID; NULL: folders_state() */
	bool read_only;	   /* nothing is written, not even in memory */
};

/* A document, as a file of one machine had it. A document that was met in
 * several places, or on several machines, has several of them. */
struct sighting {
	char id[MARK_ID + 1];
	char document[MARK_ID + 1];
	struct buffer path; /* as it is kept: "~/…" or absolute; "": none */
	struct buffer title;
	char fingerprint[MARK_FINGERPRINT + 1];
	uint64_t sketch[STORE_SKETCH]; /* ascending */
	size_t sketch_count;
	int64_t at_ms;
	char by[MARK_WRITER + 1];
};

void sighting_init(struct sighting *sighting);
void sighting_release(struct sighting *sighting);
void sighting_copy(struct sighting *to, const struct sighting *from);

struct sighting_list {
	struct sighting *sightings;
	size_t count;
	size_t room;
};

/* Returns one at the end, initialised; borrowed until the next one. */
struct sighting *sighting_list_add(struct sighting_list *list);
void sighting_list_release(struct sighting_list *list);

/* Never fails: what is wrong with the file is found when it is read. */
struct store *store_open(const struct store_options *options);
/* NULL is fine. */
void store_free(struct store *store);
/* The file's path; borrowed. */
const char *store_path(const struct store *store);

/* --- Reading ---------------------------------------------------------------
 */

/* Reads some more, at most so many bytes; whether there is more to read. Then
 * all that is in the files is known, until store_look() finds them changed. */
bool store_step(struct store *store, size_t bytes);
/* Reads to the end. */
void store_read(struct store *store);
/* Whether the files are others than were read: others wrote. Cheap. What is
 * known stays so until store_step() has read them anew. */
bool store_look(struct store *store);
/* Another number whenever something else is known than before. */
uint64_t store_generation(const struct store *store);
/* Takes the next sentence that the reader should see once: lines that cannot
 * be read, a file that cannot, locks that cannot be had, a folder that others
 * may write to. False: none waits. */
bool store_trouble(struct store *store, struct error *error);

/* A new UUIDv7 (RFC 9562). */
void store_new_id(char id[MARK_ID + 1]);

/* Appends the live marks of these documents, in no order. */
void store_marks(struct store *store, const char *const *documents,
		 size_t count, struct mark_list *out);
/* The mark of an ID, deleted or not; false if there is none. */
bool store_mark(struct store *store, const char *id, struct mark *mark);

/* All live marks as items 0 … count: those of a document together, the newest
 * first; documents by their newest one. Numbers stay until the generation
 * changes. False: a line of it proves to be damaged, and what is left is no
 * mark, or deleted. */
size_t store_mark_count(struct store *store);
bool store_mark_at(struct store *store, size_t item, struct mark *mark);
/* Marks of a document that are alive, without parsing them. */
size_t store_count_of(struct store *store, const char *document);

/* Finds a bookmark that lives by its letter, the newest first, without parsing
 * others. mark is initialised. */
bool store_find_letter(struct store *store, char letter, struct mark *mark);

/* Appends the sightings with this path, or this fingerprint ("" or NULL: not
 * looked for). */
void store_sightings(struct store *store, const char *path,
		     const char *fingerprint, struct sighting_list *out);
/* Appends those of a document. */
void store_sightings_of(struct store *store, const char *document,
			struct sighting_list *out);
/* Appends all. Some 20 µs each. */
void store_all_sightings(struct store *store, struct sighting_list *out);

/* Which records are asked for. */
struct store_wish {
	const char *const *documents; /* NULL: of all … */
	size_t count;
	/* … marks that live and of which this is true; NULL: all, and those
	 * that are deleted. Sightings come always. */
	bool (*wants)(void *context, const struct mark *mark);
	void *context;
};

/* Appends the lines that hold, as they stand in the files, each with a newline:
 * put into another store (store_put_lines()) they are the same marks there. */
void store_lines(struct store *store, const struct store_wish *wish,
		 struct buffer *out);
/* Appends a mark's record as it is kept, with fields that are not known, as a
 * line of JSON; of several that hold, what they say together. */
bool store_record(struct store *store, const char *id, struct buffer *line);

/* --- Writing ----------------------------------------------------------------
 */

/* What is kept by one write: all of it or nothing. */
struct store_batch {
	struct mark *marks; /* borrowed, as the sightings are */
	size_t mark_count;
	struct sighting *sightings;
	size_t sighting_count;
};

/*
 * Keeps marks and sightings as they are in batch, each ID once: each becomes an
 * event that knows of all that is known of its ID in this generation, so hand
 * in what was made of the mark as it is known now; what others wrote meanwhile
 * is merged with it. Fields that are as they are known already keep who wrote
 * them, and fields that we do not know are kept. A mark that is deleted stays
 * as a tombstone. changed_ms, by, and at_ms of a sighting are set. When it
 * returns true everything is on the disk; false with a sentence: it is kept in
 * memory (and in the emergency file) only. What is no record that could be read
 * again (over STORE_RECORD, read_only, without an ID) is kept nowhere, nor is
 * the rest of its batch.
 */
bool store_put(struct store *store, const struct store_batch *batch,
	       struct error *error);

/* Appends those of another store's lines that this one has not, nor events that
 * know of them, and that can be read; how many. */
size_t store_news(struct store *store, struct span lines, struct buffer *out);
/* Writes them as they stand, all by one write. */
bool store_put_lines(struct store *store, struct span lines, size_t *added,
		     struct error *error);

/* How many records are not in the marks file yet. */
size_t store_unsaved(const struct store *store);
/* Tries to write them. */
bool store_retry(struct store *store, struct error *error);

/* --- Tending -----------------------------------------------------------------
 */

/* A line of a file that something is to be said about. */
struct store_finding {
	const char *path;
	size_t line; /* from 1 */
	enum store_line {
		STORE_UNREADABLE, /* no record */
		STORE_NEWER,	  /* of a version that is not known */
		STORE_FOREIGN,	  /* of a kind that is not known */
	} what;
};

struct store_report {
	size_t files;
	size_t lines;
	size_t highlights; /* alive … */
	size_t bookmarks;
	size_t deleted;
	size_t documents;
	size_t superseded; /* lines that compaction would leave out */
	size_t concurrent; /* marks of which several records hold */
	size_t unreadable;
	size_t newer;
	size_t foreign;
};

/* Reads and parses everything; each finding is told. */
void store_check(struct store *store, struct store_report *report,
		 void (*tell)(void *context,
			      const struct store_finding *finding),
		 void *context);

/*
 * Rewrites FILE without what is superseded: undominated records, all
 * tombstones, lines that cannot be read, are newer or foreign stay byte for
 * byte, in their order. What only FILE.*.jsonl have is appended; Syncthing's
 * conflict copies are removed then. The old file stays as "FILE.bak". False
 * with a sentence: nothing has changed.
 */
bool store_compact(struct store *store, size_t *left_out, struct error *error);

#endif
