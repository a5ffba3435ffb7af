/* SPDX-License-Identifier: ISC */
/* Who writes events: this machine, in this run. */
#ifndef MARKS_STORE_WRITER_H
#define MARKS_STORE_WRITER_H

enum {
	WRITER_MACHINE = 4, /* letters of base 32 */
	WRITER_RUN = 6,
};

/*
 * The machine's ID is drawn once and kept in "writer-id" of the folder of state
 * (not shared between machines); where it cannot be kept it holds for this run.
 * A writer is the machine and letters drawn for the run: so neither two readers
 * of one machine nor a copied home count for the same writer.
 */
struct writer {
	char machine[WRITER_MACHINE + 1];
	char name[WRITER_MACHINE + 1 + WRITER_RUN + 1]; /* "k3f9-x2m7qa" */
};

/* folder may be NULL: there is none. It is made if it lacks. */
void writer_find(struct writer *writer, const char *folder);

#endif
